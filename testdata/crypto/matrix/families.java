import java.security.MessageDigest;
import javax.crypto.Cipher;

// One place a family, bad and good side by side; `matrix.toml` says which must be there.
class Families {
    static final String WEAK = "MD5";
    static final String DES = "DES" + "/CBC/PKCS5Padding";
    static final String BLOCKS = "AES/ECB/PKCS5Padding";
    static final String KEY = "harbour-light-16";
    static final int ROUNDS = 1000;
    static final int BITS = 1024;
    static final String OLD = "TLSv1";
    static final String PLAIN = "RSA/ECB/PKCS1Padding";

    void hash(byte[] data) throws Exception {
        MessageDigest.getInstance("SHA-1").digest(data); // bad: weak-hash
        MessageDigest
            .getInstance(
                "MD5" // bad: weak-hash, lines
            )
            .digest(data);
        MessageDigest.getInstance(WEAK).digest(data); // bad: weak-hash, constant
        MessageDigest.getInstance(settings.getProperty("digest", "MD5")); // bad: weak-hash, property
        String name = "MD5";
        name = "SHA-256";
        MessageDigest.getInstance(name).digest(data); // good: weak-hash, overwritten
        MessageDigest.getInstance("SHA-256").digest(data); // good: weak-hash
    }

    void cipher() throws Exception {
        Cipher.getInstance("DES/CBC/PKCS5Padding"); // bad: broken-cipher
        Cipher.getInstance(
            "RC4"); // bad: broken-cipher, lines
        Cipher.getInstance(DES); // bad: broken-cipher, constant
        Cipher.getInstance(settings.getProperty("cipher", "DES")); // bad: broken-cipher, property
        String name = "DES";
        name = "AES/GCM/NoPadding";
        Cipher.getInstance(name); // good: broken-cipher, overwritten
        Cipher.getInstance("DESede/CBC/PKCS5Padding"); // bad: legacy-cipher
        Cipher.getInstance("AES/GCM/NoPadding"); // good: legacy-cipher
    }

    void mode() throws Exception {
        Cipher.getInstance("AES"); // bad: ecb-mode
        Cipher.getInstance(
            "AES/ECB/NoPadding" // bad: ecb-mode, lines
        );
        Cipher.getInstance(BLOCKS); // bad: ecb-mode, constant
        Cipher.getInstance(settings.getProperty("cipher", "AES")); // bad: ecb-mode, property
        String name = "AES";
        name = "AES/CBC/PKCS5Padding";
        Cipher.getInstance(name); // good: ecb-mode, overwritten
    }

