//! One pass over a text for the literals of all rules together, and one for shapes that have no literal.
//!
//! Promises: every place of every literal is reported once, every shape is reported once, in linear time, for texts of any length.
//! Never allocates while it searches; knows no rule.
//!
//! All of it is safe code over arrays of fixed size and over vectors, without branches where what comes next is as good as random.

use crate::rule::Shape;
use crate::rule::literal::{Literal, SHORTEST};
use crate::rule::plan::{Factors, HASH_BITS, PASSED_OVER, Plan, UNUSED_BITS, each_place_at, place};
use crate::text::Span;
use wide::bytemuck::cast;
use wide::{f32x4, i16x8, i32x4, i32x8, u8x16, u32x4};

/// Bytes looked at in one step.
const STEP: usize = 128;

/// Bytes of a step that are looked at in one go.
const GROUP: usize = 16;

/// Looks of a group: at every second byte.
const GROUP_LOOKS: usize = GROUP / 2;

/// Looks of a step.
const STEP_LOOKS: usize = STEP / 2;

const WORDS: usize = 1 << (HASH_BITS - 6);

/// Bytes of the table of bits. The lower bits of a place are its byte, the higher its bit within.
const BYTES: usize = 1 << (HASH_BITS - 3);

/// Steps whose finds are gathered before any is confirmed.
const STEPS: usize = 8;

/// Bytes of these.
const STRETCH: usize = STEP * STEPS;

/// How far the bytes that are asked of a likely look begin before its gram: two bytes, the gram, two bytes.
const BEFORE_GRAM: usize = 2;

/// A stretch with what is asked around its looks.
type Window = [u8; BEFORE_GRAM + STRETCH + 6];

/// Looks of a stretch: more than there can be, to write beyond.
const LOOKS: usize = STRETCH / 2 + UNASKED;

/// Room to work in.
struct Looks {
    /// Of each look, the hash of its gram, of which a part is its place.
    hashes: [u32; STRETCH / 2],
    /// Of each look, the byte of the table that holds its place.
    bytes: [u8; STRETCH / 2],
    /// Of each step, what was found.
    found: [u64; STEPS],
    /// Numbers of those found.
    listed: [u16; LOOKS],
    /// Offsets of those that are likely from the start of the stretch, with the slots of their places.
    kept: [(u16, u32); LOOKS],
}

/// Finds literals. Built in well under a millisecond from a plan.
///
/// Each gram that a literal is met by has a place in a table of bits. Places have slots, which lead to what all literals met there have in
/// common, and to these literals. So that slots are few, the words of the table are laid over each other, each shifted until none of its
/// places falls on a slot that is taken.
pub struct Prefilter {
    factors: Factors,
    /// One bit for each place.
    bits: Box<[u8; BYTES]>,
    /// The slot of the first of each 64 places.
    shifts: Box<[u32; WORDS]>,
    /// By slot.
    common: Box<[Pattern]>,
    /// By slot, where the entries of a place begin; one more at the end.
    firsts: Box<[u32]>,
    /// By slot, then by literal.
    entries: Box<[Entry]>,
    literals: Box<[Literal]>,
}

/// Eight bytes, and which of their bits count: not bit 5 of a letter in either case, none that is not known.
#[derive(Clone, Copy, Default)]
struct Pattern {
    value: u64,
    care: u64,
}

impl Pattern {
    /// The bytes of `literal` that begin `from` bytes after its start.
    fn of(literal: &Literal, from: isize) -> Self {
        let mut pattern = Self::default();
        for at in 0..8 {
            let Some(&byte) = usize::try_from(from + at).ok().and_then(|at| literal.bytes.get(at)) else { continue };
            let care: u8 = if literal.fold && byte.is_ascii_alphabetic() { !0x20 } else { 0xff };
            pattern.value |= u64::from(byte & care) << (8 * at);
            pattern.care |= u64::from(care) << (8 * at);
        }
        pattern
    }

    /// What is true of both.
    fn and(self, other: Self) -> Self {
        let care = self.care & other.care & !(self.value ^ other.value);
        Self { value: self.value & care, care }
    }

    const fn fits(self, bytes: u64) -> bool {
        bytes & self.care == self.value
    }
}

/// A literal under one of its grams.
#[derive(Clone, Copy, Default)]
struct Entry {
    /// Its first eight bytes.
    start: Pattern,
    /// Its index, and in the lowest byte how far it is from the byte before its start to the gram.
    literal: u32,
}

