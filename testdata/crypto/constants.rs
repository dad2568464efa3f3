const SALT: &[u8] = b"pepper";

fn seal(word: &[u8], salt: &[u8], key: &mut [u8]) {
    let bytes = [0u8; 12];
    let nonce = Nonce::from_slice(&bytes); // bad: static-iv
    let mut fresh = [0u8; 12];
    OsRng.fill_bytes(&mut fresh);
    let other = Nonce::from_slice(&fresh);
    pbkdf2_hmac::<Sha256>(word, SALT, 600_000, key); // bad: static-salt
    pbkdf2_hmac::<Sha256>(word, salt, 600_000, key);
    RsaPrivateKey::new(&mut rng, 1024); // bad: small-key
    RsaPrivateKey::new(&mut rng, 3072);
}
