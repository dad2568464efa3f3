//! Every key, what it means, and what is said of a mistake in it.

use super::message::LONGEST_QUOTE;
use super::*;
use crate::suppress::Date;

const FULL: &str = r#"
extends        = "../asepsis.toml"
fail-on        = "medium"
min-severity   = "low"
min-confidence = "high"
exclude        = ["third_party/**"]
max-size       = "10M"
baseline       = ".asepsis-baseline.ndjson"

[rules]
weak-hash = "low"
"us-ssn"  = "off"

[phi]
synthetic-paths = ["fixtures/synthea/**"]
reserved-values = "as-real"

[ignore]
require-reason = true
max-days       = 90

[[ignore.finding]]
id     = "b7e1aa0011223344"
reason = "published test vector"

[[ignore.path]]
rules  = ["phi"]
paths  = ["docs/examples/**"]
reason = "published sample messages"
until  = 2027-03-31
"#;

fn drawn_error(text: &str) -> String {
    let config = Config::parse(text, "asepsis.toml");
    let error = config.and_then(|config| config.check(&RuleSet::built_in())).expect_err(text);
    error.to_string()
}

#[test]
fn every_key_is_read() {
    let config = Config::parse(FULL, "asepsis.toml").expect("every key is known");
    config.check(&RuleSet::built_in()).expect("every word is known");
    assert_eq!(config.extends.as_deref(), Some("../asepsis.toml"));
    assert_eq!(
        (config.fail_on, config.min_severity, config.min_confidence),
        (Some(Some(Severity::Medium)), Some(Severity::Low), Some(Confidence::High))
    );
    assert_eq!((&config.exclude[..], config.max_size), (&["third_party/**".to_owned()][..], Some(10 << 20)));
    assert_eq!(config.baseline.as_deref(), Some(".asepsis-baseline.ndjson"));
    assert_eq!(config.rules, [("weak-hash".to_owned(), Some(Severity::Low)), ("us-ssn".to_owned(), None)]);
    assert!(config.reserved_as_real() && config.synthetic_paths().is_match("fixtures/synthea/a/b.json"));
    assert_eq!((config.require_reason, config.max_days, config.ignores.len()), (true, Some(90), 2));
    let [finding, path] = &config.ignores[..] else { panic!("two entries") };
    assert!(matches!(&finding.what, Ignored::Finding(id) if id == "b7e1aa0011223344"));
    assert_eq!((finding.reason.as_str(), finding.until, finding.file.as_str()), ("published test vector", None, "asepsis.toml"));
    assert_eq!((path.region.start.line, path.until), (26, Date::new(2027, 3, 31).ok()));
    assert!(matches!(&path.what, Ignored::Paths { rules, paths, .. } if rules == &["phi"] && paths.is_match("docs/examples/a.hl7")));
}

#[test]
fn an_empty_file_sets_nothing() {
    let config = Config::parse("", "asepsis.toml").expect("nothing is no mistake");
    assert_eq!(config.digest(), Config::default().digest());
    assert!(!config.reserved_as_real() && config.synthetic_paths().is_empty());
    assert_eq!(Config::parse("fail-on = 'never'", "a").expect("known").fail_on, Some(None));
    for (size, bytes) in [("4096", 4096), ("'64k'", 65536), ("'2G'", 2 << 30), ("'12'", 12)] {
        assert_eq!(Config::parse(&format!("max-size = {size}"), "a").expect("a size").max_size, Some(bytes));
    }
}

#[test]
fn an_unknown_key_is_drawn_with_its_place_and_the_way_out() {
    let expected = "\
error: unknown key `fail_on`
 --> asepsis.toml:2:1
  |
2 | fail_on = \"high\"
  | ^^^^^^^
  |
  = fix: did you mean `fail-on`?";
    assert_eq!(drawn_error("exclude = []\nfail_on = \"high\"\n"), expected);
}

