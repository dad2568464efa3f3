//! JSON as a stream of tokens with byte ranges.
//!
//! Promises: never fails, takes linear time, allocates one bit for each open level and nothing else, does not recurse. Reads RFC 8259 and what
//! people write instead: comments, trailing and missing commas, unquoted keys, single quotes, several values one behind the other, text that
//! breaks off, and JSON that stands inside a string literal of another language. Never judges validity, never builds a tree.

use crate::text::Span;
use memchr::{memchr, memchr3, memmem};
use std::borrow::Cow;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// `{`
    ObjectStart,
    /// `}`, or an empty range where an enclosing array ends first.
    ObjectEnd,
    /// `[`
    ArrayStart,
    /// `]`, or an empty range where an enclosing object ends first.
    ArrayEnd,
    /// A name within an object; the range is without quotes.
    Key,
    /// A string value; the range is without quotes, escapes are left as they are.
    String,
    /// A number, as written.
    Number,
    /// `true`, `false`, `null` or any other bare word.
    Literal,
}

/// A piece of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub event: Event,
    /// Where it stands in the text.
    pub span: Span,
}

/// How the text writes the quotation mark of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// `"`: a JSON file, or a raw literal.
    Plain,
    /// `\"`: within a literal of Java, JavaScript, C and their kin.
    Escaped,
    /// `""`: within a verbatim literal of C#, or a cell of a CSV file.
    Doubled,
}

/// Reads tokens from an offset to the end of the text; stop when [`Tokens::depth`] is back at 0 to read a single value.
pub struct Tokens<'t> {
    text: &'t [u8],
    position: usize,
    quote: Quote,
    levels: Levels,
    /// The last of `{ [ ] } , :`, or `v` behind a value, or 0 at the start.
    last: u8,
}

impl<'t> Tokens<'t> {
    /// Tokens from `start` on.
    pub fn new(text: &'t [u8], start: usize, quote: Quote) -> Self {
        Self { text, position: start.min(text.len()), quote, levels: Levels::default(), last: 0 }
    }

    /// Offset behind the last token.
    pub const fn position(&self) -> usize {
        self.position
    }

    /// Number of open objects and arrays.
    pub const fn depth(&self) -> usize {
        self.levels.depth
    }

    /// Forgets the open objects and arrays but for the innermost `keep`.
    pub fn forget_levels(&mut self, keep: usize) {
        self.levels.keep_innermost(keep);
    }

    fn byte(&self, at: usize) -> u8 {
        self.text.get(at).copied().unwrap_or(0)
    }

    /// First offset at or behind `at` that is neither white space nor in a comment.
    #[inline]
    fn skip_blank(&self, at: usize) -> usize {
        match self.byte(at) {
            0..=b' ' | b'/' | b'#' | b'\\' => self.skip_comments(at + leading_blanks(&self.text[at..])),
            _ => at,
        }
    }

    fn skip_comments(&self, mut at: usize) -> usize {
        while at < self.text.len() {
            let next = match (self.text[at], self.byte(at + 1)) {
                (0..=b' ', _) => at + 1,
                (b'/', b'/') | (b'#', _) => memchr(b'\n', &self.text[at..]).map_or(self.text.len(), |end| at + end + 1),
                (b'/', b'*') => memmem::find(&self.text[at + 2..], b"*/").map_or(self.text.len(), |end| at + 2 + end + 2),
                // An escape of the surrounding literal: `\n` between two tokens.
                (b'\\', escaped) if !(self.quote == Quote::Escaped && escaped == b'"') => at + 2,
                _ => break,
            };
            at = next.min(self.text.len());
        }
        at
    }

    fn open(&mut self, object: bool) -> Token {
        self.levels.push(object);
        self.last = self.byte(self.position);
        self.position += 1;
        let event = if object { Event::ObjectStart } else { Event::ArrayStart };
        Token { event, span: Span::new(self.position - 1, self.position) }
    }

