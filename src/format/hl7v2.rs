//! HL7 version 2 messages in their vertical-bar encoding (HL7 v2.9, chapter 2).
//!
//! Promises: takes separators from MSH-1 and MSH-2, ends segments at CR, LF, CRLF, MLLP frames and at what stands for them in source code, XML
//! and logs; reads batches, several messages, and fragments that begin with PID, NK1, GT1 or IN1. Linear, never fails, never unescapes: a field
//! is the bytes as written. A segment counts only if three upper-case letters or digits are followed by the field separator.

use super::{Field, Format, Role, behind_gutter, push_number, trimmed, written_break};
use crate::text::Span;
use memchr::{memchr, memchr2, memchr3};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// HL7 v2.
pub const FORMAT: Format =
    Format { name: "hl7v2", anchors: &[b"MSH", b"PID|", b"NK1|", b"GT1|", b"IN1|"], read: read_all, ..super::MESSAGE };

/// Components that somebody asks for, by segment and field: most of a message are observations, and nobody does.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// By number of the field, a bit for each of its components.
    segments: BTreeMap<[u8; 3], Vec<u64>>,
    everything: bool,
}

impl Wanted {
    /// Every field.
    pub fn everything() -> Self {
        Self { segments: BTreeMap::new(), everything: true }
    }

    /// Adds the components that a path of a selector speaks of: `PID-19.1`. One that names no component speaks of all of its field, one that
    /// names no field of all there is.
    pub fn add(&mut self, path: &str) {
        let field = path.split_once('-').and_then(|(segment, rest)| {
            let mut numbers = rest.split('.').map(|number| number.parse::<usize>().ok().filter(|number| *number < MOST_NUMBERS));
            let component =
                |number: Option<usize>| number.filter(|number| *number < ALL.count_ones() as usize).map_or(ALL, |number| 1 << number);
            Some((<[u8; 3]>::try_from(segment.as_bytes()).ok()?, numbers.next()??, component(numbers.next().flatten())))
        });
        let Some((segment, number, components)) = field else {
            self.everything = true;
            return;
        };
        let fields = self.segments.entry(segment).or_default();
        fields.resize(fields.len().max(number + 1), 0);
        fields[number] |= components;
    }

    /// Those of one segment; nothing where nobody asks for any. Parameters of queries are fields of any.
    fn of(&self, segment: [u8; 3]) -> Option<Asked<'_>> {
        let some = || self.segments.get(&segment).map(|fields| Asked::Some(fields));
        if self.everything || &segment == b"QPD" { Some(Asked::Everything) } else { some() }
    }
}

/// Components of the fields of one segment.
#[derive(Clone, Copy)]
enum Asked<'w> {
    Everything,
    Some(&'w [u64]),
}

impl Asked<'_> {
    /// Those of a field. Beyond what can be told apart anything may be meant.
    fn components(self, number: usize) -> u64 {
        match self {
            Asked::Some(fields) if number < MOST_NUMBERS => fields.get(number).copied().unwrap_or_default(),
            _ => ALL,
        }
    }
}

/// All components of a field.
const ALL: u64 = u64::MAX;

/// Numbers of fields that can be told apart; no segment of the standard has as many.
const MOST_NUMBERS: usize = 128;

/// How far behind a segment the next one may begin: continuation lines, the code between two literals.
const GAP_BYTES: usize = 4096;
/// The same, in line breaks and quotation marks.
const GAP_BREAKS: usize = 16;
/// Longest MSH-2 looked at: five characters (chapter 2.14.9.2), each escaped twice or written as an entity.
const ENCODING_BYTES: usize = 24;
/// Segments that also count where only a blank stands before them, because the line ends were lost.
const KNOWN: &[&[u8; 3]] = &[
    b"MSH", b"EVN", b"PID", b"PD1", b"NK1", b"PV1", b"PV2", b"DB1", b"OBX", b"AL1", b"DG1", b"DRG", b"PR1", b"ROL", b"GT1", b"IN1", b"IN2",
    b"IN3", b"ACC", b"UB1", b"UB2", b"ORC", b"OBR", b"NTE", b"TXA", b"SCH", b"AIP", b"AIL", b"AIS", b"AIG", b"RGS", b"RXA", b"RXR", b"RXO",
    b"RXE", b"RXD", b"MRG", b"FT1", b"QRD", b"QRF", b"QPD", b"MSA", b"ERR", b"SPM", b"BHS", b"FHS", b"BTS", b"FTS",
];

