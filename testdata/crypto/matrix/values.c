#include <openssl/evp.h>

/* Where a value comes from: a constant, a call over lines, a local that is overwritten, either way round. */
static const char WEAK_HASH[] = "MD5";
#define WEAK_MAC EVP_md5()
#define LEGACY_MAC EVP_sha1()
#define WEAK_SIGNATURE EVP_sha1()
static const char BROKEN[] = "DES-CBC";
static const char LEGACY[] = "DES-EDE3-CBC";
static const char BLOCKS[] = "AES-256-ECB";
static const unsigned char VECTOR[] = "sixteen-letters!";
static const unsigned char KEY_BYTES[] = "harbour-light-16";
static const unsigned char GRAINS[] = "grains-of-salt";
#define ROUNDS 1000
#define BITS 1024
#define OLD_VERSION TLS1_VERSION
static const char SUITES[] = "ALL:RC4-SHA";
#define PLAIN_PADDING RSA_PKCS1_PADDING
#define CHECK 0
#define HOST_CHECK 0
static const char DIRECTORY[] = "ldap://directory.larkspur-clinic.com"; /* bad: cleartext-protocol, constant */
#define UNCHECKED_HOST 0
static const char SHELL_CIPHER[] = "3des-cbc";

void digest(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_get_digestbyname(WEAK_HASH); /* bad: weak-hash, constant */
    EVP_get_digestbyname( /* over lines */
        "MD5" /* bad: weak-hash, lines */
    );
    const char *chosen = "MD5";
    chosen = "SHA256";
    EVP_get_digestbyname(chosen); /* good: weak-hash, overwritten */
    const char *kept = "SHA256";
    kept = "MD5";
    EVP_get_digestbyname(kept); /* bad: weak-hash, spoiled */
}

void mac(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    HMAC(WEAK_MAC, key, 32, salt, 16, out, &length); /* bad: weak-mac, constant */
    HMAC( /* over lines */
        EVP_md5(), /* bad: weak-mac, lines */
        key,
        32,
        salt,
        16,
        out,
        &length
    );
    const EVP_MD *chosen = EVP_md5();
    chosen = EVP_sha256();
    HMAC(chosen, key, 32, salt, 16, out, &length); /* good: weak-mac, overwritten */
    const EVP_MD *kept = EVP_sha256();
    kept = EVP_md5();
    HMAC(kept, key, 32, salt, 16, out, &length); /* bad: weak-mac, spoiled */
}

void legacy_mac(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    HMAC(LEGACY_MAC, key, 32, salt, 16, out, &length); /* bad: legacy-mac, constant */
    HMAC( /* over lines */
        EVP_sha1(), /* bad: legacy-mac, lines */
        key,
        32,
        salt,
        16,
        out,
        &length
    );
    const EVP_MD *chosen = EVP_sha1();
    chosen = EVP_sha256();
    HMAC(chosen, key, 32, salt, 16, out, &length); /* good: legacy-mac, overwritten */
    const EVP_MD *kept = EVP_sha256();
    kept = EVP_sha1();
    HMAC(kept, key, 32, salt, 16, out, &length); /* bad: legacy-mac, spoiled */
}

void signature(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_DigestSignInit(ctx, NULL, WEAK_SIGNATURE, NULL, pkey); /* bad: weak-signature, constant */
    EVP_DigestSignInit(
        ctx,
        NULL,
        EVP_sha1(), /* bad: weak-signature, lines */
        NULL,
        pkey
    );
    const EVP_MD *chosen = EVP_sha1();
    chosen = EVP_sha256();
    EVP_DigestSignInit(ctx, NULL, chosen, NULL, pkey); /* good: weak-signature, overwritten */
    const EVP_MD *kept = EVP_sha256();
    kept = EVP_sha1();
    EVP_DigestSignInit(ctx, NULL, kept, NULL, pkey); /* bad: weak-signature, spoiled */
}

void cipher(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_CIPHER_fetch(NULL, BROKEN, NULL); /* bad: broken-cipher, constant */
    EVP_CIPHER_fetch(
        NULL,
        "DES-CBC", /* bad: broken-cipher, lines */
        NULL
    );
    const char *chosen = "DES-CBC";
    chosen = "AES-256-GCM";
    EVP_CIPHER_fetch(NULL, chosen, NULL); /* good: broken-cipher, overwritten */
    const char *kept = "AES-256-GCM";
    kept = "DES-CBC";
    EVP_CIPHER_fetch(NULL, kept, NULL); /* bad: broken-cipher, spoiled */
}

void legacy_cipher(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_CIPHER_fetch(NULL, LEGACY, NULL); /* bad: legacy-cipher, constant */
    EVP_CIPHER_fetch(
        NULL,
        "DES-EDE3-CBC", /* bad: legacy-cipher, lines */
        NULL
    );
    const char *chosen = "DES-EDE3-CBC";
    chosen = "AES-256-GCM";
    EVP_CIPHER_fetch(NULL, chosen, NULL); /* good: legacy-cipher, overwritten */
    const char *kept = "AES-256-GCM";
    kept = "DES-EDE3-CBC";
    EVP_CIPHER_fetch(NULL, kept, NULL); /* bad: legacy-cipher, spoiled */
}

