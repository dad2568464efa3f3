//! `asepsis explain PATH:LINE`: which rule or filter decided, and why; also why nothing was found.
//!
//! Promises: no value of the file is shown, and nothing is decided anew: findings are those of a scan of the file, and what became of
//! the other candidates is what the scan itself noted.

use super::scan::Plan;
use super::{Command, ExplainArgs, ExplainFormat, ScanArgs, terminal};
use crate::finding::{Evidence, Finding, Region, Status, Suppressor};
use crate::language::Language;
use crate::rule::{Confidence, RuleKey, RuleSet, Severity, Zone};
use crate::run::Thresholds;
use crate::scan::Scanned;
use crate::scan::trace::{Considered, Fate, Rejection};
use crate::source::shown;
use anyhow::{Context, bail};
use clap::Parser;
use ignore::gitignore::Gitignore;
use ignore::overrides::OverrideBuilder;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Bytes of a file that tell its language.
const HEAD: usize = 256;

/// A place in a file, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    path: PathBuf,
    /// 1-based; the whole file without it.
    line: Option<u32>,
    /// 1-based, in UTF-16 units; the whole line without it.
    column: Option<u32>,
}

impl Place {
    /// `PATH:LINE`, `PATH:LINE:COLUMN`, or the path of a file; nothing where the words are none of these.
    pub(super) fn parse(words: &str) -> Option<Self> {
        let place = |path: &str, line, column| Some(Self { path: PathBuf::from(path), line, column });
        let number = |text: &str| text.parse::<u32>().ok().filter(|number| *number > 0);
        if Path::new(words).is_file() {
            return place(words, None, None);
        }
        let (rest, last) = words.rsplit_once(':')?;
        let last = number(last)?;
        match rest.rsplit_once(':').and_then(|(path, line)| Some((path, number(line)?))) {
            Some((path, line)) if !Path::new(rest).is_file() => place(path, Some(line), Some(last)),
            _ => place(rest, Some(last), None),
        }
    }

    fn holds(&self, region: Region) -> bool {
        let Some(line) = self.line else { return true };
        let is_on_line = region.start.line <= line && line <= region.end.line;
        let Some(column) = self.column else { return is_on_line };
        let after_start = region.start.line < line || region.start.column <= column;
        let before_end = line < region.end.line || column < region.end.column.max(region.start.column + 1);
        is_on_line && after_start && before_end
    }
}

/// What is said of a file and a place in it.
#[derive(Debug, Serialize)]
struct Explanation {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    language: &'static str,
    /// Why a scan of the project would not read the file, or not all of it.
    not_scanned: Vec<String>,
    rules_enabled: usize,
    decisions: Vec<Decision>,
}

/// What became of one candidate.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Decision {
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    rule: String,
    /// `reported`, `held-back`, `accepted`, `dropped`, `off`, or `elsewhere` where it is a part of another finding or other files decide.
    verdict: &'static str,
    why: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
}

pub(super) fn explain(args: &ExplainArgs, place: &Place) -> anyhow::Result<super::Exit> {
    let explanation = explanation(args, place)?;
    let text = match args.format {
        ExplainFormat::Human => human(&explanation, "", "  "),
        ExplainFormat::Markdown => human(&explanation, "- ", "  - "),
        ExplainFormat::Json => serde_json::to_string_pretty(&explanation).expect("texts and numbers are JSON") + "\n",
    };
    terminal::print(text.as_bytes())?;
    Ok(super::Exit::Clean)
}

/// The flags of a scan of this file alone; the environment counts as for any scan.
fn scan_args(args: &ExplainArgs, path: &Path) -> anyhow::Result<ScanArgs> {
    let mut words: Vec<std::ffi::OsString> = ["asepsis", "scan", "--no-progress"].map(Into::into).to_vec();
    for (flag, value) in [("--rules", &args.rules_file), ("--config", &args.config), ("--baseline", &args.baseline)] {
        words.extend(value.iter().flat_map(|value| [flag.into(), value.into()]));
    }
    words.extend(args.no_config.then(|| "--no-config".into()));
    words.extend(["--".into(), path.into()]);
    let Some(Command::Scan(mut scan)) = super::Cli::try_parse_from(words)?.command else { bail!("`{}` cannot be scanned", shown(path)) };
    let what = &mut scan.what;
    (what.staged, what.push_stdin, what.diff, what.history, what.files_from) = (false, false, None, None, None);
    scan.run.cache = None;
    Ok(*scan)
}

