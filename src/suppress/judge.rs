//! Who accepts which finding, and which acceptances no longer do what they were written for.
//!
//! Order: our comments, peers' comments, the configuration, the baseline; the first that covers a finding gives it its status. Comments
//! and entries that are expired, unexplained, misspelt or idle become findings of the family `hygiene`, where they stand.
//!
//! Promises: no finding is dropped. No value comes out through a reason: one that something was found in is not repeated. Time is
//! n log n in findings and comments, whatever the file looks like. Today's date is handed in; without one nothing expires.

use super::Date;
use super::baseline::{self, Baseline, Entry};
use super::inline::{Directive, DirectiveKind};
use super::reason;
use crate::finding::{Finding, Region, Related, Status, Suppressor, fingerprint, touches};
use crate::rule::{Family, RuleKey, RuleSet};
use crate::text::{Position, Span};
use globset::GlobSet;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

// The rules of `rules/hygiene/suppressions.toml`.
const UNUSED_IGNORE: &str = "unused-ignore";
const EXPIRED_IGNORE: &str = "expired-ignore";
const IGNORE_WITHOUT_REASON: &str = "ignore-without-reason";
const IGNORE_WITHOUT_EXPIRY: &str = "ignore-without-expiry";
const UNKNOWN_RULE_IN_IGNORE: &str = "unknown-rule-in-ignore";
const BARE_IGNORE: &str = "bare-ignore";
const MALFORMED_IGNORE: &str = "malformed-ignore";
pub(super) const EXPIRED_BASELINE_ENTRY: &str = "expired-baseline-entry";

/// Most comments on a line, and of starts around it, that are asked about each finding: lines may be as long as files.
const MOST_ASKED: usize = 64;

/// What the configuration accepts.
#[derive(Clone, Debug)]
pub enum Ignored {
    /// One finding, by the id that every report prints.
    Finding(String),
    /// Some rules at some paths.
    Paths {
        /// Ids, classes, groups, families, globs of ids.
        rules: Vec<String>,
        /// The globs as written.
        globs: Vec<String>,
        /// The globs, ready to match a path within the project.
        paths: GlobSet,
    },
}

/// An entry `[[ignore.…]]` of the configuration.
#[derive(Clone, Debug)]
pub struct Ignore {
    /// What it accepts.
    pub what: Ignored,
    /// Why; empty where nobody says.
    pub reason: String,
    /// Last day on which it holds.
    pub until: Option<Date>,
    /// The configuration file, as people call it.
    pub file: String,
    /// Where in it the entry stands.
    pub region: Region,
}

/// One file's findings and comments.
pub struct File<'f> {
    /// Path of its findings.
    pub path: &'f str,
    /// Path within the project, which the configuration's globs and fingerprints speak of.
    pub project_path: &'f str,
    /// What was found in it; gets its statuses, and what is wrong with its comments.
    pub findings: &'f mut Vec<Finding>,
    /// Its ignore comments, in their order.
    pub directives: &'f [Directive],
    /// What a change adds to the file, sorted: comments there do not count, and others accept nothing that lies there, unless they speak of
    /// the whole file. None where every comment counts.
    pub added: Option<&'f [Span]>,
}

/// Everything that accepts findings.
#[derive(Clone, Copy, Debug, Default)]
pub struct Suppression<'s> {
    /// The baseline, after the name that people know it by.
    pub baseline: Option<(&'s str, &'s Baseline)>,
    /// The configuration's entries.
    pub ignores: &'s [Ignore],
    /// Today; without it nothing expires.
    pub today: Option<Date>,
    /// Whether every comment and entry of the configuration must give a reason.
    pub require_reason: bool,
    /// How many days ahead `until` may lie; with it, every comment and entry of the configuration needs one.
    pub max_days: Option<u32>,
    /// Whether comments count.
    pub inline: bool,
}

