//! FHIR resources in XML: files, bundles, pieces inside other text.
//!
//! Promises: gives the fields, paths and places that the same resource gives in JSON. Streams: what qualifies a value (its system, its extension)
//! stands before it, as the order of elements in the standard has it. Linear, never fails.

use super::{DEFINITIONS, Elements, HIDDEN, MOST_PATHS, cell, is_synthea, is_type, known_system, numbered_words, shown, word};
use crate::format::narrative::{self, MOST_NAMED, Named, Stretch, Writing};
use crate::format::xml::{Level, Step, Walk, tag_around};
use crate::format::{Field, push_number};
use crate::text::Span;
use std::borrow::Cow;

/// How the namespace is declared, by the mark of the attribute.
pub(super) const NAMESPACES: [&[u8]; 3] = [b"=\"http://hl7.org/fhir\"", b"='http://hl7.org/fhir'", b"=\\\"http://hl7.org/fhir\\\""];

/// What a reader notes about an open element.
#[derive(Clone, Copy, Debug, Default)]
struct Note {
    /// Its number among the elements known by their paths; 0 outside of resources.
    element: usize,
    /// The element is a resource; its number.
    record: Option<u32>,
    /// It is one that defines rather than records.
    definition: bool,
    system: Option<Span>,
    url: Option<Span>,
    code: Option<Span>,
    synthetic: bool,
    /// Where the narrative begins that the element is.
    narrative: Option<usize>,
}

/// Reads the document in which the namespace at `hit` is declared.
pub(super) fn read(text: &[u8], hit: usize, is_asked: &dyn Fn(&str) -> bool, out: &mut dyn FnMut(Field)) -> usize {
    let behind = (hit + 12).min(text.len());
    let Some(start) = tag_around(text, hit) else { return behind };
    let (walk, elements) = (Walk::new(text, start), Elements::new(is_asked));
    let (named, subjects, narratives) = (Vec::new(), Vec::new(), Vec::new());
    let mut reader = Reader { text, out, walk, elements, records: 0, place: String::new(), named, subjects, narratives };
    while let Some(step) = reader.walk.step() {
        match step {
            Step::Enter => reader.enter(),
            Step::Attribute(name, value) => reader.attribute(name, value),
            Step::Text(span) => reader.narrative(span),
            Step::Leave(level) => reader.leave(&level),
        }
    }
    reader.narrate();
    reader.walk.position().max(behind)
}

struct Reader<'t, 'o> {
    text: &'t [u8],
    out: &'o mut dyn FnMut(Field),
    walk: Walk<'t, Note>,
    elements: Elements<'o>,
    records: u32,
    /// Place of the value at hand.
    place: String,
    /// What is looked for in the narratives, and where they are.
    named: Vec<Named>,
    /// Names of whom resources are about, until it is clear whose record that is.
    subjects: Vec<Field<'static>>,
    narratives: Vec<Stretch>,
}

impl Reader<'_, '_> {
    fn enter(&mut self) {
        let text = self.text;
        let Some(top) = self.walk.stack.last_mut() else { return };
        let name = top.name.of(text);
        if name == b"div" {
            top.state.narrative = memchr::memrchr(b'<', &text[..top.name.start]);
        }
        if is_type(name) {
            self.records += 1;
            top.state.record = Some(self.records);
            top.state.definition = DEFINITIONS.iter().any(|known| known.as_bytes() == name);
        }
        let all_but_top = self.walk.stack.len() - 1;
        if self.elements.all.len() >= MOST_PATHS {
            self.elements.clear();
            (0..all_but_top).for_each(|depth| self.number(depth));
        }
        self.number(all_but_top);
    }

    /// Notes which element an open one is.
    fn number(&mut self, depth: usize) {
        let name = self.walk.stack[depth].name.of(self.text);
        let outer = depth.checked_sub(1).map_or(0, |above| self.walk.stack[above].state.element);
        self.walk.stack[depth].state.element = match self.walk.stack[depth].state.record {
            Some(_) => self.elements.inner(0, name),
            None if outer > 0 => self.elements.inner(outer, name),
            None => 0,
        };
    }

