//! The first minutes: `init`, `config`, completions and the manual page.

use crate::common::{LINE, Output, Tree, command};
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
    "--editor",
    "jetbrains",
    "--editor",
    "emacs",
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
        ".idea/watcherTasks.xml",
        ".emacs.d/asepsis.el",
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
fn a_dry_run_says_what_would_stay() {
    let tree = Tree::of(&[("asepsis.toml", "")]);
    let shown = tree.run(&["init", "--dry-run"]).ends_with(0).stdout;
    assert!(shown.starts_with("# asepsis.toml (is there already: it would stay as it is)\n"), "{shown}");
    assert_eq!(tree.read("asepsis.toml"), "");
}

/// A linked working tree has a file where others have a folder: the hook is not put elsewhere in silence.
#[test]
fn hooks_are_not_written_to_linked_working_trees() {
    let tree = Tree::of(&[(".git", "gitdir: /elsewhere\n")]);
    tree.run(&["init", "--hook", "git"]).ends_with(2).says(&["a linked working tree"]);
}

#[test]
fn statistics_go_to_standard_error() {
    let tree = Tree::of(&[("a.py", "password = 'hunter2-Kx9mQ2vL7p'\n"), ("b.txt", LINE)]);
    let plain = tree.run(&["scan", "--format", "ndjson"]).ends_with(1);
    let output = tree.run(&["scan", "--format", "ndjson", "--statistics"]).ends_with(1);
    assert_eq!(plain.stdout, output.stdout);
    assert_eq!(plain.stderr, "");
    let lines: Vec<String> = output.stderr.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for expected in [
        "files 2, 0 of them known from the cache",
        "findings 1 reported, 0 accepted, 1 held back",
        "not scanned nothing",
        "rule: generic-password 1 reported, 0 accepted",
    ] {
        assert!(lines.iter().any(|line| line == expected), "{expected}\n{}", output.stderr);
    }
    for stage in ["time: prepare", "time: scan", "time: reports"] {
        assert!(output.stderr.contains(stage), "{stage}");
    }
    assert!(!output.stderr.contains("hunter2"));
}

/// A slip of the fingers is named, with what was meant.
#[test]
fn slips_get_a_suggestion() {
    let tree = Tree::of(&[("a.txt", "x\n"), ("asepsis.toml", ""), ("src/intake.py", "x\n")]);
    let git = |arguments: &[&str]| {
        let mut git = command("git");
        git.current_dir(tree.path("")).env("HOME", tree.path("")).args(["-c", "user.name=a", "-c", "user.email=a@example.org"]);
        assert!(git.args(arguments).output().expect("git runs").status.success());
    };
    git(&["init", "--quiet", "--initial-branch=main"]);
    git(&["commit", "--quiet", "--allow-empty", "-m", "first"]);
    for (arguments, hint) in [
        (&["scna"][..], "did you mean the command `scan`?"),
        (&["prnue"], "did you mean the command `baseline prune`?"),
        (&["pune"], "did you mean the command `baseline prune`?"),
        (&["scan", "--formt", "json"], "--format"),
        (&["scan", "--format", "jsno"], "json"),
        (&["scan", "-o", "srif=x"], "did you mean `sarif`?"),
        (&["scan", "--min-severity", "hihg"], "high"),
        (&["scan", "--only", "us-snn"], "did you mean `us-ssn`?"),
        (&["scan", "--skip", "cripto"], "did you mean `crypto`?"),
        (&["scan", "--controls", "hippa"], "hipaa"),
        (&["explain", "us-snn"], "did you mean `us-ssn`?"),
        (&["rules", "list", "secrt"], "did you mean `secret`?"),
        (&["completions", "bsh"], "bash"),
        (&["init", "--ci", "gihtub"], "github"),
        (&["baseline", "craete"], "create"),
        (&["baseline", "create", "--resaon", "x"], "--reason"),
        (&["init", "--hook", "preccommit"], "pre-commit"),
        (&["rules", "list", "pih"], "did you mean `phi`?"),
        (&["scan", "scr/intake.py"], "did you mean `src/intake.py`?"),
        (&["scan", "a.tx"], "did you mean `a.txt`?"),
        (&["explain", "scr/intake.py:1"], "did you mean `src/intake.py`?"),
        (&["scan", "--diff", "mian"], "did you mean `main`?"),
        (&["scan", "--trust-base", "HAED"], "did you mean `HEAD`?"),
    ] {
        let output = tree.run(arguments).ends_with(2).says(&[hint]);
        assert_eq!(output.stdout, "", "{arguments:?}");
    }
    assert!(!tree.path("srif=x").exists());
    // What reads like a path is one.
    tree.run(&["scan", "-q", "-o", "./srif=x"]).ends_with(0);
    assert!(tree.path("srif=x").exists());
}

