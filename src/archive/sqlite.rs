//! Tables of an `SQLite` database as rows of text.
//!
//! Promises: any bytes will do; pages are followed at most once each, so damage cannot make it run in circles. Read are tables, those
//! without row ids too, and write-ahead logs as files of their own: the rows of each page that stands in one, without the names of columns.
//! Neither free pages nor blobs that are no text. File format: <https://sqlite.org/fileformat2.html>.

use super::{Texts, Trouble};
use crate::notice::NoticeKind;
use std::collections::HashSet;

/// A value of a record.
enum Value {
    Null,
    Integer(i64),
    Real(f64),
    Text(Vec<u8>),
}

struct Database<'d> {
    bytes: &'d [u8],
    page_size: usize,
    /// Bytes of a page that cells may use.
    usable: usize,
    seen: HashSet<usize>,
    is_damaged: bool,
}

/// Before the pages of a write-ahead log, and before each of them (file format 4.1).
const LOG_HEAD: usize = 32;
const FRAME_HEAD: usize = 24;

/// Pages of tables and, for tables without row ids, of indexes (file format 1.6).
const TABLE_LEAF: u8 = 0x0D;
const TABLE_INTERIOR: u8 = 0x05;
const INDEX_LEAF: u8 = 0x0A;
const INDEX_INTERIOR: u8 = 0x02;

/// The rows in a write-ahead log, at most `limit` bytes of text; which table a page belongs to stands elsewhere.
pub(super) fn log(bytes: &[u8], limit: usize) -> Texts {
    let mut texts = Texts::default();
    let page_size = page_number(bytes, 8).unwrap_or_default();
    if !(512..=65_536).contains(&page_size) || bytes.len() < LOG_HEAD {
        texts.trouble = Some(super::DAMAGED);
        return texts;
    }
    let (mut out, mut rows, mut is_cut) = (String::new(), HashSet::new(), false);
    let frames = bytes[LOG_HEAD..].chunks_exact(FRAME_HEAD + page_size);
    is_cut |= !frames.remainder().is_empty();
    for frame in frames {
        let page = &frame[FRAME_HEAD..];
        // What continues on another page cannot be told to be of this state of the database: there is no page to follow here.
        let database = Database { bytes: &[], page_size, usable: page_size, seen: HashSet::new(), is_damaged: false };
        let head = if page_number(frame, 0) == Some(1) { 100 } else { 0 };
        if !matches!(page[head], TABLE_LEAF | INDEX_LEAF) {
            continue;
        }
        for pointer in pointers(page, head) {
            let Some(record) = database.record(page, pointer, page[head]) else {
                is_cut = true;
                continue;
            };
            // A page stands in a log once for each change, its rows with it.
            let row = super::csv_row(&record.iter().map(text).collect::<Vec<_>>());
            if rows.insert(row.clone()) {
                out.push_str(&row);
            }
            if out.len() > limit {
                texts.members.push(("log.csv".to_owned(), out.into_bytes()));
                texts.trouble = Some(Trouble(NoticeKind::Limit, "unfolds to more than the limits of archives allow"));
                return texts;
            }
        }
    }
    texts.members.push(("log.csv".to_owned(), out.into_bytes()));
    if is_cut {
        texts.trouble = Some(Trouble(NoticeKind::Damaged, "a log with rows that go on elsewhere or are damaged: those were not read"));
    }
    texts
}

