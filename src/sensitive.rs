//! Values that must not leave: the one type that holds them, and the masks that stand for them.
//!
//! Promises: a [`Sensitive`] has no `Display`, its `Debug` says only how long it is, and it never outlives the scan of its file.
//! What may be shown of a value is a mask (its length, at most a vendor's public prefix); what may be kept is a keyed digest.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;

/// One character of a mask.
pub const DOT: char = '•';

/// Longest run of dots that a mask draws; the length is said in words beside it.
const LONGEST_MASK: usize = 40;

/// Bytes of a secret or an identifier, borrowed from the scanned text.
#[derive(Clone, Copy)]
pub struct Sensitive<'t>(&'t [u8]);

impl<'t> Sensitive<'t> {
    /// Takes the bytes in custody.
    pub const fn new(bytes: &'t [u8]) -> Self {
        Self(bytes)
    }

    /// Number of characters; of bytes, where the value is not UTF-8.
    pub fn length(self) -> usize {
        std::str::from_utf8(self.0).map_or(self.0.len(), |text| text.chars().count())
    }

    /// Dots for the value, after as much of `public_prefix` as the value really starts with.
    pub fn mask(self, public_prefix: &str) -> String {
        let shown = if self.0.starts_with(public_prefix.as_bytes()) { public_prefix } else { "" };
        let hidden = self.length().saturating_sub(shown.len()).min(LONGEST_MASK);
        shown.chars().chain(std::iter::repeat_n(DOT, hidden)).collect()
    }

    /// HMAC-SHA-256 of the value under the user's key, in hex: tells a changed value from an accepted one without revealing either.
    pub fn bound_to(self, key: &[u8]) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
        mac.update(self.0);
        hex(&mac.finalize().into_bytes())
    }
}

impl fmt::Debug for Sensitive<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "‹redacted {}›", self.length())
    }
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(nibble), 16).expect("a nibble is a hexadecimal digit"));
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_keeps_the_public_prefix_and_nothing_else() {
        assert_eq!(Sensitive::new(b"acme_0123456789").mask("acme_"), "acme_••••••••••");
        assert_eq!(Sensitive::new(b"0123456789").mask("acme_"), "••••••••••");
        assert_eq!(Sensitive::new("sltユ£".as_bytes()).mask(""), "•••••");
        assert_eq!(Sensitive::new(&[b'x'; 4000]).mask("").chars().count(), 40);
    }

    #[test]
    fn debug_says_only_the_length() {
        assert_eq!(format!("{:?}", Sensitive::new(b"hunter2")), "‹redacted 7›");
    }

    #[test]
    fn the_keyed_digest_depends_on_key_and_value() {
        let digest = Sensitive::new(b"value").bound_to(b"key");
        assert_eq!(digest.len(), 64);
        assert_ne!(digest, Sensitive::new(b"value").bound_to(b"another key"));
        assert_ne!(digest, Sensitive::new(b"another value").bound_to(b"key"));
    }
}
