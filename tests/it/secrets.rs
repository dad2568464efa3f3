//! Files of every kind that hold credentials, and what only looks like them: `testdata/secret`, all of it invented.
//!
//! `«rule»` at the end of a line, `«rule: Vendor»` for the rule of providers, says which finding of a credential stands on it; nothing else may be found, and nothing where no mark
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
            .map(|finding| (finding, rules.get(finding.rule)))
            .filter(|(_, rule)| rule.family == Family::Secret)
            .map(|(finding, rule)| {
                let vendor = if rule.providers { format!(": {}", finding.detail) } else { String::new() };
                (finding.region.start.line as usize, rule.id.clone() + &vendor)
            })
            .collect();
        marks += expected.len();
        wrong.extend(expected.difference(&found).map(|(line, rule)| format!("{name}:{line}: {rule} is not found")));
        wrong.extend(found.difference(&expected).map(|(line, rule)| format!("{name}:{line}: {rule} is found")));
    }
    assert!(marks >= 50 && paths.len() >= 50, "{marks} expectations in {} files were read", paths.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The halves of a credential know of each other: the secret names its id as a related place, which is told of as well where a rule keeps it.
#[test]
fn a_secret_names_its_id() {
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    for (text, expected) in [
        (
            "AWS_ACCESS_KEY_ID=AKIANEXU4<>WFDHPF3FX5U\nAWS_SECRET_ACCESS_KEY=R9g8u<>M++mT+GWtBrU4w4gENsrDP76Ade3OgnRM5s\n",
            &[("aws-access-key-id", 1, None), ("aws-key-pair", 2, Some(1))][..],
        ),
        (
            "TWILIO_ACCOUNT_SID=AC<>9f8a3c71d2b64e05a7c1f0e4b8d2963a\nTWILIO_AUTH_TOKEN=<>0d4f7a1be29c4c53b6a81f02c7e5d934\n",
            &[("twilio-auth-token", 2, Some(1))],
        ),
    ] {
        let text = text.replace("<>", "");
        let scanned = scanner.scan(&Blob { path: "a.env", project_path: "a.env", bytes: text.as_bytes() });
        let found: Vec<(&str, u32, Option<u32>)> = scanned
            .findings
            .iter()
            .map(|finding| {
                let related = finding.related.first().map(|related| related.region.start.line);
                (rules.get(finding.rule).id.as_str(), finding.region.start.line, related)
            })
            .collect();
        assert_eq!(found, expected);
    }
}
