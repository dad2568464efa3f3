//! Splits a text into code, string literals and comments, as told by one row of the language table.
//!
//! Promises: never fails and never panics, whatever the bytes; time linear in the length; spans sorted, disjoint and within the text.
//! A single-line string without an end stops at the line break, and so does, as long as the file can be read on from there, a multi-line
//! one. Where the grammar needs a parser (regular expression or division, here-document or shift) it guesses from the bytes before.
//! Never keeps a byte of the text, knows no file, no rule and no clock.

use super::Language;
use crate::text::Span;
use memchr::{memchr, memmem};

/// How many unfinished constructs may each search the rest of the text in vain before such constructs are no longer looked for.
const PATIENCE: u8 = 16;
/// How many multi-line strings without an end are cut at their line break and the text read again from there.
const RETRIES: u8 = 8;
/// How deep strings may nest in the holes of strings; deeper holes are text.
const DEPTH: usize = 64;
/// Longest prefix, tag, delimiter or keyword looked at, in bytes.
const NAME: usize = 64;

/// What a byte of a source text is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneKind {
    /// Neither a comment nor a string literal.
    Code,
    /// A string, character or regular expression literal, delimiters included, or the text of a here-document.
    String,
    /// A comment, delimiters included, the line break that ends it not.
    Comment,
}

/// The string literals and comments of one text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Zones(Vec<(Span, ZoneKind)>);

impl Zones {
    /// Reads `text` as `language`.
    pub fn lex(text: &[u8], language: Language) -> Self {
        Self::lex_head(text, language, usize::MAX)
    }

    /// The zones before `end`, as [`Zones::lex`] gives them for the whole text; of what stands behind only a part.
    pub fn lex_head(text: &[u8], language: Language, end: usize) -> Self {
        let mut lexer = Lexer::new(text, language.syntax(), 0);
        // A prefix belongs to the string that opens behind it.
        lexer.end = end.saturating_add(NAME);
        lexer.run();
        Self(lexer.spans)
    }

    /// The kind of the byte at `offset`; `Code` beyond the end. A binary search.
    pub fn at(&self, offset: usize) -> ZoneKind {
        let next = self.0.partition_point(|(span, _)| span.start <= offset);
        match next.checked_sub(1).and_then(|index| self.0.get(index)) {
            Some((span, kind)) if offset < span.end => *kind,
            _ => ZoneKind::Code,
        }
    }

    /// Every string and comment, in order; what lies between is code. Where code is embedded in a string the string comes in parts.
    pub fn spans(&self) -> impl Iterator<Item = (Span, ZoneKind)> {
        self.0.iter().copied()
    }
}

/// What must stand before an opening for it to be one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Anything.
    Any,
    /// A blank, a line break or one of `;|&(),`.
    Word,
    /// As `Word`, or one of `[{:=-!`.
    Token,
    /// Nothing but blanks since the line break.
    Line,
    /// A line break or a separator of columns.
    Cell,
    /// No letter, digit or underscore, except those of a keyword.
    Apart,
}

/// A comment with a closing delimiter.
pub(super) struct Block {
    pub(super) open: &'static str,
    pub(super) close: &'static str,
    pub(super) nested: bool,
    /// Both delimiters count at the beginning of a line only.
    pub(super) line: bool,
}

/// Code within a string: from `open` to the `close` that balances its last byte.
#[derive(Clone, Copy)]
pub(super) struct Hole {
    pub(super) open: &'static str,
    pub(super) close: u8,
    /// The opening written twice is text.
    pub(super) doubled: bool,
}

/// A kind of string literal.
#[derive(Clone, Copy)]
pub(super) struct Quote {
    open: &'static str,
    close: &'static str,
    place: Place,
    prefixes: &'static [&'static str],
    required: bool,
    escape: Option<u8>,
    doubled: bool,
    guess: bool,
    lines: bool,
    hole: Option<Hole>,
}

impl Quote {
    /// From `mark` to `mark` on one line, with backslash escapes.
    pub(super) const fn new(mark: &'static str) -> Self {
        Self {
            open: mark,
            close: mark,
            place: Place::Any,
            prefixes: &[],
            required: false,
            escape: Some(b'\\'),
            doubled: false,
            guess: false,
            lines: false,
            hole: None,
        }
    }
    /// Ends with `close` instead.
    pub(super) const fn to(self, close: &'static str) -> Self {
        Self { close, ..self }
    }
    /// Opens in this place only.
    pub(super) const fn place(self, place: Place) -> Self {
        Self { place, ..self }
    }
    /// One of these words may stand right before and then belongs to the literal.
    pub(super) const fn prefixed(self, prefixes: &'static [&'static str]) -> Self {
        Self { prefixes, ..self }
    }
    /// One of these words must stand right before.
    pub(super) const fn after(self, prefixes: &'static [&'static str]) -> Self {
        Self { prefixes, required: true, ..self }
    }
    /// Without escapes.
    pub(super) const fn raw(self) -> Self {
        Self { escape: None, ..self }
    }
    /// With another escape.
    pub(super) const fn escape(self, byte: u8) -> Self {
        Self { escape: Some(byte), ..self }
    }
    /// The closing delimiter written twice stands for itself.
    pub(super) const fn doubled(self) -> Self {
        Self { doubled: true, ..self }
    }
    /// Whether a backslash escapes the closing delimiter depends on the dialect and is guessed from what follows.
    pub(super) const fn guess(self) -> Self {
        Self { guess: true, ..self }
    }
    /// May hold line breaks.
    pub(super) const fn lines(self) -> Self {
        Self { lines: true, ..self }
    }
    /// May hold code.
    pub(super) const fn hole(self, hole: Hole) -> Self {
        Self { hole: Some(hole), ..self }
    }
}

/// How here-documents look.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Heredoc {
    /// `<<EOF`, `<<-'EOF'`: shell, Dockerfile, HCL.
    Shell,
    /// `<<~EOS`, `<<"EOS"`, `<<EOS` in capitals: Ruby and Perl, where `<<` is also an operator.
    Script,
    /// `<<<EOT`, `<<<'EOT'`: the closing word may be followed by more code.
    Php,
}

/// A construct that needs more than an opening and a closing delimiter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Quirk {
    /// `'x'` is a literal, `'x` is a lifetime, a symbol or part of a name.
    Char,
    /// Rust: `r#"…"#`.
    HashRaw,
    /// Swift: `#"…"#`, `#"""…"""#`.
    HashQuote,
    /// C++ `R"x(…)x"` and R `r"---(…)---"`.
    ParenRaw(&'static [&'static str]),
    /// C#: three or more quotation marks, closed by as many.
    QuoteRun,
    /// Lua: `[==[…]==]`, `CMake` likewise; a comment when it follows these bytes.
    LongBracket(&'static str),
    /// `PostgreSQL`: `$tag$…$tag$`.
    DollarQuote,
    /// Here-documents.
    Heredoc(Heredoc),
    /// `/…/` where an operand is expected.
    Regex,
    /// Ruby: `%w[…]`, `%q(…)`.
    Percent,
    /// Elixir: `~s(…)`, `~r/…/`.
    Sigil,
    /// Perl: `q(…)`, `qq{…}`, `m!…!`, `s/…/…/`.
    QuoteWord,
    /// This byte takes the meaning from the next one, in code too.
    Escape(u8),
    /// `#` with blanks around or at the beginning of a line is a comment (`MySQL`); else an operator or a name.
    LoneHash,
    /// `?>` ends the code up to the next `<?`.
    PhpEnd,
}

