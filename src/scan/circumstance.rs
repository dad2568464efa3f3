//! What code says of its own weak cryptography: that it is a test's, a server's, an empty one's, or no more than a name.
//!
//! Every question is about mechanics that hold in any project: what is brought in, what stands at the other side of an operator, what is set
//! again. Promises: looks at the statement, the function and the names around one finding; lowers its weight and drops nothing, but for a
//! literal that is only part of a value.

use super::reasons::Reasons;
use super::verify::spaced_words;
use super::{choice, weakness};
use crate::code::context::{self, Surroundings};
use crate::code::outline::{Call, Outline};
use crate::code::token::{Kind, content};
use crate::finding::Evidence;
use crate::text::Span;

mod cipher;
mod digest;
mod own_tests;
mod peer;
mod token;
mod wording;

pub(super) use own_tests::OfFile;

/// As many addresses under names in one file make a directory of other people's services.
const FEWEST_ADDRESSES: usize = 12;
/// Longest function, in bytes, that is looked through for what else it sets.
const LONGEST_BODY: usize = 16 << 10;

/// Where a file lies, in names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'p> {
    /// Its name without its ending.
    stem: &'p str,
    /// The folder that it lies in.
    folder: &'p str,
}

impl<'p> Place<'p> {
    pub(super) fn of(path: &'p str) -> Self {
        let mut parts = path.rsplit('/');
        let stem = parts.next().unwrap_or_default().split('.').next().unwrap_or_default();
        Self { stem, folder: parts.next().unwrap_or_default() }
    }

    /// The words of both.
    fn words(self) -> String {
        format!("{}{}", spaced_words(self.folder.as_bytes()), spaced_words(self.stem.as_bytes()))
    }
}

/// Adds what speaks against a finding. Returns whether it is one.
/// `origin` is where the value was written down, which may be in another function.
pub(super) fn weigh(
    outline: &Outline<'_>,
    weakness: u16,
    (value, origin): (Span, Span),
    place: Place<'_>,
    around: &Surroundings,
    evidence: &mut Reasons,
) -> bool {
    let at = outline.tokens.at(value.start);
    let harmless = match weakness {
        weakness::KEY if wording::is_part_of_value(outline, at) => return false,
        weakness::KEY => {
            wording::is_own_name(outline, at)
                || wording::is_no_key(outline, origin)
                || cipher::is_label(outline, at, around)
                || cipher::is_prescribed(outline, place, around)
        }
        weakness::HASH => {
            digest::hashes_literal(outline, value)
                || digest::is_keyed(outline, at)
                || digest::hashes_chance(outline, value)
                || digest::is_cut_short(outline, at)
                || digest::is_beside_sound(outline, value)
                || digest::only_indexes(outline, at)
                || digest::is_authenticating(outline, value, place, around)
                || digest::names_certificate(outline, value)
                || digest::is_published(outline, around)
                || digest::is_name(outline, at)
                || digest::is_part_of_path(outline, at)
                || digest::is_format(outline, around)
                || digest::is_older_kind(outline, at)
                || cipher::is_prescribed(outline, place, around)
        }
        weakness::CIPHER => {
            cipher::only_decrypts(outline, around)
                || cipher::is_made_to_decrypt(outline, value, around)
                || cipher::is_carried_over(place, outline, around)
                || cipher::is_prescribed(outline, place, around)
                || cipher::is_one_block(outline, value)
        }
        weakness::VECTOR => {
            cipher::is_made_to_decrypt(outline, value, around)
                || cipher::is_prescribed(outline, place, &context::surroundings(outline, origin.start))
        }
        weakness::PADDING => {
            cipher::is_made_to_decrypt(outline, value, around)
                || cipher::is_carried_over(place, outline, around)
                || is_only_brought_in(outline, at)
        }
        weakness::PASSWORDS => {
            cipher::is_prescribed_cost(outline, place, around)
                || cipher::is_enough_for_long_hash(outline, origin)
                || cipher::stretches_key(outline, at)
        }
        weakness::COOKIE => {
            is_set_again(outline, at, value) || is_fallback(outline, origin) || peer::is_of_development(outline, value, around)
        }
        weakness::CLEARTEXT => {
            is_in_directory(outline, at)
                || choice::is_tabled(outline, at)
                || choice::is_asked_for(outline, value, around)
                || peer::is_named_after(outline, value, place, around)
        }
        weakness::SIGNATURE => {
            token::only_tells_form(outline, at) || token::is_verified_too(outline, at) || token::lets_nobody_in(outline, value, around)
        }
        weakness if weakness::CERTIFICATE.contains(&weakness) => {
            peer::is_own_state(outline, at)
                || peer::is_servers(outline, value, place.stem, around)
                || peer::is_own_check(outline, value)
                || peer::is_within_machine(outline, value, place, around)
                || peer::is_looked_at(outline, value)
                || peer::is_begun_open(outline, at)
                || peer::is_of_development(outline, value, around)
                || peer::only_reads(outline, at)
                || choice::is_tabled(outline, at)
        }
        weakness::HOST_KEY => peer::is_within_machine(outline, value, place, around),
        weakness::OLD_VERSION => {
            let chosen = context::surroundings(outline, origin.start);
            cipher::offers_version(outline, value, around)
                || choice::is_of_other_case(outline, value, origin)
                || cipher::is_for_old_library(outline, value)
                || peer::is_of_development(outline, origin, &chosen)
        }
        _ => false,
    };
    let harmless = harmless || wording::is_described(outline, at, value);
    let harmless = harmless
        || weakness::CHOSEN.contains(&weakness)
            && (choice::is_callers(outline, value, around, weakness == weakness::CIPHER)
                || choice::is_one_of_formats(outline, origin)
                || choice::is_tabled(outline, at)
                || choice::is_one_of_several(outline, origin)
                || choice::is_registered(outline, value));
    evidence.extend(harmless.then_some(Evidence::NotNear));
    true
}

