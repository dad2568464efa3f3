#import <CommonCrypto/CommonCrypto.h>

// Where a value comes from: a constant, a call over lines, a local that is overwritten, either way round.
static const CCHmacAlgorithm kWeakMac = kCCHmacAlgMD5; // bad: weak-mac, constant
static const CCHmacAlgorithm kLegacyMac = kCCHmacAlgSHA1; // bad: legacy-mac, constant
static const SecKeyAlgorithm kWeakSignature = kSecKeyAlgorithmRSASignatureMessagePKCS1v15SHA1; // bad: weak-signature, constant
static const CCAlgorithm kBroken = kCCAlgorithmDES; // bad: broken-cipher, constant
static const CCAlgorithm kLegacy = kCCAlgorithm3DES; // bad: legacy-cipher, constant
static const CCOptions kBlocks = kCCOptionECBMode; // bad: ecb-mode, constant
static const char kVector[] = "sixteen-letters!";
static const char kKeyBytes[] = "harbour-light-16";
static const char kGrains[] = "grains-of-salt";
static const int kRounds = 1000;
static const int kBits = 1024;
static const SSLProtocol kOldVersion = kTLSProtocol1; // bad: old-tls-version, constant
static const SecKeyAlgorithm kPlainPadding = kSecKeyAlgorithmRSAEncryptionPKCS1; // bad: rsa-without-oaep, constant
static const BOOL kCheck = YES;
static const BOOL kHostCheck = NO;

void mac(const char *word, const char *salt) {
    CCHmac(kWeakMac, key, n, data, m, out);
    CCHmac(
        kCCHmacAlgMD5, // bad: weak-mac, lines
        key,
        n,
        data,
        m,
        out
    );
    CCHmacAlgorithm chosen = kCCHmacAlgMD5;
    chosen = kCCHmacAlgSHA256;
    CCHmac(chosen, key, n, data, m, out); // good: weak-mac, overwritten
    CCHmacAlgorithm kept = kCCHmacAlgSHA256;
    kept = kCCHmacAlgMD5; // bad: weak-mac, spoiled
    CCHmac(kept, key, n, data, m, out);
}

void legacy_mac(const char *word, const char *salt) {
    CCHmac(kLegacyMac, key, n, data, m, out);
    CCHmac(
        kCCHmacAlgSHA1, // bad: legacy-mac, lines
        key,
        n,
        data,
        m,
        out
    );
    CCHmacAlgorithm chosen = kCCHmacAlgSHA1;
    chosen = kCCHmacAlgSHA256;
    CCHmac(chosen, key, n, data, m, out); // good: legacy-mac, overwritten
    CCHmacAlgorithm kept = kCCHmacAlgSHA256;
    kept = kCCHmacAlgSHA1; // bad: legacy-mac, spoiled
    CCHmac(kept, key, n, data, m, out);
}

void signature(const char *word, const char *salt) {
    SecKeyCreateSignature(key, kWeakSignature, data, NULL);
    SecKeyCreateSignature(
        key,
        kSecKeyAlgorithmRSASignatureMessagePKCS1v15SHA1, // bad: weak-signature, lines
        data,
        NULL
    );
    SecKeyAlgorithm chosen = kSecKeyAlgorithmRSASignatureMessagePKCS1v15SHA1;
    chosen = kSecKeyAlgorithmRSASignatureMessagePSSSHA256;
    SecKeyCreateSignature(key, chosen, data, NULL); // good: weak-signature, overwritten
    SecKeyAlgorithm kept = kSecKeyAlgorithmRSASignatureMessagePSSSHA256;
    kept = kSecKeyAlgorithmRSASignatureMessagePKCS1v15SHA1; // bad: weak-signature, spoiled
    SecKeyCreateSignature(key, kept, data, NULL);
}

