//! Selectors: which fields of which formats a rule asks for.
//!
//! Promises: a field is held against the selectors of its own path's beginnings only, however many there are. Never looks at a value.

use super::{FORMATS, Field, Format};
use foldhash::{HashMap, HashMapExt};
use std::cmp::Reverse;

/// Which fields a rule asks for: `hl7v2:PID-19`, `hl7v2:PID-3.1[ss]`, `fhir:Patient.identifier.value[us-ssn]`, `fhir:*.subject.display`,
/// and of formats whose readers say what each field is, `x12:*[birth-date]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Selector {
    /// Name of the format.
    pub format: String,
    /// Path that a field's path must equal or continue behind a dot; without the type when `any_type`.
    pub path: String,
    /// The kind that a field must have, in lower case.
    pub kind: Option<String>,
    /// Written as `*.`: the path of a field is compared without its first element. With an empty path, written as `*`, any path is meant.
    pub any_type: bool,
}

impl Selector {
    /// Reads a selector. The error is a sentence without the final stop.
    pub fn parse(written: &str) -> Result<Self, String> {
        let (format, rest) = written.split_once(':').ok_or_else(|| format!("`{written}` names no format: write `format:path`"))?;
        if Format::named(format).is_none() {
            let known: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
            return Err(format!("`{format}` is no format: one of {}", known.join(", ")));
        }
        let (path, kind) = match rest.split_once('[') {
            None => (rest, None),
            Some((path, kind)) => {
                let kind = kind.strip_suffix(']').ok_or_else(|| format!("`{written}` lacks `]` at its end"))?;
                if kind.is_empty() || kind.contains(['[', ']']) {
                    return Err(format!("`{written}` names no kind between `[` and `]`"));
                }
                (path, Some(kind.to_ascii_lowercase()))
            }
        };
        if path == "*" && kind.is_some() {
            return Ok(Self { format: format.to_owned(), path: String::new(), kind, any_type: true });
        }
        let (path, any_type) = path.strip_prefix("*.").map_or((path, false), |path| (path, true));
        let well_formed =
            |element: &str| !element.is_empty() && element.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        if !path.split('.').all(well_formed) {
            return Err(format!("`{path}` is no path: elements of letters and digits, joined by dots, at most one `*.` in front"));
        }
        Ok(Self { format: format.to_owned(), path: path.to_owned(), kind, any_type })
    }

    /// How narrowly a field is meant: of two selectors that match, the one of the higher rank was written with this field in mind. A kind
    /// outweighs every path; then the longer path wins.
    fn rank(&self) -> u32 {
        let elements = if self.path.is_empty() { 0 } else { self.path.split(['.', '-']).count() as u32 };
        elements + if self.kind.is_some() { KIND_WEIGHT } else { 0 }
    }
}

/// Selectors by format and path, each with what it stands for: a field is held against those of its own path's beginnings only.
#[derive(Debug)]
pub struct Selectors<T> {
    by_format: HashMap<String, Asks<T>>,
}

/// What is asked of one format.
#[derive(Debug)]
pub struct Asks<T> {
    /// By the whole path of a field.
    of_type: Branch<T>,
    /// By the path without its first element; at the root what is asked of any path.
    of_any_type: Branch<T>,
}

/// What is asked of one path, and the paths that go on from it.
#[derive(Debug)]
struct Branch<T> {
    here: Vec<Ask<T>>,
    inner: HashMap<String, Self>,
}

/// A selector, but for its path.
#[derive(Debug)]
struct Ask<T> {
    rank: u32,
    kind: Option<String>,
    value: T,
}

impl<T> Default for Selectors<T> {
    fn default() -> Self {
        Self { by_format: HashMap::new() }
    }
}

impl<T> Default for Asks<T> {
    fn default() -> Self {
        Self { of_type: Branch::default(), of_any_type: Branch::default() }
    }
}

impl<T> Default for Branch<T> {
    fn default() -> Self {
        Self { here: Vec::new(), inner: HashMap::new() }
    }
}

impl<T> Selectors<T> {
    /// Puts one in.
    pub fn add(&mut self, selector: Selector, value: T) {
        let rank = selector.rank();
        let asks = self.by_format.entry(selector.format).or_default();
        let mut branch = if selector.any_type { &mut asks.of_any_type } else { &mut asks.of_type };
        for element in elements(&selector.path) {
            branch = branch.inner.entry(element.to_owned()).or_default();
        }
        branch.here.push(Ask { rank, kind: selector.kind, value });
    }

    /// What is asked of a format, if anything is.
    pub fn of(&self, format: &str) -> Option<&Asks<T>> {
        self.by_format.get(format)
    }
}

impl<T> Asks<T> {
    /// The paths that are asked for; an empty one where any type is meant.
    pub fn paths(&self) -> Vec<String> {
        let mut paths = vec![String::new(); usize::from(!self.of_any_type.is_empty())];
        self.of_type.paths("", &mut paths);
        paths
    }

