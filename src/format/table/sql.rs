//! Rows in SQL: `INSERT INTO t (a, b) VALUES (1, 'x'), …`, `REPLACE INTO`, and `COPY t (a, b) FROM stdin` of `PostgreSQL`, in files of SQL and in
//! string literals of programs.
//!
//! Promises: `CREATE TABLE` is a declaration and gives nothing, but names the columns of an `INSERT` without a list (the nearest one above it).
//! Statements that follow each other are one unit. Never fails; what it cannot read it steps over.

use super::sheet::Sheet;
use crate::text::Span;
use memchr::{memchr, memmem, memrchr};
use std::collections::HashMap;

/// What a statement begins with; in either case.
const VERBS: [&[u8]; 3] = [b"insert", b"replace", b"upsert"];

/// How far above an `INSERT` without a list of columns its `CREATE TABLE` may stand.
const DECLARATION_REACH: usize = 256 * 1024;

/// Bytes between statements that still follow each other: blanks, comments, quotes of a program.
const MOST_BETWEEN: usize = 400;

/// How far before its last words a `COPY` may begin.
const LONGEST_HEAD: usize = 4 * 1024;

/// Brackets within brackets of an expression; what is deeper is none.
const DEEPEST: u32 = 64;

/// Bytes of a comment between two parts of a statement.
const LONGEST_COMMENT: usize = 4 * 1024;

/// Of what a statement looks at before it turns out to be none, this share is not looked at for another: a text of nothing but such statements
/// would be read to its end for each.
const SHARE_LOST: usize = 16;

/// Columns of a table.
const MOST_COLUMNS: usize = 1_000;

/// Reads the statements from `hit` on; returns the end of the last.
pub(super) fn read(text: &[u8], hit: usize, sheet: &mut Sheet<'_, '_>) -> usize {
    let mut cursor = Cursor { text, at: hit };
    let mut end = hit + 1;
    let mut row = 0;
    let mut declarations = Declarations::new();
    while cursor.insert(sheet, &mut row, &mut declarations) {
        end = cursor.at;
        if !cursor.next_statement() {
            return end;
        }
    }
    if end > hit + 1 { end } else { end + cursor.at.saturating_sub(end) / SHARE_LOST }
}

/// Reads `COPY … FROM stdin;` whose last words stand at `hit`, and its rows.
pub(super) fn copy(text: &[u8], hit: usize, sheet: &mut Sheet<'_, '_>) -> usize {
    let line = memrchr(b'\n', &text[..hit]).map_or(0, |end| end + 1).max(hit.saturating_sub(LONGEST_HEAD));
    let head = &text[line..hit];
    let Some(start) = [&b"COPY "[..], b"copy ", b"Copy "].iter().filter_map(|word| memmem::rfind(head, word)).max() else { return hit + 1 };
    let mut cursor = Cursor { text: &text[..hit], at: line + start + 5 };
    let Some(name) = cursor.name() else { return hit + 1 };
    let table = sheet.table(name.of(text));
    let columns: Vec<Option<u32>> = cursor.list().unwrap_or_default().iter().map(|name| sheet.column(table, name.of(text))).collect();
    let Some(first) = memchr(b'\n', &text[hit..text.len().min(hit + LONGEST_HEAD)]) else { return hit + 1 };
    let mut at = hit + first + 1;
    let mut row = 0;
    while at < text.len() {
        let end = memchr(b'\n', &text[at..]).map_or(text.len(), |end| at + end);
        let line = text[at..end].strip_suffix(b"\r").unwrap_or(&text[at..end]);
        if line == b"\\." {
            return (end + 1).min(text.len());
        }
        row += 1;
        let mut from = at;
        for (cell, column) in line.split(|byte| *byte == b'\t').zip(&columns) {
            if let Some(column) = column {
                sheet.cell(row, *column, Span::new(from, from + cell.len()));
            }
            from += cell.len() + 1;
        }
        at = end + 1;
    }
    text.len()
}