    /// The innermost open resource.
    fn resource(&self) -> Option<usize> {
        self.walk.stack.iter().rposition(|level| level.state.record.is_some())
    }

    /// The generator of made-up patients names itself in the narrative.
    fn narrative(&mut self, span: Span) {
        if is_synthea(span.of(self.text)) {
            self.mark_synthetic();
        }
    }

    fn mark_synthetic(&mut self) {
        if let Some(resource) = self.resource() {
            self.walk.stack[resource].state.synthetic = true;
        }
    }

    fn attribute(&mut self, name: Span, value: Span) {
        let text = self.text;
        let depth = self.walk.stack.len();
        match name.of(text) {
            b"url" => {
                self.walk.stack[depth - 1].state.url = Some(value);
                self.narrative(value);
            }
            b"value" if depth > 1 => self.value(value),
            _ => {}
        }
    }

    fn value(&mut self, value: Span) {
        let text = self.text;
        let depth = self.walk.stack.len();
        let Some(resource) = self.resource().filter(|resource| *resource < depth - 1) else { return };
        if self.walk.stack[resource].state.definition {
            return;
        }
        let bytes = value.of(text);
        let element = self.walk.stack[depth - 1].name.of(text);
        let parent = depth - 2;
        match element {
            b"system" => {
                self.walk.stack[parent].state.system = Some(value);
                self.narrative(value);
            }
            b"code" if depth > 3 && self.is_named(parent, b"coding") && self.is_named(depth - 3, b"type") => {
                self.walk.stack[depth - 4].state.code = Some(value);
            }
            b"profile" | b"source" => self.narrative(value),
            b"family" | b"given" if numbered_words(bytes) > 0 => self.mark_synthetic(),
            _ => {}
        }
        let known = self.walk.stack[depth - 1].state.element;
        if bytes.trim_ascii().is_empty() || !self.elements.all[known].is_wanted {
            return;
        }
        let kind = self.kind(resource, element);
        self.find_place(resource);
        let (known, note) = (&self.elements.all[known], self.walk.stack[resource].state);
        let synthetic = note.synthetic || matches!(element, b"display" | b"text") && numbered_words(bytes) > 1;
        let writing = known.writing.map(|writing| writing.of_kind(kind.as_deref()));
        let field = Field {
            path: Cow::Borrowed(&known.path),
            place: Cow::Borrowed(&self.place),
            kind: kind.map(Cow::Owned),
            value,
            record: note.record.unwrap_or_default(),
            role: known.role,
            synthetic,
        };
        // Where it stands is not asked of what is looked for.
        let named = writing.map(|writing| Named { field: Field { place: "".into(), ..field.clone() }.into_owned(), writing });
        self.named.extend(named);
        if writing == Some(Writing::Name) && field.path.ends_with(".display") {
            self.subjects.push(field.into_owned());
        } else {
            (self.out)(field);
        }
    }

    /// What the narratives of the values read so far repeat.
    fn narrate(&mut self) {
        narrative::subjects(self.text, &mut self.subjects, &self.named, self.out);
        narrative::read(self.text, &self.narratives, &self.named, "text.div", &cell, self.out);
        self.narratives.clear();
        self.named.clear();
    }

    fn is_named(&self, level: usize, name: &[u8]) -> bool {
        self.walk.stack[level].name.of(self.text) == name
    }

    /// The kind of the value on top: by the system or type of the identifier or telecom, else by the extension around it.
    fn kind(&self, resource: usize, element: &[u8]) -> Option<String> {
        let text = self.text;
        let parent = &self.walk.stack[self.walk.stack.len() - 2].state;
        if element == b"value" && (parent.system.is_some() || parent.code.is_some()) {
            let system = parent.system.and_then(|system| known_system(&String::from_utf8_lossy(system.of(text))));
            let kind = system.or_else(|| parent.code.and_then(|code| word(code.of(text))));
            if kind.is_some() {
                return kind;
            }
        }
        let extension = |level: &&Level<Note>| matches!(level.name.of(text), b"extension" | b"modifierExtension");
        let mut urls = self.walk.stack[resource..].iter().rev().filter(extension).filter_map(|level| level.state.url);
        urls.find_map(|url| url.of(text).rsplit(|byte| matches!(byte, b'/' | b'#' | b':')).next().and_then(word))
    }

