//! Linking: what one file cannot decide, the tree does.
//!
//! A rule may name a configuration key instead of a value: `Cipher.getInstance(properties.getProperty("cipher"))`. Its finding is
//! pending until the symbols of the tree say what the key holds; a default in the code is believed only where no file sets the key.
//!
//! Promises: pure, and the order of files does not matter. Symbols hold no text of the tree: a key is kept as a digest, and a value
//! only if it is made of words of a closed vocabulary, `rules/lexicon/algorithms.txt`; a property's value may be a password.

use crate::finding::Finding;
use crate::language::Language;
use crate::rule::sink::Known;
use crate::rule::{Confidence, RuleSet};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

/// Longest configuration file that is read for symbols, in bytes.
const LONGEST_FILE: usize = 1 << 20;

/// Digest of a configuration key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyDigest([u8; 16]);

impl KeyDigest {
    /// Digests a key as it is written in the file.
    pub fn of(key: &[u8]) -> Self {
        let digest = Sha256::digest(key);
        Self(digest[..16].try_into().expect("SHA-256 has 32 bytes"))
    }
}

/// A finding that holds only if a configuration key has a certain value.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The finding, if it holds.
    pub finding: Finding,
    /// The key.
    pub key: KeyDigest,
    /// The value that the code falls back to, if it names one from the vocabulary.
    pub default: Option<String>,
    /// The call of the rule whose argument the key decides, and whether the finding holds where no file sets the key.
    pub call: Option<(usize, bool)>,
}

/// What a configuration file says about a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Symbol {
    /// The key.
    pub key: KeyDigest,
    /// Its value, in words of the vocabulary.
    pub value: String,
}

static VOCABULARY: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../rules/lexicon/algorithms.txt").lines();
    lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// The value in words of the vocabulary, if it has no others: `AES/ECB/PKCS5Padding`.
pub fn vocabulary_value(value: &[u8]) -> Option<String> {
    let value = std::str::from_utf8(value).ok()?.trim().trim_matches(['"', '\'']);
    let mut words = value.split(['/', '-', '_', ' ']);
    let known = value.len() <= 64 && words.all(|word| VOCABULARY.contains(word.to_ascii_lowercase().as_str()));
    known.then(|| value.to_owned())
}

/// What a configuration file offers to others.
pub fn symbols(text: &[u8], language: Language) -> Vec<Symbol> {
    let is_configuration = matches!(language, Language::Properties | Language::Env | Language::Ini | Language::Toml | Language::Yaml);
    if !is_configuration || text.len() > LONGEST_FILE {
        return Vec::new();
    }
    text.split(|byte| *byte == b'\n').filter_map(symbol).collect()
}

fn symbol(line: &[u8]) -> Option<Symbol> {
    let operator = memchr::memchr2(b'=', b':', line)?;
    let key = line[..operator].trim_ascii();
    let value = vocabulary_value(&line[operator + 1..])?;
    (!key.is_empty() && !key.starts_with(b"#")).then(|| Symbol { key: KeyDigest::of(key), value })
}

/// Decides pending findings: those that hold come back, with confidence after what decided them.
pub fn link(rules: &RuleSet, pending: Vec<Pending>, symbols: &[Symbol]) -> Vec<Finding> {
    let mut values: BTreeMap<KeyDigest, BTreeSet<&str>> = BTreeMap::new();
    for symbol in symbols {
        values.entry(symbol.key).or_default().insert(&symbol.value);
    }
    pending.into_iter().filter_map(|pending| decide(rules, pending, &values)).collect()
}

fn decide(rules: &RuleSet, pending: Pending, values: &BTreeMap<KeyDigest, BTreeSet<&str>>) -> Option<Finding> {
    let mut finding = pending.finding;
    let weak = |value: &str| match pending.call {
        Some((call, _)) => is_weak(rules, &finding, call, value),
        None => rules.resolves(finding.rule).is_some_and(|regex| regex.is_match(value.as_bytes())),
    };
    if let Some(set) = values.get(&pending.key) {
        finding.mask = set.iter().find(|value| weak(value))?.to_string();
        finding.confidence = Confidence::High;
    } else {
        let by_default = pending.default.as_ref().filter(|value| weak(value));
        if by_default.is_none() && !pending.call.is_some_and(|(_, holds)| holds) {
            return None;
        }
        finding.mask = by_default.cloned().unwrap_or(finding.mask);
        finding.confidence = Confidence::Low;
    }
    Some(finding)
}

/// Whether a value of the tree meets what the rule asks of the argument.
fn is_weak(rules: &RuleSet, finding: &Finding, call: usize, value: &str) -> bool {
    let known = match value.parse() {
        Ok(number) => Known::Number(number),
        Err(_) => Known::Text(value.to_owned()),
    };
    let Some((condition, matches)) = rules.first_condition(finding.rule, call) else { return false };
    condition.holds(&known, matches)
}
