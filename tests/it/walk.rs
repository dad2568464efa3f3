//! Which files are scanned, and what they are called.

use crate::common::{Tree, command};

/// One finding a file, whatever its name.
const TEXT: &str = "ssn: 219-09-9999\n";

/// The paths of what was found, in the order of the report.
fn found(tree: &Tree, arguments: &[&str]) -> Vec<String> {
    let findings = tree.scan(arguments).ends_with(1).findings();
    findings.iter().map(|finding| finding.split(':').next().expect("a path").to_owned()).collect()
}

/// A repository with files of all kinds; what is ignored stands beside what is not.
fn repository() -> Tree {
    let tree = Tree::new()
        .with(".gitignore", "/build\n*.log\n!keep.log\n")
        .with("src/.gitignore", "generated\n")
        .with(".asepsisignore", "vendored.txt\n");
    for path in [
        "a.txt",
        "build/made.txt",
        "src/b.txt",
        "src/build/c.txt",
        "src/generated/d.txt",
        "noise.log",
        "keep.log",
        "vendored.txt",
        ".env",
        ".config/e.txt",
    ] {
        tree.write(path, TEXT);
    }
    let status = command("git").args(["init", "--quiet"]).current_dir(tree.path("")).status().expect("the tests need git");
    assert!(status.success());
    tree.write(".git/description", TEXT);
    tree
}

const SEEN: [&str; 6] = [".config/e.txt", ".env", "a.txt", "keep.log", "src/b.txt", "src/build/c.txt"];

#[test]
fn ignore_files_hide_hidden_files_show_and_git_is_left_alone() {
    assert_eq!(found(&repository(), &[]), SEEN);
}

#[test]
fn no_ignore_shows_what_they_hide() {
    let hidden = ["build/made.txt", "noise.log", "src/generated/d.txt", "vendored.txt"];
    let mut all: Vec<&str> = SEEN.iter().chain(&hidden).copied().collect();
    all.sort_unstable();
    assert_eq!(found(&repository(), &["--no-ignore"]), all);
}

#[test]
fn every_report_says_that_ignore_files_were_respected() {
    let tree = repository();
    for (arguments, respected) in [(&[][..], true), (&["--no-ignore"][..], false)] {
        assert_eq!(tree.scan(arguments).summary()["ignore_files"], respected);
        let human = tree.run(&[&["scan", "--all"], arguments].concat()).ends_with(1);
        assert_eq!(human.stdout.contains("ignore files exclude"), respected, "{}", human.stdout);
    }
}

#[test]
fn gitignore_needs_a_repository_and_asepsisignore_does_not() {
    let tree = Tree::of(&[(".gitignore", "a.txt\n"), (".asepsisignore", "b.txt\n"), ("a.txt", TEXT), ("b.txt", TEXT)]);
    assert_eq!(found(&tree, &[]), ["a.txt"]);
}

#[test]
fn an_ignore_file_above_the_scanned_folder_counts() {
    let tree = repository();
    assert_eq!(found(&tree, &["src"]), ["b.txt", "build/c.txt"]);
    assert_eq!(found(&tree, &["src", "--no-ignore"]), ["b.txt", "build/c.txt", "generated/d.txt"]);
}

#[test]
fn a_file_that_is_named_is_scanned_though_ignored() {
    assert_eq!(found(&repository(), &["noise.log", "vendored.txt", "build/made.txt"]), ["build/made.txt", "noise.log", "vendored.txt"]);
}

#[test]
fn a_faulty_ignore_file_is_a_notice() {
    let tree = Tree::of(&[("folder/.asepsisignore", "b.txt\n[z-a]\n"), ("a.txt", TEXT), ("folder/b.txt", TEXT)]);
    let output = tree.scan(&[]).ends_with(1);
    assert_eq!(output.findings(), ["a.txt:1:6 us-ssn"]);
    assert_eq!(output.notices(), ["folder/.asepsisignore ignore-file"]);
    assert!(output.stdout.contains("line 2: "), "{}", output.stdout);
}

#[test]
fn no_hidden_leaves_hidden_files_out() {
    assert_eq!(found(&repository(), &["--no-hidden"]), ["a.txt", "keep.log", "src/b.txt", "src/build/c.txt"]);
}

#[test]
fn excluded_globs() {
    let tree = repository();
    for (globs, left) in [
        (&["src/**"][..], &[".config/e.txt", ".env", "a.txt", "keep.log"][..]),
        (&["src", ".*"], &["a.txt", "keep.log"]),
        (&["*.txt"], &[".env", "keep.log"]),
        (&["/a.txt", "build"], &[".config/e.txt", ".env", "keep.log", "src/b.txt"]),
    ] {
        let arguments: Vec<&str> = globs.iter().flat_map(|glob| ["--exclude", *glob]).collect();
        assert_eq!(found(&tree, &arguments), left, "{globs:?}");
    }
    tree.write("asepsis.toml", "exclude = [\"src/**\", \".*\"]\n");
    assert_eq!(found(&tree, &["--exclude", "*.log"]), ["a.txt"]);
    tree.run(&["scan", "--exclude", "a["]).ends_with(2).says(&["--exclude", "a["]);
}