fn explanation(args: &ExplainArgs, place: &Place) -> anyhow::Result<Explanation> {
    if place.path.is_dir() {
        bail!("`{}` is a folder: name a file, and a line in it", shown(&place.path));
    }
    let scan = scan_args(args, &place.path)?;
    let mut plan = Plan::of(&scan)?;
    let bytes = fs::read(&place.path).with_context(|| format!("cannot read `{}`", shown(&place.path)))?;
    let lines = u32::try_from(memchr::memchr_iter(b'\n', &bytes).count() + usize::from(!bytes.ends_with(b"\n")))
        .map_or(u32::MAX, |lines| lines.max(1));
    if let Some(line) = place.line.filter(|line| *line > lines) {
        bail!("`{}` ends with line {lines}: there is no line {line}", shown(&place.path));
    }
    let everything = Thresholds { severity: Severity::Low, confidence: Confidence::Low, all: true };
    let outcome = plan.run(&scan, &[], everything, None)?;
    let root = plan.project.roots.first().expect("one file was named").clone();
    let (path, project_path) = (root.prefix.trim_end_matches('/'), root.project_prefix.trim_end_matches('/'));
    let mut not_scanned = left_out(&plan, &scan, &place.path);
    not_scanned.extend(outcome.notices.iter().map(|notice| format!("{}: {}", notice.kind.word(), notice.why)));

    let findings = outcome.findings.iter().chain(&outcome.suppressed).filter(|finding| finding.path == path);
    let here: Vec<&Finding> = findings.collect();
    let at_place = |finding: &&&Finding| place.holds(finding.region) || finding.related.iter().any(|related| place.holds(related.region));
    let mut decisions: Vec<Decision> = here.iter().filter(at_place).map(|finding| of_finding(&plan, finding)).collect();

    let is_read = !outcome.notices.iter().any(|notice| notice.path == path && notice.kind == crate::notice::NoticeKind::TooLarge);
    let traced = if is_read { plan.trace(path, project_path, &bytes) } else { Scanned::default() };
    let others = traced.considered.iter().filter(|one| place.holds(one.region));
    decisions.extend(others.filter_map(|one| of_candidate(&plan.rules, &traced, &here, one)));
    let off: BTreeSet<RuleKey> = plan.rules.iter().map(|(key, _)| key).filter(|key| !plan.rules.is_enabled(*key)).collect();
    let rules_enabled = plan.rules.len() - off.len();
    if is_read && !off.is_empty() {
        off.iter().for_each(|key| plan.rules.enable(*key, true));
        let traced = plan.trace(path, project_path, &bytes);
        let switched_off = traced
            .considered
            .iter()
            .filter(|one| off.contains(&one.rule) && matches!(one.fate, Fate::Kept | Fate::Overlapped) && place.holds(one.region));
        let why = "the rule is switched off: by the configuration (`asepsis config show`), by --only or by --skip";
        decisions.extend(switched_off.map(|one| decision(&plan.rules, one.rule, one.region, "off", vec![why.to_owned()])));
    }
    decisions.sort();
    decisions.dedup();
    let language = Language::of(path, &bytes[..bytes.len().min(HEAD)]).name();
    Ok(Explanation { path: shown(&place.path), line: place.line, column: place.column, language, not_scanned, rules_enabled, decisions })
}

fn decision(rules: &RuleSet, rule: RuleKey, region: Region, verdict: &'static str, why: Vec<String>) -> Decision {
    Decision {
        line: region.start.line,
        column: region.start.column,
        end_line: region.end.line,
        end_column: region.end.column,
        rule: rules.get(rule).id.clone(),
        verdict,
        why,
        severity: None,
        confidence: None,
        evidence: Vec::new(),
        id: None,
    }
}

