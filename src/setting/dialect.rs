//! Which files are which kind of configuration, how each is read, and where in it the blocks are that rules speak of.
//!
//! Promises: a file that no name or beginning claims costs the look at its name. Knows kinds of configuration, no rule.

use super::lines::{Continuation, Sections, Style};
use super::tree::{Tree, Value};
use super::{braces, expression, lines, reference, xml, yaml};
use crate::text::Span;
use memchr::memmem::{self, Finder};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A block that rules may speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// What it is: `aws_db_instance`, `AWS::RDS::DBInstance`, `server`; empty for the file as a whole.
    pub kind: Span,
    /// What the file calls it; empty where it has no name.
    pub name: Span,
    /// The node that holds its settings.
    pub body: u32,
    /// What a finding about a missing setting points at.
    pub head: Span,
}

/// A kind of configuration.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    /// The word before the colon in a rule.
    pub name: &'static str,
    /// Reads the text.
    pub read: fn(&[u8]) -> Tree,
    /// The blocks in it.
    pub subjects: fn(&Tree, &[u8]) -> Vec<Subject>,
    /// What an expression comes to, where the file itself says so.
    pub resolve: fn(&Tree, &[u8], Span) -> Option<Span>,
    /// Whether files of other kinds stand in the text as values.
    pub embeds: fn(&[u8]) -> bool,
}

impl Dialect {
    /// Files that stand in this one as values, each by its name: `nginx.conf: |` of a `ConfigMap`.
    pub fn embedded(&self, tree: &Tree, text: &[u8]) -> Vec<(String, Span)> {
        let mut files = Vec::new();
        if !(self.embeds)(text) {
            return files;
        }
        for node in tree.below(Tree::ROOT).filter(|node| matches!(tree.node(*node).key.of(text), b"data" | b"stringData")) {
            for file in tree.children(node) {
                let name = tree.node(file).key.of(text);
                let body = tree.constant(file).filter(|body| memchr::memchr(b'\n', body.of(text)).is_some());
                // Kinds that hold files themselves end here: each level would be read again.
                let is_kind = body.is_some_and(|body| !holds_files(body.of(text)));
                if let Some(body) = body.filter(|_| is_kind) {
                    files.push((String::from_utf8_lossy(name).into_owned(), body));
                }
            }
        }
        files
    }
}

/// Whether a text of Kubernetes has a `ConfigMap` in it.
fn holds_files(text: &[u8]) -> bool {
    memmem::find(text, b"ConfigMap").is_some()
}

fn never(_: &[u8]) -> bool {
    false
}

/// A table row; the order is that of [`DIALECTS`].
const fn dialect(name: &'static str, read: fn(&[u8]) -> Tree, subjects: fn(&Tree, &[u8]) -> Vec<Subject>) -> Dialect {
    Dialect { name, read, subjects, resolve: fallback, embeds: never }
}

