//! Every syntax, hostile texts, and names.

use super::super::FORMATS;
use super::*;
use std::borrow::Cow;
use std::fmt::Write as _;

/// The fields of a file, `format:path place = value`, as the formats that claim it read it.
fn listing(path: &str, text: &[u8]) -> String {
    let mut out = String::new();
    for format in
        FORMATS.iter().filter(|format| (format.claims)(path, text) && !["hl7v2", "fhir", "table", "ncpdp", "x12"].contains(&format.name))
    {
        let end = (format.read)(text, 0, &mut |field| {
            assert!(field.value.start < field.value.end && field.value.end <= text.len(), "{path}: {field:?}");
            let value = String::from_utf8_lossy(field.value.of(text)).into_owned();
            let _ = writeln!(out, "{}:{} {} = {value}", format.name, field.path, field.place);
        });
        assert!(end <= text.len(), "{path}");
    }
    out.trim_end().replace('\n', "; ")
}

#[test]
fn every_syntax_gives_its_places() {
    for (path, text, expected) in [
        (
            ".netrc",
            "machine a.zz login ana password v9Kq\nmachine b.zz\n\tlogin ana\n\tpassword \"two words\"\n",
            "netrc:password machine[1].password = v9Kq; netrc:password machine[2].password = two words",
        ),
        (
            "_netrc",
            "default login ana account x password v9Kq macdef init\npassword no\n\nmachine c.zz password z1",
            "netrc:password machine[1].password = v9Kq; netrc:password machine[2].password = z1",
        ),
        (
            ".pgpass",
            "# a\ndb.zz:5432:ehr:ana:v9Kq\n*:*:*:ana:a\\:b\nbad:port:x:y:z\n",
            "pgpass:password line[2].password = v9Kq; pgpass:password line[3].password = a\\:b",
        ),
        (".git-credentials", "https://ana:v9Kq@git.zz\nhttps://ana@git.zz\n", "git-credentials:password line[1].password = v9Kq"),
        (
            ".htpasswd",
            "ana:$apr1$abcdefgh$0123456789012345678901\nbo:{SHA}0123456789012345678901234567=\nplain:word\n",
            "passwd:hash user[1].hash = $apr1$abcdefgh$0123456789012345678901; passwd:hash user[2].hash = {SHA}0123456789012345678901234567=",
        ),
        ("etc/shadow", "root:$6$ab$cdefghijklmn:18000:0\nbin:*:18000\nsys:!!:1\n", "passwd:hash user[1].hash = $6$ab$cdefghijklmn"),
        ("proftpdpasswd", "ana:$1$ab$cdefghijklmn:1000:1000::/home/ana:/bin/false\n", "passwd:hash user[1].hash = $1$ab$cdefghijklmn"),
        ("config/master.key", "0123456789abcdef0123456789abcdef\n", "keyfile:key key = 0123456789abcdef0123456789abcdef"),
        (
            ".npmrc",
            "//r.zz/:_authToken=abc-def\n_password=\"v9Kq\"\nalways-auth=true\n",
            "ini:token _authToken = abc-def; ini:password _password = v9Kq",
        ),
        (".pypirc", "[pypi]\nusername: ana\npassword: v9Kq\n", "ini:password pypi.password = v9Kq"),
        (".muttrc", "set imap_pass=\"v9Kq\"\n#set smtp_pass=no\n", "ini:password imap_pass = v9Kq"),
        (".fetchmailrc", "poll a.zz user \"ana\" there with password \"v9Kq\" is ana here\n", "ini:password password = v9Kq"),
        (".msmtprc", "account a\nuser ana\npassword v9Kq\n", "ini:password password = v9Kq"),
        ("rclone.conf", "[s3]\ntype = s3\nsecret_access_key = v9Kq\n", "ini:secret s3.secret_access_key = v9Kq"),
        ("WinSCP.ini", "[Sessions\\ana@a.zz]\r\nPassword=A35C\r\n", "ini:password Password = A35C"),
        ("prod.tfvars", "db_password = \"v9Kq\"\n", "ini:password db_password = v9Kq"),
        ("application-prod.properties", "spring.datasource.password=v9Kq\n", "ini:password line[1].password = v9Kq"),
        ("sftp-config.json", "{\n // a\n \"user\": \"ana\", \"password\": \"v9Kq\",}", "json:password password = v9Kq"),
        (
            "robomongo.json",
            "{\"connections\":[{\"credentials\":[{\"userPassword\":\"v9Kq\"}]}]}",
            "json:password connections.member[1].credentials.member[1].userPassword = v9Kq",
        ),
        (
            "a.postman_environment.json",
            "{\"values\":[{\"key\":\"api_token\",\"value\":\"v9Kq\"},{\"key\":\"host\",\"value\":\"a\"}]}",
            "json:token values.api_token = v9Kq",
        ),
        (
            "filezilla.xml",
            "<Server><!-- <Pass>x</Pass> --><Pass encoding=\"base64\">djk=</Pass><Pass></Pass></Server>",
            "xml:password Pass[2].Pass = djk=",
        ),
        (
            "web.config",
            "<add key='SmtpPassword' value='v9Kq'/><user password=\"w\" name=\"x\"/>",
            "xml:password add[1].SmtpPassword = v9Kq; xml:password user[2].password = w",
        ),
        (
            "config/database.yml",
            "a: &b\n  password: v9Kq # c\n  adapter: pg\nt:\n  - password: 'z y'\n",
            "yaml:password a.password = v9Kq; yaml:password t.password = z y",
        ),
        (
            "docker-compose.prod.yml",
            "s:\n  environment:\n    - PG_PASSWORD=v9Kq\n    MYSQL_PASSWORD: w1\n",
            "yaml:password s.environment.PG_PASSWORD = v9Kq; yaml:password s.environment.MYSQL_PASSWORD = w1",
        ),
        (
            "wp-config.php",
            "define( 'DB_PASSWORD', 'v9\\'Kq' );\n// define('DB_PASSWORD', 'no');\n$a['password'] = \"w1\";\n",
            "settings:password DB_PASSWORD = v9\\'Kq; settings:password password = w1",
        ),
        (
            "app/settings.py",
            "DATABASES = {'default': {'USER': 'ana', 'PASSWORD': 'v9Kq'}}\nSECRET_KEY = 's3'\n",
            "settings:password PASSWORD = v9Kq; settings:secret SECRET_KEY = s3",
        ),
        (
            "dump.sql",
            "INSERT INTO users (id, password) VALUES (1, 'v9''Kq'), (2, NULL), (3, 'w1');",
            "dump:password users[1].password = v9''Kq; dump:password users[3].password = w1",
        ),
        (
            "dump.sql",
            "CREATE TABLE `u` (`id` int(11), `password_hash` char(32), KEY (`id`));\nINSERT INTO `u` VALUES (now(), 'h'),(f(1,2),'g')",
            "dump:hash u[1].password_hash = h; dump:hash u[2].password_hash = g",
        ),
    ] {
        assert_eq!(listing(path, text.as_bytes()), expected, "{path}: {text}");
        let crlf = text.replace("\r\n", "\n").replace('\n', "\r\n");
        assert_eq!(listing(path, crlf.as_bytes()), expected, "{path} with CRLF");
    }
}

