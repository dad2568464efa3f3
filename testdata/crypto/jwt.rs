const KEY: &[u8] = b"quiet-harbour-lamp-of-the-north";

fn sign(vault: &[u8]) {
    EncodingKey::from_secret(KEY); // bad: hard-coded-jwt-key
    EncodingKey::from_secret(vault);
}
