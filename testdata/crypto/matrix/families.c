#include <openssl/evp.h>

#define ROUNDS 1000
#define BITS 1024
static const unsigned char KEY[] = "harbour-light-16";
static const unsigned char IV[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

void hash(EVP_MD_CTX *ctx, const char *data) {
    EVP_DigestInit_ex(ctx, EVP_md5(), NULL); /* bad: weak-hash */
    EVP_DigestInit_ex(
        ctx,
        EVP_sha1(), /* bad: weak-hash, lines */
        NULL);
    const char *name = "MD5";
    EVP_get_digestbyname(name); /* bad: weak-hash, constant */
    name = "SHA256";
    EVP_get_digestbyname(name); /* good: weak-hash, overwritten */
    EVP_DigestInit_ex(ctx, EVP_sha256(), NULL); /* good: weak-hash */
}

void ciphers(EVP_CIPHER_CTX *ctx, unsigned char *key, unsigned char *iv) {
    EVP_EncryptInit_ex(ctx, EVP_des_cbc(), NULL, key, iv); /* bad: broken-cipher */
    EVP_EncryptInit_ex(
        ctx,
        EVP_rc4(), /* bad: broken-cipher, lines */
        NULL, key, iv);
    EVP_EncryptInit_ex(ctx, EVP_des_ede3_cbc(), NULL, key, iv); /* bad: legacy-cipher */
    EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, key, iv); /* good: broken-cipher */
    EVP_EncryptInit_ex(ctx, EVP_aes_128_gcm(), NULL, key, iv); /* good: legacy-cipher */
}

void mode(EVP_CIPHER_CTX *ctx, unsigned char *key, unsigned char *iv) {
    EVP_EncryptInit_ex(ctx, EVP_aes_256_ecb(), NULL, key, NULL); /* bad: ecb-mode */
    EVP_EncryptInit_ex(
        ctx,
        EVP_aes_128_ecb(), /* bad: ecb-mode, lines */
        NULL, key, NULL);
    EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, key, iv); /* good: ecb-mode */
}

void vector(EVP_CIPHER_CTX *ctx, unsigned char *key) {
    unsigned char iv[16];
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, (const unsigned char *)"sixteen-letters!"); /* bad: static-iv */
    EVP_EncryptInit_ex(
        ctx, EVP_aes_256_cbc(), NULL, key,
        IV); /* bad: static-iv, lines constant */
    RAND_bytes(iv, sizeof iv);
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, iv); /* good: static-iv, overwritten */
}

void keys(EVP_CIPHER_CTX *ctx, unsigned char *given, unsigned char *iv) {
    unsigned char key[16] = "harbour-light-1";
    EVP_EncryptInit_ex(ctx, EVP_aes_128_gcm(), NULL, (const unsigned char *)"harbour-light-16", iv); /* bad: hard-coded-crypto-key */
    EVP_EncryptInit_ex(
        ctx, EVP_aes_128_gcm(), NULL,
        KEY, /* bad: hard-coded-crypto-key, lines constant */
        iv);
    memcpy(key, given, 16);
    EVP_EncryptInit_ex(ctx, EVP_aes_128_gcm(), NULL, key, iv); /* good: hard-coded-crypto-key, overwritten */
}

void salts(const char *word, unsigned char *out) {
    unsigned char salt[16];
    PKCS5_PBKDF2_HMAC(word, -1, (unsigned char *)"grains-of-salt", 14, 600000, EVP_sha256(), 32, out); /* bad: static-salt */
    PKCS5_PBKDF2_HMAC(
        word, -1,
        KEY, /* bad: static-salt, lines constant */
        16, 600000, EVP_sha256(), 32, out);
    RAND_bytes(salt, sizeof salt);
    PKCS5_PBKDF2_HMAC(word, -1, salt, 16, 600000, EVP_sha256(), 32, out); /* good: static-salt, overwritten */
}

void derive(const char *word, unsigned char *salt, unsigned char *out) {
    int rounds = 1000;
    PKCS5_PBKDF2_HMAC(word, -1, salt, 16, 1000, EVP_sha256(), 32, out); /* bad: weak-kdf-iterations */
    PKCS5_PBKDF2_HMAC(
        word, -1, salt, 16,
        ROUNDS, /* bad: weak-kdf-iterations, lines constant */
        EVP_sha256(), 32, out);
    rounds = 600000;
    PKCS5_PBKDF2_HMAC(word, -1, salt, 16, rounds, EVP_sha256(), 32, out); /* good: weak-kdf-iterations, overwritten */
}

