//! The pure heart: one blob in, its findings out.
//!
//! One pass over the bytes finds where any rule might have something ([`prefilter`]); each such place becomes a candidate only if the
//! rule's pattern, an assignment to one of its names, or a field of a structured message really stands there; checks and context turn
//! candidates into proven ones ([`verify`]), and of those that speak of the same bytes one remains ([`overlap`]).
//!
//! Promises: no I/O, no clock, never fails; the same blob and rules give the same result. Work grows linearly with the blob: every
//! regex runs on a window as long as its longest match.

use crate::blob::Blob;
use crate::code::assignment::{self, Assignment};
use crate::code::context;
use crate::code::value::Need;
use crate::finding::{Evidence, Finding, FlowStep, fingerprint};
use crate::format::selector::{Asks, Selector, Selectors};
use crate::format::{Asked, FORMATS, Field, Format, HouseColumns, Role, hl7v2, table};
use crate::language::Language;
use crate::link::{self, Constant, Decides, Elsewhere, KeyDigest, Pending, Symbol};
use crate::notice::{Notice, NoticeKind};
use crate::rule::literal::Literal;
use crate::rule::plan::Plan;
use crate::rule::table::{MOST_GROUPS, Way};
use crate::rule::{Confidence, Family, Rule, RuleKey, RuleSet, Severity, Shape};
use crate::setting;
use crate::setting::Rulebook;
use crate::suppress::inline::{self, Directive};
use crate::suppress::reason;
use crate::text::Span;
use crate::view::decode;
use crate::view::nested::decoder;
use crate::view::{Encoding, View};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use globset::GlobSet;
use prefilter::Prefilter;
use reasons::Reasons;
use regex_automata::{Anchored, Input};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{LazyLock, OnceLock};

pub mod caller;
mod choice;
mod circumstance;
mod confidence;
pub mod constant;
pub mod examples;
mod excerpt;
mod fault;
mod file_name;
mod harmless;
mod issuer;
mod nested;
mod overlap;
mod own_report;
mod pair;
pub mod prefilter;
mod provider;
mod purpose;
mod reasons;
mod record;
mod sample;
mod sink;
pub mod trace;
mod verify;
mod weakness;

/// Cells of one table that one rule lists; a hundred thousand patients are found as surely by the first of them.
const MOST_CELLS: usize = 20_000;

/// Matches of one rule in one file that are listed, tables apart: each is held in memory until the end. Messages are listed whole, so of one
/// without end it is twice as many.
const MOST_MATCHES: usize = 50_000;

/// The same in messages for a view that somebody reads: a file with a thousand patients is found as surely by them.
const MOST_VIEWED: usize = 1_000;

/// Bytes either side of a near word in which its pattern is looked for.
const NEAR_REACH: usize = 200;

/// What stands further away than this many bytes decides nothing, unless [`Scanned::is_wide`] says so.
pub const REACH: usize = 1024;

/// Places of a window that are tried one by one.
const FEW_STARTS: usize = 3;

/// Bytes either side of a long word's start in which a token's beginning is looked for.
const BEFORE_SHAPE: usize = 24;

/// Most origins of values that patterns are held against, in one file.
const MOST_ORIGINS: usize = 256;

/// What a user may choose about the scan.
#[derive(Debug, Default)]
pub struct Options {
    /// Key of the digests that bind a finding to its value; none by default.
    pub key: Option<Vec<u8>>,
    /// Show values that are never issued as real ones would be: for fixtures and demonstrations.
    pub reserved_as_real: bool,
    /// Paths whose identifiers are known to be synthetic.
    pub synthetic_paths: GlobSet,
    /// Say of each candidate what became of it.
    pub trace: bool,
    /// What the view shows, where nothing but that is asked for: identifiers that it does not show are counted and not made findings.
    /// Where a comment of the file may speak of them they are made all the same.
    pub view: Option<Floor>,
}

/// The least that a view shows of rules that are part of it.
#[derive(Clone, Copy, Debug)]
pub struct Floor {
    /// Milder findings do not show.
    pub severity: Severity,
    /// Less sure ones do not.
    pub confidence: Confidence,
}

impl Floor {
    /// Whether a finding of that severity and confidence does not show.
    fn hides(self, severity: Severity, confidence: Confidence) -> bool {
        severity < self.severity || confidence < self.confidence
    }
}

/// One file's result, like an object file: what it found, what it cannot decide alone, what it offers to others, and its suppressions.
#[derive(Debug, Default)]
pub struct Scanned {
    /// Findings, by place.
    pub findings: Vec<Finding>,
    /// Findings that other files decide.
    pub pending: Vec<Pending>,
    /// What this file offers to others.
    pub symbols: Vec<Symbol>,
    /// Suppressions written in the file.
    pub directives: Vec<Directive>,
    /// What was not scanned.
    pub notices: Vec<Notice>,
    /// What a change adds to the file, where its comments count only for the rest.
    pub added: Option<Vec<Span>>,
    /// What became of each candidate, where [`Options::trace`] asks.
    pub considered: Vec<trace::Considered>,
    /// What stands further than [`REACH`] bytes from a line may decide what is found in it: the head of a message or a table, the beginning
    /// of a long value, an algorithm that is named elsewhere.
    pub is_wide: bool,
    /// Identifiers that were counted and not made findings: see [`Options::view`].
    pub unseen: u64,
}

impl Scanned {
    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
            && self.unseen == 0
            && self.pending.is_empty()
            && self.symbols.is_empty()
            && self.directives.is_empty()
            && self.notices.is_empty()
    }
}

/// Where a literal of the prefilter leads.
#[derive(Clone, Copy)]
enum Lead {
    Rule(RuleKey, Way),
    Provider(u16),
    Format(usize),
    Mark,
    Decoder { index: usize, length: usize },
}

/// What is looked for whatever the rules are: messages, comments that accept findings, text that is encoded.
static FIXED: LazyLock<Vec<(Literal, Lead)>> = LazyLock::new(|| {
    let formats = FORMATS.iter().enumerate();
    let formats = formats.flat_map(|(index, format)| format.anchors.iter().map(move |anchor| (*anchor, Lead::Format(index))));
    let marks = inline::MARKS.iter().map(|mark| (mark.literal.as_bytes(), Lead::Mark));
    let exact = formats.chain(marks).map(|(literal, lead)| (Literal::new(literal, false), lead));
    exact.chain(nested::leads()).collect()
});

