//! The value after an operator: literals in quotes, wrappers around them, bare words.

use super::beside::{fallback_behind, is_plural, nested_value, of_several};
use super::operator::{begins_line, ends_list, leads_line, skip_blanks, skip_line_break};
use super::{Assignment, LONGEST_GAP, LONGEST_VALUE, Operator, is_name_byte};
use crate::language::Language;
use crate::text::Span;

/// The value that begins at `from`.
pub(super) fn value(text: &[u8], name: Span, operator: Operator, from: usize, language: Language) -> Option<Assignment> {
    let limit = text.len().min(from + LONGEST_GAP);
    let mut at = skip_blanks(text, from, limit);
    // `"k":="v"`, `k := = v`.
    if operator == Operator::Assign && text.get(at) == Some(&b'=') {
        at = skip_blanks(text, at + 1, limit);
    }
    // A value may stand on the next line in code and in JSON; a type may stand between `:` and `=`.
    if matches!(operator, Operator::Assign | Operator::Colon | Operator::Argument)
        && (language.is_code() || matches!(language, Language::Json | Language::Yaml))
    {
        // A line of Python may go on behind a backslash.
        let bend = usize::from(language == Language::Python && text.get(at) == Some(&b'\\'));
        at = skip_line_break(text, at + bend, limit).max(at);
    }
    if matches!(operator, Operator::Assign | Operator::Colon) {
        // `password: ["is too short"]` of a program says what is wrong with one.
        let may_nest = operator == Operator::Assign || !language.is_code() || text.get(at) != Some(&b'[') || is_plural(name.of(text));
        at = nested_value(text, name, at).filter(|_| may_nest).unwrap_or(at);
    }
    if language == Language::Yaml && operator == Operator::Colon {
        at = skip_property(text, at, limit);
        at = first_item(text, at, limit).filter(|_| is_plural(name.of(text))).unwrap_or(at);
    }
    if operator == Operator::Colon {
        at = skip_type(text, at, limit).unwrap_or(at);
    }
    if language == Language::Kotlin && operator == Operator::Colon {
        at = super::operator::skip_delegate(text, at, limit).unwrap_or(at);
    }
    // `"Password:"`: the colon is the label's, and the quote ends it.
    let opening = name.start.checked_sub(1).map(|before| text[before]).filter(|byte| matches!(byte, b'"' | b'\''));
    if operator == Operator::Colon && from == name.end + 1 && opening.is_some() && text.get(from).copied() == opening {
        return None;
    }
    if let Some(value) = delimited(text, at, name, language) {
        return Some(Assignment { name, operator, value, rest: value, quote: Some(b'\'') });
    }
    if operator == Operator::Assign
        && language.is_code()
        && let Some(at) = of_several(text, name, at)
        && let Some((value, quote)) = quoted(text, at, text.len().min(at + LONGEST_GAP), language)
    {
        return Some(Assignment { name, operator, value, rest: value, quote: Some(quote) });
    }
    // Quotes that open behind a tag are prose: `<PASSWORD>"` ends a code span.
    if !matches!(operator, Operator::Element | Operator::Query)
        && !(operator == Operator::Colon && language == Language::Shell)
        && let Some((value, quote)) = quoted(text, at, limit, language)
    {
        let whole = Assignment { name, operator, value, rest: value, quote: Some(quote) };
        let alone = match operator {
            Operator::Pair => ends_list(text, value.end),
            Operator::Argument => !goes_on(text, value.end),
            Operator::Assign => !is_character(text, name, value, quote),
            _ => true,
        };
        return alone.then_some(whole);
    }
    if matches!(operator, Operator::Assign | Operator::Colon)
        && (language.is_code() || language == Language::Hcl)
        && let Some((value, quote)) =
            fallback_behind(text, at, language).and_then(|at| quoted(text, at, text.len().min(at + LONGEST_GAP), language))
    {
        return Some(Assignment { name, operator, value, rest: value, quote: Some(quote) });
    }
    // Unquoted, it begins a comment.
    if text.get(at) == Some(&b'#') && at > from {
        return None;
    }
    let bare = match operator {
        Operator::Element => element(text, at),
        Operator::Default => bare(text, at),
        Operator::Query => parameter(text, at),
        Operator::Assign | Operator::Colon if language == Language::Properties && begins_line(text, name) => {
            whole_line(text, skip_continuation(text, at, limit))
        }
        Operator::Flag if language == Language::PowerShell => bare(text, at),
        // `# $pass = conv`: a shell sets a variable without its sign; what is said here is a comparison.
        Operator::Assign if language == Language::Shell && name.of(text).starts_with(b"$") => return None,
        Operator::Assign | Operator::Flag if language == Language::Shell => bare(text, at),
        Operator::Assign if language == Language::Makefile && begins_line(text, name) => bare(text, at),
        Operator::Colon if language == Language::Yaml && matches!(text.get(at), Some(b'|' | b'>')) => block_line(text, at, limit),
        Operator::Assign | Operator::Colon | Operator::Sibling | Operator::Flag if !language.is_code() => {
            if leads_line(text, name) && operator != Operator::Flag { word_of_line(text, at) } else { bare(text, at) }
        }
        _ => return None,
    };
    let (value, rest) = bare?;
    // What follows a word on a command line is the next word.
    let rest = if language == Language::Shell || name.of(text).starts_with(b"-") { value } else { rest };
    let read = Assignment { name, operator, value, rest, quote: None };
    // A term in a list of them, and what a sentence says of it: "`password`: algunos de los próximos". Not every script has blanks.
    let is_listed = matches!(text.get(name.end), Some(b'`' | b'*')) || is_plural(name.of(text));
    let is_term = operator == Operator::Colon && language.is_prose() && is_listed;
    (!is_term || !read.runs_on(text) && text[value.start].is_ascii()).then_some(read)
}