/// Fields of type CX or XCN (segment, field, component that holds the identifier type of table 0203, component of the assigning authority).
const IDENTIFIERS: &[(&[u8; 3], usize, usize, usize)] = &[
    (b"PID", 2, 5, 4),
    (b"PID", 3, 5, 4),
    (b"PID", 4, 5, 4),
    (b"PID", 18, 5, 4),
    (b"PID", 21, 5, 4),
    (b"NK1", 33, 5, 4),
    (b"GT1", 2, 5, 4),
    (b"GT1", 19, 5, 4),
    (b"MRG", 1, 5, 4),
    (b"MRG", 2, 5, 4),
    (b"MRG", 3, 5, 4),
    (b"MRG", 4, 5, 4),
    (b"MRG", 5, 5, 4),
    (b"MRG", 6, 5, 4),
    (b"PV1", 5, 5, 4),
    (b"PV1", 19, 5, 4),
    (b"PV1", 50, 5, 4),
    (b"IN1", 3, 5, 4),
    (b"IN1", 49, 5, 4),
    (b"IN2", 1, 5, 4),
    (b"IN2", 61, 5, 4),
    (b"PD1", 4, 13, 9),
    (b"PV1", 7, 13, 9),
    (b"PV1", 8, 13, 9),
    (b"PV1", 9, 13, 9),
    (b"PV1", 17, 13, 9),
    (b"PV1", 52, 13, 9),
    (b"ORC", 12, 13, 9),
    (b"OBR", 16, 13, 9),
    (b"OBR", 28, 13, 9),
    (b"OBX", 16, 13, 9),
    (b"ROL", 4, 13, 9),
];

/// Fields of type XTN (segment, field).
const TELECOMS: &[(&[u8; 3], usize)] = &[
    (b"PID", 13),
    (b"PID", 14),
    (b"PID", 40),
    (b"NK1", 5),
    (b"NK1", 6),
    (b"NK1", 7),
    (b"NK1", 31),
    (b"NK1", 40),
    (b"NK1", 41),
    (b"GT1", 6),
    (b"GT1", 7),
    (b"GT1", 18),
    (b"GT1", 46),
    (b"IN1", 7),
    (b"IN2", 58),
    (b"IN2", 63),
    (b"IN2", 64),
    (b"ORC", 14),
    (b"ORC", 23),
    (b"OBR", 17),
    (b"ROL", 12),
    (b"PRD", 5),
    (b"STF", 10),
];

/// Bytes of most paths (`PID-11.1`) and places (`PID[1]-11[1].1`); longer ones grow.
const LONGEST_PATH: usize = 16;
const LONGEST_PLACE: usize = 32;

/// Bytes with which a segment may end, but for the mark of its literal.
const MAY_END: [bool; 256] = {
    let mut table = [false; 256];
    let mut bytes: &[u8] = b"\r\n\x1C\x0B\\<&^[] ";
    while let [byte, rest @ ..] = bytes {
        table[*byte as usize] = true;
        bytes = rest;
    }
    table
};

/// The separators of a message; `None` where MSH-2 is too short to name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Separators {
    field: u8,
    component: Option<u8>,
    repetition: Option<u8>,
    subcomponent: Option<u8>,
    /// The ampersand is written as `&amp;`.
    entity: bool,
}

/// The recommended ones (chapter 2.5.4): what a fragment without MSH uses.
const RECOMMENDED: Separators =
    Separators { field: b'|', component: Some(b'^'), repetition: Some(b'~'), subcomponent: Some(b'&'), entity: false };

/// What surrounds a message, hence what ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Host {
    /// A file of messages, a log, prose.
    Raw,
    /// The text of an XML element.
    Element,
    /// A string literal that this mark ends.
    Literal(u8),
    /// A literal whose mark is tripled.
    Tripled(u8),
    /// A literal within a literal: its mark is written `\"`.
    Nested(u8),
}

impl Host {
    fn around(text: &[u8], at: usize) -> Self {
        let start = before_escapes(text, at);
        let back = |by: usize| start.checked_sub(by).and_then(|at| text.get(at)).copied().unwrap_or(b'\n');
        match back(1) {
            mark @ (b'"' | b'\'' | b'`') if back(2) == mark && back(3) == mark => Self::Tripled(mark),
            mark @ (b'"' | b'\'' | b'`') if back(2) == b'\\' => Self::Nested(mark),
            mark @ (b'"' | b'\'' | b'`') => Self::Literal(mark),
            b'>' => Self::Element,
            _ => Self::Raw,
        }
    }

    const fn mark(self) -> Option<u8> {
        match self {
            Self::Raw | Self::Element => None,
            Self::Literal(mark) | Self::Tripled(mark) | Self::Nested(mark) => Some(mark),
        }
    }
}

/// Start of the run of character escapes (`\x0b`, `\u000B`, `\r\n`, a raw 0x0B) that ends at `at`: a frame within a literal.
fn before_escapes(text: &[u8], at: usize) -> usize {
    let mut start = at;
    for _ in 0..4 {
        let window = &text[start.saturating_sub(6)..start];
        if window.last() == Some(&0x0B) {
            start -= 1;
            continue;
        }
        let Some(slash) = window.iter().rposition(|byte| !byte.is_ascii_alphanumeric()).filter(|&slash| window[slash] == b'\\') else {
            break;
        };
        let escape = &window[slash + 1..];
        if !matches!(escape.first(), Some(b'r' | b'n' | b'v' | b'x' | b'u' | b'0' | b't')) {
            break;
        }
        start -= window.len() - slash;
    }
    start
}

/// Where a segment's content ends, and where to look for the next one.
struct Ending {
    at: usize,
    next: usize,
}

fn read_all(text: &[u8], hit: usize, out: &mut dyn FnMut(Field)) -> usize {
    read(text, hit, &Wanted::everything(), out)
}

