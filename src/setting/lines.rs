//! Reads configurations of one setting a line: properties, INI, sshd, Redis, Postfix, Apache, `HAProxy` and their kin.
//!
//! Promises: takes any bytes, is linear. A style is a row of data; what it does not say is not known here.

use super::tree::{Builder, Tree, Value};
use crate::text::Span;
use memchr::{memchr, memchr2, memmem};

/// How a line goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Continuation {
    /// Never.
    None,
    /// With a backslash at its end.
    Backslash,
    /// With white space at the beginning of the next one.
    Indent,
}

/// What begins a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sections {
    /// There are none.
    None,
    /// `[name]`.
    Brackets,
    /// `<name words>` … `</name>`.
    Tags,
    /// A line that begins with one of these words holds until the next one.
    Words(&'static [&'static str]),
}

/// How a file of settings looks.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// What stands between name and value besides white space; empty where only white space does.
    pub separators: &'static [u8],
    /// What begins a comment, as the first mark of a line.
    pub comments: &'static [u8],
    /// Whether a comment may follow a value, behind a blank.
    pub comments_behind: bool,
    /// How lines go on.
    pub continuation: Continuation,
    /// What begins a block.
    pub sections: Sections,
}

/// Reads a file of that style.
pub fn read(text: &[u8], style: &Style) -> Tree {
    let mut builder = Builder::default();
    let mut at = 0;
    while at < text.len() {
        let end = logical_end(text, at, style.continuation);
        let line = trimmed(text, Span::new(at, end));
        at = end + 1;
        let written = line.of(text);
        let Some(first) = written.first().copied() else { continue };
        if style.comments.contains(&first) {
            continue;
        }
        if written.starts_with(b"{{") || written.starts_with(b"{%") || written.starts_with(b"<%") {
            continue; // A template's own line.
        }
        match style.sections {
            Sections::Brackets if first == b'[' => {
                builder.close();
                let close = memchr(b']', written).unwrap_or(written.len());
                builder.open(Span::new(line.start + 1, line.start + close.max(1)), Vec::new(), Value::Block);
            }
            Sections::Tags if first == b'<' => tag(&mut builder, text, line),
            Sections::Words(names) => {
                let word = Span::new(line.start, line.start + word_length(written, style.separators));
                if names.iter().any(|name| name.as_bytes().eq_ignore_ascii_case(word.of(text))) {
                    builder.close();
                    builder.open(word, words(text, Span::new(word.end, line.end)), Value::Block);
                } else {
                    setting(&mut builder, text, line, style);
                }
            }
            _ => setting(&mut builder, text, line, style),
        }
    }
    builder.finish()
}

/// `<VirtualHost *:443>`, `</VirtualHost>`.
fn tag(builder: &mut Builder, text: &[u8], line: Span) {
    let written = line.of(text);
    if written.starts_with(b"</") {
        return builder.close();
    }
    let end = line.start + memchr(b'>', written).unwrap_or(written.len());
    let all = words(text, Span::new(line.start + 1, end));
    let Some((key, labels)) = all.split_first() else { return };
    // Conditions hold settings of the block around them.
    let is_condition = [&b"IfModule"[..], b"IfDefine", b"IfVersion", b"IfFile"].iter().any(|name| name.eq_ignore_ascii_case(key.of(text)));
    let key = if is_condition { Span::default() } else { *key };
    builder.open(key, labels.to_vec(), Value::Block);
}

fn setting(builder: &mut Builder, text: &[u8], line: Span, style: &Style) {
    let written = line.of(text);
    let name = word_length(written, style.separators);
    let key = Span::new(line.start, line.start + name);
    let mut start = key.end;
    let mut seen = false;
    while let Some(byte) = text.get(start).filter(|_| start < line.end) {
        if style.separators.contains(byte) && !seen {
            seen = true;
        } else if !byte.is_ascii_whitespace() {
            break;
        }
        start += 1;
    }
    let mut value = Span::new(start, line.end);
    if style.comments_behind {
        let marks = style.comments;
        let found = value.of(text).windows(2).position(|pair| pair[0].is_ascii_whitespace() && marks.contains(&pair[1]));
        value.end = found.map_or(value.end, |at| value.start + at);
    }
    let value = unquoted(text, trimmed(text, value));
    if key.is_empty() {
        return;
    }
    let written = value.of(text);
    let is_worked_out =
        memmem::find(written, b"${").is_some() || memmem::find(written, b"{{").is_some() || memmem::find(written, b"<%").is_some();
    builder.leaf(key, if is_worked_out { Value::Expression(value) } else { Value::Scalar(value) });
}

/// Length of the name at the beginning of a line.
fn word_length(line: &[u8], separators: &[u8]) -> usize {
    line.iter().take_while(|byte| !byte.is_ascii_whitespace() && !separators.contains(byte)).count()
}

/// Where the line ends that begins at `at`, with the lines that go on with it.
fn logical_end(text: &[u8], at: usize, continuation: Continuation) -> usize {
    let mut end = line_end(text, at);
    loop {
        let goes_on = match continuation {
            Continuation::None => false,
            Continuation::Backslash => end < text.len() && ends_with_backslash(text, at, end),
            Continuation::Indent => {
                matches!(text.get(end + 1), Some(b' ' | b'\t')) && !text[end + 1..line_end(text, end + 1)].trim_ascii().is_empty()
            }
        };
        if !goes_on {
            return end;
        }
        end = line_end(text, end + 1);
    }
}

fn ends_with_backslash(text: &[u8], start: usize, end: usize) -> bool {
    let end = if end > start && text[end - 1] == b'\r' { end - 1 } else { end };
    end > start && text[end - 1] == b'\\'
}

fn line_end(text: &[u8], at: usize) -> usize {
    let at = at.min(text.len());
    memchr(b'\n', &text[at..]).map_or(text.len(), |end| at + end)
}

fn trimmed(text: &[u8], span: Span) -> Span {
    let written = span.of(text);
    let lead = written.len() - written.trim_ascii_start().len();
    Span::new(span.start + lead, span.start + lead + written.trim_ascii().len())
}

fn unquoted(text: &[u8], span: Span) -> Span {
    match span.of(text) {
        [open @ (b'"' | b'\''), inner @ .., close] if open == close && memchr2(b'"', b'\'', inner).is_none() => {
            Span::new(span.start + 1, span.end - 1)
        }
        _ => span,
    }
}

fn words(text: &[u8], span: Span) -> Vec<Span> {
    let mut words = Vec::new();
    let mut at = span.start;
    while at < span.end {
        let start = at + text[at..span.end].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        at = start + text[start..span.end].iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
        if at > start {
            words.push(unquoted(text, Span::new(start, at)));
        }
    }
    words
}
