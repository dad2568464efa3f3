//! Where in each literal the prefilter looks: worked out once, by the build script, from how rare the grams of the literals are.
//!
//! The prefilter looks at every second place of a text, so a literal is met at one of two of its grams: one at an even offset where it
//! starts at an even place, one at an odd offset otherwise. Promises: the same input gives the same plan. Also compiled into the build
//! script.

use super::frequency::{FOLD, Frequency, gram};
use super::literal::{Literal, SELF_SUFFICIENT, SHORTEST};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Bits of a gram's hash: 2^19 bits are 64 KiB, of which the words that text asks for most stay in the first-level cache. With half as many a third
/// more looks hit by chance; with more it is no faster.
pub const HASH_BITS: u32 = 19;

/// Bits of a gram that its hash passes over: the highest three of the first and of the last byte. The five bits left tell letters apart, and where a
/// literal of four bytes leaves the last byte open, or one of three at an odd place the first, it takes 32 places of the table instead of 128.
pub const PASSED_OVER: u32 = 0xe000_00e0 | FOLD;

/// Bits of a hash below those that are the place: the lowest depend on little of the gram.
pub const UNUSED_BITS: u32 = 8;

/// Multipliers tried.
const TRIALS: u64 = 1000;

/// What another entry under a gram that has one already costs, as a part of the gram's frequency.
const SHARING: f64 = 0.1;

/// False candidates per MiB that one more bit in the table brings.
const BIT: f64 = 1.0;

/// Longest offset considered: one more fits a byte.
const FURTHEST: i16 = 250;

/// Factors of the hash, for the lower and the higher half of a gram.
pub type Factors = [i16; 2];

/// The plan for a list of literals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Factors of the hash.
    pub factors: Factors,
    /// For each literal the offsets, even and odd, of the grams by which it is met; -1 is the gram that begins one byte before it.
    pub offsets: Vec<[i16; 2]>,
}

impl Default for Plan {
    /// No literal yet.
    fn default() -> Self {
        Self { factors: factors_of(0x9E37_79B1), offsets: Vec::new() }
    }
}

impl Plan {
    /// Plans the literals that come after those planned already, such as a user's own; the factors stay.
    pub fn extend(&mut self, literals: &[Literal], frequency: &Frequency) {
        let mut table = Crowds::new(frequency, self.factors);
        for (index, literal) in literals.iter().enumerate().take(self.offsets.len()) {
            table.add(literal, self.offsets_of(index, literal));
        }
        // Short ones take what they must; the others go round it.
        let (short, long): (Vec<_>, Vec<_>) =
            literals.iter().enumerate().skip(self.offsets.len()).partition(|(_, literal)| literal.bytes.len() < SELF_SUFFICIENT);
        self.offsets.resize(self.offsets.len() + short.len() + long.len(), [0; 2]);
        for (index, literal) in short.into_iter().chain(long) {
            self.offsets[index] = table.best_offsets(literal);
            table.add(literal, self.offsets[index]);
        }
    }

    /// The offsets for the literal of this index: the planned ones where they fit it, else ones that do.
    pub fn offsets_of(&self, index: usize, literal: &Literal) -> [i16; 2] {
        let planned = self.offsets.get(index).copied().unwrap_or([0, -1]);
        let last = i16::try_from(literal.bytes.len()).unwrap_or(i16::MAX) - 4;
        let fits = match literal.bytes.len() {
            0..SHORTEST => false,
            SHORTEST => planned == [0, -1],
            4 => planned == [0, -1] || planned == [0, 1],
            _ => planned[0] % 2 == 0 && planned[1] % 2 == 1 && planned.iter().all(|&offset| (0..=last).contains(&offset)),
        };
        if fits {
            planned
        } else if literal.bytes.len() < SELF_SUFFICIENT {
            [0, -1]
        } else {
            [least_of_parity(literal, 0, guess), least_of_parity(literal, 1, guess)]
        }
    }
}

/// How crowded the places of the table are: how often text asks for each of them, and how many literals are met there.
struct Crowds<'f> {
    frequency: &'f Frequency,
    factors: Factors,
    /// Looks per MiB of source text that find this place, by the grams that are listed.
    looks: HashMap<usize, f64>,
    literals: HashMap<usize, u32>,
}

impl<'f> Crowds<'f> {
    fn new(frequency: &'f Frequency, factors: Factors) -> Self {
        let mut looks = HashMap::new();
        frequency.grams().for_each(|(gram, number)| *looks.entry(place(hash(gram, factors))).or_insert(0.0) += number);
        Self { frequency, factors, looks, literals: HashMap::new() }
    }

    fn looks(&self, place: usize) -> f64 {
        self.looks.get(&place).copied().unwrap_or(0.0)
    }

    fn literals(&self, place: usize) -> u32 {
        self.literals.get(&place).copied().unwrap_or(0)
    }