/// [`Format::read`], where only some fields are asked for.
pub fn read(text: &[u8], hit: usize, wanted: &Wanted, out: &mut dyn FnMut(Field)) -> usize {
    let behind = (hit + 3).min(text.len());
    let glued = hit.checked_sub(1).is_some_and(|before| text[before].is_ascii_alphanumeric() || text[before] == b'_');
    if glued && before_escapes(text, hit) == hit {
        return behind;
    }
    let believed = if text[hit..].starts_with(b"MSH") { header(text, hit).is_some() } else { is_fragment(text, hit) };
    if !believed {
        return behind;
    }
    let host = Host::around(text, hit);
    let (seen, path, place) = (BTreeMap::new(), String::with_capacity(LONGEST_PATH), String::with_capacity(LONGEST_PLACE));
    let (record, synthetic, identifiers, telecoms) = (1, false, 0, 0);
    let mut reader =
        Reader { text, out, wanted, separators: RECOMMENDED, host, seen, record, synthetic, identifiers, telecoms, path, place };
    reader.messages(hit).max(behind)
}

/// Whether a segment without MSH is one: its set id is empty or a number (chapter 3.4.2.1), and three more separators follow on the line.
/// Keeps alternations such as `PID|PV1|NK1|OBX` out.
fn is_fragment(text: &[u8], at: usize) -> bool {
    let line = &text[at + 4..];
    let line = &line[..line.len().min(512)];
    let line = &line[..memchr2(b'\r', b'\n', line).unwrap_or(line.len())];
    let Some(end) = memchr(b'|', line) else { return false };
    end <= 4 && line[..end].iter().all(u8::is_ascii_digit) && memchr::memchr_iter(b'|', line).nth(2).is_some()
}

/// The separators that MSH, FHS or BHS at `at` names, and the offset of its third field.
fn header(text: &[u8], at: usize) -> Option<(Separators, usize)> {
    let field = *text.get(at + 3)?;
    if field.is_ascii_alphanumeric() || field.is_ascii_whitespace() || field >= 0x80 || b"\"'`_\\".contains(&field) {
        return None;
    }
    let rest = &text[at + 4..];
    let rest = &rest[..rest.len().min(ENCODING_BYTES)];
    let end = rest.iter().position(|&byte| byte == field || byte.is_ascii_whitespace()).unwrap_or(rest.len());
    let encoding = &rest[..end];
    let mut marks = [None; 5];
    let (mut count, mut from, mut entity) = (0, 0, false);
    while from < encoding.len() {
        let mark = encoding[from];
        if !mark.is_ascii_punctuation() || b"\"'`_".contains(&mark) {
            break;
        }
        let slot = marks.get_mut(count)?;
        *slot = Some(mark);
        count += 1;
        from += 1;
        if mark == b'\\' {
            from += encoding[from..].iter().take_while(|&&byte| byte == b'\\').count();
        } else if mark == b'&' && encoding[from..].starts_with(b"amp;") {
            entity = true;
            from += 4;
        }
    }
    let distinct = (1..count).all(|index| !marks[..index].contains(&marks[index]));
    let ended = from == encoding.len() || matches!(encoding[from], b'"' | b'\'' | b'`');
    if count < 2 || !distinct || !ended {
        return None;
    }
    let separators = Separators { field, component: marks[0], repetition: marks[1], subcomponent: marks[3], entity };
    Some((separators, at + 4 + from))
}

/// Whether a segment begins here.
fn is_segment(text: &[u8], at: usize, field: u8) -> bool {
    matches!(text.get(at..at + 4), Some(&[first, second, third, separator]) if separator == field
        && first.is_ascii_uppercase() && is_name(second) && is_name(third))
}