/// Whether a class around a place is a double for tests by its name: `class Mock extends Store`, `FakeKeys`.
pub(super) fn is_double(text: &[u8], around: &Surroundings) -> bool {
    const DOUBLES: &[&str] = &["mock", "mocked", "fake", "stub", "dummy"];
    around.classes.iter().any(|class| DOUBLES.iter().any(|double| spaced_words(class.of(text)).contains(&format!(" {double} "))))
}

/// The call whose name or whose arguments an offset stands in.
fn call_at<'o>(outline: &'o Outline<'_>, at: usize) -> Option<&'o Call> {
    let around = |call: &&Call| call.path <= at && at <= call.close;
    outline.calls.iter().filter(around).min_by_key(|call| call.close - call.path)
}

/// Whether an address is an entry of a directory of many, `{"endpoint": "http://…"}`: the services of others, as they offer them.
fn is_in_directory(outline: &Outline<'_>, at: usize) -> bool {
    let is_entry = |at: usize| {
        outline.kind(at) == Kind::Text && at >= 2 && outline.is_any(at - 1, &[":", "=>"]) && outline.kind(at - 2) == Kind::Text && {
            let written = content(outline.word(at));
            written.starts_with(b"http://") || written.starts_with(b"https://")
        }
    };
    is_entry(at) && (0..outline.tokens.len()).filter(|at| is_entry(*at)).take(FEWEST_ADDRESSES).count() == FEWEST_ADDRESSES
}

/// Whether a padding is imported and nothing in the file is done with it: `from Crypto.Cipher import AES, PKCS1_v1_5`.
fn is_only_brought_in(outline: &Outline<'_>, at: usize) -> bool {
    let (start, end) = context::statement(outline, at);
    let named = (start..end).filter(|at| outline.name(*at).starts_with(b"PKCS1")).map(|at| outline.name(at)).next_back();
    let is_use = |name: &[u8], at: usize| outline.name(at) == name && outline.is_any(at + 1, &[".", "("]);
    !outline.functions.is_empty()
        && outline.is_any(start, &["from", "import"])
        && named.is_some_and(|name| !(0..outline.tokens.len()).any(|at| is_use(name, at)))
}

/// Whether a caller says it, and this is what is taken if none does: `this.secure = secure ?? false`.
fn is_fallback(outline: &Outline<'_>, origin: Span) -> bool {
    let at = outline.tokens.at(origin.start);
    at > 0 && outline.is_any(at - 1, &["??", "||"])
}

