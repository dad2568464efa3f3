//! `asepsis config`: what is in effect and where it comes from, and the schema of the file.

use super::project::{read_chain, relative_to_here};
use super::scan::Plan;
use super::terminal::print;
use super::{Cli, ConfigCommand, Exit, ScanArgs};
use crate::config::Config;
use crate::rule::Severity;
use crate::source::shown;
use clap::CommandFactory;
use clap::parser::ValueSource;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// JSON Schema (draft 2020-12) of the configuration file.
const SCHEMA: &str = include_str!("config/asepsis.schema.json");

pub(super) fn run(command: &ConfigCommand) -> anyhow::Result<Exit> {
    match command {
        ConfigCommand::Show(args) => print(show(args)?.as_bytes())?,
        ConfigCommand::Schema => print(SCHEMA.as_bytes())?,
    }
    Ok(Exit::Clean)
}

/// Where settings come from.
struct Origins {
    matches: clap::ArgMatches,
    /// The configuration and those that it builds on, nearest first.
    files: Vec<(String, Config)>,
}

impl Origins {
    /// Of the command line that was typed, and of the files.
    fn of(file: Option<&Path>, plan: &Plan) -> anyhow::Result<Self> {
        let matches = Cli::command().get_matches();
        let deepest = |matches: &clap::ArgMatches| matches.subcommand().map(|(_, below)| below.clone());
        let matches = deepest(&matches).as_ref().and_then(deepest).unwrap_or(matches);
        let files = file.map(|file| read_chain(file, &plan.trust)).transpose()?.unwrap_or_default();
        Ok(Self { matches, files: files.into_iter().map(|(file, config)| (shown(&relative_to_here(&file)), config)).collect() })
    }

    /// The flag or variable that gives one of these.
    fn typed(&self, flags: &[&str]) -> Option<String> {
        flags.iter().find_map(|flag| {
            let id = match *flag {
                "rules" => "rules_file".to_owned(),
                flag => flag.replace('-', "_"),
            };
            match self.matches.value_source(&id)? {
                ValueSource::CommandLine => Some(format!("flag --{flag}")),
                ValueSource::EnvVariable => Some(format!("variable ASEPSIS_{}", flag.replace('-', "_").to_uppercase())),
                _ => None,
            }
        })
    }

    /// The nearest file that says something.
    fn in_file(&self, says: impl Fn(&Config) -> bool) -> Option<&str> {
        self.files.iter().find(|(_, config)| says(config)).map(|(file, _)| file.as_str())
    }

    /// Of a single value: a flag or variable wins over the nearest file.
    fn one(&self, flags: &[&str], says: impl Fn(&Config) -> bool) -> String {
        self.typed(flags).or_else(|| self.in_file(says).map(str::to_owned)).unwrap_or_else(|| "default".to_owned())
    }

    /// Of a list that is joined from all that say something.
    fn all(&self, flags: &[&str], says: impl Fn(&Config) -> bool) -> String {
        let files = self.files.iter().filter(|(_, config)| says(config)).map(|(file, _)| file.clone());
        let all: Vec<String> = self.typed(flags).into_iter().chain(files).collect();
        if all.is_empty() { "default".to_owned() } else { all.join(", ") }
    }
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
    let origins = Origins::of(file.map(PathBuf::as_path), &plan)?;
    let file_name = file.map_or_else(|| "none".to_owned(), |file| shown(&relative_to_here(file)));
    line("file", file_name, &origins.typed(&["config", "no-config"]).unwrap_or_else(|| "looked for".to_owned()));
    for (file, _) in origins.files.iter().skip(1) {
        line("extends", file.clone(), "the file above");
    }
    let fail_on = plan.fail_on.map_or("never", Severity::word).to_owned();
    line("fail-on", fail_on, &origins.one(&["fail-on"], |config| config.fail_on.is_some()));
    let severity = plan.thresholds.severity.word().to_owned();
    line("min-severity", severity, &origins.one(&["all", "min-severity"], |config| config.min_severity.is_some()));
    let confidence = plan.thresholds.confidence.word().to_owned();
    line("min-confidence", confidence, &origins.one(&["all", "min-confidence"], |config| config.min_confidence.is_some()));
    let exclude: Vec<&String> = config.exclude.iter().chain(&args.what.exclude).collect();
    line("exclude", format!("{exclude:?}"), &origins.all(&["exclude"], |config| !config.exclude.is_empty()));
    let max_size = args.what.max_size.or(config.max_size).map_or_else(|| "no limit".to_owned(), |bytes| format!("{bytes} bytes"));
    line("max-size", max_size, &origins.one(&["max-size"], |config| config.max_size.is_some()));
    let archives = args.what.archives.or(config.archives).unwrap_or(super::scan::ARCHIVES).to_string();
    line("archives", archives, &origins.one(&["archives"], |config| config.archives.is_some()));
    let baseline = if plan.baseline.is_some() { shown(&plan.baseline_file) } else { "none".to_owned() };
    line("baseline", baseline, &origins.one(&["baseline"], |config| config.baseline.is_some()));
    line("controls", plan.controls(args).join(", "), &origins.all(&["controls"], |config| !config.controls.is_empty()));
    for (word, setting) in &config.rules {
        let origin = origins.in_file(|config| config.rules.iter().any(|(known, _)| known == word)).unwrap_or_default();
        line("rules", format!("{word} = {}", setting.map_or("off", Severity::word)), origin);
    }
    let house = &config.house;
    for pattern in &house.record_numbers {
        line("mrn-patterns", pattern.clone(), origins.in_file(|config| config.house.record_numbers.contains(pattern)).unwrap_or_default());
    }
    for sink in &house.log_sinks {
        line("log-sinks", sink.clone(), origins.in_file(|config| config.house.log_sinks.contains(sink)).unwrap_or_default());
    }
    for (id, names) in &house.fields {
        let names: Vec<String> = names.iter().map(|words| words.join(" ")).collect();
        let origin = origins.in_file(|config| config.house.fields.iter().any(|(known, _)| known == id)).unwrap_or_default();
        line("fields", format!("{id} = {}", names.join(", ")), origin);
    }
    let enabled = plan.rules.iter().filter(|(key, _)| plan.rules.is_enabled(*key)).count();
    line("rules enabled", enabled.to_string(), &origins.all(&["only", "skip", "rules"], |config| !config.rules.is_empty()));
    line("ignores", config.ignores.len().to_string(), &origins.all(&[], |config| !config.ignores.is_empty()));
    Ok(out)
}
