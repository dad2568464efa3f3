//! What stands between a name and its value.

use super::beside::{default_argument, is_set_by_call, sibling_element};
use super::{LONGEST_GAP, LONGEST_NAME};
use crate::language::Language;
use crate::text::Span;

/// How a name hands over to its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `=`, `=>`, `:=`, `<-`: anything may follow.
    Assign,
    /// `:`: as before, and a type may stand before a further `=`.
    Colon,
    /// `==`, `!=`, `===`, `!==` on either side, `||` and `??` before a value for want of another: only a quoted value counts.
    Compare,
    /// `=` of a parameter in a URL or form, after `?` or `&`: the value ends at the next one.
    Query,
    /// `:-`, `:=`, `:` within `${}` of a shell: the value ends at the brace.
    Default,
    /// `(`: only a quoted value counts.
    Argument,
    /// `,` in a list of two: likewise.
    Pair,
    /// The name is itself a value, of `name` or `key`, and `value` stands next: `name="k" value="v"`, `name: k`, `value: v`.
    Sibling,
    /// `>` of an element: the value ends at the next `<`.
    Element,
    /// White space after a flag or a directive.
    Flag,
}

/// Finds the operator after a name; returns where its right side starts.
pub(super) fn after(text: &[u8], name: Span, after: usize, language: Language) -> Option<(Operator, usize)> {
    if text[..name.start].ends_with(b"${") {
        return shell_default(text, after);
    }
    let limit = text.len().min(after + LONGEST_GAP);
    let closed = closing_quote(text, after);
    let at = skip_index(text, after + closed, limit);
    let indexed = at > after + closed;
    let at = skip_key(text, name, at, language).unwrap_or(at);
    // `valid_password?("x")` asks and `change_password!("x")` acts: neither gives the name a value.
    if text.get(after) != Some(&b'(') && matches!(text.get(at.saturating_sub(1)..=at), Some([b'?' | b'!', b'('])) {
        return None;
    }
    // `t.pass("done")` hands a message on.
    if text.get(after) == Some(&b'(') && name.of(text).ends_with(b".pass") {
        return None;
    }
    let spaced = skip_blanks(text, at, limit);
    let rest = text.get(spaced..limit)?;
    let starts = |mark: &[u8]| rest.starts_with(mark);
    if starts(b"=~") {
        return None;
    }
    for mark in [&b"==="[..], b"!==", b"==", b"!="] {
        if starts(mark) {
            return Some((Operator::Compare, spaced + mark.len()));
        }
    }
    // `process.env.KEY || "v"`, `config.key ?? "v"`, `key ?: "v"`, `key or "v"`: what is used where the name has no value.
    let worded = matches!(language, Language::Python | Language::Ruby | Language::Lua) && spaced > at && starts(b"or ");
    if (starts(b"||") || starts(b"??") || starts(b"?:") || worded) && rest.get(2) != Some(&b'=') && language.is_code() {
        return Some((Operator::Compare, spaced + 2));
    }
    if language.is_code()
        && let Some(from) = super::beside::fallback(rest)
    {
        return Some((Operator::Compare, spaced + from));
    }
    if dashes(text, after) && takes_blank_operator(text, name, after, language) && spaced == at + 1 {
        return Some((Operator::Flag, spaced));
    }
    for mark in [&b"::="[..], b":=", b"=>", b"->", b"<-", b"?=", b"+=", b"||="] {
        if starts(mark) {
            // `:= =`, `":="`: templates of make and of test tables.
            return Some((Operator::Assign, spaced + mark.len()));
        }
    }
    if language == Language::Kotlin && spaced > at {
        let value = skip_delegate(text, spaced, limit);
        if value.is_some() {
            return value.map(|at| (Operator::Assign, at));
        }
    }
    let closed = closed > 0;
    // `String Password { get; set; } = "v"` of C#.
    if language == Language::CSharp && rest.starts_with(b"{") {
        let close = memchr::memchr(b'}', rest)?;
        let equals = skip_blanks(text, spaced + close + 1, text.len().min(spaced + close + LONGEST_GAP));
        return (text.get(equals) == Some(&b'=')).then_some((Operator::Assign, equals + 1));
    }
    match rest.first()? {
        b'=' if is_parameter(text, name) && spaced == at => Some((Operator::Query, spaced + 1)),
        b'=' if is_part_of_path(text, name) => None,
        b'=' => Some((Operator::Assign, spaced + 1)),
        b':' if is_selector(text, name, spaced) => None,
        b':' => Some((Operator::Colon, spaced + 1)),
        b'>' if !closed && text.get(after) == Some(&b'>') => Some((Operator::Element, spaced + 1)),
        // `<password type="plain">v</password>`.
        _ if !closed && spaced > at && opens_element(text, name) => {
            let value = super::beside::value_attribute(text, spaced).map(|at| (Operator::Sibling, at));
            value.or_else(|| super::beside::end_of_attributes(text, spaced).map(|at| (Operator::Element, at)))
        }
        b',' if (closed || symbol(text, name)) && !name.of(text).contains(&b' ') && default_argument(text, spaced).is_some() => {
            default_argument(text, spaced).map(|at| (Operator::Sibling, at))
        }
        b',' if is_set_by_call(text, name, closed) => Some((Operator::Assign, spaced + 1)),
        // `"k" to "v"` of Kotlin.
        b't' if closed && language == Language::Kotlin && starts(b"to ") => Some((Operator::Pair, spaced + 2)),
        // `{ "k", "v" }`: how C# fills a dictionary.
        b',' if closed && language == Language::CSharp && text[..name.start - 1].trim_ascii_end().ends_with(b"{") => {
            Some((Operator::Pair, spaced + 1))
        }
        // `password { "v" }` and `fetch("password") { "v" }` of Ruby, `password{"v"}` of C++.
        b'{' if matches!(language, Language::Ruby | Language::Cpp) => {
            let inner = skip_blanks(text, spaced + 1, limit);
            matches!(text.get(inner), Some(b'"' | b'\'')).then_some((Operator::Argument, inner))
        }
        b',' if closed && name.of(text).starts_with(b"--") => Some((Operator::Argument, spaced + 1)),
        // `join(env["password"], "v")` looks a name up.
        b',' if closed && !indexed && begins_list(text, name) => Some((Operator::Pair, spaced + 1)),
        // A tuple of an atom and its value: `{password, "v"}`.
        b',' if language == Language::Erlang && text[..name.start].ends_with(b"{") => Some((Operator::Pair, spaced + 1)),
        // `<entry key="k">v</entry>`.
        b'>' if closed && language != Language::Html && is_attribute(text, name) => {
            Some((Operator::Element, sibling_element(text, spaced + 1).unwrap_or(spaced + 1)))
        }
        b'@' if spaced > at && language == Language::ObjectiveC && is_defined(text, name) => Some((Operator::Argument, spaced)),
        b'"' if spaced > at
            && (is_defined(text, name) || is_form(text, name) || language == Language::Clojure && text[..name.start].ends_with(b":")) =>
        {
            Some((Operator::Argument, spaced))
        }
        // A symbol and its value: `set(:service, :secret, 'v')`.
        b',' if symbol(text, name) => Some((Operator::Pair, spaced + 1)),
        b'(' if !closed => Some((Operator::Argument, spaced + 1)),
        b'"' | b'\'' | b'`' if spaced > at && (language == Language::Sql || begins_line(text, name)) => {
            let code = language.is_code() && !matches!(language, Language::Groovy | Language::Kotlin | Language::Ruby | Language::Sql);
            (!code).then_some((Operator::Argument, spaced))
        }
        // Two blanks and more part a flag from its description.
        _ if (spaced == at + 1 || language == Language::Dockerfile) && takes_blank_operator(text, name, after, language) => {
            Some((Operator::Flag, spaced))
        }
        _ => None,
    }
}