/// How a text is to be read as a whole.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Code throughout.
    Code,
    /// Markup: strings are attribute values. `true`: script and style elements are read as what they hold.
    Markup(bool),
    /// Markup if it begins with a tag (component files), else code.
    Either,
    /// Code between `<?` and `?>` only.
    Php,
}

/// The row of a language as far as zones go.
pub(super) struct Syntax {
    /// Every opening of a comment. One that no block opens with ends with its line.
    pub(super) comments: &'static [&'static str],
    /// Where the comments that end with their line may begin.
    pub(super) place: Place,
    pub(super) blocks: &'static [Block],
    /// The first that fits counts: longer ones first.
    pub(super) quotes: &'static [Quote],
    pub(super) quirks: &'static [Quirk],
    pub(super) mode: Mode,
}

/// Neither comments nor strings.
pub(super) const PLAIN: Syntax = Syntax { comments: &[], place: Place::Any, blocks: &[], quotes: &[], quirks: &[], mode: Mode::Code };

// Classes of bytes: why the scan stops there.
const OPENER: u8 = 1;
const BRACKET: u8 = 2;
const BREAK: u8 = 4;

/// A string that was opened, for taking it back.
#[derive(Clone, Copy)]
struct Opened {
    start: usize,
    /// How many spans there were before.
    spans: usize,
    quote: &'static Quote,
}

/// A hole that is being read.
struct Frame {
    opened: Opened,
    hole: Hole,
    depth: u32,
}

/// A here-document whose text begins with the next line.
struct Pending {
    tag: Span,
    style: Heredoc,
}

struct Lexer<'t> {
    text: &'t [u8],
    syntax: &'static Syntax,
    classes: [u8; 256],
    floor: usize,
    /// Where nobody asks any more, unless a string is open there.
    end: usize,
    at: usize,
    spans: Vec<(Span, ZoneKind)>,
    frames: Vec<Frame>,
    pending: Vec<Pending>,
    unclosed: Option<Opened>,
    patience: u8,
    retries: u8,
    /// No regular expression closes before this offset.
    no_regex: usize,
}

impl<'t> Lexer<'t> {
    fn new(text: &'t [u8], syntax: &'static Syntax, floor: usize) -> Self {
        Self {
            text,
            syntax,
            classes: classes(syntax),
            floor,
            end: usize::MAX,
            at: floor,
            spans: Vec::new(),
            frames: Vec::new(),
            pending: Vec::new(),
            unclosed: None,
            patience: PATIENCE,
            retries: RETRIES,
            no_regex: 0,
        }
    }

    fn run(&mut self) {
        match self.syntax.mode {
            Mode::Markup(scripts) => return self.markup(scripts),
            Mode::Either if begins_with_tag(self.text) => return self.markup(true),
            Mode::Php => self.at = memmem::find(self.text, b"<?").map_or(0, |found| found + 2),
            Mode::Either | Mode::Code => {}
        }
        loop {
            self.code();
            if !self.retry() {
                break;
            }
        }
    }

    /// Cuts the outermost string that was never closed at its line break.
    fn retry(&mut self) -> bool {
        let opened = self.frames.first().map(|frame| frame.opened).or(self.unclosed);
        let Some(opened) = opened.filter(|opened| opened.quote.lines && self.retries > 0) else {
            return false;
        };
        self.retries -= 1;
        self.unclosed = None;
        self.frames.clear();
        self.pending.clear();
        self.spans.truncate(opened.spans);
        let end = self.line_end(opened.start);
        self.at = end;
        self.close(opened.start, end, ZoneKind::String);
        true
    }

    fn code(&mut self) {
        while let Some(byte) = self.skip() {
            if self.at >= self.end && self.frames.is_empty() {
                return;
            }
            let handled = match byte {
                b'\n' => {
                    self.line_break();
                    true
                }
                _ if !self.frames.is_empty() && self.bracket(byte) => true,
                _ => self.classes[usize::from(byte)] & OPENER != 0 && self.open(byte),
            };
            if !handled {
                self.at += 1;
            }
        }
    }

    /// Goes to the next byte that may matter.
    fn skip(&mut self) -> Option<u8> {
        let inner = self.frames.last();
        let mut mask = OPENER;
        if inner.is_some() {
            mask |= BRACKET;
        }
        if !self.pending.is_empty() || inner.is_some_and(|frame| !frame.opened.quote.lines) {
            mask |= BREAK;
        }
        let rest = self.text.get(self.at..).unwrap_or_default();
        let found = rest.iter().position(|&byte| self.classes[usize::from(byte)] & mask != 0);
        self.at = found.map_or(self.text.len(), |found| self.at + found);
        found.and_then(|found| rest.get(found)).copied()
    }

    fn open(&mut self, byte: u8) -> bool {
        let syntax = self.syntax;
        syntax.quirks.iter().any(|&quirk| self.quirk(quirk, byte))
            || syntax.blocks.iter().any(|block| self.block(block))
            || syntax.comments.iter().any(|open| self.line_comment(open))
            || syntax.quotes.iter().any(|quote| self.quote(quote))
    }

    // Comments.

    fn line_comment(&mut self, open: &str) -> bool {
        if !self.has(open) || self.syntax.blocks.iter().any(|block| block.open == open) {
            return false;
        }
        let inside = !self.frames.is_empty();
        if !self.in_place(self.syntax.place) || inside && !self.in_place(Place::Word) {
            return false;
        }
        let mut end = self.line_end(self.at);
        if self.syntax.mode == Mode::Php
            && let Some(close) = self.text.get(self.at..end).and_then(|line| memmem::find(line, b"?>"))
        {
            end = self.at + close;
        }
        self.close(self.at, end, ZoneKind::Comment);
        true
    }

    fn block(&mut self, block: &Block) -> bool {
        if !self.has(block.open) || block.line && !self.at_line_start(self.at) {
            return false;
        }
        let start = self.at;
        let mut at = start + block.open.len();
        let mut depth = 1_u32;
        let (open, close) = (block.open.as_bytes(), block.close.as_bytes());
        let stops = [close[0], open[0]];
        let stops = if block.nested { &stops[..] } else { &stops[..1] };
        while let Some(found) = self.find(at, stops) {
            let rest = &self.text[found..];
            if rest.starts_with(close) && (!block.line || self.at_line_start(found)) {
                at = found + close.len();
                depth -= 1;
                if depth == 0 {
                    // A closing word takes its line with it.
                    let end = if block.line { self.line_end(at) } else { at };
                    self.close(start, end, ZoneKind::Comment);
                    return true;
                }
            } else if block.nested && rest.starts_with(open) {
                at = found + open.len();
                depth += 1;
            } else {
                at = found + 1;
            }
        }
        self.close(start, self.text.len(), ZoneKind::Comment);
        true
    }

