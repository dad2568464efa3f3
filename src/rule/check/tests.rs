//! Every check against published vectors (marked) or values computed for the purpose, valid and invalid.
//!
//! No value here was ever issued to anybody: numbers are the samples of standards, of regulators or of manuals, or are computed from a
//! made-up body. Tokens carry the split marker `<>`.

use super::checksum::crc32;
use super::encoding::{base36_of_seven, base62_of_six};
use super::*;
use Verdict::{Doubtful, Dummy, Placeholder, Plausible, Proven, Rejected, Synthetic};

/// The verdict on a text that is nothing but the value.
fn verdict(name: &str, value: &str) -> Verdict {
    let text = value.replace("<>", "");
    within(name, &text, &text)
}

/// The verdict on the first place of `value` in `text`, the match reaching from the start of the text.
fn within(name: &str, text: &str, value: &str) -> Verdict {
    let start = text.find(value).expect("the test's text holds its value");
    let end = start + value.len();
    let subject = Subject { text: text.as_bytes(), whole: Span::new(0, end), value: Span::new(start, end) };
    (find(name).expect("the test names a check of the table").run)(&subject)
}

fn expect(name: &str, wanted: Verdict, values: &[&str]) {
    let wrong: Vec<_> = values.iter().map(|value| (*value, verdict(name, value))).filter(|(_, got)| *got != wanted).collect();
    assert!(wrong.is_empty(), "{name} should be {wanted:?}: {wrong:?}");
}

#[test]
fn names_are_unique_and_described() {
    let mut names: Vec<_> = CHECKS.iter().map(|check| check.name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    assert!(CHECKS.iter().all(|check| !check.about.is_empty()
        && check.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte))));
    assert!(find("no-such-check").is_none());
}

#[test]
fn no_check_panics_on_hostile_values() {
    let long = "9".repeat(100_000);
    let mixed = "aZ3+/=_.-".repeat(20_000);
    let values = [
        "",
        " ",
        "\0",
        "-",
        "<",
        "[",
        "(",
        "$",
        "=",
        "@",
        ".",
        "é",
        "…",
        "\u{fffd}",
        "🏥🏥🏥🏥",
        "1",
        "A",
        "00000000000",
        "....",
        "@.",
        "::",
        "x@y",
        "_",
        "__",
        "_=",
        "\\n\\n",
        "1-",
        "ÀÀÀÀÀÀÀÀÀÀÀ",
        "ÀÀÀÀÀ0000",
        "123456é1",
        "AAAAAAAAAAAAAAAAAA",
        "2B2B2B2B2B2B2B2",
        "{}",
        "%",
        "-----BEGIN",
        "eyJ.",
        &long,
        &mixed,
    ];
    for check in CHECKS {
        for value in values {
            let _ = verdict(check.name, value);
            let _ = within(check.name, &format!("\u{1F9EC}é{value}é"), value);
        }
        let outside = Subject { text: b"short", whole: Span::new(90, 100), value: Span::new(95, 100) };
        let _ = (check.run)(&outside);
    }
}

#[test]
fn numbers_whose_digits_prove_without_refusing() {
    expect("vin", Proven, &["1M8GDM9AXKP042788"]);
    expect("vin", Doubtful, &["1M8GDM9AAKP042788"]);
    expect("vin", Rejected, &["1M8GDM9AOKP042788", "1M8GDM9AXKP04278"]);
    expect("dk-cpr", Proven, &["211062-5629"]);
    expect("dk-cpr", Plausible, &["211062-5620"]);
    expect("kr-rrn", Proven, &["971013-9019902"]);
    expect("kr-rrn", Doubtful, &["971013-9019900"]);
    expect("nz-nhi", Synthetic, &["ZAC5361", "ZBN77VL"]);
    expect("mod11-nhs", Synthetic, &["9990000018"]);
    expect("luhn", Placeholder, &["0000000000"]);
}

