//! Rows of cells with a character between them: CSV (RFC 4180), TSV, pipes, and the tables of Cucumber and Markdown.
//!
//! Promises: the delimiter and the header are found by what the cells of the first lines say, not by the name of the file. A cell in quotes may
//! hold the delimiter, doubled quotes and line breaks; a quote that never ends is a character like any other.

use super::lexicon::{self, About, HouseColumns, Known};
use super::sheet::{self, Sheet};
use crate::text::Span;
use memchr::memchr;

/// Lines in which the header is looked for, and bytes: notes and titles may stand above it.
const HEADER_LINES: usize = 12;
pub(super) const HEADER_BYTES: usize = 16 * 1024;

/// Cells of a row that are looked at.
const MOST_CELLS: usize = 2_000;

/// How far a cell in quotes may reach.
const LONGEST_QUOTED: usize = 4 * 1024;

const DELIMITERS: [u8; 5] = *b",;\t|^";

/// Where the header is and what separates its cells.
struct Header {
    delimiter: u8,
    /// The cells, without quotes.
    cells: Vec<Span>,
    /// Behind its line.
    end: usize,
}

/// Whether the text begins with a header that speaks of persons; `file` says whom the file is about.
pub(super) fn is_of_persons(text: &[u8], house: &HouseColumns, file: impl FnOnce() -> About) -> bool {
    let head = &text[..text.len().min(HEADER_BYTES)];
    header(head, house)
        .is_some_and(|header| sheet::speaks_of_persons(header.cells.iter().map(|cell| cell.of(text)), Known { house, file: file() }))
}

/// Where the rows of a text begin, and what separates their cells.
pub(super) fn rows(text: &[u8], house: &HouseColumns) -> Option<(usize, u8)> {
    let header = header(&text[..text.len().min(HEADER_BYTES)], house)?;
    Some((header.end.min(text.len()), header.delimiter))
}

/// The rows in a text that goes on: where the last whole one ends, and how many there are. Which quote ends a cell is known only as far before
/// the end as a cell in quotes may reach, or where none is open.
pub(super) fn whole_rows(text: &[u8], delimiter: u8) -> (usize, u32) {
    let (mut end, mut count, mut is_even) = (0, 0, true);
    let (mut at, mut number) = (0, 0);
    while at < text.len() {
        let next = cells(text, at, delimiter, &mut |_, _| {});
        let is_ended = text[..next].ends_with(b"\n") || (next < text.len() && text[..next].ends_with(b"\r"));
        if !is_ended {
            break;
        }
        number += 1;
        is_even ^= memchr::memchr_iter(b'"', &text[at..next]).count() % 2 == 1;
        if next + LONGEST_QUOTED < text.len() || is_even {
            (end, count) = (next, number);
        }
        if next + LONGEST_QUOTED < text.len() {
            is_even = true;
        }
        at = next;
    }
    (end, count)
}

/// Hands the cells of the whole text to the sheet.
pub(super) fn read(text: &[u8], sheet: &mut Sheet<'_, '_>) {
    let Some(header) = header(&text[..text.len().min(HEADER_BYTES)], sheet.known().house) else { return };
    let table = sheet.table(b"");
    let columns: Vec<Option<u32>> = header.cells.iter().map(|cell| sheet.column(table, cell.of(text))).collect();
    let last = columns.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
    let mut at = header.end;
    let mut row = 0;
    while at < text.len() {
        row += 1;
        at = cells(text, at, header.delimiter, &mut |index, cell| {
            if let Some(Some(column)) = columns[..last].get(index) {
                sheet.cell(row, *column, cell);
            }
        });
    }
}

/// The first line whose cells are names of columns, one of them known.
fn header(text: &[u8], house: &HouseColumns) -> Option<Header> {
    let mut at = if text.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    for _ in 0..HEADER_LINES {
        if at >= text.len() {
            return None;
        }
        let line = memchr(b'\n', &text[at..]).map_or(text.len(), |end| at + end);
        let candidates = DELIMITERS.iter().filter(|delimiter| memchr(**delimiter, &text[at..line]).is_some()).filter_map(|delimiter| {
            let mut found = Vec::new();
            let end = cells(&text[..line], at, *delimiter, &mut |_, cell| found.push(cell));
            if found.len() < 2 || !found.iter().all(|cell| is_name(cell.of(text))) {
                return None;
            }
            let names = found.iter().filter(|cell| lexicon::meaning(cell.of(text), house).is_some()).count();
            let header = |cells| Header { delimiter: *delimiter, cells, end: (end + 1).min(text.len() + 1) };
            (names > 0).then(|| (names, found.len(), header(found)))
        });
        if let Some((.., header)) = candidates.max_by_key(|(names, cells, _)| (*names, *cells)) {
            return Some(header);
        }
        at = line + 1;
    }
    None
}

/// A name of a column: short, with a letter, and more letters than digits; no pair of a name and its value.
fn is_name(cell: &[u8]) -> bool {
    let letters = cell.iter().filter(|byte| byte.is_ascii_alphabetic() || **byte >= 0x80).count();
    let digits = cell.iter().filter(|byte| byte.is_ascii_digit()).count();
    cell.is_empty() || (cell.len() <= 96 && !cell.contains(&b'=') && letters >= 1 && letters >= digits)
}

