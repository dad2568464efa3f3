//! One finding for all versions of a file that hold it: the oldest one, since it names the commit that brought it.
//!
//! Versions are told apart by a keyed digest of the value, which stays in memory; so what is held grows with the number of different
//! findings and not with the history.

use super::One;
use super::unchanged::Placed;
use crate::finding::{Finding, Region};
use crate::rule::RuleKey;
use crate::source::Version;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Mutex, PoisonError};

/// What tells findings of different versions apart: the rule, the path, and the digest or, where the value is public, the text itself.
pub(super) type Key = (RuleKey, String, String);

/// The findings of all versions so far.
#[derive(Default)]
pub(super) struct Versions(Mutex<HashMap<Key, Held>>);

struct Held {
    /// The version that it is from; at HEAD if any is.
    version: Version,
    finding: Finding,
}

impl Versions {
    /// Takes the findings of one version; what is left of its result, if anything, goes into the index. Those in the file itself are also
    /// noted in `followed`.
    pub(super) fn take(&self, mut one: One, version: &Version, mut followed: Option<&mut Vec<Placed>>) -> Option<One> {
        // Symbols and pending findings of all versions together would decide nothing: each belongs to a tree of its own.
        one.scanned.symbols.clear();
        let alone = one.scanned.pending.drain(..).filter(|pending| pending.is_setting() && pending.holds_alone());
        one.scanned.findings.extend(alone.map(|pending| pending.finding));
        if !one.scanned.directives.is_empty() {
            if !one.scanned.findings.is_empty() {
                let provenance = version.provenance();
                one.scanned.findings.iter_mut().for_each(|finding| finding.provenance = Some(provenance.clone()));
            }
            // Its comments accept its own findings only.
            one.path = format!("{}\0{}", one.path, version.order);
            return Some(one);
        }
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for finding in one.scanned.findings.drain(..) {
            let identity = finding.binding.clone().unwrap_or_else(|| finding.mask.clone());
            let key = (finding.rule, finding.path.clone(), identity);
            if let Some(followed) = followed.as_mut().filter(|_| finding.inside.is_empty()) {
                followed.push(Placed::new(key.clone(), finding.clone()));
            }
            match held.entry(key) {
                Entry::Vacant(place) => {
                    place.insert(Held { version: version.clone(), finding });
                }
                Entry::Occupied(mut place) => place.get_mut().merge(version, finding),
            }
        }
        drop(held);
        if one.scanned.notices.is_empty() {
            return None;
        }
        // What is said of another version stands beside it.
        let said: Vec<String> = one.scanned.notices.iter().map(|notice| format!("{}\0{}", notice.kind.word(), notice.why)).collect();
        one.path = format!("{}\0{}", one.path, said.join("\0"));
        Some(one)
    }

    /// Another version, of these bytes, holds a known finding at its place, in a line that is the same.
    pub(super) fn touch(&self, known: &Placed, version: &Version, bytes: &[u8]) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(held) = held.get_mut(&*known.key) else { return };
        if version.order > held.version.order {
            held.version.at_head = held.version.at_head.max(version.at_head);
            return;
        }
        // Not the one that is held: which that is depends on who came first.
        let (mut finding, place) = ((*known.finding).clone(), known.place);
        if version.order < held.version.order {
            let line = 1 + memchr::memchr_iter(b'\n', &bytes[..place.start]).count() as u32;
            let regions = finding.related.iter_mut().map(|related| &mut related.region);
            let regions = regions.chain(finding.flow.iter_mut().map(|step| &mut step.region));
            let mut regions: Vec<&mut Region> = regions.chain([&mut finding.region]).collect();
            regions.sort_by_key(|region| region.bytes);
            let (from, old) = (regions[0].bytes.start, regions[0].start.line);
            for region in regions {
                for (at, number) in [(&mut region.bytes.start, &mut region.start.line), (&mut region.bytes.end, &mut region.end.line)] {
                    (*at, *number) = (*at - from + place.start, *number - old + line);
                }
            }
        }
        held.merge(version, finding);
    }

    /// All findings; `keyed` says whether their digests are the user's, else they end here.
    pub(super) fn into_findings(self, keyed: bool) -> Vec<Finding> {
        let held = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut held: Vec<Held> = held.into_values().collect();
        held.sort_by(|one, two| one.finding.sort_key().cmp(&two.finding.sort_key()).then(one.version.order.cmp(&two.version.order)));
        let traced = |held: Held| Finding { provenance: Some(held.version.provenance()), ..held.finding };
        let mut findings: Vec<Finding> = held.into_iter().map(traced).collect();
        if !keyed {
            findings.iter_mut().for_each(|finding| finding.binding = None);
        }
        findings
    }
}

impl Held {
    /// The oldest version counts, and in it the first place.
    fn merge(&mut self, version: &Version, finding: Finding) {
        let at_head = self.version.at_head.max(version.at_head);
        if (version.order, finding.region.bytes) < (self.version.order, self.finding.region.bytes) {
            *self = Self { version: version.clone(), finding };
        }
        self.version.at_head = at_head;
    }
}
