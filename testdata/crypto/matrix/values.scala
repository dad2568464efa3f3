import javax.crypto.Cipher
import com.auth0.jwt.algorithms.{Algorithm => Auth0}
import java.security.{SecureRandom => JcaRandom}
import java.security.{Signature => JcaSignature}
import javax.crypto.spec.{IvParameterSpec => JcaIvParameterSpec}
import javax.crypto.spec.{PBEKeySpec => JcaPBEKeySpec}
import javax.crypto.spec.{SecretKeySpec => JcaSecretKeySpec}
import javax.crypto.{Cipher => JcaCipher}
import javax.crypto.{Mac => JcaMac}
import javax.net.ssl.{SSLContext => JcaSSLContext}

// Where a value comes from: a constant, a call over lines, a local that is overwritten, either way round.
object Values {
  val WeakHash = "MD5"
  val WeakMac = "HmacMD5"
  val LegacyMac = "HmacSHA1"
  val WeakSignature = "SHA1withRSA"
  val Broken = "DES/CBC/PKCS5Padding"
  val Legacy = "DESede/CBC/PKCS5Padding"
  val Blocks = "AES/ECB/PKCS5Padding"
  val Vector = "sixteen-letters!"
  val KeyBytes = "harbour-light-16"
  val Grains = "grains-of-salt"
  val Rounds = 1000
  val Bits = 1024
  val OldVersion = "TLSv1"
  val Suites = "TLS_RSA_WITH_RC4_128_MD5"
  val PlainPadding = "RSA/ECB/PKCS1Padding"
  val Signing = Algorithm.none() // bad: jwt-verification-disabled, constant
  val TokenKey = "harbour-light-16"
  val HostCheck = NoopHostnameVerifier.INSTANCE // bad: hostname-check-disabled, constant
  val Check = TrustAllStrategy.INSTANCE // bad: certificate-check-disabled, constant
  val OverPlain = false
  val ScriptAccess = false
  val Seed = "one and the same"
  val Sealed = false
  val UncheckedHost = "no"
  val ShellCipher = "3des-cbc"
  val AtRest = false

  def digest(word: Array[Char], stored: Array[Byte]): Unit = {
    MessageDigest.getInstance(WeakHash) // bad: weak-hash, constant
    MessageDigest.getInstance(
      "MD5" // bad: weak-hash, lines
    )
    var chosen = "MD5"
    chosen = "SHA-256"
    MessageDigest.getInstance(chosen) // good: weak-hash, overwritten
    var kept = "SHA-256"
    kept = "MD5"
    MessageDigest.getInstance(kept) // bad: weak-hash, spoiled
  }

  def mac(word: Array[Char], stored: Array[Byte]): Unit = {
    Mac.getInstance(WeakMac) // bad: weak-mac, constant
    Mac.getInstance( // over lines
      "HmacMD5" // bad: weak-mac, lines
    )
    JcaMac.getInstance("HmacMD5") // bad: weak-mac, alias
    var chosen = "HmacMD5"
    chosen = "HmacSHA256"
    Mac.getInstance(chosen) // good: weak-mac, overwritten
    var kept = "HmacSHA256"
    kept = "HmacMD5"
    Mac.getInstance(kept) // bad: weak-mac, spoiled
  }

  def legacyMac(word: Array[Char], stored: Array[Byte]): Unit = {
    Mac.getInstance(LegacyMac) // bad: legacy-mac, constant
    Mac.getInstance( // over lines
      "HmacSHA1" // bad: legacy-mac, lines
    )
    JcaMac.getInstance("HmacSHA1") // bad: legacy-mac, alias
    var chosen = "HmacSHA1"
    chosen = "HmacSHA256"
    Mac.getInstance(chosen) // good: legacy-mac, overwritten
    var kept = "HmacSHA256"
    kept = "HmacSHA1"
    Mac.getInstance(kept) // bad: legacy-mac, spoiled
  }

