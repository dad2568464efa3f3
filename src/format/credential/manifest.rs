//! YAML by its lines: files of known names, and Secrets of Kubernetes.
//!
//! Promises: reads indentation, keys and plain or quoted values in one pass; block texts, tags (`!vault`), anchors and templates are stepped over.

use super::line::lines;
use super::{field, is_nothing, meaning, members, shown, span_of, unquoted};
use crate::format::Field;

/// Open mappings whose names a place shows.
const MOST_LEVELS: usize = 16;

/// Names within a Secret that say that a value opens nothing.
const PUBLIC: &[&str] = &[
    "username",
    "user",
    "host",
    "hostname",
    "port",
    "name",
    "namespace",
    "database",
    "dbname",
    "type",
    "region",
    "endpoint",
    "url",
    "email",
    "ca",
    "crt",
    "cert",
    "login",
];

struct Line<'t> {
    indent: usize,
    key: &'t [u8],
    value: &'t [u8],
}

pub(super) fn read(text: &[u8], _: usize, out: &mut dyn FnMut(Field)) -> usize {
    let mut open: Vec<(usize, &[u8])> = Vec::new();
    let mut block = None;
    for (number, line) in lines(text) {
        let Some(line) = content(line, &mut block) else { continue };
        while open.last().is_some_and(|(indent, _)| *indent >= line.indent) {
            open.pop();
        }
        let Some(meaning) = meaning(line.key).filter(|_| !line.value.is_empty()) else {
            if (line.value.is_empty() || line.value.starts_with(b"&")) && open.len() < MOST_LEVELS {
                open.push((line.indent, line.key));
            }
            continue;
        };
        if let Some(value) = plain(line.value) {
            let names = open.iter().map(|(_, name)| shown(name)).chain([shown(line.key)]).filter(|name| !name.is_empty());
            let place = names.collect::<Vec<_>>().join(".");
            let place = if place.is_empty() { format!("line[{number}].{meaning}") } else { place };
            out(field(meaning, place, span_of(text, value), number));
        }
    }
    text.len()
}

/// The document in which `kind: Secret` stands: `data` in base64, `stringData` as it is (Kubernetes API, Secret v1).
pub(super) fn secret(text: &[u8], hit: usize, out: &mut dyn FnMut(Field)) -> usize {
    const BREAK: &[u8] = b"\n---";
    if text.get(hit) == Some(&b'"') {
        return members::secret(text, hit, out);
    }
    let word = text.get(hit + b"kind: ".len()..).unwrap_or_default();
    let word = word.strip_prefix(b"\"").or(word.strip_prefix(b"'")).unwrap_or(word);
    if word.get(b"Secret".len()).is_some_and(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'"' | b'\'' | b',' | b'}')) {
        return hit + 1;
    }
    let start = memchr::memmem::rfind(&text[..hit], BREAK).map_or(0, |at| at + 1);
    let end = memchr::memmem::find(&text[hit..], BREAK).map_or(text.len(), |at| hit + at);
    let (mut block, mut inside): (Option<usize>, Option<(usize, bool)>) = (None, None);
    let mut folded: Option<Folded<'_>> = None;
    for (_, line) in lines(&text[start..end]).chain([(0, b"end:".as_slice())]) {
        if let Some(open) = folded.take() {
            let indent = line.iter().take_while(|byte| **byte == b' ').count();
            match open.line {
                None if indent > open.indent => {
                    folded = Some(Folded { line: Some(line.trim_ascii()), ..open });
                    continue;
                }
                // Of several lines none is the whole value.
                Some(only) if indent <= open.indent || line.trim_ascii().is_empty() => emit(text, open.key, only, true, out),
                _ => {}
            }
        }
        if let Some((_, true)) = inside
            && let Some((indent, key)) = block_key(line)
            && inside.is_some_and(|(of, _)| indent > of)
            && !is_public(key)
        {
            folded = Some(Folded { indent, key, line: None });
            continue;
        }
        let Some(line) = content(line, &mut block) else { continue };
        inside = inside.filter(|(indent, _)| line.indent > *indent);
        match line.key {
            b"data" if line.value.is_empty() => inside = Some((line.indent, true)),
            b"stringData" if line.value.is_empty() => inside = Some((line.indent, false)),
            key => {
                let Some((_, encoded)) = inside else { continue };
                if let Some(value) = plain(line.value).filter(|_| !is_public(key)) {
                    emit(text, key, value, encoded, out);
                }
            }
        }
    }
    for (mark, encoded) in [(b"data: {".as_slice(), true), (b"stringData: {", false)] {
        for at in memchr::memmem::find_iter(&text[start..end], mark) {
            let begins = at == 0 || !text[start + at - 1].is_ascii_alphanumeric();
            for (key, value) in begins.then(|| flow(&text[start + at + mark.len()..end])).into_iter().flatten() {
                if !is_public(key) {
                    emit(text, key, value, encoded, out);
                }
            }
        }
    }
    end.max(hit + 1)
}

