//! SARIF 2.1.0 (OASIS Standard, errata 01) for code scanning and viewers; the only file that knows serde-sarif.
//!
//! Promises: each rule that has a result is listed with its help, and no other, so that a clean log is small; results have one-line regions with all four numbers; no snippet, neither of
//! patients' data nor of anything else; accepted findings only where asked for. At most [`MOST_RESULTS`] results, the worst ones, and a
//! notification that says how many were left out. Source of what GitHub wants: "SARIF support for code scanning" in its documentation.

use super::words::{left_out, message, plural, printable, printable_json};
use super::{Checkout, Pipeline, Report, Style};
use crate::finding::{Finding, Region as Range, Status, Suppressor, replacement};
use crate::notice::{Notice, NoticeKind};
use crate::rule::{Rule, RuleKey, Severity};
use crate::sensitive::hex;
use serde_json::{Value, json};
use serde_sarif::sarif;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use taxonomy::Taxonomies;

mod artifacts;
mod taxonomy;

/// Where OASIS keeps the schema of this version. serde-sarif's own constant names a host that is no more.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Where people learn more of the tool: the validator wants such a page.
const INFORMATION: &str = "https://crates.io/crates/asepsis";

/// GitHub shows the first 5,000 results and refuses an upload of more than 25,000.
const MOST_RESULTS: usize = 5_000;

/// GitHub shows ten tags a rule.
const MOST_TAGS: usize = 10;

/// What the repository's root goes by.
const ROOT: &str = "REPOSITORY_ROOT";

/// Key of our fingerprint; the number changes if ever the way it is computed does.
const FINGERPRINT: &str = "asepsis/v1";

/// Key that GitHub tells alerts apart by: a hash of the line, and its number among equal ones.
const LINE_HASH: &str = "primaryLocationLineHash";

/// Writes the report; the style does not matter.
pub(super) fn write(report: &Report<'_>, _style: Style, out: &mut dyn Write) -> io::Result<()> {
    let log = sarif::Sarif::builder().schema(SCHEMA).version(json!("2.1.0")).runs(vec![run(report)]).build();
    writeln!(out, "{}", printable_json(&serde_json::to_string_pretty(&log)?))
}

fn run(report: &Report<'_>) -> sarif::Run {
    let findings = chosen(report);
    let found: BTreeSet<RuleKey> = findings.iter().map(|finding| finding.rule).collect();
    let listed: Vec<(RuleKey, &Rule)> = found.into_iter().map(|key| (key, report.rules.get(key))).collect();
    let indices: BTreeMap<RuleKey, i64> = listed.iter().zip(0..).map(|((key, _), index)| (*key, index)).collect();
    let rules: Vec<&Rule> = listed.iter().map(|(_, rule)| *rule).collect();
    let taxonomies = Taxonomies::new(report, &rules);
    let left_out = report.findings.len() + accepted(report).len() - findings.len();
    let files = artifacts::Artifacts::new(report, &findings);
    let mut run = sarif::Run::builder()
        .tool(sarif::Tool::builder().driver(driver(report, &listed, &taxonomies)).build())
        .automation_details(automation(report))
        .artifacts(files.list())
        .taxonomies(taxonomies.components())
        .column_kind(json!("utf16CodeUnits"))
        .invocations(vec![invocation(report, left_out)])
        .properties(about(report))
        .results(findings.into_iter().map(|finding| result(report, finding, &indices)).collect::<Vec<_>>())
        .build();
    if let Some(checkout) = &report.run.origin.checkout {
        run.version_control_provenance = Some(vec![provenance(checkout)]);
        let root = sarif::ArtifactLocation::builder().description(text("The root of the repository.".to_owned())).build();
        run.original_uri_base_ids = Some(BTreeMap::from([(ROOT.to_owned(), root)]));
    }
    run
}

/// What was scanned (3.14.16).
fn provenance(checkout: &Checkout) -> sarif::VersionControlDetails {
    let mut details = sarif::VersionControlDetails::builder().repository_uri(checkout.repository.as_str()).build();
    details.revision_id.clone_from(&checkout.revision);
    details.branch.clone_from(&checkout.branch);
    details.mapped_to = Some(sarif::ArtifactLocation::builder().uri_base_id(ROOT).build());
    details
}

