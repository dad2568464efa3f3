//! Check digits and checksums, as arithmetic over digits and bytes.
//!
//! Promises: every function is total, linear in its input and allocates nothing. Knows no identifier and no vendor: those are
//! in the modules that call this one.

/// The decimal value of an ASCII digit, 0–9.
pub(super) const fn digit(byte: u8) -> Option<u32> {
    if byte.is_ascii_digit() { Some((byte - b'0') as u32) } else { None }
}

/// 0–9 for digits, 10–35 for letters of either case.
pub(super) const fn base36(byte: u8) -> Option<u32> {
    match byte {
        b'0'..=b'9' => Some((byte - b'0') as u32),
        b'A'..=b'Z' => Some((byte - b'A') as u32 + 10),
        b'a'..=b'z' => Some((byte - b'a') as u32 + 10),
        _ => None,
    }
}

/// Sum of decimal digits of a number below 100.
pub(super) const fn cross_sum(number: u32) -> u32 {
    number / 10 + number % 10
}

/// Luhn, ISO/IEC 7812-1 annex B: doubling every second digit from the right, the sum is a multiple of ten. `digits` are 0–9.
pub(super) fn luhn(digits: impl DoubleEndedIterator<Item = u32>) -> bool {
    luhn_sum(digits).is_multiple_of(10)
}

fn luhn_sum(digits: impl DoubleEndedIterator<Item = u32>) -> u32 {
    digits.rev().enumerate().map(|(place, digit)| if place % 2 == 1 { cross_sum(digit * 2) } else { digit }).sum()
}

/// Sum of digit times weight, left to right; stops with the shorter of the two.
pub(super) fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// Weights 2, 3 … `top`, 2, 3 … from the right, over all digits.
pub(super) fn weighted_from_right(digits: &[u32], top: u32) -> u32 {
    let weights = (2..=top).cycle();
    digits.iter().rev().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// GS1 General Specifications 7.9: weights 1, 3, 1, 3 … from the right, check digit included, sum a multiple of ten.
pub(super) fn gs1(digits: &[u32]) -> bool {
    let sum: u32 = digits.iter().rev().zip([1, 3].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    sum.is_multiple_of(10)
}

/// The number that the digits write, modulo `modulus`; any length.
pub(super) fn remainder(digits: &[u32], modulus: u32) -> u32 {
    digits.iter().fold(0, |rest, digit| (rest * 10 + digit) % modulus)
}

/// ISO/IEC 7064 MOD 11,10 (hybrid), check digit last.
pub(super) fn iso7064_11_10(digits: &[u32]) -> bool {
    let Some((check, body)) = digits.split_last() else { return false };
    let product = body.iter().fold(10, |product, digit| {
        let sum = (product + digit) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - product) % 10 == *check
}

/// ISO/IEC 7064 MOD 11-2, check value last (10 is written X).
pub(super) fn iso7064_11_2(values: &[u32]) -> bool {
    let Some((check, body)) = values.split_last() else { return false };
    let rest = body.iter().fold(0, |rest, value| (rest + value) * 2 % 11);
    (rest + check) % 11 == 1
}

/// ISO/IEC 7064 MOD 37-2, check value last (0–9, A–Z as 10–35, `*` as 36).
pub(super) fn iso7064_37_2(values: &[u32]) -> bool {
    let Some((check, body)) = values.split_last() else { return false };
    let rest = body.iter().fold(0, |rest, value| (rest + value) * 2 % 37);
    (rest + check) % 37 == 1
}

/// Verhoeff's dihedral check (J. Verhoeff, *Error Detecting Decimal Codes*, 1969), check digit last.
pub(super) fn verhoeff(digits: &[u32]) -> bool {
    !digits.is_empty() && digits.iter().rev().enumerate().fold(0, |state, (place, digit)| dihedral(state, permuted(place % 8, *digit))) == 0
}

/// Multiplication in the dihedral group of order ten.
const fn dihedral(left: u32, right: u32) -> u32 {
    match (left < 5, right < 5) {
        (true, true) => (left + right) % 5,
        (true, false) => (left + right - 5) % 5 + 5,
        (false, true) => (left - 5 + 5 - right) % 5 + 5,
        (false, false) => (left + 5 - right) % 5,
    }
}

/// Verhoeff's permutation (1 5 7 6 2 8 3 0 9 4), applied `times` times.
fn permuted(times: usize, digit: u32) -> u32 {
    const ONCE: [u32; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    (0..times).fold(digit, |digit, _| ONCE[(digit % 10) as usize])
}

/// CRC-32 as in ISO/IEC/IEEE 8802-3, gzip and PNG: polynomial 0x04C11DB7 reflected, all-ones start and final complement.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| CRC32[((crc ^ u32::from(*byte)) & 0xff) as usize] ^ (crc >> 8))
}

const CRC32: [u32; 256] = crc32_table();

const fn crc32_table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut crc = index as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
            bit += 1;
        }
        table[index] = crc;
        index += 1;
    }
    table
}

/// CRC-16/XMODEM: polynomial 0x1021, zero start.
pub(super) fn crc16_xmodem(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(*byte) << 8), |crc, _| if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> Vec<u32> {
        text.bytes().filter_map(base36).collect()
    }

    #[test]
    fn published_check_values() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926); // the CRC catalogue's check value
        assert_eq!(crc16_xmodem(b"123456789"), 0x31C3); // likewise
        assert!(luhn(digits("79927398713").into_iter())); // Luhn's usual example
        assert!(!luhn(digits("79927398710").into_iter()));
        assert!(verhoeff(&digits("2363"))); // Verhoeff's usual example
        assert!(!verhoeff(&digits("2364")));
        assert!(gs1(&digits("4006381333931"))); // GS1's EAN example
        assert!(iso7064_11_10(&digits("07945"))); // ISO 7064, example
        assert!(iso7064_11_2(&digits("07940"))); // ISO 7064, example
        assert_eq!(remainder(&digits("3214282912345698765432161182"), 97), 1); // IBAN registry, rearranged
    }

    #[test]
    fn empty_and_extreme_input_is_no_panic() {
        assert!(!verhoeff(&[]) && !iso7064_11_10(&[]) && !iso7064_11_2(&[]) && !iso7064_37_2(&[]));
        let long = vec![9; 100_000];
        let _ = (verhoeff(&long), gs1(&long), remainder(&long, 97), weighted_from_right(&long, 9));
    }
}
