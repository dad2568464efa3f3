//! Commits in git's own order, and what each of them brings, read from the objects in this process.
//!
//! `git log --raw` would compare each commit with its parents and write all of it down; docs/benchmarks.md has the measurement. What is
//! asked here is less: where each file's content is met first. The oldest commit that holds it has no parent that does, so it is enough to
//! go through trees that were not met before, in the order of the commits.
//!
//! Promises: the same order as `git log --topo-order --reverse`; nothing at all where an object is missing, damaged or odd, for git knows how
//! to say so. Memory: some 50 bytes a commit while they are put in order and 8 after that, 12 bytes a version, and each path once.

use super::bits::Bits;
use super::git::{Names, ObjectId};
use super::pack::{BLOB, COMMIT, TAG, TREE};
use super::store::{Reader, Store};
use crate::finding::Provenance;
use foldhash::fast::RandomState;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Tags of tags, and folders in folders, that are followed here.
const DEEPEST: usize = 256;

/// What refs name, in their order.
#[derive(Default)]
pub(super) struct Named {
    pub(super) commits: Vec<u32>,
    pub(super) tags: Vec<u32>,
    pub(super) files: Vec<u32>,
}

/// Finds out what refs name.
pub(super) fn named(ids: &[ObjectId], store: &mut Store, reader: &mut Reader) -> Option<Named> {
    let mut named = Named::default();
    for id in ids {
        let first = store.number(id.name())?;
        let (mut number, mut depth) = (first, 0);
        loop {
            match store.kind(number)? {
                COMMIT => named.commits.push(number),
                BLOB if depth == 0 => named.files.push(first),
                TAG => {
                    if depth == 0 {
                        named.tags.push(first);
                    }
                    let tag = reader.read(store, number, TAG)?;
                    number = store.number(ObjectId::parse(field(&tag, b"object")?)?.name())?;
                    depth += 1;
                    if depth > DEEPEST {
                        return None;
                    }
                    continue;
                }
                _ => {}
            }
            break;
        }
    }
    Some(named)
}

/// A commit and its tree.
#[derive(Clone, Copy)]
pub(super) struct Commit {
    pub(super) object: u32,
    pub(super) tree: u32,
}

/// Commits while they are put in order.
#[derive(Default)]
struct Graph {
    commits: Vec<Commit>,
    places: HashMap<u32, u32, RandomState>,
    /// Places of parents, and which of them are whose.
    parents: Vec<u32>,
    spans: Vec<[u32; 2]>,
    /// Commits that were named and not read.
    unread: Vec<u32>,
}

impl Graph {
    /// No tree has this number.
    const UNREAD: u32 = u32::MAX;

    fn place(&mut self, object: u32) -> u32 {
        *self.places.entry(object).or_insert_with(|| {
            self.commits.push(Commit { object, tree: Self::UNREAD });
            self.spans.push([0, 0]);
            self.commits.len() as u32 - 1
        })
    }

    fn is_read(&self, place: u32) -> bool {
        self.commits[place as usize].tree != Self::UNREAD
    }

    /// Reads a commit; when it was made, in seconds.
    fn read(&mut self, place: u32, store: &mut Store, reader: &mut Reader) -> Option<u64> {
        let mut rest = reader.header(store, self.commits[place as usize].object)?;
        let mut next = |name: &[u8]| {
            let line = rest.strip_prefix(name)?;
            let end = memchr::memchr(b'\n', line)?;
            rest = &line[end + 1..];
            ObjectId::parse(&line[..end])
        };
        let tree = store.number(next(b"tree ")?.name())?;
        let start = self.parents.len() as u32;
        while let Some(parent) = next(b"parent ") {
            let parent = self.place(store.number(parent.name())?);
            self.parents.push(parent);
            if !self.is_read(parent) {
                self.unread.push(parent);
            }
        }
        self.spans[place as usize] = [start, self.parents.len() as u32];
        self.commits[place as usize].tree = tree;
        let committer = field(rest, b"committer")?;
        let date = committer.rsplit(|byte| *byte == b'>').next()?.trim_ascii_start();
        let digits = date.iter().take_while(|byte| byte.is_ascii_digit()).count();
        Some(std::str::from_utf8(&date[..digits]).ok()?.parse().unwrap_or_default())
    }

