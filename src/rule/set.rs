//! The rules of one run: built-in and users' own, switched on or off, found by id, alias, class, group or family.
//!
//! Promises: regexes are compiled when first needed, once. Ids are for ever: an old id finds its rule.

use super::breadth;
use super::check::{self, Check};
use super::data::{Call, Condition, Confidence, Example, Family, Rule, Severity};
use super::house::HouseWords;
use super::plan::Plan;
use super::provider::Provider;
use super::schema;
use super::sink;
use super::table::{Anchor, Table, TableError};
use crate::language::Language;
use crate::sensitive::hex;
use crate::slip::nearest;
use aho_corasick::AhoCorasick;
use globset::{Glob, GlobSet, GlobSetBuilder};
use regex_automata::meta::Regex;
use regex_automata::{Anchored, Input, PatternID};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Capture, Hir, HirKind, Repetition};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

/// Bytes of a lazy DFA's cache, for each pattern in use and each thread.
const LAZY_DFA: usize = 256 << 10;

/// Index of a rule in its [`RuleSet`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleKey(pub u16);

/// What a run makes of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Setting {
    enabled: bool,
    severity: Option<Severity>,
}

/// What can only be had at run time, made when first needed.
#[derive(Debug, Default)]
struct Lazy {
    pattern: OnceLock<Regex>,
    groups: OnceLock<Groups>,
    head: OnceLock<Option<Head>>,
    value: OnceLock<Regex>,
    resolves: OnceLock<Regex>,
    file_name: OnceLock<Regex>,
    paths: OnceLock<GlobSet>,
    not_paths: OnceLock<GlobSet>,
    near: OnceLock<AhoCorasick>,
    /// What arguments of calls must match, in the order of the conditions.
    matches: OnceLock<Vec<Option<Regex>>>,
    /// The last names of the paths of what is called, by call, where other words lead to it.
    callees: OnceLock<Vec<Option<AhoCorasick>>>,
}

/// What stands before the many lines that a pattern may go over.
#[derive(Debug)]
pub struct Head {
    regex: Regex,
    longest: Option<usize>,
}

impl Head {
    /// Whether it begins in `from..=to` and ends by `end`.
    pub fn begins(&self, text: &[u8], from: usize, to: usize, end: usize) -> bool {
        let last = self.longest.map_or(end, |longest| end.min(to + longest));
        let input = || Input::new(text).span(from..last);
        from <= last
            && if from == to {
                self.regex.is_match(input().anchored(Anchored::Yes))
            } else {
                self.regex.search(&input()).is_some_and(|found| found.start() <= to)
            }
    }
}

/// Indices of a pattern's groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Groups {
    /// Number of places that a search fills: two for each group, the whole match among them.
    pub slots: usize,
    /// The value; none where all of the match is.
    pub value: Option<usize>,
    /// The configuration key that decides.
    pub property: Option<usize>,
}

/// Rules by key.
#[derive(Debug)]
pub struct RuleSet {
    rules: Vec<Rule>,
    /// How many of them are built in; the user's come after them.
    built_in: usize,
    anchors: Vec<Anchor>,
    providers: Vec<Provider>,
    providers_digest: [u8; 32],
    plan: Plan,
    lazy: Vec<Lazy>,
    checks: Vec<Vec<&'static Check>>,
    languages: Vec<Vec<Language>>,
    /// For each rule, the languages of its calls.
    call_languages: Vec<Vec<Vec<Language>>>,
    settings: Vec<Setting>,
    by_id: BTreeMap<String, RuleKey>,
    /// What a house calls identifiers.
    house_names: Vec<Vec<String>>,
    /// Names of its columns, each behind the class of identifier that stands under them.
    house_columns: Vec<(String, String)>,
}