const fn is_name(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

/// First offset behind up to four written or real line ends.
fn behind_breaks(text: &[u8], mut at: usize) -> usize {
    for _ in 0..4 {
        let length = match text.get(at) {
            Some(b'\r' | b'\n') => 1,
            _ => written_break(text.get(at..).unwrap_or_default()),
        };
        if length == 0 {
            break;
        }
        at += length;
    }
    at
}

/// Reads messages one behind the other.
struct Reader<'t, 'o> {
    text: &'t [u8],
    out: &'o mut dyn FnMut(Field),
    wanted: &'o Wanted,
    separators: Separators,
    host: Host,
    /// Segments of the message so far, by name.
    seen: BTreeMap<[u8; 3], u32>,
    record: u32,
    synthetic: bool,
    /// Of the segment at hand: numbers of its fields that are identifiers, and of those that are telecoms.
    identifiers: u128,
    telecoms: u128,
    /// Path and place of the component at hand. Put together by hand, in the same two strings over and over: formatting and allocating would be
    /// most of the time of reading.
    path: String,
    place: String,
}

impl Reader<'_, '_> {
    /// Reads from the segment at `start` to the end of the last message; returns that offset.
    fn messages(&mut self, start: usize) -> usize {
        let mut at = start;
        loop {
            let name = [self.text[at], self.text[at + 1], self.text[at + 2]];
            let mut from = at + 4;
            if matches!(&name, b"MSH" | b"FHS" | b"BHS")
                && let Some((separators, behind)) = header(self.text, at)
            {
                self.separators = separators;
                from = behind;
                self.record += u32::from(&name == b"MSH" && at > start);
                self.seen.clear();
                self.synthetic = false;
                // Within one literal or file nothing new surrounds the next message.
                self.host = match Host::around(self.text, at) {
                    Host::Raw => self.host,
                    host => host,
                };
            }
            let ending = self.segment_end(from.min(self.text.len()));
            self.segment(name, at, Span::new(from.min(ending.at), ending.at));
            let Some(next) = self.next_segment(ending.next) else { return ending.next };
            at = next;
        }
    }

    /// Finds the end of the segment whose content begins at `from`.
    fn segment_end(&self, from: usize) -> Ending {
        let text = self.text;
        let mut at = from;
        while at < text.len() {
            let mark = self.host.mark();
            let is_plain = |byte: &u8| !MAY_END[usize::from(*byte)] && Some(*byte) != mark;
            at += text[at..].iter().take_while(|byte| is_plain(byte)).count();
            if at == text.len() {
                break;
            }
            at += match text[at] {
                // Of these there are many, and what follows most says that no segment ends with them.
                b'^' if text.get(at + 1) != Some(&b'M') => 1,
                b' ' if !text.get(at + 1).is_some_and(u8::is_ascii_uppercase) => 1,
                b'\r' | b'\n' | 0x1C | 0x0B => return Ending { at, next: at + 1 },
                b'\\' => match self.backslash(at) {
                    Ok(ending) => return ending,
                    Err(length) => length,
                },
                b'<' | b'&' | b'^' | b'[' if self.is_broken_here(at) => return Ending { at, next: at + written_break(&text[at..]) },
                b'&' if text[at..].starts_with(b"&#1") || text[at..].starts_with(b"&#x") => {
                    // A numeric entity for a line end is one whatever follows.
                    match written_break(&text[at..]) {
                        0 => 1,
                        length => return Ending { at, next: at + length },
                    }
                }
                b'<' if self.host == Host::Element && matches!(text.get(at + 1), Some(b'/' | b'!')) => return Ending { at, next: at + 1 },
                b']' if text[at..].starts_with(b"]]>") => return Ending { at, next: at + 3 },
                b' ' if self.is_known(at + 1) => return Ending { at, next: at + 1 },
                byte if self.host.mark() == Some(byte) => match self.mark_end(at, byte) {
                    Ok(ending) => return ending,
                    Err(length) => length,
                },
                _ => 1,
            };
        }
        Ending { at: text.len(), next: text.len() }
    }

    fn is_known(&self, at: usize) -> bool {
        is_segment(self.text, at, self.separators.field) && KNOWN.iter().any(|known| self.text[at..].starts_with(*known))
    }

    /// Whether a written line end stands here and a segment behind it.
    fn is_broken_here(&self, at: usize) -> bool {
        written_break(&self.text[at..]) > 0 && is_segment(self.text, behind_breaks(self.text, at), self.separators.field)
    }

    /// A run of backslashes: the end of the segment, or the number of bytes to step over.
    fn backslash(&self, at: usize) -> Result<Ending, usize> {
        let text = self.text;
        let slashes = text[at..].iter().take_while(|&&byte| byte == b'\\').count();
        let after = text.get(at + slashes).copied().unwrap_or(0);
        let ending = |length: usize| Ending { at, next: (at + length).min(text.len()) };
        let escapes = match self.host {
            Host::Literal(_) | Host::Tripled(_) => slashes == 1,
            Host::Nested(_) => slashes <= 2,
            Host::Raw | Host::Element => false,
        };
        if escapes && matches!(after, b'r' | b'n') || self.is_broken_here(at) {
            return Ok(ending(written_break(&text[at..]).max(slashes + 1)));
        }
        match self.host {
            Host::Nested(mark) if after == mark && slashes == 1 && !self.is_null(at, slashes + 1) => Ok(ending(2)),
            Host::Nested(mark) | Host::Literal(mark) | Host::Tripled(mark) if after == mark && slashes % 2 == 1 => Err(slashes + 1),
            _ => Err(slashes),
        }
    }

    /// Whether the mark of `length` bytes at `at` is the first half of HL7's `""` between separators.
    fn is_null(&self, at: usize, length: usize) -> bool {
        let text = self.text;
        let separators = self.separators;
        let is_separator = |byte: u8| {
            byte == separators.field || [separators.component, separators.repetition, separators.subcomponent].contains(&Some(byte))
        };
        text[at..].get(length..2 * length) == text.get(at..at + length)
            && at.checked_sub(1).is_some_and(|before| is_separator(text[before]))
            && text.get(at + 2 * length).is_some_and(|&byte| is_separator(byte) || matches!(byte, b'\\' | b'\r' | b'\n'))
    }

    /// The literal's mark: its end, or the number of bytes to step over.
    fn mark_end(&self, at: usize, mark: u8) -> Result<Ending, usize> {
        let length = match self.host {
            Host::Tripled(_) if self.text[at..].starts_with(&[mark; 3]) => 3,
            Host::Tripled(_) => return Err(1),
            Host::Literal(_) if self.is_null(at, 1) => return Err(2),
            _ => 1,
        };
        Ok(Ending { at, next: at + length })
    }

    /// The next segment of the message, or the next message: at the start of a line or literal not far behind `from`.
    fn next_segment(&self, from: usize) -> Option<usize> {
        let text = &self.text[..self.text.len().min(from + GAP_BYTES)];
        let mut at = from;
        for _ in 0..GAP_BREAKS {
            at = behind_gutter(text, at);
            if is_segment(text, at, self.separators.field) || text.get(at..at + 3) == Some(b"MSH") && header(self.text, at).is_some() {
                return Some(at);
            }
            let rest = text.get(at..)?;
            let found = match self.host.mark() {
                Some(mark) => memchr3(b'\n', b'\r', mark, rest),
                None => memchr2(b'\n', b'\r', rest),
            };
            at += found? + 1;
        }
        None
    }

    /// Hands over the fields of one segment.
    fn segment(&mut self, name: [u8; 3], at: usize, content: Span) {
        let occurrence = *self.seen.entry(name).and_modify(|count| *count += 1).or_insert(1);
        let Ok(word) = std::str::from_utf8(&self.text[at..at + 3]) else { return };
        let content = self.without_tail(content);
        let header = matches!(&name, b"MSH" | b"FHS" | b"BHS");
        // MSH-1 is the separator itself. Of a header, `content` begins at the separator behind MSH-2: its empty first piece is MSH-2.
        let first = if header { 2 } else { 1 };
        if &name == b"MSH" {
            // Table 0103: D debugging, P production, T training.
            let mode = pieces(self.text, content, Some(self.separators.field), false).nth(9);
            self.synthetic = mode.is_some_and(|mode| matches!(mode.of(self.text).first(), Some(b'T' | b'D')));
        }
        let Some(asked) = self.wanted.of(name) else { return };
        self.identifiers = numbers(IDENTIFIERS.iter().filter(|row| *row.0 == name).map(|row| row.1));
        self.telecoms = numbers(TELECOMS.iter().filter(|row| *row.0 == name).map(|row| row.1));
        for (index, field) in pieces(self.text, content, Some(self.separators.field), false).enumerate() {
            let number = index + first;
            let components = asked.components(number);
            if field.is_empty() || components == 0 {
                continue;
            }
            let role = role(name, number);
            // What is said of those who treat concerns no other rule, whatever of it is asked for.
            let components = if role == Role::Provider { ALL } else { components };
            let repetition_mark = self.separators.repetition;
            for (repetition, span) in pieces(self.text, field, repetition_mark, false).enumerate() {
                if !span.is_empty() {
                    self.repetition(name, word, (occurrence, number, repetition + 1), span, (role, components));
                }
            }
        }
    }

    /// A text block ends its literal on the last line of the message: the mark, and `;` or `)` behind it, are no value.
    fn without_tail(&self, content: Span) -> Span {
        let bytes = content.of(self.text);
        let code = bytes.iter().rev().take(3).take_while(|byte| b";)".contains(byte)).count();
        let literal = &bytes[..bytes.len() - code];
        let marks: &[&[u8]] = &[b"\"\"\"", b"'''", b"`"];
        let tail = marks.iter().find(|mark| self.host == Host::Raw && literal.ends_with(mark)).map_or(0, |mark| mark.len() + code);
        Span::new(content.start, content.end - tail)
    }

    fn repetition(
        &mut self,
        name: [u8; 3],
        word: &str,
        (occurrence, number, repetition): (u32, usize, usize),
        span: Span,
        (role, components): (Role, u64),
    ) {
        if &name == b"QPD" && number >= 3 && memchr(b'@', span.of(self.text)) == Some(0) {
            return self.query_parameter((occurrence, number, repetition), span);
        }
        let text = self.text;
        let kind = self.kind(name, number, span);
        let telecom = holds(self.telecoms, number);
        let (path, place) = (&mut self.path, &mut self.place);
        path.clear();
        place.clear();
        path.push_str(word);
        path.push('-');
        push_number(path, number);
        path.push('.');
        place.push_str(word);
        place.push('[');
        push_number(place, occurrence as usize);
        place.push_str("]-");
        push_number(place, number);
        place.push('[');
        push_number(place, repetition);
        place.push_str("].");
        let (path_start, place_start) = (path.len(), place.len());
        for (index, component) in pieces(text, span, self.separators.component, false).enumerate() {
            let is_asked = components == ALL || components.checked_shr(index as u32 + 1).is_some_and(|rest| rest & 1 == 1);
            if component.is_empty() || !is_asked {
                continue;
            }
            let several = self.separators.subcomponent.is_some_and(|mark| memchr(mark, component.of(text)).is_some());
            let mark = self.separators.subcomponent.filter(|_| several);
            for (part, value) in pieces(text, component, mark, self.separators.entity).enumerate() {
                let value = trimmed(text, value);
                let bytes = value.of(text);
                if matches!(bytes, b"" | b"\"\"" | b"\\\"\\\"") {
                    continue;
                }
                path.truncate(path_start);
                place.truncate(place_start);
                for name in [&mut *path, &mut *place] {
                    push_number(name, index + 1);
                    if several {
                        name.push('.');
                        push_number(name, part + 1);
                    }
                }
                let kind = if telecom && memchr(b'@', bytes).is_some() { Some("internet") } else { kind.as_deref() };
                (self.out)(Field {
                    path: Cow::Borrowed(path),
                    place: Cow::Borrowed(place),
                    kind: kind.map(Cow::Borrowed),
                    value,
                    record: self.record,
                    role,
                    synthetic: self.synthetic,
                });
            }
        }
    }

    /// A parameter of a query, `@PID.5.1^SMITH` (chapter 5.3.1.2, QIP): a field of the segment that it names.
    fn query_parameter(&mut self, (occurrence, number, repetition): (u32, usize, usize), span: Span) {
        let mut parts = pieces(self.text, span, self.separators.component, false);
        let (Some(name), Some(value)) = (parts.next(), parts.next()) else { return };
        let value = trimmed(self.text, value);
        let name = Span::new(name.start + 1, name.end).of(self.text);
        let mut elements = name.split(|byte| *byte == b'.');
        let segment = elements.next().filter(|segment| segment.len() == 3 && segment.iter().all(|byte| is_name(*byte)));
        let mut number_of = || {
            let digits = elements.next().filter(|digits| (1..=2).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit))?;
            std::str::from_utf8(digits).ok()
        };
        let (Some(segment), Some(field)) = (segment.and_then(|segment| std::str::from_utf8(segment).ok()), number_of()) else { return };
        let component = number_of().unwrap_or("1");
        if !value.is_empty() {
            (self.out)(Field {
                path: format!("{segment}-{field}.{component}").into(),
                place: format!("QPD[{occurrence}]-{number}[{repetition}].2").into(),
                kind: None,
                value,
                record: self.record,
                role: Role::Patient,
                synthetic: self.synthetic,
            });
        }
    }

    /// The qualifier of a repetition: the type of an identifier, the equipment or use of a telecom.
    fn kind(&self, name: [u8; 3], number: usize, span: Span) -> Option<String> {
        let component = |wanted: usize| {
            let found = pieces(self.text, span, self.separators.component, false).nth(wanted.checked_sub(1)?)?;
            code(trimmed(self.text, found).of(self.text))
        };
        let row = || IDENTIFIERS.iter().find(|row| *row.0 == name && row.1 == number);
        if let Some((_, _, kind, authority)) = holds(self.identifiers, number).then(row).flatten() {
            return component(*kind)
                .or_else(|| component(*authority).filter(|code| matches!(code.as_str(), "ssa" | "usssa")).map(|_| "ss".to_owned()));
        }
        if !holds(self.telecoms, number) {
            return None;
        }
        component(3).or_else(|| component(2)).map(|code| match code.as_str() {
            "fx" => "fax".to_owned(),
            "net" | "x.400" => "internet".to_owned(),
            _ => code,
        })
    }
}

