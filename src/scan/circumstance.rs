//! What code says of its own weak cryptography: that it is a test's, a server's, an empty one's, or no more than a name.
//!
//! Every question is about mechanics that hold in any project: what is brought in, what stands at the other side of an operator, what is set
//! again. Promises: looks at the statement, the function and the names around one finding; lowers its weight and drops nothing, but for a
//! literal that is only part of a value.

use super::choice;
use super::reasons::Reasons;
use super::verify::{lines, spaced_words};
use crate::code::assignment;
use crate::code::context::{self, Surroundings};
use crate::code::mention::version;
use crate::code::outline::{Call, Outline};
use crate::code::token::{Kind, content};
use crate::finding::Evidence;
use crate::language::Language;
use crate::text::Span;
use std::sync::LazyLock;

/// CWE-295 and CWE-297: certificates, and the names in them, that nobody checks.
const CHECKS: &[u16] = &[295, 297];
/// CWE-321, a key in the code.
const KEY: u16 = 321;
/// CWE-614, a cookie without `Secure`.
const COOKIE: u16 = 614;
/// CWE-328, a weak hash.
const HASH: u16 = 328;
/// CWE-916, a password hash without a cost.
const PASSWORDS: u16 = 916;
/// CWE-319, what is sent in the clear.
const CLEARTEXT: u16 = 319;
/// CWE-347, a signature that nobody checks.
const SIGNATURE: u16 = 347;
/// Words of what is guessed whatever else is hashed with it.
const HELD: &[&str] = &[
    " key ",
    " secret ",
    " password ",
    " passwd ",
    " passphrase ",
    " credential ",
    " credentials ",
    " pin ",
    " ssn ",
    " mrn ",
    " patient ",
];
/// Most digits or letters of a digest that are kept where it only tells things apart.
const SHORT_DIGEST: usize = 12;
/// As many tokens after a digest are looked at for where it is cut.
const CUT_REACH: usize = 24;
/// As many lines either side a sound digest of the same data is made.
const BESIDE: usize = 2;
/// As many addresses under names in one file make a directory of other people's services.
const FEWEST_ADDRESSES: usize = 12;
/// CWE-327, a broken cipher or mode.
const CIPHER: u16 = 327;
/// CWE-329, a predictable initialisation vector.
const VECTOR: u16 = 329;
/// CWE-326, too little strength: what rules of old versions of TLS come under.
const OLD_VERSION: u16 = 326;
/// Weaknesses of algorithms, which callers may choose among: hashes, ciphers and modes, versions, padding of RSA.
const CHOSEN: &[u16] = &[HASH, CIPHER, OLD_VERSION, PASSWORDS, 780];
/// How much of a file is looked through for what it brings in, in bytes.
const IMPORTS: usize = 8 << 10;
/// How far before a value the name of its member is looked for, in bytes.
const LONGEST_MEMBER: usize = 40;
/// Longest function, in bytes, that is looked through for what else it sets.
const LONGEST_BODY: usize = 16 << 10;
/// As many plain words in a row before a flag make a sentence.
const PROSE_WORDS: usize = 3;
/// As many words at the end of a name and of a literal are the same where the literal is a name too.
const SAME_WORDS: usize = 3;

/// What one file of code says of all that is found in it.
pub(super) struct OfFile {
    /// It brings in a framework for tests.
    imports_tests: bool,
    /// Where its tests begin: `#[cfg(test)] mod tests` of Rust.
    tests_from: usize,
    of_rust: bool,
}

impl OfFile {
    pub(super) fn read(text: &[u8], language: Language) -> Self {
        let tests_from = if language == Language::Rust { inner_tests(text) } else { None };
        Self { imports_tests: imports_tests(text), tests_from: tests_from.unwrap_or(usize::MAX), of_rust: language == Language::Rust }
    }

    /// Whether what stands at an offset is run by tests alone.
    pub(super) fn is_test(&self, text: &[u8], offset: usize) -> bool {
        self.imports_tests || offset >= self.tests_from || self.of_rust && is_marked(&text[offset.saturating_sub(LONGEST_BODY)..offset])
    }
}

/// Whether the function of Rust that a text ends in is marked as a test: `#[test]`, `#[tokio::test]`.
fn is_marked(before: &[u8]) -> bool {
    let begins = memchr::memmem::rfind(before, b"\n}").map_or(0, |at| at + 2);
    let begun = &before[begins..];
    memchr::memmem::find(begun, b"#[test]").is_some()
        || memchr::memmem::find(begun, b"::test]").is_some()
        || memchr::memmem::find(begun, b"::test(").is_some()
}

/// Whether a line that brings something in names a framework for tests.
fn imports_tests(text: &[u8]) -> bool {
    const LEADS: &[&[u8]] = &[
        b"import",
        b"from",
        b"using",
        b"use",
        b"require",
        b"#include",
        b"#import",
        b"const",
        b"var",
        b"let",
        b"@testable",
        b"\"testing\"",
    ];
    let head = &text[..text.len().min(IMPORTS)];
    head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).any(|line| {
        let of_go = line.starts_with(b"\"") && line.ends_with(b"\"");
        (of_go || LEADS.iter().any(|lead| line.starts_with(lead))) && FRAMEWORKS.iter().any(|name| is_named(line, name.as_bytes()))
    })
}

/// Whether a line holds a name that no letter stands before.
fn is_named(line: &[u8], name: &[u8]) -> bool {
    memchr::memmem::find_iter(line, name)
        .any(|at| at == 0 || !line[at - 1].is_ascii_alphanumeric() && line[at - 1] != b'_' && line[at - 1] != b'-')
}

