//! The line around a finding, as it may be shown.
//!
//! Promises: no finding of the file shows in it, no string literal, no number, and outside of code no word but those of the closed
//! vocabulary and the keys of assignments. Data files have no excerpt at all: a row holds more than was found. The work for one
//! excerpt is bounded, however long its line is.

use super::{Proven, Via};
use crate::finding::{Excerpt, fingerprint};
use crate::language::{Language, ZoneKind};
use crate::rule::{Family, RuleSet};
use crate::sensitive::DOT;
use crate::text::{Span, camel_words};
use crate::view::View;

/// Bytes of the line shown before and after the value.
const BEFORE: usize = 72;
const AFTER: usize = 40;

/// Longest part of a value that is drawn.
const LONGEST_VALUE: usize = 40;

/// Makes the excerpts of one file.
pub(super) struct Masker<'m> {
    view: &'m View<'m>,
    rules: &'m RuleSet,
    /// Values of the file that may not show, sorted, disjoint.
    hidden: Vec<Span>,
}

impl<'m> Masker<'m> {
    pub(super) fn new(view: &'m View<'m>, rules: &'m RuleSet, proven: &[Proven]) -> Self {
        let secret = proven.iter().filter(|one| !rules.get(one.candidate.rule).public_value);
        let mut hidden: Vec<Span> = secret.map(|one| one.candidate.value).collect();
        hidden.sort_unstable();
        Self { view, rules, hidden }
    }

    pub(super) fn excerpt(&self, proven: &Proven) -> Option<Excerpt> {
        let rule = self.rules.get(proven.candidate.rule);
        let is_data = matches!(self.view.language(), Language::Csv | Language::Hl7 | Language::Sql);
        if matches!(proven.candidate.via, Via::Field { .. } | Via::FileName) || (is_data && rule.family == Family::Phi) {
            return None;
        }
        let value = proven.candidate.value;
        let line = self.view.line(value.start);
        let end = value.end.min(line.end).min(value.start + LONGEST_VALUE);
        let before = Span::new(line.start.max(value.start.saturating_sub(BEFORE)), value.start);
        let after = Span::new(end, if end < value.end { end } else { line.end.min(end + AFTER) });
        let mut text = String::new();
        self.show(before, &mut text);
        let start = text.len();
        if rule.public_value {
            text.extend(String::from_utf8_lossy(Span::new(value.start, end).of(self.view.text())).chars().map(printable));
        } else {
            let shown = Span::new(value.start, end).of(self.view.text());
            let prefix = if shown.starts_with(rule.public_prefix.as_bytes()) { rule.public_prefix.as_str() } else { "" };
            text.push_str(prefix);
            let characters = String::from_utf8_lossy(shown).chars().count();
            text.extend(std::iter::repeat_n(DOT, characters.saturating_sub(prefix.len())));
        }
        let highlight = Span::new(start, text.len());
        self.show(after, &mut text);
        let trimmed = text.len() - text.trim_start().len();
        let text = text.trim().to_owned();
        let clamp = |at: usize| at.saturating_sub(trimmed).min(text.len());
        let highlight = Span::new(clamp(highlight.start), clamp(highlight.end));
        Some(Excerpt { text, highlight })
    }

    /// Appends what of `span` may be shown, dots for the rest.
    fn show(&self, span: Span, out: &mut String) {
        let text = self.view.text();
        let is_code = self.view.language().is_code();
        let has_keys = has_keys(self.view.language());
        let mut at = span.start;
        while at < span.end {
            let word =
                text[at..span.end].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_' || **byte >= 0x80).count();
            let token = Span::new(at, at + word.max(1));
            let zone = if is_code { self.view.zone(at) } else { ZoneKind::Comment };
            let shown = !self.is_hidden(token)
                && match zone {
                    _ if word == 0 => zone != ZoneKind::String || is_delimiter(text[at]),
                    ZoneKind::Code => is_identifier(token.of(text)),
                    ZoneKind::String => false,
                    ZoneKind::Comment => is_public(token.of(text)) || (has_keys && is_identifier(token.of(text)) && is_key(text, token)),
                };
            let characters = String::from_utf8_lossy(token.of(text));
            if shown {
                out.extend(characters.chars().map(printable));
            } else {
                out.extend(characters.chars().map(|character| if character.is_whitespace() { ' ' } else { DOT }));
            }
            at = token.end;
        }
    }

    fn is_hidden(&self, span: Span) -> bool {
        let next = self.hidden.partition_point(|hidden| hidden.end <= span.start);
        self.hidden.get(next).is_some_and(|hidden| hidden.overlaps(span))
    }
}

fn printable(character: char) -> char {
    if character == '\t' {
        ' '
    } else if character.is_control() {
        '\u{FFFD}'
    } else {
        character
    }
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`' | b' ')
}

/// A name, not a number and not something that a number hides in.
fn is_identifier(word: &[u8]) -> bool {
    let digits = word.iter().filter(|byte| byte.is_ascii_digit()).count();
    word.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_') && digits <= 3 && word.len() <= 60
}

/// Every part of the word is of the closed vocabulary.
fn is_public(word: &[u8]) -> bool {
    word.split(|byte| *byte == b'_').flat_map(camel_words).all(fingerprint::is_public_word)
}

/// The word is part of the key that begins its line.
fn is_key(text: &[u8], token: Span) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'"' | b'\'');
    let start = text[..token.start].iter().rev().take(BEFORE).take_while(|byte| is_part(byte)).count();
    let lead = crate::view::line_around(text, token.start).start..token.start - start;
    let rest = &text[token.end..];
    let end = rest.iter().take(BEFORE).take_while(|byte| is_part(byte)).count();
    let operator = rest[end..].iter().find(|byte| **byte != b' ');
    let begins_line = lead.len() <= BEFORE && KEY_LEADS.contains(&text[lead].trim_ascii());
    begins_line && matches!(operator, Some(b'=' | b':' | b'>'))
}

/// What may stand on a line before its key.
const KEY_LEADS: &[&[u8]] = &[b"", b"-", b"#", b"{", b"<", b"export", b"ENV", b"ARG"];

/// Formats in which the first word of a line is a key rather than somebody's name.
fn has_keys(language: Language) -> bool {
    use Language::{Dockerfile, Env, Hcl, Ini, Json, Properties, Toml, Xml, Yaml};
    matches!(language, Dockerfile | Env | Hcl | Ini | Json | Properties | Toml | Xml | Yaml)
}