/// What judging found out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Findings that the baseline accepts.
    pub in_baseline: u64,
    /// Entries of the baseline that match nothing, of rules that were looked for.
    pub fixed: u64,
    /// Findings that comments or the configuration accept.
    pub suppressed: u64,
    /// What is wrong with the baseline and the configuration, located in those files.
    pub findings: Vec<Finding>,
}

impl Suppression<'_> {
    /// Gives each finding its status, and adds what is wrong with the suppressions.
    pub fn judge<'f>(&self, rules: &RuleSet, files: impl IntoIterator<Item = File<'f>>) -> Judged {
        let mut court = Court::new(self, rules);
        for file in files {
            court.file(file);
        }
        court.close()
    }

    fn is_expired(&self, until: Option<Date>) -> bool {
        until.zip(self.today).is_some_and(|(until, today)| until < today)
    }

    /// What is wrong with a date that is not expired, where dates are limited.
    fn date_fault(&self, until: Option<Date>) -> Option<&'static str> {
        let days = self.max_days?;
        let Some(until) = until else { return Some("it has no `until`, and `max-days` asks for one") };
        let last = self.today?.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
        (until > last).then_some("`until` lies farther ahead than `max-days` allows")
    }
}

/// The judging, while it lasts.
struct Court<'c> {
    suppression: &'c Suppression<'c>,
    rules: &'c RuleSet,
    words: BTreeMap<String, Rc<[RuleKey]>>,
    /// Entries of the configuration by the id they accept.
    by_id: BTreeMap<&'c str, &'c Ignore>,
    by_path: Vec<ByPath<'c>>,
    accepted: Accepted<'c>,
    judged: Judged,
}

/// An entry of the configuration that accepts some rules at some paths.
struct ByPath<'c> {
    ignore: &'c Ignore,
    paths: &'c GlobSet,
    keys: Vec<Rc<[RuleKey]>>,
}

/// The baseline's entries by id, and what became of them.
#[derive(Default)]
struct Accepted<'c> {
    entries: Vec<(&'c Entry, u32)>,
    by_id: BTreeMap<&'c str, Vec<usize>>,
    matched: BTreeSet<usize>,
    expired: BTreeSet<usize>,
}

impl<'c> Court<'c> {
    fn new(suppression: &'c Suppression<'c>, rules: &'c RuleSet) -> Self {
        let mut accepted = Accepted::default();
        if let Some((_, baseline)) = suppression.baseline {
            accepted.entries = baseline.placed().collect();
            for (index, (entry, _)) in accepted.entries.iter().enumerate() {
                accepted.by_id.entry(&entry.id).or_default().push(index);
            }
        }
        let (words, by_id, by_path) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        let mut court = Self { suppression, rules, words, by_id, by_path, accepted, judged: Judged::default() };
        for ignore in suppression.ignores.iter().filter(|ignore| !suppression.is_expired(ignore.until)) {
            match &ignore.what {
                Ignored::Finding(id) => {
                    court.by_id.entry(id).or_insert(ignore);
                }
                Ignored::Paths { rules, paths, .. } => {
                    let keys = rules.iter().map(|word| court.keys(word)).collect();
                    court.by_path.push(ByPath { ignore, paths, keys });
                }
            }
        }
        court
    }

    /// The rules that a word speaks of, sorted.
    fn keys(&mut self, word: &str) -> Rc<[RuleKey]> {
        if let Some(keys) = self.words.get(word) {
            return Rc::clone(keys);
        }
        let mut keys = self.rules.select(word);
        keys.sort_unstable();
        let keys: Rc<[RuleKey]> = keys.into();
        self.words.insert(word.to_owned(), Rc::clone(&keys));
        keys
    }

    fn file(&mut self, file: File<'_>) {
        let File { path, project_path, findings, directives, added } = file;
        if self.suppression.inline && !directives.is_empty() {
            let comments = Comments::new(self, findings, directives, added);
            comments.judge(findings, &mut Notes { rules: self.rules, path, project_path, seen: BTreeMap::new() });
        }
        let here: Vec<usize> = (0..self.by_path.len()).filter(|&index| self.by_path[index].paths.is_match(project_path)).collect();
        for finding in findings {
            self.settle(finding, &here);
        }
    }