/// `name[] = 'v';`: an array of C, where such quotes hold one character. A variable of PHP begins with its sign.
fn is_character(text: &[u8], name: Span, value: Span, quote: u8) -> bool {
    quote == b'\'' && text[name.end..].starts_with(b"[]") && !name.of(text).starts_with(b"$") && text[value.end + 1..].starts_with(b";")
}

/// Literals that no quotes enclose: `%q(v)` and `%w[v w]` of Ruby, `q{v}` of Perl, `[[v]]` of Lua. Of a list of words, the one that a list of names
/// gives to this one: `user, password = %w[ana v]`.
fn delimited(text: &[u8], at: usize, name: Span, language: Language) -> Option<Span> {
    let rest = text.get(at..text.len().min(at + LONGEST_VALUE))?;
    let (skip, is_list) = match (language, rest) {
        (Language::Ruby, [b'%', b'w' | b'W' | b'i', ..]) => (2, true),
        (Language::Ruby, [b'%', b'q' | b'Q', ..]) => (2, false),
        (Language::Ruby, [b'%', b'(' | b'[' | b'{', ..]) => (1, false),
        (Language::Perl, [b'q', b'w', b'(' | b'[' | b'{' | b'<' | b'|' | b'/', ..]) => (2, true),
        (Language::Perl, [b'q', b'q', b'(' | b'[' | b'{' | b'<' | b'|' | b'/', ..]) => (2, false),
        (Language::Perl, [b'q', b'(' | b'[' | b'{' | b'<' | b'|' | b'/', ..]) => (1, false),
        (Language::Lua, [b'[', b'[', ..]) => (1, false),
        _ => return None,
    };
    let close = match rest.get(skip)? {
        b'(' => b')',
        b'[' => b']',
        b'{' => b'}',
        b'<' => b'>',
        other if other.is_ascii_alphanumeric() || other.is_ascii_whitespace() => return None,
        other => *other,
    };
    let inner = &rest[skip + 1..];
    let inner = &inner[..inner.iter().position(|byte| *byte == close || *byte == b'\n').filter(|end| inner[*end] == close)?];
    let start = at + skip + 1;
    if !is_list {
        return (!inner.is_empty()).then(|| Span::new(start, start + inner.len()));
    }
    let before = text[name.start.saturating_sub(LONGEST_GAP)..name.start].rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let index = before.iter().filter(|byte| **byte == b',').count();
    let word = inner.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).nth(index)?;
    let from = start + (word.as_ptr() as usize - inner.as_ptr() as usize);
    Some(Span::new(from, from + word.len()))
}

