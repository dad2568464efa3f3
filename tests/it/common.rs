//! A tree of files in a temporary folder, and the command run in it with nothing of the machine's environment.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;
use tempfile::TempDir;

/// A Social Security number that was voided in 1943 and stands in printed matter ever since: it belongs to nobody.
pub(crate) const SSN: &str = "219-09-9999";

/// Scanned with `--all`, it gives one finding of `us-ssn`.
pub(crate) const LINE: &str = "patient ssn: 219-09-9999\n";

/// The demonstration that the repository holds.
pub(crate) fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/demo")
}

/// The command to test: `ASEPSIS_TEST_BIN` names another build of it.
pub(crate) fn binary() -> PathBuf {
    std::env::var_os("ASEPSIS_TEST_BIN").map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_asepsis")), PathBuf::from)
}

/// The command with an environment that is empty but for what a process cannot start without.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.env_clear();
    for name in ["PATH", "SYSTEMROOT", "TEMP", "TMP"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}

/// How a run ended, and what it said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Output {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: Option<i32>,
}

impl Output {
    /// Waits for a command.
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        Self {
            stdout: String::from_utf8(output.stdout).expect("reports are UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
            code: output.status.code(),
        }
    }

    /// Fails unless the run ended with this code and without a fault of its own.
    #[track_caller]
    pub(crate) fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        assert!(!self.stderr.contains("internal error"), "{}", self.stderr);
        self
    }

    /// Fails unless standard error has all of these.
    #[track_caller]
    pub(crate) fn says(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.stderr.contains(word), "`{word}` is not in:\n{}", self.stderr);
        }
        self
    }

    /// The lines of an ndjson report.
    pub(crate) fn lines(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
    }

    /// `path:line:column rule` of each finding that nobody accepted.
    pub(crate) fn findings(&self) -> Vec<String> {
        self.of_status(|status| status == "new")
    }

    /// The same of each finding that somebody accepted, and ` by whom`.
    pub(crate) fn accepted(&self) -> Vec<String> {
        self.of_status(|status| status != "new")
    }

    fn of_status(&self, wanted: impl Fn(&Value) -> bool) -> Vec<String> {
        let lines = self.lines();
        let findings = lines.iter().filter(|line| line.get("status").is_some_and(&wanted));
        findings
            .map(|line| {
                let by = line["status"]["suppressed"]["by"].as_str().map(|by| format!(" {by}")).unwrap_or_default();
                format!("{}:{}:{} {}{by}", text(&line["path"]), line["line"], line["column"], text(&line["rule"]))
            })
            .collect()
    }

    /// `path kind` of each thing that was not scanned.
    pub(crate) fn notices(&self) -> Vec<String> {
        let lines = self.lines();
        let notices = lines.iter().filter_map(|line| line.get("notice"));
        notices.map(|notice| format!("{} {}", text(&notice["path"]), text(&notice["kind"]))).collect()
    }

    /// The last line of an ndjson report.
    pub(crate) fn summary(&self) -> Value {
        self.lines().pop().expect("a report has a last line")["summary"].take()
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// Files to scan.
pub(crate) struct Tree {
    folder: PathBuf,
    /// Deletes everything when the last tree of it goes.
    root: Rc<TempDir>,
}

impl Tree {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        let root = TempDir::with_prefix("asepsis-test-").expect("a temporary folder");
        Self { folder: root.path().to_owned(), root: Rc::new(root) }
    }

    /// A folder in it as a tree of its own.
    pub(crate) fn below(&self, path: &str) -> Self {
        let folder = self.path(path);
        fs::create_dir_all(&folder).expect("a folder");
        Self { folder, root: Rc::clone(&self.root) }
    }

    /// A folder with these files.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        files.iter().fold(Self::new(), |tree, (path, content)| tree.with(path, content))
    }

    /// A copy of the demonstration.
    pub(crate) fn demo() -> Self {
        fn copy(from: &Path, to: &Path) {
            fs::create_dir_all(to).expect("a folder");
            for entry in fs::read_dir(from).expect("a folder of the demonstration") {
                let entry = entry.expect("an entry of it");
                let target = to.join(entry.file_name());
                if entry.path().is_dir() {
                    copy(&entry.path(), &target);
                } else {
                    fs::copy(entry.path(), target).expect("a file of it");
                }
            }
        }
        let tree = Self::new();
        copy(&demo(), &tree.folder);
        tree
    }

    /// One more file.
    pub(crate) fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content);
        self
    }

    /// Writes a file, in place of the one that is there.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("files are in folders")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    /// A file's content.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Where a file is.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// The command, about to be run in the folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command(binary());
        command.current_dir(&self.folder).args(arguments);
        command
    }

    /// Runs the command in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        Output::of(&mut self.command(arguments))
    }

    /// Scans the folder; everything found, as ndjson.
    pub(crate) fn scan(&self, arguments: &[&str]) -> Output {
        self.run(&[&["scan", "--all", "--format", "ndjson"], arguments].concat())
    }

    /// Runs the command with something on its standard input.
    pub(crate) fn feed(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut pipe = child.stdin.take().expect("a pipe");
        // It may report before it has read everything: what it says is read beside.
        let output = std::thread::scope(|scope| {
            scope.spawn(move || pipe.write_all(input).expect("it reads its input"));
            child.wait_with_output().expect("it ends")
        });
        Output {
            stdout: String::from_utf8(output.stdout).expect("reports are UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
            code: output.status.code(),
        }
    }
}
