//! One pass over a text for the literals of all rules together, and one for shapes that have no literal.
//!
//! Promises: every place of every literal is reported once, every shape is reported once, in linear time, for texts of any length.
//! Never allocates while it searches; knows no rule.
//!
//! All of it is safe code over arrays of fixed size, which the compiler turns into vector instructions or at least into code without branches.

use crate::rule::frequency::{FOLD, gram};
use crate::rule::literal::{Literal, SHORTEST};
use crate::rule::plan::{HASH_BITS, Plan, expanded_at, gram_at, hash};
use crate::text::Span;

/// Bytes looked at in one step.
const STEP: usize = 128;

/// What a step reads: the last of its looks begins two bytes before its end and sees four.
const SEEN: usize = STEP + 2;

const WORDS: usize = 1 << (HASH_BITS - 6);

/// Words of the table of five bytes: 64 KiB.
const FIVES: usize = 1 << 13;

/// Words of the table of three bytes: 2 KiB.
const THREES: usize = 1 << 8;

const LOW_THREE: u32 = 0x00ff_ffff;
const HIGH_THREE: u32 = 0xffff_ff00;

/// Finds literals. Built in well under a millisecond from a plan.
pub struct Prefilter {
    multiplier: u32,
    /// One bit for each hash of a gram that a literal is met by.
    bits: Box<[u64; WORDS]>,
    /// Asked of what the first let through: one bit for each hash of five bytes, a gram and one of its neighbours.
    fives: Box<[u64; FIVES]>,
    /// The same for what is known of three bytes only.
    threes: Box<[u64; THREES]>,
    /// Open addressing by gram; at most half full.
    slots: Box<[Slot]>,
    slot_shift: u32,
    /// Grouped by gram.
    entries: Box<[Entry]>,
    literals: Box<[Literal]>,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    /// 0: free. Grams of three have a byte of 0.
    gram: u32,
    first: u32,
    end: u32,
}

/// A literal under one of its grams, with its first eight bytes ready to be compared.
#[derive(Clone, Copy)]
struct Entry {
    /// Bytes from the start of the literal to the gram.
    offset: i32,
    literal: u32,
    fold: u64,
    mask: u64,
    value: u64,
}

impl Prefilter {
    /// Lays out the tables for `literals`. Those shorter than [`SHORTEST`] are never found; a plan that does not fit a literal is not followed.
    pub fn new(literals: &[Literal], plan: &Plan) -> Self {
        let mut bits = empty_table();
        let mut fives = empty_table();
        let mut threes = empty_table();
        let mut entries: Vec<(u32, Entry)> = Vec::with_capacity(literals.len() * 2);
        for (index, literal) in literals.iter().enumerate().filter(|(_, literal)| literal.bytes.len() >= SHORTEST) {
            for offset in plan.offsets_of(index, literal) {
                for gram in expanded_at(literal, offset) {
                    set(&mut bits[..], hash(gram, plan.multiplier));
                }
                match five_at(literal, offset) {
                    Some(five) => set(&mut fives[..], place_of_five(five)),
                    None => gram_at(literal, offset).into_iter().for_each(|gram| set(&mut threes[..], place_of_three(gram, offset))),
                }
                if let Some(gram) = gram_at(literal, offset) {
                    entries.push((gram, Entry::new(literal, index as u32, offset)));
                }
            }
        }
        entries.sort_by_key(|&(gram, _)| gram);
        let slot_bits = (entries.len() * 2).next_power_of_two().trailing_zeros().max(4);
        let mut slots = vec![Slot::default(); 1 << slot_bits].into_boxed_slice();
        let slot_shift = u32::BITS - slot_bits;
        let mut first = 0;
        for group in entries.chunk_by(|(one, _), (other, _)| one == other) {
            let end = first + group.len() as u32;
            let mut at = (group[0].0.wrapping_mul(plan.multiplier) >> slot_shift) as usize;
            while slots[at].gram != 0 {
                at = (at + 1) % slots.len();
            }
            slots[at] = Slot { gram: group[0].0, first, end };
            first = end;
        }
        let entries = entries.into_iter().map(|(_, entry)| entry).collect();
        Self { multiplier: plan.multiplier, bits, fives, threes, slots, slot_shift, entries, literals: literals.into() }
    }

