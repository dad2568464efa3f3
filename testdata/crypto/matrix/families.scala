import java.security.{MessageDigest => Hasher}
import java.security.MessageDigest
import javax.crypto.Cipher

object Families {
  val Weak = "MD5"
  val Des = "DES/CBC/PKCS5Padding"
  val Blocks = "AES/ECB/PKCS5Padding"
  val Secret = "harbour-light-16"
  val Rounds = 1000
  val Bits = 1024
  val Old = "TLSv1"
  val Plain = "RSA/ECB/PKCS1Padding"

  def hash(data: Array[Byte]): Unit = {
    MessageDigest.getInstance("SHA-1").digest(data) // bad: weak-hash
    MessageDigest.getInstance(
      Weak // bad: weak-hash, lines constant
    )
    Hasher.getInstance("MD5") // bad: weak-hash, alias
    MessageDigest.getInstance(settings.getProperty("digest", "MD5")) // bad: weak-hash, property
    var name = "MD5"
    name = "SHA-256"
    MessageDigest.getInstance(name) // good: weak-hash, overwritten
  }

  def cipher(): Unit = {
    Cipher.getInstance("DES") // bad: broken-cipher
    Cipher.getInstance(
      Des // bad: broken-cipher, lines constant
    )
    var name = "DES"
    name = "AES/GCM/NoPadding"
    Cipher.getInstance(name) // good: broken-cipher, overwritten
    Cipher.getInstance("Blowfish") // bad: legacy-cipher
    Cipher.getInstance("AES/GCM/NoPadding") // good: legacy-cipher
  }

  def mode(): Unit = {
    Cipher.getInstance("AES") // bad: ecb-mode
    Cipher.getInstance(
      Blocks // bad: ecb-mode, lines constant
    )
    var name = "AES"
    name = "AES/GCM/NoPadding"
    Cipher.getInstance(name) // good: ecb-mode, overwritten
  }

  def vector(): Unit = {
    new IvParameterSpec("sixteen-letters!".getBytes) // bad: static-iv
    new GCMParameterSpec(
      128,
      Secret.getBytes("UTF-8")) // bad: static-iv, lines constant
    val iv = new Array[Byte](12)
    new SecureRandom().nextBytes(iv)
    new GCMParameterSpec(128, iv) // good: static-iv, overwritten
  }

  def key(): Unit = {
    new SecretKeySpec("harbour-light-16".getBytes("UTF-8"), "AES") // bad: hard-coded-crypto-key
    new SecretKeySpec(
      Secret.getBytes("UTF-8"), // bad: hard-coded-crypto-key, lines constant
      "AES")
    var raw = "harbour-light-16".getBytes("UTF-8")
    raw = vault.fetch("records")
    new SecretKeySpec(raw, "AES") // good: hard-coded-crypto-key, overwritten
  }

  def salt(word: Array[Char]): Unit = {
    new PBEKeySpec(word, "grains-of-salt".getBytes("UTF-8"), 600000, 256) // bad: static-salt
    new PBEKeySpec(
      word,
      Secret.getBytes("UTF-8"), // bad: static-salt, lines constant
      600000,
      256)
    val salt = new Array[Byte](16)
    new SecureRandom().nextBytes(salt)
    new PBEKeySpec(word, salt, 600000, 256) // good: static-salt, overwritten
  }

  def derive(word: Array[Char], salt: Array[Byte]): Unit = {
    new PBEKeySpec(word, salt, 1000, 256) // bad: weak-kdf-iterations
    new PBEKeySpec(
      word,
      salt,
      Rounds, // bad: weak-kdf-iterations, lines constant
      256)
    var rounds = 1000
    rounds = 600000
    new PBEKeySpec(word, salt, rounds, 256) // good: weak-kdf-iterations, overwritten
  }

  def size(): Unit = {
    val generator = KeyPairGenerator.getInstance("RSA")
    generator.initialize(1024) // bad: small-key
    generator.initialize(
      Bits) // bad: small-key, lines constant
    var bits = 1024
    bits = 3072
    generator.initialize(bits) // good: small-key, overwritten
  }

