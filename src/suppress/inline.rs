//! Ignore comments: ours, and those of other tools.
//!
//! Ours are the name of the tool, a colon, and then one of `ignore[rules] reason`, `ignore-next-line[rules] reason`,
//! `ignore-file[rules] reason`, or a pair of `ignore-start[rules] reason` and `ignore-end`; `until=2027-03-31` may stand among the words
//! of the reason. Rules are ids, classes, families or globs of ids, with commas or blanks between them.
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
            reason.push_str(word);
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
mod tests {
    use super::*;
    use memchr::memmem;

    fn read_text(path: &str, text: &[u8]) -> Vec<Directive> {
        let view = View::of(path, text).expect("text");
        // From the back, as a prefilter that looks for one literal after the other might hand them over.
        let mut hits: Vec<usize> = MARKS.iter().flat_map(|mark| memmem::find_iter(view.text(), mark.literal)).collect();
        hits.sort_unstable_by(|one, two| two.cmp(one));
        read(&view, &hits)
    }

    fn one(path: &str, text: &str) -> Directive {
        let directives = read_text(path, text.as_bytes());
        assert_eq!(directives.len(), 1, "{path}: {text}: {directives:?}");
        directives[0].clone()
    }

    fn rules_of(directive: &Directive) -> Vec<&str> {
        directive.rules.iter().map(String::as_str).collect()
    }

    #[test]
    fn every_kind_is_read() {
        use DirectiveKind::{File, Line, NextLine};
        let open = u32::MAX;
        for (path, text, kind, rules, reason, covers) in [
            (
                "a.py",
                "x = 1  # asepsis: ignore[hmac-key] test vector of RFC 4231",
                Line,
                &["hmac-key"][..],
                "test vector of RFC 4231",
                (1, 1),
            ),
            ("a.py", "\n# asepsis:ignore-next-line[us-ssn,us-npi]", NextLine, &["us-ssn", "us-npi"], "", (3, 3)),
            ("a.java", "/* asepsis: ignore-file[weak-hash] checksum only */ int a;", File, &["weak-hash"], "checksum only", (1, open)),
            ("a.java", "/**\n * asepsis: ignore-file[weak-hash]: checksum only\n */", File, &["weak-hash"], "checksum only", (1, open)),
            ("a.xml", "<a/> <!-- asepsis: ignore[ us-ssn  phi ] -- invented -->", Line, &["us-ssn", "phi"], "invented", (1, 1)),
            ("a.sql", "select 1 -- asepsis: ignore[aws-*] C#", Line, &["aws-*"], "C#", (1, 1)),
            ("a.md", "text <!-- asepsis: ignore [phi] why-->", Line, &["phi"], "why", (1, 1)),
            ("a.csv", "id,\"asepsis: ignore[us-ssn] invented\",Ann Example", Line, &["us-ssn"], "invented", (1, 1)),
            ("notes", "ssn asepsis: ignore[us-ssn] invented", Line, &["us-ssn"], "invented", (1, 1)),
            ("a.hl7", "MSH|^~\\&|\rNTE|1||asepsis: ignore[us-ssn] invented^x", Line, &["us-ssn"], "invented", (2, 2)),
        ] {
            let text = if path == "a.hl7" { text.replace('\r', "\n") } else { text.to_owned() };
            let read = one(path, &text);
            assert_eq!((read.kind, rules_of(&read), read.reason.as_str(), read.covers), (kind, rules.to_vec(), reason, covers), "{text}");
            assert_eq!((read.fault, read.peer, read.until), (None, None, None), "{text}");
        }
    }

    #[test]
    fn dates_stand_anywhere_in_the_reason() {
        let day = date("2027-03-31");
        assert!(day.is_some());
        for (rest, reason, until, fault) in [
            (" until=2027-03-31 synthetic patient", "synthetic patient", day, None),
            (" synthetic until=2027-03-31, patient", "synthetic patient", day, None),
            (" synthetic (until=2027-03-31)", "synthetic", day, None),
            (" until=2027-02-30 x", "x", None, Some(Fault::Date)),
            (" until=soon", "", None, Some(Fault::Date)),
            (" until=", "", None, Some(Fault::Date)),
            (" until=20270331", "", None, Some(Fault::Date)),
            (" until 2027", "until 2027", None, None),
        ] {
            let read = one("a.py", &format!("# asepsis: ignore[us-ssn]{rest}"));
            assert_eq!((read.reason.as_str(), read.until, read.fault), (reason, until, fault), "{rest}");
        }
    }

