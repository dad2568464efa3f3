//! Numbers, names and addresses of persons in the United States.
//!
//! Promises: a number that was never issued is synthetic where its shape alone says what it is; a stand-in is a placeholder; the rest
//! is plausible at best, unless a check digit speaks for it. Never says whose a number is.

use super::checksum::{digit, luhn as luhn_holds, verhoeff as verhoeff_holds};
use super::lexicon::{CLINICAL_WORDS, COMMON_WORDS, GIVEN_NAMES, SYNTHETIC_PEOPLE};
use super::national::{any_length, compact, digits, uniform};
use super::{Subject, Verdict, contact, placeholder};
use Verdict::{Doubtful, Placeholder, Plausible, Proven, Rejected, Synthetic};

/// A name of two words or more, one of them a given name, the others no words of everyday texts.
pub(super) fn given_name(subject: &Subject<'_>) -> Verdict {
    let text = String::from_utf8_lossy(subject.value()).to_lowercase();
    let words: Vec<&str> = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.chars().count() > 1).collect();
    let (given, others): (Vec<&str>, Vec<&str>) = words.iter().copied().partition(|word| GIVEN_NAMES.contains(*word));
    let is_name = words.len() > 1 && !given.is_empty() && others.iter().all(|word| !COMMON_WORDS.contains(*word));
    Plausible.when(is_name, Rejected)
}

/// As [`given_name`], behind a word that says whose name it is: most of the world's given names are in no list. None need be known where the
/// last name stands first, or where nothing but the name stands on its line.
pub(super) fn labelled_name(subject: &Subject<'_>) -> Verdict {
    let Some((before, after)) = subject.text.get(..subject.whole.start).zip(subject.text.get(subject.value.end..)) else { return Rejected };
    let lead = before.iter().rev().take_while(|byte| b" \t>|*_-#".contains(byte)).count();
    let begins_line = matches!(before.iter().rev().nth(lead), None | Some(b'\n' | b'\r'));
    let ends_line = after.is_empty() || after.starts_with(b"  ") || matches!(after[0], b'\n' | b'\r' | b'|' | b'\t');
    let last_name_first = memchr::memchr(b',', subject.value()).is_some();
    let needs_none = last_name_first || (begins_line && ends_line);
    if needs_none && matches!(note_name(subject), Plausible) { Plausible } else { given_name(subject) }
}

pub(super) fn luhn(subject: &Subject<'_>) -> Verdict {
    any_length(subject, |digits| luhn_holds(digits.iter().copied()))
}

pub(super) fn verhoeff(subject: &Subject<'_>) -> Verdict {
    any_length(subject, verhoeff_holds)
}

/// 078-05-1120 was printed on wallet inserts, 219-09-9999 in a pamphlet, 457-55-5462 in advertising: all three void (SSA history).
const VOID_NUMBERS: [u32; 3] = [78_051_120, 219_099_999, 457_555_462];

pub(super) fn ssn(subject: &Subject<'_>) -> Verdict {
    match digits(subject.value()) {
        Some(digits) if digits.len() == 9 => judge_ssn(&digits),
        // A mask, or another country's number in a field that is called so: Italy's has nine letters.
        _ if subject.value().iter().filter(|byte| byte.is_ascii_alphabetic()).count() > 2 => Placeholder,
        // Nothing, said by a digit: `0`.
        _ if subject.value().iter().filter(|byte| byte.is_ascii_digit()).count() < 4 => Placeholder,
        _ => Rejected,
    }
}

fn judge_ssn(digits: &[u32]) -> Verdict {
    let number = digits.iter().fold(0, |number, digit| number * 10 + digit);
    let (area, group, serial) = (number / 1_000_000, number / 10_000 % 100, number % 10_000);
    if uniform(digits) || sequential(digits) || number == 0 || is_uniform_by_group(digits) {
        return Placeholder;
    }
    let never_issued = matches!(area, 0 | 666 | 900..) || group == 0 || serial == 0;
    Synthetic.when(never_issued || VOID_NUMBERS.contains(&number), Plausible)
}

/// `111-22-3333`: each of area, group and serial is one digit repeated, which a typist makes and the administration hardly ever issued.
fn is_uniform_by_group(digits: &[u32]) -> bool {
    [&digits[..3], &digits[3..5], &digits[5..]].into_iter().all(uniform)
}

