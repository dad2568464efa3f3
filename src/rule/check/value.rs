//! Value models: whether a text can be a generated secret, or a password that somebody chose.
//!
//! Promises: judges the value alone, and for a password what the pattern matched before it (its name, its user); linear. Whether the
//! place makes it a secret is said by the rule that names the check.

use super::lexicon::{COMMON_WORDS, TYPE_NAMES};
use super::plain::{is_address, is_file_name, is_path, is_pattern, is_plain_data, is_version};
use super::{Subject, Verdict, alphabet, contact, encoding, pieces, placeholder, randomness};
use Verdict::{Doubtful, Dummy, Placeholder, Plausible, Rejected, Synthetic};

pub(super) fn base64_shape(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    let body = value.strip_suffix(b"==").or(value.strip_suffix(b"=")).unwrap_or(value);
    let has = |test: fn(&u8) -> bool| u8::from(body.iter().any(test));
    let classes = has(u8::is_ascii_uppercase) + has(u8::is_ascii_lowercase) + has(u8::is_ascii_digit);
    let standard = body.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(byte));
    let url_safe = body.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte));
    let possible = body.len() >= 16 && body.len() % 4 != 1 && (body.len() == value.len() || value.len().is_multiple_of(4));
    Plausible.when(possible && classes >= 2 && (standard || url_safe), Rejected)
}

pub(super) fn hex_shape(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    let has = |test: fn(&u8) -> bool| value.iter().any(test);
    let one_case = !(has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase));
    let mixed = has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic);
    Plausible.when(value.len() >= 16 && value.iter().all(u8::is_ascii_hexdigit) && one_case && mixed, Rejected)
}

fn entropy(subject: &Subject<'_>, least: f32) -> Verdict {
    Plausible.when(randomness::shannon(subject.value()) >= least, Rejected)
}

pub(super) fn entropy_3(subject: &Subject<'_>) -> Verdict {
    entropy(subject, 3.0)
}

pub(super) fn entropy_3_5(subject: &Subject<'_>) -> Verdict {
    entropy(subject, 3.5)
}

pub(super) fn entropy_4(subject: &Subject<'_>) -> Verdict {
    entropy(subject, 4.0)
}

pub(super) fn hex_entropy(subject: &Subject<'_>) -> Verdict {
    entropy(subject, if subject.value().len() < 24 { 2.5 } else { 3.0 })
}

pub(super) fn mixed_classes(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    Plausible.when(value.iter().any(u8::is_ascii_digit) && value.iter().any(u8::is_ascii_alphabetic), Rejected)
}

pub(super) fn not_in_longer_run(subject: &Subject<'_>) -> Verdict {
    let run = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/_-".contains(byte);
    let inside = subject.before(1).iter().any(run) || subject.after(1).iter().any(run);
    Rejected.when(inside, Plausible)
}

/// Bits of evidence above which a value is taken for generated. Random text of eight characters of base 62 has about 13, names have
/// less than zero.
const GENERATED: f32 = 4.5;
/// Bits below which a value is taken for written by a person; between the two it is doubtful.
const WRITTEN: f32 = 0.0;

pub(super) fn secret(subject: &Subject<'_>) -> Verdict {
    let value = subject.value().trim_ascii();
    if !(8..=512).contains(&value.len()) || !value.iter().all(u8::is_ascii_graphic) {
        return Rejected;
    }
    if placeholder::is_stand_in(value)
        || names_itself(subject, value)
        || placeholder::counts_up(value)
        || placeholder::has_counting(value) && !placeholder::is_dummy(value)
    {
        return Placeholder;
    }
    if placeholder::is_dummy(value) {
        return Dummy;
    }
    if let Some(plain) = readable(value) {
        return read_verdict(&plain);
    }
    if is_uuid(value) {
        return Rejected.when(is_time_based(value), Doubtful);
    }
    let fragment = matches!(value, [b')' | b']' | b'}', ..]) && value.contains(&b'(');
    if fragment
        || is_cut_token(value)
        || is_in_template(subject)
        || is_plain_data(value)
        || placeholder::is_code_reference(value)
        || too_uniform(value)
    {
        return Rejected;
    }
    let core = trim_padding(value);
    let bits = randomness::bits(core) - known_letters(core) * 4.0;
    if alphabet::is_altered(core) {
        return Rejected;
    }
    match (bits >= GENERATED, bits >= WRITTEN, is_written(core)) {
        (true, _, false) => Plausible,
        (true, _, true) | (_, true, false) => Doubtful,
        (false, ..) => Rejected,
    }
}

/// Whether a value falls into pieces that people write with; letters make them, so a value has some.
fn is_written(value: &[u8]) -> bool {
    const LETTERS: usize = 6;
    value.iter().filter(|byte| byte.is_ascii_alphabetic()).count() >= LETTERS && pieces::efficiency(value) >= pieces::WRITTEN
}

