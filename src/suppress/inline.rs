//! Ignore comments: ours, and those of other tools.
//!
//! Ours are the name of the tool, a colon, and then one of `ignore[rules] reason`, `ignore-next-line[rules] reason`,
//! `ignore-file[rules] reason`, or a pair of `ignore-start[rules] reason` and `ignore-end`; `until=2027-03-31` may stand among the words
//! of the reason. Rules are ids, classes, groups, families or globs of ids, with commas or blanks between them.
//!
//! Promises: a mark counts in a comment only, never in a string literal; in formats that have no comments it counts anywhere. What was
//! meant as one of ours and cannot be understood comes out with its [`Fault`], never silently. Never fails; time is linear in the number
//! of marks. Knows no rule: words are judged in [`super::judge`].

use super::{Date, date};
use crate::finding::Region;
use crate::language::{Language, ZoneKind};
use crate::rule::Family;
use crate::text::Span;
use crate::view::View;
use std::collections::BTreeMap;

/// How far around a mark its comment is looked at, in bytes: lines may be as long as the file.
const REACH: usize = 1_000;

/// Longest reason kept, in characters; reports print it.
const LONGEST_REASON: usize = 200;

/// Most rules that one comment may name.
const MOST_RULES: usize = 64;

/// Deepest nesting of `ignore-start`: what each finding costs is bounded by it.
const DEEPEST: usize = 64;

/// What ends a comment before its line does.
const CLOSERS: &[&str] = &["*/", "-->", "--%>", "--}}", "#}", "#>", "*)", "=#"];

/// What a comment covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DirectiveKind {
    /// Its own line.
    Line,
    /// The line below; several of them, line by line, all speak of the line below the last.
    NextLine,
    /// The whole file.
    File,
    /// From here to the end that belongs to it.
    Start,
    /// The end of a start; covers nothing itself.
    End,
    /// It begins like one of ours, with a word that does not exist; covers nothing.
    Unknown,
}

impl DirectiveKind {
    /// The word that users write.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Line => "ignore",
            Self::NextLine => "ignore-next-line",
            Self::File => "ignore-file",
            Self::Start => "ignore-start",
            Self::End => "ignore-end",
            Self::Unknown => "ignore-…",
        }
    }

    fn named(word: &[u8]) -> Option<Self> {
        const ALL: [DirectiveKind; 5] =
            [DirectiveKind::Line, DirectiveKind::NextLine, DirectiveKind::File, DirectiveKind::Start, DirectiveKind::End];
        let known = ALL.into_iter().find(|kind| kind.word().as_bytes() == word);
        // `ignored` and `ignores` are prose; `ignore-nextline` is a slip that must not pass for a comment.
        known.or_else(|| (word.starts_with(b"ignore-") || word.starts_with(b"ignore_")).then_some(Self::Unknown))
    }
}

/// What is wrong with a comment of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// No such word.
    Word,
    /// The rule list is not closed, or too long.
    List,
    /// What follows `until=` is not a date.
    Date,
    /// A start without an end.
    NoEnd,
    /// An end without a start.
    NoStart,
    /// Starts nested too deep.
    Depth,
}

impl Fault {
    /// What is wrong, in a few words.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Word => "no such word: there are ignore, ignore-next-line, ignore-file, ignore-start and ignore-end",
            Self::List => "the rule list has no `]` on its line, or names more than 64 rules",
            Self::Date => "`until=` is not followed by a date such as 2027-03-31",
            Self::NoEnd => "`ignore-start` without `ignore-end`: it covers the rest of the file",
            Self::NoStart => "`ignore-end` without `ignore-start`",
            Self::Depth => "`ignore-start` nested more than 64 deep",
        }
    }

    /// Whether the comment is obeyed nevertheless.
    pub const fn is_obeyed(self) -> bool {
        matches!(self, Self::NoEnd)
    }
}

/// One ignore comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// What it covers.
    pub kind: DirectiveKind,
    /// The words between the brackets; of a peer's comment, the families it speaks of.
    pub rules: Vec<String>,
    /// Why, in its author's words; empty where none is given.
    pub reason: String,
    /// Where the reason stands, as bytes of the file on disk: what was found in there must not be shown.
    pub reason_bytes: Span,
    /// Last day on which it holds.
    pub until: Option<Date>,
    /// The tool it was written for, where that is not this one.
    pub peer: Option<&'static str>,
    /// What is wrong with it.
    pub fault: Option<Fault>,
    /// Where it stands.
    pub region: Region,
    /// First and last line it covers, 1-based.
    pub covers: (u32, u32),
}

