//! git's objects by number, and whole commits, trees and tags of them.
//!
//! A number takes four bytes where a name takes twenty or more. Objects in packs have theirs from there, others get one when they are first
//! asked about.
//!
//! Promises: bytes are checked before they are followed; what is missing, damaged or odd is nothing here, and left to git itself. Memory
//! beside the packs is bounded by [`KEPT`] and the largest object.

use super::git::ObjectId;
use super::pack::{self, COMMIT, Entry, Packs, Place, TAG, TREE, apply};
use flate2::{Decompress, FlushDecompress, Status};
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::io::Read;
use std::path::PathBuf;
use std::rc::Rc;

/// Bytes of objects that are kept, since others are made from them.
const KEPT: usize = 12 << 20;

/// Beginning of a commit that tells all but what its author wrote, most times.
const HEADER: usize = 512;

/// Largest object outside of packs that is read here.
const LARGEST: u64 = 1 << 30;

/// All objects of a repository.
#[derive(Default)]
pub(super) struct Store {
    folders: Vec<PathBuf>,
    packs: Packs,
    /// Names of what is in no pack, in the order of their numbers.
    others: Vec<ObjectId>,
    numbers: HashMap<ObjectId, u32>,
}

impl Store {
    /// The objects in a folder of them, and in those that it borrows from.
    pub(super) fn open(objects: &std::path::Path) -> Self {
        let folders = pack::folders(objects);
        let packs = Packs::open(&folders);
        Self { folders, packs, ..Self::default() }
    }

    pub(super) fn packs(&self) -> &Packs {
        &self.packs
    }

    /// The number of an object, whether it is there or not; none where there are too many.
    pub(super) fn number(&mut self, name: &[u8]) -> Option<u32> {
        if let Some(number) = self.packs.number(name) {
            return Some(number);
        }
        let id = ObjectId::of(name)?;
        if let Some(number) = self.numbers.get(&id) {
            return Some(*number);
        }
        let number = self.packs.count().checked_add(u32::try_from(self.others.len()).ok()?)?;
        self.others.push(id);
        self.numbers.insert(id, number);
        Some(number)
    }

    /// The name of a numbered object.
    pub(super) fn id(&self, number: u32) -> Option<ObjectId> {
        match number.checked_sub(self.packs.count()) {
            Some(at) => self.others.get(at as usize).copied(),
            None => self.packs.name(number),
        }
    }

    /// What kind of object it is.
    pub(super) fn kind(&self, number: u32) -> Option<u8> {
        let Some(mut place) = self.packs.place(number) else { return Some(self.loose(number)?.0) };
        loop {
            let entry = self.packs.entry(place)?;
            let Some(offset) = entry.base else { return Some(entry.kind) };
            place.offset = offset;
        }
    }

    /// An object that lies in a file of its own: its kind and content.
    fn loose(&self, number: u32) -> Option<(u8, Vec<u8>)> {
        let hex = self.id(number)?.to_string();
        let stored = self.folders.iter().find_map(|folder| std::fs::read(folder.join(&hex[..2]).join(&hex[2..])).ok())?;
        let mut bytes = Vec::new();
        flate2::read::ZlibDecoder::new(&stored[..]).take(LARGEST).read_to_end(&mut bytes).ok()?;
        let end = bytes.iter().take(32).position(|byte| *byte == 0)?;
        let (kind, size) = std::str::from_utf8(&bytes[..end]).ok()?.split_once(' ')?;
        let kind = match kind {
            "commit" => COMMIT,
            "tree" => TREE,
            "blob" => pack::BLOB,
            "tag" => TAG,
            _ => return None,
        };
        let size = size.parse::<usize>().ok()?;
        let content = bytes.split_off(end + 1);
        (size == content.len()).then_some((kind, content))
    }
}

/// Makes objects of one thread; those that others are made from are kept for a while.
pub(super) struct Reader {
    inflater: Decompress,
    kept: Kept,
    delta: Vec<u8>,
    head: Vec<u8>,
}

/// An object as it was made.
pub(super) type Object = Rc<Vec<u8>>;

impl Reader {
    pub(super) fn new() -> Self {
        Self { inflater: Decompress::new(true), kept: Kept::default(), delta: Vec::new(), head: Vec::new() }
    }