void cipher(const char *word, const char *salt) {
    CCCrypt(kCCEncrypt, kBroken, 0, key, 8, iv, data, n, out, m, &moved);
    CCCrypt(
        kCCEncrypt,
        kCCAlgorithmDES, // bad: broken-cipher, lines
        0,
        key,
        8,
        iv,
        data,
        n,
        out,
        m,
        &moved
    );
    CCAlgorithm chosen = kCCAlgorithmDES;
    chosen = kCCAlgorithmAES;
    CCCrypt(kCCEncrypt, chosen, 0, key, 8, iv, data, n, out, m, &moved); // good: broken-cipher, overwritten
    CCAlgorithm kept = kCCAlgorithmAES;
    kept = kCCAlgorithmDES; // bad: broken-cipher, spoiled
    CCCrypt(kCCEncrypt, kept, 0, key, 8, iv, data, n, out, m, &moved);
}

void legacy_cipher(const char *word, const char *salt) {
    CCCrypt(kCCEncrypt, kLegacy, 0, key, 24, iv, data, n, out, m, &moved);
    CCCrypt(
        kCCEncrypt,
        kCCAlgorithm3DES, // bad: legacy-cipher, lines
        0,
        key,
        24,
        iv,
        data,
        n,
        out,
        m,
        &moved
    );
    CCAlgorithm chosen = kCCAlgorithm3DES;
    chosen = kCCAlgorithmAES;
    CCCrypt(kCCEncrypt, chosen, 0, key, 24, iv, data, n, out, m, &moved); // good: legacy-cipher, overwritten
    CCAlgorithm kept = kCCAlgorithmAES;
    kept = kCCAlgorithm3DES; // bad: legacy-cipher, spoiled
    CCCrypt(kCCEncrypt, kept, 0, key, 24, iv, data, n, out, m, &moved);
}

void mode(const char *word, const char *salt) {
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, kBlocks, key, 32, iv, data, n, out, m, &moved);
    CCCrypt(
        kCCEncrypt,
        kCCAlgorithmAES,
        kCCOptionECBMode, // bad: ecb-mode, lines
        key,
        32,
        iv,
        data,
        n,
        out,
        m,
        &moved
    );
    CCOptions chosen = kCCOptionECBMode;
    chosen = kCCOptionPKCS7Padding;
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, chosen, key, 32, iv, data, n, out, m, &moved); // good: ecb-mode, overwritten
    CCOptions kept = kCCOptionPKCS7Padding;
    kept = kCCOptionECBMode; // bad: ecb-mode, spoiled
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, kept, key, 32, iv, data, n, out, m, &moved);
}

void vector(const char *word, const char *salt) {
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, 0, key, 32, kVector, data, n, out, m, &moved); // bad: static-iv, constant
    CCCrypt(
        kCCEncrypt,
        kCCAlgorithmAES,
        0,
        key,
        32,
        "sixteen-letters!", // bad: static-iv, lines
        data,
        n,
        out,
        m,
        &moved
    );
    const char *chosen = "sixteen-letters!";
    chosen = VaultFresh();
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, 0, key, 32, chosen, data, n, out, m, &moved); // good: static-iv, overwritten
    const char *kept = VaultFresh();
    kept = "sixteen-letters!";
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, 0, key, 32, kept, data, n, out, m, &moved); // bad: static-iv, spoiled
}

void key(const char *word, const char *salt) {
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, 0, kKeyBytes, 16, iv, data, n, out, m, &moved); // bad: hard-coded-crypto-key, constant
    CCCrypt(
        kCCEncrypt,
        kCCAlgorithmAES,
        0,
        "harbour-light-16", // bad: hard-coded-crypto-key, lines
        16,
        iv,
        data,
        n,
        out,
        m,
        &moved
    );
    const char *chosen = "harbour-light-16";
    chosen = VaultFetch("records");
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, 0, chosen, 16, iv, data, n, out, m, &moved); // good: hard-coded-crypto-key, overwritten
    const char *kept = VaultFetch("records");
    kept = "harbour-light-16";
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, 0, kept, 16, iv, data, n, out, m, &moved); // bad: hard-coded-crypto-key, spoiled
}

