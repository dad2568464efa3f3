//! Whether a name in code is used, or only spoken of: compared, declared, imported, translated into another name of the same thing.
//!
//! Libraries that wrap others name every outdated version and broken function that there is: `case SSLv3:`, `class AutoAddPolicy`,
//! `#define CURL_SSLVERSION_SSLv3 3`. Nothing is switched on by that. Promises: a bounded look around one place; what it cannot tell is
//! a use.

use super::context;
use super::outline::{Outline, Range, When};
use super::token::Kind;
use crate::language::Language;
use crate::text::Span;

/// What becomes of a name where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mention {
    /// It is used, as far as one can see.
    Used,
    /// It is compared, declared or imported: nothing is done with it here.
    Named,
    /// Somebody else chose it, under another name: `case V1: return LIBRARY_V1`.
    Translated,
}

/// Most tokens that a path, a label or a list of names is followed.
const REACH: usize = 24;
/// Most brackets around a name that are asked whether they belong to a question.
const AROUND: usize = 3;
/// Letters that names of one family begin with alike: `CURL_SSLVERSION_`.
const LONG_PREFIX: usize = 12;
/// Letters of the last word of two constants that say the same.
const SHORTEST_WORD: usize = 4;
/// Longest key of an entry, or condition of a branch, that is read, in tokens.
const LONGEST_KEY: usize = 40;

const COMPARES: &[&str] = &["==", "!=", "===", "!==", "<=", ">=", "<", ">"];

/// Words before a name that ask about it, declare it or bring it in.
const BEFORE: &[&str] = &[
    "case",
    "when",
    "is",
    "in",
    "instanceof",
    "ifdef",
    "ifndef",
    "undef",
    "define",
    "defined",
    "class",
    "interface",
    "struct",
    "enum",
    "typedef",
    "import",
    "def",
    "fun",
    "func",
    "function",
    "object",
    "protocol",
    "trait",
];

/// Functions that ask whether something is among others.
const QUESTIONS: &[&[u8]] = &[
    b"in_array",
    b"array_search",
    b"includes",
    b"contains",
    b"Contains",
    b"indexOf",
    b"IndexOf",
    b"has",
    b"include",
    b"member",
    b"equals",
    b"Equals",
    b"isEqual",
    b"strcmp",
    b"strcasecmp",
    b"hasattr",
    b"isinstance",
    b"assert",
    b"static_assert",
    b"sizeof",
    b"typeof",
    b"nameof",
    b"assertEqual",
    b"assertEquals",
    b"defined",
];

/// Words that stand before what is called, and are no types.
const NO_TYPES: &[&str] = &[
    "return",
    "new",
    "await",
    "throw",
    "else",
    "do",
    "not",
    "and",
    "or",
    "yield",
    "delete",
    "sizeof",
    "co_await",
    "co_return",
    "co_yield",
    "goto",
    "raise",
    "go",
    "defer",
    "assert",
    "puts",
    "echo",
    "print",
    "if",
    "while",
    "unless",
    "until",
    "then",
    "in",
    "is",
    "as",
    "from",
    "use",
];

/// What becomes of the name that stands at `span`; `is_kin` says whether other text names something of the same kind.
pub fn mention(outline: &Outline<'_>, span: Span, is_kin: &dyn Fn(&[u8]) -> bool) -> Mention {
    let path = path(outline, span);
    let is_call = outline.is(path.1 - 1, "(") || outline.is(path.1, "(") || outline.kind(path.1 - 1) == Kind::Close;
    let is_text = path.1 == path.0 + 1 && outline.kind(path.0) == Kind::Text;
    let is_part = |at: usize| outline.kind(at) == Kind::Name || outline.is_any(at, &[".", "::", "->", "\\", "(", ")"]);
    if is_text || !(path.0..path.1).all(is_part) {
        // A text, or more than a name: an assignment, a whole function, what a row of a table holds.
        if is_text && is_compared(outline, path) {
            return Mention::Named;
        }
        let is_translated = is_row(outline, path) || (is_text && is_translated(outline, path, is_kin));
        return if is_translated { Mention::Translated } else { Mention::Used };
    }
    if is_declared(outline, path, is_call) || is_variant(outline, path) || is_imported(outline, path.0) || is_field_type(outline, path.0) {
        return Mention::Named;
    }
    // A getter of a constant is compared as one: `md == EVP_md5()`.
    let is_getter = outline.is(path.1 - 1, ")") && path.1 >= 2 && outline.is(path.1 - 2, "(");
    if is_getter && is_compared(outline, path) {
        return Mention::Named;
    }
    if !is_call && (is_compared(outline, path) || is_key(outline, path) || is_asked_about(outline, path.0) || is_alias(outline, path)) {
        return Mention::Named;
    }
    if is_translated(outline, path, is_kin) || is_row(outline, path) { Mention::Translated } else { Mention::Used }
}

