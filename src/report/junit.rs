//! The XML of `JUnit`: every CI system shows it as a table of tests.
//!
//! Promises: a suite a file, a case a finding; what fails the run is a failure, what is only shown is a passed case with its text as output,
//! what was not scanned is a skipped case, a fault of our own an error. A clean run holds one passed case, so that it is not taken for a run without tests. Well-formed XML
//! 1.0 whatever files are called. Never an accepted finding, never a value. Source: the schema `junit-10.xsd` of Jenkins' xUnit plugin.

use super::words::{location, message, printable};
use super::{Report, Style};
use crate::finding::Finding;
use crate::notice::NoticeKind;
use std::io::{self, Write};

/// Writes the report; the style does not matter.
pub(super) fn write(report: &Report<'_>, _style: Style, out: &mut dyn Write) -> io::Result<()> {
    let failing = report.failing();
    let errors = report.notices.iter().filter(|notice| notice.kind == NoticeKind::Internal).count();
    let skipped = report.notices.len() - errors;
    let cases = (report.findings.len() + report.notices.len()).max(1);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"asepsis\" tests=\"{cases}\" failures=\"{failing}\" errors=\"{errors}\" skipped=\"{skipped}\">")?;
    for findings in report.findings.chunk_by(|one, other| one.path == other.path) {
        suite(report, findings, out)?;
    }
    if !report.notices.is_empty() {
        let tests = errors + skipped;
        writeln!(out, "  <testsuite name=\"not scanned\" tests=\"{tests}\" failures=\"0\" errors=\"{errors}\" skipped=\"{skipped}\">")?;
        for notice in report.notices {
            let (path, why) = (xml(&location(report, &notice.path)), xml(&printable(&notice.why)));
            let kind = notice.kind.word();
            let outcome = if notice.kind == NoticeKind::Internal { "error" } else { "skipped" };
            writeln!(out, "    <testcase classname=\"{path}\" name=\"{kind}\">\n      <{outcome} message=\"{why}\"/>\n    </testcase>")?;
        }
        writeln!(out, "  </testsuite>")?;
    } else if report.findings.is_empty() {
        writeln!(out, "  <testsuite name=\"asepsis\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">")?;
        writeln!(out, "    <testcase classname=\"asepsis\" name=\"nothing new\"/>\n  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

/// The findings of one file.
fn suite(report: &Report<'_>, findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    let fails = |finding: &&Finding| report.fails(finding);
    let path = xml(&location(report, &findings[0].path));
    let (cases, failing) = (findings.len(), findings.iter().filter(fails).count());
    writeln!(out, "  <testsuite name=\"{path}\" tests=\"{cases}\" failures=\"{failing}\" errors=\"0\" skipped=\"0\">")?;
    for finding in findings {
        let rule = report.rules.get(finding.rule);
        let start = finding.region.start;
        writeln!(out, "    <testcase classname=\"{path}\" name=\"{} at {}:{}\">", rule.id, start.line, start.column)?;
        let (what, fix) = (xml(&message(report, finding)), xml(&printable(report.fix(finding))));
        if fails(&finding) {
            let severity = finding.severity.word();
            writeln!(out, "      <failure type=\"{severity}\" message=\"{what}\">{path}:{}: {what} {fix}</failure>", start.line)?;
        } else {
            writeln!(out, "      <system-out>{what} {fix}</system-out>")?;
        }
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

/// Text for elements and attributes; control characters were escaped before.
fn xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
