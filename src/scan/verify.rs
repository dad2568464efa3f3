//! Candidates become proven here, and nowhere else: zone, checks, words near by, path.
//!
//! Promises: a candidate is dropped only if a check rejects it, if it is a proven stand-in, if it stands in the wrong zone, or if a
//! required word is missing. Everything else becomes evidence, which `confidence.rs` weighs.

use super::reasons::Reasons;
use super::trace::Rejection;
use super::{Candidate, NEAR_REACH, Proven, Scanner, Via, harmless, sample, weakness};
use crate::code::assignment;
use crate::finding::Evidence;
use crate::language::{Language, ZoneKind};
use crate::rule::check::{self, Subject, Verdict};
use crate::rule::{Family, Rule, Severity, Zone};
use crate::text::{Span, camel_words};
use crate::view::{Encoding, View};
use globset::{Glob, GlobSet, GlobSetBuilder};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::LazyLock;

/// What surrounds a candidate.
pub(super) struct Context<'c> {
    pub(super) scanner: &'c Scanner<'c>,
    pub(super) path: &'c str,
    pub(super) project_path: &'c str,
    pub(super) view: &'c View<'c>,
    pub(super) path_facts: &'c OnceCell<PathFacts>,
}

/// What the paths of a file say of every value in it. Globs cost more than anything else that is asked of a field of a message.
#[derive(Clone, Copy, Debug)]
pub(super) struct PathFacts {
    is_of_tests: bool,
    /// Of documentation, or of others: nothing that its owner runs or writes.
    is_of_documentation: bool,
    is_synthetic: bool,
    /// Of a pipeline that builds and tests.
    is_of_ci: bool,
}

impl Context<'_> {
    fn path_facts(&self) -> PathFacts {
        *self.path_facts.get_or_init(|| PathFacts {
            is_of_tests: is_of_tests(self.path),
            is_of_documentation: DOCUMENTATION_PATHS.is_match(self.path)
                || VENDORED_PATHS.is_match(self.path)
                || is_packaged(self.path)
                || is_bundle(self.view),
            is_synthetic: self.scanner.options.synthetic_paths.is_match(self.project_path),
            is_of_ci: CI_PATHS.is_match(self.path) && !deploys(self.view.text()),
        })
    }
}

