//! A provider's word and an opaque value behind it: `MAILJET_SECRET=…`, `https://api.mailjet.com -H "X-Api-Key: …"`.
//!
//! Most vendors' credentials have no prefix: what gives them away is that the vendor's name stands before something that nobody would
//! write by hand. The table of providers says how each one's look. Promises: a word counts as a word only, not inside another; a value is
//! a whole run of characters, never a part of a longer one; looks at a bounded number of bytes behind the word. Knows no provider.

use crate::finding::Evidence;
use crate::rule::check::{self, Opacity};
use crate::rule::provider::{Form, Place, Provider};
use crate::text::{Span, camel_words};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Bytes behind a word in which its credentials are looked for.
const REACH: usize = 160;

/// The same where nothing between the two says that a credential comes.
const BARE_REACH: usize = 48;

/// More bytes than any form asks for.
const LONGEST: usize = 1024;

/// Line breaks that may stand between.
const MOST_BREAKS: usize = 2;

/// Bytes before a value in which a word says that it is a digest.
const DIGEST_REACH: usize = 24;

/// Credentials taken behind one word: a key and its secret, a sample of both.
const MOST: usize = 4;

/// How a value hangs together with a provider's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bond {
    /// A word between them says that it is a credential: `key`, `token`, `Authorization`.
    Credential,
    /// It stands there, and looks like one of this provider's.
    Form,
    /// As before, but it counts or repeats as samples do.
    Sample,
}

impl Bond {
    pub(super) const fn evidence(self) -> Option<Evidence> {
        match self {
            Self::Credential => Some(Evidence::Near),
            Self::Form => None,
            Self::Sample => Some(Evidence::Placeholder),
        }
    }
}

/// A credential behind a provider's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Credential {
    /// From the word to the end of the value.
    pub(super) whole: Span,
    pub(super) value: Span,
    pub(super) bond: Bond,
}

/// The credentials of `provider` behind the word of its that covers `hit`; none that begins before `done`.
pub(super) fn credentials(text: &[u8], hit: usize, done: usize, provider: &Provider) -> Vec<Credential> {
    let Some(word) = provider.words.iter().find_map(|word| word_at(text, hit, word)) else { return Vec::new() };
    let limit = text.len().min(word.end + REACH);
    let longest = longest_word(text, word.end, limit);
    let mut found: Vec<Credential> = Vec::new();
    for form in provider.forms.iter().filter(|form| form.lengths().0 <= longest) {
        for value in runs(text, word.end, limit, form) {
            let taken = value.start < done || found.iter().any(|other| other.value.overlaps(value));
            if !taken && found.len() < MOST && form.matches(value.of(text)) {
                found.extend(judged(text, word, value, form, provider.place));
            }
        }
    }
    found.sort_unstable_by_key(|credential| credential.value);
    found
}

fn judged(text: &[u8], word: Span, value: Span, form: &Form, place: Place) -> Option<Credential> {
    let gap = Span::new(word.end, value.start).of(text);
    let whole = Span::new(word.start, value.end);
    let breaks = memchr::memchr_iter(b'\n', gap).count();
    let assigned = breaks == 0 && is_assignment(gap);
    // Another assignment's value, or another line: only its own name counts.
    let own = gap.rsplit(|byte| matches!(byte, b'\n' | b',' | b';' | b'&' | b'|')).next().unwrap_or(gap);
    let words = if assigned || own.iter().any(u8::is_ascii_alphabetic) { words(own) } else { words(gap) };
    if breaks > MOST_BREAKS
        || names_no_credential(&words)
        || super::verify::is_harmless_name(&words)
        || is_digest(gap)
        || is_path_part(text, value)
        || is_within_base64(text, value)
        || words.iter().any(|word| matches!(word.as_str(), "badge" | "badges"))
    {
        return None;
    }
    let credential = words.iter().any(|word| CREDENTIAL_WORDS.contains(word.as_str()));
    let near = match place {
        Place::Name => assigned && credential,
        Place::Near => credential || assigned || (breaks == 0 && gap.len() <= BARE_REACH && form.is_exact()),
    };
    let bond = match check::opacity(&form.core(value.of(text))) {
        _ if !near => return None,
        Opacity::Drawn if credential => Bond::Credential,
        Opacity::Drawn => Bond::Form,
        Opacity::Unsure | Opacity::Mixed if credential && form.is_exact() => Bond::Form,
        Opacity::Sample if credential && form.is_exact() => Bond::Sample,
        Opacity::Unsure | Opacity::Mixed | Opacity::Sample | Opacity::No => return None,
    };
    Some(Credential { whole, value, bond })
}

