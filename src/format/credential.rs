//! Files that are made to hold credentials: what stands in a place for a password is one, however it reads.
//!
//! A format a syntax, a row of file names each; the readers say in which place a value stands (`netrc:password`, `ini:token`), and rules in
//! `rules/secret/files.toml` speak of the places. Promises: a file counts by its name (stores of keys by their first bytes as well), so that a
//! name like `password` elsewhere is left to the rules for assignments; readers take any bytes and are linear. A field's place is made of
//! names of keys and of numbers, a key that is no name (a host, an address) is a number. Never judges a value.

use super::{Field, Format, Role};
use crate::text::{Span, camel_words};

mod dump;
mod ini;
mod line;
mod logins;
mod manifest;
mod members;
mod orthanc;
mod settings;
mod store;
mod xml;

/// A machine a stanza: curl, ftp, Git.
pub(super) const NETRC: Format =
    format("netrc", |path, _| const { Names::of(&[".netrc", "_netrc", "netrc", "*.netrc"]) }.fit(path), line::netrc);
/// Passwords of `PostgreSQL`.
pub(super) const PGPASS: Format =
    format("pgpass", |path, _| const { Names::of(&[".pgpass", "pgpass.conf", "pgpass", "*.pgpass"]) }.fit(path), line::pgpass);
/// Stored logins of Git.
pub(super) const GIT: Format = format(
    "git-credentials",
    |path, _| const { Names::of(&[".git-credentials", "git-credentials", "git/credentials"]) }.fit(path),
    line::git_credentials,
);
/// Tables of users.
pub(super) const TABLES_OF_USERS: Format = format("passwd", |path, _| const { Names::of(PASSWD) }.fit(path), line::passwd);
/// Files that are one key.
pub(super) const KEYS: Format = format("keyfile", |path, _| const { Names::of(KEYFILES) }.fit(path), line::keyfile);
/// Lines of name and value.
pub(super) const LINES: Format = format("ini", |path, _| const { Names::of(INI).or_beginning(".env.") }.fit(path), ini::read);
/// JSON.
pub(super) const MEMBERS: Format = format("json", |path, _| const { Names::of(JSON) }.fit(path), members::read);
/// XML.
pub(super) const ELEMENTS: Format = format("xml", |path, _| const { Names::of(XML) }.fit(path), xml::read);
/// YAML.
pub(super) const MANIFESTS: Format = format("yaml", |path, _| const { Names::of(YAML) }.fit(path), manifest::read);
/// What Kubernetes calls a Secret, wherever it stands.
pub(super) const SECRETS: Format = Format {
    anchors: &[b"kind: Secret", b"kind: \"Secret\"", b"kind: 'Secret'", b"\"kind\": \"Secret\"", b"\"kind\":\"Secret\""],
    ..format("kubernetes", super::never, manifest::secret)
};
/// Users of an Orthanc server and logins to its peers: in its configuration, wherever that stands, and in variables of its container.
pub(super) const ORTHANC: Format = Format { anchors: orthanc::ANCHORS, ..format("orthanc", super::never, orthanc::read) };
/// Programs that are configuration.
pub(super) const ASSIGNMENTS: Format = format("settings", |path, _| const { Names::of(SETTINGS) }.fit(path), settings::read);
/// SQL dumps.
pub(super) const DUMPS: Format = Format {
    is_table: true,
    ..format("dump", |path, _| const { Names::of(&["*.sql", "*.dump", "*.sql.bak", "*.mysql", "*.pgsql"]) }.fit(path), dump::read)
};
/// Tables with a column of passwords.
pub(super) const LOGINS: Format = Format { is_table: true, ..format("logins", logins::claims, logins::read) };
/// Stores of keys and passwords: nothing else is looked for in them.
pub(super) const STORES: Format = Format { is_binary: true, ..format("store", store::claims, store::read) };

