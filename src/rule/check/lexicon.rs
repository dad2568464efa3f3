//! The word lists under `rules/lexicon/`, each read once.
//!
//! A list holds one entry a line; a line that is `#` alone or begins with `# ` is a comment; the split marker `<>` is taken out, so
//! that no file of the repository holds a contiguous token. Never fails: the lists are part of the program.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list in the order of its file.
pub(super) type List = LazyLock<Vec<String>>;
/// A list that is only asked for membership.
pub(super) type Words = LazyLock<HashSet<String>>;

macro_rules! lexicon {
    ($file:literal) => {
        include_str!(concat!("../../../rules/lexicon/", $file, ".txt"))
    };
}

/// Words that stand in for a secret, and names of secrets.
pub(super) static PLACEHOLDER_WORDS: Words =
    LazyLock::new(|| entries(lexicon!("placeholders")).chain(entries(lexicon!("placeholder-names"))).collect());
/// Stretches that one never finds in a generated secret; lower case.
pub(super) static PLACEHOLDER_MARKS: List = LazyLock::new(|| entries(lexicon!("placeholder-marks")).collect());
/// Counting that one seldom finds in a generated secret; lower case.
pub(super) static COUNTING_MARKS: List = LazyLock::new(|| entries(lexicon!("counting-marks")).collect());
/// Published values.
pub(super) static WELL_KNOWN: List = LazyLock::new(|| entries(lexicon!("well-known-values")).collect());
/// Values printed in standards.
pub(super) static PUBLISHED: List = LazyLock::new(|| entries(lexicon!("published-values")).collect());
/// Beginnings of a reference to a secret kept elsewhere.
pub(super) static REFERENCES: List = LazyLock::new(|| entries(lexicon!("reference-marks")).collect());
/// Names of types and of no value; lower case.
pub(super) static TYPE_NAMES: Words = LazyLock::new(|| entries(lexicon!("type-names")).collect());
/// English and technical words of four letters or more.
pub(super) static COMMON_WORDS: Words = LazyLock::new(|| entries(lexicon!("common-words")).collect());
/// Domains that reach nobody; a leading dot marks a top-level domain.
pub(super) static RESERVED_MAIL: Words = LazyLock::new(|| entries(lexicon!("reserved-mail-domains")).collect());
/// Hosts whose addresses are names rather than connections.
pub(super) static CANONICAL_HOSTS: List = LazyLock::new(|| entries(lexicon!("canonical-hosts")).collect());
/// Mailboxes of machines.
pub(super) static IMPERSONAL_MAILBOXES: Words = LazyLock::new(|| entries(lexicon!("impersonal-mailboxes")).collect());
/// Mailboxes of organisations.
pub(super) static ROLE_MAILBOXES: Words = LazyLock::new(|| entries(lexicon!("role-mailboxes")).collect());
/// Endings of file names.
pub(super) static FILE_EXTENSIONS: Words = LazyLock::new(|| entries(lexicon!("file-extensions")).collect());
/// Known top-level domains.
pub(super) static TOP_LEVEL_DOMAINS: Words = LazyLock::new(|| entries(lexicon!("top-level-domains")).collect());
/// Names of nobody: words parted by one blank.
pub(super) static SYNTHETIC_PEOPLE: Words = LazyLock::new(|| entries(lexicon!("synthetic-people")).collect());
/// Words of charts and forms.
pub(super) static CLINICAL_WORDS: Words = LazyLock::new(|| entries(lexicon!("clinical-words")).collect());
/// Given names that are hardly anything else; lower case.
pub(super) static GIVEN_NAMES: Words = LazyLock::new(|| entries(lexicon!("given-names")).collect());
/// Cost in bits of a letter after a letter, `[first][second]`.
pub(super) static BIGRAM_BITS: LazyLock<[[f32; 26]; 26]> = LazyLock::new(|| bigrams(lexicon!("bigrams")));

fn entries(text: &'static str) -> impl Iterator<Item = String> {
    text.lines().filter(|line| !line.trim().is_empty() && *line != "#" && !line.starts_with("# ")).map(|line| line.trim().replace("<>", ""))
}

fn bigrams(text: &'static str) -> [[f32; 26]; 26] {
    let mut table = [[UNSEEN_BITS; 26]; 26];
    for (row, line) in table.iter_mut().zip(entries(text)) {
        for (cell, cost) in row.iter_mut().zip(line.split_ascii_whitespace().skip(1)) {
            *cell = cost.parse().map_or(UNSEEN_BITS, |tenths: f32| tenths / 10.0);
        }
    }
    table
}

/// The dearest bigram in the table, in bits.
const UNSEEN_BITS: f32 = 12.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_lower_case_where_compared_so_and_hold_no_marker() {
        for list in
            [&PLACEHOLDER_WORDS, &TYPE_NAMES, &COMMON_WORDS, &RESERVED_MAIL, &FILE_EXTENSIONS, &TOP_LEVEL_DOMAINS, &SYNTHETIC_PEOPLE]
        {
            assert!(list.len() > 10);
            let odd: Vec<_> = list.iter().filter(|entry| entry.contains("<>") || **entry != entry.to_lowercase()).collect();
            assert!(odd.is_empty(), "{odd:?}");
        }
        assert!(PLACEHOLDER_MARKS.iter().all(|mark| mark.len() >= 3 && *mark == mark.to_lowercase()));
        assert!(REFERENCES.iter().any(|mark| mark == "#{"));
        // Values without a mark are known for no templates before the list is asked.
        assert!(REFERENCES.iter().all(|mark| !mark.bytes().all(super::super::placeholder::is_plain)));
    }

    #[test]
    fn bigram_table_is_whole_and_sums_to_one() {
        for row in BIGRAM_BITS.iter() {
            let sum: f32 = row.iter().map(|bits| 2_f32.powf(-bits)).sum();
            assert!((0.9..1.2).contains(&sum), "{sum}");
        }
    }
}
