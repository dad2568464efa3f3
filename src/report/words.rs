//! The sentences that several reporters share, so that all of them say the same.
//!
//! Promises: nothing here lets a control character through to a terminal or a log, whatever a file is called.

use super::Report;
use crate::finding::{Evidence, Finding};
use crate::language::Language;
use crate::notice::{Notice, NoticeKind};
use crate::rule::Rule;
use crate::sensitive::hex;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Where people open the file: the prefix of the run, then the path, control characters escaped.
pub(super) fn location(report: &Report<'_>, path: &str) -> String {
    printable(&format!("{}{path}", report.run.prefix)).into_owned()
}

/// Text for one line of a terminal or a log: `\n` for a line feed, `\u{1b}` for an escape.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_unprintable(character) {
            out.extend(character.escape_default());
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

/// Control characters, line and paragraph separators, and the marks of Unicode's bidirectional algorithm (UAX #9), which make a line
/// look other than it is.
///
/// All of them lie below U+10000: [`printable_json`] relies on it.
pub(super) fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// JSON whose strings hold no raw control character: `serde_json` escapes those below U+0020 only.
pub(super) fn printable_json(json: &str) -> Cow<'_, str> {
    // Nearly all of it is plain, and that is seen many bytes at a time.
    if json.bytes().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~' | b'\n')) {
        return Cow::Borrowed(json);
    }
    let is_bad = |character: char| character != '\n' && is_unprintable(character);
    if !json.chars().any(is_bad) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 8);
    for character in json.chars() {
        if is_bad(character) {
            out.push_str("\\u");
            out.push_str(&hex(&u32::from(character).to_be_bytes()[2..]));
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

/// The finding as one sentence with its full stop: what, where in a message, why we are sure.
pub(super) fn message(report: &Report<'_>, finding: &Finding) -> String {
    let place = if finding.place.is_empty() { String::new() } else { format!(" in {}", finding.place) };
    let details = details(report, finding);
    let colon = if details.is_empty() { "" } else { ": " };
    printable(&format!("{}{place}{colon}{details}.", report.rules.get(finding.rule).title)).into_owned()
}

/// What may be said of the value: the harmless text or its length, what a check proved, how many places. Empty where there is nothing to say.
pub(super) fn details(report: &Report<'_>, finding: &Finding) -> String {
    let value = match finding.length {
        0 => String::new(),
        _ if report.rules.get(finding.rule).public_value => finding.mask.clone(),
        1 => "1 character, masked".to_owned(),
        length => format!("{} characters, masked", grouped(length as u64)),
    };
    let synthetic = if finding.evidence.contains(&Evidence::Synthetic) { "a value that is never issued" } else { "" };
    let places = if finding.count > 1 { format!("{} places", grouped(finding.count)) } else { String::new() };
    join(&[&finding.detail, &value, finding.proof, synthetic, &places, &whence(finding)], "; ")
}

/// The result of the run in a few words.
pub(super) fn verdict(report: &Report<'_>) -> String {
    let (failing, found) = (report.failing(), report.findings.len());
    match (report.internal_error(), failing, found) {
        (true, ..) => format!("an internal error; {} so far", plural(found as u64, "new finding", "new findings")),
        (_, 0, 0) => "nothing new".to_owned(),
        (_, 0, _) => format!("{}, none of which fails the run", plural(found as u64, "new finding", "new findings")),
        _ => format!("{} to fix", plural(failing as u64, "finding", "findings")),
    }
}

/// Controls of the chosen frameworks, such as `hipaa:164.312(d)`.
pub(super) fn controls(report: &Report<'_>, rule: &Rule) -> Vec<String> {
    report.chosen_controls(rule).iter().map(|control| format!("{}:{}", control.framework, control.id)).collect()
}

/// Where in its archive or in the history a finding is.
fn whence(finding: &Finding) -> String {
    let member = if finding.inside.is_empty() {
        String::new()
    } else {
        format!("line {} of the member {}", finding.region.start.line, finding.inside.join("!/"))
    };
    let history = finding.provenance.as_ref().map_or_else(String::new, |from| {
        let commit = from.commit.get(..12).unwrap_or(&from.commit);
        let author = from.author.as_ref().map_or_else(String::new, |author| format!(" by {author}"));
        let now = match from.at_head {
            Some(true) => ", still there at HEAD",
            Some(false) => ", gone at HEAD",
            None => "",
        };
        format!("since commit {commit} of {}{author}{now}", from.date.get(..10).unwrap_or(&from.date))
    });
    join(&[&member, &history], "; ")
}

/// What was left out, in one sentence without its full stop.
pub(super) fn left_out(report: &Report<'_>) -> String {
    let kinds = kinds(report.notices);
    let excluded = if report.run.ignore_files { "what ignore files exclude" } else { "" };
    if kinds.is_empty() && excluded.is_empty() {
        return "Nothing was left out: ignore files were not respected".to_owned();
    }
    format!("Not scanned, or not wholly: {}", join(&[excluded, &kinds], "; "))
}

/// Notices counted by kind, such as `2 binary, 1 unreadable`.
pub(super) fn kinds(notices: &[Notice]) -> String {
    let counts = count(notices.iter().map(|notice| notice.kind));
    let phrases: Vec<String> = counts.into_iter().map(|(kind, count)| kind_phrase(kind, count)).collect();
    phrases.join(", ")
}

fn kind_phrase(kind: NoticeKind, number: u64) -> String {
    let (one, many) = match kind {
        NoticeKind::Binary => ("binary", "binary"),
        NoticeKind::Unreadable => ("unreadable", "unreadable"),
        NoticeKind::Vanished => ("vanished", "vanished"),
        NoticeKind::TooLarge => ("too large", "too large"),
        NoticeKind::Link => ("dead or looping link", "dead or looping links"),
        NoticeKind::Special => ("special file", "special files"),
        NoticeKind::IgnoreFile => ("faulty ignore", "faulty ignores"),
        NoticeKind::Encoding => ("partly readable", "partly readable"),
        NoticeKind::Partial => ("read in part", "read in part"),
        NoticeKind::Encrypted => ("encrypted", "encrypted"),
        NoticeKind::Damaged => ("damaged", "damaged"),
        NoticeKind::Limit => ("over the limits of archives", "over the limits of archives"),
        NoticeKind::Missing => ("missing from the history", "missing from the history"),
        NoticeKind::Submodule => ("submodule", "submodules"),
        NoticeKind::OwnReport => ("report of asepsis", "reports of asepsis"),
        NoticeKind::Internal => ("internal error", "internal errors"),
    };
    plural(number, one, many)
}

/// How often each one occurs, in their order.
pub(super) fn count<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, u64> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

/// The parts that are not empty.
pub(super) fn join(parts: &[&str], separator: &str) -> String {
    let there: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    there.join(separator)
}

/// A number with commas between thousands.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number and its noun.
pub(super) fn plural(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// How to fix a finding, in the language of its file.
pub(super) fn fix<'r>(rule: &'r Rule, finding: &Finding) -> &'r str {
    let path = finding.inside.last().map_or(finding.path.as_str(), String::as_str);
    rule.fix_in(Language::of(path, b"").name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_character_comes_through() {
        for (text, shown) in [
            ("src/intake api.py", "src/intake api.py"),
            ("täglich/ü.txt", "täglich/ü.txt"),
            ("a\nb\r\t", "a\\nb\\r\\t"),
            ("\u{1b}[31mred\u{9b}", "\\u{1b}[31mred\\u{9b}"),
            ("evil\u{202e}txt.exe", "evil\\u{202e}txt.exe"),
        ] {
            assert_eq!(printable(text), shown);
        }
    }

    #[test]
    fn json_stays_the_same_but_for_its_spelling() {
        let text = "ü\u{9b}\u{202e}\u{7f}\0\n\"";
        let json = serde_json::to_string_pretty(&[text]).expect("text is JSON");
        let escaped = printable_json(&json);
        assert_eq!(escaped, "[\n  \"ü\\u009b\\u202e\\u007f\\u0000\\n\\\"\"\n]");
        assert_eq!(serde_json::from_str::<Vec<String>>(&escaped).expect("JSON"), [text]);
    }

    #[test]
    fn numbers_read_well() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (61_234_567, "61,234,567")] {
            assert_eq!(grouped(number), text);
        }
        assert_eq!(plural(1, "file", "files"), "1 file");
        assert_eq!(plural(4182, "file", "files"), "4,182 files");
    }

    #[test]
    fn notices_are_counted_by_kind() {
        let notice = |kind| Notice::new("a", kind, "because");
        assert_eq!(kinds(&[]), "");
        assert_eq!(
            kinds(&[notice(NoticeKind::Binary), notice(NoticeKind::Unreadable), notice(NoticeKind::Binary)]),
            "2 binary, 1 unreadable"
        );
    }
}
