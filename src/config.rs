//! `asepsis.toml`: what a project wants, as plain data.
//!
//! Promises: every key that is not known is an error, and so is every word in it that means nothing; a message points into the user's
//! file and says what to write instead. A line is only quoted as far as its words are known ones, since the file may be another one than
//! its reader thinks. Text in, data out: nothing here opens a file.

use crate::rule::house::HouseWords;
use crate::rule::{Confidence, Family, RuleKey, RuleSet, Severity};
use crate::sensitive::hex;
use crate::slip::nearest;
use crate::suppress::judge::{Ignore, Ignored};
use globset::{Glob, GlobSet, GlobSetBuilder};
pub use message::ConfigError;
use message::{Source, did_you_mean, short};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

mod message;
mod read;

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
    /// Ids, old ids, classes, groups, families or globs of ids, each with its severity, or none where it is off. What counts more stands later.
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

impl Config {
    /// Reads a configuration; `shown_path` is what messages call the file.
    pub fn parse(text: &str, shown_path: &str) -> Result<Self, ConfigError> {
        read::parse(text, shown_path)
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
                let message = format!("there is no rule, class, group or family `{}`", short(&word.text));
                let fix = rules.suggest(&word.text).map_or_else(|| "`asepsis rules list` says what there is".to_owned(), did_you_mean);
                Err(word.source.error(word.span.clone(), message, fix))
            }
        }
    }

    /// What the configuration makes of each rule it speaks of. The narrower word wins, whatever their order: an id over a class or group,
    /// those over a family; between equals the later one.
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

fn glob_set(globs: &[String]) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        set.add(Glob::new(glob).expect("globs are checked when the configuration is read"));
    }
    // Only a set of a size no one writes by hand can fail here; it then matches nothing.
    set.build().unwrap_or_default()
}

#[cfg(test)]
mod tests;
