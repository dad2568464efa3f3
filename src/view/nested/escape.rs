//! Codes that replace single characters: percent escapes, entities, escapes of string literals, quoted-printable.

use super::{Decoded, Map};
use crate::text::Span;
use memchr::{memchr, memmem, memrchr};

/// Bytes either side of a hit that belong to one stretch.
const REACH: usize = 16 * 1024;

/// Longest part of a mail that is read as quoted-printable.
const LONGEST_PART: usize = 256 * 1024;

/// Percent escapes of `://`, `":`, `{"`, and of `=` behind a word that asks for it (RFC 3986, section 2.1).
pub(super) const PERCENT: &[&str] = &["%3A%2F", "%22%3A", "%7B%22", "word%3D", "ass%3D", "pwd%3D", "ret%3D", "key%3D", "ken%3D", "ssn%3D"];

/// Quotes as entities, and letters that nobody needs to write so (HTML, 13.5).
pub(super) const ENTITIES: &[&str] = &["&quot;", "&#34;", "&#39;", "&#x22;", "&#x27;", "&apos;", "&#x6", "&#x7", "&#11"];

/// Quotes of JSON within a string, and letters and signs that nobody needs to escape (RFC 8259, section 7).
pub(super) const ESCAPES: &[&str] =
    &[r#"\":\""#, r#"\": \""#, r#"{\""#, r"\u0022", r"\u003d", r"\u003a", r"\u0040", r"\u005f", r"\u006", r"\u007", r"MSH|^~\\&"];

/// Text that is read in pieces: as it stands, or a character for what stands there.
struct Pieces<'t> {
    text: &'t [u8],
    bytes: Vec<u8>,
    map: Map,
    /// Whether the last piece was copied, so that the next byte of it needs no run of its own.
    copying: bool,
    replaced: bool,
}

impl<'t> Pieces<'t> {
    fn new(text: &'t [u8]) -> Self {
        Self { text, bytes: Vec::new(), map: Map::default(), copying: false, replaced: false }
    }

    fn copy(&mut self, at: usize) {
        if !self.copying {
            self.map.run(self.bytes.len(), at);
        }
        self.copying = true;
        self.bytes.push(self.text[at]);
    }

    fn replace(&mut self, piece: Span, by: &[u8]) {
        (self.copying, self.replaced) = (false, true);
        if !by.is_empty() {
            self.map.piece(self.bytes.len(), piece);
            self.bytes.extend_from_slice(by);
        }
    }

    fn finish(mut self, stretch: Span, most: usize) -> Option<Decoded> {
        self.bytes.truncate(most);
        if !self.replaced {
            return None;
        }
        Decoded { bytes: self.bytes, map: self.map, packed: "" }.readable(stretch, most)
    }
}

/// Reads a stretch: `escape` gives, for the escape that begins at an offset, how long it is and what it stands for.
fn replace(text: &[u8], stretch: Span, most: usize, mark: u8, escape: impl Fn(&[u8]) -> Option<(usize, Vec<u8>)>) -> Option<Decoded> {
    let mut pieces = Pieces::new(text);
    let mut at = stretch.start;
    while at < stretch.end && pieces.bytes.len() < most {
        let found = if text[at] == mark { escape(&text[at..stretch.end]) } else { None };
        if let Some((length, by)) = found {
            pieces.replace(Span::new(at, at + length), &by);
            at += length;
        } else {
            pieces.copy(at);
            at += 1;
        }
    }
    pieces.finish(stretch, most)
}

fn hex_value(digits: Option<&[u8]>) -> Option<u32> {
    digits?.iter().try_fold(0, |value, digit| Some(value << 4 | char::from(*digit).to_digit(16)?))
}

/// What a URL, a query or a form may be made of, around the hit.
pub(super) fn address(text: &[u8], hit: Span, from: usize) -> Span {
    let part =
        |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'`' | b'\\' | b'{' | b'}') || *byte >= 0x80;
    let floor = from.max(hit.start.saturating_sub(REACH)).min(hit.start);
    let before = text[floor..hit.start].iter().rev().take_while(|byte| part(byte)).count();
    let after = text[hit.end..].iter().take(REACH).take_while(|byte| part(byte)).count();
    Span::new(hit.start - before, hit.end + after)
}

pub(super) fn percent(text: &[u8], stretch: Span, most: usize) -> Option<Decoded> {
    replace(text, stretch, most, b'%', |rest| Some((3, vec![hex_value(rest.get(1..3))? as u8])))
}

