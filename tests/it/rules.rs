//! Every rule in `rules/`: its names resolve, its examples hold, its text is there.

use asepsis::blob::Blob;
use asepsis::format::selector::Selector;
use asepsis::rule::{Family, RuleSet};
use asepsis::scan::{Options, Scanner, examples};

#[test]
fn every_rule_can_be_used() {
    if let Err(error) = RuleSet::try_built_in() {
        panic!("{error}");
    }
}

#[test]
fn every_example_holds() {
    let mut rules = RuleSet::built_in();
    let (inventories, keys): (Vec<_>, Vec<_>) = rules.iter().map(|(key, _)| key).partition(|key| rules.is_inventory(*key));
    let mut failures = examples::run(&rules, &keys);
    inventories.iter().for_each(|key| rules.enable(*key, true));
    failures.extend(examples::run(&rules, &inventories));
    let list: Vec<String> = failures
        .iter()
        .map(|failure| {
            let kind = if failure.wanted { "match" } else { "ignore" };
            format!("{}: {kind} example {}: {}", rules.get(failure.rule).id, failure.index + 1, failure.why)
        })
        .collect();
    assert!(list.is_empty(), "{} examples do not hold:\n{}", list.len(), list.join("\n"));
}

/// Behind the beginning of an issuer's tokens people write one character again and again, to show what such a token looks like.
#[test]
fn samples_of_tokens_are_not_reported() {
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    let mut samples = 0;
    let mut reported = Vec::new();
    for (key, rule) in rules.iter().filter(|(_, rule)| rule.family == Family::Secret && rule.public_prefix.len() >= 4) {
        for example in rules.examples(key).0 {
            let Some(at) = example.text.rfind(&rule.public_prefix) else { continue };
            let (head, token) = example.text.split_at(at + rule.public_prefix.len());
            let end = token.find(|letter: char| !(letter.is_ascii_alphanumeric() || "_-+/=.".contains(letter))).unwrap_or(token.len());
            for fill in ["0", "x", "X"] {
                let drawn = token[..end].replace(|letter: char| letter.is_ascii_alphanumeric(), fill);
                let text = format!("{head}{drawn}{}", &token[end..]);
                let blob = Blob { path: &example.path, project_path: &example.path, bytes: text.as_bytes() };
                samples += 1;
                if scanner.scan(&blob).findings.iter().any(|finding| finding.rule == key) {
                    reported.push(format!("{}: {fill}", rule.id));
                }
            }
        }
    }
    assert!(samples > 300, "{samples}");
    assert!(reported.is_empty(), "{reported:?}");
}

#[test]
fn every_selector_can_be_read() {
    for (_, rule) in RuleSet::built_in().iter() {
        for field in &rule.fields {
            if let Err(error) = Selector::parse(field) {
                panic!("{}: {field}: {error}", rule.id);
            }
        }
    }
}

#[test]
fn every_setting_can_be_read() {
    for (_, rule) in RuleSet::built_in().iter() {
        for test in &rule.settings {
            if let Err(error) = asepsis::setting::check(test) {
                panic!("{}: {error}", rule.id);
            }
        }
    }
}

/// What a report shows of a setting must be of the rule's own words: a URL or a command line holds anything.
#[test]
fn what_is_shown_of_a_setting_is_of_the_rule() {
    for (_, rule) in RuleSet::built_in().iter().filter(|(_, rule)| rule.public_value) {
        for test in &rule.settings {
            let bad = test.bad.as_deref().unwrap_or_default();
            let is_free = [".*", ".+", "\\S", "[^"].iter().any(|any| bad.contains(any));
            assert!(!is_free || bad.contains("(?P<value>"), "{}: `{bad}` matches anything: mark the part to show as `value`", rule.id);
            assert!(test.good.is_none(), "{}: what is not good may be anything", rule.id);
        }
    }
}

#[test]
fn every_pair_has_its_other_half() {
    let rules = RuleSet::built_in();
    for (_, rule) in rules.iter() {
        if let Some(pair) = &rule.pair {
            assert!(rules.find(&pair.with).is_some(), "{}: there is no rule `{}`", rule.id, pair.with);
        }
    }
}

