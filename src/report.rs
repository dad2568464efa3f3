//! From findings to bytes: one pure function a format, over one and the same report.
//!
//! Promises: the same report gives the same bytes; no clock, no environment, no path of this machine. A reporter does not know how
//! anything was found, and holds no value: findings carry masks only.
//!
//! To add one: `report/<name>.rs` with one function, and one line in [`FORMATS`].

use crate::finding::Finding;
use crate::notice::Notice;
use crate::rule::control::{self, Control};
use crate::rule::{Rule, RuleSet, Severity};
use std::io::{self, Write};

mod azure;
mod compact;
mod github;
mod gitlab;
mod html;
mod human;
mod json;
mod junit;
mod markdown;
pub mod ndjson;
mod rdjson;
pub mod read;
mod sarif;
mod words;

/// What there is to report.
pub struct Report<'r> {
    /// The rules of the run: every enabled one is listed where a format has a place for it.
    pub rules: &'r RuleSet,
    /// What is shown: new, and at or above the thresholds. Sorted by path, place, rule.
    pub findings: &'r [Finding],
    /// What somebody accepted, with how and why; sorted likewise.
    pub suppressed: &'r [Finding],
    /// What was not scanned; sorted.
    pub notices: &'r [Notice],
    /// About the run.
    pub run: &'r RunInfo,
}

/// About the run: only what is the same for the same input and configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunInfo {
    /// Version of asepsis.
    pub version: String,
    /// SHA-256 of the enabled rules.
    pub rules_digest: String,
    /// SHA-256 of the configuration in effect.
    pub config_digest: String,
    /// What to put before a finding's path to open it from where the user stands: empty, or a folder ending in `/`.
    pub prefix: String,
    /// Files scanned.
    pub files: u64,
    /// Bytes scanned.
    pub bytes: u64,
    /// Files that were not read, since an earlier run found nothing in them.
    pub cached: u64,
    /// Findings below the thresholds.
    pub held_back: u64,
    /// Findings that the baseline accepts.
    pub in_baseline: u64,
    /// Entries of the baseline that match nothing any more: fixed.
    pub fixed: u64,
    /// Frameworks whose controls are named: ids of `rules/controls.toml`.
    pub controls: Vec<String>,
    /// The mildest severity that fails the run; none where nothing does.
    pub fail_on: Option<Severity>,
    /// The same for projects within, by what their paths begin with.
    pub fail_on_within: Vec<(String, Option<Severity>)>,
    /// Whether ignore files (.gitignore, .asepsisignore) were respected.
    pub ignore_files: bool,
    /// Whether findings carry a keyed digest of their value.
    pub keyed: bool,
    /// Show suppressed findings too, where a format leaves them out by default.
    pub show_suppressed: bool,
    /// List notices one by one where a format only counts them.
    pub verbose: bool,
    /// Only findings, no summary, where a format is for people.
    pub quiet: bool,
    /// Where the scan ran.
    pub origin: Origin,
}

/// Where a scan ran, as far as whoever started it knows; for formats that have a place for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The revision that is checked out.
    pub checkout: Option<Checkout>,
    /// The pipeline.
    pub pipeline: Option<Pipeline>,
    /// There is a baseline, so that what is not in it is new.
    pub has_baseline: bool,
}

/// A revision of a repository.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checkout {
    /// Its address, without credentials.
    pub repository: String,
    /// Commit.
    pub revision: Option<String>,
    /// Branch, where one is checked out.
    pub branch: Option<String>,
}

/// A job of Azure Pipelines, as Advanced Security for Azure DevOps wants to know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pipeline {
    /// Name of the organisation.
    pub organisation: String,
    /// Name of the project.
    pub project: String,
    /// Number of the pipeline's definition.
    pub definition: u64,
    /// Its name.
    pub definition_name: String,
    /// GUID of the phase.
    pub phase: String,
    /// Its name.
    pub phase_name: String,
    /// Branch that is built.
    pub branch: String,
    /// Number of the build.
    pub build: String,
}

impl Report<'_> {
    /// Findings that fail the run.
    pub fn failing(&self) -> usize {
        self.findings.iter().filter(|finding| self.fails(finding)).count()
    }

    /// Whether the finding fails the run: the project that it lies in says from which severity on.
    ///
    /// An entry of an inventory never does.
    pub(crate) fn fails(&self, finding: &Finding) -> bool {
        if self.rules.is_inventory(finding.rule) {
            return false;
        }
        let within = self.run.fail_on_within.iter().filter(|(prefix, _)| finding.path.starts_with(prefix.as_str()));
        let nearest = within.max_by_key(|(prefix, _)| prefix.len());
        nearest.map_or(self.run.fail_on, |(_, floor)| *floor).is_some_and(|floor| finding.severity >= floor)
    }

    /// Controls of the chosen frameworks that findings of the rule are evidence about.
    pub(crate) fn chosen_controls(&self, rule: &Rule) -> Vec<Control> {
        control::of(rule).into_iter().filter(|control| self.run.controls.iter().any(|chosen| chosen == control.framework)).collect()
    }

    /// The finding as one sentence, as all formats say it.
    pub(crate) fn message(&self, finding: &Finding) -> String {
        words::message(self, finding)
    }

    /// How to fix the finding, in the language of its file.
    pub(crate) fn fix(&self, finding: &Finding) -> &str {
        words::fix(self.rules.get(finding.rule), finding)
    }

    /// Whether our own code failed somewhere: the report says so, and so does the exit code.
    pub fn internal_error(&self) -> bool {
        self.notices.iter().any(|notice| notice.kind == crate::notice::NoticeKind::Internal)
    }
}

/// What the terminal, or whatever stands in its place, can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// ANSI colours.
    pub color: bool,
    /// Characters beyond ASCII.
    pub unicode: bool,
    /// Columns.
    pub width: usize,
}

/// A format that reports are written in.
pub struct Format {
    /// The word after `--format`.
    pub name: &'static str,
    /// For whom it is.
    pub about: &'static str,
    /// Writes the report.
    pub write: fn(&Report<'_>, Style, &mut dyn Write) -> io::Result<()>,
}

/// Every format.
pub const FORMATS: &[Format] = &[
    Format { name: "human", about: "for people, with masked excerpts", write: human::write },
    Format { name: "compact", about: "one line a finding, for editors", write: compact::write },
    Format { name: "ndjson", about: "one JSON object a line, the stable machine form", write: ndjson::write },
    Format { name: "json", about: "the same as one JSON document", write: json::write },
    Format { name: "sarif", about: "SARIF 2.1.0, for code scanning", write: sarif::write },
    Format { name: "html", about: "one self-contained page for reviewers and auditors", write: html::write },
    Format { name: "markdown", about: "a summary for step summaries and merge requests", write: markdown::write },
    Format { name: "github", about: "workflow commands, for annotations on GitHub", write: github::write },
    Format { name: "gitlab", about: "Code Quality report, for merge requests on GitLab", write: gitlab::write },
    Format { name: "azure", about: "logging commands, for Azure Pipelines", write: azure::write },
    Format { name: "junit", about: "JUnit XML, for tables of tests in any CI system", write: junit::write },
    Format { name: "rdjson", about: "reviewdog's diagnostics, for comments on changes", write: rdjson::write },
];

/// A format by its name.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
