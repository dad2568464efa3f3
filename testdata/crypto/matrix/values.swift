import CryptoKit

typealias Evaluator = DefaultTrustEvaluator

// Where a value comes from: a constant, a call over lines, a local that is overwritten, either way round.
let weakMac = CCHmacAlgorithm(kCCHmacAlgMD5) // bad: weak-mac, constant
let legacyMac = CCHmacAlgorithm(kCCHmacAlgSHA1) // bad: legacy-mac, constant
let weakSignature = SecKeyAlgorithm.rsaSignatureMessagePKCS1v15SHA1 // bad: weak-signature, constant
let broken = CCAlgorithm(kCCAlgorithmDES) // bad: broken-cipher, constant
let blocks = CCOptions(kCCOptionECBMode) // bad: ecb-mode, constant
let vector = "twelve-bytes"
let keyBytes = "harbour-light-16"
let grains = "grains-of-salt"
let rounds = 1_000
let bits = 1024
let oldVersion = tls_protocol_version_t.TLSv10 // bad: old-tls-version, constant
let suites = tls_ciphersuite_t.RSA_WITH_3DES_EDE_CBC_SHA
let plainPadding = SecKeyAlgorithm.rsaEncryptionPKCS1 // bad: rsa-without-oaep, constant
let tokenKey = "harbour-light-16"
let check = DisabledTrustEvaluator() // bad: certificate-check-disabled, constant
let legacy = CCAlgorithm(kCCAlgorithm3DES) // bad: legacy-cipher, constant
let hostCheck = false
let atRest = Data.WritingOptions.noFileProtection // bad: unencrypted-storage, constant

func mac(word: String, salt: [UInt8]) throws {
    CCHmac(weakMac, key, n, data, m, &out)
    CCHmac(
        CCHmacAlgorithm(kCCHmacAlgMD5), // bad: weak-mac, lines
        key,
        n,
        data,
        m,
        &out
    )
    var chosen = CCHmacAlgorithm(kCCHmacAlgMD5)
    chosen = CCHmacAlgorithm(kCCHmacAlgSHA256)
    CCHmac(chosen, key, n, data, m, &out) // good: weak-mac, overwritten
    var kept = CCHmacAlgorithm(kCCHmacAlgSHA256)
    kept = CCHmacAlgorithm(kCCHmacAlgMD5) // bad: weak-mac, spoiled
    CCHmac(kept, key, n, data, m, &out)
}

func legacyMac(word: String, salt: [UInt8]) throws {
    CCHmac(legacyMac, key, n, data, m, &out)
    CCHmac(
        CCHmacAlgorithm(kCCHmacAlgSHA1), // bad: legacy-mac, lines
        key,
        n,
        data,
        m,
        &out
    )
    var chosen = CCHmacAlgorithm(kCCHmacAlgSHA1)
    chosen = CCHmacAlgorithm(kCCHmacAlgSHA256)
    CCHmac(chosen, key, n, data, m, &out) // good: legacy-mac, overwritten
    var kept = CCHmacAlgorithm(kCCHmacAlgSHA256)
    kept = CCHmacAlgorithm(kCCHmacAlgSHA1) // bad: legacy-mac, spoiled
    CCHmac(kept, key, n, data, m, &out)
}

func signature(word: String, salt: [UInt8]) throws {
    SecKeyCreateSignature(key, weakSignature, data, nil)
    SecKeyCreateSignature(
        key,
        SecKeyAlgorithm.rsaSignatureMessagePKCS1v15SHA1, // bad: weak-signature, lines
        data,
        nil
    )
    var chosen = SecKeyAlgorithm.rsaSignatureMessagePKCS1v15SHA1
    chosen = SecKeyAlgorithm.rsaSignatureMessagePSSSHA256
    SecKeyCreateSignature(key, chosen, data, nil) // good: weak-signature, overwritten
    var kept = SecKeyAlgorithm.rsaSignatureMessagePSSSHA256
    kept = SecKeyAlgorithm.rsaSignatureMessagePKCS1v15SHA1 // bad: weak-signature, spoiled
    SecKeyCreateSignature(key, kept, data, nil)
}

