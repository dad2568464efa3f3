//! Reads XML configurations: elements with their attributes and text.
//!
//! Promises: takes any bytes, reads on behind damage, is linear, resolves no entity and opens no other file.

use super::tree::{Builder, Tree, Value};
use crate::text::Span;
use memchr::{memchr, memmem};

/// Deepest nesting that is read; deeper elements lie side by side.
const DEEPEST: usize = 64;

/// Reads a file. An attribute is a setting of its element; the text of an element without elements is its value.
pub fn read(text: &[u8]) -> Tree {
    let mut builder = Builder::default();
    let mut open: Vec<(Span, u32)> = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr(b'<', &text[at..]) {
        let start = at + found;
        let rest = &text[start..];
        let until = |mark: &[u8]| memmem::find(rest, mark).map_or(text.len(), |end| start + end + mark.len());
        if rest.starts_with(b"<!--") {
            at = until(b"-->");
        } else if rest.starts_with(b"<![CDATA[") {
            at = until(b"]]>");
        } else if rest.starts_with(b"<?") || rest.starts_with(b"<!") {
            at = until(b">");
        } else if rest.starts_with(b"</") {
            let name = word(text, start + 2);
            if let Some(level) = open.iter().rposition(|(known, _)| known.of(text) == name.of(text)) {
                let (_, node) = open[level];
                let from = content_start(&builder, node);
                let is_leaf = level + 1 == open.len() && builder.top() == node && from.is_some();
                if let Some(from) = from.filter(|_| is_leaf) {
                    let span = trimmed(text, Span::new(from, start));
                    if !span.is_empty() && memchr(b'<', span.of(text)).is_none() {
                        builder.node(node).value = Value::Scalar(span);
                    }
                }
                while open.len() > level {
                    open.pop();
                    builder.close();
                }
            }
            at = until(b">");
        } else {
            let name = word(text, start + 1);
            if name.is_empty() {
                at = start + 1;
                continue;
            }
            let node = builder.open(name, Vec::new(), Value::Block);
            let (end, is_closed) = attributes(text, name.end, &mut builder);
            at = end;
            if is_closed || open.len() >= DEEPEST {
                builder.close();
            } else {
                builder.node(node).labels = vec![Span::new(end, end)];
                open.push((name, node));
            }
        }
        at = at.min(text.len());
    }
    let mut tree = builder;
    tree_without_marks(&mut tree);
    tree.finish()
}

/// While an element is open, its only label says where its content begins.
fn content_start(builder: &Builder, node: u32) -> Option<usize> {
    builder.peek(node).labels.first().map(|mark| mark.start)
}

fn tree_without_marks(builder: &mut Builder) {
    for node in builder.all() {
        node.labels.clear();
    }
}

fn word(text: &[u8], start: usize) -> Span {
    let rest = text.get(start..).unwrap_or_default();
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':')).count();
    Span::new(start, start + length)
}

fn trimmed(text: &[u8], span: Span) -> Span {
    let written = span.of(text);
    let lead = written.len() - written.trim_ascii_start().len();
    Span::new(span.start + lead, span.start + lead + written.trim_ascii().len())
}

/// Reads attributes up to the end of the tag; returns where that is, and whether the element is closed by it.
fn attributes(text: &[u8], mut at: usize, builder: &mut Builder) -> (usize, bool) {
    while at < text.len() {
        match text[at] {
            b'>' => return (at + 1, text[at - 1] == b'/'),
            b'<' => return (at, true),
            byte if byte.is_ascii_alphanumeric() || byte == b'_' => {
                let name = word(text, at);
                let mut next = name.end;
                let skip = |next: usize| next + text[next..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                next = skip(next);
                at = next.max(at + 1);
                if text.get(next) != Some(&b'=') {
                    continue;
                }
                next = skip(next + 1);
                let Some(quote) = text.get(next).copied().filter(|byte| matches!(byte, b'"' | b'\'')) else { continue };
                let Some(end) = memchr(quote, &text[next + 1..]) else { return (text.len(), true) };
                let span = Span::new(next + 1, next + 1 + end);
                let value = if memmem::find(span.of(text), b"${").is_some() { Value::Expression(span) } else { Value::Scalar(span) };
                builder.leaf(name, value);
                at = span.end + 1;
            }
            _ => at += 1,
        }
    }
    (text.len(), true)
}
