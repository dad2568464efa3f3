//! What is shown of the reason in a comment.
//!
//! People quote what they accept: `was v9KqTm4xLz7w`, `the number of Quillfeather`. Promises: a word that could be a credential or a person's
//! number is not repeated, nor is a reason with a word that was found elsewhere in the file; linear. Plain words, names with a short number
//! (`SHA256`, `ABC-1234`), days, versions and links stay. A name that nothing found cannot be told from any other word.

use std::collections::BTreeSet;

/// What stands for such a word.
const MASK: &str = "•••";

/// What stands for a reason that something was found in.
pub const HIDDEN: &str = "(the reason is not shown: something was found in it)";

/// Shortest value that is looked for in reasons, in bytes; shorter ones are words of many meanings.
const SHORTEST: usize = 4;

/// The word, or a mask where it could be a value.
pub(super) fn shown(word: &str) -> &str {
    if is_telling(word) { MASK } else { word }
}

/// The reason, or a remark where a word of it is one of `values`.
pub fn without(reason: &str, values: &BTreeSet<&[u8]>) -> String {
    let is_value = |word: &str| word.len() >= SHORTEST && values.contains(word.as_bytes());
    let punctuation = |letter: char| letter.is_ascii_punctuation();
    let mut words = reason.split_whitespace().flat_map(|word| word.split(punctuation).chain([word, word.trim_matches(punctuation)]));
    if words.any(is_value) { HIDDEN.to_owned() } else { reason.to_owned() }
}

fn is_telling(word: &str) -> bool {
    const MOST_DIGITS: usize = 5;
    const SIGNS: &str = "@$%^&*=+!";
    let word = word.trim_matches(|letter: char| ",.;:()[]{}\"'`".contains(letter));
    let is_link = (word.starts_with("https://") || word.starts_with("http://")) && !word.contains(['?', '@', '=']);
    if is_link || super::date(word).is_some() {
        return false;
    }
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let inner = word.trim_matches(|letter| SIGNS.contains(letter));
    digits > MOST_DIGITS
        || word.len() >= 6 && inner.contains(|letter| SIGNS.contains(letter))
        || word.split(|letter: char| !letter.is_alphanumeric()).any(is_mixed)
}

/// Letters and digits in turns: neither a word, a number, nor a word with a short number behind it.
fn is_mixed(part: &str) -> bool {
    const SHORTEST_MIXED: usize = 8;
    const LONGEST_NUMBER: usize = 4;
    let stem = part.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number = part.len() - stem.len();
    part.len() >= SHORTEST_MIXED && (stem.contains(|letter: char| letter.is_ascii_digit()) || !stem.is_empty() && number > LONGEST_NUMBER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_could_be_values_are_not_shown() {
        for word in ["v9KqTm4xLz7w", "219-09-9999", "(4480217)", "quoll!lake9", "ana@larkspur.zz", "x=1quoll", "4405550134.", "a1b2c3d4e5"]
        {
            assert_eq!(shown(word), MASK, "{word}");
        }
        for word in [
            "names",
            "a",
            "cache-entry",
            "(see",
            "ABC-1234",
            "#4711",
            "SHA256",
            "AES-256-GCM",
            "TLSv1.2",
            "2027-03-31",
            "v2.11.3",
            "RFC2104,",
            "https://larkspur.zz/browse/ABC-123456",
            "LegacyPasswordEncoder",
            "don't",
            "",
        ] {
            assert_eq!(shown(word), word);
        }
    }

    #[test]
    fn what_was_found_in_the_file_hides_the_reason() {
        let values: BTreeSet<&[u8]> = [b"Quillfeather".as_slice(), b"F", b"a-b c"].into();
        for (reason, expected) in [
            ("the number of Quillfeather", HIDDEN),
            ("(Quillfeather's), by F", HIDDEN),
            ("name=Quillfeather", HIDDEN),
            ("marked F by ward 9", "marked F by ward 9"),
            ("", ""),
        ] {
            assert_eq!(without(reason, &values), expected, "{reason}");
        }
    }
}
