//! Clinical documents: HL7 CDA R2 and its templates (C-CDA R2.1), whole or in pieces; and of the messages of HL7 version 3 those about persons
//! (Patient Administration, `PRPA_…`, and queries by person), whose elements carry the same names.
//!
//! Promises: whose an element is comes from the role that holds it (`patientRole`, `guardian`, `associatedEntity`, `assignedAuthor` …), what it
//! is from its name and, of an `id`, from its root. Reads on behind damage, linear, never fails. Documents without a patient give nothing.
//! Narrative is read for what the header names and for tables ([`super::narrative`]).

use super::narrative::{self, Asked, MOST_NAMED, Named, Stretch, Writing};
use super::xml::{Step, Walk, local, tag_around};
use super::{Field, Format, Role};
use crate::text::Span;

/// CDA.
pub const FORMAT: Format = Format {
    name: "cda",
    anchors: &[b"ClinicalDocument", b"recordTarget", b"patientRole", b"controlActProcess", b"patientPerson"],
    read,
    ..super::MESSAGE
};

/// Elements at which reading begins; the last of an anchor's letters may stand anywhere in a text.
const ROOTS: &[&[u8]] = &[b"ClinicalDocument", b"recordTarget", b"patientRole", b"controlActProcess", b"patientPerson"];

/// Bytes of a tag that are looked at to tell an anchor from a word of prose.
const LONGEST_ROOT: usize = 40;

/// What a reader notes about an open element.
#[derive(Clone, Copy, Debug, Default)]
struct Note {
    /// Whose it is; none outside all roles.
    role: Option<Role>,
    /// Attributes `root` and `extension` of an `id`.
    root: Option<Span>,
    extension: Option<Span>,
    /// A `participant` of type COV or HLD: the holder of the insurance, and those it covers.
    covered: bool,
    /// Text directly within, and whether an element stands there too.
    text: Option<Span>,
    parts: bool,
    /// Where the narrative begins that the element is.
    narrative: Option<usize>,
}

fn read(text: &[u8], hit: usize, out: &mut dyn FnMut(Field)) -> usize {
    let behind = (hit + 11).min(text.len());
    let near = hit.saturating_sub(LONGEST_ROOT);
    let Some(start) = tag_around(&text[near..], hit - near).map(|start| near + start) else { return behind };
    let name = element_at(text, start);
    // A type argument of source code, `List<ClinicalDocument>`, looks like a tag; the root of a document has its namespace.
    let tag = &text[name.end..text.len().min(name.end + 1024)];
    let tag = &tag[..memchr::memchr(b'>', tag).unwrap_or(tag.len())];
    let is_document = name.of(text) != b"ClinicalDocument" || memchr::memchr(b'=', tag).is_some();
    if !ROOTS.contains(&name.of(text)) || name.start > hit || !is_document {
        return behind;
    }
    let mut reader =
        Reader { text, out, walk: Walk::new(text, start), record: 1, counts: [0; KINDS], named: Vec::new(), narratives: Vec::new() };
    reader.run();
    reader.narrate();
    reader.walk.position().max(behind)
}

/// Local name of the element whose tag begins at `start`.
fn element_at(text: &[u8], start: usize) -> Span {
    let rest = &text[start + 1..];
    let length = rest.iter().take(64).take_while(|byte| byte.is_ascii_alphanumeric() || matches!(**byte, b'_' | b':' | b'-')).count();
    local(text, Span::new(start + 1, start + 1 + length))
}

/// Whose everything in an element is, where the element says so (CDA R2, RIM classes of roles and entities).
fn role_of(name: &[u8], parent: &Note) -> Option<Role> {
    match name {
        b"recordTarget" | b"patientRole" | b"patientPerson" | b"livingSubjectName" | b"livingSubjectId" | b"livingSubjectBirthTime" => {
            Some(Role::Patient)
        }
        b"patient" if parent.role.is_none() => Some(Role::Patient),
        b"personalRelationship" | b"mothersMaidenName" | b"guardian" | b"associatedEntity" | b"relatedEntity" | b"relatedSubject" => {
            Some(Role::Relative)
        }
        b"participantRole" => Some(if parent.covered { Role::Subscriber } else { Role::Provider }),
        b"assignedAuthor"
        | b"assignedEntity"
        | b"assignedCustodian"
        | b"assignedPerson"
        | b"intendedRecipient"
        | b"healthCareFacility"
        | b"providerOrganization"
        | b"representedOrganization"
        | b"representedCustodianOrganization"
        | b"receivedOrganization"
        | b"scopingOrganization"
        | b"scopingEntity"
        | b"guardianOrganization"
        | b"wholeOrganization"
        | b"serviceProviderOrganization"
        | b"manufacturedProduct"
        | b"playingDevice"
        | b"specimen"
        | b"location"
        | b"encounterParticipant"
        | b"performer"
        | b"author"
        | b"custodian"
        | b"dataEnterer"
        | b"legalAuthenticator"
        | b"authenticator" => Some(Role::Provider),
        _ => None,
    }
}