    #[test]
    fn marks_outside_comments_do_not_count() {
        for (path, text) in [
            ("a.py", "x = 'asepsis: ignore[us-ssn] no'"),
            ("a.py", "x = '''\n# asepsis: ignore[us-ssn] no\n'''"),
            ("a.java", "String s = \"// asepsis: ignore[us-ssn] no\";"),
            ("a.rs", "let s = r#\"// asepsis: ignore[us-ssn] no\"#;"),
            ("a.js", "asepsis: ignore[us_ssn]"),
            ("a.json", "{\"a\": \"// asepsis: ignore[us-ssn] no\"}"),
            ("a.yaml", "asepsis: ignore[us-ssn]"),
            ("a.yaml", "a: \"# asepsis: ignore[us-ssn]\""),
            ("a.md", "Write asepsis: ignore[us-ssn] behind it."),
            ("a.env", "A=asepsis: ignore[us-ssn]"),
            ("a.go", "s := \"nosec gitleaks:allow\""),
            // Prose about the tool, and words that only hold a mark.
            ("a.py", "# asepsis: a scanner"),
            ("a.py", "# asepsis: ignores what stands in strings"),
            ("a.py", "# run-asepsis: ignore[us-ssn]"),
            ("a.py", "# nosecurity, nosec_total and my-nosec"),
            ("a.py", "# pragma: allowlist nothing"),
            ("a.py", "# see gitleaks:allowed"),
        ] {
            assert_eq!(read_text(path, text.as_bytes()), [], "{path}: {text}");
        }
    }

    #[test]
    fn configuration_files_have_comments_too() {
        for (path, text) in [
            ("a.yaml", "key: value # asepsis: ignore[us-ssn] x"),
            ("a.yaml", "run: |\n  curl example.org # asepsis: ignore[us-ssn] x"),
            ("a.toml", "key = 'v' # asepsis: ignore[us-ssn] x"),
            (".env", "KEY=value # asepsis: ignore[us-ssn] x"),
            ("a.properties", "key=value # asepsis: ignore[us-ssn] x"),
            ("a.ini", "; asepsis: ignore[us-ssn] x"),
            ("a.html", "<!--\n asepsis: ignore[us-ssn] x\n-->"),
            ("a.json", "{} // asepsis: ignore[us-ssn] x"),
            ("Dockerfile", "# asepsis: ignore[us-ssn] x"),
        ] {
            assert_eq!((rules_of(&one(path, text)), one(path, text).reason.as_str()), (vec!["us-ssn"], "x"), "{path}");
        }
    }

    #[test]
    fn slips_come_out_with_their_fault() {
        for (text, fault) in [
            ("# asepsis: ignore-nextline[us-ssn]", Some(Fault::Word)),
            ("# asepsis: ignore_file[us-ssn]", Some(Fault::Word)),
            ("# asepsis: ignore[us-ssn", Some(Fault::List)),
            ("# asepsis: ignore-end", Some(Fault::NoStart)),
            ("# asepsis: ignore-start[us-ssn]", Some(Fault::NoEnd)),
            ("# asepsis: ignore", None),
            ("# asepsis: ignore because it is a test", None),
            ("# asepsis: ignore(us-ssn)", None),
        ] {
            let read = one("a.py", text);
            assert_eq!(read.fault, fault, "{text}");
            assert!(fault == Some(Fault::NoEnd) || read.rules.is_empty() || fault == Some(Fault::Word), "{text}");
        }
        let many = format!("# asepsis: ignore[{}]", "a,".repeat(65));
        assert_eq!(one("a.py", &many).fault, Some(Fault::List));
    }

    #[test]
    fn starts_find_their_ends() {
        let text = "<!-- asepsis: ignore-start[phi] outer -->\n<!-- asepsis: ignore-start[us-ssn] inner -->\nx\n<!-- asepsis: ignore-end-->\n\
                    <!-- asepsis: ignore-end -->\n<!-- asepsis: ignore-start[crypto] open -->\n";
        let read = read_text("a.xml", text.as_bytes());
        let covers: Vec<_> = read.iter().filter(|read| read.kind == DirectiveKind::Start).map(|read| (read.covers, read.fault)).collect();
        assert_eq!(covers, [((1, 5), None), ((2, 4), None), ((6, u32::MAX), Some(Fault::NoEnd))]);
        let line = read_text("a.py", b"# asepsis: ignore-start[person-name] made up # asepsis: ignore-end");
        assert_eq!((line.len(), line[0].covers, line[0].reason.as_str(), line[0].fault), (2, (1, 1), "made up", None));
    }

    #[test]
    fn comments_above_one_another_speak_of_the_same_line() {
        let read = read_text("a.py", b"# asepsis: ignore-next-line[us-ssn] x\n# asepsis: ignore-next-line[us-npi] y\nz = 1\n");
        assert_eq!(read.iter().map(|read| read.covers).collect::<Vec<_>>(), [(3, 3), (3, 3)]);
    }

