//! Who accepts what, until when, and which acceptances are findings themselves.

use super::super::{date, inline};
use super::*;
use crate::view::View;
use globset::{Glob, GlobSetBuilder};

const SSN: &str = "us-ssn";
const HASH: &str = "weak-hash";

fn rules() -> RuleSet {
    RuleSet::built_in()
}

fn key(rules: &RuleSet, word: &str) -> RuleKey {
    *rules.select(word).first().expect("a rule, class or family of ours")
}

/// A finding on some lines, with an id of four digits.
fn finding(rules: &RuleSet, word: &str, lines: (u32, u32), id: &str) -> Finding {
    let rule = key(rules, word);
    let region =
        Region { start: Position { line: lines.0, column: 1 }, end: Position { line: lines.1, column: 2 }, bytes: Span::default() };
    let mut notes = Notes { rules, path: "dir/a.py", project_path: "dir/a.py", seen: BTreeMap::new() };
    let finding = notes.note(UNUSED_IGNORE, region, "", "", None).expect("the rule is on");
    Finding { rule, severity: rules.severity(rule), fingerprint: id.to_owned(), ..finding }
}

fn directives(text: &str) -> Vec<Directive> {
    let view = View::of("a.py", text.as_bytes()).expect("text");
    let hits: Vec<usize> = inline::MARKS.iter().flat_map(|mark| memchr::memmem::find_iter(view.text(), mark.literal)).collect();
    inline::read(&view, &hits)
}

fn judge(suppression: &Suppression<'_>, rules: &RuleSet, findings: &mut Vec<Finding>, text: &str) -> Judged {
    let directives = directives(text);
    suppression.judge(rules, [File { path: "dir/a.py", project_path: "dir/a.py", findings, directives: &directives, added: None }])
}

fn with_comments() -> Suppression<'static> {
    Suppression { inline: true, today: date("2026-06-30"), ..Suppression::default() }
}

/// `by: reason` of each finding, or `new` and its rule's id.
fn verdicts(rules: &RuleSet, findings: &[Finding]) -> Vec<String> {
    let verdict = |finding: &Finding| match &finding.status {
        Status::New => format!("new {}", rules.get(finding.rule).id),
        Status::Suppressed { by, reason } => format!("{}: {reason}", by.word()),
    };
    findings.iter().map(verdict).collect()
}

/// What becomes of one finding of `us-ssn` on line 2 and of the comments.
fn after(suppression: &Suppression<'_>, text: &str) -> Vec<String> {
    let rules = rules();
    let mut findings = vec![finding(&rules, SSN, (2, 2), "0001")];
    judge(suppression, &rules, &mut findings, text);
    verdicts(&rules, &findings)
}

#[test]
fn comments_cover_what_they_name() {
    for (text, expected) in [
        ("\nx # asepsis: ignore[us-ssn] why", &["inline: why"][..]),
        ("\nx # asepsis: ignore[phi] why", &["inline: why"]),
        ("\nx # asepsis: ignore[us-*, weak-hash] why", &["inline: why"]),
        ("# asepsis: ignore-next-line[us-ssn] why", &["inline: why"]),
        ("# asepsis: ignore-file[us-ssn] why", &["inline: why"]),
        ("# asepsis: ignore-start[us-ssn] why\n\n# asepsis: ignore-end", &["inline: why"]),
        ("\n# asepsis: ignore[us-ssn] until=2026-06-30 why", &["inline: why"]),
        ("\nx # asepsis: ignore[weak-hash] why", &["new us-ssn", "new unused-ignore"]),
        ("x # asepsis: ignore[us-ssn] why", &["new us-ssn", "new unused-ignore"]),
        ("# asepsis: ignore-start[us-ssn] why # asepsis: ignore-end", &["new us-ssn", "new unused-ignore"]),
        ("\n# asepsis: ignore[us-ssn] until=2026-06-29 why", &["new us-ssn", "new expired-ignore"]),
        ("\n# asepsis: ignore[us-ssn] until=tomorrow why", &["new us-ssn", "new malformed-ignore"]),
        ("\n# asepsis: ignore[us-ssm] why", &["new us-ssn", "new unknown-rule-in-ignore"]),
        ("\n# asepsis: ignore[us-ssm,us-ssn] why", &["inline: why", "new unknown-rule-in-ignore"]),
        ("\n# asepsis: ignore why", &["new us-ssn", "new bare-ignore"]),
        ("\n# asepsis: ignore[] why", &["new us-ssn", "new bare-ignore"]),
        ("\n# asepsis: ignore[*] why", &["new us-ssn", "new bare-ignore"]),
        ("\n# asepsis: ignore-line[us-ssn] why", &["new us-ssn", "new malformed-ignore"]),
        ("# asepsis: ignore-start[us-ssn] why", &["inline: why", "new malformed-ignore"]),
        ("# asepsis: ignore-end", &["new us-ssn", "new malformed-ignore"]),
        ("# asepsis: ignore-start", &["new us-ssn", "new malformed-ignore"]),
        ("\n# asepsis: ignore[us-ssn] one\n", &["inline: one"]),
        ("# asepsis: ignore-next-line[us-ssn] one\nx # asepsis: ignore[us-ssn] two", &["inline: one", "new unused-ignore"]),
        // Peers: only their families, and nothing to complain about.
        ("\nx # gitleaks:allow", &["new us-ssn"]),
    ] {
        assert_eq!(after(&with_comments(), text), expected, "{text}");
    }
    let none = Suppression { inline: false, ..with_comments() };
    assert_eq!(after(&none, "\nx # asepsis: ignore[us-ssn] why"), ["new us-ssn"]);
    let timeless = Suppression { today: None, ..with_comments() };
    assert_eq!(after(&timeless, "\nx # asepsis: ignore[us-ssn] until=1999-01-01 why"), ["inline: why"]);
}

