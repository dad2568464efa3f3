//! What stands where in a file of code: functions with their parameters, classes, branches, assignments, calls, imports.
//!
//! Read from tokens and brackets alone. Promises: never fails; a bounded look around each token, so time is linear; places are indices of
//! tokens, ranges are half open. What it cannot tell apart it leaves out: a reader of values then knows less, not something false.

mod block;
mod import;
mod statement;

use super::nesting::Nesting;
use super::token::{Dialect, Kind, Token, Tokens};
use crate::language::Language;
use std::collections::HashMap;

/// A half-open range of tokens.
pub type Range = (usize, usize);

/// A parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: usize,
    /// Its type's name, where one is written.
    pub type_name: Option<usize>,
    /// What it is where a caller gives nothing.
    pub default: Option<Range>,
}

/// A function, method, constructor or lambda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name; none for lambdas.
    pub name: Option<usize>,
    /// What it takes; `self` of Python, Rust and their kin left out.
    pub parameters: Vec<Parameter>,
    /// Its statements, brackets left out; of a function that is one expression, that.
    pub body: Range,
    /// Whether the body is an expression.
    pub expression: bool,
    /// The innermost class around it.
    pub class: Option<usize>,
}

/// A class, interface, object, module or enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    /// Its name.
    pub name: usize,
    /// What is in it.
    pub body: Range,
}

/// When a branch is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// A condition holds, or does not.
    Condition(Range, bool),
    /// The first is equal to the second.
    Equal(Range, Range),
    /// Nobody knows: loops, handlers of exceptions.
    Sometimes,
}

/// Statements that may not be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch {
    /// What is in it.
    pub body: Range,
    /// When it is taken.
    pub when: When,
    /// Branches of one statement share a number.
    pub statement: usize,
}

/// `target = value`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The operator.
    pub operator: usize,
    /// The name that gets the value: the last one of the target.
    pub name: usize,
    /// The first token of the target's path: `this` of `this.key`; the name where there is no more.
    pub path: usize,
    /// Whether only an element of it is set.
    pub element: bool,
    /// Whether the name is declared here.
    pub declares: bool,
    /// Whether the old value stays part of the new one.
    pub augments: bool,
    /// The declared type's name.
    pub type_name: Option<usize>,
    /// The value.
    pub value: Range,
    /// The innermost function around it, lambdas included.
    pub function: Option<usize>,
    /// The innermost class around it.
    pub class: Option<usize>,
}

/// A call, a construction, or a literal of a structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// The last name of what is called.
    pub name: usize,
    /// The first name of its path: `java` of `java.util.Random(`.
    pub path: usize,
    /// Whether the path hangs on another call, an index or a literal: `f().g(`.
    pub chained: bool,
    /// Whether `new` or its like stands before it.
    pub new: bool,
    /// The opening bracket.
    pub open: usize,
    /// The closing one.
    pub close: usize,
}

/// An argument of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The name it is given by.
    pub name: Option<usize>,
    /// The expression.
    pub value: Range,
}

/// A file of code.
#[derive(Debug)]
pub struct Outline<'t> {
    /// The text.
    pub text: &'t [u8],
    /// Its tokens.
    pub tokens: Tokens,
    /// Its language.
    pub language: Language,
    /// What is particular to it.
    pub dialect: &'static Dialect,
    /// All functions, by where they begin.
    pub functions: Vec<Function>,
    /// All classes.
    pub classes: Vec<Class>,
    /// All branches.
    pub branches: Vec<Branch>,
    /// All assignments, in order.
    pub assignments: Vec<Assignment>,
    /// All calls, in the order of their names.
    pub calls: Vec<Call>,
    /// Local names of imported things, with the paths they stand for.
    pub imports: HashMap<&'t [u8], String>,
    /// Assignments by name.
    pub assigned: HashMap<&'t [u8], Vec<usize>>,
    /// Calls by their last name.
    pub called: HashMap<&'t [u8], Vec<usize>>,
    /// Calls by their closing bracket.
    pub closing: HashMap<usize, usize>,
    around: Around,
}

/// What is around what: for functions, classes and branches.
#[derive(Debug, Default)]
struct Around {
    functions: Nesting,
    classes: Nesting,
    branches: Nesting,
}

/// Most tokens of a command without brackets, or of what is written to a stream.
const LONGEST_COMMAND: usize = 256;

/// Most tokens of a list whose parts are asked for: calls that nothing closes lie within one another, each as long as the rest of the file.
const LONGEST_LIST: usize = 4_096;

impl<'t> Outline<'t> {
    /// Reads a file; nothing for languages that are not read by calls.
    pub fn read(text: &'t [u8], tokens: Tokens, language: Language) -> Option<Self> {
        let dialect = Dialect::of(language)?;
        let mut outline = Self {
            text,
            tokens,
            language,
            dialect,
            functions: Vec::new(),
            classes: Vec::new(),
            branches: Vec::new(),
            assignments: Vec::new(),
            calls: Vec::new(),
            imports: HashMap::new(),
            assigned: HashMap::new(),
            called: HashMap::new(),
            closing: HashMap::new(),
            around: Around::default(),
        };
        outline.blocks();
        outline.around.branches = Nesting::of(outline.branches.iter().map(|branch| branch.body));
        outline.statements();
        Some(outline)
    }

