//! Lines in which nothing was found, so that they are not looked at again in the next version of a file.
//!
//! Promises: memory is bounded; what is not kept is looked at again. A line is known by itself and its two neighbours in a file of the
//! same name, by digests under a key of its own: nobody can write a line that is taken for another one. Which lines are known depends on
//! what was learned, and never on the key.

use crate::text::Span;
use foldhash::quality::RandomState;
use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher};

/// Most lines that are kept, of 8 to 16 bytes each; no further ones are learned then.
const MOST: usize = 1 << 18;

/// Those lines.
#[derive(Default)]
pub(super) struct Lines {
    /// Lines are hashed by the hundred million, for which the hash of the standard library takes several times as long.
    random: RandomState,
    known: HashSet<u64, BuildHasherDefault<Digest>>,
}

/// Digests are hashes already.
#[derive(Default)]
struct Digest(u64);

impl Hasher for Digest {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, digest: u64) {
        self.0 = digest;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Lines that are not known.
#[derive(Default)]
pub(super) struct Unknown {
    /// Where they are; neighbours are one span.
    pub(super) spans: Vec<Span>,
    digests: Vec<u64>,
}

/// Which lines are alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind<'k> {
    /// The file they are in.
    pub(super) file: &'k str,
    /// Whether each line speaks for itself.
    pub(super) alone: bool,
}

impl Lines {
    /// Lines that are not known, of those that the spans touch.
    pub(super) fn unknown(&self, kind: Kind<'_>, text: &[u8], spans: &[Span]) -> Unknown {
        let mut unknown = Unknown::default();
        self.each(kind, text, spans, &mut |line, digest| {
            if !self.known.contains(&digest) {
                unknown.digests.push(digest);
                match unknown.spans.last_mut() {
                    Some(last) if last.end >= line.start => last.end = line.end,
                    _ => unknown.spans.push(line),
                }
            }
        });
        unknown
    }

    /// Takes note of lines that were unknown: nothing was found in any of them.
    pub(super) fn learn_unknown(&mut self, unknown: Unknown) {
        for digest in unknown.digests {
            if self.known.len() < MOST {
                self.known.insert(digest);
            }
        }
    }

    /// Whether any line of such a file is known: if not, nothing is to be gained by asking for each.
    pub(super) fn knows(&self, kind: Kind<'_>) -> bool {
        self.known.contains(&mixed(self.digest(kind.file.as_bytes()), 0, 0, 0))
    }

    /// Takes note of the lines that the spans touch: nothing was found in them, but in those that hold one of `findings`.
    pub(super) fn learn(&mut self, kind: Kind<'_>, text: &[u8], spans: &[Span], findings: &[Span]) {
        let mut known = std::mem::take(&mut self.known);
        known.insert(mixed(self.digest(kind.file.as_bytes()), 0, 0, 0));
        self.each(kind, text, spans, &mut |line, digest| {
            if findings.iter().any(|finding| finding.overlaps(line)) {
                known.remove(&digest);
            } else if known.len() < MOST {
                known.insert(digest);
            }
        });
        self.known = known;
    }

    /// A digest under a key that is drawn in each run and never seen.
    fn digest(&self, bytes: &[u8]) -> u64 {
        self.random.hash_one(bytes)
    }

    /// Goes through the lines that the spans touch, each once.
    fn each(&self, kind: Kind<'_>, text: &[u8], spans: &[Span], each: &mut dyn FnMut(Span, u64)) {
        let file = self.digest(kind.file.as_bytes());
        let digest = |line: Span| self.digest(line.of(text));
        let mut done = 0;
        for span in spans {
            let Some(first) =
                line_at(text, span.start.max(done)).filter(|line| line.start == 0 || line.start < span.end.max(span.start + 1))
            else {
                continue;
            };
            let mut before = first.start.checked_sub(1).and_then(|at| line_at(text, at)).map_or(0, digest);
            let (mut line, mut own) = (first, digest(first));
            loop {
                let next = line_from(text, line.end);
                let after = next.map_or(0, digest);
                each(line, if kind.alone { mixed(file, 0, own, 0) } else { mixed(file, before, own, after) });
                done = line.end;
                match next {
                    Some(next) if next.start < span.end => (before, own, line) = (own, after, next),
                    _ => break,
                }
            }
        }
    }
}

