#include <openssl/evp.h>
#include <random>

namespace digest = CryptoPP;
constexpr int kRounds = 1000;
constexpr int kBits = 1024;
const std::string kKey = "harbour-light-16";

void hash(EVP_MD_CTX *ctx, const QByteArray &data) {
    QCryptographicHash::hash(data, QCryptographicHash::Md5); // bad: weak-hash
    EVP_DigestInit_ex(
        ctx,
        EVP_md5(), // bad: weak-hash, lines
        nullptr);
    digest::Weak::MD5 md5; // bad: weak-hash, alias
    std::string name = "MD5";
    EVP_get_digestbyname(name.c_str()); // bad: weak-hash, constant
    name = "SHA256";
    EVP_get_digestbyname(name.c_str()); // good: weak-hash, overwritten
    QCryptographicHash::hash(data, QCryptographicHash::Sha256); // good: weak-hash
}

void ciphers(EVP_CIPHER_CTX *ctx, unsigned char *key, unsigned char *iv) {
    EVP_EncryptInit_ex(ctx, EVP_des_cbc(), nullptr, key, iv); // bad: broken-cipher
    CryptoPP::CBC_Mode<CryptoPP::DES>::Encryption des(key, 8, iv); // bad: broken-cipher
    CryptoPP::CBC_Mode<CryptoPP::DES_EDE3>::Encryption triple(key, 24, iv); // bad: legacy-cipher
    CryptoPP::GCM<CryptoPP::AES>::Encryption aes; // good: broken-cipher
    EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), nullptr, key, iv); // good: legacy-cipher
}

void mode(EVP_CIPHER_CTX *ctx, unsigned char *key) {
    EVP_EncryptInit_ex(ctx, EVP_aes_256_ecb(), nullptr, key, nullptr); // bad: ecb-mode
    CryptoPP::ECB_Mode<CryptoPP::AES>::Encryption blocks(key, 16); // bad: ecb-mode
    CryptoPP::GCM<CryptoPP::AES>::Encryption sealed; // good: ecb-mode
}

void vector(EVP_CIPHER_CTX *ctx, unsigned char *key) {
    static const unsigned char fixed[] = "sixteen-letters!";
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), nullptr, key, fixed); // bad: static-iv, constant
    unsigned char iv[16];
    RAND_bytes(iv, sizeof iv);
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), nullptr, key, iv); // good: static-iv, overwritten
}

void keys(EVP_CIPHER_CTX *ctx, unsigned char *iv) {
    static const unsigned char fixed[] = "harbour-light-16";
    EVP_EncryptInit_ex(ctx, EVP_aes_128_gcm(), nullptr, fixed, iv); // bad: hard-coded-crypto-key, constant
    auto key = vault.fetch("records");
    EVP_EncryptInit_ex(ctx, EVP_aes_128_gcm(), nullptr, key, iv); // good: hard-coded-crypto-key
}

void salts(const char *word, unsigned char *out) {
    PKCS5_PBKDF2_HMAC(word, -1, (const unsigned char *)"grains-of-salt", 14, 600000, EVP_sha256(), 32, out); // bad: static-salt
    unsigned char salt[16];
    RAND_bytes(salt, sizeof salt);
    PKCS5_PBKDF2_HMAC(word, -1, salt, 16, 600000, EVP_sha256(), 32, out); // good: static-salt, overwritten
}

void derive(const char *word, unsigned char *salt, unsigned char *out) {
    PKCS5_PBKDF2_HMAC(word, -1, salt, 16, 1000, EVP_sha256(), 32, out); // bad: weak-kdf-iterations
    PKCS5_PBKDF2_HMAC(word, -1, salt, 16,
        kRounds, // bad: weak-kdf-iterations, lines constant
        EVP_sha256(), 32, out);
    int rounds = 1000;
    rounds = 600000;
    PKCS5_PBKDF2_HMAC(word, -1, salt, 16, rounds, EVP_sha256(), 32, out); // good: weak-kdf-iterations, overwritten
}

void size(RSA *rsa, BIGNUM *e) {
    EVP_RSA_gen(1024); // bad: small-key
    RSA_generate_key_ex(
        rsa,
        kBits, // bad: small-key, lines constant
        e, nullptr);
    int bits = 1024;
    bits = 3072;
    EVP_RSA_gen(bits); // good: small-key, overwritten
}

std::string tokens() {
    std::mt19937 password_source; // bad: weak-random
    unsigned char fresh[16];
    RAND_bytes(fresh, sizeof fresh); // good: weak-random
    return encode(fresh);
}

void certificates(CURL *curl, SSL_CTX *ctx) {
    SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, nullptr); // bad: certificate-check-disabled
    socket.setPeerVerifyMode(
        QSslSocket::VerifyNone); // bad: certificate-check-disabled, lines
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, nullptr); // good: certificate-check-disabled
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L); // bad: hostname-check-disabled
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L); // good: hostname-check-disabled
}

void protocol(SSL_CTX *ctx) {
    boost::asio::ssl::context old(boost::asio::ssl::context::tlsv1); // bad: old-tls-version
    boost::asio::ssl::context fresh(boost::asio::ssl::context::tlsv13); // good: old-tls-version
    SSL_CTX_set_cipher_list(ctx, "ALL:RC4-SHA"); // bad: weak-cipher-suite
    SSL_CTX_set_cipher_list(ctx, "ECDHE+AESGCM:!RC4"); // good: weak-cipher-suite
}

void wrap(int n, unsigned char *from, unsigned char *to, RSA *rsa) {
    RSA_public_encrypt(n, from, to, rsa, RSA_PKCS1_PADDING); // bad: rsa-without-oaep
    RSA_public_encrypt(n, from, to, rsa, RSA_PKCS1_OAEP_PADDING); // good: rsa-without-oaep
}

void claims() {
    jwt::create().sign(jwt::algorithm::none{}); // bad: jwt-verification-disabled
    jwt::create().sign(jwt::algorithm::rs256{"", pem}); // good: jwt-verification-disabled
    jwt::create().sign(jwt::algorithm::hs256{"harbour-light-16"}); // bad: hard-coded-jwt-key
    jwt::create().sign(jwt::algorithm::hs256{vault.fetch("jwt")}); // good: hard-coded-jwt-key
}

void transport(CURL *curl) {
    std::string directory = "ldap://directory.larkspur-clinic.com/"; // bad: cleartext-protocol
    std::string safe = "ldaps://directory.larkspur-clinic.com/"; // good: cleartext-protocol
}

void shell(ssh_session session) {
    ssh_options_set(session, SSH_OPTIONS_STRICTHOSTKEYCHECK, 0); // bad: ssh-host-key-unchecked
    ssh_options_set(session, SSH_OPTIONS_STRICTHOSTKEYCHECK, 1); // good: ssh-host-key-unchecked
}

void signing(const unsigned char *key, int length) {
    HMAC(EVP_md5(), key, length, data, size, out, &written); // bad: weak-mac
    HMAC(EVP_sha256(), key, length, data, size, out, &written); // good: weak-mac
    HMAC(EVP_sha1(), key, length, data, size, out, &written); // bad: legacy-mac
    HMAC(EVP_sha256(), key, length, data, size, out, &written); // good: legacy-mac
}

QByteArray pseudonym(const Patient &patient, const QByteArray &key) {
    auto keyed = QMessageAuthenticationCode::hash(patient.ssn, key, QCryptographicHash::Sha256); // good: hashed-identifier
    return QCryptographicHash::hash(patient.ssn, QCryptographicHash::Sha256); // bad: hashed-identifier
}
