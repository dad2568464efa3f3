//! One small report through every reporter, byte for byte, and the SARIF against the standard's own schema.

use asepsis::finding::{Evidence, Excerpt, Finding, Provenance, Region, Related, Status, Suppressor};
use asepsis::notice::{Notice, NoticeKind};
use asepsis::report::{self, FORMATS, Report, RunInfo, Style};
use asepsis::rule::{Confidence, RuleSet, Severity};
use asepsis::text::{Position, Span};
use snapbox::{assert_data_eq, file};

const PLAIN: Style = Style { color: false, unicode: true, width: 100 };
const ASCII: Style = Style { unicode: false, ..PLAIN };

/// The schema of the standard: OASIS, SARIF 2.1.0 errata 01, sarif-schema-2.1.0.json.
const SCHEMA: &str = include_str!("../../testdata/schema/sarif-2.1.0.json");

const RULES: &str = r#"
[[rule]]
id = "acme-reporter-key"
title = "Acme API key"
severity = "critical"
confidence = "high"
what = "An API key of Acme."
why = "Anyone who can read the repository can act as the account, and whatever was committed once stays in the history even after the line is gone."
fix = "Revoke it at Acme first; then load the new one from the environment or a secrets manager."
references = ["https://docs.example.org/acme/keys"]
pattern = '\bacmereporter_([a-z0-9]{20})\b'
public-prefix = "acmereporter_"
match = ["acmereporter_<>abcdefghij0123456789"]
ignore = ["acmereporter_short"]

[[rule]]
id = "patient-reporter-number"
family = "phi"
title = "Patient number"
severity = "high"
why = "The number identifies a patient."
fix = "Replace the message by a synthetic one."
pattern = '\bpatientreporter=([0-9]{9})\b'
match = ["patientreporter=900000001"]
ignore = ["patientreporter=x"]

[[rule]]
id = "weak-reporter-hash"
family = "crypto"
title = "Broken hash function"
severity = "medium"
confidence = "high"
cwe = [328, 327]
why = "Collisions are cheap to make."
fix = "Use SHA-256."
references = ["https://csrc.nist.gov/projects/hash-functions"]
pattern = '\bweakreporterhash\b'
public-value = true
match = ["weakreporterhash"]
ignore = ["strong"]

[[rule]]
id = "unused-reporter-ignore"
family = "hygiene"
title = "Ignore comment that hits nothing"
severity = "low"
why = "It hides the next finding on its line."
fix = "Delete it."
engine = true
"#;

/// Only the rules above are on: a new built-in rule changes no snapshot.
fn rules() -> RuleSet {
    let mut rules = RuleSet::with_user_rules(RULES).expect("the rules above are right");
    let others: Vec<_> = rules.iter().filter(|(_, rule)| !rule.id.contains("-reporter-")).map(|(key, _)| key).collect();
    for key in others {
        rules.enable(key, false);
    }
    rules
}

fn region(start: (u32, u32), end: (u32, u32), bytes: (usize, usize)) -> Region {
    Region {
        start: Position { line: start.0, column: start.1 },
        end: Position { line: end.0, column: end.1 },
        bytes: Span::new(bytes.0, bytes.1),
    }
}

fn finding(rules: &RuleSet, id: &str, path: &str, region: Region) -> Finding {
    let rule = rules.find(id).expect("one of the rules above");
    Finding { fingerprint: format!("{:016x}", region.bytes.start), ..Finding::new(rules, rule, path, region) }
}

fn excerpt(before: &str, masked: &str, after: &str) -> Excerpt {
    Excerpt { text: format!("{before}{masked}{after}"), highlight: Span::new(before.len(), before.len() + masked.len()) }
}

fn secret(rules: &RuleSet) -> Finding {
    let mask = format!("acmereporter_{}", "•".repeat(20));
    Finding {
        length: 33,
        excerpt: Some(excerpt("\tclient = connect(user=\"••••\", key=\"", &mask, "\")  # für Köln")),
        mask,
        evidence: vec![Evidence::Checksum, Evidence::Pair],
        proof: "checksum valid",
        flow: Vec::new(),
        related: vec![Related { region: region((40, 9), (40, 25), (1201, 1217)), message: "the key's id".to_owned() }],
        binding: Some("0".repeat(64)),
        ..finding(rules, "acme-reporter-key", "src/export job/für köln.py", region((41, 35), (41, 68), (1260, 1293)))
    }
}

