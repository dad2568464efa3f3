//! Files with a login a line, or words one behind the other: .netrc, .pgpass, stored Git logins, tables of users, files that are one key.

use super::{field, is_nothing, span_of};
use crate::format::Field;

/// The lines of a text, numbered from 1, without what ends them.
pub(super) fn lines(text: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    text.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line)).zip(1..).map(|(line, number)| (number, line))
}

/// Words of `machine … login … password …`, in any order and over any lines (curl, "netrc"; GNU inetutils). A word may stand in quotes; a macro ends
/// with an empty line.
pub(super) fn netrc(text: &[u8], _: usize, out: &mut dyn FnMut(Field)) -> usize {
    let (mut machine, mut expects, mut in_macro) = (0, false, false);
    for (_, line) in lines(text) {
        in_macro &= !line.trim_ascii().is_empty();
        if in_macro || line.trim_ascii_start().starts_with(b"#") {
            continue;
        }
        let mut rest = line;
        while let Some((word, after)) = word(rest) {
            rest = after;
            if std::mem::take(&mut expects) {
                if !is_nothing(word) {
                    out(field("password", format!("machine[{machine}].password"), span_of(text, word), machine));
                }
                continue;
            }
            match word {
                b"machine" | b"default" => machine += 1,
                b"password" | b"passwd" => expects = true,
                b"macdef" => in_macro = true,
                _ => {}
            }
        }
    }
    text.len()
}

/// The next word, without quotes, and what follows it.
fn word(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let line = line.trim_ascii_start();
    if let Some(inner) = line.strip_prefix(b"\"")
        && let Some(end) = memchr::memchr(b'"', inner)
    {
        return Some((&inner[..end], &inner[end + 1..]));
    }
    let end = line.iter().position(u8::is_ascii_whitespace).unwrap_or(line.len());
    (end > 0).then(|| line.split_at(end))
}

/// `host:port:database:user:password`, a colon within a part behind a backslash (`PostgreSQL`, libpq-pgpass).
pub(super) fn pgpass(text: &[u8], _: usize, out: &mut dyn FnMut(Field)) -> usize {
    for (number, line) in lines(text).filter(|(_, line)| !line.starts_with(b"#")) {
        let mut colons = (0..line.len()).filter(|&at| line[at] == b':' && (at == 0 || line[at - 1] != b'\\'));
        let (first, second, fourth) = (colons.next(), colons.next(), colons.nth(1));
        let (Some(first), Some(second), Some(fourth)) = (first, second, fourth) else { continue };
        let port = &line[first + 1..second];
        let password = line[fourth + 1..].trim_ascii_end();
        if (port == b"*" || !port.is_empty() && port.iter().all(u8::is_ascii_digit)) && !is_nothing(password) {
            out(field("password", format!("line[{number}].password"), span_of(text, password), number));
        }
    }
    text.len()
}

/// `https://user:password@host` (git-credential-store).
pub(super) fn git_credentials(text: &[u8], _: usize, out: &mut dyn FnMut(Field)) -> usize {
    for (number, line) in lines(text) {
        let Some(scheme) = memchr::memmem::find(line, b"://") else { continue };
        let rest = &line[scheme + 3..];
        let authority = &rest[..rest.iter().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(rest.len())];
        let Some(end) = memchr::memrchr(b'@', authority) else { continue };
        let Some(colon) = memchr::memchr(b':', &authority[..end]) else { continue };
        let password = &authority[colon + 1..end];
        if !is_nothing(password) && password != b"x-oauth-basic" {
            out(field("password", format!("line[{number}].password"), span_of(text, password), number));
        }
    }
    text.len()
}

/// `user:hash:…`: a hash of crypt(5) or LDAP, or of old DES with thirteen characters. `*`, `!` and `x` are none; an NT hash has 32 hexadecimal digits.
pub(super) fn passwd(text: &[u8], _: usize, out: &mut dyn FnMut(Field)) -> usize {
    for (number, line) in lines(text).filter(|(_, line)| !line.trim_ascii_start().starts_with(b"#")) {
        let mut parts = line.split(|byte| *byte == b':');
        if parts.next().is_none_or(<[u8]>::is_empty) {
            continue;
        }
        let hash = parts.take(3).map(<[u8]>::trim_ascii).find(|part| is_hash(part));
        if let Some(hash) = hash {
            out(field("hash", format!("user[{number}].hash"), span_of(text, hash), number));
        }
    }
    text.len()
}

/// Whether this is the stored form of a password: crypt(5), LDAP (RFC 2307), an NT hash, old DES.
pub(super) fn is_hash(value: &[u8]) -> bool {
    let value = value.strip_prefix(b"!").unwrap_or(value);
    let modular = value.starts_with(b"$") && value.len() >= 13 && value.iter().filter(|byte| **byte == b'$').count() >= 2;
    let ldap = value.starts_with(b"{") && memchr::memchr(b'}', value).is_some_and(|end| end <= 12 && value.len() > end + 12);
    let nt = value.len() == 32 && value.iter().all(u8::is_ascii_hexdigit);
    let des = value.len() == 13
        && value.iter().all(|byte| byte.is_ascii_alphanumeric() || b"./".contains(byte))
        && value.iter().any(u8::is_ascii_uppercase)
        && value.iter().any(u8::is_ascii_lowercase);
    modular || ldap || nt || des
}

/// One value and nothing else; behind a colon in what s3fs reads.
pub(super) fn keyfile(text: &[u8], _: usize, out: &mut dyn FnMut(Field)) -> usize {
    const LONGEST: usize = 512;
    let value = text.trim_ascii();
    let value = value.rsplit(|byte| *byte == b':').next().unwrap_or(value);
    let single =
        !value.iter().any(u8::is_ascii_whitespace) && value.len() <= LONGEST && !value.starts_with(b"$") && !value.starts_with(b"#!");
    if single && value.len() >= 4 && !is_nothing(value) {
        out(field("key", "key".to_owned(), span_of(text, value), 1));
    }
    text.len()
}