#[test]
fn the_house_may_ask_for_reasons_and_dates() {
    let strict = Suppression { require_reason: true, max_days: Some(90), ..with_comments() };
    for (rest, expected) in [
        (" until=2026-09-28 why", &["inline: why"][..]),
        (" until=2026-09-29 why", &["inline: why", "new ignore-without-expiry"]),
        (" why", &["inline: why", "new ignore-without-expiry"]),
        (" until=2026-07-01", &["inline: ", "new ignore-without-reason"]),
        (" until=2026-06-01", &["new us-ssn", "new expired-ignore", "new ignore-without-reason"]),
    ] {
        assert_eq!(after(&strict, &format!("\nx # asepsis: ignore[us-ssn]{rest}")), expected, "{rest}");
    }
    let endless = Suppression { max_days: Some(u32::MAX), ..with_comments() };
    assert_eq!(after(&endless, "\nx # asepsis: ignore[us-ssn] until=2999-01-01 why"), ["inline: why"]);
}

#[test]
fn several_lines_are_covered_by_their_first() {
    let rules = rules();
    let secret = rules.iter().find(|(_, rule)| rule.family == Family::Secret).map(|(_, rule)| rule.id.clone()).expect("there are secrets");
    for (word, text, expected) in [
        (SSN, "\nx # asepsis: ignore[us-ssn] why\n", "inline: why"),
        (SSN, "\n\nx # asepsis: ignore[us-ssn] why\n", "new us-ssn"),
        (secret.as_str(), "\n\n\nx # gitleaks:allow", "peer-inline: a comment for gitleaks"),
        (secret.as_str(), "\nx # gitleaks:allow", "peer-inline: a comment for gitleaks"),
    ] {
        let mut findings = vec![finding(&rules, word, (2, 4), "0001")];
        judge(&with_comments(), &rules, &mut findings, text);
        assert_eq!(verdicts(&rules, &findings)[0], expected, "{text}");
    }
}

#[test]
fn a_comment_is_not_idle_if_its_rule_was_not_looked_for() {
    let mut rules = rules();
    let ssn = key(&rules, SSN);
    rules.enable(ssn, false);
    for (word, expected) in [("us-ssn", 0), ("phi", 0), ("us-ssn,weak-hash", 0), ("weak-hash", 1)] {
        let mut findings = Vec::new();
        judge(&with_comments(), &rules, &mut findings, &format!("# asepsis: ignore[{word}] why"));
        assert_eq!(findings.len(), expected, "{word}");
    }
    let unused = key(&rules, UNUSED_IGNORE);
    rules.enable(unused, false);
    let mut findings = Vec::new();
    judge(&with_comments(), &rules, &mut findings, "# asepsis: ignore[weak-hash] why");
    assert_eq!(findings, []);
}

#[test]
fn findings_about_comments_stand_where_the_comment_does() {
    let rules = rules();
    let mut findings = Vec::new();
    judge(
        &with_comments(),
        &rules,
        &mut findings,
        "\n  # asepsis: ignore[us-sssn]\n# asepsis: ignore[us-ssn]\n# asepsis: ignore[us-ssn]\n",
    );
    let places: Vec<_> = findings.iter().map(|finding| (finding.region.start.line, finding.region.start.column)).collect();
    assert_eq!(places, [(2, 5), (3, 3), (4, 3)]);
    let hints: Vec<&str> = findings.iter().flat_map(|finding| &finding.related).map(|related| related.message.as_str()).collect();
    assert_eq!(hints, ["did you mean `us-ssn`?"]);
    let ids: BTreeSet<&str> = findings.iter().map(|finding| finding.fingerprint.as_str()).collect();
    assert_eq!(ids.len(), 3);
    assert!(findings.iter().all(|finding| finding.path == "dir/a.py" && finding.excerpt.is_none()));
    // An id does not depend on what is written between the brackets, which may be anything.
    let mut other = Vec::new();
    judge(&with_comments(), &rules, &mut other, "\n  # asepsis: ignore[219-09-9999]\n");
    assert_eq!(other[0].fingerprint, findings[0].fingerprint);
}

