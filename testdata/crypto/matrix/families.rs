use md5::Md5 as Hasher;
use md5::Md5;

const SECRET: &[u8] = b"harbour-light-16";
const ROUNDS: u32 = 1_000;
const BITS: usize = 1024;

fn hashes(data: &[u8]) {
    Md5::digest(data); // bad: weak-hash
    Sha1::digest( // bad: weak-hash, lines
        data,
    );
    Hasher::digest(data); // bad: weak-hash, alias
    MessageDigest::md5(); // bad: weak-hash
    Sha256::digest(data); // good: weak-hash
}

fn ciphers(key: &[u8]) {
    Cipher::des_cbc(); // bad: broken-cipher
    Rc4::new(key.into()); // bad: broken-cipher
    Cipher::des_ede3_cbc(); // bad: legacy-cipher
    Aes256Gcm::new(key.into()); // good: broken-cipher
    Cipher::aes_256_gcm(); // good: legacy-cipher
}

fn mode(key: &[u8]) {
    Cipher::aes_256_ecb(); // bad: ecb-mode
    ecb::Encryptor::<Aes128>::new(key.into()); // bad: ecb-mode
    Cipher::aes_256_gcm(); // good: ecb-mode
}

fn vector() {
    Nonce::from_slice(b"twelve-bytes"); // bad: static-iv
    Nonce::from_slice(
        SECRET, // bad: static-iv, lines constant
    );
    let mut fresh = [0u8; 12];
    OsRng.fill_bytes(&mut fresh);
    Nonce::from_slice(&fresh); // good: static-iv, overwritten
}

fn keys() {
    Aes128Gcm::new_from_slice(b"harbour-light-16"); // bad: hard-coded-crypto-key
    Aes128Gcm::new_from_slice(
        SECRET, // bad: hard-coded-crypto-key, lines constant
    );
    let mut key = [7u8; 16];
    OsRng.fill_bytes(&mut key);
    Aes128Gcm::new_from_slice(&key); // good: hard-coded-crypto-key, overwritten
}

fn salts(word: &[u8], out: &mut [u8]) {
    pbkdf2_hmac::<Sha256>(word, b"grains-of-salt", 600_000, out); // bad: static-salt
    pbkdf2_hmac::<Sha256>(
        word,
        SECRET, // bad: static-salt, lines constant
        600_000,
        out,
    );
    let mut salt = [0u8; 16];
    OsRng.fill_bytes(&mut salt);
    pbkdf2_hmac::<Sha256>(word, &salt, 600_000, out); // good: static-salt, overwritten
}

fn derive(word: &[u8], salt: &[u8], out: &mut [u8]) {
    pbkdf2_hmac::<Sha256>(word, salt, 1_000, out); // bad: weak-kdf-iterations
    pbkdf2_hmac::<Sha256>(
        word,
        salt,
        ROUNDS, // bad: weak-kdf-iterations, lines constant
        out,
    );
    let mut rounds = 1_000;
    rounds = 600_000;
    pbkdf2_hmac::<Sha256>(word, salt, rounds, out); // good: weak-kdf-iterations, overwritten
}

fn size(rng: &mut OsRng) {
    RsaPrivateKey::new(rng, 1024); // bad: small-key
    RsaPrivateKey::new(
        rng,
        BITS, // bad: small-key, lines constant
    );
    let mut bits = 1024;
    bits = 3072;
    RsaPrivateKey::new(rng, bits); // good: small-key, overwritten
}

fn tokens() -> (u64, u64) {
    let token = fastrand::u64(..); // bad: weak-random
    let secret = OsRng.next_u64(); // good: weak-random
    (token, secret)
}

fn certificates(builder: ClientBuilder, connector: &mut SslConnectorBuilder) {
    builder.danger_accept_invalid_certs(true); // bad: certificate-check-disabled
    let accept = true;
    builder.danger_accept_invalid_certs(
        accept, // bad: certificate-check-disabled, lines constant
    );
    let mut off = true;
    off = false;
    builder.danger_accept_invalid_certs(off); // good: certificate-check-disabled, overwritten
    builder.danger_accept_invalid_hostnames(true); // bad: hostname-check-disabled
    builder.danger_accept_invalid_hostnames(false); // good: hostname-check-disabled
}

fn protocol(builder: &mut SslConnectorBuilder) {
    builder.set_min_proto_version(Some(SslVersion::TLS1)); // bad: old-tls-version
    builder.set_min_proto_version(
        Some(SslVersion::TLS1_1), // bad: old-tls-version, lines
    );
    builder.set_min_proto_version(Some(SslVersion::TLS1_2)); // good: old-tls-version
    builder.set_cipher_list("ALL:RC4-SHA"); // bad: weak-cipher-suite
    builder.set_cipher_list("ECDHE+AESGCM:!RC4"); // good: weak-cipher-suite
}

fn wrap(public: &RsaPublicKey, data: &[u8]) {
    public.encrypt(&mut rng, Pkcs1v15Encrypt, data); // bad: rsa-without-oaep
    public.encrypt(&mut rng, Oaep::new::<Sha256>(), data); // good: rsa-without-oaep
}

fn claims(validation: &mut Validation) {
    validation.insecure_disable_signature_validation(); // bad: jwt-verification-disabled
    Validation::new(Algorithm::RS256); // good: jwt-verification-disabled
    EncodingKey::from_secret(b"harbour-light-16"); // bad: hard-coded-jwt-key
    EncodingKey::from_secret(SECRET); // bad: hard-coded-jwt-key, constant
    EncodingKey::from_secret(&vault.fetch("jwt")); // good: hard-coded-jwt-key
}

fn cookies() {
    Cookie::build(("session", value)).secure(false); // bad: insecure-cookie
    Cookie::build(("session", value)).secure(true); // good: insecure-cookie
}

fn transport() {
    SmtpTransport::builder_dangerous("mail.larkspur-clinic.com"); // bad: cleartext-protocol
    SmtpTransport::starttls_relay("mail.larkspur-clinic.com"); // good: cleartext-protocol
    LdapConn::new("ldap://directory.larkspur-clinic.com/"); // bad: cleartext-protocol
    LdapConn::new("ldaps://directory.larkspur-clinic.com/"); // good: cleartext-protocol
}

fn rest(client: &Client) {
    client.create_db_instance().storage_encrypted(false); // bad: unencrypted-storage
    client.create_db_instance().storage_encrypted(true); // good: unencrypted-storage
}

fn signing(key: &[u8]) {
    Hmac::<Md5>::new_from_slice(key); // bad: weak-mac
    Hmac::<Sha256>::new_from_slice(key); // good: weak-mac
    Hmac::<Sha1>::new_from_slice(key); // bad: legacy-mac
    Hmac::<Sha256>::new_from_slice(key); // good: legacy-mac
    SigningKey::<Sha1>::new(private); // bad: weak-signature
    SigningKey::<Sha256>::new(private); // good: weak-signature
}

fn pseudonym(patient: &Patient, key: &[u8]) {
    Sha256::digest(patient.ssn.as_bytes()); // bad: hashed-identifier
    Hmac::<Sha256>::new_from_slice(key).chain_update(&patient.ssn); // good: hashed-identifier
}
