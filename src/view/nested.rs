//! Text within text: base64, hexadecimal, percent escapes, entities, escapes of string literals, quoted-printable; gzip and PDF within them.
//!
//! A decoder says what leads to it, which stretch of a text is written in its way, and what that stretch says. Promises: every byte of the
//! decoded text knows the exact bytes that it was read from ([`Map`]), so that no finding can lose its place; work is linear in the
//! stretch and what it gives is bounded; damaged input gives less, never an error. What does not read as text is dropped, unless its first
//! bytes say gzip or PDF. Never judges what the text means.

use crate::archive;
use crate::text::Span;

mod escape;
mod run;

/// How many decoders may lie over one another: a Helm release is gzip in base64 in base64.
pub const MOST_LEVELS: usize = 3;

/// Fewest bytes of decoded text that are worth reading.
const LEAST: usize = 10;

/// A way to write text as other text.
#[derive(Debug)]
pub struct Decoder {
    /// The word in evidence, after `decoded:`.
    pub name: &'static str,
    /// What gives it away, in either case; rare in text that is not written so.
    pub literals: &'static [&'static str],
    /// Whether runs of twenty letters and digits give it away.
    pub runs: bool,
    /// The stretch around a hit that may be written so, beginning at the given offset or later; not empty.
    pub stretch: fn(text: &[u8], hit: Span, from: usize) -> Span,
    /// What a stretch says, in at most so many bytes.
    pub decode: fn(text: &[u8], stretch: Span, most: usize) -> Option<Decoded>,
    /// What a value says that is known to be written so: as short as it may be.
    pub value: fn(text: &[u8], value: Span, most: usize) -> Option<Decoded>,
}

/// Every decoder.
#[rustfmt::skip] // one line a decoder, so that the table reads as a table
pub const DECODERS: &[Decoder] = &[
    Decoder { name: "base64", literals: &["H4sI", "JVBERi0"], runs: true, stretch: run::base64_stretch, decode: run::base64, value: run::base64_value },
    Decoder { name: "hex", literals: &[], runs: true, stretch: run::hex_stretch, decode: run::hex, value: run::hex },
    Decoder { name: "percent", literals: escape::PERCENT, runs: false, stretch: escape::address, decode: escape::percent, value: escape::percent },
    Decoder { name: "html", literals: escape::ENTITIES, runs: false, stretch: escape::line, decode: escape::entities, value: escape::entities },
    Decoder { name: "escape", literals: escape::ESCAPES, runs: false, stretch: escape::literal, decode: escape::escapes, value: escape::escapes },
    Decoder { name: "quoted-printable", literals: &["quoted-printable"], runs: false, stretch: escape::part, decode: escape::quoted_printable, value: escape::quoted_printable },
];

/// The decoder of that name.
pub fn decoder(name: &str) -> Option<&'static Decoder> {
    DECODERS.iter().find(|decoder| decoder.name == name)
}

/// What a stretch says, and the way back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The bytes that were written.
    pub bytes: Vec<u8>,
    /// Where each of them stands in the text.
    pub map: Map,
    /// What the bytes were packed in within, `gzip` or `pdf`; empty where they were not. Then all of the text comes from all of the stretch.
    pub packed: &'static str,
}

impl Decoded {
    /// Unpacks gzip and the text of a PDF, then drops what does not read as text. `most` bounds what either may give.
    fn readable(mut self, stretch: Span, most: usize) -> Option<Self> {
        if self.bytes.starts_with(b"\x1f\x8b\x08") {
            self = Self { bytes: gunzip(&self.bytes, most), map: Map::whole(stretch), packed: "gzip" };
        } else if self.bytes.starts_with(b"%PDF-") {
            self = Self { bytes: archive::text_of_pdf(&self.bytes, most), map: Map::whole(stretch), packed: "pdf" };
        }
        (self.bytes.len() >= LEAST && reads_as_text(&self.bytes)).then_some(self)
    }
}

