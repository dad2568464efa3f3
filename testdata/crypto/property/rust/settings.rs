// What configuration decides: settings.env holds the value, whatever the default in the code.

fn vector(word: &[u8], salt: &[u8], out: &mut [u8]) {
    Nonce::from_slice(env::var("RECORDS_VECTOR").unwrap_or("twelve-bytes".into()).as_bytes()); // bad: static-iv, property
    Nonce::from_slice(env::var("LETTERS_VECTOR").unwrap().as_bytes()); // good: static-iv, property
}

fn key(word: &[u8], salt: &[u8], out: &mut [u8]) {
    Aes128Gcm::new_from_slice(env::var("RECORDS_KEY").unwrap_or("harbour-light-16".into()).as_bytes()); // bad: hard-coded-crypto-key, property
    Aes128Gcm::new_from_slice(env::var("LETTERS_KEY").unwrap().as_bytes()); // good: hard-coded-crypto-key, property
}

fn salt(word: &[u8], salt: &[u8], out: &mut [u8]) {
    pbkdf2_hmac::<Sha256>(word, env::var("RECORDS_SALT").unwrap_or("grains-of-salt".into()).as_bytes(), 600_000, out); // bad: static-salt, property
    pbkdf2_hmac::<Sha256>(word, env::var("LETTERS_SALT").unwrap().as_bytes(), 600_000, out); // good: static-salt, property
}

fn derive(word: &[u8], salt: &[u8], out: &mut [u8]) {
    pbkdf2_hmac::<Sha256>(word, salt, env::var("RECORDS_DERIVE").unwrap().parse().unwrap(), out); // bad: weak-kdf-iterations, property
    pbkdf2_hmac::<Sha256>(word, salt, env::var("LETTERS_DERIVE").unwrap_or("1000".into()).parse().unwrap(), out); // good: weak-kdf-iterations, property
}

fn size(word: &[u8], salt: &[u8], out: &mut [u8]) {
    RsaPrivateKey::new(rng, env::var("RECORDS_SIZE").unwrap().parse().unwrap()); // bad: small-key, property
    RsaPrivateKey::new(rng, env::var("LETTERS_SIZE").unwrap_or("1024".into()).parse().unwrap()); // good: small-key, property
}

fn suite(word: &[u8], salt: &[u8], out: &mut [u8]) {
    builder.set_cipher_list(&env::var("RECORDS_SUITE").unwrap()); // bad: weak-cipher-suite, property
    builder.set_cipher_list(&env::var("LETTERS_SUITE").unwrap_or("ALL:RC4-SHA".into())); // good: weak-cipher-suite, property
}

fn token_key(word: &[u8], salt: &[u8], out: &mut [u8]) {
    EncodingKey::from_secret(env::var("RECORDS_TOKEN_KEY").unwrap_or("harbour-light-16".into()).as_bytes()); // bad: hard-coded-jwt-key, property
    EncodingKey::from_secret(env::var("LETTERS_TOKEN_KEY").unwrap().as_bytes()); // good: hard-coded-jwt-key, property
}
