//! For people: each finding drawn like a compiler's message, then what was and was not scanned, then the verdict.
//!
//! Promises: excerpts are masked already and stay so; a data file shows only the place. Severity is always said in words, never by colour
//! alone. Without Unicode every byte written is ASCII. No control character of a path or a line reaches the terminal; no clock.

use super::words::{details, grouped, is_unprintable, join, left_out, location, plural, printable};
use super::{Report, Style};
use crate::finding::{Excerpt, Finding, Status, Suppressor};
use crate::notice::Notice;
use crate::rule::{Rule, Severity};
use crate::text::Span;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Level, Origin, Renderer, Snippet};
use std::borrow::Cow;
use std::io::{self, Write};

/// Where severity and confidence begin in a headline that leaves the room.
const JUDGEMENT_COLUMN: usize = 64;

/// Columns that the frame takes before the text of a message, with room for line numbers of four digits.
const GUTTER: usize = 8;

/// Narrowest text that is still worth wrapping, in columns.
const NARROWEST: usize = 40;

/// Writes the report.
pub(super) fn write(report: &Report<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let renderer = renderer(style);
    for finding in shown(report) {
        writeln!(out, "{}\n", drawing(report, finding, style, &renderer))?;
    }
    if report.internal_error() {
        writeln!(out, "{}", shaped("Part of the scan failed by a fault of our own: findings may be missing.", style))?;
    }
    if report.run.quiet {
        return Ok(());
    }
    for line in summary(report, style) {
        writeln!(out, "{}", shaped(&line, style))?;
    }
    Ok(())
}

/// New findings, and the accepted ones where they were asked for, sorted together.
fn shown<'r>(report: &Report<'r>) -> Vec<&'r Finding> {
    let accepted: &[Finding] = if report.run.show_suppressed { report.suppressed } else { &[] };
    let mut findings: Vec<&Finding> = report.findings.iter().chain(accepted).collect();
    findings.sort_by(|one, two| one.sort_key().cmp(&two.sort_key()));
    findings
}

fn renderer(style: Style) -> Renderer {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(if style.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii }).term_width(style.width)
}

fn drawing(report: &Report<'_>, finding: &Finding, style: Style, renderer: &Renderer) -> String {
    let rule = report.rules.get(finding.rule);
    let title = level(finding.severity).primary_title(shaped(&headline(rule, finding), style).into_owned()).id(rule.id.as_str());
    let remarks = remarks(report, finding, rule, style);
    let remarks = remarks.iter().map(|(word, text)| Level::NOTE.no_name().message(remark(word, text, style)));
    let path = path(report, &finding.path, style);
    let start = finding.region.start;
    let (line, column) = (start.line as usize, start.column as usize);
    let Some(excerpt) = &finding.excerpt else {
        return renderer.render(&[title.element(Origin::path(path).line(line).char_column(column)).elements(remarks)]);
    };
    let (text, highlight) = shaped_excerpt(excerpt, style);
    let drawn_column = text[..highlight.start].chars().count() + 1;
    let snippet = snippet(text, highlight, &details(report, finding), style).path(path.as_str()).line_start(line);
    let drawing = renderer.render(&[title.element(snippet).elements(remarks)]);
    // The renderer counts columns in the excerpt, where masks and windows may have moved them; the true ones are those of the file.
    drawing.replacen(&format!("{path}:{line}:{drawn_column}"), &format!("{path}:{line}:{column}"), 1)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Low => Level::NOTE,
        Severity::Medium => Level::WARNING,
        Severity::High | Severity::Critical => Level::ERROR,
    }
}

/// The title, then severity and confidence in a column of their own.
fn headline(rule: &Rule, finding: &Finding) -> String {
    let before = finding.severity.level().len() + rule.id.len() + "[]: ".len();
    let room = JUDGEMENT_COLUMN.saturating_sub(before);
    let accepted = if finding.status == Status::New { "" } else { " · accepted" };
    format!("{:room$}  {} · confidence {}{accepted}", printable(&rule.title), finding.severity.word(), finding.confidence.word())
}

fn snippet<'s>(text: String, highlight: Span, details: &str, style: Style) -> Snippet<'s, Annotation<'s>> {
    let label = (!details.is_empty()).then(|| shaped(&printable(details), style).into_owned());
    Snippet::source(text).annotation(AnnotationKind::Primary.span(highlight.range()).label(label))
}

