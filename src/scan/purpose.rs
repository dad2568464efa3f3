//! What weak cryptography is for, once its file has been read as code: what stands a few lines away may belong to another function.
//!
//! Promises: looks at a bounded number of spans; a finding is dropped only where its rule asks for a word of secrets and none is spoken of
//! by its own statement, function or uses. A harmless purpose lowers confidence, so that the finding is held back and never lost.

use super::reasons::Reasons;
use super::verify::{has_any, lines, spaced_words, without_harmless};
use super::{NEAR_REACH, Proven, Via, weakness};
use crate::code::context::{self, Surroundings};
use crate::code::mention::{Mention, mention};
use crate::code::outline::{Call, Outline};
use crate::code::token::Kind;
use crate::finding::Evidence;
use crate::language::Language;
use crate::rule::{Rule, RuleSet};
use crate::text::Span;
use crate::view::View;
use std::sync::LazyLock;

/// What stands before a hash of .NET that is named in full.
const LIBRARY: &str = " system security cryptography ";
/// Most bytes of a declared type that are looked over.
const LONGEST_TYPE: usize = 40;
/// Longest label of a branch that can be no more than a name: `.sha1`.
const SHORT_LABEL: usize = 12;
/// Longest file, in bytes, whose few words need not say what a hash is for.
const SHORT_FILE: usize = 1 << 9;
/// Lines above a hash that may name the protocol that asks for it.
const REMARK_LINES: usize = 4;
/// Most bytes of a function either side of a hash that are looked over for a password: further away it does something else.
const LONGEST_BODY: usize = 160;
/// Most names in what is hashed that are followed one step back.
const MOST_NAMES: usize = 12;
/// A word that speaks of a secret only where it is what the generator's value is assigned to: maps and their keys are everywhere.
const ONLY_AS_TARGET: &str = "key";

