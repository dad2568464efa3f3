//! Standard output and error: what they can show, and the messages that go to the latter.

use super::{ColorWord, Exit};
use crate::finding::Finding;
use crate::report::{Report, Style};
use std::io::{self, IsTerminal, Write};

/// Columns where nobody says how many there are.
const WIDTH: usize = 100;

/// What standard output can show.
pub(super) fn style(color: ColorWord) -> Style {
    let is_terminal = io::stdout().is_terminal();
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let color = match color {
        ColorWord::Always => true,
        ColorWord::Never => false,
        ColorWord::Auto if set("NO_COLOR") => false,
        ColorWord::Auto if set("FORCE_COLOR") => true,
        ColorWord::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    };
    Style { color, unicode: !is_terminal || locale_is_unicode(), width: columns() }
}

/// What a file can show.
pub(super) fn file_style() -> Style {
    Style { color: false, unicode: true, width: WIDTH }
}

fn columns() -> usize {
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns >= 40).unwrap_or(WIDTH)
}

/// The first of these that is set decides, as in POSIX; Windows terminals show Unicode.
fn locale_is_unicode() -> bool {
    if cfg!(windows) {
        return true;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty());
    locale.is_some_and(|locale| locale.to_ascii_lowercase().replace('-', "").contains("utf8"))
}

/// Writes to standard output; a reader that went away has had enough.
pub(super) fn print(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes findings as they are found, a line each; a reader that went away has had enough, and the scan ends with it.
pub(super) fn print_findings(report: &Report<'_>, findings: &[Finding]) {
    let findings: Vec<&Finding> = findings.iter().collect();
    let mut bytes = Vec::new();
    let written = crate::report::ndjson::write_findings(report, &findings, &mut bytes).and_then(|()| print(&bytes));
    if let Err(error) = written {
        say(&format!("asepsis: cannot write to standard output: {error}"));
    }
}

/// Writes a line to standard error, if anybody listens.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// clap's own messages: help and version are no errors.
pub(super) fn show_usage(error: &clap::Error) -> Exit {
    let _ = error.print();
    if error.use_stderr() { Exit::Usage } else { Exit::Clean }
}

/// The user's mistake.
pub(super) fn show_error(error: &anyhow::Error) -> Exit {
    say(&format!("asepsis: {error:#}"));
    Exit::Usage
}

/// Our mistake, where it happened.
pub(super) fn show_panic(location: Option<&std::panic::Location<'_>>) {
    let place = location.map(|location| format!(" at {}:{}", location.file(), location.line())).unwrap_or_default();
    say(&format!("asepsis: an internal error{place}"));
}

/// Our mistake.
pub(super) fn show_internal() -> Exit {
    say("asepsis: an internal error; please report it with the command that led to it (nothing of the scanned files is shown here)");
    Exit::Internal
}

/// Files between two looks at the clock by the progress bar.
const PROGRESS_STEP: u64 = 64;

/// A count of scanned files on standard error, for scans that last, only on a terminal.
pub(super) struct Progress {
    bar: Option<indicatif::ProgressBar>,
    files: std::sync::atomic::AtomicU64,
}

impl Progress {
    /// `wanted` is what the user says; a terminal is needed as well.
    pub(super) fn new(wanted: bool) -> Self {
        let bar = (wanted && io::stderr().is_terminal()).then(|| {
            let bar = indicatif::ProgressBar::no_length();
            bar.set_style(indicatif::ProgressStyle::with_template("{spinner} {pos} files").expect("the template is valid"));
            bar
        });
        Self { bar, files: std::sync::atomic::AtomicU64::new(0) }
    }

    /// One more file was scanned.
    pub(super) fn file(&self) {
        let Some(bar) = &self.bar else { return };
        let files = self.files.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        if files.is_multiple_of(PROGRESS_STEP) {
            bar.set_position(files);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