/// A mistake in a rule, with its place in the user's file where it came from one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", rule.as_ref().map(|id| format!("rule `{id}`: ")).unwrap_or_default())]
pub struct RuleError {
    /// 1-based line in the file.
    pub line: usize,
    /// 1-based column.
    pub column: usize,
    /// The rule.
    pub rule: Option<String>,
    /// What is wrong and what to do.
    pub message: String,
}

/// Decodes what the build script made of `rules/`.
fn built_in() -> Table {
    postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/rules.postcard"))).expect("the build script wrote this table")
}

impl RuleSet {
    /// The rules that asepsis comes with.
    pub fn built_in() -> Self {
        Self::try_built_in().expect("the tests check every built-in rule")
    }

    /// The same, or what is wrong with one of them.
    pub fn try_built_in() -> Result<Self, RuleError> {
        let table = built_in();
        let ids: Vec<String> = table.rules.iter().map(|rule| rule.id.clone()).collect();
        let count = table.rules.len();
        Self::from_table(table, count).map_err(|error| RuleError {
            line: 1,
            column: 1,
            rule: ids.get(error.rule).cloned(),
            message: error.message,
        })
    }

    /// The built-in rules and those of a user's file.
    pub fn with_user_rules(text: &str) -> Result<Self, RuleError> {
        let parsed = schema::parse(text, Family::Secret).map_err(|error| RuleError {
            line: error.line,
            column: error.column,
            rule: error.rule,
            message: error.message,
        })?;
        let places: Vec<(usize, String)> = parsed.iter().map(|parsed| (parsed.line, parsed.rule.id.clone())).collect();
        let table = built_in();
        let count = table.rules.len();
        let point = |index: usize, message: String| {
            let (line, id) = places.get(index).cloned().unzip();
            RuleError { line: line.unwrap_or(1), column: 1, rule: id, message }
        };
        let table = table.with(parsed.into_iter().map(|parsed| parsed.rule).collect()).map_err(|error| point(error.rule, error.message))?;
        Self::from_table(table, count).map_err(|error| point(error.rule.saturating_sub(count), error.message))
    }

    /// These rules and the words of a house. The error is a sentence about one of its words.
    pub fn adopt(mut self, house: &HouseWords) -> Result<Self, String> {
        let mut table = Table {
            rules: std::mem::take(&mut self.rules),
            providers: std::mem::take(&mut self.providers),
            providers_digest: self.providers_digest,
            anchors: std::mem::take(&mut self.anchors),
            plan: std::mem::take(&mut self.plan),
        };
        for index in 0..table.rules.len() {
            if house.amend(&mut table.rules[index]) {
                table.amended(index).map_err(|error| error.message)?;
                self.lazy[index] = Lazy::default();
                self.call_languages[index].resize(table.rules[index].calls.len(), Vec::new());
            }
        }
        self.house_names = house.names().cloned().collect();
        let of_rule = |id: &str| table.rules.iter().find(|rule| rule.id == id).and_then(|rule| rule.columns().next());
        let fields = house.fields.iter().filter_map(|(id, names)| Some((of_rule(id)?.to_owned(), names)));
        self.house_columns = fields.flat_map(|(class, names)| names.iter().map(move |words| (class.clone(), words.concat()))).collect();
        (self.rules, self.providers, self.anchors, self.plan) = (table.rules, table.providers, table.anchors, table.plan);
        Ok(self)
    }

    /// What a house calls identifiers of its patients, as sequences of lower-case words.
    pub fn house_names(&self) -> &[Vec<String>] {
        &self.house_names
    }

    /// What it calls the columns of its tables: class and name.
    pub fn house_columns(&self) -> impl Iterator<Item = (&str, String)> {
        self.house_columns.iter().map(|(class, name)| (class.as_str(), name.clone()))
    }

