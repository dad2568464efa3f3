import java.security.MessageDigest
import java.security.MessageDigest as Hasher
import javax.crypto.Cipher

const val WEAK = "MD5"
const val DES = "DES/CBC/PKCS5Padding"
const val BLOCKS = "AES/ECB/PKCS5Padding"
const val SECRET = "harbour-light-16"
const val ROUNDS = 1_000
const val BITS = 1024
const val OLD = "TLSv1"
const val PLAIN = "RSA/ECB/PKCS1Padding"

class Families {
    fun hash(data: ByteArray) {
        MessageDigest.getInstance("SHA-1").digest(data) // bad: weak-hash
        MessageDigest.getInstance(
            "MD5" // bad: weak-hash, lines
        )
        Hasher.getInstance("MD5") // bad: weak-hash, alias
        MessageDigest.getInstance(WEAK) // bad: weak-hash, constant
        MessageDigest.getInstance(settings.getProperty("digest", "MD5")) // bad: weak-hash, property
        var name = "MD5"
        name = "SHA-256"
        MessageDigest.getInstance(name) // good: weak-hash, overwritten
    }

    fun cipher() {
        Cipher.getInstance("DES") // bad: broken-cipher
        Cipher.getInstance(
            "RC4" // bad: broken-cipher, lines
        )
        Cipher.getInstance(DES) // bad: broken-cipher, constant
        var name = "DES"
        name = "AES/GCM/NoPadding"
        Cipher.getInstance(name) // good: broken-cipher, overwritten
        Cipher.getInstance("Blowfish") // bad: legacy-cipher
        Cipher.getInstance("AES/GCM/NoPadding") // good: legacy-cipher
    }

    fun mode() {
        Cipher.getInstance("AES") // bad: ecb-mode
        Cipher.getInstance(
            BLOCKS // bad: ecb-mode, lines constant
        )
        var name = "AES"
        name = "AES/GCM/NoPadding"
        Cipher.getInstance(name) // good: ecb-mode, overwritten
    }

    fun vector(stored: ByteArray) {
        IvParameterSpec("sixteen-letters!".toByteArray()) // bad: static-iv
        GCMParameterSpec(
            128,
            SECRET.toByteArray() // bad: static-iv, lines constant
        )
        val iv = ByteArray(12)
        SecureRandom().nextBytes(iv)
        GCMParameterSpec(128, iv) // good: static-iv, overwritten
    }

    fun key() {
        SecretKeySpec("harbour-light-16".toByteArray(), "AES") // bad: hard-coded-crypto-key
        SecretKeySpec(
            SECRET.toByteArray(), // bad: hard-coded-crypto-key, lines constant
            "AES"
        )
        var raw = "harbour-light-16".toByteArray()
        raw = vault.fetch("records")
        SecretKeySpec(raw, "AES") // good: hard-coded-crypto-key, overwritten
    }

    fun salt(word: CharArray) {
        PBEKeySpec(word, "grains-of-salt".toByteArray(), 600_000, 256) // bad: static-salt
        PBEKeySpec(
            word,
            SECRET.toByteArray(), // bad: static-salt, lines constant
            600_000,
            256
        )
        val salt = ByteArray(16)
        SecureRandom().nextBytes(salt)
        PBEKeySpec(word, salt, 600_000, 256) // good: static-salt, overwritten
    }

    fun derive(word: CharArray, salt: ByteArray) {
        PBEKeySpec(word, salt, 1_000, 256) // bad: weak-kdf-iterations
        PBEKeySpec(
            word,
            salt,
            ROUNDS, // bad: weak-kdf-iterations, lines constant
            256
        )
        var rounds = 1_000
        rounds = 600_000
        PBEKeySpec(word, salt, rounds, 256) // good: weak-kdf-iterations, overwritten
    }

    fun size() {
        val generator = KeyPairGenerator.getInstance("RSA")
        generator.initialize(1024) // bad: small-key
        generator.initialize(
            BITS // bad: small-key, lines constant
        )
        var bits = 1024
        bits = 3072
        generator.initialize(bits) // good: small-key, overwritten
    }

