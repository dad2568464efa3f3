//! The history: every version of every file once, commit messages, notes and messages of tags.
//!
//! git lists all commits, oldest first, with what each of them changes: where an object is met first is the commit that brought it, so
//! nothing needs to be looked up. Merges count with what none of their parents has. Then the objects are read path by path,
//! as packs hold them, each once; those in no pack come from `git cat-file`.
//!
//! Promises: memory is bounded by the largest objects, a fixed window of each pack, and the number of versions (some 300 bytes each: a
//! name, a path, the commit, a place in a pack). What a shallow or partial clone lacks, and what is damaged, is a notice.

use super::git::{Answer, BATCH, GitError, LOG, Names, ObjectId, Objects, RawKind, Repository, first_line, raw_entry, start_error};
use super::pack::{Made, Taker};
use super::{Content, Item, Lineage, Source, Version, Visitor};
use crate::finding::Provenance;
use crate::notice::{Notice, NoticeKind};
use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

/// What messages of commits are called.
const MESSAGE: &str = "commit-message";

/// What messages of tags are called.
const TAG: &str = "tag-message";

/// Begins a commit in git's list: no field of a list begins with it, and fields are counted besides.
const MARK: u8 = 1;

/// What of the history is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// A range or revision as git knows them; all refs without one.
    pub range: Option<String>,
    /// Also commits that only reflogs name.
    pub reflogs: bool,
    /// Findings name their authors.
    pub authors: bool,
    /// Larger versions are not read.
    pub max_size: Option<u64>,
    /// No messages, nor files that a tag names: another scan of the repository has them.
    pub files_only: bool,
    /// Number of threads.
    pub threads: usize,
}

/// The history of a repository.
pub struct History {
    repository: Repository,
    names: Names,
    options: Options,
    /// Commits that the list begins at.
    tips: Vec<String>,
    /// Objects that HEAD holds.
    at_head: HashSet<ObjectId>,
    submodules: Vec<String>,
}

/// One version to read.
struct Wanted {
    id: ObjectId,
    path: Arc<str>,
    project_path: Arc<str>,
    version: Version,
}

enum Work {
    Items(Vec<Item>),
    Notice(Notice),
}

/// Messages that are handed out together: waking a thread costs more than scanning one.
const MESSAGES: usize = 64;

impl History {
    /// Asks git where the history begins.
    pub fn new(repository: Repository, names: Names, options: Options) -> Result<Self, GitError> {
        let tips = if let Some(range) = &options.range {
            if range.starts_with('-') {
                return Err(GitError::new(format!("`{range}` is no range of revisions")));
            }
            repository.output(&["rev-list", "--max-count=1", "--end-of-options", range]).map_err(|_| {
                let fix = if repository.is_shallow { "; this is a shallow clone: `git fetch --unshallow` brings the rest" } else { "" };
                GitError::new(format!("`{range}` is no range of revisions that is known here; fetch it first{fix}"))
            })?;
            vec![range.clone()]
        } else {
            // Older entries of the stash are known to its reflog only.
            let stashes = repository.text(&["stash", "list", "--format=%H"]).unwrap_or_default();
            let reflogs = options.reflogs.then(|| "--reflog".to_owned());
            std::iter::once("--all".to_owned()).chain(reflogs).chain(stashes.lines().map(str::to_owned)).collect()
        };
        let (mut at_head, mut submodules) = (HashSet::new(), Vec::new());
        // There is no HEAD in an empty repository.
        for entry in repository.output(&["ls-tree", "-r", "-z", "--full-tree", "HEAD"]).unwrap_or_default().split(|byte| *byte == 0) {
            let Some(tab) = memchr::memchr(b'\t', entry) else { continue };
            let mut fields = entry[..tab].split(|byte| *byte == b' ');
            let (mode, id) = (fields.next(), fields.nth(1).and_then(ObjectId::parse));
            if mode == Some(b"160000") {
                submodules.extend(names.name(&entry[tab + 1..]).map(|(path, _)| path));
            } else {
                at_head.extend(id);
            }
        }
        Ok(Self { repository, names, options, tips, at_head, submodules })
    }

