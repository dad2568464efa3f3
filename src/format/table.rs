//! Rows and columns: CSV and its kin, SQL, `DBUnit`, Liquibase, records in JSON and YAML, tables of Cucumber and Markdown.
//!
//! A column is known by its name (`rules/lexicon/columns.txt`), and only if all the names together speak of persons. A field's path is the class
//! that the lexicon gives the column, so that rules ask for `table:birth-date`; its place is the column as written and the number of the row.
//!
//! Promises: declarations (`CREATE TABLE`, schemas, classes) give nothing; linear time, whatever the text; every value is one cell of the file.

use super::{Field, Format};
pub use lexicon::HouseColumns;
use lexicon::{About, Known};
use sheet::Sheet;

mod cells;
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
    claims: |path, text| claims(path, text, &HouseColumns::default()),
    is_message: false,
    is_table: true,
    is_binary: false,
    unread: super::all_read,
    read: |text, hit, out| read("", text, hit, &HouseColumns::default(), out),
};

/// Hands over the cells of tables of markup for readers behind `start`, as [`Format::read`] does those of others.
pub(super) fn tables_of_markup(text: &[u8], start: usize, out: &mut dyn FnMut(Field)) {
    cells::read(text, start, Known { house: &HouseColumns::default(), file: About::Unknown }, out);
}

/// How far into a text lines with bars are looked for.
const BARS_REACH: usize = 64 * 1024;

/// [`Format::claims`] of tables, with what a house calls its columns.
pub fn claims(path: &str, text: &[u8], house: &HouseColumns) -> bool {
    let Some(layout) = layout(path, text) else { return false };
    // Most files have no names that say anything: what their own says is not asked then.
    let file = || of_file(path);
    match layout {
        Layout::Delimited => delimited::is_of_persons(text, house, file),
        Layout::Records => records::is_of_persons(text, house, file),
        Layout::Yaml => yaml::is_of_persons(text, house, file),
        Layout::Bars => true,
    }
}

/// The beginning of a table that comes in pieces: with it, a piece is a table.
#[derive(Clone, Debug)]
pub struct Head {
    /// The header, and what stands above it.
    pub text: Vec<u8>,
    delimiter: u8,
}

impl Head {
    /// That of rows with a character between their cells; none of what [`claims`] does not claim, or claims as something else.
    pub fn of(path: &str, text: &[u8], house: &HouseColumns) -> Option<Self> {
        let is_delimited = claims(path, text, house) && matches!(layout(path, text), Some(Layout::Delimited));
        let (end, delimiter) = delimited::rows(text, house).filter(|_| is_delimited)?;
        Some(Self { text: text[..end].to_vec(), delimiter })
    }

    /// Where the last whole row of a piece ends, and how many rows are before that.
    pub fn whole_rows(&self, piece: &[u8]) -> (usize, u32) {
        delimited::whole_rows(piece, self.delimiter)
    }
}

/// How the rows of a file stand in it.
enum Layout {
    Delimited,
    Records,
    Yaml,
    Bars,
}

/// What a file may be a table as a whole of, by its name; a line of bars alone makes no table of bars of what is called something else.
fn layout(path: &str, text: &[u8]) -> Option<Layout> {
    let (_, extension) = path.rsplit_once('.')?;
    if extension.len() > 8 || text.is_empty() {
        return None;
    }
    match extension.to_ascii_lowercase().as_str() {
        "csv" | "tsv" | "psv" | "tab" | "txt" | "dat" | "asc" => (!begins_with_bar(text)).then_some(Layout::Delimited),
        "json" | "ndjson" | "jsonl" => Some(Layout::Records),
        "yml" | "yaml" => yaml::is_yaml(text).then_some(Layout::Yaml),
        "feature" | "md" | "markdown" => has_bars(text).then_some(Layout::Bars),
        _ => None,
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
        let before = &head[bar.saturating_sub(DEEPEST_BAR)..bar];
        let blanks = before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        blanks == bar || before[..before.len() - blanks].last() == Some(&b'\n')
    })
}

/// Whether the first line begins with `|`.
fn begins_with_bar(text: &[u8]) -> bool {
    text[..text.len().min(DEEPEST_BAR)].trim_ascii_start().starts_with(b"|")
}

/// Blanks before the bar that begins a row.
const DEEPEST_BAR: usize = 64;

/// [`Format::read`] of tables, with what a house calls its columns, of a file of that path.
pub fn read(path: &str, text: &[u8], hit: usize, house: &HouseColumns, out: &mut dyn FnMut(Field)) -> usize {
    let known = Known { house, file: of_file(path) };
    let here = &text[hit.min(text.len())..];
    let starts = |word: &[u8]| here.get(..word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word));
    if starts(b"insert ") || starts(b"replace ") {
        return with_sheet(text, known, out, |sheet| sql::read(text, hit, sheet));
    }
    if starts(b"from stdin") {
        return with_sheet(text, known, out, |sheet| sql::copy(text, hit, sheet));
    }
    if starts(b"<dataset") {
        return with_sheet(text, known, out, |sheet| markup::dataset(text, hit, sheet));
    }
    if starts(b"<insert") {
        return with_sheet(text, known, out, |sheet| markup::changelog(text, hit, sheet));
    }
    if let Some(layout) = layout(path, text) {
        whole(&layout, text, known, out);
    }
    text.len()
}

