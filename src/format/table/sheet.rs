//! Cells of one or more tables that stand together, and whether they speak of persons.
//!
//! Promises: nothing leaves it unless the names of the columns and of the tables, all of them together, speak of persons; of facilities, staff
//! and lists of codes nothing but providers' numbers does. Keeps byte ranges, never a value. Memory is bounded by [`MOST_CELLS`].

use super::lexicon::{self, About, Known, Meaning};
use super::value;
use crate::format::{Field, Role};
use crate::text::Span;
use std::collections::{HashMap, HashSet};

/// Cells that are kept until it is clear what they are; those behind are judged by those before.
const MOST_CELLS: usize = 1 << 20;

/// Classes that say by themselves that a table is about persons: a number or a date that nothing but a person has.
const TELLING: &[&str] =
    &["birth-date", "deceased-date", "us-ssn", "us-itin", "medical-record-number", "health-plan-number", "medicare-number"];

/// Classes that say that the persons are in care.
const OF_CARE: &[&str] = &["medical-record-number", "health-plan-number", "medicare-number", "context"];

/// Classes that make a finding of a table also where nothing else stands in it.
const SUFFICIENT: &[&str] = &["us-ssn", "us-itin", "medical-record-number", "health-plan-number", "medicare-number"];

/// Classes that say nothing about a table.
const INDIFFERENT: &[&str] =
    &["age", "geographic-area", "geocode", "ip-address", "service-date", "context", "account-number", "device-identifier"];

/// Numbers of those who treat.
const PUBLIC: &[&str] = &["npi", "dea-number"];

struct Column {
    meaning: Meaning,
    table: usize,
    /// As written, if that is fit to be shown.
    name: String,
    filled: bool,
}

#[derive(Clone, Copy)]
struct Cell {
    row: u32,
    column: u32,
    value: Span,
}

/// Which classes a unit holds, and whether it is about persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Judgement {
    accepted: bool,
    role: Role,
}

/// Collects cells.
pub(super) struct Sheet<'t, 'o> {
    text: &'t [u8],
    known_before: Known<'t>,
    out: &'o mut dyn FnMut(Field),
    tables: Vec<(String, About)>,
    known: HashMap<(usize, Vec<u8>), Option<u32>>,
    columns: Vec<Column>,
    cells: Vec<Cell>,
    judged: Option<Judgement>,
    /// The file's name already said what the tables are about.
    accepted: bool,
}

/// Mappings that answer a question about somebody by a concept or a form with a name of its own (`OpenMRS` REST: `obs.value.name`).
const ANSWERS: &[&[u8]] = &[b"value", b"valueCoded", b"answer", b"form"];

impl<'t, 'o> Sheet<'t, 'o> {
    /// An empty one. `accepted`: somebody who knows the name of the file looked at it already.
    pub(super) fn new(text: &'t [u8], known_before: Known<'t>, out: &'o mut dyn FnMut(Field), accepted: bool) -> Self {
        Self {
            text,
            known_before,
            out,
            tables: Vec::new(),
            known: HashMap::new(),
            columns: Vec::new(),
            cells: Vec::new(),
            judged: None,
            accepted,
        }
    }

