use aes_gcm::Aes128Gcm as Sealer;
use aes_gcm::Nonce as Once;
use cookie::Cookie as Biscuit;
use jsonwebtoken::EncodingKey as TokenKey;
use ldap3::LdapConn as Directory;
use pbkdf2::pbkdf2_hmac as stretch;
use rsa::RsaPrivateKey as PrivateKey;

// Where a value comes from: a constant, a call over lines, a local that is overwritten, either way round.
const WEAK_HASH: MessageDigest = MessageDigest::md5(); // bad: weak-hash, constant
const BROKEN: Cipher = Cipher::des_cbc(); // bad: broken-cipher, constant
const LEGACY: Cipher = Cipher::des_ede3_cbc(); // bad: legacy-cipher, constant
const BLOCKS: Cipher = Cipher::aes_256_ecb(); // bad: ecb-mode, constant
const VECTOR: &[u8] = b"twelve-bytes";
const KEY_BYTES: &[u8] = b"harbour-light-16";
const GRAINS: &[u8] = b"grains-of-salt";
const ROUNDS: usize = 1_000;
const BITS: usize = 1024;
const OLD_VERSION: SslVersion = SslVersion::TLS1; // bad: old-tls-version, constant
const SUITES: &str = "ALL:RC4-SHA";
const PLAIN_PADDING: Pkcs1v15Encrypt = Pkcs1v15Encrypt;
const TOKEN_KEY: &[u8] = b"harbour-light-16";
const CHECK: bool = true;
const HOST_CHECK: bool = true;
const OVER_PLAIN: bool = false;
const SCRIPT_ACCESS: bool = false;
const DIRECTORY: &str = "ldap://directory.larkspur-clinic.com/"; // bad: cleartext-protocol, constant
const AT_REST: bool = false;

fn digest(word: &[u8], salt: &[u8], out: &mut [u8]) {
    hash(WEAK_HASH, word);
    hash(
        MessageDigest::md5(), // bad: weak-hash, lines
        word
    );
    let mut chosen = MessageDigest::md5();
    chosen = MessageDigest::sha256();
    hash(chosen, word); // good: weak-hash, overwritten
    let mut kept = MessageDigest::sha256();
    kept = MessageDigest::md5(); // bad: weak-hash, spoiled
    hash(kept, word);
}

fn cipher(word: &[u8], salt: &[u8], out: &mut [u8]) {
    encrypt(BROKEN, salt, None, word);
    encrypt(
        Cipher::des_cbc(), // bad: broken-cipher, lines
        salt,
        None,
        word
    );
    let mut chosen = Cipher::des_cbc();
    chosen = Cipher::aes_256_gcm();
    encrypt(chosen, salt, None, word); // good: broken-cipher, overwritten
    let mut kept = Cipher::aes_256_gcm();
    kept = Cipher::des_cbc(); // bad: broken-cipher, spoiled
    encrypt(kept, salt, None, word);
}

fn legacy_cipher(word: &[u8], salt: &[u8], out: &mut [u8]) {
    encrypt(LEGACY, salt, None, word);
    encrypt(
        Cipher::des_ede3_cbc(), // bad: legacy-cipher, lines
        salt,
        None,
        word
    );
    let mut chosen = Cipher::des_ede3_cbc();
    chosen = Cipher::aes_256_gcm();
    encrypt(chosen, salt, None, word); // good: legacy-cipher, overwritten
    let mut kept = Cipher::aes_256_gcm();
    kept = Cipher::des_ede3_cbc(); // bad: legacy-cipher, spoiled
    encrypt(kept, salt, None, word);
}

fn mode(word: &[u8], salt: &[u8], out: &mut [u8]) {
    encrypt(BLOCKS, salt, None, word);
    encrypt(
        Cipher::aes_256_ecb(), // bad: ecb-mode, lines
        salt,
        None,
        word
    );
    let mut chosen = Cipher::aes_256_ecb();
    chosen = Cipher::aes_256_gcm();
    encrypt(chosen, salt, None, word); // good: ecb-mode, overwritten
    let mut kept = Cipher::aes_256_gcm();
    kept = Cipher::aes_256_ecb(); // bad: ecb-mode, spoiled
    encrypt(kept, salt, None, word);
}

fn vector(word: &[u8], salt: &[u8], out: &mut [u8]) {
    Nonce::from_slice(VECTOR); // bad: static-iv, constant
    Nonce::from_slice(
        b"twelve-bytes" // bad: static-iv, lines
    );
    Once::from_slice(b"twelve-bytes"); // bad: static-iv, alias
    let mut chosen = b"twelve-bytes";
    chosen = vault.fresh();
    Nonce::from_slice(chosen); // good: static-iv, overwritten
    let mut kept = vault.fresh();
    kept = b"twelve-bytes";
    Nonce::from_slice(kept); // bad: static-iv, spoiled
}

