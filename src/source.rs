//! Where files come from: the only modules that open anything.
//!
//! Promises: a source pushes items into visitors, one a thread, and whatever it cannot hand over becomes a notice. It knows no rule.
//!
//! To add one: `source/<name>.rs` with a type that implements [`Source`].

#![expect(clippy::disallowed_methods, reason = "the one place that opens what is scanned")]

use crate::finding::{Finding, Provenance};
use crate::notice::{Notice, NoticeKind};
use crate::text::{Span, shown_bytes};
use std::path::{Path, PathBuf};
use std::sync::Arc;

mod ancestry;
pub mod base;
mod bits;
pub mod cache;
pub mod change;
pub mod git;
pub mod history;
pub mod list;
mod open;
mod pack;
pub mod stdin;
mod store;
pub mod walk;
mod window;

pub use open::{Buffer, Bytes, MAP_FROM, open};

/// One thing to scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Path as findings name it: relative to the scanned root, `/` between its parts.
    pub path: String,
    /// Path relative to the project's root.
    pub project_path: String,
    /// Where the content is.
    pub content: Content,
    /// The byte ranges whose findings count, where not all do: what a change adds.
    pub added: Option<Vec<Span>>,
    /// Where in the history it comes from: one path has many versions.
    pub version: Option<Version>,
    /// What it shares with another version of the same path.
    pub lineage: Option<Lineage>,
}

/// How a version is made from another one that the same thread was handed before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lineage {
    /// The versions that this one belongs to: one thread is handed all of them in a row, in an order that no other thread changes.
    pub family: usize,
    /// What this version goes by.
    pub number: usize,
    /// What the other one goes by, and what both have in common; none where this one stands for itself.
    pub base: Option<(usize, Vec<Copied>)>,
}

/// A range that two versions have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Where it begins in the base.
    pub from: usize,
    /// Where it lies in the version.
    pub to: Span,
}

/// One of the versions of a file in the history.
#[derive(Clone)]
pub struct Version {
    /// Place of its commit in the history: lower is older.
    pub order: usize,
    /// Whether HEAD holds it, where that is known.
    pub at_head: Option<bool>,
    /// Who knows its commit.
    pub origins: Arc<dyn Origins>,
}

/// Knows the commits of a history: most versions hold nothing of which anybody asks where it came from.
pub trait Origins: Send + Sync {
    /// The commit at a place in the history.
    fn provenance(&self, order: usize) -> Provenance;
}

/// The only one.
impl Origins for Provenance {
    fn provenance(&self, _order: usize) -> Provenance {
        self.clone()
    }
}

impl Version {
    /// The first commit that holds it: where a finding in it comes from.
    pub fn provenance(&self) -> Provenance {
        Provenance { at_head: self.at_head, ..self.origins.provenance(self.order) }
    }
}

impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        (self.order, self.at_head) == (other.order, other.at_head)
    }
}

impl Eq for Version {}

impl std::fmt::Debug for Version {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Version").field("order", &self.order).field("at_head", &self.at_head).finish_non_exhaustive()
    }
}

impl Item {
    /// A file of which everything counts.
    pub fn new(path: String, project_path: String, content: Content) -> Self {
        Self { path, project_path, content, added: None, version: None, lineage: None }
    }
}

/// The content of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A file on disk.
    File(PathBuf),
    /// Bytes at hand.
    Heap(Vec<u8>),
    /// Bytes at hand that others need too.
    Shared(Arc<Vec<u8>>),
}

/// First bytes of a file by which a visitor may say that it needs no more.
pub const HEAD: usize = 8 << 10;

/// Takes what a source finds; each thread has its own.
pub trait Visitor: Send {
    /// Whether more than the first [`HEAD`] bytes of a file can matter; where they cannot, the source may hand over only these.
    fn needs_all(&self, _path: &str, _head: &[u8]) -> bool {
        true
    }
    /// Something to scan.
    fn item(&mut self, item: Item);
    /// Something that cannot be scanned.
    fn notice(&mut self, notice: Notice);
}

/// A source of items.
pub trait Source {
    /// Hands everything over, in parallel; `visitor` is called once a thread.
    fn visit<'v>(&self, visitor: &(dyn Fn() -> Box<dyn Visitor + 'v> + Sync));

    /// Whether it can hand everything over once more, from the same tree.
    fn can_repeat(&self) -> bool {
        false
    }

    /// Looks up where findings come from (commit, author), for sources that know.
    fn trace(&self, _findings: &mut [Finding]) {}
}

/// A path as reports show it: `/` between its parts, and `\xNN` for bytes that are not UTF-8, so that two names never look the same.
pub fn shown(path: &Path) -> String {
    let out = shown_bytes(path.as_os_str().as_encoded_bytes());
    if std::path::MAIN_SEPARATOR == '\\' { out.replace('\\', "/") } else { out }
}

/// A path from the root, without links as far as it is there.
pub fn absolute(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| {
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let real = |part: &Path| Some(std::fs::canonicalize(part).ok()?.join(whole.strip_prefix(part).ok()?));
        whole.ancestors().find_map(real).unwrap_or(whole.clone())
    })
}

/// A notice for an error of the file system.
fn notice_of(path: String, error: &std::io::Error) -> Notice {
    match error.kind() {
        std::io::ErrorKind::NotFound => Notice::new(path, NoticeKind::Vanished, "it was there when its folder was listed"),
        kind => Notice::new(
            path,
            NoticeKind::Unreadable,
            Some(kind.to_string()).filter(|why| !why.starts_with("uncategorized")).unwrap_or_else(|| error.to_string()),
        ),
    }
}