/// Weighs the words around a candidate anew. Returns whether it stays.
pub(super) fn reconsider(
    view: &View<'_>,
    path: &str,
    rule: &Rule,
    outline: &Outline<'_>,
    value: Span,
    surroundings: &Surroundings,
    evidence: &mut Reasons,
) -> bool {
    let text = view.text();
    let spoken = |span: &Span| without_harmless(said(outline, *span));
    if rule.require_near {
        // What the statement itself draws for nobody to guess is no secret by whom it is handed to.
        // Beside `password: …` stands what is given under another name.
        let entry = keyed_entry(outline, value);
        let named = named_argument(outline, value).or(entry);
        let statement = named.or_else(|| surroundings.purpose.first().copied());
        // What is done with the whole of a table says nothing of one entry.
        let others = if entry.is_some() { surroundings.function.as_slice() } else { surroundings.purpose.get(1..).unwrap_or_default() };
        let purpose = || statement.into_iter().chain(others.iter().copied());
        let own = statement.as_ref().map(spoken).unwrap_or_default();
        let is_secret = |span: &Span| {
            let spoken = without_harmless(said_of_values(outline, *span));
            // What only has to be unique is the key of an array, unless something else says that it is a secret.
            let is_unique = value.of(text).starts_with(b"uniqid") && Some(*span) != surroundings.function;
            let is_index = is_unique && !rule.near.iter().any(|word| word != ONLY_AS_TARGET && has_any(&spoken, &[word]));
            is_secret(&spoken, span.of(text), &rule.near)
                && !is_index
                // A function that draws what another one made may be named after the key of a map.
                && (Some(*span) == surroundings.function || !is_bare_key(span.of(text), &spoken, &rule.near) || !is_silent(text, outline, *span))
        };
        let is_drawn_freely = has_any(&own, &CHANCE)
            || is_length(outline, value)
            || draws_from_sound(outline, value)
            || is_label(outline, value)
            || is_lottery(outline, value)
            || is_pick(outline, value)
            || purpose().any(|span| names_file(span.of(text)));
        // A key of WebSocket's handshake is sent in the clear: it only has to be another one each time (RFC 6455, 4.1).
        let is_nonce = |span: &Span| is_bare_key(span.of(text), &spoken(span), &rule.near) && shakes_hands(text);
        // A nonce of OAuth 1 only has to be another one each time, too (RFC 5849, 3.3).
        let is_of_oauth = || {
            let named: Vec<&[u8]> = surroundings.classes.iter().map(|span| span.of(text)).chain([path.as_bytes()]).collect();
            named.iter().any(|name| {
                [&b"oauth"[..], b"noncemanager"].iter().any(|of| memchr::memmem::find(&name.to_ascii_lowercase(), of).is_some())
            })
        };
        let is_bare_nonce = |span: &Span| {
            let spoken = spoken(span);
            has_any(&spoken, &["nonce"]) && !has_any(&spoken, &["token", "secret", "password", "state"]) && is_of_oauth()
        };
        // One number tells machines apart; the salt of a password is made of bytes.
        let is_number = |span: &Span| {
            let spoken = spoken(span);
            let others = |word: &String| word != "salt" && has_any(&spoken, &[word]);
            has_any(&spoken, &["salt"]) && !rule.near.iter().any(others) && draws_number(text, value)
        };
        return !is_drawn_freely
            && purpose().any(|span| is_secret(&span) && !is_nonce(&span) && !is_bare_nonce(&span) && !is_number(&span));
    }
    if rule.cwe.first().is_some_and(|weakness| weakness::CERTIFICATE.contains(weakness)) && checks_elsewhere(rule, outline) {
        evidence.add(Evidence::NotNear);
    }
    let own = if is_hash(rule) { digested(outline, value) } else { surroundings.purpose.first().copied().into_iter().collect() };
    let mut purpose: String = own.iter().chain(surroundings.purpose.iter().skip(1)).map(spoken).collect();
    // What cancels is handed on by its bare name.
    let cancels =
        memchr::memmem::find(text, b"CancellationToken token").is_some() || memchr::memmem::find(text, b"CancellationToken ct").is_some();
    if cancels {
        purpose = purpose.replace(" token ", "  ");
    }
    let stem = path.rsplit('/').next().unwrap_or(path);
    let around = format!("{purpose}{}{}", classes(surroundings, text), spaced_words(stem.as_bytes()));
    let folder = path[..path.len() - stem.len()].trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let is_prescribed = is_hash(rule)
        && (has_any(&around, &PROTOCOLS)
            || has_any(&spaced_words(folder.as_bytes()), &PROTOCOLS)
            || has_any(&spaced_words(remarks(text, value).of(text)), &PROTOCOLS)
            || SERVICES.iter().any(|service| memchr::memmem::find(text, service).is_some())
            || is_measured(outline, value));
    // Of a token that is read unchecked, that it is a token says nothing.
    let is_token = rule.cwe.first() == Some(&weakness::SIGNATURE);
    let is_grave = has_any(&purpose, &GRAVE) || has_any(&purpose, SIGNING) && (!is_hash(rule) || is_signing(surroundings, text));
    // What only offers the hash may take a salt; who gives it a password is found there.
    let is_offer = || {
        is_hash(rule)
            && !has_any(&purpose, &["password", "passwd", "passphrase", "pwd", "patient", "ssn", "mrn"])
            && offers(surroundings, stem.split('.').next().unwrap_or_default(), text)
    };
    if rule.not_near.is_empty() || (is_grave && !is_prescribed && !is_token && !is_offer()) {
        return true;
    }
    // `cache key` speaks of no secret, and of a cache.
    let whole: String = surroundings.purpose.iter().map(|span| spaced_words(span.of(text))).collect();
    let harmless = is_prescribed
        || has_any(&around, &rule.not_near)
        || has_any(&whole, &rule.not_near)
        || is_hash(rule)
            && (has_any(&around, &CHECKSUMS)
                || offers(surroundings, stem.split('.').next().unwrap_or_default(), text)
                || is_chosen(surroundings, text)
                || guards_nothing(text, outline, value, &format!("{around}{}", spaced_words(folder.as_bytes())), cancels));
    evidence.extend(harmless.then_some(Evidence::NotNear));
    true
}

