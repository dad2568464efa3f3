//! One file's bytes as stored, and where they came from.
//!
//! Promises: bytes are never copied on their way to the rules. Opening and mapping is `source`'s affair; nothing here touches the disk.

/// What is to be scanned.
#[derive(Clone, Copy, Debug)]
pub struct Blob<'b> {
    /// Path relative to the scanned root, `/` between its parts.
    pub path: &'b str,
    /// Path relative to the project's root: what fingerprints and the baseline speak of, so that scanning a subfolder changes nothing.
    pub project_path: &'b str,
    /// The content.
    pub bytes: &'b [u8],
}
