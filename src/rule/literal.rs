//! What a regular expression gives away about the text it matches: bytes that every match holds, and how long a match can be.
//!
//! Promises: every match of the pattern holds one of the literals of [`Implied::literals`], in the place that is said of it; which of several
//! possible sets is chosen depends on how rare its literals are in source text. Time is polynomial in
//! the pattern's length. Also compiled into the build script, hence the use of siblings through `super` only. Never looks at any text.

use super::frequency::{Frequency, UNLISTED_COMMON, gram};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Literals of fewer bytes cannot be searched for.
pub const SHORTEST: usize = 3;

/// Literals of this many bytes or more need nothing known of their neighbours.
pub const SELF_SUFFICIENT: usize = 5;

/// A name of this many letters or more also counts at the end of a longer word: `dbpassword`.
pub const TAIL: usize = 6;

/// A class of more members than this ends a run of literal bytes. Ten holds the digits; the white space class has six members.
const WIDEST_CLASS: usize = 12;

/// A cross product of small classes and alternations stops growing here.
const WIDEST_PRODUCT: usize = 64;

/// A repetition of something exact is written out up to this number of times.
const LONGEST_REPETITION: u32 = 32;

/// A confirmed literal leads to a regular expression, which costs about this many times what a look at a gram does.
const CONFIRMED: f64 = 100.0;

/// A byte before a literal where a match may begin costs a regular expression about what a look at a gram does.
const SEARCHED: f64 = 1.0;

/// False candidates per MiB that each bit in the prefilter's table costs: 2^19 probes in a MiB, over as many bits.
const BIT: f64 = 1.0;

/// Bits that a gram takes of which one byte is open: five bits of the outer bytes count.
const OPEN: f64 = 32.0;

/// What stands between the words of a name.
const JOINTS: [&str; 5] = ["", "_", "-", " ", "."];

/// Of the places where the rarest gram of two words written together stands, the part where both words stand.
const TOGETHER: f64 = 0.3;

/// A set of byte values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ByteSet([u64; 4]);

impl ByteSet {
    /// No byte.
    pub const NONE: Self = Self([0; 4]);
    /// Every byte.
    pub const ALL: Self = Self([u64::MAX; 4]);

    /// The bytes for which `holds` is true.
    pub fn of(holds: impl Fn(u8) -> bool) -> Self {
        (0..=u8::MAX).filter(|&byte| holds(byte)).fold(Self::NONE, Self::with)
    }

    /// This set and `byte`.
    #[must_use]
    pub const fn with(mut self, byte: u8) -> Self {
        self.0[(byte >> 6) as usize] |= 1 << (byte & 63);
        self
    }

    /// Whether `byte` is in it.
    pub const fn contains(&self, byte: u8) -> bool {
        self.0[(byte >> 6) as usize] >> (byte & 63) & 1 == 1
    }

    /// What is in either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i] | other.0[i]))
    }

    /// What is in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i] & other.0[i]))
    }

    /// The folded forms of its members and of what stands past the end of a text: bytes with bit 5 set, ascending.
    pub fn folded(self) -> impl Iterator<Item = u8> {
        let set = self.with(0);
        (0..=u8::MAX).filter(|byte| byte & 0x20 != 0).filter(move |&byte| set.contains(byte) || set.contains(byte & !0x20))
    }
}

/// Bytes to search for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Literal {
    /// At least [`SHORTEST`] of them; lower-case where folded.
    pub bytes: Vec<u8>,
    /// Whether a letter stands for both its cases (ASCII).
    pub fold: bool,
    /// What may come after it, unless the text ends there; `None`: anything. Known for short ones only, which need it to be rare.
    pub next: Option<ByteSet>,
    /// Whether it stands only where a word begins: `udi` of `device_udi` and `deviceUdi`, not that of `audio`.
    pub starts_word: bool,
    /// Whether it stands only where a word ends: `cohere` of `COHERE_KEY` and `cohereKey`, not that of `coherent`.
    pub ends_word: bool,
    /// The word that goes on the name, in lower case: `key` behind the `crypto` of `crypto_key`. Empty: none is asked for.
    pub then: String,
    /// What must come soon after it; `None`: nothing that could be told.
    pub soon: Option<Box<Soon>>,
}

/// Words of which one begins within so many bytes: `key` or `seed` within 16 bytes of `private`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Soon {
    /// In lower case, and meant in either.
    words: Vec<Vec<u8>>,
    /// Their first bytes.
    firsts: ByteSet,
    /// Bytes before the word, at most.
    most: usize,
}

/// Most bytes before a word of [`Soon`], and most of these times the words: looking further costs as much as the regular expression does.
const FARTHEST_SOON: usize = 40;
const MOST_SOON: usize = 80;

impl Soon {
    /// What the parts that follow a literal, and at most `tail` bytes before them, tell: the first that is one of a few words.
    fn of(following: &[Part], tail: usize) -> Option<Box<Self>> {
        let mut most = tail;
        for part in following {
            if let Part::Texts(texts) = part
                && texts.len() * most <= MOST_SOON
                && texts.iter().all(|text| text.len() >= SHORTEST)
            {
                let lower = |text: &Text| text.iter().map(|unit| unit.byte.to_ascii_lowercase()).collect();
                let mut words: Vec<Vec<u8>> = texts.iter().map(lower).collect();
                words.sort_unstable();
                words.dedup();
                let either_case = |set: ByteSet, word: &Vec<u8>| set.with(word[0]).with(word[0].to_ascii_uppercase());
                return Some(Box::new(Self { firsts: words.iter().fold(ByteSet::NONE, either_case), words, most }));
            }
            most += part.most().filter(|more| most + more <= FARTHEST_SOON)?;
        }
        None
    }

