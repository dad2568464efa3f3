//! What weak cryptography is for, once its file has been read as code: what stands a few lines away may belong to another function.
//!
//! Promises: looks at a bounded number of spans; a finding is dropped only where its rule asks for a word of secrets and none is spoken of
//! by its own statement, function or uses. A harmless purpose lowers confidence, so that the finding is held back and never lost.

use super::reasons::Reasons;
use super::verify::{lines, spaced_words, without_harmless};
use super::{NEAR_REACH, Proven, Via};
use crate::code::context::{self, Surroundings};
use crate::code::mention::{Mention, mention};
use crate::code::outline::Outline;
use crate::finding::Evidence;
use crate::rule::{Rule, RuleSet};
use crate::text::Span;
use crate::view::View;
use std::sync::LazyLock;

/// Words that make a broken hash or generator matter whatever else is said.
const GRAVE: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "signature",
    "credential",
    "credentials",
    "sign",
    "signed",
    "signing",
    "certificate",
    "salt",
    "ssn",
    "mrn",
    "patient",
];
/// CWE-328, use of a weak hash: its purpose decides what it is worth.
const WEAK_HASH: u16 = 328;
/// CWE-347, a signature that nobody checks.
const SIGNATURE: u16 = 347;
/// CWE-295 and CWE-297, improper validation of certificates and of the host they name.
const CERTIFICATE: &[u16] = &[295, 297];
/// Most bytes of a declared type that are looked over.
const LONGEST_TYPE: usize = 40;
/// Longest label of a branch that can be no more than a name: `.sha1`.
const SHORT_LABEL: usize = 12;
/// Longest file, in bytes, whose few words need not say what a hash is for.
const SHORT_FILE: usize = 1 << 10;
/// Lines above a hash that may name the protocol that asks for it.
const REMARK_LINES: usize = 4;
/// Most bytes of a function that are looked over for what it guards: further away it does something else.
const LONGEST_BODY: usize = 1 << 10;
/// A word that speaks of a secret only where it is what the generator's value is assigned to: maps and their keys are everywhere.
const ONLY_AS_TARGET: &str = "key";

/// Weighs the words around a candidate anew. Returns whether it stays.
pub(super) fn reconsider(
    view: &View<'_>,
    path: &str,
    rule: &Rule,
    outline: &Outline<'_>,
    value: Span,
    surroundings: &Surroundings,
    evidence: &mut Reasons,
) -> bool {
    let text = view.text();
    let spoken = |span: &Span| without_harmless(spaced_words(span.of(text)));
    if rule.require_near {
        // What the statement itself draws for nobody to guess is no secret by whom it is handed to.
        let own = surroundings.purpose.first().map(spoken).unwrap_or_default();
        let is_secret = |span: &Span| is_secret(&spoken(span), span.of(text), &rule.near);
        return !has(&own, &CHANCE) && surroundings.purpose.iter().any(is_secret);
    }
    if rule.cwe.first().is_some_and(|weakness| CERTIFICATE.contains(weakness)) && checks_elsewhere(rule, outline) {
        evidence.add(Evidence::NotNear);
    }
    let purpose: String = surroundings.purpose.iter().map(spoken).collect();
    let stem = path.rsplit('/').next().unwrap_or(path);
    let around = format!("{purpose}{}{}", classes(surroundings, text), spaced_words(stem.as_bytes()));
    let is_prescribed = is_hash(rule)
        && (has(&around, &PROTOCOLS) || has(&spaced_words(remarks(text, value).of(text)), &PROTOCOLS) || is_measured(outline, value));
    // Of a token that is read unchecked, that it is a token says nothing.
    let is_token = rule.cwe.first() == Some(&SIGNATURE);
    if rule.not_near.is_empty() || (has(&purpose, GRAVE) && !is_prescribed && !is_token) {
        return true;
    }
    // `cache key` speaks of no secret, and of a cache.
    let whole: String = surroundings.purpose.iter().map(|span| spaced_words(span.of(text))).collect();
    let harmless = is_prescribed
        || has(&around, &rule.not_near)
        || has(&whole, &rule.not_near)
        || is_hash(rule)
            && (has(&around, &CHECKSUMS)
                || offers(surroundings, stem.split('.').next().unwrap_or_default(), text)
                || is_chosen(surroundings, text)
                || guards_nothing(text, outline, value, &around));
    evidence.extend(harmless.then_some(Evidence::NotNear));
    true
}

/// The lines right above a place, where a comment says which protocol asks for it.
fn remarks(text: &[u8], value: Span) -> Span {
    let floor = value.start.saturating_sub(NEAR_REACH);
    let lines = memchr::memrchr_iter(b'\n', &text[floor..value.start]).nth(REMARK_LINES).map_or(floor, |at| floor + at + 1);
    Span::new(lines, value.end)
}

