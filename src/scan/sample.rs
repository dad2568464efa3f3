//! Samples: values that something beside them calls made up.
//!
//! A name (`mock_token`), the user that a manual prints with the password, an account at a domain that nobody has, an entry that is still called
//! `my_id`, a remark above a key. Promises: only credentials are put aside; where the name or the record decides, only what a generic rule was led
//! to by a name, so a token of a known form is found under any name; a path decides nothing. Looks at a bounded number of bytes around a value.
//! The words are in `rules/lexicon/`.

use super::verify::lines;
use super::{Candidate, Via};
use crate::code::assignment;
use crate::rule::check;
use crate::rule::{Confidence, Family, Rule};
use crate::text::Span;
use regex::bytes::{Regex, RegexBuilder};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Bytes either side of a value in which its record is looked for.
const REACH: usize = 200;

/// Lines before a value on which its user or its entry's id stands.
const MOST_LINES: usize = 3;

/// Longest comment, in bytes, whose beginning is looked for.
const LONGEST_COMMENT: usize = 16 << 10;

/// Bytes at the beginning of a comment in which it says what it shows.
const COMMENT_HEAD: usize = 400;

/// Why a candidate is a sample, if anything beside it says so.
pub(super) fn reason(rule: &Rule, candidate: &Candidate, text: &[u8]) -> Option<&'static str> {
    if rule.family != Family::Secret {
        return None;
    }
    let value = candidate.value;
    match candidate.via {
        Via::Name { .. } if rule.generic => by_name(rule, candidate, text).or_else(|| by_login(text, value)),
        Via::Name { .. } => by_login(text, value),
        Via::Pattern { .. } => by_login(text, value).or_else(|| by_remark(text, value)),
        _ => None,
    }
}

/// What the name of a value and its record say.
fn by_name(rule: &Rule, candidate: &Candidate, text: &[u8]) -> Option<&'static str> {
    let name = Span::new(candidate.whole.start.min(candidate.value.start), candidate.value.start);
    if assignment::words(name.of(text)).iter().any(|word| MADE_UP.contains(word.as_str())) {
        return Some("its name says that it is made up");
    }
    if rule.confidence == Confidence::Low && has_reserved_account(text, candidate.value) {
        return Some("the account beside it is at a domain that nobody has");
    }
    let is_word = candidate.value.len() <= LONGEST_WORD && candidate.value.of(text).iter().all(u8::is_ascii_alphabetic);
    let before = lines_before(text, candidate.value.start);
    (is_word && OWN_ENTRY.is_match(before)).then_some("it is a word, and its entry is still called by the manual's name")
}

/// Letters of a password that is a word.
const LONGEST_WORD: usize = 16;

static MADE_UP: LazyLock<HashSet<&'static str>> = LazyLock::new(|| lines(include_str!("../../rules/lexicon/made-up-words.txt")).collect());

/// `<id>my_id</id>`, `"user": "your-user"`: what an entry is called before somebody fills it in.
static OWN_ENTRY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r#"\b(?:id|name|user|username|login|account|server)["']?\s{0,4}[>:=]\s{0,4}["']?(?:my|your)[_-]?(?:id|user|username|name|login|account|server|host|app)\b"#,
    )
});

/// `"email": "ana@example.com"`.
static MAIL: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"\be-?mail\\{0,7}["']?\s{0,4}[:=]\s{0,4}\\{0,7}["']?[a-z0-9._%+-]{1,64}@([a-z0-9.-]{1,120})"#));

fn regex(pattern: &str) -> Regex {
    RegexBuilder::new(pattern).unicode(false).case_insensitive(true).build().expect("a pattern of ours")
}

/// Whether the object that holds the value, without those in it, has a mail address at a reserved domain.
fn has_reserved_account(text: &[u8], value: Span) -> bool {
    let before = &text[value.start.saturating_sub(REACH)..value.start];
    let before = &before[before.iter().rposition(|byte| matches!(byte, b'{' | b'}')).map_or(0, |at| at + 1)..];
    let after = &text[value.end..text.len().min(value.end + REACH)];
    let after = &after[..after.iter().position(|byte| matches!(byte, b'{' | b'}')).unwrap_or(after.len())];
    [before, after]
        .iter()
        .any(|side| MAIL.captures(side).is_some_and(|found| check::reserved_host(&String::from_utf8_lossy(&found[1]).to_ascii_lowercase())))
}