    /// Reads git's list and hands out what is to be read.
    fn list(&self, out: &SyncSender<Work>) -> Vec<Wanted> {
        let mut wanted = Vec::new();
        let send = |work| out.send(work).is_ok();
        // git would map all it reads; with small windows it takes no longer.
        let mut arguments = [&["-c", "core.packedGitWindowSize=1m", "-c", "core.packedGitLimit=64m"], &LOG[..]].concat();
        arguments.push("--format=%x01%H%x00%aI%x00%an <%ae>%x00%B%x00");
        arguments.extend(self.tips.iter().map(String::as_str));
        arguments.push("--");
        let child = self.repository.command(&arguments).stdout(Stdio::piped()).spawn();
        let mut child = match child {
            Ok(child) => child,
            Err(error) => {
                send(Work::Notice(Notice::new("", NoticeKind::Unreadable, start_error(&error).to_string())));
                return wanted;
            }
        };
        let mut stderr = child.stderr.take().expect("it was asked for");
        let said = std::thread::spawn(move || {
            let mut said = Vec::new();
            let _ = stderr.read_to_end(&mut said);
            said
        });
        let mut fields = Fields(BufReader::with_capacity(256 << 10, child.stdout.take().expect("it was asked for")));
        self.read_list(&mut fields, &send, &mut wanted);
        drop(fields);
        let status = child.wait();
        let said = said.join().unwrap_or_default();
        if !status.is_ok_and(|status| status.success()) {
            let why = format!("the history could not be listed to its end; {}", first_line(&said));
            send(Work::Notice(Notice::new("", NoticeKind::Damaged, why)));
        }
        wanted
    }

    fn read_list(&self, fields: &mut Fields, send: &dyn Fn(Work) -> bool, wanted: &mut Vec<Wanted>) {
        let mut seen: HashSet<ObjectId> = HashSet::new();
        // What a path is called is asked once, however many versions it has.
        let mut names: HashMap<Vec<u8>, Option<[Arc<str>; 2]>> = HashMap::new();
        let (mut order, mut commit) = (0, None);
        let mut messages = Vec::new();
        while let Some(field) = fields.next() {
            let field = field.trim_ascii_start();
            if let Some(id) = field.strip_prefix(&[MARK]) {
                order += 1;
                let provenance = self.provenance(id, fields);
                let message = fields.next().unwrap_or_default();
                let version = Version { order, at_head: None, provenance: Arc::new(provenance) };
                commit = Some(version.clone());
                if !self.options.files_only && !message.trim_ascii().is_empty() {
                    messages.push(item(MESSAGE, message, version));
                }
                if messages.len() == MESSAGES && !send(Work::Items(std::mem::take(&mut messages))) {
                    return;
                }
            } else if field.starts_with(b":") {
                let Some(raw) = raw_entry(field, &mut || fields.next()) else { continue };
                let Some(commit) = &commit else { continue };
                if raw.kind != RawKind::File || seen.contains(&raw.after) {
                    continue;
                }
                // One that is not meant here may have another name later.
                let name = |path: &Vec<u8>| self.names.name(path).map(|(path, project_path)| [path.into(), project_path.into()]);
                let Some([path, project_path]) = names.entry(raw.path).or_insert_with_key(name) else { continue };
                seen.insert(raw.after);
                let version = Version { at_head: Some(self.at_head.contains(&raw.after)), ..commit.clone() };
                let (path, project_path) = (Arc::clone(path), Arc::clone(project_path));
                wanted.push(Wanted { id: raw.after, path, project_path, version });
            }
        }
        send(Work::Items(messages));
        self.tags(send, wanted);
    }

    fn provenance(&self, id: &[u8], fields: &mut Fields) -> Provenance {
        let text = |field: Option<Vec<u8>>| String::from_utf8_lossy(&field.unwrap_or_default()).into_owned();
        let date = text(fields.next());
        let author = Some(text(fields.next())).filter(|_| self.options.authors);
        Provenance { commit: String::from_utf8_lossy(id).into_owned(), date, author, at_head: None }
    }

