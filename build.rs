//! Turns `rules/**/*.toml` into one checked, literal-derived table that the binary decodes at start.
//!
//! A mistake in a rule fails the build with file, line and rule.

#![allow(clippy::disallowed_methods, reason = "a build script reads the rules and writes the table")]

#[path = "src/rule/data.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "shared with the library, which uses and documents all of it")]
mod data;
#[path = "src/rule/frequency.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "shared with the library, which uses all of it")]
mod frequency;
#[path = "src/rule/literal.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "shared with the library, which uses all of it")]
mod literal;
#[path = "src/rule/plan.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "shared with the library, which uses all of it")]
mod plan;
#[path = "src/rule/provider.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "shared with the library, which uses all of it")]
mod provider;
#[path = "src/rule/schema.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "shared with the library, which uses all of it")]
mod schema;
#[path = "src/rule/table.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "shared with the library, which uses all of it")]
mod table;

use data::Family;
use frequency::Frequency;
use std::path::{Path, PathBuf};
use std::{env, fs, mem};

/// Expected candidates per MiB of source text that one literal may lead to.
const BUDGET: f64 = 250.0;

/// Examples of either kind that each of our own rules has: one shows the form, two show what varies.
const EXAMPLES: usize = 2;

fn main() {
    let families = [("secret", Family::Secret), ("phi", Family::Phi), ("crypto", Family::Crypto), ("hygiene", Family::Hygiene)];
    println!("cargo::rerun-if-changed=rules/lexicon/gram-frequency.tsv");
    let mut rules = Vec::new();
    let mut places = Vec::new();
    let mut providers = Vec::new();
    let mut mistakes = Vec::new();
    for (folder, family) in families {
        let folder = Path::new("rules").join(folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        for file in toml_files(&folder) {
            println!("cargo::rerun-if-changed={}", file.display());
            let text = fs::read_to_string(&file).expect("a rule file that was just listed can be read");
            if file.parent().is_some_and(|folder| folder.ends_with("providers")) {
                match provider::parse(&text) {
                    Ok(parsed) => providers.extend(parsed),
                    Err((line, message)) => mistakes.push(format!("{}:{line}: {message}", file.display())),
                }
                continue;
            }
            match schema::parse(&text, family) {
                Ok(parsed) => {
                    for parsed in parsed {
                        if family == Family::Secret && parsed.rule.matches.len().min(parsed.rule.ignores.len()) < EXAMPLES {
                            let place = format!("{}:{}", file.display(), parsed.line);
                            mistakes.push(format!("{place}: give at least {EXAMPLES} examples that match and {EXAMPLES} near misses"));
                        }
                        places.push(format!("{}:{}: rule `{}`", file.display(), parsed.line, parsed.rule.id));
                        rules.push(parsed.rule);
                    }
                }
                Err(error) => {
                    let rule = error.rule.map(|id| format!("rule `{id}`: ")).unwrap_or_default();
                    mistakes.push(format!("{}:{}:{}: {rule}{}", file.display(), error.line, error.column, error.message));
                }
            }
        }
    }
    match table::Table::compile(rules, providers) {
        Ok(table) if mistakes.is_empty() => {
            mistakes = offenders(&table);
            write(table);
        }
        Ok(_) => {}
        Err(error) => mistakes.push(format!("{}: {}", places[error.rule], error.message)),
    }
    for mistake in &mistakes {
        println!("cargo::error={}", mistake.replace('\n', " "));
    }
}

/// Names the rules whose literals are too common in source text: literal quality is the speed of the whole scan.
fn offenders(table: &table::Table) -> Vec<String> {
    let offenders = plan::offenders(table.anchors.iter().map(|anchor| &anchor.literal), Frequency::standard(), BUDGET);
    let named = offenders.into_iter().map(|(literal, expected)| {
        let anchor = table.anchors.iter().find(|anchor| anchor.literal == literal).expect("offenders come from the anchors");
        let rules = anchor.uses.iter().map(|(index, _)| table.rules[usize::from(*index)].id.as_str());
        let rules: Vec<&str> =
            rules.chain(anchor.providers.iter().map(|index| table.providers[usize::from(*index)].name.as_str())).collect();
        let literal = String::from_utf8_lossy(&literal.bytes).into_owned();
        format!(
            "`{literal}` is expected {expected:.0} times in a MiB of source text, more than {BUDGET}: give {} a rarer literal",
            rules.join(", ")
        )
    });
    named.collect()
}

fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the rules are part of the source") {
        let path = entry.expect("the rules can be listed").path();
        if path.is_dir() {
            files.extend(toml_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Examples go into a file of their own: a scan does not need them, and start-up is paid for by every run.
fn write(mut table: table::Table) {
    let take = |rule: &mut data::Rule| (mem::take(&mut rule.matches), mem::take(&mut rule.ignores));
    let examples: Vec<_> = table.rules.iter_mut().map(take).collect();
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let bytes = postcard::to_allocvec(&table).expect("the table is plain data");
    fs::write(folder.join("rules.postcard"), bytes).expect("OUT_DIR can be written");
    let bytes = postcard::to_allocvec(&examples).expect("examples are plain data");
    fs::write(folder.join("examples.postcard"), bytes).expect("OUT_DIR can be written");
}