/// Every dialect.
pub const DIALECTS: &[Dialect] = &[
    Dialect { name: "terraform", read: expression::read, subjects: terraform, resolve: terraform_variable, embeds: never },
    Dialect { name: "terraform-json", read: yaml::read, subjects: terraform_json, resolve: fallback, embeds: never },
    Dialect { name: "cloudformation", read: yaml::read, subjects: cloudformation, resolve: cloudformation_parameter, embeds: never },
    Dialect { name: "arm", read: yaml::read, subjects: arm, resolve: arm_parameter, embeds: never },
    Dialect { name: "bicep", read: expression::read, subjects: bicep, resolve: bicep_parameter, embeds: never },
    Dialect { name: "kubernetes", read: yaml::read, subjects: kubernetes, resolve: fallback, embeds: holds_files },
    dialect("compose", yaml::read, compose),
    dialect("ansible", yaml::read, ansible),
    dialect("yaml", yaml::read, documents),
    dialect("envoy", yaml::read, documents),
    dialect("traefik", yaml::read, documents),
    dialect("mongodb", yaml::read, documents),
    dialect("elasticsearch", yaml::read, documents),
    dialect("spring", spring, documents),
    dialect("orthanc", yaml::read, documents),
    dialect("docker", yaml::read, documents),
    dialect("tomcat", xml::read, elements),
    dialect("xml", xml::read, elements),
    dialect("nginx", braces::read, every_block),
    dialect("apache", |text| lines::read(text, &APACHE), every_block),
    dialect("haproxy", |text| lines::read(text, &HAPROXY), every_block),
    dialect("sshd", |text| lines::read(text, &SSHD), every_block),
    dialect("ssh", |text| lines::read(text, &SSH), every_block),
    dialect("redis", |text| lines::read(text, &WORDS), documents),
    dialect("mosquitto", |text| lines::read(text, &WORDS), documents),
    dialect("openvpn", |text| lines::read(text, &WORDS), documents),
    dialect("postfix", |text| lines::read(text, &POSTFIX), documents),
    dialect("dovecot", |text| lines::read(text, &ASSIGNMENTS), documents),
    dialect("postgresql", |text| lines::read(text, &ASSIGNMENTS), documents),
    dialect("pg_hba", |text| lines::read(text, &WORDS), documents),
    dialect("mysql", |text| lines::read(text, &INI), every_block),
    dialect("rabbitmq", |text| lines::read(text, &ASSIGNMENTS), documents),
    dialect("vsftpd", |text| lines::read(text, &ASSIGNMENTS), documents),
    dialect("ipsec", |text| lines::read(text, &IPSEC), every_block),
    dialect("kerberos", |text| lines::read(text, &INI), every_block),
    dialect("ini", |text| lines::read(text, &INI), every_block),
    dialect("properties", |text| lines::read(text, &PROPERTIES), documents),
];

/// The dialect of that name.
pub fn named(name: &str) -> Option<usize> {
    DIALECTS.iter().position(|dialect| dialect.name == name)
}

const WORDS: Style =
    Style { separators: b"", comments: b"#;", comments_behind: false, continuation: Continuation::None, sections: Sections::None };
const ASSIGNMENTS: Style =
    Style { separators: b"=", comments: b"#;", comments_behind: true, continuation: Continuation::None, sections: Sections::None };
const INI: Style =
    Style { separators: b"=", comments: b"#;", comments_behind: true, continuation: Continuation::None, sections: Sections::Brackets };
const PROPERTIES: Style =
    Style { separators: b"=:", comments: b"#!", comments_behind: false, continuation: Continuation::Backslash, sections: Sections::None };
const POSTFIX: Style =
    Style { separators: b"=", comments: b"#", comments_behind: false, continuation: Continuation::Indent, sections: Sections::None };
const APACHE: Style =
    Style { separators: b"", comments: b"#", comments_behind: false, continuation: Continuation::Backslash, sections: Sections::Tags };
const HAPROXY: Style = Style {
    separators: b"",
    comments: b"#",
    comments_behind: true,
    continuation: Continuation::Backslash,
    sections: Sections::Words(&[
        "global",
        "defaults",
        "frontend",
        "backend",
        "listen",
        "peers",
        "resolvers",
        "mailers",
        "userlist",
        "cache",
        "program",
        "http-errors",
    ]),
};
const SSHD: Style = Style {
    separators: b"=",
    comments: b"#",
    comments_behind: true,
    continuation: Continuation::None,
    sections: Sections::Words(&["match"]),
};
const SSH: Style = Style { sections: Sections::Words(&["match", "host"]), ..SSHD };
const IPSEC: Style = Style { sections: Sections::Words(&["conn", "config", "ca"]), ..ASSIGNMENTS };

/// Longest file that is read as a configuration, in bytes: providers refuse templates of a quarter of this.
const LONGEST: usize = 4 << 20;

/// Bytes at the beginning of a file in which its marks are looked for, where any file of that name may be something else.
const HEAD: usize = 64 << 10;

/// Marks that every file of YAML or JSON is held against: made ready once.
static READY: LazyLock<HashMap<&str, Finder<'_>>> = LazyLock::new(|| {
    let marks = [
        "Resources",
        "AWSTemplateFormatVersion",
        "$schema",
        "\"DicomAet\"",
        "apiVersion",
        "entryPoints:",
        "serversTransport",
        "static_resources:",
        "hosts:",
        "\n- name:",
    ];
    marks.into_iter().map(|mark| (mark, Finder::new(mark))).collect()
});

fn find(text: &[u8], mark: &str) -> Option<usize> {
    READY.get(mark).map_or_else(|| memmem::find(text, mark.as_bytes()), |ready| ready.find(text))
}

