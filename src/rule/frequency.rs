//! How often short byte sequences stand in ordinary source text.
//!
//! The numbers come from `rules/lexicon/gram-frequency.tsv`, which `examples/gram_frequency.rs` writes. They rank literals, and hold them
//! to a budget: an estimate is all that is promised. Also compiled into the build script. Never reads a file: the table is part of the
//! program.

use std::sync::LazyLock;

/// Expected occurrences per MiB of a gram of four that the table does not list, where nothing is known of its parts.
const UNLISTED: f64 = 0.5;

/// The same where its halves are listed; the table stops listing grams of four at about this number.
pub const UNLISTED_COMMON: f64 = 6.0;

/// Expected occurrences per MiB of a gram of three that the table does not list.
const UNLISTED_THREE: f64 = 15.0;

/// Bit 5 of every byte set: both cases of a letter become the lower one. Other bytes fall together too (`_` and DEL, digits and control
/// bytes), which only makes a gram look more frequent than it is.
pub const FOLD: u32 = 0x2020_2020;

/// Lays four bytes out as a gram: folded, the first byte lowest.
pub fn gram(bytes: [u8; 4]) -> u32 {
    u32::from_le_bytes(bytes) | FOLD
}

/// Expected occurrences per MiB of folded sequences of three and four bytes.
#[derive(Clone, Debug, Default)]
pub struct Frequency {
    /// Sorted by gram; a gram of three has 0 as its highest byte, which no folded byte is.
    rows: Vec<(u32, f32)>,
}

impl Frequency {
    /// The table that is part of the program.
    pub fn standard() -> &'static Self {
        static STANDARD: LazyLock<Frequency> = LazyLock::new(|| Frequency::parse(include_str!("../../rules/lexicon/gram-frequency.tsv")));
        &STANDARD
    }

    /// Reads a table: a heading, then a line for each gram: three or four bytes (`\xHH` for those that are not printable), a tab, a number.
    /// Lines of any other form are passed over.
    pub fn parse(table: &str) -> Self {
        let mut rows: Vec<(u32, f32)> = table.lines().skip(1).filter_map(row).collect();
        rows.sort_unstable_by_key(|&(gram, _)| gram);
        Self { rows }
    }

    /// Every gram of four with its number.
    pub fn grams(&self) -> impl Iterator<Item = (u32, f64)> {
        self.rows.iter().filter(|(gram, _)| gram >> 24 != 0).map(|&(gram, number)| (gram, f64::from(number)))
    }

    /// Expected occurrences per MiB of a folded gram of four.
    pub fn of_four(&self, gram: u32) -> f64 {
        self.listed(gram).unwrap_or_else(|| match (self.listed(gram & 0x00ff_ffff), self.listed(gram >> 8)) {
            (Some(_), Some(_)) => UNLISTED_COMMON,
            (None, None) => UNLISTED,
            _ => UNLISTED_COMMON / 4.0,
        })
    }

    /// Expected occurrences per MiB of a folded gram of three, in the lower three bytes.
    pub fn of_three(&self, gram: u32) -> f64 {
        self.listed(gram & 0x00ff_ffff).unwrap_or(UNLISTED_THREE)
    }

    fn listed(&self, gram: u32) -> Option<f64> {
        let at = self.rows.binary_search_by_key(&gram, |&(gram, _)| gram).ok()?;
        Some(f64::from(self.rows[at].1))
    }
}

fn row(line: &str) -> Option<(u32, f32)> {
    let (gram, number) = line.split_once('\t')?;
    let bytes = unescaped(gram)?;
    let number = number.parse().ok()?;
    match bytes[..] {
        [first, second, third] => Some((u32::from_le_bytes([first, second, third, 0]) | 0x0020_2020, number)),
        [first, second, third, fourth] => Some((self::gram([first, second, third, fourth]), number)),
        _ => None,
    }
}

fn unescaped(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(4);
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let (byte, tail) = match (byte, tail) {
            (b'\\', [b'x', high, low, tail @ ..]) => (u8::from_str_radix(std::str::from_utf8(&[*high, *low]).ok()?, 16).ok()?, tail),
            _ => (byte, tail),
        };
        bytes.push(byte);
        rest = tail;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_and_others_passed_over() {
        let table = Frequency::parse("gram\tper MiB\npass\t250\nPAS\t300\n\\xc3\\xa9a\t12.5\nx\t1\nfour\tmany\nlonger\t1\n a_b\t7\n");
        assert!((table.of_four(gram(*b"PASS")) - 250.0).abs() < f64::EPSILON);
        assert!((table.of_three(gram(*b"pas\0")) - 300.0).abs() < f64::EPSILON);
        assert!((table.of_three(gram([0xc3, 0xa9, b'A', 0])) - 12.5).abs() < f64::EPSILON);
        assert!((table.of_four(gram(*b"\0a_b")) - 7.0).abs() < f64::EPSILON);
        assert!(table.of_four(gram(*b"zqzq")) < 1.0);
        assert_eq!(table.grams().count(), 2);
    }

    #[test]
    fn the_standard_table_knows_common_from_rare() {
        let table = Frequency::standard();
        assert!(table.of_four(gram(*b"tion")) > 300.0);
        assert!(table.of_four(gram(*b"retu")) > 100.0);
        assert!(table.of_four(gram(*b"ghp_")) < 10.0);
        assert!(table.of_three(gram(*b"ion\0")) > table.of_four(gram(*b"tion")));
    }
}