/// The tokens of a span, and the names before it that it hangs on.
fn path(outline: &Outline<'_>, span: Span) -> Range {
    let (mut first, last) = (outline.tokens.at(span.start), outline.tokens.at(span.end.saturating_sub(1)));
    let floor = first.saturating_sub(REACH);
    while first > floor + 1 && outline.is_any(first - 1, &[".", "::", "->", "\\", "?."]) {
        let is_part = outline.kind(first - 2) == Kind::Name && !outline.is(first - 1, "\\") || outline.is(first - 1, "\\");
        if !is_part {
            break;
        }
        let named = outline.kind(first - 2) == Kind::Name && !outline.is_any(first - 2, BEFORE) && !outline.is_any(first - 2, NO_TYPES);
        first -= if named { 2 } else { 1 };
        if !named {
            break;
        }
    }
    (first, last + 1)
}

/// Its class, function or macro is defined here, or a prototype says that it is elsewhere.
fn is_declared(outline: &Outline<'_>, path: Range, is_call: bool) -> bool {
    let name = if outline.is(path.1 - 1, "(") { path.1 - 2 } else { path.1 - 1 };
    let defines =
        outline.functions.iter().any(|function| function.name == Some(name)) || outline.classes.iter().any(|class| class.name == name);
    if defines {
        return true;
    }
    // `static const SSLProtocol kTLSProtocol11 = 7;`: the constant itself is made.
    let makes = |at: usize| outline.is(at + 1, "=") && at > 0 && outline.kind(at - 1) == Kind::Name && !outline.is_any(at - 1, NO_TYPES);
    if matches!(outline.language, Language::C | Language::Cpp | Language::ObjectiveC) && path.1 == path.0 + 1 && makes(path.0) {
        return true;
    }
    // `int MD5_Init(MD5_CTX *c);`: a type stands before it.
    let by_type = matches!(outline.language, Language::C | Language::Cpp | Language::ObjectiveC);
    let Some(before) = path.0.checked_sub(1).filter(|_| by_type && is_call && outline.is(path.1 - 1, "(")) else { return false };
    let is_type = outline.kind(before) == Kind::Name && !outline.is_any(before, NO_TYPES)
        || outline.is(before, "*") && before > 0 && outline.kind(before - 1) == Kind::Name;
    let close = outline.tokens.close(path.1 - 1, outline.tokens.len());
    is_type && outline.is(close + 1, ";") && outline.function_at(path.0).is_none()
}

/// A variant of an enumeration of Rust, made or declared: `Md5Password(body)`. Functions begin with a small letter there.
fn is_variant(outline: &Outline<'_>, path: Range) -> bool {
    let name = if outline.is(path.1 - 1, "(") { path.1 - 2 } else { path.1 - 1 };
    outline.language == Language::Rust && outline.is(name + 1, "(") && outline.name(name).first().is_some_and(u8::is_ascii_uppercase)
}

/// Part of the type of a field or variant of Rust: `enum Cipher { Des(Box<cbc::Encryptor<des::Des>>) }`.
fn is_field_type(outline: &Outline<'_>, at: usize) -> bool {
    let declares = |class: &super::outline::Class| {
        class.body.0 <= at && at < class.body.1 && class.name > 0 && outline.is_any(class.name - 1, &["enum", "struct"])
    };
    outline.language == Language::Rust && outline.classes.iter().any(declares) && outline.function_at(at).is_none()
}

