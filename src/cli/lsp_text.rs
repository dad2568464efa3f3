//! Small readers for the language server: addresses of files, and the width of lines.
//!
//! Promises: pure functions that never fail.

use lsp_types::Uri;
use std::path::PathBuf;

/// The file that a `file:` address names (RFC 8089); nothing for other schemes.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let path = uri.as_str().strip_prefix("file://")?;
    let path = &path[path.find('/')?..];
    let decoded = String::from_utf8(percent_decoded(path)).ok()?;
    // `/c:/x` is a drive, not a folder.
    let is_drive = cfg!(windows) && decoded.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if is_drive { &decoded[1..] } else { &decoded }))
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        let mut rest = bytes.clone();
        let digits = (rest.next(), rest.next());
        let value = match digits {
            (Some(high), Some(low)) if byte == b'%' => {
                std::str::from_utf8(&[high, low]).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok())
            }
            _ => None,
        };
        match value {
            Some(value) => {
                out.push(value);
                bytes = rest;
            }
            None => out.push(byte),
        }
    }
    out
}

/// The lines of a document.
pub(super) struct Lines<'t>(&'t str);

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self(text)
    }

    /// Length of a line, counted from 0, in UTF-16 units and without its line break.
    pub(super) fn width(&self, line: u32) -> Option<u32> {
        self.0.lines().nth(line as usize).map(|line| line.encode_utf16().count() as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    #[test]
    fn addresses_become_paths() {
        for (uri, path) in [
            ("file:///srv/a%20b/t%C3%A4glich.py", Some("/srv/a b/täglich.py")),
            ("file://localhost/srv/x", Some("/srv/x")),
            ("file:///100%25", Some("/100%")),
            ("untitled:Untitled-1", None),
        ] {
            let uri = Uri::from_str(uri).expect("an address");
            assert_eq!(path_of(&uri), path.map(PathBuf::from), "{uri:?}");
        }
    }

    #[test]
    fn widths_are_in_utf16_units() {
        let lines = Lines::of("ab\r\nä😀\n");
        assert_eq!((lines.width(0), lines.width(1), lines.width(2)), (Some(2), Some(3), None));
    }
}
