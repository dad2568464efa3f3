//! Monorepos: a folder with a configuration of its own is a project of its own, wherever the scan begins. The nearest configuration applies,
//! and ids, baseline and suppressions are those that a scan of that folder has.
//!
//! Promises: no file is scanned under two configurations or under none. A tree without such folders is walked once and costs nothing more
//! than a look at names; as soon as one is found, only names are read until all are known, and then each project is scanned by itself.
//! Of commits, git lists the names at HEAD, or at what is pushed, and configurations are read there.

use super::project::CONFIG_NAMES;
use super::scan::Plan;
use super::{ScanArgs, what};
use crate::finding::Finding;
use crate::notice::Notice;
use crate::rule::Severity;
use crate::run::Outcome;
use crate::source::walk::Root;
use crate::source::{Item, Source, Visitor};
use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// Folders of a project that are projects of their own, while they are looked for.
pub(super) struct Zones<'p> {
    plan: &'p Plan,
    /// Not all files are handed over, so that configurations are looked for in the folders of those that are.
    by_folder: bool,
    is_found: AtomicBool,
    /// Paths within the project.
    found: Mutex<BTreeSet<String>>,
    asked: Mutex<HashSet<String>>,
}

impl<'p> Zones<'p> {
    pub(super) fn new(plan: &'p Plan, by_folder: bool) -> Self {
        Self { plan, by_folder, is_found: AtomicBool::new(false), found: Mutex::default(), asked: Mutex::default() }
    }

    /// The outermost ones, sorted.
    pub(super) fn into_found(self) -> Vec<String> {
        outermost(self.found.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks whether a file says that its folder, or one above it, is a project of its own.
    fn look(&self, project_path: &str) {
        let Some((folder, name)) = project_path.rsplit_once('/') else { return };
        if CONFIG_NAMES.contains(&name) {
            self.ask(folder, name);
        }
        if !self.by_folder {
            return;
        }
        let mut folder = Some(folder);
        while let Some(here) = folder {
            if !self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(here.to_owned()) {
                return;
            }
            CONFIG_NAMES.iter().for_each(|name| self.ask(here, name));
            folder = here.rsplit_once('/').map(|(above, _)| above);
        }
    }

    fn ask(&self, folder: &str, name: &str) {
        if self.plan.trust.is_file(&self.plan.project.folder.join(folder).join(name)) {
            self.found.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
            self.is_found.store(true, Ordering::Relaxed);
        }
    }
}

/// The outermost of sorted folders.
pub(super) fn outermost(folders: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut zones: Vec<String> = Vec::new();
    for zone in folders {
        if !zones.iter().any(|outer| *outer == zone || holds(outer, &zone)) {
            zones.push(zone);
        }
    }
    zones
}

/// A source whose files are looked at for configurations.
pub(super) struct Watched<'s> {
    pub(super) source: &'s dyn Source,
    pub(super) zones: &'s Zones<'s>,
}

struct Watcher<'w> {
    zones: &'w Zones<'w>,
    inner: Box<dyn Visitor + 'w>,
}

impl Source for Watched<'_> {
    fn visit<'v>(&self, visitor: &(dyn Fn() -> Box<dyn Visitor + 'v> + Sync)) {
        let zones = self.zones;
        self.source.visit(&|| Box::new(Watcher { zones, inner: visitor() }));
    }

    fn can_repeat(&self) -> bool {
        self.source.can_repeat()
    }

    fn trace(&self, findings: &mut [Finding]) {
        self.source.trace(findings);
    }
}

impl Visitor for Watcher<'_> {
    fn item(&mut self, item: Item) {
        self.zones.look(&item.project_path);
        // All of it is scanned again, without the folders that are found.
        if !self.zones.is_found.load(Ordering::Relaxed) {
            self.inner.item(item);
        }
    }

    fn notice(&mut self, notice: Notice) {
        self.inner.notice(notice);
    }
}

/// A source without the files of some folders.
pub(super) struct Without<'s> {
    pub(super) source: &'s dyn Source,
    /// Paths within the project.
    pub(super) zones: &'s [String],
    /// The same, as notices name them.
    pub(super) shown: &'s [String],
}

struct Filter<'w> {
    zones: &'w [String],
    shown: &'w [String],
    inner: Box<dyn Visitor + 'w>,
}

impl Source for Without<'_> {
    fn visit<'v>(&self, visitor: &(dyn Fn() -> Box<dyn Visitor + 'v> + Sync)) {
        let (zones, shown) = (self.zones, self.shown);
        self.source.visit(&|| Box::new(Filter { zones, shown, inner: visitor() }));
    }

    fn can_repeat(&self) -> bool {
        self.source.can_repeat()
    }

    fn trace(&self, findings: &mut [Finding]) {
        self.source.trace(findings);
    }
}

