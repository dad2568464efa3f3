//! The matchers in editors/ against lines that the binary writes: each must give the place, severity, title and rule that ndjson says.

use crate::common::Tree;
use regex::Regex;
use serde_json::Value;

const GITHUB: &str = include_str!("../../editors/github-problem-matcher.json");
const VS_CODE: &str = include_str!("../../editors/vscode/tasks.json");

/// What a matcher takes a line for.
#[derive(Debug, PartialEq, Eq)]
struct Problem {
    file: String,
    line: u64,
    column: u64,
    severity: String,
    message: String,
    code: String,
}

/// One pattern, and the severity of lines that do not say theirs.
struct Matcher {
    regex: Regex,
    pattern: Value,
    severity: Option<String>,
}

impl Matcher {
    fn new(owner: &Value, pattern: &Value) -> Self {
        let regexp = pattern["regexp"].as_str().expect("a pattern has a regular expression");
        assert!(!regexp.contains("(?") && !regexp.contains("\\p"), "{regexp} is not read alike by JavaScript, .NET and Rust");
        let regex = Regex::new(regexp).expect("the regular expression is right");
        Self { regex, pattern: pattern.clone(), severity: owner["severity"].as_str().map(str::to_owned) }
    }

    fn problem(&self, line: &str) -> Option<Problem> {
        let captures = self.regex.captures(line)?;
        let group =
            |name: &str| self.pattern[name].as_u64().map(|group| captures[usize::try_from(group).expect("a small number")].to_owned());
        let number = |name: &str| group(name).and_then(|text| text.parse().ok()).expect("lines and columns are numbers");
        Some(Problem {
            file: group("file").expect("a file"),
            line: number("line"),
            column: number("column"),
            severity: group("severity").or_else(|| self.severity.clone()).expect("a severity"),
            message: group("message").expect("a message"),
            code: group("code").expect("a code"),
        })
    }
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("the shipped file is JSON")
}

fn github() -> Vec<Matcher> {
    let matchers = parse(GITHUB)["problemMatcher"].as_array().expect("a list").clone();
    matchers.iter().map(|matcher| Matcher::new(matcher, &matcher["pattern"][0])).collect()
}

fn vs_code() -> Vec<Matcher> {
    let tasks = parse(VS_CODE)["tasks"].as_array().expect("a list").clone();
    tasks.iter().map(|task| Matcher::new(&task["problemMatcher"], &task["problemMatcher"]["pattern"])).collect()
}

/// A tree with a finding of each level, under names that are hard to read.
fn planted() -> Tree {
    let hash = "import hashlib\n\ndigest = hashlib.md5(record).hexdigest()\n";
    let tree = Tree::of(&[
        ("src/my app/digest.py", hash),
        ("src/my app/old (1) [copy].py", "import requests\nrequests.get(url, verify=False)\n"),
        ("tests/für köln/test digest.py", hash),
    ]);
    if cfg!(unix) { tree.with("src/a.py:7:9: error: b [c].py", hash) } else { tree }
}

/// Lines of `compact`, and what ndjson says about each.
fn report() -> Vec<(String, Problem)> {
    let tree = planted();
    let lines = tree.run(&["scan", "--all", "--format", "compact", "--output", "ndjson=report.ndjson"]).ends_with(1).stdout;
    let findings: Vec<Value> = tree.read("report.ndjson").lines().map(parse).filter(|object| object["rule"].is_string()).collect();
    assert_eq!(lines.lines().count(), findings.len(), "one line a finding");
    lines.lines().map(str::to_owned).zip(findings.iter().map(problem_of)).collect()
}

fn problem_of(finding: &Value) -> Problem {
    let word = |name: &str| finding[name].as_str().expect("a word").to_owned();
    let severity = match finding["severity"].as_str() {
        Some("low") => "note",
        Some("medium") => "warning",
        _ => "error",
    };
    Problem {
        file: word("path"),
        line: finding["line"].as_u64().expect("a number"),
        column: finding["column"].as_u64().expect("a number"),
        severity: severity.to_owned(),
        message: word("title"),
        code: word("rule"),
    }
}

#[test]
fn vs_code_reads_every_line() {
    for (line, expected) in report() {
        for matcher in vs_code() {
            assert_eq!(matcher.problem(&line).as_ref(), Some(&expected), "{line}");
        }
    }
}

/// GitHub knows errors, warnings and notices, and takes the first matcher that fits; here only one does.
#[test]
fn github_reads_every_line_once() {
    for (line, mut expected) in report() {
        if expected.severity == "note" {
            "notice".clone_into(&mut expected.severity);
        }
        let problems: Vec<Problem> = github().iter().filter_map(|matcher| matcher.problem(&line)).collect();
        assert_eq!(problems, [expected], "{line}");
    }
}

/// The watch task says where a scan begins and where it ends, in both shells, and nothing that is found looks like either.
#[test]
fn the_watch_task_is_followed() {
    let tasks = parse(VS_CODE)["tasks"].as_array().expect("a list").clone();
    let watch = tasks.iter().find(|task| task["isBackground"] == true).expect("a task that watches");
    let background = &watch["problemMatcher"]["background"];
    for (pattern, says) in [("beginsPattern", "asepsis: scan begins"), ("endsPattern", "asepsis: scan ends")] {
        let regex = Regex::new(background[pattern].as_str().expect("a pattern")).expect("a pattern");
        assert!(regex.is_match(says));
        for command in [&watch["command"], &watch["windows"]["command"]] {
            assert!(command.as_str().is_some_and(|command| command.contains(&format!("'{says}'"))), "{command}");
        }
        assert!(report().iter().all(|(line, _)| !regex.is_match(line)));
    }
}

/// The output filter of the file watchers of IDEA and its kin, its macros spelt out as the filter of the platform does
/// (`RegexpFilter` of intellij-community): paths are of letters, digits, blanks and few signs.
#[test]
fn jetbrains_reads_plain_paths() {
    let watcher = include_str!("../../editors/jetbrains/watcherTasks.xml");
    let filter = watcher.split("name=\"regExp\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a filter");
    let regexp = filter
        .replace("$FILE_PATH$", r"((?:[A-Za-z]:)?[0-9 a-z_A-Z\-\\./]+)")
        .replace("$LINE$", "([0-9]+)")
        .replace("$COLUMN$", "([0-9]+)");
    let regex = Regex::new(&format!("^{regexp}$")).expect("a regular expression");
    let mut read = 0;
    for (line, expected) in report() {
        let is_plain = expected.file.chars().all(|letter| letter.is_ascii_alphanumeric() || " _-./".contains(letter));
        if let Some(groups) = regex.captures(&line).filter(|_| is_plain) {
            assert_eq!((&groups[1], &groups[2], &groups[3]), (&*expected.file, &*expected.line.to_string(), &*expected.column.to_string()));
            read += 1;
        }
        assert!(!is_plain || regex.is_match(&line), "{line}");
    }
    assert!(read > 0);
}

#[test]
fn every_level_is_among_the_lines() {
    let report = report();
    for level in ["error", "warning", "note"] {
        assert!(report.iter().any(|(_, problem)| problem.severity == level), "no {level}");
    }
}

#[test]
fn other_lines_are_left_alone() {
    for line in
        ["", "2 findings: 1 high, 1 medium", "error: could not compile `x`", "src/a.rs:3:5: warning: unused", "a.py:1: error: x [y]"]
    {
        assert!(github().iter().chain(&vs_code()).all(|matcher| matcher.problem(line).is_none()), "{line}");
    }
}
