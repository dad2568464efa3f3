#include <openssl/evp.h>

// Where a value comes from: a constant, a call over lines, a local that is overwritten, either way round.
constexpr const char *kWeakHash = "MD5";
const auto kWeakMac = EVP_md5();
const auto kLegacyMac = EVP_sha1();
const auto kWeakSignature = EVP_sha1();
constexpr const char *kBroken = "DES-CBC";
constexpr const char *kLegacy = "DES-EDE3-CBC";
constexpr const char *kBlocks = "AES-256-ECB";
static const unsigned char kVector[] = "sixteen-letters!";
static const unsigned char kKeyBytes[] = "harbour-light-16";
static const unsigned char kGrains[] = "grains-of-salt";
constexpr int kRounds = 1000;
constexpr int kBits = 1024;
const auto kOldVersion = TLS1_VERSION;
constexpr const char *kSuites = "ALL:RC4-SHA";
const auto kPlainPadding = RSA_PKCS1_PADDING;
constexpr int kCheck = 0;
constexpr int kHostCheck = 0;
constexpr const char *kDirectory = "ldap://directory.larkspur-clinic.com"; // bad: cleartext-protocol, constant
constexpr int kUncheckedHost = 0;
constexpr const char *kShellCipher = "3des-cbc";
const auto kSigning = jwt::algorithm::none{}; // bad: jwt-verification-disabled, constant
constexpr const char *kTokenKey = "harbour-light-16";

void digest(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_get_digestbyname(kWeakHash); // bad: weak-hash, constant
    EVP_get_digestbyname( // over lines
        "MD5" // bad: weak-hash, lines
    );
    auto chosen = "MD5";
    chosen = "SHA256";
    EVP_get_digestbyname(chosen); // good: weak-hash, overwritten
    auto kept = "SHA256";
    kept = "MD5";
    EVP_get_digestbyname(kept); // bad: weak-hash, spoiled
}

void mac(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    HMAC(kWeakMac, key, 32, salt, 16, out, &length); // bad: weak-mac, constant
    HMAC( // over lines
        EVP_md5(), // bad: weak-mac, lines
        key,
        32,
        salt,
        16,
        out,
        &length
    );
    auto chosen = EVP_md5();
    chosen = EVP_sha256();
    HMAC(chosen, key, 32, salt, 16, out, &length); // good: weak-mac, overwritten
    auto kept = EVP_sha256();
    kept = EVP_md5();
    HMAC(kept, key, 32, salt, 16, out, &length); // bad: weak-mac, spoiled
}

void legacy_mac(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    HMAC(kLegacyMac, key, 32, salt, 16, out, &length); // bad: legacy-mac, constant
    HMAC( // over lines
        EVP_sha1(), // bad: legacy-mac, lines
        key,
        32,
        salt,
        16,
        out,
        &length
    );
    auto chosen = EVP_sha1();
    chosen = EVP_sha256();
    HMAC(chosen, key, 32, salt, 16, out, &length); // good: legacy-mac, overwritten
    auto kept = EVP_sha256();
    kept = EVP_sha1();
    HMAC(kept, key, 32, salt, 16, out, &length); // bad: legacy-mac, spoiled
}

void signature(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_DigestSignInit(ctx, nullptr, kWeakSignature, nullptr, pkey); // bad: weak-signature, constant
    EVP_DigestSignInit(
        ctx,
        nullptr,
        EVP_sha1(), // bad: weak-signature, lines
        nullptr,
        pkey
    );
    auto chosen = EVP_sha1();
    chosen = EVP_sha256();
    EVP_DigestSignInit(ctx, nullptr, chosen, nullptr, pkey); // good: weak-signature, overwritten
    auto kept = EVP_sha256();
    kept = EVP_sha1();
    EVP_DigestSignInit(ctx, nullptr, kept, nullptr, pkey); // bad: weak-signature, spoiled
}