/// Whether what a pattern found is used at all; where somebody else chose it under another name, that speaks against it.
pub(super) fn is_used(rules: &RuleSet, outline: &Outline<'_>, proven: &mut Proven) -> bool {
    let regex = rules.pattern(proven.candidate.rule);
    let is_kin = |text: &[u8]| regex.is_some_and(|regex| regex.is_match(text));
    let made = match &proven.candidate.via {
        Via::Pattern { .. } => mention(outline, proven.candidate.value, &is_kin),
        // What a call is given, where it is named: only whether somebody else chose it is asked.
        Via::Call(flow) => match flow.steps.first().map(|step| mention(outline, step.span, &is_kin)) {
            Some(Mention::Translated) => Mention::Translated,
            _ => Mention::Used,
        },
        _ => Mention::Used,
    };
    match made {
        Mention::Used => true,
        Mention::Named => false,
        Mention::Translated => {
            proven.evidence.add(Evidence::NotNear);
            true
        }
    }
}

/// Whether a value is the beginning of a text that is assigned: `url = "http://…"`.
pub(super) fn is_assigned_text(text: &[u8], value: Span) -> bool {
    let before = &text[..value.start];
    let Some((b'"' | b'\'' | b'`', before)) = before.split_last() else { return false };
    before.trim_ascii_end().ends_with(b"=")
}

/// Whether a hash is only asked how long it is: `sha1().digest_size`.
fn is_measured(outline: &Outline<'_>, value: Span) -> bool {
    const MEASURES: &[&[u8]] = &[
        b"digest_size",
        b"digestSize",
        b"DIGEST_SIZE",
        b"block_size",
        b"getDigestLength",
        b"Size",
        b"BlockSize",
        b"digest_length",
        b"HashSize",
    ];
    let name = outline.tokens.at(value.end.saturating_sub(1));
    let open = if outline.is(name, "(") { name } else { name + 1 };
    let close = outline.tokens.close(open, outline.tokens.len());
    outline.is(open, "(") && outline.is(close + 1, ".") && MEASURES.contains(&outline.name(close + 2))
}

/// Whether the file sets or makes a check of its own in place of the one that is off, also away from it: `cfg.VerifyConnection = …`,
/// `SSL_get_verify_result(ssl)`.
fn checks_elsewhere(rule: &Rule, outline: &Outline<'_>) -> bool {
    let is_check = |name: &[u8]| rule.not_near.iter().any(|check| check.as_bytes().eq_ignore_ascii_case(name));
    let sets = |name: usize| !outline.is_any(outline.assignments[name].value.0, &["nil", "null", "None"]);
    outline.assigned.iter().any(|(name, at)| is_check(name) && at.iter().copied().any(sets))
        || outline.called.keys().any(|name| is_check(name))
}

/// Whether what the code around a finding is about can matter to its rule.
pub(super) fn is_worded(rule: &Rule) -> bool {
    rule.require_near || !rule.not_near.is_empty()
}

fn is_hash(rule: &Rule) -> bool {
    rule.cwe.first() == Some(&WEAK_HASH)
}

fn has<W: AsRef<str>>(around: &str, words: &[W]) -> bool {
    words.iter().any(|word| around.contains(&format!(" {} ", word.as_ref())))
}

fn classes(surroundings: &Surroundings, text: &[u8]) -> String {
    // The innermost first or last: `Digest` within `HttpAuthentication` is spoken of in either order.
    surroundings.classes.iter().map(|span| spaced_words(span.of(text))).collect::<String>().replace("  ", " ")
}

/// Whether one statement, or the name of one function, speaks of a secret and not of what needs none.
fn is_secret(spoken: &str, text: &[u8], near: &[String]) -> bool {
    let telling = near.iter().any(|word| match word.as_str() {
        ONLY_AS_TARGET => has(spoken, &[ONLY_AS_TARGET]) && is_target_or_name(text),
        word => has(spoken, &[word]),
    });
    telling && !has(spoken, &CHANCE)
}

/// Whether a name that ends in `key` is assigned to or filled in a statement, or is all there is.
fn is_target_or_name(text: &[u8]) -> bool {
    let lower = text.to_ascii_lowercase();
    let fills = [&b"fill"[..], b"nextbytes", b".read("].iter().any(|word| memchr::memmem::find(&lower, word).is_some());
    text.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        || memchr::memmem::find_iter(&lower, b"key").any(|at| {
            let mut after = text[at + 3..].trim_ascii_start();
            if let Some(typed) = after.strip_prefix(b":") {
                // `key: [u8; 16] = …`
                let is_type = |byte: &u8| byte.is_ascii_alphanumeric() || b" _[];<>&*?:".contains(byte);
                after = &typed[typed.iter().take(LONGEST_TYPE).take_while(|byte| is_type(byte)).count()..];
            }
            (after.starts_with(b"=") && !after.starts_with(b"==")) || (fills && after.starts_with(b")"))
        })
}

