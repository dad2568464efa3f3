//! What is hashed, and what becomes of the digest.

use super::{LONGEST_BODY, Place, call_at};
use crate::code::context::{self, Surroundings};
use crate::code::outline::{Call, Outline};
use crate::code::token::{Kind, content};
use crate::scan::purpose::speaks_of_security;
use crate::scan::verify::{has_any, lines, spaced_words};
use crate::text::Span;
use std::sync::LazyLock;

/// Most digits or letters of a digest that are kept where it only tells things apart.
const SHORT_DIGEST: usize = 12;
/// As many tokens after a digest are looked at for where it is cut.
const CUT_REACH: usize = 24;
/// Longest value, in tokens, that only names something.
const LONGEST_NAMING: usize = 40;
/// As many lines either side a sound digest of the same data is made.
const BESIDE: usize = 2;

/// Whether a literal is all that is hashed: `digest("MD5", "")` asks whether there is such a hash.
pub(super) fn hashes_literal(outline: &Outline<'_>, value: Span) -> bool {
    const HASHES: &[&[u8]] = &[b"digest", b"hexdigest", b"base64digest", b"md5", b"sha1", b"HashData", b"ComputeHash", b"hash", b"Sum"];
    let Some(call) = call_at(outline, outline.tokens.at(value.end.saturating_sub(1))) else { return false };
    if !HASHES.contains(&outline.name(call.name)) {
        return false;
    }
    let arguments = outline.arguments(call);
    let holds_value = |range: (usize, usize)| {
        (range.0..range.1).any(|at| value.contains(outline.tokens.get(at).span()) || outline.tokens.get(at).span().contains(value))
    };
    let mut data = arguments.iter().filter(|argument| !holds_value(argument.value)).peekable();
    data.peek().is_some() && data.all(|argument| (argument.value.0..argument.value.1).all(|at| outline.kind(at) == Kind::Text))
}

/// Whether what is hashed is drawn at random, and holds no password: `sha1(os.urandom(64))`, `md5(uniqid() . $salt)` only spell it.
pub(super) fn hashes_chance(outline: &Outline<'_>, value: Span) -> bool {
    if spells_chance(outline, value) {
        return true;
    }
    let Some(call) = call_at(outline, outline.tokens.at(value.end.saturating_sub(1))) else { return false };
    let name = spaced_words(outline.name(call.name));
    let is_asked_by_name = outline.name(call.name) == b"hash" && outline.kind(call.open + 1) == Kind::Text;
    if !is_asked_by_name && ![" md5 ", " sha1 ", " sha 1 "].iter().any(|hash| name.contains(hash)) {
        return false;
    }
    let arguments: String = (call.open + 1..call.close).map(|at| spaced_words(outline.word(at))).collect();
    let draws = (call.open + 1..call.close).any(|at| outline.is(at + 1, "(") && { has_any(&spaced_words(outline.word(at)), &DRAWS) });
    draws && !has_any(&arguments, &HELD)
}

/// Whether a digest is cut to a few letters, `sha1(name).hexdigest()[:6]`, `substr(md5($host), 0, 4)`: it tells things apart and guards none.
pub(super) fn is_cut_short(outline: &Outline<'_>, at: usize) -> bool {
    const CUTS: &[&[u8]] = &[b"substring", b"Substring", b"substr", b"slice", b"take", b"first", b"left", b"Left"];
    let is_short = |at: usize| {
        let number = std::str::from_utf8(outline.word(at)).ok().and_then(|word| word.parse::<usize>().ok());
        outline.kind(at) == Kind::Number && number.is_some_and(|number| (1..=SHORT_DIGEST).contains(&number))
    };
    let range = context::statement(outline, at);
    let spoken: String = (range.0..range.1).map(|at| spaced_words(outline.word(at))).collect();
    // What finds an entry is often called a key; a key itself is drawn, and not guessed by some letters of its digest.
    if has_any(&spoken.replace(" key ", "  "), &HELD) {
        return false;
    }
    let end = range.1.min(at + CUT_REACH);
    // Of C# a range.
    let is_range = |open: usize| outline.is(open, "[") && outline.is(open + 1, "..") && is_short(open + 2) && outline.is(open + 3, "]");
    let assigned = outline.assignments.iter().find(|assigned| assigned.value.0 <= at && at < assigned.value.1 && !assigned.element);
    if let Some(assigned) = assigned.filter(|assigned| assigned.path == assigned.name)
        && let Some(function) = assigned.function
    {
        let (name, body) = (outline.name(assigned.name), outline.functions[function].body);
        let mut uses = (assigned.value.1..body.1).filter(|at| outline.kind(*at) == Kind::Name && outline.name(*at) == name).peekable();
        if uses.peek().is_some() && uses.all(|at| is_range(at + 1)) {
            return true;
        }
    }
    let is_slice = |at: usize| outline.is(at, ":") && is_short(at + 1) && outline.is(at + 2, "]") && outline.is_any(at - 1, &["[", "0"]);
    let cuts = |call: &Call| CUTS.contains(&outline.name(call.name)) && is_short(call.close - 1);
    let behind = |call: &Call| at < call.name && call.name < end;
    let around = |call: &Call| call.open < at && at < call.close && call.open >= range.0;
    (at + 1..end).any(is_slice) || outline.calls.iter().any(|call| (behind(call) || around(call)) && cuts(call))
}