/// `|` or `>` and the line below it: the text of a block, as far as that is one word.
fn block_line(text: &[u8], at: usize, limit: usize) -> Option<(Span, Span)> {
    let head = (at + 1..limit).find(|&at| !matches!(text[at], b'-' | b'+' | b'1'..=b'9' | b' ' | b'\r'))?;
    let start = (head + 1..limit).find(|&at| text[at] != b' ')?;
    let end = (start..text.len().min(start + LONGEST_VALUE)).find(|&at| text[at].is_ascii_whitespace()).unwrap_or(text.len());
    // A line that is not indented belongs to the next key; `-----BEGIN` has rules of its own.
    let indented = text[head] == b'\n' && start > head + 1 && end <= start + LONGEST_VALUE;
    let ends_line = text.get(end).is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
    let value = Span::new(start, end);
    // One name below another is a list of them: `ENVIRONMENT_PASS: |`.
    let is_name = value.of(text).iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'_');
    let next = text[end..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |line| end + line + 1);
    let goes_on = is_name && text[next..].starts_with(&text[head + 1..start]);
    (indented && ends_line && !goes_on && end > start && !value.of(text).starts_with(b"--")).then_some((value, value))
}

/// Whether another literal follows in the same list: `UserPassword("ward", "v")` gives its first argument to nothing.
fn goes_on(text: &[u8], value_end: usize) -> bool {
    let quotes = text[value_end..].iter().take(LONGEST_GAP).take_while(|byte| matches!(byte, b'"' | b'\'' | b'`' | b'\\')).count();
    let comma = skip_blanks(text, value_end + quotes, text.len().min(value_end + LONGEST_GAP));
    let next = skip_blanks(text, comma + 1, text.len().min(comma + LONGEST_GAP));
    text.get(comma) == Some(&b',') && matches!(text.get(next), Some(b'"' | b'\'' | b'`'))
}

/// `"v" == name`: the literal that a name is compared with, before it.
pub(super) fn compared_before(text: &[u8], name: Span) -> Option<Assignment> {
    const LONGEST: usize = 256;
    let floor = name.start.saturating_sub(LONGEST);
    let before = text[floor..name.start].trim_ascii_end();
    let marks = [&b"!=="[..], b"===", b"!=", b"==", b".equals("];
    let before = marks.iter().find_map(|mark| before.strip_suffix(*mark))?.trim_ascii_end();
    let (quote, literal) = before.split_last().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
    let open = literal.iter().rposition(|byte| byte == quote || *byte == b'\n').filter(|at| literal[*at] == *quote)?;
    let value = Span::new(floor + open + 1, floor + literal.len());
    Some(Assignment { name, operator: Operator::Compare, value, rest: value, quote: Some(*quote) })
}

/// `: string = "v"`, `: &str = "v"`, `String? = "v"`: where the value begins after a type.
fn skip_type(text: &[u8], at: usize, limit: usize) -> Option<usize> {
    let end = (at..limit).find(|&at| {
        !(is_name_byte(text[at]) || matches!(text[at], b'&' | b'<' | b'>' | b'?' | b'[' | b']' | b'|' | b' ' | b'\'' | b'*'))
    })?;
    let word = text.get(at)?;
    (text[end] == b'=' && !matches!(text.get(end + 1), Some(b'=' | b'>')) && (word.is_ascii_alphabetic() || *word == b'&'))
        .then(|| skip_blanks(text, end + 1, text.len().min(end + LONGEST_GAP)))
}

