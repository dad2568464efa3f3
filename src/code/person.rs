//! Whether an expression hands on what identifies a patient: by the names in it, as programs call such things.
//!
//! Promises: names alone, no values; linear in the expression, and bounded. What is masked, hashed, measured or compared on the way is not handed on.

use super::assignment;
use super::outline::{Outline, Range};
use super::token::{Kind, content};
use crate::language::Language;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words of functions and names whose result shows nothing of what they are given.
const SHIELDS: &[&str] = &[
    "mask",
    "masked",
    "masking",
    "redact",
    "redacted",
    "hash",
    "hashed",
    "hmac",
    "digest",
    "encrypt",
    "encrypted",
    "sanitize",
    "sanitized",
    "sanitise",
    "anonymize",
    "anonymized",
    "anonymise",
    "pseudonymize",
    "pseudonym",
    "tokenize",
    "obfuscate",
    "obfuscated",
    "scrub",
    "scrubbed",
    "censor",
    "hide",
    "hidden",
    "last",
    "len",
    "length",
    "size",
    "count",
    "is",
    "has",
    "exists",
    "empty",
    "blank",
    "null",
    "equals",
    "valid",
    "validate",
    "typeof",
    "bool",
    "boolean",
    "synthetic",
    "fake",
    "sample",
    "test",
];

static FIELDS: LazyLock<HashSet<Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("../../rules/lexicon/patient-fields.txt").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split(' ').collect()).collect()
});

/// Most words of an entry of the lexicon.
const LONGEST: usize = 4;

/// Most tokens of an expression: calls that nothing closes lie within one another, each as long as the rest of the file.
const LONGEST_EXPRESSION: usize = 1_024;

