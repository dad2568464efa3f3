//! XML as a stream of tokens with their places, whatever state it is in: whole documents, fragments, XML inside string literals.
//!
//! Promises: never fails, never recurses, time linear in the text; a token is the bytes as written (entities and escapes included). What is
//! opened is closed exactly once by [`Walk`], also where end tags are missing or cross. Never reads a DTD, so no entity is ever expanded.

use crate::text::Span;
use memchr::{memchr, memchr2, memmem};

/// Levels of elements that are told apart; deeper ones count for nothing. Real documents (CDA narrative tables) stay below 40.
pub const MOST_LEVELS: usize = 128;
/// How far before an offset its tag may begin.
const LOOK_BACK: usize = 4096;

/// What stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// `<name`, with the name as written, prefix included.
    Open(Span),
    /// `name="value"` of the element opened last: the name as written, the value without its marks.
    Attribute(Span, Span),
    /// Character data that is not blank, without blanks at its ends; of a CDATA section its content.
    Text(Span),
    /// `</name`; of `/>` the name of the element that it closes.
    Close(Span),
}

/// Reads tokens one by one.
#[derive(Debug)]
pub struct Tokens<'t> {
    text: &'t [u8],
    at: usize,
    /// The tag in which `at` stands.
    tag: Option<Span>,
    /// Ends that are known not to come any more, so that a text of many beginnings stays linear: `-->`, `]]>`, `?>`.
    missing: [bool; 3],
}

/// Sections without elements: how they begin, how they end, whether their content is text.
const SECTIONS: [(&[u8], &[u8], bool); 3] = [(b"<!--", b"-->", false), (b"<![CDATA[", b"]]>", true), (b"<?", b"?>", false)];

impl<'t> Tokens<'t> {
    /// Begins at `start`, which need not be a tag.
    pub const fn new(text: &'t [u8], start: usize) -> Self {
        Self { text, at: if start < text.len() { start } else { text.len() }, tag: None, missing: [false; 3] }
    }

    /// Offset behind the token read last.
    pub const fn position(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'t [u8] {
        &self.text[self.at..]
    }

    /// Text up to the next `<`.
    fn text(&mut self) -> Option<Token> {
        let start = self.at;
        self.at += memchr(b'<', self.rest()).unwrap_or(self.text.len() - start);
        trimmed(self.text, Span::new(start, self.at)).map(Token::Text)
    }

    /// What begins with `<`.
    fn markup(&mut self) -> Option<Token> {
        let start = self.at;
        for (index, (begin, end, is_text)) in SECTIONS.iter().enumerate() {
            if !self.rest().starts_with(begin) {
                continue;
            }
            let from = start + begin.len();
            let found = if self.missing[index] { None } else { memmem::find(&self.text[from..], end) };
            self.missing[index] |= found.is_none();
            self.at = found.map_or(from, |found| from + found + end.len());
            return found.filter(|_| *is_text).and_then(|found| trimmed(self.text, Span::new(from, from + found))).map(Token::Text);
        }
        if self.text.get(start + 1) == Some(&b'!') {
            // A declaration, such as a document type.
            self.at += memchr2(b'>', b'[', self.rest()).map_or(2, |end| end + 1);
            return None;
        }
        let closes = self.text.get(start + 1) == Some(&b'/');
        let name = name_at(self.text, start + 1 + usize::from(closes));
        self.at = start + 1;
        if name.is_empty() {
            return None;
        }
        if closes {
            self.at = name.end;
            self.at += blank(self.rest());
            self.at += usize::from(self.rest().first() == Some(&b'>'));
            return Some(Token::Close(name));
        }
        self.at = name.end;
        self.tag = Some(name);
        Some(Token::Open(name))
    }

    /// What stands within a start tag.
    fn inside(&mut self, tag: Span) -> Option<Token> {
        let blanks = blank(self.rest());
        self.at += blanks;
        let Some(&byte) = self.rest().first() else {
            self.tag = None;
            return None;
        };
        match byte {
            b'>' | b'<' => {
                self.tag = None;
                self.at += usize::from(byte == b'>');
                None
            }
            b'/' if self.text.get(self.at + 1) == Some(&b'>') => {
                self.tag = None;
                self.at += 2;
                Some(Token::Close(tag))
            }
            _ => {
                let name = name_at(self.text, self.at);
                if name.is_empty() {
                    self.at += 1;
                    return None;
                }
                self.at = name.end;
                let equals = name.end + blank(&self.text[name.end..]);
                if self.text.get(equals) != Some(&b'=') {
                    return None;
                }
                self.at = equals + 1;
                self.at += blank(self.rest());
                let value = self.value()?;
                Some(Token::Attribute(name, value))
            }
        }
    }

