//! Records in YAML: fixtures of Rails (`jane:` and its values), of Django and Hibernate (`- model: clinic.patient`), seeds and lists of mappings.
//!
//! Promises: reads lines, by their indentation, in one pass; flow style, block texts, anchors and templates are stepped over. A schema gives
//! nothing: what stands under its names are mappings, not values.

use super::lexicon::{self, About, HouseColumns, Known, Meaningful};
use super::records::DESCRIPTIONS;
use super::sheet::{self, Sheet};
use crate::text::Span;
use memchr::memchr;

/// Bytes at the beginning in which names must speak of persons.
const HEAD: usize = 16 * 1024;

/// Open mappings; deeper ones belong to the last.
const MOST_LEVELS: usize = 64;

/// Names whose value is the name of the table.
const TABLE_KEYS: &[&[u8]] = &[b"model", b"table", b"tableName", b"table_name"];

/// `key: value`, with what stands before it.
struct Line {
    indent: usize,
    /// Whether a dash before the key begins an item; `indent` is the key's then.
    item: bool,
    key: Span,
    value: Span,
}

/// Whether the text reads as YAML: its first line of content is a key, an item or `---`.
pub(super) fn is_yaml(text: &[u8]) -> bool {
    let lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end).take(64);
    let mut lines = lines.filter(|line| !line.is_empty() && !line.starts_with(b"#") && !line.starts_with(b"%"));
    lines.next().is_some_and(|first| first.starts_with(b"---") || first.starts_with(b"- ") || line(first, 0, first.len()).is_some())
}

/// Whether names with plain values in the beginning of the text speak of persons; `file` says whom the file is about.
pub(super) fn is_of_persons(text: &[u8], house: &HouseColumns, file: impl FnOnce() -> About) -> bool {
    let mut meaningful = Meaningful::new(house);
    let mut keys = Vec::new();
    let mut tables = Vec::new();
    for line in lines(&text[..text.len().min(HEAD)]) {
        if line.indent == 0 && !line.item && DESCRIPTIONS.contains(&line.key.of(text)) {
            return false;
        }
        if line.value.is_empty() {
            tables.push(line.key);
        } else if TABLE_KEYS.contains(&line.key.of(text)) {
            tables.push(line.value);
        } else if meaningful.holds(line.key.of(text)) {
            keys.push(line.key);
        }
    }
    let about = |file| tables.iter().map(|name| lexicon::about(name.of(text))).fold(file, Ord::max);
    let names = keys.iter().map(|key| key.of(text));
    keys.len() >= 2 && sheet::speaks_of_persons(names, Known { house, file: about(file()) })
}

struct Level {
    indent: usize,
    name: Span,
    row: u32,
    table: usize,
}

/// Hands the values of all records to the sheet.
pub(super) fn read(text: &[u8], sheet: &mut Sheet<'_, '_>) {
    let none = sheet.table(b"");
    let mut levels: Vec<Level> = Vec::new();
    let mut rows = 0;
    for line in lines(text) {
        while levels.last().is_some_and(|level| level.indent > line.indent || (line.item && level.indent == line.indent)) {
            levels.pop();
        }
        if levels.last().is_none_or(|level| level.indent < line.indent) && levels.len() < MOST_LEVELS {
            // Lines of one indentation under the same key are one mapping; the innermost open key names it.
            let (row, table, name) = levels.last().map_or((0, none, Span::default()), |level| (level.row, level.table, level.name));
            let name = if line.item { Span::default() } else { name };
            let row = if line.item || row == 0 {
                rows += 1;
                rows
            } else {
                row
            };
            levels.push(Level { indent: line.indent, name, row, table });
        }
        let Some(level) = levels.last_mut() else { continue };
        let key = line.key.of(text);
        if line.value.is_empty() {
            let outermost = line.indent == 0 && !line.item;
            let about = lexicon::about(key);
            let table = if about == About::Unknown { level.table } else { sheet.table(key) };
            let row = if outermost { 0 } else { level.row };
            if levels.len() < MOST_LEVELS {
                levels.push(Level { indent: line.indent + 1, name: line.key, row, table });
            }
        } else if TABLE_KEYS.contains(&key) {
            level.table = sheet.table(line.value.of(text));
        } else if let Some(column) = sheet.column_within(level.table, level.name.of(text), key) {
            sheet.cell(level.row, column, line.value);
        }
    }
}

/// Every line with a key.
fn lines(text: &[u8]) -> impl Iterator<Item = Line> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        while start < text.len() {
            let end = memchr(b'\n', &text[start..]).map_or(text.len(), |end| start + end);
            let line = line(text, start, end);
            start = end + 1;
            if line.is_some() {
                return line;
            }
        }
        None
    })
}

/// Longest key.
const LONGEST_KEY: usize = 96;

fn line(text: &[u8], start: usize, end: usize) -> Option<Line> {
    let blank = text[start..end].iter().take_while(|byte| **byte == b' ').count();
    let item = text[start + blank..end].starts_with(b"- ");
    let mut at = start + blank;
    if item {
        at += 2;
        at += text[at..end].iter().take_while(|byte| **byte == b' ').count();
    }
    let indent = at - start;
    let rest = &text[at..end];
    if matches!(rest.first()?, b'#' | b'{' | b'[' | b'-' | b'&' | b'*' | b'!' | b'|' | b'>') {
        return None;
    }
    let quoted = usize::from(matches!(rest.first()?, b'"' | b'\''));
    let is_key = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' ' | b'/') || **byte >= 0x80;
    let length = rest[quoted..].iter().take(LONGEST_KEY).take_while(is_key).count();
    let colon = quoted + length + quoted;
    if length == 0 || rest.get(colon) != Some(&b':') || rest.get(colon + 1).is_some_and(|byte| !matches!(byte, b' ' | b'\t' | b'\r')) {
        return None;
    }
    let key = Span::new(at + quoted, at + quoted + length);
    Some(Line { indent, item, key, value: scalar(text, at + colon + 1, end) })
}

/// A value on its line, without quotes and comment; empty where there is none, or one that spans lines.
fn scalar(text: &[u8], start: usize, end: usize) -> Span {
    let blank = text[start..end].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let begin = start + blank;
    match text[begin..end].first() {
        Some(quote @ (b'"' | b'\'')) => {
            memchr(*quote, &text[begin + 1..end]).map_or(Span::new(begin, begin), |close| Span::new(begin + 1, begin + 1 + close))
        }
        Some(b'#' | b'|' | b'>' | b'{' | b'[' | b'&' | b'*' | b'!') | None => Span::new(begin, begin),
        Some(_) => {
            let rest = &text[begin..end];
            let comment = rest.windows(2).position(|pair| pair == b" #").unwrap_or(rest.len());
            Span::new(begin, begin + rest[..comment].trim_ascii_end().len())
        }
    }
}