    // Strings.

    fn quote(&mut self, quote: &'static Quote) -> bool {
        if !self.has(quote.open) {
            return false;
        }
        let prefix = self.prefix(self.at, quote.prefixes);
        if prefix.is_none() && (quote.required || !self.in_place(quote.place)) {
            return false;
        }
        let start = self.at - prefix.unwrap_or(0);
        let opened = Opened { start, spans: self.spans.len(), quote };
        self.string(opened, start, self.at + quote.open.len());
        true
    }

    /// Reads on in a string, of which this part began at `start`, from `at`.
    fn string(&mut self, opened: Opened, start: usize, mut at: usize) {
        let quote = opened.quote;
        let close = quote.close.as_bytes();
        let escape = quote.escape.unwrap_or(if quote.guess { b'\\' } else { close[0] });
        let hole = quote.hole.filter(|_| self.frames.len() < DEPTH);
        let stops = [close[0], escape, if quote.lines { close[0] } else { b'\n' }, hole.map_or(close[0], |hole| hole.open.as_bytes()[0])];
        while let Some(found) = self.find(at, &stops) {
            let rest = &self.text[found..];
            if let Some(hole) = hole
                && rest.starts_with(hole.open.as_bytes())
            {
                let after = found + hole.open.len();
                if hole.doubled && self.text[after..].starts_with(hole.open.as_bytes()) {
                    at = after + hole.open.len();
                    continue;
                }
                self.frames.push(Frame { opened, hole, depth: 0 });
                return self.close(start, after, ZoneKind::String);
            }
            if rest.starts_with(close) {
                let after = found + close.len();
                if quote.doubled && self.text[after..].starts_with(close) {
                    at = after + close.len();
                    continue;
                }
                return self.close(start, after + self.surplus(after, close), ZoneKind::String);
            }
            if quote.escape == Some(rest[0]) || quote.guess && rest[0] == b'\\' && self.escapes(opened.start, found) {
                at = found + if rest.get(1..3) == Some(b"\r\n") { 3 } else { 2 };
            } else if rest[0] == b'\n' && !quote.lines {
                return self.close(start, self.line_end(found.saturating_sub(1).max(start)), ZoneKind::String);
            } else {
                at = found + 1;
            }
        }
        if quote.lines {
            self.unclosed = Some(opened);
        }
        self.close(start, self.text.len(), ZoneKind::String);
    }

    /// Quotation marks right before a closing triple belong to the text: the last three close.
    fn surplus(&self, after: usize, close: &[u8]) -> usize {
        match close {
            [a, b, c] if a == b && b == c => self.text[after..].iter().take(2).take_while(|&byte| byte == a).count(),
            _ => 0,
        }
    }

    /// Whether the backslash at `at` escapes the quotation mark after it, in a string from `start`: not if the string would
    /// consist of nothing else, nor if what follows continues a list or ends a statement.
    fn escapes(&self, start: usize, at: usize) -> bool {
        let quote = self.text[start];
        match self.text.get(at + 1) {
            Some(&next) if next == quote => {
                at != start + 1 && !matches!(self.text.get(at + 2), None | Some(b',' | b')' | b';' | b'\r' | b'\n'))
            }
            Some(b'\\') => true,
            _ => false,
        }
    }

    /// A bracket within a hole: the one that closes it goes on with the string.
    fn bracket(&mut self, byte: u8) -> bool {
        let Some(frame) = self.frames.last_mut() else { return false };
        if frame.hole.open.as_bytes().last() == Some(&byte) {
            frame.depth += 1;
        } else if frame.hole.close != byte {
            return false;
        } else if frame.depth > 0 {
            frame.depth -= 1;
        } else {
            let opened = frame.opened;
            self.frames.pop();
            self.string(opened, self.at, self.at + 1);
            return true;
        }
        // Brackets open nothing else in any language with holes, save what quirks make of them.
        self.at += 1;
        true
    }

    fn line_break(&mut self) {
        while self.frames.last().is_some_and(|frame| !frame.opened.quote.lines) {
            self.frames.pop();
        }
        self.at += 1;
        for pending in std::mem::take(&mut self.pending) {
            self.heredoc_text(&pending);
        }
    }

    // Quirks.

    fn quirk(&mut self, quirk: Quirk, byte: u8) -> bool {
        match (quirk, byte) {
            (Quirk::Char, b'\'') => self.char_literal(),
            (Quirk::HashRaw, b'"') => self.hash_raw(),
            (Quirk::HashQuote, b'"') => self.hash_quote(),
            (Quirk::ParenRaw(prefixes), b'"' | b'\'') => self.paren_raw(prefixes, byte),
            (Quirk::QuoteRun, b'"') => self.quote_run(),
            (Quirk::LongBracket(lead), _) => self.long_bracket(lead),
            (Quirk::DollarQuote, b'$') => self.dollar_quote(),
            (Quirk::Heredoc(style), b'<') => self.heredoc(style),
            (Quirk::Regex, b'/') => self.regex(),
            (Quirk::Percent, b'%') => self.percent(),
            (Quirk::Sigil, b'~') => self.sigil(),
            (Quirk::QuoteWord, b'm' | b'q' | b's' | b't' | b'y') => self.quote_word(),
            (Quirk::Escape(escape), _) if escape == byte => {
                self.at = (self.at + 2).min(self.text.len());
                true
            }
            (Quirk::LoneHash, b'#') => self.lone_hash(),
            (Quirk::PhpEnd, b'?') if self.has("?>") => {
                self.at = memmem::find(&self.text[self.at..], b"<?").map_or(self.text.len(), |found| self.at + found + 2);
                true
            }
            _ => false,
        }
    }

    fn char_literal(&mut self) -> bool {
        let before = self.at.checked_sub(1).map_or(b' ', |index| self.text[index]);
        let byte_literal = before == b'b' && !self.before(self.at - 1).is_some_and(is_word);
        let rest = &self.text[self.at + 1..];
        let inner = match rest.first() {
            Some(b'\\') => memchr(b'\'', rest.get(2..rest.len().min(12)).unwrap_or_default()).map(|found| found + 2),
            Some(&lead) if lead != b'\'' && lead != b'\n' => Some(utf8_len(lead)).filter(|&length| rest.get(length) == Some(&b'\'')),
            _ => None,
        };
        match inner {
            Some(inner) if byte_literal || !is_word(before) => self.close(self.at, self.at + inner + 2, ZoneKind::String),
            _ => self.at += 1,
        }
        true
    }

    fn hash_raw(&mut self) -> bool {
        let hashes = self.hashes_before(self.at);
        let Some(prefix) = self.prefix(self.at - hashes, &["r", "br", "cr"]) else {
            return false;
        };
        let start = self.at - hashes - prefix;
        self.until_hashes(start, self.at + 1, b"\"", hashes);
        true
    }

    fn hash_quote(&mut self) -> bool {
        let hashes = self.hashes_before(self.at);
        if hashes == 0 {
            return false;
        }
        let start = self.at - hashes;
        if self.has("\"\"\"") {
            self.until_hashes(start, self.at + 3, b"\"\"\"", hashes);
        } else {
            self.until_hashes(start, self.at + 1, b"\"", hashes);
        }
        true
    }

