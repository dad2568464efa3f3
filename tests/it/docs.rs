//! What the pages at the top say about files, flags, rules and exit codes is so.

use crate::common::Tree;
use asepsis::rule::RuleSet;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages at the top and below docs/ and editors/: name, relative to the root, and text.
fn pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for folder in ["", "docs", "docs/ci", "editors"] {
        for entry in fs::read_dir(root().join(folder)).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let name = path.strip_prefix(root()).expect("it is in there").to_string_lossy().replace('\\', "/");
                pages.push((name, fs::read_to_string(&path).expect("pages are UTF-8")));
            }
        }
    }
    pages.sort();
    pages
}

/// What a user reads first, and what it leads to.
fn readme() -> String {
    let page = |path: &str| fs::read_to_string(root().join(path)).expect("the page is there");
    ["README.md", "docs/configuration.md", "docs/ci/README.md"].map(page).join("\n")
}

/// Pieces of code within sentences.
fn spans(page: &str) -> Vec<&str> {
    let mut fenced = false;
    let lines = page.lines().filter(move |line| {
        let is_fence = line.trim_start().starts_with("```");
        fenced ^= is_fence;
        !fenced && !is_fence
    });
    lines.flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

/// Lines of code in blocks.
fn blocks(page: &str) -> Vec<&str> {
    let mut fenced = false;
    page.lines()
        .filter(|line| {
            let is_fence = line.trim_start().starts_with("```");
            fenced ^= is_fence;
            fenced && !is_fence
        })
        .collect()
}

/// Whether a piece of code is a path within this repository: it has a folder, and nothing that stands for something else.
fn is_path(code: &str) -> bool {
    let is_plain = code.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-./".contains(letter));
    is_plain
        && code.contains('/')
        && !code.starts_with(['/', '-'])
        && !code.starts_with("./")
        && code.contains(|letter: char| letter.is_ascii_lowercase())
}

#[test]
fn files_that_pages_name_are_there() {
    let folders: BTreeSet<String> = fs::read_dir(root())
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
        .collect();
    let is_there = |path: &str| root().join(path).exists() || root().join("src").join(path).exists();
    let mut missing = Vec::new();
    for (name, page) in pages() {
        for code in spans(&page).into_iter().filter(|code| is_path(code)) {
            let first = code.split('/').next().expect("a split has a first part");
            let is_ours = folders.contains(first) || root().join("src").join(first).is_dir();
            if is_ours && !is_there(code) {
                missing.push(format!("{name}: {code}"));
            }
        }
        for target in page.split("](").skip(1).filter_map(|rest| rest.split([')', '#', ' ']).next()) {
            let folder = root().join(&name).parent().expect("a page is in a folder").to_owned();
            if !target.is_empty() && !target.contains("://") && !folder.join(target).exists() {
                missing.push(format!("{name}: {target}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// The tree that ARCHITECTURE.md draws: every source file is in it, and nothing else.
#[test]
fn the_map_is_complete() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the page is there");
    let drawn: BTreeSet<String> = page
        .lines()
        .filter(|line| line.starts_with("  "))
        .flat_map(|line| line.split("  ").find(|part| !part.is_empty()).unwrap_or_default().split([' ', ',']))
        .filter_map(|word| word.trim().strip_suffix(".rs"))
        .map(str::to_owned)
        .collect();
    let mut real = BTreeSet::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            let name = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
            if path.is_dir() {
                // These are drawn as folders.
                folders.extend((!["check", "cli"].contains(&name.as_str())).then_some(path));
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                real.insert(name);
            }
        }
    }
    assert_eq!(drawn, real);
}

/// The help of every command, one after the other.
fn help() -> String {
    let tree = Tree::new();
    let commands: [&[&str]; 14] = [
        &[],
        &["scan"],
        &["explain"],
        &["rules", "list"],
        &["rules", "show"],
        &["rules", "test"],
        &["baseline", "create"],
        &["baseline", "update"],
        &["baseline", "prune"],
        &["baseline", "show"],
        &["init"],
        &["report"],
        &["config", "show"],
        &["completions"],
    ];
    commands.iter().map(|command| tree.run(&[command, &["--help"][..]].concat()).ends_with(0).stdout).collect()
}

/// The words of a command line of ours, up to a pipe or a remark.
fn own_words(line: &str) -> Vec<&str> {
    let words: Vec<&str> = line.split_whitespace().map(|word| word.trim_matches(['"', '\'', '`', ',', ';', ')', '('])).collect();
    let Some(start) = words.iter().position(|word| *word == "asepsis").map(|at| at + 1).or_else(|| {
        // `cargo run --release -- scan …`
        words.starts_with(&["cargo", "run"]).then(|| words.iter().position(|word| *word == "--")).flatten().map(|at| at + 1)
    }) else {
        return Vec::new();
    };
    words[start..].iter().copied().take_while(|word| !["|", "#", "&&", ">"].contains(word)).collect()
}

#[test]
fn flags_that_the_readme_names_exist() {
    let (page, help) = (readme(), help());
    let is_known = |flag: &str| help.split(|letter: char| letter.is_whitespace() || "[]`,=".contains(letter)).any(|word| word == flag);
    let mut flags: BTreeSet<&str> =
        spans(&page).into_iter().filter(|code| code.starts_with("--")).filter_map(|code| code.split([' ', '=']).next()).collect();
    for line in blocks(&page).into_iter().chain(spans(&page)) {
        flags.extend(
            own_words(line).into_iter().filter(|word| word.starts_with('-') && word.len() > 1).filter_map(|word| word.split('=').next()),
        );
    }
    assert!(flags.len() >= 10, "{flags:?}");
    let unknown: Vec<&&str> = flags.iter().filter(|flag| !is_known(flag)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn commands_that_the_readme_names_exist() {
    let page = readme();
    let tree = Tree::new();
    let commands: BTreeSet<Vec<&str>> = blocks(&page)
        .into_iter()
        .chain(spans(&page))
        .map(own_words)
        .filter(|words| words.first().is_some_and(|first| ["scan", "explain", "rules", "baseline"].contains(first)))
        .map(|words| words.into_iter().take(2).collect::<Vec<_>>())
        .map(|words| if ["rules", "baseline"].contains(&words[0]) { words } else { words[..1].to_vec() })
        .collect();
    assert!(commands.len() >= 4, "{commands:?}");
    for command in commands {
        tree.run(&[&command[..], &["--help"]].concat()).ends_with(0);
    }
}

#[test]
fn rules_that_the_readme_names_exist() {
    let page = readme();
    let rules = RuleSet::built_in();
    let mut words: BTreeSet<String> = BTreeSet::new();
    let mut list = |text: &str| {
        words.extend(text.split([',', ' ']).map(|word| word.trim_matches(['"', '`']).to_owned()).filter(|word| !word.is_empty()));
    };
    for (open, close) in [("ignore[", ']'), ("ignore-next-line[", ']'), ("ignore-file[", ']'), ("ignore-start[", ']'), ("rules = [", ']')] {
        page.split(open).skip(1).filter_map(|rest| rest.split(close).next()).for_each(&mut list);
    }
    for word in ["asepsis explain ", "rules show ", "rules list ", "--only ", "--skip "] {
        page.split(word).skip(1).filter_map(|rest| rest.split([' ', '\n', '`', ')']).next()).for_each(&mut list);
    }
    for line in blocks(&page) {
        // `error[us-ssn]: …`, `…: error: … [us-ssn]`, `"weak-hash" = "low"`.
        for level in ["error[", "warning[", "note["] {
            line.split(level).skip(1).filter_map(|rest| rest.split(']').next()).for_each(&mut list);
        }
        if line.contains(": error: ") || line.contains(": warning: ") {
            line.rsplit('[').next().and_then(|rest| rest.split(']').next()).into_iter().for_each(&mut list);
        }
        if line.starts_with('"') {
            line.split('"').nth(1).into_iter().for_each(&mut list);
        }
    }
    words.retain(|word| word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-*".contains(letter)));
    assert!(words.len() >= 4, "{words:?}");
    let unknown: Vec<&String> = words.iter().filter(|word| rules.select(word).is_empty()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn formats_that_the_readme_lists_are_all_there_are() {
    let page = readme();
    for format in asepsis::report::FORMATS {
        assert!(page.contains(&format!("| `{}` |", format.name)), "the README does not list `{}`", format.name);
    }
}

/// What each exit code is called, in the README and in the help alike.
#[test]
fn exit_codes_agree() {
    let page = readme();
    let help = help();
    let line = help.lines().find(|line| line.starts_with("Exit codes:")).expect("the help lists them");
    for (code, words) in [
        (0, &["nothing"][..]),
        (1, &["findings"]),
        (2, &["usage"]),
        (3, &["incomplete", "nothing was scanned"]),
        (4, &["internal error", "fault of ours"]),
    ] {
        let says = |text: &str| words.iter().any(|word| text.contains(word));
        let row = page
            .lines()
            .find(|line| line.starts_with(&format!("| {code} |")))
            .unwrap_or_else(|| panic!("the README has no row for exit code {code}"));
        assert!(says(row), "{row}");
        let part = line.split(&format!("{code} ")).nth(1).and_then(|rest| rest.split(',').next()).expect("the help has it");
        assert!(says(part), "{part}");
    }
}

/// The configuration that the README shows is one.
#[test]
fn the_configuration_in_the_readme_is_valid() {
    let page = readme();
    let blocks: Vec<&str> = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(!blocks.is_empty());
    for block in blocks {
        let tree = Tree::of(&[("asepsis.toml", block), ("a.txt", "nothing\n")]);
        let output = tree.run(&["scan"]);
        assert_eq!(output.code, Some(0), "{}\n{}", output.stderr, output.stdout);
    }
}
