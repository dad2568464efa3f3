//! What is said of a mistake in a configuration: the place, the line as far as it may be quoted, and the way out.
//!
//! Promises: never a word of a file that may be another one than its reader thinks, but for the key that is wrong; no control character.

use super::Word;
use crate::finding::Region;
use crate::rule::Family;
use crate::slip::nearest;
use crate::suppress::Date;
use crate::suppress::judge::{Ignore, Ignored};
use crate::text::{Position, Span};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;

/// Longest piece of a line that a message quotes, in characters.
pub(super) const LONGEST_QUOTE: usize = 120;

/// Characters before the place that a message still shows of a longer line.
const LEAD: usize = 40;

/// Words that may be quoted from a file that is perhaps none of ours.
const OWN_WORDS: &[&str] = &[
    "extends",
    "fail-on",
    "min-severity",
    "min-confidence",
    "exclude",
    "max-size",
    "archives",
    "baseline",
    "controls",
    "rules",
    "phi",
    "reserved-values",
    "synthetic-paths",
    "mrn-patterns",
    "log-sinks",
    "fields",
    "ignore",
    "require-reason",
    "max-days",
    "finding",
    "path",
    "id",
    "reason",
    "until",
    "paths",
    "off",
    "never",
    "low",
    "medium",
    "high",
    "critical",
    "secret",
    "crypto",
    "hygiene",
    "as-real",
    "synthetic",
    "true",
    "false",
];

/// Keys outside any table: in TOML they must stand before the first one, which is easily forgotten.
const TOP_KEYS: &[&str] =
    &["extends", "fail-on", "min-severity", "min-confidence", "exclude", "max-size", "archives", "baseline", "controls"];

/// A configuration file's text, kept for messages.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) path: String,
    pub(super) text: String,
}

/// A mistake in a configuration file; shown as a compiler would, with the place and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file, as people call it.
    pub path: String,
    /// 1-based.
    pub line: u32,
    /// 1-based, in characters.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to write instead; empty where the message says it.
    pub fix: String,
    quote: String,
    /// Characters before the marks under the quote, and their number.
    marks: (u32, u32),
}

impl std::error::Error for ConfigError {}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        let (gutter, before) = (" ".repeat(number.len()), " ".repeat(self.marks.0 as usize));
        writeln!(formatter, "error: {}", self.message)?;
        writeln!(formatter, "{gutter}--> {}:{}:{}", self.path, self.line, self.column)?;
        writeln!(formatter, "{gutter} |")?;
        writeln!(formatter, "{number} | {}", self.quote)?;
        write!(formatter, "{gutter} | {before}{}", "^".repeat(self.marks.1 as usize))?;
        if !self.fix.is_empty() {
            write!(formatter, "\n{gutter} |\n{gutter} = fix: {}", self.fix)?;
        }
        Ok(())
    }
}

pub(super) fn did_you_mean(word: &str) -> String {
    format!("did you mean `{word}`?")
}

/// A word of the user's, as much of it as a message repeats.
pub(super) fn short(word: &str) -> String {
    let mut shown: String = word.chars().take(60).map(drawn).collect();
    if shown.len() < word.len() {
        shown.push('…');
    }
    shown
}

/// A character as it can be drawn in one column: control characters would move the cursor or turn the line around.
fn drawn(character: char) -> char {
    match character {
        '\t' => ' ',
        '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => '\u{fffd}',
        control if control.is_control() => '\u{fffd}',
        other => other,
    }
}

/// What the TOML reader found wrong.
pub(super) fn explain(source: &Source, error: &toml::de::Error) -> ConfigError {
    let span = error.span().unwrap_or(0..0);
    let message = error.message().lines().next().unwrap_or_default();
    if let Some(rest) = message.strip_prefix("unknown field ") {
        let mut words = rest.split('`').skip(1).step_by(2);
        let unknown = words.next().unwrap_or_default();
        let known: Vec<&str> = words.collect();
        let fix = match nearest(unknown, known.iter().copied()) {
            _ if TOP_KEYS.contains(&unknown) => format!("`{unknown}` belongs to the top of the file, before the first [table]"),
            Some(near) => did_you_mean(near),
            None => format!("there are {}", known.join(", ")),
        };
        return source.masked_error(span, format!("unknown key `{}`", short(unknown)), fix);
    }
    if message.starts_with("invalid type") || message.starts_with("invalid value") || message.starts_with("expected a number of bytes") {
        let is_day = message.contains("datetime") || message.contains("Datetime");
        let fix = if is_day { "write the day without quotes: until = 2027-03-31" } else { "" };
        return source.error(span, short_message(message), fix.to_owned());
    }
    source.masked_error(span, format!("this is not TOML: {}", short_message(message)), String::new())
}

