//! What a rule may ask of an argument: values as far as they are known, and the tests on them.
//!
//! Promises: a test is a pure function of one value; a value that nobody knows passes none. To add a test: a function and a line in
//! [`TESTS`]. Never holds text of a file but what an evaluation of code needs while the file is scanned.

use super::data::Condition;
use regex_automata::meta::Regex;

/// What is known of an expression's value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// True or false.
    Bool(bool),
    /// Null, none, nil.
    Null,
    /// Constant bytes whose content does not matter, with their number where that is known.
    Bytes(Option<usize>),
    /// A name of something elsewhere, as a path with dots: `modes.ECB`.
    Name(String),
    /// What a call of something elsewhere gives: its path.
    Made(String),
    /// A list of values, each known.
    List(Vec<Known>),
    /// A function that lets everything pass: its body is empty, or it can only answer yes.
    Accepts,
}

/// A named test.
pub struct Test {
    /// What rules call it.
    pub name: &'static str,
    /// What it holds for.
    pub about: &'static str,
    run: fn(&Known) -> bool,
}

const fn test(name: &'static str, about: &'static str, run: fn(&Known) -> bool) -> Test {
    Test { name, about, run }
}

/// Every test that a rule may name.
pub const TESTS: &[Test] = &[
    test("any", "anything that is known, and anything that is not", |_| true),
    test("constant", "bytes or text that stand in the code, or a list of them", constant),
    test("fixed", "bytes, text or a number that stand in the code", |known| constant(known) || matches!(known, Known::Number(_))),
    test(
        "short-salt",
        "constant bytes of fewer than 16 (SP 800-132, 5.1: at least 128 bits)",
        |known| matches!(known, Known::Bytes(Some(length)) if *length < 16),
    ),
    test("true", "true, or a number that stands for it", |known| matches!(known, Known::Bool(true) | Known::Number(1))),
    test("false", "false, or zero", |known| matches!(known, Known::Bool(false) | Known::Number(0))),
    test(
        "only-false",
        "false or zero, and nothing else: a flag that is set in one branch and not in another is decided elsewhere",
        |known| matches!(known, Known::Bool(false) | Known::Number(0)),
    ),
    test(
        "only-old-openssl-version",
        "a constant of OpenSSL for a version before TLS 1.2, and nothing else: what a setting chooses is decided elsewhere",
        |known| matches!(known, Known::Name(name) if matches!(name.as_str(), "SSL3_VERSION" | "TLS1_VERSION" | "TLS1_1_VERSION")),
    ),
    test("null", "nothing at all", |known| matches!(known, Known::Null)),
    test("accepts", "a function that lets everything pass", |known| matches!(known, Known::Accepts)),
    test(
        "patient-identifier",
        "an expression with a name that stands for a patient's identifier, not masked or measured; any argument",
        |_| false,
    ),
    test("patient-identifier-hashed", "the same, where the call is what is wrong, and not the name", |_| false),
    test("patient-identifier-in-address", "the same, beside text that is part of an address", |_| false),
    test("cipher-suites", "a list of TLS cipher suites of which one is broken", cipher_suites),
];

fn constant(known: &Known) -> bool {
    match known {
        Known::Text(text) => !text.is_empty(),
        Known::Bytes(length) => *length != Some(0),
        Known::List(parts) => !parts.is_empty() && parts.iter().all(|part| constant(part) || matches!(part, Known::Number(_))),
        _ => false,
    }
}

/// Parts of suites that are broken: no encryption, no authentication, export strength, RC2, RC4, DES (RFC 7465, RFC 8996, SP 800-52 r2).
const BROKEN_PARTS: &[&str] = &[
    "null", "anull", "enull", "anon", "adh", "aecdh", "exp", "export", "low", "rc2", "rc4", "arcfour", "des", "3des", "desede", "idea",
    "seed", "md5",
];

fn cipher_suites(known: &Known) -> bool {
    match known {
        Known::Text(text) => text.split([':', ',', ' ', ';']).any(broken_suite),
        Known::Name(path) => path.rsplit('.').next().is_some_and(broken_suite),
        Known::List(parts) => parts.iter().any(cipher_suites),
        _ => false,
    }
}

fn broken_suite(suite: &str) -> bool {
    // `!RC4` and `-RC4` take suites out.
    !suite.starts_with(['!', '-'])
        && suite.split(['_', '-', '+']).any(|part| BROKEN_PARTS.contains(&part.to_ascii_lowercase().as_str()))
        && !suite.eq_ignore_ascii_case("SSL_NULL_WITH_NULL_NULL_SCSV")
}

/// The test of a name.
pub fn find(name: &str) -> Option<&'static Test> {
    TESTS.iter().find(|test| test.name == name)
}

impl Condition {
    /// Whether a known value meets the condition; `matches` is its compiled expression.
    pub fn holds(&self, known: &Known, matches: Option<&Regex>) -> bool {
        let named = self.test.is_empty() || find(&self.test).is_some_and(|test| (test.run)(known));
        let number = |limit: i64| matches!(known, Known::Number(number) if *number < limit && *number >= 0);
        named && self.below.is_none_or(number) && matches.is_none_or(|regex| spoken(known, regex))
    }

    /// Whether every constant meets it, whatever it is: what must be secret, or drawn anew, must not stand in the source text.
    pub fn forbids_constants(&self, matches: Option<&Regex>) -> bool {
        self.holds(&Known::Bytes(None), matches)
    }
}

/// Whether the text, the path, or one of a list matches.
fn spoken(known: &Known, regex: &Regex) -> bool {
    match known {
        Known::Text(text) => regex.is_match(text.as_bytes()),
        Known::Name(path) | Known::Made(path) => regex.is_match(path.as_bytes()),
        Known::Number(number) => regex.is_match(number.to_string().as_bytes()),
        Known::List(parts) => parts.iter().any(|part| spoken(part, regex)),
        Known::Bool(_) | Known::Null | Known::Bytes(_) | Known::Accepts => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suites_are_read_by_part_and_sign() {
        for (text, broken) in [
            ("HIGH:!aNULL:!RC4", false),
            ("ALL:RC4-SHA", true),
            ("TLS_RSA_WITH_3DES_EDE_CBC_SHA", true),
            ("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", false),
            ("ECDHE-RSA-AES128-GCM-SHA256:DES-CBC3-SHA", true),
            ("DESIGN", false),
        ] {
            assert_eq!(cipher_suites(&Known::Text(text.to_owned())), broken, "{text}");
        }
    }

    #[test]
    fn nothing_passes_that_is_not_constant() {
        for (known, expected) in [
            (Known::Text("k".into()), true),
            (Known::Text(String::new()), false),
            (Known::Bytes(None), true),
            (Known::List(vec![Known::Number(1), Known::Text("a".into())]), true),
            (Known::List(vec![]), false),
            (Known::Made("SecureRandom.nextBytes".into()), false),
            (Known::Name("key".into()), false),
        ] {
            assert_eq!(constant(&known), expected, "{known:?}");
        }
    }
}