/// What an `id` is by its root (OIDs of the HL7 registry).
fn identifier(root: &[u8], role: Role) -> &'static str {
    match root {
        b"2.16.840.1.113883.4.1" => "ssn",
        b"2.16.840.1.113883.4.6" => "npi",
        b"2.16.840.1.113883.4.572" | b"2.16.840.1.113883.4.927" => "medicare",
        _ if root.starts_with(b"2.16.840.1.113883.4.3.") => "licence",
        _ => {
            let of_register = super::REGISTERS.iter().find(|(arc, _)| arc.as_bytes() == root);
            of_register.map_or(if role == Role::Subscriber { "member-id" } else { "mrn" }, |(_, rule)| rule)
        }
    }
}

/// Elements that hold an identifier of the role they stand in.
const HOLDERS: &[&[u8]] =
    &[b"patientRole", b"participantRole", b"patient", b"guardian", b"patientPerson", b"asOtherIDs", b"personalRelationship"];
/// Elements whose `name` is a person's.
const PERSONS: &[&[u8]] = &[
    b"patient",
    b"patientPerson",
    b"relationshipHolder1",
    b"guardianPerson",
    b"associatedPerson",
    b"relatedPerson",
    b"subject",
    b"playingEntity",
    b"assignedPerson",
    b"informationRecipient",
];

/// Number of places that are counted apart.
const KINDS: usize = 12;

struct Reader<'t, 'o> {
    text: &'t [u8],
    out: &'o mut dyn FnMut(Field),
    walk: Walk<'t, Note>,
    record: u32,
    /// How many fields of each element there were, for their places.
    counts: [u32; KINDS],
    /// What is looked for in the narratives, and where they are.
    named: Vec<Named>,
    narratives: Vec<Stretch>,
}

/// How people write a value of that kind; none for what is not looked for.
fn writing(kind: &str) -> Option<Writing> {
    Some(match kind {
        "name" => Writing::Name,
        "birth-date" | "death-date" => Writing::Date,
        // Not postal codes: the clinic is in the same town.
        "mrn" | "ssn" | "member-id" | "medicare" | "licence" => Writing::Number,
        "phone" | "fax" => Writing::Telephone,
        "street" | "email" => Writing::Text,
        _ => return None,
    })
}

/// Path and kind of a cell under a header that says so.
fn cell(class: &str) -> Option<Asked> {
    const KINDS_OF_CELLS: &[(&str, &str)] = &[
        ("person-name", "name"),
        ("birth-date", "birth-date"),
        ("deceased-date", "death-date"),
        ("us-ssn", "ssn"),
        ("medical-record-number", "mrn"),
        ("health-plan-number", "member-id"),
        ("medicare-number", "medicare"),
        ("phone-number", "phone"),
        ("fax-number", "fax"),
        ("email-address", "email"),
        ("street-address", "street"),
        ("postal-code", "postal-code"),
    ];
    KINDS_OF_CELLS.iter().find(|(known, _)| *known == class).map(|(_, kind)| ("patient.narrative", Some(*kind)))
}

impl Reader<'_, '_> {
    fn run(&mut self) {
        while let Some(step) = self.walk.step() {
            match step {
                Step::Enter => self.enter(),
                Step::Attribute(name, value) => self.attribute(name, value),
                Step::Text(span) => {
                    if let Some(top) = self.walk.stack.last_mut() {
                        top.state.text.get_or_insert(span);
                    }
                }
                Step::Leave(level) => {
                    let name = level.name.of(self.text);
                    self.leave(name, &level.state);
                }
            }
        }
    }