    /// An attribute's value; the marks may be written `\"`, `\\\"` or `""`, as string literals have them. A value holds no `<`.
    fn value(&mut self) -> Option<Span> {
        let start = self.at;
        let slashes = self.rest().iter().take(8).take_while(|byte| **byte == b'\\').count();
        let mark = *self.text.get(start + slashes)?;
        if !matches!(mark, b'"' | b'\'') {
            return None;
        }
        // C# doubles the mark in a verbatim string. Two marks and a blank or end of tag are an empty value.
        let doubled = slashes == 0
            && self.text.get(start + 1) == Some(&mark)
            && self.text.get(start + 2).is_some_and(|byte| !matches!(byte, b'>' | b'/' | b'?') && !byte.is_ascii_whitespace());
        let from = start + slashes + 1 + usize::from(doubled);
        let mut at = from;
        loop {
            at += memchr2(mark, b'<', self.text.get(at..)?)?;
            if self.text[at] == b'<' {
                self.at = at;
                return None;
            }
            let end = at.checked_sub(slashes).filter(|end| *end >= from);
            if let Some(end) = end.filter(|end| self.text[*end..at].iter().all(|byte| *byte == b'\\')) {
                self.at = at + 1 + usize::from(doubled && self.text.get(at + 1) == Some(&mark));
                return Some(Span::new(from, end));
            }
            at += 1;
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        while self.at < self.text.len() {
            let token = match self.tag {
                Some(tag) => self.inside(tag),
                None if self.text[self.at] == b'<' => self.markup(),
                None => self.text(),
            };
            if token.is_some() {
                return token;
            }
        }
        None
    }
}

/// Number of bytes that separate what stands in a tag: blanks, and line ends and joints of the string literals around it.
fn blank(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        at += match byte {
            b'\\' if matches!(text.get(at + 1), Some(b'n' | b'r' | b't')) => 2,
            _ if byte.is_ascii_whitespace() => 1,
            _ => break,
        };
    }
    at
}

/// The longest name that begins at `at`; empty where none does.
fn name_at(text: &[u8], at: usize) -> Span {
    let rest = text.get(at..).unwrap_or_default();
    let begins = rest.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_' || *byte >= 0x80);
    let part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(**byte, b'_' | b':' | b'-' | b'.') || **byte >= 0x80;
    let length = if begins { rest.iter().take_while(part).count() } else { 0 };
    Span::new(at, at + length)
}

/// A span without blanks at its ends; nothing if only blanks, or the joints of string literals (`" + "`, `\n`), are in it.
fn trimmed(text: &[u8], span: Span) -> Option<Span> {
    let bytes = span.of(text);
    let start = bytes.len() - bytes.trim_ascii_start().len();
    let length = bytes.trim_ascii().len();
    let joint = |byte: &u8| byte.is_ascii_whitespace() || b"\"'`+\\&.;,()".contains(byte);
    let content = &bytes[start..start + length];
    let empty = content.iter().all(joint) || matches!(content, b"\\n" | b"\\r\\n" | b"\\t" | b"\\r");
    let glue = content.first().is_some_and(|byte| matches!(byte, b'\\' | b'"' | b'\'')) && is_glue(content);
    (!empty && !glue).then(|| Span::new(span.start + start, span.start + start + length))
}

/// Escapes of line ends and blanks, marks and operators that join literals, and nothing else.
fn is_glue(content: &[u8]) -> bool {
    let mut at = 0;
    while let Some(byte) = content.get(at) {
        at += match byte {
            b'\\' if matches!(content.get(at + 1), Some(b'n' | b'r' | b't')) => 2,
            _ if byte.is_ascii_whitespace() || b"\"'`+\\".contains(byte) => 1,
            _ => return false,
        };
    }
    true
}

/// A name without its namespace prefix.
pub fn local(text: &[u8], name: Span) -> Span {
    let prefix = memchr(b':', name.of(text)).map_or(0, |at| at + 1);
    Span::new(name.start + prefix, name.end)
}

/// Offset of the `<` of the tag in which, or in the name of which, `at` stands.
pub fn tag_around(text: &[u8], at: usize) -> Option<usize> {
    let from = at.saturating_sub(LOOK_BACK);
    let found = from + memchr::memrchr(b'<', &text[from..at.min(text.len())])?;
    (memchr(b'>', &text[found..at]).is_none() && !name_at(text, found + 1).is_empty()).then_some(found)
}

/// An open element with what its reader notes about it.
#[derive(Debug)]
pub struct Level<S> {
    /// Local name.
    pub name: Span,
    /// How many elements of the same name stand directly before it, under the same parent.
    pub index: u32,
    /// The reader's own.
    pub state: S,
    last: Option<(Span, u32)>,
}

