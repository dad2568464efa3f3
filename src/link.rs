//! Linking: what one file cannot decide, the tree does.
//!
//! A rule may name a configuration key instead of a value: `Cipher.getInstance(properties.getProperty("cipher"))`. Its finding is
//! pending until the symbols of the tree say what the key holds; a default in the code is believed only where no file sets the key.
//!
//! A setting of a configuration may name a variable that another file defines: `storage_encrypted = var.encrypted`. Its finding waits in
//! the same way; where several files define the variable, what the tool documents decides which counts ([`setting::reference`]).
//!
//! Promises: pure, and the order of files does not matter. Symbols hold no text of the tree: a key is kept as a digest, and a value
//! only if it is made of words of a closed vocabulary, `rules/lexicon/algorithms.txt` and, for variables
//! of configurations, `setting-values.txt`, or is a small number; a property's value may be a
//! password. Of any other value nothing is known but that it is there.

use crate::finding::Finding;
use crate::format::json::{self, Event, Quote};
use crate::language::Language;
use crate::rule::sink::Known;
use crate::rule::{Confidence, RuleSet};
use crate::setting::{self, reference};
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
    /// The keys, any of which decides.
    pub keys: Vec<KeyDigest>,
    /// The value that the code falls back to, if it names one from the vocabulary.
    pub default: Option<String>,
    /// What of the rule the value is held against.
    pub decides: Decides,
    /// The constant of another file that decides, where one does.
    pub constant: Option<Constant>,
}

/// A constant that another file defines, `Algorithms.HASH`, or what a function there returns: `Algorithms.hash()`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Constant {
    /// The class or module that it is of; empty where the name stands alone and the package, a folder, is meant (Go, C).
    pub owner: String,
    /// Its name.
    pub name: String,
    /// Of a function, how many arguments it is given.
    pub arguments: Option<usize>,
}

impl Constant {
    /// Names it.
    pub fn new(owner: &str, name: &str) -> Self {
        Self { owner: owner.to_owned(), name: name.to_owned(), arguments: None }
    }

    /// What it goes by, for a file: in the file's own folder, which counts more, and anywhere.
    pub fn keys(&self, path: &str) -> [KeyDigest; 2] {
        let folder = folder_of(path);
        let arguments = self.arguments.map_or_else(String::new, |arguments| format!("/{arguments}"));
        let here = format!("{folder}\0{}.{}{arguments}", self.owner, self.name);
        // A bare name means the file's own folder, and nothing elsewhere.
        let anywhere = if self.owner.is_empty() { here.clone() } else { format!("\0{}.{}{arguments}", self.owner, self.name) };
        [here, anywhere].map(|key| KeyDigest::of(key.as_bytes()))
    }

    /// What a file says of it.
    pub fn defined(&self, path: &str, content: &Content) -> Vec<Symbol> {
        self.keys(path).into_iter().zip([1, 0]).map(|(key, rank)| Symbol { key, rank, content: content.clone() }).collect()
    }
}

/// The folder of a path.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What findings wait for that only a second look at the tree can say.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Configuration keys.
    pub keys: HashSet<KeyDigest>,
    /// Constants, with the folders of the files that use them.
    pub constants: BTreeMap<Constant, BTreeSet<String>>,
}

impl Wanted {
    /// Notes what a finding in a file waits for.
    pub fn note(&mut self, path: &str, pending: &Pending) {
        match (&pending.constant, pending.decides) {
            (Some(constant), _) => {
                self.constants.entry(constant.clone()).or_default().insert(folder_of(path).to_owned());
            }
            (None, Decides::Setting { .. }) => {}
            (None, Decides::Pattern | Decides::Call { .. }) => self.keys.extend(&pending.keys),
        }
    }

