//! Workflow commands: GitHub shows them as annotations beside the lines of a change.
//!
//! Promises: one line a finding, worst first; no more annotations than GitHub shows of a step, and the rest as plain lines of the log.
//! Every character that would end a property or a line is escaped. Never an accepted finding.
//! Source of the syntax and its escapes: "Workflow commands for GitHub Actions" in GitHub's documentation and `command.ts` of
//! actions/toolkit.

use super::words::{left_out, location, message, plural, printable};
use super::{Report, Style, compact};
use crate::finding::Finding;
use crate::rule::Severity;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// GitHub shows ten annotations of each level a step and fifty a job, and drops the rest without a word.
const MOST_OF_A_LEVEL: usize = 10;

/// Findings of a level that are annotations: one notice is about the run, and so is one error where the scan failed.
fn most(level: &str, report: &Report<'_>) -> usize {
    let about_the_run = level == "notice" || (level == "error" && report.internal_error());
    MOST_OF_A_LEVEL - usize::from(about_the_run)
}

/// Writes the report; the style does not matter.
pub(super) fn write(report: &Report<'_>, _style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut findings: Vec<&Finding> = report.findings.iter().collect();
    findings.sort_by_key(|finding| Reverse(finding.severity));
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rest = 0_u64;
    for finding in findings {
        let level = level(finding.severity);
        let number = shown.entry(level).or_default();
        *number += 1;
        if *number <= most(level, report) {
            writeln!(out, "{}", annotation(report, finding))?;
        } else {
            rest += 1;
            writeln!(out, "{level} {}", compact::line(report, finding))?;
        }
    }
    if rest > 0 {
        writeln!(
            out,
            "{} above without an annotation: GitHub shows {MOST_OF_A_LEVEL} of each level a step.",
            plural(rest, "finding", "findings")
        )?;
    }
    if report.internal_error() {
        writeln!(out, "::error title=asepsis::Part of the scan failed: findings may be missing.")?;
    }
    writeln!(out, "::notice title=asepsis::{}.", data(&left_out(report)))
}

fn annotation(report: &Report<'_>, finding: &Finding) -> String {
    let rule = report.rules.get(finding.rule);
    let (start, end) = (finding.region.start, finding.region.end);
    let (line, end_line) = (start.line, end.line);
    // GitHub refuses columns where the lines differ.
    let columns = if line == end_line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
    let file = property(&location(report, &finding.path));
    let title = property(&format!("{} [{}]", printable(&rule.title), rule.id));
    let text = format!("{} {}", message(report, finding), printable(report.fix(finding)));
    format!("::{} file={file},line={line},endLine={end_line}{columns},title={title}::{}", level(finding.severity), data(&text))
}

fn level(severity: Severity) -> &'static str {
    match severity.level() {
        "note" => "notice",
        level => level,
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("100 %: a,b\r\n::error::"), "100 %25: a,b%0D%0A::error::");
        assert_eq!(property("a,b:c%"), "a%2Cb%3Ac%25");
    }
}
