import CryptoKit

// What configuration decides: settings.env holds the value, whatever the default in the code.

func vector(word: String, salt: [UInt8]) throws {
    AES.GCM.Nonce(data: Data((ProcessInfo.processInfo.environment["RECORDS_VECTOR"] ?? "twelve-bytes").utf8)) // bad: static-iv, property
    AES.GCM.Nonce(data: Data(ProcessInfo.processInfo.environment["LETTERS_VECTOR"]!.utf8)) // good: static-iv, property
}

func key(word: String, salt: [UInt8]) throws {
    SymmetricKey(data: Data((ProcessInfo.processInfo.environment["RECORDS_KEY"] ?? "harbour-light-16").utf8)) // bad: hard-coded-crypto-key, property
    SymmetricKey(data: Data(ProcessInfo.processInfo.environment["LETTERS_KEY"]!.utf8)) // good: hard-coded-crypto-key, property
}

func derive(word: String, salt: [UInt8]) throws {
    CCKeyDerivationPBKDF(kind, word, 8, salt, 16, prf, UInt32(ProcessInfo.processInfo.environment["RECORDS_DERIVE"]!)!, &out, 32) // bad: weak-kdf-iterations, property
    CCKeyDerivationPBKDF(kind, word, 8, salt, 16, prf, UInt32(ProcessInfo.processInfo.environment["LETTERS_DERIVE"] ?? "1000")!, &out, 32) // good: weak-kdf-iterations, property
}

func size(word: String, salt: [UInt8]) throws {
    SecKeyCreateRandomKey([kSecAttrKeyType: kSecAttrKeyTypeRSA, kSecAttrKeySizeInBits: UInt32(ProcessInfo.processInfo.environment["RECORDS_SIZE"]!)!] as CFDictionary, nil) // bad: small-key, property
    SecKeyCreateRandomKey([kSecAttrKeyType: kSecAttrKeyTypeRSA, kSecAttrKeySizeInBits: UInt32(ProcessInfo.processInfo.environment["LETTERS_SIZE"] ?? "1024")!] as CFDictionary, nil) // good: small-key, property
}

func tokenKey(word: String, salt: [UInt8]) throws {
    JWT(claims: claims).sign(using: .hs256(key: Data((ProcessInfo.processInfo.environment["RECORDS_TOKEN_KEY"] ?? "harbour-light-16").utf8))) // bad: hard-coded-jwt-key, property
    JWT(claims: claims).sign(using: .hs256(key: Data(ProcessInfo.processInfo.environment["LETTERS_TOKEN_KEY"]!.utf8))) // good: hard-coded-jwt-key, property
}
