//! `asepsis baseline`: accept today's findings, so that only new ones fail.

use super::scan::{Plan, unscanned};
use super::terminal::{print, say};
use super::{BaselineArgs, BaselineCommand, Exit, ScanArgs, UpdateArgs};
use crate::finding::{Finding, Status, Suppressor};
use crate::rule::{Confidence, Severity};
use crate::run::Thresholds;
use crate::source::shown;
use crate::suppress::baseline::{Accepted, Baseline};
use crate::suppress::import::{Imported, Place};
use anyhow::{Context, bail};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

pub(super) fn run(command: &BaselineCommand) -> anyhow::Result<Exit> {
    match command {
        BaselineCommand::Create(args) => create(args),
        BaselineCommand::Update(args) => update(args),
        BaselineCommand::Prune(scan) => prune(scan),
        BaselineCommand::Show(scan) => show(scan),
    }
}

fn create(args: &BaselineArgs) -> anyhow::Result<Exit> {
    let plan = plan(&args.scan)?;
    if plan.baseline.is_some() {
        bail!("`{}` exists; `asepsis baseline update` keeps its reasons and dates", shown(&plan.baseline_file));
    }
    let imported = args.import.as_deref().map(|file| read(file, &plan)).transpose()?;
    let findings = current(&plan, &args.scan)?;
    let baseline = match imported {
        Some(imported) => import(&Baseline::default(), &imported, &findings, args, &plan),
        None => Baseline::create(&findings, &plan.rules, &accepted(args, &plan)),
    };
    write(&plan, &baseline.looking_for(&plan.rules))
}

fn update(args: &UpdateArgs) -> anyhow::Result<Exit> {
    let UpdateArgs { new_rules, accept: args } = args;
    let plan = plan(&args.scan)?;
    let baseline = plan.baseline.clone().unwrap_or_default();
    if *new_rules {
        let Some(new) = baseline.new_rules(&plan.rules) else {
            bail!("`{}` does not say which rules it was made with: `asepsis baseline update` notes them", shown(&plan.baseline_file));
        };
        let findings = current(&plan, &args.scan)?;
        let of_new: Vec<&Finding> = findings.iter().filter(|finding| new.contains(&finding.rule)).collect();
        let (rules, are, find) = if new.len() == 1 { ("rule", "is", "finds") } else { ("rules", "are", "find") };
        let places = if of_new.len() == 1 { "place" } else { "places" };
        say(&format!("{} {rules} {are} new and {find} {} {places}", new.len(), of_new.len()));
        let accepted = accepted(args, &plan);
        let baseline = baseline.with(of_new.into_iter().map(|finding| (finding, accepted.clone())), &plan.rules);
        return write(&plan, &baseline.looking_for(&plan.rules));
    }
    if let Some(file) = &args.import {
        let imported = read(file, &plan)?;
        let findings = current(&plan, &args.scan)?;
        // Rules that were not looked for before are new still: only what the other tool found is accepted.
        return write(&plan, &import(&baseline, &imported, &findings, args, &plan));
    }
    let findings = current(&plan, &args.scan)?;
    write(&plan, &baseline.update(&findings, &plan.rules, &accepted(args, &plan)).looking_for(&plan.rules))
}

fn prune(scan: &ScanArgs) -> anyhow::Result<Exit> {
    let plan = plan(scan)?;
    let Some(baseline) = plan.baseline.clone() else { bail!("there is no baseline `{}`", shown(&plan.baseline_file)) };
    let findings = current(&plan, scan)?;
    write(&plan, &baseline.prune(&findings, &plan.rules))
}

fn show(scan: &ScanArgs) -> anyhow::Result<Exit> {
    let plan = Plan::of(scan)?;
    let Some(baseline) = &plan.baseline else { bail!("there is no baseline `{}`", shown(&plan.baseline_file)) };
    print(baseline.summary().as_bytes())?;
    Ok(Exit::Clean)
}

