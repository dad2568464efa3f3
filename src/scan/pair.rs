//! The two halves of a credential, an id and its secret, are one finding: the secret, with the id as a related place. Where a rule says so
//! the id stays a finding too.

use crate::finding::{Evidence, Finding, Related};
use crate::rule::{Confidence, RuleSet};

/// Findings looked at either side of a secret: a line may be as long as the file and hold any number of them.
const MOST_BETWEEN: usize = 64;

/// Joins pairs; `findings` are sorted by place, and so is the result.
pub(super) fn join(rules: &RuleSet, mut findings: Vec<Finding>) -> Vec<Finding> {
    let mut consumed = vec![false; findings.len()];
    for index in 0..findings.len() {
        let Some(pair) = rules.get(findings[index].rule).pair.as_ref() else { continue };
        let Some(other) = rules.find(&pair.with) else { continue };
        let line = findings[index].region.start.line;
        // Findings are sorted, so the nearest other half is looked for outwards, no further than the lines allow.
        let near = |candidate: &usize| findings[*candidate].region.start.line.abs_diff(line) <= pair.lines;
        let is_half = |candidate: &usize| findings[*candidate].rule == other && !consumed[*candidate];
        let before = (0..index).rev().take(MOST_BETWEEN).take_while(near).find(is_half);
        let after = (index + 1..findings.len()).take(MOST_BETWEEN).take_while(near).find(is_half);
        let distance = |candidate: &usize| findings[*candidate].region.start.line.abs_diff(line);
        let Some(half) = before.into_iter().chain(after).min_by_key(distance) else { continue };
        consumed[half] = !pair.keep;
        let related = Related { region: findings[half].region, message: rules.get(other).title.clone() };
        let finding = &mut findings[index];
        finding.related.push(related);
        finding.evidence.push(Evidence::Pair);
        finding.evidence.sort_unstable();
        // What harms nobody where it stands does not do so with its other half either.
        if !finding.evidence.contains(&Evidence::NotNear) {
            finding.confidence = Confidence::High;
        }
    }
    let mut consumed = consumed.into_iter();
    findings.retain(|_| !consumed.next().unwrap_or(false));
    findings
}