/// How what follows a mark is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grammar {
    /// Ours.
    Own,
    /// Nothing follows.
    Plain,
    /// `secret` or `nextline secret`, after a blank or a dash.
    Pragma,
    /// Perhaps test ids of bandit's or gosec's.
    Nosec,
    /// Perhaps rule ids of semgrep's; alone on its line it also speaks of the next one.
    Nosemgrep,
}

/// Words that make a comment an ignore comment.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// What the prefilter looks for: at least 5 bytes, matched exactly.
    pub literal: &'static str,
    /// The tool it belongs to.
    pub owner: &'static str,
    /// What that tool looks for; of ours, the comment says it.
    pub families: &'static [Family],
    grammar: Grammar,
}

impl Mark {
    const fn secret(literal: &'static str, owner: &'static str, grammar: Grammar) -> Self {
        Self { literal, owner, families: &[Family::Secret], grammar }
    }
}

/// Every mark. A peer's is honoured for what that peer looks for, so that a house need not write every comment twice.
pub const MARKS: &[Mark] = &[
    Mark { literal: "asepsis:", owner: "asepsis", families: &[], grammar: Grammar::Own },
    // https://github.com/gitleaks/gitleaks#gitleaksallow
    Mark::secret("gitleaks:allow", "gitleaks", Grammar::Plain),
    Mark::secret("betterleaks:allow", "betterleaks", Grammar::Plain),
    // https://github.com/trufflesecurity/trufflehog: "trufflehog:ignore" on the line
    Mark::secret("trufflehog:ignore", "trufflehog", Grammar::Plain),
    Mark::secret("kingfisher:ignore", "kingfisher", Grammar::Plain),
    // https://docs.gitguardian.com/ggshield-docs/reference/secret/ignoring-secrets
    Mark::secret("ggignore", "ggshield", Grammar::Plain),
    // https://github.com/Yelp/detect-secrets#inline-allowlisting
    Mark::secret("pragma: allowlist", "detect-secrets", Grammar::Pragma),
    Mark::secret("pragma:allowlist", "detect-secrets", Grammar::Pragma),
    Mark::secret("pragma: whitelist", "detect-secrets", Grammar::Pragma),
    Mark::secret("pragma:whitelist", "detect-secrets", Grammar::Pragma),
    // https://bandit.readthedocs.io/en/latest/config.html#suppressing-individual-lines, https://github.com/securego/gosec#annotating-code
    Mark { literal: "nosec", owner: "bandit", families: &[Family::Secret, Family::Crypto], grammar: Grammar::Nosec },
    // https://semgrep.dev/docs/ignoring-files-folders-code#ignore-code-through-nosemgrep
    Mark { literal: "nosemgrep", owner: "semgrep", families: &[Family::Secret, Family::Crypto], grammar: Grammar::Nosemgrep },
];

/// Test ids that speak of credentials or of cryptography; all others speak of neither.
/// bandit: <https://bandit.readthedocs.io/en/latest/plugins/>; gosec: <https://github.com/securego/gosec#available-rules>.
const SECRET_CODES: &[&str] = &["B105", "B106", "B107", "G101"];
const CRYPTO_CODES: &[&str] = &[
    "B303", "B304", "B305", "B309", "B311", "B312", "B321", "B323", "B324", "B413", "B501", "B502", "B503", "B504", "B505", "B507", "B508",
    "B509", "G401", "G402", "G403", "G404", "G405", "G406", "G407", "G408", "G501", "G502", "G503", "G504", "G505", "G506", "G507",
];

/// Parts of a peer's rule names that say which family they are of.
const SECRET_WORDS: &[&str] = &["secret", "password", "credential", "api-key", "apikey", "api_key", "token", "hardcoded", "hard-coded"];
const CRYPTO_WORDS: &[&str] = &[
    "crypto",
    "hash",
    "md5",
    "sha1",
    "cipher",
    "encrypt",
    "random",
    "ssl",
    "tls",
    "rsa",
    "ecb",
    "jwt",
    "cert",
    "insecure-transport",
    "weak",
    "cleartext",
    "unverified",
];