    fn add(&mut self, literal: &Literal, offsets: [i16; 2]) {
        for offset in offsets {
            each_place_at(literal, offset, self.factors, |place| *self.literals.entry(place).or_insert(0) += 1);
        }
    }

    fn best_offsets(&self, literal: &Literal) -> [i16; 2] {
        match literal.bytes.len() {
            0..=SHORTEST => [0, -1],
            4 if self.open_cost(literal, 1) < self.open_cost(literal, -1) => [0, 1],
            4 => [0, -1],
            _ => [0, 1].map(|parity| least_of_parity(literal, parity, |gram| self.cost(gram))),
        }
    }

    /// What a gram costs by which a literal is met, in looks per MiB.
    fn cost(&self, gram: u32) -> f64 {
        let place = place(hash(gram, self.factors));
        let others = self.literals(place);
        let looks = self.looks(place).max(self.frequency.of_four(gram));
        looks * SHARING.mul_add(f64::from(others), 1.0) + if others == 0 { BIT } else { 0.0 }
    }

    /// The same of a literal of four at an odd place, where one byte of the gram is open.
    fn open_cost(&self, literal: &Literal, offset: i16) -> f64 {
        let mut cost = 0.0;
        each_place_at(literal, offset, self.factors, |place| {
            cost += if self.literals(place) == 0 { BIT + self.looks(place) } else { 0.0 };
        });
        cost
    }
}

/// Plans `literals` from nothing: the factors under which the fewest common grams fall on the places of short literals, which cannot choose,
/// then offsets of grams whose places are rare in text.
pub fn plan(literals: &[Literal], frequency: &Frequency) -> Plan {
    let short = literals.iter().filter(|literal| (SHORTEST..SELF_SUFFICIENT).contains(&literal.bytes.len()));
    let mut members: Vec<u32> = short.flat_map(|literal| expanded(literal, [0, -1])).collect();
    members.sort_unstable();
    members.dedup();
    let common: Vec<(u32, f64)> = frequency.grams().filter(|(gram, _)| members.binary_search(gram).is_err()).collect();
    let mut least = f64::INFINITY;
    let mut plan = Plan::default();
    let mut bits = vec![0_u64; 1 << (HASH_BITS - 6)];
    for trial in 0..TRIALS {
        let factors = factors_of(mixed(trial));
        bits.fill(0);
        for &gram in &members {
            let place = place(hash(gram, factors));
            bits[place / 64] |= 1 << (place % 64);
        }
        let set: u32 = bits.iter().map(|word| word.count_ones()).sum();
        let is_set = |gram: u32| {
            let place = place(hash(gram, factors));
            bits[place / 64] >> (place % 64) & 1 == 1
        };
        let wrong: f64 = common.iter().filter(|&&(gram, _)| is_set(gram)).map(|(_, number)| number).sum();
        let expected = BIT.mul_add(f64::from(set), wrong);
        if expected < least {
            least = expected;
            plan.factors = factors;
        }
    }
    plan.extend(literals, frequency);
    plan
}

/// Literals that are expected more than `budget` times per MiB of source text, or are too short to search for: with that number, worst
/// first.
pub fn offenders<'l>(literals: impl IntoIterator<Item = &'l Literal>, frequency: &Frequency, budget: f64) -> Vec<(Literal, f64)> {
    let mut offenders: Vec<(Literal, f64)> = literals
        .into_iter()
        .map(|literal| (literal.clone(), literal.occurrences(frequency)))
        .filter(|&(_, expected)| expected > budget)
        .collect();
    offenders.sort_by(|(one, expected), (other, more)| more.total_cmp(expected).then_with(|| one.cmp(other)));
    offenders.dedup();
    offenders
}

/// The hash of a gram: the sum of both halves, each times its factor, which vectors of 16-bit numbers make in one step.
pub const fn hash(gram: u32, factors: Factors) -> u32 {
    let gram = gram | PASSED_OVER;
    let (low, high) = (gram as i16 as i32 * factors[0] as i32, (gram >> 16) as i16 as i32 * factors[1] as i32);
    low.wrapping_add(high) as u32
}

/// The place in the table of a gram with that hash.
pub const fn place(hash: u32) -> usize {
    (hash >> UNUSED_BITS) as usize % (1 << HASH_BITS)
}

/// Makes factors of any number: odd ones.
const fn factors_of(number: u32) -> Factors {
    [(number | 1) as i16, (number >> 16 | 1) as i16]
}

