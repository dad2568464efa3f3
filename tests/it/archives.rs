//! What is packed is found, wherever it is packed, and what cannot be unpacked is said.

use crate::common::{LINE, Tree};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// A zip with these members.
pub(crate) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a member");
        archive.write_all(content).expect("its content");
    }
    archive.finish().expect("an archive").into_inner()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, content) in members {
        let mut header = tar::Header::new_ustar();
        header.as_ustar_mut().expect("ustar").name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(content.len() as u64);
        header.set_cksum();
        archive.append(&header, *content).expect("a member");
    }
    archive.into_inner().expect("an archive")
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(content).expect("memory");
    encoder.finish().expect("memory")
}

fn bzip2(content: &[u8]) -> Vec<u8> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
    encoder.write_all(content).expect("memory");
    encoder.finish().expect("memory")
}

fn xz(content: &[u8]) -> Vec<u8> {
    let mut encoder = lzma_rust2::XzWriter::new(Vec::new(), lzma_rust2::XzOptions::default()).expect("an encoder");
    encoder.write_all(content).expect("memory");
    encoder.finish().expect("memory")
}

fn zstd(content: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(content, ruzstd::encoding::CompressionLevel::Fastest)
}

fn seven_zip(name: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = sevenz_rust2::ArchiveWriter::new(Cursor::new(Vec::new())).expect("an archive");
    archive.push_archive_entry(sevenz_rust2::ArchiveEntry::new_file(name), Some(content)).expect("a member");
    archive.finish().expect("an archive").into_inner()
}

/// One page that says this.
pub fn pdf(text: &str) -> Vec<u8> {
    use lopdf::content::{Content, Operation};
    use lopdf::{Document, Object, Stream, dictionary};
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document
        .add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier", "Encoding" => "WinAnsiEncoding" });
    let operations = vec![
        Operation::new("BT", vec![]),
        Operation::new("Tf", vec!["F1".into(), 12.into()]),
        Operation::new("Tj", vec![Object::string_literal(text)]),
        Operation::new("ET", vec![]),
    ];
    let mut stream = Stream::new(dictionary! {}, Content { operations }.encode().expect("content"));
    stream.compress().expect("memory");
    let content = document.add_object(stream);
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    });
    document.objects.insert(pages, Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("memory");
    bytes
}

const DOCUMENT: &[u8] =
    b"<w:document><w:body><w:p><w:r><w:t>patient ssn: 219-</w:t></w:r><w:r><w:t>09-9999</w:t></w:r></w:p></w:body></w:document>";
const SLIDE: &[u8] = b"<p:sld><a:p><a:r><a:t>patient ssn: 219-</a:t></a:r><a:r><a:t>09-9999</a:t></a:r></a:p></p:sld>";
const SHEET: &[u8] =
    br#"<worksheet><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row></worksheet>"#;
const STRINGS: &[u8] = b"<sst><si><t>remark</t></si><si><r><t>patient ssn: 219-</t></r><r><t>09-9999</t></r></si></sst>";

const MAIL: &str = "From: a@example.org\r\nSubject: hello\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
    --b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\npatient ssn: 219-=\r\n09-9999\r\n\
    --b\r\nContent-Type: text/csv; name=list.csv\r\nContent-Disposition: attachment; filename=list.csv\r\n\
    Content-Transfer-Encoding: base64\r\n\r\ncGF0aWVudCBzc246IDIxOS0wOS05OTk5Cg==\r\n--b--\r\n";

/// The paths of what was found.
fn found(name: &str, content: &[u8], arguments: &[&str]) -> Vec<String> {
    let output = Tree::new().with(name, content).scan(&[&["--only", "us-ssn"], arguments].concat());
    output.findings().iter().map(|finding| finding.split(':').next().expect("a path").to_owned()).collect()
}

