//! National identity and health numbers outside the United States.
//!
//! Promises: separators (blank, dash, dot, slash) are skipped, letters count in either case; a number whose check fails is rejected,
//! one of equal digits is a placeholder, one from a test range is synthetic. Says nothing about whether a number was issued.
//! Weights are written left to right. Sources stand in the table of checks.

use super::checksum::{
    base36, cross_sum, digit, gs1, iso7064_11_2, iso7064_11_10, luhn, remainder, verhoeff, weighted, weighted_from_right,
};
use super::{Subject, Verdict};
use Verdict::{Placeholder, Plausible, Proven, Rejected, Synthetic};

/// The longest number looked at, in bytes, separators included.
const LONGEST: usize = 48;

/// Letters and digits in upper case without separators; `None` when anything else stands in the value.
pub(super) fn compact(value: &[u8]) -> Option<Vec<u8>> {
    if value.len() > LONGEST {
        return None;
    }
    let kept = value.iter().filter(|byte| !matches!(byte, b' ' | b'-' | b'.' | b'/'));
    kept.map(|byte| byte.is_ascii_alphanumeric().then(|| byte.to_ascii_uppercase())).collect()
}

/// The digits of the value; `None` when anything but digits and separators stands in it.
pub(super) fn digits(value: &[u8]) -> Option<Vec<u32>> {
    compact(value)?.into_iter().map(digit).collect()
}

/// Whether all are the same.
pub(super) fn uniform<T: PartialEq>(items: &[T]) -> bool {
    items.windows(2).all(|pair| pair[0] == pair[1])
}

/// Judges exactly `N` digits.
fn fixed<const N: usize>(subject: &Subject<'_>, holds: impl Fn(&[u32; N]) -> bool) -> Verdict {
    let Some(digits) = digits(subject.value()).and_then(|digits| <[u32; N]>::try_from(digits).ok()) else { return Rejected };
    if uniform(&digits) {
        return Placeholder;
    }
    Proven.when(holds(&digits), Rejected)
}

/// Judges two or more digits.
pub(super) fn any_length(subject: &Subject<'_>, holds: impl Fn(&[u32]) -> bool) -> Verdict {
    match digits(subject.value()) {
        Some(digits) if digits.len() >= 2 => {
            if uniform(&digits) {
                Placeholder
            } else {
                Proven.when(holds(&digits), Rejected)
            }
        }
        _ => Rejected,
    }
}

/// Judges a number of letters and digits written by the places of `form`: `9` a digit, `A` a letter, `*` either.
fn formed(subject: &Subject<'_>, forms: &[&str], holds: impl Fn(&[u8]) -> bool) -> Verdict {
    let Some(text) = compact(subject.value()) else { return Rejected };
    let fits = |form: &str| form.len() == text.len() && form.bytes().zip(&text).all(|(place, byte)| fits_place(place, *byte));
    Proven.when(forms.iter().any(|form| fits(form)) && holds(&text), Rejected)
}

const fn fits_place(place: u8, byte: u8) -> bool {
    match place {
        b'9' => byte.is_ascii_digit(),
        b'A' => byte.is_ascii_uppercase(),
        _ => byte.is_ascii_alphanumeric(),
    }
}

/// The values of letters and digits, 0–35.
fn values(text: &[u8]) -> Vec<u32> {
    text.iter().filter_map(|byte| base36(*byte)).collect()
}

/// Letter A–Z as two decimal digits 01–26, digits as they are.
fn letters_as_two(text: &[u8]) -> Vec<u32> {
    let mut out = Vec::with_capacity(text.len() + 2);
    for byte in text {
        if let Some(digit) = digit(*byte) {
            out.push(digit);
        } else {
            let place = u32::from(byte.to_ascii_uppercase().saturating_sub(b'A')) + 1;
            out.extend([place / 10, place % 10]);
        }
    }
    out
}

/// Two digits as a number.
const fn two(tens: u32, units: u32) -> u32 {
    tens * 10 + units
}

