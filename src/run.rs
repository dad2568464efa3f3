//! The pipeline as one function.
//!
//! Promises: reads and writes only through the source and what it is given; a panic in one file is caught and becomes a notice, and the
//! other files are still reported.

use crate::archive;
use crate::blob::Blob;
use crate::budget::Budget;
use crate::finding::{Finding, Status};
use crate::index::Index;
use crate::language::Language;
use crate::notice::{Notice, NoticeKind};
use crate::rule::{Confidence, RuleSet, Severity};
use crate::scan::{Scanned, Scanner};
use crate::source::cache::Cache;
use crate::source::change::added_lines;
use crate::source::{self, Content, Item, Source, Visitor};
use crate::suppress::judge::{Judged, Suppression};
use crate::text::{MEMBER_MARK, Span};
use sha2::{Digest, Sha256};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use unchanged::Seen;
use versions::Versions;

mod again;
mod columns;
mod lines;
pub mod stream;
mod unchanged;
mod versions;

/// What of all findings is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// Milder findings are held back.
    pub severity: Severity,
    /// Less sure ones are held back.
    pub confidence: Confidence,
    /// Also rules that are not part of the default view.
    pub all: bool,
}

impl Thresholds {
    /// Whether a finding is at or above them.
    pub fn show(&self, finding: &Finding, rules: &RuleSet) -> bool {
        if rules.is_inventory(finding.rule) {
            return true; // Somebody asked for it.
        }
        let in_view = self.all || (rules.get(finding.rule).default && !finding.part);
        in_view && finding.severity >= self.severity && finding.confidence >= self.confidence
    }
}

/// What a run found, before it is written.
#[derive(Debug, Default)]
pub struct Outcome {
    /// New findings at or above the thresholds, sorted.
    pub findings: Vec<Finding>,
    /// Accepted findings at or above the thresholds, sorted.
    pub suppressed: Vec<Finding>,
    /// New findings below the thresholds.
    pub held_back: u64,
    /// What was not scanned, sorted.
    pub notices: Vec<Notice>,
    /// What judging found out about the suppressions.
    pub judged: Judged,
    /// Files and bytes scanned.
    pub files: u64,
    /// Bytes scanned.
    pub bytes: u64,
    /// Files that were not read, since an earlier run found nothing in them.
    pub cached: u64,
}

/// Scans everything the source hands over and says what remains.
pub fn run(
    scanner: &Scanner<'_>,
    source: &dyn Source,
    suppression: &Suppression<'_>,
    thresholds: Thresholds,
    limits: &Limits<'_>,
) -> Outcome {
    let (mut index, counted) = collect(source, limits, &|blob| scanner.scan(blob));
    again::look(source, limits, &mut index);
    let mut outcome = settle(scanner, index, suppression, thresholds);
    source.trace(&mut outcome.findings);
    Outcome { files: counted.files, bytes: counted.bytes, cached: counted.cached, ..outcome }
}

/// Links and judges what was found, and sorts what is shown from what is not.
fn settle(scanner: &Scanner<'_>, mut index: Index, suppression: &Suppression<'_>, thresholds: Thresholds) -> Outcome {
    let rules = scanner.rules();
    index.link(rules);
    let mut judged = suppression.judge(rules, index.to_judge());
    index.add(std::mem::take(&mut judged.findings));
    let unseen = index.unseen();
    let (mut findings, notices) = index.into_sorted();
    let is_shown = |finding: &Finding| thresholds.show(finding, rules);
    let suppressed = findings.extract_if(.., |finding| finding.status != Status::New).filter(is_shown).collect();
    let new = findings.len();
    findings.retain(is_shown);
    let held_back = (new - findings.len()) as u64 + unseen;
    Outcome { findings, suppressed, held_back, notices, judged, ..Outcome::default() }
}

/// What bounds a run, and who hears of its progress.
pub struct Limits<'l> {
    /// Larger files are not scanned.
    pub max_size: Option<u64>,
    /// Levels of archives that are unfolded; 0 for none.
    pub archives: u32,
    /// The user has a key: bindings of findings are for reports, and not only for telling the versions of a file apart.
    pub keyed: bool,
    /// Only files of this share are reported.
    pub shard: Option<Shard>,
    /// Files in which an earlier run found nothing.
    pub cache: Option<&'l Cache>,
    /// What a file of the project held at the trusted revision, where there is one.
    pub trusted: Option<Trusted<'l>>,
    /// Called after each file.
    pub progress: &'l (dyn Fn() + Sync),
}

/// What a file held before, by its path within the project; none where there was no such file.
pub type Trusted<'l> = &'l (dyn Fn(&str) -> Option<Vec<u8>> + Sync);

/// How much was scanned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Files.
    pub files: u64,
    /// Bytes.
    pub bytes: u64,
    /// Files that were not read.
    pub cached: u64,
}

/// One of several shares of a tree: the folders whose digest falls to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// From 1.
    pub number: u32,
    /// Of how many.
    pub of: u32,
}

