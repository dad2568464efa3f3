//! Comments of ours and of other tools, in every place where they count and where they do not.

use super::*;
use memchr::memmem;

fn read_text(path: &str, text: &[u8]) -> Vec<Directive> {
    let view = View::of(path, text).expect("text");
    // From the back, as a prefilter that looks for one literal after the other might hand them over.
    let mut hits: Vec<usize> = MARKS.iter().flat_map(|mark| memmem::find_iter(view.text(), mark.literal)).collect();
    hits.sort_unstable_by(|one, two| two.cmp(one));
    read(&view, &hits)
}

fn one(path: &str, text: &str) -> Directive {
    let directives = read_text(path, text.as_bytes());
    assert_eq!(directives.len(), 1, "{path}: {text}: {directives:?}");
    directives[0].clone()
}

fn rules_of(directive: &Directive) -> Vec<&str> {
    directive.rules.iter().map(String::as_str).collect()
}

#[test]
fn every_kind_is_read() {
    use DirectiveKind::{File, Line, NextLine};
    let open = u32::MAX;
    for (path, text, kind, rules, reason, covers) in [
        ("a.py", "x = 1  # asepsis: ignore[hmac-key] test vector of RFC 4231", Line, &["hmac-key"][..], "test vector of RFC 4231", (1, 1)),
        ("a.py", "\n# asepsis:ignore-next-line[us-ssn,us-npi]", NextLine, &["us-ssn", "us-npi"], "", (3, 3)),
        ("a.java", "/* asepsis: ignore-file[weak-hash] checksum only */ int a;", File, &["weak-hash"], "checksum only", (1, open)),
        ("a.java", "/**\n * asepsis: ignore-file[weak-hash]: checksum only\n */", File, &["weak-hash"], "checksum only", (1, open)),
        ("a.xml", "<a/> <!-- asepsis: ignore[ us-ssn  phi ] -- invented -->", Line, &["us-ssn", "phi"], "invented", (1, 1)),
        ("a.sql", "select 1 -- asepsis: ignore[aws-*] C#", Line, &["aws-*"], "C#", (1, 1)),
        ("a.md", "text <!-- asepsis: ignore [phi] why-->", Line, &["phi"], "why", (1, 1)),
        ("a.csv", "id,\"asepsis: ignore[us-ssn] invented\",Ann Example", Line, &["us-ssn"], "invented", (1, 1)),
        ("notes", "ssn asepsis: ignore[us-ssn] invented", Line, &["us-ssn"], "invented", (1, 1)),
        ("a.hl7", "MSH|^~\\&|\rNTE|1||asepsis: ignore[us-ssn] invented^x", Line, &["us-ssn"], "invented", (2, 2)),
    ] {
        let text = if path == "a.hl7" { text.replace('\r', "\n") } else { text.to_owned() };
        let read = one(path, &text);
        assert_eq!((read.kind, rules_of(&read), read.reason.as_str(), read.covers), (kind, rules.to_vec(), reason, covers), "{text}");
        assert_eq!((read.fault, read.peer, read.until), (None, None, None), "{text}");
    }
}

#[test]
fn dates_stand_anywhere_in_the_reason() {
    let day = date("2027-03-31");
    assert!(day.is_some());
    for (rest, reason, until, fault) in [
        (" until=2027-03-31 synthetic patient", "synthetic patient", day, None),
        (" synthetic until=2027-03-31, patient", "synthetic patient", day, None),
        (" synthetic (until=2027-03-31)", "synthetic", day, None),
        (" until=2027-02-30 x", "x", None, Some(Fault::Date)),
        (" until=soon", "", None, Some(Fault::Date)),
        (" until=", "", None, Some(Fault::Date)),
        (" until=20270331", "", None, Some(Fault::Date)),
        (" until 2027", "until 2027", None, None),
    ] {
        let read = one("a.py", &format!("# asepsis: ignore[us-ssn]{rest}"));
        assert_eq!((read.reason.as_str(), read.until, read.fault), (reason, until, fault), "{rest}");
    }
}