    fn hashes_before(&self, at: usize) -> usize {
        self.text[self.last_end()..at].iter().rev().take(255).take_while(|&&byte| byte == b'#').count()
    }

    /// A raw string from `start` up to `close` and that many `#`.
    fn until_hashes(&mut self, start: usize, from: usize, close: &[u8], hashes: usize) {
        let mut closing = close.to_vec();
        closing.resize(close.len() + hashes, b'#');
        let end = self.search(from, &closing).unwrap_or_else(|| self.line_end(start));
        self.close(start, end, ZoneKind::String);
    }

    fn paren_raw(&mut self, prefixes: &[&str], mark: u8) -> bool {
        let Some(prefix) = self.prefix(self.at, prefixes) else {
            return false;
        };
        let rest = &self.text[self.at + 1..];
        let Some(length) = rest.iter().take(17).position(|&byte| matches!(byte, b'(' | b'[' | b'{')) else {
            return false;
        };
        let delimiter = &rest[..length];
        if delimiter.iter().any(|&byte| byte.is_ascii_whitespace() || matches!(byte, b')' | b'\\' | b'"')) {
            return false;
        }
        let mut closing = vec![closing_of(rest[length])];
        closing.extend_from_slice(delimiter);
        closing.push(mark);
        let Some(end) = self.search(self.at + length + 2, &closing) else {
            return false;
        };
        self.close(self.at - prefix, end, ZoneKind::String);
        true
    }

    fn quote_run(&mut self) -> bool {
        let run = self.text[self.at..].iter().take(NAME).take_while(|&&byte| byte == b'"').count();
        // In `@"""…` the second and third mark are text.
        if run < 3 || self.before(self.at) == Some(b'@') {
            return false;
        }
        let start = self.at - self.text[self.last_end()..self.at].iter().rev().take(8).take_while(|&&byte| byte == b'$').count();
        let end = self.search(self.at + run, &vec![b'"'; run]);
        let end = end.unwrap_or_else(|| self.line_end(start));
        self.close(start, end, ZoneKind::String);
        true
    }

    fn long_bracket(&mut self, lead: &str) -> bool {
        let (kind, skip) = if !lead.is_empty() && self.has(lead) {
            (ZoneKind::Comment, lead.len())
        } else if self.text[self.at] == b'[' {
            (ZoneKind::String, 0)
        } else {
            return false;
        };
        let rest = self.text.get(self.at + skip + 1..).unwrap_or_default();
        let level = rest.iter().take(NAME).take_while(|&&byte| byte == b'=').count();
        if self.text.get(self.at + skip) != Some(&b'[') || rest.get(level) != Some(&b'[') {
            return false;
        }
        let mut closing = vec![b'='; level + 2];
        closing[0] = b']';
        closing[level + 1] = b']';
        let Some(end) = self.search(self.at + skip + level + 2, &closing) else {
            return false;
        };
        self.close(self.at, end, kind);
        true
    }

    fn dollar_quote(&mut self) -> bool {
        let name = self.name_at(self.at + 1);
        let length = name.len();
        if name.of(self.text).first().is_some_and(u8::is_ascii_digit)
            || self.text.get(name.end) != Some(&b'$')
            || self.before(self.at).is_some_and(is_word)
        {
            return false;
        }
        let text = self.text;
        let Some(end) = self.search(name.end + 1, &text[self.at..self.at + length + 2]) else {
            return false;
        };
        self.close(self.at, end, ZoneKind::String);
        true
    }

    /// Notes a here-document; its text is read at the line break.
    fn heredoc(&mut self, style: Heredoc) -> bool {
        let lead = if style == Heredoc::Php { "<<<" } else { "<<" };
        if !self.has(lead) || self.patience == 0 || self.pending.len() >= DEPTH {
            return false;
        }
        let run = self.text[self.at..].iter().take(4).take_while(|&&byte| byte == b'<').count();
        if run != lead.len() {
            self.at += run;
            return true;
        }
        let mut at = self.at + run;
        let indented = style != Heredoc::Php && matches!(self.text.get(at), Some(b'-' | b'~'));
        at += usize::from(indented);
        if style != Heredoc::Script {
            at += self.text[at..].iter().take(NAME).take_while(|&&byte| byte == b' ' || byte == b'\t').count();
        }
        let quoted = self.text.get(at).copied().filter(|byte| b"'\"\\`".contains(byte));
        let tag = match quoted {
            Some(mark @ (b'\'' | b'"' | b'`')) => {
                let inner = &self.text[at + 1..];
                let length = inner.iter().take(NAME).position(|&byte| byte == mark || byte == b'\n').unwrap_or(0);
                Span::new(at + 1, at + 1 + length)
            }
            _ => self.name_at(at + usize::from(quoted.is_some())),
        };
        let quoted = quoted.is_some();
        let first = tag.of(self.text).first().copied().unwrap_or(b'0');
        let operand =
            style != Heredoc::Script || quoted || indented || first.is_ascii_uppercase() && !self.before(self.at).is_some_and(is_word);
        if tag.is_empty() || first.is_ascii_digit() || !operand {
            return false;
        }
        let closed = quoted && matches!(self.text.get(tag.end), Some(b'\'' | b'"' | b'`'));
        self.at = tag.end + usize::from(closed);
        self.pending.push(Pending { tag, style });
        true
    }

    fn heredoc_text(&mut self, pending: &Pending) {
        if self.patience == 0 {
            return;
        }
        let (text, tag) = (self.text, pending.tag.of(self.text));
        let mut at = self.at;
        while at < text.len() {
            let end = memchr(b'\n', &text[at..]).map_or(text.len(), |found| at + found);
            let line = text[at..end].trim_ascii();
            if let Some(after) = line.strip_prefix(tag)
                && (after.is_empty() || pending.style == Heredoc::Php && !is_word(after[0]))
            {
                let blanks = text[at..end].len() - text[at..end].trim_ascii_start().len();
                return self.close(self.at, at + blanks + tag.len(), ZoneKind::String);
            }
            at = end + 1;
        }
        self.patience -= 1;
    }

    fn regex(&mut self) -> bool {
        if self.at < self.no_regex || matches!(self.text.get(self.at + 1), None | Some(b'/' | b'*')) || !self.operand_expected() {
            return false;
        }
        let mut at = self.at + 1;
        let mut class = false;
        while let Some(&byte) = self.text.get(at) {
            match byte {
                b'\n' => break,
                b'\\' => at += 1,
                b'[' => class = true,
                b']' => class = false,
                b'/' if !class => {
                    let flags = self.text[at + 1..].iter().take(NAME).take_while(|byte| byte.is_ascii_alphabetic()).count();
                    self.close(self.at, at + 1 + flags, ZoneKind::String);
                    return true;
                }
                _ => {}
            }
            at += 1;
        }
        self.no_regex = at;
        false
    }

