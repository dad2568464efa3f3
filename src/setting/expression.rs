//! Reads HCL (Terraform) and Bicep: blocks with labels, and settings with expressions.
//!
//! Promises: takes any bytes, reads on behind damage, is linear, and goes no deeper than [`DEEPEST`]. Evaluates nothing: what is not a
//! constant, an object or a list is an expression. A crate was weighed (`hcl-edit`): it gives spans, but nothing at all for a file with one
//! mistake in it, and no Bicep.

use super::tree::{Builder, Tree, Value};
use crate::text::Span;
use memchr::memmem;

/// Deepest nesting that is read; what lies deeper is an expression.
const DEEPEST: usize = 64;

/// Reads a file.
pub fn read(text: &[u8]) -> Tree {
    let mut reader = Reader { text, at: 0, builder: Builder::default() };
    reader.body(None);
    reader.builder.finish()
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
    builder: Builder,
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') || byte >= 0x80
}

impl Reader<'_> {
    fn byte(&self, ahead: usize) -> u8 {
        self.text.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn done(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Skips spaces and comments, and line breaks too where `lines`.
    fn skip_blank(&mut self, lines: bool) {
        while !self.done() {
            match (self.byte(0), self.byte(1)) {
                (b' ' | b'\t' | b'\r', _) => self.at += 1,
                (b'\n', _) if lines => self.at += 1,
                (b'#', _) | (b'/', b'/') => self.at += memchr::memchr(b'\n', &self.text[self.at..]).unwrap_or(self.text.len() - self.at),
                (b'/', b'*') => {
                    let end = memmem::find(&self.text[self.at + 2..], b"*/").map_or(self.text.len(), |end| self.at + end + 4);
                    self.at = end.min(self.text.len());
                }
                _ => break,
            }
        }
    }

    fn word(&mut self) -> Span {
        let start = self.at;
        while is_word(self.byte(0)) {
            self.at += 1;
        }
        Span::new(start, self.at)
    }

    /// Reads a quoted string; interpolations within it may hold quotes of their own.
    fn string(&mut self) -> Span {
        let quote = self.byte(0);
        if quote == b'\'' && self.byte(1) == b'\'' && self.byte(2) == b'\'' {
            let start = self.at + 3;
            let end = memmem::find(&self.text[start..], b"'''").map_or(self.text.len(), |end| start + end);
            self.at = (end + 3).min(self.text.len());
            return Span::new(start, end);
        }
        self.at += 1;
        let start = self.at;
        let mut depth = 0_usize;
        while !self.done() {
            match (self.byte(0), self.byte(1)) {
                (b'\\', _) => self.at += 1,
                (b'$' | b'%', b'{') => {
                    depth += 1;
                    self.at += 1;
                }
                (b'}', _) if depth > 0 => depth -= 1,
                (b'\n', _) => break, // No string holds a line break: the quote was never closed.
                (byte, _) if byte == quote && depth == 0 => {
                    self.at += 1;
                    return Span::new(start, self.at - 1);
                }
                _ => {}
            }
            self.at += 1;
        }
        self.at = self.at.min(self.text.len());
        Span::new(start, self.at)
    }

    /// Reads `<<EOT … EOT` and gives what stands between.
    fn here_document(&mut self) -> Span {
        self.at += 2;
        if self.byte(0) == b'-' {
            self.at += 1;
        }
        let mark = self.word();
        let mut line = self.line_end();
        let start = (line + 1).min(self.text.len());
        while line < self.text.len() {
            self.at = line + 1;
            line = self.line_end();
            if Span::new(self.at.min(line), line).of(self.text).trim_ascii() == mark.of(self.text) {
                let end = self.at;
                self.at = line;
                return Span::new(start, end);
            }
        }
        self.at = self.text.len();
        Span::new(start, self.at)
    }

    fn line_end(&self) -> usize {
        let from = self.at.min(self.text.len());
        memchr::memchr(b'\n', &self.text[from..]).map_or(self.text.len(), |end| from + end)
    }

    /// Settings up to `closing`, or to the end of the file.
    fn body(&mut self, closing: Option<u8>) {
        loop {
            self.skip_blank(true);
            if self.done() {
                return;
            }
            let byte = self.byte(0);
            if Some(byte) == closing {
                self.at += 1;
                return;
            }
            match byte {
                b'"' | b'\'' => {
                    let key = self.string();
                    self.statement(key);
                }
                _ if is_word(byte) => {
                    let key = self.word();
                    self.statement(key);
                }
                b'(' | b'[' => {
                    // A computed key: nobody knows which it is.
                    self.skip_brackets();
                    let top = self.builder.top();
                    self.builder.node(top).open = true;
                    self.skip_to_end();
                }
                b'.' if self.byte(1) == b'.' => self.skip_to_end(), // Bicep's spread.
                _ => self.at += 1,
            }
        }
    }

    /// What follows a name: labels, then a block or a value.
    fn statement(&mut self, key: Span) {
        let mut labels = Vec::new();
        loop {
            self.skip_blank(false);
            match self.byte(0) {
                b'"' | b'\'' => labels.push(self.string()),
                b'=' if self.byte(1) == b'=' => return self.skip_to_end(),
                b'=' | b':' => {
                    self.at += 1;
                    if self.byte(0) == b'>' {
                        self.at += 1;
                    }
                    return self.value(key, labels);
                }
                b'{' => return self.block(key, labels),
                byte if is_word(byte) => labels.push(self.word()),
                _ => return,
            }
        }
    }

    fn block(&mut self, key: Span, mut labels: Vec<Span>) {
        self.at += 1;
        // `dynamic "setting" { for_each … content { … } }` is a `setting` block.
        let is_dynamic = key.of(self.text) == b"dynamic" && labels.len() == 1;
        let key = if is_dynamic { labels.remove(0) } else { key };
        let is_content = key.of(self.text) == b"content" && labels.is_empty();
        let key = if is_content { Span::default() } else { key };
        self.nested(key, labels, Value::Block, b'}');
    }

    fn nested(&mut self, key: Span, labels: Vec<Span>, value: Value, closing: u8) {
        if self.builder.depth() >= DEEPEST {
            self.at = self.at.saturating_sub(1);
            let start = self.at;
            self.skip_brackets();
            return self.builder.leaf(key, Value::Expression(Span::new(start, self.at)));
        }
        self.builder.open(key, labels, value);
        match closing {
            b']' => self.items(),
            _ => self.body(Some(closing)),
        }
        self.builder.close();
    }

    fn items(&mut self) {
        loop {
            self.skip_blank(true);
            match self.byte(0) {
                _ if self.done() => return,
                b']' => {
                    self.at += 1;
                    return;
                }
                b',' | b'}' | b')' | b':' | b'=' => self.at += 1,
                _ => {
                    let before = self.at;
                    self.value(Span::default(), Vec::new());
                    self.at = self.at.max(before + 1);
                }
            }
        }
    }

    fn value(&mut self, key: Span, labels: Vec<Span>) {
        self.skip_blank(false);
        let start = self.at;
        match self.byte(0) {
            b'"' | b'\'' => {
                let inner = self.string();
                let is_constant = self.ends_here() && !has_interpolation(inner.of(self.text));
                self.constant_or_expression(key, labels, start, inner, is_constant);
            }
            b'<' if self.byte(1) == b'<' => {
                let inner = self.here_document();
                self.constant_or_expression(key, labels, start, inner, true);
            }
            b'{' if self.is_comprehension() => self.expression(key, labels, start),
            b'[' if self.is_comprehension() => self.comprehension(key, labels, start),
            b'{' => {
                self.at += 1;
                self.nested(key, labels, Value::Block, b'}');
            }
            b'[' => {
                self.at += 1;
                self.nested(key, labels, Value::List, b']');
            }
            byte if is_word(byte) => {
                while is_word(self.byte(0)) || self.byte(0) == b'.' && self.byte(1).is_ascii_digit() {
                    self.at += 1;
                }
                let word = Span::new(start, self.at);
                let is_literal = [&b"true"[..], b"false", b"null"].iter().any(|literal| literal.eq_ignore_ascii_case(word.of(self.text)))
                    || byte.is_ascii_digit()
                    || byte == b'-';
                match word.of(self.text) {
                    b"jsonencode" if self.byte(0) == b'(' => {
                        self.at += 1;
                        self.skip_blank(true);
                        if self.byte(0) == b'{' {
                            self.at += 1;
                            self.nested(key, labels, Value::Block, b'}');
                            self.skip_to_end();
                        } else {
                            self.at = word.end;
                            self.expression(key, labels, start);
                        }
                    }
                    // Bicep: `resource x 'type' = if (condition) { … }`.
                    b"if" if !labels.is_empty() => {
                        self.skip_blank(false);
                        if self.byte(0) == b'(' {
                            self.skip_brackets();
                        }
                        self.value(key, labels);
                    }
                    _ => {
                        let is_constant = is_literal && self.ends_here();
                        self.constant_or_expression(key, labels, start, word, is_constant);
                    }
                }
            }
            _ => self.expression(key, labels, start),
        }
    }

    fn constant_or_expression(&mut self, key: Span, labels: Vec<Span>, start: usize, inner: Span, is_constant: bool) {
        if is_constant {
            self.builder.open(key, labels, Value::Scalar(inner));
            self.builder.close();
        } else {
            self.expression(key, labels, start);
        }
    }

    /// What begins at `start` is worked out elsewhere.
    fn expression(&mut self, key: Span, labels: Vec<Span>, start: usize) {
        self.skip_to_end();
        let mut end = self.at;
        while end > start && self.text[end - 1].is_ascii_whitespace() {
            end -= 1;
        }
        self.builder.open(key, labels, Value::Expression(Span::new(start, end)));
        self.builder.close();
    }

    /// Bicep: `resource x 'type' = [for i in range(0, 3): { … }]`: the block is there, any number of times.
    fn comprehension(&mut self, key: Span, labels: Vec<Span>, start: usize) {
        let end = self.after_brackets();
        let colon = memchr::memchr(b':', &self.text[start..end]).map(|colon| start + colon + 1);
        let object = colon.filter(|colon| self.text[*colon..end].trim_ascii_start().starts_with(b"{"));
        let Some(colon) = object.filter(|_| !labels.is_empty()) else { return self.expression(key, labels, start) };
        self.at = colon;
        self.skip_blank(true);
        self.at += 1;
        self.nested(key, labels, Value::Block, b'}');
        self.at = self.at.max(end);
    }

    /// Whether the bracket here begins `{ for …` or `[for …`.
    fn is_comprehension(&self) -> bool {
        let rest = self.text[self.at + 1..].trim_ascii_start();
        rest.starts_with(b"for ")
    }

    /// Whether a value ends at this place: nothing but a comment, a comma or a closing bracket follows on its line.
    fn ends_here(&self) -> bool {
        let rest = &self.text[self.at..];
        let rest = &rest[rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count()..];
        matches!(rest, [] | [b'\n' | b',' | b'}' | b']' | b')' | b'#', ..] | [b'/', b'/' | b'*', ..])
    }

    /// Skips to the end of an expression: a line break, a comma or a closing bracket outside of all brackets.
    fn skip_to_end(&mut self) {
        while !self.done() {
            match self.byte(0) {
                b'\n' | b',' | b'}' | b']' | b')' => return,
                b'"' | b'\'' => {
                    self.string();
                }
                b'{' | b'[' | b'(' => self.skip_brackets(),
                b'#' => self.skip_blank(false),
                b'/' if matches!(self.byte(1), b'/' | b'*') => self.skip_blank(false),
                b'<' if self.byte(1) == b'<' => {
                    self.here_document();
                }
                // The next line goes on with the expression: `cond ?` … `:`.
                b'?' | b':' | b'&' | b'|' | b'+' => {
                    self.at += 1;
                    self.skip_blank(true);
                }
                _ => self.at += 1,
            }
        }
    }

    fn after_brackets(&mut self) -> usize {
        let start = self.at;
        self.skip_brackets();
        std::mem::replace(&mut self.at, start)
    }

    /// Skips from an opening bracket to behind its closing one.
    fn skip_brackets(&mut self) {
        let mut depth = 0_usize;
        while !self.done() {
            match self.byte(0) {
                b'{' | b'[' | b'(' => depth += 1,
                b'}' | b']' | b')' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        self.at += 1;
                        return;
                    }
                }
                b'"' | b'\'' => {
                    self.string();
                    continue;
                }
                b'#' => {
                    self.skip_blank(true);
                    continue;
                }
                b'/' if matches!(self.byte(1), b'/' | b'*') => {
                    self.skip_blank(true);
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
    }
}

fn has_interpolation(text: &[u8]) -> bool {
    memmem::find(text, b"${").is_some() || memmem::find(text, b"%{").is_some()
}
