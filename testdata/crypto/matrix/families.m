#import <CommonCrypto/CommonCrypto.h>

static const char kKey[] = "harbour-light-16";
static const int kRounds = 1000;

@implementation Families

- (void)hash:(NSData *)data {
    CC_MD5(data.bytes, (CC_LONG)data.length, out); // bad: weak-hash
    CC_SHA1( // bad: weak-hash, lines
        data.bytes, (CC_LONG)data.length, out);
    CC_SHA256(data.bytes, (CC_LONG)data.length, out); // good: weak-hash
}

- (void)ciphers {
    CCCrypt(kCCEncrypt, kCCAlgorithmDES, 0, key, 8, iv, data, n, out, m, &moved); // bad: broken-cipher
    CCCrypt(kCCEncrypt, kCCAlgorithm3DES, 0, key, 24, iv, data, n, out, m, &moved); // bad: legacy-cipher
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, 0, key, 32, iv, data, n, out, m, &moved); // good: broken-cipher
    CCCrypt(kCCEncrypt, kCCAlgorithmAES128, 0, key, 16, iv, data, n, out, m, &moved); // good: legacy-cipher
}

- (void)mode {
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, kCCOptionECBMode, key, 32, NULL, data, n, out, m, &moved); // bad: ecb-mode
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, kCCOptionPKCS7Padding, key, 32, iv, data, n, out, m, &moved); // good: ecb-mode
}

- (void)vector {
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, 0, key, 32, "sixteen-letters!", data, n, out, m, &moved); // bad: static-iv
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, 0, key, 32,
        kKey, // bad: static-iv, lines constant
        data, n, out, m, &moved);
    unsigned char iv[16];
    SecRandomCopyBytes(kSecRandomDefault, 16, iv);
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, 0, key, 32, iv, data, n, out, m, &moved); // good: static-iv, overwritten
}

- (void)keys {
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, 0, "harbour-light-16", 16, iv, data, n, out, m, &moved); // bad: hard-coded-crypto-key
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, 0,
        kKey, // bad: hard-coded-crypto-key, lines constant
        16, iv, data, n, out, m, &moved);
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, 0, stored, 16, iv, data, n, out, m, &moved); // good: hard-coded-crypto-key
}

- (void)salts {
    CCKeyDerivationPBKDF(kCCPBKDF2, word, 8, "grains-of-salt", 14, prf, 600000, out, 32); // bad: static-salt
    CCKeyDerivationPBKDF(kCCPBKDF2, word, 8, fresh, 16, prf, 600000, out, 32); // good: static-salt
}

- (void)derive {
    CCKeyDerivationPBKDF(kCCPBKDF2, word, 8, salt, 16, prf, 1000, out, 32); // bad: weak-kdf-iterations
    CCKeyDerivationPBKDF(kCCPBKDF2, word, 8, salt, 16, prf,
        kRounds, // bad: weak-kdf-iterations, lines constant
        out, 32);
    CCKeyDerivationPBKDF(kCCPBKDF2, word, 8, salt, 16, prf, 600000, out, 32); // good: weak-kdf-iterations
}

- (void)size {
    NSDictionary *small = @{(id)kSecAttrKeySizeInBits: @1024}; // bad: small-key
    NSDictionary *sound = @{(id)kSecAttrKeySizeInBits: @3072}; // good: small-key
}

- (int)token {
    int passwordSeed = rand(); // bad: weak-random
    int fresh = SecRandomCopyBytes(kSecRandomDefault, 16, bytes); // good: weak-random
    return passwordSeed + fresh;
}

- (void)certificates:(AFSecurityPolicy *)policy {
    policy.allowInvalidCertificates = YES; // bad: certificate-check-disabled
    policy.allowInvalidCertificates = NO; // good: certificate-check-disabled
    policy.validatesDomainName = NO; // bad: hostname-check-disabled
    policy.validatesDomainName = YES; // good: hostname-check-disabled
}

- (void)protocol:(NSURLSessionConfiguration *)configuration {
    configuration.TLSMinimumSupportedProtocol = kTLSProtocol1; // bad: old-tls-version
    configuration.TLSMinimumSupportedProtocol = kTLSProtocol12; // good: old-tls-version
}

- (void)wrap {
    SecKeyCreateEncryptedData(key, kSecKeyAlgorithmRSAEncryptionPKCS1, data, NULL); // bad: rsa-without-oaep
    SecKeyCreateEncryptedData(key, kSecKeyAlgorithmRSAEncryptionOAEPSHA256, data, NULL); // good: rsa-without-oaep
}

- (void)transport {
    NSString *directory = @"ldap://directory.larkspur-clinic.com/"; // bad: cleartext-protocol
    NSString *safe = @"ldaps://directory.larkspur-clinic.com/"; // good: cleartext-protocol
}

- (void)rest {
    NSDictionary *open = @{NSFileProtectionKey: NSFileProtectionNone}; // bad: unencrypted-storage
    NSDictionary *closed = @{NSFileProtectionKey: NSFileProtectionComplete}; // good: unencrypted-storage
}

- (void)signing {
    CCHmac(kCCHmacAlgMD5, key, n, data, m, out); // bad: weak-mac
    CCHmac(kCCHmacAlgSHA256, key, n, data, m, out); // good: weak-mac
    CCHmac(kCCHmacAlgSHA1, key, n, data, m, out); // bad: legacy-mac
    CCHmac(kCCHmacAlgSHA256, key, n, data, m, out); // good: legacy-mac
    SecKeyCreateSignature(key, kSecKeyAlgorithmRSASignatureMessagePKCS1v15SHA1, data, NULL); // bad: weak-signature
    SecKeyCreateSignature(key, kSecKeyAlgorithmRSASignatureMessagePSSSHA256, data, NULL); // good: weak-signature
}

- (void)pseudonym:(Patient *)patient {
    CC_SHA256(patient.ssn.UTF8String, 9, out); // bad: hashed-identifier
    CCHmac(kCCHmacAlgSHA256, key, 32, patient.ssn.UTF8String, 9, out); // good: hashed-identifier
}

@end
