//! The mechanical fix of a finding: one public value for another, as its rule's `replace` has them.
//!
//! Promises: only where the text on disk is, byte for byte, what the rule names: nothing in archives, in decoded text, in the history, and
//! nothing that stands for the value in another place. A value that is not public is never replaced.

use super::{Evidence, Finding};
use crate::rule::Rule;

/// What is to stand in the finding's region instead.
pub fn of<'r>(finding: &Finding, rule: &'r Rule) -> Option<&'r str> {
    let elsewhere = !finding.inside.is_empty() || finding.provenance.is_some();
    let decoded = finding.evidence.iter().any(|evidence| matches!(evidence, Evidence::Decoded(_)));
    if elsewhere || decoded || !rule.public_value || finding.region.start.line != finding.region.end.line {
        return None;
    }
    // Of a public value the excerpt shows the text itself.
    let excerpt = finding.excerpt.as_ref()?;
    let (value, replacement) = rule.replace.get_key_value(excerpt.text.get(excerpt.highlight.range())?)?;
    (value.len() == finding.region.bytes.len()).then_some(replacement.as_str())
}
