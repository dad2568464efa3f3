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

/// What stands for a reason that something was found in.
const HIDDEN_REASON: &str = "(the reason is not shown: something was found in it)";

/// What the configuration accepts.
#[derive(Clone, Debug)]
pub enum Ignored {
    /// One finding, by the id that every report prints.
    Finding(String),
    /// Some rules at some paths.
    Paths {
        /// Ids, classes, families, globs of ids.
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
            None if self.is_hidden[index] => HIDDEN_REASON.to_owned(),
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
            rule: key,
            path: self.path.to_owned(),
            inside: Vec::new(),
            provenance: None,
            region,
            place: String::new(),
            mask: String::new(),
            length: 0,
            excerpt: None,
            severity: self.rules.severity(key),
            confidence: self.rules.confidence(key),
            evidence: Vec::new(),
            proof: about,
            flow: Vec::new(),
            related: hint.map(|message| Related { region, message }).into_iter().collect(),
            count: 1,
            detail: String::new(),
            part: false,
            fingerprint: fingerprint::fingerprint(id, self.project_path, place, occurrence),
            binding: None,
            status: Status::New,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{date, inline};
    use super::*;
    use crate::view::View;
    use globset::{Glob, GlobSetBuilder};

    const SSN: &str = "us-ssn";
    const HASH: &str = "weak-hash";

    fn rules() -> RuleSet {
        RuleSet::built_in()
    }

    fn key(rules: &RuleSet, word: &str) -> RuleKey {
        *rules.select(word).first().expect("a rule, class or family of ours")
    }

    /// A finding on some lines, with an id of four digits.
    fn finding(rules: &RuleSet, word: &str, lines: (u32, u32), id: &str) -> Finding {
        let rule = key(rules, word);
        let region =
            Region { start: Position { line: lines.0, column: 1 }, end: Position { line: lines.1, column: 2 }, bytes: Span::default() };
        let mut notes = Notes { rules, path: "dir/a.py", project_path: "dir/a.py", seen: BTreeMap::new() };
        let finding = notes.note(UNUSED_IGNORE, region, "", "", None).expect("the rule is on");
        Finding { rule, severity: rules.severity(rule), fingerprint: id.to_owned(), ..finding }
    }

    fn directives(text: &str) -> Vec<Directive> {
        let view = View::of("a.py", text.as_bytes()).expect("text");
        let hits: Vec<usize> = inline::MARKS.iter().flat_map(|mark| memchr::memmem::find_iter(view.text(), mark.literal)).collect();
        inline::read(&view, &hits)
    }

    fn judge(suppression: &Suppression<'_>, rules: &RuleSet, findings: &mut Vec<Finding>, text: &str) -> Judged {
        let directives = directives(text);
        suppression.judge(rules, [File { path: "dir/a.py", project_path: "dir/a.py", findings, directives: &directives, added: None }])
    }

    fn with_comments() -> Suppression<'static> {
        Suppression { inline: true, today: date("2026-06-30"), ..Suppression::default() }
    }

    /// `by: reason` of each finding, or `new` and its rule's id.
    fn verdicts(rules: &RuleSet, findings: &[Finding]) -> Vec<String> {
        let verdict = |finding: &Finding| match &finding.status {
            Status::New => format!("new {}", rules.get(finding.rule).id),
            Status::Suppressed { by, reason } => format!("{}: {reason}", by.word()),
        };
        findings.iter().map(verdict).collect()
    }

    /// What becomes of one finding of `us-ssn` on line 2 and of the comments.
    fn after(suppression: &Suppression<'_>, text: &str) -> Vec<String> {
        let rules = rules();
        let mut findings = vec![finding(&rules, SSN, (2, 2), "0001")];
        judge(suppression, &rules, &mut findings, text);
        verdicts(&rules, &findings)
    }

