//! Small decoders for the text encodings that tokens use.
//!
//! Promises: linear, bounded by the input's length, no panic; `None` on a character outside the alphabet. Padding `=` at the end is
//! ignored and trailing bits that fill no byte are dropped: the question is what a token says, not whether it is canonical.

/// Base64, RFC 4648 sections 4 and 5: both alphabets, padded or not.
pub(super) fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let text = trim_padding(text);
    (text.len() % 4 != 1).then(|| decode(text, 6, base64_digit)).flatten()
}

/// Base32, RFC 4648 section 6, upper or lower case.
pub(super) fn base32(text: &[u8]) -> Option<Vec<u8>> {
    decode(trim_padding(text), 5, base32_digit)
}

/// `number` in base 62 (`0-9A-Za-z`), left-padded with `0` to six characters: how GitHub and npm write a CRC-32.
pub(super) fn base62_of_six(number: u32) -> [u8; 6] {
    in_base(number, b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
}

/// `number` in base 36 (`0-9a-z`), left-padded with `0` to seven characters: how GitLab writes a CRC-32.
pub(super) fn base36_of_seven(number: u32) -> [u8; 7] {
    in_base(number, b"0123456789abcdefghijklmnopqrstuvwxyz")
}

/// The number that at most eight hexadecimal digits write, first digit highest.
pub(super) fn hex_u32(text: &[u8]) -> Option<u32> {
    let text = std::str::from_utf8(text).ok()?;
    (text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| u32::from_str_radix(text, 16).ok()).flatten()
}

fn trim_padding(mut text: &[u8]) -> &[u8] {
    while let Some(rest) = text.strip_suffix(b"=") {
        text = rest;
    }
    text
}

fn decode(text: &[u8], width: u32, digit: fn(u8) -> Option<u32>) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut bits, mut held) = (0_u32, 0_u32);
    for &byte in text {
        bits = ((bits << width) | digit(byte)?) & 0xffff;
        held += width;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    Some(bytes)
}

fn base64_digit(byte: u8) -> Option<u32> {
    Some(match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

fn base32_digit(byte: u8) -> Option<u32> {
    Some(match byte.to_ascii_uppercase() {
        letter @ b'A'..=b'Z' => u32::from(letter - b'A'),
        digit @ b'2'..=b'7' => u32::from(digit - b'2') + 26,
        _ => return None,
    })
}

fn in_base<const N: usize>(mut number: u32, alphabet: &[u8]) -> [u8; N] {
    let base = alphabet.len() as u32;
    let mut text = [alphabet[0]; N];
    for place in text.iter_mut().rev() {
        *place = alphabet[(number % base) as usize];
        number /= base;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_4648_vectors() {
        for (plain, sixty_four, thirty_two) in
            [("", "", ""), ("f", "Zg==", "MY======"), ("foob", "Zm9vYg==", "MZXW6YQ="), ("foobar", "Zm9vYmFy", "MZXW6YTBOI======")]
        {
            assert_eq!(base64(sixty_four.as_bytes()).as_deref(), Some(plain.as_bytes()));
            assert_eq!(base32(thirty_two.as_bytes()).as_deref(), Some(plain.as_bytes()));
        }
        assert_eq!(base64(b"_-8"), base64(b"/+8="));
    }

    #[test]
    fn foreign_characters_and_lengths_are_refused() {
        assert_eq!(base64(b"Zm9v!"), None);
        assert_eq!(base64(b"Zm9vY"), None);
        assert_eq!(base32(b"MZ1W"), None);
        assert_eq!(hex_u32(b"+1"), None);
        assert_eq!(hex_u32(b"00ff"), Some(255));
    }

    #[test]
    fn numbers_are_padded() {
        assert_eq!(&base62_of_six(61), b"00000z");
        assert_eq!(&base36_of_seven(36), b"0000010");
    }
}
