//! Structured messages: which values they hold, under which name and whose they are.
//!
//! Promises: a reader takes any bytes, reads on behind damage and costs time linear in what it reads; a field's path and place are made of
//! element names and numbers only. Never holds a value itself (fields carry byte ranges), never decides whether a value matters: rules do.

pub mod cda;
pub mod credential;
pub mod dicom;
pub mod fhir;
pub mod hl7v2;
pub mod json;
mod narrative;
pub mod ncpdp;
pub mod script;
pub mod selector;
pub mod table;
pub mod x12;
pub mod xml;

use crate::text::Span;
use std::borrow::Cow;
pub use table::HouseColumns;

/// Whose value a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The person who is treated.
    Patient,
    /// Next of kin, guarantor, emergency contact. The Safe Harbor list covers them too (45 CFR 164.514(b)(2)(i)).
    Relative,
    /// The holder of the insurance policy.
    Subscriber,
    /// Physicians, organisations, payers: those who treat or pay.
    Provider,
    /// The format does not say.
    Unknown,
}

impl Role {
    /// One lower-case word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Relative => "relative",
            Self::Subscriber => "subscriber",
            Self::Provider => "provider",
            Self::Unknown => "unknown",
        }
    }
}

/// A named value inside a structured message. Its words are lent by the reader where it can: most fields are looked at once and forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'f> {
    /// Name without indices: `PID-5.1`, `Patient.name.family`. What selectors compare.
    pub path: Cow<'f, str>,
    /// Name with indices: `PID[1]-5[1].1` (counted from 1, as HL7 does), `Patient.name[0].family` (counted from 0, as `FHIRPath` does).
    pub place: Cow<'f, str>,
    /// What sort of identifier, telecom or extension it is, in lower case: `mr`, `us-ssn`, `phone`.
    pub kind: Option<Cow<'f, str>>,
    /// The bytes of the value in the text that was read, without quotes, as written (escapes included).
    pub value: Span,
    /// Number of the message or resource within one call of [`Format::read`], from 1.
    pub record: u32,
    /// Whose value it is.
    pub role: Role,
    /// The message says of itself that it is made up: MSH-11 `T` or `D`, marks of the Synthea generator.
    pub synthetic: bool,
}

impl Field<'_> {
    /// The same, with words of its own.
    #[must_use]
    pub fn into_owned(self) -> Field<'static> {
        Field {
            path: Cow::Owned(self.path.into_owned()),
            place: Cow::Owned(self.place.into_owned()),
            kind: self.kind.map(|kind| Cow::Owned(kind.into_owned())),
            ..self
        }
    }
}

/// Reads the message in which the anchor at an offset stands and hands over its fields; see [`Format::read`].
pub type Read = fn(text: &[u8], hit: usize, out: &mut dyn FnMut(Field)) -> usize;

/// A kind of structured message.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The word before the colon of a selector.
    pub name: &'static str,
    /// Every instance holds one of these, byte for byte; none for formats that go by [`Format::claims`] alone.
    pub anchors: &'static [&'static [u8]],
    /// Whether a file of this path and text is of this format as a whole: then `read` is called once, from offset 0, and no anchor counts.
    /// Called for every file: looks at the path first, and at no more than the beginning of the text.
    pub claims: fn(path: &str, text: &[u8]) -> bool,
    /// Whether all of it is data: nothing in it is code or configuration.
    pub is_message: bool,
    /// Whether its records are the rows of a table: a column is one finding, and all rows of one reading stand together.
    pub is_table: bool,
    /// Whether its files are no text: known by [`Format::claims`] alone, and nothing but `read` looks at them.
    pub is_binary: bool,
    /// What of a claimed file nobody reads, as the words of a notice; nothing where all of it is read.
    pub unread: fn(text: &[u8]) -> Option<&'static str>,
    /// Reads the message, and those that follow it, around the anchor found at `hit`. Returns an offset behind `hit`: anchors before it are
    /// done with. Call it with the first anchor of the text, then with the first one at or behind the offset returned.
    pub read: Read,
}

impl Format {
    /// The format of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// [`Format::claims`], where a house has names of its own for columns.
    pub fn claims_with(&self, house: &HouseColumns, path: &str, text: &[u8]) -> bool {
        if self.goes_by_columns() { table::claims(path, text, house) } else { (self.claims)(path, text) }
    }