/// What a value in base64 says, if that is text: `ENC[…]`, `{"alg":"HS256"`, `mypassword`.
fn readable(value: &[u8]) -> Option<Vec<u8>> {
    // Padding says that it is base64; without, a word may be taken for it.
    let shortest = if value.ends_with(b"=") { 8 } else { 16 };
    if value.len() < shortest {
        return None;
    }
    let body = trim_padding(value);
    // A cut text has no whole last group.
    let plain = encoding::base64(value).or_else(|| encoding::base64(&body[..body.len() / 4 * 4]))?;
    plain.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace()).then_some(plain)
}

/// The verdict on a value whose text was readable: what it hides counts.
fn read_verdict(plain: &[u8]) -> Verdict {
    let plain = plain.trim_ascii();
    if placeholder::is_stand_in(plain) || placeholder::has_counting(plain) {
        return Placeholder;
    }
    Rejected.when(plain.starts_with(b"{") || plain.starts_with(b"<") || is_plain_data(plain), Plausible)
}

/// A secret under a name that leaves no doubt of it.
pub(super) fn keyed_secret(subject: &Subject<'_>) -> Verdict {
    /// Shorter ones are states and kinds: `secret: none`.
    const SHORTEST_CHOSEN: usize = 6;
    /// From this length on a key or token is issued; a passphrase that is called so has more of other characters, or is shorter.
    const SHORTEST_ISSUED: usize = 16;
    const MOST_FOREIGN: usize = 3;
    let value = subject.value().trim_ascii();
    if is_structure(value) || is_expression(subject) || names_encoding(value) || is_uuid(value) && is_time_based(value) {
        return Rejected;
    }
    if names_store(subject, value) {
        return Placeholder;
    }
    match secret(subject) {
        // Altered by hand: what looks drawn is no password that somebody chose.
        _ if value.len() >= SHORTEST_ISSUED && (1..=MOST_FOREIGN).contains(&alphabet::foreign(value)) && is_issued(subject) => Rejected,
        Rejected if alphabet::is_altered(value) && (is_issued(subject) || randomness::bits(value) >= GENERATED) => Rejected,
        // What a machine issues is no word: `access_token: "refresh"`.
        Rejected if is_issued(subject) && (is_worded(value) || is_written(value)) => Rejected,
        Doubtful if is_uuid(value) => Dummy.when(placeholder::is_counted_uuid(value), Plausible),
        Rejected if value.len() >= SHORTEST_CHOSEN => match password(subject) {
            Plausible => Doubtful,
            Doubtful => Rejected,
            other => other,
        },
        verdict => verdict,
    }
}

/// `quoll7-login` under `appLoginSecret`: the name of what is kept elsewhere, which ends in a word of the name that it is given to.
fn names_store(subject: &Subject<'_>, value: &[u8]) -> bool {
    const SHORTEST_WORD: usize = 4;
    const LONGEST_NAME: usize = 24;
    let Some(joint) = value.iter().rposition(|byte| matches!(byte, b'-' | b'_')) else { return false };
    let word = value[joint + 1..].to_ascii_lowercase();
    let worded = word.len() >= SHORTEST_WORD && word.iter().all(u8::is_ascii_alphabetic);
    let named = value.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(byte));
    joint > 0 && named && worded && value.len() <= LONGEST_NAME && lead_words(subject).any(|of_name| of_name == word)
}

/// The words of the name before the value, in lower case.
fn lead_words<'t>(subject: &Subject<'t>) -> impl Iterator<Item = Vec<u8>> + use<'t> {
    const LONGEST_LEAD: usize = 128;
    let lead = subject.lead();
    let runs = lead[lead.len().saturating_sub(LONGEST_LEAD)..].split(|byte| !byte.is_ascii_alphanumeric());
    runs.flat_map(crate::text::camel_words).map(<[u8]>::to_ascii_lowercase)
}

pub(super) fn token_alphabet(subject: &Subject<'_>) -> Verdict {
    Rejected.when(alphabet::foreign(subject.value()) > 0, Plausible)
}

/// Whether the name before the value is that of a token or a key, which are issued; a secret may be chosen.
fn is_issued(subject: &Subject<'_>) -> bool {
    let lead = subject.lead();
    let end = lead.iter().rposition(u8::is_ascii_alphanumeric).map_or(0, |last| last + 1);
    let name = lead[end.saturating_sub(8)..end].to_ascii_lowercase();
    name.ends_with(b"token") || name.ends_with(b"key")
}

/// Letters alone, with what joins words, and short.
fn is_worded(value: &[u8]) -> bool {
    value.len() < 16 && value.iter().all(|byte| byte.is_ascii_alphabetic() || b"_-.:".contains(byte))
}

