// Families that Groovy has beside those of families.groovy.

void passwords(User user) {
    DigestUtils.md5Hex(user.password) // bad: weak-password-hash
    encoder.encode(user.password) // good: weak-password-hash
    NoOpPasswordEncoder.getInstance() // bad: weak-password-scheme
    new BCryptPasswordEncoder(12) // good: weak-password-scheme
}

void shells(Session session) {
    session.setConfig("cipher.s2c", "3des-cbc") // bad: weak-ssh-algorithm
    session.setConfig("cipher.s2c", "aes256-gcm@openssh.com") // good: weak-ssh-algorithm
}

void cookies(Cookie cookie) {
    cookie.setHttpOnly(false) // bad: cookie-without-httponly
    cookie.setHttpOnly(true) // good: cookie-without-httponly
}

def fhirUrl = "http://records.clinic.zz/fhir" // bad: cleartext-endpoint
def apiUrl = "https://records.clinic.zz/fhir" // good: cleartext-endpoint

String pseudonym(Patient patient) {
    return DigestUtils.sha256Hex( // bad: hashed-identifier, lines
        patient.mrn
    )
}

String token() {
    def token = [
        new Random().nextLong() // bad: weak-random, lines
    ].join('')
    return token
}

def seeded = new SecureRandom(
    "fixed".getBytes() // bad: fixed-seed, lines
)
