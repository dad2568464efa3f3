//! The loops of the prefilter that are made of vectors, for any processor and for those with wider ones.
//!
//! Promises: both give the same. What the machine has is asked once.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod portable;

use super::shapes::{BLOCK, Marker, Marks};
use super::{LOOKS, STEP_LOOKS};
use crate::rule::plan::Factors;

/// The vectors that are worked with.
#[derive(Clone, Copy)]
pub(super) enum Vectors {
    /// Of 16 bytes, which every processor has.
    Portable,
    /// Of 32 bytes.
    #[cfg(target_arch = "x86_64")]
    Avx2(avx2::Avx2),
    /// Of 64 bytes, and of 32 where these are quicker.
    #[cfg(target_arch = "x86_64")]
    Avx512(avx512::Avx512, avx2::Avx2),
}

impl Vectors {
    /// The widest that this machine has.
    pub(super) fn of_this_machine() -> Self {
        #[cfg(target_arch = "x86_64")]
        if let Some(avx2) = avx2::Avx2::of_this_machine() {
            return avx512::Avx512::of_this_machine().map_or(Self::Avx2(avx2), |avx512| Self::Avx512(avx512, avx2));
        }
        Self::Portable
    }

    /// Hashes the grams at every second byte of the text, as `plan::hash` does. The text is two bytes longer than the looks are.
    pub(super) fn hash(self, text: &[u8], factors: Factors, hashes: &mut [u32]) {
        match self {
            Self::Portable => portable::hash(text, factors, hashes),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(avx2) => avx2.hash(text, factors, hashes),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512(avx512, _) => avx512.hash(text, factors, hashes),
        }
    }

    /// Says of each look, by a bit, whether its place is set in the byte of the table that was found for it; a number for each step.
    pub(super) fn are_set(self, hashes: &[u32], bytes: &[u8], found: &mut [u64]) {
        let steps = hashes.as_chunks::<STEP_LOOKS>().0.iter().zip(bytes.as_chunks().0);
        match self {
            Self::Portable => portable::are_set(steps, found),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(avx2) => avx2.are_set(steps, found),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512(avx512, _) => avx512.are_set(steps, found),
        }
    }

    /// Lists the numbers of all looks found; gives how many.
    pub(super) fn list(self, found: &[u64], listed: &mut [u16; LOOKS]) -> usize {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Avx512(avx512, _) => avx512.list(found, listed),
            _ => portable::list(found, listed),
        }
    }

    /// Marks one block after the other.
    pub(super) fn mark(self, marker: &mut Marker, blocks: &[[u8; BLOCK]], marks: &mut [Marks]) {
        match self {
            Self::Portable => portable::mark(marker, blocks, marks),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(avx2) | Self::Avx512(_, avx2) => avx2.mark(marker, blocks, marks),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::plan;
    use proptest::prelude::*;

    /// What there is on the machine that runs the tests.
    fn all() -> Vec<Vectors> {
        let mut all = vec![Vectors::Portable];
        #[cfg(target_arch = "x86_64")]
        all.extend(avx2::Avx2::of_this_machine().map(Vectors::Avx2));
        all.push(Vectors::of_this_machine());
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn hashes_are_those_of_the_plan(text in prop::collection::vec(any::<u8>(), 2 * STEP_LOOKS * 2 + 4), factors in any::<[i16; 2]>()) {
            for vectors in all() {
                let mut hashes = [0; 2 * STEP_LOOKS];
                vectors.hash(&text, factors, &mut hashes);
                for (look, hash) in hashes.iter().enumerate() {
                    let gram = u32::from_le_bytes(*text[2 * look..].first_chunk().expect("the text is long enough"));
                    prop_assert_eq!(*hash, plan::hash(gram, factors), "look {}", look);
                }
            }
        }

        #[test]
        fn the_bit_of_a_place_is_found(
            hashes in prop::collection::vec(any::<u32>(), 2 * STEP_LOOKS),
            bytes in prop::collection::vec(any::<u8>(), 2 * STEP_LOOKS),
        ) {
            for vectors in all() {
                let mut found = [0; 2];
                vectors.are_set(&hashes, &bytes, &mut found);
                for (look, (hash, byte)) in hashes.iter().zip(&bytes).enumerate() {
                    let expected = byte >> (plan::place(*hash) / super::super::BYTES) & 1;
                    prop_assert_eq!(found[look / STEP_LOOKS] >> (look % STEP_LOOKS) & 1, u64::from(expected), "look {}", look);
                }
            }
        }

        #[test]
        fn blocks_are_marked_alike(text in "([0-9]{1,9}[-. ()+/]{0,2}|[a-zA-Z]{1,15}|[@-Z`-~ -;]{1,9}|[a-z0-9]{20,90}){12,30}") {
            let (blocks, _) = text.as_bytes().as_chunks();
            let marked = all().into_iter().map(|vectors| {
                let mut marks = vec![Marks::default(); blocks.len()];
                vectors.mark(&mut Marker::default(), blocks, &mut marks);
                marks
            });
            let marked: Vec<_> = marked.collect();
            marked.iter().try_for_each(|marks| {
                prop_assert_eq!(marks, &marked[0]);
                Ok(())
            })?;
        }

        #[test]
        fn looks_found_are_listed(found in prop::collection::vec(prop_oneof![Just(0), any::<u64>(), Just(u64::MAX)], 0..=super::super::STEPS)) {
            let is_found = |look: &usize| found[look / STEP_LOOKS] >> (look % STEP_LOOKS) & 1 == 1;
            let expected: Vec<usize> = (0..found.len() * STEP_LOOKS).filter(is_found).collect();
            for vectors in all() {
                let mut listed = [0; LOOKS];
                let count = vectors.list(&found, &mut listed);
                prop_assert_eq!(listed[..count].iter().map(|look| usize::from(*look)).collect::<Vec<_>>(), expected.clone());
            }
        }
    }
}