/// Reads the comments whose marks stand at `hits`, which need not be sorted. In the order of the file.
pub fn read(view: &View<'_>, hits: &[usize]) -> Vec<Directive> {
    let mut hits = hits.to_vec();
    hits.sort_unstable();
    hits.dedup();
    let mut directives = Vec::new();
    for (index, &hit) in hits.iter().enumerate() {
        let next = hits.get(index + 1).copied().unwrap_or(usize::MAX);
        directives.extend(mark_at(view, hit).filter(|_| counts(view, hit)).and_then(|mark| directive(view, mark, hit, next)));
    }
    pair(&mut directives);
    join_next_lines(&mut directives);
    directives
}

/// The mark whose literal stands at `at`, as a word of its own.
fn mark_at(view: &View<'_>, at: usize) -> Option<&'static Mark> {
    let text = view.text();
    let rest = text.get(at..)?;
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let mark = MARKS.iter().find(|mark| rest.starts_with(mark.literal.as_bytes()))?;
    let before = at.checked_sub(1).and_then(|before| text.get(before));
    let after = rest.get(mark.literal.len()).filter(|_| !matches!(mark.grammar, Grammar::Own | Grammar::Pragma));
    (!before.is_some_and(is_part) && !after.is_some_and(is_part)).then_some(mark)
}

/// Whether the mark stands where its language has room for remarks.
fn counts(view: &View<'_>, hit: usize) -> bool {
    let language = view.language();
    let prefixes = language.comment_prefixes();
    if prefixes.is_empty() {
        return true;
    }
    match view.zone(hit) {
        ZoneKind::Comment => true,
        ZoneKind::String => false,
        ZoneKind::Code => {
            // Scripts within YAML, remarks behind a value of a properties file: no comment to the letter, but nothing else either.
            let before = before(view.text(), hit);
            !language.is_code() && prefixes.iter().any(|prefix| memchr::memmem::find(before, prefix.as_bytes()).is_some())
        }
    }
}

/// The text of the line before `hit`, as far as it is looked at.
fn before(text: &[u8], hit: usize) -> &[u8] {
    let window = &text[hit.saturating_sub(REACH)..hit];
    memchr::memrchr(b'\n', window).map_or(window, |at| &window[at + 1..])
}

/// The text of the line after the mark, up to the next mark, as far as it is looked at.
fn after<'t>(view: &'t View<'_>, mark: &Mark, hit: usize, next: usize) -> Piece<'t> {
    let start = hit + mark.literal.len();
    let text = view.text();
    let end = text.len().min(start + REACH).min(next.max(start));
    let window = &text[start..end];
    let length = memchr::memchr2(b'\n', b'\r', window).unwrap_or(window.len());
    Piece { start, bytes: &window[..length] }
}

/// A piece of the text and where it begins.
#[derive(Clone, Copy)]
struct Piece<'t> {
    start: usize,
    bytes: &'t [u8],
}

impl Piece<'_> {
    /// What is left after the first `count` bytes.
    fn skip(self, count: usize) -> Self {
        let count = count.min(self.bytes.len());
        Self { start: self.start + count, bytes: &self.bytes[count..] }
    }

    fn take(self, count: usize) -> Self {
        Self { start: self.start, bytes: &self.bytes[..count.min(self.bytes.len())] }
    }

    fn trim(self) -> Self {
        let blanks = self.bytes.len() - self.bytes.trim_ascii_start().len();
        let rest = self.skip(blanks);
        Self { start: rest.start, bytes: rest.bytes.trim_ascii_end() }
    }

    fn end(self) -> usize {
        self.start + self.bytes.len()
    }
}

fn directive(view: &View<'_>, mark: &Mark, hit: usize, next: usize) -> Option<Directive> {
    let rest = after(view, mark, hit, next);
    match mark.grammar {
        Grammar::Own => own(view, hit, rest, rest.end() == next),
        Grammar::Plain => Some(peer(view, mark, hit, mark.families.to_vec(), DirectiveKind::Line)),
        Grammar::Pragma => {
            let words = std::str::from_utf8(rest.take("-nextline-secret".len()).bytes).unwrap_or_default();
            let words = words.replace('-', " ");
            let kind = match words.trim_start() {
                line if line.starts_with("secret") => DirectiveKind::Line,
                line if line.starts_with("nextline secret") => DirectiveKind::NextLine,
                _ => return None,
            };
            Some(peer(view, mark, hit, mark.families.to_vec(), kind))
        }
        Grammar::Nosec | Grammar::Nosemgrep => {
            let families = spoken_of(mark, rest.bytes);
            (!families.is_empty()).then(|| peer(view, mark, hit, families, DirectiveKind::Line))
        }
    }
}

