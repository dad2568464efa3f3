//! FHIR resources (HL7 FHIR R4, R5) in JSON: files, bundles, one resource a line, and resources inside other text; in XML by [`xml`].
//!
//! Promises: each resource, contained ones and bundle entries too, gives fields under its own type, wherever `resourceType` stands in it; arrays
//! give one field an element; resources that define rather than record (`StructureDefinition` …) give nothing. Linear, no recursion; what lies
//! more than [`MOST_LEVELS`] levels deep is stepped over. Never fetches a reference, never unescapes a value.

mod xml;

use super::json::{Event, Quote, Token, Tokens, unescape};
use super::narrative::{self, Asked, MOST_NAMED, Named, Stretch, Writing};
use super::{Field, Format, Role, push_number};
use crate::text::Span;
use memchr::{memchr, memmem, memrchr2};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

/// FHIR.
pub const FORMAT: Format = Format {
    name: "fhir",
    anchors: &[
        b"\"resourceType\"",
        b"'resourceType'",
        b"resourceType:",
        b"resourceType\\\"",
        xml::NAMESPACES[0],
        xml::NAMESPACES[1],
        xml::NAMESPACES[2],
    ],
    read: read_all,
    ..super::MESSAGE
};

/// Levels of objects and arrays that are read. A bundle in a `Parameters` with contained resources and nested items stays below 40.
pub const MOST_LEVELS: usize = 96;
/// Paths remembered at a time.
const MOST_PATHS: usize = 1 << 12;
/// Values kept until the type of their resource is known; bounds the memory that a large file without resources takes.
const MOST_PENDING: usize = 1 << 20;
/// How far before an anchor its object may begin when the text around it is not JSON.
const LOOK_BACK: usize = 32 * 1024;
/// The same in braces, so that a text of many anchors without objects stays linear.
const LOOK_BACK_BRACES: usize = 256;
/// Longest element name of the standard is below 50 characters.
const LONGEST_NAME: usize = 64;

/// Types that define structures, terms and services; their names and telecoms are those of publishers.
const DEFINITIONS: &[&str] = &[
    "ActivityDefinition",
    "CapabilityStatement",
    "ChargeItemDefinition",
    "CodeSystem",
    "CompartmentDefinition",
    "ConceptMap",
    "Conformance",
    "ConditionDefinition",
    "DataElement",
    "DeviceDefinition",
    "EventDefinition",
    "ExampleScenario",
    "ExpansionProfile",
    "GraphDefinition",
    "ImplementationGuide",
    "Library",
    "Measure",
    "MessageDefinition",
    "NamingSystem",
    "ObservationDefinition",
    "OperationDefinition",
    "OperationOutcome",
    "PlanDefinition",
    "Questionnaire",
    "Requirements",
    "ResearchDefinition",
    "ResearchElementDefinition",
    "SearchParameter",
    "SpecimenDefinition",
    "StructureDefinition",
    "StructureMap",
    "SubscriptionTopic",
    "TerminologyCapabilities",
    "TestPlan",
    "TestReport",
    "TestScript",
    "ValueSet",
];

/// Known identifier systems: part of the URI after which nothing but a separator may come, and the short name.
const SYSTEMS: &[(&str, &str)] = &[
    ("hl7.org/fhir/sid/us-ssn", "us-ssn"),
    ("2.16.840.1.113883.4.1", "us-ssn"),
    ("hl7.org/fhir/sid/us-mbi", "us-mbi"),
    ("2.16.840.1.113883.4.927", "us-mbi"),
    ("hl7.org/fhir/sid/us-medicare", "us-medicare"),
    ("2.16.840.1.113883.4.572", "us-medicare"),
    ("hl7.org/fhir/sid/us-hicn", "us-hicn"),
    ("hl7.org/fhir/sid/us-npi", "us-npi"),
    ("2.16.840.1.113883.4.6", "us-npi"),
    ("2.16.840.1.113883.4.814", "us-dea"),
    ("2.16.840.1.113883.4.4", "us-ein"),
    ("fhir.nhs.uk/Id/nhs-number", "uk-nhs-number"),
    ("fhir.de/sid/gkv/kvid-10", "de-health-insurance-number"),
    ("fhir.nl/fhir/NamingSystem/bsn", "nl-bsn"),
    ("ns.electronichealth.net.au/id/hi/ihi/1.0", "au-ihi"),
    ("ns.electronichealth.net.au/id/medicare-number", "au-medicare-number"),
    ("standards.digital.health.nz/ns/nhi-id", "nz-nhi"),
    ("healthid.ndhm.gov.in", "in-abha"),
    ("fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn", "ca-health-card-ontario"),
    ("ehealth.fgov.be/standards/fhir/NamingSystem/ssin", "be-national-number"),
    ("electronichealth.se/identifier/personnummer", "se-personnummer"),
];

/// Arc of the drivers' licences of the states, one number a state below it.
const LICENCES: &str = "2.16.840.1.113883.4.3.";

fn read_all(text: &[u8], hit: usize, out: &mut dyn FnMut(Field)) -> usize {
    read(text, hit, &|_| true, out)
}

/// [`Format::read`], where only some paths are asked for.
pub fn read(text: &[u8], hit: usize, is_asked: &dyn Fn(&str) -> bool, out: &mut dyn FnMut(Field)) -> usize {
    if text[hit] == b'=' {
        return xml::read(text, hit, is_asked, out);
    }
    let behind = (hit + 12).min(text.len());
    let quote = quote_around(text, hit);
    let (start, whole) = match start_of_json(text).filter(|_| quote == Quote::Plain) {
        Some(start) => (start, true),
        None => match enclosing_object(text, hit) {
            Some(start) => (start, false),
            None => return behind,
        },
    };
    Reader::new(text, hit, is_asked, out).run(Tokens::new(text, start, quote), whole).max(behind)
}

