//! Speed of each stage and of the whole, in bytes a second, on texts generated from a seed: `cargo bench`.
//!
//! Read the ratios between the rows of one run, not the numbers of two runs.

#![allow(clippy::format_push_string, reason = "texts are made before anything is measured")]

use asepsis::blob::Blob;
use asepsis::language::{Language, Zones};
use asepsis::rule::{Confidence, RuleSet, Severity};
use asepsis::scan::prefilter::{self, Prefilter};
use asepsis::scan::{Floor, Options, Scanner};
use asepsis::view::View;
use divan::Bencher;
use divan::counter::BytesCount;
use std::hint::black_box;

fn main() {
    divan::main();
}

/// Bytes of each text.
const SIZE: usize = 4 << 20;

/// Knuth's MMIX generator: the same texts on every machine.
struct Seed(u64);

impl Seed {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

/// Source code without anything to find: names, calls, comments, numbers.
fn code() -> Vec<u8> {
    const WORDS: [&str; 24] = [
        "struct", "return", "device", "buffer", "length", "index", "static", "const", "patient", "visit", "schedule", "update", "queue",
        "lock", "status", "error", "result", "config", "message", "handler", "record", "value", "parse", "write",
    ];
    let mut seed = Seed(7);
    let mut text = String::with_capacity(SIZE + 200);
    while text.len() < SIZE {
        let word = |seed: &mut Seed| WORDS[seed.next(WORDS.len())];
        let (one, two, three) = (word(&mut seed), word(&mut seed), word(&mut seed));
        match seed.next(5) {
            0 => text.push_str(&format!("/* the {one} of a {two} holds the {three} */\n")),
            1 => text.push_str(&format!("static int {one}_{two}(struct {three} *{one}, int {two})\n{{\n")),
            2 => text.push_str(&format!("\tif ({one}->{two} > {})\n\t\treturn -{};\n", seed.next(4096), seed.next(40))),
            3 => text.push_str(&format!("\t{one}->{two} = {three}({one}, 0x{:x});\n", seed.next(1 << 24))),
            _ => text.push_str(&format!("\tlog(\"{one} %d: {two} {three}\\n\", {one});\n}}\n\n")),
        }
    }
    text.into_bytes()
}

/// HL7 v2 messages about nobody.
fn hl7() -> Vec<u8> {
    let mut seed = Seed(11);
    let mut text = String::with_capacity(SIZE + 600);
    while text.len() < SIZE {
        let number = seed.next(1_000_000);
        text.push_str(&format!(
            "MSH|^~\\&|LAB|LARKSPUR|EHR|LARKSPUR|20260101||ORU^R01|{number}|T|2.5\rPID|1||{number:07}^^^LARKSPUR^MR||QUOLL^TEST||19000101|F\rOBX|1|NM|2345-7^Glucose||{}|mg/dL\r",
            seed.next(200)
        ));
    }
    text.into_bytes()
}

/// HL7 v2 results of a laboratory: a person, who asked for it, and some twenty observations.
fn results() -> Vec<u8> {
    let mut seed = Seed(17);
    let mut text = String::with_capacity(SIZE + 6000);
    while text.len() < SIZE {
        let (number, day) = (1_000_000 + seed.next(9_000_000), 10 + seed.next(18));
        text.push_str(&format!(
            "MSH|^~\\&|LAB|LARKSPUR|EHR|LARKSPUR|202401{day}1030||ORU^R01^ORU_R01|{number}|P|2.5.1\r\
             PID|1||{number}^^^LARKSPUR^MR||QUOLL^ODALYS^A||1961{day}01|F||2106-3|{} CEDAR ST^^GREENFIELD^MA^02{}^USA||(555)555-01{day}\r\
             PV1|1|I|4N^{}^01||||{number}77^STOAT^IVAN^^^DR\rOBR|1|{number}01|{number}02|24323-8^Panel^LN|||202401{day}0900\r",
            1 + seed.next(900),
            100 + seed.next(900),
            100 + seed.next(400),
        ));
        for line in 1..=10 + seed.next(15) {
            let (value, low) = (seed.next(300), seed.next(60));
            text.push_str(&format!("OBX|{line}|NM|2345-7^Glucose^LN||{value}|mg/dL|{low}-{}|N|||F|||202401{day}1015\r", low + 90));
        }
        text.push('\n');
    }
    text.into_bytes()
}

/// FHIR resources, one a line: a patient, then what was observed of her.
fn resources() -> Vec<u8> {
    let mut seed = Seed(19);
    let mut text = String::with_capacity(SIZE + 6000);
    while text.len() < SIZE {
        let (number, day) = (1_000_000 + seed.next(9_000_000), 10 + seed.next(18));
        text.push_str(&format!(
            "{{\"resourceType\":\"Patient\",\"id\":\"p{number}\",\"identifier\":[{{\"system\":\"urn:larkspur:mrn\",\"value\":\"{number}\"}}],\
             \"name\":[{{\"family\":\"Quoll\",\"given\":[\"Odalys\",\"A\"]}}],\"gender\":\"female\",\"birthDate\":\"1961-03-{day}\",\
             \"address\":[{{\"line\":[\"{} Cedar Street\"],\"city\":\"Greenfield\",\"state\":\"MA\",\"postalCode\":\"02138\"}}]}}\n",
            1 + seed.next(900),
        ));
        for _ in 0..10 + seed.next(15) {
            text.push_str(&format!(
                "{{\"resourceType\":\"Observation\",\"id\":\"o{number}-{}\",\"status\":\"final\",\"code\":{{\"coding\":[{{\"system\":\
                 \"http://loinc.org\",\"code\":\"2345-7\",\"display\":\"Glucose\"}}]}},\"subject\":{{\"reference\":\"Patient/p{number}\"}},\
                 \"effectiveDateTime\":\"2024-01-{day}T10:15:00Z\",\"valueQuantity\":{{\"value\":{},\"unit\":\"mg/dL\"}}}}\n",
                seed.next(100_000),
                seed.next(300),
            ));
        }
    }
    text.into_bytes()
}

/// A long line of base64 and digits, as in minified and generated files.
fn long_line() -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut seed = Seed(13);
    (0..SIZE).map(|_| ALPHABET[seed.next(64)]).collect()
}

