//! What a column holds, by its name; whom a table speaks of, by its.
//!
//! Promises: knows nothing but `rules/lexicon/columns.txt` and the words of the house that it is handed; a name is compared as a whole, never by parts of words.

use crate::format::Role;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The longest name that is looked up, in letters and digits.
const LONGEST_NAME: usize = 48;

/// What the name of a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The class, as the lexicon and the rules' selectors call it.
    pub(super) class: &'static str,
    /// Whose value it is; unknown where the name does not say.
    pub(super) role: Role,
    /// It means so only in a table of persons.
    pub(super) weak: bool,
    /// It means so only in a table of persons in care: magazines and clubs have members and subscribers too.
    pub(super) of_care: bool,
}

/// What is known of a table before its columns are read.
#[derive(Clone, Copy)]
pub(super) struct Known<'h> {
    /// What the house calls its columns.
    pub(super) house: &'h HouseColumns,
    /// Whom the file is about, by its name.
    pub(super) file: About,
}

/// Whom a table is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    /// Facilities, staff, codes: nobody who is treated.
    Others,
    /// The name does not say.
    #[default]
    Unknown,
    /// Persons of some sort.
    Persons,
    /// Persons in care.
    Care,
}

/// The class of a phrase, and in which tables it has it.
#[derive(Clone, Copy)]
struct Phrase {
    class: &'static str,
    weak: bool,
    of_care: bool,
}

#[derive(Default)]
struct Lexicon {
    phrases: HashMap<String, Phrase>,
    /// How they end.
    endings: Endings,
    /// Longest first.
    roles: Vec<(String, Role)>,
    tables: Vec<(String, About)>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for line in include_str!("../../../rules/lexicon/columns.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (class, phrases) = line.split_once(": ").expect("a line of the lexicon is `class: phrases`");
        for phrase in phrases.split(", ") {
            lexicon.add(class, phrase);
        }
    }
    lexicon.roles.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    lexicon.tables.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    lexicon
});

/// The last three letters before any digits at the end, a bit for each that there may be: of a name with a role before it they are still those of
/// its phrase. Every key of every file is asked for, and few end so.
struct Endings([u64; ENDINGS / 64]);

const ENDINGS: usize = 8192;

impl Default for Endings {
    fn default() -> Self {
        Self([0; _])
    }
}

impl Endings {
    /// `text` backwards.
    fn of(text: impl Iterator<Item = u8>) -> usize {
        let letters = text.skip_while(u8::is_ascii_digit).take(3);
        letters.fold(0, |ending, letter| (ending * 37 + usize::from(letter.to_ascii_lowercase())) % ENDINGS)
    }

    fn add(&mut self, phrase: &str) {
        let phrase = phrase.trim_end_matches(|letter: char| letter.is_ascii_digit());
        assert!(phrase.len() > 1, "a phrase of the lexicon of columns has two letters");
        let backwards = || phrase.bytes().rev();
        // What stands before a shorter phrase may be anything.
        let before = (b'a'..=b'z').chain(b'0'..=b'9').filter(|_| phrase.len() < 3);
        for ending in before.map(|before| Self::of(backwards().chain([before]))).chain([Self::of(backwards())]) {
            self.0[ending / 64] |= 1 << (ending % 64);
        }
    }

    fn may_hold(&self, name: &[u8]) -> bool {
        let ending = Self::of(name.iter().rev().copied().filter(u8::is_ascii_alphanumeric));
        !name.is_ascii() || self.0[ending / 64] >> (ending % 64) & 1 == 1
    }
}

