//! Calls that rules speak of: finds them in a file of code and asks what their arguments may be.
//!
//! Runs only where a literal of such a rule stood. Promises: no candidate for a call that can surely not be reached, or whose result is
//! surely replaced before it is used; one for an argument only if some known value of it meets the rule's condition.

use super::{Candidate, Via};
use crate::code::outline::{Argument, Call, Outline, Range};
use crate::code::person;
use crate::code::token::{Dialect, Kind, Tokens, content};
use crate::code::value::{Evaluator, Need, Step, Value, Values};
use crate::rule::data::{self, Of};
use crate::rule::sink::Known;
use crate::rule::{Condition, RuleKey, RuleSet};
use crate::text::Span;
use crate::view::View;
use regex_automata::meta::Regex;
use std::collections::{BTreeSet, HashMap};

/// How the value of a finding came to its sink.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Flow {
    /// From the constant to the sink.
    pub(super) steps: Vec<Step>,
    /// The value, where it is a name of an algorithm; never shown unless the rule allows it.
    pub(super) text: Option<String>,
    /// What of other files may decide otherwise, and whether the finding holds without it.
    pub(super) property: Option<(Need, bool)>,
    /// Which call of the rule.
    pub(super) call: usize,
}

/// The outline of a file of code.
pub(super) fn outline<'v>(view: &'v View<'_>) -> Option<Outline<'v>> {
    Dialect::of(view.language())?;
    Outline::read(view.text(), Tokens::read(view.text(), view.zones()), view.language())
}

/// Whether what stands at an offset is surely never reached, or surely replaced before it is used.
pub(super) fn is_idle(outline: &Outline<'_>, offset: usize) -> bool {
    let evaluator = Evaluator::new(outline);
    let token = outline.tokens.at(offset);
    evaluator.is_dead(token) || evaluator.is_overwritten(token)
}

/// All candidates of these calls of rules in one file.
pub(super) fn candidates(rules: &RuleSet, view: &View<'_>, outline: &Outline<'_>, calls: &BTreeSet<(RuleKey, u16)>) -> Vec<Candidate> {
    let evaluator = Evaluator::new(outline);
    let mut renamed: HashMap<&str, BTreeSet<&[u8]>> = HashMap::new();
    outline.imports.iter().for_each(|(name, path)| {
        renamed.entry(path.rsplit('.').next().unwrap_or(path)).or_default().insert(name);
    });
    let mut found = Vec::new();
    for &(key, call) in calls {
        Sinks { rules, key, evaluator: &evaluator, view, renamed: &renamed }.find(call.into(), &mut found);
    }
    found
}

/// The test of a call that hashes an identifier: the finding stands at the call.
const HASHED_PERSON: &str = "patient-identifier-hashed";

/// Looks for the calls of one rule.
struct Sinks<'s> {
    rules: &'s RuleSet,
    key: RuleKey,
    evaluator: &'s Evaluator<'s>,
    view: &'s View<'s>,
    /// What imports call the things that stand last in a path.
    renamed: &'s HashMap<&'s str, BTreeSet<&'s [u8]>>,
}

/// How a condition came out.
enum Outcome {
    Fails,
    /// It holds, whatever the argument; `None` for one that is missing.
    Holds(Option<Range>, Option<Value>),
    /// Another file decides; it holds by default or does not.
    Depends(Range, Need, Option<Value>),
}

impl Outcome {
    /// Whether the condition is met for all that is known here; what code elsewhere might say is not.
    const fn is_met(&self) -> bool {
        match self {
            Self::Fails => false,
            Self::Depends(_, need, None) => !need.is_of_code(),
            Self::Holds(..) | Self::Depends(..) => true,
        }
    }
}

