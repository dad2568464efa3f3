//! Identifiers of one person that stand together are one finding, and a column of a table is one.
//!
//! What stands together: the fields of one message or resource, all rows of one table, and elsewhere (logs, notes, code) what lies within a few
//! lines of each other until something is said a second time. How grave that is, is data: the sets of the rule in `rules/phi/records.toml`.
//!
//! Promises: nothing is dropped; the parts stay, marked as such, with their own places. A record is never milder than the gravest of its parts.

use super::{Proven, Scanner, Via, confidence};
use crate::blob::Blob;
use crate::finding::{Evidence, Finding, Related, Status, fingerprint};
use crate::format::{Field, Format, Role, table};
use crate::rule::{Confidence, Family, IdentifierSet, Rule, RuleKey, Severity};
use crate::sensitive::Sensitive;
use crate::view::View;
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

/// Marks what is a part of something, and returns the records. `findings` and `proven` go in step, sorted by place.
pub(super) fn compose(
    scanner: &Scanner<'_>,
    blob: &Blob<'_>,
    view: &View<'_>,
    proven: &[Proven],
    findings: &mut [Finding],
) -> Vec<Finding> {
    fold_columns(proven, findings);
    let rules = scanner.rules;
    let Some((key, rule)) = rules.iter().find(|(key, rule)| !rule.sets.is_empty() && rules.is_enabled(*key)) else { return Vec::new() };
    let maker = Maker { scanner, blob, view, proven, key, rule };
    let mut records = Vec::new();
    let mut occurrences: HashMap<String, usize> = HashMap::new();
    for group in maker.groups() {
        if let Some(record) = maker.record(&group, findings, &mut occurrences) {
            for &index in &group {
                findings[index].part = true;
            }
            records.push(record);
        }
    }
    records
}

/// The first cell of a column speaks for all of them.
fn fold_columns(proven: &[Proven], findings: &mut [Finding]) {
    let mut columns: HashMap<(u32, RuleKey, &str), usize> = HashMap::new();
    for (index, one) in proven.iter().enumerate() {
        let Via::Field { place, standing, .. } = &one.candidate.via else { continue };
        if !standing.is_table {
            continue;
        }
        let column = place.rsplit_once('[').map_or(place.as_str(), |(column, _)| column);
        match columns.get(&(standing.reading, one.candidate.rule, column)) {
            Some(&first) => {
                findings[first].count += 1;
                findings[index].part = true;
                // A column is as real as its most real cell.
                if findings[first].severity < findings[index].severity {
                    findings[first].severity = findings[index].severity;
                    findings[first].evidence.retain(|evidence| *evidence != Evidence::Synthetic);
                }
                findings[first].confidence = findings[first].confidence.max(findings[index].confidence);
            }
            None => {
                columns.insert((standing.reading, one.candidate.rule, column), index);
            }
        }
    }
}

struct Maker<'m> {
    scanner: &'m Scanner<'m>,
    blob: &'m Blob<'m>,
    view: &'m View<'m>,
    proven: &'m [Proven],
    key: RuleKey,
    rule: &'m Rule,
}