/// A text that was claimed.
fn whole(layout: &Layout, text: &[u8], known: Known<'_>, out: &mut dyn FnMut(Field)) {
    let mut sheet = |is_delimited: bool, read: fn(&[u8], &mut Sheet<'_, '_>)| {
        let mut sheet = Sheet::new(text, known, out, is_delimited);
        read(text, &mut sheet);
        sheet.finish();
    };
    match layout {
        Layout::Records => sheet(false, records::read),
        Layout::Yaml => sheet(false, yaml::read),
        Layout::Delimited => sheet(true, delimited::read),
        Layout::Bars => delimited::pipes(text, known, out),
    }
}

fn with_sheet(text: &[u8], known: Known<'_>, out: &mut dyn FnMut(Field), read: impl FnOnce(&mut Sheet<'_, '_>) -> usize) -> usize {
    let mut sheet = Sheet::new(text, known, out, false);
    let end = read(&mut sheet);
    sheet.finish();
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::tests::{collect, listing};

    const DELIMITED: &str = "mrn,name,dob\r\n4480217,\"Quillfeather, Odalys\",1961-03-14\r\n4480218,Benedek,1974-11-30\r\n";
    const SQL: &str = "INSERT INTO patient (mrn, name, dob) VALUES ('4480217', 'O''Quill', '1961-03-14'), (4480218, N'Benedek', NULL);\n";
    const COPY: &str = "COPY patient (mrn, name, dob) FROM stdin;\n4480217\tOdalys\t1961-03-14\n\\.\n";
    const DATASET: &str = "<dataset><patient mrn=\"4480217\" name='Odalys' dob=\"1961-03-14\"/></dataset>";
    const CHANGELOG: &str =
        "<insert tableName=\"patient\"><column name=\"mrn\" value=\"4480217\"/><column name=\"dob\" valueDate=\"1961-03-14\"/></insert>";
    const JSON: &str = "[{\"mrn\":\"4480217\",\"name\":{\"first\":\"Odalys\"},\"dob\":\"1961-03-14\"}]";
    const YAML: &str = "odalys:\n  mrn: \"4480217\"\n  first_name: Odalys # of Oberlin\n  dob: 1961-03-14\n";
    const BARS: &str = "Feature: x\n  | mrn | name | dob |\n  | 4480217 | Odalys | 1961-03-14 |\n";

    /// What a scan collects: a text that is claimed is read once, others from anchor to anchor.
    fn fields(path: &str, text: &[u8]) -> Vec<Field<'static>> {
        if !claims(path, text, &HouseColumns::default()) {
            return collect(&FORMAT, text);
        }
        let mut fields = Vec::new();
        assert_eq!(read(path, text, 0, &HouseColumns::default(), &mut |field| fields.push(field.into_owned())), text.len());
        for field in &fields {
            assert!(field.value.start < field.value.end && field.value.end <= text.len(), "{field:?}");
        }
        fields
    }

    fn paths(path: &str, text: &str) -> Vec<String> {
        let mut paths: Vec<String> = fields(path, text.as_bytes()).into_iter().map(|field| field.path.into_owned()).collect();
        paths.dedup();
        paths
    }

    #[test]
    fn each_form_gives_its_cells() {
        let all = ["medical-record-number", "person-name", "birth-date"];
        for (path, text) in [
            ("a.csv", &DELIMITED[..DELIMITED.len() / 2 + 12]),
            ("a.tsv", "mrn\tname\tdob\n4480217\tOdalys\t1961-03-14\n"),
            ("a.sql", COPY),
            ("a.xml", DATASET),
            ("a.json", JSON),
            ("a.yml", YAML),
            ("a.feature", BARS),
        ] {
            assert_eq!(paths(path, text), all, "{path}");
        }
        assert_eq!(paths("a.xml", CHANGELOG), ["medical-record-number", "birth-date"]);
        let expected = "mrn[1] patient 4480217\nname[1] patient O''Quill\ndob[1] patient 1961-03-14\n\nmrn[2] patient 4480218\nname[2] patient Benedek\n";
        assert_eq!(listing(&FORMAT, SQL.as_bytes()), expected);
    }

    #[test]
    fn what_declares_or_is_about_others_gives_nothing() {
        for (path, text) in [
            ("a.sql", "CREATE TABLE patient (mrn VARCHAR(20), dob DATE);"),
            ("a.sql", "INSERT INTO patient (mrn, dob) VALUES (?, ?);"),
            ("a.sql", "INSERT INTO patient (mrn, dob) SELECT mrn, dob FROM staging;"),
            ("a.sql", "INSERT INTO settings (name, value) VALUES ('mrn', 'x');"),
            ("a.csv", "code,name\n4480217,Asthma\n"),
            ("a.csv", "subscriber_id,name,email,plan\n100234,Ilka,ilka@larkspur.zz,monthly\n"),
            ("a.csv", "full name,member number,court\nIlka Larkspur,100234,3\n"),
            ("a.sql", "INSERT INTO subscription (subscriber_id, book_id) VALUES ('webster132', 1);"),
            ("a.csv", "name,email,commits\nIlka,ilka@larkspur.zz,12\n"),
            ("a.csv", ""),
            ("a.json", "{\"name\":\"clinic\",\"version\":\"1.0\",\"author\":{\"name\":\"Ilka\",\"email\":\"ilka@larkspur.zz\"}}"),
            ("a.json", "{\"properties\":{\"ssn\":{\"type\":\"string\"},\"dob\":{\"type\":\"string\"}}}"),
            ("a.json", "{\"resourceType\":\"Patient\",\"birthDate\":\"1961-03-14\",\"ssn\":\"219-09-9999\"}"),
            ("a.yaml", "name: clinic\nversion: 1\nemail: ops@larkspur.zz\n"),
            ("a.md", "| option | default |\n|---|---|\n| name | x |\n"),
        ] {
            let found: Vec<_> = fields(path, text.as_bytes()).into_iter().filter(|field| !field.path.starts_with("provider.")).collect();
            assert!(found.is_empty(), "{path} {text}: {found:?}");
        }
    }

    #[test]
    fn nothing_is_too_broken() {
        let samples = [
            ("a.csv", DELIMITED),
            ("a.sql", SQL),
            ("a.sql", COPY),
            ("a.xml", DATASET),
            ("a.xml", CHANGELOG),
            ("a.json", JSON),
            ("a.yml", YAML),
            ("a.feature", BARS),
        ];
        for (path, text) in samples {
            for end in 0..text.len() {
                fields(path, &text.as_bytes()[..end]);
                fields(path, &text.as_bytes()[end..]);
            }
            for (from, to) in [
                ("\n", "\r"),
                ("\n", "\r\n\0"),
                ("'", "''"),
                ("\"", ""),
                (",", ",,"),
                (")", ""),
                (">", ""),
                ("4480217", "\u{fffd}"),
                (" ", "\t\t"),
                ("dob", "\u{feff}dob"),
                ("{", "{{"),
                ("]", ""),
            ] {
                fields(path, text.replace(from, to).as_bytes());
            }
            let mut bytes = text.as_bytes().to_vec();
            for at in (0..bytes.len()).step_by(5) {
                bytes[at] ^= 0xA5;
                fields(path, &bytes);
            }
        }
    }

    #[test]
    fn great_texts_take_no_more_than_their_share() {
        let big = 1 << 17;
        for (path, head, body) in [
            ("a.csv", "mrn,name,dob\n", "\"a,"),
            ("a.csv", "mrn,name,dob\n", "\"\"\",\"\""),
            ("a.csv", "mrn,name,dob\n", ","),
            ("a.csv", "mrn,name,dob\n", "\n"),
            ("a.csv", "mrn,name,dob\n", "4480217"),
            ("a.sql", "INSERT INTO patient (mrn) VALUES ", "('4480217'),"),
            ("a.sql", "INSERT INTO patient (mrn) VALUES (", "("),
            ("a.sql", "INSERT INTO patient VALUES (1);", "INSERT INTO patient VALUES (1);"),
            ("a.sql", "INSERT INTO patient (mrn) VALUES ('", "\\"),
            ("a.sql", "INSERT INTO a.", "a."),
            ("a.sql", "", "INSERT INTO patient (mrn) VALUES ((("),
            ("a.sql", "", "INSERT INTO patient (mrn) VALUES (\\'"),
            ("a.sql", "", "INSERT INTO patient (mrn) VALUES (/*"),
            ("a.sql", "", "INSERT INTO patient VALUES (--"),
            ("a.sql", "", "INSERT INTO patient VALUES (1) x "),
            ("a.sql", "", "FROM stdin "),
            ("a.xml", "<dataset>", "<a b='"),
            ("a.xml", "<dataset>", "<patient mrn='4480217'/>"),
            ("a.xml", "<dataset>", "<!--"),
            ("a.xml", "", "<insert tableName"),
            ("a.json", "{\"mrn\":\"4480217\",\"dob\":\"1961-03-14\"}", "["),
            ("a.json", "{\"mrn\":\"4480217\",\"dob\":\"1961-03-14\"}", "{\"a\":"),
            ("a.yml", "mrn: 4480217\ndob: 1961-03-14\n", " "),
            ("a.yml", "mrn: 4480217\ndob: 1961-03-14\n", "a:\n"),
            ("a.feature", "| mrn | dob |\n", "|"),
            ("a.feature", "| mrn | dob |\n", "| 4480217 | 1961-03-14 |\n"),
            ("a.md", "", "x|"),
        ] {
            let text = format!("{head}{}", body.repeat(big / body.len()));
            fields(path, text.as_bytes());
        }
    }
}
