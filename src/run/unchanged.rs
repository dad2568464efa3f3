//! Versions that differ little from known ones.
//!
//! Most versions of a file differ from another one in a few lines. Where nothing is found in those and around them, the version has the
//! findings of the other one that lie elsewhere, and is not scanned; where something is, it is scanned whole. What differs is told first
//! by how the version is stored, then by the lines that were seen in versions of its family.
//!
//! A family is scanned by one thread in an order of its own, and nothing is known of others: so the result is the same whatever threads do.
//!
//! Promises: only for texts that may be judged by what stands around a line ([`Locality`]); a comment that accepts findings, anything to
//! be noted, and what reaches further than that (a message, a table, a long value) lead to a scan of the whole, of this version and of what
//! is made from it.

use super::lines::{Kind, Lines};
use super::versions::Key;
use super::{One, Shared};
use crate::blob::Blob;
use crate::finding::Finding;
use crate::language::Language;
use crate::scan::{REACH, Scanned};
use crate::source::{Content, Copied, Item};
use crate::text::Span;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Bytes around a change that are looked at with it.
const AROUND: usize = REACH;

/// What is known of the versions of one family.
#[derive(Default)]
pub(super) struct Seen {
    family: Option<usize>,
    /// Findings of those that are told line by line, by where they lie: what is made from such a version may have them too. What is not here
    /// says nothing about others.
    findings: HashMap<usize, Vec<Placed>>,
    lines: Lines,
}

/// A finding, as it was in the version that was scanned last, and where it lies in this one.
#[derive(Clone)]
pub(super) struct Placed {
    pub(super) key: Arc<Key>,
    pub(super) finding: Arc<Finding>,
    /// From the first to the last of its places.
    pub(super) place: Span,
}

impl Placed {
    pub(super) fn new(key: Key, finding: Finding) -> Self {
        let place = places(&finding).fold(finding.region.bytes, |all, one| Span::new(all.start.min(one.start), all.end.max(one.end)));
        Self { key: Arc::new(key), finding: Arc::new(finding), place }
    }
}

impl Seen {
    /// Whether a version differs from known ones only where nothing is found, so that it has what they have.
    pub(super) fn settles(&mut self, item: &Item, shared: &Shared<'_>) -> bool {
        let (Some(version), Some(lineage), Content::Shared(bytes)) = (&item.version, &item.lineage, &item.content) else { return false };
        if self.family != Some(lineage.family) {
            *self = Self { family: Some(lineage.family), ..Self::default() };
        }
        let Some(locality) = Locality::of(&item.path) else { return false };
        let kind = locality.kind(&item.path);
        let base = lineage.base.as_ref().and_then(|(base, copies)| Some((self.findings.get(base)?, copies)));
        let is_told = if lineage.base.is_some() { base.is_some() } else { self.lines.knows(kind) };
        if !is_told || shared.limits.max_size.is_some_and(|largest| bytes.len() as u64 > largest) {
            return false;
        }
        let differences = base.map_or_else(|| vec![Span::new(0, bytes.len())], |(_, copies)| differences(copies, bytes.len()));
        let fresh = self.lines.unknown(kind, bytes, &differences);
        let Some(changed) = widened(&fresh.spans, bytes).filter(|spans| locality.holds(bytes, spans)) else { return false };
        let mut own = Vec::new();
        if let Some((findings, copies)) = base {
            for known in findings {
                let span = known.place;
                let copy = copies.iter().find(|copy| copy.from <= span.start && span.end <= copy.from + copy.to.len());
                let place = copy.map(|copy| Span::new(span.start - copy.from + copy.to.start, span.end - copy.from + copy.to.start));
                // One that is changed, or cut by what is looked at, as a long key may be: only the whole tells.
                let Some(place) = place.filter(|place| !changed.iter().any(|changed| changed.overlaps(*place))) else { return false };
                own.push(Placed { place, ..known.clone() });
            }
            // Which of several alike is which goes by their order.
            if !own.is_sorted_by_key(|known| known.place) {
                return false;
            }
        }
        for span in &changed {
            let part = (shared.scan)(&Blob { path: &item.path, project_path: &item.project_path, bytes: span.of(bytes) });
            if !part.findings.is_empty() || !is_told_by_lines(&part) {
                return false;
            }
        }
        self.lines.learn_unknown(fresh);
        own.iter().for_each(|known| shared.versions.touch(known, version, bytes));
        self.findings.insert(lineage.number, own);
        shared.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        true
    }

