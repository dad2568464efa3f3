//! ASC X12 interchanges of health care (005010: 837, 835, 834, 270, 271, 276, 277, 278), whole or in pieces.
//!
//! Promises: separators come from the ISA segment; a loop's person is known from `NM1` and forgotten where the loop ends, so that an address
//! behind a provider's name is no patient's; control numbers give nothing. Reads on behind damage, linear, never fails. A message ends where no
//! segment follows, so one in a string literal ends with it.

use super::{Field, Format, Role, behind_gutter};
use crate::text::Span;
use memchr::memchr;
use std::collections::HashMap;

/// X12.
pub const FORMAT: Format = Format {
    name: "x12",
    anchors: &[b"ISA*0", b"ISA|0", b"ISA^0", b"ISA~0", b"NM1*", b"DMG*D8*", b"REF*SY*"],
    claims,
    read,
    ..super::MESSAGE
};

/// Longest segment looked at; beyond it a line break ends the segment too. Longer ones are attachments (BIN).
const LONGEST_SEGMENT: usize = 4096;
/// Bytes of a segment without a name that are stepped over.
const LONGEST_DAMAGE: usize = 512;
/// Elements of a segment that are looked at; CLP and DTP need the least, PER 9.
const MOST_ELEMENTS: usize = 20;

/// Separators of an interchange.
#[derive(Clone, Copy, Debug)]
struct Separators {
    element: u8,
    terminator: u8,
    /// The terminator is written as an escape, `\n` or `\r`, with this letter.
    escaped: Option<u8>,
    /// Segments end at line breaks too: pieces without ISA, and interchanges whose terminator is lost.
    lines: bool,
}

/// A file that begins with ISA, whatever separates its elements.
fn claims(_: &str, text: &[u8]) -> bool {
    text.starts_with(b"ISA") && separators(text, 0).is_some_and(|found| !found.lines)
}

fn read(text: &[u8], hit: usize, out: &mut dyn FnMut(Field)) -> usize {
    let behind = (hit + 4).min(text.len());
    if hit.checked_sub(1).is_some_and(|before| text[before].is_ascii_alphanumeric() && !is_escape(text, before)) {
        return behind;
    }
    let separators = if text[hit..].starts_with(b"ISA") {
        separators(text, hit)
    } else {
        let element = text.get(hit + 3).copied().unwrap_or(b'*');
        let is_person = if text[hit..].starts_with(b"NM1") { is_person_segment(&text[hit..]) } else { is_particular_segment(&text[hit..]) };
        is_person.then_some(Separators { element, terminator: b'~', escaped: None, lines: true })
    };
    let Some(separators) = separators else { return behind };
    // A birth date that stands alone is a patient's: nobody else's is sent.
    let level = text[hit..].starts_with(b"DMG").then_some(Role::Patient);
    let mut reader =
        Reader { text, out, separators, seen: HashMap::new(), record: 1, person: None, level, provider: false, synthetic: false };
    reader.segments(hit).max(behind)
}

/// The letter of an escape such as `\n` that ends the line before the message.
fn is_escape(text: &[u8], at: usize) -> bool {
    matches!(text[at], b'n' | b'r' | b't') && at.checked_sub(1).is_some_and(|before| text[before] == b'\\')
}

/// `NM1*IL*1*` and its kin: an entity of two or three letters or digits, then what it is. Keeps grammars such as `NM1*QC*` alone out.
fn is_person_segment(text: &[u8]) -> bool {
    let mut elements = text[..text.len().min(32)].split(|byte| *byte == b'*').skip(1);
    let entity = elements.next().is_some_and(|entity| (2..=3).contains(&entity.len()) && entity.iter().all(u8::is_ascii_alphanumeric));
    entity && matches!(elements.next(), Some(b"1" | b"2")) && elements.next().is_some()
}

/// `DMG*D8*19610314*` and `REF*SY*900112233`: particulars of a person, in a piece without the name. Keeps grammars such as `DMG*D8*` out.
fn is_particular_segment(text: &[u8]) -> bool {
    const LEAST_DIGITS: usize = 8;
    let digits = text.iter().skip(b"DMG*D8*".len()).take(LEAST_DIGITS).take_while(|byte| byte.is_ascii_digit()).count();
    digits == LEAST_DIGITS
}