impl Maker<'_> {
    /// Indices of findings that stand together, two or more; first those of messages and tables.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut structured: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut near: Vec<usize> = Vec::new();
        for (index, one) in self.proven.iter().enumerate().filter(|(_, one)| self.counts(one)) {
            if let Via::Field { standing, .. } = &one.candidate.via {
                let record = if standing.is_table { 0 } else { standing.record };
                structured.entry((standing.reading, record)).or_default().push(index);
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
        groups.push(near);
        groups.splice(0..0, structured.into_values());
        groups.retain(|group| group.len() >= 2);
        groups
    }

    /// Whether it is an identifier of somebody who is not a provider.
    fn counts(&self, one: &Proven) -> bool {
        let rule = self.scanner.rules.get(one.candidate.rule);
        let of_provider = matches!(&one.candidate.via, Via::Field { standing, .. } if standing.role == Role::Provider);
        rule.family == Family::Phi
            && !rule.safe_harbor.is_empty()
            && rule.default
            && !of_provider
            && !one.evidence.contains(&Evidence::Placeholder)
    }

    fn stand_together(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.proven[one].candidate.value, self.proven[other].candidate.value);
        let lines = self.view.line_number(other.start) - self.view.line_number(one.start);
        let same_entry = lines == 0 || !begins_with_time(self.view.line(other.start).of(self.view.text()));
        lines <= LINES_APART && same_entry && other.start.saturating_sub(one.end) <= BYTES_APART
    }

    /// A second birth date, or a second number of the same kind, is another person's.
    fn repeats(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.proven[one].candidate, &self.proven[other].candidate);
        one.rule == other.rule && one.value.of(self.view.text()) != other.value.of(self.view.text())
    }

    fn record(&self, group: &[usize], findings: &[Finding], occurrences: &mut HashMap<String, usize>) -> Option<Finding> {
        let is_real = |index: &&usize| !findings[**index].evidence.contains(&Evidence::Synthetic);
        let real: Vec<usize> = group.iter().filter(is_real).copied().collect();
        let of_real = self.set(&real);
        let set = of_real.or_else(|| self.set(group))?;
        let mut evidence: Vec<Evidence> = group.iter().flat_map(|index| findings[*index].evidence.iter().copied()).collect();
        evidence.retain(|evidence| !matches!(evidence, Evidence::Synthetic | Evidence::ChecksumFailed | Evidence::NotNear));
        evidence.extend((of_real.is_none()).then_some(Evidence::Synthetic));
        evidence.sort_unstable();
        evidence.dedup();
        let mut severity = confidence::severity(
            set.severity.min(self.scanner.rules.severity(self.key)),
            Family::Phi,
            &evidence,
            self.scanner.options.reserved_as_real,
        );
        if group.iter().all(|index| self.is_of_anybody(*index)) {
            severity = confidence::severity(severity, Family::Phi, &[Evidence::TestPath], false);
        }
        let severity = group.iter().map(|index| findings[*index].severity).fold(severity, Severity::max);
        let surest = group.iter().map(|index| findings[*index].confidence).max()?;
        let confidence = if set.severity >= Severity::High { surest.max(Confidence::Medium) } else { surest };
        let first = &findings[group[0]];
        let identity = self.identity(group[0]);
        let occurrence = occurrences.entry(identity.clone()).or_default();
        let fingerprint = fingerprint::fingerprint(&self.rule.id, self.blob.project_path, &identity, *occurrence);
        *occurrence += 1;
        Some(Finding {
            rule: self.key,
            severity,
            confidence,
            evidence,
            mask: String::new(),
            length: 0,
            proof: "",
            place: String::new(),
            related: self.related(group, findings),
            count: 1,
            detail: self.detail(group),
            part: false,
            fingerprint,
            binding: self.binding(group),
            status: Status::New,
            ..first.clone()
        })
    }

    /// The gravest set of which every element is there, in two classes at least.
    fn set(&self, group: &[usize]) -> Option<&IdentifierSet> {
        let rules: BTreeSet<RuleKey> = group.iter().map(|index| self.proven[*index].candidate.rule).collect();
        let is_meant = |word: &str, rule: &Rule| word == rule.safe_harbor || word == rule.id || word == rule.class;
        let has = |element: &String| element.split(' ').any(|word| rules.iter().any(|key| is_meant(word, self.scanner.rules.get(*key))));
        self.rule.sets.iter().find(|set| set.all.iter().all(has))
    }

    /// A field of a table that says nothing about care.
    fn is_of_anybody(&self, index: usize) -> bool {
        matches!(&self.proven[index].candidate.via, Via::Field { standing, .. } if standing.role == Role::Unknown && standing.is_table)
    }

    /// What the record's id is made of: its first place, without a value.
    fn identity(&self, first: usize) -> String {
        let candidate = &self.proven[first].candidate;
        match &candidate.via {
            Via::Field { place, .. } => format!("record {place}"),
            _ => fingerprint::skeleton(self.view.text(), self.view.line(candidate.value.start), candidate.value),
        }
    }

    /// The rules of the group by their ids, and how many rows there are.
    fn detail(&self, group: &[usize]) -> String {
        let mut ids: Vec<&str> = Vec::new();
        let mut rows = BTreeSet::new();
        for &index in group {
            let candidate = &self.proven[index].candidate;
            let id = self.scanner.rules.get(candidate.rule).id.as_str();
            if !ids.contains(&id) {
                ids.push(id);
            }
            if let Via::Field { standing, .. } = &candidate.via
                && standing.is_table
            {
                rows.insert(standing.record);
            }
        }
        let rows = if rows.len() > 1 { format!(" in {} rows", rows.len()) } else { String::new() };
        format!("{}{rows}", ids.join(", "))
    }

    /// The first place of each class.
    fn related(&self, group: &[usize], findings: &[Finding]) -> Vec<Related> {
        let mut seen = BTreeSet::new();
        let firsts = group.iter().filter(|index| seen.insert(findings[**index].rule));
        let named = firsts.map(|index| {
            let (finding, title) = (&findings[*index], &self.scanner.rules.get(findings[*index].rule).title);
            let message = if finding.count > 1 { format!("{title}, {} rows", finding.count) } else { title.clone() };
            Related { region: finding.region, message }
        });
        named.take(MOST_RELATED).collect()
    }

    /// One digest for all values, so that a change of any of them is a change of the record.
    fn binding(&self, group: &[usize]) -> Option<String> {
        let key = self.scanner.options.key.as_ref()?;
        let values: Vec<&[u8]> = group.iter().map(|index| self.proven[*index].candidate.value.of(self.view.text())).collect();
        Some(Sensitive::new(&values.join(&0)).bound_to(key))
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