/// Tables of users: crypt(5), Apache, `ProFTPD`, lighttpd.
const PASSWD: &[&str] = &[
    ".htpasswd",
    "htpasswd",
    "*.htpasswd",
    "htpasswd.users",
    "shadow",
    "shadow-",
    "*.shadow",
    "shadow.bak",
    "gshadow",
    "master.passwd",
    "etc/passwd",
    "passwd",
    "passwd-",
    "passwd.bak",
    "ftpd.passwd",
    "proftpdpasswd",
    "proftpd.passwd",
    "proftpd_passwd",
    "pureftpd.passwd",
    "opasswd",
    "smbpasswd",
];

/// Files that hold nothing but a key or a password.
const KEYFILES: &[&str] = &[
    "master.key",
    "config/credentials/*.key",
    ".vault_pass",
    ".vault_pass.txt",
    "vault_pass.txt",
    "vault-password",
    ".vault_password",
    "vault_password_file",
    ".passwd-s3fs",
    "passwd-s3fs",
];

/// A name and a value a line, with `=`, `:` or a blank between.
const INI: &[&str] = &[
    ".npmrc",
    "npmrc",
    ".pypirc",
    "pypirc",
    ".s3cfg",
    "s3cfg",
    ".boto",
    "boto.cfg",
    ".my.cnf",
    "my.cnf",
    ".mylogin.cnf",
    "rclone.conf",
    ".rclone.conf",
    ".esmtprc",
    "esmtprc",
    ".msmtprc",
    "msmtprc",
    ".fetchmailrc",
    "fetchmailrc",
    ".getmailrc",
    ".offlineimaprc",
    ".muttrc",
    "muttrc",
    ".mutt/muttrc",
    "*.muttrc",
    "winscp.ini",
    "ventrilo_srv.ini",
    "murmur.ini",
    ".sentryclirc",
    ".aws/credentials",
    ".credentials",
    "aws/credentials",
    "credentials.ini",
    ".smbcredentials",
    "smbcredentials",
    ".wgetrc",
    ".curlrc",
    "odbc.ini",
    ".odbc.ini",
    ".irssi/config",
    ".env",
    "*.env",
    "gradle.properties",
    "application*.properties",
    "database.properties",
    "hapi.properties",
    "mirth.properties",
    "openmrs-runtime.properties",
    "*-runtime.properties",
    "cdr-config*.properties",
    "jdbc.properties",
    "hibernate.properties",
    "sonar-project.properties",
    "*.tfvars",
    "*.tfvars.example",
    "credentials.toml",
    ".cargo/credentials",
    ".gem/credentials",
    ".hgrc",
    "mercurial.ini",
    "supervisord.conf",
    "redis.conf",
    "sasl_passwd",
    "*.secrets.properties",
    ".credentials.properties",
    "credentials.properties",
    "wireless.conf",
    "wpa_supplicant.conf",
    "remmina.pref",
    "*.remmina",
    "hosts.ini",
    "inventory.ini",
    "inventory",
    ".databricks-cfg",
    ".databrickscfg",
    ".snowsql/config",
    "auth.cfg",
    "krb5.conf",
    "secrets.ini",
    "secrets.properties",
    "*.vnc",
];

/// Members of objects.
const JSON: &[&str] = &[
    ".dockercfg",
    "dockercfg",
    ".docker/config.json",
    "docker/config.json",
    "docker-config.json",
    "sftp-config.json",
    "sftp-config-alt.json",
    "sftp.json",
    ".ftpconfig",
    ".sftpconfig",
    ".ftppass",
    ".remote-sync.json",
    "remote-sync.json",
    "deployment-config.json",
    "robomongo.json",
    "robo3t.json",
    "heroku.json",
    ".heroku/credentials.json",
    "*postman_collection.json",
    "*postman_environment.json",
    "*postman_globals.json",
    "*.har",
    "*.tfstate",
    "*.tfstate.backup",
    "terraform.tfvars.json",
    "appsettings*.json",
    "secrets.json",
    "credentials.json",
    "accesstokens.json",
    "azureprofile.json",
    "msal_token_cache.json",
    "application_default_credentials.json",
    "logins.json",
    "auth.json",
    "data-sources.json",
    "credentials-config.json",
    "db.json",
    "database.json",
    "config/config.json",
    "local.settings.json",
    "bitwarden*.json",
    "service-account*.json",
    "*.ipynb",
    "launch.json",
    "connections.json",
    "cloud/credentials.json",
    "mssql.json",
    "sequelize.json",
    "ormconfig.json",
    "config.default.json",
];