/// Skips the tag and the anchor of a node of YAML: `password: !!str v`, `password: &pw v`.
fn skip_property(text: &[u8], at: usize, limit: usize) -> usize {
    let mut at = at;
    while matches!(text.get(at), Some(b'!' | b'&')) && text.get(at + 1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'!') {
        let end = (at..limit).find(|&at| text[at].is_ascii_whitespace()).unwrap_or(limit);
        let next = skip_blanks(text, end, limit);
        if end == limit || matches!(text.get(next), None | Some(b'\n' | b'\r')) {
            break;
        }
        at = next;
    }
    at
}

/// Where the first item of a list of YAML begins: `[v, w]`, or `- v` on the line below.
fn first_item(text: &[u8], at: usize, limit: usize) -> Option<usize> {
    if text.get(at) == Some(&b'[') {
        return Some(skip_blanks(text, at + 1, limit));
    }
    let dash = (at..limit).find(|&at| !text[at].is_ascii_whitespace())?;
    let below = text[at..dash].contains(&b'\n');
    (below && text[dash..].starts_with(b"- ")).then(|| skip_blanks(text, dash + 2, limit))
}

/// A line of properties goes on behind a backslash, and blanks before what follows are none of it (`java.util.Properties.load`).
fn skip_continuation(text: &[u8], at: usize, limit: usize) -> usize {
    match text.get(at..) {
        Some([b'\\', b'\n', ..] | [b'\\', b'\r', b'\n', ..]) => {
            (at + 1..limit).find(|&at| !text[at].is_ascii_whitespace()).unwrap_or(limit)
        }
        _ => at,
    }
}

/// Calls that hand a literal through, and letters before a quote: `Some("v")`, `aws.String("v")`, `[]byte("v")`, `b"v"`, `@"v"`.
const WRAPPERS: &[&str] = &[
    "some",
    "string",
    "bytes",
    "byte",
    "str",
    "from",
    "to_string",
    "new_string",
    "secretstring",
    "securestring",
    "just",
    "ok",
    "of",
    "valueof",
    "literal",
    "text",
    "unicode",
    "ptr",
    "pointer",
    "tostring",
    "borrowed",
    "owned",
    "stringptr",
    "to",
    "trim",
    "trimspace",
    "secretstr",
    "option",
    "getbytes",
    "b64encode",
    "encodeuricomponent",
    "quote_plus",
    "bcrypt",
    "make",
    "format!",
    "concat!",
    "qstringliteral",
    "qlatin1string",
    "sensitive",
    "nonsensitive",
    "plaintext",
    "unsafeplaintext",
    "field",
];

/// A literal in quotes at `at`, or inside a wrapper that begins there.
pub(super) fn quoted(text: &[u8], at: usize, limit: usize, language: Language) -> Option<(Span, u8)> {
    let mut open = (at..limit).find(|&at| matches!(text[at], b'"' | b'\'' | b'`' | b'\n'))?;
    let mut lead = &text[at..open];
    // `r#"v"#` of Rust, `#"v"#` of Swift.
    if matches!(language, Language::Rust | Language::Swift) {
        lead = &lead[..lead.len() - lead.iter().rev().take_while(|byte| **byte == b'#').count()];
    }
    // `$"v"` of C# and `$'v'` of shells; a brace begins what is put in.
    let is_template = matches!(language, Language::CSharp | Language::Shell) && lead.trim_ascii() == b"$";
    if !is_template && !is_wrapper(lead) {
        return None;
    }
    // Each layer of JSON in JSON writes its quotes with more backslashes: the closing one has as many as the opening one.
    let escapes = lead.iter().rev().take_while(|byte| **byte == b'\\').count();
    let quote = text[open];
    // What stands in backticks in a shell is a command; in prose a backtick may end a span of code: `--password=`.
    let is_none = quote == b'`' && (language == Language::Shell || language.is_prose() && ends_code_span(text, open));
    // C# and Objective-C write `@"v"`; behind `@'` PowerShell begins a text on the next line.
    let is_none = is_none || quote == b'\'' && lead.trim_ascii() == b"@";
    if quote == b'\n' || is_none {
        return None;
    }
    let triple = text.get(open..open + 3).is_some_and(|three| three == [quote; 3]);
    // A literal of reStructuredText, or of Markdown: ``v``.
    let double = !triple && text[open..].starts_with(b"``");
    open += if triple { 3 } else { 1 + usize::from(double) };
    let end = text.len().min(open + LONGEST_VALUE);
    let mut close = open;
    while close < end {
        match text[close] {
            b'\\' => {
                let run = text[close..end].iter().take_while(|byte| **byte == b'\\').count();
                if escapes > 0 && run == escapes && text.get(close + run) == Some(&quote) {
                    break;
                }
                close += run - usize::from(run % 2 == 0);
            }
            // `'it''s'` of YAML.
            b'\'' if quote == b'\'' && language == Language::Yaml && text[close + 1..].starts_with(b"'") => close += 1,
            byte if byte == quote && (!triple || text.get(close..close + 3) == Some(&[quote; 3][..])) => break,
            b'\n' if !triple && quote != b'`' => return None,
            _ => {}
        }
        close += 1;
    }
    let value = Span::new(open, close.min(end));
    (close < end && !(is_template && value.of(text).contains(&b'{'))).then_some((value, quote))
}