/// The place of a provider's word that covers `hit`, if it stands there as a word. Its parts may be written apart in any usual way.
fn word_at(text: &[u8], hit: usize, word: &str) -> Option<Span> {
    // The literal that led here is the whole of a single word, and may stand anywhere in a name of several.
    let longest = if word.contains(' ') { word.len() + word.len() / 2 } else { 0 };
    let first = *word.as_bytes().first()?;
    let from = hit.saturating_sub(longest);
    memchr::memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), text.get(from..=hit)?)
        .map(|start| from + start)
        .filter_map(|start| Some(Span::new(start, spelled(text, start, word)?)))
        .find(|span| hit < span.end && begins_word(text, span.start) && ends_word(text, span.end))
}

/// Where `word`, spelled from `start` on, ends.
fn spelled(text: &[u8], start: usize, word: &str) -> Option<usize> {
    let mut at = start;
    for byte in word.bytes() {
        match text.get(at) {
            Some(b'_' | b'-' | b'.' | b' ') if byte == b' ' => at += 1,
            _ if byte == b' ' => {}
            Some(there) if there.eq_ignore_ascii_case(&byte) => at += 1,
            _ => return None,
        }
    }
    Some(at)
}

fn begins_word(text: &[u8], start: usize) -> bool {
    let Some(before) = start.checked_sub(1).map(|at| text[at]) else { return true };
    !before.is_ascii_alphanumeric()
        || (text[start].is_ascii_uppercase() && before.is_ascii_lowercase())
        || text[..start].ends_with(b"\\n")
        || text[..start].ends_with(b"\\t")
}

/// Words that are written on behind a name: `stripekey`, `abstractapi`.
pub(super) const TAILS: &[&str] = &[
    "api",
    "apikey",
    "apitoken",
    "apisecret",
    "key",
    "token",
    "secret",
    "auth",
    "pass",
    "password",
    "pat",
    "accesstoken",
    "accesskey",
    "app",
    "io",
];

fn ends_word(text: &[u8], end: usize) -> bool {
    let is_edge = |at: usize| {
        let Some(next) = text.get(at) else { return true };
        !next.is_ascii_lowercase() && (!next.is_ascii_uppercase() || text[at - 1].is_ascii_lowercase() || text[at - 1].is_ascii_digit())
    };
    let tail = text[end..].iter().take(16).take_while(|byte| byte.is_ascii_alphabetic()).count();
    is_edge(end) || TAILS.iter().any(|word| text[end..end + tail].eq_ignore_ascii_case(word.as_bytes()))
}

/// At least the length of the longest value that begins between `from` and `limit`, as far as it matters: most words have
/// nothing long enough behind them.
fn longest_word(text: &[u8], from: usize, limit: usize) -> usize {
    let ends = |byte: &u8| !byte.is_ascii_graphic() || matches!(byte, b'"' | b'\'' | b'`' | b'(' | b')' | b',' | b';' | b'<' | b'>');
    let behind = text[limit..].iter().take(LONGEST).take_while(|byte| !ends(byte)).count();
    text[from..limit + behind].split(ends).map(<[u8]>::len).max().unwrap_or(0)
}

/// Runs of characters that a value of this form could be, whole: what else is usual in names and values ends none of them.
fn runs<'t>(text: &'t [u8], from: usize, limit: usize, form: &'t Form) -> impl Iterator<Item = Span> + 't {
    let in_run = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') || form.holds(byte);
    let mut at = from;
    std::iter::from_fn(move || {
        let start = (at..limit).find(|&at| in_run(text[at]))?;
        let longest = start + form.lengths().1 + 1;
        let mut end = (start..text.len().min(longest)).find(|&at| !in_run(text[at])).unwrap_or(text.len().min(longest));
        at = (end..limit).find(|&at| !in_run(text[at])).unwrap_or(limit);
        // A full stop ends a sentence.
        while end > start && text[end - 1] == b'.' {
            end -= 1;
        }
        if form.is_padded() {
            end = (end..text.len().min(end + 2)).find(|&at| text[at] != b'=').unwrap_or(text.len().min(end + 2));
        }
        Some(Span::new(start, end))
    })
}

