//! Text of office documents: what a word processor splits into runs becomes lines again, and a sheet becomes rows of a table.
//!
//! Promises: any XML will do, well-formed or not; never fails. ECMA-376 part 1, 17 and 18; ODF 1.3 part 3.

/// Columns of a sheet that are kept: the last is `XFD` (ECMA-376 part 1, 18.3.1.4).
const MOST_COLUMNS: usize = 16_384;

/// What is known of a workbook so far: its strings come after or before its sheets.
#[derive(Default)]
pub(super) struct Parts {
    strings: Vec<String>,
    sheets: Vec<(String, Vec<u8>)>,
}

/// One piece of XML.
enum Piece<'x> {
    Start { name: &'x [u8], rest: &'x [u8] },
    End(&'x [u8]),
    Text(&'x [u8]),
}

impl Parts {
    /// The text of a part of a document, or nothing where the part is to be read as it is.
    pub(super) fn take(&mut self, name: &str, xml: &[u8]) -> Option<Vec<u8>> {
        let is_xml = name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("xml"));
        if name.starts_with("xl/worksheets/") && is_xml {
            self.sheets.push((text_name(name).replace(".txt", ".csv"), xml.to_vec()));
            return Some(Vec::new());
        }
        if name == "xl/sharedStrings.xml" {
            self.strings = shared_strings(xml);
            return Some(Vec::new());
        }
        let is_text = is_xml && (name.starts_with("word/") || name.starts_with("ppt/slides/") || name.starts_with("ppt/notesSlides/"));
        (is_text || name == "content.xml").then(|| paragraphs(xml).into_bytes())
    }

    /// The sheets as tables.
    pub(super) fn sheets(self) -> Vec<(String, String)> {
        let strings = self.strings;
        self.sheets.into_iter().map(|(name, xml)| (name, rows(&xml, &strings))).collect()
    }
}

/// What the text of a part is called.
pub(super) fn text_name(name: &str) -> String {
    format!("{}.txt", name.strip_suffix(".xml").unwrap_or(name))
}

/// Cuts XML into pieces; names are without their prefix.
fn pieces(xml: &[u8]) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &xml[at..];
        if rest.is_empty() {
            return None;
        }
        if rest[0] != b'<' {
            let end = memchr::memchr(b'<', rest).unwrap_or(rest.len());
            at += end;
            return Some(Piece::Text(&rest[..end]));
        }
        let end = memchr::memchr(b'>', rest).unwrap_or(rest.len() - 1);
        at += end + 1;
        let tag = &rest[1..end.max(1)];
        let is_end = tag.first() == Some(&b'/');
        let tag = tag.strip_prefix(b"/").unwrap_or(tag);
        let name_end = tag.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/').unwrap_or(tag.len());
        let name = tag[..name_end].rsplit(|byte| *byte == b':').next().unwrap_or_default();
        Some(if is_end { Piece::End(name) } else { Piece::Start { name, rest: &tag[name_end..] } })
    })
}

fn paragraphs(xml: &[u8]) -> String {
    let mut out = String::new();
    for piece in pieces(xml) {
        match piece {
            Piece::Text(text) => out.push_str(&unescaped(text)),
            Piece::Start { name: b"br" | b"line-break", .. } | Piece::End(b"p" | b"h" | b"tr") => out.push('\n'),
            Piece::Start { name: b"tab", .. } | Piece::End(b"tc" | b"table-cell") => out.push('\t'),
            Piece::Start { name: b"s", .. } => out.push(' '),
            _ => {}
        }
    }
    out
}

fn shared_strings(xml: &[u8]) -> Vec<String> {
    let (mut strings, mut current) = (Vec::new(), String::new());
    for piece in pieces(xml) {
        match piece {
            Piece::Start { name: b"si", .. } => current.clear(),
            Piece::Text(text) => current.push_str(&unescaped(text)),
            Piece::End(b"si") => strings.push(std::mem::take(&mut current)),
            _ => {}
        }
    }
    strings
}

fn rows(xml: &[u8], strings: &[String]) -> String {
    let (mut out, mut row): (String, Vec<String>) = (String::new(), Vec::new());
    let (mut column, mut is_shared, mut value) = (0, false, String::new());
    for piece in pieces(xml) {
        match piece {
            Piece::Start { name: b"row", .. } => row.clear(),
            Piece::Start { name: b"c", rest } => {
                column = attribute(rest, b"r=\"").map_or(row.len(), column_of).min(MOST_COLUMNS);
                is_shared = attribute(rest, b"t=\"") == Some(b"s");
                value.clear();
            }
            Piece::Text(text) => value.push_str(&unescaped(text)),
            Piece::End(b"c") => {
                let text = if is_shared { value.trim().parse().ok().and_then(|index: usize| strings.get(index)).cloned() } else { None };
                row.resize(row.len().max(column + 1), String::new());
                row[column] = text.unwrap_or_else(|| std::mem::take(&mut value));
            }
            Piece::End(b"row") => {
                out.push_str(&super::csv_row(&row));
            }
            _ => {}
        }
    }
    out
}

fn attribute<'x>(tag: &'x [u8], name: &[u8]) -> Option<&'x [u8]> {
    let at = memchr::memmem::find(tag, &[b" ", name].concat())? + 1 + name.len();
    tag[at..].split(|byte| *byte == b'"').next()
}

/// `BC12` is column 54, counted from 0.
fn column_of(reference: &[u8]) -> usize {
    let letters = reference.iter().take_while(|byte| byte.is_ascii_uppercase()).take(3);
    letters.fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1).saturating_sub(1)
}

fn unescaped(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    if !text.contains('&') {
        return text.into_owned();
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_become_lines() {
        let xml =
            b"<w:body><w:p><w:r><w:t>ssn: 219-</w:t></w:r><w:r><w:t>09-9999 &amp; more</w:t></w:r></w:p><w:p><w:t>b</w:t></w:p></w:body>";
        assert_eq!(paragraphs(xml), "ssn: 219-09-9999 & more\nb\n");
        assert_eq!(paragraphs(b"<a"), "");
        assert_eq!(paragraphs(b"<"), "");
    }

    #[test]
    fn a_sheet_becomes_rows() {
        let strings = shared_strings(b"<sst><si><t>name</t></si><si><r><t>s</t></r><r><t>sn</t></r></si></sst>");
        let xml = br#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row><c r="B2"><v>7</v></c></row>"#;
        assert_eq!(rows(xml, &strings), "name,,ssn\n,7\n");
        assert_eq!(column_of(b"BC12"), 54);
    }
}
