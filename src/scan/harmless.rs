//! Digests and labels: values whose file, or whose name, says that they open nothing.
//!
//! Lock files and maps of files hold digests under names such as `auth-token.jar`; the texts of a user interface hold what it calls a
//! password. Promises: only what a generic rule or a provider's word led to is put aside, so a token of a known form or a password in an
//! address is found in such a file as anywhere; a value that no digest is, or that reads as drawn, stays. The lists of files are in
//! `rules/lexicon/`.

use super::provider::CREDENTIAL_WORDS;
use super::verify::lines;
use super::{Candidate, Via};
use crate::rule::check::{self, Opacity};
use crate::rule::{Family, Rule, Zone};
use crate::text::Span;
use globset::{Glob, GlobSet, GlobSetBuilder};
use std::sync::LazyLock;

/// Most bytes of a command either side of what it replaces.
const LONGEST_COMMAND: usize = 400;

/// Why a candidate opens nothing, if its file or its name says so.
pub(super) fn reason(rule: &Rule, candidate: &Candidate, path: &str, text: &[u8], is_code: bool) -> Option<&'static str> {
    if rule.family == Family::Crypto && matches!(candidate.via, Via::Pattern { .. }) && is_replaced(text, candidate.value) {
        return Some("a command puts something else in its place");
    }
    let by_pattern = matches!(candidate.via, Via::Pattern { .. });
    if rule.family == Family::Crypto && rule.zone == Zone::Live && by_pattern && !is_code && is_commented(text, candidate.whole.start) {
        return Some("it is commented out");
    }
    if rule.family != Family::Secret || !(rule.generic || rule.providers) {
        return None;
    }
    let value = candidate.value.of(text);
    let named = matches!(candidate.via, Via::Name { .. });
    if is_digest(value) {
        if LOCK_FILES.is_match(path) {
            return Some("it is a digest in a file that locks versions");
        }
        if named && names_file(Span::new(candidate.whole.start, candidate.value.start).of(text)) {
            return Some("it is the digest of the file that is its name");
        }
    }
    let is_label = named && LOCALE_FILES.is_match(path) && !is_drawn(value);
    is_label.then_some("it is a text of a user interface")
}

/// Whether a line of a configuration begins as comments do in nearly all of them.
fn is_commented(text: &[u8], at: usize) -> bool {
    let start = memchr::memrchr(b'\n', &text[..at]).map_or(0, |at| at + 1);
    text[start..at].trim_ascii_start().first().is_some_and(|sign| matches!(sign, b'#' | b';'))
}

/// Whether a value is what sed replaces: the first part of `s/md5/scram-sha-256/`.
fn is_replaced(text: &[u8], value: Span) -> bool {
    let start = memchr::memrchr(b'\n', &text[..value.start]).map_or(0, |at| at + 1).max(value.start.saturating_sub(LONGEST_COMMAND));
    let lead = &text[start..value.start];
    if memchr::memmem::find(lead, b"sed ").is_none() {
        return false;
    }
    let begins = |at: usize| lead[at] == b's' && b"/|#,@!%:~".contains(&lead[at + 1]) && (at == 0 || b"'\" ;".contains(&lead[at - 1]));
    let Some(at) = (0..lead.len().saturating_sub(1)).rev().find(|at| begins(*at)) else { return false };
    let sign = lead[at + 1];
    let rest = &text[value.end..text.len().min(value.end + LONGEST_COMMAND)];
    let rest = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
    !lead[at + 2..].contains(&sign) && memchr::memchr_iter(sign, rest).nth(1).is_some()
}

/// Hexadecimal of one case in the length of a usual digest (MD5, SHA-1, SHA-2), or base64 in one.
fn is_digest(value: &[u8]) -> bool {
    let has = |test: fn(&u8) -> bool| value.iter().any(test);
    let hex = value.iter().all(u8::is_ascii_hexdigit) && !(has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase));
    let base64 = value.ends_with(b"=") && value.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(byte));
    hex && matches!(value.len(), 32 | 40 | 56 | 64 | 96 | 128) || base64 && matches!(value.len(), 24 | 28 | 44 | 88)
}