/// How the quotation marks of the anchor are written.
fn quote_around(text: &[u8], hit: usize) -> Quote {
    let name = hit + usize::from(matches!(text[hit], b'"' | b'\''));
    match (name.checked_sub(2).map(|at| &text[at..name]), text.get(name + 12..name + 14)) {
        (_, Some(b"\\\"")) => Quote::Escaped,
        (Some(b"\"\""), Some(b"\"\"")) => Quote::Doubled,
        _ => Quote::Plain,
    }
}

/// Where the text begins, if it is JSON from its start on.
fn start_of_json(text: &[u8]) -> Option<usize> {
    let marks = |from: usize| text[from..].iter().position(|byte| !byte.is_ascii_whitespace()).map(|at| from + at);
    let start = marks(if text.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 })?;
    let second = marks(start + 1).map(|at| text[at]);
    let expected: &[u8] = match text[start] {
        b'{' => b"\"}",
        b'[' => b"{[]\"",
        _ => return None,
    };
    second.is_some_and(|byte| expected.contains(&byte)).then_some(start)
}

/// The nearest brace before the anchor that no other closes. None if another anchor stands in the same object: that one led here before.
fn enclosing_object(text: &[u8], hit: usize) -> Option<usize> {
    let limit = hit.saturating_sub(LOOK_BACK);
    let mut previous = hit;
    let mut closed = 0_usize;
    let mut at = hit;
    for _ in 0..LOOK_BACK_BRACES {
        if closed == 0 && previous >= at {
            previous = memmem::rfind(&text[limit..at], b"resourceType").map_or(limit, |found| limit + found);
        }
        let floor = if closed == 0 { previous } else { limit };
        at = floor + memrchr2(b'{', b'}', text.get(floor..at)?)?;
        match (text[at], closed) {
            (b'{', 0) => return Some(at),
            (b'{', _) => closed -= 1,
            _ => closed += 1,
        }
    }
    None
}

/// An open object or array.
struct Level {
    object: bool,
    /// The node of the object, or of the object that holds the array.
    node: u32,
    /// Index in the stack of that object.
    owner: usize,
    /// Key under which it stands; of an element, that of its array.
    name: Option<Span>,
    /// Index of an array's next element.
    next: u32,
    /// Number of values that were pending when it began.
    from: usize,
    resource: Option<Span>,
    record: u32,
    system: Option<Span>,
    url: Option<Span>,
    code: Option<Span>,
    synthetic: bool,
}

/// An object of the path; kept after the object is closed, until its resource is.
#[derive(Clone, Copy)]
struct Node {
    parent: u32,
    name: Option<Span>,
    index: Option<u32>,
}

/// A value whose resource is still open.
struct Pending {
    node: u32,
    name: Span,
    index: Option<u32>,
    value: Span,
    kind: Option<Rc<str>>,
    synthetic: bool,
}

/// What is known of an element by its path: most of a file says the same things over and over.
struct Element {
    path: String,
    role: Role,
    writing: Option<Writing>,
    /// Whether anybody wants to hear of it.
    is_wanted: bool,
    is_narrative: bool,
    /// Where in `order` the elements within it stand, by name as written.
    inner: BTreeMap<Vec<u8>, usize>,
    /// These in the order in which they were met, and where in it the next is expected: what repeats, repeats in one order.
    order: Vec<(Vec<u8>, usize)>,
    next: usize,
}

/// Elements, from those met first on; the first stands for what has no path.
struct Elements<'o> {
    all: Vec<Element>,
    is_asked: &'o dyn Fn(&str) -> bool,
}

impl<'o> Elements<'o> {
    fn new(is_asked: &'o dyn Fn(&str) -> bool) -> Self {
        let mut elements = Self { all: Vec::new(), is_asked };
        elements.clear();
        elements
    }

    fn clear(&mut self) {
        self.all.clear();
        self.all.push(self.element(String::new()));
    }

    fn element(&self, path: String) -> Element {
        let (role, is_narrative) = (role(&path), path.ends_with(".text.div"));
        let writing = writing(&path, role);
        let is_wanted = writing.is_some() || role == Role::Provider || is_narrative || (self.is_asked)(&path);
        Element { path, role, writing, is_wanted, is_narrative, inner: BTreeMap::new(), order: Vec::new(), next: 0 }
    }

    /// The element of that name within another.
    fn inner(&mut self, outer: usize, name: &[u8]) -> usize {
        let element = &mut self.all[outer];
        if let Some((_, known)) = element.order.get(element.next).filter(|(expected, _)| expected == name) {
            element.next += 1;
            return *known;
        }
        if let Some(&place) = element.inner.get(name) {
            element.next = place + 1;
            return element.order[place].1;
        }
        let shown = if outer == 0 { std::str::from_utf8(name).unwrap_or(HIDDEN) } else { shown(name) };
        let path = &self.all[outer].path;
        let path = if path.is_empty() { shown.to_owned() } else { format!("{path}.{shown}") };
        let (element, number) = (self.element(path), self.all.len());
        self.all.push(element);
        let outer = &mut self.all[outer];
        outer.inner.insert(name.to_vec(), outer.order.len());
        outer.order.push((name.to_vec(), number));
        number
    }
}

/// How a key is shown that may be a value.
const HIDDEN: &str = "?";

/// The name of an element.
fn shown(name: &[u8]) -> &str {
    Some(name).filter(|name| is_element(name)).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or(HIDDEN)
}

