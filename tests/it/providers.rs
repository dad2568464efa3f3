//! Every row of the table of providers: its words lead to its credentials in the forms that people write, and to nothing that only
//! resembles them. The examples are drawn from the rows.

use asepsis::blob::Blob;
use asepsis::rule::provider::{Form, Part, Place, Provider};
use asepsis::rule::{Family, Rule, RuleSet};
use asepsis::scan::{Options, Scanner};
use std::collections::HashSet;

/// The rules that find something in a file of this text.
fn found<'r>(scanner: &Scanner<'r>, text: &str) -> Vec<&'r Rule> {
    let blob = Blob { path: "example.txt", project_path: "example.txt", bytes: text.as_bytes() };
    scanner.scan(&blob).findings.iter().map(|finding| scanner.rules().get(finding.rule)).collect()
}

/// Number of credentials that are found in a file of this text.
fn credentials(scanner: &Scanner<'_>, text: &str) -> usize {
    found(scanner, text).iter().filter(|rule| rule.family == Family::Secret).count()
}

/// The ways in which people write a name with a value.
fn written(provider: &Provider, word: &str, value: &str) -> Vec<String> {
    let snake = word.replace(' ', "_");
    let upper = snake.to_uppercase();
    let camel: String = word.split(' ').enumerate().map(|(at, part)| if at == 0 { part.to_owned() } else { capital(part) }).collect();
    let mut written = vec![
        format!("{upper}_API_KEY={value}\n"),
        format!("{snake}_token: \"{value}\"\n"),
        format!("const {camel}Secret = '{value}';\n"),
        format!("\"{snake}_api_key\": \"{value}\",\n"),
        format!("client.{camel}.apiKey(\"{value}\")\n"),
    ];
    if provider.place == Place::Near {
        written.push(format!("{snake}:\n  api_key: {value}\n"));
        written.push(format!("curl https://api.{}.example/v1/me -H \"X-Api-Key: {value}\"\n", word.replace(' ', "")));
    }
    written
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Texts that resemble a row's credentials and are none.
fn near_misses(provider: &Provider, word: &str, form: &Form, value: &str) -> Vec<String> {
    let upper = word.replace(' ', "_").to_uppercase();
    let least = provider.forms.iter().map(|form| form.lengths().0).min().expect("a row has a form");
    let most = provider.forms.iter().map(|form| form.lengths().1).max().expect("a row has a form");
    let short: String = value.chars().take(least - 1).collect();
    let long = form.sample(7).repeat(most / value.len() + 2);
    let mut misses = vec![
        format!("X{upper}X_API_KEY={value}\n").replace("_API_KEY", "_COUNT"),
        format!("{upper}_URL={value}\n"),
        format!("{upper}_API_KEY=${{{upper}_API_KEY}}\n"),
        format!("{upper}_API_KEY=your-{}-api-key\n", word.replace(' ', "-")),
        format!("{upper}_COUNT={long}\n"),
    ];
    if matches!(form.0[..], [Part::Run(..)]) {
        misses.push(format!("{upper}_CODE={short}\n"));
    }
    misses
}

#[test]
fn every_row_finds_its_credentials() {
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    let (mut missed, mut asked) = (Vec::new(), 0);
    for (index, provider) in rules.providers().iter().enumerate() {
        for word in &provider.words {
            for form in &provider.forms {
                for text in written(provider, word, &form.sample(index as u64 + 1)) {
                    asked += 1;
                    if credentials(&scanner, &text) == 0 {
                        let instead: Vec<&str> = found(&scanner, &text).iter().map(|rule| rule.id.as_str()).collect();
                        missed.push(format!(
                            "{} {form:?} {instead:?}: {}",
                            provider.name,
                            text.replace(&form.sample(index as u64 + 1), "…").trim()
                        ));
                    }
                }
            }
        }
    }
    // The model of values is one of chances: a value drawn at random may read as written.
    assert!(missed.len() * 1_000 < asked, "{} of {asked} are missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn no_row_finds_what_only_resembles_its_credentials() {
    let mut rules = RuleSet::built_in();
    let others: Vec<_> = rules.iter().filter(|(_, rule)| !rule.providers).map(|(key, _)| key).collect();
    for key in others {
        rules.enable(key, false);
    }
    let scanner = Scanner::new(&rules, Options::default());
    let mut wrong = Vec::new();
    for (index, provider) in rules.providers().iter().enumerate() {
        // The tail of a form of several parts may be another form.
        for form in provider.forms.iter().filter(|form| form.0.len() == 1) {
            let value = form.sample(index as u64 + 1);
            for text in near_misses(provider, &provider.words[0], form, &value) {
                if credentials(&scanner, &text) > 0 {
                    wrong.push(format!("{}: {}", provider.name, text.replace(&value, "…").trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// A provider has one row, or one for each place: words that are its own, and words that mean other things too.
#[test]
fn every_row_stands_once() {
    let rules = RuleSet::built_in();
    let (mut names, mut words) = (HashSet::new(), HashSet::new());
    let mut twice = Vec::new();
    for provider in rules.providers() {
        if !names.insert((&provider.name, provider.place == Place::Name)) {
            twice.push(provider.name.clone());
        }
        twice.extend(provider.words.iter().filter(|word| !words.insert(*word)).map(|word| format!("{}: {word}", provider.name)));
    }
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}
