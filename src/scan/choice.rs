//! Whether somebody else chose an algorithm: it stands in a branch, in the arm of a match or in the entry of a map that is named after it,
//! in one branch of several that take sound ones, or in an entry of a register.
//!
//! `case "md5": h = md5.New()`, `"des-ede3-cbc" => cbc::Encryptor::<des::TdesEde3>::new(…)`, `{ "sha1": hashlib.sha1 }`: what is served to
//! callers by its name is their choice, and a finding where they choose. Promises: a bounded look outwards from one place; lowers weight and
//! drops nothing.

use super::verify::{lines, spaced_words};
use crate::code::context::Surroundings;
use crate::code::mention::version;
use crate::code::outline::{Branch, Call, Outline, When};
use crate::code::token::{Kind, content};
use crate::language::Language;
use crate::text::Span;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Brackets that are left on the way outwards.
const LEVELS: usize = 5;
/// Most tokens that are walked.
const REACH: usize = 160;
/// Longest label, in tokens.
const LONGEST_LABEL: usize = 24;

/// Longest function, in tokens, whose other branches are looked at.
const LONGEST_FUNCTION: usize = 2_048;
/// As many sound algorithms in other branches make a choice that somebody else takes; one may be a switch of the author's.
const FEWEST_OTHERS: usize = 2;
/// Longest row of a table, in tokens.
const LONGEST_ROW: usize = 40;
/// As many entries of one function make a register.
const FEWEST_ENTRIES: usize = 3;

/// Names of algorithms, modes and paddings that are outdated, each with what it is called in other libraries.
static ALGORITHMS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    lines(include_str!("../../rules/lexicon/outdated-algorithms.txt")).map(|line| line.split(',').map(str::trim).collect()).collect()
});

/// Names of algorithms that are sound.
static SOUND: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../rules/lexicon/sound-algorithms.txt")).collect());

/// Labels that are a version of TLS and no more: `"1.1"`.
const BARE_VERSIONS: &[(&str, &[&str])] = &[
    ("1 0", &["tls1", "tls"]),
    ("1 1", &["tls11"]),
    ("0", &["ssl3"]),
    ("1", &["tls1", "tls"]),
    ("2", &["tls11"]),
    ("10", &["tls1"]),
    ("11", &["tls11"]),
];

/// What a question about a version of TLS may end with: `minorVersion == '1'`.
const MINOR_VERSIONS: &[(&str, &[&str])] = &[(" 0 ", &["tls1", "tls"]), (" 1 ", &["tls11"])];

/// Whether what stands around a value is named after the algorithm that it speaks of.
pub(super) fn is_callers(outline: &Outline<'_>, value: Span, around: &Surroundings, is_cipher: bool) -> bool {
    let spoken = value.of(outline.text);
    let mine = names(&spaced_words(spoken));
    // .NET calls the first version of TLS by no number.
    let first = spoken.ends_with(b"Tls").then(|| "tls1".to_owned());
    let my_version = version(spoken).map(|version| String::from_utf8_lossy(&version).into_owned()).or(first);
    if mine.is_empty() && my_version.is_none() {
        return false;
    }
    let says_it = |label: &[u8]| {
        let words = spaced_words(label);
        let theirs = names(&words);
        if mine.iter().any(|name| theirs.contains(name)) {
            return true;
        }
        let Some(mine) = &my_version else { return false };
        version(label).is_some_and(|label| label == mine.as_bytes())
            || MINOR_VERSIONS
                .iter()
                .any(|(end, versions)| words.contains(" version ") && words.ends_with(end) && versions.contains(&mine.as_str()))
            || BARE_VERSIONS.iter().any(|(bare, versions)| words.trim() == *bare && versions.contains(&mine.as_str()))
    };
    // In C, where libraries are written, a function or class that is named after a cipher is how callers ask for it.
    let of_c = matches!(outline.language, Language::C | Language::Cpp | Language::ObjectiveC);
    let offered = around.function.iter().chain(&around.classes).filter(|_| of_c && is_cipher).any(|name| says_it(name.of(outline.text)));
    offered
        || around.choices.iter().any(|choice| says_it(choice.of(outline.text)))
        || element(outline, outline.tokens.at(value.start)).is_some_and(|label| says_it(label.of(outline.text)))
        || labels(outline, outline.tokens.at(value.start))
            .into_iter()
            .any(|label| !label.overlaps(value) && says_it(label.of(outline.text)))
}

