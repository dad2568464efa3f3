//! The text that rules see, with the way back to the file on disk.
//!
//! Promises: [`View::locate`] is the only bridge from offsets in the text to places in the file; whoever holds a finding holds a place.
//! Text that is a superset of ASCII (UTF-8, Latin-1 and its kin) is never copied: rules work on its bytes. Never fails.

use crate::finding::Region;
use crate::language::{Language, ZoneKind, Zones};
use crate::text::{Position, Span};
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};

pub mod decode;
mod lines;
pub mod nested;

pub use decode::Encoding;
use lines::LineIndex;

/// Fewest bytes of a text that are lexed for the zone of one of them.
const SHORTEST_HEAD: usize = 1024;

/// One readable form of a blob.
pub struct View<'b> {
    text: Cow<'b, [u8]>,
    encoding: Encoding,
    language: Language,
    zones: OnceCell<Zones>,
    /// The zones up to an offset.
    head: RefCell<(usize, Zones)>,
    lines: OnceCell<LineIndex>,
}

impl<'b> View<'b> {
    /// The text of a file, or nothing where it is not text.
    pub fn of(path: &str, bytes: &'b [u8]) -> Option<Self> {
        let (text, encoding) = decode::decode(bytes)?;
        let language = Language::of(path, &text[..text.len().min(256)]);
        Some(Self { text, encoding, language, zones: OnceCell::new(), head: RefCell::default(), lines: OnceCell::new() })
    }

    /// A file of a binary format: one line, in which a column is an offset, from 1.
    pub fn binary(bytes: &'b [u8]) -> Self {
        let lines = OnceCell::from(LineIndex::binary());
        Self {
            text: Cow::Borrowed(bytes),
            encoding: Encoding::Binary,
            language: Language::Text,
            zones: OnceCell::new(),
            head: RefCell::default(),
            lines,
        }
    }

    /// The bytes that rules match on.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// The language of the file.
    pub fn language(&self) -> Language {
        self.language
    }

    /// How the file is stored.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Comment, string or code. Lexed up to there when first asked for, and twice as far each time that is not enough: what is asked for
    /// most, the address in the head of a file, lies far before its end.
    pub fn zone(&self, offset: usize) -> ZoneKind {
        if let Some(zones) = self.zones.get() {
            return zones.at(offset);
        }
        let mut head = self.head.borrow_mut();
        if offset >= head.0 {
            let goal = 2 * offset + SHORTEST_HEAD;
            if goal >= self.text.len() {
                return self.zones().at(offset);
            }
            *head = (goal, Zones::lex_head(&self.text, self.language, goal));
        }
        head.1.at(offset)
    }

    /// All comments and strings; lexed when first asked for.
    pub fn zones(&self) -> &Zones {
        self.zones.get_or_init(|| Zones::lex(&self.text, self.language))
    }

    /// Where `span` lies in the file on disk.
    pub fn locate(&self, span: Span) -> Region {
        let lines = self.lines();
        Region {
            start: lines.position(&self.text, span.start),
            end: lines.position(&self.text, span.end.max(span.start)),
            bytes: self.stored(span),
        }
    }

    /// The bytes that `span` was read from.
    pub fn stored(&self, span: Span) -> Span {
        Span::new(self.offset_on_disk(span.start), self.offset_on_disk(span.end))
    }

    /// Line and column of an offset.
    pub fn position(&self, offset: usize) -> Position {
        self.lines().position(&self.text, offset)
    }

    /// 1-based number of the line that holds `offset`.
    pub fn line_number(&self, offset: usize) -> u32 {
        self.lines().line_number(offset)
    }

    /// The line that holds `offset`, without its line break.
    pub fn line(&self, offset: usize) -> Span {
        self.lines().line(&self.text, offset)
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    fn offset_on_disk(&self, offset: usize) -> usize {
        match self.encoding {
            Encoding::Ascii { mark } => offset + mark,
            Encoding::Binary => offset,
            Encoding::Utf16 { mark, .. } => mark + 2 * self.lines().units_before(&self.text, offset),
        }
    }
}

/// Bytes either side of an offset in which [`line_around`] looks for the ends of its line.
const LINE_REACH: usize = 4096;

/// The line of `text` that holds `offset`, without its line break, as far as [`LINE_REACH`] allows: lines may be as long as files.
pub fn line_around(text: &[u8], offset: usize) -> Span {
    let offset = offset.min(text.len());
    let (first, last) = (offset.saturating_sub(LINE_REACH), text.len().min(offset + LINE_REACH));
    let start = memchr::memrchr(b'\n', &text[first..offset]).map_or(first, |at| first + at + 1);
    let end = memchr::memchr(b'\n', &text[offset..last]).map_or(last, |at| offset + at);
    let end = if end > start && text[end - 1] == b'\r' { end - 1 } else { end };
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(bytes: &[u8], needle: &str) -> (u32, u32, u32, Span) {
        let view = View::of("a.txt", bytes).expect("text");
        let start = memchr::memmem::find(view.text(), needle.as_bytes()).expect("the needle is there");
        let region = view.locate(Span::new(start, start + needle.len()));
        (region.start.line, region.start.column, region.end.column, region.bytes)
    }

    fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let marked = mark.then_some(0xFEFF_u16).into_iter().chain(text.encode_utf16());
        marked.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn columns_count_utf16_units_in_every_encoding() {
        let text = "first line of it\nä€😀 key=value\n";
        for (bytes, byte) in [
            (text.as_bytes().to_vec(), 17 + 9 + 1 + 4),
            ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), 3 + 17 + 9 + 1 + 4),
            (utf16(text, false, true), 2 + 2 * (17 + 4 + 1 + 4)),
            (utf16(text, true, true), 2 + 2 * (17 + 4 + 1 + 4)),
            (utf16(text, false, false), 2 * (17 + 4 + 1 + 4)),
            (utf16(text, true, false), 2 * (17 + 4 + 1 + 4)),
        ] {
            let (line, start, end, on_disk) = region(&bytes, "value");
            assert_eq!((line, start, end, on_disk.start), (2, 10, 15, byte));
        }
    }

    #[test]
    fn a_line_is_the_same_by_index_and_by_looking() {
        let text = b"one\r\n\ntwo\nlast";
        let view = View::of("a.txt", text).expect("text");
        for (offset, line) in [(0, "one"), (3, "one"), (5, ""), (6, "two"), (9, "two"), (10, "last"), (14, "last"), (99, "last")] {
            assert_eq!(view.line(offset).of(text), line.as_bytes(), "{offset}");
            assert_eq!(line_around(text, offset), view.line(offset), "{offset}");
        }
    }

    #[test]
    fn latin_1_counts_bytes() {
        let (line, start, end, bytes) = region(b"caf\xE9 \xFC key=value", "value");
        assert_eq!((line, start, end, bytes), (1, 12, 17, Span::new(11, 16)));
    }

    #[test]
    fn a_place_far_into_a_long_line_is_exact() {
        let mut text = "😀".repeat(10_000);
        text.push_str("value");
        let (line, start, ..) = region(text.as_bytes(), "value");
        assert_eq!((line, start), (1, 20_001));
    }
}
