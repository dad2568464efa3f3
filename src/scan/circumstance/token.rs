//! Tokens that are read without a check of their signature, and whether anybody is let in by what they say.

use super::call_at;
use crate::code::context::Surroundings;
use crate::code::outline::{Call, Outline};
use crate::scan::verify::{has_any, lines, spaced_words};
use crate::text::Span;
use std::sync::LazyLock;

/// Longest file, in bytes, whose functions need not be named after what they decide.
const SHORT_FILE: usize = 1 << 10;

/// Whether a token that is read unchecked is only asked whether it can be read: `_, _, err := parser.ParseUnverified(token, jwt.MapClaims{})`.
pub(super) fn only_tells_form(outline: &Outline<'_>, at: usize) -> bool {
    let Some(call) = call_at(outline, at) else { return false };
    let start = (call.path.saturating_sub(12)..call.path).rev().find(|at| outline.is_any(*at, &[";", "{", "}", "if"]));
    let start = start.map_or(call.path.saturating_sub(12), |at| at + 1);
    let discards = outline.is(start, "_") && outline.is(start + 1, ",") && outline.is(start + 2, "_");
    // What the claims are put into may be asked afterwards, unless it is made here.
    let made_here = outline.arguments(call).last().is_some_and(|last| outline.is(last.value.1 - 1, "}"));
    discards && made_here
}

/// Whether the file verifies such tokens as well: which key that takes, it has to read first.
pub(super) fn is_verified_too(outline: &Outline<'_>, at: usize) -> bool {
    const VERIFIES: &[&[u8]] = &[b"decode", b"verify", b"Parse", b"ParseWithClaims", b"ValidateToken", b"jwtVerify", b"parseSignedClaims"];
    const KEYS: &[&str] = &[" secret ", " key ", " keyfunc ", " decoding key ", " key func "];
    let names_key = |call: &Call| {
        let given: String = (call.open + 1..call.close).map(|at| spaced_words(outline.word(at))).collect();
        KEYS.iter().any(|word| given.contains(word)) && !given.contains(" false ") && !given.contains(" none ")
    };
    let verifying = VERIFIES.iter().filter_map(|name| outline.called.get(name)).flatten().map(|index| &outline.calls[*index]);
    verifying.filter(|call| at < call.path || call.close < at).any(names_key)
}

/// Whether what an unchecked token says lets nobody in: its function is named after nothing of the kind, as `expiryOf(token)` of a client
/// is, or the file speaks of no tokens.
pub(super) fn lets_nobody_in(outline: &Outline<'_>, value: Span, around: &Surroundings) -> bool {
    const TOKENS: &[&[u8]] = &[b"jwt", b"Jwt", b"JWT", b"jws", b"JWS", b"jose", b"JOSE", b"oken"];
    /// What switches a validator off, or makes tokens without a signature: whoever asks it believes them.
    const VALIDATORS: &[&str] =
        &[" none ", " unsecured ", " plain jwt ", " require ", " issuer signing key ", " validator ", " plaintext jwt "];
    // A short file may leave unsaid what it does.
    if outline.text.len() <= SHORT_FILE {
        return false;
    }
    if !TOKENS.iter().any(|name| memchr::memmem::find(outline.text, name).is_some()) {
        return true;
    }
    let spoken = spaced_words(value.of(outline.text));
    if VALIDATORS.iter().any(|word| spoken.contains(word)) {
        return false;
    }
    around.function.is_some_and(|name| {
        let words = spaced_words(name.of(outline.text));
        // What somebody types at a terminal lets nobody in.
        !has_any(&words, &TRUSTING) || has_any(&words, &["command", "cmd", "cli"])
    })
}

/// Words of functions that let somebody in.
static TRUSTING: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../../rules/lexicon/trusting-words.txt")).collect());

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::context;
    use crate::code::token::Tokens;
    use crate::language::{Language, Zones};

    #[test]
    fn whoever_reads_a_token_may_believe_it() {
        let filler = format!("// {}\n", "quiet harbour ".repeat(80));
        for (text, value, expected) in [
            ("func tokenExpiry(token string) { p.ParseUnverified(token, &claims) }", "ParseUnverified(", true),
            ("func authenticate(token string) { p.ParseUnverified(token, &claims) }", "ParseUnverified(", false),
            ("func loginCommand(token string) { p.ParseUnverified(token, &claims) }", "ParseUnverified(", true),
            ("func make(token string) { t.sign(jwt.SigningMethodNone) }", "jwt.SigningMethodNone", false),
            ("func compress() { c := T{Algorithm: \"none\"} }", "Algorithm: \"none\"", true),
        ] {
            for (text, expected) in [(format!("{filler}{text}"), expected), (text.to_owned(), false)] {
                let bytes = text.as_bytes();
                let outline =
                    Outline::read(bytes, Tokens::read(bytes, &Zones::lex(bytes, Language::Go)), Language::Go).expect("read by calls");
                let start = memchr::memmem::rfind(bytes, value.as_bytes()).expect("it is there");
                let value = Span::new(start, start + value.len());
                let around = context::surroundings(&outline, start);
                assert_eq!(lets_nobody_in(&outline, value, &around), expected, "{text}");
            }
        }
    }
}