    fn parents(&self, place: u32) -> std::ops::Range<usize> {
        let [start, end] = self.spans[place as usize];
        start as usize..end as usize
    }
}

/// All commits that lead to these, oldest first: no commit before its parents, and branches one after the other.
pub(super) fn commits(tips: &[u32], store: &mut Store, reader: &mut Reader) -> Option<Vec<Commit>> {
    let mut graph = Graph::default();
    let mut ends: Vec<(u64, u32)> = Vec::new();
    for tip in tips {
        let place = graph.place(*tip);
        if !graph.is_read(place) {
            ends.push((graph.read(place, store, reader)?, place));
        }
    }
    while let Some(place) = graph.unread.pop() {
        if !graph.is_read(place) {
            graph.read(place, store, reader)?;
        }
    }
    graph.places = HashMap::default();
    // As git does it: the newest end first, and a commit after the last of its children.
    let mut children = vec![0_u32; graph.commits.len()];
    graph.parents.iter().for_each(|parent| children[*parent as usize] += 1);
    ends.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    let mut next: Vec<u32> = ends.iter().rev().map(|(_, place)| *place).filter(|place| children[*place as usize] == 0).collect();
    let mut order = Vec::with_capacity(graph.commits.len());
    while let Some(place) = next.pop() {
        order.push(graph.commits[place as usize]);
        for at in graph.parents(place) {
            let parent = graph.parents[at];
            let left = &mut children[parent as usize];
            *left -= 1;
            if *left == 0 {
                next.push(parent);
            }
        }
    }
    order.reverse();
    // Digests lead in no circle; where they seem to, the objects are not what they are called.
    (order.len() == graph.commits.len()).then_some(order)
}

/// A file's content, the path that had it first, and the place of that commit in the history, from 1.
pub(super) struct Brought {
    pub(super) object: u32,
    pub(super) path: u32,
    pub(super) order: u32,
}

/// Paths as findings name them and within the project, each pair once.
#[derive(Default)]
pub(super) struct Paths {
    /// By the path in the repository; none where it is not meant.
    numbers: HashMap<Vec<u8>, Option<u32>>,
    by_name: HashMap<Arc<str>, u32>,
    named: Vec<[Arc<str>; 2]>,
}

impl Paths {
    /// The number of a path in the repository, if it is meant. What a path is called is asked once, however many versions it has.
    pub(super) fn number(&mut self, path: &[u8], names: &Names) -> Option<u32> {
        if let Some(known) = self.numbers.get(path) {
            return *known;
        }
        let number = names.name(path).map(|(path, project_path)| self.add(&path, &project_path));
        self.numbers.insert(path.to_vec(), number);
        number
    }

    /// The number of a path by the names that it goes by.
    pub(super) fn add(&mut self, path: &str, project_path: &str) -> u32 {
        if let Some(number) = self.by_name.get(path) {
            return *number;
        }
        let path: Arc<str> = path.into();
        let project_path = if *path == *project_path { Arc::clone(&path) } else { project_path.into() };
        self.by_name.insert(Arc::clone(&path), self.named.len() as u32);
        self.named.push([path, project_path]);
        self.named.len() as u32 - 1
    }

    /// Both names of all of them, sorted by their ends, and the place that each number has there.
    pub(super) fn into_sorted(self) -> (Vec<[Arc<str>; 2]>, Vec<u32>) {
        let mut order: Vec<u32> = (0..self.named.len() as u32).collect();
        let end = |number: &u32| self.named[*number as usize][0].bytes().rev();
        order.sort_unstable_by(|one, two| end(one).cmp(end(two)));
        let mut places = vec![0; order.len()];
        for (place, number) in order.iter().enumerate() {
            places[*number as usize] = place as u32;
        }
        let sorted = order.iter().map(|number| self.named[*number as usize].clone()).collect();
        (sorted, places)
    }
}

/// What all commits bring, in their order.
pub(super) fn brought(
    commits: &[Commit],
    store: &mut Store,
    reader: &mut Reader,
    names: &Names,
    paths: &mut Paths,
) -> Option<Vec<Brought>> {
    let Some(first) = commits.first() else { return Some(Vec::new()) };
    let hash = store.id(first.object)?.name().len();
    let mut walk = Walk {
        store,
        reader,
        names,
        paths,
        hash,
        trees: Bits::default(),
        files: Bits::default(),
        partly: HashSet::default(),
        numbers: HashMap::new(),
        folders: Vec::new(),
        path: Vec::new(),
        order: 0,
        brought: Vec::new(),
    };
    let root = walk.folder();
    for (at, commit) in commits.iter().enumerate() {
        walk.order = at as u32 + 1;
        walk.tree(commit.tree, root, 0)?;
    }
    Some(walk.brought)
}

