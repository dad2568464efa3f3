//! Ciphers that a protocol prescribes, that only read old data, or that are one block of a sound construction.

use super::{Place, call_at};
use crate::code::context::{self, Surroundings};
use crate::code::mention::version;
use crate::code::outline::{Call, Outline};
use crate::scan::verify::{has_any, lines, spaced_words};
use crate::text::Span;
use std::sync::LazyLock;

/// Whether a protocol prescribes the cipher, or a sound construction is made of the bare block function.
pub(super) fn is_prescribed(outline: &Outline<'_>, place: Place<'_>, around: &Surroundings) -> bool {
    let names = around.classes.iter().chain(&around.function).map(|span| spaced_words(span.of(outline.text)));
    let spoken: String = names.chain([place.words()]).collect();
    has_any(&spoken, &CIPHER_PROTOCOLS)
}

/// Protocols that prescribe an outdated cipher, and constructions that are sound over a bare block function.
static CIPHER_PROTOCOLS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../../rules/lexicon/cipher-protocols.txt")).collect());

/// Whether a constant is the label of a derivation, and what is secret goes in as data: `deriveKey(secret) { h = hmac.New(h, "label"); … }`.
pub(super) fn is_label(outline: &Outline<'_>, at: usize, around: &Surroundings) -> bool {
    let named = around.function.map(|name| spaced_words(name.of(outline.text))).unwrap_or_default();
    let is_mac = |call: &Call| {
        call.open < at && at < call.close && (call.path..=call.name).any(|at| spaced_words(outline.name(at)).contains(" hmac "))
    };
    has_any(&named, &["derive", "derived", "derivation", "expand", "extract"]) && outline.calls.iter().any(is_mac)
}

/// Whether old data are read with a cipher, and none is made: a function that decrypts, in a file where nothing is encrypted.
pub(super) fn only_decrypts(outline: &Outline<'_>, around: &Surroundings) -> bool {
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

/// Whether the object that gets the cipher or the vector is told to decrypt, in a function where none is told to encrypt:
/// `cipher.init(Cipher.DECRYPT_MODE, key, iv)`. Whoever encrypted has chosen both, and is found where that is done.
pub(super) fn is_made_to_decrypt(outline: &Outline<'_>, value: Span, around: &Surroundings) -> bool {
    let words: String = around.purpose.iter().map(|span| spaced_words(span.of(outline.text))).collect();
    let whole = Span::new(0, outline.text.len());
    let body = context::named_function(outline, value.start).unwrap_or(whole);
    let tells = |mode: &[u8]| memchr::memmem::find(body.of(outline.text), mode).is_some();
    (words.contains(" decrypt mode ") || body != whole && tells(b"DECRYPT_MODE")) && !tells(b"ENCRYPT_MODE")
}

/// Whether a file carries old data over to something new: whoever wrote them chose, and they are written no more.
pub(super) fn is_carried_over(place: Place<'_>, outline: &Outline<'_>, around: &Surroundings) -> bool {
    let named: String = around.classes.iter().map(|span| spaced_words(span.of(outline.text))).chain([place.words()]).collect();
    has_any(&named, &["migrator", "migration", "migrations", "legacy migrator"])
        && memchr::memmem::find(outline.text, b"ENCRYPT_MODE").is_none()
}

/// Whether a function is named after the version that it hands out: `TLSv1_1_client_method() { return TLSv1_1_method(); }`.
pub(super) fn offers_version(outline: &Outline<'_>, value: Span, around: &Surroundings) -> bool {
    let mine = version(value.of(outline.text));
    mine.is_some() && around.function.is_some_and(|name| version(name.of(outline.text)) == mine)
}

/// Whether it is what a program falls back to where its library knows nothing newer: `except AttributeError: version = ssl.PROTOCOL_TLSv1`.
pub(super) fn is_for_old_library(outline: &Outline<'_>, value: Span) -> bool {
    const LINES: usize = 3;
    let before = &outline.text[..value.start];
    before.rsplit(|byte| *byte == b'\n').take(LINES).map(<[u8]>::trim_ascii_start).any(|line| {
        [&b"except AttributeError"[..], b"except ImportError", b"rescue NameError"].iter().any(|handler| line.starts_with(handler))
    })
}

/// Whether a bare block function is what is asked for: ECB without padding, `EVP_CIPHER_CTX_set_padding(ctx, 0)`, is one block at a time of
/// something that is built on it.
pub(super) fn is_one_block(outline: &Outline<'_>, value: Span) -> bool {
    let spoken = value.of(outline.text).to_ascii_lowercase();
    let Some(body) = context::named_function(outline, value.start) else { return false };
    let pads_not = |call: &Call| body.contains(outline.tokens.get(call.name).span()) && outline.is(call.close - 1, "0");
    memchr::memmem::find(&spoken, b"ecb").is_some()
        && outline.called.get(&b"EVP_CIPHER_CTX_set_padding"[..]).into_iter().flatten().any(|call| pads_not(&outline.calls[*call]))
}

/// Whether a protocol says how often a password is hashed: both sides, or an access point, have no choice.
pub(super) fn is_prescribed_cost(outline: &Outline<'_>, place: Place<'_>, around: &Surroundings) -> bool {
    let names = around.purpose.iter().take(1).chain(&around.classes).chain(&around.function);
    let spoken: String = names.map(|span| spaced_words(span.of(outline.text))).chain([place.words()]).collect();
    has_any(&spoken, &COST_PROTOCOLS)
}

/// Whether as many rounds are enough for SHA-512, which the file hashes with: OWASP asks for 210,000 of it.
pub(super) fn is_enough_for_long_hash(outline: &Outline<'_>, origin: Span) -> bool {
    const ENOUGH: u64 = 210_000;
    let digits: String = origin.of(outline.text).iter().filter(|byte| byte.is_ascii_digit()).map(|byte| char::from(*byte)).collect();
    let names_it = || {
        [&b"HmacSHA512"[..], b"HMACSHA512", b"HmacSha512", b"sha512", b"SHA512"]
            .iter()
            .any(|name| memchr::memmem::find(outline.text, name).is_some())
    };
    digits.parse::<u64>().is_ok_and(|rounds| rounds >= ENOUGH) && names_it()
}

/// Whether what is stretched is a key already and no password: `PBEKeySpec(encryptionKey, salt, 1000)`.
pub(super) fn stretches_key(outline: &Outline<'_>, at: usize) -> bool {
    let Some(call) = call_at(outline, at) else { return false };
    let Some(first) = outline.arguments(call).into_iter().find(|argument| argument.name.is_none()) else { return false };
    let words: String = (first.value.0..first.value.1).map(|at| spaced_words(outline.word(at))).collect();
    has_any(&words, &["key", "keys", "enckey"])
        && !has_any(&words, &["password", "passwd", "passphrase", "pass", "pin", "pwd", "word", "secret"])
}

/// Protocols that prescribe how often a password is hashed.
static COST_PROTOCOLS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../../rules/lexicon/cost-protocols.txt")).collect());
