//! Weak cryptography in code: testdata/crypto holds good and bad uses side by side, with what is expected at the end of the line.

use asepsis::blob::Blob;
use asepsis::language::Language;
use asepsis::link::Pending;
use asepsis::rule::{Confidence, Family, RuleSet};
use asepsis::scan::{Options, Scanner};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A line of a fixture: its number and the class that is expected there.
type Place = (usize, String);

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/crypto").join(name)
}

fn fixtures(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).expect("the folder is there").map(|file| file.expect("it can be listed").path());
    files.filter(|path| path.is_file() && path.extension().is_some_and(|extension| extension != "toml")).collect()
}

/// `bad: class, variant variant` at the end of a line.
fn mark<'l>(line: &'l str, kind: &str) -> Option<(&'l str, Vec<&'l str>)> {
    let (_, mark) = line.split_once(kind).filter(|_| !line.contains('`'))?;
    let mark = mark.trim_end_matches("*/").trim();
    let (class, variants) = mark.split_once(',').unwrap_or((mark, ""));
    Some((class.trim(), variants.split_whitespace().collect()))
}

/// What is wrong with what is found in a fixture.
fn wrong_in(rules: &RuleSet, path: &Path) -> (usize, Vec<String>) {
    let scanner = Scanner::new(rules, Options::default());
    let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
    let text = fs::read_to_string(path).expect("fixtures are UTF-8");
    let scanned = scanner.scan(&Blob { path: &name, project_path: &name, bytes: text.as_bytes() });
    let pending = scanned.pending.into_iter().filter(Pending::holds_alone).map(|pending| pending.finding);
    let class = |rule: &str, class: &str| if class.is_empty() { rule.to_owned() } else { class.to_owned() };
    let findings = scanned.findings.into_iter().chain(pending).filter(|finding| rules.get(finding.rule).family == Family::Crypto);
    let placed = findings.map(|finding| {
        let rule = rules.get(finding.rule);
        let place = (finding.region.start.line as usize, class(&rule.id, &rule.class));
        (place, finding.confidence == Confidence::Low)
    });
    let (mut found, mut held): (BTreeSet<Place>, BTreeSet<Place>) = (BTreeSet::new(), BTreeSet::new());
    placed.for_each(|(place, is_held)| {
        if is_held {
            held.insert(place.clone());
        }
        found.insert(place);
    });
    let marked = |kind: &str| -> BTreeSet<Place> {
        text.lines().zip(1..).filter_map(|(line, number)| Some((number, mark(line, kind)?.0.to_owned()))).collect()
    };
    // What is marked as held back is found, and not shown unless somebody asks for all.
    let (mut expected, held_back) = (marked("bad: "), marked("held: "));
    expected.extend(held_back.iter().cloned());
    let missing = expected.difference(&found).map(|(line, class)| format!("{name}:{line}: {class} is not found"));
    let surplus = found.difference(&expected).map(|(line, class)| format!("{name}:{line}: {class} is found"));
    let shown = held_back.difference(&held).map(|(line, class)| format!("{name}:{line}: {class} is not held back"));
    (expected.len(), missing.chain(surplus).chain(shown).collect())
}