    /// Puts together the place of the element on top within its resource.
    fn find_place(&mut self, resource: usize) {
        self.place.clear();
        for (depth, level) in self.walk.stack[resource..].iter().enumerate() {
            let name = level.name.of(self.text);
            if depth > 0 {
                self.place.push('.');
            }
            self.place.push_str(if depth > 0 { shown(name) } else { std::str::from_utf8(name).unwrap_or(HIDDEN) });
            if depth > 0 && REPEATED.contains(&name) {
                self.place.push('[');
                push_number(&mut self.place, level.index as usize);
                self.place.push(']');
            }
        }
    }

    fn leave(&mut self, level: &Level<Note>) {
        if level.state.synthetic && level.state.record.is_none() {
            self.mark_synthetic();
        }
        let is_outermost = || self.walk.stack.last().is_some_and(|parent| parent.name.of(self.text) == b"text");
        if let (Some(start), Some(resource)) = (level.state.narrative.filter(|_| is_outermost()), self.resource()) {
            let note = self.walk.stack[resource].state;
            if !note.definition {
                let span = Span::new(start, self.walk.position());
                self.narratives.push(Stretch { span, record: note.record.unwrap_or_default() });
            }
        }
        if level.state.record.is_some() && self.named.len() > MOST_NAMED {
            self.narrate();
        }
    }
}

/// Elements that may repeat, so that a place names which one, as it does in JSON.
const REPEATED: &[&[u8]] = &[
    b"identifier",
    b"name",
    b"given",
    b"prefix",
    b"suffix",
    b"telecom",
    b"address",
    b"line",
    b"contact",
    b"extension",
    b"photo",
    b"communication",
    b"link",
    b"contained",
    b"coding",
    b"note",
    b"udiCarrier",
    b"performer",
    b"participant",
    b"item",
    b"answer",
    b"insurance",
    b"careTeam",
    b"policyHolder",
];

#[cfg(test)]
mod tests {
    use super::super::FORMAT;
    use crate::format::tests::{collect, listing, survives};

    const PATIENT: &str = r#"<Bundle xmlns="http://hl7.org/fhir"><entry><resource><Patient><id value="a1"/><text><div xmlns="http://www.w3.org/1999/xhtml">Odalys</div></text>
<extension url="http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName"><valueString value="Marsh"/></extension>
<identifier><type><coding><code value="MR"/></coding></type><system value="urn:x"/><value value="4480217"/></identifier>
<identifier><system value="http://hl7.org/fhir/sid/us-ssn"/><value value="900-11-2233"/></identifier>
<name><family value="Quillfeather"/><given value="Odalys"/><given value="M"/></name><telecom><system value="phone"/><value value="440-555-0134"/></telecom>
<birthDate value="1961-03-14"/><address><line value="418 Larkspur Lane"/></address></Patient></resource></entry>
<entry><resource><Observation><subject><display value="Odalys Quillfeather"/></subject></Observation></resource></entry></Bundle>"#;

    #[test]
    fn xml_gives_what_json_gives() {
        let listed = listing(&FORMAT, PATIENT.as_bytes());
        for line in [
            "Patient.extension[0].valueString [patient-mothersmaidenname] patient Marsh",
            "text.div patient Odalys",
            "Patient.identifier[0].value [mr] patient 4480217",
            "Patient.identifier[1].value [us-ssn] patient 900-11-2233",
            "Patient.name[0].family patient Quillfeather",
            "Patient.name[0].given[1] patient M",
            "Patient.telecom[0].value [phone] patient 440-555-0134",
            "Patient.birthDate patient 1961-03-14",
            "Patient.address[0].line[0] patient 418 Larkspur Lane",
            "Observation.subject.display patient Odalys Quillfeather",
        ] {
            assert!(listed.lines().any(|listed| listed == line), "{line} in\n{listed}");
        }
    }