/// What the ISA segment at `at` says: its fourth byte, and the byte behind ISA16 (X12.5; 005010X222 appendix C).
fn separators(text: &[u8], at: usize) -> Option<Separators> {
    let element = *text.get(at + 3)?;
    if element.is_ascii_alphanumeric() || matches!(element, b'"' | b'\'' | b'\\' | b'_' | b' ' | b'\n' | b'\r') || element >= 0x80 {
        return None;
    }
    let head = &text[at..text.len().min(at + 256)];
    let mut starts = memchr::memchr_iter(element, head);
    let well_formed = |start: Option<usize>, end: Option<usize>| match (start, end) {
        (Some(start), Some(end)) => end - start == 3 && head[start + 1..end].iter().all(u8::is_ascii_digit),
        _ => false,
    };
    let first = starts.next();
    let second = starts.next();
    if !well_formed(first, second) {
        return None;
    }
    let damaged = Separators { element, terminator: b'~', escaped: None, lines: true };
    // The segment has 105 bytes by its grammar; people shorten and lengthen its blanks.
    let last = starts.nth(13).filter(|last| *last <= 160)?;
    // ISA16 is one byte, the component separator; it may be missing altogether.
    let terminator = head.get(last + 2).copied();
    Some(match terminator {
        Some(b'\\') => match head.get(last + 3) {
            Some(&letter @ (b'n' | b'r')) => Separators { element, terminator: b'\\', escaped: Some(letter), lines: false },
            _ => damaged,
        },
        Some(byte) if !byte.is_ascii_alphanumeric() && byte != element && !matches!(byte, b'"' | b'\'' | b' ') => {
            // CRLF: the second byte is gutter.
            Separators { element, terminator: byte, escaped: None, lines: false }
        }
        _ => damaged,
    })
}

/// Whose loop it is, by the entity code of NM1-01 (data element 98).
fn role(entity: &[u8]) -> Option<Role> {
    Some(match entity {
        b"QC" => Role::Patient,
        // GB: other insured, of a remittance.
        b"IL" | b"74" | b"70" | b"31" | b"Y2" | b"GB" => Role::Subscriber,
        // Dependent; parent, guardian, responsible party, spouse, former spouse, legal representative, executor, party to be billed, power of
        // attorney, significant other.
        b"03" | b"S1" | b"GD" | b"QD" | b"X4" | b"EXS" | b"LR" | b"EI" | b"E1" | b"J6" | b"TZ" => Role::Relative,
        _ => return None,
    })
}

/// Whose a REF-02 can be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// A patient's wherever it stands: nobody else has one. In a remittance it follows the names of providers.
    Patient,
    /// Whoever the loop is of; a patient's outside of any loop of a person.
    Anybody,
    /// The person's whose loop is open.
    Loop,
}

/// What a REF-02 is, by its qualifier (data element 128).
fn reference(qualifier: &[u8]) -> Option<(&'static str, Owner)> {
    Some(match qualifier {
        b"SY" => ("ssn", Owner::Anybody),
        b"EA" => ("mrn", Owner::Patient),
        b"1W" | b"0F" => ("member-id", Owner::Patient),
        b"23" | b"3H" | b"NQ" | b"IG" | b"Q4" => ("member-id", Owner::Loop),
        b"F6" => ("medicare", Owner::Loop),
        b"EJ" | b"Y4" => ("account", Owner::Loop),
        _ => return None,
    })
}

/// What NM1-09 is, by NM1-08 (data element 66).
fn identifier(qualifier: &[u8]) -> &'static str {
    match qualifier {
        b"34" => "ssn",
        b"HN" => "medicare",
        b"EI" | b"24" | b"FI" => "other-id",
        b"EA" => "mrn",
        _ => "member-id",
    }
}

/// Dates of care (data element 374): onset, service, admission, discharge, accident, last menstrual period and the like.
const CARE_DATES: &[&[u8]] = &[
    b"472", b"435", b"096", b"431", b"454", b"439", b"484", b"304", b"360", b"361", b"453", b"090", b"091", b"232", b"233", b"150", b"151",
    b"348", b"349", b"356", b"357", b"573",
];

struct Reader<'t, 'o> {
    text: &'t [u8],
    out: &'o mut dyn FnMut(Field),
    separators: Separators,
    /// Segments of the transaction so far, by name.
    seen: HashMap<[u8; 3], u32>,
    record: u32,
    /// Whose loop is open.
    person: Option<Role>,
    /// Whom the level of the hierarchy speaks of, until it names somebody: 276 and 277 have the birth date before the name.
    level: Option<Role>,
    /// The open loop is a provider's, a payer's or a submitter's.
    provider: bool,
    /// ISA-15 says `T`.
    synthetic: bool,
}