/// Where the module of tests at the end of a file of Rust begins.
fn inner_tests(text: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(text, b"#[cfg(test)]").find(|at| {
        let after = text[at + b"#[cfg(test)]".len()..].trim_ascii_start();
        (after.starts_with(b"mod ") || after.starts_with(b"pub mod ") || after.starts_with(b"pub(crate) mod "))
            && after.iter().take(80).take_while(|byte| **byte != b'\n').any(|byte| *byte == b'{')
    })
}

/// Adds what speaks against a finding. Returns whether it is one.
/// `origin` is where the value was written down, which may be in another function.
pub(super) fn weigh(
    outline: &Outline<'_>,
    weakness: u16,
    (value, origin): (Span, Span),
    stem: &str,
    around: &Surroundings,
    evidence: &mut Reasons,
) -> bool {
    let at = outline.tokens.at(value.start);
    let harmless = match weakness {
        KEY if is_part_of_value(outline, at) => return false,
        KEY => is_own_name(outline, at),
        HASH => {
            hashes_literal(outline, value)
                || hashes_chance(outline, value)
                || is_cut_short(outline, at)
                || is_beside_sound(outline, value)
                || only_indexes(outline, at)
                || is_prescribed(outline, stem, around)
        }
        CIPHER => only_decrypts(outline, around) || is_made_to_decrypt(outline, around) || is_prescribed(outline, stem, around),
        VECTOR => is_made_to_decrypt(outline, around),
        COOKIE => is_set_again(outline, at, value),
        CLEARTEXT => is_in_directory(outline, at),
        SIGNATURE => only_tells_form(outline, at) || is_verified_too(outline, at),
        weakness if CHECKS.contains(&weakness) => {
            is_own_state(outline, at)
                || is_servers(outline, value, stem, around)
                || is_own_check(outline, value)
                || is_within_machine(outline, around)
                || is_begun_open(outline, at)
        }
        OLD_VERSION => offers_version(outline, value, around),
        _ => false,
    };
    let harmless = harmless || is_described(outline, at, value);
    let harmless = harmless
        || CHOSEN.contains(&weakness)
            && (choice::is_callers(outline, value, around)
                || choice::is_one_of_several(outline, origin)
                || choice::is_registered(outline, value));
    evidence.extend(harmless.then_some(Evidence::NotNear));
    true
}

/// Whether a literal is joined to what is not one: `"AWS4" + secret` is no constant.
fn is_part_of_value(outline: &Outline<'_>, at: usize) -> bool {
    let joins = |sign: usize| outline.is(sign, outline.dialect.joins) && outline.kind(sign) == Kind::Sign;
    let unknown = |other: usize| outline.kind(other) == Kind::Name;
    outline.kind(at) == Kind::Text
        && (joins(at + 1) && unknown(at + 2) || at >= 2 && joins(at - 1) && (unknown(at - 2) || outline.kind(at - 2) == Kind::Close))
}

/// Whether a literal says again what it is assigned to: `KEY_TLS_PRIVATE_KEY = "app-tlsPrivateKey"` names an entry.
fn is_own_name(outline: &Outline<'_>, at: usize) -> bool {
    let Some(assigned) = outline.assignments.iter().find(|assigned| assigned.value == (at, at + 1)) else { return false };
    let literal = content(outline.word(at));
    outline.kind(at) == Kind::Text && same_end(outline.name(assigned.name), literal) >= SAME_WORDS
}

/// How many words two names end with alike.
fn same_end(one: &[u8], other: &[u8]) -> usize {
    let (one, other) = (assignment::words(one), assignment::words(other));
    one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count()
}

/// The call whose name or whose arguments an offset stands in.
fn call_at<'o>(outline: &'o Outline<'_>, at: usize) -> Option<&'o Call> {
    let around = |call: &&Call| call.path <= at && at <= call.close;
    outline.calls.iter().filter(around).min_by_key(|call| call.close - call.path)
}

/// Whether a literal is all that is hashed: `digest("MD5", "")` asks whether there is such a hash.
fn hashes_literal(outline: &Outline<'_>, value: Span) -> bool {
    const HASHES: &[&[u8]] = &[b"digest", b"hexdigest", b"base64digest", b"md5", b"sha1", b"HashData", b"ComputeHash", b"hash", b"Sum"];
    let Some(call) = call_at(outline, outline.tokens.at(value.end.saturating_sub(1))) else { return false };
    if !HASHES.contains(&outline.name(call.name)) {
        return false;
    }
    let arguments = outline.arguments(call);
    let holds_value = |range: (usize, usize)| {
        (range.0..range.1).any(|at| value.contains(outline.tokens.get(at).span()) || outline.tokens.get(at).span().contains(value))
    };
    let mut data = arguments.iter().filter(|argument| !holds_value(argument.value)).peekable();
    data.peek().is_some() && data.all(|argument| (argument.value.0..argument.value.1).all(|at| outline.kind(at) == Kind::Text))
}

/// Whether an address is an entry of a directory of many, `{"endpoint": "http://…"}`: the services of others, as they offer them.
fn is_in_directory(outline: &Outline<'_>, at: usize) -> bool {
    let is_entry = |at: usize| {
        outline.kind(at) == Kind::Text && at >= 2 && outline.is_any(at - 1, &[":", "=>"]) && outline.kind(at - 2) == Kind::Text && {
            let written = content(outline.word(at));
            written.starts_with(b"http://") || written.starts_with(b"https://")
        }
    };
    is_entry(at) && (0..outline.tokens.len()).filter(|at| is_entry(*at)).take(FEWEST_ADDRESSES).count() == FEWEST_ADDRESSES
}

