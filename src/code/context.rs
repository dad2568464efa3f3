//! What the code around a place is about: its statement, the names of its function and class, and where its result goes.
//!
//! Promises: a bounded number of spans of bounded length; never fails.

use super::outline::{Assignment, Call, Outline, Range, When};
use super::token::Kind;
use crate::language::Language;
use crate::text::Span;

/// Most tokens of a statement either side of a place.
const STATEMENT: usize = 80;
/// Most other places where a result is used.
const USES: usize = 16;
/// Most tokens between the operator of an assignment and the body of the function that is assigned.
const LAMBDA_HEAD: usize = 12;
/// Most spans that say what a place is for.
const MOST_SPANS: usize = 48;
/// Most brackets around a place whose callees say what it is for.
const AROUND: usize = 4;
/// First words of statements, and names of calls, that only tell a person or a log.
const REPORTS: &[&str] =
    &["raise", "throw", "log", "logger", "logging", "LOG", "console", "print", "printf", "fprintf", "println", "warn", "debug"];

/// Spans whose words say what a place is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Its statement, the name of its function, and the statements that use its result.
    pub purpose: Vec<Span>,
    /// The names of the classes around it.
    pub classes: Vec<Span>,
    /// The name of its function.
    pub function: Option<Span>,
    /// Conditions and labels of the branches around it: `case "md5"`.
    pub choices: Vec<Span>,
}

/// Looks around `offset`.
pub fn surroundings(outline: &Outline<'_>, offset: usize) -> Surroundings {
    let at = outline.tokens.at(offset);
    let mut purpose = Vec::new();
    let statement = statement(outline, at);
    purpose.push(span(outline, statement));
    name_of_function(outline, at, &mut purpose);
    let assigned = outline.assignments.iter().find(|assignment| assignment.value.0 <= at && at < assignment.value.1);
    // What stands in a field of a structure is not what the structure is used for.
    let assigned = assigned.filter(|assigned| !is_in_structure(outline, assigned.value.0, at));
    // `item["hash"] = …`: what else is done with the rest of `item` says nothing of it.
    let by_name = |assigned: &&Assignment| (assigned.name..assigned.operator).any(|at| outline.kind(at) == Kind::Text);
    let target = match assigned.filter(|assigned| !(assigned.element && by_name(assigned))) {
        Some(assigned) if assigned.path == assigned.name => Some((assigned.name, assigned.function)),
        Some(assigned) => Some((assigned.name, None)),
        // C++: `std::mt19937 generator(seed);`
        None if outline.language == Language::Cpp => {
            let open = (statement.0 + 2..statement.1).find(|open| outline.is(*open, "("));
            let name = open.map(|open| open - 1).filter(|name| outline.kind(*name) == Kind::Name && outline.kind(name - 1) == Kind::Name);
            name.or_else(|| begun(outline, at)).map(|name| (name, outline.function_at(at)))
        }
        // `import { md5 } from "…"`: what is brought in is judged by what is done with it.
        None if outline.is(statement.0, "import") => {
            let name = (statement.0 + 1..statement.1)
                .filter(|name| outline.kind(*name) == Kind::Name && !outline.is_any(*name, &["from", "as", "type"]));
            name.max().map(|name| (name, None))
        }
        // C: `MD5_Init(&context);` begins what later calls go on with.
        None if matches!(outline.language, Language::C | Language::ObjectiveC) => {
            begun(outline, at).map(|name| (name, outline.function_at(at)))
        }
        None => None,
    };
    if let Some((target, function)) = target {
        let uses = uses(outline, target, function, statement);
        for at in &uses {
            if tells(outline, self::statement(outline, *at)) {
                continue;
            }
            purpose.extend(parts(outline, *at));
            if function.is_none() {
                name_of_function(outline, *at, &mut purpose);
            }
        }
        // `sum := h.Sum(nil)`: what the hash gives is named by another name, and that one is used.
        for (further, within) in uses.iter().filter_map(|at| renamed(outline, *at)) {
            let statement = self::statement(outline, further);
            let uses = self::uses(outline, further, within, statement);
            purpose.extend(uses.into_iter().filter(|at| !tells(outline, self::statement(outline, *at))).flat_map(|at| parts(outline, at)));
        }
        purpose.truncate(MOST_SPANS);
    }
    let around = outline.classes.iter().filter(|class| class.body.0 <= at && at < class.body.1);
    let mut classes: Vec<Span> = around.take(4).map(|class| outline.tokens.get(class.name).span()).collect();
    classes.extend(class_before_name(outline, at));
    let mut named = Vec::new();
    name_of_function(outline, at, &mut named);
    let choices = outline.branches_at(at).filter_map(|branch| match branch.when {
        When::Condition(condition, true) => Some(condition),
        When::Equal(_, label) => Some(label),
        When::Condition(_, false) | When::Sometimes => None,
    });
    let choices =
        choices.filter(|range| range.0 < range.1 && range.1 - range.0 <= STATEMENT).take(4).map(|range| span(outline, range)).collect();
    Surroundings { purpose, classes, function: named.first().copied(), choices }
}