impl Prefilter {
    /// Lays out the tables for `literals`. At most 2^24; those shorter than [`SHORTEST`] are never found; a plan that does not fit a
    /// literal is not followed.
    pub fn new(literals: Vec<Literal>, plan: &Plan) -> Self {
        let mut words: Box<[u64; WORDS]> = empty_table();
        let mut bits: Box<[u8; BYTES]> = empty_table();
        let mut met = Vec::with_capacity(literals.len() * 8);
        for (index, literal) in literals.iter().enumerate().filter(|(_, literal)| literal.bytes.len() >= SHORTEST) {
            for offset in plan.offsets_of(index, literal) {
                each_place_at(literal, offset, plan.factors, |place| {
                    words[place / 64] |= 1 << (place % 64);
                    bits[place % BYTES] |= 1 << (place / BYTES);
                    met.push((place, index as u32, offset));
                });
            }
        }
        let (shifts, slots) = laid_over(&words);
        let slot = |place: usize| shifts[place / 64] as usize + place % 64;
        // Laid out by slot in one go, as the number of entries of each is known.
        let mut firsts = vec![0; slots + 1];
        met.iter().for_each(|(place, ..)| firsts[slot(*place) + 1] += 1);
        (1..firsts.len()).for_each(|at| firsts[at] += firsts[at - 1]);
        let mut ends = firsts.clone();
        let mut entries = vec![Entry::default(); met.len()];
        let mut common: Vec<Option<Pattern>> = vec![None; slots];
        for (place, index, offset) in met {
            let (literal, slot) = (&literals[index as usize], slot(place));
            let around = Pattern::of(literal, isize::from(offset) - BEFORE_GRAM as isize);
            common[slot] = Some(common[slot].map_or(around, |common| common.and(around)));
            entries[ends[slot] as usize] = Entry { start: Pattern::of(literal, 0), literal: index << 8 | (offset + 1) as u32 };
            ends[slot] += 1;
        }
        Self {
            factors: plan.factors,
            bits,
            shifts,
            common: common.into_iter().map(Option::unwrap_or_default).collect(),
            firsts: firsts.into(),
            entries: entries.into(),
            literals: literals.into(),
        }
    }

    /// How many bytes a literal has.
    pub(super) fn length_of(&self, literal: usize) -> usize {
        self.literals[literal].bytes.len()
    }

    /// Calls `on_hit` with the start and the index of every literal in `text`. Each place of each literal comes once; the starts come
    /// nearly in order: one may be smaller than an earlier one by less than the length of the longest literal.
    pub fn literals_in(&self, text: &[u8], on_hit: &mut impl FnMut(usize, u32)) {
        let mut looks = Looks::new();
        let mut edge = [0; _];
        for base in (0..text.len()).step_by(STRETCH) {
            let inside = base.checked_sub(BEFORE_GRAM).and_then(|from| text[from..].first_chunk());
            let window = inside.unwrap_or_else(|| {
                padded(text, base, &mut edge);
                &edge
            });
            let steps = (text.len() - base).div_ceil(STEP).min(STEPS);
            let kept = self.look(window, steps, &mut looks);
            for &(offset, slot) in &looks.kept[..kept] {
                self.confirm(text, base + usize::from(offset), slot as usize, on_hit);
            }
        }
    }

    /// Looks at the first steps, lists the looks found, keeps those that are likely: each job for itself, so that none disturbs the other's
    /// predictions. Gives the number of those kept.
    fn look(&self, window: &Window, steps: usize, looks: &mut Looks) -> usize {
        let hashes = &mut looks.hashes[..steps * STEP_LOOKS];
        self.hash(window, hashes);
        self.look_up(hashes, &mut looks.bytes);
        for ((found, hashes), bytes) in looks.found.iter_mut().zip(hashes.as_chunks().0).zip(looks.bytes.as_chunks().0) {
            *found = are_set(hashes, bytes);
        }
        let listed = list(&looks.found[..steps], &mut looks.listed);
        self.keep(window, &looks.hashes, &looks.listed[..listed], &mut looks.kept)
    }