fn is_imported(outline: &Outline<'_>, at: usize) -> bool {
    let (start, _) = context::statement(outline, at);
    start != at && outline.is_any(start, &["import", "from", "use"]) && !outline.is(start + 1, "(")
}

fn is_compared(outline: &Outline<'_>, path: Range) -> bool {
    let before = path.0.checked_sub(1);
    let after = path.1;
    // `Hmac<Md5>` is no comparison.
    let is_generic = before.is_some_and(|before| outline.is(before, "<")) && outline.is_any(after, &[">", ","]) || outline.is(after, "<");
    let compares = before.is_some_and(|before| outline.is_any(before, COMPARES))
        || outline.is_any(after, COMPARES)
        || outline.is_any(after + usize::from(outline.is_any(after, &["!", "not"])), &["in", "is", "instanceof"]);
    if compares && !is_generic || is_bit_of_question(outline, path) {
        return true;
    }
    before.is_some_and(|before| outline.is_any(before, BEFORE)) || is_label(outline, path)
}

/// A bit that is asked for: `(versions & (A | B)) != NONE`.
fn is_bit_of_question(outline: &Outline<'_>, path: Range) -> bool {
    let floor = path.0.saturating_sub(REACH);
    let mut asks = outline.is_any(path.1, &["&"]);
    for at in (floor..path.0).rev() {
        let close = outline.tokens.get(at).mate as usize;
        match outline.kind(at) {
            Kind::Open if outline.is(at, "(") && close >= path.1 => {
                if asks && outline.is_any(close + 1, COMPARES) {
                    return true;
                }
            }
            Kind::Sign if outline.is(at, "&") => asks = true,
            Kind::Name => {}
            Kind::Sign if outline.is_any(at, &["|", ".", "::"]) => {}
            Kind::Open | Kind::Close if outline.is_any(at, &["(", ")"]) => {}
            _ => return false,
        }
    }
    false
}

/// `case A | B:`, `when A, B`, `A => …`, and `A -> …` of Kotlin.
fn is_label(outline: &Outline<'_>, path: Range) -> bool {
    if outline.is(path.1, "=>") || (outline.language == Language::Kotlin && outline.is(path.1, "->")) {
        return true;
    }
    let floor = path.0.saturating_sub(REACH);
    let mut at = path.0;
    while at > floor && (outline.kind(at - 1) == Kind::Name || outline.is_any(at - 1, &["|", ",", ".", "::", "\\"])) {
        at -= 1;
        if outline.is_any(at, &["case", "when"]) {
            return true;
        }
        if outline.tokens.get(at).begins_line() && outline.dialect.lines {
            return false;
        }
    }
    false
}

/// The key of an entry: `{ SSLv3: "SSL 3" }`.
fn is_key(outline: &Outline<'_>, path: Range) -> bool {
    // The name of an option is no constant: `{ rejectUnauthorized: false }`.
    let is_constant = path.1 > path.0 + 1 || outline.name(path.0).iter().all(|byte| !byte.is_ascii_lowercase());
    is_constant && outline.is(path.1, ":") && path.0.checked_sub(1).is_some_and(|before| outline.is_any(before, &["{", ","]))
}

/// What is handed to a function that only looks whether it is among others.
fn is_asked_about(outline: &Outline<'_>, at: usize) -> bool {
    let (mut at, mut asked) = (at, 0);
    let floor = at.saturating_sub(REACH * 4);
    while at > floor && asked < AROUND {
        at -= 1;
        match outline.kind(at) {
            Kind::Close => at = (outline.tokens.get(at).mate as usize).min(at),
            Kind::Open => {
                if outline.is(at, "{") {
                    return false;
                }
                if outline.is(at, "(") && at > 0 && QUESTIONS.contains(&outline.name(at - 1)) {
                    return true;
                }
                // `if (x in [A, B])`, and `[A, B].includes(x)`.
                let mate = outline.tokens.get(at).mate as usize;
                if outline.is(at, "[") && outline.is_any(mate + 1, &[".", "?."]) && QUESTIONS.contains(&outline.name(mate + 2)) {
                    return true;
                }
                if at > 0 && outline.is(at - 1, "in") && outline.is(at, "[") {
                    return true;
                }
                asked += 1;
            }
            _ if outline.is(at, ";") => return false,
            _ => {}
        }
    }
    false
}