    /// The bytes of a token.
    pub fn word(&self, index: usize) -> &'t [u8] {
        self.tokens.get(index).span().of(self.text)
    }

    /// The name of a token as other languages would write it: without `$` and `@`.
    pub fn name(&self, index: usize) -> &'t [u8] {
        let word = self.word(index);
        let start = word.iter().take_while(|byte| matches!(byte, b'$' | b'@')).count();
        &word[start..]
    }

    /// The kind of a token.
    pub fn kind(&self, index: usize) -> Kind {
        self.tokens.get(index).kind
    }

    /// Whether a token is this sign, bracket or word.
    pub fn is(&self, index: usize, word: &str) -> bool {
        self.word(index) == word.as_bytes() && self.kind(index) != Kind::Text
    }

    /// Whether a token is one of these signs, brackets or words.
    pub fn is_any(&self, index: usize, words: &[&str]) -> bool {
        self.kind(index) != Kind::Text && words.iter().any(|word| self.word(index) == word.as_bytes())
    }

    fn token(&self, index: usize) -> Token {
        self.tokens.get(index)
    }

    fn is_name(&self, index: usize) -> bool {
        self.kind(index) == Kind::Name && index < self.tokens.len()
    }

    /// The innermost named function or lambda around a token.
    pub fn function_at(&self, index: usize) -> Option<usize> {
        self.around.functions.innermost(index)
    }

    /// The innermost class around a token.
    pub fn class_at(&self, index: usize) -> Option<usize> {
        self.around.classes.innermost(index)
    }

    /// The branches around a token, in no order.
    pub fn branches_at(&self, index: usize) -> impl Iterator<Item = &Branch> {
        self.around.branches.at(index).map(|branch| &self.branches[branch])
    }

    /// The parts of a range between separators outside of inner brackets.
    pub fn split(&self, range: Range, separator: &str) -> Vec<Range> {
        let (mut parts, mut start, mut at) = (Vec::new(), range.0, range.0);
        while at < range.1 {
            match self.kind(at) {
                Kind::Open => at = self.tokens.close(at, range.1),
                Kind::Sign if self.is(at, separator) => {
                    parts.push((start, at));
                    start = at + 1;
                }
                _ => {}
            }
            at += 1;
        }
        if start < range.1 {
            parts.push((start, range.1));
        }
        parts
    }

    /// Whether a name belongs to what stands before it: `log` of `x.log`.
    pub fn is_member(&self, at: usize) -> bool {
        at > 0 && self.is_any(at - 1, &[".", "->", "?.", "::"])
    }

    /// What follows a command that takes its arguments without brackets, to the end of its line or statement: `puts x`, `echo $x;`; in
    /// languages with blocks for arguments also `info { x }`.
    pub fn command(&self, at: usize) -> Option<Range> {
        let first = at + 1;
        if first >= self.tokens.len() || self.token(first).begins_line() {
            return None;
        }
        if self.is(first, "{") && matches!(self.language, Language::Kotlin | Language::Groovy | Language::Swift | Language::Scala) {
            return Some((first + 1, self.tokens.close(first, self.tokens.len().min(first + LONGEST_COMMAND))));
        }
        let begins = self.kind(first) == Kind::Text || (self.is_name(first) && !self.is_any(first, &["if", "unless", "and", "or", "do"]));
        if !begins {
            return None;
        }
        let last = self.tokens.len().min(first + LONGEST_COMMAND);
        // A line goes on behind a comma.
        let ends = |next: usize| self.is(next, ";") || (self.dialect.lines && self.token(next).begins_line() && !self.is(next - 1, ","));
        Some((first, (first + 1..last).find(|next| ends(*next)).unwrap_or(last)))
    }

    /// What is written to a stream, to the end of the statement: `cout << a << b;`, `LOG(INFO) << a;`.
    pub fn stream(&self, at: usize) -> Option<Range> {
        let mut first = at + 1;
        if self.is(first, "(") {
            first = self.tokens.close(first, self.tokens.len()) + 1;
        }
        if !self.is(first, "<<") {
            return None;
        }
        let last = self.tokens.len().min(first + LONGEST_COMMAND);
        Some((first, (first..last).find(|next| self.is_any(*next, &[";", "{", "}"])).unwrap_or(last)))
    }

    /// The arguments of a call.
    pub fn arguments(&self, call: &Call) -> Vec<Argument> {
        self.parts(call.open, call.close)
    }

    /// What stands between two brackets, by commas, with names where they are given.
    pub fn parts(&self, open: usize, close: usize) -> Vec<Argument> {
        let last = close.min(open + LONGEST_LIST);
        let mut parts: Vec<Argument> = self.split((open + 1, last), ",").into_iter().map(|range| self.argument(range)).collect();
        if self.is(close + 1, "{")
            && matches!(self.language, Language::Kotlin | Language::Groovy | Language::Swift | Language::Scala)
            && self.is(open, "(")
        {
            parts.push(Argument { name: None, value: (close + 1, self.tokens.close(close + 1, self.tokens.len()) + 1) });
        }
        parts
    }

    fn argument(&self, range: Range) -> Argument {
        let plain = Argument { name: None, value: range };
        if range.1 < range.0 + 3 {
            return plain;
        }
        let named = |name: usize, value: usize| Argument { name: Some(name), value: (value, range.1) };
        let (first, second) = (self.kind(range.0), range.0 + 1);
        let is_key = first == Kind::Name || first == Kind::Text || first == Kind::Number;
        if is_key && self.is_any(second, &[":", "=>"]) {
            return named(range.0, range.0 + 2);
        }
        if is_key && self.is(second, "=") && first == Kind::Name {
            return named(range.0, range.0 + 2);
        }
        // Ruby's `:name => value`.
        if self.is(range.0, ":") && self.kind(second) == Kind::Name && self.is(range.0 + 2, "=>") {
            return named(second, range.0 + 3);
        }
        plain
    }
}
