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
        Self::count(&mut view, offset, 0);
        if view.count * BLOCK > self.most {
            self.renew(&mut view);
        }
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