/// What stands before a value on its line and on a few before.
fn lines_before(text: &[u8], end: usize) -> &[u8] {
    let start = end.saturating_sub(REACH);
    let breaks = memchr::memrchr_iter(b'\n', &text[start..end]).nth(MOST_LINES);
    &text[breaks.map_or(start, |at| start + at + 1)..end]
}

/// Whether a manual prints the value as the password of a user who stands before it.
fn by_login(text: &[u8], value: Span) -> Option<&'static str> {
    if !LOGIN_LENGTHS.contains(&value.len()) {
        return None;
    }
    let plain: Vec<u8> = value.of(text).iter().filter(|byte| !b" -_".contains(byte)).map(u8::to_ascii_lowercase).collect();
    let of_user = |user: &str| {
        let before = lines_before(text, value.start).to_ascii_lowercase();
        memchr::memmem::find(&before, user.as_bytes()).is_some()
    };
    let printed = LOGINS.iter().any(|(user, password)| plain == password.as_bytes() && of_user(user));
    printed.then_some("a manual prints it with this user")
}

/// Lengths of the passwords of manuals, with what joins their words.
const LOGIN_LENGTHS: std::ops::RangeInclusive<usize> = 8..=24;

static LOGINS: LazyLock<Vec<(&'static str, &'static str)>> =
    LazyLock::new(|| lines(include_str!("../../rules/lexicon/published-logins.txt")).filter_map(|line| line.split_once(' ')).collect());

/// What a remark above a private key, or the comment of a program that prints it, says of it.
fn by_remark(text: &[u8], value: Span) -> Option<&'static str> {
    const BEGIN: &[u8] = b"-----BEGIN";
    if !value.of(text).starts_with(BEGIN) {
        return None;
    }
    let line = memchr::memrchr(b'\n', &text[..value.start]).map_or(0, |at| at + 1);
    let lead = text[line..value.start].trim_ascii();
    if lead == b"*" {
        let head = comment_head(text, line)?;
        return says(head, &SAMPLE_REMARKS).or_else(|| says(head, &VECTOR_REMARKS));
    }
    // A key that a setting holds stands behind its name; the remark is then not about the key alone.
    let above = lead.is_empty().then(|| remarks_above(text, line))?;
    says(above, &SAMPLE_REMARKS)
}

/// The beginning of the block comment that goes on at `at`.
fn comment_head(text: &[u8], at: usize) -> Option<&[u8]> {
    let before = &text[at.saturating_sub(LONGEST_COMMENT)..at];
    let open = memchr::memmem::rfind(before, b"/*")?;
    let comment = &before[open..];
    memchr::memmem::find(comment, b"*/").is_none().then(|| &comment[..comment.len().min(COMMENT_HEAD)])
}

/// The lines of comments that end right above `at`, at most a few.
fn remarks_above(text: &[u8], at: usize) -> &[u8] {
    let mut start = at;
    for _ in 0..MOST_LINES {
        let before = &text[start.saturating_sub(REACH)..start];
        let Some(line) = before.strip_suffix(b"\n") else { break };
        let line = &line[memchr::memrchr(b'\n', line).map_or(0, |at| at + 1)..];
        let opened = line.trim_ascii_start();
        if ![b"#".as_slice(), b"//", b";", b"--", b"*", b"<!--"].iter().any(|sign| opened.starts_with(sign)) {
            break;
        }
        start -= line.len() + 1;
    }
    &text[start..at]
}

fn says(remark: &[u8], phrases: &[&str]) -> Option<&'static str> {
    let remark = String::from_utf8_lossy(remark).to_lowercase();
    // The next line begins with the sign of a comment.
    let words = remark.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    phrases.iter().any(|phrase| words.contains(phrase)).then_some("a remark says that it was made to be shown")
}

