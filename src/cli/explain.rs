//! `asepsis explain RULE`: what it finds, why it matters, how to fix it. One text for people, for Markdown and for machines.
//! Places, `asepsis explain PATH:LINE`, are explained in [`place`].

use super::scan::load_rules;
use super::trust::Trust;
use super::{Exit, ExplainArgs, ExplainFormat, place, terminal};
use crate::rule::{Rule, RuleKey, RuleSet};
use anyhow::bail;
use std::fmt::Write;

pub(super) fn explain(args: &ExplainArgs) -> anyhow::Result<Exit> {
    let rules = load_rules(args.rules_file.as_deref(), &Trust::default())?;
    let keys = rules.select(&args.rule);
    if keys.is_empty() {
        if let Some(place) = place::Place::parse(&args.rule) {
            return place::explain(args, &place);
        }
        let hint = rules.suggest(&args.rule).map(|known| format!("; did you mean `{known}`?")).unwrap_or_default();
        bail!("there is no rule `{}`{hint} (`asepsis rules list` lists them all)", args.rule);
    }
    let mut out = String::new();
    for (index, key) in keys.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        match args.format {
            ExplainFormat::Human => human(&rules, *key, &mut out),
            ExplainFormat::Markdown => markdown(&rules, *key, &mut out),
            ExplainFormat::Json => json(&rules, *key, &mut out),
        }
    }
    terminal::print(out.as_bytes())?;
    Ok(Exit::Clean)
}

/// `CWE-798, CWE-259`.
fn weaknesses(rule: &Rule) -> String {
    rule.cwe.iter().map(|number| format!("CWE-{number}")).collect::<Vec<_>>().join(", ")
}

fn human(rules: &RuleSet, key: RuleKey, out: &mut String) {
    let rule = rules.get(key);
    let mut line = |label: &str, text: &str| {
        if !text.is_empty() {
            let _ = writeln!(out, "{label:<9}{text}");
        }
    };
    line("rule", &rule.id);
    line("title", &rule.title);
    line("kind", &format!("{}, severity {}, confidence {}", rule.family.word(), rules.severity(key).word(), rule.confidence.word()));
    line("class", &rule.class);
    line("group", &rule.groups.join(", "));
    line("formerly", &rule.aliases.join(", "));
    line("cwe", &weaknesses(rule));
    line("what", &rule.what);
    line("why", &rule.why);
    line("fix", &rule.fix);
    rule.fixes.iter().for_each(|(language, fix)| line("", &format!("{language}: {fix}")));
    line("accept", &format!("asepsis: ignore[{}] and your reason, in a comment on the line", rule.id));
    for reference in &rule.references {
        line("see", reference);
    }
    let (matches, ignores) = rules.examples(key);
    example(out, "finds", matches.first().map(|example| example.text.as_str()), rule);
    example(out, "leaves", ignores.first().map(|example| example.text.as_str()), rule);
}

/// Examples are shown as they stand in the rule file: split, so that nothing that looks like a credential is printed.
fn example(out: &mut String, label: &str, text: Option<&str>, rule: &Rule) {
    let Some(text) = text else { return };
    for (index, line) in text.lines().take(6).enumerate() {
        let _ = writeln!(out, "{:<9}{}", if index == 0 { label } else { "" }, cut(line, rule));
    }
}

/// A long run of an example is cut in its middle.
fn cut(line: &str, rule: &Rule) -> String {
    let longest = if rule.public_value { usize::MAX } else { 24 };
    let mut out = String::new();
    for word in line.split_inclusive(|character: char| !(character.is_ascii_alphanumeric() || "+/_-".contains(character))) {
        if word.chars().count() > longest {
            let kept: String = word.chars().take(12).collect();
            let _ = write!(
                out,
                "{kept}…{}",
                word.chars().last().filter(|last| !last.is_ascii_alphanumeric()).map(String::from).unwrap_or_default()
            );
        } else {
            out.push_str(word);
        }
    }
    out
}

pub(super) fn markdown(rules: &RuleSet, key: RuleKey, out: &mut String) {
    let rule = rules.get(key);
    let _ = writeln!(out, "# {} (`{}`)\n", rule.title, rule.id);
    let _ = writeln!(
        out,
        "{}, severity {}, confidence {}. {}\n",
        rule.family.word(),
        rules.severity(key).word(),
        rule.confidence.word(),
        weaknesses(rule)
    );
    let _ = writeln!(out, "{}\n", rule.what);
    let _ = writeln!(out, "**Why it matters.** {}\n\n**How to fix it.** {}\n", rule.why, rule.fix);
    for (language, fix) in &rule.fixes {
        let _ = writeln!(out, "- {language}: {fix}");
    }
    let _ = writeln!(out, "**How to accept it.** `asepsis: ignore[{}]` and your reason, in a comment on the line.", rule.id);
    for reference in &rule.references {
        let _ = writeln!(out, "\n- <{reference}>");
    }
}

fn json(rules: &RuleSet, key: RuleKey, out: &mut String) {
    let _ = writeln!(out, "{}", super::rules::as_json(rules, key));
}
