//! Writes `rules/lexicon/gram-frequency.tsv`: how often folded sequences of three and four bytes stand in source text.
//!
//! ```text
//! cargo run --release --example gram_frequency -- DIRECTORY[,DIRECTORY…] … > rules/lexicon/gram-frequency.tsv
//! ```
//!
//! Each argument is one voice: its directories are counted together, and every voice weighs the same however large it is, so that a kernel of
//! a gigabyte does not drown a library of a megabyte. Give one argument a language. The table in the repository was made from eleven: the Linux
//! kernel (C), Rust crates, the standard library of Python, npm's own packages (JavaScript), the sources of commons-lang and openmrs-core (Java),
//! typeorm (TypeScript), gin (Go), Newtonsoft.Json (C#), Laravel (PHP), Rails (Ruby) and ansible (YAML, Python, documentation).
//!
//! Files with a NUL byte in their first KiB are taken for binary and left out, and so is what lies past the first MiB of a file.

#![expect(clippy::disallowed_methods, reason = "a tool that reads what it is given")]

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Grams of four below this number per MiB are left out.
const LEAST_FOUR: f64 = 14.0;

/// The same for grams of three.
const LEAST_THREE: f64 = 40.0;

/// Bytes read of each file.
const LONGEST: u64 = 1 << 20;

const MEBIBYTE: f64 = 1_048_576.0;

type Counts = HashMap<u32, f64>;

fn main() -> io::Result<()> {
    let mut total = Counts::new();
    let mut voices = 0.0;
    for argument in std::env::args().skip(1) {
        let (counts, bytes) = voice(&argument)?;
        for (gram, count) in BTreeMap::from_iter(counts) {
            *total.entry(gram).or_default() += count * MEBIBYTE / bytes;
        }
        voices += 1.0;
    }
    let mut rows: Vec<(u32, f64)> = total.into_iter().map(|(gram, count)| (gram, count / voices)).filter(|&row| listed(row)).collect();
    rows.sort_unstable_by_key(|&(gram, _)| gram.to_le_bytes());
    let mut out = io::BufWriter::new(io::stdout().lock());
    writeln!(out, "gram\tper MiB")?;
    for (gram, number) in rows {
        writeln!(out, "{}\t{number:.0}", escaped(gram))?;
    }
    out.flush()
}

fn listed((gram, number): (u32, f64)) -> bool {
    number >= if gram >> 24 == 0 { LEAST_THREE } else { LEAST_FOUR }
}

fn voice(directories: &str) -> io::Result<(Counts, f64)> {
    let mut counts = Counts::new();
    let mut bytes = 0.0;
    let mut waiting: Vec<PathBuf> = directories.split(',').map(PathBuf::from).collect();
    while let Some(path) = waiting.pop() {
        let kind = fs::symlink_metadata(&path)?.file_type();
        if kind.is_dir() {
            for entry in fs::read_dir(&path)? {
                waiting.push(entry?.path());
            }
        } else if kind.is_file()
            && let Some(text) = text_of(&path)?
        {
            count(&text, &mut counts);
            bytes += text.len() as f64;
        }
    }
    Ok((counts, f64::max(bytes, 1.0)))
}

fn text_of(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut text = Vec::new();
    fs::File::open(path)?.take(LONGEST).read_to_end(&mut text)?;
    let binary = text.iter().take(1024).any(|&byte| byte == 0);
    Ok((!binary).then_some(text))
}

fn count(text: &[u8], counts: &mut Counts) {
    for window in text.windows(4) {
        let gram = u32::from_le_bytes([window[0], window[1], window[2], window[3]]) | 0x2020_2020;
        *counts.entry(gram).or_default() += 1.0;
        *counts.entry(gram & 0x00ff_ffff).or_default() += 1.0;
    }
}

/// The bytes of a gram as the table writes them. A folded byte is never a control byte nor a backslash; DEL, which `_` folds to, is written `_`.
fn escaped(gram: u32) -> String {
    let bytes = gram.to_le_bytes();
    let length = if bytes[3] == 0 { 3 } else { 4 };
    let mut text = String::new();
    for &byte in &bytes[..length] {
        match byte {
            0x7f => text.push('_'),
            0x20..0x7f => text.push(char::from(byte)),
            _ => text.extend(std::ascii::escape_default(byte).map(char::from)),
        }
    }
    text
}