/// Another name for it, and no more: `VERIFY_NONE = SSL.VERIFY_NONE`, `#define OLD_TLSv1_0 NEW_TLSv1_0`.
fn is_alias(outline: &Outline<'_>, path: Range) -> bool {
    let name = outline.name(path.1 - 1);
    let shared = |target: &[u8]| target.iter().rev().zip(name.iter().rev()).take_while(|(one, two)| one.eq_ignore_ascii_case(two)).count();
    let assigned = outline.assignments.iter().find(|assignment| assignment.value == path);
    if assigned.is_some_and(|assignment| assignment.path == assignment.name && shared(outline.name(assignment.name)) == name.len()) {
        return true;
    }
    let floor = path.0.saturating_sub(REACH);
    let is_part = |at: usize| outline.kind(at) == Kind::Name || outline.is_any(at, &["(", ")", "|"]);
    let define = (floor..path.0).rev().take_while(|at| is_part(*at)).find(|at| outline.is(*at, "define"));
    // Macros share the last word of what they stand for, or the name of the family that they are worked out in.
    let family = |target: &[u8]| {
        let alike = target.iter().zip(name).take_while(|(one, two)| one == two).count();
        alike >= LONG_PREFIX || name[..alike].iter().filter(|byte| **byte == b'_').count() >= 2
    };
    let last = name.iter().rev().take_while(|byte| **byte != b'_').count();
    define.is_some_and(|define| {
        let target = outline.name(define + 1);
        define + 1 < path.0 && (shared(target) > last || family(target))
    })
}

/// A branch that is taken for a name of the same kind, or an entry of a map under one.
fn is_translated(outline: &Outline<'_>, path: Range, is_kin: &dyn Fn(&[u8]) -> bool) -> bool {
    // `case OPTION_TLSV1: version = LIBRARY_TLSv1`, `"TLSv1.0": SSL.TLSv1_METHOD`: another name of the same version.
    let plain = |word: &[u8]| -> Vec<u8> { word.iter().filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase).collect() };
    let mine = plain(outline.word(path.1 - 1));
    let alike = |at: usize| {
        if outline.kind(at) == Kind::Name && is_sibling(outline.name(at), outline.word(path.1 - 1)) {
            return true; // `ssl.CERT_NONE: SSL.VERIFY_NONE`, `if (METHOD_TLSv1_1_CLIENT === method) … = VERSION_TLSv1_1`
        }
        if outline.kind(at) == Kind::Name && mine.len() > LONG_PREFIX && plain(outline.name(at)) == mine {
            return true; // `Plugin::MySqlNativePassword => "mysql_native_password"`
        }
        let word = match outline.kind(at) {
            Kind::Text => plain(outline.word(at)),
            Kind::Name => plain(outline.name(at).rsplit(|byte| *byte == b'_').next().unwrap_or_default()),
            _ => return false,
        };
        // `TLSv1.0` is `TLSv1`.
        let short = word.strip_suffix(b"0").unwrap_or(&word);
        let is_version = short.len() > 2 && short.iter().any(u8::is_ascii_digit) && short.iter().any(u8::is_ascii_alphabetic);
        is_version && memchr::memmem::find(&mine, short).is_some()
    };
    let kin = |range: Range| {
        range.0 < range.1 && range.1 - range.0 <= LONGEST_KEY && {
            let last = outline.tokens.get(range.1 - 1).span().end;
            is_kin(&outline.text[outline.tokens.get(range.0).span().start..last]) || (range.0..range.1).any(alike)
        }
    };
    let by_branch = outline.branches_at(path.0).any(|branch| match branch.when {
        When::Condition(condition, true) => kin(condition),
        When::Equal(_, label) => kin(label),
        When::Condition(_, false) | When::Sometimes => false,
    });
    by_branch || entry_key(outline, path.0).is_some_and(kin)
}