    fn from_table(table: Table, built_in: usize) -> Result<Self, TableError> {
        let mut by_id = BTreeMap::new();
        let mut checks = Vec::with_capacity(table.rules.len());
        let mut languages = Vec::with_capacity(table.rules.len());
        let mut call_languages = Vec::with_capacity(table.rules.len());
        let language_names =
            || -> Box<dyn Iterator<Item = &'static str>> { Box::new(Language::ALL.iter().map(|language| language.name())) };
        for (index, rule) in table.rules.iter().enumerate() {
            let wrong = |message: String| TableError { rule: index, message };
            for id in std::iter::once(&rule.id).chain(&rule.aliases) {
                if by_id.insert(id.clone(), RuleKey(index as u16)).is_some() {
                    return Err(wrong(format!("the id `{id}` is taken by another rule")));
                }
            }
            checks
                .push(named(&rule.checks, "check", check::find, || Box::new(check::CHECKS.iter().map(|check| check.name))).map_err(wrong)?);
            languages.push(
                named(&rule.languages, "language", Language::named, || Box::new(Language::ALL.iter().map(|language| language.name())))
                    .map_err(wrong)?,
            );
            let of_calls: Result<Vec<_>, _> =
                rule.calls.iter().map(|call| named(&call.languages, "language", Language::named, language_names)).collect();
            call_languages.push(of_calls.map_err(wrong)?);
            for condition in rule.calls.iter().flat_map(|call| call.conditions.iter().chain(&call.unless)) {
                let tests = || -> Box<dyn Iterator<Item = &'static str>> { Box::new(sink::TESTS.iter().map(|test| test.name)) };
                if !condition.test.is_empty() {
                    named(std::slice::from_ref(&condition.test), "test", sink::find, tests).map_err(wrong)?;
                }
            }
            for glob in rule.paths.iter().chain(&rule.not_paths) {
                Glob::new(glob).map_err(|error| wrong(format!("path `{glob}`: {}", error.kind())))?;
            }
        }
        let settings = table.rules.iter().map(|rule| Setting { enabled: rule.inventory.is_empty(), severity: None }).collect();
        let lazy = table.rules.iter().map(|_| Lazy::default()).collect();
        Ok(Self {
            rules: table.rules,
            built_in,
            anchors: table.anchors,
            providers: table.providers,
            providers_digest: table.providers_digest,
            plan: table.plan,
            lazy,
            checks,
            languages,
            call_languages,
            settings,
            by_id,
            house_names: Vec::new(),
            house_columns: Vec::new(),
        })
    }

    /// Every rule with its key, in the order of their ids' files.
    pub fn iter(&self) -> impl Iterator<Item = (RuleKey, &Rule)> {
        self.rules.iter().enumerate().map(|(index, rule)| (RuleKey(index as u16), rule))
    }

    /// Whether a rule comes from a user's file.
    pub fn is_users(&self, key: RuleKey) -> bool {
        usize::from(key.0) >= self.built_in
    }

    /// Number of rules.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// A rule.
    pub fn get(&self, key: RuleKey) -> &Rule {
        &self.rules[usize::from(key.0)]
    }

    /// A rule by its id or an old one.
    pub fn find(&self, id: &str) -> Option<RuleKey> {
        self.by_id.get(id).copied()
    }

    /// The rules that a word of the user's speaks of: an id, an old id, a class, a group, a family, or a glob of ids such as `aws-*`.
    pub fn select(&self, word: &str) -> Vec<RuleKey> {
        if let Some(key) = self.find(word) {
            return vec![key];
        }
        let glob = word.contains('*').then(|| Glob::new(word).ok()).flatten().map(|glob| glob.compile_matcher());
        let spoken_of = |rule: &Rule| {
            rule.family.word() == word
                || (!rule.class.is_empty() && rule.class == word)
                || rule.groups.iter().any(|group| group == word)
                || glob.as_ref().is_some_and(|glob| glob.is_match(&rule.id))
        };
        self.iter().filter(|(_, rule)| spoken_of(rule)).map(|(key, _)| key).collect()
    }

    /// The rules whose findings are entries of an inventory.
    pub fn of_inventory(&self, inventory: &str) -> Vec<RuleKey> {
        self.iter().filter(|(_, rule)| rule.inventory == inventory).map(|(key, _)| key).collect()
    }