    /// [`Format::read`] for those who ask: a house may have names of its own for columns, and of messages of HL7 v2 and FHIR most fields
    /// are nobody's.
    pub fn read_with(&self, asked: Asked<'_>, path: &str, text: &[u8], hit: usize, out: &mut dyn FnMut(Field)) -> usize {
        if self.goes_by_columns() {
            table::read(path, text, hit, asked.columns, out)
        } else if self.name == hl7v2::FORMAT.name {
            hl7v2::read(text, hit, asked.hl7v2, out)
        } else if self.name == fhir::FORMAT.name {
            fhir::read(text, hit, asked.fhir, out)
        } else {
            (self.read)(text, hit, out)
        }
    }

    fn goes_by_columns(&self) -> bool {
        self.name == table::FORMAT.name
    }
}

/// What a scan asks of the formats.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// What a house calls its columns.
    pub columns: &'a HouseColumns,
    /// Fields of HL7 v2.
    pub hl7v2: &'a hl7v2::Wanted,
    /// Whether a rule asks for a path of FHIR.
    pub fhir: &'a dyn Fn(&str) -> bool,
}

/// For formats that are known by their anchors.
pub const fn never(_: &str, _: &[u8]) -> bool {
    false
}

/// For formats that are read whole.
pub const fn all_read(_: &[u8]) -> Option<&'static str> {
    None
}

/// What messages of health care have in common: text that is data through and through, known by anchors. Name, anchors and `read` are each
/// format's own.
const MESSAGE: Format = Format {
    name: "",
    anchors: &[],
    claims: never,
    is_message: true,
    is_table: false,
    is_binary: false,
    unread: all_read,
    read: |text, _, _| text.len(),
};

/// Every format.
pub const FORMATS: &[Format] = &[
    hl7v2::FORMAT,
    fhir::FORMAT,
    cda::FORMAT,
    x12::FORMAT,
    ncpdp::FORMAT,
    script::FORMAT,
    dicom::FORMAT,
    table::FORMAT,
    credential::NETRC,
    credential::PGPASS,
    credential::GIT,
    credential::TABLES_OF_USERS,
    credential::KEYS,
    credential::LINES,
    credential::MEMBERS,
    credential::ELEMENTS,
    credential::MANIFESTS,
    credential::SECRETS,
    credential::ORTHANC,
    credential::ASSIGNMENTS,
    credential::DUMPS,
    credential::LOGINS,
    credential::STORES,
];

/// Registers of persons by their arc in the tree of object identifiers, as FHIR and CDA name them, and the rule for their numbers. From the OID
/// registries of HL7 International and of the national bodies of HL7.
const REGISTERS: &[(&str, &str)] = &[
    ("2.16.840.1.113883.2.1.4.1", "uk-nhs-number"),
    ("1.2.250.1.213.1.4.8", "fr-nir"),
    ("2.16.840.1.113883.2.4.6.3", "nl-bsn"),
    ("2.16.840.1.113883.2.9.4.3.2", "it-codice-fiscale"),
    ("1.2.752.129.2.1.3.1", "se-personnummer"),
    ("2.16.578.1.12.4.1.4.1", "no-fodselsnummer"),
    ("1.2.208.176.1.2", "dk-cpr"),
    ("1.2.246.21", "fi-hetu"),
    ("2.16.756.5.32", "ch-ahv"),
    ("1.2.40.0.10.1.4.3.1", "at-svnr"),
    ("2.16.840.1.113883.3.4424.1.1.616", "pl-pesel"),
    ("2.16.840.1.113883.2.18.2", "nz-nhi"),
];