fn identifier(rules: &RuleSet) -> Finding {
    Finding {
        place: "PID[1]-3[1].1".to_owned(),
        mask: "•".repeat(9),
        length: 9,
        confidence: Confidence::High,
        evidence: vec![Evidence::Position, Evidence::Synthetic],
        count: 1200,
        ..finding(rules, "patient-reporter-number", "messages/adt.hl7", region((2, 11), (2, 20), (70, 79)))
    }
}

fn hash(rules: &RuleSet) -> Finding {
    Finding {
        mask: "MD5".to_owned(),
        length: 3,
        excerpt: Some(excerpt("    digest = new ", "MD5", "(data);")),
        ..finding(rules, "weak-reporter-hash", "src/Report.java", region((7, 18), (9, 3), (130, 162)))
    }
}

fn unused(rules: &RuleSet) -> Finding {
    Finding {
        excerpt: Some(excerpt("x = 1  ", "# asepsis: ignore[weak-hash]", "")),
        ..finding(rules, "unused-reporter-ignore", "src/bad\n\u{1b}[31mname.py", region((1, 8), (1, 36), (7, 35)))
    }
}

fn accepted(rules: &RuleSet) -> Finding {
    Finding {
        mask: "•".repeat(20),
        length: 20,
        excerpt: Some(excerpt("key = ", &"•".repeat(20), "")),
        status: Status::Suppressed { by: Suppressor::Inline, reason: "published test vector".to_owned() },
        ..finding(rules, "acme-reporter-key", "src/vector.py", region((3, 7), (3, 27), (44, 64)))
    }
}

struct Fixture {
    rules: RuleSet,
    findings: Vec<Finding>,
    suppressed: Vec<Finding>,
    notices: Vec<Notice>,
    run: RunInfo,
}

impl Fixture {
    fn full() -> Self {
        let rules = rules();
        let mut findings = vec![secret(&rules), identifier(&rules), hash(&rules), unused(&rules)];
        findings.sort_by(|one, two| one.sort_key().cmp(&two.sort_key()));
        let suppressed = vec![accepted(&rules)];
        let notices = vec![
            Notice::new("a b/logo.png", NoticeKind::Binary, "not text"),
            Notice::new("a b/photo.png", NoticeKind::Binary, "not text"),
            Notice::new("private", NoticeKind::Unreadable, "permission denied"),
        ];
        let run = RunInfo {
            version: "1.2.3".to_owned(),
            rules_digest: "ab".repeat(32),
            config_digest: "cd".repeat(32),
            prefix: "clinic/".to_owned(),
            controls: vec!["hipaa".to_owned(), "nist-800-53".to_owned()],
            files: 4182,
            bytes: 61_234_567,
            held_back: 7,
            in_baseline: 5,
            fixed: 2,
            fail_on: Some(Severity::Low),
            ignore_files: true,
            ..RunInfo::default()
        };
        Self { rules, findings, suppressed, notices, run }
    }

    /// Nothing found, nothing left out but what ignore files exclude.
    fn clean() -> Self {
        let full = Self::full();
        let run = RunInfo { held_back: 0, fixed: 0, keyed: true, ..full.run };
        Self { findings: Vec::new(), suppressed: Vec::new(), notices: Vec::new(), run, ..full }
    }

    fn written(&self, format: &str, style: Style) -> String {
        let report =
            Report { rules: &self.rules, findings: &self.findings, suppressed: &self.suppressed, notices: &self.notices, run: &self.run };
        let mut out = Vec::new();
        (report::find(format).expect("a format").write)(&report, style, &mut out).expect("memory can be written");
        String::from_utf8(out).expect("reports are UTF-8")
    }

    fn with(mut self, change: impl Fn(&mut RunInfo)) -> Self {
        change(&mut self.run);
        self
    }
}

