//! `asepsis.toml`: what a project wants, as plain data.
//!
//! Promises: every key that is not known is an error, and so is every word in it that means nothing; a message points into the user's
//! file and says what to write instead. A line is only quoted as far as its words are known ones, since the file may be another one than
//! its reader thinks. Text in, data out: nothing here opens a file.

use crate::code::assignment;
use crate::finding::Region;
use crate::rule::control;
use crate::rule::house::HouseWords;
use crate::rule::literal;
use crate::rule::set::nearest;
use crate::rule::{Confidence, Family, RuleKey, RuleSet, Severity};
use crate::sensitive::hex;
use crate::suppress::Date;
use crate::suppress::judge::{Ignore, Ignored};
use crate::text::{Position, Span};
use globset::{Glob, GlobSet, GlobSetBuilder};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;

/// Longest piece of a line that a message quotes, in characters.
const LONGEST_QUOTE: usize = 120;

/// Fewest letters and digits of a house's own name for a field.
const SHORTEST_NAME: usize = 3;

/// Characters before the place that a message still shows of a longer line.
const LEAD: usize = 40;

/// Words that may be quoted from a file that is perhaps none of ours.
const OWN_WORDS: &[&str] = &[
    "extends",
    "fail-on",
    "min-severity",
    "min-confidence",
    "exclude",
    "max-size",
    "archives",
    "baseline",
    "controls",
    "rules",
    "phi",
    "reserved-values",
    "synthetic-paths",
    "mrn-patterns",
    "log-sinks",
    "fields",
    "ignore",
    "require-reason",
    "max-days",
    "finding",
    "path",
    "id",
    "reason",
    "until",
    "paths",
    "off",
    "never",
    "low",
    "medium",
    "high",
    "critical",
    "secret",
    "crypto",
    "hygiene",
    "as-real",
    "synthetic",
    "true",
    "false",
];

/// Keys outside any table: in TOML they must stand before the first one, which is easily forgotten.
const TOP_KEYS: &[&str] =
    &["extends", "fail-on", "min-severity", "min-confidence", "exclude", "max-size", "archives", "baseline", "controls"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    extends: Option<String>,
    fail_on: Option<Spanned<String>>,
    min_severity: Option<Spanned<String>>,
    min_confidence: Option<Spanned<String>>,
    #[serde(default)]
    exclude: Vec<Spanned<String>>,
    max_size: Option<Spanned<Size>>,
    archives: Option<u32>,
    baseline: Option<String>,
    #[serde(default)]
    controls: Vec<Spanned<String>>,
    #[serde(default)]
    rules: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    phi: PhiBlock,
    #[serde(default)]
    ignore: IgnoreBlock,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PhiBlock {
    reserved_values: Option<Spanned<String>>,
    #[serde(default)]
    synthetic_paths: Vec<Spanned<String>>,
    #[serde(default)]
    mrn_patterns: Vec<Spanned<String>>,
    #[serde(default)]
    log_sinks: Vec<Spanned<String>>,
    #[serde(default)]
    fields: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct IgnoreBlock {
    require_reason: Option<bool>,
    max_days: Option<u32>,
    #[serde(default)]
    finding: Vec<Spanned<FindingBlock>>,
    #[serde(default)]
    path: Vec<Spanned<PathBlock>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FindingBlock {
    id: Option<Spanned<String>>,
    #[serde(default)]
    reason: String,
    until: Option<Spanned<toml::value::Datetime>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PathBlock {
    #[serde(default)]
    rules: Vec<Spanned<String>>,
    #[serde(default)]
    paths: Vec<Spanned<String>>,
    #[serde(default)]
    reason: String,
    until: Option<Spanned<toml::value::Datetime>>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a number of bytes, or a text such as \"10M\"")]
enum Size {
    Bytes(u64),
    Text(String),
}

/// Settings that a file gives; what it does not mention is `None` or empty.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// A configuration that this one builds on, as written: a path relative to the file's folder.
    pub extends: Option<String>,
    /// What fails the run; `Some(None)` is `never`.
    pub fail_on: Option<Option<Severity>>,
    /// Milder findings are held back.
    pub min_severity: Option<Severity>,
    /// Less sure findings are held back.
    pub min_confidence: Option<Confidence>,
    /// Globs of paths that are not scanned.
    pub exclude: Vec<String>,
    /// Larger files are not scanned; bytes.
    pub max_size: Option<u64>,
    /// Levels of archives that are unfolded.
    pub archives: Option<u32>,
    /// Path of the baseline, relative to the project's folder.
    pub baseline: Option<String>,
    /// Frameworks whose controls reports name: ids of `rules/controls.toml`.
    pub controls: Vec<String>,
    /// Ids, old ids, classes, families or globs of ids, each with its severity, or none where it is off. What counts more stands later.
    pub rules: Vec<(String, Option<Severity>)>,
    /// Findings that are accepted.
    pub ignores: Vec<Ignore>,
    /// Whether every suppression must give a reason.
    pub require_reason: bool,
    /// How many days ahead the date of a suppression may lie.
    pub max_days: Option<u32>,
    mentions_require_reason: bool,
    reserved_as_real: Option<bool>,
    synthetic: Vec<String>,
    /// What the house calls things, and what its numbers look like.
    pub house: HouseWords,
    /// Rules for which the house has names of its own.
    named: Vec<Word>,
    /// Words that only the rules can confirm.
    unchecked: Vec<Word>,
}

/// A word and where it stands.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    span: Range<usize>,
    source: Arc<Source>,
}

/// A configuration file's text, kept for messages.
#[derive(Debug)]
struct Source {
    path: String,
    text: String,
}

/// A mistake in a configuration file; shown as a compiler would, with the place and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file, as people call it.
    pub path: String,
    /// 1-based.
    pub line: u32,
    /// 1-based, in characters.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to write instead; empty where the message says it.
    pub fix: String,
    quote: String,
    /// Characters before the marks under the quote, and their number.
    marks: (u32, u32),
}