/// The lines right above a place, where a comment says which protocol asks for it.
fn remarks(text: &[u8], value: Span) -> Span {
    let floor = value.start.saturating_sub(NEAR_REACH);
    let lines = memchr::memrchr_iter(b'\n', &text[floor..value.start]).nth(REMARK_LINES).map_or(floor, |at| floor + at + 1);
    Span::new(lines, value.end)
}

/// Whether what a pattern found is used at all; where somebody else chose it under another name, that speaks against it.
pub(super) fn is_used(rules: &RuleSet, outline: &Outline<'_>, proven: &mut Proven) -> bool {
    let regex = rules.pattern(proven.candidate.rule);
    let is_kin = |text: &[u8]| regex.is_some_and(|regex| regex.is_match(text));
    let made = match &proven.candidate.via {
        Via::Pattern { .. } => mention(outline, proven.candidate.value, &is_kin),
        // What a call is given, where it is named: only whether somebody else chose it is asked.
        Via::Call(flow) => match flow.steps.first().map(|step| mention(outline, step.span, &is_kin)) {
            Some(Mention::Translated) => Mention::Translated,
            _ => Mention::Used,
        },
        _ => Mention::Used,
    };
    match made {
        Mention::Used => {
            proven.evidence.extend(is_own_function(outline, proven).then_some(Evidence::NotNear));
            true
        }
        Mention::Named => false,
        Mention::Translated => {
            proven.evidence.add(Evidence::NotNear);
            true
        }
    }
}

/// Whether what a pattern took for a library's is a function that this file of C writes itself.
fn is_own_function(outline: &Outline<'_>, proven: &Proven) -> bool {
    let of_c = matches!(outline.language, Language::C | Language::Cpp | Language::ObjectiveC);
    let name = outline.name(outline.tokens.at(proven.candidate.value.start));
    let is_written = || outline.functions.iter().filter_map(|function| function.name).any(|own| outline.name(own) == name);
    of_c && !name.is_empty() && matches!(proven.candidate.via, Via::Pattern { .. }) && is_written()
}

/// Whether a value is the beginning of a text that is assigned: `url = "http://…"`.
pub(super) fn is_assigned_text(text: &[u8], value: Span) -> bool {
    let before = &text[..value.start];
    let Some((b'"' | b'\'' | b'`', before)) = before.split_last() else { return false };
    before.trim_ascii_end().ends_with(b"=")
}

/// Whether a hash is only asked how long it is: `sha1().digest_size`.
fn is_measured(outline: &Outline<'_>, value: Span) -> bool {
    const MEASURES: &[&[u8]] = &[
        b"digest_size",
        b"digestSize",
        b"DIGEST_SIZE",
        b"block_size",
        b"getDigestLength",
        b"Size",
        b"BlockSize",
        b"digest_length",
        b"HashSize",
    ];
    let name = outline.tokens.at(value.end.saturating_sub(1));
    let open = if outline.is(name, "(") { name } else { name + 1 };
    let close = outline.tokens.close(open, outline.tokens.len());
    outline.is(open, "(") && outline.is(close + 1, ".") && MEASURES.contains(&outline.name(close + 2))
}

/// Whether the file sets or makes a check of its own in place of the one that is off, also away from it: `cfg.VerifyConnection = …`,
/// `SSL_get_verify_result(ssl)`.
fn checks_elsewhere(rule: &Rule, outline: &Outline<'_>) -> bool {
    let is_check = |name: &[u8]| rule.not_near.iter().any(|check| check.as_bytes().eq_ignore_ascii_case(name));
    let sets = |name: usize| !outline.is_any(outline.assignments[name].value.0, &["nil", "null", "None"]);
    outline.assigned.iter().any(|(name, at)| is_check(name) && at.iter().copied().any(sets))
        || outline.called.keys().any(|name| is_check(name))
}

/// Whether what the code around a finding is about can matter to its rule.
pub(super) fn is_worded(rule: &Rule) -> bool {
    rule.require_near || !rule.not_near.is_empty()
}

