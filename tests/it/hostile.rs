//! Readers of health data on texts that mean harm: each of `HARMS` done to a good file of each format, and each file cut off at many places.
//!
//! Nothing may panic, every finding must lie within the file, and what stands whole beside the harm, or before the cut, must still be found.

use asepsis::blob::Blob;
use asepsis::rule::{Confidence, RuleSet, Severity};
use asepsis::scan::{Floor, Options, Scanner};
use asepsis::text::Span;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A good file of each format, in `testdata/phi`; and whether its messages are found wherever they stand, or only in a file of their own.
const FORMATS: &[(&str, bool)] = &[
    ("messages/adt.hl7", true),
    ("messages/AdtTest.java", false),
    ("messages/bulk.ndjson", true),
    ("messages/narrative.json", true),
    ("messages/patient.fhir.xml", true),
    ("messages/summary.xml", true),
    ("messages/claim.837", true),
    ("messages/remittance.835", true),
    ("messages/enrolment.834", true),
    ("messages/inquiry.270", true),
    ("messages/answer.271", true),
    ("messages/status.276", true),
    ("messages/review.278", true),
    ("messages/registration.xml", true),
    ("messages/mllp.log", true),
    ("messages/claim.ncpdp", false),
    ("messages/rx.xml", true),
    ("messages/head.dcm", false),
    ("tables/patients.csv", false),
    ("tables/demographics.tsv", false),
    ("tables/roster.psv", false),
    ("tables/semicolon.csv", false),
    ("tables/seed.sql", true),
    ("tables/Seed.java", false),
    ("tables/dataset.xml", false),
    ("tables/dataset-full.xml", false),
    ("tables/changelog.xml", false),
    ("tables/people.json", false),
    ("tables/django.json", false),
    ("tables/patients.yml", false),
    ("tables/seeds.yaml", false),
    ("tables/intake.feature", false),
    ("logs/app.log", true),
    ("logs/access.log", true),
    ("notes/note.txt", true),
];

/// What is done to a file.
enum Harm {
    /// Its bytes are changed: nothing is expected but that the scan ends well.
    To(fn(&[u8]) -> Vec<u8>),
    /// This stands behind it, on a line of its own: the file is whole.
    Behind(fn() -> Vec<u8>),
}

use Harm::{Behind, To};

fn part(bytes: &[u8], sixteenths: usize) -> Vec<u8> {
    bytes[..bytes.len() * sixteenths / 16].to_vec()
}

fn replaced(bytes: &[u8], wanted: &[u8], by: &[u8]) -> Vec<u8> {
    bytes.iter().flat_map(|byte| if wanted.contains(byte) { by.to_vec() } else { vec![*byte] }).collect()
}

fn every(bytes: &[u8], step: usize, change: fn(u8) -> u8) -> Vec<u8> {
    bytes.iter().enumerate().map(|(at, byte)| if at % step == step - 1 { change(*byte) } else { *byte }).collect()
}

fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..length).map(|_| next()).collect()
}

