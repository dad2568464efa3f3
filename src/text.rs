//! Bytes to lines and back.
//!
//! Promises: positions are 1-based; columns count UTF-16 code units, as SARIF and the language server protocol do by default.
//! Looking a position up costs a bounded number of bytes, however long the line is. Never allocates per lookup; knows no file.

use serde::{Deserialize, Serialize};
use std::fmt::Write;
use std::ops::Range;

/// Half-open byte range. Which bytes is said by the type that carries it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Number of bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether no byte is in it.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether a byte is in both.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether every byte of `other` is in this one.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The bytes of `text` in this range; empty where it lies outside.
    pub fn of(self, text: &[u8]) -> &[u8] {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The standard library's form of it.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The same length, `by` bytes further on.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// What stands between the path of an archive and that of a member.
pub const MEMBER_MARK: &str = "!/";

/// A name as reports show it: `\xNN` for bytes that are not UTF-8, so that two names never look the same.
pub fn shown_bytes(name: &[u8]) -> String {
    let mut out = String::new();
    for chunk in name.utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            write!(out, "\\x{byte:02X}").expect("memory can be written");
        }
    }
    out
}

/// A place in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// 1-based.
    pub line: u32,
    /// 1-based, in UTF-16 code units.
    pub column: u32,
}

/// The words of a name: split where lower case meets upper case, before the last of a run of capitals, and between letters and digits.
/// `text` holds letters, digits and bytes beyond ASCII only.
pub fn camel_words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let end = (start + 1..text.len()).find(|&at| word_starts(text, at)).unwrap_or(text.len());
        let word = &text[start..end];
        start = end;
        Some(word)
    })
}

fn word_starts(text: &[u8], at: usize) -> bool {
    let (before, here) = (text[at - 1], text[at]);
    let next_is_lower = text.get(at + 1).is_some_and(u8::is_ascii_lowercase);
    (before.is_ascii_lowercase() && here.is_ascii_uppercase())
        || (before.is_ascii_uppercase() && here.is_ascii_uppercase() && next_is_lower)
        || (before.is_ascii_digit() != here.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fall_into_words() {
        for (name, words) in [
            ("publicKeyToken", &["public", "Key", "Token"][..]),
            ("HTTPServer", &["HTTP", "Server"]),
            ("PASSWORD", &["PASSWORD"]),
            ("line2Text", &["line", "2", "Text"]),
            ("", &[]),
        ] {
            let found: Vec<_> = camel_words(name.as_bytes()).map(|word| std::str::from_utf8(word).expect("ASCII")).collect();
            assert_eq!(found, words, "{name}");
        }
    }

    #[test]
    fn spans_outside_a_text_are_empty() {
        assert_eq!(Span::new(3, 9).of(b"abc"), b"");
        assert!(Span::new(0, 2).overlaps(Span::new(1, 3)));
        assert!(!Span::new(0, 2).overlaps(Span::new(2, 3)));
    }
}