    /// Whether a rule's findings are entries of an inventory, and no defects.
    pub fn is_inventory(&self, key: RuleKey) -> bool {
        !self.get(key).inventory.is_empty()
    }

    /// The word nearest to a misspelt one.
    pub fn suggest(&self, word: &str) -> Option<&str> {
        let classes = self.rules.iter().map(|rule| rule.class.as_str()).filter(|class| !class.is_empty());
        let groups = self.rules.iter().flat_map(|rule| rule.groups.iter().map(String::as_str));
        let families = Family::ALL.iter().map(|family| family.word());
        nearest(word, self.by_id.keys().map(String::as_str).chain(classes).chain(groups).chain(families))
    }

    /// Switches a rule on or off.
    pub fn enable(&mut self, key: RuleKey, enabled: bool) {
        self.settings[usize::from(key.0)].enabled = enabled;
    }

    /// Gives a rule another severity.
    pub fn set_severity(&mut self, key: RuleKey, severity: Severity) {
        self.settings[usize::from(key.0)].severity = Some(severity);
    }

    /// Whether a rule is switched on.
    pub fn is_enabled(&self, key: RuleKey) -> bool {
        self.settings[usize::from(key.0)].enabled
    }

    /// A rule's severity in this run.
    pub fn severity(&self, key: RuleKey) -> Severity {
        self.settings[usize::from(key.0)].severity.unwrap_or(self.get(key).severity)
    }

    /// The most that a finding of this rule can be sure of before evidence.
    pub fn confidence(&self, key: RuleKey) -> Confidence {
        self.get(key).confidence
    }

    /// Literals and the rules they lead to.
    pub fn anchors(&self) -> &[Anchor] {
        &self.anchors
    }

    /// The table of providers.
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// Where the prefilter looks for the literals of the anchors.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Whether a check of the rule rejects whatever its pattern matches around a literal at this place.
    pub fn rejects_at(&self, key: RuleKey, text: &[u8], at: usize) -> bool {
        self.checks(key).iter().filter_map(|check| check.rejects_at).any(|rejects| rejects(text, at))
    }

    /// The rule's checks, in the order it names them.
    pub fn checks(&self, key: RuleKey) -> &[&'static Check] {
        &self.checks[usize::from(key.0)]
    }

    /// Whether the rule speaks of this language and path.
    pub fn applies(&self, key: RuleKey, language: Language, path: &str) -> bool {
        let (rule, lazy, languages) = (self.get(key), &self.lazy[usize::from(key.0)], &self.languages[usize::from(key.0)]);
        (languages.is_empty() || languages.contains(&language))
            && (rule.paths.is_empty() || lazy.paths.get_or_init(|| globs(&rule.paths)).is_match(path))
            && (rule.not_paths.is_empty() || !lazy.not_paths.get_or_init(|| globs(&rule.not_paths)).is_match(path))
    }

    /// Whether a call of the rule, by its index, stands in this language.
    pub fn call_applies(&self, key: RuleKey, call: usize, language: Language) -> bool {
        let languages = &self.call_languages[usize::from(key.0)][call];
        languages.is_empty() || languages.contains(&language)
    }

    /// Whether a text holds the name of what a call of the rule calls. True where that name led here anyway.
    pub fn may_call(&self, key: RuleKey, call: usize, text: &[u8]) -> bool {
        let calls = &self.get(key).calls;
        let callees = self.lazy[usize::from(key.0)].callees.get_or_init(|| calls.iter().map(last_names).collect());
        callees[call].as_ref().is_none_or(|names| names.is_match(text))
    }

    /// What the arguments of the rule's calls must match: an entry for each condition of each call, exceptions after conditions.
    pub fn matches(&self, key: RuleKey) -> &[Option<Regex>] {
        self.lazy[usize::from(key.0)].matches.get_or_init(|| {
            let conditions = self.get(key).calls.iter().flat_map(|call| call.conditions.iter().chain(&call.unless));
            conditions.map(|condition| condition.matches.as_deref().map(whole_text)).collect()
        })
    }

