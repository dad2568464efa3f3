//! One HTML file for people who have no tool at hand: reviewers, auditors, managers.
//!
//! Promises: self-contained: no script, no request leaves it (a content security policy forbids any); reads without colour and without a
//! mouse; prints to A4; light and dark. The verdict first, then findings by class, by folder, what was not scanned, what was accepted, and
//! how the scan was run. At most [`MOST_LISTED`] findings are listed one by one, the worst; all are counted. Never a value, only masks.

use super::words::{count, details, location, plural, printable};
use super::{Report, Style, words};
use crate::finding::{Finding, Status};
use crate::rule::control;
use crate::rule::{Family, RuleKey, Severity};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Findings listed one by one; more make a page that no browser scrolls well.
const MOST_LISTED: usize = 5_000;

/// Folders listed.
const MOST_FOLDERS: usize = 50;

const STYLE: &str = include_str!("html/style.css");

/// Writes the report; the style of a terminal does not matter.
pub(super) fn write(report: &Report<'_>, _style: Style, out: &mut dyn Write) -> io::Result<()> {
    let verdict = words::verdict(report);
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>asepsis: {}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>",
        text(&verdict)
    )?;
    header(report, &verdict, out)?;
    writeln!(out, "<main>")?;
    overview(report, out)?;
    classes(report, out)?;
    folders(report, out)?;
    controls(report, out)?;
    not_scanned(report, out)?;
    accepted(report, out)?;
    about(report, out)?;
    writeln!(out, "</main>\n</body>\n</html>")
}

fn header(report: &Report<'_>, verdict: &str, out: &mut dyn Write) -> io::Result<()> {
    let state = match (report.internal_error() || report.failing() > 0, report.findings.is_empty()) {
        (true, _) => "fails",
        (false, false) => "shown",
        (false, true) => "clean",
    };
    writeln!(out, "<header class=\"{state}\">\n<p class=\"tool\">asepsis {}</p>", text(&report.run.version))?;
    writeln!(out, "<h1>{}</h1>", text(&capital(verdict)))?;
    let run = report.run;
    let mut facts = vec![format!("{} scanned", plural(run.files, "file", "files"))];
    facts.push(format!("{} not scanned or not wholly", words::grouped(report.notices.len() as u64)));
    facts.push(format!("{} accepted", words::grouped(report.suppressed.len() as u64)));
    if run.held_back > 0 {
        facts.push(format!("{} below the thresholds", words::grouped(run.held_back)));
    }
    if run.fixed > 0 {
        facts.push(format!("{} of the baseline fixed", words::grouped(run.fixed)));
    }
    writeln!(out, "<p>{}.</p>", text(&facts.join(" · ")))?;
    writeln!(
        out,
        "<p class=\"note\">Values are masked. A report without findings is no proof that there is nothing to find.</p>\n</header>"
    )
}

/// Counts by family and severity.
fn overview(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    if report.findings.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<section aria-labelledby=\"overview\">\n<h2 id=\"overview\">Overview</h2>\n<table>\n<thead><tr><th scope=\"col\">Family</th>"
    )?;
    for severity in Severity::ALL.iter().rev() {
        writeln!(out, "<th scope=\"col\" class=\"number\">{}</th>", severity.word())?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    let counts = count(report.findings.iter().map(|finding| (report.rules.get(finding.rule).family, finding.severity)));
    for family in Family::ALL {
        let of = |severity: &Severity| counts.get(&(*family, *severity)).copied().unwrap_or(0);
        if Severity::ALL.iter().any(|severity| of(severity) > 0) {
            write!(out, "<tr><th scope=\"row\">{}</th>", family_words(*family))?;
            for severity in Severity::ALL.iter().rev() {
                write!(out, "<td class=\"number\">{}</td>", words::grouped(of(severity)))?;
            }
            writeln!(out, "</tr>")?;
        }
    }
    writeln!(out, "</tbody>\n</table>\n</section>")
}

fn family_words(family: Family) -> &'static str {
    match family {
        Family::Secret => "Credentials",
        Family::Phi => "Patients’ identifiers",
        Family::Crypto => "Weak cryptography",
        Family::Hygiene => "Suppressions",
    }
}

