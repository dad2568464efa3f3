//! `--statistics`: what was read, what each rule found, and how long each stage took. Reports hold no times, so that the same input gives
//! the same bytes; these lines go to standard error.

use crate::finding::Finding;
use crate::rule::RuleSet;
use crate::run::Outcome;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::{Duration, Instant};

/// Measures stages, one after the other.
pub(super) struct Clock {
    last: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Clock {
    pub(super) fn start() -> Self {
        Self { last: Instant::now(), stages: Vec::new() }
    }

    /// A stage ends now.
    pub(super) fn stage(&mut self, name: &'static str) {
        let now = Instant::now();
        self.stages.push((name, now - self.last));
        self.last = now;
    }
}

/// A line for each thing that was counted, without a line break at the end.
pub(super) fn statistics(rules: &RuleSet, outcome: &Outcome, clock: &Clock) -> String {
    let mut out = String::from("Statistics\n");
    let mut line = |name: &str, text: String| {
        let _ = writeln!(out, "  {name:<28} {text}");
    };
    let Outcome { findings, suppressed, held_back, notices, files, bytes, cached, .. } = outcome;
    line("files", format!("{files}, {cached} of them known from the cache"));
    line("bytes", bytes.to_string());
    line("findings", format!("{} reported, {} accepted, {held_back} held back", findings.len(), suppressed.len()));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    notices.iter().for_each(|notice| *kinds.entry(notice.kind.word()).or_default() += 1);
    let kinds: Vec<String> = kinds.iter().map(|(kind, number)| format!("{number} {kind}")).collect();
    line("not scanned", if kinds.is_empty() { "nothing".to_owned() } else { kinds.join(", ") });
    for (name, time) in &clock.stages {
        let speed = bytes.checked_div(u64::try_from(time.as_micros()).unwrap_or(u64::MAX)).filter(|_| *name == "scan");
        let speed = speed.map(|speed| format!(", {speed} MB/s")).unwrap_or_default();
        line(&format!("time: {name}"), format!("{:.3} s{speed}", time.as_secs_f64()));
    }
    let enabled = rules.iter().filter(|(key, _)| rules.is_enabled(*key)).count();
    line("rules", enabled.to_string());
    let mut by_rule: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let id = |finding: &Finding| rules.get(finding.rule).id.as_str();
    findings.iter().for_each(|finding| by_rule.entry(id(finding)).or_default().0 += 1);
    suppressed.iter().for_each(|finding| by_rule.entry(id(finding)).or_default().1 += 1);
    for (rule, (reported, accepted)) in by_rule {
        line(&format!("rule: {rule}"), format!("{reported} reported, {accepted} accepted"));
    }
    out.trim_end().to_owned()
}