/// Whether nothing in the function around a hash, nor what else is known of it, speaks of something that is guarded. A short file may
/// leave that unsaid; in a longer one a secret has a name.
fn guards_nothing(text: &[u8], outline: &Outline<'_>, value: Span, around: &str) -> bool {
    if text.len() <= SHORT_FILE || has(around, &SECURITY) {
        return false;
    }
    let body = context::named_function(outline, value.start).unwrap_or(value);
    let floor = body.start.max(value.start.saturating_sub(LONGEST_BODY / 2));
    let ceiling = body.end.min(value.end + LONGEST_BODY / 2).max(value.end);
    let nearby = if body == value {
        Span::new(value.start.saturating_sub(NEAR_REACH), text.len().min(value.end + NEAR_REACH))
    } else {
        Span::new(floor, ceiling)
    };
    !has(&spaced_words(nearby.of(text)), &SECURITY)
}

/// Whether a function's name says no more than that it computes this hash: `md5Hex`, `sha1FromReader`. What that is for, its callers know.
fn offers(surroundings: &Surroundings, stem: &str, text: &[u8]) -> bool {
    const HASHES: &[&str] = &["md2", "md4", "md5", "sha", "sha1"];
    const OTHER: &[&str] = &[
        "md",
        "sha",
        "1",
        "2",
        "4",
        "5",
        "hash",
        "hashes",
        "digest",
        "hex",
        "encode",
        "encoded",
        "from",
        "string",
        "str",
        "bytes",
        "byte",
        "data",
        "reader",
        "stream",
        "input",
        "of",
        "to",
        "get",
        "sum",
        "compute",
        "calculate",
        "calc",
        "file",
        "base64",
        "make",
        "create",
        "new",
        "as",
        "upper",
        "lower",
        "case",
        "16",
        "32",
        "64",
        "base",
        "func",
        "crypto",
        "array",
        "buffer",
        "text",
        "content",
        "my",
        "init",
        "update",
        "final",
        "finish",
        "context",
        "ctx",
        "begin",
        "do",
        "message",
    ];
    let is_offer = |name: &[u8]| {
        let words = spaced_words(name);
        let whole = String::from_utf8_lossy(name).to_ascii_lowercase();
        (has(&words, HASHES) || has(&words, &["md 5", "md 4", "md 2", "sha 1"]))
            && words.split_whitespace().all(|word| word == whole || HASHES.contains(&word) || OTHER.contains(&word))
    };
    // A class is named after the hash that it wraps, whatever else is in its name: `tr_sha1`, `Md5Stream`.
    let wraps = |name: &[u8]| {
        let words = spaced_words(name);
        (has(&words, HASHES) || has(&words, &["md 5", "md 4", "md 2", "sha 1"])) && !has(&words, &SECURITY)
    };
    surroundings.classes.iter().any(|class| wraps(class.of(text)))
        || surroundings.function.map_or_else(|| is_offer(stem.as_bytes()), |name| is_offer(name.of(text)))
}

/// Whether the hash is one of several that somebody else chooses among: `case "md5":`, `if (name == "sha1")`.
fn is_chosen(surroundings: &Surroundings, text: &[u8]) -> bool {
    surroundings.choices.iter().map(|span| span.of(text)).any(|choice| {
        (choice.len() <= SHORT_LABEL
            || choice.iter().any(|byte| matches!(byte, b'"' | b'\'' | b':'))
            || memchr::memmem::find(choice, b"==").is_some())
            && has(&spaced_words(choice), &["md2", "md4", "md5", "sha1", "sha 1", "ripemd160"])
    })
}

/// Purposes of a digest that nobody gains by forging.
static CHECKSUMS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../rules/lexicon/checksum-purposes.txt")).collect());

/// Words of programs that guard something.
static SECURITY: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../rules/lexicon/security-words.txt")).collect());

/// Protocols that prescribe a broken hash, or use one in a way that is still sound.
static PROTOCOLS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../rules/lexicon/digest-protocols.txt")).collect());

/// Purposes of a random number that nobody gains by guessing.
static CHANCE: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../rules/lexicon/chance-purposes.txt")).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_key_is_no_secret() {
        let near = ["key".to_owned(), "token".to_owned()];
        for (statement, expected) in [
            ("String key = Double.toString(Math.random())", true),
            ("sessionKey := rand.Uint64()", true),
            ("makeKey", true),
            ("random.nextBytes(key)", true),
            ("i = random.nextInt(sizes.get(key))", false),
            ("let key: [u8; 16] = rng.gen()", true),
            ("prng := rand.New(rand.NewPCG(key.seed, 0))", false),
            ("if (key == random.nextInt())", false),
            ("token = random.nextLong()", true),
            ("delay = tokenTime + random.nextDouble() * jitter", false),
        ] {
            assert_eq!(is_secret(&spaced_words(statement.as_bytes()), statement.as_bytes(), &near), expected, "{statement}");
        }
    }
}