/// Length of what stands for a line end here (`\r`, `\x0d`, `<CR>`, `&#13;`, `^M`), 0 if nothing does.
pub(crate) fn written_break(text: &[u8]) -> usize {
    let slashes = text.iter().take(5).take_while(|&&byte| byte == b'\\').count();
    if slashes > 0 {
        let rest = &text[slashes..];
        let codes: &[&[u8]] = &[b"x0d", b"x0D", b"x0a", b"x0A", b"u000d", b"u000D", b"u000a", b"u000A", b"r", b"n", b"015", b"012"];
        return codes.iter().find(|code| rest.starts_with(code)).map_or(0, |code| slashes + code.len());
    }
    // A caret stands between any two components of HL7.
    match text {
        [b'^', b'M', ..] => return 2,
        [b'<' | b'&' | b'[', ..] => {}
        _ => return 0,
    }
    let marks: &[&[u8]] = &[
        b"<CR>", b"<cr>", b"<LF>", b"<lf>", b"<br>", b"<br/>", b"<br />", b"&#13;", b"&#10;", b"&#xD;", b"&#xd;", b"&#xA;", b"&#xa;",
        b"&#x0D;", b"&#x0d;", b"&#x0A;", b"&#x0a;", b"[CR]", b"[LF]",
    ];
    marks.iter().find(|mark| text.starts_with(mark)).map_or(0, |mark| mark.len())
}

/// Appends a number in decimal: places are made by the million, and formatting costs more than all the rest of one.
pub(crate) fn push_number(text: &mut String, number: usize) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// Without blanks at its ends, which carry no meaning in any data type (chapter 2A).
pub(crate) fn trimmed(text: &[u8], span: Span) -> Span {
    let bytes = span.of(text);
    let start = bytes.len() - bytes.trim_ascii_start().len();
    let length = bytes.trim_ascii().len();
    Span::new(span.start + start, span.start + start + length)
}

