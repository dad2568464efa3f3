//! CWE and the chosen frameworks of controls as SARIF taxonomies, and the relations of rules to them (SARIF 2.1.0, 3.19.3 and 3.49.15).
//!
//! Promises: only those weaknesses and controls that rules with results point to; a list of which none is left is not named, in a fixed order.

use super::super::Report;
use super::{both, sentence};
use crate::rule::Rule;
use crate::rule::control::{self, Control, Framework};
use serde_json::json;
use serde_sarif::sarif;
use std::collections::BTreeSet;

/// Name and page of the list of weaknesses.
const CWE: &str = "CWE";
const CWE_PAGE: &str = "https://cwe.mitre.org/data/index.html";

/// The taxonomies of a run: [`CWE`] first, then the frameworks that the user chose, in the order of the map.
pub(super) struct Taxonomies<'r> {
    frameworks: Vec<&'static Framework>,
    weaknesses: Vec<u16>,
    /// For each framework, the ids of its controls.
    controls: Vec<Vec<&'static str>>,
    report: &'r Report<'r>,
}

impl<'r> Taxonomies<'r> {
    pub(super) fn new(report: &'r Report<'r>, listed: &[&Rule]) -> Self {
        let weaknesses: BTreeSet<u16> = listed.iter().flat_map(|rule| rule.cwe.iter().copied()).collect();
        let chosen = control::frameworks().iter().filter(|framework| report.run.controls.contains(&framework.id));
        let all: BTreeSet<Control> = listed.iter().flat_map(|rule| control::of(rule)).collect();
        let of = |framework: &'static Framework| {
            let ids: BTreeSet<&str> = all.iter().filter(|control| control.framework == framework.id).map(|control| control.id).collect();
            (framework, ids.into_iter().collect::<Vec<_>>())
        };
        let (frameworks, controls) = chosen.map(of).filter(|(_, ids)| !ids.is_empty()).unzip();
        Self { frameworks, weaknesses: weaknesses.into_iter().collect(), controls, report }
    }

    /// What the run refers to.
    pub(super) fn components(&self) -> Vec<sarif::ToolComponent> {
        let weaknesses = self.weaknesses.iter().map(|number| {
            let page = format!("https://cwe.mitre.org/data/definitions/{number}.html");
            sarif::ReportingDescriptor::builder().id(number.to_string()).help_uri(page).build()
        });
        let cwe = sarif::ToolComponent::builder()
            .name(CWE)
            .organization("MITRE")
            .information_uri(CWE_PAGE)
            .short_description(both("Common Weakness Enumeration.", None))
            .taxa(weaknesses.collect::<Vec<_>>())
            .build();
        let frameworks = self.frameworks.iter().zip(&self.controls).map(|(framework, controls)| {
            let taxa: Vec<_> = controls.iter().map(|id| sarif::ReportingDescriptor::builder().id(*id).build()).collect();
            sarif::ToolComponent::builder()
                .name(framework.id.as_str())
                .full_name(framework.full.as_str())
                .information_uri(framework.page.as_str())
                .short_description(both(&sentence(&framework.title), None))
                .taxa(taxa)
                .build()
        });
        self.has_weaknesses().then_some(cwe).into_iter().chain(frameworks).collect()
    }

    fn has_weaknesses(&self) -> bool {
        !self.weaknesses.is_empty()
    }

    /// References to the components, for the driver.
    pub(super) fn references(&self) -> Vec<sarif::ToolComponentReference> {
        self.names().zip(0..).map(|(name, index)| component(name, index)).collect()
    }

    /// What a rule is: a kind of its weaknesses, and evidence about controls.
    pub(super) fn relationships(&self, rule: &Rule) -> Vec<sarif::ReportingDescriptorRelationship> {
        let weaknesses = rule.cwe.iter().filter_map(|number| {
            let index = self.weaknesses.binary_search(number).ok()?;
            Some(relationship(&number.to_string(), index, component(CWE, 0), "superset"))
        });
        let controls = self.report.chosen_controls(rule).into_iter().filter_map(|control| {
            let place = self.frameworks.iter().position(|framework| framework.id == control.framework)?;
            let index = self.controls[place].binary_search(&control.id).ok()?;
            Some(relationship(control.id, index, component(control.framework, place as i64 + i64::from(self.has_weaknesses())), "relevant"))
        });
        weaknesses.chain(controls).collect()
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.has_weaknesses().then_some(CWE).into_iter().chain(self.frameworks.iter().map(|framework| framework.id.as_str()))
    }
}

fn component(name: &str, index: i64) -> sarif::ToolComponentReference {
    sarif::ToolComponentReference::builder().name(name).index(index).build()
}

fn relationship(id: &str, index: usize, taxonomy: sarif::ToolComponentReference, kind: &str) -> sarif::ReportingDescriptorRelationship {
    let target = sarif::ReportingDescriptorReference::builder().id(id).index(index as i64).tool_component(taxonomy).build();
    sarif::ReportingDescriptorRelationship::builder()
        .target(target)
        .kinds(vec![json!(kind).as_str().unwrap_or_default().to_owned()])
        .build()
}