    /// Whether nothing is waited for.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.constants.is_empty()
    }

    /// The constants that a file may define: those of a class or module of its name, and those that its folder's files use.
    pub fn of_file(&self, path: &str) -> Vec<&Constant> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.split('.').next().unwrap_or_default();
        self.constants
            .iter()
            .filter(|(constant, folders)| constant.owner == stem || folders.contains(folder))
            .map(|(constant, _)| constant)
            .collect()
    }
}

/// What of a rule a value of the tree is held against; `holds` is whether the finding holds where no file sets the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decides {
    /// What the rule says of values that its pattern does not see.
    Pattern,
    /// The argument of a call, by its index within the rule.
    Call {
        /// Index of the call.
        call: usize,
        /// Whether it holds alone.
        holds: bool,
    },
    /// A setting, by its index within the rule.
    Setting {
        /// Index of the test.
        test: usize,
        /// Whether it holds alone.
        holds: bool,
    },
}

impl Pending {
    /// Whether it is a finding where the tree is not at hand.
    pub fn holds_alone(&self) -> bool {
        match self.decides {
            Decides::Pattern => true,
            Decides::Call { holds, .. } | Decides::Setting { holds, .. } => holds,
        }
    }

    /// Whether it speaks of a setting of a configuration.
    pub fn is_setting(&self) -> bool {
        matches!(self.decides, Decides::Setting { .. })
    }
}

/// What a configuration file says about a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Symbol {
    /// The key.
    pub key: KeyDigest,
    /// Of several that define the key, the highest count.
    pub rank: u8,
    /// Its value.
    pub content: Content,
}

/// What is known of a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Content {
    /// Words of the vocabulary, or a small number.
    Words(String),
    /// Some constant text or bytes that are not of the vocabulary.
    Constant,
    /// What another key holds.
    Same(KeyDigest),
    /// Something else, or something that is worked out.
    Unknown,
}

/// What is said of a finding that a default decides.
const ASSUMED: &str = "no file that was scanned sets the key, so the default in the code is assumed";

/// Longest way from variable to variable that is followed.
const LONGEST_WAY: usize = 8;

/// Most digits of a number that may travel: what is longer could be somebody's.
const MOST_DIGITS: usize = 5;

type Vocabulary = LazyLock<HashSet<&'static str>>;

static ALGORITHMS: Vocabulary = LazyLock::new(|| lines(include_str!("../rules/lexicon/algorithms.txt")).collect());
static SETTING_VALUES: Vocabulary = LazyLock::new(|| lines(include_str!("../rules/lexicon/setting-values.txt")).collect());

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Longest value in words, in bytes.
const LONGEST_WORDS: usize = 64;

/// The value in words of the vocabulary, if it has no others: `AES/ECB/PKCS5Padding`.
pub fn vocabulary_value(value: &[u8]) -> Option<String> {
    of_words(value, |word| ALGORITHMS.contains(word))
}

fn of_words(value: &[u8], is_known: impl Fn(&str) -> bool) -> Option<String> {
    let value = value.trim_ascii();
    // Asked of every line of every configuration: most values are longer, or begin with no word.
    if value.len() > LONGEST_WORDS + 2 || !value.first()?.is_ascii_graphic() {
        return None;
    }
    let value = std::str::from_utf8(value).ok()?.trim_matches(['"', '\'']);
    let lower = value.to_ascii_lowercase();
    let known = value.len() <= LONGEST_WORDS && lower.split(['/', '-', '_', ' ']).all(is_known);
    known.then(|| value.to_owned())
}

/// What a configuration file offers to others.
pub fn symbols(path: &str, text: &[u8], language: Language) -> Vec<Symbol> {
    use Language::{Env, Hcl, Ini, Json, Properties, Toml, Yaml};
    if !matches!(language, Env | Hcl | Ini | Json | Properties | Toml | Yaml) || text.len() > LONGEST_FILE {
        return Vec::new();
    }
    let is_flat = matches!(language, Env | Ini | Properties | Toml | Yaml);
    let flat = if is_flat { text } else { &[] };
    let ends = memchr::memchr_iter(b'\n', flat).chain([flat.len()]);
    let flat = ends.scan(0, |start, end| Some(symbol(&flat[std::mem::replace(start, end + 1)..end])));
    flat.flatten().chain(reference::definitions(path, text).into_iter().map(|definition| scoped(definition, text))).collect()
}