/// One digest of four, in their order.
fn mixed(file: u64, before: u64, own: u64, after: u64) -> u64 {
    [before, own, after].into_iter().fold(file, |sum, part| (sum.rotate_left(23) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// The line that begins at a byte.
fn line_from(text: &[u8], start: usize) -> Option<Span> {
    let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
    Some(Span::new(start, memchr::memchr(b'\n', rest).map_or(text.len(), |found| start + found + 1)))
}

/// The line that a byte is in, with the break at its end.
fn line_at(text: &[u8], at: usize) -> Option<Span> {
    let start = memchr::memrchr(b'\n', text.get(..at)?).map_or(0, |found| found + 1);
    let end = memchr::memchr(b'\n', text.get(at..)?).map_or(text.len(), |found| at + found + 1);
    (start < end && at < text.len()).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: Kind<'_> = Kind { file: "a.go", alone: false };

    fn unknown<'t>(lines: &Lines, kind: Kind<'_>, text: &'t str) -> Vec<&'t str> {
        let all = [Span::new(0, text.len())];
        lines.unknown(kind, text.as_bytes(), &all).spans.iter().map(|span| &text[span.start..span.end]).collect()
    }

    #[test]
    fn a_line_is_known_with_its_neighbours() {
        let mut lines = Lines::default();
        assert_eq!(unknown(&lines, FILE, "a\nb\nc\nd\ne"), ["a\nb\nc\nd\ne"]);
        lines.learn(FILE, b"a\nb\nc\nd\ne", &[Span::new(0, 9)], &[]);
        for (text, expected) in [
            ("a\nb\nc\nd\ne", &[][..]),
            ("a\nb\nX\nc\nd\ne", &["b\nX\nc\n"]),
            ("a\nb\nd\ne", &["b\nd\n"]),
            ("X\nb\nc\nd\nY", &["X\nb\n", "d\nY"]),
            ("b", &["b"]),
            ("", &[]),
        ] {
            assert_eq!(unknown(&lines, FILE, text), expected, "{text:?}");
        }
        assert_eq!(unknown(&lines, Kind { file: "b.go", alone: false }, "a\nb"), ["a\nb"], "another file");
    }

    #[test]
    fn what_was_unknown_is_learned() {
        let mut lines = Lines::default();
        lines.learn(FILE, b"a\nb\nc\n", &[Span::new(0, 6)], &[]);
        let text = b"a\nb\nX\nc\n";
        let unknown = lines.unknown(FILE, text, &[Span::new(0, text.len())]);
        assert_eq!(unknown.spans, [Span::new(2, 8)]);
        lines.learn_unknown(unknown);
        assert!(lines.unknown(FILE, text, &[Span::new(0, text.len())]).spans.is_empty());
    }

    #[test]
    fn digests_tell_lines_apart() {
        let lines = Lines::default();
        let mut seen = HashSet::new();
        for length in 0..70 {
            assert!(seen.insert(lines.digest(&vec![0; length])), "{length} zeros");
            for at in 0..length {
                for bit in [1, 0x80] {
                    let mut bytes = vec![0; length];
                    bytes[at] = bit;
                    assert!(seen.insert(lines.digest(&bytes)), "{bit} at {at} of {length}");
                }
            }
        }
        assert_ne!(lines.digest(b"a"), Lines::default().digest(b"a"), "each run has its own keys");
    }

    #[test]
    fn a_line_is_known_by_itself_where_it_speaks_for_itself() {
        let (mut lines, kind) = (Lines::default(), Kind { file: "sum", alone: true });
        lines.learn(kind, b"a\nb\nc\n", &[Span::new(0, 6)], &[]);
        assert_eq!(unknown(&lines, kind, "c\na\nX\nb\n"), ["X\n"]);
    }

    #[test]
    fn a_line_with_a_finding_stays_unknown() {
        let mut lines = Lines::default();
        let all = [Span::new(0, 6)];
        lines.learn(FILE, b"a\nb\nc\n", &all, &[Span::new(2, 3)]);
        assert_eq!(unknown(&lines, FILE, "a\nb\nc\n"), ["b\n"]);
        lines.learn(FILE, b"a\nb\nc\n", &all, &[]);
        assert_eq!(unknown(&lines, FILE, "a\nb\nc\n"), [""; 0]);
        lines.learn(FILE, b"a\nb\nc\n", &all, &[Span::new(2, 3)]);
        assert_eq!(unknown(&lines, FILE, "a\nb\nc\n"), ["b\n"]);
    }

    #[test]
    fn only_what_the_spans_touch_is_looked_at() {
        let lines = Lines::default();
        let text = b"aa\nbb\ncc\ndd\nee\n";
        let spans = |spans: &[Span]| lines.unknown(FILE, text, spans).spans.iter().map(|span| (span.start, span.end)).collect::<Vec<_>>();
        assert_eq!(spans(&[Span::new(4, 4), Span::new(13, 15)]), [(3, 6), (12, 15)]);
        assert_eq!(spans(&[Span::new(4, 7), Span::new(5, 8)]), [(3, 9)]);
        assert_eq!(spans(&[Span::new(15, 15)]), []);
    }

    #[test]
    fn what_is_kept_is_bounded_and_depends_on_no_key() {
        let text = (0..MOST + 1000).map(|number| format!("{number}\n")).collect::<Vec<_>>().concat();
        let (mut one, mut two) = (Lines::default(), Lines::default());
        for lines in [&mut one, &mut two] {
            lines.learn(FILE, text.as_bytes(), &[Span::new(0, text.len())], &[]);
        }
        assert!(one.known.len() <= MOST);
        let left = unknown(&one, FILE, &text);
        assert_eq!(left.len(), 1);
        assert!(left[0].lines().count() > 1000 && text.ends_with(left[0]));
        assert_eq!(unknown(&two, FILE, &text), left);
    }
}
