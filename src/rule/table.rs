//! All rules together, as the scanner wants them: the literals that lead to each rule, and how far its window reaches.
//!
//! Also compiled into the build script: built-in rules are decoded ready-made, users' rules go through the same function.
//! Promises: a pattern that no literal, shape or near word leads to is refused by name; so is one of unbounded length.

use super::data::Rule;
use super::frequency::Frequency;
use super::literal::{self, Literal, Placed};
use super::plan::{self, Plan};
use super::provider::Provider;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Class, ClassBytesRange, Hir, HirKind, Repetition};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Most groups that a pattern may have, the whole match among them.
pub const MOST_GROUPS: usize = 16;

/// Letters and digits of the shortest run that is a [`super::data::Shape::Token`].
pub const LEAST_TOKEN: usize = 20;

/// Which way into a rule a literal opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Way {
    /// Its pattern, of which a match starts at most so many bytes before the literal, and ends at most so many after the literal's start.
    Pattern {
        /// Bytes before the literal.
        before: u32,
        /// Bytes from its start on.
        after: u32,
    },
    /// Its pattern, in the wider window around a near word.
    Near,
    /// Its pattern, where a shape is found in a text that holds the near word.
    Shape,
    /// The assignment whose name holds the literal.
    Name,
    /// A call of the rule, by its index, in a file that holds the literal.
    Call(u16),
    /// The same in a file that holds the literal as a whole name.
    Callee(u16),
}

/// A literal and the rules it leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// What the prefilter looks for.
    pub literal: Literal,
    /// Index of a rule, and the way into it.
    pub uses: Vec<(u16, Way)>,
    /// Indices of providers that the literal speaks of.
    pub providers: Vec<u16>,
}

/// Rules and anchors.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// All rules; `reach` is set.
    pub rules: Vec<Rule>,
    /// All providers.
    pub providers: Vec<Provider>,
    /// SHA-256 over them.
    pub providers_digest: [u8; 32],
    /// Every literal once.
    pub anchors: Vec<Anchor>,
    /// Where the prefilter looks for each of them.
    pub plan: Plan,
}

/// A rule that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    /// Its index among the rules that were added.
    pub rule: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl Table {
    /// The table of all built-in rules, with a plan worked out for them; takes a while, so the build script does it.
    pub fn compile(rules: Vec<Rule>, providers: Vec<Provider>) -> Result<Self, TableError> {
        let mut table = Self::default();
        table.add(rules)?;
        table.add_providers(providers);
        table.plan = plan::plan(&table.literals(), Frequency::standard());
        Ok(table)
    }

    /// This table and a user's rules.
    pub fn with(mut self, rules: Vec<Rule>) -> Result<Self, TableError> {
        self.add(rules)?;
        self.plan.extend(&self.literals(), Frequency::standard());
        Ok(self)
    }

    /// Works out anew what leads to a rule that was changed.
    pub fn amended(&mut self, index: usize) -> Result<(), TableError> {
        let wrong = |message: String| TableError { rule: index, message };
        let leads = leads(&mut self.rules[index]).map_err(wrong)?;
        self.rules[index].digest = digest(&self.rules[index]);
        for (literal, way) in leads {
            let known = self.anchors.iter().position(|anchor| anchor.literal == literal);
            let at = known.unwrap_or_else(|| {
                self.anchors.push(Anchor { literal, uses: Vec::new(), providers: Vec::new() });
                self.anchors.len() - 1
            });
            let uses = &mut self.anchors[at].uses;
            if !uses.contains(&(index as u16, way)) {
                uses.push((index as u16, way));
            }
        }
        self.plan.extend(&self.literals(), Frequency::standard());
        Ok(())
    }

    /// Every literal, in the order of the anchors.
    pub fn literals(&self) -> Vec<Literal> {
        self.anchors.iter().map(|anchor| anchor.literal.clone()).collect()
    }

    /// Appends the literals by which providers are met.
    fn add_providers(&mut self, providers: Vec<Provider>) {
        let mut known: HashMap<Literal, usize> = self.literals().into_iter().zip(0..).collect();
        for (index, provider) in providers.iter().enumerate() {
            // Names of variables and hosts: words with blanks or full stops between them are prose, and would double the literals.
            let spelled = |literal: &Literal| !literal.bytes.iter().any(|byte| matches!(byte, b' ' | b'.'));
            for literal in provider.words.iter().flat_map(|word| literal::of_word(word)).filter(spelled) {
                let at = *known.entry(literal.clone()).or_insert_with(|| {
                    self.anchors.push(Anchor { literal, uses: Vec::new(), providers: Vec::new() });
                    self.anchors.len() - 1
                });
                if !self.anchors[at].providers.contains(&(index as u16)) {
                    self.anchors[at].providers.push(index as u16);
                }
            }
        }
        self.providers_digest = Sha256::digest(format!("{providers:?}")).into();
        self.providers = providers;
    }

    /// Derives literals and reaches, and appends what is new.
    fn add(&mut self, rules: Vec<Rule>) -> Result<(), TableError> {
        let mut known: HashMap<Literal, usize> = self.literals().into_iter().zip(0..).collect();
        for (index, mut rule) in rules.into_iter().enumerate() {
            let leads = leads(&mut rule).map_err(|message| TableError { rule: index, message })?;
            rule.digest = digest(&rule);
            let key = u16::try_from(self.rules.len())
                .map_err(|_| TableError { rule: index, message: "there are more than 65,535 rules".to_owned() })?;
            for (literal, way) in leads {
                let at = *known.entry(literal.clone()).or_insert_with(|| {
                    self.anchors.push(Anchor { literal, uses: Vec::new(), providers: Vec::new() });
                    self.anchors.len() - 1
                });
                let uses = &mut self.anchors[at].uses;
                if !uses.contains(&(key, way)) {
                    uses.push((key, way));
                }
            }
            self.rules.push(rule);
        }
        Ok(())
    }
}