#[test]
fn secrets_of_kubernetes_stand_in_their_document() {
    let text = b"kind: ConfigMap\ndata:\n  token: no\n---\nkind: Secret\nmetadata:\n  token: no\ndata:\n  token: djk=\n  user: YW5h\n  tls.key: |\n    block\nstringData:\n  pw: v9\n---\nkind: SecretStore\ndata:\n  token: no\n";
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(hit) = memchr::memmem::find(&text[at..], b"kind: Secret").map(|hit| at + hit) {
        at = (SECRETS.read)(text, hit, &mut |field| {
            found.push((
                field.path.into_owned(),
                field.kind.map(Cow::into_owned),
                String::from_utf8_lossy(field.value.of(text)).into_owned(),
            ));
        });
        assert!(at > hit);
    }
    let base64 = Some("base64".to_owned());
    let data = |value: &str| ("data".to_owned(), base64.clone(), value.to_owned());
    assert_eq!(found, [data("djk="), data("block"), ("string-data".to_owned(), None, "v9".to_owned())]);
}

#[test]
fn secrets_of_kubernetes_in_other_clothes() {
    for (text, expected) in [
        ("kind: \"Secret\"\ndata:\n  token: djk=\n", "data djk="),
        ("kind: 'Secret'\ndata:\n  token: >\n    djk=\n\nmetadata:\n  x: y\n", "data djk="),
        ("data:\n  .dockercfg: |-\n    djk=\nkind: 'Secret'\n", "data djk="),
        ("kind: 'Secret'\ndata:\n  tls.key: |\n    djk=\n    djk=\n", ""),
        ("{\"kind\": \"Secret\", \"data\": {\"token\": \"djk=\", \"user\": \"YW5h\"}}", "data djk="),
        ("{\n\"stringData\":{\"pw\":\"v9\"},\"kind\":\"Secret\"}", "string-data v9"),
        ("{\"items\":[{\"data\":{\"a\":\"no\"},\"kind\":\"ConfigMap\"},{\"data\":{\"a\":\"djk=\"},\"kind\":\"Secret\"}]}", "data djk="),
        ("{\"data\":{\"a\":\"no\"},\"x\":{\"kind\":\"Secret\"}}", ""),
        ("kind: SecretStore\ndata:\n  token: no\n", ""),
        ("\"kind\": \"Secret\"", ""),
        ("{{{{\"kind\": \"Secret\", \"data\": {\"a\": \"", ""),
    ] {
        let mut found = Vec::new();
        let hit = SECRETS.anchors.iter().filter_map(|anchor| memchr::memmem::find(text.as_bytes(), anchor)).min().expect("an anchor");
        let end = (SECRETS.read)(text.as_bytes(), hit, &mut |field| {
            found.push(format!("{} {}", field.path, String::from_utf8_lossy(field.value.of(text.as_bytes()))));
        });
        assert_eq!(found.join("; "), expected, "{text}");
        assert!(end > hit && end <= text.len(), "{text}");
    }
}

