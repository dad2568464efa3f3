//! Each reader of health data on files with one damage at a known place: at least thirty for each reader, counted.
//!
//! Nothing may panic; every finding lies within the file and on something that is written there; what ends before the damage is found where
//! it is found in the good file; what another line end or encoding says the same is found as often; and a file that holds the damage twice
//! gives no more than twice as much, in findings and in what was considered on the way.

use crate::hostile::{JUDGED_BY, fixture};
use asepsis::blob::Blob;
use asepsis::rule::RuleSet;
use asepsis::scan::{Options, Scanned, Scanner};
use asepsis::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Readers, and good files of each in `testdata/phi`.
const READERS: &[(&str, &[&str])] = &[
    ("hl7v2", &["messages/adt.hl7"]),
    ("hl7v2 in logs", &["messages/mllp.log"]),
    ("hl7v2 in literals", &["messages/AdtTest.java", "messages/adt_test.py", "messages/adt.yaml"]),
    ("fhir json", &["messages/patient.json", "messages/narrative.json"]),
    ("fhir ndjson", &["messages/bulk.ndjson"]),
    ("fhir xml", &["messages/patient.fhir.xml"]),
    ("cda", &["messages/summary.xml"]),
    ("hl7v3", &["messages/registration.xml"]),
    ("x12", &["messages/claim.837", "messages/remittance.835", "messages/enrolment.834", "messages/answer.271", "messages/status.276"]),
    ("ncpdp script", &["messages/rx.xml"]),
    ("ncpdp d0", &["messages/claim.ncpdp"]),
    ("dicom", &["messages/head.dcm"]),
    ("delimited", &["tables/patients.csv", "tables/demographics.tsv", "tables/semicolon.csv", "tables/roster.psv"]),
    ("sql", &["tables/seed.sql"]),
    ("sql in literals", &["tables/Seed.java"]),
    ("dbunit", &["tables/dataset.xml", "tables/dataset-full.xml"]),
    ("liquibase", &["tables/changelog.xml"]),
    ("json records", &["tables/people.json", "tables/django.json"]),
    ("yaml records", &["tables/patients.yml", "tables/seeds.yaml"]),
    ("logs", &["logs/app.log", "logs/access.log"]),
    ("notes", &["notes/note.txt"]),
];

/// What has become of a good file.
struct Damaged {
    /// In words, for messages of the test.
    how: String,
    bytes: Vec<u8>,
    expected: Expected,
}

enum Expected {
    /// So many of its first bytes stand as they stood: what ends before is found there.
    Before(usize),
    /// It says the same with other bytes: each rule finds as much.
    Same,
}

use Expected::{Before, Same};

/// Levels of what is nested, copies of what is repeated.
const MANY: usize = 10_000;

/// What is put in the middle of a file.
const INSERTED: &[(&str, &[u8], usize)] = &[
    ("a stray NUL", b"\0", 1),
    ("bytes that are no UTF-8", b"\xC3\x28\xF0\x9F\xFF\xFE", 4),
    ("half of a character", b"\xE2\x82", 1),
    ("a surrogate half as CESU-8", b"\xED\xA0\x80", 2),
    ("a byte order mark", b"\xEF\xBB\xBF", 1),
    ("a field as long as many files", b"x", 25 * MANY),
    ("a number without end", b"9", MANY),
    ("blanks", b" ", MANY),
    ("empty lines", b"\r\n\n\r", MANY / 4),
    ("bars", b"|", MANY),
    ("carets, tildes and ampersands", b"^~&", MANY / 2),
    ("commas and semicolons", b",;", MANY / 2),
    ("asterisks", b"*", MANY),
    ("separators of files, groups, records", b"\x1c\x1d\x1e", MANY / 2),
    ("blocks of MLLP", b"\x0b\x1c\r", MANY / 4),
    ("braces ten thousand deep", b"{\"a\":", MANY),
    ("brackets ten thousand deep", b"[", MANY),
    ("elements ten thousand deep", b"<a>", MANY),
    ("ends of elements", b"</a>", MANY),
    ("parentheses ten thousand deep", b"(", MANY),
    ("closing brackets", b"}])>", MANY / 4),
    ("an open quotation", b"\"", 1),
    ("another open quotation", b"'", 1),
    ("an open comment", b"<!--", 1),
    ("an open comment of code", b"/*", 1),
    ("an open section of character data", b"<![CDATA[", 1),
    ("an open escape", b"\\", 3),
    ("an open entity", b"&#x", 2),
    ("a lone carriage return", b"\r", 1),
    ("the word null", b"null", 1),
];