/// Each digit follows the one before, up or down, 9 and 0 being neighbours.
fn sequential(digits: &[u32]) -> bool {
    let all = |step: u32| digits.windows(2).all(|pair| (pair[0] + step) % 10 == pair[1]);
    all(1) || all(9)
}

pub(super) fn itin(subject: &Subject<'_>) -> Verdict {
    let Some(digits) = digits(subject.value()).filter(|digits| digits.len() == 9) else { return Rejected };
    if uniform(&digits) || sequential(&digits) {
        return Placeholder;
    }
    let group = digits[3] * 10 + digits[4];
    Plausible.when(digits[0] == 9 && matches!(group, 50..=65 | 70..=88 | 90..=92 | 94..=99), Rejected)
}

pub(super) fn npi(subject: &Subject<'_>) -> Verdict {
    // The standard's own sample.
    const SAMPLE: &[u8] = b"1234567893";
    let Some(digits) = digits(subject.value()).filter(|digits| digits.len() == 10) else { return Rejected };
    if uniform(&digits) {
        return Placeholder;
    }
    if subject.value() == SAMPLE {
        return Synthetic;
    }
    let prefixed = [&[8, 0, 8, 4, 0], digits.as_slice()].concat();
    Proven.when(matches!(digits[0], 1 | 2) && luhn_holds(prefixed.into_iter()), Rejected)
}

pub(super) fn dea(subject: &Subject<'_>) -> Verdict {
    let Some(text) = compact(subject.value()).filter(|text| text.len() == 9) else { return Rejected };
    let Some(digits) = text[2..].iter().map(|byte| digit(*byte)).collect::<Option<Vec<_>>>() else { return Rejected };
    let registrant = b"ABCDEFGHJKLMPRSTUX".contains(&text[0]) && (text[1].is_ascii_uppercase() || text[1] == b'9');
    if !registrant {
        return Rejected;
    }
    if uniform(&digits) {
        return Placeholder;
    }
    let sum = digits[0] + digits[2] + digits[4] + 2 * (digits[1] + digits[3] + digits[5]);
    if sum % 10 != digits[6] {
        return Rejected;
    }
    Synthetic.when(digits.starts_with(&[1, 2, 3, 4, 5, 6]), Proven)
}

pub(super) fn mbi(subject: &Subject<'_>) -> Verdict {
    // CMS prints this number on its sample cards; the last digit differs between prints.
    const SAMPLE: &[u8] = b"1EG4TE5MK7";
    let value = subject.value();
    let Some(text) = compact(value).filter(|text| text.len() == 11) else { return Rejected };
    let letter = |byte: u8| byte.is_ascii_uppercase() && !b"SLOIBZ".contains(&byte);
    let fits = text.iter().zip(*b"CAXNAXNAANN").all(|(&byte, place)| match place {
        b'C' => matches!(byte, b'1'..=b'9'),
        b'A' => letter(byte),
        b'N' => byte.is_ascii_digit(),
        _ => letter(byte) || byte.is_ascii_digit(),
    });
    let dashes: Vec<usize> = value.iter().enumerate().filter(|(_, byte)| !byte.is_ascii_alphanumeric()).map(|(place, _)| place).collect();
    if !fits || !(dashes.is_empty() || dashes == [4, 8]) {
        return Rejected;
    }
    Synthetic.when(text.starts_with(SAMPLE), Proven)
}

pub(super) fn hicn(subject: &Subject<'_>) -> Verdict {
    const CLAIM_LETTERS: &[u8] = b"ABCDEFHJKMTW";
    const RAILROAD: [&[u8]; 13] = [b"A", b"CA", b"H", b"JA", b"MA", b"MH", b"PA", b"PD", b"PH", b"WA", b"WCA", b"WCD", b"WD"];
    let Some(text) = compact(subject.value()) else { return Rejected };
    let digits_of = |text: &[u8]| text.iter().map(|byte| digit(*byte)).collect::<Option<Vec<_>>>();
    if let Some((number, code)) = text.split_at_checked(9)
        && let Some(digits) = digits_of(number)
    {
        let coded = matches!(code, [letter] | [letter, _] if CLAIM_LETTERS.contains(letter));
        return if coded { judge_ssn(&digits) } else { Rejected };
    }
    let letters = text.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let (prefix, number) = text.split_at(letters);
    match digits_of(number) {
        Some(digits) if RAILROAD.contains(&prefix) && digits.len() == 9 => judge_ssn(&digits),
        Some(digits) if RAILROAD.contains(&prefix) && digits.len() == 6 => Placeholder.when(uniform(&digits), Plausible),
        _ => Rejected,
    }
}

