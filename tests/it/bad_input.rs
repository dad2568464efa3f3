//! Input that is not what one would wish for: each ends with a clear message or a notice and the documented exit code, and every other
//! file is still reported.

use crate::common::{LINE, Output, SSN, Tree};
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

/// Where [`LINE`] has its number.
const FOUND: &str = "other.txt:1:14 us-ssn";

/// A file that is always reported, whatever lies beside it.
fn tree() -> Tree {
    Tree::of(&[("other.txt", LINE)])
}

#[test]
fn empty_file() {
    let tree = Tree::of(&[("empty.txt", "")]);
    let output = tree.scan(&["empty.txt"]).ends_with(0);
    assert_eq!(output.summary()["files"], 1);
    assert!(output.notices().is_empty());
    let output = tree.with("other.txt", LINE).scan(&[]).ends_with(1);
    assert_eq!(output.findings(), [FOUND]);
}

#[test]
fn no_files() {
    let tree = Tree::new();
    tree.run(&["scan"]).ends_with(3).says(&["nothing to scan", "--no-ignore"]);
    tree.run(&["scan", "missing"]).ends_with(2).says(&["cannot scan `missing`"]);
    let output = tree.feed(&["scan", "-", "--format", "ndjson"], b"").ends_with(0);
    assert_eq!(output.summary()["files"], 1);
}

/// Reading this process's own memory at address 0 fails for everybody, also for root.
#[cfg(target_os = "linux")]
#[test]
fn file_that_fails_while_it_is_read() {
    let tree = tree();
    std::os::unix::fs::symlink("/proc/self/mem", tree.path("broken")).expect("a link");
    let output = tree.scan(&["--follow"]).ends_with(1);
    assert_eq!(output.findings(), [FOUND]);
    assert_eq!(output.notices(), ["broken unreadable"]);
    tree.scan(&["--follow", "--strict", "--fail-on", "never"]).ends_with(3);
    let verbose = tree.run(&["scan", "--follow", "--all", "-v"]).ends_with(1);
    assert!(verbose.stdout.contains("broken: Input/output error"), "{}", verbose.stdout);
}

/// Root may read everything, so for root the command runs as nobody; where that is not possible there is nothing to test.
#[cfg(unix)]
#[test]
fn unreadable_file_and_folder() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    let tree = tree().with("locked.txt", LINE).with("locked/inner.txt", LINE);
    let lock = |path: &str, mode: u32| set_permissions(tree.path(path), Permissions::from_mode(mode)).expect("the mode can be set");
    lock("", 0o755);
    lock("locked.txt", 0);
    lock("locked", 0);
    let is_root = std::fs::read(tree.path("locked.txt")).is_ok();
    // The build folder may be closed to nobody.
    let program = if is_root { tree.path(".git/asepsis") } else { crate::common::binary() };
    if is_root {
        std::fs::create_dir(tree.path(".git")).expect("a folder");
        std::fs::copy(crate::common::binary(), &program).expect("a copy");
    }
    let scan = |arguments: &[&str]| {
        let mut command = crate::common::command(if is_root { "setpriv".as_ref() } else { program.as_os_str() });
        if is_root {
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program);
        }
        command.args(["scan", "--all", "--format", "ndjson"]).args(arguments).current_dir(tree.path(""));
        command
    };
    if is_root && scan(&["--version"]).output().is_err() {
        eprintln!("skipped: root may read everything, and there is no setpriv");
        return;
    }
    let output = Output::of(&mut scan(&[])).ends_with(1);
    assert_eq!(output.findings(), [FOUND]);
    assert_eq!(output.notices(), ["locked unreadable", "locked.txt unreadable"]);
    assert_eq!(output.summary()["complete"], false);
    Output::of(&mut scan(&["--fail-on", "never"])).ends_with(0);
    Output::of(&mut scan(&["--fail-on", "never", "--strict"])).ends_with(3);
    for alone in ["locked", "locked.txt"] {
        let output = Output::of(&mut scan(&[alone])).ends_with(3);
        assert_eq!(output.notices().len(), 1, "{}", output.stdout);
    }
    lock("locked", 0o755);
}