fn is_hash(rule: &Rule) -> bool {
    rule.cwe.first() == Some(&weakness::HASH)
}

fn classes(surroundings: &Surroundings, text: &[u8]) -> String {
    // The innermost first or last: `Digest` within `HttpAuthentication` is spoken of in either order.
    surroundings.classes.iter().map(|span| spaced_words(span.of(text))).collect::<String>().replace("  ", " ")
}

/// Whether one statement, or the name of one function, speaks of a secret and not of what needs none.
fn is_secret(spoken: &str, text: &[u8], near: &[String]) -> bool {
    let telling = near.iter().any(|word| match word.as_str() {
        ONLY_AS_TARGET => has_any(spoken, &[ONLY_AS_TARGET]) && is_target_or_name(text),
        word => has_any(spoken, &[word]),
    });
    telling && !has_any(spoken, &CHANCE)
}

/// Whether a name speaks of a secret by the word `key` alone: `NewDeposedKey`.
fn is_bare_key(name: &[u8], spoken: &str, near: &[String]) -> bool {
    let other = |word: &String| word != ONLY_AS_TARGET && has_any(spoken, &[word]);
    name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') && !near.iter().any(other)
}

/// The argument that a place stands in, with the name that it is given by: `karma: Random.rand(9)`.
fn named_argument(outline: &Outline<'_>, value: Span) -> Option<Span> {
    let at = outline.tokens.at(value.start);
    let around = |call: &&Call| call.open < at && at < call.close;
    let call = outline
        .calls
        .iter()
        .filter(around)
        .filter(|call| !value.contains(outline.tokens.get(call.name).span()))
        .min_by_key(|call| call.close - call.open)?;
    let argument = outline.arguments(call).into_iter().find(|argument| argument.value.0 <= at && at < argument.value.1)?;
    Some(Span::new(outline.tokens.get(argument.name?).span().start, outline.tokens.get(argument.value.1 - 1).span().end))
}

/// Whether what is drawn only says how much a sound generator gives: `Str::random(mt_rand(64, 70))`.
fn is_length(outline: &Outline<'_>, value: Span) -> bool {
    const SOUND: &[&[u8]] =
        &[b"random_bytes", b"randomBytes", b"token_hex", b"token_bytes", b"token_urlsafe", b"urandom", b"getRandomBytes"];
    let at = outline.tokens.at(value.start);
    // `gen_rand_string(mt_rand(6, 10))`: a function that draws a text is told how long it is to be.
    let draws = |name: &[u8]| {
        let words = spaced_words(name);
        has_any(&words, &["rand", "random"]) && has_any(&words, &["string", "str", "text", "bytes", "chars", "code"])
    };
    let gives = |call: &Call| {
        let name = outline.name(call.name);
        SOUND.contains(&name) || draws(name) || name == b"random" && call.path < call.name && outline.name(call.path) == b"Str"
    };
    outline.calls.iter().any(|call| call.open + 1 == at && gives(call))
}

/// Whether a call is given a sound generator to draw from: `RandomStringUtils.random(20, 0, 0, true, true, null, new SecureRandom())`.
fn draws_from_sound(outline: &Outline<'_>, value: Span) -> bool {
    let opens = outline.tokens.at(value.end.saturating_sub(1));
    let given = outline.calls.iter().find(|call| call.open == opens).map(|call| (call.open + 1)..call.close);
    given.into_iter().flatten().any(|at| spaced_words(outline.word(at)).contains(" secure random "))
}

/// Whether one whole number is drawn, `new Random().nextInt()`, and no bytes.
fn draws_number(text: &[u8], value: Span) -> bool {
    const NUMBERS: [&[u8]; 8] = [b"nextInt()", b"nextLong()", b"Int63()", b"Int64()", b"Int31()", b"Uint64()", b"Uint32()", b"Int()"];
    const REACH: usize = 24;
    let around = Span::new(value.start, text.len().min(value.end + REACH)).of(text);
    let line = &around[..memchr::memchr(b'\n', around).unwrap_or(around.len())];
    NUMBERS.iter().any(|number| memchr::memmem::find(line, number).is_some())
}

