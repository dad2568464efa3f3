//! A file that is mapped, of which little stays in the memory of this process.
//!
//! Promises: after some blocks were looked at, the file is mapped anew, and what was read of it is in the cache of the system only. Who still
//! reads keeps the old map for as long, so nobody should hold one while doing something else.

use super::bits::Bits;
use super::open::map;
use memmap2::Mmap;
use std::fs::File;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes that the system maps around one that is touched, on Linux by default (`fault_around_bytes`).
const BLOCK: usize = 64 << 10;

/// The bytes of one file.
pub(super) struct Window {
    file: File,
    /// Bytes that are mapped at once.
    most: usize,
    view: Mutex<View>,
}

struct View {
    map: Arc<Mmap>,
    /// Blocks that were looked at since it was mapped, and how many they are.
    blocks: Bits,
    count: usize,
}

impl Window {
    /// Opens a file, of which no more than so many bytes are mapped at once, but for one that is longer.
    pub(super) fn open(path: &Path, most: usize) -> Option<Self> {
        let file = File::open(path).ok()?;
        let map = Arc::new(map(&file).ok()?);
        Some(Self { file, most, view: Mutex::new(View { map, blocks: Bits::default(), count: 0 }) })
    }

    /// The file, for a look at what begins here.
    pub(super) fn at(&self, offset: usize) -> Arc<Mmap> {
        let mut view = self.view.lock().unwrap_or_else(PoisonError::into_inner);
        if view.count * BLOCK > self.most {
            self.renew(&mut view);
        }
        Self::count(&mut view, offset, 0);
        Arc::clone(&view.map)
    }

    /// So many bytes were read there.
    pub(super) fn was_read(&self, offset: usize, length: usize) {
        Self::count(&mut self.view.lock().unwrap_or_else(PoisonError::into_inner), offset, length);
    }

    fn count(view: &mut View, offset: usize, length: usize) {
        for block in offset / BLOCK..=offset.saturating_add(length).min(view.map.len()) / BLOCK {
            view.count += usize::from(view.blocks.add(block as u32));
        }
    }

    fn renew(&self, view: &mut View) {
        if let Ok(map) = map(&self.file) {
            view.map = Arc::new(map);
            view.blocks.clear();
            view.count = 0;
        }
    }

    /// Nothing of it is needed for a while.
    pub(super) fn forget(&self) {
        self.renew(&mut self.view.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_mapped_anew_after_some_blocks_and_stays_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        let bytes: Vec<u8> = (0..16 * BLOCK).map(|at| (at / BLOCK * 31 + at) as u8).collect();
        std::fs::write(&path, &bytes).expect("a file");
        // How many blocks may be mapped, how many are looked at, and how often the file is mapped for that.
        for (most, looks, maps) in [(16, 64, 1), (4, 4, 1), (4, 16, 4), (1, 8, 4), (0, 3, 3)] {
            let window = Window::open(&path, most * BLOCK).expect("a file");
            let mut seen: Vec<Arc<Mmap>> = Vec::new();
            for look in 0..looks {
                let offset = look * 5 % 16 * BLOCK + 7;
                let map = window.at(offset);
                assert_eq!(map[offset..offset + 9], bytes[offset..offset + 9], "{most} {look}");
                if !seen.last().is_some_and(|last| Arc::ptr_eq(last, &map)) {
                    seen.push(map);
                }
            }
            assert_eq!(seen.len(), maps, "{most} blocks, {looks} looks");
        }
        let window = Window::open(&path, 4 * BLOCK).expect("a file");
        let map = window.at(0);
        window.was_read(0, 5 * BLOCK);
        assert!(!Arc::ptr_eq(&map, &window.at(0)), "what was read counts");
        // An offset that no file has is no block.
        assert_eq!(window.at(usize::MAX).len(), bytes.len());
        window.was_read(usize::MAX, usize::MAX);
    }
}
