//! Members of JSON objects, and objects that are a name with its value: `{"key": "password", "value": "…"}` in Postman collections and HAR files.

use super::{field, is_nothing, manifest, meaning, shown};
use crate::format::Field;
use crate::format::json::{Event, Quote, Tokens};
use crate::text::Span;
use std::fmt::Write as _;

/// Levels whose names are kept; deeper ones have none.
const MOST_LEVELS: usize = 64;

/// Names on the way that a place shows.
const MOST_SHOWN: usize = 4;

#[derive(Clone, Copy, Default)]
struct Level {
    key: Span,
    /// What `name` or `key` holds.
    name: Option<Span>,
    /// What `value` holds.
    value: Option<Span>,
    index: u32,
}

pub(super) fn read(text: &[u8], _: usize, out: &mut dyn FnMut(Field)) -> usize {
    let mut levels: Vec<Level> = Vec::new();
    let mut depth = 0_usize;
    for token in Tokens::new(text, 0, Quote::Plain) {
        match token.event {
            Event::ObjectStart | Event::ArrayStart => {
                if let Some(level) = levels.last_mut() {
                    level.index += 1;
                }
                if levels.len() == depth && depth < MOST_LEVELS {
                    levels.push(Level::default());
                }
                depth += 1;
            }
            Event::ObjectEnd | Event::ArrayEnd => {
                depth = depth.saturating_sub(1);
                if levels.len() > depth {
                    let closed = levels.pop().unwrap_or_default();
                    if let (Some(name), Some(value)) = (closed.name, closed.value) {
                        emit(text, &levels, name, value, out);
                    }
                }
            }
            Event::Key => {
                if let Some(level) = levels.last_mut() {
                    level.key = token.span;
                }
            }
            Event::String => {
                let Some(level) = levels.last_mut() else { continue };
                let key = level.key;
                match key.of(text) {
                    b"name" | b"key" => level.name = Some(token.span),
                    b"value" => level.value = Some(token.span),
                    _ => emit(text, &levels, key, token.span, out),
                }
            }
            Event::Number | Event::Literal => {}
        }
    }
    text.len()
}

/// A Secret of Kubernetes in JSON, alone or in a list: `data` in base64, `stringData` as it is. The rest of the text is read at once.
pub(super) fn secret(text: &[u8], hit: usize, out: &mut dyn FnMut(Field)) -> usize {
    #[derive(Default)]
    struct Object<'t> {
        key: &'t [u8],
        is_secret: bool,
        values: Vec<(&'t [u8], &'t [u8], bool)>,
    }
    // The object may have begun long before its kind; two of them, one in the other, are enough for a list.
    let start = memchr::memmem::rfind(&text[..hit], b"\n{").map_or(0, |at| at + 1);
    let mut levels: Vec<Object<'_>> = Vec::new();
    let mut depth = 0_usize;
    for token in Tokens::new(text, start, Quote::Plain) {
        let span = token.span.of(text);
        match token.event {
            Event::ObjectStart | Event::ArrayStart => {
                if levels.len() == depth && depth < MOST_LEVELS {
                    levels.push(Object::default());
                }
                depth += 1;
            }
            Event::ObjectEnd | Event::ArrayEnd => {
                depth = depth.saturating_sub(1);
                if levels.len() > depth {
                    let closed = levels.pop().unwrap_or_default();
                    for (key, value, encoded) in closed.values.into_iter().filter(|_| closed.is_secret) {
                        manifest::emit(text, key, value, encoded, out);
                    }
                }
                // Another document begins with an anchor of its own.
                if depth == 0 && token.span.end > hit {
                    return token.span.end;
                }
            }
            Event::Key => {
                if let Some(level) = levels.last_mut() {
                    level.key = span;
                }
            }
            Event::String if levels.len() == depth => match levels.as_mut_slice() {
                [.., level] if level.key == b"kind" => level.is_secret = span == b"Secret",
                [.., outer, level] if matches!(outer.key, b"data" | b"stringData") && !manifest::is_public(level.key) => {
                    outer.values.push((level.key, span, outer.key == b"data"));
                }
                _ => {}
            },
            Event::String | Event::Number | Event::Literal => {}
        }
    }
    text.len()
}

fn emit(text: &[u8], levels: &[Level], key: Span, value: Span, out: &mut dyn FnMut(Field)) {
    let Some(meaning) = meaning(key.of(text)) else { return };
    if is_nothing(value.of(text)) {
        return;
    }
    let outer = &levels[levels.len().saturating_sub(MOST_SHOWN + 1)..levels.len().saturating_sub(1)];
    let mut place = String::new();
    for level in outer {
        let name = shown(level.key.of(text));
        place += if name.is_empty() { "member" } else { name };
        if name.is_empty() {
            let _ = write!(place, "[{}]", level.index);
        }
        place.push('.');
    }
    let name = shown(key.of(text));
    place += if name.is_empty() { meaning } else { name };
    out(field(meaning, place, value, 1));
}