#[test]
fn mistakes_point_at_their_place() {
    for (text, head, marks, fix) in [
        ("fail-on = \"hgih\"", "error: there is no severity `hgih`\n --> asepsis.toml:1:11", "^^^^^^", "did you mean `high`?"),
        ("min-confidence = 'x'", "error: there is no confidence `x`\n --> asepsis.toml:1:18", "^^^", "write one of low, medium, high"),
        (
            "[phi]\nfail-on = 'low'",
            "error: unknown key `fail-on`\n --> asepsis.toml:2:1",
            "^^^^^^^",
            "`fail-on` belongs to the top of the file, before the first [table]",
        ),
        (
            "[phi]\nsynthetic_paths = []",
            "error: unknown key `synthetic_paths`\n --> asepsis.toml:2:1",
            "^^^^^^^^^^^^^^^",
            "did you mean `synthetic-paths`?",
        ),
        (
            "[phi]\nreserved-values = 'real'",
            "error: there is no such setting `real`\n --> asepsis.toml:2:19",
            "^^^^^^",
            "write one of as-real, synthetic",
        ),
        ("[[ignore.path]]\nrule = ['phi']", "error: unknown key `rule`\n --> asepsis.toml:2:1", "^^^^", "did you mean `rules`?"),
        (
            "[[ignore.finding]]\nreason = 'x'",
            "error: this entry has no `id`\n --> asepsis.toml:1:1",
            "^^^^^^^^^^^^^^^^^^",
            "copy the id of the finding from a report: id = \"…\"",
        ),
        (
            "[[ignore.finding]]\nid = 'XX'",
            "error: this is no id of a finding\n --> asepsis.toml:2:6",
            "^^^^",
            "copy the hexadecimal digits behind `id` in the report",
        ),
        (
            "[[ignore.path]]\npaths = ['a']",
            "error: this entry has no `rules`\n --> asepsis.toml:1:1",
            "^^^^^^^^^^^^^^^",
            "say what it speaks of: rules = [\"phi\"]",
        ),
        (
            "[[ignore.path]]\nrules = ['*']\npaths = ['a']",
            "error: this accepts whatever turns up, live credentials included\n --> asepsis.toml:2:10",
            "^^^",
            "name rules, classes, groups or families; `exclude` leaves paths out of the scan",
        ),
        (
            "[[ignore.path]]\nrules = ['phi']\npaths = ['a']\nuntil = '2027-03-31'",
            "--> asepsis.toml:4:9",
            "^^^^^^^^^^^^",
            "write the day without quotes: until = 2027-03-31",
        ),
        (
            "[[ignore.path]]\nrules = ['phi']\npaths = ['a']\nuntil = 2027-03-31T10:00:00",
            "error: this is not a day alone\n --> asepsis.toml:4:9",
            "^^^^^^^^^^^^^^^^^^^",
            "write the last day, without a time: until = 2027-03-31",
        ),
        (
            "max-size = '10 apples'",
            "error: this is no size\n --> asepsis.toml:1:12",
            "^^^^^^^^^^^",
            "write a number of bytes, or a text such as \"64k\", \"10M\" or \"2G\"",
        ),
        (
            "exclude = ['a[']",
            "error: this glob cannot be understood: ",
            "^^^^",
            "every `[` needs its `]` and every `{` its `}`; a `\\` before a sign takes it as it is",
        ),
        (
            "controls = ['hippa']",
            "error: there is no such framework of controls `hippa`\n --> asepsis.toml:1:13",
            "^^^^^^^",
            "did you mean `hipaa`?",
        ),
        (
            "[rules]\nus-ssm = 'off'",
            "error: there is no rule, class, group or family `us-ssm`\n --> asepsis.toml:2:1",
            "^^^^^^",
            "did you mean `us-ssn`?",
        ),
        (
            "[[ignore.path]]\nrules = ['zzzz']\npaths = ['a']",
            "error: there is no rule, class, group or family `zzzz`\n --> asepsis.toml:2:10",
            "^^^^^^",
            "`asepsis rules list` says what there is",
        ),
        ("max-size = []", "--> asepsis.toml:1:12", "^^", ""),
        ("baseline = 7", "error: invalid type: integer `7`, expected a string\n --> asepsis.toml:1:12", "^", ""),
    ] {
        let drawn = drawn_error(text);
        assert!(drawn.contains(head), "{head}\n{drawn}");
        assert!(drawn.lines().any(|line| line.trim_start_matches([' ', '|']) == marks), "{marks}\n{drawn}");
        assert!(drawn.contains(&format!("= fix: {fix}")) || (fix.is_empty() && !drawn.contains("fix")), "{fix}\n{drawn}");
    }
}

