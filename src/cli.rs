//! The command line: what was typed becomes what is meant, is run, and ends with an exit code.
//!
//! Promises: results on standard output, everything else on standard error; one place prints errors, one place numbers them. The clock
//! and the environment are read here and nowhere else.

#![expect(clippy::disallowed_methods, reason = "the one place that reads settings and the environment and writes reports")]

use args::{
    BaselineArgs, BaselineCommand, ColorWord, ConfigCommand, ExplainArgs, ExplainFormat, FailWord, InitArgs, OutputArgs, ReportArgs,
    RuleArgs, RulesCommand, RulesListArgs, RulesTestArgs, ScanArgs, UpdateArgs, WhatArgs,
};
use clap::{CommandFactory, Parser, Subcommand};
use exit::Exit;

mod args;
mod baseline;
mod config;
mod environment;
mod examples;
mod exit;
mod explain;
mod init;
mod lsp;
mod lsp_text;
mod origin;
mod output;
mod place;
mod project;
mod report;
mod rules;
mod scan;
mod statistics;
mod terminal;
mod trust;
mod what;
mod zones;

/// Finds credentials, patients' identifiers and weak cryptography in files; never prints what it found.
#[derive(Debug, Parser)]
#[command(name = "asepsis", version, args_conflicts_with_subcommands = true, max_term_width = 100)]
#[command(after_help = "\
Examples:
  asepsis                               scan the current folder
  asepsis scan src test/patients.json   scan a folder and a file
  git show HEAD~3:db.sql | asepsis scan - --stdin-filename db.sql
  asepsis scan -o sarif=asepsis.sarif   for people on the terminal, SARIF into a file
  asepsis explain us-ssn                what a rule finds, why it matters, how to fix it

Exit codes: 0 nothing found, 1 findings, 2 wrong usage, 3 scan incomplete, 4 internal error.")]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    scan: ScanArgs,
}

#[derive(Debug, Subcommand)]
#[expect(clippy::large_enum_variant, reason = "made once a run")]
enum Command {
    /// Scan files and folders
    #[command(after_help = examples::SCAN)]
    Scan(Box<ScanArgs>),
    /// Say what a rule finds, why it matters and how to fix it; or what decided at a place in a file
    #[command(after_help = examples::EXPLAIN)]
    Explain(ExplainArgs),
    /// List, show or test rules
    #[command(after_help = examples::RULES)]
    Rules {
        #[command(subcommand)]
        command: RulesCommand,
    },
    /// Accept today's findings, so that only new ones fail
    #[command(after_help = examples::BASELINE)]
    Baseline {
        #[command(subcommand)]
        command: BaselineCommand,
    },
    /// Join reports of earlier runs, such as shards, and write them in any format; nothing is scanned
    #[command(after_help = examples::REPORT)]
    Report(ReportArgs),
    /// Write a configuration, and what CI, hooks and editors need; never overwrites
    #[command(after_help = examples::INIT)]
    Init(InitArgs),
    /// Show the configuration in effect, or the schema of its file
    #[command(after_help = examples::CONFIG)]
    Config {
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Serve an editor: the Language Server Protocol on standard input and output
    #[command(after_help = examples::LSP)]
    Lsp(Box<ScanArgs>),
    /// Print the completions of a shell
    #[command(after_help = examples::COMPLETIONS)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, as roff
    #[command(after_help = examples::MAN)]
    Man,
}

/// A shell that completes what is typed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
#[expect(clippy::enum_variant_names, reason = "that is what it is called")]
enum Shell {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell")]
    PowerShell,
    Nushell,
    Elvish,
}

/// The command that a misspelt word was perhaps meant to be.
fn command_like(word: &str) -> Option<String> {
    let command = Cli::command();
    let first = command.get_subcommands().map(|one| one.get_name().to_owned());
    let second = command.get_subcommands().flat_map(|outer| {
        outer.get_subcommands().filter(|inner| inner.get_name() != "help").map(|inner| format!("{} {}", outer.get_name(), inner.get_name()))
    });
    // Of `baseline prune` people remember `prune`.
    let known: Vec<String> = first.chain(second).collect();
    let last = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_owned();
    let words: Vec<String> = known.iter().map(|name| last(name)).collect();
    let near = crate::slip::nearest(word, words.iter().map(String::as_str))?;
    known.iter().find(|name| last(name) == near).cloned()
}

/// Runs the command and says how it ended.
pub fn main() -> Exit {
    // A panic's message may quote the file that was scanned: only where it happened is shown, and the file gets a notice.
    // Readers of hostile documents are expected to fail: the notice is enough there.
    std::panic::set_hook(Box::new(|panic| {
        if !crate::archive::is_reading() {
            terminal::show_panic(panic.location());
        }
    }));
    environment::name_unknown(&Cli::command());
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return terminal::show_usage(&error),
    };
    let result = std::panic::catch_unwind(|| match cli.command {
        None => scan::scan(&cli.scan),
        Some(Command::Scan(args)) => scan::scan(&args),
        Some(Command::Report(args)) => report::report(&args),
        Some(Command::Explain(args)) => explain::explain(&args),
        Some(Command::Rules { command }) => match command {
            RulesCommand::List(args) => rules::list(&args),
            RulesCommand::Show(args) => explain::explain(&args),
            RulesCommand::Test(args) => rules::test(&args),
        },
        Some(Command::Baseline { command }) => baseline::run(&command),
        Some(Command::Init(args)) => init::init(&args),
        Some(Command::Config { command }) => config::run(&command),
        Some(Command::Lsp(args)) => lsp::serve(*args),
        Some(Command::Completions { shell }) => completions(shell),
        Some(Command::Man) => manual(),
    });
    match result {
        Ok(Ok(exit)) => exit,
        Ok(Err(error)) => terminal::show_error(&error),
        Err(_) => terminal::show_internal(),
    }
}