    /// What no comment accepts may be accepted by the configuration or the baseline. Every entry that matches counts as alive.
    fn settle(&mut self, finding: &mut Finding, here: &[usize]) {
        let entry = self.accepted.of(finding, self.suppression);
        if finding.status != Status::New {
            self.judged.suppressed += 1;
            return;
        }
        let speaks = |entry: &&ByPath<'_>| entry.keys.iter().any(|keys| keys.binary_search(&finding.rule).is_ok());
        let by_path = || here.iter().map(|&index| &self.by_path[index]).find(speaks).map(|entry| entry.ignore);
        let ignore = self.by_id.get(finding.fingerprint.as_str()).copied().or_else(by_path);
        if let Some(ignore) = ignore {
            finding.status = Status::Suppressed { by: Suppressor::Config, reason: ignore.reason.clone() };
            self.judged.suppressed += 1;
        } else if let Some(verdict) = entry {
            match verdict {
                Ok(reason) => {
                    finding.status = Status::Suppressed { by: Suppressor::Baseline, reason };
                    self.judged.in_baseline += 1;
                }
                Err(expired) => self.accepted.expired.extend(expired),
            }
        }
    }

    /// What is wrong with the entries of the configuration and the baseline.
    fn close(mut self) -> Judged {
        for ignore in self.suppression.ignores {
            for mut finding in self.about_entry(ignore) {
                self.settle(&mut finding, &[]);
                self.judged.findings.push(finding);
            }
        }
        if let Some((path, _)) = self.suppression.baseline {
            let mut notes = Notes::of_file(self.rules, path);
            for (entry, line) in self.accepted.expired.iter().map(|&index| self.accepted.entries[index]) {
                let start = Position { line, column: 1 };
                let region = Region { start, end: Position { line, column: 2 }, bytes: Span::default() };
                self.judged.findings.extend(notes.note(EXPIRED_BASELINE_ENTRY, region, &entry.id, "", None));
            }
        }
        let is_gone = |(index, (entry, _)): &(usize, &(&Entry, u32))| {
            !self.accepted.matched.contains(index) && baseline::is_looked_for(entry, self.rules)
        };
        self.judged.fixed = self.accepted.entries.iter().enumerate().filter(is_gone).count() as u64;
        self.judged
    }

    fn about_entry(&self, ignore: &Ignore) -> Vec<Finding> {
        let suppression = self.suppression;
        let mut notes = Notes::of_file(self.rules, &ignore.file);
        let place = match &ignore.what {
            Ignored::Finding(id) => id.clone(),
            Ignored::Paths { rules, globs, .. } => format!("{} {}", rules.join(","), globs.join(",")),
        };
        let mut note = |id, about| notes.note(id, ignore.region, &place, about, None);
        let mut found = Vec::new();
        if suppression.is_expired(ignore.until) {
            found.extend(note(EXPIRED_IGNORE, ""));
        } else if let Some(about) = suppression.date_fault(ignore.until) {
            found.extend(note(IGNORE_WITHOUT_EXPIRY, about));
        }
        if suppression.require_reason && ignore.reason.is_empty() {
            found.extend(note(IGNORE_WITHOUT_REASON, ""));
        }
        found
    }
}

impl Accepted<'_> {
    /// What the baseline says of a finding: the reason it is accepted for, or the entries that accepted it until a day that has passed.
    fn of(&mut self, finding: &Finding, suppression: &Suppression<'_>) -> Option<Result<String, Vec<usize>>> {
        let indices = self.by_id.get(finding.fingerprint.as_str())?;
        let matching: Vec<usize> = indices.iter().copied().filter(|&index| self.entries[index].0.matches(finding)).collect();
        self.matched.extend(&matching);
        let valid = matching.iter().map(|&index| self.entries[index].0).find(|entry| !suppression.is_expired(entry.until));
        match valid {
            Some(entry) => Some(Ok(entry.reason.clone())),
            None if matching.is_empty() => None,
            None => Some(Err(matching)),
        }
    }
}

