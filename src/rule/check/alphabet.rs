//! Whether a token was drawn from one alphabet, as what machines issue is, or altered by hand.
//!
//! A draw uses its whole alphabet: hexadecimal digits with a single `k` among them, or letters and digits with a single `?`, come from no
//! source there is. Such values are written for tests and manuals, as tokens that are to be refused. Promises: a draw from any of the usual
//! alphabets is called altered in fewer than one case in a thousand; judges ASCII alone; linear, without allocation.

/// Chance, of a draw from the wider alphabet, at which a value is called altered.
const CHANCE: f64 = 0.001;

/// Below this length chance decides too much.
const SHORTEST: usize = 16;

/// Characters at the beginning and at the end that may be anything: a letter for the kind, a check character.
const HEAD: usize = 4;
const TAIL: usize = 2;

/// An alphabet: its size and what is in it.
type Alphabet = (f64, fn(u8) -> bool);

/// From the narrowest to the widest; each of hexadecimal, one case, and all letters with the marks of base64 and of RFC 6750's tokens.
const ALPHABETS: [Alphabet; 7] = [
    (16.0, |byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f')),
    (16.0, |byte| byte.is_ascii_digit() || matches!(byte, b'A'..=b'F')),
    (36.0, |byte| byte.is_ascii_digit() || byte.is_ascii_lowercase()),
    (36.0, |byte| byte.is_ascii_digit() || byte.is_ascii_uppercase()),
    (62.0, |byte| byte.is_ascii_alphanumeric()),
    (64.0, |byte| byte.is_ascii_alphanumeric() || is_mark(byte)),
    (94.0, |byte| byte.is_ascii_graphic()),
];

/// What joins the parts of tokens, or belongs to an alphabet of base64; says nothing of where the rest comes from.
const fn is_mark(byte: u8) -> bool {
    matches!(byte, b'_' | b'-' | b'.' | b'~' | b'+' | b'/' | b'=' | b':' | b'!' | b'|')
}

/// Whether all characters but one are of an alphabet so much narrower that a draw would hardly have kept to it.
pub(super) fn is_altered(value: &[u8]) -> bool {
    if value.len() < SHORTEST || is_several(value) {
        return false;
    }
    let Some(widest) = ALPHABETS.iter().position(|(_, holds)| value.iter().all(|byte| holds(*byte))) else { return false };
    let (size, _) = ALPHABETS[widest];
    ALPHABETS[..widest].iter().any(|(narrow, holds)| {
        let mut strangers = value.iter().enumerate().filter(|(_, byte)| !holds(**byte) && !is_mark(**byte));
        let alone = strangers.next().filter(|_| strangers.next().is_none());
        let inner = alone.is_some_and(|(at, _)| at >= HEAD && at + TAIL < value.len());
        inner && at_most_one(value.len(), narrow / size) < CHANCE
    })
}

/// How many characters stand in no token: it is of the alphabet of RFC 6750 (section 2.1, `b64token`), and may join parts, name a hash, be
/// encoded or be an object.
pub(super) fn foreign(value: &[u8]) -> usize {
    value.iter().filter(|byte| !byte.is_ascii_alphanumeric() && !is_mark(**byte) && !b"%&{}$\"".contains(byte)).count()
}

/// The chance that at most one of `length` characters is outside an alphabet which each is in by the chance `inside`.
fn at_most_one(length: usize, inside: f64) -> f64 {
    let others = i32::try_from(length).unwrap_or(i32::MAX) - 1;
    inside.powi(others) * (inside + length as f64 * (1.0 - inside))
}

/// Texts that hold several values, or one that is encoded: objects, queries, percent-encoding, variables.
fn is_several(value: &[u8]) -> bool {
    let percent = value.windows(3).any(|window| window[0] == b'%' && window[1].is_ascii_hexdigit() && window[2].is_ascii_hexdigit());
    percent || value.contains(&b'&') || matches!(value[0], b'{' | b'[' | b'$' | b'"')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::provider::Form;

    #[test]
    fn one_stranger_in_a_narrow_alphabet() {
        for (value, expected) in [
            ("8f3a6c1e9b7dk4a2f5c8e0b1d3f6a9c2", true),
            ("kx7Qm2Rt9Zb4?wPd5Ys8Vn1Cq3Hf6Jg0", true),
            ("q7m2x9k4z8w1b5nR6t3p0v7c2j9h4d8s1", true),
            ("8f3a6c1e9b7d4a2f5c8e0b1d3f6a9c2e", false),
            ("k8f3a6c1e9b7d4a2f5c8e0b1d3f6a9c2e", false),
            ("8f3a6c1e9b7d4a2f5c8e0b1d3f6a9c2ek", false),
            ("8f3a6c1e-9b7d-4a2f-5c8e-0b1d3f6a9c2e", false),
            ("kx7Qm2Rt9Zb4_wPd5Ys8Vn1Cq3Hf6Jg0", false),
            ("kx7Qm?Rt9Zb4", false),
            ("m{{h}o)p${e]nob(ody[finds>-_$#thisone}}", false),
            ("kx7Qm2Rt9Zb4LwPd5Ys8&state=8f3a6c1e", false),
            ("kx7Qm2Rt9Zb4%2BwPd5Ys8Vn1Cq3Hf6Jg0", false),
            ("", false),
        ] {
            assert_eq!(is_altered(value.as_bytes()), expected, "{value}");
        }
    }

    #[test]
    fn characters_of_no_token() {
        for (value, expected) in [
            ("kx7Qm2Rt9Zb4.LwPd5_Ys8-Vn1C~q3Hf6+Jg0/x==", 0),
            ("00Dq83vEjRWeJq8!kx7Qm2Rt9Zb4LwPd", 0),
            ("$2a$10$kx7Qm2Rt9Zb4LwPd5Ys8Vn", 0),
            ("{\"id\":\"kx7Qm2Rt9Zb4\"}", 0),
            ("kx7Qm2Rt?9Zb4<LwPd", 2),
        ] {
            assert_eq!(foreign(value.as_bytes()), expected, "{value}");
        }
    }

    #[test]
    fn draws_are_not_called_altered() {
        for form in ["hex 32", "hex 40", "lower 32", "upper 20", "alnum 16", "alnum 40", "word 43", "base64 44", "dotted 40", "digit 20"] {
            let form = Form::parse(form).expect("a form");
            let altered = (0..2_000).filter(|seed| is_altered(form.sample(*seed).as_bytes())).count();
            assert!(altered <= 2, "{form:?}: {altered}");
        }
    }
}