struct Walk<'w> {
    store: &'w mut Store,
    reader: &'w mut Reader,
    names: &'w Names,
    paths: &'w mut Paths,
    /// Bytes of a name.
    hash: usize,
    /// Trees and files that were met.
    trees: Bits,
    files: Bits,
    /// Trees that were met in one folder and hold what is not meant there: it may be meant in another.
    partly: HashSet<(u32, u32), RandomState>,
    /// Numbers of folders by their path, with the slash.
    numbers: HashMap<Vec<u8>, u32>,
    folders: Vec<Folder>,
    /// The folder that is looked at.
    path: Vec<u8>,
    order: u32,
    brought: Vec<Brought>,
}

#[derive(Default)]
struct Folder {
    /// The tree that was met here last.
    last: Option<u32>,
    /// Something in it is not meant, or was not.
    is_partly: bool,
}

impl Walk<'_> {
    /// The folder that the path leads to.
    fn folder(&mut self) -> u32 {
        if let Some(number) = self.numbers.get(&self.path) {
            return *number;
        }
        let number = self.folders.len() as u32;
        self.numbers.insert(self.path.clone(), number);
        self.folders.push(Folder::default());
        number
    }

    fn tree(&mut self, tree: u32, folder: u32, depth: usize) -> Option<()> {
        if self.trees.has(tree) || self.partly.contains(&(tree, folder)) {
            return Some(());
        }
        if depth > DEEPEST {
            return None;
        }
        let before = self.folders[folder as usize].last.and_then(|last| self.reader.kept(last, self.store));
        let bytes = self.reader.read(self.store, tree, TREE)?;
        self.folders[folder as usize].last = Some(tree);
        let mut entries = Fresh { rest: &bytes, before: before.as_ref().map_or(&[], |before| before), hash: self.hash };
        while let Some(entry) = entries.next() {
            let object = match entry.kind {
                Kind::Folder => self.store.number(entry.id).filter(|tree| !self.trees.has(*tree)),
                Kind::File => self.store.number(entry.id).filter(|file| !self.files.has(*file)),
                Kind::Other => None,
            };
            let Some(object) = object else { continue };
            let length = self.path.len();
            self.path.extend_from_slice(entry.name);
            if entry.kind == Kind::Folder {
                self.path.push(b'/');
                let inner = self.folder();
                self.tree(object, inner, depth + 1)?;
                self.folders[folder as usize].is_partly |= self.folders[inner as usize].is_partly;
            } else if let Some(path) = self.paths.number(&self.path, self.names) {
                self.files.add(object);
                self.brought.push(Brought { object, path, order: self.order });
            } else {
                self.folders[folder as usize].is_partly = true;
            }
            self.path.truncate(length);
        }
        if !entries.is_done() {
            return None; // It is damaged.
        }
        if self.folders[folder as usize].is_partly {
            self.partly.insert((tree, folder));
        } else {
            self.trees.add(tree);
        }
        Some(())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Folder,
    File,
    /// A link, or a commit of a submodule.
    Other,
}

/// One entry of a tree.
#[derive(Debug, PartialEq, Eq)]
struct Entry<'t> {
    kind: Kind,
    name: &'t [u8],
    id: &'t [u8],
    /// All of its bytes.
    size: usize,
}

impl<'t> Entry<'t> {
    /// The first entry of a tree.
    fn of(tree: &'t [u8], hash: usize) -> Option<Self> {
        let end = memchr::memchr(0, tree)?;
        let space = memchr::memchr(b' ', &tree[..end])?;
        let digit = |mode: Option<u32>, byte: &u8| mode?.checked_mul(8)?.checked_add(char::from(*byte).to_digit(8)?);
        let kind = match tree[..space].iter().fold(Some(0), digit)? & 0o170_000 {
            0o040_000 => Kind::Folder,
            0o100_000 => Kind::File,
            _ => Kind::Other,
        };
        Some(Self { kind, name: &tree[space + 1..end], id: tree.get(end + 1..end + 1 + hash)?, size: end + 1 + hash })
    }
}

