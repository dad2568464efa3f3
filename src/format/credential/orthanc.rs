//! Users and peers of an Orthanc DICOM server: `"RegisteredUsers": {"ana": "v9Kq"}`, `"OrthancPeers": {"ward": ["https://…", "ana", "v9Kq"]}`,
//! and `ORTHANC__REGISTERED_USERS` with the first as JSON (Orthanc Book: Configuration, Docker images).
//!
//! Promises: reads the one object behind the name, escaped or not; a name without an object is stepped over. Never judges a value.

use super::{field, is_nothing};
use crate::format::Field;
use crate::format::json::{Event, Quote, Tokens};

pub(super) const ANCHORS: &[&[u8]] = &[b"RegisteredUsers", b"ORTHANC__REGISTERED_USERS", b"OrthancPeers", b"ORTHANC__ORTHANC_PEERS"];

/// Bytes between the name and its object.
const GAP: usize = 64;

/// Place of the password in a peer that is a list: address, user, password.
const PASSWORD: usize = 2;

pub(super) fn read(text: &[u8], hit: usize, out: &mut dyn FnMut(Field)) -> usize {
    let named = text[hit..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let name = hit + named;
    let between = |byte: &u8| byte.is_ascii_whitespace() || b"\"\\':=|>-".contains(byte);
    let gap = text[name..].iter().take(GAP).take_while(|byte| between(byte)).count();
    let open = name + gap;
    if text.get(open) != Some(&b'{') {
        return name;
    }
    let are_peers = text[hit..name].ends_with(b"Peers") || text[hit..name].ends_with(b"PEERS");
    let quote = if text[open + 1..].trim_ascii_start().starts_with(b"\\\"") { Quote::Escaped } else { Quote::Plain };
    let (mut depth, mut index, mut record, mut end) = (0_usize, 0, 0, open + 1);
    for token in Tokens::new(text, open, quote) {
        end = token.span.end.max(end);
        match token.event {
            Event::ObjectStart | Event::ArrayStart => {
                depth += 1;
                index = 0;
            }
            Event::ObjectEnd | Event::ArrayEnd => depth -= usize::from(depth > 0),
            Event::Key if depth == 1 => record += 1,
            Event::String if depth == if are_peers { 2 } else { 1 } => {
                if record > 0 && (!are_peers || index == PASSWORD) && !is_nothing(token.span.of(text)) {
                    let place = format!("{}[{record}].password", if are_peers { "OrthancPeers" } else { "RegisteredUsers" });
                    out(field("password", place, token.span, record));
                }
                index += 1;
            }
            Event::Key | Event::String | Event::Number | Event::Literal => {}
        }
        if depth == 0 {
            break;
        }
    }
    end
}
