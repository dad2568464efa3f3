//! Folders and files, walked in parallel.
//!
//! Promises: .gitignore and .asepsisignore are respected unless told otherwise, hidden files are read, `.git` is not. Symbolic links
//! are not followed unless told so; loops end as a notice. Paths come out relative to what the user named. Nothing depends on settings
//! outside the tree, such as a user's global git configuration.

use super::{Content, Item, Source, Visitor, notice_of, shown};
use crate::notice::{Notice, NoticeKind};
use crate::text::shown_bytes;
use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, WalkBuilder, WalkState};
use std::path::{Path, PathBuf};

/// What is said of a link to something that is missing, out of reach, or the link itself.
const DEAD_LINK: &str = "a symbolic link whose target cannot be reached";

/// A folder or file that the user named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Where it is.
    pub path: PathBuf,
    /// What stands before the relative path of its files in findings: empty, or a folder ending in `/`.
    pub prefix: String,
    /// What stands before the relative path of its files within their project: empty, or a folder ending in `/`.
    pub project_prefix: String,
}

/// What is walked, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Read what ignore files hide.
    pub no_ignore: bool,
    /// Leave hidden files out.
    pub no_hidden: bool,
    /// Follow symbolic links.
    pub follow: bool,
    /// Globs of paths to leave out.
    pub exclude: Vec<String>,
    /// Files to leave out, as canonical paths: the reports that this run writes.
    pub skip: Vec<PathBuf>,
    /// Number of threads; 0 lets the machine decide.
    pub threads: usize,
}

/// A walk over some roots.
pub struct Walk {
    roots: Vec<Root>,
    options: Options,
    excludes: Vec<Override>,
}

impl Walk {
    /// A walk; a glob that cannot be understood is an error.
    pub fn new(roots: Vec<Root>, options: Options) -> Result<Self, ignore::Error> {
        let excludes = roots.iter().map(|root| overrides(&root.path, &options.exclude)).collect::<Result<_, _>>()?;
        Ok(Self { roots, options, excludes })
    }

    fn builder(&self, root: &Root, excludes: &Override) -> WalkBuilder {
        let mut builder = WalkBuilder::new(&root.path);
        let respect = !self.options.no_ignore;
        builder
            .hidden(self.options.no_hidden)
            .parents(respect)
            .ignore(false)
            .git_ignore(respect)
            .git_exclude(false)
            .git_global(false)
            .follow_links(self.options.follow)
            .threads(self.options.threads)
            .overrides(excludes.clone())
            .filter_entry(|entry| entry.depth() == 0 || entry.file_name() != ".git");
        if respect {
            builder.add_custom_ignore_filename(".asepsisignore");
        }
        builder
    }
}

fn overrides(root: &Path, exclude: &[String]) -> Result<Override, ignore::Error> {
    let mut builder = OverrideBuilder::new(root);
    for glob in exclude {
        builder.add(&format!("!{glob}"))?;
    }
    builder.build()
}

impl Source for Walk {
    fn can_repeat(&self) -> bool {
        true
    }

    fn visit<'v>(&self, visitor: &(dyn Fn() -> Box<dyn Visitor + 'v> + Sync)) {
        for (root, excludes) in self.roots.iter().zip(&self.excludes) {
            self.builder(root, excludes).build_parallel().run(|| {
                let mut visitor = visitor();
                Box::new(move |entry| {
                    visit(root, entry, &self.options.skip, visitor.as_mut());
                    WalkState::Continue
                })
            });
        }
    }
}

fn visit(root: &Root, entry: Result<DirEntry, ignore::Error>, skip: &[PathBuf], visitor: &mut dyn Visitor) {
    match entry {
        Ok(entry) => {
            if let Some(error) = entry.error() {
                let file = place(error).unwrap_or_else(|| entry.path());
                visitor.notice(Notice::new(name(root, file).0, NoticeKind::IgnoreFile, reason(error)));
            }
            if !is_skipped(entry.path(), skip) {
                hand_over(root, &entry, visitor);
            }
        }
        Err(error) => visitor.notice(notice(root, &error)),
    }
}

