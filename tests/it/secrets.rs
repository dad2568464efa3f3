//! Files of every kind that hold credentials, and what only looks like them: `testdata/secret`, all of it invented.
//!
//! `«rule»` at the end of a line says which finding of a credential stands on it; nothing else may be found, and nothing where no mark
//! stands. Marks, and the split marker `<>`, are taken out before the file is scanned under its path within the folder.

use asepsis::blob::Blob;
use asepsis::rule::{Family, RuleSet};
use asepsis::scan::{Options, Scanner};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A line and the rule that finds something there.
type Place = (usize, String);

/// The text to scan, and what is to be found in it.
fn read(path: &Path) -> (String, BTreeSet<Place>) {
    let written = fs::read_to_string(path).expect("fixtures are UTF-8");
    let mut text = String::new();
    let mut expected = BTreeSet::new();
    for (line, number) in written.lines().zip(1..) {
        let mut marks = line.split('«');
        text.push_str(marks.next().unwrap_or_default().trim_end());
        text.push('\n');
        expected.extend(marks.map(|mark| (number, mark.trim().trim_end_matches('»').to_owned())));
    }
    (text.replace("<>", ""), expected)
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() { files(&path, out) } else { out.push(path) }
    }
}

#[test]
fn what_is_marked_is_found_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/secret");
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    let (mut paths, mut wrong, mut marks) = (Vec::new(), Vec::new(), 0);
    files(&folder, &mut paths);
    for path in &paths {
        let name = path.strip_prefix(&folder).expect("it lies in the folder").to_string_lossy().replace('\\', "/");
        let (text, expected) = read(path);
        let scanned = scanner.scan(&Blob { path: &name, project_path: &name, bytes: text.as_bytes() });
        let found: BTreeSet<Place> = scanned
            .findings
            .iter()
            .map(|finding| (finding.region.start.line as usize, rules.get(finding.rule)))
            .filter(|(_, rule)| rule.family == Family::Secret)
            .map(|(line, rule)| (line, rule.id.clone()))
            .collect();
        marks += expected.len();
        wrong.extend(expected.difference(&found).map(|(line, rule)| format!("{name}:{line}: {rule} is not found")));
        wrong.extend(found.difference(&expected).map(|(line, rule)| format!("{name}:{line}: {rule} is found")));
    }
    assert!(marks >= 50 && paths.len() >= 50, "{marks} expectations in {} files were read", paths.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
