//! The baseline: findings that were accepted, one JSON object a line, sorted, so that it merges like text.
//!
//! Promises: an entry is found by its id, never by a line number, and the id depends on no value. The one digest that does, `binding`,
//! is keyed with the user's key: where both sides have one and they differ, the value has changed and the finding is new again.
//! Messages about a faulty file never quote what stands in it. Text in, text out: never touches the disk.

use super::{Date, date, judge};
use crate::finding::Finding;
use crate::rule::{RuleKey, RuleSet};
use crate::slip::nearest;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Keys of an entry, in the order they are written.
const KEYS: [&str; 8] = ["id", "rule", "path", "reason", "by", "added", "until", "binding"];

/// Keys that every entry has.
const NEEDED: usize = 3;

/// Longest key that a message repeats.
const LONGEST_KEY: usize = 32;

/// How to come out of a file that cannot be repaired by hand.
const START_AFRESH: &str = "restore the file from version control, or delete it and run `asepsis baseline create`";

/// One accepted finding. Fields are ordered as entries are sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Path of the finding.
    pub path: String,
    /// Id of its rule.
    pub rule: String,
    /// Its fingerprint.
    pub id: String,
    /// Why it is accepted; empty where nobody says.
    pub reason: String,
    /// Who accepted it; empty where nobody says.
    pub by: String,
    /// Since when.
    pub added: Option<Date>,
    /// Last day on which it is accepted.
    pub until: Option<Date>,
    /// HMAC of the value under the user's key.
    pub binding: Option<String>,
}

/// An entry as it is written.
#[derive(Serialize)]
struct Line<'e> {
    id: &'e str,
    rule: &'e str,
    path: &'e str,
    #[serde(skip_serializing_if = "str::is_empty")]
    reason: &'e str,
    #[serde(skip_serializing_if = "str::is_empty")]
    by: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    added: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    binding: Option<&'e str>,
}

impl Entry {
    fn new(finding: &Finding, rules: &RuleSet, accepted: &Accepted) -> Self {
        Self {
            path: finding.path.clone(),
            rule: rules.get(finding.rule).id.clone(),
            id: finding.fingerprint.clone(),
            reason: accepted.reason.clone(),
            by: accepted.by.clone(),
            added: accepted.added,
            until: accepted.until,
            binding: finding.binding.clone(),
        }
    }

    /// Whether the entry speaks of the finding, and of the same value as far as that can be told.
    pub fn matches(&self, finding: &Finding) -> bool {
        let changed = self.binding.as_ref().zip(finding.binding.as_ref()).is_some_and(|(mine, its)| mine != its);
        self.id == finding.fingerprint && !changed
    }

    fn render(&self) -> String {
        let line = Line {
            id: &self.id,
            rule: &self.rule,
            path: &self.path,
            reason: &self.reason,
            by: &self.by,
            added: self.added.map(|day| day.to_string()),
            until: self.until.map(|day| day.to_string()),
            binding: self.binding.as_deref(),
        };
        serde_json::to_string(&line).expect("strings are always JSON")
    }
}

/// Who accepts findings, and on what terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Why; may be empty.
    pub reason: String,
    /// Who; may be empty.
    pub by: String,
    /// Today.
    pub added: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

/// A line that is no entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct BaselineError {
    /// 1-based.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

/// Accepted findings, each with the line it was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: Vec<(Entry, u32)>,
    /// Ids of the rules that were looked for when it was written; empty where it does not say.
    rules: BTreeSet<String>,
}