    /// Whether one of the words begins there, at the beginning of what follows the literal.
    fn comes(&self, rest: &[u8]) -> bool {
        let begins = |at: usize, word: &Vec<u8>| rest.get(at..at + word.len()).is_some_and(|there| there.eq_ignore_ascii_case(word));
        let mut places = rest.iter().take(self.most + 1).enumerate().filter(|(_, byte)| self.firsts.contains(**byte));
        places.any(|(at, _)| self.words.iter().any(|word| begins(at, word)))
    }
}

/// Bytes that may stand between two words of a name: `refresh"]["token`.
const MOST_BETWEEN: usize = 4;

impl Literal {
    /// Bytes that may stand anywhere.
    pub fn new(bytes: impl Into<Vec<u8>>, fold: bool) -> Self {
        let mut bytes = bytes.into();
        if fold {
            bytes.make_ascii_lowercase();
        }
        Self { bytes, fold, next: None, starts_word: false, ends_word: false, then: String::new(), soon: None }
    }

    /// A word in either case. A short one (`mrn`, `dob`) ends where it ends: no lower-case letter follows, so that `className` is not taken
    /// for `ssN`, while `ssn:`, `SSN_` and `ssnLast4` hold it.
    pub fn word(word: &str) -> Self {
        let mut literal = Self::new(word, true);
        if literal.bytes.len() < SELF_SUFFICIENT - 1 {
            literal.next = Some(ByteSet::of(|byte| !byte.is_ascii_lowercase()));
        }
        literal
    }

    /// Whether it stands at `start` in `text`, with what must follow.
    pub fn stands_at(&self, text: &[u8], start: usize) -> bool {
        let end = start.saturating_add(self.bytes.len());
        let Some(there) = text.get(start..end) else { return false };
        let same = if self.fold { there.eq_ignore_ascii_case(&self.bytes) } else { there == self.bytes };
        same && self.may_end_before(text.get(end))
            && (!self.starts_word || may_begin_word(text, start))
            && (!self.ends_word || may_end_word(text, end))
            && (self.then.is_empty() || self.goes_on_at(&text[end..]))
            && self.soon.as_ref().is_none_or(|soon| soon.comes(&text[end..]))
    }

    fn goes_on_at(&self, rest: &[u8]) -> bool {
        let between = rest.iter().take(MOST_BETWEEN).take_while(|byte| !byte.is_ascii_alphanumeric()).count();
        rest[between..].get(..self.then.len()).is_some_and(|word| word.eq_ignore_ascii_case(self.then.as_bytes()))
    }

    /// Whether `byte` may follow; `None` is the end of the text.
    pub fn may_end_before(&self, byte: Option<&u8>) -> bool {
        match (&self.next, byte) {
            (Some(next), Some(&byte)) => next.contains(byte),
            _ => true,
        }
    }

    /// The grams of four within it, folded, in order.
    pub fn grams(&self) -> impl Iterator<Item = u32> {
        self.bytes.windows(4).map(|window| gram([window[0], window[1], window[2], window[3]]))
    }

    /// Estimated occurrences per MiB of source text; infinite for what is too short to search for.
    pub fn occurrences(&self, frequency: &Frequency) -> f64 {
        match self.bytes[..] {
            [first, second, third] => {
                let three = frequency.of_three(gram([first, second, third, 0]));
                let followed = |next: ByteSet| next.folded().map(|last| frequency.of_four(gram([first, second, third, last]))).sum();
                self.next.map_or(three, followed).min(three)
            }
            _ => self.grams().map(|gram| frequency.of_four(gram)).fold(f64::INFINITY, f64::min),
        }
    }

    /// What searching for it costs, in looks at a gram per MiB of source text: the scale by which [`implied`] chooses.
    pub fn expense(&self, frequency: &Frequency) -> f64 {
        self.expense_of(self.occurrences(frequency), frequency)
    }

    /// The same where more is known of its occurrences per MiB.
    fn expense_of(&self, occurrences: f64, frequency: &Frequency) -> f64 {
        let (looks, bits) = match self.bytes[..] {
            [] | [_] | [_, _] => return f64::INFINITY,
            [first, second, third] => (frequency.of_three(gram([first, second, third, 0])), 2.0 * OPEN),
            [_, second, third, fourth] => {
                (frequency.of_three(gram([second, third, fourth, 0])) / 2.0 + self.occurrences(frequency) / 2.0, 1.0 + OPEN)
            }
            _ => (self.occurrences(frequency), 2.0),
        };
        CONFIRMED * occurrences + looks + BIT * bits
    }
}

