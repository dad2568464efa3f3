//! Checksums and structures that vendors build into their tokens.
//!
//! Promises: a token whose checksum fails is doubtful, never rejected, because formats change and samples are made up; decoding is
//! bounded by `LONGEST`. Never contacts a vendor. Sources stand in the table of checks.

use super::checksum::{crc16_xmodem, crc32};
use super::encoding::{base32, base36_of_seven, base62_of_six, base64, hex_u32};
use super::{Subject, Verdict, placeholder, randomness};
use Verdict::{Doubtful, Placeholder, Plausible, Proven, Rejected, Synthetic};
use serde_json::Value;

/// The longest token decoded, in bytes; longer ones are only plausible.
const LONGEST: usize = 64 * 1024;

pub(super) fn github_crc32(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    let Some(mark) = value.iter().position(|byte| *byte == b'_') else { return Doubtful };
    let body = &value[mark + 1..];
    // Fine-grained and the new, longer forms have no published checksum.
    let Some((random, check)) = body.split_at_checked(30).filter(|(_, check)| check.len() == 6) else { return Plausible };
    Proven.when(base62_of_six(crc32(random)) == check, Doubtful)
}

pub(super) fn gitlab_routable(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    let Some((body, check)) = value.len().checked_sub(7).and_then(|place| value.split_at_checked(place)) else { return Doubtful };
    let dot = value.iter().rposition(|byte| *byte == b'.');
    let routable = dot.is_some_and(|dot| value.len() - dot == 10);
    if !routable {
        return Plausible;
    }
    Proven.when(base36_of_seven(crc32(body)) == check, Doubtful)
}

pub(super) fn grafana_crc32(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    let Some(mark) = value.iter().rposition(|byte| *byte == b'_') else { return Doubtful };
    let check = (value.len() - mark == 9).then(|| hex_u32(&value[mark + 1..])).flatten();
    Proven.when(check == Some(crc32(&value[..mark]).swap_bytes()), Doubtful)
}

pub(super) fn cloudflare_crc32(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    let Some(mark) = value.iter().position(|byte| *byte == b'_') else { return Doubtful };
    let Some((random, check)) = value[mark + 1..].split_at_checked(40).filter(|(_, check)| check.len() == 8) else { return Doubtful };
    Proven.when(hex_u32(check) == Some(crc32(random)), Doubtful)
}

pub(super) fn aws_key_id(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    if value.ends_with(b"EXAMPLE") {
        return Synthetic;
    }
    let Some(body) = value.get(4..).filter(|body| body.len() == 16) else { return Rejected };
    let base32 = body.iter().all(|byte| matches!(byte, b'A'..=b'Z' | b'2'..=b'7'));
    if !base32 {
        return Rejected;
    }
    // Any sixteen characters decode to some number, so that decoding proves nothing.
    Placeholder.when(placeholder::is_run(body), Plausible)
}

/// The account that an AWS access key id was issued for, as its twelve-digit number; `None` where the id holds none.
///
/// Ids issued since about 2019 hold it: the first six bytes of the base32 part, masked and shifted. Older ones (a letter before `Q`
/// at the fifth place) do not.
pub fn aws_account(key_id: &[u8]) -> Option<u64> {
    const LARGEST: u64 = 999_999_999_999;
    let body = key_id.get(4..20).filter(|body| body[0] >= b'Q' && body[0].is_ascii_uppercase())?;
    let bytes = base32(body)?;
    let number = bytes.get(..6)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
    let account = (number & 0x7fff_ffff_ff80) >> 7;
    (account <= LARGEST).then_some(account)
}

pub(super) fn pypi_macaroon(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    let body = value.strip_prefix(b"pypi-").unwrap_or(value);
    // Only the start is decoded: a cut token has no whole last group.
    let start = body.get(..32).and_then(base64);
    let Some([2, 1, length, rest @ ..]) = start.as_deref() else { return Doubtful };
    let location = rest.get(..usize::from(*length));
    Proven.when(matches!(location, Some(b"pypi.org" | b"test.pypi.org")), Doubtful)
}

pub(super) fn nuget_key(subject: &Subject<'_>) -> Verdict {
    let value = subject.value().to_ascii_lowercase();
    if value.len() != 46 || !value.starts_with(b"oy2") {
        return Rejected;
    }
    let base32 = value.iter().all(|byte| matches!(byte, b'a'..=b'z' | b'2'..=b'7'));
    let fits = base32 && matches!(value[3], b'a'..=b'p') && b"aq".contains(&value[19]) && b"aeimquy4".contains(&value[45]);
    Proven.when(fits, Doubtful)
}

pub(super) fn azure_key_64(subject: &Subject<'_>) -> Verdict {
    decodes_to(subject, 64)
}

