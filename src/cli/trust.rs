//! `--trust-base`: the files that decide what is reported (configuration, baseline, rules, ignore files, comments) are read as they were
//! at a revision, so that a change cannot accept what it brings.

use super::ScanArgs;
use crate::source::base::Base;
use crate::source::git::Repository;
use crate::source::shown;
use anyhow::Context;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where such files are read: at a revision, or on disk.
#[derive(Debug, Default)]
pub(super) struct Trust(Option<Base>);

impl Trust {
    /// What the user trusts, in the repository of the first path.
    pub(super) fn of(args: &ScanArgs, paths: &[PathBuf]) -> anyhow::Result<Self> {
        let Some(revision) = &args.run.trust_base else { return Ok(Self::default()) };
        let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
        let folder = first.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
        let repository = Repository::of(folder).with_context(|| format!("--trust-base: `{}`", shown(folder)))?;
        Ok(Self(Some(Base::new(repository, revision).context("--trust-base")?)))
    }

    /// The revision, where there is one.
    pub(super) fn base(&self) -> Option<&Base> {
        self.0.as_ref()
    }

    /// A file's text; a file outside the repository is no part of any change.
    pub(super) fn read(&self, file: &Path) -> io::Result<String> {
        match self.0.as_ref().and_then(|base| Some((base, base.within(file)?))) {
            Some((base, within)) => {
                let bytes =
                    base.read(&within).ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "it is not in the trusted revision"))?;
                String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
            }
            None => fs::read_to_string(file),
        }
    }

    /// Whether there is such a file.
    pub(super) fn is_file(&self, file: &Path) -> bool {
        match self.0.as_ref().and_then(|base| Some((base, base.within(file)?))) {
            Some((base, within)) => base.read(&within).is_some(),
            None => file.is_file(),
        }
    }
}
