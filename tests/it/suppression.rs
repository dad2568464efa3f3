//! What accepts a finding, what that looks like in a report, and what becomes of acceptances that do nothing any more.

use crate::common::{SSN, Tree};
use serde_json::Value;

/// A line that gives one finding of `us-ssn`, with a comment.
fn line(comment: &str) -> String {
    format!("ssn = '{SSN}'  # {comment}\n")
}

/// Scans one Python file: what is new, what is accepted.
fn judged(text: &str) -> (Vec<String>, Vec<String>) {
    let output = Tree::of(&[("a.py", text)]).scan(&["--today", "2026-11-22"]);
    let short = |findings: Vec<String>| findings.iter().map(|finding| finding.trim_start_matches("a.py:").to_owned()).collect();
    (short(output.findings()), short(output.accepted()))
}

#[test]
fn each_form_covers_its_lines() {
    for (text, new, accepted) in [
        (line("asepsis: ignore[us-ssn] an example"), &[][..], &["1:8 us-ssn inline"][..]),
        (line("asepsis: ignore[phi] an example"), &[], &["1:8 us-ssn inline"]),
        (line("asepsis: ignore[us-*] an example"), &[], &["1:8 us-ssn inline"]),
        (line("asepsis: ignore[email-address, us-ssn] an example"), &[], &["1:8 us-ssn inline"]),
        (line("asepsis: ignore[us-ssn] until=2026-11-22 an example"), &[], &["1:8 us-ssn inline"]),
        (format!("# asepsis: ignore-next-line[us-ssn] an example\n{0}{0}", line("")), &["3:8 us-ssn"], &["2:8 us-ssn inline"]),
        (format!("{0}# asepsis: ignore-file[us-ssn] an example\n{0}", line("")), &[], &["1:8 us-ssn inline", "3:8 us-ssn inline"]),
        (
            format!("{0}# asepsis: ignore-start[us-ssn] examples\n{0}{0}# asepsis: ignore-end\n{0}", line("")),
            &["1:8 us-ssn", "6:8 us-ssn"],
            &["3:8 us-ssn inline", "4:8 us-ssn inline"],
        ),
        // In a string the words are data.
        (format!("text = '# asepsis: ignore[us-ssn]'; ssn = '{SSN}'\n"), &["1:44 us-ssn"], &[]),
    ] {
        let (found, suppressed) = judged(&text);
        assert_eq!(found, new, "{text}");
        assert_eq!(suppressed, accepted, "{text}");
    }
}

#[test]
fn a_comment_that_does_nothing_is_a_finding() {
    for (text, rules) in [
        ("x = 1  # asepsis: ignore[us-ssn] nothing is here\n".to_owned(), &["unused-ignore"][..]),
        (line("asepsis: ignore[us-ssn] until=2026-11-21 it was an example"), &["expired-ignore", "us-ssn"]),
        (line("asepsis: ignore"), &["bare-ignore", "us-ssn"]),
        (line("asepsis: ignore[us-snn] an example"), &["unknown-rule-in-ignore", "us-ssn"]),
        (line("asepsis: ignore[us-ssn] until=tomorrow"), &["malformed-ignore", "us-ssn"]),
        (line("asepsis: ignore-lines[us-ssn]"), &["malformed-ignore", "us-ssn"]),
    ] {
        let (found, accepted) = judged(&text);
        let mut found: Vec<&str> = found.iter().filter_map(|finding| finding.split(' ').nth(1)).collect();
        found.sort_unstable();
        assert_eq!(found, rules, "{text}");
        assert!(accepted.is_empty(), "{text}: {accepted:?}");
    }
}

#[test]
fn peers_marks_are_honoured_for_what_they_speak_of() {
    let secret = "password = 'Tr0ub4dor-and-7-horses'";
    for mark in [
        "gitleaks:allow",
        "pragma: allowlist secret",
        "trufflehog:ignore",
        "ggignore",
        "nosec",
        "nosec B105",
        "nosemgrep: hardcoded-password",
        "nosemgrep",
    ] {
        let (found, accepted) = judged(&format!("{secret}  # {mark}\n"));
        assert!(found.is_empty(), "{mark}: {found:?}");
        assert!(accepted.len() == 1 && accepted[0].ends_with(" peer-inline"), "{mark}: {accepted:?}");
        let (found, _) = judged(&line(mark));
        assert_eq!(found, ["1:8 us-ssn"], "{mark} says nothing about patients");
    }
    let (found, _) = judged(&format!("{secret}  # nosec B506\n"));
    assert_eq!(found.len(), 1, "B506 is about YAML: {found:?}");
}