/// Whether what is drawn is a name that tells things apart, `keyId = …`, and not one that opens a session.
fn is_label(outline: &Outline<'_>, value: Span) -> bool {
    const OPENS: &[&str] = &["session", "token", "secret", "auth", "ticket", "reset", "password", "credential", "credentials", "nonce"];
    let at = outline.tokens.at(value.start);
    let assigned = outline.assignments.iter().filter(|assigned| assigned.value.0 <= at && at < assigned.value.1);
    assigned.min_by_key(|assigned| assigned.value.1 - assigned.value.0).is_some_and(|assigned| {
        let name = spaced_words(outline.name(assigned.name));
        has_any(&name, &["id", "index", "idx"]) && !has_any(&name, OPENS)
    })
}

/// The entry with a name of its own that a place stands in: `"visitor": random.choices(…)` of `cookies = {…}`.
fn keyed_entry(outline: &Outline<'_>, value: Span) -> Option<Span> {
    let at = outline.tokens.at(value.start);
    let entry = context::parts(outline, at).into_iter().next()?;
    let start = outline.tokens.at(entry.start);
    let is_table = start > 0 && outline.is_any(context::opening(outline, start)?, &["{", "["]);
    (is_table && start < at && outline.kind(start) == Kind::Text && outline.is_any(start + 1, &[":", "=>"])).then_some(entry)
}

/// Whether chance only decides if something is done: `if (rand(0, 10) === 1)`.
fn is_lottery(outline: &Outline<'_>, value: Span) -> bool {
    const COMPARES: &[&str] = &["===", "==", "<", "<=", ">", ">="];
    let name = outline.tokens.at(value.end.saturating_sub(1));
    let open = if outline.is(name, "(") { name } else { name + 1 };
    let close = outline.tokens.close(open, outline.tokens.len());
    outline.is(open, "(") && outline.is_any(close + 1, COMPARES) && outline.kind(close + 2) == Kind::Number
}

/// Whether one of things that are there is picked, `api_key = random.choice(api_keys)`; signs for a text are another matter.
fn is_pick(outline: &Outline<'_>, value: Span) -> bool {
    const PICKS: &[&[u8]] = &[b"choice", b"array_rand", b"sample"];
    const SIGNS: &[&str] = &[
        "char",
        "chars",
        "character",
        "characters",
        "charset",
        "alphabet",
        "letters",
        "lowercase",
        "uppercase",
        "digits",
        "ascii",
        "hexdigits",
        "symbols",
        "punctuation",
        "string",
        "pool",
        "words",
        "wordlist",
        "vocabulary",
    ];
    let name = outline.tokens.at(value.end.saturating_sub(1));
    let open = if outline.is(name, "(") { name } else { name + 1 };
    let close = outline.tokens.close(open, outline.tokens.len());
    if !outline.is(open, "(") || !PICKS.contains(&outline.name(open - 1)) || open + 1 >= close {
        return false;
    }
    let is_path = |at: usize| outline.kind(at) == Kind::Name || outline.is_any(at, &[".", "->", "::"]);
    let given: String = (open + 1..close).map(|at| spaced_words(outline.word(at))).collect();
    // One sign of several that were given by name is known by its length, which nobody can tell here.
    (open + 1..close).all(is_path)
        && !has_any(&given, SIGNS)
        && (given.trim_end().ends_with('s') || outline.name(open - 1) == b"array_rand")
}

/// Whether a file begins connections of WebSocket.
fn shakes_hands(text: &[u8]) -> bool {
    [&b"SEC_WEBSOCKET_KEY"[..], b"Sec-WebSocket-Key", b"sec-websocket-key"].iter().any(|name| memchr::memmem::find(text, name).is_some())
}