impl Lexicon {
    fn add(&mut self, class: &'static str, phrase: &str) {
        let (weak, of_care) = (phrase.starts_with(['~', '^']), phrase.starts_with('^'));
        let squeezed = squeeze(phrase.as_bytes()).expect("phrases are short");
        let phrase = |class| Phrase { class, weak, of_care };
        match class.strip_prefix('@') {
            Some("patient") => self.roles.push((squeezed, Role::Patient)),
            Some("subscriber") => self.roles.push((squeezed, Role::Subscriber)),
            Some("relative") => self.roles.push((squeezed, Role::Relative)),
            Some("provider") => self.roles.push((squeezed, Role::Provider)),
            Some("care") => self.tables.push((squeezed, About::Care)),
            Some("persons") => self.tables.push((squeezed, About::Persons)),
            Some("others") => self.tables.push((squeezed, About::Others)),
            Some(other) => panic!("the lexicon of columns knows no `@{other}`"),
            None => {
                if let Some(stem) = squeezed.strip_suffix("number") {
                    for short in ["no", "num", "nbr", "nr"] {
                        self.endings.add(short);
                        self.phrases.entry(format!("{stem}{short}")).or_insert(phrase(class));
                    }
                }
                self.endings.add(&squeezed);
                self.phrases.insert(squeezed, phrase(class));
            }
        }
    }
}

/// Letters and digits in lower case; nothing where there is none, or too many to be a name. Letters beyond ASCII lose their accents where
/// that is one of the usual ones, and stand as they are elsewhere.
pub(super) fn squeeze(name: &[u8]) -> Option<String> {
    if name.len() > 2 * LONGEST_NAME {
        return None;
    }
    let mut squeezed = String::with_capacity(name.len());
    if name.is_ascii() {
        squeezed.extend(name.iter().filter(|byte| byte.is_ascii_alphanumeric()).map(|byte| char::from(byte.to_ascii_lowercase())));
        return (!squeezed.is_empty() && squeezed.len() <= LONGEST_NAME).then_some(squeezed);
    }
    for character in String::from_utf8_lossy(name).chars().filter(|character| character.is_alphanumeric()) {
        match character {
            'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' | 'Á' | 'À' | 'Ä' | 'Å' => squeezed.push('a'),
            'é' | 'è' | 'ê' | 'ě' | 'É' => squeezed.push('e'),
            'í' | 'î' | 'ı' | 'Í' => squeezed.push('i'),
            'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'Ó' | 'Ö' | 'Ø' => squeezed.push('o'),
            'ú' | 'ü' | 'ů' | 'Ú' | 'Ü' => squeezed.push('u'),
            'ç' | 'č' | 'Ç' | 'Č' => squeezed.push('c'),
            'ñ' | 'Ñ' => squeezed.push('n'),
            'ß' => squeezed.push_str("ss"),
            other => squeezed.extend(other.to_lowercase()),
        }
    }
    (!squeezed.is_empty() && squeezed.len() <= LONGEST_NAME).then_some(squeezed)
}

/// Columns as one house calls them, with their classes. Handed down from the scan: two scans of one process may be of two houses.
#[derive(Clone, Debug, Default)]
pub struct HouseColumns(HashMap<String, &'static str>);

impl HouseColumns {
    /// What a house calls its columns, each behind its class; classes are those of the lexicon, others are left out.
    pub fn new<'n>(columns: impl Iterator<Item = (&'n str, String)>) -> Self {
        let class = |class: &str| LEXICON.phrases.values().map(|phrase| phrase.class).find(|known| *known == class);
        Self(columns.filter_map(|(of, name)| Some((squeeze(name.as_bytes())?, class(of)?))).collect())
    }
}

/// What stands under a column of this name.
pub(super) fn meaning(column: &[u8], house: &HouseColumns) -> Option<Meaning> {
    if house.0.is_empty() && !LEXICON.endings.may_hold(column) {
        return None;
    }
    let name = squeeze(column)?;
    let bare = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    if let Some(class) = house.0.get(&name) {
        return Some(Meaning { class, role: Role::Patient, weak: false, of_care: false });
    }
    if let Some(Phrase { class, weak, of_care }) = LEXICON.phrases.get(&name).or_else(|| LEXICON.phrases.get(bare)).copied() {
        return Some(Meaning { class, role: Role::Unknown, weak, of_care });
    }
    // Asked of every column of every file: most words are done with one letter.
    let first = bare.as_bytes().first();
    LEXICON.roles.iter().filter(|(word, _)| word.as_bytes().first() == first).find_map(|(word, role)| {
        let rest = bare.strip_prefix(word.as_str())?;
        let Phrase { class, weak, .. } = *LEXICON.phrases.get(rest)?;
        // `patient_name` says whose name it is; `patient_id` may still be the number of a row.
        let weak = weak && (rest == "id" || rest == "identifier");
        Some(Meaning { class, role: *role, weak, of_care: false })
    })
}

