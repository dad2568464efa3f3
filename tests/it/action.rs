//! action.yml: its shell steps run here as GitHub's runner would run them, on a repository of their own.
//!
//! The reader below knows the part of YAML that action.yml is written in, the runner the few expressions it uses; both fail on the rest.

use crate::common::{LINE, Tree, binary, command};
use crate::git::{commit, git};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const ACTION: &str = include_str!("../../action.yml");

/// Names and their values.
type Map = BTreeMap<String, String>;

// Reading.

#[derive(Default)]
struct Step {
    keys: Map,
    env: Map,
    with: Map,
}

impl Step {
    fn key(&self, name: &str) -> &str {
        self.keys.get(name).map_or("", String::as_str)
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn is_content(line: &&str) -> bool {
    !line.trim().is_empty() && !line.trim_start().starts_with('#')
}

/// The lines below a top-level key.
fn section(name: &str) -> Vec<&'static str> {
    let below = ACTION.lines().skip_while(|line| *line != format!("{name}:")).skip(1);
    below.take_while(|line| line.is_empty() || line.starts_with(' ')).collect()
}

fn pair(line: &str) -> (String, String) {
    let (key, value) = line.trim().trim_start_matches("- ").split_once(':').expect("a key and its value");
    let value = value.split(" # ").next().unwrap_or_default().trim();
    let unquoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
    (key.to_owned(), unquoted.to_owned())
}

/// Name and default of each input.
fn inputs() -> Map {
    let (mut inputs, mut name) = (Map::new(), String::new());
    for line in section("inputs").iter().filter(|line| is_content(line)) {
        let (key, value) = pair(line);
        match (indent(line), key.as_str()) {
            (2, _) => name = key,
            (4, "default") => drop(inputs.insert(name.clone(), value)),
            _ => {}
        }
    }
    inputs
}

fn steps() -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut open = String::new();
    for line in section("runs") {
        if open == "run" && (line.is_empty() || indent(line) >= 8) {
            let script = steps.last_mut().and_then(|step| step.keys.get_mut("run")).expect("a script is open");
            script.push_str(line.get(8..).unwrap_or_default());
            script.push('\n');
            continue;
        }
        if !is_content(&line) || indent(line) < 4 {
            continue;
        }
        let (key, value) = pair(line);
        if line.starts_with("    - ") {
            steps.push(Step::default());
        }
        let step = steps.last_mut().expect("keys stand in a step");
        match (indent(line), open.as_str()) {
            (8, "env") => drop(step.env.insert(key, value)),
            (8, "with") => drop(step.with.insert(key, value)),
            (4 | 6, _) => {
                open.clone_from(&key);
                step.keys.insert(key, if value == "|" { String::new() } else { value });
            }
            _ => panic!("the reader does not know what this is: {line}"),
        }
    }
    steps
}

// Running.

/// bash as the runner finds it; none where there is none.
fn bash() -> Option<PathBuf> {
    let bash = if cfg!(windows) { PathBuf::from(r"C:\Program Files\Git\bin\bash.exe") } else { PathBuf::from("bash") };
    Command::new(&bash).arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success()).then_some(bash)
}

/// A repository, and a runner that stands in it.
struct Runner {
    bash: PathBuf,
    workspace: Tree,
    /// The runner's own folder: outputs, summary, reports.
    temp: Tree,
    inputs: Map,
    from_fork: bool,
    /// The base of the pull request, where the event is one.
    base: String,
    environment: Map,
}

/// How a run of the action ended.
struct Job {
    /// Ids of the steps that ran, in order.
    ran: Vec<String>,
    exit: i32,
    log: String,
    outputs: BTreeMap<String, Map>,
    /// Inputs of the upload.
    uploaded: Option<Map>,
    summary: String,
    /// Arguments of each start of the scanner.
    starts: Vec<String>,
}

impl Job {
    fn output(&self, name: &str) -> &str {
        &self.outputs["scan"][name]
    }
}

