//! Vectors of 64 bytes: AVX-512 with the parts for bytes (BW) and for packing them (VBMI2), which processors for x86-64 have since 2019 (Intel)
//! and 2022 (AMD). Older ones with AVX-512 lack the latter, and become slower where they use vectors of this width.
//!
//! Promises: as in `avx2`. Marks are not made here: masks of vectors of this width have registers of their own, in which shifting is slow.

use super::super::{LOOKS, STEP_LOOKS};
use crate::rule::plan::{Factors, HASH_BITS, PASSED_OVER, UNUSED_BITS};
use bytemuck::cast;
use std::arch::x86_64::{
    __m512i, _mm512_add_epi16, _mm512_and_si512, _mm512_cvtepu8_epi32, _mm512_madd_epi16, _mm512_maskz_compress_epi16, _mm512_or_si512,
    _mm512_permutex2var_epi32, _mm512_set1_epi16, _mm512_set1_epi32, _mm512_sllv_epi32, _mm512_srli_epi32, _mm512_test_epi32_mask,
};

/// Bytes of a vector.
const WIDTH: usize = 64;

/// Numbers of 16 bits in a vector.
const NUMBERS: usize = WIDTH / 2;

const FROM_ZERO: [u16; NUMBERS] = {
    let mut numbers = [0; NUMBERS];
    let mut number = 0;
    while number < NUMBERS {
        numbers[number] = number as u16;
        number += 1;
    }
    numbers
};

/// Says that the machine has these instructions.
#[derive(Clone, Copy)]
pub(in super::super) struct Avx512(());

#[expect(unsafe_code, reason = "instructions that not every processor has; there is no `Avx512` on one without")]
#[expect(clippy::unused_self, reason = "that there is one is what is used")]
impl Avx512 {
    pub(super) fn of_this_machine() -> Option<Self> {
        let has_all =
            is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512bw") && is_x86_feature_detected!("avx512vbmi2");
        has_all.then_some(Self(()))
    }

    /// See [`super::Vectors::hash`].
    pub(super) fn hash(self, text: &[u8], factors: Factors, hashes: &mut [u32]) {
        // SAFETY: the machine has AVX-512, as `self` says.
        unsafe { hash(text, factors, hashes) }
    }

    /// See [`super::Vectors::are_set`].
    pub(super) fn are_set<'s>(self, steps: impl Iterator<Item = (&'s [u32; STEP_LOOKS], &'s [u8; STEP_LOOKS])>, found: &mut [u64]) {
        // SAFETY: the machine has AVX-512, as `self` says.
        unsafe { are_set(steps, found) }
    }

    /// See [`super::Vectors::list`].
    pub(super) fn list(self, found: &[u64], listed: &mut [u16; LOOKS]) -> usize {
        // SAFETY: the machine has AVX-512, as `self` says.
        unsafe { list(found, listed) }
    }
}

// Loops and functions where elsewhere closures would stand: what is handed a closure is compiled without these instructions.

#[target_feature(enable = "avx512f,avx512bw,avx512vbmi2")]
fn hash(text: &[u8], [low, high]: Factors, hashes: &mut [u32]) {
    let factors: __m512i = cast([[low, high]; WIDTH / 4]);
    let (even, odd) = (text.as_chunks().0, text[2..].as_chunks().0);
    for ((even, odd), hashes) in even.iter().zip(odd).zip(hashes.as_chunks_mut::<{ WIDTH / 2 }>().0) {
        let (even, odd) = (hash_of(even, factors), hash_of(odd, factors));
        let first = cast([0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23]);
        let second = cast([8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31]);
        *hashes = cast([_mm512_permutex2var_epi32(even, first, odd), _mm512_permutex2var_epi32(even, second, odd)]);
    }
}

/// Hashes every fourth gram.
#[target_feature(enable = "avx512f,avx512bw")]
fn hash_of(text: &[u8; WIDTH], factors: __m512i) -> __m512i {
    _mm512_madd_epi16(_mm512_or_si512(cast(*text), _mm512_set1_epi32(PASSED_OVER.cast_signed())), factors)
}

#[target_feature(enable = "avx512f,avx512bw,avx512vbmi2")]
fn are_set<'s>(steps: impl Iterator<Item = (&'s [u32; STEP_LOOKS], &'s [u8; STEP_LOOKS])>, found: &mut [u64]) {
    const BIT: u32 = UNUSED_BITS + HASH_BITS - 3;
    for ((hashes, bytes), found) in steps.zip(found) {
        *found = 0;
        for (at, (hashes, bytes)) in hashes.as_chunks::<{ WIDTH / 4 }>().0.iter().zip(bytes.as_chunks().0).enumerate() {
            let number = _mm512_and_si512(_mm512_srli_epi32::<BIT>(cast(*hashes)), _mm512_set1_epi32(7));
            let bits = _mm512_sllv_epi32(_mm512_set1_epi32(1), number);
            let there = _mm512_test_epi32_mask(_mm512_cvtepu8_epi32(cast::<[u8; WIDTH / 4], _>(*bytes)), bits);
            *found |= u64::from(there) << (at * (WIDTH / 4));
        }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vbmi2")]
fn list(found: &[u64], listed: &mut [u16; LOOKS]) -> usize {
    let mut count = 0;
    for (step, &found) in found.iter().enumerate() {
        for (half, found) in [found as u32, (found >> NUMBERS) as u32].into_iter().enumerate() {
            let numbers = _mm512_add_epi16(cast(FROM_ZERO), _mm512_set1_epi16((step * STEP_LOOKS + half * NUMBERS) as i16));
            let room = listed[count..].first_chunk_mut::<NUMBERS>().expect("behind the most looks there is room for a vector");
            *room = cast(_mm512_maskz_compress_epi16(found, numbers));
            count += found.count_ones() as usize;
        }
    }
    count
}
