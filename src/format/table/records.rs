//! Records in JSON: an array of objects, one object a line, fixtures of Django (`model`, `fields`), and objects of one record each.
//!
//! Promises: an object within an object belongs to the same record, one within an array begins a record of its own. A schema gives nothing: what
//! stands under its names are objects, not values. What says `resourceType` is FHIR's.

use super::lexicon::{self, About, HouseColumns, Known, Meaningful};
use super::sheet::{self, Sheet};
use crate::format::json::{Event, Quote, Tokens};
use crate::text::Span;

/// Bytes at the beginning in which names must speak of persons.
pub(super) const HEAD: usize = 16 * 1024;

/// Open objects and arrays; deeper ones are stepped over.
const MOST_LEVELS: usize = 64;

/// Names whose value is the name of the table.
const TABLE_KEYS: &[&[u8]] = &[b"model", b"table", b"tableName", b"table_name"];

/// Keys of documents that describe an interface: what they hold of persons is made up to show a form (`OpenAPI` 3.1, 4.8.1; `AsyncAPI` 3.0).
pub(super) const DESCRIPTIONS: &[&[u8]] = &[b"openapi", b"swagger", b"asyncapi"];

/// Whether names with plain values in the beginning of the text speak of persons; `file` says whom the file is about.
pub(super) fn is_of_persons(text: &[u8], house: &HouseColumns, file: impl FnOnce() -> About) -> bool {
    let mut meaningful = Meaningful::new(house);
    let head = &text[..text.len().min(HEAD)];
    let mut keys: Vec<Span> = Vec::new();
    let mut tables: Vec<Span> = Vec::new();
    let mut key = None;
    for token in Tokens::new(head, 0, Quote::Plain) {
        match token.event {
            Event::Key if token.span.of(text) == b"resourceType" => return false,
            // They stand first; further on the word may be anything.
            Event::Key if keys.is_empty() && DESCRIPTIONS.contains(&token.span.of(text)) => return false,
            Event::Key => key = Some(token.span),
            Event::String | Event::Number => {
                let Some(name) = key else { continue };
                if TABLE_KEYS.contains(&name.of(text)) {
                    tables.push(token.span);
                }
                if keys.len() < MOST_KEYS && meaningful.holds(name.of(text)) {
                    keys.push(name);
                }
            }
            Event::ArrayStart | Event::ObjectStart => tables.extend(key),
            Event::ObjectEnd | Event::ArrayEnd | Event::Literal => key = None,
        }
    }
    let about = |file| tables.iter().map(|name| lexicon::about(name.of(text))).fold(file, Ord::max);
    keys.len() >= 2 && sheet::speaks_of_persons(keys.iter().map(|key| key.of(text)), Known { house, file: about(file()) })
}

const MOST_KEYS: usize = 400;

struct Level {
    /// The name it stands under.
    name: Span,
    is_object: bool,
    row: u32,
    table: usize,
}

/// Hands the values of all records to the sheet.
pub(super) fn read(text: &[u8], sheet: &mut Sheet<'_, '_>) {
    let mut levels: Vec<Level> = Vec::new();
    let mut beyond = 0usize;
    let mut rows = 0;
    let mut key = Span::default();
    let none = sheet.table(b"");
    for token in Tokens::new(text, 0, Quote::Plain) {
        match token.event {
            Event::ObjectStart | Event::ArrayStart if levels.len() >= MOST_LEVELS => beyond += 1,
            Event::ObjectEnd | Event::ArrayEnd if beyond > 0 => beyond -= 1,
            _ if beyond > 0 => {}
            Event::ObjectStart => {
                let within = levels.last();
                let row = match within {
                    Some(level) if level.is_object && level.row > 0 && !begins_record(levels.len()) => level.row,
                    _ => {
                        rows += 1;
                        rows
                    }
                };
                let table = match within {
                    Some(level) if !level.is_object => level.table,
                    Some(level) if !key.is_empty() && lexicon::about(key.of(text)) == About::Unknown => level.table,
                    _ if !key.is_empty() => sheet.table(key.of(text)),
                    _ => none,
                };
                let name = if within.is_some_and(|level| level.is_object) { key } else { Span::default() };
                levels.push(Level { name, is_object: true, row, table });
                key = Span::default();
            }
            Event::ArrayStart => {
                let table = if key.is_empty() { levels.last().map_or(none, |level| level.table) } else { sheet.table(key.of(text)) };
                let row = levels.last().map_or(0, |level| level.row);
                levels.push(Level { name: key, is_object: false, row, table });
            }
            Event::ObjectEnd | Event::ArrayEnd => {
                levels.pop();
                key = Span::default();
            }
            Event::Key => key = token.span,
            Event::String | Event::Number => {
                let Some(level) = levels.last_mut() else { continue };
                let name = if level.is_object { key } else { level.name };
                if level.is_object && TABLE_KEYS.contains(&name.of(text)) {
                    level.table = sheet.table(token.span.of(text));
                } else if let Some(column) =
                    sheet.column_within(level.table, if level.is_object { level.name.of(text) } else { b"" }, name.of(text))
                {
                    sheet.cell(level.row, column, token.span);
                }
            }
            Event::Literal => {}
        }
    }
}

/// An object directly under the outermost one is a record: `{"jane": {…}, "john": {…}}`.
const fn begins_record(levels: usize) -> bool {
    levels == 1
}
