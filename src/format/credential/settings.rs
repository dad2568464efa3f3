//! Assignments of literals in programs that are configuration: `define('DB_PASSWORD', '…')`, `'PASSWORD': '…'`, `$password = '…';`.

use super::line::lines;
use super::{field, is_nothing, meaning, shown, span_of};
use crate::format::Field;

/// Longest line that is read.
const LONGEST: usize = 4096;

pub(super) fn read(text: &[u8], _: usize, out: &mut dyn FnMut(Field)) -> usize {
    for (number, line) in lines(text) {
        let trimmed = line.trim_ascii_start();
        if trimmed.starts_with(b"//") || trimmed.starts_with(b"#") || trimmed.starts_with(b"*") || trimmed.starts_with(b"/*") {
            continue;
        }
        let line = &line[..line.len().min(LONGEST)];
        let mut from = 0;
        while let Some((name, value, next)) = assignment(line, from) {
            from = next;
            if let Some(meaning) = meaning(name).filter(|_| !is_nothing(value)) {
                let name = shown(name);
                let place = if name.is_empty() { format!("line[{number}].{meaning}") } else { name.to_owned() };
                out(field(meaning, place, span_of(text, value), number));
            }
        }
    }
    text.len()
}

/// The next literal that a name stands before, with `,`, `=>`, `=` or `:` between; and where to go on.
fn assignment(line: &[u8], mut from: usize) -> Option<(&[u8], &[u8], usize)> {
    while from < line.len() {
        let open = from + line[from..].iter().position(|byte| matches!(byte, b'\'' | b'"'))?;
        let close = open + 1 + end_of_literal(&line[open + 1..], line[open])?;
        let before = line[..open].trim_ascii_end();
        let lead = [b"=>".as_slice(), b",", b":", b"="].iter().find_map(|mark| before.strip_suffix(*mark));
        let name = lead.map(|lead| name_at_end(lead.trim_ascii_end())).filter(|name| !name.is_empty());
        match name {
            Some(name) => return Some((name, &line[open + 1..close], close + 1)),
            None => from = close + 1,
        }
    }
    None
}

fn end_of_literal(rest: &[u8], quote: u8) -> Option<usize> {
    let mut at = 0;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 1,
            byte if byte == quote => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The name that a text ends in, out of quotes and brackets.
fn name_at_end(lead: &[u8]) -> &[u8] {
    let lead = lead.strip_suffix(b"]").unwrap_or(lead);
    let lead = lead.strip_suffix(b"'").or(lead.strip_suffix(b"\"")).unwrap_or(lead);
    let length = lead.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')).count();
    &lead[lead.len() - length..]
}
