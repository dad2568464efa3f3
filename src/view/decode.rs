//! Which encoding a file is in, and its text.
//!
//! Promises: text in a superset of ASCII is borrowed; only UTF-16 is transcoded. Binary files are told apart, never guessed at.

use crate::text::Span;
use std::borrow::Cow;

/// Bytes that are looked at to tell text from binary.
const SNIFFED: usize = 8 * 1024;

/// How a text is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, Latin-1 or another superset of ASCII; `mark` is the length of its byte order mark.
    Ascii {
        /// 0 or 3.
        mark: usize,
    },
    /// No text: a file of a binary format, in which a place is an offset.
    Binary,
    /// UTF-16; malformed units read as U+FFFD.
    Utf16 {
        /// Length of the byte order mark, 0 or 2.
        mark: usize,
        /// High byte first.
        big_endian: bool,
        /// Some units were malformed: a lone surrogate, or half a unit at the end.
        damaged: bool,
    },
}

/// The text in `bytes`, or nothing where they are not text.
pub fn decode(bytes: &[u8]) -> Option<(Cow<'_, [u8]>, Encoding)> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return Some((Cow::Borrowed(rest), Encoding::Ascii { mark: 3 }));
    }
    let head = &bytes[..bytes.len().min(SNIFFED)];
    let utf16 = match head {
        [0xFF, 0xFE, ..] => Some(Encoding::Utf16 { mark: 2, big_endian: false, damaged: false }),
        [0xFE, 0xFF, ..] => Some(Encoding::Utf16 { mark: 2, big_endian: true, damaged: false }),
        _ if memchr::memchr(0, head).is_none() => return Some((Cow::Borrowed(bytes), Encoding::Ascii { mark: 0 })),
        _ => unmarked_utf16(head),
    };
    match utf16 {
        Some(encoding) => Some(transcode(bytes, encoding)),
        None if is_text_with_strays(head) => Some((Cow::Borrowed(bytes), Encoding::Ascii { mark: 0 })),
        None => None,
    }
}

/// UTF-16 without a mark shows itself by its zeroes: nearly all in one half of the byte pairs, and in most of the pairs.
fn unmarked_utf16(head: &[u8]) -> Option<Encoding> {
    let mut zeroes = [0_usize; 2];
    for pair in head.chunks_exact(2) {
        zeroes[0] += usize::from(pair[0] == 0);
        zeroes[1] += usize::from(pair[1] == 0);
    }
    let pairs = head.len() / 2;
    let mostly = |count: usize| pairs > 0 && count * 10 >= pairs * 6;
    let hardly = |count: usize| count * 10 <= pairs;
    if mostly(zeroes[1]) && hardly(zeroes[0]) {
        Some(Encoding::Utf16 { mark: 0, big_endian: false, damaged: false })
    } else if mostly(zeroes[0]) && hardly(zeroes[1]) {
        Some(Encoding::Utf16 { mark: 0, big_endian: true, damaged: false })
    } else {
        None
    }
}

/// A stray NUL does not make a text binary: it would be an easy place to hide. Separators of health messages (0x0B, 0x1C to 0x1F) are text.
fn is_text_with_strays(head: &[u8]) -> bool {
    let control = |byte: &&u8| matches!(**byte, 0x00..=0x08 | 0x0E..=0x1A | 0x7F);
    head.iter().filter(control).count() * 100 <= head.len()
}

fn transcode(bytes: &[u8], encoding: Encoding) -> (Cow<'_, [u8]>, Encoding) {
    let Encoding::Utf16 { mark, big_endian, .. } = encoding else { return (Cow::Borrowed(bytes), encoding) };
    let codec = if big_endian { encoding_rs::UTF_16BE } else { encoding_rs::UTF_16LE };
    let rest = Span::new(mark, bytes.len()).of(bytes);
    // Half a unit at the end is no character, and would have no place on disk.
    let whole = &rest[..rest.len() & !1];
    let (text, damaged) = codec.decode_without_bom_handling(whole);
    let damaged = damaged || whole.len() < rest.len();
    (Cow::Owned(text.into_owned().into_bytes()), Encoding::Utf16 { mark, big_endian, damaged })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_text_from_binary() {
        let text: [&[u8]; 6] =
            [b"", b"plain", b"caf\xE9", &b"a".repeat(20_000), b"\x0bMSH|^~\\&|\x1c\r", &[[0].as_slice(), &[b'a'; 500]].concat()];
        for bytes in text {
            assert!(decode(bytes).is_some(), "{bytes:?}");
        }
        let binary: [&[u8]; 3] = [b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0", &[0; 100]];
        for bytes in binary {
            assert!(decode(bytes).is_none(), "{bytes:?}");
        }
    }

    #[test]
    fn broken_utf16_is_still_read() {
        for tail in [&b""[..], b"x", b"\x00\xD8", b"\x00\xDC\x00\xDC"] {
            let bytes = [b"\xFF\xFEk\0e\0y\0=\0", tail].concat();
            let (text, encoding) = decode(&bytes).expect("text");
            assert!(text.starts_with(b"key="), "{tail:?}");
            assert_eq!(encoding, Encoding::Utf16 { mark: 2, big_endian: false, damaged: !tail.is_empty() }, "{tail:?}");
        }
    }
}