static SAMPLE_REMARKS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../rules/lexicon/sample-remarks.txt")).collect());
static VECTOR_REMARKS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../rules/lexicon/vector-remarks.txt")).collect());

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::RuleSet;

    fn is_sample(rule: &str, text: &str, value: &str) -> bool {
        let rules = RuleSet::built_in();
        let (key, rule) = rules.iter().find(|(_, one)| one.id == rule).expect("a rule");
        let at = text.find(value).expect("a value");
        let via = if value.starts_with("-----") { Via::Pattern { property: None } } else { Via::Name { in_literal: false } };
        let name = text[..at].rfind(['\n', ',', '{']).map_or(0, |at| at + 1);
        let value = Span::new(at, at + value.len());
        let whole = if matches!(via, Via::Pattern { .. }) { value } else { Span::new(name, value.end) };
        reason(rule, &Candidate { rule: key, via, whole, value }, text.as_bytes()).is_some()
    }

    #[test]
    fn names_and_records_that_speak_of_samples() {
        const DRAWN: &str = "kx7Qm2Rt9Zb4LwPd5Ys8Vn1C";
        for (rule, text, value, expected) in [
            ("generic-token", "mock_token=kx7Qm2Rt9Zb4LwPd5Ys8Vn1C", DRAWN, true),
            ("generic-secret", "fakeApiKey=kx7Qm2Rt9Zb4LwPd5Ys8Vn1C", DRAWN, true),
            ("generic-token", "sample_app_token=kx7Qm2Rt9Zb4LwPd5Ys8Vn1C", DRAWN, false),
            ("generic-token", "ward_token=kx7Qm2Rt9Zb4LwPd5Ys8Vn1C", DRAWN, false),
            ("generic-key", r#"{"auth": "kx7Qm2Rt9Zb4LwPd5Ys8Vn1C", "email": "ana@example.com"}"#, DRAWN, true),
            ("generic-key", r#"{"auth": "kx7Qm2Rt9Zb4LwPd5Ys8Vn1C", "email": "ana@clinic.zz"}"#, DRAWN, false),
            ("generic-key", r#"{"auth": "kx7Qm2Rt9Zb4LwPd5Ys8Vn1C"}, {"email": "ana@example.com"}"#, DRAWN, false),
            ("generic-secret", r#"{"secret": "kx7Qm2Rt9Zb4LwPd5Ys8Vn1C", "email": "ana@example.com"}"#, DRAWN, false),
            ("generic-password", "<id>my_id</id>\n<username>ana</username>\n<password>thequoll</password>", "thequoll", true),
            ("generic-password", "<id>central</id>\n<username>ana</username>\n<password>thequoll</password>", "thequoll", false),
            ("generic-password", "<id>my_id</id>\n<username>ana</username>\n<password>the4quoll</password>", "the4quoll", false),
            ("generic-password", "user = Aladdin\npassword = open_sesame", "open_sesame", true),
            ("generic-password", "user = ana\npassword = open_sesame", "open_sesame", false),
        ] {
            assert_eq!(is_sample(rule, text, value), expected, "{text}");
        }
    }

    #[test]
    fn remarks_on_private_keys() {
        const KEY: &str = "-----BEGIN RSA PRIVATE KEY-----";
        for (text, expected) in [
            ("# This has been made for example purposes only\nKEY", true),
            ("# Made for\n# illustrative purposes.\nKEY", true),
            ("# The key of the gateway\nKEY", false),
            ("# For example purposes\nport = 1\nKEY", false),
            ("# For example purposes\nkey = KEY", false),
            ("/*\n * Certificate and key used in the test.\n *\n * KEY", true),
            ("/*\n * The key of the gateway.\n *\n * KEY", false),
            ("/* used in the test */\n * KEY", false),
            ("KEY", false),
        ] {
            assert_eq!(is_sample("private-key-rsa", &text.replace("KEY", KEY), KEY), expected, "{text}");
        }
    }
}
