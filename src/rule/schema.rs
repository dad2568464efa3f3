//! A rule file as its author writes it: TOML in, [`Rule`]s out, mistakes with their line.
//!
//! Also compiled into the build script, so that built-in and user rules cannot diverge.
//! Promises: every unknown key is an error. Never judges patterns; `table.rs` does.

use super::data::{Call, Condition, Confidence, Example, Family, IdentifierSet, Of, Pair, Rule, SettingTest, Severity, Shape, Zone};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// Longest window of a `reach = "line"` pattern, in bytes either side of its anchor.
const LINE_REACH: u32 = 1_000;

/// The mark that fixtures carry inside token-like values, so that hosting platforms accept a push.
pub const SPLIT_MARK: &str = "<>";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    #[serde(default)]
    rule: Vec<toml::Spanned<RuleBlock>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RuleBlock {
    id: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    class: String,
    #[serde(default)]
    groups: Vec<String>,
    #[serde(default)]
    inventory: String,
    family: Option<Family>,
    title: String,
    severity: Severity,
    confidence: Option<Confidence>,
    #[serde(default)]
    cwe: Vec<u16>,
    #[serde(default)]
    what: String,
    why: String,
    fix: String,
    #[serde(default)]
    fixes: BTreeMap<String, String>,
    #[serde(default)]
    references: Vec<String>,
    pattern: Option<String>,
    reach: Option<ReachWord>,
    shape: Option<Shape>,
    #[serde(default)]
    fields: Vec<String>,
    #[serde(default)]
    names: Vec<String>,
    value: Option<String>,
    resolves: Option<String>,
    #[serde(default)]
    setting: Vec<SettingBlock>,
    #[serde(default)]
    near: Vec<String>,
    #[serde(default)]
    require_near: bool,
    #[serde(default)]
    not_near: Vec<String>,
    file_name: Option<String>,
    #[serde(default)]
    checks: Vec<String>,
    #[serde(default)]
    languages: Vec<String>,
    #[serde(default)]
    zone: Zone,
    #[serde(default)]
    paths: Vec<String>,
    #[serde(default)]
    not_paths: Vec<String>,
    #[serde(default)]
    generic: bool,
    #[serde(default, rename = "call")]
    calls: Vec<CallBlock>,
    #[serde(default)]
    engine: bool,
    #[serde(default)]
    providers: bool,
    pair: Option<PairBlock>,
    #[serde(default)]
    public_prefix: String,
    #[serde(default)]
    public_value: bool,
    #[serde(default)]
    replace: BTreeMap<String, String>,
    #[serde(default)]
    safe_harbor: String,
    #[serde(default)]
    gdpr: String,
    #[serde(default)]
    sets: Vec<IdentifierSet>,
    #[serde(default = "yes")]
    default: bool,
    #[serde(default, rename = "match")]
    matches: Vec<ExampleBlock>,
    #[serde(default, rename = "ignore")]
    ignores: Vec<ExampleBlock>,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum ReachWord {
    Line,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PairBlock {
    with: String,
    lines: u32,
    #[serde(default)]
    keep: bool,
}

/// A call with its first condition; `also` holds the others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct CallBlock {
    callee: Vec<String>,
    #[serde(default)]
    languages: Vec<String>,
    #[serde(default)]
    leads: Vec<String>,
    #[serde(default)]
    of: Of,
    at: Option<u8>,
    #[serde(default)]
    name: Vec<String>,
    #[serde(default)]
    test: String,
    matches: Option<String>,
    below: Option<i64>,
    #[serde(default)]
    missing: bool,
    #[serde(default)]
    also: Vec<ConditionBlock>,
    #[serde(default)]
    unless: Vec<ConditionBlock>,
    #[serde(default)]
    without: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ConditionBlock {
    #[serde(default)]
    of: Of,
    at: Option<u8>,
    #[serde(default)]
    name: Vec<String>,
    #[serde(default)]
    test: String,
    matches: Option<String>,
    below: Option<i64>,
    #[serde(default)]
    missing: bool,
}

impl From<ConditionBlock> for Condition {
    fn from(block: ConditionBlock) -> Self {
        let ConditionBlock { of, at, name: names, test, matches, below, missing } = block;
        Self { of, at, names, test, matches, below, missing }
    }
}

impl From<CallBlock> for Call {
    fn from(block: CallBlock) -> Self {
        let CallBlock { callee, languages, leads, of, at, name, test, matches, below, missing, also, unless, without } = block;
        let first = Condition { of, at, names: name, test, matches, below, missing };
        let asks = first != Condition::default();
        let conditions = asks.then_some(first).into_iter().chain(also.into_iter().map(Condition::from)).collect();
        Self { callees: callee, languages, leads, conditions, unless: unless.into_iter().map(Condition::from).collect(), without }
    }
}

/// `[[rule.setting]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingBlock {
    #[serde(rename = "in")]
    blocks: Vec<String>,
    #[serde(default)]
    within: String,
    path: OneOrMore,
    bad: Option<String>,
    good: Option<String>,
    below: Option<i64>,
    test: Option<String>,
    #[serde(default)]
    absent: String,
    #[serde(default)]
    when: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ExampleBlock {
    Text(String),
    File { path: String, text: String },
}

/// A mistake in a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaError {
    /// 1-based line in the file.
    pub line: usize,
    /// 1-based column, in characters.
    pub column: usize,
    /// The rule it stands in, where that is known.
    pub rule: Option<String>,
    /// What is wrong and what to do.
    pub message: String,
}

/// A rule and where its block stands.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The rule.
    pub rule: Rule,
    /// 1-based line of its block's first key.
    pub line: usize,
}

