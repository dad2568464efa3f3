//! The weaknesses that are treated in a way of their own, by their number in the CWE.

/// CWE-295 and CWE-297: certificates, and the names in them, that nobody checks.
pub(super) const CERTIFICATE: &[u16] = &[295, 297];
/// CWE-322, hosts of SSH whose keys nobody checks.
pub(super) const HOST_KEY: u16 = 322;
/// CWE-319, what is sent in the clear.
pub(super) const CLEARTEXT: u16 = 319;
/// CWE-321, a key in the code.
pub(super) const KEY: u16 = 321;
/// CWE-326, too little strength: what rules of old versions of TLS come under.
pub(super) const OLD_VERSION: u16 = 326;
/// CWE-327, a broken cipher or mode.
pub(super) const CIPHER: u16 = 327;
/// CWE-328, a weak hash.
pub(super) const HASH: u16 = 328;
/// CWE-329, a predictable initialisation vector.
pub(super) const VECTOR: u16 = 329;
/// CWE-347, a signature that nobody checks.
pub(super) const SIGNATURE: u16 = 347;
/// CWE-614, a cookie without `Secure`.
pub(super) const COOKIE: u16 = 614;
/// CWE-780, RSA without sound padding.
pub(super) const PADDING: u16 = 780;
/// CWE-916, a password hash that costs too little.
pub(super) const PASSWORDS: u16 = 916;

/// Weaknesses of algorithms, which callers may choose among.
pub(super) const CHOSEN: &[u16] = &[HASH, CIPHER, OLD_VERSION, PASSWORDS, PADDING];