/// What a configuration file says of the keys that are wanted; also that it says something which is not understood.
pub fn answers(text: &[u8], language: Language, wanted: &Wanted) -> Vec<Symbol> {
    use Language::{Env, Ini, Json, Properties, Toml, Yaml};
    if language == Json && !wanted.keys.is_empty() && text.len() <= LONGEST_FILE {
        return json_answers(text, wanted);
    }
    if !matches!(language, Env | Ini | Properties | Toml | Yaml) || wanted.keys.is_empty() || text.len() > LONGEST_FILE {
        return Vec::new();
    }
    let mut symbols = Vec::new();
    // Of YAML: the keys that a line stands below, by their indentation.
    let mut above: Vec<(usize, &[u8])> = Vec::new();
    for line in text.split(|byte| *byte == b'\n') {
        let Some(operator) = memchr::memchr2(b'=', b':', line) else { continue };
        let (key, value) = (line[..operator].trim_ascii(), line[operator + 1..].trim_ascii());
        if key.is_empty() || key.starts_with(b"#") {
            continue;
        }
        let mut keys = vec![KeyDigest::of(key)];
        if language == Yaml {
            let indent = line.len() - line.trim_ascii_start().len();
            above.retain(|(outer, _)| *outer < indent);
            let path: Vec<&[u8]> = above.iter().map(|(_, key)| *key).chain([key]).collect();
            keys.push(KeyDigest::of(&path.join(&b'.')));
            above.push((indent, key));
        }
        if value.is_empty() {
            continue;
        }
        for key in keys.into_iter().filter(|key| wanted.keys.contains(key)) {
            symbols.extend(of_value(key, value));
        }
    }
    symbols
}

/// Whether a JSON file is one of settings, by its name: `appsettings.Production.json`, `config/default.json`. Others are data.
pub fn is_settings_json(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let name = name.to_ascii_lowercase();
    let folder = folder.rsplit('/').next().unwrap_or_default();
    name.ends_with(".json") && (name.contains("settings") || name.contains("config") || folder.eq_ignore_ascii_case("config"))
}

/// The same of JSON: a key by its own name and by the names above it, joined as .NET (`Digest:Name`) and Node (`Digest.Name`) do.
fn json_answers(text: &[u8], wanted: &Wanted) -> Vec<Symbol> {
    const DEEPEST: usize = 16;
    let (mut symbols, mut above): (Vec<Symbol>, Vec<&[u8]>) = (Vec::new(), Vec::new());
    let mut key: &[u8] = b"";
    for token in json::Tokens::new(text, 0, Quote::Plain) {
        match token.event {
            Event::Key => key = token.span.of(text),
            Event::ObjectStart | Event::ArrayStart => above.push(std::mem::take(&mut key)),
            Event::ObjectEnd | Event::ArrayEnd => {
                above.pop();
                key = b"";
            }
            Event::String | Event::Number | Event::Literal => {
                if key.is_empty() || above.len() > DEEPEST {
                    continue;
                }
                let path: Vec<&[u8]> = above.iter().copied().filter(|part| !part.is_empty()).chain([key]).collect();
                let keys: BTreeSet<KeyDigest> =
                    [path.join(&b':'), path.join(&b'.'), key.to_vec()].iter().map(|key| KeyDigest::of(key)).collect();
                let value = token.span.of(text);
                symbols.extend(keys.into_iter().filter(|key| wanted.keys.contains(key)).flat_map(|key| of_value(key, value)));
            }
        }
    }
    symbols
}

