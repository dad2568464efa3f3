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
class Values {
    static final String WEAK_HASH = 'MD5'
    static final String WEAK_MAC = 'HmacMD5'
    static final String LEGACY_MAC = 'HmacSHA1'
    static final String WEAK_SIGNATURE = 'SHA1withRSA'
    static final String BROKEN = 'DES/CBC/PKCS5Padding'
    static final String LEGACY = 'DESede/CBC/PKCS5Padding'
    static final String BLOCKS = 'AES/ECB/PKCS5Padding'
    static final String VECTOR = 'sixteen-letters!'
    static final String KEY_BYTES = 'harbour-light-16'
    static final String GRAINS = 'grains-of-salt'
    static final int ROUNDS = 1000
    static final int BITS = 1024
    static final String OLD_VERSION = 'TLSv1'
    static final String SUITES = 'TLS_RSA_WITH_RC4_128_MD5'
    static final String PLAIN_PADDING = 'RSA/ECB/PKCS1Padding'
    static final Algorithm SIGNING = Algorithm.none() // bad: jwt-verification-disabled, constant
    static final String TOKEN_KEY = 'harbour-light-16'
    static final HostnameVerifier HOST_CHECK = NoopHostnameVerifier.INSTANCE // bad: hostname-check-disabled, constant
    static final TrustStrategy CHECK = TrustAllStrategy.INSTANCE // bad: certificate-check-disabled, constant
    static final boolean OVER_PLAIN = false
    static final boolean SCRIPT_ACCESS = false
    static final String SEED = 'one and the same'
    static final boolean SEALED = false
    static final String UNCHECKED_HOST = 'no'
    static final String SHELL_CIPHER = '3des-cbc'
    static final boolean AT_REST = false

    void digest(char[] word, byte[] stored) {
        MessageDigest.getInstance(WEAK_HASH) // bad: weak-hash, constant
        MessageDigest.getInstance(
            'MD5' // bad: weak-hash, lines
        )
        def chosen = 'MD5'
        chosen = 'SHA-256'
        MessageDigest.getInstance(chosen) // good: weak-hash, overwritten
        def kept = 'SHA-256'
        kept = 'MD5'
        MessageDigest.getInstance(kept) // bad: weak-hash, spoiled
    }

    void mac(char[] word, byte[] stored) {
        Mac.getInstance(WEAK_MAC) // bad: weak-mac, constant
        Mac.getInstance( // over lines
            'HmacMD5' // bad: weak-mac, lines
        )
        JcaMac.getInstance('HmacMD5') // bad: weak-mac, alias
        def chosen = 'HmacMD5'
        chosen = 'HmacSHA256'
        Mac.getInstance(chosen) // good: weak-mac, overwritten
        def kept = 'HmacSHA256'
        kept = 'HmacMD5'
        Mac.getInstance(kept) // bad: weak-mac, spoiled
    }

    void legacyMac(char[] word, byte[] stored) {
        Mac.getInstance(LEGACY_MAC) // bad: legacy-mac, constant
        Mac.getInstance( // over lines
            'HmacSHA1' // bad: legacy-mac, lines
        )
        JcaMac.getInstance('HmacSHA1') // bad: legacy-mac, alias
        def chosen = 'HmacSHA1'
        chosen = 'HmacSHA256'
        Mac.getInstance(chosen) // good: legacy-mac, overwritten
        def kept = 'HmacSHA256'
        kept = 'HmacSHA1'
        Mac.getInstance(kept) // bad: legacy-mac, spoiled
    }

    void signature(char[] word, byte[] stored) {
        Signature.getInstance(WEAK_SIGNATURE) // bad: weak-signature, constant
        Signature.getInstance( // over lines
            'SHA1withRSA' // bad: weak-signature, lines
        )
        JcaSignature.getInstance('SHA1withRSA') // bad: weak-signature, alias
        def chosen = 'SHA1withRSA'
        chosen = 'SHA256withRSA'
        Signature.getInstance(chosen) // good: weak-signature, overwritten
        def kept = 'SHA256withRSA'
        kept = 'SHA1withRSA'
        Signature.getInstance(kept) // bad: weak-signature, spoiled
    }

    void cipher(char[] word, byte[] stored) {
        Cipher.getInstance(BROKEN) // bad: broken-cipher, constant
        Cipher.getInstance(
            'DES/CBC/PKCS5Padding' // bad: broken-cipher, lines
        )
        JcaCipher.getInstance('DES/CBC/PKCS5Padding') // bad: broken-cipher, alias
        def chosen = 'DES/CBC/PKCS5Padding'
        chosen = 'AES/GCM/NoPadding'
        Cipher.getInstance(chosen) // good: broken-cipher, overwritten
        def kept = 'AES/GCM/NoPadding'
        kept = 'DES/CBC/PKCS5Padding'
        Cipher.getInstance(kept) // bad: broken-cipher, spoiled
    }

