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
//! password. Of any other value nothing is known but that it is there, and in code, where.

use crate::finding::{Finding, FlowStep, Region};
use crate::format::json::{self, Event, Quote};
use crate::language::Language;
use crate::rule::sink::Known;
use crate::rule::{Confidence, RuleSet};
use crate::setting::{self, reference};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;
pub use wanted::{Constant, Elsewhere, Wanted, callers_keys, folder_of, package_of, stem_of};

mod wanted;

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
    /// What of another file decides, where no key does.
    pub elsewhere: Option<Elsewhere>,
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
    /// Where code says so.
    pub place: Option<Place>,
}

impl Symbol {
    fn new(key: KeyDigest, rank: u8, content: Content) -> Self {
        Self { key, rank, content, place: None }
    }
}

/// A place in a file of the tree.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path relative to the scanned root.
    pub path: String,
    /// Where in it.
    pub region: Region,
}

/// What is known of a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Content {
    /// Words of the vocabulary, or a small number.
    Words(String),
    /// Words of the vocabulary after which something is called: `Modes.ECB`, but `key.Plaintext` as well. A text it is not.
    Name(String),
    /// Some constant text or bytes that are not of the vocabulary.
    Constant,
    /// What another key holds.
    Same(KeyDigest),
    /// What a configuration key holds, and this where no file sets it.
    Default(KeyDigest, Box<Content>),
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
    let known = value.len() <= LONGEST_WORDS
        && lower.split(['/', '-', '_', ' ', ':', '+']).all(|word| is_known(word.strip_prefix('!').unwrap_or(word)));
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
        return vec![Symbol::new(key, 2, words(value).map_or(Content::Unknown, Content::Words))];
    };
    let (other, default) = memchr::memchr(b':', inner).map_or((inner, None), |at| (&inner[..at], Some(&inner[at + 1..])));
    let other = KeyDigest::of(other);
    let by_default = default.map(|default| Symbol::new(other, 0, words(default).map_or(Content::Unknown, Content::Words)));
    [Symbol::new(key, 2, Content::Same(other))].into_iter().chain(by_default).collect()
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
        Known::Name(path) => words(path.rsplit('.').next().unwrap_or(path).as_bytes()).map_or(Content::Unknown, Content::Name),
        Known::Bytes(_) | Known::List(_) => Content::Constant,
        Known::Bool(holds) => Content::Words(holds.to_string()),
        Known::Null | Known::Made(_) | Known::Accepts => Content::Unknown,
    }
}

/// A name that holds in one folder.
fn scoped(definition: reference::Definition, text: &[u8]) -> Symbol {
    let content = match definition.content {
        reference::Content::Constant(span) => words(span.of(text)).map_or(Content::Unknown, Content::Words),
        reference::Content::Same(name) => Content::Same(KeyDigest::of(name.as_bytes())),
        reference::Content::Unknown => Content::Unknown,
    };
    Symbol::new(KeyDigest::of(definition.name.as_bytes()), definition.rank, content)
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
    (!key.is_empty() && !key.starts_with(b"#")).then(|| Symbol::new(KeyDigest::of(key), 1, Content::Words(value)))
}

