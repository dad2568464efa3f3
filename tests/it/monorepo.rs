//! Several projects in one repository: the nearest configuration applies, wherever the scan begins.

use crate::common::{Output, Tree};
use crate::git::{commit, git, git_command};
use std::process::Command;

const SECRET: &str = "password = 'hunter2-Kx9mQ2vL7p'\n";
const OFF: &str = "[rules]\n\"generic-password\" = \"off\"\n";

fn compact(tree: &Tree, arguments: &[&str], code: i32) -> Vec<String> {
    let output = tree.run(&[&["scan", "--format", "compact"], arguments].concat()).ends_with(code);
    output.stdout.lines().map(|line| line.split(": ").next().unwrap_or_default().to_owned()).collect()
}

fn monorepo() -> Tree {
    Tree::of(&[
        ("asepsis.toml", OFF),
        ("a.py", SECRET),
        ("services/billing/asepsis.toml", "exclude = [\"vendor/**\"]\n"),
        ("services/billing/src/b.py", SECRET),
        ("services/billing/vendor/c.py", SECRET),
        ("services/billing/quiet/.asepsis.toml", OFF),
        ("services/billing/quiet/d.py", SECRET),
        ("services/other/e.py", SECRET),
    ])
}

#[test]
fn the_nearest_configuration_applies() {
    let tree = monorepo();
    for (arguments, expected) in [
        (&[][..], &["services/billing/src/b.py:1:13"][..]),
        (&["services"], &["services/billing/src/b.py:1:13"]),
        (&["services/billing"], &["services/billing/src/b.py:1:13"]),
        (&["services/billing", "a.py"], &["services/billing/src/b.py:1:13"]),
        (&["a.py", "services/billing"], &["services/billing/src/b.py:1:13"]),
        (&["a.py", "services/billing/src/b.py"], &["services/billing/src/b.py:1:13"]),
        (&["services/other", "services/billing/quiet"], &[]),
    ] {
        assert_eq!(compact(&tree, arguments, i32::from(!expected.is_empty())), expected, "{arguments:?}");
    }
    // One configuration that the user names is for everything.
    assert_eq!(compact(&tree, &["--no-config"], 1).len(), 5);
    assert_eq!(compact(&tree, &["--config", "asepsis.toml"], 0), [""; 0]);
}

/// Every file is scanned once, and a tree with zones counts as one without.
#[test]
fn no_file_is_counted_twice() {
    let tree = monorepo();
    let nested = tree.scan(&[]).ends_with(1);
    // All but the excluded one.
    assert_eq!(nested.summary()["files"], 7);
    assert_eq!(tree.scan(&["-j", "1"]).stdout, tree.scan(&["-j", "4"]).stdout);
}

/// Ids, baseline and suppressions of a project within are its own.
#[test]
fn ids_are_the_same_wherever_the_scan_begins() {
    let tree = monorepo();
    let id = |arguments: &[&str]| tree.scan(arguments).ends_with(1).lines()[0]["fingerprint"].clone();
    let outside = id(&[]);
    assert!(outside.is_string());
    assert_eq!(outside, id(&["services/billing"]));
    assert_eq!(outside, tree.below("services/billing").scan(&[]).ends_with(1).lines()[0]["fingerprint"]);
    tree.run(&["baseline", "create"]).ends_with(0).says(&["`services/billing` has a configuration of its own", "0 findings accepted"]);
    assert_eq!(compact(&tree, &[], 1).len(), 1);
    tree.run(&["baseline", "create", "services/billing"]).ends_with(0).says(&["1 finding accepted"]);
    let output = tree.scan(&[]).ends_with(0);
    assert_eq!(output.summary()["in_baseline"], 1);
    assert_eq!(output.accepted(), ["services/billing/src/b.py:1:13 generic-password baseline"]);
}

