//! What calls give to parameters of other files: asked of the code that may call, in the second look at the tree.
//!
//! A file is read only if it is of the same kind of language and no test; it is parsed only if the names of the class or module and of the
//! function stand in it, or, where a package is a folder, if it lies in the function's. Promises: pure; what is told of an argument is words
//! of a closed vocabulary, a small number, a boolean, or that there is some constant (`link::content_of`), with its place, never text.

use super::circumstance::OfFile;
use super::constant::told;
use super::{sink, verify};
use crate::code::outline::Outline;
use crate::code::value::Evaluator;
use crate::code::value::caller::Asked;
use crate::language::Language;
use crate::link::{Content, Place, Symbol, callers_keys, folder_of, package_of, stem_of};
use crate::rule::sink::Known;
use crate::view::View;
use aho_corasick::AhoCorasick;
use memchr::memmem::Finder;
use std::collections::{BTreeMap, BTreeSet};

/// As many parts of two paths in a row leave no doubt that they are the same.
const SURE: usize = 2;

/// The parameters that a run asks for.
pub struct Callers<'w> {
    sought: Vec<Sought<'w>>,
    /// The names of classes and modules, asked for all at once, each with those that it has.
    owners: AhoCorasick,
    of_owner: Vec<Vec<usize>>,
}

/// One of them.
struct Sought<'w> {
    /// The file that has it.
    path: &'w str,
    asked: &'w Asked,
    kind: Kind,
    called: Finder<'w>,
}

/// Languages whose code calls one another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Of the Java virtual machine: a package is a folder.
    Jvm,
    /// JavaScript and TypeScript.
    Script,
    Other(Language),
}

impl Kind {
    const fn of(language: Language) -> Self {
        match language {
            Language::Java | Language::Kotlin | Language::Scala | Language::Groovy => Self::Jvm,
            Language::JavaScript | Language::TypeScript => Self::Script,
            other => Self::Other(other),
        }
    }

    /// Whether functions of one folder are called by their names alone.
    fn has_packages(self) -> bool {
        matches!(self, Self::Jvm | Self::Other(Language::Go))
    }
}

impl<'w> Callers<'w> {
    /// Takes what findings wait for.
    pub fn of(wanted: &'w BTreeSet<(String, Asked)>) -> Self {
        let mut named: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut sought = Vec::new();
        for (path, asked) in wanted {
            let kind = Kind::of(Language::of(path, b""));
            let owner = asked.class.as_deref().unwrap_or_else(|| module_of(path, kind));
            if !owner.is_empty() {
                named.entry(owner).or_default().push(sought.len());
            }
            sought.push(Sought { path, asked, kind, called: Finder::new(asked.called()) });
        }
        let owners = AhoCorasick::new(named.keys()).expect("names are few and short");
        Self { sought, owners, of_owner: named.into_values().collect() }
    }

    /// Whether a file may call what has one of them.
    pub fn may_stand_in(&self, path: &str, project_path: &str, language: Language) -> bool {
        let kind = Kind::of(language);
        self.sought.iter().any(|sought| sought.kind == kind && sought.path != project_path) && !verify::is_of_tests(path)
    }

