//! Telephone numbers, mail and network addresses, dates and postal codes.
//!
//! Promises: what a standard or a regulator reserves for documentation is synthetic, what a numbering plan cannot hold is rejected.
//! Never resolves or calls anything.

use super::checksum::digit;
use super::lexicon::{FILE_EXTENSIONS, IMPERSONAL_MAILBOXES, RESERVED_MAIL, ROLE_MAILBOXES, TOP_LEVEL_DOMAINS};
use super::national::uniform;
use super::{Subject, Verdict, placeholder};
use Verdict::{Doubtful, Placeholder, Plausible, Proven, Rejected, Synthetic};
use std::net::{Ipv4Addr, Ipv6Addr};

/// The longest telephone number looked at, in bytes: fifteen digits (E.164) with separators and brackets.
const LONGEST_PHONE: usize = 40;

/// The digits of a telephone number; `None` when anything else than separators stands between them.
fn phone_digits(value: &[u8]) -> Option<Vec<u32>> {
    if value.len() > LONGEST_PHONE {
        return None;
    }
    let kept = value.iter().filter(|byte| !matches!(byte, b' ' | b'-' | b'.' | b'(' | b')' | b'/' | b'+'));
    kept.map(|byte| digit(*byte)).collect()
}

pub(super) fn phone_nanp(subject: &Subject<'_>) -> Verdict {
    match phone_digits(subject.value()) {
        Some(digits) if digits.len() == 11 && digits[0] == 1 => nanp(&digits[1..]),
        Some(digits) if digits.len() == 10 => nanp(&digits),
        _ => Rejected,
    }
}

/// NANPA: area `[2-9][0-8]d`, exchange `[2-9]dd`, neither N11; 555-0100 to 555-0199 are for fiction, 555-1212 is directory help.
fn nanp(digits: &[u32]) -> Verdict {
    let (area, exchange, line) = (&digits[..3], &digits[3..6], &digits[6..]);
    if uniform(digits) || digits == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0] || digits == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0] {
        return Placeholder;
    }
    let service = |code: &[u32]| code[1..] == [1, 1];
    if area[0] < 2 || area[1] == 9 || service(area) || exchange[0] < 2 || service(exchange) {
        return Rejected;
    }
    if exchange == [5, 5, 5] {
        return match line {
            [0, 1, ..] => Synthetic,
            [1, 2, 1, 2] => Placeholder,
            _ => Doubtful,
        };
    }
    // Toll-free numbers are an organisation's; 123-4567 is what samples have.
    let toll_free = area[0] == 8 && (area[1..] == [0, 0] || (area[1] == area[2] && matches!(area[1], 3..=8)));
    Doubtful.when(toll_free || digits[3..] == [2, 3, 4, 5, 6, 7, 8], Plausible)
}

/// Numbers for drama: Ofcom (UK), ACMA (Australia), Arcep (France), each as the digits after the plus.
const DRAMA_NUMBERS: [&str; 8] = ["441632960", "442079460", "447700900", "448081570", "443069990", "61491570", "3319900", "3363998"];

pub(super) fn phone_e164(subject: &Subject<'_>) -> Verdict {
    let Some(digits) = phone_digits(subject.value()).filter(|digits| (8..=15).contains(&digits.len())) else { return Rejected };
    if uniform(&digits) {
        return Placeholder;
    }
    if digits[0] == 1 {
        return if digits.len() == 11 { nanp(&digits[1..]) } else { Rejected };
    }
    let text: String = digits.iter().filter_map(|digit| char::from_digit(*digit, 10)).collect();
    let drama = DRAMA_NUMBERS.iter().any(|start| text.starts_with(start));
    if drama { Synthetic } else { Plausible.when(digits[0] != 0, Rejected) }
}

pub(super) fn email(subject: &Subject<'_>) -> Verdict {
    let Ok(text) = std::str::from_utf8(subject.value()) else { return Rejected };
    if placeholder::is_template(subject.value()) {
        return Placeholder;
    }
    let Some((local, domain)) = text.rsplit_once('@') else { return Rejected };
    if !dot_atom(local) || local.len() > 64 || !dot_atom(domain) || domain.len() > 253 || in_authority(subject) {
        return Rejected;
    }
    let (local, domain) = (local.to_ascii_lowercase(), domain.to_ascii_lowercase());
    let scp_path = subject.after(1) == b":" && IMPERSONAL_MAILBOXES.contains(&local);
    if scp_path || IMPERSONAL_MAILBOXES.contains(&local) {
        return Placeholder;
    }
    if reserved_host(&domain) { Synthetic } else { judge_domain(&domain, &local) }
}

/// Bytes before an address in which a URL's scheme is looked for.
const BEFORE_USER: usize = 160;