    /// What was known before anything was read.
    pub(super) const fn known(&self) -> Known<'t> {
        self.known_before
    }

    /// The number of a table by its name; one without is about whom the file is about.
    pub(super) fn table(&mut self, name: &[u8]) -> usize {
        let name = lexicon::squeeze(name).unwrap_or_default();
        if let Some(index) = self.tables.iter().position(|(known, _)| *known == name) {
            return index;
        }
        let about = if name.is_empty() { self.known_before.file } else { lexicon::about(name.as_bytes()) };
        if self.tables.len() < MOST_TABLES {
            self.tables.push((name, about));
        }
        self.tables.len() - 1
    }

    /// The number of a column of that table; none where its values matter to nobody.
    pub(super) fn column(&mut self, table: usize, name: &[u8]) -> Option<u32> {
        if name.is_empty() || name.len() > LONGEST_COLUMN || self.known.len() > MOST_COLUMNS {
            return None;
        }
        if let Some(known) = self.known.get(&(table, name.to_vec())) {
            return *known;
        }
        let meaning = self.meaning(table, name);
        let index = meaning.map(|meaning| {
            let name = String::from_utf8_lossy(name.trim_ascii()).into_owned();
            self.columns.push(Column { meaning, table, name, filled: false });
            self.columns.len() as u32 - 1
        });
        self.known.insert((table, name.to_vec()), index);
        index
    }

    /// The same for a name within a mapping that has a name of its own: `name` and `first` are `name first`, where that says something.
    pub(super) fn column_within(&mut self, table: usize, mapping: &[u8], name: &[u8]) -> Option<u32> {
        if !mapping.is_empty() && mapping.len() + name.len() < LONGEST_COLUMN {
            let joined = [mapping, b" ", name].concat();
            if lexicon::meaning(&joined, self.known_before.house).is_some() {
                return self.column(table, &joined);
            }
        }
        let is_weak = || lexicon::meaning(name, self.known_before.house).is_some_and(|meaning| meaning.weak);
        if ANSWERS.iter().any(|answer| mapping.eq_ignore_ascii_case(answer)) && is_weak() {
            return None;
        }
        self.column(table, name)
    }

    fn meaning(&self, table: usize, name: &[u8]) -> Option<Meaning> {
        let about = self.tables[table].1;
        let mut meaning = lexicon::meaning(name, self.known_before.house)?;
        // The table may say more: `identifier` of `patient_identifier`.
        let table = &self.tables[table].0;
        if meaning.weak
            && lexicon::squeeze(name).is_some_and(|name| table.ends_with(&name))
            && let Some(of_table) =
                lexicon::meaning(table.as_bytes(), self.known_before.house).filter(|of_table| of_table.class == meaning.class)
        {
            meaning.weak = of_table.weak;
        }
        if about == About::Others && meaning.role == Role::Unknown {
            meaning.role = Role::Provider;
        }
        if PUBLIC.contains(&meaning.class) {
            meaning.role = Role::Provider;
        }
        Some(meaning)
    }

    /// A value of a row.
    pub(super) fn cell(&mut self, row: u32, column: u32, value: Span) {
        let index = column as usize;
        let column_of = &self.columns[index];
        if column_of.meaning.class == "context" {
            self.columns[index].filled |= !value.is_empty();
            return;
        }
        if !value::is_plausible(column_of.meaning.class, column_of.meaning.weak, value.of(self.text)) || self.is_label(column_of, value) {
            return;
        }
        self.columns[index].filled = true;
        self.cells.push(Cell { row, column, value });
        if self.cells.len() >= MOST_CELLS {
            self.flush();
        }
    }

    /// Whether a value names what stands in its column, as headers and texts of user interfaces do: `"Address": "Adresse"`.
    fn is_label(&self, column: &Column, value: Span) -> bool {
        const LONGEST_LABEL: usize = 32;
        let value = value.of(self.text);
        let is_worded = value.len() <= LONGEST_LABEL && !value.iter().any(u8::is_ascii_digit);
        is_worded && lexicon::meaning(value, self.known_before.house).is_some_and(|meaning| meaning.class == column.meaning.class)
    }

    /// Hands over what speaks of persons.
    pub(super) fn finish(mut self) {
        self.flush();
    }

    fn flush(&mut self) {
        let judgement = match self.judged {
            Some(judged) => judged,
            None => self.judge(),
        };
        self.judged = Some(judgement);
        let cells = std::mem::take(&mut self.cells);
        let synthetic = self.synthetic_rows(&cells);
        for cell in cells {
            let column = &self.columns[cell.column as usize];
            let Meaning { class, role, .. } = column.meaning;
            let of_provider = role == Role::Provider;
            if !of_provider && !(judgement.accepted && self.is_active(column)) {
                continue;
            }
            // Whose it is, is part of the path where it is no patient's: rules for patients do not ask for it.
            let path = if of_provider && !PUBLIC.contains(&class) { format!("provider.{class}").into() } else { class.into() };
            let role = if role == Role::Unknown { judgement.role } else { role };
            let place = format!("{}[{}]", column.name, cell.row).into();
            let synthetic = synthetic.contains(&cell.row);
            (self.out)(Field { path, place, kind: None, value: cell.value, record: cell.row, role, synthetic });
        }
    }

    /// Columns with values that are not a provider's.
    fn personal(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.filled && column.meaning.role != Role::Provider)
    }

    fn judge(&self) -> Judgement {
        let strong = || self.personal().filter(|column| !column.meaning.weak).map(|column| column.meaning.class);
        let named = self.personal().any(|column| matches!(column.meaning.role, Role::Patient | Role::Subscriber | Role::Relative));
        let about = self.tables.iter().map(|(_, about)| *about).max().unwrap_or_default();
        let care = about == About::Care || named || strong().any(|class| OF_CARE.contains(&class));
        let telling = strong().any(|class| TELLING.contains(&class) || is_national(class));
        let sufficient = strong().any(|class| SUFFICIENT.contains(&class) || is_national(class));
        let classes: HashSet<&str> = self
            .personal()
            .filter(|column| self.is_active(column))
            .map(|column| column.meaning.class)
            .filter(|class| !INDIFFERENT.contains(class))
            .collect();
        let several = classes.len() >= 2 && (telling || care || about == About::Persons);
        let accepted = self.accepted || sufficient || several || (about == About::Care && !classes.is_empty());
        Judgement { accepted, role: if care { Role::Patient } else { Role::Unknown } }
    }

    /// Whether a column of a weak name means what it may mean: its table is one of persons, or holds something that only persons have.
    fn is_active(&self, column: &Column) -> bool {
        let beside = || {
            self.columns.iter().any(|other| {
                other.table == column.table
                    && other.filled
                    && !other.meaning.weak
                    && other.meaning.role != Role::Provider
                    && !INDIFFERENT.contains(&other.meaning.class)
            })
        };
        let is_better_known = || {
            column.meaning.class == "medical-record-number"
                && self.columns.iter().any(|other| other.filled && !other.meaning.weak && other.meaning.class == column.meaning.class)
        };
        let is_out_of_place = column.meaning.of_care && !self.speaks_of_care(column.table);
        !column.meaning.weak || (!is_out_of_place && (self.tables[column.table].1 >= About::Persons || beside()) && !is_better_known())
    }

    /// Whether something beside a number of members says that they are members of a health plan.
    fn speaks_of_care(&self, table: usize) -> bool {
        let says = |column: &Column| {
            let is_patients = || lexicon::squeeze(column.name.as_bytes()).is_some_and(|name| name.starts_with("patient"));
            let class = column.meaning.class;
            let strong = !column.meaning.weak && (OF_CARE.contains(&class) || TELLING.contains(&class) || is_national(class));
            column.filled && (strong || is_patients())
        };
        self.tables[table].1 == About::Care || self.columns.iter().any(says)
    }

    /// Rows with a name as the Synthea generator makes them.
    fn synthetic_rows(&self, cells: &[Cell]) -> HashSet<u32> {
        let is_name = |cell: &&Cell| self.columns[cell.column as usize].meaning.class == "person-name";
        cells.iter().filter(is_name).filter(|cell| value::has_generator_tail(cell.value.of(self.text))).map(|cell| cell.row).collect()
    }
}

/// Whether columns of these names speak of persons, in a file that is about them or not.
pub(super) fn speaks_of_persons<'n>(names: impl Iterator<Item = &'n [u8]>, known: Known<'_>) -> bool {
    let mut sheet_out = |_: Field| {};
    let mut sheet = Sheet::new(b"", known, &mut sheet_out, false);
    let table = sheet.table(b"");
    for name in names {
        if let Some(column) = sheet.column(table, name) {
            sheet.columns[column as usize].filled = true;
        }
    }
    sheet.judge().accepted
}

/// Longest name of a column that is kept, in bytes.
const LONGEST_COLUMN: usize = 96;

/// Columns and tables that a unit may have; further ones are not told apart.
const MOST_COLUMNS: usize = 1 << 16;
const MOST_TABLES: usize = 512;

/// Classes of other countries' numbers begin with the country: `uk-nhs-number`.
pub(super) fn is_national(class: &str) -> bool {
    class.as_bytes().get(2) == Some(&b'-') && !class.starts_with("us-") && class.is_ascii()
}
