class Constants {
    static final byte[] KEY = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

    void key() throws Exception {
        new SecretKeySpec(KEY, "AES"); // bad: hard-coded-crypto-key
        new SecretKeySpec("quiet-harbour-16".getBytes("UTF-8"), "AES"); // bad: hard-coded-crypto-key
        new SecretKeySpec(vault.load("key"), "AES");
        byte[] fresh = new byte[16];
        new SecureRandom().nextBytes(fresh);
        new SecretKeySpec(fresh, "AES");
    }

    void textOfStream() throws Exception {
        String text = String.valueOf(new SecureRandom().ints());
        byte[] bytes = Arrays.copyOf(text.getBytes(), 16);
        new SecretKeySpec(bytes, "AES"); // bad: hard-coded-crypto-key
        // What stands behind the name of the class differs.
        new SecretKeySpec(Arrays.copyOf(text.getBytes(), 64), "AES");
        new SecretKeySpec(text.getBytes(), "AES");
        byte[] numbers = toBytes(new SecureRandom().ints(4).toArray());
        new SecretKeySpec(Arrays.copyOf(numbers, 16), "AES");
    }

    void vector() throws Exception {
        byte[] iv = new byte[16];
        new IvParameterSpec(iv); // bad: static-iv
        byte[] nonce = new byte[12];
        random.nextBytes(nonce);
        new GCMParameterSpec(128, nonce);
    }

    void salt(char[] word) throws Exception {
        byte[] salt = "pepper-and-salt!".getBytes();
        new PBEKeySpec(word, salt, 600000, 256); // bad: static-salt
        byte[] good = new byte[16];
        random.nextBytes(good);
        new PBEKeySpec(word, good, 600000, 256);
        int rounds = 10 * 100;
        new PBEKeySpec(word, good, rounds, 256); // bad: weak-kdf-iterations
    }

    void size() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        int bits = 1024;
        generator.initialize(bits); // bad: small-key
        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
        curve.initialize(256);
    }
}
