//! `asepsis rules`: the catalogue, and the examples of every rule as a test.

use super::scan::{load_rules, select};
use super::terminal::{print, say};
use super::trust::Trust;
use super::{Exit, RulesListArgs, RulesTestArgs};
use crate::rule::{RuleKey, RuleSet};
use crate::scan::examples::{self, Failure};
use std::fmt::Write;

pub(super) fn list(args: &RulesListArgs) -> anyhow::Result<Exit> {
    let rules = load_rules(args.rules_file.as_deref(), &Trust::default())?;
    let mut out = String::new();
    for key in chosen(&rules, &args.only)? {
        let rule = rules.get(key);
        let _ = if args.json {
            writeln!(out, "{}", as_json(&rules, key))
        } else {
            let groups = rule.groups.iter().fold(String::new(), |out, group| out + "  [" + group + "]");
            let view = match (rule.inventory.is_empty(), rule.default) {
                (false, _) => format!("  (with --{})", rule.inventory),
                (true, false) => "  (with --all)".to_owned(),
                (true, true) => String::new(),
            };
            writeln!(
                out,
                "{:<8} {:<9} {:<7} {:<36} {}{groups}{view}",
                rule.family.word(),
                rules.severity(key).word(),
                rule.confidence.word(),
                rule.id,
                rule.title
            )
        };
    }
    print(out.as_bytes())?;
    Ok(Exit::Clean)
}

pub(super) fn test(args: &RulesTestArgs) -> anyhow::Result<Exit> {
    let mut rules = load_rules(args.rules_file.as_deref(), &Trust::default())?;
    let mut keys = chosen(&rules, &args.only)?;
    keys.iter().for_each(|key| rules.enable(*key, true));
    if args.rules_file.is_some() {
        keys.retain(|key| rules.is_users(*key));
    }
    let failures = examples::run(&rules, &keys);
    for failure in &failures {
        say(&describe(&rules, failure));
    }
    let tested = keys.iter().map(|key| rules.examples(*key)).map(|(matches, ignores)| matches.len() + ignores.len()).sum::<usize>();
    print(format!("{} rules, {tested} examples, {} failed\n", keys.len(), failures.len()).as_bytes())?;
    Ok(if failures.is_empty() { Exit::Clean } else { Exit::Usage })
}

/// Example, rule, and what was found instead. The example is the rule author's own text, so it may be shown to them.
pub(crate) fn describe(rules: &RuleSet, failure: &Failure) -> String {
    let rule = rules.get(failure.rule);
    let kind = if failure.wanted { "match" } else { "ignore" };
    format!("rule `{}`, {kind} example {}: {}", rule.id, failure.index + 1, failure.why)
}

fn chosen(rules: &RuleSet, only: &[String]) -> anyhow::Result<Vec<RuleKey>> {
    if only.is_empty() { Ok(rules.iter().map(|(key, _)| key).collect()) } else { select(rules, "rules", only) }
}

/// A rule as one JSON object, for catalogues.
pub(super) fn as_json(rules: &RuleSet, key: RuleKey) -> serde_json::Value {
    let rule = rules.get(key);
    serde_json::json!({
        "id": rule.id,
        "aliases": rule.aliases,
        "class": rule.class,
        "groups": rule.groups,
        "inventory": rule.inventory,
        "family": rule.family.word(),
        "title": rule.title,
        "severity": rules.severity(key).word(),
        "confidence": rule.confidence.word(),
        "default": rule.default,
        "cwe": rule.cwe.iter().map(|number| format!("CWE-{number}")).collect::<Vec<_>>(),
        "what": rule.what,
        "why": rule.why,
        "fix": rule.fix,
        "references": rule.references,
        "languages": rule.languages,
        "checks": rule.checks,
        "fields": rule.fields,
    })
}