    #[test]
    fn peers_are_honoured_for_their_families() {
        let both = &["secret", "crypto"][..];
        for (path, text, peer, rules, covers) in [
            ("a.py", "k = 1 # gitleaks:allow", "gitleaks", &["secret"][..], (1, 1)),
            ("a.py", "k = 1 # betterleaks:allow", "betterleaks", &["secret"], (1, 1)),
            ("a.py", "k = 1 # trufflehog:ignore", "trufflehog", &["secret"], (1, 1)),
            ("a.py", "k = 1 # kingfisher:ignore", "kingfisher", &["secret"], (1, 1)),
            ("a.py", "k = 1 # ggignore", "ggshield", &["secret"], (1, 1)),
            ("a.py", "k = 1 # pragma: allowlist secret", "detect-secrets", &["secret"], (1, 1)),
            ("a.py", "k = 1 # pragma: whitelist secret", "detect-secrets", &["secret"], (1, 1)),
            ("a.py", "# pragma: allowlist nextline secret", "detect-secrets", &["secret"], (2, 2)),
            ("a.yml", "k: v # pragma:allowlist-nextline-secret", "detect-secrets", &["secret"], (2, 2)),
            ("a.py", "md5() # nosec", "bandit", both, (1, 1)),
            ("a.py", "md5() # nosec - a checksum", "bandit", both, (1, 1)),
            ("a.py", "md5() # nosec B324", "bandit", &["crypto"], (1, 1)),
            ("a.py", "md5() # nosec: B105, B324", "bandit", both, (1, 1)),
            ("a.py", "md5() # nosec hardcoded_password_string", "bandit", &["secret"], (1, 1)),
            ("a.go", "md5.New() //#nosec G401 -- checksum", "gosec", &["crypto"], (1, 1)),
            ("a.py", "md5() # nosemgrep", "semgrep", both, (1, 1)),
            ("a.py", "md5() # nosemgrep: python.lang.security.insecure-hash-algorithms-md5", "semgrep", &["crypto"], (1, 1)),
            ("a.py", "x = 1\n# nosemgrep\nmd5()", "semgrep", both, (2, 3)),
        ] {
            let read = one(path, text);
            assert_eq!((read.peer, rules_of(&read), read.covers), (Some(peer), rules.to_vec(), covers), "{text}");
            assert_eq!((read.reason.as_str(), read.fault), ("", None), "{text}");
        }
        for text in ["f() # nosec B608", "f() # nosec B608,B602", "f() # nosemgrep: python.flask.xss"] {
            assert_eq!(read_text("a.py", text.as_bytes()), [], "{text}");
        }
    }

    #[test]
    fn marks_are_long_enough_to_be_looked_for() {
        for mark in MARKS {
            assert!(mark.literal.len() >= 5, "{}", mark.literal);
            assert_eq!(mark.families.is_empty(), mark.owner == "asepsis", "{}", mark.literal);
        }
    }

    #[test]
    fn places_are_those_of_the_file_on_disk() {
        let text = "ä = 1  # asepsis: ignore[us-ssn] made up\n";
        let utf16: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for (bytes, start) in [(text.as_bytes().to_vec(), 10), (utf16, 2 + 2 * 9)] {
            let read = &read_text("a.py", &bytes)[0];
            let (region, reason) = (read.region, read.reason_bytes);
            assert_eq!((region.start.line, region.start.column, region.end.column, region.bytes.start), (1, 10, 41, start));
            assert!(region.bytes.contains(reason));
            assert_eq!(read.reason, "made up");
        }
    }

    #[test]
    fn hostile_files_cost_linear_time() {
        let marks = "# asepsis: ignore-start[us-ssn] nosec ".repeat(5_000);
        let read = read_text("a.py", marks.as_bytes());
        assert_eq!(read.iter().filter(|read| read.fault == Some(Fault::Depth)).count(), 5_000 - DEEPEST);
        read_text("a.txt", &[b"asepsis: ignore[".as_slice(), &[0xFF; 5000]].concat());
        read_text("a.txt", b"asepsis:");
        read_text("a.csv", "asepsis: ignore[ä] until=ä".repeat(1000).as_bytes());
        let long = one("a.txt", &format!("asepsis: ignore[us-ssn] {}", "ä ".repeat(900)));
        assert_eq!(long.reason.chars().count(), LONGEST_REASON);
        // Offsets that are none of a mark's, or none at all.
        let view = View::of("a.txt", b"asepsis: ignore[a] b").expect("text");
        assert_eq!(read_offsets(&view), []);
    }

    fn read_offsets(view: &View<'_>) -> Vec<Directive> {
        read(view, &[3, 20, usize::MAX])
    }
}
