//! Ciphers that a protocol prescribes, that only read old data, or that are one block of a sound construction.

use super::Place;
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

/// Whether the object that gets the cipher or the vector is told to decrypt, in a file where none is told to encrypt: `cipher.init(Cipher.DECRYPT_MODE, key, iv)`.
/// Whoever encrypted has chosen both.
pub(super) fn is_made_to_decrypt(outline: &Outline<'_>, around: &Surroundings) -> bool {
    let words: String = around.purpose.iter().map(|span| spaced_words(span.of(outline.text))).collect();
    words.contains(" decrypt mode ") && memchr::memmem::find(outline.text, b"ENCRYPT_MODE").is_none()
}

/// Whether a function is named after the version that it hands out: `TLSv1_1_client_method() { return TLSv1_1_method(); }`.
pub(super) fn offers_version(outline: &Outline<'_>, value: Span, around: &Surroundings) -> bool {
    let mine = version(value.of(outline.text));
    mine.is_some() && around.function.is_some_and(|name| version(name.of(outline.text)) == mine)
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

/// Protocols that prescribe how often a password is hashed.
static COST_PROTOCOLS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../../rules/lexicon/cost-protocols.txt")).collect());
