//! Electronic prescriptions: NCPDP SCRIPT messages in XML (10.6 and 2017071 and later), whole or in pieces.
//!
//! Promises: whose an element is comes from the party that holds it (`Patient`, `Prescriber`, `BenefitsCoordination` …), what it is from its name.
//! Reads on behind damage, linear, never fails. Drugs, codes and message numbers give nothing.

use super::xml::{Step, Walk, tag_around};
use super::{Field, Format, Role};
use crate::text::Span;

/// NCPDP SCRIPT.
pub const FORMAT: Format = Format { name: "script", anchors: &[b"ncpdp.org/schema/SCRIPT", b"<HumanPatient"], read, ..super::MESSAGE };

/// What a reader notes about an open element.
#[derive(Clone, Copy, Debug, Default)]
struct Note {
    role: Option<Role>,
    text: Option<Span>,
}

fn read(text: &[u8], hit: usize, out: &mut dyn FnMut(Field)) -> usize {
    let behind = (hit + 13).min(text.len());
    let start = if text[hit] == b'<' { Some(hit) } else { tag_around(text, hit) };
    let Some(start) = start else { return behind };
    let mut walk = Walk::<Note>::new(text, start);
    let mut count = 0;
    while let Some(step) = walk.step() {
        match step {
            Step::Enter => {
                let depth = walk.stack.len() - 1;
                let inherited = depth.checked_sub(1).and_then(|above| walk.stack[above].state.role);
                let name = walk.stack[depth].name.of(text);
                walk.stack[depth].state.role = role_of(name).or(inherited);
            }
            Step::Attribute(..) => {}
            Step::Text(span) => {
                if let Some(top) = walk.stack.last_mut() {
                    top.state.text.get_or_insert(span);
                }
            }
            Step::Leave(level) => {
                let (Some(role), Some(value)) = (level.state.role, level.state.text) else { continue };
                let parents = walk.stack.iter().rev().take(2).map(|level| level.name.of(text));
                let Some(kind) = kind(level.name.of(text), parents, role) else { continue };
                let name = String::from_utf8_lossy(level.name.of(text));
                let path = format!("{}.{name}", role.name());
                out(Field {
                    place: format!("{path}[{count}]").into(),
                    path: path.into(),
                    kind: Some(kind.into()),
                    value,
                    record: 1,
                    role,
                    synthetic: false,
                });
                count += 1;
            }
        }
    }
    walk.position().max(behind)
}

/// Whose everything in an element is, where the element says so.
fn role_of(name: &[u8]) -> Option<Role> {
    match name {
        b"Patient" | b"HumanPatient" => Some(Role::Patient),
        b"BenefitsCoordination" | b"CardHolderName" | b"PayerResponsibility" => Some(Role::Subscriber),
        b"AlternateContact" | b"EmergencyContact" | b"ResponsibleParty" => Some(Role::Relative),
        b"Prescriber"
        | b"Pharmacy"
        | b"Supervisor"
        | b"FollowUpPrescriber"
        | b"Facility"
        | b"Observer"
        | b"Header"
        | b"PrescriberAgent"
        | b"Pharmacist"
        | b"Provider"
        | b"NonVeterinarian"
        | b"Veterinarian"
        | b"PBMMemberID" => Some(Role::Provider),
        _ => None,
    }
}

