//! Named tests on values that are lists with a grammar of their own: protocol versions, cipher suites, algorithms of SSH.
//!
//! Promises: what is negated (`!RC4`, `-SSLv3`) is no finding; names are compared whole. Gives the weak word, never judges the rest.

use crate::text::Span;

/// A named test: the bytes of the weak word, relative to the value.
pub type Run = fn(value: &[u8]) -> Option<Span>;

/// Every named test.
pub const TESTS: &[(&str, Run)] = &[
    ("tls-versions", tls_versions),
    ("cipher-suites", cipher_suites),
    ("ssh-algorithms", ssh_algorithms),
    ("ike-proposals", ike_proposals),
];

/// The test of that name.
pub fn named(name: &str) -> Option<Run> {
    TESTS.iter().find(|(known, _)| *known == name).map(|(_, run)| *run)
}

/// The words of a list with their ranges.
fn words<'v>(value: &'v [u8], separators: &'static [u8]) -> impl Iterator<Item = (Span, &'v [u8])> {
    let mut at = 0;
    value.split(move |byte| byte.is_ascii_whitespace() || separators.contains(byte)).filter_map(move |word| {
        let span = Span::new(at, at + word.len());
        at = span.end + 1;
        (!word.is_empty()).then_some((span, word))
    })
}

/// `TLSv1.1`, `TLSv1_1`, `TLS 1.1`, `tls11` → `11`; nothing for what is no version.
fn version(word: &[u8]) -> Option<u32> {
    let lower = word.to_ascii_lowercase();
    let (family, rest) = [&b"tls"[..], b"ssl"].iter().find_map(|family| Some((*family, lower.strip_prefix(*family)?)))?;
    let digits: Vec<u8> = rest.iter().copied().filter(u8::is_ascii_digit).collect();
    let is_version = rest.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'v' | b'.' | b'_' | b'-'));
    let number: u32 = std::str::from_utf8(&digits).ok()?.parse().ok()?;
    match (is_version, family, number) {
        (false, ..) => None,
        (_, b"ssl", _) => Some(number.min(9)),
        (_, _, 1..=9) => Some(number * 10),
        _ => Some(number),
    }
}

/// TLS before 1.2 and all of SSL: RFC 7568, RFC 8996.
const OLDEST_SOUND: u32 = 12;

/// Lists such as `TLSv1 TLSv1.2`, `all -SSLv3 -TLSv1`, `!SSLv2, !SSLv3`, `>=TLSv1`.
fn tls_versions(value: &[u8]) -> Option<Span> {
    let list: Vec<(Span, &[u8])> = words(value, b",:;+").collect();
    let removed: Vec<u32> =
        list.iter().filter_map(|(_, word)| version(word.strip_prefix(b"-").or_else(|| word.strip_prefix(b"!"))?)).collect();
    let is_removed = |number: u32| removed.contains(&number);
    let all_are_removals = !list.is_empty() && list.iter().all(|(_, word)| matches!(word.first(), Some(b'-' | b'!')));
    if all_are_removals && !removed.is_empty() {
        return list.first().filter(|_| !(is_removed(10) && is_removed(11))).map(|(span, _)| *span);
    }
    list.iter().find_map(|(span, word)| {
        if word.eq_ignore_ascii_case(b"all") {
            return (!(is_removed(10) && is_removed(11))).then_some(*span);
        }
        let bare = word.strip_prefix(b">=").unwrap_or(word);
        version(bare).filter(|number| *number < OLDEST_SOUND && !is_removed(*number)).map(|_| *span)
    })
}

/// Parts of names of suites, in upper case, that make one weak: no encryption, no authentication, export grade, broken ciphers and MACs.
const WEAK_PARTS: &[&str] = &[
    "NULL", "ANULL", "ENULL", "ADH", "AECDH", "ANON", "EXP", "EXPORT", "EXPORT40", "EXPORT56", "EXP1024", "LOW", "DES", "3DES", "CBC3",
    "RC2", "RC4", "IDEA", "SEED", "MD5",
];

/// Lists of suites in the names of OpenSSL, IANA or `GnuTLS`.
fn cipher_suites(value: &[u8]) -> Option<Span> {
    let upper = |word: &[u8]| String::from_utf8_lossy(word).to_ascii_uppercase();
    let removed: Vec<String> =
        words(value, b",:;").filter_map(|(_, word)| Some(upper(word.strip_prefix(b"!").or_else(|| word.strip_prefix(b"-"))?))).collect();
    words(value, b",:;").find_map(|(span, word)| {
        if matches!(word.first(), Some(b'!' | b'-')) {
            return None;
        }
        let name = upper(word);
        let mut parts = name.split(['-', '_', '+', '"', '\'', '[', ']']);
        let is_weak = parts.any(|part| WEAK_PARTS.contains(&part) && !removed.iter().any(|gone| gone == part));
        is_weak.then_some(span)
    })
}