/// What is said below the excerpt, each under its word.
fn remarks(report: &Report<'_>, finding: &Finding, rule: &Rule, style: Style) -> Vec<(&'static str, String)> {
    let mut remarks = Vec::new();
    if !finding.place.is_empty() {
        remarks.push(("at", finding.place.clone()));
    }
    if finding.excerpt.is_none() {
        remarks.push(("what", details(report, finding)));
    }
    for related in &finding.related {
        let start = related.region.start;
        remarks.push(("with", format!("{}:{}:{}: {}", path(report, &finding.path, style), start.line, start.column, related.message)));
    }
    if !finding.flow.is_empty() {
        let steps = finding.flow.iter().map(|step| {
            let file = step.path.as_ref().map_or_else(String::new, |file| format!("{}:", path(report, file, style)));
            format!("{file}{}:{} {}", step.region.start.line, step.region.start.column, step.message)
        });
        remarks.push(("flow", steps.collect::<Vec<_>>().join(" → ")));
    }
    remarks.push(("why", rule.why.clone()));
    remarks.push(("fix", report.fix(finding).to_owned()));
    if let Status::Suppressed { by, reason } = &finding.status {
        remarks.push(("by", join(&[by.word(), reason], ": ")));
    }
    remarks.push(("see", see(rule, finding)));
    remarks.retain(|(_, text)| !text.is_empty());
    remarks
}

fn see(rule: &Rule, finding: &Finding) -> String {
    let weaknesses: Vec<String> = rule.cwe.iter().map(|number| format!("CWE-{number}")).collect();
    let id = if finding.fingerprint.is_empty() { String::new() } else { format!("id {}", finding.fingerprint) };
    join(&[&format!("asepsis explain {}", rule.id), &weaknesses.join(", "), &id], " · ")
}

/// A remark after its word, wrapped so that a terminal does not break it within a word.
fn remark(word: &str, text: &str, style: Style) -> String {
    let text = printable(text);
    let width = style.width.saturating_sub(GUTTER + 6).max(NARROWEST);
    let mut out = format!("{word:<6}");
    let mut used = 0;
    for piece in shaped(&text, style).split(' ') {
        let length = piece.chars().count();
        if used > 0 && used + 1 + length > width {
            out.push_str("\n      ");
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(piece);
        used += length;
    }
    out
}

/// What was scanned, what was not, and last the verdict. A clean run takes one line and the line of what was left out.
fn summary(report: &Report<'_>, style: Style) -> Vec<String> {
    let run = report.run;
    let cached = if run.cached > 0 { format!(", {} unchanged and not read again", grouped(run.cached)) } else { String::new() };
    let files = format!("{} ({}{cached})", plural(run.files, "file", "files"), size(run.bytes));
    let is_clean = report.findings.is_empty();
    let mut lines = vec![if is_clean { clean(report, &files) } else { format!("Scanned {files}") }];
    let more = if report.notices.is_empty() || run.verbose { "" } else { " (-v lists them)" };
    lines.push(format!("{}{more}", left_out(report)));
    if run.verbose {
        lines.extend(report.notices.iter().map(|notice| listed(report, notice, style)));
    }
    if run.in_baseline > 0 && !run.keyed {
        lines.push("The baseline knows places, not values: only with ASEPSIS_KEY set is a changed value noticed".to_owned());
    }
    if !is_clean {
        lines.extend(Some(aside(report)).filter(|aside| !aside.is_empty()));
        lines.push(format!("{}      {}", found(report), verdict(report)));
    }
    lines
}

fn listed(report: &Report<'_>, notice: &Notice, style: Style) -> String {
    let place = if notice.path.is_empty() { String::new() } else { format!("{}: ", path(report, &notice.path, style)) };
    format!("  {:<12}{place}{}", notice.kind.word(), printable(&notice.why))
}

fn clean(report: &Report<'_>, files: &str) -> String {
    if report.run.files == 0 {
        return "No file was scanned".to_owned();
    }
    let aside = aside(report);
    let aside = if aside.is_empty() { aside } else { format!(" ({aside})") };
    let mark = if report.internal_error() { "" } else { "✓ " };
    format!("{mark}{files}, nothing new{aside}")
}

/// `2 new findings: 1 critical, 1 high`.
fn found(report: &Report<'_>) -> String {
    let count = |severity| report.findings.iter().filter(|finding| finding.severity == severity).count() as u64;
    let severities = Severity::ALL.iter().rev().map(|severity| (count(*severity), severity.word()));
    let severities: Vec<String> =
        severities.filter(|(count, _)| *count > 0).map(|(count, word)| format!("{} {word}", grouped(count))).collect();
    format!("{}: {}", plural(report.findings.len() as u64, "new finding", "new findings"), severities.join(", "))
}

/// What is not new, and what is not shown.
fn aside(report: &Report<'_>) -> String {
    let run = report.run;
    let is_baseline = |finding: &Finding| matches!(finding.status, Status::Suppressed { by: Suppressor::Baseline, .. });
    let by_others = report.suppressed.iter().filter(|finding| !is_baseline(finding)).count();
    let some = |number: u64, words: &str| if number == 0 { String::new() } else { format!("{} {words}", grouped(number)) };
    join(
        &[
            &some(run.in_baseline, "in the baseline"),
            &some(run.fixed, "fixed since"),
            &some(by_others as u64, "suppressed"),
            &some(run.held_back, "held back below the thresholds: --all shows them"),
        ],
        " · ",
    )
}

fn verdict(report: &Report<'_>) -> String {
    match report.run.fail_on {
        None => "passes: --fail-on never".to_owned(),
        Some(floor) if report.failing() > 0 => format!("fails: --fail-on {}", floor.word()),
        Some(floor) => format!("passes: --fail-on {}", floor.word()),
    }
}

/// Bytes in decimal units, two digits at least.
fn size(bytes: u64) -> String {
    let mut value = bytes as f64;
    for unit in ["bytes", "kB", "MB", "GB"] {
        if value < 999.5 {
            let decimals = usize::from(value < 9.95 && unit != "bytes");
            return format!("{value:.decimals$} {unit}");
        }
        value /= 1000.0;
    }
    format!("{value:.1} TB")
}

/// The excerpt as the terminal can show it, and the highlight moved along. The highlight always covers whole characters.
fn shaped_excerpt(excerpt: &Excerpt, style: Style) -> (String, Span) {
    let mut text = String::with_capacity(excerpt.text.len());
    let mut highlight = Span::new(usize::MAX, 0);
    for (at, character) in excerpt.text.char_indices() {
        let inside = excerpt.highlight.start < at + character.len_utf8() && at < excerpt.highlight.end;
        if inside {
            highlight.start = highlight.start.min(text.len());
        }
        match shape(character, style) {
            Some(replacement) => text.push_str(replacement),
            None => text.push(character),
        }
        if inside {
            highlight.end = text.len();
        }
    }
    if highlight.start > highlight.end {
        highlight = Span::new(text.len(), text.len());
    }
    (text, highlight)
}

/// A file's path; without Unicode its other characters are escaped, since a path must stay one that can be told from others.
fn path(report: &Report<'_>, path: &str, style: Style) -> String {
    let path = location(report, path);
    if style.unicode {
        return path;
    }
    path.chars().fold(String::with_capacity(path.len()), |mut out, character| {
        if character.is_ascii() {
            out.push(character);
        } else {
            out.extend(character.escape_default());
        }
        out
    })
}

/// Text as the terminal can show it.
fn shaped(text: &str, style: Style) -> Cow<'_, str> {
    if style.unicode || text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match shape(character, style) {
            Some(replacement) => out.push_str(replacement),
            None => out.push(character),
        }
    }
    Cow::Owned(out)
}