/// Whether a token that is read unchecked is only asked whether it can be read: `_, _, err := parser.ParseUnverified(token, jwt.MapClaims{})`.
fn only_tells_form(outline: &Outline<'_>, at: usize) -> bool {
    let Some(call) = call_at(outline, at) else { return false };
    let start = (call.path.saturating_sub(12)..call.path).rev().find(|at| outline.is_any(*at, &[";", "{", "}", "if"]));
    let start = start.map_or(call.path.saturating_sub(12), |at| at + 1);
    let discards = outline.is(start, "_") && outline.is(start + 1, ",") && outline.is(start + 2, "_");
    // What the claims are put into may be asked afterwards, unless it is made here.
    let made_here = outline.arguments(call).last().is_some_and(|last| outline.is(last.value.1 - 1, "}"));
    discards && made_here
}

/// Whether what is hashed is drawn at random, and holds no password: `sha1(os.urandom(64))`, `md5(uniqid() . $salt)` only spell it.
fn hashes_chance(outline: &Outline<'_>, value: Span) -> bool {
    const DRAWS: &[&str] =
        &[" urandom ", " uuid ", " uuid4 ", " uniqid ", " unique id ", " uniq id ", " random ", " rand ", " randombytes ", " nonce "];
    if spells_chance(outline, value) {
        return true;
    }
    let Some(call) = call_at(outline, outline.tokens.at(value.end.saturating_sub(1))) else { return false };
    let name = spaced_words(outline.name(call.name));
    if ![" md5 ", " sha1 ", " sha 1 "].iter().any(|hash| name.contains(hash)) {
        return false;
    }
    let arguments: String = (call.open + 1..call.close).map(|at| spaced_words(outline.word(at))).collect();
    let draws = (call.open + 1..call.close).any(|at| {
        outline.is(at + 1, "(") && {
            let called = spaced_words(outline.word(at));
            DRAWS.iter().any(|word| called.contains(word))
        }
    });
    draws && !HELD.iter().any(|word| arguments.contains(word))
}

/// Whether a digest is cut to a few letters, `sha1(name).hexdigest()[:6]`, `substr(md5($host), 0, 4)`: it tells things apart and guards none.
fn is_cut_short(outline: &Outline<'_>, at: usize) -> bool {
    const CUTS: &[&[u8]] = &[b"substring", b"Substring", b"substr", b"slice", b"take", b"first", b"left", b"Left"];
    let is_short = |at: usize| {
        let number = std::str::from_utf8(outline.word(at)).ok().and_then(|word| word.parse::<usize>().ok());
        outline.kind(at) == Kind::Number && number.is_some_and(|number| (1..=SHORT_DIGEST).contains(&number))
    };
    let range = context::statement(outline, at);
    let spoken: String = (range.0..range.1).map(|at| spaced_words(outline.word(at))).collect();
    if HELD.iter().any(|word| spoken.contains(word)) {
        return false;
    }
    let end = range.1.min(at + CUT_REACH);
    let is_slice = |at: usize| outline.is(at, ":") && is_short(at + 1) && outline.is(at + 2, "]") && outline.is_any(at - 1, &["[", "0"]);
    let cuts = |call: &Call| CUTS.contains(&outline.name(call.name)) && is_short(call.close - 1);
    let behind = |call: &Call| at < call.name && call.name < end;
    let around = |call: &Call| call.open < at && at < call.close && call.open >= range.0;
    (at + 1..end).any(is_slice) || outline.calls.iter().any(|call| (behind(call) || around(call)) && cuts(call))
}

/// Whether a sound digest is made in the lines beside: who checks both rests on the sound one.
fn is_beside_sound(outline: &Outline<'_>, value: Span) -> bool {
    const SOUND: &[&str] = &[" sha256 ", " sha 256 ", " sha512 ", " sha 512 ", " sha384 ", " sha 384 "];
    let text = outline.text;
    let start = memchr::memrchr_iter(b'\n', &text[..value.start]).nth(BESIDE).map_or(0, |at| at + 1);
    let end = memchr::memchr_iter(b'\n', &text[value.end..]).nth(BESIDE).map_or(text.len(), |at| value.end + at);
    let line = memchr::memrchr(b'\n', &text[..value.start]).map_or(0, |at| at + 1);
    let line_end = memchr::memchr(b'\n', &text[value.end..]).map_or(text.len(), |at| value.end + at);
    let is_made = |line: &[u8]| {
        let words = spaced_words(line);
        line.contains(&b'(') && SOUND.iter().any(|name| words.contains(name)) && !words.contains(" if ") && !words.contains(" else ")
    };
    let others = [&text[start..line], &text[line_end..end.max(line_end)]];
    others.iter().flat_map(|lines| lines.split(|byte| *byte == b'\n')).any(is_made)
}

/// Whether the file verifies such tokens as well: which key that takes, it has to read first.
fn is_verified_too(outline: &Outline<'_>, at: usize) -> bool {
    const VERIFIES: &[&[u8]] = &[b"decode", b"verify", b"Parse", b"ParseWithClaims", b"ValidateToken", b"jwtVerify", b"parseSignedClaims"];
    const KEYS: &[&str] = &[" secret ", " key ", " keyfunc ", " decoding key ", " key func "];
    let names_key = |call: &Call| {
        let given: String = (call.open + 1..call.close).map(|at| spaced_words(outline.word(at))).collect();
        KEYS.iter().any(|word| given.contains(word)) && !given.contains(" false ") && !given.contains(" none ")
    };
    let verifying = VERIFIES.iter().filter_map(|name| outline.called.get(name)).flatten().map(|index| &outline.calls[*index]);
    verifying.filter(|call| at < call.path || call.close < at).any(names_key)
}

