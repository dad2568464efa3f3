//! Identifiers in every kind of table, log and note, and what only looks like them: `testdata/phi`, all of it invented.
//!
//! `testdata/phi.expected.tsv` has a line for each finding: path, line, rule, and the view in which it shows, `default` or `all`. Nothing else
//! may be found, and in `decoys` nothing at all.

use std::collections::BTreeSet;
use std::process::Command;

const EXPECTED: &str = include_str!("../../testdata/phi.expected.tsv");

/// Path, line and rule of each finding about persons.
fn found(more: &[&str]) -> BTreeSet<(String, u64, String)> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_asepsis"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["scan", "testdata/phi", "--no-config", "--only", "phi", "--format", "ndjson"])
        .args(more);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ASEPSIS_")) {
        command.env_remove(name);
    }
    let output = command.output().expect("the program was built for this test");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let written = String::from_utf8(output.stdout).expect("reports are UTF-8");
    let read = |line: &str| {
        let object: serde_json::Value = serde_json::from_str(line).expect("each line is an object");
        let text = |key: &str| object[key].as_str().map(str::to_owned);
        Some((text("path")?, object["line"].as_u64()?, text("rule")?))
    };
    written.lines().filter_map(read).collect()
}

/// The same but for `sinks`, whose files say themselves what is to be found.
fn outside_code(more: &[&str]) -> BTreeSet<(String, u64, String)> {
    found(more).into_iter().filter(|(path, ..)| !path.starts_with("sinks/")).collect()
}

/// The lines of the list that show in a view.
fn expected(only_default: bool) -> BTreeSet<(String, u64, String)> {
    let read = |line: &str| {
        let [path, number, rule, view] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("four columns, please: {line}") };
        (!only_default || view == "default").then(|| (path.to_owned(), number.parse().expect("line numbers are numbers"), rule.to_owned()))
    };
    EXPECTED.lines().skip(1).filter_map(read).collect()
}

