//! Configuration and infrastructure as code: testdata/crypto/config holds bad, good and absent examples, with the rules that are expected at
//! the end of the line; and every kind of block that a rule names has its examples, there or in the rule.

use asepsis::blob::Blob;
use asepsis::link::Pending;
use asepsis::rule::{Family, Rule, RuleSet};
use asepsis::scan::{Options, Scanner};
use asepsis::setting::dialect::{self, DIALECTS};
use asepsis::setting::parse_block;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const FOLDER: &str = "testdata/crypto/config";

/// A place of a file and the rule that finds something there; whether it is there or missing.
type Found = BTreeSet<(usize, String, bool)>;

/// Every fixture: its path, from the folder of its dialect on, and its text.
fn fixtures() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(&root).expect("it is below").to_string_lossy().into_owned();
            files.push((name, fs::read_to_string(&path).expect("fixtures are UTF-8")));
        }
    }
    files.sort();
    files
}

fn scan(rules: &RuleSet, scanner: &Scanner<'_>, path: &str, text: &str) -> Found {
    let scanned = scanner.scan(&Blob { path, project_path: path, bytes: text.as_bytes() });
    let pending = scanned.pending.into_iter().filter(Pending::holds_alone).map(|pending| pending.finding);
    scanned
        .findings
        .into_iter()
        .chain(pending)
        .filter(|finding| rules.get(finding.rule).family == Family::Crypto)
        .map(|finding| (finding.region.start.line as usize, rules.get(finding.rule).id.clone(), !finding.detail.is_empty()))
        .collect()
}

