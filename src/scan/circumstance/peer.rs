//! Who is not checked, and whether anybody would be: servers that ask their clients for no certificate, checks of one's own, this machine itself.

use super::{LONGEST_BODY, Place, call_at};
use crate::code::context::{self, Surroundings};
use crate::code::outline::{Call, Outline};
use crate::code::token::{Kind, content};
use crate::language::Language;
use crate::scan::verify::{has_any, lines, spaced_words};
use crate::text::Span;
use std::sync::LazyLock;

/// Lines above a value that may say that nothing leaves this machine.
const LINES_ABOVE: usize = 6;
/// Addresses of this machine as a function names them that calls itself or a neighbour.
const OWN_ADDRESSES: [&[u8]; 5] = [b"\"localhost:", b"'localhost:", b"://localhost:", b"\"127.0.0.1:", b"://127.0.0.1"];
/// How far before a value the name of its member is looked for, in bytes.
const LONGEST_MEMBER: usize = 40;

/// Whether a check of one's own decides, instead of none: of rustls' verifiers, one that can also refuse, or is named after what it does.
pub(super) fn is_own_check(outline: &Outline<'_>, value: Span) -> bool {
    if outline.language != Language::Rust {
        return false;
    }
    let spoken = value.of(outline.text);
    if memchr::memmem::find(spoken, b"assertion").is_some() {
        let refuses = |body: Span| {
            let text = body.of(outline.text);
            memchr::memmem::find(text, b"Err(").is_some()
                || memchr::memmem::find(text, b".verify_").is_some()
                || memchr::memmem::find(text, b")?;").is_some()
        };
        return context::named_function(outline, value.start).is_some_and(refuses);
    }
    // Where the verifier stands in the call; one that is made elsewhere is judged there.
    let is_setter = |name: &[u8]| matches!(name, b"set_certificate_verifier" | b"with_custom_certificate_verifier");
    let at = outline.tokens.at(value.end.saturating_sub(1));
    let Some(setter) = (at..outline.tokens.len().min(at + 4)).find(|at| is_setter(outline.name(*at))) else { return false };
    let close = outline.tokens.close(setter + 1, outline.tokens.len());
    let verifier: String = (setter + 1..close).map(|at| spaced_words(outline.word(at))).collect();
    !has_any(&verifier, &UNCHECKING)
}

/// Whether a branch is only taken for this machine itself, or where somebody develops: `if is_localhost(host)`, `if env == "development"`.
pub(super) fn is_within_machine(outline: &Outline<'_>, value: Span, place: Place<'_>, around: &Surroundings) -> bool {
    let named = around.function.map(|name| spaced_words(name.of(outline.text))).unwrap_or_default() + &place.words();
    if has_any(&named, &PROBES) {
        return true;
    }
    let above = memchr::memrchr_iter(b'\n', &outline.text[..value.start]).nth(LINES_ABOVE).map_or(0, |at| at + 1);
    if has_any(&spaced_words(&outline.text[above..value.end]), &["loopback", "over localhost", "via localhost", "to localhost"])
        || has_any(&named, &["localhost", "loopback"])
    {
        return true;
    }
    let body = context::named_function(outline, value.start).filter(|body| body.end - body.start <= LONGEST_BODY);
    if body.is_some_and(|body| OWN_ADDRESSES.iter().any(|name| memchr::memmem::find(body.of(outline.text), name).is_some())) {
        return true;
    }
    let says_so = |choice: &Span| {
        let words = spaced_words(choice.of(outline.text));
        let negated = choice.of(outline.text).contains(&b'!') || words.contains(" not ");
        !negated && has_any(&words, &OWN_MACHINE)
    };
    around.choices.iter().chain(around.purpose.first()).any(says_so) || talks_to_itself(outline, around)
}

