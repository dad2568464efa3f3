//! DICOM headers (PS3.5, PS3.10): with and without preamble, explicit and implicit, little and big endian.
//!
//! Promises: reads elements up to the pixel data and never the pixels; lengths that lie end the reading, not the program. Sequences are walked
//! flat, so nesting costs nothing. Linear, never fails. The offsets of its fields are bytes of the file.

use super::{Field, Format, Role};
use crate::text::Span;

/// DICOM.
pub const FORMAT: Format = Format { name: "dicom", anchors: &[], claims, is_message: true, is_table: false, is_binary: true, unread, read };

/// Preamble (PS3.10, 7.1).
const PREAMBLE: usize = 128;
/// Undefined length (PS3.5, 7.1.1).
const UNDEFINED: u32 = 0xFFFF_FFFF;
/// Value representations with two reserved bytes and a length of four (PS3.5, table 7.1-1).
const LONG: [&[u8; 2]; 13] = [b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"];
/// The others.
const SHORT: [&[u8; 2]; 21] = [
    b"AE", b"AS", b"AT", b"CS", b"DA", b"DS", b"DT", b"FL", b"FD", b"IS", b"LO", b"LT", b"PN", b"SH", b"SL", b"SS", b"ST", b"TM", b"UI",
    b"UL", b"US",
];

/// Attributes of the Basic Application Level Confidentiality Profile (PS3.15, table E.1-1) that name or number somebody: tag, what, whose.
const ATTRIBUTES: &[(u32, &str, Role)] = &[
    (0x0008_0020, "service-date", Role::Patient),
    (0x0008_0050, "other-id", Role::Patient),
    (0x0008_0090, "provider-name", Role::Provider),
    (0x0008_009C, "provider-name", Role::Provider),
    (0x0008_1048, "provider-name", Role::Provider),
    (0x0008_1050, "provider-name", Role::Provider),
    (0x0008_1060, "provider-name", Role::Provider),
    (0x0008_1070, "provider-name", Role::Provider),
    (0x0010_0010, "name", Role::Patient),
    (0x0010_0020, "mrn", Role::Patient),
    (0x0010_0030, "birth-date", Role::Patient),
    (0x0010_1000, "mrn", Role::Patient),
    (0x0010_1001, "name", Role::Patient),
    (0x0010_1005, "name", Role::Patient),
    (0x0010_1040, "street", Role::Patient),
    (0x0010_1050, "member-id", Role::Patient),
    (0x0010_1060, "name", Role::Relative),
    (0x0010_1090, "mrn", Role::Patient),
    (0x0010_2154, "phone", Role::Patient),
    (0x0010_2155, "phone", Role::Patient),
    (0x0010_2297, "name", Role::Relative),
    (0x0012_0040, "other-id", Role::Patient),
    (0x0012_0042, "other-id", Role::Patient),
    (0x0018_1000, "device", Role::Patient),
    (0x0020_0010, "other-id", Role::Patient),
    (0x0032_1032, "provider-name", Role::Provider),
    (0x0038_0010, "account", Role::Patient),
    (0x0040_0006, "provider-name", Role::Provider),
    (0x0040_1001, "other-id", Role::Patient),
    (0x0040_1010, "provider-name", Role::Provider),
    (0x0040_2008, "provider-name", Role::Provider),
    (0x0040_2016, "other-id", Role::Patient),
    (0x0040_2017, "other-id", Role::Patient),
    (0x0040_A075, "provider-name", Role::Provider),
    (0x0040_A123, "provider-name", Role::Provider),
    (0x0070_0084, "provider-name", Role::Provider),
    (0x4008_010C, "provider-name", Role::Provider),
];

/// Items and their ends (PS3.5, 7.5): they have no value representation.
const ITEM: u32 = 0xFFFE_E000;
const ITEM_GROUP: u32 = 0xFFFE;
/// Transfer syntax, patient identity removed, pixel data (7FE0,0008) to (7FE0,0010).
const TRANSFER_SYNTAX: u32 = 0x0002_0010;
const IDENTITY_REMOVED: u32 = 0x0012_0062;
const PIXEL_GROUP: u32 = 0x7FE0;

/// How the elements behind the file's meta information are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Syntax {
    explicit: bool,
    big_endian: bool,
}