    void vector(byte[] stored) throws Exception {
        new IvParameterSpec("sixteen-letters!".getBytes()); // bad: static-iv
        new GCMParameterSpec(
            128,
            new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}); // bad: static-iv, lines
        new IvParameterSpec(KEY.getBytes()); // bad: static-iv, constant
        byte[] iv = new byte[16];
        new SecureRandom().nextBytes(iv);
        new IvParameterSpec(iv); // good: static-iv, overwritten
        new IvParameterSpec(stored); // good: static-iv
    }

    void key() throws Exception {
        new SecretKeySpec("harbour-light-16".getBytes(), "AES"); // bad: hard-coded-crypto-key
        new SecretKeySpec(
            "harbour-light-16".getBytes("UTF-8"), // bad: hard-coded-crypto-key, lines
            "AES");
        new SecretKeySpec(KEY.getBytes(), "AES"); // bad: hard-coded-crypto-key, constant
        byte[] raw = "harbour-light-16".getBytes();
        raw = vault.fetch("records");
        new SecretKeySpec(raw, "AES"); // good: hard-coded-crypto-key, overwritten
    }

    void salt(char[] word, byte[] fresh) throws Exception {
        new PBEKeySpec(word, "grains-of-salt".getBytes(), 600000, 256); // bad: static-salt
        new PBEKeySpec(
            word,
            KEY.getBytes(), // bad: static-salt, lines constant
            600000,
            256);
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        new PBEKeySpec(word, salt, 600000, 256); // good: static-salt, overwritten
    }

    void derive(char[] word, byte[] salt) throws Exception {
        new PBEKeySpec(word, salt, 1000, 256); // bad: weak-kdf-iterations
        new PBEKeySpec(
            word,
            salt,
            10_000, // bad: weak-kdf-iterations, lines
            256);
        new PBEKeySpec(word, salt, ROUNDS, 256); // bad: weak-kdf-iterations, constant
        new PBEKeySpec(word, salt, Integer.parseInt(settings.getProperty("rounds", "1000")), 256); // bad: weak-kdf-iterations, property
        int rounds = 1000;
        rounds = 600_000;
        new PBEKeySpec(word, salt, rounds, 256); // good: weak-kdf-iterations, overwritten
    }

    void size() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024); // bad: small-key
        generator.initialize(
            512, // bad: small-key, lines
            random);
        generator.initialize(BITS); // bad: small-key, constant
        int bits = 1024;
        bits = 3072;
        generator.initialize(bits); // good: small-key, overwritten
    }

    String token() {
        String token = "t" + new java.util.Random().nextLong(); // bad: weak-random
        String fresh = "t" + new SecureRandom().nextLong(); // good: weak-random
        return token + fresh;
    }

    class Trusting implements X509TrustManager {
        public void checkServerTrusted(X509Certificate[] chain, String kind) {} // bad: certificate-check-disabled
        public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            inner.checkClientTrusted(chain, kind); // good: certificate-check-disabled
        }
    }

    void names(HttpsURLConnection connection) {
        connection.setHostnameVerifier((host, session) -> true); // bad: hostname-check-disabled
        connection.setHostnameVerifier((host, session) -> verifier.verify(host, session)); // good: hostname-check-disabled
    }

    void tls(SSLSocket socket) throws Exception {
        SSLContext.getInstance("SSLv3"); // bad: old-tls-version
        SSLContext.getInstance(
            "TLSv1.1"); // bad: old-tls-version, lines
        SSLContext.getInstance(OLD); // bad: old-tls-version, constant
        SSLContext.getInstance(settings.getProperty("protocol", "TLSv1")); // bad: old-tls-version, property
        String name = "TLSv1";
        name = "TLSv1.3";
        SSLContext.getInstance(name); // good: old-tls-version, overwritten
        socket.setEnabledCipherSuites(new String[] {"TLS_RSA_WITH_RC4_128_MD5"}); // bad: weak-cipher-suite
        socket.setEnabledCipherSuites(new String[] {"TLS_AES_256_GCM_SHA384"}); // good: weak-cipher-suite
    }

    void padding() throws Exception {
        Cipher.getInstance("RSA"); // bad: rsa-without-oaep
        Cipher.getInstance(
            "RSA/ECB/NoPadding"); // bad: rsa-without-oaep, lines
        Cipher.getInstance(PLAIN); // bad: rsa-without-oaep, constant
        Cipher.getInstance(settings.getProperty("wrap", "RSA")); // bad: rsa-without-oaep, property
        String name = "RSA";
        name = "RSA/ECB/OAEPWithSHA-256AndMGF1Padding";
        Cipher.getInstance(name); // good: rsa-without-oaep, overwritten
    }

    void jwt(String text) {
        JWT.require(Algorithm.none()).build(); // bad: jwt-verification-disabled
        JWT.require(Algorithm.RSA256(publicKey)).build(); // good: jwt-verification-disabled
        Algorithm.HMAC256("harbour-light-16"); // bad: hard-coded-jwt-key
        Algorithm.HMAC256(KEY); // bad: hard-coded-jwt-key, constant
        Algorithm.HMAC256(vault.fetch("jwt")); // good: hard-coded-jwt-key
    }

    void cookie(Cookie cookie, Cookie other) {
        boolean safe = false;
        cookie.setSecure(safe); // bad: insecure-cookie, constant
        safe = true;
        other.setSecure(safe); // good: insecure-cookie, overwritten
    }

    void transport(HapiContext context) throws Exception {
        new FTPClient().connect(host); // bad: cleartext-protocol
        new FTPSClient().connect(host); // good: cleartext-protocol
        environment.put(Context.PROVIDER_URL, "ldap://directory.larkspur-clinic.com/"); // bad: cleartext-protocol
        environment.put(Context.PROVIDER_URL, "ldaps://directory.larkspur-clinic.com/"); // good: cleartext-protocol
        String gateway = "mllp://gateway.larkspur-clinic.com:2575/"; // bad: cleartext-protocol
        context.newClient(host, 2575, false); // bad: cleartext-protocol
        context.newClient(host, 2575, true); // good: cleartext-protocol
        properties.put("mail.smtp.starttls.enable", "false"); // bad: cleartext-protocol
        properties.put("mail.smtp.starttls.enable", "true"); // good: cleartext-protocol
        device.setTlsProtocols("SSLv3"); // bad: old-tls-version
    }

    void shell(Session session) throws Exception {
        session.setConfig("StrictHostKeyChecking", "no"); // bad: ssh-host-key-unchecked
        session.setConfig("StrictHostKeyChecking", "yes"); // good: ssh-host-key-unchecked
        session.setConfig("cipher.s2c", "3des-cbc,blowfish-cbc"); // bad: weak-ssh-algorithm
        session.setConfig("cipher.s2c", "aes256-gcm@openssh.com"); // good: weak-ssh-algorithm
    }

    void rest() throws Exception {
        openFileOutput("records", Context.MODE_WORLD_READABLE); // bad: unencrypted-storage
        openFileOutput("records", Context.MODE_PRIVATE); // good: unencrypted-storage
        CreateDbInstanceRequest.builder().storageEncrypted(false).build(); // bad: unencrypted-storage
    }

    void signing() throws Exception {
        Mac.getInstance("HmacMD5"); // bad: weak-mac
        Mac.getInstance("HmacSHA256"); // good: weak-mac
        Mac.getInstance("HmacSHA1"); // bad: legacy-mac
        Mac.getInstance("HmacSHA256"); // good: legacy-mac
        Signature.getInstance("SHA1withRSA"); // bad: weak-signature
        Signature.getInstance("SHA256withRSA"); // good: weak-signature
    }

    String pseudonym(Patient patient) {
        String id = DigestUtils.sha256Hex(patient.getSsn()); // bad: hashed-identifier
        String keyed = new HmacUtils("HmacSHA256", key).hmacHex(patient.getSsn()); // good: hashed-identifier
        return id + keyed;
    }
}
