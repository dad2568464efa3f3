//! Identifiers of one person that stand together are one finding, and a column of a table is one.
//!
//! What stands together: the fields of one message or resource, all rows of one table, and elsewhere (logs, notes, code) what lies within a few
//! lines of each other until something is said a second time. How grave that is, is data: the sets of the rule in `rules/phi/records.toml`.
//!
//! Promises: nothing is dropped; the parts stay, marked as such, with their own places. A record is never milder than the gravest of its parts.

use super::reasons::Reasons;
use super::{Floor, Pass, Proven, Scanner, Via, confidence};
use crate::finding::{Evidence, Excerpt, Finding, Related, Status, fingerprint};
use crate::format::{Field, Format, Role, table};
use crate::rule::{Confidence, Family, IdentifierSet, Rule, RuleKey, RuleSet, Severity};
use crate::sensitive::Sensitive;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Lines, and bytes of one line, between two identifiers that still speak of one person.
const LINES_APART: u32 = 3;
const BYTES_APART: usize = 400;

/// Identifiers of one record outside of messages: a log that repeats one number has no end.
const MOST_NEAR: usize = 64;

/// Places that a record names beside its own.
const MOST_RELATED: usize = 24;

/// Where a field stands among others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    /// Number of the message or table within the file.
    reading: u32,
    /// Number of the record, or of the row, within it.
    record: u32,
    role: Role,
    is_table: bool,
}

impl Standing {
    pub(super) fn new(format: &Format, reading: u32, field: &Field, path: &str) -> Self {
        let role = if format.is_table && field.role == Role::Unknown && table::is_of_care(path) { Role::Patient } else { field.role };
        Self { reading, record: field.record, role, is_table: format.is_table }
    }
}

/// The rule of records, ready to be asked: which rules find identifiers, and which of them are an element of a set.
pub(super) struct Sets {
    /// None where it is switched off.
    rule: Option<RuleKey>,
    /// By rule: whether it finds an identifier of the Safe Harbor list that is part of the default view.
    identifies: Vec<bool>,
    /// By rule: the elements that it is, a bit each.
    meets: Vec<u64>,
    /// By set: its elements.
    needs: Vec<Option<u64>>,
}

impl Sets {
    pub(super) fn new(rules: &RuleSet) -> Self {
        let found = rules.iter().find(|(key, rule)| !rule.sets.is_empty() && rules.is_enabled(*key));
        let identifies = |rule: &Rule| rule.family == Family::Phi && !rule.safe_harbor.is_empty() && rule.default;
        let is_meant = |word: &str, rule: &Rule| word == rule.safe_harbor || word == rule.id || word == rule.class;
        let sets = found.map_or(&[][..], |(_, rule)| &rule.sets);
        let mut elements: Vec<&str> = sets.iter().flat_map(|set| set.all.iter().map(String::as_str)).collect();
        elements.sort_unstable();
        elements.dedup();
        // The sets of ours name a dozen; whoever writes more than there are bits has sets that are never met.
        let bit = |number: usize| 1_u64.checked_shl(number as u32);
        let numbers = |is: &dyn Fn(&str) -> bool| (0..elements.len()).filter(|number| is(elements[*number])).map(bit).collect::<Vec<_>>();
        let meets = |rule: &Rule| numbers(&|words| words.split(' ').any(|word| is_meant(word, rule)));
        Self {
            rule: found.map(|(key, _)| key),
            identifies: rules.iter().map(|(_, rule)| identifies(rule)).collect(),
            meets: rules.iter().map(|(_, rule)| meets(rule).into_iter().flatten().sum()).collect(),
            needs: sets.iter().map(|set| numbers(&|words| set.all.iter().any(|element| element == words)).into_iter().sum()).collect(),
        }
    }

    /// The number of the gravest set of which every element is there.
    fn gravest(&self, rules: impl Iterator<Item = RuleKey>) -> Option<usize> {
        let met = rules.fold(0, |met, key| met | self.meets[usize::from(key.0)]);
        self.needs.iter().position(|needed| needed.is_some_and(|needed| met & needed == needed))
    }
}

/// What becomes of a proven candidate, before it is made a finding.
pub(super) struct Draft {
    pub(super) severity: Severity,
    pub(super) confidence: Confidence,
    pub(super) count: u64,
    /// A record or a column speaks for it.
    pub(super) part: bool,
    /// It speaks for a column of which other cells are real.
    real_column: bool,
}