  def signature(word: Array[Char], stored: Array[Byte]): Unit = {
    Signature.getInstance(WeakSignature) // bad: weak-signature, constant
    Signature.getInstance( // over lines
      "SHA1withRSA" // bad: weak-signature, lines
    )
    JcaSignature.getInstance("SHA1withRSA") // bad: weak-signature, alias
    var chosen = "SHA1withRSA"
    chosen = "SHA256withRSA"
    Signature.getInstance(chosen) // good: weak-signature, overwritten
    var kept = "SHA256withRSA"
    kept = "SHA1withRSA"
    Signature.getInstance(kept) // bad: weak-signature, spoiled
  }

  def cipher(word: Array[Char], stored: Array[Byte]): Unit = {
    Cipher.getInstance(Broken) // bad: broken-cipher, constant
    Cipher.getInstance(
      "DES/CBC/PKCS5Padding" // bad: broken-cipher, lines
    )
    JcaCipher.getInstance("DES/CBC/PKCS5Padding") // bad: broken-cipher, alias
    var chosen = "DES/CBC/PKCS5Padding"
    chosen = "AES/GCM/NoPadding"
    Cipher.getInstance(chosen) // good: broken-cipher, overwritten
    var kept = "AES/GCM/NoPadding"
    kept = "DES/CBC/PKCS5Padding"
    Cipher.getInstance(kept) // bad: broken-cipher, spoiled
  }

  def legacyCipher(word: Array[Char], stored: Array[Byte]): Unit = {
    Cipher.getInstance(Legacy) // bad: legacy-cipher, constant
    Cipher.getInstance(
      "DESede/CBC/PKCS5Padding" // bad: legacy-cipher, lines
    )
    JcaCipher.getInstance("DESede/CBC/PKCS5Padding") // bad: legacy-cipher, alias
    var chosen = "DESede/CBC/PKCS5Padding"
    chosen = "AES/GCM/NoPadding"
    Cipher.getInstance(chosen) // good: legacy-cipher, overwritten
    var kept = "AES/GCM/NoPadding"
    kept = "DESede/CBC/PKCS5Padding"
    Cipher.getInstance(kept) // bad: legacy-cipher, spoiled
  }

  def mode(word: Array[Char], stored: Array[Byte]): Unit = {
    Cipher.getInstance(Blocks) // bad: ecb-mode, constant
    Cipher.getInstance(
      "AES/ECB/PKCS5Padding" // bad: ecb-mode, lines
    )
    JcaCipher.getInstance("AES/ECB/PKCS5Padding") // bad: ecb-mode, alias
    var chosen = "AES/ECB/PKCS5Padding"
    chosen = "AES/GCM/NoPadding"
    Cipher.getInstance(chosen) // good: ecb-mode, overwritten
    var kept = "AES/GCM/NoPadding"
    kept = "AES/ECB/PKCS5Padding"
    Cipher.getInstance(kept) // bad: ecb-mode, spoiled
  }

  def vector(word: Array[Char], stored: Array[Byte]): Unit = {
    new IvParameterSpec(Vector.getBytes("UTF-8")) // bad: static-iv, constant
    new IvParameterSpec(
      "sixteen-letters!".getBytes("UTF-8") // bad: static-iv, lines
    )
    new JcaIvParameterSpec("sixteen-letters!".getBytes("UTF-8")) // bad: static-iv, alias
    var chosen = "sixteen-letters!".getBytes("UTF-8")
    chosen = vault.fresh()
    new IvParameterSpec(chosen) // good: static-iv, overwritten
    var kept = vault.fresh()
    kept = "sixteen-letters!".getBytes("UTF-8")
    new IvParameterSpec(kept) // bad: static-iv, spoiled
  }