/// Whether a statement makes the name of a file: `folder.resolve(token + ".txt")`, `$folder . uniqid() . '.jpg'`.
fn names_file(statement: &[u8]) -> bool {
    const LONGEST_ENDING: usize = 5;
    let quotes = memchr::memmem::find_iter(statement, b"\".").chain(memchr::memmem::find_iter(statement, b"'."));
    quotes.into_iter().any(|at| {
        let (before, ending) = (statement[..at].trim_ascii_end(), &statement[at + 2..]);
        let letters = ending.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        let before = before.strip_suffix(b"+").or_else(|| before.strip_suffix(b".")).map(<[u8]>::trim_ascii_end).unwrap_or_default();
        before.last().is_some_and(|last| last.is_ascii_alphanumeric() || b"_)".contains(last))
            && (1..=LONGEST_ENDING).contains(&letters)
            && ending.get(letters) == Some(&statement[at])
    })
}

/// Whether a name that ends in `key` is assigned to or filled in a statement, or is all there is.
fn is_target_or_name(text: &[u8]) -> bool {
    let lower = text.to_ascii_lowercase();
    // One of many is picked: `key = keys.get(random.nextInt(keys.size()))`.
    let holds = |word: &[u8]| memchr::memmem::find(&lower, word).is_some();
    if holds(b".get(") && (holds(b".size()") || holds(b".length")) {
        return false;
    }
    let fills = [&b"fill"[..], b"nextbytes", b".read("].iter().any(|word| memchr::memmem::find(&lower, word).is_some());
    text.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        || memchr::memmem::find_iter(&lower, b"key").any(|at| {
            let mut after = text[at + 3..].trim_ascii_start();
            if let Some(typed) = after.strip_prefix(b":") {
                // `key: [u8; 16] = …`
                let is_type = |byte: &u8| byte.is_ascii_alphanumeric() || b" _[];<>&*?:".contains(byte);
                after = &typed[typed.iter().take(LONGEST_TYPE).take_while(|byte| is_type(byte)).count()..];
            }
            (after.starts_with(b"=") && !after.starts_with(b"==")) || (fills && after.starts_with(b")"))
        })
}

/// What is said within a span, without remarks: a comment behind an argument is about the next one.
fn said(outline: &Outline<'_>, span: Span) -> String {
    let words: Vec<&[u8]> = tokens_of(outline, span).map(|at| outline.word(at)).collect();
    spaced_words(&words.join(&b' '))
}

/// What is said of values: names that end in a noun that no value of a secret has, `key_order`, are left out.
fn said_of_values(outline: &Outline<'_>, span: Span) -> String {
    let names_another = |at: usize| {
        let words = spaced_words(outline.word(at));
        let mut words = words.split_whitespace().filter(|word| !word.is_empty()).peekable();
        let whole = String::from_utf8_lossy(outline.word(at)).to_ascii_lowercase();
        let last = words.by_ref().filter(|word| *word != whole).last();
        let is_name = outline.kind(at) == Kind::Name || outline.kind(at) == Kind::Text && !outline.word(at).contains(&b' ');
        is_name && !outline.is(at + 1, "(") && last.is_some_and(|last| OTHER_NOUNS.contains(&last))
    };
    let words: Vec<&[u8]> = tokens_of(outline, span).filter(|at| !names_another(*at)).map(|at| outline.word(at)).collect();
    spaced_words(&words.join(&b' '))
}

fn tokens_of(outline: &Outline<'_>, span: Span) -> std::ops::Range<usize> {
    outline.tokens.at(span.start)..outline.tokens.at(span.end.saturating_sub(1)) + 1
}

/// What a hash is computed over and for, as far as its own statement says: its argument or entry, what is called with it, what it is assigned to,
/// and, one step back, what the names in it were given.
fn digested(outline: &Outline<'_>, value: Span) -> Vec<Span> {
    let at = outline.tokens.at(value.start);
    // A hash may be asked for by its name: `hash("md5", text)`, `createHash("md5").update(text)`.
    let call = outline.calls.iter().filter(|call| call.open < at && at < call.close).min_by_key(|call| call.close - call.open);
    let asked = call.filter(|_| outline.kind(at) == Kind::Text);
    let mut found = context::parts(outline, asked.map_or(at, |call| call.path));
    let own = tokens_of(outline, found[0]);
    let function = outline.function_at(at);
    for name in own.filter(|at| outline.kind(*at) == Kind::Name).take(MOST_NAMES) {
        let mut given = outline.assigned.get(outline.name(name)).into_iter().flatten().map(|index| &outline.assignments[*index]);
        let last = given.rfind(|given| given.function == function && function.is_some() && given.operator < at);
        if let Some(given) = last.filter(|given| given.value.0 < given.value.1) {
            found.push(Span::new(outline.tokens.get(given.value.0).span().start, outline.tokens.get(given.value.1 - 1).span().end));
        }
    }
    found
}