void cipher(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_CIPHER_fetch(nullptr, kBroken, nullptr); // bad: broken-cipher, constant
    EVP_CIPHER_fetch(
        nullptr,
        "DES-CBC", // bad: broken-cipher, lines
        nullptr
    );
    auto chosen = "DES-CBC";
    chosen = "AES-256-GCM";
    EVP_CIPHER_fetch(nullptr, chosen, nullptr); // good: broken-cipher, overwritten
    auto kept = "AES-256-GCM";
    kept = "DES-CBC";
    EVP_CIPHER_fetch(nullptr, kept, nullptr); // bad: broken-cipher, spoiled
}

void legacy_cipher(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_CIPHER_fetch(nullptr, kLegacy, nullptr); // bad: legacy-cipher, constant
    EVP_CIPHER_fetch(
        nullptr,
        "DES-EDE3-CBC", // bad: legacy-cipher, lines
        nullptr
    );
    auto chosen = "DES-EDE3-CBC";
    chosen = "AES-256-GCM";
    EVP_CIPHER_fetch(nullptr, chosen, nullptr); // good: legacy-cipher, overwritten
    auto kept = "AES-256-GCM";
    kept = "DES-EDE3-CBC";
    EVP_CIPHER_fetch(nullptr, kept, nullptr); // bad: legacy-cipher, spoiled
}

void mode(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_CIPHER_fetch(nullptr, kBlocks, nullptr); // bad: ecb-mode, constant
    EVP_CIPHER_fetch(
        nullptr,
        "AES-256-ECB", // bad: ecb-mode, lines
        nullptr
    );
    auto chosen = "AES-256-ECB";
    chosen = "AES-256-GCM";
    EVP_CIPHER_fetch(nullptr, chosen, nullptr); // good: ecb-mode, overwritten
    auto kept = "AES-256-GCM";
    kept = "AES-256-ECB";
    EVP_CIPHER_fetch(nullptr, kept, nullptr); // bad: ecb-mode, spoiled
}

void vector(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), nullptr, key, kVector); // bad: static-iv, constant
    EVP_EncryptInit_ex(
        ctx,
        EVP_aes_256_cbc(),
        nullptr,
        key,
        (const unsigned char *)"sixteen-letters!" // bad: static-iv, lines
    );
    auto chosen = (const unsigned char *)"sixteen-letters!";
    chosen = vault_fresh();
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), nullptr, key, chosen); // good: static-iv, overwritten
    auto kept = vault_fresh();
    kept = (const unsigned char *)"sixteen-letters!";
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), nullptr, key, kept); // bad: static-iv, spoiled
}

void key(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    EVP_EncryptInit_ex(ctx, EVP_aes_128_gcm(), nullptr, kKeyBytes, salt); // bad: hard-coded-crypto-key, constant
    EVP_EncryptInit_ex(
        ctx,
        EVP_aes_128_gcm(),
        nullptr,
        (const unsigned char *)"harbour-light-16", // bad: hard-coded-crypto-key, lines
        salt
    );
    auto chosen = (const unsigned char *)"harbour-light-16";
    chosen = vault_fetch("records");
    EVP_EncryptInit_ex(ctx, EVP_aes_128_gcm(), nullptr, chosen, salt); // good: hard-coded-crypto-key, overwritten
    auto kept = vault_fetch("records");
    kept = (const unsigned char *)"harbour-light-16";
    EVP_EncryptInit_ex(ctx, EVP_aes_128_gcm(), nullptr, kept, salt); // bad: hard-coded-crypto-key, spoiled
}

void salt(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    PKCS5_PBKDF2_HMAC(word, -1, kGrains, 16, 600000, EVP_sha256(), 32, out); // bad: static-salt, constant
    PKCS5_PBKDF2_HMAC(
        word,
        -1,
        (const unsigned char *)"grains-of-salt", // bad: static-salt, lines
        16,
        600000,
        EVP_sha256(),
        32,
        out
    );
    auto chosen = (const unsigned char *)"grains-of-salt";
    chosen = vault_fresh();
    PKCS5_PBKDF2_HMAC(word, -1, chosen, 16, 600000, EVP_sha256(), 32, out); // good: static-salt, overwritten
    auto kept = vault_fresh();
    kept = (const unsigned char *)"grains-of-salt";
    PKCS5_PBKDF2_HMAC(word, -1, kept, 16, 600000, EVP_sha256(), 32, out); // bad: static-salt, spoiled
}