/// What results are filed under: where Azure's pipeline is known, as Advanced Security for Azure DevOps reads it.
fn automation(report: &Report<'_>) -> sarif::RunAutomationDetails {
    const PREFIX: &str = "azuredevops/pipeline/build/";
    let Some(pipeline) = &report.run.origin.pipeline else { return sarif::RunAutomationDetails::builder().id("asepsis/").build() };
    let Pipeline { organisation, project, definition, phase, branch, build, .. } = pipeline;
    let properties = [
        // A text, as its ingestion reads it, though it is a number.
        ("buildDefinitionId", json!(definition.to_string())),
        ("buildDefinitionName", json!(pipeline.definition_name)),
        ("phaseId", json!(phase)),
        ("phaseName", json!(pipeline.phase_name)),
    ];
    let properties: BTreeMap<String, Value> = properties.into_iter().map(|(key, value)| (format!("{PREFIX}{key}"), value)).collect();
    sarif::RunAutomationDetails::builder()
        .id(format!("{PREFIX}{organisation}/{project}/{definition}/{phase}/{branch}/{build}"))
        .properties(sarif::PropertyBag::builder().additional_properties(properties).build())
        .build()
}

fn driver(report: &Report<'_>, listed: &[(RuleKey, &Rule)], taxonomies: &Taxonomies<'_>) -> sarif::ToolComponent {
    let described = listed.iter().map(|(key, rule)| {
        let mut descriptor = descriptor(rule, report.rules.severity(*key));
        let relationships = taxonomies.relationships(rule);
        descriptor.relationships = (!relationships.is_empty()).then_some(relationships);
        descriptor
    });
    let rules: Vec<_> = described.collect();
    let version = report.run.version.as_str();
    sarif::ToolComponent::builder()
        .name("asepsis")
        .full_name(format!("asepsis {version}"))
        .version(version)
        .semantic_version(version)
        .information_uri(INFORMATION)
        .supported_taxonomies(taxonomies.references())
        .rules(rules)
        .build()
}

/// Numbers of the run that have no place of their own in SARIF.
fn about(report: &Report<'_>) -> sarif::PropertyBag {
    let run = report.run;
    bag([
        ("files", json!(run.files)),
        ("bytes", json!(run.bytes)),
        ("suppressed", json!(report.suppressed.len())),
        ("heldBack", json!(run.held_back)),
        ("inBaseline", json!(run.in_baseline)),
        ("fixed", json!(run.fixed)),
        ("rulesDigest", json!(run.rules_digest)),
        ("configDigest", json!(run.config_digest)),
    ])
}

fn bag<const N: usize>(properties: [(&str, Value); N]) -> sarif::PropertyBag {
    let properties: BTreeMap<String, Value> = properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    sarif::PropertyBag::builder().additional_properties(properties).build()
}

// Rules.

fn descriptor(rule: &Rule, severity: Severity) -> sarif::ReportingDescriptor {
    let descriptor = sarif::ReportingDescriptor::builder()
        .id(rule.id.as_str())
        .name(rule_name(&rule.id))
        .short_description(both(&sentence(&rule.title), None))
        .full_description(both(&format!("{} {}", sentence(&rule.what), sentence(&rule.why)), None))
        .help(both(&help_text(rule), Some(help_markdown(rule))))
        .default_configuration(sarif::ReportingConfiguration::builder().level(json!(severity.level())).build())
        .properties(rule_properties(rule, severity));
    match help_uri(rule) {
        Some(uri) => descriptor.help_uri(uri).build(),
        None => descriptor.build(),
    }
}

fn rule_properties(rule: &Rule, severity: Severity) -> sarif::PropertyBag {
    let fixed = ["security".to_owned(), rule.family.word().to_owned()];
    let weaknesses = rule.cwe.iter().map(|number| format!("external/cwe/cwe-{number:03}"));
    let tags: Vec<String> = fixed.into_iter().chain(weaknesses).take(MOST_TAGS).collect();
    // GitHub's words for precision are ours for confidence.
    let mut properties = bag([("security-severity", json!(security_severity(severity))), ("precision", json!(rule.confidence.word()))]);
    properties.tags = Some(tags);
    properties
}

/// GitHub reads over 9.0 as critical, from 7.0 as high, from 4.0 as medium, below as low.
fn security_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Low => "2.0",
        Severity::Medium => "5.5",
        Severity::High => "8.0",
        Severity::Critical => "9.5",
    }
}

fn help_uri(rule: &Rule) -> Option<String> {
    let weakness = || rule.cwe.first().map(|number| format!("https://cwe.mitre.org/data/definitions/{number}.html"));
    rule.references.first().cloned().or_else(weakness)
}