/// A secret under a name that means many things: `key`, `auth`.
pub(super) fn lone_key(subject: &Subject<'_>) -> Verdict {
    const SHORTEST: usize = 16;
    let value = subject.value().trim_ascii();
    let has = |test: fn(&u8) -> bool| value.iter().any(test);
    match secret(subject) {
        Plausible if readable(value).is_some_and(|plain| is_written(&plain)) => Rejected,
        Plausible if value.len() < SHORTEST || !has(u8::is_ascii_digit) || !has(u8::is_ascii_alphabetic) => Rejected,
        Plausible if value.iter().all(u8::is_ascii_hexdigit) => Doubtful,
        Doubtful if !is_uuid(value) => Rejected,
        verdict => verdict,
    }
}

/// A value that the line before it announces as an example in a sentence, that an assertion of a test compares with, or that a table takes whose
/// name says that it is one of samples: `test_users`.
pub(super) fn not_announced(subject: &Subject<'_>) -> Verdict {
    const REACH: usize = 160;
    const FEWEST_WORDS: usize = 3;
    let line = subject.before(REACH).rsplit(|byte| *byte == b'\n').next().unwrap_or_default().to_ascii_lowercase();
    let line = String::from_utf8_lossy(&line);
    let sentence = line.chars().all(|letter| letter.is_alphabetic() || " ,.:;'\"`-()#*/".contains(letter));
    let words: Vec<&str> = line.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let announces = sentence && words.len() >= FEWEST_WORDS && words.iter().any(|word| matches!(*word, "example" | "examples" | "sample"));
    let asserts = words.first().is_some_and(|word| word.starts_with("assert") || matches!(*word, "expect" | "require"));
    let fills_sample = matches!(words[..], ["insert", "into", "test" | "sample" | "example" | "demo" | "dummy" | "mock" | "fake", _, ..]);
    Placeholder.when(announces || asserts || fills_sample, Plausible)
}

/// A password that a sentence tells.
pub(super) fn sentence_password(subject: &Subject<'_>) -> Verdict {
    Rejected.when(is_one_word(subject.value()), password(subject))
}

/// A key as lines of hexadecimal digits.
pub(super) fn key_lines(subject: &Subject<'_>) -> Verdict {
    let digits: Vec<u8> = subject.value().iter().copied().filter(u8::is_ascii_hexdigit).collect();
    Placeholder.when(placeholder::is_run(&digits) || randomness::distinct(&digits.to_ascii_lowercase()) < 12, Plausible)
}

/// A key written as a list of numbers.
pub(super) fn key_bytes(subject: &Subject<'_>) -> Verdict {
    let numbers = subject.value().split(|byte| *byte == b',').map(|part| {
        let text = std::str::from_utf8(part.trim_ascii()).unwrap_or_default();
        text.strip_prefix("0x").map_or_else(|| text.parse::<i16>().ok(), |hex| i16::from_str_radix(hex, 16).ok())
    });
    let Some(numbers) = numbers.collect::<Option<Vec<i16>>>().filter(|numbers| numbers.iter().all(|number| (-128..=255).contains(number)))
    else {
        return Rejected;
    };
    let steps: std::collections::HashSet<i16> = numbers.windows(2).map(|pair| pair[1] - pair[0]).collect();
    Plausible.when(steps.len() * 2 >= numbers.len(), Placeholder)
}

/// An object or a list, in JSON, escaped or not, or in code, in which nothing looks drawn.
fn is_structure(value: &[u8]) -> bool {
    const DRAWN: usize = 16;
    let drawn = |run: &[u8]| run.len() >= DRAWN && run.iter().any(u8::is_ascii_digit) && run.iter().any(u8::is_ascii_alphabetic);
    if value.split(|byte| !byte.is_ascii_alphanumeric()).any(drawn) {
        return false;
    }
    let member =
        value.strip_prefix(b"{").map(|inner| inner.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"_$".contains(byte)).count());
    if member.is_some_and(|length| length > 0 && matches!(value.get(length + 1), Some(b':' | b','))) {
        return true;
    }
    let mut marks = value.iter().filter(|byte| !byte.is_ascii_whitespace() && **byte != b'\\');
    matches!((marks.next(), marks.next()), (Some(b'{'), Some(b'"' | b'\'' | b'}')) | (Some(b'['), Some(b'{' | b'"' | b'\'' | b']')))
}

/// How bytes are written as text: the argument after the value, in `decode("…", "base64")`.
fn names_encoding(value: &[u8]) -> bool {
    const ENCODINGS: &[&[u8]] =
        &[b"base64", b"base64url", b"base32", b"utf-8", b"utf8", b"utf-16", b"utf16le", b"ascii", b"latin1", b"binary"];
    ENCODINGS.iter().any(|name| value.eq_ignore_ascii_case(name))
}

