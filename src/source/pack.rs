//! git's packs, read in this process: a version that is stored as a difference is made from its base once, whoever else needs that base.
//!
//! `git cat-file` would make each version from its whole chain and send it through a pipe; docs/benchmarks.md has the measurement.
//! Formats: gitformat-pack(5) and its index, version 2, with names of 20 or 32 bytes.
//!
//! Promises: bytes are checked before they are followed; little of a pack is mapped at once, and none of it is held while an object is handed
//! on; whatever is odd, damaged, or not in a pack is left to git itself, which knows how to say so. Chains are followed with a stack of our own.

mod index;

use super::git::ObjectId;
use super::window::Window;
use super::{Copied, HEAD};
use crate::text::Span;
use foldhash::fast::RandomState;
use index::Index;
use memmap2::Mmap;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Largest object that is made here; git takes larger ones.
const LARGEST: u64 = 2 << 30;

/// Folders of objects that lend to one another.
const MOST_ALTERNATES: usize = 16;

/// Bytes of all packs that are mapped at once.
const MAPPED: usize = 8 << 20;

/// A pack and its index.
struct Pack {
    index: Index,
    data: Window,
    /// The number of its first object: those of all packs are counted together.
    first: u32,
}

/// An object that is wanted, and the family that it belongs to.
pub(super) struct Wanted {
    pub(super) object: u32,
    pub(super) family: u32,
}

/// Takes objects as they are made, by their places among what is wanted.
pub(super) trait Taker {
    /// Whether an object of this size that begins so, and that no other is made from, is to be made to its end.
    fn needs_all(&self, at: usize, size: usize, head: &[u8]) -> bool;
    /// An object, or nothing where git is to be asked.
    fn take(&mut self, at: usize, made: Option<Made>);
}

/// The packs of a repository. Their objects have numbers: the places of their names, pack after pack.
#[derive(Default)]
pub(super) struct Packs(Vec<Pack>);

/// Stands for no offset.
const NO_BASE: usize = usize::MAX;

/// Where an object is: its pack and its offset there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    pub(super) pack: usize,
    pub(super) offset: usize,
}

/// A number of something that may be missing, in little room.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Maybe(u32);

impl Maybe {
    const NONE: Self = Self(u32::MAX);

    fn some(number: usize) -> Self {
        Self(number as u32)
    }

    fn get(self) -> Option<usize> {
        (self != Self::NONE).then_some(self.0 as usize)
    }
}

/// An object that is wanted, or that one of them is made from.
struct Node {
    offset: usize,
    /// Its place among what is wanted.
    wanted: Maybe,
    first_child: Maybe,
    next_sibling: Maybe,
    has_base: bool,
}

/// A part of what is wanted of the packs, ready to be read.
struct Plan<'p> {
    packs: &'p Packs,
    /// Trees of objects, a list for each pack.
    nodes: Vec<Vec<Node>>,
    /// The root of each tree; those of one family in a row.
    roots: Vec<Root>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Root {
    family: u32,
    pack: u32,
    node: u32,
}

/// The head of an entry in a pack.
pub(super) struct Entry {
    /// What it is; of a difference, that it is one.
    pub(super) kind: u8,
    pub(super) size: usize,
    /// The offset of what it is made from.
    pub(super) base: Option<usize>,
    /// Where its compressed data begin.
    pub(super) data: usize,
}

pub(super) const COMMIT: u8 = 1;
pub(super) const TREE: u8 = 2;
pub(super) const BLOB: u8 = 3;
pub(super) const TAG: u8 = 4;
const OFFSET_DELTA: u8 = 6;
const NAME_DELTA: u8 = 7;

impl Packs {
    /// The packs in folders of objects.
    pub(super) fn open(folders: &[PathBuf]) -> Self {
        let mut indexes = Vec::new();
        for folder in folders {
            let Ok(entries) = std::fs::read_dir(folder.join("pack")) else { continue };
            let mut found: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
            found.retain(|path| path.extension().is_some_and(|extension| extension == "idx"));
            found.sort();
            indexes.extend(found);
        }
        let (mut packs, mut first) = (Vec::new(), 0_u32);
        for index in &indexes {
            let Some(mut pack) = Pack::open(index, indexes.len()) else { continue };
            // More than numbers reach is left to git.
            let Some(next) = u32::try_from(pack.index.count).ok().and_then(|count| first.checked_add(count)) else { continue };
            pack.first = std::mem::replace(&mut first, next);
            packs.push(pack);
        }
        Self(packs)
    }

