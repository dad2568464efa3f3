//! `asepsis config`: what is in effect and where it comes from, and the schema of the file.

use super::scan::Plan;
use super::terminal::print;
use super::{ConfigCommand, Exit, ScanArgs};
use crate::rule::Severity;
use crate::source::shown;
use std::fmt::Write;

/// JSON Schema (draft 2020-12) of the configuration file.
const SCHEMA: &str = include_str!("config/asepsis.schema.json");

pub(super) fn run(command: &ConfigCommand) -> anyhow::Result<Exit> {
    match command {
        ConfigCommand::Show(args) => print(show(args)?.as_bytes())?,
        ConfigCommand::Schema => print(SCHEMA.as_bytes())?,
    }
    Ok(Exit::Clean)
}

/// A line a setting: name, value, origin.
fn show(args: &ScanArgs) -> anyhow::Result<String> {
    let plan = Plan::of(args)?;
    let config = &plan.config;
    let mut out = String::new();
    let mut line = |name: &str, value: String, origin: &str| {
        let _ = writeln!(out, "{name:<16} {value:<40} # {origin}");
    };
    let file = args.run.config.as_ref().or(plan.project.config_file.as_ref()).filter(|_| !args.run.no_config);
    let file_name = file.map_or_else(|| "none".to_owned(), |file| shown(file));
    line("file", file_name.clone(), if args.run.config.is_some() { "flag or environment" } else { "looked for" });
    let origin = |typed: bool, in_file: bool| match (typed, in_file) {
        (true, _) => "flag or environment",
        (false, true) => "file",
        (false, false) => "default",
    };
    let thresholds = &args.thresholds;
    let fail_on = plan.fail_on.map_or("never", Severity::word).to_owned();
    line("fail-on", fail_on, origin(thresholds.fail_on.is_some(), config.fail_on.is_some()));
    let severity = plan.thresholds.severity.word().to_owned();
    line("min-severity", severity, origin(thresholds.min_severity.is_some() || thresholds.all, config.min_severity.is_some()));
    let confidence = plan.thresholds.confidence.word().to_owned();
    line("min-confidence", confidence, origin(thresholds.min_confidence.is_some() || thresholds.all, config.min_confidence.is_some()));
    let exclude: Vec<&String> = config.exclude.iter().chain(&args.what.exclude).collect();
    line("exclude", format!("{exclude:?}"), origin(!args.what.exclude.is_empty(), !config.exclude.is_empty()));
    let max_size = args.what.max_size.or(config.max_size).map_or_else(|| "no limit".to_owned(), |bytes| format!("{bytes} bytes"));
    line("max-size", max_size, origin(args.what.max_size.is_some(), config.max_size.is_some()));
    let archives = args.what.archives.or(config.archives).unwrap_or(super::scan::ARCHIVES).to_string();
    line("archives", archives, origin(args.what.archives.is_some(), config.archives.is_some()));
    let baseline = if plan.baseline.is_some() { shown(&plan.baseline_file) } else { "none".to_owned() };
    line("baseline", baseline, origin(args.suppress.baseline.is_some(), config.baseline.is_some()));
    line("controls", plan.controls(args).join(", "), origin(!args.output.controls.is_empty(), !config.controls.is_empty()));
    for (word, setting) in &config.rules {
        line("rules", format!("{word} = {}", setting.map_or("off", Severity::word)), "file");
    }
    let house = &config.house;
    for pattern in &house.record_numbers {
        line("mrn-patterns", pattern.clone(), "file");
    }
    for sink in &house.log_sinks {
        line("log-sinks", sink.clone(), "file");
    }
    for (id, names) in &house.fields {
        let names: Vec<String> = names.iter().map(|words| words.join(" ")).collect();
        line("fields", format!("{id} = {}", names.join(", ")), "file");
    }
    let enabled = plan.rules.iter().filter(|(key, _)| plan.rules.is_enabled(*key)).count();
    line(
        "rules enabled",
        enabled.to_string(),
        origin(!args.rules.only.is_empty() || !args.rules.skip.is_empty(), !config.rules.is_empty()),
    );
    line("ignores", config.ignores.len().to_string(), origin(false, !config.ignores.is_empty()));
    Ok(out)
}