/// The class of a function that is written outside of it: `Digest` of `void Digest::clear() { … }`.
fn class_before_name(outline: &Outline<'_>, at: usize) -> Option<Span> {
    let name = outline.functions[outline.function_at(at)?].name?;
    (name >= 2 && outline.is(name - 1, "::")).then(|| outline.tokens.get(name - 2).span())
}

/// Whether a place stands in a literal of a structure that begins where a value does: `&Balancer{rand: …}` of Go.
fn is_in_structure(outline: &Outline<'_>, start: usize, at: usize) -> bool {
    let open = (start..at.min(start + 8)).find(|open| outline.is(*open, "{"));
    outline.language == Language::Go
        && open.is_some_and(|open| outline.kind(open - 1) == Kind::Name && at < outline.tokens.get(open).mate as usize)
}

/// The body of the named function around `offset`.
pub fn named_function(outline: &Outline<'_>, offset: usize) -> Option<Span> {
    let mut at = outline.tokens.at(offset);
    for _ in 0..4 {
        let function = &outline.functions[outline.function_at(at)?];
        if function.name.is_some() {
            return Some(span(outline, function.body));
        }
        at = function.body.0.checked_sub(2)?;
    }
    None
}

/// Where a name is used within a function, or within the file, outside of a statement.
fn uses(outline: &Outline<'_>, target: usize, function: Option<usize>, statement: Range) -> Vec<usize> {
    let name = outline.name(target);
    let (start, end) = function.map_or((0, outline.tokens.len()), |function| outline.functions[function].body);
    let is_use = |at: &usize| (*at < statement.0 || *at >= statement.1) && outline.kind(*at) == Kind::Name && outline.name(*at) == name;
    (start..end).filter(is_use).take(USES).collect()
}

/// The local name that gets what is worked out at a place.
fn renamed(outline: &Outline<'_>, at: usize) -> Option<(usize, Option<usize>)> {
    let index = outline.assignments.partition_point(|assignment| assignment.operator < at).checked_sub(1)?;
    let assigned = &outline.assignments[index];
    let is_whole = assigned.path == assigned.name && !assigned.element;
    let is_value = assigned.value.0 <= at && at < assigned.value.1 && is_whole && assigned.function.is_some();
    is_value.then_some((assigned.name, assigned.function))
}

fn name_of_function(outline: &Outline<'_>, at: usize, into: &mut Vec<Span>) {
    let mut at = at;
    for _ in 0..3 {
        let Some(function) = outline.function_at(at) else { return };
        if let Some(name) = outline.functions[function].name {
            into.push(outline.tokens.get(name).span());
            return;
        }
        // `const md5 = (value) => { … }`
        let body = outline.functions[function].body;
        let next = outline.assignments.partition_point(|assignment| assignment.operator < body.0);
        let assigned = next.checked_sub(1).map(|index| &outline.assignments[index]);
        if let Some(assigned) = assigned.filter(|assigned| body.0 <= assigned.value.0 + LAMBDA_HEAD && body.1 <= assigned.value.1) {
            into.push(outline.tokens.get(assigned.name).span());
            return;
        }
        let Some(before) = outline.functions[function].body.0.checked_sub(2) else { return };
        at = before;
    }
}

fn span(outline: &Outline<'_>, range: Range) -> Span {
    let last = range.1.max(range.0 + 1) - 1;
    Span::new(outline.tokens.get(range.0).span().start, outline.tokens.get(last).span().end)
}

/// What the call around a place begins: `context` of `EVP_DigestInit_ex(context, EVP_md5(), NULL)`.
fn begun(outline: &Outline<'_>, at: usize) -> Option<usize> {
    let around = |call: &&Call| call.path <= at && at < call.close;
    let begins = |call: &&Call| memchr::memmem::find(outline.name(call.name), b"Init").is_some();
    let call = outline.calls.iter().filter(around).find(begins)?;
    let first = outline.arguments(call).into_iter().next()?;
    (first.value.0..first.value.1).rev().find(|at| outline.kind(*at) == Kind::Name)
}

/// Whether a statement only tells a person or a log: `raise Broken(f"… {digest}")`.
fn tells(outline: &Outline<'_>, statement: Range) -> bool {
    outline.is_any(statement.0, REPORTS)
}

