//! One finding for all versions of a file that hold it: the oldest one, since it names the commit that brought it.
//!
//! Most versions differ from another one in a few lines. Where nothing is found in those and around them, the version has the findings of
//! the other one that lie elsewhere, and is not scanned; where something is, it is scanned whole.
//!
//! Versions are told apart by a keyed digest of the value, which stays in memory; so what is held grows with the number of different
//! findings and not with the history.

use super::One;
use super::Shared;
use crate::blob::Blob;
use crate::finding::Finding;
use crate::language::Language;
use crate::rule::RuleKey;
use crate::source::{Content, Copied, Item, Lineage, Version};
use crate::text::Span;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};

/// What tells findings of different versions apart: the rule, the path, and the digest or, where the value is public, the text itself.
type Key = (RuleKey, String, String);

/// The findings of all versions so far.
#[derive(Default)]
pub(super) struct Versions(Mutex<HashMap<Key, Held>>);

struct Held {
    order: usize,
    finding: Finding,
}

impl Versions {
    /// Takes the findings of one version; what is left of its result, if anything, goes into the index.
    pub(super) fn take(&self, mut one: One, version: &Version, mut lineage: Option<(usize, &mut Findings)>) -> Option<One> {
        // Symbols and pending findings of all versions together would decide nothing: each belongs to a tree of its own.
        one.scanned.symbols.clear();
        let alone = one.scanned.pending.drain(..).filter(|pending| pending.is_setting() && pending.holds_alone());
        one.scanned.findings.extend(alone.map(|pending| pending.finding));
        for finding in &mut one.scanned.findings {
            finding.provenance = Some(version.provenance());
        }
        if !one.scanned.directives.is_empty() {
            // Its comments accept its own findings only.
            one.path = format!("{}\0{}", one.path, version.order);
            return Some(one);
        }
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for finding in one.scanned.findings.drain(..) {
            let identity = finding.binding.clone().unwrap_or_else(|| finding.mask.clone());
            let key = (finding.rule, finding.path.clone(), identity);
            if let Some((number, findings)) = lineage.as_mut().filter(|_| finding.inside.is_empty()) {
                findings.0.entry(*number).or_default().push((key.clone(), finding.region.bytes));
            }
            match held.entry(key) {
                Entry::Vacant(place) => {
                    place.insert(Held { order: version.order, finding });
                }
                Entry::Occupied(mut place) => place.get_mut().merge(version, finding),
            }
        }
        drop(held);
        (!one.scanned.notices.is_empty()).then_some(one)
    }

    /// Another version, of these bytes, holds a known finding at `place`, in a line that is the same.
    fn touch(&self, key: &Key, version: &Version, bytes: &[u8], place: Span) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(held) = held.get_mut(key) else { return };
        let mut finding = held.finding.clone();
        if version.order < held.order {
            let line = 1 + memchr::memchr_iter(b'\n', &bytes[..place.start]).count() as u32;
            let (from, old) = (finding.region.bytes.start, finding.region.start.line);
            let regions = finding.related.iter_mut().map(|related| &mut related.region);
            let regions = regions.chain(finding.flow.iter_mut().map(|step| &mut step.region));
            for region in regions.chain([&mut finding.region]) {
                for (at, number) in [(&mut region.bytes.start, &mut region.start.line), (&mut region.bytes.end, &mut region.end.line)] {
                    (*at, *number) = ((*at + place.start).saturating_sub(from), (*number + line).saturating_sub(old));
                }
            }
        }
        finding.provenance = Some(version.provenance());
        held.merge(version, finding);
    }

    /// All findings; `keyed` says whether their digests are the user's, else they end here.
    pub(super) fn into_findings(self, keyed: bool) -> Vec<Finding> {
        let held = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut held: Vec<Held> = held.into_values().collect();
        held.sort_by(|one, two| one.finding.sort_key().cmp(&two.finding.sort_key()).then(one.order.cmp(&two.order)));
        let mut findings: Vec<Finding> = held.into_iter().map(|held| held.finding).collect();
        if !keyed {
            findings.iter_mut().for_each(|finding| finding.binding = None);
        }
        findings
    }
}

impl Held {
    /// The oldest version counts, and in it the first place.
    fn merge(&mut self, version: &Version, finding: Finding) {
        let before = self.finding.provenance.as_ref().and_then(|provenance| provenance.at_head);
        let at_head = before.max(version.at_head);
        if (version.order, finding.region.bytes) < (self.order, self.finding.region.bytes) {
            *self = Self { order: version.order, finding };
        }
        if let Some(provenance) = &mut self.finding.provenance {
            provenance.at_head = at_head;
        }
    }
}

/// The findings of versions that one thread has seen, and where they lie: what is made from those versions may have them too.
#[derive(Default)]
pub(super) struct Findings(HashMap<usize, Vec<(Key, Span)>>);

