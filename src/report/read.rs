//! Reads `ndjson` back: reports of several runs become one, in any format, without another scan.
//!
//! Promises: what was written by this version is read back whole. A line that cannot be understood is an error that names it; a report
//! without its last line is said to be incomplete.

use super::RunInfo;
use super::ndjson::Place;
use crate::finding::{Evidence, Excerpt, Finding, FlowStep, Provenance, Related, Status, Suppressor};
use crate::notice::{Notice, NoticeKind};
use crate::rule::{Confidence, RuleSet, Severity};
use crate::text::{MEMBER_MARK, Span};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// What earlier runs reported, joined.
#[derive(Debug, Default)]
pub struct Merged {
    /// New findings.
    pub findings: Vec<Finding>,
    /// Accepted findings.
    pub suppressed: Vec<Finding>,
    /// What was not scanned.
    pub notices: Vec<Notice>,
    /// Sums, and what all runs agree on.
    pub run: RunInfo,
    /// Runs whose report was read to its end.
    runs: u32,
}

/// A line that cannot be understood.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct ReadError {
    /// From 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

#[derive(Deserialize)]
struct FindingLine {
    path: String,
    #[serde(default)]
    inside: Vec<String>,
    commit: Option<String>,
    #[serde(default)]
    date: String,
    author: Option<String>,
    at_head: Option<bool>,
    #[serde(flatten)]
    place_on_disk: Place,
    rule: String,
    severity: Severity,
    confidence: Confidence,
    excerpt: Option<String>,
    place: Option<String>,
    count: u64,
    #[serde(default)]
    related: Vec<RelatedLine>,
    #[serde(default)]
    flow: Vec<RelatedLine>,
    evidence: Vec<String>,
    status: StatusWord,
    fingerprint: String,
    binding: Option<String>,
    #[serde(default)]
    mask: String,
    #[serde(default)]
    length: usize,
    #[serde(default)]
    proof: String,
    #[serde(default)]
    detail: String,
    #[serde(default)]
    highlight: Span,
    #[serde(default)]
    part: bool,
}

#[derive(Deserialize)]
struct RelatedLine {
    #[serde(default)]
    path: String,
    #[serde(flatten)]
    place_on_disk: Place,
    message: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum StatusWord {
    New,
    Suppressed { by: String, reason: String },
}

#[derive(Deserialize)]
struct Summary {
    version: String,
    rules_digest: String,
    config_digest: String,
    files: u64,
    #[serde(default)]
    cached: u64,
    bytes: u64,
    fail_on: String,
    held_back: u64,
    in_baseline: u64,
    fixed: u64,
    ignore_files: bool,
    keyed: bool,
}

impl Merged {
    /// Adds a report; `name` is what it is called, for a notice where it has no end.
    pub fn add(&mut self, name: &str, text: &str, rules: &RuleSet) -> Result<(), ReadError> {
        let mut has_end = false;
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let error = |message: String| ReadError { line: number + 1, message };
            let value: serde_json::Value = serde_json::from_str(line).map_err(|_| error("not a line of an ndjson report".to_owned()))?;
            let parsed = |_: serde_json::Error| error("not a line of an ndjson report of this version".to_owned());
            if let Some(notice) = value.get("notice") {
                self.notices.push(serde_json::from_value(notice.clone()).map_err(parsed)?);
            } else if let Some(summary) = value.get("summary") {
                self.sum(serde_json::from_value(summary.clone()).map_err(parsed)?);
                has_end = true;
            } else {
                let line: FindingLine = serde_json::from_value(value).map_err(parsed)?;
                let finding = finding(line, rules).map_err(error)?;
                if finding.status == Status::New { self.findings.push(finding) } else { self.suppressed.push(finding) }
            }
        }
        if !has_end {
            self.notices.push(Notice::new(name, NoticeKind::Damaged, "the report has no last line: its run did not end"));
        }
        Ok(())
    }

    /// Sorts, and drops what two runs found alike.
    pub fn finish(&mut self) {
        for findings in [&mut self.findings, &mut self.suppressed] {
            findings.sort_by(|one, two| one.sort_key().cmp(&two.sort_key()));
            findings.dedup();
        }
        self.notices.sort();
        self.notices.dedup();
    }

    fn sum(&mut self, summary: Summary) {
        let run = &mut self.run;
        let agreed = |all: &mut String, one: String, is_first: bool| {
            if is_first {
                *all = one;
            } else if *all != one {
                "several".clone_into(all);
            }
        };
        let is_first = self.runs == 0;
        agreed(&mut run.version, summary.version, is_first);
        agreed(&mut run.rules_digest, summary.rules_digest, is_first);
        agreed(&mut run.config_digest, summary.config_digest, is_first);
        run.files += summary.files;
        run.cached += summary.cached;
        run.bytes += summary.bytes;
        run.held_back += summary.held_back;
        run.in_baseline += summary.in_baseline;
        run.fixed += summary.fixed;
        run.ignore_files |= summary.ignore_files;
        run.keyed |= summary.keyed;
        // The strictest counts.
        let fail_on = Severity::ALL.iter().find(|severity| severity.word() == summary.fail_on).copied();
        run.fail_on = match (run.fail_on, fail_on) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        self.runs += 1;
    }
}

fn finding(line: FindingLine, rules: &RuleSet) -> Result<Finding, String> {
    let rule =
        rules.find(&line.rule).ok_or_else(|| format!("there is no rule `{}`; --rules names a file with rules of your own", line.rule))?;
    let status = match line.status {
        StatusWord::New => Status::New,
        StatusWord::Suppressed { by, reason } => {
            let by = Suppressor::ALL.iter().find(|known| known.word() == by).copied().ok_or("an unknown kind of suppression")?;
            Status::Suppressed { by, reason }
        }
    };
    let path = line.inside.iter().fold(line.path, |path, member| path + MEMBER_MARK + member);
    let step = |step: RelatedLine| FlowStep {
        path: Some(step.path).filter(|other| !other.is_empty() && *other != path),
        region: step.place_on_disk.region(),
        message: kept(step.message),
    };
    let flow = line.flow.into_iter().map(step).collect();
    Ok(Finding {
        rule,
        path,
        inside: line.inside,
        provenance: line.commit.map(|commit| Provenance { commit, date: line.date, author: line.author, at_head: line.at_head }),
        region: line.place_on_disk.region(),
        place: line.place.unwrap_or_default(),
        mask: line.mask,
        length: line.length,
        excerpt: line.excerpt.map(|text| Excerpt { highlight: within(&text, line.highlight), text }),
        severity: line.severity,
        confidence: line.confidence,
        // A word of a later version says nothing here.
        evidence: line.evidence.iter().filter_map(|word| Evidence::named(word)).collect(),
        proof: kept(line.proof),
        flow,
        related: line
            .related
            .into_iter()
            .map(|related| Related { region: related.place_on_disk.region(), message: related.message })
            .collect(),
        count: line.count,
        detail: line.detail,
        part: line.part,
        fingerprint: line.fingerprint,
        binding: line.binding,
        status,
    })
}

/// A range that really is one of the text: the file may have been edited.
fn within(text: &str, span: Span) -> Span {
    if text.get(span.start..span.end).is_some() { span } else { Span::new(0, 0) }
}

/// Texts that findings of a scan borrow from the program: each different one is kept once, for as long as the program runs.
fn kept(text: String) -> &'static str {
    static KEPT: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = kept.get(text.as_str()) {
        return known;
    }
    let text: &'static str = text.leak();
    kept.insert(text);
    text
}