struct Reader<'t, 'o> {
    text: &'t [u8],
    hit: usize,
    out: &'o mut dyn FnMut(Field),
    elements: Elements<'o>,
    stack: Vec<Level>,
    /// Open levels beyond [`MOST_LEVELS`].
    beyond: usize,
    nodes: Vec<Node>,
    pending: Vec<Pending>,
    key: Option<Span>,
    records: u32,
    /// What is looked for in the narratives, and where they are.
    named: Vec<Named>,
    /// Names of whom resources are about, until it is clear whose record that is.
    subjects: Vec<Field<'static>>,
    narratives: Vec<Stretch>,
}

impl<'t, 'o> Reader<'t, 'o> {
    fn new(text: &'t [u8], hit: usize, is_asked: &'o dyn Fn(&str) -> bool, out: &'o mut dyn FnMut(Field)) -> Self {
        let elements = Elements::new(is_asked);
        let (stack, nodes, pending) = (Vec::new(), Vec::new(), Vec::new());
        let (named, subjects, narratives) = (Vec::new(), Vec::new(), Vec::new());
        Self { text, hit, out, elements, stack, beyond: 0, nodes, pending, key: None, records: 0, named, subjects, narratives }
    }

    /// Reads one value, or all to the end of the text; returns the offset behind.
    fn run(mut self, mut tokens: Tokens<'t>, whole: bool) -> usize {
        while let Some(token) = tokens.next() {
            self.token(token, &mut tokens);
            if !whole && tokens.depth() == 0 {
                break;
            }
        }
        let end = tokens.position();
        self.close_all(end);
        end
    }

    fn token(&mut self, token: Token, tokens: &mut Tokens<'_>) {
        match token.event {
            Event::ObjectStart => {
                let start = token.span.start;
                let fresh_line = start > 0 && self.text[start - 1] == b'\n';
                if fresh_line && self.stack.len() > MOST_LEVELS / 2 {
                    // One resource a line, and many lines that break off: what they left open does not hold the rest.
                    self.close_all(start);
                    tokens.forget_levels(1);
                }
                self.open(true);
            }
            Event::ArrayStart => self.open(false),
            Event::ObjectEnd | Event::ArrayEnd if self.beyond > 0 => self.beyond -= 1,
            Event::ObjectEnd | Event::ArrayEnd => self.close(token.span.end),
            Event::Key => self.key = Some(token.span),
            Event::String | Event::Number if self.beyond == 0 => self.primitive(token),
            _ => {
                self.slot();
            }
        }
    }

    /// Name and index of the value that comes now.
    fn slot(&mut self) -> (Option<Span>, Option<u32>) {
        let key = self.key.take();
        match self.stack.last_mut() {
            Some(array) if !array.object && self.beyond == 0 => {
                array.next = array.next.saturating_add(1);
                (array.name, Some(array.next - 1))
            }
            _ => (key, None),
        }
    }

    fn open(&mut self, object: bool) {
        if self.stack.len() >= MOST_LEVELS {
            self.beyond += 1;
            return;
        }
        let (name, index) = self.slot();
        let above = self.stack.last().map(|level| (level.node, level.owner));
        let (node, owner) = if object || above.is_none() {
            self.nodes.push(Node { parent: above.map_or(0, |(node, _)| node), name, index });
            (self.nodes.len() as u32 - 1, self.stack.len())
        } else {
            above.unwrap_or_default()
        };
        let from = self.pending.len();
        let (system, url, code, resource) = (None, None, None, None);
        self.stack.push(Level { object, node, owner, name, next: 0, from, resource, record: 0, system, url, code, synthetic: false });
    }

    fn close_all(&mut self, end: usize) {
        self.beyond = 0;
        while !self.stack.is_empty() {
            self.close(end);
        }
    }

    fn close(&mut self, end: usize) {
        let Some(level) = self.stack.pop() else { return };
        self.key = None;
        if level.object {
            self.qualify(&level);
            if let Some(resource) = level.resource {
                self.resource(&level, resource, end);
            } else if let Some(owner) = self.stack.last().map(|above| above.owner) {
                self.stack[owner].synthetic |= level.synthetic;
            }
        }
        if self.stack.is_empty() {
            self.pending.clear();
            self.nodes.clear();
            self.narrate();
        }
    }

    /// Gives the values of a closed object the kind that its other members tell.
    fn qualify(&mut self, level: &Level) {
        let (text, pending) = (self.text, &mut self.pending[level.from..]);
        if level.system.is_some() || level.code.is_some() {
            let mut own = pending.iter_mut().filter(|value| value.node == level.node && value.name.of(text) == b"value").peekable();
            if own.peek().is_some() {
                let known = level.system.and_then(|span| known_system(&String::from_utf8_lossy(&unescape(span.of(text)))));
                let kind: Option<Rc<str>> = known.or_else(|| level.code.and_then(|code| word(code.of(text)))).map(Into::into);
                own.filter(|_| kind.is_some()).for_each(|value| value.kind.clone_from(&kind));
            }
        }
        let extension = level.name.is_some_and(|name| matches!(name.of(text), b"extension" | b"modifierExtension"));
        if let Some(url) = level.url.filter(|_| extension) {
            let url = unescape(url.of(text));
            let kind = url.rsplit(|byte| matches!(byte, b'/' | b'#' | b':')).next().and_then(word).map(Rc::from);
            pending.iter_mut().filter(|value| value.kind.is_none()).for_each(|value| value.kind.clone_from(&kind));
        }
    }

