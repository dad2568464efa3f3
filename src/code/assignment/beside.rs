//! Values that stand beside their names rather than behind an operator: fall-backs of calls, arguments by keyword, members and elements
//! called `value`, one of several names, attributes before the name.
//!
//! Promises: looks at a bounded number of bytes either side of the name. Says where a value may begin; what it is, `literal.rs` reads.

use super::operator::{before_on_line, closing_quote, is_named, skip_blanks};
use super::{Assignment, LONGEST_GAP, Operator};
use crate::language::Language;
use crate::text::Span;

/// Farthest that a value stands from its name, in bytes.
const REACH: usize = 320;

/// What hands over a value for want of another, when the name is asked for by a call or a lookup.
const FALLBACKS: &[&[u8]] = &[
    b".unwrap_or_else(|_| ",
    b".unwrap_or_else(|| ",
    b".unwrap_or(",
    b".unwrap_or_default(",
    b".orElseGet(() -> ",
    b".orElse(",
    b".or_else(",
    b".getOrElse(",
    b".get_or_insert(",
    b".value_or(",
];
/// The same between two operands.
const ALTERNATIVES: &[&[u8]] = &[b" ?? ", b" || ", b" ?: ", b" // ", b" or "];

/// Where the value begins if `rest`, which follows a name, is a fall-back.
pub(super) fn fallback(rest: &[u8]) -> Option<usize> {
    FALLBACKS.iter().find(|mark| rest.starts_with(mark)).map(|mark| mark.len())
}

/// Where the literal begins that is used where the expression at `at` gives nothing: `getenv("x") ?? "v"`, `coalesce(var.x, "v")`,
/// `a ? b : "v"`, `lambda: "v"`. The expression is code without literals of its own but for the name that it looks up.
pub(super) fn fallback_behind(text: &[u8], at: usize, language: Language) -> Option<usize> {
    let line = &text[at..text.len().min(at + REACH / 2)];
    let line = &line[..line.iter().position(|byte| matches!(byte, b'\n' | b';' | b'#')).unwrap_or(line.len())];
    let is_literal = |from: &usize| matches!(line.get(*from), Some(b'"' | b'\'' | b'`'));
    if language == Language::Python && line.starts_with(b"lambda: ") {
        return Some(at + 8).filter(|_| is_literal(&8));
    }
    if language == Language::Hcl {
        let call = [&b"coalesce("[..], b"try(", b"lookup("].iter().any(|call| line.starts_with(call));
        let mark: &[u8] = if call { b", " } else { b" : " };
        if !call && !line.windows(3).any(|part| part == b" ? ") {
            return None;
        }
        return memchr::memmem::rfind(line, mark).map(|found| found + mark.len()).filter(is_literal).map(|from| at + from);
    }
    let called = FALLBACKS.iter().find_map(|mark| memchr::memmem::find(line, mark).map(|found| found + mark.len()));
    let worded = |mark: &&&[u8]| match **mark {
        b" or " => matches!(language, Language::Python | Language::Ruby | Language::Lua),
        b" // " => language == Language::Perl,
        _ => true,
    };
    let other = || ALTERNATIVES.iter().filter(worded).find_map(|mark| memchr::memmem::find(line, mark).map(|found| found + mark.len()));
    called.or_else(other).filter(is_literal).map(|from| at + from)
}