/// Whether nothing that is known of a hash speaks of something that is guarded: not what is hashed, what becomes of it, the parameters of its function,
/// nor the names of function, class, file and folder. A short file may leave that unsaid; in a longer one a secret has a name.
fn guards_nothing(text: &[u8], outline: &Outline<'_>, value: Span, around: &str, cancels: bool) -> bool {
    // Of a password, a word not far away in the function is enough: where it comes from, or is kept.
    const PASSWORDS: &[&str] = &["password", "passwords", "passwd", "passphrase"];
    let parameters = outline.function_at(outline.tokens.at(value.start)).map(|function| {
        let function = &outline.functions[function];
        function.parameters.iter().map(|parameter| spaced_words(outline.name(parameter.name))).collect::<String>()
    });
    let words = format!("{around} {}", parameters.unwrap_or_default()).replace(LIBRARY, " ");
    let words = if cancels { words.replace(" token ", "  ") } else { words };
    text.len() > SHORT_FILE && !has_any(&words, &GUARDED) && !has_any(&nearby(text, outline, value), PASSWORDS)
}

/// What is said in the function around a place, not far from it.
fn nearby(text: &[u8], outline: &Outline<'_>, value: Span) -> String {
    let body = context::named_function(outline, value.start).unwrap_or(value);
    let floor = body.start.max(value.start.saturating_sub(LONGEST_BODY));
    let ceiling = body.end.min(value.end + LONGEST_BODY).max(value.end);
    let nearby = if body == value {
        Span::new(value.start.saturating_sub(NEAR_REACH), text.len().min(value.end + NEAR_REACH))
    } else {
        Span::new(floor, ceiling)
    };
    spaced_words(nearby.of(text))
}

/// Whether nothing in the function around a place speaks of something that is guarded.
fn is_silent(text: &[u8], outline: &Outline<'_>, value: Span) -> bool {
    text.len() > SHORT_FILE && !has_any(&nearby(text, outline, value), &GUARDED)
}

/// Whether the hash is signed over with a key, in its own statement: `key.sign(data, padding, SHA1())`. What else is called a signature is for
/// the most part what somebody else's service asks for, a hash of its request.
fn is_signing(surroundings: &Surroundings, text: &[u8]) -> bool {
    const KEYS: &[&str] = &["key", "pkey", "rsa", "dsa", "ecdsa", "x509", "pkcs1", "pkcs", "cms", "evp", "certificate", "cert"];
    let statement = surroundings.purpose.first().map(|span| spaced_words(span.of(text))).unwrap_or_default();
    has_any(&statement, SIGNING) && has_any(&statement, KEYS)
}

/// Whether words speak of something that is guarded. The name of .NET's library says nothing of what it is used for.
pub(super) fn speaks_of_security(words: &str) -> bool {
    has_any(&words.replace(LIBRARY, " "), &SECURITY)
}

/// Whether a function's name says no more than that it computes this hash: `md5Hex`, `sha1FromReader`. What that is for, its callers know.
fn offers(surroundings: &Surroundings, stem: &str, text: &[u8]) -> bool {
    const HASHES: &[&str] = &["md2", "md4", "md5", "sha", "sha1"];
    let is_offer = |name: &[u8]| {
        let words = spaced_words(name);
        let whole = String::from_utf8_lossy(name).to_ascii_lowercase();
        (has_any(&words, HASHES)
            || has_any(&words, &["md 5", "md 4", "md 2", "sha 1", "hash from", "hash bytes", "hash string", "get hash", "compute hash"]))
            && words.split_whitespace().all(|word| word == whole || HASHES.contains(&word) || OFFERS.contains(&word))
    };
    // A class is named after the hash that it wraps, whatever else is in its name: `tr_sha1`, `Md5Stream`.
    let wraps = |name: &[u8]| {
        let words = spaced_words(name);
        (has_any(&words, HASHES) || has_any(&words, &["md 5", "md 4", "md 2", "sha 1"])) && !has_any(&words, &SECURITY)
    };
    surroundings.classes.iter().any(|class| wraps(class.of(text)))
        || surroundings.function.map_or_else(|| is_offer(stem.as_bytes()), |name| is_offer(name.of(text)))
}

