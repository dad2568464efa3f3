//! Rules: what is bad, as data.
//!
//! `data` is one rule, `schema` its TOML form, `literal` and `table` what the build script derives from all of them,
//! `check` the named checks on values, `sink` the tests on arguments of calls, `set` the rules of one run. Never touches the disk; no rule id is known to any of it.

mod breadth;
pub mod check;
pub mod control;
pub mod data;
pub mod frequency;
pub mod house;
pub mod literal;
pub mod plan;
pub mod provider;
pub mod schema;
pub mod set;
pub mod sink;
pub mod table;

pub use data::{Call, Condition, Confidence, Family, IdentifierSet, Rule, Severity, Shape, Zone};
pub use set::{RuleKey, RuleSet};

impl Family {
    /// All of them, in the order of reports.
    pub const ALL: &[Self] = &[Self::Secret, Self::Phi, Self::Crypto, Self::Hygiene];

    /// The word that users write.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Secret => "secret",
            Self::Phi => "phi",
            Self::Crypto => "crypto",
            Self::Hygiene => "hygiene",
        }
    }
}

impl Severity {
    /// All of them, mildest first.
    pub const ALL: &[Self] = &[Self::Low, Self::Medium, Self::High, Self::Critical];

    /// The word that users write.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// The word's meaning.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|severity| severity.word() == word)
    }

    /// How compilers would call it: errors are high and critical.
    pub const fn level(self) -> &'static str {
        match self {
            Self::Low => "note",
            Self::Medium => "warning",
            Self::High | Self::Critical => "error",
        }
    }
}

impl Confidence {
    /// All of them, weakest first.
    pub const ALL: &[Self] = &[Self::Low, Self::Medium, Self::High];

    /// The word that users write.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The word's meaning.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|confidence| confidence.word() == word)
    }
}

impl Zone {
    /// The word that users write.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Code => "code",
            Self::String => "string",
            Self::Comment => "comment",
            Self::Live => "live",
        }
    }
}
