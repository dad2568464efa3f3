//! The first minutes: `init`, `config`, completions and the manual page.

use crate::common::{LINE, Tree};
use asepsis::config::Config;
use std::fs;
use std::path::Path;

/// Every file that `init` can write.
const EVERYTHING: &[&str] = &[
    "init",
    "--ci",
    "github",
    "--ci",
    "gitlab",
    "--ci",
    "azure",
    "--hook",
    "pre-commit",
    "--hook",
    "lefthook",
    "--hook",
    "husky",
    "--hook",
    "git",
    "--editor",
    "vscode",
    "--editor",
    "vim",
];

#[test]
fn init_writes_what_was_asked_for_and_never_twice() {
    let tree = Tree::new();
    fs::create_dir_all(tree.path(".git/hooks")).expect("a folder");
    tree.write("lefthook.yml", "mine: true\n");
    let first = tree.run(EVERYTHING).ends_with(0).says(&["wrote", "lefthook.yml is there already"]);
    assert_eq!(first.stdout, "");
    assert_eq!(tree.read("lefthook.yml"), "mine: true\n");
    for path in [
        "asepsis.toml",
        ".github/workflows/asepsis.yml",
        ".gitlab-ci.yml",
        "azure-pipelines.yml",
        ".pre-commit-config.yaml",
        ".husky/pre-commit",
        ".git/hooks/pre-commit",
        ".vscode/tasks.json",
        ".vim/compiler/asepsis.vim",
    ] {
        assert!(tree.read(path).contains("asepsis"), "{path}");
    }
    let again = tree.run(EVERYTHING).ends_with(0);
    assert!(!again.stderr.contains("wrote"), "{}", again.stderr);
}

#[test]
fn the_configuration_that_init_writes_is_one() {
    let tree = Tree::new().with("a.txt", LINE);
    tree.run(&["init"]).ends_with(0);
    Config::parse(&tree.read("asepsis.toml"), "asepsis.toml").expect("every key is known");
    tree.run(&["scan"]).ends_with(0);
}

#[test]
fn a_dry_run_writes_nothing() {
    let tree = Tree::new();
    let shown = tree.run(&[EVERYTHING, &["--dry-run"]].concat()).ends_with(0).stdout;
    assert!(shown.contains("# .github/workflows/asepsis.yml\n") && shown.contains("# asepsis.toml\n"), "{shown}");
    assert_eq!(fs::read_dir(tree.path("")).expect("the folder").count(), 0);
}

#[test]
fn hooks_of_git_need_git() {
    Tree::new().run(&["init", "--hook", "git"]).ends_with(2).says(&["no working tree of git"]);
}

#[test]
fn config_show_says_where_each_setting_comes_from() {
    let tree = Tree::of(&[("asepsis.toml", "fail-on = \"high\"\ncontrols = [\"gdpr\"]\n[rules]\n\"weak-hash\" = \"low\"\n")]);
    let shown = tree.run(&["config", "show", "--min-severity", "low"]).ends_with(0).stdout;
    let lines: Vec<Vec<&str>> = shown.lines().map(|line| line.split_whitespace().collect()).collect();
    for expected in [
        &["fail-on", "high", "#", "file"][..],
        &["min-severity", "low", "#", "flag", "or", "environment"],
        &["min-confidence", "medium", "#", "default"],
        &["controls", "gdpr", "#", "file"],
        &["rules", "weak-hash", "=", "low", "#", "file"],
    ] {
        assert!(lines.iter().any(|line| line == expected), "{expected:?} is not in\n{shown}");
    }
}

/// The schema knows the keys that the program knows: the README's configuration fits, one unknown key does not.
#[test]
fn the_schema_describes_the_configuration() {
    let schema = Tree::new().run(&["config", "schema"]).ends_with(0).stdout;
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("the page");
    let shown = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a configuration");
    // All that is shown as a comment, too.
    let whole: String = shown.lines().map(|line| line.strip_prefix("# ").unwrap_or(line).to_owned() + "\n").collect();
    for text in [shown, &whole, &fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("asepsis.toml")).expect("our own")] {
        let value: toml::Value = toml::from_str(text).expect("TOML");
        let value = serde_json::to_value(value).expect("JSON");
        let mistakes: Vec<String> = validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(mistakes.is_empty(), "{mistakes:#?}");
    }
    assert!(!validator.is_valid(&serde_json::json!({ "fail_on": "high" })));
}

#[test]
fn completions_and_manual_know_every_command() {
    let tree = Tree::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = tree.run(&["completions", shell]).ends_with(0).stdout;
        assert!(script.contains("baseline") && script.contains("--min-severity") || script.contains("min-severity"), "{shell}");
    }
    let manual = tree.run(&["man"]).ends_with(0).stdout;
    for word in [".TH asepsis", "baseline", "explain", "min\\-severity"] {
        assert!(manual.contains(word), "{word}");
    }
}
