//! Whether what stands in a cell can be what its column's name says.
//!
//! Promises: looks at the shape alone, in time linear in the value; a cell of a table is often empty, a word for "nothing", or a row's number.

/// The longest value that identifies somebody, in bytes; addresses with everything are the longest.
const LONGEST: usize = 256;

/// What stands for no value.
const NOTHING: &[&[u8]] = &[
    b"null",
    b"none",
    b"nil",
    b"n/a",
    b"na",
    b"nan",
    b"unknown",
    b"undefined",
    b"empty",
    b"true",
    b"false",
    b"-",
    b"--",
    b"\\n",
    b"?",
    b"tbd",
    b"missing",
    b"not available",
    b"default",
    b"string",
    b"test",
];

/// Whether the value can be of the class; `weak`: the column's name alone does not say so.
pub(super) fn is_plausible(class: &str, weak: bool, value: &[u8]) -> bool {
    let value = value.trim_ascii();
    if value.len() < 2 || value.len() > LONGEST || is_nothing(value) || is_reference(value) {
        return false;
    }
    let count = |test: fn(&u8) -> bool| value.iter().filter(|byte| test(byte)).count();
    let digits = count(u8::is_ascii_digit);
    let letters = count(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80);
    match class {
        // The keys of mappings and lists of things are called names too: `pv1-patient-type`.
        "person-name"
            if weak && !value.iter().any(|byte| byte.is_ascii_uppercase() || *byte >= 0x80) && (digits > 0 || value.contains(&b'-')) =>
        {
            false
        }
        "person-name" => {
            letters >= 2 && digits <= 4 && value.len() <= 80 && !value.contains(&b'@') && !value.contains(&b'_') && !value.contains(&b'=')
        }
        "birth-date" | "deceased-date" | "service-date" => digits >= 5 && letters <= 12 && value.len() <= 40,
        "phone-number" | "fax-number" => (7..=15).contains(&digits) && letters <= 4,
        "email-address" => value.contains(&b'@') && value.contains(&b'.'),
        "postal-code" => value.len() <= 10 && (digits >= 3 || (digits >= 1 && letters >= 2 && value.len() >= 5)),
        "street-address" => letters >= 2 && value.len() >= 4 && !value.contains(&b'@'),
        "geographic-area" => letters >= 2 && digits <= 2,
        "us-ssn" | "us-itin" => digits == 9 && letters == 0 && value.len() <= 11,
        "medical-record-number" if weak => {
            !is_uuid(value) && value.len() <= 24 && (digits >= 6 || (letters >= 1 && digits >= 3)) && no_date(value)
        }
        "medical-record-number" => digits >= 2 && value.len() <= 40 && value.len() >= 3,
        "health-plan-number" | "account-number" | "licence-number" | "unique-identifier" | "device-identifier" => {
            digits >= 3 && value.len() >= 4 && value.len() <= 64 && !is_uuid(value) && no_date(value)
        }
        "age" => is_great_age(value),
        "geocode" => is_precise(value),
        "ip-address" => digits >= 4 && (value.contains(&b'.') || value.contains(&b':')),
        "web-url" => value.windows(3).any(|window| window == b"://") || value.starts_with(b"www."),
        "vehicle-identifier" => digits >= 2 && value.len() >= 5 && value.len() <= 17,
        "biometric-identifier" => value.len() >= 32,
        _ => digits >= 2 && value.len() >= 6 && value.len() <= 40 && is_number(value),
    }
}

/// Words for "nothing here".
fn is_nothing(value: &[u8]) -> bool {
    value.len() <= 16 && NOTHING.iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// A place that a program fills: `${name}`, `{{ name }}`, `%s`, `:name`, `#{name}`, `<name>`, a call.
fn is_reference(value: &[u8]) -> bool {
    matches!(value, [b'$' | b'#' | b'%' | b'{' | b'<' | b'[' | b':' | b'@' | b'&' | b'*', ..])
        || value.contains(&b'"')
        || value.ends_with(b"()")
        || value.windows(2).any(|pair| pair == b"{{" || pair == b"${" || pair == b"<%")
}

/// Letters, digits and what numbers are grouped by, and no group that is a word: a column `run` may hold Chile's numbers or commands.
fn is_number(value: &[u8]) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'.' | b'/' | b'+' | b'*');
    let is_word = |group: &[u8]| group.len() > 3 && group.iter().all(u8::is_ascii_alphabetic);
    value.iter().all(is_part) && !value.split(|byte| matches!(byte, b' ' | b'.' | b'/')).any(is_word)
}

