//! Proven, located, owned: what every stage after the scan speaks about.
//!
//! Promises: a finding holds no byte of the value it speaks of, only masks and places.

use crate::rule::{Confidence, RuleKey, RuleSet, Severity};
use crate::text::{MEMBER_MARK, Position, Span};
use std::borrow::Cow;

pub mod fingerprint;
pub mod replacement;

/// A range of text on disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region {
    /// First character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
    /// The same, as bytes of the file on disk.
    pub bytes: Span,
}

/// A reason for or against a finding; reports use its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// A checksum or a structure holds.
    Checksum,
    /// The vendor's checksum fails.
    ChecksumFailed,
    /// The value can be what the name says, but reads little like it.
    Doubtful,
    /// Its position in a structured message says what it is.
    Position,
    /// The name it is assigned to says what it is.
    Key,
    /// A telling word stands near.
    Near,
    /// A word near speaks against it.
    NotNear,
    /// The other half of the credential stands near.
    Pair,
    /// A value that is never issued, or a well-known sample.
    Synthetic,
    /// Made up for an example or a test, by its value or its name.
    Dummy,
    /// A stand-in rather than a value.
    Placeholder,
    /// The path is one of tests or fixtures.
    TestPath,
    /// Read after decoding the file from UTF-16.
    Utf16,
    /// Read in text within the text: in which ways that was written.
    Decoded(Ways),
}

/// Ways that one finding can have been decoded by.
const MOST_DECODED: usize = 6;

/// Ways in which text is written within text, in the order of the alphabet.
const WAYS: &[&str] = &["base64", "escape", "gzip", "hex", "html", "pdf", "percent", "quoted-printable"];

/// Ways in which one text is written within another, the outermost first: numbers from 1 in the list of them, then zeros. There is one in
/// every [`Evidence`], of which files of messages have millions, so it is small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ways([u8; MOST_DECODED]);

impl Ways {
    /// The first [`MOST_DECODED`] of these; none where one is not known.
    pub fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Option<Self> {
        let mut ways = Self::default();
        let mut places = ways.0.iter_mut();
        for word in words {
            let number = WAYS.iter().position(|known| *known == word)? + 1;
            if let Some(place) = places.next() {
                *place = number as u8;
            }
        }
        Some(ways)
    }

    /// Their words.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        self.0.into_iter().filter_map(|number| WAYS.get(usize::from(number).checked_sub(1)?).copied())
    }
}

impl Evidence {
    /// All of them but [`Self::Decoded`], sorted.
    pub const ALL: &[Self] = &[
        Self::Checksum,
        Self::ChecksumFailed,
        Self::Doubtful,
        Self::Position,
        Self::Key,
        Self::Near,
        Self::NotNear,
        Self::Pair,
        Self::Synthetic,
        Self::Dummy,
        Self::Placeholder,
        Self::TestPath,
        Self::Utf16,
    ];

    /// Its place in [`Self::ALL`]; of [`Self::Decoded`], the one behind them.
    pub const fn rank(self) -> usize {
        match self {
            Self::Checksum => 0,
            Self::ChecksumFailed => 1,
            Self::Doubtful => 2,
            Self::Position => 3,
            Self::Key => 4,
            Self::Near => 5,
            Self::NotNear => 6,
            Self::Pair => 7,
            Self::Synthetic => 8,
            Self::Dummy => 9,
            Self::Placeholder => 10,
            Self::TestPath => 11,
            Self::Utf16 => 12,
            Self::Decoded(_) => Self::ALL.len(),
        }
    }

    /// The evidence that reports call so.
    pub fn named(word: &str) -> Option<Self> {
        let Some(written) = word.strip_prefix("decoded:").filter(|way| *way != "utf-16") else {
            return Self::ALL.iter().find(|evidence| evidence.word() == word).copied();
        };
        (written.split('+').count() <= MOST_DECODED).then(|| Ways::of(written.split('+')))?.map(Self::Decoded)
    }

    /// The word that reports use.
    pub fn word(self) -> Cow<'static, str> {
        let word = match self {
            Self::Decoded(ways) => {
                let ways: Vec<&str> = ways.words().collect();
                return Cow::Owned(format!("decoded:{}", ways.join("+")));
            }
            Self::Checksum => "checksum",
            Self::ChecksumFailed => "checksum-failed",
            Self::Doubtful => "doubtful-value",
            Self::Position => "position",
            Self::Key => "key",
            Self::Near => "near-word",
            Self::NotNear => "not-near-word",
            Self::Pair => "pair",
            Self::Synthetic => "synthetic",
            Self::Dummy => "dummy",
            Self::Placeholder => "placeholder",
            Self::TestPath => "test-path",
            Self::Utf16 => "decoded:utf-16",
        };
        Cow::Borrowed(word)
    }
}

/// One line of the file as it may be shown: every literal, number and finding is masked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The masked line, without its line break.
    pub text: String,
    /// Where the finding lies in `text`, in bytes.
    pub highlight: Span,
}

/// A second place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub region: Region,
    /// What stands there, in a few words.
    pub message: String,
}

