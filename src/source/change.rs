//! What a change adds: what is staged, what lies between two revisions, what is about to be pushed.
//!
//! Promises: content comes from git's index and objects, never from the working tree; files are handed over whole, with the ranges of
//! the lines that the change adds. A line that only moved within its file is not added. Binary files and archives count as a whole.

use super::git::{Answer, BATCH, GitError, LOG, Names, ObjectId, Raw, RawKind, Repository, raw_entry};
use super::{Content, Item, Source, Version, Visitor};
use crate::finding::Provenance;
use crate::notice::{Notice, NoticeKind};
use crate::text::Span;
use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// What changed, and where.
pub struct Changes {
    repository: Repository,
    names: Names,
    changes: Vec<Change>,
    /// Files that the user named and that did not change: all of them counts.
    unchanged: Vec<Item>,
    max_size: Option<u64>,
    threads: usize,
}

/// One file in a change, and the commit, where there are several.
struct Change {
    raw: Raw,
    version: Option<Version>,
}

/// Which change is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// The index against HEAD.
    Staged,
    /// `BASE` or `BASE..HEAD`: what the latter adds since both parted.
    Between(String),
    /// git's own lines on the standard input of a hook: what the pushed commits add, each of them.
    Pushed(String),
}

impl Changes {
    /// Asks git what changed.
    pub fn new(repository: Repository, names: Names, which: &Which, max_size: Option<u64>, threads: usize) -> Result<Self, GitError> {
        let changes = match which {
            Which::Staged => staged(&repository)?,
            Which::Between(range) => between(&repository, range)?,
            Which::Pushed(lines) => pushed(&repository, lines)?,
        };
        let unchanged = if *which == Which::Staged { unchanged(&names, &changes) } else { Vec::new() };
        Ok(Self { repository, names, changes, unchanged, max_size, threads })
    }
}

fn staged(repository: &Repository) -> Result<Vec<Change>, GitError> {
    let output =
        repository.output(&["diff", "--cached", "--raw", "-z", "--no-abbrev", "-M", "--no-ext-diff", "--ignore-submodules=dirty"])?;
    Ok(entries(&output))
}

fn between(repository: &Repository, range: &str) -> Result<Vec<Change>, GitError> {
    let (base, head) = range.split_once("...").or_else(|| range.split_once("..")).unwrap_or((range, "HEAD"));
    let (base, head) = (if base.is_empty() { "HEAD" } else { base }, if head.is_empty() { "HEAD" } else { head });
    let commit = |revision: &str| repository.commit(revision).ok_or_else(|| unknown(repository, revision));
    let (base_commit, head_commit) = (commit(base)?, commit(head)?);
    let Ok(parted) = repository.text(&["merge-base", &base_commit, &head_commit]) else {
        let fix = if repository.is_shallow {
            "this is a shallow clone: `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout, brings the rest"
        } else {
            "they have no common history: name a base that has one with it"
        };
        return Err(GitError::new(format!("`{base}` and `{head}` have no commit in common here; {fix}")));
    };
    let output = repository.output(&["diff-tree", "-r", "--raw", "-z", "--no-abbrev", "-M", "--no-ext-diff", &parted, &head_commit])?;
    Ok(entries(&output))
}

fn unknown(repository: &Repository, revision: &str) -> GitError {
    let name = revision.strip_prefix("origin/").unwrap_or(revision);
    let shallow = if repository.is_shallow { "; this is a shallow clone, `git fetch --unshallow` brings all of it" } else { "" };
    GitError::new(format!(
        "`{revision}` is no commit that is known here; fetch it first: `git fetch origin {name}`{shallow}{}",
        repository.hint(revision)
    ))
}

/// The revision whose configurations count for what is pushed: on the pushing side (pre-push) the first commit that is, on the receiving side
/// (pre-receive), where a push must not decide what is found in it, HEAD. None where nothing is pushed, or the lines are none of git's.
pub fn configured_at(lines: &str) -> Option<String> {
    lines.lines().find_map(|line| match line.split_ascii_whitespace().collect::<Vec<_>>()[..] {
        [_, tip, _, _] => ObjectId::parse(tip.as_bytes()).filter(|tip| !tip.is_null()).map(|tip| tip.to_string()),
        [_, _, _] => Some("HEAD".to_owned()),
        _ => None,
    })
}