fn peer(view: &View<'_>, mark: &Mark, hit: usize, families: Vec<Family>, kind: DirectiveKind) -> Directive {
    let line = view.line_number(hit);
    let is_alone = || before(view.text(), hit).iter().all(|byte| !byte.is_ascii_alphanumeric());
    let covers = match kind {
        DirectiveKind::NextLine => (line.saturating_add(1), line.saturating_add(1)),
        _ if mark.grammar == Grammar::Nosemgrep && is_alone() => (line, line.saturating_add(1)),
        _ => (line, line),
    };
    let owner = if mark.grammar == Grammar::Nosec && view.language() == Language::Go { "gosec" } else { mark.owner };
    Directive {
        kind,
        rules: families.into_iter().map(|family| family.word().to_owned()).collect(),
        reason: String::new(),
        reason_bytes: Span::default(),
        until: None,
        peer: Some(owner),
        fault: None,
        region: view.locate(Span::new(hit, hit + mark.literal.len())),
        covers,
    }
}

/// The families that the rule ids behind a peer's mark speak of; all of the peer's, where there are none.
fn spoken_of(mark: &Mark, rest: &[u8]) -> Vec<Family> {
    let text = String::from_utf8_lossy(rest);
    let mut text = text.trim_start();
    let mut is_list = mark.grammar == Grammar::Nosec;
    if let Some(list) = text.strip_prefix(':') {
        (text, is_list) = (list, true);
    }
    let words = text.split([',', ' ', '\t']).map(str::trim).filter(|word| !word.is_empty());
    let ids: Vec<&str> = words.take_while(|word| is_list && is_peer_id(word)).collect();
    if ids.is_empty() {
        return mark.families.to_vec();
    }
    let any = |codes: &[&str], words: &[&str]| {
        ids.iter().any(|id| codes.contains(id) || words.iter().any(|word| !is_code(id) && id.contains(word)))
    };
    let families = [(Family::Secret, any(SECRET_CODES, SECRET_WORDS)), (Family::Crypto, any(CRYPTO_CODES, CRYPTO_WORDS))];
    families.into_iter().filter(|(_, speaks)| *speaks).map(|(family, _)| family).collect()
}