void derive(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    PKCS5_PBKDF2_HMAC(word, -1, salt, 16, kRounds, EVP_sha256(), 32, out); // bad: weak-kdf-iterations, constant
    PKCS5_PBKDF2_HMAC(
        word,
        -1,
        salt,
        16,
        1000, // bad: weak-kdf-iterations, lines
        EVP_sha256(),
        32,
        out
    );
    auto chosen = 1000;
    chosen = 600000;
    PKCS5_PBKDF2_HMAC(word, -1, salt, 16, chosen, EVP_sha256(), 32, out); // good: weak-kdf-iterations, overwritten
    auto kept = 600000;
    kept = 1000;
    PKCS5_PBKDF2_HMAC(word, -1, salt, 16, kept, EVP_sha256(), 32, out); // bad: weak-kdf-iterations, spoiled
}

void size(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    RSA_generate_key_ex(rsa, kBits, e, nullptr); // bad: small-key, constant
    RSA_generate_key_ex(
        rsa,
        1024, // bad: small-key, lines
        e,
        nullptr
    );
    auto chosen = 1024;
    chosen = 3072;
    RSA_generate_key_ex(rsa, chosen, e, nullptr); // good: small-key, overwritten
    auto kept = 3072;
    kept = 1024;
    RSA_generate_key_ex(rsa, kept, e, nullptr); // bad: small-key, spoiled
}

void protocol(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    SSL_CTX_set_min_proto_version(ssl, kOldVersion); // bad: old-tls-version, constant
    SSL_CTX_set_min_proto_version( // the context, then the version
        ssl,
        TLS1_VERSION // bad: old-tls-version, lines
    );
    auto chosen = TLS1_VERSION;
    chosen = TLS1_2_VERSION;
    SSL_CTX_set_min_proto_version(ssl, chosen); // good: old-tls-version, overwritten
    auto kept = TLS1_2_VERSION;
    kept = TLS1_VERSION;
    SSL_CTX_set_min_proto_version(ssl, kept); // bad: old-tls-version, spoiled
}

void suite(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    SSL_CTX_set_cipher_list(ssl, kSuites); // bad: weak-cipher-suite, constant
    SSL_CTX_set_cipher_list(
        ssl,
        "ALL:RC4-SHA" // bad: weak-cipher-suite, lines
    );
    auto chosen = "ALL:RC4-SHA";
    chosen = "ECDHE+AESGCM:!RC4";
    SSL_CTX_set_cipher_list(ssl, chosen); // good: weak-cipher-suite, overwritten
    auto kept = "ECDHE+AESGCM:!RC4";
    kept = "ALL:RC4-SHA";
    SSL_CTX_set_cipher_list(ssl, kept); // bad: weak-cipher-suite, spoiled
}

void padding(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    RSA_public_encrypt(16, salt, out, rsa, kPlainPadding); // bad: rsa-without-oaep, constant
    RSA_public_encrypt(
        16,
        salt,
        out,
        rsa,
        RSA_PKCS1_PADDING // bad: rsa-without-oaep, lines
    );
    auto chosen = RSA_PKCS1_PADDING;
    chosen = RSA_PKCS1_OAEP_PADDING;
    RSA_public_encrypt(16, salt, out, rsa, chosen); // good: rsa-without-oaep, overwritten
    auto kept = RSA_PKCS1_OAEP_PADDING;
    kept = RSA_PKCS1_PADDING;
    RSA_public_encrypt(16, salt, out, rsa, kept); // bad: rsa-without-oaep, spoiled
}

void certificate(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, kCheck); // bad: certificate-check-disabled, constant
    curl_easy_setopt(
        curl,
        CURLOPT_SSL_VERIFYPEER, // over lines
        0 // bad: certificate-check-disabled, lines
    );
    auto chosen = 0;
    chosen = 1;
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, chosen); // good: certificate-check-disabled, overwritten
    auto kept = 1;
    kept = 0;
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, kept); // bad: certificate-check-disabled, spoiled
}