    /// The first condition of a call of the rule, with what its text must match.
    pub fn first_condition(&self, key: RuleKey, call: usize) -> Option<(&Condition, Option<&Regex>)> {
        let calls = &self.get(key).calls;
        let before = calls.iter().take(call).map(|call| call.conditions.len() + call.unless.len()).sum::<usize>();
        let condition = calls.get(call)?.conditions.first()?;
        Some((condition, self.matches(key).get(before)?.as_ref()))
    }

    /// The rule's pattern.
    pub fn pattern(&self, key: RuleKey) -> Option<&Regex> {
        let pattern = self.get(key).pattern.as_ref()?;
        Some(self.lazy[usize::from(key.0)].pattern.get_or_init(|| compile(pattern)))
    }

    /// What matches begin with, where the rule's pattern goes over so many lines that some of them may be more than `bytes` from each other.
    pub fn head_of_wide(&self, key: RuleKey, bytes: usize) -> Option<&Head> {
        let rule = self.get(key);
        let head = || {
            let hir = breadth::head(rule.pattern.as_deref()?)?;
            let regex = Regex::builder().configure(lazy_dfa()).build_from_hir(&hir);
            Some(Head { regex: regex.expect("a part of a pattern is one"), longest: hir.properties().maximum_len() })
        };
        if rule.reach as usize > bytes { self.lazy[usize::from(key.0)].head.get_or_init(head).as_ref() } else { None }
    }

    /// Which groups of the rule's pattern hold its value: the one called `value`, else the first; and its configuration key.
    pub fn groups(&self, key: RuleKey) -> &Groups {
        self.lazy[usize::from(key.0)].groups.get_or_init(|| {
            let info = self.pattern(key).map(Regex::group_info);
            let named = |name: &str| info.and_then(|info| info.to_index(PatternID::ZERO, name));
            let count = info.map_or(0, |info| info.group_len(PatternID::ZERO));
            Groups { slots: 2 * count, value: named("value").or((count > 1).then_some(1)), property: named("property") }
        })
    }

    /// What a value assigned to one of the rule's names must match, whole.
    pub fn value(&self, key: RuleKey) -> Option<&Regex> {
        let value = self.get(key).value.as_ref()?;
        Some(self.lazy[usize::from(key.0)].value.get_or_init(|| whole_text(&format!("^(?:{value})$"))))
    }

    /// Whether a text may hold any of the words that the rule looks for near by: the first word of one stands in it, or a part of a word
    /// reads like it.
    pub fn may_stand_near(&self, key: RuleKey, text: &[u8]) -> bool {
        let near = self.lazy[usize::from(key.0)].near.get_or_init(|| {
            let words = self.get(key).near.iter().chain(&self.get(key).not_near);
            let first = words.map(|words| words.split(' ').next().unwrap_or(words));
            AhoCorasick::builder().ascii_case_insensitive(true).build(first).expect("words near by are few and short")
        });
        near.is_match(text)
    }

    /// What the name of a file holds.
    pub fn file_name(&self, key: RuleKey) -> Option<&Regex> {
        let name = self.get(key).file_name.as_ref()?;
        Some(self.lazy[usize::from(key.0)].file_name.get_or_init(|| whole_text(name)))
    }

    /// What the value of the configuration key that the rule's pattern names must hold.
    pub fn resolves(&self, key: RuleKey) -> Option<&Regex> {
        let resolves = self.get(key).resolves.as_ref()?;
        Some(self.lazy[usize::from(key.0)].resolves.get_or_init(|| whole_text(resolves)))
    }