/// The tables of a database, at most `limit` bytes of text together.
pub(super) fn tables(bytes: &[u8], limit: usize) -> Texts {
    let mut texts = Texts::default();
    let page_size = match bytes.get(16..18) {
        Some([0, 1]) => 65_536,
        Some([high, low]) => usize::from(*high) << 8 | usize::from(*low),
        _ => 0,
    };
    let reserved = usize::from(bytes.get(20).copied().unwrap_or_default());
    if page_size < 512 || page_size <= reserved + 35 {
        texts.trouble = Some(super::DAMAGED);
        return texts;
    }
    let mut database = Database { bytes, page_size, usable: page_size - reserved, seen: HashSet::new(), is_damaged: false };
    let mut schema = Vec::new();
    database.walk(1, &mut |row| {
        if let [Value::Text(kind), Value::Text(name), _, Value::Integer(root), Value::Text(sql), ..] = row
            && kind == b"table"
        {
            schema.push((String::from_utf8_lossy(name).into_owned(), *root, stored_columns(&String::from_utf8_lossy(sql))));
        }
        true
    });
    let mut left = limit;
    for (name, root, columns) in schema {
        // Virtual tables have no page of their own.
        let Some(root) = usize::try_from(root).ok().filter(|root| *root > 0) else { continue };
        let mut out = super::csv_row(&columns);
        let mut is_over = false;
        database.walk(root, &mut |row| {
            out.push_str(&super::csv_row(&row.iter().map(text).collect::<Vec<_>>()));
            is_over = out.len() > left;
            !is_over
        });
        left = left.saturating_sub(out.len());
        texts.members.push((format!("{name}.csv"), out.into_bytes()));
        if is_over {
            texts.trouble = Some(Trouble(NoticeKind::Limit, "unfolds to more than the limits of archives allow"));
            return texts;
        }
    }
    if database.is_damaged {
        texts.trouble = Some(super::DAMAGED);
    }
    texts
}

impl Database<'_> {
    /// Follows the table whose root is `page`; `each` says whether to go on.
    fn walk(&mut self, page: usize, each: &mut dyn FnMut(&[Value]) -> bool) {
        let mut pages = vec![page];
        while let Some(number) = pages.pop() {
            let start = number.wrapping_sub(1).saturating_mul(self.page_size);
            let page = self.bytes.get(start..start.saturating_add(self.page_size).min(self.bytes.len()));
            let Some(page) = page.filter(|page| page.len() >= 108 && self.seen.insert(number)) else {
                self.is_damaged = true;
                continue;
            };
            let head = if number == 1 { 100 } else { 0 };
            let kind = page[head];
            if !matches!(kind, TABLE_LEAF | TABLE_INTERIOR | INDEX_LEAF | INDEX_INTERIOR) {
                // Virtual tables have no page, and nothing else leads here.
                self.is_damaged = true;
                continue;
            }
            if kind != TABLE_INTERIOR {
                for pointer in pointers(page, head) {
                    match self.record(page, pointer, kind) {
                        Some(record) if !each(&record) => return,
                        Some(_) => {}
                        None => self.is_damaged = true,
                    }
                }
            }
            if matches!(kind, TABLE_INTERIOR | INDEX_INTERIOR) {
                let mut children: Vec<usize> = pointers(page, head).filter_map(|pointer| page_number(page, pointer)).collect();
                children.extend(page_number(page, head + 8));
                pages.extend(children.into_iter().rev());
            }
        }
    }

    /// The record of a cell in a page of this kind: behind a child's number in interior pages, and a row id in tables.
    fn record(&self, page: &[u8], pointer: usize, kind: u8) -> Option<Vec<Value>> {
        let pointer = if kind == INDEX_INTERIOR { pointer + 4 } else { pointer };
        let (size, used) = varint(page, pointer)?;
        let used_by_id = if kind == TABLE_LEAF { varint(page, pointer + used)?.1 } else { 0 };
        let payload = self.payload(page, pointer + used + used_by_id, usize::try_from(size).ok()?, kind)?;
        let (head_size, mut at) = varint(&payload, 0)?;
        let mut body = usize::try_from(head_size).ok()?;
        let head_end = body.min(payload.len());
        let mut values = Vec::new();
        while at < head_end {
            let (kind, used) = varint(&payload, at)?;
            at += used;
            let length = match kind {
                0 | 8 | 9 => 0,
                1..=4 => kind as usize,
                5 => 6,
                6 | 7 => 8,
                10 | 11 => return None,
                _ => usize::try_from((kind - 12) / 2).ok()?,
            };
            let content = payload.get(body..body.checked_add(length)?)?;
            body += length;
            let integer = || {
                content.iter().fold(if content.first().is_some_and(|byte| *byte > 127) { -1 } else { 0 }, |value, byte| {
                    (value << 8) | i64::from(*byte)
                })
            };
            values.push(match kind {
                0 => Value::Null,
                8 | 9 => Value::Integer(kind - 8),
                7 => Value::Real(f64::from_be_bytes(content.try_into().ok()?)),
                1..=6 => Value::Integer(integer()),
                // Blobs are shown where they are text.
                _ => Value::Text(content.to_vec()),
            });
        }
        Some(values)
    }

    /// The payload of a cell of a leaf, with what overflows to other pages (file format 1.6).
    fn payload(&self, page: &[u8], start: usize, size: usize, kind: u8) -> Option<Vec<u8>> {
        let most = if kind == TABLE_LEAF { self.usable - 35 } else { (self.usable - 12) * 64 / 255 - 23 };
        if size <= most {
            return page.get(start..start.checked_add(size)?).map(<[u8]>::to_vec);
        }
        if size > self.bytes.len() {
            return None;
        }
        let least = (self.usable - 12) * 32 / 255 - 23;
        let surplus = least + (size - least) % (self.usable - 4);
        let local = if surplus <= most { surplus } else { least };
        let mut payload = page.get(start..start + local)?.to_vec();
        let mut next = page_number(page, start + local)?;
        while payload.len() < size {
            let at = next.checked_sub(1)?.checked_mul(self.page_size)?;
            let overflow = self.bytes.get(at..at + self.usable.min(self.bytes.len().checked_sub(at)?))?;
            next = page_number(overflow, 0)?;
            let wanted = (size - payload.len()).min(overflow.len() - 4);
            payload.extend_from_slice(&overflow[4..4 + wanted]);
        }
        Some(payload)
    }
}

