//! What an expression may be when it is reached: sets of values with the way they took.
//!
//! Follows literals, joining, conversions, arrays, maps with constant keys, locals, fields, parameters to their callers, returns, and
//! branches whose condition is constant. Promises: never fails; works on demand and within a budget a file, beyond which values are
//! unknown; a value is reported as known only if some way through the code leads to it, as far as one file shows. It does not follow
//! aliases of objects, and takes what unknown code may have filled for unknown.

use super::outline::{Branch, Function, Outline, Range, When};
use super::token::{Kind, content, integer};
use crate::language::Language;
use crate::rule::sink::Known;
use crate::text::Span;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::rc::Rc;

pub mod caller;
mod convert;
mod flow;

/// Most steps of evaluation in one file.
const BUDGET: u32 = 60_000;
/// Functions, or assignments of one name, that may be looked through in one step: in a bundle of scripts each name is set a thousand times.
const IN_ONE_STEP: usize = 128;
/// Most tokens of the types that a call is given.
const LONGEST_TYPES: usize = 12;
/// Deepest chain of calls, fields and names.
const DEPTH: u32 = 14;
/// Most values of one expression.
const MOST_VALUES: usize = 12;
/// Most callers that a parameter is bound at.
const MOST_CALLERS: usize = 16;

/// What is said of a value that a configuration key replaces.
const DEFAULT_OF_SETTING: &str = "default of a setting";

/// A place that a value went through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where.
    pub span: Span,
    /// What happens there, in a few words.
    pub what: &'static str,
}

/// One value, and how it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The value.
    pub known: Known,
    /// From where it stands in the code to where it is used.
    pub trail: Vec<Step>,
    /// The call that made it, for what calls elsewhere give.
    pub call: Option<usize>,
}

/// What only other files can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// The value of a configuration key.
    Property(String),
    /// A constant of another file: the class or module that it is of, and its name.
    Constant(String, String),
    /// What a function of another file returns: the class or module that it is of, its name, and how many arguments it is given.
    Return(String, String, usize),
    /// What callers in other files give to a parameter.
    Caller(caller::Asked),
}

impl Need {
    /// Whether code decides, and no configuration.
    pub const fn is_of_code(&self) -> bool {
        !matches!(self, Self::Property(_))
    }
}

/// All that an expression may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// Known values.
    pub of: Vec<Value>,
    /// Whether it may also be something else.
    pub unknown: bool,
    /// What would say more.
    pub needs: Vec<Need>,
}

impl Value {
    /// Whether it is the default of a setting.
    pub fn is_default(&self) -> bool {
        self.trail.iter().any(|step| step.what == DEFAULT_OF_SETTING)
    }
}

impl Values {
    fn one(known: Known, span: Span) -> Self {
        Self { of: vec![Value { known, trail: vec![Step { span, what: "set here" }], call: None }], unknown: false, needs: Vec::new() }
    }

    fn unknown() -> Self {
        Self { of: Vec::new(), unknown: true, needs: Vec::new() }
    }

    fn add(&mut self, other: Self) {
        self.unknown |= other.unknown;
        for value in other.of {
            if self.of.len() >= MOST_VALUES {
                self.unknown = true;
                break;
            }
            if !self.of.iter().any(|mine| mine.known == value.known) {
                self.of.push(value);
            }
        }
        for need in other.needs {
            if self.needs.len() < MOST_VALUES && !self.needs.contains(&need) {
                self.needs.push(need);
            }
        }
    }

    fn step(mut self, span: Span, what: &'static str) -> Self {
        for value in &mut self.of {
            if value.trail.len() < 12 && value.trail.last().is_none_or(|last| last.span != span) {
                value.trail.push(Step { span, what });
            }
        }
        self
    }

    /// Whether a configuration key may say what it is.
    fn is_of_setting(&self) -> bool {
        self.needs.iter().any(|need| !need.is_of_code())
    }

    /// The same as what holds where no file sets the key at a place.
    fn by_default(mut self, key: Span) -> Self {
        for value in &mut self.of {
            value.trail.push(Step { span: key, what: DEFAULT_OF_SETTING });
        }
        self
    }

    fn map(mut self, change: impl Fn(Known) -> Option<Known>) -> Self {
        let count = self.of.len();
        self.of = self
            .of
            .into_iter()
            .filter_map(|value| change(value.known).map(|known| Value { known, trail: value.trail, call: None }))
            .collect();
        self.unknown |= self.of.len() < count;
        self
    }

