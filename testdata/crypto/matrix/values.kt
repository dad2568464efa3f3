import javax.crypto.Cipher
import com.auth0.jwt.algorithms.Algorithm as Auth0
import java.security.SecureRandom as JcaRandom
import java.security.Signature as JcaSignature
import javax.crypto.Cipher as JcaCipher
import javax.crypto.Mac as JcaMac
import javax.crypto.spec.IvParameterSpec as JcaIvParameterSpec
import javax.crypto.spec.PBEKeySpec as JcaPBEKeySpec
import javax.crypto.spec.SecretKeySpec as JcaSecretKeySpec
import javax.net.ssl.SSLContext as JcaSSLContext

// Where a value comes from: a constant, a call over lines, a local that is overwritten, either way round.
const val WEAK_HASH = "MD5"
const val WEAK_MAC = "HmacMD5"
const val LEGACY_MAC = "HmacSHA1"
const val WEAK_SIGNATURE = "SHA1withRSA"
const val BROKEN = "DES/CBC/PKCS5Padding"
const val LEGACY = "DESede/CBC/PKCS5Padding"
const val BLOCKS = "AES/ECB/PKCS5Padding"
const val VECTOR = "sixteen-letters!"
const val KEY_BYTES = "harbour-light-16"
const val GRAINS = "grains-of-salt"
const val ROUNDS = 1000
const val BITS = 1024
const val OLD_VERSION = "TLSv1"
const val SUITES = "TLS_RSA_WITH_RC4_128_MD5"
const val PLAIN_PADDING = "RSA/ECB/PKCS1Padding"
val SIGNING = Algorithm.none() // bad: jwt-verification-disabled, constant
const val TOKEN_KEY = "harbour-light-16"
val HOST_CHECK = NoopHostnameVerifier.INSTANCE // bad: hostname-check-disabled, constant
val CHECK = TrustAllStrategy.INSTANCE // bad: certificate-check-disabled, constant
const val OVER_PLAIN = false
const val SCRIPT_ACCESS = false
const val SEED = "one and the same"
const val SEALED = false
const val UNCHECKED_HOST = "no"
const val SHELL_CIPHER = "3des-cbc"
const val AT_REST = false