/// The first part of a JSON Web Token or its beginning, encoded or not, without the parts that open something.
fn is_cut_token(value: &[u8]) -> bool {
    let is_header = |plain: &[u8]| plain.starts_with(b"{\"alg\"") || plain.starts_with(b"{\"typ\"");
    let encoded = value.starts_with(b"eyJ") && !value.contains(&b'.');
    let begins = || encoding::base64(&value[..8.min(value.len() / 4 * 4)]).is_some_and(|plain| plain.len() == 6 && is_header(&plain));
    is_header(value) || encoded && begins()
}

fn trim_padding(value: &[u8]) -> &[u8] {
    value.strip_suffix(b"==").or(value.strip_suffix(b"=")).unwrap_or(value)
}

/// Fewer different characters than a random draw of this length would show.
fn too_uniform(value: &[u8]) -> bool {
    let least = match value.len() {
        0..=11 => 5,
        12..=23 => 7,
        _ => 8,
    };
    randomness::distinct(value) < least
}

/// How many letters stand in common words of five letters or more, when words are parted by capitals, digits and symbols.
fn known_letters(value: &[u8]) -> f32 {
    let hump = |left: &u8, right: &u8| {
        left.is_ascii_alphabetic() && right.is_ascii_alphabetic() && !(left.is_ascii_lowercase() && right.is_ascii_uppercase())
    };
    let known = |word: &&[u8]| word.len() >= 5 && COMMON_WORDS.contains(&String::from_utf8_lossy(word).to_lowercase());
    value.chunk_by(hump).filter(known).map(<[u8]>::len).sum::<usize>() as f32
}

fn is_uuid(value: &[u8]) -> bool {
    let value = value.strip_prefix(b"{").and_then(|inner| inner.strip_suffix(b"}")).unwrap_or(value);
    value.len() == 36
        && value
            .iter()
            .enumerate()
            .all(|(place, byte)| if matches!(place, 8 | 13 | 18 | 23) { *byte == b'-' } else { byte.is_ascii_hexdigit() })
}

/// A UUID of the clock and of the machine's address (RFC 9562, versions 1 and 6; section 8 warns of its use as a secret): nothing in it is
/// drawn at random.
fn is_time_based(uuid: &[u8]) -> bool {
    const VERSION: usize = 14;
    const VARIANT: usize = 19;
    let uuid = uuid.strip_prefix(b"{").unwrap_or(uuid);
    matches!(uuid.get(VERSION), Some(b'1' | b'6')) && matches!(uuid.get(VARIANT), Some(b'8' | b'9' | b'a' | b'b' | b'A' | b'B'))
}

/// Whether the value repeats the name that it is assigned to: `api_token: "apiToken"`.
fn names_itself(subject: &Subject<'_>, value: &[u8]) -> bool {
    let plain = |text: &[u8]| text.iter().filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase).collect::<Vec<_>>();
    let lead = subject.lead();
    let (name, value) = (plain(lead.get(lead.len().saturating_sub(128)..).unwrap_or(lead)), plain(value));
    value.len() >= 4 && (name.ends_with(&value) || value.len() >= 8 && name.windows(value.len()).any(|window| window == value))
}

pub(super) fn password(subject: &Subject<'_>) -> Verdict {
    let value = subject.value().trim_ascii();
    // A password of symbols alone is possible, and nearly always a list of them.
    let wordless = !String::from_utf8_lossy(value).chars().any(char::is_alphanumeric);
    if !(4..=256).contains(&value.len()) {
        return Rejected;
    }
    if placeholder::is_stand_in(value) || names_itself(subject, value) {
        return Placeholder;
    }
    if placeholder::is_dummy(value) {
        return Dummy;
    }
    if placeholder::is_disguised(value) {
        return Placeholder;
    }
    if is_type_name(value)
        || is_cut_token(value)
        || is_constant_name(value)
        || is_prose(value)
        || is_markup(value)
        || is_path(value)
        || is_address(value)
        || is_file_name(value)
        || is_version(value)
        || wordless
        || is_option(value)
        || is_expression(subject)
        || is_member(subject)
        || is_timestamp(value)
        || is_one_character(value)
        || is_working_directory(subject)
        || is_search_filter(subject)
        || is_anonymous(subject)
        || is_in_template(subject)
    {
        return Rejected;
    }
    if placeholder::is_code_reference(value)
        || is_pattern(value)
        || is_identifier(value)
        || is_compound(value)
        || joins_literals(value)
        || is_choice(value)
    {
        return Rejected;
    }
    Doubtful.when(
        is_encrypted_by_maven(value) || is_hash(value) || is_one_word(value) || is_short_number(value) || is_salted_digest(subject, value),
        Plausible,
    )
}