    /// Hashes the grams of all looks, as `plan::hash` does.
    #[inline(never)]
    fn hash(&self, window: &Window, hashes: &mut [u32]) {
        let [low, high] = self.factors;
        let factors = i16x8::from([low, high, low, high, low, high, low, high]);
        let passed_over: i16x8 = cast(u32x4::splat(PASSED_OVER));
        let hash = |bytes: Option<&[u8; GROUP]>| -> u32x4 {
            let halves: i16x8 = cast(bytes.copied().unwrap_or_default());
            cast((halves | passed_over).dot(factors))
        };
        for (group, hashes) in hashes.as_chunks_mut::<GROUP_LOOKS>().0.iter_mut().enumerate() {
            let at = BEFORE_GRAM + group * GROUP;
            let (even, odd) = (hash(window[at..].first_chunk()), hash(window[at + 2..].first_chunk()));
            *hashes = cast([even.unpack_lo(odd), even.unpack_hi(odd)]);
        }
    }

    /// Looks up the bytes of all looks.
    #[inline(never)]
    fn look_up(&self, hashes: &[u32], bytes: &mut [u8]) {
        for (hashes, bytes) in hashes.as_chunks::<GROUP_LOOKS>().0.iter().zip(bytes.as_chunks_mut::<GROUP_LOOKS>().0) {
            for (hash, byte) in hashes.iter().zip(bytes) {
                *byte = self.bits[place(*hash) % BYTES];
            }
        }
    }

    /// Copies those of the looks around which the bytes are such that a literal met there may stand; gives their number. No branch: what comes
    /// here is as good as random.
    #[inline(never)]
    fn keep(&self, window: &Window, hashes: &[u32; STRETCH / 2], listed: &[u16], kept: &mut [(u16, u32); LOOKS]) -> usize {
        let mut count = 0;
        for &look in listed {
            let look = usize::from(look) % hashes.len();
            let bytes = window[2 * look..].first_chunk().copied().map_or(0, u64::from_le_bytes);
            let place = place(hashes[look]);
            let slot = self.shifts[place / 64] + (place % 64) as u32;
            kept[count] = (2 * look as u16, slot);
            count += usize::from(self.common[slot as usize].fits(bytes));
        }
        count
    }

    #[inline]
    fn confirm(&self, text: &[u8], at: usize, slot: usize, on_hit: &mut impl FnMut(usize, u32)) {
        for entry in &self.entries[self.firsts[slot] as usize..self.firsts[slot + 1] as usize] {
            let (index, distance) = (entry.literal >> 8, entry.literal & 0xff);
            let Some(start) = (at + 1).checked_sub(distance as usize) else { continue };
            if entry.start.fits(eight_padded(text, start)) && self.literals[index as usize].stands_at(text, start) {
                on_hit(start, index);
            }
        }
    }
}

impl Looks {
    const fn new() -> Self {
        Self { hashes: [0; _], bytes: [0; _], found: [0; _], listed: [0; _], kept: [(0, 0); _] }
    }
}

