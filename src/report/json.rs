//! One JSON document: what `ndjson` says, as one object for programs that read a file at once.
//!
//! Promises: the same keys in the same order as `ndjson`; keys are only ever added. Never a value, only masks.

use super::ndjson::{FindingLine, Summary, sorted};
use super::words::printable_json;
use super::{Report, Style};
use crate::notice::Notice;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Document<'r> {
    findings: Vec<FindingLine<'r>>,
    notices: &'r [Notice],
    summary: Summary<'r>,
}

/// Writes the report; the style does not matter.
pub(super) fn write(report: &Report<'_>, _style: Style, out: &mut dyn Write) -> io::Result<()> {
    let findings = sorted(report).into_iter().map(|finding| FindingLine::new(report, finding)).collect();
    let document = Document { findings, notices: report.notices, summary: Summary::new(report) };
    writeln!(out, "{}", printable_json(&serde_json::to_string_pretty(&document)?))
}