#[test]
fn marks_outside_comments_do_not_count() {
    for (path, text) in [
        ("a.py", "x = 'asepsis: ignore[us-ssn] no'"),
        ("a.py", "x = '''\n# asepsis: ignore[us-ssn] no\n'''"),
        ("a.java", "String s = \"// asepsis: ignore[us-ssn] no\";"),
        ("a.rs", "let s = r#\"// asepsis: ignore[us-ssn] no\"#;"),
        ("a.js", "asepsis: ignore[us_ssn]"),
        ("a.json", "{\"a\": \"// asepsis: ignore[us-ssn] no\"}"),
        ("a.yaml", "asepsis: ignore[us-ssn]"),
        ("a.yaml", "a: \"# asepsis: ignore[us-ssn]\""),
        ("a.md", "Write asepsis: ignore[us-ssn] behind it."),
        ("a.env", "A=asepsis: ignore[us-ssn]"),
        ("a.go", "s := \"nosec gitleaks:allow\""),
        // Prose about the tool, and words that only hold a mark.
        ("a.py", "# asepsis: a scanner"),
        ("a.py", "# asepsis: ignores what stands in strings"),
        ("a.py", "# run-asepsis: ignore[us-ssn]"),
        ("a.py", "# nosecurity, nosec_total and my-nosec"),
        ("a.py", "# pragma: allowlist nothing"),
        ("a.py", "# see gitleaks:allowed"),
    ] {
        assert_eq!(read_text(path, text.as_bytes()), [], "{path}: {text}");
    }
}

#[test]
fn configuration_files_have_comments_too() {
    for (path, text) in [
        ("a.yaml", "key: value # asepsis: ignore[us-ssn] x"),
        ("a.yaml", "run: |\n  curl example.org # asepsis: ignore[us-ssn] x"),
        ("a.toml", "key = 'v' # asepsis: ignore[us-ssn] x"),
        (".env", "KEY=value # asepsis: ignore[us-ssn] x"),
        ("a.properties", "key=value # asepsis: ignore[us-ssn] x"),
        ("a.ini", "; asepsis: ignore[us-ssn] x"),
        ("a.html", "<!--\n asepsis: ignore[us-ssn] x\n-->"),
        ("a.json", "{} // asepsis: ignore[us-ssn] x"),
        ("Dockerfile", "# asepsis: ignore[us-ssn] x"),
    ] {
        assert_eq!((rules_of(&one(path, text)), one(path, text).reason.as_str()), (vec!["us-ssn"], "x"), "{path}");
    }
}

#[test]
fn slips_come_out_with_their_fault() {
    for (text, fault) in [
        ("# asepsis: ignore-nextline[us-ssn]", Some(Fault::Word)),
        ("# asepsis: ignore_file[us-ssn]", Some(Fault::Word)),
        ("# asepsis: ignore[us-ssn", Some(Fault::List)),
        ("# asepsis: ignore-end", Some(Fault::NoStart)),
        ("# asepsis: ignore-start[us-ssn]", Some(Fault::NoEnd)),
        ("# asepsis: ignore", None),
        ("# asepsis: ignore because it is a test", None),
        ("# asepsis: ignore(us-ssn)", None),
    ] {
        let read = one("a.py", text);
        assert_eq!(read.fault, fault, "{text}");
        assert!(fault == Some(Fault::NoEnd) || read.rules.is_empty() || fault == Some(Fault::Word), "{text}");
    }
    let many = format!("# asepsis: ignore[{}]", "a,".repeat(65));
    assert_eq!(one("a.py", &many).fault, Some(Fault::List));
}

#[test]
fn starts_find_their_ends() {
    let text = "<!-- asepsis: ignore-start[phi] outer -->\n<!-- asepsis: ignore-start[us-ssn] inner -->\nx\n<!-- asepsis: ignore-end-->\n\
                    <!-- asepsis: ignore-end -->\n<!-- asepsis: ignore-start[crypto] open -->\n";
    let read = read_text("a.xml", text.as_bytes());
    let covers: Vec<_> = read.iter().filter(|read| read.kind == DirectiveKind::Start).map(|read| (read.covers, read.fault)).collect();
    assert_eq!(covers, [((1, 5), None), ((2, 4), None), ((6, u32::MAX), Some(Fault::NoEnd))]);
    let line = read_text("a.py", b"# asepsis: ignore-start[person-name] made up # asepsis: ignore-end");
    assert_eq!((line.len(), line[0].covers, line[0].reason.as_str(), line[0].fault), (2, (1, 1), "made up", None));
}

#[test]
fn comments_above_one_another_speak_of_the_same_line() {
    let read = read_text("a.py", b"# asepsis: ignore-next-line[us-ssn] x\n# asepsis: ignore-next-line[us-npi] y\nz = 1\n");
    assert_eq!(read.iter().map(|read| read.covers).collect::<Vec<_>>(), [(3, 3), (3, 3)]);
}