impl Draft {
    pub(super) fn of(scanner: &Scanner<'_>, proven: &Proven) -> Self {
        let rule = scanner.rules.get(proven.candidate.rule);
        let severity = scanner.rules.severity(proven.candidate.rule);
        let severity = confidence::severity(severity, rule.family, proven.evidence, scanner.options.reserved_as_real);
        let of_provider = matches!(&proven.candidate.via, Via::Field { standing, .. } if standing.role == Role::Provider);
        Self {
            severity: if of_provider { severity.min(Severity::Low) } else { severity },
            confidence: confidence::confidence(rule.confidence, proven.evidence),
            count: 1,
            part: false,
            real_column: false,
        }
    }

    /// What speaks for and against it.
    pub(super) fn evidence(&self, proven: &Proven) -> Reasons {
        let mut evidence = proven.evidence;
        if self.real_column {
            evidence.remove(Evidence::Synthetic);
        }
        evidence
    }
}

/// Marks what is a part of something, and returns the records that show above the floor, and the number of the others. `proven` and `drafts`
/// go in step, sorted by place; `excerpt` makes the excerpt of one of them.
pub(super) fn compose(
    pass: &Pass<'_>,
    proven: &[Proven],
    drafts: &mut [Draft],
    floor: Option<Floor>,
    excerpt: &mut dyn FnMut(&Proven) -> Option<Excerpt>,
) -> (Vec<Finding>, u64) {
    let (mut records, mut unseen) = (Vec::new(), 0);
    if proven.len() < 2 {
        return (records, unseen);
    }
    fold_columns(pass, proven, drafts);
    let rules = pass.scanner.rules;
    let sets = pass.scanner.records.get_or_init(|| Sets::new(rules));
    let Some(key) = sets.rule else { return (records, unseen) };
    let maker = Maker { pass, proven, sets, key, rule: rules.get(key) };
    let mut occurrences: HashMap<Cow<'_, str>, usize> = HashMap::new();
    for group in maker.groups() {
        let Some(weight) = maker.weight(&group, drafts) else { continue };
        group.iter().for_each(|index| drafts[*index].part = true);
        let identity = pass.identity(&proven[group[0]].candidate);
        let occurrence = occurrences.entry(identity.clone()).and_modify(|count| *count += 1).or_insert(0);
        if floor.is_some_and(|floor| floor.hides(weight.severity, weight.confidence)) {
            unseen += 1;
        } else {
            let mut record = maker.record(&group, weight);
            record.fingerprint = maker.fingerprint(&proven[group[0]], &identity, *occurrence);
            record.excerpt = excerpt(&proven[group[0]]);
            records.push(record);
        }
    }
    (records, unseen)
}

/// The first cell of a column speaks for all of them.
fn fold_columns(pass: &Pass<'_>, proven: &[Proven], drafts: &mut [Draft]) {
    let mut columns: HashMap<(u32, RuleKey, &str), usize> = HashMap::new();
    for (index, one) in proven.iter().enumerate() {
        let Via::Field { standing, .. } = &one.candidate.via else { continue };
        if !standing.is_table {
            continue;
        }
        let place = pass.place(&one.candidate).unwrap_or_default();
        let column = place.rsplit_once('[').map_or(place, |(column, _)| column);
        match columns.get(&(standing.reading, one.candidate.rule, column)) {
            Some(&first) => {
                drafts[index].part = true;
                let (severity, confidence) = (drafts[index].severity, drafts[index].confidence);
                let first = &mut drafts[first];
                first.count += 1;
                // A column is as real as its most real cell.
                if first.severity < severity {
                    first.severity = severity;
                    first.real_column = true;
                }
                first.confidence = first.confidence.max(confidence);
            }
            None => {
                columns.insert((standing.reading, one.candidate.rule, column), index);
            }
        }
    }
}

/// How grave a record is.
#[derive(Clone, Copy)]
struct Weight {
    severity: Severity,
    confidence: Confidence,
    evidence: Reasons,
}

struct Maker<'m> {
    pass: &'m Pass<'m>,
    proven: &'m [Proven],
    sets: &'m Sets,
    key: RuleKey,
    rule: &'m Rule,
}