/// What of the statement around a token concerns it: the argument or entry that it stands in, what is called with that, and what is assigned.
/// What is handed over beside it is another matter.
pub fn parts(outline: &Outline<'_>, at: usize) -> Vec<Span> {
    let statement = statement(outline, at);
    let mut found = Vec::new();
    let (mut inner, mut own) = (at, None);
    for _ in 0..AROUND {
        let Some(open) = enclosing(outline, inner, statement.0) else { break };
        let close = outline.tokens.get(open).mate as usize;
        let callee = callee(outline, open, statement.0);
        let adds = callee.0 < callee.1 && {
            let name = outline.name(callee.1 - 1).to_ascii_lowercase();
            [&b"update"[..], b"digest", b"hash", b"md5", b"sha1"].iter().any(|word| memchr::memmem::find(&name, word).is_some())
        };
        // What is hashed stands beside what it is hashed with: `MD5_Update(&context, password, length)`.
        if own.is_none() && adds {
            own = Some((open, close + 1));
        }
        if own.is_none() {
            let entry = outline
                .split((open + 1, close.min(statement.1.max(open + 1))), ",")
                .into_iter()
                .find(|entry| entry.0 <= at && at < entry.1);
            own = Some(entry.unwrap_or(statement));
        }
        if callee.0 < callee.1 {
            found.push(span(outline, callee));
        }
        inner = open;
    }
    let assigned =
        outline.assignments.iter().find(|assigned| assigned.value.0 <= at && at < assigned.value.1 && assigned.path >= statement.0);
    if let Some(assigned) = assigned {
        found.push(span(outline, (assigned.path, assigned.operator)));
    }
    found.insert(0, span(outline, own.unwrap_or(statement)));
    found
}

/// The bracket that a token stands in.
pub fn opening(outline: &Outline<'_>, at: usize) -> Option<usize> {
    enclosing(outline, at, at.saturating_sub(STATEMENT))
}

/// The bracket that a token stands in, if it opens no sooner than `floor`.
fn enclosing(outline: &Outline<'_>, at: usize, floor: usize) -> Option<usize> {
    let mut at = at;
    while at > floor {
        at -= 1;
        match outline.kind(at) {
            Kind::Close => at = (outline.tokens.get(at).mate as usize).min(at),
            Kind::Open => return Some(at),
            _ => {}
        }
    }
    None
}

/// The path before a bracket: `user.setPassword` of `user.setPassword(…)`.
fn callee(outline: &Outline<'_>, open: usize, floor: usize) -> Range {
    let mut start = open;
    while start > floor && (outline.kind(start - 1) == Kind::Name || outline.is_any(start - 1, &[".", "::", "->", "\\", "?."])) {
        start -= 1;
    }
    (start, open)
}

/// The statement around a token, brackets included.
pub fn statement(outline: &Outline<'_>, at: usize) -> Range {
    let floor = at.saturating_sub(STATEMENT);
    let mut start = at;
    while start > floor {
        // A line that begins with a dot goes on with the chain above it.
        if outline.dialect.lines
            && outline.tokens.get(start).begins_line()
            && !outline.is_any(start, &[".", "?."])
            && !outline.is_any(start - 1, &["(", ",", "{", "["])
        {
            break;
        }
        let before = start - 1;
        if outline.is_any(before, &[";", "}"])
            || (outline.is(before, "{") && !outline.is_any(before.saturating_sub(1), &["(", ",", ":", "="]))
        {
            break;
        }
        start = before;
    }
    let ceiling = outline.tokens.len().min(at + STATEMENT);
    let mut end = at + 1;
    while end < ceiling && !outline.is_any(end, &[";", "{", "}"]) {
        if outline.dialect.lines
            && outline.tokens.get(end).begins_line()
            && !outline.is_any(end, &[".", ")", "]", "?."])
            && !outline.is_any(end - 1, &["(", ",", "["])
        {
            break;
        }
        end += 1;
    }
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::token::Tokens;
    use crate::language::Zones;

    #[test]
    fn a_result_is_followed_to_its_uses() {
        let text = b"class Login {\n  Random source = new Random();\n  long makeToken() { return source.nextLong(); }\n  void wait(int n) { sleep(n); }\n}";
        let tokens = Tokens::read(text, &Zones::lex(text, Language::Java));
        let outline = Outline::read(text, tokens, Language::Java).expect("Java is read by calls");
        let at = memchr::memmem::find(text, b"new Random").expect("it is there");
        let found = surroundings(&outline, at);
        let words: Vec<String> = found.purpose.iter().map(|span| String::from_utf8_lossy(span.of(text)).into_owned()).collect();
        assert_eq!(words, ["Random source = new Random()", "return source.nextLong()", "makeToken"]);
        assert_eq!(found.classes.iter().map(|span| span.of(text)).collect::<Vec<_>>(), [b"Login"]);
    }
}