fn help_text(rule: &Rule) -> String {
    format!(
        "{} Why: {} Fix: {} To accept a finding: asepsis: ignore[{}] reason",
        sentence(&rule.what),
        sentence(&rule.why),
        all_fixes(rule, " "),
        rule.id
    )
}

/// The fix, and those of single languages.
fn all_fixes(rule: &Rule, between: &str) -> String {
    let of_languages = rule.fixes.iter().map(|(language, fix)| format!("{between}{language}: {}", sentence(fix)));
    std::iter::once(sentence(&rule.fix)).chain(of_languages).collect()
}

fn help_markdown(rule: &Rule) -> String {
    let mut text = format!(
        "{}\n\n**Why it matters:** {}\n\n**How to fix it:** {}\n\n**How to accept it:** a comment on the line, with the reason: `asepsis: ignore[{}] reason`\n",
        sentence(&rule.what),
        sentence(&rule.why),
        all_fixes(rule, "\n- "),
        rule.id
    );
    if !rule.references.is_empty() {
        text.push_str("\n**Read on:**\n\n");
        text.extend(rule.references.iter().map(|page| format!("- <{page}>\n")));
    }
    text
}

fn both(text: &str, markdown: Option<String>) -> sarif::MultiformatMessageString {
    let string = sarif::MultiformatMessageString::builder().text(text);
    match markdown {
        Some(markdown) => string.markdown(markdown).build(),
        None => string.build(),
    }
}

/// With a capital letter and a full stop, as the SARIF validator wants messages.
fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut characters = text.chars();
    let mut out: String = characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect();
    if !out.ends_with(['.', '!', '?']) {
        out.push('.');
    }
    out
}

/// A rule's name, which the validator wants to differ from its id in more than case.
fn rule_name(id: &str) -> String {
    let name = pascal_case(id);
    if name.eq_ignore_ascii_case(id) { format!("{name}Rule") } else { name }
}

/// `aws-access-key` as `AwsAccessKey`.
fn pascal_case(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for word in id.split('-') {
        let mut characters = word.chars();
        out.extend(characters.next().map(|first| first.to_ascii_uppercase()));
        out.push_str(characters.as_str());
    }
    out
}

// Results.

fn accepted<'r>(report: &Report<'r>) -> &'r [Finding] {
    if report.run.show_suppressed { report.suppressed } else { &[] }
}

/// The worst findings, in the order of the report.
fn chosen<'r>(report: &Report<'r>) -> Vec<&'r Finding> {
    let mut findings: Vec<&Finding> = report.findings.iter().chain(accepted(report)).collect();
    findings.sort_by_key(|finding| (finding.status != Status::New, Reverse(finding.severity), Reverse(finding.confidence)));
    findings.truncate(MOST_RESULTS);
    findings.sort_by(|one, two| one.sort_key().cmp(&two.sort_key()));
    findings
}

fn result(report: &Report<'_>, finding: &Finding, indices: &BTreeMap<RuleKey, i64>) -> sarif::Result {
    let mut result = sarif::Result::builder()
        .rule_id(report.rules.get(finding.rule).id.as_str())
        .level(level(finding.severity))
        .message(text(sentence(&message(report, finding))))
        .locations(vec![place(report, finding, finding.region, width(finding))])
        .partial_fingerprints(fingerprints(finding))
        .properties(result_properties(finding))
        .build();
    result.rule_index = indices.get(&finding.rule).copied();
    // As the standard has it: where one result has a state, all do (3.27.24).
    result.baseline_state = report.run.origin.has_baseline.then(|| {
        let is_known = matches!(finding.status, Status::Suppressed { by: Suppressor::Baseline, .. });
        json!(if is_known { "unchanged" } else { "new" })
    });
    result.related_locations = related(report, finding);
    result.code_flows = code_flow(report, finding);
    result.fixes = fix(report, finding).map(|fix| vec![fix]);
    // As the standard has it: where one result says whether it is suppressed, all do (3.27.23).
    result.suppressions = report.run.show_suppressed.then(|| suppression(&finding.status).into_iter().collect());
    result
}

/// Ours, which depends on no value; and for the past GitHub's own key: for what is checked out its upload computes that from the file, but of
/// another version it would take the wrong line.
fn fingerprints(finding: &Finding) -> BTreeMap<String, String> {
    let github = finding.provenance.is_some().then(|| (LINE_HASH.to_owned(), format!("{}:1", finding.fingerprint)));
    std::iter::once((FINGERPRINT.to_owned(), finding.fingerprint.clone())).chain(github).collect()
}