    /// The only value, where there is one and nothing else is possible.
    fn single(&self) -> Option<&Known> {
        match &self.of[..] {
            [one] if !self.unknown => Some(&one.known),
            _ => None,
        }
    }
}

/// Arguments that a function was called with, while its body is evaluated for them.
struct Frame<'f> {
    function: usize,
    arguments: Vec<Option<Values>>,
    outer: Option<&'f Frame<'f>>,
}

/// Reads values of one file.
pub struct Evaluator<'o> {
    /// The file.
    pub outline: &'o Outline<'o>,
    budget: Cell<u32>,
    /// Calls by the names that they are given or called on, so that not every call is asked about every name.
    given: OnceCell<HashMap<&'o [u8], Vec<usize>>>,
    /// Names that a function declares without a value.
    declared: RefCell<HashMap<usize, HashSet<&'o [u8]>>>,
    /// Types of names by where they stand, or where the name does: `private Cipher cipher;`, `cipher: Cipher`.
    typed: OnceCell<HashMap<&'o [u8], Vec<usize>>>,
    /// What calls are made on, by the place of their names: many rules ask of one call.
    receivers: RefCell<HashMap<usize, Rc<[String]>>>,
    /// The functions that tokens are in.
    functions: RefCell<HashMap<usize, Option<usize>>>,
    /// Answers that no caller's arguments decide, by what was asked and how deep: in a bundle of scripts a hundred names lead to one another.
    branches: Answers<(When, u32), Option<bool>>,
    fields: Answers<(usize, Option<usize>, u32, bool), Option<Values>>,
    parameters: Answers<(usize, usize, u32), Values>,
    /// Where the names of functions are declared.
    declarations: OnceCell<HashSet<usize>>,
}

/// What was asked before, and what came of it.
type Answers<Q, A> = RefCell<HashMap<Q, A>>;

/// Asks once.
fn once<Q: Eq + Hash, A: Clone>(answers: &Answers<Q, A>, asked: Q, answer: impl FnOnce() -> A) -> A {
    if let Some(known) = answers.borrow().get(&asked) {
        return known.clone();
    }
    let found = answer();
    answers.borrow_mut().insert(asked, found.clone());
    found
}

#[derive(Clone, Copy)]
struct Context<'f> {
    /// Where the expression is used: what was set before counts.
    at: usize,
    frame: Option<&'f Frame<'f>>,
    depth: u32,
}

impl Context<'_> {
    const fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }

    const fn at(self, at: usize) -> Self {
        Self { at, depth: self.depth + 1, ..self }
    }
}

/// Ruby's `:TLS1_2` and Objective-C's `@(bits)`.
fn is_mark_of_a_literal(outline: &Outline<'_>, at: usize) -> bool {
    match outline.language {
        Language::Ruby => outline.is(at, ":"),
        Language::ObjectiveC => outline.is(at, "@"),
        _ => false,
    }
}

impl<'o> Evaluator<'o> {
    /// Begins with a full budget.
    pub fn new(outline: &'o Outline<'o>) -> Self {
        Self {
            outline,
            budget: Cell::new(BUDGET),
            given: OnceCell::new(),
            declared: RefCell::default(),
            typed: OnceCell::new(),
            receivers: RefCell::default(),
            functions: RefCell::default(),
            branches: Answers::default(),
            fields: Answers::default(),
            parameters: Answers::default(),
            declarations: OnceCell::new(),
        }
    }

    /// Whether the name of a function is declared there: in some languages that looks like a call.
    fn is_declaration(&self, at: usize) -> bool {
        self.declarations.get_or_init(|| self.outline.functions.iter().filter_map(|function| function.name).collect()).contains(&at)
    }

    fn function_at(&self, at: usize) -> Option<usize> {
        *self.functions.borrow_mut().entry(at).or_insert_with(|| self.outline.function_at(at))
    }

    /// What an expression may be where it stands.
    pub fn values(&self, range: Range) -> Values {
        self.evaluate(range, Context { at: range.0, frame: None, depth: 0 })
    }

    fn spend(&self) -> bool {
        self.spend_on(0)
    }

    /// A step that looks through this many things.
    fn spend_on(&self, things: usize) -> bool {
        let left = self.budget.get();
        self.budget.set(left.saturating_sub(1 + (things / IN_ONE_STEP) as u32));
        left > 0
    }

    /// Bytes of a range of tokens.
    pub fn span(&self, range: Range) -> Span {
        let last = range.1.max(range.0 + 1) - 1;
        Span::new(self.outline.tokens.get(range.0).span().start, self.outline.tokens.get(last).span().end)
    }