#[test]
fn comments_can_accept_findings_about_comments() {
    let rules = rules();
    let mut findings = Vec::new();
    judge(&with_comments(), &rules, &mut findings, "# asepsis: ignore-file[unused-ignore] generated\n\n# asepsis: ignore[us-ssn] why");
    assert_eq!(verdicts(&rules, &findings), ["inline: generated"]);
    let mut findings = Vec::new();
    judge(&with_comments(), &rules, &mut findings, "# asepsis: ignore-file[unused-ignore] generated");
    assert_eq!(verdicts(&rules, &findings), ["new unused-ignore"]);
}

#[test]
fn a_reason_that_holds_a_finding_is_not_repeated() {
    let rules = rules();
    let text = "x # asepsis: ignore[us-ssn] it was Quill lake";
    let directive = &directives(text)[0];
    for (bytes, expected) in [(Span::new(35, 45), reason::HIDDEN), (Span::new(0, 1), "it was Quill lake")] {
        let mut one = finding(&rules, SSN, (1, 1), "0001");
        one.region.bytes = bytes;
        let mut findings = vec![one];
        judge(&with_comments(), &rules, &mut findings, text);
        assert_eq!(verdicts(&rules, &findings), [format!("inline: {expected}")]);
    }
    assert!(directive.reason_bytes.contains(Span::new(35, 45)));
}

fn ignore(what: Ignored, until: &str) -> Ignore {
    Ignore { what, reason: "known".to_owned(), until: date(until), file: "asepsis.toml".to_owned(), region: Region::default() }
}

fn paths(rules: &[&str], globs: &[&str]) -> Ignored {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        set.add(Glob::new(glob).expect("a glob"));
    }
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Ignored::Paths { rules: owned(rules), globs: owned(globs), paths: set.build().expect("globs") }
}

#[test]
fn the_configuration_accepts_ids_and_paths() {
    for (ignore, expected) in [
        (ignore(Ignored::Finding("0001".to_owned()), ""), &["config: known"][..]),
        (ignore(Ignored::Finding("0002".to_owned()), ""), &["new us-ssn"]),
        (ignore(paths(&["phi"], &["dir/**"]), ""), &["config: known"]),
        (ignore(paths(&["crypto"], &["dir/**"]), ""), &["new us-ssn"]),
        (ignore(paths(&["phi"], &["other/**"]), ""), &["new us-ssn"]),
        (ignore(paths(&["phi"], &["dir/**"]), "2026-06-30"), &["config: known"]),
        (ignore(paths(&["phi"], &["dir/**"]), "2026-06-29"), &["new us-ssn"]),
    ] {
        let ignores = [ignore];
        let suppression = Suppression { ignores: &ignores, ..with_comments() };
        assert_eq!(after(&suppression, ""), expected, "{:?}", ignores[0]);
    }
}

#[test]
fn entries_of_the_configuration_are_held_to_the_same_rules() {
    let rules = rules();
    let mut silent = ignore(Ignored::Finding("0001".to_owned()), "2027-01-01");
    silent.reason.clear();
    let ignores = [silent, ignore(paths(&["phi"], &["dir/**"]), "2026-06-29")];
    let suppression = Suppression { ignores: &ignores, require_reason: true, max_days: Some(30), ..with_comments() };
    let judged = judge(&suppression, &rules, &mut Vec::new(), "");
    assert_eq!(verdicts(&rules, &judged.findings), ["new ignore-without-expiry", "new ignore-without-reason", "new expired-ignore"]);
    assert!(judged.findings.iter().all(|finding| finding.path == "asepsis.toml"));
}