/// An element: its tag, its value, whether what is inside is read as elements.
struct Element {
    tag: u32,
    value: Span,
    opens: bool,
}

/// With preamble, or an element of the groups that come first.
fn claims(_: &str, bytes: &[u8]) -> bool {
    if bytes.get(PREAMBLE..PREAMBLE + 4) == Some(b"DICM") || bytes.starts_with(b"DICM") {
        return true;
    }
    // Without preamble: identifying information first, with something that makes sense as its length or representation.
    matches!(bytes, [2 | 8, 0, _, 0, ..]) && {
        let syntax = guess(bytes, 0);
        let mut walk = Walk { bytes, at: 0, syntax, meta: bytes[0] == 2 };
        // Three well-formed elements in rising order: no other format begins like that.
        let tags: Vec<u32> = (0..3).map_while(|_| walk.next()).map(|element| element.tag).collect();
        tags.len() == 3 && tags.windows(2).all(|pair| pair[0] < pair[1]) && tags.iter().all(|tag| matches!(tag >> 16, 2 | 8 | 0x10))
    }
}

/// Explicit where two capitals of the table stand behind the tag; little endian unless the group reads better the other way.
fn guess(bytes: &[u8], at: usize) -> Syntax {
    let explicit = bytes.get(at + 4..at + 6).is_some_and(is_representation);
    let big_endian = matches!(bytes.get(at..at + 2), Some([0, 2 | 8]));
    Syntax { explicit, big_endian }
}

fn is_representation(code: &[u8]) -> bool {
    LONG.iter().chain(&SHORT).any(|known| known[..] == *code)
}

struct Walk<'b> {
    bytes: &'b [u8],
    at: usize,
    syntax: Syntax,
    /// Within group 0002, which is explicit and little endian whatever comes after it.
    meta: bool,
}

impl<'b> Walk<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        let at = match bytes {
            _ if bytes.get(PREAMBLE..PREAMBLE + 4) == Some(b"DICM") => PREAMBLE + 4,
            [b'D', b'I', b'C', b'M', ..] => 4,
            _ => 0,
        };
        let meta = bytes.get(at..at + 2) == Some(&[2, 0]);
        let syntax = if meta { Syntax { explicit: true, big_endian: false } } else { guess(bytes, at) };
        Self { bytes, at, syntax, meta }
    }

    fn number(&self, at: usize, length: usize, big_endian: bool) -> Option<u32> {
        let bytes = self.bytes.get(at..at.checked_add(length)?)?;
        let fold = |number: u32, byte: &u8| number << 8 | u32::from(*byte);
        Some(if big_endian { bytes.iter().fold(0, fold) } else { bytes.iter().rev().fold(0, fold) })
    }

    fn next(&mut self) -> Option<Element> {
        let start = self.at;
        if self.meta && self.bytes.get(start..start + 2) != Some(&[2, 0]) {
            self.meta = false;
        }
        let syntax = if self.meta { Syntax { explicit: true, big_endian: false } } else { self.syntax };
        let big = syntax.big_endian;
        let tag = self.number(start, 2, big)? << 16 | self.number(start + 2, 2, big)?;
        let representation = self.bytes.get(start + 4..start + 6)?;
        let explicit = syntax.explicit && tag >> 16 != ITEM_GROUP;
        let (header, length) = if !explicit {
            (8, self.number(start + 4, 4, big)?)
        } else if LONG.iter().any(|long| long[..] == *representation) {
            (12, self.number(start + 8, 4, big)?)
        } else if is_representation(representation) {
            (8, self.number(start + 6, 2, big)?)
        } else {
            return None;
        };
        let from = start + header;
        let is_sequence = explicit && representation == b"SQ";
        // Of an implicit sequence the length says nothing, but its first item does.
        let item = self.number(from, 2, big).zip(self.number(from + 2, 2, big)).map(|(group, element)| group << 16 | element);
        let opens = tag >> 16 == ITEM_GROUP || length == UNDEFINED || is_sequence || (!explicit && length >= 8 && item == Some(ITEM));
        let end = from.checked_add(length as usize).filter(|end| length != UNDEFINED && *end <= self.bytes.len());
        if end.is_none() && !opens {
            return None;
        }
        let value = Span::new(from.min(self.bytes.len()), end.unwrap_or(from).min(self.bytes.len()));
        // Pixel data is left where it is, also when it comes in fragments.
        self.at = if opens { from } else { value.end };
        if tag == TRANSFER_SYNTAX {
            let name = value.of(self.bytes).trim_ascii_end();
            let name = name.strip_suffix(b"\0").unwrap_or(name);
            self.syntax = Syntax { explicit: name != b"1.2.840.10008.1.2", big_endian: name == b"1.2.840.10008.1.2.2" };
        }
        Some(Element { tag, value, opens })
    }
}