#[test]
fn stores_are_known_by_name_and_first_bytes() {
    for (path, text, expected) in [
        ("a.jks", &b"\xFE\xED\xFE\xED\0\0\0\x02\0\0\0\x01\0\0\0\x01\0\x04mine"[..], "java"),
        ("cacerts", b"\xFE\xED\xFE\xED\0\0\0\x02\0\0\0\x01\0\0\0\x02\0\x04mine", ""),
        ("a.kdbx", b"\x03\xD9\xA2\x9A\x67\xFB\x4B\xB5\x01\0\x03\0", "keepass"),
        ("a.p12", b"\x30\x82\x09\xe1\x02\x01\x03\x30\x82", "pkcs12"),
        ("a.pfx", b"\x30\x80\x02\x01\x03\x30\x80", "pkcs12"),
        ("server.key", b"\x30\x82\x04\xa4\x02\x01\x00\x02\x82", "der"),
        ("server.der", b"\x30\x82\x04\xa4\x30\x82\x03\x8c", ""),
        (".dbeaver/credentials-config.json", b"\xB1\x02\x9F\x04lakequollhea\x07\x9Eher\0quolllak\xF0\x01", "dbeaver"),
        ("credentials-config.json", b"{\"a\": {\"user\": \"ana\"}, \"b\": 100}", ""),
        ("cert.p12", b"not one", ""),
        (".gnupg/secring.gpg", b"\x95\x03\x98\x04\x5a", "pgp"),
        ("key4.db", b"SQLite format 3\0\x10\0", "browser"),
        ("clinic.db", b"SQLite format 3\0\x10\0", ""),
        ("krb5.keytab", b"\x05\x02\0\0\0\x4a", "keytab"),
    ] {
        let found = listing(path, text);
        let found = found.strip_prefix("store:").map_or("", |rest| rest.split(' ').next().unwrap_or_default());
        assert_eq!(found, expected, "{path}");
    }
}