/// Words of prose that may stand in a name before its operator: `Larkspur API key:`.
const PROSE_WORDS: usize = 3;

/// The rest of a name, an operator, quotes, a wrapper: `_API_KEY" => "`, `.token = String("`, `</dt><dd>`, ` API key: `.
fn is_assignment(gap: &[u8]) -> bool {
    let name = gap.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"_-.[]".contains(byte)).count();
    let mut rest = &gap[name..];
    for _ in 0..PROSE_WORDS {
        let Some(word) = rest.strip_prefix(b" ") else { break };
        let length = word.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let follows = word[length..].trim_ascii_start().first();
        if length == 0 || !follows.is_some_and(|byte| byte.is_ascii_alphabetic() || b":=".contains(byte)) {
            break;
        }
        rest = &word[length..];
    }
    let is_mark = |byte: &u8| b" \t=:<>-\"'`,()[]{}|\\@&$!?~".contains(byte);
    let is_operator = |byte: &u8| b"=:>,(|".contains(byte);
    let marks = rest.iter().take_while(|byte| is_mark(byte)).count();
    let (marks, wrapper) = rest.split_at(marks);
    if wrapper.is_empty() {
        let flag = name > 0 && !marks.is_empty() && marks.trim_ascii().is_empty();
        return flag || marks.iter().any(is_operator);
    }
    let letters = wrapper.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"_.".contains(byte)).count();
    let quotes = &wrapper[letters..];
    marks.iter().any(is_operator)
        && letters <= 24
        && quotes.first().is_some_and(|byte| b"(\"'".contains(byte))
        && quotes.iter().all(is_mark)
}

fn words(text: &[u8]) -> Vec<String> {
    text.split(|byte| !byte.is_ascii_alphanumeric())
        .filter(|run| !run.is_empty())
        .flat_map(|run| camel_words(run).chain((camel_words(run).count() > 1).then_some(run)))
        .map(|word| String::from_utf8_lossy(word).to_ascii_lowercase())
        .collect()
}

/// Whether the name right before the value says that it is something else: `MAILJET_URL`, `stripe_account_id`.
fn names_no_credential(words: &[String]) -> bool {
    words.last().is_some_and(|word| super::verify::is_other_noun(word) && !CREDENTIAL_WORDS.contains(word.as_str()))
}

/// `/apps/98fc74a8-…/push`: a UUID between slashes names a thing.
fn is_path_part(text: &[u8], value: Span) -> bool {
    const UUID: usize = 36;
    let is_slash = |at: Option<usize>| at.and_then(|at| text.get(at)) == Some(&b'/');
    let uuid = value.len() == UUID && value.of(text)[8] == b'-' && value.of(text)[13] == b'-';
    uuid && is_slash(value.start.checked_sub(1)) && is_slash(Some(value.end))
}

/// Whether a longer text in base64 goes on before or behind the value: a sealed value, a certificate.
fn is_within_base64(text: &[u8], value: Span) -> bool {
    const REACH: usize = 64;
    let in_run = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let before = text[value.start.saturating_sub(REACH)..value.start].iter().rev().take_while(in_run);
    let after = text[value.end..text.len().min(value.end + REACH)].iter().take_while(in_run);
    let joined = |at: Option<&u8>| matches!(at, Some(b'+' | b'/'));
    let edges = joined(before.clone().next()) || joined(after.clone().next());
    edges && before.chain(after).any(|byte| *byte == b'+')
}

/// `sha256:`, `integrity=`, `commit `, `@`: what comes is a digest or a version.
fn is_digest(gap: &[u8]) -> bool {
    let before = &gap[gap.len().saturating_sub(DIGEST_REACH)..];
    before.ends_with(b"@") || before.ends_with(b"#") || words(before).iter().any(|word| DIGEST_WORDS.contains(word.as_str()))
}

pub(super) static CREDENTIAL_WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| super::verify::lines(include_str!("../../rules/lexicon/credential-words.txt")).collect());