impl Runner {
    /// None, with a word about it, where there is no bash.
    fn new() -> Option<Self> {
        let Some(bash) = bash() else {
            eprintln!("skipped: the action's steps are bash, and there is none here");
            return None;
        };
        let workspace = Tree::of(&[
            ("src/my app/digest.py", "import hashlib\n\ndigest = hashlib.md5(record).hexdigest()\n"),
            ("src/my app/clean.py", "print('clean')\n"),
        ]);
        let temp = Tree::of(&[("output.txt", ""), ("starts.txt", ""), ("summary.md", "")]);
        Some(
            Self { bash, workspace, temp, inputs: inputs(), from_fork: false, base: String::new(), environment: Map::new() }
                .with("bin", &noting_scanner()),
        )
    }

    fn with(mut self, input: &str, value: &str) -> Self {
        assert!(self.inputs.contains_key(input), "action.yml has no input `{input}`");
        self.inputs.insert(input.to_owned(), value.to_owned());
        self
    }

    fn on_pull_request(mut self, base: &str) -> Self {
        base.clone_into(&mut self.base);
        self
    }

    fn forked(mut self) -> Self {
        self.from_fork = true;
        self
    }

    fn value(&self, job: &Job, text: &str) -> String {
        let Some(expression) = text.strip_prefix("${{ ").and_then(|text| text.strip_suffix(" }}")) else { return text.to_owned() };
        if let Some((one, other)) = expression.split_once(" || ") {
            let [one, other] = [one, other].map(|part| self.value(job, &format!("${{{{ {part} }}}}")));
            return if one.is_empty() { other } else { one };
        }
        match expression.split('.').collect::<Vec<_>>()[..] {
            ["inputs", name] => self.inputs[name].clone(),
            ["steps", step, "outputs", name] => job.outputs.get(step).and_then(|outputs| outputs.get(name)).cloned().unwrap_or_default(),
            ["github", "event", "pull_request", "head", "repo", "fork"] => self.from_fork.to_string(),
            ["github", "event", "pull_request", "base", "sha"] => self.base.clone(),
            ["github", "event", "merge_group", "base_sha"] => String::new(),
            ["github", "action_repository"] => "owner/asepsis".to_owned(),
            _ => panic!("the runner does not know {expression}"),
        }
    }

    fn is_due(&self, job: &Job, condition: &str) -> bool {
        condition.split(" && ").filter(|part| !part.is_empty()).all(|part| {
            let mark = if part.contains(" != ") { " != " } else { " == " };
            let (left, right) = part.split_once(mark).expect("a comparison");
            (self.value(job, &format!("${{{{ {left} }}}}")) == right.trim_matches('\'')) == (mark == " == ")
        })
    }

    /// Runs the steps until one fails.
    fn run(&self) -> Job {
        let mut job = Job {
            ran: Vec::new(),
            exit: 0,
            log: String::new(),
            outputs: BTreeMap::new(),
            uploaded: None,
            summary: String::new(),
            starts: Vec::new(),
        };
        for step in steps() {
            if job.exit != 0 || !self.is_due(&job, step.key("if")) {
                continue;
            }
            job.ran.push(step.key("id").to_owned());
            if step.key("uses").is_empty() {
                self.shell(&mut job, &step);
            } else if step.key("id") == "upload" {
                job.uploaded = Some(step.with.iter().map(|(name, value)| (name.clone(), self.value(&job, value))).collect());
            }
        }
        job.summary = self.temp.read("summary.md");
        job.starts = self.temp.read("starts.txt").lines().map(str::to_owned).collect();
        job
    }

