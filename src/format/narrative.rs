//! Narrative: the text for readers that stands beside the entries of a clinical document (CDA `section/text`) or resource (FHIR `text.div`).
//!
//! Found are values that the structured part of the same record names, as people write them (*echoes*), and cells of tables whose headers
//! say what they hold. Promises: a value is found as whole words only; a single word of a name only where nothing else stands, or behind a
//! form of address; linear, never fails. Never reads prose for what no entry says.

use super::table::tables_of_markup;
use super::xml::{Token, Tokens};
use super::{Field, Role};
use crate::text::Span;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::cmp::Reverse;
use std::fmt::Write as _;

/// Values of one reading that are looked for at a time; a reader that has more hands them over.
pub(super) const MOST_NAMED: usize = 4096;

/// Shortest number that is looked for, and fewest digits of it: shorter ones count something else.
const SHORTEST_NUMBER: usize = 5;
const FEWEST_DIGITS: usize = 4;

/// Bytes between two words of one name: a blank, a comma, an initial.
const LONGEST_GAP: usize = 5;

/// What may stand before a family name alone.
const FORMS_OF_ADDRESS: &[&[u8]] = &[b"Mr", b"Mrs", b"Ms", b"Miss", b"Mx", b"Herr", b"Frau", b"Mme", b"Sr", b"Sra", b"MR", b"MRS", b"MS"];

/// How people write a value of that sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// Words, in any order.
    Name,
    /// A day, in the usual forms.
    Date,
    /// As it is, and a Social Security number with and without dashes.
    Number,
    /// North American ones in the usual forms.
    Telephone,
    /// As it is.
    Text,
}

impl Writing {
    /// That of a value of a kind: an address of mail is no telephone number.
    pub(super) fn of_kind(self, kind: Option<&str>) -> Self {
        if self == Self::Telephone && kind == Some("email") { Self::Text } else { self }
    }
}

/// A value that the structured part names.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) field: Field<'static>,
    pub(super) writing: Writing,
}

/// Path and kind by which the rules ask for a value.
pub(super) type Asked = (&'static str, Option<&'static str>);

/// A stretch of markup and the record that it belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) span: Span,
    pub(super) record: u32,
}

/// Most records that are asked whether a name is theirs, beside the one of the stretch.
const MOST_RECORDS: usize = 8;

/// Most words of one name that are weighed.
const MOST_WORDS: usize = 6;

/// A way to write a value, known by its first word.
struct Form {
    text: Vec<u8>,
    /// Bytes before its first word: `(` of `(440) 555-0134`.
    before: usize,
    /// The records that name it, and by which value.
    records: HashMap<u32, usize>,
    /// Those of them that name most, the first most of all.
    best: Vec<u32>,
}

/// What is looked for.
struct Forms {
    all: Vec<Form>,
    by_first_word: HashMap<Vec<u8>, Vec<usize>>,
    /// How much each record names, and whether a day is among it: then it speaks of its own person.
    records: HashMap<u32, (usize, bool)>,
}

/// Hands over what the stretches hold. `place` is where: `Patient.text.div`. `cell` gives path and kind of a class of columns, as the rules
/// for the format ask for them; none where they do not.
pub(super) fn read(
    text: &[u8],
    stretches: &[Stretch],
    named: &[Named],
    place: &str,
    cell: &dyn Fn(&str) -> Option<Asked>,
    out: &mut dyn FnMut(Field),
) {
    if stretches.is_empty() {
        return;
    }
    let forms = Forms::new(text, named, |_| true, stretches.iter().map(|stretch| stretch.span));
    for stretch in stretches {
        let end = stretch.span.end.min(text.len());
        if !forms.all.is_empty() {
            for token in Tokens::new(&text[..end], stretch.span.start) {
                if let Token::Text(span) = token {
                    Echoes { text, named, forms: &forms, stretch: *stretch, place }.read(span, out);
                }
            }
        }
        tables_of_markup(&text[..end], stretch.span.start, &mut |field: Field| {
            if let Some((path, kind)) = cell(&field.path).filter(|_| field.role != Role::Provider) {
                let place = format!("{place}.{}", field.place);
                let (path, kind) = (path.into(), kind.map(Into::into));
                out(Field { path, place: place.into(), kind, record: stretch.record, role: Role::Patient, ..field });
            }
        });
    }
}