    fn evaluate(&self, range: Range, context: Context<'_>) -> Values {
        if range.0 >= range.1 || context.depth > DEPTH || !self.spend() {
            return Values::unknown();
        }
        let range = self.stripped(range);
        if range.1 == range.0 + 1 {
            return self.atom(range.0, context);
        }
        if let Some(values) = self.operators(range, context) {
            return values;
        }
        self.primary(range, context)
    }

    /// Without brackets around it, casts, and words before it that change nothing.
    fn stripped(&self, mut range: Range) -> Range {
        let outline = self.outline;
        loop {
            if range.1 < range.0 + 2 {
                return range;
            }
            let (first, last) = (range.0, range.1 - 1);
            let close = outline.tokens.close(first, range.1);
            if outline.is(first, "(") && close == last {
                range = (first + 1, last);
            } else if outline.is(first, "(") && close < last && self.is_cast(first, close, range.1) {
                range.0 = close + 1;
            } else if outline.is_any(
                first,
                &["await", "try", "&", "mut", "const", "ref", "move", "static", "final", "in", "out", "return", "*", "lazy", "?"],
            ) || outline.is(first, "!") && outline.is(first - usize::from(first > 0), "try")
                || is_mark_of_a_literal(outline, first)
            {
                range.0 += 1;
            } else if outline.is_any(last, &["!!", "!", "?", ";"]) {
                range.1 -= 1;
            } else if let Some(at) = (first + 1..last).rev().take(6).find(|at| outline.is_any(*at, &["as", "satisfies"])) {
                range.1 = at;
                if outline.is_any(range.1 - 1, &["?", "!"]) {
                    range.1 -= 1;
                }
            } else {
                return range;
            }
        }
    }

    /// Behind the types that a call is given, `GetValue<string>(`: they compare nothing.
    fn past_types(&self, at: usize, end: usize) -> Option<usize> {
        let outline = self.outline;
        let is_of_type = |at: &usize| outline.kind(*at) == Kind::Name || outline.is_any(*at, &[".", ",", "?", "[", "]"]);
        if !outline.is(at, "<") {
            return None;
        }
        let close = (at + 1..end.min(at + LONGEST_TYPES)).find(|at| !is_of_type(at))?;
        (close > at + 1 && close + 1 < end && outline.is(close, ">") && outline.is(close + 1, "(")).then_some(close + 1)
    }

    /// `(byte) 100`, `(char[]) x`: a type in brackets before an operand.
    fn is_cast(&self, open: usize, close: usize, end: usize) -> bool {
        let outline = self.outline;
        let inner =
            (open + 1..close).all(|at| outline.kind(at) == Kind::Name || outline.is_any(at, &["[", "]", ".", "<", ">", "*", ",", "?"]));
        let operand = close + 1 < end
            && (matches!(outline.kind(close + 1), Kind::Name | Kind::Number | Kind::Text)
                || outline.is_any(close + 1, &["(", "{", "-", "&"]));
        inner && close > open + 1 && operand
    }

    fn atom(&self, at: usize, context: Context<'_>) -> Values {
        let outline = self.outline;
        let span = outline.tokens.get(at).span();
        match outline.kind(at) {
            Kind::Text => self.literal(at),
            Kind::Number => integer(outline.word(at)).map_or_else(Values::unknown, |number| Values::one(Known::Number(number), span)),
            Kind::Name => match outline.word(at) {
                b"true" | b"True" | b"TRUE" | b"YES" => Values::one(Known::Bool(true), span),
                b"false" | b"False" | b"FALSE" | b"NO" => Values::one(Known::Bool(false), span),
                b"null" | b"None" | b"nil" | b"NULL" | b"nullptr" | b"undefined" => Values::one(Known::Null, span),
                _ => self.name(at, context),
            },
            _ => Values::unknown(),
        }
    }

    fn literal(&self, at: usize) -> Values {
        let span = self.outline.tokens.get(at).span();
        let word = self.outline.word(at);
        let text = content(word);
        // A literal with holes comes in parts; one in one part is whole.
        let open =
            text.ends_with(b"${") || text.ends_with(b"#{") || text.ends_with(b"\\(") || (text.ends_with(b"{") && word.starts_with(b"f"));
        if open {
            return Values::unknown();
        }
        Values::one(Known::Text(String::from_utf8_lossy(text).into_owned()), span)
    }

    // Operators.