#[test]
fn what_is_marked_is_found_and_nothing_else() {
    let rules = RuleSet::built_in();
    let (mut marks, mut wrong) = (0, Vec::new());
    for path in fixtures(&folder("")).into_iter().chain(fixtures(&folder("matrix"))) {
        let (expected, differences) = wrong_in(&rules, &path);
        marks += expected;
        wrong.extend(differences);
    }
    assert!(marks > 700, "{marks} expectations were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// By family, class and language: the variants that must be shown.
type Matrix = BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>;

#[test]
fn every_family_is_shown_in_every_language_it_exists_in() {
    let table = fs::read_to_string(folder("matrix").join("matrix.toml")).expect("the matrix is there");
    let matrix: Matrix = toml::from_str(&table).expect("the matrix is TOML");
    let mut shown: BTreeSet<String> = BTreeSet::new();
    for path in fixtures(&folder("matrix")) {
        let language = Language::of(&path.to_string_lossy(), b"").name();
        let text = fs::read_to_string(&path).expect("fixtures are UTF-8");
        for (kind, line) in text.lines().flat_map(|line| [("bad", line), ("good", line)]) {
            let Some((class, variants)) = mark(line, &format!("{kind}: ")) else { continue };
            shown.insert(format!("{class} {language} {kind}"));
            shown.extend(variants.into_iter().map(|variant| format!("{class} {language} {variant}")));
        }
    }
    let mut cells = BTreeSet::new();
    let mut missing = Vec::new();
    for (class, languages) in matrix.values().flatten() {
        for (language, variants) in languages {
            cells.insert(format!("{class} {language}"));
            let asked = ["bad", "good"].into_iter().chain(variants.split_whitespace()).map(|what| format!("{class} {language} {what}"));
            missing.extend(asked.filter(|what| !shown.contains(what)));
        }
    }
    let unlisted = shown.iter().filter(|what| !cells.contains(what.rsplit_once(' ').expect("three words").0));
    missing.extend(unlisted.map(|what| format!("{what}: no cell of the matrix")));
    assert!(cells.len() > 300, "{} cells", cells.len());
    assert!(missing.is_empty(), "missing:\n{}", missing.join("\n"));
}

#[test]
fn a_replacement_says_what_fips_thinks_of_it() {
    const ALGORITHMS: &[&str] = &[
        "weak-hash",
        "weak-mac",
        "legacy-mac",
        "weak-signature",
        "hashed-identifier",
        "broken-cipher",
        "legacy-cipher",
        "ecb-mode",
        "static-iv",
        "hard-coded-crypto-key",
        "hard-coded-jwt-key",
        "static-salt",
        "weak-kdf-iterations",
        "weak-password-scheme",
        "small-key",
        "weak-random",
        "old-tls-version",
        "weak-cipher-suite",
        "rsa-without-oaep",
        "jwt-verification-disabled",
        "weak-ssh-algorithm",
    ];
    let rules = RuleSet::built_in();
    let in_code = |rule: &asepsis::rule::Rule| rule.pattern.is_some() || !rule.calls.is_empty();
    let silent = rules.iter().map(|(_, rule)| rule).filter(|rule| {
        let class = if rule.class.is_empty() { &rule.id } else { &rule.class };
        ALGORITHMS.contains(&class.as_str()) && in_code(rule) && !rule.fix.contains("FIPS") && !rule.fix.contains("SP 800")
    });
    let silent: Vec<&str> = silent.map(|rule| rule.id.as_str()).collect();
    assert!(silent.is_empty(), "no word about FIPS in the fix of {silent:?}");
}

/// Classes whose replacement differs by language: where a rule of theirs speaks of several, each has words of its own.
const BY_LANGUAGE: &[&str] = &[
    "weak-mac",
    "legacy-mac",
    "weak-signature",
    "weak-password-hash",
    "hashed-identifier",
    "jwt-verification-disabled",
    "hard-coded-jwt-key",
    "static-iv",
    "static-salt",
    "weak-kdf-iterations",
    "small-key",
    "rsa-without-oaep",
];

/// The languages of code that a rule's pattern, calls and examples are about.
fn languages_of(rules: &RuleSet, key: asepsis::rule::RuleKey) -> BTreeSet<String> {
    let rule = rules.get(key);
    let of_calls = rule.calls.iter().flat_map(|call| &call.languages);
    let named = rule.languages.iter().chain(of_calls).cloned();
    let of_examples = rules.examples(key).0.iter().map(|example| Language::of(&example.path, b"").name().to_owned());
    let is_code = |name: &String| Language::named(name).is_some_and(Language::is_code);
    named.chain(of_examples.filter(|name| rule.languages.is_empty() || rule.languages.contains(name))).filter(is_code).collect()
}

#[test]
fn a_replacement_is_named_in_the_language_of_the_file() {
    let rules = RuleSet::built_in();
    let (mut read, mut missing) = (0, Vec::new());
    for (key, rule) in rules.iter().filter(|(_, rule)| BY_LANGUAGE.contains(&class_of(rule))) {
        let languages = languages_of(&rules, key);
        let own: BTreeSet<&str> = languages.iter().map(|language| rule.fix_in(language)).collect();
        // What one family of libraries serves needs one sentence.
        if languages.iter().all(|language| is_kin(language, languages.first().expect("a rule has an example"))) {
            continue;
        }
        read += own.len();
        missing.extend(
            languages.iter().filter(|language| rule.fix_in(language) == rule.fix).map(|language| format!("{}: {language}", rule.id)),
        );
        let silent = own.iter().filter(|fix| !fix.contains("FIPS") && !fix.contains("SP 800"));
        missing.extend(silent.map(|fix| format!("{}: no word about FIPS in: {fix}", rule.id)));
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(read > 50, "{read}");
}

fn class_of(rule: &asepsis::rule::Rule) -> &str {
    if rule.class.is_empty() { &rule.id } else { &rule.class }
}

/// Whether two languages use the same libraries.
fn is_kin(one: &str, other: &str) -> bool {
    const KIN: &[&[&str]] = &[
        &["java", "kotlin", "scala", "groovy"],
        &["javascript", "typescript"],
        &["c", "cpp", "objectivec"],
        &["shell", "dockerfile", "makefile"],
    ];
    one == other || KIN.iter().any(|kin| kin.contains(&one) && kin.contains(&other))
}

#[test]
fn what_rules_cover_is_shown_bad_and_good() {
    let rules = RuleSet::built_in();
    let mut shown: BTreeSet<String> = BTreeSet::new();
    for path in fixtures(&folder("matrix")).into_iter().chain(fixtures(&folder(""))) {
        let language = Language::of(&path.to_string_lossy(), b"").name();
        let text = fs::read_to_string(&path).expect("fixtures are UTF-8");
        let marks = text.lines().flat_map(|line| [("bad", line), ("good", line)]);
        shown.extend(marks.filter_map(|(kind, line)| Some(format!("{} {language} {kind}", mark(line, &format!("{kind}: "))?.0))));
    }
    let mut asked: BTreeSet<String> = BTreeSet::new();
    for (key, rule) in
        rules.iter().filter(|(_, rule)| rule.family == Family::Crypto && rule.inventory.is_empty() && rule.settings.is_empty())
    {
        let cells = languages_of(&rules, key).into_iter().map(|language| format!("{} {language}", class_of(rule)));
        asked.extend(cells.flat_map(|cell| [format!("{cell} bad"), format!("{cell} good")]));
    }
    assert!(asked.len() > 600, "{} cells", asked.len());
    let missing: Vec<&String> = asked.difference(&shown).collect();
    assert!(missing.is_empty(), "{} of {} are not shown:\n{missing:#?}", missing.len(), asked.len());
}
