//! What is scanned: the paths and flags that were typed become a source.

use super::project::CONFIG_NAMES;
use super::scan::Plan;
use super::trust::nearest_folder;
use super::{ScanArgs, WhatArgs, terminal, zones};
use crate::rule::{Family, RuleSet};
use crate::source::base::Base;
use crate::source::change::{Changes, Which, configured_at};
use crate::source::git::{Names, Repository};
use crate::source::history::{self, History};
use crate::source::list::List;
use crate::source::stdin::Windows;
use crate::source::walk::{self, Root, Walk};
use crate::source::{Source, shown};
use anyhow::{Context, bail};
use ignore::overrides::OverrideBuilder;
use std::collections::hash_map::RandomState;
use std::fs;
use std::hash::BuildHasher;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What standard input is called where nobody says.
const STDIN_NAME: &str = "stdin";

/// The paths to scan, from the command line or a list.
pub(super) fn paths(args: &ScanArgs) -> anyhow::Result<Vec<PathBuf>> {
    if let Some(list) = &args.what.files_from {
        if !args.paths.is_empty() {
            bail!("--files-from is a list of all paths: name none beside it");
        }
        let bytes = if list.as_os_str() == "-" {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            fs::read(list)
        };
        return Ok(listed(&bytes.with_context(|| format!("cannot read the list `{}`", shown(list)))?));
    }
    let paths: Vec<PathBuf> = args.paths.iter().filter(|path| path.as_os_str() != "-").cloned().collect();
    if paths.len() < args.paths.len() && args.paths.len() > 1 {
        bail!("`-` stands for standard input and must be the only path");
    }
    Ok(paths)
}

/// The names in a list: a NUL ends each where there is one, else a line break.
fn listed(bytes: &[u8]) -> Vec<PathBuf> {
    let end = if bytes.contains(&0) { 0 } else { b'\n' };
    let names = bytes.split(|byte| *byte == end).map(|name| if end == 0 { name } else { name.strip_suffix(b"\r").unwrap_or(name) });
    names.filter(|name| !name.is_empty()).map(path).collect()
}

#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

/// Names in a list, and those that a change speaks of, may be gone.
pub(super) fn may_be_gone(args: &ScanArgs) -> bool {
    args.what.files_from.is_some() || is_of_git(&args.what)
}

pub(super) fn is_of_git(what: &WhatArgs) -> bool {
    what.staged || what.diff.is_some() || what.history.is_some() || what.push_stdin
}

/// Nothing to scan is no mistake: a change may be empty.
pub(super) fn may_be_empty(args: &ScanArgs) -> bool {
    args.what.staged || args.what.diff.is_some() || args.what.push_stdin || args.what.files_from.is_some()
}

/// Whether less than the whole tree is read, so that what is not found is not known to be fixed.
pub(super) fn is_part(args: &ScanArgs) -> bool {
    is_of_git(&args.what) || args.what.files_from.is_some() || args.run.shard.is_some() || is_stdin(args)
}

/// Of versions that are no more, weaknesses in code are mended and comments idle: only what leaked counts, unless rules are named.
pub(super) fn narrow(rules: &mut RuleSet, args: &ScanArgs) {
    if args.what.history.is_none() || !args.rules.only.is_empty() {
        return;
    }
    let others: Vec<_> =
        rules.iter().filter(|(_, rule)| matches!(rule.family, Family::Crypto | Family::Hygiene)).map(|(key, _)| key).collect();
    others.into_iter().for_each(|key| rules.enable(key, false));
}

/// Whether folders with a configuration of their own are looked for: not in what has no folders, and not where the user names one
/// configuration for all.
pub(super) fn may_have_zones(args: &ScanArgs) -> bool {
    let has_one = args.run.config.is_some() || args.run.no_config;
    !has_one && !is_stdin(args)
}

/// What git says of a push on standard input, read once for all projects.
pub(super) fn with_pushed(mut args: ScanArgs) -> anyhow::Result<ScanArgs> {
    if args.what.push_stdin && args.what.pushed.is_none() {
        let mut lines = String::new();
        io::stdin().read_to_string(&mut lines).context("--push-stdin")?;
        args.what.pushed = Some(lines);
    }
    Ok(args)
}

/// The revision at which a scan of commits looks for folders with a configuration of their own.
pub(super) fn zones_at(args: &ScanArgs) -> Option<String> {
    let of_push = || args.run.trust_base.clone().or_else(|| configured_at(args.what.pushed.as_deref()?));
    if args.what.history.is_some() { Some("HEAD".to_owned()) } else { of_push().filter(|_| args.what.push_stdin) }
}

/// Whether one path has several versions.
pub(super) fn has_versions(args: &ScanArgs) -> bool {
    args.what.history.is_some() || args.what.push_stdin
}

/// A key for this run only: versions of a file are told apart by digests that end with it.
pub(super) fn passing_key() -> Vec<u8> {
    (0_u64..4).flat_map(|number| RandomState::new().hash_one(number).to_le_bytes()).collect()
}

/// Whether standard input is what is scanned.
pub(super) fn is_stdin(args: &ScanArgs) -> bool {
    args.paths.iter().any(|path| path.as_os_str() == "-")
}

/// What standard input is called.
pub(super) fn stdin_name(args: &ScanArgs) -> anyhow::Result<String> {
    if is_of_git(&args.what) {
        bail!("standard input is one file: it has neither history nor changes");
    }
    Ok(args.what.stdin_filename.clone().unwrap_or_else(|| STDIN_NAME.to_owned()))
}