    void legacyCipher(char[] word, byte[] stored) {
        Cipher.getInstance(LEGACY) // bad: legacy-cipher, constant
        Cipher.getInstance(
            'DESede/CBC/PKCS5Padding' // bad: legacy-cipher, lines
        )
        JcaCipher.getInstance('DESede/CBC/PKCS5Padding') // bad: legacy-cipher, alias
        def chosen = 'DESede/CBC/PKCS5Padding'
        chosen = 'AES/GCM/NoPadding'
        Cipher.getInstance(chosen) // good: legacy-cipher, overwritten
        def kept = 'AES/GCM/NoPadding'
        kept = 'DESede/CBC/PKCS5Padding'
        Cipher.getInstance(kept) // bad: legacy-cipher, spoiled
    }

    void mode(char[] word, byte[] stored) {
        Cipher.getInstance(BLOCKS) // bad: ecb-mode, constant
        Cipher.getInstance(
            'AES/ECB/PKCS5Padding' // bad: ecb-mode, lines
        )
        JcaCipher.getInstance('AES/ECB/PKCS5Padding') // bad: ecb-mode, alias
        def chosen = 'AES/ECB/PKCS5Padding'
        chosen = 'AES/GCM/NoPadding'
        Cipher.getInstance(chosen) // good: ecb-mode, overwritten
        def kept = 'AES/GCM/NoPadding'
        kept = 'AES/ECB/PKCS5Padding'
        Cipher.getInstance(kept) // bad: ecb-mode, spoiled
    }

    void vector(char[] word, byte[] stored) {
        new IvParameterSpec(VECTOR.getBytes()) // bad: static-iv, constant
        new IvParameterSpec(
            'sixteen-letters!'.getBytes() // bad: static-iv, lines
        )
        new JcaIvParameterSpec('sixteen-letters!'.getBytes()) // bad: static-iv, alias
        def chosen = 'sixteen-letters!'.getBytes()
        chosen = vault.fresh()
        new IvParameterSpec(chosen) // good: static-iv, overwritten
        def kept = vault.fresh()
        kept = 'sixteen-letters!'.getBytes()
        new IvParameterSpec(kept) // bad: static-iv, spoiled
    }

    void key(char[] word, byte[] stored) {
        new SecretKeySpec(KEY_BYTES.getBytes(), "AES") // bad: hard-coded-crypto-key, constant
        new SecretKeySpec(
            'harbour-light-16'.getBytes(), // bad: hard-coded-crypto-key, lines
            "AES"
        )
        new JcaSecretKeySpec('harbour-light-16'.getBytes(), "AES") // bad: hard-coded-crypto-key, alias
        def chosen = 'harbour-light-16'.getBytes()
        chosen = vault.fetch("records")
        new SecretKeySpec(chosen, "AES") // good: hard-coded-crypto-key, overwritten
        def kept = vault.fetch("records")
        kept = 'harbour-light-16'.getBytes()
        new SecretKeySpec(kept, "AES") // bad: hard-coded-crypto-key, spoiled
    }

    void salt(char[] word, byte[] stored) {
        new PBEKeySpec(word, GRAINS.getBytes(), 600000, 256) // bad: static-salt, constant
        new PBEKeySpec(
            word,
            'grains-of-salt'.getBytes(), // bad: static-salt, lines
            600000,
            256
        )
        new JcaPBEKeySpec(word, 'grains-of-salt'.getBytes(), 600000, 256) // bad: static-salt, alias
        def chosen = 'grains-of-salt'.getBytes()
        chosen = vault.fresh()
        new PBEKeySpec(word, chosen, 600000, 256) // good: static-salt, overwritten
        def kept = vault.fresh()
        kept = 'grains-of-salt'.getBytes()
        new PBEKeySpec(word, kept, 600000, 256) // bad: static-salt, spoiled
    }

    void derive(char[] word, byte[] stored) {
        new PBEKeySpec(word, stored, ROUNDS, 256) // bad: weak-kdf-iterations, constant
        new PBEKeySpec(
            word,
            stored,
            1000, // bad: weak-kdf-iterations, lines
            256
        )
        new JcaPBEKeySpec(word, stored, 1000, 256) // bad: weak-kdf-iterations, alias
        def chosen = 1000
        chosen = 600000
        new PBEKeySpec(word, stored, chosen, 256) // good: weak-kdf-iterations, overwritten
        def kept = 600000
        kept = 1000
        new PBEKeySpec(word, stored, kept, 256) // bad: weak-kdf-iterations, spoiled
    }

