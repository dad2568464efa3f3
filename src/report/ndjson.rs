//! One JSON object a line: the stable form that machines read.
//!
//! Promises: keys are only ever added, their order stays. New and accepted findings alike, sorted, then what was not scanned, then one
//! summary as the last line. Paths are bare: as in the scanned tree, unescaped but for JSON's own rules. Never a value, only masks.

use super::words::{self, count, message, printable_json};
use super::{Report, Style};
use crate::finding::{Finding, FlowStep, Region, Related, Status};
use crate::notice::Notice;
use crate::rule::{Family, Severity};
use crate::text::{Position, Span};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the report; the style does not matter.
pub(super) fn write(report: &Report<'_>, _style: Style, out: &mut dyn Write) -> io::Result<()> {
    write_findings(report, &sorted(report), out)?;
    write_end(report, out)
}

/// The lines of findings alone, for those that are written as they are found.
pub fn write_findings(report: &Report<'_>, findings: &[&Finding], out: &mut dyn Write) -> io::Result<()> {
    findings.iter().try_for_each(|finding| line(out, &FindingLine::new(report, finding)))
}

/// What comes after the findings.
pub fn write_end(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for notice in report.notices {
        line(out, &NoticeLine { notice })?;
    }
    line(out, &SummaryLine { summary: Summary::new(report) })
}

/// New and accepted findings in one order.
pub(super) fn sorted<'r>(report: &Report<'r>) -> Vec<&'r Finding> {
    let mut findings: Vec<&Finding> = report.findings.iter().chain(report.suppressed).collect();
    findings.sort_by(|one, two| one.sort_key().cmp(&two.sort_key()));
    findings
}

fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    writeln!(out, "{}", printable_json(&serde_json::to_string(value)?))
}

#[derive(Serialize)]
pub(super) struct FindingLine<'r> {
    path: &'r str,
    inside: &'r [String],
    #[serde(flatten)]
    provenance: Option<ProvenanceLine<'r>>,
    #[serde(flatten)]
    place_on_disk: Place,
    rule: &'r str,
    family: Family,
    severity: Severity,
    confidence: &'static str,
    cwe: Vec<String>,
    controls: Vec<String>,
    title: &'r str,
    message: String,
    excerpt: Option<&'r str>,
    place: Option<&'r str>,
    count: u64,
    related: Vec<RelatedLine<'r>>,
    flow: Vec<RelatedLine<'r>>,
    evidence: Vec<Cow<'static, str>>,
    status: StatusWord<'r>,
    fingerprint: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    binding: Option<&'r str>,
    mask: &'r str,
    length: usize,
    proof: &'static str,
    detail: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    highlight: Option<Span>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    part: bool,
}

/// History only; a digest of the object is left out, since a file may be nothing but the secret.
#[derive(Serialize)]
struct ProvenanceLine<'r> {
    commit: &'r str,
    date: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_head: Option<bool>,
}

/// Lines and columns from 1, columns in UTF-16 units, ends exclusive; bytes from 0.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct Place {
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    byte: usize,
    byte_end: usize,
}

#[derive(Serialize)]
struct RelatedLine<'r> {
    path: &'r str,
    #[serde(flatten)]
    place_on_disk: Place,
    message: &'r str,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum StatusWord<'r> {
    New,
    Suppressed { by: &'static str, reason: &'r str },
}

#[derive(Serialize)]
struct NoticeLine<'r> {
    notice: &'r Notice,
}

#[derive(Serialize)]
struct SummaryLine<'r> {
    summary: Summary<'r>,
}

#[derive(Serialize)]
pub(super) struct Summary<'r> {
    version: &'r str,
    rules_digest: &'r str,
    config_digest: &'r str,
    files: u64,
    cached: u64,
    bytes: u64,
    findings: usize,
    severities: BTreeMap<&'static str, u64>,
    families: BTreeMap<&'static str, u64>,
    failing: usize,
    fail_on: &'static str,
    suppressed: usize,
    held_back: u64,
    in_baseline: u64,
    fixed: u64,
    notices: BTreeMap<&'static str, u64>,
    ignore_files: bool,
    keyed: bool,
    complete: bool,
    internal_error: bool,
}