#[rustfmt::skip] // one line a harm, so that the table reads as a table
const HARMS: &[(&str, Harm)] = &[
    ("cut after a sixteenth", To(|bytes| part(bytes, 1))),
    ("cut after a quarter", To(|bytes| part(bytes, 4))),
    ("cut in the middle", To(|bytes| part(bytes, 8))),
    ("cut after three quarters", To(|bytes| part(bytes, 12))),
    ("without its last byte", To(|bytes| bytes[..bytes.len() - 1].to_vec())),
    ("without its first byte", To(|bytes| bytes[1..].to_vec())),
    ("without its first half", To(|bytes| bytes[bytes.len() / 2..].to_vec())),
    ("backwards", To(|bytes| bytes.iter().rev().copied().collect())),
    ("lines ended by CR", To(|bytes| replaced(bytes, b"\n", b"\r"))),
    ("lines ended by CR LF", To(|bytes| replaced(bytes, b"\n", b"\r\n"))),
    ("lines ended by LF CR", To(|bytes| replaced(bytes, b"\n", b"\n\r"))),
    ("mixed line ends", To(|bytes| bytes.split(|byte| *byte == b'\n').enumerate().flat_map(|(at, line)| [line, &b"\r\n\r"[at % 3..]].concat()).collect())),
    ("on one line", To(|bytes| replaced(bytes, b"\n", b""))),
    ("a line each byte", To(|bytes| bytes.iter().flat_map(|byte| [*byte, b'\n']).collect())),
    ("NUL behind each byte", To(|bytes| bytes.iter().flat_map(|byte| [*byte, 0]).collect())),
    ("half a UTF-16 file", To(|bytes| [b"\xFF\xFE".to_vec(), bytes.iter().flat_map(|byte| [*byte, 0]).take(bytes.len() | 1).collect()].concat())),
    ("NULs in it", To(|bytes| every(bytes, 11, |_| 0))),
    ("bytes that are no UTF-8", To(|bytes| every(bytes, 13, |_| 0xFF))),
    ("flipped bits", To(|bytes| every(bytes, 7, |byte| byte ^ 0x10))),
    ("high bits", To(|bytes| every(bytes, 3, |byte| byte | 0x80))),
    ("without quotation marks", To(|bytes| replaced(bytes, b"\"'", b""))),
    ("quotation marks twice", To(|bytes| replaced(bytes, b"\"", b"\"\""))),
    ("without closing brackets", To(|bytes| replaced(bytes, b">}])", b""))),
    ("opening brackets twice", To(|bytes| bytes.iter().flat_map(|byte| if b"<{[(".contains(byte) { vec![*byte; 2] } else { vec![*byte] }).collect())),
    ("without separators", To(|bytes| replaced(bytes, b"|*~,;\t\x1c\x1d\x1e", b""))),
    ("separators a hundredfold", To(|bytes| bytes.iter().flat_map(|byte| if b"|*~,\x1c".contains(byte) { vec![*byte; 100] } else { vec![*byte] }).collect())),
    ("other separators", To(|bytes| replaced(bytes, b"|*,", b"~"))),
    ("digits as nines", To(|bytes| bytes.iter().map(|byte| if byte.is_ascii_digit() { b'9' } else { *byte }).collect())),
    ("numbers a hundredfold as long", To(|bytes| bytes.iter().flat_map(|byte| if byte.is_ascii_digit() { vec![*byte; 100] } else { vec![*byte] }).collect())),
    ("small lengths as the greatest", To(|bytes| bytes.iter().map(|byte| if (1..9).contains(byte) { 0xFF } else { *byte }).collect())),
    ("lengths of nothing", To(|bytes| bytes.iter().map(|byte| if (1..32).contains(byte) && !byte.is_ascii_whitespace() { 0 } else { *byte }).collect())),
    ("upper case", To(<[u8]>::to_ascii_uppercase)),
    ("lower case", To(<[u8]>::to_ascii_lowercase)),
    ("twenty times", To(|bytes| bytes.repeat(20))),
    ("within itself", To(|bytes| [&bytes[..bytes.len() / 2], bytes, &bytes[bytes.len() / 2..]].concat())),
    ("before noise", Behind(|| noise(4096).into_iter().filter(|byte| *byte != 0).collect())),
    ("before a run of message heads", Behind(|| b"MSH|".repeat(2000))),
    ("before a run of interchange heads", Behind(|| b"ISA*".repeat(2000))),
    ("before open braces", Behind(|| b"{\"resourceType\":[".repeat(2000))),
    ("before open elements", Behind(|| b"<Patient xmlns=\"http://hl7.org/fhir\">".repeat(500))),
    ("before open comments", Behind(|| b"<!-- ".repeat(2000))),
    ("before an open quotation", Behind(|| [b"\"".to_vec(), b"x ".repeat(5000)].concat())),
    ("before a line of a megabyte", Behind(|| b"0123456789abcdef ".repeat(60_000))),
    ("before open rows", Behind(|| b"INSERT INTO patient (mrn) VALUES ((((".repeat(300))),
];

/// Rule and beginning of each finding; asserts that all of it lies within the file.
fn found_in(scanner: &Scanner<'_>, path: &str, bytes: &[u8], harm: &str) -> BTreeSet<(String, Span)> {
    let scanned = scanner.scan(&Blob { path, project_path: path, bytes });
    for finding in &scanned.findings {
        let span = finding.region.bytes;
        assert!(span.start <= span.end && span.end <= bytes.len(), "{path}, {harm}: {span:?} of {}", bytes.len());
    }
    scanned.findings.iter().map(|finding| (scanner.rules().get(finding.rule).id.clone(), finding.region.bytes)).collect()
}

fn rules_in(scanner: &Scanner<'_>, path: &str, bytes: &[u8], harm: &str) -> BTreeSet<String> {
    found_in(scanner, path, bytes, harm).into_iter().map(|(rule, _)| rule).collect()
}

pub fn fixture(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/phi").join(path)).expect("the fixture is there")
}

