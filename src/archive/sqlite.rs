//! Tables of an `SQLite` database as rows of text.
//!
//! Promises: any bytes will do; pages are followed at most once each, so damage cannot make it run in circles. Read are tables of the
//! main file: neither a write-ahead log beside it, nor free pages, nor blobs that are no text. File format: <https://sqlite.org/fileformat2.html>.

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
            schema.push((String::from_utf8_lossy(name).into_owned(), *root, columns(&String::from_utf8_lossy(sql))));
        }
        true
    });
    let mut left = limit;
    for (name, root, columns) in schema {
        let Ok(root) = usize::try_from(root) else { continue };
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
            let number_of_cells = usize::from(page[head + 3]) << 8 | usize::from(page[head + 4]);
            let (is_leaf, head_size) = match page[head] {
                0x0D => (true, 8),
                0x05 => (false, 12),
                // Tables without row ids are kept as indexes; their pages are of other kinds.
                _ => continue,
            };
            let pointers = (0..number_of_cells).filter_map(|index| {
                let at = head + head_size + 2 * index;
                Some(usize::from(*page.get(at)?) << 8 | usize::from(*page.get(at + 1)?))
            });
            if is_leaf {
                for pointer in pointers {
                    match self.record(page, pointer) {
                        Some(record) if !each(&record) => return,
                        Some(_) => {}
                        None => self.is_damaged = true,
                    }
                }
            } else {
                let mut children: Vec<usize> = pointers.filter_map(|pointer| page_number(page, pointer)).collect();
                children.extend(page_number(page, head + 8));
                pages.extend(children.into_iter().rev());
            }
        }
    }

    fn record(&self, page: &[u8], pointer: usize) -> Option<Vec<Value>> {
        let (size, used) = varint(page, pointer)?;
        let (_, used_by_id) = varint(page, pointer + used)?;
        let payload = self.payload(page, pointer + used + used_by_id, usize::try_from(size).ok()?)?;
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
    fn payload(&self, page: &[u8], start: usize, size: usize) -> Option<Vec<u8>> {
        let most = self.usable - 35;
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

/// The names of a table's columns, from the statement that made it.
fn columns(sql: &str) -> Vec<String> {
    let Some((_, list)) = sql.split_once('(') else { return Vec::new() };
    let (mut columns, mut depth, mut current) = (Vec::new(), 0_u32, String::new());
    for character in list.chars() {
        match character {
            '(' => depth += 1,
            ')' if depth == 0 => break,
            ')' => depth -= 1,
            ',' if depth == 0 => columns.push(std::mem::take(&mut current)),
            _ if depth == 0 => current.push(character),
            _ => {}
        }
    }
    columns.push(current);
    let is_constraint =
        |word: &str| ["PRIMARY", "FOREIGN", "UNIQUE", "CHECK", "CONSTRAINT"].iter().any(|keyword| word.eq_ignore_ascii_case(keyword));
    let names = columns.iter().filter_map(|column| column.split_whitespace().next()).filter(|word| !is_constraint(word));
    names.map(|name| name.trim_matches(['"', '`', '[', ']', '\'']).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_a_statement() {
        let sql = "CREATE TABLE p (id INTEGER PRIMARY KEY, \"name\" TEXT DEFAULT (a, b), ssn VARCHAR(11), UNIQUE (ssn))";
        assert_eq!(columns(sql), ["id", "name", "ssn"]);
        assert!(columns("CREATE VIRTUAL TABLE x").is_empty());
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
    }
}