/// A code of a table in lower case: short and alphanumeric, so that a value in the wrong component is never shown as a kind.
fn code(bytes: &[u8]) -> Option<String> {
    let well_formed = (1..=8).contains(&bytes.len())
        && bytes[0].is_ascii_alphabetic()
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'.');
    well_formed.then(|| String::from_utf8_lossy(bytes).to_ascii_lowercase())
}

/// Numbers below [`MOST_NUMBERS`] as the bits of one.
fn numbers(numbers: impl Iterator<Item = usize>) -> u128 {
    numbers.fold(0, |all, number| all | 1 << number)
}

fn holds(numbers: u128, number: usize) -> bool {
    number < MOST_NUMBERS && numbers >> number & 1 == 1
}

/// Whose field it is: by segment, with the fields that speak of somebody else.
#[expect(clippy::match_same_arms, reason = "the order of the arms is the precedence")]
fn role(name: [u8; 3], number: usize) -> Role {
    match (&name, number) {
        // Mother's maiden name, mother's identifier.
        (b"PID", 6 | 21) => Role::Relative,
        // The payer: identifier, name, address, contact, telephone.
        (b"IN1", 3..=7) => Role::Provider,
        // Preadmission number, visit numbers, admission, discharge.
        (b"PV1", 5 | 19 | 44 | 45 | 50) | (b"PID" | b"MRG" | b"PDA" | b"DB1" | b"AL1" | b"ACC" | b"QPD" | b"QRD", _) => Role::Patient,
        (b"NK1" | b"GT1" | b"CTD", _) => Role::Relative,
        (b"IN1" | b"IN2" | b"IN3", _) => Role::Subscriber,
        (b"OBX", 16 | 23..=25)
        | (b"DG1", 16)
        | (b"EVN", 5)
        | (b"PR1", 8 | 11 | 12)
        | (b"PV1" | b"PD1" | b"OBR" | b"ORC" | b"ROL" | b"PRD" | b"STF" | b"PRA" | b"AIP" | b"AIL" | b"TXA" | b"SCH" | b"PRT", _) => {
            Role::Provider
        }
        _ => Role::Unknown,
    }
}