fn key(word: &[u8], salt: &[u8], out: &mut [u8]) {
    Aes128Gcm::new_from_slice(KEY_BYTES); // bad: hard-coded-crypto-key, constant
    Aes128Gcm::new_from_slice(
        b"harbour-light-16" // bad: hard-coded-crypto-key, lines
    );
    Sealer::new_from_slice(b"harbour-light-16"); // bad: hard-coded-crypto-key, alias
    let mut chosen = b"harbour-light-16";
    chosen = vault.fetch("records");
    Aes128Gcm::new_from_slice(chosen); // good: hard-coded-crypto-key, overwritten
    let mut kept = vault.fetch("records");
    kept = b"harbour-light-16";
    Aes128Gcm::new_from_slice(kept); // bad: hard-coded-crypto-key, spoiled
}

fn salt(word: &[u8], salt: &[u8], out: &mut [u8]) {
    pbkdf2_hmac::<Sha256>(word, GRAINS, 600_000, out); // bad: static-salt, constant
    pbkdf2_hmac::<Sha256>(
        word,
        b"grains-of-salt", // bad: static-salt, lines
        600_000,
        out
    );
    stretch::<Sha256>(word, b"grains-of-salt", 600_000, out); // bad: static-salt, alias
    let mut chosen = b"grains-of-salt";
    chosen = vault.fresh();
    pbkdf2_hmac::<Sha256>(word, chosen, 600_000, out); // good: static-salt, overwritten
    let mut kept = vault.fresh();
    kept = b"grains-of-salt";
    pbkdf2_hmac::<Sha256>(word, kept, 600_000, out); // bad: static-salt, spoiled
}

fn derive(word: &[u8], salt: &[u8], out: &mut [u8]) {
    pbkdf2_hmac::<Sha256>(word, salt, ROUNDS, out); // bad: weak-kdf-iterations, constant
    pbkdf2_hmac::<Sha256>(
        word,
        salt,
        1_000, // bad: weak-kdf-iterations, lines
        out
    );
    stretch::<Sha256>(word, salt, 1_000, out); // bad: weak-kdf-iterations, alias
    let mut chosen = 1_000;
    chosen = 600_000;
    pbkdf2_hmac::<Sha256>(word, salt, chosen, out); // good: weak-kdf-iterations, overwritten
    let mut kept = 600_000;
    kept = 1_000;
    pbkdf2_hmac::<Sha256>(word, salt, kept, out); // bad: weak-kdf-iterations, spoiled
}

fn size(word: &[u8], salt: &[u8], out: &mut [u8]) {
    RsaPrivateKey::new(rng, BITS); // bad: small-key, constant
    RsaPrivateKey::new(
        rng,
        1024 // bad: small-key, lines
    );
    PrivateKey::new(rng, 1024); // bad: small-key, alias
    let mut chosen = 1024;
    chosen = 3072;
    RsaPrivateKey::new(rng, chosen); // good: small-key, overwritten
    let mut kept = 3072;
    kept = 1024;
    RsaPrivateKey::new(rng, kept); // bad: small-key, spoiled
}

fn protocol(word: &[u8], salt: &[u8], out: &mut [u8]) {
    builder.set_min_proto_version(Some(OLD_VERSION));
    builder.set_min_proto_version(
        Some(SslVersion::TLS1) // bad: old-tls-version, lines
    );
    let mut chosen = SslVersion::TLS1;
    chosen = SslVersion::TLS1_2;
    builder.set_min_proto_version(Some(chosen)); // good: old-tls-version, overwritten
    let mut kept = SslVersion::TLS1_2;
    kept = SslVersion::TLS1; // bad: old-tls-version, spoiled
    builder.set_min_proto_version(Some(kept));
}

fn suite(word: &[u8], salt: &[u8], out: &mut [u8]) {
    builder.set_cipher_list(SUITES); // bad: weak-cipher-suite, constant
    builder.set_cipher_list(
        "ALL:RC4-SHA" // bad: weak-cipher-suite, lines
    );
    let mut chosen = "ALL:RC4-SHA";
    chosen = "ECDHE+AESGCM:!RC4";
    builder.set_cipher_list(chosen); // good: weak-cipher-suite, overwritten
    let mut kept = "ECDHE+AESGCM:!RC4";
    kept = "ALL:RC4-SHA";
    builder.set_cipher_list(kept); // bad: weak-cipher-suite, spoiled
}

fn padding(word: &[u8], salt: &[u8], out: &mut [u8]) {
    public.encrypt(rng, PLAIN_PADDING, word); // bad: rsa-without-oaep, constant
    public.encrypt(
        rng,
        Pkcs1v15Encrypt, // bad: rsa-without-oaep, lines
        word
    );
    let mut chosen = Pkcs1v15Encrypt;
    chosen = Oaep::new::<Sha256>();
    public.encrypt(rng, chosen, word); // good: rsa-without-oaep, overwritten
    let mut kept = Oaep::new::<Sha256>();
    kept = Pkcs1v15Encrypt;
    public.encrypt(rng, kept, word); // bad: rsa-without-oaep, spoiled
}