/// Decides pending findings: those that hold come back, with confidence after what decided them.
pub fn link(rules: &RuleSet, pending: Vec<Pending>, symbols: &[Symbol]) -> Vec<Finding> {
    let mut table = Table::default();
    for symbol in symbols {
        let (rank, contents) = table.entry(symbol.key).or_default();
        if symbol.rank > *rank {
            (*rank, *contents) = (symbol.rank, BTreeMap::new());
        }
        if symbol.rank == *rank {
            contents.entry(&symbol.content).or_insert(symbol.place.as_ref());
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

/// By key: the highest rank, and what is said with it, with the first place that says so.
type Table<'s> = BTreeMap<KeyDigest, (u8, BTreeMap<&'s Content, Option<&'s Place>>)>;

/// What a value may be, and whether anything defines it.
#[derive(Default)]
struct Values<'s> {
    /// Whether any constant is bad here: then a mere name says nothing.
    forbids_constants: bool,
    words: BTreeMap<&'s str, Said<'s>>,
    /// Some constant.
    constant: Option<Said<'s>>,
    is_unknown: bool,
    is_defined: bool,
}

/// How a value is known. What is not assumed comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Said<'s> {
    /// Whether it is the default of a key that no file sets.
    is_assumed: bool,
    /// Where code says so.
    place: Option<&'s Place>,
}

impl<'s> Values<'s> {
    /// What the keys hold: the highest rank of them all counts, and one that is another is followed.
    fn add(&mut self, table: &Table<'s>, keys: &[KeyDigest], way: usize) {
        let rank = keys.iter().filter_map(|key| table.get(key)).map(|(rank, _)| *rank).max();
        let said = keys.iter().filter_map(|key| table.get(key)).filter(|(of, _)| Some(*of) == rank).flat_map(|(_, contents)| contents);
        for (content, place) in said {
            self.is_defined = true;
            self.say(table, content, Said { is_assumed: false, place: *place }, way);
        }
    }

    fn say(&mut self, table: &Table<'s>, content: &'s Content, said: Said<'s>, way: usize) {
        match content {
            Content::Name(_) if self.forbids_constants => self.is_unknown = true,
            Content::Words(words) | Content::Name(words) => {
                let known = self.words.entry(words).or_insert(said);
                *known = said.min(*known);
            }
            Content::Constant => self.constant = Some(self.constant.map_or(said, |known| said.min(known))),
            Content::Same(key) | Content::Default(key, _) if way < LONGEST_WAY && table.contains_key(key) => {
                self.add(table, &[*key], way + 1);
            }
            Content::Default(_, content) if way < LONGEST_WAY => self.say(table, content, Said { is_assumed: true, ..said }, way + 1),
            Content::Same(_) | Content::Default(..) | Content::Unknown => self.is_unknown = true,
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
    let by_callers = matches!(pending.elsewhere, Some(Elsewhere::Callers(_)));
    let forbids_constants = is_constant_bad(rules, &finding, pending.decides);
    let mut found = Values { forbids_constants, ..Values::default() };
    if by_callers {
        // Who surely means the function says nothing of who may.
        pending.keys.iter().for_each(|key| found.add(table, &[*key], 0));
    } else {
        found.add(table, &pending.keys, 0);
    }
    if found.is_defined {
        let constant = found.constant.filter(|_| forbids_constants);
        // A key may hold one value here and another there, and each is used, as each caller counts; of several constants of one name only
        // one is meant.
        let is_clear =
            || !found.is_unknown && found.words.keys().all(|value| weak(value)) && found.constant.is_some() == constant.is_some();
        if matches!(pending.elsewhere, Some(Elsewhere::Constant(_))) && !is_clear() {
            return None;
        }
        let word = found.words.iter().filter(|(value, _)| weak(value)).min_by_key(|(_, said)| **said);
        let said = word.map(|(_, said)| *said).or(constant)?;
        let is_call = matches!(pending.decides, Decides::Call { .. });
        if let Some((word, _)) = word
            && (rules.get(finding.rule).public_value || !is_call)
        {
            (*word).clone_into(&mut finding.mask);
        }
        if said.is_assumed {
            // A default that must be secret stands in the code, whatever the key holds.
            if word.is_some() {
                finding.confidence = Confidence::Low;
                ASSUMED.clone_into(&mut finding.detail);
            }
        } else if !by_callers && !matches!(pending.decides, Decides::Setting { .. }) {
            // What is known of a caller is no more than what is known of one in the same file.
            finding.confidence = Confidence::High;
        }
        if let Some(place) = said.place {
            begin_at(&mut finding, place, if by_callers { "given here" } else { "set here" });
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

/// Puts a place of another file before the way that a value took.
fn begin_at(finding: &mut Finding, place: &Place, message: &'static str) {
    if finding.flow.is_empty() {
        finding.flow.push(FlowStep { path: None, region: finding.region, message: "used here" });
    }
    finding.flow.insert(0, FlowStep { path: Some(place.path.clone()), region: place.region, message });
}

/// Whether some constant, whatever it is, meets what the rule asks of the argument.
fn is_constant_bad(rules: &RuleSet, finding: &Finding, decides: Decides) -> bool {
    let Decides::Call { call, .. } = decides else { return false };
    rules.first_condition(finding.rule, call).is_some_and(|(condition, matches)| condition.forbids_constants(matches))
}

/// Whether a value of the tree meets what the rule asks of the argument.
fn is_weak(rules: &RuleSet, finding: &Finding, call: usize, value: &str) -> bool {
    let known = match value.parse() {
        Ok(number) => Known::Number(number),
        Err(_) => value.parse().map_or_else(|_| Known::Text(value.to_owned()), Known::Bool),
    };
    let Some((condition, matches)) = rules.first_condition(finding.rule, call) else { return false };
    condition.holds(&known, matches)
}