#[test]
fn a_file_that_is_none_of_ours_is_not_quoted() {
    for text in [
        "DB_PASSWORD=correct-horse-battery",
        "DB_PASSWORD = \"correct-horse-battery\"",
        "password: correct-horse-battery",
        "{\"password\": \"correct-horse-battery\"}",
        "correct-horse-battery",
        "exclude = [\"correct-horse-battery\", ",
        "exclude = \"correct-horse-battery",
        "[correct-horse-battery",
    ] {
        let drawn = drawn_error(text);
        assert!(!drawn.contains("horse"), "{text}\n{drawn}");
    }
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let text = format!("exclude = [{}]\nfail-on = [{}'hgih']", "'a',".repeat(500), "'b',".repeat(500));
    let drawn = drawn_error(&text);
    assert!(drawn.lines().all(|line| line.chars().count() <= LONGEST_QUOTE + 10), "{drawn}");
    let text = format!("exclude = [{}'a[', {}]", "'ä',".repeat(500), "'b',".repeat(500));
    let drawn = drawn_error(&text);
    let (quote, marks) = (drawn.lines().nth(3).expect("a quote"), drawn.lines().nth(4).expect("marks"));
    let under: String = quote.chars().zip(marks.chars()).filter(|(_, mark)| *mark == '^').map(|(character, _)| character).collect();
    assert_eq!(under, "'a['");
    assert!(drawn_error("[rules]\n\"\u{202e}\u{7f}x\" = 'off'").chars().all(|character| character != '\u{202e}' && character != '\u{7f}'));
}

#[test]
fn hostile_text_never_panics() {
    for text in [
        "\0",
        "=",
        "[",
        "[[",
        "[[ignore.finding]]",
        "ä = 'ö",
        "\r\n\r\n=",
        "a.b.c.d = 1",
        "ignore = 7",
        "rules = []",
        "\u{feff}x",
        "'''",
        &"[".repeat(10_000),
        &"a.".repeat(10_000),
    ] {
        assert!(drawn_error(text).starts_with("error: "), "{text:?}");
    }
}

#[test]
fn the_narrower_word_wins() {
    let rules = RuleSet::built_in();
    let ssn = rules.find("us-ssn").expect("a rule of ours");
    for text in ["phi = 'off'\nus-ssn = 'low'", "us-ssn = 'low'\nphi = 'off'"] {
        let config = Config::parse(&format!("[rules]\n{text}"), "a").expect("known");
        let settings: BTreeMap<_, _> = config.settings(&rules).into_iter().collect();
        assert_eq!(settings.get(&ssn), Some(&Some(Severity::Low)), "{text}");
        assert!(settings.iter().filter(|(_, setting)| setting.is_none()).count() > 1);
    }
}

#[test]
fn a_configuration_stands_on_its_base() {
    let own = Config::parse(
            "extends = 'b'\nfail-on = 'high'\nexclude = ['own']\ncontrols = ['gdpr']\n[rules]\nus-ssn = 'low'\n[ignore]\nrequire-reason = false",
            "own",
        )
        .expect("known");
    let base = Config::parse(
            "extends = 'c'\nfail-on = 'low'\nmin-severity = 'low'\nexclude = ['base']\ncontrols = ['hipaa']\n[rules]\nus-ssn = 'off'\nzzz = 'off'\n[ignore]\nrequire-reason = true\nmax-days = 7",
            "base.toml",
        )
        .expect("known");
    let merged = own.merge(base);
    assert_eq!(merged.extends.as_deref(), Some("c"));
    assert_eq!((merged.fail_on, merged.min_severity), (Some(Some(Severity::High)), Some(Severity::Low)));
    assert_eq!(merged.exclude, ["base", "own"]);
    assert_eq!(merged.controls, ["gdpr"]);
    assert_eq!((merged.require_reason, merged.max_days), (false, Some(7)));
    let rules = RuleSet::built_in();
    let ssn = rules.find("us-ssn").expect("a rule of ours");
    assert_eq!(merged.settings(&rules), [(ssn, Some(Severity::Low))]);
    let error = merged.check(&rules).expect_err("zzz is no rule");
    assert_eq!((error.path.as_str(), error.line, error.column), ("base.toml", 8, 1));
}

#[test]
fn the_digest_is_of_what_counts() {
    let digest = |text: &str, path: &str| Config::parse(text, path).expect("known").digest();
    let one = digest("fail-on = 'high'\n[[ignore.finding]]\nid = 'b7e1'", "a");
    assert_eq!(one.len(), 64);
    assert_eq!(one, digest("\n\n# remark\n'fail-on' = \"high\"\n[[ignore.finding]]\nid = \"b7e1\"\n", "b"));
    assert_ne!(one, digest("fail-on = 'high'\n[[ignore.finding]]\nid = 'b7e2'", "a"));
    assert_ne!(one, digest("fail-on = 'low'\n[[ignore.finding]]\nid = 'b7e1'", "a"));
}