/// The rules that a shape leads to.
struct ShapeRules {
    /// Those whose matches may begin with anything.
    any: Vec<RuleKey>,
    /// Those that go by the name before the shape.
    named: Vec<RuleKey>,
    /// Finds how the matches of the others begin: `SK`, `fc-`. No use in running forty regexes on every long word.
    beginnings: AhoCorasick,
    /// For each beginning, its rule.
    of_beginning: Vec<RuleKey>,
}

impl ShapeRules {
    fn new(rules: &RuleSet, keys: &[RuleKey]) -> Self {
        let (named, keys): (Vec<RuleKey>, Vec<RuleKey>) = keys.iter().partition(|key| rules.get(**key).pattern.is_none());
        let (any, others): (Vec<RuleKey>, Vec<RuleKey>) = keys.iter().partition(|key| rules.get(**key).leads.is_empty());
        let pairs: Vec<(&Vec<u8>, RuleKey)> =
            others.iter().flat_map(|key| rules.get(*key).leads.iter().map(move |lead| (lead, *key))).collect();
        let beginnings = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(pairs.iter().map(|(lead, _)| lead));
        let beginnings = beginnings.expect("beginnings are few and short");
        Self { any, named, beginnings, of_beginning: pairs.into_iter().map(|(_, key)| key).collect() }
    }
}

/// Rules made ready for scanning; shared by all threads.
pub struct Scanner<'r> {
    rules: &'r RuleSet,
    options: Options,
    prefilter: Prefilter<'r>,
    /// Where the literals of the prefilter lead, one after the other.
    leads: Vec<Lead>,
    /// Where those of each literal begin; one more at the end.
    firsts: Vec<usize>,
    shapes: BTreeMap<Shape, ShapeRules>,
    selectors: Selectors<RuleKey>,
    /// Which sets of identifiers make a record, made ready with the first two identifiers.
    records: OnceLock<record::Sets>,
    /// What the house calls the columns of its tables.
    columns: HouseColumns,
    /// Fields of HL7 v2 that rules ask for.
    wanted: hl7v2::Wanted,
    /// Rules about settings, made ready with the first configuration.
    settings: OnceLock<Rulebook>,
    /// Rules about names of files.
    file_names: Vec<RuleKey>,
    /// The rule that reports what the table of providers leads to.
    provider_rule: Option<RuleKey>,
    /// Beginnings and forms of what issuers issue, made ready with the first name of a credential.
    issuers: OnceLock<issuer::Issuers>,
    /// Rules are in use that follow values through a whole file.
    is_wide: bool,
}

impl<'r> Scanner<'r> {
    /// Makes the enabled rules ready.
    pub fn new(rules: &'r RuleSet, options: Options) -> Self {
        let provider_rule = rules.iter().find(|(key, rule)| rule.providers && rules.is_enabled(*key)).map(|(key, _)| key);
        let count = rules.anchors().len();
        let all = count + FIXED.len();
        let (mut literals, mut leads, mut firsts) = (Vec::with_capacity(all), Vec::with_capacity(2 * all), Vec::with_capacity(all + 1));
        let mut plan = Plan { factors: rules.plan().factors, offsets: Vec::with_capacity(count) };
        for (anchor, offsets) in rules.anchors().iter().zip(&rules.plan().offsets) {
            let first = leads.len();
            let enabled = anchor.uses.iter().map(|(index, way)| (RuleKey(*index), *way)).filter(|(key, _)| rules.is_enabled(*key));
            leads.extend(enabled.map(|(key, way)| Lead::Rule(key, way)));
            leads.extend(anchor.providers.iter().filter(|_| provider_rule.is_some()).map(|index| Lead::Provider(*index)));
            if leads.len() > first {
                literals.push(&anchor.literal);
                plan.offsets.push(*offsets);
                firsts.push(first);
            }
        }
        for (literal, lead) in &*FIXED {
            literals.push(literal);
            firsts.push(leads.len());
            leads.push(*lead);
        }
        firsts.push(leads.len());
        let mut shapes: BTreeMap<Shape, Vec<RuleKey>> = BTreeMap::new();
        let mut selectors = Selectors::default();
        for (key, rule) in rules.iter().filter(|(key, _)| rules.is_enabled(*key)) {
            if let Some(shape) = rule.shape {
                shapes.entry(shape).or_default().push(key);
            }
            rule.fields.iter().filter_map(|field| Selector::parse(field).ok()).for_each(|selector| selectors.add(selector, key));
        }
        let shapes = shapes.into_iter().map(|(shape, keys)| (shape, ShapeRules::new(rules, &keys))).collect();
        let mut wanted = hl7v2::Wanted::default();
        selectors.of(hl7v2::FORMAT.name).into_iter().flat_map(Asks::paths).for_each(|path| wanted.add(&path));
        Self {
            rules,
            options,
            wanted,
            prefilter: Prefilter::new(literals, &plan),
            leads,
            firsts,
            shapes,
            selectors,
            records: OnceLock::new(),
            columns: HouseColumns::new(rules.house_columns()),
            provider_rule,
            issuers: OnceLock::new(),
            is_wide: rules.iter().any(|(key, rule)| rule.family == Family::Crypto && rules.is_enabled(key)),
            file_names: rules.iter().filter(|(key, rule)| rule.file_name.is_some() && rules.is_enabled(*key)).map(|(key, _)| key).collect(),
            settings: OnceLock::new(),
        }
    }

    fn leads_of(&self, literal: usize) -> &[Lead] {
        &self.leads[self.firsts[literal]..self.firsts[literal + 1]]
    }

    fn issuers(&self) -> &issuer::Issuers {
        self.issuers.get_or_init(|| issuer::Issuers::new(self.rules))
    }