void mode(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_CIPHER_fetch(NULL, BLOCKS, NULL); /* bad: ecb-mode, constant */
    EVP_CIPHER_fetch(
        NULL,
        "AES-256-ECB", /* bad: ecb-mode, lines */
        NULL
    );
    const char *chosen = "AES-256-ECB";
    chosen = "AES-256-GCM";
    EVP_CIPHER_fetch(NULL, chosen, NULL); /* good: ecb-mode, overwritten */
    const char *kept = "AES-256-GCM";
    kept = "AES-256-ECB";
    EVP_CIPHER_fetch(NULL, kept, NULL); /* bad: ecb-mode, spoiled */
}

void vector(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, VECTOR); /* bad: static-iv, constant */
    EVP_EncryptInit_ex(
        ctx,
        EVP_aes_256_cbc(),
        NULL,
        key,
        (const unsigned char *)"sixteen-letters!" /* bad: static-iv, lines */
    );
    const unsigned char *chosen = (const unsigned char *)"sixteen-letters!";
    chosen = vault_fresh();
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, chosen); /* good: static-iv, overwritten */
    const unsigned char *kept = vault_fresh();
    kept = (const unsigned char *)"sixteen-letters!";
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, kept); /* bad: static-iv, spoiled */
}

void key(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_EncryptInit_ex(ctx, EVP_aes_128_gcm(), NULL, KEY_BYTES, salt); /* bad: hard-coded-crypto-key, constant */
    EVP_EncryptInit_ex(
        ctx,
        EVP_aes_128_gcm(),
        NULL,
        (const unsigned char *)"harbour-light-16", /* bad: hard-coded-crypto-key, lines */
        salt
    );
    const unsigned char *chosen = (const unsigned char *)"harbour-light-16";
    chosen = vault_fetch("records");
    EVP_EncryptInit_ex(ctx, EVP_aes_128_gcm(), NULL, chosen, salt); /* good: hard-coded-crypto-key, overwritten */
    const unsigned char *kept = vault_fetch("records");
    kept = (const unsigned char *)"harbour-light-16";
    EVP_EncryptInit_ex(ctx, EVP_aes_128_gcm(), NULL, kept, salt); /* bad: hard-coded-crypto-key, spoiled */
}

void salt(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    PKCS5_PBKDF2_HMAC(word, -1, GRAINS, 16, 600000, EVP_sha256(), 32, out); /* bad: static-salt, constant */
    PKCS5_PBKDF2_HMAC(
        word,
        -1,
        (const unsigned char *)"grains-of-salt", /* bad: static-salt, lines */
        16,
        600000,
        EVP_sha256(),
        32,
        out
    );
    const unsigned char *chosen = (const unsigned char *)"grains-of-salt";
    chosen = vault_fresh();
    PKCS5_PBKDF2_HMAC(word, -1, chosen, 16, 600000, EVP_sha256(), 32, out); /* good: static-salt, overwritten */
    const unsigned char *kept = vault_fresh();
    kept = (const unsigned char *)"grains-of-salt";
    PKCS5_PBKDF2_HMAC(word, -1, kept, 16, 600000, EVP_sha256(), 32, out); /* bad: static-salt, spoiled */
}

void derive(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    PKCS5_PBKDF2_HMAC(word, -1, salt, 16, ROUNDS, EVP_sha256(), 32, out); /* bad: weak-kdf-iterations, constant */
    PKCS5_PBKDF2_HMAC(
        word,
        -1,
        salt,
        16,
        1000, /* bad: weak-kdf-iterations, lines */
        EVP_sha256(),
        32,
        out
    );
    int chosen = 1000;
    chosen = 600000;
    PKCS5_PBKDF2_HMAC(word, -1, salt, 16, chosen, EVP_sha256(), 32, out); /* good: weak-kdf-iterations, overwritten */
    int kept = 600000;
    kept = 1000;
    PKCS5_PBKDF2_HMAC(word, -1, salt, 16, kept, EVP_sha256(), 32, out); /* bad: weak-kdf-iterations, spoiled */
}

void size(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    RSA_generate_key_ex(rsa, BITS, e, NULL); /* bad: small-key, constant */
    RSA_generate_key_ex(
        rsa,
        1024, /* bad: small-key, lines */
        e,
        NULL
    );
    int chosen = 1024;
    chosen = 3072;
    RSA_generate_key_ex(rsa, chosen, e, NULL); /* good: small-key, overwritten */
    int kept = 3072;
    kept = 1024;
    RSA_generate_key_ex(rsa, kept, e, NULL); /* bad: small-key, spoiled */
}

void protocol(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    SSL_CTX_set_min_proto_version(ssl, OLD_VERSION); /* bad: old-tls-version, constant */
    SSL_CTX_set_min_proto_version( /* the context, then the version */
        ssl,
        TLS1_VERSION /* bad: old-tls-version, lines */
    );
    int chosen = TLS1_VERSION;
    chosen = TLS1_2_VERSION;
    SSL_CTX_set_min_proto_version(ssl, chosen); /* good: old-tls-version, overwritten */
    int kept = TLS1_2_VERSION;
    kept = TLS1_VERSION;
    SSL_CTX_set_min_proto_version(ssl, kept); /* bad: old-tls-version, spoiled */
}

