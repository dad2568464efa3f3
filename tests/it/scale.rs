//! Streams, shards, caches, and reports that are joined.

use crate::common::{LINE, Output, Tree, command};
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

fn stdin(input: &[u8], arguments: &[&str]) -> Output {
    Tree::new().feed(&[&["scan", "-", "--all", "--only", "us-ssn"], arguments].concat(), input)
}

#[test]
fn a_long_stream_is_found_once_and_in_order() {
    // More than two windows of eight MiB, with a number on each side of where they meet.
    let filler = "nothing at all stands on this line, or on the next\n".repeat(21_000);
    let (mut input, mut lines) = (String::new(), Vec::new());
    for _ in 0..17 {
        input.push_str(&filler);
        input.push_str(LINE);
        lines.push(format!("stdin:{}:14 us-ssn", input.matches('\n').count()));
    }
    assert!(input.len() > 17 << 20);
    let output = stdin(input.as_bytes(), &["-f", "ndjson"]);
    assert_eq!(output.findings(), lines);
    let found: Vec<_> = output.lines().iter().filter_map(|line| line["byte"].as_u64()).collect();
    assert!(found.iter().all(|byte| input[*byte as usize..].starts_with("219-09-9999")));
    let summary = output.summary();
    assert_eq!((summary["findings"].as_u64(), summary["bytes"].as_u64()), (Some(17), Some(input.len() as u64)));
    // The same, when it is written at the end.
    let compact = stdin(input.as_bytes(), &["-f", "compact"]);
    assert_eq!(compact.stdout.lines().count(), 17);
}

