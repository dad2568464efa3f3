//! What is not looked at again in the history: the report is the one of a scan that looks at everything, whatever threads do.

use crate::common::{Output, Tree};
use crate::git::{git, git_command};
use asepsis::rule::RuleSet;
use asepsis::run::{Limits, collect};
use asepsis::scan::{Options, Scanner};
use asepsis::source::git::{Names, Repository};
use asepsis::source::history::{History, Options as HistoryOptions};
use asepsis::source::walk::Root;
use std::fmt::Write as _;
use std::fs::File;
use std::sync::atomic::{AtomicU64, Ordering};

/// Parts that come, go, move and come back. Each is longer than what is looked at around a line, so none needs another one.
fn parts(comment: &str) -> Vec<String> {
    let filler = |number: usize| (0..30).map(|line| format!("    total += rows[{line}] * {number} + weight({line})\n")).collect::<String>();
    let found = [
        format!("{comment} patient ssn: 219-09-9999\n"),
        format!("{comment} patient ssn: 078-05-1120\n"),
        // The same value in another line: what is said of it must not depend on which was met first.
        format!("{comment} social security number of the patient is 219-09-9999, as above\n"),
        format!("{comment} patient_name: Jo Doe, patient ssn: 219-09-9998\n{comment} dob: 1950-02-03\n{comment} mrn: 00417723\n"),
        format!("{comment} begin\n    url = \"https://clerk:tr0ub4dor-staple@db.clinic.test/ward\"\n"),
    ];
    // Words that many rules are led to by, of values over many lines too, and that lead to nothing here.
    let words = format!("{comment} private secret key of the master, aes or hmac: the password of each cipher is in the vault\n");
    let clean = (0..30).map(|number| format!("def work_{number}(rows):\n{words}{}    return total\n\n", filler(number)));
    let found = found.iter().enumerate().map(|(number, line)| format!("{}{line}{}", filler(100 + number), filler(200 + number)));
    clean.chain(found).collect()
}

/// Numbers that look drawn, the same in each run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// Commits of three files, in the language of `git fast-import`.
fn commits(count: usize) -> String {
    let mut draw = Draw(7);
    let mut files = [("src/a.py", "#"), ("src/b.py", "#"), ("src/c.go", "//")].map(|(path, comment)| (path, parts(comment), Vec::new()));
    for (_, parts, order) in &mut files {
        order.extend(0..parts.len() - 12);
    }
    let mut stream = String::new();
    for number in 0..count {
        write!(stream, "commit refs/heads/main\ncommitter Jo Doe <jo@example.org> {} +0000\ndata 5\nwork\n", 1_700_000_000 + number)
            .expect("text");
        for (path, parts, order) in &mut files {
            for _ in 0..=draw.below(2) {
                let (at, to) = (draw.below(order.len()), draw.below(order.len()));
                match draw.below(4) {
                    0 => order.swap(at, to),
                    1 if order.len() > 12 => drop(order.remove(at)),
                    2 => order[at] = draw.below(parts.len()),
                    _ => order.insert(at, draw.below(parts.len())),
                }
            }
            let text: String = order.iter().map(|part| parts[*part].as_str()).collect();
            write!(stream, "M 100644 inline {path}\ndata {}\n{text}\n", text.len()).expect("text");
        }
    }
    stream
}

/// A repository of loose objects.
fn loose(stream: &str) -> Tree {
    let tree = Tree::new();
    git(&tree, &["init", "--quiet"]);
    tree.write("stream", stream);
    let mut import = git_command(&tree, &["-c", "fastimport.unpackLimit=100000", "fast-import", "--quiet"]);
    Output::of(import.stdin(File::open(tree.path("stream")).expect("it was written"))).ends_with(0);
    tree
}

/// Bytes that rules look at.
fn looked_at(tree: &Tree) -> u64 {
    let mut rules = RuleSet::built_in();
    for key in rules.select("crypto") {
        rules.enable(key, false);
    }
    let scanner = Scanner::new(&rules, Options::default());
    let repository = Repository::of(&tree.path("")).expect("a repository");
    let roots = [Root { path: tree.path(""), prefix: String::new(), project_prefix: String::new() }];
    let names = Names::new(&repository, &roots, &[], true).expect("no glob is wrong");
    let history = History::new(repository, names, HistoryOptions { threads: 1, ..HistoryOptions::default() }).expect("a history");
    let limits = Limits { max_size: None, archives: 2, keyed: false, shard: None, cache: None, trusted: None, progress: &|| {} };
    let bytes = AtomicU64::new(0);
    collect(&history, &limits, &|blob| {
        bytes.fetch_add(blob.bytes.len() as u64, Ordering::Relaxed);
        scanner.scan(blob)
    });
    bytes.into_inner()
}

