//! Identifiers of devices, implants, blood and tissue (21 CFR 830 and the three issuing agencies).
//!
//! Promises: separators and GS1 brackets are skipped where the standard prints them. Knows the check characters, not the products.

use super::checksum::{base36, gs1, iso7064_37_2, luhn};
use super::national::{compact, digits, uniform};
use super::{Subject, Verdict};
use Verdict::{Placeholder, Proven, Rejected};

pub(super) fn gtin(subject: &Subject<'_>) -> Verdict {
    // An application identifier, (01) for the GTIN or (00) for a shipment, may stand in front.
    let value = subject.value();
    let value = value.strip_prefix(b"(01)").or(value.strip_prefix(b"(00)")).unwrap_or(value);
    match digits(value) {
        Some(digits) if matches!(digits.len(), 8 | 12 | 13 | 14 | 18) => {
            if uniform(&digits) {
                Placeholder
            } else {
                Proven.when(gs1(&digits), Rejected)
            }
        }
        _ => Rejected,
    }
}

pub(super) fn imei(subject: &Subject<'_>) -> Verdict {
    match digits(subject.value()) {
        Some(digits) if digits.len() == 15 => {
            if uniform(&digits) {
                Placeholder
            } else {
                Proven.when(luhn(digits.into_iter()), Rejected)
            }
        }
        _ => Rejected,
    }
}

pub(super) fn hibc(subject: &Subject<'_>) -> Verdict {
    const ALPHABET: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";
    let value = subject.value();
    let shaped = (8..=64).contains(&value.len()) && value[0] == b'+' && value[1].is_ascii_uppercase();
    let places: Option<Vec<usize>> = value.iter().map(|byte| ALPHABET.iter().position(|letter| letter == byte)).collect();
    let Some((check, body)) = places.as_deref().and_then(<[usize]>::split_last) else { return Rejected };
    Proven.when(shaped && body.iter().sum::<usize>() % ALPHABET.len() == *check, Rejected)
}

pub(super) fn isbt128(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    let starred = value.strip_suffix(b"*");
    let Some(text) = compact(starred.unwrap_or(value).strip_prefix(b"=").unwrap_or(starred.unwrap_or(value))) else { return Rejected };
    let mut values: Vec<u32> = text.iter().filter_map(|byte| base36(*byte)).collect();
    if starred.is_some() {
        values.push(36);
    }
    let shaped = values.len() == 14 && text[1..13.min(text.len())].iter().all(u8::is_ascii_digit);
    Proven.when(shaped && iso7064_37_2(&values), Rejected)
}
