//! Configuration and infrastructure as code, read by block: which settings a block has, and which it lacks.
//!
//! A [`dialect`] says which files are of which kind and where their blocks are; readers ([`expression`], [`yaml`], [`xml`], [`braces`],
//! [`lines`]) make one sort of [`tree`] of all of them; rules test settings by path.
//!
//! Promises: takes any bytes, never fails, is linear in the file times the few tests of a block's kind. A value that the file does not
//! say is no finding; a setting is missing only where nothing could bring it in unseen. Knows no rule and no provider.

pub mod braces;
pub mod dialect;
pub mod expression;
pub mod lines;
pub mod reference;
pub mod test;
#[cfg(test)]
mod tests;
pub mod tree;
pub mod xml;
pub mod yaml;

use crate::rule::data::SettingTest;
use crate::rule::{RuleKey, RuleSet};
use crate::text::Span;
use aho_corasick::AhoCorasick;
use dialect::{DIALECTS, Dialect, Subject};
use regex::bytes::{Regex, RegexBuilder};
use std::collections::HashMap;
use std::sync::OnceLock;
use tree::{Tree, Value};

/// Most bytes of a value that are looked at.
const LONGEST_VALUE: usize = 4096;

/// A setting that a rule speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The rule.
    pub rule: RuleKey,
    /// The bad value, or what the block is called where the setting is missing.
    pub value: Span,
    /// The way to it, in words of the file that name things: `aws_db_instance.main.storage_encrypted`.
    pub place: String,
    /// Why it is bad that the setting is missing; empty where it is there.
    pub absent: String,
    /// What other files may say of it.
    pub waits: Option<Waits>,
}

/// A finding that holds only if what another file defines is bad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    /// Names of [`reference`], any of which decides.
    pub names: Vec<String>,
    /// Index of the test within its rule.
    pub test: usize,
    /// Whether it holds where no file defines any of them.
    pub holds: bool,
}

/// The rules about settings, ready to be asked.
#[derive(Debug)]
pub struct Rulebook {
    tests: Vec<Test>,
    /// By dialect and kind of block in lower case.
    by_kind: HashMap<(usize, String), Vec<usize>>,
    /// By dialect: those that speak of any kind.
    of_any_kind: HashMap<usize, Vec<usize>>,
    /// By dialect: words of which a file must hold one, or no rule has anything to say about it.
    words: HashMap<usize, Words>,
}

/// What a file is looked through for before it is read.
#[derive(Debug, Default)]
struct Words {
    /// A file may be bad by what it lacks, whatever it holds.
    none_needed: bool,
    list: Vec<String>,
    finder: OnceLock<Option<AhoCorasick>>,
}

impl Words {
    /// Kinds of blocks, or the last words of the paths where any block will do.
    fn add(&mut self, kind: &str, test: &SettingTest) {
        if !matches!(kind, "" | "*") {
            self.list.push(kind.to_owned());
        } else if test.absent.is_empty() {
            self.list.extend(test.paths.iter().map(|path| path.rsplit('.').next().unwrap_or(path).to_owned()));
        } else {
            self.none_needed = true;
        }
    }

    fn stand_in(&self, text: &[u8]) -> bool {
        let build = || AhoCorasick::builder().ascii_case_insensitive(true).build(&self.list).ok();
        self.none_needed || self.finder.get_or_init(build).as_ref().is_none_or(|finder| finder.is_match(text))
    }
}

#[derive(Debug)]
struct Test {
    rule: RuleKey,
    /// Within its rule.
    index: usize,
    test: SettingTest,
    bad: OnceLock<Option<Regex>>,
    good: OnceLock<Option<Regex>>,
    named: Option<test::Run>,
    when: Vec<Condition>,
    unless: Vec<Condition>,
}

impl Test {
    fn new(rule: RuleKey, index: usize, test: &SettingTest) -> Self {
        Self {
            rule,
            index,
            bad: OnceLock::new(),
            good: OnceLock::new(),
            named: test.test.as_deref().and_then(test::named),
            when: test.when.iter().map(|written| Condition::parse(written)).collect(),
            unless: test.unless.iter().map(|written| Condition::parse(written)).collect(),
            test: test.clone(),
        }
    }