impl Sinks<'_> {
    /// Looks for the call of this index.
    fn find(&self, index: usize, found: &mut Vec<Candidate>) {
        let outline = self.evaluator.outline;
        let calls = &self.rules.get(self.key).calls;
        let conditions = |call: &data::Call| call.conditions.len() + call.unless.len();
        let (wanted, before) = (&calls[index], calls[..index].iter().map(conditions).sum());
        let (matches, exceptions) = self.rules.matches(self.key)[before..before + conditions(wanted)].split_at(wanted.conditions.len());
        for callee in &wanted.callees {
            if let Some(member) = callee.strip_suffix('=') {
                self.members(member, index, matches, found);
                continue;
            }
            if callee.ends_with(' ') || callee.ends_with("<<") {
                continue;
            }
            let last = callee.rsplit('.').next().unwrap_or(callee);
            // The name in the file may be one that an import gives.
            let renamed = self.renamed.get(last).into_iter().flatten().copied();
            let names: BTreeSet<&[u8]> = renamed.chain([last.as_bytes()]).collect();
            for call in names.iter().filter_map(|name| outline.called.get(name)).flatten() {
                let call = &outline.calls[*call];
                // Names of arguments are read sooner than what a call is made on is found out.
                let by_names = wanted.conditions.first().filter(|first| first.of == Of::Call && asks_for_person(first).is_some());
                if by_names.is_some_and(|first| matches!(self.outcome(call, first, None), Outcome::Fails)) {
                    continue;
                }
                if self.evaluator.calls(call, callee) {
                    self.consider(call, index, matches, exceptions, found);
                }
            }
        }
        self.unbracketed(index, found);
    }

    /// What is handed over without brackets: `puts mrn`, `logger.info { "…" }`, `std::cout << mrn`. Only names are asked for here.
    fn unbracketed(&self, index: usize, found: &mut Vec<Candidate>) {
        let outline = self.evaluator.outline;
        let call = &self.rules.get(self.key).calls[index];
        if call.conditions.first().and_then(asks_for_person) != Some(false) {
            return;
        }
        let paths = |end: &str| -> Vec<Vec<&str>> {
            call.callees.iter().filter_map(|callee| Some(callee.strip_suffix(end)?.trim_end().split('.').collect())).collect()
        };
        let (commands, streams) = (paths(" "), paths("<<"));
        if commands.is_empty() && streams.is_empty() {
            return;
        }
        for at in (0..outline.tokens.len()).filter(|at| outline.kind(*at) == Kind::Name) {
            let range = if streams.iter().any(|path| self.ends_path(at, path)) {
                outline.stream(at)
            } else if commands.iter().any(|path| self.ends_path(at, path) && (path.len() > 1 || !outline.is_member(at))) {
                outline.command(at)
            } else {
                None
            };
            let Some(range) = range else { continue };
            if let Some(name) = person::identifier(outline, range, self.rules.house_names())
                && !self.evaluator.is_dead(at)
            {
                self.push((at, range.1), (name, name + 1), Flow { call: index, ..Flow::default() }, found);
            }
        }
    }

    /// Whether a name and those before it, joined by dots or their like, end a path.
    fn ends_path(&self, at: usize, path: &[&str]) -> bool {
        let outline = self.evaluator.outline;
        path.iter().rev().enumerate().all(|(back, part)| {
            let joined = back == 0 || (at >= 2 * back && outline.is_any(at - 2 * back + 1, &[".", "?.", "->", "::"]));
            joined && outline.name(at - 2 * back) == part.as_bytes()
        })
    }

    fn consider(&self, call: &Call, index: usize, matches: &[Option<Regex>], exceptions: &[Option<Regex>], found: &mut Vec<Candidate>) {
        let wanted = &self.rules.get(self.key).calls[index];
        let mut place: Range = (call.path, call.name + 1);
        let mut flow = Flow { call: index, ..Flow::default() };
        for (at, (condition, matches)) in wanted.conditions.iter().zip(matches).enumerate() {
            match self.outcome(call, condition, matches.as_ref()) {
                Outcome::Fails => return,
                Outcome::Holds(range, value) => {
                    if at == 0 {
                        place = range.unwrap_or(place);
                    }
                    if let Some(value) = value.filter(|_| flow.steps.is_empty()) {
                        flow.text = text_of(&value);
                        flow.steps = value.trail;
                    }
                }
                // Only what the rule is about is asked of other files; the rest has to be clear here.
                Outcome::Depends(_, need, None) if at > 0 && need.is_of_code() => return,
                Outcome::Depends(range, key, value) => {
                    if at == 0 {
                        place = range;
                    }
                    flow.property = Some((key, value.is_some()));
                    if let Some(value) = value {
                        flow.text = text_of(&value);
                        flow.steps = value.trail;
                    }
                }
            }
        }
        if wanted.without.iter().any(|name| self.evaluator.calls_beside(call, name)) {
            return;
        }
        let mut exceptions = wanted.unless.iter().zip(exceptions);
        let excepted = exceptions.any(|(condition, matches)| self.outcome(call, condition, matches.as_ref()).is_met());
        if excepted || self.evaluator.is_dead(call.name) || self.evaluator.is_overwritten(call.path) {
            return;
        }
        let start = self.evaluator.receiver(call).map_or(call.path, |receiver| receiver.0.min(call.path));
        self.push((start, call.close + 1), place, flow, found);
    }

    /// `object.member = value`, and the same in a literal of the object's type.
    fn members(&self, member: &str, index: usize, matches: &[Option<Regex>], found: &mut Vec<Candidate>) {
        let outline = self.evaluator.outline;
        let wanted = &self.rules.get(self.key).calls[index];
        let (owner, name) = member.rsplit_once('.').unwrap_or(("*", member));
        let Some(condition) = wanted.conditions.first() else { return };
        let matches = matches.first().and_then(Option::as_ref);
        if name == "*" {
            return self.any_member(owner, index, condition, found);
        }
        for assignment in outline.assigned.get(name.as_bytes()).into_iter().flatten().map(|index| &outline.assignments[*index]) {
            if assignment.element
                || (assignment.path == assignment.name && !owner.is_empty())
                || !self.owner_is(assignment.path, assignment.name, owner)
            {
                continue;
            }
            if asks_for_person(condition).is_some() {
                let name = person::identifier(outline, assignment.value, self.rules.house_names())
                    .filter(|_| !self.evaluator.is_dead(assignment.operator));
                if let Some(name) = name {
                    self.push((assignment.path, assignment.value.1), (name, name + 1), Flow { call: index, ..Flow::default() }, found);
                }
                continue;
            }
            let (range, value, property) = match self.judge(assignment.value, condition, matches) {
                Outcome::Holds(range, value) => (range, value, None),
                Outcome::Depends(range, need, value) => (Some(range), value.clone(), Some((need, value.is_some()))),
                Outcome::Fails => continue,
            };
            if self.evaluator.is_dead(assignment.operator) {
                continue;
            }
            let (text, steps) = value.map_or_else(Default::default, |value| (text_of(&value), value.trail));
            let flow = Flow { text, steps, property, call: index };
            self.push((assignment.path, assignment.value.1), range.unwrap_or(assignment.value), flow, found);
        }
    }

    /// `object.anything = value` and `object["anything"] = value`. Only names are asked for here.
    fn any_member(&self, owner: &str, index: usize, condition: &Condition, found: &mut Vec<Candidate>) {
        let outline = self.evaluator.outline;
        if asks_for_person(condition).is_none() {
            return;
        }
        for assignment in &outline.assignments {
            let is_owner = |at: usize| outline.name(at) == owner.as_bytes();
            let is_member = assignment.path + 2 <= assignment.name;
            let of_owner =
                is_owner(assignment.name) && assignment.element || !assignment.element && is_member && is_owner(assignment.name - 2);
            if of_owner
                && let Some(name) = person::identifier(outline, assignment.value, self.rules.house_names())
                && !self.evaluator.is_dead(assignment.operator)
            {
                self.push((assignment.path, assignment.value.1), (name, name + 1), Flow { call: index, ..Flow::default() }, found);
            }
        }
    }

    /// Whether what stands before a member is, or is called, what the rule says.
    fn owner_is(&self, path: usize, name: usize, owner: &str) -> bool {
        let outline = self.evaluator.outline;
        if owner == "*" || owner.is_empty() {
            return true;
        }
        let before = name.saturating_sub(2);
        if path == name {
            return false;
        }
        let called = outline.name(before);
        let same = |kind: &str| kind.rsplit('.').next().is_some_and(|last| last == owner);
        let types = outline.assigned.get(called).into_iter().flatten().map(|index| &outline.assignments[*index]);
        let declared = types.clone().filter_map(|assignment| assignment.type_name).any(|kind| outline.name(kind) == owner.as_bytes());
        let made = || {
            self.evaluator.values((path, name - 1)).of.iter().any(|value| match &value.known {
                Known::Made(kind) | Known::Name(kind) => same(kind) || kind.split('.').any(|part| part == owner),
                _ => false,
            })
        };
        called == owner.as_bytes() || declared || made()
    }

    fn push(&self, whole: Range, place: Range, mut flow: Flow, found: &mut Vec<Candidate>) {
        let argument = self.evaluator.span(place);
        // The literal itself, where the argument holds it.
        let value = flow
            .steps
            .first()
            .map(|step| step.span)
            .filter(|span| argument.contains(*span) && !span.is_empty())
            .map_or(argument, |span| self.unquoted(span));
        let whole = self.evaluator.span(whole);
        let whole = Span::new(whole.start.min(value.start), whole.end.max(value.end));
        if flow.steps.last().is_none_or(|last| !argument.contains(last.span)) {
            flow.steps.push(Step { span: argument, what: "used here" });
        }
        if flow.steps.len() == 1 {
            flow.steps.clear(); // It stands where it is used: nothing to follow.
        }
        found.push(Candidate { rule: self.key, via: Via::Call(Box::new(flow)), whole, value });
    }

    /// A string literal without its delimiters, anything else as it is.
    fn unquoted(&self, span: Span) -> Span {
        let text = self.view.text();
        let outline = self.evaluator.outline;
        let token = outline.tokens.get(outline.tokens.at(span.start));
        if token.kind != Kind::Text || token.span() != span {
            return span;
        }
        let inner = content(span.of(text));
        let start = inner.as_ptr().addr() - text.as_ptr().addr();
        if inner.is_empty() { span } else { Span::new(start, start + inner.len()) }
    }

    fn outcome(&self, call: &Call, condition: &Condition, matches: Option<&Regex>) -> Outcome {
        let outline = self.evaluator.outline;
        match condition.of {
            Of::Call => self.of_argument(&outline.arguments(call), condition, matches),
            Of::Maker => {
                let outcomes = self
                    .evaluator
                    .maker(call)
                    .into_iter()
                    .map(|maker| self.of_argument(&outline.arguments(&outline.calls[maker]), condition, matches));
                outcomes.into_iter().find(|outcome| !matches!(outcome, Outcome::Fails)).unwrap_or(Outcome::Fails)
            }
            Of::Receiver => match self.evaluator.receiver(call) {
                Some(range) => self.judge(range, condition, matches),
                None => Outcome::Fails,
            },
        }
    }

    fn of_argument(&self, arguments: &[Argument], condition: &Condition, matches: Option<&Regex>) -> Outcome {
        if let Some(in_address) = asks_for_person(condition) {
            let outline = self.evaluator.outline;
            // `params` and `query` become the query of the address.
            let is_query = |argument: &Argument| argument.name.is_some_and(|name| matches!(outline.name(name), b"params" | b"query"));
            let in_reach = |argument: &&Argument| !in_address || is_query(argument) || person::is_address(outline, argument.value);
            let mut arguments = arguments.iter().filter(in_reach);
            let found = arguments.find_map(|argument| person::identifier(outline, argument.value, self.rules.house_names()));
            // What is wrong with a hash is the hash, and not the name.
            let place = |at: usize| (condition.test != HASHED_PERSON).then_some((at, at + 1));
            return found.map_or(Outcome::Fails, |at| Outcome::Holds(place(at), None));
        }
        let asks = !condition.test.is_empty() || condition.matches.is_some() || condition.below.is_some();
        match self.argument(arguments, condition) {
            Some(argument) if asks => self.judge(argument, condition, matches),
            Some(_) => Outcome::Fails,
            None if condition.missing => Outcome::Holds(None, None),
            None => Outcome::Fails,
        }
    }

    /// The argument by name, in the call or in an object given to it, or else by place.
    fn argument(&self, arguments: &[Argument], condition: &Condition) -> Option<Range> {
        let outline = self.evaluator.outline;
        let is_called = |name: usize| {
            let word = if outline.kind(name) == Kind::Text { content(outline.word(name)) } else { outline.name(name) };
            condition.names.iter().any(|wanted| wanted.as_bytes() == word)
        };
        if let Some(named) = arguments.iter().find(|argument| argument.name.is_some_and(is_called)) {
            return Some(named.value);
        }
        if !condition.names.is_empty() {
            for argument in arguments {
                if let Some(range) = self.in_object(argument.value, &is_called, 0) {
                    return Some(range);
                }
            }
        }
        let at = usize::from(condition.at?);
        arguments.iter().filter(|argument| argument.name.is_none()).nth(at).map(|argument| argument.value)
    }

    fn in_object(&self, range: Range, is_called: &dyn Fn(usize) -> bool, depth: usize) -> Option<Range> {
        let outline = self.evaluator.outline;
        let mut open = range.0;
        while open < range.1 && !outline.is_any(open, &["{", "[", "("]) {
            open += 1;
        }
        if open >= range.1 || depth > 3 {
            // An object by its name: the literal that was assigned to it.
            let named = range.1 == range.0 + 1 && outline.kind(range.0) == Kind::Name && depth <= 3;
            let assigned = named.then(|| outline.assigned.get(outline.name(range.0))).flatten()?;
            let assignment = outline.assignments[*assigned.last()?];
            return if outline.is_any(assignment.value.0, &["{", "[", "array"]) {
                self.in_object(assignment.value, is_called, depth + 1)
            } else {
                None
            };
        }
        let close = outline.tokens.close(open, range.1);
        let parts = outline.parts(open, close);
        if let Some(named) = parts.iter().find(|part| part.name.is_some_and(is_called)) {
            return Some(named.value);
        }
        parts.iter().filter(|part| part.name.is_some()).find_map(|part| {
            let nested = outline.is_any(part.value.0, &["{", "["]);
            nested.then(|| self.in_object(part.value, is_called, depth + 1)).flatten()
        })
    }

    fn judge(&self, range: Range, condition: &Condition, matches: Option<&Regex>) -> Outcome {
        let values: Values = self.evaluator.values(range);
        if condition.test.starts_with("only-") && values.of.len() > 1 {
            return Outcome::Fails;
        }
        let mut default = None;
        // A default that must be no constant stands in the code, whatever the setting holds.
        let counts_as_default = condition.forbids_constants(matches);
        for value in &values.of {
            if !condition.holds(&value.known, matches) {
                continue;
            }
            if counts_as_default || !value.is_default() {
                return Outcome::Holds(Some(range), Some(value.clone()));
            }
            default = default.or_else(|| Some(value.clone()));
        }
        let property = values.needs.first().cloned();
        match property {
            Some(Need::Return(..) | Need::Caller(_)) | None if condition.test == "any" => Outcome::Holds(Some(range), None),
            Some(key) => Outcome::Depends(range, key, default),
            None => Outcome::Fails,
        }
    }
}

fn text_of(value: &Value) -> Option<String> {
    match &value.known {
        Known::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// Whether a condition asks for identifiers of patients, and if so, whether only within addresses.
fn asks_for_person(condition: &Condition) -> Option<bool> {
    match condition.test.as_str() {
        "patient-identifier" | HASHED_PERSON => Some(false),
        "patient-identifier-in-address" => Some(true),
        _ => None,
    }
}