/// The members of what was found, as the key `inside` has them.
fn inside(name: &str, content: &[u8]) -> Vec<String> {
    let output = Tree::new().with(name, content).scan(&["--only", "us-ssn"]);
    let lines = output.lines();
    let findings = lines.iter().filter(|line| line["rule"] == "us-ssn");
    findings
        .map(|line| {
            let members = line["inside"].as_array().expect("a list").iter().map(|member| member.as_str().expect("a name").to_owned());
            std::iter::once(line["path"].as_str().expect("a path").to_owned()).chain(members).collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[test]
fn every_kind_is_opened() {
    let line = LINE.as_bytes();
    let sqlite = include_bytes!("../../testdata/archives/clinic.sqlite");
    let image = tar(&[("manifest.json", b"[]"), ("blobs/sha256/0a", &gzip(&tar(&[("srv/list.csv", line)])))]);
    let mailbox = format!("From a@example.org Mon Nov 23 10:00:00 2026\r\n{MAIL}\r\n");
    for (name, content, expected) in [
        ("a.zip", zip(&[("deep/b.txt", line)]), &["a.zip deep/b.txt"][..]),
        ("a.jar", zip(&[("application.properties", line)]), &["a.jar application.properties"]),
        ("a.war", zip(&[("WEB-INF/web.xml", line)]), &["a.war WEB-INF/web.xml"]),
        ("a.apk", zip(&[("assets/config.json", line)]), &["a.apk assets/config.json"]),
        ("a.whl", zip(&[("clinic/settings.py", line), ("clinic-1.0.dist-info/METADATA", b"Name: clinic")]), &["a.whl clinic/settings.py"]),
        ("a.nupkg", zip(&[("clinic.nuspec", b"<package/>"), ("content/app.config", line)]), &["a.nupkg content/app.config"]),
        ("a.epub", zip(&[("mimetype", b"application/epub+zip"), ("text/one.xhtml", line)]), &["a.epub text/one.xhtml"]),
        ("a.pptx", zip(&[("ppt/slides/slide1.xml", SLIDE)]), &["a.pptx ppt/slides/slide1.txt"]),
        ("a.docx", zip(&[("word/document.xml", DOCUMENT)]), &["a.docx word/document.txt"]),
        ("a.xlsx", zip(&[("xl/worksheets/sheet1.xml", SHEET), ("xl/sharedStrings.xml", STRINGS)]), &["a.xlsx xl/worksheets/sheet1.csv"]),
        ("a.odt", zip(&[("content.xml", b"<text:p>patient ssn: 219-<text:span>09-9999</text:span></text:p>")]), &["a.odt content.txt"]),
        ("a.tar", tar(&[("b.txt", line)]), &["a.tar b.txt"]),
        ("a.tar.gz", gzip(&tar(&[("b.txt", line)])), &["a.tar.gz b.txt"]),
        ("a.tgz", gzip(&tar(&[("b.txt", line)])), &["a.tgz b.txt"]),
        ("a.log.gz", gzip(line), &["a.log.gz a.log"]),
        ("a.log.bz2", bzip2(line), &["a.log.bz2 a.log"]),
        ("a.log.xz", xz(line), &["a.log.xz a.log"]),
        ("a.log.zst", zstd(line), &["a.log.zst a.log"]),
        ("a.7z", seven_zip("b.txt", line), &["a.7z b.txt"]),
        ("a.eml", MAIL.as_bytes().to_vec(), &["a.eml list.csv", "a.eml part-1.txt"]),
        ("a.mbox", mailbox.into_bytes(), &["a.mbox message-1/list.csv", "a.mbox message-1/part-1.txt"]),
        ("a.pdf", pdf(LINE.trim()), &["a.pdf page-1.txt"]),
        ("image.tar", image, &["image.tar blobs/sha256/0a srv/list.csv"]),
    ] {
        assert_eq!(inside(name, &content), expected, "{name}");
    }
    let tables = inside("a.db", sqlite);
    assert!(!tables.is_empty() && tables.iter().all(|table| table == "a.db person.csv"), "{tables:?}");
}

/// Forty patients, written by Apache Arrow with Snappy. What a build cannot read, it says.
#[test]
fn a_parquet_file_is_read_or_named() {
    let output = Tree::new().with("a.parquet", include_bytes!("../../testdata/archives/clinic.parquet")).scan(&["--only", "phi"]);
    let says = if cfg!(feature = "parquet") { "its pages were not" } else { "builds with the feature `parquet`" };
    let lines = output.lines();
    assert!(lines.iter().filter_map(|line| line["notice"]["why"].as_str()).any(|why| why.contains(says)), "{output:?}");
    let found: Vec<String> = lines.iter().filter_map(|line| line["rule"].as_str().map(str::to_owned)).collect();
    let expected = ["person-name", "medical-record-number", "birth-date"];
    let count = expected.iter().filter(|rule| found.iter().any(|found| found == *rule)).count();
    assert_eq!(count, if cfg!(feature = "parquet") { 3 } else { 0 }, "{found:?}");
}

/// Written by `SQLite` 3: `create table person(note text, ssn text primary key) without rowid`, 40 rows of which the first has the line
/// of the other tests; and the log of a database of the same rows that nobody has closed yet.
#[test]
fn tables_without_row_ids_and_write_ahead_logs() {
    for (name, content, member) in [
        ("a.db", &include_bytes!("../../testdata/archives/without-rowid.sqlite")[..], "a.db person.csv"),
        ("a.db-wal", &include_bytes!("../../testdata/archives/clinic.sqlite-wal")[..], "a.db-wal log.csv"),
    ] {
        let found = inside(name, content);
        assert!(!found.is_empty() && found.iter().all(|place| place == member), "{name}: {found:?}");
        let cut = &content[..content.len() - 700];
        let output = Tree::new().with(name, cut).scan(&["--only", "us-ssn"]);
        assert!(output.notices().iter().any(|notice| notice.contains("damaged")), "{name}");
    }
}

#[test]
fn people_see_the_whole_way() {
    let output = Tree::new().with("outer.zip", zip(&[("inner/a.txt", LINE.as_bytes())])).run(&["scan", "--all", "--format", "compact"]);
    assert!(output.stdout.contains("outer.zip!/inner/a.txt:1:14:"), "{}", output.stdout);
}

#[test]
fn depth_is_what_the_user_says() {
    let three = zip(&[("2.zip", &zip(&[("3.zip", &zip(&[("b.txt", LINE.as_bytes())]))]))]);
    assert_eq!(inside("1.zip", &three), Vec::<String>::new());
    assert_eq!(found("1.zip", &three, &["--archives", "3"]), ["1.zip"]);
    let output = Tree::new().with("1.zip", &three).scan(&[]);
    assert_eq!(output.notices(), ["1.zip!/2.zip!/3.zip limit"]);
    assert_eq!(Tree::new().with("1.zip", &three).scan(&["--archives", "0"]).notices(), ["1.zip binary"]);
    let strict = Tree::new().with("1.zip", &three).scan(&["--strict"]);
    assert_eq!(strict.code, Some(3));
}

#[test]
fn a_secret_three_deep_in_different_packings() {
    let packed = zip(&[("logs.tar.gz", &gzip(&tar(&[("old.7z", &seven_zip("a.txt", LINE.as_bytes()))])))]);
    let tree = Tree::new().with("all.zip", packed);
    let output = tree.scan(&["--only", "us-ssn", "--archives", "3"]);
    assert_eq!(output.lines()[0]["inside"], serde_json::json!(["logs.tar.gz", "old.7z", "a.txt"]));
}

#[test]
fn a_bomb_is_a_notice() {
    let zeroes = vec![b'0'; 3 << 20];
    let small = zip(&[("a.txt", LINE.as_bytes()), ("zeroes.txt", &zeroes), ("z.txt", LINE.as_bytes())]);
    assert!(small.len() < 10_000, "{}", small.len());
    let output = Tree::new().with("bomb.zip", &small).scan(&["--only", "us-ssn", "--max-size", "1M"]);
    assert_eq!(output.notices(), ["bomb.zip limit"]);
    assert_eq!(output.findings().len(), 2, "the other members are scanned");
    let many = gzip(&gzip(&gzip(&gzip(&gzip(b"x")))));
    assert_eq!(Tree::new().with("a.gz", &many).scan(&[]).notices().len(), 1);
}

#[test]
fn a_name_that_climbs_leads_nowhere() {
    let content = tar(&[("../../etc/evil.txt", LINE.as_bytes()), ("/root.txt", LINE.as_bytes())]);
    let tree = Tree::new().with("a.tar", content);
    let before = std::fs::read_dir(tree.path("")).expect("a folder").count();
    assert_eq!(inside("a.tar", &std::fs::read(tree.path("a.tar")).expect("a file")), ["a.tar ../../etc/evil.txt", "a.tar root.txt"]);
    tree.scan(&[]);
    assert_eq!(std::fs::read_dir(tree.path("")).expect("a folder").count(), before);
}

#[test]
fn a_truncated_archive_is_read_as_far_as_it_goes() {
    let text = LINE.repeat(3) + &(0..20_000_u32).map(|number| (number.wrapping_mul(2_654_435_761)).to_string()).collect::<String>();
    let whole = gzip(text.as_bytes());
    let output = Tree::new().with("a.log.gz", &whole[..whole.len() / 2]).scan(&["--only", "us-ssn"]);
    assert_eq!((output.findings().len(), output.notices()), (3, vec!["a.log.gz damaged".to_owned()]));
    let zipped = zip(&[("a.txt", text.as_bytes())]);
    for (name, content) in
        [("a.zip", &zipped[..zipped.len() / 2]), ("b.7z", &seven_zip("a", text.as_bytes())[..200]), ("c.xz", &xz(b"x")[..14])]
    {
        assert_eq!(Tree::new().with(name, content).scan(&[]).notices(), [format!("{name} damaged")]);
    }
}

#[test]
fn encrypted_members_are_listed() {
    let mut content = zip(&[("secret.txt", LINE.as_bytes()), ("open.txt", LINE.as_bytes())]);
    // Bit 0 of the general purpose flags (APPNOTE 4.4.4), in both headers of the first member.
    content[6] |= 1;
    let central = content.windows(4).position(|bytes| bytes == b"PK\x01\x02").expect("a directory");
    content[central + 8] |= 1;
    let output = Tree::new().with("a.zip", content).scan(&["--only", "us-ssn"]);
    assert_eq!(output.notices(), ["a.zip!/secret.txt encrypted"]);
    assert_eq!(output.findings(), ["a.zip:1:14 us-ssn"]);
}

#[test]
fn members_that_are_no_text_are_counted() {
    let output = Tree::new().with("a.jar", zip(&[("A.class", &[0; 64]), ("B.class", &[0; 64]), ("c.txt", b"x")])).scan(&[]);
    assert_eq!(output.notices(), ["a.jar binary"]);
    let lines = output.lines();
    let notice = lines.iter().find_map(|line| line.get("notice")).expect("a notice");
    assert_eq!(notice["why"], "2 of its 3 members are not text");
}

#[test]
fn an_ignore_comment_in_a_member_counts() {
    let content = zip(&[("a.py", b"x = 'patient ssn: 219-09-9999'  # asepsis: ignore[us-ssn] printed in a leaflet\n")]);
    let output = Tree::new().with("a.zip", content).scan(&["--only", "us-ssn"]);
    assert_eq!((output.findings().len(), output.accepted().len()), (0, 1));
}
