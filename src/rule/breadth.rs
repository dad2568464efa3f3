//! Whether a pattern goes over many lines: then what is found in one of them depends on others far away. And what stands before those: where
//! that is missing, nothing far away decides.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind, Repetition};

/// Longest part, in bytes, that may hold line breaks without counting as many lines: the blanks between a name and its value.
const FEW: usize = 256;

/// What every match begins with, up to where it may go over more than a few bytes with line breaks in them; nothing for a pattern that does
/// not do so, and for one that is no pattern.
pub(super) fn head(pattern: &str) -> Option<Hir> {
    let hir = ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern).ok()?;
    repeats_lines(&hir).then(|| narrow(&hir))
}

/// The beginning of a part, without what goes over many lines.
fn narrow(hir: &Hir) -> Hir {
    if !repeats_lines(hir) {
        return hir.clone();
    }
    match hir.kind() {
        HirKind::Concat(parts) => {
            let wide = parts.iter().position(repeats_lines).unwrap_or(parts.len());
            Hir::concat(parts[..wide].iter().cloned().chain(parts.get(wide).map(narrow)).collect())
        }
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(narrow).collect()),
        HirKind::Capture(group) => narrow(&group.sub),
        HirKind::Repetition(repeated) if repeated.min > 0 && repeats_lines(&repeated.sub) => narrow(&repeated.sub),
        HirKind::Repetition(repeated) => {
            let longest = repeated.sub.properties().maximum_len().map_or(usize::MAX, |longest| longest.max(1));
            let times = repeated.min.min((FEW / longest) as u32);
            Hir::repetition(Repetition { min: times, max: Some(times), greedy: true, sub: repeated.sub.clone() })
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
    }
}

fn repeats_lines(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Repetition(repeated) => {
            let most = repeated.max.zip(repeated.sub.properties().maximum_len()).map(|(times, length)| times as usize * length);
            most.is_none_or(|most| most > FEW) && breaks_lines(&repeated.sub) || repeats_lines(&repeated.sub)
        }
        HirKind::Capture(group) => repeats_lines(&group.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(repeats_lines),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => false,
    }
}

fn breaks_lines(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Literal(literal) => literal.0.contains(&b'\n'),
        HirKind::Class(Class::Bytes(class)) => class.ranges().iter().any(|range| range.start() <= b'\n' && b'\n' <= range.end()),
        HirKind::Class(Class::Unicode(class)) => class.ranges().iter().any(|range| range.start() <= '\n' && '\n' <= range.end()),
        HirKind::Repetition(repeated) => breaks_lines(&repeated.sub),
        HirKind::Capture(group) => breaks_lines(&group.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(breaks_lines),
        HirKind::Empty | HirKind::Look(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::head;
    use regex_automata::meta::Regex;

    #[test]
    fn patterns_over_many_lines() {
        for (pattern, expected) in [
            (r"BEGIN KEY-----[A-Za-z0-9+/=\s]{64,8000}-----END", true),
            (r"(?:[0-9a-f]{2},[ \n]?){200}", true),
            (r"(?s)a.*b", true),
            (r"eyJ[A-Za-z0-9_-]{20,8000}", false),
            (r"token\s{0,20}=\s{0,20}[a-z]{10,4000}", false),
            (r"a.*b", false),
            (r"a(b", false),
        ] {
            assert_eq!(head(pattern).is_some(), expected, "{pattern}");
        }
    }

    #[test]
    fn what_stands_before_many_lines() {
        for (pattern, matching, others) in [
            (
                r"BEGIN (?:KEY|ID)-----[A-Za-z0-9+/=\s]{64,8000}-----END",
                &["BEGIN ID-----\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"][..],
                &["BEGIN KEYS-----", "BEGIN"][..],
            ),
            (
                r"key = (?:\[|\{)((?:\s{0,9}\d{1,3},){16,4000}\s{0,9})\}",
                &["key = [\n1, 2, 3,4,5,6,7,8,9,10,11,12,13,14,15,16,"],
                &["key = [1,2]", "key = 1"],
            ),
            (r"word:(?:\{[^{}]{0,400}?Default|\n(?:\s[^}]{0,300}\n){0,8}?End)", &["word:{}", "word:\n"], &["word: {", "word"]),
            (r"(?:a[^b]{1,999}b){1,3}c", &["ax"], &["b", "xx"]),
            (r"(?s)a.*b|c", &["a", "c"], &["b"]),
            (r"[^b]*b", &["", "x"], &[]),
        ] {
            let regex = Regex::builder().build_from_hir(&head(pattern).expect("it goes over many lines")).expect("a pattern");
            for (texts, expected) in [(matching, true), (others, false)] {
                texts.iter().for_each(|text| assert_eq!(regex.is_match(text), expected, "{pattern} on {text}"));
            }
        }
    }
}
