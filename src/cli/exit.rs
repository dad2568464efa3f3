//! How a run ended: the only place that numbers exit codes.

use std::process::ExitCode;

/// How a run ended; the format of the report never changes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing at or above the failing severity.
    Clean,
    /// Findings at or above it.
    Findings,
    /// The user's mistake: usage, configuration, rules, an output that cannot be written.
    Usage,
    /// Nothing to scan, or input left out under `--strict`.
    Incomplete,
    /// Our mistake; the report was written as far as it got.
    Internal,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Incomplete => 3,
            Exit::Internal => 4,
        })
    }
}
