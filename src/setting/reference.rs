//! What a configuration takes from other files, and what it hands to them: variables of Terraform, values of Helm, variables of Ansible,
//! the environment of Compose, properties of Spring.
//!
//! A name says where it holds, so that equal words of two folders are two names: `terraform:modules/db:var.encrypted`. Who wins where
//! several files define a name is a rank, after what the tool itself documents.
//!
//! Promises: linear in the file, takes any bytes. Does not run what is written: a value that is worked out is unknown.

use super::tree::{Tree, Value};
use super::{expression, yaml};
use crate::text::Span;

/// Folders above a file of variables that it may be meant for: `envs/prod/main.tfvars`.
const FOLDERS_ABOVE: usize = 2;

/// Deepest key of a Helm value or an Ansible variable.
const DEEPEST: usize = 12;

/// Most definitions that are taken from one file.
const MOST: usize = 4096;

/// What a name is said to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A constant of the text.
    Constant(Span),
    /// What another name is.
    Same(String),
    /// Something that is worked out.
    Unknown,
}

/// A name that a file defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Where it holds, and how it is called there.
    pub name: String,
    /// Higher ones win.
    pub rank: u8,
    /// What it is.
    pub content: Content,
}

/// The names, any of which decides an expression of a file; none where the file alone decides.
pub fn names(dialect: &str, path: &str, written: &[u8]) -> Vec<String> {
    let Ok(written) = std::str::from_utf8(written) else { return Vec::new() };
    let written = written.trim().trim_matches(['"', '\'']);
    let (folder, _) = split(path);
    let is_ansible = dialect == "ansible" || path.ends_with(".j2");
    match dialect {
        "terraform" | "terraform-json" => terraform_name(folder, written).into_iter().collect(),
        "compose" => environment(written).map(|(name, _)| format!("environment:{folder}:{name}")).into_iter().collect(),
        "spring" => property(written).map(|(name, _)| name.to_owned()).into_iter().collect(),
        _ if is_ansible => {
            action(written).map(|name| ancestors(folder).map(|at| format!("ansible:{at}:{name}")).collect()).unwrap_or_default()
        }
        _ => {
            let name =
                action(written).and_then(|name| name.strip_prefix("$.").unwrap_or(name).trim_start_matches('.').strip_prefix("Values."));
            let chart = chart(folder);
            name.zip(chart).map(|(name, chart)| format!("helm:{chart}:{name}")).into_iter().collect()
        }
    }
}

/// What an expression falls back to where nothing defines its name: `${TLS:-off}`, `{{ x | default(false) }}`.
pub fn fallback(text: &[u8], written: Span) -> Option<Span> {
    let whole = std::str::from_utf8(written.of(text)).ok()?;
    let default = default_of(whole.trim().trim_matches(['"', '\'']))?;
    let start = written.start + (default.as_ptr() as usize - whole.as_ptr() as usize);
    Some(Span::new(start, start + default.len()))
}

fn default_of(text: &str) -> Option<&str> {
    let is_setting = |name: &str| name.bytes().any(|byte| byte.is_ascii_lowercase());
    let of_environment = environment(text).filter(|(name, _)| text.contains(":-") || !is_setting(name));
    if let Some((_, default)) = of_environment.or_else(|| property(text)) {
        return default;
    }
    let inner = text.strip_prefix("{{")?.strip_suffix("}}")?.trim_matches(['-', ' ']);
    action(text)?;
    let default = inner.split('|').map(str::trim).find_map(|step| step.strip_prefix("default"))?;
    let default = default.trim_start_matches('(').trim_end_matches(')');
    Some(default.split(',').next().unwrap_or(default).trim().trim_matches(['"', '\'']))
}

/// What a file hands to others.
pub fn definitions(path: &str, text: &[u8]) -> Vec<Definition> {
    let (folder, name) = split(path);
    let lower = name.to_ascii_lowercase();
    let mut found = match () {
        () if lower.ends_with(".tf") || lower.ends_with(".tofu") => terraform(folder, text),
        () if lower.ends_with(".tfvars") => variables(folder, &lower, &expression::read(text), text),
        () if lower.ends_with(".tfvars.json") => variables(folder, &lower, &yaml::read(text), text),
        () if lower == ".env" => dotenv(folder, text),
        () if !(lower.ends_with(".yaml") || lower.ends_with(".yml") || lower == "all") => Vec::new(),
        () => match place(path, folder, &lower) {
            Some((scopes, rank)) => keys(&scopes, rank, text),
            None => Vec::new(),
        },
    };
    found.truncate(MOST);
    found
}

/// Folder and name of a path; the folder of the tree is empty.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// A folder and those above it.
fn ancestors(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| (!folder.is_empty()).then(|| split(folder).0).filter(|above| *above != *folder))
}