fn read(bytes: &[u8], hit: usize, out: &mut dyn FnMut(Field)) -> usize {
    if hit > 0 {
        return bytes.len();
    }
    let mut walk = Walk::new(bytes);
    let mut removed = false;
    let mut counts = std::collections::HashMap::new();
    while let Some(Element { tag, value, opens }) = walk.next() {
        if tag >> 16 == PIXEL_GROUP {
            break;
        }
        let content = value.of(bytes);
        if tag == IDENTITY_REMOVED {
            removed = content.trim_ascii() == b"YES";
        }
        let Some((_, kind, role)) = ATTRIBUTES.iter().find(|row| row.0 == tag).filter(|_| !opens) else { continue };
        let length = content.iter().rposition(|byte| !matches!(byte, 0 | b' ')).map_or(0, |last| last + 1);
        let start = content.iter().take(length).take_while(|byte| **byte == b' ').count();
        if content[..length].iter().all(|byte| !byte.is_ascii_alphanumeric() && *byte < 0x80) {
            continue;
        }
        let path = format!("({:04X},{:04X})", tag >> 16, tag & 0xFFFF);
        let count = counts.entry(tag).or_insert(0_u32);
        *count += 1;
        let place = if *count > 1 { format!("{path}[{count}]") } else { path.clone() };
        let kind = if *kind == "phone" && memchr::memchr(b'@', content).is_some() { "email" } else { kind };
        let value = Span::new(value.start + start, value.start + length);
        out(Field { path: path.into(), place: place.into(), kind: Some(kind.into()), value, record: 1, role: *role, synthetic: removed });
    }
    bytes.len()
}

