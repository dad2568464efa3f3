//! Files that hold files: archives, compressed files, mail, documents, databases, images of containers.
//!
//! A container is known by its first bytes (mail by its name) and unfolded in memory, member by member; a member may be a container
//! again, down to the depth that the user allows. Compression of one file (`.gz`) is no level of its own. Documents and databases come
//! out as text: a page, a sheet, a table each.
//!
//! Promises: nothing is written to disk, so a member's name can lead nowhere. One [`Budget`] bounds bytes and members of all levels.
//! What is encrypted, damaged or beyond a limit becomes a notice, and what came before it is handed out. Never fails.

use crate::budget::{Budget, End};
use crate::notice::{Notice, NoticeKind};
use crate::text::{MEMBER_MARK, shown_bytes};
use std::cell::Cell;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

mod mail;
mod office;
#[cfg(feature = "parquet")]
mod parquet;
mod pdf;
mod sqlite;

/// Files compressed in a row, as in `x.gz.gz`, before it is called a bomb.
const LONGEST_CHAIN: u32 = 4;

/// Memory that a decoder's dictionary may take, in KiB.
const DICTIONARY_KIB: u32 = 256 << 10;

thread_local! {
    static IS_READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is in a reader of documents: should it panic, the document gets a notice, and there is nothing else to say.
pub fn is_reading() -> bool {
    IS_READING.get()
}

/// What a file is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Zip and what is built on it: jar, docx, apk, whl.
    Zip,
    /// Tar, images of containers among them.
    Tar,
    /// 7z.
    SevenZip,
    /// One file, gzip.
    Gzip,
    /// One file, bzip2.
    Bzip2,
    /// One file, xz.
    Xz,
    /// One file, Zstandard.
    Zstd,
    /// A message or a box of them.
    Mail,
    /// PDF.
    Pdf,
    /// A database of `SQLite`.
    Sqlite,
    /// The write-ahead log of one.
    SqliteLog,
    /// A table in columns, Parquet.
    Parquet,
}

impl Kind {
    /// What the file at `path` is, or nothing where it is no container. Signatures: PKWARE APPNOTE 4.3.7, RFC 1952, RFC 8878, the xz
    /// file format 2.1.1.1, `7zFormat.txt`, POSIX ustar, ISO 32000-1 7.5.2, `SQLite` file format 1.3 and 4.1,
    /// the Parquet file format.
    pub fn of(path: &str, bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return Some(Self::Zip),
            [0x1F, 0x8B, 8, ..] => return Some(Self::Gzip),
            [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..] => return Some(Self::Bzip2),
            [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => return Some(Self::Xz),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => return Some(Self::Zstd),
            [b'7', b'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => return Some(Self::SevenZip),
            [b'%', b'P', b'D', b'F', b'-', ..] => return Some(Self::Pdf),
            [b'S', b'Q', b'L', b'i', b't', b'e', ..] if bytes.starts_with(b"SQLite format 3\0") => return Some(Self::Sqlite),
            [0x37, 0x7F, 6, 0x82 | 0x83, ..] => return Some(Self::SqliteLog),
            // Or with an encrypted footer.
            [b'P', b'A', b'R', b'1' | b'E', ..] if bytes.ends_with(&bytes[..4]) => return Some(Self::Parquet),
            _ => {}
        }
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        if bytes.get(257..262) == Some(b"ustar") || (extension.eq_ignore_ascii_case("tar") && bytes.len() >= 512) {
            return Some(Self::Tar);
        }
        ["eml", "mbox", "mht", "mhtml"].iter().any(|mail| extension.eq_ignore_ascii_case(mail)).then_some(Self::Mail)
    }

    /// Whether a file that begins so may be a container: that of Parquet is known by its end too.
    pub fn may_be(path: &str, head: &[u8]) -> bool {
        Self::of(path, head).is_some() || head.starts_with(b"PAR1") || head.starts_with(b"PARE")
    }

    /// One compressed file rather than a folder of them.
    const fn is_compression(self) -> bool {
        matches!(self, Self::Gzip | Self::Bzip2 | Self::Xz | Self::Zstd)
    }

    /// Text that is scanned as it stands, beside what it holds.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Mail)
    }
}