/// What stands before the `@` of a URL is a user name and perhaps a password, no mailbox (RFC 3986, section 3.2.1).
fn in_authority(subject: &Subject<'_>) -> bool {
    let before = subject.before(BEFORE_USER);
    let scheme = before.windows(3).rposition(|window| window == b"://");
    scheme.is_some_and(|at| !before[at + 3..].iter().any(|byte| byte.is_ascii_whitespace() || b"/?#@,;<>\"'`".contains(byte)))
}

fn judge_domain(domain: &str, local: &str) -> Verdict {
    let Some((host, top)) = domain.rsplit_once('.') else { return Rejected };
    let known = TOP_LEVEL_DOMAINS.contains(top);
    let lettered = top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_lowercase()) || top.starts_with("xn--");
    // `logo@2x.png`: an ending of files, or a host of digits alone.
    let file = !known && FILE_EXTENSIONS.contains(top) || scale_suffix(host);
    if !lettered || file || host.bytes().any(|byte| !byte.is_ascii_alphanumeric() && !b".-".contains(&byte)) {
        return Rejected;
    }
    Plausible.when(known && !ROLE_MAILBOXES.contains(local), Doubtful)
}

/// `2x` as in images for dense screens, or `1.2` as in package versions.
fn scale_suffix(host: &str) -> bool {
    let rest = host.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    rest.len() < host.len() && matches!(rest, "" | "x")
}

fn dot_atom(text: &str) -> bool {
    text.split('.')
        .all(|atom| !atom.is_empty() && atom.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)))
}

/// Whether a host reaches nobody: RFC 2606, RFC 6761 and what manuals use; lower case.
pub fn reserved_host(host: &str) -> bool {
    let labels: Vec<&str> = host.rsplit('.').collect();
    let top = labels.first().map(|top| format!(".{top}"));
    let pair = labels.get(..2).map(|pair| format!("{}.{}", pair[1], pair[0]));
    top.is_some_and(|top| RESERVED_MAIL.contains(&top))
        || pair.is_some_and(|pair| RESERVED_MAIL.contains(&pair))
        || RESERVED_MAIL.contains(host)
}

pub(super) fn ipv4(subject: &Subject<'_>) -> Verdict {
    let parsed = std::str::from_utf8(subject.value()).ok().and_then(|text| text.parse::<Ipv4Addr>().ok());
    let Some(address) = parsed else { return Rejected };
    if version_like(subject) {
        return Rejected;
    }
    let octets = address.octets();
    let small = octets.iter().all(|octet| *octet < 20);
    let special = matches!(octets[0], 0 | 127 | 224..) || uniform(&octets) || small;
    if special {
        return Rejected;
    }
    let shared = octets[0] == 100 && (64..128).contains(&octets[1]);
    let benchmark = octets[0] == 198 && matches!(octets[1], 18 | 19);
    if address.is_private() || address.is_link_local() || address.is_documentation() || shared || benchmark {
        return Synthetic;
    }
    Doubtful.when(octets[3] == 0, Plausible)
}

/// Part of an object identifier or a longer number, or introduced as a version or a section.
fn version_like(subject: &Subject<'_>) -> bool {
    let (before, after) = (subject.before(12), subject.after(2));
    let glued = before.last().is_some_and(|byte| byte.is_ascii_alphanumeric() || b".-_+".contains(byte));
    let longer =
        matches!(after, [b'.' | b'-', next, ..] if next.is_ascii_alphanumeric()) || after.first().is_some_and(u8::is_ascii_alphanumeric);
    let lead = before.to_ascii_lowercase();
    let lead = lead.trim_ascii_end();
    let worded = ["version", "ver", "section", "oid", "release", "rev"]
        .iter()
        .any(|word| lead.strip_suffix(b":").or(lead.strip_suffix(b"=")).unwrap_or(lead).trim_ascii_end().ends_with(word.as_bytes()));
    glued || longer || worded
}

pub(super) fn ipv6(subject: &Subject<'_>) -> Verdict {
    let parsed = std::str::from_utf8(subject.value()).ok().and_then(|text| text.parse::<Ipv6Addr>().ok());
    let Some(address) = parsed else { return Rejected };
    let segments = address.segments();
    // A slice such as `1::4` parses too: a real address has four groups or more, the first of them of global unicast.
    let groups = subject.value().split(|byte| *byte == b':').filter(|group| !group.is_empty()).count();
    match segments[0] {
        0x2001 if segments[1] == 0x0db8 => Synthetic,
        0x3fff if segments[1] < 0x1000 => Synthetic,
        0xfe80..=0xfebf | 0xfc00..=0xfdff => Synthetic,
        0x2000..=0x3fff if groups >= 4 => Plausible,
        _ => Rejected,
    }
}

pub(super) fn zip(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    let shaped = match value {
        [_, _, _, _, _] => true,
        [_, _, _, _, _, b'-', more @ ..] => more.len() == 4 && more.iter().all(u8::is_ascii_digit),
        more => more.len() == 9 && more.iter().all(u8::is_ascii_digit),
    };
    let Some(five) = value.get(..5).filter(|five| shaped && five.iter().all(u8::is_ascii_digit)) else { return Rejected };
    if uniform(five) || five == b"12345" {
        return Placeholder;
    }
    let number = five.iter().fold(0, |number, byte| number * 10 + u32::from(byte - b'0'));
    if !(501..=99_950).contains(&number) {
        return Rejected;
    }
    Proven.when(RESTRICTED_AREAS.contains(&(number / 100)), Plausible)
}