    /// As the runner does for `shell: bash`.
    fn shell(&self, job: &mut Job, step: &Step) {
        assert_eq!(step.key("shell"), "bash");
        self.temp.write("step.sh", step.key("run"));
        self.temp.write("output.txt", "");
        let mut command = command(&self.bash);
        command.args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(self.temp.path("step.sh"));
        command
            .current_dir(self.workspace.path(""))
            .stdin(Stdio::null())
            .env("GITHUB_ACTIONS", "true")
            .env("GITHUB_ACTION_PATH", env!("CARGO_MANIFEST_DIR"))
            .env("GITHUB_WORKSPACE", self.workspace.path(""))
            .env("GITHUB_OUTPUT", self.temp.path("output.txt"))
            .env("GITHUB_STEP_SUMMARY", self.temp.path("summary.md"))
            .env("RUNNER_TEMP", self.temp.path(""))
            .env("STARTS", self.temp.path("starts.txt"))
            .env("SCANNER", binary())
            .env("GITHUB_SERVER_URL", format!("file://{}", self.temp.path("server").display()))
            .envs(&self.environment)
            .env("HOME", self.temp.path(""))
            .envs(step.env.iter().map(|(name, value)| (name, self.value(job, value))));
        let ended = command.output().expect("bash can be started");
        job.exit = ended.status.code().expect("bash ends by itself");
        job.log.push_str(&String::from_utf8_lossy(&ended.stdout));
        job.log.push_str(&String::from_utf8_lossy(&ended.stderr));
        let outputs = self.temp.read("output.txt");
        let outputs = outputs.lines().filter_map(|line| line.split_once('=')).map(|(name, value)| (name.to_owned(), value.to_owned()));
        job.outputs.insert(step.key("id").to_owned(), outputs.collect());
    }
}

/// A scanner that notes each of its starts.
fn noting_scanner() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/action/noting-scanner").to_string_lossy().into_owned()
}

// What is tested.

#[test]
fn findings_are_reported_everywhere_and_fail_the_job_last() {
    let Some(runner) = Runner::new() else { return };
    let job = runner.run();
    assert_eq!(job.ran, ["binary", "scan", "upload", "result"], "{}", job.log);
    assert_eq!(job.exit, 1);
    assert_eq!(job.starts.len(), 1, "one scan writes all reports: {:?}", job.starts);
    assert_eq!((job.output("exit-code"), job.output("findings"), job.output("upload")), ("1", "1", "true"));
    assert!(job.log.contains("file=src/my app/digest.py,line=3,"), "{}", job.log);
    assert!(job.summary.contains("src/my app/digest.py"), "{}", job.summary);
    let sarif = fs::read_to_string(job.output("sarif-file")).expect("the SARIF report is there");
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("SARIF is JSON");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(1));
    assert_eq!(job.uploaded.expect("the upload ran")["sarif_file"], job.outputs["scan"]["sarif-file"]);
}

#[test]
fn a_clean_repository_passes() {
    let Some(runner) = Runner::new() else { return };
    let job = runner.with("paths", "src/my app/clean.py").run();
    assert_eq!((job.exit, job.output("exit-code"), job.output("findings")), (0, "0", "0"), "{}", job.log);
    assert_eq!(job.ran, ["binary", "scan", "upload", "result"]);
}

#[test]
fn inputs_reach_the_scanner_as_they_are() {
    let Some(runner) = Runner::new() else { return };
    runner.workspace.write("settings.toml", "[rules]\ncrypto = \"off\"\n");
    runner.workspace.write("$(touch injected)", "print('clean')\n");
    let runner = runner.with("paths", "src/my app\n$(touch injected)\n").with("config", "settings.toml").with("fail-on", "critical");
    let job = runner.with("min-severity", "low").with("args", " --strict\n --only  crypto ").with("sarif-file", "out put/a.sarif").run();
    assert_eq!((job.exit, job.output("findings")), (0, "0"), "{}", job.log);
    assert_eq!(job.output("sarif-file"), "out put/a.sarif");
    let start = &job.starts[0];
    for part in [
        "[--output] [sarif=out put/a.sarif]",
        "[--config] [settings.toml]",
        "[--fail-on] [critical]",
        "[--min-severity] [low]",
        "[--strict] [--only] [crypto] [--] [src/my app] [$(touch injected)]",
    ] {
        assert!(start.contains(part), "{part} is not in {start}");
    }
}

#[test]
fn nothing_is_evaluated() {
    let Some(runner) = Runner::new() else { return };
    let text = "\"; touch injected; $(touch injected) `touch injected`";
    for input in ["mode", "base"] {
        let runner = Runner::new().expect("there was a bash").with(input, text);
        assert_eq!(runner.run().exit, 2);
        assert!(!runner.workspace.path("injected").exists());
    }
    let runner = runner.with("base", "");
    let names: Vec<String> =
        runner.inputs.keys().filter(|name| !["bin", "upload-sarif", "mode", "base"].contains(&name.as_str())).cloned().collect();
    let runner = names.iter().fold(runner, |runner, name| runner.with(name, text));
    let job = runner.run();
    assert_eq!((job.exit, job.output("exit-code")), (2, "2"), "{}", job.log);
    assert!(!runner.workspace.path("injected").exists());
}

