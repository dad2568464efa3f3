//! The only place where evidence is weighed.
//!
//! A rule says how sure a bare match is; what speaks for it raises that, what speaks against it lowers it. Severity is the harm if the
//! finding is true: it falls for values that are known to harm nobody and, by one step, for test paths; weak
//! cryptography in tests is low.

use super::reasons::Reasons;
use crate::finding::Evidence;
use crate::rule::{Confidence, Family, Severity};

/// How sure we are of a finding.
pub(super) fn confidence(base: Confidence, evidence: Reasons) -> Confidence {
    let score = base as i32 + evidence.iter().map(weight).sum::<i32>();
    match score {
        i32::MIN..=0 => Confidence::Low,
        1 => Confidence::Medium,
        _ => Confidence::High,
    }
}

/// Steps up or down that a piece of evidence is worth.
const fn weight(evidence: Evidence) -> i32 {
    match evidence {
        Evidence::Checksum | Evidence::Position | Evidence::Pair => 2,
        Evidence::Near => 1,
        Evidence::Key | Evidence::TestPath | Evidence::Utf16 | Evidence::Decoded(_) | Evidence::Synthetic => 0,
        Evidence::ChecksumFailed | Evidence::Doubtful => -1,
        Evidence::NotNear | Evidence::Dummy => -2,
        Evidence::Placeholder => -3,
    }
}

/// The harm of a finding. `reserved_as_real` is for fixtures whose values can never be issued.
pub(super) fn severity(base: Severity, family: Family, evidence: Reasons, reserved_as_real: bool) -> Severity {
    if evidence.has(Evidence::Synthetic) && !reserved_as_real {
        return Severity::Low;
    }
    match (evidence.has(Evidence::TestPath), family) {
        // Test vectors and throw-away servers: nothing that is deployed rests on them.
        (true, Family::Crypto) => Severity::Low,
        (true, _) => lower(base),
        (false, _) => base,
    }
}

const fn lower(severity: Severity) -> Severity {
    match severity {
        Severity::Critical => Severity::High,
        Severity::High => Severity::Medium,
        Severity::Medium | Severity::Low => Severity::Low,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_moves_confidence() {
        for (base, evidence, expected) in [
            (Confidence::Medium, &[][..], Confidence::Medium),
            (Confidence::Medium, &[Evidence::Near], Confidence::High),
            (Confidence::Low, &[Evidence::Checksum], Confidence::High),
            (Confidence::High, &[Evidence::ChecksumFailed], Confidence::Medium),
            (Confidence::High, &[Evidence::NotNear], Confidence::Low),
            (Confidence::Medium, &[Evidence::ChecksumFailed, Evidence::Position], Confidence::High),
            (Confidence::High, &[Evidence::Doubtful, Evidence::Key], Confidence::Medium),
            (Confidence::High, &[Evidence::Dummy], Confidence::Low),
        ] {
            assert_eq!(confidence(base, evidence.iter().copied().collect()), expected, "{base:?} {evidence:?}");
        }
    }

    #[test]
    fn synthetic_values_harm_nobody() {
        for (family, evidence, reserved_as_real, expected) in [
            (Family::Phi, Evidence::Synthetic, false, Severity::Low),
            (Family::Phi, Evidence::Synthetic, true, Severity::Critical),
            (Family::Secret, Evidence::TestPath, false, Severity::High),
            (Family::Crypto, Evidence::TestPath, false, Severity::Low),
        ] {
            let reasons = [evidence].into_iter().collect();
            assert_eq!(severity(Severity::Critical, family, reasons, reserved_as_real), expected, "{evidence:?}");
        }
    }
}
