//! The command line: what was typed becomes what is meant, is run, and ends with an exit code.
//!
//! Promises: results on standard output, everything else on standard error; one place prints errors, one place numbers them. The clock
//! and the environment are read here and nowhere else.

#![expect(clippy::disallowed_methods, reason = "the one place that reads settings and the environment and writes reports")]

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use exit::Exit;
use std::path::PathBuf;

mod baseline;
mod config;
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
        shell: clap_complete::Shell,
    },
    /// Print the manual page, as roff
    #[command(after_help = examples::MAN)]
    Man,
}

#[derive(Debug, Args)]
struct InitArgs {
    /// Folder that is written to
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// Also a job of this CI system
    #[arg(long, value_name = "SYSTEM")]
    ci: Vec<init::Ci>,
    /// Also a hook before each commit
    #[arg(long, value_name = "KIND")]
    hook: Vec<init::Hook>,
    /// Also tasks of this editor
    #[arg(long, value_name = "EDITOR")]
    editor: Vec<init::Editor>,
    /// Write nothing, print what would be written
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// What is in effect, and where each setting comes from
    #[command(after_help = examples::CONFIG_SHOW)]
    Show(Box<ScanArgs>),
    /// The JSON Schema of `asepsis.toml`, for editors
    #[command(after_help = examples::CONFIG_SCHEMA)]
    Schema,
}

#[derive(Debug, Args)]
struct ReportArgs {
    /// Reports in the format ndjson
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Mildest severity that ends with exit code 1 [default: the strictest of the runs]
    #[arg(long, value_name = "SEVERITY", env = "ASEPSIS_FAIL_ON")]
    fail_on: Option<FailWord>,
    /// Show accepted findings too
    #[arg(long, env = "ASEPSIS_SHOW_SUPPRESSED")]
    show_suppressed: bool,
    /// End with exit code 3 if anything could not be scanned
    #[arg(long, env = "ASEPSIS_STRICT")]
    strict: bool,
    /// Also know the rules of a file of your own
    #[arg(long = "rules", value_name = "FILE", env = "ASEPSIS_RULES")]
    rules_file: Option<PathBuf>,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Clone, Debug, Args)]
struct ScanArgs {
    /// Files and folders; `-` for standard input [default: .]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    what: WhatArgs,
    #[command(flatten)]
    rules: RuleArgs,
    #[command(flatten)]
    thresholds: ThresholdArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    suppress: SuppressArgs,
    #[command(flatten)]
    run: RunArgs,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "What is scanned")]
