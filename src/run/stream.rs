//! A run over an input that comes in windows: findings are handed out as they are found, in the order of bytes.
//!
//! Promises: memory is a window, and the findings. Where windows meet, a finding is handed out once. Differs from a run over a file in
//! this: what stands more than an overlap before is not seen any more, so suppressions and pairs reach as far as a window; of tables with a
//! character between their cells the header is kept, of others columns reach as far too.

use super::columns::{Columns, Piece, Place};
use super::{Limits, One, Outcome, Shared, Thresholds, scan_item, settle};
use crate::blob::Blob;
use crate::finding::Finding;
use crate::notice::{Notice, NoticeKind};
use crate::rule::RuleKey;
use crate::scan::{Scanned, Scanner};
use crate::source::stdin::Windows;
use crate::source::{Buffer, Content, Item};
use crate::suppress::judge::Suppression;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What is said of a table that goes on in another window than its header.
const BEHIND_COLUMNS: &str = "a table on standard input: rows behind the window of its header are not found by column; scan it as a file";

/// Scans the windows one by one; `emit` gets the findings of each that are shown, new and accepted ones.
pub fn stream(
    scanner: &Scanner<'_>,
    name: &str,
    windows: &mut Windows,
    suppression: &Suppression<'_>,
    thresholds: Thresholds,
    limits: &Limits<'_>,
    emit: &mut dyn FnMut(&[Finding]),
) -> Outcome {
    let mut stream = Stream { scanner, name, suppression, thresholds, limits, outcome: Outcome::default(), seen: HashSet::new() };
    stream.outcome.files = 1;
    let (mut columns, mut is_table) = (None, false);
    while let Some(window) = windows.next() {
        let outcome = &mut stream.outcome;
        outcome.bytes = outcome.bytes.max((window.bytes.len() + window.bytes_before) as u64);
        if window.bytes_before == 0 && !windows.is_over() {
            is_table = scanner.reads_as_table(name, &window.bytes);
            columns = Columns::of(scanner, name, &window);
        } else if columns.is_none() && std::mem::take(&mut is_table) {
            outcome.notices.push(Notice::new(name, NoticeKind::Limit, BEHIND_COLUMNS));
        }
        let piece = match &mut columns {
            Some(columns) => columns.piece(&window, windows.is_over()),
            None => Some(Piece::of(window)),
        };
        if let Some(piece) = piece {
            stream.scan(piece, columns.as_mut(), emit);
        }
    }
    if let Some(piece) = columns.as_mut().and_then(Columns::end) {
        stream.scan(piece, columns.as_mut(), emit);
    }
    if let Some(columns) = columns {
        stream.take(vec![One::findings(name, columns.into_held())], Place::default(), emit);
        stream.outcome.findings.sort_by(|one, two| one.sort_key().cmp(&two.sort_key()));
        stream.outcome.suppressed.sort_by(|one, two| one.sort_key().cmp(&two.sort_key()));
    }
    let mut outcome = stream.outcome;
    outcome.notices.extend(windows.trouble.take());
    outcome.notices.sort();
    outcome
}

/// A run over an input while it lasts.
struct Stream<'s> {
    scanner: &'s Scanner<'s>,
    name: &'s str,
    suppression: &'s Suppression<'s>,
    thresholds: Thresholds,
    limits: &'s Limits<'s>,
    outcome: Outcome,
    /// What was handed out and may be found again.
    seen: HashSet<(RuleKey, String, usize)>,
}

impl Stream<'_> {
    fn scan(&mut self, piece: Piece, columns: Option<&mut Columns>, emit: &mut dyn FnMut(&[Finding])) {
        let (scanner, name) = (self.scanner, self.name);
        let Piece { bytes, place } = piece;
        let scan = |blob: &Blob<'_>| -> Scanned { scanner.scan_piece(blob, place.rows_before.filter(|_| blob.path == name)) };
        let shared = Shared::new(self.limits, &scan);
        let item = Item::new(name.to_owned(), name.to_owned(), Content::Heap(bytes));
        let mut results = catch_unwind(AssertUnwindSafe(|| scan_item(&shared, &item, &mut Buffer::default()))).unwrap_or_else(|_| {
            let why = "an internal error of asepsis ended the scan of this part; please report it";
            vec![One::notice(Notice::new(name, NoticeKind::Internal, why))]
        });
        if let Some(columns) = columns {
            let own = results.iter_mut().filter(|one| one.path == name);
            own.for_each(|one| columns.hold(scanner, place, &mut one.scanned.findings));
        }
        self.take(results, place, emit);
        (self.limits.progress)();
    }

    /// Judges what was found and hands out what is new.
    fn take(&mut self, results: Vec<One>, place: Place, emit: &mut dyn FnMut(&[Finding])) {
        let mut part = settle(self.scanner, Shared::index(results), self.suppression, self.thresholds);
        let mut new = |findings: &mut Vec<Finding>| {
            findings.retain_mut(|finding| {
                if finding.path == self.name {
                    if place.is_known(finding) {
                        return false;
                    }
                    place.shift(finding);
                }
                self.seen.insert((finding.rule, finding.path.clone(), finding.region.bytes.start))
            });
        };
        new(&mut part.findings);
        new(&mut part.suppressed);
        // Further back than a window begins nothing is found again.
        self.seen.retain(|(_, _, start)| *start >= place.bytes_before);
        let mut shown: Vec<Finding> = part.findings.iter().chain(&part.suppressed).cloned().collect();
        shown.sort_by(|one, two| one.sort_key().cmp(&two.sort_key()));
        emit(&shown);
        let outcome = &mut self.outcome;
        outcome.findings.append(&mut part.findings);
        outcome.suppressed.append(&mut part.suppressed);
        outcome.held_back += part.held_back;
        outcome.judged.in_baseline += part.judged.in_baseline;
        part.notices.retain(|notice| !outcome.notices.contains(notice));
        outcome.notices.append(&mut part.notices);
    }
}
