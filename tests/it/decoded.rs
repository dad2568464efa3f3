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

/// A text as some code writes it, and where each byte of the text stands in that.
type Written = (String, Vec<std::ops::Range<usize>>);

/// A way to write text: what finding it says, what stands before and behind it in a file, and how it is written.
struct Code {
    evidence: &'static str,
    before: &'static str,
    behind: &'static str,
    write: fn(&str) -> Written,
}

fn bytewise(text: &str, write: impl Fn(char) -> String) -> Written {
    let mut out = String::new();
    let places = text.chars().map(|letter| {
        let from = out.len();
        out.push_str(&write(letter));
        from..out.len()
    });
    let places = places.collect();
    (out, places)
}

/// Letters and digits stand for themselves, and so does everything else by what `escape` says.
fn escaped(text: &str, escape: impl Fn(char) -> String) -> Written {
    bytewise(text, |letter| if letter.is_ascii_alphanumeric() { letter.to_string() } else { escape(letter) })
}

fn in_base64(text: &str) -> Written {
    let places = (0..text.len()).map(|at| at * 4 / 3..((at + 1) * 4).div_ceil(3)).collect();
    (base64(text.as_bytes()), places)
}

/// Over lines of sixty characters.
fn in_lines(text: &str) -> Written {
    const LINE: usize = 60;
    let (one, places) = in_base64(text);
    let moved = |at: usize| at + (at / LINE) * "\n  ".len();
    let places = places.into_iter().map(|place| moved(place.start)..moved(place.end - 1) + 1).collect();
    (wrapped(&one, "\n  "), places)
}

fn in_gzip(text: &str) -> Written {
    let packed = base64(&gzip(text)).trim_end_matches('=').to_owned();
    let whole = 0..packed.len();
    (packed, vec![whole; text.len()])
}

const CODES: &[Code] = &[
    Code { evidence: "base64", before: "data:\n  x: ", behind: "\n", write: in_base64 },
    Code {
        evidence: "base64",
        before: "x = \"",
        behind: "\"\n",
        write: |text| {
            let (standard, places) = in_base64(text);
            (standard.replace('+', "-").replace('/', "_").trim_end_matches('=').to_owned(), places)
        },
    },
    Code { evidence: "base64", before: "data: |\n  ", behind: "\n", write: in_lines },
    Code { evidence: "hex", before: "x = ", behind: "\n", write: |text| bytewise(text, |letter| format!("{:02x}", letter as u8)) },
    Code {
        evidence: "percent",
        before: "GET /go?u=",
        behind: " HTTP/1.1\n",
        write: |text| escaped(text, |letter| format!("%{:02X}", letter as u8)),
    },
    Code {
        evidence: "html",
        before: "<a d='",
        behind: "'>\n",
        write: |text| escaped(text, |letter| if letter == '"' { "&quot;".to_owned() } else { format!("&#{};", letter as u8) }),
    },
    Code {
        evidence: "escape",
        before: "const x = \"",
        behind: "\";\n",
        write: |text| escaped(text, |letter| format!("\\u{:04x}", letter as u8)),
    },
    Code {
        evidence: "escape",
        before: "{\"x\": \"",
        behind: "\"}\n",
        write: |text| {
            bytewise(text, |letter| match letter {
                '\n' => "\\n".to_owned(),
                '"' | '\\' | '/' => format!("\\{letter}"),
                other => other.to_string(),
            })
        },
    },
    Code {
        evidence: "quoted-printable",
        before: "Content-Transfer-Encoding: quoted-printable\n\n",
        behind: "\n",
        write: |text| escaped(text, |letter| format!("={:02X}", letter as u8)),
    },
    Code { evidence: "base64+gzip", before: "x: ", behind: "\n", write: in_gzip },
];

