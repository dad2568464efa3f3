//! Whether a pattern goes over many lines: then what is found in one of them depends on others far away.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Longest part, in bytes, that may hold line breaks without counting as many lines: the blanks between a name and its value.
const FEW: usize = 256;

/// Whether a pattern repeats something with line breaks in it over more than a few bytes. One that is no pattern does not.
pub(super) fn is_wide(pattern: &str) -> bool {
    ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern).is_ok_and(|hir| repeats_lines(&hir))
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
    use super::is_wide;

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
            assert_eq!(is_wide(pattern), expected, "{pattern}");
        }
    }
}