/// SHA-256 over what the rule finds; its severity can be set elsewhere.
fn digest(rule: &Rule) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    };
    part(&rule.id);
    part(&format!("{:?} {:?}", rule.confidence, rule.zone));
    for text in [&rule.pattern, &rule.value, &rule.resolves, &rule.file_name] {
        part(text.as_deref().unwrap_or_default());
    }
    for list in [&rule.fields, &rule.names, &rule.near, &rule.not_near, &rule.checks, &rule.languages, &rule.paths, &rule.not_paths] {
        list.iter().for_each(|text| part(text));
        part("");
    }
    part(&format!("{:?}", rule.calls));
    part(&format!("{:?}", rule.settings));
    hash.finalize().into()
}

fn leads(rule: &mut Rule) -> Result<Vec<(Literal, Way)>, String> {
    let mut leads = Vec::new();
    if let Some(pattern) = rule.pattern.clone() {
        let implied = literal::implied(&pattern).map_err(|error| format!("pattern: {error}"))?;
        rule.reach = match implied.reach {
            Some(reach) => reach as u32,
            None if rule.reach > 0 => rule.reach,
            None => {
                return Err(
                    "pattern: it can match texts of any length; bound its repetitions (`{1,200}` for `+`) or say `reach = \"line\"`"
                        .to_owned(),
                );
            }
        };
        if groups(&pattern) >= MOST_GROUPS {
            return Err(format!("pattern: it has more than {} groups; write `(?:…)` for those that only group", MOST_GROUPS - 1));
        }
        if rule.shape.is_some() {
            let hir =
                ParserBuilder::new().unicode(false).utf8(false).build().parse(&pattern).map_err(|error| format!("pattern: {error}"))?;
            rule.leads = beginnings(&hir);
            rule.leading_run = leading_run(&hir);
            if rule.is_announced() {
                leads.extend(rule.near.iter().flat_map(|word| literal::of_word(word)).map(|literal| (literal, Way::Shape)));
            }
        } else if !implied.literals.is_empty() {
            let reach = |bytes: Option<usize>| bytes.map_or(rule.reach, |bytes| (bytes as u32).min(rule.reach));
            let way = |placed: &Placed| Way::Pattern { before: reach(placed.before), after: reach(placed.after) };
            leads.extend(implied.literals.into_iter().map(|placed| (way(&placed), placed.literal)).map(|(way, literal)| (literal, way)));
        } else if rule.require_near {
            leads.extend(rule.near.iter().flat_map(|word| literal::of_word(word)).map(|literal| (literal, Way::Near)));
        } else {
            return Err("pattern: no literal of three bytes or more is in every match, so nothing leads to it; give `shape`, or `near` with `require-near = true`".to_owned());
        }
    }
    if let Some(name) = &rule.file_name {
        literal::implied(name).map_err(|error| format!("file-name: {error}"))?;
    }
    if let Some(resolves) = &rule.resolves {
        literal::implied(resolves).map_err(|error| format!("resolves: {error}"))?;
    }
    if let Some(value) = &rule.value {
        literal::implied(value).map_err(|error| format!("value: {error}"))?;
        // Names as common as `key` are looked at where a shape finds something to be the value.
        let names = if rule.shape.is_some() && rule.pattern.is_none() { &[][..] } else { &rule.names };
        leads.extend(names.iter().flat_map(|name| literal::of_name(name)).map(|literal| (literal, Way::Name)));
    }
    for (index, call) in (0..).zip(&rule.calls) {
        for condition in call.conditions.iter().chain(&call.unless) {
            if let Some(matches) = &condition.matches {
                literal::implied(matches).map_err(|error| format!("matches: {error}"))?;
            }
        }
        if !call.leads.is_empty() {
            // A lead in lower case is meant in any case, and a short word of letters as a word: `ssn` is in every `className`.
            let literal = |lead: &String| match lead.as_bytes() {
                bytes if bytes.iter().all(u8::is_ascii_lowercase) => Literal::word(lead),
                bytes => Literal::new(bytes, !bytes.iter().any(u8::is_ascii_uppercase)),
            };
            leads.extend(call.leads.iter().map(|lead| (literal(lead), Way::Call(index))));
            continue;
        }
        for callee in &call.callees {
            let parts = callee.split(['.', '=', '*']).filter(|part| part.len() >= literal::SHORTEST);
            let literals = parts.map(|part| Literal::new(part.as_bytes(), false));
            let frequency = Frequency::standard();
            let rarest = literals.min_by(|one, two| one.expense(frequency).total_cmp(&two.expense(frequency)));
            let rarest = rarest
                .ok_or_else(|| format!("callee `{callee}` has no part of three bytes or more that would lead to it; give `leads`"))?;
            leads.push((rarest, Way::Callee(index)));
        }
    }
    Ok(leads)
}

