//! Whether a value is opaque: drawn by a machine, saying nothing to a reader. For those who look for values without a rule's checks.
//!
//! Promises: the same model as the check `secret-value`; linear, never fails.

use super::{Subject, Verdict, placeholder, randomness, value};
use crate::text::Span;

/// How a value reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opacity {
    /// As drawn from a random source.
    Drawn,
    /// Neither clearly drawn nor clearly written.
    Unsure,
    /// It counts or repeats, with letters and digits enough to stand for a real one.
    Sample,
    /// As written by a person, to the model; but with letters and digits mixed as words have them seldom.
    Mixed,
    /// Words, a mask, a reference, a version, a path, a plain number.
    No,
}

/// Different characters that a sample must have: fewer are a mask.
const SAMPLE_DISTINCT: usize = 8;

/// Different digits of a plain number that nobody would choose.
const NUMBER_DISTINCT: usize = 5;

/// How a value reads, by itself.
pub fn opacity(value: &[u8]) -> Opacity {
    let whole = Span::new(0, value.len());
    match value::secret(&Subject { text: value, whole, value: whole }) {
        Verdict::Proven | Verdict::Plausible => Opacity::Drawn,
        Verdict::Doubtful => Opacity::Unsure,
        Verdict::Dummy | Verdict::Placeholder if is_sample(value) => Opacity::Sample,
        Verdict::Rejected if is_number(value) => Opacity::Unsure,
        Verdict::Rejected if is_mixed(value) => Opacity::Mixed,
        Verdict::Synthetic | Verdict::Dummy | Verdict::Placeholder | Verdict::Rejected => Opacity::No,
    }
}

/// Digits and letters that a mixed value must have, each.
const MIXED: usize = 4;

fn is_mixed(value: &[u8]) -> bool {
    let count = |test: fn(&u8) -> bool| value.iter().copied().filter(test).count();
    count(u8::is_ascii_digit) >= MIXED && count(u8::is_ascii_alphabetic) >= MIXED && randomness::distinct(value) >= SAMPLE_DISTINCT
}

/// A long number that neither counts nor repeats.
fn is_number(value: &[u8]) -> bool {
    value.len() >= 14
        && value.iter().all(u8::is_ascii_digit)
        && randomness::distinct(value) >= NUMBER_DISTINCT
        && !placeholder::is_run(value)
}

/// A stand-in for no other reason than that it counts or repeats.
fn is_sample(value: &[u8]) -> bool {
    let has = |test: fn(&u8) -> bool| value.iter().any(test);
    randomness::distinct(value) >= SAMPLE_DISTINCT
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
        && placeholder::is_run(value)
        && !placeholder::counts_up(value)
        && !placeholder::is_mask(value)
        && !placeholder::is_template(value)
        && !placeholder::is_well_known(value)
        && !placeholder::has_mark(value)
}
