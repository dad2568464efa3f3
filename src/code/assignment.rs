//! Reads the assignment around a name: `k = v`, `"k": "v"`, `k => v`, `setK("v")`, `<k>v</k>`, `--k v`, `K: v` in prose and logs.
//!
//! One reader for every language and configuration format, so that all rules which go by names see the same name, value and quote.
//! Promises: never fails, looks at a bounded number of bytes either side of the name, and returns spans, never copies.

use crate::language::Language;
use crate::text::{Span, camel_words};

/// Longest name, value and gap between them that are looked at, in bytes.
const LONGEST_NAME: usize = 96;
const LONGEST_VALUE: usize = 8 * 1024;
const LONGEST_GAP: usize = 48;

/// Words that a prose name may have before and after the one that was hit: `Patient Medical Record Number`.
const PROSE_WORDS: usize = 3;

/// A value given to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The name as written, without quotes.
    pub name: Span,
    /// The value, without quotes.
    pub value: Span,
    /// For values without quotes: everything up to the end of the line or the next separator of fields, trimmed.
    pub rest: Span,
    /// Whether the value stands in quotes.
    pub quoted: bool,
}

/// The assignment whose name holds the byte at `hit`.
pub fn around(text: &[u8], hit: usize, language: Language) -> Option<Assignment> {
    let name = name_around(text, hit)?;
    let (name, after) = name_end(text, name);
    let gap = operator(text, name, after, language)?;
    // A call is named by its last part: `password.encode("utf-8")` sets no password.
    let name = if text.get(after) == Some(&b'(') { last_part(text, name) } else { name };
    value(text, name, gap, language)
}

fn last_part(text: &[u8], name: Span) -> Span {
    let start = name.of(text).iter().rposition(|byte| *byte == b'.').map_or(name.start, |dot| name.start + dot + 1);
    Span::new(start, name.end)
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$' | b'.') || byte >= 0x80
}

/// The run of name bytes around `hit`, and up to three words before it.
fn name_around(text: &[u8], hit: usize) -> Option<Span> {
    let floor = hit.saturating_sub(LONGEST_NAME);
    let mut start = (floor..hit).rev().find(|&at| !is_name_byte(text[at])).map_or(floor, |at| at + 1);
    let ceiling = text.len().min(hit + LONGEST_NAME);
    let end = (hit..ceiling).find(|&at| !is_name_byte(text[at]))?;
    if text[end - 1] == b'.' {
        return None; // The end of a sentence, not of a name.
    }
    for _ in 0..PROSE_WORDS {
        let word_end = start.checked_sub(1).filter(|&at| at > floor && text[at] == b' ' && text[at - 1].is_ascii_alphabetic());
        let Some(word_end) = word_end else { break };
        start = (floor..word_end).rev().find(|&at| !text[at].is_ascii_alphanumeric()).map_or(floor, |at| at + 1);
    }
    Some(Span::new(start, end))
}

/// Lengthens a name by the words of prose that follow it, as far as an operator comes after them.
fn name_end(text: &[u8], name: Span) -> (Span, usize) {
    let mut end = name.end;
    for _ in 0..=PROSE_WORDS {
        match text.get(end) {
            Some(b' ') if text.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) => {
                let word = text[end + 1..]
                    .iter()
                    .take(LONGEST_NAME)
                    .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
                    .count();
                end += 1 + word;
            }
            Some(b':' | b'=' | b'#') => return (Span::new(name.start, end), end),
            Some(b' ') if matches!(text.get(end + 1), Some(b':' | b'=' | b'#')) => return (Span::new(name.start, end), end),
            _ => break,
        }
    }
    (name, name.end)
}

/// How a name hands over to its value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    /// `=`, `=>`, `:=`, `<-`: anything may follow.
    Assign,
    /// `:`: as before, and a type may stand before a further `=`.
    Colon,
    /// `:-`, `:=`, `:` within `${}` of a shell: the value ends at the brace.
    Default,
    /// `(`: only a quoted value counts.
    Argument,
    /// `,` in a list of two: likewise.
    Pair,
    /// `>` of an element: the value ends at the next `<`.
    Element,
    /// White space after a flag or a directive.
    Flag,
}