/// Whether a word can begin at `start`: no letter comes before, or one of the other case, or that of an escape (`\\nssn`).
pub fn may_begin_word(text: &[u8], start: usize) -> bool {
    let here = text[start];
    let Some(before) = start.checked_sub(1).map(|at| text[at]).filter(u8::is_ascii_alphabetic) else { return true };
    let begins_capitalised = here.is_ascii_uppercase() && text.get(start + 1).is_some_and(u8::is_ascii_lowercase);
    begins_capitalised || here.is_ascii_uppercase() && before.is_ascii_lowercase() || start >= 2 && text[start - 2] == b'\\'
}

/// Whether a word can end at `end`, as `text::camel_words` splits names.
fn may_end_word(text: &[u8], end: usize) -> bool {
    let (last, Some(&next)) = (text[end - 1], text.get(end)) else { return true };
    let goes_on = next.is_ascii_alphanumeric() || !next.is_ascii();
    let is_lower = |at: usize| text.get(at).is_some_and(u8::is_ascii_lowercase);
    let rises = next.is_ascii_uppercase() && (last.is_ascii_lowercase() || is_lower(end + 1));
    !goes_on || rises || last.is_ascii_digit() != next.is_ascii_digit()
}

/// What every spelling of a name of several words holds (`medicalRecordNumber`, `MEDICAL_RECORD_NUMBER`, `medical record number`): one of
/// its words, or two neighbours joined in each way that names are written, whichever costs least to search for.
///
/// A single word of fewer letters than [`TAIL`] counts only where a word begins.
pub fn of_name(name: &str) -> Vec<Literal> {
    let frequency = Frequency::standard();
    let words: Vec<&str> = name.split_ascii_whitespace().collect();
    let literal = |spelling: &str, is_last: bool| Literal { ends_word: is_last, ..Literal::word(spelling) };
    let whole = words.iter().enumerate().filter(|(_, word)| words.len() == 1 || word.len() >= SELF_SUFFICIENT);
    let by_expense = |(one, _): &(f64, Vec<Literal>), (other, _): &(f64, Vec<Literal>)| one.total_cmp(other);
    let alone = whole.map(|(at, word)| {
        let then = words.get(at + 1).map(|next| next.to_ascii_lowercase()).unwrap_or_default();
        let literal = Literal { then, ..literal(word, at + 1 == words.len()) };
        // A rare word needs no neighbour: under a pair of common ones stand the names of many rules.
        let expense = if literal.occurrences(frequency) >= UNLISTED_COMMON { literal.expense(frequency) } else { 0.0 };
        (expense, vec![literal])
    });
    let joined = (2..).zip(words.windows(2)).map(|(end, pair)| {
        let literals = JOINTS.map(|joint| literal(&pair.join(joint), end == words.len()));
        let expense = |literal: &Literal| literal.expense_of(TOGETHER * literal.occurrences(frequency), frequency);
        (literals.iter().map(expense).sum(), literals.to_vec())
    });
    let mut cheapest = alone.chain(joined).min_by(by_expense).map(|(_, literals)| literals).unwrap_or_default();
    if words.len() == 1 && name.len() < TAIL {
        cheapest.iter_mut().for_each(|literal| literal.starts_word = true);
    }
    cheapest
}

/// The same for a word that counts as a word only, never at the end of a longer one.
pub fn of_word(word: &str) -> impl Iterator<Item = Literal> {
    let is_single = !word.contains(' ');
    of_name(word).into_iter().map(move |literal| Literal { starts_word: is_single, ends_word: false, ..literal })
}

/// A literal, and where in a match it stands. `None`: unbounded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Placed {
    /// What stands there.
    pub literal: Literal,
    /// The match starts at most this many bytes before the start of the literal.
    pub before: Option<usize>,
    /// The match ends at most this many bytes after the start of the literal.
    pub after: Option<usize>,
}

impl Placed {
    /// The same with more of a match around it.
    fn within(self, before: Option<usize>, after: Option<usize>) -> Self {
        Self { literal: self.literal, before: sum([self.before, before]), after: sum([self.after, after]) }
    }
}

/// Each literal once, for all the places where it stands.
fn merged(mut literals: Vec<Placed>) -> Vec<Placed> {
    literals.sort_unstable();
    literals.dedup_by(|next, one| {
        let is_same = next.literal == one.literal;
        if is_same {
            let farther = |one: Option<usize>, other| one.zip(other).map(|(one, other): (usize, usize)| one.max(other));
            (one.before, one.after) = (farther(one.before, next.before), farther(one.after, next.after));
        }
        is_same
    });
    literals
}

/// What a pattern implies of every text that it matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Implied {
    /// Every match holds at least one of them; empty where the pattern implies none.
    pub literals: Vec<Placed>,
    /// Longest match in bytes; `None` is unbounded.
    pub reach: Option<usize>,
    /// Shortest match in bytes.
    pub least: usize,
    /// Whether bytes outside of the match decide (`\b`, `^`, `$` …): a window must show one more on either side.
    pub looks_around: bool,
}

/// Why nothing can be said of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiteralError(String);

impl fmt::Display for LiteralError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for LiteralError {}

/// What `pattern`, a regular expression over bytes with Unicode off, implies.
pub fn implied(pattern: &str) -> Result<Implied, LiteralError> {
    implied_by(pattern, Frequency::standard())
}