/// pre-push gives `ref name ref name` a line (local, then remote), pre-receive `old new ref`; see githooks(5).
fn pushed(repository: &Repository, lines: &str) -> Result<Vec<Change>, GitError> {
    let (mut new, mut old) = (Vec::new(), Vec::new());
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let words: Vec<&str> = line.split_ascii_whitespace().collect();
        let (from, to) = match words[..] {
            [from, to, _] => (from, to),
            [_, to, _, from] => (from, to),
            _ => return Err(GitError::new("--push-stdin: not a line that git gives to pre-push or pre-receive")),
        };
        let (Some(from), Some(to)) = (ObjectId::parse(from.as_bytes()), ObjectId::parse(to.as_bytes())) else {
            return Err(GitError::new("--push-stdin: not a line that git gives to pre-push or pre-receive"));
        };
        if to.is_null() {
            continue; // A ref is deleted: nothing new comes in.
        }
        new.push(to.to_string());
        // The remote may be ahead of what is known here: its commit is no limit then, and what is here is read again.
        old.extend((!from.is_null()).then(|| from.to_string()).filter(|from| repository.commit(from).is_some()));
    }
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let is_receiving = lines.lines().any(|line| line.split_ascii_whitespace().count() == 3);
    let known = if is_receiving { "--all" } else { "--remotes" };
    let mut arguments = [&LOG[..], &["--format=%x01%H%x00%aI%x00"]].concat();
    arguments.extend(new.iter().map(String::as_str));
    arguments.push("--not");
    arguments.extend(old.iter().map(String::as_str));
    arguments.push(known);
    Ok(entries(&repository.output(&arguments)?))
}

fn entries(output: &[u8]) -> Vec<Change> {
    let mut fields = output.split(|byte| *byte == 0).map(<[u8]>::to_vec);
    let (mut entries, mut version) = (Vec::new(), None);
    while let Some(head) = fields.next() {
        let head = head.trim_ascii_start();
        if head.starts_with(b":") {
            let raw = raw_entry(head, &mut || fields.next());
            entries.extend(raw.map(|raw| Change { raw, version: version.clone() }));
        } else if let Some(commit) = head.strip_prefix(b"\x01") {
            let text = |field: &[u8]| String::from_utf8_lossy(field).into_owned();
            let date = fields.next().unwrap_or_default();
            let provenance = Provenance { commit: text(commit), date: text(&date), author: None, at_head: None };
            version = Some(Version { order: entries.len(), at_head: None, origins: Arc::new(provenance) });
        }
    }
    entries
}

/// `pre-commit run --all-files` names files of which nothing is staged: they are meant all the same.
fn unchanged(names: &Names, changes: &[Change]) -> Vec<Item> {
    let in_change: std::collections::HashSet<PathBuf> = changes.iter().map(|change| super::git::native(&change.raw.path)).collect();
    let files = names.named_files().filter(|(_, within)| !in_change.contains(*within));
    files
        .map(|(root, _)| {
            let (path, project_path) = (root.prefix.trim_end_matches('/'), root.project_prefix.trim_end_matches('/'));
            Item::new(path.to_owned(), project_path.to_owned(), Content::File(root.path.clone()))
        })
        .collect()
}

impl Source for Changes {
    fn visit<'v>(&self, visitor: &(dyn Fn() -> Box<dyn Visitor + 'v> + Sync)) {
        let mut first = visitor();
        for item in &self.unchanged {
            first.item(item.clone());
        }
        let mut wanted = Vec::new();
        for change in &self.changes {
            let Some(names) = self.names.name(&change.raw.path) else { continue };
            match change.raw.kind {
                RawKind::File => wanted.push((change, names)),
                RawKind::Deleted | RawKind::Link => {}
                RawKind::Submodule => first.notice(Notice::new(names.0, NoticeKind::Submodule, "a submodule: a repository of its own")),
                RawKind::Unmerged => {
                    first.notice(Notice::new(
                        names.0,
                        NoticeKind::Missing,
                        "a conflict is not resolved: the index holds no one version of it",
                    ));
                }
            }
        }
        let threads = self.threads.clamp(1, wanted.len().div_ceil(BATCH).max(1));
        if threads == 1 {
            return self.work(first.as_mut(), &Mutex::new(wanted.chunks(BATCH / 4)));
        }
        drop(first);
        let chunks = Mutex::new(wanted.chunks(BATCH / 4));
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| self.work(visitor().as_mut(), &chunks));
            }
        });
    }
}

type Wanted<'c> = (&'c Change, (String, String));

impl Changes {
    fn work(&self, visitor: &mut dyn Visitor, chunks: &Mutex<std::slice::Chunks<'_, Wanted<'_>>>) {
        let mut buffers: HashMap<ObjectId, Vec<u8>> = HashMap::new();
        loop {
            let next = chunks.lock().unwrap_or_else(std::sync::PoisonError::into_inner).next();
            let Some(chunk) = next else { return };
            buffers.clear();
            let ids: Vec<ObjectId> =
                chunk.iter().flat_map(|(change, _)| change.raw.before.iter().copied().chain([change.raw.after])).collect();
            for ids in ids.chunks(BATCH) {
                self.read(ids, &mut buffers, visitor);
            }
            for (change, (path, project_path)) in chunk {
                // What could not be read has its notice.
                let Some(after) = buffers.get(&change.raw.after) else { continue };
                let before: Vec<&[u8]> = change.raw.before.iter().filter_map(|id| buffers.get(id)).map(Vec::as_slice).collect();
                let added = if before.is_empty() { None } else { Some(added_lines(&before, after)) };
                if added.as_ref().is_some_and(Vec::is_empty) {
                    continue;
                }
                let item = Item::new(path.clone(), project_path.clone(), Content::Heap(after.clone()));
                visitor.item(Item { added, version: change.version.clone(), ..item });
            }
        }
    }