impl Forms {
    /// The ways to write those values whose first words stand in one of the spans: no other can be found there.
    fn new(text: &[u8], named: &[Named], wanted: fn(Writing) -> bool, spans: impl Iterator<Item = Span>) -> Self {
        let there = spans.map(|span| &text[span.start.min(text.len())..span.end.min(text.len())]);
        let words_there: HashSet<&[u8]> = there.flat_map(|there| words(there).map(|word| word.of(there))).collect();
        let mut forms = Self { all: Vec::new(), by_first_word: HashMap::new(), records: HashMap::new() };
        let mut known: HashMap<Vec<u8>, usize> = HashMap::new();
        for (index, one) in named.iter().enumerate() {
            let record = forms.records.entry(one.field.record).or_default();
            *record = (record.0 + 1, record.1 || one.writing == Writing::Date);
            let forms_of_one = if wanted(one.writing) { written(one.field.value.of(text), one, &words_there) } else { Vec::new() };
            for form in forms_of_one {
                let Some(first) = words(&form).next().filter(|first| words_there.contains(first.of(&form))) else { continue };
                let at = *known.entry(form).or_insert_with_key(|form| {
                    forms.by_first_word.entry(first.of(form).to_vec()).or_default().push(forms.all.len());
                    forms.all.push(Form { text: form.clone(), before: first.start, records: HashMap::new(), best: Vec::new() });
                    forms.all.len() - 1
                });
                forms.all[at].records.entry(one.field.record).or_insert(index);
            }
        }
        for form in &mut forms.all {
            form.best = form.records.keys().copied().collect();
            form.best.sort_unstable_by_key(|record| (Reverse(forms.records[record].0), *record));
            form.best.truncate(MOST_RECORDS);
        }
        forms
    }
}

/// Hands over names that resources give for whom they are about, each with the record of the person whose it is, where one of the records that were read
/// speaks of that person: an observation about somebody is no record of its own.
pub(super) fn subjects(text: &[u8], subjects: &mut Vec<Field<'static>>, named: &[Named], out: &mut dyn FnMut(Field)) {
    if subjects.is_empty() {
        return;
    }
    let forms = Forms::new(text, named, |writing| writing == Writing::Name, subjects.iter().map(|field| field.value));
    for field in subjects.drain(..) {
        let value = field.value.of(text);
        let stretch = Stretch { span: field.value, record: field.record };
        let echoes = Echoes { text, named, forms: &forms, stretch, place: "" };
        let found: Vec<&Form> =
            words(value).filter_map(|word| echoes.form_at(value, word)).map(|(_, form)| form).take(MOST_WORDS).collect();
        let owner = (found.len() > 1).then(|| echoes.whose(&found)).filter(|(count, _)| *count == found.len());
        let owner = owner.map(|(_, at)| named[at].field.record).filter(|record| forms.records[record].1);
        out(Field { record: owner.unwrap_or(field.record), ..field });
    }
}

/// The ways to write a value, where the words are there for one of them.
fn written(value: &[u8], named: &Named, words_there: &HashSet<&[u8]>) -> Vec<Vec<u8>> {
    let value = value.trim_ascii();
    let digits: Vec<u8> = value.iter().copied().filter(u8::is_ascii_digit).collect();
    match named.writing {
        Writing::Name => {
            let words =
                value.split(|byte| matches!(byte, b' ' | b',')).filter(|word| word.len() > 2 && word[0] >= b'A' && !word.contains(&b'.'));
            words.flat_map(|word| [word.to_vec(), word.to_ascii_uppercase()]).collect()
        }
        // All ways but one have the year as a word.
        Writing::Date
            if value.get(..4).is_some_and(|year| words_there.contains(year)) || words_there.contains(&digits[..digits.len().min(8)]) =>
        {
            dates(value)
        }
        Writing::Date => Vec::new(),
        Writing::Number if value.len() < SHORTEST_NUMBER || digits.len() < FEWEST_DIGITS => Vec::new(),
        Writing::Number
            if digits.len() == 9 && named.field.kind.as_deref().is_some_and(|kind| kind.ends_with("ss") || kind.ends_with("ssn")) =>
        {
            let dashed = [&digits[..3], b"-", &digits[3..5], b"-", &digits[5..]].concat();
            vec![dashed, digits]
        }
        Writing::Telephone => telephones(value, &digits),
        Writing::Text if value.len() < SHORTEST_NUMBER => Vec::new(),
        Writing::Number | Writing::Text => vec![value.to_vec()],
    }
}