/// Weak algorithms of SSH: RFC 9142 for key exchange, RFC 8758 for RC4, NIST IR 7966 for the rest.
const WEAK_SSH: &[&str] = &[
    "3des-cbc",
    "des-cbc",
    "aes128-cbc",
    "aes192-cbc",
    "aes256-cbc",
    "rijndael-cbc@lysator.liu.se",
    "arcfour",
    "arcfour128",
    "arcfour256",
    "blowfish-cbc",
    "cast128-cbc",
    "none",
    "hmac-md5",
    "hmac-md5-96",
    "hmac-md5-etm@openssh.com",
    "hmac-md5-96-etm@openssh.com",
    "hmac-sha1",
    "hmac-sha1-96",
    "hmac-sha1-etm@openssh.com",
    "hmac-sha1-96-etm@openssh.com",
    "hmac-ripemd160",
    "hmac-ripemd160@openssh.com",
    "umac-64@openssh.com",
    "umac-64-etm@openssh.com",
    "diffie-hellman-group1-sha1",
    "diffie-hellman-group14-sha1",
    "diffie-hellman-group-exchange-sha1",
    "ssh-dss",
    "ssh-rsa",
];

/// Lists of algorithms of OpenSSH; one that begins with `-` takes away from the defaults.
fn ssh_algorithms(value: &[u8]) -> Option<Span> {
    if value.starts_with(b"-") {
        return None;
    }
    words(value, b",").find_map(|(span, word)| {
        let lead = usize::from(matches!(word.first(), Some(b'+' | b'^')));
        let name = word[lead..].to_ascii_lowercase();
        WEAK_SSH.iter().any(|weak| weak.as_bytes() == name).then(|| Span::new(span.start + lead, span.end))
    })
}

/// Parts of IKE and ESP proposals that RFC 8247 and RFC 8221 say MUST NOT or SHOULD NOT be used.
const WEAK_IKE: &[&str] = &["des", "3des", "md5", "modp768", "modp1024", "modp1536", "null", "blowfish128", "cast128", "sha1_96"];

/// `aes128-sha1-modp1024!`, `3des-md5`.
fn ike_proposals(value: &[u8]) -> Option<Span> {
    words(value, b",!").find_map(|(span, word)| {
        let lower = String::from_utf8_lossy(word).to_ascii_lowercase();
        lower.split('-').any(|part| WEAK_IKE.contains(&part)).then_some(span)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(test: Run, value: &str) -> Option<&str> {
        test(value.as_bytes()).map(|span| &value[span.range()])
    }

    #[test]
    fn versions() {
        for (value, expected) in [
            ("TLSv1 TLSv1.1 TLSv1.2", Some("TLSv1")),
            ("TLSv1.2 TLSv1.3", None),
            ("all -SSLv3", Some("all")),
            ("all -SSLv3 -TLSv1 -TLSv1.1", None),
            ("-all +TLSv1.2 +TLSv1.3", None),
            ("+TLSv1.1", Some("TLSv1.1")),
            ("!SSLv2, !SSLv3", Some("!SSLv2")),
            ("!SSLv2,!SSLv3,!TLSv1,!TLSv1.1", None),
            (">=TLSv1.2", None),
            (">=TLSv1", Some(">=TLSv1")),
            ("TLSv1_1", Some("TLSv1_1")),
            ("TLS_1_0", Some("TLS_1_0")),
            ("VersionTLS12", None),
            ("SSLv23", Some("SSLv23")),
            ("", None),
        ] {
            assert_eq!(found(tls_versions, value), expected, "{value}");
        }
    }

    #[test]
    fn suites() {
        for (value, expected) in [
            ("HIGH:!aNULL:!MD5", None),
            ("ECDHE-RSA-AES128-GCM-SHA256:RC4-SHA", Some("RC4-SHA")),
            ("ALL:!ADH:!RC4", None),
            ("DES-CBC3-SHA", Some("DES-CBC3-SHA")),
            ("RC4:!RC4", None),
            ("TLS_RSA_WITH_3DES_EDE_CBC_SHA,TLS_AES_128_GCM_SHA256", Some("TLS_RSA_WITH_3DES_EDE_CBC_SHA")),
            ("DHE-DSS-AES256-SHA", None),
        ] {
            assert_eq!(found(cipher_suites, value), expected, "{value}");
        }
    }

    #[test]
    fn algorithms_of_ssh() {
        for (value, expected) in [
            ("aes256-gcm@openssh.com,3des-cbc", Some("3des-cbc")),
            ("+diffie-hellman-group1-sha1", Some("diffie-hellman-group1-sha1")),
            ("-ssh-rsa,ssh-dss", None),
            ("ssh-rsa-cert-v01@openssh.com,rsa-sha2-512", None),
        ] {
            assert_eq!(found(ssh_algorithms, value), expected, "{value}");
        }
    }

    #[test]
    fn proposals_of_ike() {
        for (value, expected) in
            [("aes256gcm16-prfsha384-ecp384", None), ("aes128-sha256-modp2048,3des-md5-modp1024!", Some("3des-md5-modp1024"))]
        {
            assert_eq!(found(ike_proposals, value), expected, "{value}");
        }
    }
}
