//! One line as long as a file, in each text format: what stands at its end is found, what repeats is listed as far as anybody reads, and the
//! memory that it takes is bounded.
//!
//! `.ci/run long` does this with 100 MB and the release build, by `ASEPSIS_LONG_LINE=100` and `ASEPSIS_TEST_BIN`.

use crate::common::{Output, Tree, binary, command};
use std::process::Command;

/// A file of one line, or with one: its beginning, what fills it, and its end, which holds `found` and no part before it does.
struct Line {
    path: &'static str,
    head: &'static str,
    filler: &'static str,
    tail: &'static str,
    rule: &'static str,
    found: &'static str,
}

const fn line(
    path: &'static str,
    head: &'static str,
    filler: &'static str,
    tail: &'static str,
    rule: &'static str,
    found: &'static str,
) -> Line {
    Line { path, head, filler, tail, rule, found }
}

const MRN: &str = "medical-record-number";
const ISA: &str =
    "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260105*1030*^*00501*000000905*0*P*:~ST*837*0001*005010X222A1~";

/// What fills the line says nothing of a person.
#[rustfmt::skip] // one line a format, so that the table reads as a table
const SPARSE: &[Line] = &[
    line("a.hl7", "MSH|^~\\&|A|B\r", "OBX|1|NM|2345-7^Glucose^LN||95|mg/dL|70-99|N|||F\r", "MSH|^~\\&|A|B\rPID|1||4480217^^^N^MR", MRN, "4480217"),
    line("one-field.hl7", "MSH|^~\\&|A|B\rOBX|1|ED|x||^AP^^Base64^", "QUJDREVGR0hJSktMTU5P", "\rPID|1||4480217^^^N^MR", MRN, "4480217"),
    line("a.log", "received MSH|^~\\&|A|B\\r", "OBX|1|NM|2345-7^Glucose^LN||95|mg/dL\\r", "PID|1||4480217^^^N^MR ack", MRN, "4480217"),
    line("A.java", "class A { String m = \"MSH|^~\\\\&|A|B\\r", "OBX|1|NM|2345-7^Glucose^LN||95|mg/dL\\r", "PID|1||4480217^^^N^MR\"; }", MRN, "4480217"),
    line("a.fhir.json", "{\"resourceType\":\"Patient\",\"extension\":[{}", ",{\"url\":\"x\",\"valueString\":\"lorem\"}", "],\"birthDate\":\"1961-03-14\"}", "birth-date", "1961-03-14"),
    line("attached.json", "{\"resourceType\":\"Patient\",\"x\":{\"data\":\"", "QUJDREVGR0hJSktMTU5P", "\"},\"birthDate\":\"1961-03-14\"}", "birth-date", "1961-03-14"),
    line("a.ndjson", "", "{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":95}} ", "{\"resourceType\":\"Patient\",\"birthDate\":\"1961-03-14\"}", "birth-date", "1961-03-14"),
    line("a.fhir.xml", "<Patient xmlns=\"http://hl7.org/fhir\">", "<extension url=\"x\"><valueString value=\"lorem\"/></extension>", "<birthDate value=\"1961-03-14\"/></Patient>", "birth-date", "1961-03-14"),
    line("cda.xml", "<ClinicalDocument xmlns=\"urn:hl7-org:v3\">", "<component><section><text>lorem</text></section></component>", "<recordTarget><patientRole><id root=\"1.2.840.1\" extension=\"4480217\"/></patientRole></recordTarget></ClinicalDocument>", MRN, "4480217"),
    line("a.837", ISA, "LX*1~SV1*HC:99213*150*UN*1***1~", "NM1*IL*1*QUILLFEATHER*ODALYS****MI*QX4480217~", "person-name", "QUILLFEATHER"),
    line("rx.xml", "<Message xmlns=\"http://www.ncpdp.org/schema/SCRIPT\"><Body><NewRx>", "<Note>lorem</Note>", "<Patient><HumanPatient><DateOfBirth><Date>1961-03-14</Date></DateOfBirth></HumanPatient></Patient></NewRx></Body></Message>", "birth-date", "1961-03-14"),
    line("a.ncpdp", "610066D0B1PCN       1011234567893     20260105          ", "\x1e\x1cAM07\x1cEM1\x1cD2123", "\x1e\x1cAM01\x1cC419610314", "birth-date", "19610314"),
    line("a.csv", "mrn,first_name,date_of_birth,note\n1,,,\"", "lorem ipsum ", "\"\n4480217,Odalys,1961-03-14,ok\n", MRN, "4480217"),
    line("a.sql", "INSERT INTO patient (note, mrn, full_name, birth_date) VALUES ('", "lorem ipsum ", "', 'NH-0448021', 'Odalys Quillfeather', '1961-03-14');", MRN, "NH-0448021"),
    line("Seed.java", "class S { String s = \"INSERT INTO patients (note, first_name, last_name, dob) VALUES ('", "lorem ipsum ", "', 'Odalys', 'Quillfeather', '1961-03-14')\"; }", "birth-date", "1961-03-14"),
    line("dataset.xml", "<dataset>", "<visit visit_id=\"1\"/>", "<patient mrn=\"4480217\" dob=\"1961-03-14\"/></dataset>", MRN, "4480217"),
    line("changelog.xml", "<databaseChangeLog>", "<dropIndex indexName=\"a\"/>", "<insert tableName=\"patient\"><column name=\"mrn\" value=\"4480217\"/><column name=\"birth_date\" valueDate=\"1961-03-14\"/></insert></databaseChangeLog>", MRN, "4480217"),
    line("people.json", "[{\"mrn\":\"\",\"dateOfBirth\":\"\",\"note\":\"", "lorem ipsum ", "\"},{\"mrn\":\"4480217\",\"dateOfBirth\":\"1961-03-14\"}]", MRN, "4480217"),
    line("people.yml", "a:\n  mrn: \"\"\n  date_of_birth: \"\"\n  note: ", "lorem ipsum ", "\nb:\n  mrn: \"4480217\"\n  date_of_birth: 1961-03-14\n", MRN, "4480217"),
    line("app.log", "", "INFO took 12 ms; ", "admitted mrn=4480217", MRN, "4480217"),
    line("note.txt", "", "Seen for follow-up. ", "MRN: 4480217", MRN, "4480217"),
];

