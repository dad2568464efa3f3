//! The pipeline as one function.
//!
//! Promises: reads and writes only through the source and what it is given; a panic in one file is caught and becomes a notice, and the
//! other files are still reported.

use crate::blob::Blob;
use crate::finding::{Finding, Status};
use crate::index::Index;
use crate::notice::{Notice, NoticeKind};
use crate::rule::{Confidence, RuleSet, Severity};
use crate::scan::{Scanned, Scanner};
use crate::source::{self, Content, Item, Source, Visitor};
use crate::suppress::judge::{Judged, Suppression};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

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
    let shared = Shared { limits, scan, results: Mutex::new(Vec::new()), files: AtomicU64::new(0), bytes: AtomicU64::new(0) };
    source.visit(&|| Box::new(Worker { shared: &shared, buffer: Vec::new(), results: Vec::new() }));
    let counted = Counted { files: shared.files.into_inner(), bytes: shared.bytes.into_inner() };
    let mut index = Index::default();
    for (path, project_path, scanned) in shared.results.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
        index.upsert(path, project_path, scanned);
    }
    (index, counted)
}

struct Shared<'s> {
    limits: &'s Limits<'s>,
    scan: &'s (dyn Fn(&Blob<'_>) -> Scanned + Sync),
    results: Mutex<Vec<(String, String, Scanned)>>,
    files: AtomicU64,
    bytes: AtomicU64,
}

/// One thread's buffer and results; they join the others' when it ends.
struct Worker<'s> {
    shared: &'s Shared<'s>,
    buffer: Vec<u8>,
    /// Path, path within the project, result.
    results: Vec<(String, String, Scanned)>,
}

impl Visitor for Worker<'_> {
    fn item(&mut self, item: Item) {
        let (shared, buffer) = (self.shared, &mut self.buffer);
        let scanned = catch_unwind(AssertUnwindSafe(|| scan_item(shared, &item, buffer))).unwrap_or_else(|_| {
            let notice =
                Notice::new(&item.path, NoticeKind::Internal, "an internal error of asepsis ended the scan of this file; please report it");
            Scanned { notices: vec![notice], ..Scanned::default() }
        });
        if !scanned.is_empty() {
            self.results.push((item.path, item.project_path, scanned));
        }
        (shared.limits.progress)();
    }

    fn notice(&mut self, notice: Notice) {
        self.results.push((
            format!("{}\0{}", notice.path, notice.kind.word()),
            String::new(),
            Scanned { notices: vec![notice], ..Scanned::default() },
        ));
    }
}

impl Drop for Worker<'_> {
    fn drop(&mut self) {
        let mut results = self.shared.results.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        results.append(&mut self.results);
    }
}

fn scan_item(shared: &Shared<'_>, item: &Item, buffer: &mut Vec<u8>) -> Scanned {
    let opened;
    let bytes: &[u8] = match &item.content {
        Content::Heap(bytes) => bytes,
        Content::File(path) => match source::open(path, &item.path, shared.limits.max_size, buffer) {
            Ok(bytes) => {
                opened = bytes;
                &opened
            }
            Err(notice) => return Scanned { notices: vec![notice], ..Scanned::default() },
        },
    };
    shared.files.fetch_add(1, Ordering::Relaxed);
    shared.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
    (shared.scan)(&Blob { path: &item.path, project_path: &item.project_path, bytes })
}