/// `passwd = row{a}[b];`, `password => hash(x)`: brackets without quotes, in what is closed as a statement of a program is or stands behind
/// an arrow. A file of settings quotes them, or has no blanks around its sign.
fn is_expression(subject: &Subject<'_>) -> bool {
    const QUOTES: &[u8] = b"\"'`";
    let value = subject.value();
    let lead = subject.lead();
    let quoted = lead.last().is_some_and(|byte| QUOTES.contains(byte)) || subject.after(1).iter().any(|byte| QUOTES.contains(byte));
    if quoted || !value.iter().any(|byte| b"(){}[]".contains(byte)) {
        return false;
    }
    let after = subject.after(3);
    let closes = value.ends_with(b";") || after.starts_with(b";");
    let ends = after.trim_ascii_start().strip_prefix(b";").unwrap_or(after).first().is_none_or(|byte| matches!(byte, b'\r' | b'\n'));
    lead.ends_with(b" = ") && closes && ends || lead.trim_ascii_end().ends_with(b"=>")
}

/// `--sync_binlog=0`, `-Dserver.port=80`: the next argument of a command whose flag had no value.
fn is_option(value: &[u8]) -> bool {
    let letters = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let long = value.strip_prefix(b"--").is_some_and(|name| letters(name) >= 3);
    long || value.strip_prefix(b"-").is_some_and(|name| letters(name) >= 3 && name.contains(&b'='))
}

/// `PWD=/app`: the working directory, by POSIX (Base Definitions, 8.3).
fn is_working_directory(subject: &Subject<'_>) -> bool {
    subject.value().starts_with(b"/") && subject.lead().ends_with(b"PWD=")
}

/// `{{- $password := randAlphaNum 10 }}`, `{% set password = x.y %}`: code of a template, in which a value without quotes is no text.
fn is_in_template(subject: &Subject<'_>) -> bool {
    const REACH: usize = 160;
    const BRACKETS: [(&[u8; 2], &[u8; 2]); 3] = [(b"{{", b"}}"), (b"{%", b"%}"), (b"<%", b"%>")];
    let before = subject.before(REACH);
    let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or(before);
    if line.last().is_none_or(|last| matches!(last, b'"' | b'\'' | b'`')) {
        return false;
    }
    BRACKETS.iter().any(|(open, close)| {
        let last = |mark: &[u8; 2]| line.windows(2).rposition(|window| window == mark);
        last(open).is_some_and(|opened| last(close).is_none_or(|closed| closed < opened))
    })
}

/// `PasswordBadge::getUpgrader(`: a member of something, behind the second colon.
fn is_member(subject: &Subject<'_>) -> bool {
    subject.before(1) == b":" && subject.value().starts_with(b":") || is_lookup(subject)
}

/// `user["password"]` in a text: what a program looks up is no value.
fn is_lookup(subject: &Subject<'_>) -> bool {
    let value = subject.value();
    let name = |part: &[u8]| !part.is_empty() && part.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_.$".contains(byte));
    let opened = |mark: &[u8]| value.windows(2).position(|pair| pair == mark).is_some_and(|at| name(&value[..at]));
    let cut = value.strip_suffix(b"[").is_some_and(name) && matches!(subject.after(1), b"\"" | b"'");
    cut || (opened(b"[\"") || opened(b"['")) && value.contains(&b']')
}

/// `\u03BB`: one character, written as its number.
fn is_one_character(value: &[u8]) -> bool {
    const LENGTH: usize = 4;
    value.strip_prefix(b"\\u").is_some_and(|number| number.len() == LENGTH && number.iter().all(u8::is_ascii_hexdigit))
}

/// `2006-01-02T15:04:05Z`: when a password was changed (RFC 3339).
fn is_timestamp(value: &[u8]) -> bool {
    const FORM: &[u8] = b"0000-00-00T00:00";
    value.len() >= FORM.len() && FORM.iter().zip(value).all(|(form, byte)| if *form == b'0' { byte.is_ascii_digit() } else { form == byte })
}

/// `(&(uid=*)(userPassword=MY*))`: a value that a directory is searched for (RFC 4515).
fn is_search_filter(subject: &Subject<'_>) -> bool {
    const REACH: usize = 64;
    let Some(name) = subject.before(REACH).strip_suffix(b"=") else { return false };
    let Some(open) = name.iter().rposition(|byte| !byte.is_ascii_alphanumeric() && !b"-;.".contains(byte)) else { return false };
    let within = open.checked_sub(1).is_some_and(|at| b"&|!)(".contains(&name[at]));
    name[open] == b'(' && within && subject.after(1) == b")"
}