impl Reader<'_, '_> {
    /// Reads segment by segment; returns where no further one begins.
    fn segments(&mut self, start: usize) -> usize {
        let mut at = start;
        let mut first = true;
        loop {
            let Some(name) = self.segment_at(at) else {
                // A segment whose name is damaged: the next one follows its end.
                match self.behind_damage(at) {
                    Some(next) => at = next,
                    None => break,
                }
                continue;
            };
            if !first && name.of(self.text) == b"ISA" {
                let Some(separators) = separators(self.text, at) else { return at };
                self.separators = separators;
            }
            first = false;
            let (end, next) = self.segment_end(name.end);
            self.segment(name, Span::new(name.end, end));
            at = behind_gutter(self.text, next);
            // Empty segments.
            while self.text.get(at).is_some_and(|byte| *byte == b'~' || *byte == self.separators.terminator) {
                at = behind_gutter(self.text, at + 1);
            }
        }
        at.min(self.text.len())
    }

    /// The name of the segment that begins at `at`: two or three capital letters or digits, then a separator.
    fn segment_at(&self, at: usize) -> Option<Span> {
        let rest = self.text.get(at..)?;
        let length = rest.iter().take(4).take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()).count();
        let follows = rest.get(length).is_some_and(|byte| *byte == self.separators.element || *byte == self.separators.terminator);
        let named = (2..=3).contains(&length) && rest[0].is_ascii_uppercase() && follows;
        named.then(|| Span::new(at, at + length))
    }

    /// The segment that follows the next terminator, if that is near.
    fn behind_damage(&self, at: usize) -> Option<usize> {
        if self.separators.lines || self.separators.escaped.is_some() {
            return None;
        }
        let rest = &self.text[at.min(self.text.len())..self.text.len().min(at + LONGEST_DAMAGE)];
        let next = behind_gutter(self.text, at + memchr(self.separators.terminator, rest)? + 1);
        self.segment_at(next)?;
        Some(next)
    }

    /// Where the segment ends and where the next one may begin.
    fn segment_end(&self, from: usize) -> (usize, usize) {
        let text = self.text;
        let limit = text.len().min(from + LONGEST_SEGMENT);
        let Separators { terminator, escaped, lines, .. } = self.separators;
        for at in from..limit {
            let byte = text[at];
            if byte == terminator && escaped.is_none() {
                return (at, at + 1);
            }
            match byte {
                b'\\' if escaped.is_some_and(|letter| text.get(at + 1) == Some(&letter)) => return (at, at + 2),
                b'\\' if lines && matches!(text.get(at + 1), Some(b'n' | b'r')) => return (at, at + 2),
                b'\n' | b'\r' | b'"' | b'\'' | b'`' if lines => {
                    // An apostrophe within a name is no end.
                    let within = byte == b'\'' && text.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
                    if !within {
                        return (at, at + 1);
                    }
                }
                _ => {}
            }
        }
        // An attachment, or a terminator that is lost.
        let rest = &text[limit..];
        let end = memchr::memchr2(terminator, b'\n', rest).map_or(text.len(), |found| limit + found);
        (end, (end + 1).min(text.len()))
    }

    fn segment(&mut self, name: Span, content: Span) {
        let mut elements = [Span::new(content.end, content.end); MOST_ELEMENTS];
        let mut count = 0;
        // Elements count from 1: `content` begins with the separator before the first one.
        let mut at = content.start;
        while at < content.end && count + 1 < MOST_ELEMENTS {
            let from = at + 1;
            let end = memchr(self.separators.element, Span::new(from.min(content.end), content.end).of(self.text));
            let end = end.map_or(content.end, |found| from + found);
            count += 1;
            elements[count] = super::trimmed(self.text, Span::new(from.min(end), end));
            at = end;
        }
        let mut key = [b' '; 3];
        key[..name.len()].copy_from_slice(name.of(self.text));
        let occurrence = *self.seen.entry(key).and_modify(|count| *count += 1).or_insert(1);
        let segment = Segment { name, occurrence, elements };
        self.interpret(&segment);
    }

    fn interpret(&mut self, segment: &Segment) {
        let text = self.text;
        let name = segment.name.of(text);
        let code = |index: usize| segment.elements[index].of(text);
        match name {
            b"ISA" => self.synthetic = code(15) == b"T",
            b"ST" => {
                self.record += u32::from(self.seen.get(b"ST ").is_some_and(|count| *count > 1));
                self.close_loop();
            }
            b"SE" | b"LX" | b"N1" => self.close_loop(),
            b"HL" => {
                self.record += 1;
                self.close_loop();
                // HL03, code source 735: subscriber, dependent.
                self.level = match code(3) {
                    b"22" => Some(Role::Subscriber),
                    b"23" => Some(Role::Patient),
                    _ => None,
                };
            }
            b"DMG" if self.person.is_none() => {
                if let Some(role) = self.level {
                    self.particulars(segment, role);
                }
            }
            b"NM1" => self.person(segment),
            b"CLM" => {
                self.emit(segment, 1, "account", Role::Patient);
                self.close_loop();
            }
            b"CLP" => {
                self.record += 1;
                self.emit(segment, 1, "account", Role::Patient);
                self.emit(segment, 7, "account", Role::Patient);
                self.close_loop();
            }
            b"INS" => {
                self.record += 1;
                let role = if code(1) == b"N" { Role::Relative } else { Role::Subscriber };
                self.person = Some(role);
                self.provider = false;
                self.emit(segment, 12, "death-date", role);
            }
            b"PAT" => self.emit(segment, 6, "death-date", self.person.unwrap_or(Role::Patient)),
            b"REF" => {
                let counts = |owner: Owner| match owner {
                    Owner::Patient => true,
                    Owner::Anybody => !self.provider,
                    Owner::Loop => self.person.is_some(),
                };
                if let Some((kind, _)) = reference(code(1)).filter(|(_, owner)| counts(*owner)) {
                    self.emit(segment, 2, kind, self.person.unwrap_or(Role::Patient));
                }
            }
            b"DTP" if CARE_DATES.contains(&code(1)) => self.emit(segment, 3, "service-date", Role::Patient),
            b"DTM" if CARE_DATES.contains(&code(1)) => self.emit(segment, 2, "service-date", Role::Patient),
            b"N3" | b"N4" | b"DMG" | b"PER" => {
                if let Some(role) = self.person {
                    self.particulars(segment, role);
                }
            }
            _ => {}
        }
    }

    fn close_loop(&mut self) {
        self.person = None;
        self.provider = false;
    }

    /// NM1: a person's loop begins, or somebody else's.
    fn person(&mut self, segment: &Segment) {
        let text = self.text;
        let code = |index: usize| segment.elements[index].of(text);
        self.person = role(code(1));
        self.level = None;
        self.provider = self.person.is_none();
        let is_person = code(2) == b"1";
        let Some(role) = self.person else {
            if is_person {
                (3..=5).for_each(|index| self.emit(segment, index, "provider-name", Role::Provider));
            }
            if code(8) == b"XX" {
                self.emit(segment, 9, "npi", Role::Provider);
            }
            return;
        };
        if is_person {
            (3..=5).for_each(|index| self.emit(segment, index, "name", role));
        }
        self.emit(segment, 9, identifier(code(8)), role);
    }

    /// Address, birth date and telephone of the person whose loop is open.
    fn particulars(&mut self, segment: &Segment, role: Role) {
        let text = self.text;
        match segment.name.of(text) {
            b"N3" => (1..=2).for_each(|index| self.emit(segment, index, "street", role)),
            b"N4" => {
                self.emit(segment, 1, "city", role);
                self.emit(segment, 3, "postal-code", role);
            }
            b"DMG" => self.emit(segment, 2, "birth-date", role),
            _ => {
                self.emit(segment, 2, "name", role);
                for index in [3, 5, 7] {
                    let kind = match segment.elements[index].of(text) {
                        b"TE" | b"HP" | b"WP" | b"CP" | b"AP" | b"BN" | b"NP" | b"PC" | b"VP" => "phone",
                        b"FX" => "fax",
                        b"EM" => "email",
                        _ => continue,
                    };
                    self.emit(segment, index + 1, kind, role);
                }
            }
        }
    }

    fn emit(&mut self, segment: &Segment, index: usize, kind: &str, role: Role) {
        let value = segment.elements[index];
        if value.is_empty() || !value.of(self.text).iter().any(u8::is_ascii_alphanumeric) {
            return;
        }
        let name = String::from_utf8_lossy(segment.name.of(self.text));
        (self.out)(Field {
            path: format!("{name}-{index:02}").into(),
            place: format!("{name}[{}]-{index:02}", segment.occurrence).into(),
            kind: Some(kind.into()),
            value,
            record: self.record,
            role,
            synthetic: self.synthetic,
        });
    }
}