#[test]
fn inline_comments_can_be_left_out_of_account() {
    let tree = Tree::of(&[("a.py", &line("asepsis: ignore[us-ssn] an example"))]);
    tree.scan(&[]).ends_with(0);
    let output = tree.scan(&["--no-inline-ignores"]).ends_with(1);
    assert_eq!(output.findings(), ["a.py:1:8 us-ssn"]);
}

#[test]
fn accepted_findings_show_when_asked_for() {
    let tree = Tree::of(&[("a.py", &line("asepsis: ignore[us-ssn] example of the handbook"))]);
    let human = tree.run(&["scan", "--all"]).ends_with(0);
    assert!(human.stdout.contains("1 suppressed") && !human.stdout.contains("us-ssn"), "{}", human.stdout);
    let human = tree.run(&["scan", "--all", "--show-suppressed"]).ends_with(0);
    assert!(human.stdout.contains("us-ssn") && human.stdout.contains("example of the handbook"), "{}", human.stdout);
    let results = |arguments: &[&str]| {
        let output = tree.run(&[&["scan", "--all", "--format", "sarif"], arguments].concat()).ends_with(0);
        let sarif: Value = serde_json::from_str(&output.stdout).expect("SARIF is JSON");
        sarif["runs"][0]["results"].clone()
    };
    assert_eq!(results(&[]), serde_json::json!([]));
    let shown = results(&["--show-suppressed"]);
    assert_eq!(shown[0]["suppressions"][0]["justification"], "example of the handbook");
}

#[test]
fn a_reason_may_be_asked_for() {
    let tree =
        Tree::of(&[("asepsis.toml", "[ignore]\nrequire-reason = true\nmax-days = 90\n"), ("a.py", &line("asepsis: ignore[us-ssn]"))]);
    let output = tree.scan(&["--today", "2026-11-22"]).ends_with(1);
    assert_eq!(output.accepted(), ["a.py:1:8 us-ssn inline"]);
    let rules: Vec<String> = output.findings().iter().filter_map(|finding| finding.split(' ').nth(1)).map(str::to_owned).collect();
    assert!(rules.contains(&"ignore-without-reason".to_owned()) && rules.contains(&"ignore-without-expiry".to_owned()), "{rules:?}");
    tree.write("a.py", line("asepsis: ignore[us-ssn] an example until=2027-01-31"));
    tree.scan(&["--today", "2026-11-22"]).ends_with(0);
    tree.scan(&["--today", "2027-02-01"]).ends_with(1);
}

const BASELINE: &str = ".asepsis-baseline.ndjson";

fn entries(tree: &Tree) -> Vec<Value> {
    let lines = tree.read(BASELINE);
    let lines = lines.lines().map(|line| serde_json::from_str(line).expect("an entry is JSON"));
    lines.filter(|entry: &Value| entry.get("id").is_some()).collect()
}

/// After an upgrade: what new rules find is accepted, and nothing else is.
#[test]
fn an_upgrade_is_taken_into_the_baseline_by_itself() {
    let tree = Tree::of(&[("a.py", "password = 'hunter2-Kx9mQ2vL7p'\n")]);
    tree.run(&["baseline", "update", "--new-rules"]).ends_with(2).says(&["does not say which rules"]);
    tree.run(&["baseline", "create", "--skip", "weak-password-hash"]).ends_with(0);
    tree.write("b.py", "import hashlib\nhashlib.md5(password)\n");
    tree.write("c.py", "password = 'hunter2-Wy4nR8tB2k'\n");
    tree.run(&["baseline", "update", "--new-rules", "--reason", "upgrade"]).ends_with(0).says(&["1 rule is new and finds 1 place"]);
    let rules: Vec<(Value, Value)> = entries(&tree).into_iter().map(|entry| (entry["path"].clone(), entry["reason"].clone())).collect();
    assert_eq!(rules, [("a.py".into(), Value::Null), ("b.py".into(), "upgrade".into())]);
    tree.run(&["baseline", "update", "--new-rules"]).ends_with(0).says(&["0 rules are new"]);
    assert_eq!(tree.run(&["scan", "--format", "compact"]).ends_with(1).stdout.lines().count(), 1);
}

