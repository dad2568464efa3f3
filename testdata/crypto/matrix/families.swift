import CryptoKit
import CommonCrypto

let secret = "harbour-light-16"
let rounds: UInt32 = 1_000
typealias Hasher = Insecure.MD5 // bad: weak-hash, alias

func hashes(data: Data) {
    Insecure.MD5.hash(data: data) // bad: weak-hash
    Insecure.SHA1.hash( // bad: weak-hash, lines
        data: data
    )
    CC_MD5(bytes, length, &out) // bad: weak-hash
    SHA256.hash(data: data) // good: weak-hash
}

func ciphers() {
    CCCrypt(op, CCAlgorithm(kCCAlgorithmDES), options, key, 8, iv, data, n, &out, m, &moved) // bad: broken-cipher
    CCCrypt(op, CCAlgorithm(kCCAlgorithm3DES), options, key, 24, iv, data, n, &out, m, &moved) // bad: legacy-cipher
    CCCrypt(op, CCAlgorithm(kCCAlgorithmAES), options, key, 32, iv, data, n, &out, m, &moved) // good: broken-cipher
    AES.GCM.seal(data, using: key) // good: legacy-cipher
}

func mode() {
    let options = CCOptions(kCCOptionECBMode | kCCOptionPKCS7Padding) // bad: ecb-mode
    let chained = CCOptions(kCCOptionPKCS7Padding) // good: ecb-mode
}

func vector(key: SymmetricKey, data: Data) throws {
    try AES.GCM.Nonce(data: Data("twelve-bytes".utf8)) // bad: static-iv
    let fixed = Data(secret.utf8)
    try AES.GCM.Nonce(
        data: fixed // bad: static-iv, lines constant
    )
    try AES.GCM.Nonce(data: stored) // good: static-iv
}

func keys() {
    SymmetricKey(data: Data("harbour-light-16".utf8)) // bad: hard-coded-crypto-key
    SymmetricKey(
        data: Data(secret.utf8) // bad: hard-coded-crypto-key, lines constant
    )
    SymmetricKey(size: .bits256) // good: hard-coded-crypto-key
}

func salts(word: String) {
    CCKeyDerivationPBKDF(CCPBKDFAlgorithm(kCCPBKDF2), word, 8, "grains-of-salt", 14, prf, 600_000, &out, 32) // bad: static-salt
    CCKeyDerivationPBKDF(CCPBKDFAlgorithm(kCCPBKDF2), word, 8, fresh, 16, prf, 600_000, &out, 32) // good: static-salt
}

func derive(word: String, salt: [UInt8]) {
    CCKeyDerivationPBKDF(CCPBKDFAlgorithm(kCCPBKDF2), word, 8, salt, 16, prf, 1_000, &out, 32) // bad: weak-kdf-iterations
    CCKeyDerivationPBKDF(
        CCPBKDFAlgorithm(kCCPBKDF2), word, 8, salt, 16, prf,
        rounds, // bad: weak-kdf-iterations, lines constant
        &out, 32)
    CCKeyDerivationPBKDF(CCPBKDFAlgorithm(kCCPBKDF2), word, 8, salt, 16, prf, 600_000, &out, 32) // good: weak-kdf-iterations
}

func size() {
    let small: [CFString: Any] = [kSecAttrKeySizeInBits: 1024] // bad: small-key
    let sound: [CFString: Any] = [kSecAttrKeySizeInBits: 3072] // good: small-key
}

func tokens() -> String {
    let token = drand48() // bad: weak-random
    let fresh = SecRandomCopyBytes(kSecRandomDefault, 16, &bytes) // good: weak-random
    return "\(token)\(fresh)"
}

func certificates() {
    let evaluator = DisabledTrustEvaluator() // bad: certificate-check-disabled
    let sound = PinnedCertificatesTrustEvaluator() // good: certificate-check-disabled
    let trust = DefaultTrustEvaluator(validateHost: false) // bad: hostname-check-disabled
    let named = DefaultTrustEvaluator(validateHost: true) // good: hostname-check-disabled
}

func protocols(configuration: URLSessionConfiguration) {
    configuration.tlsMinimumSupportedProtocolVersion = .TLSv10 // bad: old-tls-version
    configuration.tlsMinimumSupportedProtocolVersion = .TLSv12 // good: old-tls-version
    sec_protocol_options_append_tls_ciphersuite(options, .RSA_WITH_3DES_EDE_CBC_SHA) // bad: weak-cipher-suite
    sec_protocol_options_append_tls_ciphersuite(options, .AES_256_GCM_SHA384) // good: weak-cipher-suite
}

func wrap(key: SecKey, data: CFData) {
    SecKeyCreateEncryptedData(key, .rsaEncryptionPKCS1, data, nil) // bad: rsa-without-oaep
    SecKeyCreateEncryptedData(key, .rsaEncryptionOAEPSHA256, data, nil) // good: rsa-without-oaep
}

func claims(token: String) throws {
    try JWT(claims: claims).sign(using: .none) // bad: jwt-verification-disabled
    try JWT(claims: claims).sign(using: .rs256(privateKey: key)) // good: jwt-verification-disabled
    try JWT(claims: claims).sign(using: .hs256(key: Data("harbour-light-16".utf8))) // bad: hard-coded-jwt-key
    try JWT(claims: claims).sign(using: .hs256(key: vault.fetch("jwt"))) // good: hard-coded-jwt-key
}

func transport() {
    let directory = "ldap://directory.larkspur-clinic.com/" // bad: cleartext-protocol
    let safe = "ldaps://directory.larkspur-clinic.com/" // good: cleartext-protocol
}

func rest() {
    let attributes = [kSecAttrAccessible: kSecAttrAccessibleAlways] // bad: unencrypted-storage
    let sound = [kSecAttrAccessible: kSecAttrAccessibleWhenUnlockedThisDeviceOnly] // good: unencrypted-storage
    try data.write(to: url, options: .noFileProtection) // bad: unencrypted-storage
    try data.write(to: url, options: .completeFileProtection) // good: unencrypted-storage
}

func signing(key: SecKey) {
    CCHmac(CCHmacAlgorithm(kCCHmacAlgMD5), key, n, data, m, &out) // bad: weak-mac
    CCHmac(CCHmacAlgorithm(kCCHmacAlgSHA256), key, n, data, m, &out) // good: weak-mac
    CCHmac(CCHmacAlgorithm(kCCHmacAlgSHA1), key, n, data, m, &out) // bad: legacy-mac
    CCHmac(CCHmacAlgorithm(kCCHmacAlgSHA256), key, n, data, m, &out) // good: legacy-mac
    SecKeyCreateSignature(key, .rsaSignatureMessagePKCS1v15SHA1, data, nil) // bad: weak-signature
    SecKeyCreateSignature(key, .rsaSignatureMessagePSSSHA256, data, nil) // good: weak-signature
}

func pseudonym(patient: Patient, key: SymmetricKey) {
    SHA256.hash(data: Data(patient.ssn.utf8)) // bad: hashed-identifier
    HMAC<SHA256>.authenticationCode(for: Data(patient.ssn.utf8), using: key) // good: hashed-identifier
}