/// The first name in an expression that hands on an identifier. `own` is what a house calls such things, besides what everybody does.
pub fn identifier(outline: &Outline<'_>, range: Range, own: &[Vec<String>]) -> Option<usize> {
    let lexicon = Lexicon { own };
    let mut at = range.0;
    let end = range.1.min(range.0 + LONGEST_EXPRESSION);
    while at < end {
        if outline.kind(at) == Kind::Name {
            if shields(outline.name(at)) && outline.is(at + 1, "(") {
                at = outline.tokens.close(at + 1, end) + 1;
                continue;
            }
            if hands_on(outline, at, lexicon) {
                return Some(at);
            }
        }
        if outline.kind(at) == Kind::Text && (is_key(outline, at, lexicon) || holds_name(outline, at, lexicon)) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Whether some text in an expression is part of an address.
pub fn is_address(outline: &Outline<'_>, range: Range) -> bool {
    let is_part = |text: &[u8]| {
        text.starts_with(b"http") || text.starts_with(b"/") || text.contains(&b'?') || memchr::memmem::find(text, b"://").is_some()
    };
    (range.0..range.1).any(|at| outline.kind(at) == Kind::Text && is_part(content(outline.word(at))))
}

/// `["ssn"]` behind a name or a call.
fn is_key(outline: &Outline<'_>, at: usize, lexicon: Lexicon<'_>) -> bool {
    let is_indexed = at > 1
        && outline.is(at - 1, "[")
        && outline.is(at + 1, "]")
        && (outline.kind(at - 2) == Kind::Name || outline.is_any(at - 2, &[")", "]", "?."]));
    is_indexed && lexicon.is_field(&words(content(outline.word(at))))
}

/// A name within a text that stands for its value without more ado: `"$mrn"`, and `"{mrn}"` of Rust.
fn holds_name(outline: &Outline<'_>, at: usize, lexicon: Lexicon<'_>) -> bool {
    let mark = match outline.language {
        Language::Kotlin | Language::Groovy | Language::Scala | Language::Php => b'$',
        Language::Rust => b'{',
        _ => return false,
    };
    let text = outline.word(at);
    if mark == b'$' && text.starts_with(b"'") {
        return false;
    }
    memchr::memchr_iter(mark, text).any(|start| {
        let rest = &text[start + 1..];
        let name = &rest[..rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count()];
        let next = rest.get(name.len());
        // `$patient->ssn` of PHP: the member decides.
        let member =
            rest[name.len()..].strip_prefix(b"->").map(|rest| &rest[..rest.iter().take_while(|b| b.is_ascii_alphanumeric()).count()]);
        let closed = mark == b'$' || matches!(next, Some(b'}' | b':'));
        closed && stands_for_identifier(member.unwrap_or(name), lexicon)
    })
}

/// Whether a name alone stands for an identifier.
fn stands_for_identifier(name: &[u8], lexicon: Lexicon<'_>) -> bool {
    let own = words(name);
    !own.iter().any(|word| SHIELDS.contains(&word.as_str())) && lexicon.is_field(&own)
}

fn shields(name: &[u8]) -> bool {
    words(name).iter().any(|word| SHIELDS.contains(&word.as_str()))
}

fn words(name: &[u8]) -> Vec<String> {
    assignment::words(name)
}

fn hands_on(outline: &Outline<'_>, at: usize, lexicon: Lexicon<'_>) -> bool {
    let name = outline.name(at);
    let is_member = at > 0 && outline.is_any(at - 1, &[".", "->", "?.", "::"]);
    let starts_upper = name.first().is_some_and(u8::is_ascii_uppercase);
    // Classes and constants: `SsnValidator`, `MRN_SYSTEM`. Members may be upper-case: `patient.SSN`.
    if starts_upper && (!is_member || outline.is(at + 1, ".") || outline.is(at - 1, "::")) {
        return false;
    }
    // `ssn.length`, `ssn == null`, `ssn: value`, `validate(ssn)`
    if outline.is_any(at + 1, &["==", "!=", "===", "!==", "?", ":", "=", "in", "is"]) {
        return false;
    }
    if outline.is_any(at + 1, &[".", "?."])
        && (shields(outline.name(at + 2)) || outline.kind(at + 2) == Kind::Name && lexicon.is_field(&words(outline.name(at + 2))))
    {
        return false; // The member decides.
    }
    let mut own = words(name);
    if own.first().is_some_and(|word| word == "get") {
        own.remove(0);
    }
    if own.iter().any(|word| SHIELDS.contains(&word.as_str())) {
        return false;
    }
    if lexicon.is_field(&own) {
        return true;
    }
    if !is_member || at < 2 {
        return false;
    }
    // `patient.name`, `patient.getName()`
    let owner = words(outline.name(at - 2));
    let joined: Vec<String> = owner.last().into_iter().cloned().chain(own).collect();
    joined.first().is_some_and(|word| word == "patient") && lexicon.is_field(&joined)
}

/// The names of identifiers: everybody's and a house's own.
#[derive(Clone, Copy)]
struct Lexicon<'l> {
    own: &'l [Vec<String>],
}

impl Lexicon<'_> {
    /// Whether a name, as words, ends as an identifier is called.
    fn is_field(self, words: &[String]) -> bool {
        let known = (1..=LONGEST.min(words.len())).any(|count| {
            let end: Vec<&str> = words[words.len() - count..].iter().map(String::as_str).collect();
            FIELDS.contains(&end)
        });
        known || self.own.iter().any(|name| words.ends_with(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::token::Tokens;
    use crate::language::Zones;

    #[test]
    fn names_tell_what_is_handed_on() {
        for (text, expected) in [
            ("patient.getSsn()", true),
            ("\"id \" + mrn", true),
            ("patient.Name", true),
            ("record.dateOfBirth", true),
            ("mask(patient.ssn)", false),
            ("ssn.length()", false),
            ("ssn == null", false),
            ("SsnValidator.check(x)", false),
            ("hashedMrn", false),
            ("patientCount", false),
            ("MRN_SYSTEM", false),
            ("fileName", false),
        ] {
            let tokens = Tokens::read(text.as_bytes(), &Zones::lex(text.as_bytes(), Language::Java));
            let outline = Outline::read(text.as_bytes(), tokens, Language::Java).expect("Java is read by calls");
            let end = outline.tokens.len();
            assert_eq!(identifier(&outline, (0, end), &[]).is_some(), expected, "{text}");
        }
    }
}
