//! Judging: a finding is never dropped, it gets a status.
//!
//! [`inline`] reads comments while the file's bytes are there, [`baseline`] and the configuration come from files of the user's; [`judge`]
//! puts them together after linking. Never reads a file or a clock itself: bytes and today's date are handed in.

pub mod baseline;
pub mod import;
pub mod inline;
pub mod judge;
pub mod reason;

pub use inline::Directive;

/// A calendar day, as in `until=2027-03-31`: the last one on which something is accepted.
pub type Date = jiff::civil::Date;

/// Reads `2027-03-31`, and no other spelling.
pub(crate) fn date(text: &str) -> Option<Date> {
    let is_plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    text.parse().ok().filter(|_| is_plain)
}