    /// Calls `on_hit` with the start and the index of every literal in `text`. Each place of each literal comes once; the starts come nearly in
    /// order: one may be smaller than an earlier one by less than the length of the longest literal.
    pub fn literals_in(&self, text: &[u8], on_hit: &mut impl FnMut(usize, u32)) {
        let mut at = 0;
        while let Some(block) = text.get(at..).and_then(|rest| rest.first_chunk::<SEEN>()) {
            self.confirm_all(text, at, self.looks(block), on_hit);
            at += STEP;
        }
        let mut rest = [0; SEEN + STEP];
        let left = &text[at..];
        rest[..left.len()].copy_from_slice(left);
        for from in [0, STEP] {
            if let Some(block) = rest[from..].first_chunk::<SEEN>() {
                self.confirm_all(text, at + from, self.looks(block), on_hit);
            }
        }
    }

    /// Bit 63 - *j* says whether the gram at byte 2*j* may be one of ours.
    #[inline]
    fn looks(&self, block: &[u8; SEEN]) -> u64 {
        self.sixteen_looks::<0>(block) << 48
            | self.sixteen_looks::<32>(block) << 32
            | self.sixteen_looks::<64>(block) << 16
            | self.sixteen_looks::<96>(block)
    }

    /// Short enough to be laid out without a loop.
    #[inline]
    fn sixteen_looks<const FROM: usize>(&self, block: &[u8; SEEN]) -> u64 {
        let mut found = 0;
        for look in 0..16 {
            let at = FROM + 2 * look;
            let place = hash(gram([block[at], block[at + 1], block[at + 2], block[at + 3]]), self.multiplier);
            found = found + found + (self.bits[place / 64] >> (place % 64) & 1);
        }
        found
    }

    #[inline]
    fn confirm_all(&self, text: &[u8], base: usize, mut found: u64, on_hit: &mut impl FnMut(usize, u32)) {
        while found != 0 {
            let look = found.leading_zeros();
            let at = base + 2 * look as usize;
            if self.is_likely(text, at) {
                self.confirm(text, at, on_hit);
            }
            found &= !(1 << (63 - look));
        }
    }

    #[inline(never)]
    fn confirm(&self, text: &[u8], at: usize, on_hit: &mut impl FnMut(usize, u32)) {
        let gram = gram_padded(text, at);
        for key in [gram, gram & LOW_THREE, gram & HIGH_THREE] {
            for entry in self.entries_of(key) {
                let Some(start) = at.checked_add_signed(-(entry.offset as isize)) else { continue };
                if entry.may_start(text, start) && self.literals[entry.literal as usize].stands_at(text, start) {
                    on_hit(start, entry.literal);
                }
            }
        }
    }

    /// Whether a neighbour of the gram fits too. No branch but at the ends of the text: what comes here is as good as random.
    #[inline]
    fn is_likely(&self, text: &[u8], at: usize) -> bool {
        let Some(around) = text.get(at.wrapping_sub(1)..).and_then(|rest| rest.first_chunk::<8>()) else { return true };
        let around = u64::from_le_bytes(*around) | u64::MAX / 0xff * 0x20;
        let gram = (around >> 8) as u32;
        let likely = get(&self.fives[..], place_of_five(Five::before(around)))
            | get(&self.fives[..], place_of_five(Five::after(around >> 8)))
            | get(&self.threes[..], place_of_three(gram, 0))
            | get(&self.threes[..], place_of_three(gram, -1));
        likely != 0
    }

    fn entries_of(&self, gram: u32) -> &[Entry] {
        let mut at = (gram.wrapping_mul(self.multiplier) >> self.slot_shift) as usize;
        loop {
            let slot = self.slots[at];
            if slot.gram == gram {
                return &self.entries[slot.first as usize..slot.end as usize];
            }
            if slot.gram == 0 {
                return &[];
            }
            at = (at + 1) % self.slots.len();
        }
    }
}

