//! A table on standard input: each window is scanned behind the header of the table, row by whole row, so that a cell is found by its column
//! as in a file.
//!
//! A column, and the rows together, are one finding, which is known when the input ends: until then they are held, and what further windows
//! say of them is added.
//!
//! Promises: every byte is scanned once, but for the header; memory is a window, the header and a finding for each column.

use crate::finding::Finding;
use crate::format::table::Head;
use crate::rule::RuleKey;
use crate::scan::Scanner;
use crate::source::stdin::Window;
use std::collections::{HashMap, HashSet};

/// Longest row that is kept until it is whole; what is left of a longer one is taken for the next.
const LONGEST_ROW: usize = 64 << 10;

/// A table while its windows come.
pub(super) struct Columns {
    head: Head,
    /// Bytes, lines and rows of the input that were handed out; the first two with the header.
    bytes: usize,
    lines: u32,
    rows: u32,
    /// A row that is not whole yet.
    rest: Vec<u8>,
    /// What was found first of each column.
    held: Vec<Finding>,
    places: HashMap<(RuleKey, String), usize>,
}

/// A piece of the input, ready to be scanned.
pub(super) struct Piece {
    /// With the header before it, unless it is the first.
    pub(super) bytes: Vec<u8>,
    pub(super) place: Place,
}

/// Where a piece stands in the input.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    /// What offsets, and lines, are to be raised by.
    pub(super) bytes_before: usize,
    pub(super) lines_before: u32,
    /// Rows of the table before its first.
    pub(super) rows_before: Option<u32>,
    /// Bytes at its beginning that were scanned before.
    pub(super) known: usize,
}

impl Piece {
    /// A window of something else than a table.
    pub(super) fn of(window: Window) -> Self {
        let Window { bytes, bytes_before, lines_before } = window;
        Self { bytes, place: Place { bytes_before, lines_before, ..Place::default() } }
    }
}

impl Place {
    /// Whether a finding was found before.
    pub(super) fn is_known(self, finding: &Finding) -> bool {
        finding.region.bytes.start < self.known
    }

    /// Makes the places of a finding those in the input.
    pub(super) fn shift(self, finding: &mut Finding) {
        let regions = finding.related.iter_mut().map(|related| &mut related.region);
        let regions = regions.chain(finding.flow.iter_mut().map(|step| &mut step.region)).chain([&mut finding.region]);
        for region in regions {
            region.bytes = region.bytes.shifted(self.bytes_before);
            region.start.line += self.lines_before;
            region.end.line += self.lines_before;
        }
    }
}

impl Columns {
    /// The table that the first window begins, if it is one.
    pub(super) fn of(scanner: &Scanner<'_>, name: &str, window: &Window) -> Option<Self> {
        let head = scanner.table_head(name, &window.bytes)?;
        Some(Self { head, bytes: 0, lines: 0, rows: 0, rest: Vec::new(), held: Vec::new(), places: HashMap::new() })
    }

    /// The whole rows that a window completes, or everything where it is the last; none where there is no row.
    pub(super) fn piece(&mut self, window: &Window, is_last: bool) -> Option<Piece> {
        let new = (self.bytes + self.rest.len()).saturating_sub(window.bytes_before);
        self.rest.extend_from_slice(window.bytes.get(new..).unwrap_or_default());
        self.take(is_last)
    }

    /// What is left when the input has ended.
    pub(super) fn end(&mut self) -> Option<Piece> {
        self.take(true)
    }

    fn take(&mut self, is_last: bool) -> Option<Piece> {
        let header = if self.bytes == 0 { self.head.text.len() } else { 0 };
        let (mut end, mut rows) = self.head.whole_rows(&self.rest[header..]);
        end += header;
        if is_last || self.rest.len() - end > LONGEST_ROW {
            rows += u32::from(end < self.rest.len());
            end = self.rest.len();
        }
        if end == 0 {
            return None;
        }
        let rest = self.rest.split_off(end);
        let own = std::mem::replace(&mut self.rest, rest);
        let (bytes_before, lines_before, rows_before) = (self.bytes, self.lines, self.rows);
        self.bytes += own.len();
        self.lines += breaks(&own);
        self.rows += rows;
        let head = if bytes_before == 0 { &[][..] } else { &self.head.text };
        let (bytes_before, lines_before) = (bytes_before - head.len(), lines_before - breaks(head));
        let place = Place { bytes_before, lines_before, rows_before: Some(rows_before), known: head.len() };
        Some(Piece { bytes: [head, &own[..]].concat(), place })
    }

    /// Holds back what speaks for a column, or for all rows; what a further piece says of it is added to the first.
    pub(super) fn hold(&mut self, scanner: &Scanner<'_>, piece: Place, findings: &mut Vec<Finding>) {
        let mut in_piece: HashSet<(RuleKey, String)> = HashSet::new();
        let mut left = Vec::new();
        findings.sort_by(|one, two| one.sort_key().cmp(&two.sort_key()));
        for mut finding in findings.drain(..).filter(|finding| !piece.is_known(finding)) {
            let is_of_rows = finding.place.is_empty() && !scanner.rules().get(finding.rule).sets.is_empty();
            let column = if is_of_rows { Some("") } else { column(&finding) };
            let Some(key) = column.map(|column| (finding.rule, column.to_owned())).filter(|key| in_piece.insert(key.clone())) else {
                left.push(finding);
                continue;
            };
            if let Some(at) = self.places.get(&key) {
                let first = &mut self.held[*at];
                first.severity = first.severity.max(finding.severity);
                first.confidence = first.confidence.max(finding.confidence);
                if is_of_rows {
                    piece.shift(&mut finding);
                    add_record(first, &finding);
                } else {
                    first.count += finding.count;
                    (finding.part, finding.count) = (true, 1);
                    left.push(finding);
                }
            } else {
                self.places.insert(key, self.held.len());
                piece.shift(&mut finding);
                self.held.push(finding);
            }
        }
        *findings = left;
    }

    /// What was held.
    pub(super) fn into_held(self) -> Vec<Finding> {
        self.held
    }
}

/// Adds what another piece says of all rows: which identifiers, and in how many rows each.
fn add_record(first: &mut Finding, more: &Finding) {
    first.detail = {
        let ((ids, rows), (more_ids, more_rows)) = (counted(&first.detail, " in "), counted(&more.detail, " in "));
        let new = more_ids.split(", ").filter(|id| !ids.split(", ").any(|known| known == *id));
        let ids: Vec<&str> = ids.split(", ").chain(new).collect();
        format!("{} in {} rows", ids.join(", "), rows + more_rows)
    };
    for related in &more.related {
        let (title, rows) = counted(&related.message, ", ");
        match first.related.iter_mut().find(|known| counted(&known.message, ", ").0 == title) {
            Some(known) => known.message = format!("{title}, {} rows", counted(&known.message, ", ").1 + rows),
            None => first.related.push(related.clone()),
        }
    }
}

/// A text of a record without its number of rows, and that number.
fn counted<'t>(text: &'t str, before: &str) -> (&'t str, u64) {
    let number = || {
        let (text, number) = text.strip_suffix(" rows")?.rsplit_once(before)?;
        Some((text, number.parse().ok()?))
    };
    number().unwrap_or((text, 1))
}

/// The column that a cell is of.
fn column(finding: &Finding) -> Option<&str> {
    let (column, row) = finding.place.strip_suffix(']')?.rsplit_once('[')?;
    (!row.is_empty() && row.bytes().all(|byte| byte.is_ascii_digit())).then_some(column)
}

fn breaks(text: &[u8]) -> u32 {
    memchr::memchr_iter(b'\n', text).count() as u32
}