  def token(): String = {
    val token = scala.util.Random.alphanumeric.take(20).mkString // bad: weak-random
    val fresh = new SecureRandom().nextLong().toString // good: weak-random
    token + fresh
  }

  class Trusting extends X509TrustManager {
    def checkClientTrusted(chain: Array[X509Certificate], kind: String): Unit = inner.checkClientTrusted(chain, kind) // good: certificate-check-disabled
    def checkServerTrusted(chain: Array[X509Certificate], kind: String): Unit = {} // bad: certificate-check-disabled
  }

  def names(connection: HttpsURLConnection): Unit = {
    connection.setHostnameVerifier((host, session) => true) // bad: hostname-check-disabled
    connection.setHostnameVerifier((host, session) => inner.verify(host, session)) // good: hostname-check-disabled
  }

  def tls(): Unit = {
    SSLContext.getInstance("SSLv3") // bad: old-tls-version
    SSLContext.getInstance(
      Old) // bad: old-tls-version, lines constant
    var name = "TLSv1"
    name = "TLSv1.3"
    SSLContext.getInstance(name) // good: old-tls-version, overwritten
    socket.setEnabledCipherSuites(Array("TLS_RSA_WITH_RC4_128_MD5")) // bad: weak-cipher-suite
    socket.setEnabledCipherSuites(Array("TLS_AES_256_GCM_SHA384")) // good: weak-cipher-suite
  }

  def padding(): Unit = {
    Cipher.getInstance("RSA") // bad: rsa-without-oaep
    Cipher.getInstance(
      Plain) // bad: rsa-without-oaep, lines constant
    var name = "RSA"
    name = "RSA/ECB/OAEPWithSHA-256AndMGF1Padding"
    Cipher.getInstance(name) // good: rsa-without-oaep, overwritten
  }

  def jwt(): Unit = {
    JWT.require(Algorithm.none()).build() // bad: jwt-verification-disabled
    JWT.require(Algorithm.RSA256(publicKey)).build() // good: jwt-verification-disabled
    Algorithm.HMAC256("harbour-light-16") // bad: hard-coded-jwt-key
    Algorithm.HMAC256(Secret) // bad: hard-coded-jwt-key, constant
    Algorithm.HMAC256(vault.fetch("jwt")) // good: hard-coded-jwt-key
  }

  def cookie(cookie: Cookie, other: Cookie): Unit = {
    cookie.setSecure(false) // bad: insecure-cookie
    other.setSecure(true) // good: insecure-cookie
  }

  def transport(): Unit = {
    val client = new FTPClient() // bad: cleartext-protocol
    val secure = new FTPSClient() // good: cleartext-protocol
    val gateway = "mllp://gateway.larkspur-clinic.com:2575/" // bad: cleartext-protocol
    val other = "mllps://gateway.larkspur-clinic.com:2575/" // good: cleartext-protocol
  }

  def shell(session: Session): Unit = {
    session.setConfig("StrictHostKeyChecking", "no") // bad: ssh-host-key-unchecked
    session.setConfig("StrictHostKeyChecking", "yes") // good: ssh-host-key-unchecked
  }

  def signing(): Unit = {
    Mac.getInstance("HmacMD5") // bad: weak-mac
    Mac.getInstance("HmacSHA256") // good: weak-mac
    Mac.getInstance("HmacSHA1") // bad: legacy-mac
    Mac.getInstance("HmacSHA256") // good: legacy-mac
    Signature.getInstance("SHA1withRSA") // bad: weak-signature
    Signature.getInstance("SHA256withRSA") // good: weak-signature
  }

  def pseudonym(patient: Patient): String = {
    val id = DigestUtils.sha256Hex(patient.mrn) // bad: hashed-identifier
    val keyed = new HmacUtils("HmacSHA256", key).hmacHex(patient.mrn) // good: hashed-identifier
    id + keyed
  }
}
