//! Runs the examples that rules carry: each `match` must be found, each `ignore` must not.
//!
//! One code for `cargo test`, `asepsis rules test` and users' own files, so that they cannot diverge.

use super::{Options, Scanner};
use crate::blob::Blob;
use crate::finding::Finding;
use crate::link;
use crate::rule::data::Example;
use crate::rule::{Confidence, RuleKey, RuleSet};

/// An example that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The rule.
    pub rule: RuleKey,
    /// Whether it is a `match` example.
    pub wanted: bool,
    /// Its index among the rule's examples of that kind.
    pub index: usize,
    /// What was found instead: rules, lines and confidence, no values.
    pub why: String,
}

/// Runs the examples of `keys`, with all rules of the set switched on, as in a scan.
pub fn run(rules: &RuleSet, keys: &[RuleKey]) -> Vec<Failure> {
    let scanner = Scanner::new(rules, Options::default());
    let mut failures = Vec::new();
    for &key in keys {
        let (matches, ignores) = rules.examples(key);
        for (index, example) in matches.iter().enumerate() {
            let found = scan(&scanner, example);
            if !found.iter().any(|finding| is_of(rules, finding, key) && finding.confidence >= floor(rules, key)) {
                failures.push(Failure { rule: key, wanted: true, index, why: format!("not found; instead: {}", instead(rules, &found)) });
            }
        }
        for (index, example) in ignores.iter().enumerate() {
            let found = scan(&scanner, example);
            let wrong = found.iter().find(|finding| finding.rule == key && finding.confidence >= Confidence::Medium);
            if let Some(finding) = wrong {
                failures.push(Failure { rule: key, wanted: false, index, why: format!("found on line {}", finding.region.start.line) });
            }
        }
    }
    failures
}

fn floor(rules: &RuleSet, key: RuleKey) -> Confidence {
    rules.get(key).confidence.min(Confidence::Medium)
}

/// A pair's example may end as a related place of the other half's finding.
fn is_of(rules: &RuleSet, finding: &Finding, key: RuleKey) -> bool {
    finding.rule == key
        || (!finding.related.is_empty() && rules.get(finding.rule).pair.as_ref().and_then(|pair| rules.find(&pair.with)) == Some(key))
}

fn scan(scanner: &Scanner<'_>, example: &Example) -> Vec<Finding> {
    let blob = Blob { path: &example.path, project_path: &example.path, bytes: example.text.as_bytes() };
    let found = scanner.scan(&blob);
    found.findings.into_iter().chain(found.pending.into_iter().filter(link::Pending::holds_alone).map(|pending| pending.finding)).collect()
}

fn instead(rules: &RuleSet, found: &[Finding]) -> String {
    let words: Vec<String> =
        found.iter().map(|finding| format!("{} ({})", rules.get(finding.rule).id, finding.confidence.word())).collect();
    if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
}