/// A code such as `B105` or `G401`, or a name made of several words.
fn is_peer_id(word: &str) -> bool {
    is_code(word)
        || (word.contains(['_', '.', '-'])
            && word.starts_with(|first: char| first.is_ascii_alphabetic())
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')))
}

fn is_code(word: &str) -> bool {
    word.strip_prefix(['B', 'G']).is_some_and(|digits| digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Reads a comment of ours from behind the colon; `is_cut` where another mark follows on the line.
fn own(view: &View<'_>, hit: usize, rest: Piece<'_>, is_cut: bool) -> Option<Directive> {
    let rest = rest.trim();
    let length = rest.bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
    // The tool's own closer may touch the word: `ignore-end-->`.
    let word = rest.bytes[..length].strip_suffix(b"--").unwrap_or(&rest.bytes[..length]);
    let kind = DirectiveKind::named(word)?;
    let mut fault = (kind == DirectiveKind::Unknown).then_some(Fault::Word);
    let mut rest = rest.skip(word.len());
    let mut end = rest.start;
    let mut rules = Vec::new();
    if rest.trim().bytes.starts_with(b"[") {
        let list = rest.trim().skip(1);
        if let Some(close) = memchr::memchr(b']', list.bytes) {
            rules = words_of(list.take(close).bytes);
            rest = list.skip(close + 1);
            end = rest.start;
        } else {
            fault = fault.or(Some(Fault::List));
            rest = list.skip(list.bytes.len());
        }
        if rules.len() > MOST_RULES {
            rules.clear();
            fault = fault.or(Some(Fault::List));
        }
    }
    let remark = remark(view.language(), rest, is_cut);
    let (reason, until) = reason_and_date(remark.bytes);
    let until = until.unwrap_or_else(|fault_of_date| {
        fault = fault.or(Some(fault_of_date));
        None
    });
    let line = view.line_number(hit);
    let covers = match kind {
        DirectiveKind::NextLine => (line.saturating_add(1), line.saturating_add(1)),
        DirectiveKind::File => (1, u32::MAX),
        _ => (line, line),
    };
    Some(Directive {
        kind,
        rules,
        reason,
        reason_bytes: view.locate(Span::new(remark.start, remark.end())).bytes,
        until,
        peer: None,
        fault,
        region: view.locate(Span::new(hit, end.max(remark.end()))),
        covers,
    })
}

fn words_of(list: &[u8]) -> Vec<String> {
    let list = String::from_utf8_lossy(list);
    list.split([',', ' ', '\t']).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What is said behind the list: up to the end of the comment, or of the cell where there are no comments.
fn remark(language: Language, rest: Piece<'_>, is_cut: bool) -> Piece<'_> {
    let closers = CLOSERS.iter().filter_map(|closer| memchr::memmem::find(rest.bytes, closer.as_bytes()));
    let is_edge = |byte: &u8| match language {
        Language::Csv | Language::Hl7 => matches!(byte, b'"' | b',' | b';' | b'\t' | b'|' | b'^'),
        _ => language.comment_prefixes().is_empty() && matches!(byte, b'"' | b'\t'),
    };
    let end = closers.chain(rest.bytes.iter().position(is_edge)).min().unwrap_or(rest.bytes.len());
    let remark = rest.take(end).trim();
    // The opening of a comment that the next mark stands in.
    let is_opener =
        |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'#' | b'/' | b';' | b'*' | b'-' | b'<' | b'!' | b'(' | b'{' | b'%');
    let kept = remark.bytes.iter().rposition(|byte| !(is_cut && is_opener(byte))).map_or(0, |last| last + 1);
    let remark = remark.take(kept);
    let leading = remark.bytes.iter().take_while(|byte| matches!(byte, b':' | b'-' | b',' | b' ' | b'\t')).count();
    remark.skip(leading)
}

/// The reason without its date, and the date if there is one.
fn reason_and_date(remark: &[u8]) -> (String, Result<Option<Date>, Fault>) {
    let remark = String::from_utf8_lossy(remark);
    let (mut reason, mut until) = (String::new(), Ok(None));
    for word in remark.split_whitespace() {
        if let Some(day) = word.trim_start_matches(['(', '[', ',']).strip_prefix("until=") {
            until = date(day.trim_end_matches([')', ']', ',', ';', '.', ':'])).map(Some).ok_or(Fault::Date);
        } else {
            if !reason.is_empty() {
                reason.push(' ');
            }
            reason.push_str(super::reason::shown(word));
        }
    }
    let length = reason.char_indices().nth(LONGEST_REASON).map_or(reason.len(), |(at, _)| at);
    reason.truncate(length);
    (reason, until)
}

/// Gives each start its end: the next one that is not another start's.
fn pair(directives: &mut [Directive]) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..directives.len() {
        let line = directives[index].covers.0;
        match directives[index].kind {
            DirectiveKind::Start => {
                if open.len() >= DEEPEST {
                    directives[index].fault = Some(Fault::Depth);
                }
                open.push(index);
            }
            DirectiveKind::End => match open.pop() {
                Some(start) => directives[start].covers.1 = line,
                None => directives[index].fault = Some(Fault::NoStart),
            },
            _ => {}
        }
    }
    for start in open {
        directives[start].covers.1 = u32::MAX;
        let fault = &mut directives[start].fault;
        *fault = fault.or(Some(Fault::NoEnd));
    }
}

/// Comments that stand line by line above the line they mean.
fn join_next_lines(directives: &mut [Directive]) {
    let mut targets: BTreeMap<u32, u32> = BTreeMap::new();
    for directive in directives.iter_mut().rev().filter(|directive| directive.kind == DirectiveKind::NextLine) {
        let below = directive.region.start.line.saturating_add(1);
        let target = targets.get(&below).copied().unwrap_or(below);
        targets.insert(directive.region.start.line, target);
        directive.covers = (target, target);
    }
}

#[cfg(test)]
mod tests;