/// A comment and what the rules make of it.
struct Comment<'d> {
    directive: &'d Directive,
    keys: Vec<Rc<[RuleKey]>>,
    /// The first word that no rule has.
    unknown: Option<&'d str>,
    /// It names no rule, or all of them.
    is_bare: bool,
    is_expired: bool,
    is_used: bool,
    /// The start that it stands in, as an index.
    around: Option<usize>,
}

impl Comment<'_> {
    fn is_obeyed(&self) -> bool {
        !self.is_bare && !self.is_expired && self.directive.fault.is_none_or(super::inline::Fault::is_obeyed)
    }

    fn speaks_of(&self, rule: RuleKey) -> bool {
        self.keys.iter().any(|keys| keys.binary_search(&rule).is_ok())
    }
}

/// The comments of one file, by what they cover.
struct Comments<'j> {
    suppression: &'j Suppression<'j>,
    rules: &'j RuleSet,
    /// In their order.
    all: Vec<Comment<'j>>,
    by_line: BTreeMap<u32, Vec<usize>>,
    /// Starts by their first line; the last before a line is the innermost.
    starts: Vec<(u32, usize)>,
    whole_file: BTreeMap<RuleKey, usize>,
    /// Whether something was found in the comment's reason.
    is_hidden: Vec<bool>,
    added: Option<&'j [Span]>,
}

impl<'j> Comments<'j> {
    fn new<'c: 'j>(court: &mut Court<'c>, findings: &[Finding], directives: &'j [Directive], added: Option<&'j [Span]>) -> Self {
        let found = Found::of(findings);
        let is_hidden = directives.iter().map(|directive| found.within(directive.reason_bytes)).collect();
        let all = directives.iter().map(|directive| comment(court, directive)).collect();
        let (suppression, rules) = (court.suppression, court.rules);
        let mut this =
            Self { suppression, rules, all, by_line: BTreeMap::new(), starts: Vec::new(), whole_file: BTreeMap::new(), is_hidden, added };
        for index in 0..directives.len() {
            this.enter(index);
        }
        this
    }

    fn enter(&mut self, index: usize) {
        if self.added.is_some_and(|added| touches(added, self.all[index].directive.region.bytes)) {
            // It may well be needed, once it is trusted.
            self.all[index].is_used = true;
            return;
        }
        let comment = &self.all[index];
        if !comment.is_obeyed() {
            return;
        }
        let (first, last) = comment.directive.covers;
        match comment.directive.kind {
            DirectiveKind::Line | DirectiveKind::NextLine => {
                for line in first..=last {
                    self.by_line.entry(line).or_default().push(index);
                }
            }
            DirectiveKind::File => {
                for key in comment.keys.iter().flat_map(|keys| keys.iter()) {
                    self.whole_file.entry(*key).or_insert(index);
                }
            }
            DirectiveKind::Start => {
                let mut around = self.starts.last().map(|(_, index)| *index);
                while let Some(outer) = around.filter(|&outer| self.all[outer].directive.covers.1 < first) {
                    around = self.all[outer].around;
                }
                self.all[index].around = around;
                self.starts.push((first, index));
            }
            DirectiveKind::End | DirectiveKind::Unknown => {}
        }
    }

    fn judge(mut self, findings: &mut Vec<Finding>, notes: &mut Notes<'_>) {
        for finding in findings.iter_mut() {
            self.cover(finding);
        }
        // What is wrong with comments can itself be accepted by comments; whether those are idle is asked last.
        let (about_hygiene, others): (Vec<usize>, Vec<usize>) = (0..self.all.len()).partition(|&index| self.speaks_of_hygiene(index));
        let mut faults = Vec::new();
        for &index in &others {
            self.faults(index, notes, &mut faults);
        }
        for finding in &mut faults {
            self.cover(finding);
        }
        for &index in &about_hygiene {
            self.faults(index, notes, &mut faults);
        }
        findings.append(&mut faults);
    }