/// `busybox@` for the user `anonymous`: a mark of who asks, by custom (RFC 1635), and no password.
fn is_anonymous(subject: &Subject<'_>) -> bool {
    const REACH: usize = 120;
    const USER: &[u8] = b"anonymous";
    subject.value().ends_with(b"@") && subject.before(REACH).windows(USER.len()).any(|window| window.eq_ignore_ascii_case(USER))
}

/// Code between two literals, taken for the literal: `'--password=' . $x . ' --host='`, `"Password:"), f ? create("code"`.
fn joins_literals(value: &[u8]) -> bool {
    const JOINS: &[u8] = b".+&$";
    let value = value.strip_prefix(b"\"").and_then(|inner| inner.strip_suffix(b"\"")).unwrap_or(value);
    // SQL joins by two bars, and T-SQL writes `N` before a literal.
    if value.starts_with(b"|| ") && value.ends_with(b" ||") || value.starts_with(b"+ ") && value.ends_with(b" + N") {
        return true;
    }
    let (Some(first), Some(last)) = (value.first(), value.last()) else { return false };
    let opens = JOINS.contains(first)
        && value.get(1).is_some_and(|next| next.is_ascii_whitespace() || matches!(next, b'$') || next.is_ascii_alphabetic());
    let opens = opens || b"),;]}".contains(first);
    let closes = JOINS.contains(last) || matches!(last, b'(' | b'[' | b',');
    let names = value.iter().any(|byte| matches!(byte, b'$' | b'(' | b'[' | b' ') || byte.is_ascii_alphabetic());
    opens && closes && names
}

/// `required|string|min:6`, `Basic|Digest`: words to choose from, or rules of a form; a rule with an argument also alone, `current_password:api`.
fn is_choice(value: &[u8]) -> bool {
    const RULES: &[&[u8]] = &[
        b"between",
        b"confirmed",
        b"current_password",
        b"different",
        b"exclude_if",
        b"exclude_unless",
        b"exclude_without",
        b"in",
        b"max",
        b"min",
        b"not_in",
        b"prohibited_if",
        b"required_if",
        b"required_unless",
        b"required_with",
        b"required_without",
        b"same",
        b"size",
        b"unique",
    ];
    let rule = value.iter().position(|byte| *byte == b':').is_some_and(|colon| RULES.contains(&&value[..colon]));
    let mut parts = usize::from(rule);
    let worded = value.split(|byte| *byte == b'|').all(|part| {
        parts += 1;
        let (word, number) = part.split_at(part.iter().position(|byte| *byte == b':').unwrap_or(part.len()));
        word.len() >= 3
            && word.iter().all(|byte| byte.is_ascii_alphabetic() || *byte == b'_')
            && number.iter().skip(1).all(|byte| byte.is_ascii_alphanumeric() || b"_,.".contains(byte))
    });
    worded && parts >= 2
}

/// A digest in hexadecimal with its salt on the same line, as tables of users hold it: not the password itself.
fn is_salted_digest(subject: &Subject<'_>, value: &[u8]) -> bool {
    // Digests of 128 bits and more; some programs drop leading zeros of single bytes.
    const SHORTEST: usize = 30;
    const REACH: usize = 200;
    let same_line = |text: &'static [u8], side: &[u8]| side.to_ascii_lowercase().windows(text.len()).any(|window| window == text);
    let after = subject.after(REACH).split(|byte| *byte == b'\n').next().unwrap_or_default();
    let before = subject.before(REACH).rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    value.len() >= SHORTEST && value.iter().all(u8::is_ascii_hexdigit) && (same_line(b"salt", after) || same_line(b"salt", before))
}

fn is_short_number(value: &[u8]) -> bool {
    value.len() < 6 && value.iter().all(u8::is_ascii_digit)
}

/// A single common word: chosen as a password by some, the label of a field more often.
fn is_one_word(value: &[u8]) -> bool {
    let word = value.trim_ascii_end().strip_suffix(b".").unwrap_or(value);
    COMMON_WORDS.contains(&String::from_utf8_lossy(word).to_lowercase())
}

/// A salted hash in the notation of crypt(3) or LDAP: not the password itself.
fn is_hash(value: &[u8]) -> bool {
    [
        b"$1$".as_slice(),
        b"$2a$",
        b"$2b$",
        b"$2y$",
        b"$5$",
        b"$6$",
        b"$y$",
        b"$apr1$",
        b"$argon2",
        b"$pbkdf2",
        b"pbkdf2",
        b"{SHA}",
        b"{SSHA}",
        b"{CRYPT}",
        b"{MD5}",
        b"{SMD5}",
        b"{bcrypt}",
        b"bcrypt$",
    ]
    .iter()
    .any(|start| value.starts_with(start))
}

