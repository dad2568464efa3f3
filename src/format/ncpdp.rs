//! NCPDP Telecommunication Standard D.0: claims of pharmacies, as transmitted or as tests and logs write them.
//!
//! Promises: a field counts only within the segment that defines it, so that the same two letters elsewhere give nothing. The field separator is
//! taken from what stands before the first segment: the byte 0x1C, or what stands for it in source code. Linear, never fails.

use super::{Field, Format, Role, trimmed};
use crate::text::Span;

/// NCPDP D.0.
pub const FORMAT: Format = Format { name: "ncpdp", anchors: &[b"AM01", b"AM04", b"AM29"], read, ..super::MESSAGE };

/// How the field separator 0x1C, the group separator 0x1D and the segment separator 0x1E are written.
const WRITTEN: &[[&[u8]; 3]] = &[
    [b"\x1c", b"\x1d", b"\x1e"],
    [b"\\x1c", b"\\x1d", b"\\x1e"],
    [b"\\x1C", b"\\x1D", b"\\x1E"],
    [b"\\u001c", b"\\u001d", b"\\u001e"],
    [b"\\u001C", b"\\u001D", b"\\u001E"],
    [b"\\034", b"\\035", b"\\036"],
    [b"<FS>", b"<GS>", b"<RS>"],
    [b"<1C>", b"<1D>", b"<1E>"],
    [b"{FS}", b"{GS}", b"{RS}"],
    // The pictures of these characters, U+241C to U+241E.
    [b"\xE2\x90\x9C", b"\xE2\x90\x9D", b"\xE2\x90\x9E"],
];

/// Longest value of a field (data dictionary: free text of 200 characters), and then some.
const LONGEST_VALUE: usize = 512;

/// Segment, field, what it is, whose (Telecommunication Standard Implementation Guide D.0; External Code List).
const FIELDS: &[(&[u8; 2], &[u8; 2], &str, Role)] = &[
    (b"01", b"CA", "name", Role::Patient),
    (b"01", b"CB", "name", Role::Patient),
    (b"01", b"CM", "street", Role::Patient),
    (b"01", b"CN", "city", Role::Patient),
    (b"01", b"CP", "postal-code", Role::Patient),
    (b"01", b"CQ", "phone", Role::Patient),
    (b"01", b"C4", "birth-date", Role::Patient),
    (b"01", b"CY", "mrn", Role::Patient),
    (b"01", b"HN", "email", Role::Patient),
    (b"02", b"DY", "npi", Role::Provider),
    (b"03", b"DB", "npi", Role::Provider),
    (b"03", b"DR", "provider-name", Role::Provider),
    (b"03", b"2J", "provider-name", Role::Provider),
    (b"03", b"4E", "provider-name", Role::Provider),
    (b"04", b"C2", "member-id", Role::Subscriber),
    (b"04", b"CC", "name", Role::Subscriber),
    (b"04", b"CD", "name", Role::Subscriber),
    (b"04", b"2A", "member-id", Role::Subscriber),
    (b"04", b"N5", "member-id", Role::Subscriber),
    (b"06", b"DZ", "account", Role::Patient),
    (b"07", b"D2", "other-id", Role::Patient),
    (b"25", b"C2", "member-id", Role::Subscriber),
    (b"25", b"N5", "member-id", Role::Subscriber),
    (b"29", b"CA", "name", Role::Patient),
    (b"29", b"CB", "name", Role::Patient),
    (b"29", b"C4", "birth-date", Role::Patient),
];

fn read(text: &[u8], hit: usize, out: &mut dyn FnMut(Field)) -> usize {
    let behind = (hit + 4).min(text.len());
    let Some(written) = WRITTEN.iter().find(|written| text[..hit].ends_with(written[0])) else { return behind };
    let mut at = hit;
    let mut segment = *b"  ";
    let mut qualifier = *b"  ";
    let mut record = 1;
    let mut counts = [0_u32; 256];
    loop {
        let end = field_end(text, at, written);
        let field = Span::new(at, end).of(text);
        if let Some((id, _)) = field.split_first_chunk::<2>() {
            let value = trimmed(text, Span::new(at + 2, end));
            match id {
                b"AM" => {
                    let number: [u8; 2] = value.of(text).try_into().unwrap_or(*b"  ");
                    record += u32::from(number == *b"01" && segment != *b"  ");
                    segment = number;
                }
                // Patient ID Qualifier: 01 is the Social Security number.
                b"CX" => qualifier = value.of(text).try_into().unwrap_or(*b"  "),
                _ => {
                    let row = FIELDS.iter().position(|row| *row.0 == segment && row.1 == id).filter(|_| !value.is_empty());
                    if let Some(row) = row {
                        let (_, _, kind, role) = FIELDS[row];
                        let kind = if id == b"CY" && qualifier == *b"01" { "ssn" } else { kind };
                        let path = format!("AM{}.{}", String::from_utf8_lossy(&segment), String::from_utf8_lossy(id));
                        counts[row] += 1;
                        let place = format!("{path}[{}]", counts[row]);
                        out(Field {
                            path: path.into(),
                            place: place.into(),
                            kind: Some(kind.into()),
                            value,
                            record,
                            role,
                            synthetic: false,
                        });
                    }
                }
            }
        }
        let Some(next) = next_field(text, end, written) else { return end.max(behind) };
        at = next;
    }
}

