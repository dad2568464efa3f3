//! No output may hold a value, a piece of one, or anything a value can be computed from.
//!
//! The values of the generated tree come from a seed, so that no file of the repository holds anything that looks like a credential. Two
//! seeds give two trees that differ in their values alone: what is written about them must be the same to the last byte.

use crate::common::{Output, Tree, demo};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use asepsis::report::{FORMATS, Report, RunInfo, Style};
use asepsis::rule::RuleSet;
use asepsis::run::{Limits, collect};
use asepsis::scan::{Options, Scanner};
use asepsis::source::walk::{Options as WalkOptions, Root, Walk};
use md5::Md5;
use planted::{BASE62, Planter, plant_in};
use serde_json::Value;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

mod editor;
mod faults;
mod planted;

/// Shortest piece of a value that counts as given away.
const PIECE: usize = 8;

/// Shortest value that is looked for as a whole: shorter ones stand in any text.
const SHORTEST: usize = 6;

/// Values and what may be seen of none of them.
struct Watch {
    /// What any report may say: the text of the rules, and the names of files.
    public: String,
    prefixes: Vec<String>,
}

impl Watch {
    fn new(paths: &str) -> Self {
        let rules = RuleSet::built_in();
        let mut public = paths.to_owned();
        let mut prefixes = Vec::new();
        for (key, rule) in rules.iter() {
            // `explain` shows examples, which are as public as the rule.
            let (matches, ignores) = rules.examples(key);
            public.extend(matches.iter().chain(ignores).map(|example| example.text.clone() + "\n"));
            for text in [&rule.id, &rule.title, &rule.what, &rule.why, &rule.fix].into_iter().chain(&rule.references) {
                public.push_str(text);
                public.push('\n');
            }
            prefixes.push(rule.public_prefix.clone());
        }
        Self { public, prefixes }
    }

    /// Pieces of a value, beyond a vendor's public prefix, and short forms of what it can be computed from.
    fn betrayers(&self, value: &str) -> BTreeSet<String> {
        let prefix = self.prefixes.iter().filter(|prefix| value.starts_with(prefix.as_str())).map(String::len).max().unwrap_or(0);
        let secret = &value.as_bytes()[prefix..];
        let mut out: BTreeSet<String> = secret.windows(PIECE).map(|piece| String::from_utf8_lossy(piece).into_owned()).collect();
        if (SHORTEST..PIECE).contains(&secret.len()) {
            out.insert(value[prefix..].to_owned());
        }
        for form in [value.to_owned(), value.to_lowercase(), value.to_uppercase(), format!("{value}\n"), value.replace('-', "")] {
            for digest in
                [Sha256::digest(form.as_bytes()).to_vec(), Sha1::digest(form.as_bytes()).to_vec(), Md5::digest(form.as_bytes()).to_vec()]
            {
                // Ids are cut to 16 digits.
                out.extend([hex(&digest)[..16].to_owned(), hex(&digest)[..16].to_uppercase(), base64(&digest)[..16].to_owned()]);
            }
            if form.len() >= PIECE {
                out.extend([base64(&form.as_bytes()[..6]), hex(&form.as_bytes()[..PIECE])]);
            }
        }
        out
    }

