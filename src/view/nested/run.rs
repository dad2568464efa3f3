//! Codes that are one long word: base64 (RFC 4648, both alphabets, wrapped or not) and hexadecimal.

use super::{Decoded, Map};
use crate::text::Span;

/// Fewest characters of a line of base64 that the next one goes on from: RFC 2045 has 76, RFC 7468 has 64.
const LEAST_LINE: usize = 40;

/// Longest that may stand between two lines: indentation, quotes, an operator that joins them.
const LONGEST_JOINT: usize = 64;

/// Bytes after which chance is told from text; random bytes get past with one in twenty thousand.
const PROBE: usize = 15;

/// Fewest bytes that hexadecimal digits must give: numbers of twenty digits are everywhere.
const LEAST_HEX: usize = 16;

/// The value of a character of either alphabet; 64 for any other byte.
const SEXTETS: [u8; 256] = {
    let mut table = [64; 256];
    let mut at = 0;
    while at < 26 {
        table[b'A' as usize + at] = at as u8;
        table[b'a' as usize + at] = 26 + at as u8;
        at += 1;
    }
    at = 0;
    while at < 10 {
        table[b'0' as usize + at] = 52 + at as u8;
        at += 1;
    }
    table[b'+' as usize] = 62;
    table[b'-' as usize] = 62;
    table[b'/' as usize] = 63;
    table[b'_' as usize] = 63;
    table
};

fn is_base64(byte: u8) -> bool {
    SEXTETS[usize::from(byte)] < 64
}

fn run_length(text: &[u8]) -> usize {
    text.iter().take_while(|byte| is_base64(**byte)).count()
}

/// How many bytes and symbols a line of base64 at the beginning of `text` has.
fn line_of(text: &[u8]) -> (usize, usize) {
    let (mut bytes, mut symbols) = (0, 0);
    loop {
        let run = run_length(&text[bytes..]);
        (bytes, symbols) = (bytes + run, symbols + run);
        match escaped(&text[bytes..]).filter(|_| bytes > 0) {
            Some((length, _)) => (bytes, symbols) = (bytes + length, symbols + 1),
            None => return (bytes, symbols),
        }
    }
}

/// A symbol of base64 that has a meaning of its own in what holds it: `\/` and `\u002B` in JSON, `%2B` in addresses, `&#43;` in markup.
fn escaped(text: &[u8]) -> Option<(usize, u8)> {
    const FORMS: &[(&[u8], u8)] = &[
        (b"\\/", b'/'),
        (b"%2B", b'+'),
        (b"%2F", b'/'),
        (b"\\u002B", b'+'),
        (b"\\u002F", b'/'),
        (b"&#43;", b'+'),
        (b"&#47;", b'/'),
        (b"&#x2B;", b'+'),
        (b"&#x2F;", b'/'),
    ];
    if !matches!(text.first(), Some(b'\\' | b'%' | b'&')) {
        return None;
    }
    let form = FORMS.iter().find(|(form, _)| text.get(..form.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(form)));
    form.map(|(form, symbol)| (form.len(), *symbol))
}

/// Where the line of base64 begins that holds the byte at `at`. The end of an escape before it is none of it: `%20`, `\n`.
fn line_start(text: &[u8], at: usize, from: usize) -> usize {
    const LONGEST: usize = 6;
    let mut start = at;
    loop {
        start -= text[from..start].iter().rev().take_while(|byte| is_base64(**byte)).count();
        let before = &text[from..start];
        let mark = before.iter().rev().take(LONGEST).position(|byte| matches!(byte, b'\\' | b'%' | b'&')).map(|back| start - back - 1);
        let symbol = mark.and_then(|mark| Some((mark, escaped(&text[mark..])?.0)));
        match (symbol, before.last()) {
            (Some((mark, length)), _) if mark + length >= start && mark > from && is_base64(text[mark - 1]) => start = mark,
            (_, Some(b'%')) if text[start..].iter().take(2).all(u8::is_ascii_hexdigit) => return (start + 2).min(at),
            (_, Some(b'\\')) if matches!(text.get(start), Some(b'n' | b'r' | b't')) => return (start + 1).min(at),
            _ => return start,
        }
    }
}

/// The run around the hit, and the lines that go on from it.
pub(super) fn base64_stretch(text: &[u8], hit: Span, from: usize) -> Span {
    let start = line_start(text, hit.start, from.min(hit.start));
    let (bytes, line) = line_of(&text[start..]);
    let mut end = start + bytes;
    // A short line is not wrapped.
    while let Some(next) = joint(&text[end..]).filter(|_| line >= LEAST_LINE).map(|joint| end + joint) {
        let (bytes, length) = line_of(&text[next..]);
        if length == 0 || length > line {
            break;
        }
        end = next + bytes;
        if length < line {
            break;
        }
    }
    let padding = text[end..].iter().take(2).take_while(|byte| **byte == b'=').count();
    Span::new(start, (end + padding).max(hit.end))
}

/// Length of what stands between two lines of one text: a line break or its escape, with what closes and opens literals around it.
fn joint(text: &[u8]) -> Option<usize> {
    let text = &text[..text.len().min(LONGEST_JOINT)];
    let (mut at, mut broken) = (0, false);
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\\' if matches!(text.get(at + 1), Some(b'n' | b'r')) => (at, broken) = (at + 1, true),
            b'\n' => broken = true,
            // A plus joins two literals only behind a quote or a blank; within a line it is base64.
            b'+' if at > 0
                && matches!(text[at - 1], b'"' | b'\'' | b' ' | b'\n' | b'\t')
                && matches!(text.get(at + 1), Some(b' ' | b'\n' | b'\r' | b'"' | b'\'')) => {}
            b' ' | b'\t' | b'\r' | b'"' | b'\'' | b'\\' | b'.' | b'&' | b',' => {}
            _ => break,
        }
        at += 1;
    }
    (broken && at < text.len()).then_some(at)
}