/// What a value says of its key; of a placeholder, `${other:default}`, what it says of the other key too.
fn of_value(key: KeyDigest, value: &[u8]) -> Vec<Symbol> {
    let quoted = value.strip_prefix(b"\"").and_then(|value| value.strip_suffix(b"\"")).unwrap_or(value);
    let Some(inner) = quoted.strip_prefix(b"${").and_then(|value| value.strip_suffix(b"}")) else {
        return vec![Symbol { key, rank: 2, content: words(value).map_or(Content::Unknown, Content::Words) }];
    };
    let (other, default) = memchr::memchr(b':', inner).map_or((inner, None), |at| (&inner[..at], Some(&inner[at + 1..])));
    let other = KeyDigest::of(other);
    let by_default =
        default.map(|default| Symbol { key: other, rank: 0, content: words(default).map_or(Content::Unknown, Content::Words) });
    [Symbol { key, rank: 2, content: Content::Same(other) }].into_iter().chain(by_default).collect()
}

/// What is known of a constant, in words that may travel.
pub fn content_of(known: &Known) -> Content {
    match known {
        // What holds nothing is no key and no password.
        Known::Text(text) if text.is_empty() => Content::Unknown,
        Known::Bytes(Some(0)) => Content::Unknown,
        Known::List(parts) if parts.is_empty() => Content::Unknown,
        Known::Text(text) => words(text.as_bytes()).map_or(Content::Constant, Content::Words),
        Known::Number(number) => words(number.to_string().as_bytes()).map_or(Content::Unknown, Content::Words),
        Known::Name(path) => words(path.rsplit('.').next().unwrap_or(path).as_bytes()).map_or(Content::Unknown, Content::Words),
        Known::Bytes(_) | Known::List(_) => Content::Constant,
        Known::Bool(_) | Known::Null | Known::Made(_) | Known::Accepts => Content::Unknown,
    }
}

/// A name that holds in one folder.
fn scoped(definition: reference::Definition, text: &[u8]) -> Symbol {
    let content = match definition.content {
        reference::Content::Constant(span) => words(span.of(text)).map_or(Content::Unknown, Content::Words),
        reference::Content::Same(name) => Content::Same(KeyDigest::of(name.as_bytes())),
        reference::Content::Unknown => Content::Unknown,
    };
    Symbol { key: KeyDigest::of(definition.name.as_bytes()), rank: definition.rank, content }
}

/// A value that may travel.
fn words(value: &[u8]) -> Option<String> {
    let written = std::str::from_utf8(value).ok()?.trim().trim_matches(['"', '\'']);
    let is_number = !written.is_empty() && written.len() <= MOST_DIGITS && written.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { Some(written.to_owned()) } else { of_words(value, |word| ALGORITHMS.contains(word) || SETTING_VALUES.contains(word)) }
}

fn symbol(line: &[u8]) -> Option<Symbol> {
    let operator = memchr::memchr2(b'=', b':', line)?;
    let key = line[..operator].trim_ascii();
    let value = vocabulary_value(&line[operator + 1..])?;
    (!key.is_empty() && !key.starts_with(b"#")).then(|| Symbol { key: KeyDigest::of(key), rank: 1, content: Content::Words(value) })
}

/// Decides pending findings: those that hold come back, with confidence after what decided them.
pub fn link(rules: &RuleSet, pending: Vec<Pending>, symbols: &[Symbol]) -> Vec<Finding> {
    let mut table = Table::default();
    for symbol in symbols {
        let (rank, contents) = table.entry(symbol.key).or_default();
        if symbol.rank > *rank {
            (*rank, *contents) = (symbol.rank, BTreeSet::new());
        }
        if symbol.rank == *rank {
            contents.insert(&symbol.content);
        }
    }
    // Several rules may have waited at one place; one defect is one finding.
    let mut places = BTreeSet::new();
    let decided = pending.into_iter().filter_map(|pending| {
        let finding = decide(rules, pending, &table)?;
        let place = (finding.region.start.line, finding.region.start.column, finding.inside.clone());
        places.insert(place).then_some(finding)
    });
    decided.collect()
}

