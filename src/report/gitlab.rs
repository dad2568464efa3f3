//! Code Quality reports, which GitLab shows in merge requests and beside the lines of a change.
//!
//! Promises: a JSON array, one entry a finding, and one a fault of our own. Never an accepted finding, never a value. Source of the format: "Code
//! Quality report format" in GitLab's documentation.

use super::words::{location, message, printable, printable_json};
use super::{Report, Style};
use crate::notice::NoticeKind;
use crate::rule::Severity;
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Write};

#[derive(Serialize)]
struct Entry<'r> {
    description: String,
    check_name: &'r str,
    fingerprint: Cow<'r, str>,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

/// Writes the report; the style does not matter.
pub(super) fn write(report: &Report<'_>, _style: Style, out: &mut dyn Write) -> io::Result<()> {
    let entries = report.findings.iter().map(|finding| {
        let rule = report.rules.get(finding.rule);
        Entry {
            description: format!("{} {}", message(report, finding), printable(report.fix(finding))),
            check_name: &rule.id,
            fingerprint: Cow::Borrowed(finding.fingerprint.as_str()),
            severity: severity(finding.severity),
            location: Location { path: location(report, &finding.path), lines: Lines { begin: finding.region.start.line.max(1) } },
        }
    });
    let faults = report.notices.iter().filter(|notice| notice.kind == NoticeKind::Internal).map(|notice| Entry {
        description: printable(&notice.why).into_owned(),
        check_name: notice.kind.word(),
        fingerprint: Cow::Owned(format!("{}:{}", notice.kind.word(), printable(&notice.path))),
        severity: severity(Severity::Critical),
        location: Location { path: location(report, &notice.path), lines: Lines { begin: 1 } },
    });
    let entries: Vec<Entry<'_>> = entries.chain(faults).collect();
    writeln!(out, "{}", printable_json(&serde_json::to_string_pretty(&entries)?))
}

/// GitLab's words, from mild to severe: info, minor, major, critical, blocker.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Low => "minor",
        Severity::Medium => "major",
        Severity::High => "critical",
        Severity::Critical => "blocker",
    }
}
