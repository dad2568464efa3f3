#import <CommonCrypto/CommonCrypto.h>

// What configuration decides: settings.env holds the value.

void derive(const char *word, const char *salt) {
    CCKeyDerivationPBKDF(kCCPBKDF2, word, 8, salt, 16, prf, atoi(getenv("RECORDS_DERIVE")), out, 32); // bad: weak-kdf-iterations, property
    CCKeyDerivationPBKDF(kCCPBKDF2, word, 8, salt, 16, prf, atoi(getenv("LETTERS_DERIVE")), out, 32); // good: weak-kdf-iterations, property
}