/// Number of capturing groups.
fn groups(pattern: &str) -> usize {
    let mut parser = ParserBuilder::new().unicode(false).utf8(false).build();
    parser.parse(pattern).map_or(0, |hir| hir.properties().explicit_captures_len())
}

/// With how many letters and digits every match begins, where it is with many.
fn leading_run(hir: &Hir) -> u32 {
    fn of(hir: &Hir) -> Option<u32> {
        match hir.kind() {
            HirKind::Capture(capture) => of(&capture.sub),
            HirKind::Concat(parts) => of(parts.iter().find(|part| !matches!(part.kind(), HirKind::Look(_)))?),
            HirKind::Repetition(Repetition { min, sub, .. }) => {
                let HirKind::Class(Class::Bytes(class)) = sub.kind() else { return None };
                let alphanumeric = |range: &ClassBytesRange| (range.start()..=range.end()).all(|byte| byte.is_ascii_alphanumeric());
                class.iter().all(alphanumeric).then_some(*min)
            }
            _ => None,
        }
    }
    of(hir).filter(|run| *run as usize >= LEAST_TOKEN).unwrap_or(0)
}

/// Texts of which one begins every match; none where they are many, or one of them is empty.
fn beginnings(hir: &Hir) -> Vec<Vec<u8>> {
    let found = Extractor::new().limit_class(4).limit_total(16).limit_literal_len(6).extract(hir);
    let beginnings: Vec<Vec<u8>> = found.literals().unwrap_or_default().iter().map(|literal| literal.as_bytes().to_vec()).collect();
    if beginnings.iter().any(Vec::is_empty) { Vec::new() } else { beginnings }
}