/// Whether a sound digest is made in the lines beside: who checks both rests on the sound one.
pub(super) fn is_beside_sound(outline: &Outline<'_>, value: Span) -> bool {
    const SOUND: &[&str] = &[" sha256 ", " sha 256 ", " sha512 ", " sha 512 ", " sha384 ", " sha 384 "];
    let text = outline.text;
    let start = memchr::memrchr_iter(b'\n', &text[..value.start]).nth(BESIDE).map_or(0, |at| at + 1);
    let end = memchr::memchr_iter(b'\n', &text[value.end..]).nth(BESIDE).map_or(text.len(), |at| value.end + at);
    let line = memchr::memrchr(b'\n', &text[..value.start]).map_or(0, |at| at + 1);
    let line_end = memchr::memchr(b'\n', &text[value.end..]).map_or(text.len(), |at| value.end + at);
    // A default in the head of a function is made where nobody gives another.
    let is_head = |line: Span| {
        outline.functions.iter().filter_map(|function| function.name).any(|name| line.contains(outline.tokens.get(name).span()))
    };
    let is_made = |span: Span| {
        let line = span.of(text);
        let words = spaced_words(line);
        line.contains(&b'(')
            && !is_head(span)
            && SOUND.iter().any(|name| words.contains(name))
            && !words.contains(" if ")
            && !words.contains(" else ")
    };
    let others = [Span::new(start, line), Span::new(line_end, end.max(line_end))];
    others
        .into_iter()
        .flat_map(|lines| {
            let ends = memchr::memchr_iter(b'\n', lines.of(text)).map(move |at| lines.start + at).chain([lines.end]);
            ends.scan(lines.start, |from, end| Some(Span::new(std::mem::replace(from, end + 1).min(end), end)))
        })
        .any(is_made)
}

/// Whether all that is hashed is drawn at random.
fn spells_chance(outline: &Outline<'_>, value: Span) -> bool {
    const SOURCES: &[&[u8]] =
        &[b"urandom", b"token_bytes", b"token_hex", b"uuid4", b"randomBytes", b"randomUUID", b"random_bytes", b"getrandom"];
    let Some(call) = call_at(outline, outline.tokens.at(value.end.saturating_sub(1))) else { return false };
    let mut drawn =
        outline.arguments(call).into_iter().filter(|argument| (argument.value.0..argument.value.1).any(|at| outline.is(at, "(")));
    drawn.next().is_some_and(|argument| {
        let open = (argument.value.0..argument.value.1).find(|at| outline.is(*at, "(")).unwrap_or_default();
        open > 0 && SOURCES.contains(&outline.name(open - 1)) && outline.tokens.close(open, outline.tokens.len()) + 1 >= argument.value.1
    })
}

/// Whether what a hash gives only finds an entry again: `stack[hash] = log`.
pub(super) fn only_indexes(outline: &Outline<'_>, at: usize) -> bool {
    let assigned = outline.assignments.iter().find(|assigned| assigned.value.0 <= at && at < assigned.value.1 && !assigned.element);
    let Some(assigned) = assigned.filter(|assigned| assigned.path == assigned.name) else { return false };
    let Some(function) = assigned.function else { return false };
    let (name, body) = (outline.name(assigned.name), outline.functions[function].body);
    let mut uses = (assigned.value.1..body.1).filter(|at| outline.kind(*at) == Kind::Name && outline.name(*at) == name).peekable();
    uses.peek().is_some()
        && uses.all(|at| outline.is(at - 1, "[") && outline.is(at + 1, "]") && at >= 2 && outline.kind(at - 2) != Kind::Sign)
}

/// Words of what is guessed whatever else is hashed with it.
static HELD: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../../rules/lexicon/held-words.txt")).collect());

/// Words of functions that draw at random.
static DRAWS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../../rules/lexicon/chance-sources.txt")).collect());