    fn primitive(&mut self, token: Token) {
        let (Some(name), index) = self.slot() else { return };
        let Some(owner) = self.stack.last().map(|level| level.owner).filter(|&owner| self.stack[owner].object) else { return };
        let value = token.span;
        let bytes = value.of(self.text);
        let node = self.stack[owner].node;
        let mut synthetic = false;
        match name.of(self.text) {
            b"resourceType" if token.event == Event::String && index.is_none() => {
                if is_type(bytes) && self.stack[owner].resource.is_none() {
                    self.records += 1;
                    self.stack[owner].resource = Some(value);
                    self.stack[owner].record = self.records;
                }
                return;
            }
            b"system" => {
                self.stack[owner].system.get_or_insert(value);
                self.stack[owner].synthetic |= is_synthea(bytes);
            }
            b"url" => {
                self.stack[owner].url.get_or_insert(value);
                self.stack[owner].synthetic |= is_synthea(bytes);
            }
            b"div" | b"profile" | b"source" => self.stack[owner].synthetic |= is_synthea(bytes),
            b"family" | b"given" => self.stack[owner].synthetic |= numbered_words(bytes) > 0,
            b"display" | b"text" => synthetic = numbered_words(bytes) > 1,
            b"code" => {
                self.stack[owner].synthetic |= is_synthea(bytes);
                self.type_code(owner, value);
            }
            _ => {}
        }
        if !bytes.trim_ascii().is_empty() && self.pending.len() < MOST_PENDING {
            self.pending.push(Pending { node, name, index, value, kind: None, synthetic });
        }
    }

    /// Notes `type.coding.code` with the object that has the `type`.
    fn type_code(&mut self, coding: usize, value: Span) {
        let above = |level: usize| level.checked_sub(1).map(|above| self.stack[above].owner);
        let named = |level: usize, name: &[u8]| self.stack[level].name.is_some_and(|span| span.of(self.text) == name);
        let concept = above(coding).filter(|_| named(coding, b"coding"));
        if let Some(identifier) = concept.filter(|&concept| named(concept, b"type")).and_then(above) {
            self.stack[identifier].code.get_or_insert(value);
        }
    }

    /// Hands over the values of a closed resource and forgets them.
    fn resource(&mut self, level: &Level, resource: Span, end: usize) {
        let from = level.from.min(self.pending.len());
        let name = resource.of(self.text);
        // A resource that ends before the anchor has one of its own, which was read already.
        if end > self.hit && !DEFINITIONS.iter().any(|definition| definition.as_bytes() == name) {
            self.values(level, name, from);
        }
        self.pending.truncate(from);
        if self.named.len() > MOST_NAMED {
            self.narrate();
        }
        self.nodes.truncate(level.node as usize);
    }

    /// Hands over the values from number `from` on.
    fn values(&mut self, level: &Level, resource: &[u8], from: usize) {
        let text = self.text;
        // The object at hand: its node and its element; and its place, if that is put together already.
        let mut object: Option<(u32, usize)> = None;
        let (mut place, mut placed) = (String::new(), None);
        for index in from..self.pending.len() {
            if self.elements.all.len() >= MOST_PATHS {
                self.elements.clear();
                object = None;
            }
            let Pending { node, name, index: number, value, synthetic, .. } = self.pending[index];
            let outer = match object {
                Some((known, element)) if known == node => element,
                _ => self.element(resource, level.node, node),
            };
            object = Some((node, outer));
            let element = self.elements.inner(outer, name.of(text));
            let element = &self.elements.all[element];
            if !element.is_wanted {
                continue;
            }
            if placed.is_none_or(|(known, _)| known != node) {
                place.clear();
                self.place(&mut place, resource, level.node, node);
                placed = Some((node, place.len()));
            }
            place.truncate(placed.map_or(0, |(_, length)| length));
            push_element(&mut place, name.of(text), number);
            if element.is_narrative {
                self.narratives.push(Stretch { span: value, record: level.record });
            }
            let kind = self.pending[index].kind.as_deref();
            let field = Field {
                path: Cow::Borrowed(&element.path),
                place: Cow::Borrowed(&place),
                kind: kind.map(Cow::Borrowed),
                value,
                record: level.record,
                role: element.role,
                synthetic: synthetic || level.synthetic,
            };
            let writing = element.writing.map(|writing| writing.of_kind(kind));
            // Where it stands is not asked of what is looked for.
            let named = writing.map(|writing| Named { field: Field { place: "".into(), ..field.clone() }.into_owned(), writing });
            self.named.extend(named);
            if writing == Some(Writing::Name) && field.path.ends_with(".display") {
                self.subjects.push(field.into_owned());
            } else {
                (self.out)(field);
            }
        }
    }

    /// What the narratives of the values read so far repeat.
    fn narrate(&mut self) {
        narrative::subjects(self.text, &mut self.subjects, &self.named, self.out);
        narrative::read(self.text, &self.narratives, &self.named, "text.div", &cell, self.out);
        self.narratives.clear();
        self.named.clear();
    }

    /// The element of the object `node` within the resource at `top`.
    fn element(&mut self, resource: &[u8], top: u32, node: u32) -> usize {
        if node == top {
            return self.elements.inner(0, resource);
        }
        let Node { parent, name, .. } = self.nodes[node as usize];
        let outer = self.element(resource, top, parent);
        self.elements.inner(outer, name.map_or(&[], |name| name.of(self.text)))
    }

    /// Appends the place of the object `node` within the resource at `top`.
    fn place(&self, place: &mut String, resource: &[u8], top: u32, node: u32) {
        if node == top {
            place.push_str(std::str::from_utf8(resource).unwrap_or(HIDDEN));
            return;
        }
        let Node { parent, name, index } = self.nodes[node as usize];
        self.place(place, resource, top, parent);
        push_element(place, name.map_or(&[], |name| name.of(self.text)), index);
    }
}

