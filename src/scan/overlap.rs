//! One secret, one finding: of several rules that speak of the same bytes, the most specific one stays.
//!
//! Credentials and identifiers compete with each other; weak cryptography is another matter and competes only with itself.

use super::{Proven, Via};
use crate::rule::{Confidence, Family, RuleKey, RuleSet};
use crate::text::Span;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// As close, in bytes, two places of one statement are one defect.
const CLOSE: usize = 100;

/// The proven candidates that remain, by place.
pub(super) fn resolve(rules: &RuleSet, mut proven: Vec<Proven>) -> Vec<Proven> {
    proven.sort_by_key(by_place);
    let mut keeps = vec![true; proven.len()];
    let mut from = 0;
    // Only those that stand over one another compete: in a message hardly any do.
    while from < proven.len() {
        let first = proven[from].candidate.value;
        let (mut end, mut to) = (first.end, from + 1);
        while let Some(next) = proven.get(to).map(|next| next.candidate.value).filter(|next| next.start < end || next.start == first.start)
        {
            end = end.max(next.end);
            to += 1;
        }
        if to - from > 1 {
            settle(rules, &mut proven[from..to], &mut keeps[from..to]);
        }
        from = to;
    }
    let mut keeps = keeps.into_iter();
    proven.retain(|_| keeps.next().unwrap_or(true));
    proven
}

/// One defect, one finding: of weak cryptography of one class that stands on one line close together, `md5(salt . md5(text))`, the first remains.
pub(super) fn one_a_line(rules: &RuleSet, text: &[u8], proven: &mut Vec<Proven>) {
    let mut last: BTreeMap<&str, Span> = BTreeMap::new();
    proven.retain(|one| {
        let rule = rules.get(one.candidate.rule);
        let is_written = matches!(one.candidate.via, Via::Pattern { .. } | Via::Call(_)) && rule.inventory.is_empty();
        let is_shown = super::confidence::confidence(rule.confidence, one.evidence) > Confidence::Low;
        if rule.family != Family::Crypto || !is_written || !is_shown {
            return true;
        }
        let class = if rule.class.is_empty() { rule.id.as_str() } else { rule.class.as_str() };
        let value = one.candidate.value;
        let before = last.insert(class, value).filter(|before| before.end <= value.start && value.start - before.end <= CLOSE);
        !before.is_some_and(|before| is_continued(&text[before.end..value.start], before.of(text) == value.of(text)))
    });
}

/// Whether one line goes on to the next: none is broken, or each is at a bar; of the same value said again, also at a comma.
fn is_continued(between: &[u8], is_same: bool) -> bool {
    let ends = |line: &[u8]| line.ends_with(b"|") || is_same && line.ends_with(b",");
    let mut lines = between.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let mut line = lines.next().unwrap_or_default();
    // What the preprocessor reads stands between.
    lines.filter(|line| !line.starts_with(b"#")).all(|next| {
        let goes_on = ends(line) || next.starts_with(b"|");
        line = next;
        goes_on
    }) && !between.contains(&b';')
}

fn by_place(one: &Proven) -> (Span, RuleKey) {
    (one.candidate.value, one.candidate.rule)
}