/// Names are compared first: resolving every path of a tree would cost more than reading it.
fn is_skipped(path: &Path, skip: &[PathBuf]) -> bool {
    skip.iter().any(|skip| skip.file_name() == path.file_name() && std::fs::canonicalize(path).is_ok_and(|path| path == *skip))
}

fn hand_over(root: &Root, entry: &DirEntry, visitor: &mut dyn Visitor) {
    let Some(kind) = entry.file_type() else { return };
    let (path, project_path) = name(root, entry.path());
    // A link that the user named is meant.
    let is_named = entry.depth() == 0 && entry.path().is_file();
    if kind.is_file() || (kind.is_symlink() && is_named) {
        visitor.item(Item::new(path, project_path, Content::File(entry.path().to_owned())));
    } else if kind.is_symlink() && entry.depth() == 0 {
        visitor.notice(Notice::new(path, NoticeKind::Link, DEAD_LINK));
    } else if !kind.is_dir() && !kind.is_symlink() {
        visitor.notice(Notice::new(path, NoticeKind::Special, "a socket, a pipe or a device"));
    }
}

/// Hands over a file that was named by itself.
pub(super) fn hand_over_named(root: &Root, skip: &[PathBuf], visitor: &mut dyn Visitor) {
    let (path, project_path) = (root.prefix.trim_end_matches('/').to_owned(), root.project_prefix.trim_end_matches('/').to_owned());
    if is_skipped(&root.path, skip) {
        return;
    }
    match std::fs::metadata(&root.path) {
        Ok(metadata) if metadata.is_file() => visitor.item(Item::new(path, project_path, Content::File(root.path.clone()))),
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => visitor.notice(Notice::new(path, NoticeKind::Special, "a socket, a pipe or a device")),
        Err(_) if root.path.is_symlink() => visitor.notice(Notice::new(path, NoticeKind::Link, DEAD_LINK)),
        Err(error) => visitor.notice(notice_of(path, &error)),
    }
}

/// The path of a file for findings, and within its project.
fn name(root: &Root, path: &Path) -> (String, String) {
    // Nearly always the path is that of the root, a slash and the rest; to go through both part by part takes longer.
    let rest = path.as_os_str().as_encoded_bytes().strip_prefix(root.path.as_os_str().as_encoded_bytes());
    let rest = rest.and_then(|rest| rest.strip_prefix(b"/"));
    let relative = rest.map_or_else(|| shown(path.strip_prefix(&root.path).unwrap_or(path)), shown_bytes);
    if relative.is_empty() {
        // The root itself: a file named by the user, whose prefixes are its whole path.
        return (root.prefix.trim_end_matches('/').to_owned(), root.project_prefix.trim_end_matches('/').to_owned());
    }
    ([&*root.prefix, &relative].concat(), [&*root.project_prefix, &relative].concat())
}

fn notice(root: &Root, error: &ignore::Error) -> Notice {
    match error {
        ignore::Error::WithPath { path, .. } if path.is_symlink() && !path.exists() => {
            Notice::new(name(root, path).0, NoticeKind::Link, DEAD_LINK)
        }
        ignore::Error::WithPath { path, err } => Notice { path: name(root, path).0, ..notice(root, err) },
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => notice(root, err),
        ignore::Error::Loop { child, .. } => {
            Notice::new(name(root, child).0, NoticeKind::Link, "a symbolic link that leads back to a folder it is in")
        }
        ignore::Error::Io(io) => notice_of(String::new(), io),
        other => Notice::new("", NoticeKind::Unreadable, reason(other)),
    }
}

/// The file that an error is about.
fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        ignore::Error::Partial(errors) => errors.iter().find_map(place),
        _ => None,
    }
}

/// What is wrong with an ignore file, without the path of this machine.
fn reason(error: &ignore::Error) -> String {
    match error {
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => reason(err),
        ignore::Error::WithLineNumber { line, err } => format!("line {line}: {}", reason(err)),
        ignore::Error::Partial(errors) => errors.iter().map(reason).collect::<Vec<_>>().join("; "),
        ignore::Error::Io(io) => io.kind().to_string(),
        ignore::Error::Glob { err, .. } => err.clone(),
        _ => "not understood".to_owned(),
    }
}