#[test]
fn what_is_not_looked_at_again_changes_no_report() {
    let tree = loose(&commits(60));
    let run =
        |jobs: &str| tree.run(&["scan", "--history", "--all", "--no-ignore", "--format", "ndjson", "-v", "--jobs", jobs]).ends_with(1);
    let (all, whole) = (run("1"), looked_at(&tree));
    let places = all.findings();
    for rule in ["us-ssn", "patient-record", "url"] {
        assert!(places.iter().any(|finding| finding.contains(rule)), "nothing of {rule} to lose: {places:?}");
    }
    assert!(run("4") == all, "loose objects, four threads");
    // Each version made from another one; then each by itself, so that only its lines are known.
    for repack in [&["repack", "-adfq", "--depth=50", "--window=20"][..], &["repack", "-adfq", "--window=0"]] {
        git(&tree, repack);
        git(&tree, &["prune-packed"]);
        for jobs in ["1", "4", "4"] {
            let packed = run(jobs);
            assert_eq!(packed.findings(), places, "{repack:?}, {jobs} threads");
            assert!(packed == all, "{repack:?}, {jobs} threads");
        }
        let part = looked_at(&tree);
        assert!(part < whole * 2 / 3, "{repack:?}: {part} of {whole} bytes");
    }
}

/// Files that are nearly alike are made from one another, whatever they are called, and so are those that are read at other times.
#[test]
fn files_are_made_from_files_of_other_names() {
    let long: String = (0..300).map(|number| format!("total += rows[{number}] * weight({number})\n")).collect();
    let mut stream = String::new();
    for number in 0..2 {
        let date = 1_700_000_000 + number;
        write!(stream, "commit refs/heads/main\ncommitter Jo Doe <jo@example.org> {date} +0000\ndata 5\nwork\n").expect("text");
        for file in 0..500 {
            let text = format!("{long}# patient ssn: 9{:02}-{:02}-3456\n# version {number}\n", file / 50, 10 + file % 50);
            write!(stream, "M 100644 inline src/{file}/{:x}.py\ndata {}\n{text}\n", file * 7919 % 4093, text.len()).expect("text");
        }
    }
    let tree = loose(&stream);
    git(&tree, &["symbolic-ref", "HEAD", "refs/heads/main"]);
    let run = |jobs: &str| tree.run(&["scan", "--history", "--only", "us-ssn", "--all", "--format", "ndjson", "--jobs", jobs]);
    let all = run("1");
    assert_eq!(all.findings().len(), 500);
    git(&tree, &["repack", "-adfq", "--depth=50", "--window=20"]);
    git(&tree, &["prune-packed"]);
    let made = git(&tree, &["cat-file", "--batch-all-objects", "--batch-check=%(deltabase)"]);
    assert!(made.lines().filter(|base| !base.starts_with("0000")).count() > 900);
    for jobs in ["1", "4"] {
        assert_eq!(run(jobs).stdout, all.stdout, "{jobs} threads");
    }
}

/// What two tags say alike is said of the first of them, always.
#[test]
fn of_two_tags_alike_the_first_counts() {
    let tree = loose(&commits(1));
    for name in ["a", "b", "c", "d"] {
        git(&tree, &["tag", "--annotate", name, "main", "--message", "patient ssn: 219-09-9999"]);
    }
    let first = git(&tree, &["rev-parse", "a"]);
    for _ in 0..8 {
        let output = tree.run(&["scan", "--history", "--all", "--only", "us-ssn", "--format", "ndjson", "--jobs", "4"]);
        let lines = output.lines();
        let tag = lines.iter().find(|line| line["path"] == "tag-message").expect("a finding");
        assert_eq!(tag["commit"], first.as_str());
    }
}

/// Commits of one file, in the language of `git fast-import`.
fn versions(path: &str, versions: &[String]) -> String {
    let mut stream = String::new();
    for (number, text) in versions.iter().enumerate() {
        write!(stream, "commit refs/heads/main\ncommitter Jo Doe <jo@example.org> {} +0000\ndata 5\nwork\n", 1_700_000_000 + number)
            .expect("text");
        write!(stream, "M 100644 inline {path}\ndata {}\n{text}\n", text.len()).expect("text");
    }
    stream
}

