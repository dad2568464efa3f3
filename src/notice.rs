//! What could not be scanned, and why: data, never a log line.
//!
//! Promises: a notice names a path and a reason, and holds nothing of the file's content.

use serde::{Deserialize, Serialize};

/// Why something was not scanned, or not wholly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// Not text: listed, not scanned.
    Binary,
    /// Could not be opened or read.
    Unreadable,
    /// Was there when the folder was listed and is gone.
    Vanished,
    /// Larger than `--max-size`.
    TooLarge,
    /// A symbolic link whose target is missing, or that leads back to where it came from.
    Link,
    /// A socket, a pipe or a device.
    Special,
    /// An ignore file or a suppression that could not be understood.
    IgnoreFile,
    /// Text whose encoding could be read only in part.
    Encoding,
    /// A part of the file is of a kind that is never read, such as the pixels of an image.
    Partial,
    /// Protected by a password: listed, not scanned.
    Encrypted,
    /// An archive, a container or a stored object that is broken; what came before the damage was scanned.
    Damaged,
    /// More levels, members or bytes than an archive may unfold to.
    Limit,
    /// Part of the history is not here: a shallow or partial clone, or an object that is gone.
    Missing,
    /// A repository within the repository: listed, not scanned.
    Submodule,
    /// A report of ours: what it cites is not reported again, all else is.
    OwnReport,
    /// Our own bug: the scan of this file ended in a panic.
    Internal,
}

impl NoticeKind {
    /// The word that reports use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Binary => "binary",
            Self::Unreadable => "unreadable",
            Self::Vanished => "vanished",
            Self::TooLarge => "too-large",
            Self::Link => "link",
            Self::Special => "special",
            Self::IgnoreFile => "ignore-file",
            Self::Encoding => "encoding",
            Self::Partial => "partial",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::Limit => "limit",
            Self::Missing => "missing",
            Self::Submodule => "submodule",
            Self::OwnReport => "own-report",
            Self::Internal => "internal",
        }
    }

    /// Whether part of what the user asked for was left out. A binary file, a submodule or a report of ours is no
    /// such part: it was recognised and listed.
    pub const fn incomplete(self) -> bool {
        !matches!(self, Self::Binary | Self::Submodule | Self::OwnReport)
    }
}

/// One thing that was not scanned.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Notice {
    /// Path as in findings; empty where no file is meant.
    pub path: String,
    /// The class of reason.
    pub kind: NoticeKind,
    /// The reason, as a sentence without its final dot.
    pub why: String,
}

impl Notice {
    /// A notice about `path`.
    pub fn new(path: impl Into<String>, kind: NoticeKind, why: impl Into<String>) -> Self {
        Self { path: path.into(), kind, why: why.into() }
    }
}