/// Which of the candidates at one place remain. They stay sorted by place; those of one rule at the very same bytes come to stand by rank.
fn settle(rules: &RuleSet, proven: &mut [Proven], keeps: &mut [bool]) {
    for same in proven.chunk_by_mut(|one, other| by_place(one) == by_place(other)).filter(|same| same.len() > 1) {
        same.sort_by_cached_key(|one| Reverse(rank(rules, one)));
    }
    let mut order: Vec<usize> = (0..proven.len()).collect();
    order.sort_by_cached_key(|index| {
        let one = &proven[*index];
        (Reverse(rank(rules, one)), one.candidate.value.start, one.candidate.rule)
    });
    let mut taken: [BTreeMap<usize, usize>; 2] = [BTreeMap::new(), BTreeMap::new()];
    let mut packed: BTreeSet<Span> = BTreeSet::new();
    let mut missing: BTreeSet<(RuleKey, usize, &str)> = BTreeSet::new();
    for index in order {
        let one = &proven[index];
        // What is missing stands nowhere: several such findings point at the same name. What other files decide may be no finding.
        let waiting = match &one.candidate.via {
            Via::Setting(setting) if !setting.absent.is_empty() || setting.waits.is_some() => Some(setting.place.as_str()),
            Via::Call(flow) if flow.property.is_some() => Some(""),
            _ => None,
        };
        if let Some(place) = waiting {
            keeps[index] = missing.insert((one.candidate.rule, one.candidate.value.start, place));
            continue;
        }
        // Identifiers that are packed together stand at one place and are many.
        let is_packed = rules.get(one.candidate.rule).family == Family::Phi && one.decoded.as_ref().is_some_and(|shown| shown.packed);
        if is_packed && packed.contains(&one.candidate.value) {
            continue;
        }
        let concern = usize::from(rules.get(one.candidate.rule).family == Family::Crypto);
        keeps[index] = take(&mut taken[concern], one.candidate.value);
        if is_packed && keeps[index] {
            packed.insert(one.candidate.value);
        }
    }
}

/// Position beats shape, a rule of its own kind beats a provider's word, which beats a generic one, surer beats less sure, decoded
/// beats as written, longer beats shorter, more context beats less, but a vendor's name near by beats one further off.
fn rank(rules: &RuleSet, proven: &Proven) -> (u8, u8, Confidence, bool, usize, usize) {
    let rule = rules.get(proven.candidate.rule);
    let way = match proven.candidate.via {
        // A token of a known form in a file of known form is first of all that token.
        Via::Field { .. } => u8::from(!rule.generic),
        Via::Setting(_) => 1,
        Via::Pattern { .. } | Via::Name { .. } | Via::Call(_) | Via::FileName | Via::Provider { .. } => 0,
    };
    let confidence = super::confidence::confidence(rule.confidence, proven.evidence);
    let by_position = matches!(proven.candidate.via, Via::Field { .. });
    let kind = match (rule.generic, rule.providers, rule.pattern.is_some() && rule.confidence == Confidence::High) {
        (false, false, _) => 4,
        (true, false, true) => 3,
        (_, true, _) => 2,
        // The place in a file speaks where the name alone leaves doubt.
        (true, false, false) => u8::from(!by_position && confidence >= Confidence::Medium),
    };
    let context = proven.candidate.whole.len();
    // Of the names of several vendors the nearest is that of the one.
    let context = if matches!(proven.candidate.via, Via::Provider { .. }) { usize::MAX - context } else { context };
    (way, kind, confidence, proven.decoded.is_some(), proven.candidate.value.len(), context)
}

/// Takes a range if none of its bytes is taken yet.
fn take(taken: &mut BTreeMap<usize, usize>, span: Span) -> bool {
    let before = taken.range(..span.end).next_back();
    if before.is_some_and(|(_, end)| *end > span.start) {
        return false;
    }
    taken.insert(span.start, span.end);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_defect_over_lines() {
        for (between, is_same, expected) in [
            (" . ", false, true),
            ("; ", false, false),
            ("\n  | OTHER\n#if defined(X)\n  | ", false, true),
            (" |\n  ", false, true),
            (",\n  ", true, true),
            (",\n  ", false, false),
            ("\n  ", true, false),
        ] {
            assert_eq!(is_continued(between.as_bytes(), is_same), expected, "{between:?}");
        }
    }

    #[test]
    fn a_byte_is_taken_once() {
        let mut taken = BTreeMap::new();
        assert!(take(&mut taken, Span::new(10, 20)));
        assert!(take(&mut taken, Span::new(20, 30)));
        for (start, end) in [(10, 20), (5, 11), (19, 25), (12, 13), (0, 100)] {
            assert!(!take(&mut taken, Span::new(start, end)), "{start}..{end}");
        }
        assert!(take(&mut taken, Span::new(0, 10)));
        assert!(take(&mut taken, Span::new(30, 31)));
    }
}