    #[test]
    fn comments_cover_what_they_name() {
        for (text, expected) in [
            ("\nx # asepsis: ignore[us-ssn] why", &["inline: why"][..]),
            ("\nx # asepsis: ignore[phi] why", &["inline: why"]),
            ("\nx # asepsis: ignore[us-*, weak-hash] why", &["inline: why"]),
            ("# asepsis: ignore-next-line[us-ssn] why", &["inline: why"]),
            ("# asepsis: ignore-file[us-ssn] why", &["inline: why"]),
            ("# asepsis: ignore-start[us-ssn] why\n\n# asepsis: ignore-end", &["inline: why"]),
            ("\n# asepsis: ignore[us-ssn] until=2026-06-30 why", &["inline: why"]),
            ("\nx # asepsis: ignore[weak-hash] why", &["new us-ssn", "new unused-ignore"]),
            ("x # asepsis: ignore[us-ssn] why", &["new us-ssn", "new unused-ignore"]),
            ("# asepsis: ignore-start[us-ssn] why # asepsis: ignore-end", &["new us-ssn", "new unused-ignore"]),
            ("\n# asepsis: ignore[us-ssn] until=2026-06-29 why", &["new us-ssn", "new expired-ignore"]),
            ("\n# asepsis: ignore[us-ssn] until=tomorrow why", &["new us-ssn", "new malformed-ignore"]),
            ("\n# asepsis: ignore[us-ssm] why", &["new us-ssn", "new unknown-rule-in-ignore"]),
            ("\n# asepsis: ignore[us-ssm,us-ssn] why", &["inline: why", "new unknown-rule-in-ignore"]),
            ("\n# asepsis: ignore why", &["new us-ssn", "new bare-ignore"]),
            ("\n# asepsis: ignore[] why", &["new us-ssn", "new bare-ignore"]),
            ("\n# asepsis: ignore[*] why", &["new us-ssn", "new bare-ignore"]),
            ("\n# asepsis: ignore-line[us-ssn] why", &["new us-ssn", "new malformed-ignore"]),
            ("# asepsis: ignore-start[us-ssn] why", &["inline: why", "new malformed-ignore"]),
            ("# asepsis: ignore-end", &["new us-ssn", "new malformed-ignore"]),
            ("# asepsis: ignore-start", &["new us-ssn", "new malformed-ignore"]),
            ("\n# asepsis: ignore[us-ssn] one\n", &["inline: one"]),
            ("# asepsis: ignore-next-line[us-ssn] one\nx # asepsis: ignore[us-ssn] two", &["inline: one", "new unused-ignore"]),
            // Peers: only their families, and nothing to complain about.
            ("\nx # gitleaks:allow", &["new us-ssn"]),
        ] {
            assert_eq!(after(&with_comments(), text), expected, "{text}");
        }
        let none = Suppression { inline: false, ..with_comments() };
        assert_eq!(after(&none, "\nx # asepsis: ignore[us-ssn] why"), ["new us-ssn"]);
        let timeless = Suppression { today: None, ..with_comments() };
        assert_eq!(after(&timeless, "\nx # asepsis: ignore[us-ssn] until=1999-01-01 why"), ["inline: why"]);
    }

    #[test]
    fn the_house_may_ask_for_reasons_and_dates() {
        let strict = Suppression { require_reason: true, max_days: Some(90), ..with_comments() };
        for (rest, expected) in [
            (" until=2026-09-28 why", &["inline: why"][..]),
            (" until=2026-09-29 why", &["inline: why", "new ignore-without-expiry"]),
            (" why", &["inline: why", "new ignore-without-expiry"]),
            (" until=2026-07-01", &["inline: ", "new ignore-without-reason"]),
            (" until=2026-06-01", &["new us-ssn", "new expired-ignore", "new ignore-without-reason"]),
        ] {
            assert_eq!(after(&strict, &format!("\nx # asepsis: ignore[us-ssn]{rest}")), expected, "{rest}");
        }
        let endless = Suppression { max_days: Some(u32::MAX), ..with_comments() };
        assert_eq!(after(&endless, "\nx # asepsis: ignore[us-ssn] until=2999-01-01 why"), ["inline: why"]);
    }

