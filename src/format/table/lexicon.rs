//! What a column holds, by its name; whom a table speaks of, by its.
//!
//! Promises: knows nothing but `rules/lexicon/columns.txt`; a name is compared as a whole, never by parts of words.

use crate::format::Role;
use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

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

#[derive(Default)]
struct Lexicon {
    phrases: HashMap<String, (&'static str, bool)>,
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

impl Lexicon {
    fn add(&mut self, class: &'static str, phrase: &str) {
        let (phrase, weak) = phrase.strip_prefix('~').map_or((phrase, false), |phrase| (phrase, true));
        let squeezed = squeeze(phrase.as_bytes()).expect("phrases are short");
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
                        self.phrases.entry(format!("{stem}{short}")).or_insert((class, weak));
                    }
                }
                self.phrases.insert(squeezed, (class, weak));
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

/// Columns as one house calls them, with their classes. Set once, before anything is read: what a run means by a word does not change.
static HOUSE: OnceLock<HashMap<String, &'static str>> = OnceLock::new();

/// Adds what a house calls its columns; classes are those of the lexicon, others are left out. Only the first call in a process counts.
pub fn add_house_columns<'n>(columns: impl Iterator<Item = (&'n str, String)>) {
    let class = |class: &str| LEXICON.phrases.values().map(|(known, _)| *known).find(|known| *known == class);
    let added = columns.filter_map(|(of, name)| Some((squeeze(name.as_bytes())?, class(of)?))).collect();
    let _ = HOUSE.set(added);
}

/// What stands under a column of this name.
pub(super) fn meaning(column: &[u8]) -> Option<Meaning> {
    let name = squeeze(column)?;
    let bare = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    if let Some(class) = HOUSE.get().and_then(|house| house.get(&name)) {
        return Some(Meaning { class, role: Role::Patient, weak: false });
    }
    if let Some((class, weak)) = LEXICON.phrases.get(&name).or_else(|| LEXICON.phrases.get(bare)) {
        return Some(Meaning { class, role: Role::Unknown, weak: *weak });
    }
    LEXICON.roles.iter().find_map(|(word, role)| {
        let rest = bare.strip_prefix(word.as_str())?;
        let (class, weak) = LEXICON.phrases.get(rest)?;
        // `patient_name` says whose name it is; `patient_id` may still be the number of a row.
        let weak = *weak && (rest == "id" || rest == "identifier");
        Some(Meaning { class, role: *role, weak })
    })
}

/// Whom a table, a file or a type of this name is about: by its last words.
pub(super) fn about(table: &[u8]) -> About {
    let Some(name) = squeeze(table) else { return About::Unknown };
    let bare = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    LEXICON.tables.iter().find(|(word, _)| bare.ends_with(word.as_str())).map_or(About::Unknown, |(_, about)| *about)
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
            ("policy_no", "health-plan-number", Role::Unknown, false),
            ("Policy #", "health-plan-number", Role::Unknown, true),
            ("patient_id", "medical-record-number", Role::Unknown, true),
            ("PostalCode", "postal-code", Role::Unknown, false),
            ("prénom", "person-name", Role::Unknown, false),
            ("username", "person-name", Role::Provider, false),
            ("NHS Number", "uk-nhs-number", Role::Unknown, false),
        ] {
            assert_eq!(meaning(column.as_bytes()), Some(Meaning { class, role, weak }), "{column}");
        }
        for column in
            ["", "public", "duplicate", "filename", "hostname", "address_id", "table_name", "patient", "x", "path", &"n".repeat(500)]
        {
            assert_eq!(meaning(column.as_bytes()), None, "{column}");
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
