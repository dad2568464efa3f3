// Families over lines that families.java shows on one.
class Cells {
    String pseudonym(Patient patient) {
        return DigestUtils.sha256Hex( // bad: hashed-identifier, lines
            patient.getMrn()
        );
    }

    String token() {
        String token = String.valueOf(
            new java.util.Random().nextLong()); // bad: weak-random, lines
        return token;
    }

    SecureRandom seeded() {
        return new SecureRandom(
            "fixed".getBytes()); // bad: fixed-seed, lines
    }

    void passwords(User user) {
        DigestUtils
            .md5Hex(user.getPassword()); // bad: weak-password-hash, lines
    }

    void cookies(Cookie cookie) {
        cookie
            .setHttpOnly(false); // bad: cookie-without-httponly, lines
    }
}