/// The columns of tables whose rows do not name them.
type Declarations = HashMap<Vec<u8>, Option<Vec<Span>>>;

struct Cursor<'t> {
    text: &'t [u8],
    at: usize,
}

impl Cursor<'_> {
    fn rest(&self) -> &[u8] {
        &self.text[self.at.min(self.text.len())..]
    }

    /// As much as a comment may be long.
    fn comment(&self) -> &[u8] {
        let rest = self.rest();
        &rest[..rest.len().min(LONGEST_COMMENT)]
    }

    /// Steps over blanks, comments, and what joins the parts of a literal in a program: quotes, `+`, `\n`.
    fn skip(&mut self) {
        let limit = self.text.len().min(self.at + 4_096);
        while self.at < limit {
            match self.rest() {
                [b' ' | b'\t' | b'\r' | b'\n' | b'+' | b'"' | b'.' | b'&', ..] => self.at += 1,
                [b'\\', b'n' | b'r' | b't' | b'"' | b'\n' | b'\r', ..] => self.at += 2,
                [b'-', b'-', ..] => self.at += memchr(b'\n', self.comment()).unwrap_or(self.comment().len()),
                [b'/', b'*', ..] => self.at += memmem::find(self.comment(), b"*/").map_or(self.comment().len(), |end| end + 2),
                _ => return,
            }
        }
    }

    fn word(&mut self, word: &[u8]) -> bool {
        self.skip();
        let found = self.rest().get(..word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word));
        if found {
            self.at += word.len();
        }
        found
    }

    /// A name, with or without quotes and the names of its database and schema; the last part.
    fn name(&mut self) -> Option<Span> {
        let mut last;
        loop {
            self.skip_blanks();
            let (open, close) = match self.rest().first()? {
                b'`' => (1, Some(b'`')),
                b'[' => (1, Some(b']')),
                b'"' => (1, Some(b'"')),
                b'\\' if self.rest().get(1) == Some(&b'"') => (2, Some(b'\\')),
                _ => (0, None),
            };
            let start = self.at + open;
            let length = match close {
                Some(close) => memchr(close, self.text.get(start..self.text.len().min(start + 200))?)?,
                None => self.text[start..]
                    .iter()
                    .take(200)
                    .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'#') || **byte >= 0x80)
                    .count(),
            };
            if length == 0 {
                return None;
            }
            last = Span::new(start, start + length);
            self.at = last.end + open;
            if self.rest().first() != Some(&b'.') {
                return Some(last);
            }
            self.at += 1;
        }
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().iter().take(1_024).take_while(|byte| byte.is_ascii_whitespace()).count();
    }

    /// Names in brackets.
    fn list(&mut self) -> Option<Vec<Span>> {
        self.skip();
        if self.rest().first() != Some(&b'(') {
            return None;
        }
        self.at += 1;
        let mut names = Vec::new();
        while names.len() < MOST_COLUMNS {
            self.skip_joints();
            names.push(self.name()?);
            self.skip_joints();
            match self.rest().first()? {
                b',' => self.at += 1,
                b')' => {
                    self.at += 1;
                    return Some(names);
                }
                _ => return None,
            }
        }
        None
    }

    /// As [`Cursor::skip`], but leaves quotes that may belong to a name.
    fn skip_joints(&mut self) {
        loop {
            let before = self.at;
            self.skip_blanks();
            match self.rest() {
                // The end of a literal of a program, and the beginning of the next: `" + "`.
                [b'"', rest @ ..]
                    if rest.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| matches!(byte, b'+' | b'.' | b'&')) =>
                {
                    self.skip();
                }
                [b'\\', b'n' | b'r' | b't' | b'\n' | b'\r', ..] => self.at += 2,
                [b'-', b'-', ..] => self.at += memchr(b'\n', self.comment()).unwrap_or(self.comment().len()),
                _ => {}
            }
            if self.at == before {
                return;
            }
        }
    }

    /// One `INSERT`; false where there is none.
    fn insert(&mut self, sheet: &mut Sheet<'_, '_>, row: &mut u32, declarations: &mut Declarations) -> bool {
        let start = self.at;
        if !VERBS.iter().any(|verb| self.word(verb)) {
            return false;
        }
        for word in [&b"low_priority"[..], b"delayed", b"ignore", b"or replace", b"or ignore"] {
            self.word(word);
        }
        if !self.word(b"into") {
            return false;
        }
        self.skip_blanks();
        let Some(name) = self.name() else { return false };
        let name = name.of(self.text).to_vec();
        let table = sheet.table(&name);
        let before = self.at;
        let names = self.list();
        if names.is_none() {
            self.at = before;
        }
        for word in [&b"overriding system value"[..], b"overriding user value"] {
            self.word(word);
        }
        if !(self.word(b"values") || self.word(b"value")) {
            return false;
        }
        // A declaration is looked for where a row stands. Where there is none the rows say nothing, but those of the next statement may.
        let names = names.or_else(|| {
            let mut ahead = Cursor { text: self.text, at: self.at };
            let has_row = ahead.begins_row() && {
                ahead.at += 1;
                ahead.tuple(sheet, 0, &[]) || ahead.at >= self.text.len()
            };
            has_row.then(|| declarations.entry(name.clone()).or_insert_with(|| declared(self.text, start, &name)).clone())?
        });
        let names = names.unwrap_or_default();
        let columns: Vec<Option<u32>> = names.iter().map(|name| sheet.column(table, name.of(self.text))).collect();
        let mut any = false;
        loop {
            if !self.begins_row() {
                return any;
            }
            self.at += 1;
            *row += 1;
            if !self.tuple(sheet, *row, &columns) {
                return any;
            }
            any = true;
            let end = self.at;
            self.skip();
            if self.rest().first() != Some(&b',') {
                self.at = end;
                return true;
            }
            self.at += 1;
        }
    }

    /// Whether a bracket comes next.
    fn begins_row(&mut self) -> bool {
        self.skip();
        self.rest().first() == Some(&b'(')
    }

    /// The values up to the bracket that ends them.
    fn tuple(&mut self, sheet: &mut Sheet<'_, '_>, row: u32, columns: &[Option<u32>]) -> bool {
        let mut index = 0;
        loop {
            let Some(value) = self.value() else { return false };
            if let (Some(value), Some(Some(column))) = (value, columns.get(index)) {
                sheet.cell(row, *column, value);
            }
            index += 1;
            self.skip();
            match self.rest().first() {
                Some(b',') => self.at += 1,
                Some(b')') => {
                    self.at += 1;
                    return true;
                }
                _ => return false,
            }
        }
    }

    #[expect(clippy::option_option, reason = "an expression is a value without bytes, the end of the text is none")]
    /// One value: the bytes of a literal, or nothing for an expression; `None` where the text ends within it.
    fn value(&mut self) -> Option<Option<Span>> {
        self.skip_joints();
        if self.rest().first() == Some(&b'"') {
            let start = self.at + 1;
            self.at = start;
            self.step_to(b"\"")?;
            let value = Span::new(start, self.at);
            self.at += 1;
            return Some(Some(value));
        }
        // Prefixes of literals: N'…', E'…', _utf8'…', DATE '…', X'…'.
        let prefix = self.rest().iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        let blank = self.rest()[prefix..].iter().take(2).take_while(|byte| **byte == b' ').count();
        if self.rest().get(prefix + blank) == Some(&b'\'') {
            self.at += prefix + blank + 1;
            return self.quoted().map(Some);
        }
        let start = self.at;
        let mut depth = 0u32;
        loop {
            self.step_to(b"'(),;")?;
            match self.rest()[0] {
                b'\'' => {
                    self.at += 1;
                    self.quoted()?;
                }
                b'(' if depth == DEEPEST => return None,
                b'(' => {
                    depth += 1;
                    self.at += 1;
                }
                b')' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                b',' if depth > 0 => self.at += 1,
                b';' => return None,
                _ => break,
            }
        }
        let raw = self.text[start..self.at].trim_ascii();
        let is_number = !raw.is_empty() && raw.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
        Some(is_number.then(|| Span::new(start, start + raw.len())))
    }

    /// Steps to the first of some bytes, or to the end of the text.
    fn step_to(&mut self, stops: &[u8]) -> Option<()> {
        let step = self.rest().iter().position(|byte| stops.contains(byte));
        self.at += step.unwrap_or(self.rest().len());
        step.map(|_| ())
    }

    /// Behind an opening quote: the bytes up to the closing one, and the place behind it.
    fn quoted(&mut self) -> Option<Span> {
        let start = self.at;
        loop {
            self.step_to(b"'\\")?;
            match self.rest() {
                [b'\\', _, ..] => self.at += 2,
                [b'\'', b'\'', ..] => self.at += 2,
                [b'\'', ..] => {
                    let value = Span::new(start, self.at);
                    self.at += 1;
                    return Some(value);
                }
                _ => return None,
            }
        }
    }

    /// Steps to the next statement, if it follows at once.
    fn next_statement(&mut self) -> bool {
        let limit = self.text.len().min(self.at + MOST_BETWEEN);
        let between = &self.text[self.at..limit];
        let verb = (0..between.len()).find(|&at| {
            let starts = |verb: &&[u8]| between[at..].get(..verb.len()).is_some_and(|here| here.eq_ignore_ascii_case(verb));
            matches!(between[at], b'i' | b'I' | b'r' | b'R')
                && (at == 0 || !between[at - 1].is_ascii_alphanumeric())
                && VERBS.iter().any(starts)
        });
        // Another statement with rows of its own stands between.
        let verb = verb.filter(|at| !between[..*at].windows(5).any(|word| word.eq_ignore_ascii_case(b"copy ")));
        self.at += verb.unwrap_or(0);
        verb.is_some()
    }
}