fn inserted(good: &[u8], at: usize, what: &[u8]) -> Vec<u8> {
    [&good[..at], what, &good[at..]].concat()
}

fn utf16(good: &[u8], mark: char, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let text = String::from_utf8(good.to_vec()).expect("good files of text are UTF-8");
    std::iter::once(mark).chain(text.chars()).collect::<String>().encode_utf16().flat_map(bytes).collect()
}

/// Damages that any file can take.
fn common(good: &[u8]) -> Vec<Damaged> {
    let middle = good.len() / 2;
    let mut damaged = Vec::new();
    let mut add = |how: String, bytes: Vec<u8>, expected: Expected| damaged.push(Damaged { how, bytes, expected });
    for part in 1..16 {
        let cut = good.len() * part / 16;
        add(format!("cut after {part} sixteenths"), good[..cut].to_vec(), Before(cut));
    }
    for separator in [&b"|"[..], b",", b"*", b"\x1c", b"\"", b"</", b"\n", b":"] {
        let Some(at) = memchr::memmem::rfind(good, separator) else { continue };
        add(format!("cut before the last {separator:?}"), good[..at].to_vec(), Before(at));
        add(format!("cut within or behind the last {separator:?}"), good[..=at].to_vec(), Before(at));
    }
    for (what, unit, times) in INSERTED {
        add(format!("{what} in the middle"), inserted(good, middle, &unit.repeat(*times)), Before(middle));
        add(format!("{what} at the end"), inserted(good, good.len(), &unit.repeat(*times)), Before(good.len() - 1));
    }
    add("empty".to_owned(), Vec::new(), Before(0));
    let head = good.iter().position(|byte| matches!(byte, b'\n' | b'\r' | b'~')).map_or(good.len() / 8, |end| end + 1);
    add("only its head".to_owned(), good[..head].to_vec(), Before(head));
    add("its head twice".to_owned(), inserted(good, head, &good[..head]), Before(0));
    add("its head a hundred times".to_owned(), inserted(good, 0, &good[..head].repeat(100)), Before(0));
    add("twenty times".to_owned(), good.repeat(20), Before(good.len() - 1));
    add("within itself".to_owned(), inserted(good, middle, good), Before(middle));
    add(
        "without its middle".to_owned(),
        [&good[..good.len() * 7 / 16], &good[good.len() * 9 / 16..]].concat(),
        Before(good.len() * 7 / 16),
    );
    add("without its head".to_owned(), good[head..].to_vec(), Before(0));
    damaged
}

/// Damages of line ends and encodings: some say the same as before.
fn of_text(good: &[u8]) -> Vec<Damaged> {
    let lines: Vec<&[u8]> = good.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line)).collect();
    let ended = |end: &[u8]| lines.join(end);
    let mixed = lines.iter().enumerate().flat_map(|(at, line)| [line, [&b"\n"[..], b"\r\n", b"\n\n"][at % 3]].concat()).collect();
    let damaged = |how: &str, bytes: Vec<u8>, expected: Expected| Damaged { how: how.to_owned(), bytes, expected };
    vec![
        damaged("lines ended by CR LF", ended(b"\r\n"), Same),
        damaged("lines ended by CR", ended(b"\r"), Before(0)),
        damaged("no lines", ended(b""), Before(lines[0].len().saturating_sub(1))),
        damaged("lines ended twice", ended(b"\n\n"), Before(lines[0].len())),
        damaged("mixed line ends", mixed, Before(lines[0].len())),
        damaged("behind a byte order mark", inserted(good, 0, b"\xEF\xBB\xBF"), Same),
        damaged("UTF-16, little end first", utf16(good, '\u{feff}', u16::to_le_bytes), Same),
        damaged("UTF-16, big end first", utf16(good, '\u{feff}', u16::to_be_bytes), Same),
        damaged("the mark of UTF-16 alone", inserted(good, 0, b"\xFF\xFE"), Before(0)),
    ]
}