struct WhatArgs {
    /// What the next commit adds: the index, not the working tree. Of files named here that have nothing staged, everything
    #[arg(long, env = "ASEPSIS_STAGED", group = "source")]
    staged: bool,
    /// What BASE..HEAD adds since both parted; HEAD is the current commit where it is left out
    #[arg(long, value_name = "BASE[..HEAD]", env = "ASEPSIS_DIFF", group = "source")]
    diff: Option<String>,
    /// Every version of every file, and messages: of all refs and stashes, or of a range of revisions
    #[arg(long, value_name = "RANGE", env = "ASEPSIS_HISTORY", num_args = 0..=1, require_equals = true, default_missing_value = "", group = "source")]
    history: Option<String>,
    /// With --history: also commits that only reflogs name
    #[arg(long, env = "ASEPSIS_REFLOGS", requires = "history")]
    reflogs: bool,
    /// With --history: name the authors of findings
    #[arg(long, env = "ASEPSIS_AUTHORS", requires = "history")]
    authors: bool,
    /// What a push adds, commit by commit: standard input is what git gives to pre-push or pre-receive
    #[arg(long, group = "source")]
    push_stdin: bool,
    /// Scan the files that a list names, a line or a NUL each; `-` reads the list from standard input
    #[arg(long, value_name = "FILE", env = "ASEPSIS_FILES_FROM", group = "source")]
    files_from: Option<PathBuf>,
    /// Name that standard input goes by; its extension decides the language
    #[arg(long, value_name = "NAME", env = "ASEPSIS_STDIN_FILENAME")]
    stdin_filename: Option<String>,
    /// Leave out paths that match; may be given several times
    #[arg(long, value_name = "GLOB", env = "ASEPSIS_EXCLUDE", value_delimiter = ',')]
    exclude: Vec<String>,
    /// List files larger than this as not scanned: bytes, or with k, M, G [default: no limit]
    #[arg(long, value_name = "SIZE", env = "ASEPSIS_MAX_SIZE", value_parser = parse_size)]
    max_size: Option<u64>,
    /// Levels of archives that are unfolded, 0 for none [default: 2]
    #[arg(long, value_name = "DEPTH", env = "ASEPSIS_ARCHIVES")]
    archives: Option<u32>,
    /// Scan what .gitignore and .asepsisignore hide
    #[arg(long, env = "ASEPSIS_NO_IGNORE")]
    no_ignore: bool,
    /// Leave hidden files and folders out
    #[arg(long, env = "ASEPSIS_NO_HIDDEN")]
    no_hidden: bool,
    /// Follow symbolic links
    #[arg(long, env = "ASEPSIS_FOLLOW")]
    follow: bool,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Rules")]
struct RuleArgs {
    /// Only these: families, rule ids, classes or globs of ids
    #[arg(long, value_name = "RULE", env = "ASEPSIS_ONLY", value_delimiter = ',')]
    only: Vec<String>,
    /// All but these
    #[arg(long, value_name = "RULE", env = "ASEPSIS_SKIP", value_delimiter = ',')]
    skip: Vec<String>,
    /// Add the rules of a file of your own
    #[arg(long = "rules", value_name = "FILE", env = "ASEPSIS_RULES")]
    rules_file: Option<PathBuf>,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Thresholds")]
struct ThresholdArgs {
    /// Mildest severity shown [default: medium]
    #[arg(long, value_name = "SEVERITY", env = "ASEPSIS_MIN_SEVERITY")]
    min_severity: Option<SeverityWord>,
    /// Lowest confidence shown [default: medium]
    #[arg(long, value_name = "CONFIDENCE", env = "ASEPSIS_MIN_CONFIDENCE")]
    min_confidence: Option<ConfidenceWord>,
    /// Show everything: both thresholds low, and rules outside the default view
    #[arg(long, env = "ASEPSIS_ALL", conflicts_with_all = ["min_severity", "min_confidence"])]
    all: bool,
    /// Mildest severity that ends with exit code 1 [default: low, that is, anything shown]
    #[arg(long, value_name = "SEVERITY", env = "ASEPSIS_FAIL_ON")]
    fail_on: Option<FailWord>,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Output")]
struct OutputArgs {
    /// Format of the report on standard output, or of `--output PATH` [default: human]
    #[arg(short, long, value_name = "FORMAT", env = "ASEPSIS_FORMAT", value_parser = format_parser())]
    format: Option<String>,
    /// Write a report to a file; with FORMAT= beside the one on standard output. May be given several times
    #[arg(short, long, value_name = "[FORMAT=]PATH", env = "ASEPSIS_OUTPUT", value_delimiter = ',')]
    output: Vec<String>,
    /// Append a summary in Markdown to a file
    #[arg(long, value_name = "FILE", env = "ASEPSIS_SUMMARY")]
    summary: Option<PathBuf>,
    /// Frameworks whose controls reports name [default: hipaa, nist-800-53, gdpr]
    #[arg(long, value_name = "FRAMEWORK", env = "ASEPSIS_CONTROLS", value_delimiter = ',', value_parser = framework_parser())]
    controls: Vec<String>,
    /// When to colour
    #[arg(long, value_name = "WHEN", env = "ASEPSIS_COLOR", default_value = "auto")]
    color: ColorWord,
    /// Only findings, no summary
    #[arg(short, long, env = "ASEPSIS_QUIET")]
    quiet: bool,
    /// List what was not scanned
    #[arg(short, long, env = "ASEPSIS_VERBOSE")]
    verbose: bool,
    /// Show no progress bar
    #[arg(long, env = "ASEPSIS_NO_PROGRESS")]
    no_progress: bool,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Suppression")]
struct SuppressArgs {
    /// Findings accepted earlier [default: .asepsis-baseline.ndjson, where there is one]
    #[arg(long, value_name = "FILE", env = "ASEPSIS_BASELINE")]
    baseline: Option<PathBuf>,
    /// Show accepted findings too
    #[arg(long, env = "ASEPSIS_SHOW_SUPPRESSED")]
    show_suppressed: bool,
    /// Take no notice of ignore comments
    #[arg(long, env = "ASEPSIS_NO_INLINE_IGNORES")]
    no_inline_ignores: bool,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Run")]
struct RunArgs {
    /// Configuration file [default: asepsis.toml or .asepsis.toml, from the scanned folder up to the repository's root]
    #[arg(long, value_name = "FILE", env = "ASEPSIS_CONFIG", conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, env = "ASEPSIS_NO_CONFIG")]
    no_config: bool,
    /// Take configuration, baseline, rules and ignore files from this revision, and comments only where they and their line stand in it:
    /// a change cannot accept what it brings
    #[arg(long, value_name = "REV", env = "ASEPSIS_TRUST_BASE", conflicts_with = "history")]
    trust_base: Option<String>,
    /// Number of threads [default: one a core]
    #[arg(short, long, value_name = "N", env = "ASEPSIS_JOBS")]
    jobs: Option<usize>,
    /// Report one of N shares of the folders only; `asepsis report` joins them
    #[arg(long, value_name = "I/N", env = "ASEPSIS_SHARD", value_parser = parse_shard)]
    shard: Option<crate::run::Shard>,
    /// Remember in this folder which files held nothing, and do not read them again while they are unchanged
    #[arg(long, value_name = "DIR", env = "ASEPSIS_CACHE")]
    cache: Option<PathBuf>,
    /// Today's date, for `until=` [default: `SOURCE_DATE_EPOCH`, else the clock]
    #[arg(long, value_name = "DATE", env = "ASEPSIS_TODAY")]
    today: Option<jiff::civil::Date>,
    /// End with exit code 3 if anything could not be scanned
    #[arg(long, env = "ASEPSIS_STRICT")]
    strict: bool,
    /// Say on standard error what was read, what each rule found, and how long it took
    #[arg(long, env = "ASEPSIS_STATISTICS")]
    statistics: bool,
}

#[derive(Debug, Args)]
struct ExplainArgs {
    /// A rule's id, class or family; or a place in a file, PATH:LINE or PATH:LINE:COLUMN, to hear what decided there
    #[arg(value_name = "RULE|PATH:LINE")]
    rule: String,
    /// How to write it
    #[arg(short, long, value_name = "FORMAT", default_value = "human")]
    format: ExplainFormat,
    /// Also know the rules of a file of your own
    #[arg(long = "rules", value_name = "FILE", env = "ASEPSIS_RULES")]
    rules_file: Option<PathBuf>,
    /// For a place: the configuration file
    #[arg(long, value_name = "FILE", env = "ASEPSIS_CONFIG", conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// For a place: read no configuration file
    #[arg(long, env = "ASEPSIS_NO_CONFIG")]
    no_config: bool,
    /// For a place: the baseline
    #[arg(long, value_name = "FILE", env = "ASEPSIS_BASELINE")]
    baseline: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ExplainFormat {
    Human,
    Markdown,
    Json,
}

#[derive(Debug, Subcommand)]
enum RulesCommand {
    /// All rules, a line each
    #[command(after_help = examples::RULES_LIST)]
    List(RulesListArgs),
    /// One rule in full; the same as `explain`
    #[command(after_help = examples::RULES_SHOW)]
    Show(ExplainArgs),
    /// Run the examples of every rule, or of those in your file
    #[command(after_help = examples::RULES_TEST)]
    Test(RulesTestArgs),
}

#[derive(Debug, Args)]
struct RulesListArgs {
    /// Only these: families, rule ids, classes or globs of ids
    #[arg(value_name = "RULE")]
    only: Vec<String>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
    /// Also list the rules of a file of your own
    #[arg(long = "rules", value_name = "FILE", env = "ASEPSIS_RULES")]
    rules_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct RulesTestArgs {
    /// Only these: families, rule ids, classes or globs of ids
    #[arg(value_name = "RULE")]
    only: Vec<String>,
    /// Test the rules of a file of your own
    #[arg(long = "rules", value_name = "FILE", env = "ASEPSIS_RULES")]
    rules_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum BaselineCommand {
    /// Write a baseline of today's findings
    #[command(after_help = examples::BASELINE_CREATE)]
    Create(BaselineArgs),
    /// Add today's new findings, drop what is fixed, keep reasons and dates
    #[command(after_help = examples::BASELINE_UPDATE)]
    Update(UpdateArgs),
    /// Drop entries that match nothing any more
    #[command(after_help = examples::BASELINE_PRUNE)]
    Prune(Box<ScanArgs>),
    /// Say what the baseline accepts
    #[command(after_help = examples::BASELINE_SHOW)]
    Show(Box<ScanArgs>),
}

#[derive(Debug, Args)]
struct UpdateArgs {
    /// Accept only what rules find that were not there when the baseline was made, as after an upgrade; drop nothing
    #[arg(long, conflicts_with = "import")]
    new_rules: bool,
    #[command(flatten)]
    accept: BaselineArgs,
}

#[derive(Debug, Args)]
struct BaselineArgs {
    /// Why the findings are accepted
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    /// Who accepts them
    #[arg(long, value_name = "NAME", default_value = "")]
    by: String,
    /// Last day on which they are accepted
    #[arg(long, value_name = "DATE")]
    until: Option<jiff::civil::Date>,
    /// Accept only what stands where another tool's baseline accepts something: .secrets.baseline of detect-secrets, a JSON report or
    /// .gitleaksignore of gitleaks, SARIF of any tool
    #[arg(long, value_name = "FILE")]
    import: Option<PathBuf>,
    #[command(flatten)]
    scan: ScanArgs,
}

macro_rules! words {
    ($name:ident, $doc:literal, [$($variant:ident),+], $target:ty) => {
        #[doc = $doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
        enum $name { $($variant),+ }

        impl From<$name> for $target {
            fn from(word: $name) -> Self {
                match word { $($name::$variant => Self::$variant),+ }
            }
        }
    };
}

words!(SeverityWord, "A severity as typed.", [Low, Medium, High, Critical], crate::rule::Severity);
words!(ConfidenceWord, "A confidence as typed.", [Low, Medium, High], crate::rule::Confidence);

/// What fails a run, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailWord {
    Low,
    Medium,
    High,
    Critical,
    Never,
}

/// When to colour, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ColorWord {
    Auto,
    Always,
    Never,
}

fn format_parser() -> clap::builder::PossibleValuesParser {
    let formats = crate::report::FORMATS.iter().map(|format| clap::builder::PossibleValue::new(format.name).help(format.about));
    clap::builder::PossibleValuesParser::new(formats)
}

fn framework_parser() -> clap::builder::PossibleValuesParser {
    let frameworks = crate::rule::control::frameworks().iter();
    let frameworks = frameworks.map(|framework| clap::builder::PossibleValue::new(framework.id.as_str()).help(framework.title.as_str()));
    clap::builder::PossibleValuesParser::new(frameworks)
}

/// `2/8`: the second of eight shares.
fn parse_shard(text: &str) -> Result<crate::run::Shard, String> {
    let numbers = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
    match numbers {
        Some((number, of)) if 1 <= number && number <= of => Ok(crate::run::Shard { number, of }),
        _ => Err("write which of how many shares, such as 2/8".to_owned()),
    }
}

/// The same sizes as in the configuration.
fn parse_size(text: &str) -> Result<u64, String> {
    crate::config::parse_size(text).ok_or_else(|| "write a number of bytes, such as 4096, 64k, 10M or 2G".to_owned())
}

/// The command that a misspelt word was perhaps meant to be.
fn command_like(word: &str) -> Option<String> {
    let command = Cli::command();
    crate::rule::set::nearest(word, command.get_subcommands().map(clap::Command::get_name)).map(str::to_owned)
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

fn completions(shell: clap_complete::Shell) -> anyhow::Result<Exit> {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "asepsis", &mut out);
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

    #[test]
    fn sizes() {
        assert_eq!(parse_size("4096"), Ok(4096));
        assert_eq!(parse_size("64k"), Ok(65_536));
        assert_eq!(parse_size("2G"), Ok(2 << 30));
        assert!(parse_size("").is_err());
        assert!(parse_size("ten").is_err());
        assert!(parse_size("99999999999G").is_err());
    }
}
