//! `--trust-base`: a change cannot accept what it brings.

use crate::common::{LINE, SSN, Tree};
use crate::git::{commit, git, repository};

/// A project with one accepted finding of each way to accept one, on the branch `main`; HEAD is a branch of it.
fn project() -> Tree {
    let tree = repository(&[
        (
            "asepsis.toml",
            "[rules]\nus-ssn = \"high\"\n[[ignore.path]]\nrules = [\"us-ssn\"]\npaths = [\"docs/**\"]\nreason = \"printed\"\n",
        ),
        ("docs/old.txt", LINE),
        ("inline.py", &format!("ssn = '{SSN}'  # asepsis: ignore[us-ssn] a comment\n")),
        ("next.py", &format!("# asepsis: ignore-next-line[us-ssn] a comment\nssn = '{SSN}'\nx = 1\n")),
        ("file.py", &format!("# asepsis: ignore-file[us-ssn] a comment\nssn = '{SSN}'\n")),
        (".asepsisignore", "hidden/\n"),
        ("hidden/old.txt", LINE),
    ]);
    git(&tree, &["branch", "base"]);
    tree
}

/// What a change is found to add: against the base, in which it trusts.
#[track_caller]
fn adds(tree: &Tree, expected: &[&str]) {
    let diff = tree.scan(&["--only", "us-ssn", "--diff", "base", "--trust-base", "base"]);
    assert_eq!(diff.findings(), expected, "--diff: {}", diff.stderr);
    let all = tree.scan(&["--only", "us-ssn", "--trust-base", "base"]);
    assert_eq!(all.findings(), expected, "the whole tree: {}", all.stderr);
}

#[test]
fn what_the_base_accepts_stays_accepted() {
    let tree = project();
    adds(&tree, &[]);
    commit(&tree, &[("docs/new.txt", LINE), ("inline.py", &format!("\nssn = '{SSN}'  # asepsis: ignore[us-ssn] a comment\ny = 2\n"))]);
    adds(&tree, &[]);
    // Whoever accepts a whole file accepts what comes into it.
    commit(&tree, &[("file.py", &format!("# asepsis: ignore-file[us-ssn] a comment\nssn = '{SSN}'\nother_ssn = '{SSN}'\n"))]);
    adds(&tree, &[]);
}

#[test]
fn no_change_accepts_what_it_brings() {
    for (files, expected) in [
        // A comment on the line, above it, around it, for the file.
        (&[("a.py", format!("ssn = '{SSN}'  # asepsis: ignore[us-ssn] mine\n"))][..], "a.py:1:8 us-ssn"),
        (&[("a.py", format!("# asepsis: ignore-next-line[us-ssn] mine\nssn = '{SSN}'\n"))], "a.py:2:8 us-ssn"),
        (&[("a.py", format!("# asepsis: ignore-start[us-ssn] mine\nssn = '{SSN}'\n# asepsis: ignore-end\n"))], "a.py:2:8 us-ssn"),
        (&[("a.py", format!("# asepsis: ignore-file[us-ssn] mine\nssn = '{SSN}'\n"))], "a.py:2:8 us-ssn"),
        // A comment that stood there is moved to the new line, or the new line to it.
        (&[("next.py", format!("x = 1\n# asepsis: ignore-next-line[us-ssn] a comment\nmy_ssn = '{SSN}'\n"))], "next.py:3:11 us-ssn"),
        // Another rule for the path, another severity, a rule that is off, a part that is left out.
        (
            &[
                ("asepsis.toml", "exclude = [\"a.txt\"]\n[rules]\nus-ssn = \"off\"\n".to_owned()),
                ("a.txt", LINE.to_owned()),
                ("docs/old.txt", "gone\n".to_owned()),
            ],
            "a.txt:1:14 us-ssn",
        ),
        // A configuration nearer to it.
        (&[("new/asepsis.toml", "exclude = [\"**\"]\n".to_owned()), ("new/a.txt", LINE.to_owned())], "new/a.txt:1:14 us-ssn"),
    ] {
        let tree = project();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, content)| (*path, content.as_str())).collect();
        commit(&tree, &files);
        adds(&tree, &[expected]);
    }
}

#[test]
fn a_baseline_of_the_change_counts_for_nothing() {
    let tree = project();
    commit(&tree, &[("a.txt", LINE)]);
    tree.run(&["baseline", "create", ".", "--all"]).ends_with(0);
    commit(&tree, &[]);
    assert_eq!(tree.scan(&["--diff", "base"]).findings(), Vec::<String>::new(), "the baseline accepts it");
    adds(&tree, &["a.txt:1:14 us-ssn"]);
    // Nor does it help to take one away that accepts something else.
    git(&tree, &["branch", "--force", "base"]);
    git(&tree, &["rm", "--quiet", ".asepsis-baseline.ndjson"]);
    commit(&tree, &[("b.txt", LINE)]);
    adds(&tree, &["b.txt:1:14 us-ssn"]);
}

#[test]
fn ignore_files_of_the_change_hide_nothing() {
    let tree = project();
    commit(&tree, &[(".asepsisignore", "hidden/\na.txt\n"), ("a.txt", LINE)]);
    let diff = tree.scan(&["--only", "us-ssn", "--diff", "base", "--trust-base", "base"]);
    assert_eq!(diff.findings(), ["a.txt:1:14 us-ssn"]);
    let all = tree.scan(&["--only", "us-ssn", "--trust-base", "base"]).says(&["ignore files differ"]);
    assert_eq!(all.findings(), ["a.txt:1:14 us-ssn", "hidden/old.txt:1:14 us-ssn"]);
}

#[test]
fn rules_and_named_files_come_from_the_base_too() {
    let rule = |name: &str| {
        format!(
            "[[rule]]\nid = \"{name}\"\ntitle = \"A word\"\nseverity = \"high\"\nconfidence = \"high\"\nwhy = \"It is said.\"\nfix = \"Do not say it.\"\n\
             pattern = '\\b(zzyzx)\\b'\nmatch = ['a zzyzx', 'b zzyzx']\nignore = ['zzyz', 'zzyzxx']\ncwe = [798]\n"
        )
    };
    let tree = repository(&[("own/rules.toml", &rule("house-word")), ("own/settings.toml", "min-severity = \"low\"\n")]);
    git(&tree, &["branch", "base"]);
    commit(&tree, &[("own/rules.toml", &rule("another-word")), ("own/settings.toml", "exclude = [\"**\"]\n"), ("a.txt", "zzyzx\n")]);
    let named = ["--rules", "own/rules.toml", "--config", "own/settings.toml", "--diff", "base"];
    let output = tree.scan(&[&named[..], &["--trust-base", "base"]].concat());
    assert_eq!(output.findings(), ["a.txt:1:1 house-word"], "{}", output.stderr);
    assert_eq!(tree.scan(&named).findings(), Vec::<String>::new());
}

#[test]
fn mistakes_are_said() {
    let tree = project();
    tree.scan(&["--trust-base", "nowhere"]).ends_with(2).says(&["--trust-base", "`nowhere` is no commit"]);
    tree.scan(&["--trust-base", "base", "--history"]).ends_with(2).says(&["--trust-base"]);
    let outside = Tree::of(&[("a.txt", "")]);
    outside.scan(&["--trust-base", "HEAD"]).ends_with(2).says(&["--trust-base"]);
}