impl std::error::Error for ConfigError {}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        let (gutter, before) = (" ".repeat(number.len()), " ".repeat(self.marks.0 as usize));
        writeln!(formatter, "error: {}", self.message)?;
        writeln!(formatter, "{gutter}--> {}:{}:{}", self.path, self.line, self.column)?;
        writeln!(formatter, "{gutter} |")?;
        writeln!(formatter, "{number} | {}", self.quote)?;
        write!(formatter, "{gutter} | {before}{}", "^".repeat(self.marks.1 as usize))?;
        if !self.fix.is_empty() {
            write!(formatter, "\n{gutter} |\n{gutter} = fix: {}", self.fix)?;
        }
        Ok(())
    }
}

impl Config {
    /// Reads a configuration; `shown_path` is what messages call the file.
    pub fn parse(text: &str, shown_path: &str) -> Result<Self, ConfigError> {
        let source = Arc::new(Source { path: shown_path.to_owned(), text: text.to_owned() });
        let file: File = toml::from_str(text).map_err(|error| explain(&source, &error))?;
        read(file, &source)
    }

    /// Whether every word that speaks of rules does so.
    pub fn check(&self, rules: &RuleSet) -> Result<(), ConfigError> {
        let takes_names = |word: &Word| {
            rules.find(&word.text).is_some_and(|key| rules.get(key).value.is_some() || rules.get(key).columns().next().is_some())
        };
        if let Some(word) = self.named.iter().find(|word| !takes_names(word)) {
            let known = rules.iter().filter(|(_, rule)| rule.family == Family::Phi && rule.columns().next().is_some());
            let fix = nearest(&word.text, known.map(|(_, rule)| rule.id.as_str()))
                .map_or_else(|| "`asepsis rules list phi` says what there is".to_owned(), did_you_mean);
            let message = format!("there is no rule `{}` that goes by names of fields", short(&word.text));
            return Err(word.source.error(word.span.clone(), message, fix));
        }
        match self.unchecked.iter().find(|word| rules.select(&word.text).is_empty()) {
            None => Ok(()),
            Some(word) => {
                let message = format!("there is no rule, class or family `{}`", short(&word.text));
                let fix = rules.suggest(&word.text).map_or_else(|| "`asepsis rules list` says what there is".to_owned(), did_you_mean);
                Err(word.source.error(word.span.clone(), message, fix))
            }
        }
    }

    /// What the configuration makes of each rule it speaks of. The narrower word wins, whatever their order: an id over a class, a class
    /// over a family; between equals the later one.
    pub fn settings(&self, rules: &RuleSet) -> Vec<(RuleKey, Option<Severity>)> {
        let mut words: Vec<(Vec<RuleKey>, Option<Severity>)> =
            self.rules.iter().map(|(word, setting)| (rules.select(word), *setting)).collect();
        words.sort_by_key(|(keys, _)| std::cmp::Reverse(keys.len()));
        let settings: BTreeMap<RuleKey, Option<Severity>> =
            words.into_iter().flat_map(|(keys, setting)| keys.into_iter().map(move |key| (key, setting))).collect();
        settings.into_iter().collect()
    }

    /// This configuration on top of `base`: single values of this one win, lists are joined. `extends` becomes the base's, so that a chain
    /// can be followed to its end.
    #[must_use]
    pub fn merge(self, base: Self) -> Self {
        Self {
            extends: base.extends,
            fail_on: self.fail_on.or(base.fail_on),
            min_severity: self.min_severity.or(base.min_severity),
            min_confidence: self.min_confidence.or(base.min_confidence),
            exclude: joined(base.exclude, self.exclude),
            max_size: self.max_size.or(base.max_size),
            archives: self.archives.or(base.archives),
            baseline: self.baseline.or(base.baseline),
            controls: if self.controls.is_empty() { base.controls } else { self.controls },
            rules: joined(base.rules, self.rules),
            ignores: joined(base.ignores, self.ignores),
            require_reason: if self.mentions_require_reason { self.require_reason } else { base.require_reason },
            max_days: self.max_days.or(base.max_days),
            mentions_require_reason: self.mentions_require_reason || base.mentions_require_reason,
            reserved_as_real: self.reserved_as_real.or(base.reserved_as_real),
            synthetic: joined(base.synthetic, self.synthetic),
            house: HouseWords {
                record_numbers: joined(base.house.record_numbers, self.house.record_numbers),
                log_sinks: joined(base.house.log_sinks, self.house.log_sinks),
                fields: joined(base.house.fields, self.house.fields),
            },
            named: joined(base.named, self.named),
            unchecked: joined(base.unchecked, self.unchecked),
        }
    }