pub(super) fn base64_32_bytes(subject: &Subject<'_>) -> Verdict {
    decodes_to(subject, 32)
}

fn decodes_to(subject: &Subject<'_>, length: usize) -> Verdict {
    let value = subject.value();
    if value.len() > 128 {
        return Rejected;
    }
    match base64(value) {
        Some(bytes) if bytes.len() == length => Placeholder.when(randomness::distinct(&bytes) * 4 < length, Plausible),
        _ => Rejected,
    }
}

pub(super) fn azure_devops(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    Proven.when(value.len() == 84 && &value[76..80] == b"AZDO", Doubtful)
}

pub(super) fn discord_token(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    let first = value.split(|byte| *byte == b'.').next().unwrap_or_default();
    if first.len() > 64 {
        return Rejected;
    }
    let number = base64(first).filter(|bytes| (15..=21).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_digit));
    Proven.when(number.is_some(), Doubtful)
}

pub(super) fn basic_credentials(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    if value.len() > LONGEST {
        return Rejected;
    }
    let Some(plain) = base64(value) else { return Rejected };
    let Some(colon) = plain.iter().position(|byte| *byte == b':') else { return Rejected };
    let (user, password) = (&plain[..colon], &plain[colon + 1..]);
    if password.is_empty() || std::str::from_utf8(&plain).map_or(true, |text| text.chars().any(char::is_control)) {
        return Rejected;
    }
    let stand_in = user == password || placeholder::is_stand_in(password) || placeholder::is_disguised(password);
    Placeholder.when(stand_in, Proven)
}

pub(super) fn nkey_seed(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    let Some(bytes) = (value.len() == 58).then(|| base32(value)).flatten() else { return Rejected };
    let Some((body, check)) = bytes.split_last_chunk::<2>() else { return Rejected };
    Proven.when(crc16_xmodem(body) == u16::from_le_bytes(*check), Doubtful)
}

/// Bech32 (BIP 173): the polynomial of prefix, separator and data is one.
pub(super) fn age_key(subject: &Subject<'_>) -> Verdict {
    const ALPHABET: &[u8] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    let value = subject.value().to_ascii_lowercase();
    let Some(mark) = value.iter().rposition(|byte| *byte == b'1') else { return Rejected };
    let (prefix, data) = (&value[..mark], &value[mark + 1..]);
    let places: Option<Vec<u32>> =
        data.iter().map(|byte| ALPHABET.iter().position(|letter| letter == byte).map(|place| place as u32)).collect();
    let Some(places) = places.filter(|places| (6..=128).contains(&places.len())) else { return Rejected };
    let high = prefix.iter().map(|byte| u32::from(byte >> 5));
    let low = prefix.iter().map(|byte| u32::from(byte & 31));
    let sum = high.chain([0]).chain(low).chain(places).fold(1, bech32_step);
    Proven.when(sum == 1, Doubtful)
}

fn bech32_step(sum: u32, value: u32) -> u32 {
    const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let shifted = ((sum & 0x01ff_ffff) << 5) ^ value;
    GENERATOR.iter().enumerate().filter(|(bit, _)| (sum >> 25) >> bit & 1 == 1).fold(shifted, |sum, (_, term)| sum ^ term)
}

pub(super) fn jwt(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    if value.len() > LONGEST {
        return Plausible;
    }
    let mut parts = value.split(|byte| *byte == b'.');
    let Some(header) = parts.next().and_then(json_object) else { return Rejected };
    if header.get("enc").is_some() {
        return Plausible;
    }
    if header.get("alg").is_none() {
        return Rejected;
    }
    match parts.next().and_then(json_object) {
        // The token on jwt.io, in all its variants: whoever tries the page out has one.
        Some(payload) if payload.get("sub").and_then(Value::as_str) == Some("1234567890") => Placeholder,
        // One that ends when it is issued is none.
        Some(payload) if lifetime(&payload).is_some_and(|seconds| seconds < AN_HOUR) => Rejected,
        Some(_) => Proven,
        None => Doubtful,
    }
}

/// Seconds below which nobody who reads a repository finds what was signed still valid.
const AN_HOUR: i64 = 3_600;

/// For how many seconds a JSON Web Token holds (RFC 7519, sections 4.1.4 to 4.1.6).
fn lifetime(payload: &Value) -> Option<i64> {
    let time = |claim: &str| payload.get(claim).and_then(Value::as_i64);
    time("exp")?.checked_sub(time("nbf").max(time("iat"))?)
}

