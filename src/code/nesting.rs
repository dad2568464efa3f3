//! Ranges of tokens that mostly lie within one another, so that what is around a token is found without looking at all of them.
//!
//! Promises: the same answer as looking at each range; a query costs about as much as the nesting is deep.

use super::outline::Range;

/// Ranges by where they begin.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    /// In order of their beginnings, outer ones first.
    ranges: Vec<Nested>,
}

#[derive(Debug)]
struct Nested {
    range: Range,
    /// Its number among what was given.
    number: usize,
    /// The range, further to the front, that was still open where this one begins; all that hold a token are found from one to the next.
    outer: Option<usize>,
}

impl Nesting {
    /// Sorts ranges.
    pub(super) fn of(ranges: impl Iterator<Item = Range>) -> Self {
        let mut ranges: Vec<Nested> = ranges.enumerate().map(|(number, range)| Nested { range, number, outer: None }).collect();
        ranges.sort_by_key(|nested| (nested.range.0, std::cmp::Reverse(nested.range.1), nested.number));
        let mut open: Vec<usize> = Vec::new();
        for at in 0..ranges.len() {
            while open.last().is_some_and(|last| ranges[*last].range.1 <= ranges[at].range.0) {
                open.pop();
            }
            ranges[at].outer = open.last().copied();
            open.push(at);
        }
        Self { ranges }
    }

    /// The numbers of all ranges that hold a token.
    pub(super) fn at(&self, token: usize) -> impl Iterator<Item = usize> {
        let last = self.ranges.partition_point(|nested| nested.range.0 <= token).checked_sub(1);
        std::iter::successors(last, |at| self.ranges[*at].outer)
            .map(|at| &self.ranges[at])
            .filter(move |nested| nested.range.0 <= token && token < nested.range.1)
            .map(|nested| nested.number)
    }

    /// The number of the shortest range that holds a token; of equal ones the first that was given.
    pub(super) fn innermost(&self, token: usize) -> Option<usize> {
        let last = self.ranges.partition_point(|nested| nested.range.0 <= token).checked_sub(1);
        std::iter::successors(last, |at| self.ranges[*at].outer)
            .map(|at| &self.ranges[at])
            .filter(|nested| token < nested.range.1)
            .min_by_key(|nested| (nested.range.1 - nested.range.0, nested.number))
            .map(|nested| nested.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_answers_as_a_look_at_each_would(ranges in prop::collection::vec((0_usize..40, 0_usize..12), 0..30), token in 0_usize..60) {
            let ranges: Vec<Range> = ranges.into_iter().map(|(start, length)| (start, start + length)).collect();
            let nesting = Nesting::of(ranges.iter().copied());
            let holds = |range: &&Range| range.0 <= token && token < range.1;
            let mut found: Vec<usize> = nesting.at(token).collect();
            found.sort_unstable();
            let expected: Vec<usize> = (0..ranges.len()).filter(|at| holds(&&ranges[*at])).collect();
            prop_assert_eq!(&found, &expected);
            let shortest = expected.iter().copied().min_by_key(|at| (ranges[*at].1 - ranges[*at].0, *at));
            prop_assert_eq!(nesting.innermost(token), shortest);
        }
    }
}