    #[test]
    fn pieces_and_damage() {
        let patient = |inner: &str| format!("<Patient xmlns=\"http://hl7.org/fhir\">{inner}</Patient>");
        for (text, expected) in [
            (String::new(), ""),
            ("xmlns=\"http://hl7.org/fhir\"".to_owned(), ""),
            (patient(""), ""),
            (patient("<birthDate/>"), ""),
            (patient("<birthDate value=\"\"/>"), ""),
            (patient("<birthDate value=\" \"/>"), ""),
            (patient("<birthDate value='1961'/>"), "birthDate=1961"),
            (patient("<birthDate value=\"1961"), ""),
            (patient("<birthDate value=\"1961\">"), "birthDate=1961"),
            (patient("<birthDate id=\"x\" value=\"1961\"/>"), "birthDate=1961"),
            (patient("<name><family value=\"Quill\"></name>"), "name.family=Quill"),
            (patient("<name><family value=\"Quill\"/><family value=\"Marsh\"/></name>"), "name.family=Quill name.family=Marsh"),
            (patient("<!-- <birthDate value=\"1961\"/> -->"), ""),
            (patient("<contact><name><family value=\"Quill\"/></name></contact>"), "contact.name.family=Quill"),
            ("<f:Patient xmlns:f=\"http://hl7.org/fhir\"><f:birthDate value=\"1961\"/></f:Patient>".to_owned(), "birthDate=1961"),
            ("<Patient xmlns='http://hl7.org/fhir'><birthDate value='1961'/></Patient>".to_owned(), "birthDate=1961"),
            (
                "<?xml version=\"1.0\"?>\r\n<Patient\r\n xmlns=\"http://hl7.org/fhir\">\r\n<birthDate value=\"1961\"/>\r\n</Patient>"
                    .to_owned(),
                "birthDate=1961",
            ),
            ("<ValueSet xmlns=\"http://hl7.org/fhir\"><contact><name value=\"X\"/></contact></ValueSet>".to_owned(), ""),
            (
                "<StructureDefinition xmlns=\"http://hl7.org/fhir\"><name value=\"X\"/><publisher value=\"Y\"/></StructureDefinition>"
                    .to_owned(),
                "",
            ),
            ("<feed xmlns=\"http://hl7.org/fhir\"><title value=\"x\"/></feed>".to_owned(), ""),
            ("s = \"<Patient xmlns=\\\"http://hl7.org/fhir\\\"><birthDate value=\\\"1961\\\"/></Patient>\";".to_owned(), "birthDate=1961"),
            (
                "s = \"<Patient xmlns=\\\"http://hl7.org/fhir\\\">\" +\n  \"<birthDate value=\\\"1961\\\"/>\" +\n \"</Patient>\";"
                    .to_owned(),
                "birthDate=1961",
            ),
            ("s = '<Patient xmlns=\"http://hl7.org/fhir\">' +\n '<birthDate value=\"1961\"/></Patient>'".to_owned(), "birthDate=1961"),
            (format!("{}{}", patient("<birthDate value=\"1\"/>"), patient("<birthDate value=\"2\"/>")), "birthDate=1 birthDate=2"),
            (patient("<contained><RelatedPerson><birthDate value=\"1961\"/></RelatedPerson></contained>"), "birthDate=1961"),
            (patient(&format!("{}<birthDate value=\"1961\"/>", "<a>".repeat(200))), ""),
            (patient("<telecom><value value=\"4405550134\"/></telecom>"), "telecom.value=4405550134"),
            (patient("<x y=\"z\" value=\"w\""), "x=w"),
            (patient("<<birthDate value=\"1961\"/>"), "birthDate=1961"),
            (patient("<birthDate value=\"&#49;961\"/>"), "birthDate=&#49;961"),
        ] {
            let fields = collect(&FORMAT, text.as_bytes());
            let shown: Vec<String> = fields
                .iter()
                .map(|field| {
                    format!(
                        "{}={}",
                        field.path.split_once('.').map_or("", |path| path.1),
                        String::from_utf8_lossy(field.value.of(text.as_bytes()))
                    )
                })
                .collect();
            assert_eq!(shown.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn any_damage_is_survived() {
        survives(&FORMAT, PATIENT.as_bytes());
    }
}