#[test]
fn changes_and_lists_meet_the_nearest_configuration() {
    let tree = monorepo();
    let git = |arguments: &[&str]| {
        let mut command: Command = crate::common::command("git");
        command.current_dir(tree.path("")).env("HOME", tree.path("")).args(arguments);
        assert!(command.status().expect("git runs").success(), "{arguments:?}");
    };
    git(&["init", "--quiet", "."]);
    git(&["add", "."]);
    assert_eq!(compact(&tree, &["--staged"], 1), ["services/billing/src/b.py:1:13"]);
    let list = "a.py\nservices/billing/src/b.py\nservices/billing/quiet/d.py\n";
    let output = tree.feed(&["scan", "--format", "compact", "--files-from", "-"], list.as_bytes()).ends_with(1);
    assert!(output.stdout.starts_with("services/billing/src/b.py:1:13") && output.stdout.lines().count() == 1, "{}", output.stdout);
}

/// The same, with files that differ: the past has each content once.
fn monorepo_of_its_own() -> Tree {
    let tree = monorepo();
    for path in ["a.py", "services/billing/src/b.py", "services/billing/vendor/c.py", "services/billing/quiet/d.py", "services/other/e.py"]
    {
        tree.write(path, format!("{SECRET}# {path}\n"));
    }
    tree.write("services/billing/quiet/.asepsis.toml", format!("# Quiet.\n{OFF}"));
    tree
}