    fn operators(&self, range: Range, context: Context<'_>) -> Option<Values> {
        let outline = self.outline;
        let (mut question, mut colon, mut python_if, mut python_else) = (None, None, None, None);
        let (mut either, mut joins, mut product, mut compares) = (Vec::new(), Vec::new(), None, false);
        let mut at = range.0;
        while at < range.1 {
            match outline.kind(at) {
                Kind::Open => at = outline.tokens.close(at, range.1),
                Kind::Sign => {
                    let inner = at > range.0;
                    if let Some(past) = inner.then(|| self.past_types(at, range.1)).flatten() {
                        at = past;
                        continue;
                    }
                    if outline.is(at, "=>") || outline.is(at, "->") && !has_arrows(outline.language) {
                        return Some(self.lambda(at, range));
                    } else if outline.is(at, "?") && question.is_none() && inner {
                        question = Some(at);
                    } else if outline.is(at, ":") && question.is_some() && colon.is_none() {
                        colon = Some(at);
                    } else if inner && outline.is_any(at, &["||", "??", "?:"]) {
                        either.push(at);
                    } else if inner && outline.is(at, outline.dialect.joins) {
                        joins.push(at);
                    } else if inner && outline.is_any(at, &["*", "<<", "-", "/", "%", "**"]) {
                        product = product.or(Some(at));
                    } else if inner && outline.is_any(at, &["==", "!=", "<", ">", "<=", ">=", "===", "!==", "&&"]) {
                        compares = true;
                    }
                }
                Kind::Name if outline.is(at, "or") && at > range.0 => either.push(at),
                Kind::Name if outline.is(at, "if") && at > range.0 => python_if = python_if.or(Some(at)),
                Kind::Name if outline.is(at, "else") && python_if.is_some() => python_else = python_else.or(Some(at)),
                Kind::Name if outline.is(at, "not") && at == range.0 => compares = true,
                _ => {}
            }
            at += 1;
        }
        if let (Some(question), Some(colon)) = (question, colon) {
            return Some(self.chosen((range.0, question), (question + 1, colon), (colon + 1, range.1), context));
        }
        if let (Some(start), Some(end)) = (python_if, python_else) {
            return Some(self.chosen((start + 1, end), (range.0, start), (end + 1, range.1), context));
        }
        if compares || outline.is(range.0, "!") {
            let known = self.condition(range, context).map(Known::Bool);
            return Some(known.map_or_else(Values::unknown, |known| Values::one(known, self.span(range))));
        }
        if !either.is_empty() {
            // `a || b`: either may be it; what is read from elsewhere makes it uncertain, and behind a setting stands its default.
            let mut values = Values::default();
            let mut start = range.0;
            for end in either.into_iter().chain([range.1]) {
                let part = self.evaluate((start, end), context.deeper());
                values.add(if values.is_of_setting() { part.by_default(self.span((range.0, start - 1))) } else { part });
                start = end + 1;
            }
            return Some(values);
        }
        if !joins.is_empty() {
            return Some(self.joined(range, &joins, context));
        }
        product.map(|at| self.arithmetic(range, at, context))
    }

    fn chosen(&self, condition: Range, yes: Range, no: Range, context: Context<'_>) -> Values {
        match self.condition(condition, context.deeper()) {
            Some(true) => self.evaluate(yes, context.deeper()),
            Some(false) => self.evaluate(no, context.deeper()),
            None => {
                let (mut values, other) = (self.evaluate(yes, context.deeper()), self.evaluate(no, context.deeper()));
                // `setting == null ? default : setting`, and the other way round.
                match (values.is_of_setting(), other.is_of_setting()) {
                    (true, false) => values.add(other.by_default(self.span(condition))),
                    (false, true) => {
                        values = values.by_default(self.span(condition));
                        values.add(other);
                    }
                    _ => values.add(other),
                }
                values
            }
        }
    }

