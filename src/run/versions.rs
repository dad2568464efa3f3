//! One finding for all versions of a file that hold it: the oldest one, since it names the commit that brought it.
//!
//! Versions are told apart by a keyed digest of the value, which stays in memory; so what is held grows with the number of different
//! findings and not with the history.

use super::One;
use crate::finding::{Finding, Provenance};
use crate::rule::RuleKey;
use crate::source::Version;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
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
    pub(super) fn take(&self, mut one: One, version: &Version) -> Option<One> {
        // Symbols and pending findings of all versions together would decide nothing: each belongs to a tree of its own.
        one.scanned.symbols.clear();
        one.scanned.pending.clear();
        for finding in &mut one.scanned.findings {
            finding.provenance = Some(Provenance { at_head: version.at_head, ..(*version.provenance).clone() });
        }
        if !one.scanned.directives.is_empty() {
            // Its comments accept its own findings only.
            one.path = format!("{}\0{}", one.path, version.order);
            return Some(one);
        }
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for finding in one.scanned.findings.drain(..) {
            let identity = finding.binding.clone().unwrap_or_else(|| finding.mask.clone());
            match held.entry((finding.rule, finding.path.clone(), identity)) {
                Entry::Vacant(place) => {
                    place.insert(Held { order: version.order, finding });
                }
                Entry::Occupied(mut place) => place.get_mut().merge(version, finding),
            }
        }
        drop(held);
        (!one.scanned.notices.is_empty()).then_some(one)
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