    void size(char[] word, byte[] stored) {
        def generator = KeyPairGenerator.getInstance("RSA")
        generator.initialize(BITS) // bad: small-key, constant
        generator.initialize(
            1024 // bad: small-key, lines
        )
        def chosen = 1024
        chosen = 3072
        generator.initialize(chosen) // good: small-key, overwritten
        def kept = 3072
        kept = 1024
        generator.initialize(kept) // bad: small-key, spoiled
    }

    void protocol(char[] word, byte[] stored) {
        SSLContext.getInstance(OLD_VERSION) // bad: old-tls-version, constant
        SSLContext.getInstance(
            'TLSv1' // bad: old-tls-version, lines
        )
        JcaSSLContext.getInstance('TLSv1') // bad: old-tls-version, alias
        def chosen = 'TLSv1'
        chosen = 'TLSv1.3'
        SSLContext.getInstance(chosen) // good: old-tls-version, overwritten
        def kept = 'TLSv1.3'
        kept = 'TLSv1'
        SSLContext.getInstance(kept) // bad: old-tls-version, spoiled
    }

    void suite(char[] word, byte[] stored) {
        socket.setEnabledCipherSuites([SUITES] as String[]) // bad: weak-cipher-suite, constant
        socket.setEnabledCipherSuites(
            ['TLS_RSA_WITH_RC4_128_MD5'] as String[] // bad: weak-cipher-suite, lines
        )
        def chosen = 'TLS_RSA_WITH_RC4_128_MD5'
        chosen = 'TLS_AES_256_GCM_SHA384'
        socket.setEnabledCipherSuites([chosen] as String[]) // good: weak-cipher-suite, overwritten
        def kept = 'TLS_AES_256_GCM_SHA384'
        kept = 'TLS_RSA_WITH_RC4_128_MD5'
        socket.setEnabledCipherSuites([kept] as String[]) // bad: weak-cipher-suite, spoiled
    }

    void padding(char[] word, byte[] stored) {
        Cipher.getInstance(PLAIN_PADDING) // bad: rsa-without-oaep, constant
        Cipher.getInstance(
            'RSA/ECB/PKCS1Padding' // bad: rsa-without-oaep, lines
        )
        JcaCipher.getInstance('RSA/ECB/PKCS1Padding') // bad: rsa-without-oaep, alias
        def chosen = 'RSA/ECB/PKCS1Padding'
        chosen = 'RSA/ECB/OAEPWithSHA-256AndMGF1Padding'
        Cipher.getInstance(chosen) // good: rsa-without-oaep, overwritten
        def kept = 'RSA/ECB/OAEPWithSHA-256AndMGF1Padding'
        kept = 'RSA/ECB/PKCS1Padding'
        Cipher.getInstance(kept) // bad: rsa-without-oaep, spoiled
    }

    void claims(char[] word, byte[] stored) {
        JWT.require(SIGNING).build()
        JWT.require(
            Algorithm.none() // bad: jwt-verification-disabled, lines
        ).build()
        JWT.require(Auth0.none()).build() // bad: jwt-verification-disabled, alias
        def chosen = Algorithm.none()
        chosen = Algorithm.RSA256(publicKey)
        JWT.require(chosen).build() // good: jwt-verification-disabled, overwritten
        def kept = Algorithm.RSA256(publicKey)
        kept = Algorithm.none() // bad: jwt-verification-disabled, spoiled
        JWT.require(kept).build()
    }

    void tokenKey(char[] word, byte[] stored) {
        Algorithm.HMAC256(TOKEN_KEY) // bad: hard-coded-jwt-key, constant
        Algorithm.HMAC256(
            'harbour-light-16' // bad: hard-coded-jwt-key, lines
        )
        Auth0.HMAC256('harbour-light-16') // bad: hard-coded-jwt-key, alias
        def chosen = 'harbour-light-16'
        chosen = vault.fetch("jwt")
        Algorithm.HMAC256(chosen) // good: hard-coded-jwt-key, overwritten
        def kept = vault.fetch("jwt")
        kept = 'harbour-light-16'
        Algorithm.HMAC256(kept) // bad: hard-coded-jwt-key, spoiled
    }

    void hostName(char[] word, byte[] stored) {
        connection.setHostnameVerifier(HOST_CHECK)
        connection.setHostnameVerifier(
            NoopHostnameVerifier.INSTANCE // bad: hostname-check-disabled, lines
        )
        def chosen = NoopHostnameVerifier.INSTANCE
        chosen = new DefaultHostnameVerifier()
        connection.setHostnameVerifier(chosen) // good: hostname-check-disabled, overwritten
        def kept = new DefaultHostnameVerifier()
        kept = NoopHostnameVerifier.INSTANCE // bad: hostname-check-disabled, spoiled
        connection.setHostnameVerifier(kept)
    }