fn token_key(word: &[u8], salt: &[u8], out: &mut [u8]) {
    EncodingKey::from_secret(TOKEN_KEY); // bad: hard-coded-jwt-key, constant
    EncodingKey::from_secret(
        b"harbour-light-16" // bad: hard-coded-jwt-key, lines
    );
    TokenKey::from_secret(b"harbour-light-16"); // bad: hard-coded-jwt-key, alias
    let mut chosen = b"harbour-light-16";
    chosen = vault.fetch("jwt");
    EncodingKey::from_secret(chosen); // good: hard-coded-jwt-key, overwritten
    let mut kept = vault.fetch("jwt");
    kept = b"harbour-light-16";
    EncodingKey::from_secret(kept); // bad: hard-coded-jwt-key, spoiled
}

fn certificate(word: &[u8], salt: &[u8], out: &mut [u8]) {
    builder.danger_accept_invalid_certs(CHECK); // bad: certificate-check-disabled, constant
    builder.danger_accept_invalid_certs( // over lines
        true // bad: certificate-check-disabled, lines
    );
    let mut chosen = true;
    chosen = false;
    builder.danger_accept_invalid_certs(chosen); // good: certificate-check-disabled, overwritten
    let mut kept = false;
    kept = true;
    builder.danger_accept_invalid_certs(kept); // bad: certificate-check-disabled, spoiled
}

fn host_name(word: &[u8], salt: &[u8], out: &mut [u8]) {
    builder.danger_accept_invalid_hostnames(HOST_CHECK); // bad: hostname-check-disabled, constant
    builder.danger_accept_invalid_hostnames(
        true // bad: hostname-check-disabled, lines
    );
    let mut chosen = true;
    chosen = false;
    builder.danger_accept_invalid_hostnames(chosen); // good: hostname-check-disabled, overwritten
    let mut kept = false;
    kept = true;
    builder.danger_accept_invalid_hostnames(kept); // bad: hostname-check-disabled, spoiled
}

fn cookie(word: &[u8], salt: &[u8], out: &mut [u8]) {
    Cookie::build(("session", value)).secure(OVER_PLAIN); // bad: insecure-cookie, constant
    Cookie::build(("session", value)).secure(
        false // bad: insecure-cookie, lines
    );
    Biscuit::build(("session", value)).secure(false); // bad: insecure-cookie, alias
    let mut chosen = false;
    chosen = true;
    Cookie::build(("session", value)).secure(chosen); // good: insecure-cookie, overwritten
    let mut kept = true;
    kept = false;
    Cookie::build(("session", value)).secure(kept); // bad: insecure-cookie, spoiled
}

fn script_access(word: &[u8], salt: &[u8], out: &mut [u8]) {
    Cookie::build(("session", value)).http_only(SCRIPT_ACCESS); // bad: cookie-without-httponly, constant
    Cookie::build(("session", value)).http_only(
        false // bad: cookie-without-httponly, lines
    );
    Biscuit::build(("session", value)).http_only(false); // bad: cookie-without-httponly, alias
    let mut chosen = false;
    chosen = true;
    Cookie::build(("session", value)).http_only(chosen); // good: cookie-without-httponly, overwritten
    let mut kept = true;
    kept = false;
    Cookie::build(("session", value)).http_only(kept); // bad: cookie-without-httponly, spoiled
}

fn transport(word: &[u8], salt: &[u8], out: &mut [u8]) {
    LdapConn::new(DIRECTORY);
    LdapConn::new(
        "ldap://directory.larkspur-clinic.com/" // bad: cleartext-protocol, lines
    );
    Directory::new("ldap://directory.larkspur-clinic.com/"); // bad: cleartext-protocol, alias
    let mut chosen = "ldap://directory.larkspur-clinic.com/";
    chosen = "ldaps://directory.larkspur-clinic.com/";
    LdapConn::new(chosen); // good: cleartext-protocol, overwritten
    let mut kept = "ldaps://directory.larkspur-clinic.com/";
    kept = "ldap://directory.larkspur-clinic.com/"; // bad: cleartext-protocol, spoiled
    LdapConn::new(kept);
}

fn storage(word: &[u8], salt: &[u8], out: &mut [u8]) {
    client.create_db_instance().storage_encrypted(AT_REST); // bad: unencrypted-storage, constant
    client.create_db_instance().storage_encrypted(
        false // bad: unencrypted-storage, lines
    );
    let mut chosen = false;
    chosen = true;
    client.create_db_instance().storage_encrypted(chosen); // good: unencrypted-storage, overwritten
    let mut kept = true;
    kept = false;
    client.create_db_instance().storage_encrypted(kept); // bad: unencrypted-storage, spoiled
}