    /// Fails if any text gives any value away.
    #[track_caller]
    fn check(&self, values: &[String], texts: &[(String, String)]) {
        let betrayers: Vec<(usize, String)> = values
            .iter()
            .enumerate()
            .flat_map(|(number, value)| self.betrayers(value).into_iter().map(move |text| (number, text)))
            .collect();
        let search = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(betrayers.iter().map(|(_, text)| text))
            .expect("betrayers are few and short");
        let found = |text: &str| search.find_overlapping_iter(text).map(|found| found.pattern().as_usize()).collect::<BTreeSet<_>>();
        let harmless = found(&self.public);
        let mut leaks = Vec::new();
        for (name, text) in texts {
            for index in found(text).difference(&harmless) {
                let (number, betrayer) = &betrayers[*index];
                let line = text.lines().find(|line| line.contains(betrayer.as_str())).unwrap_or_default();
                leaks.push(format!("{name} shows `{betrayer}` of value {number} ({} characters): {line:.300}", values[*number].len()));
            }
        }
        let count = leaks.len();
        leaks.truncate(20);
        assert!(leaks.is_empty(), "{count} leaks:\n{}", leaks.join("\n"));
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// Without padding.
fn base64(bytes: &[u8]) -> String {
    crate::decoded::base64(bytes).trim_end_matches('=').to_owned()
}

/// Everything that is ever written about a folder, each under its name.
fn outputs(tree: &Tree, folder: &str) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let mut keep = |name: &str, output: Output| {
        texts.push((format!("{name} on standard output"), output.stdout));
        texts.push((format!("{name} on standard error"), output.stderr));
    };
    let reports: Vec<String> = FORMATS.iter().map(|format| format!("{}=../out/{0}", format.name)).collect();
    std::fs::create_dir_all(tree.path("../out")).expect("a folder");
    for format in FORMATS {
        keep(
            format.name,
            tree.run(&["scan", folder, "--all", "--format", format.name, "-v", "--show-suppressed", "--color", "always"]).ends_with(1),
        );
    }
    keep("the default view", tree.run(&["scan", folder]).ends_with(1));
    for verbosity in [&["-q"][..], &["-v"], &["--statistics"], &["-q", "-v"]] {
        keep(&verbosity.join(" "), tree.run(&[&["scan", folder, "--all"], verbosity].concat()));
    }
    // Ways to fail: usage, a limit, an output that cannot be written, a threshold.
    for (failing, code) in [
        (&["--no-such-flag"][..], 2),
        (&["--only", "no-such-rule"], 2),
        (&["-o", "html=../no/such/folder"], 2),
        (&["--max-size", "10", "--strict", "-v"], 3),
        (&["--fail-on", "never", "--max-size", "1k", "-v"], 0),
        (&["--trust-base", "no-such-revision"], 2),
    ] {
        keep(&failing.join(" "), tree.run(&[&["scan", folder], failing].concat()).ends_with(code));
    }
    for rule in ["us-ssn", "generic-password", "patient-record", "private-key-rsa"] {
        keep(rule, tree.run(&["explain", rule]).ends_with(0));
    }
    keep("config show", tree.run(&["config", "show", folder]).ends_with(0));
    let ndjson = tree.run(&["scan", folder, "--all", "--format", "ndjson"]).stdout;
    tree.write("../out/earlier", ndjson);
    for format in FORMATS {
        let joined = ["report", "../out/earlier", "../out/earlier", "--show-suppressed", "-v", "--format", format.name];
        keep(&format!("report as {}", format.name), tree.run(&joined).ends_with(1));
    }
    keep("init", tree.run(&["init", folder, "--ci", "gitlab", "--hook", "lefthook", "--editor", "vim", "--dry-run"]).ends_with(0));
    let mut arguments = vec!["scan", folder, "--all", "-v", "--color", "never", "--summary", "../out/summary"];
    arguments.extend(reports.iter().flat_map(|report| ["--output", report.as_str()]));
    keep("files", tree.run(&arguments).ends_with(1));
    keep("baseline create", tree.run(&["baseline", "create", folder, "--all", "--baseline", "../out/baseline"]).ends_with(0));
    keep("baseline show", tree.run(&["baseline", "show", folder, "--baseline", "../out/baseline"]).ends_with(0));
    keep("an accepted scan", tree.run(&["scan", folder, "--all", "--baseline", "../out/baseline", "--show-suppressed"]).ends_with(0));
    for name in FORMATS.iter().map(|format| format.name).chain(["summary", "baseline"]) {
        texts.push((format!("the file {name}"), tree.read(&format!("../out/{name}"))));
    }
    texts
}

/// What is written about the past of a folder and about baselines of it, and what decided on its lines.
fn other_commands(tree: &Tree, folder: &str) -> Vec<(String, String)> {
    let git = |arguments: &[&str]| {
        let mut command = crate::common::command("git");
        command.current_dir(tree.path(folder)).env("HOME", tree.path("")).args(["-c", "user.name=a", "-c", "user.email=a@example.org"]);
        assert!(command.args(arguments).output().expect("git runs").status.success(), "{arguments:?}");
    };
    git(&["init", "--quiet", "."]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "all of it"]);
    let mut texts = Vec::new();
    let mut keep = |name: &str, output: Output, code: i32| {
        let output = output.ends_with(code);
        texts.push((format!("{name} on standard output"), output.stdout.clone()));
        texts.push((format!("{name} on standard error"), output.stderr));
        output.stdout
    };
    let found = keep("ndjson", tree.run(&["scan", folder, "--all", "--format", "ndjson"]), 1);
    let places: Vec<String> = found
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|line| line["inside"].as_array().is_some_and(Vec::is_empty))
        .filter_map(|line| Some(format!("{folder}/{}:{}", line["path"].as_str()?, line["line"])))
        .collect();
    for place in places.iter().step_by(6) {
        keep(place, tree.run(&["explain", place]), 0);
    }
    for format in ["human", "ndjson", "sarif", "html"] {
        let arguments = ["scan", folder, "--history", "--authors", "--all", "--only", "secret,phi", "-v", "--format", format];
        keep(&format!("the history as {format}"), tree.run(&arguments), 1);
    }
    let accept =
        |command: &str, more: &[&str]| tree.run(&[&["baseline", command, folder, "--all", "--baseline", "../kept"], more].concat());
    keep("baseline create", accept("create", &[]), 0);
    tree.write(&format!("{folder}/late.txt"), "patient ssn: 219-09-9999\n");
    keep("baseline update", accept("update", &[]), 0);
    keep("baseline prune", accept("prune", &[]), 0);
    let sarif = tree.run(&["scan", folder, "--all", "--format", "sarif"]).stdout;
    tree.write("../earlier.sarif", sarif);
    keep(
        "baseline create --import",
        tree.run(&["baseline", "create", folder, "--all", "--baseline", "../imported", "--import", "../earlier.sarif"]),
        0,
    );
    for name in ["kept", "imported"] {
        texts.push((format!("the file {name}"), tree.read(&format!("../{name}"))));
    }
    texts
}