/// Whether all that is hashed is drawn at random.
fn spells_chance(outline: &Outline<'_>, value: Span) -> bool {
    const SOURCES: &[&[u8]] =
        &[b"urandom", b"token_bytes", b"token_hex", b"uuid4", b"randomBytes", b"randomUUID", b"random_bytes", b"getrandom"];
    let Some(call) = call_at(outline, outline.tokens.at(value.end.saturating_sub(1))) else { return false };
    let mut drawn =
        outline.arguments(call).into_iter().filter(|argument| (argument.value.0..argument.value.1).any(|at| outline.is(at, "(")));
    drawn.next().is_some_and(|argument| {
        let open = (argument.value.0..argument.value.1).find(|at| outline.is(*at, "(")).unwrap_or_default();
        open > 0 && SOURCES.contains(&outline.name(open - 1)) && outline.tokens.close(open, outline.tokens.len()) + 1 >= argument.value.1
    })
}

/// Whether a protocol prescribes the cipher, or a sound construction is made of the bare block function.
fn is_prescribed(outline: &Outline<'_>, stem: &str, around: &Surroundings) -> bool {
    let names = around.classes.iter().chain(&around.function).map(|span| spaced_words(span.of(outline.text)));
    let spoken: String = names.chain([spaced_words(stem.as_bytes())]).collect();
    CIPHER_PROTOCOLS.iter().any(|word| spoken.contains(&format!(" {word} ")))
}

/// Whether a check of one's own decides, instead of none: of rustls' verifiers, one that can also refuse, or is named after what it does.
fn is_own_check(outline: &Outline<'_>, value: Span) -> bool {
    const NONE: &[&str] = &[
        "no",
        "none",
        "skip",
        "insecure",
        "danger",
        "accept",
        "allow",
        "any",
        "all",
        "ignore",
        "dummy",
        "null",
        "noop",
        "disable",
        "disabled",
        "unverified",
        "unchecked",
        "unsafe",
        "trusting",
        "blind",
        "fake",
    ];
    if outline.language != Language::Rust {
        return false;
    }
    let spoken = value.of(outline.text);
    if memchr::memmem::find(spoken, b"assertion").is_some() {
        let refuses = |body: Span| {
            let text = body.of(outline.text);
            memchr::memmem::find(text, b"Err(").is_some() || memchr::memmem::find(text, b".verify_").is_some()
        };
        return context::named_function(outline, value.start).is_some_and(refuses);
    }
    // Where the verifier stands in the call; one that is made elsewhere is judged there.
    let is_setter = |name: &[u8]| matches!(name, b"set_certificate_verifier" | b"with_custom_certificate_verifier");
    let at = outline.tokens.at(value.end.saturating_sub(1));
    let Some(setter) = (at..outline.tokens.len().min(at + 4)).find(|at| is_setter(outline.name(*at))) else { return false };
    let close = outline.tokens.close(setter + 1, outline.tokens.len());
    let verifier: String = (setter + 1..close).map(|at| spaced_words(outline.word(at))).collect();
    !NONE.iter().any(|word| verifier.contains(&format!(" {word} ")))
}

/// Whether a branch is only taken for this machine itself, or where somebody develops: `if is_localhost(host)`, `if env == "development"`.
fn is_within_machine(outline: &Outline<'_>, around: &Surroundings) -> bool {
    const LOOPBACK: &[&str] = &[
        " localhost ",
        " loopback ",
        " 127 0 0 1 ",
        " local host ",
        " environment local ",
        " env local ",
        " is local ",
        " development ",
        " is dev ",
    ];
    let says_so = |choice: &Span| {
        let words = spaced_words(choice.of(outline.text));
        let negated = choice.of(outline.text).contains(&b'!') || words.contains(" not ");
        !negated && LOOPBACK.iter().any(|word| words.contains(word))
    };
    around.choices.iter().any(says_so)
}

/// Whether a variable only begins without a check, and a branch of the same function sets another: `flags = VERIFY_NONE; if … flags = VERIFY_PEER`.
fn is_begun_open(outline: &Outline<'_>, at: usize) -> bool {
    let assigned = outline.assignments.iter().find(|assigned| assigned.value.0 <= at && at < assigned.value.1 && !assigned.element);
    let Some(begun) = assigned.filter(|assigned| assigned.path == assigned.name && assigned.function.is_some()) else { return false };
    let checks = |range: (usize, usize)| {
        (range.0..range.1).any(|at| {
            let words = spaced_words(outline.word(at));
            [" peer ", " required ", " true "].iter().any(|word| words.contains(word))
        })
    };
    outline
        .assigned
        .get(outline.name(begun.name))
        .into_iter()
        .flatten()
        .map(|index| &outline.assignments[*index])
        .any(|later| later.operator > begun.operator && later.function == begun.function && later.path == later.name && checks(later.value))
}

