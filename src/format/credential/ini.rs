//! A name and a value a line: INI, properties, .env, and the words of mail programs (`user ward password "…"`, `set imap_pass="…"`).

use super::line::lines;
use super::{field, is_nothing, meaning, shown, span_of, unquoted};
use crate::format::Field;

/// Longest line that is read word by word.
const LONGEST: usize = 4096;

pub(super) fn read(text: &[u8], _: usize, out: &mut dyn FnMut(Field)) -> usize {
    let mut section: &[u8] = b"";
    for (number, line) in lines(text) {
        let trimmed = line.trim_ascii();
        match trimmed {
            [] | [b'#' | b';' | b'!', ..] => continue,
            [b'[', name @ .., b']'] => {
                section = name;
                continue;
            }
            _ => {}
        }
        let assigned = assignment(trimmed);
        let found = match assigned {
            Some((name, value)) => meaning(name).map(|meaning| (meaning, name, value)),
            None => words(trimmed),
        };
        let Some((meaning, name, value)) = found else { continue };
        let value = unquoted(value.trim_ascii());
        if !is_nothing(value) {
            let place = [shown(section), shown(last_part(name))].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".");
            out(field(meaning, if place.is_empty() { format!("line[{number}].{meaning}") } else { place }, span_of(text, value), number));
        }
    }
    text.len()
}

fn last_part(name: &[u8]) -> &[u8] {
    name.rsplit(|byte| matches!(byte, b':' | b'/' | b' ')).next().unwrap_or(name)
}

/// `name = value`, `name: value`; `set` and `export` before it are words of the syntax.
fn assignment(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let line = [b"set ".as_slice(), b"export ", b"host "].iter().find_map(|word| line.strip_prefix(*word)).unwrap_or(line);
    let equals = memchr::memchr(b'=', line);
    let colon = memchr::memmem::find(line, b": ").filter(|_| equals.is_none());
    let at = equals.or(colon)?;
    let name = line[..at].trim_ascii();
    let plain = !name.is_empty() && name.len() <= 160 && name.iter().filter(|byte| byte.is_ascii_whitespace()).count() <= 1;
    plain.then(|| (unquoted(name), &line[at + 1..]))
}

/// `password "…"` among other words.
fn words(line: &[u8]) -> Option<(&'static str, &[u8], &[u8])> {
    let line = &line[..line.len().min(LONGEST)];
    let mut rest = line;
    while let Some(start) = rest.iter().position(|byte| !byte.is_ascii_whitespace()) {
        rest = &rest[start..];
        let end = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let value = after.trim_ascii_start();
        if let Some(meaning) = meaning(word).filter(|_| !value.is_empty()) {
            return Some((meaning, word, first(value)));
        }
        rest = after;
    }
    None
}

/// The first word of a text, with its quotes.
fn first(text: &[u8]) -> &[u8] {
    let quoted = matches!(text.first(), Some(b'"' | b'\'')).then(|| memchr::memchr(text[0], &text[1..])).flatten();
    let end = quoted.map(|at| at + 2).or_else(|| text.iter().position(u8::is_ascii_whitespace));
    text[..end.unwrap_or(text.len())].strip_suffix(b",").unwrap_or(&text[..end.unwrap_or(text.len())])
}