/// What stands in the place of a record's number, but numbers no record: a row's key of one or two characters, a word without digits, a round number.
/// The key of a row or a resource (RFC 9562), perhaps with `urn:uuid:` before it: it leads nowhere outside of its database.
fn is_uuid(value: &[u8]) -> bool {
    let value = value.strip_prefix(b"urn:uuid:").unwrap_or(value);
    let is_dash = |at: usize| matches!(at, 8 | 13 | 18 | 23);
    value.len() == 36 && value.iter().enumerate().all(|(at, byte)| if is_dash(at) { *byte == b'-' } else { byte.is_ascii_hexdigit() })
}

pub(super) fn row_number(subject: &Subject<'_>) -> Verdict {
    let value = subject.value().trim_ascii();
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    let number = value.iter().position(u8::is_ascii_digit).map_or(&value[..0], |at| &value[at..]);
    let zeros = number.iter().skip(1).take_while(|byte| **byte == b'0').count();
    let round = zeros >= 4 && zeros + 1 == number.len();
    let repeated = digits >= 4 && digits == value.len() && value.iter().all(|byte| *byte == value[0]);
    let numbers: Vec<u32> = value.iter().filter_map(|byte| digit(*byte)).collect();
    let counted = digits >= 6 && digits == value.len() && sequential(&numbers);
    Placeholder.when(value.len() < 3 || digits == 0 || round || repeated || counted || is_uuid(value), Plausible)
}

pub(super) fn vin(subject: &Subject<'_>) -> Verdict {
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let text = subject.value().to_ascii_uppercase();
    let worth = |byte: u8| match byte {
        b'0'..=b'9' => Some(u32::from(byte - b'0')),
        b'A'..=b'H' => Some(u32::from(byte - b'A') + 1),
        b'J'..=b'N' => Some(u32::from(byte - b'J') + 1),
        b'P' => Some(7),
        b'R' => Some(9),
        b'S'..=b'Z' => Some(u32::from(byte - b'S') + 2),
        _ => None,
    };
    let Some(values) = text.iter().map(|byte| worth(*byte)).collect::<Option<Vec<_>>>() else { return Rejected };
    let digits = text.iter().filter(|byte| byte.is_ascii_digit()).count();
    if values.len() != 17 || digits < 3 || digits == 17 && uniform(&text) {
        return Rejected;
    }
    if uniform(&text) {
        return Placeholder;
    }
    let rest: u32 = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum::<u32>() % 11;
    let expected = if rest == 10 { b'X' } else { b'0' + rest as u8 };
    Proven.when(text[8] == expected, Doubtful)
}

/// Numbers that payment gateways publish for tests (Stripe, Adyen, Braintree manuals).
const TEST_CARDS: [&str; 14] = [
    "4111111111111111",
    "4242424242424242",
    "4012888888881881",
    "4000056655665556",
    "4222222222222",
    "5555555555554444",
    "5105105105105100",
    "5200828282828210",
    "2223003122003222",
    "378282246310005",
    "371449635398431",
    "6011111111111117",
    "6011000990139424",
    "3530111333300000",
];

pub(super) fn payment_card(subject: &Subject<'_>) -> Verdict {
    let Some(text) = compact(subject.value()).filter(|text| text.iter().all(u8::is_ascii_digit)) else { return Rejected };
    let Some(digits) = digits(&text).filter(|digits| (13..=19).contains(&digits.len())) else { return Rejected };
    if uniform(&digits) {
        return Placeholder;
    }
    if TEST_CARDS.iter().any(|card| card.as_bytes() == text) {
        return Synthetic;
    }
    Proven.when(issuer_length(&digits) && card_groups(subject.value()) && luhn_holds(digits.into_iter()), Rejected)
}

/// Major industry ranges with the lengths they use.
fn issuer_length(digits: &[u32]) -> bool {
    let prefix = digits[..4].iter().fold(0, |number, digit| number * 10 + digit);
    match prefix {
        4000..=4999 => matches!(digits.len(), 13 | 16 | 19),
        3400..=3499 | 3700..=3799 => digits.len() == 15,
        3000..=3059 | 3600..=3699 | 3800..=3999 => (14..=19).contains(&digits.len()),
        2221..=2720 | 5100..=5599 => digits.len() == 16,
        3528..=3589 | 6011 | 6200..=6299 | 6440..=6599 => (16..=19).contains(&digits.len()),
        5000..=5099 | 5600..=5899 | 6300..=6399 | 6700..=6799 => (13..=19).contains(&digits.len()),
        _ => false,
    }
}