    fn speaks_of_hygiene(&self, index: usize) -> bool {
        let keys = &self.all[index].keys;
        keys.iter().flat_map(|keys| keys.iter()).any(|key| self.rules.get(*key).family == Family::Hygiene)
    }

    /// Gives the finding the status of the comment that covers it, if any does.
    fn cover(&mut self, finding: &mut Finding) {
        let Some(index) = self.covering(finding) else { return };
        let comment = &mut self.all[index];
        comment.is_used = true;
        let by = if comment.directive.peer.is_some() { Suppressor::Peer } else { Suppressor::Inline };
        let reason = match comment.directive.peer {
            Some(peer) => format!("a comment for {peer}"),
            None if self.is_hidden[index] => reason::HIDDEN.to_owned(),
            None => comment.directive.reason.clone(),
        };
        finding.status = Status::Suppressed { by, reason };
    }

    /// The nearest comment of ours that covers the finding's first line, else a peer's on its first or last.
    fn covering(&self, finding: &Finding) -> Option<usize> {
        let (first, last) = (finding.region.start.line, finding.region.end.line);
        let on = |line: u32| self.by_line.get(&line).into_iter().flatten().copied().take(MOST_ASKED);
        let speaks = |index: &usize| self.all[*index].speaks_of(finding.rule);
        let is_ours = |index: &usize| self.all[*index].directive.peer.is_none();
        if self.added.is_some_and(|added| finding.touches(added)) {
            // A comment that stood there before did not speak of what is new, even if it was moved to it.
            return self.whole_file.get(&finding.rule).copied();
        }
        on(first)
            .find(|index| is_ours(index) && speaks(index))
            .or_else(|| self.starts_around(first).find(speaks))
            .or_else(|| self.whole_file.get(&finding.rule).copied())
            .or_else(|| on(first).chain(on(last)).find(|index| !is_ours(index) && speaks(index)))
    }

    /// Starts that cover the line, innermost first.
    fn starts_around(&self, line: u32) -> impl Iterator<Item = usize> {
        let next = self.starts.partition_point(|(first, _)| *first <= line);
        let innermost = next.checked_sub(1).map(|at| self.starts[at].1);
        std::iter::successors(innermost, |&index| self.all[index].around)
            .take(MOST_ASKED)
            .filter(move |&index| self.all[index].directive.covers.1 >= line)
    }

    /// What is wrong with a comment of ours: at most one fault of its own, and what the house's rules for comments say.
    fn faults(&self, index: usize, notes: &mut Notes<'_>, found: &mut Vec<Finding>) {
        let comment = &self.all[index];
        let directive = comment.directive;
        if directive.peer.is_some() {
            return;
        }
        let place = place(comment, self.rules);
        let mut note = |id, about, hint| found.extend(notes.note(id, directive.region, &place, about, hint));
        if let Some(fault) = directive.fault {
            return note(MALFORMED_IGNORE, fault.about(), None);
        }
        if directive.kind == DirectiveKind::End {
            return;
        }
        if comment.is_bare {
            return note(BARE_IGNORE, "", None);
        }
        if let Some(word) = comment.unknown {
            note(UNKNOWN_RULE_IN_IGNORE, "", self.rules.suggest(word).map(|known| format!("did you mean `{known}`?")));
        } else if comment.is_expired {
            note(EXPIRED_IGNORE, "", directive.until.map(|day| format!("its last day was {day}")));
        } else if !comment.is_used && self.all_looked_for(comment) {
            note(UNUSED_IGNORE, "", None);
        }
        if let Some(about) = self.suppression.date_fault(directive.until).filter(|_| !comment.is_expired) {
            note(IGNORE_WITHOUT_EXPIRY, about, None);
        }
        if self.suppression.require_reason && directive.reason.is_empty() {
            note(IGNORE_WITHOUT_REASON, "", None);
        }
    }

