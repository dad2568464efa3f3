//! Tables of logins: what browsers and managers of passwords export, users of a test, accounts in a manual; CSV and its kin, and lines of bars.
//!
//! Promises: a table counts only if one column is called a password and another says who or where; linear; a line is a row, so that a cell with a
//! line break in it ends one early and nothing worse.

use super::{field, is_nothing, line, meaning, span_of};
use crate::format::Field;

/// Names of columns beside a password, without case and punctuation: who logs in, and where.
const BESIDE: &[&str] =
    &["user", "name", "login", "mail", "account", "host", "url", "uri", "site", "server", "role", "rolle", "benutzer", "usuario"];

/// Columns that are read.
const MOST_CELLS: usize = 64;

/// The longest name of a column, in bytes.
const LONGEST_NAME: usize = 40;

/// Endings of files with a row a line, and of those with tables between bars.
const DELIMITED: &[&str] = &["csv", "tsv", "psv", "tab"];
const BARS: &[&str] = &["md", "markdown", "mdx", "feature", "adoc"];

pub(super) fn claims(path: &str, text: &[u8]) -> bool {
    let Some((_, extension)) = path.rsplit_once('.') else { return false };
    let is = |endings: &[&str]| endings.iter().any(|ending| extension.eq_ignore_ascii_case(ending));
    is(DELIMITED) && header(text).is_some()
        || is(BARS) && memchr::memmem::find(text, b"|").is_some() && rows_between_bars(text).next().is_some()
}

/// Tables of rows a line, or between bars.
pub(super) fn read(text: &[u8], _: usize, out: &mut dyn FnMut(Field)) -> usize {
    let mut emit = |number: u32, cell: &[u8]| {
        if !is_nothing(cell) {
            out(field("password", format!("password[{number}]"), span_of(text, cell), number));
        }
    };
    if let Some((delimiter, column)) = header(text) {
        for (number, row) in line::lines(text).skip(1).filter(|(_, row)| !row.is_empty()) {
            emit(number, cells(row, delimiter).nth(column).unwrap_or_default());
        }
    } else {
        rows_between_bars(text).for_each(|(number, cell)| emit(number, cell));
    }
    text.len()
}

/// The delimiter of a text whose first line names a column of passwords among others, and which column that is.
fn header(text: &[u8]) -> Option<(u8, usize)> {
    let first = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text).split(|byte| *byte == b'\n').next()?;
    [b',', b';', b'\t', b'|'].into_iter().find_map(|delimiter| Some((delimiter, password_column(cells(first, delimiter))?)))
}

/// The cells of a row, without blanks and quotes around them; within quotes the delimiter is none.
fn cells(row: &[u8], delimiter: u8) -> impl Iterator<Item = &[u8]> {
    let mut quoted = false;
    row.split(move |byte| {
        quoted ^= *byte == b'"';
        *byte == delimiter && !quoted
    })
    .take(MOST_CELLS)
    .map(|cell| trimmed(cell, b"\""))
}

/// A cell without blanks and the marks around it.
fn trimmed<'t>(cell: &'t [u8], marks: &[u8]) -> &'t [u8] {
    let is_mark = |byte: &u8| byte.is_ascii_whitespace() || marks.contains(byte);
    let start = cell.iter().position(|byte| !is_mark(byte)).unwrap_or(cell.len());
    let end = cell.iter().rposition(|byte| !is_mark(byte)).map_or(start, |last| last + 1);
    &cell[start..end]
}

/// Which of the names of columns is that of a password, if another says whose.
fn password_column<'t>(names: impl Iterator<Item = &'t [u8]>) -> Option<usize> {
    let (mut found, mut beside) = (None, false);
    for (index, name) in names.enumerate() {
        if name.len() > LONGEST_NAME || name.iter().any(|byte| b"=:.!?".contains(byte)) {
            return None;
        }
        if meaning(name) == Some("password") {
            found = found.or(Some(index));
        } else {
            let squeezed: String =
                name.iter().filter(|byte| byte.is_ascii_alphabetic()).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
            beside |= BESIDE.iter().any(|word| squeezed.contains(word));
        }
    }
    found.filter(|_| beside)
}

/// The cells of columns of passwords between bars, with their lines: Markdown, Cucumber, `AsciiDoc`.
fn rows_between_bars(text: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    let mut column = None;
    let mut within = false;
    line::lines(text).filter_map(move |(number, line)| {
        let Some(row) = line.trim_ascii().strip_prefix(b"|") else {
            within = false;
            return None;
        };
        let mut cells = row.split(|byte| *byte == b'|').take(MOST_CELLS).map(|cell| trimmed(cell, b"*`\"'"));
        if !std::mem::replace(&mut within, true) {
            column = password_column(cells);
            return None;
        }
        let cell = cells.nth(column?)?;
        // The line below the header: `|---|:--:|`.
        let is_rule = cell.iter().all(|byte| b"-:=".contains(byte));
        (!is_rule).then_some((number, cell))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passwords(path: &str, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        if claims(path, text.as_bytes()) {
            read(text.as_bytes(), 0, &mut |field| found.push(format!("{} {}", field.place, &text[field.value.range()])));
        }
        found
    }

    #[test]
    fn columns_of_passwords() {
        for (path, text, expected) in [
            ("a.csv", "name,url,username,password\nWard,https://h.zz,ana,v9Kq\n", &["password[2] v9Kq"][..]),
            ("a.CSV", "\u{feff}\"url\",\"username\",\"password\"\r\n\"h.zz\",\"ana, b\",\"v9,Kq\"\r\n", &["password[2] v9,Kq"]),
            (
                "a.csv",
                "login_uri;login_username;login_password\nh.zz;ana;v9Kq\n\nh.zz;bea;null\nh.zz;cy;x7Lm",
                &["password[2] v9Kq", "password[5] x7Lm"],
            ),
            ("a.tsv", "User\tPassword\nana\tv9Kq\n", &["password[2] v9Kq"]),
            (
                "a.md",
                "# Users\n\n| User | Password |\n|------|:--------:|\n| ana | `v9Kq` |\n| bea | x7Lm |\n\n| a | b |\n| 1 | 2 |\n",
                &["password[5] v9Kq", "password[6] x7Lm"],
            ),
            ("a.feature", "Given users\n  | email | password |\n  | a@x.zz | v9Kq |\n", &["password[3] v9Kq"]),
        ] {
            assert_eq!(passwords(path, text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_table_of_logins() {
        for (path, text) in [
            ("a.csv", "option,password,default\nx,y,z\n"),
            ("a.csv", "user,password_file\nana,x.txt\n"),
            ("a.csv", "The user, so to say: his password, is long.\n"),
            ("a.txt", "user,password\nana,v9Kq\n"),
            ("a.md", "| flag | what |\n|---|---|\n| --password | the password of the user |\n"),
            ("a.md", "user | password\n"),
            ("a.csv", ""),
            ("a.csv", "user,password"),
        ] {
            assert_eq!(passwords(path, text), Vec::<String>::new(), "{text}");
        }
    }
}