/// Whether what a hash is handed to makes a code over a key of it, in which broken hashes still hold: `EVP_DigestSignInit(ctx, NULL,
/// EVP_sha1(), NULL, hmac_key)`.
pub(super) fn is_authenticating(outline: &Outline<'_>, value: Span, place: Place<'_>, around: &Surroundings) -> bool {
    const SIGNS: &[&[u8]] = &[b"EVP_DigestSignInit", b"EVP_DigestSignInit_ex"];
    let at = outline.tokens.at(value.start);
    let Some(call) = outline.calls.iter().find(|call| call.open < at && at < call.close && SIGNS.contains(&outline.name(call.name))) else {
        return false;
    };
    let is_mac = |words: &str| has_any(words, &["hmac", "mac key"]);
    let body = context::named_function(outline, value.start).filter(|body| body.end - body.start <= LONGEST_BODY);
    let makes_key =
        |body: Span| [&b"EVP_PKEY_HMAC"[..], b"new_mac_key"].iter().any(|name| memchr::memmem::find(body.of(outline.text), name).is_some());
    let given: String = (call.open + 1..call.close).map(|at| spaced_words(outline.word(at))).collect();
    let named: String = around.function.iter().map(|span| spaced_words(span.of(outline.text))).collect();
    is_mac(&(given + &named + &place.words())) || body.is_some_and(makes_key)
}

/// Whether the hash is one that a code over a key or a derivation from a password is made with, `PBKDF2(…, SHA1)`, in which it still holds: how
/// often is asked by a rule of its own.
pub(super) fn is_keyed(outline: &Outline<'_>, at: usize) -> bool {
    let keyed = |call: &Call| {
        let name = outline.name(call.name).to_ascii_lowercase();
        [&b"rfc2898"[..], b"pbkdf2", b"hkdf", b"hmac"].iter().any(|part| memchr::memmem::find(&name, part).is_some())
    };
    outline.calls.iter().filter(|call| call.open < at && at < call.close).any(keyed)
}

/// Whether the digest is put into a field that is named after the hash, `Payload{Data: state, MD5: sum[:]}`: a sum that others compare with.
pub(super) fn is_published(outline: &Outline<'_>, around: &Surroundings) -> bool {
    const NAMES: &[&[u8]] = &[b"md5", b"md5sum", b"contentmd5", b"content_md5", b"sha1", b"sha1sum"];
    let is_field = |at: usize| {
        let name = if outline.kind(at) == Kind::Text { content(outline.word(at)) } else { outline.name(at) };
        outline.is(at + 1, ":") && NAMES.iter().any(|field| field.eq_ignore_ascii_case(name))
    };
    let spoken: String = around.purpose.iter().map(|span| spaced_words(span.of(outline.text))).collect();
    let range = |span: &Span| outline.tokens.at(span.start)..outline.tokens.at(span.end.saturating_sub(1));
    !has_any(&spoken, &HELD) && around.purpose.iter().skip(1).any(|span| range(span).any(is_field))
}

/// Whether a class is named after the hash: it is one of the formats that somebody else chose, such as that of an older program's passwords.
pub(super) fn is_format(outline: &Outline<'_>, around: &Surroundings) -> bool {
    around.classes.iter().any(|class| {
        let plain = class.of(outline.text).to_ascii_lowercase();
        [&b"md5"[..], b"md4", b"sha1"].iter().any(|hash| memchr::memmem::find(&plain, hash).is_some())
    })
}

/// Whether a digest is only compared with one of an older kind, in a function that asks a sound one as well: `password_verify($p, $h) || $h == md5($p)`.
pub(super) fn is_older_kind(outline: &Outline<'_>, at: usize) -> bool {
    const VERIFIES: &[&[u8]] =
        &[b"password_verify", b"password_needs_rehash", b"checkpw", b"check_password_hash", b"compareSync", b"CompareHashAndPassword"];
    const COMPARES: &[&str] = &["==", "===", "!=", "!=="];
    let Some(body) = outline.function_at(at).map(|function| outline.functions[function].body) else { return false };
    let statement = context::statement(outline, at);
    let compares = (statement.0..statement.1).any(|at| outline.is_any(at, COMPARES) || outline.is(at, "hash_equals"));
    let mut verifying = VERIFIES.iter().filter_map(|name| outline.called.get(name)).flatten().map(|call| &outline.calls[*call]);
    compares && verifying.any(|call| body.0 <= call.name && call.name < body.1)
}