/// Finds the operator after a name; returns where its right side starts.
fn operator(text: &[u8], name: Span, after: usize, language: Language) -> Option<(Operator, usize)> {
    if text[..name.start].ends_with(b"${") {
        return shell_default(text, after);
    }
    let limit = text.len().min(after + LONGEST_GAP);
    let mut at = after;
    let closed = matches!(text.get(at..at + 2), Some([b'\\', b'"' | b'\'']))
        .then_some(2)
        .or_else(|| matches!(text.get(at), Some(b'"' | b'\'' | b'`')).then_some(1));
    at += closed.unwrap_or(0);
    while at < limit && matches!(text[at], b']' | b')' | b'?' | b'!') {
        at += 1;
    }
    let spaced = skip_blanks(text, at, limit);
    let rest = text.get(spaced..limit)?;
    let starts = |mark: &[u8]| rest.starts_with(mark);
    if starts(b"==") || starts(b"!=") || starts(b"=~") {
        return None;
    }
    for mark in [&b":="[..], b"=>", b"->", b"<-", b"?=", b"+=", b"||="] {
        if starts(mark) {
            return Some((Operator::Assign, spaced + mark.len()));
        }
    }
    match rest.first()? {
        b'=' => Some((Operator::Assign, spaced + 1)),
        b':' => Some((Operator::Colon, spaced + 1)),
        b'>' if closed.is_none() && text.get(after) == Some(&b'>') => Some((Operator::Element, spaced + 1)),
        b',' if closed.is_some() && name.of(text).starts_with(b"--") => Some((Operator::Argument, spaced + 1)),
        b',' if closed.is_some() && begins_list(text, name) => Some((Operator::Pair, spaced + 1)),
        b'(' if closed.is_none() => Some((Operator::Argument, spaced + 1)),
        b'"' | b'\'' if spaced > at && (language == Language::Sql || (!language.is_code() && begins_line(text, name))) => {
            Some((Operator::Argument, spaced))
        }
        _ if spaced > at && takes_blank_operator(text, after, language) => Some((Operator::Flag, spaced)),
        _ => None,
    }
}

/// `${NAME:-v}`, `${NAME:=v}`, `${NAME=v}`, `${NAME:v}` (Spring): the value that is used where the name is not set. `:+` and `:?` give no such value.
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
fn ends_list(text: &[u8], value_end: usize) -> bool {
    let limit = text.len().min(value_end + LONGEST_GAP);
    let quotes = (value_end..limit).find(|&at| !matches!(text[at], b'"' | b'\'' | b'`' | b'\\' | b' ')).unwrap_or(limit);
    text.get(quotes).is_none_or(|byte| matches!(byte, b')' | b']'))
}

/// `ENV K v`, `--k v`, `-K v` in PowerShell: the name must begin its line or follow a dash.
fn takes_blank_operator(text: &[u8], name_end: usize, language: Language) -> bool {
    let floor = name_end.saturating_sub(LONGEST_NAME);
    let start =
        (floor..name_end).rev().find(|&at| matches!(text[at], b' ' | b'\n' | b'\t' | b'"' | b'\'' | b'`')).map_or(floor, |at| at + 1);
    let name = &text[start..name_end];
    name.starts_with(b"--")
        || (language == Language::PowerShell && name.starts_with(b"-"))
        || (language == Language::Dockerfile && text[floor..start].ends_with(b"ENV "))
}

fn skip_blanks(text: &[u8], from: usize, limit: usize) -> usize {
    (from..limit).find(|&at| !matches!(text[at], b' ' | b'\t')).unwrap_or(limit)
}

fn value(text: &[u8], name: Span, (operator, from): (Operator, usize), language: Language) -> Option<Assignment> {
    let limit = text.len().min(from + LONGEST_GAP);
    let mut at = skip_blanks(text, from, limit);
    // A value may stand on the next line in code and in JSON; a type may stand between `:` and `=`.
    if matches!(operator, Operator::Assign | Operator::Colon) && (language.is_code() || language == Language::Json) {
        at = skip_line_break(text, at, limit);
    }
    if operator == Operator::Colon {
        at = skip_type(text, at, limit).unwrap_or(at);
    }
    // Quotes that open behind a tag are prose: `<PASSWORD>"` ends a code span.
    if operator != Operator::Element
        && !(operator == Operator::Colon && language == Language::Shell)
        && let Some(quoted) = quoted(text, name, at, limit)
    {
        return (operator != Operator::Pair || ends_list(text, quoted.value.end)).then_some(quoted);
    }
    let bare = match operator {
        Operator::Element => element(text, at),
        Operator::Default => bare(text, at),
        Operator::Assign | Operator::Colon if language == Language::Properties && begins_line(text, name) => whole_line(text, at),
        Operator::Flag if language == Language::PowerShell => bare(text, at),
        Operator::Assign | Operator::Flag if language == Language::Shell => bare(text, at),
        Operator::Assign | Operator::Colon | Operator::Flag if !language.is_code() => bare(text, at),
        _ => return None,
    };
    let (value, rest) = bare?;
    // What follows a word on a command line is the next word.
    let rest = if language == Language::Shell || name.of(text).starts_with(b"--") { value } else { rest };
    Some(Assignment { name, value, rest, quoted: false })
}