impl Entry {
    fn new(literal: &Literal, index: u32, offset: i16) -> Self {
        let head = &literal.bytes[..literal.bytes.len().min(8)];
        let word = |byte_of: &dyn Fn(u8) -> u8| {
            let mut word = [0; 8];
            head.iter().zip(&mut word).for_each(|(&byte, into)| *into = byte_of(byte));
            u64::from_le_bytes(word)
        };
        Self {
            offset: i32::from(offset),
            literal: index,
            fold: if literal.fold { word(&|byte| if byte.is_ascii_alphabetic() { 0x20 } else { 0 }) } else { 0 },
            mask: word(&|_| 0xff),
            value: word(&|byte| if literal.fold { byte.to_ascii_lowercase() } else { byte }),
        }
    }

    fn may_start(&self, text: &[u8], start: usize) -> bool {
        let Some(rest) = text.get(start..) else { return false };
        let bytes = rest.first_chunk::<8>().copied().unwrap_or_else(|| {
            let mut padded = [0; 8];
            padded[..rest.len()].copy_from_slice(rest);
            padded
        });
        (u64::from_le_bytes(bytes) | self.fold) & self.mask == self.value
    }
}

/// What has no literal to be found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// Three, two and four digits with `-`, `.` or a space between, no further digit on either side.
    Ssn,
    /// A chain of at least nine digits: between two of them stands nothing, one of `-./+()` or a space, or two of these of which one is a bracket.
    /// The span runs from the first digit (with `+` or `(` right before it) to the last of the whole chain, however long that is.
    Digits,
    /// At least twenty ASCII letters and digits, at least one of them a digit; the span is all of the run.
    Token,
}

/// Bytes whose masks are made in one step.
const BLOCK: usize = 64;

/// From one block to the next: they overlap by eight bytes, so that nine digits that begin before the next block are all in this one.
const STRIDE: usize = BLOCK - (LEAST_DIGITS - 1);

/// Digits of the shortest [`Shape::Digits`].
const LEAST_DIGITS: usize = 9;

/// Bytes of the shortest [`Shape::Token`].
const LEAST_TOKEN: usize = 20;

/// Calls `on_shape` with every shape in `text`, those of each kind in order of their starts; one kind may run ahead of another.
pub fn shapes_in(text: &[u8], on_shape: &mut impl FnMut(Shape, Span)) {
    let mut pass = Shapes { text, tokens_done: 0, digits_done: 0 };
    let mut at = 0;
    let mut open_end = 0;
    while let Some(block) = text.get(at..).and_then(|rest| rest.first_chunk::<BLOCK>()) {
        open_end = pass.block(block, at, open_end, on_shape);
        at += STRIDE;
    }
    let mut last = [0; BLOCK];
    let rest = &text[at.min(text.len())..];
    last[..rest.len()].copy_from_slice(rest);
    pass.block(&last, at, open_end, on_shape);
}

const fn is_digit(byte: u8) -> bool {
    byte.wrapping_sub(b'0') < 10
}

const fn is_alphanumeric(byte: u8) -> bool {
    (byte | 0x20).wrapping_sub(b'a') < 26 || is_digit(byte)
}

/// Bit *i* says whether `holds` of byte *i*. Comparisons of whole vectors; then the bytes are laid over one another, each row of eight in a bit of
/// its own, and the square of eight by eight bits is turned.
#[inline]
fn mask(block: &[u8; BLOCK], holds: impl Fn(u8) -> bool) -> u64 {
    const ROWS: [u8; BLOCK] = {
        let mut rows = [0; BLOCK];
        let mut at = 0;
        while at < BLOCK {
            rows[at] = 1 << (at / 8);
            at += 1;
        }
        rows
    };
    let mut rows = [0; BLOCK];
    for at in 0..BLOCK {
        rows[at] = if holds(block[at]) { ROWS[at] } else { 0 };
    }
    let both = rows.as_chunks::<16>().0.iter().fold(0, |both, sixteen| both | u128::from_le_bytes(*sixteen));
    turned((both >> 64) as u64 | both as u64)
}