#[test]
fn pull_requests_from_forks_upload_nothing() {
    let Some(runner) = Runner::new() else { return };
    let runner = runner.forked();
    let job = runner.run();
    assert_eq!(job.ran, ["binary", "scan", "result"], "{}", job.log);
    assert_eq!((job.exit, job.output("findings")), (1, "1"));
    assert!(Path::new(job.output("sarif-file")).is_file());
}

#[test]
fn the_upload_can_be_switched_off() {
    let Some(runner) = Runner::new() else { return };
    let job = runner.with("upload-sarif", "false").run();
    assert_eq!((job.ran.join(" "), job.exit), ("binary scan result".to_owned(), 1), "{}", job.log);
}

#[test]
fn a_mistake_in_the_configuration_uploads_nothing_and_ends_with_2() {
    let Some(runner) = Runner::new() else { return };
    runner.workspace.write("asepsis.toml", "fail-onn = \"high\"\n");
    let job = runner.run();
    assert_eq!(job.ran, ["binary", "scan", "result"], "{}", job.log);
    assert_eq!((job.exit, job.output("exit-code"), job.output("findings")), (2, "2", "0"));
    assert!(job.log.contains("::error title=asepsis::The scan did not run"), "{}", job.log);
}

#[test]
fn an_old_report_is_not_taken_for_a_new_one() {
    let Some(runner) = Runner::new() else { return };
    runner.workspace.write("old.sarif", "{}");
    let job = runner.with("sarif-file", "old.sarif").with("args", "--no-such-flag").run();
    assert_eq!((job.exit, job.uploaded.is_none()), (2, true), "{}", job.log);
}

#[test]
fn a_binary_that_is_not_there_is_said_so() {
    let Some(runner) = Runner::new() else { return };
    let job = runner.with("bin", "./no such asepsis").run();
    assert_eq!((job.ran.join(" "), job.exit), ("binary".to_owned(), 2));
    assert!(job.log.contains("::error title=asepsis::The input bin"), "{}", job.log);
}

// Pull requests.

/// A repository whose branch `change` adds a line that is found, beside one that was there and one that the base accepts.
fn with_a_change(runner: &Runner) -> String {
    let tree = &runner.workspace;
    git(tree, &["init", "--quiet"]);
    let base = commit(tree, &[("old.txt", LINE), ("asepsis.toml", "min-severity = \"low\"\n")]);
    git(tree, &["checkout", "--quiet", "-b", "change"]);
    commit(tree, &[("new.txt", LINE)]);
    base
}

#[test]
fn a_pull_request_is_asked_for_what_it_adds() {
    let Some(runner) = Runner::new() else { return };
    let base = with_a_change(&runner);
    let runner = runner.on_pull_request(&base);
    let job = runner.run();
    assert_eq!((job.exit, job.output("findings"), job.output("mode")), (1, "1", "diff"), "{}", job.log);
    assert!(job.log.contains("file=new.txt,line=1,") && !job.log.contains("file=old.txt"), "{}", job.log);
    assert!(Path::new(job.output("html-file")).is_file());
    let whole = runner.with("mode", "full").run();
    assert_eq!((whole.output("findings"), whole.output("mode")), ("3", "full"), "{}", whole.log);
}

#[test]
fn a_pull_request_cannot_silence_itself() {
    let Some(runner) = Runner::new() else { return };
    let base = with_a_change(&runner);
    let comment = format!("# asepsis: ignore-file[us-ssn] mine\n{LINE}");
    commit(&runner.workspace, &[("asepsis.toml", "exclude = [\"**\"]\n"), ("new.txt", &comment), (".asepsisignore", "*\n")]);
    runner.workspace.run(&["baseline", "create", "--reason", "mine"]);
    commit(&runner.workspace, &[]);
    let mut runner = runner.on_pull_request(&base);
    for mode in ["auto", "full"] {
        runner = runner.with("mode", mode);
        let job = runner.run();
        assert!(job.exit == 1 && job.log.contains("file=new.txt,line=2,"), "{mode}: {}", job.log);
    }
    let job = runner.with("trust-base", "false").run();
    assert_eq!(job.output("findings"), "0", "only the trust makes the difference: {}", job.log);
}