    /// Those that a file may call, by the names that stand in it.
    fn named_in(&self, path: &str, project_path: &str, bytes: &[u8]) -> Vec<&Sought<'w>> {
        let kind = Kind::of(Language::of(path, b""));
        let mut is_named = vec![false; self.sought.len()];
        for (sought, is_named) in self.sought.iter().zip(&mut is_named) {
            *is_named = sought.asked.class.is_none() && kind.has_packages() && folder_of(project_path) == folder_of(sought.path);
        }
        let owners: BTreeSet<usize> = self.owners.find_overlapping_iter(bytes).map(|found| found.pattern().as_usize()).collect();
        owners.into_iter().flat_map(|owner| &self.of_owner[owner]).for_each(|sought| is_named[*sought] = true);
        let named = self.sought.iter().zip(is_named).filter(|(_, is_named)| *is_named).map(|(sought, _)| sought);
        named.filter(|sought| sought.kind == kind && sought.path != project_path && sought.called.find(bytes).is_some()).collect()
    }

    /// What the calls of a file give.
    pub fn given(&self, path: &str, project_path: &str, bytes: &[u8]) -> Vec<Symbol> {
        let mine = self.named_in(path, project_path, bytes);
        if mine.is_empty() {
            return Vec::new();
        }
        let Some(view) = View::of(path, bytes) else { return Vec::new() };
        let Some(outline) = sink::outline(&view) else { return Vec::new() };
        let evaluator = Evaluator::new(&outline);
        let of_file = OfFile::read(view.text(), view.language());
        let mut symbols = Vec::new();
        for sought in mine {
            let [sure, named] = callers_keys(sought.asked, sought.path);
            if sought.is_defined_in(&outline, project_path) {
                // Of two things of one name nobody says which a mere name means.
                symbols.push(Symbol { key: named, rank: 1, content: Content::Unknown, place: None });
                continue;
            }
            for given in evaluator.given_elsewhere(sought.asked) {
                let Some(is_sure) = sought.is_meant(&given.before, project_path) else { continue };
                if of_file.is_test(view.text(), given.span.start) {
                    continue;
                }
                let key = if is_sure { sure } else { named };
                let place = Place { path: path.to_owned(), region: view.locate(given.span) };
                for value in given.values.of.iter().filter(|value| !is_mere_name(&value.known)) {
                    let content = told(value, &given.values.needs);
                    symbols.push(Symbol { key, rank: 0, content, place: Some(place.clone()) });
                }
            }
        }
        symbols
    }
}

impl Sought<'_> {
    /// Whether another file has a function or class of this name too.
    fn is_defined_in(&self, outline: &Outline<'_>, path: &str) -> bool {
        if let Some(name) = &self.asked.class {
            return outline.classes.iter().any(|class| outline.name(class.name) == name.as_bytes());
        }
        let is_function = |at: usize| outline.name(at) == self.asked.called().as_bytes();
        module_of(path, self.kind) == module_of(self.path, self.kind)
            && outline.functions.iter().any(|function| function.class.is_none() && function.name.is_some_and(is_function))
    }

    /// Whether what stands before a name in a path of another file leads to the file that has the parameter, and if so, whether surely.
    fn is_meant(&self, before: &str, path: &str) -> Option<bool> {
        let (folder, is_near) = (folder_of(self.path), folder_of(path) == folder_of(self.path));
        let is_class = self.asked.class.is_some();
        if before.is_empty() {
            return (is_class || is_near && self.kind.has_packages()).then_some(is_near);
        }
        let mut written: Vec<&str> = before.split(['.', '/']).filter(|part| !part.is_empty()).collect();
        if self.kind == Kind::Script && written.last().is_some_and(|last| matches!(*last, "js" | "ts" | "mjs" | "cjs" | "jsx" | "tsx")) {
            written.pop();
        }
        let folders: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        let file: Vec<&str> = folders.iter().copied().chain([stem_of(self.path)]).collect();
        let best = [&folders, &file].into_iter().filter_map(|parts| {
            let same = parts.iter().rev().zip(written.iter().rev()).take_while(|(one, other)| one == other).count();
            let is_whole = same == parts.len().min(written.len()) && (same > 0 || self.kind == Kind::Jvm);
            // Kotlin leaves out of its folders what all packages begin with.
            let is_short = same > 0 && Language::of(self.path, b"") == Language::Kotlin;
            (is_whole || is_short).then_some(same)
        });
        let by_namespace = (self.kind == Kind::Other(Language::CSharp)).then_some(0);
        best.max().or(by_namespace).map(|same| is_near || same >= SURE)
    }
}

/// What a function of no class is found by: its file's name, or its folder's where a package is a folder or the file stands for it.
fn module_of(path: &str, kind: Kind) -> &str {
    let stem = stem_of(path);
    if kind.has_packages() || matches!(stem, "index" | "__init__") { package_of(path) } else { stem }
}

/// Whether nothing is known but how something is called here.
fn is_mere_name(known: &Known) -> bool {
    matches!(known, Known::Name(path) if !path.contains('.'))
}