/// Names may be drawn into the pixels (PS3.15, E.3.1); what a manufacturer's own elements hold, the standard does not say; a deflated data
/// set is not read at all.
fn unread(bytes: &[u8]) -> Option<&'static str> {
    let mut walk = Walk::new(bytes);
    let mut is_private = false;
    while let Some(element) = walk.next() {
        if element.tag >> 16 == PIXEL_GROUP {
            return Some(if is_private {
                "the header was read but for private elements; text burned into the pixels of a DICOM image was not"
            } else {
                "the header was read; text burned into the pixels of a DICOM image was not"
            });
        }
        // Elements of odd groups are a manufacturer's own (PS3.5, 7.8); those of up to 00FF reserve a block and name its owner.
        is_private |= (element.tag >> 16) % 2 == 1 && element.tag & 0xFFFF > 0x00FF && !element.value.is_empty();
        if element.tag == TRANSFER_SYNTAX && element.value.of(bytes).starts_with(b"1.2.840.10008.1.2.1.99") {
            return Some("a deflated DICOM data set is not read");
        }
    }
    is_private.then_some("private elements of a DICOM header are not read")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::tests::survives_binary;

    fn explicit(tag: u32, representation: &[u8; 2], value: &[u8]) -> Vec<u8> {
        let mut bytes = [(tag >> 16) as u16, tag as u16].map(u16::to_le_bytes).concat();
        bytes.extend_from_slice(representation);
        if LONG.contains(&representation) {
            bytes.extend_from_slice(&[0, 0]);
            bytes.extend_from_slice(&(value.len() as u32).to_le_bytes());
        } else {
            bytes.extend_from_slice(&(value.len() as u16).to_le_bytes());
        }
        bytes.extend_from_slice(value);
        bytes
    }

    fn big(tag: u32, representation: &[u8; 2], value: &[u8]) -> Vec<u8> {
        let mut bytes = tag.to_be_bytes().to_vec();
        bytes.extend_from_slice(representation);
        bytes.extend_from_slice(&(value.len() as u16).to_be_bytes());
        bytes.extend_from_slice(value);
        bytes
    }

    fn implicit(tag: u32, value: &[u8]) -> Vec<u8> {
        let mut bytes = [(tag >> 16) as u16, tag as u16].map(u16::to_le_bytes).concat();
        bytes.extend_from_slice(&(value.len() as u32).to_le_bytes());
        bytes.extend_from_slice(value);
        bytes
    }

    fn file(syntax: &[u8], data: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0; PREAMBLE];
        bytes.extend_from_slice(b"DICM");
        bytes.extend_from_slice(&explicit(TRANSFER_SYNTAX, b"UI", syntax));
        bytes.extend_from_slice(data);
        bytes
    }

    /// `kind=value`, joined, of a file that is claimed.
    fn found(bytes: &[u8]) -> String {
        if !claims("", bytes) {
            return "-".to_owned();
        }
        let mut found = Vec::new();
        read(bytes, 0, &mut |field| {
            found.push(format!("{}={}", field.kind.unwrap_or_default(), String::from_utf8_lossy(field.value.of(bytes))));
        });
        found.join(" ")
    }

    const LITTLE: &[u8] = b"1.2.840.10008.1.2.1\0";
    const IMPLICIT: &[u8] = b"1.2.840.10008.1.2\0";
    const BIG: &[u8] = b"1.2.840.10008.1.2.2\0";

    #[test]
    fn headers_of_every_syntax() {
        let name = explicit(0x0010_0010, b"PN", b"Quillfeather^Odalys ");
        let id = explicit(0x0010_0020, b"LO", b"4480217\0");
        let birth = explicit(0x0010_0030, b"DA", b"19610314");
        let patient = [name.clone(), id.clone(), birth.clone()].concat();
        let all = "name=Quillfeather^Odalys mrn=4480217 birth-date=19610314";
        let modality = explicit(0x0008_0060, b"CS", b"CT");
        let class = explicit(0x0008_0016, b"UI", b"1.2\0");
        let charset = explicit(0x0008_0005, b"CS", b"ISO_IR 100");
        let pixels = explicit(0x7FE0_0010, b"OW", &[0; 64]);
        let implicit_patient =
            [implicit(0x0010_0010, b"Quillfeather^Odalys "), implicit(0x0010_0020, b"4480217 "), implicit(0x0010_0030, b"19610314")]
                .concat();
        let big_patient =
            [big(0x0010_0010, b"PN", b"Quillfeather^Odalys "), big(0x0010_0020, b"LO", b"4480217 "), big(0x0010_0030, b"DA", b"19610314")]
                .concat();
        let item = |inner: &[u8]| [&[0xFE, 0xFF, 0x00, 0xE0][..], &(inner.len() as u32).to_le_bytes(), inner].concat();
        let open_item =
            |inner: &[u8]| [&[0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF][..], inner, &[0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0]].concat();
        let sequence = explicit(0x0010_1002, b"SQ", &item(&id));
        let mut open_sequence = explicit(0x0010_1002, b"SQ", &[]);
        open_sequence[8..12].copy_from_slice(&UNDEFINED.to_le_bytes());
        open_sequence.extend_from_slice(&open_item(&id));
        open_sequence.extend_from_slice(&[0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0]);
        let lying = [&explicit(0x0010_0010, b"PN", b"Quill^Ody ")[..6], &[0xFF, 0x7F], b"Quill^Ody "].concat();
        for (bytes, expected) in [
            (Vec::new(), "-"),
            (b"DICM".to_vec(), ""),
            (vec![0; 132], "-"),
            (file(LITTLE, &[]), ""),
            (file(LITTLE, &patient), all),
            (file(IMPLICIT, &implicit_patient), all),
            (file(BIG, &big_patient), all),
            (file(b"1.2.840.10008.1.2.4.50", &patient), all),
            (file(LITTLE, &[&patient[..], &pixels, &patient].concat()), all),
            (file(LITTLE, &[sequence.clone(), birth.clone()].concat()), "mrn=4480217 birth-date=19610314"),
            (file(LITTLE, &[open_sequence, birth.clone()].concat()), "mrn=4480217 birth-date=19610314"),
            (
                file(
                    IMPLICIT,
                    &[implicit(0x0010_1002, &item(&implicit(0x0010_0020, b"77 "))), implicit(0x0010_0030, b"19610314")].concat(),
                ),
                "mrn=77 birth-date=19610314",
            ),
            ([&b"DICM"[..], &patient].concat(), all),
            ([charset.clone(), class.clone(), modality.clone(), patient.clone()].concat(), all),
            (
                [
                    implicit(0x0008_0005, b"ISO_IR 100"),
                    implicit(0x0008_0016, b"1.2\0"),
                    implicit(0x0008_0060, b"CT"),
                    implicit_patient.clone(),
                ]
                .concat(),
                all,
            ),
            // Not DICOM.
            (b"\x08\x00\x00\x00".to_vec(), "-"),
            (b"\x08\x00\x05\x00 is no header of anything".to_vec(), "-"),
            (vec![8; 200], "-"),
            ([charset.clone(), charset.clone(), modality.clone()].concat(), "-"),
            (b"\x02\x00\x00\x00UL\x04\x00\x00\x00\x00\x00".to_vec(), "-"),
            (b"<html>DICM</html>".to_vec(), "-"),
            // Empty, padded, damaged.
            (file(LITTLE, &explicit(0x0010_0010, b"PN", b"")), ""),
            (file(LITTLE, &explicit(0x0010_0010, b"PN", b"    ")), ""),
            (file(LITTLE, &explicit(0x0010_0010, b"PN", b"^^^^")), ""),
            (file(LITTLE, &explicit(0x0010_0020, b"LO", b"  77 \0")), "mrn=77"),
            (file(LITTLE, &lying), ""),
            (file(LITTLE, &[birth.clone(), lying].concat()), "birth-date=19610314"),
            (file(LITTLE, &patient[..patient.len() - 1]), "name=Quillfeather^Odalys mrn=4480217"),
            (file(LITTLE, &patient[..20]), ""),
            (file(LITTLE, &[&name[..], b"\0\0\0\0\0\0\0\0\0"].concat()), "name=Quillfeather^Odalys"),
            (file(LITTLE, &[&name[..], b"\x10\x00\x20\x00??\x04\x00abcd"].concat()), "name=Quillfeather^Odalys"),
            (file(LITTLE, &explicit(0x0011_0010, b"UN", &[1; 40])), ""),
            (file(LITTLE, &explicit(0x0010_1002, b"SQ", &item(&[]).repeat(100))), ""),
            (file(LITTLE, &[[0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF].repeat(1000), birth.clone()].concat()), "birth-date=19610314"),
            (file(b"1.2.840.10008.1.2.1.99", &[0x78; 40]), ""),
        ] {
            assert_eq!(found(&bytes), expected, "{:?}", String::from_utf8_lossy(&bytes));
        }
        for (bytes, expected) in [
            (file(LITTLE, &[patient.clone(), pixels].concat()), Some("pixels")),
            (file(LITTLE, &patient), None),
            (file(LITTLE, &[patient.clone(), explicit(0x0029_1010, b"LO", b"Quillfeather")].concat()), Some("private")),
            (file(LITTLE, &explicit(0x0029_0010, b"LO", b"LARKSPUR CT")), None),
            (file(b"1.2.840.10008.1.2.1.99", &[0x78; 40]), Some("deflated")),
        ] {
            let said = unread(&bytes);
            assert_eq!(said.is_some(), expected.is_some());
            assert!(said.unwrap_or_default().contains(expected.unwrap_or_default()));
        }
        survives_binary(&FORMAT, &file(LITTLE, &[charset, class, modality, patient, sequence].concat()));
        survives_binary(&FORMAT, &file(IMPLICIT, &implicit_patient));
    }

    #[test]
    fn a_header_that_says_it_is_clean_is_synthetic() {
        let bytes = file(LITTLE, &[explicit(IDENTITY_REMOVED, b"CS", b"YES "), explicit(0x0020_0010, b"SH", b"77")].concat());
        read(&bytes, 0, &mut |field| assert!(field.synthetic));
    }
}
