//! Weak cryptography in code: testdata/crypto holds good and bad uses side by side, with what is expected at the end of the line.

use crate::common::Tree;
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

/// What testdata/crypto/matrix/matrix.toml says: every class is shown in every language, bad, good and in every variant, but for what is named.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Matrix {
    languages: Vec<String>,
    variants: Vec<String>,
    /// By family, its classes.
    families: BTreeMap<String, Vec<String>>,
    without: Vec<Without>,
}

/// Cells, or variants of cells, that there is nothing to show for.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Without {
    reason: String,
    /// None for the whole cell.
    #[serde(default)]
    variants: Vec<String>,
    /// By class, its languages.
    cells: BTreeMap<String, String>,
}

impl Matrix {
    fn read() -> Self {
        let table = fs::read_to_string(folder("matrix").join("matrix.toml")).expect("the matrix is there");
        toml::from_str(&table).expect("the matrix is TOML")
    }

    /// `class language what`, for what is bad, good, and each variant.
    fn asked(&self) -> BTreeSet<String> {
        let whats = || ["bad", "good"].into_iter().chain(self.variants.iter().map(String::as_str));
        let cells = self.families.values().flatten().flat_map(|class| self.languages.iter().map(move |language| (class, language)));
        cells.flat_map(|(class, language)| whats().map(move |what| format!("{class} {language} {what}"))).collect()
    }

    /// The same, of what is left out with a reason.
    fn excused(&self) -> Vec<String> {
        let of = |without: &Without| -> Vec<String> {
            let whole = || ["bad", "good"].into_iter().chain(self.variants.iter().map(String::as_str)).map(str::to_owned).collect();
            let whats: Vec<String> = if without.variants.is_empty() { whole() } else { without.variants.clone() };
            let cells = without.cells.iter().flat_map(|(class, languages)| languages.split(' ').map(move |language| (class, language)));
            cells.flat_map(|(class, language)| whats.iter().map(move |what| format!("{class} {language} {what}"))).collect()
        };
        self.without.iter().flat_map(of).collect()
    }
}

/// What fixtures show, as `class language what`.
fn shown() -> BTreeSet<String> {
    let mut shown = BTreeSet::new();
    let of_trees = trees().into_iter().flat_map(|tree| below(&tree));
    for path in fixtures(&folder("")).into_iter().chain(fixtures(&folder("matrix"))).chain(of_trees) {
        let language = Language::of(&path.to_string_lossy(), b"").name();
        let text = fs::read_to_string(&path).expect("fixtures are UTF-8");
        for (kind, line) in text.lines().flat_map(|line| [("bad", line), ("good", line)]) {
            let Some((class, variants)) = mark(line, &format!("{kind}: ")) else { continue };
            shown.extend(variants.into_iter().chain([kind]).map(|what| format!("{class} {language} {what}")));
        }
    }
    shown
}