/// A step on the way from a constant to where it does harm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowStep {
    /// In which file, where it is another one than the finding's.
    pub path: Option<String>,
    /// Where.
    pub region: Region,
    /// What happens there, in a few words.
    pub message: &'static str,
}

/// Who accepted a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suppressor {
    /// A comment of ours in the file.
    Inline,
    /// A comment of another tool's in the file.
    Peer,
    /// The baseline.
    Baseline,
    /// The configuration file.
    Config,
}

impl Suppressor {
    /// All of them but [`Self::Decoded`].
    pub const ALL: &[Self] = &[Self::Inline, Self::Peer, Self::Baseline, Self::Config];

    /// The word that reports use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Inline => "inline",
            Self::Peer => "peer-inline",
            Self::Baseline => "baseline",
            Self::Config => "config",
        }
    }
}

/// Whether anyone wants to hear of a finding. It is never dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Nobody accepted it.
    #[default]
    New,
    /// Somebody did.
    Suppressed {
        /// How.
        by: Suppressor,
        /// Why, in their words; empty where they gave none.
        reason: String,
    },
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: RuleKey,
    /// Path relative to the scanned root, `/` between its parts; of a member of an archive `outer.zip!/inner/a.hl7`.
    pub path: String,
    /// The members at the end of `path`, outermost first; empty for what is a file itself.
    pub inside: Vec<String>,
    /// The commit that brought it, where history was scanned.
    pub provenance: Option<Provenance>,
    /// Where it lies.
    pub region: Region,
    /// Its place in a structured message, such as `PID[1]-19[1].1`; empty elsewhere.
    pub place: String,
    /// Dots in the value's length, after a vendor's public prefix; the text itself where the rule says that it is harmless.
    pub mask: String,
    /// Number of characters of the value.
    pub length: usize,
    /// The masked line; none in data files, where a row holds more than was found.
    pub excerpt: Option<Excerpt>,
    /// The harm if it is true.
    pub severity: Severity,
    /// How sure we are.
    pub confidence: Confidence,
    /// Reasons, sorted.
    pub evidence: Vec<Evidence>,
    /// What a passed check proved, such as "checksum valid"; empty where none did.
    pub proof: &'static str,
    /// The way of the value, from where it is set to where it is used; empty where it stands where it is used.
    pub flow: Vec<FlowStep>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// How many places it stands for; 1 but for groups.
    pub count: u64,
    /// More about what was found, without a word of the file: the classes of a composite, whose credential
    /// it is. Empty where there is nothing to say.
    pub detail: String,
    /// Another finding of the file speaks for it: shown with `--all` only.
    pub part: bool,
    /// An id that reveals nothing: see [`fingerprint`].
    pub fingerprint: String,
    /// HMAC of the value under the user's key, where there is one.
    pub binding: Option<String>,
    /// Accepted or new.
    pub status: Status,
}

/// Where in the history a finding comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The first commit that holds it, in hexadecimal.
    pub commit: String,
    /// When its author wrote it, as an ISO 8601 date and time.
    pub date: String,
    /// Name and address of its author, where the user asked for them.
    pub author: Option<String>,
    /// Whether the file as of HEAD still holds it, where that was asked.
    pub at_head: Option<bool>,
}

/// Whether a span, or the place of an empty one, lies in one of these ranges, which are sorted.
pub fn touches(ranges: &[Span], span: Span) -> bool {
    let next = ranges.partition_point(|range| range.end <= span.start);
    ranges.get(next).is_some_and(|range| range.start < span.end.max(span.start + 1))
}

impl Finding {
    /// What a rule found at a place: as severe and sure as the rule is by itself, without a mask, a fingerprint or more to say.
    pub fn new(rules: &RuleSet, rule: RuleKey, path: &str, region: Region) -> Self {
        Self {
            rule,
            path: path.to_owned(),
            inside: Vec::new(),
            provenance: None,
            region,
            place: String::new(),
            mask: String::new(),
            length: 0,
            excerpt: None,
            severity: rules.severity(rule),
            confidence: rules.confidence(rule),
            evidence: Vec::new(),
            proof: "",
            flow: Vec::new(),
            related: Vec::new(),
            count: 1,
            detail: String::new(),
            part: false,
            fingerprint: String::new(),
            binding: None,
            status: Status::New,
        }
    }

    /// The file on disk: the path without the members of archives at its end.
    pub fn file(&self) -> &str {
        let members: usize = self.inside.iter().map(|member| member.len() + MEMBER_MARK.len()).sum();
        &self.path[..self.path.len() - members]
    }

    /// Whether it lies, with its value or another of its places, in one of these ranges, which are sorted.
    pub fn touches(&self, ranges: &[Span]) -> bool {
        touches(ranges, self.region.bytes) || self.related.iter().any(|related| touches(ranges, related.region.bytes))
    }

    /// The order of every report: by path, place and rule, so that threads leave no trace.
    pub fn sort_key(&self) -> (&str, Span, RuleKey) {
        (&self.path, self.region.bytes, self.rule)
    }
}
