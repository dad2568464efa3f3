//! Elements and attributes of XML files: `<Pass>…</Pass>`, `password="…"`, `<property name="password" value="…"/>`.
//!
//! Never fails: reads tags as they come, balanced or not.

use super::{field, is_nothing, meaning, shown, span_of};
use crate::format::Field;
use memchr::memchr;

/// Longest tag, and longest text of an element, that is read.
const LONGEST: usize = 8 * 1024;

pub(super) fn read(text: &[u8], _: usize, out: &mut dyn FnMut(Field)) -> usize {
    let (mut at, mut number) = (0, 0);
    while let Some(open) = memchr(b'<', &text[at..]).map(|found| at + found) {
        if text[open..].starts_with(b"<!--") {
            at = memchr::memmem::find(&text[open..], b"-->").map_or(text.len(), |end| open + end + 3);
            continue;
        }
        let limit = text.len().min(open + LONGEST);
        let Some(close) = memchr(b'>', &text[open..limit]).map(|found| open + found) else {
            at = open + 1;
            continue;
        };
        at = close + 1;
        let tag = &text[open + 1..close];
        if matches!(tag.first(), Some(b'/' | b'!' | b'?') | None) {
            continue;
        }
        number += 1;
        element(text, tag, at, number, out);
    }
    text.len()
}

fn element(text: &[u8], tag: &[u8], after: usize, number: u32, out: &mut dyn FnMut(Field)) {
    let name_end = tag.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/').unwrap_or(tag.len());
    let element = &tag[..name_end];
    let mut emit = |meaning: &str, name: &[u8], value: &[u8], base64: bool| {
        if !is_nothing(value) {
            let name = shown(name);
            let place = format!("{}[{number}].{}", shown(element), if name.is_empty() { meaning } else { name });
            let mut found = field(meaning, place, span_of(text, value), number);
            found.kind = base64.then(|| "base64".into());
            out(found);
        }
    };
    let (mut named, mut value, mut base64) = (None, None, false);
    let mut rest = &tag[name_end..];
    while let Some((name, quoted, after)) = attribute(rest) {
        rest = after;
        match name {
            b"name" | b"key" | b"Name" | b"id" => named = named.or(meaning(quoted).map(|meaning| (meaning, quoted))),
            b"value" | b"Value" => value = Some(quoted),
            b"encoding" => base64 = quoted == b"base64",
            _ => {
                if let Some(meaning) = meaning(name) {
                    emit(meaning, name, quoted, false);
                }
            }
        }
    }
    let content = || {
        let end = memchr(b'<', &text[after..text.len().min(after + LONGEST)])?;
        let content = text[after..after + end].trim_ascii();
        (!tag.ends_with(b"/") && text[after + end..].starts_with(b"</")).then_some(content)
    };
    match (named, value) {
        (Some((meaning, name)), Some(value)) => emit(meaning, name, value, false),
        (Some((meaning, name)), None) => content().into_iter().for_each(|content| emit(meaning, name, content, base64)),
        (None, _) => {
            let local = element.rsplit(|byte| *byte == b':').next().unwrap_or(element);
            if let Some((meaning, content)) = meaning(local).zip(content()) {
                emit(meaning, local, content, base64);
            }
        }
    }
}

/// The next `name="value"`, and what follows it.
fn attribute(rest: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let equals = memchr(b'=', rest)?;
    let name = rest[..equals].trim_ascii();
    let name = name.rsplit(u8::is_ascii_whitespace).next().unwrap_or(name);
    let after = rest[equals + 1..].trim_ascii_start();
    let quote = *after.first().filter(|quote| matches!(quote, b'"' | b'\''))?;
    let end = memchr(quote, &after[1..])?;
    Some((name, &after[1..=end], &after[end + 2..]))
}