/// What comes out of a container.
#[derive(Debug)]
pub enum Found<'f> {
    /// A member that is no container, or one that is text as well.
    Member {
        /// The members that lead to it, outermost first, itself last.
        inside: &'f [String],
        /// Its content.
        bytes: &'f [u8],
    },
    /// Something that could not be handed out.
    Notice(Notice),
}

/// Hands out all members of the container at `path`, down to `depth` levels.
pub fn unfold(path: &str, kind: Kind, bytes: &[u8], depth: u32, budget: Budget, each: &mut dyn FnMut(Found<'_>)) {
    let mut unfolding = Unfolding { path, inside: Vec::new(), budget, depth, chain: 0, is_over: false, each };
    unfolding.container(kind, bytes);
}

/// Something that ends the reading of one container, but not of those around it.
struct Trouble(NoticeKind, &'static str);

const ENCRYPTED: Trouble = Trouble(NoticeKind::Encrypted, "protected by a password");
const DAMAGED: Trouble = Trouble(NoticeKind::Damaged, "damaged, or packed in a way that is not known; what came before was scanned");

/// The unfolding of one file, while it lasts.
struct Unfolding<'u> {
    path: &'u str,
    inside: Vec<String>,
    budget: Budget,
    /// Levels that are left.
    depth: u32,
    /// Compressions in a row so far.
    chain: u32,
    /// The budget is spent, and that was said.
    is_over: bool,
    each: &'u mut dyn FnMut(Found<'_>),
}

/// The text of a PDF within another text, page after page, at most `most` bytes of it; nothing of a damaged one.
pub fn text_of_pdf(bytes: &[u8], most: usize) -> Vec<u8> {
    let pages = pdf::pages(bytes, most).members.into_iter().map(|(_, text)| text);
    pages.collect::<Vec<_>>().join(&b'\n')
}