/// Where the value that holds `at` ends: before a separator, a control character, a line end or the mark of a literal.
fn field_end(text: &[u8], at: usize, written: &[&[u8]; 3]) -> usize {
    let rest = &text[at..text.len().min(at + LONGEST_VALUE)];
    let ends = |offset: usize| {
        let here = &rest[offset..];
        here[0] < b' ' || matches!(here[0], b'"' | b'`') || written.iter().any(|mark| here.starts_with(mark))
    };
    at + (0..rest.len()).find(|offset| ends(*offset)).unwrap_or(rest.len())
}

/// First offset behind the field separator that follows here, with separators of groups and segments and the joints of literals before it.
fn next_field(text: &[u8], mut at: usize, written: &[&[u8]; 3]) -> Option<usize> {
    for _ in 0..32 {
        let rest = text.get(at..)?;
        if rest.starts_with(written[0]) {
            return Some(at + written[0].len());
        }
        let mark = written[1..].iter().find(|mark| rest.starts_with(mark)).map_or(0, |mark| mark.len());
        let joint = rest.first().is_some_and(|byte| byte.is_ascii_whitespace() || b"\"`+.&".contains(byte));
        at += if mark > 0 { mark } else { usize::from(joint) };
        if mark == 0 && !joint {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::tests::{kinds, survives};

    /// `|` is the field separator, `+` that of segments, `=` that of groups.
    fn message(text: &str, written: &[&[u8]; 3]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for byte in text.bytes() {
            match byte {
                b'|' => bytes.extend_from_slice(written[0]),
                b'=' => bytes.extend_from_slice(written[1]),
                b'+' => bytes.extend_from_slice(written[2]),
                _ => bytes.push(byte),
            }
        }
        bytes
    }

    const CLAIM: &str = "610066D0B1PCN       1011234567893     20260105          +|AM04|C2QX4480217|CCODALYS|CDQUILLFEATHER|C1GRP7+|AM01|CX01|CY900112233|C419610314|C52\
                         |CAODALYS|CBQUILLFEATHER|CM418 LARKSPUR LN|CNOBERLIN|COOH|CP44074|CQ4405550134|HNo@example.org=+|AM07|EM1|D2000012345678|D300+|AM03|EZ01|DB1234567893|DRWELBY";
    const FOUND: &str = "member-id=QX4480217 name=ODALYS name=QUILLFEATHER ssn=900112233 birth-date=19610314 name=ODALYS name=QUILLFEATHER street=418 LARKSPUR LN \
                         city=OBERLIN postal-code=44074 phone=4405550134 email=o@example.org other-id=000012345678 npi=1234567893 provider-name=WELBY";

    #[test]
    fn a_claim_however_its_separators_are_written() {
        for written in WRITTEN {
            assert_eq!(kinds(&FORMAT, &message(CLAIM, written)), FOUND, "{}", String::from_utf8_lossy(written[0]));
        }
    }

    #[test]
    fn pieces_and_damage() {
        for (text, expected) in [
            ("", ""),
            ("AM01", ""),
            ("AM01CAODALYS", ""),
            ("xAM01|CAODALYS", ""),
            ("|AM01", ""),
            ("|AM01|", ""),
            ("|AM01|CA", ""),
            ("|AM01|CA   ", ""),
            ("|AM01|CAODALYS", "name=ODALYS"),
            ("|AM01|CA ODALYS ", "name=ODALYS"),
            ("|AM01|C", ""),
            ("|AM01||CAODALYS", "name=ODALYS"),
            ("|AM01|XXODALYS", ""),
            ("|AM01|C2QX77", ""),
            ("|AM04|C2QX77", "member-id=QX77"),
            ("|AM01|CY77120|CX01", "mrn=77120"),
            ("|AM01|CX99|CY77120", "mrn=77120"),
            ("|AM01+|AM04|CAODALYS", ""),
            ("|AM01=+|AM01|CAODALYS", "name=ODALYS"),
            ("|AM0|CAODALYS", ""),
            ("|AM29|CAODALYS|C419610314", "name=ODALYS birth-date=19610314"),
            ("\"|AM01|CAODALYS\" X", "name=ODALYS"),
            ("\"|AM01\"\n  \"|CAODALYS\"", "name=ODALYS"),
            ("|AM01\r\n|CAODALYS\r\n|CBQUILL", "name=ODALYS name=QUILL"),
            ("|AM01|CAODALYS\nCBQUILL", "name=ODALYS"),
            ("|AM01|CAODALYS\u{3}|CBQUILL", "name=ODALYS"),
            ("|AM01|CAODALYS|AM", "name=ODALYS"),
            ("|AM04|AM01|CAODALYS", "name=ODALYS"),
            ("|AM01|CAODALYS|AM01|CAODALYS", "name=ODALYS name=ODALYS"),
            ("|AM01|C4", ""),
            ("|AM07|D2123|AM01|CAX", "name=X"),
        ] {
            assert_eq!(kinds(&FORMAT, &message(text, &WRITTEN[0])), expected, "{text:?}");
        }
    }

    #[test]
    fn any_damage_is_survived() {
        survives(&FORMAT, &message(CLAIM, &WRITTEN[0]));
        survives(&FORMAT, &message(CLAIM, &WRITTEN[1]));
    }
}