fn completions(shell: Shell) -> anyhow::Result<Exit> {
    let (mut command, mut out) = (Cli::command(), Vec::new());
    let mut generate = |shell: clap_complete::Shell| clap_complete::generate(shell, &mut command, "asepsis", &mut out);
    match shell {
        Shell::Bash => generate(clap_complete::Shell::Bash),
        Shell::Zsh => generate(clap_complete::Shell::Zsh),
        Shell::Fish => generate(clap_complete::Shell::Fish),
        Shell::PowerShell => generate(clap_complete::Shell::PowerShell),
        Shell::Elvish => generate(clap_complete::Shell::Elvish),
        Shell::Nushell => clap_complete::generate(clap_complete_nushell::Nushell, &mut command, "asepsis", &mut out),
    }
    terminal::print(&out)?;
    Ok(Exit::Clean)
}

/// The commands below, the last one first.
fn commands_of(command: &clap::Command) -> Vec<clap::Command> {
    let below = command.get_subcommands().filter(|below| below.get_name() != "help");
    let mut below: Vec<clap::Command> = below.cloned().collect();
    below.reverse();
    below
}

/// One page for the command and all that stands below it.
fn manual() -> anyhow::Result<Exit> {
    let mut command = Cli::command().name("asepsis");
    command.build();
    let mut out = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut out)?;
    let mut below: Vec<clap::Command> = commands_of(&command);
    while let Some(command) = below.pop() {
        out.extend(format!(".SH \"{}\"\n", command.get_bin_name().unwrap_or_default().to_uppercase()).into_bytes());
        let page = clap_mangen::Man::new(command.clone());
        page.render_description_section(&mut out)?;
        page.render_options_section(&mut out)?;
        page.render_extra_section(&mut out)?;
        below.extend(commands_of(&command));
    }
    terminal::print(&out)?;
    Ok(Exit::Clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    /// Every command shows how it is used, and what it shows is understood.
    #[test]
    fn every_command_has_examples() {
        let mut commands = vec![Cli::command()];
        let mut examples = 0;
        while let Some(command) = commands.pop() {
            let name = command.get_name().to_owned();
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.starts_with("Examples:\n"), "`{name}` has no examples");
            for line in help.lines().filter_map(|line| line.strip_prefix("  ")) {
                let line = line.split("  ").next().unwrap_or_default().rsplit(" | ").next().unwrap_or_default();
                let line = line.split([';', '>']).next().unwrap_or_default().replace('"', "");
                let words = line.split_whitespace().skip_while(|word| *word != "asepsis");
                if let Err(error) = Cli::try_parse_from(words) {
                    panic!("`{line}`: {error}");
                }
                examples += 1;
            }
            commands.extend(command.get_subcommands().cloned());
        }
        assert!(examples > 40, "{examples}");
    }
}