/// Elements and attributes.
const XML: &[&str] = &[
    "filezilla.xml",
    "sitemanager.xml",
    "recentservers.xml",
    "filezilla server.xml",
    "web.config",
    "app.config",
    "web.*.config",
    "machine.config",
    "*.exe.config",
    "credentials.xml",
    "settings.xml",
    "settings-security.xml",
    "dbeaver-data-sources.xml",
    ".dbeaver-data-sources.xml",
    "datasources.xml",
    "datasources.local.xml",
    "webservers.xml",
    "tomcat-users.xml",
    "context.xml",
    "server.xml",
    "standalone*.xml",
    "unattend.xml",
    "autounattend.xml",
    "sysprep.xml",
    "*.publishsettings",
    "hibernate.cfg.xml",
    "persistence.xml",
    "nuget.config",
    "groups.xml",
    "confcons.xml",
    "*.rdcman",
    "config.xml",
    "jenkins/users/config.xml",
    "proxies.xml",
    "deployment.xml",
    "accounts.xml",
    "connections.xml",
    "ws_ftp.xml",
    "*-ds.xml",
    "*.jdbc.xml",
];

/// Keys by indentation.
const YAML: &[&str] = &[
    "config/hub",
    ".config/hub",
    "hub",
    "hosts.yml",
    "gh/hosts.yml",
    "kubeconfig",
    ".kube/config",
    "kube/config",
    "*.kubeconfig",
    "secrets.yml",
    "secrets.yaml",
    "database.yml",
    "database.yaml",
    "mongoid.yml",
    "docker-compose*.yml",
    "docker-compose*.yaml",
    "compose.yml",
    "compose.yaml",
    "compose.*.yml",
    ".gitlab-ci.yml",
    ".github/workflows/*.yml",
    ".github/workflows/*.yaml",
    ".tugboat",
    "application*.yml",
    "application*.yaml",
    "bootstrap*.yml",
    "group_vars/*.yml",
    "host_vars/*.yml",
    "group_vars/all",
    "inventory.yml",
    "hosts.yaml",
    "credentials.yml",
    "vault.yml",
    "cloud.yml",
    "clouds.yaml",
    "config/secrets.yml",
    ".circleci/config.yml",
    ".travis.yml",
    "values.yaml",
    "*.secret.yml",
    "*-secret.yaml",
    "*-secrets.yaml",
    "cassandra.yaml",
    "elasticsearch.yml",
    ".databases.yml",
    "settings.local.yml",
    "parameters.yml",
    "openstack.yml",
    "redis.yml",
    "cable.yml",
    "storage.yml",
];

/// Assignments in a program that is nothing but configuration.
const SETTINGS: &[&str] = &[
    "wp-config.php",
    "wp-config*.php",
    "localsettings.php",
    "configuration.php",
    "sqlconf.php",
    "config.php",
    "config.inc.php",
    "configuration.inc.php",
    "db.php",
    "database.php",
    "settings.php",
    "local.php",
    "env.php",
    "parameters.php",
    "settings.py",
    "local_settings.py",
    "settings_local.py",
    "production_settings.py",
    "settings/*.py",
    "secrets.py",
    "secret_token.rb",
    "salesforce.js",
    "config.local.js",
    "secrets.js",
    "knexfile.js",
    "irbrc",
];

