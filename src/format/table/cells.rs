//! Tables of markup for readers (XHTML, the narrative of CDA): headers above their columns, and labels before their values.
//!
//! Promises: a table speaks for itself, whatever stands around it; a cell's value is one run of text in it.

use super::lexicon::{self, Known};
use super::sheet::Sheet;
use crate::format::Field;
use crate::format::xml::{Token, Tokens, local};
use crate::text::Span;

/// Cells of a row, and runs of text of a cell, that are looked at.
const MOST_CELLS: usize = 200;
const MOST_RUNS: usize = 8;

#[derive(Default)]
struct Cell {
    is_header: bool,
    runs: Vec<Span>,
}

/// One table while it is read.
#[derive(Default)]
struct Table {
    headers: Vec<Vec<u8>>,
    rows: u32,
    cells: Vec<Cell>,
    in_cell: bool,
}

/// Hands over the cells of all tables behind `start`; a field's path is the class of its column, its place the column and the row.
pub(super) fn read(text: &[u8], start: usize, known: Known<'_>, out: &mut dyn FnMut(Field)) {
    let mut tokens = Tokens::new(text, start);
    while let Some(token) = tokens.next() {
        if matches!(token, Token::Open(name) if is(text, name, b"table")) {
            let mut sheet = Sheet::new(text, known, out, false);
            table(text, &mut tokens, &mut sheet);
            sheet.finish();
        }
    }
}

fn is(text: &[u8], name: Span, wanted: &[u8]) -> bool {
    local(text, name).of(text).eq_ignore_ascii_case(wanted)
}

/// Reads to the end of the table; what begins a table within it ends it too.
fn table(text: &[u8], tokens: &mut Tokens<'_>, sheet: &mut Sheet<'_, '_>) {
    let mut table = Table::default();
    for token in tokens.by_ref() {
        match token {
            Token::Open(name) if is(text, name, b"td") || is(text, name, b"th") => {
                table.in_cell = true;
                if table.cells.len() < MOST_CELLS {
                    table.cells.push(Cell { is_header: is(text, name, b"th"), runs: Vec::new() });
                }
            }
            Token::Close(name) if is(text, name, b"td") || is(text, name, b"th") => table.in_cell = false,
            Token::Open(name) | Token::Close(name) if is(text, name, b"tr") => table.row(text, sheet),
            Token::Text(span) if table.in_cell => {
                if let Some(cell) = table.cells.last_mut().filter(|cell| cell.runs.len() < MOST_RUNS) {
                    cell.runs.push(span);
                }
            }
            Token::Open(name) | Token::Close(name) if is(text, name, b"table") => break,
            _ => {}
        }
    }
    table.row(text, sheet);
}

impl Table {
    fn row(&mut self, text: &[u8], sheet: &mut Sheet<'_, '_>) {
        let cells = std::mem::take(&mut self.cells);
        self.in_cell = false;
        if cells.len() < 2 {
            return;
        }
        let of = sheet.table(b"");
        let known = sheet.known();
        let is_known = |cell: &Cell| name(text, cell).is_some_and(|name| lexicon::meaning(&name, known.house).is_some());
        let labels = cells.iter().filter(|cell| is_known(cell)).count();
        let are_headers = cells.iter().all(|cell| cell.is_header) && labels > 0;
        if self.headers.is_empty() && (are_headers || labels == cells.len()) {
            self.headers = cells.iter().map(|cell| name(text, cell).unwrap_or_default()).collect();
            return;
        }
        let mut add = |row: u32, column: &[u8], cell: &Cell| {
            if let Some(column) = sheet.column(of, column) {
                cell.runs.iter().for_each(|run| sheet.cell(row, column, *run));
            }
        };
        if !self.headers.is_empty() {
            self.rows += 1;
            self.headers.iter().zip(&cells).for_each(|(header, cell)| add(self.rows, header, cell));
            return;
        }
        let mut at = 0;
        while at + 1 < cells.len() {
            let label = name(text, &cells[at]).filter(|_| is_known(&cells[at]) && !is_known(&cells[at + 1]));
            if let Some(label) = &label {
                add(1, label, &cells[at + 1]);
            }
            at += if label.is_some() { 2 } else { 1 };
        }
    }
}

/// What a cell says as a header or label.
fn name(text: &[u8], cell: &Cell) -> Option<Vec<u8>> {
    let name = cell.runs.first()?.of(text).trim_ascii();
    let name = name.strip_suffix(b":").unwrap_or(name).trim_ascii_end();
    // Who stands there, is called so: the column of a list of patients.
    Some(if name.eq_ignore_ascii_case(b"patient") { b"patient name".to_vec() } else { name.to_vec() })
}