impl Baseline {
    /// Reads a baseline. The order of its lines does not matter; a line that is there twice counts once, as after a merge.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut rules = BTreeSet::new();
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let lines = lines.filter(|(_, line)| match rules_line(line) {
            Some(ids) => {
                rules.extend(ids);
                false
            }
            None => true,
        });
        let entries: Result<Vec<(Entry, u32)>, BaselineError> = lines
            .map(|(index, line)| match entry(line) {
                Ok(entry) => Ok((entry, u32::try_from(index + 1).unwrap_or(u32::MAX))),
                Err(message) => Err(BaselineError { line: index + 1, message }),
            })
            .collect();
        let mut entries = entries?;
        entries.sort();
        entries.dedup_by(|two, one| two.0 == one.0);
        Ok(Self { entries, rules })
    }

    /// A baseline that accepts these findings.
    pub fn create(findings: &[Finding], rules: &RuleSet, accepted: &Accepted) -> Self {
        Self::default().update(findings, rules, accepted)
    }

    /// Keeps what still matches with its reasons and dates, adds what is new, drops what is gone. What was accepted of rules that are
    /// not part of this run cannot be said to be gone: it stays.
    #[must_use]
    pub fn update(&self, findings: &[Finding], rules: &RuleSet, accepted: &Accepted) -> Self {
        let known = self.by_id();
        let mut entries: BTreeSet<Entry> = self.entries().filter(|entry| !is_looked_for(entry, rules)).cloned().collect();
        for finding in findings.iter().filter(|finding| !is_of_the_baseline(finding, rules)) {
            let matching = known.get(finding.fingerprint.as_str()).into_iter().flatten().filter(|entry| entry.matches(finding));
            let kept: Vec<Entry> = matching.map(|entry| renewed(entry, finding, rules)).collect();
            if kept.is_empty() {
                entries.insert(Entry::new(finding, rules, accepted));
            }
            entries.extend(kept);
        }
        self.having(entries)
    }

    /// With more accepted findings, and nothing dropped; what it accepts already keeps its reason.
    #[must_use]
    pub fn with<'f>(&self, findings: impl IntoIterator<Item = (&'f Finding, Accepted)>, rules: &RuleSet) -> Self {
        let known = self.by_id();
        let is_known =
            |finding: &Finding| known.get(finding.fingerprint.as_str()).into_iter().flatten().any(|entry| entry.matches(finding));
        let new = findings.into_iter().filter(|(finding, _)| !is_of_the_baseline(finding, rules) && !is_known(finding));
        let new: Vec<Entry> = new.map(|(finding, accepted)| Entry::new(finding, rules, &accepted)).collect();
        self.having(self.entries().cloned().chain(new).collect())
    }

    /// Notes which rules it was made with, besides those of earlier times.
    #[must_use]
    pub fn looking_for(mut self, rules: &RuleSet) -> Self {
        self.rules.extend(rules.iter().filter(|(key, _)| rules.is_enabled(*key)).map(|(_, rule)| rule.id.clone()));
        self
    }

    /// Rules that are looked for now and were not when it was written; none where it does not say which were.
    pub fn new_rules(&self, rules: &RuleSet) -> Option<BTreeSet<RuleKey>> {
        let known: BTreeSet<RuleKey> = self.rules.iter().filter_map(|id| rules.find(id)).collect();
        let enabled = rules.iter().map(|(key, _)| key).filter(|key| rules.is_enabled(*key) && !known.contains(key));
        (!self.rules.is_empty()).then(|| enabled.collect())
    }

    /// Drops entries that match nothing; those of rules that are switched off stay.
    #[must_use]
    pub fn prune(&self, findings: &[Finding], rules: &RuleSet) -> Self {
        let mut by_id: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in findings {
            by_id.entry(&finding.fingerprint).or_default().push(finding);
        }
        let is_live =
            |entry: &&Entry| by_id.get(entry.id.as_str()).is_some_and(|findings| findings.iter().any(|finding| entry.matches(finding)));
        self.having(self.entries().filter(|entry| !is_looked_for(entry, rules) || is_live(entry)).cloned().collect())
    }

    /// The file's text: one entry a line, sorted by path, rule and id; then, in a line, the rules that were looked for.
    pub fn render(&self) -> String {
        let mut text = self.entries().fold(String::new(), |text, entry| text + &entry.render() + "\n");
        if !self.rules.is_empty() {
            text += &serde_json::to_string(&RulesLine { rules: self.rules.clone() }).expect("strings are always JSON");
            text.push('\n');
        }
        text
    }

    /// What it accepts, for people.
    pub fn summary(&self) -> String {
        if self.is_empty() {
            return "The baseline accepts nothing.\n".to_owned();
        }
        let files: BTreeSet<&str> = self.entries().map(|entry| entry.path.as_str()).collect();
        let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in self.entries() {
            *rules.entry(&entry.rule).or_default() += 1;
        }
        let mut rules: Vec<(&str, usize)> = rules.into_iter().collect();
        rules.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let width = rules.first().map_or(0, |(_, count)| count.to_string().len());
        let mut lines = vec![
            format!("{} accepted in {}", plural(self.len(), "finding", "findings"), plural(files.len(), "file", "files")),
            String::new(),
        ];
        lines.extend(rules.into_iter().map(|(rule, count)| format!("  {count:width$}  {}", printable(rule))));
        let without = self.entries().filter(|entry| entry.reason.is_empty()).count();
        if without > 0 {
            lines.extend([String::new(), format!("{} without a reason", plural(without, "entry", "entries"))]);
        }
        let days: Vec<Date> = self.entries().filter_map(|entry| entry.until).collect();
        if let Some(first) = days.iter().min() {
            lines.extend([String::new(), format!("{} with a last day, the first on {first}", plural(days.len(), "entry", "entries"))]);
        }
        lines.join("\n") + "\n"
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is accepted.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries, sorted.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().map(|(entry, _)| entry)
    }

    /// The entries, each with its line in the file.
    pub(super) fn placed(&self) -> impl Iterator<Item = (&Entry, u32)> {
        self.entries.iter().map(|(entry, line)| (entry, *line))
    }

    fn by_id(&self) -> BTreeMap<&str, Vec<&Entry>> {
        let mut by_id: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        for entry in self.entries() {
            by_id.entry(&entry.id).or_default().push(entry);
        }
        by_id
    }

    /// The same with other entries.
    fn having(&self, entries: BTreeSet<Entry>) -> Self {
        Self { entries: entries.into_iter().zip(1..).collect(), rules: self.rules.clone() }
    }
}

