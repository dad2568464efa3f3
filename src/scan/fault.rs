//! A fault of our own on demand, so that tests see what the program writes when it breaks in the middle of a file.
//!
//! Promises: only builds with debug assertions break. The message quotes the file, as that of a real fault may: what is written must not.

use super::Blob;
use memchr::memmem;

/// What a file holds that asks for it. It stands in no file of the repository in one piece.
const MARK: &[u8] = concat!("asepsis:", "break-here").as_bytes();

/// Breaks where the bytes ask for it.
pub(super) fn on_demand(blob: &Blob<'_>) {
    if cfg!(debug_assertions) {
        assert!(memmem::find(blob.bytes, MARK).is_none(), "{}: {}", blob.path, String::from_utf8_lossy(blob.bytes));
    }
}