/// A disclosure a rule, the worst rule first, with what, why and fix once and the places below.
fn classes(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut by_rule: BTreeMap<RuleKey, Vec<&Finding>> = BTreeMap::new();
    for finding in report.findings {
        by_rule.entry(finding.rule).or_default().push(finding);
    }
    let mut rules: Vec<(RuleKey, Vec<&Finding>)> = by_rule.into_iter().collect();
    let worst = |findings: &[&Finding]| findings.iter().map(|finding| finding.severity).max();
    rules.sort_by_key(|(key, findings)| (Reverse(worst(findings)), Reverse(findings.len()), *key));
    if rules.is_empty() {
        return Ok(());
    }
    writeln!(out, "<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">Findings</h2>")?;
    let mut left = MOST_LISTED;
    for (index, (key, findings)) in rules.iter().enumerate() {
        let rule = report.rules.get(*key);
        let severity = worst(findings).unwrap_or(Severity::Low).word();
        let open = if index < 3 { " open" } else { "" };
        writeln!(
            out,
            "<details{open}>\n<summary><span class=\"severity {severity}\">{severity}</span> <strong>{}</strong> <span class=\"rule\">{}</span> \
             <span class=\"count\">{}</span></summary>",
            text(&rule.title),
            text(&rule.id),
            plural(findings.len() as u64, "finding", "findings")
        )?;
        writeln!(
            out,
            "<dl>\n<dt>What</dt><dd>{}</dd>\n<dt>Why</dt><dd>{}</dd>\n<dt>Fix</dt><dd>{}</dd>",
            text(&rule.what),
            text(&rule.why),
            text(&rule.fix)
        )?;
        writeln!(
            out,
            "<dt>Accept</dt><dd>a comment on the line, with the reason: <code>asepsis: ignore[{}] reason</code></dd>",
            text(&rule.id)
        )?;
        let weaknesses: Vec<String> = rule.cwe.iter().map(|number| format!("CWE-{number}")).collect();
        if !weaknesses.is_empty() {
            writeln!(out, "<dt>Weakness</dt><dd>{}</dd>", weaknesses.join(", "))?;
        }
        let controls = words::controls(report, rule);
        if !controls.is_empty() {
            writeln!(out, "<dt>Evidence about</dt><dd>{}</dd>", text(&controls.join(", ")))?;
        }
        writeln!(out, "</dl>")?;
        places(report, &findings[..findings.len().min(left)], out)?;
        if findings.len() > left {
            writeln!(
                out,
                "<p>{} more are not listed here; <code>ndjson</code> lists all.</p>",
                words::grouped((findings.len() - left) as u64)
            )?;
        }
        left = left.saturating_sub(findings.len());
        writeln!(out, "</details>")?;
    }
    writeln!(out, "</section>")
}

fn places(report: &Report<'_>, findings: &[&Finding], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<ul class=\"places\">")?;
    for finding in findings {
        let start = finding.region.start;
        let severity = finding.severity.word();
        write!(
            out,
            "<li><code class=\"path\">{}:{}:{}</code> <span class=\"meta\">{severity} · confidence {}",
            text(&location(report, &finding.path)),
            start.line,
            start.column,
            finding.confidence.word()
        )?;
        let facts = words::join(&[&finding.place, &details(report, finding)], " · ");
        if !facts.is_empty() {
            write!(out, " · {}", text(&facts))?;
        }
        write!(out, "</span>")?;
        if let Some(excerpt) = &finding.excerpt {
            write!(out, "<pre>{}</pre>", text(excerpt.text.trim()))?;
        }
        for related in &finding.related {
            write!(out, "<span class=\"related\">line {}: {}</span>", related.region.start.line, text(&related.message))?;
        }
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")
}

/// Where the findings lie: the first two folders of each path.
fn folders(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let folder = |finding: &Finding| {
        let parts: Vec<&str> = finding.path.split('/').collect();
        let depth = (parts.len() - 1).min(2);
        if depth == 0 { "./".to_owned() } else { format!("{}/", parts[..depth].join("/")) }
    };
    let mut folders: Vec<(String, u64)> = count(report.findings.iter().map(folder)).into_iter().collect();
    if folders.is_empty() {
        return Ok(());
    }
    folders.sort_by_key(|(folder, number)| (Reverse(*number), folder.clone()));
    writeln!(
        out,
        "<section aria-labelledby=\"folders\">\n<h2 id=\"folders\">By folder</h2>\n<table>\n<thead><tr><th scope=\"col\">Folder</th>\
         <th scope=\"col\" class=\"number\">Findings</th></tr></thead>\n<tbody>"
    )?;
    for (folder, number) in folders.iter().take(MOST_FOLDERS) {
        writeln!(
            out,
            "<tr><th scope=\"row\"><code>{}</code></th><td class=\"number\">{}</td></tr>",
            text(folder),
            words::grouped(*number)
        )?;
    }
    writeln!(out, "</tbody>\n</table>")?;
    if folders.len() > MOST_FOLDERS {
        writeln!(out, "<p>and {} more folders.</p>", folders.len() - MOST_FOLDERS)?;
    }
    writeln!(out, "</section>")
}

/// How many findings bear on each control of the chosen frameworks.
fn controls(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let counts = count(report.findings.iter().flat_map(|finding| report.chosen_controls(report.rules.get(finding.rule))));
    if counts.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<section aria-labelledby=\"controls\">\n<h2 id=\"controls\">By control</h2>\n\
         <p>A finding is evidence about a control. It does not prove compliance, and neither does its absence.</p>\n<table>\n<thead><tr>\
         <th scope=\"col\">Framework</th><th scope=\"col\">Control</th><th scope=\"col\">Relation</th>\
         <th scope=\"col\" class=\"number\">Findings</th></tr></thead>\n<tbody>"
    )?;
    for framework in control::frameworks() {
        for (control, number) in counts.iter().filter(|(control, _)| control.framework == framework.id) {
            let relation = if control.against { "runs against" } else { "bears on" };
            writeln!(
                out,
                "<tr><td>{}</td><th scope=\"row\">{}</th><td>{relation}</td><td class=\"number\">{}</td></tr>",
                text(&framework.title),
                text(control.id),
                words::grouped(*number)
            )?;
        }
    }
    writeln!(out, "</tbody>\n</table>\n</section>")
}

fn not_scanned(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<section aria-labelledby=\"gaps\">\n<h2 id=\"gaps\">What was not scanned</h2>\n<p>{}.</p>",
        text(&words::left_out(report))
    )?;
    if !report.notices.is_empty() {
        writeln!(out, "<details>\n<summary>{}</summary>\n<ul>", plural(report.notices.len() as u64, "notice", "notices"))?;
        for notice in report.notices.iter().take(MOST_LISTED) {
            let path = text(&location(report, &notice.path)).into_owned();
            writeln!(out, "<li><code class=\"path\">{path}</code> {}</li>", text(&notice.why))?;
        }
        writeln!(out, "</ul>")?;
        if report.notices.len() > MOST_LISTED {
            writeln!(out, "<p>and {} more.</p>", report.notices.len() - MOST_LISTED)?;
        }
        writeln!(out, "</details>")?;
    }
    writeln!(out, "</section>")
}