/// A damaged copy behind the good file, for damages of a whole message.
fn behind(good: &[u8], how: &str, copy: &[u8]) -> Damaged {
    Damaged { how: format!("before a copy {how}"), bytes: [good, b"\n", copy].concat(), expected: Before(good.len()) }
}

/// Damages of the two messages that say themselves what separates their parts.
fn of_separators(good: &[u8], head: &[u8]) -> Vec<Damaged> {
    let Some(at) = memchr::memmem::find(good, head) else { return Vec::new() };
    let message = &good[at..];
    let with = |how: &str, place: usize, byte: u8| {
        let mut copy = message.to_vec();
        if let Some(old) = copy.get_mut(head.len() + place) {
            *old = byte;
        }
        behind(good, how, &copy)
    };
    let places = 0..8_usize;
    let mut damaged: Vec<Damaged> =
        places.clone().map(|place| with(&format!("whose separator {place} is a letter"), place, b'A')).collect();
    damaged.extend(places.map(|place| with(&format!("whose separator {place} is that of fields"), place, message[head.len()])));
    damaged.push(with("whose fields end with lines", 0, b'\n'));
    damaged.push(with("whose fields end with NUL", 0, 0));
    damaged.push(behind(good, "without its head", &message[head.len()..]));
    damaged.push(behind(good, "whose head is lower-case", &[head.to_ascii_lowercase(), message[head.len()..].to_vec()].concat()));
    damaged.push(behind(good, "that is a byte longer", &inserted(message, head.len() + 4, b" ")));
    damaged.push(behind(good, "that is a byte shorter", &[&message[..head.len() + 6], &message[head.len() + 7..]].concat()));
    damaged.push(behind(good, "of heads alone", &message[..head.len() + 5].repeat(500)));
    damaged
}

/// Explicit value representations with their lengths: where each length stands, and how many bytes it has (PS3.5, 7.1.2).
fn lengths(dicom: &[u8]) -> Vec<(usize, usize)> {
    let (mut at, mut found) = (132, Vec::new());
    while let Some(element) = dicom.get(at..at + 8) {
        let long = matches!(&element[4..6], b"OB" | b"OW" | b"SQ" | b"UN" | b"UT");
        found.push(if long { (at + 8, 4) } else { (at + 6, 2) });
        let length = if long { 0 } else { usize::from(u16::from_le_bytes([element[6], element[7]])) };
        at += if long { dicom.len() } else { 8 + length };
    }
    found
}

fn of_dicom(good: &[u8]) -> Vec<Damaged> {
    let mut damaged = Vec::new();
    for (at, width) in lengths(good) {
        for (how, byte) in
            [("the greatest", 0xFF), ("nothing", 0), ("a byte too long", good[at] + 1), ("odd and short", 1), ("negative", 0x80)]
        {
            let mut bytes = good.to_vec();
            bytes[at..at + width].fill(if matches!(byte, 0xFF | 0 | 0x80) { byte } else { 0 });
            if !matches!(byte, 0xFF | 0 | 0x80) {
                bytes[at] = byte;
            }
            damaged.push(Damaged { how: format!("length at {at} {how}"), bytes, expected: Before(at - 8) });
        }
        let mut bytes = good.to_vec();
        bytes[at - 2..at].copy_from_slice(b"\x01?");
        damaged.push(Damaged { how: format!("no representation before {at}"), bytes, expected: Before(at - 8) });
    }
    let group = memchr::memmem::find(good, b"\x10\0\x10\0").expect("the name stands there");
    let sequence = b"\x08\0\x40\x11SQ\0\0\xFF\xFF\xFF\xFF\xFE\xFF\x00\xE0\xFF\xFF\xFF\xFF";
    for (how, what) in [("a sequence without end", sequence.to_vec()), ("sequences ten thousand deep", sequence.repeat(MANY))] {
        damaged.push(Damaged { how: how.to_owned(), bytes: inserted(good, group, &what), expected: Before(group) });
    }
    damaged
}