#[test]
fn no_input_is_too_hostile() {
    let names = [
        ".netrc",
        ".pgpass",
        ".git-credentials",
        ".htpasswd",
        "master.key",
        ".npmrc",
        "sftp.json",
        "web.config",
        "secrets.yml",
        "wp-config.php",
        "a.sql",
        "a.p12",
        "logins.csv",
        "accounts.md",
        "a.har",
    ];
    let long = |unit: &str| unit.repeat(20_000);
    let inputs: Vec<Vec<u8>> = [
        "",
        "\n",
        "\r\n\r\n",
        "\0",
        "password",
        "password=",
        "password:",
        "password \"",
        "password = '",
        "machine password",
        "machine a password",
        "a:b:c:d:",
        ":::::",
        "//@:",
        "https://:@",
        "https://a:@b",
        "{\"password\":",
        "{\"password\":\"",
        "[[[[",
        "}}}}{\"password\":1}",
        "<",
        "<a",
        "<Pass",
        "<Pass>",
        "<Pass>x",
        "<a password=",
        "<a password='x",
        "<!--",
        "- - - password: x",
        "password: |",
        "  password: 'x",
        "define('PASSWORD', '",
        "define('PASSWORD', '\\",
        "INSERT INTO",
        "INSERT INTO u (password) VALUES ('",
        "INSERT INTO u (password) VALUES ('\\",
        "INSERT INTO u VALUES (((",
        "CREATE TABLE u (",
        "CREATE TABLE",
        "INSERT INTO u (password) VALUES ('a'",
        "0\u{82}",
        "\u{feff}password=x",
        "pässwörd=x",
        "password=\u{1F600}",
    ]
    .iter()
    .map(|text| text.as_bytes().to_vec())
    .chain([vec![0xFF; 300], vec![0; 300], vec![0x30, 0x82], b"password=\xFF\xFE\n".to_vec()])
    .chain(
        [
            "password=",
            "{\"password\":",
            "<Pass>",
            "a: ",
            "'",
            "machine password x ",
            "INSERT INTO u VALUES (",
            "((((",
            "- ",
            "\"password\" ",
        ]
        .iter()
        .map(|unit| long(unit).into_bytes()),
    )
    .collect();
    for name in names {
        for input in &inputs {
            listing(name, input);
            let mut hit = 0;
            while hit < input.len().min(5) {
                hit = (SECRETS.read)(input, hit, &mut |_| {}).max(hit + 1);
            }
        }
    }
}

#[test]
fn names_say_what_they_hold_by_their_last_words() {
    for (name, expected) in [
        ("password", Some("password")),
        ("DB_PASSWORD", Some("password")),
        ("userPassword", Some("password")),
        ("imap_pass", Some("password")),
        ("wifi-psk", Some("password")),
        ("aws_secret_access_key", Some("secret")),
        ("//r.zz/:_authToken", Some("token")),
        ("auth", Some("auth")),
        ("password_file", None),
        ("compass", None),
        ("bypass", None),
        ("passwordPolicy", None),
        ("tokens", None),
        ("", None),
        ("aws_access_key_id", None),
        ("author", None),
    ] {
        assert_eq!(meaning(name.as_bytes()), expected, "{name}");
    }
}

#[test]
fn files_are_known_by_the_end_of_their_path() {
    for (path, patterns, expected) in [
        ("a/.NETRC", &[".netrc"][..], true),
        ("a/x.netrc.md", &[".netrc", "*.netrc"], false),
        (".docker/config.json", &[".docker/config.json"], true),
        ("x.docker/config.json", &["docker/config.json"], false),
        ("docker/config.json", &["docker/config.json"], true),
        ("a/appsettings.Prod.json", &["appsettings*.json"], true),
        ("appsettings", &["appsettings*.json"], false),
        ("x/.github/workflows/a.yml", &[".github/workflows/*.yml"], true),
        ("workflows/a.yml", &[".github/workflows/*.yml"], false),
        ("", &["*"], true),
    ] {
        assert_eq!(fits(path, patterns), expected, "{path} {patterns:?}");
    }
}

#[test]
fn users_of_orthanc() {
    for (text, expected) in [
        (
            r#"{"RegisteredUsers" : {"ana": "v9Kq", "bo": "z1"}, "OrthancPeers": {"a": ["https://a.zz", "ana", "p1"]}}"#,
            &["RegisteredUsers[1].password = v9Kq", "RegisteredUsers[2].password = z1", "OrthancPeers[1].password = p1"][..],
        ),
        ("ORTHANC__REGISTERED_USERS: |\n  {\"ana\": \"v9Kq\"}\nRegisteredUsers are none\n", &["RegisteredUsers[1].password = v9Kq"]),
        (r#"ORTHANC__REGISTERED_USERS="{\"ana\": \"v9Kq\"}""#, &["RegisteredUsers[1].password = v9Kq"]),
        (r#"{"RegisteredUsers": {}}"#, &[]),
        (r#"{"OrthancPeers": {"a": ["https://a.zz"]}}"#, &[]),
        (r#""RegisteredUsers": {"ana"#, &[]),
        ("RegisteredUsers", &[]),
        ("RegisteredUsers\": {{{{[[[[", &[]),
    ] {
        let fields = super::super::tests::collect(&ORTHANC, text.as_bytes());
        let shown: Vec<String> =
            fields.iter().map(|field| format!("{} = {}", field.place, String::from_utf8_lossy(field.value.of(text.as_bytes())))).collect();
        assert_eq!(shown, expected, "{text}");
    }
}