/// As much as can be unpacked, up to `most` bytes.
fn gunzip(bytes: &[u8], most: usize) -> Vec<u8> {
    use std::io::Read;
    let mut out = Vec::new();
    // An error ends the text where it is: what came before is still text.
    let _ = flate2::read::MultiGzDecoder::new(bytes).take(most as u64).read_to_end(&mut out);
    out
}

/// Bytes that are looked at to tell text from chance.
const SNIFFED: usize = 512;

/// Random bytes are printable in one of three cases. UTF-16 has a NUL in every other place.
fn reads_as_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(SNIFFED)];
    let mostly = |count: usize, of: usize| count * 20 >= of * 19;
    let printable = |byte: &&u8| matches!(**byte, b' '..=b'~' | b'\t' | b'\r' | b'\n' | 0x0B | 0x1C..=0x1F);
    let ascii = head.iter().filter(printable).count();
    let utf8 = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.valid_up_to() + 4 > head.len(),
    };
    let letters = head.iter().filter(|byte| byte.is_ascii_alphanumeric()).count();
    let high = head.iter().filter(|byte| **byte >= 0x80).count();
    let half = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    mostly(ascii, head.len())
        || utf8 && letters * 3 >= head.len() && mostly(ascii + high, head.len())
        || (mostly(half(1), head.len() / 2) || mostly(half(0), head.len() / 2)) && mostly(2 * ascii, head.len())
}

/// The way from decoded bytes back to the bytes that they were read from.
///
/// Between the two stand the symbols of the code: base64 has four for three bytes, hexadecimal two for one. A run of symbols stands byte for
/// byte in the text, or has come from one piece of the text as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map {
    /// Symbols for so many bytes.
    symbols: usize,
    bytes: usize,
    runs: Vec<Run>,
}

impl Default for Map {
    fn default() -> Self {
        Self::new(1, 1)
    }
}

/// Symbols from one number on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    symbol: usize,
    start: usize,
    /// Length of the piece that all of them came from; 0 where each is a byte of the text.
    whole: usize,
}

impl Map {
    /// A map of `symbols` for `bytes`, to be filled in order.
    fn new(symbols: usize, bytes: usize) -> Self {
        Self { symbols, bytes, runs: Vec::new() }
    }

    /// All of the text comes from all of the stretch.
    fn whole(stretch: Span) -> Self {
        let mut map = Self::default();
        map.piece(0, stretch);
        map
    }

    /// From this symbol on each is a byte of the text.
    fn run(&mut self, symbol: usize, start: usize) {
        self.runs.push(Run { symbol, start, whole: 0 });
    }

    /// From this symbol on all have come from one piece.
    fn piece(&mut self, symbol: usize, piece: Span) {
        self.runs.push(Run { symbol, start: piece.start, whole: piece.len() });
    }

    /// Where a range of decoded bytes stands in the text.
    pub fn locate(&self, decoded: Span) -> Span {
        let first = decoded.start * self.symbols / self.bytes;
        let last = (decoded.end.max(decoded.start + 1) * self.symbols).div_ceil(self.bytes) - 1;
        Span::new(self.symbol(first).start, self.symbol(last).end)
    }

