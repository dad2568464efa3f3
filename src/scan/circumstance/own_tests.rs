//! Whether code is run by tests alone, by what it brings in and how it is marked.

use super::LONGEST_BODY;
use crate::language::Language;
use crate::scan::verify::{has_any, lines, spaced_words};
use std::sync::LazyLock;

/// How much of a file is looked through for what it brings in, in bytes.
const IMPORTS: usize = 8 << 10;
/// Lines of comments above a place that may say that only tests run it.
const REMARK_LINES: usize = 3;
/// Longest line that is looked at for such a comment, in bytes.
const LONGEST_REMARK: usize = 240;

/// What one file of code says of all that is found in it.
pub(in crate::scan) struct OfFile {
    /// It brings in a framework for tests.
    imports_tests: bool,
    /// Where its tests begin: `#[cfg(test)] mod tests` of Rust.
    tests_from: usize,
    of_rust: bool,
}

impl OfFile {
    pub(in crate::scan) fn read(text: &[u8], language: Language) -> Self {
        let tests_from = match language {
            Language::Rust => inner_tests(text),
            Language::C | Language::Cpp => included_tests(text),
            _ => None,
        };
        Self { imports_tests: imports_tests(text), tests_from: tests_from.unwrap_or(usize::MAX), of_rust: language == Language::Rust }
    }

    /// Whether what stands at an offset is run by tests alone.
    pub(in crate::scan) fn is_test(&self, text: &[u8], offset: usize) -> bool {
        self.imports_tests
            || is_remarked(text, offset)
            || offset >= self.tests_from
            || self.of_rust && is_marked(&text[offset.saturating_sub(LONGEST_BODY)..offset])
    }
}

/// Whether a comment says so, on the line of an offset or on those right above it.
fn is_remarked(text: &[u8], offset: usize) -> bool {
    let end = memchr::memchr(b'\n', &text[offset..]).map_or(text.len(), |at| offset + at).min(offset + LONGEST_REMARK);
    let mut start = memchr::memrchr(b'\n', &text[..offset]).map_or(0, |at| at + 1).max(offset.saturating_sub(LONGEST_REMARK));
    let is_comment = |line: &[u8]| [&b"//"[..], b"#", b"*", b"/*", b"--"].iter().any(|sign| line.trim_ascii_start().starts_with(sign));
    for _ in 0..REMARK_LINES {
        let above = memchr::memrchr(b'\n', &text[..start.saturating_sub(1)]).map_or(0, |at| at + 1);
        if above >= start || start - above > LONGEST_REMARK || !is_comment(&text[above..start]) {
            break;
        }
        start = above;
    }
    let signs = [&b"//"[..], b"#", b"/*", b"--"];
    let said = signs.iter().filter_map(|sign| memchr::memmem::find(&text[start..end], sign)).min();
    said.is_some_and(|at| has_any(&spaced_words(&text[start + at..end]), &REMARKS))
}

/// Where a file of C brings in a framework for tests behind its own code: `#ifdef TESTING`, and tests to its end.
fn included_tests(text: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(text, b"\n#include").map(|at| at + 1).find(|at| {
        let line = &text[*at..memchr::memchr(b'\n', &text[*at..]).map_or(text.len(), |end| at + end)];
        FRAMEWORKS.iter().any(|name| is_named(line, name.as_bytes()))
    })
}

/// Whether the function of Rust that a text ends in is marked as a test: `#[test]`, `#[tokio::test]`.
fn is_marked(before: &[u8]) -> bool {
    let begins = memchr::memmem::rfind(before, b"\n}").map_or(0, |at| at + 2);
    let begun = &before[begins..];
    memchr::memmem::find(begun, b"#[test]").is_some()
        || memchr::memmem::find(begun, b"::test]").is_some()
        || memchr::memmem::find(begun, b"::test(").is_some()
}

/// Whether a line that brings something in names a framework for tests.
fn imports_tests(text: &[u8]) -> bool {
    const LEADS: &[&[u8]] = &[
        b"import",
        b"from",
        b"using",
        b"use",
        b"require",
        b"#include",
        b"#import",
        b"const",
        b"var",
        b"let",
        b"@testable",
        b"\"testing\"",
    ];
    let head = &text[..text.len().min(IMPORTS)];
    head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).any(|line| {
        let of_go = line.starts_with(b"\"") && line.ends_with(b"\"");
        (of_go || LEADS.iter().any(|lead| line.starts_with(lead))) && FRAMEWORKS.iter().any(|name| is_named(line, name.as_bytes()))
    })
}

