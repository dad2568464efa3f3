//! Lines that are read and written, what is wrong with others, and what an update keeps.

use super::*;
use crate::finding::Region;
use proptest::prelude::*;

fn finding(rules: &RuleSet, rule: &str, path: &str, id: &str, binding: Option<char>) -> Finding {
    let key: RuleKey = rules.find(rule).expect("a rule of ours");
    let binding = binding.map(|digit| digit.to_string().repeat(64));
    Finding { fingerprint: id.to_owned(), binding, ..Finding::new(rules, key, path, Region::default()) }
}

fn day(text: &str) -> Option<Date> {
    date(text)
}

fn accepted(reason: &str) -> Accepted {
    Accepted { reason: reason.to_owned(), by: "jdoe".to_owned(), added: day("2026-11-22"), until: None }
}

const LINE: &str =
    r#"{"id":"b7e1","rule":"us-ssn","path":"test/pat.json","reason":"migrating","by":"jdoe","added":"2026-11-22","until":"2027-02-20"}"#;

#[test]
fn an_entry_is_read_and_written() {
    let baseline = Baseline::parse(&format!("{LINE}\n")).expect("an entry");
    assert_eq!(baseline.render(), format!("{LINE}\n"));
    let entry = baseline.entries().next().expect("an entry");
    assert_eq!((entry.id.as_str(), entry.rule.as_str(), entry.until), ("b7e1", "us-ssn", day("2027-02-20")));
    let bare = r#"{"path":"ä.txt","rule":"us-ssn","id":"b7e1"}"#;
    let tidy = "{\"id\":\"b7e1\",\"rule\":\"us-ssn\",\"path\":\"ä.txt\"}\n";
    assert_eq!(Baseline::parse(&format!("\u{feff}\r\n{bare}\r\n\r\n{bare}")).expect("an entry").render(), tidy);
    assert_eq!(Baseline::parse("").expect("nothing is no mistake"), Baseline::default());
}