fn short_message(message: &str) -> String {
    message.chars().take(LONGEST_QUOTE).map(drawn).collect()
}

impl Source {
    pub(super) fn word(self: &Arc<Self>, word: &Spanned<String>) -> Word {
        Word { text: word.get_ref().clone(), span: word.span(), source: Arc::clone(self) }
    }

    pub(super) fn ignore(&self, what: Ignored, reason: String, until: Option<Date>, span: Range<usize>) -> Ignore {
        Ignore { what, reason, until, file: self.path.clone(), region: self.region(self.first_line(span)) }
    }

    /// What of a block's text stands on its first line.
    pub(super) fn first_line(&self, span: Range<usize>) -> Range<usize> {
        let text = self.text.get(span.clone()).unwrap_or_default();
        span.start..span.start + text.lines().next().unwrap_or_default().len()
    }

    fn region(&self, span: Range<usize>) -> Region {
        let position = |at: usize| {
            let before = self.text.get(..at).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default();
            Position { line: before.matches('\n').count() as u32 + 1, column: line.encode_utf16().count() as u32 + 1 }
        };
        Region { start: position(span.start), end: position(span.end), bytes: Span::from(span) }
    }

    pub(super) fn no_such(&self, word: &Spanned<String>, what: &str, known: impl Iterator<Item = &'static str>) -> ConfigError {
        let known: Vec<&str> = known.collect();
        let fix = nearest(word.get_ref(), known.iter().copied()).map_or_else(|| format!("write one of {}", known.join(", ")), did_you_mean);
        self.error(word.span(), format!("there is no {what} `{}`", short(word.get_ref())), fix)
    }

    pub(super) fn error(&self, span: Range<usize>, message: String, fix: String) -> ConfigError {
        self.draw(span, message, fix, false)
    }

    /// An error in a file that may be none of ours: words that are not ours are dotted out, but for the place itself where it is a key.
    fn masked_error(&self, span: Range<usize>, message: String, fix: String) -> ConfigError {
        self.draw(span, message, fix, true)
    }

    fn draw(&self, span: Range<usize>, message: String, fix: String, is_masked: bool) -> ConfigError {
        let text = &self.text;
        let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let start = floor(span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = floor(span.end).clamp(start, line_end);
        let line = text[line_start..line_end].trim_end_matches('\r');
        let column = text[line_start..start].chars().count();
        let length = text[start..end].chars().count();
        let is_key = message.starts_with("unknown key");
        let kept = if is_key { start - line_start..end - line_start } else { 0..0 };
        let line = if is_masked { masked(line, &kept) } else { line.to_owned() };
        let skipped = if line.chars().count() > LONGEST_QUOTE { column.saturating_sub(LEAD) } else { 0 };
        let quote: String = line.chars().skip(skipped).take(LONGEST_QUOTE).map(drawn).collect();
        let room = quote.chars().count().saturating_sub(column - skipped);
        ConfigError {
            path: self.path.clone(),
            line: text[..start].matches('\n').count() as u32 + 1,
            column: column as u32 + 1,
            message,
            fix,
            marks: ((column - skipped) as u32, length.clamp(1, room.max(1)) as u32),
            quote,
        }
    }
}

/// The line with dots for every word that is not one of ours; one character stays one.
fn masked(line: &str, kept: &Range<usize>) -> String {
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_') || !character.is_ascii();
    let mut out = String::with_capacity(line.len());
    let mut rest = 0;
    while let Some(first) = line[rest..].chars().next() {
        let length =
            if is_part(first) { line[rest..].find(|character| !is_part(character)).unwrap_or(line.len() - rest) } else { first.len_utf8() };
        let word = &line[rest..rest + length];
        let is_known = !is_part(first) || OWN_WORDS.contains(&word) || Family::ALL.iter().any(|family| family.word() == word);
        if is_known || (kept.start <= rest && rest + length <= kept.end) {
            out.push_str(word);
        } else {
            out.extend(word.chars().map(|_| '•'));
        }
        rest += length;
    }
    out
}
