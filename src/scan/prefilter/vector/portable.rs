//! Vectors of 16 bytes.

use super::super::shapes::{BLOCK, Marker, Marks};
use super::super::{LOOKS, STEP_LOOKS};
use crate::rule::plan::{Factors, HASH_BITS, PASSED_OVER, UNUSED_BITS};
use bytemuck::cast;
use wide::{f32x4, i16x8, i32x4, i32x8, u8x16, u32x4};

/// Bytes of the text that are hashed in one go.
const GROUP: usize = 16;

/// See [`super::Vectors::hash`].
#[inline(never)]
pub(super) fn hash(text: &[u8], [low, high]: Factors, hashes: &mut [u32]) {
    let factors = i16x8::from([low, high, low, high, low, high, low, high]);
    let passed_over: i16x8 = cast(u32x4::splat(PASSED_OVER));
    let hash = |text: &[u8; GROUP]| -> u32x4 {
        let halves: i16x8 = cast(*text);
        cast((halves | passed_over).dot(factors))
    };
    let (even, odd) = (text.as_chunks().0, text[2..].as_chunks().0);
    for ((even, odd), hashes) in even.iter().zip(odd).zip(hashes.as_chunks_mut::<{ GROUP / 2 }>().0) {
        let (even, odd) = (hash(even), hash(odd));
        *hashes = cast([even.unpack_lo(odd), even.unpack_hi(odd)]);
    }
}

/// See [`super::Vectors::are_set`].
#[inline(never)]
pub(super) fn are_set<'s>(steps: impl Iterator<Item = (&'s [u32; STEP_LOOKS], &'s [u8; STEP_LOOKS])>, found: &mut [u64]) {
    for ((hashes, bytes), found) in steps.zip(found) {
        *found = hashes.as_chunks().0.iter().zip(bytes.as_chunks().0).rev().fold(0, |found, (hashes, bytes)| {
            let bits = bits_of(hashes);
            found << 16 | u64::from((u8x16::from(*bytes) & bits).simd_eq(bits).to_bitmask())
        });
    }
}

/// For each look the one bit within a byte that is its place's. Two to the power of a number is the float that has the number as its exponent.
fn bits_of(hashes: &[u32; 16]) -> u8x16 {
    const MANTISSA: u32 = f32::MANTISSA_DIGITS - 1;
    const BIT: u32 = UNUSED_BITS + HASH_BITS - 3;
    let bits = cast::<_, [i32x4; 4]>(*hashes).map(|hashes| {
        let exponents = (hashes >> (BIT - MANTISSA) & i32x4::splat(7 << MANTISSA)) + i32x4::splat(127 << MANTISSA);
        cast::<_, f32x4>(exponents).fast_trunc_int()
    });
    let [low, high] = cast::<_, [i32x8; 2]>(bits).map(i16x8::from_i32x8_saturate);
    u8x16::narrow_i16x8(low, high)
}

/// Looks of one step that are listed without asking whether there are as many.
const UNASKED: usize = 8;

/// See [`super::Vectors::list`].
#[inline(never)]
pub(super) fn list(found: &[u64], listed: &mut [u16; LOOKS]) -> usize {
    let mut count = 0;
    for (step, &found) in found.iter().enumerate() {
        let mut rest = found;
        let mut next = |look: &mut u16| {
            *look = (step * STEP_LOOKS) as u16 + (rest | 1 << 63).trailing_zeros() as u16;
            rest &= rest.wrapping_sub(1);
        };
        let number = found.count_ones() as usize;
        listed[count..count + UNASKED].iter_mut().for_each(&mut next);
        if number > UNASKED {
            listed[count + UNASKED..count + number].iter_mut().for_each(&mut next);
        }
        count += number;
    }
    count
}

/// See [`super::Vectors::mark`].
#[inline(never)]
pub(super) fn mark(marker: &mut Marker, blocks: &[[u8; BLOCK]], marks: &mut [Marks]) {
    for (block, marks) in blocks.iter().zip(marks) {
        *marks = marker.mark(mask(block, digits), mask(block, |bytes| digits(bytes) | letters(bytes)), mask(block, separators));
    }
}

/// Bit *i* says whether `holds` of byte *i*, for which it gives all ones or none.
#[inline]
fn mask(block: &[u8; BLOCK], holds: impl Fn(u8x16) -> u8x16) -> u64 {
    block.as_chunks::<16>().0.iter().rev().fold(0, |mask, bytes| mask << 16 | u64::from(holds(u8x16::from(*bytes)).to_bitmask()))
}

/// Whether each byte is one of `number` from `first` on.
#[inline]
fn among(bytes: u8x16, first: u8, number: u8) -> u8x16 {
    let above = bytes - u8x16::splat(first);
    above.min(u8x16::splat(number - 1)).simd_eq(above)
}

/// Digits.
#[inline]
fn digits(bytes: u8x16) -> u8x16 {
    among(bytes, b'0', 10)
}

#[inline]
fn letters(bytes: u8x16) -> u8x16 {
    among(bytes | u8x16::splat(0x20), b'a', 26)
}

/// What may stand between two digits of a chain.
#[inline]
fn separators(bytes: u8x16) -> u8x16 {
    let are = |byte: u8| bytes.simd_eq(u8x16::splat(byte));
    among(bytes, b'-', 3) | are(b' ') | among(bytes, b'(', 2) | are(b'+')
}