#[expect(clippy::needless_pass_by_value, reason = "names and troubles are made where they are handed over")]
impl Unfolding<'_> {
    fn container(&mut self, kind: Kind, bytes: &[u8]) {
        if kind.is_compression() {
            if self.chain == LONGEST_CHAIN {
                return self.notice(NoticeKind::Limit, "compressed too often in a row");
            }
            self.chain += 1;
            let result = self.compressed(kind, bytes);
            self.chain -= 1;
            return self.tell(result);
        }
        if self.depth == 0 {
            return self.notice(NoticeKind::Limit, "an archive deeper than --archives allows");
        }
        let chain = std::mem::take(&mut self.chain);
        self.depth -= 1;
        let result = match kind {
            Kind::Zip => self.zip(bytes),
            Kind::Tar => self.tar(bytes),
            Kind::SevenZip => self.seven_zip(bytes),
            Kind::Mail => self.texts(|| mail::parts(bytes)),
            Kind::Pdf => {
                let limit = self.budget.left() as usize;
                self.texts(|| pdf::pages(bytes, limit))
            }
            Kind::Sqlite => {
                let limit = self.budget.left() as usize;
                self.texts(|| sqlite::tables(bytes, limit))
            }
            Kind::SqliteLog => {
                let limit = self.budget.left() as usize;
                self.texts(|| sqlite::log(bytes, limit))
            }
            #[cfg(feature = "parquet")]
            Kind::Parquet => self.texts(|| parquet::footer(bytes)),
            #[cfg(not(feature = "parquet"))]
            Kind::Parquet => Err(Trouble(NoticeKind::Partial, "a Parquet file: read by builds with the feature `parquet` only")),
            Kind::Gzip | Kind::Bzip2 | Kind::Xz | Kind::Zstd => unreachable!("compressions are no containers"),
        };
        self.depth += 1;
        self.chain = chain;
        self.tell(result);
    }

    fn tell(&mut self, result: Result<(), Trouble>) {
        if let Err(Trouble(kind, why)) = result {
            self.notice(kind, why);
        }
    }

    fn compressed(&mut self, kind: Kind, bytes: &[u8]) -> Result<(), Trouble> {
        let (content, end) = match kind {
            Kind::Gzip => self.budget.read(&mut flate2::bufread::MultiGzDecoder::new(bytes)),
            Kind::Bzip2 => self.budget.read(&mut bzip2::bufread::MultiBzDecoder::new(bytes)),
            Kind::Xz => self.budget.read(&mut lzma_rust2::XzReader::new_mem_limit(bytes, true, DICTIONARY_KIB)),
            _ => self.budget.read(&mut ruzstd::decoding::StreamingDecoder::new(bytes).map_err(|_| DAMAGED)?),
        };
        let name = self.inside.last().map_or(self.path, String::as_str);
        let name = name.rsplit('/').next().unwrap_or_default();
        let name = match name.rsplit_once('.') {
            Some((stem, extension)) if extension.eq_ignore_ascii_case("tgz") => format!("{stem}.tar"),
            Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
            _ => "content".to_owned(),
        };
        match Kind::of(&name, &content) {
            // `backup.tar.gz!/a.txt`: the tar itself is no place that anybody would name.
            Some(inner) if !inner.is_text() => self.container(inner, &content),
            _ => self.leaf(name, &content),
        }
        self.ended(end)
    }

    fn ended(&mut self, end: End) -> Result<(), Trouble> {
        match end {
            End::Whole => Ok(()),
            End::Damage => Err(DAMAGED),
            End::Limit => {
                self.over();
                Ok(())
            }
        }
    }

    fn over(&mut self) {
        if !self.is_over {
            self.is_over = true;
            self.notice(NoticeKind::Limit, "unfolds to more than the limits of archives allow; what came before was scanned");
        }
    }

    fn zip(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
        let mut office = office::Parts::default();
        for index in 0..archive.len() {
            if self.budget.is_spent() {
                self.over();
                return Ok(());
            }
            let (name, is_folder, is_encrypted) = match archive.by_index_raw(index) {
                Ok(entry) => (shown_bytes(entry.name_raw()), entry.name_raw().ends_with(b"/"), entry.encrypted()),
                Err(_) => return Err(DAMAGED),
            };
            if is_folder {
                continue;
            }
            if is_encrypted {
                self.inner_notice(name, ENCRYPTED);
                continue;
            }
            match archive.by_index(index) {
                Ok(mut entry) => {
                    let (content, end) = self.budget.read(&mut entry);
                    match office.take(&name, &content) {
                        Some(text) => self.leaf(office::text_name(&name), &text),
                        None => self.member(name.clone(), &content),
                    }
                    if end == End::Damage {
                        self.inner_notice(name, DAMAGED);
                    } else {
                        self.ended(end)?;
                    }
                }
                Err(_) => self.inner_notice(name, Trouble(NoticeKind::Damaged, "damaged, or packed in a way that is not known")),
            }
        }
        for (name, text) in office.sheets() {
            self.leaf(name, text.as_bytes());
        }
        Ok(())
    }

    fn tar(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        let mut archive = tar::Archive::new(bytes);
        let mut is_first = true;
        for entry in archive.entries().map_err(|_| DAMAGED)? {
            if self.budget.is_spent() {
                self.over();
                return Ok(());
            }
            let Ok(mut entry) = entry else {
                // A file that only its name calls a tar.
                return if is_first { Err(Trouble(NoticeKind::Damaged, "not a tar archive")) } else { Err(DAMAGED) };
            };
            is_first = false;
            if !matches!(entry.header().entry_type(), tar::EntryType::Regular | tar::EntryType::Continuous) {
                continue;
            }
            let name = shown_bytes(&entry.path_bytes());
            let (content, end) = self.budget.read(&mut entry);
            self.member(name, &content);
            self.ended(end)?;
        }
        Ok(())
    }

    fn seven_zip(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        use sevenz_rust2::{ArchiveReader, Error, Password};
        let trouble = |error: Error| match error {
            Error::PasswordRequired | Error::MaybeBadPassword(_) => ENCRYPTED,
            Error::UnsupportedCompressionMethod(method) if method.contains("AES") => ENCRYPTED,
            _ => DAMAGED,
        };
        let reader = ArchiveReader::new_with_memory_limit(Cursor::new(bytes), Password::empty(), DICTIONARY_KIB as usize);
        let mut reader = reader.map_err(trouble)?;
        reader.set_thread_count(1);
        let result = reader.for_each_entries(|entry, content| {
            if self.budget.is_spent() {
                return Ok(false);
            }
            if entry.is_directory() || !entry.has_stream() {
                return Ok(true);
            }
            let (content, end) = self.budget.read(content);
            self.member(entry.name().to_owned(), &content);
            if end == End::Limit {
                self.over();
                return Ok(false);
            }
            // A broken stream ends the reading with the crate's own error.
            Ok(true)
        });
        if self.budget.is_spent() {
            self.over();
            return Ok(());
        }
        result.map_err(trouble)
    }

    /// Texts that a reader made of a whole document; a fault of it costs the document only.
    fn texts(&mut self, read: impl FnOnce() -> Texts) -> Result<(), Trouble> {
        let texts = IS_READING.with(|is_reading| {
            is_reading.set(true);
            let texts = catch_unwind(AssertUnwindSafe(read)).map_err(|_| DAMAGED);
            is_reading.set(false);
            texts
        })?;
        for (name, content) in texts.members {
            if self.budget.is_spent() {
                self.over();
                return Ok(());
            }
            self.budget.take_bytes(content.len());
            self.member(name, &content);
        }
        texts.trouble.map_or(Ok(()), Err)
    }

    /// A member: a container again, or something to scan.
    fn member(&mut self, name: String, bytes: &[u8]) {
        match Kind::of(&name, bytes) {
            Some(kind) => {
                self.budget.take_member();
                if kind.is_text() {
                    self.leaf(name.clone(), bytes);
                }
                self.inside.push(tidy(&name));
                self.container(kind, bytes);
                self.inside.pop();
            }
            None => self.leaf(name, bytes),
        }
    }

    fn leaf(&mut self, name: String, bytes: &[u8]) {
        self.budget.take_member();
        self.inside.push(tidy(&name));
        (self.each)(Found::Member { inside: &self.inside, bytes });
        self.inside.pop();
    }

    fn inner_notice(&mut self, name: String, trouble: Trouble) {
        self.inside.push(tidy(&name));
        self.notice(trouble.0, trouble.1);
        self.inside.pop();
    }

    fn notice(&mut self, kind: NoticeKind, why: &'static str) {
        let path = member_path(self.path, &self.inside);
        (self.each)(Found::Notice(Notice::new(path, kind, why)));
    }
}