    #[test]
    fn several_lines_are_covered_by_their_first() {
        let rules = rules();
        let secret =
            rules.iter().find(|(_, rule)| rule.family == Family::Secret).map(|(_, rule)| rule.id.clone()).expect("there are secrets");
        for (word, text, expected) in [
            (SSN, "\nx # asepsis: ignore[us-ssn] why\n", "inline: why"),
            (SSN, "\n\nx # asepsis: ignore[us-ssn] why\n", "new us-ssn"),
            (secret.as_str(), "\n\n\nx # gitleaks:allow", "peer-inline: a comment for gitleaks"),
            (secret.as_str(), "\nx # gitleaks:allow", "peer-inline: a comment for gitleaks"),
        ] {
            let mut findings = vec![finding(&rules, word, (2, 4), "0001")];
            judge(&with_comments(), &rules, &mut findings, text);
            assert_eq!(verdicts(&rules, &findings)[0], expected, "{text}");
        }
    }

    #[test]
    fn a_comment_is_not_idle_if_its_rule_was_not_looked_for() {
        let mut rules = rules();
        let ssn = key(&rules, SSN);
        rules.enable(ssn, false);
        for (word, expected) in [("us-ssn", 0), ("phi", 0), ("us-ssn,weak-hash", 0), ("weak-hash", 1)] {
            let mut findings = Vec::new();
            judge(&with_comments(), &rules, &mut findings, &format!("# asepsis: ignore[{word}] why"));
            assert_eq!(findings.len(), expected, "{word}");
        }
        let unused = key(&rules, UNUSED_IGNORE);
        rules.enable(unused, false);
        let mut findings = Vec::new();
        judge(&with_comments(), &rules, &mut findings, "# asepsis: ignore[weak-hash] why");
        assert_eq!(findings, []);
    }

    #[test]
    fn findings_about_comments_stand_where_the_comment_does() {
        let rules = rules();
        let mut findings = Vec::new();
        judge(
            &with_comments(),
            &rules,
            &mut findings,
            "\n  # asepsis: ignore[us-sssn]\n# asepsis: ignore[us-ssn]\n# asepsis: ignore[us-ssn]\n",
        );
        let places: Vec<_> = findings.iter().map(|finding| (finding.region.start.line, finding.region.start.column)).collect();
        assert_eq!(places, [(2, 5), (3, 3), (4, 3)]);
        let hints: Vec<&str> = findings.iter().flat_map(|finding| &finding.related).map(|related| related.message.as_str()).collect();
        assert_eq!(hints, ["did you mean `us-ssn`?"]);
        let ids: BTreeSet<&str> = findings.iter().map(|finding| finding.fingerprint.as_str()).collect();
        assert_eq!(ids.len(), 3);
        assert!(findings.iter().all(|finding| finding.path == "dir/a.py" && finding.excerpt.is_none()));
        // An id does not depend on what is written between the brackets, which may be anything.
        let mut other = Vec::new();
        judge(&with_comments(), &rules, &mut other, "\n  # asepsis: ignore[219-09-9999]\n");
        assert_eq!(other[0].fingerprint, findings[0].fingerprint);
    }

    #[test]
    fn comments_can_accept_findings_about_comments() {
        let rules = rules();
        let mut findings = Vec::new();
        judge(&with_comments(), &rules, &mut findings, "# asepsis: ignore-file[unused-ignore] generated\n\n# asepsis: ignore[us-ssn] why");
        assert_eq!(verdicts(&rules, &findings), ["inline: generated"]);
        let mut findings = Vec::new();
        judge(&with_comments(), &rules, &mut findings, "# asepsis: ignore-file[unused-ignore] generated");
        assert_eq!(verdicts(&rules, &findings), ["new unused-ignore"]);
    }

