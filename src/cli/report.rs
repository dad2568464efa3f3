//! `asepsis report`: reports of earlier runs, of shards for instance, become one; nothing is scanned.

use super::output::Outputs;
use super::scan::{DEFAULT_CONTROLS, load_rules};
use super::trust::Trust;
use super::{Exit, ReportArgs};
use crate::report::Report;
use crate::report::read::Merged;
use crate::rule::Severity;
use crate::source::shown;
use anyhow::Context;
use std::fs;

pub(super) fn report(args: &ReportArgs) -> anyhow::Result<Exit> {
    let rules = load_rules(args.rules_file.as_deref(), &Trust::default())?;
    let mut merged = Merged::default();
    for file in &args.files {
        let name = shown(file);
        let text = fs::read_to_string(file).with_context(|| format!("cannot read the report `{name}`"))?;
        merged.add(&name, &text, &rules).map_err(|error| anyhow::anyhow!("{name}: {error}"))?;
    }
    merged.finish();
    let outputs = Outputs::open(&args.output)?;
    let mut run = merged.run.clone();
    run.controls =
        if args.output.controls.is_empty() { DEFAULT_CONTROLS.map(str::to_owned).to_vec() } else { args.output.controls.clone() };
    if let Some(word) = args.fail_on {
        run.fail_on = Severity::ALL.iter().find(|severity| severity.word().eq_ignore_ascii_case(&format!("{word:?}"))).copied();
    }
    (run.show_suppressed, run.verbose, run.quiet) = (args.show_suppressed, args.output.verbose, args.output.quiet);
    let report = Report { rules: &rules, findings: &merged.findings, suppressed: &merged.suppressed, notices: &merged.notices, run: &run };
    let exit = if report.internal_error() {
        Exit::Internal
    } else if report.failing() > 0 {
        Exit::Findings
    } else if report.notices.iter().any(|notice| notice.kind.incomplete()) && args.strict {
        Exit::Incomplete
    } else {
        Exit::Clean
    };
    outputs.write(&report, false)?;
    Ok(exit)
}