    /// Whether any selector may be about that path, whatever the kind.
    pub fn ask_for(&self, path: &str) -> bool {
        let mut is_asked = false;
        self.each(path, |_| is_asked = true);
        is_asked
    }

    /// What is asked of every beginning of the path.
    fn each(&self, path: &str, mut ask: impl FnMut(&Ask<T>)) {
        self.of_type.along(elements(path), &mut ask);
        self.of_any_type.here.iter().for_each(&mut ask);
        if !self.of_any_type.inner.is_empty() {
            self.of_any_type.along(elements(path).skip(1), &mut ask);
        }
    }
}

impl<T: Copy + Ord> Asks<T> {
    /// What the narrowest selector stands for; of equally narrow ones the least.
    pub fn best(&self, field: &Field) -> Option<T> {
        let kind = field.kind.as_deref();
        let mut best = None;
        self.each(&field.path, |ask| {
            if ask.kind.is_none() || ask.kind.as_deref() == kind {
                best = best.max(Some((ask.rank, Reverse(ask.value))));
            }
        });
        best.map(|(_, Reverse(value))| value)
    }
}

/// The elements of a path. By hand: they are a few bytes long, and a searcher takes longer to begin than these to end.
fn elements(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(path).filter(|path| !path.is_empty());
    std::iter::from_fn(move || {
        let path = rest?;
        let end = path.bytes().position(|byte| byte == b'.');
        rest = end.map(|end| &path[end + 1..]);
        Some(&path[..end.unwrap_or(path.len())])
    })
}

impl<T> Branch<T> {
    fn is_empty(&self) -> bool {
        self.here.is_empty() && self.inner.is_empty()
    }

    /// What is asked of the path's beginnings, the empty one left out.
    fn along<'p>(&self, path: impl Iterator<Item = &'p str>, ask: &mut impl FnMut(&Ask<T>)) {
        let mut branch = self;
        for element in path {
            let Some(next) = branch.inner.get(element) else { return };
            branch = next;
            branch.here.iter().for_each(&mut *ask);
        }
    }

    /// Appends the paths that are asked for below this one. As deep as the paths of rules are long.
    fn paths(&self, path: &str, paths: &mut Vec<String>) {
        if !self.here.is_empty() {
            paths.push(path.to_owned());
        }
        let mut inner: Vec<_> = self.inner.iter().collect();
        inner.sort_unstable_by_key(|(element, _)| *element);
        for (element, inner) in inner {
            inner.paths(&if path.is_empty() { element.clone() } else { format!("{path}.{element}") }, paths);
        }
    }
}

