//! Opening one file: small ones are read into a reused buffer, large ones are mapped.
//!
//! Promises: a file that is gone, cannot be read or is too large becomes a notice. The `unsafe` here is a map: its bytes
//! change when another process writes to the file, and reading beyond a file that shrank under its map raises SIGBUS. Scanning
//! reads each byte once or twice, interprets it as text only, and keeps nothing of it, so a change does no more harm than a wrong or
//! missing finding; the window for a shrinking file is the scan of that one file.

use super::notice_of;
use crate::notice::{Notice, NoticeKind};
use memmap2::{Mmap, MmapMut};
use std::fs::File;
use std::io::{self, Read};
use std::ops::Deref;
use std::path::Path;

/// Files of this many bytes or more are mapped; see docs/benchmarks.md for the measurement.
pub const MAP_FROM: usize = 2 << 20;

/// The bytes of a file, while it is being scanned.
pub enum Bytes<'b> {
    /// Read into the thread's buffer.
    Heap(&'b [u8]),
    /// Mapped.
    Mapped(Mmap),
}

impl Deref for Bytes<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Heap(bytes) => bytes,
            Self::Mapped(map) => map,
        }
    }
}

/// Where a thread reads its small files to; made when first used.
///
/// It begins at the edge of a page. The kernel copies from such an edge, and AMD's processors copy (`rep movsb`) at half the
/// speed to a place that stands a few bytes behind one, as memory of the allocator does; docs/benchmarks.md has the figures.
#[derive(Default)]
pub struct Buffer(Option<MmapMut>);

impl Buffer {
    /// Reads up to [`MAP_FROM`] bytes; fewer were all that the file has.
    fn fill(&mut self, file: &mut File) -> io::Result<&[u8]> {
        let bytes = match &mut self.0 {
            Some(bytes) => bytes,
            empty => empty.insert(MmapMut::map_anon(MAP_FROM)?),
        };
        let mut read = 0;
        while read < MAP_FROM {
            match file.read(&mut bytes[read..]) {
                Ok(0) => break,
                Ok(count) => read += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(&bytes[..read])
    }
}

/// Reads or maps a file of at most `max_size` bytes; `shown` is its path for notices.
pub fn open<'b>(path: &Path, shown: &str, max_size: Option<u64>, buffer: &'b mut Buffer) -> Result<Bytes<'b>, Notice> {
    let unreadable = |error: io::Error| notice_of(shown.to_owned(), &error);
    let mut file = File::open(path).map_err(unreadable)?;
    if let Some(limit) = max_size {
        let size = file.metadata().map_err(unreadable)?.len();
        if size > limit {
            return Err(Notice::new(shown, NoticeKind::TooLarge, format!("{size} bytes, more than --max-size {limit}")));
        }
    }
    let read = buffer.fill(&mut file).map_err(unreadable)?;
    if read.len() < MAP_FROM {
        return Ok(Bytes::Heap(read));
    }
    map(&file).map(Bytes::Mapped).map_err(unreadable)
}

#[expect(unsafe_code, reason = "a map of a file that others may change; the module says why that is bearable")]
pub(super) fn map(file: &File) -> io::Result<Mmap> {
    // SAFETY: nothing relies on the bytes staying the same: they are matched as untrusted text, and no reference outlives the scan.
    unsafe { Mmap::map(file) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn small_files_are_read_and_large_ones_mapped() {
        for (size, mapped) in [(0, false), (1, false), (70_000, false), (MAP_FROM - 1, false), (MAP_FROM, true), (MAP_FROM + 1, true)] {
            let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
            file.write_all(&vec![b'x'; size]).expect("it can be written");
            let mut buffer = Buffer::default();
            let bytes = open(file.path(), "x", None, &mut buffer).unwrap_or_else(|notice| panic!("{notice:?}"));
            assert_eq!((bytes.len(), matches!(bytes, Bytes::Mapped(_))), (size, mapped));
        }
    }

    #[test]
    fn what_cannot_be_read_is_a_notice() {
        let mut buffer = Buffer::default();
        let gone = open(Path::new("no/such/file"), "no/such/file", None, &mut buffer).err().expect("a notice");
        assert_eq!(gone.kind, NoticeKind::Vanished);
        let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
        file.write_all(b"12345").expect("it can be written");
        let large = open(file.path(), "x", Some(4), &mut buffer).err().expect("a notice");
        assert_eq!((large.kind, large.why.as_str()), (NoticeKind::TooLarge, "5 bytes, more than --max-size 4"));
    }
}
