//! `asepsis baseline`: accept today's findings, so that only new ones fail.

use super::scan::{Plan, unscanned};
use super::terminal::{print, say};
use super::{BaselineArgs, BaselineCommand, Exit};
use crate::finding::{Finding, Status, Suppressor};
use crate::rule::{Confidence, Severity};
use crate::run::Thresholds;
use crate::source::shown;
use crate::suppress::baseline::{Accepted, Baseline};
use anyhow::{Context, bail};
use std::fs;

pub(super) fn run(command: &BaselineCommand) -> anyhow::Result<Exit> {
    match command {
        BaselineCommand::Create(args) => create(args),
        BaselineCommand::Update(args) => update(args),
        BaselineCommand::Prune(args) => prune(args),
        BaselineCommand::Show(args) => show(args),
    }
}

fn create(args: &BaselineArgs) -> anyhow::Result<Exit> {
    let plan = plan(args)?;
    if plan.baseline.is_some() {
        bail!("`{}` exists; `asepsis baseline update` keeps its reasons and dates", shown(&plan.baseline_file));
    }
    let findings = current(&plan, args)?;
    write(&plan, &Baseline::create(&findings, &plan.rules, &accepted(args, &plan)))
}

fn update(args: &BaselineArgs) -> anyhow::Result<Exit> {
    let plan = plan(args)?;
    let findings = current(&plan, args)?;
    let baseline = plan.baseline.clone().unwrap_or_default();
    write(&plan, &baseline.update(&findings, &plan.rules, &accepted(args, &plan)))
}

fn prune(args: &BaselineArgs) -> anyhow::Result<Exit> {
    let plan = plan(args)?;
    let Some(baseline) = plan.baseline.clone() else { bail!("there is no baseline `{}`", shown(&plan.baseline_file)) };
    let findings = current(&plan, args)?;
    write(&plan, &baseline.prune(&findings, &plan.rules))
}

fn show(args: &BaselineArgs) -> anyhow::Result<Exit> {
    let plan = Plan::of(&args.scan)?;
    let Some(baseline) = &plan.baseline else { bail!("there is no baseline `{}`", shown(&plan.baseline_file)) };
    print(baseline.summary().as_bytes())?;
    Ok(Exit::Clean)
}

/// What to scan: a baseline speaks of a whole project, so that what lies outside of a scan is not taken for fixed.
fn plan(args: &BaselineArgs) -> anyhow::Result<Plan> {
    let plan = Plan::of(&args.scan)?;
    if plan.project.roots.iter().any(|root| !root.project_prefix.is_empty()) {
        bail!("a baseline speaks of the whole project: run it on `{}`", shown(&plan.project.folder));
    }
    Ok(plan)
}

/// Today's findings: new ones at or above the thresholds, and all that the baseline accepts already. Those that comments or the
/// configuration accept need no entry.
fn current(plan: &Plan, args: &BaselineArgs) -> anyhow::Result<Vec<Finding>> {
    let everything = Thresholds { severity: Severity::Low, confidence: Confidence::Low, all: true };
    let outcome = plan.run(&args.scan, &[], everything, None)?;
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