fn result_properties(finding: &Finding) -> sarif::PropertyBag {
    let evidence: Vec<_> = finding.evidence.iter().map(|evidence| evidence.word()).collect();
    bag([
        ("severity", json!(finding.severity.word())),
        ("confidence", json!(finding.confidence.word())),
        ("evidence", json!(evidence)),
        ("count", json!(finding.count)),
    ])
}

fn level(severity: Severity) -> sarif::ResultLevel {
    match severity {
        Severity::Low => sarif::ResultLevel::Note,
        Severity::Medium => sarif::ResultLevel::Warning,
        Severity::High | Severity::Critical => sarif::ResultLevel::Error,
    }
}

fn related(report: &Report<'_>, finding: &Finding) -> Option<Vec<sarif::Location>> {
    let locations = finding.related.iter().zip(1..).map(|(related, id)| {
        let mut location = place(report, finding, related.region, 1);
        location.id = Some(id);
        location.message = Some(text(sentence(&printable(&related.message))));
        location
    });
    let locations: Vec<_> = locations.collect();
    (!locations.is_empty()).then_some(locations)
}

/// The way of the value, as one flow of one thread (3.36).
fn code_flow(report: &Report<'_>, finding: &Finding) -> Option<Vec<sarif::CodeFlow>> {
    let steps = finding.flow.iter().map(|step| {
        let mut location = match &step.path {
            Some(path) => located(report, path, step.region, 1),
            None => place(report, finding, step.region, 1),
        };
        location.message = Some(text(sentence(step.message)));
        sarif::ThreadFlowLocation::builder().location(location).build()
    });
    let steps: Vec<_> = steps.collect();
    let flow = |steps| {
        let thread = sarif::ThreadFlow::builder().locations(steps).build();
        vec![sarif::CodeFlow::builder().thread_flows(vec![thread]).build()]
    };
    (!steps.is_empty()).then(|| flow(steps))
}

/// The mechanical fix, where there is one (3.55).
fn fix(report: &Report<'_>, finding: &Finding) -> Option<sarif::Fix> {
    let inserted = replacement::of(finding, report.rules.get(finding.rule))?;
    let content = sarif::ArtifactContent::builder().text(inserted).build();
    let replacement =
        sarif::Replacement::builder().deleted_region(one_line(finding.region, width(finding))).inserted_content(content).build();
    let change =
        sarif::ArtifactChange::builder().artifact_location(artifact(report, finding.file())).replacements(vec![replacement]).build();
    let what = text(format!("Replace it by `{inserted}`."));
    Some(sarif::Fix::builder().description(what).artifact_changes(vec![change]).build())
}

fn suppression(status: &Status) -> Option<sarif::Suppression> {
    let Status::Suppressed { by, reason } = status else { return None };
    let kind = match by {
        Suppressor::Inline | Suppressor::Peer => "inSource",
        Suppressor::Baseline | Suppressor::Config => "external",
    };
    let mut suppression = sarif::Suppression::builder().kind(json!(kind)).status(json!("accepted")).build();
    suppression.justification = (!reason.is_empty()).then(|| reason.clone());
    Some(suppression)
}

fn place(report: &Report<'_>, finding: &Finding, region: Range, width: u32) -> sarif::Location {
    // A line of a member is no line of its archive: that is said beside it.
    let region = if finding.inside.is_empty() { region } else { Range::default() };
    let mut location = located(report, finding.file(), region, width);
    if !finding.inside.is_empty() {
        let member = sarif::LogicalLocation::builder().fully_qualified_name(finding.path.clone()).kind("resource").build();
        location.logical_locations = Some(vec![member]);
    }
    location
}

fn located(report: &Report<'_>, file: &str, region: Range, width: u32) -> sarif::Location {
    let physical = sarif::PhysicalLocation::builder().artifact_location(artifact(report, file)).region(one_line(region, width)).build();
    sarif::Location::builder().physical_location(physical).build()
}

/// Columns that the finding takes on its first line, as far as its excerpt tells.
fn width(finding: &Finding) -> u32 {
    let highlighted = finding.excerpt.as_ref().and_then(|excerpt| excerpt.text.get(excerpt.highlight.range()));
    highlighted.map_or(1, |text| text.encode_utf16().count().max(1) as u32)
}