/// The pieces of a range between separators; at least one, also of an empty range.
fn pieces(text: &[u8], span: Span, separator: Option<u8>, entity: bool) -> impl Iterator<Item = Span> {
    let mut from = Some(span.start);
    std::iter::from_fn(move || {
        let start = from?;
        let rest = Span::new(start, span.end).of(text);
        // Byte by byte: most pieces end before a vectorised search has begun.
        let found = separator.and_then(|separator| rest.iter().position(|byte| *byte == separator));
        let end = found.map_or(span.end.max(start), |at| start + at);
        from = found.map(|at| {
            let written_out = entity && rest[at..].starts_with(b"&amp;");
            start + at + if written_out { 5 } else { 1 }
        });
        Some(Span::new(start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::tests::{collect, listing};

    macro_rules! fixture {
        ($name:literal) => {
            (
                $name,
                include_bytes!(concat!("../../testdata/format/hl7v2/", $name)),
                include_str!(concat!("../../testdata/format/hl7v2/", $name, ".fields")),
            )
        };
    }

    /// Name, text, expected listing.
    const FIXTURES: &[(&str, &[u8], &str)] = &[
        fixture!("adt-a01.hl7"),
        fixture!("batch-crlf.txt"),
        fixture!("fragment.txt"),
        fixture!("literals.txt"),
        fixture!("one-line.txt"),
        fixture!("oru-cr-mllp.hl7"),
        fixture!("python-block.txt"),
        fixture!("separators.hl7"),
    ];

    /// Values of the fields with this path, joined.
    fn values(text: &[u8], path: &str) -> String {
        let fields = collect(&FORMAT, text);
        let values =
            fields.iter().filter(|field| field.path == path).map(|field| String::from_utf8_lossy(field.value.of(text)).into_owned());
        values.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn fixtures_give_their_fields() {
        for (name, text, expected) in FIXTURES {
            assert_eq!(listing(&FORMAT, text), *expected, "{name}");
        }
    }

    #[test]
    fn line_ends_do_not_matter() {
        let (_, text, expected) = FIXTURES[0];
        let text = String::from_utf8_lossy(text);
        for ending in ["\r", "\r\n", "\n\n", "\r\r\n", "\n\t", "\n   * ", "\n// ", "<CR>", "^M", "&#xD;", "&#13;\n", "\\x0d"] {
            let other = text.trim_end().replace('\n', ending);
            assert_eq!(listing(&FORMAT, other.as_bytes()), expected, "{ending:?}");
        }
        for (before, ending, behind) in [
            ("\"", "\\r", "\""),
            ("'", "\\n", "'"),
            ("`", "\\r\\n", "`"),
            ("\"\"\"", "\n", "\"\"\""),
            ("\"", "\\r\" +\n    \"", "\";"),
            ("<m>", "\n", "</m>"),
            ("<![CDATA[", "\r", "]]>"),
            ("\u{b}", "\r", "\r\u{1c}\r"),
        ] {
            let inner = text.trim_end().replace("|\"\"", "|").replace('\n', ending);
            assert_eq!(listing(&FORMAT, format!("x = {before}{inner}{behind} y").as_bytes()), expected, "{before:?} {ending:?}");
        }
    }

    #[test]
    fn test_messages_are_synthetic() {
        for (mode, expected) in [("P", false), ("T", true), ("D", true), ("T^A", true), ("", false), ("X", false)] {
            let text = format!("MSH|^~\\&|A|B|C|D|1||ADT^A01|1|{mode}|2.5\nPID|1||7^^^H^MR\n");
            let fields = collect(&FORMAT, text.as_bytes());
            assert!(fields.iter().all(|field| field.synthetic == expected), "{mode}");
        }
    }

    #[test]
    fn names_that_begin_no_message() {
        for text in [
            "MSH",
            "MSH|",
            "MSH||",
            "MSH|^",
            "MSH|^|A",
            "MSH|^^|A",
            "MSH|||||",
            "MSH|^~\\&",
            "MSHX|^~\\&|A|B",
            "xMSH|^~\\&|A|B",
            "_MSH|^~\\&|A|B",
            "MSH-9",
            "MSH(1)",
            "MSH \"^~\\&\"",
            "MSH.1",
            "MSH = 7",
            "MSH|PID|PV1",
            "MSH|<field>|x",
            "MSH[^~\\&[",
            "MSH,1,2",
            "MSH|^~\\&#!?*|A",
            "PID|",
            "PID|1",
            "PID|1|2|3",
            "PID|PV1|NK1|OBX|ORC",
            "(PID|NK1|PV1|AL1|X)",
            "aPID|1||5|x|y",
            "_PID|1||5|x|y",
            "PID|12345||5|x|y",
            "PID|x||5|y|z",
            "IN1|a",
            "NK1|\n|||||",
            "GT1|^|||",
            "PID|1\n||||",
            "grep 'PID|USER'",
        ] {
            assert_eq!(listing(&FORMAT, text.as_bytes()), "", "{text}");
        }
    }

    #[test]
    fn damaged_messages_are_read_on() {
        let head = "MSH|^~\\&|A|B|C|D|1||ADT^A01|1|P|2.5";
        for (rest, path, expected) in [
            ("\nPID|1||7", "PID-3.1", "7"),
            ("\r\n\r\n\nPID|1||7\r", "PID-3.1", "7"),
            ("\nOBX|1|TX|a||first line\nsecond line\nPID|1||7", "PID-3.1", "7"),
            ("\nPID|1||7^^^^toolongforakind", "PID-3.1", "7"),
            ("\nPID|1||\"\"^^^X^MR", "PID-3.1", ""),
            ("\nPID|1||   ^^^X^MR", "PID-3.1", ""),
            ("\nPID|1||~~7~", "PID-3.1", "7"),
            ("\nPID|1||&&7&", "PID-3.1.3", "7"),
            ("\nPID|1||7|||||||||||||||||||||||||||||||||||||||||||||||||||||||9", "PID-58.1", "9"),
            ("\nPID\n\nNK1|1|K", "NK1-2.1", "K"),
            ("\npid|1||7", "PID-3.1", ""),
            ("\nPID^1^^7", "PID-3.1", ""),
            ("\n|||\nPID|1||7", "PID-3.1", "7"),
            ("\nPID|1||\u{0}7\u{0}", "PID-3.1", "\u{0}7\u{0}"),
            ("\nPID|1||M\u{fc}ller", "PID-3.1", "M\u{fc}ller"),
            ("\nPID|1||7\\S\\8\\R\\9", "PID-3.1", "7\\S\\8\\R\\9"),
            ("\nPID|1||\"7\"", "PID-3.1", "\"7\""),
            ("\nPID|1||a < b & c", "PID-3.1.1", "a < b"),
            ("\nPID|1||see PIDX|y", "PID-3.1", "see PIDX"),
            ("\nZZ9|7", "ZZ9-1.1", "7"),
            ("\n9ZZ|7", "9ZZ-1.1", ""),
            ("\nBTS|1\nPID|1||7", "PID-3.1", "7"),
            ("\nMSH|^~\\&|X\nPID|1||7", "PID-3.1", "7"),
            ("\nMSH#*@!%#X\nPID#1##7*8", "PID-3.2", "8"),
        ] {
            let text = format!("{head}{rest}");
            assert_eq!(values(text.as_bytes(), path), expected, "{rest:?}");
        }
        let prose = format!("{head}{}PID|1||7", "\nprose".repeat(40));
        assert_eq!(collect(&FORMAT, prose.as_bytes()).iter().filter(|field| field.path.starts_with("PID")).count(), 0);
    }

    #[test]
    fn what_is_asked_for_is_read_as_ever() {
        let asked = ["PID-3", "PID-5.1", "PID-5.2", "PV1-7.2", "NK1-2", "ZZ9-1"];
        let mut wanted = Wanted::default();
        asked.iter().for_each(|path| wanted.add(path));
        let is_asked = |field: &Field| {
            // Of a provider's field that is asked for all is told.
            let of_field = |path: &&str| field.role == Role::Provider && field.path.split('.').next() == path.split('.').next();
            let of = |path: &&str| field.path.strip_prefix(*path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            asked.iter().any(|path| of(path) || of_field(path)) || field.place.starts_with("QPD")
        };
        let mut all = 0;
        for (name, text, _) in FIXTURES {
            let text: &[u8] = text;
            for at in memchr::memmem::find_iter(text, b"MSH") {
                let (mut some, mut every) = (Vec::new(), Vec::new());
                let ends = (
                    read(text, at, &wanted, &mut |field| some.push(field.into_owned())),
                    read_all(text, at, &mut |field| every.push(field.into_owned())),
                );
                assert_eq!(ends.0, ends.1, "{name}");
                all += every.len();
                every.retain(is_asked);
                assert_eq!(some, every, "{name}");
            }
        }
        assert!(all > 100, "{all} fields were compared");
        let mut none = Wanted::default();
        none.add("");
        assert_eq!(none.of(*b"OBX").map(|asked| asked.components(5)), Some(ALL));
        let mut deep = Wanted::default();
        deep.add("PID-3.1.2");
        deep.add("PID-200");
        assert_eq!(deep.of(*b"PID").map(|asked| asked.components(3)), Some(ALL), "`PID-200` names no field that is told apart");
    }

    #[test]
    fn every_truncation_is_read() {
        for (_, text, _) in FIXTURES {
            for cut in 0..=text.len() {
                collect(&FORMAT, &text[..cut]);
                collect(&FORMAT, &text[cut..]);
            }
        }
    }

    #[test]
    fn hostile_runs_are_linear() {
        let head = "MSH|^~\\&|A|B|C|D|1||ADT^A01|1|P|2.5\r";
        for unit in [
            "MSH",
            "MSH|",
            "MSH|^~\\&|",
            "MSH|^~\\&|\r",
            "PID|",
            "PID|1||7|x\n",
            "PID|||||",
            "-PID|||||\n",
            "|",
            "^",
            "~",
            "&",
            "\\",
            "\\r",
            "\\\\r",
            "\"",
            "\\\"",
            "\n",
            "\r",
            " ",
            "<CR>",
            "&#13;",
            "&amp;",
            "]]>",
            "^M",
            "\u{b}",
            "\u{1c}",
            "A",
            "\u{0}",
            "\"PID|",
            "'",
            "\\x0d",
            " PID",
            "\nAAA|",
            "<",
        ] {
            let run = unit.repeat(100_000 / unit.len());
            for text in [run.clone(), format!("{head}{run}"), format!("\"{head}PID|{run}"), format!("{head}PID|1||{run}")] {
                assert!(collect(&FORMAT, text.as_bytes()).len() <= text.len());
            }
        }
    }

    #[test]
    fn a_line_of_megabytes_is_one_segment() {
        let text = format!("MSH|^~\\&|A\rOBX|1|ED|x||{}\rPID|1||7", "QUJD".repeat(1_000_000));
        assert_eq!(values(text.as_bytes(), "PID-3.1"), "7");
        assert_eq!(values(text.as_bytes(), "OBX-5.1").len(), 4_000_000);
    }
}