    /// Takes the results of a version that was scanned whole; what is left of them goes into the index.
    pub(super) fn take(&mut self, item: &Item, results: Vec<One>, shared: &Shared<'_>) -> Vec<One> {
        let Some(version) = &item.version else { return results };
        let is_plain = matches!(&results[..], [one] if one.path == item.path && is_told_by_lines(&one.scanned));
        let lineage = item.lineage.as_ref().filter(|_| is_plain);
        let mut found: Vec<Placed> = Vec::new();
        let take = |one| shared.versions.take(one, version, lineage.is_some().then_some(&mut found));
        let mut left: Vec<One> = results.into_iter().filter_map(take).collect();
        if !shared.limits.keyed {
            // Its key ends with this run.
            left.iter_mut().flat_map(|one| &mut one.scanned.findings).for_each(|finding| finding.binding = None);
        }
        if let (Some(locality), Some(lineage), Content::Shared(bytes)) = (Locality::of(&item.path), lineage, &item.content) {
            let spans: Vec<Span> = found.iter().flat_map(|known| places(&known.finding)).collect();
            self.lines.learn(locality.kind(&item.path), bytes, &[Span::new(0, bytes.len())], &spans);
            found.sort_by_key(|known| known.place);
            self.findings.insert(lineage.number, found);
        }
        left
    }
}

/// Whether what stands further away decided nothing, and the version speaks of nothing but its findings.
fn is_told_by_lines(scanned: &Scanned) -> bool {
    !scanned.is_wide && scanned.directives.is_empty() && scanned.notices.is_empty()
}

/// All places that a finding is made of.
fn places(finding: &Finding) -> impl Iterator<Item = Span> {
    let related = finding.related.iter().map(|related| related.region.bytes);
    related.chain(finding.flow.iter().map(|step| step.region.bytes)).chain([finding.region.bytes])
}

/// What of a text says all about a line of it. Code is a line or a function at a time, style sheets are, and prose where it has no tables
/// or messages; of data, what stands far above may say what a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Locality {
    /// The line itself: checksums and versions of modules.
    Line,
    /// What stands around it.
    Around,
    /// What stands around it, unless it is part of a table.
    Prose,
}

impl Locality {
    fn of(path: &str) -> Option<Self> {
        use Language::{
            CSharp, Cpp, Css, Dart, Elixir, Go, Groovy, Java, JavaScript, Kotlin, Lua, Markdown, ObjectiveC, Perl, Php, Python, Ruby, Rust,
            Scala, Swift, TypeScript,
        };
        match Language::of(path, b"") {
            Java
            | Kotlin
            | Scala
            | Groovy
            | Python
            | JavaScript
            | TypeScript
            | Go
            | CSharp
            | Language::C
            | Cpp
            | Php
            | Ruby
            | Rust
            | Swift
            | ObjectiveC
            | Perl
            | Lua
            | Dart
            | Elixir
            | Css => Some(Self::Around),
            Markdown => Some(Self::Prose),
            _ => matches!(extension(path), "sum" | "mod").then_some(Self::Line),
        }
    }

    /// Whether it holds for these parts.
    fn holds(self, bytes: &[u8], changed: &[Span]) -> bool {
        self != Self::Prose || changed.iter().all(|span| memchr::memchr(b'|', span.of(bytes)).is_none())
    }

