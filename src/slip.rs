//! What was perhaps meant by a misspelt word.
//!
//! Promises: only words that were handed in come back. Never guesses where nothing is near.

/// The nearest of `words`, where it is near enough to be a slip: one letter more, less, other, or two that changed places, or much that is the same.
pub fn nearest<'w>(word: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let score = |known: &str| {
        let is_slip = word.chars().count() >= 3 && strsim::osa_distance(word, known) == 1;
        strsim::jaro_winkler(word, known).max(if is_slip { 0.9 } else { 0.0 })
    };
    let near = words.map(|known| (score(known), known)).filter(|(score, _)| *score > 0.8);
    near.max_by(|one, two| one.0.total_cmp(&two.0)).map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_near() {
        let words = ["phi", "low", "high", "weak-hash", "us-ssn"];
        for (word, expected) in [
            ("pih", Some("phi")),
            ("lwo", Some("low")),
            ("weak-hsah", Some("weak-hash")),
            ("us-snn", Some("us-ssn")),
            ("ph", Some("phi")),
            ("xyz", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, words.into_iter()), expected, "{word}");
        }
    }
}