fn skip_line_break(text: &[u8], at: usize, limit: usize) -> usize {
    let end = (at..limit).find(|&at| !text[at].is_ascii_whitespace()).unwrap_or(at);
    if matches!(text.get(end), Some(b'"' | b'\'' | b'`')) { end } else { at }
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
];

/// A literal in quotes at `at`, or inside a wrapper that begins there.
fn quoted(text: &[u8], name: Span, at: usize, limit: usize) -> Option<Assignment> {
    let mut open = (at..limit).find(|&at| matches!(text[at], b'"' | b'\'' | b'`' | b'\n'))?;
    let lead = &text[at..open];
    if !is_wrapper(lead) {
        return None;
    }
    let escaped = lead.ends_with(b"\\");
    let quote = text[open];
    if quote == b'\n' {
        return None;
    }
    let triple = text.get(open..open + 3).is_some_and(|three| three == [quote; 3]);
    open += if triple { 3 } else { 1 };
    let end = text.len().min(open + LONGEST_VALUE);
    let mut close = open;
    while close < end {
        match text[close] {
            b'\\' if escaped && text.get(close + 1) == Some(&quote) => break,
            b'\\' => close += 1,
            byte if byte == quote && (!triple || text.get(close..close + 3) == Some(&[quote; 3][..])) => break,
            b'\n' if !triple && quote != b'`' => return None,
            _ => {}
        }
        close += 1;
    }
    let value = Span::new(open, close.min(end));
    (close < end).then_some(Assignment { name, value, rest: value, quoted: true })
}

fn is_wrapper(lead: &[u8]) -> bool {
    let lead = lead.trim_ascii();
    let lead = lead.strip_suffix(b"\\").unwrap_or(lead);
    if lead.is_empty() || (lead.len() <= 2 && lead.iter().all(|byte| b"bBrRuULNn@&f$".contains(byte))) {
        return !lead.contains(&b'$') && lead != b"f";
    }
    let Some(call) = lead.strip_suffix(b"(") else { return false };
    let call = call.strip_prefix(b"new ").unwrap_or(call);
    let last = call.rsplit(|byte| matches!(byte, b'.' | b':' | b']')).next().unwrap_or(call);
    std::str::from_utf8(last).is_ok_and(|word| WRAPPERS.contains(&word.to_ascii_lowercase().as_str()))
}

fn element(text: &[u8], at: usize) -> Option<(Span, Span)> {
    let end = text.len().min(at + LONGEST_VALUE);
    let close = at + memchr::memchr(b'<', &text[at..end])?;
    let value = trimmed(text, Span::new(at, close));
    (!value.is_empty() && text.get(close + 1) == Some(&b'/')).then_some((value, value))
}

/// A value without quotes: one word, and the rest of its line or field.
fn bare(text: &[u8], at: usize) -> Option<(Span, Span)> {
    let end = text.len().min(at + LONGEST_VALUE);
    let line = (at..end).find(|&at| matches!(text[at], b'\n' | b'\r')).unwrap_or(end);
    let word = (at..line)
        .find(|&at| matches!(text[at], b' ' | b'\t' | b',' | b';' | b'"' | b'\'' | b'`' | b'<' | b'>' | b')' | b']' | b'|'))
        .unwrap_or(line);
    // A closing brace ends a value only if the value did not open it: `{user: svc, password: x}` but `${PASSWORD}`.
    let word = match memchr::memchr(b'}', &text[at..word]) {
        Some(brace) if memchr::memchr(b'{', &text[at..at + brace]).is_none() => at + brace,
        _ => word,
    };
    let field = (at..line).find(|&at| matches!(text[at], b'\t' | b';' | b'|' | b'"' | b'<')).unwrap_or(line);
    let value = Span::new(at, word);
    (!value.is_empty()).then(|| (value, trimmed(text, Span::new(at, field.max(word)))))
}

