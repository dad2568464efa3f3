//! `asepsis lsp`: a language server on standard input and output, for every editor that speaks the protocol.
//!
//! Findings are diagnostics, on opening, changing and saving a document; hovering one explains its rule; code actions accept it, by a
//! comment or in the baseline. Source: Language Server Protocol 3.17.
//!
//! Promises: what is sent holds no value, as reports do not; a message that makes no sense is answered, never a reason to end. Configuration
//! and baseline are read again when one of them is saved.

use super::lsp_text::{Lines, path_of};
use super::project::{self, CONFIG_NAMES};
use super::scan::Plan;
use super::{Exit, ScanArgs, explain};
use crate::finding::{Finding, Region, replacement};
use crate::language::Language;
use crate::report::{Report, RunInfo};
use crate::rule::Severity;
use crate::source::{Content, Item, Source, Visitor};
use crate::suppress::baseline::{Accepted, Baseline};
use anyhow::Context;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response, ResponseError};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeDescription, Command, Diagnostic, DiagnosticRelatedInformation,
    DiagnosticSeverity, ExecuteCommandOptions, ExecuteCommandParams, Hover, HoverContents, HoverParams, InitializeParams, Location,
    LogMessageParams, MarkupContent, MarkupKind, MessageType, NumberOrString, Position, PublishDiagnosticsParams, Range,
    ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, TextEdit, Uri, WorkspaceEdit,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;
use std::str::FromStr;

/// The command behind the code action that writes the baseline.
const ACCEPT: &str = "asepsis.acceptInBaseline";

/// What stands for a reason until its author writes one.
const REASON: &str = "REASON";

/// Serves until the editor asks to stop.
pub(super) fn serve(mut args: ScanArgs) -> anyhow::Result<Exit> {
    let (connection, threads) = Connection::stdio();
    let capabilities = ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::FULL)),
        hover_provider: Some(true.into()),
        code_action_provider: Some(true.into()),
        execute_command_provider: Some(ExecuteCommandOptions { commands: vec![ACCEPT.to_owned()], ..ExecuteCommandOptions::default() }),
        ..ServerCapabilities::default()
    };
    let parameters: InitializeParams = serde_json::from_value(
        connection.initialize(serde_json::to_value(capabilities)?).context("the editor did not begin as the protocol has it")?,
    )?;
    if args.paths.is_empty() {
        let folder = parameters.workspace_folders.and_then(|folders| folders.first().map(|folder| folder.uri.clone()));
        #[expect(deprecated, reason = "editors that know no workspace folders still send it")]
        let folder = folder.or(parameters.root_uri).and_then(|uri| path_of(&uri));
        args.paths = folder.into_iter().collect();
    }
    let plans = vec![Planned { plan: Plan::of(&args)?, args }];
    let mut server = Server { connection: &connection, plans, documents: BTreeMap::new() };
    let was_announced = server.listen()?;
    drop(connection);
    threads.join().context("the editor sent what is no message")?;
    // The protocol: 0 after a request to shut down, else 1.
    Ok(if was_announced { Exit::Clean } else { Exit::Findings })
}

struct Server<'c> {
    connection: &'c Connection,
    /// One a project: that of the workspace, then those that documents lie in.
    plans: Vec<Planned>,
    /// Open documents by their address.
    documents: BTreeMap<String, Document>,
}

/// A project, and how it is scanned.
struct Planned {
    plan: Plan,
    args: ScanArgs,
}

impl Planned {
    /// Reads configuration and baseline again; a mistake in them leaves the old ones in force. Whether there was none.
    fn read_again(&mut self) -> bool {
        let plan = Plan::of(&self.args);
        plan.map(|plan| self.plan = plan).is_ok()
    }
}

/// An open document as the editor last sent it.
struct Document {
    uri: Uri,
    /// Which of the plans it is scanned by.
    project: usize,
    text: String,
    findings: Vec<Finding>,
}

