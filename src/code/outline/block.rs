//! Functions, classes and branches: by their words, and by brackets or indentation.
//!
//! Promises: a bounded look around each word; a block that does not end goes to the end of the file.

use super::statement::{KEYWORDS, LONGEST_TARGET};
use super::{Branch, Class, Function, Outline, Parameter, Range, When};
use crate::code::nesting::Nesting;
use crate::code::token::{Blocks, Declares, Kind};
use crate::language::Language;
use std::collections::HashMap;

/// Most tokens that a block marked by indentation is followed.
const LONGEST_BLOCK: usize = 30_000;

impl Outline<'_> {
    pub(super) fn blocks(&mut self) {
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
                Kind::Sign if self.is(index, "=>") || (self.is(index, "->") && self.is_arrow_of_lambda(index)) => self.lambda(index),
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
    /// `->` makes a lambda in few languages; elsewhere a type follows it, or a member.
    fn is_arrow_of_lambda(&self, arrow: usize) -> bool {
        match self.language {
            Language::Java | Language::Kotlin | Language::Groovy | Language::Scala => true,
            Language::Python | Language::Php | Language::C | Language::Go => false,
            _ => arrow > 0 && self.is(arrow - 1, ")"),
        }
    }

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
}