#[test]
fn the_base_of_a_shallow_clone_is_fetched() {
    let Some(runner) = Runner::new() else { return };
    let origin = Tree::new();
    git(&origin, &["init", "--quiet"]);
    commit(&origin, &[("old.txt", LINE), ("asepsis.toml", "min-severity = \"low\"\n")]);
    let base = commit(&origin, &[("other.txt", "nothing\n")]);
    git(&origin, &["config", "uploadpack.allowAnySHA1InWant", "true"]);
    git(&origin, &["checkout", "--quiet", "-b", "change"]);
    for number in 0..5 {
        commit(&origin, &[("more.txt", &format!("{number}\n"))]);
    }
    commit(&origin, &[("new.txt", LINE)]);
    let url = format!("file://{}", origin.path("").display());
    let workspace = runner.workspace.below("clone");
    git(&workspace, &["clone", "--quiet", "--depth=1", "--branch=change", &url, "."]);
    let runner = Runner { workspace, ..runner }.on_pull_request(&base);
    let job = runner.run();
    assert_eq!((job.exit, job.output("findings"), job.output("mode")), (1, "1", "diff"), "{}", job.log);
    assert!(job.log.contains("file=new.txt,line=1,"), "{}", job.log);
    // Where it cannot be fetched nothing passes.
    let job = runner.on_pull_request(&"0123456789".repeat(4)).run();
    assert_eq!(job.exit, 2);
    assert!(job.log.contains("fetch-depth: 0"), "{}", job.log);
}

#[test]
fn other_modes() {
    let Some(runner) = Runner::new() else { return };
    let base = with_a_change(&runner);
    runner.workspace.write("staged.txt", LINE);
    git(&runner.workspace, &["add", "staged.txt"]);
    let runner = runner.with("mode", "staged");
    let job = runner.run();
    assert!(job.output("findings") == "1" && job.log.contains("file=staged.txt"), "{}", job.log);
    let runner = runner.with("mode", "diff").with("base", &base);
    let job = runner.run();
    assert!(job.output("findings") == "1" && job.log.contains("file=new.txt"), "{}", job.log);
    let job = runner.with("base", "").run();
    assert!(job.exit == 2 && job.log.contains("needs the input base"), "{}", job.log);
}

#[test]
fn annotations_stay_within_what_github_shows() {
    let tree = Tree::of(&[("many.txt", &LINE.repeat(30)), ("::error::x.txt", LINE)]);
    let output = tree.run(&["scan", "--all", "--format", "github"]).ends_with(1);
    let of = |level: &str| output.stdout.lines().filter(|line| line.starts_with(&format!("::{level}"))).count();
    assert_eq!((of("error") + of("warning"), of("notice")), (0, 10), "{}", output.stdout);
    // Nothing is dropped, and no name becomes a command.
    assert_eq!(output.stdout.matches("many.txt").count() + output.stdout.matches("x.txt").count(), 31, "{}", output.stdout);
    assert!(output.stdout.contains("22 findings above without an annotation"), "{}", output.stdout);
}

// The binary.