/// Whether it stands in the branch or arm of who asked for it: `Some("http") => format!("…?sslmode=disable")`.
pub(super) fn is_asked_for(outline: &Outline<'_>, value: Span, around: &Surroundings) -> bool {
    let says_it = |label: &[u8]| label.iter().any(|byte| matches!(byte, b'"' | b'\'')) && spaced_words(label).contains(" http ");
    let labels = labels(outline, outline.tokens.at(value.start));
    around.choices.iter().chain(labels.iter().filter(|label| !label.overlaps(value))).any(|span| says_it(span.of(outline.text)))
}

/// Whether a function takes sound algorithms in its other branches: what is taken here depends on what somebody asked for or stored.
pub(super) fn is_one_of_several(outline: &Outline<'_>, value: Span) -> bool {
    let at = outline.tokens.at(value.start);
    let Some(body) = outline.function_at(at).map(|function| outline.functions[function].body) else { return false };
    if body.1 - body.0 > LONGEST_FUNCTION {
        return false;
    }
    // A loop is no choice; nor is what stands in no branch.
    let chosen = |branch: &&Branch| branch.when != When::Sometimes && body.0 <= branch.body.0 && branch.body.1 <= body.1;
    let mine: Vec<usize> = outline.branches_at(at).filter(chosen).map(|branch| branch.statement).collect();
    let others = outline.branches.iter().filter(chosen).filter(|branch| at < branch.body.0 || branch.body.1 <= at);
    let of_same = others.filter(|branch| mine.contains(&branch.statement));
    let mut sound: BTreeSet<&str> = BTreeSet::new();
    let mut branches = 0;
    for branch in of_same {
        let words: String = (branch.body.0..branch.body.1).map(|at| spaced_words(outline.word(at))).collect();
        let said = SOUND.iter().copied().find(|name| words.contains(&format!(" {name} ")));
        branches += usize::from(said.is_some());
        sound.extend(said);
    }
    branches.max(sound.len()) >= FEWEST_OTHERS
}

/// Whether a value was set in the branch for one name, and is used in the branch for another: `case HS256: bits = 256 … case RS256: make(bits)`.
pub(super) fn is_of_other_case(outline: &Outline<'_>, value: Span, origin: Span) -> bool {
    let cases = |span: Span| {
        let cases = outline.branches_at(outline.tokens.at(span.start)).filter_map(|branch| match branch.when {
            When::Equal(subject, label) => Some((words_of(outline, subject), words_of(outline, label), branch.statement)),
            _ => None,
        });
        cases.collect::<Vec<_>>()
    };
    let used = cases(value);
    cases(origin).iter().any(|(subject, label, statement)| {
        let is_other = |(other, theirs, elsewhere): &(String, String, usize)| {
            other == subject && elsewhere != statement && !theirs.contains(label.as_str()) && !label.contains(theirs.as_str())
        };
        used.iter().any(is_other)
    })
}

/// The words of some tokens.
fn words_of(outline: &Outline<'_>, range: (usize, usize)) -> String {
    (range.0..range.1).map(|at| spaced_words(outline.word(at))).collect()
}

/// Whether it is put into a register under a name, as others are: `encoders.put("MD4", new Md4PasswordEncoder())`. Who looks it up chooses.
pub(super) fn is_registered(outline: &Outline<'_>, value: Span) -> bool {
    const PUTS: &[&[u8]] = &[b"put", b"register", b"Register", b"add", b"Add", b"set", b"insert"];
    let at = outline.tokens.at(value.start);
    let names_entry = |call: &Call| outline.kind(call.open + 1) == Kind::Text && outline.is(call.open + 2, ",");
    let is_entry = |call: &&Call| PUTS.contains(&outline.name(call.name)) && call.path < call.name && names_entry(call);
    let around = |call: &&Call| call.open + 2 < at && at < call.close;
    let Some(entry) = outline.calls.iter().filter(around).find(is_entry) else { return false };
    let register = |call: &Call| (outline.name(call.path), outline.name(call.name), outline.function_at(call.name));
    let alike = outline.calls.iter().filter(is_entry).filter(|other| register(other) == register(entry));
    let keys: BTreeSet<&[u8]> = alike.map(|other| content(outline.word(other.open + 1))).collect();
    keys.len() >= FEWEST_ENTRIES
}

