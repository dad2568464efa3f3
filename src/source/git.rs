//! What git stores, asked of git itself: so worktrees, `.git` files, alternates, SHA-256 and whatever comes next are git's affair.
//!
//! Promises: only commands that read; no network, no hook, no filter, no program that a repository's configuration names. Objects come
//! from one `git cat-file` a thread. A measurement of this against reading packs in the process is in docs/benchmarks.md.

#![expect(clippy::disallowed_types, reason = "the one place that starts a program: git, which knows its own formats")]

use super::base::Base;
use super::walk::Root;
use crate::slip::nearest;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::overrides::{Override, OverrideBuilder};
use std::collections::HashMap;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;

/// Requests to `git cat-file` at a time: few enough to fit in a pipe, so that neither side waits for the other.
pub(super) const BATCH: usize = 64;

/// What git could not do, and what the user can.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct GitError(String);

impl GitError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

/// Commits with the files that each changes, oldest first; of a merge those that differ from all parents.
pub(super) const LOG: [&str; 10] =
    ["log", "--root", "-c", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--reverse", "--topo-order"];

/// The name of an object: SHA-1 or SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectId {
    bytes: [u8; 32],
    length: u8,
}

impl ObjectId {
    /// Reads hexadecimal.
    pub(super) fn parse(hex: &[u8]) -> Option<Self> {
        let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
        if hex.len() != 40 && hex.len() != 64 {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(hex.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Some(Self { bytes, length: (hex.len() / 2) as u8 })
    }

    /// Takes its bytes.
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        let mut bytes = [0; 32];
        bytes.get_mut(..name.len())?.copy_from_slice(name);
        matches!(name.len(), 20 | 32).then_some(Self { bytes, length: name.len() as u8 })
    }

    /// Its bytes.
    pub(super) fn name(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }

    /// Stands for no object.
    pub(super) fn is_null(&self) -> bool {
        self.bytes == [0; 32]
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bytes[..usize::from(self.length)].iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

/// What is checked out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The commit.
    pub commit: Option<String>,
    /// The branch, where one is checked out.
    pub branch: Option<String>,
    /// Address of the remote `origin`, as written: it may hold credentials.
    pub remote: Option<String>,
}

/// A repository on this machine.
#[derive(Clone, Debug)]
pub struct Repository {
    folder: PathBuf,
    /// The folder that paths in it are relative to.
    top: PathBuf,
    /// It has not all commits.
    pub(super) is_shallow: bool,
}

impl Repository {
    /// The repository that a folder is in, or is.
    pub fn of(folder: &Path) -> Result<Self, GitError> {
        let mut found = Self { folder: folder.to_owned(), top: PathBuf::new(), is_shallow: false };
        let answer = found.text(&["rev-parse", "--is-shallow-repository", "--show-prefix"])?;
        let mut lines = answer.split('\n');
        found.is_shallow = lines.next() == Some("true");
        let prefix = lines.next().unwrap_or_default();
        let folder = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let levels = Path::new(prefix).components().count();
        folder.ancestors().nth(levels).unwrap_or(&folder).clone_into(&mut found.top);
        Ok(found)
    }

    /// The command, with all switched off that a hostile repository could use.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(["--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs"]);
        // No fetch of missing objects, no monitor, no hook: the configuration of a repository may name programs.
        for setting in
            ["protocol.allow=never", "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.quotePath=false", "log.showSignature=false"]
        {
            command.args(["-c", setting]);
        }
        command.args(arguments).env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
        command.stdin(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// What a command writes.
    pub(super) fn output(&self, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
        let output = self.command(arguments).output().map_err(|error| start_error(&error))?;
        if output.status.success() { Ok(output.stdout) } else { Err(GitError::new(first_line(&output.stderr))) }
    }

    /// The same as text, without the line break at its end.
    pub(super) fn text(&self, arguments: &[&str]) -> Result<String, GitError> {
        let mut text = String::from_utf8_lossy(&self.output(arguments)?).into_owned();
        if text.ends_with('\n') {
            text.pop();
        }
        Ok(text)
    }

    /// The commit that a revision names.
    pub(super) fn commit(&self, revision: &str) -> Option<String> {
        let revision = format!("{revision}^{{commit}}");
        self.text(&["rev-parse", "--verify", "--quiet", "--end-of-options", &revision]).ok().filter(|commit| !commit.is_empty())
    }

    /// Paths of the files that have one of these names at a revision, sorted; none where it is not known. No links: a revision does not follow
    /// them. No paths that are not UTF-8: nobody could ask for these by name.
    pub fn files_called(&self, revision: &str, names: &[&str]) -> Vec<String> {
        let Some(commit) = self.commit(revision) else { return Vec::new() };
        let all = self.output(&["ls-tree", "-r", "-z", "--full-tree", &commit]).unwrap_or_default();
        let called = |line: &[u8]| {
            let (entry, path) = std::str::from_utf8(line).ok()?.split_once('\t')?;
            let is_called = names.contains(&path.rsplit('/').next().unwrap_or_default());
            (is_called && entry.starts_with("100")).then(|| path.to_owned())
        };
        all.split(|byte| *byte == 0).filter_map(called).collect()
    }

    /// A branch or tag that a revision of no commit was perhaps meant to be, as a piece of a sentence.
    pub(super) fn hint(&self, revision: &str) -> String {
        let names =
            self.text(&["for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags"]).unwrap_or_default();
        nearest(revision, names.lines().chain(["HEAD"])).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
    }

    /// The folder that paths in it are relative to.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// What is checked out, and where it comes from.
    pub fn head(&self) -> Head {
        let text = |arguments: &[&str]| self.text(arguments).ok().filter(|text| !text.is_empty());
        Head {
            commit: self.commit("HEAD"),
            branch: text(&["symbolic-ref", "--quiet", "--short", "HEAD"]),
            remote: text(&["config", "--get", "remote.origin.url"]),
        }
    }

    /// Where something lies that git keeps for the repository, such as `objects`.
    pub(super) fn kept(&self, name: &str) -> Option<PathBuf> {
        self.text(&["rev-parse", "--git-path", name]).ok().map(|path| self.folder.join(path))
    }

    /// Begins to read objects.
    pub(super) fn objects(&self) -> Result<Objects, GitError> {
        let mut command = self.command(&["cat-file", "--batch-command", "--buffer"]);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(|error| start_error(&error))?;
        let requests = child.stdin.take().expect("it was asked for");
        let answers = BufReader::with_capacity(128 << 10, child.stdout.take().expect("it was asked for"));
        Ok(Objects { child, requests, answers })
    }
}

pub(super) fn start_error(error: &io::Error) -> GitError {
    match error.kind() {
        io::ErrorKind::NotFound => GitError::new("git was not found: history, staged and changed lines are read with it"),
        kind => GitError::new(format!("git could not be started: {kind}")),
    }
}

/// What git says first, without its own prefix.
pub(super) fn first_line(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("it gave no reason");
    format!("git: {}", line.trim_start_matches("fatal: ").trim_start_matches("error: "))
}

/// A `git cat-file` at work.
pub(super) struct Objects {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// What git answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// The object is in the buffer.
    Here,
    /// It is not in this repository.
    Missing,
    /// It has this many bytes, more than are wanted.
    TooLarge(u64),
}

impl Objects {
    /// Asks for at most [`BATCH`] objects.
    pub(super) fn ask(&mut self, objects: impl Iterator<Item = ObjectId>) -> io::Result<()> {
        let mut requests = Vec::with_capacity(BATCH * 80);
        for object in objects {
            writeln!(requests, "contents {object}")?;
        }
        requests.extend_from_slice(b"flush\n");
        self.requests.write_all(&requests)
    }

    /// The next answer; an error where git gave up, as it does at a damaged object.
    pub(super) fn answer(&mut self, buffer: &mut Vec<u8>, largest: Option<u64>) -> io::Result<Answer> {
        let mut head = Vec::new();
        self.answers.read_until(b'\n', &mut head)?;
        let head = head.strip_suffix(b"\n").ok_or(io::ErrorKind::UnexpectedEof)?;
        let last = head.rsplit(|byte| *byte == b' ').next().unwrap_or_default();
        let Some(size) = std::str::from_utf8(last).ok().and_then(|size| size.parse::<u64>().ok()) else { return Ok(Answer::Missing) };
        buffer.clear();
        if largest.is_some_and(|largest| size > largest) {
            io::copy(&mut self.answers.by_ref().take(size + 1), &mut io::sink())?;
            return Ok(Answer::TooLarge(size));
        }
        if self.answers.by_ref().take(size + 1).read_to_end(buffer)? as u64 != size + 1 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        buffer.pop();
        Ok(Answer::Here)
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // It only reads: nothing is lost.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One entry of `git diff --raw -z`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Raw {
    /// The versions before: one a parent.
    pub(super) before: Vec<ObjectId>,
    /// The version after.
    pub(super) after: ObjectId,
    pub(super) kind: RawKind,
    pub(super) path: Vec<u8>,
}

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RawKind {
    File,
    Deleted,
    Link,
    Submodule,
    Unmerged,
}

/// Reads the fields of an entry: `head` is the part with modes and names, `next` gives what stands behind it.
pub(super) fn raw_entry(head: &[u8], next: &mut dyn FnMut() -> Option<Vec<u8>>) -> Option<Raw> {
    let parents = head.iter().take_while(|byte| **byte == b':').count();
    let fields: Vec<&[u8]> = head[parents..].split(|byte| *byte == b' ').collect();
    if parents == 0 || fields.len() != 2 * (parents + 1) + 1 {
        return None;
    }
    let (mode, status) = (fields[parents], fields[fields.len() - 1]);
    let names: Vec<ObjectId> = fields[parents + 1..fields.len() - 1].iter().map(|hex| ObjectId::parse(hex)).collect::<Option<_>>()?;
    let mut path = next()?;
    // A rename or copy names the old path first; with several parents only the new one.
    if parents == 1 && matches!(status.first(), Some(b'R' | b'C')) {
        path = next()?;
    }
    let kind = match (mode, status.first()) {
        (_, Some(b'U')) => RawKind::Unmerged,
        (b"000000", _) => RawKind::Deleted,
        (b"120000", _) => RawKind::Link,
        (b"160000", _) => RawKind::Submodule,
        _ => RawKind::File,
    };
    Some(Raw { before: names[..parents].iter().copied().filter(|name| !name.is_null()).collect(), after: names[parents], kind, path })
}

/// A path in the repository as a path of this system.
pub(super) fn native(path: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        PathBuf::from(std::ffi::OsStr::from_bytes(path))
    }
    #[cfg(not(unix))]
    {
        PathBuf::from(String::from_utf8_lossy(path).into_owned())
    }
}

/// Which paths of a repository are meant, and what findings call them.
pub struct Names {
    roots: Vec<NamedRoot>,
    /// Paths within the project that are not meant: a folder, with a slash.
    without: Vec<String>,
    top: PathBuf,
    /// `.asepsisignore` of each folder that was asked for; none are read with `--no-ignore`.
    ignores: Option<Mutex<HashMap<PathBuf, Option<Gitignore>>>>,
    /// Where those are read instead.
    base: Option<Base>,
}

struct NamedRoot {
    root: Root,
    within: PathBuf,
    excludes: Override,
}

impl Names {
    /// What `roots` mean in a repository; a glob that cannot be understood is an error.
    pub fn new(repository: &Repository, roots: &[Root], exclude: &[String], no_ignore: bool) -> Result<Self, ignore::Error> {
        let roots = roots
            .iter()
            .map(|root| {
                let absolute = super::absolute(&root.path);
                let within = absolute.strip_prefix(&repository.top).map(Path::to_owned).unwrap_or_default();
                let mut builder = OverrideBuilder::new(&absolute);
                for glob in exclude {
                    builder.add(&format!("!{glob}"))?;
                }
                Ok(NamedRoot { root: root.clone(), within, excludes: builder.build()? })
            })
            .collect::<Result<_, ignore::Error>>()?;
        let ignores = (!no_ignore).then(|| Mutex::new(HashMap::new()));
        Ok(Self { roots, without: Vec::new(), top: repository.top.clone(), ignores, base: None })
    }

    /// What is hidden is decided by a trusted revision.
    #[must_use]
    pub fn trusting(self, base: Option<Base>) -> Self {
        Self { base, ..self }
    }

    /// Folders of the project are not meant.
    #[must_use]
    pub fn without(self, folders: &[String]) -> Self {
        Self { without: folders.iter().map(|folder| format!("{folder}/")).collect(), ..self }
    }

    /// The path for findings and the one within the project, or nothing where the path is not meant.
    pub fn name(&self, path: &[u8]) -> Option<(String, String)> {
        let path = native(path);
        let named = self.roots.iter().find(|named| path.starts_with(&named.within))?;
        let rest = path.strip_prefix(&named.within).ok()?;
        let is_excluded =
            rest.ancestors().any(|part| !part.as_os_str().is_empty() && named.excludes.matched(part, part != rest).is_ignore());
        if is_excluded || self.is_ignored(&path) {
            return None;
        }
        let name = super::shown(rest);
        if name.is_empty() {
            return Some((named.root.prefix.trim_end_matches('/').to_owned(), named.root.project_prefix.trim_end_matches('/').to_owned()));
        }
        // A folder that is not checked out was taken for a file.
        let below = |prefix: &str| match prefix {
            "" => name.clone(),
            _ => format!("{}/{name}", prefix.trim_end_matches('/')),
        };
        let project_path = below(&named.root.project_prefix);
        let is_meant = !self.without.iter().any(|folder| project_path.starts_with(folder));
        is_meant.then(|| (below(&named.root.prefix), project_path))
    }

    fn is_ignored(&self, path: &Path) -> bool {
        let Some(ignores) = &self.ignores else { return false };
        let mut ignores = ignores.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let absolute = self.top.join(path);
        let folders: Vec<PathBuf> = path.ancestors().skip(1).map(|folder| self.top.join(folder)).collect();
        let mut is_ignored = false;
        for folder in folders.into_iter().rev() {
            let ignore = ignores.entry(folder).or_insert_with_key(|folder| {
                let file = folder.join(".asepsisignore");
                let Some(base) = &self.base else { return file.is_file().then(|| Gitignore::new(file).0) };
                let text = base.read(&base.within(&file)?)?;
                let mut builder = GitignoreBuilder::new(folder);
                // As in a file on disk: a line that cannot be understood hides nothing.
                String::from_utf8_lossy(&text).lines().for_each(|line| drop(builder.add_line(None, line)));
                builder.build().ok()
            });
            if let Some(ignore) = ignore {
                let matched = ignore.matched_path_or_any_parents(&absolute, false);
                is_ignored = (is_ignored && !matched.is_whitelist()) || matched.is_ignore();
            }
        }
        is_ignored
    }

    /// The files that the user named one by one, as paths in the repository.
    pub(super) fn named_files(&self) -> impl Iterator<Item = (&Root, &Path)> {
        self.roots.iter().filter(|named| named.root.path.is_file()).map(|named| (&named.root, named.within.as_path()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_objects() {
        for hex in ["0123456789abcdef0123456789abcdef01234567", &"ab".repeat(32)] {
            assert_eq!(ObjectId::parse(hex.as_bytes()).expect("a name").to_string(), hex);
        }
        assert!(ObjectId::parse(&[b'0'; 40]).expect("a name").is_null());
        for bad in ["", "0123", &"g".repeat(40)] {
            assert_eq!(ObjectId::parse(bad.as_bytes()), None, "{bad}");
        }
    }

    #[test]
    fn entries_of_a_difference() {
        let (a, b, zero) = ("a".repeat(40), "b".repeat(40), "0".repeat(40));
        let read = |head: &str, paths: &[&str]| {
            let mut paths = paths.iter().map(|path| path.as_bytes().to_vec());
            raw_entry(head.as_bytes(), &mut || paths.next())
                .map(|raw| (raw.before.len(), raw.kind, String::from_utf8(raw.path).expect("a path")))
        };
        for (head, paths, expected) in [
            (format!(":100644 100755 {a} {b} M"), &["x"][..], Some((1, RawKind::File, "x"))),
            (format!(":000000 100644 {zero} {b} A"), &["a\nb"], Some((0, RawKind::File, "a\nb"))),
            (format!(":100644 100644 {a} {b} R086"), &["old", "new"], Some((1, RawKind::File, "new"))),
            (format!("::100644 100644 100644 {a} {a} {b} MM"), &["x"], Some((2, RawKind::File, "x"))),
            (format!(":100644 000000 {a} {zero} D"), &["x"], Some((1, RawKind::Deleted, "x"))),
            (format!(":000000 160000 {zero} {b} A"), &["x"], Some((0, RawKind::Submodule, "x"))),
            (format!(":100644 120000 {a} {b} T"), &["x"], Some((1, RawKind::Link, "x"))),
            (format!(":000000 000000 {zero} {zero} U"), &["x"], Some((0, RawKind::Unmerged, "x"))),
            ("nonsense".to_owned(), &[], None),
        ] {
            assert_eq!(read(&head, paths), expected.map(|(before, kind, path)| (before, kind, path.to_owned())), "{head}");
        }
    }
}