/// The same by a frequency table of one's own.
pub fn implied_by(pattern: &str, frequency: &Frequency) -> Result<Implied, LiteralError> {
    let hir = ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern).map_err(|error| LiteralError(error.to_string()))?;
    let properties = hir.properties();
    Ok(Implied {
        literals: Reader { frequency }.anchor(&hir).map(|anchor| anchor.literals).unwrap_or_default(),
        reach: properties.maximum_len(),
        least: properties.minimum_len().unwrap_or(0),
        looks_around: !properties.look_set().is_empty(),
    })
}

/// One byte of a text that a pattern can match: the byte, and whether it is a letter of either case (then the lower one).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Unit {
    byte: u8,
    either_case: bool,
}

impl Unit {
    const fn exact(byte: u8) -> Self {
        Self { byte, either_case: false }
    }

    fn covers(self, other: Self) -> bool {
        self == other || self.either_case && self.byte == other.byte.to_ascii_lowercase()
    }

    fn bytes(self) -> ByteSet {
        let set = ByteSet::NONE.with(self.byte);
        if self.either_case { set.with(self.byte.to_ascii_uppercase()) } else { set }
    }
}

type Text = Vec<Unit>;

/// Literals one of which every match holds, and where.
#[derive(Clone)]
struct Anchor {
    literals: Vec<Placed>,
    expense: f64,
}

impl Anchor {
    /// The same with more of a match around it.
    fn within(self, before: Option<usize>, after: Option<usize>) -> Self {
        Self { literals: self.literals.into_iter().map(|placed| placed.within(before, after)).collect(), ..self }
    }
}

/// A part of a concatenation.
enum Part {
    /// It matches these texts and no others.
    Texts(Vec<Text>),
    /// It matches too much to be written out.
    Gap(Gap),
    /// It matches a place.
    Look(Look),
}

struct Gap {
    anchor: Option<Anchor>,
    most: Option<usize>,
    first: ByteSet,
    may_be_empty: bool,
}

impl Part {
    fn most(&self) -> Option<usize> {
        match self {
            Self::Texts(texts) => Some(texts.iter().map(Vec::len).max().unwrap_or(0)),
            Self::Gap(gap) => gap.most,
            Self::Look(_) => Some(0),
        }
    }
}

fn sum(lengths: impl IntoIterator<Item = Option<usize>>) -> Option<usize> {
    lengths.into_iter().try_fold(0_usize, |total, length| total.checked_add(length?))
}

struct Reader<'f> {
    frequency: &'f Frequency,
}

impl Reader<'_> {
    fn anchor(&self, hir: &Hir) -> Option<Anchor> {
        let mut parts = Vec::new();
        self.gather(hir, &mut parts);
        self.best(&parts)
    }

    /// Lays nested concatenations and groups out flat.
    fn gather(&self, hir: &Hir, parts: &mut Vec<Part>) {
        match hir.kind() {
            HirKind::Empty => {}
            HirKind::Literal(literal) => push_texts(parts, vec![literal.0.iter().copied().map(Unit::exact).collect()]),
            HirKind::Class(class) => match units(class) {
                Some(units) => push_texts(parts, units.into_iter().map(|unit| vec![unit]).collect()),
                None => parts.push(gap(hir, None)),
            },
            HirKind::Look(look) => parts.push(Part::Look(*look)),
            HirKind::Repetition(repetition) => self.gather_repetition(hir, repetition, parts),
            HirKind::Capture(capture) => self.gather(&capture.sub, parts),
            HirKind::Concat(subs) => subs.iter().for_each(|sub| self.gather(sub, parts)),
            HirKind::Alternation(branches) => match exact(hir) {
                Some(texts) => push_texts(parts, texts),
                None => parts.push(gap(hir, self.union(branches))),
            },
        }
    }

    fn gather_repetition(&self, hir: &Hir, repetition: &Repetition, parts: &mut Vec<Part>) {
        match (exact(&repetition.sub), repetition.min, repetition.max) {
            (Some(mut texts), 0, Some(1)) => {
                texts.push(Text::new());
                push_texts(parts, texts);
            }
            (Some(texts), least @ 1.., most) => {
                let written = least.min(LONGEST_REPETITION);
                for _ in 0..written {
                    push_texts(parts, texts.clone());
                }
                if most != Some(written) {
                    let rest = Repetition { min: least - written, max: most.map(|most| most - written), ..repetition.clone() };
                    parts.push(gap(&Hir::repetition(rest), None));
                }
            }
            (_, 0, _) => parts.push(gap(hir, None)),
            _ => {
                let further = || repetition.max.and_then(|most| repetition.sub.properties().maximum_len()?.checked_mul(most as usize - 1));
                let repeated = self.anchor(&repetition.sub).map(|anchor| anchor.within(Some(0), further()));
                parts.push(gap(hir, repeated));
            }
        }
    }

    fn union(&self, branches: &[Hir]) -> Option<Anchor> {
        let mut all = Vec::new();
        for branch in branches {
            all.extend(self.anchor(branch)?.literals);
        }
        let literals = merged(all);
        Some(Anchor { expense: self.expense(&literals), literals })
    }

    fn expense(&self, literals: &[Placed]) -> f64 {
        let searched = |placed: &Placed| SEARCHED * placed.before.unwrap_or(0) as f64 * placed.literal.occurrences(self.frequency);
        literals.iter().map(|placed| placed.literal.expense(self.frequency) + searched(placed)).sum()
    }

    /// The cheapest set among all runs of exact parts and the sets of the gaps between.
    fn best(&self, parts: &[Part]) -> Option<Anchor> {
        let mut best: Option<Anchor> = None;
        let mut consider = |anchor: Anchor| {
            if anchor.expense.is_finite() && best.as_ref().is_none_or(|best| anchor.expense < best.expense) {
                best = Some(anchor);
            }
        };
        for (at, part) in parts.iter().enumerate() {
            match part {
                Part::Texts(_) => self.runs_from(parts, at, &mut consider),
                Part::Gap(gap) => {
                    if let Some(anchor) = gap.anchor.clone() {
                        let anchor = anchor.within(sum(parts[..at].iter().map(Part::most)), sum(parts[at + 1..].iter().map(Part::most)));
                        consider(Anchor { expense: self.expense(&anchor.literals), ..anchor });
                    }
                }
                Part::Look(_) => {}
            }
        }
        best
    }

    fn runs_from(&self, parts: &[Part], from: usize, consider: &mut impl FnMut(Anchor)) {
        let before = sum(parts[..from].iter().map(Part::most));
        let after = sum(parts[from..].iter().map(Part::most));
        let mut product = vec![Text::new()];
        for (at, part) in parts.iter().enumerate().skip(from) {
            match part {
                Part::Texts(texts) => match crossed(&product, texts) {
                    Some(longer) => product = longer,
                    None => return,
                },
                Part::Gap(_) => return,
                Part::Look(_) => continue,
            }
            if product.iter().all(|text| text.len() >= SHORTEST) {
                let literals: Vec<Placed> =
                    literals(&product, &parts[at + 1..]).into_iter().map(|placed| placed.within(before, after)).collect();
                consider(Anchor { expense: self.expense(&literals), literals });
            }
        }
    }
}