/// `modules/db` out of `envs/prod` and `../../modules/db`; nothing where it leaves the tree or is no path.
fn join(folder: &str, relative: &str) -> Option<String> {
    if !relative.starts_with("./") && !relative.starts_with("../") {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/').filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." {
            parts.pop()?;
        } else {
            parts.push(part);
        }
    }
    // What is scanned by an absolute path stays under one.
    let root = if folder.starts_with('/') { "/" } else { "" };
    Some(format!("{root}{}", parts.join("/")))
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 200 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// Whether it may be a variable of an environment.
fn is_variable(name: &str) -> bool {
    is_name(name) && !name.contains('-')
}

fn is_way(name: &str) -> bool {
    name.split('.').all(is_name)
}

/// `var.x`, `local.x`, `"${var.x}"`.
fn terraform_name(folder: &str, written: &str) -> Option<String> {
    let inner = written.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')).unwrap_or(written).trim();
    let name = inner.strip_prefix("var.").or_else(|| inner.strip_prefix("local."))?;
    is_name(name).then(|| format!("terraform:{folder}:{inner}"))
}

/// `${X}`, `${X:-default}`, `$X` of Compose.
fn environment(written: &str) -> Option<(&str, Option<&str>)> {
    let bare = written.strip_prefix('$')?;
    let Some(inner) = bare.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
        return is_variable(bare).then_some((bare, None));
    };
    let (name, default) = match inner.split_once(":-").or_else(|| inner.split_once('-')) {
        Some((name, default)) => (name, Some(default)),
        None => (inner, None),
    };
    is_variable(name).then_some((name, default))
}

/// `${a.b}`, `${a.b:default}` of Spring.
fn property(written: &str) -> Option<(&str, Option<&str>)> {
    let inner = written.strip_prefix("${")?.strip_suffix('}')?;
    let (name, default) = inner.split_once(':').map_or((inner, None), |(name, default)| (name, Some(default)));
    is_way(name).then_some((name, default))
}

/// The name in `{{ name }}` and `{{ name | filter }}`, where no filter changes what it means.
fn action(written: &str) -> Option<&str> {
    let inner = written.strip_prefix("{{")?.strip_suffix("}}")?.trim_matches(['-', ' ']);
    let mut steps = inner.split('|').map(str::trim);
    let name = steps.next()?;
    let same = ["default", "quote", "squote", "toString", "bool", "string", "int", "trim", "lower", "d("];
    let is_same = steps.all(|step| same.iter().any(|filter| step.starts_with(filter)));
    let way = name.strip_prefix('$').unwrap_or(name).trim_start_matches('.');
    (is_same && is_way(way)).then_some(name)
}

/// The folder of the chart whose template stands in `folder`.
fn chart(folder: &str) -> Option<&str> {
    ancestors(folder).find(|at| split(at).1 == "templates").map(|at| split(at).0)
}

/// Whose variables a file holds, and their rank; nothing where it is no such file.
///
/// Ansible: docs.ansible.com, "Understanding variable precedence": role defaults, `group_vars`, `host_vars`, role vars.
fn place(path: &str, folder: &str, lower: &str) -> Option<(Vec<String>, u8)> {
    let stem = lower.rsplit_once('.').map_or(lower, |(stem, _)| stem);
    for (marker, rank) in [("group_vars/", 2), ("host_vars/", 3)] {
        let at = path.rfind(marker).filter(|at| *at == 0 || path.as_bytes()[at - 1] == b'/');
        if let Some(at) = at {
            let owner = path[..at].trim_end_matches('/');
            return Some((ancestors(owner).take(1 + FOLDERS_ABOVE).map(|at| format!("ansible:{at}:")).collect(), rank));
        }
    }
    let (owner, last) = split(folder);
    let of_role = match last {
        "defaults" => Some(1),
        "vars" => Some(4),
        _ => None,
    };
    if let Some(rank) = of_role {
        return Some((vec![format!("ansible:{owner}:")], rank));
    }
    let is_values = stem == "values";
    let is_override = ["values-", "values.", "values_"].iter().any(|begin| stem.starts_with(begin))
        || ["-values", ".values", "_values"].iter().any(|end| stem.ends_with(end));
    // `ci/` holds what a chart is tested with.
    (is_values || (is_override && last != "ci")).then(|| (vec![format!("helm:{folder}:")], u8::from(!is_values)))
}

