// Families that C++ has beside those of families.cpp.

constexpr bool kOverPlain = false;

void passwords(const std::string &password) {
    MD5(password.c_str(), password.size(), out); // bad: weak-password-hash
    crypto_pwhash_str(out, password.c_str(), password.size(), 3, 1 << 28); // good: weak-password-hash
}

void cookies(HTTPCookie &cookie) {
    cookie.setSecure(false); // bad: insecure-cookie
    cookie.setSecure(true); // good: insecure-cookie
    cookie.setSecure(
        kOverPlain); // bad: insecure-cookie, lines constant
    auto chosen = false;
    chosen = true;
    cookie.setSecure(chosen); // good: insecure-cookie, overwritten
    auto kept = true;
    kept = false;
    cookie.setSecure(kept); // bad: insecure-cookie, spoiled
}

void script_access(HTTPCookie &cookie) {
    cookie.setHttpOnly(false); // bad: cookie-without-httponly
    cookie.setHttpOnly(true); // good: cookie-without-httponly
    cookie.setHttpOnly(
        kOverPlain); // bad: cookie-without-httponly, lines constant
    auto chosen = false;
    chosen = true;
    cookie.setHttpOnly(chosen); // good: cookie-without-httponly, overwritten
    auto kept = true;
    kept = false;
    cookie.setHttpOnly(kept); // bad: cookie-without-httponly, spoiled
}

void storage(Aws::RDS::Model::CreateDBInstanceRequest &request) {
    request.SetStorageEncrypted(false); // bad: unencrypted-storage
    request.SetStorageEncrypted(true); // good: unencrypted-storage
    request.SetStorageEncrypted(
        kOverPlain); // bad: unencrypted-storage, lines constant
    auto chosen = false;
    chosen = true;
    request.SetStorageEncrypted(chosen); // good: unencrypted-storage, overwritten
    auto kept = true;
    kept = false;
    request.SetStorageEncrypted(kept); // bad: unencrypted-storage, spoiled
}

std::string fhirUrl = "http://records.clinic.zz/fhir"; // bad: cleartext-endpoint
std::string apiUrl = "https://records.clinic.zz/fhir"; // good: cleartext-endpoint

void pseudonym(struct patient *patient, unsigned char *out) {
    SHA256( // bad: hashed-identifier, lines
        patient->ssn, 9, out);
}

int token(void) {
    int token = mix(
        rand(), // bad: weak-random, lines
        16);
    return token;
}
