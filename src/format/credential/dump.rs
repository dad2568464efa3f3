//! Hashes of passwords, and passwords, in the columns of SQL dumps: `INSERT INTO users (login, password) VALUES ('…', '…')`.
//!
//! Columns have their names from the statement or from the `CREATE TABLE` before it. Promises: quotes and escapes of both dialects are read;
//! a statement that breaks off ends what is known.

use super::line::is_hash;
use super::{field, is_nothing, meaning, shown, span_of};
use crate::format::Field;
use memchr::memmem;
use std::collections::HashMap;

/// Columns of a table that are kept.
const MOST_COLUMNS: usize = 256;

pub(super) fn read(text: &[u8], _: usize, out: &mut dyn FnMut(Field)) -> usize {
    let mut tables: HashMap<&[u8], Vec<&[u8]>> = HashMap::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'I', b'C', &text[at..]).map(|found| at + found) {
        let rest = &text[found..];
        if let Some(after) = keyword(rest, b"CREATE TABLE ") {
            let (name, after) = name(after.strip_prefix(b"IF NOT EXISTS ").unwrap_or(after));
            let columns = memchr::memchr(b'(', &after[..after.len().min(64)]).map(|open| created(&after[open + 1..]));
            tables.insert(name, columns.unwrap_or_default());
        } else if let Some(after) = keyword(rest, b"INSERT INTO ") {
            let (table, after) = name(after);
            at = text.len() - rows(text, table, after.trim_ascii_start(), &tables, out).len();
            continue;
        }
        at = found + 1;
    }
    text.len()
}

fn keyword<'t>(text: &'t [u8], word: &[u8]) -> Option<&'t [u8]> {
    text.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word)).map(|_| &text[word.len()..])
}

/// A name with or without quotes, the last part of a dotted one, and what follows it.
fn name(text: &[u8]) -> (&[u8], &[u8]) {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$' | b'`' | b'"' | b'[' | b']' | b'.');
    let length = text.iter().take(200).take_while(|byte| is_part(byte)).count();
    let whole = &text[..length];
    (bare(whole.rsplit(|byte| *byte == b'.').next().unwrap_or(whole)), &text[length..])
}

fn bare(name: &[u8]) -> &[u8] {
    let quote = |byte: &u8| matches!(byte, b'`' | b'"' | b'[' | b']' | b' ' | b'\t' | b'\r' | b'\n');
    let start = name.iter().position(|byte| !quote(byte)).unwrap_or(name.len());
    let end = name.iter().rposition(|byte| !quote(byte)).map_or(start, |at| at + 1);
    &name[start..end.max(start)]
}

/// The first word of each part between commas of the first level.
fn created(text: &[u8]) -> Vec<&[u8]> {
    const LONGEST: usize = 16 * 1024;
    let text = &text[..text.len().min(LONGEST)];
    let (mut columns, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth > 0 => depth -= 1,
            b',' | b')' if depth == 0 => {
                let part = text[start..at].trim_ascii();
                columns.push(name(part).0);
                start = at + 1;
                if *byte == b')' || columns.len() == MOST_COLUMNS {
                    break;
                }
            }
            _ => {}
        }
    }
    columns
}

/// Reads `(columns) VALUES (…), (…);`; returns what follows.
fn rows<'t>(
    text: &'t [u8],
    table: &[u8],
    mut rest: &'t [u8],
    tables: &HashMap<&[u8], Vec<&'t [u8]>>,
    out: &mut dyn FnMut(Field),
) -> &'t [u8] {
    let mut columns = tables.get(table).cloned().unwrap_or_default();
    if let Some(inner) = rest.strip_prefix(b"(")
        && let Some(end) = memchr::memchr(b')', &inner[..inner.len().min(16 * 1024)])
    {
        columns = inner[..end].split(|byte| *byte == b',').take(MOST_COLUMNS).map(bare).collect();
        rest = inner[end + 1..].trim_ascii_start();
    }
    let Some(found) = memmem::find(&rest[..rest.len().min(64)].to_ascii_uppercase(), b"VALUES") else { return rest };
    rest = rest[found + 6..].trim_ascii_start();
    let meanings: Vec<Option<&str>> = columns.iter().map(|column| column_meaning(column)).collect();
    let mut row = 0;
    while let Some(mut inner) = rest.strip_prefix(b"(") {
        row += 1;
        let mut column = 0;
        loop {
            let (value, after) = value(inner);
            if let (Some(meaning), Some(value)) = (meanings.get(column).copied().flatten(), value.filter(|value| !is_nothing(value))) {
                let path = if stored(value) { "hash" } else { meaning };
                if path != "salt" {
                    let place = format!("{}[{row}].{}", shown(table), shown(columns[column]));
                    out(field(path, place, span_of(text, value), row));
                }
            }
            column += 1;
            match after.trim_ascii_start() {
                [b',', next @ ..] => inner = next,
                [b')', next @ ..] => {
                    rest = next.trim_ascii_start();
                    break;
                }
                _ => return after,
            }
        }
        rest = rest.strip_prefix(b",").map_or(rest, <[u8]>::trim_ascii_start);
    }
    rest
}

fn column_meaning(column: &[u8]) -> Option<&'static str> {
    let lower = column.to_ascii_lowercase();
    let hash = [
        b"password_hash".as_slice(),
        b"passwordhash",
        b"pass_hash",
        b"passwd_hash",
        b"password_digest",
        b"encrypted_password",
        b"hashed_password",
    ];
    if hash.iter().any(|name| lower.ends_with(name)) { Some("hash") } else { meaning(column) }
}

/// The stored form of a password: as in tables of users, or a digest of 128 bits or more in hexadecimal.
fn stored(value: &[u8]) -> bool {
    is_hash(value) || (matches!(value.len(), 32 | 40 | 64 | 96 | 128) && value.iter().all(u8::is_ascii_hexdigit))
}

/// One value of a row, a text without quotes or nothing, and what follows it.
fn value(text: &[u8]) -> (Option<&[u8]>, &[u8]) {
    let trimmed = text.trim_ascii_start();
    let trimmed = trimmed.strip_prefix(b"N").filter(|rest| rest.starts_with(b"'")).unwrap_or(trimmed);
    let Some(inner) = trimmed.strip_prefix(b"'") else {
        let mut depth = 0_usize;
        let end = trimmed.iter().position(|byte| match byte {
            b'(' => {
                depth += 1;
                false
            }
            b')' if depth > 0 => {
                depth -= 1;
                false
            }
            byte => depth == 0 && matches!(byte, b',' | b')') || matches!(byte, b'\n' | b';'),
        });
        return (None, &trimmed[end.unwrap_or(trimmed.len())..]);
    };
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'\'', b'\\', &inner[at..]) {
        at += found;
        match (inner[at], inner.get(at + 1)) {
            (b'\\', _) | (b'\'', Some(b'\'')) => at += 2,
            _ => return (Some(&inner[..at]), &inner[at + 1..]),
        }
        if at >= inner.len() {
            break;
        }
    }
    (None, &text[text.len()..])
}