fn gap(hir: &Hir, anchor: Option<Anchor>) -> Part {
    let (first, may_be_empty) = first_bytes(hir);
    Part::Gap(Gap { anchor, most: hir.properties().maximum_len(), first, may_be_empty })
}

/// All that an expression can match, where that is little. Places in it are ignored, so that it may be more than it matches.
fn exact(hir: &Hir) -> Option<Vec<Text>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(vec![Text::new()]),
        HirKind::Literal(literal) => Some(vec![literal.0.iter().copied().map(Unit::exact).collect()]),
        HirKind::Class(class) => Some(units(class)?.into_iter().map(|unit| vec![unit]).collect()),
        HirKind::Capture(capture) => exact(&capture.sub),
        HirKind::Concat(subs) => subs.iter().try_fold(vec![Text::new()], |product, sub| crossed(&product, &exact(sub)?)),
        HirKind::Repetition(Repetition { min: 0, max: Some(1), sub, .. }) => {
            let mut texts = exact(sub)?;
            texts.push(Text::new());
            Some(texts)
        }
        HirKind::Repetition(Repetition { min, max: Some(max), sub, .. }) if min == max && *min <= LONGEST_REPETITION => {
            let texts = exact(sub)?;
            (0..*min).try_fold(vec![Text::new()], |product, _| crossed(&product, &texts))
        }
        HirKind::Repetition(_) => None,
        HirKind::Alternation(branches) => branches.iter().try_fold(Vec::new(), |mut all, branch| {
            all.extend(exact(branch)?);
            (all.len() <= WIDEST_PRODUCT).then_some(all)
        }),
    }
}

/// Adds texts; neighbours of one text each become one part.
fn push_texts(parts: &mut Vec<Part>, mut texts: Vec<Text>) {
    if let ([only], Some(Part::Texts(last))) = (&mut texts[..], parts.last_mut())
        && let [previous] = &mut last[..]
    {
        previous.append(only);
        return;
    }
    parts.push(Part::Texts(texts));
}

fn crossed(left: &[Text], right: &[Text]) -> Option<Vec<Text>> {
    if left.len() * right.len() > WIDEST_PRODUCT {
        return None;
    }
    let mut product: Vec<Text> = left.iter().flat_map(|start| right.iter().map(|end| [&start[..], &end[..]].concat())).collect();
    product.sort_unstable();
    product.dedup();
    Some(product)
}

/// The members of a small class, both cases of a letter as one.
fn units(class: &Class) -> Option<Vec<Unit>> {
    let Class::Bytes(class) = class else { return None };
    let set = class_bytes(class);
    let either_case =
        |byte: u8| byte.is_ascii_alphabetic() && set.contains(byte.to_ascii_lowercase()) && set.contains(byte.to_ascii_uppercase());
    let units: Vec<Unit> = (0..=u8::MAX)
        .filter(|&byte| set.contains(byte) && !(either_case(byte) && byte.is_ascii_uppercase()))
        .map(|byte| Unit { byte, either_case: either_case(byte) })
        .take(WIDEST_CLASS + 1)
        .collect();
    (1..=WIDEST_CLASS).contains(&units.len()).then_some(units)
}

fn class_bytes(class: &regex_syntax::hir::ClassBytes) -> ByteSet {
    class.iter().flat_map(|range| range.start()..=range.end()).fold(ByteSet::NONE, ByteSet::with)
}