    /// Nothing is looked up for a while: what was leaves the memory of this process.
    pub(super) fn forget(&self) {
        self.0.iter().for_each(|pack| pack.index.forget());
    }

    /// How many objects they hold: no number is higher.
    pub(super) fn count(&self) -> u32 {
        self.0.last().map_or(0, |last| last.first + last.index.count as u32)
    }

    /// The number of an object.
    pub(super) fn number(&self, name: &[u8]) -> Option<u32> {
        self.0.iter().find_map(|pack| Some(pack.first + pack.index.position(name)? as u32))
    }

    /// The name that has a number.
    pub(super) fn name(&self, number: u32) -> Option<ObjectId> {
        let pack = &self.0[self.of(number)?];
        pack.index.name((number - pack.first) as usize)
    }

    /// Where an object of this number is.
    pub(super) fn place(&self, number: u32) -> Option<Place> {
        let pack = self.of(number)?;
        Some(Place { pack, offset: self.0[pack].index.offset((number - self.0[pack].first) as usize)? })
    }

    fn of(&self, number: u32) -> Option<usize> {
        let pack = self.0.partition_point(|pack| pack.first <= number).checked_sub(1)?;
        // Higher numbers are of what is in no pack.
        (((number - self.0[pack].first) as usize) < self.0[pack].index.count).then_some(pack)
    }

    /// The head of what is at a place.
    pub(super) fn entry(&self, place: Place) -> Option<Entry> {
        let pack = &self.0[place.pack];
        pack.entry(&pack.data.at(place.offset), place.offset)
    }

    /// The pack, for a look at a place.
    pub(super) fn data(&self, place: Place) -> Arc<Mmap> {
        self.0[place.pack].data.at(place.offset)
    }

    /// So many bytes were read behind the head of an entry.
    pub(super) fn was_read(&self, place: Place, bytes: u64) {
        self.0[place.pack].data.was_read(place.offset, bytes as usize);
    }

    /// Makes what is wanted, tree by tree: what an object is made from came before it, and so did the trees of its family, always in one
    /// order. What is in no pack comes back as nothing.
    pub(super) fn read(&self, wanted: &[Wanted], inflater: &mut flate2::Decompress, taker: &mut dyn Taker) {
        let plan = self.plan(wanted, taker);
        plan.roots.iter().for_each(|root| plan.tree(*root, inflater, taker));
    }

    /// Plans how they are made. A tree belongs to the family of the first of them that led to it.
    fn plan(&self, wanted: &[Wanted], taker: &mut dyn Taker) -> Plan<'_> {
        let mut trees: Vec<Vec<Node>> = self.0.iter().map(|_| Vec::new()).collect();
        let mut known: Vec<HashMap<usize, u32, RandomState>> = self.0.iter().map(|_| HashMap::default()).collect();
        let mut roots = Vec::new();
        let bases = self.bases(wanted);
        for (at, one) in wanted.iter().enumerate() {
            let Some(Place { pack, offset }) = self.place(one.object) else {
                taker.take(at, None);
                continue;
            };
            let (nodes, known) = (&mut trees[pack], &mut known[pack]);
            let mut node = add(nodes, known, offset);
            if let Some(other) = std::mem::replace(&mut nodes[node].wanted, Maybe::some(at)).get() {
                taker.take(other, None);
            }
            let mut base = Some(bases[at]).filter(|base| *base != NO_BASE);
            // Up to the first base that is known already.
            while !nodes[node].has_base {
                let Some(offset) = base else {
                    roots.push(Root { family: one.family, pack: pack as u32, node: node as u32 });
                    break;
                };
                nodes[node].has_base = true;
                let is_new = !known.contains_key(&offset);
                let parent = add(nodes, known, offset);
                nodes[node].next_sibling = std::mem::replace(&mut nodes[parent].first_child, Maybe::some(node));
                if !is_new {
                    break;
                }
                node = parent;
                base = self.entry(Place { pack, offset }).and_then(|entry| entry.base);
            }
        }
        // What is wanted after something that is made from it was met twice.
        roots.sort_unstable_by_key(|root: &Root| (root.pack, root.node, root.family));
        roots.dedup_by_key(|root| (root.pack, root.node));
        roots.sort_unstable();
        Plan { packs: self, nodes: trees, roots }
    }

    /// The offsets of what each is made from. They are asked for in the order of the pack, so that each page of it is mapped once.
    fn bases(&self, wanted: &[Wanted]) -> Vec<usize> {
        let place = |(at, one): (usize, &Wanted)| Some((self.place(one.object)?, at as u32));
        let mut order: Vec<(Place, u32)> = wanted.iter().enumerate().filter_map(place).collect();
        order.sort_unstable();
        let mut bases = vec![NO_BASE; wanted.len()];
        for (place, at) in order {
            bases[at as usize] = self.entry(place).and_then(|entry| entry.base).unwrap_or(NO_BASE);
        }
        bases
    }
}

