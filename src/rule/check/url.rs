//! Checks of addresses: which of them are connections, and which only names.
//!
//! Promises: looks at the match only; never resolves or opens anything.

use super::lexicon::CANONICAL_HOSTS;
use super::{Subject, Verdict};
use crate::text::Span;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Longest address that is looked at, in bytes.
const LONGEST: usize = 512;

/// Names of RFC 2606, RFC 6761, RFC 6762, RFC 8375 and ICANN's private-use `internal` (2024) that reach nothing outside.
const RESERVED: [&str; 17] = [
    "example",
    "test",
    "invalid",
    "localhost",
    "local",
    "internal",
    "home.arpa",
    "example.com",
    "example.org",
    "example.net",
    "example.edu",
    // Nobody's hosts by their names, as a base that an address is read against.
    "localhost.com",
    "dummy.com",
    "placeholder.com",
    "fake.com",
    "yourdomain.com",
    "mydomain.com",
];

/// Rejects hosts that are namespaces, documentation, reserved, local or private (RFC 1918, 3927, 4193).
pub(super) fn canonical(subject: &Subject<'_>) -> Verdict {
    let whole = subject.whole.of(subject.text);
    let Some(scheme) = memchr::memmem::find(&whole[..whole.len().min(LONGEST)], b"://") else { return Verdict::Plausible };
    let address = &whole[scheme + 3..];
    if is_named(subject.text, subject.whole.start) || is_canonical(address) {
        Verdict::Rejected
    } else if is_of_cluster_or_stand_in(address) {
        Verdict::Dummy
    } else {
        Verdict::Plausible
    }
}

/// Whether a host is one of the cluster that it is called in, `minio.default.svc:9000`, or stands for one, `http://proxy.mycompany.org`.
fn is_of_cluster_or_stand_in(address: &[u8]) -> bool {
    const WORDS: [&str; 14] = [
        "example",
        "sample",
        "default",
        "company",
        "mycompany",
        "yourcompany",
        "your",
        "my",
        "domain",
        "mydomain",
        "yourdomain",
        "acme",
        "hostname",
        "foo",
    ];
    let host = address.iter().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(byte));
    let host: String = host.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let mut labels = host.split('.');
    labels.clone().skip(1).any(|label| label == "svc") || labels.any(|label| label.split(['-', '_']).any(|word| WORDS.contains(&word)))
}

/// Whether a literal at that place is the beginning of such an address.
pub(super) fn canonical_at(text: &[u8], at: usize) -> bool {
    text[at..].strip_prefix(b"http://").is_some_and(|address| is_named(text, at) || is_canonical(address))
}

/// Whether a literal at that place is the `://` of an address without a user: nothing in it is a password.
pub(super) fn without_user_at(text: &[u8], at: usize) -> bool {
    let Some(address) = text[at..].strip_prefix(b"://") else { return false };
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`' | b'<' | b'>' | b'@');
    address.iter().take(LONGEST).find(|byte| ends(byte)).is_some_and(|end| *end != b'@')
}

/// Whether what stands behind `://` is such an address.
fn is_canonical(address: &[u8]) -> bool {
    let goes_on =
        |byte: &&u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'`' | b'<' | b'>' | b'\\' | b'(' | b')' | b'{' | b'}');
    let length = address.iter().take(LONGEST).take_while(goes_on).count();
    let address = std::str::from_utf8(&address[..length]).expect("it is ASCII").to_ascii_lowercase();
    let authority = address.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().trim_end_matches(['.', ',', ';']);
    let path = address.strip_prefix(authority).unwrap_or_default();
    names_conformance_resource(path)
        || is_local(host)
        || host.starts_with("your-")
        || RESERVED.iter().any(|reserved| is_within(host, reserved))
        || CANONICAL.holds(host, path)
}