/// More than any path has elements.
const KIND_WEIGHT: u32 = 1 << 16;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Role;
    use crate::text::Span;
    use std::borrow::Cow;

    fn field<'f>(path: &'f str, kind: Option<&'f str>) -> Field<'f> {
        Field {
            path: path.into(),
            place: path.into(),
            kind: kind.map(Cow::from),
            value: Span::new(0, 1),
            record: 1,
            role: Role::Patient,
            synthetic: false,
        }
    }

    /// How narrowly a selector means a field, if it does: the definition, which [`Selectors`] must give the same answers as.
    fn matches(selector: &Selector, format: &str, field: &Field) -> Option<u32> {
        let of_kind = selector.kind.is_none() || selector.kind.as_deref() == field.kind.as_deref();
        let of_path = if selector.any_type && !selector.path.is_empty() { field.path.split_once('.')?.1 } else { &*field.path };
        let rest = if selector.path.is_empty() { "" } else { of_path.strip_prefix(selector.path.as_str())? };
        let is_meant = selector.format == format && of_kind && (rest.is_empty() || rest.starts_with('.'));
        is_meant.then(|| selector.rank())
    }

    #[test]
    fn selectors_match_a_path_and_what_continues_it() {
        for (selector, format, path, kind, expected) in [
            ("hl7v2:PID-19", "hl7v2", "PID-19", None, true),
            ("hl7v2:PID-19", "hl7v2", "PID-19.1", None, true),
            ("hl7v2:PID-1", "hl7v2", "PID-19.1", None, false),
            ("hl7v2:PID-19", "fhir", "PID-19.1", None, false),
            ("hl7v2:PID-3.1[ss]", "hl7v2", "PID-3.1", Some("ss"), true),
            ("hl7v2:PID-3.1[SS]", "hl7v2", "PID-3.1", Some("ss"), true),
            ("hl7v2:PID-3.1[ss]", "hl7v2", "PID-3.1", Some("mr"), false),
            ("hl7v2:PID-3.1[ss]", "hl7v2", "PID-3.1", None, false),
            ("hl7v2:PID-3.1", "hl7v2", "PID-3.1", Some("mr"), true),
            ("hl7v2:PID-3.1", "hl7v2", "PID-3.1.1", Some("mr"), true),
            ("fhir:Patient.identifier.value[us-ssn]", "fhir", "Patient.identifier.value", Some("us-ssn"), true),
            ("fhir:Patient.identifier", "fhir", "RelatedPerson.identifier.value", None, false),
            ("fhir:*.subject.display", "fhir", "Observation.subject.display", None, true),
            ("fhir:*.subject.display", "fhir", "Observation.group.subject.display", None, false),
            ("fhir:*.subject.display", "fhir", "subject", None, false),
            ("x12:*[ssn]", "x12", "REF-02", Some("ssn"), true),
            ("x12:*[ssn]", "x12", "REF-02", Some("mrn"), false),
            ("x12:*[ssn]", "cda", "id", Some("ssn"), false),
        ] {
            let parsed = Selector::parse(selector).expect("a well-formed selector");
            assert_eq!(matches(&parsed, format, &field(path, kind)).is_some(), expected, "{selector} {path}");
        }
    }

    #[test]
    fn the_narrower_selector_ranks_higher() {
        let rank = |selector: &str, path, kind| {
            let parsed = Selector::parse(selector).expect("a well-formed selector");
            matches(&parsed, selector.split(':').next().unwrap_or(""), &field(path, kind)).expect("a match")
        };
        for (high, low, path, kind) in [
            ("hl7v2:PID-3.1", "hl7v2:PID-3", "PID-3.1", None),
            ("hl7v2:PID-3[ss]", "hl7v2:PID-3.1", "PID-3.1", Some("ss")),
            ("hl7v2:PID-3.1[ss]", "hl7v2:PID-3[ss]", "PID-3.1", Some("ss")),
            ("hl7v2:PID-3", "hl7v2:PID", "PID-3", None),
            ("fhir:Patient.name.family", "fhir:*.name.family", "Patient.name.family", None),
        ] {
            if low == "hl7v2:PID" {
                assert!(matches(&Selector::parse(low).expect("a well-formed selector"), "hl7v2", &field(path, kind)).is_none());
                continue;
            }
            assert!(rank(high, path, kind) > rank(low, path, kind), "{high} {low}");
        }
    }

    #[test]
    fn selectors_by_path_are_those_of_the_list() {
        let written = [
            "hl7v2:PID-19",
            "hl7v2:PID-19.1",
            "hl7v2:PID-3[ss]",
            "hl7v2:PID-3.1",
            "fhir:*.subject.display",
            "fhir:Patient.name",
            "fhir:Patient.name.family",
            "fhir:*.name.family",
            "fhir:Patient",
            "x12:*[ssn]",
            "fhir:*.name[official]",
            "x12:REF-02",
        ];
        let list: Vec<(Selector, usize)> =
            written.iter().enumerate().map(|(index, selector)| (Selector::parse(selector).expect("well formed"), index)).collect();
        let mut selectors = Selectors::default();
        list.iter().for_each(|(selector, index)| selectors.add(selector.clone(), *index));
        for path in [
            "PID-19",
            "PID-19.1",
            "PID-19.1.2",
            "PID-3.1",
            "PID-1",
            "Patient",
            "Patient.name",
            "Patient.name.family",
            "Person.name.family",
            "Observation.subject.display",
            "subject.display",
            "display",
            "REF-02",
            "x",
            "",
        ] {
            for kind in [None, Some("ss"), Some("ssn"), Some("official")] {
                for format in ["hl7v2", "fhir", "x12", "cda"] {
                    let field = field(path, kind);
                    let ranked = list.iter().filter_map(|(selector, index)| Some((matches(selector, format, &field)?, *index)));
                    let best = ranked.max_by_key(|(rank, index)| (*rank, Reverse(*index))).map(|(_, index)| index);
                    assert_eq!(selectors.of(format).and_then(|asks| asks.best(&field)), best, "{format} {path} {kind:?}");
                }
            }
        }
        let mut paths = selectors.of("x12").expect("two selectors").paths();
        paths.sort_unstable();
        assert_eq!(paths, ["", "REF-02"]);
    }

    #[test]
    fn malformed_selectors_are_refused() {
        for selector in [
            "",
            "PID-3",
            ":",
            "hl7v2:",
            "hl7v2:*",
            "hl7v2:*.",
            "hl7v2:PID-3[",
            "hl7v2:PID-3[]",
            "hl7v2:PID-3[a",
            "hl7v2:PID-3[a]]",
            "hl7v2:PID-3]",
            "hl7v2:PID-3[a]b",
            "x13:PID-3",
            "fhir:a..b",
            "fhir:.a",
            "fhir:a.",
            "fhir:a.*.b",
            "fhir:*.*.b",
            "fhir:a b",
            "fhir:a:b",
        ] {
            assert!(Selector::parse(selector).is_err(), "{selector}");
        }
    }
}