    fn enter(&mut self) {
        let text = self.text;
        let depth = self.walk.stack.len() - 1;
        let name = self.walk.stack[depth].name.of(text);
        let parent = depth.checked_sub(1).map(|above| self.walk.stack[above].state).unwrap_or_default();
        if let Some(above) = depth.checked_sub(1) {
            self.walk.stack[above].state.parts = true;
        }
        let top = &mut self.walk.stack[depth].state;
        top.role = role_of(name, &parent).or(parent.role);
        let is_section = depth > 0 && matches!(self.walk.stack[depth - 1].name.of(text), b"section" | b"ClinicalDocument");
        let start = self.walk.stack[depth].name.start;
        let top = &mut self.walk.stack[depth].state;
        top.narrative = (is_section && matches!(name, b"text" | b"title")).then(|| memchr::memrchr(b'<', &text[..start]).unwrap_or(start));
        top.covered = parent.covered && name != b"participant";
    }

    fn attribute(&mut self, name: Span, value: Span) {
        let text = self.text;
        let Some(top) = self.walk.stack.last_mut() else { return };
        let element = top.name.of(text);
        match (element, name.of(text)) {
            (b"participant", b"typeCode") => top.state.covered = matches!(value.of(text), b"COV" | b"HLD"),
            // Role classes of those who care professionally (RoleClass).
            (b"associatedEntity", b"classCode") if matches!(value.of(text), b"PROV" | b"ASSIGNED" | b"SDLOC" | b"QUAL" | b"LIC") => {
                top.state.role = Some(Role::Provider);
            }
            (b"id", b"root") => top.state.root = Some(value),
            (b"id", b"extension") => top.state.extension = Some(value),
            (b"value", b"extension") if self.is_within(b"livingSubjectId") => self.emit(b"id", "mrn", value),
            (b"value", b"value") if self.is_within(b"livingSubjectBirthTime") => self.emit(b"birthTime", "birth-date", value),
            (b"telecom", b"value") => self.telecom(value),
            (b"birthTime", b"value") => self.emit(b"birthTime", "birth-date", value),
            (b"deceasedTime", b"value") => self.emit(b"deceasedTime", "death-date", value),
            (b"effectiveTime" | b"low" | b"high", b"value") if self.is_within(b"encompassingEncounter") => {
                self.emit_as(b"effectiveTime", "service-date", value, Role::Patient);
            }
            _ => {}
        }
    }

    /// Whether the element on top is a child or grandchild of one so called.
    fn is_within(&self, name: &[u8]) -> bool {
        self.walk.stack.iter().rev().skip(1).take(2).any(|level| level.name.of(self.text) == name)
    }

    fn parent_is(&self, names: &[&[u8]]) -> bool {
        self.walk.stack.last().is_none_or(|parent| names.contains(&parent.name.of(self.text)))
    }

    /// An element ends; its parent is on top.
    fn leave(&mut self, name: &[u8], note: &Note) {
        if let Some(start) = note.narrative {
            self.narratives.push(Stretch { span: Span::new(start, self.walk.position()), record: self.record });
            return;
        }
        let Some(role) = note.role else { return };
        match (name, note.text) {
            (b"recordTarget", _) => self.record += 1,
            (b"given" | b"family", Some(value)) => self.name(value, role),
            (b"name", Some(value)) if !note.parts && self.parent_is(PERSONS) => self.name(value, role),
            _ if role == Role::Provider => {
                let npi = note.root.filter(|root| name == b"id" && root.of(self.text) == b"2.16.840.1.113883.4.6");
                if let Some(value) = npi.and(note.extension) {
                    self.emit_as(b"id", "npi", value, role);
                }
                // No rule asks for it; that it is a provider's is said, or the element's name would be taken for a key.
                let is_address = matches!(name, b"streetAddressLine" | b"streetName" | b"city" | b"county" | b"postalCode");
                if let Some(value) = note.text.filter(|_| is_address) {
                    self.emit_as(b"addr", "provider-address", value, role);
                }
            }
            (b"streetAddressLine" | b"streetName" | b"houseNumber" | b"additionalLocator", Some(value)) => {
                self.emit_as(b"streetAddressLine", "street", value, role);
            }
            (b"city" | b"county" | b"precinct", Some(value)) => self.emit_as(b"city", "city", value, role),
            (b"postalCode", Some(value)) => self.emit_as(b"postalCode", "postal-code", value, role),
            (b"addr", Some(value)) if !note.parts => self.emit_as(b"addr", "street", value, role),
            (b"id", _) => {
                let root = note.root.map_or(&b""[..], |root| root.of(self.text));
                let kind = identifier(root, role);
                let held = self.parent_is(HOLDERS) || matches!(kind, "ssn" | "licence" | "medicare");
                if let Some(value) = note.extension.filter(|_| held && kind != "npi") {
                    self.emit_as(b"id", kind, value, role);
                }
            }
            _ => {}
        }
    }

