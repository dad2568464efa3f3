// Expectations stand at the end of a line: `// bad: class` is found there, everything else is not.
class Hash {
    private static final String ALGORITHM = "MD" + 5;
    private static final String SOUND = "SHA-256";
    private final String given;

    Hash(String given) {
        this.given = given;
    }

    void literal(byte[] data) throws Exception {
        MessageDigest.getInstance("MD5").digest(data); // bad: weak-hash
        MessageDigest.getInstance("SHA-256").digest(data);
        MessageDigest.getInstance(
                "SHA-1"); // bad: weak-hash
        // MessageDigest.getInstance("MD5")
    }

    void constant(byte[] data) throws Exception {
        MessageDigest.getInstance(ALGORITHM).digest(data); // bad: weak-hash
        MessageDigest.getInstance(SOUND).digest(data);
    }

    void overwritten(byte[] data) throws Exception {
        String name = "MD5";
        name = "SHA-512";
        MessageDigest.getInstance(name).digest(data);
        MessageDigest digest = MessageDigest.getInstance("MD5");
        digest = MessageDigest.getInstance("SHA-256");
        digest.digest(data);
    }

    void branch(byte[] data) throws Exception {
        int level = 3;
        String name = "SHA-1";
        if (level > 2) {
            name = "SHA-384";
        }
        MessageDigest.getInstance(name).digest(data);
        if (level < 2) {
            MessageDigest.getInstance("MD5").digest(data);
        }
    }

    void property(byte[] data) throws Exception {
        MessageDigest.getInstance(settings.getProperty("hash", "MD5")).digest(data); // bad: weak-hash
        MessageDigest.getInstance(settings.getProperty("hash", "SHA-256")).digest(data);
    }

    void field(byte[] data) throws Exception {
        MessageDigest.getInstance(given).digest(data); // bad: weak-hash
    }

    void caller(byte[] data) throws Exception {
        of("SHA1", data);
        sound("SHA-256", data);
        new Hash("MD2").field(data);
    }

    byte[] of(String name, byte[] data) throws Exception {
        return MessageDigest.getInstance(name).digest(data); // bad: weak-hash
    }

    byte[] sound(String name, byte[] data) throws Exception {
        return MessageDigest.getInstance(name).digest(data);
    }
}