fn accepted(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<section aria-labelledby=\"accepted\">\n<h2 id=\"accepted\">Accepted findings</h2>")?;
    if report.suppressed.is_empty() {
        return writeln!(out, "<p>None.</p>\n</section>");
    }
    writeln!(
        out,
        "<table>\n<thead><tr><th scope=\"col\">Place</th><th scope=\"col\">Rule</th><th scope=\"col\">By</th><th scope=\"col\">Reason</th></tr></thead>\n<tbody>"
    )?;
    for finding in report.suppressed.iter().take(MOST_LISTED) {
        let Status::Suppressed { by, reason } = &finding.status else { continue };
        let reason = if reason.is_empty() { Cow::Borrowed("none given") } else { text(reason) };
        writeln!(
            out,
            "<tr><th scope=\"row\"><code class=\"path\">{}:{}</code></th><td>{}</td><td>{}</td><td>{reason}</td></tr>",
            text(&location(report, &finding.path)),
            finding.region.start.line,
            text(&report.rules.get(finding.rule).id),
            by.word()
        )?;
    }
    writeln!(out, "</tbody>\n</table>")?;
    if report.suppressed.len() > MOST_LISTED {
        writeln!(out, "<p>and {} more.</p>", report.suppressed.len() - MOST_LISTED)?;
    }
    writeln!(out, "</section>")
}

fn about(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let run = report.run;
    let fails = run.fail_on.map_or_else(|| "never".to_owned(), |severity| format!("from {} on", severity.word()));
    let enabled = report.rules.iter().filter(|(key, _)| report.rules.is_enabled(*key)).count();
    writeln!(out, "<section aria-labelledby=\"run\">\n<h2 id=\"run\">The scan</h2>\n<dl>")?;
    for (what, value) in [
        ("Files", words::grouped(run.files)),
        ("Bytes", words::grouped(run.bytes)),
        ("Rules", words::grouped(enabled as u64)),
        ("Fails", fails),
        ("Accepted in the baseline", words::grouped(run.in_baseline)),
        ("Digest of the rules", run.rules_digest.clone()),
        ("Digest of the configuration", run.config_digest.clone()),
    ] {
        writeln!(out, "<dt>{what}</dt><dd>{}</dd>", text(&value))?;
    }
    writeln!(out, "</dl>\n</section>")
}

fn capital(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect()
}

/// Text for elements and attributes, control characters escaped.
fn text(text: &str) -> Cow<'_, str> {
    let text = printable(text);
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return text;
    }
    Cow::Owned(text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_names_is_text() {
        assert_eq!(text("<script>alert('1') & \"2\"\n</script>"), "&lt;script&gt;alert(&#39;1&#39;) &amp; &quot;2&quot;\\n&lt;/script&gt;");
        assert!(matches!(text("src/für köln.py"), Cow::Borrowed(_)));
    }
}
