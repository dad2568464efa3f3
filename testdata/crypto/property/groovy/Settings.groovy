import javax.crypto.Cipher

// What configuration decides: application.properties holds the value, whatever the default in the code.
class Settings {

    void digest(char[] word, byte[] stored) {
        MessageDigest.getInstance(settings.getProperty("records.digest")) // bad: weak-hash, property
        MessageDigest.getInstance(settings.getProperty("letters.digest", 'MD5')) // good: weak-hash, property
    }

    void mac(char[] word, byte[] stored) {
        Mac.getInstance(settings.getProperty("records.mac")) // bad: weak-mac, property
        Mac.getInstance(settings.getProperty("letters.mac", 'HmacMD5')) // good: weak-mac, property
    }

    void legacyMac(char[] word, byte[] stored) {
        Mac.getInstance(settings.getProperty("records.legacy-mac")) // bad: legacy-mac, property
        Mac.getInstance(settings.getProperty("letters.legacy-mac", 'HmacSHA1')) // good: legacy-mac, property
    }

    void signature(char[] word, byte[] stored) {
        Signature.getInstance(settings.getProperty("records.signature")) // bad: weak-signature, property
        Signature.getInstance(settings.getProperty("letters.signature", 'SHA1withRSA')) // good: weak-signature, property
    }

    void cipher(char[] word, byte[] stored) {
        Cipher.getInstance(settings.getProperty("records.cipher")) // bad: broken-cipher, property
        Cipher.getInstance(settings.getProperty("letters.cipher", 'DES/CBC/PKCS5Padding')) // good: broken-cipher, property
    }

    void legacyCipher(char[] word, byte[] stored) {
        Cipher.getInstance(settings.getProperty("records.legacy-cipher")) // bad: legacy-cipher, property
        Cipher.getInstance(settings.getProperty("letters.legacy-cipher", 'DESede/CBC/PKCS5Padding')) // good: legacy-cipher, property
    }

    void mode(char[] word, byte[] stored) {
        Cipher.getInstance(settings.getProperty("records.mode")) // bad: ecb-mode, property
        Cipher.getInstance(settings.getProperty("letters.mode", 'AES/ECB/PKCS5Padding')) // good: ecb-mode, property
    }

    void vector(char[] word, byte[] stored) {
        new IvParameterSpec(settings.getProperty("records.vector", 'sixteen-letters!').getBytes()) // bad: static-iv, property
        new IvParameterSpec(settings.getProperty("letters.vector").getBytes()) // good: static-iv, property
    }

    void key(char[] word, byte[] stored) {
        new SecretKeySpec(settings.getProperty("records.key", 'harbour-light-16').getBytes(), "AES") // bad: hard-coded-crypto-key, property
        new SecretKeySpec(settings.getProperty("letters.key").getBytes(), "AES") // good: hard-coded-crypto-key, property
    }

    void salt(char[] word, byte[] stored) {
        new PBEKeySpec(word, settings.getProperty("records.salt", 'grains-of-salt').getBytes(), 600000, 256) // bad: static-salt, property
        new PBEKeySpec(word, settings.getProperty("letters.salt").getBytes(), 600000, 256) // good: static-salt, property
    }

    void derive(char[] word, byte[] stored) {
        new PBEKeySpec(word, stored, Integer.parseInt(settings.getProperty("records.derive")), 256) // bad: weak-kdf-iterations, property
        new PBEKeySpec(word, stored, Integer.parseInt(settings.getProperty("letters.derive", '1000')), 256) // good: weak-kdf-iterations, property
    }

    void size(char[] word, byte[] stored) {
        def generator = KeyPairGenerator.getInstance("RSA")
        generator.initialize(Integer.parseInt(settings.getProperty("records.size"))) // bad: small-key, property
        generator.initialize(Integer.parseInt(settings.getProperty("letters.size", '1024'))) // good: small-key, property
    }

    void protocol(char[] word, byte[] stored) {
        SSLContext.getInstance(settings.getProperty("records.protocol")) // bad: old-tls-version, property
        SSLContext.getInstance(settings.getProperty("letters.protocol", 'TLSv1')) // good: old-tls-version, property
    }

    void suite(char[] word, byte[] stored) {
        socket.setEnabledCipherSuites([settings.getProperty("records.suite")] as String[]) // bad: weak-cipher-suite, property
        socket.setEnabledCipherSuites([settings.getProperty("letters.suite", 'TLSRSAWITHRC4128MD5')] as String[]) // good: weak-cipher-suite, property
    }

    void padding(char[] word, byte[] stored) {
        Cipher.getInstance(settings.getProperty("records.padding")) // bad: rsa-without-oaep, property
        Cipher.getInstance(settings.getProperty("letters.padding", 'RSA/ECB/PKCS1Padding')) // good: rsa-without-oaep, property
    }

    void cookie(char[] word, byte[] stored, Cookie cookie) {
        cookie.setSecure(Boolean.parseBoolean(settings.getProperty("records.cookie"))) // bad: insecure-cookie, property
        cookie.setSecure(Boolean.parseBoolean(settings.getProperty("letters.cookie", 'false'))) // good: insecure-cookie, property
    }

    void scriptAccess(char[] word, byte[] stored, Cookie cookie) {
        cookie.setHttpOnly(Boolean.parseBoolean(settings.getProperty("records.script-access"))) // bad: cookie-without-httponly, property
        cookie.setHttpOnly(Boolean.parseBoolean(settings.getProperty("letters.script-access", 'false'))) // good: cookie-without-httponly, property
    }

    void seed(char[] word, byte[] stored) {
        new SecureRandom(settings.getProperty("records.seed", 'one and the same').getBytes()) // bad: fixed-seed, property
        new SecureRandom(settings.getProperty("letters.seed").getBytes()) // good: fixed-seed, property
    }

    void transport(char[] word, byte[] stored, HapiContext context) {
        context.newClient(host, 2575, Boolean.parseBoolean(settings.getProperty("records.transport"))) // bad: cleartext-protocol, property
        context.newClient(host, 2575, Boolean.parseBoolean(settings.getProperty("letters.transport", 'false'))) // good: cleartext-protocol, property
    }

    void hostKey(char[] word, byte[] stored) {
        session.setConfig("StrictHostKeyChecking", settings.getProperty("records.host-key")) // bad: ssh-host-key-unchecked, property
        session.setConfig("StrictHostKeyChecking", settings.getProperty("letters.host-key", 'no')) // good: ssh-host-key-unchecked, property
    }

    void shell(char[] word, byte[] stored) {
        session.setConfig("cipher.s2c", settings.getProperty("records.shell")) // bad: weak-ssh-algorithm, property
        session.setConfig("cipher.s2c", settings.getProperty("letters.shell", '3des-cbc')) // good: weak-ssh-algorithm, property
    }

    void storage(char[] word, byte[] stored) {
        builder.storageEncrypted(Boolean.parseBoolean(settings.getProperty("records.storage"))) // bad: unencrypted-storage, property
        builder.storageEncrypted(Boolean.parseBoolean(settings.getProperty("letters.storage", 'false'))) // good: unencrypted-storage, property
    }
}