    #[test]
    fn a_reason_that_holds_a_finding_is_not_repeated() {
        let rules = rules();
        let text = "x # asepsis: ignore[us-ssn] it was 219-09-9999";
        let directive = &directives(text)[0];
        for (bytes, expected) in [(Span::new(35, 46), HIDDEN_REASON), (Span::new(0, 1), "it was 219-09-9999")] {
            let mut one = finding(&rules, SSN, (1, 1), "0001");
            one.region.bytes = bytes;
            let mut findings = vec![one];
            judge(&with_comments(), &rules, &mut findings, text);
            assert_eq!(verdicts(&rules, &findings), [format!("inline: {expected}")]);
        }
        assert!(directive.reason_bytes.contains(Span::new(35, 46)));
    }

    fn ignore(what: Ignored, until: &str) -> Ignore {
        Ignore { what, reason: "known".to_owned(), until: date(until), file: "asepsis.toml".to_owned(), region: Region::default() }
    }

    fn paths(rules: &[&str], globs: &[&str]) -> Ignored {
        let mut set = GlobSetBuilder::new();
        for glob in globs {
            set.add(Glob::new(glob).expect("a glob"));
        }
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Ignored::Paths { rules: owned(rules), globs: owned(globs), paths: set.build().expect("globs") }
    }

    #[test]
    fn the_configuration_accepts_ids_and_paths() {
        for (ignore, expected) in [
            (ignore(Ignored::Finding("0001".to_owned()), ""), &["config: known"][..]),
            (ignore(Ignored::Finding("0002".to_owned()), ""), &["new us-ssn"]),
            (ignore(paths(&["phi"], &["dir/**"]), ""), &["config: known"]),
            (ignore(paths(&["crypto"], &["dir/**"]), ""), &["new us-ssn"]),
            (ignore(paths(&["phi"], &["other/**"]), ""), &["new us-ssn"]),
            (ignore(paths(&["phi"], &["dir/**"]), "2026-06-30"), &["config: known"]),
            (ignore(paths(&["phi"], &["dir/**"]), "2026-06-29"), &["new us-ssn"]),
        ] {
            let ignores = [ignore];
            let suppression = Suppression { ignores: &ignores, ..with_comments() };
            assert_eq!(after(&suppression, ""), expected, "{:?}", ignores[0]);
        }
    }

    #[test]
    fn entries_of_the_configuration_are_held_to_the_same_rules() {
        let rules = rules();
        let mut silent = ignore(Ignored::Finding("0001".to_owned()), "2027-01-01");
        silent.reason.clear();
        let ignores = [silent, ignore(paths(&["phi"], &["dir/**"]), "2026-06-29")];
        let suppression = Suppression { ignores: &ignores, require_reason: true, max_days: Some(30), ..with_comments() };
        let judged = judge(&suppression, &rules, &mut Vec::new(), "");
        assert_eq!(verdicts(&rules, &judged.findings), ["new ignore-without-expiry", "new ignore-without-reason", "new expired-ignore"]);
        assert!(judged.findings.iter().all(|finding| finding.path == "asepsis.toml"));
    }