#[test]
fn several_paths_are_named_as_typed_and_one_folder_is_left_out() {
    let tree = repository();
    assert_eq!(found(&tree, &["src", "a.txt"]), ["a.txt", "src/b.txt", "src/build/c.txt"]);
    assert_eq!(found(&tree, &["./src/../src/"]), ["b.txt", "build/c.txt"]);
    assert_eq!(found(&tree, &["a.txt"]), ["a.txt"]);
    assert_eq!(found(&tree, &["src/b.txt"]), ["src/b.txt"]);
    assert_eq!(found(&tree, &["src", "src/b.txt", "src"]), ["src/b.txt", "src/build/c.txt"], "a file that is named twice is reported once");
    tree.scan(&["src", "missing"]).ends_with(2).says(&["cannot scan `missing`"]);
}

/// What people see can be opened from where they stand; what machines read is relative to the scanned root.
#[test]
fn people_see_paths_from_where_they_stand() {
    let tree = repository();
    let compact = tree.run(&["scan", "--all", "--format", "compact", "src"]).ends_with(1);
    assert!(compact.stdout.starts_with("src/b.txt:1:6: "), "{}", compact.stdout);
}

#[test]
fn ids_do_not_depend_on_where_the_scan_begins() {
    let tree = repository();
    let id = |arguments: &[&str]| {
        let lines = tree.scan(arguments).lines();
        let line = lines.iter().find(|line| line["path"].as_str().is_some_and(|path| path.ends_with("b.txt"))).expect("a finding");
        line["fingerprint"].clone()
    };
    let whole = id(&[]);
    for arguments in [&["src"][..], &["src/b.txt"], &["src", "a.txt"], &["./src/build/.."]] {
        assert_eq!(id(arguments), whole, "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_when_asked_for_or_named() {
    use std::os::unix::fs::symlink;
    let tree = Tree::of(&[("real/a.txt", TEXT), ("scanned/b.txt", TEXT)]);
    symlink("../real", tree.path("scanned/folder")).expect("a link");
    symlink("../real/a.txt", tree.path("scanned/file.txt")).expect("a link");
    assert_eq!(found(&tree, &["scanned"]), ["b.txt"]);
    assert_eq!(found(&tree, &["scanned", "--follow"]), ["b.txt", "file.txt", "folder/a.txt"]);
    assert_eq!(found(&tree, &["scanned/file.txt"]), ["scanned/file.txt"]);
    assert_eq!(found(&tree, &["scanned/folder"]), ["a.txt"]);
}

#[cfg(unix)]
#[test]
fn pipes_and_sockets_are_notices() {
    let tree = Tree::of(&[("a.txt", TEXT)]);
    let _socket = std::os::unix::net::UnixListener::bind(tree.path("socket")).expect("a socket");
    let output = tree.scan(&[]).ends_with(1);
    assert_eq!(output.notices(), ["socket special"]);
}

#[test]
fn standard_input_goes_by_a_name() {
    let tree = Tree::new();
    let scan = ["scan", "-", "--all", "--format", "ndjson"];
    let output = tree.feed(&scan, TEXT.as_bytes()).ends_with(1);
    assert_eq!(output.findings(), ["stdin:1:6 us-ssn"]);
    // The name decides the language: a comment of Python's accepts the finding, in C it is none.
    let text = b"ssn = '219-09-9999'  # asepsis: ignore[us-ssn] an example\n";
    let named = |name: &str| tree.feed(&[&scan[..], &["--stdin-filename", name]].concat(), text);
    assert_eq!(named("folder/side.py").ends_with(0).accepted(), ["folder/side.py:1:8 us-ssn inline"]);
    assert_eq!(named("side.c").ends_with(1).findings(), ["side.c:1:8 us-ssn"]);
    tree.write("a.txt", TEXT);
    tree.feed(&["scan", "-", "a.txt"], b"").ends_with(2).says(&["must be the only path"]);
}

#[test]
fn files_above_the_limit_are_notices() {
    let tree = Tree::of(&[("a.txt", TEXT), ("large.txt", &TEXT.repeat(100))]);
    let output = tree.scan(&["--max-size", "1k"]).ends_with(1);
    assert_eq!(output.findings(), ["a.txt:1:6 us-ssn"]);
    assert_eq!(output.notices(), ["large.txt too-large"]);
    tree.scan(&["--max-size", "1k", "--strict", "--fail-on", "never"]).ends_with(3);
}

#[test]
fn reports_are_not_scanned_by_the_scan_that_writes_them() {
    let tree = Tree::of(&[("a.txt", TEXT)]);
    // What stands there from an earlier run would be found.
    let reports = ["report.sarif", "folder/report.ndjson", "summary.md"];
    for path in reports {
        tree.write(path, TEXT);
    }
    assert_eq!(found(&tree, &[]).len(), 4);
    for path in reports {
        tree.write(path, TEXT);
    }
    let arguments = ["-o", "report.sarif", "-o", "ndjson=./folder/../folder/report.ndjson", "--summary", "summary.md"];
    let output = tree.run(&[&["scan", "--all"], &arguments[..]].concat()).ends_with(1);
    assert!(output.stdout.is_empty(), "an --output without a format takes the report: {}", output.stdout);
    let report = tree.read("folder/report.ndjson");
    let paths: Vec<&str> = report.lines().filter(|line| line.starts_with("{\"path\"")).collect();
    assert_eq!(paths.len(), 1, "{report}");
    assert!(paths[0].starts_with("{\"path\":\"a.txt\""), "{report}");
    assert!(tree.read("summary.md").starts_with(TEXT), "a summary is appended");
    assert!(tree.read("report.sarif").starts_with('{'));
}
