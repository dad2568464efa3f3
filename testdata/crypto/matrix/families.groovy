import java.security.MessageDigest
import java.security.MessageDigest as Hasher
import javax.crypto.Cipher

class Families {
    static final String WEAK = 'MD5'
    static final String DES = 'DES/CBC/PKCS5Padding'
    static final String BLOCKS = 'AES/ECB/PKCS5Padding'
    static final String SECRET = 'harbour-light-16'
    static final int ROUNDS = 1000
    static final int BITS = 1024
    static final String OLD = 'TLSv1'
    static final String PLAIN = 'RSA/ECB/PKCS1Padding'

    def hash(byte[] data) {
        MessageDigest.getInstance('SHA-1').digest(data) // bad: weak-hash
        MessageDigest.getInstance(
            WEAK // bad: weak-hash, lines constant
        )
        Hasher.getInstance('MD5') // bad: weak-hash, alias
        MessageDigest.getInstance(settings.getProperty('digest', 'MD5')) // bad: weak-hash, property
        def name = 'MD5'
        name = 'SHA-256'
        MessageDigest.getInstance(name) // good: weak-hash, overwritten
    }

    def cipher() {
        Cipher.getInstance('DES') // bad: broken-cipher
        Cipher.getInstance(
            DES // bad: broken-cipher, lines constant
        )
        def name = 'DES'
        name = 'AES/GCM/NoPadding'
        Cipher.getInstance(name) // good: broken-cipher, overwritten
        Cipher.getInstance('Blowfish') // bad: legacy-cipher
        Cipher.getInstance('AES/GCM/NoPadding') // good: legacy-cipher
    }

    def mode() {
        Cipher.getInstance('AES') // bad: ecb-mode
        Cipher.getInstance(
            BLOCKS // bad: ecb-mode, lines constant
        )
        def name = 'AES'
        name = 'AES/GCM/NoPadding'
        Cipher.getInstance(name) // good: ecb-mode, overwritten
    }

    def vector() {
        new IvParameterSpec('sixteen-letters!'.getBytes()) // bad: static-iv
        new GCMParameterSpec(
            128,
            SECRET.bytes) // bad: static-iv, lines constant
        byte[] iv = new byte[12]
        new SecureRandom().nextBytes(iv)
        new GCMParameterSpec(128, iv) // good: static-iv, overwritten
    }

    def key() {
        new SecretKeySpec('harbour-light-16'.bytes, 'AES') // bad: hard-coded-crypto-key
        new SecretKeySpec(
            SECRET.getBytes('UTF-8'), // bad: hard-coded-crypto-key, lines constant
            'AES')
        def raw = 'harbour-light-16'.bytes
        raw = vault.fetch('records')
        new SecretKeySpec(raw, 'AES') // good: hard-coded-crypto-key, overwritten
    }

    def salt(char[] word) {
        new PBEKeySpec(word, 'grains-of-salt'.bytes, 600000, 256) // bad: static-salt
        new PBEKeySpec(
            word,
            SECRET.getBytes(), // bad: static-salt, lines constant
            600000,
            256)
        byte[] salt = new byte[16]
        new SecureRandom().nextBytes(salt)
        new PBEKeySpec(word, salt, 600000, 256) // good: static-salt, overwritten
    }

    def derive(char[] word, byte[] salt) {
        new PBEKeySpec(word, salt, 1000, 256) // bad: weak-kdf-iterations
        new PBEKeySpec(
            word,
            salt,
            ROUNDS, // bad: weak-kdf-iterations, lines constant
            256)
        int rounds = 1000
        rounds = 600000
        new PBEKeySpec(word, salt, rounds, 256) // good: weak-kdf-iterations, overwritten
    }

    def size() {
        def generator = KeyPairGenerator.getInstance('RSA')
        generator.initialize(1024) // bad: small-key
        generator.initialize(
            BITS) // bad: small-key, lines constant
        int bits = 1024
        bits = 3072
        generator.initialize(bits) // good: small-key, overwritten
    }

    def token() {
        def token = new Random().nextLong().toString() // bad: weak-random
        def fresh = new SecureRandom().nextLong().toString() // good: weak-random
        token + fresh
    }

    def trust() {
        new X509TrustManager() {
            void checkServerTrusted(X509Certificate[] chain, String kind) {} // bad: certificate-check-disabled
            void checkClientTrusted(X509Certificate[] chain, String kind) { inner.checkClientTrusted(chain, kind) } // good: certificate-check-disabled
        }
    }

    def names(connection) {
        connection.setHostnameVerifier(NoopHostnameVerifier.INSTANCE) // bad: hostname-check-disabled
        connection.setHostnameVerifier(new DefaultHostnameVerifier()) // good: hostname-check-disabled
    }

    def tls() {
        SSLContext.getInstance('SSLv3') // bad: old-tls-version
        SSLContext.getInstance(
            OLD) // bad: old-tls-version, lines constant
        def name = 'TLSv1'
        name = 'TLSv1.3'
        SSLContext.getInstance(name) // good: old-tls-version, overwritten
        socket.setEnabledCipherSuites(['TLS_RSA_WITH_RC4_128_MD5'] as String[]) // bad: weak-cipher-suite
        socket.setEnabledCipherSuites(['TLS_AES_256_GCM_SHA384'] as String[]) // good: weak-cipher-suite
    }

    def padding() {
        Cipher.getInstance('RSA') // bad: rsa-without-oaep
        Cipher.getInstance(
            PLAIN) // bad: rsa-without-oaep, lines constant
        def name = 'RSA'
        name = 'RSA/ECB/OAEPWithSHA-256AndMGF1Padding'
        Cipher.getInstance(name) // good: rsa-without-oaep, overwritten
    }

    def jwt() {
        JWT.require(Algorithm.none()).build() // bad: jwt-verification-disabled
        JWT.require(Algorithm.RSA256(publicKey)).build() // good: jwt-verification-disabled
        Algorithm.HMAC256('harbour-light-16') // bad: hard-coded-jwt-key
        Algorithm.HMAC256(SECRET) // bad: hard-coded-jwt-key, constant
        Algorithm.HMAC256(vault.fetch('jwt')) // good: hard-coded-jwt-key
    }

    def cookie(Cookie cookie, Cookie other) {
        cookie.setSecure(false) // bad: insecure-cookie
        other.setSecure(true) // good: insecure-cookie
    }

    def transport() {
        def client = new FTPClient() // bad: cleartext-protocol
        def secure = new FTPSClient() // good: cleartext-protocol
    }

    def shell(session) {
        session.setConfig('StrictHostKeyChecking', 'no') // bad: ssh-host-key-unchecked
        session.setConfig('StrictHostKeyChecking', 'yes') // good: ssh-host-key-unchecked
    }

    def signing() {
        Mac.getInstance('HmacMD5') // bad: weak-mac
        Mac.getInstance('HmacSHA256') // good: weak-mac
        Mac.getInstance('HmacSHA1') // bad: legacy-mac
        Mac.getInstance('HmacSHA256') // good: legacy-mac
        Signature.getInstance('SHA1withRSA') // bad: weak-signature
        Signature.getInstance('SHA256withRSA') // good: weak-signature
    }

    def pseudonym(patient) {
        def id = DigestUtils.sha256Hex(patient.mrn) // bad: hashed-identifier
        def keyed = new HmacUtils('HmacSHA256', key).hmacHex(patient.mrn) // good: hashed-identifier
        id + keyed
    }
}
