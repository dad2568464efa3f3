//! A trusted revision: files as git has them there, whatever a change has made of them since.
//!
//! Promises: reads objects only; a path outside the repository is not its affair.

use super::git::{GitError, Repository};
use std::path::{Component, Path, PathBuf};

/// Names of files that hide others from a walk.
const IGNORE_FILES: [&str; 2] = [".gitignore", ".asepsisignore"];

/// A commit of a repository.
#[derive(Clone, Debug)]
pub struct Base {
    repository: Repository,
    commit: String,
}

impl Base {
    /// The commit that `revision` names; an error where it is not known here.
    pub fn new(repository: Repository, revision: &str) -> Result<Self, GitError> {
        let unknown =
            || GitError::new(format!("`{revision}` is no commit that is known here; fetch it first{}", repository.hint(revision)));
        let commit = repository.commit(revision).ok_or_else(unknown)?;
        Ok(Self { repository, commit })
    }

    /// The path within the repository, if it lies in there. Links are not followed: a change may have made them.
    pub fn within(&self, path: &Path) -> Option<String> {
        let mut absolute = PathBuf::new();
        for part in std::path::absolute(path).ok()?.components() {
            match part {
                Component::ParentDir => drop(absolute.pop()),
                part => absolute.push(part),
            }
        }
        let strip = |path: &Path| path.strip_prefix(self.repository.top()).ok().map(super::shown);
        // The way to the repository may lead over a link of the machine's own.
        let canonical = || absolute.ancestors().find_map(|folder| Some((folder, std::fs::canonicalize(folder).ok()?)));
        strip(&absolute).or_else(|| {
            let (folder, real) = canonical()?;
            strip(&real.join(absolute.strip_prefix(folder).ok()?))
        })
    }

    /// What a file held; none where there was no such file.
    pub fn read(&self, within: &str) -> Option<Vec<u8>> {
        self.repository.output(&["cat-file", "blob", &format!("{}:{within}", self.commit)]).ok()
    }

    /// Whether what is checked out hides other files than this revision did.
    pub fn hides_differently(&self) -> Result<bool, GitError> {
        let changed = self.repository.output(&["diff-index", "--cached", "--name-only", "-z", &self.commit])?;
        let is_ignore_file = |path: &[u8]| {
            let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
            IGNORE_FILES.iter().any(|known| known.as_bytes() == name)
        };
        Ok(changed.split(|byte| *byte == 0).any(is_ignore_file))
    }
}