    /// Closes the innermost level. A closing mark that fits an outer level stays where it is and closes one level a call until that one.
    fn close(&mut self, object: bool) -> Option<Token> {
        let start = self.position;
        if !self.levels.holds(object) {
            self.position += 1;
            return None;
        }
        let was_object = self.levels.pop()?;
        if was_object == object {
            self.position += 1;
        }
        self.last = if was_object { b'}' } else { b']' };
        let event = if was_object { Event::ObjectEnd } else { Event::ArrayEnd };
        Some(Token { event, span: Span::new(start, self.position) })
    }

    /// Length of the quotation mark that opens here, 0 when there is none.
    fn opening(&self, byte: u8) -> usize {
        match (self.quote, byte) {
            (Quote::Plain, b'"') => 1,
            (Quote::Plain, b'\'' | b'`') if matches!(self.last, 0 | b'{' | b'[' | b',' | b':') => 1,
            (Quote::Escaped, b'\\') | (Quote::Doubled, b'"') if self.byte(self.position + 1) == b'"' => 2,
            _ => 0,
        }
    }

    /// Reads the rest of a string; the position is behind its opening mark. A line break ends it, so that one lost mark spoils one line.
    fn string(&mut self, delimiter: u8) -> Span {
        let start = self.position;
        let mut at = start;
        while let Some(found) = memchr3(delimiter, b'\\', b'\n', &self.text[at..]) {
            at += found;
            if let Some((end, next)) = self.string_end(&mut at, delimiter) {
                self.position = next.min(self.text.len());
                return Span::new(start, end);
            }
            at = at.min(self.text.len());
        }
        self.position = self.text.len();
        Span::new(start, self.text.len())
    }

    /// Looks at the delimiter, backslash or line break at `at`: either the string ends (its end, and where to go on) or `at` moves on.
    fn string_end(&self, at: &mut usize, delimiter: u8) -> Option<(usize, usize)> {
        let here = *at;
        match (self.text[here], self.quote) {
            (b'\n', _) => Some((here, here)),
            (b'\\', Quote::Plain) => {
                *at = here + 2;
                None
            }
            (b'\\', Quote::Escaped) => {
                let slashes = self.text[here..].iter().take_while(|&&byte| byte == b'\\').count();
                let after = here + slashes;
                // The surrounding literal halves the backslashes: 1 is the mark itself, 3 an escaped mark, 5 an escaped backslash and the mark.
                match (self.byte(after) == b'"', slashes % 4) {
                    (true, 1) => Some((after - 1, after + 1)),
                    (true, 0 | 2) => Some((after, after + 1)),
                    _ => {
                        *at = after + 1;
                        None
                    }
                }
            }
            (b'\\', Quote::Doubled) => {
                *at = here + if self.text[here + 1..].starts_with(b"\"\"") { 3 } else { 2 };
                None
            }
            (byte, Quote::Doubled) if byte == delimiter => Some((here, here + if self.byte(here + 1) == byte { 2 } else { 1 })),
            _ => Some((here, here + 1)),
        }
    }

    /// Whether what was just read is the name of a member.
    fn is_key(&self) -> bool {
        self.levels.top() == Some(true) && self.last != b':' && self.byte(self.skip_blank(self.position)) == b':'
    }

    fn value(&mut self, span: Span, event: Event) -> Token {
        let event = if self.is_key() { Event::Key } else { event };
        self.last = b'v';
        Token { event, span }
    }

    fn word(&mut self) -> Token {
        let start = self.position;
        let length = self.text[start..].iter().take_while(|&&byte| is_word(byte)).count();
        self.position += length;
        let span = Span::new(start, self.position);
        let event = if is_number(span.of(self.text)) { Event::Number } else { Event::Literal };
        self.value(span, event)
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            self.position = self.skip_blank(self.position);
            let byte = *self.text.get(self.position)?;
            match byte {
                b'{' | b'[' => return Some(self.open(byte == b'{')),
                b'}' | b']' => {
                    if let Some(token) = self.close(byte == b'}') {
                        return Some(token);
                    }
                }
                b',' | b':' => {
                    self.last = byte;
                    self.position += 1;
                }
                _ => {
                    let opening = self.opening(byte);
                    if opening > 0 {
                        self.position += opening;
                        let delimiter = if self.quote == Quote::Plain { byte } else { b'"' };
                        let span = self.string(delimiter);
                        return Some(self.value(span, Event::String));
                    }
                    if is_word(byte) && byte != b'+' {
                        return Some(self.word());
                    }
                    self.position += 1;
                }
            }
        }
    }
}