/// A segment with its elements, from 1.
struct Segment {
    name: Span,
    /// Which one of its name within the interchange, from 1.
    occurrence: u32,
    elements: [Span; MOST_ELEMENTS],
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::tests::{kinds, survives};

    const ISA: &str = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260105*1030*^*00501*000000905*0*P*:~";

    #[test]
    fn loops_know_whose_they_are() {
        for (body, expected) in [
            ("ST*837*987654321~BHT*0019*00*244579*20260105*1023*CH~SE*2*987654321~", ""),
            ("NM1*IL*1*QUILLFEATHER*ODALYS*M***MI*QX4480217~", "name=QUILLFEATHER name=ODALYS name=M member-id=QX4480217"),
            ("NM1*IL*1*QUILLFEATHER*****34*900112233~", "name=QUILLFEATHER ssn=900112233"),
            (
                "NM1*QC*1*QUILLFEATHER~N3*418 LARKSPUR LN*APT 4~N4*OBERLIN*OH*44074~DMG*D8*19610314*F~",
                "name=QUILLFEATHER street=418 LARKSPUR LN street=APT 4 city=OBERLIN postal-code=44074 birth-date=19610314",
            ),
            (
                "NM1*IL*1*QUILLFEATHER~NM1*85*2*CLINIC*****XX*1234567893~N3*1 HOSPITAL DR~N4*OBERLIN*OH*44074~",
                "name=QUILLFEATHER npi=1234567893",
            ),
            ("NM1*82*1*WELBY*MARCUS****XX*1234567893~REF*SY*900112233~", "provider-name=WELBY provider-name=MARCUS npi=1234567893"),
            ("NM1*82*1*WELBY~REF*EA*M4480217~REF*F6*900112233A~", "provider-name=WELBY mrn=M4480217"),
            ("NM1*GB*1*QUILLFEATHER*PIP****MI*QX7~", "name=QUILLFEATHER name=PIP member-id=QX7"),
            ("NM1*PR*2*ACME HEALTH*****PI*12345~N3*PO BOX 7~", ""),
            (
                "NM1*IL*1*QUILLFEATHER~PER*IP**HP*4405550134*EM*o@example.org*FX*4405550135~",
                "name=QUILLFEATHER phone=4405550134 email=o@example.org fax=4405550135",
            ),
            (
                "NM1*IL*1*QUILLFEATHER~REF*SY*900112233~REF*1L*GRP1~REF*23*C77120~REF*F6*900112233A~",
                "name=QUILLFEATHER ssn=900112233 member-id=C77120 medicare=900112233A",
            ),
            (
                "CLM*AC-77120*125***11:B:1*Y*A*Y*I~REF*D9*17312345600006351~REF*EA*M4480217~DTP*472*D8*20260103~",
                "account=AC-77120 mrn=M4480217 service-date=20260103",
            ),
            (
                "CLP*AC-77120*1*125*100**12*PAYER77*11~NM1*QC*1*QUILLFEATHER*ODALYS****HN*900112233A~",
                "account=AC-77120 account=PAYER77 name=QUILLFEATHER name=ODALYS medicare=900112233A",
            ),
            (
                "INS*Y*18*030*XN*A*E**FT~REF*0F*QX4480217~REF*SY*900112233~NM1*IL*1*QUILLFEATHER~N3*418 LARKSPUR LN~HD*030**HLT~",
                "member-id=QX4480217 ssn=900112233 name=QUILLFEATHER street=418 LARKSPUR LN",
            ),
            ("NM1*IL*1*QUILLFEATHER~HL*3*2*23*0~N3*1 OTHER ST~", "name=QUILLFEATHER"),
            ("HL*3*2*22*0~DMG*D8*19610314*F~NM1*IL*1*QUILLFEATHER~", "birth-date=19610314 name=QUILLFEATHER"),
            ("NM1*IL*1*QUILLFEATHER~LX*1~N3*1 OTHER ST~", "name=QUILLFEATHER"),
            ("NM1*IL*2*ACME WORKS*****MI*QX4480217~", "member-id=QX4480217"),
            ("NM1*03*1*QUILLFEATHER*PIP~DMG*D8*20160101~", "name=QUILLFEATHER name=PIP birth-date=20160101"),
            ("TRN*1*900112233*9012345678~HI*BK:8901~SV1*HC:99213*40*UN*1~", ""),
        ] {
            assert_eq!(kinds(&FORMAT, format!("{ISA}{body}").as_bytes()), expected, "{body}");
        }
    }