/// The texts as literals, without those that another of them stands in; that one may stand so far inside, and so far from the end.
fn literals(texts: &[Text], following: &[Part]) -> Vec<Placed> {
    let mut kept: Vec<(&Text, usize, usize)> = Vec::new();
    let mut by_length: Vec<&Text> = texts.iter().collect();
    by_length.sort_by_key(|text| text.len());
    for text in by_length {
        let mut sufficient = kept.iter_mut().filter(|(shorter, ..)| shorter.len() >= SELF_SUFFICIENT);
        match sufficient.find_map(|kept| Some((place_in(text, kept.0)?, kept))) {
            Some((place, (shorter, inside, tail))) => {
                *inside = place.max(*inside);
                *tail = (text.len() - shorter.len() - place).max(*tail);
            }
            None => kept.push((text, 0, 0)),
        }
    }
    let placed = |(text, inside, tail): (&Text, usize, usize)| Placed {
        literal: literal(text, following, tail),
        before: Some(inside),
        after: Some(0),
    };
    merged(kept.into_iter().map(placed).collect())
}

fn place_in(text: &[Unit], shorter: &[Unit]) -> Option<usize> {
    text.windows(shorter.len()).position(|window| shorter.iter().zip(window).all(|(unit, other)| unit.covers(*other)))
}

fn literal(text: &[Unit], following: &[Part], tail: usize) -> Literal {
    let fold = text.iter().any(|unit| unit.either_case);
    let mut literal = Literal::new(text.iter().map(|unit| unit.byte).collect::<Vec<_>>(), fold);
    if literal.bytes.len() < SELF_SUFFICIENT {
        literal.next = text.last().and_then(|last| next_bytes(*last, following));
    }
    literal.soon = Soon::of(following, tail);
    literal
}

/// What can come right after `last`: the first bytes of the parts that follow, as far as a word boundary lets them.
fn next_bytes(last: Unit, following: &[Part]) -> Option<ByteSet> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let mut allowed = ByteSet::ALL;
    let mut first = ByteSet::NONE;
    let mut consumed = false;
    for part in following {
        let (bytes, may_be_empty) = match part {
            Part::Look(Look::WordAscii) if first == ByteSet::NONE => {
                allowed = allowed.and(ByteSet::of(|byte| is_word(byte) != is_word(last.byte)));
                continue;
            }
            Part::Look(Look::WordEndAscii | Look::WordEndHalfAscii) if first == ByteSet::NONE => {
                allowed = allowed.and(ByteSet::of(|byte| !is_word(byte)));
                continue;
            }
            Part::Look(_) => continue,
            Part::Texts(texts) => {
                let bytes = texts.iter().filter_map(|text| text.first()).fold(ByteSet::NONE, |set, unit| set.or(unit.bytes()));
                (bytes, texts.iter().any(Vec::is_empty))
            }
            Part::Gap(gap) => (gap.first, gap.may_be_empty),
        };
        first = first.or(bytes);
        if !may_be_empty {
            consumed = true;
            break;
        }
    }
    let next = if consumed { allowed.and(first) } else { allowed };
    (next != ByteSet::ALL).then_some(next)
}