/// What repeats speaks of persons; and, without a rule, what leads nowhere again and again.
#[rustfmt::skip]
const DENSE: &[Line] = &[
    line("a.hl7", "", "MSH|^~\\&|A|B\rPID|1||4480217^^^N^MR||Quillfeather^Odalys||19610314\r", "", MRN, ""),
    line("repeats.hl7", "MSH|^~\\&|A|B\rPID|1||", "4480217^^^N^MR~", "\r", MRN, ""),
    line("a.fhir.json", "{\"resourceType\":\"Bundle\",\"entry\":[{}", ",{\"resource\":{\"resourceType\":\"Patient\",\"birthDate\":\"1961-03-14\",\"name\":[{\"family\":\"Quillfeather\"}]}}", "]}", "birth-date", ""),
    line("a.fhir.xml", "<Bundle xmlns=\"http://hl7.org/fhir\">", "<entry><resource><Patient><birthDate value=\"1961-03-14\"/></Patient></resource></entry>", "</Bundle>", "birth-date", ""),
    line("a.837", ISA, "NM1*IL*1*QUILLFEATHER*ODALYS****MI*QX4480217~DMG*D8*19610314*F~", "", "birth-date", ""),
    line("a.ncpdp", "610066D0B1PCN       1011234567893     20260105          ", "\x1e\x1cAM01\x1cC419610314\x1cCAODALYS\x1cCBQUILLFEATHER", "", "birth-date", ""),
    line("a.sql", "INSERT INTO patient (mrn, full_name, birth_date) VALUES ", "('NH-0448021', 'Odalys Quillfeather', '1961-03-14'), ", "", MRN, ""),
    line("people.json", "[", "{\"mrn\":\"4480217\",\"dateOfBirth\":\"1961-03-14\"},", "{}]", MRN, ""),
    line("app.log", "", "admitted mrn=4480217 dob=1961-03-14 ", "", MRN, ""),
    line("hostile.sql", "mrn=4480217\n", "INSERT INTO patient (mrn) VALUES (((", "", "", ""),
    line("password.txt", "mrn=4480217\n", "password=", "", "", ""),
];

/// Kilobytes of each line.
fn kilobytes() -> usize {
    std::env::var("ASEPSIS_LONG_LINE").map_or(100, |size| 1_000 * size.parse::<usize>().expect("a number of megabytes"))
}

/// Findings of one rule in one file are no more than these, whatever the file: twice what is listed of one message, and the records of them.
const MOST_OF_A_RULE: usize = 100_000;

/// The command in a shell that gives it no more than so much memory; on other systems than Linux it takes what it wants.
fn bounded(kibibytes: usize) -> Command {
    if !cfg!(target_os = "linux") {
        return command(binary());
    }
    let mut shell = command("sh");
    shell.args(["-c", &format!("ulimit -v {kibibytes}; exec \"$0\" \"$@\"")]).arg(binary());
    shell
}

fn scanned(line: &Line) -> (String, Output) {
    let times = kilobytes() * 1_000 / line.filler.len();
    let text = [line.head, &line.filler.repeat(times), line.tail].concat();
    let tree = Tree::new().with(line.path, &text);
    // The file, ten times as much again, and what the rules and a report take that is as long as the list may be.
    let mut command = bounded(11 * kilobytes() + 1_500_000);
    let arguments = ["scan", "--all", "--no-config", "-j1", "--max-size", "1G", "--format", "ndjson", "--fail-on", "never"];
    let output = Output::of(command.current_dir(tree.path("")).args(arguments).arg(line.path));
    (text, output.ends_with(0))
}

#[test]
fn what_stands_at_the_end_of_a_long_line_is_found() {
    let mut missed = Vec::new();
    for line in SPARSE {
        let (text, output) = scanned(line);
        let at = text.rfind(line.found).expect("the line ends with it");
        let (row, start) = (1 + text[..at].matches('\n').count(), text[..at].rfind('\n').map_or(0, |end| end + 1));
        let place = format!("{}:{row}:{} {}", line.path, at - start + 1, line.rule);
        let found = output.findings();
        if !found.contains(&place) {
            missed.push(format!("{place}: only {:?}", found.iter().take(5).collect::<Vec<_>>()));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn what_repeats_on_a_long_line_is_listed_within_bounds() {
    for line in DENSE {
        let (_, output) = scanned(line);
        let of_rule = output.findings().iter().filter(|place| place.ends_with(&format!(" {}", line.rule))).count();
        // Of a hostile one nothing is asked but that it ends.
        assert!((usize::from(!line.rule.is_empty())..=MOST_OF_A_RULE).contains(&of_rule), "{}: {of_rule} of {}", line.path, line.rule);
    }
}