/// Whether day and month can be; the year decides nothing but 29 February, which passes.
const fn day_of_month(day: u32, month: u32) -> bool {
    let longest = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 29,
        _ => return false,
    };
    day >= 1 && day <= longest
}

pub(super) fn mod97(subject: &Subject<'_>) -> Verdict {
    any_length(subject, |digits| digits.len() > 4 && complement_97(&digits[..digits.len() - 2], &digits[digits.len() - 2..]))
}

fn complement_97(body: &[u32], check: &[u32]) -> bool {
    97 - remainder(body, 97) == remainder(check, 100)
}

pub(super) fn mod97_iban(subject: &Subject<'_>) -> Verdict {
    let Some(text) = compact(subject.value()) else { return Rejected };
    let shaped =
        (15..=34).contains(&text.len()) && text[..2].iter().all(u8::is_ascii_uppercase) && text[2..4].iter().all(u8::is_ascii_digit);
    if !shaped {
        return Rejected;
    }
    let moved = text[4..].iter().chain(&text[..4]).filter_map(|byte| base36(*byte));
    let rest = moved.fold(0, |rest, value| (rest * if value > 9 { 100 } else { 10 } + value) % 97);
    Proven.when(rest == 1, Rejected)
}

pub(super) fn mod11_weighted(subject: &Subject<'_>) -> Verdict {
    mod11_from_right(subject, 7)
}

pub(super) fn mod11_weighted_9(subject: &Subject<'_>) -> Verdict {
    mod11_from_right(subject, 9)
}

fn mod11_from_right(subject: &Subject<'_>, top: u32) -> Verdict {
    let Some(text) = compact(subject.value()) else { return Rejected };
    let Some((check, body)) = text.split_last() else { return Rejected };
    let Some(body) = body.iter().map(|byte| digit(*byte)).collect::<Option<Vec<_>>>() else { return Rejected };
    if body.len() < 3 {
        return Rejected;
    }
    let holds = match 11 - weighted_from_right(&body, top) % 11 {
        11 => *check == b'0',
        10 => matches!(check, b'X' | b'K' | b'0'),
        value => digit(*check) == Some(value),
    };
    if holds && uniform(&text) { Placeholder } else { Proven.when(holds, Rejected) }
}

pub(super) fn mod11_10(subject: &Subject<'_>) -> Verdict {
    any_length(subject, iso7064_11_10)
}

pub(super) fn mod11_2(subject: &Subject<'_>) -> Verdict {
    let Some(text) = compact(subject.value()) else { return Rejected };
    Proven.when(text.len() >= 4 && mod11_2_holds(&text), Rejected)
}

fn mod11_2_holds(text: &[u8]) -> bool {
    let Some((check, body)) = text.split_last() else { return false };
    let check = if *check == b'X' { Some(10) } else { digit(*check) };
    let body: Option<Vec<u32>> = body.iter().map(|byte| digit(*byte)).collect();
    let (Some(check), Some(mut body)) = (check, body) else { return false };
    body.push(check);
    iso7064_11_2(&body)
}

pub(super) fn nhs(subject: &Subject<'_>) -> Verdict {
    let verdict = fixed::<10>(subject, nhs_holds);
    let test_range = compact(subject.value()).is_some_and(|text| text.starts_with(b"999"));
    if verdict == Proven && test_range { Synthetic } else { verdict }
}