  def key(word: Array[Char], stored: Array[Byte]): Unit = {
    new SecretKeySpec(KeyBytes.getBytes("UTF-8"), "AES") // bad: hard-coded-crypto-key, constant
    new SecretKeySpec(
      "harbour-light-16".getBytes("UTF-8"), // bad: hard-coded-crypto-key, lines
      "AES"
    )
    new JcaSecretKeySpec("harbour-light-16".getBytes("UTF-8"), "AES") // bad: hard-coded-crypto-key, alias
    var chosen = "harbour-light-16".getBytes("UTF-8")
    chosen = vault.fetch("records")
    new SecretKeySpec(chosen, "AES") // good: hard-coded-crypto-key, overwritten
    var kept = vault.fetch("records")
    kept = "harbour-light-16".getBytes("UTF-8")
    new SecretKeySpec(kept, "AES") // bad: hard-coded-crypto-key, spoiled
  }

  def salt(word: Array[Char], stored: Array[Byte]): Unit = {
    new PBEKeySpec(word, Grains.getBytes("UTF-8"), 600000, 256) // bad: static-salt, constant
    new PBEKeySpec(
      word,
      "grains-of-salt".getBytes("UTF-8"), // bad: static-salt, lines
      600000,
      256
    )
    new JcaPBEKeySpec(word, "grains-of-salt".getBytes("UTF-8"), 600000, 256) // bad: static-salt, alias
    var chosen = "grains-of-salt".getBytes("UTF-8")
    chosen = vault.fresh()
    new PBEKeySpec(word, chosen, 600000, 256) // good: static-salt, overwritten
    var kept = vault.fresh()
    kept = "grains-of-salt".getBytes("UTF-8")
    new PBEKeySpec(word, kept, 600000, 256) // bad: static-salt, spoiled
  }

  def derive(word: Array[Char], stored: Array[Byte]): Unit = {
    new PBEKeySpec(word, stored, Rounds, 256) // bad: weak-kdf-iterations, constant
    new PBEKeySpec(
      word,
      stored,
      1000, // bad: weak-kdf-iterations, lines
      256
    )
    new JcaPBEKeySpec(word, stored, 1000, 256) // bad: weak-kdf-iterations, alias
    var chosen = 1000
    chosen = 600000
    new PBEKeySpec(word, stored, chosen, 256) // good: weak-kdf-iterations, overwritten
    var kept = 600000
    kept = 1000
    new PBEKeySpec(word, stored, kept, 256) // bad: weak-kdf-iterations, spoiled
  }

  def size(word: Array[Char], stored: Array[Byte]): Unit = {
    val generator = KeyPairGenerator.getInstance("RSA")
    generator.initialize(Bits) // bad: small-key, constant
    generator.initialize(
      1024 // bad: small-key, lines
    )
    var chosen = 1024
    chosen = 3072
    generator.initialize(chosen) // good: small-key, overwritten
    var kept = 3072
    kept = 1024
    generator.initialize(kept) // bad: small-key, spoiled
  }

  def protocol(word: Array[Char], stored: Array[Byte]): Unit = {
    SSLContext.getInstance(OldVersion) // bad: old-tls-version, constant
    SSLContext.getInstance(
      "TLSv1" // bad: old-tls-version, lines
    )
    JcaSSLContext.getInstance("TLSv1") // bad: old-tls-version, alias
    var chosen = "TLSv1"
    chosen = "TLSv1.3"
    SSLContext.getInstance(chosen) // good: old-tls-version, overwritten
    var kept = "TLSv1.3"
    kept = "TLSv1"
    SSLContext.getInstance(kept) // bad: old-tls-version, spoiled
  }

  def suite(word: Array[Char], stored: Array[Byte]): Unit = {
    socket.setEnabledCipherSuites(Array(Suites)) // bad: weak-cipher-suite, constant
    socket.setEnabledCipherSuites(
      Array("TLS_RSA_WITH_RC4_128_MD5") // bad: weak-cipher-suite, lines
    )
    var chosen = "TLS_RSA_WITH_RC4_128_MD5"
    chosen = "TLS_AES_256_GCM_SHA384"
    socket.setEnabledCipherSuites(Array(chosen)) // good: weak-cipher-suite, overwritten
    var kept = "TLS_AES_256_GCM_SHA384"
    kept = "TLS_RSA_WITH_RC4_128_MD5"
    socket.setEnabledCipherSuites(Array(kept)) // bad: weak-cipher-suite, spoiled
  }