/// The value of a `.properties` file: all up to the end of the line, blanks within it too (`java.util.Properties.load`).
fn whole_line(text: &[u8], at: usize) -> Option<(Span, Span)> {
    let end = text.len().min(at + LONGEST_VALUE);
    let line = (at..end).find(|&at| matches!(text[at], b'\n' | b'\r')).unwrap_or(end);
    let value = trimmed(text, Span::new(at, line));
    (!value.is_empty()).then_some((value, value))
}

/// Whether nothing but blanks and the mark of a comment stands before the name on its line.
fn begins_line(text: &[u8], name: Span) -> bool {
    let floor = name.start.saturating_sub(LONGEST_GAP);
    let start = text[floor..name.start].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(floor, |at| floor + at + 1);
    text[start..name.start].iter().all(|byte| matches!(byte, b' ' | b'\t' | b'#' | b'!'))
}

fn trimmed(text: &[u8], span: Span) -> Span {
    let bytes = span.of(text);
    let start = span.start + (bytes.len() - bytes.trim_ascii_start().len());
    let bytes = Span::new(start, span.end).of(text);
    Span::new(start, start + bytes.trim_ascii_end().len())
}

/// The words of a name, lower-case, with the types of typed declarations left out.
pub fn words(name: &[u8]) -> Vec<String> {
    let runs = name.split(|byte| !(byte.is_ascii_alphanumeric() || *byte >= 0x80));
    runs.flat_map(camel_words).map(|word| String::from_utf8_lossy(word).to_ascii_lowercase()).collect()
}