/// Standard input in windows; archives and UTF-16 come whole.
pub(super) fn windows(name: String, is_live: bool) -> Windows {
    Windows::new(name, io::stdin(), is_live, |head| {
        crate::archive::Kind::of("", head).is_some() || head.contains(&0) || head.starts_with(b"\xFF\xFE")
    })
}

/// Where the files come from; of the past, without those in `zones`, which are paths within the project.
pub(super) fn source(plan: &Plan, args: &ScanArgs, skip: &[PathBuf], zones: &[String]) -> anyhow::Result<Box<dyn Source>> {
    let what = &args.what;
    if is_of_git(what) {
        return of_git(plan, args, zones);
    }
    let exclude: Vec<String> = excludes(plan, what);
    let skip: Vec<PathBuf> = skip.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
    let options = walk::Options {
        no_ignore: what.no_ignore || hides_differently(plan)?,
        no_hidden: what.no_hidden,
        follow: what.follow,
        exclude: exclude.clone(),
        skip: skip.clone(),
        threads: args.run.jobs.unwrap_or(0),
    };
    let roots = plan.project.roots.clone();
    let is_list = what.files_from.is_some();
    let (folders, files): (Vec<Root>, Vec<Root>) = roots.into_iter().partition(|root| root.path.is_dir());
    if !is_list && files.len() < 2 {
        let roots = plan.project.roots.clone();
        return Ok(Box::new(Walk::new(roots, options).context("--exclude")?));
    }
    let folders = if folders.is_empty() { None } else { Some(Walk::new(folders, options).context("--exclude")?) };
    let excludes = is_list.then(|| {
        let mut builder = OverrideBuilder::new("");
        exclude.iter().try_for_each(|glob| builder.add(&format!("!{glob}")).map(|_| ()))?;
        builder.build()
    });
    Ok(Box::new(List::new(files, folders, excludes.transpose().context("--exclude")?, skip, threads(args))))
}

/// Where ignore files are not those of the trusted revision, what either hides is scanned.
fn hides_differently(plan: &Plan) -> anyhow::Result<bool> {
    let differs = plan.trust.base().map_or(Ok(false), Base::hides_differently).context("--trust-base")?;
    if differs {
        terminal::say("asepsis: ignore files differ from those of the trusted revision: what they hide is scanned too");
    }
    Ok(differs)
}

fn excludes(plan: &Plan, what: &WhatArgs) -> Vec<String> {
    plan.config.exclude.iter().chain(&what.exclude).cloned().collect()
}

fn threads(args: &ScanArgs) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    args.run.jobs.filter(|jobs| *jobs > 0).unwrap_or_else(cores)
}

/// The repository of the first root, and what of it is meant.
fn repository(plan: &Plan, args: &ScanArgs) -> anyhow::Result<(Repository, Names)> {
    let (what, roots) = (&args.what, &plan.project.roots);
    let folder = nearest_folder(roots.first().map_or(Path::new("."), |root| root.path.as_path()));
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let repository = Repository::of(folder).with_context(|| format!("`{}`", shown(folder)))?;
    let names = Names::new(&repository, roots, &excludes(plan, what), what.no_ignore).context("--exclude")?;
    Ok((repository, names.trusting(plan.trust.base().cloned())))
}

/// Folders of the project that have a configuration of their own at a revision, the outermost ones, as paths within the project.
pub(super) fn zones_of(plan: &Plan, args: &ScanArgs, revision: &str) -> anyhow::Result<Vec<String>> {
    let (repository, names) = repository(plan, args)?;
    // What is scanned by its own configuration already is not to be found again.
    let is_known = |folder: &str| {
        let roots = || plan.project.roots.iter().map(|root| root.project_prefix.trim_end_matches('/'));
        args.run.config_at.is_some() && roots().any(|root| root == folder || zones::holds(folder, root))
    };
    let mut folders: Vec<String> = Vec::new();
    for path in repository.files_called(revision, &CONFIG_NAMES) {
        let Some((_, project_path)) = names.name(path.as_bytes()) else { continue };
        folders.extend(project_path.rsplit_once('/').map(|(folder, _)| folder.to_owned()).filter(|folder| !is_known(folder)));
    }
    folders.sort();
    Ok(zones::outermost(folders))
}

fn of_git(plan: &Plan, args: &ScanArgs, zones: &[String]) -> anyhow::Result<Box<dyn Source>> {
    let what = &args.what;
    let (repository, names) = repository(plan, args)?;
    let names = names.without(zones);
    let max_size = what.max_size.or(plan.config.max_size);
    if let Some(range) = &what.history {
        let options = history::Options {
            range: Some(range.clone()).filter(|range| !range.is_empty()),
            reflogs: what.reflogs,
            authors: what.authors,
            max_size,
            // The outermost project has them.
            files_only: args.run.config_at.is_some(),
            threads: threads(args),
        };
        return Ok(Box::new(History::new(repository, names, options).context("--history")?));
    }
    let which = match &what.diff {
        Some(range) => Which::Between(range.clone()),
        None if what.push_stdin => Which::Pushed(with_pushed(args.clone())?.what.pushed.unwrap_or_default()),
        None => Which::Staged,
    };
    let changes = Changes::new(repository, names, &which, max_size, threads(args));
    Ok(Box::new(changes.context(if what.diff.is_some() {
        "--diff"
    } else if what.push_stdin {
        "--push-stdin"
    } else {
        "--staged"
    })?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_names() {
        for (list, names) in
            [(&b"a\nb/c d\r\n\n"[..], &["a", "b/c d"][..]), (b"a\nb\0c\0", &["a\nb", "c"]), (b"", &[]), (b"last", &["last"])]
        {
            assert_eq!(listed(list), names.iter().map(PathBuf::from).collect::<Vec<_>>());
        }
    }
}
