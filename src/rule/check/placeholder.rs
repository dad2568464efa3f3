//! Stand-ins: what people write where a secret should be.
//!
//! Promises: a generated token of 16 or more characters is called a placeholder by a chance below one in a thousand; linear in the value, of which at most
//! `LONGEST` bytes are read. The word lists are under `rules/lexicon/`.

use super::lexicon::{COUNTING_MARKS, PLACEHOLDER_MARKS, PLACEHOLDER_WORDS, PUBLISHED, REFERENCES, WELL_KNOWN};
use super::{Subject, Verdict, randomness};

/// How much of a value is read, in bytes: stand-ins are short.
const LONGEST: usize = 512;

pub(super) fn not_placeholder(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    if is_dummy(value) {
        return Verdict::Dummy;
    }
    Verdict::Placeholder.when(is_stand_in(value) || is_code_reference(value), Verdict::Plausible)
}

/// Whether the value is a stand-in for a token.
pub(super) fn is_stand_in(value: &[u8]) -> bool {
    let value = value.get(..LONGEST).unwrap_or(value).trim_ascii();
    value.is_empty()
        || is_template(value)
        || is_mask(value)
        || is_run(value) && !is_composed(value)
        || is_interleaved(value)
        || counts_bytes(value)
        || is_monotonous(value)
        || is_well_known(value)
        || has_mark(value)
        || is_all_filler(value) && !is_composed(value)
        || has_sample_part(value)
}

/// Whether what a token draws, behind its issuer's beginning and without what joins its parts, counts, repeats or is masked:
/// `quoll_live_0000000000000000`, `00000000-0000-0000-0000-000000000001`.
fn has_sample_part(value: &[u8]) -> bool {
    const SHORTEST: usize = 16;
    const SHORTEST_PART: usize = 12;
    if value.len() < SHORTEST || value.iter().any(u8::is_ascii_whitespace) {
        return false;
    }
    let longest = value.split(|byte| !byte.is_ascii_alphanumeric()).max_by_key(|part| part.len()).unwrap_or_default();
    let behind = value.iter().position(|byte| !byte.is_ascii_alphanumeric()).map_or(value, |joint| &value[joint..]);
    let behind: Vec<u8> = behind.iter().copied().filter(|byte| !b"-_.:~".contains(byte)).collect();
    let is_sample = |part: &[u8]| {
        let counts = is_run(part) || is_mask(part) || counts_bytes(part) || is_interleaved(part);
        counts && !is_composed(part) || is_monotonous(part)
    };
    [longest, &behind].into_iter().any(|part| part.len() >= SHORTEST_PART && part.len() * 2 >= value.len() && is_sample(part))
}

/// Whether a token reads as made up, though nothing proves it: a few short runs of letters and digits again and again.
pub fn is_dummy(value: &[u8]) -> bool {
    let value = value.get(..LONGEST).unwrap_or(value).trim_ascii();
    (is_run(value) || is_all_filler(value)) && is_composed(value)
}

/// Whether a token counts somewhere within it.
pub(super) fn has_counting(value: &[u8]) -> bool {
    holds_any(value, &COUNTING_MARKS)
}

fn holds_any(value: &[u8], marks: &[String]) -> bool {
    let lower = value.to_ascii_lowercase();
    marks.iter().map(String::as_bytes).any(|mark| lower.windows(mark.len()).any(|window| window == mark))
}

/// Whether the digits of a UUID count or repeat: those are written by hand.
pub(super) fn is_counted_uuid(value: &[u8]) -> bool {
    let digits: Vec<u8> = value.iter().copied().filter(u8::is_ascii_hexdigit).collect();
    is_run(&digits) || randomness::distinct(&digits) < 8
}

/// Whether a stand-in is a password that somebody may have set all the same: a word, a walk along the keyboard. Orders to put another in its
/// place (`changeme`, `<password>`, `xxxx`) are none.
pub(super) fn is_known_word(value: &[u8]) -> bool {
    is_filled(value) && (is_all_filler(value) || is_run(value) || is_well_known(value) || is_disguised(value))
}

/// Whether nothing says that the value is to be filled in.
pub(super) fn is_filled(value: &[u8]) -> bool {
    let json = value.starts_with(b"{\"");
    !(is_mask(value) || has_mark(value) || !json && is_template(value))
}

/// Whether a password that is no stand-in is made of the words of stand-ins with digits and symbols for letters: `P4ssw0rd`.
pub(super) fn is_disguised(value: &[u8]) -> bool {
    is_all_filler(&unleet(value))
}