/// Folders of objects: this one, and those that it borrows from.
pub(super) fn folders(objects: &Path) -> Vec<PathBuf> {
    let mut folders = vec![objects.to_owned()];
    let mut at = 0;
    while at < folders.len() && folders.len() < MOST_ALTERNATES {
        let list = std::fs::read_to_string(folders[at].join("info/alternates")).unwrap_or_default();
        let more: Vec<PathBuf> =
            list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| folders[at].join(line)).collect();
        folders.extend(more);
        at += 1;
    }
    folders
}

fn add(nodes: &mut Vec<Node>, known: &mut HashMap<usize, u32, RandomState>, offset: usize) -> usize {
    *known.entry(offset).or_insert_with(|| {
        nodes.push(Node { offset, wanted: Maybe::NONE, first_child: Maybe::NONE, next_sibling: Maybe::NONE, has_base: false });
        nodes.len() as u32 - 1
    }) as usize
}

impl Plan<'_> {
    fn tree(&self, root: Root, inflater: &mut flate2::Decompress, taker: &mut dyn Taker) {
        let (pack, nodes) = (&self.packs.0[root.pack as usize], &self.nodes[root.pack as usize]);
        let mut stack: Vec<(usize, Option<Base>)> = vec![(root.node as usize, None)];
        while let Some((number, base)) = stack.pop() {
            let node = &nodes[number];
            let bytes = base.as_ref().map(|base| base.content.as_slice());
            let made = if node.has_base && base.is_none() {
                None
            } else {
                let is_leaf = node.first_child == Maybe::NONE;
                let is_enough = |size: usize, head: &[u8]| is_leaf && node.wanted.get().is_some_and(|at| !taker.needs_all(at, size, head));
                pack.content(node.offset, bytes, inflater, &is_enough)
            };
            let made = made.map(|(content, copies)| (Arc::new(content), copies));
            let content = made.as_ref().map(|(content, _)| Arc::clone(content));
            if let Some(wanted) = node.wanted.get() {
                let base = base.as_ref().and_then(|base| Some((base.wanted?, base.content.len())));
                let made_of = |copies| base.map(|(at, size)| (at, size, copies));
                let family = root.family as usize;
                taker.take(wanted, made.map(|(content, copies)| Made { content, family, base: made_of(copies) }));
            }
            let mut child = node.first_child;
            while let Some(number) = child.get() {
                stack.push((number, content.clone().map(|content| Base { content, wanted: node.wanted.get() })));
                child = nodes[number].next_sibling;
            }
        }
    }
}

/// An object as it was made.
pub(super) struct Made {
    /// All of it, or the beginning where that is enough.
    pub(super) content: Arc<Vec<u8>>,
    pub(super) family: usize,
    /// Place and size of what it was made from, where that is wanted too, and what both have in common.
    pub(super) base: Option<(usize, usize, Vec<Copied>)>,
}

/// What objects are made from.
#[derive(Clone)]
struct Base {
    content: Arc<Vec<u8>>,
    wanted: Option<usize>,
}

