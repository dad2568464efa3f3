//! What the user's paths mean: roots to walk, the project they belong to, its configuration.

use super::terminal::say;
use super::trust::Trust;
use crate::config::Config;
use crate::slip::nearest;
use crate::source::walk::Root;
use crate::source::{absolute, shown};
use anyhow::{Context, bail};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Names of the configuration file, in the order they are looked for.
pub(super) const CONFIG_NAMES: [&str; 2] = ["asepsis.toml", ".asepsis.toml"];

/// Longest chain of `extends`.
const LONGEST_CHAIN: usize = 8;

/// What is to be scanned, and what it belongs to.
#[derive(Debug)]
pub(super) struct Project {
    /// What is walked.
    pub(super) roots: Vec<Root>,
    /// What to put before a finding's path to open it from here.
    pub(super) prefix: String,
    /// The folder that paths in the baseline are relative to.
    pub(super) folder: PathBuf,
    /// The configuration file in effect.
    pub(super) config_file: Option<PathBuf>,
    /// Paths that were typed and have another configuration: projects of their own.
    pub(super) others: Vec<PathBuf>,
}

impl Project {
    /// Looks at the paths that were typed. One folder alone: findings are relative to it. Else they are named as typed.
    ///
    /// With `may_be_gone`, paths come from a list and may have been deleted since. With `as_one`, one configuration is for all of them.
    pub(super) fn of(paths: &[PathBuf], may_be_gone: bool, as_one: bool, trust: &Trust) -> anyhow::Result<Self> {
        let here = [PathBuf::from(".")];
        let paths = if paths.is_empty() { &here[..] } else { paths };
        for path in paths.iter().filter(|_| !may_be_gone) {
            fs::symlink_metadata(path).with_context(|| cannot_scan(path))?;
        }
        let project = |path: &PathBuf| {
            let whole = absolute(path);
            find(if trust.is_folder(path) { &whole } else { whole.parent().unwrap_or(&whole) }, trust)
        };
        let (folder, config_file) = project(&paths[0]);
        let alone = paths.len() == 1 && trust.is_folder(&paths[0]);
        let is_own = |path: &&PathBuf| as_one || may_be_gone || paths.len() == 1 || project(path).1 == config_file;
        let (own, others): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(is_own);
        let roots = own
            .into_iter()
            .map(|path| {
                let typed = prefix_of(&tidy(path), trust.is_folder(path));
                let within = absolute(path);
                let project_prefix = prefix_of(within.strip_prefix(&folder).unwrap_or(&within), trust.is_folder(path));
                Root { path: path.clone(), prefix: if alone { String::new() } else { typed }, project_prefix }
            })
            .collect();
        let prefix = if alone { prefix_of(&tidy(&paths[0]), true) } else { String::new() };
        let others = others.into_iter().cloned().collect();
        Ok(Self { roots, prefix, folder, config_file, others })
    }
}

fn cannot_scan(path: &Path) -> String {
    let word = path.to_str().filter(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()));
    let command = word.and_then(super::command_like).map(|command| format!("the command `{command}`"));
    let meant = command.or_else(|| Some(format!("`{}`", shown(&path_like(path)?))));
    let hint = meant.map(|meant| format!(" (did you mean {meant}?)")).unwrap_or_default();
    format!("cannot scan `{}`{hint}", shown(path))
}

/// The path with its first part that is not there replaced by what stands beside it and is called nearly so, if the rest is there then.
fn path_like(path: &Path) -> Option<PathBuf> {
    let missing = path.ancestors().take_while(|part| !part.as_os_str().is_empty() && fs::symlink_metadata(part).is_err()).last()?;
    let folder = missing.parent()?;
    let beside = fs::read_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }).ok()?;
    let mut names: Vec<String> = beside.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    let near = folder.join(nearest(missing.file_name()?.to_str()?, names.iter().map(String::as_str))?);
    let rest = path.strip_prefix(missing).ok()?;
    let meant = if rest.as_os_str().is_empty() { near } else { near.join(rest) };
    meant.exists().then_some(meant)
}

/// A path without `.` and with `..` only where it is needed.
fn tidy(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if out.file_name().is_some() => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

fn prefix_of(path: &Path, is_folder: bool) -> String {
    let text = shown(path);
    if text.is_empty() || !is_folder || text.ends_with('/') { text } else { format!("{text}/") }
}

/// The project's folder and its configuration: the nearest configuration from `start` up to the repository's root. A folder that is in
/// no repository and has no configuration above it is a project of its own.
pub(super) fn find(start: &Path, trust: &Trust) -> (PathBuf, Option<PathBuf>) {
    for folder in start.ancestors() {
        if let Some(file) = CONFIG_NAMES.iter().map(|name| folder.join(name)).find(|file| trust.is_config(file)) {
            return (folder.to_owned(), Some(file));
        }
        if folder.join(".git").exists() {
            return (folder.to_owned(), None);
        }
    }
    (start.to_owned(), None)
}

/// The configuration and those that it builds on, as one.
pub(super) fn read_config(file: &Path, trust: &Trust) -> anyhow::Result<Config> {
    let mut chain = read_chain(file, trust)?.into_iter().map(|(_, config)| config);
    let nearest = chain.next().expect("a chain begins with the file itself");
    Ok(chain.fold(nearest, Config::merge))
}

/// The configuration and those that it builds on, nearest first, each with its file.
pub(super) fn read_chain(file: &Path, trust: &Trust) -> anyhow::Result<Vec<(PathBuf, Config)>> {
    let mut chain = vec![(file.to_owned(), read_one(file, trust)?)];
    while let Some((from, Config { extends: Some(base), .. })) = chain.last() {
        if chain.len() > LONGEST_CHAIN {
            bail!("`{}` extends more than {LONGEST_CHAIN} files in a row; does one of them extend itself?", shown(file));
        }
        let path = from.parent().unwrap_or(Path::new("")).join(base);
        let config = read_one(&path, trust)?;
        chain.push((path, config));
    }
    Ok(chain)
}

fn read_one(file: &Path, trust: &Trust) -> anyhow::Result<Config> {
    let text = trust.read_config(file).with_context(|| format!("cannot read the configuration `{}`", shown(file)))?;
    Config::parse(&text, &shown(&relative_to_here(file))).map_err(|error| {
        say(&error.to_string());
        anyhow::anyhow!("the configuration is not valid")
    })
}

/// A path as the user would write it from where they stand.
pub(super) fn relative_to_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok().and_then(|here| fs::canonicalize(here).ok());
    here.and_then(|here| path.strip_prefix(here).ok()).map_or_else(|| path.to_owned(), Path::to_owned)
}