/// Whether the flag of a cookie is set to something else later in its function, or in another branch.
fn is_set_again(outline: &Outline<'_>, at: usize, value: Span) -> bool {
    let member = (at..outline.tokens.len().min(at + 6)).find(|at| outline.name(*at).eq_ignore_ascii_case(b"secure"));
    let name = member.map_or(&b"Secure"[..], |member| outline.name(member));
    let body = context::named_function(outline, value.start).filter(|body| body.end - body.start <= LONGEST_BODY);
    outline.assigned.get(name).into_iter().flatten().map(|index| &outline.assignments[*index]).any(|set| {
        let operator = outline.tokens.get(set.operator).span();
        set.path != set.name
            && operator.start > value.end
            && body.is_some_and(|body| body.contains(operator))
            && !outline.is_any(set.value.0, &["false", "False", "FALSE", "0"])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::token::Tokens;
    use crate::language::{Language, Zones};
    use crate::scan::weakness::{CIPHER, CLEARTEXT, COOKIE, HASH, KEY, OLD_VERSION, PASSWORDS, SIGNATURE};

    /// A language, a text, the value that a rule found there, the rule's weakness, the file's path, and whether it weighs less now.
    type Row = (Language, &'static str, &'static str, u16, &'static str, Option<bool>);

    #[test]
    fn what_the_code_around_says() {
        let rows: &[Row] = &[
            (Language::Ruby, "k = OpenSSL::HMAC.digest('sha256', \"AWS4\" + secret, date)", "AWS4", KEY, "s3", None),
            (Language::Ruby, "k = OpenSSL::HMAC.digest('sha256', \"quiet\", date)", "quiet", KEY, "s3", Some(false)),
            (Language::Cpp, "const char KEY_TLS_PRIVATE_KEY[] = \"app-tlsPrivateKey\";", "app-tlsPrivateKey", KEY, "a", Some(true)),
            (Language::Cpp, "const char PRIVATE_KEY[] = \"quiet-harbour-lamp\";", "quiet-harbour-lamp", KEY, "a", Some(false)),
            (Language::Ruby, "ok = OpenSSL::Digest.digest(\"MD5\", \"\")", "MD5", HASH, "a", Some(true)),
            (Language::Ruby, "ok = OpenSSL::Digest.digest(\"MD5\", password)", "MD5", HASH, "a", Some(false)),
            (Language::Java, "class A { void f() { d = MessageDigest.getInstance(\"MD5\", \"SUN\"); } }", "MD5", HASH, "a", Some(false)),
            (Language::Php, "<?php function f($a) { $hash = md5($a); $stack[$hash] = 1; }", "md5", HASH, "a", Some(true)),
            (Language::Php, "<?php function f($a) { $hash = md5($a); $stack[$hash] = 1; return $hash; }", "md5", HASH, "a", Some(false)),
            (Language::C, "void f(SSL *s) { SSL_set_verify(s, SSL_VERIFY_NONE, NULL); }", "SSL_VERIFY_NONE", 295, "server", Some(true)),
            (Language::C, "void f(SSL *s) { SSL_set_verify(s, SSL_VERIFY_NONE, NULL); }", "SSL_VERIFY_NONE", 295, "client", Some(false)),
            (
                Language::C,
                "void accept_tls(SSL *s) { SSL_set_verify(s, SSL_VERIFY_NONE, NULL); }",
                "SSL_VERIFY_NONE",
                295,
                "tls",
                Some(true),
            ),
            (
                Language::Go,
                "func f() {\n\tc := &http.Cookie{Secure: false}\n\tif tls {\n\t\tc.Secure = true\n\t}\n}",
                "Secure: false",
                COOKIE,
                "a",
                Some(true),
            ),
            (Language::Go, "func f() {\n\tc := &http.Cookie{Secure: false}\n\tset(c)\n}", "Secure: false", COOKIE, "a", Some(false)),
            (
                Language::Python,
                "class A:\n    def __init__(self):\n        self.check_hostname = False\n",
                "check_hostname",
                297,
                "a",
                Some(true),
            ),
            (
                Language::Python,
                "class A:\n    def open(self):\n        self.context.check_hostname = False\n",
                "check_hostname",
                297,
                "a",
                Some(false),
            ),
            (Language::Java, "class A { byte[] decrypt(byte[] x) { c = Cipher.getInstance(\"DES\"); } }", "DES", CIPHER, "a", Some(true)),
            (
                Language::Java,
                "class A { byte[] ntlmHash(byte[] x) { c = Cipher.getInstance(\"DES\"); encrypt(c); } }",
                "DES",
                CIPHER,
                "a",
                Some(true),
            ),
            (Language::Python, "def name():\n    return sha1(os.urandom(64)).hexdigest()\n", "sha1", HASH, "a", Some(true)),
            (Language::Python, "def name():\n    return sha1(os.urandom(64) + key).hexdigest()\n", "sha1", HASH, "a", Some(false)),
            (
                Language::Go,
                "func f() {\n\tif isLocalhost(host) || host == \"localhost\" {\n\t\tc.InsecureSkipVerify = true\n\t}\n}",
                "InsecureSkipVerify",
                295,
                "a",
                Some(true),
            ),
            (
                Language::Go,
                "func f() {\n\tif insecure {\n\t\tc.InsecureSkipVerify = true\n\t}\n}",
                "InsecureSkipVerify",
                295,
                "a",
                Some(false),
            ),
            (
                Language::Rust,
                "fn verify_server_cert(c: C) -> R { if known(c) { return Ok(ServerCertVerified::assertion()); } Err(Unknown) }",
                "ServerCertVerified::assertion()",
                295,
                "a",
                Some(true),
            ),
            (
                Language::Rust,
                "fn verify_server_cert(c: C) -> R { Ok(ServerCertVerified::assertion()) }",
                "ServerCertVerified::assertion()",
                295,
                "a",
                Some(false),
            ),
            (
                Language::Rust,
                "fn f() { c.dangerous().set_certificate_verifier(Arc::new(NoVerification)); }",
                "dangerous().set_certificate_verifier",
                295,
                "a",
                Some(false),
            ),
            (
                Language::Rust,
                "fn f() { c.dangerous().set_certificate_verifier(Arc::new(PinnedKeys::new(k))); }",
                "dangerous().set_certificate_verifier",
                295,
                "a",
                Some(true),
            ),
            (
                Language::Python,
                "def f(self):\n    flags = SSL.VERIFY_NONE\n    if self.verify:\n        flags = SSL.VERIFY_PEER\n    use(flags)\n",
                "SSL.VERIFY_NONE",
                295,
                "a",
                Some(true),
            ),
            (
                Language::Python,
                "EXAMPLES = '''\n- hosts: all\n  vars:\n    validate_certs: false\n'''\n",
                "validate_certs: false",
                295,
                "a",
                Some(true),
            ),
            (
                Language::Python,
                "PLAY = '''\n- hosts: all\n  vars:\n    validate_certs: false\n'''\n",
                "validate_certs: false",
                295,
                "a",
                Some(false),
            ),
            (
                Language::Go,
                "func f() *tls.Config {\n\treturn &tls.Config{ClientAuth: tls.RequestClientCert, InsecureSkipVerify: true}\n}",
                "InsecureSkipVerify: true",
                295,
                "a",
                Some(true),
            ),
            (
                Language::Java,
                "class A { byte[] old(byte[] x) { c = Cipher.getInstance(\"DES\"); c.init(Cipher.DECRYPT_MODE, k); } void encrypt() {} }",
                "DES",
                CIPHER,
                "a",
                Some(true),
            ),
            (
                Language::Python,
                "help = 'Will make sure that -o StrictHostKeyChecking=no is there'\n",
                "StrictHostKeyChecking=no",
                322,
                "a",
                Some(true),
            ),
            (
                Language::Python,
                "run('ssh root@ward.example.org -o StrictHostKeyChecking=no')\n",
                "StrictHostKeyChecking=no",
                322,
                "a",
                Some(false),
            ),
            (
                Language::Java,
                "class A { byte[] decrypt(byte[] x) { c = Cipher.getInstance(\"DES\"); } void encrypt() {} }",
                "DES",
                CIPHER,
                "a",
                Some(false),
            ),
            // One branch of several; a single other one may be a switch of the author's.
            (
                Language::C,
                "int f(int a) { switch (a) { case 1: md = EVP_sha1(); break; case 2: md = EVP_sha256(); break; case 3: md = EVP_sha512(); break; } }",
                "EVP_sha1",
                HASH,
                "a",
                Some(true),
            ),
            (
                Language::C,
                "int f(int a) { switch (a) { case 1: md = EVP_sha1(); break; case 2: md = EVP_sha256(); break; } }",
                "EVP_sha1",
                HASH,
                "a",
                Some(false),
            ),
            (Language::C, "int f(int a) { if (a) { md = EVP_sha1(); } g(sha256, sha512); }", "EVP_sha1", HASH, "a", Some(false)),
            // An entry of a register.
            (
                Language::Java,
                "class A { void f() { m.put(\"bcrypt\", new B()); m.put(\"ldap\", new LdapShaPasswordEncoder()); m.put(\"noop\", new C()); } }",
                "LdapShaPasswordEncoder",
                PASSWORDS,
                "a",
                Some(true),
            ),
            (
                Language::Java,
                "class A { void f() { m.put(\"ldap\", new LdapShaPasswordEncoder()); } }",
                "LdapShaPasswordEncoder",
                PASSWORDS,
                "a",
                Some(false),
            ),
            // Random bytes, spelt; a password among them is guessed as ever.
            (Language::Php, "<?php function f() { return md5(uniqid() . time()); }", "md5", HASH, "a", Some(true)),
            (Language::Php, "<?php function f() { return md5(uniqid() . $password); }", "md5", HASH, "a", Some(false)),
            // Cut to what only tells things apart; a password is guessed all the sooner.
            (Language::Python, "def f():\n    h = hashlib.sha1(n).hexdigest()[:6]\n", "hashlib.sha1", HASH, "a", Some(true)),
            (Language::Python, "def f():\n    h = hashlib.sha1(n).hexdigest()[:32]\n", "hashlib.sha1", HASH, "a", Some(false)),
            (Language::Python, "def f():\n    h = hashlib.sha1(password).hexdigest()[:6]\n", "hashlib.sha1", HASH, "a", Some(false)),
            (Language::Php, "<?php function f() { return substr(md5($host), 0, 4); }", "md5", HASH, "a", Some(true)),
            // Beside a sound one.
            (
                Language::CSharp,
                "class A { void F() {\n var s = SHA256.Create();\n var m = MD5.Create();\n } }",
                "MD5.Create(",
                HASH,
                "a",
                Some(true),
            ),
            (Language::CSharp, "class A { void F() {\n // not SHA256\n var m = MD5.Create();\n } }", "MD5.Create(", HASH, "a", Some(false)),
            // Read for which key to check it with.
            (
                Language::Ruby,
                "def a\n  JWT.decode(token, secret, true)\nend\ndef b\n  JWT.decode(token, nil, false)\nend\n",
                "JWT.decode(token, nil, false",
                SIGNATURE,
                "a",
                Some(true),
            ),
            (Language::Ruby, "def b\n  JWT.decode(token, nil, false)\nend\n", "JWT.decode(token, nil, false", SIGNATURE, "a", Some(false)),
            // Whether it can be read at all.
            (
                Language::Go,
                "func f(t string) bool {\n\tif _, _, err := jwt.NewParser().ParseUnverified(t, jwt.MapClaims{}); err == nil {\n\t\treturn true\n\t}\n\treturn false\n}",
                "ParseUnverified(",
                SIGNATURE,
                "a",
                Some(true),
            ),
            (
                Language::Go,
                "func f(t string) string {\n\t_, _, err := p.ParseUnverified(t, claims)\n\treturn claims.Subject\n}",
                "ParseUnverified(",
                SIGNATURE,
                "a",
                Some(false),
            ),
            // A sound default in the head of a function.
            (
                Language::Python,
                "def f(data, strong=hashlib.sha256()):\n    return hashlib.md5(data)\n",
                "hashlib.md5",
                HASH,
                "a",
                Some(false),
            ),
            // A code over a key, in which SHA-1 still holds.
            (Language::C, "void f() { EVP_DigestSignInit(c, NULL, EVP_sha1(), NULL, hmac_pkey); }", "EVP_sha1", HASH, "a", Some(true)),
            (
                Language::C,
                "void f() { p = EVP_PKEY_new_mac_key(T, NULL, s, n); EVP_DigestSignInit(c, NULL, EVP_sha1(), NULL, p); }",
                "EVP_sha1",
                HASH,
                "a",
                Some(true),
            ),
            (Language::C, "void f() { EVP_DigestSignInit(c, NULL, EVP_sha1(), NULL, pkey); }", "EVP_sha1", HASH, "a", Some(false)),
            // What only names something.
            (
                Language::Python,
                "def f(self, _id):\n    self.hexid = hashlib.sha1(_id).hexdigest()\n",
                "hashlib.sha1",
                HASH,
                "a",
                Some(true),
            ),
            (
                Language::Python,
                "def f(self, word):\n    self.session_id = hashlib.sha1(word).hexdigest()\n",
                "hashlib.sha1",
                HASH,
                "a",
                Some(false),
            ),
            (
                Language::Python,
                "def f(self, mrn):\n    self.hexid = hashlib.sha1(mrn).hexdigest()\n",
                "hashlib.sha1",
                HASH,
                "a",
                Some(false),
            ),
            // A sum in a field that is named after the hash.
            (
                Language::Go,
                "func f(state []byte) {\n\tsum := md5.Sum(state)\n\tp := &Payload{Data: state, MD5: sum[:]}\n}",
                "md5.Sum",
                HASH,
                "a",
                Some(true),
            ),
            // The name of a certificate, and of what a folder's protocol prescribes.
            (Language::C, "void f() { X509_NAME_digest(name, EVP_sha1(), buf, &len); }", "EVP_sha1", HASH, "a", Some(true)),
            (Language::C, "void f() { EVP_DigestInit_ex(md, EVP_sha1(), NULL); }", "EVP_sha1", HASH, "eap_aka_sim/a.c", Some(true)),
            (Language::C, "void f() { EVP_DigestInit_ex(md, EVP_sha1(), NULL); }", "EVP_sha1", HASH, "ward/a.c", Some(false)),
            // One block of something else.
            (
                Language::C,
                "void f() { EVP_EncryptInit_ex(c, EVP_aes_128_ecb(), 0, k, 0); EVP_CIPHER_CTX_set_padding(c, 0); }",
                "EVP_aes_128_ecb()",
                CIPHER,
                "a",
                Some(true),
            ),
            (Language::C, "void f() { EVP_EncryptInit_ex(c, EVP_aes_128_ecb(), 0, k, 0); }", "EVP_aes_128_ecb()", CIPHER, "a", Some(false)),
            // As often as an access point does it.
            (Language::C, "void f() { PKCS5_PBKDF2_HMAC_SHA1(psk, n, ssid, m, 4096, 32, o); }", "4096", PASSWORDS, "a", Some(true)),
            (Language::C, "void f() { PKCS5_PBKDF2_HMAC_SHA1(word, n, salt, m, 4096, 32, o); }", "4096", PASSWORDS, "a", Some(false)),
            // A table that gives names to things.
            (
                Language::C,
                "struct T t[] = { { L(\"allow\"), USESSL_TRY }, { L(\"demand\"), USESSL_ALL }, { L(\"never\"), USESSL_NONE } };",
                "USESSL_NONE",
                CLEARTEXT,
                "a",
                Some(true),
            ),
            (Language::C, "struct T t[] = { { \"mode\", USESSL_NONE }, { \"port\", 25 } };", "USESSL_NONE", CLEARTEXT, "a", Some(false)),
            // Servers that ask their clients for nothing.
            (
                Language::Java,
                "class A { void f() { c = Ssl.forServer(k).trustManager(InsecureTrustManagerFactory.INSTANCE).build(); } }",
                "InsecureTrustManagerFactory.INSTANCE",
                295,
                "a",
                Some(true),
            ),
            (
                Language::Java,
                "class A { void f() { if (!tlsServerAuthClient) { b.trustManager(InsecureTrustManagerFactory.INSTANCE); } } }",
                "InsecureTrustManagerFactory.INSTANCE",
                295,
                "a",
                Some(true),
            ),
            (
                Language::Java,
                "class Server { void f() { if (!tlsClientAuthServer) { b.trustManager(InsecureTrustManagerFactory.INSTANCE); } } }",
                "InsecureTrustManagerFactory.INSTANCE",
                295,
                "server",
                Some(false),
            ),
            (
                Language::Java,
                "class F { static class Server extends F { Server() { setEndpointIdentificationAlgorithm(null); } } }",
                "setEndpointIdentificationAlgorithm(null",
                297,
                "F",
                Some(true),
            ),
            (
                Language::Java,
                "class F { void trustAll() { setEndpointIdentificationAlgorithm(null); } }",
                "setEndpointIdentificationAlgorithm(null",
                297,
                "F",
                Some(false),
            ),
            // Whether this machine is well.
            (Language::Go, "func healthCheck() {\n\tc.InsecureSkipVerify = true\n}", "InsecureSkipVerify", 295, "a", Some(true)),
            // One side of a choice by where it runs.
            (
                Language::CSharp,
                "class A { void F() { options.Secure = env.IsDevelopment() ? CookieSecurePolicy.None : CookieSecurePolicy.Always; } }",
                "CookieSecurePolicy.None",
                COOKIE,
                "a",
                Some(true),
            ),
            (
                Language::CSharp,
                "class A { void F() { options.Secure = plain ? CookieSecurePolicy.None : CookieSecurePolicy.Always; } }",
                "CookieSecurePolicy.None",
                COOKIE,
                "a",
                Some(false),
            ),
            // What is read, and what is asked for.
            (Language::Python, "def f():\n    cert = load_cert(path, verify=False)\n", "verify=False", 295, "a", Some(true)),
            (Language::Python, "def f():\n    page = get(path, verify=False)\n", "verify=False", 295, "a", Some(false)),
            // The fixed key of a protocol.
            (Language::Php, "<?php class NTLMAuth { function f() { g($v, 'quiet'); } }", "quiet", KEY, "a", Some(true)),
            // What a later statement cuts.
            (
                Language::CSharp,
                "class A { string F() { var sum = Hex(MD5.HashData(raw)); return $\"{n}\" + sum[..12]; } }",
                "MD5.HashData",
                HASH,
                "a",
                Some(true),
            ),
            (
                Language::CSharp,
                "class A { string F() { var sum = Hex(MD5.HashData(raw)); return sum; } }",
                "MD5.HashData",
                HASH,
                "a",
                Some(false),
            ),
            (
                Language::Php,
                "<?php function f($p, $h) { if (password_verify($p, $h)) { g(); } elseif ($h == md5($p)) { g(); } }",
                "md5",
                HASH,
                "a",
                Some(true),
            ),
            (Language::Php, "<?php function f($p, $h) { if ($h == md5($p)) { g(); } }", "md5", HASH, "a", Some(false)),
            // Parts of paths, formats of other programs, one format of several, versions by the element they are put into.
            (Language::Php, "<?php function f($m) { $a = $folder . '/' . md5($m . ip()); save($a); }", "md5", HASH, "a", Some(true)),
            (Language::Php, "<?php function f($m) { $a = $folder . '/' . md5($password); save($a); }", "md5", HASH, "a", Some(false)),
            (
                Language::Php,
                "<?php class md5_ward { function check($password) { return sha1($password); } }",
                "sha1",
                HASH,
                "a",
                Some(true),
            ),
            (
                Language::Php,
                "<?php class P { function hash_bcrypt($c) {} function hash_sha512($c) {} function hash_old($c) { return md5($c); } }",
                "md5",
                HASH,
                "a",
                Some(true),
            ),
            (
                Language::Php,
                "<?php class P { function hash_bcrypt($c) {} function hash_old($c) { return md5($c); } }",
                "md5",
                HASH,
                "a",
                Some(false),
            ),
            (Language::C, "void f(void) { methods[USE_TLSv1_1 - 1] = m_TLSv1_1(); }", "m_TLSv1_1", OLD_VERSION, "a", Some(true)),
            (Language::C, "void f(void) { methods[0] = m_TLSv1_1(); }", "m_TLSv1_1", OLD_VERSION, "a", Some(false)),
            (Language::C, "void rc4_start(K *k) { begin(c, EVP_rc4(), k, 0); }", "EVP_rc4()", CIPHER, "a", Some(true)),
            (Language::C, "void start(K *k) { begin(c, EVP_rc4(), k, 0); }", "EVP_rc4()", CIPHER, "a", Some(false)),
            (
                Language::Python,
                "def f():\n    try:\n        v = ssl.NEWEST\n    except AttributeError:\n        v = ssl.PROTOCOL_TLSv1\n    use(v)\n",
                "PROTOCOL_TLSv1",
                OLD_VERSION,
                "a",
                Some(true),
            ),
            (
                Language::Ruby,
                "def f\n  size = (Rails.env == \"test\" ? 512 : 4096)\n  use(size)\nend\n",
                "512",
                OLD_VERSION,
                "a",
                Some(true),
            ),
            (Language::JavaScript, "function f(secure) { this.secure = secure ?? false; }", "false", COOKIE, "a", Some(true)),
            (
                Language::Python,
                "def f(port):\n    c.check_hostname = False\n    s.connect(('localhost', port))\n",
                "check_hostname",
                297,
                "a",
                Some(true),
            ),
            (
                Language::Python,
                "def f(host, port):\n    c.check_hostname = False\n    s.connect((host, port))\n",
                "check_hostname",
                297,
                "a",
                Some(false),
            ),
            // Where somebody develops.
            (
                Language::Php,
                "<?php function f($p) { if (App::environment('local')) { $p->set(new Client(['verify' => false])); } }",
                "'verify' => false",
                295,
                "a",
                Some(true),
            ),
            (
                Language::Php,
                "<?php function f($p) { if (!App::environment('local')) { $p->set(new Client(['verify' => false])); } }",
                "'verify' => false",
                295,
                "a",
                Some(false),
            ),
            // Who looks at the certificate itself, or calls a neighbour on this machine.
            (
                Language::Go,
                "func show() {\n\tc := &tls.Config{InsecureSkipVerify: true}\n\tfor _, one := range dial(c).PeerCertificates {\n\t}\n}",
                "InsecureSkipVerify: true",
                295,
                "a",
                Some(true),
            ),
            (
                Language::Go,
                "func f() {\n\tto := fmt.Sprintf(\"localhost:%d\", port)\n\tc := &tls.Config{InsecureSkipVerify: true}\n}",
                "InsecureSkipVerify: true",
                295,
                "a",
                Some(true),
            ),
            // A log says what is done elsewhere.
            (
                Language::Go,
                "func f() {\n\tlog.Warn(\"using (i.e. '-o StrictHostKeyChecking=no')\")\n}",
                "StrictHostKeyChecking=no",
                295,
                "a",
                Some(true),
            ),
            // A label, and what says that it is no key.
            (
                Language::Go,
                "func deriveKey(secret string) []byte {\n\th := hmac.New(sha256.New, []byte(\"quiet-label\"))\n}",
                "\"quiet-label\"",
                KEY,
                "a",
                Some(true),
            ),
            (Language::Rust, "fn f() { decode(t, &DecodingKey::from_secret(b\"fake\")) }", "b\"fake\"", KEY, "a", Some(true)),
            // What is stretched is a key already, or often enough for its hash.
            (Language::Java, "class A { void f() { s = new PBEKeySpec(encKey, salt, 1000); } }", "1000", PASSWORDS, "a", Some(true)),
            (Language::Java, "class A { void f() { s = new PBEKeySpec(word, salt, 1000); } }", "1000", PASSWORDS, "a", Some(false)),
            (
                Language::Java,
                "class A { String A = \"PBKDF2WithHmacSHA512\"; void f() { s = new PBEKeySpec(word, salt, 210_000); } }",
                "210_000",
                PASSWORDS,
                "a",
                Some(true),
            ),
            // Set for one name, used for another.
            (
                Language::Go,
                "func f() {\n\tswitch alg {\n\tcase HS256:\n\t\tbits = 256\n\t}\n\tswitch alg {\n\tcase RS256:\n\t\tmake(bits)\n\t}\n}",
                "bits",
                326,
                "a",
                Some(false),
            ),
            // Who asks for it gets it in the clear; what is named after FTP speaks FTP.
            (
                Language::Rust,
                "fn f() { let d = match scheme { Some(\"http\") => dsn(\"sslmode=disable\"), _ => g() }; }",
                "sslmode=disable",
                CLEARTEXT,
                "a",
                Some(true),
            ),
            (Language::Java, "class A { void f() { c = new FTPClient(); } }", "FTPClient()", CLEARTEXT, "ftp/a", Some(true)),
            (Language::Java, "class A { void f() { c = new FTPClient(); } }", "FTPClient()", CLEARTEXT, "store/a", Some(false)),
        ];
        for &(language, text, value, weakness, path, expected) in rows {
            let bytes = text.as_bytes();
            let outline = Outline::read(bytes, Tokens::read(bytes, &Zones::lex(bytes, language)), language).expect("read by calls");
            let start = memchr::memmem::rfind(bytes, value.as_bytes()).expect("it is there");
            let value = Span::new(start, start + value.len());
            let around = context::surroundings(&outline, start);
            let mut evidence = Reasons::default();
            let stays = weigh(&outline, weakness, (value, value), Place::of(path), &around, &mut evidence);
            assert_eq!(stays.then(|| evidence.has(Evidence::NotNear)), expected, "{text}");
        }
    }
}
