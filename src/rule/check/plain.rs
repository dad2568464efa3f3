//! Texts that say what they are: numbers, dates, versions, paths, addresses, file names, digests with their name, patterns.
//!
//! Promises: judges the text alone; linear, never fails.

use super::lexicon::FILE_EXTENSIONS;
use super::{contact, placeholder};

/// Numbers, dates, versions, paths, addresses of pages and on ledgers (0x and 20 bytes), file names, digests with their name, colours, patterns.
pub(super) fn is_plain_data(value: &[u8]) -> bool {
    let numeric = value.iter().all(|byte| byte.is_ascii_digit() || b".,:-+/ _%eExTZ".contains(byte))
        && value.iter().any(u8::is_ascii_digit)
        && !value.iter().any(|byte| b"Ee".contains(byte) && value.len() > 24);
    let digest = [b"sha1-".as_slice(), b"sha256-", b"sha384-", b"sha512-", b"sha1:", b"sha256:", b"sha512:", b"md5:", b"md5-"]
        .iter()
        .any(|name| value.starts_with(name));
    let colour = value.first() == Some(&b'#') && value.len() <= 9 && value[1..].iter().all(u8::is_ascii_hexdigit);
    let ledger = value.len() == 42 && value.starts_with(b"0x") && value[2..].iter().all(u8::is_ascii_hexdigit);
    numeric
        || ledger
        || digest
        || colour
        || is_version(value)
        || is_path(value)
        || is_address(value)
        || is_file_name(value)
        || is_pattern(value)
        || contact::is_date(value) && value[0].is_ascii_digit() && has_date_shape(value)
}

fn has_date_shape(value: &[u8]) -> bool {
    value.iter().all(|byte| byte.is_ascii_digit() || b"-/:. TZ+".contains(byte))
}

/// `1.2.3`, `v2.0.0-rc.1`, `^1.4.0`.
pub(super) fn is_version(value: &[u8]) -> bool {
    let rest = value.trim_ascii_start();
    let rest = rest.iter().position(|byte| !b"v^~=<>".contains(byte)).map_or(&rest[..0], |start| &rest[start..]);
    let mut parts = rest.split(|byte| *byte == b'.');
    let number = |part: Option<&[u8]>| part.is_some_and(|part| !part.is_empty() && part.len() <= 4 && part.iter().all(u8::is_ascii_digit));
    number(parts.next())
        && number(parts.next())
        && parts.next().is_some_and(|part| part.first().is_some_and(u8::is_ascii_digit))
        && rest.len() <= 32
}

/// A path of a file system or of a URL: each part reads as words.
pub(super) fn is_path(value: &[u8]) -> bool {
    let drive = matches!(value, [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic());
    let rooted = [b"/".as_slice(), b"./", b"../", b"~/", b"\\\\", b"@/"].iter().any(|root| value.starts_with(root));
    let mut parts = value.split(|byte| b"/\\".contains(byte)).filter(|part| !part.is_empty());
    let parted = value.iter().any(|byte| b"/\\".contains(byte));
    drive
        || parted
            && (rooted || value.len() < 200)
            && parts.all(|part| part.len() < 3 || placeholder::reads_as_words(part) || is_version(part))
}

/// A URL without a user and password.
pub(super) fn is_address(value: &[u8]) -> bool {
    let Some(mark) = value.windows(3).position(|window| window == b"://") else { return false };
    // `jdbc:postgresql`: a scheme within a scheme.
    let scheme = value[..mark].iter().all(|byte| byte.is_ascii_alphanumeric() || b"+-.:".contains(byte));
    let host = value[mark + 3..].split(|byte| b"/?#".contains(byte)).next().unwrap_or_default();
    mark > 0 && scheme && !host.contains(&b'@')
}

/// A name of a file by its ending, with or without a place within it: `environment.md#setup`.
pub fn is_file_name(value: &[u8]) -> bool {
    let value = value.split(|byte| *byte == b'#').next().filter(|name| !name.is_empty()).unwrap_or(value);
    let Some(dot) = value.iter().rposition(|byte| *byte == b'.') else { return false };
    let (stem, ending) = (&value[..dot], &value[dot + 1..]);
    let named = stem.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-. /\\@+*".contains(byte));
    named && dot > 0 && ending.len() <= 10 && FILE_EXTENSIONS.contains(&String::from_utf8_lossy(ending).to_lowercase())
}

/// A regular expression: anchored, or with classes.
pub(super) fn is_pattern(value: &[u8]) -> bool {
    let has = |mark: &[u8]| value.windows(mark.len()).any(|window| window == mark);
    [b"[a-z".as_slice(), b"[A-Z", b"[0-9", b"[^", b"(?", b"\\d", b"\\w", b"\\s", b"\\b", b".*", b".+)"].into_iter().any(has)
}
