//! What stands where in a file of code: functions with their parameters, classes, branches, assignments, calls, imports.
//!
//! Read from tokens and brackets alone. Promises: never fails; a bounded look around each token, so time is linear; places are indices of
//! tokens, ranges are half open. What it cannot tell apart it leaves out: a reader of values then knows less, not something false.

use super::nesting::Nesting;
use super::token::{Blocks, Declares, Dialect, Kind, Token, Tokens, content};
use crate::language::Language;
use std::collections::HashMap;

/// A half-open range of tokens.
pub type Range = (usize, usize);

/// Most tokens that a block marked by indentation is followed.
const LONGEST_BLOCK: usize = 30_000;
/// Most tokens before an operator that may belong to its target.
const LONGEST_TARGET: usize = 40;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Words before a bracket that call nothing.
const KEYWORDS: &[&[u8]] = &[
    b"if",
    b"for",
    b"while",
    b"switch",
    b"catch",
    b"return",
    b"synchronized",
    b"using",
    b"lock",
    b"match",
    b"function",
    b"func",
    b"fun",
    b"def",
    b"when",
    b"elif",
    b"and",
    b"or",
    b"not",
    b"in",
    b"is",
    b"foreach",
    b"unless",
    b"until",
    b"with",
    b"case",
    b"typeof",
    b"sizeof",
    b"await",
    b"yield",
    b"throw",
    b"else",
    b"import",
    b"const",
    b"var",
    b"let",
    b"val",
    b"type",
    b"guard",
    b"assert",
    b"fixed",
    b"echo",
    b"print",
    b"array",
    b"throws",
    b"where",
    b"catch",
];

/// Most tokens of a command without brackets, or of what is written to a stream.
const LONGEST_COMMAND: usize = 256;