void host_name(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, kHostCheck); // bad: hostname-check-disabled, constant
    curl_easy_setopt(
        curl,
        CURLOPT_SSL_VERIFYHOST, // over lines
        0 // bad: hostname-check-disabled, lines
    );
    auto chosen = 0;
    chosen = 2;
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, chosen); // good: hostname-check-disabled, overwritten
    auto kept = 2;
    kept = 0;
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, kept); // bad: hostname-check-disabled, spoiled
}

void transport(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    ldap_initialize(&ld, kDirectory);
    ldap_initialize(
        &ld,
        "ldap://directory.larkspur-clinic.com" // bad: cleartext-protocol, lines
    );
    auto chosen = "ldap://directory.larkspur-clinic.com";
    chosen = "ldaps://directory.larkspur-clinic.com";
    ldap_initialize(&ld, chosen); // good: cleartext-protocol, overwritten
    auto kept = "ldaps://directory.larkspur-clinic.com";
    kept = "ldap://directory.larkspur-clinic.com"; // bad: cleartext-protocol, spoiled
    ldap_initialize(&ld, kept);
}

void host_key(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    ssh_options_set(session, SSH_OPTIONS_STRICTHOSTKEYCHECK, kUncheckedHost); // bad: ssh-host-key-unchecked, constant
    ssh_options_set(
        session,
        SSH_OPTIONS_STRICTHOSTKEYCHECK,
        0 // bad: ssh-host-key-unchecked, lines
    );
    auto chosen = 0;
    chosen = 1;
    ssh_options_set(session, SSH_OPTIONS_STRICTHOSTKEYCHECK, chosen); // good: ssh-host-key-unchecked, overwritten
    auto kept = 1;
    kept = 0;
    ssh_options_set(session, SSH_OPTIONS_STRICTHOSTKEYCHECK, kept); // bad: ssh-host-key-unchecked, spoiled
}

void shell(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    ssh_options_set(session, SSH_OPTIONS_CIPHERS_C_S, kShellCipher); // bad: weak-ssh-algorithm, constant
    ssh_options_set(
        session,
        SSH_OPTIONS_CIPHERS_C_S,
        "3des-cbc" // bad: weak-ssh-algorithm, lines
    );
    auto chosen = "3des-cbc";
    chosen = "aes256-gcm@openssh.com";
    ssh_options_set(session, SSH_OPTIONS_CIPHERS_C_S, chosen); // good: weak-ssh-algorithm, overwritten
    auto kept = "aes256-gcm@openssh.com";
    kept = "3des-cbc";
    ssh_options_set(session, SSH_OPTIONS_CIPHERS_C_S, kept); // bad: weak-ssh-algorithm, spoiled
}

void claims(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    jwt::create().sign(kSigning);
    jwt::create().sign(
        jwt::algorithm::none{} // bad: jwt-verification-disabled, lines
    );
    auto chosen = jwt::algorithm::none{};
    chosen = jwt::algorithm::rs256{"", pem};
    jwt::create().sign(chosen); // good: jwt-verification-disabled, overwritten
    auto kept = jwt::algorithm::rs256{"", pem};
    kept = jwt::algorithm::none{}; // bad: jwt-verification-disabled, spoiled
    jwt::create().sign(kept);
}

void token_key(EVP_CIPHER_CTX *ctx, const char *word, unsigned char *salt, unsigned char *key, unsigned char *out) {
    jwt::create().sign(jwt::algorithm::hs256(kTokenKey)); // bad: hard-coded-jwt-key, constant
    jwt::create().sign(
        jwt::algorithm::hs256("harbour-light-16") // bad: hard-coded-jwt-key, lines
    );
    auto chosen = "harbour-light-16";
    chosen = vault.fetch("jwt");
    jwt::create().sign(jwt::algorithm::hs256(chosen)); // good: hard-coded-jwt-key, overwritten
    auto kept = vault.fetch("jwt");
    kept = "harbour-light-16";
    jwt::create().sign(jwt::algorithm::hs256(kept)); // bad: hard-coded-jwt-key, spoiled
}