fun digest(word: CharArray, stored: ByteArray) {
    MessageDigest.getInstance(WEAK_HASH) // bad: weak-hash, constant
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

fun mac(word: CharArray, stored: ByteArray) {
    Mac.getInstance(WEAK_MAC) // bad: weak-mac, constant
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

fun legacyMac(word: CharArray, stored: ByteArray) {
    Mac.getInstance(LEGACY_MAC) // bad: legacy-mac, constant
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

fun signature(word: CharArray, stored: ByteArray) {
    Signature.getInstance(WEAK_SIGNATURE) // bad: weak-signature, constant
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

fun cipher(word: CharArray, stored: ByteArray) {
    Cipher.getInstance(BROKEN) // bad: broken-cipher, constant
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

fun legacyCipher(word: CharArray, stored: ByteArray) {
    Cipher.getInstance(LEGACY) // bad: legacy-cipher, constant
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

fun mode(word: CharArray, stored: ByteArray) {
    Cipher.getInstance(BLOCKS) // bad: ecb-mode, constant
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

fun vector(word: CharArray, stored: ByteArray) {
    IvParameterSpec(VECTOR.toByteArray()) // bad: static-iv, constant
    IvParameterSpec(
        "sixteen-letters!".toByteArray() // bad: static-iv, lines
    )
    JcaIvParameterSpec("sixteen-letters!".toByteArray()) // bad: static-iv, alias
    var chosen = "sixteen-letters!".toByteArray()
    chosen = vault.fresh()
    IvParameterSpec(chosen) // good: static-iv, overwritten
    var kept = vault.fresh()
    kept = "sixteen-letters!".toByteArray()
    IvParameterSpec(kept) // bad: static-iv, spoiled
}

fun key(word: CharArray, stored: ByteArray) {
    SecretKeySpec(KEY_BYTES.toByteArray(), "AES") // bad: hard-coded-crypto-key, constant
    SecretKeySpec(
        "harbour-light-16".toByteArray(), // bad: hard-coded-crypto-key, lines
        "AES"
    )
    JcaSecretKeySpec("harbour-light-16".toByteArray(), "AES") // bad: hard-coded-crypto-key, alias
    var chosen = "harbour-light-16".toByteArray()
    chosen = vault.fetch("records")
    SecretKeySpec(chosen, "AES") // good: hard-coded-crypto-key, overwritten
    var kept = vault.fetch("records")
    kept = "harbour-light-16".toByteArray()
    SecretKeySpec(kept, "AES") // bad: hard-coded-crypto-key, spoiled
}

fun salt(word: CharArray, stored: ByteArray) {
    PBEKeySpec(word, GRAINS.toByteArray(), 600000, 256) // bad: static-salt, constant
    PBEKeySpec(
        word,
        "grains-of-salt".toByteArray(), // bad: static-salt, lines
        600000,
        256
    )
    JcaPBEKeySpec(word, "grains-of-salt".toByteArray(), 600000, 256) // bad: static-salt, alias
    var chosen = "grains-of-salt".toByteArray()
    chosen = vault.fresh()
    PBEKeySpec(word, chosen, 600000, 256) // good: static-salt, overwritten
    var kept = vault.fresh()
    kept = "grains-of-salt".toByteArray()
    PBEKeySpec(word, kept, 600000, 256) // bad: static-salt, spoiled
}

fun derive(word: CharArray, stored: ByteArray) {
    PBEKeySpec(word, stored, ROUNDS, 256) // bad: weak-kdf-iterations, constant
    PBEKeySpec(
        word,
        stored,
        1000, // bad: weak-kdf-iterations, lines
        256
    )
    JcaPBEKeySpec(word, stored, 1000, 256) // bad: weak-kdf-iterations, alias
    var chosen = 1000
    chosen = 600000
    PBEKeySpec(word, stored, chosen, 256) // good: weak-kdf-iterations, overwritten
    var kept = 600000
    kept = 1000
    PBEKeySpec(word, stored, kept, 256) // bad: weak-kdf-iterations, spoiled
}

fun size(word: CharArray, stored: ByteArray) {
    val generator = KeyPairGenerator.getInstance("RSA")
    generator.initialize(BITS) // bad: small-key, constant
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

fun protocol(word: CharArray, stored: ByteArray) {
    SSLContext.getInstance(OLD_VERSION) // bad: old-tls-version, constant
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

fun suite(word: CharArray, stored: ByteArray) {
    socket.setEnabledCipherSuites(arrayOf(SUITES)) // bad: weak-cipher-suite, constant
    socket.setEnabledCipherSuites(
        arrayOf("TLS_RSA_WITH_RC4_128_MD5") // bad: weak-cipher-suite, lines
    )
    var chosen = "TLS_RSA_WITH_RC4_128_MD5"
    chosen = "TLS_AES_256_GCM_SHA384"
    socket.setEnabledCipherSuites(arrayOf(chosen)) // good: weak-cipher-suite, overwritten
    var kept = "TLS_AES_256_GCM_SHA384"
    kept = "TLS_RSA_WITH_RC4_128_MD5"
    socket.setEnabledCipherSuites(arrayOf(kept)) // bad: weak-cipher-suite, spoiled
}

fun padding(word: CharArray, stored: ByteArray) {
    Cipher.getInstance(PLAIN_PADDING) // bad: rsa-without-oaep, constant
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

fun claims(word: CharArray, stored: ByteArray) {
    JWT.require(SIGNING).build()
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

fun tokenKey(word: CharArray, stored: ByteArray) {
    Algorithm.HMAC256(TOKEN_KEY) // bad: hard-coded-jwt-key, constant
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

fun hostName(word: CharArray, stored: ByteArray) {
    connection.setHostnameVerifier(HOST_CHECK)
    connection.setHostnameVerifier(
        NoopHostnameVerifier.INSTANCE // bad: hostname-check-disabled, lines
    )
    var chosen = NoopHostnameVerifier.INSTANCE
    chosen = DefaultHostnameVerifier()
    connection.setHostnameVerifier(chosen) // good: hostname-check-disabled, overwritten
    var kept = DefaultHostnameVerifier()
    kept = NoopHostnameVerifier.INSTANCE // bad: hostname-check-disabled, spoiled
    connection.setHostnameVerifier(kept)
}

fun certificate(word: CharArray, stored: ByteArray) {
    builder.loadTrustMaterial(store, CHECK)
    builder.loadTrustMaterial(
        store,
        TrustAllStrategy.INSTANCE // bad: certificate-check-disabled, lines
    )
    var chosen = TrustAllStrategy.INSTANCE
    chosen = TrustPinned(anchors)
    builder.loadTrustMaterial(store, chosen) // good: certificate-check-disabled, overwritten
    var kept = TrustPinned(anchors)
    kept = TrustAllStrategy.INSTANCE // bad: certificate-check-disabled, spoiled
    builder.loadTrustMaterial(store, kept)
}

fun cookie(word: CharArray, stored: ByteArray, cookie: Cookie) {
    cookie.setSecure(OVER_PLAIN) // bad: insecure-cookie, constant
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

fun scriptAccess(word: CharArray, stored: ByteArray, cookie: Cookie) {
    cookie.setHttpOnly(SCRIPT_ACCESS) // bad: cookie-without-httponly, constant
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

fun seed(word: CharArray, stored: ByteArray) {
    SecureRandom(SEED.toByteArray()) // bad: fixed-seed, constant
    SecureRandom(
        "one and the same".toByteArray() // bad: fixed-seed, lines
    )
    JcaRandom("one and the same".toByteArray()) // bad: fixed-seed, alias
    var chosen = "one and the same".toByteArray()
    chosen = vault.fresh()
    SecureRandom(chosen) // good: fixed-seed, overwritten
    var kept = vault.fresh()
    kept = "one and the same".toByteArray()
    SecureRandom(kept) // bad: fixed-seed, spoiled
}

fun transport(word: CharArray, stored: ByteArray, context: HapiContext) {
    context.newClient(host, 2575, SEALED) // bad: cleartext-protocol, constant
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

fun hostKey(word: CharArray, stored: ByteArray) {
    session.setConfig("StrictHostKeyChecking", UNCHECKED_HOST) // bad: ssh-host-key-unchecked, constant
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

fun shell(word: CharArray, stored: ByteArray) {
    session.setConfig("cipher.s2c", SHELL_CIPHER) // bad: weak-ssh-algorithm, constant
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

fun storage(word: CharArray, stored: ByteArray) {
    builder.storageEncrypted(AT_REST) // bad: unencrypted-storage, constant
    builder.storageEncrypted(
        false // bad: unencrypted-storage, lines
    )
    var chosen = false
    chosen = true
    builder.storageEncrypted(chosen) // good: unencrypted-storage, overwritten
    var kept = true
    kept = false
    builder.storageEncrypted(kept) // bad: unencrypted-storage, spoiled
}