/// `{COQLCE6DU6GtcS5P=}`: base64 in braces opens nothing without the master password (Maven, password encryption).
fn is_encrypted_by_maven(value: &[u8]) -> bool {
    let inner = value.strip_prefix(b"{").and_then(|rest| rest.strip_suffix(b"}"));
    let base64 = |inner: &[u8]| inner.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(byte));
    inner.is_some_and(|inner| inner.len() >= 16 && inner.ends_with(b"=") && base64(inner))
}

/// `String!`, `Option<String>`, `&str`, `string[]`.
fn is_type_name(value: &[u8]) -> bool {
    let parts = || value.split(|byte| b"!?*&[]<>(),;:| ".contains(byte)).filter(|part| !part.is_empty());
    let listed = |part: &[u8]| TYPE_NAMES.contains(&String::from_utf8_lossy(part).to_lowercase());
    // `str!ng1` would fall into short pieces: all must be listed.
    parts().next().is_some() && parts().all(listed)
}

/// A sentence or a label: words parted by blanks, or letters of another script alone.
fn is_prose(value: &[u8]) -> bool {
    let text = String::from_utf8_lossy(value);
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let foreign = text.chars().filter(|letter| !letter.is_ascii()).count();
    if foreign * 2 >= text.chars().count() && letters + 1 >= text.chars().count() {
        return true;
    }
    // One word with a letter of another alphabet than ASCII and nothing but letters: the label of a field.
    if foreign > 0 && letters == text.chars().count() {
        return true;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_word = |word: &&&str| word.chars().filter(|letter| letter.is_alphabetic()).count() * 4 >= word.chars().count() * 3;
    let plain = words.iter().filter(is_word).count();
    let listed = |word: &&str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        placeholder::is_filler(&word) || COMMON_WORDS.contains(&word)
    };
    match words.len() {
        0 | 1 => false,
        2 => plain == 2 && (words.iter().any(listed) || reads_as_label(&words)),
        count => plain == count || (plain * 4 >= count * 3 && !value.iter().any(u8::is_ascii_digit)),
    }
}

/// Two words of letters alone, the first of them written as a sentence begins: `Altes Passwort`, `Frasa Sandi`.
fn reads_as_label(words: &[&str]) -> bool {
    let letters = |word: &&str| word.trim_end_matches(['.', ':', '!', '?']).chars().all(char::is_alphabetic);
    words.iter().all(letters) && words[0].chars().next().is_some_and(char::is_uppercase) && words[0].chars().skip(1).all(char::is_lowercase)
}

/// A tag, an entity, an attribute that follows: what was matched is no value.
fn is_markup(value: &[u8]) -> bool {
    let has = |mark: &[u8]| value.windows(mark.len()).any(|window| window == mark);
    [b"</".as_slice(), b"/>", b"<br", b"&nbsp;", b"=\"", b"=>", b"\\n", b"();"].into_iter().any(has)
}

/// A name in a program: words joined by `_`, `-`, dots or capitals, one of which names a credential or stands in for one.
fn is_identifier(value: &[u8]) -> bool {
    let named = value.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte));
    let hump = |left: &u8, right: &u8| {
        left.is_ascii_alphanumeric() && right.is_ascii_alphanumeric() && !(left.is_ascii_lowercase() && right.is_ascii_uppercase())
    };
    let words: Vec<String> = value
        .chunk_by(hump)
        .filter(|word| word[0].is_ascii_alphanumeric())
        .map(|word| String::from_utf8_lossy(word).to_lowercase())
        .collect();
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    let listed = words.iter().any(|word| word.len() >= 3 && placeholder::is_filler(word));
    // CONST_NAMES and long snake_case hold no such word always, but read as words in every part.
    let parts = value.split(|byte| *byte == b'_').count();
    named && words.len() >= 2 && digits <= 1 && randomness::bits(value) < WRITTEN && (listed || parts >= 3)
}

/// `shorter-version`, `must_change_soon`: two or three everyday words with one joint are the name of a thing or of a state. A phrase that is
/// meant to be remembered has more of them.
fn is_compound(value: &[u8]) -> bool {
    let Some(joint) = value.iter().find(|byte| matches!(byte, b'-' | b'_')) else { return false };
    let mut parts = 0;
    let everyday = value.split(|byte| byte == joint).all(|word| {
        parts += 1;
        std::str::from_utf8(word).is_ok_and(|word| COMMON_WORDS.contains(word))
    });
    everyday && parts <= 3
}