    #[test]
    fn damaged_and_foreign_interchanges() {
        let person = "NM1*IL*1*QUILLFEATHER*ODALYS~DMG*D8*19610314~";
        let found = "name=QUILLFEATHER name=ODALYS birth-date=19610314";
        let with = |element: char, terminator: &str| format!("{ISA}{person}").replace('*', &element.to_string()).replace('~', terminator);
        for (text, expected) in [
            (String::new(), ""),
            ("ISA".to_owned(), ""),
            ("ISA*".to_owned(), ""),
            ("ISA*00*".to_owned(), ""),
            (ISA.to_owned(), ""),
            (with('|', "~"), found),
            (with('^', "\n"), found),
            (with('*', "\r\n"), found),
            (with('*', "\r"), found),
            (with('*', "~\n"), found),
            (with('*', "~\r\n"), found),
            (with('*', "\x1c"), found),
            (with('\x1d', "\x1e"), found),
            (with('*', "\n~"), found),
            // In the literals of source code.
            (format!("String s = \"{ISA}{person}\";"), found),
            (format!("s = \"{ISA}\" +\n  \"NM1*IL*1*QUILLFEATHER*ODALYS~\" +\n  \"DMG*D8*19610314~\";"), found),
            (format!("s = '{}'", with('*', "\\n")), found),
            (format!("s = \"{}\"", with('*', "~\\n")), found),
            (format!("s = '''\n    {ISA}\n    NM1*IL*1*QUILLFEATHER*ODALYS~\n    DMG*D8*19610314~\n    '''"), found),
            // Pieces.
            ("x.add(\"NM1*IL*1*QUILLFEATHER*ODALYS\"); y".to_owned(), "name=QUILLFEATHER name=ODALYS"),
            ("assert x == \"DMG*D8*19610314*F~\"".to_owned(), "birth-date=19610314"),
            ("\"REF*SY*900112233\",".to_owned(), "ssn=900112233"),
            ("DMG*D8*date*F~ DMG*D8*1961 REF*SY*ssn~".to_owned(), ""),
            ("NM1*QC*1*O'QUILL*ODALYS~".to_owned(), "name=O'QUILL name=ODALYS"),
            (
                "2026-01-05 INFO got NM1*IL*1*QUILLFEATHER*ODALYS~N3*418 LARKSPUR LN~ done".to_owned(),
                "name=QUILLFEATHER name=ODALYS street=418 LARKSPUR LN",
            ),
            // No interchange.
            ("DISABLE VISA*00*".to_owned(), ""),
            ("NM1*".to_owned(), ""),
            ("`NM1*IL*` begins the loop".to_owned(), ""),
            ("NM1*xx*9*Y".to_owned(), ""),
            ("xNM1*IL*1*QUILLFEATHER~".to_owned(), ""),
            // Damage.
            (format!("{ISA}NM1*IL~NM1~N3~DMG**~{person}"), found),
            (format!("{ISA}{}{person}", "NM1*IL*1*~".repeat(50)), found),
            (format!("{ISA}NM1*IL*1*QUILLFEATHER"), "name=QUILLFEATHER"),
            (format!("{}\n{person}", &ISA[..60]), found),
            (format!("{ISA}garbage~{person}"), found),
            (
                format!("{ISA}{person}IEA*1*000000905~{ISA}{person}"),
                "name=QUILLFEATHER name=ODALYS birth-date=19610314 name=QUILLFEATHER name=ODALYS birth-date=19610314",
            ),
            (format!("{ISA}NM1*IL*1*{}*ODALYS~", "**".repeat(40)), ""),
            (format!("{ISA}NM1*IL*1* *-*.~"), ""),
        ] {
            assert_eq!(kinds(&FORMAT, text.as_bytes()), expected, "{text:?}");
        }
    }

    #[test]
    fn an_interchange_for_tests_is_synthetic() {
        let text = format!("{}NM1*IL*1*QUILLFEATHER~", ISA.replace("*P*:", "*T*:"));
        assert!(crate::format::tests::collect(&FORMAT, text.as_bytes()).iter().all(|field| field.synthetic));
    }

    #[test]
    fn any_damage_is_survived() {
        survives(
            &FORMAT,
            format!("{ISA}NM1*IL*1*QUILLFEATHER*ODALYS****MI*QX1~N3*418 LARKSPUR LN~PER*IP**TE*4405550134~CLM*A1~").as_bytes(),
        );
        survives(&FORMAT, b"\"NM1*IL*1*QUILLFEATHER*ODALYS~\" + \n\"REF*SY*900112233~\"");
    }
}
