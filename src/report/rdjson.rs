//! Reviewdog Diagnostic Format: reviewdog comments with it on changes at GitHub, GitLab, Bitbucket and Gerrit.
//!
//! Promises: one JSON document; lines without columns, because the format counts columns in bytes of UTF-8 and we in units of UTF-16. Never an
//! accepted finding, never a value. Source: `rdf/reviewdog.proto` of reviewdog/reviewdog.

use super::words::{location, message, printable, printable_json};
use super::{Report, Style};
use crate::finding::{Finding, Region};
use crate::notice::NoticeKind;
use crate::rule::Severity;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Writes the report; the style does not matter.
pub(super) fn write(report: &Report<'_>, _style: Style, out: &mut dyn Write) -> io::Result<()> {
    let faults = report.notices.iter().filter(|notice| notice.kind == NoticeKind::Internal).map(|notice| {
        json!({
            "message": printable(&notice.why),
            "location": { "path": location(report, &notice.path) },
            "severity": severity(Severity::Critical),
            "code": { "value": notice.kind.word() },
        })
    });
    let diagnostics: Vec<Value> = report.findings.iter().map(|finding| diagnostic(report, finding)).chain(faults).collect();
    let document = json!({ "source": { "name": "asepsis" }, "diagnostics": diagnostics });
    writeln!(out, "{}", printable_json(&serde_json::to_string_pretty(&document)?))
}

fn diagnostic(report: &Report<'_>, finding: &Finding) -> Value {
    let rule = report.rules.get(finding.rule);
    let mut code = json!({ "value": rule.id });
    if let Some(page) = rule.references.first() {
        code["url"] = json!(page);
    }
    let place = |region: Region| {
        json!({
            "path": location(report, &finding.path),
            "range": { "start": { "line": region.start.line.max(1) }, "end": { "line": region.end.line.max(1) } },
        })
    };
    let mut diagnostic = json!({
        "message": format!("{} {}", message(report, finding), printable(&rule.fix)),
        "location": place(finding.region),
        "severity": severity(finding.severity),
        "code": code,
    });
    if !finding.related.is_empty() {
        let related =
            finding.related.iter().map(|related| json!({ "message": printable(&related.message), "location": place(related.region) }));
        diagnostic["relatedLocations"] = related.collect();
    }
    diagnostic
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Low => "INFO",
        Severity::Medium => "WARNING",
        Severity::High | Severity::Critical => "ERROR",
    }
}