    fn name(&mut self, value: Span, role: Role) {
        // A place of birth and an organisation have names too.
        let of_thing = self.walk.stack.iter().rev().take(2).any(|level| {
            let name = level.name.of(self.text);
            name == b"place" || name.ends_with(b"Organization") || name.ends_with(b"Device")
        });
        if !of_thing {
            self.emit_as(b"name", if role == Role::Provider { "provider-name" } else { "name" }, value, role);
        }
    }

    /// `tel:`, `fax:`, `mailto:` and an address; without a scheme a telephone number (CDA R2, data type TEL).
    fn telecom(&mut self, value: Span) {
        let bytes = value.of(self.text);
        let colon = memchr::memchr(b':', &bytes[..bytes.len().min(12)]);
        let scheme = colon.map_or(&b""[..], |colon| bytes[..colon].trim_ascii());
        let from = colon.map_or(0, |colon| colon + 1);
        let kind = if scheme.eq_ignore_ascii_case(b"mailto") || memchr::memchr(b'@', bytes).is_some() {
            "email"
        } else if scheme.eq_ignore_ascii_case(b"fax") || scheme.eq_ignore_ascii_case(b"x-text-fax") {
            "fax"
        } else if scheme.is_empty() || scheme.eq_ignore_ascii_case(b"tel") {
            "phone"
        } else {
            return;
        };
        self.emit(b"telecom", kind, super::trimmed(self.text, Span::new(value.start + from, value.end)));
    }

    /// A value of the element on top.
    fn emit(&mut self, element: &[u8], kind: &'static str, value: Span) {
        if let Some(role) = self.walk.stack.last().and_then(|top| top.state.role).filter(|role| *role != Role::Provider) {
            self.emit_as(element, kind, value, role);
        }
    }

    fn emit_as(&mut self, element: &[u8], kind: &'static str, value: Span, role: Role) {
        let value = super::trimmed(self.text, value);
        if value.is_empty() {
            return;
        }
        const ELEMENTS: [&[u8]; KINDS] = [
            b"name",
            b"id",
            b"streetAddressLine",
            b"city",
            b"postalCode",
            b"addr",
            b"telecom",
            b"birthTime",
            b"deceasedTime",
            b"effectiveTime",
            b"",
            b"",
        ];
        let slot = ELEMENTS.iter().position(|known| *known == element).unwrap_or(KINDS - 1);
        let index = self.counts[slot];
        self.counts[slot] += 1;
        let element = String::from_utf8_lossy(element);
        let path = format!("{}.{element}", role.name());
        let place = format!("{path}[{index}]");
        let (path, place, record) = (path.into(), place.into(), self.record);
        let field = Field { path, place, kind: Some(kind.into()), value, record, role, synthetic: false };
        if let Some(writing) = writing(kind).filter(|_| self.named.len() < MOST_NAMED) {
            self.named.push(Named { field: field.clone(), writing });
        }
        (self.out)(field);
    }