/// Entries of a tree that another one does not hold. That both are sorted makes this quick, and nothing depends on it.
struct Fresh<'t> {
    rest: &'t [u8],
    before: &'t [u8],
    hash: usize,
}

impl<'t> Fresh<'t> {
    /// The next one; none at the end, and where the tree is damaged.
    fn next(&mut self) -> Option<Entry<'t>> {
        loop {
            let size = memchr::memchr(0, self.rest)? + 1 + self.hash;
            if self.before.get(..size) != Some(self.rest.get(..size)?) {
                break;
            }
            (self.rest, self.before) = (&self.rest[size..], &self.before[size..]);
        }
        let entry = Entry::of(self.rest, self.hash)?;
        self.rest = &self.rest[entry.size..];
        while let Some(old) = Entry::of(self.before, self.hash).filter(|old| old.name <= entry.name) {
            self.before = &self.before[old.size..];
            if old.name == entry.name {
                break;
            }
        }
        if self.rest == self.before {
            self.rest = &[]; // Most times one entry differs.
        }
        Some(entry)
    }

    fn is_done(&self) -> bool {
        self.rest.is_empty()
    }
}

/// The value of a line in the header of a commit or tag.
fn field<'o>(object: &'o [u8], name: &[u8]) -> Option<&'o [u8]> {
    let lines = object.split(|byte| *byte == b'\n').take_while(|line| !line.is_empty());
    lines.filter_map(|line| line.strip_prefix(name)).find_map(|line| line.strip_prefix(b" "))
}

/// A commit or tag in the encoding that is used everywhere else, where it names another one.
fn recoded(object: &[u8]) -> Cow<'_, [u8]> {
    let encoding = field(object, b"encoding").and_then(encoding_rs::Encoding::for_label);
    let Some(encoding) = encoding.filter(|encoding| *encoding != encoding_rs::UTF_8) else { return Cow::Borrowed(object) };
    match encoding.decode_without_bom_handling(object) {
        (text, false) => Cow::Owned(text.into_owned().into_bytes()),
        // As it stands, like git.
        (_, true) => Cow::Borrowed(object),
    }
}

/// What stands behind the header.
pub(super) fn message(object: &[u8]) -> Cow<'_, [u8]> {
    match recoded(object) {
        Cow::Borrowed(object) => Cow::Borrowed(behind_header(object)),
        Cow::Owned(object) => Cow::Owned(behind_header(&object).to_vec()),
    }
}

fn behind_header(object: &[u8]) -> &[u8] {
    memchr::memmem::find(object, b"\n\n").map_or(&[], |end| &object[end + 2..])
}

/// Where a version comes from, as its commit tells it.
pub(super) fn provenance(id: ObjectId, commit: &[u8], has_author: bool) -> Provenance {
    let commit = recoded(commit);
    let author = field(&commit, b"author").unwrap_or_default();
    Provenance { commit: id.to_string(), date: date(author), author: has_author.then(|| person(author)), at_head: None }
}

/// Where the message of a tag comes from.
pub(super) fn tag_provenance(id: ObjectId, tag: &[u8]) -> Provenance {
    Provenance { commit: id.to_string(), date: date(field(tag, b"tagger").unwrap_or_default()), author: None, at_head: None }
}

/// Name and address of who signs.
fn person(signature: &[u8]) -> String {
    let text = String::from_utf8_lossy(signature);
    let (name, rest) = text.split_once('<').unwrap_or((&text, ""));
    let address = rest.split_once('>').map_or(rest, |(address, _)| address);
    format!("{} <{address}>", name.trim())
}

/// When somebody signed, as git writes it (`%aI`); nothing where that cannot be read.
fn date(signature: &[u8]) -> String {
    written_date(signature).unwrap_or_default()
}