/// Which names of one text mean anything. Records repeat theirs.
pub(super) struct Meaningful<'t, 'h> {
    house: &'h HouseColumns,
    known: HashMap<&'t [u8], bool>,
}

impl<'t, 'h> Meaningful<'t, 'h> {
    pub(super) fn new(house: &'h HouseColumns) -> Self {
        Self { house, known: HashMap::new() }
    }

    pub(super) fn holds(&mut self, name: &'t [u8]) -> bool {
        *self.known.entry(name).or_insert_with(|| meaning(name, self.house).is_some())
    }
}

/// Whom a table, a file or a type of this name is about: by its last words.
pub(super) fn about(table: &[u8]) -> About {
    let Some(name) = squeeze(table) else { return About::Unknown };
    let bare = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let last = bare.as_bytes().last();
    LEXICON
        .tables
        .iter()
        .find(|(word, _)| word.as_bytes().last() == last && bare.ends_with(word.as_str()))
        .map_or(About::Unknown, |(_, about)| *about)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_mean_what_their_names_say() {
        for (column, class, role, weak) in [
            ("dob", "birth-date", Role::Unknown, false),
            ("Date of Birth", "birth-date", Role::Unknown, false),
            ("BIRTHDATE", "birth-date", Role::Unknown, false),
            ("birth_date", "birth-date", Role::Unknown, false),
            ("patientFirstName", "person-name", Role::Patient, false),
            ("PT_NAME", "person-name", Role::Patient, false),
            ("name", "person-name", Role::Unknown, true),
            ("subscriber_lname", "person-name", Role::Subscriber, false),
            ("provider_phone", "phone-number", Role::Provider, false),
            ("Attending Physician Name", "person-name", Role::Provider, false),
            ("guarantor_ssn", "us-ssn", Role::Relative, false),
            ("phone2", "phone-number", Role::Unknown, false),
            ("address1", "street-address", Role::Unknown, false),
            ("insurance_policy_no", "health-plan-number", Role::Unknown, false),
            ("policy_no", "health-plan-number", Role::Unknown, true),
            ("subscriber_id", "health-plan-number", Role::Unknown, true),
            ("Policy #", "health-plan-number", Role::Unknown, true),
            ("patient_id", "medical-record-number", Role::Unknown, true),
            ("PostalCode", "postal-code", Role::Unknown, false),
            ("prénom", "person-name", Role::Unknown, false),
            ("username", "person-name", Role::Provider, false),
            ("NHS Number", "uk-nhs-number", Role::Unknown, false),
        ] {
            let meaning = meaning(column.as_bytes(), &HouseColumns::default()).map(|meaning| (meaning.class, meaning.role, meaning.weak));
            assert_eq!(meaning, Some((class, role, weak)), "{column}");
        }
        for column in
            ["", "public", "duplicate", "filename", "hostname", "address_id", "table_name", "patient", "x", "path", &"n".repeat(500)]
        {
            assert_eq!(meaning(column.as_bytes(), &HouseColumns::default()), None, "{column}");
        }
    }

    #[test]
    fn tables_are_about_somebody() {
        for (table, expected) in [
            ("patients", About::Care),
            ("dbo.Patient", About::Care),
            ("patient_data", About::Care),
            ("tbl_person", About::Persons),
            ("person_address", About::Persons),
            ("patient_identifier_type", About::Others),
            ("location", About::Others),
            ("users", About::Others),
            ("orders", About::Unknown),
            ("", About::Unknown),
        ] {
            assert_eq!(about(table.as_bytes()), expected, "{table}");
        }
    }
}
