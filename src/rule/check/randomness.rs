//! How much a text reads as drawn from a random source rather than written by a person.
//!
//! The measure is a log-likelihood ratio in bits: the cost of the text under a model of words and identifiers (letter bigrams, changes
//! of class, counting) less its cost under a uniform draw from the alphabet that it uses. Below 24 characters this tells more than
//! Shannon's entropy, which there depends mostly on the length. Promises: linear, no allocation, finite for any input.

use super::lexicon::BIGRAM_BITS;

/// Bits of evidence for a random source: above zero it is the likelier one. Grows with the length.
pub(super) fn bits(text: &[u8]) -> f32 {
    written_bits(text) - text.len() as f32 * alphabet_bits(text)
}

/// Cost of a change between letters, digits and symbols, which a writer makes seldom.
const CLASS_CHANGE: f32 = 4.4;
/// Cost of the first letter of a word.
const FIRST_LETTER: f32 = 4.1;
/// Cost of a capital after a small letter: the next word of a camel-case name.
const HUMP: f32 = 3.6;
/// Cost of a small letter after the second or later capital: rare in names (`XMLHttp`), common in random text.
const FALL: f32 = 4.0;
/// Cost of one of the usual separators.
const SEPARATOR: f32 = 2.0;
/// Cost of another symbol.
const SYMBOL: f32 = 9.0;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Symbol,
}

const fn class(byte: u8) -> Class {
    if byte.is_ascii_alphabetic() {
        Class::Letter
    } else if byte.is_ascii_digit() {
        Class::Digit
    } else {
        Class::Symbol
    }
}

fn written_bits(text: &[u8]) -> f32 {
    let mut bits = 0.0;
    let mut previous: Option<u8> = None;
    let mut capitals = 0_u32;
    for &byte in text {
        bits += step_bits(previous, byte, capitals);
        capitals = if byte.is_ascii_uppercase() { capitals + 1 } else { 0 };
        previous = Some(byte);
    }
    bits
}

/// Cost of `byte` after `previous`, when `capitals` capital letters stand before it in a row.
fn step_bits(previous: Option<u8>, byte: u8, capitals: u32) -> f32 {
    let before = previous.map(class);
    match class(byte) {
        Class::Symbol if matches!(byte, b'_' | b'-' | b'.' | b'/' | b' ') => SEPARATOR,
        Class::Symbol => SYMBOL,
        Class::Digit => match previous {
            Some(other) if other.is_ascii_digit() && (other.abs_diff(byte) <= 1) => 1.6,
            Some(other) if other.is_ascii_digit() => 3.6,
            _ => CLASS_CHANGE + 3.3,
        },
        Class::Letter if before == Some(Class::Digit) => CLASS_CHANGE + FIRST_LETTER,
        Class::Letter if before != Some(Class::Letter) => FIRST_LETTER,
        Class::Letter => letter_bits(previous.unwrap_or(byte), byte, capitals),
    }
}

fn letter_bits(previous: u8, byte: u8, capitals: u32) -> f32 {
    if previous.is_ascii_lowercase() && byte.is_ascii_uppercase() {
        return HUMP + FIRST_LETTER;
    }
    let place = |letter: u8| usize::from(letter.to_ascii_lowercase() - b'a');
    let fall = if byte.is_ascii_lowercase() && capitals > 1 { FALL } else { 0.0 };
    BIGRAM_BITS[place(previous)][place(byte)] + fall
}

/// Bits a character of a uniform draw from the smallest usual alphabet that holds the text.
fn alphabet_bits(text: &[u8]) -> f32 {
    let has = |test: fn(&u8) -> bool| text.iter().any(test);
    if text.iter().all(u8::is_ascii_digit) {
        return 10_f32.log2();
    }
    if text.iter().all(u8::is_ascii_hexdigit) && !(has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase)) {
        return 4.0;
    }
    let letters = 26.0 * (f32::from(u8::from(has(u8::is_ascii_lowercase))) + f32::from(u8::from(has(u8::is_ascii_uppercase))));
    let digits = if has(u8::is_ascii_digit) { 10.0 } else { 0.0 };
    let symbols = text.iter().filter(|byte| !byte.is_ascii_alphanumeric());
    let symbols = if symbols.clone().all(|byte| b"+/=-_.~".contains(byte)) { 2.0 } else { 16.0 };
    let symbols = if text.iter().all(u8::is_ascii_alphanumeric) { 0.0 } else { symbols };
    (letters + digits + symbols).max(2.0).log2()
}

/// Shannon entropy of the bytes, bits a byte.
pub(super) fn shannon(text: &[u8]) -> f32 {
    let mut counts = [0_u32; 256];
    for byte in text {
        counts[usize::from(*byte)] += 1;
    }
    let total = text.len().max(1) as f32;
    counts.iter().filter(|count| **count > 0).map(|count| *count as f32 / total).map(|share| -share * share.log2()).sum()
}

/// How many different bytes there are.
pub(super) fn distinct(text: &[u8]) -> usize {
    let mut seen = [false; 256];
    for byte in text {
        seen[usize::from(*byte)] = true;
    }
    seen.iter().filter(|seen| **seen).count()
}
