//! What became of each candidate of a file, for `asepsis explain PATH:LINE`.
//!
//! Promises: only where [`super::Options::trace`] asks for it is anything noted; what is noted holds a rule and a place, never a value.

use super::{Candidate, Pass, Proven};
use crate::finding::Region;
use crate::rule::check::Check;
use crate::rule::{RuleKey, Zone};
use crate::text::Span;
use crate::view::View;
use std::collections::BTreeSet;

/// Why a candidate was dropped.
#[derive(Clone, Copy, Debug)]
pub enum Rejection {
    /// The rule looks only in a certain kind of code, such as strings.
    Zone(Zone),
    /// The value is empty.
    Empty,
    /// A field of a message that says that nothing is filled in.
    Unfilled,
    /// It reads as an assignment within a string or a comment only, and stands in code.
    NotInLiteral,
    /// A check says that it cannot be this thing.
    Check(&'static Check),
    /// A check says that it stands for a value.
    Placeholder(&'static Check),
    /// Its file or its name says that it opens nothing.
    Harmless(&'static str),
    /// None of the words that the rule asks for stands near by.
    NoNearWord,
    /// A table says that the cell is of no concern.
    Settled,
}

/// What became of a candidate.
#[derive(Clone, Copy, Debug)]
pub enum Fate {
    /// It became a finding, or is decided by other files.
    Kept,
    /// It was dropped before it was weighed.
    Rejected(Rejection),
    /// The code around it says that it has no effect, or is a part of another finding.
    Idle,
    /// Another rule, which says more, speaks of the same bytes.
    Overlapped,
}

/// A candidate and what became of it.
#[derive(Clone, Debug)]
pub struct Considered {
    /// The rule that led to it.
    pub rule: RuleKey,
    /// Where its value stands in the file.
    pub region: Region,
    /// What became of it.
    pub fate: Fate,
}

/// A candidate as noted: places are those of the text that is being looked at.
pub(super) struct Noted {
    rule: RuleKey,
    value: Span,
    fate: Fate,
}

impl Pass<'_> {
    /// Notes a candidate, where somebody asks.
    pub(super) fn note(&mut self, (rule, value): (RuleKey, Span), fate: Fate) {
        if self.scanner.options.trace {
            self.noted.push(Noted { rule, value, fate });
        }
    }

    /// Takes over what a pass over decoded text noted; `home` says where that stands here.
    pub(super) fn note_within(&mut self, noted: Vec<Noted>, home: impl Fn(Span) -> Span) {
        self.noted.extend(noted.into_iter().map(|one| Noted { value: home(one.value), ..one }));
    }

    /// Candidates that stood until now and are not among those that are left have met this fate.
    pub(super) fn note_dropped(&mut self, left: &[Proven], fate: Fate) {
        if self.noted.is_empty() {
            return;
        }
        let left: BTreeSet<(RuleKey, Span)> = left.iter().map(|one| of(&one.candidate)).collect();
        for one in self.noted.iter_mut().filter(|one| matches!(one.fate, Fate::Kept)) {
            if !left.contains(&(one.rule, one.value)) {
                one.fate = fate;
            }
        }
    }
}

/// What a candidate is known by.
pub(super) fn of(candidate: &Candidate) -> (RuleKey, Span) {
    (candidate.rule, candidate.value)
}

/// By place, each once.
pub(super) fn considered(view: &View<'_>, mut noted: Vec<Noted>) -> Vec<Considered> {
    noted.sort_by_key(|one| (one.value, one.rule, !matches!(one.fate, Fate::Kept)));
    noted.dedup_by_key(|one| (one.value, one.rule));
    noted.into_iter().map(|one| Considered { rule: one.rule, region: view.locate(one.value), fate: one.fate }).collect()
}
