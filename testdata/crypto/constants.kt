class Constants {
    private val key = "quiet-harbour-16".toByteArray()

    fun key() {
        SecretKeySpec(key, "AES") // bad: hard-coded-crypto-key
        SecretKeySpec(vault.load("key"), "AES")
    }

    fun vector() {
        val iv = ByteArray(16)
        IvParameterSpec(iv) // bad: static-iv
        val nonce = ByteArray(12)
        SecureRandom().nextBytes(nonce)
        GCMParameterSpec(128, nonce)
    }

    fun derived(word: CharArray, salt: ByteArray) {
        PBEKeySpec(word, salt, 1_000, 256) // bad: weak-kdf-iterations
        PBEKeySpec(word, salt, 600_000, 256)
    }
}