    /// The rules in use.
    pub fn rules(&self) -> &'r RuleSet {
        self.rules
    }

    /// Whether more than the name of a file may be read, going by its first bytes: 8 KiB tell text from binary. Where the header of an image
    /// (DICOM) has no preamble, several elements are looked at before it is known for one, however long they are.
    pub fn reads(path: &str, head: &[u8]) -> bool {
        let may_claim = |format: &Format| format.is_binary && (format.claims)(path, head);
        decode::decode(head).is_some() || matches!(head, [2 | 8, 0, ..]) || FORMATS.iter().any(may_claim)
    }

    /// Whether a text is read by the columns of a table, which stand at its beginning.
    pub fn reads_as_table(&self, path: &str, text: &[u8]) -> bool {
        FORMATS.iter().any(|format| format.is_table && format.claims_with(&self.columns, path, text))
    }

    /// The beginning of a table that comes in pieces; none where the text is none.
    pub fn table_head(&self, path: &str, text: &[u8]) -> Option<table::Head> {
        table::Head::of(path, text, &self.columns)
    }

    /// Scans one blob.
    pub fn scan(&self, blob: &Blob<'_>) -> Scanned {
        self.scan_piece(blob, None)
    }

    /// Scans a blob that is a piece of a table, with its head, behind that many rows. Of a piece nothing is left out that no view shows: what
    /// speaks for the table is known when all of it was read.
    pub fn scan_piece(&self, blob: &Blob<'_>, rows: Option<u32>) -> Scanned {
        fault::on_demand(blob);
        let binary = FORMATS.iter().find(|format| format.is_binary && (format.claims)(blob.path, blob.bytes));
        let Some(view) = binary.map(|_| View::binary(blob.bytes)).or_else(|| View::of(blob.path, blob.bytes)) else {
            let notice = Notice::new(blob.path, NoticeKind::Binary, "not a text file");
            let (view, budget) = (View::binary(&[]), nested::Budget::of(blob));
            let mut pass = Pass::new(self, blob, &view, &budget);
            pass.file_name();
            pass.notices.push(notice);
            return if pass.proven.is_empty() { Scanned { notices: pass.notices, ..Scanned::default() } } else { pass.finish() };
        };
        let budget = nested::Budget::of(blob);
        let mut pass = Pass { rows_before: rows, ..Pass::new(self, blob, &view, &budget) };
        pass.file_name();
        pass.claimed();
        if binary.is_some() {
            return pass.finish();
        }
        pass.settings();
        pass.run();
        pass.finish()
    }
}

/// How a candidate was come by.
#[derive(Clone, Debug)]
enum Via {
    /// The configuration key that decides, where the pattern names one.
    Pattern {
        property: Option<Span>,
    },
    /// `in_literal`: read as text, which in code holds only within a string or a comment.
    Name {
        in_literal: bool,
    },
    Provider {
        index: u16,
        bond: provider::Bond,
    },
    Field {
        /// In [`Pass::places`].
        place: Span,
        synthetic: bool,
        standing: record::Standing,
    },
    Call(Box<sink::Flow>),
    /// It stands in the name of the file: the spans are empty.
    FileName,
    /// A setting of a configuration.
    Setting(Box<setting::Found>),
}

/// Whether a part goes over so many lines that what is around one end of it does not show the other.
fn is_long(text: &[u8], part: Span) -> bool {
    part.len() > REACH && memchr::memchr(b'\n', part.of(text)).is_some()
}

/// Something that looks like a rule: cheap, unproven.
#[derive(Clone, Debug)]
struct Candidate {
    rule: RuleKey,
    via: Via,
    /// The whole match, with what leads to the value.
    whole: Span,
    value: Span,
}

/// A candidate that stood up to its checks.
#[derive(Clone, Debug)]
struct Proven {
    candidate: Candidate,
    evidence: Reasons,
    proof: &'static str,
    /// What is said of the value, where it was decoded: then the spans are those of what it was read from.
    decoded: Option<Box<nested::Shown>>,
}

/// Offsets of one text, a bit each: files of messages have millions of values.
#[derive(Default)]
struct Starts(Vec<u64>);

impl Starts {
    fn insert(&mut self, text: &[u8], start: usize) {
        if self.0.is_empty() {
            self.0 = vec![0; text.len() / 64 + 1];
        }
        self.0[start / 64] |= 1 << (start % 64);
    }

    fn contains(&self, start: usize) -> bool {
        self.0.get(start / 64).is_some_and(|bits| bits >> (start % 64) & 1 == 1)
    }
}

/// The scan of one blob, while it lasts.
struct Pass<'p> {
    scanner: &'p Scanner<'p>,
    blob: &'p Blob<'p>,
    view: &'p View<'p>,
    /// Up to where each rule's pattern has been looked for.
    searched: BTreeMap<RuleKey, usize>,
    /// Up to where each provider's credentials have been looked for.
    provided: HashMap<u16, usize>,
    /// Up to where each format has been read.
    read: [usize; FORMATS.len()],
    /// Rules about shapes whose near words stand somewhere.
    spoken_of: BTreeSet<RuleKey>,
    /// Cells of each column-like pair of table and rule, and those beyond what is listed.
    cells: HashMap<(u32, RuleKey), usize>,
    unlisted: usize,
    /// Matches of each rule outside of messages and tables, and those beyond what is listed.
    matches: HashMap<RuleKey, usize>,
    unlisted_matches: usize,
    /// Fields of messages that each rule lists, and the message in which one listed its last: number of the reading and of the record.
    listed: Vec<usize>,
    last_listed: Option<(u32, u32)>,
    /// Where values begin of which a table says that they are of no concern: a clinic's address.
    settled: Starts,
    /// Where values begin that a message says are identifiers: what is read there as text has less to say.
    spoken_for: Starts,
    /// How many messages and tables have been read.
    readings: u32,
    /// Rows of the table before its first one here, where it comes in pieces.
    rows_before: Option<u32>,
    /// The assignment last parsed, for the several literals in one name.
    assignment: Option<(Span, Option<(Assignment, bool)>)>,
    /// Places of fields, one behind the other: messages have millions of them.
    places: String,
    /// What the paths of the file say of its values, once one is found.
    path_facts: OnceCell<verify::PathFacts>,
    notices: Vec<Notice>,
    marks: Vec<usize>,
    /// Calls of rules that the file may hold.
    sinks: BTreeSet<(RuleKey, u16)>,
    proven: Vec<Proven>,
    noted: Vec<trace::Noted>,
    nested: nested::Nested<'p>,
    is_wide: bool,
}

impl<'p> Pass<'p> {
    fn new(scanner: &'p Scanner<'p>, blob: &'p Blob<'p>, view: &'p View<'p>, budget: &'p nested::Budget) -> Self {
        Self {
            scanner,
            blob,
            view,
            searched: BTreeMap::new(),
            provided: HashMap::new(),
            read: [0; FORMATS.len()],
            spoken_of: BTreeSet::new(),
            cells: HashMap::new(),
            unlisted: 0,
            matches: HashMap::new(),
            unlisted_matches: 0,
            listed: Vec::new(),
            last_listed: None,
            settled: Starts::default(),
            spoken_for: Starts::default(),
            readings: 0,
            rows_before: None,
            assignment: None,
            places: String::new(),
            path_facts: OnceCell::new(),
            marks: Vec::new(),
            notices: Vec::new(),
            sinks: BTreeSet::new(),
            proven: Vec::new(),
            noted: Vec::new(),
            nested: nested::Nested::new(budget),
            is_wide: scanner.is_wide || !matches!(view.encoding(), Encoding::Ascii { .. }),
        }
    }