impl Server<'_> {
    /// Whether the editor asked to shut down before it ended.
    fn listen(&mut self) -> anyhow::Result<bool> {
        while let Ok(message) = self.connection.receiver.recv() {
            match message {
                Message::Request(request) => {
                    if self.connection.handle_shutdown(&request)? {
                        return Ok(true);
                    }
                    let response = self.answer(request);
                    self.connection.sender.send(Message::Response(response)).context("the editor does not listen any more")?;
                }
                Message::Notification(notification) if notification.method == "exit" => return Ok(false),
                Message::Notification(notification) => self.notified(notification)?,
                Message::Response(_) => {}
            }
        }
        Ok(false)
    }

    fn notified(&mut self, notification: Notification) -> anyhow::Result<()> {
        match notification.method.as_str() {
            "textDocument/didOpen" => {
                let Ok(opened) = from_value::<lsp_types::DidOpenTextDocumentParams>(notification.params) else { return Ok(()) };
                self.scan(opened.text_document.uri, opened.text_document.text)
            }
            "textDocument/didChange" => {
                let Ok(mut changed) = from_value::<lsp_types::DidChangeTextDocumentParams>(notification.params) else { return Ok(()) };
                let Some(change) = changed.content_changes.pop() else { return Ok(()) };
                self.scan(changed.text_document.uri, change.text)
            }
            "textDocument/didSave" => {
                let Ok(saved) = from_value::<lsp_types::DidSaveTextDocumentParams>(notification.params) else { return Ok(()) };
                self.saved(&saved.text_document.uri)
            }
            "textDocument/didClose" => {
                let Ok(closed) = from_value::<lsp_types::DidCloseTextDocumentParams>(notification.params) else { return Ok(()) };
                let uri = closed.text_document.uri;
                self.documents.remove(uri.as_str());
                self.publish(uri, Vec::new())
            }
            _ => Ok(()),
        }
    }

    /// A saved configuration or baseline changes every document's findings; a mistake in it leaves the old one in force.
    fn saved(&mut self, uri: &Uri) -> anyhow::Result<()> {
        let path = path_of(uri);
        let is_ours = path.as_ref().is_some_and(|path| {
            let is_config = path.file_name().is_some_and(|name| CONFIG_NAMES.iter().any(|known| name == *known));
            is_config || self.plans.iter().any(|one| Some(path) == one.plan.project.config_file.as_ref() || *path == one.plan.baseline_file)
        });
        if is_ours {
            let read = self.plans.iter_mut().map(Planned::read_again).filter(|is_new| *is_new).count();
            return if read > 0 { self.scan_all() } else { Ok(()) };
        }
        match self.documents.get(uri.as_str()) {
            Some(document) => self.scan(document.uri.clone(), document.text.clone()),
            None => Ok(()),
        }
    }

    fn scan_all(&mut self) -> anyhow::Result<()> {
        let documents: Vec<(Uri, String)> = self.documents.values().map(|document| (document.uri.clone(), document.text.clone())).collect();
        documents.into_iter().try_for_each(|(uri, text)| self.scan(uri, text))
    }

    fn scan(&mut self, uri: Uri, text: String) -> anyhow::Result<()> {
        let project = self.project_of(&uri);
        let Planned { plan, args } = &self.plans[project];
        let path = path_in_project(plan, &uri);
        let source = Text { path: path.clone(), text: &text };
        let mut outcome = plan.run_on(args, &source);
        for notice in outcome.notices.iter().filter(|notice| notice.kind.incomplete()) {
            self.log(format!("{}: {}: {}", notice.path, notice.kind.word(), notice.why))?;
        }
        // What is wrong with the baseline or the configuration stands in those files.
        outcome.findings.retain(|finding| finding.path == path);
        let report = Report { rules: &plan.rules, findings: &[], suppressed: &[], notices: &[], run: &RunInfo::default() };
        let diagnostics = outcome.findings.iter().map(|finding| diagnostic(&report, &uri, finding)).collect();
        self.documents.insert(uri.as_str().to_owned(), Document { uri: uri.clone(), project, text, findings: outcome.findings });
        self.publish(uri, diagnostics)
    }

    /// The plan of the project whose configuration is nearest; one with a mistake leaves the workspace's in force.
    fn project_of(&mut self, uri: &Uri) -> usize {
        let workspace = &self.plans[0];
        let run = &workspace.args.run;
        let file = path_of(uri).map(|path| fs::canonicalize(&path).unwrap_or(path));
        let Some(folder) = file.as_deref().and_then(Path::parent).filter(|_| run.config.is_none() && !run.no_config) else { return 0 };
        let (folder, config) = project::find(folder, &workspace.plan.trust);
        if let Some(known) = self.plans.iter().position(|one| one.plan.project.folder == folder) {
            return known;
        }
        let args = ScanArgs { paths: vec![folder], ..workspace.args.clone() };
        match config.and_then(|_| Plan::of(&args).ok()) {
            Some(plan) => {
                self.plans.push(Planned { plan, args });
                self.plans.len() - 1
            }
            None => 0,
        }
    }

    /// What an editor keeps in its log: that a document was not scanned, or not wholly.
    fn log(&self, message: String) -> anyhow::Result<()> {
        let notification = Notification::new("window/logMessage".to_owned(), LogMessageParams { typ: MessageType::WARNING, message });
        self.connection.sender.send(Message::Notification(notification)).context("the editor does not listen any more")
    }

    fn publish(&self, uri: Uri, diagnostics: Vec<Diagnostic>) -> anyhow::Result<()> {
        let parameters = PublishDiagnosticsParams { uri, diagnostics, version: None };
        let notification = Notification::new("textDocument/publishDiagnostics".to_owned(), parameters);
        self.connection.sender.send(Message::Notification(notification)).context("the editor does not listen any more")
    }

    fn answer(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let result = match method.as_str() {
            "textDocument/hover" => from_value(params).map(|params| value(self.hover(&params))),
            "textDocument/codeAction" => from_value(params).map(|params| value(self.actions(&params))),
            "workspace/executeCommand" => from_value(params).and_then(|params| self.execute(&params)),
            _ => Err(error(ErrorCode::MethodNotFound, "asepsis does not know this request")),
        };
        match result {
            Ok(result) => Response::new_ok(id, result),
            Err(error) => Response::new_err(id, error.code, error.message),
        }
    }

    fn hover(&self, params: &HoverParams) -> Option<Hover> {
        let place = &params.text_document_position_params;
        let document = self.documents.get(place.text_document.uri.as_str())?;
        let finding = document.findings.iter().find(|finding| holds(range(finding.region), place.position))?;
        let mut text = String::new();
        explain::markdown(&self.plans[document.project].plan.rules, finding.rule, &mut text);
        let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: text });
        Some(Hover { contents, range: Some(range(finding.region)) })
    }

    /// How each finding in the range is fixed, where that is mechanical, and two ways to accept it.
    fn actions(&self, params: &CodeActionParams) -> Vec<CodeActionOrCommand> {
        let uri = &params.text_document.uri;
        let Some(document) = self.documents.get(uri.as_str()) else { return Vec::new() };
        let plan = &self.plans[document.project].plan;
        let report = Report { rules: &plan.rules, findings: &[], suppressed: &[], notices: &[], run: &RunInfo::default() };
        let touched = document.findings.iter().filter(|finding| overlap(range(finding.region), params.range));
        let mut actions = Vec::new();
        for finding in touched {
            let rule = &plan.rules.get(finding.rule).id;
            let mut action = |title: String, edit: Option<WorkspaceEdit>, command: Option<Command>| {
                let diagnostics = Some(vec![diagnostic(&report, uri, finding)]);
                let kind = Some(CodeActionKind::QUICKFIX);
                actions.push(CodeActionOrCommand::CodeAction(CodeAction {
                    title,
                    kind,
                    diagnostics,
                    edit,
                    command,
                    ..CodeAction::default()
                }));
            };
            let change = |edit: TextEdit| Some(WorkspaceEdit::new(HashMap::from([(uri.clone(), vec![edit])])));
            if let Some(text) = replacement::of(finding, plan.rules.get(finding.rule)) {
                action(format!("Replace by `{text}`"), change(TextEdit::new(range(finding.region), text.to_owned())), None);
            }
            if let Some(edit) = comment(document, rule, finding) {
                action(format!("Accept `{rule}` with a comment"), change(edit), None);
            }
            let title = format!("Accept `{rule}` in the baseline");
            let arguments = Some(vec![uri.as_str().into(), finding.fingerprint.as_str().into()]);
            action(title.clone(), None, Some(Command { title, command: ACCEPT.to_owned(), arguments }));
        }
        actions
    }

    fn execute(&mut self, params: &ExecuteCommandParams) -> Result<serde_json::Value, ResponseError> {
        let unknown = || error(ErrorCode::InvalidParams, "asepsis does not know this command, or the finding is gone");
        let [uri, id] = &params.arguments[..] else { return Err(unknown()) };
        let document = uri.as_str().and_then(|uri| self.documents.get(uri)).filter(|_| params.command == ACCEPT);
        let document = document.ok_or_else(unknown)?;
        let finding = document.findings.iter().find(|finding| Some(finding.fingerprint.as_str()) == id.as_str()).ok_or_else(unknown)?;
        let plan = &mut self.plans[document.project].plan;
        let accepted = Accepted { reason: String::new(), by: String::new(), added: plan.today, until: None };
        let baseline = plan.baseline.clone().unwrap_or_default().with([(finding, accepted)], &plan.rules);
        write(&plan.baseline_file, &baseline).map_err(|failure| error(ErrorCode::RequestFailed, &format!("{failure:#}")))?;
        plan.baseline = Some(baseline);
        self.scan_all().map_err(|failure| error(ErrorCode::InternalError, &failure.to_string()))?;
        Ok(serde_json::Value::Null)
    }
}

