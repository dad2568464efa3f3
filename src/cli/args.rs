//! What may stand on the command line behind a command: its flags, their values, and the variables that stand for them.
//!
//! Promises: each comment is the help that users read. Nothing here does anything.

use super::{examples, init};
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// Folder that is written to
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(super) folder: PathBuf,
    /// Also a job of this CI system
    #[arg(long, value_name = "SYSTEM")]
    pub(super) ci: Vec<init::Ci>,
    /// Also a hook before each commit
    #[arg(long, value_name = "KIND")]
    pub(super) hook: Vec<init::Hook>,
    /// Also tasks of this editor
    #[arg(long, value_name = "EDITOR")]
    pub(super) editor: Vec<init::Editor>,
    /// Write nothing, print what would be written
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// What is in effect, and where each setting comes from
    #[command(after_help = examples::CONFIG_SHOW)]
    Show(Box<ScanArgs>),
    /// The JSON Schema of `asepsis.toml`, for editors
    #[command(after_help = examples::CONFIG_SCHEMA)]
    Schema,
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// Reports in the format ndjson
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Mildest severity that ends with exit code 1 [default: the strictest of the runs]
    #[arg(long, value_name = "SEVERITY", env = "ASEPSIS_FAIL_ON")]
    pub(super) fail_on: Option<FailWord>,
    /// Show accepted findings too
    #[arg(long, env = "ASEPSIS_SHOW_SUPPRESSED")]
    pub(super) show_suppressed: bool,
    /// End with exit code 3 if anything could not be scanned
    #[arg(long, env = "ASEPSIS_STRICT")]
    pub(super) strict: bool,
    /// Also know the rules of a file of your own
    #[arg(long = "rules", value_name = "FILE", env = "ASEPSIS_RULES")]
    pub(super) rules_file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

#[derive(Clone, Debug, Args)]
pub(super) struct ScanArgs {
    /// Files and folders; `-` for standard input [default: .]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) what: WhatArgs,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    #[command(flatten)]
    pub(super) thresholds: ThresholdArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    #[command(flatten)]
    pub(super) suppress: SuppressArgs,
    #[command(flatten)]
    pub(super) run: RunArgs,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "What is scanned")]