/// The dialects that a file is written in, as indices of [`DIALECTS`]; called for every file.
pub fn of(path: &str, text: &[u8]) -> Vec<usize> {
    let name = path.rsplit('/').next().unwrap_or(path);
    // Configurations are often templates of some other tool.
    let name = [".j2", ".tpl", ".tmpl", ".erb", ".template", ".sample", ".example", ".dist", ".default"]
        .iter()
        .find_map(|end| name.strip_suffix(end).filter(|rest| rest.contains(['.', '_'])))
        .unwrap_or(name);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    if text.len() > LONGEST || extension.len() > 10 || name.len() > 200 {
        return Vec::new();
    }
    let head = &text[..text.len().min(HEAD)];
    let holds = |mark: &str| find(head, mark).is_some();
    let holds_anywhere = |mark: &str| find(text, mark).is_some();
    let lower = name.to_ascii_lowercase();
    let under = |folder: &str| path.contains(folder);
    let names: &[&str] = match extension.to_ascii_lowercase().as_str() {
        "tf" | "tofu" => &["terraform"],
        "bicep" => &["bicep"],
        "json" | "yaml" | "yml" | "template" => return structured(path, &lower, &holds, &holds_anywhere),
        "properties" if lower.starts_with("application") || lower.starts_with("bootstrap") => &["spring", "properties"],
        "properties" => &["properties"],
        "xml" if lower == "server.xml" || holds("<Connector") => &["tomcat", "xml"],
        "xml" | "config" if lower.starts_with("web.") || lower.contains("-site.") || holds("com.mirth.connect") => &["xml"],
        "cf" if lower == "main.cf" => &["postfix"],
        "cnf" if lower != "openssl.cnf" => &["mysql"],
        "cfg" if lower.contains("haproxy") => &["haproxy"],
        "conf" | "cfg" | "config" | "vhost" | "ini" | "ovpn" | "" => by_name(&lower, extension, &under, &holds),
        _ if lower.starts_with("sshd_config") => &["sshd"],
        _ => &[],
    };
    names.iter().filter_map(|name| named(name)).collect()
}

fn by_name(lower: &str, extension: &str, under: &impl Fn(&str) -> bool, holds: &impl Fn(&str) -> bool) -> &'static [&'static str] {
    let stem = lower.strip_suffix(extension).map_or(lower, |stem| stem.trim_end_matches('.'));
    let is_conf = extension.eq_ignore_ascii_case("conf");
    match stem {
        "sshd_config" => return &["sshd"],
        "ssh_config" => return &["ssh"],
        "config" if under(".ssh/") => return &["ssh"],
        "pg_hba" => return &["pg_hba"],
        "haproxy" => return &["haproxy"],
        "rabbitmq" if is_conf => return &["rabbitmq"],
        "mosquitto" if is_conf => return &["mosquitto"],
        "vsftpd" if is_conf => return &["vsftpd"],
        "krb5" if is_conf => return &["kerberos"],
        "ipsec" if is_conf => return &["ipsec"],
        "httpd" | "apache2" | "httpd-ssl" if is_conf => return &["apache"],
        "mongod" | "mongos" if is_conf => return &["mongodb"],
        _ => {}
    }
    if extension.is_empty() && !under("sites-") && !under("nginx") {
        return &[];
    }
    let begins = |words: &[&str]| words.iter().any(|word| stem.starts_with(word));
    match () {
        () if extension == "ini" => &["ini"],
        () if extension == "ovpn" || under("openvpn/") => &["openvpn"],
        () if !is_conf && extension == "cfg" && holds("\nbackend ") => &["haproxy"],
        () if extension == "cfg" || extension == "config" => &["ini"],
        () if begins(&["redis", "sentinel", "keydb", "valkey"]) => &["redis"],
        () if begins(&["postgresql", "postgres"]) => &["postgresql"],
        () if begins(&["dovecot", "10-ssl", "10-auth"]) => &["dovecot"],
        () if holds("<VirtualHost") || holds("SSLEngine") || holds("SSLProtocol") || holds("SSLCipherSuite") || holds("SSLProxy") => {
            &["apache"]
        }
        () if stem.contains("nginx") || under("nginx") || under("sites-") || holds("server {") || holds("ssl_protocols") => &["nginx"],
        () if holds("server{") || holds("upstream ") => &["nginx"],
        () if stem.starts_with("haproxy") => &["haproxy"],
        () => &[],
    }
}

