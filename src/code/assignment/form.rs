//! Forms of assignment that one language has for itself: clauses of COBOL and ABAP, `set` of Tcl and `CMake`, `define` of m4, variables of Robot
//! Framework, marks of Nim and Markdown, escaped markup, fall-backs of templates.
//!
//! Promises: is asked where no other operator was found; looks at a bounded number of bytes either side of the name.

use super::literal::{bare, quoted, value};
use super::operator::{after as operator_after, before_on_line, skip_blanks};
use super::{Assignment, LONGEST_GAP, Operator};
use crate::language::Language;
use crate::text::Span;

/// Farthest that a value stands from its name, in bytes.
const REACH: usize = 160;

/// The value of a name that ends at `after`.
pub(super) fn read(text: &[u8], name: Span, after: usize, language: Language) -> Option<Assignment> {
    let next = skip_blanks(text, after, text.len().min(after + LONGEST_GAP));
    match text.get(next)? {
        b'&' => escaped_element(text, name, next),
        b'|' | b'"' | b'\'' | b')' => template_default(text, name, after, language).or_else(|| set(text, name, next, language)),
        b'*' if next == after && !language.is_code() => emphasised(text, name, after, language),
        b'}' if next == after && !language.is_code() => robot_variable(text, name, after),
        b'P' | b'p' | b'T' | b't' | b'V' | b'v' if next > after => clause(text, name, next, language),
        _ => None,
    }
    .or_else(|| set(text, name, next, language))
    .or_else(|| defined(text, name))
    .or_else(|| given_before(text, name))
}

/// `` define(`name', `v') `` of m4, also without the quotes.
pub(super) fn defined(text: &[u8], name: Span) -> Option<Assignment> {
    let limit = text.len().min(name.end + LONGEST_GAP);
    let before = &text[..name.start];
    let is_quoted = before.ends_with(b"define(`") && text.get(name.end) == Some(&b'\'');
    let comma = skip_blanks(text, name.end + usize::from(is_quoted), limit);
    if !(is_quoted || before.ends_with(b"define(")) || text.get(comma) != Some(&b',') {
        return None;
    }
    let open = skip_blanks(text, comma + 1, limit);
    let rest = text.get(open + 1..text.len().min(open + REACH))?;
    if text[open] == b'`' {
        let end = memchr::memchr2(b'\'', b'\n', rest)? + open + 1;
        return (text[end] == b'\'').then(|| whole(name, Operator::Argument, Span::new(open + 1, end), Some(b'`')));
    }
    // Another language's call, and a parameter of a macro.
    let end = memchr::memchr3(b')', b'\n', b',', rest)? + open + 1;
    let is_word = text[end] == b')' && !text[open..end].iter().any(|byte| b"\"'`$(&* \t".contains(byte));
    is_word.then(|| whole(name, Operator::Argument, Span::new(open, end), None))
}

/// `MOVE "v" TO name.` of COBOL, whose statements end in a dot.
pub(super) fn ends_statement(text: &[u8], run: Span) -> Option<Assignment> {
    const SUFFIX: &[u8] = b"-FIELD";
    let mut name = Span::new(run.start, run.end.checked_sub(1).filter(|end| *end > run.start)?);
    // Every variable of COBOL is a field.
    let stem = name.end.saturating_sub(SUFFIX.len());
    if stem > name.start && text[stem..name.end].eq_ignore_ascii_case(SUFFIX) {
        name.end = stem;
    }
    given_before(text, name).filter(|_| before_on_line(text, name).ends_with(b" TO "))
}

fn whole(name: Span, operator: Operator, value: Span, quote: Option<u8>) -> Assignment {
    Assignment { name, operator, value, rest: value, quote }
}

fn literal(text: &[u8], name: Span, at: usize, language: Language) -> Option<Assignment> {
    let (value, quote) = quoted(text, at, text.len().min(at + LONGEST_GAP), language)?;
    Some(whole(name, Operator::Argument, value, Some(quote)))
}

/// `&lt;name&gt;v&lt;/name&gt;`: markup that is itself text.
fn escaped_element(text: &[u8], name: Span, at: usize) -> Option<Assignment> {
    const CLOSE: &[u8] = b"&gt;";
    let from = at + CLOSE.len();
    let inner = text.get(from..text.len().min(from + REACH))?;
    let opens = text[at..].starts_with(CLOSE) && text[..name.start].ends_with(b"&lt;");
    let end = opens.then(|| memchr::memmem::find(inner, b"&lt;/")).flatten()?;
    let value = inner[..end].trim_ascii();
    let start = from + (inner[..end].len() - inner[..end].trim_ascii_start().len());
    (!value.is_empty() && !value.contains(&b'\n')).then(|| whole(name, Operator::Element, Span::new(start, start + value.len()), None))
}