fn written_date(signature: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(&signature[memchr::memrchr(b'>', signature)? + 1..]).ok()?;
    let mut words = text.split_ascii_whitespace();
    let (seconds, zone): (i64, i64) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let (hours, minutes) = (zone.abs() / 100, zone.abs() % 100);
    let there = seconds.checked_add(zone.signum() * (hours * 60 + minutes) * 60)?;
    let there = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::from_second(there).ok()?);
    let offset = match zone.signum() {
        0 => "Z".to_owned(),
        sign => format!("{}{hours:02}:{minutes:02}", if sign < 0 { '-' } else { '+' }),
    };
    Some(format!("{}{offset}", there.strftime("%Y-%m-%dT%H:%M:%S")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree of names, each with a digest of one repeated byte.
    fn tree(entries: &[(&str, &str, u8)]) -> Vec<u8> {
        entries.iter().flat_map(|(mode, name, byte)| [mode.as_bytes(), b" ", name.as_bytes(), &[0], &[*byte; 20]].concat()).collect()
    }

    #[test]
    fn only_what_is_new_in_a_tree_is_looked_at() {
        let before = tree(&[("100644", "a", 1), ("40000", "b", 2), ("100644", "c", 3), ("160000", "d", 4)]);
        for (entries, expected) in [
            (&[("100644", "a", 1), ("40000", "b", 2), ("100644", "c", 3), ("160000", "d", 4)][..], &[][..]),
            (&[("100644", "a", 1), ("40000", "b", 5), ("100644", "c", 3), ("160000", "d", 4)], &["b"]),
            (&[("100644", "0", 1), ("100644", "a", 1), ("100755", "c", 3), ("160000", "d", 4)], &["0", "c"]),
            (&[("100644", "b", 9), ("120000", "c", 3), ("100644", "e", 3)], &["b", "c", "e"]),
            (&[], &[]),
        ] {
            let after = tree(entries);
            let mut fresh = Fresh { rest: &after, before: &before, hash: 20 };
            let mut names = Vec::new();
            while let Some(entry) = fresh.next() {
                names.push(std::str::from_utf8(entry.name).expect("a name"));
            }
            assert_eq!((&names[..], fresh.is_done()), (expected, true), "{entries:?}");
        }
        let whole = tree(&[("100644", "a", 1)]);
        for cut in 1..whole.len() {
            let mut fresh = Fresh { rest: &whole[..cut], before: &[], hash: 20 };
            assert_eq!((fresh.next(), fresh.is_done()), (None, false), "{cut} bytes");
        }
    }

    #[test]
    fn kinds_of_entries() {
        for (mode, kind) in
            [("40000", Kind::Folder), ("100644", Kind::File), ("100755", Kind::File), ("120000", Kind::Other), ("160000", Kind::Other)]
        {
            assert_eq!(Entry::of(&tree(&[(mode, "x", 1)]), 20).expect("an entry").kind, kind, "{mode}");
        }
        for odd in [&b"8 x\0"[..], b"x", b""] {
            assert_eq!(Entry::of(&[odd, &[1; 20]].concat(), 20).filter(|entry| entry.kind != Kind::Other), None);
        }
    }

    #[test]
    fn dates_are_those_of_git() {
        for (signature, expected) in [
            ("Jo Doe <jo@example.org> 1700000000 +0000", "2023-11-14T22:13:20Z"),
            ("Jo Doe <jo@example.org> 1700000000 -0000", "2023-11-14T22:13:20Z"),
            ("Jo Doe <jo@example.org> 1700000000 +0530", "2023-11-15T03:43:20+05:30"),
            ("Jo Doe <jo@example.org> 1700000000 -0130", "2023-11-14T20:43:20-01:30"),
            ("<> 0 +1400", "1970-01-01T14:00:00+14:00"),
            ("Jo <a> b> 1 +0100", "1970-01-01T01:00:01+01:00"),
            ("Jo Doe <jo@example.org>", ""),
            ("Jo Doe <jo@example.org> soon +0000", ""),
            ("Jo Doe", ""),
            ("", ""),
        ] {
            assert_eq!(date(signature.as_bytes()), expected, "{signature}");
        }
    }

    #[test]
    fn what_a_commit_says() {
        let id = ObjectId::parse(&[b'a'; 40]).expect("a name");
        let commit = b"tree x\nauthor J\xF6 Doe <jo@example.org> 0 +0000\nencoding ISO-8859-1\n\nGr\xFC\xDFe\n";
        let from = provenance(id, commit, true);
        assert_eq!((from.date.as_str(), from.author.as_deref()), ("1970-01-01T00:00:00Z", Some("J\u{f6} Doe <jo@example.org>")));
        assert_eq!(*message(commit), *"Gr\u{fc}\u{df}e\n".as_bytes());
        assert_eq!(provenance(id, commit, false).author, None);
        assert!(message(b"tree x\n").is_empty());
    }
}
