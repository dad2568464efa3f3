//! Vectors of 32 bytes: AVX2, which processors for x86-64 have since 2013 (Intel) and 2015 (AMD).
//!
//! Promises: only who holds an [`Avx2`] gets here, and there is one only on a machine that has these instructions. That is all that is unsafe in it.

use super::super::STEP_LOOKS;
use super::super::shapes::{BLOCK, Marker, Marks};
use crate::rule::plan::{Factors, HASH_BITS, PASSED_OVER, UNUSED_BITS};
use bytemuck::cast;
use std::arch::x86_64::{
    __m256i, _mm256_and_si256, _mm256_cmpeq_epi8, _mm256_madd_epi16, _mm256_min_epu8, _mm256_movemask_epi8, _mm256_or_si256,
    _mm256_packus_epi16, _mm256_packus_epi32, _mm256_permute2x128_si256, _mm256_permutevar8x32_epi32, _mm256_set1_epi8, _mm256_set1_epi32,
    _mm256_shuffle_epi8, _mm256_srli_epi32, _mm256_sub_epi8, _mm256_unpackhi_epi32, _mm256_unpacklo_epi32,
};

/// Bytes of a vector.
const WIDTH: usize = 32;

/// Says that the machine has AVX2.
#[derive(Clone, Copy)]
pub(in super::super) struct Avx2(());

#[expect(unsafe_code, reason = "instructions that not every processor has; there is no `Avx2` on one without")]
#[expect(clippy::unused_self, reason = "that there is one is what is used")]
impl Avx2 {
    pub(super) fn of_this_machine() -> Option<Self> {
        is_x86_feature_detected!("avx2").then_some(Self(()))
    }

    /// See [`super::Vectors::hash`].
    pub(super) fn hash(self, text: &[u8], factors: Factors, hashes: &mut [u32]) {
        // SAFETY: the machine has AVX2, as `self` says.
        unsafe { hash(text, factors, hashes) }
    }

    /// See [`super::Vectors::are_set`].
    pub(super) fn are_set<'s>(self, steps: impl Iterator<Item = (&'s [u32; STEP_LOOKS], &'s [u8; STEP_LOOKS])>, found: &mut [u64]) {
        // SAFETY: the machine has AVX2, as `self` says.
        unsafe { are_set(steps, found) }
    }

    /// See [`super::Vectors::mark`].
    pub(super) fn mark(self, marker: &mut Marker, blocks: &[[u8; BLOCK]], marks: &mut [Marks]) {
        // SAFETY: the machine has AVX2, as `self` says.
        unsafe { mark(marker, blocks, marks) }
    }
}

// Loops and functions where elsewhere closures would stand: what is handed a closure is compiled without these instructions.

#[target_feature(enable = "avx2")]
fn hash(text: &[u8], [low, high]: Factors, hashes: &mut [u32]) {
    let factors: __m256i = cast([[low, high]; WIDTH / 4]);
    let (even, odd) = (text.as_chunks().0, text[2..].as_chunks().0);
    for ((even, odd), hashes) in even.iter().zip(odd).zip(hashes.as_chunks_mut::<{ WIDTH / 2 }>().0) {
        let (even, odd) = (hash_of(even, factors), hash_of(odd, factors));
        // Each of these works within halves of 16 bytes.
        let (first, second) = (_mm256_unpacklo_epi32(even, odd), _mm256_unpackhi_epi32(even, odd));
        *hashes = cast([_mm256_permute2x128_si256::<0x20>(first, second), _mm256_permute2x128_si256::<0x31>(first, second)]);
    }
}

/// Hashes every fourth gram.
#[target_feature(enable = "avx2")]
fn hash_of(text: &[u8; WIDTH], factors: __m256i) -> __m256i {
    _mm256_madd_epi16(_mm256_or_si256(cast(*text), _mm256_set1_epi32(PASSED_OVER.cast_signed())), factors)
}