#[test]
fn human() {
    assert_data_eq!(Fixture::full().written("human", PLAIN), file!["snapshots/report.human.txt"].raw());
}

#[test]
fn human_without_unicode_is_ascii() {
    let written = Fixture::full().with(|run| run.verbose = true).written("human", ASCII);
    assert!(written.is_ascii());
    assert_data_eq!(written, file!["snapshots/report.human.ascii.txt"].raw());
}

#[test]
fn human_with_all_that_can_be_asked_for() {
    let full = Fixture::full().with(|run| {
        (run.verbose, run.show_suppressed, run.keyed, run.ignore_files) = (true, true, true, false);
        run.fail_on = None;
    });
    assert_data_eq!(full.written("human", Style { width: 60, ..PLAIN }), file!["snapshots/report.human.verbose.txt"].raw());
}

#[test]
fn human_when_clean() {
    assert_data_eq!(Fixture::clean().written("human", PLAIN), file!["snapshots/clean.human.txt"].raw());
}

#[test]
fn human_when_quiet_is_silent_about_all_but_findings_and_our_own_faults() {
    let mut clean = Fixture::clean().with(|run| run.quiet = true);
    assert_eq!(clean.written("human", PLAIN), "");
    clean.notices.push(Notice::new("a.txt", NoticeKind::Internal, "the scan of this file failed"));
    assert_eq!(clean.written("human", PLAIN).lines().count(), 1);
}

#[test]
fn colours_add_escapes_and_nothing_else() {
    let full = Fixture::full();
    let coloured = full.written("human", Style { color: true, ..PLAIN });
    assert!(coloured.contains("\u{1b}["));
    let stripped: String = coloured
        .split('\u{1b}')
        .enumerate()
        .map(|(index, part)| if index == 0 { part } else { &part[part.find('m').map_or(0, |at| at + 1)..] })
        .collect();
    assert_eq!(stripped, full.written("human", PLAIN));
}

#[test]
fn compact() {
    assert_data_eq!(Fixture::full().written("compact", PLAIN), file!["snapshots/report.compact.txt"].raw());
    assert_eq!(Fixture::clean().written("compact", PLAIN), "");
}

#[test]
fn github() {
    assert_data_eq!(Fixture::full().written("github", PLAIN), file!["snapshots/report.github.txt"].raw());
}

/// GitHub shows ten of each level: the one that says that the scan failed must be among them.
#[test]
fn a_fault_of_ours_has_its_annotation() {
    let mut full = Fixture::full();
    full.findings = std::iter::repeat_n(secret(&full.rules), 30).collect();
    let errors = |fixture: &Fixture| fixture.written("github", PLAIN).lines().filter(|line| line.starts_with("::error ")).count();
    assert_eq!(errors(&full), 10);
    full.notices.push(Notice::new("a.txt", NoticeKind::Internal, "the scan of this file failed"));
    assert_eq!(errors(&full), 10);
    assert!(full.written("github", PLAIN).contains("::error title=asepsis::Part of the scan failed"));
}

/// Members of archives may be called anything, at any length.
#[test]
fn a_summary_stays_below_64_kib() {
    let mut full = Fixture::full();
    full.findings = std::iter::repeat_n(secret(&full.rules), 5_000).collect();
    full.findings.iter_mut().for_each(|finding| finding.path = format!("a.zip!/{}/end.py", "ä".repeat(60_000)));
    let written = full.written("markdown", PLAIN);
    assert!(written.len() < 16 << 10, "{} bytes", written.len());
    assert!(written.contains("…") && written.contains("/end.py:41`") && written.contains("- and 4990 more"), "{written}");
}

/// Every other format over the same report, each beside what its reader takes.
#[test]
fn other_formats() {
    let full = Fixture::full();
    assert_data_eq!(full.written("gitlab", PLAIN), file!["snapshots/report.gitlab.json"].raw());
    assert_data_eq!(full.written("azure", PLAIN), file!["snapshots/report.azure.txt"].raw());
    assert_data_eq!(full.written("junit", PLAIN), file!["snapshots/report.junit.xml"].raw());
    assert_data_eq!(full.written("rdjson", PLAIN), file!["snapshots/report.rdjson"].raw());
    assert_data_eq!(full.written("html", PLAIN), file!["snapshots/report.html"].raw());
    assert_data_eq!(full.written("markdown", PLAIN), file!["snapshots/report.md"].raw());
}