impl Maker<'_> {
    /// Indices of candidates that stand together, two or more; first those of messages and tables.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut structured: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut near: Vec<usize> = Vec::new();
        // What belongs together stands together, as a rule: one group is at hand, the others are in the map.
        let mut at_hand: ((u32, u32), Vec<usize>) = Default::default();
        for (index, one) in self.proven.iter().enumerate().filter(|(_, one)| self.counts(one)) {
            if let Via::Field { standing, .. } = &one.candidate.via {
                let record = if standing.is_table { 0 } else { standing.record };
                let which = (standing.reading, record);
                if at_hand.0 != which {
                    let before = structured.remove(&which).unwrap_or_default();
                    let (which, group) = std::mem::replace(&mut at_hand, (which, before));
                    structured.insert(which, group);
                }
                at_hand.1.push(index);
            } else {
                if near.len() >= MOST_NEAR
                    || near.last().is_some_and(|last| !self.stand_together(*last, index))
                    || near.iter().any(|other| self.repeats(*other, index))
                {
                    groups.push(std::mem::take(&mut near));
                }
                near.push(index);
            }
        }
        structured.insert(at_hand.0, at_hand.1);
        groups.push(near);
        groups.splice(0..0, structured.into_values());
        groups.retain(|group| group.len() >= 2);
        groups
    }

    /// Whether it is an identifier of somebody who is not a provider.
    fn counts(&self, one: &Proven) -> bool {
        let of_provider = matches!(&one.candidate.via, Via::Field { standing, .. } if standing.role == Role::Provider);
        self.sets.identifies[usize::from(one.candidate.rule.0)] && !of_provider && !one.evidence.has(Evidence::Placeholder)
    }

    fn stand_together(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.proven[one].candidate.value, self.proven[other].candidate.value);
        let lines = self.pass.view.line_number(other.start) - self.pass.view.line_number(one.start);
        let same_entry = lines == 0 || !begins_with_time(self.pass.view.line(other.start).of(self.pass.view.text()));
        lines <= LINES_APART && same_entry && other.start.saturating_sub(one.end) <= BYTES_APART
    }

    /// A second birth date, or a second number of the same kind, is another person's.
    fn repeats(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.proven[one].candidate, &self.proven[other].candidate);
        one.rule == other.rule && one.value.of(self.pass.view.text()) != other.value.of(self.pass.view.text())
    }

    /// What a group weighs; none where its identifiers do not make a record.
    fn weight(&self, group: &[usize], drafts: &[Draft]) -> Option<Weight> {
        let evidence_of = |index: usize| drafts[index].evidence(&self.proven[index]);
        let is_real = |index: &usize| !evidence_of(*index).has(Evidence::Synthetic);
        let of_real = self.set(group.iter().copied().filter(is_real));
        let set = of_real.or_else(|| self.set(group.iter().copied()))?;
        let mut evidence: Reasons = group.iter().flat_map(|index| evidence_of(*index).iter()).collect();
        [Evidence::Synthetic, Evidence::ChecksumFailed, Evidence::NotNear].into_iter().for_each(|one| evidence.remove(one));
        evidence.extend((of_real.is_none()).then_some(Evidence::Synthetic));
        let (scanner, of_set) = (self.pass.scanner, set.severity.min(self.pass.scanner.rules.severity(self.key)));
        let mut severity = confidence::severity(of_set, Family::Phi, evidence, scanner.options.reserved_as_real);
        if group.iter().all(|index| self.is_of_anybody(*index)) {
            severity = confidence::severity(severity, Family::Phi, [Evidence::TestPath].into_iter().collect(), false);
        }
        let severity = group.iter().map(|index| drafts[*index].severity).fold(severity, Severity::max);
        let surest = group.iter().map(|index| drafts[*index].confidence).max()?;
        let confidence = if set.severity >= Severity::High { surest.max(Confidence::Medium) } else { surest };
        Some(Weight { severity, confidence, evidence })
    }

    /// The finding of a group, but for its id and its excerpt.
    fn record(&self, group: &[usize], weight: Weight) -> Finding {
        Finding {
            rule: self.key,
            path: self.pass.blob.path.to_owned(),
            inside: Vec::new(),
            provenance: None,
            region: self.pass.view.locate(self.proven[group[0]].candidate.value),
            severity: weight.severity,
            confidence: weight.confidence,
            evidence: weight.evidence.iter().collect(),
            mask: String::new(),
            length: 0,
            excerpt: None,
            proof: "",
            place: String::new(),
            flow: Vec::new(),
            related: self.related(group),
            count: 1,
            detail: self.detail(group),
            part: false,
            fingerprint: String::new(),
            binding: self.binding(group),
            status: Status::New,
        }
    }

    /// The record's id: by its first place, without a value.
    fn fingerprint(&self, first: &Proven, identity: &str, occurrence: usize) -> String {
        let of_message = matches!(first.candidate.via, Via::Field { .. });
        let place = if of_message { format!("record {identity}").into() } else { Cow::Borrowed(identity) };
        fingerprint::fingerprint(&self.rule.id, self.pass.blob.project_path, &place, occurrence)
    }

    /// The gravest set of which every element is there, in two classes at least.
    fn set(&self, group: impl Iterator<Item = usize>) -> Option<&IdentifierSet> {
        let rules = group.map(|index| self.proven[index].candidate.rule);
        self.sets.gravest(rules).map(|number| &self.rule.sets[number])
    }

    /// A field of a table that says nothing about care.
    fn is_of_anybody(&self, index: usize) -> bool {
        matches!(&self.proven[index].candidate.via, Via::Field { standing, .. } if standing.role == Role::Unknown && standing.is_table)
    }

    /// The rules of the group by their ids, and how many rows there are.
    fn detail(&self, group: &[usize]) -> String {
        let mut keys: Vec<RuleKey> = Vec::new();
        let mut rows = BTreeSet::new();
        for &index in group {
            let candidate = &self.proven[index].candidate;
            if !keys.contains(&candidate.rule) {
                keys.push(candidate.rule);
            }
            rows.extend(row(&candidate.via));
        }
        let ids: Vec<&str> = keys.into_iter().map(|key| self.pass.scanner.rules.get(key).id.as_str()).collect();
        let rows = if rows.len() > 1 { format!(" in {} rows", rows.len()) } else { String::new() };
        format!("{}{rows}", ids.join(", "))
    }

    /// The first place of each class, and in how many rows it is.
    fn related(&self, group: &[usize]) -> Vec<Related> {
        let mut classes: Vec<(RuleKey, usize, BTreeSet<u32>)> = Vec::new();
        for &index in group {
            let candidate = &self.proven[index].candidate;
            let known = classes.iter().position(|(rule, ..)| *rule == candidate.rule);
            if known.is_none() && classes.len() == MOST_RELATED {
                continue;
            }
            let at = known.unwrap_or_else(|| {
                classes.push((candidate.rule, index, BTreeSet::new()));
                classes.len() - 1
            });
            classes[at].2.extend(row(&candidate.via));
        }
        let related = |(rule, index, rows): (RuleKey, usize, BTreeSet<u32>)| {
            let title = &self.pass.scanner.rules.get(rule).title;
            let message = if rows.len() > 1 { format!("{title}, {} rows", rows.len()) } else { title.clone() };
            Related { region: self.pass.view.locate(self.proven[index].candidate.value), message }
        };
        classes.into_iter().map(related).collect()
    }

    /// One digest for all values, so that a change of any of them is a change of the record.
    fn binding(&self, group: &[usize]) -> Option<String> {
        let key = self.pass.scanner.options.key.as_ref()?;
        let values: Vec<&[u8]> = group.iter().map(|index| self.proven[*index].candidate.value.of(self.pass.view.text())).collect();
        Some(Sensitive::new(&values.join(&0)).bound_to(key))
    }
}

/// The row of a table that something stands in.
fn row(via: &Via) -> Option<u32> {
    match via {
        Via::Field { standing, .. } if standing.is_table => Some(standing.record),
        _ => None,
    }
}

/// Whether a line begins an entry of a log: `10:30:00` stands in its first bytes.
fn begins_with_time(line: &[u8]) -> bool {
    let is_time =
        |window: &[u8]| window.iter().enumerate().all(|(at, byte)| if at % 3 == 2 { *byte == b':' } else { byte.is_ascii_digit() });
    line[..line.len().min(40)].windows(8).any(is_time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_logs_begin_with_a_time() {
        assert!(begins_with_time(b"2024-01-05T10:30:00Z admitted"));
        assert!(begins_with_time(b"[05/Jan/2024:10:30:00 +0000] GET /"));
        assert!(!begins_with_time(b"DOB: 03/14/1961 MRN: 4480217"));
    }
}
