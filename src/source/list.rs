//! Files by name: those on the command line or in a list, and folders beside them.
//!
//! Promises: a list of any length costs a thread a core, not a thread a file. A file that is gone is a notice.

use super::walk::{Root, Walk, hand_over_named};
use super::{Source, Visitor};
use ignore::overrides::Override;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Files taken by one thread at a time.
const STEP: usize = 32;

/// Files by name, and a walk over the folders among them.
pub struct List {
    files: Vec<Root>,
    folders: Option<Walk>,
    /// Globs that leave named files out too, relative to the project: names in a list were not typed one by one.
    excludes: Option<Override>,
    skip: Vec<PathBuf>,
    threads: usize,
}

impl List {
    /// The files, and a walk over what else was named.
    pub fn new(files: Vec<Root>, folders: Option<Walk>, excludes: Option<Override>, skip: Vec<PathBuf>, threads: usize) -> Self {
        Self { files, folders, excludes, skip, threads }
    }

    fn is_excluded(&self, root: &Root) -> bool {
        let path = std::path::Path::new(root.project_prefix.trim_end_matches('/'));
        let Some(excludes) = &self.excludes else { return false };
        path.ancestors().any(|part| !part.as_os_str().is_empty() && excludes.matched(part, part != path).is_ignore())
    }
}

impl Source for List {
    fn can_repeat(&self) -> bool {
        true
    }

    fn visit<'v>(&self, visitor: &(dyn Fn() -> Box<dyn Visitor + 'v> + Sync)) {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut visitor = visitor();
            loop {
                let start = next.fetch_add(STEP, Ordering::Relaxed);
                let Some(files) = self.files.get(start..self.files.len().min(start + STEP)).filter(|files| !files.is_empty()) else {
                    return;
                };
                for root in files.iter().filter(|root| !self.is_excluded(root)) {
                    hand_over_named(root, &self.skip, visitor.as_mut());
                }
            }
        };
        let threads = self.threads.clamp(1, self.files.len().div_ceil(STEP).max(1));
        if threads == 1 {
            work();
        } else {
            std::thread::scope(|scope| {
                for _ in 0..threads {
                    scope.spawn(work);
                }
            });
        }
        if let Some(folders) = &self.folders {
            folders.visit(visitor);
        }
    }
}