#[test]
fn peers_are_honoured_for_their_families() {
    let both = &["secret", "crypto"][..];
    for (path, text, peer, rules, covers) in [
        ("a.py", "k = 1 # gitleaks:allow", "gitleaks", &["secret"][..], (1, 1)),
        ("a.py", "k = 1 # betterleaks:allow", "betterleaks", &["secret"], (1, 1)),
        ("a.py", "k = 1 # trufflehog:ignore", "trufflehog", &["secret"], (1, 1)),
        ("a.py", "k = 1 # kingfisher:ignore", "kingfisher", &["secret"], (1, 1)),
        ("a.py", "k = 1 # ggignore", "ggshield", &["secret"], (1, 1)),
        ("a.py", "k = 1 # pragma: allowlist secret", "detect-secrets", &["secret"], (1, 1)),
        ("a.py", "k = 1 # pragma: whitelist secret", "detect-secrets", &["secret"], (1, 1)),
        ("a.py", "# pragma: allowlist nextline secret", "detect-secrets", &["secret"], (2, 2)),
        ("a.yml", "k: v # pragma:allowlist-nextline-secret", "detect-secrets", &["secret"], (2, 2)),
        ("a.py", "md5() # nosec", "bandit", both, (1, 1)),
        ("a.py", "md5() # nosec - a checksum", "bandit", both, (1, 1)),
        ("a.py", "md5() # nosec B324", "bandit", &["crypto"], (1, 1)),
        ("a.py", "md5() # nosec: B105, B324", "bandit", both, (1, 1)),
        ("a.py", "md5() # nosec hardcoded_password_string", "bandit", &["secret"], (1, 1)),
        ("a.go", "md5.New() //#nosec G401 -- checksum", "gosec", &["crypto"], (1, 1)),
        ("a.py", "md5() # nosemgrep", "semgrep", both, (1, 1)),
        ("a.py", "md5() # nosemgrep: python.lang.security.insecure-hash-algorithms-md5", "semgrep", &["crypto"], (1, 1)),
        ("a.py", "x = 1\n# nosemgrep\nmd5()", "semgrep", both, (2, 3)),
    ] {
        let read = one(path, text);
        assert_eq!((read.peer, rules_of(&read), read.covers), (Some(peer), rules.to_vec(), covers), "{text}");
        assert_eq!((read.reason.as_str(), read.fault), ("", None), "{text}");
    }
    for text in ["f() # nosec B608", "f() # nosec B608,B602", "f() # nosemgrep: python.flask.xss"] {
        assert_eq!(read_text("a.py", text.as_bytes()), [], "{text}");
    }
}

#[test]
fn marks_are_long_enough_to_be_looked_for() {
    for mark in MARKS {
        assert!(mark.literal.len() >= 5, "{}", mark.literal);
        assert_eq!(mark.families.is_empty(), mark.owner == "asepsis", "{}", mark.literal);
    }
}

#[test]
fn places_are_those_of_the_file_on_disk() {
    let text = "ä = 1  # asepsis: ignore[us-ssn] made up\n";
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (bytes, start) in [(text.as_bytes().to_vec(), 10), (utf16, 2 + 2 * 9)] {
        let read = &read_text("a.py", &bytes)[0];
        let (region, reason) = (read.region, read.reason_bytes);
        assert_eq!((region.start.line, region.start.column, region.end.column, region.bytes.start), (1, 10, 41, start));
        assert!(region.bytes.contains(reason));
        assert_eq!(read.reason, "made up");
    }
}

#[test]
fn hostile_files_cost_linear_time() {
    let marks = "# asepsis: ignore-start[us-ssn] nosec ".repeat(5_000);
    let read = read_text("a.py", marks.as_bytes());
    assert_eq!(read.iter().filter(|read| read.fault == Some(Fault::Depth)).count(), 5_000 - DEEPEST);
    read_text("a.txt", &[b"asepsis: ignore[".as_slice(), &[0xFF; 5000]].concat());
    read_text("a.txt", b"asepsis:");
    read_text("a.csv", "asepsis: ignore[ä] until=ä".repeat(1000).as_bytes());
    let long = one("a.txt", &format!("asepsis: ignore[us-ssn] {}", "ä ".repeat(900)));
    assert_eq!(long.reason.chars().count(), LONGEST_REASON);
    // Offsets that are none of a mark's, or none at all.
    let view = View::of("a.txt", b"asepsis: ignore[a] b").expect("text");
    assert_eq!(read_offsets(&view), []);
}

fn read_offsets(view: &View<'_>) -> Vec<Directive> {
    read(view, &[3, 20, usize::MAX])
}