#[test]
fn mistakes_are_named_with_line_and_way_out() {
    let cases = [
        (
            "garbage",
            "this is not a JSON object, of which a baseline holds one a line; restore the file from version control, or delete it and run `asepsis baseline create`",
        ),
        (
            "[1]",
            "this is not a JSON object, of which a baseline holds one a line; restore the file from version control, or delete it and run `asepsis baseline create`",
        ),
        (
            r#"{"id":"b7e1""#,
            "this is not a JSON object, of which a baseline holds one a line; restore the file from version control, or delete it and run `asepsis baseline create`",
        ),
        ("<<<<<<< HEAD", "a merge was left unfinished here: keep the entries of both sides and delete the lines with the marks"),
        (r#"{"id":"b7e1","rule":"r","path":"p","reson":"x"}"#, "unknown key `reson`; did you mean `reason`?"),
        (r#"{"id":"b7e1","zzz":"x"}"#, "unknown key `zzz`; an entry has id, rule, path, reason, by, added, until, binding"),
        (r#"{"219-09-9999":"x"}"#, "unknown key; an entry has id, rule, path, reason, by, added, until, binding"),
        (r#"{"id":7}"#, "`id` is not a text: put its value in quotes"),
        (
            r#"{"id":"b7e1","path":"p"}"#,
            "the entry has no `rule`; restore the file from version control, or delete it and run `asepsis baseline create`",
        ),
        (r#"{"id":"XYZ","rule":"r","path":"p"}"#, "`id` is not one: copy the hexadecimal digits behind `id` in the report"),
        (r#"{"id":"b7e1","rule":"r","path":"p","until":"31.3.2027"}"#, "`until` is not a date: write it as in \"2027-03-31\""),
        (r#"{"id":"b7e1","rule":"r","path":"p","added":"2027-02-30"}"#, "`added` is not a date: write it as in \"2027-03-31\""),
        (
            r#"{"id":"b7e1","rule":"r","path":"p","binding":"x"}"#,
            "`binding` is not one: delete it, `asepsis baseline update` writes it again",
        ),
    ];
    for (line, message) in cases {
        let error = Baseline::parse(&format!("{LINE}\n\n{line}\n")).expect_err(line);
        assert_eq!((error.line, error.message.as_str()), (3, message), "{line}");
        assert_eq!(error.to_string(), format!("line 3: {message}"));
    }
    for hostile in ["\0", "{}", "null", "\"", "{{", "[[[[", &"[".repeat(100_000), "\u{202e}"] {
        assert!(Baseline::parse(hostile).is_err());
    }
}

#[test]
fn create_sorts_and_says_who_accepted() {
    let rules = RuleSet::built_in();
    let findings = [finding(&rules, "us-ssn", "b", "b7e1", None), finding(&rules, "bare-ignore", "a", "00aa", Some('c'))];
    let baseline = Baseline::create(&findings, &rules, &accepted("debt"));
    let tail = r#""reason":"debt","by":"jdoe","added":"2026-11-22""#;
    let binding = "c".repeat(64);
    let text = format!(
        "{{\"id\":\"00aa\",\"rule\":\"bare-ignore\",\"path\":\"a\",{tail},\"binding\":\"{binding}\"}}\n{{\"id\":\"b7e1\",\"rule\":\"us-ssn\",\"path\":\"b\",{tail}}}\n"
    );
    assert_eq!(baseline.render(), text);
    assert_eq!(baseline, Baseline::parse(&text).expect("what we write we read"));
    assert_eq!((baseline.len(), baseline.is_empty()), (2, false));
}

#[test]
fn the_baseline_does_not_accept_findings_about_itself() {
    let rules = RuleSet::built_in();
    let about = finding(&rules, judge::EXPIRED_BASELINE_ENTRY, ".asepsis-baseline.ndjson", "b7e1", None);
    assert!(Baseline::create(&[about], &rules, &Accepted::default()).is_empty());
}

#[test]
fn update_keeps_adds_and_drops() {
    let mut rules = RuleSet::built_in();
    let off = rules.find("us-npi").or_else(|| rules.find("unused-ignore")).expect("a rule");
    rules.enable(off, false);
    let off_id = rules.get(off).id.clone();
    let old = [
        r#"{"id":"0001","rule":"us-ssn","path":"old","reason":"kept","until":"2027-01-01"}"#.to_owned(),
        r#"{"id":"0002","rule":"us-ssn","path":"gone"}"#.to_owned(),
        format!(r#"{{"id":"0003","rule":"{off_id}","path":"not-looked-for"}}"#),
        r#"{"id":"0004","rule":"of-a-rule-file","path":"not-looked-for"}"#.to_owned(),
        format!(r#"{{"id":"0005","rule":"us-ssn","path":"changed","reason":"of the old value","binding":"{}"}}"#, "a".repeat(64)),
    ];
    let baseline = Baseline::parse(&old.join("\n")).expect("entries");
    let findings = [
        finding(&rules, "us-ssn", "moved", "0001", Some('d')),
        finding(&rules, "us-ssn", "changed", "0005", Some('b')),
        finding(&rules, "us-ssn", "new", "0006", None),
    ];
    let updated = baseline.update(&findings, &rules, &accepted("new"));
    let got: Vec<_> = updated.entries().map(|entry| (entry.id.as_str(), entry.path.as_str(), entry.reason.as_str(), entry.until)).collect();
    assert_eq!(
        got,
        [
            ("0005", "changed", "new", None),
            ("0001", "moved", "kept", day("2027-01-01")),
            ("0006", "new", "new", None),
            ("0004", "not-looked-for", "", None),
            ("0003", "not-looked-for", "", None),
        ]
    );
    assert_eq!(updated.entries().nth(1).and_then(|entry| entry.binding.clone()), Some("d".repeat(64)));
    assert_eq!(updated.update(&findings, &rules, &accepted("again")), updated);
    let pruned = baseline.prune(&findings, &rules);
    assert_eq!(pruned.entries().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), ["0004", "0003", "0001"]);
}

#[test]
fn rules_that_came_later_are_known() {
    let mut rules = RuleSet::built_in();
    let ssn = rules.find("us-ssn").expect("a rule of ours");
    assert_eq!(Baseline::default().new_rules(&rules), None);
    rules.enable(ssn, false);
    let old = Baseline::parse(LINE).expect("an entry").looking_for(&rules);
    let text = old.render();
    assert!(text.starts_with(LINE) && text.lines().count() == 2, "{text}");
    rules.enable(ssn, true);
    let read = Baseline::parse(&text).expect("what we write we read");
    assert_eq!(read, old);
    assert_eq!(read.new_rules(&rules), Some(BTreeSet::from([ssn])));
    assert_eq!(read.clone().looking_for(&rules).new_rules(&rules), Some(BTreeSet::new()));
    // After a merge there may be two such lines.
    let merged = Baseline::parse("{\"rules\":[\"a\"]}\n{\"rules\":[\"b\"]}").expect("two lines");
    assert_eq!(merged.render(), "{\"rules\":[\"a\",\"b\"]}\n");
    assert!(Baseline::parse("{\"rules\":7}").is_err());
    let known = finding(&rules, "us-ssn", "test/pat.json", "b7e1", None);
    let new = finding(&rules, "us-ssn", "z", "c0de", None);
    let more = read.with([&known, &new].map(|finding| (finding, accepted("later"))), &rules);
    let reasons: Vec<_> = more.entries().map(|entry| entry.reason.as_str()).collect();
    assert_eq!(reasons, ["migrating", "later"]);
}

#[test]
fn a_summary_counts_by_rule() {
    assert_eq!(Baseline::default().summary(), "The baseline accepts nothing.\n");
    let text = format!(
        "{LINE}\n{{\"id\":\"b7e2\",\"rule\":\"us-ssn\",\"path\":\"b\"}}\n{{\"id\":\"b7e3\",\"rule\":\"ha\\u001bsh\",\"path\":\"b\"}}\n"
    );
    let summary = Baseline::parse(&text).expect("entries").summary();
    assert_eq!(
        summary,
        "3 findings accepted in 2 files\n\n  2  us-ssn\n  1  ha\u{fffd}sh\n\n2 entries without a reason\n\n1 entry with a last day, the first on 2027-02-20\n"
    );
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let day =
        || proptest::option::of((1900_i16..2200, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| jiff::civil::date(year, month, day)));
    let words = (".{1,12}", "[a-z-]{1,12}", "[0-9a-f]{4,16}", ".{0,12}", ".{0,12}");
    (words, day(), day(), proptest::option::of("[0-9a-f]{64}")).prop_map(|((path, rule, id, reason, by), added, until, binding)| Entry {
        path,
        rule,
        id,
        reason,
        by,
        added,
        until,
        binding,
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(entries in proptest::collection::btree_set(any_entry(), 0..20)) {
        let baseline = Baseline::default().having(entries);
        let text = baseline.render();
        let again = Baseline::parse(&text).expect("what we write we read");
        prop_assert_eq!(again.render(), text);
        prop_assert_eq!(again, baseline);
    }

    #[test]
    fn no_text_makes_it_panic(text in ".{0,200}") {
        let _ = Baseline::parse(&text);
    }
}