/// Whether the backtick at `at` is the second of a pair on its line.
fn ends_code_span(text: &[u8], at: usize) -> bool {
    let before = &text[at.saturating_sub(LONGEST_VALUE)..at];
    let line = memchr::memrchr(b'\n', before).map_or(before, |start| &before[start + 1..]);
    memchr::memchr_iter(b'`', line).count() % 2 == 1
}

/// Types that hold a text as it is: `SecretString::new("v")`, `Box::new("v")`.
const HOLDERS: &[&str] = &["secret", "zeroiz", "box", "arc", "rc", "pass", "string", "cow", "hidden", "protected", "redact"];

fn is_wrapper(lead: &[u8]) -> bool {
    let lead = lead.trim_ascii();
    let lead = &lead[..lead.len() - lead.iter().rev().take_while(|byte| **byte == b'\\').count()];
    // A binary of Erlang.
    if lead == b"<<" {
        return true;
    }
    if lead.is_empty() || (lead.len() <= 2 && lead.iter().all(|byte| b"bBrRuULNn@&f$".contains(byte))) {
        return !lead.contains(&b'$') && lead != b"f";
    }
    let Some(call) = lead.strip_suffix(b"(") else { return false };
    let call = call.strip_prefix(b"new ").unwrap_or(call);
    // One call in another: `Some(SecretString::new("v"))`.
    if let Some(open) = call.iter().rposition(|byte| *byte == b'(') {
        return is_wrapper(&lead[open + 1..]);
    }
    if let Some(holder) = call.strip_suffix(b"::new").or(call.strip_suffix(b".new")) {
        let holder = holder.to_ascii_lowercase();
        return HOLDERS.iter().any(|word| memchr::memmem::find(&holder, word.as_bytes()).is_some());
    }
    let last = call.rsplit(|byte| matches!(byte, b'.' | b':' | b']')).next().unwrap_or(call);
    std::str::from_utf8(last).is_ok_and(|word| WRAPPERS.contains(&word.to_ascii_lowercase().as_str()))
}

fn element(text: &[u8], at: usize) -> Option<(Span, Span)> {
    const SECTION: &[u8] = b"<![CDATA[";
    let end = text.len().min(at + LONGEST_VALUE);
    if text[at..end].starts_with(SECTION) {
        let start = at + SECTION.len();
        let value = trimmed(text, Span::new(start, start + memchr::memmem::find(&text[start..end], b"]]>")?));
        return (!value.is_empty()).then_some((value, value));
    }
    let close = at + memchr::memchr(b'<', &text[at..end])?;
    let value = trimmed(text, Span::new(at, close));
    (!value.is_empty() && text.get(close + 1) == Some(&b'/')).then_some((value, value))
}