void suite(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    SSL_CTX_set_cipher_list(ssl, SUITES); /* bad: weak-cipher-suite, constant */
    SSL_CTX_set_cipher_list(
        ssl,
        "ALL:RC4-SHA" /* bad: weak-cipher-suite, lines */
    );
    const char *chosen = "ALL:RC4-SHA";
    chosen = "ECDHE+AESGCM:!RC4";
    SSL_CTX_set_cipher_list(ssl, chosen); /* good: weak-cipher-suite, overwritten */
    const char *kept = "ECDHE+AESGCM:!RC4";
    kept = "ALL:RC4-SHA";
    SSL_CTX_set_cipher_list(ssl, kept); /* bad: weak-cipher-suite, spoiled */
}

void padding(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    RSA_public_encrypt(16, salt, out, rsa, PLAIN_PADDING); /* bad: rsa-without-oaep, constant */
    RSA_public_encrypt(
        16,
        salt,
        out,
        rsa,
        RSA_PKCS1_PADDING /* bad: rsa-without-oaep, lines */
    );
    int chosen = RSA_PKCS1_PADDING;
    chosen = RSA_PKCS1_OAEP_PADDING;
    RSA_public_encrypt(16, salt, out, rsa, chosen); /* good: rsa-without-oaep, overwritten */
    int kept = RSA_PKCS1_OAEP_PADDING;
    kept = RSA_PKCS1_PADDING;
    RSA_public_encrypt(16, salt, out, rsa, kept); /* bad: rsa-without-oaep, spoiled */
}

void certificate(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, CHECK); /* bad: certificate-check-disabled, constant */
    curl_easy_setopt(
        curl,
        CURLOPT_SSL_VERIFYPEER, /* over lines */
        0 /* bad: certificate-check-disabled, lines */
    );
    int chosen = 0;
    chosen = 1;
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, chosen); /* good: certificate-check-disabled, overwritten */
    int kept = 1;
    kept = 0;
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, kept); /* bad: certificate-check-disabled, spoiled */
}

void host_name(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, HOST_CHECK); /* bad: hostname-check-disabled, constant */
    curl_easy_setopt(
        curl,
        CURLOPT_SSL_VERIFYHOST, /* over lines */
        0 /* bad: hostname-check-disabled, lines */
    );
    int chosen = 0;
    chosen = 2;
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, chosen); /* good: hostname-check-disabled, overwritten */
    int kept = 2;
    kept = 0;
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, kept); /* bad: hostname-check-disabled, spoiled */
}

void transport(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    ldap_initialize(&ld, DIRECTORY);
    ldap_initialize(
        &ld,
        "ldap://directory.larkspur-clinic.com" /* bad: cleartext-protocol, lines */
    );
    const char *chosen = "ldap://directory.larkspur-clinic.com";
    chosen = "ldaps://directory.larkspur-clinic.com";
    ldap_initialize(&ld, chosen); /* good: cleartext-protocol, overwritten */
    const char *kept = "ldaps://directory.larkspur-clinic.com";
    kept = "ldap://directory.larkspur-clinic.com"; /* bad: cleartext-protocol, spoiled */
    ldap_initialize(&ld, kept);
}

void host_key(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    ssh_options_set(session, SSH_OPTIONS_STRICTHOSTKEYCHECK, UNCHECKED_HOST); /* bad: ssh-host-key-unchecked, constant */
    ssh_options_set(
        session,
        SSH_OPTIONS_STRICTHOSTKEYCHECK,
        0 /* bad: ssh-host-key-unchecked, lines */
    );
    int chosen = 0;
    chosen = 1;
    ssh_options_set(session, SSH_OPTIONS_STRICTHOSTKEYCHECK, chosen); /* good: ssh-host-key-unchecked, overwritten */
    int kept = 1;
    kept = 0;
    ssh_options_set(session, SSH_OPTIONS_STRICTHOSTKEYCHECK, kept); /* bad: ssh-host-key-unchecked, spoiled */
}

void shell(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    ssh_options_set(session, SSH_OPTIONS_CIPHERS_C_S, SHELL_CIPHER); /* bad: weak-ssh-algorithm, constant */
    ssh_options_set(
        session,
        SSH_OPTIONS_CIPHERS_C_S,
        "3des-cbc" /* bad: weak-ssh-algorithm, lines */
    );
    const char *chosen = "3des-cbc";
    chosen = "aes256-gcm@openssh.com";
    ssh_options_set(session, SSH_OPTIONS_CIPHERS_C_S, chosen); /* good: weak-ssh-algorithm, overwritten */
    const char *kept = "aes256-gcm@openssh.com";
    kept = "3des-cbc";
    ssh_options_set(session, SSH_OPTIONS_CIPHERS_C_S, kept); /* bad: weak-ssh-algorithm, spoiled */
}