    /// An object that was made a short while ago.
    pub(super) fn kept(&mut self, number: u32, store: &Store) -> Option<Object> {
        Some(self.kept.get(store.packs.place(number)?)?.1)
    }

    /// An object of a kind.
    pub(super) fn read(&mut self, store: &Store, number: u32, kind: u8) -> Option<Object> {
        let (found, object) = match store.packs.place(number) {
            Some(place) => self.packed(store, place)?,
            None => store.loose(number).map(|(kind, content)| (kind, Rc::new(content)))?,
        };
        (found == kind).then_some(object)
    }

    fn packed(&mut self, store: &Store, mut place: Place) -> Option<(u8, Object)> {
        let mut chain: Vec<(Place, Entry)> = Vec::new();
        let (kind, mut object) = loop {
            if let Some(kept) = self.kept.get(place) {
                break kept;
            }
            let entry = store.packs.entry(place)?;
            let Some(base) = entry.base else {
                let mut bytes = Vec::new();
                inflate(&mut self.inflater, store, place, &entry, entry.size, &mut bytes)?;
                let object = Rc::new(bytes);
                // Commits and tags are seldom a base, and each is read once.
                if entry.kind == TREE || !chain.is_empty() {
                    self.kept.put(place, entry.kind, &object);
                }
                break (entry.kind, object);
            };
            chain.push((place, entry));
            place.offset = base;
        };
        while let Some((place, entry)) = chain.pop() {
            inflate(&mut self.inflater, store, place, &entry, entry.size, &mut self.delta)?;
            object = Rc::new(apply(&object, &self.delta, &|_, _| false, None)?);
            self.kept.put(place, kind, &object);
        }
        Some((kind, object))
    }

    /// The beginning of a commit, to the end of its header.
    pub(super) fn header(&mut self, store: &Store, number: u32) -> Option<&[u8]> {
        if let Some(place) = store.packs.place(number) {
            let entry = store.packs.entry(place)?;
            if entry.kind == COMMIT && entry.size > HEADER {
                inflate(&mut self.inflater, store, place, &entry, HEADER, &mut self.head)?;
                if is_header(&self.head) {
                    return Some(&self.head);
                }
            }
        }
        self.head = self.read(store, number, COMMIT)?.to_vec();
        Some(&self.head)
    }
}

/// Whether all that tells where a commit stands is here.
fn is_header(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"\ncommitter ").is_some_and(|at| bytes[at + 1..].contains(&b'\n'))
}

/// Inflates the first `size` bytes of an entry, or all of it.
fn inflate(inflater: &mut Decompress, store: &Store, place: Place, entry: &Entry, size: usize, bytes: &mut Vec<u8>) -> Option<()> {
    inflater.reset(true);
    bytes.clear();
    bytes.resize(size, 0);
    let is_all = size == entry.size;
    let flush = if is_all { FlushDecompress::Finish } else { FlushDecompress::None };
    let status = inflater.decompress(store.packs.data(place).get(entry.data..)?, bytes, flush).ok()?;
    store.packs.was_read(place, inflater.total_in());
    let is_whole = inflater.total_out() as usize == size && (!is_all || status == Status::StreamEnd || size == 0);
    is_whole.then_some(())
}

/// Objects that were made lately. What was not asked for while half as much came in is forgotten.
#[derive(Default)]
struct Kept {
    young: HashMap<Place, (u8, Object), RandomState>,
    old: HashMap<Place, (u8, Object), RandomState>,
    bytes: usize,
}

impl Kept {
    fn get(&mut self, place: Place) -> Option<(u8, Object)> {
        if let Some(found) = self.young.get(&place) {
            return Some(found.clone());
        }
        let (kind, object) = self.old.remove(&place)?;
        self.put(place, kind, &object);
        Some((kind, object))
    }

    fn put(&mut self, place: Place, kind: u8, object: &Object) {
        /// What keeping one takes beside its bytes.
        const EACH: usize = 96;
        if self.bytes > KEPT / 2 {
            self.old = std::mem::take(&mut self.young);
            self.bytes = 0;
        }
        self.bytes += object.len() + EACH;
        self.young.insert(place, (kind, Rc::clone(object)));
    }
}