impl Shard {
    /// Whether a file is of this share. Files of one folder stay together.
    pub fn holds(&self, project_path: &str) -> bool {
        let file = project_path.split(MEMBER_MARK).next().unwrap_or_default();
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let digest = Sha256::digest(folder.as_bytes());
        let number = u64::from_be_bytes(digest[..8].try_into().expect("SHA-256 has 32 bytes"));
        number % u64::from(self.of) == u64::from(self.number - 1)
    }
}

/// Scans whatever the source hands over, in parallel and in any order.
pub fn collect(source: &dyn Source, limits: &Limits<'_>, scan: &(dyn Fn(&Blob<'_>) -> Scanned + Sync)) -> (Index, Counted) {
    let shared = Shared::new(limits, scan);
    source.visit(&|| Box::new(Worker { shared: &shared, buffer: source::Buffer::default(), results: Vec::new(), seen: Seen::default() }));
    let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    let counted = Counted { files: count(&shared.files), bytes: count(&shared.bytes), cached: count(&shared.cached) };
    let results = std::mem::take(&mut *shared.results.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    let mut index = Shared::index(results);
    index.add(shared.versions.into_findings(limits.keyed));
    (index, counted)
}

struct Shared<'s> {
    limits: &'s Limits<'s>,
    scan: &'s (dyn Fn(&Blob<'_>) -> Scanned + Sync),
    results: Mutex<Vec<One>>,
    versions: Versions,
    files: AtomicU64,
    bytes: AtomicU64,
    cached: AtomicU64,
}

impl<'s> Shared<'s> {
    fn new(limits: &'s Limits<'s>, scan: &'s (dyn Fn(&Blob<'_>) -> Scanned + Sync)) -> Self {
        let (results, versions) = (Mutex::default(), Versions::default());
        Self { limits, scan, results, versions, files: AtomicU64::new(0), bytes: AtomicU64::new(0), cached: AtomicU64::new(0) }
    }

    fn index(results: Vec<One>) -> Index {
        let mut index = Index::default();
        results.into_iter().for_each(|one| index.upsert(one.path, one.project_path, one.scanned));
        index
    }

    /// What another share reports is context here: only what it offers to others counts.
    fn is_context(&self, project_path: &str) -> bool {
        self.limits.shard.is_some_and(|shard| !shard.holds(project_path))
    }
}

/// The result of one file or member.
struct One {
    path: String,
    project_path: String,
    scanned: Scanned,
}

/// One thread's buffer and results; they join the others' when it ends.
struct Worker<'s> {
    shared: &'s Shared<'s>,
    buffer: source::Buffer,
    results: Vec<One>,
    seen: Seen,
}

impl Visitor for Worker<'_> {
    fn needs_all(&self, path: &str, head: &[u8]) -> bool {
        archive::Kind::may_be(path, head) || Scanner::reads(path, head)
    }

    fn item(&mut self, item: Item) {
        let (shared, buffer) = (self.shared, &mut self.buffer);
        if shared.is_context(&item.project_path) {
            self.results.extend(context(shared, &item, buffer));
            return;
        }
        let seen = &mut self.seen;
        if catch_unwind(AssertUnwindSafe(|| seen.settles(&item, shared))).unwrap_or(false) {
            shared.files.fetch_add(1, Ordering::Relaxed);
            (shared.limits.progress)();
            return;
        }
        let results = catch_unwind(AssertUnwindSafe(|| scan_item(shared, &item, buffer))).unwrap_or_else(|_| {
            let why = "an internal error of asepsis ended the scan of this file; please report it";
            vec![One::notice(Notice::new(&item.path, NoticeKind::Internal, why))]
        });
        self.results.extend(seen.take(&item, results, shared).into_iter().filter(|one| !one.scanned.is_empty()));
        (shared.limits.progress)();
    }

    fn notice(&mut self, notice: Notice) {
        if !self.shared.is_context(&notice.path) {
            self.results.push(One::notice(notice));
        }
    }
}

impl Drop for Worker<'_> {
    fn drop(&mut self) {
        let mut results = self.shared.results.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        results.append(&mut self.results);
    }
}

impl One {
    /// Stands beside the result of the file it speaks of, and beside notices of other kinds.
    fn notice(notice: Notice) -> Self {
        let path = format!("{}\0{}\0{}", notice.path, notice.kind.word(), notice.why);
        Self { path, project_path: String::new(), scanned: Scanned { notices: vec![notice], ..Scanned::default() } }
    }

    /// Findings of a file that were made before.
    fn findings(path: &str, findings: Vec<Finding>) -> Self {
        let scanned = Scanned { findings, ..Scanned::default() };
        Self { path: path.to_owned(), project_path: path.to_owned(), scanned }
    }
}