/// Which levels are open, a bit each: 1 for an object.
#[derive(Default)]
struct Levels {
    bits: Vec<u64>,
    depth: usize,
    objects: usize,
}

impl Levels {
    fn push(&mut self, object: bool) {
        if self.depth.is_multiple_of(64) {
            self.bits.truncate(self.depth / 64);
            self.bits.push(0);
        }
        let bit = 1 << (self.depth % 64);
        let word = &mut self.bits[self.depth / 64];
        *word = if object { *word | bit } else { *word & !bit };
        self.depth += 1;
        self.objects += usize::from(object);
    }

    fn top(&self) -> Option<bool> {
        let level = self.depth.checked_sub(1)?;
        Some(self.bits[level / 64] >> (level % 64) & 1 == 1)
    }

    fn pop(&mut self) -> Option<bool> {
        let object = self.top()?;
        self.depth -= 1;
        self.objects -= usize::from(object);
        Some(object)
    }

    const fn holds(&self, object: bool) -> bool {
        if object { self.objects > 0 } else { self.depth > self.objects }
    }

    fn keep_innermost(&mut self, keep: usize) {
        let kept: Vec<bool> = (0..keep).map_while(|_| self.pop()).collect();
        *self = Self::default();
        kept.into_iter().rev().for_each(|object| self.push(object));
    }
}

/// Number of control characters and blanks that a text begins with. Eight at a time: half of an indented file is indentation.
#[inline]
fn leading_blanks(text: &[u8]) -> usize {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const UP_TO_HIGH: u64 = 0x5F5F_5F5F_5F5F_5F5F; // 0x7F - b' ' for each byte
    let (words, _) = text.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let marks = (word | ((word & !HIGH) + UP_TO_HIGH)) & HIGH;
        if marks != 0 {
            return index * 8 + marks.trailing_zeros() as usize / 8;
        }
    }
    let read = words.len() * 8;
    read + text[read..].iter().take_while(|byte| **byte <= b' ').count()
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.' | b'+' | b'-')
}

fn is_number(word: &[u8]) -> bool {
    let digits = word.strip_prefix(b"-").unwrap_or(word);
    digits.first().is_some_and(u8::is_ascii_digit) && digits.iter().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(byte))
}

/// The text that the content of a string stands for (RFC 8259, section 7). Half of a surrogate pair becomes U+FFFD, an escape that is none
/// stays as it is.
pub fn unescape(raw: &[u8]) -> Cow<'_, [u8]> {
    let Some(first) = memchr(b'\\', raw) else { return Cow::Borrowed(raw) };
    let mut plain = Vec::with_capacity(raw.len());
    plain.extend_from_slice(&raw[..first]);
    let mut at = first;
    while at < raw.len() {
        if raw[at] != b'\\' {
            plain.push(raw[at]);
            at += 1;
            continue;
        }
        let simple = match raw.get(at + 1) {
            Some(&mark @ (b'"' | b'\\' | b'/' | b'\'')) => Some(mark),
            Some(b'b') => Some(8),
            Some(b'f') => Some(12),
            Some(b'n') => Some(b'\n'),
            Some(b'r') => Some(b'\r'),
            Some(b't') => Some(b'\t'),
            _ => None,
        };
        if let Some(byte) = simple {
            plain.push(byte);
            at += 2;
        } else if let Some((character, length)) = unicode_escape(&raw[at..]) {
            plain.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            at += length;
        } else {
            plain.push(b'\\');
            at += 1;
        }
    }
    Cow::Owned(plain)
}