/// A run that has the shape of a token all the same: 24 characters or more, eight of them different, letters and digits, each step short.
fn is_composed(value: &[u8]) -> bool {
    const LONGEST_STEP: usize = 5;
    let lower = value.to_ascii_lowercase();
    let steps = lower.chunk_by(|left, right| neighbours(*left, *right)).map(<[u8]>::len).max().unwrap_or(0);
    let same = lower.chunk_by(|left, right| left == right).map(<[u8]>::len).max().unwrap_or(0);
    value.len() >= 24
        && randomness::distinct(&lower) >= 8
        && value.iter().any(u8::is_ascii_digit)
        && value.iter().any(u8::is_ascii_alphabetic)
        && steps.max(same) <= LONGEST_STEP
}

/// Whether one of the lists of stand-ins has the word; lower case.
pub(super) fn is_filler(word: &str) -> bool {
    PLACEHOLDER_WORDS.contains(word)
}

/// Whether the value is to be filled in elsewhere: interpolation, a reference to a store, a bracketed name.
pub(super) fn is_template(value: &[u8]) -> bool {
    // Every form has a mark, and most fields of messages have none.
    if value.iter().all(|byte| is_plain(*byte)) {
        return false;
    }
    // `"'$NAME'"`: a shell's quotes around quotes.
    let value = [b'\'', b'"'].iter().find_map(|quote| value.strip_prefix(&[*quote])?.strip_suffix(&[*quote])).unwrap_or(value);
    let has = |mark: &[u8]| value.windows(mark.len()).any(|window| window == mark);
    REFERENCES.iter().any(|mark| value.starts_with(mark.as_bytes()))
        || is_interpolated(value)
        || [b"{%".as_slice(), b"<%", b"<?", b"$[[", "…".as_bytes(), b"..."].into_iter().any(has)
        || value.ends_with(b"%>")
        || is_enclosed(value)
        || is_variable(value)
        || is_reference(value)
        || is_substituted(value)
        || is_format(value)
}

/// What stands in no mark of a template.
pub(super) const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b',')
}

/// `&quot`, `&#39;`: the quote that the value would begin with, as markup writes it.
fn is_reference(value: &[u8]) -> bool {
    let value = value.strip_suffix(b";").unwrap_or(value);
    [b"&quot".as_slice(), b"&apos", b"&#34", b"&#39", b"&#x22", b"&#x27"].contains(&value)
}

/// `` `openssl rand -hex 8` ``, `$PASSWORD --port`, `###to be generated###`: a command whose output it is, a variable before other words, a
/// remark.
fn is_substituted(value: &[u8]) -> bool {
    let value = value.strip_prefix(b"\"").unwrap_or(value);
    let first = value.split(u8::is_ascii_whitespace).next().unwrap_or(value);
    let several = first.len() < value.len();
    value.starts_with(b"###") || several && (value.starts_with(b"`") || is_shell_variable(first))
}

/// Whether an interpolation stands in the value, well formed or cut off by its end: `${x}`, `{{ .y | quote }}`, `$(cat z)`, `#{w}`.
/// A password may hold the opening characters; what follows in it closes brackets that were never opened, or never ends in names.
fn is_interpolated(value: &[u8]) -> bool {
    const OPENINGS: [(&[u8], &[u8]); 5] = [(b"${", b"}"), (b"{{", b"}}"), (b"#{", b"}"), (b"$(", b")"), (b"%(", b")")];
    memchr::memchr3_iter(b'{', b'(', b'}', value).any(|at| {
        let after = &value[at + 1..];
        at > 0 && OPENINGS.iter().any(|(opening, close)| value[..=at].ends_with(opening) && closes(after, close))
            || value[at..].starts_with(b"}}") && value[..at].iter().all(|byte| name_byte(*byte) || *byte == b' ')
    })
}

/// Whether brackets that were opened before `text` are closed in it with all brackets between in order, or `text` ends within a name.
fn closes(text: &[u8], close: &[u8]) -> bool {
    let mut open = close.to_vec();
    for &byte in text {
        match byte {
            b'(' => open.push(b')'),
            b'[' => open.push(b']'),
            b'{' => open.push(b'}'),
            b')' | b']' | b'}' if open.pop() != Some(byte) => return false,
            _ => {}
        }
        if open.is_empty() {
            return true;
        }
    }
    text.iter().all(|byte| name_byte(*byte) || b" '\"([/,|".contains(byte))
}