/// Bytes around a change that are looked at with it: further than a rule looks for telling words or for the other half of a pair.
const AROUND: usize = 1024;

impl Findings {
    /// Whether a version differs from a known one only where nothing is found, so that it has what the other one has.
    pub(super) fn settles(&mut self, item: &Item, shared: &Shared<'_>) -> bool {
        let (Some(version), Some(Lineage { number, base: Some((base, copies)) })) = (&item.version, &item.lineage) else { return false };
        let Content::Shared(bytes) = &item.content else { return false };
        let Some(changed) = changed(copies, bytes).filter(|spans| is_local(&item.path, bytes, spans)) else { return false };
        for span in &changed {
            let part = (shared.scan)(&Blob { path: &item.path, project_path: &item.project_path, bytes: span.of(bytes) });
            if !part.findings.is_empty() || !part.directives.is_empty() || !part.notices.is_empty() {
                return false;
            }
        }
        let mut own = Vec::new();
        for (key, span) in self.0.get(base).map(Vec::as_slice).unwrap_or_default() {
            let shared_range = copies.iter().find(|copy| copy.from <= span.start && span.end <= copy.from + copy.to.len());
            let Some(place) =
                shared_range.map(|copy| Span::new(span.start - copy.from + copy.to.start, span.end - copy.from + copy.to.start))
            else {
                continue;
            };
            if !changed.iter().any(|changed| changed.overlaps(place)) {
                shared.versions.touch(key, version, bytes, place);
                own.push((key.clone(), place));
            }
        }
        if !own.is_empty() {
            self.0.insert(*number, own);
        }
        shared.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        true
    }
}

/// Files in which each line speaks for itself: checksums and versions of modules.
const LINE_BY_LINE: &[&str] = &["sum", "mod"];

/// Whether what stands around a change tells all about it. Code is a line or a function at a time, style sheets are, and prose where it has
/// no tables or messages; of data, what stands far above may say what a line means.
fn is_local(path: &str, bytes: &[u8], changed: &[Span]) -> bool {
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
        | Css => true,
        Markdown => changed.iter().all(|span| memchr::memchr(b'|', span.of(bytes)).is_none()),
        _ => path.rsplit_once('.').is_some_and(|(_, extension)| LINE_BY_LINE.contains(&extension)),
    }
}

/// What is not copied, with what stands around it, in whole lines; nothing where that is most of the version.
fn changed(copies: &[Copied], bytes: &[u8]) -> Option<Vec<Span>> {
    let mut changed: Vec<Span> = Vec::new();
    let (mut at, mut sum) = (0, 0);
    let ends = copies.iter().map(|copied| copied.to).chain([Span::new(bytes.len(), bytes.len())]);
    for (index, copied) in ends.enumerate() {
        // Between two copies something is new even where no byte is, but before the first and after the last one.
        let is_seam = copied.start > at
            || (index > 0 && index < copies.len())
            || (index == 0 && copies.first().is_some_and(|copied| copied.from > 0));
        if is_seam || index == copies.len() {
            let (start, end) = (at.saturating_sub(AROUND), bytes.len().min(copied.start + AROUND));
            let start = memchr::memrchr(b'\n', &bytes[..start]).map_or(0, |line| line + 1);
            let end = memchr::memchr(b'\n', &bytes[end..]).map_or(bytes.len(), |line| end + line + 1);
            match changed.last_mut() {
                Some(last) if last.end >= start => last.end = last.end.max(end),
                _ => changed.push(Span::new(start, end)),
            }
        }
        at = copied.end;
    }
    changed.iter().for_each(|span| sum += span.len());
    (sum * 10 <= bytes.len() * 7).then_some(changed)
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
            assert_eq!(is_local(path, text, &[span]), is, "{path}");
        }
    }

    #[test]
    fn what_is_not_copied_is_changed() {
        let text = b"0123456789abcde\n".repeat(1000);
        let copied = |from, start, end| Copied { from, to: Span::new(start, end) };
        // One insertion, and the end, which may have been cut.
        let spans = changed(&[copied(0, 0, 8000), copied(8000, 8016, 16_000)], &text).expect("little");
        assert_eq!(spans.len(), 2);
        assert!(spans[0].start <= 8000 - AROUND && spans[0].end >= 8016 + AROUND && spans[0].start.is_multiple_of(16));
        assert_eq!(spans[1].end, text.len());
        // A seam without a byte: something between was taken out.
        assert_eq!(changed(&[copied(0, 0, 8000), copied(9000, 8000, 16_000)], &text).map(|spans| spans.len()), Some(2));
        assert_eq!(changed(&[], &text), None);
        assert_eq!(changed(&[copied(0, 0, 100)], &text), None);
    }
}