/// How long a signed URL holds after its date, by Signature Version 4 (`X-Amz-Expires`, in seconds).
pub(super) fn signed_for_long(subject: &Subject<'_>) -> Verdict {
    const AROUND: usize = 2_000;
    const NAME: &[u8] = b"X-Amz-Expires";
    let seconds = [subject.before(AROUND), subject.after(AROUND)].into_iter().find_map(|text| {
        let at = memchr::memmem::rfind(text, NAME)? + NAME.len();
        let digits = text[at..].strip_prefix(b"=").or(text[at..].strip_prefix(b"%3D"))?;
        let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        std::str::from_utf8(&digits[..count]).ok()?.parse::<i64>().ok()
    });
    Rejected.when(seconds.is_some_and(|seconds| seconds < AN_HOUR), Plausible)
}

fn json_object(part: &[u8]) -> Option<Value> {
    serde_json::from_slice::<Value>(&base64(part)?).ok().filter(Value::is_object)
}

pub(super) fn jwk_private(subject: &Subject<'_>) -> Verdict {
    const AROUND: usize = 2_000;
    let value = subject.value();
    let key_type = [subject.before(AROUND), subject.after(AROUND)]
        .iter()
        .any(|text| text.windows(5).any(|window| window == b"kty\":" || &window[..4] == b"kty:" || window == b"kty\\\""));
    let long = value.len() <= LONGEST && base64(value).is_some_and(|bytes| bytes.len() >= 16 && randomness::distinct(&bytes) >= 8);
    Plausible.when(key_type && long, Rejected)
}

/// How far after the value the body of a PEM block is looked for, when the value is the first line alone, in bytes.
const BODY_WINDOW: usize = 8 * 1024;

pub(super) fn pem_body(subject: &Subject<'_>) -> Verdict {
    let value = subject.value();
    let window = if base64_run(value).is_some() { value } else { subject.after(BODY_WINDOW) };
    let window = window.get(..LONGEST).unwrap_or(window);
    let body = until_end_mark(window);
    let Some(first) = base64_run(body) else { return Rejected };
    if randomness::distinct(first) < 12 || placeholder::is_run(first) || !is_drawn(first) || is_cut(subject, first) {
        return Placeholder;
    }
    if encrypted(subject, first) {
        return Plausible;
    }
    // The first four characters give three bytes, enough for the tag of an ASN.1 SEQUENCE; twenty for OpenSSH's magic.
    let start = first.get(..20).and_then(base64).unwrap_or_default();
    Proven.when(start.first() == Some(&0x30) || start.starts_with(b"openssh-key-v1"), Plausible)
}

/// Forty characters of a key have capitals, small letters and digits in all but one of a thousand cases; a path in a comment has not.
fn is_drawn(run: &[u8]) -> bool {
    [u8::is_ascii_uppercase, u8::is_ascii_lowercase, u8::is_ascii_digit].iter().all(|class| run.iter().any(class))
}

/// Whether three dots stand where the second line would: a manual shows how a key begins.
fn is_cut(subject: &Subject<'_>, first: &[u8]) -> bool {
    let value = subject.value();
    let after = if value.ends_with(first) || value.trim_ascii_end().ends_with(first) { subject.after(16) } else { b"" };
    let behind = after.trim_ascii_start();
    [b"...".as_slice(), b"[...", "…".as_bytes()].iter().any(|dots| behind.starts_with(dots))
}

/// PKCS#8 says so in its label, PEM of old in `Proc-Type`, OpenSSH by the name of its key derivation.
fn encrypted(subject: &Subject<'_>, body: &[u8]) -> bool {
    const WORD: &[u8] = b"ENCRYPTED";
    let head = subject.value();
    let said = [head.get(..200).unwrap_or(head), subject.before(40), subject.after(200)];
    let labelled = said.iter().any(|text| text.windows(WORD.len()).any(|window| window == WORD));
    let openssh = body.get(..64.min(body.len() / 4 * 4)).and_then(base64).unwrap_or_default();
    labelled || openssh.windows(6).any(|window| window == b"bcrypt")
}

fn until_end_mark(text: &[u8]) -> &[u8] {
    const MARK: &[u8] = b"-----END";
    let end = text.windows(MARK.len()).position(|window| window == MARK).unwrap_or(text.len());
    &text[..end]
}

/// The first run of 40 or more characters of base64, a backslash and its letter (`\n`) ending a run as a line end does.
fn base64_run(text: &[u8]) -> Option<&[u8]> {
    const SHORTEST: usize = 40;
    let mut start = 0;
    let mut place = 0;
    while place < text.len() {
        let byte = text[place];
        let inside = byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
        if !inside {
            if place - start >= SHORTEST {
                return Some(&text[start..place]);
            }
            let escape = if byte == b'\\' { text.get(place + 1).filter(|next| matches!(next, b'n' | b'r' | b't')) } else { None };
            place += usize::from(escape.is_some());
            start = place + 1;
        }
        place += 1;
    }
    (place.saturating_sub(start) >= SHORTEST).then(|| &text[start..])
}