fn of_finding(plan: &Plan, finding: &Finding) -> Decision {
    let rule = plan.rules.get(finding.rule);
    let mut why = Vec::new();
    let verdict = match &finding.status {
        Status::Suppressed { by, reason } => {
            let by = match by {
                Suppressor::Inline => "a comment in the file accepts it".to_owned(),
                Suppressor::Peer => "a comment for another tool accepts it".to_owned(),
                Suppressor::Baseline => {
                    format!("the baseline `{}` accepts it", shown(&super::project::relative_to_here(&plan.baseline_file)))
                }
                Suppressor::Config => "an [[ignore]] entry of the configuration accepts it".to_owned(),
            };
            why.push(if reason.is_empty() { format!("{by}, without a reason") } else { format!("{by}: {reason}") });
            "accepted"
        }
        Status::New if plan.thresholds.show(finding, &plan.rules) => "reported",
        Status::New => {
            let (severity, confidence) = (plan.thresholds.severity, plan.thresholds.confidence);
            if finding.severity < severity {
                why.push(format!("its severity {} is below min-severity {}", finding.severity.word(), severity.word()));
            }
            if finding.confidence < confidence {
                why.push(format!("its confidence {} is below min-confidence {}", finding.confidence.word(), confidence.word()));
            }
            if !rule.default {
                why.push("the rule is shown with --all only".to_owned());
            }
            if finding.part {
                why.push("another finding of the file speaks for it".to_owned());
            }
            "held-back"
        }
    };
    if finding.severity != plan.rules.severity(finding.rule) || finding.confidence != rule.confidence {
        let (severity, confidence) = (plan.rules.severity(finding.rule).word(), rule.confidence.word());
        why.push(format!("the rule alone: severity {severity}, confidence {confidence}"));
    }
    why.extend(finding.evidence.iter().map(|evidence| format!("{}: {}", evidence.word(), meaning(*evidence))));
    if !finding.proof.is_empty() {
        why.push(finding.proof.to_owned());
    }
    why.extend(finding.flow.iter().map(|step| {
        let file = step.path.as_ref().map_or_else(String::new, |file| format!("{file}, "));
        format!("{file}line {}: {}", step.region.start.line, step.message)
    }));
    Decision {
        severity: Some(finding.severity.word()),
        confidence: Some(finding.confidence.word()),
        evidence: finding.evidence.iter().map(|evidence| evidence.word().into_owned()).collect(),
        id: Some(finding.fingerprint.clone()),
        ..decision(&plan.rules, finding.rule, finding.region, verdict, why)
    }
}

/// What a piece of evidence says.
const fn meaning(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Checksum => "its checksum or structure holds; raises confidence",
        Evidence::ChecksumFailed => "its checksum does not hold; lowers confidence",
        Evidence::Doubtful => "the value looks unlike one that is issued; lowers confidence",
        Evidence::Position => "it stands where a message or a table has such values; raises confidence",
        Evidence::Key => "the name before it says what it is",
        Evidence::Near => "a word near by speaks for it; raises confidence",
        Evidence::NotNear => "a word near by speaks against it; lowers confidence",
        Evidence::Pair => "its other half stands near by; raises confidence",
        Evidence::Synthetic => "a value that is never issued, or a path that is declared synthetic; severity low",
        Evidence::Dummy => "it looks made up; lowers confidence",
        Evidence::Placeholder => "it stands for a value; lowers confidence",
        Evidence::TestPath => "a path of tests; lowers severity",
        Evidence::Utf16 | Evidence::Decoded(_) => "it is written in this encoding",
    }
}

/// What became of a candidate that is no finding by itself.
fn of_candidate(rules: &RuleSet, traced: &Scanned, findings: &[&Finding], one: &Considered) -> Option<Decision> {
    let (verdict, why) = match one.fate {
        Fate::Kept => {
            if findings.iter().any(|finding| finding.rule == one.rule && finding.region == one.region) {
                return None;
            }
            let waits = traced.pending.iter().any(|pending| pending.finding.rule == one.rule && pending.finding.region == one.region);
            let why = if waits {
                "a configuration key decides, which another file may set: `asepsis scan` reads them together"
            } else {
                "it is a part of another finding of this file"
            };
            ("elsewhere", why.to_owned())
        }
        Fate::Rejected(rejection) => ("dropped", rejected(rejection)),
        Fate::Idle => ("dropped", "read as code it has no effect here, or it is where the value of another finding comes from".to_owned()),
        Fate::Overlapped => {
            let is_winner = |other: &&Considered| matches!(other.fate, Fate::Kept) && other.region.bytes.overlaps(one.region.bytes);
            let winner = traced.considered.iter().find(is_winner).map(|other| rules.get(other.rule).id.as_str());
            (
                "dropped",
                format!("{} speaks of the same bytes and says more", winner.map_or("another rule".to_owned(), |id| format!("`{id}`"))),
            )
        }
    };
    Some(decision(rules, one.rule, one.region, verdict, vec![why]))
}

fn rejected(rejection: Rejection) -> String {
    match rejection {
        Rejection::Zone(zone) => {
            let place = match zone {
                Zone::Any => "anywhere",
                Zone::Code => "in code outside of strings and comments",
                Zone::String => "in strings",
                Zone::Comment => "in comments",
                Zone::Live => "outside of comments",
            };
            format!("the rule looks {place} only")
        }
        Rejection::Empty => "the value is empty".to_owned(),
        Rejection::Unfilled => "the field says that nothing is filled in".to_owned(),
        Rejection::NotInLiteral => "only as text it reads as an assignment, and it stands in code".to_owned(),
        Rejection::Check(check) => format!("the check `{}` rejects it ({})", check.name, check.about),
        Rejection::Placeholder(check) => format!("the check `{}` takes it for a stand-in ({})", check.name, check.about),
        Rejection::Harmless(reason) => reason.to_owned(),
        Rejection::NoNearWord => "none of the words that the rule asks for stands near by".to_owned(),
        Rejection::Settled => "the table around it says that the column is of no concern".to_owned(),
    }
}