#[test]
fn json_says_what_ndjson_says() {
    let full = Fixture::full();
    let document: serde_json::Value = serde_json::from_str(&full.written("json", PLAIN)).expect("one document");
    let lines = full.written("ndjson", PLAIN);
    let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let (findings, rest) = lines.split_at(full.findings.len() + full.suppressed.len());
    let notices: Vec<_> = rest[..full.notices.len()].iter().map(|line| line["notice"].clone()).collect();
    assert_eq!(document["findings"], serde_json::Value::from(findings));
    assert_eq!(document["notices"], serde_json::Value::from(notices));
    assert_eq!(document["summary"], rest[full.notices.len()]["summary"]);
}

/// No CI system may take a clean run for one that ran nothing.
#[test]
fn a_clean_run_is_one_passed_test() {
    let written = Fixture::clean().written("junit", PLAIN);
    assert!(written.contains("tests=\"1\" failures=\"0\"") && written.contains("<testcase "), "{written}");
}

/// Nothing leaves the page, and it runs nothing.
#[test]
fn html_is_self_contained() {
    for fixture in [Fixture::full().with(|run| run.show_suppressed = true), Fixture::clean()] {
        let written = fixture.written("html", PLAIN);
        assert!(written.contains("default-src 'none'"));
        for outside in ["<script", "<img", "<link", "<iframe", "src=", "href=", "url(", "@import", "http:", "https:"] {
            assert!(!written.contains(outside), "{outside}");
        }
    }
}

#[test]
fn ndjson() {
    let written = Fixture::full().written("ndjson", PLAIN);
    for line in written.lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("one object a line");
    }
    assert_data_eq!(written, file!["snapshots/report.ndjson"].raw());
}

#[test]
fn sarif() {
    let written = Fixture::full().with(|run| run.show_suppressed = true).written("sarif", PLAIN);
    check_against_the_schema(&written);
    assert_data_eq!(written, file!["snapshots/report.sarif"].raw());
}

/// Where nothing was found, no rule and no weakness is described; where something was, what is described is what was found.
#[test]
fn sarif_describes_what_it_found_and_nothing_else() {
    let clean = Fixture::clean().written("sarif", PLAIN);
    check_against_the_schema(&clean);
    assert!(clean.len() < 4 << 10, "{} bytes", clean.len());
    let mut full = Fixture::full();
    full.findings.retain(|finding| full.rules.get(finding.rule).id == "acme-reporter-key");
    let described = |fixture: &Fixture| {
        let log: serde_json::Value = serde_json::from_str(&fixture.written("sarif", PLAIN)).expect("the log is JSON");
        let names = |list: &serde_json::Value, key: &str| -> Vec<String> {
            list.as_array().into_iter().flatten().filter_map(|one| one[key].as_str().map(str::to_owned)).collect()
        };
        (names(&log["runs"][0]["tool"]["driver"]["rules"], "id"), names(&log["runs"][0]["taxonomies"], "name"))
    };
    let all = ["acme-reporter-key", "patient-reporter-number", "weak-reporter-hash", "unused-reporter-ignore"].map(str::to_owned).to_vec();
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(described(&full), (names(&["acme-reporter-key"]), names(&["CWE", "hipaa", "nist-800-53"])));
    assert_eq!(described(&Fixture::full()), (all, names(&["CWE", "hipaa", "nist-800-53"])));
    assert_eq!(described(&Fixture::clean()), (Vec::new(), Vec::new()));
    // An accepted finding is a result where it is asked for.
    full.findings.clear();
    assert_eq!(described(&full).0, Vec::<String>::new());
    assert_eq!(described(&full.with(|run| run.show_suppressed = true)).0, names(&["acme-reporter-key"]));
}