/// Whether a field of a message is a template's: `{{subscriberId}}`, `${visitNumber}`, `<MRN>`. A nickname in round brackets is none.
pub fn is_unfilled(value: &[u8]) -> bool {
    is_template(value) && !value.starts_with(b"(") && !value.ends_with(b"...")
}

/// `<name>`, `[name]`, `{name}`, `%NAME%`, `__NAME__`, `@name@`, `##NAME##`, `:name`, and unclosed beginnings of the first.
fn is_enclosed(value: &[u8]) -> bool {
    const PAIRS: [(&[u8], &[u8]); 8] =
        [(b"<", b">"), (b"[", b"]"), (b"{", b"}"), (b"%", b"%"), (b"__", b"__"), (b"@", b"@"), (b"#", b"#"), (b"(", b")")];
    let named = |inner: &[u8]| {
        inner.iter().any(u8::is_ascii_alphabetic)
            && inner.iter().all(|byte| byte.is_ascii_alphanumeric() || b" _-.:|/,'\"%#@<>".contains(byte) || !byte.is_ascii())
    };
    PAIRS.iter().any(|(open, close)| {
        let inner = value.strip_prefix(*open).and_then(|rest| rest.strip_suffix(*close));
        inner.is_some_and(named)
    }) || inner_angle(value)
        || is_cut_bracket(value)
}

/// `[NAME`, `<NAME`: a bracketed name in capitals whose end the reader of the assignment took for a separator.
fn is_cut_bracket(value: &[u8]) -> bool {
    let name = value.strip_prefix(b"[").or(value.strip_prefix(b"<"));
    name.is_some_and(|name| name.len() >= 3 && name.iter().all(|byte| byte.is_ascii_uppercase() || b" _-".contains(byte)))
}

/// `prefix-<name>`: a bracketed name of letters within a value.
fn inner_angle(value: &[u8]) -> bool {
    let Some(open) = value.iter().position(|byte| *byte == b'<') else { return false };
    let Some(length) = value[open..].iter().position(|byte| *byte == b'>') else { return false };
    let inner = &value[open + 1..open + length];
    inner.len() >= 3 && inner.iter().all(|byte| byte.is_ascii_alphabetic() || b" _-".contains(byte))
}

/// `$NAME`, `$name`, `$1`, `$user$host`, `:name`, `?`, `@DB_NAME`: variables of a shell, of a prepared statement, of a template.
/// `$ecret123` is none.
fn is_variable(value: &[u8]) -> bool {
    if let Some(name) = value.strip_prefix(b"@") {
        return name.contains(&b'_') && name.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'_');
    }
    let Some(name) = value.strip_prefix(b"$").or(value.strip_prefix(b":")) else { return value == b"?" };
    let upper = name.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_');
    let letters = |name: &[u8]| name.iter().all(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
    let several = value.starts_with(b"$") && name.split(|byte| *byte == b'$').all(|name| name.len() >= 3 && letters(name));
    !name.is_empty() && (upper || letters(name) || several)
}

/// `$NAME`, in capitals: `$ecret` may begin a passphrase.
fn is_shell_variable(word: &[u8]) -> bool {
    is_variable(word) && word.starts_with(b"$") && !word.iter().any(u8::is_ascii_lowercase)
}

/// `%s`, `%d`, `%v`, `{}`, `{0}`, `"%s-%s"`: nothing but format directives and separators.
fn is_format(value: &[u8]) -> bool {
    let directive = |part: &[u8]| {
        matches!(part, [b'%', .., b's' | b'd' | b'v' | b'x' | b'q' | b'@'] if part.len() <= 4)
            || matches!(part, [b'{', b'}'] | [b'{', _, b'}'])
    };
    let parts = || value.split(|byte| b"-_.: /".contains(byte)).filter(|part| !part.is_empty());
    parts().next().is_some() && parts().all(directive)
}

/// Masked in part or in whole: `****`, `xxxx`, `b4e9dc****`, `--------`, `••••`, also between entities for quotes.
pub(super) fn is_mask(value: &[u8]) -> bool {
    const MASKS: &[u8] = b"*xX.-_?#=~";
    let longest = |mask: u8| value.chunk_by(|left, right| left == right).filter(|run| run[0] == mask).map(<[u8]>::len).max().unwrap_or(0);
    let whole = value.len() >= 3
        && value.iter().all(|byte| MASKS.contains(byte))
        && value.iter().any(|byte| b"*xX?#.".contains(byte) || value.len() > 3);
    let bullets = value.windows(9).any(|window| window == "•••".as_bytes());
    whole || bullets || longest(b'*') >= 3 || longest(b'x') >= 5 || longest(b'X') >= 5 || longest(b'?') >= 4 || longest(b'#') >= 4
}