    /// SHA-256 over what the enabled rules find, in hex: what was checked, for the auditor. Help texts and examples do not count.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for (key, rule) in self.iter().filter(|(key, _)| self.is_enabled(*key)) {
            hash.update(rule.digest);
            hash.update(self.severity(key).word());
            hash.update([0]);
        }
        hash.update(self.providers_digest);
        hex(&hash.finalize())
    }

    /// The examples of a rule: what it must find, and what it must leave alone.
    pub fn examples(&self, key: RuleKey) -> (&[Example], &[Example]) {
        static BUILT_IN: LazyLock<Vec<(Vec<Example>, Vec<Example>)>> = LazyLock::new(|| {
            postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/examples.postcard")))
                .expect("the build script wrote these examples")
        });
        let rule = self.get(key);
        match BUILT_IN.get(usize::from(key.0)) {
            Some((matches, ignores)) => (matches, ignores),
            None => (&rule.matches, &rule.ignores),
        }
    }
}

fn named<T>(
    words: &[String],
    what: &str,
    find: impl Fn(&str) -> Option<T>,
    all: impl Fn() -> Box<dyn Iterator<Item = &'static str>>,
) -> Result<Vec<T>, String> {
    words
        .iter()
        .map(|word| {
            find(word).ok_or_else(|| match nearest(word, all()) {
                Some(known) => format!("there is no {what} `{word}`; did you mean `{known}`?"),
                None => format!("there is no {what} `{word}`"),
            })
        })
        .collect()
}

/// Finds the last name in the path of any of a call's callees, where they are not what leads to it.
fn last_names(call: &Call) -> Option<AhoCorasick> {
    let name = |callee: &String| {
        callee.rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_').find(|part| !part.is_empty()).map(str::to_owned)
    };
    let names: Option<Vec<String>> = call.callees.iter().map(name).collect();
    let names = names.filter(|_| !call.leads.is_empty())?;
    Some(AhoCorasick::builder().ascii_case_insensitive(true).build(names).expect("names of callees are few and short"))
}

fn globs(patterns: &[String]) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern).expect("globs were checked when the rules were read"));
    }
    set.build().expect("globs were checked when the rules were read")
}

/// A cache for every rule and thread adds up, so the lazy DFA is kept smaller than it would be by itself.
/// Without it the backtracker would clear a table as large as window times pattern before each search.
fn lazy_dfa() -> regex_automata::meta::Config {
    Regex::config().hybrid_cache_capacity(LAZY_DFA).utf8_empty(false).nfa_size_limit(Some(16 << 20))
}

fn compile(pattern: &str) -> Regex {
    let hir = ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern);
    let hir = hir.as_ref().map(without_high_counts);
    let regex = hir.map(|hir| Regex::builder().configure(lazy_dfa()).build_from_hir(&hir));
    regex.expect("patterns were parsed when the rules were read").expect("with fewer states than when the rules were read")
}

/// Most repetitions that are counted: each takes states, and thousands of them milliseconds. The window that is searched, which is as long as the
/// longest match, ends the others.
const MOST_COUNTED: u32 = 500;

fn without_high_counts(hir: &Hir) -> Hir {
    let within = |hir: &Hir| Box::new(without_high_counts(hir));
    match hir.kind() {
        HirKind::Repetition(part) => {
            let max = part.max.filter(|max| *max <= MOST_COUNTED);
            Hir::repetition(Repetition { max, sub: within(&part.sub), ..*part })
        }
        HirKind::Capture(group) => Hir::capture(Capture { sub: within(&group.sub), name: group.name.clone(), ..*group }),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(without_high_counts).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(without_high_counts).collect()),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
    }
}

/// For short texts that are looked at as a whole: looking for literals first would not pay.
fn whole_text(pattern: &str) -> Regex {
    Regex::builder()
        .configure(Regex::config().hybrid_cache_capacity(LAZY_DFA).utf8_empty(false).auto_prefilter(false))
        .syntax(regex_automata::util::syntax::Config::new().unicode(false).utf8(false))
        .build(pattern)
        .expect("patterns were parsed when the rules were read")
}