/// By key: the highest rank, and what is said with it.
type Table<'s> = BTreeMap<KeyDigest, (u8, BTreeSet<&'s Content>)>;

/// What a value may be, and whether anything defines it.
#[derive(Default)]
struct Values<'s> {
    words: BTreeSet<&'s str>,
    is_constant: bool,
    is_unknown: bool,
    is_defined: bool,
}

/// What the keys hold: the highest rank of them all counts, and one that is another is followed.
fn values<'s>(table: &Table<'s>, keys: &[KeyDigest], way: usize, values: &mut Values<'s>) {
    let rank = keys.iter().filter_map(|key| table.get(key)).map(|(rank, _)| *rank).max();
    let said = keys.iter().filter_map(|key| table.get(key)).filter(|(of, _)| Some(*of) == rank).flat_map(|(_, contents)| contents);
    for content in said {
        values.is_defined = true;
        match content {
            Content::Words(words) => {
                values.words.insert(words);
            }
            Content::Constant => values.is_constant = true,
            Content::Same(key) if way < LONGEST_WAY => self::values(table, &[*key], way + 1, values),
            Content::Same(_) | Content::Unknown => values.is_unknown = true,
        }
    }
}

fn decide(rules: &RuleSet, pending: Pending, table: &Table<'_>) -> Option<Finding> {
    let mut finding = pending.finding;
    let weak = |value: &str| match pending.decides {
        Decides::Call { call, .. } => is_weak(rules, &finding, call, value),
        Decides::Setting { test, .. } => {
            rules.get(finding.rule).settings.get(test).is_some_and(|test| setting::is_bad(test, finding.rule, value.as_bytes()))
        }
        Decides::Pattern => rules.resolves(finding.rule).is_some_and(|regex| regex.is_match(value.as_bytes())),
    };
    let mut found = Values::default();
    values(table, &pending.keys, 0, &mut found);
    if found.is_defined {
        let is_bad = || {
            !found.is_unknown
                && found.words.iter().all(|value| weak(value))
                && (!found.is_constant || is_constant_bad(rules, &finding, pending.decides))
        };
        // A key may hold one value here and another there, and each is used; of several constants of one name only one is meant.
        if pending.constant.is_some() && !is_bad() {
            return None;
        }
        let is_call = matches!(pending.decides, Decides::Call { .. });
        match found.words.iter().find(|value| weak(value)) {
            Some(word) if rules.get(finding.rule).public_value || !is_call => (*word).clone_into(&mut finding.mask),
            Some(_) => {}
            None if found.is_constant && is_constant_bad(rules, &finding, pending.decides) => {}
            None => return None,
        }
        if !matches!(pending.decides, Decides::Setting { .. }) {
            finding.confidence = Confidence::High;
        }
        return Some(finding);
    }
    if let Decides::Setting { holds, .. } = pending.decides {
        return holds.then_some(finding);
    }
    let by_default = pending.default.as_ref().filter(|value| weak(value));
    if by_default.is_none() && !matches!(pending.decides, Decides::Call { holds: true, .. }) {
        return None;
    }
    finding.mask = by_default.cloned().unwrap_or(finding.mask);
    finding.confidence = Confidence::Low;
    ASSUMED.clone_into(&mut finding.detail);
    Some(finding)
}

/// Whether some constant, whatever it is, meets what the rule asks of the argument.
fn is_constant_bad(rules: &RuleSet, finding: &Finding, decides: Decides) -> bool {
    let Decides::Call { call, .. } = decides else { return false };
    rules.first_condition(finding.rule, call).is_some_and(|(condition, matches)| condition.holds(&Known::Bytes(None), matches))
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