    fun token(): String {
        val token = kotlin.random.Random.nextLong().toString() // bad: weak-random
        val fresh = SecureRandom().nextLong().toString() // good: weak-random
        return token + fresh
    }

    class Trusting : X509TrustManager {
        override fun checkClientTrusted(chain: Array<X509Certificate>, kind: String) {
            inner.checkClientTrusted(chain, kind) // good: certificate-check-disabled
        }
        override fun checkServerTrusted(chain: Array<X509Certificate>, kind: String) {} // bad: certificate-check-disabled
    }

    fun names(builder: OkHttpClient.Builder) {
        builder.hostnameVerifier { _, _ -> true } // bad: hostname-check-disabled
        builder.hostnameVerifier { host, session -> inner.verify(host, session) } // good: hostname-check-disabled
    }

    fun tls() {
        SSLContext.getInstance("SSLv3") // bad: old-tls-version
        SSLContext.getInstance(
            OLD // bad: old-tls-version, lines constant
        )
        var name = "TLSv1"
        name = "TLSv1.3"
        SSLContext.getInstance(name) // good: old-tls-version, overwritten
        socket.setEnabledCipherSuites(arrayOf("TLS_RSA_WITH_RC4_128_MD5")) // bad: weak-cipher-suite
        socket.setEnabledCipherSuites(arrayOf("TLS_AES_256_GCM_SHA384")) // good: weak-cipher-suite
    }

    fun padding() {
        Cipher.getInstance("RSA") // bad: rsa-without-oaep
        Cipher.getInstance(
            PLAIN // bad: rsa-without-oaep, lines constant
        )
        var name = "RSA"
        name = "RSA/ECB/OAEPWithSHA-256AndMGF1Padding"
        Cipher.getInstance(name) // good: rsa-without-oaep, overwritten
    }

    fun jwt() {
        JWT.require(Algorithm.none()).build() // bad: jwt-verification-disabled
        JWT.require(Algorithm.RSA256(publicKey)).build() // good: jwt-verification-disabled
        Algorithm.HMAC256("harbour-light-16") // bad: hard-coded-jwt-key
        Algorithm.HMAC256(SECRET) // bad: hard-coded-jwt-key, constant
        Algorithm.HMAC256(vault.fetch("jwt")) // good: hard-coded-jwt-key
    }

    fun cookie(cookie: Cookie, other: Cookie) {
        cookie.setSecure(false) // bad: insecure-cookie
        other.setSecure(true) // good: insecure-cookie
    }

    fun transport() {
        val client = FTPClient() // bad: cleartext-protocol
        val secure = FTPSClient() // good: cleartext-protocol
        val directory = "ldap://directory.larkspur-clinic.com/" // bad: cleartext-protocol
        val private = "ldaps://directory.larkspur-clinic.com/" // good: cleartext-protocol
        builder.connectionSpecs(listOf(ConnectionSpec.CLEARTEXT)) // bad: cleartext-protocol
    }

    fun shell(session: Session) {
        session.setConfig("StrictHostKeyChecking", "no") // bad: ssh-host-key-unchecked
        session.setConfig("StrictHostKeyChecking", "yes") // good: ssh-host-key-unchecked
    }

    fun rest() {
        openFileOutput("records", Context.MODE_WORLD_READABLE) // bad: unencrypted-storage
        openFileOutput("records", Context.MODE_PRIVATE) // good: unencrypted-storage
    }

    fun signing() {
        Mac.getInstance("HmacMD5") // bad: weak-mac
        Mac.getInstance("HmacSHA256") // good: weak-mac
        Mac.getInstance("HmacSHA1") // bad: legacy-mac
        Mac.getInstance("HmacSHA256") // good: legacy-mac
        Signature.getInstance("SHA1withRSA") // bad: weak-signature
        Signature.getInstance("SHA256withRSA") // good: weak-signature
    }

    fun pseudonym(patient: Patient): String {
        val id = DigestUtils.sha256Hex(patient.mrn) // bad: hashed-identifier
        val keyed = HmacUtils("HmacSHA256", key).hmacHex(patient.mrn) // good: hashed-identifier
        return id + keyed
    }
}