    /// Whether every rule the comment names is part of this run; else it may only seem idle.
    fn all_looked_for(&self, comment: &Comment<'_>) -> bool {
        comment.keys.iter().flat_map(|keys| keys.iter()).all(|key| self.rules.is_enabled(*key))
    }
}

fn comment<'d>(court: &mut Court<'_>, directive: &'d Directive) -> Comment<'d> {
    let keys: Vec<Rc<[RuleKey]>> = directive.rules.iter().map(|word| court.keys(word)).collect();
    let unknown = directive.rules.iter().zip(&keys).find(|(_, keys)| keys.is_empty()).map(|(word, _)| word.as_str());
    Comment {
        directive,
        keys,
        unknown,
        // A star is a bare ignore in disguise.
        is_bare: directive.rules.is_empty() || directive.rules.iter().any(|word| word.bytes().all(|byte| matches!(byte, b'*' | b'?'))),
        is_expired: court.suppression.is_expired(directive.until),
        is_used: false,
        around: None,
    }
}

/// What of a comment goes into the id of a finding about it: its kind and the rules it names, none of its other words.
fn place(comment: &Comment<'_>, rules: &RuleSet) -> String {
    let known = |(word, keys): (&String, &Rc<[RuleKey]>)| match keys.first() {
        None => "?".to_owned(),
        Some(key) if keys.len() == 1 => rules.get(*key).id.clone(),
        Some(_) => word.clone(),
    };
    let words: Vec<String> = comment.directive.rules.iter().zip(&comment.keys).map(known).collect();
    format!("{}[{}]", comment.directive.kind.word(), words.join(","))
}

/// Where things were found, to be asked about other places.
struct Found {
    /// First bytes, sorted, each with the last byte of all findings up to there.
    spans: Vec<(usize, usize)>,
}

impl Found {
    fn of(findings: &[Finding]) -> Self {
        let mut spans: Vec<(usize, usize)> =
            findings.iter().map(|finding| (finding.region.bytes.start, finding.region.bytes.end)).collect();
        spans.sort_unstable();
        let mut farthest = 0;
        for (_, end) in &mut spans {
            farthest = farthest.max(*end);
            *end = farthest;
        }
        Self { spans }
    }

    /// Whether something was found within these bytes, or reaches into them.
    fn within(&self, bytes: Span) -> bool {
        let next = self.spans.partition_point(|(start, _)| *start < bytes.end);
        next.checked_sub(1).is_some_and(|last| self.spans[last].1 > bytes.start)
    }
}

/// Makes findings about suppressions of one file.
struct Notes<'n> {
    rules: &'n RuleSet,
    path: &'n str,
    project_path: &'n str,
    /// How often each rule has found each place.
    seen: BTreeMap<(RuleKey, String), usize>,
}

impl<'n> Notes<'n> {
    /// About a file that is no part of what is scanned: only its name is known to be the same wherever the user stands.
    fn of_file(rules: &'n RuleSet, path: &'n str) -> Self {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        Self { rules, path, project_path: name, seen: BTreeMap::new() }
    }

    /// A finding of this rule, if it is switched on.
    fn note(&mut self, id: &str, region: Region, place: &str, about: &'static str, hint: Option<String>) -> Option<Finding> {
        let key = self.rules.find(id).filter(|key| self.rules.is_enabled(*key))?;
        let seen = self.seen.entry((key, place.to_owned())).or_default();
        let occurrence = *seen;
        *seen += 1;
        Some(Finding {
            proof: about,
            related: hint.map(|message| Related { region, message }).into_iter().collect(),
            fingerprint: fingerprint::fingerprint(id, self.project_path, place, occurrence),
            ..Finding::new(self.rules, key, self.path, region)
        })
    }
}

#[cfg(test)]
mod tests;
