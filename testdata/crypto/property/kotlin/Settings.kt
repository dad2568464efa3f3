import javax.crypto.Cipher

// What configuration decides: application.properties holds the value, whatever the default in the code.

fun digest(word: CharArray, stored: ByteArray) {
    MessageDigest.getInstance(settings.getProperty("records.digest")) // bad: weak-hash, property
    MessageDigest.getInstance(settings.getProperty("letters.digest", "MD5")) // good: weak-hash, property
}

fun mac(word: CharArray, stored: ByteArray) {
    Mac.getInstance(settings.getProperty("records.mac")) // bad: weak-mac, property
    Mac.getInstance(settings.getProperty("letters.mac", "HmacMD5")) // good: weak-mac, property
}

fun legacyMac(word: CharArray, stored: ByteArray) {
    Mac.getInstance(settings.getProperty("records.legacy-mac")) // bad: legacy-mac, property
    Mac.getInstance(settings.getProperty("letters.legacy-mac", "HmacSHA1")) // good: legacy-mac, property
}

fun signature(word: CharArray, stored: ByteArray) {
    Signature.getInstance(settings.getProperty("records.signature")) // bad: weak-signature, property
    Signature.getInstance(settings.getProperty("letters.signature", "SHA1withRSA")) // good: weak-signature, property
}

fun cipher(word: CharArray, stored: ByteArray) {
    Cipher.getInstance(settings.getProperty("records.cipher")) // bad: broken-cipher, property
    Cipher.getInstance(settings.getProperty("letters.cipher", "DES/CBC/PKCS5Padding")) // good: broken-cipher, property
}

fun legacyCipher(word: CharArray, stored: ByteArray) {
    Cipher.getInstance(settings.getProperty("records.legacy-cipher")) // bad: legacy-cipher, property
    Cipher.getInstance(settings.getProperty("letters.legacy-cipher", "DESede/CBC/PKCS5Padding")) // good: legacy-cipher, property
}

fun mode(word: CharArray, stored: ByteArray) {
    Cipher.getInstance(settings.getProperty("records.mode")) // bad: ecb-mode, property
    Cipher.getInstance(settings.getProperty("letters.mode", "AES/ECB/PKCS5Padding")) // good: ecb-mode, property
}

fun vector(word: CharArray, stored: ByteArray) {
    IvParameterSpec(settings.getProperty("records.vector", "sixteen-letters!").toByteArray()) // bad: static-iv, property
    IvParameterSpec(settings.getProperty("letters.vector").toByteArray()) // good: static-iv, property
}

fun key(word: CharArray, stored: ByteArray) {
    SecretKeySpec(settings.getProperty("records.key", "harbour-light-16").toByteArray(), "AES") // bad: hard-coded-crypto-key, property
    SecretKeySpec(settings.getProperty("letters.key").toByteArray(), "AES") // good: hard-coded-crypto-key, property
}

fun salt(word: CharArray, stored: ByteArray) {
    PBEKeySpec(word, settings.getProperty("records.salt", "grains-of-salt").toByteArray(), 600000, 256) // bad: static-salt, property
    PBEKeySpec(word, settings.getProperty("letters.salt").toByteArray(), 600000, 256) // good: static-salt, property
}

fun derive(word: CharArray, stored: ByteArray) {
    PBEKeySpec(word, stored, settings.getProperty("records.derive").toInt(), 256) // bad: weak-kdf-iterations, property
    PBEKeySpec(word, stored, settings.getProperty("letters.derive", "1000").toInt(), 256) // good: weak-kdf-iterations, property
}

fun size(word: CharArray, stored: ByteArray) {
    val generator = KeyPairGenerator.getInstance("RSA")
    generator.initialize(settings.getProperty("records.size").toInt()) // bad: small-key, property
    generator.initialize(settings.getProperty("letters.size", "1024").toInt()) // good: small-key, property
}

fun protocol(word: CharArray, stored: ByteArray) {
    SSLContext.getInstance(settings.getProperty("records.protocol")) // bad: old-tls-version, property
    SSLContext.getInstance(settings.getProperty("letters.protocol", "TLSv1")) // good: old-tls-version, property
}

fun suite(word: CharArray, stored: ByteArray) {
    socket.setEnabledCipherSuites(arrayOf(settings.getProperty("records.suite"))) // bad: weak-cipher-suite, property
    socket.setEnabledCipherSuites(arrayOf(settings.getProperty("letters.suite", "TLSRSAWITHRC4128MD5"))) // good: weak-cipher-suite, property
}

fun padding(word: CharArray, stored: ByteArray) {
    Cipher.getInstance(settings.getProperty("records.padding")) // bad: rsa-without-oaep, property
    Cipher.getInstance(settings.getProperty("letters.padding", "RSA/ECB/PKCS1Padding")) // good: rsa-without-oaep, property
}

fun cookie(word: CharArray, stored: ByteArray, cookie: Cookie) {
    cookie.setSecure(settings.getProperty("records.cookie").toBoolean()) // bad: insecure-cookie, property
    cookie.setSecure(settings.getProperty("letters.cookie", "false").toBoolean()) // good: insecure-cookie, property
}

fun scriptAccess(word: CharArray, stored: ByteArray, cookie: Cookie) {
    cookie.setHttpOnly(settings.getProperty("records.script-access").toBoolean()) // bad: cookie-without-httponly, property
    cookie.setHttpOnly(settings.getProperty("letters.script-access", "false").toBoolean()) // good: cookie-without-httponly, property
}

fun seed(word: CharArray, stored: ByteArray) {
    SecureRandom(settings.getProperty("records.seed", "one and the same").toByteArray()) // bad: fixed-seed, property
    SecureRandom(settings.getProperty("letters.seed").toByteArray()) // good: fixed-seed, property
}

fun transport(word: CharArray, stored: ByteArray, context: HapiContext) {
    context.newClient(host, 2575, settings.getProperty("records.transport").toBoolean()) // bad: cleartext-protocol, property
    context.newClient(host, 2575, settings.getProperty("letters.transport", "false").toBoolean()) // good: cleartext-protocol, property
}

fun hostKey(word: CharArray, stored: ByteArray) {
    session.setConfig("StrictHostKeyChecking", settings.getProperty("records.host-key")) // bad: ssh-host-key-unchecked, property
    session.setConfig("StrictHostKeyChecking", settings.getProperty("letters.host-key", "no")) // good: ssh-host-key-unchecked, property
}

fun shell(word: CharArray, stored: ByteArray) {
    session.setConfig("cipher.s2c", settings.getProperty("records.shell")) // bad: weak-ssh-algorithm, property
    session.setConfig("cipher.s2c", settings.getProperty("letters.shell", "3des-cbc")) // good: weak-ssh-algorithm, property
}

fun storage(word: CharArray, stored: ByteArray) {
    builder.storageEncrypted(settings.getProperty("records.storage").toBoolean()) // bad: unencrypted-storage, property
    builder.storageEncrypted(settings.getProperty("letters.storage", "false").toBoolean()) // good: unencrypted-storage, property
}