    /// What is bad of a constant.
    fn verdict(&self, value: &[u8]) -> Option<Bad> {
        let bad = self.bad.get_or_init(|| whole(self.test.bad.as_ref()));
        let good = self.good.get_or_init(|| whole(self.test.good.as_ref()));
        let captures = bad.as_ref().and_then(|bad| bad.captures(value));
        if let Some(captures) = captures {
            let part = captures.name("value").map(|part| Span::new(part.start(), part.end())).filter(|part| !part.is_empty());
            return Some(part.map_or(Bad::Whole, Bad::Part));
        }
        let number = std::str::from_utf8(value.trim_ascii()).ok().and_then(|value| value.parse::<i64>().ok());
        let is_bad = good.as_ref().is_some_and(|good| !good.is_match(value))
            || self.test.below.zip(number).is_some_and(|(least, number)| number < least);
        if is_bad {
            return Some(Bad::Whole);
        }
        self.named.and_then(|run| run(value)).map(Bad::Part)
    }
}

/// How much of a value is bad.
enum Bad {
    Whole,
    Part(Span),
}

/// Whether a constant that another file holds is bad.
pub fn is_bad(test: &SettingTest, rule: RuleKey, value: &[u8]) -> bool {
    Test::new(rule, 0, test).verdict(value).is_some()
}

/// `path` is there, or `path=expression` holds a value like that.
#[derive(Debug)]
struct Condition {
    path: String,
    /// The path begins at the subject rather than at the block within it.
    from_subject: bool,
    pattern: Option<String>,
    regex: OnceLock<Option<Regex>>,
}

impl Condition {
    fn parse(written: &str) -> Self {
        let (from_subject, written) = written.strip_prefix('^').map_or((false, written), |rest| (true, rest));
        let (path, pattern) = written.split_once('=').map_or((written, None), |(path, pattern)| (path, Some(pattern.to_owned())));
        Self { path: path.to_ascii_lowercase(), from_subject, pattern, regex: OnceLock::new() }
    }
}

/// Matches whole values, without regard to case.
fn whole(pattern: Option<&String>) -> Option<Regex> {
    RegexBuilder::new(&format!("^(?:{})$", pattern?)).unicode(false).case_insensitive(true).dot_matches_new_line(true).build().ok()
}

/// What stands at a path below a block.
#[derive(Debug, Default)]
struct Reach {
    hits: Vec<u32>,
    /// The setting may be there unseen.
    unknown: bool,
}

impl Rulebook {
    /// The enabled rules that test settings.
    pub fn new(rules: &RuleSet) -> Self {
        let mut book = Self { tests: Vec::new(), by_kind: HashMap::new(), of_any_kind: HashMap::new(), words: HashMap::new() };
        for (key, rule) in rules.iter().filter(|(key, _)| rules.is_enabled(*key)) {
            for (place, test) in rule.settings.iter().enumerate() {
                let index = book.tests.len();
                for block in &test.blocks {
                    let Some((dialect, kind)) = parse_block(block) else { continue };
                    let list = match kind {
                        "*" => book.of_any_kind.entry(dialect).or_default(),
                        _ => book.by_kind.entry((dialect, kind.to_ascii_lowercase())).or_default(),
                    };
                    list.push(index);
                    book.words.entry(dialect).or_default().add(kind, test);
                }
                book.tests.push(Test::new(key, place, test));
            }
        }
        book
    }

    /// What the rules say of a file that is written in these [`dialect`]s.
    pub fn read(&self, dialects: &[usize], path: &str, text: &[u8]) -> Vec<Found> {
        let mut found = Vec::new();
        for &index in dialects {
            let dialect = &DIALECTS[index];
            let tree = if (dialect.embeds)(text) || self.words.get(&index).is_some_and(|words| words.stand_in(text)) {
                (dialect.read)(text)
            } else {
                continue;
            };
            for (name, body) in dialect.embedded(&tree, text) {
                let body_text = body.of(text);
                let inner = self.read(&dialect::of(&name, body_text), &name, body_text);
                found.extend(inner.into_iter().map(|one| Found { value: one.value.shifted(body.start), ..one }));
            }
            for subject in (dialect.subjects)(&tree, text) {
                let kind = String::from_utf8_lossy(subject.kind.of(text)).to_ascii_lowercase();
                let of_kind = self.by_kind.get(&(index, kind)).into_iter().flatten();
                let of_any = self.of_any_kind.get(&index).into_iter().flatten();
                for test in of_kind.chain(of_any) {
                    let reading = Reading { dialect, path, tree: &tree, text, subject };
                    reading.apply(&self.tests[*test], &mut found);
                }
            }
        }
        found
    }
}