    void certificate(char[] word, byte[] stored) {
        builder.loadTrustMaterial(store, CHECK)
        builder.loadTrustMaterial(
            store,
            TrustAllStrategy.INSTANCE // bad: certificate-check-disabled, lines
        )
        def chosen = TrustAllStrategy.INSTANCE
        chosen = new TrustPinned(anchors)
        builder.loadTrustMaterial(store, chosen) // good: certificate-check-disabled, overwritten
        def kept = new TrustPinned(anchors)
        kept = TrustAllStrategy.INSTANCE // bad: certificate-check-disabled, spoiled
        builder.loadTrustMaterial(store, kept)
    }

    void cookie(char[] word, byte[] stored, Cookie cookie) {
        cookie.setSecure(OVER_PLAIN) // bad: insecure-cookie, constant
        cookie.setSecure(
            false // bad: insecure-cookie, lines
        )
        def chosen = false
        chosen = true
        cookie.setSecure(chosen) // good: insecure-cookie, overwritten
        def kept = true
        kept = false
        cookie.setSecure(kept) // bad: insecure-cookie, spoiled
    }

    void scriptAccess(char[] word, byte[] stored, Cookie cookie) {
        cookie.setHttpOnly(SCRIPT_ACCESS) // bad: cookie-without-httponly, constant
        cookie.setHttpOnly(
            false // bad: cookie-without-httponly, lines
        )
        def chosen = false
        chosen = true
        cookie.setHttpOnly(chosen) // good: cookie-without-httponly, overwritten
        def kept = true
        kept = false
        cookie.setHttpOnly(kept) // bad: cookie-without-httponly, spoiled
    }

    void seed(char[] word, byte[] stored) {
        new SecureRandom(SEED.getBytes()) // bad: fixed-seed, constant
        new SecureRandom(
            'one and the same'.getBytes() // bad: fixed-seed, lines
        )
        new JcaRandom('one and the same'.getBytes()) // bad: fixed-seed, alias
        def chosen = 'one and the same'.getBytes()
        chosen = vault.fresh()
        new SecureRandom(chosen) // good: fixed-seed, overwritten
        def kept = vault.fresh()
        kept = 'one and the same'.getBytes()
        new SecureRandom(kept) // bad: fixed-seed, spoiled
    }

    void transport(char[] word, byte[] stored, HapiContext context) {
        context.newClient(host, 2575, SEALED) // bad: cleartext-protocol, constant
        context.newClient(
            host,
            2575,
            false // bad: cleartext-protocol, lines
        )
        def chosen = false
        chosen = true
        context.newClient(host, 2575, chosen) // good: cleartext-protocol, overwritten
        def kept = true
        kept = false
        context.newClient(host, 2575, kept) // bad: cleartext-protocol, spoiled
    }

    void hostKey(char[] word, byte[] stored) {
        session.setConfig("StrictHostKeyChecking", UNCHECKED_HOST) // bad: ssh-host-key-unchecked, constant
        session.setConfig( // over lines
            "StrictHostKeyChecking",
            'no' // bad: ssh-host-key-unchecked, lines
        )
        def chosen = 'no'
        chosen = 'yes'
        session.setConfig("StrictHostKeyChecking", chosen) // good: ssh-host-key-unchecked, overwritten
        def kept = 'yes'
        kept = 'no'
        session.setConfig("StrictHostKeyChecking", kept) // bad: ssh-host-key-unchecked, spoiled
    }

    void shell(char[] word, byte[] stored) {
        session.setConfig("cipher.s2c", SHELL_CIPHER) // bad: weak-ssh-algorithm, constant
        session.setConfig(
            "cipher.s2c",
            '3des-cbc' // bad: weak-ssh-algorithm, lines
        )
        def chosen = '3des-cbc'
        chosen = 'aes256-gcm@openssh.com'
        session.setConfig("cipher.s2c", chosen) // good: weak-ssh-algorithm, overwritten
        def kept = 'aes256-gcm@openssh.com'
        kept = '3des-cbc'
        session.setConfig("cipher.s2c", kept) // bad: weak-ssh-algorithm, spoiled
    }

    void storage(char[] word, byte[] stored) {
        builder.storageEncrypted(AT_REST) // bad: unencrypted-storage, constant
        builder.storageEncrypted(
            false // bad: unencrypted-storage, lines
        )
        def chosen = false
        chosen = true
        builder.storageEncrypted(chosen) // good: unencrypted-storage, overwritten
        def kept = true
        kept = false
        builder.storageEncrypted(kept) // bad: unencrypted-storage, spoiled
    }
}