void salt(const char *word, const char *salt) {
    CCKeyDerivationPBKDF(kCCPBKDF2, word, 8, kGrains, 14, prf, 600000, out, 32); // bad: static-salt, constant
    CCKeyDerivationPBKDF(
        kCCPBKDF2,
        word,
        8,
        "grains-of-salt", // bad: static-salt, lines
        14,
        prf,
        600000,
        out,
        32
    );
    const char *chosen = "grains-of-salt";
    chosen = VaultFresh();
    CCKeyDerivationPBKDF(kCCPBKDF2, word, 8, chosen, 14, prf, 600000, out, 32); // good: static-salt, overwritten
    const char *kept = VaultFresh();
    kept = "grains-of-salt";
    CCKeyDerivationPBKDF(kCCPBKDF2, word, 8, kept, 14, prf, 600000, out, 32); // bad: static-salt, spoiled
}

void derive(const char *word, const char *salt) {
    CCKeyDerivationPBKDF(kCCPBKDF2, word, 8, salt, 16, prf, kRounds, out, 32); // bad: weak-kdf-iterations, constant
    CCKeyDerivationPBKDF(
        kCCPBKDF2,
        word,
        8,
        salt,
        16,
        prf,
        1000, // bad: weak-kdf-iterations, lines
        out,
        32
    );
    int chosen = 1000;
    chosen = 600000;
    CCKeyDerivationPBKDF(kCCPBKDF2, word, 8, salt, 16, prf, chosen, out, 32); // good: weak-kdf-iterations, overwritten
    int kept = 600000;
    kept = 1000;
    CCKeyDerivationPBKDF(kCCPBKDF2, word, 8, salt, 16, prf, kept, out, 32); // bad: weak-kdf-iterations, spoiled
}

void size(const char *word, const char *salt) {
    SecKeyCreateRandomKey(
        (__bridge CFDictionaryRef)@{(id)kSecAttrKeyType: (id)kSecAttrKeyTypeRSA, (id)kSecAttrKeySizeInBits: @(1024)}, // bad: small-key, lines
        NULL
    );
}

void protocol(const char *word, const char *salt) {
    configuration.TLSMinimumSupportedProtocol = kOldVersion;
    SSLProtocol chosen = kTLSProtocol1;
    chosen = kTLSProtocol12;
    configuration.TLSMinimumSupportedProtocol = chosen; // good: old-tls-version, overwritten
    SSLProtocol kept = kTLSProtocol12;
    kept = kTLSProtocol1; // bad: old-tls-version, spoiled
    configuration.TLSMinimumSupportedProtocol = kept;
}

void padding(const char *word, const char *salt) {
    SecKeyCreateEncryptedData(key, kPlainPadding, data, NULL);
    SecKeyCreateEncryptedData(
        key,
        kSecKeyAlgorithmRSAEncryptionPKCS1, // bad: rsa-without-oaep, lines
        data,
        NULL
    );
    SecKeyAlgorithm chosen = kSecKeyAlgorithmRSAEncryptionPKCS1;
    chosen = kSecKeyAlgorithmRSAEncryptionOAEPSHA256;
    SecKeyCreateEncryptedData(key, chosen, data, NULL); // good: rsa-without-oaep, overwritten
    SecKeyAlgorithm kept = kSecKeyAlgorithmRSAEncryptionOAEPSHA256;
    kept = kSecKeyAlgorithmRSAEncryptionPKCS1; // bad: rsa-without-oaep, spoiled
    SecKeyCreateEncryptedData(key, kept, data, NULL);
}

void certificate(const char *word, const char *salt) {
    policy.allowInvalidCertificates = kCheck; // bad: certificate-check-disabled, constant
    BOOL chosen = YES;
    chosen = NO;
    policy.allowInvalidCertificates = chosen; // good: certificate-check-disabled, overwritten
    BOOL kept = NO;
    kept = YES;
    policy.allowInvalidCertificates = kept; // bad: certificate-check-disabled, spoiled
}

void host_name(const char *word, const char *salt) {
    policy.validatesDomainName = kHostCheck; // bad: hostname-check-disabled, constant
    BOOL chosen = NO;
    chosen = YES;
    policy.validatesDomainName = chosen; // good: hostname-check-disabled, overwritten
    BOOL kept = YES;
    kept = NO;
    policy.validatesDomainName = kept; // bad: hostname-check-disabled, spoiled
}