/// A misspelt variable would change nothing, in silence; what it holds is not shown.
#[test]
fn variables_that_mean_nothing_are_named() {
    let tree = Tree::of(&[("a.txt", "x\n")]);
    for (name, hint) in [
        ("ASEPSIS_FAILON", "`ASEPSIS_FAILON` of the environment means nothing here; did you mean `ASEPSIS_FAIL_ON`?"),
        ("ASEPSIS_KYE", "did you mean `ASEPSIS_KEY`?"),
        ("ASEPSIS_FAIL_ON", ""),
        ("ASEPSIS_KEY", ""),
        ("ASEPSIS", ""),
    ] {
        let mut command = tree.command(&["scan", "--quiet"]);
        let output = Output::of(command.env(name, "never")).ends_with(0).says(&[hint]);
        assert_eq!(output.stderr.is_empty(), hint.is_empty(), "{name}: {}", output.stderr);
        assert!(!output.stderr.contains("never"), "{}", output.stderr);
    }
}

#[test]
fn hooks_of_git_need_git() {
    Tree::new().run(&["init", "--hook", "git"]).ends_with(2).says(&["no working tree of git"]);
}

#[test]
fn config_show_says_where_each_setting_comes_from() {
    let tree = Tree::of(&[
        ("asepsis.toml", "extends = \"house/base.toml\"\nfail-on = \"high\"\nexclude = [\"a/**\"]\n[rules]\n\"weak-hash\" = \"low\"\n"),
        (
            "house/base.toml",
            "fail-on = \"low\"\narchives = 3\ncontrols = [\"gdpr\"]\nexclude = [\"b/**\"]\n[rules]\n\"web-url\" = \"off\"\n",
        ),
    ]);
    let mut command = tree.command(&["config", "show", "--min-severity", "low"]);
    let shown = Output::of(command.env("ASEPSIS_MIN_CONFIDENCE", "high").env("ASEPSIS_MIN_SEVERITY", "high")).ends_with(0).stdout;
    let lines: Vec<Vec<&str>> = shown.lines().map(|line| line.split_whitespace().collect()).collect();
    for expected in [
        "extends house/base.toml # the file above",
        "fail-on high # asepsis.toml",
        "min-severity low # flag --min-severity",
        "min-confidence high # variable ASEPSIS_MIN_CONFIDENCE",
        "exclude [\"b/**\", \"a/**\"] # asepsis.toml, house/base.toml",
        "max-size no limit # default",
        "archives 3 # house/base.toml",
        "controls gdpr # house/base.toml",
        "rules weak-hash = low # asepsis.toml",
        "rules web-url = off # house/base.toml",
    ] {
        let words: Vec<&str> = expected.split_whitespace().collect();
        assert!(lines.contains(&words), "`{expected}` is not in\n{shown}");
    }
    let bare = tree.run(&["config", "show", "--no-config"]).ends_with(0).stdout;
    assert!(bare.lines().any(|line| line.starts_with("file ") && line.ends_with("# flag --no-config")), "{bare}");
}

/// The schema knows the keys that the program knows: the configuration that the manual shows fits, one unknown key does not.
#[test]
fn the_schema_describes_the_configuration() {
    let schema = Tree::new().run(&["config", "schema"]).ends_with(0).stdout;
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let manual = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md")).expect("the page");
    let shown = manual.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a configuration");
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
    for shell in ["bash", "zsh", "fish", "powershell", "nushell", "elvish"] {
        let script = tree.run(&["completions", shell]).ends_with(0).stdout;
        assert!(script.contains("baseline") && script.contains("--min-severity") || script.contains("min-severity"), "{shell}");
    }
    let manual = tree.run(&["man"]).ends_with(0).stdout;
    for word in [
        ".TH asepsis",
        "min\\-severity",
        ".SH \"ASEPSIS SCAN\"",
        ".SH \"ASEPSIS EXPLAIN\"",
        ".SH \"ASEPSIS BASELINE UPDATE\"",
        "new\\-rules",
        ".SH \"ASEPSIS CONFIG SCHEMA\"",
        ".SH \"ASEPSIS RULES TEST\"",
        "Examples:",
    ] {
        assert!(manual.contains(word), "{word}");
    }
}