/// Appends an element and its index in its array.
fn push_element(place: &mut String, name: &[u8], index: Option<u32>) {
    place.push('.');
    place.push_str(shown(name));
    if let Some(index) = index {
        place.push('[');
        push_number(place, index as usize);
        place.push(']');
    }
}

/// How people write the value of a field; none for what is not looked for in narratives.
fn writing(path: &str, role: Role) -> Option<Writing> {
    if matches!(role, Role::Provider | Role::Unknown) {
        return None;
    }
    let mut elements = path.rsplit('.');
    let (last, parent) = (elements.next()?, elements.next()?);
    Some(match (parent, last) {
        ("name", "family" | "given" | "text") | ("subject" | "patient" | "beneficiary" | "subscriber", "display") => Writing::Name,
        (_, "birthDate" | "deceasedDateTime") => Writing::Date,
        ("telecom", "value") => Writing::Telephone,
        // Not postal codes: the clinic is in the same town.
        ("identifier", "value") | (_, "subscriberId") => Writing::Number,
        ("address", "line") => Writing::Text,
        _ => return None,
    })
}

/// Path and kind of a cell under a header that says so.
fn cell(class: &str) -> Option<Asked> {
    Some(match class {
        "person-name" => ("Patient.name.text", None),
        "birth-date" => ("Patient.birthDate", None),
        "deceased-date" => ("Patient.deceasedDateTime", None),
        "us-ssn" => ("Patient.identifier.value", Some("us-ssn")),
        "medical-record-number" => ("Patient.identifier.value", None),
        "medicare-number" => ("Patient.identifier.value", Some("us-medicare")),
        "health-plan-number" => ("Coverage.subscriberId", None),
        "phone-number" => ("Patient.telecom.value", Some("phone")),
        "fax-number" => ("Patient.telecom.value", Some("fax")),
        "email-address" => ("Patient.telecom.value", Some("email")),
        "street-address" => ("Patient.address.line", None),
        "postal-code" => ("Patient.address.postalCode", None),
        _ => return None,
    })
}

/// A key that can be an element's name; any other may be a value and is not shown.
fn is_element(name: &[u8]) -> bool {
    let plain = name.strip_prefix(b"_").unwrap_or(name);
    plain.len() <= LONGEST_NAME && plain.first().is_some_and(u8::is_ascii_lowercase) && plain.iter().all(u8::is_ascii_alphanumeric)
}

fn is_type(name: &[u8]) -> bool {
    name.len() <= LONGEST_NAME && name.first().is_some_and(u8::is_ascii_uppercase) && name.iter().all(u8::is_ascii_alphabetic)
}

/// A code in lower case, if it is one: no value in the wrong place.
fn word(code: &[u8]) -> Option<String> {
    let well_formed = (1..=LONGEST_NAME).contains(&code.len())
        && code[0].is_ascii_alphabetic()
        && code.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    well_formed.then(|| String::from_utf8_lossy(code).to_ascii_lowercase())
}

/// The short name of an identifier system, or the system of a telecom.
fn known_system(system: &str) -> Option<String> {
    if matches!(system, "phone" | "fax" | "email" | "pager" | "url" | "sms" | "other") {
        return Some(system.to_owned());
    }
    let system = system.trim_end_matches('/');
    let ends = |name: &str| {
        system.strip_suffix(name).is_some_and(|before| {
            before.is_empty() || before.ends_with([':', '/', '.']) && !before.ends_with("..") && !ends_in_digit_dot(before)
        })
    };
    if let Some((_, name)) = SYSTEMS.iter().chain(super::REGISTERS).find(|(uri, _)| ends(uri)) {
        return Some((*name).to_owned());
    }
    let state = system.rsplit([':', '/']).next()?.strip_prefix(LICENCES)?;
    state.bytes().all(|byte| byte.is_ascii_digit()).then(|| "us-dl".to_owned())
}

/// `…3.` before an OID makes it part of a longer one.
fn ends_in_digit_dot(before: &str) -> bool {
    before.ends_with('.') && before.trim_end_matches('.').ends_with(|last: char| last.is_ascii_digit())
}

/// The generator of made-up patients names itself in systems, extensions and narratives.
fn is_synthea(bytes: &[u8]) -> bool {
    let mut from = 0;
    while let Some(at) = memchr(b'y', &bytes[from..]).map(|at| from + at) {
        if bytes[at..].starts_with(b"ynthea") && at > 0 && matches!(bytes[at - 1], b's' | b'S') {
            return true;
        }
        from = at + 1;
    }
    false
}

/// Number of words such as `Doe123`: Synthea appends up to three digits to every name.
fn numbered_words(bytes: &[u8]) -> usize {
    if !bytes.iter().any(u8::is_ascii_digit) {
        return 0;
    }
    let numbered = |word: &[u8]| {
        let digits = word.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let letters = &word[..word.len() - digits];
        (1..=3).contains(&digits)
            && letters.len() >= 2
            && letters[0].is_ascii_uppercase()
            && letters.iter().all(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80 || matches!(byte, b'\'' | b'-'))
    };
    bytes.split(|byte| *byte == b' ').filter(|word| numbered(word)).count()
}