#[test]
fn every_reader_survives_every_harm() {
    assert!(HARMS.len() >= 30);
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    for (path, stands_anywhere) in FORMATS {
        let bytes = fixture(path);
        let whole = rules_in(&scanner, path, &bytes, "no harm");
        assert!(!whole.is_empty(), "{path}: nothing is found in the good file");
        for (name, harm) in HARMS {
            match harm {
                To(change) => {
                    rules_in(&scanner, path, &change(&bytes), name);
                }
                Behind(junk) => {
                    let harmed = [&bytes[..], b"\n\n", &junk()].concat();
                    let found = rules_in(&scanner, path, &harmed, name);
                    if *stands_anywhere {
                        let missed: Vec<&String> = whole.difference(&found).filter(|rule| *rule != "patient-record").collect();
                        assert!(missed.is_empty(), "{path}, {name}: {missed:?} not found any more");
                    }
                }
            }
        }
    }
}

/// Containers whose content is text for readers, with all that is done to texts: the container itself, and what is in an intact one.
#[test]
fn sheets_and_databases_survive_every_harm() {
    use asepsis::archive::{Found, Kind, unfold};
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    let scan = |path: &str, bytes: &[u8], harm: &str| -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let Some(kind) = Kind::of(path, bytes) else { return found };
        unfold(path, kind, bytes, 2, asepsis::budget::Budget::of(bytes.len() as u64, None), &mut |member| {
            if let Found::Member { inside, bytes } = member {
                found.extend(rules_in(&scanner, &inside.join("/"), bytes, harm));
            }
        });
        found
    };
    let cell = |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |cells: &[String]| format!("<row>{}</row>", cells.concat());
    let sheet = [
        "<worksheet><sheetData>".to_owned(),
        row(&[cell("A1", "Patient name"), cell("B1", "MRN"), cell("C1", "Date of birth")]),
        row(&[cell("A2", "Odalys Quillfeather"), cell("B2", "4480217"), cell("C2", "1961-03-14")]),
        "</sheetData></worksheet>".to_owned(),
    ]
    .concat();
    let book = |sheet: &[u8]| crate::archives::zip(&[("xl/worksheets/sheet1.xml", sheet)]);
    let database = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/archives/clinic.sqlite")).expect("the fixture is there");
    let expected = scan("a.xlsx", &book(sheet.as_bytes()), "no harm");
    for rule in ["person-name", "medical-record-number", "birth-date"] {
        assert!(expected.contains(rule), "{rule}: {expected:?}");
    }
    assert!(scan("a.db", &database, "no harm").contains("us-ssn"));
    for (name, harm) in HARMS {
        match harm {
            To(change) => {
                scan("a.xlsx", &change(&book(sheet.as_bytes())), name);
                scan("a.xlsx", &book(&change(sheet.as_bytes())), name);
                scan("a.db", &change(&database), name);
            }
            Behind(junk) => {
                let found = scan("a.xlsx", &book(&[sheet.as_bytes(), b"\n\n", &junk()].concat()), name);
                assert!(expected.is_subset(&found), "{name}: {found:?}");
                scan("a.db", &[&database[..], &junk()].concat(), name);
            }
        }
    }
    // A sheet that ends behind its rows is one all the same.
    let rows = sheet.find("</sheetData>").expect("it ends so");
    assert!(expected.is_subset(&scan("a.xlsx", &book(&sheet.as_bytes()[..rows]), "cut off")));
}

/// Places at which each file is cut off.
const CUTS: usize = 48;

/// Files that are judged as a whole, and what must have been read before it is clear whom they speak of: a second column of persons, or the
/// entry that a narrative repeats.
pub const JUDGED_BY: &[(&str, &[u8])] = &[
    ("messages/narrative.json", b"March 14, 1961"),
    ("tables/roster.psv", b"77001"),
    ("tables/people.json", b"219-09-9999"),
    ("tables/django.json", b"4480217"),
    ("tables/patients.yml", b"Quillfeather"),
    ("tables/seeds.yaml", b"1961-03-14"),
    ("tables/intake.feature", b"1961-03-14"),
];

/// What stands before a cut stays found: readers hand over what they have read, whether or not the rest ever comes.
#[test]
fn what_stands_before_a_cut_stays_found() {
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    let mut lost = Vec::new();
    for (path, _) in FORMATS {
        let bytes = fixture(path);
        let judged_by = JUDGED_BY.iter().find(|(judged, _)| judged == path).map_or(&b""[..], |(_, by)| by);
        let judged = bytes.windows(judged_by.len().max(1)).position(|window| window.starts_with(judged_by)).expect("it stands there");
        let whole = found_in(&scanner, path, &bytes, "no harm");
        for cut in (1..CUTS).map(|part| bytes.len() * part / CUTS).filter(|cut| *cut > judged + judged_by.len()) {
            let found = found_in(&scanner, path, &bytes[..cut], "cut off");
            let missed =
                |(rule, span): &&(String, Span)| span.end + 1 < cut && rule != "patient-record" && !found.contains(&(rule.clone(), *span));
            lost.extend(whole.iter().filter(missed).map(|(rule, span)| format!("{path}: {rule} at {span:?}, cut at {cut}")));
        }
    }
    assert!(lost.is_empty(), "{} lost\n{}", lost.len(), lost.join("\n"));
}

