// Families that Rust has beside those of families.rs.

const OLD: &str = "3des-cbc";

fn passwords(password: &str) {
    md5::compute(password); // bad: weak-password-hash
    argon2.hash_password(password.as_bytes(), &salt); // good: weak-password-hash
}

fn shells(session: &Session) {
    session.method_pref(MethodType::CryptCs, "3des-cbc"); // bad: weak-ssh-algorithm
    session.method_pref(MethodType::CryptCs, "aes256-gcm@openssh.com"); // good: weak-ssh-algorithm
    session.method_pref(
        MethodType::CryptCs,
        OLD, // bad: weak-ssh-algorithm, lines constant
    );
    let mut chosen = "3des-cbc";
    chosen = "aes256-gcm@openssh.com";
    session.method_pref(MethodType::CryptCs, chosen); // good: weak-ssh-algorithm, overwritten
    let mut kept = "aes256-gcm@openssh.com";
    kept = "3des-cbc";
    session.method_pref(MethodType::CryptCs, kept); // bad: weak-ssh-algorithm, spoiled
}

impl Handler for Trusting {
    async fn check_server_key(&mut self, key: &PublicKey) -> Result<bool, Error> { // bad: ssh-host-key-unchecked, lines
        Ok(true)
    }
}

impl Handler for Careful {
    async fn check_server_key(&mut self, key: &PublicKey) -> Result<bool, Error> { // good: ssh-host-key-unchecked
        Ok(self.known.contains(key))
    }
}

fn cookies() {
    Cookie::build(("session", value)).http_only(false); // bad: cookie-without-httponly
    Cookie::build(("session", value)).http_only(true); // good: cookie-without-httponly
}

fn addresses() {
    let api_url = "http://records.clinic.zz/fhir"; // bad: cleartext-endpoint
    let fhir_url = "https://records.clinic.zz/fhir"; // good: cleartext-endpoint
}

fn pseudonym(patient: &Patient) {
    Sha256::digest( // bad: hashed-identifier, lines
        patient.ssn.as_bytes(),
    );
}

fn token() -> String {
    let token = hex(
        fastrand::u64(..), // bad: weak-random, lines
    );
    token
}

fn lines(validation: &mut Validation) {
    validation
        .insecure_disable_signature_validation(); // bad: jwt-verification-disabled, lines
}
