//! Reads YAML, JSON in it or by itself, and templates of either (Helm, Jinja): mappings, sequences and scalars with their ranges.
//!
//! Promises: takes any bytes, reads on behind damage, is linear, and goes no deeper than [`DEEPEST`]. Resolves nothing: tags (`!Ref`), aliases
//! and template actions are expressions; a mapping into which something is merged or included may hold more. Crates were weighed
//! (`saphyr-parser`, `marked-yaml`): their markers are fine, but one template action or tab ends the reading of the whole file.

use super::tree::{Builder, Tree, Value};
use crate::text::Span;
use memchr::{memchr, memmem};

/// Deepest nesting that is read.
const DEEPEST: usize = 64;

/// Reads a file; each document is an item without a name below the root.
pub fn read(text: &[u8]) -> Tree {
    let mut reader = Reader { text, at: 0, builder: Builder::default(), levels: Vec::new() };
    let first = text.iter().position(|byte| !byte.is_ascii_whitespace());
    match first.map(|at| (at, text[at])) {
        Some((at, b'{' | b'[')) if text.get(at + 1) != Some(&b'{') => {
            reader.at = at;
            reader.flow(Span::default());
        }
        _ => reader.blocks(),
    }
    reader.builder.finish()
}

/// A mapping or an item whose lines are indented by more than `indent`.
struct Level {
    indent: usize,
    /// An item of a sequence: `- `.
    is_item: bool,
    node: u32,
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
    builder: Builder,
    levels: Vec<Level>,
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r')
}

