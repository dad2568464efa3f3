//! What a rule is, as plain data: the one form in which built-in and user rules reach the scanner.
//!
//! Also compiled into the build script, hence no use of the rest of the crate. Every field came from one `[[rule]]` block.

use super::literal::SHORTEST;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What kind of leak a rule speaks of; the folder under `rules/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// Credentials.
    Secret,
    /// Patients' identifiers (protected health information).
    Phi,
    /// Weak cryptography.
    Crypto,
    /// Unused, expired or unexplained suppressions.
    Hygiene,
}

/// How much harm a true finding does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Low,
    /// Worth fixing.
    Medium,
    /// Fix before the next release.
    High,
    /// Fix now.
    Critical,
}

/// How sure the scanner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Often wrong; shown with `--all`.
    Low,
    /// Usually right.
    Medium,
    /// Nearly always right.
    High,
}

/// Where in source code a pattern must begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    /// Anywhere.
    #[default]
    Any,
    /// Neither in a comment nor in a string literal.
    Code,
    /// In a string literal.
    String,
    /// In a comment.
    Comment,
    /// Anywhere but in a comment.
    Live,
}

/// What the shape pass looks for, where a pattern implies no literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// Three, two and four digits with `-`, `.` or a space between, no further digit on either side.
    Ssn,
    /// A chain of at least nine digits: between two of them stands nothing, one of `-./+()` or a space, or two of these of which one is a
    /// bracket. It runs from the first digit (with `+` or `(` right before it) to the last of the whole chain, however long that is.
    Digits,
    /// At least twenty ASCII letters and digits, at least one of them a digit: all of the run.
    Token,
}

/// A text that the rule must find, or must leave alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The file name it is scanned under: decides language and format.
    pub path: String,
    /// The content, with the split marker `<>` already removed.
    pub text: String,
}

/// The other half of a credential: both together are one finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Id of the rule that finds the other half.
    pub with: String,
    /// How many lines apart the halves may stand.
    pub lines: u32,
    /// The other half stays a finding of its own as well.
    pub keep: bool,
}

/// Identifiers that single a person out when they stand together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentifierSet {
    /// How much harm they do together.
    pub severity: Severity,
    /// One of each must be there: ids or classes of rules, or letters of the Safe Harbor list, with a space between those of which one will do.
    pub all: Vec<String>,
}

/// What a condition looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Of {
    /// An argument of the call.
    #[default]
    Call,
    /// An argument of the call that made what this one is called on: `"RSA"` of `KeyPairGenerator.getInstance("RSA")`.
    Maker,
    /// What it is called on.
    Receiver,
}

/// What must be known of an argument.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// Of which call.
    pub of: Of,
    /// Its place, from 0.
    pub at: Option<u8>,
    /// The names it may be given by, in the call or in an object among its arguments.
    pub names: Vec<String>,
    /// A named test.
    pub test: String,
    /// What its text, or the path of its name, must match.
    pub matches: Option<String>,
    /// It is a number from 0 up to, but not including, this one.
    pub below: Option<i64>,
    /// Whether the condition holds where the argument is not there; without a test, only there.
    pub missing: bool,
}

/// A call that is the rule's sink.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Paths of what is called; with `=` at the end, of a member that is set.
    pub callees: Vec<String>,
    /// Languages it stands in; none means those of the rule.
    pub languages: Vec<String>,
    /// Literals that lead to it, in place of the rarest part of each callee.
    pub leads: Vec<String>,
    /// All must hold; the finding stands at the argument of the first.
    pub conditions: Vec<Condition>,
    /// None may hold.
    pub unless: Vec<Condition>,
    /// Names of calls of which one in the same function puts it right.
    pub without: Vec<String>,
}

/// A test on a setting of a configuration, read by block: see `setting.rs`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingTest {
    /// Where it applies: `terraform:aws_db_instance`, `nginx:server`, `kubernetes:*`; the part behind the colon is empty for a file as a whole.
    pub blocks: Vec<String>,
    /// Path of the blocks within these; empty for themselves.
    pub within: String,
    /// Paths of the setting, in lower case; more than one where any of them will do.
    pub paths: Vec<String>,
    /// Regular expression for the whole of a bad value, without regard to case; a group `value` says what of it the finding speaks of.
    pub bad: Option<String>,
    /// Regular expression for the whole of a good value: every other constant is bad.
    pub good: Option<String>,
    /// Numbers below it are bad.
    pub below: Option<i64>,
    /// A named test on the value.
    pub test: Option<String>,
    /// Why it is bad that the setting is missing, with the date of the default; empty where it is not.
    pub absent: String,
    /// What must hold of the block: `path`, or `path=expression` for its value.
    pub when: Vec<String>,
    /// What must not.
    pub unless: Vec<String>,
}

/// One rule. `pattern`, `fields`, `names`, `calls` and `settings` are the ways in; at least one is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Kebab-case, unique, for ever.
    pub id: String,
    /// Ids it had before.
    pub aliases: Vec<String>,
    /// A name that several rules share, so that one word speaks of all of them: `weak-hash` for `weak-hash-java`.
    pub class: String,
    /// Names of what the rule is about, across classes and families: `phi-store` for encryption of stores that hold patients' data.
    pub groups: Vec<String>,
    /// Family, from the folder.
    pub family: Family,
    /// A few words, as a headline.
    pub title: String,
    /// Harm of a true finding.
    pub severity: Severity,
    /// Certainty of a match that nothing speaks for or against.
    pub confidence: Confidence,
    /// CWE numbers, the main one first.
    pub cwe: Vec<u16>,
    /// What was found.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// How to fix it.
    pub fix: String,
    /// How to fix it in the words of one language, by the language's name; `fix` speaks to the rest.
    pub fixes: BTreeMap<String, String>,
    /// Pages to read on.
    pub references: Vec<String>,
    /// Regular expression over bytes; the value is the group `value`, else group 1, else the whole match.
    pub pattern: Option<String>,
    /// Longest text the pattern can match, in bytes.
    pub reach: u32,
    /// For shapes: short texts of which one begins every match; none where the pattern tells nothing.
    pub leads: Vec<Vec<u8>>,
    /// For shapes: letters and digits that begin every match, at least so many; 0 where it can begin otherwise.
    pub leading_run: u32,
    /// The fast first pass that anchors a pattern without any literal.
    pub shape: Option<Shape>,
    /// What the name of a file, without its folder, holds; the value as in `pattern`.
    pub file_name: Option<String>,
    /// Selectors of structured formats, such as `hl7v2:PID-19.1`.
    pub fields: Vec<String>,
    /// Names of assignments, as sequences of lower-case words, such as `medical record number`.
    pub names: Vec<String>,
    /// What the assigned value must match, whole.
    pub value: Option<String>,
    /// For patterns whose group `property` names a configuration key: what the key's value must hold for the finding to be true.
    pub resolves: Option<String>,
    /// Tests on settings of configurations.
    pub settings: Vec<SettingTest>,
    /// Whole words near the match that raise confidence.
    pub near: Vec<String>,
    /// Without a near word there is no finding.
    pub require_near: bool,
    /// Whole words near the match that lower confidence.
    pub not_near: Vec<String>,
    /// Named checks on the value.
    pub checks: Vec<String>,
    /// Languages it applies to; none means all.
    pub languages: Vec<String>,
    /// Where in code a match must begin.
    pub zone: Zone,
    /// Globs of paths it applies to; none means all.
    pub paths: Vec<String>,
    /// Globs of paths it leaves alone.
    pub not_paths: Vec<String>,
    /// Yields to any other rule of its family at the same place.
    pub generic: bool,
    /// Calls whose arguments are looked at.
    pub calls: Vec<Call>,
    /// Found by the engine itself (hygiene), not by a way in.
    pub engine: bool,
    /// Reports what the table of providers leads to: that is its way in.
    pub providers: bool,
    /// The other half.
    pub pair: Option<Pair>,
    /// The vendor's public prefix, the only part of a value that a mask may keep.
    pub public_prefix: String,
    /// Whether the matched text itself is harmless to show (an algorithm's name).
    pub public_value: bool,
    /// What a public value is replaced by, exactly, so that nothing is found any more; those that are not named need a person.
    pub replace: BTreeMap<String, String>,
    /// For identifiers: the letter of the Safe Harbor list, 45 CFR 164.514(b)(2)(i), `A` to `R`; empty elsewhere.
    pub safe_harbor: String,
    /// For identifiers: where Regulation (EU) 2016/679 speaks of them, such as `Art. 87`; empty elsewhere.
    pub gdpr: String,
    /// For the rule of composite findings: which identifiers together make one, the gravest first.
    pub sets: Vec<IdentifierSet>,
    /// The inventory that its findings are entries of, such as `pqc`: looked for only where somebody asks for that. Empty for defects.
    pub inventory: String,
    /// Part of the default view.
    pub default: bool,
    /// Texts it must find.
    pub matches: Vec<Example>,
    /// Texts it must leave alone.
    pub ignores: Vec<Example>,
    /// SHA-256 over what it finds; the table computes it.
    pub digest: [u8; 32],
}

impl Rule {
    /// Whether the rule is about a shape that counts only where a text says one of its near words somewhere, and all of these can be searched for.
    pub fn is_announced(&self) -> bool {
        self.shape.is_some() && self.require_near && self.near.iter().all(|words| words.len() >= SHORTEST)
    }

    /// How to fix it in a file of this language. Where a language has no words of its own, those of the one whose libraries it uses count:
    /// Kotlin, Scala and Groovy use Java's, `TypeScript` `JavaScript`'s, C++ and Objective-C C's; a step of a pipeline is a command of the shell.
    pub fn fix_in(&self, language: &str) -> &str {
        let kin = match language {
            "kotlin" | "scala" | "groovy" => "java",
            "typescript" => "javascript",
            "cpp" | "objectivec" => "c",
            "dockerfile" | "yaml" | "makefile" => "shell",
            _ => "",
        };
        self.fixes.get(language).or_else(|| self.fixes.get(kin)).unwrap_or(&self.fix)
    }

    /// The classes of columns of tables that it asks for.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().filter_map(|field| field.strip_prefix("table:"))
    }
}