fn telephones(value: &[u8], digits: &[u8]) -> Vec<Vec<u8>> {
    let national = digits.strip_prefix(b"1").filter(|rest| rest.len() == 10).unwrap_or(digits);
    if digits.len() < 7 {
        return Vec::new();
    }
    let mut forms = vec![value.to_vec()];
    if national.len() == 10 {
        let (area, office, line) = (&national[..3], &national[3..6], &national[6..]);
        forms.extend(
            [("(", ")", "-"), ("(", ") ", "-"), ("", "-", "-"), ("", ".", "."), ("", "", ""), ("", " ", " ")]
                .map(|(open, close, dash)| [open.as_bytes(), area, close.as_bytes(), office, dash.as_bytes(), line].concat()),
        );
    }
    forms
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A day as `YYYYMMDD` or `YYYY-MM-DD`, in the forms of narratives.
fn dates(value: &[u8]) -> Vec<Vec<u8>> {
    let digits: String = value.iter().take(10).filter(|byte| **byte != b'-').map(|byte| char::from(*byte)).collect();
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<usize>().ok());
    let (Some(year), Some(month), Some(day)) = (number(0, 4), number(4, 6), number(6, 8)) else { return Vec::new() };
    let Some(name) = month.checked_sub(1).and_then(|month| MONTHS.get(month)).filter(|_| (1..=31).contains(&day) && year > 1000) else {
        return Vec::new();
    };
    let short = &name[..3];
    let mut forms = Vec::new();
    let mut add = |form: std::fmt::Arguments<'_>| {
        let mut text = String::new();
        let _ = text.write_fmt(form);
        if !forms.contains(&text) {
            forms.push(text);
        }
    };
    for mark in ["-", "/", "."] {
        add(format_args!("{year}{mark}{month:02}{mark}{day:02}"));
        add(format_args!("{month:02}{mark}{day:02}{mark}{year}"));
        add(format_args!("{day:02}{mark}{month:02}{mark}{year}"));
        add(format_args!("{month}{mark}{day}{mark}{year}"));
        add(format_args!("{day}{mark}{month}{mark}{year}"));
    }
    for month in [name, short] {
        for mark in [" ", "-"] {
            add(format_args!("{day}{mark}{month}{mark}{year}"));
            add(format_args!("{day:02}{mark}{month}{mark}{year}"));
        }
        add(format_args!("{month} {day}, {year}"));
        add(format_args!("{month} {day:02}, {year}"));
        add(format_args!("{month} {day} {year}"));
    }
    add(format_args!("{year}{month:02}{day:02}"));
    forms.into_iter().map(String::into_bytes).collect()
}

/// Runs of letters and digits.
fn words(text: &[u8]) -> impl Iterator<Item = Span> {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80;
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text[at..].iter().take_while(|byte| !is_word(byte)).count();
        let length = text[at..].iter().take_while(|byte| is_word(byte)).count();
        at += length;
        (length > 0).then(|| Span::new(at - length, at))
    })
}

/// Looks for forms in one run of text.
struct Echoes<'e> {
    text: &'e [u8],
    named: &'e [Named],
    forms: &'e Forms,
    stretch: Stretch,
    place: &'e str,
}

/// Words of names that stand together.
struct Name<'e> {
    span: Span,
    forms: Vec<&'e Form>,
}

