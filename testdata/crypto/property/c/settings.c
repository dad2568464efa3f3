#include <openssl/evp.h>

/* What configuration decides: settings.env holds the value. */

void digest(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_get_digestbyname(getenv("RECORDS_DIGEST")); /* bad: weak-hash, property */
    EVP_get_digestbyname(getenv("LETTERS_DIGEST")); /* good: weak-hash, property */
}

void cipher(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_CIPHER_fetch(NULL, getenv("RECORDS_CIPHER"), NULL); /* bad: broken-cipher, property */
    EVP_CIPHER_fetch(NULL, getenv("LETTERS_CIPHER"), NULL); /* good: broken-cipher, property */
}

void legacy_cipher(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_CIPHER_fetch(NULL, getenv("RECORDS_LEGACY_CIPHER"), NULL); /* bad: legacy-cipher, property */
    EVP_CIPHER_fetch(NULL, getenv("LETTERS_LEGACY_CIPHER"), NULL); /* good: legacy-cipher, property */
}

void mode(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_CIPHER_fetch(NULL, getenv("RECORDS_MODE"), NULL); /* bad: ecb-mode, property */
    EVP_CIPHER_fetch(NULL, getenv("LETTERS_MODE"), NULL); /* good: ecb-mode, property */
}

void derive(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    PKCS5_PBKDF2_HMAC(word, -1, salt, 16, atoi(getenv("RECORDS_DERIVE")), EVP_sha256(), 32, out); /* bad: weak-kdf-iterations, property */
    PKCS5_PBKDF2_HMAC(word, -1, salt, 16, atoi(getenv("LETTERS_DERIVE")), EVP_sha256(), 32, out); /* good: weak-kdf-iterations, property */
}

void size(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    RSA_generate_key_ex(rsa, atoi(getenv("RECORDS_SIZE")), e, NULL); /* bad: small-key, property */
    RSA_generate_key_ex(rsa, atoi(getenv("LETTERS_SIZE")), e, NULL); /* good: small-key, property */
}

void suite(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    SSL_CTX_set_cipher_list(ssl, getenv("RECORDS_SUITE")); /* bad: weak-cipher-suite, property */
    SSL_CTX_set_cipher_list(ssl, getenv("LETTERS_SUITE")); /* good: weak-cipher-suite, property */
}

void certificate(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, atoi(getenv("RECORDS_CERTIFICATE"))); /* bad: certificate-check-disabled, property */
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, atoi(getenv("LETTERS_CERTIFICATE"))); /* good: certificate-check-disabled, property */
}

void host_name(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, atoi(getenv("RECORDS_HOST_NAME"))); /* bad: hostname-check-disabled, property */
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, atoi(getenv("LETTERS_HOST_NAME"))); /* good: hostname-check-disabled, property */
}

void host_key(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    ssh_options_set(session, SSH_OPTIONS_STRICTHOSTKEYCHECK, atoi(getenv("RECORDS_HOST_KEY"))); /* bad: ssh-host-key-unchecked, property */
    ssh_options_set(session, SSH_OPTIONS_STRICTHOSTKEYCHECK, atoi(getenv("LETTERS_HOST_KEY"))); /* good: ssh-host-key-unchecked, property */
}

void shell(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    ssh_options_set(session, SSH_OPTIONS_CIPHERS_C_S, getenv("RECORDS_SHELL")); /* bad: weak-ssh-algorithm, property */
    ssh_options_set(session, SSH_OPTIONS_CIPHERS_C_S, getenv("LETTERS_SHELL")); /* good: weak-ssh-algorithm, property */
}