/// First three digits of the areas of 20,000 people or fewer, which must become 000: HHS OCR, guidance on de-identification, 2000 census.
const RESTRICTED_AREAS: [u32; 17] = [36, 59, 63, 102, 203, 556, 692, 790, 821, 823, 830, 831, 878, 879, 884, 890, 893];

/// The longest date looked at, in bytes: a weekday, a long month, a time with a zone.
const LONGEST_DATE: usize = 48;

pub(super) fn date(subject: &Subject<'_>) -> Verdict {
    // The first days of the usual epochs stand for "no date".
    const EPOCHS: [&[u8]; 6] = [b"1900-01-01", b"19000101", b"1970-01-01", b"19700101", b"01/01/1900", b"01/01/1970"];
    let value = subject.value();
    // `DOB` in the place of one names no day, and a year alone may stay, 45 CFR 164.514(b)(2)(i)(C).
    if value.iter().filter(|byte| byte.is_ascii_digit()).count() < 3
        || matches!(value, [b'1', b'8' | b'9', _, _] | [b'2', b'0', _, _]) && value.iter().all(u8::is_ascii_digit)
    {
        return Placeholder;
    }
    if !is_date(value) {
        return Rejected;
    }
    Doubtful.when(EPOCHS.iter().any(|epoch| value.starts_with(epoch)), Plausible)
}

/// Whether the value writes a day of the calendar from 1880 to 2100, perhaps with a time after it.
pub(super) fn is_date(value: &[u8]) -> bool {
    if value.len() > LONGEST_DATE {
        return false;
    }
    let (numbers, month) = date_parts(value);
    let number = |index: usize| numbers.get(index).map(|(number, _)| *number);
    let width = |index: usize| numbers.get(index).map_or(0, |(_, width)| *width);
    match (month, width(0)) {
        (Some(month), 4) => number(1).is_some_and(|day| calendar_day(number(0), Some(month), Some(day))),
        (Some(month), _) => calendar_day(number(1), Some(month), number(0)),
        (None, 8 | 12 | 14) => number(0).is_some_and(|run| compact_date(run, width(0))),
        (None, 4) => calendar_day(number(0), number(1), number(2)),
        (None, 1 | 2) if matches!(width(2), 2 | 4) => {
            let year = number(2).map(|year| if width(2) <= 2 { year + 1900 } else { year });
            calendar_day(year, number(0), number(1))
                || calendar_day(year, number(1), number(0))
                || (width(2) <= 2 && calendar_day(number(0).map(|year| year + 1900), number(1), number(2)))
        }
        _ => false,
    }
}

/// `YYYYMMDD` and what may follow it, or `MMDDYYYY` and `DDMMYYYY`.
fn compact_date(run: u64, width: usize) -> bool {
    let day_number = match width {
        8 => run,
        12 => run / 10_000,
        _ => run / 1_000_000,
    };
    let (year, month, day) = (day_number / 10_000, day_number / 100 % 100, day_number % 100);
    let (first, second, last) = (day_number / 1_000_000, day_number / 10_000 % 100, day_number % 10_000);
    calendar_day(Some(year), Some(month), Some(day))
        || (width == 8 && (calendar_day(Some(last), Some(first), Some(second)) || calendar_day(Some(last), Some(second), Some(first))))
}

fn calendar_day(year: Option<u64>, month: Option<u64>, day: Option<u64>) -> bool {
    let (Some(year), Some(month), Some(day)) = (year, month, day) else { return false };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let longest = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u64::from(leap),
        _ => return false,
    };
    (1880..=2100).contains(&year) && (1..=longest).contains(&day)
}

/// Runs of digits with their widths, in order, and the month that a word names.
fn date_parts(value: &[u8]) -> (Vec<(u64, usize)>, Option<u64>) {
    const MONTHS: [&[u8]; 12] = [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];
    let mut numbers = Vec::new();
    let mut month = None;
    let class = |byte: &u8| if byte.is_ascii_digit() { 1 } else { u8::from(byte.is_ascii_alphabetic()) * 2 };
    for run in value.chunk_by(|left, right| class(left) == class(right)) {
        match class(&run[0]) {
            1 if run.len() <= 14 => numbers.push((run.iter().fold(0, |number, byte| number * 10 + u64::from(byte - b'0')), run.len())),
            2 if run.len() >= 3 && month.is_none() => {
                let word = run[..3].to_ascii_lowercase();
                month = MONTHS.iter().position(|name| *name == word).map(|place| place as u64 + 1);
            }
            _ => {}
        }
    }
    (numbers, month)
}