impl Pack {
    /// Opens one of so many packs.
    fn open(index: &Path, packs: usize) -> Option<Self> {
        let data = Window::open(&index.with_extension("pack"), MAPPED / packs)?;
        let bytes = data.at(0);
        let index = Index::open(index, &bytes, packs).filter(|_| bytes.starts_with(b"PACK"))?;
        drop(bytes);
        Some(Self { index, data, first: 0 })
    }

    /// The head of the object, or of the difference, at an offset.
    fn entry(&self, data: &[u8], offset: usize) -> Option<Entry> {
        let mut at = offset;
        let mut next = || {
            let byte = data.get(at).copied();
            at += 1;
            byte
        };
        let first = next()?;
        let kind = (first >> 4) & 7;
        let (mut size, mut shift, mut byte) = (u64::from(first & 15), 4, first);
        while byte & 0x80 != 0 {
            byte = next()?;
            size |= u64::from(byte & 0x7F).checked_shl(shift)?;
            shift += 7;
        }
        let base = match kind {
            COMMIT | TREE | BLOB | TAG => None,
            OFFSET_DELTA => {
                let mut byte = next()?;
                let mut back = usize::from(byte & 0x7F);
                while byte & 0x80 != 0 {
                    byte = next()?;
                    back = (back.checked_add(1)?.checked_mul(128)?) | usize::from(byte & 0x7F);
                }
                // Bases stand before what is made from them, so no chain leads back.
                Some(offset.checked_sub(back).filter(|_| back > 0)?)
            }
            NAME_DELTA => {
                let name = data.get(at..at + self.index.hash)?;
                at += name.len();
                Some(self.index.offset(self.index.position(name)?).filter(|base| *base < offset)?)
            }
            _ => return None,
        };
        (size <= LARGEST).then_some(Entry { kind, size: size as usize, base, data: at })
    }

    /// What stands at an offset, and what of it was copied; only its beginning where `is_enough` says so of its size and [`HEAD`] bytes.
    fn content(
        &self,
        offset: usize,
        base: Option<&[u8]>,
        inflater: &mut flate2::Decompress,
        is_enough: &dyn Fn(usize, &[u8]) -> bool,
    ) -> Option<(Vec<u8>, Vec<Copied>)> {
        let data = self.data.at(offset);
        let entry = self.entry(&data, offset)?;
        if entry.base.is_some() != base.is_some() || !matches!(entry.kind, BLOB | OFFSET_DELTA | NAME_DELTA) {
            return None;
        }
        let compressed = data.get(entry.data..)?;
        let mut bytes = Vec::new();
        inflater.reset(true);
        // The window that is kept from one step to the next costs more than a short rest.
        if base.is_none() && entry.size >= 4 * HEAD {
            bytes.resize(HEAD, 0);
            inflater.decompress(compressed, &mut bytes, flate2::FlushDecompress::None).ok()?;
            if inflater.total_out() as usize == HEAD && is_enough(entry.size, &bytes) {
                return Some((bytes, Vec::new()));
            }
        }
        bytes.resize(entry.size, 0);
        let (read, made) = (inflater.total_in() as usize, inflater.total_out() as usize);
        let status = inflater.decompress(compressed.get(read..)?, bytes.get_mut(made..)?, flate2::FlushDecompress::Finish).ok()?;
        self.data.was_read(offset, inflater.total_in() as usize);
        drop(data);
        let is_whole = inflater.total_out() as usize == entry.size && (status == flate2::Status::StreamEnd || entry.size == 0);
        if !is_whole {
            return None;
        }
        let Some(base) = base else { return Some((bytes, Vec::new())) };
        let mut copies = Vec::new();
        Some((apply(base, &bytes, is_enough, Some(&mut copies))?, copies))
    }
}