fn of_reader(reader: &str, good: &[u8]) -> Vec<Damaged> {
    let mut damaged = common(good);
    if reader != "dicom" {
        damaged.extend(of_text(good));
    }
    match reader {
        "hl7v2" | "hl7v2 in logs" => damaged.extend(of_separators(good, b"MSH")),
        "x12" => damaged.extend(of_separators(good, b"ISA")),
        "dicom" => damaged.extend(of_dicom(good)),
        _ => {}
    }
    damaged
}

fn scan(scanner: &Scanner<'_>, path: &str, bytes: &[u8], how: &str) -> Scanned {
    let scanned = scanner.scan(&Blob { path, project_path: path, bytes });
    for finding in &scanned.findings {
        let span = finding.region.bytes;
        assert!(span.start < span.end && span.end <= bytes.len(), "{path}, {how}: {span:?} of {}", bytes.len());
        let is_written = span.of(bytes).iter().any(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
        assert!(is_written, "{path}, {how}: nothing is written at {span:?}");
    }
    scanned
}

fn places(scanner: &Scanner<'_>, scanned: &Scanned) -> BTreeSet<(String, Span)> {
    let place = |finding: &asepsis::finding::Finding| (scanner.rules().get(finding.rule).id.clone(), finding.region.bytes);
    scanned.findings.iter().map(place).filter(|(rule, _)| rule != "patient-record").collect()
}

fn by_rule(places: &BTreeSet<(String, Span)>) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    places.iter().for_each(|(rule, _)| *counts.entry(rule.as_str()).or_insert(0) += 1);
    counts
}

#[test]
fn every_reader_stands_thirty_damages() {
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options { trace: true, ..Options::default() });
    let mut wrong = Vec::new();
    for (reader, paths) in READERS {
        let mut seen = BTreeSet::new();
        for path in *paths {
            let good = fixture(path);
            let judged_by = JUDGED_BY.iter().find(|(judged, _)| judged == path).map_or(&b""[..], |(_, by)| by);
            let judged = memchr::memmem::find(&good, judged_by).expect("it stands there") + judged_by.len();
            let whole = places(&scanner, &scan(&scanner, path, &good, "no damage"));
            assert!(!whole.is_empty(), "{path}: nothing is found in the good file");
            let mut count = 0;
            for Damaged { how, bytes, expected } in of_reader(reader, &good) {
                let scanned = scan(&scanner, path, &bytes, &how);
                let found = places(&scanner, &scanned);
                match expected {
                    Before(intact) if intact > judged => {
                        let missed = whole.iter().filter(|place| place.1.end < intact && !found.contains(place));
                        wrong.extend(missed.map(|(rule, span)| format!("{path}, {how}: {rule} at {span:?} is missed")));
                    }
                    Before(_) => {}
                    Same if by_rule(&found) == by_rule(&whole) => {}
                    Same => wrong.push(format!("{path}, {how}: {:?} instead of {:?}", by_rule(&found), by_rule(&whole))),
                }
                // As many again, and those that the joint gives.
                let twice = scan(&scanner, path, &[&bytes[..], b"\n", &bytes].concat(), &how);
                let (findings, steps) = (scanned.findings.len().max(whole.len()), scanned.considered.len().max(whole.len()));
                if twice.findings.len() > 2 * findings + 8 || twice.considered.len() > 2 * steps + 32 {
                    wrong.push(format!(
                        "{path}, {how}: {} and {} become {} and {}",
                        findings,
                        steps,
                        twice.findings.len(),
                        twice.considered.len()
                    ));
                }
                count += usize::from(bytes != good && seen.insert(bytes));
            }
            assert!(count >= 30, "{path}: only {count} damages");
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