/// Whether the certificate is looked at itself, in place of a check: `conn.ConnectionState().PeerCertificates`, to be shown, or held against
/// a fingerprint.
pub(super) fn is_looked_at(outline: &Outline<'_>, value: Span) -> bool {
    const LOOKS: &[&str] =
        &["peer certificates", "getpeercert", "get peer cert", "get peer certificate", "get remote certificate", "cert fingerprint"];
    // What a function that is named after the certificate brings, its callers hold against a fingerprint.
    let name = context::surroundings(outline, value.start).function.map(|name| spaced_words(name.of(outline.text))).unwrap_or_default();
    if has_any(&name, &["get root certificate", "fetch certificate", "fetch root", "get server certificate", "get remote certificate"]) {
        return true;
    }
    let body = context::named_function(outline, value.start).filter(|body| body.end - body.start <= LONGEST_BODY);
    body.is_some_and(|body| has_any(&spaced_words(body.of(outline.text)), LOOKS))
}

/// Whether a file, folder or class is named after the protocol that it offers, as what speaks FTP to who has nothing else is.
pub(super) fn is_named_after(outline: &Outline<'_>, value: Span, place: Place<'_>, around: &Surroundings) -> bool {
    const OLD: &[&str] = &[" ftp ", " telnet "];
    let spoken = spaced_words(value.of(outline.text));
    let classes = around.classes.iter().map(|span| spaced_words(span.of(outline.text)));
    let named: String = classes.chain([place.words()]).collect();
    OLD.iter().any(|name| spoken.contains(name) && named.contains(name))
}

/// Whether the function connects to this machine by name: `s.connect(('localhost', self.port))`.
fn talks_to_itself(outline: &Outline<'_>, around: &Surroundings) -> bool {
    const CONNECTS: &[&[u8]] = &[b"connect", b"create_connection", b"open_connection", b"HTTPSConnection", b"tls_connect"];
    const ITSELF: &[&[u8]] = &[b"localhost", b"127.0.0.1", b"::1"];
    let Some(statement) = around.purpose.first() else { return false };
    let Some(body) = context::named_function(outline, statement.start).filter(|body| body.end - body.start <= LONGEST_BODY) else {
        return false;
    };
    let names_itself = |call: &Call| {
        (call.open + 1..call.close.min(call.open + 4))
            .any(|at| outline.kind(at) == Kind::Text && ITSELF.contains(&content(outline.word(at))))
    };
    let calls = CONNECTS.iter().filter_map(|name| outline.called.get(name)).flatten().map(|call| &outline.calls[*call]);
    calls.filter(|call| body.contains(outline.tokens.get(call.name).span())).any(names_itself)
}

/// Whether a variable only begins without a check, and a branch of the same function sets another: `flags = VERIFY_NONE; if … flags = VERIFY_PEER`.
pub(super) fn is_begun_open(outline: &Outline<'_>, at: usize) -> bool {
    let assigned = outline.assignments.iter().find(|assigned| assigned.value.0 <= at && at < assigned.value.1 && !assigned.element);
    let Some(begun) = assigned.filter(|assigned| assigned.path == assigned.name && assigned.function.is_some()) else { return false };
    let checks = |range: (usize, usize)| {
        (range.0..range.1).any(|at| {
            let words = spaced_words(outline.word(at));
            [" peer ", " required ", " true "].iter().any(|word| words.contains(word))
        })
    };
    outline
        .assigned
        .get(outline.name(begun.name))
        .into_iter()
        .flatten()
        .map(|index| &outline.assignments[*index])
        .any(|later| later.operator > begun.operator && later.function == begun.function && later.path == later.name && checks(later.value))
}

/// Whether a class begins with its own attribute off, `self.check_hostname = False`, as the wrappers of contexts do.
pub(super) fn is_own_state(outline: &Outline<'_>, at: usize) -> bool {
    let function = outline.function_at(at).and_then(|function| outline.functions[function].name);
    function.is_some_and(|name| outline.is(name, "__init__"))
        && at >= 2
        && outline.is(at, "check_hostname")
        && outline.is(at - 1, ".")
        && outline.is(at - 2, "self")
}