/// Where the cells of a page begin.
fn pointers(page: &[u8], head: usize) -> impl Iterator<Item = usize> {
    let two = move |at: usize| Some(usize::from(*page.get(at)?) << 8 | usize::from(*page.get(at + 1)?));
    let head_size = if matches!(page[head], TABLE_LEAF | INDEX_LEAF) { 8 } else { 12 };
    let number_of_cells = two(head + 3).unwrap_or_default();
    (0..number_of_cells).filter_map(move |index| two(head + head_size + 2 * index))
}

fn page_number(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(u32::from_be_bytes(bytes) as usize)
}

/// A number of one to nine bytes, and how many.
fn varint(bytes: &[u8], at: usize) -> Option<(i64, usize)> {
    let mut value = 0_i64;
    for index in 0..9 {
        let byte = *bytes.get(at + index)?;
        if index == 8 {
            return Some(((value << 8) | i64::from(byte), 9));
        }
        value = (value << 7) | i64::from(byte & 0x7F);
        if byte < 0x80 {
            return Some((value, index + 1));
        }
    }
    None
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The names of a table's columns as its records hold them: those of a primary key come first where there are no row ids (2.4).
fn stored_columns(sql: &str) -> Vec<String> {
    let parts = parts(sql);
    let mut names = columns(&parts);
    let end = sql.rsplit_once(')').map_or("", |(_, end)| end).to_ascii_uppercase();
    let words: Vec<&str> = end.split(|sign: char| !sign.is_ascii_alphabetic()).filter(|word| !word.is_empty()).collect();
    if !words.windows(2).any(|words| words == ["WITHOUT", "ROWID"]) {
        return names;
    }
    let mut key = Vec::new();
    for part in &parts {
        let Some(at) = part.to_ascii_uppercase().find("PRIMARY KEY") else { continue };
        match part[at..].split_once('(') {
            // `PRIMARY KEY (b, a)`, as opposed to a column with a condition in brackets behind it.
            Some((_, list)) if !columns(std::slice::from_ref(part)).iter().any(|name| names.contains(name)) => {
                key.extend(list.trim_end().trim_end_matches(')').split(',').filter_map(name));
            }
            _ => key.extend(name(part)),
        }
    }
    names.retain(|name| !key.contains(name));
    key.append(&mut names);
    key
}

/// What stands between the outer brackets of a statement that makes a table, by commas.
fn parts(sql: &str) -> Vec<String> {
    let Some((_, list)) = sql.split_once('(') else { return Vec::new() };
    let (mut parts, mut depth, mut current) = (Vec::new(), 0_u32, String::new());
    for character in list.chars() {
        match character {
            '(' => depth += 1,
            ')' if depth == 0 => break,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(std::mem::take(&mut current));
                continue;
            }
            _ => {}
        }
        current.push(character);
    }
    parts.push(current);
    parts
}