#[test]
fn a_released_binary_is_fetched_and_checked() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let Some(runner) = Runner::new() else { return };
    let asset = format!("asepsis-linux-{}.tar.gz", std::env::consts::ARCH);
    let release = runner.temp.below("server/owner/asepsis/releases/download/v9.9.9");
    release.write("asepsis", "#!/bin/sh\nexec \"$SCANNER\" \"$@\"\n");
    run_in(&release, "chmod", &["+x", "asepsis"]);
    run_in(&release, "tar", &["-czf", &asset, "asepsis"]);
    let digest = run_in(&release, "sha256sum", &[&asset]);
    let digest = digest.split(' ').next().expect("a digest").to_owned();
    let action = runner.temp.below("action.folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["Cargo.lock", "Cargo.toml", "build.rs", "rust-toolchain.toml", "action/binary.sh", "action/scan.sh"] {
        action.write(file, fs::read(root.join(file)).expect("the file is there"));
    }
    action.write("rules/none", "");
    action.write("src/none", "");
    let mut runner = runner.with("bin", "").with("mode", "full");
    runner.environment.insert("GITHUB_ACTION_PATH".to_owned(), action.path("").to_string_lossy().into_owned());
    action.write("action/checksums.txt", format!("# version digest file\n9.9.9 {digest} {asset}\n"));
    let job = runner.run();
    assert_eq!(job.ran, ["binary", "cache", "get", "scan", "upload", "result"], "{}", job.log);
    assert_eq!((job.exit, job.output("findings")), (1, "1"), "{}", job.log);
    assert!(job.outputs["binary"]["key"].starts_with("asepsis-linux-"));
    action.write("action/checksums.txt", format!("9.9.9 {} {asset}\n", "0".repeat(64)));
    let job = runner.run();
    assert_eq!((job.ran.join(" "), job.exit), ("binary cache get".to_owned(), 2), "{}", job.log);
    assert!(job.log.contains("is not the file that was released"), "{}", job.log);
}

fn run_in(tree: &Tree, program: &str, arguments: &[&str]) -> String {
    let output = command(program).current_dir(tree.path("")).args(arguments).output().expect("it starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn its_scripts_paste_nothing() {
    for name in ["binary.sh", "scan.sh"] {
        let script = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("action").join(name)).expect("the file is there");
        assert!(!script.contains("${{") && !script.contains("eval"), "{name}");
    }
}

#[test]
fn scripts_hold_no_expression_and_actions_are_pinned() {
    for step in steps() {
        assert!(!step.key("run").contains("${{"), "step `{}` pastes a value into its script", step.key("id"));
        assert!(!step.key("run").contains("eval"), "step `{}` evaluates text", step.key("id"));
        if let Some((_, commit)) = step.key("uses").split_once('@') {
            assert!(commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()), "{commit} is no full commit");
        }
    }
    let used: Vec<String> =
        steps().iter().flat_map(|step| step.env.values().chain(step.with.values()).cloned().collect::<Vec<_>>()).collect();
    for input in inputs().keys() {
        assert!(used.contains(&format!("${{{{ inputs.{input} }}}}")), "nothing reads the input `{input}`");
    }
}

/// The table of digests is filled from what the release workflow prints, and from nothing else.
#[test]
#[cfg(unix)]
fn the_table_of_digests_is_filled_from_a_release() {
    const SCRIPT: &str = include_str!("../../action/pin.sh");
    const TABLE: &str = include_str!("../../action/checksums.txt");
    let (one, two) = ("ab".repeat(32), "cd".repeat(32));
    let released = format!("1.2.3 {two} asepsis-macos-aarch64.tar.gz\n1.2.3 {one} asepsis-linux-x86_64.tar.gz\n");
    let pin = |released: &str| {
        let tree = Tree::of(&[("action/pin.sh", SCRIPT), ("action/checksums.txt", TABLE), ("released.txt", released)]);
        let output = command("bash").current_dir(tree.path("")).args(["action/pin.sh", "released.txt"]).output().expect("bash runs");
        (output.status.success(), tree.read("action/checksums.txt"))
    };
    let remarks: String = TABLE.lines().filter(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    let filled = format!("{remarks}1.2.3 {one} asepsis-linux-x86_64.tar.gz\n1.2.3 {two} asepsis-macos-aarch64.tar.gz\n");
    assert_eq!(pin(&released), (true, filled));
    for wrong in [
        String::new(),
        released.replace(&one, "abc"),
        released.replacen("1.2.3", "1.2.4", 1),
        released.replace("macos-aarch64", "linux-x86_64"),
        released.replace(".tar.gz", ".zip"),
        format!("{released}\n"),
    ] {
        assert_eq!(pin(&wrong), (false, TABLE.to_owned()), "{wrong}");
    }
    // What the workflow prints has this form, and the action looks for these names.
    let workflow = include_str!("../../.github/workflows/release.yml");
    assert!(workflow.contains("echo \"${GITHUB_REF_NAME#v} $digest asepsis-$NAME.tar.gz\"") && workflow.contains("name: linux-x86_64"));
}