/// What is found in a line because of another one that is far away is found in every version.
#[test]
fn what_stands_far_away_may_decide() {
    let filler = |start: usize| (start..start + 150).map(|number| format!("total += rows[{number}]\n")).collect::<String>();
    let rows = |number: &str| {
        let row = |at: usize| format!("  ({at}, '{}', 'Ward'),\n", if at == 90 { number } else { "" });
        format!(
            "{}SQL = \"\"\"INSERT INTO patients (id, mrn, unit) VALUES\n{}\"\"\"\n{}",
            filler(0),
            (0..180).map(row).collect::<String>(),
            filler(1000)
        )
    };
    let accepted = |comment: &str| format!("{comment}{}# patient ssn: 219-09-9999\n{}", filler(0), filler(1000));
    let hashed = |name: &str| {
        format!(
            "{}ALGORITHM = \"{name}\"\n{}def digest(password):\n    return hashlib.new(ALGORITHM, password)\n{}",
            filler(0),
            filler(1000),
            filler(2000)
        )
    };
    let mut draw = Draw(5);
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let body: Vec<String> = (0..50).map(|_| (0..64).map(|_| char::from(alphabet[draw.below(64)])).collect()).collect();
    let key = |left_out: Option<usize>| {
        let lines = body
            .iter()
            .enumerate()
            .map(|(at, line)| if Some(at) == left_out { "(one line is left out)\n".to_owned() } else { format!("{line}\n") });
        let kind = "RSA PRIVATE KEY";
        format!(
            "{}KEY = \"\"\"-----BEGIN {kind}-----\nMII{}-----END {kind}-----\n\"\"\"\n{}",
            filler(0),
            lines.collect::<String>(),
            filler(1000)
        )
    };
    for (told, history, arguments, expected) in [
        ("a column by the head of its table", [rows(""), rows("00417723")], &[][..], "medical-record-number"),
        (
            "a line by a comment that accepts it no longer",
            [accepted("# asepsis: ignore-file[us-ssn] made up\n"), accepted("")],
            &[],
            "us-ssn",
        ),
        ("a call by its constant", [hashed("sha256"), hashed("md5")], &["--only", "weak-hash"], "weak-hash"),
        ("a key by its beginning and end", [key(Some(25)), key(None)], &[], "private-key"),
    ] {
        // The larger one is what the other is made from, and the later one comes first in a pack.
        let [mut quiet, loud] = history;
        quiet.push_str(&"# the end\n".repeat(9));
        for history in [[quiet.clone(), loud.clone()], [loud.clone(), quiet.clone()]] {
            let tree = loose(&versions("a.py", &history));
            git(&tree, &["symbolic-ref", "HEAD", "refs/heads/main"]);
            let run = || tree.run(&[&["scan", "--history", "--all", "--format", "ndjson"], arguments].concat()).ends_with(1);
            let all = run();
            assert!(all.findings().iter().any(|finding| finding.contains(expected)), "{told}: {:?}", all.findings());
            for repack in [&["repack", "-adfq", "--depth=50", "--window=20"][..], &["repack", "-adfq", "--window=0"]] {
                git(&tree, repack);
                git(&tree, &["prune-packed"]);
                assert_eq!(run().stdout, all.stdout, "{told}: {repack:?}");
            }
        }
    }
}

/// A finding that is longer than what is looked at around a change stays what it is, and another one where it is changed.
#[test]
fn a_long_finding_beside_or_under_a_change() {
    let mut draw = Draw(3);
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut line = || (0..64).map(|_| char::from(alphabet[draw.below(64)])).collect::<String>() + "\n";
    let key: Vec<String> = (0..50).map(|_| line()).collect();
    let other = line();
    let text = |before: &str, changed: Option<usize>, after: &str| {
        let lines: String =
            key.iter().enumerate().map(|(number, line)| if Some(number) == changed { other.as_str() } else { line }).collect();
        let filler = |start: usize| (start..start + 400).map(|number| format!("total += rows[{number}]\n")).collect::<String>();
        let kind = "RSA PRIVATE KEY";
        format!(
            "{}{before}\nKEY = \"\"\"-----BEGIN {kind}-----\nMII{lines}-----END {kind}-----\n\"\"\"\n{after}\n{}",
            filler(0),
            filler(1000)
        )
    };
    let history = [
        text("first = 1", None, "last = 1"),
        text("first = 2", None, "last = 1"),
        text("first = 2", Some(25), "last = 1"),
        text("first = 2", Some(25), "last = 2"),
        text("first = 3", Some(25), "last = 3"),
    ];
    let tree = loose(&versions("a.py", &history));
    git(&tree, &["symbolic-ref", "HEAD", "refs/heads/main"]);
    let run = || tree.run(&["scan", "--history", "--all", "--format", "ndjson"]);
    let all = run();
    assert_eq!(all.findings().len(), 2, "{}", all.stdout);
    for repack in [&["repack", "-adfq", "--depth=50", "--window=20"][..], &["repack", "-adfq", "--window=0"]] {
        git(&tree, repack);
        git(&tree, &["prune-packed"]);
        assert_eq!(run().stdout, all.stdout, "{repack:?}");
    }
}