/// What a configuration file of another share offers to this one.
fn context(shared: &Shared<'_>, item: &Item, buffer: &mut source::Buffer) -> Option<One> {
    use Language::{Env, Hcl, Ini, Properties, Toml, Yaml};
    let is_configuration = matches!(Language::of(&item.path, b""), Env | Hcl | Ini | Properties | Toml | Yaml);
    let Content::File(file) = &item.content else { return None };
    if !is_configuration {
        return None;
    }
    let bytes = source::open(file, &item.path, shared.limits.max_size, buffer).ok()?;
    let blob = Blob { path: &item.path, project_path: &item.project_path, bytes: &bytes };
    let scanned = catch_unwind(AssertUnwindSafe(|| (shared.scan)(&blob))).ok()?;
    let scanned = Scanned { symbols: scanned.symbols, ..Scanned::default() };
    Some(One { path: item.path.clone(), project_path: item.project_path.clone(), scanned })
}

fn scan_item(shared: &Shared<'_>, item: &Item, buffer: &mut source::Buffer) -> Vec<One> {
    let entry = match &item.content {
        Content::File(file) => shared.limits.cache.and_then(|cache| Some((cache, cache.entry(file, &item.project_path)?))),
        Content::Heap(_) | Content::Shared(_) => None,
    };
    if let Some((cache, entry)) = &entry
        && cache.knows(entry)
    {
        shared.files.fetch_add(1, Ordering::Relaxed);
        shared.cached.fetch_add(1, Ordering::Relaxed);
        return Vec::new();
    }
    let opened;
    let bytes: &[u8] = match &item.content {
        Content::Heap(bytes) => bytes,
        Content::Shared(bytes) => bytes,
        Content::File(path) => match source::open(path, &item.path, shared.limits.max_size, buffer) {
            Ok(bytes) => {
                opened = bytes;
                &opened
            }
            Err(notice) => return vec![One::notice(notice)],
        },
    };
    if let Some(limit) = shared.limits.max_size.filter(|limit| bytes.len() as u64 > *limit) {
        let why = format!("{} bytes, more than --max-size {limit}", bytes.len());
        return vec![One::notice(Notice::new(&item.path, NoticeKind::TooLarge, why))];
    }
    shared.files.fetch_add(1, Ordering::Relaxed);
    shared.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
    let mut results = Vec::new();
    let container = if shared.limits.archives == 0 { None } else { archive::Kind::of(&item.path, bytes) };
    if container.is_none_or(archive::Kind::is_text) {
        let mut scanned = (shared.scan)(&Blob { path: &item.path, project_path: &item.project_path, bytes });
        if let Some(added) = &item.added {
            keep_added(&mut scanned, added);
        }
        if let Some(trusted) = shared.limits.trusted.filter(|_| !scanned.directives.is_empty()) {
            let before = trusted(&item.project_path);
            scanned.added = Some(added_lines(&before.iter().map(Vec::as_slice).collect::<Vec<_>>(), bytes));
        }
        results.push(One { path: item.path.clone(), project_path: item.project_path.clone(), scanned });
    }
    if let Some(kind) = container {
        members(shared, item, kind, bytes, &mut results);
    }
    if let Some((cache, entry)) = entry
        && results.iter().all(|one| one.scanned.is_empty())
    {
        cache.learn(entry);
    }
    results
}

/// Scans the members of an archive; those that are no text are counted in one notice.
fn members(shared: &Shared<'_>, item: &Item, kind: archive::Kind, bytes: &[u8], results: &mut Vec<One>) {
    let budget = Budget::of(bytes.len() as u64, shared.limits.max_size);
    let (mut all, mut binary) = (0_u64, 0_u64);
    archive::unfold(&item.path, kind, bytes, shared.limits.archives, budget, &mut |found| match found {
        archive::Found::Notice(notice) => results.push(One::notice(notice)),
        archive::Found::Member { inside, bytes } => {
            let path = archive::member_path(&item.path, inside);
            let project_path = archive::member_path(&item.project_path, inside);
            let mut scanned = (shared.scan)(&Blob { path: &path, project_path: &project_path, bytes });
            all += 1;
            let before = scanned.notices.len();
            scanned.notices.retain(|notice| notice.kind != NoticeKind::Binary);
            binary += (before - scanned.notices.len()) as u64;
            if shared.limits.trusted.is_some() {
                // What an archive held before is not looked at: none of its comments is trusted.
                scanned.added = Some(vec![Span::new(0, bytes.len())]);
            }
            for finding in &mut scanned.findings {
                finding.inside = inside.to_vec();
            }
            for pending in &mut scanned.pending {
                pending.finding.inside = inside.to_vec();
            }
            if !scanned.is_empty() {
                results.push(One { path, project_path, scanned });
            }
        }
    });
    if binary > 0 {
        results.push(One::notice(Notice::new(&item.path, NoticeKind::Binary, format!("{binary} of its {all} members are not text"))));
    }
}

/// Leaves the findings that lie, with their value or another of their places, in what was added.
fn keep_added(scanned: &mut Scanned, added: &[Span]) {
    let counts = |finding: &Finding| finding.touches(added);
    scanned.findings.retain(counts);
    scanned.pending.retain(|pending| counts(&pending.finding));
}