    fn joined(&self, range: Range, joins: &[usize], context: Context<'_>) -> Values {
        let mut start = range.0;
        let mut sum: Option<Values> = None;
        for end in joins.iter().copied().chain([range.1]) {
            let part = self.evaluate((start, end), context.deeper());
            start = end + 1;
            sum = Some(match sum {
                None => part,
                Some(sum) => combined(&sum, &part, |one, two| match (one, two) {
                    (Known::Number(one), Known::Number(two)) => Some(Known::Number(one.checked_add(*two)?)),
                    (Known::Text(one), Known::Text(two)) if one.len() + two.len() < 4096 => Some(Known::Text(format!("{one}{two}"))),
                    (Known::Text(one), Known::Number(two)) => Some(Known::Text(format!("{one}{two}"))),
                    (Known::Bytes(one), Known::Bytes(two)) => Some(Known::Bytes(one.zip(*two).map(|(one, two)| one + two))),
                    (Known::Bytes(_), Known::Text(_)) | (Known::Text(_), Known::Bytes(_)) => Some(Known::Bytes(None)),
                    (Known::List(one), Known::List(two)) => Some(Known::List(one.iter().chain(two).cloned().collect())),
                    _ => None,
                }),
            });
        }
        sum.unwrap_or_else(Values::unknown)
    }

    fn arithmetic(&self, range: Range, at: usize, context: Context<'_>) -> Values {
        let outline = self.outline;
        let one = self.evaluate((range.0, at), context.deeper());
        let two = self.evaluate((at + 1, range.1), context.deeper());
        let sign = outline.word(at);
        combined(&one, &two, |one, two| match (one, two) {
            (Known::Number(one), Known::Number(two)) => {
                let result = match sign {
                    b"*" => one.checked_mul(*two),
                    b"-" => one.checked_sub(*two),
                    b"/" => one.checked_div(*two),
                    b"%" => one.checked_rem(*two),
                    b"<<" => u32::try_from(*two).ok().filter(|by| *by < 62).and_then(|by| one.checked_shl(by)),
                    b"**" => u32::try_from(*two).ok().and_then(|by| one.checked_pow(by)),
                    _ => None,
                };
                result.map(Known::Number)
            }
            // `b"\x00" * 16`
            (Known::Text(_) | Known::Bytes(_) | Known::List(_), Known::Number(_)) if sign == b"*" => Some(Known::Bytes(None)),
            _ => None,
        })
    }

    // Conditions.

    /// Whether a condition always holds, or never.
    fn condition(&self, range: Range, context: Context<'_>) -> Option<bool> {
        if context.depth > DEPTH || !self.spend() {
            return None;
        }
        let outline = self.outline;
        let range = self.stripped(range);
        for (sign, word, neutral) in [("||", "or", false), ("&&", "and", true)] {
            let mut parts = outline.split(range, sign);
            if parts.len() < 2 {
                parts = self.split_word(range, word);
            }
            if parts.len() > 1 {
                let mut is_sure = true;
                for part in parts {
                    match self.condition(part, context.deeper()) {
                        Some(holds) if holds != neutral => return Some(!neutral),
                        answer => is_sure &= answer.is_some(),
                    }
                }
                return is_sure.then_some(neutral);
            }
        }
        if outline.is_any(range.0, &["!", "not"]) {
            return self.condition((range.0 + 1, range.1), context.deeper()).map(|holds| !holds);
        }
        for sign in ["==", "!=", "===", "!==", "<=", ">=", "<", ">"] {
            let parts = outline.split(range, sign);
            if let [one, two] = parts[..] {
                let (one, two) = (self.evaluate(one, context.deeper()), self.evaluate(two, context.deeper()));
                return decided(&one, &two, |one, two| match (one, two) {
                    (Known::Number(one), Known::Number(two)) => Some(match sign {
                        "==" | "===" => one == two,
                        "!=" | "!==" => one != two,
                        "<=" => one <= two,
                        ">=" => one >= two,
                        "<" => one < two,
                        _ => one > two,
                    }),
                    (Known::Text(_) | Known::Bool(_), Known::Text(_) | Known::Bool(_)) => match sign {
                        "==" | "===" => Some(one == two),
                        "!=" | "!==" => Some(one != two),
                        _ => None,
                    },
                    _ => None,
                });
            }
        }
        // `a.equals(b)`
        if outline.is(range.1 - 1, ")") {
            let open = outline.tokens.get(range.1 - 1).mate as usize;
            let is_equals = open > range.0 + 2 && outline.is_any(open - 1, &["equals", "equalsIgnoreCase", "contentEquals"]);
            if is_equals && outline.is(open - 2, ".") {
                let one = self.evaluate((range.0, open - 2), context.deeper());
                let two = self.evaluate((open + 1, range.1 - 1), context.deeper());
                return decided(&one, &two, |one, two| match (one, two) {
                    (Known::Text(one), Known::Text(two)) => Some(one.eq_ignore_ascii_case(two)),
                    _ => None,
                });
            }
        }
        match self.evaluate_plain(range, context).single() {
            Some(Known::Bool(holds)) => Some(*holds),
            Some(Known::Number(number)) => Some(*number != 0),
            _ => None,
        }
    }

