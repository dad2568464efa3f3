//! The control map: which controls of which frameworks a finding is evidence about (`rules/controls.toml`).
//!
//! Promises: a pure function of a rule's family and weaknesses. Never claims compliance: a control is run against or borne on, nothing more.

use super::{Family, Rule};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static MAP: LazyLock<Map> =
    LazyLock::new(|| toml::from_str(include_str!("../../rules/controls.toml")).expect("a test reads the map of controls"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Map {
    framework: Vec<Framework>,
    concern: Vec<Concern>,
}

/// A set of controls that regulators or standards bodies publish.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// The word that users choose it by: `hipaa`.
    pub id: String,
    /// Its short name.
    pub title: String,
    /// Its full name.
    pub full: String,
    /// Where it is published.
    pub page: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Concern {
    /// For readers of the map.
    #[expect(dead_code, reason = "a heading of the data file")]
    about: String,
    family: Family,
    #[serde(default)]
    cwe: Vec<u16>,
    #[serde(default)]
    against: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    bears_on: BTreeMap<String, Vec<String>>,
}

/// A control of a framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Control {
    /// Id of the framework.
    pub framework: &'static str,
    /// Id of the control within it: `164.312(d)`.
    pub id: &'static str,
    /// The finding by itself runs against the control's text; otherwise it is a risk or a gap.
    pub against: bool,
}

/// The frameworks that the map knows, in its order.
pub fn frameworks() -> &'static [Framework] {
    &MAP.framework
}

/// Controls that findings of the rule are evidence about, in the order of the map; none for suppressions.
pub fn of(rule: &Rule) -> Vec<Control> {
    let is_about = |concern: &&Concern| {
        concern.family == rule.family && (concern.cwe.is_empty() || concern.cwe.iter().any(|number| rule.cwe.contains(number)))
    };
    let Some(concern) = MAP.concern.iter().find(is_about) else { return Vec::new() };
    let mut controls = Vec::new();
    for framework in &MAP.framework {
        for (list, against) in [(&concern.against, true), (&concern.bears_on, false)] {
            let ids = list.get(&framework.id).into_iter().flatten();
            controls.extend(ids.map(|id| Control { framework: &framework.id, id, against }));
        }
    }
    controls
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::RuleSet;

    #[test]
    fn every_concern_names_known_frameworks() {
        for concern in &MAP.concern {
            for framework in concern.against.keys().chain(concern.bears_on.keys()) {
                assert!(MAP.framework.iter().any(|known| known.id == *framework), "{framework}");
            }
        }
    }

    #[test]
    fn every_rule_for_leaks_is_evidence_about_something() {
        for (_, rule) in RuleSet::built_in().iter() {
            assert_eq!(of(rule).is_empty(), rule.family == Family::Hygiene, "{}", rule.id);
        }
    }

    #[test]
    fn weaknesses_lead_to_controls() {
        let rules = RuleSet::built_in();
        for (id, framework, control, against) in [
            ("private-key-pkcs8", "nist-800-53", "IA-5(7)", true),
            ("generic-password", "hipaa", "164.312(d)", false),
            ("us-ssn", "hipaa", "164.514(b)(2)(i)", false),
            ("weak-hash-java", "hipaa", "164.312(c)(1)", false),
        ] {
            let rule = rules.get(rules.find(id).expect("a rule"));
            let found = of(rule).into_iter().find(|one| one.framework == framework && one.id == control);
            assert_eq!(found.map(|one| one.against), Some(against), "{id} {control}");
        }
    }
}