/// The dialect's index and the kind of `terraform:aws_db_instance`.
pub fn parse_block(written: &str) -> Option<(usize, &str)> {
    let (dialect, kind) = written.split_once(':')?;
    Some((dialect::named(dialect)?, kind))
}

/// A test that cannot be used, in a sentence without the final stop.
pub fn check(test: &SettingTest) -> Result<(), String> {
    for block in &test.blocks {
        parse_block(block).ok_or_else(|| format!("`{block}` names no dialect: write `dialect:kind`"))?;
    }
    if let Some(name) = &test.test {
        test::named(name).ok_or_else(|| format!("there is no test `{name}` of settings"))?;
    }
    let conditions = test.when.iter().chain(&test.unless).map(|written| Condition::parse(written).pattern);
    for pattern in conditions.chain([test.bad.clone(), test.good.clone()]).flatten() {
        whole(Some(&pattern)).ok_or_else(|| format!("`{pattern}` is no regular expression"))?;
    }
    Ok(())
}

/// One block of one file.
struct Reading<'r> {
    dialect: &'r Dialect,
    path: &'r str,
    tree: &'r Tree,
    text: &'r [u8],
    subject: Subject,
}

impl Reading<'_> {
    fn apply(&self, test: &Test, found: &mut Vec<Found>) {
        if test.test.within.is_empty() {
            self.block(test, self.subject.body, self.subject.head, found);
            return;
        }
        let within = self.find(self.subject.body, &test.test.within);
        for node in within.hits {
            // The items of a list are blocks each.
            let items: Vec<u32> = match self.tree.node(node).value {
                Value::List => self.tree.children(node).collect(),
                _ => vec![node],
            };
            for item in items.into_iter().filter(|item| self.tree.node(*item).value == Value::Block) {
                self.block(test, item, self.tree.node(node).key, found);
            }
        }
    }

    fn block(&self, test: &Test, body: u32, head: Span, found: &mut Vec<Found>) {
        let base = |condition: &Condition| if condition.from_subject { self.subject.body } else { body };
        if !test.when.iter().all(|condition| self.holds(base(condition), condition, false))
            || test.unless.iter().any(|condition| self.holds(base(condition), condition, true))
        {
            return;
        }
        let mut is_there = false;
        let mut unknown = false;
        for path in &test.test.paths {
            let reach = self.find(body, path);
            unknown |= reach.unknown;
            for hit in reach.hits {
                match self.judge(test, hit) {
                    Judgement::Null => {}
                    Judgement::Fine => is_there = true,
                    Judgement::Bad(value) => {
                        is_there = true;
                        let place = self.place(test, path);
                        found.push(Found { rule: test.rule, value, place, absent: String::new(), waits: None });
                    }
                    Judgement::Depends(value, names, holds) => {
                        is_there = true;
                        let waits = Some(Waits { names, test: test.index, holds });
                        found.push(Found { rule: test.rule, value, place: self.place(test, path), absent: String::new(), waits });
                    }
                }
            }
        }
        if !is_there && !unknown && !test.test.absent.is_empty() && !head.is_empty() {
            let path = test.test.paths.first().map_or("", String::as_str);
            let absent = test.test.absent.clone();
            found.push(Found { rule: test.rule, value: head, place: self.place(test, path), absent, waits: None });
        }
    }

    /// What an expression or constant comes to.
    fn resolved(&self, node: u32) -> Option<Span> {
        match self.tree.node(node).value {
            Value::Scalar(span) => Some(span),
            Value::Expression(span) => (self.dialect.resolve)(self.tree, self.text, span),
            Value::Block | Value::List => None,
        }
    }

    fn judge(&self, test: &Test, hit: u32) -> Judgement {
        let node = self.tree.node(hit);
        if node.value == Value::List || node.value == Value::Block {
            let bad = self.tree.children(hit).filter(|_| node.value == Value::List).find_map(|item| match self.judge_one(test, item) {
                Judgement::Bad(span) => Some(span),
                _ => None,
            });
            return bad.map_or(Judgement::Fine, Judgement::Bad);
        }
        let here = self.judge_one(test, hit);
        let Value::Expression(written) = node.value else { return here };
        let names = match here {
            Judgement::Null => Vec::new(),
            _ => reference::names(self.dialect.name, self.path, written.of(self.text)),
        };
        if names.is_empty() { here } else { Judgement::Depends(written, names, matches!(here, Judgement::Bad(_))) }
    }

    fn judge_one(&self, test: &Test, node: u32) -> Judgement {
        let Some(resolved) = self.resolved(node) else {
            let is_null = matches!(self.tree.node(node).value, Value::Expression(span) if span.of(self.text) == b"!Ref AWS::NoValue");
            return if is_null { Judgement::Null } else { Judgement::Fine };
        };
        let value = &resolved.of(self.text)[..resolved.len().min(LONGEST_VALUE)];
        if matches!(value, b"null" | b"~") {
            return Judgement::Null;
        }
        // The finding stands where the block says it, not where a variable has its default.
        let written = match self.tree.node(node).value {
            Value::Scalar(span) | Value::Expression(span) => span,
            Value::Block | Value::List => return Judgement::Fine,
        };
        match test.verdict(value) {
            Some(Bad::Part(part)) if written == resolved => Judgement::Bad(part.shifted(written.start)),
            Some(_) => Judgement::Bad(if written.is_empty() { self.tree.node(node).key } else { written }),
            None => Judgement::Fine,
        }
    }

    /// Whether a condition holds; what is not known holds if `unknown`.
    fn holds(&self, body: u32, condition: &Condition, unknown: bool) -> bool {
        let reach = self.find(body, &condition.path);
        if condition.pattern.is_none() {
            return !reach.hits.is_empty() || (unknown && reach.unknown);
        }
        let regex = condition.regex.get_or_init(|| whole(condition.pattern.as_ref()));
        let Some(regex) = regex else { return unknown };
        let matches = |node: u32| match self.tree.node(node).value {
            Value::Block => false,
            Value::List => self.tree.children(node).any(|item| self.resolved(item).is_some_and(|span| regex.is_match(span.of(self.text)))),
            _ => self.resolved(node).map_or(unknown, |span| regex.is_match(span.of(self.text))),
        };
        reach.hits.iter().any(|hit| matches(*hit))
    }

    /// What stands at a path below `body`: names with dots between them, `*` for any one name, `**` for any number of them.
    fn find(&self, body: u32, path: &str) -> Reach {
        let mut reach = Reach::default();
        if let Some(rest) = path.strip_prefix("**.") {
            let at_any_depth = std::iter::once(body).chain(self.tree.below(body));
            for node in at_any_depth.filter(|node| matches!(self.tree.node(*node).value, Value::Block)) {
                self.step(node, rest, false, &mut reach);
            }
            reach.hits.sort_unstable();
            reach.hits.dedup();
        } else {
            self.step(body, path, true, &mut reach);
        }
        reach
    }

    fn step(&self, body: u32, path: &str, through_items: bool, reach: &mut Reach) {
        let node = self.tree.node(body);
        reach.unknown |= node.open;
        for child in self.tree.children(body) {
            let below = self.tree.node(child);
            let key = below.key.of(self.text);
            if key.is_empty() {
                // Items and documents have no name.
                if through_items {
                    self.step(child, path, true, reach);
                }
                continue;
            }
            let rest = match path.as_bytes().get(..key.len()) {
                Some(begin) if begin.eq_ignore_ascii_case(key) => &path[key.len()..],
                _ if path == "*" => "",
                _ => match path.strip_prefix("*.") {
                    Some(_) => &path[1..],
                    None => continue,
                },
            };
            match (rest.strip_prefix('.'), below.value) {
                (None, _) if rest.is_empty() => reach.hits.push(child),
                (None, _) => {}
                (Some(rest), Value::Block | Value::List) => self.step(child, rest, true, reach),
                (Some(_), Value::Expression(_)) => reach.unknown = true,
                (Some(_), Value::Scalar(_)) => {}
            }
        }
    }

    /// Names only, and only such as hold no number that could be somebody's.
    fn place(&self, test: &Test, path: &str) -> String {
        let mut parts: Vec<String> = Vec::new();
        for span in [self.subject.kind, self.subject.name] {
            let name = String::from_utf8_lossy(span.of(self.text));
            let digits = name.bytes().filter(u8::is_ascii_digit).count();
            let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.:/".contains(&byte));
            if is_name && !name.is_empty() && name.len() <= 80 && digits <= 3 {
                parts.push(name.into_owned());
            }
        }
        parts.extend(
            [test.test.within.as_str(), path].iter().map(|path| path.trim_start_matches("**.").to_owned()).filter(|path| !path.is_empty()),
        );
        parts.join(".")
    }
}

enum Judgement {
    /// Written down as not being set.
    Null,
    Fine,
    Bad(Span),
    /// Other files decide by these names; whether it is bad where none does.
    Depends(Span, Vec<String>, bool),
}