/// Makes an object from its base: a difference is a list of what to copy and what to add. Says what was copied too, if somebody asks. Ends
/// where `is_enough` says so of the size and the first [`HEAD`] bytes; then nothing was copied.
pub(super) fn apply(
    base: &[u8],
    delta: &[u8],
    is_enough: &dyn Fn(usize, &[u8]) -> bool,
    mut copies: Option<&mut Vec<Copied>>,
) -> Option<Vec<u8>> {
    let mut at = 0;
    let mut size = || {
        let (mut size, mut shift) = (0_u64, 0);
        loop {
            let byte = *delta.get(at)?;
            at += 1;
            size |= u64::from(byte & 0x7F).checked_shl(shift)?;
            shift += 7;
            if byte & 0x80 == 0 {
                return Some(size);
            }
        }
    };
    let (base_size, result_size) = (size()?, size()?);
    if base_size != base.len() as u64 || result_size > LARGEST {
        return None;
    }
    let mut out = Vec::with_capacity(result_size as usize);
    let mut is_asked = result_size < 4 * HEAD as u64;
    while at < delta.len() {
        let command = delta[at];
        at += 1;
        if command & 0x80 != 0 {
            let (mut start, mut length) = (0_usize, 0_usize);
            for bit in 0..7 {
                if command & (1 << bit) != 0 {
                    let byte = usize::from(*delta.get(at)?);
                    at += 1;
                    if bit < 4 { start |= byte << (8 * bit) } else { length |= byte << (8 * (bit - 4)) }
                }
            }
            let length = if length == 0 { 0x10000 } else { length };
            let to = Span::new(out.len(), out.len() + length);
            out.extend_from_slice(base.get(start..start.checked_add(length)?)?);
            if let Some(copies) = &mut copies {
                match copies.last_mut() {
                    // Long ranges are copied in steps.
                    Some(last) if last.to.end == to.start && last.from + last.to.len() == start => last.to.end = to.end,
                    _ => copies.push(Copied { from: start, to }),
                }
            }
        } else if command != 0 {
            let length = usize::from(command);
            out.extend_from_slice(delta.get(at..at + length)?);
            at += length;
        } else {
            return None;
        }
        if out.len() as u64 > result_size {
            return None;
        }
        if !is_asked && out.len() >= HEAD {
            if is_enough(result_size as usize, &out[..HEAD]) {
                out.truncate(HEAD);
                copies.into_iter().for_each(Vec::clear);
                return Some(out);
            }
            is_asked = true;
        }
    }
    (out.len() as u64 == result_size).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_is_known() {
        let delta = [10, 9, 0b1001_0000, 3, 0b1001_0001, 3, 2, 1, b'x', 0b1001_0001, 7, 3];
        let mut copies = Vec::new();
        let made = apply(b"0123456789", &delta, &|_, _| false, Some(&mut copies)).expect("a difference");
        assert_eq!(made, b"01234x789");
        assert_eq!(copies, [Copied { from: 0, to: Span::new(0, 5) }, Copied { from: 7, to: Span::new(6, 9) }]);
    }

    #[test]
    fn differences_are_applied() {
        let base = b"0123456789";
        for (delta, result) in [
            // Copy four bytes from 2, add "xy", copy one from 0.
            (&[10, 7, 0b1001_0001, 2, 4, 2, b'x', b'y', 0b1001_0000, 1][..], Some(&b"2345xy0"[..])),
            (&[10, 2, 2, b'a', b'b'], Some(b"ab")),
            (&[9, 2, 2, b'a', b'b'], None),
            (&[10, 3, 2, b'a', b'b'], None),
            (&[10, 1, 2, b'a', b'b'], None),
            (&[10, 4, 0b1001_0001, 8, 4], None),
            (&[10, 1, 0], None),
            (&[10, 2, 2, b'a'], None),
            (&[10], None),
            (&[], None),
        ] {
            assert_eq!(apply(base, delta, &|_, _| false, None).as_deref(), result, "{delta:?}");
        }
    }

    #[test]
    fn a_beginning_may_be_enough() {
        let base = vec![b'a'; 5 * HEAD];
        // Copies 0x9000 bytes of the base, then 0x1000.
        let delta = [0x80, 0xC0, 2, 0x80, 0xC0, 2, 0b1010_0000, 0x90, 0b1010_0000, 0x10];
        for (is_enough, expected) in [(true, (HEAD, 0)), (false, (5 * HEAD, 2))] {
            let ask = |size: usize, head: &[u8]| size == 5 * HEAD && head.len() == HEAD && is_enough;
            let mut copies = Vec::new();
            let made = apply(&base, &delta, &ask, Some(&mut copies)).expect("a difference");
            assert_eq!((made.len(), copies.len()), expected);
        }
    }
}
