import javax.crypto.Cipher

// What configuration decides: application.properties holds the value, whatever the default in the code.
object Settings {

  def digest(word: Array[Char], stored: Array[Byte]): Unit = {
    MessageDigest.getInstance(settings.getProperty("records.digest")) // bad: weak-hash, property
    MessageDigest.getInstance(settings.getProperty("letters.digest", "MD5")) // good: weak-hash, property
  }

  def mac(word: Array[Char], stored: Array[Byte]): Unit = {
    Mac.getInstance(settings.getProperty("records.mac")) // bad: weak-mac, property
    Mac.getInstance(settings.getProperty("letters.mac", "HmacMD5")) // good: weak-mac, property
  }

  def legacyMac(word: Array[Char], stored: Array[Byte]): Unit = {
    Mac.getInstance(settings.getProperty("records.legacy-mac")) // bad: legacy-mac, property
    Mac.getInstance(settings.getProperty("letters.legacy-mac", "HmacSHA1")) // good: legacy-mac, property
  }

  def signature(word: Array[Char], stored: Array[Byte]): Unit = {
    Signature.getInstance(settings.getProperty("records.signature")) // bad: weak-signature, property
    Signature.getInstance(settings.getProperty("letters.signature", "SHA1withRSA")) // good: weak-signature, property
  }

  def cipher(word: Array[Char], stored: Array[Byte]): Unit = {
    Cipher.getInstance(settings.getProperty("records.cipher")) // bad: broken-cipher, property
    Cipher.getInstance(settings.getProperty("letters.cipher", "DES/CBC/PKCS5Padding")) // good: broken-cipher, property
  }

  def legacyCipher(word: Array[Char], stored: Array[Byte]): Unit = {
    Cipher.getInstance(settings.getProperty("records.legacy-cipher")) // bad: legacy-cipher, property
    Cipher.getInstance(settings.getProperty("letters.legacy-cipher", "DESede/CBC/PKCS5Padding")) // good: legacy-cipher, property
  }

  def mode(word: Array[Char], stored: Array[Byte]): Unit = {
    Cipher.getInstance(settings.getProperty("records.mode")) // bad: ecb-mode, property
    Cipher.getInstance(settings.getProperty("letters.mode", "AES/ECB/PKCS5Padding")) // good: ecb-mode, property
  }

  def vector(word: Array[Char], stored: Array[Byte]): Unit = {
    new IvParameterSpec(settings.getProperty("records.vector", "sixteen-letters!").getBytes("UTF-8")) // bad: static-iv, property
    new IvParameterSpec(settings.getProperty("letters.vector").getBytes("UTF-8")) // good: static-iv, property
  }

  def key(word: Array[Char], stored: Array[Byte]): Unit = {
    new SecretKeySpec(settings.getProperty("records.key", "harbour-light-16").getBytes("UTF-8"), "AES") // bad: hard-coded-crypto-key, property
    new SecretKeySpec(settings.getProperty("letters.key").getBytes("UTF-8"), "AES") // good: hard-coded-crypto-key, property
  }

  def salt(word: Array[Char], stored: Array[Byte]): Unit = {
    new PBEKeySpec(word, settings.getProperty("records.salt", "grains-of-salt").getBytes("UTF-8"), 600000, 256) // bad: static-salt, property
    new PBEKeySpec(word, settings.getProperty("letters.salt").getBytes("UTF-8"), 600000, 256) // good: static-salt, property
  }

  def derive(word: Array[Char], stored: Array[Byte]): Unit = {
    new PBEKeySpec(word, stored, settings.getProperty("records.derive").toInt, 256) // bad: weak-kdf-iterations, property
    new PBEKeySpec(word, stored, settings.getProperty("letters.derive", "1000").toInt, 256) // good: weak-kdf-iterations, property
  }

  def size(word: Array[Char], stored: Array[Byte]): Unit = {
    val generator = KeyPairGenerator.getInstance("RSA")
    generator.initialize(settings.getProperty("records.size").toInt) // bad: small-key, property
    generator.initialize(settings.getProperty("letters.size", "1024").toInt) // good: small-key, property
  }

  def protocol(word: Array[Char], stored: Array[Byte]): Unit = {
    SSLContext.getInstance(settings.getProperty("records.protocol")) // bad: old-tls-version, property
    SSLContext.getInstance(settings.getProperty("letters.protocol", "TLSv1")) // good: old-tls-version, property
  }

  def suite(word: Array[Char], stored: Array[Byte]): Unit = {
    socket.setEnabledCipherSuites(Array(settings.getProperty("records.suite"))) // bad: weak-cipher-suite, property
    socket.setEnabledCipherSuites(Array(settings.getProperty("letters.suite", "TLSRSAWITHRC4128MD5"))) // good: weak-cipher-suite, property
  }

  def padding(word: Array[Char], stored: Array[Byte]): Unit = {
    Cipher.getInstance(settings.getProperty("records.padding")) // bad: rsa-without-oaep, property
    Cipher.getInstance(settings.getProperty("letters.padding", "RSA/ECB/PKCS1Padding")) // good: rsa-without-oaep, property
  }

  def cookie(word: Array[Char], stored: Array[Byte], cookie: Cookie): Unit = {
    cookie.setSecure(settings.getProperty("records.cookie").toBoolean) // bad: insecure-cookie, property
    cookie.setSecure(settings.getProperty("letters.cookie", "false").toBoolean) // good: insecure-cookie, property
  }

  def scriptAccess(word: Array[Char], stored: Array[Byte], cookie: Cookie): Unit = {
    cookie.setHttpOnly(settings.getProperty("records.script-access").toBoolean) // bad: cookie-without-httponly, property
    cookie.setHttpOnly(settings.getProperty("letters.script-access", "false").toBoolean) // good: cookie-without-httponly, property
  }

  def seed(word: Array[Char], stored: Array[Byte]): Unit = {
    new SecureRandom(settings.getProperty("records.seed", "one and the same").getBytes("UTF-8")) // bad: fixed-seed, property
    new SecureRandom(settings.getProperty("letters.seed").getBytes("UTF-8")) // good: fixed-seed, property
  }

  def transport(word: Array[Char], stored: Array[Byte], context: HapiContext): Unit = {
    context.newClient(host, 2575, settings.getProperty("records.transport").toBoolean) // bad: cleartext-protocol, property
    context.newClient(host, 2575, settings.getProperty("letters.transport", "false").toBoolean) // good: cleartext-protocol, property
  }

  def hostKey(word: Array[Char], stored: Array[Byte]): Unit = {
    session.setConfig("StrictHostKeyChecking", settings.getProperty("records.host-key")) // bad: ssh-host-key-unchecked, property
    session.setConfig("StrictHostKeyChecking", settings.getProperty("letters.host-key", "no")) // good: ssh-host-key-unchecked, property
  }

  def shell(word: Array[Char], stored: Array[Byte]): Unit = {
    session.setConfig("cipher.s2c", settings.getProperty("records.shell")) // bad: weak-ssh-algorithm, property
    session.setConfig("cipher.s2c", settings.getProperty("letters.shell", "3des-cbc")) // good: weak-ssh-algorithm, property
  }

  def storage(word: Array[Char], stored: Array[Byte]): Unit = {
    builder.storageEncrypted(settings.getProperty("records.storage").toBoolean) // bad: unencrypted-storage, property
    builder.storageEncrypted(settings.getProperty("letters.storage", "false").toBoolean) // good: unencrypted-storage, property
  }
}