    /// Messages of annotated tags, and files that a tag names without a commit.
    fn tags(&self, send: &dyn Fn(Work) -> bool, wanted: &mut Vec<Wanted>) {
        if self.options.range.is_some() || self.options.files_only {
            return;
        }
        let format = "--format=%(objecttype)%00%(objectname)%00%(creatordate:iso-strict)%00%(contents)%00%00";
        let Ok(tags) = self.repository.output(&["for-each-ref", format]) else { return };
        let mut fields = tags.split(|byte| *byte == 0);
        // Behind all commits, and each in a place of its own: of two that hold the same, the first counts.
        let mut order = usize::MAX / 2;
        while let (Some(kind), Some(id), Some(date), Some(message)) = (fields.next(), fields.next(), fields.next(), fields.next()) {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let provenance = Provenance { commit: text(id), date: text(date), author: None, at_head: None };
            order += 1;
            let version = Version { order, at_head: None, provenance: Arc::new(provenance) };
            match (kind.trim_ascii(), ObjectId::parse(id)) {
                (b"tag", _) => {
                    send(Work::Items(vec![item(TAG, message.to_vec(), version)]));
                }
                (b"blob", Some(id)) => {
                    wanted.push(Wanted { id, path: "tagged-file".into(), project_path: "tagged-file".into(), version });
                }
                _ => {}
            }
            fields.next();
        }
    }

    fn work(visitor: &mut dyn Visitor, work: &Mutex<Receiver<Work>>) {
        loop {
            let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
            match next {
                Ok(Work::Items(items)) => items.into_iter().for_each(|item| visitor.item(item)),
                Ok(Work::Notice(notice)) => visitor.notice(notice),
                Err(_) => return,
            }
        }
    }

    /// Reads with `git cat-file`, which also says what is wrong with an object.
    fn read(&self, wanted: &[&Wanted], objects: &mut Option<Objects>, visitor: &mut dyn Visitor) {
        let mut rest = wanted;
        while !rest.is_empty() {
            let open = match objects.take().map_or_else(|| self.repository.objects(), Ok) {
                Ok(open) => objects.insert(open),
                Err(error) => return visitor.notice(Notice::new("", NoticeKind::Unreadable, error.to_string())),
            };
            let mut is_broken = open.ask(rest.iter().map(|wanted| wanted.id)).is_err();
            while let Some((one, others)) = rest.split_first() {
                rest = others;
                let mut bytes = Vec::new();
                let answer =
                    if is_broken { Err(std::io::ErrorKind::BrokenPipe.into()) } else { open.answer(&mut bytes, self.options.max_size) };
                let notice = |kind, why: &str| Notice::new(&*one.path, kind, why);
                match answer {
                    Ok(Answer::Here) => visitor.item(one.item(Content::Heap(bytes))),
                    Ok(Answer::Missing) => {
                        visitor.notice(notice(NoticeKind::Missing, "a version of it is not in this clone (partial or damaged)"));
                    }
                    Ok(Answer::TooLarge(_)) => visitor.notice(notice(NoticeKind::TooLarge, "a version of it is larger than --max-size")),
                    Err(_) => {
                        visitor.notice(notice(NoticeKind::Damaged, "a version of it is damaged: git cannot read it"));
                        is_broken = true;
                        break;
                    }
                }
            }
            if is_broken {
                *objects = None;
            }
        }
    }