#[test]
fn every_rule_says_why_and_how_to_fix_it() {
    for (_, rule) in RuleSet::built_in().iter() {
        for (name, text) in [("what", &rule.what), ("why", &rule.why), ("fix", &rule.fix)] {
            assert!(text.len() >= 10 && text.ends_with('.'), "{}: `{name}` is no sentence: {text}", rule.id);
        }
        assert!(!rule.title.ends_with('.'), "{}: a title has no full stop", rule.id);
        assert!(rule.references.iter().all(|reference| reference.starts_with("https://")), "{}: references are pages", rule.id);
    }
}

/// One example shows a form, two show what varies in it. Rules of the engine itself speak of comments and of baselines, which
/// `tests/it/suppression.rs` holds.
#[test]
fn every_rule_has_two_examples_of_either_kind() {
    let rules = RuleSet::built_in();
    let few: Vec<&str> = rules
        .iter()
        .filter(|(_, rule)| rule.family != Family::Hygiene)
        .filter(|(key, _)| {
            let (matches, ignores) = rules.examples(*key);
            matches.len().min(ignores.len()) < 2
        })
        .map(|(_, rule)| rule.id.as_str())
        .collect();
    assert!(few.is_empty(), "give two examples that match and two near misses: {few:?}");
}

#[test]
fn hundreds_of_providers_are_known() {
    assert!(RuleSet::built_in().providers().len() >= 700);
}

#[test]
fn the_first_day_is_broad_enough() {
    let rules = RuleSet::built_in();
    let count = |family| rules.iter().filter(|(_, rule)| rule.family == family).count();
    assert!(count(Family::Secret) >= 80, "{} secret rules", count(Family::Secret));
    assert!(count(Family::Phi) >= 16, "{} PHI rules", count(Family::Phi));
    assert!(count(Family::Crypto) >= 40, "{} crypto rules", count(Family::Crypto));
}

#[test]
fn words_select_ids_aliases_classes_families_and_globs() {
    let rules = RuleSet::built_in();
    assert_eq!(rules.select("us-ssn").len(), 1);
    assert!(rules.select("weak-hash").len() > 1);
    assert!(rules.select("secret").len() >= 80);
    assert!(rules.select("aws-*").len() > 1);
    assert!(rules.select("no-such-rule").is_empty());
    assert_eq!(rules.suggest("us-snn"), Some("us-ssn"));
}

#[test]
fn every_identifier_names_its_letter() {
    for (_, rule) in RuleSet::built_in().iter().filter(|(_, rule)| rule.family == Family::Phi && rule.sets.is_empty()) {
        let is_identifier = rule.pattern.is_some() || !rule.fields.is_empty() || !rule.names.is_empty();
        assert!(!is_identifier || !rule.safe_harbor.is_empty(), "{}: `safe-harbor` names the letter of 45 CFR 164.514(b)(2)(i)", rule.id);
    }
}

/// How many kinds of credentials are known by a form of their own, without those that only a name gives away.
#[test]
fn hundreds_of_credentials_are_known_by_their_form() {
    const AT_LEAST: usize = 350;
    let rules = RuleSet::built_in();
    let by_form = rules.iter().filter(|(_, rule)| rule.family == Family::Secret && !rule.generic && rule.pattern.is_some()).count();
    assert!(by_form >= AT_LEAST, "{by_form}");
}

/// Defaults of providers change: who reads a finding about a missing setting must see how old our knowledge of the default is.
#[test]
fn every_default_has_the_date_of_its_look_up() {
    let dated = regex::Regex::new(r"\b20\d\d(-\d\d)?\b").expect("the pattern is right");
    let rules = RuleSet::built_in();
    let settings = rules.iter().flat_map(|(_, rule)| rule.settings.iter().map(move |setting| (rule, setting)));
    let undated: Vec<String> = settings
        .filter(|(_, setting)| !setting.absent.is_empty() && !dated.is_match(&setting.absent))
        .map(|(rule, setting)| format!("{}: {}", rule.id, setting.absent))
        .collect();
    assert!(undated.is_empty(), "`absent` gives the date:\n{}", undated.join("\n"));
}