#[test]
fn the_baseline_accepts_by_id_until_its_day() {
    let rules = rules();
    let line = |id: &str, rest: &str| format!("{{\"id\":\"{id}\",\"rule\":\"us-ssn\",\"path\":\"elsewhere\"{rest}}}\n");
    let bound = |digit: &str| format!(",\"binding\":\"{}\"", digit.repeat(64));
    for (text, binding, expected, judged) in [
        (line("0001", ",\"reason\":\"debt\""), None, "baseline: debt", (1, 0, 0)),
        (line("0002", ""), None, "new us-ssn", (0, 1, 0)),
        (line("0001", ",\"until\":\"2026-06-30\""), None, "baseline: ", (1, 0, 0)),
        (line("0001", ",\"until\":\"2026-06-29\""), None, "new us-ssn", (0, 0, 1)),
        (line("0002", ",\"until\":\"2026-06-29\""), None, "new us-ssn", (0, 1, 0)),
        (line("0001", &bound("a")), Some("a"), "baseline: ", (1, 0, 0)),
        (line("0001", &bound("a")), Some("b"), "new us-ssn", (0, 1, 0)),
        (line("0001", &bound("a")), None, "baseline: ", (1, 0, 0)),
        (line("0001", ""), Some("b"), "baseline: ", (1, 0, 0)),
        // After a merge: one of two entries still holds.
        (line("0001", ",\"until\":\"2026-06-29\"") + &line("0001", ",\"until\":\"2027-01-01\""), None, "baseline: ", (1, 0, 0)),
        (line("0002", "").replace(SSN, "of-a-rule-file"), None, "new us-ssn", (0, 0, 0)),
    ] {
        let baseline = Baseline::parse(&text).expect("entries");
        let suppression = Suppression { baseline: Some(("x/.asepsis-baseline.ndjson", &baseline)), ..with_comments() };
        let mut one = finding(&rules, SSN, (1, 1), "0001");
        one.binding = binding.map(|digit: &str| digit.repeat(64));
        let mut findings = vec![one];
        let got = judge(&suppression, &rules, &mut findings, "");
        assert_eq!(verdicts(&rules, &findings), [expected], "{text}");
        assert_eq!((got.in_baseline, got.fixed, got.findings.len() as u64, got.suppressed), (judged.0, judged.1, judged.2, 0), "{text}");
        for about in &got.findings {
            assert_eq!((about.path.as_str(), about.region.start.line), ("x/.asepsis-baseline.ndjson", 1));
            assert_eq!(rules.get(about.rule).id, EXPIRED_BASELINE_ENTRY);
        }
    }
}

#[test]
fn the_nearest_acceptance_speaks() {
    let rules = rules();
    let baseline = Baseline::parse("{\"id\":\"0001\",\"rule\":\"us-ssn\",\"path\":\"p\"}").expect("an entry");
    let ignores = [ignore(Ignored::Finding("0001".to_owned()), "")];
    let suppression = Suppression { baseline: Some(("b", &baseline)), ignores: &ignores, ..with_comments() };
    for (text, expected) in [("x # asepsis: ignore[us-ssn] why", "inline: why"), ("", "config: known")] {
        let mut findings = vec![finding(&rules, SSN, (1, 1), "0001")];
        let judged = judge(&suppression, &rules, &mut findings, text);
        assert_eq!(verdicts(&rules, &findings), [expected]);
        assert_eq!((judged.suppressed, judged.in_baseline, judged.fixed), (1, 0, 0));
    }
}

#[test]
fn nested_starts_are_asked_from_the_inside() {
    let rules = rules();
    let text = "# asepsis: ignore-start[us-ssn] outer\n# asepsis: ignore-start[weak-hash] first\n\n# asepsis: ignore-end\n\n\
                    # asepsis: ignore-start[us-ssn] second\n\n# asepsis: ignore-end\n\n# asepsis: ignore-end\n\n";
    for (word, line, expected) in [
        (SSN, 3, "inline: outer"),
        (HASH, 3, "inline: first"),
        (SSN, 5, "inline: outer"),
        (SSN, 7, "inline: second"),
        (SSN, 9, "inline: outer"),
        (SSN, 11, "new us-ssn"),
    ] {
        let mut findings = vec![finding(&rules, word, (line, line), "0001")];
        judge(&with_comments(), &rules, &mut findings, text);
        assert_eq!(verdicts(&rules, &findings)[0], expected, "{word} {line}");
    }
}

#[test]
fn hostile_files_cost_linear_time() {
    let rules = rules();
    for text in [
        "# asepsis: ignore[weak-hash] x ".repeat(4_000),
        "# asepsis: ignore-start[weak-hash] x # asepsis: ignore-end ".repeat(4_000),
        "# asepsis: ignore-start[weak-hash] x\n".repeat(4_000),
        "# asepsis: ignore-file[us-ssn,weak-hash] x\n".repeat(4_000),
    ] {
        let mut findings: Vec<Finding> = (0..4_000).map(|_| finding(&rules, SSN, (1, 1), "0001")).collect();
        judge(&with_comments(), &rules, &mut findings, &text);
        assert!(findings.len() >= 4_000);
    }
}