    fn percent(&mut self) -> bool {
        let letter = self.text.get(self.at + 1).is_some_and(|byte| b"wWqQiIrxs".contains(byte));
        let delimiter = self.at + 1 + usize::from(letter);
        let bracket = matches!(self.text.get(delimiter), Some(b'(' | b'[' | b'{' | b'<' | b'|' | b'!' | b'/'));
        let apart = letter && !self.before(self.at).is_some_and(|byte| is_word(byte) || matches!(byte, b')' | b']'));
        // `f %{a}` passes a literal, `a % (b)` and `a%(b)` divide.
        let argument = self.before(self.at) == Some(b' ') && self.before(self.at - 1).is_some_and(is_word);
        if !bracket || !apart && !argument && !self.operand_expected() {
            return false;
        }
        self.delimited(delimiter, 1)
    }

    fn sigil(&mut self) -> bool {
        let letters = self.text[self.at + 1..].iter().take(NAME).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let delimiter = self.at + 1 + letters;
        if letters == 0 || !matches!(self.text.get(delimiter), Some(b'(' | b'[' | b'{' | b'<' | b'|' | b'/' | b'"' | b'\'')) {
            return false;
        }
        let rest = &self.text[delimiter..];
        for triple in [&b"\"\"\""[..], b"'''"] {
            if rest.starts_with(triple) {
                let Some(end) = self.search(delimiter + 3, triple) else {
                    return false;
                };
                self.close(self.at, end, ZoneKind::String);
                return true;
            }
        }
        self.delimited(delimiter, 1)
    }

    fn quote_word(&mut self) -> bool {
        let before = self.before(self.at);
        if before.is_some_and(|byte| is_word(byte) || matches!(byte, b'$' | b'@' | b'%' | b'&' | b'>' | b'-' | b':')) {
            return false;
        }
        let name = self.name_at(self.at);
        let parts = match name.of(self.text) {
            b"q" | b"qq" | b"qw" | b"qr" | b"qx" | b"m" => 1,
            b"s" | b"tr" | b"y" => 2,
            _ => {
                self.at = name.end.max(self.at + 1);
                return true;
            }
        };
        let blanks = self.text[name.end..].iter().take(NAME).take_while(|&&byte| byte == b' ').count();
        let delimiter = name.end + blanks;
        let fits = match self.text.get(delimiter) {
            Some(b'(' | b'{' | b'[' | b'<') => !(before == Some(b'{') && parts == 2),
            Some(b'/' | b'|' | b'!' | b'~' | b'"' | b'\'' | b'@' | b'^' | b'%' | b'+' | b'.' | b'#' | b'$') => blanks == 0,
            _ => false,
        };
        fits && self.delimited(delimiter, parts)
    }

    /// A literal with a delimiter of the author's choice at `from`; brackets nest and pair.
    fn delimited(&mut self, from: usize, parts: u8) -> bool {
        if self.patience == 0 {
            return false;
        }
        let mut at = from;
        for part in 0..parts {
            let open = self.text.get(at).copied().unwrap_or_default();
            let close = closing_of(open);
            let mut depth = 0_u32;
            loop {
                at += 1;
                match self.text.get(at) {
                    None => {
                        self.patience -= 1;
                        return false;
                    }
                    Some(b'\\') => at += 1,
                    Some(&byte) if byte == close && depth == 0 => break,
                    Some(&byte) if byte == close => depth -= 1,
                    Some(&byte) if byte == open => depth += 1,
                    Some(_) => {}
                }
            }
            if part + 1 < parts && close != open {
                at += 1;
                at += self.text[at..].iter().take(NAME).take_while(|byte| byte.is_ascii_whitespace()).count();
            }
        }
        let flags = self.text[at + 1..].iter().take(NAME).take_while(|byte| byte.is_ascii_alphabetic()).count();
        self.close(self.at, at + 1 + flags, ZoneKind::String);
        true
    }