    /// Looks at all of the text, and at what is written within it.
    fn run(&mut self) {
        let (scanner, text) = (self.scanner, self.view.text());
        scanner.prefilter.literals_in(text, &mut |at, literal| self.literal(at, literal as usize));
        prefilter::shapes_in(text, &mut |shape, span| self.shape(shape, span));
        self.decoded();
    }

    /// The prefilter found a literal.
    fn literal(&mut self, at: usize, literal: usize) {
        for lead in self.scanner.leads_of(literal) {
            match *lead {
                // A health message is data: nothing in it is code or configuration.
                Lead::Rule(key, Way::Pattern { .. }) if self.in_message(at) && self.scanner.rules.get(key).family == Family::Crypto => {}
                Lead::Rule(key, Way::Pattern { .. })
                    if !self.scanner.options.trace && self.scanner.rules.rejects_at(key, self.view.text(), at) => {}
                Lead::Rule(key, Way::Pattern { before, after }) => {
                    self.pattern(key, at.saturating_sub(before as usize), at, at + after as usize);
                }
                Lead::Rule(key, Way::Near) => {
                    let reach = NEAR_REACH + self.scanner.rules.get(key).reach as usize;
                    self.pattern(key, at.saturating_sub(reach), at + NEAR_REACH, at + reach);
                }
                Lead::Rule(key, Way::Shape) => {
                    self.spoken_of.insert(key);
                }
                Lead::Rule(key, Way::Name) => self.name(key, at),
                Lead::Provider(index) => self.provider(index, at),
                Lead::Rule(_, Way::Callee(_)) if !self.may_be_callee(at, literal) => {}
                Lead::Rule(key, Way::Call(call) | Way::Callee(call)) => self.sink(key, call),
                Lead::Format(index) => self.format(index, at),
                Lead::Mark => self.marks.push(at),
                Lead::Decoder { index, length } => self.decode(index, Span::new(at, at + length)),
            }
        }
    }

    /// The file may hold a call of a rule.
    fn sink(&mut self, key: RuleKey, call: u16) {
        let (rules, language) = (self.scanner.rules, self.view.language());
        if rules.call_applies(key, call.into(), language) && rules.applies(key, language, self.blob.path) {
            self.sinks.insert((key, call));
        }
    }

