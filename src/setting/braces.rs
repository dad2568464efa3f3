//! Reads nginx configurations: `name words;` and `name words { … }`.
//!
//! Promises: takes any bytes, reads on behind damage, is linear.

use super::tree::{Builder, Tree, Value};
use crate::text::Span;
use memchr::memchr;

/// Deepest nesting that is read; what lies deeper counts as the block around it.
const DEEPEST: usize = 64;

/// Reads a file. A directive's words are its value, from the first to the last; a block's are its labels.
pub fn read(text: &[u8]) -> Tree {
    let mut builder = Builder::default();
    let mut words: Vec<Span> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match text[at] {
            byte if byte.is_ascii_whitespace() => at += 1,
            b'#' => at += memchr(b'\n', &text[at..]).unwrap_or(text.len() - at),
            b';' => {
                if let [key, rest @ ..] = &words[..] {
                    let value = Span::new(rest.first().map_or(key.end, |word| word.start), rest.last().map_or(key.end, |word| word.end));
                    let is_worked_out = memchr(b'$', value.of(text)).is_some() || value.of(text).starts_with(b"{{");
                    builder.leaf(*key, if is_worked_out { Value::Expression(value) } else { Value::Scalar(value) });
                }
                words.clear();
                at += 1;
            }
            // A template action in the place of a word.
            b'{' if text.get(at + 1) == Some(&b'{') || text.get(at + 1) == Some(&b'%') => {
                let close: &[u8] = if text[at + 1] == b'{' { b"}}" } else { b"%}" };
                let end = memchr::memmem::find(&text[at..], close).map_or(text.len(), |end| at + end + 2);
                if close == b"}}" {
                    words.push(Span::new(at, end));
                } else {
                    builder.open_ended();
                }
                at = end;
            }
            b'{' => {
                if builder.depth() < DEEPEST && !words.is_empty() {
                    let key = words.remove(0);
                    builder.open(key, std::mem::take(&mut words), Value::Block);
                }
                words.clear();
                at += 1;
            }
            b'}' => {
                builder.close();
                words.clear();
                at += 1;
            }
            quote @ (b'"' | b'\'') => {
                let end = memchr(quote, &text[at + 1..]).map_or(text.len(), |end| at + 1 + end);
                words.push(Span::new((at + 1).min(text.len()), end));
                at = (end + 1).min(text.len());
            }
            _ => {
                let start = at;
                let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b';' | b'{' | b'}');
                while at < text.len() && !(ends(text[at]) && !(text[at] == b'{' && text[at - 1] == b'$')) {
                    // `${name}` is one word.
                    if text[at] == b'$' && text.get(at + 1) == Some(&b'{') {
                        at += memchr(b'}', &text[at..]).unwrap_or(0);
                    }
                    at += 1;
                }
                at = at.max(start + 1);
                words.push(Span::new(start, at.min(text.len())));
            }
        }
    }
    builder.finish()
}