impl Reader<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.text.get(at).copied().unwrap_or(0)
    }

    fn line_end(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        memchr(b'\n', &self.text[at..]).map_or(self.text.len(), |end| at + end)
    }

    fn skip_blanks(&self, mut at: usize, end: usize) -> usize {
        while at < end && is_blank(self.text[at]) {
            at += 1;
        }
        at
    }

    fn blocks(&mut self) {
        self.document();
        while self.at < self.text.len() {
            let end = self.line_end(self.at);
            let start = self.skip_blanks(self.at, end);
            let line = &self.text[start..end];
            let indent = start - self.at;
            if indent == 0 && (line.starts_with(b"---") || line.starts_with(b"...")) {
                self.document();
                self.at = end + 1;
            } else if line.is_empty() || line.starts_with(b"#") {
                self.at = end + 1;
            } else if line.starts_with(b"{{") || line.starts_with(b"{%") {
                self.action(start, end);
            } else {
                self.line(start, end, indent);
            }
        }
    }

    /// Begins a document.
    fn document(&mut self) {
        while self.builder.depth() > 1 {
            self.builder.close();
        }
        self.levels.clear();
        self.builder.open(Span::default(), Vec::new(), Value::Block);
    }

    /// A line that is a template action: what it includes may belong to any block that is open.
    fn action(&mut self, start: usize, end: usize) {
        let line = &self.text[start..end];
        let includes: &[&[u8]] = &[b"include", b"toYaml", b"template", b"tpl", b"indent", b"to_nice_yaml", b"to_yaml"];
        if includes.iter().any(|word| memmem::find(line, word).is_some()) {
            self.builder.open_ended();
        }
        // An action may go on for several lines.
        let close: &[u8] = if line.starts_with(b"{{") { b"}}" } else { b"%}" };
        let closed = memmem::find(&self.text[start..self.text.len().min(start + LONGEST_ACTION)], close);
        self.at = closed.map_or(end, |closed| self.line_end(start + closed)) + 1;
    }

    /// One line of block style, and what belongs to its value.
    fn line(&mut self, mut start: usize, end: usize, mut indent: usize) {
        let mut is_first = true;
        while self.byte(start) == b'-' && (start + 1 >= end || is_blank(self.byte(start + 1))) {
            self.close_levels(|level| level.indent > indent || (level.is_item && level.indent == indent));
            if self.builder.depth() >= DEEPEST {
                self.at = end + 1;
                return;
            }
            let owner = self.builder.top();
            let owner = self.builder.node(owner);
            if is_first && owner.value == Value::Block {
                owner.value = Value::List;
            }
            let node = self.builder.open(Span::default(), Vec::new(), Value::Block);
            self.levels.push(Level { indent, is_item: true, node });
            let next = self.skip_blanks(start + 1, end);
            indent += next - start;
            start = next;
            is_first = false;
        }
        if start >= end || self.byte(start) == b'#' {
            self.at = end + 1;
            return;
        }
        if is_first {
            // A key ends everything at its own indentation or deeper, but for the item that it stands in.
            self.close_levels(|level| level.indent >= indent);
        }
        match self.key(start, end) {
            Some((key, after)) => {
                if self.builder.depth() >= DEEPEST {
                    self.at = end + 1;
                } else {
                    self.value(key, after, end, indent);
                }
            }
            None => self.bare(start, end),
        }
    }

    fn close_levels(&mut self, ends: impl Fn(&Level) -> bool) {
        while self.levels.last().is_some_and(&ends) {
            self.levels.pop();
            self.builder.close();
        }
    }

    /// The key of a line and the offset behind its colon.
    fn key(&self, start: usize, end: usize) -> Option<(Span, usize)> {
        let quote = self.byte(start);
        if quote == b'"' || quote == b'\'' {
            let close = memchr(quote, &self.text[start + 1..end])? + start + 1;
            let colon = self.skip_blanks(close + 1, end);
            return (self.byte(colon) == b':' && colon < end).then_some((Span::new(start + 1, close), colon + 1));
        }
        if matches!(quote, b'{' | b'[' | b'|' | b'>' | b'!' | b'&' | b'*' | b'%' | b'@' | b'`') {
            return None;
        }
        let mut at = start;
        while at < end {
            match self.text[at] {
                b':' if at + 1 >= end || is_blank(self.text[at + 1]) => {
                    return (at > start).then_some((Span::new(start, self.trimmed(start, at)), at + 1));
                }
                b'#' if at > start && is_blank(self.text[at - 1]) => return None,
                _ => at += 1,
            }
        }
        None
    }

    fn trimmed(&self, start: usize, mut end: usize) -> usize {
        while end > start && self.text[end - 1].is_ascii_whitespace() {
            end -= 1;
        }
        end
    }

    /// A scalar by itself: the item that it stands in.
    fn bare(&mut self, start: usize, end: usize) {
        let item = self.levels.last().filter(|level| level.is_item).map(|level| level.node);
        let is_empty = item.is_some_and(|node| self.builder.peek(node).value == Value::Block && self.builder.is_bare(node));
        let Some(item) = item.filter(|_| is_empty) else {
            self.at = if matches!(self.byte(start), b'{' | b'[') { self.flow_by_itself(start) } else { end + 1 };
            return;
        };
        match self.byte(start) {
            b'{' if self.byte(start + 1) != b'{' => {
                // The item is the flow mapping: its keys go right into it.
                self.at = start;
                self.flow(Span::default());
                self.at = self.line_end(self.at) + 1;
            }
            b'[' => {
                self.at = start;
                self.flow(Span::default());
                self.at = self.line_end(self.at) + 1;
            }
            _ => {
                let (value, next) = self.scalar(start, end);
                self.builder.node(item).value = value;
                self.at = next;
            }
        }
    }

    fn flow_by_itself(&mut self, start: usize) -> usize {
        self.at = start;
        self.flow(Span::default());
        self.line_end(self.at) + 1
    }

    fn value(&mut self, key: Span, after: usize, end: usize, indent: usize) {
        let mut start = self.skip_blanks(after, end);
        let mut tag = None;
        // Anchors and tags come before the value.
        while matches!(self.byte(start), b'&' | b'!') && start < end {
            let word = Span::new(start, start + self.text[start..end].iter().take_while(|byte| !is_blank(**byte)).count());
            if self.text[start] == b'!' {
                tag = Some(word);
            }
            start = self.skip_blanks(word.end, end);
        }
        // `!Sub "text"` is its text unless something is put into it; other tags of CloudFormation are calls.
        let call = tag.filter(|tag| !matches!(tag.of(self.text), b"!Sub" | b"!!str" | b"!!bool" | b"!!int" | b"!unsafe" | b"!"));
        let is_empty = start >= end || self.byte(start) == b'#';
        if is_empty {
            let value = call.map_or(Value::Block, Value::Expression);
            let node = self.builder.open(key, Vec::new(), value);
            self.levels.push(Level { indent, is_item: false, node });
            self.at = end + 1;
            return;
        }
        if let Some(tag) = call {
            let stop = if matches!(self.byte(start), b'{' | b'[') { self.flow_end(start) } else { self.trimmed(start, end) };
            self.builder.leaf(key, Value::Expression(Span::new(tag.start, stop)));
            self.at = self.line_end(stop) + 1;
            return;
        }
        match self.byte(start) {
            b'|' | b'>' => {
                let body = Span::new((end + 1).min(self.text.len()), self.block_scalar_end(end + 1, indent));
                self.builder.leaf(key, Value::Scalar(body));
                self.at = body.end.max(end + 1);
            }
            b'{' | b'[' if !(self.byte(start) == b'{' && matches!(self.byte(start + 1), b'{' | b'%')) => {
                self.at = start;
                self.flow(key);
                self.at = self.line_end(self.at) + 1;
            }
            b'*' => {
                let alias = Span::new(start, self.trimmed(start, end));
                if key.of(self.text) == b"<<" {
                    let top = self.builder.top();
                    self.builder.node(top).open = true;
                }
                self.builder.leaf(key, Value::Expression(alias));
                self.at = end + 1;
            }
            _ => {
                let (value, next) = self.scalar(start, end);
                self.builder.leaf(key, value);
                self.at = next;
            }
        }
    }

    /// End of the lines that are indented by more than `indent`, or blank.
    fn block_scalar_end(&self, mut at: usize, indent: usize) -> usize {
        while at < self.text.len() {
            let end = self.line_end(at);
            let start = self.skip_blanks(at, end);
            if start < end && start - at <= indent {
                break;
            }
            at = end + 1;
        }
        at.min(self.text.len())
    }

    /// A quoted or plain scalar, and where the next line begins.
    fn scalar(&self, start: usize, end: usize) -> (Value, usize) {
        let quote = self.byte(start);
        let (span, next) = if quote == b'"' || quote == b'\'' {
            let span = self.quoted(start);
            (span, self.line_end(span.end) + 1)
        } else {
            let comment = memmem::find_iter(&self.text[start..end], b" #").next();
            let stop = comment.map_or(end, |comment| start + comment);
            (Span::new(start, self.trimmed(start, stop)), end + 1)
        };
        let is_template = [&b"{{"[..], b"${", b"{%", b"$("].iter().any(|mark| memmem::find(span.of(self.text), mark).is_some());
        (if is_template { Value::Expression(span) } else { Value::Scalar(span) }, next)
    }

    /// What stands between the quote at `start` and its closing one.
    fn quoted(&self, start: usize) -> Span {
        let quote = self.byte(start);
        let mut at = start + 1;
        while at < self.text.len() {
            match self.text[at] {
                b'\\' if quote == b'"' => at += 1,
                b'\'' if quote == b'\'' && self.byte(at + 1) == b'\'' => at += 1,
                byte if byte == quote => return Span::new(start + 1, at),
                _ => {}
            }
            at += 1;
        }
        // Never closed: then it ends with its line.
        Span::new(start + 1, self.line_end(start))
    }

    /// First offset at or behind `at` that is neither white space nor in a comment.
    fn skip_flow_blank(&self, mut at: usize) -> usize {
        while at < self.text.len() {
            at = match (self.text[at], self.byte(at + 1)) {
                (byte, _) if byte.is_ascii_whitespace() => at + 1,
                (b'#', _) | (b'/', b'/') => self.line_end(at),
                (b'/', b'*') => memmem::find(&self.text[at + 2..], b"*/").map_or(self.text.len(), |end| at + end + 4),
                _ => break,
            };
        }
        at.min(self.text.len())
    }

    /// Reads the flow collection that begins here.
    fn flow(&mut self, key: Span) {
        let floor = self.builder.depth();
        self.open_flow(key);
        // Never an expected key while a list is innermost.
        let mut key = Span::default();
        while self.builder.depth() > floor {
            self.at = self.skip_flow_blank(self.at);
            let at = self.at;
            if at >= self.text.len() {
                break;
            }
            match self.text[at] {
                b'}' | b']' => {
                    self.at += 1;
                    self.builder.close();
                    key = Span::default();
                }
                b',' => {
                    self.at += 1;
                    key = Span::default();
                }
                b':' => self.at += 1,
                b'{' | b'[' => {
                    if self.builder.depth() >= DEEPEST || self.text[at..].starts_with(b"{{") {
                        self.at = self.flow_end(at);
                        self.builder.leaf(key, Value::Expression(Span::new(at, self.at)));
                    } else {
                        self.open_flow(key);
                    }
                    key = Span::default();
                }
                _ => {
                    let span = self.flow_scalar(at);
                    let behind = self.skip_flow_blank(self.at);
                    let top = self.builder.top();
                    let in_mapping = self.builder.node(top).value == Value::Block;
                    let is_quoted = matches!(self.text[at], b'"' | b'\'');
                    if in_mapping && key == Span::default() && self.byte(behind) == b':' {
                        key = span;
                        self.at = behind + 1;
                    } else {
                        self.builder.leaf(key, flow_value(self.text, span, is_quoted));
                        key = Span::default();
                    }
                }
            }
        }
        while self.builder.depth() > floor {
            self.builder.close();
        }
    }

    fn open_flow(&mut self, key: Span) {
        let value = if self.byte(self.at) == b'[' { Value::List } else { Value::Block };
        self.builder.open(key, Vec::new(), value);
        self.at += 1;
    }

    fn flow_scalar(&mut self, start: usize) -> Span {
        if matches!(self.text[start], b'"' | b'\'') {
            let span = self.quoted(start);
            self.at = (span.end + 1).min(self.text.len());
            return span;
        }
        let stops = |at: usize| match self.text[at] {
            b',' | b'}' | b']' | b'{' | b'[' | b'\n' => true,
            b':' => matches!(self.byte(at + 1), b' ' | b'\n' | b'\r' | b'\t'),
            b'#' => is_blank(self.byte(at - 1)),
            _ => false,
        };
        let mut end = start + 1;
        while end < self.text.len() && !stops(end) {
            end += 1;
        }
        self.at = end;
        Span::new(start, self.trimmed(start, end))
    }

    /// Behind the bracket that closes the one at `at`.
    fn flow_end(&self, mut at: usize) -> usize {
        let mut depth = 0_usize;
        while at < self.text.len() {
            match self.text[at] {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return at + 1;
                    }
                }
                b'"' => at = self.quoted(at).end,
                _ => {}
            }
            at += 1;
        }
        self.text.len()
    }
}

/// Longest template action, in bytes.
const LONGEST_ACTION: usize = 4096;

/// A call of a template language written as a string: `[parameters('tls')]` of Azure, `{{ … }}`, `${…}`.
fn flow_value(text: &[u8], span: Span, is_quoted: bool) -> Value {
    let written = span.of(text);
    let is_call = is_quoted && written.starts_with(b"[") && !written.starts_with(b"[[") && written.ends_with(b"]");
    let has_action = memmem::find(written, b"{{").is_some() || memmem::find(written, b"${").is_some();
    if is_call || has_action || written.starts_with(b"*") || written.starts_with(b"!") {
        Value::Expression(span)
    } else {
        Value::Scalar(span)
    }
}
