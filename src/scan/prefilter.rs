//! One pass over a text for the literals of all rules together, and one for shapes that have no literal.
//!
//! Promises: every place of every literal is reported once, every shape is reported once, in linear time, for texts of any length.
//! Never allocates while it searches; knows no rule.
//!
//! The loops work on arrays of fixed size and on vectors, without branches where what comes next is as good as random.

use crate::rule::literal::{Literal, SHORTEST};
use crate::rule::plan::{Factors, HASH_BITS, Plan, each_place_at, place};
use vector::Vectors;

mod shapes;
mod vector;

pub use shapes::shapes_in;

/// Bytes looked at in one step.
const STEP: usize = 128;

/// Looks of a step: at every second byte.
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

/// Looks of a stretch: more than there can be, so that a whole vector can be written behind the last.
const LOOKS: usize = STRETCH / 2 + 32;

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
    kept: [(u32, u32); LOOKS],
}

/// Finds literals. Built in well under a millisecond from a plan.
///
/// Each gram that a literal is met by has a place in a table of bits. Places have slots, which lead to what all literals met there have in
/// common, and to these literals. So that slots are few, the words of the table are laid over each other, each shifted until none of its
/// places falls on a slot that is taken.
pub struct Prefilter<'l> {
    vectors: Vectors,
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
    literals: Box<[&'l Literal]>,
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

impl<'l> Prefilter<'l> {
    /// Lays out the tables for `literals`. At most 2^24; those shorter than [`SHORTEST`] are never found; a plan that does not fit a
    /// literal is not followed.
    pub fn new(literals: Vec<&'l Literal>, plan: &Plan) -> Self {
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
            let (literal, slot) = (literals[index as usize], slot(place));
            let around = Pattern::of(literal, isize::from(offset) - BEFORE_GRAM as isize);
            common[slot] = Some(common[slot].map_or(around, |common| common.and(around)));
            entries[ends[slot] as usize] = Entry { start: Pattern::of(literal, 0), literal: index << 8 | (offset + 1) as u32 };
            ends[slot] += 1;
        }
        Self {
            vectors: Vectors::of_this_machine(),
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
                self.confirm(text, base + offset as usize, slot as usize, on_hit);
            }
        }
    }

    /// Looks at the first steps, lists the looks found, keeps those that are likely: each job for itself, so that none disturbs the other's
    /// predictions. Gives the number of those kept.
    fn look(&self, window: &Window, steps: usize, looks: &mut Looks) -> usize {
        let hashes = &mut looks.hashes[..steps * STEP_LOOKS];
        self.vectors.hash(&window[BEFORE_GRAM..], self.factors, hashes);
        self.look_up(hashes, &mut looks.bytes);
        self.vectors.are_set(hashes, &looks.bytes, &mut looks.found);
        let listed = self.vectors.list(&looks.found[..steps], &mut looks.listed);
        self.keep(window, &looks.hashes, &looks.listed[..listed], &mut looks.kept)
    }

    /// Looks up the bytes of all looks.
    #[inline(never)]
    fn look_up(&self, hashes: &[u32], bytes: &mut [u8]) {
        for (hashes, bytes) in hashes.as_chunks::<8>().0.iter().zip(bytes.as_chunks_mut::<8>().0) {
            // Gathered in a register: one store for eight is quicker than eight.
            let looked_up = std::array::from_fn(|at| self.bits[place(hashes[at]) % BYTES]);
            *bytes = u64::from_le_bytes(looked_up).to_le_bytes();
        }
    }

    /// Copies those of the looks around which the bytes are such that a literal met there may stand; gives their number. No branch: what comes
    /// here is as good as random.
    #[inline(never)]
    fn keep(&self, window: &Window, hashes: &[u32; STRETCH / 2], listed: &[u16], kept: &mut [(u32, u32); LOOKS]) -> usize {
        let mut count = 0;
        for &look in listed {
            let look = usize::from(look) % hashes.len();
            let bytes = window[2 * look..].first_chunk().copied().map_or(0, u64::from_le_bytes);
            let place = place(hashes[look]);
            let slot = self.shifts[place / 64] + (place % 64) as u32;
            kept[count] = (2 * look as u32, slot);
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
                soon: None,
            },
            Literal::new(*b"nul\0\0", false),
        ];
        let prefilter = Prefilter::new(literals.iter().collect(), &plan(&literals, Frequency::standard()));
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
        let prefilter = Prefilter::new(literals.iter().collect(), &Plan::default());
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
        assert!(found(&Prefilter::new(short.iter().collect(), &Plan::default()), b"ab ab").is_empty());
    }

    #[test]
    fn many_literals_under_one_gram() {
        let literals: Vec<Literal> = (0..500).map(|number| Literal::new(format!("zqzq{number:03}"), false)).collect();
        let prefilter = Prefilter::new(literals.iter().collect(), &plan(&literals, Frequency::standard()));
        let text: Vec<u8> = literals.iter().rev().flat_map(|literal| literal.bytes.clone()).collect();
        assert_eq!(found(&prefilter, &text), naive(&literals, &text));
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
            prop_assert_eq!(found(&Prefilter::new(literals.iter().collect(), &plan), text.as_bytes()), naive(&literals, text.as_bytes()));
        }

        #[test]
        fn finds_arbitrary_bytes(
            words in prop::collection::vec((prop::collection::vec(any::<u8>(), 3..9), any::<bool>()), 1..6),
            picks in prop::collection::vec((0..6_usize, prop::collection::vec(any::<u8>(), 0..5)), 0..60),
        ) {
            let literals: Vec<Literal> = words.into_iter().map(|(word, fold)| Literal::new(word, fold)).collect();
            let text: Vec<u8> = picks.iter().flat_map(|(pick, between)| [&literals[pick % literals.len()].bytes[..], between].concat()).collect();
            let prefilter = Prefilter::new(literals.iter().collect(), &Plan::default());
            prop_assert_eq!(found(&prefilter, &text), naive(&literals, &text));
        }
    }
}