/// `{{ name | default('v') }}` of Jinja, `{{ .name | default "v" }}` of Go's templates, `{{ name|default:"v" }}` of Django.
fn template_default(text: &[u8], name: Span, after: usize, language: Language) -> Option<Assignment> {
    let limit = text.len().min(after + LONGEST_GAP);
    let end = (after..limit).find(|&at| !matches!(text[at], b'"' | b'\'' | b'\\' | b')' | b' '))?;
    let filter = skip_blanks(text, end + 1, limit);
    let rest = text.get(filter..limit).filter(|_| text[end] == b'|')?;
    let behind = rest.strip_prefix(b"default").or(rest.strip_prefix(b"d").filter(|rest| rest.starts_with(b"(")))?;
    let open = behind.iter().position(|byte| !matches!(byte, b'(' | b':' | b' '))?;
    literal(text, name, limit - behind.len() + open, language)
}

/// `name PIC X(12) VALUE 'v'` of COBOL, `name TYPE string VALUE 'v'` of ABAP.
fn clause(text: &[u8], name: Span, at: usize, language: Language) -> Option<Assignment> {
    const VALUE: &[u8] = b"VALUE ";
    let rest = &text[at..text.len().min(at + REACH)];
    let line = rest.split(|byte| *byte == b'\n').next().unwrap_or(rest).to_ascii_uppercase();
    let declared = [&b"PIC "[..], b"PICTURE ", b"TYPE ", b"VALUE "].iter().any(|word| line.starts_with(word));
    let from = declared.then(|| memchr::memmem::find(&line, VALUE)).flatten()? + VALUE.len();
    let from = from + if line[from..].starts_with(b"IS ") { 3 } else { 0 };
    literal(text, name, skip_blanks(text, at + from, text.len().min(at + REACH)), language)
}

/// `set name v`, `set name {v}` of Tcl, on a line of its own; `set(NAME "v")` of `CMake`.
fn set(text: &[u8], name: Span, at: usize, language: Language) -> Option<Assignment> {
    let before = before_on_line(text, name);
    if language == Language::CMake && before.ends_with(b"set(") {
        return literal(text, name, at, language);
    }
    let line = Span::new(name.start - before.len(), name.end).of(text).trim_ascii();
    let variable = line.strip_prefix(b"set ")?.trim_ascii();
    if language.is_code() || variable.is_empty() || variable.iter().any(u8::is_ascii_whitespace) || at == name.end {
        return None;
    }
    let from = at + usize::from(text.get(at) == Some(&b'{'));
    let (word, _) = bare(text, from)?;
    let rest = &text[word.end..text.len().min(word.end + LONGEST_GAP)];
    let line = rest.split(|byte| *byte == b'\n').next().unwrap_or(rest).trim_ascii();
    (line.is_empty() || line == b"}" && from > at).then(|| whole(name, Operator::Flag, word, None))
}

/// `**name**: v` of Markdown, `name*: string = "v"` of Nim.
fn emphasised(text: &[u8], name: Span, after: usize, language: Language) -> Option<Assignment> {
    const MOST: usize = 3;
    let stars = text[after..].iter().take(MOST).take_while(|byte| **byte == b'*').count();
    let is_next = matches!(text.get(after + stars..), Some([b':', ..] | [b' ', b'=' | b':', ..]));
    let (operator, from) = operator_after(text, name, is_next.then_some(after + stars)?, language)?;
    value(text, name, operator, from, language)
}

/// `${NAME}    v` of Robot Framework: the first cell of a line and the second, two blanks or more apart.
fn robot_variable(text: &[u8], name: Span, after: usize) -> Option<Assignment> {
    const BLANKS: usize = 2;
    let at = skip_blanks(text, after + 1, text.len().min(after + LONGEST_GAP));
    let parted = at > after + BLANKS || text.get(after + 1) == Some(&b'\t');
    let begins = before_on_line(text, name).trim_ascii() == b"${";
    let (word, _) = (parted && begins).then(|| bare(text, at)).flatten()?;
    matches!(text.get(word.end), None | Some(b'\n' | b'\r')).then(|| whole(name, Operator::Flag, word, None))
}

/// `{{ default "v" .name }}` of Go's templates, `MOVE "v" TO name` of COBOL: the value stands before its name.
fn given_before(text: &[u8], name: Span) -> Option<Assignment> {
    let line = before_on_line(text, name);
    let floor = name.start - line.len();
    // `TO` may have been taken for a word of the name.
    let moved = name.of(text).starts_with(b"TO ") || line.ends_with(b" TO ");
    let before = line.strip_suffix(b"TO ").unwrap_or(line).trim_ascii_end();
    let (quote, inner) = before.split_last().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
    let open = inner.iter().rposition(|byte| byte == quote)?;
    let verb = inner[..open].trim_ascii_end();
    let gives = if moved { verb.to_ascii_uppercase().ends_with(b"MOVE") } else { verb.ends_with(b"default") };
    gives.then(|| whole(name, Operator::Sibling, Span::new(floor + open + 1, floor + inner.len()), Some(*quote)))
}
