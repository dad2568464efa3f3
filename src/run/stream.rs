//! A run over an input that comes in windows: findings are handed out as they are found, in the order of bytes.
//!
//! Promises: memory is a window, and the findings. Where windows meet, a finding is handed out once. Differs from a run over a file in
//! this: what stands more than an overlap before is not seen any more, so suppressions, pairs and columns reach as far as a window.

use super::{Limits, One, Outcome, Thresholds, scan_item};
use super::{Shared, settle};
use crate::blob::Blob;
use crate::finding::{Finding, Region};
use crate::notice::{Notice, NoticeKind};
use crate::rule::RuleKey;
use crate::scan::{Scanned, Scanner};
use crate::source::stdin::{Window, Windows};
use crate::source::{Content, Item};
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
    let mut outcome = Outcome { files: 1, ..Outcome::default() };
    let mut seen: HashSet<(RuleKey, String, usize)> = HashSet::new();
    let scan = |blob: &Blob<'_>| -> Scanned { scanner.scan(blob) };
    let mut is_table = false;
    while let Some(window) = windows.next() {
        if window.bytes_before == 0 {
            is_table = scanner.reads_as_table(name, &window.bytes);
        } else if std::mem::take(&mut is_table) {
            outcome.notices.push(Notice::new(name, NoticeKind::Limit, BEHIND_COLUMNS));
        }
        let shared = Shared::new(limits, &scan);
        let Window { bytes, bytes_before, lines_before } = window;
        outcome.bytes += (bytes.len() + bytes_before) as u64 - outcome.bytes;
        let item = Item::new(name.to_owned(), name.to_owned(), Content::Heap(bytes));
        let results = catch_unwind(AssertUnwindSafe(|| scan_item(&shared, &item, &mut Vec::new()))).unwrap_or_else(|_| {
            let why = "an internal error of asepsis ended the scan of this part; please report it";
            vec![One::notice(Notice::new(name, NoticeKind::Internal, why))]
        });
        let mut part = settle(scanner, Shared::index(results), suppression, thresholds);
        let mut new = |findings: &mut Vec<Finding>| {
            findings.retain_mut(|finding| {
                if finding.path == name {
                    shift(&mut finding.region, bytes_before, lines_before);
                    finding.related.iter_mut().for_each(|related| shift(&mut related.region, bytes_before, lines_before));
                    finding.flow.iter_mut().for_each(|step| shift(&mut step.region, bytes_before, lines_before));
                }
                seen.insert((finding.rule, finding.path.clone(), finding.region.bytes.start))
            });
        };
        new(&mut part.findings);
        new(&mut part.suppressed);
        // Further back than a window begins nothing is found again.
        seen.retain(|(_, _, start)| *start >= bytes_before);
        let mut shown: Vec<Finding> = part.findings.iter().chain(&part.suppressed).cloned().collect();
        shown.sort_by(|one, two| one.sort_key().cmp(&two.sort_key()));
        emit(&shown);
        outcome.findings.append(&mut part.findings);
        outcome.suppressed.append(&mut part.suppressed);
        outcome.held_back += part.held_back;
        outcome.judged.in_baseline += part.judged.in_baseline;
        part.notices.retain(|notice| !outcome.notices.contains(notice));
        outcome.notices.append(&mut part.notices);
        (limits.progress)();
    }
    outcome.notices.extend(windows.trouble.take());
    outcome.notices.sort();
    outcome
}

fn shift(region: &mut Region, bytes: usize, lines: u32) {
    region.bytes = region.bytes.shifted(bytes);
    region.start.line += lines;
    region.end.line += lines;
}