/// What an element is, by its name and those around it, nearest first.
fn kind<'p>(name: &[u8], mut parents: impl Iterator<Item = &'p [u8]>, role: Role) -> Option<&'static str> {
    let parent = parents.next().unwrap_or_default();
    let above = parents.next().unwrap_or_default();
    if role == Role::Provider {
        return match name {
            b"LastName" | b"FirstName" | b"MiddleName" => Some("provider-name"),
            b"NPI" => Some("npi"),
            _ => None,
        };
    }
    Some(match name {
        b"LastName" | b"FirstName" | b"MiddleName" => "name",
        b"AddressLine1" | b"AddressLine2" => "street",
        b"City" => "city",
        b"PostalCode" | b"ZipCode" => "postal-code",
        b"Date" | b"DateTime" if parent == b"DateOfBirth" => "birth-date",
        b"DateOfBirth" => "birth-date",
        b"Number" if matches!(parent, b"Fax") => "fax",
        b"Number" if parent.ends_with(b"Telephone") || parent == b"Beeper" || above == b"CommunicationNumbers" => "phone",
        b"ElectronicMail" | b"DirectAddress" => "email",
        b"SocialSecurity" => "ssn",
        b"MedicalRecordIdentificationNumberEHR" | b"FileID" | b"PatientAccountNumber" => "mrn",
        b"MedicareNumber" => "medicare",
        b"MedicaidNumber" | b"CardholderID" | b"CardHolderID" | b"PBMMemberID" | b"MutuallyDefined" => "member-id",
        b"DriversLicenseNumber" | b"DriversLicense" => "licence",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::tests::{kinds, survives};

    const MESSAGE: &str = r#"<Message xmlns="http://www.ncpdp.org/schema/SCRIPT"><Header><To>7701630</To><MessageID>9900112233</MessageID></Header><Body><NewRx>
<BenefitsCoordination><CardholderID>QX4480217</CardholderID><CardHolderName><LastName>Quillfeather</LastName></CardHolderName></BenefitsCoordination>
<Patient><HumanPatient><Identification><MedicalRecordIdentificationNumberEHR>4480217</MedicalRecordIdentificationNumberEHR><SocialSecurity>900112233</SocialSecurity></Identification>
<Name><LastName>Quillfeather</LastName><FirstName>Odalys</FirstName></Name><Gender>F</Gender><DateOfBirth><Date>1961-03-14</Date></DateOfBirth>
<Address><AddressLine1>418 Larkspur Lane</AddressLine1><City>Oberlin</City><StateProvince>OH</StateProvince><PostalCode>44074</PostalCode></Address>
<CommunicationNumbers><PrimaryTelephone><Number>4405550134</Number></PrimaryTelephone><Fax><Number>4405550135</Number></Fax><ElectronicMail>o@example.org</ElectronicMail></CommunicationNumbers>
</HumanPatient></Patient><Prescriber><NonVeterinarian><Identification><NPI>1234567893</NPI></Identification><Name><LastName>Welby</LastName></Name><Address><City>Lorain</City></Address></NonVeterinarian></Prescriber>
<MedicationPrescribed><DrugDescription>Aspirin</DrugDescription><WrittenDate><Date>2026-01-05</Date></WrittenDate></MedicationPrescribed></NewRx></Body></Message>"#;

    #[test]
    fn a_message() {
        assert_eq!(
            kinds(&FORMAT, MESSAGE.as_bytes()),
            "member-id=QX4480217 name=Quillfeather mrn=4480217 ssn=900112233 name=Quillfeather name=Odalys birth-date=1961-03-14 \
             street=418 Larkspur Lane city=Oberlin postal-code=44074 phone=4405550134 fax=4405550135 email=o@example.org npi=1234567893 provider-name=Welby"
        );
    }

    #[test]
    fn pieces_and_damage() {
        let patient = |inner: &str| format!("<HumanPatient>{inner}</HumanPatient>");
        for (text, expected) in [
            (String::new(), ""),
            ("<HumanPatient".to_owned(), ""),
            ("<HumanPatient>".to_owned(), ""),
            ("<HumanPatient/>".to_owned(), ""),
            ("<HumanPatients><LastName>X</LastName></HumanPatients>".to_owned(), ""),
            ("see http://www.ncpdp.org/schema/SCRIPT for more".to_owned(), ""),
            (
                "<xs:schema targetNamespace=\"http://www.ncpdp.org/schema/SCRIPT\"><xs:element name=\"LastName\"/></xs:schema>".to_owned(),
                "",
            ),
            (patient(""), ""),
            (patient("<LastName/>"), ""),
            (patient("<LastName></LastName>"), ""),
            (patient("<LastName> \n </LastName>"), ""),
            (patient("<LastName>Quill"), "name=Quill"),
            (patient("<Name><LastName>Quill</Name>"), "name=Quill"),
            (patient("<LastName><![CDATA[Quill]]></LastName>"), "name=Quill"),
            (patient("<LastName><!-- x -->Quill</LastName>"), "name=Quill"),
            (patient("<x:LastName>Quill</x:LastName>"), "name=Quill"),
            (patient("<DateOfBirth>19610314</DateOfBirth>"), "birth-date=19610314"),
            (patient("<WrittenDate><Date>2026-01-05</Date></WrittenDate>"), ""),
            (
                patient(
                    "<CommunicationNumbers><Communication><Number>4405550134</Number><Qualifier>TE</Qualifier></Communication></CommunicationNumbers>",
                ),
                "phone=4405550134",
            ),
            (patient("<Quantity><Number>30</Number></Quantity>"), ""),
            (
                patient("<MedicareNumber>1EG4TE5MK73</MedicareNumber><MedicaidNumber>77120</MedicaidNumber>"),
                "medicare=1EG4TE5MK73 member-id=77120",
            ),
            (patient("<DriversLicenseNumber>RD77120</DriversLicenseNumber>"), "licence=RD77120"),
            (patient("<Prescriber><LastName>Welby</LastName></Prescriber>"), "provider-name=Welby"),
            (patient("<LastName>A</LastName>").repeat(3), "name=A name=A name=A"),
            (format!("String s = \"{}\";", patient("<LastName>Quill</LastName>")), "name=Quill"),
            ("s = \"<HumanPatient>\" +\n\"<LastName>Quill</LastName>\" +\n\"</HumanPatient>\"".to_string(), "name=Quill"),
            (patient("<LastName>Quill</LastName>").replace('>', ">\r\n"), "name=Quill"),
            (format!("{}<LastName>Quill</LastName>", "<HumanPatient>".repeat(100)), "name=Quill"),
            (format!("{}<LastName>Quill</LastName>", "<HumanPatient><a>".repeat(100)), ""),
            (patient("<LastName a='>'>Quill</LastName>"), "name=Quill"),
            (patient("<LastName a=\"Quill"), ""),
        ] {
            assert_eq!(kinds(&FORMAT, text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn any_damage_is_survived() {
        survives(&FORMAT, MESSAGE.as_bytes());
    }
}