const fn format(name: &'static str, claims: fn(&str, &[u8]) -> bool, read: super::Read) -> Format {
    Format { name, anchors: &[], claims, is_message: false, is_table: false, is_binary: false, unread: super::all_read, read }
}

/// Names of files of one kind, in any case of letters: a name, the last folders with it, or one with a `*`, which stands for anything within a name.
/// Every file is asked: most are done with the last two letters of their paths.
struct Names {
    patterns: &'static [&'static str],
    /// Of each pattern.
    made: [Made; MOST_PATTERNS],
    /// A bit for each [`ending`] that one of them has.
    endings: [u64; ENDINGS / 64],
    /// Behind a name that begins so, anything may stand.
    beginning: Option<&'static str>,
}

const MOST_PATTERNS: usize = 96;

/// What a pattern is made of.
#[derive(Clone, Copy)]
enum Made {
    Name,
    Folders,
    Star,
}

impl Names {
    const fn of(patterns: &'static [&'static str]) -> Self {
        let (mut made, mut endings, mut at) = ([Made::Name; _], [0; _], 0);
        while at < patterns.len() {
            made[at] = Made::of(patterns[at]);
            match patterns[at].as_bytes() {
                [.., b'*', _] | [.., b'*'] | [_] | [] => panic!("a pattern ends in two letters"),
                [.., before, last] => {
                    let ending = ending(*before, *last);
                    endings[ending / 64] |= 1 << (ending % 64);
                }
            }
            at += 1;
        }
        Self { patterns, made, endings, beginning: None }
    }

    const fn or_beginning(self, beginning: &'static str) -> Self {
        Self { beginning: Some(beginning), ..self }
    }

    fn fit(&self, path: &str) -> bool {
        let path = path.as_bytes();
        let [.., before, last] = path else { return false };
        let ending = ending(*before, *last);
        let may_end = self.endings[ending / 64] >> (ending % 64) & 1 == 1;
        if !may_end && self.beginning.is_none() {
            return false;
        }
        let name_start = name_start(path);
        let name = &path[name_start..];
        self.beginning.is_some_and(|beginning| name.len() > beginning.len() && begins(name, beginning.as_bytes()))
            || (may_end && self.patterns.iter().zip(&self.made).any(|(pattern, made)| made.fits(path, name_start, pattern)))
    }
}

/// The same for a few patterns that are rarely asked for.
fn fits(path: &str, patterns: &[&str]) -> bool {
    let path = path.as_bytes();
    patterns.iter().any(|pattern| Made::of(pattern).fits(path, name_start(path), pattern))
}

fn name_start(path: &[u8]) -> usize {
    memchr::memrchr(b'/', path).map_or(0, |at| at + 1)
}

impl Made {
    const fn of(pattern: &str) -> Self {
        let (bytes, mut at, mut made) = (pattern.as_bytes(), 0, Self::Name);
        while at < bytes.len() {
            match bytes[at] {
                b'*' => return Self::Star,
                b'/' => made = Self::Folders,
                _ => {}
            }
            at += 1;
        }
        made
    }

    fn fits(self, path: &[u8], name_start: usize, pattern: &str) -> bool {
        let (folders, name) = path.split_at(name_start);
        match self {
            Self::Name => name.eq_ignore_ascii_case(pattern.as_bytes()),
            Self::Folders => folder_ends(path, pattern.as_bytes()),
            Self::Star => star_fits(folders, name, pattern),
        }
    }
}

const ENDINGS: usize = 1024;

/// Of the last two letters of a name, whatever their case. (Five bits of each would take `.c`, with which half of a tree may end, for `nc`.)
const fn ending(before: u8, last: u8) -> usize {
    ((before | 0x20) as usize * 31 + (last | 0x20) as usize) % ENDINGS
}