    #[test]
    fn the_baseline_accepts_by_id_until_its_day() {
        let rules = rules();
        let line = |id: &str, rest: &str| format!("{{\"id\":\"{id}\",\"rule\":\"us-ssn\",\"path\":\"elsewhere\"{rest}}}\n");
        let bound = |digit: &str| format!(",\"binding\":\"{}\"", digit.repeat(64));
        for (text, binding, expected, judged) in [
            (line("0001", ",\"reason\":\"debt\""), None, "baseline: debt", (1, 0, 0)),
            (line("0002", ""), None, "new us-ssn", (0, 1, 0)),
            (line("0001", ",\"until\":\"2026-06-30\""), None, "baseline: ", (1, 0, 0)),
            (line("0001", ",\"until\":\"2026-06-29\""), None, "new us-ssn", (0, 0, 1)),
            (line("0002", ",\"until\":\"2026-06-29\""), None, "new us-ssn", (0, 1, 0)),
            (line("0001", &bound("a")), Some("a"), "baseline: ", (1, 0, 0)),
            (line("0001", &bound("a")), Some("b"), "new us-ssn", (0, 1, 0)),
            (line("0001", &bound("a")), None, "baseline: ", (1, 0, 0)),
            (line("0001", ""), Some("b"), "baseline: ", (1, 0, 0)),
            // After a merge: one of two entries still holds.
            (line("0001", ",\"until\":\"2026-06-29\"") + &line("0001", ",\"until\":\"2027-01-01\""), None, "baseline: ", (1, 0, 0)),
            (line("0002", "").replace(SSN, "of-a-rule-file"), None, "new us-ssn", (0, 0, 0)),
        ] {
            let baseline = Baseline::parse(&text).expect("entries");
            let suppression = Suppression { baseline: Some(("x/.asepsis-baseline.ndjson", &baseline)), ..with_comments() };
            let mut one = finding(&rules, SSN, (1, 1), "0001");
            one.binding = binding.map(|digit: &str| digit.repeat(64));
            let mut findings = vec![one];
            let got = judge(&suppression, &rules, &mut findings, "");
            assert_eq!(verdicts(&rules, &findings), [expected], "{text}");
            assert_eq!(
                (got.in_baseline, got.fixed, got.findings.len() as u64, got.suppressed),
                (judged.0, judged.1, judged.2, 0),
                "{text}"
            );
            for about in &got.findings {
                assert_eq!((about.path.as_str(), about.region.start.line), ("x/.asepsis-baseline.ndjson", 1));
                assert_eq!(rules.get(about.rule).id, EXPIRED_BASELINE_ENTRY);
            }
        }
    }

    #[test]
    fn the_nearest_acceptance_speaks() {
        let rules = rules();
        let baseline = Baseline::parse("{\"id\":\"0001\",\"rule\":\"us-ssn\",\"path\":\"p\"}").expect("an entry");
        let ignores = [ignore(Ignored::Finding("0001".to_owned()), "")];
        let suppression = Suppression { baseline: Some(("b", &baseline)), ignores: &ignores, ..with_comments() };
        for (text, expected) in [("x # asepsis: ignore[us-ssn] why", "inline: why"), ("", "config: known")] {
            let mut findings = vec![finding(&rules, SSN, (1, 1), "0001")];
            let judged = judge(&suppression, &rules, &mut findings, text);
            assert_eq!(verdicts(&rules, &findings), [expected]);
            assert_eq!((judged.suppressed, judged.in_baseline, judged.fixed), (1, 0, 0));
        }
    }

    #[test]
    fn nested_starts_are_asked_from_the_inside() {
        let rules = rules();
        let text = "# asepsis: ignore-start[us-ssn] outer\n# asepsis: ignore-start[weak-hash] first\n\n# asepsis: ignore-end\n\n\
                    # asepsis: ignore-start[us-ssn] second\n\n# asepsis: ignore-end\n\n# asepsis: ignore-end\n\n";
        for (word, line, expected) in [
            (SSN, 3, "inline: outer"),
            (HASH, 3, "inline: first"),
            (SSN, 5, "inline: outer"),
            (SSN, 7, "inline: second"),
            (SSN, 9, "inline: outer"),
            (SSN, 11, "new us-ssn"),
        ] {
            let mut findings = vec![finding(&rules, word, (line, line), "0001")];
            judge(&with_comments(), &rules, &mut findings, text);
            assert_eq!(verdicts(&rules, &findings)[0], expected, "{word} {line}");
        }
    }

    #[test]
    fn hostile_files_cost_linear_time() {
        let rules = rules();
        for text in [
            "# asepsis: ignore[weak-hash] x ".repeat(4_000),
            "# asepsis: ignore-start[weak-hash] x # asepsis: ignore-end ".repeat(4_000),
            "# asepsis: ignore-start[weak-hash] x\n".repeat(4_000),
            "# asepsis: ignore-file[us-ssn,weak-hash] x\n".repeat(4_000),
        ] {
            let mut findings: Vec<Finding> = (0..4_000).map(|_| finding(&rules, SSN, (1, 1), "0001")).collect();
            judge(&with_comments(), &rules, &mut findings, &text);
            assert!(findings.len() >= 4_000);
        }
    }
}