/// Whether two constants end in the same word, or name the same version.
fn is_sibling(one: &[u8], other: &[u8]) -> bool {
    let last = |name: &[u8]| name.rsplit(|byte| *byte == b'_').next().unwrap_or_default().to_vec();
    let is_constant = |name: &[u8]| name.contains(&b'_') && name.iter().any(u8::is_ascii_uppercase);
    let same_version = version(one).is_some() && version(one) == version(other);
    same_version
        || is_constant(one)
            && is_constant(other)
            && (last(one).len() >= SHORTEST_WORD && last(one).iter().all(u8::is_ascii_uppercase) && last(one) == last(other))
}

/// The version of TLS that a name speaks of: `tls1` of `TLSv1_METHOD`, `Tls1_0` and `Protocol.Tlsv10`.
pub fn version(name: &[u8]) -> Option<Vec<u8>> {
    let plain: Vec<u8> = name.iter().filter(|byte| **byte != b'_' && **byte != b'.').map(u8::to_ascii_lowercase).collect();
    let mut starts = memchr::memmem::find_iter(&plain, b"tls").chain(memchr::memmem::find_iter(&plain, b"ssl"));
    starts.find_map(|at| {
        let rest = &plain[at + 3..];
        let rest = rest.strip_prefix(b"v").or_else(|| rest.strip_prefix(b"protocol")).unwrap_or(rest);
        let digits: Vec<u8> = rest.iter().copied().take_while(u8::is_ascii_digit).collect();
        let digits = digits.strip_suffix(b"0").filter(|short| !short.is_empty()).unwrap_or(&digits);
        (!digits.is_empty()).then(|| [&plain[at..at + 3], digits].concat())
    })
}

/// One row of several of a table that belongs to the file: `NAMED(SSLv3), NAMED(TLSv1_2),`, `{"SSL 3", SSLv3}, {"TLS 1.2", TLSv1_2}`.
fn is_row(outline: &Outline<'_>, path: Range) -> bool {
    if outline.function_at(path.0).is_some() {
        return false;
    }
    let floor = path.0.saturating_sub(REACH);
    let Some(open) = (floor..path.0).rev().find(|at| outline.kind(*at) == Kind::Open) else { return false };
    let close = outline.tokens.get(open).mate as usize;
    if close <= path.0 {
        return false;
    }
    // The macro that makes the row, if one does; without, a row has several cells.
    let maker = open.checked_sub(1).filter(|at| outline.is(open, "(") && outline.kind(*at) == Kind::Name);
    let start = maker.unwrap_or(open);
    let is_like = |at: usize| outline.word(at) == outline.word(start) && outline.kind(at) == outline.kind(start);
    let follows = outline.is(close + 1, ",") && is_like(close + 2);
    let comes_before = start >= 2 && outline.is(start - 1, ",") && outline.kind(start - 2) == Kind::Close && {
        let before = outline.tokens.get(start - 2).mate as usize;
        is_like(if maker.is_some() { before.saturating_sub(1) } else { before })
    };
    (maker.is_some() || outline.split((open + 1, close), ",").len() > 1) && (follows || comes_before)
}