/// What [`Walk`] comes by.
#[derive(Debug)]
pub enum Step<S> {
    /// An element, which is now on top of the stack.
    Enter,
    /// Local name and value of an attribute of the element on top.
    Attribute(Span, Span),
    /// Text directly within the element on top.
    Text(Span),
    /// An element that was on top of the stack.
    Leave(Level<S>),
}

/// Tokens with the elements that are open.
#[derive(Debug)]
pub struct Walk<'t, S> {
    text: &'t [u8],
    tokens: Tokens<'t>,
    /// Open elements, outermost first.
    pub stack: Vec<Level<S>>,
    /// Open elements beyond [`MOST_LEVELS`].
    beyond: usize,
    /// Elements that an end tag still has to close.
    closing: usize,
    /// Whether an element was opened at all.
    begun: bool,
}

impl<'t, S: Default> Walk<'t, S> {
    /// Begins at `start`.
    pub const fn new(text: &'t [u8], start: usize) -> Self {
        Self { text, tokens: Tokens::new(text, start), stack: Vec::new(), beyond: 0, closing: 0, begun: false }
    }

    /// Offset behind what was read.
    pub const fn position(&self) -> usize {
        self.tokens.position()
    }

    /// The next step; none when the element begun with is closed, or at the end of the text.
    pub fn step(&mut self) -> Option<Step<S>> {
        loop {
            if self.closing > 0 {
                self.closing -= 1;
                return self.stack.pop().map(Step::Leave);
            }
            if self.begun && self.stack.is_empty() {
                return None;
            }
            let Some(token) = self.tokens.next() else {
                self.closing = self.stack.len();
                self.beyond = 0;
                if self.closing == 0 {
                    return None;
                }
                continue;
            };
            match token {
                Token::Open(_) if self.stack.len() >= MOST_LEVELS => self.beyond += 1,
                Token::Open(name) => {
                    self.open(local(self.text, name));
                    return Some(Step::Enter);
                }
                Token::Close(_) if self.beyond > 0 => self.beyond -= 1,
                Token::Close(name) => {
                    let name = local(self.text, name).of(self.text);
                    let depth = self.stack.iter().rev().position(|level| level.name.of(self.text) == name);
                    self.closing = depth.map_or(0, |depth| depth + 1);
                }
                Token::Attribute(name, value) if self.beyond == 0 && !self.stack.is_empty() => {
                    return Some(Step::Attribute(local(self.text, name), value));
                }
                Token::Text(span) if self.beyond == 0 && !self.stack.is_empty() => return Some(Step::Text(span)),
                Token::Attribute(..) | Token::Text(_) => {}
            }
        }
    }