    fn lone_hash(&mut self) -> bool {
        let blank = |byte: Option<u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace());
        let apart = blank(self.before(self.at)) && blank(self.text.get(self.at + 1).copied());
        if !apart && !self.at_line_start(self.at) {
            return false;
        }
        self.close(self.at, self.line_end(self.at), ZoneKind::Comment);
        true
    }

    // Markup.

    fn markup(&mut self, scripts: bool) {
        while let Some(found) = memchr(b'<', &self.text[self.at..]) {
            self.at += found;
            if self.has("<!--") {
                self.through(4, b"-->", Some(ZoneKind::Comment));
            } else if self.has("<%--") {
                self.through(4, b"--%>", Some(ZoneKind::Comment));
            } else if self.has("<![CDATA[") {
                self.through(9, b"]]>", None);
            } else if self.has("<%") {
                self.through(2, b"%>", None);
            } else if self
                .text
                .get(self.at + 1)
                .is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?' | b'_' | b':'))
            {
                let name = self.name_at(self.at + 1);
                self.tag();
                if scripts {
                    self.element(name);
                }
            } else {
                self.at += 1;
            }
        }
        self.at = self.text.len();
    }

    /// From here through `close`, or to the end of the text.
    fn through(&mut self, skip: usize, close: &[u8], kind: Option<ZoneKind>) {
        let end = memmem::find(&self.text[self.at + skip..], close).map_or(self.text.len(), |found| self.at + skip + found + close.len());
        match kind {
            Some(kind) => self.close(self.at, end, kind),
            None => self.at = end,
        }
    }

    fn tag(&mut self) {
        let declaration = matches!(self.text.get(self.at + 1), Some(b'!' | b'?'));
        let mut assigned = declaration;
        self.at += 1;
        while let Some(&byte) = self.text.get(self.at) {
            match byte {
                b'<' => return,
                b'>' => {
                    self.at += 1;
                    return;
                }
                b'"' | b'\'' if assigned => {
                    // A mark that is missing from here on is missed once: no later one opens.
                    let end = memchr(byte, &self.text[self.at + 1..]).map(|found| self.at + found + 2);
                    let end = end.unwrap_or_else(|| self.line_end(self.at));
                    self.close(self.at, end, ZoneKind::String);
                    assigned = declaration;
                }
                _ => {
                    assigned = declaration || byte == b'=' || assigned && byte.is_ascii_whitespace();
                    self.at += 1;
                }
            }
        }
    }

    /// Reads what a script or style element holds.
    fn element(&mut self, name: Span) {
        let (language, close) = match name.of(self.text) {
            name if name.eq_ignore_ascii_case(b"script") => (Language::JavaScript, &b"script"[..]),
            name if name.eq_ignore_ascii_case(b"style") => (Language::Css, &b"style"[..]),
            _ => return,
        };
        // The tag that closes itself has no content.
        if self.text[..self.at].ends_with(b"/>") {
            return;
        }
        let closes = |end: &usize| self.text.get(end + 2..end + 2 + close.len()).is_some_and(|name| name.eq_ignore_ascii_case(close));
        let mut ends = memmem::find_iter(&self.text[self.at..], b"</").map(|found| self.at + found);
        let end = ends.find(closes).unwrap_or(self.text.len());
        let mut inner = Lexer::new(&self.text[..end], language.syntax(), self.at);
        loop {
            inner.code();
            if !inner.retry() {
                break;
            }
        }
        self.spans.append(&mut inner.spans);
        self.at = end;
    }

    // Looking around.

    fn has(&self, bytes: &str) -> bool {
        self.text[self.at..].starts_with(bytes.as_bytes())
    }

    /// The byte before `at`, unless the region begins there.
    fn before(&self, at: usize) -> Option<u8> {
        (at > self.floor).then(|| self.text[at - 1])
    }

    fn last_end(&self) -> usize {
        self.spans.last().map_or(self.floor, |(span, _)| span.end)
    }

    /// Records a zone and goes on behind it.
    fn close(&mut self, start: usize, end: usize, kind: ZoneKind) {
        let end = end.min(self.text.len());
        if start < end {
            self.spans.push((Span::new(start, end), kind));
        }
        self.at = end.max(self.at);
    }

    /// The first of `bytes` at or after `at`.
    fn find(&self, at: usize, bytes: &[u8]) -> Option<usize> {
        let rest = self.text.get(at..)?;
        let found = match *bytes {
            [a] => memchr(a, rest),
            [a, b] => memchr::memchr2(a, b, rest),
            [a, b, c, d] if a == d => memchr::memchr3(a, b, c, rest),
            [a, b, c, d] => rest.iter().position(|&byte| byte == a || byte == b || byte == c || byte == d),
            _ => rest.iter().position(|byte| bytes.contains(byte)),
        };
        found.map(|found| at + found)
    }

    /// The end of `closing` at or after `from`. A miss costs patience.
    fn search(&mut self, from: usize, closing: &[u8]) -> Option<usize> {
        if self.patience == 0 {
            return None;
        }
        let found = self.text.get(from..).and_then(|rest| memmem::find(rest, closing));
        if found.is_none() {
            self.patience -= 1;
        }
        found.map(|found| from + found + closing.len())
    }

    /// Where the line break of the line of `at` begins, or the end of the text.
    fn line_end(&self, at: usize) -> usize {
        let end = self.text.get(at..).and_then(|rest| memchr(b'\n', rest)).map_or(self.text.len(), |found| at + found);
        if end > at && self.text[end - 1] == b'\r' { end - 1 } else { end }
    }

    /// The word of letters, digits, `_` and bytes beyond ASCII that begins at `at`; at most `NAME` bytes.
    fn name_at(&self, at: usize) -> Span {
        let length = self.text.get(at..).unwrap_or_default().iter().take(NAME).take_while(|&&byte| is_word(byte)).count();
        Span::new(at, at + length)
    }

    /// The length of the one of `prefixes` that ends at `at` and is a word of its own. Case does not count.
    fn prefix(&self, at: usize, prefixes: &[&str]) -> Option<usize> {
        let before = self.text.get(self.last_end().min(at)..at)?;
        prefixes.iter().map(|prefix| prefix.as_bytes()).find_map(|prefix| {
            let start = before.len().checked_sub(prefix.len())?;
            let apart = start == 0 || !is_word(before[start - 1]) || !is_word(prefix[0]);
            (apart && before[start..].eq_ignore_ascii_case(prefix)).then_some(prefix.len())
        })
    }

    fn in_place(&self, place: Place) -> bool {
        let before = self.before(self.at).unwrap_or(b'\n');
        let word = || before.is_ascii_whitespace() || b";|&(),".contains(&before);
        match place {
            Place::Any => true,
            Place::Word => word(),
            Place::Token => word() || b"[{:=-!".contains(&before),
            Place::Line => self.at_line_start(self.at),
            Place::Cell => b"\n\r,;\t|".contains(&before),
            Place::Apart => !is_word(before) || self.keyword_before(self.at),
        }
    }

    fn at_line_start(&self, at: usize) -> bool {
        let before = self.text[self.floor..at].iter().rev().find(|&&byte| byte != b' ' && byte != b'\t');
        matches!(before, None | Some(b'\n' | b'\r'))
    }

    /// Whether an operand must follow here, so that `/` or `%` is no operator.
    fn operand_expected(&self) -> bool {
        let mut at = self.at;
        let mut spans = self.spans.len();
        loop {
            at = self.text[self.floor..at]
                .iter()
                .rposition(|byte| !byte.is_ascii_whitespace())
                .map_or(self.floor, |found| self.floor + found + 1);
            match spans.checked_sub(1).and_then(|index| self.spans.get(index)) {
                Some((span, ZoneKind::Comment)) if span.end == at => at = span.start,
                // Behind a string only an operator can follow; behind the opening of a hole only an operand.
                Some((span, ZoneKind::String)) if span.end == at => {
                    return self.frames.last().is_some_and(|frame| self.text[..at].ends_with(frame.hole.open.as_bytes()));
                }
                _ => break,
            }
            spans -= 1;
        }
        match self.before(at) {
            None => true,
            Some(byte) if is_word(byte) => self.keyword_before(at),
            Some(byte) => b"([{,;=:!&|?+-*%^~>".contains(&byte),
        }
    }

    /// Whether the word that ends at `at` is one that an operand follows.
    fn keyword_before(&self, at: usize) -> bool {
        const KEYWORDS: &[&[u8]] = &[
            b"and",
            b"assert",
            b"await",
            b"case",
            b"delete",
            b"do",
            b"else",
            b"elsif",
            b"grep",
            b"if",
            b"in",
            b"instanceof",
            b"new",
            b"not",
            b"of",
            b"or",
            b"print",
            b"puts",
            b"return",
            b"split",
            b"then",
            b"throw",
            b"typeof",
            b"unless",
            b"until",
            b"void",
            b"when",
            b"while",
            b"yield",
        ];
        let lowest = at.saturating_sub(11).max(self.floor);
        let window = &self.text[lowest..at];
        let start = window.iter().rposition(|&byte| !is_word(byte)).map_or(0, |found| found + 1);
        // A property such as `a.in` is no keyword.
        let property = start > 0 && matches!(window[start - 1], b'.' | b'$' | b'@');
        !property && KEYWORDS.contains(&&window[start..])
    }
}

/// The byte that closes what `open` opens.
fn closing_of(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        b'{' => b'}',
        b'<' => b'>',
        other => other,
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// How many bytes a character has that begins with `lead` (RFC 3629, section 3); 1 where none can.
fn utf8_len(lead: u8) -> usize {
    match lead {
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF7 => 4,
        _ => 1,
    }
}

fn begins_with_tag(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text).trim_ascii_start();
    matches!(text, [b'<', b'a'..=b'z' | b'!', ..])
}

/// Why the scan stops at each byte.
fn classes(syntax: &Syntax) -> [u8; 256] {
    let mut classes = [0; 256];
    let quotes = syntax.quotes.iter().map(|quote| quote.open);
    let blocks = syntax.blocks.iter().map(|block| block.open);
    let openers = syntax.comments.iter().copied().chain(blocks).chain(quotes).filter_map(|open| open.bytes().next());
    for byte in openers.chain(syntax.quirks.iter().flat_map(|&quirk| triggers(quirk)).copied()) {
        classes[usize::from(byte)] |= OPENER;
    }
    for byte in b"(){}" {
        classes[usize::from(*byte)] |= BRACKET;
    }
    classes[usize::from(b'\n')] |= BREAK;
    classes
}