fn write(file: &Path, baseline: &Baseline) -> anyhow::Result<()> {
    fs::write(file, baseline.render()).with_context(|| format!("cannot write the baseline `{}`", crate::source::shown(file)))
}

/// The path that fingerprints, globs and the baseline speak of.
fn path_in_project(plan: &Plan, uri: &Uri) -> String {
    let Some(path) = path_of(uri) else { return uri.as_str().rsplit('/').next().unwrap_or_default().to_owned() };
    let path = fs::canonicalize(&path).unwrap_or(path);
    crate::source::shown(path.strip_prefix(&plan.project.folder).unwrap_or(&path))
}

/// One document as a source.
struct Text<'t> {
    path: String,
    text: &'t str,
}

impl Source for Text<'_> {
    fn visit<'v>(&self, visitor: &(dyn Fn() -> Box<dyn Visitor + 'v> + Sync)) {
        visitor().item(Item::new(self.path.clone(), self.path.clone(), Content::Heap(self.text.as_bytes().to_vec())));
    }
}

fn from_value<T: DeserializeOwned>(value: serde_json::Value) -> Result<T, ResponseError> {
    serde_json::from_value(value).map_err(|_| error(ErrorCode::InvalidParams, "the parameters do not fit"))
}

fn value(result: impl Serialize) -> serde_json::Value {
    serde_json::to_value(result).expect("the types of the protocol are JSON")
}

