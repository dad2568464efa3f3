//! What findings wait for that only a second look at the tree can say: keys, constants and functions of other files, callers in them.
//!
//! Promises: what is asked for stays within a run and is never told; which files can answer is said by their paths as far as that goes.

use super::{Content, Decides, KeyDigest, Pending, Place, Symbol};
use crate::code::value::caller::Asked;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What of another file decides a finding, where no configuration key does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// A constant, or what a function returns.
    Constant(Constant),
    /// What callers give to a parameter of the finding's own file.
    Callers(Asked),
}

impl Elsewhere {
    /// What it goes by for a file.
    pub fn keys(&self, path: &str) -> [KeyDigest; 2] {
        match self {
            Self::Constant(constant) => constant.keys(path),
            Self::Callers(asked) => callers_keys(asked, path),
        }
    }
}

/// A constant that another file defines, `Algorithms.HASH`, or what a function there returns: `Algorithms.hash()`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Constant {
    /// The class or module that it is of; empty where the name stands alone and the package, a folder, is meant (Go, C).
    pub owner: String,
    /// Its name.
    pub name: String,
    /// Of a function, how many arguments it is given.
    pub arguments: Option<usize>,
}

impl Constant {
    /// Names it.
    pub fn new(owner: &str, name: &str) -> Self {
        Self { owner: owner.to_owned(), name: name.to_owned(), arguments: None }
    }

    /// What it goes by, for a file: in the file's own folder, which counts more, and anywhere.
    pub fn keys(&self, path: &str) -> [KeyDigest; 2] {
        let folder = folder_of(path);
        let arguments = self.arguments.map_or_else(String::new, |arguments| format!("/{arguments}"));
        let here = format!("{folder}\0{}.{}{arguments}", self.owner, self.name);
        // A bare name means the file's own folder, and nothing elsewhere.
        let anywhere = if self.owner.is_empty() { here.clone() } else { format!("\0{}.{}{arguments}", self.owner, self.name) };
        [here, anywhere].map(|key| KeyDigest::of(key.as_bytes()))
    }

    /// What a file says of it.
    pub fn defined(&self, path: &str, content: &Content, place: &Place) -> Vec<Symbol> {
        let symbol = |(key, rank)| Symbol { key, rank, content: content.clone(), place: Some(place.clone()) };
        self.keys(path).into_iter().zip([1, 0]).map(symbol).collect()
    }
}

/// What a parameter of a file goes by: for callers that surely mean its function, and for those that name it and no more.
pub fn callers_keys(asked: &Asked, path: &str) -> [KeyDigest; 2] {
    let Asked { class, index, arguments: (least, most), .. } = asked;
    let class = class.as_ref().map_or("", String::as_str);
    ["sure", "named"].map(|how| KeyDigest::of(format!("{how}\0{path}\0{class}.{}/{least}-{most}#{index}", asked.called()).as_bytes()))
}

/// The folder of a path.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The name of a file without its endings.
pub fn stem_of(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default()
}

/// The name of the folder that a file lies in.
pub fn package_of(path: &str) -> &str {
    folder_of(path).rsplit('/').next().unwrap_or_default()
}

/// What findings wait for that only a second look at the tree can say.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Configuration keys.
    pub keys: HashSet<KeyDigest>,
    /// Constants, with the folders of the files that use them.
    pub constants: BTreeMap<Constant, BTreeSet<String>>,
    /// Parameters, with the paths of the files that have them.
    pub callers: BTreeSet<(String, Asked)>,
}

impl Wanted {
    /// Notes what a finding in a file waits for.
    pub fn note(&mut self, path: &str, pending: &Pending) {
        match (&pending.elsewhere, pending.decides) {
            (Some(Elsewhere::Constant(constant)), _) => {
                self.constants.entry(constant.clone()).or_default().insert(folder_of(path).to_owned());
            }
            (Some(Elsewhere::Callers(asked)), _) => {
                self.callers.insert((path.to_owned(), asked.clone()));
            }
            (None, Decides::Setting { .. }) => {}
            (None, Decides::Pattern | Decides::Call { .. }) => self.keys.extend(&pending.keys),
        }
    }

    /// Whether nothing is waited for.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.constants.is_empty() && self.callers.is_empty()
    }

    /// The constants that a file may define: those of a class or module of its name, and those that its folder's files use.
    pub fn of_file(&self, path: &str) -> Vec<&Constant> {
        let (folder, stem) = (folder_of(path), stem_of(path));
        self.constants
            .iter()
            .filter(|(constant, folders)| constant.owner == stem || folders.contains(folder))
            .map(|(constant, _)| constant)
            .collect()
    }
}