static DIGEST_WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| super::verify::lines(include_str!("../../rules/lexicon/digest-words.txt")).collect());

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::provider;

    fn found(row: &str, text: &str) -> Vec<(String, Bond)> {
        let provider = provider::parse(&format!("[[provider]]\nname = \"P\"\n{row}")).expect("a row").remove(0);
        let text = text.replace("VALUE", "9f8a3c71d2b64e05a7c1f0e4b8d2963a");
        let mut done = 0;
        let mut all = Vec::new();
        for hit in 0..text.len() {
            for credential in credentials(text.as_bytes(), hit, done, &provider) {
                done = credential.value.end;
                all.push((String::from_utf8_lossy(credential.value.of(text.as_bytes())).into_owned(), credential.bond));
            }
        }
        all
    }

    const NEAR: &str = "words = [\"larkspur\", \"lark spur clinic\"]\nvalue = [\"hex 32\"]";

    #[test]
    fn values_behind_a_word() {
        for (text, bond) in [
            ("LARKSPUR_API_KEY=VALUE", Bond::Credential),
            ("larkspurToken: \"VALUE\"", Bond::Credential),
            ("my.larkspur.secret = VALUE", Bond::Credential),
            ("larkspurkey='VALUE'", Bond::Credential),
            ("\"lark-spur-clinic-token\" => \"VALUE\"", Bond::Credential),
            ("LarkSpurClinicApiKey(\"VALUE\")", Bond::Credential),
            ("https://api.larkspur.example/v2/items?api_key=VALUE", Bond::Credential),
            ("curl https://larkspur.example/x -H \"Authorization: Bearer VALUE\"", Bond::Credential),
            ("larkspur:\n  api_key: VALUE", Bond::Credential),
            ("larkspur = VALUE", Bond::Form),
            ("<larkspur>VALUE</larkspur>", Bond::Form),
            ("we use larkspur with VALUE here", Bond::Form),
            ("larkspur_key=1a2b3c4d1a2b3c4d1a2b3c4d1a2b3c4d", Bond::Sample),
        ] {
            let found = found(NEAR, text);
            assert_eq!(found.iter().map(|(_, bond)| *bond).collect::<Vec<_>>(), [bond], "{text}: {found:?}");
        }
    }

    #[test]
    fn what_is_none() {
        for text in [
            "blarkspur_key=VALUE",
            "larkspurs_key=VALUE",
            "larkspur_key=VALUEa",
            "larkspur_key=xVALUE",
            "larkspur_key=VALUE-1",
            "larkspur_url=VALUE",
            "larkspur_account_id=VALUE",
            "larkspur sha256:VALUE",
            "larkspur/client@VALUE",
            "github.com/larkspur/x commit VALUE",
            "larkspur_key=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "larkspur_key=00000000000000000000000000000000",
            "larkspur\n\n\n\nkey=VALUE",
            "https://larkspur.example/apps/98fc74a8-ff56-4a21-85f6-7a1fcac895c9/push?key=1",
            "VALUE larkspur",
            "larkspur",
            "data:Kq7+larkspur/7yTmB+VALUE+Lw8nT=",
            "[![x](https://larkspur.example/project/badge/Grade/VALUE)](https://larkspur.example/app)",
        ] {
            assert_eq!(found(NEAR, text), [], "{text}");
        }
    }

    #[test]
    fn common_words_need_a_name() {
        let row = "words = [\"linear\"]\nvalue = [\"hex 32\"]\nplace = \"name\"";
        assert_eq!(found(row, "LINEAR_API_KEY=VALUE").len(), 1);
        for text in ["linear = VALUE", "a linear function with key VALUE", "https://linear.example/?api_key=VALUE"] {
            assert_eq!(found(row, text), [], "{text}");
        }
    }

    #[test]
    fn several_credentials_behind_one_word() {
        let text = "larkspur: {key: VALUE, secret: 0d4f7a1be29c4c53b6a81f02c7e5d934}";
        assert_eq!(found(NEAR, text).len(), 2);
    }

    #[test]
    fn padding_belongs_to_base64() {
        let row = "words = [\"larkspur\"]\nvalue = [\"base64 44\"]";
        let text = "larkspur_key=q83vEjRWeJq83vEjRWeJq83zEkTWeLq81vEjRWhJq8w=";
        assert_eq!(found(row, text)[0].0.len(), 44);
    }

    #[test]
    fn hostile_texts_do_not_fail() {
        for text in ["larkspur", "larkspur=", "larkspur_", "larkspur\u{fffd}\u{fffd}=", "larkspur==========", "larkspur................"] {
            assert_eq!(found(NEAR, text), [], "{text}");
        }
        assert_eq!(found(NEAR, &"larkspur=a".repeat(2_000)), []);
    }
}