/// Whose value stands there: by the element that names a person, else by the type of the resource.
#[expect(clippy::match_same_arms, reason = "the order of the arms is the precedence")]
fn role(path: &str) -> Role {
    let mut elements = path.split('.');
    let resource = elements.next().unwrap_or("");
    let first = elements.next().unwrap_or("");
    match (resource, first) {
        ("Patient", "contact") => Role::Relative,
        ("Patient", "generalPractitioner" | "careProvider" | "managingOrganization") | ("Coverage", "payor" | "insurer" | "issuer") => {
            Role::Provider
        }
        _ if elements.any(|element| element == "assigner") => Role::Provider,
        ("Patient", _) => Role::Patient,
        (
            "Practitioner"
            | "PractitionerRole"
            | "Organization"
            | "OrganizationAffiliation"
            | "Location"
            | "HealthcareService"
            | "Endpoint"
            | "InsurancePlan",
            _,
        ) => Role::Provider,
        (_, "subject" | "patient" | "beneficiary") => Role::Patient,
        (_, "subscriber" | "policyHolder") => Role::Subscriber,
        ("RelatedPerson" | "Person" | "FamilyMemberHistory", _) => Role::Relative,
        ("Coverage", _) => Role::Subscriber,
        (
            _,
            "performer"
            | "author"
            | "provider"
            | "practitioner"
            | "requester"
            | "asserter"
            | "recorder"
            | "serviceProvider"
            | "custodian"
            | "attester"
            | "insurer"
            | "payee"
            | "enterer"
            | "facility"
            | "location"
            | "prescriber"
            | "dispenser"
            | "participant"
            | "careTeam"
            | "organization"
            | "managingOrganization"
            | "resultsInterpreter"
            | "interpreter"
            | "manufacturer"
            | "owner"
            | "legalAuthenticator"
            | "authenticator"
            | "informationSource"
            | "orderer"
            | "referrer"
            | "collector",
        ) => Role::Provider,
        _ if COMPARTMENT.contains(&resource) => Role::Patient,
        _ => Role::Unknown,
    }
}

