//! Logging commands of Azure Pipelines: a run shows them as errors and warnings with their places.
//!
//! Promises: one line a finding, worst first; every character that would end a property or a line is escaped. Never an accepted finding.
//! Source of the syntax: "Logging commands" in Microsoft's documentation of Azure Pipelines; of its escapes, the `Unescape` tables of
//! microsoft/azure-pipelines-agent.

use super::words::{left_out, location, message, printable};
use super::{Report, Style};
use crate::finding::Finding;
use crate::rule::Severity;
use std::cmp::Reverse;
use std::io::{self, Write};

/// Writes the report; the style does not matter.
pub(super) fn write(report: &Report<'_>, _style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut findings: Vec<&Finding> = report.findings.iter().collect();
    findings.sort_by_key(|finding| Reverse(finding.severity));
    for finding in findings {
        let rule = report.rules.get(finding.rule);
        let start = finding.region.start;
        let (path, code) = (property(&location(report, &finding.path)), property(&rule.id));
        let text = data(&format!("{} {}", message(report, finding), printable(report.fix(finding))));
        let kind = kind(finding.severity);
        writeln!(
            out,
            "##vso[task.logissue type={kind};sourcepath={path};linenumber={};columnnumber={};code={code};]{text}",
            start.line, start.column
        )?;
    }
    if report.internal_error() {
        writeln!(out, "##vso[task.logissue type=error;]Part of the scan failed: findings may be missing.")?;
    }
    writeln!(out, "{}.", data(&left_out(report)))
}

/// Azure knows two kinds; its warnings do not fail a step.
fn kind(severity: Severity) -> &'static str {
    if severity >= Severity::High { "error" } else { "warning" }
}

fn data(text: &str) -> String {
    text.replace('%', "%AZP25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(';', "%3B").replace(']', "%5D")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("100 %\r\n##vso[task.complete]"), "100 %AZP25%0D%0A##vso[task.complete]");
        assert_eq!(property("a;b]c%"), "a%3Bb%5Dc%AZP25");
    }
}
