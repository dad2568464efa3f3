//! The index: path to what its scan gave. The only state of a run.
//!
//! Promises: no I/O; what it holds is the same whatever order files came in.

use crate::finding::Finding;
use crate::link;
use crate::notice::Notice;
use crate::rule::RuleSet;
use crate::scan::Scanned;
use crate::suppress::judge;
use std::collections::BTreeMap;

/// Results by path.
#[derive(Debug, Default)]
pub struct Index {
    files: BTreeMap<String, Entry>,
    /// What a second look at the tree found out.
    symbols: Vec<link::Symbol>,
}

/// A file's result, and the path within its project that suppressions speak of.
#[derive(Debug, Default)]
struct Entry {
    project_path: String,
    scanned: Scanned,
}

impl Index {
    /// Puts a file's result in, in place of an earlier one.
    pub fn upsert(&mut self, path: String, project_path: String, scanned: Scanned) {
        if scanned.is_empty() {
            self.files.remove(&path);
        } else {
            self.files.insert(path, Entry { project_path, scanned });
        }
    }

    /// Adds findings about files whether they were scanned or not.
    pub fn add(&mut self, findings: Vec<Finding>) {
        for finding in findings {
            self.files.entry(finding.path.clone()).or_default().scanned.findings.push(finding);
        }
    }

    /// Takes a file's result out.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// What findings wait for that only a second look at the tree can say.
    pub fn wanted(&self) -> link::Wanted {
        let mut wanted = link::Wanted::default();
        for entry in self.files.values() {
            entry.scanned.pending.iter().for_each(|pending| wanted.note(&entry.project_path, pending));
        }
        wanted
    }

    /// Takes what a second look found out.
    pub fn offer(&mut self, symbols: Vec<link::Symbol>) {
        self.symbols.extend(symbols);
    }

    /// Pending findings meet the symbols of the tree.
    pub fn link(&mut self, rules: &RuleSet) {
        if self.files.values().all(|entry| entry.scanned.pending.is_empty()) {
            return;
        }
        let mut symbols: Vec<link::Symbol> = self.files.values().flat_map(|entry| entry.scanned.symbols.iter().cloned()).collect();
        symbols.append(&mut self.symbols);
        symbols.sort_unstable();
        symbols.dedup();
        for Entry { scanned, .. } in self.files.values_mut() {
            let decided = link::link(rules, std::mem::take(&mut scanned.pending), &symbols);
            scanned.findings.extend(decided);
        }
    }

    /// The results by path, for judging.
    pub fn to_judge(&mut self) -> impl Iterator<Item = judge::File<'_>> {
        self.files.iter_mut().map(|(path, Entry { project_path, scanned })| judge::File {
            path,
            project_path,
            findings: &mut scanned.findings,
            directives: &scanned.directives,
            added: scanned.added.as_deref(),
        })
    }

    /// Identifiers that were counted and not made findings.
    pub fn unseen(&self) -> u64 {
        self.files.values().map(|entry| entry.scanned.unseen).sum()
    }

    /// All findings in the order of reports, and all notices.
    pub fn into_sorted(self) -> (Vec<Finding>, Vec<Notice>) {
        let (mut findings, mut notices) = (Vec::new(), Vec::new());
        for Entry { mut scanned, .. } in self.files.into_values() {
            // The files are in order, and all that was found in one has its path.
            scanned.findings.sort_by_key(|finding| (finding.region.bytes, finding.rule));
            if findings.is_empty() {
                findings = scanned.findings;
            } else {
                findings.append(&mut scanned.findings);
            }
            notices.append(&mut scanned.notices);
        }
        notices.sort();
        (findings, notices)
    }
}