/// Reads a rule file. `family` is the folder's; a block may name its own.
pub fn parse(text: &str, family: Family) -> Result<Vec<Parsed>, SchemaError> {
    let file: RuleFile = toml::from_str(text).map_err(|error| {
        let (line, column) = line_and_column(text, error.span().unwrap_or(0..0));
        SchemaError { line, column, rule: None, message: error.message().to_owned() }
    })?;
    file.rule
        .into_iter()
        .map(|block| {
            let (line, column) = line_and_column(text, block.span());
            let block = block.into_inner();
            let id = block.id.clone();
            into_rule(block, family).map(|rule| Parsed { rule, line }).map_err(|message| SchemaError {
                line,
                column,
                rule: Some(id),
                message,
            })
        })
        .collect()
}

fn line_and_column(text: &str, span: Range<usize>) -> (usize, usize) {
    let before = text.get(..span.start).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

fn into_rule(block: RuleBlock, folder: Family) -> Result<Rule, String> {
    let family = block.family.unwrap_or(folder);
    check_identifier("id", &block.id)?;
    for alias in &block.aliases {
        check_identifier("alias", alias)?;
    }
    for group in &block.groups {
        check_identifier("group", group)?;
    }
    if block.names.is_empty() != block.value.is_none() {
        return Err("`names` and `value` belong together: give both or neither".to_owned());
    }
    let ways = usize::from(block.pattern.is_some())
        + usize::from(block.file_name.is_some())
        + block.fields.len()
        + block.names.len()
        + block.calls.len()
        + block.setting.len()
        + usize::from(block.engine || block.providers);
    if ways == 0 {
        return Err("the rule has no way in: give `pattern`, `file-name`, `fields`, `call`, `setting`, or `names` with `value`".to_owned());
    }
    if !block.engine && (block.matches.is_empty() || block.ignores.is_empty()) {
        return Err("give at least one `match` and one `ignore` example".to_owned());
    }
    if block.require_near && block.near.is_empty() {
        return Err("`require-near` needs words in `near`".to_owned());
    }
    if !block.replace.is_empty() && !block.public_value {
        return Err("`replace` speaks of values that may be shown: it needs `public-value`".to_owned());
    }
    if family == Family::Crypto && block.cwe.is_empty() {
        return Err("a crypto rule names its weakness: give `cwe`".to_owned());
    }
    let mut covered = block.languages.iter().chain(block.calls.iter().flat_map(|call| &call.languages)).peekable();
    let covered: Option<Vec<&String>> = covered.peek().is_some().then(|| covered.collect());
    for (language, fix) in &block.fixes {
        check_identifier("the language of a fix,", language)?;
        if !fix.ends_with('.') {
            return Err(format!("the fix for `{language}` is no sentence: end it with a full stop"));
        }
        if covered.as_ref().is_some_and(|covered| !block.languages.is_empty() && !covered.contains(&language)) {
            return Err(format!("a fix is given for `{language}`, which the rule does not apply to"));
        }
    }
    if !matches!(block.safe_harbor.as_bytes(), [] | [b'A'..=b'R']) {
        return Err("`safe-harbor` is a letter of 45 CFR 164.514(b)(2)(i), `A` to `R`".to_owned());
    }
    Ok(Rule {
        family,
        what: if block.what.is_empty() { format!("{}.", block.title) } else { block.what },
        cwe: if block.cwe.is_empty() { default_cwe(family) } else { block.cwe },
        confidence: block.confidence.unwrap_or(Confidence::Medium),
        reach: if block.reach.is_some() { LINE_REACH } else { 0 },
        leads: Vec::new(),
        leading_run: 0,
        near: lower(block.near),
        not_near: lower(block.not_near),
        names: lower(block.names),
        pair: block.pair.map(|pair| Pair { with: pair.with, lines: pair.lines, keep: pair.keep }),
        matches: block.matches.into_iter().map(into_example).collect(),
        ignores: block.ignores.into_iter().map(into_example).collect(),
        id: block.id,
        aliases: block.aliases,
        class: block.class,
        groups: block.groups,
        inventory: block.inventory,
        title: block.title,
        severity: block.severity,
        why: block.why,
        fix: block.fix,
        fixes: block.fixes,
        references: block.references,
        pattern: block.pattern,
        file_name: block.file_name,
        shape: block.shape,
        fields: block.fields,
        value: block.value,
        resolves: block.resolves,
        settings: block.setting.into_iter().map(into_setting).collect::<Result<_, _>>()?,
        require_near: block.require_near,
        checks: block.checks,
        languages: block.languages,
        zone: block.zone,
        paths: block.paths,
        not_paths: block.not_paths,
        generic: block.generic,
        calls: block.calls.into_iter().map(Call::from).collect(),
        engine: block.engine,
        providers: block.providers,
        public_prefix: block.public_prefix.replace(SPLIT_MARK, ""),
        public_value: block.public_value,
        replace: block.replace,
        safe_harbor: block.safe_harbor,
        gdpr: block.gdpr,
        sets: block.sets,
        default: block.default,
        digest: [0; 32],
    })
}

fn into_setting(block: SettingBlock) -> Result<SettingTest, String> {
    let paths = match block.path {
        OneOrMore::One(path) => vec![path],
        OneOrMore::More(paths) => paths,
    };
    let tests = [block.bad.is_some(), block.good.is_some(), block.below.is_some(), block.test.is_some(), !block.absent.is_empty()];
    if !tests.contains(&true) {
        return Err("a `setting` says what is bad: give `bad`, `good`, `below`, `test` or `absent`".to_owned());
    }
    Ok(SettingTest {
        blocks: block.blocks,
        within: block.within.to_ascii_lowercase(),
        paths: lower(paths),
        bad: block.bad,
        good: block.good,
        below: block.below,
        test: block.test,
        absent: block.absent,
        when: block.when,
        unless: block.unless,
    })
}

fn check_identifier(what: &str, text: &str) -> Result<(), String> {
    let kebab = !text.is_empty()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if kebab { Ok(()) } else { Err(format!("{what} `{text}` is not kebab-case: use a-z, 0-9 and single dashes")) }
}

/// CWE-798 is the use of hard-coded credentials, CWE-359 the exposure of private personal information.
fn default_cwe(family: Family) -> Vec<u16> {
    match family {
        Family::Secret => vec![798],
        Family::Phi => vec![359],
        Family::Crypto | Family::Hygiene => Vec::new(),
    }
}

fn lower(words: Vec<String>) -> Vec<String> {
    words.into_iter().map(|word| word.to_ascii_lowercase()).collect()
}

fn into_example(block: ExampleBlock) -> Example {
    let (path, text) = match block {
        ExampleBlock::Text(text) => ("example.txt".to_owned(), text),
        ExampleBlock::File { path, text } => (path, text),
    };
    Example { path, text: text.replace(SPLIT_MARK, "") }
}
