//! The history: every version of every file once, commit messages, notes and messages of tags.
//!
//! All commits are gone through, oldest first: where an object is met first is the commit that brought it. This process does so itself where
//! it can (`ancestry.rs`); git does where only a range is asked for, where commits are cut off, and where anything is odd, missing or damaged,
//! which it can say best. Then the objects are read path by path, as packs hold them, each once; those in no pack come from `git cat-file`.
//!
//! Promises: memory is bounded by the largest objects, a fixed window of the packs and their indexes, the plan of a part, 12 bytes a version,
//! 4 a commit, and each path once. What a shallow or partial clone lacks, and what is damaged, is a notice.

use super::ancestry::{self, Brought, Paths};
use super::bits::Bits;
use super::git::{Answer, BATCH, GitError, LOG, Names, ObjectId, Objects, RawKind, Repository, first_line, raw_entry, start_error};
use super::pack::{COMMIT, Made, TAG, Taker, Wanted};
use super::store::{Reader, Store};
use super::{Content, Item, Lineage, Origins, Source, Version, Visitor};
use crate::finding::Provenance;
use crate::notice::{Notice, NoticeKind};
use std::io::{BufRead, BufReader, Read};
use std::ops::Range;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

/// What messages of commits are called.
const MESSAGE: &str = "commit-message";

/// What messages of tags are called.
const TAG_MESSAGE: &str = "tag-message";

/// What a file is called that a tag names without a commit.
const TAGGED: &str = "tagged-file";

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
    at_head: Vec<ObjectId>,
    submodules: Vec<String>,
}

/// What is to be read.
struct Listed {
    store: Store,
    /// Numbers of commits, oldest first.
    commits: Vec<u32>,
    /// Numbers of tags that say something, where this process reads them.
    tags: Vec<u32>,
    wanted: Vec<Brought>,
    /// Both names of each path.
    paths: Vec<[Arc<str>; 2]>,
    at_head: Bits,
    /// Where what comes behind the commits is from: tags.
    told: Vec<Provenance>,
    has_authors: bool,
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
        let (mut at_head, mut submodules) = (Vec::new(), Vec::new());
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

    fn store(&self) -> Store {
        self.repository.kept("objects").map_or_else(Store::default, |folder| Store::open(&folder))
    }

    /// Objects that the history begins at, in git's order, and tags; nothing where a part of the history is left out.
    fn refs(&self) -> Option<Vec<ObjectId>> {
        let ids = |text: &str| text.split_ascii_whitespace().map(|id| ObjectId::parse(id.as_bytes())).collect::<Option<Vec<_>>>();
        if let Some(range) = &self.options.range {
            return ids(&self.repository.text(&["rev-parse", "--revs-only", range]).ok()?);
        }
        let mut refs = Vec::new();
        if self.options.reflogs {
            let arguments: Vec<&str> = ["rev-list", "--no-walk"].into_iter().chain(self.tips.iter().map(String::as_str)).collect();
            refs.extend(ids(&self.repository.text(&arguments).ok()?)?);
        }
        refs.extend(ids(&self.repository.text(&["for-each-ref", "--format=%(objectname)"]).ok()?)?);
        let heads = self.repository.text(&["worktree", "list", "--porcelain"]).ok()?;
        let heads = std::iter::once(self.repository.commit("HEAD").unwrap_or_default())
            .chain(heads.lines().filter_map(|line| line.strip_prefix("HEAD ").map(str::to_owned)));
        refs.extend(heads.filter_map(|id| ObjectId::parse(id.as_bytes())).filter(|id| !id.is_null()));
        refs.extend(self.tips.iter().filter_map(|tip| ObjectId::parse(tip.as_bytes())));
        Some(refs)
    }

    /// What is to be read, found out in this process; nothing where that is git's affair.
    fn own_list(&self) -> Option<Listed> {
        let is_cut = self.repository.is_shallow || self.repository.kept("info/grafts").is_none_or(|grafts| grafts.exists());
        let refs = if is_cut { None } else { self.refs() }?;
        let (mut store, mut reader) = (self.store(), Reader::new());
        let mut named = ancestry::named(&refs, &mut store, &mut reader)?;
        if self.options.range.is_some() || self.options.files_only {
            (named.tags, named.files) = (Vec::new(), Vec::new());
        }
        let commits = ancestry::commits(&named.commits, &mut store, &mut reader)?;
        let mut paths = Paths::default();
        let wanted = ancestry::brought(&commits, &mut store, &mut reader, &self.names, &mut paths)?;
        let mut listed = self.listed(store, wanted);
        listed.commits = commits.iter().map(|commit| commit.object).collect();
        for tag in named.tags {
            let message = reader.read(&listed.store, tag, TAG)?;
            listed.told.push(ancestry::tag_provenance(listed.store.id(tag)?, &message));
            listed.tags.push(tag);
        }
        for file in named.files {
            let commit = listed.store.id(file)?.to_string();
            listed.tagged(&mut paths, file, bare(commit));
        }
        Some(listed.sorted(paths))
    }