/// Whether the hash is one of several that somebody else chooses among: `case "md5":`, `if (name == "sha1")`.
fn is_chosen(surroundings: &Surroundings, text: &[u8]) -> bool {
    surroundings.choices.iter().map(|span| span.of(text)).any(|choice| {
        (choice.len() <= SHORT_LABEL
            || choice.iter().any(|byte| matches!(byte, b'"' | b'\'' | b':'))
            || memchr::memmem::find(choice, b"==").is_some())
            && has_any(&spaced_words(choice), &["md2", "md4", "md5", "sha1", "sha 1", "ripemd160"])
    })
}

/// Words of a function's name that only offers a hash.
static OFFERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../rules/lexicon/digest-offer-words.txt")).collect());

/// Words that make a broken hash or generator matter whatever else is said.
static GRAVE: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../rules/lexicon/grave-words.txt")).collect());

/// Purposes of a digest that nobody gains by forging.
static CHECKSUMS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../rules/lexicon/checksum-purposes.txt")).collect());

/// Words of programs that guard something.
static SECURITY: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../rules/lexicon/security-words.txt")).collect());

/// Words of what a broken hash is asked to guard.
static GUARDED: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../rules/lexicon/guarded-words.txt")).collect());

/// Words of signatures, which are grave only where somebody signs.
const SIGNING: &[&str] = &["signature", "sign", "signed", "signing", "certificate"];

/// Services that are asked by the beginning of a SHA-1 digest.
const SERVICES: &[&[u8]] = &[b"api.pwnedpasswords.com"];

/// Nouns that, at the end of a name, say that it is no value that somebody could guess: `key_order`, `token_length`.
static OTHER_NOUNS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../rules/lexicon/chance-nouns.txt")).collect());

/// Protocols that prescribe a broken hash, or use one in a way that is still sound.
static PROTOCOLS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../rules/lexicon/digest-protocols.txt")).collect());

/// Purposes of a random number that nobody gains by guessing.
static CHANCE: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../rules/lexicon/chance-purposes.txt")).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_no_secrets() {
        for (statement, expected) in [
            ("ward.setFile(target.resolve(token + \".txt\"))", true),
            ("$part = $this->folder . uniqid('code', true) . '.jpg'", true),
            ("send(token + \".\" + signature)", false),
            ("send(token + \".Txt\")", false),
            ("open(\"a.txt\")", false),
        ] {
            assert_eq!(names_file(statement.as_bytes()), expected, "{statement}");
        }
    }

    #[test]
    fn a_map_key_is_no_secret() {
        let near = ["key".to_owned(), "token".to_owned()];
        for (statement, expected) in [
            ("String key = Double.toString(Math.random())", true),
            ("sessionKey := rand.Uint64()", true),
            ("makeKey", true),
            ("random.nextBytes(key)", true),
            ("i = random.nextInt(sizes.get(key))", false),
            ("let key: [u8; 16] = rng.gen()", true),
            ("prng := rand.New(rand.NewPCG(key.seed, 0))", false),
            ("if (key == random.nextInt())", false),
            ("String key = keys.get(random.nextInt(keys.size()))", false),
            ("token = random.nextLong()", true),
            ("delay = tokenTime + random.nextDouble() * jitter", false),
        ] {
            assert_eq!(is_secret(&spaced_words(statement.as_bytes()), statement.as_bytes(), &near), expected, "{statement}");
        }
    }
}