/// The bytes that a match of the expression can begin with, and whether it can be empty.
fn first_bytes(hir: &Hir) -> (ByteSet, bool) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => (ByteSet::NONE, true),
        HirKind::Literal(literal) => (literal.0.first().map_or(ByteSet::NONE, |&byte| ByteSet::NONE.with(byte)), literal.0.is_empty()),
        HirKind::Class(Class::Bytes(class)) => (class_bytes(class), false),
        HirKind::Class(Class::Unicode(_)) => (ByteSet::ALL, false),
        HirKind::Repetition(repetition) => {
            let (first, may_be_empty) = first_bytes(&repetition.sub);
            (first, may_be_empty || repetition.min == 0)
        }
        HirKind::Capture(capture) => first_bytes(&capture.sub),
        HirKind::Concat(subs) => {
            let mut first = ByteSet::NONE;
            for sub in subs {
                let (bytes, may_be_empty) = first_bytes(sub);
                first = first.or(bytes);
                if !may_be_empty {
                    return (first, false);
                }
            }
            (first, true)
        }
        HirKind::Alternation(branches) => branches
            .iter()
            .map(first_bytes)
            .fold((ByteSet::NONE, false), |(first, empty), (bytes, may_be_empty)| (first.or(bytes), empty || may_be_empty)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use regex::bytes::RegexBuilder;

    fn shown(pattern: &str) -> Vec<String> {
        let implied = implied(pattern).expect("a valid pattern");
        implied
            .literals
            .iter()
            .map(|Placed { literal, .. }| format!("{}{}", String::from_utf8_lossy(&literal.bytes), if literal.fold { "~" } else { "" }))
            .collect()
    }

    #[test]
    fn literals_of_common_patterns() {
        for (pattern, expected) in [
            (r"\b(acme_[a-z0-9]{32})\b", &["acme_"][..]),
            (r"\b(AKIA[A-Z2-7]{16})\b", &["AKIA"]),
            (r"\b((?:AKIA|ASIA)[A-Z2-7]{16})\b", &["AKIA", "ASIA"]),
            (r"(?i)acme.{0,20}['\x22]([0-9a-f]{32})['\x22]", &["acme~"]),
            (r"[Aa][Cc][Mm][Ee]_KEY", &["acme_key~"]),
            (r"zzyxq[_-]?vwxkj", &["zzyxq"]),
            (r"gh[pousr]_[A-Za-z0-9]{36}", &["gho_", "ghp_", "ghr_", "ghs_", "ghu_"]),
            (r"-{5}BEGIN (?:RSA |EC )?PRIVATE KEY-{5}", &["-----BEGIN "]),
            (r"xoxb-[0-9]+|hooks\.slack\.com/services/\w+", &["hooks.slack.com/services/", "xoxb-"]),
            (r"(?:[a-z]+qzxwv){2,3}", &["qzxwv"]),
            (r"\d{3}-\d{2}-\d{4}", &[]),
            (r"(?i)(?:password|\w+)\s*=", &[]),
            (r"", &[]),
            (r"a*", &[]),
            (r"(?-u:\xff\xfe\xfd\xfc)x", &["\u{fffd}\u{fffd}\u{fffd}\u{fffd}x"]),
        ] {
            let found = shown(pattern);
            let same = if pattern.starts_with("-{5}") { found.len() == 1 && found[0].starts_with(expected[0]) } else { found == expected };
            assert!(same, "{pattern}: {found:?}");
        }
    }

    #[test]
    fn lengths_and_distances() {
        let implied = implied(r"\b([0-9]{2,4}acme_[a-z]{3,5})\b").expect("a valid pattern");
        assert_eq!((implied.least, implied.reach), (10, Some(14)));
        assert_eq!((implied.literals[0].before, implied.literals[0].after), (Some(4), Some(10)));
        assert!(implied.looks_around);
        let unbounded = super::implied(r"acme_\w+").expect("a valid pattern");
        assert_eq!((unbounded.reach, unbounded.literals[0].before, unbounded.literals[0].after), (None, Some(0), None));
        assert!(!unbounded.looks_around);
        let branches = super::implied(r"qzxwv[0-9]{4}|[0-9]{80}vwxkj|[0-9]{2}(?:qzxwv|zqjxk[a-z]{9})").expect("a valid pattern");
        let places: Vec<_> = branches.literals.iter().map(|placed| (&placed.literal.bytes[..], placed.before, placed.after)).collect();
        assert_eq!(places, [(&b"qzxwv"[..], Some(2), Some(9)), (&b"vwxkj"[..], Some(80), Some(5)), (&b"zqjxk"[..], Some(2), Some(14))]);
    }

    #[test]
    fn what_follows_a_short_literal() {
        let next = |pattern: &str| implied(pattern).expect("a valid pattern").literals.remove(0).literal.next.expect("it is known");
        let boundary = next(r"(?i)\bmrn\b.{0,3}\d{6}");
        assert!(boundary.contains(b':') && boundary.contains(b' ') && !boundary.contains(b'a') && !boundary.contains(b'_'));
        let class = next(r"AKIA[A-Z2-7]{16}");
        assert!(class.contains(b'Q') && class.contains(b'7') && !class.contains(b'1') && !class.contains(b'a'));
        let optional = next(r"(?i)qzx[:=]?\d");
        assert!(optional.contains(b':') && optional.contains(b'0') && !optional.contains(b'a'));
    }

    #[test]
    fn what_comes_soon_after_a_literal() {
        let literal =
            implied(r"(?i)(?:private|master)[a-z_]{0,16}(?:key|seed)\s{0,4}=").expect("a valid pattern").literals.remove(1).literal;
        assert_eq!(literal.bytes, b"private");
        for (text, expected) in [
            ("private_key = 1", true),
            ("privateRsaKEY=1", true),
            ("private_0123456789abcdef_key", false),
            ("private_data = key[1]", true),
            ("private_data;", false),
            ("private", false),
        ] {
            assert_eq!(literal.stands_at(text.as_bytes(), 0), expected, "{text}");
        }
        // What is too far off, too short or too much to look for is not asked.
        for pattern in [r"private.{0,60}key", r"private.*key", r"private.{0,4}=", "private"] {
            assert_eq!(implied(pattern).expect("a valid pattern").literals[0].literal.soon, None, "{pattern}");
        }
    }

    #[test]
    fn words_end_where_names_are_split() {
        let literal = Literal { ends_word: true, ..Literal::word("cohere") };
        for (text, expected) in [
            ("cohere", true),
            ("COHERE_KEY", true),
            ("cohereKey", true),
            ("cohere2", true),
            ("COHEREKey", true),
            ("coherent", false),
            ("COHERENT", false),
            ("cohere\u{e9}", false),
        ] {
            assert_eq!(literal.stands_at(text.as_bytes(), 0), expected, "{text}");
            let words: Vec<_> = crate::text::camel_words(text.split('_').next().unwrap_or_default().as_bytes()).collect();
            assert_eq!(words[0].eq_ignore_ascii_case(b"cohere"), expected, "{text}");
        }
    }

    #[test]
    fn names_of_several_words() {
        let held =
            |name: &str| of_name(name).iter().map(|literal| String::from_utf8_lossy(&literal.bytes).into_owned()).collect::<Vec<_>>();
        assert_eq!(held("metriport api key"), ["metriport"]);
        assert_eq!(held("api key"), ["apikey", "api_key", "api-key", "api key", "api.key"]);
        assert_eq!(held("mrn"), ["mrn"]);
        assert_eq!(held("private key"), ["privatekey", "private_key", "private-key", "private key", "private.key"]);
        assert!(held("").is_empty());
        for (name, spellings) in [("medical record no", ["medicalRecordNo", "MEDICAL_RECORD_NO", "Medical Record No", "medical-record-no"])]
        {
            let literals = of_name(name);
            for spelling in spellings {
                assert!(
                    (0..spelling.len()).any(|at| literals.iter().any(|literal| literal.stands_at(spelling.as_bytes(), at))),
                    "{spelling}"
                );
            }
        }
    }

    #[test]
    fn a_word_begins_where_no_letter_goes_on() {
        let word = Literal { starts_word: true, ..Literal::word("udi") };
        for (text, stands) in [
            ("udi=1", true),
            ("device_udi", true),
            ("DEVICE_UDI", true),
            ("deviceUdi", true),
            ("theUDI", true),
            ("ABCUdi", true),
            ("2udi", true),
            (r"\nudi: 1", true),
            ("audi_", false),
            ("AUDI", false),
            ("Audi", false),
            ("naudi", false),
        ] {
            let at = text.to_ascii_lowercase().find("udi").expect("it is there");
            assert_eq!(word.stands_at(text.as_bytes(), at), stands, "{text}");
        }
        assert!(of_name("udi").iter().all(|literal| literal.starts_word) && of_name("password").iter().all(|literal| !literal.starts_word));
    }

    #[test]
    fn a_name_goes_on_with_its_next_word() {
        let literals = of_name("refresh token");
        for (text, stands) in [
            ("refresh_token", true),
            ("refreshToken", true),
            ("REFRESH-TOKENS", true),
            ("refresh\"][\"token", true),
            ("refresh", false),
            ("refresh_rate", false),
            ("refresh      token", false),
        ] {
            assert_eq!(literals.iter().any(|literal| literal.stands_at(text.as_bytes(), 0)), stands, "{text}");
        }
    }

    #[test]
    fn errors_name_the_place() {
        let error = implied("acme(").expect_err("a group is open");
        assert!(error.to_string().contains("unclosed group"), "{error}");
    }

    #[test]
    fn deep_and_wide_patterns_end() {
        let deep = format!("{}x{}", "(?:a|(?:b".repeat(35), ")+)*".repeat(35));
        implied(&deep).expect("a valid pattern");
        let nested = format!("{}acme{}", "(".repeat(100), "+)".repeat(100));
        implied(&nested).expect("a valid pattern");
        let wide: Vec<String> = (0..3000).map(|number| format!("word{number}x[ab]?y")).collect();
        assert!(!implied(&wide.join("|")).expect("a valid pattern").literals.is_empty());
        implied(&"[ab]?".repeat(400)).expect("a valid pattern");
        implied(&"a{1,3}".repeat(400)).expect("a valid pattern");
    }

    #[test]
    fn common_words_cost_more_than_rare_tokens() {
        let frequency = Frequency::standard();
        let expense = |literal: Literal| literal.expense(frequency);
        assert!(expense(Literal::new("return", false)) > expense(Literal::new("qzxwvk", false)) * 10.0);
        assert!(expense(Literal::new("xoxb-", false)) < expense(Literal::new("ing ", false)));
        assert!(expense(Literal::new("ab", false)).is_infinite());
    }

    fn pattern() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            "[ab]{1,4}".prop_map(|text| text),
            Just("[ab]".to_owned()),
            Just("[Aa]".to_owned()),
            Just("[^a]".to_owned()),
            Just("(?i:ab_)".to_owned()),
            Just(r"\b".to_owned()),
            Just(r"[a-z0-9_]".to_owned()),
            Just(r"[ -]".to_owned()),
            Just("_".to_owned()),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..5).prop_map(|parts| parts.concat()),
                prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| format!("(?:{})", parts.join("|"))),
                (inner.clone(), prop_oneof![Just("?"), Just("*"), Just("+"), Just("{2}"), Just("{1,3}"), Just("{2,}")])
                    .prop_map(|(part, repeat)| format!("(?:{part}){repeat}")),
                inner.prop_map(|part| format!("({part})")),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn every_match_holds_a_literal(pattern in pattern(), text in "[abAB_1 -]{0,40}") {
            let implied = implied(&pattern).expect("a valid pattern");
            let regex = RegexBuilder::new(&pattern).unicode(false).build().expect("a valid pattern");
            for found in regex.find_iter(text.as_bytes()) {
                prop_assert!(found.len() >= implied.least && implied.reach.is_none_or(|reach| found.len() <= reach));
                let held = implied.literals.is_empty() || implied.literals.iter().any(|Placed { literal, before, after }| {
                    (found.start()..found.end()).any(|at| {
                        at + literal.bytes.len() <= found.end()
                            && literal.stands_at(text.as_bytes(), at)
                            && before.is_none_or(|before| at - found.start() <= before)
                            && after.is_none_or(|after| found.end() - at <= after)
                    })
                });
                prop_assert!(held, "{pattern} matches {:?} without {:?}", found, implied);
            }
        }
    }
}
