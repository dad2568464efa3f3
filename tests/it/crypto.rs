//! Weak cryptography in code: testdata/crypto holds good and bad uses side by side, with what is expected at the end of the line.

use asepsis::blob::Blob;
use asepsis::link::Pending;
use asepsis::rule::{Family, RuleSet};
use asepsis::scan::{Options, Scanner};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn what_is_marked_is_found_and_nothing_else() {
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    let mut wrong = Vec::new();
    let mut marks = 0;
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/crypto")).expect("the folder is there") {
        let path = file.expect("it can be listed").path();
        if path.is_dir() {
            continue;
        }
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("fixtures are UTF-8");
        let scanned = scanner.scan(&Blob { path: &name, project_path: &name, bytes: text.as_bytes() });
        let pending = scanned.pending.into_iter().filter(Pending::holds_alone).map(|pending| pending.finding);
        let found: BTreeSet<(usize, String)> = scanned
            .findings
            .into_iter()
            .chain(pending)
            .filter(|finding| rules.get(finding.rule).family == Family::Crypto)
            .map(|finding| {
                let rule = rules.get(finding.rule);
                (finding.region.start.line as usize, if rule.class.is_empty() { &rule.id } else { &rule.class }.clone())
            })
            .collect();
        let expected: BTreeSet<(usize, String)> = text
            .lines()
            .zip(1..)
            .filter(|(line, _)| !line.contains('`'))
            .filter_map(|(line, number)| line.split_once("bad: ").map(|(_, class)| (number, class.trim().to_owned())))
            .collect();
        marks += expected.len();
        wrong.extend(expected.difference(&found).map(|(line, class)| format!("{name}:{line}: {class} is not found")));
        wrong.extend(found.difference(&expected).map(|(line, class)| format!("{name}:{line}: {class} is found")));
    }
    assert!(marks > 100, "{marks} expectations were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