    /// What the narratives repeat; the record of the document is that of its header.
    fn narrate(&mut self) {
        let record = self.named.first().map_or(self.record, |named| named.field.record);
        self.narratives.iter_mut().for_each(|stretch| stretch.record = record);
        narrative::read(self.text, &self.narratives, &self.named, "narrative", &cell, self.out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::tests::{kinds, survives};

    const DOCUMENT: &str = r#"<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:sdtc="urn:hl7-org:sdtc"><id root="2.16.840.1.113883.19" extension="DOC7"/>
<recordTarget><patientRole><id extension="4480217" root="2.16.840.1.113883.19.5"/><id root="2.16.840.1.113883.4.1" extension="900-11-2233"/>
<addr use="HP"><streetAddressLine>418 Larkspur Lane</streetAddressLine><city>Oberlin</city><state>OH</state><postalCode>44074</postalCode></addr>
<telecom use="HP" value="tel:(440)555-0134"/><telecom value="mailto:odalys@example.org"/>
<patient><name use="L"><given>Odalys</given><family>Quillfeather</family></name><birthTime value="19610314"/>
<guardian><addr><streetAddressLine>1 Kin St</streetAddressLine></addr><guardianPerson><name><given>Benedek</given></name></guardianPerson></guardian>
<birthplace><place><name>Larkspur Clinic</name><addr><city>Elyria</city></addr></place></birthplace></patient>
<providerOrganization><name>Clinic</name><telecom value="tel:4405550100"/><addr><city>Lorain</city></addr></providerOrganization></patientRole></recordTarget>
<author><assignedAuthor><id root="2.16.840.1.113883.4.6" extension="1234567893"/><telecom value="tel:4405550199"/><assignedPerson><name><given>Marcus</given></name></assignedPerson></assignedAuthor></author>
</ClinicalDocument>"#;

    #[test]
    fn a_document() {
        assert_eq!(
            kinds(&FORMAT, DOCUMENT.as_bytes()),
            "mrn=4480217 ssn=900-11-2233 street=418 Larkspur Lane city=Oberlin postal-code=44074 phone=(440)555-0134 email=odalys@example.org \
             name=Odalys name=Quillfeather birth-date=19610314 street=1 Kin St name=Benedek city=Elyria provider-address=Lorain npi=1234567893 \
             provider-name=Marcus"
        );
    }

    #[test]
    fn pieces_and_damage() {
        let role = |inner: &str| format!("<recordTarget><patientRole>{inner}</patientRole></recordTarget>");
        let participant = |code: &str, inner: &str| {
            format!("<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><participant typeCode=\"{code}\">{inner}</participant></ClinicalDocument>")
        };
        for (text, expected) in [
            (String::new(), ""),
            ("<".to_owned(), ""),
            ("patientRole".to_owned(), ""),
            ("the patientRole of a recordTarget in a ClinicalDocument".to_owned(), ""),
            ("getRecordTarget().getPatientRole()".to_owned(), ""),
            ("<xs:element name=\"patientRole\" type=\"x\"/>".to_owned(), ""),
            ("<xsl:template match=\"cda:patientRole\"><id extension=\"7\"/></xsl:template>".to_owned(), ""),
            ("<ClinicalDocument/>".to_owned(), ""),
            ("List<ClinicalDocument> all; <recordTarget>".to_owned(), ""),
            ("<ClinicalDocument><title>John</title><name>John</name></ClinicalDocument>".to_owned(), ""),
            (role(""), ""),
            (role("<id/>"), ""),
            (role("<id root=\"1.2.3\"/>"), ""),
            (role("<id nullFlavor=\"UNK\"/>"), ""),
            (role("<id extension=\"77120\"/>"), "mrn=77120"),
            (role("<id root='1.2.3' extension='77120'>"), "mrn=77120"),
            (role("<id extension=\"77120"), ""),
            (role("<id extension=\"\" root=\"1.2\"/>"), ""),
            (role("<id root=\"2.16.840.1.113883.4.3.39\" extension=\"RD77120\"/>"), "licence=RD77120"),
            (role("<id root=\"2.16.840.1.113883.4.927\" extension=\"1EG4TE5MK73\"/>"), "medicare=1EG4TE5MK73"),
            (role("<patient><name>Odalys Quillfeather</name></patient>"), "name=Odalys Quillfeather"),
            (role("<patient><name><family> Quillfeather\n</family>"), "name=Quillfeather"),
            (role("<patient><name><given/><given></given><family nullFlavor=\"UNK\"/></name></patient>"), ""),
            (role("<patient><name><given>Odalys<family>Quillfeather</name></patient>"), "name=Quillfeather name=Odalys"),
            (role("<telecom value=\"tel:\"/><telecom value=\"http://example.org\"/><telecom nullFlavor=\"UNK\"/>"), ""),
            (role("<telecom value=\"+1 440 555 0134\"/><telecom value=\"fax:4405550135\"/>"), "phone=+1 440 555 0134 fax=4405550135"),
            (role("<addr>418 Larkspur Lane, Oberlin</addr>"), "street=418 Larkspur Lane, Oberlin"),
            (role("<sdtc:deceasedTime value=\"20200101\"/>"), "death-date=20200101"),
            (participant("IND", "<associatedEntity classCode=\"NOK\"><associatedPerson><name><given>Ben</given></name></associatedPerson></associatedEntity>"), "name=Ben"),
            (participant("IND", "<associatedEntity classCode=\"PROV\"><addr><city>X</city></addr></associatedEntity>"), "provider-address=X"),
            (participant("COV", "<participantRole><id root=\"1.2\" extension=\"QX77\"/><playingEntity><name>Ody</name></playingEntity></participantRole>"), "member-id=QX77 name=Ody"),
            (participant("LOC", "<participantRole><id root=\"1.2\" extension=\"QX77\"/><addr><city>X</city></addr></participantRole>"), "provider-address=X"),
            ("<hl7:recordTarget><hl7:patientRole><hl7:id extension=\"77120\"/></hl7:patientRole></hl7:recordTarget>".to_owned(), "mrn=77120"),
            // In the literals of source code.
            ("String s = \"<patientRole>\" +\n \"<id extension=\\\"77120\\\" root=\\\"1.2\\\"/>\" +\n \"<patient><name><given>Ody</given></name></patient></patientRole>\";".to_owned(), "mrn=77120 name=Ody"),
            ("s = @\"<patientRole><id extension=\"\"77120\"\" root=\"\"1.2\"\"/></patientRole>\";".to_owned(), "mrn=77120"),
            // Messages of version 3: a patient is registered, and asked for.
            ("<PRPA_IN201301UV02 xmlns=\"urn:hl7-org:v3\"><sender><device><id root=\"1.2\" extension=\"SYS77\"/></device></sender><controlActProcess><subject><registrationEvent><subject1><patient classCode=\"PAT\"><id root=\"1.2.3\" extension=\"77120\"/><statusCode code=\"active\"/><patientPerson><name><given>Ody</given><family>Quill</family></name><birthTime value=\"19610314\"/><asOtherIDs><id root=\"2.16.840.1.113883.4.1\" extension=\"900112233\"/><scopingOrganization><id root=\"1.2\" extension=\"ORG7\"/></scopingOrganization></asOtherIDs><personalRelationship><relationshipHolder1><name><given>Ben</given></name></relationshipHolder1></personalRelationship></patientPerson><providerOrganization><id root=\"1.2\" extension=\"ORG7\"/><name>Clinic</name></providerOrganization></patient></subject1></registrationEvent></subject></controlActProcess></PRPA_IN201301UV02>".to_owned(), "mrn=77120 name=Ody name=Quill birth-date=19610314 ssn=900112233 name=Ben"),
            ("<controlActProcess><queryByParameter><parameterList><livingSubjectBirthTime><value value=\"19610314\"/></livingSubjectBirthTime><livingSubjectId><value root=\"1.2\" extension=\"77120\"/></livingSubjectId><livingSubjectName><value><given>Ody</given></value></livingSubjectName></parameterList></queryByParameter></controlActProcess>".to_owned(), "birth-date=19610314 mrn=77120 name=Ody"),
            ("<patientPerson><name><given>Ody</given></name></patientPerson>".to_owned(), "name=Ody"),
            ("<controlActProcess><authorOrPerformer><assignedPerson><name><given>Max</given></name></assignedPerson></authorOrPerformer></controlActProcess>".to_owned(), "provider-name=Max"),
            ("class PatientPerson { patientPerson; } <T extends patientPerson>".to_owned(), ""),
            (format!("{}{}", role("<id extension=\"1120\"/>"), role("<id extension=\"2120\"/>")), "mrn=1120 mrn=2120"),
            (format!("{}<id extension=\"77120\"/>", "<patientRole>".repeat(200)), ""),
        ] {
            assert_eq!(kinds(&FORMAT, text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn any_damage_is_survived() {
        survives(&FORMAT, DOCUMENT.as_bytes());
    }
}
