//! `--trust-base`: the files that decide what is reported (configuration, baseline, rules, ignore files, comments) are read as they were
//! at a revision, so that a change cannot accept what it brings.
//!
//! Configurations of projects within the one that is scanned are read at a revision too where commits are scanned: what is checked out may
//! be another one, or nothing.

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
pub(super) struct Trust {
    /// The revision that is trusted, and nothing else.
    trusted: Option<Base>,
    /// The revision at which configurations are looked for before they are on disk.
    scanned: Option<Base>,
}

impl Trust {
    /// What the user trusts, in the repository of the first path.
    pub(super) fn of(args: &ScanArgs, paths: &[PathBuf]) -> anyhow::Result<Self> {
        let at = |revision: &Option<String>| {
            let Some(revision) = revision else { return Ok(None) };
            let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
            let repository = Repository::of(nearest_folder(first)).with_context(|| format!("`{}`", shown(first)))?;
            Base::new(repository, revision).map(Some).map_err(anyhow::Error::from)
        };
        Ok(Self { trusted: at(&args.run.trust_base).context("--trust-base")?, scanned: at(&args.run.config_at)? })
    }

    /// The trusted revision, where there is one.
    pub(super) fn base(&self) -> Option<&Base> {
        self.trusted.as_ref()
    }

    /// Whether a path stands for a folder: one of a revision need not be checked out.
    pub(super) fn is_folder(&self, path: &Path) -> bool {
        path.is_dir() || (self.scanned.is_some() && !path.is_file())
    }

    /// The text of a configuration, or of rules that it names.
    pub(super) fn read_config(&self, file: &Path) -> io::Result<String> {
        self.at_revision(file).map_or_else(|| self.read(file), text)
    }

    /// Whether there is such a configuration.
    pub(super) fn is_config(&self, file: &Path) -> bool {
        self.is_file(file) || self.at_revision(file).is_some()
    }

    /// A configuration as it is at the revision that is scanned; what is trusted goes before it.
    fn at_revision(&self, file: &Path) -> Option<Vec<u8>> {
        let base = self.scanned.as_ref().filter(|_| self.trusted.is_none())?;
        base.read(&base.within(file)?)
    }

    /// A file's text; a file outside the repository is no part of any change.
    pub(super) fn read(&self, file: &Path) -> io::Result<String> {
        match self.trusted.as_ref().and_then(|base| Some((base, base.within(file)?))) {
            Some((base, within)) => {
                let bytes =
                    base.read(&within).ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "it is not in the trusted revision"))?;
                text(bytes)
            }
            None => fs::read_to_string(file),
        }
    }

    /// Whether there is such a file.
    pub(super) fn is_file(&self, file: &Path) -> bool {
        match self.trusted.as_ref().and_then(|base| Some((base, base.within(file)?))) {
            Some((base, within)) => base.read(&within).is_some(),
            None => file.is_file(),
        }
    }
}

fn text(bytes: Vec<u8>) -> io::Result<String> {
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
}

/// The path, or what of it is there.
pub(super) fn nearest_folder(path: &Path) -> &Path {
    path.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."))
}
