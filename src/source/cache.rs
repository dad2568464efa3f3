//! Files in which an earlier run found nothing, so that they need not be read again.
//!
//! A file is known by its path, size, times, and number on its disk, under the version, rules and settings of the run; only digests of
//! that are kept, and only for files that gave nothing at all. So a cache holds no finding and no value, and files with findings are
//! read each time.
//!
//! Promises: a cache that does not check out is dropped whole. A file that changed within two seconds of the run is not remembered: its
//! times could not tell the next change.

use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

/// Bytes of a digest that are kept.
const LENGTH: usize = 16;

/// What every cache begins with.
const MAGIC: &[u8; 16] = b"asepsis cache 1\n";

type Entry = [u8; LENGTH];

/// What is known of earlier runs, and what this one learns.
pub struct Cache {
    file: PathBuf,
    key: String,
    known: HashSet<Entry>,
    learned: Mutex<HashSet<Entry>>,
    /// Files that changed after this are not remembered.
    settled: Duration,
    /// The file was there and did not check out.
    pub was_damaged: bool,
}

impl Cache {
    /// The cache in a folder for runs with this key: version, rules and settings. `now` is when the run began,
    /// counted from 1970.
    pub fn open(folder: &Path, key: &str, now: Duration) -> Self {
        let name = crate::sensitive::hex(&Sha256::digest(key.as_bytes())[..LENGTH]);
        let file = folder.join(format!("{name}.asepsis-cache"));
        let (known, was_damaged) = match std::fs::read(&file) {
            Ok(bytes) => entries(&bytes).map_or_else(|| (HashSet::new(), true), |known| (known, false)),
            Err(_) => (HashSet::new(), false),
        };
        let settled = now.saturating_sub(Duration::from_secs(2));
        Self { file, key: key.to_owned(), known, learned: Mutex::default(), settled, was_damaged }
    }

    /// What stands for the file as it is now; nothing where it cannot be told from its next version.
    pub fn entry(&self, path: &Path, project_path: &str) -> Option<Entry> {
        let metadata = std::fs::metadata(path).ok()?;
        if changed(&metadata)? >= self.settled {
            return None;
        }
        let mut hash = Sha256::new();
        for part in [&self.key, project_path] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        identity(&metadata).iter().for_each(|number| hash.update(number.to_le_bytes()));
        hash.finalize()[..LENGTH].try_into().ok()
    }

    /// Whether an earlier run found nothing in it.
    pub fn knows(&self, entry: &Entry) -> bool {
        let known = self.known.contains(entry);
        if known {
            self.learn(*entry);
        }
        known
    }

    /// This run found nothing in it.
    pub fn learn(&self, entry: Entry) {
        self.learned.lock().unwrap_or_else(PoisonError::into_inner).insert(entry);
    }

    /// Writes what is known now, in place of what was; entries of files that are gone or changed end here.
    pub fn save(self) -> io::Result<()> {
        let mut entries: Vec<Entry> = self.learned.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().collect();
        entries.sort_unstable();
        let mut bytes = MAGIC.to_vec();
        entries.iter().for_each(|entry| bytes.extend_from_slice(entry));
        bytes.extend_from_slice(&Sha256::digest(&bytes));
        std::fs::create_dir_all(self.file.parent().unwrap_or(Path::new(".")))?;
        let temporary = self.file.with_extension(std::process::id().to_string());
        std::fs::write(&temporary, bytes)?;
        std::fs::rename(temporary, self.file)
    }
}

fn entries(bytes: &[u8]) -> Option<HashSet<Entry>> {
    let (content, digest) = bytes.split_at_checked(bytes.len().checked_sub(32)?)?;
    let entries = content.strip_prefix(MAGIC)?;
    if Sha256::digest(content)[..] != *digest || !entries.len().is_multiple_of(LENGTH) {
        return None;
    }
    Some(entries.chunks_exact(LENGTH).map(|entry| entry.try_into().expect("chunks of the length of an entry")).collect())
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> Option<Duration> {
    use std::os::unix::fs::MetadataExt;
    let changed = Duration::from_secs(u64::try_from(metadata.ctime()).ok()?);
    Some(changed.max(metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?))
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> [i64; 7] {
    use std::os::unix::fs::MetadataExt;
    let (modified, changed) = ((metadata.mtime(), metadata.mtime_nsec()), (metadata.ctime(), metadata.ctime_nsec()));
    [metadata.size() as i64, modified.0, modified.1, changed.0, changed.1, metadata.ino() as i64, metadata.dev() as i64]
}

#[cfg(not(unix))]
fn changed(metadata: &Metadata) -> Option<Duration> {
    metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()
}

#[cfg(not(unix))]
fn identity(metadata: &Metadata) -> [i64; 3] {
    let created = metadata.created().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let nanoseconds = |time: Option<Duration>| time.map_or(0, |time| time.as_nanos() as i64);
    [metadata.len() as i64, nanoseconds(changed(metadata)), nanoseconds(created)]
}
