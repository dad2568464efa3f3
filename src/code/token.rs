//! A text as tokens: names, numbers, string literals, brackets with their mates, operators.
//!
//! One tokenizer for every language, on top of the table of comments and strings (`language.rs`); what languages do differently
//! stands in a row of [`Dialect`]. Promises: never fails, whatever the bytes; linear; tokens are sorted and disjoint; a bracket without
//! a mate is its own mate. Never copies text, never asks whether a file compiles.

use crate::language::{Language, ZoneKind, Zones};
use crate::text::Span;

/// Most tokens of one file that are read; what comes after them is left to patterns.
pub const MOST_TOKENS: usize = 400_000;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word: name or keyword, with its `$` or `@`.
    Name,
    /// A number, with its suffix.
    Number,
    /// A string, character or regular expression literal, delimiters included; of one with holes, a part.
    Text,
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// An operator or separator.
    Sign,
}

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// For brackets: index of the other one; for all others, and for brackets without a mate, the token's own.
    pub mate: u32,
    /// Columns before the first token of a line; `u16::MAX` for all others.
    pub indent: u16,
}

impl Token {
    /// Where it stands.
    pub const fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// Whether it is the first of its line.
    pub const fn begins_line(&self) -> bool {
        self.indent != u16::MAX
    }
}

/// How blocks of statements are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocks {
    /// By braces.
    Braces,
    /// By indentation, also where the language has an `end`: well-kept code is indented.
    Indents,
}

/// Where the name of a parameter or a declared variable stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declares {
    /// `byte[] key`
    TypeFirst,
    /// `key: ByteArray`, `key string`, `key`
    NameFirst,
}

/// What the readers of code must know of a language beyond comments and strings.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    /// How blocks are marked.
    pub blocks: Blocks,
    /// Whether a line break ends a statement.
    pub lines: bool,
    /// Where declared names stand.
    pub declares: Declares,
    /// The word that begins a function; empty where a function is known by its shape.
    pub function: &'static [&'static str],
    /// Whether `name = value` within a call's brackets names an argument.
    pub named: bool,
    /// The sign that joins texts.
    pub joins: &'static str,
}

const fn dialect(
    blocks: Blocks,
    lines: bool,
    declares: Declares,
    function: &'static [&'static str],
    named: bool,
    joins: &'static str,
) -> Dialect {
    Dialect { blocks, lines, declares, function, named, joins }
}

impl Dialect {
    /// The row of a language; nothing for those whose code is not read by calls.
    pub const fn of(language: Language) -> Option<&'static Self> {
        use Blocks::{Braces, Indents};
        use Declares::{NameFirst, TypeFirst};
        Some(match language {
            Language::Java => &const { dialect(Braces, false, TypeFirst, &[], false, "+") },
            Language::CSharp => &const { dialect(Braces, false, TypeFirst, &[], false, "+") },
            Language::C | Language::Cpp | Language::ObjectiveC => &const { dialect(Braces, false, TypeFirst, &[], false, "+") },
            Language::Kotlin => &const { dialect(Braces, true, NameFirst, &["fun"], true, "+") },
            Language::Scala => &const { dialect(Braces, true, NameFirst, &["def"], true, "+") },
            Language::Groovy => &const { dialect(Braces, true, TypeFirst, &[], false, "+") },
            Language::JavaScript | Language::TypeScript => &const { dialect(Braces, true, NameFirst, &[], false, "+") },
            Language::Go => &const { dialect(Braces, true, NameFirst, &["func"], false, "+") },
            Language::Php => &const { dialect(Braces, false, TypeFirst, &["function", "fn"], false, ".") },
            Language::Rust => &const { dialect(Braces, false, NameFirst, &["fn"], false, "+") },
            Language::Swift => &const { dialect(Braces, true, NameFirst, &["func", "init"], false, "+") },
            Language::Python => &const { dialect(Indents, true, NameFirst, &["def"], true, "+") },
            Language::Ruby => &const { dialect(Indents, true, NameFirst, &["def"], true, "+") },
            _ => return None,
        })
    }
}

/// The tokens of a text.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    tokens: Vec<Token>,
}

/// Operators of more than one sign, longest first.
const SIGNS: &[&[u8]] = &[
    b"===", b"!==", b"...", b"**=", b"||=", b"??=", b"&&=", b"<<=", b"..=", b"==", b"!=", b"<=", b">=", b"=>", b"->", b":=", b"+=", b"-=",
    b"*=", b"/=", b".=", b"|=", b"&=", b"^=", b"%=", b"&&", b"||", b"??", b"?.", b"?:", b"::", b"<-", b"<<", b"**", b"..", b"=~", b"!~",
    b"!!",
];

