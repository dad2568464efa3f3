//! Values that claim an issuer and cannot be its: cut short, altered, or of a length that it never gives.
//!
//! Whoever writes a token that is to be refused, in a test or a manual, takes the beginning of a real one, or the issuer's name, and changes
//! the rest. The rule for that issuer does not match it; rules for names of any kind would. Promises: only what a generic rule led to by a
//! name is put aside, and only by what is known of the very issuer, so its credentials of other kinds stay; looks at a bounded number of
//! bytes before the value. Knows no issuer: beginnings come from the rules, forms from the table of providers.

use super::provider::{CREDENTIAL_WORDS, TAILS};
use super::{Candidate, Via};
use crate::code::assignment;
use crate::rule::check;
use crate::rule::provider::{Class, Form, Part, Place, Provider};
use crate::rule::{Confidence, Family, Rule, RuleSet};
use regex_syntax::ParserBuilder;
use std::collections::HashMap;

/// Bytes before a value in which an issuer's word is looked for: as far as the table of providers reaches.
const REACH: usize = 160;

/// Line breaks that may stand between.
const MOST_BREAKS: usize = 2;

/// Words that a provider's name has at most.
const MOST_WORDS: usize = 4;

/// The shortest beginning that no draw has by chance: one of a million of base 36 does.
const SHORTEST_PREFIX: usize = 4;

/// What is known of issuers, made ready with the first candidate.
pub(super) struct Issuers {
    /// Beginnings of tokens, each with the length of the shortest whole one in bytes.
    prefixes: Vec<(String, usize)>,
    /// Providers by their words, written together.
    words: HashMap<String, Vec<u16>>,
}

impl Issuers {
    pub(super) fn new(rules: &RuleSet) -> Self {
        let telling = rules.iter().filter(|(_, rule)| rule.family == Family::Secret && is_telling(&rule.public_prefix));
        let prefixes = telling.map(|(_, rule)| (rule.public_prefix.clone(), shortest(rule))).collect();
        let mut words: HashMap<String, Vec<u16>> = HashMap::new();
        for (index, provider) in (0..).zip(rules.providers()) {
            provider.words.iter().for_each(|word| words.entry(word.replace(' ', "")).or_default().push(index));
        }
        Self { prefixes, words }
    }

    /// Why a candidate is no credential of the issuer that it claims.
    pub(super) fn reason(&self, rules: &RuleSet, rule: &Rule, candidate: &Candidate, text: &[u8]) -> Option<&'static str> {
        if rule.family != Family::Secret || !rule.generic || !matches!(candidate.via, Via::Name { .. }) {
            return None;
        }
        let value = candidate.value.of(text);
        let begun = || self.prefixes.iter().filter(|(prefix, _)| value.starts_with(prefix.as_bytes()));
        let longest = begun().map(|(prefix, _)| prefix.len()).max();
        let least = begun().filter(|(prefix, _)| Some(prefix.len()) == longest).map(|(_, least)| *least).min();
        if least.is_some_and(|least| value.len() < least) {
            return Some("it begins as an issuer's tokens do, and is shorter than they are");
        }
        let named = self.providers(rules, &text[candidate.whole.start.min(candidate.value.start)..candidate.value.start]);
        if let Some(reason) = cannot_be(&named, value) {
            return Some(reason);
        }
        let near = self.providers(rules, before(text, candidate.value.start)).into_iter().filter(|provider| provider.place == Place::Near);
        let forms: Vec<&Form> = named.into_iter().chain(near).flat_map(|provider| &provider.forms).collect();
        if forms.is_empty() || forms.iter().any(|form| form.matches(value)) {
            return None;
        }
        if forms.iter().any(|form| alters(form, value)) {
            return Some("it has the length of what the named issuer issues, and characters that this never has");
        }
        // A name that means many things says little without the issuer's; then its lengths count.
        let fits = |form: &&Form| (form.lengths().0..=form.lengths().1).contains(&value.len());
        let weak = rule.confidence == Confidence::Low && !forms.iter().any(fits);
        weak.then_some("the named issuer's credentials have another length")
    }

    /// The providers whose words stand in a text.
    fn providers<'r>(&self, rules: &'r RuleSet, text: &[u8]) -> Vec<&'r Provider> {
        let words = assignment::words(text);
        let mut found = Vec::new();
        for start in 0..words.len() {
            let mut joined = String::new();
            for word in words[start..].iter().take(MOST_WORDS) {
                joined.push_str(word);
                let stems = TAILS.iter().filter_map(|tail| joined.strip_suffix(tail));
                let known = std::iter::once(joined.as_str()).chain(stems).filter_map(|word| self.words.get(word)).flatten();
                found.extend(known.map(|index| &rules.providers()[usize::from(*index)]));
            }
        }
        found
    }
}

/// Why a value is no credential of the issuers that its name names, whose forms it has not: what counts or repeats documents a place, but not
/// where it does not even fit; and nobody's key has so odd a number of digits.
fn cannot_be(named: &[&Provider], value: &[u8]) -> Option<&'static str> {
    let forms: Vec<&Form> = named.iter().flat_map(|provider| &provider.forms).collect();
    if forms.is_empty() || forms.iter().any(|form| form.matches(value)) {
        return None;
    }
    if check::is_dummy(value) {
        return Some("it counts or repeats, and is not of the form of what the named issuer issues");
    }
    let outgrown = forms.iter().any(|form| form.lengths().0 == form.lengths().1 && outgrows(value, form.lengths().1));
    outgrown.then_some("it is a little longer than what the named issuer issues, and no digest")
}