void size(RSA *rsa, BIGNUM *e) {
    int bits = 1024;
    RSA_generate_key_ex(rsa, 1024, e, NULL); /* bad: small-key */
    RSA_generate_key_ex(
        rsa,
        BITS, /* bad: small-key, lines constant */
        e, NULL);
    bits = 3072;
    RSA_generate_key_ex(rsa, bits, e, NULL); /* good: small-key, overwritten */
}

void tokens(unsigned char *token) {
    int password_seed = rand(); /* bad: weak-random */
    RAND_bytes(token, 16); /* good: weak-random */
}

void certificates(CURL *curl, SSL_CTX *ctx) {
    SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); /* bad: certificate-check-disabled */
    curl_easy_setopt(
        curl,
        CURLOPT_SSL_VERIFYPEER, /* the peer */
        0L); /* bad: certificate-check-disabled, lines */
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL); /* good: certificate-check-disabled */
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L); /* bad: hostname-check-disabled */
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L); /* good: hostname-check-disabled */
}

void protocol(SSL_CTX *ctx) {
    SSL_CTX_set_min_proto_version(ctx, TLS1_VERSION); /* bad: old-tls-version */
    SSL_CTX_new(
        TLSv1_method()); /* bad: old-tls-version, lines */
    SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION); /* good: old-tls-version */
    SSL_CTX_set_cipher_list(ctx, "ALL:RC4-SHA"); /* bad: weak-cipher-suite */
    SSL_CTX_set_cipher_list(ctx, "ECDHE+AESGCM:!RC4"); /* good: weak-cipher-suite */
}

void wrap(int n, unsigned char *from, unsigned char *to, RSA *rsa) {
    RSA_public_encrypt(n, from, to, rsa, RSA_PKCS1_PADDING); /* bad: rsa-without-oaep */
    RSA_public_encrypt(
        n, from, to, rsa,
        RSA_NO_PADDING); /* bad: rsa-without-oaep, lines */
    RSA_public_encrypt(n, from, to, rsa, RSA_PKCS1_OAEP_PADDING); /* good: rsa-without-oaep */
}

void transport(CURL *curl) {
    ldap_initialize(&ld, "ldap://directory.larkspur-clinic.com"); /* bad: cleartext-protocol */
    ldap_initialize(&ld, "ldaps://directory.larkspur-clinic.com"); /* good: cleartext-protocol */
    curl_easy_setopt(curl, CURLOPT_USE_SSL, CURLUSESSL_NONE); /* bad: cleartext-protocol */
    curl_easy_setopt(curl, CURLOPT_USE_SSL, CURLUSESSL_ALL); /* good: cleartext-protocol */
}

void shell(ssh_session session, int off) {
    ssh_options_set(session, SSH_OPTIONS_STRICTHOSTKEYCHECK, 0); /* bad: ssh-host-key-unchecked */
    ssh_options_set(session, SSH_OPTIONS_STRICTHOSTKEYCHECK, 1); /* good: ssh-host-key-unchecked */
    ssh_options_set(session, SSH_OPTIONS_CIPHERS_C_S, "3des-cbc"); /* bad: weak-ssh-algorithm */
    ssh_options_set(session, SSH_OPTIONS_CIPHERS_C_S, "aes256-gcm@openssh.com"); /* good: weak-ssh-algorithm */
}

void signing(const unsigned char *key, int length) {
    HMAC(EVP_md5(), key, length, data, size, out, &written); /* bad: weak-mac */
    HMAC(EVP_sha256(), key, length, data, size, out, &written); /* good: weak-mac */
    HMAC(EVP_sha1(), key, length, data, size, out, &written); /* bad: legacy-mac */
    HMAC(EVP_sha256(), key, length, data, size, out, &written); /* good: legacy-mac */
    EVP_DigestSignInit(ctx, NULL, EVP_sha1(), NULL, pkey); /* bad: weak-signature */
    EVP_DigestSignInit(ctx, NULL, EVP_sha256(), NULL, pkey); /* good: weak-signature */
}

void pseudonym(struct patient *patient, unsigned char *out) {
    SHA256(patient->ssn, 9, out); /* bad: hashed-identifier */
    HMAC(EVP_sha256(), key, 32, patient->ssn, 9, out, &length); /* good: hashed-identifier */
}
