//! Stores of keys and passwords: the file itself is the finding, at its first bytes.
//!
//! Names and first bytes must agree, so that a text about a store is none. A trust store of Java, whose first entry is a certificate, is public.

use super::{field, fits};
use crate::format::Field;
use crate::text::Span;

/// A kind of store: the place that rules speak of, names, and what such a file begins with.
struct Kind {
    path: &'static str,
    names: &'static [&'static str],
    begins: fn(&[u8]) -> bool,
}

#[rustfmt::skip] // one line a kind, so that the table reads as a table
const KINDS: &[Kind] = &[
    Kind { path: "java", names: &["*"], begins: java },
    // KeePass 1 and 2.
    Kind { path: "keepass", names: &["*"], begins: |text| text.starts_with(b"\x03\xD9\xA2\x9A") && text.get(5..8) == Some(b"\xFB\x4B\xB5") },
    // RFC 7292: a sequence that begins with version 3.
    Kind { path: "pkcs12", names: &["*.p12", "*.pfx", "*.pkcs12", "*.keystore", "*.jks", "*.ks"], begins: |text| is_der(text, 3) },
    // RFC 5958 and 8017: a sequence that begins with version 0.
    Kind { path: "der", names: &["*.key", "*.der", "*.pk8", "*.p8", "*.pkcs8"], begins: |text| is_der(text, 0) },
    // RFC 9580, section 5.5.1: secret key packets of the old and the new format; and private keys of GnuPG 2.
    Kind { path: "pgp", names: &["secring.gpg", "*.skr", "*.gpg", "*.pgp", "private-keys-v1.d/*.key"], begins: pgp },
    Kind { path: "keychain", names: &["*.keychain", "*.keychain-db"], begins: |text| text.starts_with(b"kych") },
    Kind { path: "browser", names: &["key3.db", "key4.db", "login data"], begins: |text| text.starts_with(b"SQLite format 3\0") || text.starts_with(b"\0\x06\x15\x61") },
    // Berkeley DB, a B-tree.
    Kind { path: "wallet", names: &["wallet.dat"], begins: |text| text.get(12..16) == Some(b"\x62\x31\x05\0") },
    // MIT and Heimdal, version 2.
    Kind { path: "keytab", names: &["*.keytab"], begins: |text| text.starts_with(b"\x05\x02") },
    Kind { path: "bouncycastle", names: &["*.bks", "*.uber"], begins: |text| matches!(text, [0, 0, 0, 1 | 2, ..]) },
    // Passwords of DBeaver, encrypted with a key that is part of the program. Any bytes, so the last of the table.
    Kind { path: "dbeaver", names: &["credentials-config.json"], begins: is_ciphertext },
];

/// How much of the file the finding covers.
const HEAD: usize = 4;

/// `JavaKeyStore` and `JceKeyStore` of the JDK: behind magic, version and count stands the kind of the first entry, 2 for a certificate.
fn java(text: &[u8]) -> bool {
    (text.starts_with(b"\xFE\xED\xFE\xED\0\0\0") || text.starts_with(b"\xCE\xCE\xCE\xCE\0\0\0"))
        && text.get(12..16).is_none_or(|tag| tag != [0, 0, 0, 2])
}

/// SEQUENCE, its length in one of the usual forms, INTEGER of one byte (X.690).
fn is_der(text: &[u8], version: u8) -> bool {
    let ([0x30, 0x80, inner @ ..] | [0x30, 0x81, _, inner @ ..] | [0x30, 0x82, _, _, inner @ ..] | [0x30, 0x83, _, _, _, inner @ ..]) =
        text
    else {
        return false;
    };
    inner.starts_with(&[2, 1, version])
}

/// An initialization vector and blocks of AES in CBC mode: no text, and of whole blocks.
fn is_ciphertext(text: &[u8]) -> bool {
    const BLOCK: usize = 16;
    let is_text = |byte: &u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
    text.len() >= 2 * BLOCK && text.len().is_multiple_of(BLOCK) && !text[..2 * BLOCK].iter().all(is_text)
}

fn pgp(text: &[u8]) -> bool {
    let packet = matches!(text, [0x94 | 0xC5, _, 3..=6, ..] | [0x95 | 0xC5, _, _, 3..=6, ..]);
    packet
        || text.starts_with(b"(21:protected-private-key")
        || text.starts_with(b"(11:private-key")
        || text.starts_with(b"Key: (private-key")
}

pub(super) fn claims(path: &str, text: &[u8]) -> bool {
    KINDS.iter().any(|kind| (kind.begins)(text) && (kind.names == ["*"] || fits(path, kind.names)))
}

/// The name was asked before; the first bytes of two kinds are never the same, but for those of ciphertext.
pub(super) fn read(text: &[u8], _: usize, out: &mut dyn FnMut(Field)) -> usize {
    if let Some(kind) = KINDS.iter().find(|kind| (kind.begins)(text)) {
        out(field(kind.path, "file".to_owned(), Span::new(0, text.len().min(HEAD)), 1));
    }
    text.len()
}
