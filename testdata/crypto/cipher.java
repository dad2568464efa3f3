class Cipher1 {
    static final String WEAK = "DES/CBC/PKCS5Padding";

    void literal() throws Exception {
        Cipher.getInstance("DES"); // bad: broken-cipher
        Cipher.getInstance("DESede/CBC/PKCS5Padding"); // bad: legacy-cipher
        Cipher.getInstance("AES"); // bad: ecb-mode
        Cipher.getInstance("RSA/ECB/PKCS1Padding"); // bad: rsa-without-oaep
        Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
        Cipher.getInstance("AES/GCM/NoPadding");
    }

    void constant() throws Exception {
        Cipher.getInstance(WEAK); // bad: broken-cipher
        char[] name = WEAK.toCharArray();
        Cipher.getInstance(String.valueOf(name)); // bad: broken-cipher
    }

    void map() throws Exception {
        Map<String, String> names = new HashMap<>();
        names.put("a", "AES/GCM/NoPadding");
        names.put("b", "RC4");
        Cipher.getInstance(names.get("a"));
        Cipher.getInstance(names.get("b")); // bad: broken-cipher
    }

    void returned() throws Exception {
        Cipher.getInstance(name()); // bad: legacy-cipher
    }

    String name() {
        return "Blowfish";
    }
}
