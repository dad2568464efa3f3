//! What speaks for and against a candidate, as a set: files of messages have millions of candidates.

use crate::finding::{Evidence, Ways};

/// A set of evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reasons {
    /// A bit for each that [`Evidence::rank`] counts.
    plain: u16,
    decoded: Option<Ways>,
}

impl Reasons {
    /// Puts one in.
    pub(super) fn add(&mut self, evidence: Evidence) {
        match evidence {
            Evidence::Decoded(ways) => self.decoded = Some(ways),
            plain => self.plain |= 1 << plain.rank(),
        }
    }

    /// Takes one out.
    pub(super) fn remove(&mut self, evidence: Evidence) {
        match evidence {
            Evidence::Decoded(_) => self.decoded = None,
            plain => self.plain &= !(1 << plain.rank()),
        }
    }

    /// Whether it is one of them; of [`Evidence::Decoded`], whether any is.
    pub(super) fn has(self, evidence: Evidence) -> bool {
        match evidence {
            Evidence::Decoded(_) => self.decoded.is_some(),
            plain => self.plain >> plain.rank() & 1 == 1,
        }
    }

    /// Ways in which the value was written within other text.
    pub(super) fn ways(self) -> Ways {
        self.decoded.unwrap_or_default()
    }

    /// All of them, sorted.
    pub(super) fn iter(self) -> impl Iterator<Item = Evidence> {
        let plain = Evidence::ALL.iter().copied().filter(move |evidence| self.has(*evidence));
        plain.chain(self.decoded.map(Evidence::Decoded))
    }
}

impl Extend<Evidence> for Reasons {
    fn extend<I: IntoIterator<Item = Evidence>>(&mut self, evidence: I) {
        evidence.into_iter().for_each(|one| self.add(one));
    }
}

impl FromIterator<Evidence> for Reasons {
    fn from_iter<I: IntoIterator<Item = Evidence>>(evidence: I) -> Self {
        let mut reasons = Self::default();
        reasons.extend(evidence);
        reasons
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_gives_back_what_was_put_in_sorted() {
        let ways = Ways::of(["base64"]).expect("a known way");
        let mut all: Vec<Evidence> = Evidence::ALL.iter().copied().chain([Evidence::Decoded(ways)]).collect();
        for one in &all {
            let reasons: Reasons = [*one, *one].into_iter().collect();
            assert_eq!(reasons.iter().collect::<Vec<_>>(), [*one]);
            assert!(reasons.has(*one) && all.iter().filter(|other| reasons.has(**other)).count() == 1);
        }
        let mut reasons: Reasons = all.iter().copied().collect();
        all.sort_unstable();
        assert_eq!(reasons.iter().collect::<Vec<_>>(), all);
        all.iter().for_each(|one| reasons.remove(*one));
        assert_eq!(reasons, Reasons::default());
    }
}