/// YAML and JSON: told apart by what only one kind holds.
fn structured(path: &str, lower: &str, holds: &impl Fn(&str) -> bool, holds_anywhere: &impl Fn(&str) -> bool) -> Vec<usize> {
    let is_json = lower.ends_with(".json");
    let mut names: Vec<&str> = Vec::new();
    if lower.ends_with(".tf.json") {
        names.push("terraform-json");
    } else if (holds("Resources") || holds("AWSTemplateFormatVersion")) && holds_anywhere("AWS::") {
        names.push("cloudformation");
    } else if is_json && holds("$schema") && (holds("eploymentTemplate.json#") || holds("deploymentTemplate.json")) {
        names.push("arm");
    } else if is_json && (lower.contains("orthanc") || holds("\"DicomAet\"")) {
        names.push("orthanc");
    } else if is_json && lower == "daemon.json" {
        names.push("docker");
    } else if holds("apiVersion") && holds("kind") {
        names.push("kubernetes");
    } else if is_json {
    } else if lower.contains("compose") && holds("services:") {
        names.push("compose");
    } else if lower.starts_with("application") || lower.starts_with("bootstrap") {
        names.push("spring");
    } else if lower.starts_with("elasticsearch") || lower.starts_with("opensearch") || lower.starts_with("kibana") {
        names.push("elasticsearch");
    } else if lower.starts_with("mongod") || lower.starts_with("mongos") {
        names.push("mongodb");
    } else if lower.contains("traefik") || holds("entryPoints:") || holds("serversTransport") {
        names.push("traefik");
    } else if lower.contains("envoy") || holds("static_resources:") {
        names.push("envoy");
    } else if ["tasks/", "handlers/", "playbooks/", "roles/"].iter().any(|folder| path.contains(folder))
        || holds("hosts:")
        || holds("\n- name:")
    {
        names.push("ansible");
    }
    if !is_json {
        names.push("yaml");
    }
    names.iter().filter_map(|name| named(name)).collect()
}

fn spring(text: &[u8]) -> Tree {
    let first = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).find(|line| !line.is_empty() && !line.starts_with(b"#"));
    // `server.port=1` and `server:` are told apart by the first line that is no comment.
    let equals = first.and_then(|line| line.iter().position(|byte| matches!(byte, b'=' | b':')).map(|at| line[at]));
    if equals == Some(b'=') { lines::read(text, &PROPERTIES) } else { yaml::read(text) }
}

/// What the expression itself says it comes to where nothing else does.
fn fallback(_: &Tree, text: &[u8], written: Span) -> Option<Span> {
    reference::fallback(text, written)
}

/// `resource "aws_db_instance" "main" { … }`.
fn terraform(tree: &Tree, text: &[u8]) -> Vec<Subject> {
    let subject = |node: u32| {
        let block = tree.node(node);
        let [kind, name] = block.labels[..] else { return None };
        (block.key.of(text) == b"resource").then_some(Subject { kind, name, body: node, head: kind })
    };
    let provider = |node: u32| {
        let block = tree.node(node);
        let is_module = matches!(block.key.of(text), b"module" | b"provider") && block.labels.len() == 1;
        is_module.then(|| Subject { kind: block.key, name: block.labels[0], body: node, head: block.key })
    };
    tree.children(Tree::ROOT).filter_map(|node| subject(node).or_else(|| provider(node))).collect()
}

/// `{"resource": {"aws_db_instance": {"main": { … }}}}`.
fn terraform_json(tree: &Tree, text: &[u8]) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for document in tree.children(Tree::ROOT) {
        let Some(resources) = tree.child(document, "resource", text) else { continue };
        for kind in tree.children(resources) {
            for name in tree.children(kind) {
                let (kind, block) = (tree.node(kind).key, tree.node(name));
                subjects.push(Subject { kind, name: block.key, body: name, head: kind });
            }
        }
    }
    subjects
}