    fn symbol(&self, symbol: usize) -> Span {
        let next = self.runs.partition_point(|run| run.symbol <= symbol);
        let Some(run) = self.runs.get(next.saturating_sub(1)) else { return Span::default() };
        let start = if run.whole == 0 { run.start + symbol.saturating_sub(run.symbol) } else { run.start };
        Span::new(start, start + run.whole.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MOST: usize = 1 << 20;

    /// What a decoder reads around the first place that leads to it, and where `needle` of it stands in the text.
    fn read<'t>(name: &str, text: &'t str, needle: &str) -> Option<(String, &'t str)> {
        let decoder = decoder(name).expect("it is in the table");
        let bytes = text.as_bytes();
        let lower = text.to_ascii_lowercase();
        let literal = decoder.literals.iter().filter_map(|literal| Some((lower.find(&literal.to_ascii_lowercase())?, literal.len()))).min();
        let run = || {
            let starts = (0..bytes.len()).find(|&at| bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count() >= 20)?;
            Some((starts, bytes[starts..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()))
        };
        let (at, length) = literal.or_else(|| if decoder.runs { run() } else { None })?;
        let stretch = (decoder.stretch)(bytes, Span::new(at, at + length), 0);
        assert!(!stretch.is_empty() && stretch.end <= bytes.len(), "{name}: {stretch:?}");
        let decoded = (decoder.decode)(bytes, stretch, MOST)?;
        let decoded_text = String::from_utf8_lossy(&decoded.bytes).into_owned();
        let start = decoded_text.find(needle).unwrap_or_else(|| panic!("{name} of {text} reads {decoded_text}"));
        let place = decoded.map.locate(Span::new(start, start + needle.len()));
        Some((decoded_text, std::str::from_utf8(place.of(bytes)).expect("ASCII")))
    }

    #[test]
    fn every_decoder_reads_and_finds_its_way_back() {
        for (name, text, decoded, needle, place) in [
            ("base64", "auth: d2FyZDpzZWNyZXQ6eDEyMzQ1Njc4OQ==", "ward:secret:x123456789", "secret", "pzZWNyZXQ"),
            ("base64", "/9j/ d2FyZDpzZWNyZXQ6eDEyMzQ1Njc4OQ", "ward:secret:x123456789", "x123456789", "eDEyMzQ1Njc4OQ"),
            ("base64", "a/d2FyZDpzZWNyZXQ6eDEyMzQ1Njc4OQ", "ward:secret:x123456789", "ward", "d2FyZD"),
            ("base64", "k_d2FyZDpzZWNyZXQ6eDEyMzQ1Njc4OQ", "ward:secret:x123456789", "ward", "d2FyZD"),
            ("hex", "blob = 776172643a7365637265743a78313233", "ward:secret:x123", "secret", "736563726574"),
            ("hex", "0x776172643a7365637265743a78313233", "ward:secret:x123", "x123", "78313233"),
            ("percent", "go?u=https%3A%2F%2Fward%3Ase%20cret%40host HTTP", "go?u=https://ward:se cret@host", "se cret", "se%20cret"),
            ("html", "<a b=\"{&quot;key&quot;:&quot;d&#x65;f&#46;&quot;}\">", "<a b=\"{\"key\":\"def.\"}\">", "def.", "d&#x65;f&#46;"),
            ("escape", r#"s = "{\"key\": \"d\u0065f\\n\"}" + x"#, "{\"key\": \"def\\n\"}", "def", r"d\u0065f"),
            ("escape", r#""\u0070\u0061\u0073\u0073\u0077\u006f\u0072\u0064""#, "", "", ""),
            ("escape", r#""\u0070\u0061\u0073\u0073=\u0077\u006f\u0072\u0064s""#, "pass=words", "words", r"\u0077\u006f\u0072\u0064s"),
        ] {
            if decoded.is_empty() {
                assert_eq!(read(name, text, ""), None, "{text}");
                continue;
            }
            assert_eq!(read(name, text, needle), Some((decoded.to_owned(), place)), "{text}");
        }
    }

    #[test]
    fn base64_goes_on_over_lines() {
        let first = "cGFzc3dvcmQ9c29tZXRoaW5nIGxvbmcgZW5vdWdoIHRvIGJlIHdy";
        let second = "YXBwZWQgb3ZlciBsaW5lcywgYW5kIHRoZW4gc29tZSBtb3JlIG9m";
        let last = "IGl0";
        for (open, joint, close) in [
            ("x:\n    ", "\n    ", "\n"),
            ("x:\r\n  ", "\r\n  ", "\r\n"),
            ("s = \"", "\" +\n    \"", "\";"),
            ("s = ('", "'\n     '", "')"),
            ("\"", "\\n", "\""),
            ("\"", "\\r\\n", "\""),
            ("s = \"", "\" \\\n\"", "\""),
        ] {
            let text = format!("{open}{first}{joint}{second}{joint}{last}{close}");
            let (decoded, place) = read("base64", &text, "wrapped").expect("it decodes");
            assert_eq!(decoded, "password=something long enough to be wrapped over lines, and then some more of it", "{text}");
            assert_eq!(place, format!("IHdy{joint}YXBwZWQ").replace("IH", "H"), "{text}");
        }
    }

    #[test]
    fn quoted_printable_ends_with_its_part() {
        let text = "Content-Transfer-Encoding: quoted-printable\r\n\r\npassword=3Dse=\r\ncret pas=C3=A9\r\n--b\r\nnot=3Dthis";
        let (decoded, place) = read("quoted-printable", text, "secret").expect("it decodes");
        assert!(decoded.trim_end().ends_with("password=secret pas\u{e9}"), "{decoded}");
        assert_eq!(place, "se=\r\ncret");
    }

    #[test]
    fn gzip_is_unpacked_and_bounded() {
        use std::io::Write;
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all("password=secret\n".repeat(10_000).as_bytes()).expect("memory");
        let packed = packer.finish().expect("memory");
        let decoded = Decoded { bytes: packed.clone(), ..Decoded::default() }.readable(Span::new(7, 99), 1000).expect("text");
        assert_eq!((decoded.bytes.len(), decoded.packed), (1000, "gzip"));
        assert_eq!(decoded.map.locate(Span::new(9, 15)), Span::new(7, 99));
        let broken = Decoded { bytes: packed[..packed.len() / 2].to_vec(), ..Decoded::default() };
        broken.readable(Span::new(0, 9), 1000);
    }

    #[test]
    fn what_is_no_text_is_dropped() {
        for (name, text) in [
            ("base64", "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"),
            ("base64", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            ("base64", "AbstractSingletonProxyFactoryBean2"),
            ("base64", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1"),
            ("hex", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            ("hex", "12345678901234567890123456789012"),
            ("percent", "%3A%2F"),
            ("html", "&quot;"),
        ] {
            assert_eq!(read(name, text, ""), None, "{name} of {text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_has_a_way_back(text in "[A-Za-z0-9+/=%&;:#\\\\\"'x u\n-]{0,200}", at in 0..200_usize, length in 1..30_usize) {
            let bytes = text.as_bytes();
            let hit = Span::new(at.min(bytes.len().saturating_sub(1)), (at + length).min(bytes.len()));
            for decoder in DECODERS.iter().filter(|_| !hit.is_empty()) {
                let stretch = (decoder.stretch)(bytes, hit, 0);
                prop_assert!(stretch.start <= stretch.end && stretch.end <= bytes.len(), "{}", decoder.name);
                if let Some(decoded) = (decoder.decode)(bytes, stretch, 50) {
                    prop_assert!(decoded.bytes.len() <= 50);
                    for start in 0..decoded.bytes.len() {
                        let place = decoded.map.locate(Span::new(start, decoded.bytes.len()));
                        prop_assert!(!place.is_empty() && stretch.contains(place), "{} {place:?}", decoder.name);
                    }
                }
            }
        }

        #[test]
        fn base64_of_any_text_comes_back(text in "[ -~]{40,200}", from in 0..20_usize, to in 20..40_usize) {
            let encoded = base64(text.as_bytes());
            let stretch = Span::new(0, encoded.len());
            let decoded = run::base64(encoded.as_bytes(), stretch, MOST).expect("text");
            prop_assert_eq!(&decoded.bytes, text.as_bytes());
            let place = decoded.map.locate(Span::new(from, to));
            prop_assert_eq!(place, Span::new(from * 4 / 3, (to * 4).div_ceil(3)));
        }
    }

    /// The standard alphabet, with padding.
    fn base64(bytes: &[u8]) -> String {
        let alphabet: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
        let mut out = String::new();
        for three in bytes.chunks(3) {
            let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
            out.extend((0..=three.len()).map(|place| alphabet[(bits >> (18 - 6 * place) & 63) as usize]));
            out.extend(std::iter::repeat_n('=', 3 - three.len()));
        }
        out
    }
}
