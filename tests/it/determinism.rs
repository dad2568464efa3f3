//! The same input gives the same bytes, whatever the threads do; the format never changes the exit code.

use crate::common::{LINE, Tree, demo};
use asepsis::finding::Finding;
use asepsis::report::FORMATS;
use asepsis::rule::RuleSet;
use asepsis::run::{Limits, collect};
use asepsis::scan::{Options, Scanner};
use asepsis::source::walk::{Options as WalkOptions, Root, Walk};

#[test]
fn reports_are_the_same_in_every_run_and_with_any_number_of_threads() {
    let tree = Tree::new();
    let demo = demo();
    let demo = demo.to_str().expect("the repository's path is UTF-8");
    for format in FORMATS {
        let run = |jobs: &str| tree.run(&["scan", demo, "--all", "--format", format.name, "-v", "--jobs", jobs]).ends_with(1);
        let first = run("1");
        assert!(!first.stdout.is_empty());
        for jobs in ["4", "4"] {
            assert!(run(jobs) == first, "{} differs with {jobs} threads", format.name);
        }
    }
}

/// The past as well: commits, renames, merges and what is gone.
#[test]
fn reports_on_the_history_are_the_same_in_every_run_and_with_any_number_of_threads() {
    let tree = Tree::new();
    let git = |arguments: &[&str]| {
        let mut command = crate::common::command("git");
        command.current_dir(tree.path("")).env("HOME", tree.path(".git")).args(["-c", "user.name=a", "-c", "user.email=a@example.org"]);
        command.env("GIT_AUTHOR_DATE", "2026-01-01T00:00:00Z").env("GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z");
        assert!(command.args(arguments).output().expect("git runs").status.success(), "{arguments:?}");
    };
    git(&["init", "--quiet", "--initial-branch=main", "."]);
    let commit = |message: &str| {
        git(&["add", "--all"]);
        git(&["commit", "--quiet", "--allow-empty", "-m", message]);
    };
    for number in 0..12 {
        tree.write(&format!("src/{}.txt", number % 5), format!("{LINE}password = \"hunter{number}-Kx9mQ2vL7p\"\n"));
        tree.write(&format!("same/{number}.txt"), LINE);
        commit(&format!("patient ssn: 219-09-9999 of {number}"));
    }
    git(&["checkout", "--quiet", "-b", "side", "HEAD~4"]);
    tree.write("side.py", "password = 'hunter2-Kx9mQ2vL7p'\n");
    commit("a side");
    git(&["checkout", "--quiet", "main"]);
    git(&["merge", "--quiet", "--no-edit", "side"]);
    std::fs::remove_dir_all(tree.path("same")).expect("it was written");
    commit("gone");
    for format in FORMATS {
        let run =
            |jobs: &str| tree.run(&["scan", "--history", "--authors", "--all", "-v", "--format", format.name, "--jobs", jobs]).ends_with(1);
        let first = run("1");
        assert!(first.stdout.contains("side.py") || format.name == "markdown", "{}", format.name);
        for jobs in ["4", "4"] {
            assert!(run(jobs) == first, "{} differs with {jobs} threads", format.name);
        }
    }
}

/// Enough files for four threads to meet, and notices among them.
#[test]
fn many_small_files_come_out_in_order() {
    let tree = Tree::new();
    for number in 0..300 {
        tree.write(&format!("{}/{number}.txt", number % 7), LINE);
        if number % 50 == 0 {
            tree.write(&format!("{number}.bin"), [0; 64]);
        }
    }
    let first = tree.scan(&["--jobs", "1"]).ends_with(1);
    assert_eq!(first.summary()["findings"], 300);
    assert_eq!(first.notices().len(), 6);
    for _ in 0..4 {
        assert!(tree.scan(&["--jobs", "4"]) == first);
    }
}

