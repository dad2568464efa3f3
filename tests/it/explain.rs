//! `asepsis explain PATH:LINE`: what decided at a place, and why nothing was found.

use crate::common::{SSN, Tree};
use serde_json::Value;

const FILE: &str = "import hashlib
password = \"hunter2-Kx9mQ2vL7p\"
password = \"changeme\"
# patient ssn: 219-09-9999
digest = hashlib.md5(password)
x = 1
backup_password = \"hunter2-Kx9mQ2vL7q\"  # asepsis: ignore[generic-password] rotated daily
";

fn decisions(tree: &Tree, place: &str) -> Vec<Value> {
    let output = tree.run(&["explain", place, "--format", "json"]).ends_with(0);
    let value: Value = serde_json::from_str(&output.stdout).expect("JSON");
    value["decisions"].as_array().expect("a list").clone()
}

/// `rule verdict` and the reasons, of each decision.
fn told(tree: &Tree, place: &str) -> Vec<(String, String)> {
    let told = |one: &Value| {
        let why: Vec<&str> = one["why"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        (format!("{} {}", one["rule"].as_str().expect("a rule"), one["verdict"].as_str().expect("a verdict")), why.join("\n"))
    };
    decisions(tree, place).iter().map(told).collect()
}

#[test]
fn a_place_is_explained_by_what_decided_there() {
    let tree = Tree::of(&[("src/a.py", FILE), ("asepsis.toml", "[rules]\n\"weak-hash\" = \"off\"\n")]);
    for (place, verdict, why) in [
        ("src/a.py:2", "generic-password reported", "the name before it says what it is"),
        ("src/a.py:2:14", "generic-password reported", ""),
        ("src/a.py:3", "generic-password dropped", "the check `password-value` takes it for a stand-in"),
        ("src/a.py:4", "us-ssn held-back", "severity low is below min-severity medium"),
        ("src/a.py:5", "weak-hash-python off", "switched off"),
        ("src/a.py:5", "weak-password-hash reported", ""),
        ("src/a.py:7", "generic-password accepted", "a comment in the file accepts it: rotated daily"),
    ] {
        let told = told(&tree, place);
        assert!(told.iter().any(|(is, because)| is == verdict && because.contains(why)), "{place} {verdict}: {told:#?}");
    }
    for nothing in ["src/a.py:6", "src/a.py:2:3"] {
        assert_eq!(decisions(&tree, nothing), Vec::<Value>::new(), "{nothing}");
    }
    tree.run(&["explain", "src/a.py:6"]).ends_with(0);
}

#[test]
fn the_whole_file_can_be_asked_for() {
    let tree = Tree::of(&[("a.py", FILE)]);
    let lines: Vec<u64> = decisions(&tree, "a.py").iter().filter_map(|one| one["line"].as_u64()).collect();
    assert!(lines.contains(&2) && lines.contains(&7) && lines.is_sorted(), "{lines:?}");
}

/// The id that it prints is the one that a scan of the project prints.
#[test]
fn ids_are_those_of_the_scan() {
    let tree = Tree::of(&[("src/deep/a.py", FILE), ("asepsis.toml", "")]);
    let scanned = tree.scan(&[]).ends_with(1).lines();
    let ids: Vec<&Value> = scanned.iter().filter(|line| line["line"] == 2).map(|line| &line["fingerprint"]).collect();
    let told = decisions(&tree, "src/deep/a.py:2");
    assert_eq!(ids, [&told[0]["id"]]);
    tree.run(&["baseline", "create"]).ends_with(0);
    let (verdict, why) = &self::told(&tree, "src/deep/a.py:2")[0];
    assert!(verdict == "generic-password accepted" && why.contains("the baseline `.asepsis-baseline.ndjson` accepts it"), "{why}");
}

#[test]
fn no_value_is_shown_in_any_format() {
    let tree = Tree::of(&[("a.py", FILE), ("b.txt", "db: cGF0aWVudCBzc246IDIxOS0wOS05OTk5IGFuZCBzb21lIG1vcmU=\n")]);
    for format in ["human", "markdown", "json"] {
        for place in ["a.py", "a.py:2", "a.py:4", "b.txt"] {
            let output = tree.run(&["explain", place, "--format", format]).ends_with(0);
            for value in [SSN, "hunter2", "Kx9mQ2vL", "changeme"] {
                assert!(!output.stdout.contains(value) && !output.stderr.contains(value), "{place} {format}: {}", output.stdout);
            }
        }
    }
}

#[test]
fn files_that_a_scan_leaves_out_say_why() {
    let tree = Tree::of(&[
        (".asepsisignore", "# generated\n*.log\n!keep.log\n"),
        ("asepsis.toml", "exclude = [\"third/**\"]\nmax-size = 10\n"),
        ("a.log", FILE),
        ("keep.log", "x\n"),
        ("third/a.py", "x = 1\n"),
        ("big.py", FILE),
    ]);
    tree.write("logo.bin", b"\x00\x01\x02\x00\xff\x00");
    for (place, why) in [
        ("a.log:1", ".asepsisignore:2 hides it: `*.log`"),
        ("third/a.py:1", "`exclude` leaves it out: third/**"),
        ("big.py:2", "too-large"),
        ("logo.bin:1", "binary"),
    ] {
        let shown = tree.run(&["explain", place]).ends_with(0).stdout;
        assert!(shown.contains("not scanned") && shown.contains(why), "{place}: {shown}");
    }
    let shown = tree.run(&["explain", "keep.log:1"]).ends_with(0).stdout;
    assert!(!shown.contains("not scanned"), "{shown}");
}

#[test]
fn places_that_are_not_there_are_named() {
    let tree = Tree::of(&[("src/a.py", FILE)]);
    for (place, message) in [
        ("src/a.py:99", "there is no line 99"),
        ("src/b.py:1", "cannot scan `src/b.py`"),
        ("src:1", "`src` is a folder"),
        ("us-sn", "did you mean `us-ssn`?"),
        ("a.py:x", "there is no rule `a.py:x`"),
    ] {
        tree.run(&["explain", place]).ends_with(2).says(&[message]);
    }
}
