//! Identifiers that the view does not show, such as those that a record speaks for: whether they are made findings or only counted, the rest
//! of a report is the same.

use crate::common::Tree;
use asepsis::blob::Blob;
use asepsis::finding::Finding;
use asepsis::rule::{Confidence, Family, RuleSet, Severity};
use asepsis::scan::{Floor, Options, Scanned, Scanner};
use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() { files(&path, all) } else { all.push(path) }
    }
}

#[test]
fn what_does_not_show_is_counted_and_nothing_else_changes() {
    let rules = RuleSet::built_in();
    let floor = Floor { severity: Severity::Medium, confidence: Confidence::Medium };
    let full = Scanner::new(&rules, Options::default());
    let counting = Scanner::new(&rules, Options { view: Some(floor), ..Options::default() });
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let mut all = Vec::new();
    ["demo", "format", "phi", "secret"].iter().for_each(|folder| files(&root.join(folder), &mut all));
    all.sort();
    let mut unseen = 0;
    for file in all {
        let path = file.strip_prefix(&root).expect("it is below").to_string_lossy().into_owned();
        let bytes = fs::read(&file).expect("it can be read");
        let blob = Blob { path: &path, project_path: &path, bytes: &bytes };
        let (full, part): (Scanned, Scanned) = (full.scan(&blob), counting.scan(&blob));
        unseen += part.unseen;
        if !full.directives.is_empty() {
            assert_eq!(part.unseen, 0, "{path}: a comment may speak of any");
        }
        let is_unseen = |finding: &Finding| {
            let rule = rules.get(finding.rule);
            let is_below = finding.severity < floor.severity || finding.confidence < floor.confidence;
            part.unseen > 0 && rule.family == Family::Phi && (finding.part || !rule.default || is_below)
        };
        let (counted, rest): (Vec<Finding>, Vec<Finding>) = full.findings.into_iter().partition(is_unseen);
        assert_eq!(part.unseen as usize, counted.len(), "{path}");
        assert_eq!(part.findings, rest, "{path}");
        assert_eq!(part.pending.len(), full.pending.len(), "{path}");
    }
    assert!(unseen > 100, "{unseen} were counted only");
}

const MESSAGE: &str = "MSH|^~\\&|REG|NORTH|EHR|NORTH|20240105103000||ADT^A01|00042|P|2.5.1\r\
                       PID|1||4480217^^^NORTH^MR||Quillfeather^Odalys||19610314|F\r";

/// What accepts findings one by one finds each part in its place.
#[test]
fn parts_can_be_accepted_one_by_one() {
    let tree = Tree::of(&[("adt.hl7", MESSAGE)]);
    let plain = tree.run(&["scan", "--format", "ndjson"]).ends_with(1).summary();
    let all = tree.run(&["scan", "--all", "--format", "ndjson"]).ends_with(1);
    let part = all.lines().into_iter().find(|line| line["rule"] == "birth-date").expect("the birth date is listed");
    let id = part["fingerprint"].as_str().expect("an id");
    let config = format!("[[ignore.finding]]\nid = \"{id}\"\nreason = \"nobody\"\nuntil = 2999-01-01\n");
    let tree = tree.with("asepsis.toml", &config);
    let accepting = tree.run(&["scan", "--format", "ndjson"]).ends_with(1).summary();
    // Accepted parts are not listed, since parts are not; they are held back no more.
    assert_eq!(accepting["held_back"].as_u64().map(|count| count + 1), plain["held_back"].as_u64());
    assert_eq!(accepting["findings"], plain["findings"]);
}
