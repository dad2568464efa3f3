//! Reports of ours that were left in the tree: the weak cryptography that they cite was judged where it stands.
//!
//! A report shows public values (`MD5`, `verify=False`) and the code around them, so its text gives the findings that it lists once more.
//! Promises: only findings of weak cryptography and ignore comments are spared, never a credential or an identifier, so nothing can hide
//! in what looks like a report; the whole form of the text decides, not a mark in it; it costs nothing where nothing was found; a notice says so.

use super::Scanned;
use crate::blob::Blob;
use crate::notice::{Notice, NoticeKind};
use crate::rule::{Family, RuleSet};
use serde::Deserialize;

/// Bytes at either end of a report in which its head and its last lines lie.
const END: usize = 4 << 10;

/// What a format of ours begins with, what stands within the first and the last [`END`] bytes of it, and what it ends with.
struct Form {
    begins: &'static str,
    head: &'static str,
    tail: &'static str,
    ends: &'static str,
}

const FORMS: [Form; 5] = [
    Form {
        begins: "{\n  \"$schema\": \"https://docs.oasis-open.org/sarif/",
        head: "\"runs\": [\n    {\n",
        tail: "\"fullName\": \"asepsis ",
        ends: "\n  \"version\": \"2.1.0\"\n}\n",
    },
    Form {
        begins: "{\n  \"findings\": [",
        head: "\"fingerprint\": \"",
        tail: "\n  \"summary\": {\n    \"version\": \"",
        ends: "\n  }\n}\n",
    },
    Form {
        begins: "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
        head: "<title>asepsis: ",
        tail: "<dt>Digest of the configuration</dt><dd>",
        ends: "</main>\n</body>\n</html>\n",
    },
    Form {
        begins: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"asepsis\" tests=\"",
        head: "<testsuite name=\"",
        tail: "</testsuite>\n",
        ends: "</testsuites>\n",
    },
    Form {
        begins: "{\n  \"diagnostics\": [",
        head: "\"code\": {\n",
        tail: "\"severity\": \"",
        ends: "\n  ],\n  \"source\": {\n    \"name\": \"asepsis\"\n  }\n}\n",
    },
];

/// An issue of a Code Quality report, with the keys that ours have and no other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Issue {
    #[serde(rename = "description")]
    _description: String,
    check_name: String,
    fingerprint: String,
    #[serde(rename = "severity")]
    _severity: String,
    #[serde(rename = "location")]
    _location: serde_json::Value,
}

/// Drops what a report of ours cites.
pub(super) fn spare(rules: &RuleSet, blob: &Blob<'_>, text: &[u8], scanned: &mut Scanned) {
    let is_cited = |rule| rules.get(rule).family == Family::Crypto;
    let is_met =
        scanned.findings.iter().any(|finding| is_cited(finding.rule)) || !scanned.pending.is_empty() || !scanned.directives.is_empty();
    if !is_met || !is_own(rules, text) {
        return;
    }
    scanned.findings.retain(|finding| !is_cited(finding.rule));
    scanned.pending.clear();
    scanned.directives.clear();
    let why = "a report of asepsis: read for credentials and identifiers; the weak cryptography that it cites is not reported again";
    scanned.notices.push(Notice::new(blob.path, NoticeKind::OwnReport, why));
}

/// Whether the text has the whole form of a report.
fn is_own(rules: &RuleSet, text: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(text) else { return false };
    FORMS.iter().any(|form| form.fits(text))
        || is_lines(text)
        || is_human(text)
        || is_compact(rules, text)
        || is_github(text)
        || is_azure(text)
        || is_issues(rules, text)
}