    fn kind(self, path: &str) -> Kind<'_> {
        Kind { file: path, alone: self == Self::Line }
    }
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// What is not copied; where something was left out between two copies, the empty place between them.
fn differences(copies: &[Copied], length: usize) -> Vec<Span> {
    let mut differences = Vec::new();
    let (mut from, mut at) = (0, 0);
    for copied in copies {
        if copied.from != from || copied.to.start != at {
            differences.push(Span::new(at, copied.to.start));
        }
        (from, at) = (copied.from + copied.to.len(), copied.to.end);
    }
    // What stood behind the last copy may have been cut.
    differences.push(Span::new(at, length));
    differences.iter_mut().for_each(|span| *span = Span::new(span.start.saturating_sub(1), length.min(span.end + 1)));
    differences
}

/// Lines with what stands around them, in whole lines; nothing where that is most of the version.
fn widened(lines: &[Span], bytes: &[u8]) -> Option<Vec<Span>> {
    let mut widened: Vec<Span> = Vec::new();
    for line in lines {
        let (start, end) = (line.start.saturating_sub(AROUND), bytes.len().min(line.end + AROUND));
        let start = memchr::memrchr(b'\n', &bytes[..start]).map_or(0, |found| found + 1);
        let end = memchr::memchr(b'\n', &bytes[end..]).map_or(bytes.len(), |found| end + found + 1);
        match widened.last_mut() {
            Some(last) if last.end >= start => last.end = last.end.max(end),
            _ => widened.push(Span::new(start, end)),
        }
    }
    let sum: usize = widened.iter().map(|span| span.len()).sum();
    (sum == 0 || sum * 10 <= bytes.len() * 7).then_some(widened)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_far_above_may_tell() {
        let text = b"| ssn |\n| 1 |\nprose and more of it\n";
        let (row, prose) = (Span::new(8, 14), Span::new(14, text.len()));
        for (path, span, is) in [
            ("a.go", row, true),
            ("go.sum", row, true),
            ("a.css", row, true),
            ("a.md", prose, true),
            ("a.md", row, false),
            ("a.csv", prose, false),
            ("a.yaml", prose, false),
            ("a.html", prose, false),
            ("sum", prose, false),
        ] {
            assert_eq!(Locality::of(path).is_some_and(|locality| locality.holds(text, &[span])), is, "{path}");
        }
    }

    #[test]
    fn what_is_not_copied_differs() {
        let copied = |from, start, end| Copied { from, to: Span::new(start, end) };
        for (copies, expected) in [
            // One insertion, and the end, which may have been cut.
            (&[copied(0, 0, 40), copied(40, 46, 90)][..], &[(39, 47), (89, 90)][..]),
            // A seam without a byte: something between was taken out.
            (&[copied(0, 0, 40), copied(50, 40, 90)], &[(39, 41), (89, 90)]),
            // Something before was taken out.
            (&[copied(5, 0, 80)], &[(0, 1), (79, 90)]),
            (&[copied(0, 0, 90)], &[(89, 90)]),
            (&[], &[(0, 90)]),
        ] {
            let spans: Vec<(usize, usize)> = differences(copies, 90).iter().map(|span| (span.start, span.end)).collect();
            assert_eq!(spans, expected, "{copies:?}");
        }
    }

    #[test]
    fn what_stands_around_is_looked_at_too() {
        let text = b"0123456789abcde\n".repeat(1000);
        let spans = widened(&[Span::new(8000, 8016), Span::new(8064, 8080)], &text).expect("little");
        assert_eq!(spans.len(), 1);
        assert!(spans[0].start <= 8000 - AROUND && spans[0].end >= 8080 + AROUND && spans[0].start.is_multiple_of(16));
        assert_eq!(widened(&[], &text), Some(Vec::new()));
        assert_eq!(widened(&[Span::new(0, 100), Span::new(2000, 14_000)], &text), None);
    }
}