/// The character of `\uXXXX`, or of two of them that form a pair, and its length in bytes.
fn unicode_escape(raw: &[u8]) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = raw.get(at..)?.strip_prefix(b"\\u")?.get(..4)?;
        digits.iter().try_fold(0, |unit, &digit| Some(unit * 16 + char::from(digit).to_digit(16)?))
    };
    let high = unit(0)?;
    if let (0xD800..=0xDBFF, Some(low @ 0xDC00..=0xDFFF)) = (high, unit(6)) {
        let character = char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00));
        return character.map(|character| (character, 12));
    }
    Some((char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER), 6))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A short notation: marks as they are, `k:` keys, `s:` strings, `n:` numbers, `l:` literals.
    fn tokens(text: &[u8], quote: Quote) -> String {
        let mut shown = Vec::new();
        let mut last = 0;
        for token in Tokens::new(text, 0, quote) {
            assert!(token.span.start >= last && token.span.end <= text.len() && token.span.start <= token.span.end);
            last = token.span.start;
            let inner = String::from_utf8_lossy(token.span.of(text)).into_owned();
            shown.push(match token.event {
                Event::ObjectStart => "{".to_owned(),
                Event::ObjectEnd => "}".to_owned(),
                Event::ArrayStart => "[".to_owned(),
                Event::ArrayEnd => "]".to_owned(),
                Event::Key => format!("k:{inner}"),
                Event::String => format!("s:{inner}"),
                Event::Number => format!("n:{inner}"),
                Event::Literal => format!("l:{inner}"),
            });
        }
        shown.join(" ")
    }

    #[test]
    fn plain_and_damaged_texts() {
        for (text, expected) in [
            ("", ""),
            ("\u{feff}{}", "{ }"),
            (r#"{"a":1,"b":[true,null,-2.5e+3],"c":{"d":"e"}}"#, "{ k:a n:1 k:b [ l:true l:null n:-2.5e+3 ] k:c { k:d s:e } }"),
            (r#"{"a" : "b",}"#, "{ k:a s:b }"),
            ("[1,,2,]", "[ n:1 n:2 ]"),
            ("{\"a\":1}\n{\"a\":2}\n", "{ k:a n:1 } { k:a n:2 }"),
            ("// x \"y\"\n{ /* \"z\": { */ \"a\" /**/ : 1 # t\n}", "{ k:a n:1 }"),
            (r"{a: 'b', $c: `d`, e-f: g}", "{ k:a s:b k:$c s:d k:e-f l:g }"),
            (r#"{"a": "b" "c": "d"}"#, "{ k:a s:b k:c s:d }"),
            (r#"{"a":"b:c","d":"e"#, "{ k:a s:b:c k:d s:e"),
            (r#"{"a":"x\"y\\","b":"\u0041\"#, r#"{ k:a s:x\"y\\ k:b s:\u0041\"#),
            ("{\"a\":\"lost\n\"b\":\"kept\"}", "{ k:a s:lost k:b s:kept }"),
            (r#"[{"a":1]"#, "[ { k:a n:1 } ]"),
            (r#"{"a":[1}"#, "{ k:a [ n:1 ] }"),
            ("]]}}{}", "{ }"),
            ("{]}", "{ }"),
            ("\"top\" 7", "s:top n:7"),
            ("{\"a\"}", "{ s:a }"),
            ("{\"a\":}", "{ k:a }"),
            ("{\"\":\"\"}", "{ k: s: }"),
            ("/* never closed", ""),
            ("{\"a\": it's}", "{ k:a l:it l:s }"),
            ("\0{\0\"a\"\0:\0 1}", "{ k:a n:1 }"),
            ("\"", "s:"),
            ("\\", ""),
            ("{\"a\":01x}", "{ k:a l:01x }"),
        ] {
            assert_eq!(tokens(text.as_bytes(), Quote::Plain), expected, "{text}");
        }
    }

    #[test]
    fn texts_inside_literals() {
        for (text, quote, expected) in [
            (r#"{\"a\":\"b\",\n\t\"c\":1}"#, Quote::Escaped, "{ k:a s:b k:c n:1 }"),
            (r#"{\"a\":\"x\\\"y\",\"b\":\"z\\\\\"}"#, Quote::Escaped, r#"{ k:a s:x\\\"y k:b s:z\\\\ }"#),
            ("{\\\"a\\\":\" +\n \"\\\"b\\\"}", Quote::Escaped, "{ k:a s:b }"),
            (r#"{\"a\":\"cut" + x"#, Quote::Escaped, "{ k:a s:cut l:x"),
            (r#"{\"a\":\"cut\"#, Quote::Escaped, r"{ k:a s:cut\"),
            (r#"{""a"":""b"",""c"":[1]}"#, Quote::Doubled, "{ k:a s:b k:c [ n:1 ] }"),
            (r#"{""a"":""x\""y""}"#, Quote::Doubled, r#"{ k:a s:x\""y }"#),
            (r#"{""a"":""cut" x"#, Quote::Doubled, "{ k:a s:cut l:x"),
            (r#"{""a"":"""""#, Quote::Doubled, "{ k:a s:"),
        ] {
            assert_eq!(tokens(text.as_bytes(), quote), expected, "{text}");
        }
    }

    #[test]
    fn every_truncation_is_read() {
        let text = br#"{"a":[1,{"b":"c\u00e9\"d"},/* x */'e'],f:"g\\","h":{"i":null}} // end"#;
        for end in 0..=text.len() {
            for quote in [Quote::Plain, Quote::Escaped, Quote::Doubled] {
                tokens(&text[..end], quote);
                tokens(&text[end..], quote);
            }
        }
    }

    #[test]
    fn depth_costs_a_bit() {
        let depth = 1_000_000;
        let mut text = b"[{\"a\":".repeat(depth / 2);
        let mut reader = Tokens::new(&text, 0, Quote::Plain);
        while reader.next().is_some() {}
        assert_eq!(reader.depth(), depth);
        assert!(reader.levels.bits.len() <= depth / 64 + 1);
        text.extend(b"}]".repeat(depth / 2));
        let mut reader = Tokens::new(&text, 0, Quote::Plain);
        while reader.next().is_some() {}
        assert_eq!(reader.depth(), 0);
    }

    #[test]
    fn hostile_runs_are_linear() {
        for unit in [
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            "\\",
            ":",
            ",",
            "/*",
            "//",
            "#",
            "{]",
            "[}",
            "\"\\",
            "\\\"",
            "\"\"",
            "a ",
            "{a",
            "\u{0}",
            "{\"a\" /**/",
            "-",
        ] {
            let text = unit.repeat(1_000_000 / unit.len());
            for quote in [Quote::Plain, Quote::Escaped, Quote::Doubled] {
                assert!(Tokens::new(text.as_bytes(), 0, quote).count() <= text.len());
            }
        }
    }

    #[test]
    fn levels_can_be_forgotten() {
        let mut reader = Tokens::new(b"{\"a\":[{\"b\":1}", 0, Quote::Plain);
        for _ in 0..4 {
            reader.next();
        }
        reader.forget_levels(1);
        assert_eq!((reader.depth(), reader.levels.top()), (1, Some(true)));
        reader.forget_levels(7);
        assert_eq!(reader.depth(), 1);
    }

    #[test]
    fn escapes() {
        for (raw, plain) in [
            ("", ""),
            ("plain", "plain"),
            (r#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"),
            (r"http:\/\/hl7.org", "http://hl7.org"),
            (r"M\u00fcller", "Müller"),
            (r"\ud83d\ude00", "😀"),
            (r"\ud83d", "\u{fffd}"),
            (r"\ude00x", "\u{fffd}x"),
            (r"\ud83dx\u0041", "\u{fffd}xA"),
            (r"\ud83d\u0041", "\u{fffd}A"),
            (r"\u12", r"\u12"),
            (r"\uzzzz", r"\uzzzz"),
            (r"\q\", r"\q\"),
        ] {
            assert_eq!(String::from_utf8_lossy(&unescape(raw.as_bytes())), plain, "{raw}");
        }
        assert!(matches!(unescape(b"plain"), Cow::Borrowed(_)));
    }
}