#[test]
fn nothing_comes_out_of_the_past_of_baselines_or_of_explanations() {
    let tree = Tree::new().below("tree");
    let values = plant_in(&tree.below("clinic"), SEEDS[1]);
    let texts = other_commands(&tree, "clinic");
    assert!(texts.len() > 40, "{} texts", texts.len());
    Watch::new("").check(&values, &texts);
}

/// The tree lies one level down, so that reports have room beside it.
fn generated(seed: u64) -> (Tree, Vec<String>, Vec<(String, String)>) {
    let tree = Tree::new().below("tree");
    let values = plant_in(&tree.below("clinic"), seed);
    let texts = outputs(&tree, "clinic");
    (tree, values, texts)
}

const SEEDS: [u64; 2] = [20_261_122, 7_041_776];

#[test]
fn nothing_of_a_generated_value_comes_out() {
    let (tree, values, texts) = generated(SEEDS[0]);
    assert!(values.len() >= 200, "{} values", values.len());
    let found = Output::of(tree.command(&["scan", "clinic", "--all", "--format", "ndjson"]).env("ASEPSIS_KEY", "a key"));
    assert!(found.findings().len() >= 60, "{} findings:\n{}", found.findings().len(), found.findings().join("\n"));
    let of = |rule: &str| found.findings().iter().filter(|finding| finding.ends_with(&format!(" {rule}"))).count();
    for (rule, least) in [("basic-auth-url", 1), ("private-key-rsa", 1), ("us-ssn", 10), ("generic-password", 4), ("person-name", 6)] {
        assert!(of(rule) >= least, "{} findings of {rule}", of(rule));
    }
    let watch = Watch::new("");
    watch.check(&values, &texts);
    watch.check(&values, &[("a keyed report".to_owned(), found.stdout)]);
}

#[test]
fn what_is_written_does_not_depend_on_the_values() {
    let [one, two] = SEEDS.map(generated);
    let mut differences = Vec::new();
    for ((name, one), (_, two)) in one.2.iter().zip(&two.2) {
        // What `--statistics` says of time is of the machine.
        let is_time = |line: &str| name.contains("--statistics") && line.trim_start().starts_with("time: ");
        let pairs = one.lines().zip(two.lines()).filter(|(one, two)| one != two && !(is_time(one) && is_time(two)));
        differences.extend(pairs.map(|(one, two)| (name.contains("ndjson"), format!("{name}\n  {one}\n  {two}"))));
        assert_eq!(one.lines().count(), two.lines().count(), "{name}");
    }
    // Lines of ndjson say most about where a difference lies.
    differences.sort_by_key(|(says_most, _)| !says_most);
    let shown: Vec<&str> = differences.iter().take(10).map(|(_, text)| text.as_str()).collect();
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), shown.join("\n"));
}

