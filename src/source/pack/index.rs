//! The index of a pack: names of objects, sorted, and where each one is. Version 2, with names of 20 or 32 bytes (gitformat-pack(5)).
//!
//! Promises: bytes are checked before they are followed; no more of it is mapped at once than a [`Window`].

use super::{ObjectId, Window};
use std::path::Path;

/// Where the fan-out table of 256 numbers begins, behind a mark and the version.
const FAN_OUT: usize = 8;

/// Where names begin.
const NAMES: usize = FAN_OUT + 256 * 4;

/// Bytes of all indexes that are mapped at once. Names are digests, so each look-up is elsewhere, and with less the same pages would be mapped
/// again and again. This is enough for 1.6 million objects.
const MAPPED: usize = 40 << 20;

/// Names beside the place where one is looked for first.
const BESIDE: usize = 32;

/// An open index.
pub(super) struct Index {
    window: Window,
    /// How many names begin with a byte or a lesser one.
    fan_out: Vec<usize>,
    /// How many objects there are.
    pub(super) count: usize,
    /// Bytes of a name.
    pub(super) hash: usize,
}

impl Index {
    /// Opens the index of the pack whose last bytes these are, one of so many.
    pub(super) fn open(path: &Path, end_of_pack: &[u8], packs: usize) -> Option<Self> {
        let window = Window::open(path, MAPPED / packs)?;
        let bytes = window.at(0);
        if bytes.get(..FAN_OUT)? != b"\xFFtOc\0\0\0\x02" {
            return None;
        }
        let fan_out: Vec<usize> = (0..256).map_while(|first| number(&bytes, FAN_OUT + first * 4)).collect();
        let count = *fan_out.get(255)?;
        // Names, checksums, offsets; large offsets and two digests follow.
        let hash = [20, 32].into_iter().find(|hash| {
            let least = NAMES + count * (hash + 8) + 2 * hash;
            bytes.len() >= least
                && (bytes.len() - least).is_multiple_of(8)
                && (bytes.len() - least) / 8 <= count
                && ends_with_digest(&bytes, end_of_pack, *hash)
        })?;
        drop(bytes);
        Some(Self { window, fan_out, count, hash })
    }

    /// Nothing is looked up for a while.
    pub(super) fn forget(&self) {
        self.window.forget();
    }

    /// Where a name stands among all.
    pub(super) fn position(&self, name: &[u8]) -> Option<usize> {
        if name.len() != self.hash {
            return None;
        }
        let first = usize::from(*name.first()?);
        let mut low = if first == 0 { 0 } else { self.fan_out[first - 1] };
        let mut high = self.fan_out[first].min(self.count);
        // Names are digests, so the next bytes say about where one stands: most are found within a page of that place, and the rest as ever.
        let share = number(name, 1)?;
        let mut middle = low + ((high.saturating_sub(low) * share) >> 32);
        let (mut below, mut above) = (BESIDE, BESIDE);
        let bytes = self.window.at(NAMES + middle * self.hash);
        while low < high {
            match self.name_in(&bytes, middle)?.cmp(name) {
                std::cmp::Ordering::Less => {
                    low = middle + 1;
                    middle = low.saturating_add(above).min(low.midpoint(high));
                    above *= 4;
                }
                std::cmp::Ordering::Greater => {
                    high = middle;
                    middle = high.saturating_sub(below).max(low.midpoint(high));
                    below *= 4;
                }
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    fn name_in<'b>(&self, bytes: &'b [u8], at: usize) -> Option<&'b [u8]> {
        let start = NAMES + at * self.hash;
        bytes.get(start..start + self.hash).filter(|_| at < self.count)
    }

    /// The name at a place.
    pub(super) fn name(&self, at: usize) -> Option<ObjectId> {
        ObjectId::of(self.name_in(&self.window.at(NAMES + at * self.hash), at)?)
    }

    /// The offset in the pack of the object at a place.
    pub(super) fn offset(&self, at: usize) -> Option<usize> {
        let offsets = NAMES + self.count * (self.hash + 4);
        let bytes = self.window.at(offsets + at * 4);
        let offset = number(&bytes, offsets + at * 4)?;
        if offset < 1 << 31 {
            return Some(offset);
        }
        let at = offsets + self.count * 4 + (offset - (1 << 31)) * 8;
        let large: [u8; 8] = bytes.get(at..at + 8)?.try_into().ok()?;
        usize::try_from(u64::from_be_bytes(large)).ok()
    }
}

/// The pack's own digest stands at its end and, before that of the index, in the index.
fn ends_with_digest(index: &[u8], end_of_pack: &[u8], hash: usize) -> bool {
    let in_index = index.len().checked_sub(2 * hash).and_then(|start| index.get(start..start + hash));
    let in_pack = end_of_pack.len().checked_sub(hash).and_then(|start| end_of_pack.get(start..));
    in_index.is_some() && in_index == in_pack
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(u32::from_be_bytes(bytes) as usize)
}