func cipher(word: String, salt: [UInt8]) throws {
    CCCrypt(op, broken, options, key, 8, iv, data, n, &out, m, &moved)
    CCCrypt(
        op,
        CCAlgorithm(kCCAlgorithmDES), // bad: broken-cipher, lines
        options,
        key,
        8,
        iv,
        data,
        n,
        &out,
        m,
        &moved
    )
    var chosen = CCAlgorithm(kCCAlgorithmDES)
    chosen = CCAlgorithm(kCCAlgorithmAES)
    CCCrypt(op, chosen, options, key, 8, iv, data, n, &out, m, &moved) // good: broken-cipher, overwritten
    var kept = CCAlgorithm(kCCAlgorithmAES)
    kept = CCAlgorithm(kCCAlgorithmDES) // bad: broken-cipher, spoiled
    CCCrypt(op, kept, options, key, 8, iv, data, n, &out, m, &moved)
}

func mode(word: String, salt: [UInt8]) throws {
    CCCrypt(op, algorithm, blocks, key, 32, iv, data, n, &out, m, &moved)
    CCCrypt(
        op,
        algorithm,
        CCOptions(kCCOptionECBMode), // bad: ecb-mode, lines
        key,
        32,
        iv,
        data,
        n,
        &out,
        m,
        &moved
    )
    var chosen = CCOptions(kCCOptionECBMode)
    chosen = CCOptions(kCCOptionPKCS7Padding)
    CCCrypt(op, algorithm, chosen, key, 32, iv, data, n, &out, m, &moved) // good: ecb-mode, overwritten
    var kept = CCOptions(kCCOptionPKCS7Padding)
    kept = CCOptions(kCCOptionECBMode) // bad: ecb-mode, spoiled
    CCCrypt(op, algorithm, kept, key, 32, iv, data, n, &out, m, &moved)
}

func vector(word: String, salt: [UInt8]) throws {
    AES.GCM.Nonce(data: Data(vector.utf8)) // bad: static-iv, constant
    AES.GCM.Nonce(
        data: Data("twelve-bytes".utf8) // bad: static-iv, lines
    )
    var chosen = Data("twelve-bytes".utf8)
    chosen = vault.fresh()
    AES.GCM.Nonce(data: chosen) // good: static-iv, overwritten
    var kept = vault.fresh()
    kept = Data("twelve-bytes".utf8)
    AES.GCM.Nonce(data: kept) // bad: static-iv, spoiled
}

func key(word: String, salt: [UInt8]) throws {
    SymmetricKey(data: Data(keyBytes.utf8)) // bad: hard-coded-crypto-key, constant
    SymmetricKey(
        data: Data("harbour-light-16".utf8) // bad: hard-coded-crypto-key, lines
    )
    var chosen = Data("harbour-light-16".utf8)
    chosen = vault.fetch("records")
    SymmetricKey(data: chosen) // good: hard-coded-crypto-key, overwritten
    var kept = vault.fetch("records")
    kept = Data("harbour-light-16".utf8)
    SymmetricKey(data: kept) // bad: hard-coded-crypto-key, spoiled
}

func salt(word: String, salt: [UInt8]) throws {
    CCKeyDerivationPBKDF(kind, word, 8, grains, 14, prf, 600_000, &out, 32) // bad: static-salt, constant
    CCKeyDerivationPBKDF(
        kind,
        word,
        8,
        "grains-of-salt", // bad: static-salt, lines
        14,
        prf,
        600_000,
        &out,
        32
    )
    var chosen = "grains-of-salt"
    chosen = vault.fresh()
    CCKeyDerivationPBKDF(kind, word, 8, chosen, 14, prf, 600_000, &out, 32) // good: static-salt, overwritten
    var kept = vault.fresh()
    kept = "grains-of-salt"
    CCKeyDerivationPBKDF(kind, word, 8, kept, 14, prf, 600_000, &out, 32) // bad: static-salt, spoiled
}

