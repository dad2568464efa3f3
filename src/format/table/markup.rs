//! Rows in XML: data sets of `DBUnit`, flat (`<person given_name="…"/>`) and full (`<table>`, `<row>`, `<value>`), and the `<insert>` of Liquibase.
//!
//! Promises: tags are enough; what is not well-formed is read on behind. A declaration (`<createTable>`, `<addColumn>`) gives nothing.

use super::sheet::Sheet;
use crate::text::Span;
use memchr::{memchr, memmem};

/// Attributes of an element that are looked at.
const MOST_ATTRIBUTES: usize = 512;

/// A tag, without its brackets.
struct Tag {
    name: Span,
    /// Whether it ends an element.
    closes: bool,
    /// Name and value of each attribute, values without quotes.
    attributes: Vec<(Span, Span)>,
    end: usize,
}

/// Reads a data set from its `<dataset` on; returns where it ends.
pub(super) fn dataset(text: &[u8], hit: usize, sheet: &mut Sheet<'_, '_>) -> usize {
    let mut at = hit + 1;
    let mut row = 0;
    let mut full = Full::default();
    while let Some(tag) = tag(text, at) {
        at = tag.end;
        let name = tag.name.of(text);
        if tag.closes {
            if name.eq_ignore_ascii_case(b"dataset") {
                return at;
            }
            continue;
        }
        if full.read(text, &tag, sheet, &mut row) {
            continue;
        }
        row += 1;
        let table = sheet.table(name);
        for (name, value) in &tag.attributes {
            if let Some(column) = sheet.column(table, name.of(text)) {
                sheet.cell(row, column, *value);
            }
        }
    }
    text.len()
}

/// The full form: `<table name="t"><column>a</column><row><value>1</value></row></table>`.
#[derive(Default)]
struct Full {
    table: Option<usize>,
    columns: Vec<Option<u32>>,
    index: usize,
}

impl Full {
    fn read(&mut self, text: &[u8], tag: &Tag, sheet: &mut Sheet<'_, '_>, row: &mut u32) -> bool {
        let inner = || content(text, tag.end);
        match tag.name.of(text) {
            b"table" if tag.attributes.iter().any(|(name, _)| name.of(text) == b"name") => {
                let name = tag.attributes.iter().find(|(name, _)| name.of(text) == b"name").map_or(&b""[..], |(_, value)| value.of(text));
                self.table = Some(sheet.table(name));
                self.columns.clear();
                true
            }
            b"column" if self.table.is_some() && tag.attributes.is_empty() => {
                let table = self.table.unwrap_or_default();
                self.columns.push(sheet.column(table, inner().of(text)));
                true
            }
            b"row" if self.table.is_some() => {
                *row += 1;
                self.index = 0;
                true
            }
            b"value" | b"null" if self.table.is_some() => {
                if let Some(Some(column)) = self.columns.get(self.index) {
                    sheet.cell(*row, *column, inner());
                }
                self.index += 1;
                true
            }
            _ => false,
        }
    }
}

/// Reads the `<insert>` of Liquibase at `hit` and those that follow it; returns where the last one ends.
pub(super) fn changelog(text: &[u8], hit: usize, sheet: &mut Sheet<'_, '_>) -> usize {
    let (mut at, mut end) = (hit, hit + 1);
    let mut row = 0;
    let mut table = None;
    while let Some(tag) = tag(text, at) {
        at = tag.end;
        let attribute = |wanted: &[u8]| tag.attributes.iter().find(|(name, _)| name.of(text) == wanted).map(|(_, value)| *value);
        match tag.name.of(text) {
            b"insert" if tag.closes => end = at,
            b"insert" => {
                table = attribute(b"tableName").map(|name| sheet.table(name.of(text)));
                row += 1;
                end = at;
            }
            b"column" if !tag.closes => {
                let value = [&b"value"[..], b"valueNumeric", b"valueDate"].into_iter().find_map(attribute);
                if let (Some(table), Some(name), Some(value)) = (table, attribute(b"name"), value)
                    && let Some(column) = sheet.column(table, name.of(text))
                {
                    sheet.cell(row, column, value);
                }
                end = at;
            }
            b"column" | b"changeSet" | b"comment" => {}
            _ => break,
        }
    }
    end
}

/// The text up to the next tag, trimmed.
fn content(text: &[u8], start: usize) -> Span {
    let end = memchr(b'<', &text[start..]).map_or(text.len(), |end| start + end);
    let (start, end) = if text[start..].starts_with(b"<![CDATA[") {
        (start + 9, memmem::find(&text[start..], b"]]>").map_or(start + 9, |end| start + end))
    } else {
        (start, end)
    };
    let lead = text[start..end].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let tail = text[start + lead..end].iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    Span::new(start + lead, end - tail)
}

/// The next tag at or behind `at`; comments and declarations are stepped over.
fn tag(text: &[u8], mut at: usize) -> Option<Tag> {
    loop {
        let open = at + memchr(b'<', text.get(at..)?)?;
        let rest = &text[open..];
        let skip = |end: &[u8]| memmem::find(rest, end).map(|found| open + found + end.len());
        if rest.starts_with(b"<!--") {
            at = skip(b"-->")?;
        } else if rest.starts_with(b"<![CDATA[") {
            at = skip(b"]]>")?;
        } else if rest.starts_with(b"<!") || rest.starts_with(b"<?") {
            at = skip(b">")?;
        } else if rest.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'_')) {
            return Some(read_tag(text, open));
        } else {
            at = open + 1;
        }
    }
}

fn read_tag(text: &[u8], open: usize) -> Tag {
    let closes = text.get(open + 1) == Some(&b'/');
    let start = open + 1 + usize::from(closes);
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':') || *byte >= 0x80;
    let length = text[start..].iter().take_while(|byte| is_name(byte)).count();
    let mut tag = Tag { name: Span::new(start, start + length), closes, attributes: Vec::new(), end: text.len() };
    let mut at = tag.name.end;
    loop {
        at += text[at..].iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b'/').count();
        match text.get(at) {
            None => return tag,
            Some(b'>') => {
                tag.end = at + 1;
                return tag;
            }
            Some(b'<') => {
                tag.end = at;
                return tag;
            }
            Some(_) => {}
        }
        let name = Span::new(at, at + text[at..].iter().take_while(|byte| is_name(byte)).count());
        at = name.end;
        at += text[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if text.get(at) != Some(&b'=') {
            at = if name.is_empty() { at + 1 } else { at };
            continue;
        }
        at += 1;
        at += text[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let Some(quote @ (b'"' | b'\'')) = text.get(at).copied() else { continue };
        let Some(length) = memchr(quote, &text[at + 1..]) else { return tag };
        if tag.attributes.len() < MOST_ATTRIBUTES {
            tag.attributes.push((name, Span::new(at + 1, at + 1 + length)));
        }
        at += length + 2;
    }
}