/// What files hold, not what the machine's clock, language or folders say.
#[test]
fn reports_do_not_depend_on_the_machine() {
    let (here, there) = (Tree::of(&[("src/a.py", LINE)]), Tree::of(&[("src/a.py", LINE)]));
    for format in FORMATS {
        let arguments = ["scan", "--all", "--format", format.name];
        let first = here.run(&arguments).ends_with(1);
        assert_eq!(there.run(&arguments), first, "{}", format.name);
        let mut command = there.command(&arguments);
        command.env("LANG", "de_AT.UTF-8").env("TZ", "Pacific/Apia").env("HOME", there.path("src")).env("USER", "somebody");
        assert_eq!(crate::common::Output::of(&mut command), first, "{}", format.name);
    }
}

#[test]
fn the_format_never_changes_the_exit_code() {
    let tree = Tree::of(&[("found/a.txt", LINE), ("clean/a.txt", "nothing\n"), ("binary/a.txt", "")]);
    tree.write("large/a.txt", "nothing\n".repeat(1_000));
    std::fs::create_dir(tree.path("empty")).expect("a folder");
    for format in FORMATS {
        for (arguments, code) in [
            (&["clean"][..], 0),
            (&["found", "--all"], 1),
            (&["found", "--all", "--fail-on", "medium"], 0),
            (&["found", "--all", "--fail-on", "never"], 0),
            (&["found"], 0),
            (&["found", "--only", "no-such-rule"], 2),
            (&["found", "--no-such-flag"], 2),
            (&["empty"], 3),
            (&["clean", "large", "--max-size", "1k"], 0),
            (&["clean", "large", "--max-size", "1k", "--strict"], 3),
            (&["found", "large", "--all", "--max-size", "1k", "--strict"], 1),
        ] {
            let output = tree.run(&[&["scan", "--format", format.name], arguments].concat());
            assert_eq!(output.code, Some(code), "{} {arguments:?}: {}", format.name, output.stderr);
        }
    }
    tree.run(&["scan", "--format", "no-such-format"]).ends_with(2).says(&["possible values", "ndjson"]);
    tree.run(&["--version"]).ends_with(0);
    tree.run(&["--help"]).ends_with(0);
}

/// The file that breaks our own code becomes a notice without a word of its content; all others are reported.
#[test]
fn a_panic_in_one_file_ends_that_file_only() {
    let tree = Tree::of(&[("a.txt", LINE), ("b.txt", LINE), ("c/d.txt", LINE)]);
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    let root = Root { path: tree.path(""), prefix: String::new(), project_prefix: String::new() };
    let walk = Walk::new(vec![root], WalkOptions { threads: 2, ..WalkOptions::default() }).expect("no glob is wrong");
    let limits = Limits { max_size: None, archives: 2, keyed: false, shard: None, cache: None, trusted: None, progress: &|| {} };
    let (index, counted) = collect(&walk, &limits, &|blob| {
        assert!(blob.path != "b.txt", "{}", String::from_utf8_lossy(blob.bytes));
        scanner.scan(blob)
    });
    let (findings, notices) = index.into_sorted();
    let paths: Vec<&str> = findings.iter().map(|finding: &Finding| finding.path.as_str()).collect();
    assert_eq!(paths, ["a.txt", "c/d.txt"]);
    assert_eq!(counted.files, 3);
    let [notice] = &notices[..] else { panic!("{notices:?}") };
    assert_eq!((notice.path.as_str(), notice.kind.word()), ("b.txt", "internal"));
    assert!(!notice.why.contains("219"), "{}", notice.why);

    // Every format says so.
    let run = asepsis::report::RunInfo { version: "1.2.3".to_owned(), files: 3, ..asepsis::report::RunInfo::default() };
    let report = asepsis::report::Report { rules: &rules, findings: &findings, suppressed: &[], notices: &notices, run: &run };
    assert!(report.internal_error());
    let style = asepsis::report::Style { color: false, unicode: true, width: 100 };
    for format in FORMATS.iter().filter(|format| format.name != "compact") {
        let mut bytes = Vec::new();
        (format.write)(&report, style, &mut bytes).expect("a vector takes any bytes");
        let text = String::from_utf8(bytes).expect("reports are UTF-8");
        let says = if format.name == "sarif" { "\"executionSuccessful\": false" } else { "internal" };
        assert!(text.contains(says) || text.contains("fault of our own"), "{}:\n{text}", format.name);
    }
}
