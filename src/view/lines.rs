//! Offsets to lines and columns.
//!
//! Promises: one pass when first asked, then a bounded number of bytes a lookup, however long the lines are.

use crate::text::{Position, Span};
use std::cell::Cell;

/// Bytes between two remembered counts.
const STEP: usize = 256;

/// Line starts, and the number of UTF-16 units before every [`STEP`]th byte.
pub(super) struct LineIndex {
    starts: Vec<usize>,
    units: Vec<usize>,
    utf8: bool,
    /// The line last asked for: places are asked for in order, more often than not.
    last: Cell<usize>,
}

impl LineIndex {
    pub(super) fn new(text: &[u8]) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text).map(|at| at + 1)).collect();
        // Of ASCII a byte is a unit, and nothing has to be counted.
        let utf8 = !text.is_ascii() && std::str::from_utf8(text).is_ok();
        let mut total = 0;
        let units = text
            .chunks(STEP)
            .map(|chunk| {
                let before = total;
                total += count_units(chunk, utf8);
                before
            })
            .collect();
        Self { starts, units, utf8, last: Cell::new(1) }
    }

    /// Of a file without lines.
    pub(super) fn binary() -> Self {
        Self { starts: vec![0], units: Vec::new(), utf8: false, last: Cell::new(1) }
    }

    pub(super) fn line_number(&self, offset: usize) -> u32 {
        let begins = |line: usize| self.starts.get(line - 1).is_some_and(|&start| start <= offset);
        let holds = |line: &usize| begins(*line) && !begins(line + 1);
        let last = self.last.get();
        let near = [last, last + 1].into_iter().find(holds);
        let line = near.unwrap_or_else(|| self.starts.partition_point(|&start| start <= offset));
        self.last.set(line);
        line as u32
    }

    /// The line that holds `offset`, without its line break.
    pub(super) fn line(&self, text: &[u8], offset: usize) -> Span {
        let number = self.line_number(offset.min(text.len())) as usize;
        let start = self.starts[number - 1];
        let end = self.starts.get(number).map_or(text.len(), |next| next - 1);
        Span::new(start, if end > start && text[end - 1] == b'\r' { end - 1 } else { end })
    }

    pub(super) fn position(&self, text: &[u8], offset: usize) -> Position {
        let line = self.line_number(offset);
        let start = self.starts[line as usize - 1];
        let column = self.units_before(text, offset) - self.units_before(text, start) + 1;
        Position { line, column: column as u32 }
    }

    pub(super) fn units_before(&self, text: &[u8], offset: usize) -> usize {
        let offset = offset.min(text.len());
        let step = offset / STEP;
        match self.units.get(step) {
            Some(&before) => before + count_units(&text[step * STEP..offset], self.utf8),
            None if self.units.is_empty() => offset,
            None => self.units.last().map_or(0, |&before| before + count_units(&text[(self.units.len() - 1) * STEP..offset], self.utf8)),
        }
    }
}

/// UTF-16 units of valid UTF-8: one for each character, two for those of four bytes. Other encodings count a unit a byte.
/// Continuation bytes count nothing, so a cut inside a character does no harm.
fn count_units(text: &[u8], utf8: bool) -> usize {
    // Two units a byte at most: sums of so few bytes fit in a byte, which is what the compiler needs to count many at once.
    const CHUNK: usize = 127;
    let units = |byte: u8| u8::from(byte & 0xC0 != 0x80) + u8::from(byte >= 0xF0);
    let count = |chunk: &[u8]| usize::from(chunk.iter().map(|&byte| units(byte)).sum::<u8>());
    if utf8 { text.chunks(CHUNK).map(count).sum() } else { text.len() }
}