/// Another tool's baseline.
fn read(file: &Path, plan: &Plan) -> anyhow::Result<Imported> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read `{}`", shown(file)))?;
    Imported::parse(&text, &shown(&plan.project.folder)).map_err(|error| anyhow::anyhow!("cannot import `{}`: {error}", shown(file)))
}

/// Accepts today's findings at the places that another tool's baseline names, and says of how many nothing was found.
fn import(baseline: &Baseline, imported: &Imported, findings: &[Finding], args: &BaselineArgs, plan: &Plan) -> Baseline {
    let mut matched = BTreeSet::new();
    let mut accept = Vec::new();
    for finding in findings {
        let places: Vec<(usize, &Place)> = imported.of(finding).collect();
        let Some((_, first)) = places.first() else { continue };
        let mut accepted = accepted(args, plan);
        if accepted.reason.is_empty() {
            let audited = if first.is_false_alarm { ", where it was called a false alarm" } else { "" };
            accepted.reason = format!("accepted by {}{audited}", imported.from);
        }
        matched.extend(places.iter().map(|(index, _)| *index));
        accept.push((finding, accepted));
    }
    let (all, gone) = (imported.places.len(), imported.places.len() - matched.len());
    let (hold, holds) = (if matched.len() == 1 { "holds" } else { "hold" }, if gone == 1 { "holds" } else { "hold" });
    let none = format!("{gone} {holds} none: fixed, moved, or nothing that asepsis reports");
    say(&format!("{} of {all} places of {} {hold} a finding; {none}", matched.len(), imported.from));
    if args.scan.output.verbose {
        let unmatched = imported.places.iter().enumerate().filter(|(index, _)| !matched.contains(index));
        unmatched.for_each(|(_, place)| say(&format!("  {}:{}", place.path, place.first)));
    }
    baseline.with(accept, &plan.rules)
}

/// What to scan: a baseline speaks of a whole project, so that what lies outside of a scan is not taken for fixed.
fn plan(scan: &ScanArgs) -> anyhow::Result<Plan> {
    let plan = Plan::of(scan)?;
    if !plan.project.others.is_empty() || plan.project.roots.iter().any(|root| !root.project_prefix.is_empty()) {
        bail!("a baseline speaks of the whole project: run it on `{}`", shown(&plan.project.folder));
    }
    Ok(plan)
}

/// Today's findings: new ones at or above the thresholds, and all that the baseline accepts already. Those that comments or the
/// configuration accept need no entry.
fn current(plan: &Plan, scan: &ScanArgs) -> anyhow::Result<Vec<Finding>> {
    let everything = Thresholds { severity: Severity::Low, confidence: Confidence::Low, all: true };
    let (outcome, zones) = plan.run_zoned(scan, &[], everything, None)?;
    for zone in zones {
        say(&format!("asepsis: `{zone}` has a configuration of its own, and so a baseline of its own"));
    }
    if unscanned(&outcome.notices) > 0 {
        say(&format!("asepsis: {} files could not be scanned; their findings are not in the baseline", unscanned(&outcome.notices)));
    }
    let is_baseline = |finding: &Finding| matches!(finding.status, Status::Suppressed { by: Suppressor::Baseline, .. });
    let known = outcome.suppressed.into_iter().filter(is_baseline);
    let shown = outcome.findings.into_iter().filter(|finding| plan.thresholds.show(finding, &plan.rules));
    Ok(shown.chain(known).collect())
}

fn accepted(args: &BaselineArgs, plan: &Plan) -> Accepted {
    Accepted { reason: args.reason.clone(), by: args.by.clone(), added: plan.today, until: args.until }
}

fn write(plan: &Plan, baseline: &Baseline) -> anyhow::Result<Exit> {
    fs::write(&plan.baseline_file, baseline.render())
        .with_context(|| format!("cannot write the baseline `{}`", shown(&plan.baseline_file)))?;
    let findings = if baseline.len() == 1 { "finding" } else { "findings" };
    say(&format!("{} {findings} accepted in {}", baseline.len(), shown(&super::project::relative_to_here(&plan.baseline_file))));
    Ok(Exit::Clean)
}
