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