/// Every gram that a look at `offset` may see where the literal stands: one, or where the gram reaches beyond the literal, one for each
/// neighbour.
pub fn expanded_at(literal: &Literal, offset: i16) -> Vec<u32> {
    let byte = |at: usize| u32::from(literal.bytes[at] | 0x20);
    let any_before = || (0x20..=u8::MAX).filter(|byte| byte & 0x20 != 0).map(u32::from);
    let next = literal.next.unwrap_or(super::literal::ByteSet::ALL);
    match (literal.bytes.len(), offset) {
        (0..SHORTEST, _) => Vec::new(),
        (_, -1) => {
            let rest = byte(0) << 8 | byte(1) << 16 | byte(2) << 24;
            any_before().map(|before| before | rest).collect()
        }
        (length, _) => {
            let from = offset as usize;
            let rest = byte(from) | byte(from + 1) << 8 | byte(from + 2) << 16;
            if from + 4 <= length {
                vec![rest | byte(from + 3) << 24]
            } else {
                next.folded().map(|next| rest | u32::from(next) << 24).collect()
            }
        }
    }
}

/// Hands over the places in the table of every gram that a look at `offset` may see, each once.
pub fn each_place_at(literal: &Literal, offset: i16, factors: Factors, mut on_place: impl FnMut(usize)) {
    let own = usize::try_from(offset).ok().and_then(|from| literal.bytes.get(from..)?.first_chunk());
    if let Some(&bytes) = own {
        return on_place(place(hash(gram(bytes), factors)));
    }
    let mut places: Vec<usize> = expanded_at(literal, offset).into_iter().map(|gram| place(hash(gram, factors))).collect();
    places.sort_unstable();
    places.dedup();
    places.into_iter().for_each(on_place);
}

/// Every gram that either look may see.
pub fn expanded(literal: &Literal, offsets: [i16; 2]) -> impl Iterator<Item = u32> {
    offsets.into_iter().flat_map(|offset| expanded_at(literal, offset))
}

/// The offset of this parity whose gram has the least cost.
fn least_of_parity(literal: &Literal, parity: i16, cost: impl Fn(u32) -> f64) -> i16 {
    let grams = (0..=FURTHEST).zip(literal.grams()).filter(|(offset, _)| offset % 2 == parity);
    grams.min_by(|(_, one), (_, other)| cost(*one).total_cmp(&cost(*other))).map_or(parity, |(offset, _)| offset)
}

/// How common a gram is, judged by its letters alone: for literals that no plan was made for.
fn guess(gram: u32) -> f64 {
    const COMMON: &[u8] = b" etaoinsrldcupmf_h*gb.-ykvw,()=;:";
    gram.to_le_bytes()
        .iter()
        .map(|byte| COMMON.iter().position(|common| common | 0x20 == *byte).map_or(0.0, |at| (COMMON.len() - at) as f64))
        .sum()
}

/// The `SplitMix64` sequence: well mixed, and the same for ever.
const fn mixed(number: u64) -> u32 {
    let mut z = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (z ^ (z >> 31)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<Literal> {
        words.iter().map(|word| Literal::word(word)).collect()
    }

    #[test]
    fn rare_grams_of_both_parities_are_chosen() {
        let literals = words(&["returnqzxwv", "password", "ghp_", "mrn", "ab"]);
        let plan = plan(&literals, Frequency::standard());
        let [even, odd] = plan.offsets[0];
        assert!(even % 2 == 0 && odd % 2 == 1 && even >= 4 && odd >= 4, "{:?}", plan.offsets[0]);
        assert_eq!(plan.offsets[3], [0, -1]);
        assert_eq!(plan, super::plan(&literals, Frequency::standard()));
    }

    #[test]
    fn further_literals_leave_the_earlier_ones_alone() {
        let literals = words(&["password", "secret", "token", "medical record", "akia", "mrn"]);
        let mut plan = plan(&literals[..3], Frequency::standard());
        let before = plan.clone();
        plan.extend(&literals, Frequency::standard());
        assert_eq!(plan.offsets.len(), literals.len());
        assert_eq!((plan.factors, &plan.offsets[..3]), (before.factors, &before.offsets[..]));
    }

    #[test]
    fn a_plan_of_other_literals_is_not_followed() {
        let plan = Plan { factors: [1, 1], offsets: vec![[6, 7], [-1, 0], [300, 301], [0, 3]] };
        for (index, (word, expected)) in
            [("qzxty", [0, 1]), ("mrn", [0, -1]), ("returnqzxjk", [6, 7]), ("akia", [0, -1]), ("jqzxw", [0, 1])].iter().enumerate()
        {
            assert_eq!(plan.offsets_of(index, &Literal::word(word)), *expected, "{word}");
        }
    }

    #[test]
    fn offenders_are_named_worst_first() {
        let literals = words(&["return", "qzxwvk", "function", "ab"]);
        let offenders = offenders(&literals, Frequency::standard(), 50.0);
        let names: Vec<&[u8]> = offenders.iter().map(|(literal, _)| &literal.bytes[..]).collect();
        assert_eq!(names[0], b"ab");
        assert!(names.contains(&&b"return"[..]) && names.contains(&&b"function"[..]) && !names.contains(&&b"qzxwvk"[..]), "{offenders:?}");
    }
}
