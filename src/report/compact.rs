//! One line a finding, for editors: `path:line:column: error: title [rule-id]`.
//!
//! Promises: a finding is exactly one line, whatever its file is called; nothing else is written. Never in colour, so that problem
//! matchers can rely on it; never an accepted finding, which no editor could tell from a new one.

use super::words::{location, printable};
use super::{Report, Style};
use crate::finding::Finding;
use std::io::{self, Write};

/// Writes the report; the style does not matter.
pub(super) fn write(report: &Report<'_>, _style: Style, out: &mut dyn Write) -> io::Result<()> {
    report.findings.iter().try_for_each(|finding| writeln!(out, "{}", line(report, finding)))
}

/// One finding.
pub(super) fn line(report: &Report<'_>, finding: &Finding) -> String {
    let rule = report.rules.get(finding.rule);
    let start = finding.region.start;
    let (path, title) = (location(report, &finding.path), printable(&rule.title));
    format!("{path}:{}:{}: {}: {title} [{}]", start.line, start.column, finding.severity.level(), rule.id)
}