impl Visitor for Filter<'_> {
    fn item(&mut self, item: Item) {
        if !self.zones.iter().any(|zone| holds(zone, &item.project_path)) {
            self.inner.item(item);
        }
    }

    fn notice(&mut self, notice: Notice) {
        if !self.shown.iter().any(|zone| holds(zone, &notice.path)) {
            self.inner.notice(notice);
        }
    }
}

/// Whether a path lies in a folder.
pub(super) fn holds(folder: &str, path: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// The root that a folder of the project lies in, and its path there.
fn root_of<'z>(plan: &'z Plan, zone: &'z str) -> Option<(&'z Root, &'z str)> {
    let within = |root: &'z Root| {
        let prefix = root.project_prefix.as_str();
        (prefix.is_empty() || holds(prefix.trim_end_matches('/'), &format!("{zone}/")))
            .then(|| (root, zone.get(prefix.len()..).unwrap_or("")))
    };
    let roots = plan.project.roots.iter().filter(|root| plan.trust.is_folder(&root.path)).filter_map(within);
    roots.max_by_key(|(root, _)| root.project_prefix.len())
}

/// What findings and notices call a folder of the project.
pub(super) fn shown(plan: &Plan, zone: &str) -> String {
    root_of(plan, zone).map_or_else(|| zone.to_owned(), |(root, rest)| format!("{}{rest}", root.prefix))
}

/// The scan of a project within: the same flags on its folder, or on those of the named files that lie in it.
pub(super) fn args(plan: &Plan, args: &ScanArgs, zone: &str) -> ScanArgs {
    let roots = &plan.project.roots;
    let paths: Vec<PathBuf> = match root_of(plan, zone) {
        Some((root, rest)) => vec![root.path.join(rest)],
        // A folder that is not checked out was taken for a file.
        None => roots
            .iter()
            .filter(|root| root.project_prefix == zone || holds(zone, &root.project_prefix))
            .map(|root| root.path.clone())
            .collect(),
    };
    let mut args = args.clone();
    // A cache speaks of one configuration.
    (args.paths, args.what.files_from, args.run.cache) = (paths, None, None);
    args.run.config_at = what::zones_at(&args);
    args
}

/// Adds what was found in a project within, under the names it has from outside.
pub(super) fn absorb(outcome: &mut Outcome, outer: &Plan, inner: &Plan, mut found: Outcome) {
    let prefix = inner.project.prefix.strip_prefix(outer.project.prefix.as_str()).unwrap_or_default();
    for finding in found.findings.iter_mut().chain(&mut found.suppressed) {
        finding.path.insert_str(0, prefix);
    }
    for notice in found.notices.iter_mut().filter(|notice| !notice.path.is_empty()) {
        notice.path.insert_str(0, prefix);
    }
    outcome.findings.append(&mut found.findings);
    outcome.suppressed.append(&mut found.suppressed);
    outcome.notices.append(&mut found.notices);
    outcome.findings.sort_by(|one, two| one.sort_key().cmp(&two.sort_key()));
    outcome.suppressed.sort_by(|one, two| one.sort_key().cmp(&two.sort_key()));
    outcome.notices.sort();
    outcome.notices.dedup();
    outcome.held_back += found.held_back;
    outcome.files += found.files;
    outcome.bytes += found.bytes;
    outcome.cached += found.cached;
    outcome.judged.suppressed += found.judged.suppressed;
    outcome.judged.in_baseline += found.judged.in_baseline;
    outcome.judged.fixed += found.judged.fixed;
}

/// What the configuration of a project within says about the run.
pub(super) struct Within {
    /// Its digest.
    pub(super) digest: String,
    /// What paths of its findings begin with, as seen from here.
    prefixes: Vec<String>,
    /// The mildest severity that fails.
    fail_on: Option<Severity>,
}

impl Within {
    pub(super) fn of(plan: &Plan) -> Self {
        let project = &plan.project;
        let prefixes = if project.prefix.is_empty() {
            project.roots.iter().map(|root| root.prefix.clone()).collect()
        } else {
            vec![project.prefix.clone()]
        };
        Self { digest: plan.config.digest(), prefixes, fail_on: plan.fail_on }
    }

    /// What fails the run below which paths of the outermost project.
    pub(super) fn floors(&self, outer: &Plan) -> impl Iterator<Item = (String, Option<Severity>)> {
        let outer = outer.project.prefix.as_str();
        self.prefixes.iter().filter_map(move |prefix| Some((prefix.strip_prefix(outer)?.to_owned(), self.fail_on)))
    }
}