/// The line that says which rules were looked for. Rule ids are public: they say nothing of the project.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesLine {
    rules: BTreeSet<String>,
}

fn rules_line(line: &str) -> Option<BTreeSet<String>> {
    let is_one = line.trim_start().starts_with("{\"rules\"");
    is_one.then(|| serde_json::from_str::<RulesLine>(line).ok()).flatten().map(|line| line.rules)
}

/// Whether this run would find it again if it were still there.
pub(super) fn is_looked_for(entry: &Entry, rules: &RuleSet) -> bool {
    rules.find(&entry.rule).is_some_and(|key| rules.is_enabled(key))
}

/// A finding about the baseline itself: accepting it there would go round in circles.
fn is_of_the_baseline(finding: &Finding, rules: &RuleSet) -> bool {
    rules.get(finding.rule).id == judge::EXPIRED_BASELINE_ENTRY
}

/// The entry with what may change while it stays the same: an old id of its rule, a moved root, a key where there was none.
fn renewed(entry: &Entry, finding: &Finding, rules: &RuleSet) -> Entry {
    Entry {
        path: finding.path.clone(),
        rule: rules.get(finding.rule).id.clone(),
        binding: finding.binding.clone().or_else(|| entry.binding.clone()),
        ..entry.clone()
    }
}

/// Reads one line; the message says what is wrong and what to do.
fn entry(line: &str) -> Result<Entry, String> {
    if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark)) {
        return Err("a merge was left unfinished here: keep the entries of both sides and delete the lines with the marks".to_owned());
    }
    let mut object: Map<String, Value> = serde_json::from_str(line)
        .map_err(|_| format!("this is not a JSON object, of which a baseline holds one a line; {START_AFRESH}"))?;
    if let Some(key) = object.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(unknown_key(key));
    }
    let mut take = |key: &str| match object.remove(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("`{key}` is not a text: put its value in quotes")),
    };
    let mut texts: [Option<String>; KEYS.len()] = Default::default();
    for (text, key) in texts.iter_mut().zip(KEYS) {
        *text = take(key)?;
    }
    if let Some((key, _)) = KEYS.iter().zip(&texts).take(NEEDED).find(|(_, text)| text.as_ref().is_none_or(String::is_empty)) {
        return Err(format!("the entry has no `{key}`; {START_AFRESH}"));
    }
    let [id, rule, path, reason, by, added, until, binding] = texts;
    let id = id.unwrap_or_default();
    is_hex(&id, 4..=64).then_some(()).ok_or("`id` is not one: copy the hexadecimal digits behind `id` in the report")?;
    let is_binding = binding.as_ref().is_none_or(|binding| is_hex(binding, 64..=64));
    is_binding.then_some(()).ok_or("`binding` is not one: delete it, `asepsis baseline update` writes it again")?;
    let day = |key: &str, text: Option<String>| match text {
        Some(text) => date(&text).map(Some).ok_or_else(|| format!("`{key}` is not a date: write it as in \"2027-03-31\"")),
        None => Ok(None),
    };
    Ok(Entry {
        path: path.unwrap_or_default(),
        rule: rule.unwrap_or_default(),
        id,
        reason: reason.unwrap_or_default(),
        by: by.unwrap_or_default(),
        added: day("added", added)?,
        until: day("until", until)?,
        binding,
    })
}

fn unknown_key(key: &str) -> String {
    // Any other key may be anything, if the file is not a baseline at all: it is not repeated.
    let is_word =
        key.len() <= LONGEST_KEY && !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-'));
    let shown = if is_word { format!("key `{key}`") } else { "key".to_owned() };
    match nearest(key, KEYS.into_iter()) {
        Some(known) => format!("unknown {shown}; did you mean `{known}`?"),
        None => format!("unknown {shown}; an entry has {}", KEYS.join(", ")),
    }
}

fn is_hex(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn plural(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Control characters would move a terminal's cursor.
fn printable(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { '\u{fffd}' } else { character }).collect()
}

#[cfg(test)]
mod tests;