/// Reads the row at `at`; returns where the next one begins.
fn cells(text: &[u8], at: usize, delimiter: u8, out: &mut dyn FnMut(usize, Span)) -> usize {
    let mut start = at;
    let mut index = 0;
    loop {
        let (cell, end) = cell(text, start, delimiter);
        if index < MOST_CELLS {
            out(index, cell);
        }
        index += 1;
        match text.get(end) {
            Some(byte) if *byte == delimiter => start = end + 1,
            Some(b'\r') if text.get(end + 1) == Some(&b'\n') => return end + 2,
            Some(_) => return end + 1,
            None => return text.len(),
        }
    }
}

/// The cell at `start`, trimmed and without quotes, and the delimiter or line break behind it.
fn cell(text: &[u8], start: usize, delimiter: u8) -> (Span, usize) {
    let blank = text[start..].iter().take_while(|byte| **byte == b' ').count();
    let begin = start + blank;
    if text.get(begin) == Some(&b'"')
        && let Some(close) = closing_quote(text, begin + 1)
    {
        let rest = text[close + 1..]
            .iter()
            .position(|byte| *byte == delimiter || matches!(byte, b'\n' | b'\r'))
            .map_or(text.len(), |end| close + 1 + end);
        return (Span::new(begin + 1, close), rest);
    }
    let end =
        text[start..].iter().position(|byte| *byte == delimiter || matches!(byte, b'\n' | b'\r')).map_or(text.len(), |end| start + end);
    let trimmed = text[start..end].trim_ascii();
    let from = trimmed.as_ptr() as usize - text.as_ptr() as usize;
    (if trimmed.is_empty() { Span::new(start, start) } else { Span::new(from, from + trimmed.len()) }, end)
}

/// The quote that ends a cell; two of them are one within it.
fn closing_quote(text: &[u8], mut at: usize) -> Option<usize> {
    let limit = text.len().min(at + LONGEST_QUOTED);
    loop {
        let quote = at + memchr(b'"', text.get(at..limit)?)?;
        if text.get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        at = quote + 2;
    }
}

/// Tables of Cucumber and Markdown: lines that begin with `|`, the first of them the header. `table` opens a sheet for each.
pub(super) fn pipes(text: &[u8], known: Known<'_>, out: &mut dyn FnMut(crate::format::Field)) {
    let mut at = 0;
    let mut rows = 0;
    while at < text.len() {
        let end = memchr(b'\n', &text[at..]).map_or(text.len(), |end| at + end);
        if !starts_with_pipe(&text[at..end]) {
            at = end + 1;
            continue;
        }
        let mut sheet = Sheet::new(text, known, out, false);
        let table = sheet.table(b"");
        let mut columns = Vec::new();
        bar(text, at, end, &mut |_, cell| columns.push(sheet.column(table, cell.of(text))));
        at = end + 1;
        while at < text.len() {
            let end = memchr(b'\n', &text[at..]).map_or(text.len(), |end| at + end);
            if !starts_with_pipe(&text[at..end]) {
                break;
            }
            rows += 1;
            bar(text, at, end, &mut |index, cell| {
                if let Some(Some(column)) = columns.get(index) {
                    sheet.cell(rows, *column, cell);
                }
            });
            at = end + 1;
        }
        sheet.finish();
    }
}

fn starts_with_pipe(line: &[u8]) -> bool {
    line.trim_ascii_start().first() == Some(&b'|')
}

/// The cells between the bars of a line, without the marks of Markdown around them.
fn bar(text: &[u8], start: usize, end: usize, out: &mut dyn FnMut(usize, Span)) {
    let mut from = start + memchr(b'|', &text[start..end]).map_or(0, |bar| bar + 1);
    let mut index = 0;
    while from < end && index < MOST_CELLS {
        let to = memchr(b'|', &text[from..end]).map_or(end, |bar| from + bar);
        let is_mark = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'*' | b'`' | b'"' | b'\'');
        let lead = text[from..to].iter().take_while(|byte| is_mark(byte)).count();
        let tail = text[from + lead..to].iter().rev().take_while(|byte| is_mark(byte)).count();
        out(index, Span::new(from + lead, to - tail));
        index += 1;
        from = to + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_whole_where_no_quote_is_open() {
        let long = "x".repeat(LONGEST_QUOTED);
        for (text, expected) in [
            ("", (0, 0)),
            ("a,b", (0, 0)),
            ("a,b\n", (4, 1)),
            ("a,b\nc,", (4, 1)),
            ("a,b\r\nc\r", (5, 1)),
            ("a\rb\r\n", (5, 2)),
            ("a,\"b\nc\"\nd\n", (10, 2)),
            // What is open may be closed by what comes.
            ("a\nb,\"c\nd\n", (2, 1)),
            ("a,\"\"\"b\n", (0, 0)),
            (&format!("a,\"b\n{long}\n{long}"), (4102, 2)),
        ] {
            assert_eq!(whole_rows(text.as_bytes(), b','), expected, "{text:?}");
        }
    }
}