#[test]
fn findings_come_while_the_input_is_open() {
    let mut child = command(crate::common::binary())
        .args(["scan", "-", "--all", "--only", "us-ssn", "-f", "ndjson"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut input = child.stdin.take().expect("a pipe");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    for number in 1..=2 {
        input.write_all(LINE.as_bytes()).expect("it reads");
        let mut line = String::new();
        output.read_line(&mut line).expect("it writes");
        let line: serde_json::Value = serde_json::from_str(&line).expect("a finding");
        assert_eq!(line["line"], number);
    }
    drop(input);
    assert_eq!(child.wait().expect("it ends").code(), Some(1));
    let rest: Vec<String> = output.lines().map(|line| line.expect("a line")).collect();
    assert!(rest.len() == 1 && rest[0].starts_with("{\"summary\""), "{rest:?}");
}

/// What a column holds is known when all of it was read.
#[test]
fn a_table_tells_its_columns_when_it_ends() {
    let table: String = (0..300).map(|number| format!("{},1970-01-01\n", 100_000 + number)).collect();
    let table = format!("mrn,birth date\n{table}");
    let output = Tree::new().feed(&["scan", "-", "--stdin-filename", "a.csv", "--all", "--only", "phi", "-f", "ndjson"], table.as_bytes());
    let lines = output.lines();
    let column = lines.iter().find(|line| line["rule"] == "medical-record-number").expect("the first column");
    assert_eq!((column["place"].as_str(), column["count"].as_u64()), (Some("mrn[1]"), Some(300)));
}

/// Rows of a table of more than one window, some of them with a break within a cell, two for each number.
fn long_table(rows: u32, head: &str) -> String {
    let note = "ok ".repeat(400);
    let row = |number: u32| match number % 3 {
        0 => format!("{},1970-01-01,\"{note}\n 5, \"\"so\"\" {note}\"\r\n", 100_000 + number),
        _ => format!("{},1970-01-01,{note}{note}\n", 100_000 + number),
    };
    format!("{head}{}", (0..rows).map(row).collect::<String>())
}

/// A cell in a later window is found by its column, whatever it takes to know it: the report is that of a file.
#[test]
fn a_table_of_many_windows_is_one_table() {
    let last_row = "200001,1970-01-01,the last";
    for (head, end, view) in
        [("mrn,birth date,note\n", "", &["--all"][..]), ("\"Patients, all\"\n\nmrn,birth date,note\r\n", last_row, &[])]
    {
        let table = long_table(8_000, head) + end;
        assert!(table.len() > 18 << 20);
        let tree = Tree::of(&[("a.csv", &table)]);
        let arguments = [&["--only", "phi", "--no-config", "-f", "ndjson", "-q"], view].concat();
        let lines = |output: Output| {
            let mut lines: Vec<String> = output.lines().iter().filter(|line| line["rule"].is_string()).map(ToString::to_string).collect();
            lines.sort();
            lines
        };
        let file = lines(tree.run(&[&["scan", "a.csv", "--max-size", "100M"], &arguments[..]].concat()));
        let stream = lines(tree.feed(&[&["scan", "-", "--stdin-filename", "a.csv"], &arguments[..]].concat(), table.as_bytes()));
        assert!(!file.is_empty());
        assert_eq!(file.len(), stream.len());
        for (file, stream) in file.iter().zip(&stream) {
            assert_eq!(file, stream);
        }
    }
}

/// Rows of another kind of table in a later window have no columns: that is said, once, and not said of what is no table.
#[test]
fn a_table_longer_than_a_window_says_so() {
    let note = "ok ".repeat(3_000);
    let records: String =
        (0..1_200).map(|number| format!("{{\"mrn\":\"{}\",\"dob\":\"1970-01-01\",\"note\":\"{note}\"}}\n", 100_000 + number)).collect();
    let table = long_table(5_000, "mrn,birth date,note\n");
    for (name, text, expected) in [("a.ndjson", &records, &["a.ndjson limit"][..]), ("a.csv", &table, &[]), ("a.log", &table, &[])] {
        assert!(text.len() > 10 << 20);
        let output = Tree::new().feed(&["scan", "-", "--stdin-filename", name, "--only", "phi", "-f", "ndjson"], text.as_bytes());
        assert_eq!(output.notices(), expected, "{name}");
    }
}

#[test]
fn what_cannot_be_cut_is_read_whole() {
    let utf16: Vec<u8> = format!("\u{feff}{LINE}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(stdin(&utf16, &["-f", "ndjson"]).findings(), ["stdin:1:14 us-ssn"]);
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(LINE.as_bytes()).expect("memory");
    let gzip = encoder.finish().expect("memory");
    assert_eq!(stdin(&gzip, &["-f", "ndjson"]).findings().len(), 1);
}

/// A tree whose findings depend on one another: a key in one folder decides a call in another.
fn tree() -> Tree {
    let tree = Tree::of(&[
        ("conf/app.properties", "cipher.name=DES/ECB/PKCS5Padding\n"),
        ("asepsis.toml", "[[ignore.path]]\nrules = [\"us-ssn\"]\npaths = [\"a/**\"]\nreason = \"printed in a leaflet\"\n"),
        (
            "code/A.java",
            "class A { Object a(java.util.Properties p) throws Exception {\n  return javax.crypto.Cipher.getInstance(p.getProperty(\"cipher.name\"));\n} }\n",
        ),
    ]);
    for folder in ["a", "b", "c", "d/e", "d/f", "g"] {
        tree.write(&format!("{folder}/one.txt"), LINE);
        tree.write(&format!("{folder}/binary"), b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0");
    }
    tree
}

#[test]
fn shards_together_are_the_whole() {
    let tree = tree();
    let whole = tree.scan(&["-o", "ndjson=../whole.ndjson"]);
    assert!(whole.findings().len() >= 5);
    let whole = tree.scan(&[]);
    let mut shares = Vec::new();
    let mut files = Vec::new();
    for number in 1..=3 {
        let share = tree.scan(&["--shard", &format!("{number}/3")]);
        shares.push((share.findings(), share.accepted(), share.notices()));
        let name = format!("{number}.ndjson");
        files.push(tree.below("../reports").path(&name).to_str().expect("a path").to_owned());
        std::fs::write(files.last().expect("a name"), &share.stdout).expect("a file");
    }
    assert!(shares.iter().filter(|share| !share.0.is_empty()).count() > 1, "{shares:?}");
    let reports: Vec<&str> = files.iter().map(String::as_str).collect();
    let joined = tree.run(&[&["report", "-f", "ndjson"], &reports[..]].concat());
    assert_eq!(joined.findings(), whole.findings());
    assert_eq!(joined.accepted(), whole.accepted());
    assert_eq!(joined.notices(), whole.notices());
    assert_eq!(joined.code, whole.code);
    for key in ["files", "bytes", "findings", "severities", "held_back", "suppressed", "notices"] {
        assert_eq!(joined.summary()[key], whole.summary()[key], "{key}");
    }
    tree.scan(&["--shard", "4/3"]).ends_with(2);
}

#[test]
fn a_report_is_read_back_as_it_was() {
    let tree = Tree::new();
    let file = tree.path("a.ndjson");
    let output = format!("ndjson={}", file.display());
    for format in ["ndjson", "sarif", "html", "markdown", "compact", "gitlab"] {
        let mut scan = command(crate::common::binary());
        let direct = Output::of(scan.current_dir(crate::common::demo()).args(["scan", "-f", format, "-o", &output]));
        let again = tree.run(&["report", "a.ndjson", "-f", format]);
        let different = direct.stdout.lines().zip(again.stdout.lines()).find(|(one, two)| one != two);
        assert_eq!(different, None, "{format}");
        assert_eq!(direct.stdout.len(), again.stdout.len(), "{format}");
        assert_eq!(direct.code, again.code, "{format}");
    }
    // The same report twice is the same report; one that was cut off is said to be.
    let twice = tree.run(&["report", "a.ndjson", "a.ndjson", "-f", "ndjson"]);
    let once = tree.run(&["report", "a.ndjson", "-f", "ndjson"]);
    assert_eq!(twice.findings(), once.findings());
    let whole = tree.read("a.ndjson");
    let lines: Vec<&str> = whole.lines().collect();
    tree.write("cut.ndjson", lines[..lines.len() - 1].join("\n"));
    assert_eq!(tree.run(&["report", "cut.ndjson", "-f", "ndjson"]).notices(), ["cut.ndjson damaged"]);
    tree.write("bad.ndjson", "{\"rule\": 1}\n");
    tree.run(&["report", "bad.ndjson"]).ends_with(2).says(&["bad.ndjson: line 1"]);
    tree.write("unknown.ndjson", lines[0].replacen("\"rule\":\"", "\"rule\":\"no-", 1));
    tree.run(&["report", "unknown.ndjson"]).ends_with(2).says(&["there is no rule `no-"]);
    tree.run(&["report", "gone.ndjson"]).ends_with(2);
}

/// Times of files that do not change any more.
fn settle() {
    std::thread::sleep(std::time::Duration::from_millis(2_100));
}

#[test]
fn a_cache_spares_unchanged_files_and_no_finding() {
    let tree = tree();
    settle();
    let first = tree.scan(&["--cache", "../cache", "."]);
    assert_eq!(first.summary()["cached"], 0);
    let second = tree.scan(&["--cache", "../cache", "."]);
    assert_eq!(second.findings(), first.findings());
    assert_eq!(second.summary()["files"], first.summary()["files"]);
    let cached = second.summary()["cached"].as_u64().expect("a number");
    assert!(cached > 0, "{cached}");
    // Other rules, other cache; a changed file is read.
    assert_eq!(tree.scan(&["--cache", "../cache", "--skip", "secret", "."]).summary()["cached"], 0);
    tree.write("asepsis.toml", LINE);
    tree.write("asepsis.toml", format!("# {LINE}"));
    assert!(tree.scan(&["--cache", "../cache", "."]).findings().iter().any(|finding| finding.starts_with("asepsis.toml")));
}

#[test]
fn a_damaged_cache_is_dropped_and_none_holds_a_value() {
    let tree = Tree::new().below("tree").with("clean.txt", "nothing\n").with("a.txt", LINE);
    settle();
    tree.scan(&["--cache", "../cache", "."]);
    let folder = tree.path("../cache");
    let files: Vec<_> = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    assert_eq!(files.len(), 1);
    let bytes = std::fs::read(&files[0]).expect("a file");
    assert_eq!(bytes.len(), 16 + 16 + 32, "one clean file");
    for damage in [&bytes[..bytes.len() - 1], b"", &[bytes.clone(), vec![0]].concat(), &[&[0], &bytes[1..]].concat()] {
        std::fs::write(&files[0], damage).expect("a file");
        let output = tree.scan(&["--cache", "../cache", "."]).says(&["the cache was damaged"]);
        assert_eq!((output.summary()["cached"].as_u64(), output.findings().len()), (Some(0), 1));
    }
    assert_eq!(tree.scan(&["--cache", "../cache", "."]).summary()["cached"], 1);
}