/// Words that no language lets a variable be called.
const RESERVED: &[&[u8]] = &[b"if", b"for", b"while", b"switch", b"return", b"else", b"case", b"import", b"new", b"throw"];

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
        let mut parts: Vec<Argument> = self.split((open + 1, close), ",").into_iter().map(|range| self.argument(range)).collect();
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

    // Functions, classes and branches.

    fn blocks(&mut self) {
        let indents = self.dialect.blocks == Blocks::Indents;
        let mut ends: HashMap<usize, usize> = HashMap::new();
        for index in 0..self.tokens.len() {
            match self.kind(index) {
                Kind::Name => {
                    if self.is_any(
                        index,
                        &["class", "interface", "object", "enum", "struct", "trait", "impl", "module", "record", "extension", "namespace"],
                    ) {
                        self.class(index, indents);
                    } else if self.is_any(index, &["import", "from", "use", "using", "require", "const", "var", "let"]) {
                        self.import(index);
                    }
                    if self.is_branch_word(index) {
                        self.branch(index, indents, &mut ends);
                    }
                    self.function(index, indents);
                }
                Kind::Sign if self.is(index, "=>") || self.is(index, "->") => self.lambda(index),
                Kind::Open => self.go_imports(index),
                _ => {}
            }
        }
        self.functions.sort_by_key(|function| function.body);
        self.around.functions = Nesting::of(self.functions.iter().map(|function| function.body));
        self.around.classes = Nesting::of(self.classes.iter().map(|class| class.body));
        for index in 0..self.functions.len() {
            self.functions[index].class = self.class_at(self.functions[index].body.0);
        }
    }

    fn class(&mut self, index: usize, indents: bool) {
        if !self.is_name(index + 1) || (index > 0 && self.is_any(index - 1, &[".", "::", "->"])) {
            return;
        }
        let name = index + 1;
        let body = if indents {
            self.indented(index)
        } else {
            let mut at = name + 1;
            let mut parameters = None;
            let limit = self.tokens.len().min(at + 60);
            loop {
                if at >= limit || self.is_any(at, &[";", "}", ")", ","]) && !self.is(at, ",") {
                    return;
                }
                if self.is(at, "{") {
                    break;
                }
                if self.is(at, "(") {
                    parameters = parameters.or(Some(at));
                }
                at = if self.kind(at) == Kind::Open { self.tokens.close(at, limit) + 1 } else { at + 1 };
            }
            let body = (at + 1, self.tokens.close(at, self.tokens.len()));
            // A primary constructor is a function whose body is the class.
            if let Some(open) = parameters.filter(|_| matches!(self.language, Language::Kotlin | Language::Scala)) {
                let parameters = self.parameters(open);
                self.functions.push(Function { name: Some(name), parameters, body, expression: false, class: None });
            }
            body
        };
        self.classes.push(Class { name, body });
    }

    /// The block that a line with this token begins, by indentation.
    fn indented(&self, index: usize) -> Range {
        let first = (index.saturating_sub(LONGEST_TARGET)..=index).rev().find(|at| self.token(*at).begins_line()).unwrap_or(index);
        let indent = self.token(first).indent;
        let limit = self.tokens.len().min(index + LONGEST_BLOCK);
        let mut at = index;
        // The header ends with a colon (Python) or its line (Ruby); brackets in it may span lines.
        while at < limit && !self.is(at, ":") && !(at > index && self.token(at).begins_line()) {
            at = if self.kind(at) == Kind::Open { self.tokens.close(at, limit) + 1 } else { at + 1 };
        }
        let start = if at < limit && self.is(at, ":") { at + 1 } else { at };
        let mut end = start;
        if start < limit && !self.token(start).begins_line() {
            // The block stands on the line of its header.
            while end < limit && !self.token(end).begins_line() {
                end = if self.kind(end) == Kind::Open { self.tokens.close(end, limit) + 1 } else { end + 1 };
            }
            return (start, end.min(limit));
        }
        while end < limit && !(self.token(end).begins_line() && self.token(end).indent <= indent) {
            end = if self.kind(end) == Kind::Open { self.tokens.close(end, limit) + 1 } else { end + 1 };
        }
        (start, end.min(limit))
    }

    fn function(&mut self, index: usize, indents: bool) {
        let words = self.dialect.function;
        if indents || !words.is_empty() {
            if !words.iter().any(|word| self.is(index, word)) {
                return;
            }
            self.declared_function(index, indents);
            return;
        }
        // Known by its shape: `name(…) … {`.
        if !self.is(index + 1, "(") || KEYWORDS.contains(&self.word(index)) && !self.is(index, "function") {
            return;
        }
        let anonymous = self.is(index, "function");
        let before = index.checked_sub(1);
        let before_is = |words: &[&str]| before.is_some_and(|before| self.is_any(before, words));
        if !anonymous && before_is(&[".", "->", "?.", "new", "=", "return", "(", "!", "&&", "||", "=>", "throw", "?", "+"]) {
            return;
        }
        if matches!(self.language, Language::JavaScript | Language::TypeScript)
            && !anonymous
            && !(before.is_none()
                || before_is(&["{", "}", ";", ",", "async", "static", "get", "set", "*", "function", "public", "private", "protected"]))
            && !self.token(index).begins_line()
        {
            return;
        }
        let close = self.tokens.close(index + 1, self.tokens.len());
        let mut at = close + 1;
        let limit = self.tokens.len().min(at + 40);
        while at < limit && !self.is(at, "{") {
            if self.is(at, "=>") && self.language == Language::CSharp {
                let end = self.expression_end(at + 1, self.tokens.len());
                let parameters = self.parameters(index + 1);
                self.functions.push(Function { name: Some(index), parameters, body: (at + 1, end), expression: true, class: None });
                return;
            }
            let continues = self.is_name(at) || self.is_any(at, &[",", ".", ":", "<", ">", "|", "?", "[", "]", "&", "*", "::", "->", "@"]);
            if !continues {
                return;
            }
            at += 1;
        }
        if at >= limit {
            return;
        }
        let parameters = self.parameters(index + 1);
        let body = (at + 1, self.tokens.close(at, self.tokens.len()));
        let name = (!anonymous).then_some(index);
        self.functions.push(Function { name, parameters, body, expression: false, class: None });
    }

    fn declared_function(&mut self, index: usize, indents: bool) {
        let limit = self.tokens.len().min(index + 60);
        // Go: a receiver before the name. Ruby: `self.` before it, no brackets after it.
        let mut name = None;
        let mut open = None;
        let mut at = index + 1;
        let go_method = self.language == Language::Go && self.is(at, "(") && self.is_name(self.tokens.close(at, limit) + 1);
        if go_method {
            at = self.tokens.close(at, limit) + 1;
        }
        if self.is(index, "init") {
            name = Some(index);
        }
        while at < limit {
            if self.is(at, "(") {
                open = Some(at);
                break;
            }
            if self.is_any(at, &["{", "}", ";", "="]) || (indents && self.token(at).begins_line()) {
                break;
            }
            if self.is_name(at) {
                name = Some(at);
            }
            at = if self.is_any(at, &["[", "{"]) { self.tokens.close(at, limit) + 1 } else { at + 1 };
        }
        let mut parameters = open.map(|open| self.parameters(open)).unwrap_or_default();
        parameters.retain(|parameter| !self.is_any(parameter.name, &["self", "cls"]));
        let after = open.map_or(at, |open| self.tokens.close(open, self.tokens.len()) + 1);
        if indents {
            let body = self.indented(index);
            self.functions.push(Function { name, parameters, body, expression: false, class: None });
            return;
        }
        let limit = self.tokens.len().min(after + 60);
        let mut at = after;
        while at < limit && !self.is(at, "{") {
            if self.is(at, "=") || (self.is(at, "=>") && self.is(index, "fn")) {
                if self.is(at + 1, "{") {
                    at += 1;
                    break;
                }
                let end = self.expression_end(at + 1, self.tokens.len());
                self.functions.push(Function { name, parameters, body: (at + 1, end), expression: true, class: None });
                return;
            }
            if self.is_any(at, &[";", "}"])
                || (self.is_any(at, &["fun", "func", "fn", "def", "val", "var", "class"]) && self.token(at).begins_line())
            {
                return;
            }
            at = if self.is_any(at, &["(", "["]) { self.tokens.close(at, limit) + 1 } else { at + 1 };
        }
        if at < limit {
            let body = (at + 1, self.tokens.close(at, self.tokens.len()));
            self.functions.push(Function { name, parameters, body, expression: false, class: None });
        }
    }

    fn parameters(&self, open: usize) -> Vec<Parameter> {
        let close = self.tokens.close(open, self.tokens.len().min(open + 400));
        let parts = self.split((open + 1, close), ",");
        parts.into_iter().filter_map(|part| self.parameter(part)).collect()
    }

    fn parameter(&self, part: Range) -> Option<Parameter> {
        let equals = (part.0..part.1).find(|at| self.is(*at, "="));
        let default = equals.map(|at| (at + 1, part.1));
        let end = equals.unwrap_or(part.1);
        let colon = (part.0..end).find(|at| self.is(*at, ":"));
        let names = |range: Range| (range.0..range.1).filter(|at| self.is_name(*at)).collect::<Vec<_>>();
        if let Some(colon) = colon {
            let name = (part.0..colon).rev().find(|at| self.is_name(*at))?;
            return Some(Parameter { name, type_name: names((colon + 1, end)).first().copied(), default });
        }
        let mut found = names((part.0, end));
        if self.dialect.declares == Declares::NameFirst {
            let name = *found.first()?;
            return Some(Parameter { name, type_name: found.last().copied().filter(|last| *last != name), default });
        }
        let name = found.pop()?;
        Some(Parameter { name, type_name: found.last().copied(), default })
    }

    /// `x -> …`, `(a, b) => …`, with a block or an expression.
    fn lambda(&mut self, arrow: usize) {
        let parameters = match arrow.checked_sub(1) {
            Some(before) if self.is(before, ")") && self.token(before).mate as usize != before => {
                self.parameters(self.token(before).mate as usize)
            }
            Some(before) if self.is_name(before) && !self.is_any(before, &["case", "default"]) => {
                vec![Parameter { name: before, type_name: None, default: None }]
            }
            _ => return,
        };
        let body = if self.is(arrow + 1, "{") {
            (arrow + 2, self.tokens.close(arrow + 1, self.tokens.len()))
        } else {
            (arrow + 1, self.expression_end(arrow + 1, self.tokens.len()))
        };
        let expression = !self.is(arrow + 1, "{");
        self.functions.push(Function { name: None, parameters, body, expression, class: None });
    }

    fn is_branch_word(&self, index: usize) -> bool {
        self.is_any(
            index,
            &["if", "else", "elif", "elsif", "unless", "while", "for", "foreach", "switch", "catch", "except", "rescue", "until", "guard"],
        ) && !(index > 0 && self.is_any(index - 1, &[".", "::", "->", "@"]))
    }

    fn branch(&mut self, index: usize, indents: bool, ends: &mut HashMap<usize, usize>) {
        if indents {
            return self.indented_branch(index, ends);
        }
        let limit = self.tokens.len();
        if self.is(index, "else") {
            let Some(&before) = ends.get(&index) else { return };
            let body = self.body_at(index + 1, limit);
            let when = match self.branches[before].when {
                When::Condition(range, holds) => When::Condition(range, !holds),
                _ => When::Sometimes,
            };
            let statement = self.branches[before].statement;
            self.push_branch(Branch { body, when, statement }, ends);
            return;
        }
        let bare = matches!(self.language, Language::Go | Language::Rust | Language::Swift);
        let (condition, after) = if !bare && self.is(index + 1, "(") {
            let close = self.tokens.close(index + 1, limit);
            ((index + 2, close), close + 1)
        } else if bare {
            let stop = limit.min(index + 200);
            let mut at = index + 1;
            while at < stop && !self.is(at, "{") && !self.is(at, "}") {
                at = if self.is_any(at, &["(", "["]) { self.tokens.close(at, stop) + 1 } else { at + 1 };
            }
            ((index + 1, at), at)
        } else {
            return;
        };
        if self.is(index, "switch") {
            return self.cases(condition, after);
        }
        let body = self.body_at(after, limit);
        let when = if self.is(index, "if") { When::Condition(condition, true) } else { When::Sometimes };
        self.push_branch(Branch { body, when, statement: index }, ends);
    }

    fn push_branch(&mut self, branch: Branch, ends: &mut HashMap<usize, usize>) {
        let closing = usize::from(self.is(branch.body.1, "}"));
        ends.insert(branch.body.1 + closing, self.branches.len());
        self.branches.push(branch);
    }

    /// A block, or one statement with its semicolon.
    fn body_at(&self, at: usize, limit: usize) -> Range {
        if self.is(at, "{") {
            return (at + 1, self.tokens.close(at, limit));
        }
        let end = self.expression_end(at, limit);
        // The statement may itself be an `if` with a block.
        let end = if self.is_any(at, &["if", "for", "while"]) && self.is(at + 1, "(") {
            self.body_at(self.tokens.close(at + 1, limit) + 1, limit).1 + 1
        } else {
            end
        };
        (at, (end + usize::from(self.is(end, ";"))).min(limit))
    }

    fn cases(&mut self, subject: Range, after: usize) {
        if !self.is(after, "{") {
            return;
        }
        let end = self.tokens.close(after, self.tokens.len());
        let mut at = after + 1;
        let mut last: Option<(usize, When)> = None;
        while at <= end {
            let label = self.is_any(at, &["case", "default"]);
            if (label || at == end)
                && let Some((start, when)) = last.take()
            {
                self.branches.push(Branch { body: (start, at), when, statement: after });
            }
            if label {
                let colon = (at + 1..end.min(at + 40)).find(|next| self.is_any(*next, &[":", "->", "=>"])).unwrap_or(at + 1);
                let when = if self.is(at, "case") { When::Equal(subject, (at + 1, colon)) } else { When::Sometimes };
                last = Some((colon + 1, when));
                at = colon;
            } else if self.kind(at) == Kind::Open {
                at = self.tokens.close(at, end);
            }
            at += 1;
        }
    }

    fn indented_branch(&mut self, index: usize, ends: &mut HashMap<usize, usize>) {
        if !self.token(index).begins_line() {
            return; // `x if y else z`
        }
        let body = self.indented(index);
        let condition = (index + 1, if self.is(body.0.saturating_sub(1), ":") { body.0 - 1 } else { body.0 });
        let when = if self.is_any(index, &["if", "elif", "elsif"]) {
            When::Condition(condition, true)
        } else if self.is(index, "unless") {
            When::Condition(condition, false)
        } else if self.is(index, "else")
            && let Some(&before) = ends.get(&index)
            && let When::Condition(range, holds) = self.branches[before].when
        {
            When::Condition(range, !holds)
        } else {
            When::Sometimes
        };
        let statement = match ends.get(&index) {
            Some(&before) if self.is_any(index, &["else", "elif", "elsif"]) => self.branches[before].statement,
            _ => index,
        };
        ends.insert(body.1, self.branches.len());
        self.branches.push(Branch { body, when, statement });
    }

    // Imports.

    fn import(&mut self, index: usize) {
        if !self.token(index).begins_line() && !(index > 0 && self.is_any(index - 1, &[";", "}", "{", "pub"])) {
            return;
        }
        let limit = self.tokens.len().min(index + 80);
        let line_end =
            (index + 1..limit).find(|at| self.is(*at, ";") || (self.dialect.lines && self.token(*at).begins_line())).unwrap_or(limit);
        if self.is_any(index, &["const", "var", "let"]) {
            return self.required(index, line_end);
        }
        match self.language {
            Language::Python => self.python_import(index, limit),
            Language::JavaScript | Language::TypeScript => self.script_import(index, limit),
            Language::Go => {
                if self.kind(index + 1) == Kind::Text {
                    self.go_import(index + 1, None);
                } else if self.kind(index + 2) == Kind::Text {
                    self.go_import(index + 2, Some(index + 1));
                }
            }
            Language::Rust => self.rust_use(index + 1, line_end, String::new(), 0),
            _ => {
                // `import static a.b.C;`, `import a.b.C as D`, `using D = A.B.C;`, `use A\B\C as D;`
                let names: Vec<usize> =
                    (index + 1..line_end).filter(|at| self.is_name(*at) && !self.is_any(*at, &["static", "as"])).collect();
                let renamed = (index + 1..line_end).find(|at| self.is_any(*at, &["as", "="]));
                let (alias, path) = match renamed {
                    Some(at) if self.is(at, "as") => (at + 1, names.iter().filter(|name| **name < at).copied().collect::<Vec<_>>()),
                    Some(at) => (index + 1, names.iter().filter(|name| **name > at).copied().collect()),
                    None => match names.last() {
                        Some(last) => (*last, names.clone()),
                        None => return,
                    },
                };
                let path = self.joined(&path);
                self.imports.insert(self.name(alias), path);
            }
        }
    }

    fn joined(&self, names: &[usize]) -> String {
        names.iter().map(|name| String::from_utf8_lossy(self.name(*name)).into_owned()).collect::<Vec<_>>().join(".")
    }

    fn python_import(&mut self, index: usize, limit: usize) {
        let from = self.is(index, "from");
        let mut base = String::new();
        let mut at = index + 1;
        if from {
            while at < limit && !self.is(at, "import") && !self.token(at).begins_line() {
                if self.is_name(at) {
                    base.push_str(&String::from_utf8_lossy(self.word(at)));
                    base.push('.');
                }
                at += 1;
            }
            at += 1;
        }
        let bracketed = self.is(at, "(");
        let end = if bracketed {
            self.tokens.close(at, limit)
        } else {
            (at..limit).find(|next| self.token(*next).begins_line()).unwrap_or(limit)
        };
        for part in self.split((at + usize::from(bracketed), end), ",") {
            let names: Vec<usize> = (part.0..part.1).filter(|at| self.is_name(*at)).collect();
            let renamed = names.iter().position(|name| self.is(*name, "as"));
            let path = self.joined(&names[..renamed.unwrap_or(names.len())]);
            let alias = match renamed {
                Some(at) => names.get(at + 1),
                None if from => names.last(),
                None => continue, // `import a.b` gives the name `a`, which stands for itself.
            };
            if let Some(alias) = alias {
                self.imports.insert(self.name(*alias), format!("{base}{path}"));
            }
        }
    }

    /// `import x from 'm'`, `import { a as b } from 'm'`, `import * as x from 'm'`.
    fn script_import(&mut self, index: usize, limit: usize) {
        let Some(module) = (index + 1..limit).find(|at| self.kind(*at) == Kind::Text) else { return };
        let path = module_name(content(self.word(module)));
        let mut at = index + 1;
        while at < module {
            if self.is(at, "{") {
                let close = self.tokens.close(at, module);
                self.destructured(at, close, &path);
                at = close;
            } else if self.is_name(at) && !self.is_any(at, &["from", "as", "type"]) {
                self.imports.insert(self.name(at), path.clone());
            }
            at += 1;
        }
    }

    fn destructured(&mut self, open: usize, close: usize, path: &str) {
        for part in self.split((open + 1, close), ",") {
            let names: Vec<usize> = (part.0..part.1).filter(|at| self.is_name(*at) && !self.is(*at, "as")).collect();
            if let (Some(first), Some(last)) = (names.first(), names.last()) {
                let full = format!("{path}.{}", String::from_utf8_lossy(self.name(*first)));
                self.imports.insert(self.name(*last), full);
            }
        }
    }

    /// `const x = require('m')`, `const { a } = require('m')`.
    fn required(&mut self, index: usize, end: usize) {
        let Some(require) = (index + 2..end.min(index + 40)).find(|at| self.is(*at, "require")) else { return };
        if !self.is(require + 1, "(") || self.kind(require + 2) != Kind::Text || !self.is(require - 1, "=") {
            return;
        }
        let mut path = module_name(content(self.word(require + 2)));
        if self.is(require + 4, ".") && self.is_name(require + 5) {
            path = format!("{path}.{}", String::from_utf8_lossy(self.name(require + 5)));
        }
        if self.is(index + 1, "{") {
            self.destructured(index + 1, self.tokens.close(index + 1, end), &path);
        } else if self.is_name(index + 1) {
            self.imports.insert(self.name(index + 1), path);
        }
    }

    fn go_imports(&mut self, open: usize) {
        if self.language != Language::Go || !self.is(open, "(") || open == 0 || !self.is(open - 1, "import") {
            return;
        }
        let close = self.tokens.close(open, self.tokens.len().min(open + 400));
        for at in open + 1..close {
            if self.kind(at) == Kind::Text {
                let alias = (self.is_name(at - 1) && self.token(at - 1).begins_line()).then(|| at - 1);
                self.go_import(at, alias);
            }
        }
    }

    fn go_import(&mut self, path: usize, alias: Option<usize>) {
        let full = String::from_utf8_lossy(content(self.word(path))).replace('/', ".");
        let own = content(self.word(path)).rsplit(|byte| *byte == b'/').find(|part| !is_version(part)).unwrap_or_default();
        let name = alias.map_or(own, |alias| self.name(alias));
        self.imports.insert(name, full);
    }

    fn rust_use(&mut self, from: usize, end: usize, base: String, depth: usize) {
        let mut path = base;
        let mut last = None;
        let mut at = from;
        while at < end {
            if self.is(at, "{") && depth < 4 {
                let close = self.tokens.close(at, end);
                for part in self.split((at + 1, close), ",") {
                    self.rust_use(part.0, part.1, path.clone(), depth + 1);
                }
                return;
            }
            if self.is(at, "as") {
                last = Some(at + 1);
                break;
            }
            if self.is_name(at) {
                if !path.is_empty() && !path.ends_with('.') {
                    path.push('.');
                }
                path.push_str(&String::from_utf8_lossy(self.word(at)));
                last = Some(at);
            } else if self.is(at, "::") {
                path.push('.');
            }
            at += 1;
        }
        if let Some(last) = last {
            self.imports.insert(self.name(last), path.trim_end_matches('.').replace("..", "."));
        }
    }

    // Assignments and calls.

    fn statements(&mut self) {
        let mut open: Vec<usize> = Vec::new();
        for index in 0..self.tokens.len() {
            match self.kind(index) {
                // `name = value` right within the brackets of a call or a declaration names an argument or gives a default.
                Kind::Sign if open.last().is_some_and(|open| self.is_list(*open)) => {}
                Kind::Sign => self.assignment(index),
                Kind::Open => {
                    open.push(index);
                    self.call(index);
                }
                Kind::Close if self.token(index).mate as usize != index => {
                    let mate = self.token(index).mate as usize;
                    while open.pop().is_some_and(|open| open != mate) {}
                }
                Kind::Name if self.is(index, "define") && index > 0 && self.is(index - 1, "#") => self.define(index),
                _ => {}
            }
        }
        self.calls.sort_by_key(|call| call.name);
        for (index, call) in self.calls.iter().enumerate() {
            let name = self.tokens.get(call.name).span().of(self.text);
            self.called.entry(name).or_default().push(index);
            self.closing.insert(call.close, index);
        }
        self.owners();
        for index in 0..self.assignments.len() {
            let name = self.name(self.assignments[index].name);
            self.assigned.entry(name).or_default().push(index);
        }
    }

    /// Whether a bracket holds arguments or parameters.
    fn is_list(&self, open: usize) -> bool {
        const HEADS: &[&str] = &[
            "if", "while", "for", "foreach", "try", "using", "with", "switch", "const", "var", "fixed", "import", "return", "catch", "else",
        ];
        self.is(open, "(")
            && open > 0
            && (self.is_name(open - 1) && !self.is_any(open - 1, HEADS) || self.is_any(open - 1, &[">", "]", ")"]))
    }

    /// Which function and class each assignment stands in, in one walk.
    fn owners(&mut self) {
        let mut order: Vec<usize> = (0..self.assignments.len()).collect();
        order.sort_by_key(|index| self.assignments[*index].operator);
        let mut open: Vec<usize> = Vec::new();
        let mut next = 0;
        for index in order {
            let at = self.assignments[index].operator;
            while next < self.functions.len() && self.functions[next].body.0 <= at {
                open.push(next);
                next += 1;
            }
            open.retain(|function| self.functions[*function].body.1 > at);
            let innermost = open.iter().copied().min_by_key(|function| self.functions[*function].body.1 - self.functions[*function].body.0);
            self.assignments[index].function = innermost;
            self.assignments[index].class = self.class_at(at);
        }
    }

    fn define(&mut self, index: usize) {
        if !self.is_name(index + 1) {
            return;
        }
        let limit = self.tokens.len().min(index + 40);
        let end = (index + 2..limit).find(|at| self.token(*at).begins_line()).unwrap_or(limit);
        let name = index + 1;
        if end > name + 1 && !self.is(name + 1, "(") {
            let value = (name + 1, end);
            self.assignments.push(Assignment {
                operator: name,
                name,
                path: name,
                element: false,
                declares: true,
                augments: false,
                type_name: None,
                value,
                function: None,
                class: None,
            });
        }
    }

    fn assignment(&mut self, operator: usize) {
        let plain = self.is_any(operator, &["=", ":=", "||=", "??="]);
        let augments = self.is_any(operator, &["+=", ".=", "-=", "^=", "|=", "*=", "<<="]);
        if !plain && !augments || operator == 0 {
            return;
        }
        let Some(start) = self.target_start(operator) else { return };
        let (mut end, mut element) = (operator, false);
        let colon = if self.dialect.declares == Declares::NameFirst { (start..operator).find(|at| self.is(*at, ":")) } else { None };
        let mut type_name = None;
        if let Some(colon) = colon.filter(|colon| *colon > start) {
            type_name = (colon + 1..operator).find(|at| self.is_name(*at));
            end = colon;
        }
        // Several targets: the first gets the first value.
        let targets = self.split((start, end), ",");
        let Some(&target) = targets.first() else { return };
        let mut last = target.1 - 1;
        while self.is(last, "]") && self.token(last).mate as usize > target.0 && (self.token(last).mate as usize) < last {
            last = self.token(last).mate as usize - 1;
            element = true;
        }
        if !self.is_name(last) || RESERVED.contains(&self.word(last)) {
            return;
        }
        let name = last;
        let mut path = name;
        while path >= target.0 + 2 && self.is_any(path - 1, &[".", "->", "::", "?."]) && self.is_name(path - 2) {
            path -= 2;
        }
        let chained = path > target.0 && self.is_any(path - 1, &[".", "->", "?."]);
        if chained {
            path = target.0;
        }
        let lead = path > target.0;
        let declared_by_type = lead && (self.is_name(path - 1) || self.is_any(path - 1, &["]", ">", "*", "&", "?"]));
        if declared_by_type && element {
            element = false; // `char key[16] = …`
        }
        if type_name.is_none() && lead && self.dialect.declares == Declares::TypeFirst {
            type_name = (target.0..path).rev().find(|at| self.is_name(*at));
        }
        let declares = self.is(operator, ":=") || declared_by_type || colon.is_some();
        let value_end = self.expression_end(operator + 1, self.tokens.len());
        if value_end <= operator + 1 {
            return;
        }
        let value = if targets.len() > 1 {
            self.split((operator + 1, value_end), ",").first().copied().unwrap_or((operator + 1, value_end))
        } else {
            (operator + 1, value_end)
        };
        self.assignments.push(Assignment {
            operator,
            name,
            path,
            element,
            declares,
            augments,
            type_name,
            value,
            function: None,
            class: None,
        });
    }

    /// Where the statement of an assignment begins.
    fn target_start(&self, operator: usize) -> Option<usize> {
        let floor = operator.saturating_sub(LONGEST_TARGET);
        let mut at = operator;
        while at > floor {
            let before = at - 1;
            match self.kind(before) {
                Kind::Close => {
                    if self.is(before, "}") {
                        break;
                    }
                    let mate = self.token(before).mate as usize;
                    if mate >= before || mate < floor {
                        return None;
                    }
                    at = mate;
                    if self.dialect.lines && self.token(at).begins_line() {
                        break;
                    }
                    continue;
                }
                Kind::Open => break,
                Kind::Sign => {
                    if self.is(before, ";")
                        || (self.is(before, ":") && self.dialect.declares == Declares::TypeFirst)
                        || self.is_any(before, &["=>", "->"]) && !self.is_name(at)
                    {
                        break;
                    }
                    if self.is(before, ",") && self.dialect.declares == Declares::TypeFirst {
                        break;
                    }
                    if self.is_any(before, &["=", "&&", "||", "?", "+", "=="]) {
                        break;
                    }
                }
                Kind::Name if self.is_any(before, &["return", "else", "do", "case", "default"]) => break,
                Kind::Text | Kind::Number => return None,
                Kind::Name => {}
            }
            at = before;
            if self.dialect.lines && self.token(at).begins_line() {
                break;
            }
        }
        (at < operator).then_some(at)
    }

    /// Where an expression that begins at `start` ends: at a separator, the bracket around it, or the end of its line.
    pub fn expression_end(&self, start: usize, limit: usize) -> usize {
        let mut at = start;
        while at < limit {
            if at > start && self.dialect.lines && self.token(at).begins_line() && !self.continues(at) {
                return at;
            }
            match self.kind(at) {
                Kind::Open => at = self.tokens.close(at, limit),
                Kind::Close => return at,
                Kind::Sign if self.is_any(at, &[";", ","]) => return at,
                _ => {}
            }
            at += 1;
        }
        at.min(limit)
    }

    /// Whether the line that begins with this token goes on with the expression of the line before.
    fn continues(&self, at: usize) -> bool {
        let leads = self.is_any(at, &[".", "?.", "+", "&&", "||", "?", ":", "?:", "??", "::", "->", "|", "*", "="]);
        let before = at - 1;
        let open_end = self.kind(before) == Kind::Sign && !self.is_any(before, &[";", ")", "]", "}", "!!", "?"])
            || self.is_any(before, &["return", "new", "await", "and", "or"]);
        leads || open_end
    }

    fn call(&mut self, open: usize) {
        let round = self.is(open, "(");
        if !round && !(self.is(open, "{") && matches!(self.language, Language::Go | Language::Rust | Language::CSharp)) {
            return;
        }
        let close = self.tokens.close(open, self.tokens.len());
        let Some(mut name) = open.checked_sub(1) else { return };
        if !round {
            // `new T(…) { A = b }`: a literal of a structure with a constructor.
            if self.is(name, ")") && self.language == Language::CSharp {
                let mate = self.token(name).mate as usize;
                match mate.checked_sub(1) {
                    Some(before) if mate < name => name = before,
                    _ => return,
                }
            }
            let keyed = (self.is_name(open + 1) && self.is_any(open + 2, &[":", "="])) || close == open + 1;
            if !keyed || !self.is_name(name) || KEYWORDS.contains(&self.word(name)) {
                return;
            }
        }
        // Generic arguments between the name and the bracket: `f::<T>(`, `f<T>(`.
        if self.is(name, ">") {
            let floor = name.saturating_sub(24);
            let mut depth = 0_i32;
            let found = (floor..=name).rev().find(|at| {
                if self.is(*at, ">") {
                    depth += 1;
                } else if self.is(*at, "<") {
                    depth -= 1;
                }
                depth == 0 || self.is_any(*at, &[";", "{", "}"])
            });
            let Some(angle) = found.filter(|at| self.is(*at, "<")) else { return };
            let Some(before) = angle.checked_sub(1) else { return };
            name = if self.is(before, "::") { before.saturating_sub(1) } else { before };
        }
        // Scala: `Array[Byte](`
        if self.is(name, "]") && self.language == Language::Scala {
            let mate = self.token(name).mate as usize;
            name = if mate < name { mate.saturating_sub(1) } else { name };
        }
        if self.is(name, "!") && self.language == Language::Rust {
            name = name.saturating_sub(1); // A macro.
        }
        if self.is(name, "?.") || self.is_any(name, &["!!", "?"]) {
            name = name.saturating_sub(1);
        }
        if !self.is_name(name) || KEYWORDS.contains(&self.word(name)) && !self.is_any(name, &["print", "init"]) {
            return;
        }
        let mut path = name;
        let mut chained = false;
        while path >= 2 && self.is_any(path - 1, &[".", "::", "->", "?."]) {
            if self.is_name(path - 2) {
                path -= 2;
            } else {
                chained = !self.is(path - 1, "::");
                break;
            }
        }
        if path >= 1 && path == name && self.is_any(path - 1, &[".", "?.", "->"]) {
            chained = true;
        }
        let new = path > 0 && self.is(path - 1, "new");
        let declared = path > 0 && self.dialect.function.iter().any(|word| self.is(path - 1, word));
        if declared && !new {
            return;
        }
        self.calls.push(Call { name, path, chained, new, open, close });
    }
}

/// The last part of a module's name: `crypto` of `node:crypto`.
fn module_name(path: &[u8]) -> String {
    let name = path.rsplit(|byte| matches!(byte, b':')).next().unwrap_or_default();
    String::from_utf8_lossy(name).replace('/', ".")
}

fn is_version(part: &[u8]) -> bool {
    part.len() >= 2 && part[0] == b'v' && part[1..].iter().all(u8::is_ascii_digit)
}
