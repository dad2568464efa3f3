//! `asepsis init`: writes a configuration, and what a CI system, a hook or an editor needs to run the scan.
//!
//! Promises: never overwrites a file; `--dry-run` writes none and prints what it would write.

use super::terminal::{print, say};
use super::{Exit, InitArgs};
use crate::source::shown;
use anyhow::{Context, bail};
use clap::ValueEnum;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A CI system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Ci {
    /// GitHub Actions
    Github,
    /// GitLab CI/CD
    Gitlab,
    /// Azure Pipelines
    Azure,
}

/// What runs before a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Hook {
    /// The pre-commit framework
    PreCommit,
    /// Lefthook
    Lefthook,
    /// Husky
    Husky,
    /// Git alone
    Git,
}

/// An editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Editor {
    /// Visual Studio Code
    Vscode,
    /// Vim and Neovim
    Vim,
    /// Emacs
    Emacs,
    /// IDEA and its kin, by a file watcher
    Jetbrains,
}

/// A file to write.
struct Template {
    path: &'static str,
    text: &'static str,
    executable: bool,
    /// What to do with it where the file is there already.
    instead: &'static str,
}

const CONFIG: Template =
    Template { path: "asepsis.toml", text: include_str!("init/asepsis.toml"), executable: false, instead: "it stays as it is" };

const fn ci(which: Ci) -> Template {
    let (path, text) = match which {
        Ci::Github => (".github/workflows/asepsis.yml", include_str!("init/github.yml")),
        Ci::Gitlab => (".gitlab-ci.yml", include_str!("../../docs/ci/gitlab.yml")),
        Ci::Azure => ("azure-pipelines.yml", include_str!("../../docs/ci/azure.yml")),
    };
    Template { path, text, executable: false, instead: "add the job that --dry-run prints" }
}

const fn hook(which: Hook) -> Template {
    let (path, text, executable) = match which {
        Hook::PreCommit => (".pre-commit-config.yaml", include_str!("init/pre-commit.yaml"), false),
        Hook::Lefthook => ("lefthook.yml", include_str!("init/lefthook.yml"), false),
        Hook::Husky => (".husky/pre-commit", include_str!("init/hook.sh"), true),
        Hook::Git => (".git/hooks/pre-commit", include_str!("init/hook.sh"), true),
    };
    Template { path, text, executable, instead: "add the hook that --dry-run prints" }
}

const fn editor(which: Editor) -> Template {
    let (path, text) = match which {
        Editor::Vscode => (".vscode/tasks.json", include_str!("../../editors/vscode/tasks.json")),
        Editor::Jetbrains => (".idea/watcherTasks.xml", include_str!("../../editors/jetbrains/watcherTasks.xml")),
        Editor::Emacs => (".emacs.d/asepsis.el", include_str!("../../editors/emacs/asepsis.el")),
        Editor::Vim => (".vim/compiler/asepsis.vim", include_str!("../../editors/vim/compiler/asepsis.vim")),
    };
    Template { path, text, executable: false, instead: "add the tasks that --dry-run prints" }
}

pub(super) fn init(args: &InitArgs) -> anyhow::Result<Exit> {
    let chosen = args.ci.iter().map(|which| ci(*which));
    let chosen = chosen.chain(args.hook.iter().map(|which| hook(*which))).chain(args.editor.iter().map(|which| editor(*which)));
    for template in std::iter::once(CONFIG).chain(chosen) {
        if args.dry_run {
            let is_there = args.folder.join(template.path).exists();
            let remark = if is_there { " (is there already: it would stay as it is)" } else { "" };
            print(format!("# {}{remark}\n{}\n", template.path, template.text).as_bytes())?;
        } else {
            write(&args.folder, &template)?;
        }
    }
    if !args.dry_run {
        say("next: `asepsis` scans; `asepsis baseline create --reason TEXT` accepts what is there today");
    }
    Ok(Exit::Clean)
}

fn write(folder: &Path, template: &Template) -> anyhow::Result<()> {
    let path: PathBuf = folder.join(template.path);
    if template.path.starts_with(".git/") && !folder.join(".git").is_dir() {
        if folder.join(".git").is_file() {
            bail!("`{}` is a linked working tree of git: write the hook in the main one", shown(folder));
        }
        bail!("`{}` is no working tree of git: its hooks cannot be written", shown(folder));
    }
    let parent = path.parent().expect("every template has a folder");
    fs::create_dir_all(parent).with_context(|| format!("cannot make the folder `{}`", shown(parent)))?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if template.executable {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o755);
    }
    match options.open(&path) {
        Ok(mut file) => {
            file.write_all(template.text.as_bytes()).with_context(|| format!("cannot write `{}`", shown(&path)))?;
            say(&format!("wrote {}", shown(&path)));
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            say(&format!("{} is there already: {}", shown(&path), template.instead));
        }
        Err(error) => return Err(error).with_context(|| format!("cannot write `{}`", shown(&path))),
    }
    Ok(())
}