/// The bytes a quirk may begin with.
fn triggers(quirk: Quirk) -> &'static [u8] {
    const BYTES: [u8; 256] = {
        let mut bytes = [0; 256];
        let mut index = 0;
        while index < 256 {
            bytes[index] = index as u8;
            index += 1;
        }
        bytes
    };
    match quirk {
        Quirk::Char => b"'",
        Quirk::HashRaw | Quirk::HashQuote | Quirk::QuoteRun => b"\"",
        Quirk::ParenRaw(_) => b"\"'",
        Quirk::LongBracket(_) => b"[",
        Quirk::DollarQuote => b"$",
        Quirk::Heredoc(_) => b"<",
        Quirk::Regex => b"/",
        Quirk::Percent => b"%",
        Quirk::Sigil => b"~",
        Quirk::QuoteWord => b"mqsty",
        Quirk::Escape(byte) => &BYTES[usize::from(byte)..=usize::from(byte)],
        Quirk::LoneHash => b"#",
        Quirk::PhpEnd => b"?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_marks(line: &str) -> bool {
        !line.trim().is_empty() && line.trim_end().bytes().all(|byte| b" ^~".contains(&byte))
    }

    /// Below each line its marks: `^` a string, `~` a comment, blank code.
    fn annotated(text: &str, language: Language) -> String {
        let zones = Zones::lex(text.as_bytes(), language);
        let mut offset = 0;
        let mut out = String::new();
        for line in text.lines() {
            let mark = |(column, _)| match zones.at(offset + column) {
                ZoneKind::Code => ' ',
                ZoneKind::String => '^',
                ZoneKind::Comment => '~',
            };
            let marks: String = line.char_indices().map(mark).collect();
            out.push_str(line);
            out.push('\n');
            if !marks.trim().is_empty() {
                out.push_str(marks.trim_end());
                out.push('\n');
            }
            offset += line.len() + 1;
        }
        out
    }

    #[test]
    fn marked_examples() {
        for section in EXAMPLES.split("### ").skip(1) {
            let (name, example) = section.split_once('\n').expect("a name");
            let language = Language::named(name).expect("a known language");
            let text: String = example.split_inclusive('\n').filter(|line| !is_marks(line)).collect();
            assert_eq!(annotated(&text, language), example, "{name}");
        }
    }

    #[test]
    fn strings_without_an_end_spare_what_follows() {
        let text = "a = \"\"\"open ${x}\nb = \"c\"\n";
        let spans: Vec<_> = Zones::lex(text.as_bytes(), Language::Kotlin).spans().map(|(span, _)| &text[span.range()]).collect();
        assert_eq!(spans, ["\"\"\"open ${x}", "\"c\""]);
        let text = "echo don't # a\r\nx=\"b\r\n";
        let spans: Vec<_> = Zones::lex(text.as_bytes(), Language::Shell).spans().map(|(span, _)| &text[span.range()]).collect();
        assert_eq!(spans, ["'t # a", "\"b"]);
    }

    #[test]
    fn beyond_the_end_is_code() {
        let zones = Zones::lex(b"\"a\"", Language::Java);
        for (offset, kind) in [(0, ZoneKind::String), (2, ZoneKind::String), (3, ZoneKind::Code), (usize::MAX, ZoneKind::Code)] {
            assert_eq!(zones.at(offset), kind);
        }
    }

    fn assert_sound(text: &[u8], language: Language) {
        let zones = Zones::lex(text, language);
        let mut last = 0;
        for (span, kind) in zones.spans() {
            assert!(span.start >= last && span.start < span.end && span.end <= text.len(), "{language:?} {span:?} {}", text.escape_ascii());
            assert_eq!(zones.at(span.start), kind, "{language:?}");
            last = span.end;
        }
        for end in [text.len() / 3, text.len() / 2] {
            let head = Zones::lex_head(text, language, end);
            let differs = (0..end).step_by(1 + end / 64).find(|&at| head.at(at) != zones.at(at));
            assert_eq!(differs, None, "{language:?} before {end} {}", text[..text.len().min(200)].escape_ascii());
        }
    }

    #[test]
    fn any_bytes_give_sound_zones() {
        let pieces: Vec<&str> = PIECES.split(' ').collect();
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut random = |bound: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state as usize % bound
        };
        for &language in Language::ALL {
            for _ in 0..300 {
                let mut text = Vec::new();
                for _ in 0..random(40) {
                    text.extend_from_slice(pieces[random(pieces.len())].as_bytes());
                    text.extend_from_slice([&b" "[..], b"\n", b"\r\n", b"", b"", b""][random(6)]);
                }
                (0..=text.len()).rev().take(5).for_each(|end| assert_sound(&text[..end], language));
                let noise: Vec<u8> = (0..random(60)).map(|_| random(256) as u8).collect();
                assert_sound(&noise, language);
            }
            for piece in &pieces {
                assert_sound(piece.as_bytes(), language);
            }
        }
    }

    /// Comes to an end only if nothing makes the lexer read the rest of the line again and again.
    #[test]
    fn long_lines_take_linear_time() {
        for unit in PIECES.split(' ').chain(["= /[ ", "$a$ $b$ ", "<<A\n", "<a b=\"", "[=[ ", "${\"", "%q( ", "<script></script>"]) {
            let text = unit.repeat(20_000 / unit.len().max(1));
            for &language in Language::ALL {
                assert_sound(text.as_bytes(), language);
            }
        }
        let line = "x = \"ab\" + f('c', `d`); /* e */ ".repeat(10_000_000 / 32);
        assert_sound(line.as_bytes(), Language::JavaScript);
    }

    #[test]
    fn every_comment_prefix_opens_a_comment() {
        for &language in Language::ALL {
            for prefix in language.comment_prefixes() {
                let open = if language == Language::Php { format!("<?php\n{prefix} ") } else { format!("{prefix} ") };
                assert_eq!(
                    Zones::lex(format!("{open}x\n").as_bytes(), language).at(open.len()),
                    ZoneKind::Comment,
                    "{language:?} {prefix}"
                );
            }
        }
    }

    /// What literals are made of, with a blank between.
    const PIECES: &str = r#"" ' ` \ / * /* */ // # -- {- -} ${ $( #{ { } ( ) [ ] << <<EOF EOF <<<X X; r# R"x( )x" """ ''' <!-- --> <a b= > <script> </script> <?php ?> %q( ~s [==[ ]==] $$ $a$ @" "@ =begin =end =pod =cut q{ s/ tr return = , a é b' f" $' --[[ \( {{ ]] (* *) <![CDATA[ <%-- <% r#""#;

    /// Sections begin with `### language`; under a line stand its marks, if any byte of it is not code.
    const EXAMPLES: &str = r##"### java
String s = "a\"b" + 'c' + '"'; // "no" 'x'
           ^^^^^^   ^^^   ^^^  ~~~~~~~~~~~
String t = "open
           ^^^^^
int u; /* don't */ char q = '\'';
       ~~~~~~~~~~~          ^^^^
String v = """
           ^^^
  "quoted" // text
^^^^^^^^^^^^^^^^^^
  """;