#[target_feature(enable = "avx2")]
fn are_set<'s>(steps: impl Iterator<Item = (&'s [u32; STEP_LOOKS], &'s [u8; STEP_LOOKS])>, found: &mut [u64]) {
    for ((hashes, bytes), found) in steps.zip(found) {
        *found = 0;
        for (at, (hashes, bytes)) in hashes.as_chunks().0.iter().zip(bytes.as_chunks::<WIDTH>().0).enumerate() {
            let bits = bits_of(hashes);
            let there = _mm256_cmpeq_epi8(_mm256_and_si256(cast(*bytes), bits), bits);
            *found |= u64::from(_mm256_movemask_epi8(there).cast_unsigned()) << (at * WIDTH);
        }
    }
}

/// For each look the one bit within a byte that is its place's.
#[target_feature(enable = "avx2")]
fn bits_of(hashes: &[u32; WIDTH]) -> __m256i {
    let [one, two, three, four]: [__m256i; 4] = cast(*hashes);
    // Packing works within halves of 16 bytes.
    let (low, high) = (_mm256_packus_epi32(number_of(one), number_of(two)), _mm256_packus_epi32(number_of(three), number_of(four)));
    let numbers = _mm256_permutevar8x32_epi32(_mm256_packus_epi16(low, high), cast([0, 4, 1, 5, 2, 6, 3, 7]));
    let bits: [u8; WIDTH / 2] = [1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0];
    _mm256_shuffle_epi8(cast([bits; 2]), numbers)
}

/// The number of the bit.
#[target_feature(enable = "avx2")]
fn number_of(hashes: __m256i) -> __m256i {
    const BIT: i32 = (UNUSED_BITS + HASH_BITS - 3) as i32;
    _mm256_and_si256(_mm256_srli_epi32::<BIT>(hashes), _mm256_set1_epi32(7))
}

#[target_feature(enable = "avx2")]
fn mark(marker: &mut Marker, blocks: &[[u8; BLOCK]], marks: &mut [Marks]) {
    for (block, marks) in blocks.iter().zip(marks) {
        let [low, high]: [__m256i; 2] = cast(*block);
        let digits = [among(low, b'0', 10), among(high, b'0', 10)];
        let letters = [letters(low), letters(high)];
        let alphanumeric = [_mm256_or_si256(digits[0], letters[0]), _mm256_or_si256(digits[1], letters[1])];
        let separators = [separators(low), separators(high)];
        *marks = marker.mark(mask(digits), mask(alphanumeric), mask(separators));
    }
}

#[target_feature(enable = "avx2")]
fn letters(bytes: __m256i) -> __m256i {
    among(_mm256_or_si256(bytes, _mm256_set1_epi8(0x20)), b'a', 26)
}

/// What may stand between two digits of a chain. No two of these signs have the same lower half: it finds the only one that the byte can be.
#[target_feature(enable = "avx2")]
fn separators(bytes: __m256i) -> __m256i {
    // Where a half belongs to none, a sign of another half stands.
    let by_half: [u8; WIDTH / 2] = *b" \0\0\0\0\0\0\0()\0+\0-./";
    _mm256_cmpeq_epi8(_mm256_shuffle_epi8(cast([by_half; 2]), bytes), bytes)
}

/// Whether each byte is one of `number` from `first` on.
#[target_feature(enable = "avx2")]
fn among(bytes: __m256i, first: u8, number: u8) -> __m256i {
    let above = _mm256_sub_epi8(bytes, _mm256_set1_epi8(first.cast_signed()));
    _mm256_cmpeq_epi8(_mm256_min_epu8(above, _mm256_set1_epi8((number - 1).cast_signed())), above)
}

/// A bit for each byte, which is all ones or none.
#[target_feature(enable = "avx2")]
fn mask([low, high]: [__m256i; 2]) -> u64 {
    let (low, high) = (_mm256_movemask_epi8(low).cast_unsigned(), _mm256_movemask_epi8(high).cast_unsigned());
    u64::from(high) << WIDTH | u64::from(low)
}
