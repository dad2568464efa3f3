//! The words of a house: how its record numbers look, what it calls identifiers, which functions of its own write logs.
//!
//! Promises: only ever adds to what rules find. Text in, rules out: whoever reads a configuration checks the words and points into it.

use super::data::{Call, Condition, Rule};

/// The rule that looks for a house's record numbers.
const RECORD_NUMBERS: &str = "medical-record-number";

/// The rule that looks at calls which write logs.
const LOGS: &str = "phi-in-log";

/// Words of one house.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HouseWords {
    /// Regular expressions of its record numbers; each holds a literal and is bounded.
    pub record_numbers: Vec<String>,
    /// Paths of functions that write logs: `audit.write`.
    pub log_sinks: Vec<String>,
    /// By the id of a rule, what the house calls such identifiers, as sequences of lower-case words.
    pub fields: Vec<(String, Vec<Vec<String>>)>,
}

impl HouseWords {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.record_numbers.is_empty() && self.log_sinks.is_empty() && self.fields.is_empty()
    }

    /// Every name of an identifier.
    pub fn names(&self) -> impl Iterator<Item = &Vec<String>> {
        self.fields.iter().flat_map(|(_, names)| names)
    }

    /// Adds what concerns a rule; returns whether anything does.
    pub(super) fn amend(&self, rule: &mut Rule) -> bool {
        let mut is_changed = false;
        if rule.id == RECORD_NUMBERS && !self.record_numbers.is_empty() {
            let own = self.record_numbers.iter().map(|pattern| format!("(?:{pattern})"));
            rule.pattern = Some(rule.pattern.take().into_iter().chain(own).collect::<Vec<_>>().join("|"));
            is_changed = true;
        }
        for (_, names) in self.fields.iter().filter(|(id, _)| *id == rule.id && rule.value.is_some()) {
            rule.names.extend(names.iter().map(|words| words.join(" ")));
            is_changed = true;
        }
        let asks = |call: &Call| call.conditions.first().is_some_and(|condition| condition.test.starts_with("patient-identifier"));
        let spelled = || self.names().flat_map(|words| ["", "_", "-"].map(|joint| words.join(joint)));
        for call in rule.calls.iter_mut().filter(|call| asks(call)) {
            call.leads.extend(spelled());
            is_changed |= !self.fields.is_empty();
        }
        if rule.id == LOGS && !self.log_sinks.is_empty() {
            let leads = rule.calls.first().map(|call| call.leads.clone()).unwrap_or_default();
            let condition = Condition { test: "patient-identifier".to_owned(), ..Condition::default() };
            let own = Call {
                callees: self.log_sinks.clone(),
                languages: Vec::new(),
                leads,
                conditions: vec![condition],
                unless: Vec::new(),
                without: Vec::new(),
            };
            rule.calls.push(own);
            is_changed = true;
        }
        is_changed
    }
}
