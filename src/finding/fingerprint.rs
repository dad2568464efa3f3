//! An id for a finding that survives moved lines and reveals nothing.
//!
//! A hash of an identifier is the identifier: there are fewer than 10⁹ social security numbers. So nothing that goes into a fingerprint
//! may depend on a value, neither on the found one nor on another one beside it. What goes in: the rule, the path, the place in a
//! structured message or the *skeleton* of the line, and the number of the occurrence within the file.
//!
//! The skeleton keeps the words of one closed vocabulary, `rules/lexicon/skeleton-words.txt`, and the punctuation between them; all else,
//! words, numbers and what stands between those, and everything in the found range is one and the same mark. The vocabulary is frozen: a word added to it changes ids.

use crate::sensitive::hex;
use crate::text::Span;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Bytes of the line either side of the value that count.
const WINDOW: usize = 80;

/// Hexadecimal digits of an id: 64 bits, ample for the findings of one repository.
const LENGTH: usize = 16;

static VOCABULARY: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../rules/lexicon/skeleton-words.txt").lines();
    lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// What is left of a line when every value is taken out: `value` is the found range within `text`.
pub fn skeleton(text: &[u8], line: Span, value: Span) -> String {
    let start = line.start.max(value.start.saturating_sub(WINDOW));
    let end = line.end.min(value.end.saturating_add(WINDOW));
    let before = Span::new(start, value.start.clamp(start, end));
    let after = Span::new(value.end.clamp(start, end), end);
    format!("{}◆{}", reduce(before.of(text), start > line.start, false), reduce(after.of(text), false, end < line.end))
}

/// Words of the vocabulary stay, with the punctuation between them where there is nothing else; white space counts once. Whatever lies
/// between two of them is one `w`, whether it is a word or ten, with its punctuation: that would show the shape of a password.
/// A word that the window cuts, at its start or its end, is no word: it would change with what stands outside.
fn reduce(text: &[u8], cut_start: bool, cut_end: bool) -> String {
    let (mut out, mut gap, mut unknown, mut at) = (String::new(), String::new(), false, 0);
    while at < text.len() {
        let run = &text[at..at + text[at..].iter().take_while(|byte| is_part(**byte)).count().max(1)];
        let cut = (cut_start && at == 0) || (cut_end && at + run.len() == text.len());
        at += run.len();
        if !run.iter().any(|byte| is_word(*byte)) {
            let marks = run.iter().map(|byte| if byte.is_ascii_whitespace() { ' ' } else { char::from(*byte) });
            marks.for_each(|mark| gap.extend((!gap.ends_with(mark)).then_some(mark)));
        } else if cut || !is_public_run(run) {
            unknown = true;
        } else {
            out.push_str(if unknown { " w " } else { &gap });
            out.extend(run.iter().map(|byte| char::from(byte.to_ascii_lowercase())));
            (unknown, gap) = (false, String::new());
        }
    }
    out + if unknown { " w " } else { &gap }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// What a name, a number, a password or a host may be made of.
fn is_part(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && !b"\"'`=:;,()[]{}<>|".contains(&byte)
}

/// Every word of a name is of the vocabulary.
fn is_public_run(run: &[u8]) -> bool {
    run.split(|byte| !is_word(*byte)).flat_map(crate::text::camel_words).all(is_public_word)
}

/// Whether a word is of the closed vocabulary, so that showing it tells nothing about the file.
pub fn is_public_word(word: &[u8]) -> bool {
    std::str::from_utf8(&word.to_ascii_lowercase()).is_ok_and(|word| VOCABULARY.contains(word))
}

/// The id of the `occurrence`th finding (from 0) of `rule` with this place or skeleton in the file.
pub fn fingerprint(rule: &str, path: &str, place_or_skeleton: &str, occurrence: usize) -> String {
    let mut hash = Sha256::new();
    for part in ["asepsis/1", rule, path, place_or_skeleton] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.update((occurrence as u64).to_le_bytes());
    let mut id = hex(&hash.finalize());
    id.truncate(LENGTH);
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str, value: &str) -> String {
        let start = line.find(value).expect("the value is in the line");
        skeleton(line.as_bytes(), Span::new(0, line.len()), Span::new(start, start + value.len()))
    }

    #[test]
    fn a_skeleton_depends_on_no_value_of_the_line() {
        let one = of("patient John Smith password=\"hunter2\" ssn=219-09-9999", "hunter2");
        let two = of("patient Mary Miller password=\"correct horse\" ssn=078-05-1120", "correct horse");
        assert_eq!(one, two);
        assert_eq!(one, "patient w password=\"◆\" ssn w ");
    }

    #[test]
    fn a_skeleton_does_not_depend_on_the_shape_of_a_neighbour() {
        let with = |neighbour: &str| of(&format!("ssn=219-09-9999, password: `{neighbour}`, token"), "219-09-9999");
        for neighbour in ["q7", "q!b", "zwei worte", "q's=\"zitat\"", "AbcDef+/9==", "{\"q9\": [1, 2]}", "pä€ss"] {
            assert_eq!(with(neighbour), "ssn=◆, password w token", "{neighbour}");
        }
    }

    #[test]
    fn a_skeleton_tells_names_apart() {
        assert_ne!(of("db_password = 'x1y2z3'", "x1y2z3"), of("api_token = 'x1y2z3'", "x1y2z3"));
    }

    #[test]
    fn fingerprints_differ_by_each_part() {
        let base = fingerprint("rule", "path", "place", 0);
        assert_eq!(base.len(), LENGTH);
        for other in [
            fingerprint("rule2", "path", "place", 0),
            fingerprint("rule", "path2", "place", 0),
            fingerprint("rule", "path", "place2", 0),
            fingerprint("rule", "path", "place", 1),
            fingerprint("rul", "epath", "place", 0),
        ] {
            assert_ne!(base, other);
        }
    }
}
