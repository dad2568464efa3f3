//! Text within the text: what is found there, by which way, and that its place is that of the encoded bytes.

use asepsis::blob::Blob;
use asepsis::rule::RuleSet;
use asepsis::scan::{Options, Scanned, Scanner};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// A connection string whose password nobody has; no rule sees through the codes that it is put in.
const URL: &str = "postgres://ward:v9KqTm4xLz7w@db.larkspur.zz:5432/ehr";
const PASSWORD: &str = "v9KqTm4xLz7w";

pub fn base64(bytes: &[u8]) -> String {
    let alphabet: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        out.extend((0..=three.len()).map(|place| alphabet[(bits >> (18 - 6 * place) & 63) as usize]));
        out.extend(std::iter::repeat_n('=', 3 - three.len()));
    }
    out
}

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(text.as_bytes()).expect("memory");
    packer.finish().expect("memory")
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn wrapped(text: &str, joint: &str) -> String {
    text.as_bytes().chunks(60).map(|line| String::from_utf8_lossy(line).into_owned()).collect::<Vec<_>>().join(joint)
}

fn scan(path: &str, bytes: &[u8]) -> Scanned {
    let rules = RuleSet::built_in();
    Scanner::new(&rules, Options::default()).scan(&Blob { path, project_path: path, bytes })
}

/// Evidence, length and written form of the findings that were decoded.
fn decoded(path: &str, bytes: &[u8]) -> Vec<(String, usize, String)> {
    let findings = scan(path, bytes).findings.into_iter();
    findings
        .filter_map(|finding| {
            let way = finding.evidence.iter().map(|evidence| evidence.word().into_owned()).find(|word| word.starts_with("decoded:"))?;
            Some((way, finding.length, String::from_utf8_lossy(finding.region.bytes.of(bytes)).into_owned()))
        })
        .collect()
}

#[test]
fn a_password_is_found_in_every_code_at_its_place() {
    // base64 of the URL has the password from its third-last character of a group of three on.
    let in_base64 = |text: &str, encoded: &str| {
        let at = text.find(PASSWORD).expect("it is there");
        encoded[at * 4 / 3..((at + PASSWORD.len()) * 4).div_ceil(3)].to_owned()
    };
    let once = base64(URL.as_bytes());
    let config = format!("# connection of the ward\nurl = {URL}\npool = 5\ntimeout = 30\n");
    let long = base64(config.as_bytes());
    let packed = base64(&gzip(&config));
    let cases: &[(&str, String, &str, String)] = &[
        ("a.yml", format!("data:\n  url: {once}\n"), "decoded:base64", in_base64(URL, &once)),
        ("a.json", format!("{{\"x\": \"{}\"}}", once.trim_end_matches('=')), "decoded:base64", in_base64(URL, &once)),
        ("a.py", format!("u = b64decode('{long}')\n"), "decoded:base64", in_base64(&config, &long)),
        ("a.txt", format!("x = {}\n", hex(URL)), "decoded:hex", hex(PASSWORD)),
        ("a.yml", format!("x: {packed}\n"), "decoded:base64+gzip", packed.clone()),
        ("a.yml", format!("x: {}\n", base64(packed.as_bytes())), "decoded:base64+base64+gzip", {
            base64(packed.as_bytes()).trim_end_matches('=').to_owned()
        }),
        (
            "a.html",
            "<a d='postgres:&#x2f;&#x2F;ward&#x3a;v9Kq&#x54;m4xLz7w@db.larkspur.zz/e'>&quot;".to_owned(),
            "decoded:html",
            "v9Kq&#x54;m4xLz7w".to_owned(),
        ),
        (
            "a.log",
            "GET /go?u=postgres%3A%2F%2Fward%3Av9KqTm4xLz7w%40db.larkspur.zz%2Fehr HTTP/1.1".to_owned(),
            "decoded:percent",
            PASSWORD.to_owned(),
        ),
        (
            "a.js",
            r#"const u = "\u0070ostgres\u003a//ward\u003av9KqTm4\u0078Lz7w@db.larkspur.zz/ehr";"#.to_owned(),
            "decoded:escape",
            r"v9KqTm4\u0078Lz7w".to_owned(),
        ),
        (
            "a.txt",
            format!("Content-Transfer-Encoding: quoted-printable\n\nuse {}\n", URL.replace("Tm4", "Tm=\n4")),
            "decoded:quoted-printable",
            PASSWORD.replace("Tm4", "Tm=\n4"),
        ),
    ];
    for (path, text, way, place) in cases {
        let found = decoded(path, text.as_bytes());
        assert_eq!(found, [((*way).to_owned(), PASSWORD.len(), place.clone())], "{text}");
    }
}