impl Form {
    fn fits(&self, text: &str) -> bool {
        let has = |bytes: &[u8], part: &str| memchr::memmem::find(bytes, part.as_bytes()).is_some();
        let bytes = text.as_bytes();
        // The head of SARIF lists its files first, its tool last but for a few lines and the rules.
        let tail = if self.ends.contains("2.1.0") { bytes } else { &bytes[bytes.len().saturating_sub(END)..] };
        text.starts_with(self.begins) && text.ends_with(self.ends) && has(&bytes[..bytes.len().min(END)], self.head) && has(tail, self.tail)
    }
}

/// `ndjson`: a finding or a notice a line, and one summary as the last.
fn is_lines(text: &str) -> bool {
    let mut lines = text.lines().rev();
    let last = lines.next().unwrap_or_default();
    last.starts_with("{\"summary\":{\"version\":\"")
        && last.contains("\"rules_digest\":\"")
        && lines.all(|line| {
            line.ends_with('}')
                && (line.starts_with("{\"notice\":{\"path\":\"")
                    || line.starts_with("{\"path\":\"") && line.contains("\"fingerprint\":\"") && line.contains("\"mask\":\""))
        })
}

/// `human`: blocks drawn with lines, then the summary.
fn is_human(text: &str) -> bool {
    const LEVELS: [&str; 3] = ["error[", "warning[", "note["];
    const SUMMARY: [&str; 3] = ["Not scanned, or not wholly: ", "Nothing was left out: ", "  "];
    let begins = |line: &str| LEVELS.iter().any(|level| line.starts_with(level));
    let Some((blocks, summary)) = text.rsplit_once("\nScanned ") else { return false };
    let drawn = |line: &str| line.is_empty() || begins(line) || line.contains(['│', '╭', '├', '╰', '━']);
    let summed = |line: &str| line.starts_with(|first: char| first.is_ascii_digit()) || SUMMARY.iter().any(|words| line.starts_with(words));
    let last = summary.lines().next_back().unwrap_or_default();
    begins(text)
        && last.contains(" new finding")
        && last.contains(" --fail-on ")
        && summary.lines().all(summed)
        && blocks.lines().all(drawn)
}

/// `compact`: a place, a level, a title and a rule that exists, a line each.
fn is_compact(rules: &RuleSet, text: &str) -> bool {
    let rule = |line: &str| line.strip_suffix(']').and_then(|line| line.rsplit_once(" [")).is_some_and(|(_, id)| rules.find(id).is_some());
    let level = |line: &str| [": error: ", ": warning: ", ": note: "].iter().any(|level| line.contains(level));
    text.lines().all(|line| level(line) && rule(line))
}

/// `github`: annotations, what has none, and one on what was left out.
fn is_github(text: &str) -> bool {
    let mut lines = text.lines().rev();
    let annotates = |line: &str| ["::error ", "::warning ", "::notice "].iter().any(|command| line.starts_with(command));
    let beyond = |line: &str| ["error ", "warning ", "notice "].iter().any(|level| line.starts_with(level)) && line.ends_with(']');
    let counts = |line: &str| line.contains(" above without an annotation: GitHub shows ");
    lines.next().is_some_and(|line| line.starts_with("::notice title=asepsis::"))
        && lines.all(|line| annotates(line) || beyond(line) || counts(line))
}

/// `azure`: commands to the agent, then a line on what was left out.
fn is_azure(text: &str) -> bool {
    text.starts_with("##vso[task.logissue type=") && text.lines().rev().skip(1).all(|line| line.starts_with("##vso[task."))
}

/// `gitlab`: issues of rules that exist, with ids of ours.
fn is_issues(rules: &RuleSet, text: &str) -> bool {
    let is_id = |id: &str| id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    text.starts_with("[\n  {\n    \"description\": \"")
        && serde_json::from_str::<Vec<Issue>>(text).is_ok_and(|issues| {
            let known = |issue: &Issue| rules.find(&issue.check_name).is_some();
            // What was not scanned is an issue too.
            issues.iter().any(known) && issues.iter().all(|issue| !known(issue) || is_id(&issue.fingerprint))
        })
}