^^^^^
int w;
### kotlin
/* a /* b */ c */ val x = "${f("in")} y"
~~~~~~~~~~~~~~~~~         ^^^  ^^^^ ^^^^
val r = """\""" + """a "b" ${z}"""
        ^^^^^^^   ^^^^^^^^^^^ ^^^^
### scala
val a = 'sym; val c = 'x'; val s = s"${f("in")}" + "${no}"
                      ^^^          ^^^^  ^^^^ ^^   ^^^^^^^
### rust
fn f<'a>(x: &'a str) -> char { '"' }
                               ^^^
let r = r#"a " b"# + "c // d"; /* a /* b */ */
        ^^^^^^^^^^   ^^^^^^^^  ~~~~~~~~~~~~~~~
let b = b'\''; let c = br"\"; let l = '-';
         ^^^^          ^^^^^          ^^^
### swift
let a = "x \(f("y")) z"; let b = #"a "b" c"#
        ^^^^^  ^^^ ^^^^          ^^^^^^^^^^^
### go
x := `raw \` + "a" + '"' // c
     ^^^^^^^   ^^^   ^^^ ~~~~
### cpp
auto s = R"x(a ")" b)x"; int n = 1'000'000; auto c = u8"e" L'x';
         ^^^^^^^^^^^^^^                              ^^^^^ ^^^^
### csharp
var a = @"C:\" + $"x {f("y")} {{z}}" + """raw "b" """;
        ^^^^^^   ^^^^^  ^^^ ^^^^^^^^   ^^^^^^^^^^^^^^
b = @"""q"" // c"; d = "e";
    ^^^^^^^^^^^^^      ^^^
### python
a = rb'x\'' + f"{d["k"]:#x} {{b}}" # don't
    ^^^^^^^   ^^^  ^^^    ^^^^^^^^ ~~~~~~~
def f(): """doc
         ^^^^^^
  it's # text
^^^^^^^^^^^^^
  """
^^^^^
### javascript
const r = s.replace(/["'/]/g, '"') / 2; // c
                    ^^^^^^^^  ^^^       ~~~~
const t = `a ${ f(`b`, {c: 1}) } d`; return /'/
          ^^^^^   ^^^          ^^^^         ^^^
const u = <p>Don't</p>; const v = a / b / "c"
                                          ^^^
### php
<p>Don't</p>
<?php $a = "it's {$b["k"]}"; # c ?>
           ^^^^^^^^  ^^^ ^^  ~~~~
<p>isn't</p>
<?php $x = <<<EOT
 it's "
^^^^^^^
 EOT; $y = 'z';
^^^^       ^^^
### ruby
a = %w[it's b] + %q(don't (x)) + "a #{h["k"]} b" # c
    ^^^^^^^^^^   ^^^^^^^^^^^^^   ^^^^^  ^^^ ^^^^ ~~~
f(<<~EOS, 'x')
          ^^^
  it's
^^^^^^
EOS
^^^
=begin
~~~~~~
it's
~~~~
=end
~~~~
b = x / y / 'z'
            ^^^
f %{it's}, a % (b), 'c'
  ^^^^^^^           ^^^
### shell
echo a'b c'd "$(dirname "$0")" $'it\'s' $# \' # don't
      ^^^^^  ^^^        ^^^^^^ ^^^^^^^^       ~~~~~~~
cat <<-'EOF' | grep x#y
  it's # text
^^^^^^^^^^^^^
  EOF
^^^^^
echo $((1<<2))
### powershell
$a = @"
     ^^
it's "x"
^^^^^^^^
"@ + "b `" $(f "c")" <# d #> # e
^^   ^^^^^^^^  ^^^^^ ~~~~~~~ ~~~
### perl
my $a = q(it's (x)) . "b"; $b =~ s/'/"/g; my $n = $#a; # c
        ^^^^^^^^^^^   ^^^        ^^^^^^^               ~~~
=pod
~~~~
it's
~~~~
=cut
~~~~
my %h = (s => 1, y => 'x');
                      ^^^
local $" = ")"; $a =~ m$it's$; s@/'@"@;
           ^^^        ^^^^^^^  ^^^^^^^
### sql
SELECT 'it''s', 'O\'Brien', 'C:\', "c" -- don't
       ^^^^^^^  ^^^^^^^^^^  ^^^^^  ^^^ ~~~~~~~~
FROM #tmp WHERE a = $f$ it's $f$; # c
                    ^^^^^^^^^^^^  ~~~
/* a */ SELECT 1
~~~~~~~
### yaml
a: it's "x" # don't
        ^^^ ~~~~~~~
b: "c # d"
   ^^^^^^^
e: 'f ''g'' # h'
   ^^^^^^^^^^^^^
url: http://x#y
### toml
a = "b # c" # d
    ^^^^^^^ ~~~
e = """
    ^^^
it's
^^^^
"""
^^^
### ini
; c
~~~
a = "b ; c" ; d
    ^^^^^^^ ~~~
e = it's
### properties
# c
~~~
a = it's # text
### env
A="b # c" # d
  ^^^^^^^ ~~~
B=it#s
### json
{"a": "b // c", "d\"e": 1} // f
 ^^^  ^^^^^^^^  ^^^^^^     ~~~~
### xml
<a b="it's" c='"'>don't "x"</a> <!-- "d" -->
     ^^^^^^   ^^^               ~~~~~~~~~~~~
<![CDATA[ <a b="c"> ]]>
### html
<p class="a">Don't</p><script>f("b") // c</script>
         ^^^                    ^^^  ~~~~
<style>a { b: "c" } /* d */</style>
              ^^^   ~~~~~~~
### dockerfile
# it's
~~~~~~
ENV A="b # c" D=it#s
      ^^^^^^^
RUN echo don't
### hcl
a = "${f("b")} c" # d
    ^^^  ^^^ ^^^^ ~~~
b = <<-EOT
  it's
^^^^^^
  EOT
^^^^^
### lua
a = [[it's]] .. "b" --[[ c
    ^^^^^^^^    ^^^ ~~~~~~
d ]] -- e
~~~~ ~~~~
### r
a <- r"(it's "b")" # c
     ^^^^^^^^^^^^^ ~~~
### elixir
a = ~s(it's) <> "b #{c("d")}" # e
    ^^^^^^^^    ^^^^^  ^^^ ^^ ~~~
### haskell
foldl' f 'x' "a" {- b {- c -} -} -- d
         ^^^ ^^^ ~~~~~~~~~~~~~~~ ~~~~
### clojure
(str "a" \" 'b) ; it's
     ^^^        ~~~~~~
### css
a { b: url(http://c) "d" } // it's
                     ^^^   ~~~~~~~
### markdown
Don't "quote" <!-- c -->
              ~~~~~~~~~~
### csv
a,"it's ""b"", c",don't
  ^^^^^^^^^^^^^^^
### cmake
set(a "b") # c
      ^^^  ~~~
#[[ it's ]] set(b [=[c]=])
~~~~~~~~~~~       ^^^^^^^
### visualbasic
a = "b ""c""" ' it's
    ^^^^^^^^^ ~~~~~~
### mumps
 S X="a ""b""" ; it's
     ^^^^^^^^^ ~~~~~~
### text
Don't "quote" # this
"##;
}