/// The key of the entry that a place is in the value of: `A` of `A => B`.
fn entry_key(outline: &Outline<'_>, at: usize) -> Option<Range> {
    // `V1 => Some(Protocol::V1)`
    let mut at = at;
    while at > 2 && outline.is(at - 1, "(") && outline.is_any(at - 2, &["Some", "Ok", "Just", "Right"]) {
        at -= 2;
    }
    let arrow = at.checked_sub(1).filter(|arrow| outline.is_any(*arrow, &["=>", ":", "->"]))?;
    let floor = arrow.saturating_sub(LONGEST_KEY);
    let separates = |at: usize| outline.is_any(at, &[",", "{", "[", "(", ";", "}"]);
    let start = (floor..arrow).rev().find(|at| separates(*at) || outline.tokens.get(*at).begins_line());
    let start = start.map_or(floor, |at| if separates(at) { at + 1 } else { at });
    Some((start, arrow))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::token::Tokens;
    use crate::language::Zones;

    #[test]
    fn names_are_told_from_uses() {
        use Mention::{Named, Translated, Used};
        for (language, text, name, expected) in [
            (Language::C, "void f(int v) { switch (v) { case SSLV3: g(); } }", "SSLV3", Named),
            (Language::C, "void f(int v) { switch (v) { case SSLV3 | MAX_V2: g(); } }", "MAX_V2", Named),
            (Language::C, "void f(int v) { if (v <= SSLV3 || h()) g(); }", "SSLV3", Named),
            (Language::C, "#define SSLV3 3\n", "SSLV3", Named),
            (Language::C, "#ifndef SSLV3\n#endif\n", "SSLV3", Named),
            (Language::C, "static const Version SSLV3 = (Version)7;\n", "SSLV3", Named),
            (Language::C, "#define PROT_LIB_OLD (PROT_LIB_OTHER | PROT_LIB_SSLV3)\n", "PROT_LIB_SSLV3", Named),
            (Language::C, "void f(void) { Version v = PROT_LIB_SSLV3; }", "PROT_LIB_SSLV3", Used),
            (Language::C, "#define NEW_FTPSSL_TRY OLD_USESSL_TRY\n", "OLD_USESSL_TRY", Named),
            (Language::C, "#define LIBRARY_VERSION_DEFAULT (LIBRARY_VERSION_SSLV3 << 16)\n", "LIBRARY_VERSION_SSLV3", Named),
            (Language::C, "struct N values[] = { NV(CHECK_HOST, 1), NV(CHECK_PEER, 1) };", "CHECK_HOST, 1", Translated),
            (Language::C, "int MD5_Init(MD5_CTX *context);\n", "MD5_Init(", Named),
            (Language::C, "int MD5_Init(MD5_CTX *context) { return 1; }\n", "MD5_Init(", Named),
            (Language::C, "int f(void) { return MD5_Init(&context); }\n", "MD5_Init(", Used),
            (Language::C, "void f(void) { set(SSLV3); }", "SSLV3", Used),
            (Language::C, "void f(void) { version = SSLV3; }", "SSLV3", Used),
            (Language::C, "void f(int v) { switch (v) { case SSLV3: version = LIB_SSLV3; break; } }", "LIB_SSLV3", Translated),
            (
                Language::Go,
                "package a\nfunc f(v string) {\n\tswitch v {\n\tcase \"sslv3\":\n\t\tm = tls.VersionSSLv3\n\t}\n}\n",
                "tls.VersionSSLv3",
                Translated,
            ),
            (Language::Java, "class A { void f(String v) { if (v.equals(\"a\")) m = \"SSLv3\"; } }", "\"SSLv3\"", Used),
            (Language::Cpp, "void f() { HMAC<SSLV3> hash; }", "SSLV3", Used),
            (Language::Php, "<?php $m = [\\SSLV3 => \\OTHER];", "SSLV3", Named),
            (Language::Php, "<?php $m = [\\SSLV3 => \\LIB_SSLV3];", "LIB_SSLV3", Translated),
            (Language::Php, "<?php if (in_array($m, [\\SSLV2, \\SSLV3], true)) { f(); }", "SSLV3", Named),
            (Language::Php, "<?php $method |= \\SSLV3;", "SSLV3", Used),
            (Language::Php, "<?php $o = ['method' => \\SSLV3];", "SSLV3", Used),
            (Language::Python, "class SSLV3(Policy):\n    pass\n", "SSLV3", Named),
            (Language::Python, "from library import (\n    Other,\n    SSLV3,\n)\n", "SSLV3", Named),
            (Language::Python, "SSLV3 = library.SSLV3\n", "SSLV3\n", Named),
            (Language::Python, "client.set(library.SSLV3())\n", "SSLV3", Used),
            (Language::Python, "version = library.SSLV3\n", "SSLV3", Used),
            (Language::Kotlin, "fun f() { if (Spec.SSLV3 !in specs) g() }", "SSLV3", Named),
            (Language::Kotlin, "fun f() = when (v) {\n  Spec.SSLV3 -> 1\n}", "SSLV3", Named),
            (Language::Kotlin, "fun f() = Spec.SSLV3 !in specs", "SSLV3", Named),
            (Language::Kotlin, "val specs = listOf(Spec.SSLV3)", "SSLV3", Used),
            (Language::C, "struct N names[] = { NV(SSLV3), NV(TLSV12) };", "SSLV3", Translated),
            (Language::C, "struct N names[] = { {\"a\", TLSV12}, {\"b\", SSLV3} };", "SSLV3", Translated),
            (Language::Python, "names = {'SSL v3': SSL.SSLV3_METHOD}\n", "SSLV3_METHOD", Translated),
            (Language::Python, "names = {\n    'TLS': SSL.TLS_METHOD,\n    'SSL v3': SSL.SSLV3_METHOD,\n}\n", "SSLV3_METHOD", Translated),
            (Language::Php, "<?php $m = ['sslv3_client' => METHOD_SSLV3_CLIENT];", "METHOD_SSLV3_CLIENT", Translated),
            (Language::C, "int allowed[] = { SSLV3, TLSV12 };", "SSLV3", Used),
            (Language::C, "void f(int v) { switch (v) { case OPTION_sslv3: version = LIB_SSLV3; break; } }", "LIB_SSLV3", Translated),
            (Language::CSharp, "class A { void F() { if ((p & (P.SSLV3 | P.TLS)) != P.None) G(); } }", "P.SSLV3", Named),
            (Language::CSharp, "class A { void F() { p = (P.SSLV3 | P.TLS); } }", "P.SSLV3", Used),
            (
                Language::Rust,
                "fn f(v: V) -> O { match v { V::Tls1_0 => Some(lib::Protocol::Tlsv10), _ => None } }",
                "lib::Protocol::Tlsv10",
                Translated,
            ),
            (Language::C, "void f(void) { set(h, sizeof(SSLV3)); }", "SSLV3", Named),
            (Language::Python, "modes = {\n    a.CERT_NONE: B.VERIFY_NONE,\n    a.CERT_ALL: B.VERIFY_ALL,\n}\n", "VERIFY_NONE", Translated),
            (Language::Python, "modes = {\n    'mode': B.VERIFY_NONE,\n}\n", "VERIFY_NONE", Used),
            (Language::Php, "<?php if (X_METHOD_TLSv1_1_CLIENT === $m) { $c[V] = Y_VERSION_TLSv1_1; }", "Y_VERSION_TLSv1_1", Translated),
            (Language::Php, "<?php if (X_METHOD_TLSv1_2_CLIENT === $m) { $c[V] = Y_VERSION_TLSv1_1; }", "Y_VERSION_TLSv1_1", Used),
            (Language::Rust, "fn f(s: &str) { match s { \"SSLV3\" => g(), _ => h() } }", "\"SSLV3\"", Named),
            (
                Language::Rust,
                "fn f(v: V) { match v { V::LibraryVersionSslv3 => \"library_version_sslv3\" } }",
                "\"library_version_sslv3\"",
                Translated,
            ),
            (Language::Rust, "enum M { SSLV3Password(Body) }", "SSLV3Password", Named),
            (Language::Ruby, "def f\n  context.version = :SSLV3\nend\n", "SSLV3", Used),
            (Language::JavaScript, "const names = { [SSLV3]: 'x' };\nf(SSLV3);", "SSLV3)", Used),
        ] {
            let text = text.as_bytes();
            let tokens = Tokens::read(text, &Zones::lex(text, language));
            let outline = Outline::read(text, tokens, language).expect("the language is read by calls");
            let start = memchr::memmem::rfind(text, name.as_bytes()).expect("it is there");
            let span = Span::new(start, start + name.trim_end_matches(['\n', ')']).len());
            let is_kin = |other: &[u8]| memchr::memmem::find(other, b"SSLV3").is_some();
            assert_eq!(mention(&outline, span, &is_kin), expected, "{}", String::from_utf8_lossy(text));
        }
    }
}
