// Families that Scala has beside those of families.scala.

def passwords(user: User): Unit = {
  DigestUtils.md5Hex(user.password) // bad: weak-password-hash
  encoder.encode(user.password) // good: weak-password-hash
  NoOpPasswordEncoder.getInstance() // bad: weak-password-scheme
  new BCryptPasswordEncoder(12) // good: weak-password-scheme
}

def shells(session: Session): Unit = {
  session.setConfig("cipher.s2c", "3des-cbc") // bad: weak-ssh-algorithm
  session.setConfig("cipher.s2c", "aes256-gcm@openssh.com") // good: weak-ssh-algorithm
}

def cookies(cookie: Cookie): Unit = {
  cookie.setHttpOnly(false) // bad: cookie-without-httponly
  cookie.setHttpOnly(true) // good: cookie-without-httponly
}

val fhirUrl = "http://records.clinic.zz/fhir" // bad: cleartext-endpoint
val apiUrl = "https://records.clinic.zz/fhir" // good: cleartext-endpoint

def pseudonym(patient: Patient): String =
  DigestUtils.sha256Hex( // bad: hashed-identifier, lines
    patient.mrn
  )

def token(): String = {
  val token = List(
    scala.util.Random.nextLong() // bad: weak-random, lines
  ).mkString
  token
}

def seeded() = new SecureRandom(
  "fixed".getBytes // bad: fixed-seed, lines
)