    /// Reads everything that is wanted: from the packs, then from git.
    fn read_all<'v>(&self, wanted: &[Wanted], visitor: &(dyn Fn() -> Box<dyn Visitor + 'v> + Sync)) {
        let packs = self.repository.packs();
        let ids: Vec<ObjectId> = wanted.iter().map(|wanted| wanted.id).collect();
        let mut first: HashMap<&str, usize> = HashMap::new();
        let families: Vec<usize> = wanted.iter().enumerate().map(|(number, one)| *first.entry(&one.path).or_insert(number)).collect();
        let (plan, others) = packs.plan(&ids, &families);
        drop((ids, first, families));
        let others = Mutex::new(others);
        self.in_threads(&|| {
            let mut visitor = visitor();
            plan.work(&mut Hand { wanted, max_size: self.options.max_size, others: &others, visitor: visitor.as_mut() });
        });
        let mut others = others.into_inner().unwrap_or_else(PoisonError::into_inner);
        others.sort_unstable();
        let others: Vec<&Wanted> = others.into_iter().map(|number| &wanted[number]).collect();
        let batches = Mutex::new(others.chunks(BATCH));
        self.in_threads(&|| {
            let (mut visitor, mut objects) = (visitor(), None);
            loop {
                let next = batches.lock().unwrap_or_else(PoisonError::into_inner).next();
                let Some(batch) = next else { return };
                self.read(batch, &mut objects, visitor.as_mut());
            }
        });
    }

    fn in_threads(&self, work: &(dyn Fn() + Sync)) {
        std::thread::scope(|scope| {
            for _ in 0..self.options.threads.max(1) {
                scope.spawn(work);
            }
        });
    }
}

/// Hands on what the packs hold, and keeps in mind what they do not.
struct Hand<'h> {
    wanted: &'h [Wanted],
    max_size: Option<u64>,
    others: &'h Mutex<Vec<usize>>,
    visitor: &'h mut dyn Visitor,
}

impl Hand<'_> {
    fn is_read(&self, size: usize) -> bool {
        self.max_size.is_none_or(|largest| size as u64 <= largest)
    }
}

impl Taker for Hand<'_> {
    fn needs_all(&self, number: usize, size: usize, head: &[u8]) -> bool {
        !self.is_read(size) || self.visitor.needs_all(&self.wanted[number].path, head)
    }

    fn take(&mut self, number: usize, made: Option<Made>) {
        let Some(made) = made else { return self.others.lock().unwrap_or_else(PoisonError::into_inner).push(number) };
        let wanted = &self.wanted[number];
        let base = made.base.filter(|(base, size, _)| self.wanted[*base].path == wanted.path && self.is_read(*size));
        let lineage = Lineage { family: made.family, number, base: base.map(|(base, _, copies)| (base, copies)) };
        self.visitor.item(Item { lineage: Some(lineage), ..wanted.item(Content::Shared(made.content)) });
    }
}

impl Wanted {
    fn item(&self, content: Content) -> Item {
        let item = Item::new(self.path.to_string(), self.project_path.to_string(), content);
        Item { version: Some(self.version.clone()), ..item }
    }
}

fn item(path: &str, bytes: Vec<u8>, version: Version) -> Item {
    Item { version: Some(version), ..Item::new(path.to_owned(), path.to_owned(), Content::Heap(bytes)) }
}

/// Fields that a NUL ends.
struct Fields(BufReader<std::process::ChildStdout>);

impl Fields {
    fn next(&mut self) -> Option<Vec<u8>> {
        let mut field = Vec::new();
        let read = self.0.read_until(0, &mut field).ok()?;
        if field.last() == Some(&0) {
            field.pop();
        }
        (read > 0).then_some(field)
    }
}

impl Source for History {
    fn visit<'v>(&self, visitor: &(dyn Fn() -> Box<dyn Visitor + 'v> + Sync)) {
        let (sender, receiver) = sync_channel(4 * self.options.threads.max(1));
        let receiver = Mutex::new(receiver);
        if self.repository.is_shallow {
            let why = "a shallow clone: its older commits are not here and were not scanned; `git fetch --unshallow` brings them";
            let _ = sender.try_send(Work::Notice(Notice::new("", NoticeKind::Missing, why)));
        }
        {
            let mut visitor = visitor();
            for submodule in &self.submodules {
                visitor.notice(Notice::new(submodule, NoticeKind::Submodule, "a submodule: a repository of its own"));
            }
        }
        let wanted = std::thread::scope(|scope| {
            for _ in 0..self.options.threads.max(1) {
                scope.spawn(|| Self::work(visitor().as_mut(), &receiver));
            }
            let wanted = self.list(&sender);
            drop(sender);
            wanted
        });
        self.read_all(&wanted, visitor);
    }
}