    fn open(&mut self, name: Span) {
        let mut index = 0;
        if let Some(parent) = self.stack.last_mut() {
            if let Some((last, before)) = parent.last.filter(|(last, _)| last.of(self.text) == name.of(self.text)) {
                let _ = last;
                index = before + 1;
            }
            parent.last = Some((name, index));
        }
        self.begun = true;
        self.stack.push(Level { name, index, state: S::default(), last: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `<a`, `@b=c`, `'text'`, `>a`, joined.
    fn tokens(text: &str) -> String {
        let text = text.as_bytes();
        let shown = |span: Span| String::from_utf8_lossy(span.of(text)).into_owned();
        let one = |token| match token {
            Token::Open(name) => format!("<{}", shown(name)),
            Token::Attribute(name, value) => format!("@{}={}", shown(name), shown(value)),
            Token::Text(span) => format!("'{}'", shown(span)),
            Token::Close(name) => format!(">{}", shown(name)),
        };
        Tokens::new(text, 0).map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn whole_damaged_and_quoted_texts() {
        for (text, expected) in [
            ("", ""),
            ("<a/>", "<a >a"),
            ("<a></a>", "<a >a"),
            ("<a b='c' d=\"e\">f</a>", "<a @b=c @d=e 'f' >a"),
            ("<a b = 'c'\n\td='e'/>", "<a @b=c @d=e >a"),
            ("<x:a x:b='c'/>", "<x:a @x:b=c >x:a"),
            ("<?xml version='1.0'?><!DOCTYPE a><a>b</a>", "<a 'b' >a"),
            ("<a><!-- <b>no</b> -->c</a>", "<a 'c' >a"),
            ("<a><![CDATA[ x < y ]]></a>", "<a 'x < y' >a"),
            ("<a>  \r\n </a>", "<a >a"),
            ("<a>b", "<a 'b'"),
            ("<a b='c", "<a"),
            ("<a b='c<d e='f'/>", "<a <d @e=f >d"),
            ("<a b=c d='e'>", "<a @d=e"),
            ("<a b d='e'>", "<a @d=e"),
            ("<a b=''/>", "<a @b= >a"),
            ("<a b=\"\"/>", "<a @b= >a"),
            ("<a b=\"\" c=\"d\"/>", "<a @b= @c=d >a"),
            ("a < b > c", "'a' 'b > c'"),
            ("</a></b>", ">a >b"),
            ("<", ""),
            ("<a", "<a"),
            ("</", "'/'"),
            ("<!--", ""),
            ("<!-- <a/>", "<a >a"),
            ("<![CDATA[<a/>", "<a >a"),
            ("<a><<b/>", "<a <b >b"),
            (r#"<a b=\"c\">d</a>\n"#, "<a @b=c 'd' >a"),
            (r#"<a b=\\\"c\\\" e=\\\"\\\"/>"#, "<a @b=c @e= >a"),
            (r#"<a b=""c"" d=""e""/>"#, "<a @b=c @d=e >a"),
            ("\"<a>\" +\n \"<b>c</b>\\n\" +", "<a <b 'c' >b"),
            ("<a b='c'\\n d='e'>", "<a @b=c @d=e"),
            ("<é ü='ö'/>", "<é @ü=ö >é"),
            ("\u{feff}<a/>", "'\u{feff}' <a >a"),
            ("<a>&#10;&amp;b</a>", "<a '&#10;&amp;b' >a"),
        ] {
            assert_eq!(tokens(text), expected, "{text}");
        }
    }

    /// Names of elements as they are entered `+a` and left `-a`, with their index.
    fn steps(text: &str) -> String {
        let text = text.as_bytes();
        let mut walk = Walk::<()>::new(text, 0);
        let mut shown = Vec::new();
        while let Some(step) = walk.step() {
            match step {
                Step::Enter => {
                    let top = walk.stack.last().expect("it was just entered");
                    shown.push(format!("+{}{}", String::from_utf8_lossy(top.name.of(text)), top.index));
                }
                Step::Leave(level) => shown.push(format!("-{}", String::from_utf8_lossy(level.name.of(text)))),
                Step::Attribute(..) | Step::Text(_) => {}
            }
        }
        shown.join(" ")
    }

    #[test]
    fn what_is_opened_is_closed_once() {
        for (text, expected) in [
            ("<a><b/><b/><c/><b/></a>", "+a0 +b0 -b +b1 -b +c0 -c +b0 -b -a"),
            ("<a><b><c></a>", "+a0 +b0 +c0 -c -b -a"),
            ("<a></x></a><b/>", "+a0 -a"),
            ("<a><b>", "+a0 +b0 -b -a"),
            ("x<p:a></q:a>", "+a0 -a"),
        ] {
            assert_eq!(steps(text), expected, "{text}");
        }
    }

    #[test]
    fn hostile_runs_are_linear() {
        for unit in [
            "<",
            ">",
            "<a",
            "<a ",
            "<a b",
            "<a b=",
            "<a b='",
            "<a>",
            "</a>",
            "<!--",
            "<![CDATA[",
            "<?",
            "&",
            "'",
            "\\\"",
            "<a b=\"\"",
            "-->",
        ] {
            let text = unit.repeat(1_000_000 / unit.len());
            let mut walk = Walk::<()>::new(text.as_bytes(), 0);
            let mut count = 0_usize;
            while walk.step().is_some() {
                count += 1;
            }
            assert!(count <= 2 * text.len(), "{unit}");
        }
    }

    #[test]
    fn the_tag_around_an_offset() {
        for (text, at, expected) in [("<a b='c'", 4, Some(0)), ("<a>b", 3, None), ("x<ab", 3, Some(1)), ("abc", 2, None), ("< b", 2, None)]
        {
            assert_eq!(tag_around(text.as_bytes(), at), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(text in proptest::collection::vec(proptest::sample::select(&b"<>/=\"'\\ab:!-[]?&CDATA \n\x00\xff"[..]), 0..200), start in 0..220_usize) {
            let mut last = 0;
            for token in Tokens::new(&text, start) {
                let (Token::Open(span) | Token::Attribute(_, span) | Token::Text(span) | Token::Close(span)) = token;
                prop_assert!(span.start <= span.end && span.end <= text.len());
                last = last.max(span.end);
            }
            prop_assert!(last <= text.len());
            let mut walk = Walk::<()>::new(&text, start);
            let mut open = 0_i32;
            while let Some(step) = walk.step() {
                match step {
                    Step::Enter => open += 1,
                    Step::Leave(_) => open -= 1,
                    Step::Attribute(..) | Step::Text(_) => {}
                }
            }
            prop_assert_eq!(open, 0);
        }
    }
}