/// Whether a text of several lines is a page of the manual: a docstring, or a constant that is named so, `EXAMPLES = """…"""`.
fn is_manual(outline: &Outline<'_>, at: usize) -> bool {
    const NAMES: &[&str] = &[" doc ", " docs ", " documentation ", " example ", " examples ", " usage ", " help ", " description "];
    if memchr::memchr_iter(b'\n', outline.word(at)).take(PROSE_WORDS).count() < PROSE_WORDS {
        return false;
    }
    let assigned = outline.assignments.iter().find(|assigned| assigned.value.0 == at || assigned.value == (at, at + 1));
    match assigned {
        Some(assigned) => {
            let name = spaced_words(outline.name(assigned.name));
            NAMES.iter().any(|word| name.contains(word))
        }
        None => outline.language == Language::Python && outline.tokens.get(at).begins_line(),
    }
}

/// Whether a text speaks about a flag instead of giving it: `"Whether StrictHostKeyChecking=no is added"`.
fn is_described(outline: &Outline<'_>, at: usize, value: Span) -> bool {
    let token = outline.tokens.get(at).span();
    if outline.kind(at) != Kind::Text || token == value || !token.contains(value) {
        return false;
    }
    if is_manual(outline, at) {
        return true;
    }
    let before = &outline.text[token.start..value.start];
    let line = memchr::memrchr(b'\n', before).map_or(before, |at| &before[at + 1..]);
    // The option that the flag belongs to, and what marks it in manuals: `C(-o `.
    let line = line.trim_ascii_end();
    let line = line.strip_suffix(b"-o").or_else(|| line.strip_suffix(b"-c")).unwrap_or(line);
    let line = line.trim_ascii_end();
    let line = [&b"C("[..], b"V(", b"`", b"'", b"\\\"", b"("].iter().find_map(|mark| line.strip_suffix(*mark)).unwrap_or(line);
    let is_plain = |word: &&[u8]| !word.is_empty() && word.iter().all(u8::is_ascii_alphabetic);
    line.rsplit(|byte| *byte == b' ').skip_while(|word| word.is_empty()).take_while(is_plain).take(PROSE_WORDS).count() == PROSE_WORDS
}

/// Whether what a hash gives only finds an entry again: `stack[hash] = log`.
fn only_indexes(outline: &Outline<'_>, at: usize) -> bool {
    let assigned = outline.assignments.iter().find(|assigned| assigned.value.0 <= at && at < assigned.value.1 && !assigned.element);
    let Some(assigned) = assigned.filter(|assigned| assigned.path == assigned.name) else { return false };
    let Some(function) = assigned.function else { return false };
    let (name, body) = (outline.name(assigned.name), outline.functions[function].body);
    let mut uses = (assigned.value.1..body.1).filter(|at| outline.kind(*at) == Kind::Name && outline.name(*at) == name).peekable();
    uses.peek().is_some()
        && uses.all(|at| outline.is(at - 1, "[") && outline.is(at + 1, "]") && at >= 2 && outline.kind(at - 2) != Kind::Sign)
}

/// Whether old data are read with a cipher, and none is made: a function that decrypts, in a file where nothing is encrypted.
fn only_decrypts(outline: &Outline<'_>, around: &Surroundings) -> bool {
    let decrypts = |span: &Span| {
        let words = spaced_words(span.of(outline.text));
        [" decrypt ", " decryptor ", " decipher "].iter().any(|word| words.contains(word))
    };
    let encrypts = |at: usize| {
        let rest = &outline.text[at..outline.text.len().min(at + 10)].to_ascii_lowercase();
        !rest.starts_with(b"encrypted") && !rest.starts_with(b"encryption")
    };
    let lower_or_upper = memchr::memmem::find_iter(outline.text, b"ncrypt").filter_map(|at| at.checked_sub(1));
    around.purpose.iter().chain(&around.function).any(decrypts)
        && !lower_or_upper.chain(memchr::memmem::find_iter(outline.text, b"ENCRYPT")).any(encrypts)
}

/// Whether the object that gets the cipher or the vector is told to decrypt, in a file where none is told to encrypt: `cipher.init(Cipher.DECRYPT_MODE, key, iv)`.
/// Whoever encrypted has chosen both.
fn is_made_to_decrypt(outline: &Outline<'_>, around: &Surroundings) -> bool {
    let words: String = around.purpose.iter().map(|span| spaced_words(span.of(outline.text))).collect();
    words.contains(" decrypt mode ") && memchr::memmem::find(outline.text, b"ENCRYPT_MODE").is_none()
}

/// Whether the flag of a cookie is set to something else later in its function, or in another branch.
fn is_set_again(outline: &Outline<'_>, at: usize, value: Span) -> bool {
    let member = (at..outline.tokens.len().min(at + 6)).find(|at| outline.name(*at).eq_ignore_ascii_case(b"secure"));
    let name = member.map_or(&b"Secure"[..], |member| outline.name(member));
    let body = context::named_function(outline, value.start).filter(|body| body.end - body.start <= LONGEST_BODY);
    outline.assigned.get(name).into_iter().flatten().map(|index| &outline.assignments[*index]).any(|set| {
        let operator = outline.tokens.get(set.operator).span();
        set.path != set.name
            && operator.start > value.end
            && body.is_some_and(|body| body.contains(operator))
            && !outline.is_any(set.value.0, &["false", "False", "FALSE", "0"])
    })
}

/// Whether a function is named after the version that it hands out: `TLSv1_1_client_method() { return TLSv1_1_method(); }`.
fn offers_version(outline: &Outline<'_>, value: Span, around: &Surroundings) -> bool {
    let mine = version(value.of(outline.text));
    mine.is_some() && around.function.is_some_and(|name| version(name.of(outline.text)) == mine)
}

