//! Assignments and calls: what gets a value, what is called with what, and where an expression ends.
//!
//! Promises: a bounded look around each operator and bracket.

use super::{Assignment, Call, Outline};
use crate::code::token::{Declares, Kind};
use crate::language::Language;

/// Most tokens before an operator that may belong to its target.
pub(super) const LONGEST_TARGET: usize = 40;

/// Words before a bracket that call nothing.
pub(super) const KEYWORDS: &[&[u8]] = &[
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

/// Words that no language lets a variable be called.
const RESERVED: &[&[u8]] = &[b"if", b"for", b"while", b"switch", b"return", b"else", b"case", b"import", b"new", b"throw"];

impl Outline<'_> {
    pub(super) fn statements(&mut self) {
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
        let typed = self.go_declared(target);
        if let Some((first, kind)) = typed {
            (last, type_name, element) = (first, Some(kind), false);
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
        let declares = self.is(operator, ":=") || declared_by_type || colon.is_some() || typed.is_some();
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

    /// The name and the type of `var old uint16` and of `key []byte` in a block of constants or variables of Go.
    fn go_declared(&self, target: (usize, usize)) -> Option<(usize, usize)> {
        if self.language != Language::Go {
            return None;
        }
        let first = target.0 + usize::from(self.is_any(target.0, &["var", "const"]));
        let last = target.1 - 1;
        let type_follows = self.is_name(first + 1)
            || self.is_any(first + 1, &["*", "map"])
            || self.is(first + 1, "[") && self.is_name(self.tokens.close(first + 1, target.1) + 1);
        (first < last && self.is_name(first) && self.is_name(last) && type_follows).then_some((first, last))
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
                // The line before is a whole one: `#define BITS 1024`.
                Kind::Text | Kind::Number if at < operator && self.token(at).begins_line() => break,
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
        // `env::var("KEY")` declares nothing.
        let is_function = self.is_any(name, &["print", "init"]) || name > 0 && self.is(name - 1, "::");
        if !self.is_name(name) || KEYWORDS.contains(&self.word(name)) && !is_function {
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