#[test]
fn what_is_marked_is_found_and_nothing_else() {
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    let mut wrong = Vec::new();
    let mut marks = 0;
    for (name, text) in fixtures() {
        let found: BTreeSet<(usize, String)> =
            scan(&rules, &scanner, &name, &text).into_iter().map(|(line, rule, _)| (line, rule)).collect();
        let expected: BTreeSet<(usize, String)> = text
            .lines()
            .zip(1..)
            .filter_map(|(line, number)| {
                // Some formats have no comments behind values.
                let below = line.split_once("bad below: ").map(|(_, ids)| (ids, number + 1));
                below.or_else(|| Some((line.split_once("bad: ")?.1, number)))
            })
            .flat_map(|(ids, number)| {
                let ids = ids.split(['"', '*']).next().unwrap_or(ids).trim_end_matches("-->");
                ids.split(',').map(move |id| (number, id.trim().to_owned())).collect::<Vec<_>>()
            })
            .collect();
        marks += expected.len();
        wrong.extend(expected.difference(&found).map(|(line, rule)| format!("{name}:{line}: {rule} is not found")));
        wrong.extend(found.difference(&expected).map(|(line, rule)| format!("{name}:{line}: {rule} is found")));
    }
    assert!(marks > 500, "{marks} expectations were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is shown of one rule and one kind of block: a bad one, a good one, one that lacks the setting and is found, one that lacks it and is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Shown {
    bad: bool,
    good: bool,
    absent: bool,
    silent: bool,
}

impl Shown {
    /// The sorts of examples by name, and which of them there are.
    const fn sorts(self) -> [(&'static str, bool); 4] {
        [("bad", self.bad), ("good", self.good), ("absent", self.absent), ("silent", self.silent)]
    }
}

/// A block of a file; the file itself has an empty kind.
struct Block {
    dialect: usize,
    kind: String,
    /// Line that a finding about a missing setting points at.
    head: usize,
    start: usize,
    end: usize,
}

fn blocks(path: &str, text: &str) -> Vec<Block> {
    let bytes = text.as_bytes();
    let line = |at: usize| bytes[..at.min(bytes.len())].iter().filter(|byte| **byte == b'\n').count() + 1;
    let last = text.lines().count();
    let mut all = Vec::new();
    for index in dialect::of(path, bytes) {
        let tree = (DIALECTS[index].read)(bytes);
        for subject in (DIALECTS[index].subjects)(&tree, bytes) {
            let kind = String::from_utf8_lossy(subject.kind.of(bytes)).to_ascii_lowercase();
            let ends = tree.below(subject.body).map(|node| tree.node(node).key.end).max();
            let end = ends.map_or(line(subject.head.end), line).max(line(subject.head.end));
            // Where a block is its name's, several stand below one kind.
            let is_named = !subject.name.is_empty() && tree.node(subject.body).key == subject.name;
            let head = line(subject.head.start);
            let start = if is_named { line(subject.name.start) } else { head };
            let (start, end) = if kind.is_empty() { (1, last) } else { (start, end) };
            all.push(Block { dialect: index, kind, head, start, end });
        }
    }
    all
}

/// The named kinds of blocks that a rule's tests speak of, and which sorts of examples they need.
fn needed(rule: &Rule) -> BTreeMap<(usize, String), Shown> {
    let mut needed: BTreeMap<(usize, String), Shown> = BTreeMap::new();
    for test in &rule.settings {
        let tests_a_value = test.bad.is_some() || test.good.is_some() || test.below.is_some() || test.test.is_some();
        for block in &test.blocks {
            let Some((dialect, kind)) = parse_block(block).filter(|(_, kind)| *kind != "*") else { continue };
            let sorts = needed.entry((dialect, kind.to_ascii_lowercase())).or_default();
            sorts.bad |= tests_a_value;
            sorts.good = true;
            sorts.absent |= !test.absent.is_empty();
        }
    }
    // Where the default is sound, a block without the setting must be shown to be left alone.
    let is_asked = |dialect: usize| SILENT.contains(&DIALECTS[dialect].name);
    needed.iter_mut().for_each(|((dialect, _), sorts)| sorts.silent = !sorts.absent && is_asked(*dialect));
    needed
}

/// Formats whose blocks are each shown without the setting: resources of clouds, and data stores. Of the others one example without it is enough.
const SILENT: &[&str] = &[
    "terraform",
    "terraform-json",
    "cloudformation",
    "arm",
    "bicep",
    "mysql",
    "postgresql",
    "pg_hba",
    "elasticsearch",
    "spring",
    "rabbitmq",
    "properties",
];

#[test]
fn every_kind_of_block_has_its_examples() {
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    let mut shown: BTreeMap<(String, usize, String), Shown> = BTreeMap::new();
    let mut show = |path: &str, text: &str, only: Option<&str>| {
        let found = scan(&rules, &scanner, path, text);
        for Block { dialect, kind, head, start, end } in blocks(path, text) {
            let here: Vec<&(usize, String, bool)> = found.iter().filter(|(line, ..)| (start..=end).contains(line)).collect();
            for (_, rule, is_absent) in found.iter().filter(|(line, ..)| *line == head || (start..=end).contains(line)) {
                let sorts = shown.entry((rule.clone(), dialect, kind.clone())).or_default();
                sorts.bad |= !is_absent;
                sorts.absent |= is_absent;
            }
            let lines: Vec<&str> = text.lines().skip(start - 1).take((end + 1).saturating_sub(start)).collect();
            // What is expected is said in a comment, which is no setting; nor is the kind of the block.
            let settings: Vec<&str> = lines.iter().map(|line| line.split("bad: ").next().unwrap_or(line)).collect();
            let lower = settings.join("\n").to_ascii_lowercase();
            let bare = if kind.is_empty() { lower.clone() } else { lower.replace(&kind, "") };
            for (_, rule) in rules.iter().filter(|(_, rule)| !rule.settings.is_empty() && only.is_none_or(|only| only == rule.id)) {
                let is_clean = !here.iter().any(|(_, id, _)| *id == rule.id);
                let holds_it = |test: &asepsis::rule::data::SettingTest, text: &str| {
                    test.paths.iter().any(|path| path.split(['.', '*']).all(|word| text.contains(&word.to_ascii_lowercase())))
                };
                if is_clean {
                    let sorts = shown.entry((rule.id.clone(), dialect, kind.clone())).or_default();
                    sorts.good |= rule.settings.iter().any(|test| holds_it(test, &lower));
                    sorts.silent |= !rule.settings.iter().any(|test| holds_it(test, &bare));
                }
            }
        }
    };
    for (name, text) in fixtures() {
        show(&name, &text, None);
    }
    for (key, rule) in rules.iter().filter(|(_, rule)| !rule.settings.is_empty()) {
        let (matches, ignores) = rules.examples(key);
        for example in matches.iter().chain(ignores) {
            show(&example.path, &example.text, Some(&rule.id));
        }
    }
    let (mut missing, mut cells) = (Vec::new(), 0);
    for (_, rule) in rules.iter().filter(|(_, rule)| rule.family == Family::Crypto) {
        for ((dialect, kind), needs) in needed(rule) {
            cells += needs.sorts().into_iter().filter(|(_, needed)| *needed).count();
            let has = shown.get(&(rule.id.clone(), dialect, kind.clone())).copied().unwrap_or_default();
            let lacking = needs.sorts().into_iter().zip(has.sorts()).filter(|((_, needed), (_, has))| *needed && !has);
            let words: Vec<&str> = lacking.map(|((word, _), _)| word).collect();
            if !words.is_empty() {
                missing.push(format!("{}: {}:{kind} has no {} example", rule.id, DIALECTS[dialect].name, words.join(", no ")));
            }
        }
    }
    let crypto = rules.iter().filter(|(_, rule)| rule.family == Family::Crypto);
    let formats: BTreeSet<usize> = crypto.flat_map(|(_, rule)| needed(rule).into_keys()).map(|(dialect, _)| dialect).collect();
    let without = |dialect: &usize| shown.iter().any(|((_, of, _), sorts)| of == dialect && (sorts.absent || sorts.silent));
    missing
        .extend(formats.iter().filter(|dialect| !without(dialect)).map(|dialect| format!("{}: nothing absent", DIALECTS[*dialect].name)));
    assert!(formats.len() > 25, "{} formats", formats.len());
    assert!(cells > 1000, "{cells} cells");
    assert!(missing.is_empty(), "{} of {cells}:\n{}", missing.len(), missing.join("\n"));
}

/// Stores that patients' data are kept in, by their blocks of Terraform, and whether what speaks of them is about rest or transit.
const STORES: &[(&str, &str)] = &[
    ("aws_db_instance", "unencrypted-rds"),
    ("aws_rds_cluster", "unencrypted-rds-cluster"),
    ("aws_db_parameter_group", "cleartext-database-parameter"),
    ("aws_db_proxy", "cleartext-db-proxy"),
    ("aws_s3_bucket_policy", "cleartext-bucket-policy"),
    ("aws_healthlake_fhir_datastore", "provider-managed-key"),
    ("aws_efs_file_system", "unencrypted-efs"),
    ("aws_ecs_task_definition", "cleartext-ecs-volume"),
    ("aws_ebs_volume", "unencrypted-ebs"),
    ("aws_sqs_queue", "unencrypted-sqs"),
    ("aws_kinesis_stream", "unencrypted-kinesis"),
    ("aws_redshift_cluster", "unencrypted-redshift"),
    ("aws_opensearch_domain", "cleartext-opensearch"),
    ("aws_elasticache_replication_group", "cleartext-elasticache"),
    ("azurerm_mssql_database", "unencrypted-azure-disk"),
    ("azurerm_mssql_server", "old-tls-azure"),
    ("azurerm_postgresql_server", "cleartext-azure-database"),
    ("azurerm_storage_account", "cleartext-azure-storage"),
    ("google_sql_database_instance", "cleartext-cloud-sql"),
    ("google_redis_instance", "cleartext-memorystore"),
    ("google_storage_bucket", "provider-managed-key-gcp"),
];

#[test]
fn stores_of_patients_data_are_a_group() {
    let rules = RuleSet::built_in();
    let group = rules.select("phi-store");
    for (block, id) in STORES {
        let key = rules.find(id).expect("the rule is there");
        assert!(group.contains(&key), "{id} is about {block} and not of the group");
        let block = format!("terraform:{block}");
        assert!(rules.get(key).settings.iter().any(|test| test.blocks.contains(&block)), "{id} does not speak of {block}");
    }
    let others = ["kms-key-without-rotation", "old-tls-nginx", "cleartext-load-balancer", "unencrypted-ssm-parameter", "weak-hash-java"];
    let foreign: Vec<&str> = others.into_iter().filter(|id| rules.find(id).is_none_or(|key| group.contains(&key))).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    // Rules about the storage of anything are of the group, but for credentials and artifacts of builds.
    let spared = [
        "unencrypted-build-artifacts",
        "unencrypted-ssm-parameter",
        "unencrypted-eks-secrets",
        "unencrypted-gke-secrets",
        "unencrypted-etcd",
        "identity-encryption-provider",
    ];
    let of_storage = rules.select("unencrypted-storage").into_iter().filter(|key| !group.contains(key));
    let left: Vec<&str> = of_storage.map(|key| rules.get(key).id.as_str()).filter(|id| !spared.contains(id)).collect();
    assert!(left.is_empty(), "storage without encryption, and not of the group: {left:?}");
}

/// The date stands with each default, so that a reader knows when to look it up again.
#[test]
fn defaults_are_dated() {
    let rules = RuleSet::built_in();
    let is_dated = |absent: &str| absent.as_bytes().windows(4).any(|year| year.starts_with(b"20") && year.iter().all(u8::is_ascii_digit));
    let undated: Vec<String> = rules
        .iter()
        .flat_map(|(_, rule)| rule.settings.iter().filter(|test| !test.absent.is_empty()).map(move |test| (rule, test)))
        .filter(|(_, test)| !is_dated(&test.absent))
        .map(|(rule, test)| format!("{}: {}", rule.id, test.absent))
        .collect();
    assert!(undated.is_empty(), "{}", undated.join("\n"));
}

/// Each kind of configuration is shown bad and good side by side, and lacking a setting where that counts, not only in the examples of rules.
#[test]
fn every_dialect_has_fixtures() {
    let rules = RuleSet::built_in();
    let scanner = Scanner::new(&rules, Options::default());
    let of_rules = || rules.iter().filter(|(_, rule)| rule.family == Family::Crypto).flat_map(|(_, rule)| &rule.settings);
    let dialects = |test: &asepsis::rule::data::SettingTest| -> Vec<usize> {
        test.blocks.iter().filter_map(|block| Some(parse_block(block)?.0)).collect()
    };
    let named: BTreeSet<usize> = of_rules().flat_map(dialects).collect();
    let counts_absence: BTreeSet<usize> = of_rules().filter(|test| !test.absent.is_empty()).flat_map(dialects).collect();
    let (mut bad, mut good, mut absent) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (name, text) in fixtures() {
        let shows_both = !["bad", "good", "absent"].iter().any(|folder| name.contains(&format!("/{folder}/")));
        let found = scan(&rules, &scanner, &name, &text);
        for dialect in dialect::of(&name, text.as_bytes()) {
            bad.extend(found.iter().any(|(_, _, is_absent)| !is_absent).then_some(dialect));
            absent.extend(found.iter().any(|(_, _, is_absent)| *is_absent).then_some(dialect));
            good.extend((found.is_empty() || shows_both).then_some(dialect));
        }
    }
    let lacks = |asked: &BTreeSet<usize>, shown: &BTreeSet<usize>, word: &'static str| -> Vec<String> {
        asked.difference(shown).map(|dialect| format!("{} {word}", DIALECTS[*dialect].name)).collect()
    };
    let without = [lacks(&named, &bad, "bad"), lacks(&named, &good, "good"), lacks(&counts_absence, &absent, "absent")].concat();
    assert!(named.len() > 35 && counts_absence.len() > 10, "{} dialects, {} of them with defaults", named.len(), counts_absence.len());
    assert!(without.is_empty(), "not shown: {without:?}");
}