/// Rejects an address in a sentence: between the quote before it and itself stand two words or more and no option of a command, or the text
/// that it begins ends a printed line.
pub(super) fn not_in_prose(subject: &Subject<'_>) -> Verdict {
    const LOOK: usize = 160;
    let start = subject.value.start;
    let before = Span::new(start.saturating_sub(LOOK), start).of(subject.text);
    let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    // m4 and its kin quote with square brackets.
    let Some(quote) = line.iter().rposition(|byte| matches!(byte, b'"' | b'\'' | b'`' | b'[')) else { return Verdict::Plausible };
    let lead = &line[quote + 1..];
    let is_word = |word: &&[u8]| word.len() > 1 && word.iter().all(|byte| byte.is_ascii_alphabetic() || b",.:!".contains(byte));
    let words = lead.split(u8::is_ascii_whitespace).filter(is_word).count();
    let is_command = lead.windows(2).any(|pair| pair == b" -") || lead.contains(&b'=');
    let rest = Span::new(subject.value.end, subject.text.len().min(subject.value.end.saturating_add(LOOK))).of(subject.text);
    let rest = &rest[..rest.iter().position(|byte| *byte == line[quote] || *byte == b'\n').unwrap_or(rest.len())];
    if (words >= 2 && !is_command) || rest.ends_with(b"\\n") { Verdict::Rejected } else { Verdict::Plausible }
}

/// A command whose own line throws the answer away: it asks whether somebody is there.
pub(super) fn not_discarded(subject: &Subject<'_>) -> Verdict {
    const LOOK: usize = 300;
    const DISCARDS: [&[u8]; 5] = [b"-o /dev/null", b"-o/dev/null", b"--output /dev/null", b"-O /dev/null", b"--spider"];
    let (start, end) = (subject.value.start, subject.value.end);
    let before = Span::new(start.saturating_sub(LOOK), start).of(subject.text);
    let before = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let after = Span::new(end, subject.text.len().min(end.saturating_add(LOOK))).of(subject.text);
    let after = after.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let discards = |line: &[u8]| DISCARDS.iter().any(|flag| memchr::memmem::find(line, flag).is_some());
    if discards(before) || discards(after) { Verdict::Dummy } else { Verdict::Plausible }
}

/// An attribute whose tag names a configuration that counts in its place.
pub(super) fn not_superseded(subject: &Subject<'_>) -> Verdict {
    const LOOK: usize = 4 << 10;
    let (start, end) = (subject.value.start, subject.value.end);
    let before = Span::new(start.saturating_sub(LOOK), start).of(subject.text);
    let before = &before[memchr::memrchr(b'<', before).map_or(0, |at| at + 1)..];
    let after = Span::new(end, subject.text.len().min(end.saturating_add(LOOK))).of(subject.text);
    let after = &after[..memchr::memchr(b'>', after).unwrap_or(after.len())];
    let names = |part: &[u8]| memchr::memmem::find(part, b"android:networkSecurityConfig").is_some();
    if names(before) || names(after) || allows_own_hosts(subject) { Verdict::Dummy } else { Verdict::Plausible }
}

/// Whether a permission is one for hosts of its own, and all of them are this machine, an emulator's or reach nothing unencrypted.
fn allows_own_hosts(subject: &Subject<'_>) -> bool {
    const LOOK: usize = 4 << 10;
    let before = Span::new(subject.value.start.saturating_sub(64), subject.value.start).of(subject.text);
    if memchr::memmem::rfind(before, b"<domain-config").is_none_or(|at| before[at..].contains(&b'>')) {
        return false;
    }
    let rest = Span::new(subject.value.end, subject.text.len().min(subject.value.end.saturating_add(LOOK))).of(subject.text);
    let rest = &rest[..memchr::memmem::find(rest, b"</domain-config>").unwrap_or(0)];
    let mut hosts = memchr::memmem::find_iter(rest, b"<domain ").chain(memchr::memmem::find_iter(rest, b"<domain>")).peekable();
    let is_own = |at: usize| {
        let host = rest[at..].split(|byte| *byte == b'>').nth(1).unwrap_or_default();
        let host = String::from_utf8_lossy(host.split(|byte| *byte == b'<').next().unwrap_or_default()).trim().to_ascii_lowercase();
        is_local(&host) || host == "onion" || RESERVED.iter().any(|reserved| is_within(&host, reserved))
    };
    hosts.peek().is_some() && hosts.all(is_own)
}

/// What stands for the machine itself.
const LOOPBACK: [&[u8]; 4] = [b"localhost", b"127.0.0.1", b"[::1]", b"host.docker.internal"];

/// A setting or command whose own line speaks of the machine itself: nobody sits on the path.
pub(super) fn not_loopback(subject: &Subject<'_>) -> Verdict {
    const LOOK: usize = 1000;
    let (start, end) = (subject.value.start, subject.value.end);
    let before = Span::new(start.saturating_sub(LOOK), start).of(subject.text);
    let before = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let after = Span::new(end, subject.text.len().min(end.saturating_add(LOOK))).of(subject.text);
    let after = after.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let speaks = |line: &[u8]| LOOPBACK.iter().any(|name| memchr::memmem::find(line, name).is_some());
    if speaks(before) || speaks(after) { Verdict::Synthetic } else { Verdict::Plausible }
}

