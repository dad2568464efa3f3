//! The program itself, broken in the middle of files that are full of values, with messages that quote them.
//!
//! Builds with debug assertions break where a file holds the mark (`src/scan/fault.rs`).
#![cfg(debug_assertions)]

use super::planted::plant_in;
use super::{SEEDS, Watch};
use crate::common::{Output, Tree, command};
use crate::lsp::Client;
use asepsis::report::FORMATS;
use serde_json::json;
use std::fs::{File, OpenOptions};
use std::io::Write;

const MARK: &str = concat!("asepsis:", "break-here");

/// Files of the generated tree that break; all others are fine.
const BROKEN: [&str; 5] = [".env", "app/intake.py", "data/adt.hl7", "data/patients.csv", "wide.txt"];

/// Another build of the program has no faults on demand.
fn is_other_build() -> bool {
    std::env::var_os("ASEPSIS_TEST_BIN").is_some()
}

fn broken() -> (Tree, Vec<String>) {
    let tree = Tree::new().below("tree");
    let values = plant_in(&tree.below("clinic"), SEEDS[0]);
    for path in BROKEN {
        let path = tree.path(&format!("clinic/{path}"));
        writeln!(OpenOptions::new().append(true).open(path).expect("a file"), "{MARK}").expect("a file");
    }
    (tree, values)
}

/// Runs a command with all that a user may set to hear more.
fn run(tree: &Tree, arguments: &[&str]) -> Output {
    Output::of(tree.command(arguments).env("RUST_BACKTRACE", "full").env("RUST_LIB_BACKTRACE", "1").env("RUST_LOG", "trace"))
}

#[test]
fn a_fault_of_the_program_gives_nothing_away() {
    if is_other_build() {
        return;
    }
    let (tree, values) = broken();
    let mut texts = Vec::new();
    let mut keep = |name: &str, output: Output| {
        assert_eq!(output.code, Some(4), "{name}: {}", output.stderr);
        let said = output.stderr.lines().filter(|line| line.starts_with("asepsis: an internal error at src") && line.contains("fault.rs:"));
        assert!(said.count() > 0, "{name}: {}", output.stderr);
        texts.push((format!("{name} on standard output"), output.stdout.clone()));
        texts.push((format!("{name} on standard error"), output.stderr));
        output.stdout
    };
    std::fs::create_dir_all(tree.path("../out")).expect("a folder");
    let files: Vec<String> = FORMATS.iter().map(|format| format!("{}=../out/{0}", format.name)).collect();
    for format in FORMATS {
        let arguments = ["scan", "clinic", "--all", "-v", "--show-suppressed", "--statistics", "--format", format.name];
        let written = keep(format.name, run(&tree, &arguments));
        // What does not break is reported all the same.
        assert!(format.name == "markdown" || written.contains("A.java"), "{}: {written}", format.name);
    }
    let outputs: Vec<&str> = files.iter().flat_map(|file| ["--output", file.as_str()]).collect();
    keep("files", run(&tree, &[&["scan", "clinic", "--all", "--summary", "../out/summary"], &outputs[..]].concat()));
    for verbosity in [&["-q"][..], &["-j", "1"], &["--fail-on", "never", "--strict"], &["--shard", "1/1"], &["--cache", "../out/cache"]] {
        keep(&verbosity.join(" "), run(&tree, &[&["scan", "clinic"], verbosity].concat()));
    }
    keep("a broken place", run(&tree, &["explain", "clinic/app/intake.py:4"]));
    let input = std::fs::read(tree.path("clinic/app/intake.py")).expect("a file");
    keep("standard input", tree.feed(&["scan", "-", "--all", "-v", "--stdin-filename", "intake.py"], &input));
    let earlier = run(&tree, &["scan", "clinic", "--all", "--format", "ndjson"]).stdout;
    tree.write("../out/earlier", earlier);
    let joined = run(&tree, &["report", "../out/earlier", "--show-suppressed", "-v"]);
    assert_eq!(joined.code, Some(4), "{}", joined.stderr);
    texts.push(("report".to_owned(), joined.stdout + &joined.stderr));
    let baseline = run(&tree, &["baseline", "create", "clinic", "--all", "--baseline", "../out/baseline"]);
    texts.push(("baseline create".to_owned(), baseline.stdout + &baseline.stderr));
    for name in FORMATS.iter().map(|format| format.name).chain(["summary"]) {
        texts.push((format!("the file {name}"), tree.read(&format!("../out/{name}"))));
    }
    Watch::new("").check(&values, &texts);
}

#[test]
fn a_fault_in_the_past_or_in_a_change_gives_nothing_away() {
    if is_other_build() {
        return;
    }
    let (tree, values) = broken();
    let git = |arguments: &[&str]| {
        let mut command = command("git");
        command.current_dir(tree.path("clinic")).env("HOME", tree.path("")).args(["-c", "user.name=a", "-c", "user.email=a@example.org"]);
        assert!(command.args(arguments).output().expect("git runs").status.success(), "{arguments:?}");
    };
    git(&["init", "--quiet", "."]);
    git(&["add", "."]);
    let mut texts = Vec::new();
    let mut keep = |name: &str, output: Output| {
        assert_eq!(output.code, Some(4), "{name}: {}", output.stderr);
        assert!(output.stderr.contains("an internal error at src"), "{name}: {}", output.stderr);
        texts.push((format!("{name} on standard output"), output.stdout));
        texts.push((format!("{name} on standard error"), output.stderr));
    };
    keep("what is staged", run(&tree, &["scan", "clinic", "--staged", "--all", "-v", "--format", "ndjson"]));
    git(&["commit", "--quiet", "-m", "all of it"]);
    for format in ["human", "ndjson", "sarif"] {
        keep("the history", run(&tree, &["scan", "clinic", "--history", "--authors", "--all", "-v", "--format", format]));
    }
    Watch::new("").check(&values, &texts);
}

#[test]
fn a_fault_in_the_language_server_gives_nothing_away() {
    if is_other_build() {
        return;
    }
    let (tree, values) = broken();
    let log = tree.path("../log");
    let mut command = tree.command(&["lsp", "--all"]);
    let mut client = Client::of(command.env("RUST_BACKTRACE", "full").stderr(File::create(&log).expect("a file")), &tree);
    for path in BROKEN.into_iter().filter(|path| *path != "wide.txt") {
        let text = tree.read(&format!("clinic/{path}"));
        assert_eq!(client.open(path, &text), Vec::<serde_json::Value>::new(), "{path}");
        let place = json!({ "textDocument": { "uri": client.uri(path) }, "position": { "line": 0, "character": 1 } });
        client.request("textDocument/hover", &place);
        client.actions(path);
        // The next version of the document is looked at again.
        assert!(!client.change(path, &text.replace(MARK, "")).is_empty(), "{path}");
    }
    let mut texts: Vec<(String, String)> = client.received.drain(..).map(|text| ("a message".to_owned(), text)).collect();
    client.stop();
    // An editor that shows nothing says why.
    assert_eq!(
        texts.iter().filter(|(_, text)| text.contains("window/logMessage") && text.contains("internal error")).count(),
        BROKEN.len() - 1
    );
    let said = std::fs::read_to_string(log).expect("a file");
    assert!(said.contains("an internal error at src"), "{said}");
    texts.push(("standard error".to_owned(), said));
    Watch::new("").check(&values, &texts);
}