    fn evaluate_plain(&self, range: Range, context: Context<'_>) -> Values {
        if range.1 == range.0 + 1 { self.atom(range.0, context.deeper()) } else { self.primary(range, context.deeper()) }
    }

    fn split_word(&self, range: Range, word: &str) -> Vec<Range> {
        let (mut parts, mut start, mut at) = (Vec::new(), range.0, range.0);
        while at < range.1 {
            if self.outline.kind(at) == Kind::Open {
                at = self.outline.tokens.close(at, range.1);
            } else if self.outline.is(at, word) {
                parts.push((start, at));
                start = at + 1;
            }
            at += 1;
        }
        parts.push((start, range.1));
        parts
    }

    /// Whether a branch is surely taken, or surely not.
    fn taken(&self, branch: &Branch, context: Context<'_>) -> Option<bool> {
        if context.frame.is_some() {
            return self.find_taken(branch, context);
        }
        once(&self.branches, (branch.when, context.depth), || self.find_taken(branch, context))
    }

    fn find_taken(&self, branch: &Branch, context: Context<'_>) -> Option<bool> {
        match branch.when {
            When::Condition(range, holds) => self.condition(range, Context { at: range.0, ..context }).map(|found| found == holds),
            When::Equal(subject, label) => {
                let at = Context { at: subject.0, ..context };
                let (one, two) = (self.evaluate(subject, at.deeper()), self.evaluate(label, at.deeper()));
                decided(&one, &two, |one, two| (std::mem::discriminant(one) == std::mem::discriminant(two)).then_some(one == two))
                    .filter(|same| !same)
            }
            When::Sometimes => None,
        }
    }

    /// Whether the code at a token can surely not be reached.
    pub fn is_dead(&self, at: usize) -> bool {
        let context = Context { at, frame: None, depth: 0 };
        self.outline.branches_at(at).any(|branch| self.taken(branch, context) == Some(false))
    }

    fn lambda(&self, arrow: usize, range: Range) -> Values {
        let found = self.outline.functions.iter().find(|function| function.body.0 == arrow + 1 || function.body.0 == arrow + 2);
        match found {
            Some(function) if self.accepts(function) => Values::one(Known::Accepts, self.span(range)),
            _ => Values::unknown(),
        }
    }

    /// Whether a function can only let pass: no statement, or nothing but `return true`, `return null`.
    pub fn accepts(&self, function: &Function) -> bool {
        let outline = self.outline;
        let body: Vec<usize> = (function.body.0..function.body.1).take(6).collect();
        let words: Vec<&[u8]> = body.iter().map(|at| outline.word(*at)).filter(|word| *word != b";").collect();
        matches!(
            words[..],
            [] | [b"return", b"true" | b"True" | b"null" | b"undefined" | b"nil" | b"None"]
                | [b"return" | b"true" | b"True" | b"undefined" | b"null" | b"pass" | b"nil"]
        ) && function.body.1 - function.body.0 <= 3
    }
}

/// Whether `->` leads to a member.
const fn has_arrows(language: Language) -> bool {
    matches!(language, Language::C | Language::Cpp | Language::ObjectiveC | Language::Php)
}

/// All combinations of two sets of values. What would say more of one of them says nothing of what they make together.
fn combined(one: &Values, two: &Values, join: impl Fn(&Known, &Known) -> Option<Known>) -> Values {
    let mut out = Values { of: Vec::new(), unknown: one.unknown || two.unknown, needs: Vec::new() };
    for first in &one.of {
        for second in &two.of {
            match join(&first.known, &second.known) {
                Some(known) if out.of.len() < MOST_VALUES => {
                    let trail = first.trail.iter().chain(&second.trail).copied().take(8).collect();
                    out.of.push(Value { known, trail, call: None });
                }
                _ => out.unknown = true,
            }
        }
    }
    out
}

/// What a comparison of two sets always gives.
fn decided(one: &Values, two: &Values, compare: impl Fn(&Known, &Known) -> Option<bool>) -> Option<bool> {
    if one.unknown || two.unknown || one.of.is_empty() || two.of.is_empty() {
        return None;
    }
    let mut answer = None;
    for first in &one.of {
        for second in &two.of {
            let found = compare(&first.known, &second.known)?;
            if answer.is_some_and(|answer| answer != found) {
                return None;
            }
            answer = Some(found);
        }
    }
    answer
}
