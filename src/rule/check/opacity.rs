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
    /// Words, a mask, a reference, a version, a path, a plain number.
    No,
}

/// Different characters that a sample must have: fewer are a mask.
const SAMPLE_DISTINCT: usize = 8;

/// How the value at `value` reads; `whole` begins with the name that it is given to.
pub fn opacity(text: &[u8], whole: Span, value: Span) -> Opacity {
    match value::secret(&Subject { text, whole, value }) {
        Verdict::Proven | Verdict::Plausible => Opacity::Drawn,
        Verdict::Doubtful => Opacity::Unsure,
        Verdict::Dummy => Opacity::Sample,
        Verdict::Placeholder if is_sample(value.of(text)) => Opacity::Sample,
        Verdict::Synthetic | Verdict::Placeholder | Verdict::Rejected => Opacity::No,
    }
}

/// How a UUID reads: its digits alone count, and those of the few that are written by hand repeat.
pub fn uuid_opacity(value: &[u8]) -> Opacity {
    let digits: Vec<u8> = value.iter().copied().filter(u8::is_ascii_hexdigit).collect();
    match (placeholder::is_run(&digits), randomness::distinct(&digits)) {
        (true, distinct) if distinct < SAMPLE_DISTINCT => Opacity::No,
        (true, _) => Opacity::Sample,
        (false, distinct) if distinct < SAMPLE_DISTINCT => Opacity::No,
        (false, _) => Opacity::Drawn,
    }
}

/// A stand-in for no other reason than that it counts or repeats.
fn is_sample(value: &[u8]) -> bool {
    let has = |test: fn(&u8) -> bool| value.iter().any(test);
    randomness::distinct(value) >= SAMPLE_DISTINCT
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
        && placeholder::is_run(value)
        && !placeholder::is_mask(value)
        && !placeholder::is_template(value)
        && !placeholder::is_well_known(value)
        && !placeholder::has_mark(value)
}