/// No grouping, or the groupings that cards print: fours, or 4-6-5 and 4-6-4.
fn card_groups(value: &[u8]) -> bool {
    let groups: Vec<usize> = value.split(|byte| !byte.is_ascii_digit()).map(<[u8]>::len).collect();
    match groups.as_slice() {
        [_] | [4, 6, 4 | 5] => true,
        [fours @ .., last] => fours.iter().all(|group| *group == 4) && (1..=4).contains(last),
        [] => false,
    }
}

/// As [`given_name`], where the name stands beside a birth date or a record number: then no given name need be known.
pub(super) fn note_name(subject: &Subject<'_>) -> Verdict {
    let text = String::from_utf8_lossy(subject.value()).to_lowercase();
    let words: Vec<&str> = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.chars().count() > 1).collect();
    let is_everyday = |word: &&str| CLINICAL_WORDS.contains(*word) || (COMMON_WORDS.contains(*word) && !GIVEN_NAMES.contains(*word));
    Plausible.when(words.len() > 1 && !words.iter().any(is_everyday), Rejected)
}

pub(super) fn record_number(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    if placeholder::is_template(value) {
        return Placeholder;
    }
    let digits: Vec<u8> = value.iter().copied().filter(u8::is_ascii_digit).collect();
    let shaped = (4..=20).contains(&value.len()) && value.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    if !shaped || digits.len() < 4 || (value.contains(&b'-') && contact::is_date(value)) {
        return Rejected;
    }
    let numbers: Vec<u32> = digits.iter().filter_map(|byte| digit(*byte)).collect();
    Placeholder.when(uniform(&numbers) || sequential(&numbers), Plausible)
}

/// The longest name looked at, in bytes.
const LONGEST_NAME: usize = 120;

pub(super) fn name(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    if placeholder::is_template(value) {
        return Placeholder;
    }
    let Ok(text) = std::str::from_utf8(value) else { return Doubtful };
    if text.len() > LONGEST_NAME
        || !text.chars().any(char::is_alphabetic)
        || text.contains(['{', '}', '(', ')', '=', '/', '\\', '@', '_', ':', ';'])
    {
        return Rejected;
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // `Last^First^Middle`: a name that says of its parts which they are.
    let is_form = ["first", "last"].iter().all(|part| words.contains(part));
    let is_said = |word: &&str| SYNTHETIC_PEOPLE.contains(*word) || synthea_tail(word);
    let is_sample = || {
        let backwards: Vec<&str> = words.iter().rev().copied().collect();
        SYNTHETIC_PEOPLE.contains(words.join(" ").as_str()) || SYNTHETIC_PEOPLE.contains(backwards.join(" ").as_str())
    };
    if is_form || words.iter().any(is_said) || words.len() > 1 && is_sample() {
        return Synthetic;
    }
    Placeholder.when(words.iter().all(|word| placeholder::is_filler(word)), Plausible)
}

/// Synthea appends two to four digits to every generated name.
fn synthea_tail(word: &str) -> bool {
    let letters = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
    (2..=4).contains(&(word.len() - letters.len())) && letters.len() >= 2 && letters.chars().all(char::is_alphabetic)
}

pub(super) fn street(subject: &Subject<'_>) -> Verdict {
    const SAMPLES: [&str; 12] = [
        "123 main",
        "123 any",
        "123 fake",
        "123 test",
        "123 sample",
        "123 example",
        "123 street",
        "1 infinite loop",
        "742 evergreen",
        "1600 pennsylvania",
        "1600 amphitheatre",
        "100 main",
    ];
    let value = subject.value();
    if placeholder::is_template(value) {
        return Placeholder;
    }
    if value.len() > LONGEST_NAME {
        return Rejected;
    }
    let text = String::from_utf8_lossy(value).to_lowercase();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if SAMPLES.iter().any(|sample| words.starts_with(sample)) {
        return Placeholder;
    }
    let numbered = text.bytes().any(|byte| byte.is_ascii_digit());
    Plausible.when(numbered && text.chars().any(char::is_alphabetic), Doubtful)
}