/// The line around the hit, as far as [`REACH`] allows.
pub(super) fn line(text: &[u8], hit: Span, from: usize) -> Span {
    let floor = from.max(hit.start.saturating_sub(REACH)).min(hit.start);
    let start = memrchr(b'\n', &text[floor..hit.start]).map_or(floor, |at| floor + at + 1);
    let last = text.len().min(hit.end + REACH);
    Span::new(start, memchr(b'\n', &text[hit.end..last]).map_or(last, |at| hit.end + at))
}

pub(super) fn entities(text: &[u8], stretch: Span, most: usize) -> Option<Decoded> {
    replace(text, stretch, most, b'&', |rest| {
        let end = rest.iter().take(12).position(|byte| *byte == b';')?;
        let letter = match &rest[1..end] {
            b"quot" => '"',
            b"apos" => '\'',
            b"amp" => '&',
            b"lt" => '<',
            b"gt" => '>',
            b"nbsp" => ' ',
            [b'#', b'x' | b'X', digits @ ..] if !digits.is_empty() => char::from_u32(hex_value(Some(digits))?)?,
            [b'#', digits @ ..] => char::from_u32(std::str::from_utf8(digits).ok()?.parse().ok()?)?,
            _ => return None,
        };
        Some((end + 1, letter.to_string().into_bytes()))
    })
}

/// The string literal around the hit: from the quote before it to the next one that is not escaped, within its line.
pub(super) fn literal(text: &[u8], hit: Span, from: usize) -> Span {
    let line = line(text, hit, from);
    let slashes = |at: usize| text[line.start..at].iter().rev().take_while(|byte| **byte == b'\\').count();
    let is_quote = |at: &usize| text[*at] == b'"' && slashes(*at).is_multiple_of(2);
    let start = (line.start..hit.start).rev().find(is_quote).map_or(line.start, |at| at + 1);
    let end = (hit.end..line.end).find(is_quote).unwrap_or(line.end);
    Span::new(start, end)
}

pub(super) fn escapes(text: &[u8], stretch: Span, most: usize) -> Option<Decoded> {
    replace(text, stretch, most, b'\\', |rest| {
        let single = match rest.get(1)? {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' | b'f' | b'v' => b' ',
            mark @ (b'"' | b'\'' | b'`' | b'\\' | b'/') => *mark,
            b'x' => return Some((4, vec![hex_value(rest.get(2..4))? as u8])),
            b'u' => {
                let (length, letter) = unicode_escape(rest)?;
                return Some((length, letter.to_string().into_bytes()));
            }
            _ => return None,
        };
        Some((2, vec![single]))
    })
}

/// `\uXXXX`, two of them for a surrogate pair, and `\u{X…}`.
fn unicode_escape(rest: &[u8]) -> Option<(usize, char)> {
    if rest.get(2) == Some(&b'{') {
        let end = rest.iter().take(12).position(|byte| *byte == b'}')?;
        return Some((end + 1, char::from_u32(hex_value(rest.get(3..end).filter(|digits| !digits.is_empty()))?)?));
    }
    let unit = hex_value(rest.get(2..6))?;
    if !(0xD800..0xDC00).contains(&unit) {
        return Some((6, char::from_u32(unit)?));
    }
    let low = hex_value(rest.get(8..12)).filter(|low| rest[6..8] == *b"\\u" && (0xDC00..0xE000).contains(low))?;
    Some((12, char::from_u32(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))?))
}

/// From the header to the next boundary of the message.
pub(super) fn part(text: &[u8], hit: Span, _: usize) -> Span {
    let last = text.len().min(hit.end + LONGEST_PART);
    Span::new(hit.end, memmem::find(&text[hit.end..last], b"\n--").map_or(last, |at| hit.end + at).max(hit.end))
}

/// RFC 2045, section 6.7: `=XX`, and `=` at the end of a line that goes on.
pub(super) fn quoted_printable(text: &[u8], stretch: Span, most: usize) -> Option<Decoded> {
    replace(text, stretch, most, b'=', |rest| match rest {
        [_, b'\n', ..] => Some((2, Vec::new())),
        [_, b'\r', b'\n', ..] => Some((3, Vec::new())),
        _ => Some((3, vec![hex_value(rest.get(1..3))? as u8])),
    })
}