/// What a reader of whole documents gives: names and contents, and what it could not read.
#[derive(Default)]
struct Texts {
    members: Vec<(String, Vec<u8>)>,
    trouble: Option<Trouble>,
}

/// `outer.zip!/inner/a.hl7`.
pub fn member_path(path: &str, inside: &[String]) -> String {
    inside.iter().fold(path.to_owned(), |path, member| path + MEMBER_MARK + member)
}

/// A member's name with `/` between its parts and none before the first.
fn tidy(name: &str) -> String {
    let name = name.replace('\\', "/");
    let name = name.trim_start_matches("./").trim_start_matches('/');
    if name.is_empty() { "-".to_owned() } else { name.to_owned() }
}

/// Cells as a line of CSV (RFC 4180).
fn csv_row(cells: &[String]) -> String {
    let quoted = |cell: &String| {
        if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    cells.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_a_reader_costs_its_document_only() {
        let mut notices = Vec::new();
        let mut each = |found: Found<'_>| {
            if let Found::Notice(notice) = found {
                notices.push(notice.kind);
            }
        };
        let budget = Budget::of(1000, None);
        let mut unfolding = Unfolding { path: "a.pdf", inside: Vec::new(), budget, depth: 2, chain: 0, is_over: false, each: &mut each };
        let result = unfolding.texts(|| {
            assert!(is_reading(), "or the user hears of an internal error");
            std::panic::resume_unwind(Box::new("what a reader did not expect"));
        });
        unfolding.tell(result);
        assert_eq!(notices, [NoticeKind::Damaged]);
        assert!(!is_reading());
    }
}
