//! The pipeline as one function.
//!
//! Promises: reads and writes only through the source and what it is given; a panic in one file is caught and becomes a notice, and the
//! other files are still reported.

use crate::archive;
use crate::blob::Blob;
use crate::budget::Budget;
use crate::finding::{Finding, Status};
use crate::index::Index;
use crate::notice::{Notice, NoticeKind};
use crate::rule::{Confidence, RuleSet, Severity};
use crate::scan::{Scanned, Scanner};
use crate::source::{self, Content, Item, Source, Visitor};
use crate::suppress::judge::{Judged, Suppression};
use crate::text::Span;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use versions::Versions;

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
}

/// Scans everything the source hands over and says what remains.
pub fn run(
    scanner: &Scanner<'_>,
    source: &dyn Source,
    suppression: &Suppression<'_>,
    thresholds: Thresholds,
    limits: &Limits<'_>,
) -> Outcome {
    let rules = scanner.rules();
    let (mut index, counted) = collect(source, limits, &|blob| scanner.scan(blob));
    index.link(rules);
    let mut judged = suppression.judge(rules, index.to_judge());
    index.add(std::mem::take(&mut judged.findings));
    let (mut findings, notices) = index.into_sorted();
    source.trace(&mut findings);
    let is_shown = |finding: &Finding| thresholds.show(finding, rules);
    let (findings, suppressed): (Vec<_>, Vec<_>) = findings.into_iter().partition(|finding| finding.status == Status::New);
    let (findings, held_back): (Vec<_>, Vec<_>) = findings.into_iter().partition(is_shown);
    let suppressed = suppressed.into_iter().filter(is_shown).collect();
    Outcome { findings, suppressed, held_back: held_back.len() as u64, notices, judged, files: counted.files, bytes: counted.bytes }
}

/// What bounds a run, and who hears of its progress.
pub struct Limits<'l> {
    /// Larger files are not scanned.
    pub max_size: Option<u64>,
    /// Levels of archives that are unfolded; 0 for none.
    pub archives: u32,
    /// The user has a key: bindings of findings are for reports, and not only for telling the versions of a file apart.
    pub keyed: bool,
    /// Called after each file.
    pub progress: &'l (dyn Fn() + Sync),
}

/// How much was scanned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Files.
    pub files: u64,
    /// Bytes.
    pub bytes: u64,
}

/// Scans whatever the source hands over, in parallel and in any order.
pub fn collect(source: &dyn Source, limits: &Limits<'_>, scan: &(dyn Fn(&Blob<'_>) -> Scanned + Sync)) -> (Index, Counted) {
    let shared = Shared {
        limits,
        scan,
        results: Mutex::default(),
        versions: Versions::default(),
        files: AtomicU64::new(0),
        bytes: AtomicU64::new(0),
    };
    source.visit(&|| Box::new(Worker { shared: &shared, buffer: Vec::new(), results: Vec::new() }));
    let counted = Counted { files: shared.files.into_inner(), bytes: shared.bytes.into_inner() };
    let mut index = Index::default();
    index.add(shared.versions.into_findings(limits.keyed));
    for one in shared.results.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
        index.upsert(one.path, one.project_path, one.scanned);
    }
    (index, counted)
}

struct Shared<'s> {
    limits: &'s Limits<'s>,
    scan: &'s (dyn Fn(&Blob<'_>) -> Scanned + Sync),
    results: Mutex<Vec<One>>,
    versions: Versions,
    files: AtomicU64,
    bytes: AtomicU64,
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
    buffer: Vec<u8>,
    results: Vec<One>,
}

impl Visitor for Worker<'_> {
    fn item(&mut self, item: Item) {
        let (shared, buffer) = (self.shared, &mut self.buffer);
        let results = catch_unwind(AssertUnwindSafe(|| scan_item(shared, &item, buffer))).unwrap_or_else(|_| {
            let why = "an internal error of asepsis ended the scan of this file; please report it";
            vec![One::notice(Notice::new(&item.path, NoticeKind::Internal, why))]
        });
        let results = results.into_iter().filter_map(|one| match &item.version {
            Some(version) => shared.versions.take(one, version),
            None => Some(one),
        });
        self.results.extend(results.filter(|one| !one.scanned.is_empty()));
        (shared.limits.progress)();
    }

    fn notice(&mut self, notice: Notice) {
        self.results.push(One::notice(notice));
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
}

fn scan_item(shared: &Shared<'_>, item: &Item, buffer: &mut Vec<u8>) -> Vec<One> {
    let opened;
    let bytes: &[u8] = match &item.content {
        Content::Heap(bytes) => match shared.limits.max_size.filter(|limit| bytes.len() as u64 > *limit) {
            Some(limit) => {
                let why = format!("{} bytes, more than --max-size {limit}", bytes.len());
                return vec![One::notice(Notice::new(&item.path, NoticeKind::TooLarge, why))];
            }
            None => bytes,
        },
        Content::File(path) => match source::open(path, &item.path, shared.limits.max_size, buffer) {
            Ok(bytes) => {
                opened = bytes;
                &opened
            }
            Err(notice) => return vec![One::notice(notice)],
        },
    };
    shared.files.fetch_add(1, Ordering::Relaxed);
    shared.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
    let mut results = Vec::new();
    let container = if shared.limits.archives == 0 { None } else { archive::Kind::of(&item.path, bytes) };
    if container.is_none_or(archive::Kind::is_text) {
        let mut scanned = (shared.scan)(&Blob { path: &item.path, project_path: &item.project_path, bytes });
        if let Some(added) = &item.added {
            keep_added(&mut scanned, added);
        }
        results.push(One { path: item.path.clone(), project_path: item.project_path.clone(), scanned });
    }
    if let Some(kind) = container {
        members(shared, item, kind, bytes, &mut results);
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
    let is_added = |span: Span| {
        let next = added.partition_point(|range| range.end <= span.start);
        added.get(next).is_some_and(|range| range.start < span.end.max(span.start + 1))
    };
    let counts = |finding: &Finding| is_added(finding.region.bytes) || finding.related.iter().any(|related| is_added(related.region.bytes));
    scanned.findings.retain(counts);
    scanned.pending.retain(|pending| counts(&pending.finding));
}