#[divan::bench]
fn literals(bencher: Bencher<'_, '_>) {
    let (rules, text) = (RuleSet::built_in(), code());
    let literals: Vec<_> = rules.anchors().iter().map(|anchor| &anchor.literal).collect();
    let prefilter = Prefilter::new(literals, rules.plan());
    bencher.counter(BytesCount::new(text.len())).bench(|| {
        let mut hits = 0_u64;
        prefilter.literals_in(black_box(&text), &mut |_, _| hits += 1);
        hits
    });
}

#[divan::bench]
fn shapes(bencher: Bencher<'_, '_>) {
    let text = code();
    bencher.counter(BytesCount::new(text.len())).bench(|| {
        let mut hits = 0_u64;
        prefilter::shapes_in(black_box(&text), &mut |_, _| hits += 1);
        hits
    });
}

#[divan::bench]
fn zones(bencher: Bencher<'_, '_>) {
    let text = code();
    bencher.counter(BytesCount::new(text.len())).bench(|| Zones::lex(black_box(&text), Language::C));
}

#[divan::bench]
fn decode_utf16(bencher: Bencher<'_, '_>) {
    let text: Vec<u8> = code().iter().flat_map(|byte| [*byte, 0]).collect();
    bencher.counter(BytesCount::new(text.len())).bench(|| View::of("a.c", black_box(&text)).is_some());
}

#[divan::bench(args = ["code.c", "messages.hl7", "results.hl7", "resources.ndjson", "line.min.js"])]
fn whole_scan(bencher: Bencher<'_, '_>, path: &str) {
    let text = match path {
        "code.c" => code(),
        "messages.hl7" => hl7(),
        "results.hl7" => results(),
        "resources.ndjson" => resources(),
        _ => long_line(),
    };
    let rules = RuleSet::built_in();
    // The default view, as the command line asks for it.
    let view = Some(Floor { severity: Severity::Medium, confidence: Confidence::Medium });
    let scanner = Scanner::new(&rules, Options { view, ..Options::default() });
    let blob = Blob { path, project_path: path, bytes: &text };
    bencher.counter(BytesCount::new(text.len())).bench(|| scanner.scan(black_box(&blob)));
}

#[divan::bench]
fn start_up() -> usize {
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    black_box(&scanner).rules().len()
}
