//! Value models: whether a text can be a generated secret, or a password that somebody chose.
//!
//! Promises: judges the value alone, and for a password what the pattern matched before it (its name, its user); linear. Whether the
//! place makes it a secret is said by the rule that names the check.

use super::lexicon::{COMMON_WORDS, FILE_EXTENSIONS, TYPE_NAMES};
use super::{Subject, Verdict, contact, encoding, placeholder, randomness};
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
    if placeholder::is_stand_in(value) || names_itself(subject, value) || placeholder::has_counting(value) && !placeholder::is_dummy(value)
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
        return Doubtful;
    }
    let fragment = matches!(value, [b')' | b']' | b'}', ..]) && value.contains(&b'(');
    if fragment || is_plain_data(value) || placeholder::is_code_reference(value) || too_uniform(value) {
        return Rejected;
    }
    let core = trim_padding(value);
    let bits = randomness::bits(core) - known_letters(core) * 4.0;
    if bits >= GENERATED { Plausible } else { Doubtful.when(bits >= WRITTEN, Rejected) }
}

/// What a value in base64 says, if that is text: `ENC[…]`, `{"alg":"HS256"`, `mypassword`.
fn readable(value: &[u8]) -> Option<Vec<u8>> {
    const SHORTEST: usize = 16;
    if value.len() < SHORTEST {
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
    let value = subject.value().trim_ascii();
    if is_structure(value) || names_encoding(value) {
        return Rejected;
    }
    match secret(subject) {
        Doubtful if is_uuid(value) => Dummy.when(placeholder::is_counted_uuid(value), Plausible),
        Rejected if value.len() >= SHORTEST_CHOSEN => match password(subject) {
            Plausible => Doubtful,
            Doubtful => Rejected,
            other => other,
        },
        verdict => verdict,
    }
}

/// A secret under a name that means many things: `key`, `auth`.
pub(super) fn lone_key(subject: &Subject<'_>) -> Verdict {
    const SHORTEST: usize = 16;
    let value = subject.value().trim_ascii();
    let has = |test: fn(&u8) -> bool| value.iter().any(test);
    match secret(subject) {
        Plausible if value.len() < SHORTEST || !has(u8::is_ascii_digit) || !has(u8::is_ascii_alphabetic) => Rejected,
        Plausible if value.iter().all(u8::is_ascii_hexdigit) => Doubtful,
        Doubtful if !is_uuid(value) => Rejected,
        verdict => verdict,
    }
}

/// A password that a sentence tells.
pub(super) fn sentence_password(subject: &Subject<'_>) -> Verdict {
    Rejected.when(is_one_word(subject.value()), password(subject))
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

/// An object or a list in JSON, escaped or not, in which nothing looks drawn.
fn is_structure(value: &[u8]) -> bool {
    const DRAWN: usize = 16;
    let drawn = |run: &[u8]| run.len() >= DRAWN && run.iter().any(u8::is_ascii_digit) && run.iter().any(u8::is_ascii_alphabetic);
    if value.split(|byte| !byte.is_ascii_alphanumeric()).any(drawn) {
        return false;
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

/// A whole first part of a JSON Web Token without the parts that open something.
fn is_cut_token(value: &[u8]) -> bool {
    value.starts_with(b"eyJ")
        && !value.contains(&b'.')
        && readable(value).is_some_and(|plain| plain.starts_with(b"{\"alg\"") || plain.starts_with(b"{\"typ\""))
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

/// Numbers, dates, versions, paths, addresses of pages, file names, media types, digests with their name, colours, patterns.
fn is_plain_data(value: &[u8]) -> bool {
    let numeric = value.iter().all(|byte| byte.is_ascii_digit() || b".,:-+/ _%eExTZ".contains(byte))
        && value.iter().any(u8::is_ascii_digit)
        && !value.iter().any(|byte| b"Ee".contains(byte) && value.len() > 24);
    let digest = [b"sha1-".as_slice(), b"sha256-", b"sha384-", b"sha512-", b"sha1:", b"sha256:", b"sha512:", b"md5:", b"md5-"]
        .iter()
        .any(|name| value.starts_with(name));
    let colour = value.first() == Some(&b'#') && value.len() <= 9 && value[1..].iter().all(u8::is_ascii_hexdigit);
    numeric
        || digest
        || colour
        || is_version(value)
        || is_path(value)
        || is_address(value)
        || is_file_name(value)
        || is_pattern(value)
        || contact::is_date(value) && value[0].is_ascii_digit() && has_date_shape(value)
}

fn has_date_shape(value: &[u8]) -> bool {
    value.iter().all(|byte| byte.is_ascii_digit() || b"-/:. TZ+".contains(byte))
}

/// `1.2.3`, `v2.0.0-rc.1`, `^1.4.0`.
fn is_version(value: &[u8]) -> bool {
    let rest = value.trim_ascii_start();
    let rest = rest.iter().position(|byte| !b"v^~=<>".contains(byte)).map_or(&rest[..0], |start| &rest[start..]);
    let mut parts = rest.split(|byte| *byte == b'.');
    let number = |part: Option<&[u8]>| part.is_some_and(|part| !part.is_empty() && part.len() <= 4 && part.iter().all(u8::is_ascii_digit));
    number(parts.next())
        && number(parts.next())
        && parts.next().is_some_and(|part| part.first().is_some_and(u8::is_ascii_digit))
        && rest.len() <= 32
}

/// A path of a file system or of a URL: each part reads as words.
fn is_path(value: &[u8]) -> bool {
    let drive = matches!(value, [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic());
    let rooted = [b"/".as_slice(), b"./", b"../", b"~/", b"\\\\", b"@/"].iter().any(|root| value.starts_with(root));
    let mut parts = value.split(|byte| b"/\\".contains(byte)).filter(|part| !part.is_empty());
    let parted = value.iter().any(|byte| b"/\\".contains(byte));
    drive
        || parted
            && (rooted || value.len() < 200)
            && parts.all(|part| part.len() < 3 || placeholder::reads_as_words(part) || is_version(part))
}

/// A URL without a user and password.
fn is_address(value: &[u8]) -> bool {
    let Some(mark) = value.windows(3).position(|window| window == b"://") else { return false };
    let scheme = value[..mark].iter().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte));
    let host = value[mark + 3..].split(|byte| b"/?#".contains(byte)).next().unwrap_or_default();
    mark > 0 && scheme && !host.contains(&b'@')
}

fn is_file_name(value: &[u8]) -> bool {
    let Some(dot) = value.iter().rposition(|byte| *byte == b'.') else { return false };
    let (stem, ending) = (&value[..dot], &value[dot + 1..]);
    let named = stem.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-. /\\@+*".contains(byte));
    named && dot > 0 && ending.len() <= 10 && FILE_EXTENSIONS.contains(&String::from_utf8_lossy(ending).to_lowercase())
}

/// A regular expression: anchored, or with classes.
fn is_pattern(value: &[u8]) -> bool {
    let has = |mark: &[u8]| value.windows(mark.len()).any(|window| window == mark);
    [b"[a-z".as_slice(), b"[A-Z", b"[0-9", b"[^", b"(?", b"\\d", b"\\w", b"\\s", b"\\b", b".*", b".+)"].into_iter().any(has)
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
    let wordless = !String::from_utf8_lossy(value).chars().any(char::is_alphanumeric);
    if !(4..=256).contains(&value.len()) {
        return Rejected;
    }
    if placeholder::is_stand_in(value) || names_itself(subject, value) {
        return Placeholder;
    }
    if placeholder::is_dummy(value) || placeholder::is_disguised(value) {
        return Dummy;
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
    {
        return Rejected;
    }
    if placeholder::is_code_reference(value) || is_pattern(value) || is_identifier(value) || joins_literals(value) || is_choice(value) {
        return Rejected;
    }
    // A password of symbols alone is possible, and mostly a list of them.
    Doubtful.when(wordless || is_hash(value) || is_one_word(value) || is_short_number(value) || is_salted_digest(subject, value), Plausible)
}

/// Code between two literals, taken for the literal: `'--password=' . $x . ' --host='`, `"Password:"), f ? create("code"`.
fn joins_literals(value: &[u8]) -> bool {
    const JOINS: &[u8] = b".+&$";
    let value = value.strip_prefix(b"\"").and_then(|inner| inner.strip_suffix(b"\"")).unwrap_or(value);
    let (Some(first), Some(last)) = (value.first(), value.last()) else { return false };
    let opens = JOINS.contains(first)
        && value.get(1).is_some_and(|next| next.is_ascii_whitespace() || matches!(next, b'$') || next.is_ascii_alphabetic());
    let opens = opens || b"),;]}".contains(first);
    let closes = JOINS.contains(last) || matches!(last, b'(' | b'[' | b',');
    let names = value.iter().any(|byte| matches!(byte, b'$' | b'(' | b'[' | b' ') || byte.is_ascii_alphabetic());
    opens && closes && names
}

/// `required|string|min:6`, `Basic|Digest`: words to choose from, or rules of a form.
fn is_choice(value: &[u8]) -> bool {
    let mut parts = 0;
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
    COMMON_WORDS.contains(&String::from_utf8_lossy(value).to_lowercase())
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

pub(super) fn url_password(subject: &Subject<'_>) -> Verdict {
    if begins_with_port(subject.value()) {
        return Rejected;
    }
    let verdict = password(subject);
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
        return Doubtful;
    }
    if contact::reserved_host(&host) && host.contains('.') { Synthetic } else { verdict }
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