/// Why a scan of the whole project would leave the file out.
fn left_out(plan: &Plan, scan: &ScanArgs, path: &Path) -> Vec<String> {
    let mut why = Vec::new();
    let folder = &plan.project.folder;
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let Ok(within) = real.strip_prefix(folder) else { return why };
    if within.components().any(|part| part.as_os_str() == ".git") {
        why.push("it lies in a folder `.git`".to_owned());
    }
    if path.is_symlink() {
        why.push("it is a symbolic link: read where it is named, or with --follow".to_owned());
    }
    if scan.what.no_hidden && within.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.')) {
        why.push("it is hidden, and --no-hidden is set".to_owned());
    }
    if !scan.what.no_ignore {
        why.extend(ignored(folder, &real, within));
    }
    for glob in plan.config.exclude.iter().chain(&scan.what.exclude) {
        let mut builder = OverrideBuilder::new(folder);
        if builder.add(&format!("!{glob}")).is_err() {
            continue;
        }
        let Ok(excludes) = builder.build() else { continue };
        let mut parts = real.ancestors().take_while(|part| *part != folder.as_path());
        if parts.any(|part| excludes.matched(part, part != real).is_ignore()) {
            why.push(format!("`exclude` leaves it out: {glob}"));
        }
    }
    why
}

/// The line of the ignore file that hides it: the nearest file decides, `.asepsisignore` before `.gitignore`.
fn ignored(folder: &Path, real: &Path, within: &Path) -> Option<String> {
    let in_git = folder.ancestors().any(|above| above.join(".git").exists());
    let names: &[&str] = if in_git { &[".asepsisignore", ".gitignore"] } else { &[".asepsisignore"] };
    let depth = within.components().count();
    for name in names {
        for above in real.ancestors().skip(1).take(depth) {
            let file = above.join(name);
            if !file.is_file() {
                continue;
            }
            let (matcher, _) = Gitignore::new(&file);
            match matcher.matched_path_or_any_parents(real, false) {
                ignore::Match::Ignore(glob) => {
                    let text = fs::read_to_string(&file).unwrap_or_default();
                    let line = text.lines().position(|line| line.trim_end() == glob.original()).map_or(0, |at| at + 1);
                    let file = shown(&super::project::relative_to_here(&file));
                    return Some(format!("{file}:{line} hides it: `{}`; --no-ignore reads it all the same", glob.original()));
                }
                ignore::Match::Whitelist(_) => return None,
                ignore::Match::None => {}
            }
        }
    }
    None
}

/// For people, with these signs before an entry and before what is said of it.
fn human(explanation: &Explanation, entry: &str, detail: &str) -> String {
    let Explanation { path, line, column, language, not_scanned, rules_enabled, decisions } = explanation;
    let number = |number: &Option<u32>| number.map(|number| format!(":{number}")).unwrap_or_default();
    let mut out = format!("{path}{}{} ({language})\n", number(line), number(column));
    for why in not_scanned {
        let _ = writeln!(out, "\n{entry}not scanned, or not wholly: {why}");
    }
    for one in decisions {
        let kind = one.severity.zip(one.confidence).map(|(severity, confidence)| format!(", severity {severity}, confidence {confidence}"));
        let _ = writeln!(out, "\n{entry}{}:{} {}: {}{}", one.line, one.column, one.rule, one.verdict, kind.unwrap_or_default());
        for why in &one.why {
            let _ = writeln!(out, "{detail}{why}");
        }
        if let Some(id) = &one.id {
            let _ = writeln!(out, "{detail}id {id}");
        }
    }
    if decisions.is_empty() {
        let _ = writeln!(
            out,
            "\n{entry}Nothing there leads to a rule: no word, name, shape or field that one of {rules_enabled} rules looks for."
        );
    }
    if decisions.iter().any(|one| one.id.is_some()) {
        out.push_str("\n`asepsis explain RULE` says what a rule finds and how to fix it.\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_from_rules() {
        for (words, expected) in [
            ("src/a.py:3", Some(("src/a.py", Some(3), None))),
            ("src/a.py:3:7", Some(("src/a.py", Some(3), Some(7)))),
            ("C:\\a.py:3", Some(("C:\\a.py", Some(3), None))),
            ("Cargo.toml", Some(("Cargo.toml", None, None))),
            ("us-ssn", None),
            ("src/a.py:0", None),
            ("a:b", None),
        ] {
            let expected = expected.map(|(path, line, column)| Place { path: PathBuf::from(path), line, column });
            assert_eq!(Place::parse(words), expected, "{words}");
        }
    }
}