fn error(code: ErrorCode, message: &str) -> ResponseError {
    ResponseError { code: code as i32, message: message.to_owned(), data: None }
}

fn diagnostic(report: &Report<'_>, uri: &Uri, finding: &Finding) -> Diagnostic {
    let rule = report.rules.get(finding.rule);
    let href = rule.references.first().and_then(|page| Uri::from_str(page).ok());
    let related = finding.related.iter().map(|related| DiagnosticRelatedInformation {
        location: Location { uri: uri.clone(), range: range(related.region) },
        message: related.message.clone(),
    });
    let related: Vec<_> = related.collect();
    Diagnostic {
        range: range(finding.region),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(rule.id.clone())),
        code_description: href.map(|href| CodeDescription { href }),
        source: Some("asepsis".to_owned()),
        message: format!("{} {}", report.message(finding), report.fix(finding)),
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Low => DiagnosticSeverity::INFORMATION,
        Severity::Medium => DiagnosticSeverity::WARNING,
        Severity::High | Severity::Critical => DiagnosticSeverity::ERROR,
    }
}

/// Both count columns in UTF-16 units; the protocol counts from 0.
fn range(region: Region) -> Range {
    let place = |position: crate::text::Position| Position::new(position.line.saturating_sub(1), position.column.saturating_sub(1));
    Range::new(place(region.start), place(region.end))
}

fn holds(range: Range, position: Position) -> bool {
    range.start <= position && position <= range.end
}

fn overlap(one: Range, other: Range) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// An ignore comment at the end of the finding's line, where the language has comments that end with the line.
fn comment(document: &Document, rule: &str, finding: &Finding) -> Option<TextEdit> {
    let path = document.uri.path().as_str();
    // Most readers of JSON refuse a comment.
    if path.ends_with(".json") {
        return None;
    }
    let language = Language::of(path, document.text.as_bytes().get(..256).unwrap_or(document.text.as_bytes()));
    let mark = language.comment_prefixes().first()?;
    let line = finding.region.start.line.saturating_sub(1);
    let end = Position::new(line, Lines::of(&document.text).width(line)?);
    Some(TextEdit::new(Range::new(end, end), format!("  {mark} asepsis: ignore[{rule}] {REASON}")))
}