/// Of files that are no text only the beginning is read; what may be read is not taken for one of them.
#[test]
fn the_beginning_of_a_picture_is_enough() {
    const SIZE: usize = 60_000;
    let noise = |head: &[u8], number: u8| {
        let mut draw = Draw(u64::from(number));
        head.iter().copied().chain(std::iter::repeat_with(|| draw.below(256) as u8)).take(SIZE).collect::<Vec<u8>>()
    };
    let line = b"patient ssn: 219-09-9999\n";
    let text = [&b"work to be done\n".repeat(SIZE / 16)[..], line].concat();
    let utf16 = [&b"\xFF\xFE"[..], &text.iter().flat_map(|byte| [*byte, 0]).collect::<Vec<u8>>()].concat();
    let tree = Tree::new();
    git(&tree, &["init", "--quiet"]);
    for version in 0..3 {
        // The same bytes but for a few at the end, so that git stores a difference.
        let with_end = |bytes: &[u8]| [bytes, &[b'\n'; 9][..version]].concat();
        tree.write("a.png", with_end(&noise(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1)));
        tree.write("store.p12", with_end(&noise(b"\x30\x82\xEA\x5C\x02\x01\x03\0\0\0\0", 2)));
        tree.write("text.png", with_end(&text));
        tree.write("wide.jpg", with_end(&utf16));
        tree.write("nul.gif", with_end(&[&text[..9000], &[0; 500], &text[9000..]].concat()));
        git(&tree, &["add", "--all"]);
        git(&tree, &["commit", "--quiet", "--message", "work"]);
    }
    let run = || {
        let output = tree.run(&["scan", "--history", "--all", "--format", "ndjson"]);
        let bytes = output.lines().last().expect("a summary")["summary"]["bytes"].as_u64().expect("a number");
        (output.findings(), output.notices(), bytes)
    };
    let (findings, notices, bytes) = run();
    for expected in ["store.p12", "text.png", "wide.jpg", "nul.gif"] {
        assert!(findings.iter().any(|finding| finding.starts_with(expected)), "{expected}: {findings:?}");
    }
    assert!(notices.iter().any(|notice| notice.contains("a.png")), "{notices:?}");
    for repack in [&["repack", "-adfq", "--depth=50", "--window=20"][..], &["repack", "-adfq", "--window=0"]] {
        git(&tree, repack);
        git(&tree, &["prune-packed"]);
        let packed = run();
        assert_eq!((&packed.0, &packed.1), (&findings, &notices), "{repack:?}");
        assert!(packed.2 + SIZE as u64 / 2 < bytes, "{repack:?}: {} of {bytes} bytes", packed.2);
    }
}