fn nhs_holds(digits: &[u32; 10]) -> bool {
    let check = 11 - weighted(&digits[..9], &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    check % 11 == digits[9]
}

pub(super) fn ie_ppsn(subject: &Subject<'_>) -> Verdict {
    formed(subject, &["9999999A", "9999999AA"], |text| {
        let second = text.get(8).map_or(0, |letter| if *letter == b'W' { 0 } else { u32::from(letter - b'A') + 1 });
        let sum = weighted(&values(&text[..7]), &[8, 7, 6, 5, 4, 3, 2]) + 9 * second;
        u32::from(text[7]) == u32::from(b"WABCDEFGHIJKLMNOPQRSTUV"[(sum % 23) as usize])
    })
}

pub(super) fn ie_ihi(subject: &Subject<'_>) -> Verdict {
    fixed::<18>(subject, |digits| gs1(digits) && <[u32; 10]>::try_from(&digits[7..17]).is_ok_and(|core| nhs_holds(&core)))
}

pub(super) fn fr_nir(subject: &Subject<'_>) -> Verdict {
    formed(subject, &["999999999999999", "999999A99999999"], |text| {
        let mut digits = text.to_vec();
        match &text[5..7] {
            b"2A" => digits[5..7].copy_from_slice(b"19"),
            b"2B" => digits[5..7].copy_from_slice(b"18"),
            department if department[1].is_ascii_digit() => {}
            _ => return false,
        }
        let digits = values(&digits);
        !uniform(&digits) && matches!(digits[0], 1..=4 | 7 | 8) && complement_97(&digits[..13], &digits[13..])
    })
}

pub(super) fn de_kvnr(subject: &Subject<'_>) -> Verdict {
    formed(subject, &["A999999999"], |text| {
        let digits = letters_as_two(text);
        let sum: u32 = digits[..10].iter().zip([1, 2].into_iter().cycle()).map(|(digit, weight)| cross_sum(digit * weight)).sum();
        sum % 10 == digits[10]
    })
}

pub(super) fn de_pension(subject: &Subject<'_>) -> Verdict {
    formed(subject, &["99999999A999"], |text| {
        let digits = letters_as_two(text);
        let weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
        let sum: u32 = digits[..12].iter().zip(weights).map(|(digit, weight)| cross_sum(digit * weight)).sum();
        sum % 10 == digits[12]
    })
}

pub(super) fn de_tax_id(subject: &Subject<'_>) -> Verdict {
    fixed::<11>(subject, |digits| {
        let most = (0..10).map(|wanted| digits[..10].iter().filter(|digit| **digit == wanted).count()).max();
        digits[0] != 0 && matches!(most, Some(2 | 3)) && iso7064_11_10(digits)
    })
}

pub(super) fn nl_bsn(subject: &Subject<'_>) -> Verdict {
    // The last weight is -1, which is 10 modulo 11.
    fixed::<9>(subject, |digits| weighted(digits, &[9, 8, 7, 6, 5, 4, 3, 2, 10]).is_multiple_of(11))
}

pub(super) fn be_nrn(subject: &Subject<'_>) -> Verdict {
    fixed::<11>(subject, |digits| {
        let since_2000 = [&[2], &digits[..9]].concat();
        complement_97(&digits[..9], &digits[9..]) || complement_97(&since_2000, &digits[9..])
    })
}

pub(super) fn es_dni(subject: &Subject<'_>) -> Verdict {
    formed(subject, &["99999999A", "A9999999A"], |text| {
        let mut number = text[..8].to_vec();
        number[0] = match text[0] {
            b'X' => b'0',
            b'Y' => b'1',
            b'Z' => b'2',
            digit if digit.is_ascii_digit() => digit,
            _ => return false,
        };
        text[8] == b"TRWAGMYFPDXBNJZSQVHLCKE"[remainder(&values(&number), 23) as usize]
    })
}

pub(super) fn it_codice_fiscale(subject: &Subject<'_>) -> Verdict {
    const ODD: [u32; 26] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
    // Digits may be written as letters of LMNPQRSTUV where namesakes collide.
    formed(subject, &["AAAAAA**A**A***A"], |text| {
        let omocodic = |place: usize| text[place].is_ascii_digit() || b"LMNPQRSTUV".contains(&text[place]);
        let number = |byte: u8| digit(byte).unwrap_or_else(|| u32::from(byte.saturating_sub(b'A')));
        let odd: u32 = text[..15].iter().step_by(2).map(|byte| ODD[(number(*byte) % 26) as usize]).sum();
        let even: u32 = text[1..15].iter().step_by(2).map(|byte| number(*byte)).sum();
        [6, 7, 9, 10, 12, 13, 14].into_iter().all(omocodic) && u32::from(text[15] - b'A') == (odd + even) % 26
    })
}

pub(super) fn pt_nif(subject: &Subject<'_>) -> Verdict {
    fixed::<9>(subject, |digits| {
        let rest = weighted(&digits[..8], &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
        digits[8] == if rest < 2 { 0 } else { 11 - rest }
    })
}

pub(super) fn at_svnr(subject: &Subject<'_>) -> Verdict {
    fixed::<10>(subject, |digits| weighted(digits, &[3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 == digits[3])
}

pub(super) fn ch_ahv(subject: &Subject<'_>) -> Verdict {
    fixed::<13>(subject, |digits| digits[..3] == [7, 5, 6] && gs1(digits))
}

pub(super) fn se_personnummer(subject: &Subject<'_>) -> Verdict {
    let text: Vec<u8> = subject.value().iter().copied().filter(|byte| *byte != b'+').collect();
    let Some(all) = digits(&text) else { return Rejected };
    let short = match all.len() {
        12 if matches!(all[..2], [1, 8 | 9] | [2, 0]) => &all[2..],
        10 => &all[..],
        _ => return Rejected,
    };
    let day = two(short[4], short[5]);
    let day = if day > 60 { day - 60 } else { day };
    Proven.when(day_of_month(day, two(short[2], short[3])) && luhn(short.iter().copied()), Rejected)
}

pub(super) fn no_fodselsnummer(subject: &Subject<'_>) -> Verdict {
    let mut synthetic = false;
    let Some(digits) = digits(subject.value()).and_then(|digits| <[u32; 11]>::try_from(digits).ok()) else { return Rejected };
    let (day, mut month) = (two(digits[0], digits[1]), two(digits[2], digits[3]));
    if month > 80 {
        synthetic = true;
        month -= 80;
    } else if month > 40 {
        month -= 40;
    }
    let first = (11 - weighted(&digits[..9], &[3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11) % 11;
    let second = (11 - weighted(&digits[..10], &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11;
    let holds = day_of_month(if day > 40 { day - 40 } else { day }, month) && first == digits[9] && second == digits[10];
    if holds && synthetic { Synthetic } else { Proven.when(holds, Rejected) }
}

pub(super) fn dk_cpr(subject: &Subject<'_>) -> Verdict {
    let Some(digits) = digits(subject.value()).and_then(|digits| <[u32; 10]>::try_from(digits).ok()) else { return Rejected };
    if !day_of_month(two(digits[0], digits[1]), two(digits[2], digits[3])) {
        return Rejected;
    }
    Proven.when(weighted(&digits, &[4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11), Plausible)
}

pub(super) fn fi_hetu(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    if value.len() != 11 || !b"+-YXWVUABCDEF".contains(&value[6].to_ascii_uppercase()) {
        return Rejected;
    }
    let number: Option<Vec<u32>> = [&value[..6], &value[7..10]].concat().into_iter().map(digit).collect();
    let Some(number) = number else { return Rejected };
    let character = b"0123456789ABCDEFHJKLMNPRSTUVWXY"[remainder(&number, 31) as usize];
    let dated = day_of_month(two(number[0], number[1]), two(number[2], number[3]));
    if !dated || character != value[10].to_ascii_uppercase() {
        return Rejected;
    }
    Synthetic.when(number[6] == 9, Proven)
}

pub(super) fn is_kennitala(subject: &Subject<'_>) -> Verdict {
    fixed::<10>(subject, |digits| {
        // Organisations have 40 added to the day.
        let day = two(digits[0], digits[1]);
        day_of_month(if day > 40 { day - 40 } else { day }, two(digits[2], digits[3]))
            && matches!(digits[9], 0 | 8 | 9)
            && weighted(digits, &[3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
    })
}

pub(super) fn pl_pesel(subject: &Subject<'_>) -> Verdict {
    fixed::<11>(subject, |digits| {
        day_of_month(two(digits[4], digits[5]), two(digits[2], digits[3]) % 20)
            && weighted(digits, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]).is_multiple_of(10)
    })
}

pub(super) fn cz_rodne_cislo(subject: &Subject<'_>) -> Verdict {
    fixed::<10>(subject, |digits| {
        // Women's months have 50 added, months of exhausted days 20 more.
        let month = two(digits[2], digits[3]) % 50;
        let dated = day_of_month(two(digits[4], digits[5]), if month > 20 { month - 20 } else { month });
        let old_exception = remainder(&digits[..9], 11) == 10 && digits[9] == 0;
        dated && (remainder(digits, 11) == 0 || old_exception)
    })
}

pub(super) fn ro_cnp(subject: &Subject<'_>) -> Verdict {
    fixed::<13>(subject, |digits| {
        let rest = weighted(&digits[..12], &[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
        let dated = day_of_month(two(digits[5], digits[6]), two(digits[3], digits[4]));
        dated && digits[0] != 0 && digits[12] == if rest == 10 { 1 } else { rest }
    })
}

pub(super) fn bg_egn(subject: &Subject<'_>) -> Verdict {
    fixed::<10>(subject, |digits| {
        // Months have 20 added before 1900 and 40 since 2000.
        let dated = day_of_month(two(digits[4], digits[5]), two(digits[2], digits[3]) % 20);
        dated && weighted(&digits[..9], &[2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == digits[9]
    })
}

pub(super) fn hr_oib(subject: &Subject<'_>) -> Verdict {
    fixed::<11>(subject, |digits| iso7064_11_10(digits))
}

pub(super) fn si_emso(subject: &Subject<'_>) -> Verdict {
    fixed::<13>(subject, |digits| {
        let check = 11 - weighted(&digits[..12], &[7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
        day_of_month(two(digits[0], digits[1]), two(digits[2], digits[3])) && check % 11 == digits[12]
    })
}

pub(super) fn baltic_code(subject: &Subject<'_>) -> Verdict {
    fixed::<11>(subject, |digits| {
        let first = weighted(&digits[..10], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
        let second = weighted(&digits[..10], &[3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10;
        let dated = day_of_month(two(digits[5], digits[6]), two(digits[3], digits[4]));
        dated && digits[10] == if first < 10 { first } else { second }
    })
}

pub(super) fn gr_amka(subject: &Subject<'_>) -> Verdict {
    fixed::<11>(subject, |digits| day_of_month(two(digits[0], digits[1]), two(digits[2], digits[3])) && luhn(digits.iter().copied()))
}

pub(super) fn tr_tckn(subject: &Subject<'_>) -> Verdict {
    fixed::<11>(subject, |digits| {
        let odd: u32 = digits[..9].iter().step_by(2).sum();
        let even: u32 = digits[1..8].iter().step_by(2).sum();
        let total: u32 = digits[..10].iter().sum();
        digits[0] != 0 && (7 * odd + 90 - even) % 10 == digits[9] && total % 10 == digits[10]
    })
}

pub(super) fn il_id(subject: &Subject<'_>) -> Verdict {
    fixed::<9>(subject, |digits| luhn(digits.iter().copied()))
}

pub(super) fn za_id(subject: &Subject<'_>) -> Verdict {
    fixed::<13>(subject, |digits| {
        day_of_month(two(digits[4], digits[5]), two(digits[2], digits[3])) && digits[10] < 3 && luhn(digits.iter().copied())
    })
}

pub(super) fn ca_sin(subject: &Subject<'_>) -> Verdict {
    // Printed on the government's sample cards; numbers that begin with 0 are not issued.
    const SAMPLE: &[u8] = b"046454286";
    if compact(subject.value()).is_some_and(|text| text == SAMPLE) {
        return Synthetic;
    }
    fixed::<9>(subject, |digits| !matches!(digits[0], 0 | 8) && luhn(digits.iter().copied()))
}

pub(super) fn ca_on_hcn(subject: &Subject<'_>) -> Verdict {
    let Some(mut text) = compact(subject.value()) else { return Rejected };
    // One or two letters may follow: the version code.
    if (11..=12).contains(&text.len()) && text[10..].iter().all(u8::is_ascii_uppercase) {
        text.truncate(10);
    }
    let Some(digits) = text.into_iter().map(digit).collect::<Option<Vec<_>>>() else { return Rejected };
    if digits.len() == 10 && uniform(&digits) {
        return Placeholder;
    }
    Proven.when(digits.len() == 10 && digits[0] != 0 && luhn(digits.into_iter()), Rejected)
}

pub(super) fn ca_bc_phn(subject: &Subject<'_>) -> Verdict {
    fixed::<10>(subject, |digits| {
        let check = 11 - weighted(&digits[1..9], &[2, 4, 8, 5, 10, 9, 7, 3]) % 11;
        digits[0] == 9 && check % 11 == digits[9]
    })
}

pub(super) fn ca_qc_ramq(subject: &Subject<'_>) -> Verdict {
    let verdict = formed(subject, &["AAAA99999999"], |text| {
        let digits = values(&text[4..]);
        day_of_month(two(digits[4], digits[5]), two(digits[2], digits[3]) % 50)
    });
    if verdict == Proven { Plausible } else { verdict }
}

pub(super) fn au_medicare(subject: &Subject<'_>) -> Verdict {
    let Some(mut digits) = digits(subject.value()) else { return Rejected };
    // The eleventh digit is the person's line on the card.
    if digits.len() == 11 {
        digits.pop();
    }
    let holds = digits.len() == 10
        && (2..=6).contains(&digits[0])
        && !uniform(&digits)
        && weighted(&digits[..8], &[1, 3, 7, 9, 1, 3, 7, 9]) % 10 == digits[8];
    Proven.when(holds, Rejected)
}

pub(super) fn au_ihi(subject: &Subject<'_>) -> Verdict {
    fixed::<16>(subject, |digits| digits[..6] == [8, 0, 0, 3, 6, 0] && luhn(digits.iter().copied()))
}

pub(super) fn au_tfn(subject: &Subject<'_>) -> Verdict {
    let eight = |digits: &[u32]| digits.len() == 8 && weighted(digits, &[10, 7, 8, 4, 6, 3, 5, 1]).is_multiple_of(11);
    let nine = |digits: &[u32]| digits.len() == 9 && weighted(digits, &[1, 4, 3, 7, 5, 8, 6, 9, 10]).is_multiple_of(11);
    any_length(subject, |digits| eight(digits) || nine(digits))
}

pub(super) fn nz_nhi(subject: &Subject<'_>) -> Verdict {
    const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
    let place = |byte: u8| LETTERS.iter().position(|letter| *letter == byte).map(|place| place as u32 + 1).or(digit(byte));
    let verdict = formed(subject, &["AAA9999", "AAA99AA"], |text| {
        let Some(places) = text.iter().map(|byte| place(*byte)).collect::<Option<Vec<u32>>>() else { return false };
        let sum = weighted(&places[..6], &[7, 6, 5, 4, 3, 2]);
        if text[6].is_ascii_digit() { !sum.is_multiple_of(11) && (11 - sum % 11) % 10 == places[6] } else { 23 - sum % 23 == places[6] }
    });
    let test_range = compact(subject.value()).is_some_and(|text| text.starts_with(b"Z"));
    if verdict == Proven && test_range { Synthetic } else { verdict }
}

pub(super) fn in_aadhaar(subject: &Subject<'_>) -> Verdict {
    fixed::<12>(subject, |digits| digits[0] >= 2 && !digits.iter().eq(digits.iter().rev()) && verhoeff(digits))
}

pub(super) fn br_cpf(subject: &Subject<'_>) -> Verdict {
    let check = |sum: u32| (11 - sum % 11) % 11 % 10;
    fixed::<11>(subject, |digits| {
        let first = check(weighted(&digits[..9], &[10, 9, 8, 7, 6, 5, 4, 3, 2]));
        let second = check(weighted(&digits[..10], &[11, 10, 9, 8, 7, 6, 5, 4, 3, 2]));
        first == digits[9] && second == digits[10]
    })
}

pub(super) fn br_cns(subject: &Subject<'_>) -> Verdict {
    fixed::<15>(subject, |digits| {
        let weights = [15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
        matches!(digits[0], 1 | 2 | 7 | 8 | 9) && weighted(digits, &weights).is_multiple_of(11)
    })
}

pub(super) fn mx_curp(subject: &Subject<'_>) -> Verdict {
    // The alphabet has Ñ between N and O, so letters after N count one more.
    let number = |byte: u8| base36(byte).map_or(0, |value| value + u32::from((b'O'..=b'Z').contains(&byte)));
    formed(subject, &["AAAA999999AAAAAA*9"], |text| {
        let sum: u32 = text[..17].iter().zip((2..=18).rev()).map(|(byte, weight)| number(*byte) * weight).sum();
        let dated = day_of_month(number(text[8]) * 10 + number(text[9]), number(text[6]) * 10 + number(text[7]));
        dated && matches!(text[10], b'H' | b'M' | b'X') && (10 - sum % 10) % 10 == number(text[17])
    })
}

pub(super) fn cl_rut(subject: &Subject<'_>) -> Verdict {
    formed(subject, &["9999999*", "99999999*"], |text| {
        let (check, body) = text.split_last().expect("the forms have eight places or more");
        let expected = match 11 - weighted_from_right(&values(body), 7) % 11 {
            11 => b'0',
            10 => b'K',
            value => b'0' + value as u8,
        };
        *check == expected && !uniform(text)
    })
}

pub(super) fn cn_resident_id(subject: &Subject<'_>) -> Verdict {
    formed(subject, &["99999999999999999*"], |text| {
        let digits = values(&text[..17]);
        let century = two(digits[6], digits[7]);
        (18..=20).contains(&century) && day_of_month(two(digits[12], digits[13]), two(digits[10], digits[11])) && mod11_2_holds(text)
    })
}

pub(super) fn jp_my_number(subject: &Subject<'_>) -> Verdict {
    fixed::<12>(subject, |digits| {
        let rest = weighted(&digits[..11], &[6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
        digits[11] == if rest <= 1 { 0 } else { 11 - rest }
    })
}

pub(super) fn kr_rrn(subject: &Subject<'_>) -> Verdict {
    let Some(digits) = digits(subject.value()).and_then(|digits| <[u32; 13]>::try_from(digits).ok()) else { return Rejected };
    if !day_of_month(two(digits[4], digits[5]), two(digits[2], digits[3])) {
        return Rejected;
    }
    let sum = weighted(&digits[..12], &[2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]);
    Proven.when((11 - sum % 11) % 10 == digits[12], Verdict::Doubtful)
}

pub(super) fn tw_id(subject: &Subject<'_>) -> Verdict {
    // The ministry's order of letters: A is 10, I 34, O 35, W 32, Z 33.
    const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVXYWZIO";
    formed(subject, &["A999999999"], |text| {
        let Some(place) = LETTERS.iter().position(|letter| *letter == text[0]) else { return false };
        let code = place as u32 + 10;
        let digits = [&[code / 10, code % 10], values(&text[1..]).as_slice()].concat();
        weighted(&digits, &[1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]).is_multiple_of(10)
    })
}

pub(super) fn sg_nric(subject: &Subject<'_>) -> Verdict {
    formed(subject, &["A9999999A"], |text| {
        let sum = weighted(&values(&text[1..8]), &[2, 7, 6, 5, 4, 3, 2]);
        let (offset, letters): (u32, &[u8; 11]) = match text[0] {
            b'S' => (0, b"JZIHGFEDCBA"),
            b'T' => (4, b"JZIHGFEDCBA"),
            b'F' => (0, b"XWUTRQPNMLK"),
            b'G' => (4, b"XWUTRQPNMLK"),
            b'M' => (3, b"XWUTRQPNJLK"),
            _ => return false,
        };
        text[8] == letters[((sum + offset) % 11) as usize]
    })
}
