static const unsigned char fixed[] = {1, 2, 3, 4, 5, 6, 7, 8};

void seal(const char *word, unsigned char *key, const unsigned char *given) {
    PKCS5_PBKDF2_HMAC(word, 8, fixed, 8, 600000, EVP_sha256(), 32, key); // bad: static-salt
    unsigned char salt[16];
    RAND_bytes(salt, sizeof salt);
    PKCS5_PBKDF2_HMAC(word, 8, salt, 16, 600000, EVP_sha256(), 32, key);
    int rounds = 1000;
    PKCS5_PBKDF2_HMAC(word, 8, given, 16, rounds, EVP_sha256(), 32, key); // bad: weak-kdf-iterations
}