/// Counting, keyboard walks, one repeated character or a repeated group: no one draws these at random.
pub(super) fn is_run(value: &[u8]) -> bool {
    if value.len() < 4 {
        return value.len() > 1 && randomness::distinct(value) == 1;
    }
    let longest = value.chunk_by(|left, right| left == right).map(<[u8]>::len).max().unwrap_or(0);
    let repeated = longest >= 4 && longest * 2 >= value.len() || longest >= 12;
    let poor = value.len() >= 16 && randomness::distinct(value) <= 4;
    repeated || poor || is_blocks(value) || is_periodic(value) || counted(value) * 5 >= value.len() * 3 || counts_on(value)
}

/// `aaaabbbbcccc`: nothing but the same character three times or more in a row.
fn is_blocks(value: &[u8]) -> bool {
    const SHORTEST: usize = 12;
    const LEAST: usize = 3;
    value.len() >= SHORTEST && value.chunk_by(|left, right| left == right).all(|run| run.len() >= LEAST)
}

/// Whether ten or more neighbouring characters count on or walk along a row: `…ABCDEFGHIJKL…`. A random pair does so in one of ten cases.
fn counts_on(value: &[u8]) -> bool {
    const LONGEST_DRAWN: usize = 9;
    value.to_ascii_lowercase().chunk_by(|left, right| neighbours(*left, *right)).any(|run| run.len() > LONGEST_DRAWN)
}

/// Whether six or more neighbouring letters or digits count up: `…ABCDEF…`. A random draw of forty does so in fewer than one of a million.
pub(super) fn counts_up(value: &[u8]) -> bool {
    const LONGEST_DRAWN: usize = 5;
    let next = |left: &u8, right: &u8| {
        let (left, right) = (left.to_ascii_lowercase(), right.to_ascii_lowercase());
        left.is_ascii_alphanumeric() && right.is_ascii_alphanumeric() && right == left + 1
    };
    value.chunk_by(next).any(|run| run.len() > LONGEST_DRAWN)
}

/// Whether a long value keeps to a few characters: a draw of this length, also of hexadecimal digits, has more variety.
fn is_monotonous(value: &[u8]) -> bool {
    const SHORTEST: usize = 20;
    /// Bits a character; 20 draws of hexadecimal digits have less in fewer than one of ten thousand cases.
    const LEAST: f32 = 2.5;
    value.len() >= SHORTEST && value.iter().any(|byte| !byte.is_ascii_digit()) && randomness::shannon(value) < LEAST
}

/// `000102030405…`, `00112233…`, `f0e0d0…`: bytes in hexadecimal, eight or more, each as far from the next.
fn counts_bytes(value: &[u8]) -> bool {
    const FEWEST: usize = 8;
    if value.len() < 2 * FEWEST || !value.len().is_multiple_of(2) || !value.iter().all(u8::is_ascii_hexdigit) {
        return false;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or_default();
    let bytes: Vec<u32> = value.chunks(2).map(|pair| digit(pair[0]) * 16 + digit(pair[1])).collect();
    let step = |pair: &[u32]| pair[1].wrapping_sub(pair[0]) & 0xff;
    bytes.windows(2).all(|pair| step(pair) == step(&bytes[..2]))
}

/// The longest group whose repetition is looked for: a digest of 256 bits in hexadecimal.
const LONGEST_PERIOD: usize = 64;

/// Three or more times the same group, or twice one of eight or more.
fn is_periodic(value: &[u8]) -> bool {
    (1..=LONGEST_PERIOD.min(value.len() / 2)).any(|period| {
        let enough = value.len() >= period * 3 || (period >= 8 && value.len() >= period * 2);
        enough && value.iter().zip(&value[period..]).all(|(left, right)| left == right)
    })
}

/// How many bytes stand in runs of four or more that count up or down by one, walk along a keyboard row, or do so in every other place.
fn counted(value: &[u8]) -> usize {
    let lower = value.to_ascii_lowercase();
    stepping(&lower, 1).max(stepping(&lower, 2))
}

/// `a1b2c3d4e5f6g7h8…`: letters and digits that count in turns for sixteen bytes; random ones do so for four.
fn is_interleaved(value: &[u8]) -> bool {
    const SHORTEST: usize = 16;
    let value: Vec<u8> = value.iter().take(LONGEST).filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase).collect();
    stepping(&value, 2) >= SHORTEST && stepping(&value, 1) < SHORTEST
}