/// Whether a line holds a name that no letter stands before.
fn is_named(line: &[u8], name: &[u8]) -> bool {
    memchr::memmem::find_iter(line, name)
        .any(|at| at == 0 || !line[at - 1].is_ascii_alphanumeric() && line[at - 1] != b'_' && line[at - 1] != b'-')
}

/// Where the module of tests at the end of a file of Rust begins.
fn inner_tests(text: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(text, b"#[cfg(").find(|at| {
        let Some(length) = memchr::memmem::find(&text[*at..text.len().min(at + LONGEST_REMARK)], b"]\n") else { return false };
        let asked = spaced_words(&text[*at..at + length]);
        if ![" test ", " tests ", " testing "].iter().any(|word| asked.contains(word)) || asked.contains(" not ") {
            return false;
        }
        let mut after = text[at + length + 1..].trim_ascii_start();
        // Other attributes may stand between.
        while after.starts_with(b"#[") {
            let Some(line) = memchr::memchr(b'\n', &after[..after.len().min(LONGEST_REMARK)]) else { return false };
            after = after[line..].trim_ascii_start();
        }
        (after.starts_with(b"mod ") || after.starts_with(b"pub mod ") || after.starts_with(b"pub(crate) mod "))
            && after.iter().take(80).take_while(|byte| **byte != b'\n').any(|byte| *byte == b'{')
    })
}

static FRAMEWORKS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../../rules/lexicon/test-frameworks.txt")).collect());

/// What comments say of code that only tests run.
static REMARKS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../../rules/lexicon/test-remarks.txt")).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_known_by_what_they_bring_in() {
        for (text, expected) in [
            ("package a\n\nimport (\n\t\"net/http\"\n\t\"testing\"\n)\n", true),
            ("package a\n\nimport (\n\t\"example.org/testing/http\"\n)\n", false),
            ("import org.junit.jupiter.api.Test;\n", true),
            ("import java.util.List;\n// org.junit\n", false),
            ("import pytest\n", true),
            ("from unittest import mock\n", true),
            ("import latest_unittest_names\n", false),
            ("using Xunit;\n", true),
            ("const { test } = require('node:test')\n", true),
            ("import { save } from './available'\n", false),
            ("#include <gtest/gtest.h>\n", true),
            ("#include <stdio.h>\n", false),
        ] {
            assert_eq!(imports_tests(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn inner_tests_begin_with_their_module() {
        assert_eq!(inner_tests(b"fn a() {}\n#[cfg(test)]\nmod tests {\n}\n"), Some(10));
        assert_eq!(inner_tests(b"#[cfg(test)]\nmod tests;\nfn a() {}\n"), None);
        assert_eq!(inner_tests(b"#[cfg(test)]\nfn only() {}\nfn a() {}\n"), None);
        assert!(is_marked(b"fn a() {}\n#[test]\nfn b() {\n    let c = "));
        assert!(is_marked(b"#[tokio::test]\nasync fn b() {\n    let c = "));
        assert!(!is_marked(b"#[test]\nfn a() {\n}\n\nfn b() {\n    let c = "));
    }

    #[test]
    fn remarks_speak_of_tests() {
        for (text, expected) in [
            ("a := T{\n\tX: true, //nolint:gosec // Not used in production.\n}", true),
            ("// For testing only.\na := T{X: true}", true),
            ("// For testing only.\n\na := T{X: true}", false),
            ("log(\"for testing only\", X: true)", false),
        ] {
            let at = memchr::memmem::find(text.as_bytes(), b"X: true").expect("it is there");
            assert_eq!(is_remarked(text.as_bytes(), at), expected, "{text}");
        }
    }

    #[test]
    fn tests_behind_the_code_of_a_file_of_c() {
        assert_eq!(included_tests(b"int a;\n#ifdef T\n#include <ward/acutest.h>\n"), Some(16));
        assert_eq!(included_tests(b"int a;\n#include <ward/latest.h>\n"), None);
    }
}
