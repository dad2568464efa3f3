//! Every reader: what it makes of whole, damaged and hostile texts.

use super::dialect::{self, DIALECTS};
use super::reference;
use super::tree::{Tree, Value};
use crate::text::Span;
use proptest::prelude::*;

/// Every node with its way from the root: `a.b=value`, `a.b?` for an expression, `a.b{}` and `a.b[]` for what is empty.
fn outline(tree: &Tree, text: &str) -> Vec<String> {
    fn below(tree: &Tree, text: &str, node: u32, way: &str, out: &mut Vec<String>) {
        for child in tree.children(node) {
            let one = tree.node(child);
            let labels = one.labels.iter().fold(String::new(), |labels, label| labels + "<" + &text[label.range()] + ">");
            let way = format!("{way}.{}{labels}", &text[one.key.range()]);
            match one.value {
                Value::Scalar(span) => out.push(format!("{way}={}", &text[span.range()])),
                Value::Expression(_) => out.push(format!("{way}?")),
                Value::Block | Value::List if tree.children(child).next().is_none() => {
                    out.push(format!("{way}{}", if one.value == Value::Block { "{}" } else { "[]" }));
                }
                Value::Block | Value::List => below(tree, text, child, &way, out),
            }
        }
    }
    let mut out = Vec::new();
    below(tree, text, Tree::ROOT, "", &mut out);
    out
}

fn read(dialect: &str, text: &str) -> Vec<String> {
    let index = dialect::named(dialect).expect("the test names a dialect");
    outline(&(DIALECTS[index].read)(text.as_bytes()), text)
}

/// A dialect, a text, and what is read of it.
const SAMPLES: &[(&str, &str, &[&str])] = &[
    (
        "terraform",
        "# comment\nresource \"a\" \"b\" {\n  on = true // yes\n  name = \"x\" /* y */\n  size = var.size\n  sub {\n    n = 1\n  }\n}\n",
        &[".resource<a><b>.on=true", ".resource<a><b>.name=x", ".resource<a><b>.size?", ".resource<a><b>.sub.n=1"],
    ),
    ("terraform", "a = \"${var.x}\"\nb = \"pre-${x}\"\nc = [\"p\", q, { r = 1 }]\n", &[".a?", ".b?", ".c.=p", ".c.?", ".c..r=1"]),
    ("terraform", "p = jsonencode({\n  S = [{ \"k:x\" = \"v\" }]\n})\nnext = 1", &[".p.S..k:x=v", ".next=1"]),
    ("terraform", "dynamic \"disk\" {\n  for_each = var.d\n  content {\n    on = false\n  }\n}", &[".disk.for_each?", ".disk..on=false"]),
    ("terraform", "t = <<-EOT\n  on = false\n  EOT\nafter = 2", &[".t=  on = false\n", ".after=2"]),
    ("terraform", "a = cond ? \"x\" : \"y\"\nb = { for k, v in m : k => v }\nc = 3", &[".a?", ".b?", ".c=3"]),
    // What is damaged costs itself only.
    ("terraform", "a = \"unclosed\nb = 1\n}}} ]\nc = 2", &[".a=unclosed", ".b=1", ".c=2"]),
    (
        "bicep",
        "param t string = 'TLS1_2'\nresource s 'M.S/a@2023' = if (on) {\n  properties: {\n    tls: t\n    on: true\n  }\n}\n",
        &[".param<t><string>=TLS1_2", ".resource<s><M.S/a@2023>.properties.tls?", ".resource<s><M.S/a@2023>.properties.on=true"],
    ),
    (
        "bicep",
        "resource s 'M.S/a@2023' = [for n in names: {\n  on: false\n}]\nvar x = 1",
        &[".resource<s><M.S/a@2023>.on=false", ".var<x>=1"],
    ),
    (
        "yaml",
        "a: 1 # one\nb:\n  c: 'two'\n  d:\n  - e: 3\n    f: 4\n  - g\nh: [5, {i: 6}]\n",
        &["..a=1", "..b.c=two", "..b.d..e=3", "..b.d..f=4", "..b.d.=g", "..h.=5", "..h..i=6"],
    ),
    (
        "yaml",
        "a: !Ref B\nb: !Sub 'text'\nc: !If [x, y, z]\nd: &anchor\n  e: 1\nf: *anchor\n",
        &["..a?", "..b=text", "..c?", "..d.e=1", "..f?"],
    ),
    ("yaml", "a: |\n  on: false\n\n  off: true\nb: 2\n", &["..a=  on: false\n\n  off: true\n", "..b=2"]),
    ("yaml", "a: {{ .Values.a }}\n{{- if .Values.b }}\nb: 1\n{{- end }}\nc: \"{{ x }}\"\n", &["..a?", "..b=1", "..c?"]),
    ("yaml", "a: 1\n---\nb: 2\n", &["..a=1", "..b=2"]),
    ("yaml", "{ \"a\": [ { \"b\": false } ], // comment\n  \"c\": \"[parameters('x')]\" }", &["..a..b=false", "..c?"]),
    ("yaml", "a: \"unclosed\nb: 1\n  - odd\n\tc: 2\n", &["..a=unclosed", "..b=1", "..=odd", "..c=2"]),
    ("tomcat", "<a x='1'><!-- <b/> --><c>text</c><d y=\"2\"/></a>", &[".a.x=1", ".a.c=text", ".a.d.y=2"]),
    ("tomcat", "<a><b>1</c></b><d x='", &[".a.b{}", ".a.d{}"]),
    (
        "nginx",
        "http {\n  # off\n  server {\n    listen 443 ssl;\n    ssl_protocols TLSv1\n      TLSv1.2;\n  }\n}",
        &[".http.server.listen=443 ssl", ".http.server.ssl_protocols=TLSv1\n      TLSv1.2"],
    ),
    ("nginx", "a $x;\nb '1;2';\n}}\nc 3;", &[".a?", ".b=1;2", ".c=3"]),
    (
        "apache",
        "A on\n<IfModule m>\n<VirtualHost *:443>\n  B x \\\n    y\n</VirtualHost>\n</IfModule>\nC 1",
        &[".A=on", ".<m>.VirtualHost<*:443>.B=x \\\n    y", ".C=1"],
    ),
    ("haproxy", "global\n  a b c # d\nfrontend web\n  bind :443 ssl", &[".global.a=b c", ".frontend<web>.bind=:443 ssl"]),
    ("sshd", "Port 22\nCiphers=a,b\n#X y\nMatch User z\n  MACs c", &[".Port=22", ".Ciphers=a,b", ".Match<User><z>.MACs=c"]),
    ("postfix", "a = 1,\n  2\nb = 3\n", &[".a=1,\n  2", ".b=3"]),
    ("mysql", "[mysqld]\nssl=0 # off\nskip_ssl\n[client]\nx = 'y'\n", &[".mysqld.ssl=0", ".mysqld.skip_ssl=", ".client.x=y"]),
    ("properties", "a.b=c\nd: e\n! no\nf = ${g}\nh=\n", &[".a.b=c", ".d=e", ".f?", ".h="]),
];