/// The names of a table's columns, from the parts of the statement that made it.
fn columns(parts: &[String]) -> Vec<String> {
    let is_constraint = |part: &&String| {
        let word = part.split(|sign: char| sign.is_whitespace() || sign == '(').find(|word| !word.is_empty()).unwrap_or_default();
        ["PRIMARY", "FOREIGN", "UNIQUE", "CHECK", "CONSTRAINT"].iter().any(|keyword| word.eq_ignore_ascii_case(keyword))
    };
    parts.iter().filter(|part| !is_constraint(part)).filter_map(|part| name(part)).collect()
}

/// The name that a part of a statement begins with.
fn name(part: &str) -> Option<String> {
    Some(part.split_whitespace().next()?.trim_matches(['"', '`', '[', ']', '\'']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_a_statement() {
        let sql = "CREATE TABLE p (id INTEGER PRIMARY KEY, \"name\" TEXT DEFAULT (a, b), ssn VARCHAR(11), UNIQUE (ssn))";
        assert_eq!(stored_columns(sql), ["id", "name", "ssn"]);
        assert!(stored_columns("CREATE VIRTUAL TABLE x").is_empty());
        for (sql, names) in [
            ("CREATE TABLE p(a TEXT, b INT CHECK (b > 0) PRIMARY KEY, c) WITHOUT ROWID", ["b", "a", "c"]),
            ("CREATE TABLE p(a, b, c, PRIMARY KEY(c, \"b\")) STRICT, WITHOUT  ROWID", ["c", "b", "a"]),
            ("CREATE TABLE p(a, b, c, CONSTRAINT k PRIMARY KEY (b))WITHOUT ROWID;", ["b", "a", "c"]),
        ] {
            assert_eq!(stored_columns(sql), names, "{sql}");
        }
    }

    #[test]
    fn numbers_of_one_to_nine_bytes() {
        for (bytes, value) in [(&[0x7F][..], (127, 1)), (&[0x81, 0], (128, 2)), (&[0xFF; 9], (-1, 9))] {
            assert_eq!(varint(bytes, 0), Some(value));
        }
        assert_eq!(varint(&[0x80], 0), None);
    }

    #[test]
    fn damage_ends() {
        let mut bytes = [b"SQLite format 3\0".as_slice(), &[2, 0, 1, 1, 0], &[0; 2000]].concat();
        bytes[100] = 5;
        bytes[111] = 1;
        assert!(tables(&bytes, 1000).trouble.is_some());
        assert!(tables(b"SQLite format 3\0", 1000).trouble.is_some());
        for page_size in [0_u32, 512, 65_536, u32::MAX] {
            let mut bytes = vec![0xFF; 3000];
            bytes[8..12].copy_from_slice(&page_size.to_be_bytes());
            bytes[LOG_HEAD + FRAME_HEAD] = TABLE_LEAF;
            assert!(log(&bytes, 1000).trouble.is_some(), "{page_size}");
        }
    }
}