/// Keys and values of a mapping in flow style, from behind its brace on: `key: value, "other": 'value'}`.
fn flow(text: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    const LONGEST: usize = 64 * 1024;
    let mut rest = text.get(..LONGEST).unwrap_or(text);
    std::iter::from_fn(move || {
        let mut quote = None;
        let is_end = |byte: u8| match quote {
            Some(open) => {
                quote = (byte != open).then_some(open);
                false
            }
            None if matches!(byte, b'"' | b'\'') => {
                quote = Some(byte);
                false
            }
            None => matches!(byte, b',' | b'}'),
        };
        let end = rest.iter().copied().position(is_end)?;
        let (pair, behind) = rest.split_at(end);
        rest = if behind.starts_with(b",") { &behind[1..] } else { &[] };
        Some(pair)
    })
    .filter_map(|pair| {
        let colon = memchr::memmem::find(pair, b": ")?;
        Some((unquoted(pair[..colon].trim_ascii()), plain(pair[colon + 1..].trim_ascii())?))
    })
}

/// A key of `data` whose value stands on the lines below it.
struct Folded<'t> {
    indent: usize,
    key: &'t [u8],
    line: Option<&'t [u8]>,
}

/// `key: |`, `key: >-`: the indentation and the key of a line that begins a block text.
fn block_key(line: &[u8]) -> Option<(usize, &[u8])> {
    let indent = line.iter().take_while(|byte| **byte == b' ').count();
    let rest = line[indent..].trim_ascii_end();
    let at = memchr::memmem::find(rest, b": ")?;
    let mark = rest[at + 1..].trim_ascii_start();
    let begins = matches!(mark, [b'|' | b'>'] | [b'|' | b'>', b'-' | b'+' | b'0'..=b'9', ..]);
    begins.then(|| (indent, unquoted(rest[..at].trim_ascii())))
}

/// Whether the last word of a key says that its value opens nothing.
pub(super) fn is_public(key: &[u8]) -> bool {
    let last = key.rsplit(|byte| matches!(byte, b'.' | b'-' | b'_')).next().unwrap_or(key).to_ascii_lowercase();
    PUBLIC.iter().any(|word| last == word.as_bytes())
}

/// Hands on a value of a Secret.
pub(super) fn emit(text: &[u8], key: &[u8], value: &[u8], encoded: bool, out: &mut dyn FnMut(Field)) {
    if is_nothing(value) {
        return;
    }
    let part = if encoded { "data" } else { "string-data" };
    let name = shown(key);
    let mut found = field(part, format!("Secret.{part}.{}", if name.is_empty() { "value" } else { name }), span_of(text, value), 1);
    found.kind = encoded.then(|| "base64".into());
    out(found);
}

/// Key and value of a line, unless it is a comment or within a block text; `KEY=value` in a list counts as well.
fn content<'t>(line: &'t [u8], block: &mut Option<usize>) -> Option<Line<'t>> {
    let indent = line.iter().take_while(|byte| **byte == b' ').count();
    let mut rest = line[indent..].trim_ascii_end();
    if rest.is_empty() {
        return None;
    }
    if block.is_some_and(|of| indent > of) {
        return None;
    }
    *block = None;
    let mut column = indent;
    let mut item = false;
    while let Some(inner) = rest.strip_prefix(b"- ") {
        let blanks = inner.iter().take_while(|byte| **byte == b' ').count();
        (rest, column, item) = (&inner[blanks..], column + 2 + blanks, true);
    }
    if rest.starts_with(b"#") {
        return None;
    }
    let colon = memchr::memmem::find(rest, b": ").or_else(|| rest.strip_suffix(b":").map(<[u8]>::len));
    let equals = memchr::memchr(b'=', rest).filter(|_| item && colon.is_none());
    let at = colon.or(equals)?;
    let key = unquoted(rest[..at].trim_ascii());
    let key = key.strip_prefix(b"\"").unwrap_or(key);
    let value = rest[at + 1..].trim_ascii();
    if matches!(value.first(), Some(b'|' | b'>')) {
        *block = Some(indent);
        return None;
    }
    Some(Line { indent: column, key, value })
}

/// A value that is a text: neither a tag, an anchor, a reference, flow style nor a template; without its comment.
fn plain(value: &[u8]) -> Option<&[u8]> {
    if matches!(value.first(), Some(b'!' | b'&' | b'*' | b'{' | b'[' | b'@' | b'%')) {
        return None;
    }
    let quoted = matches!(value.first(), Some(b'"' | b'\'')).then(|| memchr::memchr(value[0], &value[1..])).flatten();
    let value = match quoted {
        Some(end) => &value[1..=end],
        None => value[..memchr::memmem::find(value, b" #").unwrap_or(value.len())].trim_ascii_end(),
    };
    (!is_nothing(value)).then_some(value)
}