/// Another tool's baseline accepts what stands at its places, and gives nothing but places.
#[test]
fn baselines_of_other_tools_are_imported_by_place() {
    let digest = "a4d0c7e1b2f3958674a4d0c7e1b2f39586740001";
    for (name, text, from) in [
        (
            ".secrets.baseline",
            format!(r#"{{"results":{{"src/a.py":[{{"type":"x","hashed_secret":"{digest}","line_number":2,"is_secret":false}},{{"line_number":9}}]}}}}"#),
            "accepted by detect-secrets, where it was called a false alarm",
        ),
        (
            "gitleaks.json",
            format!(r#"[{{"File":"src/a.py","StartLine":2,"EndLine":2,"Secret":"{digest}","RuleID":"x"}},{{"File":"src/b.py","StartLine":1}}]"#),
            "accepted by gitleaks",
        ),
        (".gitleaksignore", "src/a.py:generic-api-key:2\nsrc/a.py:generic-api-key:9\n".to_owned(), "accepted by .gitleaksignore"),
        (
            "old.sarif",
            r#"{"runs":[{"results":[{"locations":[{"physicalLocation":{"artifactLocation":{"uri":"src/a.py"},"region":{"startLine":2}}}]},{"locations":[{"physicalLocation":{"artifactLocation":{"uri":"z"},"region":{"startLine":2}}}]}]}]}"#.to_owned(),
            "accepted by SARIF",
        ),
    ] {
        let tree = Tree::of(&[("src/a.py", "password = 'hunter2-Kx9mQ2vL7p'\npassword = 'hunter2-Wy4nR8tB2k'\n")]);
        tree.write(&format!("import/{name}"), text);
        tree.write(".asepsisignore", "import\n");
        let file = format!("import/{name}");
        tree.run(&["baseline", "create", "--import", &file, "-v"]).ends_with(0).says(&["1 of 2 places of", "1 finding accepted"]);
        let accepted = entries(&tree);
        assert_eq!((accepted.len(), &accepted[0]["reason"]), (1, &from.into()), "{name}");
        assert!(!tree.read(BASELINE).contains(digest) && !tree.read(BASELINE).contains("hunter2"));
        assert!(tree.run(&["scan", "--format", "compact"]).ends_with(1).stdout.starts_with("src/a.py:1:"), "{name}");
        // The other way round: to what is accepted already comes what the tool accepts.
        tree.run(&["baseline", "update"]).ends_with(0);
        tree.run(&["baseline", "update", "--import", &file, "--reason", "again"]).ends_with(0).says(&["2 findings accepted"]);
    }
    let tree = Tree::of(&[("a.py", "x\n"), ("notes.txt", "correct horse battery\n")]);
    let refused = tree.run(&["baseline", "create", "--import", "notes.txt"]).ends_with(2).says(&["no baseline that asepsis knows"]);
    assert!(!refused.stderr.contains("horse") && !tree.path(BASELINE).exists());
}

#[test]
fn a_baseline_accepts_today_and_fails_on_what_is_new() {
    let tree = Tree::of(&[("src/a.py", &line("")), ("b.py", "patient_email = 'jane.roe@clinic.example.org'\n")]);
    let baseline =
        |command: &str, arguments: &[&str]| tree.run(&[&["baseline", command, "--all", "--today", "2026-11-22"], arguments].concat());
    tree.scan(&[]).ends_with(1);
    baseline("create", &["--reason", "moving to Synthea", "--by", "jdoe", "--until", "2027-02-20"])
        .ends_with(0)
        .says(&["2 findings", BASELINE]);
    let text = tree.read(BASELINE);
    assert!(!text.contains(SSN) && !text.contains("jane.roe") && !text.contains("clinic.example"), "{text}");
    let created = entries(&tree);
    assert_eq!(created[0]["path"], "b.py", "entries are sorted by path");
    for (key, value) in [
        ("rule", "us-ssn"),
        ("path", "src/a.py"),
        ("reason", "moving to Synthea"),
        ("by", "jdoe"),
        ("added", "2026-11-22"),
        ("until", "2027-02-20"),
    ] {
        assert_eq!(created[1][key], value);
    }
    assert!(created[1].get("line").is_none());
    let output = tree.scan(&["--today", "2026-11-22"]).ends_with(0);
    assert_eq!(output.summary()["in_baseline"], 2);
    baseline("create", &[]).ends_with(2).says(&["baseline update"]);

    // Moved lines keep their ids; a second identical line is a second finding.
    tree.write("src/a.py", format!("import os\n\n\n{}", line("")));
    tree.scan(&[]).ends_with(0);
    tree.write("src/a.py", line("").repeat(2));
    let output = tree.scan(&["--today", "2026-11-22"]).ends_with(1);
    assert_eq!(output.findings(), ["src/a.py:2:8 us-ssn"]);
    assert_eq!(output.accepted(), ["b.py:1:18 email-address baseline", "src/a.py:1:8 us-ssn baseline"]);

    // Update adds what is new and keeps what was said of the rest.
    baseline("update", &["--reason", "found later"]).ends_with(0);
    let mut reasons: Vec<String> = entries(&tree).iter().map(|entry| entry["reason"].as_str().unwrap_or_default().to_owned()).collect();
    reasons.sort();
    assert_eq!(reasons, ["found later", "moving to Synthea", "moving to Synthea"]);
    tree.scan(&["--today", "2026-11-22"]).ends_with(0);

    // What is fixed is counted, and pruned when asked.
    std::fs::remove_file(tree.path("b.py")).expect("it was there");
    assert_eq!(tree.scan(&["--today", "2026-11-22"]).ends_with(0).summary()["fixed"], 1);
    let shown = baseline("show", &[]).ends_with(0).stdout;
    assert!(shown.contains("3 findings accepted in 2 files") && shown.contains("us-ssn") && shown.contains("2027-02-20"), "{shown}");
    baseline("prune", &[]).ends_with(0);
    assert_eq!(entries(&tree).len(), 2);
    assert!(entries(&tree).iter().all(|entry| entry["path"] == "src/a.py"));

    // After its last day an entry accepts nothing, and says so.
    let output = tree.scan(&["--today", "2027-02-21"]).ends_with(1);
    let rules: Vec<String> = output.findings().iter().filter_map(|finding| finding.split(' ').nth(1)).map(str::to_owned).collect();
    assert_eq!(rules, ["expired-baseline-entry", "us-ssn"]);
}

#[test]
fn a_baseline_holds_wherever_the_scan_begins() {
    let tree = Tree::of(&[("src/a.py", &line(""))]);
    tree.write("asepsis.toml", "baseline = \"accepted.ndjson\"\n");
    tree.run(&["baseline", "create", "--all"]).ends_with(0).says(&["accepted.ndjson"]);
    assert!(tree.path("accepted.ndjson").exists());
    for arguments in [&[][..], &["src"], &["src/a.py"], &["src", "asepsis.toml"]] {
        tree.scan(arguments).ends_with(0);
    }
}

/// With a key, a changed value is new again though nothing else on its line changed; without one the report says that it is not noticed.
#[test]
fn a_key_binds_an_entry_to_its_value() {
    let tree = Tree::of(&[("a.py", &line(""))]);
    let run = |arguments: &[&str], key: &str| crate::common::Output::of(tree.command(arguments).env("ASEPSIS_KEY", key));
    let scan = ["scan", "--all", "--format", "ndjson"];
    run(&["baseline", "create", "--all"], "first key").ends_with(0);
    let binding = entries(&tree)[0]["binding"].as_str().expect("a keyed digest").to_owned();
    assert_eq!(binding.len(), 64);
    run(&scan, "first key").ends_with(0);
    tree.write("a.py", line("").replace(SSN, "078-05-1120"));
    run(&scan, "first key").ends_with(1);
    tree.scan(&[]).ends_with(0);
    let human = tree.run(&["scan", "--all"]).ends_with(0);
    assert!(human.stdout.contains("ASEPSIS_KEY"), "{}", human.stdout);
}

#[test]
fn the_configuration_accepts_by_id_and_by_path() {
    let tree = Tree::of(&[("data/a.json", &format!("{{\"ssn\": \"{SSN}\"}}")), ("docs/b.py", &line("")), ("c.py", &line(""))]);
    tree.write("asepsis.toml", "");
    let id = tree.scan(&["data"]).lines()[0]["fingerprint"].as_str().expect("an id").to_owned();
    let config = format!(
        "[[ignore.finding]]\nid = \"{id}\"\nreason = \"published sample\"\n\n[[ignore.path]]\nrules = [\"phi\"]\npaths = [\"docs/**\"]\nreason = \"the handbook\"\nuntil = 2027-03-31\n"
    );
    tree.write("asepsis.toml", config);
    let output = tree.scan(&["--today", "2027-03-31"]).ends_with(1);
    assert_eq!(output.findings(), ["c.py:1:8 us-ssn"]);
    assert_eq!(output.accepted(), ["data/a.json:1:10 us-ssn config", "docs/b.py:1:8 us-ssn config"]);
    let output = tree.scan(&["--today", "2027-04-01"]).ends_with(1);
    assert_eq!(output.findings(), ["asepsis.toml:5:1 expired-ignore", "c.py:1:8 us-ssn", "docs/b.py:1:8 us-ssn"]);
    // What the repository accepts does not count where its configuration is not trusted.
    assert_eq!(tree.scan(&["--no-config"]).ends_with(1).findings().len(), 3);
}
