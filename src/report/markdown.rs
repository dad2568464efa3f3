//! A summary in Markdown: for step summaries and merge-request notes.
//!
//! Promises: the verdict first, then one table of severities and families, then the worst findings; far below 64 KiB.

use super::{Report, Style, words};
use crate::finding::Finding;
use crate::rule::{Family, Severity};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::io::{self, Write};

/// Findings listed one by one.
const LISTED: usize = 10;

/// Characters of a place or a title that are shown: members of archives may have names of 64 KiB.
const LONGEST: usize = 300;

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
        let place = shortened(&words::printable(&location)).replace('`', "'");
        let (severity, title) = (finding.severity.word(), shortened(&rule.title));
        writeln!(out, "- **{severity}** {title} (`{}`) at `{place}:{}`", rule.id, finding.region.start.line)?;
    }
    if worst.len() > LISTED {
        writeln!(out, "- and {} more", worst.len() - LISTED)?;
    }
    writeln!(out)
}

/// Both ends of a text that is too long: a path's end says most.
fn shortened(text: &str) -> Cow<'_, str> {
    let length = text.chars().count();
    if length <= LONGEST {
        return Cow::Borrowed(text);
    }
    let half = LONGEST / 2;
    let (head, tail) = (text.chars().take(half), text.chars().skip(length - half));
    Cow::Owned(head.chain(std::iter::once('…')).chain(tail).collect())
}
