//! Mechanical fixes: what a rule replaces is shown by its examples, and nothing is found afterwards.

use crate::common::Tree;
use asepsis::blob::Blob;
use asepsis::finding::{Finding, replacement};
use asepsis::rule::RuleSet;
use asepsis::scan::{Options, Scanner};
use std::collections::BTreeSet;

#[test]
fn a_rule_is_silent_after_its_replacement() {
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    let (mut shown, mut unshown, mut loud) = (0, Vec::new(), Vec::new());
    for (key, rule) in rules.iter().filter(|(_, rule)| !rule.replace.is_empty()) {
        let mut unseen: BTreeSet<&str> = rule.replace.keys().map(String::as_str).collect();
        for example in rules.examples(key).0 {
            let scan = |text: &str| -> Vec<Finding> {
                let scanned = scanner.scan(&Blob { path: &example.path, project_path: &example.path, bytes: text.as_bytes() });
                scanned.findings.into_iter().chain(scanned.pending.into_iter().map(|pending| pending.finding)).collect()
            };
            for finding in scan(&example.text).iter().filter(|finding| finding.rule == key) {
                let Some(replacement) = replacement::of(finding, rule) else { continue };
                let bytes = finding.region.bytes;
                let old = &example.text[bytes.range()];
                assert_eq!(rule.replace.get(old).map(String::as_str), Some(replacement), "{}", rule.id);
                unseen.remove(old);
                let fixed = format!("{}{replacement}{}", &example.text[..bytes.start], &example.text[bytes.end..]);
                let left = scan(&fixed);
                let left = left.iter().filter(|one| rules.get(one.rule).family == rule.family && one.region.bytes.start == bytes.start);
                let left: Vec<&str> = left.map(|one| rules.get(one.rule).id.as_str()).collect();
                loud.extend(left.iter().map(|id| format!("{}: {id} in: {fixed}", rule.id)));
                shown += 1;
            }
        }
        unshown.extend(unseen.iter().map(|value| format!("{}: {value}", rule.id)));
    }
    assert!(unshown.is_empty(), "no example shows {unshown:#?}");
    assert!(loud.is_empty(), "{loud:#?}");
    assert!(shown >= 30, "{shown}");
}

/// Of each result: the rule, and what its fix puts where.
fn fixes(tree: &Tree, arguments: &[&str]) -> Vec<(String, Option<String>)> {
    let written = tree.run(&[&["scan", "--all", "--format", "sarif"], arguments].concat()).ends_with(1).stdout;
    let log: serde_json::Value = serde_json::from_str(&written).expect("the log is JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let fix = |result: &serde_json::Value| {
        let change = &result.get("fixes")?[0]["artifactChanges"][0];
        assert_eq!(change["artifactLocation"], result["locations"][0]["physicalLocation"]["artifactLocation"]);
        let replacement = &change["replacements"][0];
        assert_eq!(replacement["deletedRegion"], result["locations"][0]["physicalLocation"]["region"]);
        Some(replacement["insertedContent"]["text"].as_str().expect("a text").to_owned())
    };
    results.iter().map(|result| (result["ruleId"].as_str().expect("an id").to_owned(), fix(result))).collect()
}

#[test]
fn only_exact_public_values_on_disk_are_replaced() {
    const CALL: &str = "MessageDigest md = MessageDigest.getInstance(\"MD5\");\n";
    let one = |files: &[(&str, &str)]| fixes(&Tree::of(files), &["--only", "weak-hash"]);
    let with = |fix: Option<&str>| vec![("weak-hash-java".to_owned(), fix.map(str::to_owned))];
    assert_eq!(one(&[("A.java", CALL)]), with(Some("SHA-256")));
    // The constant is elsewhere; the value is not in the table.
    let constant = "class A {\n  static final String ALG = \"MD5\";\n  Object o = MessageDigest.getInstance(ALG);\n}\n";
    assert_eq!(one(&[("A.java", constant)]), with(None));
    assert_eq!(one(&[("A.java", &CALL.replace("MD5", "MD2"))]), with(None));
    // The past and archives cannot be edited.
    let tree = Tree::of(&[("A.java", CALL)]);
    let git = |arguments: &[&str]| {
        let mut command = crate::common::command("git");
        command.current_dir(tree.path("")).env("HOME", tree.path("")).args(["-c", "user.name=a", "-c", "user.email=a@example.org"]);
        assert!(command.args(arguments).status().expect("git runs").success());
    };
    git(&["init", "--quiet", "."]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "one"]);
    assert_eq!(fixes(&tree, &["--history", "--only", "weak-hash"]), with(None));
    git(&["archive", "--format=zip", "--output=a.zip", "HEAD"]);
    std::fs::remove_file(tree.path("A.java")).expect("it was written");
    assert_eq!(fixes(&tree, &["--only", "weak-hash"]), with(None));
}