/// `.ci/run` does this with 200 MB and the release build, by `ASEPSIS_LONG_LINE=200` and `ASEPSIS_TEST_BIN`.
#[test]
fn one_long_line() {
    const MEGABYTES: usize = 9;
    const BORDER: usize = 4 << 20;
    let size = std::env::var("ASEPSIS_LONG_LINE").map_or(MEGABYTES, |size| size.parse().expect("a number of megabytes")) * 1_000_000;
    let key = ["gh", "p_016C7vRk", "2fQmX9TzLs4YdHb", "8WnJc3aE1VpUg"].concat();
    let planted = [format!(" ssn={SSN},"), format!(" key={key},")];
    let mut places = vec![100, size / 2];
    // Values lie across the border in turn: by their first byte, their middle, their last.
    places.extend((1..=size / BORDER).map(|index| index * BORDER - 4 - 7 * (index % 4)));
    places.push(size - 200);
    places.sort_unstable();
    let mut line: Vec<u8> = b"lorem ipsum dolor, sit amet; ".iter().copied().cycle().take(size - planted[0].len() + 1).collect();
    let mut expected = Vec::new();
    for place in places {
        for (value, distance) in planted.iter().zip([0, 100]) {
            let start = place + distance;
            let value_start = start + value.find('=').expect("there is one") + 1;
            line[start..start + value.len()].copy_from_slice(value.as_bytes());
            expected.push(format!("long.txt:1:{}", value_start + 1));
        }
    }
    // The last value ends with the file.
    expected.push(format!("long.txt:1:{}", line.len() + " ssn=".len() + 1));
    line.extend_from_slice(planted[0].trim_end_matches(',').as_bytes());
    let tree = tree().with("long.txt", &line);
    let output = tree.scan(&[]).ends_with(1);
    let found = output.findings();
    let found: Vec<&str> = found.iter().filter_map(|finding| finding.split(' ').next()).filter(|place| place.starts_with("long")).collect();
    assert_eq!(found, expected);
    assert!(output.findings().contains(&FOUND.to_owned()));
    // The line is shown in part only, in every format.
    let human = tree.run(&["scan", "--all"]).ends_with(1);
    assert!(human.stdout.lines().all(|line| line.chars().count() < 400));
}

/// As many findings on one line as fit: the time for each must not depend on how long the line is.
#[test]
fn many_findings_on_one_line() {
    const COUNT: usize = 4_000;
    let tree = Tree::of(&[("many.txt", &format!("ssn={SSN}, ").repeat(COUNT))]);
    let output = tree.scan(&[]).ends_with(1);
    assert_eq!(output.summary()["findings"], COUNT);
}

#[test]
fn nul_bytes() {
    let text = format!("{LINE}{}", "nothing of interest here\n".repeat(10));
    let tree = tree().with("stray.txt", text.replacen("patient", "pati\0nt", 1)).with("binary.dat", [b'\0'; 400]).with("one.dat", b"\0");
    let output = tree.scan(&[]).ends_with(1);
    assert_eq!(output.findings(), [FOUND, "stray.txt:1:14 us-ssn"]);
    assert_eq!(output.notices(), ["binary.dat binary", "one.dat binary"]);
    assert_eq!(output.summary()["complete"], true, "a binary file was recognised and listed: that is complete");
    tree.scan(&["--strict"]).ends_with(1);
}

#[test]
fn invalid_utf8() {
    let tree = tree()
        .with("latin.txt", b"caf\xE9 \xFC ssn: 219-09-9999\n")
        .with("broken.txt", b"\xC3\x28 \xF0\x9F\x98 \x80 \xFF\xFE ssn: 219-09-9999\n")
        .with("marked.txt", b"\xEF\xBB\xBF\xC3 ssn: 219-09-9999\n");
    let output = tree.scan(&[]).ends_with(1);
    // Where a file is not UTF-8, a column is a byte.
    assert_eq!(output.findings(), ["broken.txt:1:18 us-ssn", "latin.txt:1:13 us-ssn", "marked.txt:1:8 us-ssn", FOUND]);
    assert!(output.notices().is_empty());
}

fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn lone_surrogates() {
    let lone = [0x00, 0xD8];
    let tree = tree()
        .with("high.txt", [utf16("a"), lone.to_vec(), utf16(LINE)[2..].to_vec()].concat())
        .with("low.txt", [utf16("a"), vec![0x00, 0xDC], utf16(LINE)[2..].to_vec()].concat())
        .with("escaped.json", r#"{"note": "\ud800 and \udc00\u", "ssn": "219-09-9999"}"#)
        .with("patient.json", r#"{"resourceType": "Patient", "name": [{"family": "\ud83d\ud800"}], "birthDate": "1970-01-02"}"#);
    let output = tree.scan(&[]).ends_with(1);
    let found = output.findings();
    for expected in ["high.txt:1:16 us-ssn", "low.txt:1:16 us-ssn", "escaped.json:1:41 us-ssn", "patient.json:1:81 birth-date", FOUND] {
        assert!(found.contains(&expected.to_owned()), "{expected} is not in {found:?}");
    }
}

#[test]
fn truncated_utf16() {
    let whole = utf16("ssn: 219-09-9999");
    let tree = tree()
        .with("odd.txt", [&whole[..], b"x"].concat())
        .with("pair.txt", [&whole[..], b" \0\x3D\xD8"].concat())
        .with("mark.txt", &whole[..2]);
    let output = tree.scan(&[]).ends_with(1);
    assert_eq!(output.findings(), ["odd.txt:1:6 us-ssn", FOUND, "pair.txt:1:6 us-ssn"]);
    let bytes: Vec<_> = output
        .lines()
        .iter()
        .filter(|line| line["path"] == "odd.txt")
        .map(|line| (line["byte"].clone(), line["byte_end"].clone()))
        .collect();
    assert_eq!(bytes, [(12.into(), 34.into())]);
}

#[test]
fn hl7_with_wrong_separators() {
    let segment = "PID|1||8871^^^CLINIC^MR||MUSTER^ERIKA||19640812|F|||||||||||219-09-9999\r";
    let tree = tree()
        .with("none.hl7", "MSH\rPID\r")
        .with("alike.hl7", "MSH|||||\rPID|1||8871||MUSTER||19640812\r")
        .with("odd.hl7", format!("MSH#*~\\&#A#B#C#D#20240101##ADT*A01#1#P#2.5\r{}", segment.replace('|', "#").replace('^', "*")))
        .with("mixed.hl7", format!("MSH#*~\\&#A#B#C#D#20240101##ADT*A01#1#P#2.5\r{segment}"))
        .with("cut.hl7", format!("MSH|^~\\&|A|B|C|D|20240101||ADT^A01|1|P|2.5\r{}", segment.trim_end()));
    let output = tree.scan(&[]).ends_with(1);
    let found = output.findings();
    assert!(found.contains(&FOUND.to_owned()));
    for (file, column) in [("odd.hl7", 61), ("mixed.hl7", 61), ("cut.hl7", 61)] {
        let has = found.iter().any(|finding| finding.starts_with(&format!("{file}:")) && finding.ends_with(" us-ssn"));
        assert!(has, "{file}:{column} is not in {found:?}");
    }
}

#[test]
fn json_cut_in_half_or_nested_deep() {
    const DEPTH: usize = 100_000;
    let patient = format!(r#"{{"resourceType":"Patient","identifier":[{{"system":"http://hl7.org/fhir/sid/us-ssn","value":"{SSN}"}}]}}"#);
    let tree = tree()
        .with("half.json", &patient[..patient.len() - 4])
        .with("deep.json", format!("{}{patient}{}", "[".repeat(DEPTH), "]".repeat(DEPTH)))
        .with("open.json", format!("{}{patient}", r#"{"a":"#.repeat(DEPTH)))
        .with("contained.json", format!("{}{patient}", r#"{"resourceType":"Patient","contained":["#.repeat(DEPTH / 20)));
    let output = tree.scan(&[]).ends_with(1);
    let found = output.findings();
    for file in ["half.json", "deep.json", "open.json", "contained.json"] {
        let count = found.iter().filter(|finding| finding.starts_with(&format!("{file}:")) && finding.ends_with(" us-ssn")).count();
        assert_eq!(count, 1, "{file}: {found:?}");
    }
    assert!(found.contains(&FOUND.to_owned()));
}

#[cfg(unix)]
#[test]
fn symlink_loop() {
    use std::os::unix::fs::symlink;
    let tree = tree().with("folder/inner.txt", LINE);
    symlink("..", tree.path("folder/up")).expect("a link");
    symlink("itself", tree.path("itself")).expect("a link");
    symlink("missing", tree.path("dead")).expect("a link");
    let found = ["folder/inner.txt:1:14 us-ssn", FOUND];
    let output = tree.scan(&["--follow"]).ends_with(1);
    assert_eq!(output.findings(), found);
    assert_eq!(output.notices(), ["dead link", "folder/up link", "itself link"]);
    let output = tree.scan(&[]).ends_with(1);
    assert_eq!(output.findings(), found);
    let output = tree.scan(&["dead"]).ends_with(3);
    assert_eq!(output.notices(), ["dead link"]);
}

#[cfg(target_os = "linux")]
#[test]
fn file_name_that_is_not_utf8() {
    use std::os::unix::ffi::OsStrExt;
    let tree = tree();
    let name = |bytes: &'static [u8]| tree.path("").join(std::ffi::OsStr::from_bytes(bytes));
    std::fs::write(name(b"caf\xE9.txt"), LINE).expect("Linux takes any bytes");
    std::fs::write(name(b"new\nline\x1b[31m.txt"), LINE).expect("Linux takes any bytes");
    let output = tree.scan(&[]).ends_with(1);
    assert_eq!(output.findings(), ["caf\\xE9.txt:1:14 us-ssn", "new\nline\u{1b}[31m.txt:1:14 us-ssn", FOUND]);
    for format in ["human", "compact", "github", "sarif", "markdown"] {
        let output = tree.run(&["scan", "--all", "--format", format]).ends_with(1);
        assert!(!output.stdout.contains('\u{1b}'), "{format}: a file name reaches the terminal as it is");
        let count = output.stdout.matches("line").count();
        assert!(count > 0 && !output.stdout.contains("new\nline"), "{format}");
    }
}

#[test]
fn configuration_with_an_unknown_key() {
    let tree = tree().with("asepsis.toml", "# ours\nfail-onn = \"low\"\n");
    tree.run(&["scan"]).ends_with(2).says(&["asepsis.toml:2:1", "unknown key `fail-onn`", "did you mean `fail-on`?"]);
    tree.write("asepsis.toml", "[phi]\nreserved-values = \"as-rael\"\n");
    tree.run(&["scan"]).ends_with(2).says(&["asepsis.toml:2:19", "did you mean `as-real`?"]);
    tree.write("asepsis.toml", "[rules]\nus-snn = \"off\"\n");
    tree.run(&["scan"]).ends_with(2).says(&["asepsis.toml:2:1", "did you mean `us-ssn`?"]);
    tree.write("asepsis.toml", "= = [[[");
    tree.run(&["scan"]).ends_with(2).says(&["asepsis.toml:1:", "not TOML"]);
    tree.write("asepsis.toml", b"\xFF\xFE\0");
    tree.run(&["scan"]).ends_with(2).says(&["asepsis.toml"]);
    tree.scan(&["--no-config"]).ends_with(1);
    tree.run(&["scan", "--config", "missing.toml"]).ends_with(2).says(&["missing.toml"]);
}

#[test]
fn configuration_that_extends_itself() {
    let tree = tree().with("asepsis.toml", "extends = \"asepsis.toml\"\n");
    tree.run(&["scan"]).ends_with(2).says(&["asepsis.toml", "extends"]);
}

/// A user's file of one rule; the pattern stands on its fifth line.
fn rule(pattern: &str) -> String {
    format!(
        "# ours\n[[rule]]\nid = \"acme-test-token\"\ntitle = \"Acme token\"\npattern = '{pattern}'\nseverity = \"high\"\nwhy = \"It is a secret.\"\nfix = \"Revoke the token.\"\nmatch = [\"acmetoken_0123456789\"]\nignore = [\"acmetoken_x\"]\n"
    )
}

#[test]
fn user_rule_with_a_bad_regex() {
    let tree = tree().with("ours.toml", rule("acmetoken_[0-9]{10}"));
    tree.write("hit.txt", "acmetoken_1234567890\n");
    let output = tree.scan(&["--rules", "ours.toml", "--only", "acme-test-token"]).ends_with(1);
    assert_eq!(output.findings(), ["hit.txt:1:1 acme-test-token", "ours.toml:9:11 acme-test-token"]);
    for pattern in ["acmetoken_([0-9]{10}", "acmetoken_[0-9", "acmetoken_(?=x)", "acmetoken_*{", "[0-9]"] {
        tree.write("ours.toml", rule(pattern));
        tree.run(&["scan", "--rules", "ours.toml"]).ends_with(2).says(&["ours.toml:", "acme-test-token"]);
        let message = tree.run(&["rules", "test", "--rules", "ours.toml"]).ends_with(2).stderr;
        let line: usize =
            message.split("ours.toml:").nth(1).and_then(|rest| rest.split(':').next()).and_then(|line| line.parse().ok()).expect("a line");
        assert!((2..=10).contains(&line), "{message}");
    }
    tree.write("ours.toml", rule("acmetoken_[0-9]{10}").replace("severity", "severitty"));
    tree.run(&["scan", "--rules", "ours.toml"]).ends_with(2).says(&["ours.toml:6:", "severity"]);
    tree.run(&["scan", "--rules", "missing.toml"]).ends_with(2).says(&["cannot read the rules `missing.toml`"]);
    tree.write("ours.toml", b"\xFF");
    tree.run(&["scan", "--rules", "ours.toml"]).ends_with(2).says(&["ours.toml"]);
}

#[test]
fn baseline_of_garbage() {
    let tree = tree();
    for garbage in
        ["not json\n", "{\"id\":\"\n", "[]\n", "{\"id\":1}\n", "{\"idd\":\"0123456789abcdef\"}\n", "<<<<<<< ours\n", &"[".repeat(200_000)]
    {
        tree.write(".asepsis-baseline.ndjson", garbage);
        tree.run(&["scan"]).ends_with(2).says(&[".asepsis-baseline.ndjson:1"]);
    }
    tree.write(".asepsis-baseline.ndjson", b"\xFF\xFE\0");
    tree.run(&["scan"]).ends_with(2).says(&["cannot read the baseline", ".asepsis-baseline.ndjson"]);
    tree.write("garbage", "\n\nssn: 219-09-9999\n");
    let output = tree.run(&["scan", "--baseline", "garbage"]).ends_with(2).says(&["garbage:3"]);
    assert!(!output.stderr.contains(SSN), "the message quotes the file");
    tree.run(&["scan", "--baseline", "missing"]).ends_with(2).says(&["cannot read the baseline `missing`"]);
}

#[test]
fn output_that_cannot_be_written() {
    let tree = tree().with("folder/x", "");
    for path in ["folder", "missing/report.sarif", "sarif=folder", "other.txt/report"] {
        let output = tree.run(&["scan", "--output", path]).ends_with(2).says(&["cannot write the report"]);
        assert!(output.stdout.is_empty());
    }
    tree.run(&["scan", "--summary", "folder"]).ends_with(2).says(&["cannot write the report `folder`"]);
    tree.run(&["baseline", "create", "--baseline", "missing/baseline"]).ends_with(2).says(&["missing/baseline"]);
}

/// A disk that is full: the other reports are written all the same.
#[cfg(target_os = "linux")]
#[test]
fn output_that_fails_while_it_is_written() {
    let tree = tree();
    tree.run(&["scan", "--all", "-o", "sarif=/dev/full", "-o", "ndjson=good.ndjson"]).ends_with(2).says(&["/dev/full"]);
    assert!(tree.read("good.ndjson").contains("us-ssn"));
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let output = tree.command(&["scan", "--all"]).stdout(full).stderr(Stdio::piped()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("standard output"));
}

/// A reader that has seen enough ends nothing: the exit code is the scan's.
#[test]
fn broken_pipe() {
    let tree = Tree::of(&[("many.txt", &LINE.repeat(3_000))]);
    for format in ["human", "ndjson", "compact"] {
        let mut child = tree
            .command(&["scan", "--all", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut line = String::new();
        BufReader::with_capacity(16, child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(output.stderr.is_empty(), "{format}: {}", String::from_utf8_lossy(&output.stderr));
    }
    // Standard input may end early as well.
    let mut child = tree.command(&["scan", "-"]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("the command starts");
    child.stdin.take().expect("a pipe").write_all(b"half a li").expect("it is read");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}