/// What the run says; where a word of a path or a name stands before it, what the part behind that says.
pub(super) fn base64(text: &[u8], stretch: Span, most: usize) -> Option<Decoded> {
    let head = &stretch.of(text)[..stretch.len().min(LONGEST_JOINT)];
    let inner =
        head.iter().rposition(|byte| matches!(byte, b'/' | b'-' | b'_' | b'+')).map(|at| Span::new(stretch.start + at + 1, stretch.end));
    [Some(stretch), inner].into_iter().flatten().find_map(|stretch| sextets(text, stretch, most)?.readable(stretch, most))
}

/// What a value says that is known to be base64, if that is text.
pub(super) fn base64_value(text: &[u8], value: Span, most: usize) -> Option<Decoded> {
    let decoded = sextets(text, value, most)?;
    std::str::from_utf8(&decoded.bytes).is_ok_and(|text| !text.is_empty() && !text.contains('\0')).then_some(decoded)
}

fn sextets(text: &[u8], stretch: Span, most: usize) -> Option<Decoded> {
    // Nearly all are told apart here, before anything is kept of them.
    if most > 0 && probe(&text[stretch.start..stretch.end]).is_some_and(|head| !promising(&head)) {
        return None;
    }
    let mut map = Map::new(4, 3);
    let mut bytes = Vec::new();
    let (mut bits, mut symbols, mut at) = (0_u32, 0, stretch.start);
    while at < stretch.end && bytes.len() < most {
        let rest = &text[at..stretch.end];
        let (length, symbol) = match (run_length(rest), escaped(rest)) {
            (0, Some((length, symbol))) => (length, Some(symbol)),
            (0, None) => {
                let Some(joint) = joint(rest) else { break };
                at += joint;
                continue;
            }
            (run, _) => (run, None),
        };
        match symbol {
            Some(_) => map.piece(symbols, Span::new(at, at + length)),
            None => map.run(symbols, at),
        }
        for &byte in symbol.as_ref().map_or(&rest[..length], std::slice::from_ref) {
            bits = bits << 6 | u32::from(SEXTETS[usize::from(byte)]);
            symbols += 1;
            if symbols % 4 != 1 {
                bytes.push((bits >> (6 - 2 * ((symbols - 1) % 4))) as u8);
                if bytes.len() == PROBE && !promising(&bytes) {
                    return None;
                }
            }
        }
        at += length;
    }
    bytes.truncate(most);
    Some(Decoded { bytes, map, packed: "" })
}

/// The first bytes that a run says, where it is long enough.
fn probe(run: &[u8]) -> Option<[u8; PROBE]> {
    let mut head = [0; PROBE];
    for (bytes, symbols) in head.chunks_exact_mut(3).zip(run.get(..PROBE / 3 * 4)?.chunks_exact(4)) {
        let mut bits = 0;
        for symbol in symbols {
            let sextet = SEXTETS[usize::from(*symbol)];
            if sextet == 64 {
                return None;
            }
            bits = bits << 6 | u32::from(sextet);
        }
        bytes.copy_from_slice(&bits.to_be_bytes()[1..]);
    }
    Some(head)
}

/// Whether the first bytes look like text, UTF-16, gzip or PDF.
fn promising(head: &[u8]) -> bool {
    let text = head.iter().filter(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t' | 0x0B)).count();
    let wide = |offset: usize| head.iter().skip(offset).step_by(2).all(|byte| *byte == 0);
    text + 2 >= head.len()
        || head.starts_with(b"\x1f\x8b\x08")
        || head.starts_with(b"%PDF-")
        || wide(0)
        || wide(1)
        || head.starts_with(b"\xEF\xBB\xBF")
}

/// The whole run of letters and digits, without `0x`.
pub(super) fn hex_stretch(text: &[u8], hit: Span, from: usize) -> Span {
    let before = text[from.min(hit.start)..hit.start].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let start = hit.start - before;
    let length = text[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let prefix = if matches!(text.get(start..start + 2), Some(b"0x" | b"0X")) { 2 } else { 0 };
    Span::new(start + prefix, (start + length).max(start + prefix))
}

pub(super) fn hex(text: &[u8], stretch: Span, most: usize) -> Option<Decoded> {
    let digits = stretch.of(text);
    let pair = |pair: &[u8]| Some((char::from(pair[0]).to_digit(16)? << 4 | char::from(pair[1]).to_digit(16)?) as u8);
    let even = digits.len().is_multiple_of(2) && digits.len() >= 2 * LEAST_HEX;
    // Text has no byte but line breaks and tabs below 0x20, and digests have.
    let printable = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t');
    if !even || !digits.chunks_exact(2).take(LEAST_HEX).all(|two| pair(two).is_some_and(|byte| printable(&byte))) {
        return None;
    }
    let bytes = digits.chunks_exact(2).take(most).map(pair).collect::<Option<Vec<u8>>>()?;
    // Dates and counters are digits only, and `303132` is too.
    if !bytes.iter().any(u8::is_ascii_lowercase) {
        return None;
    }
    let mut map = Map::new(2, 1);
    map.run(0, stretch.start);
    Decoded { bytes, map, packed: "" }.readable(stretch, most)
}
