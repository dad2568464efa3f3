//! docs/guide.md as its reader works through it: files are written, commands run in a shell, and say what the page shows.
#![cfg(unix)]

use crate::common::{self, Tree};
use regex::Regex;
use std::fs;
use std::path::Path;

/// A piece of the page, in its order.
enum Step {
    File { name: String, text: String },
    Run { command: String, says: Vec<String>, code: i32 },
}

fn steps(page: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if let Some(name) = kind.split("title=\"").nth(1) {
            let name = name.trim_end_matches('"').to_owned();
            steps.push(Step::File { name, text: block.iter().map(|line| format!("{line}\n")).collect() });
        } else if kind == "console" {
            for line in block {
                match (line.strip_prefix("$ "), line.strip_prefix("? "), steps.last_mut()) {
                    (Some(command), ..) => steps.push(Step::Run { command: command.to_owned(), says: Vec::new(), code: 0 }),
                    (_, Some(number), Some(Step::Run { code, .. })) => *code = number.parse().expect("an exit code"),
                    (_, _, Some(Step::Run { says, .. })) => says.push(line.to_owned()),
                    _ => panic!("`{line}` follows no command"),
                }
            }
        } else {
            panic!("a block of `{kind}` that nobody tests");
        }
    }
    steps
}

/// Whether a text is what the page shows: `…` stands for anything, on a line of its own for any lines.
fn is_shown(text: &str, says: &[String]) -> bool {
    let mut pattern = String::from("(?s)^");
    for line in says {
        if line == "…" {
            pattern.push_str("(?:.*\n)?");
        } else {
            let parts: Vec<String> = line.split('…').map(regex::escape).collect();
            pattern.push_str(&parts.join("[^\n]*"));
            pattern.push_str(" *\n");
        }
    }
    pattern.push('$');
    Regex::new(&pattern).expect("a pattern").is_match(text)
}

#[test]
fn the_guide_holds() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide.md")).expect("the page is there");
    let tree = Tree::new();
    let binary = common::binary();
    let path = format!("{}:{}", binary.parent().expect("a folder").display(), std::env::var("PATH").unwrap_or_default());
    let mut runs = 0;
    for step in steps(&page) {
        match step {
            Step::File { name, text } => tree.write(&name, text),
            Step::Run { command, says, code } => {
                let mut shell = common::command("sh");
                shell.current_dir(tree.path("")).args(["-c", &format!("exec 2>&1; {command}")]);
                shell.env("PATH", &path).env("LC_ALL", "C.UTF-8").env("HOME", tree.path(""));
                let output = common::Output::of(&mut shell);
                assert_eq!(output.code, Some(code), "$ {command}\n{}", output.stdout);
                assert!(is_shown(&output.stdout, &says), "$ {command}\n{}\n--- the page shows\n{}", output.stdout, says.join("\n"));
                runs += 1;
            }
        }
    }
    assert!(runs > 25, "{runs}");
}

#[test]
fn what_differs_is_noticed() {
    let says = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    for (text, lines, expected) in [
        ("a\n", &["a"][..], true),
        ("a\nb\n", &["a"], false),
        ("a\nb\nc\n", &["a", "…"], true),
        ("a\nb\nc\n", &["a", "…", "d"], false),
        ("rule x.\n", &["rule …"], true),
        ("", &[], true),
        ("x\n", &[], false),
    ] {
        assert_eq!(is_shown(text, &says(lines)), expected, "{text:?} {lines:?}");
    }
}