/// Whether a name is one of the arguments by which a method of Swift or Objective-C is called: `(user:password:persistence:)`.
fn is_selector(text: &[u8], name: Span, colon: usize) -> bool {
    let limit = text.len().min(colon + 1 + LONGEST_NAME);
    let end = (colon + 1..limit).find(|&at| !(text[at].is_ascii_alphanumeric() || matches!(text[at], b'_' | b':'))).unwrap_or(limit);
    colon == name.end
        && end > colon + 1
        && text[..name.start].ends_with(b":")
        && !text[..name.start].ends_with(b"::")
        && text.get(end) == Some(&b')')
}

/// Whether a name is a symbol: `:password`.
fn symbol(text: &[u8], name: Span) -> bool {
    text[..name.start].ends_with(b":") && !text[..name.start].ends_with(b"::")
}

/// Whether the word that ends at `end` begins with a dash.
fn dashes(text: &[u8], end: usize) -> bool {
    let floor = end.saturating_sub(LONGEST_NAME);
    let start =
        (floor..end).rev().find(|&at| text[at].is_ascii_whitespace() || matches!(text[at], b'"' | b'\'' | b'`')).map_or(floor, |at| at + 1);
    text.get(start) == Some(&b'-')
}

/// Skips the brace behind the key of a hash of Perl: `$config{password} =`, `$config->{'password'} =`.
fn skip_key(text: &[u8], name: Span, at: usize, language: Language) -> Option<usize> {
    let before = &text[..name.start];
    let before = before.strip_suffix(b"'").or(before.strip_suffix(b"\"")).unwrap_or(before);
    (language == Language::Perl && before.ends_with(b"{") && text.get(at) == Some(&b'}')).then_some(at + 1)
}

