// Families that Objective-C has beside those of families.m.

static const char kOld[] = "3des-cbc";

void shells(LIBSSH2_SESSION *session) {
    libssh2_session_method_pref(session, LIBSSH2_METHOD_CRYPT_CS, "3des-cbc"); // bad: weak-ssh-algorithm
    libssh2_session_method_pref(session, LIBSSH2_METHOD_CRYPT_CS, "aes256-gcm@openssh.com"); // good: weak-ssh-algorithm
    libssh2_session_method_pref(
        session, LIBSSH2_METHOD_CRYPT_CS,
        kOld); // bad: weak-ssh-algorithm, lines constant
    const char *chosen = "3des-cbc";
    chosen = "aes256-gcm@openssh.com";
    libssh2_session_method_pref(session, LIBSSH2_METHOD_CRYPT_CS, chosen); // good: weak-ssh-algorithm, overwritten
    const char *kept = "aes256-gcm@openssh.com";
    kept = "3des-cbc";
    libssh2_session_method_pref(session, LIBSSH2_METHOD_CRYPT_CS, kept); // bad: weak-ssh-algorithm, spoiled
}

void suites(sec_protocol_options_t options) {
    sec_protocol_options_append_tls_ciphersuite(options, tls_ciphersuite_RSA_WITH_3DES_EDE_CBC_SHA); // bad: weak-cipher-suite
    sec_protocol_options_append_tls_ciphersuite(options, tls_ciphersuite_AES_256_GCM_SHA384); // good: weak-cipher-suite
    sec_protocol_options_append_tls_ciphersuite(
        options,
        tls_ciphersuite_RSA_WITH_3DES_EDE_CBC_SHA); // bad: weak-cipher-suite, lines
    tls_ciphersuite_t chosen = tls_ciphersuite_RSA_WITH_3DES_EDE_CBC_SHA;
    chosen = tls_ciphersuite_AES_256_GCM_SHA384;
    sec_protocol_options_append_tls_ciphersuite(options, chosen); // good: weak-cipher-suite, overwritten
    tls_ciphersuite_t kept = tls_ciphersuite_AES_256_GCM_SHA384;
    kept = tls_ciphersuite_RSA_WITH_3DES_EDE_CBC_SHA;
    sec_protocol_options_append_tls_ciphersuite(options, kept); // bad: weak-cipher-suite, spoiled
}

NSString *fhirUrl = @"http://records.clinic.zz/fhir"; // bad: cleartext-endpoint
NSString *apiUrl = @"https://records.clinic.zz/fhir"; // good: cleartext-endpoint

void pseudonym(Patient *patient, unsigned char *out) {
    CC_SHA256( // bad: hashed-identifier, lines
        patient.ssn.UTF8String, 9, out);
}

int token(void) {
    int token = mix(
        rand(), // bad: weak-random, lines
        16);
    return token;
}

void lines(AFSecurityPolicy *policy, NSURLSessionConfiguration *configuration) {
    policy.allowInvalidCertificates = // over lines
        YES; // bad: certificate-check-disabled, lines
    policy.validatesDomainName =
        NO; // bad: hostname-check-disabled, lines
    configuration.TLSMinimumSupportedProtocol =
        kTLSProtocol1; // bad: old-tls-version, lines
}

static const tls_ciphersuite_t kOldSuite = tls_ciphersuite_RSA_WITH_3DES_EDE_CBC_SHA;

void storage(sec_protocol_options_t options) {
    sec_protocol_options_append_tls_ciphersuite(options, kOldSuite); // bad: weak-cipher-suite, constant
    NSDictionary *open = @{NSFileProtectionKey:
        NSFileProtectionNone}; // bad: unencrypted-storage, lines
    NSString *chosen = NSFileProtectionNone;
    chosen = NSFileProtectionComplete;
    NSDictionary *closed = @{NSFileProtectionKey: chosen}; // good: unencrypted-storage, overwritten
    NSString *kept = NSFileProtectionComplete;
    kept = NSFileProtectionNone; // bad: unencrypted-storage, spoiled constant
    NSDictionary *last = @{NSFileProtectionKey: kept};
}

static const int kUnchecked = 0;

void hosts(ssh_session session) {
    ssh_options_set(session, SSH_OPTIONS_STRICTHOSTKEYCHECK, kUnchecked); // bad: ssh-host-key-unchecked, constant
    ssh_options_set(
        session, SSH_OPTIONS_STRICTHOSTKEYCHECK,
        0); // bad: ssh-host-key-unchecked, lines
    int chosen = 0;
    chosen = 1;
    ssh_options_set(session, SSH_OPTIONS_STRICTHOSTKEYCHECK, chosen); // good: ssh-host-key-unchecked, overwritten
    int kept = 1;
    kept = 0;
    ssh_options_set(session, SSH_OPTIONS_STRICTHOSTKEYCHECK, kept); // bad: ssh-host-key-unchecked, spoiled
}