/// A square of eight by eight bits, rows and columns exchanged.
const fn turned(square: u64) -> u64 {
    let swapped = (square ^ square >> 7) & 0x00AA_00AA_00AA_00AA;
    let square = square ^ swapped ^ swapped << 7;
    let swapped = (square ^ square >> 14) & 0x0000_CCCC_0000_CCCC;
    let square = square ^ swapped ^ swapped << 14;
    let swapped = (square ^ square >> 28) & 0x0000_0000_F0F0_F0F0;
    square ^ swapped ^ swapped << 28
}

/// Each bit that begins a run of twenty.
const fn runs_of_twenty(mask: u64) -> u64 {
    let two = mask & mask >> 1;
    let four = two & two >> 2;
    let eight = four & four >> 4;
    let sixteen = eight & eight >> 8;
    sixteen & four >> 16
}

/// Each bit that begins a run of nine.
const fn runs_of_nine(mask: u64) -> u64 {
    let two = mask & mask >> 1;
    let four = two & two >> 2;
    let eight = four & four >> 4;
    eight & mask >> 8
}

/// The digits, and up to two separators after each.
const fn bridged(digits: u64, separators: u64) -> u64 {
    let one = digits << 1 & separators;
    digits | one | one << 1 & separators
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
    /// Looks at the block that begins at `at`. Takes and gives how many letters and digits the block before, and this one, end with.
    #[inline]
    fn block(&mut self, block: &[u8; BLOCK], at: usize, open_end: u32, on_shape: &mut impl FnMut(Shape, Span)) -> u32 {
        let alphanumeric = mask(block, is_alphanumeric);
        let digits = mask(block, is_digit);
        let continued = open_end + alphanumeric.trailing_ones() >= (LEAST_TOKEN + BLOCK - STRIDE) as u32;
        let tokens = runs_of_twenty(alphanumeric) | u64::from(continued);
        if tokens != 0 {
            self.tokens(at, tokens, on_shape);
        }
        if runs_of_nine(bridged(digits, u64::MAX)) != 0 {
            let chains = runs_of_nine(bridged(digits, mask(block, is_separator)));
            if chains != 0 {
                self.digits(at, chains, on_shape);
            }
        }
        alphanumeric.leading_ones()
    }

    #[inline(never)]
    fn tokens(&mut self, base: usize, mut starts: u64, on_shape: &mut impl FnMut(Shape, Span)) {
        while starts != 0 {
            let at = base + starts.trailing_zeros() as usize;
            starts &= starts - 1;
            if at < self.tokens_done {
                continue;
            }
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

    #[inline(never)]
    fn digits(&mut self, base: usize, mut starts: u64, on_shape: &mut impl FnMut(Shape, Span)) {
        while starts != 0 {
            let at = base + starts.trailing_zeros() as usize;
            starts &= starts - 1;
            let Some(skipped) = self.text[at..].iter().position(u8::is_ascii_digit) else { return };
            let digit = at + skipped;
            if digit < self.digits_done {
                continue;
            }
            let (span, count) = self.chain(digit);
            let with_lead = self.with_lead(span);
            self.digits_done = span.end;
            if count >= LEAST_DIGITS {
                on_shape(Shape::Digits, with_lead);
                self.social_security_numbers(span, on_shape);
            }
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

fn empty_table<const WORDS: usize>() -> Box<[u64; WORDS]> {
    vec![0; WORDS].into_boxed_slice().try_into().expect("the vector has that length")
}

fn set(table: &mut [u64], place: usize) {
    table[place / 64] |= 1 << (place % 64);
}

const fn get(table: &[u64], place: usize) -> u64 {
    table[place / 64] >> (place % 64) & 1
}

/// A folded gram with the byte before or the byte after it; which of them is told by the highest byte.
#[derive(Clone, Copy)]
struct Five(u64);

impl Five {
    const BYTES: u64 = 0x00ff_ffff_ffff;

    const fn before(bytes: u64) -> Self {
        Self(bytes & Self::BYTES)
    }

    const fn after(bytes: u64) -> Self {
        Self(bytes & Self::BYTES | 1 << 63)
    }
}

/// The gram at `offset` and a neighbour, where the literal has one.
fn five_at(literal: &Literal, offset: i16) -> Option<Five> {
    let offset = usize::try_from(offset).ok()?;
    let folded = |from: usize| {
        let five = literal.bytes.get(from..from + 5)?;
        Some(five.iter().rev().fold(0, |bytes, &byte| bytes << 8 | u64::from(byte | 0x20)))
    };
    folded(offset).map(Five::after).or_else(|| folded(offset.checked_sub(1)?).map(Five::before))
}

const fn place_of_five(five: Five) -> usize {
    const BITS: u32 = (FIVES * 64).trailing_zeros();
    (five.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - BITS)) as usize
}

/// By the lower three bytes of a gram, or by its higher ones where the offset is -1.
const fn place_of_three(gram: u32, offset: i16) -> usize {
    const BITS: u32 = (THREES * 64).trailing_zeros();
    let mixed = if offset < 0 { (gram & HIGH_THREE).wrapping_mul(0x85EB_CA6B) } else { (gram & LOW_THREE).wrapping_mul(0x9E37_79B1) };
    (mixed >> (u32::BITS - BITS)) as usize
}

fn gram_padded(text: &[u8], at: usize) -> u32 {
    let rest = text.get(at..).unwrap_or_default();
    match rest.first_chunk::<4>() {
        Some(bytes) => gram(*bytes),
        None => rest.iter().rev().fold(0, |gram, &byte| gram << 8 | u32::from(byte)) | FOLD,
    }
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
            Literal { bytes: b"ghp_".to_vec(), fold: false, next: Some(ByteSet::of(|byte| byte.is_ascii_alphanumeric())) },
            Literal::new(*b"nul\0\0", false),
        ];
        let prefilter = Prefilter::new(&literals, &plan(&literals, Frequency::standard()));
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
        let prefilter = Prefilter::new(&literals, &Plan::default());
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
        assert!(found(&Prefilter::new(&[], &Plan::default()), b"any text at all").is_empty());
        let short = [Literal::new("ab", false), Literal::new("", true)];
        assert!(found(&Prefilter::new(&short, &Plan::default()), b"ab ab").is_empty());
    }

    #[test]
    fn many_literals_under_one_gram() {
        let literals: Vec<Literal> = (0..500).map(|number| Literal::new(format!("zqzq{number:03}"), false)).collect();
        let prefilter = Prefilter::new(&literals, &plan(&literals, Frequency::standard()));
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
            multiplier in any::<u32>(),
        ) {
            let literals: Vec<Literal> = words
                .into_iter()
                .map(|(word, fold, followed)| Literal { next: (followed && word.len() < 5).then(|| ByteSet::of(|byte| byte == b'a' || byte == b'1')), ..Literal::new(word, fold) })
                .collect();
            let mut plan = Plan { multiplier: multiplier | 1, offsets: Vec::new() };
            plan.extend(&literals, Frequency::standard());
            prop_assert_eq!(found(&Prefilter::new(&literals, &plan), text.as_bytes()), naive(&literals, text.as_bytes()));
        }

        #[test]
        fn finds_arbitrary_bytes(
            words in prop::collection::vec((prop::collection::vec(any::<u8>(), 3..9), any::<bool>()), 1..6),
            picks in prop::collection::vec((0..6_usize, prop::collection::vec(any::<u8>(), 0..5)), 0..60),
        ) {
            let literals: Vec<Literal> = words.into_iter().map(|(word, fold)| Literal::new(word, fold)).collect();
            let text: Vec<u8> = picks.iter().flat_map(|(pick, between)| [&literals[pick % literals.len()].bytes[..], between].concat()).collect();
            let prefilter = Prefilter::new(&literals, &Plan::default());
            prop_assert_eq!(found(&prefilter, &text), naive(&literals, &text));
        }

        #[test]
        fn finds_the_shapes_a_naive_search_finds(text in "([0-9]{1,5}[-. ()+/]{0,2}|[a-z]{1,15}|[0-9]{3}-[0-9]{2}-[0-9]{4}|[A-Za-z0-9]{0,30}|_){0,30}") {
            let mut expected = naive_tokens(text.as_bytes());
            expected.extend(naive_numbers(text.as_bytes()));
            expected.sort_unstable();
            prop_assert_eq!(shapes(text.as_bytes()), expected);
        }
    }
}
