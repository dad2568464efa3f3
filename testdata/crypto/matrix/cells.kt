// Families that Kotlin has beside those of families.kt.

fun passwords(user: User) {
    DigestUtils.md5Hex(user.password) // bad: weak-password-hash
    encoder.encode(user.password) // good: weak-password-hash
    NoOpPasswordEncoder.getInstance() // bad: weak-password-scheme
    BCryptPasswordEncoder(12) // good: weak-password-scheme
}

fun shells(session: Session) {
    session.setConfig("cipher.s2c", "3des-cbc") // bad: weak-ssh-algorithm
    session.setConfig("cipher.s2c", "aes256-gcm@openssh.com") // good: weak-ssh-algorithm
}

fun cookies(cookie: Cookie) {
    cookie.setHttpOnly(false) // bad: cookie-without-httponly
    cookie.setHttpOnly(true) // good: cookie-without-httponly
}

val fhirUrl = "http://records.clinic.zz/fhir" // bad: cleartext-endpoint
val apiUrl = "https://records.clinic.zz/fhir" // good: cleartext-endpoint

fun pseudonym(patient: Patient): String =
    DigestUtils.sha256Hex( // bad: hashed-identifier, lines
        patient.mrn
    )

fun token(): String {
    val token = listOf(
        kotlin.random.Random.nextLong() // bad: weak-random, lines
    ).joinToString()
    return token
}

fun seeded() = SecureRandom(
    byteArrayOf(1, 2, 3) // bad: fixed-seed, lines
)