fn compare(found: &BTreeSet<(String, u64, String)>, expected: &BTreeSet<(String, u64, String)>) {
    let missed = expected.difference(found).map(|(path, line, rule)| format!("missed: {path}:{line} {rule}"));
    let more = found.difference(expected).map(|(path, line, rule)| format!("unexpected: {path}:{line} {rule}"));
    let differences: Vec<String> = missed.chain(more).collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_identifier_is_found_where_it_stands() {
    compare(&outside_code(&["--all"]), &expected(false));
}

#[test]
fn by_default_a_record_speaks_for_its_parts() {
    compare(&outside_code(&[]), &expected(true));
}

/// A rule that no fixture holds is one that nobody has seen at work: the list, and the comments of `sinks`, name every rule about persons.
#[test]
fn every_rule_has_a_fixture() {
    let mut seen: BTreeSet<String> = expected(false).into_iter().map(|(.., rule)| rule).collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/phi/sinks");
    for file in std::fs::read_dir(folder).expect("the fixtures are there") {
        let text = std::fs::read_to_string(file.expect("it can be listed").path()).expect("it is text");
        seen.extend(text.split_whitespace().filter(|word| word.starts_with("phi-in-")).map(str::to_owned));
    }
    let rules = asepsis::rule::RuleSet::built_in();
    let of_persons = rules.iter().filter(|(_, rule)| rule.family == asepsis::rule::Family::Phi);
    let without: Vec<&str> = of_persons.map(|(_, rule)| rule.id.as_str()).filter(|id| !seen.contains(*id)).collect();
    assert!(without.is_empty(), "no fixture: {without:?}");
}

/// What of an image is not read is said: its pixels, and all of a data set that is deflated.
#[test]
fn what_is_not_read_of_an_image_is_said() {
    let output = Command::new(env!("CARGO_BIN_EXE_asepsis"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["scan", "testdata/phi/messages", "--no-config", "--only", "phi", "--format", "ndjson"])
        .output()
        .expect("the program was built for this test");
    let written = String::from_utf8(output.stdout).expect("reports are UTF-8");
    let said =
        |name: &str, what: &str| written.lines().any(|line| line.starts_with("{\"notice\"") && line.contains(name) && line.contains(what));
    assert!(said("head.dcm", "pixels"), "{written}");
    assert!(said("deflated.dcm", "deflated DICOM data set is not read"), "{written}");
}

/// Code in twelve languages: `phi-in-…` in a comment at the end of a line says what must be found there, and nothing else may be.
#[test]
fn sinks_are_found_in_every_language() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/phi/sinks");
    let mut expected = BTreeSet::new();
    let mut languages = 0;
    for file in std::fs::read_dir(&folder).expect("the fixtures are there") {
        let path = file.expect("it can be listed").path();
        let name = path.file_name().expect("it is a file").to_string_lossy().into_owned();
        languages += 1;
        for (number, line) in std::fs::read_to_string(&path).expect("it is text").lines().enumerate() {
            let comment = line.rsplit_once(if matches!(name.rsplit('.').next(), Some("py" | "rb")) { "# " } else { "// " });
            if let Some((_, rule)) = comment.filter(|(_, rule)| rule.starts_with("phi-in-")) {
                expected.insert((format!("sinks/{name}"), number as u64 + 1, rule.to_owned()));
            }
        }
    }
    assert_eq!(languages, 12);
    let found = found(&["--all"]).into_iter().filter(|(path, ..)| path.starts_with("sinks/")).collect();
    compare(&found, &expected);
}

/// Countries outside of the European Economic Area, as rules' ids begin: their registers are none that Article 87 speaks of.
const ELSEWHERE: &[&str] = &["au-", "br-", "ca-", "cl-", "cn-", "il-", "in-", "jp-", "kr-", "mx-", "nz-", "sg-", "tr-", "tw-", "za-"];

/// Class of the Safe Harbor list for every identifier, and where the GDPR speaks of it; a provider's name is no identifier of a patient by itself.
#[test]
fn every_identifier_names_its_letter_and_its_article() {
    let rules = asepsis::rule::RuleSet::built_in();
    let mut wrong = Vec::new();
    for (_, rule) in rules.iter().filter(|(_, rule)| rule.family == asepsis::rule::Family::Phi) {
        // Sinks are code, and a record is what its parts are.
        let is_identifier = rule.class != "phi-in-code" && rule.sets.is_empty();
        let has_letter = matches!(rule.safe_harbor.as_bytes(), [b'A'..=b'R']);
        let has_article =
            rule.gdpr.starts_with("Art. ") || rule.id == "provider-name" || ELSEWHERE.iter().any(|country| rule.id.starts_with(country));
        if is_identifier != has_letter || (is_identifier && !has_article) {
            wrong.push(format!("{}: safe-harbor `{}`, gdpr `{}`", rule.id, rule.safe_harbor, rule.gdpr));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What one house calls things: found with its configuration, and only with it.
#[test]
fn words_of_a_house_are_found() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("it can be written");
    write("notes.txt", "seen today: NRTH-4480217, came by bus\n");
    write("beds.csv", "hausnr,name,dob\nH4480217,Odalys Quillfeather,1961-03-14\n");
    write("ward.py", "audit.write(\"moved\", patient.ssn)\nlogger.info(haus_nr)\n");
    let scan = |config: &str| -> (Option<i32>, BTreeSet<(String, u64, String)>, String) {
        write("asepsis.toml", config);
        let output = Command::new(env!("CARGO_BIN_EXE_asepsis"))
            .current_dir(folder.path())
            .args(["scan", "--all", "--only", "phi", "--format", "ndjson"])
            .output()
            .expect("the program was built for this test");
        let written = String::from_utf8(output.stdout).expect("reports are UTF-8");
        let read = |line: &str| {
            let object: serde_json::Value = serde_json::from_str(line).expect("each line is an object");
            let text = |key: &str| object[key].as_str().map(str::to_owned);
            Some((text("path")?, object["line"].as_u64()?, text("rule")?))
        };
        (output.status.code(), written.lines().filter_map(read).collect(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let own = [
        ("notes.txt", 1, "medical-record-number"),
        ("beds.csv", 2, "medical-record-number"),
        ("ward.py", 1, "phi-in-log"),
        ("ward.py", 2, "phi-in-log"),
    ];
    let own: Vec<(String, u64, String)> = own.map(|(path, line, rule)| (path.to_owned(), line, rule.to_owned())).to_vec();
    let (_, without, _) = scan("");
    assert!(own.iter().all(|one| !without.contains(one)), "{without:?}");
    let words = "[phi]\nmrn-patterns = ['NRTH-\\d{7}']\nlog-sinks = [\"audit.write\"]\nfields = { medical-record-number = [\"hausnr\", \"haus_nr\"] }\n";
    let (_, with, error) = scan(words);
    assert!(own.iter().all(|one| with.contains(one)), "{with:?} {error}");
    for (config, place, says) in [
        ("[phi]\nmrn-patterns = ['NRTH-(\\d']\n", "asepsis.toml:2:17", "regular expression cannot be understood"),
        ("[phi]\nmrn-patterns = ['NRTH-\\d+']\n", "asepsis.toml:2:17", "any length"),
        ("[phi]\nmrn-patterns = ['\\d{7}']\n", "asepsis.toml:2:17", "nothing would lead to it"),
        ("[phi]\nlog-sinks = ['audit write']\n", "asepsis.toml:2:14", "no function's path"),
        ("[phi]\nfields = { medical-record-numbr = ['hausnr'] }\n", "asepsis.toml:2:12", "did you mean `medical-record-number`"),
        ("[phi]\nfields = { medical-record-number = ['h'] }\n", "asepsis.toml:2:37", "too short"),
        ("[phi]\nfeilds = {}\n", "asepsis.toml:2:1", "did you mean `fields`"),
    ] {
        let (code, _, error) = scan(config);
        assert_eq!(code, Some(2), "{config}");
        assert!(error.contains(place) && error.contains(says), "{config}: {error}");
    }
}

/// Two scans of one process, each with the words of its own house, as an editor with two folders has them.
#[test]
fn each_scan_knows_its_own_house() {
    use asepsis::blob::Blob;
    use asepsis::rule::{RuleSet, house::HouseWords};
    let scan = |name: Option<&str>, text: &str| -> usize {
        let names = name.map(|name| ("medical-record-number".to_owned(), vec![vec![name.to_owned()]]));
        let words = HouseWords { fields: names.into_iter().collect(), ..HouseWords::default() };
        let rules = RuleSet::built_in().adopt(&words).expect("the words can be used");
        let scanner = asepsis::scan::Scanner::new(&rules, asepsis::scan::Options::default());
        let scanned = scanner.scan(&Blob { path: "beds.csv", project_path: "beds.csv", bytes: text.as_bytes() });
        scanned.findings.iter().filter(|finding| rules.get(finding.rule).id == "medical-record-number").count()
    };
    let table = |column: &str| format!("{column},name,dob\nH4480217,Odalys Quillfeather,1961-03-14\n");
    for (house, column, expected) in [
        (None, "hausnr", 0),
        (Some("hausnr"), "hausnr", 1),
        (Some("bedlabel"), "hausnr", 0),
        (Some("bedlabel"), "bedlabel", 1),
        (Some("hausnr"), "bedlabel", 0),
        (None, "bedlabel", 0),
    ] {
        assert_eq!(scan(house, &table(column)), expected, "{house:?} {column}");
    }
}

/// Base64 of attachments, as FHIR, CDA and HL7 carry it, is read as what it is: a document, a page, a note.
#[test]
fn what_is_attached_is_read_at_its_place() {
    use asepsis::blob::Blob;
    let rules = asepsis::rule::RuleSet::built_in();
    let scanner = asepsis::scan::Scanner::new(&rules, asepsis::scan::Options::default());
    let document = include_str!("../../testdata/phi/messages/summary.xml").as_bytes();
    let page = crate::archives::pdf("Patient Name: Odalys Quillfeather MRN: 4480217 DOB: 1961-03-14");
    let note = b"Patient Name: Odalys Quillfeather\nMRN: 4480217\nDOB: 1961-03-14\n";
    for (what, content) in [("document", document), ("page", &page[..]), ("note", &note[..])] {
        let encoded = crate::decoded::base64(content);
        for (path, text) in [
            ("binary.json", format!("{{\"resourceType\":\"Binary\",\"contentType\":\"x\",\"data\":\"{encoded}\"}}")),
            (
                "reference.json",
                format!("{{\"resourceType\":\"DocumentReference\",\"content\":[{{\"attachment\":{{\"data\":\"{encoded}\"}}}}]}}"),
            ),
            (
                "cda.xml",
                format!(
                    "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><nonXMLBody><text representation=\"B64\">{encoded}</text></nonXMLBody></ClinicalDocument>"
                ),
            ),
            ("value.xml", format!("<observation xmlns=\"urn:hl7-org:v3\"><value representation=\"B64\">{encoded}</value></observation>")),
            (
                "oru.hl7",
                format!("MSH|^~\\&|A|B|C|D|20260105||ORU^R01|1|P|2.5\rOBX|1|ED|18842-5^Summary||^TEXT^XML^Base64^{encoded}||||||F\r"),
            ),
        ] {
            let scanned = scanner.scan(&Blob { path, project_path: path, bytes: text.as_bytes() });
            let at = text.find(&encoded).expect("it is in there");
            let inside = |span: asepsis::text::Span| span.start >= at && span.end <= at + encoded.len();
            let found: BTreeSet<&str> = scanned
                .findings
                .iter()
                .filter(|finding| inside(finding.region.bytes))
                .map(|finding| rules.get(finding.rule).id.as_str())
                .collect();
            for rule in ["person-name", "medical-record-number", "birth-date"] {
                assert!(found.contains(rule), "{what} in {path}: {found:?}");
            }
        }
    }
}