/// Whether it stands in a row of a table that gives names to things, `{ "never", CURLUSESSL_NONE }`: who looks it up chooses.
pub(super) fn is_tabled(outline: &Outline<'_>, at: usize) -> bool {
    let Some(row) = (at.saturating_sub(LONGEST_ROW)..at).rev().find(|open| outline.is(*open, "{") && mate(outline, *open) > at) else {
        return false;
    };
    // A text, or a macro around one.
    let is_row = |open: usize| {
        outline.is(open, "{")
            && mate(outline, open).wrapping_sub(open) <= LONGEST_ROW
            && (outline.kind(open + 1) == Kind::Text || outline.is(open + 2, "(") && outline.kind(open + 3) == Kind::Text)
    };
    if !is_row(row) || row == 0 {
        return false;
    }
    let mut rows = 1;
    let mut next = mate(outline, row) + 1;
    while rows < FEWEST_ENTRIES && outline.is(next, ",") && is_row(next + 1) {
        (rows, next) = (rows + 1, mate(outline, next + 1) + 1);
    }
    let mut before = row - 1;
    while rows < FEWEST_ENTRIES && before > 1 && outline.is(before, ",") && outline.is(before - 1, "}") && is_row(mate(outline, before - 1))
    {
        rows += 1;
        before = mate(outline, before - 1).saturating_sub(1);
    }
    rows >= FEWEST_ENTRIES
}

/// The other bracket of a pair.
fn mate(outline: &Outline<'_>, bracket: usize) -> usize {
    outline.tokens.get(bracket).mate as usize
}

/// The index of the element that a place is assigned to: `USE_TLSv1` of `methods[USE_TLSv1] = …`.
fn element(outline: &Outline<'_>, at: usize) -> Option<Span> {
    let assigned = outline.assignments.iter().find(|assigned| assigned.value.0 <= at && at < assigned.value.1)?;
    let open = (assigned.path..assigned.operator).find(|open| outline.is(*open, "["))?;
    let close = mate(outline, open);
    (open + 1 < close).then(|| Span::new(outline.tokens.get(open + 1).span().start, outline.tokens.get(close - 1).span().end))
}

/// Whether the file offers sound formats too, each in a function of its own named after it, `hash_smd5` beside `hash_bcrypt` and `hash_sha512`:
/// who calls one of them chooses.
pub(super) fn is_one_of_formats(outline: &Outline<'_>, value: Span) -> bool {
    const SOUND_FORMATS: &[&str] = &["bcrypt", "argon2", "scrypt", "sha256", "sha512", "blake2"];
    const LEAST_PREFIX: usize = 3;
    let Some(name) = outline.function_at(outline.tokens.at(value.start)).and_then(|function| outline.functions[function].name) else {
        return false;
    };
    let first = |name: &[u8]| spaced_words(name).split_whitespace().next().map(str::to_owned).filter(|word| word.len() >= LEAST_PREFIX);
    let Some(mine) = first(outline.name(name)) else { return false };
    let names = outline.functions.iter().filter_map(|function| function.name).map(|name| outline.name(name));
    let alike = names.filter(|name| first(name).as_deref() == Some(&mine));
    let said = alike.filter_map(|name| {
        let plain = String::from_utf8_lossy(name).to_ascii_lowercase();
        SOUND_FORMATS.iter().find(|sound| plain.contains(*sound)).copied()
    });
    said.collect::<BTreeSet<_>>().len() >= FEWEST_OTHERS
}

/// Which algorithms the words name.
fn names(words: &str) -> Vec<usize> {
    let is_said = |name: &str| {
        words.match_indices(&format!(" {name}")).any(|(at, _)| {
            // `md5` of `md5sum`, `sha1` of `sha1WithRSA`, but not `des` of `description`.
            let rest = &words.as_bytes()[at + 1 + name.len()..];
            let next = rest.first().copied().unwrap_or(b' ');
            next == b' ' || name.ends_with(|last: char| last.is_ascii_digit()) && !next.is_ascii_digit()
        })
    };
    ALGORITHMS.iter().enumerate().filter(|(_, names)| names.iter().any(|name| is_said(name))).map(|(index, _)| index).collect()
}