  def padding(word: Array[Char], stored: Array[Byte]): Unit = {
    Cipher.getInstance(PlainPadding) // bad: rsa-without-oaep, constant
    Cipher.getInstance(
      "RSA/ECB/PKCS1Padding" // bad: rsa-without-oaep, lines
    )
    JcaCipher.getInstance("RSA/ECB/PKCS1Padding") // bad: rsa-without-oaep, alias
    var chosen = "RSA/ECB/PKCS1Padding"
    chosen = "RSA/ECB/OAEPWithSHA-256AndMGF1Padding"
    Cipher.getInstance(chosen) // good: rsa-without-oaep, overwritten
    var kept = "RSA/ECB/OAEPWithSHA-256AndMGF1Padding"
    kept = "RSA/ECB/PKCS1Padding"
    Cipher.getInstance(kept) // bad: rsa-without-oaep, spoiled
  }

  def claims(word: Array[Char], stored: Array[Byte]): Unit = {
    JWT.require(Signing).build()
    JWT.require(
      Algorithm.none() // bad: jwt-verification-disabled, lines
    ).build()
    JWT.require(Auth0.none()).build() // bad: jwt-verification-disabled, alias
    var chosen = Algorithm.none()
    chosen = Algorithm.RSA256(publicKey)
    JWT.require(chosen).build() // good: jwt-verification-disabled, overwritten
    var kept = Algorithm.RSA256(publicKey)
    kept = Algorithm.none() // bad: jwt-verification-disabled, spoiled
    JWT.require(kept).build()
  }

  def tokenKey(word: Array[Char], stored: Array[Byte]): Unit = {
    Algorithm.HMAC256(TokenKey) // bad: hard-coded-jwt-key, constant
    Algorithm.HMAC256(
      "harbour-light-16" // bad: hard-coded-jwt-key, lines
    )
    Auth0.HMAC256("harbour-light-16") // bad: hard-coded-jwt-key, alias
    var chosen = "harbour-light-16"
    chosen = vault.fetch("jwt")
    Algorithm.HMAC256(chosen) // good: hard-coded-jwt-key, overwritten
    var kept = vault.fetch("jwt")
    kept = "harbour-light-16"
    Algorithm.HMAC256(kept) // bad: hard-coded-jwt-key, spoiled
  }

  def hostName(word: Array[Char], stored: Array[Byte]): Unit = {
    connection.setHostnameVerifier(HostCheck)
    connection.setHostnameVerifier(
      NoopHostnameVerifier.INSTANCE // bad: hostname-check-disabled, lines
    )
    var chosen = NoopHostnameVerifier.INSTANCE
    chosen = new DefaultHostnameVerifier()
    connection.setHostnameVerifier(chosen) // good: hostname-check-disabled, overwritten
    var kept = new DefaultHostnameVerifier()
    kept = NoopHostnameVerifier.INSTANCE // bad: hostname-check-disabled, spoiled
    connection.setHostnameVerifier(kept)
  }

  def certificate(word: Array[Char], stored: Array[Byte]): Unit = {
    builder.loadTrustMaterial(store, Check)
    builder.loadTrustMaterial(
      store,
      TrustAllStrategy.INSTANCE // bad: certificate-check-disabled, lines
    )
    var chosen = TrustAllStrategy.INSTANCE
    chosen = new TrustPinned(anchors)
    builder.loadTrustMaterial(store, chosen) // good: certificate-check-disabled, overwritten
    var kept = new TrustPinned(anchors)
    kept = TrustAllStrategy.INSTANCE // bad: certificate-check-disabled, spoiled
    builder.loadTrustMaterial(store, kept)
  }