/// Several lines become the first one: GitHub shows an alert at one line, and viewers count characters of a region in one line only.
fn one_line(region: Range, width: u32) -> sarif::Region {
    let (line, column) = (region.start.line.max(1), region.start.column.max(1));
    let end = if region.end.line == region.start.line { region.end.column.max(column) } else { column.saturating_add(width) };
    sarif::Region::builder().start_line(line).start_column(column).end_line(line).end_column(end).build()
}

fn artifact(report: &Report<'_>, path: &str) -> sarif::ArtifactLocation {
    let path = format!("{}{path}", report.run.prefix);
    let location = sarif::ArtifactLocation::builder().uri(uri(&path));
    let is_in_checkout = report.run.origin.checkout.is_some() && !path.starts_with('/');
    if is_in_checkout { location.uri_base_id(ROOT).build() } else { location.build() }
}

/// A path as a relative reference (RFC 3986, 4.2): all but unreserved characters and `/` are percent-encoded, colons too, so that no first
/// part reads as a scheme.
fn uri(path: &str) -> String {
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    path.bytes().fold(scheme.to_owned(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push_str(&hex(&[byte]).to_ascii_uppercase());
        }
        out
    })
}

fn text(text: String) -> sarif::Message {
    sarif::Message::builder().text(text).build()
}

// Notices.

fn invocation(report: &Report<'_>, beyond_limit: usize) -> sarif::Invocation {
    let mut notifications = vec![notification("note", sentence(&left_out(report)))];
    if beyond_limit > 0 {
        let results = plural(beyond_limit as u64, "result was", "results were");
        notifications.push(notification("warning", format!("This log holds the {MOST_RESULTS} worst results; {results} left out.")));
    }
    notifications.extend(report.notices.iter().map(|notice| of_notice(report, notice)));
    sarif::Invocation::builder().execution_successful(!report.internal_error()).tool_execution_notifications(notifications).build()
}

fn notification(level: &str, message: String) -> sarif::Notification {
    sarif::Notification::builder().level(json!(level)).message(text(message)).build()
}

fn of_notice(report: &Report<'_>, notice: &Notice) -> sarif::Notification {
    let level = match notice.kind {
        NoticeKind::Binary | NoticeKind::OwnReport => "note",
        NoticeKind::Internal => "error",
        _ => "warning",
    };
    let mut notification = notification(level, sentence(&printable(&notice.why)));
    notification.descriptor = Some(sarif::ReportingDescriptorReference::builder().id(notice.kind.word()).build());
    if !notice.path.is_empty() {
        let physical = sarif::PhysicalLocation::builder().artifact_location(artifact(report, &notice.path)).build();
        notification.locations = Some(vec![sarif::Location::builder().physical_location(physical).build()]);
    }
    notification
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Position, Span};

    #[test]
    fn paths_become_relative_references() {
        for (path, expected) in [
            ("src/intake/api.py", "src/intake/api.py"),
            ("a b/täglich#1?.txt", "a%20b/t%C3%A4glich%231%3F.txt"),
            ("c:/x", "c%3A/x"),
            ("100%\n", "100%25%0A"),
            ("../up", "../up"),
            ("/srv/x", "file:///srv/x"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }

    #[test]
    fn regions_stay_on_one_line() {
        let range = |start: (u32, u32), end: (u32, u32)| Range {
            start: Position { line: start.0, column: start.1 },
            end: Position { line: end.0, column: end.1 },
            bytes: Span::default(),
        };
        for (region, width, expected) in [
            (range((3, 5), (3, 9)), 1, [3, 5, 3, 9]),
            (range((3, 5), (7, 2)), 27, [3, 5, 3, 32]),
            (range((0, 0), (0, 0)), 1, [1, 1, 1, 1]),
            (range((2, 9), (2, 1)), 1, [2, 9, 2, 9]),
        ] {
            let region = one_line(region, width);
            assert_eq!([region.start_line, region.start_column, region.end_line, region.end_column], expected.map(Some));
        }
    }

    #[test]
    fn names_and_sentences_are_as_the_validator_wants_them() {
        assert_eq!(pascal_case("aws-access-key"), "AwsAccessKey");
        assert_eq!(pascal_case("3des--"), "3des");
        assert_eq!(rule_name("aws-access-key"), "AwsAccessKey");
        assert_eq!(rule_name("npi"), "NpiRule");
        assert_eq!(sentence("a key was found"), "A key was found.");
        assert_eq!(sentence(" Really? "), "Really?");
        assert_eq!(sentence(""), ".");
    }
}