func derive(word: String, salt: [UInt8]) throws {
    CCKeyDerivationPBKDF(kind, word, 8, salt, 16, prf, rounds, &out, 32) // bad: weak-kdf-iterations, constant
    CCKeyDerivationPBKDF(
        kind,
        word,
        8,
        salt,
        16,
        prf,
        1_000, // bad: weak-kdf-iterations, lines
        &out,
        32
    )
    var chosen = 1_000
    chosen = 600_000
    CCKeyDerivationPBKDF(kind, word, 8, salt, 16, prf, chosen, &out, 32) // good: weak-kdf-iterations, overwritten
    var kept = 600_000
    kept = 1_000
    CCKeyDerivationPBKDF(kind, word, 8, salt, 16, prf, kept, &out, 32) // bad: weak-kdf-iterations, spoiled
}

func size(word: String, salt: [UInt8]) throws {
    SecKeyCreateRandomKey([kSecAttrKeyType: kSecAttrKeyTypeRSA, kSecAttrKeySizeInBits: bits] as CFDictionary, nil) // bad: small-key, constant
    SecKeyCreateRandomKey(
        [kSecAttrKeyType: kSecAttrKeyTypeRSA, kSecAttrKeySizeInBits: 1024] as CFDictionary, // bad: small-key, lines
        nil
    )
    var chosen = 1024
    chosen = 3072
    SecKeyCreateRandomKey([kSecAttrKeyType: kSecAttrKeyTypeRSA, kSecAttrKeySizeInBits: chosen] as CFDictionary, nil) // good: small-key, overwritten
    var kept = 3072
    kept = 1024
    SecKeyCreateRandomKey([kSecAttrKeyType: kSecAttrKeyTypeRSA, kSecAttrKeySizeInBits: kept] as CFDictionary, nil) // bad: small-key, spoiled
}

func protocol(word: String, salt: [UInt8]) throws {
    configuration.tlsMinimumSupportedProtocolVersion = oldVersion
    var chosen = tls_protocol_version_t.TLSv10
    chosen = tls_protocol_version_t.TLSv12
    configuration.tlsMinimumSupportedProtocolVersion = chosen // good: old-tls-version, overwritten
    var kept = tls_protocol_version_t.TLSv12
    kept = tls_protocol_version_t.TLSv10 // bad: old-tls-version, spoiled
    configuration.tlsMinimumSupportedProtocolVersion = kept
}

func suite(word: String, salt: [UInt8]) throws {
    sec_protocol_options_append_tls_ciphersuite(options, suites) // bad: weak-cipher-suite, constant
    sec_protocol_options_append_tls_ciphersuite(
        options,
        tls_ciphersuite_t.RSA_WITH_3DES_EDE_CBC_SHA // bad: weak-cipher-suite, lines
    )
    var chosen = tls_ciphersuite_t.RSA_WITH_3DES_EDE_CBC_SHA
    chosen = tls_ciphersuite_t.AES_256_GCM_SHA384
    sec_protocol_options_append_tls_ciphersuite(options, chosen) // good: weak-cipher-suite, overwritten
    var kept = tls_ciphersuite_t.AES_256_GCM_SHA384
    kept = tls_ciphersuite_t.RSA_WITH_3DES_EDE_CBC_SHA
    sec_protocol_options_append_tls_ciphersuite(options, kept) // bad: weak-cipher-suite, spoiled
}