  def cookie(word: Array[Char], stored: Array[Byte], cookie: Cookie): Unit = {
    cookie.setSecure(OverPlain) // bad: insecure-cookie, constant
    cookie.setSecure(
      false // bad: insecure-cookie, lines
    )
    var chosen = false
    chosen = true
    cookie.setSecure(chosen) // good: insecure-cookie, overwritten
    var kept = true
    kept = false
    cookie.setSecure(kept) // bad: insecure-cookie, spoiled
  }

  def scriptAccess(word: Array[Char], stored: Array[Byte], cookie: Cookie): Unit = {
    cookie.setHttpOnly(ScriptAccess) // bad: cookie-without-httponly, constant
    cookie.setHttpOnly(
      false // bad: cookie-without-httponly, lines
    )
    var chosen = false
    chosen = true
    cookie.setHttpOnly(chosen) // good: cookie-without-httponly, overwritten
    var kept = true
    kept = false
    cookie.setHttpOnly(kept) // bad: cookie-without-httponly, spoiled
  }

  def seed(word: Array[Char], stored: Array[Byte]): Unit = {
    new SecureRandom(Seed.getBytes("UTF-8")) // bad: fixed-seed, constant
    new SecureRandom(
      "one and the same".getBytes("UTF-8") // bad: fixed-seed, lines
    )
    new JcaRandom("one and the same".getBytes("UTF-8")) // bad: fixed-seed, alias
    var chosen = "one and the same".getBytes("UTF-8")
    chosen = vault.fresh()
    new SecureRandom(chosen) // good: fixed-seed, overwritten
    var kept = vault.fresh()
    kept = "one and the same".getBytes("UTF-8")
    new SecureRandom(kept) // bad: fixed-seed, spoiled
  }

  def transport(word: Array[Char], stored: Array[Byte], context: HapiContext): Unit = {
    context.newClient(host, 2575, Sealed) // bad: cleartext-protocol, constant
    context.newClient(
      host,
      2575,
      false // bad: cleartext-protocol, lines
    )
    var chosen = false
    chosen = true
    context.newClient(host, 2575, chosen) // good: cleartext-protocol, overwritten
    var kept = true
    kept = false
    context.newClient(host, 2575, kept) // bad: cleartext-protocol, spoiled
  }

  def hostKey(word: Array[Char], stored: Array[Byte]): Unit = {
    session.setConfig("StrictHostKeyChecking", UncheckedHost) // bad: ssh-host-key-unchecked, constant
    session.setConfig( // over lines
      "StrictHostKeyChecking",
      "no" // bad: ssh-host-key-unchecked, lines
    )
    var chosen = "no"
    chosen = "yes"
    session.setConfig("StrictHostKeyChecking", chosen) // good: ssh-host-key-unchecked, overwritten
    var kept = "yes"
    kept = "no"
    session.setConfig("StrictHostKeyChecking", kept) // bad: ssh-host-key-unchecked, spoiled
  }

  def shell(word: Array[Char], stored: Array[Byte]): Unit = {
    session.setConfig("cipher.s2c", ShellCipher) // bad: weak-ssh-algorithm, constant
    session.setConfig(
      "cipher.s2c",
      "3des-cbc" // bad: weak-ssh-algorithm, lines
    )
    var chosen = "3des-cbc"
    chosen = "aes256-gcm@openssh.com"
    session.setConfig("cipher.s2c", chosen) // good: weak-ssh-algorithm, overwritten
    var kept = "aes256-gcm@openssh.com"
    kept = "3des-cbc"
    session.setConfig("cipher.s2c", kept) // bad: weak-ssh-algorithm, spoiled
  }

  def storage(word: Array[Char], stored: Array[Byte]): Unit = {
    builder.storageEncrypted(AtRest) // bad: unencrypted-storage, constant
    builder.storageEncrypted( // over lines
      false // bad: unencrypted-storage, lines
    )
    var chosen = false
    chosen = true
    builder.storageEncrypted(chosen) // good: unencrypted-storage, overwritten
    var kept = true
    kept = false
    builder.storageEncrypted(kept) // bad: unencrypted-storage, spoiled
  }
}