#[test]
fn samples() {
    let wrong: Vec<String> = SAMPLES
        .iter()
        .filter_map(|(dialect, text, expected)| {
            let found = read(dialect, text);
            (found != *expected).then(|| format!("{dialect}: {text}\nfound    {found:?}\nexpected {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_truncation_is_read() {
    for (_, text, _) in SAMPLES {
        for end in 0..text.len() {
            for dialect in DIALECTS {
                let text = &text.as_bytes()[..end];
                let tree = (dialect.read)(text);
                (dialect.subjects)(&tree, text);
            }
        }
    }
}

#[test]
fn deep_nesting_ends() {
    for unit in ["{", "[", "a {\n", "a = [", "- ", "<a>", "a: {", "a:\n ", "x 'y' = [for a in b: {", "\"", "<<A\n", "{{", "/*"] {
        let text = unit.repeat(20_000);
        for dialect in DIALECTS {
            let tree = (dialect.read)(text.as_bytes());
            (dialect.subjects)(&tree, text.as_bytes());
        }
    }
}

#[test]
fn names_claim_files() {
    for (path, text, expected) in [
        ("infra/main.tf", "", &["terraform"][..]),
        ("a/main.bicep", "", &["bicep"]),
        ("etc/ssh/sshd_config", "", &["sshd"]),
        ("templates/sshd_config.j2", "", &["sshd"]),
        ("home/.ssh/config", "", &["ssh"]),
        ("stack.yaml", "Resources:\n  A:\n    Type: AWS::S3::Bucket", &["cloudformation", "yaml"]),
        ("k.yml", "apiVersion: v1\nkind: Pod", &["kubernetes", "yaml"]),
        ("package.json", "{\"name\": \"a\"}", &[]),
        ("sites-enabled/portal", "server {\n}", &["nginx"]),
        ("conf.d/portal.conf", "server {\n}", &["nginx"]),
        ("conf.d/ssl.conf", "<VirtualHost *:443>", &["apache"]),
        ("src/main.rs", "server {", &[]),
        ("README.md", "apiVersion: v1\nkind: Pod", &[]),
        ("Makefile", "", &[]),
    ] {
        let names: Vec<&str> = dialect::of(path, text.as_bytes()).into_iter().map(|index| DIALECTS[index].name).collect();
        assert_eq!(names, expected, "{path}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read(text in "[ \\n\\t{}\\[\\]()<>\"'#/*:=;,.|&!$%a-c0-1-]{0,200}") {
        for dialect in DIALECTS {
            let tree = (dialect.read)(text.as_bytes());
            for subject in (dialect.subjects)(&tree, text.as_bytes()) {
                prop_assert!(subject.head.end <= text.len());
            }
        }
    }
}

/// A dialect, a path, an expression, the names that decide it, and what it falls back to.
type Referring = (&'static str, &'static str, &'static str, &'static [&'static str], Option<&'static str>);

const REFERENCES: &[Referring] = &[
    ("terraform", "a/main.tf", "var.on", &["terraform:a:var.on"], None),
    ("terraform", "main.tf", "\"${local.on}\"", &["terraform::local.on"], None),
    ("terraform", "main.tf", "var.on.inner", &[], None),
    ("terraform", "main.tf", "var.on ? 1 : 2", &[], None),
    ("kubernetes", "c/templates/x/a.yaml", "{{ .Values.a.b }}", &["helm:c:a.b"], None),
    ("kubernetes", "c/templates/a.yaml", "{{- $.Values.a | default \"off\" | quote -}}", &["helm:c:a"], Some("off")),
    ("kubernetes", "c/templates/a.yaml", "{{ .Values.a | b64enc }}", &[], None),
    ("kubernetes", "c/templates/a.yaml", "{{ include \"x\" . }}", &[], None),
    ("kubernetes", "other/a.yaml", "{{ .Values.a }}", &[], None),
    (
        "ansible",
        "r/tasks/main.yml",
        "{{ on | default(false) | bool }}",
        &["ansible:r/tasks:on", "ansible:r:on", "ansible::on"],
        Some("false"),
    ),
    ("nginx", "t/a.conf.j2", "{{ p | default('TLSv1 TLSv1.2') }}", &["ansible:t:p", "ansible::p"], Some("TLSv1 TLSv1.2")),
    ("compose", "d/compose.yml", "${ON:-false}", &["environment:d:ON"], Some("false")),
    ("compose", "compose.yml", "${ON-false}", &["environment::ON"], Some("false")),
    ("compose", "compose.yml", "$ON", &["environment::ON"], None),
    ("compose", "compose.yml", "${A}-${B}", &[], None),
    ("spring", "application.yml", "${my-server.ssl:false}", &["my-server.ssl"], Some("false")),
    ("nginx", "nginx.conf", "$host-x", &[], None),
];

#[test]
fn expressions_name_what_decides_them() {
    for (dialect, path, written, names, default) in REFERENCES {
        let text = written.as_bytes();
        assert_eq!(reference::names(dialect, path, text), *names, "{dialect} {written}");
        let fallback = reference::fallback(text, Span::new(0, text.len()));
        assert_eq!(fallback.map(|span| &written[span.range()]), *default, "{dialect} {written}");
    }
}

proptest! {
    #[test]
    fn definitions_and_fallbacks_take_anything(
        text in "[ -~\n]{0,200}",
        path in prop::sample::select(vec![
            "a/main.tf", "a/terraform.tfvars", "x.tfvars.json", "c/values.yaml", "r/defaults/main.yml", "group_vars/all", ".env", "../v.tfvars",
        ]),
    ) {
        for definition in reference::definitions(path, text.as_bytes()) {
            if let reference::Content::Constant(span) = definition.content {
                prop_assert!(span.end <= text.len());
            }
        }
        if let Some(span) = reference::fallback(text.as_bytes(), Span::new(0, text.len())) {
            prop_assert!(span.end <= text.len());
        }
    }
}