fn star_fits(folders: &[u8], name: &[u8], pattern: &str) -> bool {
    let (before, after) = pattern.split_once('*').expect("the pattern was looked at");
    let (folders_before, before) = before.split_at(before.rfind('/').map_or(0, |at| at + 1));
    name.len() >= before.len() + after.len()
        && name[name.len() - after.len()..].eq_ignore_ascii_case(after.as_bytes())
        && begins(name, before.as_bytes())
        && (folders_before.is_empty() || folder_ends(folders, folders_before.as_bytes()))
}

fn begins(name: &[u8], beginning: &[u8]) -> bool {
    name.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning))
}

/// Whether the path is `pattern`, or ends in it behind a slash.
fn folder_ends(path: &[u8], pattern: &[u8]) -> bool {
    let Some(start) = path.len().checked_sub(pattern.len()) else { return false };
    path[start..].eq_ignore_ascii_case(pattern) && (start == 0 || path[start - 1] == b'/')
}

/// What a name says that its value is: the last words count, so that `password_file` is none.
fn meaning(name: &[u8]) -> Option<&'static str> {
    const LONGEST: usize = 96;
    let name = &name[name.len().saturating_sub(LONGEST)..];
    let mut joined = String::new();
    let mut last = String::new();
    for run in name.split(|byte| !byte.is_ascii_alphanumeric()).filter(|run| !run.is_empty()) {
        for word in camel_words(run) {
            last = String::from_utf8_lossy(word).to_ascii_lowercase();
            joined.push_str(&last);
        }
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| joined.ends_with(ending));
    if ends(&[
        "password",
        "passwd",
        "passphrase",
        "passcode",
        "pwd",
        "requirepass",
        "masterauth",
        "userpass",
        "dbpass",
        "secretpass",
        "rootpw",
        "bindpw",
    ]) || ["pass", "pw", "psw", "psk", "passwort"].contains(&last.as_str())
    {
        Some("password")
    } else if ends(&["secret", "secretkey", "secretaccesskey", "secretkeybase", "sharedkey"]) {
        Some("secret")
    } else if joined.ends_with("publickeytoken") {
        // Part of the name of an assembly of .NET.
        None
    } else if ends(&[
        "token",
        "apikey",
        "authkey",
        "accountkey",
        "masterkey",
        "privatekey",
        "encryptionkey",
        "signingkey",
        "appkey",
        "sessionkey",
        "storagekey",
    ]) {
        Some("token")
    } else if ["auth", "authorization"].contains(&last.as_str()) {
        Some("auth")
    } else {
        None
    }
}

/// Whether a value is one of the words that stand for nothing, or is filled in from elsewhere by the syntax of its file.
fn is_nothing(value: &[u8]) -> bool {
    const NOTHING: &[&str] = &["null", "none", "nil", "true", "false", "yes", "no", "undefined", "~", "x", "prompt", "ask"];
    value.is_empty() || NOTHING.iter().any(|word| value.eq_ignore_ascii_case(word.as_bytes()))
}

/// A field of these files.
fn field(path: &str, place: String, value: Span, record: u32) -> Field<'_> {
    Field { path: path.into(), place: place.into(), kind: None, value, record, role: Role::Unknown, synthetic: false }
}

/// A key as part of a place: itself where it is a name, else nothing.
fn shown(key: &[u8]) -> &str {
    const LONGEST: usize = 40;
    let is_name = !key.is_empty()
        && key.len() <= LONGEST
        && key.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte))
        && key.iter().filter(|byte| byte.is_ascii_digit()).count() <= 2
        && key.iter().filter(|byte| **byte == b'.').count() <= 1;
    if is_name { std::str::from_utf8(key).unwrap_or_default() } else { "" }
}

/// The span of `part`, which is a part of `text`.
fn span_of(text: &[u8], part: &[u8]) -> Span {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    Span::new(start, start + part.len())
}

/// A value without the quotes around it.
fn unquoted(value: &[u8]) -> &[u8] {
    match value {
        [open @ (b'"' | b'\'' | b'`'), inner @ .., close] if open == close => inner,
        _ => value,
    }
}

#[cfg(test)]
mod tests;