/// Whether a digest becomes a part of a path or the name of something: `$folder . '/' . md5($media)`, `$lock_name = sha1($time) . '_lock'`.
pub(super) fn is_part_of_path(outline: &Outline<'_>, at: usize) -> bool {
    const NAMES: &[&str] = &[
        "name",
        "filename",
        "path",
        "file",
        "dir",
        "directory",
        "folder",
        "lock",
        "tmp",
        "temp",
        "ftmp",
        "tmpfile",
        "version",
        "revision",
        "boundary",
    ];
    const GUESSED: &[&str] = &["password", "passwd", "passphrase", "pin", "ssn", "mrn", "patient", "user name", "username"];
    let parts = context::parts(outline, at);
    let said: String = parts.iter().map(|span| spaced_words(span.of(outline.text))).collect();
    if has_any(&said, GUESSED) {
        return false;
    }
    let names = |name: &[u8]| {
        let words = spaced_words(name);
        NAMES.iter().any(|noun| {
            words.ends_with(&format!(" {noun} "))
                || words.contains(&format!(" {noun} {} ", String::from_utf8_lossy(name).to_ascii_lowercase()))
        })
    };
    // `getKeyPath`, but not `name`.
    let names_several = |name: &[u8]| names(name) && !NAMES.iter().any(|noun| noun.as_bytes().eq_ignore_ascii_case(name));
    let assigned = outline.assignments.iter().find(|assigned| assigned.value.0 <= at && at < assigned.value.1 && !assigned.element);
    let function = outline.function_at(at).and_then(|function| outline.functions[function].name);
    if assigned.is_some_and(|assigned| names(outline.name(assigned.name)))
        || function.is_some_and(|function| names_several(outline.name(function)))
    {
        return true;
    }
    let joins = |call: &Call| {
        outline.is(call.name, "join") && call.path < call.name && has_any(&spaced_words(outline.name(call.name - 2)), &["path"])
    };
    if outline.calls.iter().any(|call| call.open < at && at < call.close && joins(call)) {
        return true;
    }
    let own = parts[0];
    (outline.tokens.at(own.start)..=outline.tokens.at(own.end.saturating_sub(1))).any(|part| {
        let text = content(outline.word(part));
        let is_folder = text.contains(&b'/') && !text.contains(&b' ') && memchr::memmem::find(text, b"://").is_none();
        outline.kind(part) == Kind::Text && outline.is_any(part + 1, &[".", "+"]) && is_folder
    })
}

/// Whether a digest of what is no secret only names something: `self.hexid = sha1(name)`, `script = f"{sha1(content)}.sh"`.
pub(super) fn is_name(outline: &Outline<'_>, at: usize) -> bool {
    const NAMES: &[&str] = &["id", "hexid", "uid", "guid", "slug", "filename", "etag"];
    let assigned = outline.assignments.iter().find(|assigned| assigned.value.0 <= at && at < assigned.value.1 && !assigned.element);
    let Some(assigned) = assigned.filter(|assigned| assigned.value.1 - assigned.value.0 <= LONGEST_NAMING) else { return false };
    let name = spaced_words(outline.name(assigned.name));
    let hashed: String = (assigned.value.0..assigned.value.1).map(|at| spaced_words(outline.word(at))).collect();
    let all = name.clone() + &hashed.replace(" crypto ", " ");
    let is_id = NAMES.iter().any(|word| name.ends_with(&format!(" {word} ")));
    let is_file = |at: usize| outline.kind(at) == Kind::Text && ends_as_file(outline.word(at));
    // A call that gives the hash, and nothing that is worked out later: `update` may be given anything.
    let is_given = outline.kind(at) == Kind::Text
        || call_at(outline, at).is_some_and(|call| call.close > call.open + 1 && outline.kind(call.open + 1) != Kind::Text);
    is_given && (is_id || (assigned.value.0..assigned.value.1).any(is_file)) && !has_any(&all, &HELD) && !speaks_of_security(&all)
}

/// Whether a template of a text ends behind a place to fill as names of files do: `"{…}.sh"`.
fn ends_as_file(text: &[u8]) -> bool {
    const LONGEST_ENDING: usize = 5;
    let text = text.strip_suffix(b"\"").or_else(|| text.strip_suffix(b"'")).unwrap_or_default();
    let letters = text.iter().rev().take_while(|byte| byte.is_ascii_lowercase()).count();
    (1..=LONGEST_ENDING).contains(&letters) && text[..text.len() - letters].ends_with(b"}.")
}

/// Whether a hash gives a certificate, or a name in it, a name: `X509_NAME_digest(name, EVP_sha1(), …)`.
pub(super) fn names_certificate(outline: &Outline<'_>, value: Span) -> bool {
    let Some(call) = call_at(outline, outline.tokens.at(value.start)) else { return false };
    // The hash may be a call of its own.
    let outer =
        outline.calls.iter().filter(|outer| outer.open < call.path && call.close < outer.close).min_by_key(|call| call.close - call.open);
    [Some(call), outer].into_iter().flatten().any(|call| {
        let name = outline.name(call.name);
        name.starts_with(b"X509_") && name.ends_with(b"digest")
    })
}