/// Types of the patient compartment that record care or payment (FHIR R4, CompartmentDefinition/patient): what they hold is the patient's.
const COMPARTMENT: &[&str] = &[
    "Account",
    "AdverseEvent",
    "AllergyIntolerance",
    "Appointment",
    "AppointmentResponse",
    "BodyStructure",
    "CarePlan",
    "CareTeam",
    "ChargeItem",
    "Claim",
    "ClaimResponse",
    "ClinicalImpression",
    "Communication",
    "CommunicationRequest",
    "Composition",
    "Condition",
    "Consent",
    "CoverageEligibilityRequest",
    "CoverageEligibilityResponse",
    "DetectedIssue",
    "Device",
    "DeviceRequest",
    "DeviceUseStatement",
    "DiagnosticReport",
    "DocumentManifest",
    "DocumentReference",
    "Encounter",
    "EnrollmentRequest",
    "EpisodeOfCare",
    "ExplanationOfBenefit",
    "Flag",
    "Goal",
    "ImagingStudy",
    "Immunization",
    "ImmunizationEvaluation",
    "ImmunizationRecommendation",
    "Invoice",
    "Media",
    "MedicationAdministration",
    "MedicationDispense",
    "MedicationRequest",
    "MedicationStatement",
    "MolecularSequence",
    "NutritionOrder",
    "Observation",
    "Procedure",
    "QuestionnaireResponse",
    "RequestGroup",
    "ResearchSubject",
    "RiskAssessment",
    "ServiceRequest",
    "Specimen",
    "SupplyDelivery",
    "SupplyRequest",
    "Task",
    "VisionPrescription",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::tests::{collect, listing};

    macro_rules! fixture {
        ($name:literal) => {
            (
                $name,
                include_bytes!(concat!("../../testdata/format/fhir/", $name)),
                include_str!(concat!("../../testdata/format/fhir/", $name, ".fields")),
            )
        };
    }

    /// Name, text, expected listing.
    const FIXTURES: &[(&str, &[u8], &str)] =
        &[fixture!("bulk.ndjson"), fixture!("bundle.json"), fixture!("embedded.txt"), fixture!("patient.json"), fixture!("synthea.json")];

    #[test]
    fn fixtures_give_their_fields() {
        for (name, text, expected) in FIXTURES {
            assert_eq!(listing(&FORMAT, text), *expected, "{name}");
        }
    }

    #[test]
    fn kinds_come_from_siblings() {
        for (members, expected) in [
            (r#""system":"http://hl7.org/fhir/sid/us-ssn""#, Some("us-ssn")),
            (r#""system":"https://hl7.org/fhir/sid/us-ssn/""#, Some("us-ssn")),
            (r#""system":"urn:oid:2.16.840.1.113883.4.1""#, Some("us-ssn")),
            (r#""system":"2.16.840.1.113883.4.1""#, Some("us-ssn")),
            (r#""system":"urn:oid:9.2.16.840.1.113883.4.1""#, None),
            (r#""system":"urn:oid:2.16.840.1.113883.4.12""#, None),
            (r#""system":"http:\/\/hl7.org\/fhir\/sid\/us-mbi""#, Some("us-mbi")),
            (r#""system":"http://hl7.org/fhir/sid/us-medicare""#, Some("us-medicare")),
            (r#""system":"http://hl7.org/fhir/sid/us-hicn""#, Some("us-hicn")),
            (r#""system":"http://hl7.org/fhir/sid/us-npi""#, Some("us-npi")),
            (r#""system":"urn:oid:2.16.840.1.113883.4.3.25""#, Some("us-dl")),
            (r#""system":"urn:oid:2.16.840.1.113883.4.3.x""#, None),
            (r#""system":"urn:x","type":{"coding":[{"code":"MR"},{"code":"PI"}]}"#, Some("mr")),
            (r#""system":"http://hl7.org/fhir/sid/us-ssn","type":{"coding":[{"code":"MR"}]}"#, Some("us-ssn")),
            (r#""type":{"coding":[{"code":"900-12-3456"}]}"#, None),
            (r#""type":{"text":"MR"}"#, None),
            (r#""system":"urn:x""#, None),
        ] {
            for object in [format!("{{{members},\"value\":\"7\"}}"), format!("{{\"value\":\"7\",{members}}}")] {
                let text = format!("{{\"resourceType\":\"Patient\",\"identifier\":[{object}]}}");
                let fields = collect(&FORMAT, text.as_bytes());
                let value = fields.iter().find(|field| field.path == "Patient.identifier.value").expect("the value is read");
                assert_eq!(value.kind.as_deref(), expected, "{text}");
            }
        }
    }

    #[test]
    fn made_up_patients_are_synthetic() {
        for (members, expected) in [
            (r#""name":[{"family":"Doe123"}]"#, true),
            (r#""name":[{"given":["Ann","Pat9"]}]"#, true),
            (r#""identifier":[{"system":"https://github.com/synthetichealth/synthea","value":"x"}]"#, true),
            (r#""meta":{"tag":[{"system":"urn:x","code":"synthea"}]}"#, true),
            (r#""extension":[{"url":"http://synthetichealth.github.io/synthea/quality","valueDecimal":1.5}]"#, true),
            (r#""name":[{"family":"Doe"}]"#, false),
            (r#""name":[{"family":"123"}]"#, false),
            (r#""name":[{"family":"D1"}]"#, false),
            (r#""contained":[{"resourceType":"Practitioner","name":[{"family":"Doe123"}]}]"#, false),
        ] {
            let text = format!("{{\"birthDate\":\"1970-01-01\",{members},\"resourceType\":\"Patient\"}}");
            let fields = collect(&FORMAT, text.as_bytes());
            let birth = fields.iter().find(|field| field.path == "Patient.birthDate").expect("the date is read");
            assert_eq!(birth.synthetic, expected, "{text}");
        }
    }

    #[test]
    fn texts_without_data_give_nothing() {
        for text in [
            "\"resourceType\"",
            "resourceType:",
            "'resourceType'",
            "resourceType\\\"",
            "{\"resourceType\"",
            "{\"resourceType\":",
            "{\"resourceType\":\"Pat",
            r#"{"resourceType":"Patient"}"#,
            r#"{"resourceType":7,"name":"x"}"#,
            r#"{"resourceType":null,"name":"x"}"#,
            r#"{"resourceType":{"const":"Patient"},"x":"y"}"#,
            r#"{"resourceType":["Patient"],"x":"y"}"#,
            r#"{"resourceType":"AWS::S3","x":"y"}"#,
            r#"{"resourceType":"patient","x":"y"}"#,
            r#"{"resourceType":"","x":"y"}"#,
            r#"{"resourceType":"ValueSet","name":"x"}"#,
            r#"{"resourceType":"StructureDefinition","contact":[{"telecom":[{"value":"x"}]}]}"#,
            r#"{"resourceType":"CodeSystem","contained":[{"resourceType":"ValueSet","name":"x"}]}"#,
            r#"["resourceType","Patient"]"#,
            r#"{"x":"resourceType","y":"z"}"#,
            r#"{"resourceType":"Patient","name":[]}"#,
            r#"{"resourceType":"Patient","name":[{"family":""}]}"#,
            r#"{"resourceType":"Patient","name":[{"family":"  "}]}"#,
            r#"{"resourceType":"Patient","active":true,"x":null}"#,
            "interface P { resourceType: string; name: string }",
            "x.resourceType: y",
            "}}}\"resourceType\"{{{",
            "{{{{\"resourceType\":\"Patient\"",
            "]\"resourceType\":\"Patient\",\"x\":\"y\"}",
            "\"resourceType\":\"Patient\",\"x\":\"y\"",
        ] {
            assert_eq!(listing(&FORMAT, text.as_bytes()), "", "{text}");
        }
    }

    #[test]
    fn damaged_resources_are_read_on() {
        for (text, expected) in [
            (r#"{"resourceType":"Patient","id":"a""#, "Patient.id patient a\n"),
            (r#"{"resourceType":"Patient","id":"a"#, "Patient.id patient a\n"),
            (r#"{"resourceType":"Patient","id":"a",}"#, "Patient.id patient a\n"),
            (r#"{"resourceType":"Patient" "id":"a"}"#, "Patient.id patient a\n"),
            (r#"{"resourceType":"Patient","id":"\ud800"}"#, "Patient.id patient \\ud800\n"),
            (r#"{"resourceType":"Patient","Smith 1":"a"}"#, "Patient.? patient a\n"),
            (r#"{"resourceType":"Patient","x":[["a"]]}"#, "Patient.x[0] patient a\n"),
            (r#"{"resourceType":"Patient","resourceType":"Claim","id":"a"}"#, "Patient.id patient a\n"),
            (r#"{"a":{"resourceType":"Patient","id":"a"},"b":"c"}"#, "Patient.id patient a\n"),
            (r#"{"resourceType":"Patient","_birthDate":{"id":"a"}}"#, "Patient._birthDate.id patient a\n"),
            (r#"{"resourceType":"Patient","x":[{"y":"a"]}"#, "Patient.x[0].y patient a\n"),
            (r#"/* c */ x = {"resourceType":"Patient","id":"a"}; {"id":"b"}"#, "Patient.id patient a\n"),
            ("\u{feff}{\"resourceType\":\"Patient\",\"id\":\"a\"}", "Patient.id patient a\n"),
            ("{\"resourceType\":\"Patient\",\0\"id\":\"a\0\"}", "Patient.id patient a\0\n"),
            ("---\n{\"id\":\"a\",\"resourceType\":\"Patient\"}\n{\"resourceType\":\"Claim\"}", "Patient.id patient a\n"),
            (
                r#"x {"contained":[{"resourceType":"Location","id":"b"}],"id":"a","resourceType":"Patient"}"#,
                "Location.id provider b\n\nPatient.id patient a\n",
            ),
        ] {
            assert_eq!(listing(&FORMAT, text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn many_broken_lines_do_not_hide_the_next() {
        let text = "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Cut\n".repeat(500);
        assert_eq!(collect(&FORMAT, text.as_bytes()).len(), 500);
    }

    #[test]
    fn deep_nesting_is_stepped_over() {
        for (open, close) in [
            ("{\"a\":", "}"),
            ("[", "]"),
            ("[{\"extension\":", "}]"),
            ("{\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"x\",\"a\":", "}]}"),
        ] {
            let depth = 100_000 / open.matches(['{', '[']).count();
            let text = format!("{{\"resourceType\":\"Patient\",\"deep\":{}\"x\"{},\"id\":\"a\"}}", open.repeat(depth), close.repeat(depth));
            let fields = collect(&FORMAT, text.as_bytes());
            assert!(fields.iter().any(|field| field.place == "Patient.id" && field.value.of(text.as_bytes()) == b"a"), "{open}");
        }
    }

    #[test]
    fn a_narrative_speaks_of_whom_another_resource_names() {
        let text = r#"{"resourceType":"Bundle","entry":[
            {"resource":{"resourceType":"Observation","text":{"div":"<div>Odalys Quillfeather, 14 Mar 1961, ZIP 44074</div>"}}},
            {"resource":{"resourceType":"Patient","name":[{"family":"Quillfeather","given":["Odalys"]}],"birthDate":"1961-03-14",
             "address":[{"postalCode":"44074"}]}}]}"#;
        let fields = collect(&FORMAT, text.as_bytes());
        let of_patient = fields.iter().find(|field| field.path == "Patient.birthDate").expect("it is read").record;
        let told: Vec<_> = fields.iter().filter(|field| field.place == "text.div").collect();
        let mut values: Vec<_> = told.iter().map(|field| String::from_utf8_lossy(field.value.of(text.as_bytes()))).collect();
        values.sort_unstable();
        assert_eq!(values, ["14 Mar 1961", "Odalys Quillfeather"]);
        assert!(told.iter().all(|field| field.record == of_patient), "{told:?}");
    }

    /// Whom a resource is about, is the patient whose resource stands beside it, if there is one.
    #[test]
    fn a_subject_is_the_patient_of_the_same_name() {
        let text = r#"{"resourceType":"Bundle","entry":[
            {"resource":{"resourceType":"Observation","subject":{"display":"Quillfeather, Odalys"}}},
            {"resource":{"resourceType":"Observation","subject":{"display":"Ilka Featherstone"}}},
            {"resource":{"resourceType":"Observation","subject":{"display":"Odalys"}}},
            {"resource":{"resourceType":"Patient","name":[{"family":"Quillfeather","given":["Odalys"]}],"birthDate":"1961-03-14"}}]}"#;
        let fields = collect(&FORMAT, text.as_bytes());
        let record = |value: &str, path: &str| {
            let is_it = |field: &&Field| field.path == path && field.value.of(text.as_bytes()) == value.as_bytes();
            fields.iter().find(is_it).expect("it is read").record
        };
        let patient = record("1961-03-14", "Patient.birthDate");
        assert_eq!(record("Quillfeather, Odalys", "Observation.subject.display"), patient);
        for other in ["Ilka Featherstone", "Odalys"] {
            assert_ne!(record(other, "Observation.subject.display"), patient, "{other}");
        }
    }

    #[test]
    fn every_truncation_is_read() {
        for (_, text, _) in FIXTURES {
            for cut in 0..=text.len() {
                collect(&FORMAT, &text[..cut]);
                collect(&FORMAT, &text[cut..]);
            }
        }
    }

    #[test]
    fn hostile_runs_are_linear() {
        for unit in [
            "\"resourceType\"",
            "\"resourceType\"}",
            "}\"resourceType\"",
            "{\"resourceType\"",
            "{\"resourceType\":\"A\"",
            "resourceType:",
            "resourceType:{",
            "\\\"resourceType\\\"",
            "\"\"resourceType\"\"",
            "'resourceType'",
            "{\"resourceType\":\"Patient\",\"a\":\"b\",\"c\":",
            "[\"resourceType\",",
            "{}\"resourceType\"",
            "\n{\"resourceType\":\"A\",\"b\":[",
            "{\"a\":\"b\",\"extension\":[{\"url\":\"c\",\"d\":\"e\"},",
            "{\"a\":1,\"b\":",
        ] {
            let run = unit.repeat(200_000 / unit.len());
            for text in [
                run.clone(),
                format!("x {run}"),
                format!("{{\"{run}"),
                format!("[{run}"),
                format!("{{\"resourceType\":\"Patient\",\"x\":[{run}"),
            ] {
                assert!(collect(&FORMAT, text.as_bytes()).len() <= text.len());
            }
        }
    }

    #[test]
    fn a_line_of_megabytes_is_read() {
        let entry = r#"{"resource":{"resourceType":"Patient","name":[{"family":"Sample"}]}},"#;
        let text = format!("{{\"resourceType\":\"Bundle\",\"entry\":[{}]}}", entry.repeat(40_000));
        let fields = collect(&FORMAT, text.as_bytes());
        assert_eq!((fields.len(), fields.last().map(|field| field.record)), (40_000, Some(40_001)));
    }
}