    /// Whether a literal stands at `at` as a name, not within a longer one, and may be part of the path of a call.
    fn may_be_callee(&self, at: usize, literal: usize) -> bool {
        let (text, end) = (self.view.text(), at + self.scanner.prefilter.length_of(literal));
        let is_edge = |inside: usize, outside: Option<usize>| {
            let in_name = |at: usize| text.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
            !in_name(inside) || outside.is_none_or(|outside| !in_name(outside))
        };
        // Elsewhere an import may give it another name, and brackets may be left out.
        let needs_brackets = matches!(self.view.language(), Language::C | Language::Cpp | Language::ObjectiveC);
        let goes_on = || text[end..].iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| b"(<:.-".contains(byte));
        is_edge(at, at.checked_sub(1)) && is_edge(end - 1, Some(end)) && (!needs_brackets || goes_on())
    }

    /// Whether a structured message that was read already holds the byte at `at`.
    fn in_message(&self, at: usize) -> bool {
        self.in_message_of(at, |format| format.is_message)
    }

    /// The same of formats of some kind.
    fn in_message_of(&self, at: usize, is_meant: impl Fn(&Format) -> bool) -> bool {
        FORMATS.iter().zip(&self.read).any(|(format, end)| at < *end && is_meant(format))
    }

    /// The shape pass found a run.
    fn shape(&mut self, shape: Shape, span: Span) {
        if shape == Shape::Token {
            self.decode_run(span);
        }
        let scanner = self.scanner;
        let Some(shape_rules) = scanner.shapes.get(&shape) else { return };
        for &key in &shape_rules.any {
            // What a message or a table has told of the number is not asked again.
            if !scanner.options.trace && self.fate_in_message(scanner.rules.get(key), span.start).is_some() {
                continue;
            }
            let rule = scanner.rules.get(key);
            let (reach, run) = (rule.reach as usize, rule.leading_run as usize);
            if span.range().len() < run || !self.may_be_spoken_of(key, rule) {
                continue;
            }
            let from = if run > 0 { span.start } else { span.start.saturating_sub(reach) };
            self.pattern(key, from, span.end - run, span.end + reach);
        }
        self.named_shape(&shape_rules.named, span);
        let around = Span::new(span.start.saturating_sub(BEFORE_SHAPE), span.end.min(span.start + BEFORE_SHAPE));
        for found in shape_rules.beginnings.find_overlapping_iter(around.of(self.view.text())) {
            let key = shape_rules.of_beginning[found.pattern().as_usize()];
            let (rule, start) = (scanner.rules.get(key), around.start + found.start());
            if self.may_be_spoken_of(key, rule) {
                self.pattern(key, start, start, start + rule.reach as usize);
            }
        }
    }

    /// Whether a rule about a shape that needs a near word finds one anywhere. The literals have all been met before the shapes.
    fn may_be_spoken_of(&self, key: RuleKey, rule: &Rule) -> bool {
        !rule.is_announced() || self.scanner.options.trace || self.spoken_of.contains(&key)
    }

    /// A long word with a digit in it may be the value of a name that is too common to be searched for.
    fn named_shape(&mut self, keys: &[RuleKey], span: Span) {
        let text = self.view.text();
        if keys.is_empty() || !span.of(text).iter().take(BEFORE_SHAPE * 2).any(u8::is_ascii_digit) {
            return;
        }
        let Some(hit) = assignment::name_before(text, span.start) else { return };
        for &key in keys {
            let ends = |name: &String| {
                let word = name.rsplit(' ').next().unwrap_or(name).as_bytes();
                hit + 1 >= word.len() && text[hit + 1 - word.len()..=hit].eq_ignore_ascii_case(word)
            };
            if self.scanner.rules.get(key).names.iter().any(ends) {
                self.name(key, hit);
            }
        }
    }

    /// Looks for matches of the rule's pattern that start in `from..=to` and end by `limit`.
    fn pattern(&mut self, key: RuleKey, from: usize, to: usize, limit: usize) {
        let (rules, text) = (self.scanner.rules, self.view.text());
        if !rules.applies(key, self.view.language(), self.blob.path) {
            return;
        }
        let end = text.len().min(limit);
        if let Some(head) = rules.head_of_wide(key, REACH - NEAR_REACH) {
            if !head.begins(text, from, to, end) {
                return;
            }
            self.is_wide = true;
        }
        let regex = rules.pattern(key).expect("only rules with a pattern are led to by one");
        let groups = rules.groups(key);
        // A few places are tried one by one: each ends at the first byte that does not fit, a search at the end of the window.
        let one_by_one = to - from <= FEW_STARTS;
        let mut start = from.max(self.searched.get(&key).copied().unwrap_or(0));
        let mut slots = [None; 2 * MOST_GROUPS];
        let mut search = |start: usize, end: usize, anchored: bool| {
            let input = Input::new(text).span(start..end).anchored(if anchored { Anchored::Yes } else { Anchored::No });
            regex.search_slots(&input, &mut slots[..groups.slots])?;
            let group = |index: usize| Some(Span::new(slots[2 * index]?.get(), slots[2 * index + 1]?.get()));
            let whole = group(0).expect("a match has a beginning and an end");
            Some((whole, groups.value.and_then(group).unwrap_or(whole), groups.property.and_then(group)))
        };
        while start <= to.min(end) {
            let Some(mut found) = search(start, end, one_by_one) else {
                if one_by_one {
                    start += 1;
                    continue;
                }
                break;
            };
            if found.0.start > to {
                break; // Another literal leads to it, with the window that it needs.
            }
            // The window is as long as what this literal leads to: what it cut off is longer.
            let whole_end = text.len().min(found.0.start + rules.get(key).reach as usize);
            if found.0.end == end && end < whole_end {
                found = search(found.0.start, whole_end, true).unwrap_or(found);
            }
            let (whole, value, property) = found;
            start = whole.end.max(whole.start + 1);
            self.searched.insert(key, start);
            self.consider(Candidate { rule: key, via: Via::Pattern { property }, whole, value });
        }
    }

    /// Reads the assignment around a name and asks whether the rule speaks of it.
    fn name(&mut self, key: RuleKey, hit: usize) {
        let (rules, text) = (self.scanner.rules, self.view.text());
        if !rules.applies(key, self.view.language(), self.blob.path) {
            return;
        }
        let Some((assignment, in_literal)) = self.assignment_at(hit) else { return };
        let rule = rules.get(key);
        let is_known = |start: usize| self.fate_in_message(rule, start).is_some();
        if !self.scanner.options.trace && is_known(assignment.value.start) && is_known(assignment.rest.start) {
            return;
        }
        let words = assignment::words(assignment.name.of(text));
        if !rule.names.iter().any(|name| assignment::names(&words, name, verify::is_other_noun)) {
            return;
        }
        let regex = rules.value(key).expect("rules with names have a value");
        let matches = |span: Span| !span.is_empty() && regex.is_match(span.of(text));
        // A name of a person goes on behind a blank, a credential seldom.
        let rest = if rule.family == Family::Secret { assignment.value } else { assignment.rest };
        let whole = [assignment.value, rest].into_iter().find(|span| matches(*span));
        // The next key may stand on the same line.
        let clipped = || Some(assignment::clipped(text, rest)).filter(|span| rule.family == Family::Phi && matches(*span));
        let Some(value) = whole.or_else(clipped) else { return };
        if rule.generic && verify::is_harmless_name(&words) {
            return;
        }
        self.consider(Candidate { rule: key, via: Via::Name { in_literal }, whole: assignment.span(value), value });
    }

    /// The assignment around a hit, as [`assignment::around`] reads it.
    fn assignment_at(&mut self, hit: usize) -> Option<(Assignment, bool)> {
        if let Some((covered, read)) = self.assignment
            && covered.start <= hit
            && hit < covered.end
        {
            return read;
        }
        let (text, language) = (self.view.text(), self.view.language());
        let read = assignment::around(text, hit, language);
        self.is_wide |= read.is_some_and(|(read, _)| is_long(text, read.span(read.rest)) || is_long(text, read.value));
        let covered = read.map_or(Span::new(hit, hit + 1), |(read, _)| Span::new(hit, read.name.end));
        self.assignment = Some((covered, read));
        read
    }

    /// Reads the file as the formats that claim all of it.
    fn claimed(&mut self) {
        let view = self.view;
        for (index, format) in FORMATS.iter().enumerate() {
            if format.claims_with(&self.scanner.columns, self.blob.path, view.text()) {
                self.read_as(format, 0);
                self.read[index] = view.text().len();
                self.is_wide = true;
                let unread = (format.unread)(view.text());
                self.notices.extend(unread.map(|what| Notice::new(self.blob.path, NoticeKind::Partial, what)));
            }
        }
    }

    /// Looks for credentials behind a provider's word.
    fn provider(&mut self, index: u16, hit: usize) {
        let scanner = self.scanner;
        let Some(rule) = scanner.provider_rule else { return };
        let done = self.provided.get(&index).copied().unwrap_or(0);
        let found = provider::credentials(self.view.text(), hit, done, &scanner.rules.providers()[usize::from(index)]);
        for found in found {
            self.provided.insert(index, found.value.end);
            let via = Via::Provider { index, bond: found.bond };
            self.consider(Candidate { rule, via, whole: found.whole, value: found.value });
        }
    }

    /// Reads the file as a configuration, where it is one.
    fn settings(&mut self) {
        let dialects = setting::dialect::of(self.blob.path, self.view.text());
        if dialects.is_empty() {
            return;
        }
        let rules = self.scanner.rules;
        let book = self.scanner.settings.get_or_init(|| Rulebook::new(rules));
        for found in book.read(&dialects, self.blob.path, self.view.text()) {
            if rules.applies(found.rule, self.view.language(), self.blob.path) {
                let (rule, value) = (found.rule, found.value);
                self.consider(Candidate { rule, via: Via::Setting(Box::new(found)), whole: value, value });
            }
        }
    }

    /// Reads the structured message that stands at `hit`.
    fn format(&mut self, index: usize, hit: usize) {
        if hit < self.read[index] {
            return;
        }
        let end = self.read_as(&FORMATS[index], hit);
        self.read[index] = end.max(hit + 1);
        // The beginning alone says little: three letters may stand in any digest.
        self.is_wide |= end.saturating_sub(hit) > REACH;
    }

    /// Reads what stands at `hit` and considers its fields; returns where it ends.
    fn read_as(&mut self, format: &Format, hit: usize) -> usize {
        let (scanner, view) = (self.scanner, self.view);
        self.readings += 1;
        let asks = scanner.selectors.of(format.name);
        let fhir = |path: &str| asks.is_some_and(|asks| asks.ask_for(path));
        let asked = Asked { columns: &scanner.columns, hl7v2: &scanner.wanted, fhir: &fhir };
        let rows_before = self.rows_before.filter(|_| format.is_table && hit == 0).unwrap_or(0);
        format.read_with(asked, self.blob.path, view.text(), hit, &mut |mut field| {
            if rows_before > 0 {
                field.record += rows_before;
                if let Some((column, _)) = field.place.rsplit_once('[') {
                    field.place = format!("{column}[{}]", field.record).into();
                }
            }
            let rule = asks.and_then(|asks| asks.best(&field));
            self.field(format, &field, rule);
        })
    }

    /// Considers a field, and the rule that asks for it most narrowly.
    fn field(&mut self, format: &Format, field: &Field, rule: Option<RuleKey>) {
        if let Some(rule) = rule {
            if format.is_table {
                let cells = self.cells.entry((self.readings, rule)).or_default();
                *cells += 1;
                if *cells > MOST_CELLS {
                    self.unlisted += 1;
                    return;
                }
            } else if format.is_message && !self.lists(rule, (self.readings, field.record)) {
                self.unlisted_matches += 1;
                return self.settled.insert(self.view.text(), field.value.start);
            }
            if let Some(decoder) = field.kind.as_deref().and_then(decoder) {
                return self.field_decoded(format, rule, decoder, field);
            }
            let standing = record::Standing::new(format, self.readings, field, self.blob.path);
            let via = Via::Field { place: self.add_place(&field.place), synthetic: field.synthetic, standing };
            self.consider(Candidate { rule, via, whole: field.value, value: field.value });
        } else if format.is_table || (format.is_message && field.role == Role::Provider) {
            self.settled.insert(self.view.text(), field.value.start);
        }
    }

    /// Whether a field of this message is listed, and no more than counted.
    fn lists(&mut self, rule: RuleKey, message: (u32, u32)) -> bool {
        if self.last_listed.is_some_and(|last| last != message) {
            return false;
        }
        if self.listed.is_empty() {
            self.listed = vec![0; self.scanner.rules.len()];
        }
        let most = self.most_in_messages();
        let listed = &mut self.listed[usize::from(rule.0)];
        *listed += 1;
        if *listed == most {
            self.last_listed = Some(message);
        }
        *listed <= 2 * most
    }

    fn most_in_messages(&self) -> usize {
        if self.scanner.options.view.is_some() { MOST_VIEWED } else { MOST_MATCHES }
    }

    fn add_place(&mut self, place: &str) -> Span {
        let start = self.places.len();
        self.places.push_str(place);
        Span::new(start, self.places.len())
    }

    /// Where in a message or a configuration a candidate stands; nothing where it stands in neither.
    fn place<'a>(&'a self, candidate: &'a Candidate) -> Option<&'a str> {
        match &candidate.via {
            Via::FileName => Some("name of the file"),
            Via::Field { place, .. } => Some(&self.places[place.range()]),
            Via::Setting(setting) => Some(&setting.place),
            _ => None,
        }
    }

    /// What becomes of an identifier that is read as text where a message or a table was read already.
    fn fate_in_message(&self, rule: &Rule, start: usize) -> Option<trace::Fate> {
        match rule.family {
            Family::Phi if self.settled.contains(start) => Some(trace::Fate::Rejected(trace::Rejection::Settled)),
            Family::Phi if self.spoken_for.contains(start) => Some(trace::Fate::Overlapped),
            _ => None,
        }
    }

    fn consider(&mut self, candidate: Candidate) {
        let (rule, start) = (self.scanner.rules.get(candidate.rule), candidate.value.start);
        let by_position = matches!(candidate.via, Via::Field { .. });
        let noted = trace::of(&candidate);
        if !by_position && let Some(fate) = self.fate_in_message(rule, start) {
            return self.note(noted, fate);
        }
        let context = verify::Context {
            scanner: self.scanner,
            path: self.blob.path,
            project_path: self.blob.project_path,
            view: self.view,
            path_facts: &self.path_facts,
        };
        let verified = verify::verify(&context, candidate);
        if by_position && rule.family == Family::Phi && !rule.generic && verified.is_ok() {
            self.spoken_for.insert(self.view.text(), start);
        }
        self.note(noted, verified.as_ref().map_or_else(|rejection| trace::Fate::Rejected(*rejection), |_| trace::Fate::Kept));
        let Ok(proven) = verified else { return };
        if !matches!(proven.candidate.via, Via::Field { .. }) {
            let matches = self.matches.entry(proven.candidate.rule).or_default();
            *matches += 1;
            if *matches > MOST_MATCHES {
                self.unlisted_matches += 1;
                return;
            }
        }
        self.proven.push(proven);
    }

    /// Reads the file as code, where it holds what that may say more of.
    fn follow(&mut self) {
        let rules = self.scanner.rules;
        // Of what shows to those who ask for everything only, and by no word near by, a text counts that may be replaced.
        let is_weighed = |rule: &Rule, value: Span| {
            rule.confidence > Confidence::Low || purpose::is_worded(rule) || purpose::is_assigned_text(self.view.text(), value)
        };
        let is_crypto = |proven: &Proven| {
            let rule = rules.get(proven.candidate.rule);
            matches!(proven.candidate.via, Via::Pattern { .. }) && rule.family == Family::Crypto && is_weighed(rule, proven.candidate.value)
        };
        let view = self.view;
        self.sinks.retain(|&(key, call)| rules.may_call(key, call.into(), view.text()));
        if self.sinks.is_empty() && !self.proven.iter().any(is_crypto) {
            return;
        }
        let Some(outline) = sink::outline(view) else { return };
        self.proven.retain(|proven| !is_crypto(proven) || !sink::is_idle(&outline, proven.candidate.value.start));
        for candidate in sink::candidates(rules, view, &outline, &self.sinks) {
            self.consider(candidate);
        }
        self.drop_origins();
        self.proven
            .retain_mut(|proven| rules.get(proven.candidate.rule).family != Family::Crypto || purpose::is_used(rules, &outline, proven));
        let path = self.blob.path;
        let of_file = circumstance::OfFile::read(view.text(), view.language());
        let place = circumstance::Place::of(path);
        self.proven.retain_mut(|proven| {
            let rule = rules.get(proven.candidate.rule);
            let Some(weakness) = rule.cwe.first().copied().filter(|_| rule.family == Family::Crypto) else { return true };
            let value = proven.candidate.value;
            let surroundings = context::surroundings(&outline, value.start);
            let origin = match &proven.candidate.via {
                Via::Call(flow) => flow.steps.first().map_or(value, |step| step.span),
                _ => value,
            };
            // A trust manager that is called fake says what it does: it is no double for tests.
            let is_double = !weakness::CERTIFICATE.contains(&weakness) && circumstance::is_double(view.text(), &surroundings);
            let is_test = is_double || [value, origin].iter().any(|span| of_file.is_test(view.text(), span.start));
            proven.evidence.extend(is_test.then_some(Evidence::TestPath));
            circumstance::weigh(&outline, weakness, (value, origin), place, &surroundings, &mut proven.evidence)
                && (!purpose::is_worded(rule)
                    || purpose::reconsider(view, path, rule, &outline, value, &surroundings, &mut proven.evidence))
        });
    }

    /// One defect, one finding: what a pattern finds where the value of a call's argument comes from is part of that call's finding, be it of its
    /// class or of a general rule: a digest that is made here and signs there is the signature's.
    fn drop_origins(&mut self) {
        let rules = self.scanner.rules;
        let mut origins: Vec<(RuleKey, Span)> = Vec::new();
        for proven in &self.proven {
            if let Via::Call(flow) = &proven.candidate.via {
                origins.extend(flow.steps.first().map(|step| (proven.candidate.rule, step.span)));
            }
        }
        origins.truncate(MOST_ORIGINS);
        // What is wrong with a whole call, a general rule need not say again of its parts.
        let mut wholes: Vec<(&[u16], Span)> = Vec::new();
        for proven in &self.proven {
            let rule = rules.get(proven.candidate.rule);
            // What another file decides may be nothing.
            let holds = matches!(&proven.candidate.via, Via::Call(flow) if flow.property.as_ref().is_none_or(|(_, holds)| *holds));
            if holds && rule.family == Family::Crypto && !rule.generic {
                wholes.push((&rule.cwe, proven.candidate.whole));
            }
        }
        wholes.truncate(MOST_ORIGINS);
        let is_part = |proven: &Proven| {
            let rule = rules.get(proven.candidate.rule);
            let weakness = rule.cwe.first();
            rule.generic
                && rule.family == Family::Crypto
                && wholes.iter().any(|(cwe, whole)| weakness.is_some_and(|one| cwe.contains(one)) && whole.contains(proven.candidate.value))
        };
        let parts: Vec<bool> = self.proven.iter().map(is_part).collect();
        let mut part = parts.into_iter();
        self.proven.retain(|_| !part.next().unwrap_or_default());
        self.proven.retain(|proven| {
            let value = proven.candidate.value;
            let rule = rules.get(proven.candidate.rule);
            let yields = |other: &Rule| {
                let weakness = rule.cwe.first().is_some_and(|weakness| other.cwe.contains(weakness));
                let is_kin = rule.id == other.id || !rule.class.is_empty() && rule.class == other.class;
                is_kin || (rule.generic && !other.generic && rule.family == Family::Crypto && weakness)
            };
            let is_origin = || origins.iter().any(|(of, span)| span.overlaps(value) && yields(rules.get(*of)));
            !matches!(proven.candidate.via, Via::Pattern { .. }) || !is_origin()
        });
    }

    /// What remains becomes findings; the bytes are not looked at again after this.
    fn finish(mut self) -> Scanned {
        self.follow();
        let proven = std::mem::take(&mut self.proven);
        self.note_dropped(&proven, trace::Fate::Idle);
        let mut proven = overlap::resolve(self.scanner.rules, proven);
        overlap::one_a_line(self.scanner.rules, self.view.text(), &mut proven);
        self.note_dropped(&proven, trace::Fate::Overlapped);
        let mut drafts: Vec<record::Draft> = proven.iter().map(|proven| record::Draft::of(self.scanner, proven)).collect();
        let lines = excerpt::Masker::new(self.view, self.scanner.rules, &proven);
        // A comment may speak of anything, and then it must be there.
        let floor = self.scanner.options.view.filter(|_| self.marks.is_empty() && self.rows_before.is_none());
        let (records, hidden) = record::compose(&self, &proven, &mut drafts, floor, &mut |proven| lines.excerpt(proven));
        let (findings, pending, unseen) = self.findings(&proven, &drafts, floor, &lines);
        let unseen = unseen + hidden;
        let mut findings = pair::join(self.scanner.rules, findings);
        findings.extend(records);
        let most = if self.last_listed.is_some() { self.most_in_messages() } else { MOST_MATCHES };
        let symbols = link::symbols(self.blob.path, self.view.text(), self.view.language());
        let directives = self.directives(&proven);
        let damaged = matches!(self.view.encoding(), Encoding::Utf16 { damaged: true, .. });
        let notice = || Notice::new(self.blob.path, NoticeKind::Encoding, "malformed UTF-16; the rest of it was scanned");
        let mut notices = std::mem::take(&mut self.notices);
        notices.extend(damaged.then(notice));
        if self.unlisted > 0 {
            let why = format!("{} cells of large tables are not listed one by one", self.unlisted);
            notices.push(Notice::new(self.blob.path, NoticeKind::Limit, why));
        }
        if self.unlisted_matches > 0 {
            let why = format!("{} matches are not listed: their rules have more than {most} in this file", self.unlisted_matches);
            notices.push(Notice::new(self.blob.path, NoticeKind::Limit, why));
        }
        notices.extend(self.nested.notice(self.blob.path));
        let considered = trace::considered(self.view, self.noted);
        let is_wide = self.is_wide;
        let mut scanned = Scanned { findings, pending, symbols, directives, notices, added: None, considered, unseen, is_wide };
        own_report::spare(self.scanner.rules, self.blob, self.view.text(), &mut scanned);
        scanned
    }

    /// The comments that accept, without the reasons that repeat a value.
    fn directives(&self, proven: &[Proven]) -> Vec<Directive> {
        if self.marks.is_empty() {
            return Vec::new();
        }
        let mut directives = inline::read(self.view, &self.marks);
        let is_personal = |proven: &&Proven| self.scanner.rules.get(proven.candidate.rule).family != Family::Crypto;
        let values = proven.iter().filter(is_personal).map(|proven| proven.candidate.value.of(self.view.text())).collect();
        for directive in &mut directives {
            directive.reason = reason::without(&directive.reason, &values);
        }
        directives
    }

    /// The findings, those that other files decide, and how many are counted only.
    fn findings(
        &self,
        proven: &[Proven],
        drafts: &[record::Draft],
        floor: Option<Floor>,
        lines: &excerpt::Masker<'_>,
    ) -> (Vec<Finding>, Vec<Pending>, u64) {
        let rules = self.scanner.rules;
        let is_unseen = |proven: &Proven, draft: &record::Draft| {
            let rule = rules.get(proven.candidate.rule);
            let is_below = |floor: Floor| floor.hides(draft.severity, draft.confidence);
            floor.is_some_and(|floor| rule.family == Family::Phi && (draft.part || !rule.default || is_below(floor)))
        };
        // What nobody sees is counted among the occurrences only of rules that have more to show.
        let mut shows = vec![false; if proven.is_empty() { 0 } else { rules.len() }];
        for (proven, _) in proven.iter().zip(drafts).filter(|(proven, draft)| !is_unseen(proven, draft)) {
            shows[usize::from(proven.candidate.rule.0)] = true;
        }
        let mut occurrences: HashMap<(RuleKey, Cow<'_, str>), usize> = HashMap::new();
        let (mut decided, mut pending, mut unseen) = (Vec::new(), Vec::new(), 0);
        // What waits for other files is numbered last: whatever becomes of it, no other finding has another id.
        let all = || proven.iter().zip(drafts);
        let waits = |proven: &Proven| self.pending(proven).is_some();
        for (proven, draft) in all().filter(|(proven, _)| !waits(proven)).chain(all().filter(|(proven, _)| waits(proven))) {
            let rule = proven.candidate.rule;
            let is_unseen = is_unseen(proven, draft);
            unseen += u64::from(is_unseen);
            if !shows[usize::from(rule.0)] {
                continue;
            }
            let identity = self.identity(&proven.candidate);
            let occurrence = *occurrences.entry((rule, identity.clone())).and_modify(|count| *count += 1).or_insert(0);
            if is_unseen {
                continue;
            }
            let mut finding = self.finding(proven, draft);
            finding.fingerprint = fingerprint::fingerprint(&rules.get(rule).id, self.blob.project_path, &identity, occurrence);
            finding.excerpt = lines.excerpt(proven);
            match self.pending(proven) {
                Some((keys, default, decides)) => {
                    let need = if let Via::Call(flow) = &proven.candidate.via { flow.property.as_ref() } else { None };
                    let elsewhere = need.and_then(|(need, _)| elsewhere(need));
                    pending.push(Pending { finding, keys, default, decides, elsewhere });
                }
                None => decided.push(finding),
            }
        }
        (decided, pending, unseen)
    }

    /// What other files decide of a finding; nothing where it is decided.
    fn pending(&self, proven: &Proven) -> Option<(Vec<KeyDigest>, Option<String>, Decides)> {
        let text = self.view.text();
        if let Via::Call(flow) = &proven.candidate.via
            && let Some((need, holds)) = &flow.property
        {
            let default = flow.text.as_ref().and_then(|text| link::vocabulary_value(text.as_bytes()));
            let keys = match need {
                Need::Property(key) => vec![KeyDigest::of(key.as_bytes())],
                Need::Constant(..) | Need::Return(..) | Need::Caller(_) => elsewhere(need)?.keys(self.blob.project_path).to_vec(),
            };
            return Some((keys, default, Decides::Call { call: flow.call, holds: *holds }));
        }
        if let Via::Setting(setting) = &proven.candidate.via
            && let Some(waits) = &setting.waits
        {
            let keys = waits.names.iter().map(|name| KeyDigest::of(name.as_bytes())).collect();
            return Some((keys, None, Decides::Setting { test: waits.test, holds: waits.holds }));
        }
        let Via::Pattern { property: Some(key) } = proven.candidate.via else { return None };
        let default = link::vocabulary_value(proven.candidate.value.of(text));
        Some((vec![KeyDigest::of(key.of(text))], default, Decides::Pattern))
    }
}