/// `var.x` with a default, `local.x`.
fn terraform_variable(tree: &Tree, text: &[u8], written: Span) -> Option<Span> {
    let written = written.of(text).trim_ascii();
    let inner = written.strip_prefix(b"\"${").and_then(|rest| rest.strip_suffix(b"}\"")).unwrap_or(written).trim_ascii();
    let is_name = |name: &&[u8]| name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if let Some(name) = inner.strip_prefix(b"var.").filter(is_name) {
        let is_it = |node: &u32| {
            tree.node(*node).key.of(text) == b"variable" && tree.node(*node).labels.first().is_some_and(|label| label.of(text) == name)
        };
        return tree.children(Tree::ROOT).find(is_it).and_then(|node| tree.scalar(node, "default", text));
    }
    let name = inner.strip_prefix(b"local.").filter(is_name)?;
    let mut locals = tree.children(Tree::ROOT).filter(|node| tree.node(*node).key.of(text) == b"locals");
    let name = std::str::from_utf8(name).ok()?;
    locals.find_map(|node| tree.scalar(node, name, text))
}

/// `Resources: Name: {Type: …, Properties: …}`.
fn cloudformation(tree: &Tree, text: &[u8]) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for document in containers(tree) {
        let Some(resources) = tree.child(document, "Resources", text) else { continue };
        for resource in tree.children(resources) {
            let Some(kind) = tree.scalar(resource, "Type", text) else { continue };
            let body = tree.child(resource, "Properties", text).unwrap_or(resource);
            subjects.push(Subject { kind, name: tree.node(resource).key, body, head: kind });
        }
    }
    subjects
}

/// The documents of a file, and the root.
fn containers(tree: &Tree) -> impl Iterator<Item = u32> + '_ {
    let unnamed = |node: &u32| tree.node(*node).key == Span::default() && tree.node(*node).value == Value::Block;
    let documents = tree.children(Tree::ROOT).filter(unnamed);
    std::iter::once(Tree::ROOT).chain(documents)
}

/// `!Ref Name`, `{"Ref": "Name"}` with a default among the parameters.
fn cloudformation_parameter(tree: &Tree, text: &[u8], written: Span) -> Option<Span> {
    let name = written.of(text).strip_prefix(b"!Ref")?.trim_ascii();
    let name = std::str::from_utf8(name).ok()?.trim_matches(['"', '\'']);
    parameter(tree, text, "Parameters", name, "Default")
}

fn parameter(tree: &Tree, text: &[u8], section: &str, name: &str, default: &str) -> Option<Span> {
    let section = containers(tree).find_map(|document| tree.child(document, section, text))?;
    let node = tree.child(section, name, text)?;
    tree.constant(node).or_else(|| tree.scalar(node, default, text))
}

/// Every object of `resources` lists, nested ones too, that has a type.
fn arm(tree: &Tree, text: &[u8]) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for node in tree.below(Tree::ROOT) {
        let is_item = tree.node(node).key == Span::default() && tree.node(node).value == Value::Block;
        let kind = is_item.then(|| tree.scalar(node, "type", text)).flatten();
        let Some(kind) = kind.filter(|kind| memchr::memchr(b'/', kind.of(text)).is_some()) else { continue };
        subjects.push(Subject { kind, name: Span::default(), body: node, head: kind });
    }
    subjects
}

/// `[parameters('x')]`, `[variables('x')]`.
fn arm_parameter(tree: &Tree, text: &[u8], written: Span) -> Option<Span> {
    let inner = std::str::from_utf8(written.of(text)).ok()?;
    let inner = inner.strip_prefix('[')?.strip_suffix(']')?.trim();
    let (function, rest) = inner.split_once('(')?;
    let name = rest.strip_suffix(')')?.trim().trim_matches('\'');
    match function {
        "parameters" => parameter(tree, text, "parameters", name, "defaultValue"),
        "variables" => parameter(tree, text, "variables", name, "value"),
        _ => None,
    }
}

/// `resource name 'Microsoft.Storage/storageAccounts@2023-01-01' = { … }`.
fn bicep(tree: &Tree, text: &[u8]) -> Vec<Subject> {
    let subject = |node: u32| {
        let block = tree.node(node);
        let [name, kind] = block.labels[..] else { return None };
        let is_resource = block.key.of(text) == b"resource" && block.value == Value::Block;
        let at = memchr::memchr(b'@', kind.of(text)).unwrap_or(kind.len());
        let kind = Span::new(kind.start, kind.start + at);
        // What exists already is described elsewhere.
        let is_existing = text.get(kind.end..).is_some_and(|rest| {
            let line = &rest[..rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())];
            memmem::find(line, b" existing ").is_some()
        });
        (is_resource && !is_existing).then_some(Subject { kind, name, body: node, head: kind })
    };
    tree.below(Tree::ROOT).filter_map(subject).collect()
}