#[test]
fn wrapped_base64_is_one_text() {
    let config = format!("{}url = {URL}\n{}", "# a comment of no interest\n".repeat(4), "pool = 5\n".repeat(9));
    let long = base64(config.as_bytes());
    for (path, open, joint, close) in [
        ("a.yml", "data: |\n  ", "\n  ", "\n"),
        ("a.pem", "-----BEGIN X-----\r\n", "\r\n", "\r\n-----END X-----\r\n"),
        ("A.java", "String x = \"", "\" +\n        \"", "\";\n"),
        ("a.json", "{\"x\": \"", "\\n", "\"}"),
    ] {
        let text = format!("{open}{}{close}", wrapped(&long, joint));
        let found = decoded(path, text.as_bytes());
        assert_eq!(found.len(), 1, "{path}: {found:?}");
        assert_eq!(found[0].1, PASSWORD.len(), "{path}");
    }
}

#[test]
fn utf_16_within_and_around() {
    let command = base64(&utf16(&format!("$u = '{URL}'; connect $u")));
    let text = format!("powershell -enc {command}\n");
    assert_eq!(decoded("a.cmd", text.as_bytes()).len(), 1);
    let text = utf16(&format!("\u{feff}url: {}\n", base64(URL.as_bytes())));
    let found = decoded("a.yml", &text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].2.matches('\0').count() * 2, found[0].2.len(), "the place is that of the file's bytes");
}

#[test]
fn one_secret_in_two_views_is_one_finding() {
    for text in [
        "<add connectionString=\"&quot;x&quot;\" password=\"v9KqTm4xLz7w\"/>",
        r#"x = "{\"password\": \"v9KqTm4xLz7w\", \"user\": \"ward\"}""#,
        "curl 'https://larkspur.zz/?u=https%3A%2F%2Fx&password=v9KqTm4xLz7w'",
    ] {
        assert_eq!(scan("a.txt", text.as_bytes()).findings.len(), 1, "{text}");
    }
}

#[test]
fn comments_accept_what_was_decoded() {
    let text = format!("url: {}  # asepsis: ignore[secret] a sample\n", base64(URL.as_bytes()));
    let scanned = scan("a.yml", text.as_bytes());
    assert_eq!(scanned.findings[0].region.start.line, 1);
    assert_eq!(scanned.directives.len(), 1);
    assert_eq!(scanned.findings[0].region.start.column as usize, 1 + 5 + URL.find(PASSWORD).expect("there") * 4 / 3);
}

#[test]
fn no_finding_shows_what_was_decoded() {
    let text = format!("url: {}\n", base64(URL.as_bytes()));
    let finding = scan("a.yml", text.as_bytes()).findings.remove(0);
    let shown = format!("{} {:?}", finding.mask, finding.excerpt);
    assert!(!shown.contains("v9Kq") && !shown.contains("cG9zd") && finding.mask.chars().all(|letter| letter == '•'), "{shown}");
}

#[test]
fn what_decodes_to_more_than_the_bound_is_said() {
    let bomb = base64(&gzip(&"patient of the ward\n".repeat(200_000)));
    let scanned = scan("a.yml", format!("x: {bomb}\n").as_bytes());
    assert_eq!(scanned.notices.len(), 1);
}