/// Whether it is a server that asks its clients for no certificate, as nearly all do.
pub(super) fn is_servers(outline: &Outline<'_>, value: Span, stem: &str, around: &Surroundings) -> bool {
    const NONE: &[&str] = &[
        " verify none ",
        " verifynone ",
        " verify optional ",
        " cert none ",
        " query peer ",
        " insecure trust manager ",
        " set endpoint identification ",
    ];
    let spoken = spaced_words(value.of(outline.text));
    let body = context::named_function(outline, value.start).filter(|body| body.end - body.start <= LONGEST_BODY);
    // What only a server can ask for: Go's `ClientAuth`, and a flag of OpenSSL that clients ignore.
    let asks_clients = |word: &[u8]| body.is_some_and(|body| memchr::memmem::find(body.of(outline.text), word).is_some());
    // A member's value may be all that is found: `InsecureSkipVerify: true`.
    let member = Span::new(value.start.saturating_sub(LONGEST_MEMBER), value.end);
    if memchr::memmem::find(member.of(outline.text), b"InsecureSkipVerify").is_some() && asks_clients(b"ClientAuth") {
        return true;
    }
    if !NONE.iter().any(|word| spoken.contains(word)) {
        return false;
    }
    if asks_clients(b"FAIL_IF_NO_PEER_CERT") {
        return true;
    }
    // Only a server asks for the certificate of a client: `if (flags & CLIENT_CERT_OPTIONAL)`.
    if around.choices.iter().any(|choice| has_any(&spaced_words(choice.of(outline.text)), &["client cert", "client certificate"])) {
        return true;
    }
    // Whom a trust manager trusts, the class does not say: one of a server may call others.
    if spoken.contains(" insecure trust manager factory ") {
        let said = around.choices.iter().chain(around.purpose.first()).chain(&around.function);
        let said: String = said.map(|span| spaced_words(span.of(outline.text))).collect();
        return has_any(&said, &["for server", "server auth", "server auth client", "client auth none"])
            && !has_any(&said, &["for client", "auth server", "new client"]);
    }
    let names = around.classes.iter().chain(&around.function).chain(&around.choices);
    let named: String = names.map(|span| spaced_words(span.of(outline.text))).chain([spaced_words(stem.as_bytes())]).collect();
    let of_client = has_any(&named, &["client"]) && !has_any(&named, &["client auth", "client cert", "client certificate"]);
    has_any(&named, &SERVERS) && !of_client
}

/// Whether it is what one side of a choice takes where somebody develops: `env.IsDevelopment() ? None : Always`.
pub(super) fn is_of_development(outline: &Outline<'_>, value: Span, around: &Surroundings) -> bool {
    let Some(statement) = around.purpose.first().filter(|statement| statement.start < value.start) else { return false };
    let before = &outline.text[statement.start..value.start];
    let condition = memchr::memrchr(b'?', before).map(|at| &before[..at]);
    condition.is_some_and(|condition| !condition.contains(&b'!') && has_any(&spaced_words(condition), &OWN_MACHINE))
}

/// Whether a certificate is only read from a file, and nobody is talked to: `load_cert(path, verify=False)`.
pub(super) fn only_reads(outline: &Outline<'_>, at: usize) -> bool {
    const READS: &[&[u8]] = &[b"load_cert", b"load_certificate", b"loadCertificate", b"read_cert", b"read_certificate", b"readCertificate"];
    call_at(outline, at).is_some_and(|call| READS.contains(&outline.name(call.name)))
}

/// Words of a verifier that verifies nothing.
static UNCHECKING: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../../rules/lexicon/unchecking-words.txt")).collect());

/// Words of what belongs to a server.
static SERVERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../../rules/lexicon/server-words.txt")).collect());

/// Words of what stays on this machine.
static OWN_MACHINE: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../../rules/lexicon/own-machine-words.txt")).collect());

/// Words of functions and files that only ask whether somebody is there, or what they can do.
static PROBES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("../../../rules/lexicon/probe-words.txt")).collect());