#[test]
fn united_states_numbers() {
    expect(
        "ssn",
        Synthetic,
        &["078-05-1120", "219-09-9999", "457-55-5462", "000-12-3456", "666-09-9999", "987-65-4320", "219-00-9999", "219-09-0000"],
    );
    expect("ssn", Placeholder, &["123-45-6789", "111-11-1111", "999999999", "000-00-0000", "987654321", "111-22-3333", "444222222"]);
    expect(
        "not-row-number",
        Placeholder,
        &["3", "12", "asdf", "somevalue", "1000000", "QUO200000", "4444444444", "0123456789", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"],
    );
    expect("not-row-number", Plausible, &["448", "QUO200001", "4480217", "1032702", "a0b1"]);
    expect("ssn", Plausible, &["219-09-9998"]);
    expect("ssn", Rejected, &["12-345-67890", "12345"]);
    expect("ssn", Placeholder, &["abc-de-fghi", "XXX-XX-1234", "ZZZZZZ83M64Z148R"]);
    expect("itin", Plausible, &["912-90-3456"]);
    expect("itin", Rejected, &["912-89-3456", "812-70-3456"]);
    expect("npi", Synthetic, &["1234567893"]);
    expect("npi", Rejected, &["3234567893", "123456789"]);
    expect("dea", Synthetic, &["AB1234563"]);
    expect("mbi", Synthetic, &["1EG4-TE5-MK73", "1EG4TE5MK72"]);
    expect("mbi", Rejected, &["1EG4TE5MKL3", "0EG4TE5MK73", "1EG4TE-5MK73", "1SG4TE5MK73"]);
    expect("hicn", Synthetic, &["219-09-9999A"]);
    expect("hicn", Rejected, &["219099999Z9", "XYZ123456"]);
    expect("payment-card", Synthetic, &["4242 4242 4242 4242", "378282246310005"]);
    expect("payment-card", Rejected, &["20161114-1006-4730", "1571577697387-797"]);
    expect("record-number", Plausible, &["88710042", "MR-204417"]);
    expect("record-number", Rejected, &["abc", "2024-01-02", "A1B2", "12 34 56 78"]);
    expect("record-number", Placeholder, &["00000000", "12345678", "${mrn}", "%s"]);
    expect(
        "person-name",
        Synthetic,
        &[
            "John Doe",
            "DOE^JANE",
            "Kling921 Abe345",
            "Test Patient",
            "TEST^PATIENT^P",
            "Anonymized",
            "Lastname^Firstname",
            "Null Patient",
            "Last^First^mid^pre",
            "Nom, Prenom",
        ],
    );
    expect("person-name", Plausible, &["Ödön Exemplar-Quist"]);
    expect("person-name", Placeholder, &["${name}", "<name>", "username"]);
    expect("person-name", Rejected, &["123", "getName()", "first_name"]);
    expect("note-name", Plausible, &["Odalys Quillfeather", "Quillfeather, Odalys M.", "Ödön Exempel"]);
    expect("note-name", Rejected, &["Odalys", "Medical History", "Blood Pressure", "Primary Physician", "Odalys Clinic"]);
    for (text, value, verdict) in [
        ("Patient: Helen Quillfeather, ward 3", "Helen Quillfeather", Plausible),
        ("Seen.\n> Patient: Odalys Quillfeather\nToday.", "Odalys Quillfeather", Plausible),
        ("moved patient: Quillfeather, Odalys to ward 3", "Quillfeather, Odalys", Plausible),
        ("moved patient: Odalys Quillfeather to ward 3", "Odalys Quillfeather", Rejected),
        ("Patient: Odalys Quillfeather to ward 3", "Odalys Quillfeather", Rejected),
        ("Patient: Blood Pressure\n", "Blood Pressure", Rejected),
        ("Patient: Last, First", "Last, First", Rejected),
        ("x = 'Patient: Odalys Quillfeather'", "Odalys Quillfeather", Rejected),
    ] {
        let at = text.find(value).expect("the text holds its value");
        let whole = Span::new(text.to_lowercase().find("patient").expect("the text says whose it is"), at + value.len());
        let subject = Subject { text: text.as_bytes(), whole, value: Span::new(at, at + value.len()) };
        assert_eq!((find("labelled-name").expect("a check of the table").run)(&subject), verdict, "{text}");
    }
    expect("street", Placeholder, &["123 Main St", "742 Evergreen Terrace"]);
    expect("street", Plausible, &["4711 Quoll Hollow Rd"]);
}

#[test]
fn contact_data() {
    expect("phone-nanp", Synthetic, &["(212) 555-0123", "+1 415 555 0199"]);
    expect("phone-nanp", Doubtful, &["212-555-2368", "800-234-9876"]);
    expect("phone-nanp", Plausible, &["212-736-5001"]);
    expect("phone-nanp", Rejected, &["112-736-5000", "291-736-5000", "212-136-5000", "911-736-5000", "0123", "093544.2312"]);
    expect("phone-nanp", Placeholder, &["1234567890", "555-555-5555"]);
    expect("phone-e164", Synthetic, &["+44 7700 900123", "+12125550123"]);
    expect("phone-e164", Plausible, &["+49 30 8712345"]);
    expect("email", Synthetic, &["jane@example.org", "a.b@mail.example.com", "x@host.test", "x@box.localhost"]);
    expect("email", Placeholder, &["noreply@acme-clinic.org", "git@github.com", "${user}@clinic.org"]);
    expect("email", Rejected, &["logo@2x.png", "react@18.2.0", "pkg@1.2.x", "nobody", "a@b", ".a@b.com"]);
    expect("email", Plausible, &["r.quist@hospital-quoll.org"]);
    expect("email", Doubtful, &["info@hospital-quoll.org"]);
    expect("ipv4", Synthetic, &["192.0.2.17", "10.1.200.3", "192.168.1.77", "203.0.113.9"]);
    expect("ipv4", Rejected, &["127.0.0.1", "0.0.0.0", "255.255.255.0", "256.1.1.1", "1.2.3.4", "8.8.8.8", "239.1.2.200"]);
    expect("ipv4", Plausible, &["81.97.143.22"]);
    assert_eq!(within("ipv4", "urn:oid:2.16.840.1.114059", "16.840.1.1"), Rejected);
    assert_eq!(within("ipv4", "oid 2.116.84.1.30", "116.84.1.30"), Rejected);
    assert_eq!(within("ipv4", "version: 81.97.143.22", "81.97.143.22"), Rejected);
    expect("ipv6", Synthetic, &["2001:db8::17", "fe80::1:2:3:4", "3fff:fff::1"]);
    expect("ipv6", Rejected, &["1::4", "::1", "::", "b[1::4]"]);
    expect("ipv6", Plausible, &["2a02:8109:9440:1198::77"]);
    expect("zip", Plausible, &["02139", "94305-4321"]);
    expect("zip", Placeholder, &["12345", "00000", "99999"]);
    expect("zip", Rejected, &["00500", "99951", "1234", "123456", "02139-43"]);
}

#[test]
fn calendar() {
    expect(
        "date",
        Plausible,
        &[
            "1962-02-28",
            "2000-02-29",
            "02/28/1962",
            "28.02.1962",
            "19620228",
            "196202281530",
            "28 Feb 1962",
            "February 28, 1962",
            "2/8/62",
            "1962-02-28T10:11:12Z",
            "02281962",
        ],
    );
    expect("date", Rejected, &["1962-02-30", "1900-02-29", "1879-01-01", "2101-01-01", "1.2.3", "99/99/9999", "86400", "20161399"]);
    expect("date", Placeholder, &["1961", "2019", "DOB", "...", "hello", ""]);
    expect("date", Doubtful, &["1970-01-01", "19000101"]);
}

#[test]
fn vendor_checksums() {
    let body = "Zk3Qm9Xw7Lr2Tn5Vb8Yc1Hd4Jf6Gs0"; // thirty made-up characters
    let check = String::from_utf8(base62_of_six(crc32(body.as_bytes())).to_vec()).expect("base 62 is ASCII");
    for (name, prefix) in [("github-crc32", "ghp_"), ("npm-crc32", "npm_")] {
        assert_eq!(verdict(name, &format!("{prefix}{body}{check}")), Proven);
        assert_eq!(verdict(name, &format!("{prefix}{body}000000")), Doubtful);
    }
    assert_eq!(verdict("github-crc32", &format!("github_pat_{body}{body}")), Plausible);

    let routable = format!("glpat-{body}.01.0v");
    let check = String::from_utf8(base36_of_seven(crc32(routable.as_bytes())).to_vec()).expect("base 36 is ASCII");
    assert_eq!(verdict("gitlab-routable", &format!("{routable}{check}")), Proven);
    assert_eq!(verdict("gitlab-routable", &format!("{routable}0000000")), Doubtful);
    assert_eq!(verdict("gitlab-routable", "glpat-<>Zk3Qm9Xw7Lr2Tn5Vb8Yc"), Plausible);

    let grafana = format!("glsa_{body}Ab");
    assert_eq!(verdict("grafana-crc32", &format!("{grafana}_{:08x}", crc32(grafana.as_bytes()).swap_bytes())), Proven);
    assert_eq!(verdict("grafana-crc32", &format!("{grafana}_00000000")), Doubtful);

    let random = format!("{body}0123456789");
    assert_eq!(verdict("cloudflare-crc32", &format!("cfut_{random}{:08x}", crc32(random.as_bytes()))), Proven);
    assert_eq!(verdict("cloudflare-crc32", &format!("cfut_{random}00000000")), Doubtful);
}

#[test]
fn token_structures() {
    expect("aws-key-id", Synthetic, &["AKIA<>IOSFODNN7EXAMPLE", "ASIA<>IOSFODNN7EXAMPLE"]);
    expect("aws-key-id", Plausible, &["AKIA<>QYLPMN5HHHFPZAM2"]);
    expect("aws-key-id", Rejected, &["AKIA<>QYLPMN5HHHFPZAM1", "AKIA<>SHORT"]);
    // The published example that the decoding is explained with.
    assert_eq!(aws_account("ASIAQ<>NZGKIQY56JQ7WML".replace("<>", "").as_bytes()), Some(29_608_264_753));
    assert_eq!(aws_account(b"AKIA"), None);
    expect(
        "pypi-macaroon",
        Proven,
        &["pypi-<>AgEIcHlwaS5vcmcCJGZha2UtZmFrZS1mYWtlLWZha2U", "pypi-<>AgENdGVzdC5weXBpLm9yZwIkZmFrZS1mYWtlLWZha2U"],
    );
    expect("pypi-macaroon", Doubtful, &["pypi-<>AgEIcHlwaS5jb20CJGZha2UtZmFrZS1mYWtlLWZha2U", "pypi-x"]);
    // Header {"alg":"HS256","typ":"JWT"}, payload {"iss":"quoll"}.
    expect("jwt", Proven, &["eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.<>eyJpc3MiOiJxdW9sbCJ9.c2lnbmF0dXJl"]);
    expect(
        "jwt",
        Placeholder,
        &["eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.<>eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.x"],
    );
    expect("jwt", Rejected, &["eyJhbGci.eyJ.x", "abc.def.ghi", "eyJ0eXAiOiJKV1QifQ.<>eyJpc3MiOiJxdW9sbCJ9.x"]);
    expect("jwt", Doubtful, &["eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.<>not-json.x"]);
    expect("basic-credentials", Proven, &["cXVvbGw6R3hnbmFkczI0Myo="]);
    expect("basic-credentials", Placeholder, &["dXNlcjpwYXNzd29yZA==", "dGVzdDp0ZXN0"]);
    expect("basic-credentials", Rejected, &["cXVvbGw=", "////", "!"]);
    expect("discord-token", Proven, &["MTIzNDU2Nzg5MDEyMzQ1Njc4.<>Gh3k9Q.x"]);
    expect("discord-token", Doubtful, &["bm90LWEtbnVtYmVy.<>Gh3k9Q.x"]);
    // BIP 173's own vectors, which use the same code with other prefixes.
    expect("age-key", Proven, &["A12UEL5L", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"]);
    expect("age-key", Doubtful, &["A12UEL5P"]);
    expect("azure-key-64", Rejected, &["c2hvcnQ="]);
    expect("base64-32-bytes", Plausible, &["q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="]);
    assert_eq!(verdict("azure-devops", &format!("{}AZDO<>4x9q", "Q7".repeat(38))), Proven);
    assert_eq!(
        within("jwk-private", r#"{"kty":"RSA","d":"Zk3Qm9Xw7Lr2Tn5Vb8Yc1Hd4Jf6Gs0aa"}"#, "Zk3Qm9Xw7Lr2Tn5Vb8Yc1Hd4Jf6Gs0aa"),
        Plausible
    );
    assert_eq!(verdict("jwk-private", "Zk3Qm9Xw7Lr2Tn5Vb8Yc1Hd4Jf6Gs0aa"), Rejected);
}

#[test]
fn pem_bodies() {
    let head = "-----BEGIN RSA <>PRIVATE KEY-----";
    let body = "MIIEowIBAAKCAQEAx7Qm9Xw7Lr2Tn5Vb8Yc1Hd4Jf6Gs0Zk3QpWuEoRi/T+LyKa";
    expect(
        "pem-body",
        Rejected,
        &[head, "-----BEGIN RSA <>PRIVATE KEY-----\n...\n-----END", "-----BEGIN RSA <>PRIVATE KEY-----\\n<key>\\n"],
    );
    for joint in ["\n", "\\n", "\r\n    ", "\\\\n", "\" +\n\""] {
        assert_eq!(verdict("pem-body", &format!("{head}{joint}{body}{joint}")), Proven, "{joint:?}");
    }
    assert_eq!(verdict("pem-body", &format!("{head}\nProc-Type: 4,ENCRYPTED\n\n{body}\n")), Plausible);
    assert_eq!(verdict("pem-body", &format!("{head}\n{}\n", "x".repeat(64))), Placeholder);
    assert_eq!(
        verdict("pem-body", &format!("{head}\n## see https://larkspur.zz/docs/concepts/services/ingress/controllers\n")),
        Placeholder
    );
    let cut = format!("{head}\n{body}\n...\nwrj2wDbCDCFmfqnSJ==\n-----END").replace("<>", "");
    assert_eq!(within("pem-body", &cut, cut.split("...").next().unwrap_or_default()), Placeholder);
    let text = format!("{head}\n{body}\n").replace("<>", "");
    assert_eq!(within("pem-body", &text, &head.replace("<>", "")), Proven);
}

#[test]
fn shapes() {
    expect("base64-shape", Plausible, &["Zk3Qm9Xw7Lr2Tn5Vb8Yc", "q83vEjRWeJCrze8SNFZ4kA=="]);
    expect("base64-shape", Rejected, &["short", "aaaaaaaaaaaaaaaaaaaa", "Zk3Qm9Xw7Lr2Tn5V+-b8"]);
    expect("hex-shape", Plausible, &["9f8b2c71d04e63a5"]);
    expect("hex-shape", Rejected, &["9f8b", "9F8b2c71d04e63a5", "0123012301230123", "zf8b2c71d04e63a5"]);
    expect("entropy-3", Rejected, &["aaaabbbb"]);
    expect("entropy-3.5", Plausible, &["Zk3Qm9Xw7Lr2Tn5Vb8Yc"]);
    expect("entropy-4", Rejected, &["9f8b2c71"]);
    expect("hex-entropy", Plausible, &["9f8b2c71d04e63a5"]);
    expect("mixed-classes", Rejected, &["abc", "123"]);
    assert_eq!(within("not-in-longer-run", "x=abc;", "abc"), Plausible);
    assert_eq!(within("not-in-longer-run", "x=abc_d", "abc"), Rejected);
    assert_eq!(within("not-in-longer-run", "x/abc", "abc"), Rejected);
}

#[test]
fn stand_ins_for_tokens() {
    expect(
        "not-placeholder",
        Placeholder,
        &[
            "",
            "null",
            "changeme",
            "CHANGE_ME",
            "your-api-key",
            "YOUR_TOKEN_HERE",
            "<token>",
            "${TOKEN}",
            "{{ token }}",
            "$TOKEN",
            "%TOKEN%",
            "__TOKEN__",
            "#{token}",
            "xxxxxxxx",
            "sk_live_<>xxxxxxxxxxxxxxxxxxxxxxxx",
            "****",
            "••••••••",
            "&quot;••••••",
            "&quot",
            "&#39;",
            "b4e9dc****",
            "aaaaaaaaaaaaaaaa",
            "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "0123456789abcdef0123456789abcdef",
            "abcdefghijklmnopqrstuvwxyz",
            "1234567890",
            "qwertyuiop",
            "a1b2c3d4e5f6g7h8",
            "AKIA<>IOSFODNN7EXAMPLE",
            "op://vault/item/field",
            "vault:secret/data#key",
            "os.environ[\"TOKEN\"]",
            "process.env.API_KEY",
            "config.get('token')",
            "self.token",
            "ENC[AES256_GCM,data:x]",
            "sk_test_<>4eC39HqLyjWDarjtT1zdp7dc",
            "...",
            "token123",
            "deadbeefdeadbeef",
            "@token@",
            "{0}",
            "%s",
            "arn:aws:secretsmanager:eu-west-1:1:secret:x",
            "/run/secrets/db",
            "glpat-<>XXXXXXXXXXXXXXXXXXXX",
            "my-super-secret-token",
            "abcabcabcabc",
        ],
    );
    expect(
        "not-placeholder",
        Plausible,
        &[
            "ghp_<>Zk3Qm9Xw7Lr2Tn5Vb8Yc1Hd4Jf6Gs0aBcD",
            "sk_test_<>Zk3Qm9Xw7Lr2Tn5Vb8Yc1Hd4",
            "9f8b2c71d04e63a5b7c29d10e4f8a36c",
            "SG.<>Zk3Qm9Xw7Lr2Tn5Vb8Yc1H.Qm9Xw7Lr2Tn5Vb8Yc1Hd4Jf6Gs0Zk3QpWuEoRiTyLyKa",
            "D7@x.swF$Tk0$6e5",
            "AKIA<>QYLPMN5HHHFPZAM2",
            "$ecret-1Kx9",
            "dp.st.<>prd.Zk3Qm9Xw7Lr2Tn5Vb8Yc1Hd4Jf6Gs0aBcDeF12",
        ],
    );
}

#[test]
fn generated_values() {
    expect(
        "secret-value",
        Plausible,
        &[
            "9f8b2c71d04e63a5",
            "Zk3Qm9Xw7Lr2",
            "q7Rt0PzK9w",
            "Zk3Qm9Xw7Lr2Tn5Vb8Yc1Hd4Jf6Gs0",
            "gx7k2-vq9z1-hh3d8",
            "bgdjkfnvqwpzkxcmtrlh",
            "hX9!kq2@vR7#",
            "4f6a1d0b9c3e7825f4a1",
            "wJq/7RkP+2mZxT5vLc8N",
        ],
    );
    expect(
        "secret-value",
        Rejected,
        &[
            "getUserAccountManager",
            "com.acme.health.Patient",
            "src/main/java/App.java",
            "application.yml",
            "1.2.3-beta.4",
            "2024-01-02T10:11:12Z",
            "this is a sentence with words",
            "https://hooks.acme.org/x",
            "sha256-47DEQpj8HBSa",
            "MaxRetryCount",
            "application/json",
            "short",
            "20161114100647",
            "^[A-Z0-9]{8,}$",
            "KeyboardInterrupt",
            "},success:function(e,t,n){r.trigger(\"x\"",
            "x-forwarded-proto",
            "PATIENT_RECORD_TABLE",
            "github.com/acme/tool",
            "internationalization",
            "HttpServletRequestWrapper",
        ],
    );
    expect(
        "secret-value",
        Placeholder,
        &["changeme123", "user_account_manager", "authentication", "your_api_key_here", "${API_TOKEN}", "xxxxxxxxxxxx"],
    );
    assert_eq!(within("secret-value", "quollTransponderKx = 'quoll_transponder_kx'", "quoll_transponder_kx"), Placeholder);
}

#[test]
fn doubtful_and_made_up_values() {
    expect("secret-value", Doubtful, &["9f8b2c71-d04e-43a5-b7c2-9d10e4f8a36c"]);
    expect(
        "secret-value",
        Dummy,
        &["wxyz5678wxyz5678wxyz5678wxyz5678", "wxyz5678WXYZ5678wxyz5678--__", &"0b3d576ba5a108c3b7374142bfd02992".repeat(2)],
    );
    expect(
        "secret-value",
        Placeholder,
        &["a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6", "px-a1b2c3d4-e5f6-g7h8-i8j0-k0l3m3n4o0p5", "9fkWzABCDEFGHIJKLm0Qx2"],
    );
    expect("keyed-secret-value", Rejected, &["{\\\"auths\\\":{\\\"registry.zz\\\":{}}}", "base64", "MEMBER_CLUSTER_PREPROD_QUOLL_TK01"]);
    expect("keyed-secret-value", Plausible, &["{\\\"id\\\":\\\"095s9631q75091x42fcq6128wj369531\\\"}"]);
    expect("password-value", Rejected, &["eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXV", "QUOLL_TRANSPONDER_RING_02"]);
    expect("password-value", Rejected, &["\\u03BB"]);
    expect("password-value", Rejected, &[",.:-\u{a8}@*\u{bf}?!", "=!#-+!?*/^%=,@:;="]);
    expect("not-placeholder", Dummy, &["wxyz5678wxyz5678wxyz5678wxyz5678"]);
    expect("secret-value", Placeholder, &["0123456789abcdef0123456789abcdef", "wxyz5678"]);
}

#[test]
fn chosen_passwords() {
    expect(
        "password-value",
        Plausible,
        &[
            "Gxgnads243*",
            "D7@x.swF$Tk0$6e5",
            "sltユ£",
            "tr0ub4dor&3x",
            "hunter2-Xk9q",
            "kx9Qp",
            "b1ueh3ron",
            "S3cur!tyQuoll",
            "9f8b2c71",
            "Fluffy1999",
            "corvid-quoll-7",
            "zaq!2wsx#E",
            "my dog Rex 99!",
            "a{{b}c)d${e]fgh(i[jk>-_$#lm}}",
        ],
    );
    expect("placed-password", Synthetic, &["secret", "admin123", "Zxcvbnm", "mypassword"]);
    expect("placed-password", Placeholder, &["password", "DB_PASSWORD", "api_password", "changeme", "<secret>", "xxxxxx", "your_secret"]);
    expect("placed-password", Plausible, &["v9KqTm4xLz7w"]);
    expect("manifest-value", Synthetic, &["Go back to reading the article and come again.", "admin:password"]);
    expect("manifest-value", Placeholder, &["{{ .Values.token }}", "changeme"]);
    expect("manifest-value", Rejected, &["-----BEGIN CERTIFICATE-----", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXV"]);
    expect("password-value", Placeholder, &["passw0rd1", "super$ecret", "pa$$word"]);
    expect("placed-password", Synthetic, &["super$ecret", "s3cr3t"]);
    expect("password-value", Rejected, &["shorter-version", "must_change_soon"]);
    expect("password-value", Plausible, &["shorter-version-quoll", "open-version-short-house"]);
    expect(
        "password-value",
        Placeholder,
        &[
            "test_password",
            "newpasswd",
            "user_pass1",
            "randomPassword",
            "password",
            "P@ssw0rd",
            "${DB_PASS}",
            "{{ pw }}",
            "<password>",
            "%DB_PASS%",
            "$DB_PASS",
            "#{pw}",
            "changeme",
            "secret",
            "admin",
            "root",
            "********",
            "xxxx",
            "1234",
            "12345678",
            "qwerty",
            "aaaa",
            "mysecretpassword",
            "null",
            "true",
            "test123",
            "your-password",
            "default",
            "foobar",
            "guest",
            "letmein",
            "String!",
            "Optional[str]",
            "SecureString",
            "$this->password",
            "passwordInput.value",
            "DB_ADMIN_CREDENTIAL_NAME",
        ],
    );
    expect(
        "password-value",
        Rejected,
        &[
            "abc",
            "request.form['password']",
            "os.getenv('DB')",
            "self.password",
            "args.password",
            "getpass.getpass()",
            "Enter your password please",
            "The password must not be empty.",
            "/etc/secrets/db",
            "https://acme.org/reset",
            "Введите пароль",
            "secrets.yml",
            "PATIENT_RECORD_TABLE",
            "1.2.3",
            "Altes Passwort",
            "Frasa Sandi",
            "žodynėlis",
            "required|string|min:6|confirmed",
            "current_password:custom",
            "Basic|Digest",
            ".$quoll['sqlconf']['pass'].",
            "parts[1",
            "params[:company",
            "digest",
            "$ fhirpath(",
            ".$GLOBALS[",
            "),f?c.default.createElement(",
            "\".$quoll.\"",
            " . quoll('form_password')     . ",
        ],
    );
    expect("password-value", Placeholder, &["[PASSSWORD", "<YOUR-PASSWORD", "<?php echo $quoll['x']; ?>"]);
    let digest = "4a1750c8607dfa237de36c6305715c223415189";
    assert_eq!(within("password-value", &format!("password=\"{digest}\" salt=\"c788c6ad82a1\""), digest), Doubtful);
    assert_eq!(within("password-value", &format!("password=\"{digest}\"\nsalt=\"c788c6ad82a1\""), digest), Plausible);
    expect("password-value", Doubtful, &["$2a$10$N9qo8uLOickgx2ZMRZoMye", "kernel", "48213"]);
}

#[test]
fn what_a_literal_shows_to_be_rejected_is_not_looked_for() {
    let rejects = |check: &str, text: &str| find(check).expect("listed").rejects_at.expect("it says so")(text.as_bytes(), 0);
    for (text, rejected) in [
        ("://clinic.example/a", false),
        ("://clinic.example/a ", true),
        ("://clinic.example\"@", true),
        ("://ward:v9Kq@clinic.example ", false),
        ("ward:v9Kq clinic.example ", false),
    ] {
        assert_eq!(rejects("url-password", text), rejected, "{text}");
    }
    for (text, rejected) in [
        ("http://www.w3.org/2001/XMLSchema", true),
        ("http://localhost:8080", true),
        ("http://fhir.clinic.zz/StructureDefinition/a", true),
        ("http://fhir.clinic.zz/Patient", false),
        ("url = \"http://www.w3.org/", false),
    ] {
        assert_eq!(rejects("not-canonical-url", text), rejected, "{text}");
    }
}

#[test]
fn what_counts_for_nothing_is_low() {
    for (check, text, value, expected) in [
        ("not-discarded", "curl -sk -o /dev/null https://ward.example.org", "-sk ", Dummy),
        ("not-discarded", "curl -sk -o ward.deb https://ward.example.org\nls > /dev/null", "-sk ", Plausible),
        ("not-superseded", "<application android:networkSecurityConfig=\"@xml/a\" a=\"true\">", "a=\"true\"", Dummy),
        ("not-superseded", "<application a=\"true\"><b android:networkSecurityConfig=\"@xml/a\">", "a=\"true\"", Plausible),
        (
            "not-superseded",
            "<domain-config a=\"true\"><domain>localhost</domain><domain>onion</domain></domain-config>",
            "a=\"true\"",
            Dummy,
        ),
        (
            "not-superseded",
            "<domain-config a=\"true\"><domain>localhost</domain><domain>ward.zz</domain></domain-config>",
            "a=\"true\"",
            Plausible,
        ),
        ("not-superseded", "<base-config a=\"true\"><domain>localhost</domain></base-config>", "a=\"true\"", Plausible),
        ("not-canonical-url", "url: http://store.default.svc:9000", "http://store.default.svc:9000", Dummy),
        ("not-canonical-url", "url: http://proxy.mycompany.zz", "http://proxy.mycompany.zz", Dummy),
        ("not-canonical-url", "url: http://records.clinic.zz", "http://records.clinic.zz", Plausible),
    ] {
        assert_eq!(within(check, text, value), expected, "{text}");
    }
}

#[test]
fn passwords_in_urls() {
    let case = |text: &str, value: &str| within("url-password", text, value);
    assert_eq!(case("postgres://quoll:Gxgnads243*@db.hospital-quoll.org/x", "Gxgnads243*"), Plausible);
    assert_eq!(case("postgres://quoll:Gxgnads243*@localhost/x", "Gxgnads243*"), Doubtful);
    assert_eq!(case("postgres://quoll:Gxgnads243*@db.example.com/x", "Gxgnads243*"), Synthetic);
    assert_eq!(case("postgres://user:password@db.hospital-quoll.org/x", "password"), Placeholder);
    assert_eq!(case("jdbc:mysql://localhost:3306/@quoll@?x=y", "3306/"), Rejected);
    assert_eq!(case("postgres://u:${PW}@db.hospital-quoll.org/x", "${PW}"), Placeholder);
    let twins = "amqp://quollbat:quollbat@mq.hospital-quoll.org";
    let subject = Subject { text: twins.as_bytes(), whole: Span::new(0, 25), value: Span::new(16, 24) };
    assert_eq!((find("url-password").expect("listed").run)(&subject), Placeholder);
}

/// A stream of characters from an alphabet, the same on every run (a linear congruential generator, Knuth's MMIX constants).
fn drawn(seed: u64, length: usize, alphabet: &[u8]) -> String {
    let mut state = seed;
    let mut draw = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(alphabet[(state >> 33) as usize % alphabet.len()])
    };
    (0..length).map(|_| draw()).collect()
}

#[test]
fn most_random_values_pass_at_every_length() {
    let alphabets: [&[u8]; 3] =
        [b"0123456789abcdef", b"abcdefghijklmnopqrstuvwxyz0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"];
    for alphabet in alphabets {
        for (length, least) in [(10, 80), (12, 85), (16, 92), (20, 95), (32, 98)] {
            let passed = (0..200).filter(|seed| verdict("secret-value", &drawn(seed * 7919 + 1, length, alphabet)) == Plausible).count();
            assert!(passed * 100 >= least * 200, "{length} of {}: {passed} of 200", alphabet.len());
            let stand_ins =
                (0..200).filter(|seed| verdict("not-placeholder", &drawn(seed * 104_729 + 3, length, alphabet)) != Plausible).count();
            assert!(stand_ins <= if length < 16 { 2 } else { 0 }, "{length} of {}: {stand_ins}", alphabet.len());
        }
    }
}

#[test]
fn what_a_machine_issues_is_no_word() {
    for (text, value, wanted) in [
        ("access_token = 'refresh'", "refresh", Rejected),
        ("apiKey: 'potatoes'", "potatoes", Rejected),
        ("client_secret = 'potatoes'", "potatoes", Doubtful),
        ("api_key = 'refreshtokenofmine'", "refreshtokenofmine", Rejected),
        ("api_key = 'kx7Qm2Rt9Zb4LwPd5Ys8Vn1C'", "kx7Qm2Rt9Zb4LwPd5Ys8Vn1C", Plausible),
    ] {
        assert_eq!(within("keyed-secret-value", text, value), wanted, "{text}");
    }
}

#[test]
fn texts_that_stand_for_a_value_or_say_what_they_are() {
    expect(
        "password-value",
        Placeholder,
        &[
            "`openssl rand -hex 8`",
            "\"`openssl rand -hex 8`\"",
            "$PASSWORD -Dport=80",
            "$quoll$lake",
            "###made by the installer###",
            "notapassword",
        ],
    );
    expect(
        "password-value",
        Rejected,
        &["await bcrypt.hash(args.password, 10)", "params&.[](:credentials)", "setup.md#PASSWORD", "{\"alg\":\"HS256\""],
    );
    expect("password-value", Doubtful, &["{q83vEjRWeJq83vEjRWeJq83zEkTWeLq81vEjRWhJq8w=}"]);
    expect("password-value", Plausible, &["{q83vEjRWeJq8#", "$ecret lake 19!x"]);
    expect("secret-value", Placeholder, &["000102030405060708090a0b0c0d0e0f", "F0E0D0C0B0A09080", "Zm9vOmJhcg==", "PFRPS0VOPg=="]);
    expect("secret-value", Plausible, &["8f3a6c1e9b7d4a2f5c8e0b1d3f6a9c2e"]);
    expect("secret-value", Rejected, &["0x8f3a6c1e9b7d4a2f5c8e0b1d3f6a9c2e7b4d1f8a"]);
    expect("key-lines", Placeholder, &["00000000000000000000000000000000\n00000000000000000000000000000000"]);
    expect("key-lines", Plausible, &["8f3a6c1e9b7d4a2f5c8e0b1d3f6a9c2e\n7b4d1f8a0b5f8c2e7a1d4f9c3e6b8a0d"]);
    expect("nuget-key", Doubtful, &["oy2<>9gb333j35kjjybcf99yzxo7hjyloera4anxn4ivcv9x"]);
    assert!(is_published(b"Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==") && !is_published(b"QWxhZGRpbjpv"));
}

#[test]
fn values_that_no_source_draws() {
    // A stranger in an alphabet, the clock's UUID, a few characters again and again, counting.
    expect("secret-value", Rejected, &["8f3a6c1e9b7dk4a2f5c8e0b1d3f6a9c2", "kx7Qm2Rt9Zb4?wPd5Ys8Vn1Cq3Hf6Jg0"]);
    expect("keyed-secret-value", Rejected, &["kx7Qm2Rt9Zb4?wPd5Ys8Vn1Cq3Hf6Jg0", "5b1f7c3e-a1d2-11ec-9f3b-0242ac110003"]);
    expect("keyed-secret-value", Plausible, &["5b1f7c3e-a1d2-41ec-9f3b-0242ac110003"]);
    expect("keyed-secret-value", Doubtful, &["lake#quoll&heather19"]);
    expect("token-alphabet", Rejected, &["kx7Qm2Rt?9Zb4LwPd"]);
    for (text, value, wanted) in [
        ("api_key = 'lake#quoll&heather19'", "lake#quoll&heather19", Rejected),
        ("api_key = 'kx)7Q#m2[Rt;9Z(b4>Lw^Pd'", "kx)7Q#m2[Rt;9Z(b4>Lw^Pd", Plausible),
        ("client_secret = 'lake#quoll&heather19'", "lake#quoll&heather19", Doubtful),
    ] {
        assert_eq!(within("keyed-secret-value", text, value), wanted, "{text}");
    }
    expect("lone-key-value", Rejected, &["5b1f7c3e-a1d2-11ec-9f3b-0242ac110003"]);
    expect("not-placeholder", Placeholder, &["abababbbaabbabababba", "8f888f8f88f8888f8f8888f8f88f8f8f"]);
    expect("not-placeholder", Plausible, &["8f3a6c1e9b7d4a2f5c8e"]);
    // The drawn part alone: behind an issuer's beginning, between joints.
    expect(
        "not-placeholder",
        Placeholder,
        &[
            "quoll_live_0000000000000000",
            "quoll-token-1234567890123456",
            "00000000-0000-0000-0000-000000000001",
            "aaaabbbbccccddddeeeeffff",
            "d41d8cd98f00b204e9800998ecf8427e",
            "os.environ[",
        ],
    );
    expect("not-placeholder", Plausible, &["quoll_live_8f3a6c1e9b7d4a2f", "aaa4bbbbccc7ddddeeeeffff"]);
    expect("secret-value", Placeholder, &["kx7QmABCDEFt9Zb4LwPd5Ys8", "kx7Qm456789t9Zb4LwPd5Ys8"]);
}

#[test]
fn what_a_name_is_given_and_is_no_password() {
    for (text, value) in [
        ("ward_password --sync_binlog=0", "--sync_binlog=0"),
        ("password=$P -Dserver.Domain=$D", "-Dserver.Domain=$D"),
        ("PWD=/opt/quoll;HOME=/x", "/opt/quoll;HOME=/x"),
        ("(&(sn=ward)(password=MYK*))", "MYK*"),
        ("(|(uid=*)(userPassword={MD5}Q03MO1qnZdYdgyfeuILPmQ==))", "{MD5}Q03MO1qnZdYdgyfeuILPmQ=="),
        ("user = \"anonymous\";\npassword = \"quollbox@\";", "quollbox@"),
        ("{{- $password := quollAlpha 10 }}", "quollAlpha"),
        ("{% set ward_password = quoll9Lake %}", "quoll9Lake"),
        ("<% password = quoll9Lake %>", "quoll9Lake"),
        ("AND PASSWORD = ''' || v_quoll || ''';", " || v_quoll || "),
        ("AND PASSWORD = ''' + @v_quoll + N''';", " + @v_quoll + N"),
        ("update(password=ward.quoll)", "ward.quoll)"),
        ("<password xsi:type='xsd:string'>", "xsd:string"),
        ("new WardPassword('sha512')", "sha512"),
        ("PWD_CONN_STR = \"jdbc:postgresql://larkspur.zz:5432/ward?ssl=true\"", "jdbc:postgresql://larkspur.zz:5432/ward?ssl=true"),
        ("passwordModified: \"2006-01-02T15:04:05Z\"", "2006-01-02T15:04:05Z"),
        ("PasswordBadge::getUpgrader()", ":getUpgrader("),
        ("-accessToken \"eyJhbGciO\"", "eyJhbGciO"),
    ] {
        assert_eq!(within("password-value", text, value), Rejected, "{text}");
    }
    assert_eq!(within("password-value", "vcenter_password: @WARD_PASSWORD", "@WARD_PASSWORD"), Placeholder);
    for (text, value) in [
        ("password = \"-quoll9\"", "-quoll9"),
        ("password = \"quollbox@\";", "quollbox@"),
        ("login(password=MYK9x)", "MYK9x"),
        ("password = $ecret9$Lake", "$ecret9$Lake"),
        ("pwd=/9xKq", "/9xKq"),
        ("{{ user }} password: quoll9Lake", "quoll9Lake"),
        ("{{ x | default: \"quoll9Lake\" }}", "quoll9Lake"),
        ("password=@Quoll_9", "@Quoll_9"),
    ] {
        assert_eq!(within("password-value", text, value), Plausible, "{text}");
    }
}

#[test]
fn what_is_signed_for_minutes_is_dead() {
    let url = |seconds: &str| format!("https://b.example/f?X-Amz-Expires={seconds}&X-Amz-Signature=8f3a6c1e9b7d4a2f");
    for (seconds, wanted) in [("300", Rejected), ("3599", Rejected), ("3600", Plausible), ("604800", Plausible), ("", Plausible)] {
        assert_eq!(within("signed-for-long", &url(seconds), "8f3a6c1e9b7d4a2f"), wanted, "{seconds}");
    }
    assert_eq!(verdict("signed-for-long", "8f3a6c1e9b7d4a2f"), Plausible);
    let header = base64url(br#"{"alg":"HS256"}"#);
    for (payload, wanted) in [
        (r#"{"iat":1700000000,"exp":1700000300}"#, Rejected),
        (r#"{"nbf":1700000000,"exp":1700000300}"#, Rejected),
        (r#"{"iat":1700000000,"exp":1700003600}"#, Proven),
        (r#"{"iat":1700000000,"exp":1700000000}"#, Rejected),
        (r#"{"exp":1700000300}"#, Proven),
    ] {
        assert_eq!(verdict("jwt", &format!("{header}.{}.c2lnbmF0dXJl", base64url(payload.as_bytes()))), wanted, "{payload}");
    }
}

fn base64url(bytes: &[u8]) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let letters = |group: &[u8]| {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        (0..=group.len()).map(|at| char::from(ALPHABET[(bits >> (18 - 6 * at) & 63) as usize])).collect::<String>()
    };
    bytes.chunks(3).map(letters).collect()
}

#[test]
fn values_that_are_announced() {
    const HASH: &str = "$1$f7k2$m9x7p3q8w5z1c6v0b2n4j8";
    for (text, wanted) in [
        ("Here is an example of a password hash: HASH", Placeholder),
        ("# For example, such a line: `HASH`", Placeholder),
        ("assert_eq!(hash, \"HASH\")", Placeholder),
        ("    expect(hash).toBe('HASH')", Placeholder),
        ("example_user = 'HASH'", Plausible),
        ("HASH", Plausible),
        ("ward:HASH:19000:0", Plausible),
        ("INSERT INTO test_users (login, hash) VALUES ('ana', 'HASH')", Placeholder),
        ("INSERT INTO users (login, hash) VALUES ('ana', 'HASH')", Plausible),
        ("An example.\nward:HASH", Plausible),
    ] {
        assert_eq!(within("not-announced", &text.replace("HASH", HASH), HASH), wanted, "{text}");
    }
}
