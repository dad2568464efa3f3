//! Texts that speak about a setting instead of making it, and literals that are names.

use super::call_at;
use crate::code::assignment;
use crate::code::outline::Outline;
use crate::code::token::{Kind, content};
use crate::language::Language;
use crate::scan::verify::spaced_words;
use crate::text::Span;

/// As many plain words in a row before a flag make a sentence.
const PROSE_WORDS: usize = 3;
/// Most tokens between what is called and the text that begins on the next line.
const HEREDOC_SIGNS: usize = 4;
/// As many words at the end of a name and of a literal are the same where the literal is a name too.
const SAME_WORDS: usize = 3;

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
        // `description <<~MD` of Ruby.
        None if outline.language == Language::Ruby => (at.saturating_sub(HEREDOC_SIGNS)..at).any(|before| {
            let name = spaced_words(outline.name(before));
            NAMES.iter().any(|word| name.contains(word))
        }),
        None => outline.language == Language::Python && outline.tokens.get(at).begins_line(),
    }
}

/// Whether a text speaks about a flag instead of giving it: `"Whether StrictHostKeyChecking=no is added"`.
pub(super) fn is_described(outline: &Outline<'_>, at: usize, value: Span) -> bool {
    let token = outline.tokens.get(at).span();
    if outline.kind(at) != Kind::Text || token == value || !token.contains(value) {
        return false;
    }
    if is_manual(outline, at) || is_said(outline, at) {
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

/// Whether a text is what a log or an error says: `log.Warn("temporarily using StrictHostKeyChecking=no")` switches nothing off.
fn is_said(outline: &Outline<'_>, at: usize) -> bool {
    call_at(outline, at).is_some_and(|call| {
        let name = outline.name(call.name).to_ascii_lowercase();
        SAYS.contains(&name.strip_suffix(b"f").unwrap_or(&name))
    })
}

/// Names of functions that write to logs or make errors, without the `f` of those that fill in.
const SAYS: &[&[u8]] = &[b"log", b"trace", b"debug", b"info", b"notice", b"warn", b"warning", b"error", b"fatal", b"panic"];

/// Whether a literal is joined to what is not one: `"AWS4" + secret` is no constant.
pub(super) fn is_part_of_value(outline: &Outline<'_>, at: usize) -> bool {
    let joins = |sign: usize| outline.is(sign, outline.dialect.joins) && outline.kind(sign) == Kind::Sign;
    let unknown = |other: usize| outline.kind(other) == Kind::Name;
    outline.kind(at) == Kind::Text
        && (joins(at + 1) && unknown(at + 2) || at >= 2 && joins(at - 1) && (unknown(at - 2) || outline.kind(at - 2) == Kind::Close))
}

/// Whether a literal says again what it is assigned to: `KEY_TLS_PRIVATE_KEY = "app-tlsPrivateKey"` names an entry.
pub(super) fn is_own_name(outline: &Outline<'_>, at: usize) -> bool {
    let Some(assigned) = outline.assignments.iter().find(|assigned| assigned.value == (at, at + 1)) else { return false };
    let literal = content(outline.word(at));
    outline.kind(at) == Kind::Text && same_end(outline.name(assigned.name), literal) >= SAME_WORDS
}

/// Whether a literal says itself that it is no key, `from_secret(b"fake")`, because one has to be handed over and is not used.
pub(super) fn is_no_key(outline: &Outline<'_>, origin: Span) -> bool {
    const SAYS_SO: &[&[u8]] =
        &[b"fake", b"dummy", b"unused", b"ignored", b"ignore", b"none", b"irrelevant", b"not used", b"notused", b"not-used", b"not_used"];
    let at = outline.tokens.at(origin.start);
    let assigned = outline.assignments.iter().filter(|assigned| assigned.value.0 <= at && at < assigned.value.1);
    let named =
        assigned.min_by_key(|assigned| assigned.value.1 - assigned.value.0).map(|assigned| spaced_words(outline.name(assigned.name)));
    if named.is_some_and(|name| [" dummy ", " fake ", " unused "].iter().any(|word| name.contains(word))) {
        return true;
    }
    let literal = content(outline.word(at)).to_ascii_lowercase();
    outline.kind(at) == Kind::Text && SAYS_SO.contains(&literal.as_slice())
}

/// How many words two names end with alike.
pub(super) fn same_end(one: &[u8], other: &[u8]) -> usize {
    let (one, other) = (assignment::words(one), assignment::words(other));
    one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_alike() {
        for (name, literal, expected) in
            [("KEY_TLS_PRIVATE_KEY", "app-tlsPrivateKey", 3), ("secretKey", "my-secret-key", 2), ("aes_key", "quiet-harbour-16", 0)]
        {
            assert_eq!(same_end(name.as_bytes(), literal.as_bytes()), expected, "{name}");
        }
    }
}