/// The labels of the arms and entries around a token, from the inside out.
fn labels(outline: &Outline<'_>, from: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut at, mut level, mut same_level) = (from, 0, true);
    let floor = from.saturating_sub(REACH);
    while at > floor && level < LEVELS {
        at -= 1;
        match outline.kind(at) {
            Kind::Close => at = (outline.tokens.get(at).mate as usize).min(at),
            Kind::Open => (level, same_level) = (level + 1, true),
            Kind::Sign if outline.is_any(at, &[";", ","]) => same_level = false,
            Kind::Sign if same_level && outline.is_any(at, &["=>", "->", ":"]) => {
                let start = label_start(outline, at);
                if start < at {
                    found.push(Span::new(outline.tokens.get(start).span().start, outline.tokens.get(at - 1).span().end));
                }
                same_level = false;
            }
            _ => {}
        }
    }
    found
}

/// Where the label that ends before a token begins.
fn label_start(outline: &Outline<'_>, end: usize) -> usize {
    let floor = end.saturating_sub(LONGEST_LABEL);
    let mut start = end;
    while start > floor {
        let before = start - 1;
        if outline.is_any(before, &[",", ";", "{", "[", "(", "}", "?"]) && outline.kind(before) != Kind::Close {
            break;
        }
        if outline.kind(before) == Kind::Close {
            let open = outline.tokens.get(before).mate as usize;
            if outline.is(before, "}") || open >= before || open < floor {
                break;
            }
            start = open;
            continue;
        }
        start = before;
        if outline.tokens.get(start).begins_line() && !outline.is_any(start, &["|", "||", "."]) {
            break;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::context;
    use crate::code::token::Tokens;
    use crate::language::{Language, Zones};

    #[test]
    fn what_is_named_after_the_algorithm_is_the_callers_choice() {
        for (language, text, value, expected) in [
            (Language::Rust, "fn f() { match a { CryptoHash::Sha1 => &digest::SHA1_LEGACY, _ => g() } }", "SHA1_LEGACY", true),
            (
                Language::Rust,
                "fn f() { match a { \"des-ede3-cbc\" => { cbc::Encryptor::<des::TdesEde3>::new(k) } _ => g() } }",
                "TdesEde3",
                true,
            ),
            (Language::Rust, "fn f() { match a { Kind::Old => { cbc::Encryptor::<des::TdesEde3>::new(k) } _ => g() } }", "TdesEde3", false),
            (Language::Rust, "fn f() { match a { \"md5\" => g(), _ => Sha1::digest(data) } }", "Sha1", false),
            (Language::Rust, "fn f() { let h = match oid { \"1.2.840.10045.4.1\" => Sha1::digest(raw), _ => g() }; }", "Sha1", true),
            (
                Language::Python,
                "M = {\n    (\"RSA\", b\"ssh-rsa\"): hashes.SHA1(),\n    (\"RSA\", b\"rsa-sha2-256\"): hashes.SHA256(),\n}\n",
                "SHA1",
                true,
            ),
            (Language::Go, "var m = map[string]F{\"sha1\": func() hash.Hash { return sha1.New() }}", "sha1.New", true),
            (Language::Python, "M = {\n    \"1.0\": V.TLSv1,\n    \"1.1\": V.TLSv1_1,\n}\n", "TLSv1_1", true),
            (Language::Python, "M = {\n    \"1.1\": V.TLSv1_2,\n    \"low\": V.TLSv1_1,\n}\n", "TLSv1_1", false),
            (Language::Kotlin, "fun f(a: String) = when (a) {\n  \"DES\" -> Cipher.getInstance(\"DES\")\n  else -> g()\n}", "DES", true),
            (Language::Java, "class A { void f() { if (a.equals(\"DES\")) { c = Cipher.getInstance(\"DES\"); } } }", "DES", true),
            (Language::Java, "class A { void f() { if (description != null) { c = Cipher.getInstance(\"DES\"); } } }", "DES", false),
            (Language::CSharp, "class A { void F() { if (minorVersion == '0') v |= SslProtocols.Tls; } }", "SslProtocols.Tls", true),
            (Language::JavaScript, "const o = { hash: createHash('md5'), name: 'md5' }", "md5'), name", false),
        ] {
            let bytes = text.as_bytes();
            let outline = Outline::read(bytes, Tokens::read(bytes, &Zones::lex(bytes, language)), language).expect("read by calls");
            let start = memchr::memmem::rfind(bytes, value.as_bytes()).expect("it is there");
            let value = Span::new(start, start + value.split('\'').next().map_or(0, str::len));
            let around = context::surroundings(&outline, start);
            assert_eq!(is_callers(&outline, value, &around, false), expected, "{text}");
        }
    }
}