    /// Whether values that are never issued are shown as real ones would be: for fixtures and demonstrations.
    pub fn reserved_as_real(&self) -> bool {
        self.reserved_as_real.unwrap_or(false)
    }

    /// Paths whose identifiers are known to be synthetic.
    pub fn synthetic_paths(&self) -> GlobSet {
        glob_set(&self.synthetic)
    }

    /// SHA-256 of the effective values, in hex: what was set, for the auditor. Where it was written does not count.
    pub fn digest(&self) -> String {
        let ignores: Vec<String> = self.ignores.iter().map(effective).collect();
        let values = format!(
            "{:?}",
            (
                ("asepsis-config/1", self.fail_on, self.min_severity, self.min_confidence, &self.exclude, self.max_size, &self.baseline),
                (
                    self.archives,
                    &self.rules,
                    ignores,
                    self.require_reason,
                    self.max_days,
                    self.reserved_as_real(),
                    &self.synthetic,
                    &self.controls
                ),
                &self.house,
            )
        );
        hex(&Sha256::digest(values.as_bytes()))
    }
}

fn effective(ignore: &Ignore) -> String {
    let what = match &ignore.what {
        Ignored::Finding(id) => format!("{id:?}"),
        Ignored::Paths { rules, globs, .. } => format!("{rules:?} {globs:?}"),
    };
    format!("{what} {:?} {:?}", ignore.reason, ignore.until)
}

fn joined<T>(mut base: Vec<T>, mut own: Vec<T>) -> Vec<T> {
    base.append(&mut own);
    base
}

/// The number of bytes that `4096`, `64k`, `10M` or `2G` means.
pub fn parse_size(text: &str) -> Option<u64> {
    let (digits, factor) = match text.as_bytes().last()? {
        b'k' | b'K' => (&text[..text.len() - 1], 1 << 10),
        b'm' | b'M' => (&text[..text.len() - 1], 1 << 20),
        b'g' | b'G' => (&text[..text.len() - 1], 1 << 30),
        _ => (text, 1_u64),
    };
    digits.parse::<u64>().ok()?.checked_mul(factor)
}

/// Gives the words of the file their meaning.
fn read(file: File, source: &Arc<Source>) -> Result<Config, ConfigError> {
    let mut unchecked = Vec::new();
    let mut rules: Vec<(usize, String, Option<Severity>)> = Vec::new();
    for (word, setting) in file.rules {
        rules.push((word.span().start, word.get_ref().clone(), severity_or(source, &setting, "off")?));
        unchecked.push(source.word(&word));
    }
    rules.sort();
    let mut ignores = Vec::new();
    for block in file.ignore.finding {
        ignores.push((block.span().start, finding_ignore(source, block)?));
    }
    for block in file.ignore.path {
        unchecked.extend(block.get_ref().rules.iter().map(|word| source.word(word)));
        ignores.push((block.span().start, path_ignore(source, block)?));
    }
    ignores.sort_by_key(|(start, _)| *start);
    unchecked.sort_by_key(|word| word.span.start);
    let mut named: Vec<Word> = file.phi.fields.keys().map(|word| source.word(word)).collect();
    named.sort_by_key(|word| word.span.start);
    let house = house(source, file.phi.mrn_patterns, file.phi.log_sinks, file.phi.fields)?;
    Ok(Config {
        extends: file.extends,
        fail_on: file.fail_on.map(|word| severity_or(source, &word, "never")).transpose()?,
        min_severity: file.min_severity.map(|word| severity(source, &word)).transpose()?,
        min_confidence: file.min_confidence.map(|word| confidence(source, &word)).transpose()?,
        exclude: globs(source, file.exclude)?,
        max_size: file.max_size.map(|size| bytes(source, &size)).transpose()?,
        archives: file.archives,
        baseline: file.baseline,
        controls: frameworks(source, file.controls)?,
        rules: rules.into_iter().map(|(_, word, setting)| (word, setting)).collect(),
        ignores: ignores.into_iter().map(|(_, ignore)| ignore).collect(),
        require_reason: file.ignore.require_reason.unwrap_or(false),
        max_days: file.ignore.max_days,
        mentions_require_reason: file.ignore.require_reason.is_some(),
        reserved_as_real: file.phi.reserved_values.map(|word| reserved(source, &word)).transpose()?,
        synthetic: globs(source, file.phi.synthetic_paths)?,
        house,
        named,
        unchecked,
    })
}

fn severity(source: &Source, word: &Spanned<String>) -> Result<Severity, ConfigError> {
    let words = Severity::ALL.iter().map(|severity| severity.word());
    Severity::named(word.get_ref()).ok_or_else(|| source.no_such(word, "severity", words))
}

/// A severity, or none for the word that switches off.
fn severity_or(source: &Source, word: &Spanned<String>, off: &'static str) -> Result<Option<Severity>, ConfigError> {
    if word.get_ref() == off {
        return Ok(None);
    }
    let words = Severity::ALL.iter().map(|severity| severity.word()).chain([off]);
    Severity::named(word.get_ref()).map(Some).ok_or_else(|| source.no_such(word, "severity", words))
}