/// The columns of the nearest `CREATE TABLE` of that name above `before`.
fn declared(text: &[u8], before: usize, table: &[u8]) -> Option<Vec<Span>> {
    let floor = before.saturating_sub(DECLARATION_REACH);
    let mut limit = before;
    // The nearest few: a dump declares a table right above its rows.
    for _ in 0..8 {
        let above = &text[floor..limit];
        let found =
            [&b"CREATE TABLE"[..], b"create table", b"Create Table"].iter().filter_map(|words| memmem::rfind(above, words)).max()?;
        limit = floor + found;
        let mut cursor = Cursor { text: &text[..before], at: limit + b"create table".len() };
        cursor.word(b"if not exists");
        cursor.skip_blanks();
        let Some(name) = cursor.name() else { continue };
        if name.of(text).eq_ignore_ascii_case(table) {
            return cursor.declaration();
        }
    }
    None
}

/// Words that begin a line of a declaration that is no column.
const CONSTRAINTS: [&[u8]; 9] = [b"primary", b"key", b"unique", b"constraint", b"foreign", b"index", b"check", b"fulltext", b"exclude"];

impl Cursor<'_> {
    /// The names of the columns in the brackets of a declaration.
    fn declaration(&mut self) -> Option<Vec<Span>> {
        self.skip_blanks();
        if self.rest().first() != Some(&b'(') {
            return None;
        }
        self.at += 1;
        let mut names = Vec::new();
        while names.len() < MOST_COLUMNS {
            self.skip_joints();
            let name = self.name()?;
            if !CONSTRAINTS.iter().any(|word| name.of(self.text).eq_ignore_ascii_case(word)) {
                names.push(name);
            }
            // The rest of the column's declaration is an expression.
            self.value()?;
            match self.rest().first()? {
                b',' => self.at += 1,
                _ => return Some(names),
            }
        }
        None
    }
}