/// The candidate with its evidence, or why it is none.
pub(super) fn verify(context: &Context<'_>, candidate: Candidate) -> Result<Proven, Rejection> {
    let rules = context.scanner.rules;
    let rule = rules.get(candidate.rule);
    let by_position = matches!(candidate.via, Via::Field { .. });
    let is_setting = matches!(candidate.via, Via::Setting(_));
    if candidate.value.is_empty() {
        return Err(Rejection::Empty);
    }
    let value = candidate.value.of(context.view.text());
    // Of dashes, dots and separators nothing is an identifier; a password may be.
    let is_mute = || rule.family == Family::Phi && !value.iter().any(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    if by_position && (check::is_unfilled(value) || is_mute()) {
        return Err(Rejection::Unfilled);
    }
    let text = context.view.text();
    if let Some(reason) = harmless::reason(rule, &candidate, context.project_path, text, context.view.language().is_code()) {
        return Err(Rejection::Harmless(reason));
    }
    let mut evidence = Reasons::default();
    let proof = run_checks(context, &candidate, &mut evidence)?;
    // Behind the checks: to tell comments apart the whole file is read.
    if !by_position && !is_setting && !stands_in(rule.zone, context.view, candidate.whole.start) {
        return Err(Rejection::Zone(rule.zone));
    }
    if let Some(reason) = context.scanner.issuers().reason(rules, rule, &candidate, text) {
        return Err(Rejection::Harmless(reason));
    }
    if let Some(reason) = sample::reason(rule, &candidate, text) {
        return Err(Rejection::Harmless(reason));
    }
    words_near(context, rule, &candidate, &mut evidence).ok_or(Rejection::NoNearWord)?;
    match &candidate.via {
        Via::Pattern { .. } | Via::Setting(_) | Via::Call(_) | Via::FileName => {}
        Via::Name { in_literal } => {
            let in_code = |at: usize| context.view.zone(at) == ZoneKind::Code;
            if *in_literal && (in_code(candidate.whole.start) || in_code(candidate.value.start) || in_code(candidate.value.end - 1)) {
                return Err(Rejection::NotInLiteral);
            }
            evidence.add(Evidence::Key);
            evidence.extend(names_dummy(&candidate, context.view.text()).then_some(Evidence::Dummy));
        }
        Via::Provider { bond, .. } => evidence.extend(bond.evidence()),
        Via::Field { synthetic, .. } => {
            evidence.add(Evidence::Position);
            evidence.extend(synthetic.then_some(Evidence::Synthetic));
        }
    }
    if rule.family == Family::Secret && check::is_published(candidate.value.of(context.view.text())) {
        evidence.add(Evidence::Synthetic);
    }
    let facts = context.path_facts();
    // What is built and tested talks to machines that are thrown away; a check of certificates that is off there brings in foreign code.
    let is_of_build = rule.severity <= Severity::Medium || rule.cwe.first() == Some(&weakness::PASSWORDS);
    let is_of_throw_away = facts.is_of_documentation || facts.is_of_ci && is_of_build;
    let is_of_tests = facts.is_of_tests || (rule.family == Family::Crypto && is_of_throw_away);
    evidence.extend(is_of_tests.then_some(Evidence::TestPath));
    evidence.extend(facts.is_synthetic.then_some(Evidence::Synthetic));
    if matches!(context.view.encoding(), Encoding::Utf16 { .. }) {
        evidence.add(Evidence::Utf16);
    }
    Ok(Proven { candidate, evidence, proof, decoded: None })
}

fn stands_in(zone: Zone, view: &View<'_>, offset: usize) -> bool {
    if zone == Zone::Any || (zone == Zone::Code && !view.language().is_code()) {
        return zone == Zone::Any;
    }
    let found = view.zone(offset);
    match zone {
        Zone::Any => true,
        Zone::Code => found == ZoneKind::Code,
        Zone::String => found == ZoneKind::String,
        Zone::Comment => found == ZoneKind::Comment,
        Zone::Live => found != ZoneKind::Comment,
    }
}

/// Runs the rule's checks; returns what was proven. A position in a structured message outweighs a check on the value's shape.
fn run_checks(context: &Context<'_>, candidate: &Candidate, evidence: &mut Reasons) -> Result<&'static str, Rejection> {
    let subject = Subject { text: context.view.text(), whole: candidate.whole, value: candidate.value };
    let by_position = matches!(candidate.via, Via::Field { .. });
    // An identifier may fail its check digit and is one all the same; what cannot be a password is a reference to one.
    let outweighed = by_position && context.scanner.rules.get(candidate.rule).family != Family::Secret;
    let mut proof = "";
    let mut placeholder = None;
    for check in context.scanner.rules.checks(candidate.rule) {
        match (check.run)(&subject) {
            Verdict::Proven => {
                evidence.add(Evidence::Checksum);
                proof = check.proves;
            }
            Verdict::Plausible => {}
            Verdict::Doubtful if check.proves.is_empty() => evidence.add(Evidence::Doubtful),
            Verdict::Doubtful => evidence.add(Evidence::ChecksumFailed),
            Verdict::Dummy => evidence.add(Evidence::Dummy),
            Verdict::Synthetic => evidence.add(Evidence::Synthetic),
            Verdict::Placeholder => placeholder = Some(*check),
            Verdict::Rejected if outweighed => evidence.add(Evidence::ChecksumFailed),
            Verdict::Rejected => return Err(Rejection::Check(check)),
        }
    }
    if let Some(check) = placeholder {
        if !outweighed && !evidence.has(Evidence::Checksum) {
            return Err(Rejection::Placeholder(check));
        }
        evidence.add(Evidence::Placeholder);
    }
    Ok(proof)
}

/// Looks for the rule's words around the candidate, but not within its value.
fn words_near(context: &Context<'_>, rule: &Rule, candidate: &Candidate, evidence: &mut Reasons) -> Option<()> {
    // A position says more than any word near by, and a message has many fields.
    let by_position = matches!(candidate.via, Via::Field { .. });
    if rule.not_near.is_empty() && (rule.near.is_empty() || by_position) {
        return Some(());
    }
    let text = context.view.text();
    let mut before = Span::new(candidate.whole.start.saturating_sub(NEAR_REACH), candidate.value.start);
    let mut after = Span::new(candidate.value.end, text.len().min(candidate.whole.end + NEAR_REACH));
    if rule.family == Family::Crypto {
        before.start += lines_back(before.of(text), NEAR_LINES);
        after.end = after.start + lines_on(after.of(text), NEAR_LINES);
    }
    let may_stand = |span: Span| context.scanner.rules.may_stand_near(candidate.rule, span.of(text));
    let mut around = String::new();
    if may_stand(before) || may_stand(after) {
        around = format!("{}{}", spaced_words(before.of(text)), spaced_words(after.of(text)));
    }
    let stands = |words: &String| around.contains(&format!(" {words} "));
    // `cache key` speaks of no secret, and of a cache.
    let speaking = if rule.family == Family::Crypto { Cow::Owned(without_harmless(around.clone())) } else { Cow::Borrowed(&around) };
    let near = rule.near.iter().any(|words| speaking.contains(&format!(" {words} ")));
    // Of a rule that has a pattern too, the names are what the pattern lacks.
    let is_enough = match candidate.via {
        Via::Name { .. } => rule.pattern.is_some(),
        Via::Field { .. } | Via::Provider { .. } => true,
        _ => false,
    };
    if rule.require_near && !near && !is_enough {
        return None;
    }
    evidence.extend(near.then_some(Evidence::Near));
    evidence.extend(rule.not_near.iter().any(stands).then_some(Evidence::NotNear));
    Some(())
}

/// Lines either side of a candidate in code whose words say what it is for: further away another statement, often another function, begins.
const NEAR_LINES: usize = 5;

/// Where the last `count` full lines and the begun one start.
fn lines_back(text: &[u8], count: usize) -> usize {
    memchr::memrchr_iter(b'\n', text).nth(count).map_or(0, |at| at + 1)
}

/// Where the line `count` lines on ends.
fn lines_on(text: &[u8], count: usize) -> usize {
    memchr::memchr_iter(b'\n', text).nth(count).unwrap_or(text.len())
}

/// Leaves out pairs of words that speak of no secret: `CancellationToken`, `mapKey`.
pub(super) fn without_harmless(words: String) -> String {
    HARMLESS_COMPOUNDS.iter().fold(words, |words, pair| if words.contains(pair) { words.replace(pair, "  ") } else { words })
}

static HARMLESS_COMPOUNDS: LazyLock<Vec<String>> =
    LazyLock::new(|| lines(include_str!("../../rules/lexicon/harmless-compounds.txt")).map(|pair| format!(" {pair} ")).collect());

/// The words of a text, lower-case, each with a space before and after it; names count as their words and as a whole.
pub(super) fn spaced_words(text: &[u8]) -> String {
    let mut out = Vec::with_capacity(2 * text.len() + 1);
    out.push(b' ');
    for run in text.split(|byte| !byte.is_ascii_alphanumeric()).filter(|run| !run.is_empty()) {
        let mut parts = 0;
        for word in camel_words(run) {
            out.extend_from_slice(word);
            out.push(b' ');
            parts += 1;
        }
        if parts > 1 {
            out.extend_from_slice(run);
            out.push(b' ');
        }
    }
    out.make_ascii_lowercase();
    String::from_utf8(out).expect("letters and digits of ASCII are UTF-8")
}

/// Whether spaced words hold one of these, each a word or several in a row.
pub(super) fn has_any<W: AsRef<str>>(spoken: &str, words: &[W]) -> bool {
    words.iter().any(|word| {
        let word = word.as_ref();
        spoken.match_indices(word).any(|(at, _)| {
            spoken.as_bytes().get(at.wrapping_sub(1)) == Some(&b' ') && spoken.as_bytes().get(at + word.len()) == Some(&b' ')
        })
    })
}

pub(super) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

static OTHER_NOUNS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../rules/lexicon/other-nouns.txt")).collect());

/// Whether a word after a telling one says that the name means something else: `passwordField`, `tokenType`.
pub(super) fn is_other_noun(word: &str) -> bool {
    OTHER_NOUNS.contains(word)
}

/// Whether a word of the name says that the value is made up: `mock_token`, `fakeKey`.
fn names_dummy(candidate: &Candidate, text: &[u8]) -> bool {
    let name = Span::new(candidate.whole.start, candidate.value.start);
    assignment::words(name.of(text)).iter().any(|word| DUMMY_WORDS.contains(word.as_str()))
}

static DUMMY_WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../rules/lexicon/dummy-words.txt")).collect());

static HARMLESS_NAMES: LazyLock<HashSet<String>> =
    LazyLock::new(|| lines(include_str!("../../rules/lexicon/harmless-names.txt")).map(|name| name.replace(' ', "")).collect());

/// Whether a name ends in a compound that opens nothing: `publicKeyToken`, `nextPageToken`.
pub(super) fn is_harmless_name(words: &[String]) -> bool {
    const LONGEST: usize = 5;
    (words.len().saturating_sub(LONGEST)..words.len()).any(|start| HARMLESS_NAMES.contains(words[start..].concat().as_str()))
}

/// Whether a path is one of tests.
pub(super) fn is_of_tests(path: &str) -> bool {
    TEST_PATHS.is_match(path)
}

static TEST_PATHS: LazyLock<GlobSet> = LazyLock::new(|| globs(include_str!("../../rules/lexicon/test-paths.txt")));
static DOCUMENTATION_PATHS: LazyLock<GlobSet> = LazyLock::new(|| globs(include_str!("../../rules/lexicon/documentation-paths.txt")));
static VENDORED_PATHS: LazyLock<GlobSet> = LazyLock::new(|| globs(include_str!("../../rules/lexicon/vendored-paths.txt")));

static CI_PATHS: LazyLock<GlobSet> = LazyLock::new(|| globs(include_str!("../../rules/lexicon/ci-paths.txt")));

/// Whether a file lies in the release of a library: `paramiko-2.7.1.tar.gz!/paramiko-2.7.1/client.py`.
fn is_packaged(path: &str) -> bool {
    path.match_indices("!/").any(|(at, _)| {
        let archive = path[..at].rsplit('/').next().unwrap_or_default();
        let folder = path[at + 2..].split('/').next().unwrap_or_default();
        let is_release = folder.rsplit_once('-').is_some_and(|(_, version)| version.starts_with(|first: char| first.is_ascii_digit()));
        is_release && archive.starts_with(folder)
    })
}

/// Whether a script is what a bundler made of others, with all their libraries: `/******/ (() => { // webpackBootstrap`, or what a packer
/// left of it. Its sources are scanned where they are.
fn is_bundle(view: &View<'_>) -> bool {
    let text = view.text();
    let head = &text[..text.len().min(LONGEST_BUNDLE_HEAD)];
    let packed = &text[..text.len().min(LONGEST_PACKED)];
    let is_packed = packed.len() == LONGEST_PACKED && memchr::memchr_iter(b'\n', packed).take(FEWEST_LINES).count() < FEWEST_LINES;
    view.language() == Language::JavaScript
        && (is_packed || BUNDLE_MARKS.iter().any(|mark| memchr::memmem::find(head, mark.as_bytes()).is_some()))
}

static BUNDLE_MARKS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../rules/lexicon/bundle-marks.txt")).collect());

/// Whether a pipeline also brings what it built to where it runs.
fn deploys(text: &[u8]) -> bool {
    let lower = text[..text.len().min(LONGEST_PIPELINE)].to_ascii_lowercase();
    text.len() > LONGEST_PIPELINE || [&b"deploy"[..], b"production"].iter().any(|word| memchr::memmem::find(&lower, word).is_some())
}

/// How much of a script is looked through for the marks of a bundler, in bytes.
const LONGEST_BUNDLE_HEAD: usize = 4 << 10;
/// A script that begins with as many bytes in fewer lines than `FEWEST_LINES` was written by no hand.
const LONGEST_PACKED: usize = 16 << 10;
/// Lines that so much of a script has where somebody wrote it.
const FEWEST_LINES: usize = 32;
/// Longest pipeline, in bytes, that is looked through for what it does.
const LONGEST_PIPELINE: usize = 256 << 10;

fn globs(list: &'static str) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for glob in lines(list) {
        set.add(Glob::new(glob).expect("the lists of paths hold globs"));
    }
    set.build().expect("the lists of paths are small")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_their_words_and_themselves() {
        assert_eq!(spaced_words(b"sessionToken = x.y"), " session token sessiontoken x y ");
    }

    #[test]
    fn harmless_pairs_are_left_out() {
        let words = without_harmless(spaced_words(b"resetToken(CancellationToken.None, mapKey)"));
        assert_eq!(words.split_whitespace().collect::<Vec<_>>(), ["reset", "token", "resettoken", "cancellationtoken", "none", "mapkey"]);
    }

    #[test]
    fn lines_are_counted_from_the_candidate() {
        assert_eq!(lines_back(b"a\nb\nc\nd", 1), 4);
        assert_eq!(lines_back(b"a\nb", 3), 0);
        assert_eq!(lines_on(b"a\nb\nc\nd", 1), 3);
        assert_eq!(lines_on(b"a\nb", 3), 3);
    }

    #[test]
    fn releases_of_libraries() {
        for (path, expected) in [
            ("licenses/ward-2.7.1.tar.gz!/ward-2.7.1/ward/client.py", true),
            ("backup.tar.gz!/ward-2.7.1/client.py", false),
            ("ward.zip!/ward/client.py", false),
            ("ward-2.7.1/client.py", false),
        ] {
            assert_eq!(is_packaged(path), expected, "{path}");
        }
    }

    #[test]
    fn test_paths() {
        for (path, expected) in [
            ("src/test/java/A.java", true),
            ("tests/a.py", true),
            ("a/__tests__/b.js", true),
            ("pkg/a_test.go", true),
            ("test_a.py", true),
            ("src/a.spec.ts", true),
            ("FooTest.java", true),
            ("src/Clinic.Api.Tests/Samples.cs", true),
            ("src/Clinic.Tests.Common/TestFiles/R4/a.json", true),
            ("config/settings/test.py", true),
            ("data/dummy/users.json", true),
            ("src/main/Latest.java", false),
            ("src/Clinic.Attests/a.cs", false),
            ("contest/a.py", false),
            ("app/src/androidTest/kotlin/A.kt", true),
            ("app/src/debug/res/xml/a.xml", true),
            ("src/debug.rs", false),
            ("src/attestation.rs", false),
        ] {
            assert_eq!(TEST_PATHS.is_match(path), expected, "{path}");
        }
    }
}