func padding(word: String, salt: [UInt8]) throws {
    SecKeyCreateEncryptedData(key, plainPadding, data, nil)
    SecKeyCreateEncryptedData(
        key,
        SecKeyAlgorithm.rsaEncryptionPKCS1, // bad: rsa-without-oaep, lines
        data,
        nil
    )
    var chosen = SecKeyAlgorithm.rsaEncryptionPKCS1
    chosen = SecKeyAlgorithm.rsaEncryptionOAEPSHA256
    SecKeyCreateEncryptedData(key, chosen, data, nil) // good: rsa-without-oaep, overwritten
    var kept = SecKeyAlgorithm.rsaEncryptionOAEPSHA256
    kept = SecKeyAlgorithm.rsaEncryptionPKCS1 // bad: rsa-without-oaep, spoiled
    SecKeyCreateEncryptedData(key, kept, data, nil)
}

func tokenKey(word: String, salt: [UInt8]) throws {
    JWT(claims: claims).sign(using: .hs256(key: Data(tokenKey.utf8))) // bad: hard-coded-jwt-key, constant
    JWT(claims: claims).sign(
        using: .hs256(key: Data("harbour-light-16".utf8)) // bad: hard-coded-jwt-key, lines
    )
    var chosen = Data("harbour-light-16".utf8)
    chosen = vault.fetch("jwt")
    JWT(claims: claims).sign(using: .hs256(key: chosen)) // good: hard-coded-jwt-key, overwritten
    var kept = vault.fetch("jwt")
    kept = Data("harbour-light-16".utf8)
    JWT(claims: claims).sign(using: .hs256(key: kept)) // bad: hard-coded-jwt-key, spoiled
}

func certificate(word: String, salt: [UInt8]) throws {
    use(check)
    use(
        DisabledTrustEvaluator() // bad: certificate-check-disabled, lines
    )
    var chosen = DisabledTrustEvaluator()
    chosen = PinnedCertificatesTrustEvaluator()
    use(chosen) // good: certificate-check-disabled, overwritten
    var kept = PinnedCertificatesTrustEvaluator()
    kept = DisabledTrustEvaluator() // bad: certificate-check-disabled, spoiled
    use(kept)
}

func legacyCipher(word: String, salt: [UInt8]) throws {
    CCCrypt(op, legacy, options, key, 24, iv, data, n, &out, m, &moved)
    CCCrypt(
        op,
        CCAlgorithm(kCCAlgorithm3DES), // bad: legacy-cipher, lines
        options,
        key,
        24,
        iv,
        data,
        n,
        &out,
        m,
        &moved
    )
    var chosen = CCAlgorithm(kCCAlgorithm3DES)
    chosen = CCAlgorithm(kCCAlgorithmAES)
    CCCrypt(op, chosen, options, key, 24, iv, data, n, &out, m, &moved) // good: legacy-cipher, overwritten
    var kept = CCAlgorithm(kCCAlgorithmAES)
    kept = CCAlgorithm(kCCAlgorithm3DES) // bad: legacy-cipher, spoiled
    CCCrypt(op, kept, options, key, 24, iv, data, n, &out, m, &moved)
}

func hostName(word: String, salt: [UInt8]) throws {
    DefaultTrustEvaluator(validateHost: hostCheck) // bad: hostname-check-disabled, constant
    DefaultTrustEvaluator(
        validateHost: false // bad: hostname-check-disabled, lines
    )
    Evaluator(validateHost: false) // bad: hostname-check-disabled, alias
    var chosen = false
    chosen = true
    DefaultTrustEvaluator(validateHost: chosen) // good: hostname-check-disabled, overwritten
    var kept = true
    kept = false
    DefaultTrustEvaluator(validateHost: kept) // bad: hostname-check-disabled, spoiled
}

func storage(word: String, salt: [UInt8]) throws {
    data.write(to: url, options: atRest)
    data.write(
        to: url,
        options: Data.WritingOptions.noFileProtection // bad: unencrypted-storage, lines
    )
    var chosen = Data.WritingOptions.noFileProtection
    chosen = Data.WritingOptions.completeFileProtection
    data.write(to: url, options: chosen) // good: unencrypted-storage, overwritten
    var kept = Data.WritingOptions.completeFileProtection
    kept = Data.WritingOptions.noFileProtection // bad: unencrypted-storage, spoiled
    data.write(to: url, options: kept)
}
