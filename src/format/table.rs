//! Rows and columns: CSV and its kin, SQL, DBUnit, Liquibase, records in JSON and YAML, tables of Cucumber and Markdown.
//!
//! A column is known by its name (`rules/lexicon/columns.txt`), and only if all the names together speak of persons. A field's path is the class
//! that the lexicon gives the column, so that rules ask for `table:birth-date`; its place is the column as written and the number of the row.
//!
//! Promises: declarations (`CREATE TABLE`, schemas, classes) give nothing; linear time, whatever the text; every value is one cell of the file.

use super::{Field, Format};
use lexicon::About;
use sheet::Sheet;

mod delimited;
mod lexicon;
mod markup;
mod records;
mod sheet;
mod sql;
mod value;
mod yaml;

/// Tables.
pub const FORMAT: Format = Format {
    name: "table",
    anchors: &[
        b"INSERT INTO",
        b"insert into",
        b"Insert into",
        b"Insert Into",
        b"INSERT IGNORE",
        b"REPLACE INTO",
        b"replace into",
        b"FROM stdin",
        b"from stdin",
        b"FROM STDIN",
        b"<dataset",
        b"<insert tableName",
        b"<insert schemaName",
        b"<insert catalogName",
    ],
    claims,
    is_message: false,
    is_table: true,
    is_binary: false,
    unread: super::all_read,
    read,
};

/// How far into a text lines with bars are looked for.
const BARS_REACH: usize = 64 * 1024;

fn claims(path: &str, text: &[u8]) -> bool {
    let Some((_, extension)) = path.rsplit_once('.') else { return false };
    if extension.len() > 8 || text.is_empty() {
        return false;
    }
    match extension.to_ascii_lowercase().as_str() {
        "csv" | "tsv" | "psv" | "tab" | "txt" | "dat" | "asc" => !has_bars(text) && delimited::is_of_persons(text, of_file(path)),
        "json" | "ndjson" | "jsonl" => records::is_of_persons(text, of_file(path)),
        "yml" | "yaml" => yaml::is_yaml(text) && yaml::is_of_persons(text, of_file(path)),
        "feature" | "md" | "markdown" => has_bars(text),
        _ => false,
    }
}

/// Whether a file of this name is about persons in care; its folder counts too.
pub fn is_of_care(path: &str) -> bool {
    of_file(path) == About::Care
}

fn of_file(path: &str) -> About {
    let mut parts = path.rsplit('/');
    let stem = parts.next().map(|name| name.split('.').next().unwrap_or(name));
    let about = |name: Option<&str>| name.map_or(About::Unknown, |name| lexicon::about(name.as_bytes()));
    let file = about(stem);
    if file == About::Unknown && about(parts.next()) == About::Care { About::Care } else { file }
}

/// Whether a line begins with `|`.
fn has_bars(text: &[u8]) -> bool {
    let head = &text[..text.len().min(BARS_REACH)];
    memchr::memchr_iter(b'|', head).any(|bar| {
        let line = memchr::memrchr(b'\n', &head[..bar]).map_or(0, |end| end + 1);
        head[line..bar].iter().all(|byte| matches!(byte, b' ' | b'\t')) && bar - line < 64
    })
}

fn read(text: &[u8], hit: usize, out: &mut dyn FnMut(Field)) -> usize {
    let here = &text[hit.min(text.len())..];
    let starts = |word: &[u8]| here.get(..word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word));
    if starts(b"insert ") || starts(b"replace ") {
        return with_sheet(text, out, |sheet| sql::read(text, hit, sheet));
    }
    if starts(b"from stdin") {
        return with_sheet(text, out, |sheet| sql::copy(text, hit, sheet));
    }
    if starts(b"<dataset") {
        return with_sheet(text, out, |sheet| markup::dataset(text, hit, sheet));
    }
    if starts(b"<insert") {
        return with_sheet(text, out, |sheet| markup::changelog(text, hit, sheet));
    }
    whole(text, out);
    text.len()
}

/// A text that was claimed.
fn whole(text: &[u8], out: &mut dyn FnMut(Field)) {
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    if matches!(first, Some(b'{' | b'[')) {
        let mut sheet = Sheet::new(text, out, false);
        records::read(text, &mut sheet);
        sheet.finish();
    } else if has_bars(text) {
        delimited::pipes(text, out);
    } else if yaml::is_yaml(text) {
        let mut sheet = Sheet::new(text, out, false);
        yaml::read(text, &mut sheet);
        sheet.finish();
    } else {
        let mut sheet = Sheet::new(text, out, true);
        delimited::read(text, &mut sheet);
        sheet.finish();
    }
}

fn with_sheet(text: &[u8], out: &mut dyn FnMut(Field), read: impl FnOnce(&mut Sheet<'_, '_>) -> usize) -> usize {
    let mut sheet = Sheet::new(text, out, false);
    let end = read(&mut sheet);
    sheet.finish();
    end
}