impl Tokens {
    /// Reads `text`, whose strings and comments are `zones`.
    pub fn read(text: &[u8], zones: &Zones) -> Self {
        let mut reader = Reader { text, tokens: Vec::new(), open: Vec::new(), line: 0, fresh: true };
        let mut at = 0;
        for (span, kind) in zones.spans() {
            reader.code(at, span.start);
            if kind == ZoneKind::String {
                reader.push(Kind::Text, span.start, span.end);
            }
            at = span.end;
            if reader.full() {
                break;
            }
        }
        if !reader.full() {
            reader.code(at, text.len());
        }
        Self { tokens: reader.tokens }
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// A token; beyond the end an operator of no length.
    pub fn get(&self, index: usize) -> Token {
        let end = self.tokens.last().map_or(0, |token| token.end);
        self.tokens.get(index).copied().unwrap_or(Token { kind: Kind::Sign, start: end, end, mate: index as u32, indent: 0 })
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (usize, Token)> {
        self.tokens.iter().copied().enumerate()
    }

    /// The first token that ends after `offset`.
    pub fn at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.end as usize <= offset)
    }

    /// The bracket that closes the one at `index`, or `limit` where none does before it.
    pub fn close(&self, index: usize, limit: usize) -> usize {
        let mate = self.get(index).mate as usize;
        if mate > index && mate < limit { mate } else { limit }
    }
}

struct Reader<'t> {
    text: &'t [u8],
    tokens: Vec<Token>,
    open: Vec<u32>,
    /// Where the line began.
    line: usize,
    /// Whether no token of the line has been read.
    fresh: bool,
}

impl Reader<'_> {
    fn full(&self) -> bool {
        self.tokens.len() >= MOST_TOKENS
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        let indent = if self.fresh { (start - self.line.min(start)).min(usize::from(u16::MAX) - 1) as u16 } else { u16::MAX };
        self.fresh = false;
        let index = self.tokens.len() as u32;
        self.tokens.push(Token { kind, start: start as u32, end: end as u32, mate: index, indent });
        match kind {
            Kind::Open => self.open.push(index),
            Kind::Close => self.match_up(index, self.text[start]),
            Kind::Text => {
                if let Some(last) = memchr::memrchr(b'\n', &self.text[start..end]) {
                    self.line = start + last + 1;
                }
            }
            _ => {}
        }
    }

    /// Joins a closing bracket with the nearest opening one of its kind; those in between have no mate.
    fn match_up(&mut self, index: u32, byte: u8) {
        let wanted = match byte {
            b')' => b'(',
            b']' => b'[',
            _ => b'{',
        };
        let kind_of = |open: &u32| self.text[self.tokens[*open as usize].start as usize];
        let Some(found) = self.open.iter().rev().take(64).position(|open| kind_of(open) == wanted) else { return };
        let depth = self.open.len() - 1 - found;
        let open = self.open[depth];
        self.open.truncate(depth);
        self.tokens[open as usize].mate = index;
        self.tokens[index as usize].mate = open;
    }

    fn code(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end && !self.full() {
            let byte = self.text[at];
            match byte {
                b'\n' => {
                    at += 1;
                    self.line = at;
                    self.fresh = true;
                }
                b' ' | b'\t' | b'\r' | 0x0B | 0x0C => at += 1,
                b'\\' if self.text.get(at + 1) == Some(&b'\n') => at += 2, // A continued line.
                b'\\' if self.text.get(at + 1..at + 3) == Some(b"\r\n") => at += 3,
                b'(' | b'[' | b'{' => {
                    self.push(Kind::Open, at, at + 1);
                    at += 1;
                }
                b')' | b']' | b'}' => {
                    self.push(Kind::Close, at, at + 1);
                    at += 1;
                }
                b'0'..=b'9' => {
                    let stop = (at + 1..end).find(|&next| !self.in_number(next)).unwrap_or(end);
                    self.push(Kind::Number, at, stop);
                    at = stop;
                }
                _ if is_word(byte)
                    || (matches!(byte, b'$' | b'@')
                        && self.text[..end].get(at + 1).is_some_and(|next| is_word(*next) || *next == b'@')) =>
                {
                    let stop =
                        (at + 1..end).find(|&next| !is_word(self.text[next]) && !matches!(self.text[next], b'$' | b'@')).unwrap_or(end);
                    self.push(Kind::Name, at, stop);
                    at = stop;
                }
                _ => {
                    let rest = &self.text[at..end];
                    let length = SIGNS.iter().find(|sign| rest.starts_with(sign)).map_or(1, |sign| sign.len());
                    self.push(Kind::Sign, at, at + length);
                    at += length;
                }
            }
        }
    }

    /// Digits, letters of suffixes and bases, separators, and a decimal point with a digit after it.
    fn in_number(&self, at: usize) -> bool {
        let byte = self.text[at];
        byte.is_ascii_alphanumeric() || byte == b'_' || (byte == b'.' && self.text.get(at + 1).is_some_and(u8::is_ascii_digit))
    }
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// The content of a string literal as written, between its delimiters; for a part of a literal with holes what stands there.
pub fn content(literal: &[u8]) -> &[u8] {
    let Some(first) = literal.iter().take(8).position(|byte| matches!(byte, b'"' | b'\'' | b'`')) else { return literal };
    let mark = literal[first];
    let run = literal[first..].iter().take_while(|byte| **byte == mark).count();
    let run = if run >= 3 && literal.len() >= first + 6 { 3 } else { 1 };
    let inner = literal.get(first + run..).unwrap_or_default();
    let mut end = inner.len();
    while end > 0 && inner[end - 1] == b'#' {
        end -= 1;
    }
    let closing = inner[..end].iter().rev().take(run).take_while(|byte| **byte == mark).count();
    &inner[..end - closing]
}