/// Hexadecimal digits, a few more than a length, in a number that no digest or key has.
fn outgrows(value: &[u8], length: usize) -> bool {
    const MOST_ADDED: usize = 4;
    const USUAL: [usize; 7] = [32, 40, 48, 56, 64, 96, 128];
    let added = value.len().checked_sub(length).is_some_and(|added| (1..=MOST_ADDED).contains(&added));
    added && value.iter().all(u8::is_ascii_hexdigit) && !USUAL.contains(&value.len())
}

/// What stands before a value, as far as an issuer's word counts.
fn before(text: &[u8], end: usize) -> &[u8] {
    let start = end.saturating_sub(REACH);
    let breaks = memchr::memrchr_iter(b'\n', &text[start..end]).nth(MOST_BREAKS);
    &text[breaks.map_or(start, |at| start + at + 1)..end]
}

/// Whether a beginning says who issued a token, and is neither a word for a credential nor what many use: `glpat-`, but not `live_`.
fn is_telling(prefix: &str) -> bool {
    let word = prefix.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric()).to_ascii_lowercase();
    prefix.len() >= SHORTEST_PREFIX && word != "live" && !CREDENTIAL_WORDS.contains(word.as_str())
}

/// The length of the shortest token that a rule's pattern matches, in bytes; 0 where that is not known.
fn shortest(rule: &Rule) -> usize {
    let Some(pattern) = &rule.pattern else { return 0 };
    let parsed = ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern);
    parsed.ok().and_then(|hir| hir.properties().minimum_len()).unwrap_or(0)
}

/// Whether a value is as long as a form of letters and digits alone, and has characters that join no parts of a token.
fn alters(form: &Form, value: &[u8]) -> bool {
    let (literal, class, length) = match form.0.as_slice() {
        [Part::Run(class, least, most)] if least == most => ("", class, usize::from(*least)),
        [Part::Text(text), Part::Run(class, least, most)] if least == most => (text.as_str(), class, usize::from(*least)),
        _ => return false,
    };
    let plain = matches!(class, Class::Digit | Class::Hex | Class::Lower | Class::Upper | Class::Alnum);
    let Some(core) = value.strip_prefix(literal.as_bytes()).filter(|core| plain && core.len() == length) else {
        return false;
    };
    core.iter().any(|byte| !byte.is_ascii_alphanumeric() && !b"_-.:".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(rule: &str, text: &str) -> Option<&'static str> {
        let rules = RuleSet::built_in();
        let (key, rule) = rules.iter().find(|(_, one)| one.id == rule).expect("a rule");
        let at = text.find('=').expect("an assignment");
        let candidate = Candidate {
            rule: key,
            via: Via::Name { in_literal: false },
            whole: crate::text::Span::new(0, text.len()),
            value: crate::text::Span::new(at + 1, text.len()),
        };
        Issuers::new(&rules).reason(&rules, rule, &candidate, text.as_bytes())
    }

    #[test]
    fn what_an_issuer_cannot_have_issued() {
        for (rule, text, expected) in [
            ("generic-token", "TOKEN=glpat-h4k2m9x7p3", true),
            ("generic-token", "GITLAB_TOKEN=glpat-h4k2<>m9x7p3q8w5z1c6v0b2", false),
            ("generic-token", "TOKEN=live_h4k2m9x7p3", false),
            ("generic-secret", "ipstack_api_key=9f8a3c71d2b64e05a7c1f0e4b8d296?a", true),
            ("generic-secret", "ipstack_api_key=9f8a3c71d2b64e05<>a7c1f0e4b8d2963a", false),
            ("generic-secret", "ipstack_api_key=h4k2m9x7p3q8w5z1c6v0", false),
            ("generic-secret", "ward_api_key=9f8a3c71d2b64e05a7c1f0e4b8d296?a", false),
            ("generic-key", "ipstack key=9f8a3c71d2b64e05<>a7c1f0e4b8d2963a<>9f8a3c71", true),
            ("generic-key", "ipstack key=9f8a3c71d2b64e05<>a7c1f0e4b8d2963a", false),
            ("generic-secret", "ipstack_api_key=9f8a3c71d2b64e05<>a7c1f0e4b8d2963a4e", true),
            ("generic-secret", "ipstack_api_key=wxyz5678<>wxyz5678wxyz5678wxyz5678--__", true),
            ("generic-secret", "ward_api_key=wxyz5678<>wxyz5678wxyz5678wxyz5678--__", false),
            ("generic-secret", "ward_api_key=9f8a3c71d2b64e05<>a7c1f0e4b8d2963a4e", false),
            ("generic-key", "ward key=9f8a3c71d2b64e05<>a7c1f0e4b8d2963a<>9f8a3c71", false),
        ] {
            assert_eq!(reason(rule, &text.replace("<>", "")).is_some(), expected, "{text}");
        }
    }
}