/// What of other files a need is of.
fn elsewhere(need: &Need) -> Option<Elsewhere> {
    Some(match need {
        Need::Property(_) => return None,
        Need::Constant(owner, name) => Elsewhere::Constant(Constant::new(owner, name)),
        Need::Return(owner, name, arguments) => Elsewhere::Constant(Constant { arguments: Some(*arguments), ..Constant::new(owner, name) }),
        Need::Caller(asked) => Elsewhere::Callers(asked.clone()),
    })
}

impl Pass<'_> {
    /// What the id of a finding is made of beside its rule: its place in a message, or what is left of its line.
    fn identity<'a>(&'a self, candidate: &'a Candidate) -> Cow<'a, str> {
        let skeleton = || fingerprint::skeleton(self.view.text(), self.view.line(candidate.value.start), candidate.value);
        self.place(candidate).map_or_else(|| skeleton().into(), Cow::Borrowed)
    }

    fn finding(&self, proven: &Proven, draft: &record::Draft) -> Finding {
        let (scanner, view) = (self.scanner, self.view);
        let rule = scanner.rules.get(proven.candidate.rule);
        let shown = proven.decoded.as_deref().cloned().unwrap_or_else(|| scanner.shown(view, &proven.candidate));
        let steps = if let Via::Call(flow) = &proven.candidate.via { &flow.steps[..] } else { &[] };
        let flow = steps.iter().map(|step| FlowStep { path: None, region: view.locate(step.span), message: step.what }).collect();
        let algorithm = if let Via::Call(flow) = &proven.candidate.via { flow.text.as_deref() } else { None };
        let algorithm = algorithm.and_then(|text| link::vocabulary_value(text.as_bytes()));
        Finding {
            rule: proven.candidate.rule,
            path: self.blob.path.to_owned(),
            inside: Vec::new(),
            provenance: None,
            region: view.locate(proven.candidate.value),
            place: self.place(&proven.candidate).unwrap_or_default().to_owned(),
            mask: algorithm.filter(|_| rule.public_value).unwrap_or(shown.mask),
            length: shown.length,
            excerpt: None,
            severity: draft.severity,
            confidence: draft.confidence,
            evidence: draft.evidence(proven).iter().collect(),
            proof: proven.proof,
            flow,
            related: Vec::new(),
            count: draft.count,
            detail: match &proven.candidate.via {
                Via::Setting(setting) => setting.absent.clone(),
                Via::Provider { index, .. } => scanner.rules.providers()[usize::from(*index)].name.clone(),
                _ => String::new(),
            },
            part: draft.part,
            fingerprint: String::new(),
            binding: shown.binding,
            status: crate::finding::Status::New,
        }
    }
}