/// Our own code breaks on every second file, with the file in its message: what is written all the same has nothing of it.
#[test]
fn a_panic_gives_nothing_away() {
    let tree = Tree::new().below("tree");
    let values = plant_in(&tree.below("clinic"), SEEDS[0]);
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    let root = Root { path: tree.path("clinic"), prefix: String::new(), project_prefix: String::new() };
    let walk = Walk::new(vec![root], WalkOptions { threads: 2, ..WalkOptions::default() }).expect("no glob is wrong");
    let limits = Limits { max_size: None, archives: 2, keyed: false, shard: None, cache: None, trusted: None, progress: &|| {} };
    let (index, _) = collect(&walk, &limits, &|blob| {
        assert!(blob.path.len() % 2 == 0, "{}", String::from_utf8_lossy(blob.bytes));
        scanner.scan(blob)
    });
    let (findings, notices) = index.into_sorted();
    assert!(findings.len() > 10 && notices.len() > 4, "{} findings, {} notices", findings.len(), notices.len());
    let run = RunInfo { verbose: true, ..RunInfo::default() };
    let report = Report { rules: &rules, findings: &findings, suppressed: &[], notices: &notices, run: &run };
    assert!(report.internal_error());
    let texts = FORMATS.iter().map(|format| {
        let mut bytes = Vec::new();
        (format.write)(&report, Style { color: true, unicode: true, width: 100 }, &mut bytes).expect("a vector takes any bytes");
        (format!("{} after a panic", format.name), String::from_utf8(bytes).expect("reports are UTF-8"))
    });
    Watch::new("").check(&values, &texts.collect::<Vec<_>>());
}

/// What was found in the demonstration, cut out of its files by the places in the report.
fn values_of_the_demo(tree: &Tree) -> Vec<String> {
    let demo = demo();
    let output = tree.run(&["scan", demo.to_str().expect("UTF-8"), "--all", "--format", "ndjson"]).ends_with(1);
    let mut values = Vec::new();
    for line in output.lines().iter().filter(|line| line["family"] == "secret" || line["family"] == "phi") {
        let bytes = std::fs::read(demo.join(line["path"].as_str().expect("a path"))).expect("the file was scanned");
        let related = line["related"].as_array().expect("a list");
        for place in related.iter().chain([line]) {
            let at = |key: &str| place[key].as_u64().expect("an offset") as usize;
            let value = String::from_utf8_lossy(&bytes[at("byte")..at("byte_end")]).into_owned();
            // The frame of a key in PEM is no secret.
            values.extend(value.lines().filter(|line| !line.starts_with("-----")).map(str::to_owned));
        }
    }
    values
}

#[test]
fn nothing_of_the_demonstration_comes_out() {
    let tree = Tree::new().below("tree");
    let demo = demo();
    let values = values_of_the_demo(&tree);
    assert!(values.len() >= 30, "{} values", values.len());
    let report = tree.run(&["scan", demo.to_str().expect("UTF-8"), "--all", "--format", "ndjson"]);
    let paths: Vec<String> = report.lines().iter().filter_map(|line| line["path"].as_str().map(str::to_owned)).collect();
    let watch = Watch::new(&format!("{}\n{}", demo.display(), paths.join("\n")));
    watch.check(&values, &outputs(&tree, demo.to_str().expect("UTF-8")));
}

/// A configuration, a baseline or a list of rules that is another file altogether: what is wrong with it must not be quoted from it.
#[test]
fn messages_about_faulty_files_quote_nothing() {
    let mut planter = Planter::new(SEEDS[0]);
    let watch = Watch::new("");
    for _ in 0..3 {
        let (password, ssn, token) = (planter.password(), planter.ssn(), planter.token(&["gh", "p_"], BASE62, 36));
        for text in [
            format!("{token}\n"),
            format!("password = \"{password}\"\n"),
            format!("db_password = \"{ssn}\"\n"),
            format!("exclude = [\"{token}\", \"{password}\"\n"),
            format!("fail-on = {ssn}\npassword = {password}\n"),
            format!("{{\"ssn\": \"{ssn}\", \"{token}\": 1}}\n"),
        ] {
            let tree = Tree::of(&[("other.txt", &text)]);
            let mut texts = Vec::new();
            for arguments in [["scan", "--config", "other.txt"], ["scan", "--baseline", "other.txt"], ["scan", "--rules", "other.txt"]] {
                let output = tree.run(&arguments);
                assert_eq!(output.code, Some(2), "{arguments:?}: {}", output.stderr);
                texts.push((arguments[1].to_owned(), output.stderr + &output.stdout));
            }
            watch.check(&planter.planted, &texts);
        }
    }
}

/// The test can see what it looks for.
#[test]
fn the_watch_is_awake() {
    let watch = Watch::new("public/path");
    let value = "Tr0ub4dor-and-3-more".to_owned();
    for leak in [&value[3..12], &base64(&Sha256::digest(value.as_bytes())), &base64(value.as_bytes())] {
        let leaks = watch.betrayers(&value).iter().any(|betrayer| leak.contains(betrayer.as_str()));
        assert!(leaks, "{leak}");
    }
    watch.check(&["public/path".to_owned()], &[("a report".to_owned(), "public/path".to_owned())]);
    let value: Value = serde_json::json!(base64(b"any carnal pleas"));
    assert_eq!(value, "YW55IGNhcm5hbCBwbGVhcw");
}