/// `param x string = 'v'`, `var x = 'v'`.
fn bicep_parameter(tree: &Tree, text: &[u8], written: Span) -> Option<Span> {
    let name = written.of(text).trim_ascii();
    let is_it = |node: &u32| {
        let node = tree.node(*node);
        matches!(node.key.of(text), b"param" | b"var") && node.labels.first().is_some_and(|label| label.of(text) == name)
    };
    tree.children(Tree::ROOT).find(is_it).and_then(|node| tree.constant(node))
}

/// Each document with a `kind`, and the items of a `List`.
fn kubernetes(tree: &Tree, text: &[u8]) -> Vec<Subject> {
    let subject = |node: u32| {
        let kind = tree.scalar(node, "kind", text)?;
        tree.child(node, "apiVersion", text)?;
        let name = tree.child(node, "metadata", text).and_then(|metadata| tree.scalar(metadata, "name", text));
        Some(Subject { kind, name: name.unwrap_or_default(), body: node, head: kind })
    };
    let unnamed = |node: &u32| tree.node(*node).key == Span::default() && tree.node(*node).value == Value::Block;
    tree.below(Tree::ROOT).filter(unnamed).filter_map(subject).collect()
}

/// Each service.
fn compose(tree: &Tree, text: &[u8]) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for document in containers(tree) {
        let Some(services) = tree.child(document, "services", text) else { continue };
        subjects.extend(tree.children(services).map(|service| {
            let name = tree.node(service).key;
            Subject { kind: tree.node(services).key, name, body: service, head: name }
        }));
    }
    subjects
}

/// Each module that a task calls, by the last part of its name.
fn ansible(tree: &Tree, text: &[u8]) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for node in tree.below(Tree::ROOT) {
        let is_item = tree.node(node).key == Span::default() && tree.node(node).value == Value::Block;
        if !is_item {
            continue;
        }
        for child in tree.children(node).filter(|child| tree.node(*child).value == Value::Block) {
            let key = tree.node(child).key;
            let last = memchr::memrchr(b'.', key.of(text)).map_or(0, |dot| dot + 1);
            let kind = Span::new(key.start + last, key.end);
            subjects.push(Subject { kind, name: Span::default(), body: child, head: kind });
        }
    }
    subjects
}

/// The file as a whole, once for each document.
fn documents(tree: &Tree, text: &[u8]) -> Vec<Subject> {
    let unnamed = |node: &u32| tree.node(*node).key == Span::default() && tree.node(*node).value == Value::Block;
    let first = |node: u32| tree.below(node).map(|below| tree.node(below).key).find(|key| !key.is_empty()).unwrap_or_default();
    let whole = |body: u32| Subject { kind: Span::default(), name: Span::default(), body, head: first(body) };
    let documents: Vec<Subject> =
        tree.children(Tree::ROOT).filter(unnamed).map(whole).filter(|subject| !subject.head.of(text).is_empty()).collect();
    if documents.is_empty() { vec![whole(Tree::ROOT)] } else { documents }
}

/// Each element, by its name.
fn elements(tree: &Tree, text: &[u8]) -> Vec<Subject> {
    every_block(tree, text)
}

/// The file, and each block by its name.
fn every_block(tree: &Tree, _: &[u8]) -> Vec<Subject> {
    let head = tree.below(Tree::ROOT).map(|below| tree.node(below).key).find(|key| !key.is_empty()).unwrap_or_default();
    let mut subjects = vec![Subject { kind: Span::default(), name: Span::default(), body: Tree::ROOT, head }];
    let blocks = tree.below(Tree::ROOT).filter(|node| tree.node(*node).value == Value::Block && !tree.node(*node).key.is_empty());
    subjects.extend(blocks.map(|node| {
        let kind = tree.node(node).key;
        Subject { kind, name: Span::default(), body: node, head: kind }
    }));
    subjects
}
