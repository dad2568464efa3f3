//! A summary in Markdown: for step summaries and merge-request notes.
//!
//! Promises: the verdict first, then one table of severities and families, then the worst findings; far below 64 KiB.

use super::{Report, Style, words};
use crate::finding::Finding;
use crate::rule::{Family, Severity};
use std::cmp::Reverse;
use std::io::{self, Write};

/// Findings listed one by one.
const LISTED: usize = 10;

pub(super) fn write(report: &Report<'_>, _style: Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## asepsis: {}\n", words::verdict(report))?;
    if !report.findings.is_empty() {
        table(report, out)?;
        worst(report, out)?;
    }
    let files = words::plural(report.run.files, "file", "files");
    writeln!(out, "{files} scanned, {} not scanned, {} accepted.", report.notices.len(), report.suppressed.len())
}

fn table(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| | critical | high | medium | low |\n|---|---:|---:|---:|---:|")?;
    for family in Family::ALL {
        let of = |severity: Severity| {
            report
                .findings
                .iter()
                .filter(|finding| report.rules.get(finding.rule).family == *family && finding.severity == severity)
                .count()
        };
        let counts: Vec<usize> = Severity::ALL.iter().rev().map(|severity| of(*severity)).collect();
        if counts.iter().any(|count| *count > 0) {
            let cells: Vec<String> = counts.iter().map(|count| if *count == 0 { String::new() } else { count.to_string() }).collect();
            writeln!(out, "| {} | {} |", family.word(), cells.join(" | "))?;
        }
    }
    writeln!(out)
}

fn worst(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut worst: Vec<&Finding> = report.findings.iter().collect();
    worst.sort_by_key(|finding| (Reverse(finding.severity), Reverse(finding.confidence)));
    for finding in worst.iter().take(LISTED) {
        let rule = report.rules.get(finding.rule);
        let location = words::location(report, &finding.path);
        let place = words::printable(&location).replace('`', "'");
        writeln!(out, "- **{}** {} (`{}`) at `{place}:{}`", finding.severity.word(), rule.title, rule.id, finding.region.start.line)?;
    }
    if worst.len() > LISTED {
        writeln!(out, "- and {} more", worst.len() - LISTED)?;
    }
    writeln!(out)
}