/// Every setting of a YAML file by the way to it.
fn keys(scopes: &[String], rank: u8, text: &[u8]) -> Vec<Definition> {
    let tree = yaml::read(text);
    let mut found = Vec::new();
    let mut open: Vec<(u32, String, usize)> = vec![(Tree::ROOT, String::new(), 0)];
    while let Some((node, way, depth)) = open.pop() {
        for child in tree.children(node) {
            let below = tree.node(child);
            let Ok(key) = std::str::from_utf8(below.key.of(text)) else { continue };
            let is_document = key.is_empty() && below.value == Value::Block;
            if found.len() >= MOST || depth >= DEEPEST || !(is_document || is_name(key)) {
                continue;
            }
            let way = if way.is_empty() || is_document { format!("{way}{key}") } else { format!("{way}.{key}") };
            match below.value {
                Value::Block => open.push((child, way, depth + 1)),
                Value::List => {}
                Value::Scalar(span) => {
                    found.extend(scopes.iter().map(|scope| Definition {
                        name: format!("{scope}{way}"),
                        rank,
                        content: Content::Constant(span),
                    }));
                }
                Value::Expression(_) => {
                    found.extend(scopes.iter().map(|scope| Definition { name: format!("{scope}{way}"), rank, content: Content::Unknown }));
                }
            }
        }
    }
    found
}

fn dotenv(folder: &str, text: &[u8]) -> Vec<Definition> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split(|byte| *byte == b'\n').take(MOST) {
        let at = start;
        start += line.len() + 1;
        let Some(equals) = memchr::memchr(b'=', line) else { continue };
        let Ok(name) = std::str::from_utf8(&line[..equals]) else { continue };
        let name = name.trim();
        let name = name.strip_prefix("export ").unwrap_or(name);
        if is_name(name) {
            let content = Content::Constant(Span::new(at + equals + 1, at + line.len()));
            found.push(Definition { name: format!("environment:{folder}:{name}"), rank: 0, content });
        }
    }
    found
}

/// What a value of Terraform is, as far as it is written down.
fn content(tree: &Tree, node: u32, folder: &str, text: &[u8]) -> Content {
    match tree.node(node).value {
        Value::Scalar(span) => Content::Constant(span),
        Value::Expression(span) => std::str::from_utf8(span.of(text))
            .ok()
            .and_then(|written| terraform_name(folder, written.trim().trim_matches('"')))
            .map_or(Content::Unknown, Content::Same),
        Value::Block | Value::List => Content::Unknown,
    }
}

/// Defaults of variables, locals, and what calls of modules hand over.
fn terraform(folder: &str, text: &[u8]) -> Vec<Definition> {
    let mut found = Vec::new();
    if ["variable", "locals", "module"].iter().all(|word| memchr::memmem::find(text, word.as_bytes()).is_none()) {
        return found;
    }
    let tree = expression::read(text);
    for node in tree.children(Tree::ROOT) {
        let block = tree.node(node);
        let label = block.labels.first().and_then(|label| std::str::from_utf8(label.of(text)).ok());
        match (block.key.of(text), label) {
            (b"variable", Some(name)) if is_name(name) => {
                let default = tree.child(node, "default", text);
                found.extend(default.map(|default| {
                    let content = content(&tree, default, folder, text);
                    Definition { name: format!("terraform:{folder}:var.{name}"), rank: 0, content }
                }));
            }
            (b"locals", _) => found.extend(settings(&tree, node, folder, text, |name| format!("terraform:{folder}:local.{name}"), 0)),
            (b"module", Some(_)) => {
                let source = tree.scalar(node, "source", text).and_then(|source| std::str::from_utf8(source.of(text)).ok());
                let Some(target) = source.and_then(|source| join(folder, source)) else { continue };
                found.extend(settings(&tree, node, folder, text, |name| format!("terraform:{target}:var.{name}"), 1));
            }
            _ => {}
        }
    }
    found
}

fn settings(tree: &Tree, of: u32, folder: &str, text: &[u8], name: impl Fn(&str) -> String, rank: u8) -> Vec<Definition> {
    let define = |node: u32| {
        let key = std::str::from_utf8(tree.node(node).key.of(text)).ok().filter(|key| is_name(key))?;
        Some(Definition { name: name(key), rank, content: content(tree, node, folder, text) })
    };
    tree.children(of).filter_map(define).collect()
}

/// A file of variables. Terraform reads `terraform.tfvars`, then `*.auto.tfvars`, then what `-var-file` names, and the last one wins;
/// which files are named is not known, so these stand beside the automatic ones.
fn variables(folder: &str, lower: &str, tree: &Tree, text: &[u8]) -> Vec<Definition> {
    let (is_first, is_automatic) = (lower.starts_with("terraform.tfvars"), lower.contains(".auto.tfvars"));
    let rank = if is_first { 2 } else { 3 };
    let above = if is_first || is_automatic { 0 } else { FOLDERS_ABOVE };
    let tops = std::iter::once(Tree::ROOT).chain(tree.children(Tree::ROOT).filter(|node| tree.node(*node).key.is_empty()));
    let tops: Vec<u32> = tops.collect();
    ancestors(folder)
        .take(1 + above)
        .flat_map(|at| {
            tops.iter().flat_map(move |top| settings(tree, *top, folder, text, |name| format!("terraform:{at}:var.{name}"), rank))
        })
        .collect()
}