    fn listed(&self, mut store: Store, wanted: Vec<Brought>) -> Listed {
        let mut at_head = Bits::default();
        for id in &self.at_head {
            if let Some(number) = store.number(id.name()) {
                at_head.add(number);
            }
        }
        let has_authors = self.options.authors;
        Listed { store, commits: Vec::new(), tags: Vec::new(), wanted, paths: Vec::new(), at_head, told: Vec::new(), has_authors }
    }

    /// Hands out messages of commits and tags, as this process reads them.
    fn messages(listed: &Arc<Listed>, visitor: &mut dyn Visitor, next: &AtomicUsize) {
        let (mut reader, store) = (Reader::new(), &listed.store);
        let all = listed.commits.len() + listed.tags.len();
        loop {
            let start = next.fetch_add(MESSAGES, Ordering::Relaxed);
            if start >= all {
                return;
            }
            for at in start..all.min(start + MESSAGES) {
                let tag = at.checked_sub(listed.commits.len()).map(|at| listed.tags[at]);
                let (number, kind, path) = tag.map_or_else(|| (listed.commits[at], COMMIT, MESSAGE), |tag| (tag, TAG, TAG_MESSAGE));
                let Some(object) = reader.read(store, number, kind) else {
                    visitor.notice(Notice::new(path, NoticeKind::Damaged, "it could not be read a second time"));
                    continue;
                };
                let mut message = ancestry::message(&object);
                if tag.is_some() {
                    // git leaves out empty lines before it.
                    let empty = message.iter().take_while(|byte| **byte == b'\n').count();
                    message = message[empty..].to_vec().into();
                }
                if tag.is_some() || !message.trim_ascii().is_empty() {
                    let origins = Arc::clone(listed) as Arc<dyn Origins>;
                    visitor.item(item(path, message.into_owned(), Version { order: at + 1, at_head: None, origins }));
                }
            }
        }
    }