/// Whether a name stands in the tag of an element: `<password `, `<wsse:Password `.
pub(super) fn opens_element(text: &[u8], name: Span) -> bool {
    let floor = name.start.saturating_sub(LONGEST_GAP);
    let before = &text[floor..name.start];
    let prefix = before.strip_suffix(b":").map_or(before, |before| {
        let word = before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        &before[..before.len() - word]
    });
    prefix.ends_with(b"<") && !name.of(text).contains(&b' ')
}

/// Whether a name is defined by a form of Lisp, `(setq name "v")`, or is an attribute of a module of Elixir, `@name "v"`.
fn is_form(text: &[u8], name: Span) -> bool {
    const FORMS: [&[u8]; 8] = [b"def", b"setq", b"setf", b"defvar", b"defconst", b"defparameter", b"defcustom", b"define"];
    let before = before_on_line(text, name).trim_ascii_end();
    let mut words = name.of(text).splitn(2, |byte| *byte == b' ');
    before.trim_ascii_start() == b"@" && !name.of(text).contains(&b' ')
        || FORMS.iter().any(|form| before.strip_suffix(*form).is_some_and(|rest| rest.ends_with(b"(")))
        || before.ends_with(b"(") && words.next().is_some_and(|first| FORMS.contains(&first)) && words.next().is_some()
}

/// Where the value begins that Kotlin makes when a property is first read: `by lazy { "v" }`, also behind its type, `String by lazy {"v"}`.
pub(super) fn skip_delegate(text: &[u8], at: usize, limit: usize) -> Option<usize> {
    const LAZY: &[u8] = b"by lazy";
    let typed = (at..limit).find(|&at| !(text[at].is_ascii_alphanumeric() || matches!(text[at], b'.' | b'?' | b'<' | b'>')))?;
    let begins = |at: usize| text.get(at..limit).is_some_and(|rest| rest.starts_with(LAZY));
    let lazy = if begins(at) { at } else { Some(skip_blanks(text, typed, limit)).filter(|&at| begins(at))? };
    let open = skip_blanks(text, lazy + LAZY.len(), limit);
    (text.get(open) == Some(&b'{')).then(|| skip_blanks(text, open + 1, limit))
}