/// A flag of a command that is used, not one that a program of its own declares: a named argument follows it in the same call.
pub(super) fn not_declared_flag(subject: &Subject<'_>) -> Verdict {
    const LOOK: usize = 80;
    let end = subject.value.end;
    let after = Span::new(end, subject.text.len().min(end.saturating_add(LOOK))).of(subject.text);
    let Some(after) = after.strip_prefix(b"\"").or_else(|| after.strip_prefix(b"'")) else { return Verdict::Plausible };
    let Some(next) = after.trim_ascii_start().strip_prefix(b",") else { return Verdict::Plausible };
    let next = next.trim_ascii_start();
    let name = next.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    if name > 0 && next[name..].trim_ascii_start().starts_with(b"=") { Verdict::Rejected } else { Verdict::Plausible }
}

/// Members whose value is an address that only names something: JSON Schema 2020-12, 8.2; JSON-LD 1.1, 9.
const NAMING_MEMBERS: [&[u8]; 7] = [b"$id", b"$schema", b"$ref", b"$vocabulary", b"@context", b"@vocab", b"@id"];

/// Whether the address at that place is the value of a member that names: `$id: http://…`.
fn is_named(text: &[u8], at: usize) -> bool {
    const LOOK: usize = 64;
    let before = Span::new(at.saturating_sub(LOOK), at).of(text);
    let Some(key) = unmarked(before).strip_suffix(b":").map(unmarked) else { return false };
    NAMING_MEMBERS.iter().any(|member| key.ends_with(member))
}

fn unmarked(text: &[u8]) -> &[u8] {
    let marks = text.iter().rev().take_while(|byte| matches!(byte, b'"' | b'\'' | b' ' | b'\t')).count();
    &text[..text.len() - marks]
}

/// `…/StructureDefinition/x`: the canonical URI of a FHIR conformance resource, which names it wherever it is kept (FHIR R4, 2.1.0.2).
fn names_conformance_resource(path: &str) -> bool {
    const CONFORMANCE: [&str; 10] = [
        "structuredefinition",
        "valueset",
        "codesystem",
        "searchparameter",
        "operationdefinition",
        "compartmentdefinition",
        "implementationguide",
        "conceptmap",
        "namingsystem",
        "capabilitystatement",
    ];
    path.split('/').any(|part| CONFORMANCE.contains(&part))
}

fn is_within(host: &str, domain: &str) -> bool {
    host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
}

/// What the list of canonical hosts says.
struct Canonical {
    /// Hosts with all below them.
    hosts: HashSet<&'static str>,
    /// `host/path`: what lies under a path.
    paths: Vec<(&'static str, &'static str)>,
    /// `schemas.*`: first labels.
    labels: Vec<&'static str>,
}

static CANONICAL: LazyLock<Canonical> = LazyLock::new(|| {
    let (mut hosts, mut paths, mut labels) = (HashSet::new(), Vec::new(), Vec::new());
    for entry in CANONICAL_HOSTS.iter() {
        if let Some(path) = entry.split_once('/') {
            paths.push(path);
        } else if let Some(label) = entry.strip_suffix(".*") {
            labels.push(label);
        } else {
            hosts.insert(entry.as_str());
        }
    }
    Canonical { hosts, paths, labels }
});

impl Canonical {
    fn holds(&self, host: &str, path: &str) -> bool {
        let is_under = |prefix: &str| path.strip_prefix('/').is_some_and(|path| path.starts_with(prefix));
        std::iter::successors(Some(host), |domain| Some(domain.split_once('.')?.1)).any(|domain| self.hosts.contains(domain))
            || self.labels.iter().any(|label| host.strip_prefix(label).is_some_and(|rest| rest.starts_with('.')))
            || self.paths.iter().any(|(domain, prefix)| is_within(host, domain) && is_under(prefix))
    }
}

/// A single label, or an address of the machine or of a private network.
fn is_local(host: &str) -> bool {
    let Ok(address) = host.parse::<std::net::Ipv4Addr>() else { return !host.contains('.') };
    address.is_loopback() || address.is_private() || address.is_link_local() || address.is_unspecified() || address.is_documentation()
}
