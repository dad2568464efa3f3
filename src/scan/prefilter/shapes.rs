//! One pass over a text for what has a shape and no literal: long words with a digit, chains of digits.
//!
//! Promises: every shape is reported once, in linear time. A mask says of each block of bytes where a shape may be; only there bytes are looked
//! at one by one.

use super::vector::Vectors;
use crate::rule::Shape;
use crate::text::Span;

/// Bytes whose masks are made in one step.
pub(super) const BLOCK: usize = 64;

/// Digits of the shortest [`Shape::Digits`].
const LEAST_DIGITS: usize = 9;

/// Blocks that are marked before any mark is looked at.
const BLOCKS: usize = 32;

/// Bytes of a block with which a shape may be there, by a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// The twentieth byte of a run of letters and digits, which is the shortest [`Shape::Token`], and those behind it.
    tokens: u64,
    /// The ninth byte of digits and of separators, of which at most two stand in a row, and those behind it.
    chains: u64,
}

/// Calls `on_shape` with every shape in `text`, those of each kind in order of their starts; one kind may run ahead of another.
pub fn shapes_in(text: &[u8], on_shape: &mut impl FnMut(Shape, Span)) {
    let vectors = Vectors::of_this_machine();
    let mut pass = Shapes { text, tokens_done: 0, digits_done: 0 };
    let mut marker = Marker::default();
    let mut marks = [Marks::default(); BLOCKS];
    for (batch, part) in text.chunks(BLOCK * BLOCKS).enumerate() {
        let (blocks, rest) = part.as_chunks();
        vectors.mark(&mut marker, blocks, &mut marks);
        if !rest.is_empty() {
            let mut last = [0; BLOCK];
            last[..rest.len()].copy_from_slice(rest);
            vectors.mark(&mut marker, &[last], &mut marks[blocks.len()..]);
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
pub(super) struct Marker {
    /// Behind a letter or digit by 1, behind where two in a row end by 2, four by 4, eight by 8, four by 16.
    runs: [Moved; 5],
    /// Behind a digit by 1, behind a separator there by 1.
    bridges: [Moved; 2],
    /// Of digits and the separators behind them, as for `runs`, and behind each by 8.
    chains: [Moved; 4],
}

impl Marker {
    /// Marks the next block, of which the masks say where digits are, where letters or digits, and where separators.
    #[inline]
    pub(super) const fn mark(&mut self, digit: u64, alphanumeric: u64, separator: u64) -> Marks {
        let one = alphanumeric;
        let two = one & self.runs[0].by(1, one);
        let four = two & self.runs[1].by(2, two);
        let eight = four & self.runs[2].by(4, four);
        let sixteen = eight & self.runs[3].by(8, eight);
        let tokens = sixteen & self.runs[4].by(16, four);
        let bridge = self.bridges[0].by(1, digit) & separator;
        let one = digit | bridge | self.bridges[1].by(1, bridge) & separator;
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

    #[inline(never)]
    fn chains(&mut self, base: usize, mut marks: u64, on_shape: &mut impl FnMut(Shape, Span)) {
        loop {
            marks &= behind(base, self.digits_done);
            if marks == 0 {
                return;
            }
            self.digits(base + marks.trailing_zeros() as usize, on_shape);
            marks &= marks - 1;
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shapes(text: &[u8]) -> Vec<(Shape, Span)> {
        let mut all = Vec::new();
        shapes_in(text, &mut |shape, span| all.push((shape, span)));
        all.sort_unstable();
        all
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
                if span.len() >= crate::rule::table::LEAST_TOKEN && span.of(text).iter().any(u8::is_ascii_digit) {
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
        fn finds_the_shapes_a_naive_search_finds(text in "([0-9]{1,5}[-. ()+/]{0,2}|[a-z]{1,15}|[0-9]{3}-[0-9]{2}-[0-9]{4}|[A-Za-z0-9]{0,30}|[a-z]{30,150}|[ _]{1,90}){0,30}") {
            let mut expected = naive_tokens(text.as_bytes());
            expected.extend(naive_numbers(text.as_bytes()));
            expected.sort_unstable();
            prop_assert_eq!(shapes(text.as_bytes()), expected);
        }
    }
}
