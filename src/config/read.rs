//! From the text of `asepsis.toml` to its meaning: what may stand in the file, and what each word of it stands for.
//!
//! Promises: every word is looked at where it stands, so that a mistake points at it.

use super::message::{ConfigError, Source, explain, short};
use super::{Config, Word, glob_set, parse_size};
use crate::code::assignment;
use crate::rule::control;
use crate::rule::house::HouseWords;
use crate::rule::literal;
use crate::rule::{Confidence, Severity};
use crate::suppress::Date;
use crate::suppress::judge::{Ignore, Ignored};
use globset::Glob;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::Spanned;

/// Fewest letters and digits of a house's own name for a field.
const SHORTEST_NAME: usize = 3;

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

/// Reads a configuration; `shown_path` is what messages call the file.
pub(super) fn parse(text: &str, shown_path: &str) -> Result<Config, ConfigError> {
    let source = Arc::new(Source { path: shown_path.to_owned(), text: text.to_owned() });
    let file: File = toml::from_str(text).map_err(|error| explain(&source, &error))?;
    read(file, &source)
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
            "name rules, classes, groups or families; `exclude` leaves paths out of the scan".to_owned(),
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