impl Code {
    /// A file that says `text` in this code, and where `inner` of it stands.
    fn file(&self, text: &str, inner: &std::ops::Range<usize>) -> (String, std::ops::Range<usize>) {
        let (written, places) = (self.write)(text);
        let place = places[inner.start].start..places[inner.end - 1].end;
        // What leads to a decoder stands in most texts: an address, quotes.
        let before = format!("# \"https://larkspur.zz/\"\n{}", self.before);
        (format!("{before}{written}{}", self.behind), place.start + before.len()..place.end + before.len())
    }
}

/// Each code alone and each in each: the finding says which way, and stands where the innermost value was written.
#[test]
fn every_code_is_read_alone_and_within_every_other() {
    let config = format!("{{\"name\": \"ward ???>>>~~~???>>>\", \"url\": \"{URL}\", \"pool\": 5, \"wait\": 30}}");
    let at = config.find(PASSWORD).expect("it is there");
    let place = at..at + PASSWORD.len();
    assert!(base64(config.as_bytes()).contains(['+', '/']), "the alphabets differ");
    let mut wrong = Vec::new();
    let mut check = |file: &str, place: &std::ops::Range<usize>, ways: &[&str]| {
        let found = decoded("a.txt", file.as_bytes());
        let is_way = |(way, length, at): &(String, usize, String)| {
            ways.contains(&way.as_str()) && *length == PASSWORD.len() && *at == file[place.clone()]
        };
        if found.len() != 1 || !found.iter().all(is_way) {
            wrong.push(format!("{ways:?}: {found:?}, not {}\n  {}", &file[place.clone()], &file[..file.len().min(200)]));
        }
    };
    for inner in CODES {
        let (once, place) = inner.file(&config, &place);
        // What no code changes is found without it.
        if once.contains(URL) {
            continue;
        }
        let alone = format!("decoded:{}", inner.evidence);
        check(&once, &place, &[&alone]);
        for outer in CODES {
            let (twice, place) = outer.file(&once, &place);
            // Where the outer code leaves the letters of the inner one as they are, one step is enough.
            check(&twice, &place, &[&alone, &format!("decoded:{}+{}", outer.evidence, inner.evidence)]);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Credentials that are codes by themselves keep their place within every other: HTTP Basic as a whole, a URL in the payload of a token.
#[test]
fn basic_credentials_and_parts_of_tokens_are_read_within_every_code() {
    let basic = base64(b"ward:v9KqTm4xLz7w");
    let header = format!("GET /ehr HTTP/1.1\nAuthorization: Basic {basic}\nReferer: \"https://larkspur.zz/???>>>\"\n");
    let part = |text: &str| base64(text.as_bytes()).trim_end_matches('=').replace('+', "-").replace('/', "_");
    let payload = format!("{{\"sub\":\"ward\",\"dsn\":\"{URL}\"}}");
    let encoded = part(&payload);
    let token = format!("{}.{encoded}.{}", part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"), part("no signature of anything, 32 by"));
    let session = format!("# https://larkspur.zz/???>>>\nsession \"{token}\"\n");
    let inner = |text: &str, value: &str| {
        let at = text.find(value).expect("it is there");
        at..at + value.len()
    };
    let (written, places) = in_base64(&payload);
    let at = inner(&payload, PASSWORD);
    let dsn = &written[places[at.start].start..places[at.end - 1].end];
    let mut wrong = Vec::new();
    for (text, value, rule) in [(&header, basic.as_str(), "http-basic-authorization"), (&session, dsn, "database-url-password")] {
        let place = inner(text, value);
        let files = CODES.iter().map(|code| code.file(text, &place)).chain([(text.clone(), place.clone())]);
        for (file, place) in files {
            let rules = RuleSet::built_in();
            let scanned =
                Scanner::new(&rules, Options::default()).scan(&Blob { path: "a.txt", project_path: "a.txt", bytes: file.as_bytes() });
            let found: Vec<&str> = scanned
                .findings
                .iter()
                .filter(|finding| rules.get(finding.rule).id == rule)
                .map(|finding| std::str::from_utf8(finding.region.bytes.of(file.as_bytes())).expect("text"))
                .collect();
            if found != [&file[place]] {
                wrong.push(format!("{rule}: {found:?}\n  {}", &file[..file.len().min(160)]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