#[test]
fn every_family_is_shown_in_every_language_and_variant() {
    let (matrix, shown) = (Matrix::read(), shown());
    let (asked, excused) = (matrix.asked(), matrix.excused());
    let once: BTreeSet<String> = excused.iter().cloned().collect();
    let mut wrong: Vec<String> =
        asked.difference(&shown).filter(|what| !once.contains(*what)).map(|what| format!("{what}: not shown")).collect();
    wrong.extend(once.intersection(&shown).map(|what| format!("{what}: shown, and a reason is given why it is not")));
    wrong.extend(once.difference(&asked).map(|what| format!("{what}: a reason for what nobody asks for")));
    let is_said_again = |what: &&String| excused.iter().filter(|other| other == what).count() > 1;
    wrong.extend(once.iter().filter(is_said_again).map(|what| format!("{what}: two reasons")));
    wrong.extend(matrix.without.iter().filter(|without| without.reason.len() < 20).map(|without| format!("no reason: {}", without.reason)));
    assert!(asked.len() > 4000, "{} are asked for", asked.len());
    assert!(shown.len() > 2500, "{} are shown", shown.len());
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_class_is_of_a_family() {
    let (rules, matrix) = (RuleSet::built_in(), Matrix::read());
    let listed: BTreeSet<&str> = matrix.families.values().flatten().map(String::as_str).collect();
    let in_code = rules.iter().filter(|(_, rule)| rule.family == Family::Crypto && rule.inventory.is_empty() && rule.settings.is_empty());
    let in_code = in_code.filter(|(key, _)| languages_of(&rules, *key).iter().any(|language| matrix.languages.contains(language)));
    let unlisted: BTreeSet<&str> = in_code.map(|(_, rule)| class_of(rule)).filter(|class| !listed.contains(class)).collect();
    assert!(unlisted.is_empty(), "of no family: {unlisted:?}");
}

/// Folders whose configuration files decide what their code does, one a language.
fn trees() -> Vec<PathBuf> {
    let mut trees: Vec<PathBuf> =
        fs::read_dir(folder("property")).expect("the folder is there").map(|tree| tree.expect("it can be listed").path()).collect();
    trees.sort();
    trees
}

/// Every file below a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let (mut folders, mut files) = (vec![folder.to_path_buf()], Vec::new());
    while let Some(folder) = folders.pop() {
        let paths = fs::read_dir(&folder).expect("the folder is there").map(|entry| entry.expect("it can be listed").path());
        let (inner, found): (Vec<PathBuf>, Vec<PathBuf>) = paths.partition(|path| path.is_dir());
        folders.extend(inner);
        files.extend(found);
    }
    files.sort();
    files
}

#[test]
fn what_configuration_holds_decides() {
    let rules = RuleSet::built_in();
    let (mut marks, mut wrong) = (0, Vec::new());
    for tree in trees() {
        let name = |path: &Path| path.strip_prefix(&tree).expect("it is below").to_string_lossy().into_owned();
        let read = |path: PathBuf| (name(&path), fs::read_to_string(&path).expect("fixtures are UTF-8"));
        let files: Vec<(String, String)> = below(&tree).into_iter().map(read).collect();
        let expected: BTreeSet<(String, usize, String)> = files
            .iter()
            .flat_map(|(name, text)| text.lines().zip(1..).map(move |(line, number)| (name, line, number)))
            .filter_map(|(name, line, number)| Some((name.clone(), number, mark(line, "bad: ")?.0.to_owned())))
            .collect();
        let borrowed: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let output = Tree::of(&borrowed).run(&["scan", "--all", "--only", "crypto", "-f", "ndjson"]);
        let found = output.lines().into_iter().filter_map(|line| {
            let class = class_of(rules.get(rules.find(line["rule"].as_str()?)?)).to_owned();
            Some((line["path"].as_str()?.to_owned(), line["line"].as_u64()? as usize, class))
        });
        let found: BTreeSet<(String, usize, String)> = found.collect();
        marks += expected.len();
        wrong.extend(expected.difference(&found).map(|what| format!("{}: not found: {what:?}", tree.display())));
        wrong.extend(found.difference(&expected).map(|what| format!("{}: found: {what:?}", tree.display())));
    }
    assert!(marks > 150, "{marks} expectations were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
    let shown = shown();
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

/// What the default view shows of weak cryptography by the names around it.
#[test]
fn names_of_doubles_hide_no_check_that_is_off() {
    let trusting = |name: &str| {
        format!(
            "class {name} implements X509TrustManager {{\n  public void checkServerTrusted(X509Certificate[] chain, String kind) {{}}\n}}\n"
        )
    };
    let hashing = |name: &str| {
        format!("class {name} {{\n  byte[] of(byte[] password) {{ return MessageDigest.getInstance(\"MD5\").digest(password); }}\n}}\n")
    };
    for (path, text, shown) in [
        ("src/FakeTrustManager.java", trusting("FakeTrustManager"), 1),
        ("src/bench/DummyTrust.java", trusting("DummyTrust"), 1),
        ("src/bench/Passwords.java", hashing("Passwords"), 1),
        ("src/Store.java", hashing("MockStore"), 0),
        ("bench/Passwords.java", hashing("Passwords"), 0),
    ] {
        let tree = Tree::new();
        tree.write(path, text);
        let output = tree.run(&["scan", "--only", "crypto", "--format", "ndjson"]);
        assert_eq!(output.findings().len(), shown, "{path}: {:?}", output.findings());
    }
}