/// `MEMBER_CLUSTER_TOKEN_01`: the name of a constant or of a variable of the environment, numbers at the ends of its parts.
fn is_constant_name(value: &[u8]) -> bool {
    let mut parts = 0;
    let worded = value.split(|byte| *byte == b'_').all(|part| {
        parts += 1;
        let letters = part.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
        part.len() - letters <= 2 && part[letters..].iter().all(u8::is_ascii_digit) && part.len() <= 16
    });
    let letters = value.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    worded && parts >= 4 && letters >= 12 && randomness::bits(value) < GENERATED
}

/// How far the host in a URL is looked for, in bytes: the longest domain name.
const LONGEST_HOST: usize = 255;

/// A password in a place that is made for one: words of stand-ins are the passwords that everybody knows, unless they name their place.
pub(super) fn placed_password(subject: &Subject<'_>) -> Verdict {
    known_to_all(subject, password(subject))
}

fn known_to_all(subject: &Subject<'_>, verdict: Verdict) -> Verdict {
    const PLACES: &[&[u8]] = &[b"password", b"passwd", b"pass", b"pwd", b"passphrase", b"pw"];
    let value = subject.value().trim_ascii();
    // `password`, `api_password`, `DB_PASSWORD`: what stands there by name.
    let last = value.rsplit(|byte| matches!(byte, b'_' | b'-' | b'.')).next().unwrap_or(value);
    let names_place = PLACES.iter().any(|place| last.eq_ignore_ascii_case(place)) || names_itself(subject, value);
    Synthetic.when(verdict == Placeholder && !names_place && placeholder::is_known_word(value), verdict)
}

/// A value of a manifest that is made for secrets: what it holds is one by its place, also a sentence. What is longer, or public, is read by
/// rules of its own.
pub(super) fn manifest_value(subject: &Subject<'_>) -> Verdict {
    let value = subject.value().trim_ascii();
    if value.starts_with(b"-----BEGIN") {
        return Rejected;
    }
    let is_own = (4..=256).contains(&value.len()) && !is_cut_token(value);
    match password(subject) {
        Placeholder | Rejected if is_own && placeholder::is_filled(value) => Synthetic,
        verdict => verdict,
    }
}

pub(super) fn url_password(subject: &Subject<'_>) -> Verdict {
    judge_url(subject, password(subject))
}

/// As `placed_password`, in the address of a database.
pub(super) fn database_password(subject: &Subject<'_>) -> Verdict {
    judge_url(subject, placed_password(subject))
}

fn judge_url(subject: &Subject<'_>, verdict: Verdict) -> Verdict {
    if begins_with_port(subject.value()) {
        return Rejected;
    }
    if verdict == Rejected && !is_type_name(subject.value()) && subject.value().len() >= 4 && !subject.value().contains(&b' ') {
        return judge_host(subject, Doubtful);
    }
    if matches!(verdict, Rejected | Placeholder) {
        return verdict;
    }
    let user = user_name(subject);
    if user == subject.value() {
        return Placeholder;
    }
    // `https://mailto:ward@clinic.example`: a scheme within a URL, and no user.
    if [&b"mailto"[..], b"http", b"https", b"urn", b"data"].contains(&user) {
        return Rejected;
    }
    judge_host(subject, verdict)
}

/// `3306/@name@`: the host had no user, and an `@` stands further on in the path.
fn begins_with_port(value: &[u8]) -> bool {
    let digits = value.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (2..=5).contains(&digits) && value.get(digits) == Some(&b'/')
}

fn judge_host(subject: &Subject<'_>, verdict: Verdict) -> Verdict {
    let host = host_name(subject);
    if host == "localhost" || host.starts_with("127.") || host == "[::1]" || host == "0.0.0.0" {
        return verdict.max(Doubtful);
    }
    let is_reserved = contact::reserved_host(&host) && host.contains('.') || subject.after(LONGEST_HOST).starts_with(b"@[2001:db8:");
    match verdict {
        // A word that everybody knows, at a host that nobody has.
        Synthetic if is_reserved => Placeholder,
        _ if is_reserved => Synthetic,
        verdict => verdict,
    }
}

/// What stands between `://` and the colon before the value.
fn user_name<'t>(subject: &Subject<'t>) -> &'t [u8] {
    let before = subject.before(LONGEST_HOST);
    let before = before.strip_suffix(b":").unwrap_or(before);
    let start = before.iter().rposition(|byte| !byte.is_ascii_alphanumeric() && !b"_-.%+".contains(byte)).map_or(0, |place| place + 1);
    &before[start..]
}

/// The host after the `@` that follows the value, in lower case.
fn host_name(subject: &Subject<'_>) -> String {
    let after = subject.after(LONGEST_HOST);
    let Some(rest) = after.strip_prefix(b"@") else { return String::new() };
    let host = rest.split(|byte| !byte.is_ascii_alphanumeric() && !b".-[".contains(byte)).next().unwrap_or_default();
    String::from_utf8_lossy(host).to_lowercase()
}