/// The past has the configurations of HEAD, a push those of what is pushed, whatever is checked out; on a server those of HEAD.
#[test]
fn the_past_meets_the_nearest_configuration() {
    let found = ["services/billing/src/b.py:1:13"];
    let tree = monorepo_of_its_own();
    git(&tree, &["init", "--quiet"]);
    let tip = commit(&tree, &[]);
    // What is gone is in the past, with a configuration that is there.
    std::fs::remove_file(tree.path("services/billing/src/b.py")).expect("it was written");
    commit(&tree, &[("services/billing/src/f.py", "x = 1\n")]);
    for (arguments, expected) in [
        (&["--history"][..], &found[..]),
        (&["--history", "-j1"], &found),
        (&["--history", "services"], &found),
        (&["--history", "services/billing/src/b.py"], &found),
        (&["--history", "services/billing/quiet", "services/other"], &[]),
    ] {
        assert_eq!(compact(&tree, arguments, i32::from(!expected.is_empty())), expected, "{arguments:?}");
    }
    assert_eq!(compact(&tree, &["--history", "--no-config"], 1).len(), 5);
    let push = |tree: &Tree, line: String, code: i32| {
        let output = tree.feed(&["scan", "--format", "compact", "--push-stdin"], line.as_bytes()).ends_with(code);
        output.stdout.lines().map(|line| line.split(": ").next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let zero = "0".repeat(40);
    assert_eq!(push(&tree, format!("refs/heads/x {tip} refs/heads/x {zero}\n"), 1), found);
    // Another branch is pushed than is checked out.
    git(&tree, &["checkout", "--quiet", "--orphan", "other"]);
    git(&tree, &["rm", "-r", "--quiet", "--force", "."]);
    commit(&tree, &[("asepsis.toml", OFF)]);
    assert_eq!(push(&tree, format!("refs/heads/x {tip} refs/heads/x {zero}\n"), 1), found);
    // Nothing at all is checked out.
    let bare = Tree::new();
    Output::of(&mut git_command(&bare, &["clone", "--quiet", "--bare", tree.path("").to_str().expect("a path"), "."])).ends_with(0);
    git(&bare, &["symbolic-ref", "HEAD", "refs/heads/main"]);
    assert_eq!(compact(&bare, &["--history"], 1), ["a.py:1:13", found[0], "services/other/e.py:1:13"]);
    assert_eq!(compact(&bare, &["--history", "services/billing"], 1), found);
    assert_eq!(push(&bare, format!("{zero} {tip} refs/heads/main\n"), 0), [""; 0], "all of it is known");
    // On a server a push does not decide what is found in it.
    git(&tree, &["checkout", "--quiet", "main"]);
    let silent = commit(&tree, &[("services/billing/asepsis.toml", OFF), ("services/billing/src/g.py", SECRET)]);
    git(&bare, &["fetch", "--quiet", tree.path("").to_str().expect("a path"), "main"]);
    assert_eq!(push(&tree, format!("refs/heads/x {silent} refs/heads/x {zero}\n"), 0), [""; 0]);
    assert_eq!(push(&bare, format!("{tip} {silent} refs/heads/main\n"), 1), ["services/billing/src/g.py:1:13"]);
}

/// Messages are of the whole repository: they are scanned once, and what a project within has is named as it is from outside.
#[test]
fn the_past_is_counted_once() {
    let tree = monorepo_of_its_own();
    git(&tree, &["init", "--quiet"]);
    commit(&tree, &[]);
    let (within, without) = (tree.scan(&["--history"]).ends_with(1), tree.scan(&["--history", "--no-config"]).ends_with(1));
    // All but the excluded file.
    assert_eq!(within.summary()["files"].as_u64().map(|files| files + 1), without.summary()["files"].as_u64());
    assert_eq!(within.lines()[0]["fingerprint"], tree.scan(&[]).ends_with(1).lines()[0]["fingerprint"]);
}

/// What cannot be understood is an error in the past too, and a link is no configuration there.
#[cfg(unix)]
#[test]
fn a_mistake_in_a_configuration_of_the_past_is_drawn() {
    let tree = monorepo_of_its_own();
    git(&tree, &["init", "--quiet"]);
    std::os::unix::fs::symlink("../../asepsis.toml", tree.path("services/other/asepsis.toml")).expect("a link");
    commit(&tree, &[]);
    assert_eq!(compact(&tree, &["--history"], 1), ["services/billing/src/b.py:1:13"]);
    commit(&tree, &[("services/billing/asepsis.toml", "fail_on = 7\n")]);
    let bare = Tree::new();
    Output::of(&mut git_command(&bare, &["clone", "--quiet", "--bare", tree.path("").to_str().expect("a path"), "."])).ends_with(0);
    for tree in [&tree, &bare] {
        let output = tree.run(&["scan", "--history"]).ends_with(2);
        assert!(output.stderr.contains("services/billing/asepsis.toml") && output.stderr.contains("fail_on"), "{}", output.stderr);
    }
}

#[test]
fn a_mistake_in_a_configuration_within_is_drawn() {
    let tree = Tree::of(&[("a.txt", "x\n"), ("b/asepsis.toml", "fail_on = 7\n"), ("b/c.txt", "x\n")]);
    tree.run(&["scan"]).ends_with(2).says(&["unknown key `fail_on`", "b/asepsis.toml:1:1"]);
}

/// Which severity fails the run is said by the project that a finding lies in, however the scan gets there.
#[test]
fn the_project_of_a_finding_says_whether_it_fails() {
    let tree = Tree::of(&[
        ("asepsis.toml", "fail-on = \"critical\"\n"),
        ("a.py", SECRET),
        ("strict/asepsis.toml", ""),
        ("lax/asepsis.toml", "fail-on = \"never\"\n"),
        ("lax/b.py", SECRET),
        ("lax/strict/asepsis.toml", ""),
    ]);
    let failing = |arguments: &[&str], code: i32| tree.scan(arguments).ends_with(code).summary()["failing"].as_u64();
    assert_eq!(failing(&[], 0), Some(0));
    for (path, arguments) in [("strict/c.py", &["a.py", "strict/c.py"][..]), ("lax/strict/d.py", &["lax", "strict"])] {
        tree.write(path, SECRET);
        assert_eq!(failing(&[], 1), Some(1), "{path}");
        assert_eq!(failing(arguments, 1), Some(1), "{arguments:?}");
        assert_eq!(failing(&["--fail-on", "never"], 0), Some(0));
        assert_eq!(failing(&["--fail-on", "high"], 1), Some(3), "{path}");
        let junit = tree.run(&["scan", "--format", "junit"]).ends_with(1).stdout;
        assert!(junit.contains("failures=\"1\"") && junit.matches("<failure").count() == 1, "{junit}");
        std::fs::remove_file(tree.path(path)).expect("it was written");
    }
}