/// Length of the quote after a name, escaped any number of times: `"`, `\"`, `\\\"`, `&quot;`.
pub(super) fn closing_quote(text: &[u8], at: usize) -> usize {
    let slashes = text[at.min(text.len())..].iter().take(LONGEST_GAP).take_while(|byte| **byte == b'\\').count();
    match text.get(at + slashes) {
        Some(b'"' | b'\'' | b'`') => slashes + 1,
        _ if text[at.min(text.len())..].starts_with(b"&quot;") => 6,
        _ => 0,
    }
}

/// Skips what may follow a name before its operator: `]`, `)`, `?`, `!`, `[25]`.
fn skip_index(text: &[u8], mut at: usize, limit: usize) -> usize {
    if text.get(at) == Some(&b'[') {
        let end = (at + 1..limit).find(|&at| !text[at].is_ascii_digit()).unwrap_or(at);
        at = if text.get(end) == Some(&b']') { end } else { at };
    }
    while at < limit && (matches!(text[at], b']' | b')' | b'?') || text[at] == b'!' && text.get(at + 1) != Some(&b'=')) {
        at += 1;
    }
    at
}

/// Whether a name is a parameter of a URL or form: `?name=`, `&name=`, `&amp;name=`, `\u0026name=`.
fn is_parameter(text: &[u8], name: Span) -> bool {
    let before = &text[..name.start];
    matches!(before.last(), Some(b'?' | b'&')) && !before.ends_with(b"&&") || before.ends_with(b"&amp;")
}