/// `"dist/token.js": "`, `auth-token.jar=`: a name that ends as names of files do.
fn names_file(lead: &[u8]) -> bool {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.".contains(byte);
    let end = lead.iter().position(|byte| !is_name(byte)).unwrap_or(lead.len());
    let name = &lead[..end];
    // `config.quoll.key` is a name of a program.
    let ending = name.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    let is_credential = std::str::from_utf8(ending).is_ok_and(|word| CREDENTIAL_WORDS.contains(word));
    !is_credential && check::is_file_name(name)
}

/// Letters and digits that nobody writes as a label.
fn is_drawn(value: &[u8]) -> bool {
    value.iter().any(u8::is_ascii_digit) && matches!(check::opacity(value), Opacity::Drawn)
}

static LOCK_FILES: LazyLock<GlobSet> = LazyLock::new(|| globs(include_str!("../../rules/lexicon/lock-files.txt")));
static LOCALE_FILES: LazyLock<GlobSet> = LazyLock::new(|| globs(include_str!("../../rules/lexicon/locale-files.txt")));

fn globs(list: &'static str) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for glob in lines(list) {
        set.add(Glob::new(glob).expect("the lists hold globs"));
    }
    set.build().expect("the lists are small")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sed_replaces() {
        for (text, expected) in [
            ("sed -i 's/#mode = BAD/mode = good/' a.conf", true),
            ("sudo sed -i \"s|mode = BAD|mode = good|\" a.conf", true),
            ("sed -i 's/mode = good/mode = BAD/' a.conf", false),
            ("echo mode = BAD >> a.conf", false),
            ("sed -i '/mode/d' a.conf; echo BAD", false),
            ("sed -i 's/BAD", false),
        ] {
            let at = memchr::memmem::find(text.as_bytes(), b"BAD").expect("it is there");
            assert_eq!(is_replaced(text.as_bytes(), Span::new(at, at + 3)), expected, "{text}");
        }
    }

    #[test]
    fn files_that_lock_versions() {
        for (path, expected) in [
            ("yarn.lock", true),
            ("web/package-lock.json", true),
            ("go.sum", true),
            ("ios/Podfile.lock", true),
            (".terraform.lock.hcl", true),
            ("dist/SHA256SUMS", true),
            ("checksums.txt", true),
            ("a.tar.gz.sha256", true),
            ("src/lock.rs", false),
            ("clock.json", false),
            ("app.min.js", false),
        ] {
            assert_eq!(LOCK_FILES.is_match(path), expected, "{path}");
        }
    }

    #[test]
    fn files_with_texts_of_interfaces() {
        for (path, expected) in [
            ("locales/de.json", true),
            ("src/i18n/login.yml", true),
            ("pt-BR.yml", true),
            ("config/messages_de.properties", true),
            ("Resources.de.resx", true),
            ("res/values-sv/strings.xml", true),
            ("de.lproj/Localizable.strings", true),
            ("lang-es.php", true),
            ("src/language/parser.rs", false),
            ("config/application.yml", false),
            ("it.js", false),
            ("values/colors.xml", false),
        ] {
            assert_eq!(LOCALE_FILES.is_match(path), expected, "{path}");
        }
    }

    #[test]
    fn digests_by_their_length() {
        for (value, expected) in [
            ("8f3a6c1e9b7d4a2f5c8e0b1d3f6a9c2e", true),
            ("8F3A6C1E9B7D4A2F5C8E0B1D3F6A9C2E7B4D1F8A", true),
            ("8f3a6c1e9b7d4a2f5c8e0b1d3f6a9c", false),
            ("8f3A6c1e9b7d4a2f5c8e0b1d3f6a9c2e", false),
            ("q83vEjRWeJq83vEjRWeJq83zEkTWeLq81vEjRWhJq8w=", true),
            ("hunter3", false),
        ] {
            assert_eq!(is_digest(value.as_bytes()), expected, "{value}");
        }
    }

    #[test]
    fn names_of_files() {
        for (lead, expected) in
            [("auth-token.jar=", true), ("token.js\":\"", true), ("app.token = ", false), ("app.key = ", false), ("apiKey: ", false)]
        {
            assert_eq!(names_file(lead.as_bytes()), expected, "{lead}");
        }
    }
}