fn confidence(source: &Source, word: &Spanned<String>) -> Result<Confidence, ConfigError> {
    let words = Confidence::ALL.iter().map(|confidence| confidence.word());
    Confidence::named(word.get_ref()).ok_or_else(|| source.no_such(word, "confidence", words))
}

fn reserved(source: &Source, word: &Spanned<String>) -> Result<bool, ConfigError> {
    match word.get_ref().as_str() {
        "as-real" => Ok(true),
        "synthetic" => Ok(false),
        _ => Err(source.no_such(word, "such setting", ["as-real", "synthetic"].into_iter())),
    }
}

fn bytes(source: &Source, size: &Spanned<Size>) -> Result<u64, ConfigError> {
    match size.get_ref() {
        Size::Bytes(bytes) => Ok(*bytes),
        Size::Text(text) => parse_size(text).ok_or_else(|| {
            source.error(
                size.span(),
                "this is no size".to_owned(),
                "write a number of bytes, or a text such as \"64k\", \"10M\" or \"2G\"".to_owned(),
            )
        }),
    }
}

fn frameworks(source: &Source, words: Vec<Spanned<String>>) -> Result<Vec<String>, ConfigError> {
    let known = || control::frameworks().iter().map(|framework| framework.id.as_str());
    for word in &words {
        if !known().any(|id| id == word.get_ref()) {
            return Err(source.no_such(word, "such framework of controls", known()));
        }
    }
    Ok(words.into_iter().map(Spanned::into_inner).collect())
}

fn globs(source: &Source, globs: Vec<Spanned<String>>) -> Result<Vec<String>, ConfigError> {
    for glob in &globs {
        if let Err(error) = Glob::new(glob.get_ref()) {
            return Err(source.error(
                glob.span(),
                format!("this glob cannot be understood: {}", error.kind()),
                "every `[` needs its `]` and every `{` its `}`; a `\\` before a sign takes it as it is".to_owned(),
            ));
        }
    }
    Ok(globs.into_iter().map(Spanned::into_inner).collect())
}

/// The words of the house, each looked at where it stands.
fn house(
    source: &Source,
    patterns: Vec<Spanned<String>>,
    sinks: Vec<Spanned<String>>,
    fields: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
) -> Result<HouseWords, ConfigError> {
    for pattern in &patterns {
        let wrong = |message: &str, fix: &str| Err(source.error(pattern.span(), message.to_owned(), fix.to_owned()));
        match literal::implied(pattern.get_ref()) {
            Err(error) => {
                let reason = error.to_string();
                let reason = short(reason.lines().last().unwrap_or_default().trim());
                return wrong(
                    &format!("this regular expression cannot be understood: {reason}"),
                    "the syntax is that of Rust's regex crate",
                );
            }
            Ok(implied) if implied.reach.is_none() => {
                return wrong("this matches texts of any length", r"bound its repetitions: `\d{4,10}` for `\d+`");
            }
            Ok(implied) if implied.literals.is_empty() => {
                return wrong(
                    "no three bytes are the same in every match, so nothing would lead to it",
                    r"write out what such numbers begin with: `MRN-\d{7}`; numbers without a beginning are found by their names: `fields`",
                );
            }
            Ok(_) => {}
        }
    }
    let is_path =
        |path: &str| path.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'));
    if let Some(sink) = sinks.iter().find(|sink| !is_path(sink.get_ref())) {
        let fix = "write the names that lead to the function, joined by dots: `audit.write`";
        return Err(source.error(sink.span(), "this is no function's path".to_owned(), fix.to_owned()));
    }
    let mut read = Vec::new();
    for (id, names) in fields {
        for name in &names {
            if name.get_ref().chars().filter(|letter| letter.is_alphanumeric()).count() < SHORTEST_NAME {
                let fix = "names of three letters or more lead to their values";
                return Err(source.error(name.span(), "this name is too short".to_owned(), fix.to_owned()));
            }
        }
        read.push((id.into_inner(), names.iter().map(|name| assignment::words(name.get_ref().as_bytes())).collect()));
    }
    let texts = |words: Vec<Spanned<String>>| words.into_iter().map(Spanned::into_inner).collect();
    Ok(HouseWords { record_numbers: texts(patterns), log_sinks: texts(sinks), fields: read })
}

fn glob_set(globs: &[String]) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        set.add(Glob::new(glob).expect("globs are checked when the configuration is read"));
    }
    // Only a set of a size no one writes by hand can fail here; it then matches nothing.
    set.build().unwrap_or_default()
}

fn finding_ignore(source: &Source, block: Spanned<FindingBlock>) -> Result<Ignore, ConfigError> {
    let span = block.span();
    let block = block.into_inner();
    let Some(id) = block.id else {
        return Err(source.error(
            source.first_line(span),
            "this entry has no `id`".to_owned(),
            "copy the id of the finding from a report: id = \"…\"".to_owned(),
        ));
    };
    let is_id = (4..=64).contains(&id.get_ref().len()) && id.get_ref().bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if !is_id {
        return Err(source.error(
            id.span(),
            "this is no id of a finding".to_owned(),
            "copy the hexadecimal digits behind `id` in the report".to_owned(),
        ));
    }
    let until = block.until.map(|day| day_of(source, &day)).transpose()?;
    Ok(source.ignore(Ignored::Finding(id.into_inner()), block.reason, until, span))
}