/// What stands for a character that the terminal cannot or must not show.
fn shape(character: char, style: Style) -> Option<&'static str> {
    if character == '\t' {
        return None;
    }
    if is_unprintable(character) {
        return Some(if style.unicode { "\u{fffd}" } else { "?" });
    }
    if style.unicode || character.is_ascii() {
        return None;
    }
    Some(match character {
        '•' => "*",
        '·' | '–' | '—' | '‐'..='‒' => "-",
        '‘' | '’' => "'",
        '“' | '”' => "\"",
        '…' => "...",
        '→' => "->",
        '✓' => "ok:",
        _ => "?",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNICODE: Style = Style { color: false, unicode: true, width: 100 };
    const ASCII: Style = Style { color: false, unicode: false, width: 100 };

    #[test]
    fn sizes_are_rounded_for_reading() {
        for (bytes, text) in
            [(0, "0 bytes"), (999, "999 bytes"), (1234, "1.2 kB"), (61_234_567, "61 MB"), (999_600, "1.0 MB"), (u64::MAX, "18446744.1 TB")]
        {
            assert_eq!(size(bytes), text, "{bytes}");
        }
    }

    #[test]
    fn highlights_move_with_what_stands_for_characters() {
        let excerpt = |text: &str, start, end| Excerpt { text: text.to_owned(), highlight: Span::new(start, end) };
        for (text, start, end, style, shown, highlighted) in [
            ("é = ••", 5, 11, ASCII, "? = **", "**"),
            ("é = ••", 5, 11, UNICODE, "é = ••", "••"),
            ("a\u{1b}b", 2, 3, ASCII, "a?b", "b"),
            ("a\r\nb", 0, 1, UNICODE, "a\u{fffd}\u{fffd}b", "a"),
            ("ééé", 1, 3, UNICODE, "ééé", "éé"),
            ("abc", 90, 99, UNICODE, "abc", ""),
            ("abc", 2, 1, UNICODE, "abc", ""),
            ("", 0, 0, ASCII, "", ""),
        ] {
            let (text_shown, highlight) = shaped_excerpt(&excerpt(text, start, end), style);
            assert_eq!((text_shown.as_str(), &text_shown[highlight.range()]), (shown, highlighted), "{text:?}");
        }
    }

    #[test]
    fn remarks_are_wrapped_between_words() {
        let narrow = Style { width: 54, ..UNICODE };
        let text = remark("why", "anyone who can read this repository can use the key until somebody revokes it", narrow);
        assert_eq!(text, "why   anyone who can read this repository can\n      use the key until somebody revokes it");
        assert_eq!(remark("why", &"x".repeat(500), narrow).lines().count(), 1);
    }
}