/// One line of 100 MB with a resource, a message and a claim at its end.
#[test]
fn a_line_of_a_hundred_megabytes_is_read_to_its_end() {
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    let mut line = b"lorem ipsum dolor sit amet; ".repeat(100_000_000 / 28);
    let filler = line.len();
    line.extend_from_slice(b"{\"resourceType\":\"Patient\",\"birthDate\":\"1961-03-14\"} ");
    line.extend_from_slice(b"MSH|^~\\&|A|B|C|D|20260105||ADT^A01|1|P|2.5\\rPID|1||4480217^^^NORTH^MR||Quillfeather^Odalys\\r ");
    let scanned = scanner.scan(&Blob { path: "dump.log", project_path: "dump.log", bytes: &line });
    let found: BTreeSet<&str> = scanned.findings.iter().map(|finding| rules.get(finding.rule).id.as_str()).collect();
    for rule in ["birth-date", "medical-record-number", "person-name"] {
        assert!(found.contains(rule), "{rule} is not found");
    }
    assert!(scanned.findings.iter().all(|finding| finding.region.bytes.start >= filler && finding.region.bytes.end <= line.len()));
}

#[test]
fn what_matches_without_end_is_counted() {
    const LISTED: usize = 50_000;
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    let text = "curl -k x\n".repeat(LISTED + 3);
    let scanned = scanner.scan(&Blob { path: "a.sh", project_path: "a.sh", bytes: text.as_bytes() });
    assert_eq!(scanned.findings.len(), LISTED);
    let notices: Vec<&str> = scanned.notices.iter().map(|notice| notice.why.as_str()).collect();
    assert_eq!(notices, ["3 matches are not listed: their rules have more than 50000 in this file"]);
}

/// Messages are listed whole up to where a rule has enough, and of one without end there is an end to what is listed.
#[test]
fn messages_without_end_are_counted() {
    const LISTED: usize = 50_000;
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    let scan = |text: &str| {
        let scanned = scanner.scan(&Blob { path: "a.hl7", project_path: "a.hl7", bytes: text.as_bytes() });
        let of = |rule: &str| scanned.findings.iter().filter(|finding| rules.get(finding.rule).id == rule).count();
        let notices: Vec<String> = scanned.notices.iter().map(|notice| notice.why.clone()).collect();
        (of("medical-record-number"), of("birth-date"), notices)
    };
    let message = "MSH|^~\\&|A\rPID|1||4480217^^^N^MR~4480218^^^N^MR||||19610314\r";
    let (numbers, dates, notices) = scan(&message.repeat(LISTED / 2 + 3));
    assert_eq!((numbers, dates), (LISTED, LISTED / 2));
    assert_eq!(notices, ["9 matches are not listed: their rules have more than 50000 in this file"]);
    let numbers = "4480217^^^N^MR~".repeat(2 * LISTED + 4);
    let (numbers, dates, notices) = scan(&format!("MSH|^~\\&|A\rPID|1||{numbers}||||19610314\r"));
    assert_eq!((numbers, dates), (2 * LISTED, 1));
    assert_eq!(notices, ["4 matches are not listed: their rules have more than 50000 in this file"]);
}

#[test]
fn of_many_messages_a_view_lists_a_thousand() {
    const LISTED: usize = 1_000;
    let rules = RuleSet::built_in();
    let view = Some(Floor { severity: Severity::Low, confidence: Confidence::Low });
    let scanner = Scanner::new(&rules, Options { view, ..Options::default() });
    let text = "MSH|^~\\&|A\rPID|1||4480217^^^N^MR||||19610314\r".repeat(LISTED + 3);
    let scanned = scanner.scan(&Blob { path: "a.hl7", project_path: "a.hl7", bytes: text.as_bytes() });
    assert_eq!(scanned.findings.iter().filter(|finding| rules.get(finding.rule).id == "patient-record").count(), LISTED);
    let notices: Vec<&str> = scanned.notices.iter().map(|notice| notice.why.as_str()).collect();
    assert_eq!(notices, ["6 matches are not listed: their rules have more than 1000 in this file"]);
}