/// An integer as any of the languages writes it: `1_000`, `0x1F`, `2048L`, `12u8`; nothing for fractions and what fits no `i64`.
pub fn integer(number: &[u8]) -> Option<i64> {
    let text: String = std::str::from_utf8(number).ok()?.chars().filter(|sign| *sign != '_').collect::<String>().to_ascii_lowercase();
    if let Some(hex) = text.strip_prefix("0x") {
        let digits = hex.trim_end_matches(['l', 'u']);
        return i64::from_str_radix(digits, 16).ok();
    }
    if let Some(binary) = text.strip_prefix("0b") {
        return i64::from_str_radix(binary, 2).ok();
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let suffix = &text[digits..];
    let known = matches!(suffix, "" | "l" | "u" | "ul" | "ll" | "ull" | "lu" | "n")
        || (suffix.len() <= 5
            && matches!(suffix.as_bytes()[0], b'u' | b'i')
            && suffix[1..].bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase()));
    if known { text[..digits].parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str, language: Language) -> Vec<String> {
        let zones = Zones::lex(text.as_bytes(), language);
        let tokens = Tokens::read(text.as_bytes(), &zones);
        tokens.iter().map(|(_, token)| text[token.span().range()].to_owned()).collect()
    }

    #[test]
    fn a_line_of_each_language() {
        for (language, text, expected) in [
            (Language::Java, r#"byte[] k = "a(b".getBytes(); // c"#, r#"byte [ ] k = "a(b" . getBytes ( ) ;"#),
            (Language::Kotlin, r"val k = x?.y ?: 0x1F", "val k = x ?. y ?: 0x1F"),
            (Language::Python, "iv = b'\\x00' * 16  # zero", "iv = b'\\x00' * 16"),
            (Language::Go, "a, err := aes.NewCipher(k)", "a , err := aes . NewCipher ( k )"),
            (Language::Php, r"<?php $c = hash('md5', $x);", r"< ? php $c = hash ( 'md5' , $x ) ;"),
            (Language::Rust, r#"let n = Nonce::from_slice(b"x");"#, r#"let n = Nonce :: from_slice ( b"x" ) ;"#),
            (Language::Ruby, "@iv = OpenSSL::Cipher.new('des')", "@iv = OpenSSL :: Cipher . new ( 'des' )"),
            (Language::C, "RC4(&key, 1.5, '\\'');", "RC4 ( & key , 1.5 , '\\'' ) ;"),
        ] {
            assert_eq!(words(text, language).join(" "), expected.replace("\\\\", "\\"), "{language:?}");
        }
    }

    #[test]
    fn brackets_find_their_mates() {
        let text = b"f(a[1], {b)} (c";
        let tokens = Tokens::read(text, &Zones::default());
        let mates: Vec<(usize, usize)> = tokens
            .iter()
            .filter(|(index, token)| matches!(token.kind, Kind::Open) && token.mate as usize != *index)
            .map(|(index, token)| (index, token.mate as usize))
            .collect();
        assert_eq!(mates, [(1, 9), (3, 5)]);
    }

    #[test]
    fn integers_and_contents() {
        for (text, value) in [
            ("2048", Some(2048)),
            ("1_000", Some(1000)),
            ("0x10", Some(16)),
            ("20L", Some(20)),
            ("0u8", Some(0)),
            ("1.5", None),
            ("1e9", None),
        ] {
            assert_eq!(integer(text.as_bytes()), value, "{text}");
        }
        for (literal, inner) in
            [("\"a\"", "a"), ("b'xy'", "xy"), ("\"\"\"t\"\"\"", "t"), ("\"\"", ""), ("r#\"q\"#", "q"), ("`z`", "z"), ("@\"w\"", "w")]
        {
            assert_eq!(content(literal.as_bytes()), inner.as_bytes(), "{literal}");
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_sorted_tokens_with_honest_mates(text in r#"[a-z0-9"'(){}\[\] \n=.:/*#$\\-]{0,200}"#, language in prop::sample::select(Language::ALL)) {
            let zones = Zones::lex(text.as_bytes(), language);
            let tokens = Tokens::read(text.as_bytes(), &zones);
            let mut last = 0;
            for (index, token) in tokens.iter() {
                prop_assert!(token.start >= last && token.end > token.start && token.end as usize <= text.len());
                last = token.end;
                prop_assert_eq!(tokens.get(token.mate as usize).mate as usize, index);
            }
        }
    }
}