fn path_ignore(source: &Source, block: Spanned<PathBlock>) -> Result<Ignore, ConfigError> {
    let span = block.span();
    let block = block.into_inner();
    for (is_empty, key, example) in
        [(block.rules.is_empty(), "rules", "[\"phi\"]"), (block.paths.is_empty(), "paths", "[\"docs/examples/**\"]")]
    {
        if is_empty {
            return Err(source.error(
                source.first_line(span),
                format!("this entry has no `{key}`"),
                format!("say what it speaks of: {key} = {example}"),
            ));
        }
    }
    if let Some(star) = block.rules.iter().find(|word| word.get_ref().bytes().all(|byte| byte == b'*')) {
        return Err(source.error(
            star.span(),
            "this accepts whatever turns up, live credentials included".to_owned(),
            "name rules, classes or families; `exclude` leaves paths out of the scan".to_owned(),
        ));
    }
    let globs = globs(source, block.paths)?;
    let until = block.until.map(|day| day_of(source, &day)).transpose()?;
    let rules = block.rules.into_iter().map(Spanned::into_inner).collect();
    let paths = glob_set(&globs);
    Ok(source.ignore(Ignored::Paths { rules, globs, paths }, block.reason, until, span))
}

fn day_of(source: &Source, day: &Spanned<toml::value::Datetime>) -> Result<Date, ConfigError> {
    let value = day.get_ref();
    let date = value.date.filter(|_| value.time.is_none() && value.offset.is_none());
    let date =
        date.and_then(|date| Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok());
    date.ok_or_else(|| {
        source.error(day.span(), "this is not a day alone".to_owned(), "write the last day, without a time: until = 2027-03-31".to_owned())
    })
}

fn did_you_mean(word: &str) -> String {
    format!("did you mean `{word}`?")
}

/// A word of the user's, as much of it as a message repeats.
fn short(word: &str) -> String {
    let mut shown: String = word.chars().take(60).map(drawn).collect();
    if shown.len() < word.len() {
        shown.push('…');
    }
    shown
}

/// A character as it can be drawn in one column: control characters would move the cursor or turn the line around.
fn drawn(character: char) -> char {
    match character {
        '\t' => ' ',
        '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => '\u{fffd}',
        control if control.is_control() => '\u{fffd}',
        other => other,
    }
}

/// What the TOML reader found wrong.
fn explain(source: &Source, error: &toml::de::Error) -> ConfigError {
    let span = error.span().unwrap_or(0..0);
    let message = error.message().lines().next().unwrap_or_default();
    if let Some(rest) = message.strip_prefix("unknown field ") {
        let mut words = rest.split('`').skip(1).step_by(2);
        let unknown = words.next().unwrap_or_default();
        let known: Vec<&str> = words.collect();
        let fix = match nearest(unknown, known.iter().copied()) {
            _ if TOP_KEYS.contains(&unknown) => format!("`{unknown}` belongs to the top of the file, before the first [table]"),
            Some(near) => did_you_mean(near),
            None => format!("there are {}", known.join(", ")),
        };
        return source.masked_error(span, format!("unknown key `{}`", short(unknown)), fix);
    }
    if message.starts_with("invalid type") || message.starts_with("invalid value") || message.starts_with("expected a number of bytes") {
        let is_day = message.contains("datetime") || message.contains("Datetime");
        let fix = if is_day { "write the day without quotes: until = 2027-03-31" } else { "" };
        return source.error(span, short_message(message), fix.to_owned());
    }
    source.masked_error(span, format!("this is not TOML: {}", short_message(message)), String::new())
}

fn short_message(message: &str) -> String {
    message.chars().take(LONGEST_QUOTE).map(drawn).collect()
}

impl Source {
    fn word(self: &Arc<Self>, word: &Spanned<String>) -> Word {
        Word { text: word.get_ref().clone(), span: word.span(), source: Arc::clone(self) }
    }

    fn ignore(&self, what: Ignored, reason: String, until: Option<Date>, span: Range<usize>) -> Ignore {
        Ignore { what, reason, until, file: self.path.clone(), region: self.region(self.first_line(span)) }
    }

    /// What of a block's text stands on its first line.
    fn first_line(&self, span: Range<usize>) -> Range<usize> {
        let text = self.text.get(span.clone()).unwrap_or_default();
        span.start..span.start + text.lines().next().unwrap_or_default().len()
    }

    fn region(&self, span: Range<usize>) -> Region {
        let position = |at: usize| {
            let before = self.text.get(..at).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default();
            Position { line: before.matches('\n').count() as u32 + 1, column: line.encode_utf16().count() as u32 + 1 }
        };
        Region { start: position(span.start), end: position(span.end), bytes: Span::from(span) }
    }

    fn no_such(&self, word: &Spanned<String>, what: &str, known: impl Iterator<Item = &'static str>) -> ConfigError {
        let known: Vec<&str> = known.collect();
        let fix = nearest(word.get_ref(), known.iter().copied()).map_or_else(|| format!("write one of {}", known.join(", ")), did_you_mean);
        self.error(word.span(), format!("there is no {what} `{}`", short(word.get_ref())), fix)
    }