fn check_against_the_schema(written: &str) {
    let schema = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let log = serde_json::from_str(written).expect("the log is JSON");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("the schema is one");
    let mistakes: Vec<String> = validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(mistakes.is_empty(), "{mistakes:#?}");
}

#[test]
fn sarif_keeps_the_worst_and_says_how_many_it_left_out() {
    let mut full = Fixture::full();
    let (mild, bad) = (hash(&full.rules), secret(&full.rules));
    full.findings = std::iter::repeat_n(mild, 5_003).chain(std::iter::once(bad)).collect();
    let log: serde_json::Value = serde_json::from_str(&full.written("sarif", PLAIN)).expect("the log is JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 5_000);
    assert!(results.iter().any(|result| result["ruleId"] == "acme-reporter-key"));
    let notifications = log["runs"][0]["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(notifications.contains("4 results were left out"), "{notifications}");
}

/// GitHub computes its key from what is checked out; only of the past it cannot.
#[test]
fn only_what_is_past_brings_the_key_of_github() {
    let mut full = Fixture::full();
    assert!(!full.written("sarif", PLAIN).contains("primaryLocationLineHash"));
    full.findings.truncate(1);
    full.findings[0].fingerprint = "0123456789abcdef".to_owned();
    full.findings[0].provenance = Some(Provenance { commit: "c0".repeat(20), date: String::new(), author: None, at_head: None });
    let log: serde_json::Value = serde_json::from_str(&full.written("sarif", PLAIN)).expect("the log is JSON");
    assert_eq!(log["runs"][0]["results"][0]["partialFingerprints"]["primaryLocationLineHash"], "0123456789abcdef:1");
}

#[test]
fn identifiers_have_no_snippet_and_accepted_findings_only_where_asked_for() {
    let written = Fixture::full().written("sarif", PLAIN);
    assert!(!written.contains("snippet") && !written.contains("suppressions") && !written.contains("vector.py"));
}

#[test]
fn columns_are_those_of_the_file_and_odd_excerpts_are_drawn() {
    let mut full = Fixture::full();
    for (text, highlight) in
        [("••", Span::new(0, 6)), ("", Span::new(0, 0)), ("abc", Span::new(7, 99)), ("a••", Span::new(2, 3)), ("x", Span::new(1, 0))]
    {
        full.findings[2].excerpt = Some(Excerpt { text: text.to_owned(), highlight });
        full.findings[2].region = region((70_000, 5_001), (70_000, 5_003), (0, 2));
        for style in [PLAIN, ASCII, Style { color: true, width: 0, unicode: true }] {
            let written = full.written("human", style);
            assert!(written.contains(":70000:5001"), "{text}: {written}");
        }
    }
}

/// A mark in a path must not end a line, colour a terminal, or start a workflow command.
#[test]
fn no_format_lets_a_control_character_through() {
    let mut full = Fixture::full().with(|run| (run.verbose, run.show_suppressed) = (true, true));
    let hostile = "a\r\n::error::\u{1b}]0;x\u{7}\u{9b}1m\u{202e}\u{2028}\0";
    for finding in full.findings.iter_mut().chain(&mut full.suppressed) {
        finding.path = hostile.to_owned();
        finding.place = hostile.to_owned();
        if let Some(excerpt) = &mut finding.excerpt {
            excerpt.text = hostile.to_owned();
        }
        finding.related.iter_mut().for_each(|related| related.message = hostile.to_owned());
        if let Status::Suppressed { reason, .. } = &mut finding.status {
            *reason = hostile.to_owned();
        }
    }
    full.notices.iter_mut().for_each(|notice| (notice.path, notice.why) = (hostile.to_owned(), hostile.to_owned()));
    full.run.prefix = hostile.to_owned();
    for format in FORMATS {
        let written = full.written(format.name, ASCII);
        let bad: Vec<char> = written.chars().filter(|character| character.is_control() && *character != '\n').collect();
        assert!(bad.is_empty(), "{}: {bad:?}", format.name);
        let forged = written.lines().filter(|line| line.starts_with("::error::")).count();
        assert_eq!(forged, 0, "{}", format.name);
    }
}
