//! The demonstration in `testdata/demo`: its report, the picture of it in the README, and what was planted in it.
//!
//! `testdata/demo.expected.tsv` has a line for each planted problem: path, line, the rule or the class of rules that finds it, and the view
//! in which it shows, `default` or `all`. What is not listed is a decoy: the default view must not mention it.

use crate::common::Tree;
use asepsis::report::FORMATS;
use asepsis::rule::RuleSet;
use snapbox::{assert_data_eq, file};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// What the picture shows: one finding of each family.
const PICTURE: [&str; 4] = ["scan", "testdata/demo", "--only", "basic-auth-url,weak-hash-csharp,medicare-number"];

/// Columns of the terminal in reports and picture.
const WIDTH: &str = "100";

const EXPECTED: &str = include_str!("../../testdata/demo.expected.tsv");

/// What the real program writes, started as a user would start it in a clone of the repository.
fn asepsis(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_asepsis"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).env("COLUMNS", WIDTH);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ASEPSIS_")) {
        command.env_remove(name);
    }
    let output = command.output().expect("the program was built for this test");
    assert_eq!(output.status.code(), Some(1), "the demonstration has findings; {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("reports are UTF-8")
}

#[test]
fn the_report_is_as_committed() {
    assert_data_eq!(asepsis(&["scan", "testdata/demo", "--color", "never"]), file!["snapshots/demo.txt"].raw());
}

#[test]
fn the_picture_is_real_output() {
    let report = asepsis(&[&PICTURE[..], &["--color", "always"]].concat());
    let screen = format!("$ asepsis {}\n\n{report}", PICTURE.join(" "));
    let terminal = anstyle_svg::Term::new().palette(anstyle_svg::WIN10_CONSOLE);
    assert_data_eq!(terminal.render_svg(&screen), file!["../../docs/demo.svg"].raw());
}

/// Every format over the demonstration, outside a repository, whose revision would stand in SARIF. The version, the number of rules and the
/// digests of rules and configuration change with other work: they are left out.
#[test]
fn every_format_is_as_committed() {
    let volatile = |line: &str| {
        if line.starts_with("<dt>Rules</dt>") {
            return "<dt>Rules</dt><dd>COUNT</dd>".to_owned();
        }
        let version = concat!("\"", env!("CARGO_PKG_VERSION"), "\"");
        let line = line.replace(version, "\"VERSION\"").replace(concat!("asepsis ", env!("CARGO_PKG_VERSION")), "asepsis VERSION");
        line.split_inclusive(['"', '<', '>']).map(without_digest).collect()
    };
    let is_other = |format: &&asepsis::report::Format| format.name != "human";
    let tree = Tree::demo();
    for format in FORMATS.iter().filter(is_other) {
        let written = tree.run(&["scan", "--format", format.name]).ends_with(1);
        let written: String = written.stdout.lines().flat_map(|line| [volatile(line), "\n".to_owned()]).collect();
        let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/snapshots").join(format!("demo.{}", format.name));
        assert_data_eq!(written, snapbox::Data::read_from(&snapshot, None).raw());
    }
}

/// A piece of a line, where it is a digest without it.
fn without_digest(piece: &str) -> String {
    let is_digest = piece.len() == 65 && piece.bytes().take(64).all(|byte| byte.is_ascii_hexdigit());
    if is_digest { format!("DIGEST{}", &piece[64..]) } else { piece.to_owned() }
}

/// A planted problem.
struct Planted<'e> {
    path: &'e str,
    line: u64,
    /// A rule's id or class.
    rule: &'e str,
    is_in_default_view: bool,
}

impl<'e> Planted<'e> {
    fn all() -> Vec<Self> {
        EXPECTED.lines().skip(1).map(Self::read).collect()
    }

    fn read(line: &'e str) -> Self {
        let [path, number, rule, view] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("four columns, please: {line}") };
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/demo").join(path).is_file(), "there is no {path}");
        assert!(matches!(view, "default" | "all"), "there is no view {view}");
        Self { path, line: number.parse().expect("line numbers are numbers"), rule, is_in_default_view: view == "default" }
    }

    fn is(&self, rules: &RuleSet, found: &Found) -> bool {
        let means = || rules.find(&found.rule).is_some_and(|key| rules.select(self.rule).contains(&key));
        self.path == found.path && self.line == found.line && means()
    }
}

/// A finding, as far as it matters here.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    path: String,
    line: u64,
    rule: String,
}

impl Found {
    /// What a scan of the demonstration finds; several values of one kind on one line count once.
    fn all(more: &[&str]) -> BTreeSet<Self> {
        let written = asepsis(&[&["scan", "testdata/demo", "--format", "ndjson"], more].concat());
        written.lines().filter_map(Self::read).collect()
    }

    /// Notices and the summary are no findings.
    fn read(line: &str) -> Option<Self> {
        let object: serde_json::Value = serde_json::from_str(line).expect("each line is an object");
        let text = |key: &str| object[key].as_str().map(str::to_owned);
        Some(Self { path: text("path")?, line: object["line"].as_u64()?, rule: text("rule")? })
    }
}

#[test]
fn what_was_planted_is_found_and_nothing_else() {
    let (rules, planted) = (RuleSet::built_in(), Planted::all());
    let (default, all) = (Found::all(&[]), Found::all(&["--all"]));
    let missed = planted.iter().filter(|planted| {
        let view = if planted.is_in_default_view { &default } else { &all };
        !view.iter().any(|found| planted.is(&rules, found))
    });
    let missed = missed.map(|planted| format!("missed: {}:{} {}", planted.path, planted.line, planted.rule));
    let is_planted = |found: &Found| planted.iter().any(|planted| planted.is_in_default_view && planted.is(&rules, found));
    let unexpected = default.iter().filter(|found| !is_planted(found));
    let unexpected = unexpected.map(|found| format!("unexpected: {}:{} {}", found.path, found.line, found.rule));
    let differences: Vec<String> = missed.chain(unexpected).collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