/// An age that the Safe Harbor list does not let stand: over 89, 45 CFR 164.514(b)(2)(i)(C).
fn is_great_age(value: &[u8]) -> bool {
    let number = value.split(|byte| !byte.is_ascii_digit()).next().unwrap_or_default();
    let rest = &value[number.len()..];
    let age = number.len() <= 3
        && std::str::from_utf8(number).ok().and_then(|text| text.parse::<u32>().ok()).is_some_and(|age| (90..=125).contains(&age));
    age && (rest.is_empty() || rest.starts_with(b".") || rest.starts_with(b" y") || rest.starts_with(b"y"))
}

/// Three decimal places or more of a degree: some hundred metres.
fn is_precise(value: &[u8]) -> bool {
    let number = value.strip_prefix(b"-").unwrap_or(value);
    let Some(dot) = number.iter().position(|byte| *byte == b'.') else { return false };
    let (whole, decimals) = (&number[..dot], &number[dot + 1..]);
    (1..=3).contains(&whole.len()) && decimals.len() >= 3 && whole.iter().chain(decimals).all(u8::is_ascii_digit)
}

/// 8-4-4-4-12 hexadecimal digits: the key of a row.
fn is_uuid(value: &[u8]) -> bool {
    value.len() == 36
        && [8, 13, 18, 23].iter().all(|at| value[*at] == b'-')
        && value.iter().all(|byte| byte.is_ascii_hexdigit() || *byte == b'-')
}

/// Not a date or a time stamp, which stands under a name such as `accession` by mistake of the reader.
fn no_date(value: &[u8]) -> bool {
    !(value.len() >= 10 && value[..4].iter().all(u8::is_ascii_digit) && value[4] == b'-' && value[7] == b'-')
}

/// Synthea appends digits to the names it makes: `Kling921`.
pub(super) fn has_generator_tail(value: &[u8]) -> bool {
    value.split(|byte| *byte == b' ').any(|word| {
        let digits = word.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        (2..=4).contains(&digits)
            && word.len() >= digits + 3
            && word[0].is_ascii_uppercase()
            && word[..word.len() - digits].iter().all(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80 || *byte == b'\'')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (class, weak, value, expected) in [
            ("person-name", false, "Quillfeather", true),
            ("person-name", true, "odalys quillfeather", true),
            ("person-name", true, "pv1-patient-type", false),
            ("person-name", false, "quill-feather", true),
            ("person-name", false, "NULL", false),
            ("person-name", false, "${name}", false),
            ("birth-date", false, "1961-03-14 00:00:00.0", true),
            ("birth-date", false, "14 March 1961", true),
            ("birth-date", false, "DATE", false),
            ("us-ssn", false, "219-09-9999", true),
            ("us-ssn", false, "219-09-999", false),
            ("medical-record-number", true, "17", false),
            ("medical-record-number", true, "4480217", true),
            ("medical-record-number", true, "NH-0448", true),
            ("medical-record-number", true, "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", false),
            ("medical-record-number", false, "101-6", true),
            ("age", false, "93", true),
            ("age", false, "89", false),
            ("age", false, "2012", false),
            ("geocode", false, "41.2939", true),
            ("geocode", false, "41", false),
            ("postal-code", false, "44074", true),
            ("postal-code", false, "OX1 2JD", true),
            ("phone-number", false, "216-555-0142", true),
            ("phone-number", false, "x", false),
            ("cl-rut", false, "12.531.909-2", true),
            ("cl-rut", false, "git clone --depth 1", false),
            ("cl-rut", false, "make test-2024", false),
            ("it-codice-fiscale", false, "RSS MRA 85T10 A562S", true),
            ("nz-nhi", false, "ZBN77VL", true),
            ("in-abha", false, "91-1234-5678-9012", true),
        ] {
            assert_eq!(is_plausible(class, weak, value.as_bytes()), expected, "{class} {value}");
        }
    }
}