/// Branches that part and meet at dates that are alike, in the language of `git fast-import`: contents that come back under other names, on
/// other branches and in folders that were copied as they are, links, submodules, a commit in another encoding, notes and tags.
fn branches(count: usize) -> Vec<u8> {
    let mut draw = Draw(11);
    let mut stream = Vec::new();
    let mut tips: Vec<Option<usize>> = vec![None; 4];
    for mark in 1..=count {
        let branch = draw.below(tips.len());
        let date = 1_700_000_000 + 100 * draw.below(5);
        let mut say = |text: &str| stream.extend_from_slice(text.as_bytes());
        say(&format!("commit refs/heads/b{branch}\nmark :{mark}\n"));
        say(&format!(
            "author Jo Doe <jo@example.org> {date} {}\ncommitter Jo Doe <jo@example.org> {date} +0000\n",
            ["-0130", "+0000"][mark % 2]
        ));
        let message = if draw.below(3) == 0 { format!("patient ssn: 9{:02}-12-3456\n", draw.below(30)) } else { String::new() };
        say(&format!("data {}\n{message}\n", message.len()));
        tips[branch].into_iter().for_each(|parent| say(&format!("from :{parent}\n")));
        for other in 0..tips.len() {
            if let Some(parent) = tips[other].filter(|_| other != branch && tips[branch].is_some() && draw.below(6) == 0) {
                say(&format!("merge :{parent}\n"));
            }
        }
        let mut file = |mode: &str, path: &str, text: &str| say(&format!("M {mode} inline {path}\ndata {}\n{text}\n", text.len()));
        file("100644", "src/base.py", "x = 1\n");
        for _ in 0..=draw.below(3) {
            let path = ["src/a.py", "src/deep/b.txt", "src/deep/c.txt", "top.txt", "src/deeper/still/d.txt", "src.txt"][draw.below(6)];
            file(["100644", "100755"][draw.below(2)], path, &format!("patient ssn: 9{:02}-12-3456\n", draw.below(40)));
        }
        file("120000", "link", "patient ssn: 219-09-9999");
        match draw.below(5) {
            0 => say(&format!("C src moved/{}\n", draw.below(4))),
            1 => say("D src/deep\n"),
            2 => say(&format!("M 160000 {} module\n", "ab".repeat(20))),
            _ => {}
        }
        tips[branch] = Some(mark);
    }
    let last = tips.iter().flatten().max().expect("a commit");
    stream.extend_from_slice(
        format!("tag one\nfrom :{last}\ntagger Jo Doe <jo@example.org> 1700000007 +0530\ndata 26\n\npatient ssn: 219-09-9999\n\n")
            .as_bytes(),
    );
    stream.extend_from_slice(b"blob\nmark :9999\ndata 25\npatient ssn: 078-05-1120\n\n");
    stream.extend_from_slice(b"commit refs/heads/old\ncommitter J\xF6 Doe <jo@example.org> 1600000000 +0000\nencoding ISO-8859-1\ndata 27\npatient\xB4s ssn: 219-09-9997\n\n");
    stream.extend_from_slice(
        b"commit refs/notes/commits\ncommitter Jo Doe <jo@example.org> 1700000000 +0000\ndata 4\nnote\nM 100644 :9999 note\n",
    );
    stream
}

/// Commits that this process orders and reads are those that git lists: an empty list of grafts leaves the history as it is, and to git.
#[test]
fn commits_and_trees_are_read_as_git_reads_them() {
    let tree = Tree::new();
    git(&tree, &["init", "--quiet"]);
    std::fs::write(tree.path("stream"), branches(120)).expect("a file");
    let mut import = git_command(&tree, &["fast-import", "--quiet", "--force"]);
    Output::of(import.stdin(File::open(tree.path("stream")).expect("it was written"))).ends_with(0);
    git(&tree, &["checkout", "--quiet", "--detach", "b1"]);
    git(&tree, &["tag", "--annotate", "two", "one", "--message", "patient ssn: 219-09-9998"]);
    tree.write("named.txt", "patient ssn: 219-09-9996\n");
    let named = git(&tree, &["hash-object", "-w", "named.txt"]);
    git(&tree, &["tag", "file", &named]);
    tree.write("src/base.py", "# patient ssn: 987-12-3456\n");
    git(&tree, &["stash"]);
    let run = |arguments: &[&str]| {
        let all = ["scan", "--all", "--authors", "--no-ignore", "-v", "--format", "ndjson", "--exclude", "stream"];
        let log = tree.path("trace");
        let mut command = tree.command(&[&all[..], arguments].concat());
        let output = Output::of(command.env("GIT_TRACE", &log)).ends_with(1);
        let is_gits = std::fs::read_to_string(&log).expect("a log").contains(" --raw ");
        std::fs::remove_file(log).expect("a file");
        (output, is_gits)
    };
    for packed in [false, true] {
        if packed {
            git(&tree, &["repack", "-adfq", "--depth=50", "--window=50"]);
            git(&tree, &["prune-packed"]);
        }
        for arguments in [
            &["--history"][..],
            &["--history", "--exclude", "moved/1", "--exclude", "deep"],
            &["--history", "--exclude", "src"],
            &["--history", "--reflogs"],
            &["--history=b2"],
        ] {
            let (own, is_gits) = run(arguments);
            assert!(!is_gits, "{arguments:?}");
            tree.write(".git/info/grafts", "");
            let (gits, is_gits) = run(arguments);
            assert!(is_gits, "{arguments:?}");
            std::fs::remove_file(tree.path(".git/info/grafts")).expect("a file");
            assert!(own.findings().len() > 10, "{arguments:?}: {}", own.stdout);
            assert_eq!(own.stdout, gits.stdout, "{arguments:?}, packed: {packed}");
        }
        // What is left out by a range is git's affair.
        assert!(run(&["--history=b1..b2"]).1);
    }
}