    fn error(&self, span: Range<usize>, message: String, fix: String) -> ConfigError {
        self.draw(span, message, fix, false)
    }

    /// An error in a file that may be none of ours: words that are not ours are dotted out, but for the place itself where it is a key.
    fn masked_error(&self, span: Range<usize>, message: String, fix: String) -> ConfigError {
        self.draw(span, message, fix, true)
    }

    fn draw(&self, span: Range<usize>, message: String, fix: String, is_masked: bool) -> ConfigError {
        let text = &self.text;
        let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let start = floor(span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = floor(span.end).clamp(start, line_end);
        let line = text[line_start..line_end].trim_end_matches('\r');
        let column = text[line_start..start].chars().count();
        let length = text[start..end].chars().count();
        let is_key = message.starts_with("unknown key");
        let kept = if is_key { start - line_start..end - line_start } else { 0..0 };
        let line = if is_masked { masked(line, &kept) } else { line.to_owned() };
        let skipped = if line.chars().count() > LONGEST_QUOTE { column.saturating_sub(LEAD) } else { 0 };
        let quote: String = line.chars().skip(skipped).take(LONGEST_QUOTE).map(drawn).collect();
        let room = quote.chars().count().saturating_sub(column - skipped);
        ConfigError {
            path: self.path.clone(),
            line: text[..start].matches('\n').count() as u32 + 1,
            column: column as u32 + 1,
            message,
            fix,
            marks: ((column - skipped) as u32, length.clamp(1, room.max(1)) as u32),
            quote,
        }
    }
}

/// The line with dots for every word that is not one of ours; one character stays one.
fn masked(line: &str, kept: &Range<usize>) -> String {
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_') || !character.is_ascii();
    let mut out = String::with_capacity(line.len());
    let mut rest = 0;
    while let Some(first) = line[rest..].chars().next() {
        let length =
            if is_part(first) { line[rest..].find(|character| !is_part(character)).unwrap_or(line.len() - rest) } else { first.len_utf8() };
        let word = &line[rest..rest + length];
        let is_known = !is_part(first) || OWN_WORDS.contains(&word) || Family::ALL.iter().any(|family| family.word() == word);
        if is_known || (kept.start <= rest && rest + length <= kept.end) {
            out.push_str(word);
        } else {
            out.extend(word.chars().map(|_| '•'));
        }
        rest += length;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: &str = r#"
extends        = "../asepsis.toml"
fail-on        = "medium"
min-severity   = "low"
min-confidence = "high"
exclude        = ["third_party/**"]
max-size       = "10M"
baseline       = ".asepsis-baseline.ndjson"

[rules]
weak-hash = "low"
"us-ssn"  = "off"

[phi]
synthetic-paths = ["fixtures/synthea/**"]
reserved-values = "as-real"

[ignore]
require-reason = true
max-days       = 90

[[ignore.finding]]
id     = "b7e1aa0011223344"
reason = "published test vector"

[[ignore.path]]
rules  = ["phi"]
paths  = ["docs/examples/**"]
reason = "published sample messages"
until  = 2027-03-31
"#;

    fn drawn_error(text: &str) -> String {
        let config = Config::parse(text, "asepsis.toml");
        let error = config.and_then(|config| config.check(&RuleSet::built_in())).expect_err(text);
        error.to_string()
    }

    #[test]
    fn every_key_is_read() {
        let config = Config::parse(FULL, "asepsis.toml").expect("every key is known");
        config.check(&RuleSet::built_in()).expect("every word is known");
        assert_eq!(config.extends.as_deref(), Some("../asepsis.toml"));
        assert_eq!(
            (config.fail_on, config.min_severity, config.min_confidence),
            (Some(Some(Severity::Medium)), Some(Severity::Low), Some(Confidence::High))
        );
        assert_eq!((&config.exclude[..], config.max_size), (&["third_party/**".to_owned()][..], Some(10 << 20)));
        assert_eq!(config.baseline.as_deref(), Some(".asepsis-baseline.ndjson"));
        assert_eq!(config.rules, [("weak-hash".to_owned(), Some(Severity::Low)), ("us-ssn".to_owned(), None)]);
        assert!(config.reserved_as_real() && config.synthetic_paths().is_match("fixtures/synthea/a/b.json"));
        assert_eq!((config.require_reason, config.max_days, config.ignores.len()), (true, Some(90), 2));
        let [finding, path] = &config.ignores[..] else { panic!("two entries") };
        assert!(matches!(&finding.what, Ignored::Finding(id) if id == "b7e1aa0011223344"));
        assert_eq!((finding.reason.as_str(), finding.until, finding.file.as_str()), ("published test vector", None, "asepsis.toml"));
        assert_eq!((path.region.start.line, path.until), (26, Date::new(2027, 3, 31).ok()));
        assert!(matches!(&path.what, Ignored::Paths { rules, paths, .. } if rules == &["phi"] && paths.is_match("docs/examples/a.hl7")));
    }

    #[test]
    fn an_empty_file_sets_nothing() {
        let config = Config::parse("", "asepsis.toml").expect("nothing is no mistake");
        assert_eq!(config.digest(), Config::default().digest());
        assert!(!config.reserved_as_real() && config.synthetic_paths().is_empty());
        assert_eq!(Config::parse("fail-on = 'never'", "a").expect("known").fail_on, Some(None));
        for (size, bytes) in [("4096", 4096), ("'64k'", 65536), ("'2G'", 2 << 30), ("'12'", 12)] {
            assert_eq!(Config::parse(&format!("max-size = {size}"), "a").expect("a size").max_size, Some(bytes));
        }
    }

    #[test]
    fn an_unknown_key_is_drawn_with_its_place_and_the_way_out() {
        let expected = "\
error: unknown key `fail_on`
 --> asepsis.toml:2:1
  |
2 | fail_on = \"high\"
  | ^^^^^^^
  |
  = fix: did you mean `fail-on`?";
        assert_eq!(drawn_error("exclude = []\nfail_on = \"high\"\n"), expected);
    }

    #[test]
    fn mistakes_point_at_their_place() {
        for (text, head, marks, fix) in [
            ("fail-on = \"hgih\"", "error: there is no severity `hgih`\n --> asepsis.toml:1:11", "^^^^^^", "did you mean `high`?"),
            ("min-confidence = 'x'", "error: there is no confidence `x`\n --> asepsis.toml:1:18", "^^^", "write one of low, medium, high"),
            (
                "[phi]\nfail-on = 'low'",
                "error: unknown key `fail-on`\n --> asepsis.toml:2:1",
                "^^^^^^^",
                "`fail-on` belongs to the top of the file, before the first [table]",
            ),
            (
                "[phi]\nsynthetic_paths = []",
                "error: unknown key `synthetic_paths`\n --> asepsis.toml:2:1",
                "^^^^^^^^^^^^^^^",
                "did you mean `synthetic-paths`?",
            ),
            (
                "[phi]\nreserved-values = 'real'",
                "error: there is no such setting `real`\n --> asepsis.toml:2:19",
                "^^^^^^",
                "write one of as-real, synthetic",
            ),
            ("[[ignore.path]]\nrule = ['phi']", "error: unknown key `rule`\n --> asepsis.toml:2:1", "^^^^", "did you mean `rules`?"),
            (
                "[[ignore.finding]]\nreason = 'x'",
                "error: this entry has no `id`\n --> asepsis.toml:1:1",
                "^^^^^^^^^^^^^^^^^^",
                "copy the id of the finding from a report: id = \"…\"",
            ),
            (
                "[[ignore.finding]]\nid = 'XX'",
                "error: this is no id of a finding\n --> asepsis.toml:2:6",
                "^^^^",
                "copy the hexadecimal digits behind `id` in the report",
            ),
            (
                "[[ignore.path]]\npaths = ['a']",
                "error: this entry has no `rules`\n --> asepsis.toml:1:1",
                "^^^^^^^^^^^^^^^",
                "say what it speaks of: rules = [\"phi\"]",
            ),
            (
                "[[ignore.path]]\nrules = ['*']\npaths = ['a']",
                "error: this accepts whatever turns up, live credentials included\n --> asepsis.toml:2:10",
                "^^^",
                "name rules, classes or families; `exclude` leaves paths out of the scan",
            ),
            (
                "[[ignore.path]]\nrules = ['phi']\npaths = ['a']\nuntil = '2027-03-31'",
                "--> asepsis.toml:4:9",
                "^^^^^^^^^^^^",
                "write the day without quotes: until = 2027-03-31",
            ),
            (
                "[[ignore.path]]\nrules = ['phi']\npaths = ['a']\nuntil = 2027-03-31T10:00:00",
                "error: this is not a day alone\n --> asepsis.toml:4:9",
                "^^^^^^^^^^^^^^^^^^^",
                "write the last day, without a time: until = 2027-03-31",
            ),
            (
                "max-size = '10 apples'",
                "error: this is no size\n --> asepsis.toml:1:12",
                "^^^^^^^^^^^",
                "write a number of bytes, or a text such as \"64k\", \"10M\" or \"2G\"",
            ),
            (
                "exclude = ['a[']",
                "error: this glob cannot be understood: ",
                "^^^^",
                "every `[` needs its `]` and every `{` its `}`; a `\\` before a sign takes it as it is",
            ),
            (
                "controls = ['hippa']",
                "error: there is no such framework of controls `hippa`\n --> asepsis.toml:1:13",
                "^^^^^^^",
                "did you mean `hipaa`?",
            ),
            (
                "[rules]\nus-ssm = 'off'",
                "error: there is no rule, class or family `us-ssm`\n --> asepsis.toml:2:1",
                "^^^^^^",
                "did you mean `us-ssn`?",
            ),
            (
                "[[ignore.path]]\nrules = ['zzzz']\npaths = ['a']",
                "error: there is no rule, class or family `zzzz`\n --> asepsis.toml:2:10",
                "^^^^^^",
                "`asepsis rules list` says what there is",
            ),
            ("max-size = []", "--> asepsis.toml:1:12", "^^", ""),
            ("baseline = 7", "error: invalid type: integer `7`, expected a string\n --> asepsis.toml:1:12", "^", ""),
        ] {
            let drawn = drawn_error(text);
            assert!(drawn.contains(head), "{head}\n{drawn}");
            assert!(drawn.lines().any(|line| line.trim_start_matches([' ', '|']) == marks), "{marks}\n{drawn}");
            assert!(drawn.contains(&format!("= fix: {fix}")) || (fix.is_empty() && !drawn.contains("fix")), "{fix}\n{drawn}");
        }
    }

    #[test]
    fn a_file_that_is_none_of_ours_is_not_quoted() {
        for text in [
            "DB_PASSWORD=correct-horse-battery",
            "DB_PASSWORD = \"correct-horse-battery\"",
            "password: correct-horse-battery",
            "{\"password\": \"correct-horse-battery\"}",
            "correct-horse-battery",
            "exclude = [\"correct-horse-battery\", ",
            "exclude = \"correct-horse-battery",
            "[correct-horse-battery",
        ] {
            let drawn = drawn_error(text);
            assert!(!drawn.contains("horse"), "{text}\n{drawn}");
        }
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("exclude = [{}]\nfail-on = [{}'hgih']", "'a',".repeat(500), "'b',".repeat(500));
        let drawn = drawn_error(&text);
        assert!(drawn.lines().all(|line| line.chars().count() <= LONGEST_QUOTE + 10), "{drawn}");
        let text = format!("exclude = [{}'a[', {}]", "'ä',".repeat(500), "'b',".repeat(500));
        let drawn = drawn_error(&text);
        let (quote, marks) = (drawn.lines().nth(3).expect("a quote"), drawn.lines().nth(4).expect("marks"));
        let under: String = quote.chars().zip(marks.chars()).filter(|(_, mark)| *mark == '^').map(|(character, _)| character).collect();
        assert_eq!(under, "'a['");
        assert!(
            drawn_error("[rules]\n\"\u{202e}\u{7f}x\" = 'off'").chars().all(|character| character != '\u{202e}' && character != '\u{7f}')
        );
    }

    #[test]
    fn hostile_text_never_panics() {
        for text in [
            "\0",
            "=",
            "[",
            "[[",
            "[[ignore.finding]]",
            "ä = 'ö",
            "\r\n\r\n=",
            "a.b.c.d = 1",
            "ignore = 7",
            "rules = []",
            "\u{feff}x",
            "'''",
            &"[".repeat(10_000),
            &"a.".repeat(10_000),
        ] {
            assert!(drawn_error(text).starts_with("error: "), "{text:?}");
        }
    }

    #[test]
    fn the_narrower_word_wins() {
        let rules = RuleSet::built_in();
        let ssn = rules.find("us-ssn").expect("a rule of ours");
        for text in ["phi = 'off'\nus-ssn = 'low'", "us-ssn = 'low'\nphi = 'off'"] {
            let config = Config::parse(&format!("[rules]\n{text}"), "a").expect("known");
            let settings: BTreeMap<_, _> = config.settings(&rules).into_iter().collect();
            assert_eq!(settings.get(&ssn), Some(&Some(Severity::Low)), "{text}");
            assert!(settings.iter().filter(|(_, setting)| setting.is_none()).count() > 1);
        }
    }

    #[test]
    fn a_configuration_stands_on_its_base() {
        let own = Config::parse(
            "extends = 'b'\nfail-on = 'high'\nexclude = ['own']\ncontrols = ['gdpr']\n[rules]\nus-ssn = 'low'\n[ignore]\nrequire-reason = false",
            "own",
        )
        .expect("known");
        let base = Config::parse(
            "extends = 'c'\nfail-on = 'low'\nmin-severity = 'low'\nexclude = ['base']\ncontrols = ['hipaa']\n[rules]\nus-ssn = 'off'\nzzz = 'off'\n[ignore]\nrequire-reason = true\nmax-days = 7",
            "base.toml",
        )
        .expect("known");
        let merged = own.merge(base);
        assert_eq!(merged.extends.as_deref(), Some("c"));
        assert_eq!((merged.fail_on, merged.min_severity), (Some(Some(Severity::High)), Some(Severity::Low)));
        assert_eq!(merged.exclude, ["base", "own"]);
        assert_eq!(merged.controls, ["gdpr"]);
        assert_eq!((merged.require_reason, merged.max_days), (false, Some(7)));
        let rules = RuleSet::built_in();
        let ssn = rules.find("us-ssn").expect("a rule of ours");
        assert_eq!(merged.settings(&rules), [(ssn, Some(Severity::Low))]);
        let error = merged.check(&rules).expect_err("zzz is no rule");
        assert_eq!((error.path.as_str(), error.line, error.column), ("base.toml", 8, 1));
    }

    #[test]
    fn the_digest_is_of_what_counts() {
        let digest = |text: &str, path: &str| Config::parse(text, path).expect("known").digest();
        let one = digest("fail-on = 'high'\n[[ignore.finding]]\nid = 'b7e1'", "a");
        assert_eq!(one.len(), 64);
        assert_eq!(one, digest("\n\n# remark\n'fail-on' = \"high\"\n[[ignore.finding]]\nid = \"b7e1\"\n", "b"));
        assert_ne!(one, digest("fail-on = 'high'\n[[ignore.finding]]\nid = 'b7e2'", "a"));
        assert_ne!(one, digest("fail-on = 'low'\n[[ignore.finding]]\nid = 'b7e1'", "a"));
    }
}