/// Where the value of `default=`, `defaultValue =`, `default:` or `with:` begins, among the arguments that follow a name in quotes.
pub(super) fn default_argument(text: &[u8], comma: usize) -> Option<usize> {
    const KEYS: [&[u8]; 6] = [b"default", b"defaultvalue", b"default_value", b"with", b"fallback", b"initial"];
    let limit = text.len().min(comma + REACH);
    let mut at = comma;
    while at < limit {
        match text[at] {
            b')' | b';' | b']' | b'}' => return None,
            quote @ (b'"' | b'\'') => at = (at + 1..limit).find(|&end| text[end] == quote || text[end] == b'\n')?,
            b',' => {
                let word = (at + 1..limit).find(|&at| !text[at].is_ascii_whitespace() && text[at] != b':')?;
                let end = (word..limit).find(|&at| !(text[at].is_ascii_alphanumeric() || text[at] == b'_'))?;
                let operator = skip_blanks(text, end, limit);
                if KEYS.contains(&text[word..end].to_ascii_lowercase().as_slice()) && matches!(text.get(operator), Some(b'=' | b':')) {
                    let arrow = usize::from(text.get(operator + 1) == Some(&b'>'));
                    return Some(operator + 1 + arrow);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Whether a name is handed to a call that gives it the next argument, wherever in the list it stands: `setattr(x, "k", "v")`,
/// `strcpy(k, "v")`, `flag.String("k", "v", "what it is")`.
pub(super) fn is_set_by_call(text: &[u8], name: Span, closed: bool) -> bool {
    const BY_TEXT: &[&[u8]] =
        &[b"setattr", b"set", b"put", b"setproperty", b"string", b"stringvar", b"stringp", b"stringvarp", b"setdefault", b"of", b"setitem"];
    const BY_NAME: &[&[u8]] = &[
        b"strcpy",
        b"strncpy",
        b"strlcpy",
        b"strcmp",
        b"strncmp",
        b"strcasecmp",
        b"wcscpy",
        b"wcscmp",
        b"strcat",
        b"curl_easy_setopt",
        b"curl_setopt",
    ];
    let before = before_on_line(text, name);
    let Some(open) = before.iter().rposition(|byte| *byte == b'(') else { return false };
    let callee = before[..open].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let callee = before[open - callee..open].to_ascii_lowercase();
    let handed = &before[open + 1..];
    if closed {
        let commas = handed.iter().filter(|byte| **byte == b',').count();
        // Of pairs every second one is a name: `Map.of("user", "ana", "password", "v")`.
        return BY_TEXT.contains(&callee.as_slice())
            && (callee != b"of" || commas % 2 == 0)
            && (commas > 0 || callee.starts_with(b"string"));
    }
    BY_NAME.contains(&callee.as_slice())
}

/// Where the text of `<value>` begins, if that element opens at `at`: `<property name="k"><value>v</value>`.
pub(super) fn sibling_element(text: &[u8], at: usize) -> Option<usize> {
    let limit = text.len().min(at + LONGEST_GAP);
    let open = (at..limit).find(|&at| !text[at].is_ascii_whitespace())?;
    text[open..limit].to_ascii_lowercase().starts_with(b"<value>").then_some(open + b"<value>".len())
}

/// Where the value begins of the attribute `value` of an element whose attributes begin at `at`: `<password value="v"/>`.
pub(super) fn value_attribute(text: &[u8], at: usize) -> Option<usize> {
    let limit = text.len().min(at + REACH / 2);
    let mut at = at;
    while at < limit {
        match text[at] {
            b'<' | b'>' => return None,
            quote @ (b'"' | b'\'') => at = memchr::memchr(quote, &text[at + 1..limit])? + at + 1,
            b'v' if text[at - 1].is_ascii_whitespace() && text[at..limit].starts_with(b"value=") => return Some(at + b"value=".len()),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where the text of an element begins whose attributes begin at `at`.
pub(super) fn end_of_attributes(text: &[u8], at: usize) -> Option<usize> {
    let limit = text.len().min(at + REACH / 2);
    let mut at = at;
    while at < limit {
        match text[at] {
            b'>' if text[at - 1] != b'/' => return Some(at + 1),
            b'<' | b'>' => return None,
            quote @ (b'"' | b'\'') => at = memchr::memchr(quote, &text[at + 1..limit])? + at + 1,
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where the literal begins in `{"value": "v"}`, in brackets, `("v")`, or in a list of one, `["v"]`, which begins at `at`; of several the first
/// stands for all, if the name says that there are several.
pub(super) fn nested_value(text: &[u8], name: Span, at: usize) -> Option<usize> {
    const KEYS: [&[u8]; 4] = [b"value", b"default", b"defaultvalue", b"plaintext"];
    let limit = text.len().min(at + LONGEST_GAP);
    let inner = (at + 1..limit).find(|&at| !text[at].is_ascii_whitespace())?;
    if !matches!(text.get(inner), Some(b'"' | b'\'')) {
        return None;
    }
    match text.get(at)? {
        b'{' => {
            let key_end = memchr::memchr(text[inner], &text[inner + 1..limit])? + inner + 1;
            let colon = skip_blanks(text, key_end + 1, limit);
            // `char password[64] = {"v"};`
            if text.get(colon) == Some(&b'}') {
                return Some(inner);
            }
            let known = KEYS.contains(&text[inner + 1..key_end].to_ascii_lowercase().as_slice());
            (known && text.get(colon) == Some(&b':')).then(|| skip_blanks(text, colon + 1, limit))
        }
        b'[' | b'(' => {
            let far = text.len().min(inner + REACH);
            let end = memchr::memchr2(text[inner], b'\n', &text[inner + 1..far])? + inner + 2;
            let close = (end..far).find(|&at| !text[at].is_ascii_whitespace())?;
            let ends = matches!(text[close], b']' | b')') || text[close] == b',' && is_plural(name.of(text));
            (ends && text[end - 1] == text[inner]).then_some(inner)
        }
        _ => None,
    }
}

/// Whether a name is that of several: `passwords`, not `pass`.
pub(super) fn is_plural(name: &[u8]) -> bool {
    matches!(name, [.., last, b's' | b'S'] if last.is_ascii_alphabetic() && !last.eq_ignore_ascii_case(&b's'))
}

/// Where the literal begins that a list of names gives to this one: `user, password = "ana", "v"`, `my ($user, $password) = ("ana", "v")`.
pub(super) fn of_several(text: &[u8], name: Span, at: usize) -> Option<usize> {
    let before = before_on_line(text, name);
    let index = before.iter().filter(|byte| **byte == b',').count();
    let is_list = |byte: &u8| byte.is_ascii_alphanumeric() || b"_$@., ([\t".contains(byte);
    if index == 0 || !before.iter().all(is_list) {
        return None;
    }
    let limit = text.len().min(at + REACH);
    let mut at = at + usize::from(matches!(text.get(at), Some(b'(' | b'[')));
    for _ in 0..index {
        at = skip_blanks(text, at, limit);
        let quote = text.get(at).copied();
        at = match quote {
            Some(quote @ (b'"' | b'\'')) => memchr::memchr(quote, text.get(at + 1..limit)?)? + at + 2,
            _ => (at..limit).find(|&at| matches!(text[at], b',' | b'\n' | b'(' | b'"' | b'\''))?,
        };
        at = skip_blanks(text, at, limit);
        if text.get(at) != Some(&b',') {
            return None;
        }
        at += 1;
    }
    let from = skip_blanks(text, at, limit);
    matches!(text.get(from), Some(b'"' | b'\'')).then_some(from)
}

/// Where the value of `default` begins in the block of a variable of Terraform, whose name this is.
pub(super) fn default_of_block(text: &[u8], name: Span) -> Option<usize> {
    if !before_on_line(text, name).trim_ascii_start().starts_with(b"variable ") {
        return None;
    }
    let start = name.end + closing_quote(text, name.end);
    let block = text.get(start..text.len().min(start + 2 * REACH))?;
    let mut at = start;
    for line in block.split_inclusive(|byte| *byte == b'\n') {
        let trimmed = line.trim_ascii();
        if trimmed == b"}" {
            return None;
        }
        if let Some(rest) = trimmed.strip_prefix(b"default")
            && rest.trim_ascii_start().starts_with(b"=")
        {
            return Some(at + memchr::memchr(b'=', line)? + 1);
        }
        at += line.len();
    }
    None
}

/// `"value": "v", "name": "k"`, `value="v" key="k"`: the value stands before its name.
pub(super) fn value_before(text: &[u8], name: Span) -> Option<Assignment> {
    if !is_named(text, name) {
        return None;
    }
    let floor = name.start.saturating_sub(REACH / 2);
    let mut before = &text[floor..name.start];
    // Back over `"name": "`, then over `"v"` and the separator behind it.
    let skip = |bytes: &mut &[u8], more: &dyn Fn(&u8) -> bool| {
        while let Some((last, rest)) = bytes.split_last()
            && more(last)
        {
            *bytes = rest;
        }
    };
    let is_mark = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b':' | b'=');
    skip(&mut before, &is_mark);
    skip(&mut before, &|byte: &u8| byte.is_ascii_alphabetic());
    skip(&mut before, &|byte: &u8| byte.is_ascii_whitespace() || *byte == b',');
    // The opening quote of the key.
    if let Some(rest) = before.strip_suffix(b"\"").or(before.strip_suffix(b"'")) {
        let gap = rest.trim_ascii_end();
        if gap.ends_with(b",") {
            before = gap[..gap.len() - 1].trim_ascii_end();
        }
    }
    let (quote, literal) = before.split_last().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
    let open = literal.iter().rposition(|byte| byte == quote || *byte == b'\n').filter(|at| literal[*at] == *quote)?;
    let mut key = &literal[..open];
    skip(&mut key, &is_mark);
    let is_value = key.len() >= 5 && key[key.len() - 5..].eq_ignore_ascii_case(b"value");
    let value = Span::new(floor + open + 1, floor + literal.len());
    is_value.then_some(Assignment { name, operator: Operator::Sibling, value, rest: value, quote: Some(*quote) })
}