fn stepping(value: &[u8], stride: usize) -> usize {
    const SHORTEST: usize = 4;
    let mut covered = 0;
    let mut length = 1;
    for place in stride..=value.len() {
        let goes_on = value.get(place).is_some_and(|byte| neighbours(value[place - stride], *byte));
        if goes_on {
            length += 1;
            continue;
        }
        // With a stride of two, both interleaved runs must go on, so that a run is as long as the bytes it spans.
        if length >= SHORTEST * stride {
            covered += length + stride - 1;
        }
        length = 1;
    }
    covered.min(value.len())
}

/// Next to each other in the alphabet, among the digits or on a row of an English or German keyboard, in either direction.
fn neighbours(left: u8, right: u8) -> bool {
    const ROWS: [&[u8]; 5] = [b"1234567890", b"qwertyuiop", b"asdfghjkl", b"zxcvbnm", b"qwertzuiop"];
    let same_kind =
        left.is_ascii_alphabetic() == right.is_ascii_alphabetic() && left.is_ascii_alphanumeric() && right.is_ascii_alphanumeric();
    let on_row = |pair: &[u8]| pair == [left, right] || pair == [right, left];
    same_kind && (left.abs_diff(right) == 1 || ROWS.iter().any(|row| row.windows(2).any(on_row)))
}

/// Published values: short ones alone, longer ones within the value too.
pub(super) fn is_well_known(value: &[u8]) -> bool {
    const WITHIN: usize = 12;
    WELL_KNOWN
        .iter()
        .map(String::as_bytes)
        .any(|known| value == known || (known.len() >= WITHIN && value.windows(known.len()).any(|window| window == known)))
}

/// Whether the value is, or holds, one that a standard prints in its examples.
pub fn is_published(value: &[u8]) -> bool {
    PUBLISHED.iter().map(String::as_bytes).any(|printed| value.windows(printed.len()).any(|window| window == printed))
}

pub(super) fn has_mark(value: &[u8]) -> bool {
    holds_any(value, &PLACEHOLDER_MARKS)
}

/// Whether the value is made of words of the lists alone, and of short or counting numbers beside them.
fn is_all_filler(value: &[u8]) -> bool {
    let mut worded = false;
    let all = words(value).all(|word| {
        if word.iter().all(u8::is_ascii_digit) {
            return word.len() <= 4 || is_run(word);
        }
        worded = true;
        segments(&String::from_utf8_lossy(word).to_lowercase())
    });
    all && worded
}

/// Stretches of letters and of digits; everything else parts them. Bytes outside ASCII count as letters.
fn words(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    let class = |byte: &u8| if byte.is_ascii_digit() { 1 } else { u8::from(byte.is_ascii_alphabetic() || !byte.is_ascii()) * 2 };
    value.chunk_by(move |left, right| class(left) == class(right)).filter(move |run| class(&run[0]) != 0)
}

/// Whether the letters are a chain of listed words: `newpasswd`, `mysecretpassword`.
fn segments(letters: &str) -> bool {
    const LONGEST_WORD: usize = 16;
    const LONGEST_CHAIN: usize = 64;
    if is_filler(letters) {
        return true;
    }
    if letters.len() > LONGEST_CHAIN || !letters.is_ascii() {
        return false;
    }
    let mut reachable = [false; LONGEST_CHAIN + 1];
    reachable[0] = true;
    for end in 1..=letters.len() {
        // Words of one letter would make a chain of anything.
        reachable[end] =
            (end.saturating_sub(LONGEST_WORD)..end.saturating_sub(1)).any(|start| reachable[start] && is_filler(&letters[start..end]));
    }
    reachable[letters.len()]
}

/// Digits and symbols that are written for letters, put back: `p@ssw0rd` is `password`.
fn unleet(value: &[u8]) -> Vec<u8> {
    let letter = |byte: &u8| match byte {
        b'0' => b'o',
        b'1' | b'!' => b'i',
        b'3' => b'e',
        b'4' | b'@' => b'a',
        b'5' | b'$' => b's',
        b'7' => b't',
        other => *other,
    };
    // A number at the end is a number: `passw0rd1`.
    let tail = value.iter().rev().take_while(|byte| byte.is_ascii_digit() || **byte == b'!').count();
    value[..value.len() - tail].iter().map(letter).collect()
}