/// Whether a name is a part of the path of a URL, where a sign of equality is one of many characters: `https://ward.example/reset-password=5e113c`.
fn is_part_of_path(text: &[u8], name: Span) -> bool {
    let line = before_on_line(text, name);
    let word = line.rsplit(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`')).next().unwrap_or(line);
    word.ends_with(b"/") && memchr::memmem::find(word, b"://").is_some_and(|at| at + 3 < word.len())
}

/// The value that stands beside a name which is itself the value of `name` or `key`.
pub(super) fn sibling(text: &[u8], name: Span) -> Option<(Operator, usize)> {
    const REACH: usize = 160;
    let quote = closing_quote(text, name.end);
    if !is_named(text, name) {
        return None;
    }
    if let Some(from) = super::beside::default_of_block(text, name) {
        return Some((Operator::Assign, from));
    }
    let limit = text.len().min(name.end + REACH);
    let is_gap = |byte: u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b';' | b'<' | b'{' | b'"' | b'\'' | b'\\');
    let mut at = name.end + quote;
    // The name's own element ends before its sibling begins: `<name>k</name> <value>`.
    if text[at..limit].starts_with(b"</") {
        at += memchr::memchr(b'>', &text[at..limit])? + 1;
    }
    let mut word = (at..limit).find(|&at| !is_gap(text[at]))?;
    let end = loop {
        let lower = text[word..limit.min(word + 16)].to_ascii_lowercase();
        // `<key>k</key> <string>v</string>`: lists of properties of Apple's systems.
        let known = [&b"value"[..], b"val", b"defaultvalue", b"default", b"content", b"parametervalue", b"param-value"]
            .into_iter()
            .find(|known| lower.starts_with(known));
        let known = known.or((text[..word].ends_with(b"<") && lower.starts_with(b"string>")).then_some(b"string"));
        match known {
            Some(known) => break word + known.len(),
            // Other attributes of the same element: `type="password" name="k" value="v"`.
            None => word = (attribute(text, word, limit).filter(|_| quote > 0)?..limit).find(|&at| !is_gap(text[at]))?,
        }
    };
    let operator = end + closing_quote(text, end);
    let operator = skip_blanks(text, operator, text.len().min(operator + LONGEST_GAP));
    match text.get(operator)? {
        b':' | b'=' => Some((Operator::Sibling, operator + 1)),
        b'>' => Some((Operator::Element, operator + 1)),
        _ => None,
    }
}

/// Where the attribute `name="…"` that begins at `at` ends.
fn attribute(text: &[u8], at: usize, limit: usize) -> Option<usize> {
    let equals = (at..limit).find(|&at| !(text[at].is_ascii_alphanumeric() || matches!(text[at], b'-' | b'_' | b':')))?;
    let quote = text.get(equals + 1).copied().filter(|quote| equals > at && text[equals] == b'=' && matches!(quote, b'"' | b'\''))?;
    Some(equals + 2 + memchr::memchr(quote, text.get(equals + 2..limit)?)? + 1)
}

/// Whether a name is the value of an attribute, `name="k"` or `key="k"`, and the last one of its element.
fn is_attribute(text: &[u8], name: Span) -> bool {
    const KEYS: [&[u8]; 3] = [b" name=", b" key=", b" property="];
    let quoted = matches!(text.get(name.end..name.end + 2), Some(b"\">" | b"'>"));
    let before = text[..name.start].strip_suffix(b"\"").or(text[..name.start].strip_suffix(b"'"));
    quoted && before.is_some_and(|before| KEYS.iter().any(|key| before.ends_with(key)))
}

/// Whether a name is a macro's: `#define NAME "v"`. The directive may have been taken for a word of the name.
fn is_defined(text: &[u8], name: Span) -> bool {
    let line = Span::new(name.start - before_on_line(text, name).len(), name.end).of(text);
    line.trim_ascii().strip_prefix(b"#").is_some_and(|directive| directive.trim_ascii_start().starts_with(b"define "))
}

/// Whether `name:`, `key=`, `<name>` or the like stands before a name.
pub(super) fn is_named(text: &[u8], name: Span) -> bool {
    const KEYS: [&[u8]; 6] = [b"name", b"key", b"id", b"property", b"variable", b"type"];
    let floor = name.start.saturating_sub(LONGEST_GAP);
    let before = &text[floor..name.start];
    let trim = |bytes: &mut &[u8], drop: &[u8]| {
        while let Some((last, rest)) = bytes.split_last()
            && drop.contains(last)
        {
            *bytes = rest;
        }
    };
    let mut before = before;
    trim(&mut before, b"\"'`\\ ");
    if before.ends_with(b"variable") {
        return true;
    }
    let Some((b':' | b'=' | b'>', rest)) = before.split_last() else { return false };
    before = rest;
    trim(&mut before, b"\"'`\\ ");
    let lower = before[before.len().saturating_sub(12)..].to_ascii_lowercase();
    KEYS.iter().any(|key| lower.strip_suffix(*key).is_some_and(|rest| !rest.last().is_some_and(u8::is_ascii_alphanumeric)))
        || lower.ends_with(b"parameterkey")
}

/// `${NAME:-v}`, `${NAME:=v}`, `${NAME=v}`, `${NAME:v}` (Spring): the value that is used where the name is not set. `:+` and `:?` give
/// no such value.
fn shell_default(text: &[u8], after: usize) -> Option<(Operator, usize)> {
    let rest = &text[after.min(text.len())..];
    let skip = match rest {
        [b':', b'-' | b'=', ..] => 2,
        [b':', b'+' | b'?', ..] => return None,
        [b':' | b'=', ..] => 1,
        _ => return None,
    };
    Some((Operator::Default, after + skip))
}

/// Whether a name is the first of its list: `put("k", "v")`, `define('k', 'v')`. The third of five words names nothing.
fn begins_list(text: &[u8], name: Span) -> bool {
    let floor = name.start.saturating_sub(LONGEST_GAP);
    let quote = text[floor..name.start].iter().rposition(|byte| !matches!(byte, b'"' | b'\'' | b'`' | b'\\' | b'@'));
    let before = quote.map_or(&text[..0], |at| text[floor..=floor + at].trim_ascii_end());
    before.last().is_none_or(|byte| matches!(byte, b'(' | b'['))
}

/// Whether a list ends right after a value in quotes: of `("password", "secret", "token")` none is the value of another.
pub(super) fn ends_list(text: &[u8], value_end: usize) -> bool {
    let limit = text.len().min(value_end + LONGEST_GAP);
    let quotes = (value_end..limit).find(|&at| !matches!(text[at], b'"' | b'\'' | b'`' | b'\\' | b' ')).unwrap_or(limit);
    text.get(quotes).is_none_or(|byte| matches!(byte, b')' | b']' | b'}' | b'>' | b'\n' | b'\r'))
}

/// `ENV K v`, `--k v`, `-K v` in PowerShell and in lines of commands, `set K v`: the name must begin its line or follow a dash.
fn takes_blank_operator(text: &[u8], name: Span, name_end: usize, language: Language) -> bool {
    let floor = name_end.saturating_sub(LONGEST_NAME);
    let start =
        (floor..name_end).rev().find(|&at| matches!(text[at], b' ' | b'\n' | b'\t' | b'"' | b'\'' | b'`')).map_or(floor, |at| at + 1);
    let written = &text[start..name_end];
    let dashed = written.starts_with(b"-") && written.get(1).is_some_and(u8::is_ascii_alphabetic) && name.end == name_end;
    written.starts_with(b"--")
        || dashed
        || (language == Language::Dockerfile && (text[floor..start].ends_with(b"ENV ") || text[floor..start].ends_with(b"ENV\t")))
        || (language == Language::Shell && text[floor..start].ends_with(b"setenv "))
        || (!language.is_code() || language == Language::Sql) && text[floor..start].ends_with(b"\\set ")
        || matches!(language, Language::Ini | Language::Properties) && is_directive(text, name, name_end)
}

/// `requirepass v`: a name, a blank and one word are all of the line.
fn is_directive(text: &[u8], name: Span, name_end: usize) -> bool {
    let rest = &text[name_end..text.len().min(name_end + LONGEST_GAP + LONGEST_NAME)];
    let line = rest.split(|byte| *byte == b'\n').next().unwrap_or(rest).trim_ascii();
    name.end == name_end
        && before_on_line(text, name).trim_ascii().is_empty()
        && !line.is_empty()
        && !line.iter().any(u8::is_ascii_whitespace)
}

pub(super) fn skip_blanks(text: &[u8], from: usize, limit: usize) -> usize {
    (from..limit).find(|&at| !matches!(text[at], b' ' | b'\t')).unwrap_or(limit)
}

pub(super) fn skip_line_break(text: &[u8], at: usize, limit: usize) -> usize {
    let end = (at..limit).find(|&at| !text[at].is_ascii_whitespace()).unwrap_or(at);
    if matches!(text.get(end), Some(b'"' | b'\'' | b'`')) { end } else { at }
}

/// Whether nothing but blanks and the mark of a comment stands before the name on its line.
pub(super) fn begins_line(text: &[u8], name: Span) -> bool {
    before_on_line(text, name).iter().all(|byte| matches!(byte, b' ' | b'\t' | b'#' | b'!'))
}

/// Whether the name is the first word of its line, behind a comment mark, a list mark, `export` or `set`.
pub(super) fn leads_line(text: &[u8], name: Span) -> bool {
    let before = before_on_line(text, name).trim_ascii();
    before.iter().all(|byte| matches!(byte, b'#' | b'!' | b'-' | b'*' | b'/' | b';' | b' ' | b'$' | b'@'))
        || [&b"export"[..], b"set", b"ENV", b"ARG", b"declare -x", b"setenv"].contains(&before)
}

pub(super) fn before_on_line(text: &[u8], name: Span) -> &[u8] {
    let floor = name.start.saturating_sub(LONGEST_GAP);
    let start = text[floor..name.start].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(floor, |at| floor + at + 1);
    &text[start..name.start]
}