/// Bit *j* says whether the place of look *j* of a step is set in the byte of the table that was found for it.
#[inline(never)]
fn are_set(hashes: &[u32; STEP_LOOKS], bytes: &[u8; STEP_LOOKS]) -> u64 {
    hashes.as_chunks().0.iter().zip(bytes.as_chunks().0).rev().fold(0, |found, (hashes, bytes)| {
        let bits = bits_of(hashes);
        found << 16 | u64::from((u8x16::from(*bytes) & bits).simd_eq(bits).to_bitmask())
    })
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

/// Slots that a word is shifted by, one by one, before the next words begin behind half of them: where little is free, a few slots are
/// cheaper than the search for them.
const MOST_SHIFTED: usize = 128;

/// Shifts for the words, such that no two places have one slot, and the number of slots.
fn laid_over(bits: &[u64; WORDS]) -> (Box<[u32; WORDS]>, usize) {
    let mut shifts: Box<[u32; WORDS]> = empty_table();
    let mut taken = vec![0_u64; 2];
    let mut floor = 0;
    for (&word, shift) in bits.iter().zip(&mut shifts[..]).filter(|(word, _)| **word != 0) {
        let lowest = floor.max(word.trailing_zeros() as usize) - word.trailing_zeros() as usize;
        let mut at = lowest;
        loop {
            if taken.len() < at / 64 + 2 {
                taken.push(0);
            }
            let wide = u128::from(word) << (at % 64);
            let (low, high) = (wide as u64, (wide >> 64) as u64);
            if taken[at / 64] & low == 0 && taken[at / 64 + 1] & high == 0 {
                taken[at / 64] |= low;
                taken[at / 64 + 1] |= high;
                break;
            }
            at += 1;
        }
        *shift = at as u32;
        if at - lowest > MOST_SHIFTED {
            floor += (at - lowest) / 2;
        }
        while taken.get(floor / 64).is_some_and(|taken| taken >> (floor % 64) & 1 == 1) {
            floor += 1;
        }
    }
    let slots = taken.len() * 64;
    (shifts, slots)
}

/// The window of the stretch at `base`, with zeros beyond the text.
fn padded(text: &[u8], base: usize, window: &mut Window) {
    let from = base.saturating_sub(BEFORE_GRAM);
    let before = BEFORE_GRAM - (base - from);
    let there = &text[from..text.len().min(base + window.len() - BEFORE_GRAM)];
    window.fill(0);
    window[before..before + there.len()].copy_from_slice(there);
}

/// Looks of one step that are listed without asking whether there are as many.
const UNASKED: usize = 4;

/// Lists the numbers of all looks found; gives how many.
#[inline(never)]
fn list(found: &[u64], listed: &mut [u16; LOOKS]) -> usize {
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

/// Bytes whose masks are made in one step.
const BLOCK: usize = 64;

/// Digits of the shortest [`Shape::Digits`].
const LEAST_DIGITS: usize = 9;

/// Separators between two digits of a chain.
const MOST_SEPARATORS: usize = 2;

/// Blocks that are marked before any mark is looked at.
const BLOCKS: usize = 32;

/// Bytes of a block with which a shape may be there, by a bit for each.
#[derive(Clone, Copy, Default)]
struct Marks {
    /// The twentieth byte of a run of letters and digits, which is the shortest [`Shape::Token`], and those behind it.
    tokens: u64,
    /// The ninth byte of digits and of what may stand between, and those behind it.
    chains: u64,
}

/// Calls `on_shape` with every shape in `text`, those of each kind in order of their starts; one kind may run ahead of another.
pub fn shapes_in(text: &[u8], on_shape: &mut impl FnMut(Shape, Span)) {
    let mut pass = Shapes { text, tokens_done: 0, digits_done: 0 };
    let mut marker = Marker::default();
    let mut marks = [Marks::default(); BLOCKS];
    for (batch, part) in text.chunks(BLOCK * BLOCKS).enumerate() {
        let (blocks, rest) = part.as_chunks();
        for (block, marks) in blocks.iter().zip(&mut marks) {
            *marks = marker.mark(block);
        }
        if !rest.is_empty() {
            let mut last = [0; BLOCK];
            last[..rest.len()].copy_from_slice(rest);
            marks[blocks.len()] = marker.mark(&last);
        }
        let count = part.len().div_ceil(BLOCK);
        for (at, marks) in (batch * BLOCK * BLOCKS..).step_by(BLOCK).zip(&marks[..count]) {
            if marks.tokens != 0 {
                pass.tokens(at, marks.tokens, on_shape);
            }
            if marks.chains != 0 {
                pass.chains(at, marks.chains, on_shape);
            }
        }
    }
}

/// Marks block after block, without a branch.
#[derive(Default)]
struct Marker {
    /// Behind a letter or digit by 1, behind where two in a row end by 2, four by 4, eight by 8, four by 16.
    runs: [Moved; 5],
    /// Behind a digit by 1 and 2.
    bridges: [Moved; 2],
    /// Of digits and two bytes behind each, as for `runs`, and behind each by 8.
    chains: [Moved; 4],
}

impl Marker {
    #[inline]
    fn mark(&mut self, block: &[u8; BLOCK]) -> Marks {
        let digit = mask(block, digits);
        let one = mask(block, |bytes| digits(bytes) | letters(bytes));
        let two = one & self.runs[0].by(1, one);
        let four = two & self.runs[1].by(2, two);
        let eight = four & self.runs[2].by(4, four);
        let sixteen = eight & self.runs[3].by(8, eight);
        let tokens = sixteen & self.runs[4].by(16, four);
        let one = digit | self.bridges[0].by(1, digit) | self.bridges[1].by(2, digit);
        let two = one & self.chains[0].by(1, one);
        let four = two & self.chains[1].by(2, two);
        let eight = four & self.chains[2].by(4, four);
        let chains = eight & self.chains[3].by(8, one);
        Marks { tokens, chains }
    }
}

/// What goes over to the next block of a mask that is moved. (Made when the mask is, and not from both masks: of that the compiler makes one
/// instruction, which is slow on many processors.)
#[derive(Clone, Copy, Default)]
struct Moved(u64);

impl Moved {
    /// Moves the mask by so many bytes, always the same number.
    #[inline]
    const fn by(&mut self, bytes: u32, mask: u64) -> u64 {
        let moved = mask << bytes | self.0;
        self.0 = mask >> (u64::BITS - bytes);
        moved
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

#[inline]
fn digits(bytes: u8x16) -> u8x16 {
    among(bytes, b'0', 10)
}

#[inline]
fn letters(bytes: u8x16) -> u8x16 {
    among(bytes | u8x16::splat(0x20), b'a', 26)
}

/// Those of [`is_separator`].
#[inline]
fn separators(bytes: u8x16) -> u8x16 {
    let are = |byte: u8| bytes.simd_eq(u8x16::splat(byte));
    among(bytes, b'-', 3) | are(b' ') | among(bytes, b'(', 2) | are(b'+')
}

/// Each bit that ends a run of nine.
const fn runs_of_nine(mask: u64) -> u64 {
    let two = mask & mask << 1;
    let four = two & two << 2;
    let eight = four & four << 4;
    eight & mask << 8
}

/// The digits, and up to two separators after each.
const fn bridged(digits: u64, separators: u64) -> u64 {
    let one = digits << 1 & separators;
    digits | one | one << 1 & separators
}

/// The bits of a block at `base` that stand for bytes from `from` on.
const fn behind(base: usize, from: usize) -> u64 {
    match from.saturating_sub(base) {
        passed @ 0..BLOCK => u64::MAX << passed,
        _ => 0,
    }
}

const fn is_separator(byte: u8) -> bool {
    matches!(byte, b'-' | b'.' | b' ' | b'(' | b')' | b'+' | b'/')
}

/// The exact look, where a mask says that there may be something.
struct Shapes<'t> {
    text: &'t [u8],
    tokens_done: usize,
    digits_done: usize,
}

impl Shapes<'_> {
    #[inline(never)]
    fn tokens(&mut self, base: usize, mut marks: u64, on_shape: &mut impl FnMut(Shape, Span)) {
        loop {
            marks &= behind(base, self.tokens_done);
            if marks == 0 {
                return;
            }
            let at = base + marks.trailing_zeros() as usize;
            let alphanumeric = |byte: &u8| byte.is_ascii_alphanumeric();
            let before = self.text[self.tokens_done..at].iter().rev().take_while(|byte| alphanumeric(byte)).count();
            let after = self.text[at..].iter().take_while(|byte| alphanumeric(byte)).count();
            let span = Span::new(at - before, at + after);
            self.tokens_done = span.end;
            if span.of(self.text).iter().any(u8::is_ascii_digit) {
                on_shape(Shape::Token, span);
            }
        }
    }

    /// The marks tell separators from other bytes now, of a window that begins before the first of them as far as it looks back.
    #[inline(never)]
    fn chains(&mut self, base: usize, mut marks: u64, on_shape: &mut impl FnMut(Shape, Span)) {
        const BACK: usize = LEAST_DIGITS - 1 + MOST_SEPARATORS;
        let mut padded = [0; BLOCK];
        loop {
            marks &= behind(base, self.digits_done);
            if marks == 0 {
                return;
            }
            let from = (base + marks.trailing_zeros() as usize).saturating_sub(BACK);
            let rest = &self.text[from..];
            let window = rest.first_chunk().unwrap_or_else(|| {
                padded[..rest.len()].copy_from_slice(rest);
                &padded
            });
            let mut exact = runs_of_nine(bridged(mask(window, digits), mask(window, separators)));
            while exact != 0 {
                self.digits(from + exact.trailing_zeros() as usize, on_shape);
                exact &= exact - 1;
                exact &= behind(from, self.digits_done);
            }
            marks &= behind(base, from + BLOCK);
        }
    }

    /// A chain of which `at` is a byte, or a separator behind it.
    fn digits(&mut self, at: usize, on_shape: &mut impl FnMut(Shape, Span)) {
        let digit = self.text[..=at].iter().rposition(u8::is_ascii_digit).expect("marks stand at a digit or close behind one");
        if digit < self.digits_done {
            return;
        }
        let (span, count) = self.chain(digit);
        let with_lead = self.with_lead(span);
        self.digits_done = span.end;
        if count >= LEAST_DIGITS {
            on_shape(Shape::Digits, with_lead);
            self.social_security_numbers(span, on_shape);
        }
    }

    /// The whole chain around a digit, and how many digits are in it.
    fn chain(&self, digit: usize) -> (Span, usize) {
        let (mut start, mut end, mut count) = (digit, digit + 1, 1);
        while let Some(step) = step(|away| self.before(start, away)) {
            start -= step;
            count += 1;
        }
        while let Some(step) = step(|away| self.text.get(end + away - 1).copied()) {
            end += step;
            count += 1;
        }
        (Span::new(start, end), count)
    }

    fn before(&self, start: usize, away: usize) -> Option<u8> {
        start.checked_sub(away).filter(|&at| at >= self.digits_done).map(|at| self.text[at])
    }

    fn with_lead(&self, span: Span) -> Span {
        let lead = (1..=2).take_while(|&away| matches!(self.before(span.start, away), Some(b'+' | b'('))).count();
        Span::new(span.start - lead, span.end)
    }

    fn social_security_numbers(&self, chain: Span, on_shape: &mut impl FnMut(Shape, Span)) {
        const LENGTH: usize = 11;
        let boundary = |at: Option<usize>| at.and_then(|at| self.text.get(at)).is_none_or(|byte| !byte.is_ascii_digit());
        let mut start = chain.start;
        while start + LENGTH <= chain.end {
            let span = Span::new(start, start + LENGTH);
            let shaped = span.of(self.text).iter().enumerate().all(|(at, byte)| match at {
                3 | 6 => matches!(byte, b'-' | b'.' | b' '),
                _ => byte.is_ascii_digit(),
            });
            if shaped && boundary(start.checked_sub(1)) && boundary(Some(span.end)) {
                on_shape(Shape::Ssn, span);
                start += LENGTH;
            } else {
                start += 1;
            }
        }
    }
}

/// How many bytes away the next digit of a chain stands, if there is one. `byte` gives the byte 1, 2, 3 away.
fn step(byte: impl Fn(usize) -> Option<u8>) -> Option<usize> {
    let is_digit = |away: usize| byte(away).is_some_and(|byte| byte.is_ascii_digit());
    let first = byte(1)?;
    if first.is_ascii_digit() {
        return Some(1);
    }
    if !is_separator(first) {
        return None;
    }
    let second = byte(2)?;
    if second.is_ascii_digit() {
        return Some(2);
    }
    let bracket = |byte: u8| matches!(byte, b'(' | b')');
    (is_separator(second) && (bracket(first) || bracket(second)) && is_digit(3)).then_some(3)
}

#[expect(clippy::unnecessary_box_returns, reason = "on the stack it would have to be copied from there")]
fn empty_table<T: Clone + Default, const LENGTH: usize>() -> Box<[T; LENGTH]> {
    vec![T::default(); LENGTH].into_boxed_slice().try_into().unwrap_or_else(|_| unreachable!("the vector has that length"))
}

/// The eight bytes that begin at `start`; zeros beyond the end of the text.
fn eight_padded(text: &[u8], start: usize) -> u64 {
    let rest = text.get(start..).unwrap_or_default();
    u64::from_le_bytes(rest.first_chunk::<8>().copied().unwrap_or_else(|| {
        let mut padded = [0; 8];
        padded[..rest.len()].copy_from_slice(rest);
        padded
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::frequency::Frequency;
    use crate::rule::literal::ByteSet;
    use crate::rule::plan::plan;
    use proptest::prelude::*;

    fn found(prefilter: &Prefilter, text: &[u8]) -> Vec<(usize, u32)> {
        let mut hits = Vec::new();
        prefilter.literals_in(text, &mut |start, literal| hits.push((start, literal)));
        hits.sort_unstable();
        hits
    }

    fn naive(literals: &[Literal], text: &[u8]) -> Vec<(usize, u32)> {
        let stands = |start: usize| {
            (0..literals.len()).filter(move |&index| literals[index].stands_at(text, start)).map(move |index| (start, index as u32))
        };
        (0..text.len()).flat_map(stands).collect()
    }

    fn shapes(text: &[u8]) -> Vec<(Shape, Span)> {
        let mut all = Vec::new();
        shapes_in(text, &mut |shape, span| all.push((shape, span)));
        all.sort_unstable();
        all
    }

    #[test]
    fn places_at_every_offset_of_every_length() {
        let literals = [
            Literal::word("mrn"),
            Literal::new("AKIA", false),
            Literal::word("token"),
            Literal::new("-----BEGIN PRIVATE KEY", false),
            Literal {
                bytes: b"ghp_".to_vec(),
                fold: false,
                next: Some(ByteSet::of(|byte| byte.is_ascii_alphanumeric())),
                starts_word: false,
                ends_word: false,
                then: String::new(),
            },
            Literal::new(*b"nul\0\0", false),
        ];
        let prefilter = Prefilter::new(literals.to_vec(), &plan(&literals, Frequency::standard()));
        for literal in &literals {
            for before in 0..300 {
                for after in [0, 1, 2, 3, 5, 31, 130] {
                    let mut text = vec![b'.'; before];
                    text.extend(&literal.bytes);
                    text.extend(vec![b'9'; after]);
                    assert_eq!(found(&prefilter, &text), naive(&literals, &text), "{literal:?} after {before} before {after}");
                    assert!(found(&prefilter, &text).iter().any(|&(start, _)| start == before));
                    text.truncate(before + literal.bytes.len() - 1);
                    assert_eq!(found(&prefilter, &text), naive(&literals, &text));
                }
            }
        }
    }

    #[test]
    fn case_counts_where_it_should() {
        let literals = [Literal::new("AKIA", false), Literal::word("api_key"), Literal::word("ssn")];
        let prefilter = Prefilter::new(literals.to_vec(), &Plan::default());
        for (text, expected) in [
            ("AKIA akia AkIA", &[(0, 0)][..]),
            ("API_KEY Api_Key api\x7fkey API\x1fKEY", &[(0, 1), (8, 1)]),
            ("className", &[]),
            ("ssn", &[(0, 2)]),
            ("SSN: ssnLast4", &[(0, 2), (5, 2)]),
            ("", &[]),
            ("s", &[]),
        ] {
            assert_eq!(found(&prefilter, text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn nothing_to_find_and_too_short_to_find() {
        assert!(found(&Prefilter::new(Vec::new(), &Plan::default()), b"any text at all").is_empty());
        let short = [Literal::new("ab", false), Literal::new("", true)];
        assert!(found(&Prefilter::new(short.to_vec(), &Plan::default()), b"ab ab").is_empty());
    }

    #[test]
    fn many_literals_under_one_gram() {
        let literals: Vec<Literal> = (0..500).map(|number| Literal::new(format!("zqzq{number:03}"), false)).collect();
        let prefilter = Prefilter::new(literals.clone(), &plan(&literals, Frequency::standard()));
        let text: Vec<u8> = literals.iter().rev().flat_map(|literal| literal.bytes.clone()).collect();
        assert_eq!(found(&prefilter, &text), naive(&literals, &text));
    }

    #[test]
    fn shapes_by_example() {
        for (text, expected) in [
            ("219-09-9999", &[(Shape::Ssn, 0..11), (Shape::Digits, 0..11)][..]),
            ("x=219 09 9999;", &[(Shape::Ssn, 2..13), (Shape::Digits, 2..13)]),
            ("219-09-99990 1219-09-9999", &[(Shape::Digits, 0..25)]),
            ("219-09-999", &[]),
            ("12345678", &[]),
            ("123456789", &[(Shape::Digits, 0..9)]),
            ("call +1 (212) 555-0142 now", &[(Shape::Digits, 5..22)]),
            ("(212)555.0142", &[(Shape::Digits, 0..13)]),
            ("1234  56789", &[]),
            ("0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06", &[]),
            ("555-0142, 555-0143", &[]),
            ("abcdefghijklmnopqrst", &[]),
            ("abcdefghijklmnopqrs1", &[(Shape::Token, 0..20)]),
            ("1bcdefghijklmnopqrs", &[]),
            ("--abcdefghij1klmnopqrstuvwxyz_", &[(Shape::Token, 2..29)]),
        ] {
            let expected: Vec<(Shape, Span)> = expected.iter().map(|(shape, range)| (*shape, Span::from(range.clone()))).collect();
            for before in [0, 1, 7, 40, 52, 53, 60, 63, 64, 65, 120, 127] {
                let padded = [vec![b'_'; before], text.as_bytes().to_vec(), vec![b'_'; before % 5]].concat();
                let moved: Vec<(Shape, Span)> = expected.iter().map(|(shape, span)| (*shape, span.shifted(before))).collect();
                assert_eq!(shapes(&padded), moved, "{text} after {before}");
            }
        }
    }

    #[test]
    fn long_runs_are_one_shape() {
        let digits = vec![b'7'; 100_000];
        assert_eq!(shapes(&digits), [(Shape::Digits, Span::new(0, 100_000)), (Shape::Token, Span::new(0, 100_000))]);
        assert!(shapes(&vec![b' '; 100_000]).is_empty());
        assert!(shapes(&b"1  ".repeat(50_000)).is_empty());
        assert_eq!(shapes(&b"1-".repeat(50_000)).len(), 1);
    }

    fn naive_tokens(text: &[u8]) -> Vec<(Shape, Span)> {
        let mut spans = Vec::new();
        let mut start = 0;
        for at in 0..=text.len() {
            if text.get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric()) {
                let span = Span::new(start, at);
                if span.len() >= 20 && span.of(text).iter().any(u8::is_ascii_digit) {
                    spans.push((Shape::Token, span));
                }
                start = at + 1;
            }
        }
        spans
    }

    fn naive_numbers(text: &[u8]) -> Vec<(Shape, Span)> {
        let regex = |pattern: &str| regex::bytes::RegexBuilder::new(pattern).unicode(false).build().expect("a valid pattern");
        let chain = regex(r"[0-9](?:(?:[-./+() ]|[()][-./+() ]|[-./+() ][()])?[0-9])*");
        let number = regex(r"^[0-9]{3}[-. ][0-9]{2}[-. ][0-9]{4}$");
        let digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
        let mut spans = Vec::new();
        let mut done = 0;
        for found in chain.find_iter(text).filter(|found| found.as_bytes().iter().filter(|byte| byte.is_ascii_digit()).count() >= 9) {
            let lead = text[done..found.start()].iter().rev().take(2).take_while(|byte| matches!(byte, b'+' | b'(')).count();
            spans.push((Shape::Digits, Span::new(found.start() - lead, found.end())));
            done = found.end();
        }
        let mut start = 0;
        while start + 11 <= text.len() {
            let free = (start == 0 || !digit(start - 1)) && !digit(start + 11);
            if free && number.is_match(&text[start..start + 11]) {
                spans.push((Shape::Ssn, Span::new(start, start + 11)));
                start += 11;
            } else {
                start += 1;
            }
        }
        spans
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn finds_what_a_naive_search_finds(
            words in prop::collection::vec(("[abAB_]{3,12}", any::<bool>(), any::<bool>()), 0..12),
            text in "[abAB_1]{0,400}",
            factors in any::<[i16; 2]>(),
        ) {
            let literals: Vec<Literal> = words
                .into_iter()
                .map(|(word, fold, followed)| Literal { next: (followed && word.len() < 5).then(|| ByteSet::of(|byte| byte == b'a' || byte == b'1')), ..Literal::new(word, fold) })
                .collect();
            let mut plan = Plan { factors, offsets: Vec::new() };
            plan.extend(&literals, Frequency::standard());
            prop_assert_eq!(found(&Prefilter::new(literals.clone(), &plan), text.as_bytes()), naive(&literals, text.as_bytes()));
        }

        #[test]
        fn finds_arbitrary_bytes(
            words in prop::collection::vec((prop::collection::vec(any::<u8>(), 3..9), any::<bool>()), 1..6),
            picks in prop::collection::vec((0..6_usize, prop::collection::vec(any::<u8>(), 0..5)), 0..60),
        ) {
            let literals: Vec<Literal> = words.into_iter().map(|(word, fold)| Literal::new(word, fold)).collect();
            let text: Vec<u8> = picks.iter().flat_map(|(pick, between)| [&literals[pick % literals.len()].bytes[..], between].concat()).collect();
            let prefilter = Prefilter::new(literals.clone(), &Plan::default());
            prop_assert_eq!(found(&prefilter, &text), naive(&literals, &text));
        }

        #[test]
        fn finds_the_shapes_a_naive_search_finds(text in "([0-9]{1,5}[-. ()+/]{0,2}|[a-z]{1,15}|[0-9]{3}-[0-9]{2}-[0-9]{4}|[A-Za-z0-9]{0,30}|[a-z]{30,150}|[ _]{1,90}){0,30}") {
            let mut expected = naive_tokens(text.as_bytes());
            expected.extend(naive_numbers(text.as_bytes()));
            expected.sort_unstable();
            prop_assert_eq!(shapes(text.as_bytes()), expected);
        }
    }
}