/// Whether the value is an expression of a program: a call, an index, a member of something, a path of names.
pub(super) fn is_code_reference(value: &[u8]) -> bool {
    const KEYWORDS: [&[u8]; 4] = [b"await ", b"new ", b"yield ", b"typeof "];
    let value = value.get(..LONGEST).unwrap_or(value);
    let value = KEYWORDS.iter().find_map(|keyword| value.strip_prefix(*keyword)).unwrap_or(value);
    // The last argument of a call: `update(password=connection.password)`.
    let value = value.strip_suffix(b")").filter(|inner| !inner.contains(&b'(')).unwrap_or(value);
    is_call(value) || is_index(value) || has_arrow(value) || is_dotted_name(value)
}

const fn name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.' | b':' | b'>' | b'-' | b'?' | b'!' | b'&' | b'*')
}

fn is_name_start(value: &[u8]) -> bool {
    value.first().is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$' | b'&' | b'*' | b'@'))
}

/// `getenv("X")`, `config.get(`: a name that reads as words, right before a bracket that closes at the end or not at all.
fn is_call(value: &[u8]) -> bool {
    let Some(open) = value.iter().position(|byte| *byte == b'(') else { return false };
    let name = &value[..open];
    let closed = value[open..]
        .iter()
        .position(|byte| *byte == b')')
        .is_none_or(|close| open + close + 1 == value.len() || value.ends_with(b")") || value[open + close + 1] == b'.');
    open >= 3 && is_name_start(value) && name.iter().all(|byte| name_byte(*byte)) && closed && reads_as_words(name)
}

/// `os.environ["X"]`, `params[:x]`, `row[0]`.
fn is_index(value: &[u8]) -> bool {
    let Some(open) = value.iter().position(|byte| *byte == b'[') else { return false };
    let name = &value[..open];
    // The reader of the assignment took the key's quote for an end: `os.environ[`.
    if open + 1 == value.len() && name.contains(&b'.') && is_dotted_name(name) {
        return true;
    }
    let inner = value[open + 1..].first().is_some_and(|byte| matches!(byte, b'"' | b'\'' | b':') || byte.is_ascii_alphanumeric());
    open >= 2
        && inner
        && is_name_start(value)
        && name.iter().all(|byte| name_byte(*byte))
        && (value.ends_with(b"]") || value[open..].contains(&b'"') || value[open..].contains(&b'\'') || is_cut_index(&value[open + 1..]))
        && reads_as_words(name)
}

/// `parts[1`, `params[:name`: the reader of the assignment took the closing bracket for a separator.
fn is_cut_index(inner: &[u8]) -> bool {
    let symbol = inner.strip_prefix(b":").is_some_and(|name| name.iter().all(|byte| byte.is_ascii_alphabetic() || *byte == b'_'));
    symbol || (1..=3).contains(&inner.len()) && inner.iter().all(u8::is_ascii_digit)
}

/// `$this->x`, `Config::X`, `user?.token`, `user&.token`.
fn has_arrow(value: &[u8]) -> bool {
    const ARROWS: [&[u8]; 4] = [b"->", b"::", b"?.", b"&."];
    let arrow =
        ARROWS.iter().find_map(|arrow| value.windows(arrow.len()).position(|window| window == *arrow).map(|place| (place, arrow.len())));
    let Some((place, length)) = arrow else { return false };
    let next = value.get(place + length).is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$' | b'['));
    place > 0 && next && is_name_start(value) && value[..place].iter().all(|byte| name_byte(*byte)) && reads_as_words(&value[..place])
}

/// `config.password`, `process.env.API_KEY`: names of a program joined by dots, each of which reads as words.
pub(super) fn is_dotted_name(value: &[u8]) -> bool {
    let mut parts = 0;
    let named = value.split(|byte| *byte == b'.').all(|part| {
        parts += 1;
        is_name_start(part)
            && part.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'-' | b'?' | b'!'))
            && reads_as_words(part)
    });
    named && parts >= 2
}

/// Few digits and no surprise among the letters.
pub(super) fn reads_as_words(text: &[u8]) -> bool {
    let digits = text.iter().filter(|byte| byte.is_ascii_digit()).count();
    digits * 4 <= text.len() && randomness::bits(text) < 4.5
}