impl<'e> Echoes<'e> {
    fn read(&self, span: Span, out: &mut dyn FnMut(Field)) {
        let text = span.of(self.text);
        let mut done = 0;
        let mut name: Option<Name<'_>> = None;
        for word in words(text) {
            if word.start < done {
                continue;
            }
            let Some((found, form)) = self.form_at(text, word) else { continue };
            done = found.end;
            let (_, named) = self.whose(&[form]);
            if self.named[named].writing != Writing::Name {
                self.emit(span, found, named, out);
                continue;
            }
            let follows = |before: &Name<'_>| {
                let gap = &text[before.span.end..found.start];
                gap.len() <= LONGEST_GAP
                    && gap.iter().all(|byte| matches!(byte, b' ' | b',' | b'.' | b'\n' | b'-') || byte.is_ascii_uppercase())
                    && self.whose(&[&before.forms[..], &[form]].concat()).0 > before.forms.len()
            };
            name = match name {
                Some(mut before) if follows(&before) => {
                    before.span.end = found.end;
                    if before.forms.len() < MOST_WORDS {
                        before.forms.push(form);
                    }
                    Some(before)
                }
                before => {
                    self.name(span, before, out);
                    Some(Name { span: found, forms: vec![form] })
                }
            };
        }
        self.name(span, name, out);
    }

    /// The longest form that stands at a word.
    fn form_at(&self, text: &[u8], word: Span) -> Option<(Span, &'e Form)> {
        let forms = self.forms.by_first_word.get(word.of(text))?;
        let fits = |form: &Form| {
            let start = word.start.checked_sub(form.before)?;
            let end = start + form.text.len();
            let is_part = |at: Option<&u8>| at.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
            let whole = !is_part(text.get(end)) && (form.before > 0 || start == 0 || !is_part(text.get(start - 1)));
            (whole && text.get(start..end)? == form.text.as_slice()).then(|| Span::new(start, end))
        };
        let found = forms.iter().map(|&form| &self.forms.all[form]).filter_map(|form| Some((fits(form)?, form)));
        found.max_by_key(|(span, _)| span.len())
    }

    /// How many of these forms one record names, and the value by which it does. Of several such records it is the stretch's own if that
    /// speaks of a person, and else the one that names most: an observation that only repeats a name belongs to the patient.
    fn whose(&self, forms: &[&Form]) -> (usize, usize) {
        let own = self.stretch.record;
        let rarest = forms.iter().min_by_key(|form| form.records.len()).expect("names are made of forms");
        let candidates = rarest.best.iter().copied().chain([own].into_iter().filter(|own| rarest.records.contains_key(own)));
        let weigh = |record: u32| {
            let (named, speaks) = self.forms.records[&record];
            (forms.iter().filter(|form| form.records.contains_key(&record)).count(), speaks && record == own, named, record == own)
        };
        let best = candidates.max_by_key(|record| (weigh(*record), Reverse(*record))).expect("a form is named by a record");
        (weigh(best).0, rarest.records[&best])
    }

    /// A run of words of one name.
    fn name(&self, span: Span, name: Option<Name<'_>>, out: &mut dyn FnMut(Field)) {
        let Some(Name { span: found, forms }) = name else { return };
        let text = span.of(self.text);
        let is_alone = || found.len() == text.len();
        let is_addressed = || {
            let before = text[..found.start].trim_ascii_end();
            let before = before.strip_suffix(b".").unwrap_or(before);
            FORMS_OF_ADDRESS.iter().any(|form| before.ends_with(form))
        };
        let is_own = forms[0].records.contains_key(&self.stretch.record);
        if forms.len() > 1 || (is_own && (is_alone() || is_addressed())) {
            self.emit(span, found, self.whose(&forms).1, out);
        }
    }

    fn emit(&self, span: Span, found: Span, named: usize, out: &mut dyn FnMut(Field)) {
        let value = Span::new(span.start + found.start, span.start + found.end);
        // It belongs to the record that names it: one person is one finding, wherever the name is repeated.
        out(Field { value, place: self.place.into(), ..self.named[named].field.clone() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `path=value` of what a narrative gives, beside the values above it, one a line: `N given`, `D birth date`, `I number`, `T telephone`.
    fn found(values: &[(Writing, &str)], narrative: &str) -> String {
        let mut text = String::new();
        let mut named = Vec::new();
        for (writing, value) in values {
            let span = Span::new(text.len(), text.len() + value.len());
            text.push_str(value);
            text.push('\n');
            let path = format!("{writing:?}");
            let kind = (value.len() == 11 && *writing == Writing::Number).then(|| "ssn".into());
            let field = Field { path: path.into(), place: "".into(), kind, value: span, record: 1, role: Role::Patient, synthetic: false };
            named.push(Named { field, writing: *writing });
        }
        let span = Span::new(text.len(), text.len() + narrative.len());
        text.push_str(narrative);
        let mut found = Vec::new();
        let cell = |class: &str| {
            [("person-name", "Cell"), ("birth-date", "Born"), ("medical-record-number", "Record")]
                .iter()
                .find(|(known, _)| *known == class)
                .map(|(_, path)| (*path, None))
        };
        read(text.as_bytes(), &[Stretch { span, record: 1 }], &named, "text", &cell, &mut |field| {
            assert!(field.value.start >= span.start && field.value.end <= span.end, "{field:?}");
            found.push(format!("{}={}", field.path, String::from_utf8_lossy(field.value.of(text.as_bytes()))));
        });
        found.join(" ")
    }

    const PERSON: &[(Writing, &str)] = &[
        (Writing::Name, "Odalys M"),
        (Writing::Name, "Quillfeather"),
        (Writing::Date, "19610314"),
        (Writing::Number, "4480217"),
        (Writing::Number, "900-11-2233"),
        (Writing::Telephone, "+1 440-555-0134"),
        (Writing::Text, "418 Larkspur Lane"),
    ];

    #[test]
    fn what_the_entries_name_is_found_again() {
        for (narrative, expected) in [
            ("", ""),
            ("<p>Odalys Quillfeather</p>", "Name=Odalys Quillfeather"),
            ("<p>seen today: QUILLFEATHER, ODALYS M. again</p>", "Name=QUILLFEATHER, ODALYS"),
            ("<p>Odalys M. Quillfeather came</p>", "Name=Odalys M. Quillfeather"),
            ("<p>Odalys <b>Quillfeather</b></p>", "Name=Odalys Name=Quillfeather"),
            ("<p>Mrs. Quillfeather came by bus</p>", "Name=Quillfeather"),
            ("<p>a Quillfeather came by bus, odalys too</p>", ""),
            ("<p>Odalysia Quillfeathers</p>", ""),
            (
                "<p>born 1961-03-14, that is March 14, 1961, 3/14/1961 or 14 Mar 1961</p>",
                "Date=1961-03-14 Date=March 14, 1961 Date=3/14/1961 Date=14 Mar 1961",
            ),
            ("<p>seen 1961-03-15, 11961-03-14, 13/14/1961</p>", ""),
            ("<p>record 4480217, not 44802171 nor A4480217</p>", "Number=4480217"),
            ("<p>900-11-2233 900112233</p>", "Number=900-11-2233 Number=900112233"),
            ("<p>(440) 555-0134, 440.555.0134, 555-0134</p>", "Telephone=(440) 555-0134 Telephone=440.555.0134"),
            ("<p id=\"4480217\">418 Larkspur Lane</p><!-- 4480217 -->", "Text=418 Larkspur Lane"),
            ("<p>unclosed 4480217", "Number=4480217"),
        ] {
            assert_eq!(found(PERSON, narrative), expected, "{narrative}");
        }
        assert_eq!(found(&[(Writing::Number, "12"), (Writing::Number, "M-17"), (Writing::Text, "Elm")], "<p>12 M-17 Elm</p>"), "");
        assert_eq!(found(&[(Writing::Date, "1961"), (Writing::Date, "19611399"), (Writing::Date, "x")], "<p>1961 19611399 x</p>"), "");
    }

    /// Two of one family with records of their own, and observations that say whose they are.
    #[test]
    fn an_echo_belongs_to_the_person_whose_it_is() {
        let values = [
            (1, Writing::Name, "Odalys Quillfeather"),
            (2, Writing::Name, "Quillfeather"),
            (2, Writing::Name, "Odalys"),
            (2, Writing::Date, "19610314"),
            (2, Writing::Number, "4480217"),
            (3, Writing::Name, "Quillfeather"),
            (3, Writing::Name, "Ignaz"),
            (3, Writing::Date, "19580902"),
            (4, Writing::Name, "Ignaz Quillfeather"),
        ];
        let (mut text, mut named) = (String::new(), Vec::new());
        for (record, writing, value) in values {
            let value_span = Span::new(text.len(), text.len() + value.len());
            text.push_str(value);
            let (path, place) = (format!("{writing:?}").into(), "".into());
            let field = Field { path, place, kind: None, value: value_span, record, role: Role::Patient, synthetic: false };
            named.push(Named { field, writing });
        }
        for (stretch, narrative, expected) in [
            (1, "<p>Odalys Quillfeather</p>", "2 Odalys Quillfeather"),
            (1, "<p>Mrs. Quillfeather</p>", "2 Quillfeather"),
            (2, "<p>Odalys Quillfeather, 1961-03-14</p>", "2 1961-03-14|2 Odalys Quillfeather"),
            (3, "<p>Ignaz Quillfeather</p>", "3 Ignaz Quillfeather"),
            (3, "<p>Quillfeather, Ignaz</p>", "3 Quillfeather, Ignaz"),
            (3, "<p>Mr. Quillfeather</p>", "3 Quillfeather"),
            (3, "<p>husband of Odalys Quillfeather</p>", "2 Odalys Quillfeather"),
            (4, "<p>Quillfeather, Ignaz and Quillfeather, Odalys</p>", "3 Quillfeather, Ignaz|2 Quillfeather, Odalys"),
            (9, "<p>Quillfeather, Ignaz</p>", "3 Quillfeather, Ignaz"),
            (9, "<p>Odalys Ignaz</p><p>Mrs. Quillfeather</p>", ""),
        ] {
            let whole = format!("{text}{narrative}");
            let span = Span::new(text.len(), whole.len());
            let mut found = Vec::new();
            read(whole.as_bytes(), &[Stretch { span, record: stretch }], &named, "text", &|_| None, &mut |field| {
                found.push(format!("{} {}", field.record, String::from_utf8_lossy(field.value.of(whole.as_bytes()))));
            });
            assert_eq!(found.join("|"), expected, "{stretch}: {narrative}");
        }
    }

    #[test]
    fn cells_are_what_their_headers_say() {
        for (narrative, expected) in [
            (
                "<table><thead><tr><th>Patient</th><th>MRN</th><th>DOB</th></tr></thead><tbody><tr><td>Ilka Hart</td><td>7731904</td><td>1970-05-11</td></tr></tbody></table>",
                "Cell=Ilka Hart Record=7731904 Born=1970-05-11",
            ),
            (
                "<table><tr><td>Name:</td><td>Ilka Hart</td></tr><tr><td>Date of Birth:</td><td>May 11, 1970</td></tr></table>",
                "Cell=Ilka Hart Born=May 11, 1970",
            ),
            (
                "<table><tr><th>Patient</th><td>Ilka Hart</td><th>Date of birth</th><td>May 11, 1970</td></tr></table>",
                "Cell=Ilka Hart Born=May 11, 1970",
            ),
            (
                "<table><tr><th>Patient</th><th>MRN</th></tr><tr><td>Ilka <b>Hart</b></td><td>7731904</td></tr></table>",
                "Cell=Ilka Cell=Hart Record=7731904",
            ),
            (
                "<table><tr><th>Name</th><th>Dose</th><th>Date</th></tr><tr><td>Aspirin</td><td>81 mg</td><td>2020-01-02</td></tr></table>",
                "",
            ),
            ("<table><tr><th>Provider name</th><th>Phone</th></tr><tr><td>Marcus Hart</td><td>440-555-0134</td></tr></table>", ""),
            ("<table><tr><th>MRN</th><th>Patient", ""),
            ("<tr><td>MRN</td><td>7731904</td></tr>", ""),
            ("</table></tr><table><td>MRN</td><td>7731904</td></table>", "Record=7731904"),
        ] {
            assert_eq!(found(&[], narrative), expected, "{narrative}");
        }
    }

    #[test]
    fn great_narratives_take_no_more_than_their_share() {
        for unit in [
            "<p>",
            "<table>",
            "<table><tr><td>MRN",
            "<td>4480217</td>",
            "Odalys ",
            "Odalys Quillfeather, ",
            "(440",
            "1961-03-",
            "<tr><th>DOB</th>",
        ] {
            found(PERSON, &unit.repeat(100_000 / unit.len()));
        }
    }

    proptest::proptest! {
        /// Whatever the markup, spans lie in it.
        #[test]
        fn any_markup_is_read(pieces in proptest::collection::vec(proptest::sample::select(&[
            "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "MRN", "Patient", "DOB", "4480217", "Odalys", " ", ", ", "Quillfeather", "\u{e9}", "1961-03-14", "<", "\\\"", "(440) 555-0134",
        ][..]), 0..60)) {
            found(PERSON, &pieces.concat());
        }
    }
}