    fn read(&self, ids: &[ObjectId], buffers: &mut HashMap<ObjectId, Vec<u8>>, visitor: &mut dyn Visitor) {
        let why = |id: &ObjectId| {
            let change = self.changes.iter().find(|change| change.raw.after == *id || change.raw.before.contains(id));
            change.and_then(|change| self.names.name(&change.raw.path)).map_or_else(String::new, |(path, _)| path)
        };
        let mut rest = ids;
        while !rest.is_empty() {
            let Ok(mut objects) = self.repository.objects() else {
                return visitor.notice(Notice::new("", NoticeKind::Unreadable, "git could not be started"));
            };
            let mut done = 0;
            if objects.ask(rest.iter().copied()).is_ok() {
                for id in rest {
                    let mut buffer = Vec::new();
                    match objects.answer(&mut buffer, self.max_size) {
                        Ok(Answer::Here) => {
                            buffers.insert(*id, buffer);
                        }
                        Ok(Answer::Missing) => {
                            visitor.notice(Notice::new(why(id), NoticeKind::Missing, "git does not have its content here"));
                        }
                        Ok(Answer::TooLarge(size)) => {
                            visitor.notice(Notice::new(why(id), NoticeKind::TooLarge, format!("{size} bytes, more than --max-size")));
                        }
                        Err(_) => break,
                    }
                    done += 1;
                }
            }
            if done < rest.len() {
                visitor.notice(Notice::new(why(&rest[done]), NoticeKind::Damaged, "git cannot read its content: the object is damaged"));
                done += 1;
            }
            rest = &rest[done..];
        }
    }
}

/// The lines of `after` that none of the versions before has as often, as ranges of bytes. Line breaks do not count.
pub fn added_lines(before: &[&[u8]], after: &[u8]) -> Vec<Span> {
    let state = RandomState::new();
    let count = |text: &[u8]| {
        let mut counts: HashMap<u64, i64> = HashMap::new();
        lines(text).for_each(|line| *counts.entry(state.hash_one(content(line.of(text)))).or_default() += 1);
        counts
    };
    let mut more = count(after);
    let versions: Vec<HashMap<u64, i64>> = before.iter().map(|text| count(text)).collect();
    #[expect(clippy::iter_over_hash_type, reason = "each count is changed for itself")]
    for (line, number) in &mut more {
        *number -= versions.iter().filter_map(|version| version.get(line)).max().copied().unwrap_or(0);
    }
    let mut added: Vec<Span> = Vec::new();
    for line in lines(after) {
        if more[&state.hash_one(content(line.of(after)))] > 0 {
            match added.last_mut() {
                Some(last) if last.end == line.start => last.end = line.end,
                _ => added.push(line),
            }
        }
    }
    added
}

fn lines(text: &[u8]) -> impl Iterator<Item = Span> {
    let mut start = 0;
    std::iter::from_fn(move || {
        (start < text.len()).then(|| {
            let end = memchr::memchr(b'\n', &text[start..]).map_or(text.len(), |at| start + at + 1);
            let line = Span::new(start, end);
            start = end;
            line
        })
    })
}

fn content(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_a_change_adds() {
        for (before, after, added) in [
            (&[""][..], "a\n", &["a\n"][..]),
            (&["a\n"], "a\n", &[]),
            (&["a\nb\n"], "b\na\n", &[]),
            (&["a\nb\n"], "a\r\nb\r\n", &[]),
            (&["a\n"], "a\nb\nc\na", &["a\nb\nc\na"]),
            (&["a\nb\n"], "a\nx\nb\ny\n", &["x\n", "y\n"]),
            (&["a\n", "b\n"], "a\nb\nc\n", &["c\n"]),
            (&["a"], "a\n", &[]),
        ] {
            let before: Vec<&[u8]> = before.iter().map(|text| text.as_bytes()).collect();
            let found: Vec<&str> = added_lines(&before, after.as_bytes())
                .iter()
                .map(|span| std::str::from_utf8(span.of(after.as_bytes())).expect("text"))
                .collect();
            assert_eq!(found, added, "{after:?}");
        }
    }
}