pub(super) struct WhatArgs {
    /// What the next commit adds: the index, not the working tree. Of files named here that have nothing staged, everything
    #[arg(long, env = "ASEPSIS_STAGED", group = "source")]
    pub(super) staged: bool,
    /// What BASE..HEAD adds since both parted; HEAD is the current commit where it is left out
    #[arg(long, value_name = "BASE[..HEAD]", env = "ASEPSIS_DIFF", group = "source")]
    pub(super) diff: Option<String>,
    /// Every version of every file, and messages: of all refs and stashes, or of a range of revisions
    #[arg(long, value_name = "RANGE", env = "ASEPSIS_HISTORY", num_args = 0..=1, require_equals = true, default_missing_value = "", group = "source")]
    pub(super) history: Option<String>,
    /// With --history: also commits that only reflogs name
    #[arg(long, env = "ASEPSIS_REFLOGS", requires = "history")]
    pub(super) reflogs: bool,
    /// With --history: name the authors of findings
    #[arg(long, env = "ASEPSIS_AUTHORS", requires = "history")]
    pub(super) authors: bool,
    /// What a push adds, commit by commit: standard input is what git gives to pre-push or pre-receive
    #[arg(long, group = "source")]
    pub(super) push_stdin: bool,
    /// What standard input said, once it was read.
    #[arg(skip)]
    pub(super) pushed: Option<String>,
    /// Scan the files that a list names, a line or a NUL each; `-` reads the list from standard input
    #[arg(long, value_name = "FILE", env = "ASEPSIS_FILES_FROM", group = "source")]
    pub(super) files_from: Option<PathBuf>,
    /// Name that standard input goes by; its extension decides the language
    #[arg(long, value_name = "NAME", env = "ASEPSIS_STDIN_FILENAME")]
    pub(super) stdin_filename: Option<String>,
    /// Leave out paths that match; may be given several times
    #[arg(long, value_name = "GLOB", env = "ASEPSIS_EXCLUDE", value_delimiter = ',')]
    pub(super) exclude: Vec<String>,
    /// List files larger than this as not scanned: bytes, or with k, M, G [default: no limit]
    #[arg(long, value_name = "SIZE", env = "ASEPSIS_MAX_SIZE", value_parser = parse_size)]
    pub(super) max_size: Option<u64>,
    /// Levels of archives that are unfolded, 0 for none [default: 2]
    #[arg(long, value_name = "DEPTH", env = "ASEPSIS_ARCHIVES")]
    pub(super) archives: Option<u32>,
    /// Scan what .gitignore and .asepsisignore hide
    #[arg(long, env = "ASEPSIS_NO_IGNORE")]
    pub(super) no_ignore: bool,
    /// Leave hidden files and folders out
    #[arg(long, env = "ASEPSIS_NO_HIDDEN")]
    pub(super) no_hidden: bool,
    /// Follow symbolic links
    #[arg(long, env = "ASEPSIS_FOLLOW")]
    pub(super) follow: bool,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Rules")]
pub(super) struct RuleArgs {
    /// Only these: families, groups, rule ids, classes or globs of ids
    #[arg(long, value_name = "RULE", env = "ASEPSIS_ONLY", value_delimiter = ',')]
    pub(super) only: Vec<String>,
    /// All but these
    #[arg(long, value_name = "RULE", env = "ASEPSIS_SKIP", value_delimiter = ',')]
    pub(super) skip: Vec<String>,
    /// Add the rules of a file of your own
    #[arg(long = "rules", value_name = "FILE", env = "ASEPSIS_RULES")]
    pub(super) rules_file: Option<PathBuf>,
    /// List too what a quantum computer breaks: RSA, Diffie-Hellman and elliptic curves, as an inventory that never fails the run
    #[arg(long, env = "ASEPSIS_PQC")]
    pub(super) pqc: bool,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Thresholds")]
pub(super) struct ThresholdArgs {
    /// Mildest severity shown [default: medium]
    #[arg(long, value_name = "SEVERITY", env = "ASEPSIS_MIN_SEVERITY")]
    pub(super) min_severity: Option<SeverityWord>,
    /// Lowest confidence shown [default: medium]
    #[arg(long, value_name = "CONFIDENCE", env = "ASEPSIS_MIN_CONFIDENCE")]
    pub(super) min_confidence: Option<ConfidenceWord>,
    /// Show everything: both thresholds low, and rules outside the default view
    #[arg(long, env = "ASEPSIS_ALL", conflicts_with_all = ["min_severity", "min_confidence"])]
    pub(super) all: bool,
    /// Mildest severity that ends with exit code 1 [default: low, that is, anything shown]
    #[arg(long, value_name = "SEVERITY", env = "ASEPSIS_FAIL_ON")]
    pub(super) fail_on: Option<FailWord>,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct OutputArgs {
    /// Format of the report on standard output, or of `--output PATH` [default: human]
    #[arg(short, long, value_name = "FORMAT", env = "ASEPSIS_FORMAT", value_parser = format_parser())]
    pub(super) format: Option<String>,
    /// Write a report to a file; with FORMAT= beside the one on standard output. May be given several times
    #[arg(short, long, value_name = "[FORMAT=]PATH", env = "ASEPSIS_OUTPUT", value_delimiter = ',')]
    pub(super) output: Vec<String>,
    /// Append a summary in Markdown to a file
    #[arg(long, value_name = "FILE", env = "ASEPSIS_SUMMARY")]
    pub(super) summary: Option<PathBuf>,
    /// Frameworks whose controls reports name [default: hipaa, nist-800-53, gdpr]
    #[arg(long, value_name = "FRAMEWORK", env = "ASEPSIS_CONTROLS", value_delimiter = ',', value_parser = framework_parser())]
    pub(super) controls: Vec<String>,
    /// When to colour
    #[arg(long, value_name = "WHEN", env = "ASEPSIS_COLOR", default_value = "auto")]
    pub(super) color: ColorWord,
    /// Only findings, no summary
    #[arg(short, long, env = "ASEPSIS_QUIET")]
    pub(super) quiet: bool,
    /// List what was not scanned
    #[arg(short, long, env = "ASEPSIS_VERBOSE")]
    pub(super) verbose: bool,
    /// Show no progress bar
    #[arg(long, env = "ASEPSIS_NO_PROGRESS")]
    pub(super) no_progress: bool,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Suppression")]
pub(super) struct SuppressArgs {
    /// Findings accepted earlier [default: .asepsis-baseline.ndjson, where there is one]
    #[arg(long, value_name = "FILE", env = "ASEPSIS_BASELINE")]
    pub(super) baseline: Option<PathBuf>,
    /// Show accepted findings too
    #[arg(long, env = "ASEPSIS_SHOW_SUPPRESSED")]
    pub(super) show_suppressed: bool,
    /// Take no notice of ignore comments
    #[arg(long, env = "ASEPSIS_NO_INLINE_IGNORES")]
    pub(super) no_inline_ignores: bool,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Run")]
pub(super) struct RunArgs {
    /// Configuration file [default: asepsis.toml or .asepsis.toml, from the scanned folder up to the repository's root]
    #[arg(long, value_name = "FILE", env = "ASEPSIS_CONFIG", conflicts_with = "no_config")]
    pub(super) config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, env = "ASEPSIS_NO_CONFIG")]
    pub(super) no_config: bool,
    /// Take configuration, baseline, rules and ignore files from this revision, and comments only where they and their line stand in it:
    /// a change cannot accept what it brings
    #[arg(long, value_name = "REV", env = "ASEPSIS_TRUST_BASE", conflicts_with = "history")]
    pub(super) trust_base: Option<String>,
    /// For a project within others, of the past: where its configuration is read first.
    #[arg(skip)]
    pub(super) config_at: Option<String>,
    /// Number of threads [default: one a core]
    #[arg(short, long, value_name = "N", env = "ASEPSIS_JOBS")]
    pub(super) jobs: Option<usize>,
    /// Report one of N shares of the folders only; `asepsis report` joins them
    #[arg(long, value_name = "I/N", env = "ASEPSIS_SHARD", value_parser = parse_shard)]
    pub(super) shard: Option<crate::run::Shard>,
    /// Remember in this folder which files held nothing, and do not read them again while they are unchanged
    #[arg(long, value_name = "DIR", env = "ASEPSIS_CACHE")]
    pub(super) cache: Option<PathBuf>,
    /// Today's date, for `until=` [default: `SOURCE_DATE_EPOCH`, else the clock]
    #[arg(long, value_name = "DATE", env = "ASEPSIS_TODAY", value_parser = parse_day)]
    pub(super) today: Option<jiff::civil::Date>,
    /// End with exit code 3 if anything could not be scanned
    #[arg(long, env = "ASEPSIS_STRICT")]
    pub(super) strict: bool,
    /// Say on standard error what was read, what each rule found, and how long it took
    #[arg(long, env = "ASEPSIS_STATISTICS")]
    pub(super) statistics: bool,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// A rule's id, class, group or family; or a place in a file, PATH:LINE or PATH:LINE:COLUMN, to hear what decided there
    #[arg(value_name = "RULE|PATH:LINE")]
    pub(super) rule: String,
    /// How to write it
    #[arg(short, long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: ExplainFormat,
    /// Also know the rules of a file of your own
    #[arg(long = "rules", value_name = "FILE", env = "ASEPSIS_RULES")]
    pub(super) rules_file: Option<PathBuf>,
    /// For a place: the configuration file
    #[arg(long, value_name = "FILE", env = "ASEPSIS_CONFIG", conflicts_with = "no_config")]
    pub(super) config: Option<PathBuf>,
    /// For a place: read no configuration file
    #[arg(long, env = "ASEPSIS_NO_CONFIG")]
    pub(super) no_config: bool,
    /// For a place: the baseline
    #[arg(long, value_name = "FILE", env = "ASEPSIS_BASELINE")]
    pub(super) baseline: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplainFormat {
    Human,
    Markdown,
    Json,
}

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
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
pub(super) struct RulesListArgs {
    /// Only these: families, groups, rule ids, classes or globs of ids
    #[arg(value_name = "RULE")]
    pub(super) only: Vec<String>,
    /// One JSON object a line
    #[arg(long)]
    pub(super) json: bool,
    /// Also list the rules of a file of your own
    #[arg(long = "rules", value_name = "FILE", env = "ASEPSIS_RULES")]
    pub(super) rules_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct RulesTestArgs {
    /// Only these: families, groups, rule ids, classes or globs of ids
    #[arg(value_name = "RULE")]
    pub(super) only: Vec<String>,
    /// Test the rules of a file of your own
    #[arg(long = "rules", value_name = "FILE", env = "ASEPSIS_RULES")]
    pub(super) rules_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum BaselineCommand {
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
pub(super) struct UpdateArgs {
    /// Accept only what rules find that were not there when the baseline was made, as after an upgrade; drop nothing
    #[arg(long, conflicts_with = "import")]
    pub(super) new_rules: bool,
    #[command(flatten)]
    pub(super) accept: BaselineArgs,
}

#[derive(Debug, Args)]
pub(super) struct BaselineArgs {
    /// Why the findings are accepted
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(super) reason: String,
    /// Who accepts them
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(super) by: String,
    /// Last day on which they are accepted
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub(super) until: Option<jiff::civil::Date>,
    /// Accept only what stands where another tool's baseline accepts something: .secrets.baseline of detect-secrets, a JSON report or
    /// .gitleaksignore of gitleaks, SARIF of any tool
    #[arg(long, value_name = "FILE")]
    pub(super) import: Option<PathBuf>,
    #[command(flatten)]
    pub(super) scan: ScanArgs,
}

macro_rules! words {
    ($name:ident, $doc:literal, [$($variant:ident),+], $target:ty) => {
        #[doc = $doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
        pub(super) enum $name { $($variant),+ }

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
pub(super) enum FailWord {
    Low,
    Medium,
    High,
    Critical,
    Never,
}

/// When to colour, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorWord {
    Auto,
    Always,
    Never,
}

pub(super) fn format_parser() -> clap::builder::PossibleValuesParser {
    let formats = crate::report::FORMATS.iter().map(|format| clap::builder::PossibleValue::new(format.name).help(format.about));
    clap::builder::PossibleValuesParser::new(formats)
}

pub(super) fn framework_parser() -> clap::builder::PossibleValuesParser {
    let frameworks = crate::rule::control::frameworks().iter();
    let frameworks = frameworks.map(|framework| clap::builder::PossibleValue::new(framework.id.as_str()).help(framework.title.as_str()));
    clap::builder::PossibleValuesParser::new(frameworks)
}

/// `2/8`: the second of eight shares.
pub(super) fn parse_shard(text: &str) -> Result<crate::run::Shard, String> {
    let numbers = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
    match numbers {
        Some((number, of)) if 1 <= number && number <= of => Ok(crate::run::Shard { number, of }),
        _ => Err("write which of how many shares, such as 2/8".to_owned()),
    }
}

/// A day as in the configuration.
pub(super) fn parse_day(text: &str) -> Result<jiff::civil::Date, String> {
    text.parse().map_err(|_| "write a day as year, month and day, such as 2027-03-31".to_owned())
}

/// The same sizes as in the configuration.
pub(super) fn parse_size(text: &str) -> Result<u64, String> {
    crate::config::parse_size(text).ok_or_else(|| "write a number of bytes, such as 4096, 64k, 10M or 2G".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        assert_eq!(parse_day("2027-03-31"), Ok(jiff::civil::date(2027, 3, 31)));
        for word in ["tomorrow", "", "31.3.2027", "2027-02-30"] {
            assert!(parse_day(word).is_err_and(|message| message.contains("2027-03-31")), "{word}");
        }
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