/// Whether a class begins with its own attribute off, `self.check_hostname = False`, as the wrappers of contexts do.
fn is_own_state(outline: &Outline<'_>, at: usize) -> bool {
    let function = outline.function_at(at).and_then(|function| outline.functions[function].name);
    function.is_some_and(|name| outline.is(name, "__init__"))
        && at >= 2
        && outline.is(at, "check_hostname")
        && outline.is(at - 1, ".")
        && outline.is(at - 2, "self")
}

/// Whether it is a server that asks its clients for no certificate, as nearly all do.
fn is_servers(outline: &Outline<'_>, value: Span, stem: &str, around: &Surroundings) -> bool {
    const NONE: &[&str] = &[" verify none ", " verifynone ", " cert none ", " query peer "];
    const SERVERS: &[&str] = &[
        " server ",
        " servers ",
        " listener ",
        " listen ",
        " accept ",
        " accepted ",
        " acceptor ",
        " client auth ",
        " client cert ",
        " client certificate ",
        " server side ",
        " require auth ",
    ];
    let spoken = spaced_words(value.of(outline.text));
    let body = context::named_function(outline, value.start).filter(|body| body.end - body.start <= LONGEST_BODY);
    // What only a server can ask for: Go's `ClientAuth`, and a flag of OpenSSL that clients ignore.
    let asks_clients = |word: &[u8]| body.is_some_and(|body| memchr::memmem::find(body.of(outline.text), word).is_some());
    // A member's value may be all that is found: `InsecureSkipVerify: true`.
    let member = Span::new(value.start.saturating_sub(LONGEST_MEMBER), value.end);
    if memchr::memmem::find(member.of(outline.text), b"InsecureSkipVerify").is_some() && asks_clients(b"ClientAuth") {
        return true;
    }
    if !NONE.iter().any(|word| spoken.contains(word)) {
        return false;
    }
    if asks_clients(b"FAIL_IF_NO_PEER_CERT") {
        return true;
    }
    let names = around.classes.iter().chain(&around.function).chain(&around.choices);
    let named: String = names.map(|span| spaced_words(span.of(outline.text))).chain([spaced_words(stem.as_bytes())]).collect();
    let of_client = named.contains(" client ") && !named.contains(" client auth ") && !named.contains(" client cert");
    SERVERS.iter().any(|word| named.contains(word)) && !of_client
}

/// Protocols that prescribe an outdated cipher, and constructions that are sound over a bare block function.
static CIPHER_PROTOCOLS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../rules/lexicon/cipher-protocols.txt")).collect());