/// Whether `words` hold `sequence`, written apart or joined, and no noun after it says that the value is something else.
///
/// A word of six letters or more also counts at the end of a longer one: `dbpassword`.
pub fn names(words: &[String], sequence: &str, is_other_noun: impl Fn(&str) -> bool) -> bool {
    let joined = sequence.replace(' ', "");
    let tails = |word: &str| joined.len() >= 6 && word.len() > joined.len() && word.ends_with(&joined);
    let end_of = |at: usize| {
        let mut rest = joined.as_str();
        let together = words[at..].iter().take_while(|word| rest.strip_prefix(word.as_str()).inspect(|left| rest = left).is_some()).count();
        if rest.is_empty() { Some(at + together) } else { tails(&words[at]).then_some(at + 1) }
    };
    (0..words.len()).filter_map(end_of).any(|end| !words[end..].iter().any(|word| is_other_noun(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str, text: &str, word: &str) -> Option<(String, String)> {
        let hit = text.find(word).expect("the word is there");
        let found = around(text.as_bytes(), hit, Language::of(path, text.as_bytes()))?;
        let of = |span: Span| String::from_utf8_lossy(span.of(text.as_bytes())).into_owned();
        Some((of(found.name), of(found.value)))
    }

    #[test]
    fn every_form_of_assignment() {
        for (path, text) in [
            ("a.py", "password = 'v1'"),
            ("a.py", "password='v1'"),
            ("a.py", "config[\"password\"] = \"v1\""),
            ("a.py", "connect(host='x', password='v1')"),
            ("a.py", "password = b'v1'"),
            ("a.js", "{ password: 'v1' }"),
            ("a.js", "const password = `v1`"),
            ("a.ts", "password: string = 'v1'"),
            ("a.rs", "let password: &str = \"v1\";"),
            ("a.rs", "password: Some(\"v1\")"),
            ("a.go", "password := \"v1\""),
            ("a.go", "password: aws.String(\"v1\"),"),
            ("a.go", "password = []byte(\"v1\")"),
            ("a.java", "String password = \"v1\";"),
            ("a.java", "props.put(\"password\", \"v1\");"),
            ("a.java", "user.password(\"v1\")"),
            ("a.cs", "password = @\"v1\";"),
            ("a.rb", "password: 'v1'"),
            ("a.rb", "'password' => 'v1'"),
            ("a.php", "define('password', 'v1');"),
            ("a.yml", "password: v1"),
            ("a.yml", "  password: \"v1\" # why"),
            ("a.yml", "{user: svc, password: v1}"),
            ("a.yml", "- password=v1"),
            ("a.json", "{\"password\": \"v1\"}"),
            ("a.json", "{\"password\":\n \"v1\"}"),
            ("a.txt", "{\\\"password\\\": \\\"v1\\\"}"),
            (".env", "password=v1"),
            ("a.properties", "password = v1"),
            ("a.ini", "password: v1"),
            ("a.sh", "export password=v1"),
            ("a.sh", "cmd --password v1"),
            ("a.sh", "cmd --password=v1"),
            ("a.xml", "<password>v1</password>"),
            ("a.xml", "<db password=\"v1\"/>"),
            ("a.ps1", "Connect-VIServer -Server vc -password v1"),
            ("Dockerfile", "ENV password v1"),
            ("Dockerfile", "ENV password=v1"),
            ("a.tf", "password = \"v1\""),
            ("a.sh", "x=${password:-v1}"),
            ("a.yml", "x: ${password:v1}"),
            ("a.sh", "x=${password:-'v1'}"),
            ("a.sh", "cmd --password=v1 --output=$2"),
            ("a.py", "run(['mysql', '--password', 'v1'])"),
            ("a.txt", "the password: v1"),
            ("a.log", "user=x password=v1, ok"),
        ] {
            let found = read(path, text, "password");
            assert_eq!(found.map(|(_, value)| value).as_deref(), Some("v1"), "{path}: {text}");
        }
    }

    #[test]
    fn what_is_no_value() {
        for (path, text) in [
            ("a.py", "password = load()"),
            ("a.py", "password = os.getenv('PASSWORD')"),
            ("a.py", "if password == 'x'"),
            ("a.py", "password"),
            ("a.java", "String password;"),
            ("a.java", "this.password = password;"),
            ("a.txt", "a password is needed"),
            ("a.yml", "password:"),
            ("a.yml", "password:\n  other: x"),
            ("a.xml", "<password></password>"),
            ("a.ps1", "$a -password"),
            ("a.sh", "x=${password:+v1}"),
            ("a.sh", "x=${password:?not set}"),
            ("a.php", "array('user', 'password', 'Basic')"),
            ("a.php", "array('a' => $a, 'password' => $password, 'share' => $b)"),
            ("a.md", "replace `<password>` with the one you chose, \"such\" as"),
        ] {
            assert_eq!(read(path, text, "password"), None, "{path}: {text}");
        }
    }

    #[test]
    fn calls_are_named_by_their_last_part() {
        assert_eq!(read("a.py", "hashed.password.encode('utf-8')", "password").expect("found").0, "encode");
        assert_eq!(read("a.java", "user.password(\"v1\")", "password").expect("found").0, "password");
    }

    #[test]
    fn values_of_properties_hold_blanks() {
        let value = |path, text| read(path, text, "password").expect("found").1;
        assert_eq!(value("messages.properties", "error.password.weak = Bitte neu\n"), "Bitte neu");
        assert_eq!(value("a.properties", "url=jdbc:x?password=v1 y\n"), "v1");
        assert_eq!(value("a.yml", "password: v1 y\n"), "v1");
    }

    #[test]
    fn prose_names_have_several_words() {
        assert_eq!(read("a.txt", "Medical Record Number: 4711-22", "Medical").expect("found").0, "Medical Record Number");
        assert_eq!(read("a.txt", "Medical Record Number: 4711-22", "Record").expect("found").0, "Medical Record Number");
    }

    #[test]
    fn names_are_compared_by_words() {
        let other = |word: &str| matches!(word, "field" | "reset" | "token");
        for (name, sequence, expected) in [
            ("dbPassword", "password", true),
            ("DB_PASSWORD", "password", true),
            ("dbpassword", "password", true),
            ("passwordField", "password", false),
            ("monkey", "key", false),
            ("apiKey", "api key", true),
            ("APIKEY", "api key", true),
            ("api-key", "api key", true),
            ("publicKeyToken", "public key", false),
            ("patientMrn", "mrn", true),
            ("mrnPattern", "mrn", true),
            ("Medical Record Number", "medical record number", true),
        ] {
            assert_eq!(names(&words(name.as_bytes()), sequence, other), expected, "{name}: {sequence}");
        }
    }

    #[test]
    fn hostile_text_is_read_in_bounded_time_and_never_fails() {
        for text in [
            "password",
            "password=",
            "password='",
            "password=\"\\",
            "password=\"\"\"",
            "password <",
            "password>",
            "--password ",
            "\u{fffd}password:",
        ] {
            let _ = read("a.py", text, "password");
            let _ = read("a.yml", text, "password");
        }
        let long = format!("password={}", "x".repeat(1 << 20));
        assert_eq!(read("a.yml", &long, "password").expect("found").1.len(), LONGEST_VALUE);
    }
}