    /// What is to be read, as git lists it; messages are handed out at once.
    fn git_list(&self, out: &SyncSender<Work>) -> Listed {
        let send = |work| out.send(work).is_ok();
        let mut listed = self.listed(self.store(), Vec::new());
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
                return listed;
            }
        };
        let mut stderr = child.stderr.take().expect("it was asked for");
        let said = std::thread::spawn(move || {
            let mut said = Vec::new();
            let _ = stderr.read_to_end(&mut said);
            said
        });
        let mut fields = Fields(BufReader::with_capacity(256 << 10, child.stdout.take().expect("it was asked for")));
        let mut paths = Paths::default();
        self.read_list(&mut fields, &send, &mut listed, &mut paths);
        drop(fields);
        let status = child.wait();
        let said = said.join().unwrap_or_default();
        if !status.is_ok_and(|status| status.success()) {
            let why = format!("the history could not be listed to its end; {}", first_line(&said));
            send(Work::Notice(Notice::new("", NoticeKind::Damaged, why)));
        }
        self.tags(&send, &mut listed, &mut paths);
        listed.sorted(paths)
    }

    fn read_list(&self, fields: &mut Fields, send: &dyn Fn(Work) -> bool, listed: &mut Listed, paths: &mut Paths) {
        let (mut seen, mut messages) = (Bits::default(), Vec::new());
        while let Some(field) = fields.next() {
            let field = field.trim_ascii_start();
            if let Some(id) = field.strip_prefix(&[MARK]) {
                let provenance = self.provenance(id, fields);
                let message = fields.next().unwrap_or_default();
                let Some(commit) = ObjectId::parse(id).and_then(|id| listed.store.number(id.name())) else {
                    let why = "the history could not be listed to its end; it has more objects than can be counted here";
                    send(Work::Notice(Notice::new("", NoticeKind::Damaged, why)));
                    return;
                };
                listed.commits.push(commit);
                if !self.options.files_only && !message.trim_ascii().is_empty() {
                    let order = listed.commits.len();
                    messages.push(item(MESSAGE, message, Version { order, at_head: None, origins: Arc::new(provenance) }));
                }
                if messages.len() == MESSAGES && !send(Work::Items(std::mem::take(&mut messages))) {
                    return;
                }
            } else if field.starts_with(b":") {
                let Some(raw) = raw_entry(field, &mut || fields.next()) else { continue };
                let number = (raw.kind == RawKind::File).then(|| listed.store.number(raw.after.name())).flatten();
                let Some(object) = number.filter(|number| !listed.commits.is_empty() && !seen.has(*number)) else { continue };
                // One that is not meant here may have another name later.
                if let Some(path) = paths.number(&raw.path, &self.names) {
                    seen.add(object);
                    listed.wanted.push(Brought { object, path, order: listed.commits.len() as u32 });
                }
            }
        }
        send(Work::Items(messages));
    }

    fn provenance(&self, id: &[u8], fields: &mut Fields) -> Provenance {
        let text = |field: Option<Vec<u8>>| String::from_utf8_lossy(&field.unwrap_or_default()).into_owned();
        let date = text(fields.next());
        let author = Some(text(fields.next())).filter(|_| self.options.authors);
        Provenance { commit: String::from_utf8_lossy(id).into_owned(), date, author, at_head: None }
    }

    /// Messages of annotated tags, and files that a tag names without a commit.
    fn tags(&self, send: &dyn Fn(Work) -> bool, listed: &mut Listed, paths: &mut Paths) {
        if self.options.range.is_some() || self.options.files_only {
            return;
        }
        let format = "--format=%(objecttype)%00%(objectname)%00%(creatordate:iso-strict)%00%(contents)%00%00";
        let Ok(tags) = self.repository.output(&["for-each-ref", format]) else { return };
        let mut fields = tags.split(|byte| *byte == 0);
        while let (Some(kind), Some(id), Some(date), Some(message)) = (fields.next(), fields.next(), fields.next(), fields.next()) {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let provenance = Provenance { commit: text(id), date: text(date), author: None, at_head: None };
            match (kind.trim_ascii(), ObjectId::parse(id)) {
                (b"tag", _) => {
                    listed.told.push(provenance.clone());
                    let order = listed.commits.len() + listed.told.len();
                    let version = Version { order, at_head: None, origins: Arc::new(provenance) };
                    send(Work::Items(vec![item(TAG_MESSAGE, message.to_vec(), version)]));
                }
                (b"blob", Some(id)) => {
                    if let Some(number) = listed.store.number(id.name()) {
                        listed.tagged(paths, number, provenance);
                    }
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
    fn read(&self, listed: &Arc<Listed>, wanted: &[usize], objects: &mut Option<Objects>, visitor: &mut dyn Visitor) {
        let mut rest = wanted;
        while !rest.is_empty() {
            let open = match objects.take().map_or_else(|| self.repository.objects(), Ok) {
                Ok(open) => objects.insert(open),
                Err(error) => return visitor.notice(Notice::new("", NoticeKind::Unreadable, error.to_string())),
            };
            let mut is_broken = open.ask(rest.iter().filter_map(|number| listed.store.id(listed.wanted[*number].object))).is_err();
            while let Some((one, others)) = rest.split_first() {
                rest = others;
                let mut bytes = Vec::new();
                let answer =
                    if is_broken { Err(std::io::ErrorKind::BrokenPipe.into()) } else { open.answer(&mut bytes, self.options.max_size) };
                let notice = |kind, why: &str| Notice::new(listed.path(*one), kind, why);
                match answer {
                    Ok(Answer::Here) => visitor.item(listed.item(*one, Content::Heap(bytes))),
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
    fn read_all<'v>(&self, listed: &Arc<Listed>, visitor: &(dyn Fn() -> Box<dyn Visitor + 'v> + Sync)) {
        let (others, parts) = (Mutex::new(Vec::new()), listed.parts());
        let next = AtomicUsize::new(0);
        self.in_threads(&|| {
            let (mut visitor, mut inflater) = (visitor(), flate2::Decompress::new(true));
            while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
                // All versions under one path are a family.
                let wanted = |one: &Brought| Wanted { object: one.object, family: one.path };
                let wanted: Vec<Wanted> = listed.wanted[part.clone()].iter().map(wanted).collect();
                let max_size = self.options.max_size;
                let mut hand = Hand { listed, first: part.start, max_size, others: &others, visitor: visitor.as_mut() };
                listed.store.packs().read(&wanted, &mut inflater, &mut hand);
            }
        });
        let mut others = others.into_inner().unwrap_or_else(PoisonError::into_inner);
        others.sort_unstable();
        let batches = Mutex::new(others.chunks(BATCH));
        self.in_threads(&|| {
            let (mut visitor, mut objects) = (visitor(), None);
            loop {
                let next = batches.lock().unwrap_or_else(PoisonError::into_inner).next();
                let Some(batch) = next else { return };
                self.read(listed, batch, &mut objects, visitor.as_mut());
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

/// Hands on what the packs hold of a part, and keeps in mind what they do not.
struct Hand<'h> {
    listed: &'h Arc<Listed>,
    /// Where the part begins.
    first: usize,
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
    fn needs_all(&self, at: usize, size: usize, head: &[u8]) -> bool {
        !self.is_read(size) || self.visitor.needs_all(self.listed.path(self.first + at), head)
    }

    fn take(&mut self, at: usize, made: Option<Made>) {
        let number = self.first + at;
        let Some(made) = made else { return self.others.lock().unwrap_or_else(PoisonError::into_inner).push(number) };
        let path = |number: usize| self.listed.wanted[number].path;
        let base = made.base.map(|(base, size, copies)| (self.first + base, size, copies));
        let base = base.filter(|(base, size, _)| path(*base) == path(number) && self.is_read(*size));
        let lineage = Lineage { family: made.family, number, base: base.map(|(base, _, copies)| (base, copies)) };
        self.visitor.item(Item { lineage: Some(lineage), ..self.listed.item(number, Content::Shared(made.content)) });
    }
}

impl Listed {
    /// All that was listed, ready to be read: paths by their ends, as packs are made of files whose names end alike, and versions by their
    /// paths.
    fn sorted(mut self, paths: Paths) -> Self {
        let (paths, places) = paths.into_sorted();
        self.wanted.iter_mut().for_each(|one| one.path = places[one.path as usize]);
        self.wanted.sort_unstable_by_key(|one| (one.path, one.order, one.object));
        self.wanted.shrink_to_fit();
        self.store.packs().forget();
        Self { paths, ..self }
    }

    /// What is planned and read together: whole paths, and the same ones whatever the number of threads.
    fn parts(&self) -> Vec<Range<usize>> {
        /// Parts of a history that is neither small nor large: all threads should have something to do to its end.
        const PARTS: usize = 64;
        /// Versions of a part. Those made from one another are best read together.
        const FEWEST: usize = 256;
        const MOST: usize = 16 << 10;
        let size = (self.wanted.len() / PARTS).clamp(FEWEST, MOST);
        let (mut parts, mut start, mut end) = (Vec::new(), 0, 0);
        for path in self.wanted.chunk_by(|one, two| one.path == two.path) {
            end += path.len();
            if end - start >= size || end == self.wanted.len() {
                parts.push(start..end);
                start = end;
            }
        }
        parts
    }

    fn path(&self, number: usize) -> &str {
        &self.paths[self.wanted[number].path as usize][0]
    }

    /// A version that is to be scanned.
    fn item(self: &Arc<Self>, number: usize, content: Content) -> Item {
        let one = &self.wanted[number];
        let [path, project_path] = &self.paths[one.path as usize];
        let order = one.order as usize;
        let at_head = (order <= self.commits.len()).then(|| self.at_head.has(one.object));
        let version = Version { order, at_head, origins: Arc::clone(self) as Arc<dyn Origins> };
        Item { version: Some(version), ..Item::new(path.to_string(), project_path.to_string(), content) }
    }

    /// A file that a tag names without a commit. It comes behind all commits, and each in a place of its own: of two that hold the same, the
    /// first counts.
    fn tagged(&mut self, paths: &mut Paths, object: u32, provenance: Provenance) {
        self.told.push(provenance);
        let order = (self.commits.len() + self.told.len()) as u32;
        self.wanted.push(Brought { object, path: paths.add(TAGGED, TAGGED), order });
    }
}

impl Origins for Listed {
    fn provenance(&self, order: usize) -> Provenance {
        let at = order.saturating_sub(1);
        let commit = || {
            let commit = *self.commits.get(at)?;
            let id = self.store.id(commit)?;
            let content = Reader::new().read(&self.store, commit, COMMIT);
            Some(content.map_or_else(|| bare(id.to_string()), |content| ancestry::provenance(id, &content, self.has_authors)))
        };
        let told = || self.told.get(at.checked_sub(self.commits.len())?).cloned();
        commit().or_else(told).unwrap_or_else(|| bare(String::new()))
    }
}

/// Where something is from, if no more is known of it than a name.
const fn bare(commit: String) -> Provenance {
    Provenance { commit, date: String::new(), author: None, at_head: None }
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
        // In a thread of its own, since the allocator hands on what it frees to the threads that read, and not what the main thread does.
        let own = std::thread::scope(|scope| scope.spawn(|| self.own_list()).join());
        let listed = if let Some(own) = own.unwrap_or_else(|panic| std::panic::resume_unwind(panic)) {
            drop(sender);
            let (own, next) = (Arc::new(own), AtomicUsize::new(0));
            if !self.options.files_only {
                self.in_threads(&|| Self::messages(&own, visitor().as_mut(), &next));
            }
            own
        } else {
            std::thread::scope(|scope| {
                for _ in 0..self.options.threads.max(1) {
                    scope.spawn(|| Self::work(visitor().as_mut(), &receiver));
                }
                let listed = self.git_list(&sender);
                drop(sender);
                Arc::new(listed)
            })
        };
        self.read_all(&listed, visitor);
    }
}