/// First offset behind what may stand before a segment on its line: blanks, frames, quotation marks, comment and list marks, line ends.
pub(crate) fn behind_gutter(text: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = text.get(at) {
        let written = written_break(&text[at..]);
        if written > 0 {
            at += written;
        } else if byte.is_ascii_whitespace() || matches!(byte, 0 | 0x0B | 0x1C) || b"\"'`+*/#>-,.()[];:=&|\\".contains(&byte) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::fmt::Write as _;

    /// All fields of a text, as the scanner collects them: from anchor to anchor.
    pub(crate) fn collect(format: &Format, text: &[u8]) -> Vec<Field<'static>> {
        if (format.claims)("", text) {
            let mut fields = Vec::new();
            (format.read)(text, 0, &mut |field| fields.push(field.into_owned()));
            return fields;
        }
        let found = |anchor: &&'static [u8]| memchr::memmem::find_iter(text, *anchor).collect::<Vec<_>>();
        let mut hits: Vec<usize> = format.anchors.iter().flat_map(found).collect();
        hits.sort_unstable();
        let mut fields = Vec::new();
        let mut done = 0;
        for hit in hits {
            if hit >= done {
                done = (format.read)(text, hit, &mut |field| fields.push(field.into_owned()));
                assert!(done > hit && done <= text.len(), "{} moved from {hit} to {done} of {}", format.name, text.len());
            }
        }
        for field in &fields {
            assert!(field.value.start < field.value.end && field.value.end <= text.len(), "{field:?}");
        }
        fields
    }

    /// One line a field, `place [kind] role value`; an empty line where the record changes.
    pub(crate) fn listing(format: &Format, text: &[u8]) -> String {
        let mut lines = String::new();
        let mut record = None;
        for field in collect(format, text) {
            if record.is_some_and(|record| record != field.record) {
                lines.push('\n');
            }
            record = Some(field.record);
            let kind = field.kind.map(|kind| format!("[{kind}] ")).unwrap_or_default();
            let value = String::from_utf8_lossy(field.value.of(text));
            let _ = writeln!(lines, "{} {kind}{} {value}", field.place, field.role.name());
        }
        lines
    }

    /// `kind=value` of every field, joined.
    pub(crate) fn kinds(format: &Format, text: &[u8]) -> String {
        let one = |field: Field| format!("{}={}", field.kind.unwrap_or_default(), String::from_utf8_lossy(field.value.of(text)));
        collect(format, text).into_iter().map(one).collect::<Vec<_>>().join(" ")
    }

    /// Reads the text cut off anywhere, with any byte replaced, with other line ends, twice, and within itself: [`collect`] asserts that
    /// every span lies in the text and that reading moves on.
    pub(crate) fn survives(format: &Format, text: &[u8]) {
        for at in (0..=text.len()).step_by(1 + text.len() / 256) {
            collect(format, &text[..at]);
            collect(format, &text[at..]);
            for byte in [0, b'\n', b'"', b'\\', 0xFF] {
                let mut damaged = text.to_vec();
                damaged.get_mut(at).into_iter().for_each(|old| *old = byte);
                collect(format, &damaged);
            }
        }
        for (from, to) in [("\n", "\r\n"), ("\n", "\r"), (" ", ""), ("~", "\n"), (">", ">\n"), ("\"", "\\\""), ("<", "&lt;")] {
            collect(format, String::from_utf8_lossy(text).replace(from, to).as_bytes());
        }
        collect(format, &text.repeat(3));
        let half = text.len() / 2;
        collect(format, &[&text[..half], text, &text[half..]].concat());
    }

    /// The same for a format of binary files.
    pub(crate) fn survives_binary(format: &Format, bytes: &[u8]) {
        let read = |bytes: &[u8]| {
            let inside = |field: Field| assert!(field.value.start < field.value.end && field.value.end <= bytes.len(), "{field:?}");
            let _ = (format.claims)("", bytes);
            (format.read)(bytes, 0, &mut { inside });
            let _ = (format.unread)(bytes);
        };
        for at in (0..=bytes.len()).step_by(1 + bytes.len() / 256) {
            read(&bytes[..at]);
            read(&bytes[at..]);
            for byte in [0, 1, 0x7F, 0xFF] {
                let mut damaged = bytes.to_vec();
                damaged.get_mut(at).into_iter().for_each(|old| *old = byte);
                read(&damaged);
            }
        }
    }

    proptest::proptest! {
        /// Texts made of what the formats are made of.
        #[test]
        fn any_text_is_read(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..80)) {
            let text = pieces.concat();
            for format in FORMATS {
                collect(format, &text);
                if (format.claims)("x", &text) || format.is_binary {
                    (format.read)(&text, 0, &mut |field| assert!(field.value.start < field.value.end && field.value.end <= text.len()));
                    let _ = (format.unread)(&text);
                }
            }
        }
    }

    const PIECES: &[&[u8]] = &[
        b"MSH|^~\\&|",
        b"PID|1||",
        b"NK1|",
        b"|",
        b"^",
        b"~",
        b"&",
        b"\r",
        b"\n",
        b"\\r",
        b"\\n",
        b"\"",
        b"'",
        b"\\",
        b"\"\"\"",
        b"ISA*00*",
        b"ISA",
        b"NM1*IL*1*",
        b"REF*SY*",
        b"*",
        b"*:~",
        b"CLM*",
        b"<",
        b">",
        b"/>",
        b"</",
        b"<ClinicalDocument xmlns=\"urn:hl7-org:v3\">",
        b"<recordTarget>",
        b"<patientRole>",
        b"<id root=\"",
        b"extension=\"",
        b"<name>",
        b"<given>",
        b"</name>",
        b"<telecom value=\"tel:",
        b"<Patient xmlns=\"http://hl7.org/fhir\">",
        b"<family value=\"",
        b"<HumanPatient>",
        b"<LastName>",
        b"{\"resourceType\":\"Patient\"",
        b"\"name\":",
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b",",
        b"\x1cAM01",
        b"\x1c",
        b"\x1d",
        b"\x1e",
        b"\x1cCA",
        b"\x1cC419610314",
        b"\x0b",
        b"DICM",
        b"\x10\x00\x10\x00PN",
        b"\xff\xff\xff\xff",
        b"\xfe\xff\x00\xe0",
        b"\xe0\x7f\x10\x00",
        b"\x08\x00\x05\x00CS\x04\x00",
        b"\x00",
        b"\x02\x00\x10\x00UI\x04\x00",
        b"Quillfeather",
        b"19610314",
        b"900-11-2233",
        b" ",
        b"\xc3\xa9",
        b"x",
        b"1",
        b"Patient",
        b"@PID.5.1",
    ];

    #[test]
    fn formats_have_distinct_names_and_anchors() {
        for format in FORMATS {
            assert_eq!(FORMATS.iter().filter(|other| other.name == format.name).count(), 1);
            assert!(format.anchors.iter().all(|anchor| anchor.len() >= 3));
            assert_eq!(Format::named(format.name).map(|found| found.name), Some(format.name));
        }
        assert!(Format::named("x").is_none());
    }
}
