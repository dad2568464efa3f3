//! Where reports go: standard output, files, or both from one scan.
//!
//! Promises: a file that cannot be written is known before the scan begins. A `--output PATH` without a format takes the report that
//! would go to standard output; one with `FORMAT=` stands beside it.

use super::{OutputArgs, terminal};
use crate::report::{self, Format, Report};
use crate::source::shown;
use anyhow::{Context, bail};
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// One report to write.
struct Target {
    format: &'static Format,
    path: PathBuf,
    file: File,
}

/// All reports to write.
pub(super) struct Outputs {
    stdout: Option<&'static Format>,
    targets: Vec<Target>,
    style: report::Style,
}

impl Outputs {
    /// Opens what was asked for.
    pub(super) fn open(args: &OutputArgs) -> anyhow::Result<Self> {
        let format = report::find(args.format.as_deref().unwrap_or("human")).expect("clap lets only known formats through");
        let (mut stdout, mut targets) = (Some(format), Vec::new());
        for output in &args.output {
            if let Some(known) = misspelt(output) {
                let name = output.split('=').next().unwrap_or_default();
                bail!("--output: there is no format `{name}`; did you mean `{known}`? (for a file of that name write `./{output}`)");
            }
            let named = output.split_once('=').and_then(|(name, path)| Some((report::find(name)?, path)));
            let (format, path) = named.unwrap_or_else(|| {
                stdout = None;
                (args.format.as_ref().map_or_else(|| by_extension(output), |_| format), output)
            });
            targets.push(Target::open(format, path, false)?);
        }
        if let Some(summary) = &args.summary {
            let markdown = report::find("markdown").expect("there is a format for summaries");
            targets.push(Target::open(markdown, summary, true)?);
        }
        Ok(Self { stdout, targets, style: terminal::style(args.color) })
    }

    /// Whether a report is wanted in this format.
    pub(super) fn has(&self, format: &str) -> bool {
        self.stdout.iter().copied().chain(self.targets.iter().map(|target| target.format)).any(|wanted| wanted.name == format)
    }

    /// Whether standard output takes findings one by one.
    pub(super) fn is_live(&self) -> bool {
        self.stdout.is_some_and(|format| format.name == "ndjson")
    }

    /// The files that reports go to: they are not scanned.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.targets.iter().map(|target| target.path.as_path())
    }

    /// Writes every report, also if one of them fails; the first failure comes back.
    ///
    /// With `is_live`, the findings are on standard output already.
    pub(super) fn write(self, report: &Report<'_>, is_live: bool) -> anyhow::Result<()> {
        let mut result = Ok(());
        for target in self.targets {
            let path = target.path.clone();
            let written = target.write(report).with_context(|| format!("cannot write the report `{}`", shown(&path)));
            result = result.and(written);
        }
        if let Some(format) = self.stdout {
            let mut bytes = Vec::new();
            if is_live {
                report::ndjson::write_end(report, &mut bytes)?;
            } else {
                (format.write)(report, self.style, &mut bytes)?;
            }
            result = result.and(terminal::print(&bytes).context("cannot write to standard output"));
        }
        result
    }
}

impl Target {
    fn open(format: &'static Format, path: impl Into<PathBuf>, append: bool) -> anyhow::Result<Self> {
        let path = path.into();
        let opened = if append { OpenOptions::new().append(true).create(true).open(&path) } else { File::create(&path) };
        let file = opened.with_context(|| format!("cannot write the report `{}`", shown(&path)))?;
        Ok(Self { format, path, file })
    }

    fn write(self, report: &Report<'_>) -> std::io::Result<()> {
        let mut out = BufWriter::new(self.file);
        (self.format.write)(report, terminal::file_style(), &mut out)?;
        out.flush()
    }
}

/// The format that was meant in `srif=report`.
fn misspelt(output: &str) -> Option<&'static str> {
    let (name, _) = output.split_once('=')?;
    let is_word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_word || report::find(name).is_some() {
        return None;
    }
    crate::slip::nearest(&name.to_ascii_lowercase(), report::FORMATS.iter().map(|format| format.name))
}

/// `report.sarif` is SARIF, `report.ndjson` ndjson; anything else is for people.
fn by_extension(path: &str) -> &'static Format {
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    report::find(extension).or_else(|| report::find("human")).expect("there is a format for people")
}