impl<'r> FindingLine<'r> {
    pub(super) fn new(report: &Report<'r>, finding: &'r Finding) -> Self {
        let rule = report.rules.get(finding.rule);
        Self {
            path: finding.file(),
            inside: &finding.inside,
            provenance: finding.provenance.as_ref().map(|provenance| ProvenanceLine {
                commit: &provenance.commit,
                date: &provenance.date,
                author: provenance.author.as_deref(),
                at_head: provenance.at_head,
            }),
            place_on_disk: Place::new(finding.region),
            rule: &rule.id,
            family: rule.family,
            severity: finding.severity,
            confidence: finding.confidence.word(),
            cwe: rule.cwe.iter().map(|number| format!("CWE-{number}")).collect(),
            controls: words::controls(report, rule),
            title: &rule.title,
            message: message(report, finding),
            excerpt: finding.excerpt.as_ref().map(|excerpt| excerpt.text.as_str()),
            place: (!finding.place.is_empty()).then_some(&finding.place),
            count: finding.count,
            related: finding.related.iter().map(|related| RelatedLine::new(&finding.path, related)).collect(),
            flow: finding.flow.iter().map(|step| RelatedLine::of_step(&finding.path, step)).collect(),
            evidence: finding.evidence.iter().map(|evidence| evidence.word()).collect(),
            status: StatusWord::new(&finding.status),
            fingerprint: &finding.fingerprint,
            binding: finding.binding.as_deref(),
            mask: &finding.mask,
            length: finding.length,
            proof: finding.proof,
            detail: &finding.detail,
            highlight: finding.excerpt.as_ref().map(|excerpt| excerpt.highlight),
            part: finding.part,
        }
    }
}

impl Place {
    fn new(region: Region) -> Self {
        Self {
            line: region.start.line,
            column: region.start.column,
            end_line: region.end.line,
            end_column: region.end.column,
            byte: region.bytes.start,
            byte_end: region.bytes.end,
        }
    }

    pub(super) fn region(self) -> Region {
        Region {
            start: Position { line: self.line, column: self.column },
            end: Position { line: self.end_line, column: self.end_column },
            bytes: Span::new(self.byte, self.byte_end),
        }
    }
}

impl<'r> RelatedLine<'r> {
    fn new(path: &'r str, related: &'r Related) -> Self {
        Self { path, place_on_disk: Place::new(related.region), message: &related.message }
    }

    fn of_step(path: &'r str, step: &'r FlowStep) -> Self {
        Self { path: step.path.as_deref().unwrap_or(path), place_on_disk: Place::new(step.region), message: step.message }
    }
}

impl<'r> StatusWord<'r> {
    fn new(status: &'r Status) -> Self {
        match status {
            Status::New => Self::New,
            Status::Suppressed { by, reason } => Self::Suppressed { by: by.word(), reason },
        }
    }
}

impl<'r> Summary<'r> {
    /// Severities and families count what is new; every word is there, also with nought.
    pub(super) fn new(report: &Report<'r>) -> Self {
        let run = report.run;
        let of_severity = |severity: Severity| report.findings.iter().filter(|finding| finding.severity == severity).count() as u64;
        let of_family =
            |family: Family| report.findings.iter().filter(|finding| report.rules.get(finding.rule).family == family).count() as u64;
        Self {
            version: &run.version,
            rules_digest: &run.rules_digest,
            config_digest: &run.config_digest,
            files: run.files,
            cached: run.cached,
            bytes: run.bytes,
            findings: report.findings.len(),
            severities: Severity::ALL.iter().map(|severity| (severity.word(), of_severity(*severity))).collect(),
            families: Family::ALL.iter().map(|family| (family.word(), of_family(*family))).collect(),
            failing: report.failing(),
            fail_on: run.fail_on.map_or("never", Severity::word),
            suppressed: report.suppressed.len(),
            held_back: run.held_back,
            in_baseline: run.in_baseline,
            fixed: run.fixed,
            notices: count(report.notices.iter().map(|notice| notice.kind.word())),
            ignore_files: run.ignore_files,
            keyed: run.keyed,
            complete: !report.notices.iter().any(|notice| notice.kind.incomplete()),
            internal_error: report.internal_error(),
        }
    }
}