/// A value without quotes: one word, and the rest of its line or field.
pub(super) fn bare(text: &[u8], at: usize) -> Option<(Span, Span)> {
    let end = text.len().min(at + LONGEST_VALUE);
    let line = first_of(text, at, end, &[b"\n\r\r"]);
    let word = first_of(text, at, line, &[b" \t,", b";\"'", b"`<>", b")]|"]);
    // A closing brace ends a value only if the value did not open it: `{user: svc, password: x}` but `${PASSWORD}`.
    let word = match memchr::memchr(b'}', &text[at..word]) {
        Some(brace) if memchr::memchr(b'{', &text[at..at + brace]).is_none() => at + brace,
        _ => word,
    };
    let field = first_of(text, word, line, &[b"\t;|", b"\"<<"]);
    let value = Span::new(at, word);
    (!value.is_empty()).then(|| (value, trimmed(text, Span::new(at, field))))
}

/// The first place in `from..end` of any of those bytes, or `end`. A line may be long and hold a name every few bytes, so this is done by
/// vectors: once for each three, in what the ones before have left.
fn first_of(text: &[u8], from: usize, end: usize, stops: &[&[u8; 3]]) -> usize {
    let narrower = |end: usize, [a, b, c]: &&[u8; 3]| memchr::memchr3(*a, *b, *c, &text[from..end]).map_or(end, |at| from + at);
    stops.iter().fold(end, narrower)
}

/// The value of a parameter in a URL or form.
fn parameter(text: &[u8], at: usize) -> Option<(Span, Span)> {
    let end = text.len().min(at + LONGEST_VALUE);
    let stop = (at..end)
        .find(|&at| {
            text[at].is_ascii_whitespace() || matches!(text[at], b'&' | b'#' | b'"' | b'\'' | b'`' | b'<' | b'>' | b')' | b'\\' | b',')
        })
        .unwrap_or(end);
    let value = Span::new(at, stop);
    (!value.is_empty()).then_some((value, value))
}

/// The one word of a line `name = word`: symbols are part of it, but for a separator or a stray bracket or quote at its end.
fn word_of_line(text: &[u8], at: usize) -> Option<(Span, Span)> {
    let (first, rest) = bare(text, at)?;
    let end = text.len().min(at + LONGEST_VALUE);
    let stop = first_of(text, at, end, &[b" \n\r", b"\t\x0c\x0c"]);
    let mut word = Span::new(at, stop);
    while let Some(last) = word.of(text).last()
        && (matches!(last, b',' | b';' | b'"' | b'\'' | b'`') || is_unopened(word.of(text)))
    {
        word.end -= 1;
    }
    // Markup, lists and expressions keep the separators that they have elsewhere.
    let plain = !word.of(text).iter().any(|byte| matches!(byte, b'"' | b'\'' | b'`')) && text.get(at) != Some(&b'<');
    Some(if plain && word.end > first.end { (word, Span::new(rest.start, rest.end.max(word.end))) } else { (first, rest) })
}

/// Whether the last byte closes a bracket that nothing opened.
fn is_unopened(word: &[u8]) -> bool {
    let pair = match word.last() {
        Some(b')') => b'(',
        Some(b']') => b'[',
        Some(b'}') => b'{',
        _ => return false,
    };
    memchr::memchr(pair, word).is_none()
}

/// The value of a `.properties` file: all up to the end of the line, blanks within it too (`java.util.Properties.load`).
fn whole_line(text: &[u8], at: usize) -> Option<(Span, Span)> {
    let end = text.len().min(at + LONGEST_VALUE);
    let end = first_of(text, at, end, &[b"\n\r\r"]);
    // It goes on behind an odd number of backslashes: what stands on this line is enough to tell.
    let bends = text[at..end].iter().rev().take_while(|byte| **byte == b'\\').count() % 2;
    let value = trimmed(text, Span::new(at, end - bends));
    (!value.is_empty()).then_some((value, value))
}

fn trimmed(text: &[u8], span: Span) -> Span {
    let bytes = span.of(text);
    let start = span.start + (bytes.len() - bytes.trim_ascii_start().len());
    let bytes = Span::new(start, span.end).of(text);
    Span::new(start, start + bytes.trim_ascii_end().len())
}