static FRAMEWORKS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../rules/lexicon/test-frameworks.txt")).collect());

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::token::Tokens;
    use crate::language::Zones;

    #[test]
    fn tests_are_known_by_what_they_bring_in() {
        for (text, expected) in [
            ("package a\n\nimport (\n\t\"net/http\"\n\t\"testing\"\n)\n", true),
            ("package a\n\nimport (\n\t\"example.org/testing/http\"\n)\n", false),
            ("import org.junit.jupiter.api.Test;\n", true),
            ("import java.util.List;\n// org.junit\n", false),
            ("import pytest\n", true),
            ("from unittest import mock\n", true),
            ("import latest_unittest_names\n", false),
            ("using Xunit;\n", true),
            ("const { test } = require('node:test')\n", true),
            ("import { save } from './available'\n", false),
            ("#include <gtest/gtest.h>\n", true),
            ("#include <stdio.h>\n", false),
        ] {
            assert_eq!(imports_tests(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn inner_tests_begin_with_their_module() {
        assert_eq!(inner_tests(b"fn a() {}\n#[cfg(test)]\nmod tests {\n}\n"), Some(10));
        assert_eq!(inner_tests(b"#[cfg(test)]\nmod tests;\nfn a() {}\n"), None);
        assert_eq!(inner_tests(b"#[cfg(test)]\nfn only() {}\nfn a() {}\n"), None);
        assert!(is_marked(b"fn a() {}\n#[test]\nfn b() {\n    let c = "));
        assert!(is_marked(b"#[tokio::test]\nasync fn b() {\n    let c = "));
        assert!(!is_marked(b"#[test]\nfn a() {\n}\n\nfn b() {\n    let c = "));
    }

    #[test]
    fn names_end_alike() {
        for (name, literal, expected) in
            [("KEY_TLS_PRIVATE_KEY", "app-tlsPrivateKey", 3), ("secretKey", "my-secret-key", 2), ("aes_key", "quiet-harbour-16", 0)]
        {
            assert_eq!(same_end(name.as_bytes(), literal.as_bytes()), expected, "{name}");
        }
    }

    /// A language, a text, the value that a rule found there, the rule's weakness, the file's stem, and whether it weighs less now.
    type Row = (Language, &'static str, &'static str, u16, &'static str, Option<bool>);

    #[test]
    fn what_the_code_around_says() {
        let rows: &[Row] = &[
            (Language::Ruby, "k = OpenSSL::HMAC.digest('sha256', \"AWS4\" + secret, date)", "AWS4", KEY, "s3", None),
            (Language::Ruby, "k = OpenSSL::HMAC.digest('sha256', \"quiet\", date)", "quiet", KEY, "s3", Some(false)),
            (Language::Cpp, "const char KEY_TLS_PRIVATE_KEY[] = \"app-tlsPrivateKey\";", "app-tlsPrivateKey", KEY, "a", Some(true)),
            (Language::Cpp, "const char PRIVATE_KEY[] = \"quiet-harbour-lamp\";", "quiet-harbour-lamp", KEY, "a", Some(false)),
            (Language::Ruby, "ok = OpenSSL::Digest.digest(\"MD5\", \"\")", "MD5", HASH, "a", Some(true)),
            (Language::Ruby, "ok = OpenSSL::Digest.digest(\"MD5\", password)", "MD5", HASH, "a", Some(false)),
            (Language::Java, "class A { void f() { d = MessageDigest.getInstance(\"MD5\", \"SUN\"); } }", "MD5", HASH, "a", Some(false)),
            (Language::Php, "<?php function f($a) { $hash = md5($a); $stack[$hash] = 1; }", "md5", HASH, "a", Some(true)),
            (Language::Php, "<?php function f($a) { $hash = md5($a); $stack[$hash] = 1; return $hash; }", "md5", HASH, "a", Some(false)),
            (Language::C, "void f(SSL *s) { SSL_set_verify(s, SSL_VERIFY_NONE, NULL); }", "SSL_VERIFY_NONE", 295, "server", Some(true)),
            (Language::C, "void f(SSL *s) { SSL_set_verify(s, SSL_VERIFY_NONE, NULL); }", "SSL_VERIFY_NONE", 295, "client", Some(false)),
            (
                Language::C,
                "void accept_tls(SSL *s) { SSL_set_verify(s, SSL_VERIFY_NONE, NULL); }",
                "SSL_VERIFY_NONE",
                295,
                "tls",
                Some(true),
            ),
            (
                Language::Go,
                "func f() {\n\tc := &http.Cookie{Secure: false}\n\tif tls {\n\t\tc.Secure = true\n\t}\n}",
                "Secure: false",
                COOKIE,
                "a",
                Some(true),
            ),
            (Language::Go, "func f() {\n\tc := &http.Cookie{Secure: false}\n\tset(c)\n}", "Secure: false", COOKIE, "a", Some(false)),
            (
                Language::Python,
                "class A:\n    def __init__(self):\n        self.check_hostname = False\n",
                "check_hostname",
                297,
                "a",
                Some(true),
            ),
            (
                Language::Python,
                "class A:\n    def open(self):\n        self.context.check_hostname = False\n",
                "check_hostname",
                297,
                "a",
                Some(false),
            ),
            (Language::Java, "class A { byte[] decrypt(byte[] x) { c = Cipher.getInstance(\"DES\"); } }", "DES", CIPHER, "a", Some(true)),
            (
                Language::Java,
                "class A { byte[] ntlmHash(byte[] x) { c = Cipher.getInstance(\"DES\"); encrypt(c); } }",
                "DES",
                CIPHER,
                "a",
                Some(true),
            ),
            (Language::Python, "def name():\n    return sha1(os.urandom(64)).hexdigest()\n", "sha1", HASH, "a", Some(true)),
            (Language::Python, "def name():\n    return sha1(os.urandom(64) + key).hexdigest()\n", "sha1", HASH, "a", Some(false)),
            (
                Language::Go,
                "func f() {\n\tif isLocalhost(host) || host == \"localhost\" {\n\t\tc.InsecureSkipVerify = true\n\t}\n}",
                "InsecureSkipVerify",
                295,
                "a",
                Some(true),
            ),
            (
                Language::Go,
                "func f() {\n\tif insecure {\n\t\tc.InsecureSkipVerify = true\n\t}\n}",
                "InsecureSkipVerify",
                295,
                "a",
                Some(false),
            ),
            (
                Language::Rust,
                "fn verify_server_cert(c: C) -> R { if known(c) { return Ok(ServerCertVerified::assertion()); } Err(Unknown) }",
                "ServerCertVerified::assertion()",
                295,
                "a",
                Some(true),
            ),
            (
                Language::Rust,
                "fn verify_server_cert(c: C) -> R { Ok(ServerCertVerified::assertion()) }",
                "ServerCertVerified::assertion()",
                295,
                "a",
                Some(false),
            ),
            (
                Language::Rust,
                "fn f() { c.dangerous().set_certificate_verifier(Arc::new(NoVerification)); }",
                "dangerous().set_certificate_verifier",
                295,
                "a",
                Some(false),
            ),
            (
                Language::Rust,
                "fn f() { c.dangerous().set_certificate_verifier(Arc::new(PinnedKeys::new(k))); }",
                "dangerous().set_certificate_verifier",
                295,
                "a",
                Some(true),
            ),
            (
                Language::Python,
                "def f(self):\n    flags = SSL.VERIFY_NONE\n    if self.verify:\n        flags = SSL.VERIFY_PEER\n    use(flags)\n",
                "SSL.VERIFY_NONE",
                295,
                "a",
                Some(true),
            ),
            (
                Language::Python,
                "EXAMPLES = '''\n- hosts: all\n  vars:\n    validate_certs: false\n'''\n",
                "validate_certs: false",
                295,
                "a",
                Some(true),
            ),
            (
                Language::Python,
                "PLAY = '''\n- hosts: all\n  vars:\n    validate_certs: false\n'''\n",
                "validate_certs: false",
                295,
                "a",
                Some(false),
            ),
            (
                Language::Go,
                "func f() *tls.Config {\n\treturn &tls.Config{ClientAuth: tls.RequestClientCert, InsecureSkipVerify: true}\n}",
                "InsecureSkipVerify: true",
                295,
                "a",
                Some(true),
            ),
            (
                Language::Java,
                "class A { byte[] old(byte[] x) { c = Cipher.getInstance(\"DES\"); c.init(Cipher.DECRYPT_MODE, k); } void encrypt() {} }",
                "DES",
                CIPHER,
                "a",
                Some(true),
            ),
            (
                Language::Python,
                "help = 'Will make sure that -o StrictHostKeyChecking=no is there'\n",
                "StrictHostKeyChecking=no",
                322,
                "a",
                Some(true),
            ),
            (
                Language::Python,
                "run('ssh root@ward.example.org -o StrictHostKeyChecking=no')\n",
                "StrictHostKeyChecking=no",
                322,
                "a",
                Some(false),
            ),
            (
                Language::Java,
                "class A { byte[] decrypt(byte[] x) { c = Cipher.getInstance(\"DES\"); } void encrypt() {} }",
                "DES",
                CIPHER,
                "a",
                Some(false),
            ),
            // One branch of several; a single other one may be a switch of the author's.
            (
                Language::C,
                "int f(int a) { switch (a) { case 1: md = EVP_sha1(); break; case 2: md = EVP_sha256(); break; case 3: md = EVP_sha512(); break; } }",
                "EVP_sha1",
                HASH,
                "a",
                Some(true),
            ),
            (
                Language::C,
                "int f(int a) { switch (a) { case 1: md = EVP_sha1(); break; case 2: md = EVP_sha256(); break; } }",
                "EVP_sha1",
                HASH,
                "a",
                Some(false),
            ),
            (Language::C, "int f(int a) { if (a) { md = EVP_sha1(); } g(sha256, sha512); }", "EVP_sha1", HASH, "a", Some(false)),
            // An entry of a register.
            (
                Language::Java,
                "class A { void f() { m.put(\"bcrypt\", new B()); m.put(\"ldap\", new LdapShaPasswordEncoder()); m.put(\"noop\", new C()); } }",
                "LdapShaPasswordEncoder",
                PASSWORDS,
                "a",
                Some(true),
            ),
            (
                Language::Java,
                "class A { void f() { m.put(\"ldap\", new LdapShaPasswordEncoder()); } }",
                "LdapShaPasswordEncoder",
                PASSWORDS,
                "a",
                Some(false),
            ),
            // Random bytes, spelt; a password among them is guessed as ever.
            (Language::Php, "<?php function f() { return md5(uniqid() . time()); }", "md5", HASH, "a", Some(true)),
            (Language::Php, "<?php function f() { return md5(uniqid() . $password); }", "md5", HASH, "a", Some(false)),
            // Cut to what only tells things apart; a password is guessed all the sooner.
            (Language::Python, "def f():\n    h = hashlib.sha1(n).hexdigest()[:6]\n", "hashlib.sha1", HASH, "a", Some(true)),
            (Language::Python, "def f():\n    h = hashlib.sha1(n).hexdigest()[:32]\n", "hashlib.sha1", HASH, "a", Some(false)),
            (Language::Python, "def f():\n    h = hashlib.sha1(password).hexdigest()[:6]\n", "hashlib.sha1", HASH, "a", Some(false)),
            (Language::Php, "<?php function f() { return substr(md5($host), 0, 4); }", "md5", HASH, "a", Some(true)),
            // Beside a sound one.
            (
                Language::CSharp,
                "class A { void F() {\n var s = SHA256.Create();\n var m = MD5.Create();\n } }",
                "MD5.Create(",
                HASH,
                "a",
                Some(true),
            ),
            (Language::CSharp, "class A { void F() {\n // not SHA256\n var m = MD5.Create();\n } }", "MD5.Create(", HASH, "a", Some(false)),
            // Read for which key to check it with.
            (
                Language::Ruby,
                "def a\n  JWT.decode(token, secret, true)\nend\ndef b\n  JWT.decode(token, nil, false)\nend\n",
                "JWT.decode(token, nil, false",
                SIGNATURE,
                "a",
                Some(true),
            ),
            (Language::Ruby, "def b\n  JWT.decode(token, nil, false)\nend\n", "JWT.decode(token, nil, false", SIGNATURE, "a", Some(false)),
            // Whether it can be read at all.
            (
                Language::Go,
                "func f(t string) bool {\n\tif _, _, err := jwt.NewParser().ParseUnverified(t, jwt.MapClaims{}); err == nil {\n\t\treturn true\n\t}\n\treturn false\n}",
                "ParseUnverified(",
                SIGNATURE,
                "a",
                Some(true),
            ),
            (
                Language::Go,
                "func f(t string) string {\n\t_, _, err := p.ParseUnverified(t, claims)\n\treturn claims.Subject\n}",
                "ParseUnverified(",
                SIGNATURE,
                "a",
                Some(false),
            ),
            // Where somebody develops.
            (
                Language::Php,
                "<?php function f($p) { if (App::environment('local')) { $p->set(new Client(['verify' => false])); } }",
                "'verify' => false",
                295,
                "a",
                Some(true),
            ),
            (
                Language::Php,
                "<?php function f($p) { if (!App::environment('local')) { $p->set(new Client(['verify' => false])); } }",
                "'verify' => false",
                295,
                "a",
                Some(false),
            ),
        ];
        for &(language, text, value, weakness, stem, expected) in rows {
            let bytes = text.as_bytes();
            let outline = Outline::read(bytes, Tokens::read(bytes, &Zones::lex(bytes, language)), language).expect("read by calls");
            let start = memchr::memmem::rfind(bytes, value.as_bytes()).expect("it is there");
            let value = Span::new(start, start + value.len());
            let around = context::surroundings(&outline, start);
            let mut evidence = Reasons::default();
            let stays = weigh(&outline, weakness, (value, value), stem, &around, &mut evidence);
            assert_eq!(stays.then(|| evidence.has(Evidence::NotNear)), expected, "{text}");
        }
    }
}
