//! Reads the assignment around a name: `k = v`, `"k": "v"`, `k => v`, `setK("v")`, `<k>v</k>`, `--k v`, `k == "v"`, `?k=v`,
//! `name="k" value="v"`, `K: v` in prose and logs.
//!
//! One reader for every language and configuration format, so that all rules which go by names see the same name, operator, value,
//! quote and span. Promises: never fails, looks at a bounded number of bytes either side of the name, and returns spans, never copies.

use crate::language::Language;
use crate::rule::literal::TAIL;
use crate::text::{Span, camel_words};
use std::borrow::Cow;
use std::cell::LazyCell;

mod beside;
mod form;
mod literal;
mod operator;

pub use operator::Operator;

/// Longest name, value and gap between them that are looked at, in bytes.
const LONGEST_NAME: usize = 96;
const LONGEST_VALUE: usize = 8 * 1024;
const LONGEST_GAP: usize = 48;

/// Words that end the name of the next key rather than the value before it: `Odalys Quillfeather Date of Birth: …`.
const LABEL_WORDS: &[&str] = &[
    "date",
    "of",
    "birth",
    "birthdate",
    "home",
    "work",
    "cell",
    "phone",
    "medical",
    "record",
    "social",
    "security",
    "account",
    "patient",
    "member",
    "policy",
    "mailing",
    "street",
    "admit",
    "admission",
    "visit",
];

/// Words that a prose name may have before and after the one that was hit: `Patient Medical Record Number`.
const PROSE_WORDS: usize = 3;

/// A value given to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The name as written, without quotes.
    pub name: Span,
    /// How the name hands over to the value.
    pub operator: Operator,
    /// The value, without quotes.
    pub value: Span,
    /// For values without quotes: everything up to the end of the line or the next separator of fields, trimmed.
    pub rest: Span,
    /// What the value is quoted with, if anything.
    pub quote: Option<u8>,
}

impl Assignment {
    /// Whether the value is the first word of a sentence: `PASS: connection established`.
    pub fn runs_on(&self, text: &[u8]) -> bool {
        self.quote.is_none() && matches!(text.get(self.value.end..self.value.end + 2), Some([b' ', next]) if next.is_ascii_alphabetic())
    }

    /// From the first byte of name or value to the last of either.
    pub fn span(&self, value: Span) -> Span {
        Span::new(self.name.start.min(value.start), self.name.end.max(value.end))
    }
}

/// The assignment whose name holds the byte at `hit`, and whether it holds only within a string or a comment: code that gives nothing is read
/// as text.
pub fn around(text: &[u8], hit: usize, language: Language) -> Option<(Assignment, bool)> {
    let run = name_run(text, hit)?;
    let Some(name) = with_words_before(text, hit, run) else { return Some((form::ends_statement(text, run)?, false)) };
    // What follows in a tag is an attribute: `<password encrypted="false">`.
    let (name, after) = if operator::opens_element(text, name) { (name, name.end) } else { name_end(text, name) };
    let sibling = LazyCell::new(|| operator::sibling(text, name));
    let before = LazyCell::new(|| literal::compared_before(text, name).or_else(|| beside::value_before(text, name)));
    let read = |language: Language| {
        let found = operator::after(text, name, after, language).or_else(|| *sibling);
        let Some((operator, from)) = found else { return before.or_else(|| form::read(text, name, after, language)) };
        let called = if text.get(after) == Some(&b'(') { callee(text, name) } else { name };
        // `if "v" == name:`
        literal::value(text, called, operator, from, language)
            .or_else(|| if operator == Operator::Colon { *before } else { None })
            .or_else(|| form::defined(text, name))
    };
    let as_text = || if language.is_code() { read(Language::Text).filter(|read| !read.runs_on(text)) } else { None };
    read(language).map(|read| (read, false)).or_else(|| Some((as_text()?, true)))
}

/// The last byte of the name whose value holds the byte at `at`, as far as nothing but quotes, an operator and the beginning of the
/// value stand between.
pub fn name_before(text: &[u8], at: usize) -> Option<usize> {
    let floor = at.saturating_sub(LONGEST_GAP);
    let value = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/_.-=".contains(byte);
    let back = |from: usize, skipped: &dyn Fn(&u8) -> bool| (floor..from).rev().find(|&at| !skipped(&text[at])).map(|at| at + 1);
    // The operator is no part of the value: `KEY=abc`.
    let begin = back(at, &|byte| value(byte) && *byte != b'=')?;
    let gap = back(begin, &|byte| b"\"'`\\ \t:=>,([]".contains(byte))?;
    let operator = text[gap..begin].iter().any(|byte| b":=>,( ".contains(byte));
    (operator && gap > floor && text[gap - 1].is_ascii_alphanumeric()).then(|| gap - 1)
}

/// Calls that give their argument to what they are called on: `secret.assign("v")`.
const SETTERS: &[&[u8]] = &[
    b"assign",
    b"set",
    b"setvalue",
    b"set_value",
    b"value",
    b"sendkeys",
    b"send_keys",
    b"fill",
    b"settext",
    b"equals",
    b"equalsignorecase",
    b"contentequals",
];

/// A call is named by its last part (`password.encode("utf-8")` sets no password), but for calls that set what stands before them.
fn callee(text: &[u8], name: Span) -> Span {
    let Some(dot) = name.of(text).iter().rposition(|byte| *byte == b'.') else { return name };
    let last = &name.of(text)[dot + 1..];
    if SETTERS.contains(&last.to_ascii_lowercase().as_slice()) {
        return Span::new(name.start, name.start + dot);
    }
    Span::new(name.start + dot + 1, name.end)
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$' | b'.') || byte >= 0x80
}

/// The run of name bytes around `hit`.
fn name_run(text: &[u8], hit: usize) -> Option<Span> {
    let floor = hit.saturating_sub(LONGEST_NAME);
    let start = (floor..hit).rev().find(|&at| !is_name_byte(text[at])).map_or(floor, |at| at + 1);
    let ceiling = text.len().min(hit + LONGEST_NAME);
    Some(Span::new(start, (hit..ceiling).find(|&at| !is_name_byte(text[at]))?))
}

/// The run of name bytes, and up to three words before it.
fn with_words_before(text: &[u8], hit: usize, Span { mut start, end }: Span) -> Option<Span> {
    let floor = hit.saturating_sub(LONGEST_NAME);
    if text[end - 1] == b'.' {
        return None; // The end of a sentence, not of a name.
    }
    for _ in 0..PROSE_WORDS {
        let word_end = start.checked_sub(1).filter(|&at| at > floor && text[at] == b' ' && text[at - 1].is_ascii_alphabetic());
        let Some(word_end) = word_end else { break };
        start = (floor..word_end).rev().find(|&at| !text[at].is_ascii_alphanumeric()).map_or(floor, |at| at + 1);
    }
    Some(Span::new(start, end))
}

/// Lengthens a name by the words of prose that follow it, as far as an operator comes after them.
fn name_end(text: &[u8], name: Span) -> (Span, usize) {
    let mut end = name.end;
    for _ in 0..=PROSE_WORDS {
        match text.get(end) {
            Some(b' ') if text.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) => {
                let word = text[end + 1..]
                    .iter()
                    .take(LONGEST_NAME)
                    .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
                    .count();
                end += 1 + word;
            }
            // `password R9#kd`: no number follows what is a value itself.
            Some(b'#') if end > name.end && text.get(end + 1).is_some_and(u8::is_ascii_alphabetic) => break,
            Some(b':' | b'=' | b'#') => return (Span::new(name.start, end), end),
            Some(b' ') if matches!(text.get(end + 1), Some(b':' | b'=' | b'#')) => return (Span::new(name.start, end), end),
            _ => break,
        }
    }
    (name, name.end)
}

/// The words of a name, lower-case, with the types of typed declarations left out.
pub fn words(name: &[u8]) -> Vec<String> {
    let runs = name.split(|byte| !(byte.is_ascii_alphanumeric() || *byte >= 0x80));
    runs.flat_map(camel_words).map(|word| String::from_utf8_lossy(word).to_ascii_lowercase()).collect()
}

/// Up to where another key, or a number, follows on the line: `Odalys Quillfeather, MRN: 4480217`.
pub fn clipped(text: &[u8], rest: Span) -> Span {
    let value = rest.of(text);
    let Some(next) = value.iter().position(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'=' | b';' | b'|' | b'(' | b'<')) else {
        return rest;
    };
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'#' | b'.');
    let joint = |byte: &u8| matches!(byte, b' ' | b'\t' | b',' | b'-' | b'/');
    let mut end = next;
    if matches!(value[next], b':' | b'=') {
        end -= value[..end].iter().rev().take_while(|byte| is_label(byte)).count();
    }
    loop {
        end -= value[..end].iter().rev().take_while(|byte| joint(byte)).count();
        let word = value[..end].iter().rev().take_while(|byte| is_label(byte)).count();
        let is_known = LABEL_WORDS.iter().any(|label| value[end - word..end].eq_ignore_ascii_case(label.as_bytes()));
        if word == 0 || !is_known {
            return Span::new(rest.start, rest.start + end);
        }
        end -= word;
    }
}

/// Whether `words` hold `sequence`, written apart or joined, and no noun after it says that the value is something else.
///
/// A word of [`TAIL`] letters or more also counts at the end of a longer one: `dbpassword`.
pub fn names(words: &[String], sequence: &str, is_other_noun: impl Fn(&str) -> bool) -> bool {
    let joined = if sequence.contains(' ') { Cow::Owned(sequence.replace(' ', "")) } else { Cow::Borrowed(sequence) };
    let tails = |word: &str| joined.len() >= TAIL && word.len() > joined.len() && word.ends_with(&*joined);
    let end_of = |at: usize| {
        let mut rest = &*joined;
        let together = words[at..].iter().take_while(|word| rest.strip_prefix(word.as_str()).inspect(|left| rest = left).is_some()).count();
        if rest.is_empty() { Some(at + together) } else { tails(&words[at]).then_some(at + 1) }
    };
    (0..words.len()).filter_map(end_of).any(|end| !words[end..].iter().any(|word| is_other_noun(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str, text: &str, word: &str) -> Option<(String, String)> {
        let hit = text.find(word).or_else(|| text.to_lowercase().find(word)).expect("the word is there");
        let (found, _) = around(text.as_bytes(), hit, Language::of(path, text.as_bytes())).filter(|(_, as_text)| !as_text)?;
        let of = |span: Span| String::from_utf8_lossy(span.of(text.as_bytes())).into_owned();
        Some((of(found.name), of(found.value)))
    }

    #[test]
    fn a_value_ends_before_the_next_key() {
        for (rest, value) in [
            ("Odalys Quillfeather, MRN: 4480217", "Odalys Quillfeather"),
            ("Odalys Quillfeather MRN: 4480217", "Odalys Quillfeather"),
            ("Quillfeather, Odalys  Date of Birth: 1961-03-14", "Quillfeather, Odalys"),
            ("Odalys Quillfeather mrn=4480217", "Odalys Quillfeather"),
            ("Odalys Quillfeather (born 1961)", "Odalys Quillfeather"),
            ("Odalys Quillfeather - 1961-03-14", "Odalys Quillfeather"),
            ("Odalys Quillfeather", "Odalys Quillfeather"),
            ("MRN: 4480217", ""),
            ("", ""),
        ] {
            let clipped = clipped(rest.as_bytes(), Span::new(0, rest.len()));
            assert_eq!(&rest[clipped.range()], value, "{rest}");
        }
    }

    #[test]
    fn every_form_of_assignment() {
        let mut wrong = Vec::new();
        for (path, text) in [
            ("a.py", "password = 'v1'"),
            ("a.py", "password='v1'"),
            ("a.py", "config[\"password\"] = \"v1\""),
            ("a.py", "connect(host='x', password='v1')"),
            ("a.py", "password = b'v1'"),
            ("a.js", "{ password: 'v1' }"),
            ("a.js", "const password = `v1`"),
            ("a.ts", "password: string = 'v1'"),
            ("a.rs", "let password: &str = \"v1\";"),
            ("a.rs", "password: Some(\"v1\")"),
            ("a.go", "password := \"v1\""),
            ("a.go", "password: aws.String(\"v1\"),"),
            ("a.go", "password = []byte(\"v1\")"),
            ("a.java", "String password = \"v1\";"),
            ("a.java", "props.put(\"password\", \"v1\");"),
            ("a.java", "user.password(\"v1\")"),
            ("a.cs", "password = @\"v1\";"),
            ("a.rb", "password: 'v1'"),
            ("a.rb", "'password' => 'v1'"),
            ("a.php", "define('password', 'v1');"),
            ("a.yml", "password: v1"),
            ("a.yml", "  password: \"v1\" # why"),
            ("a.yml", "{user: svc, password: v1}"),
            ("a.yml", "- password=v1"),
            ("a.json", "{\"password\": \"v1\"}"),
            ("a.json", "{\"password\":\n \"v1\"}"),
            ("a.txt", "{\\\"password\\\": \\\"v1\\\"}"),
            (".env", "password=v1"),
            ("a.properties", "password = v1"),
            ("a.ini", "password: v1"),
            ("a.sh", "export password=v1"),
            ("a.sh", "cmd --password v1"),
            ("a.sh", "cmd --password=v1"),
            ("a.xml", "<password>v1</password>"),
            ("a.xml", "<db password=\"v1\"/>"),
            ("a.ps1", "Connect-VIServer -Server vc -password v1"),
            ("Dockerfile", "ENV password v1"),
            ("Dockerfile", "ENV password=v1"),
            ("a.tf", "password = \"v1\""),
            ("a.sh", "x=${password:-v1}"),
            ("a.yml", "x: ${password:v1}"),
            ("a.sh", "x=${password:-'v1'}"),
            ("a.sh", "cmd --password=v1 --output=$2"),
            ("a.py", "run(['mysql', '--password', 'v1'])"),
            ("a.txt", "the password: v1"),
            ("a.log", "user=x password=v1, ok"),
            ("a.py", "if password == 'v1':"),
            ("a.js", "if (\"v1\" !== password) {"),
            ("a.c", "char password[25] = \"v1\";"),
            ("a.cpp", "password.assign(\"v1\", 2);"),
            ("a.cpp", "std::string password(\"v1\");"),
            ("a.go", "url := \"https://x.example/?password=v1&y=2\""),
            ("a.rb", "set(:service, :password, 'v1')"),
            ("a.gradle", "    password 'v1'"),
            ("a.txt", "\"password\" := \"v1\""),
            ("a.txt", "\"password\":=v1"),
            ("a.json", "{\"name\": \"password\", \"value\": \"v1\"}"),
            ("a.json", "{\"name\": \"password\",\n  \"value\": \"v1\"}"),
            ("a.yml", "- name: password\n  value: v1\n"),
            ("a.xml", "<add key=\"password\" value=\"v1\"/>"),
            ("a.xml", "<name>password</name>\n<value>v1</value>"),
            ("a.tf", "variable \"password\" {\n  default = \"v1\"\n}"),
            ("a.md", "Spray -password v1 -Force"),
            ("a.js", "const p = process.env.password || \"v1\";"),
            ("a.ts", "config.password ?? 'v1'"),
            ("a.kt", "val p = password ?: \"v1\""),
            ("a.py", "p = os.getenv(\"password\") or \"v1\""),
            ("a.rst", "The password: ``v1`` opens it"),
            ("a.md", "The `password`: `v1` opens it"),
            ("a.md", "Give `--password=v1` to it"),
            ("a.mk", "password ?= v1\n"),
            ("a.mk", "password := v1\n"),
            ("a.yml", "password: |\n  v1\n"),
            ("a.yml", "  password: >-\r\n    v1\r\n  user: x"),
            ("a.rb", "password = %q(v1)"),
            ("a.rb", "set :password, 'v1'\n"),
            ("a.rb", "password: %w[v1],"),
            ("a.rb", "user, password = %w[ana v1]"),
            ("a.pl", "my $password = q{v1};"),
            ("a.lua", "password = [[v1]]"),
            ("a.c", "#define PASSWORD \"v1\""),
            ("a.h", "# define DB_password \"v1\""),
            ("a.clj", "{:password \"v1\"}"),
            ("a.erl", "{password, \"v1\"}."),
            ("a.erl", "{password, <<\"v1\">>}."),
            ("a.ex", "{:password, \"v1\"}"),
            ("a.plist", "<key>password</key>\n<string>v1</string>"),
            ("a.html", "<input type=\"password\" name='x' value=\"v1\">"),
            ("a.xml", "<entry key=\"password\">v1</entry>"),
            ("redis.conf", "password v1\n"),
            ("a.rs", "let password = r#\"v1\"#;"),
            ("a.rs", "password: Secret::new(\"v1\".to_string()),"),
            ("a.rs", "password: Some(SecretString::new(\"v1\"))"),
            ("a.rs", "let p = env::var(\"password\").unwrap_or_else(|_| \"v1\".to_string());"),
            ("a.rs", "password: Cow::Borrowed(\"v1\"),"),
            ("a.go", "flag.String(\"password\", \"v1\", \"of the ward\")"),
            ("a.py", "password = (\"v1\")"),
            ("a.py", "config(\"password\", default=\"v1\")"),
            ("a.py", "@click.option(\"--password\", help=\"of the ward\", default=\"v1\")"),
            ("a.py", "user, password = \"ana\", \"v1\""),
            ("a.py", "password = getpass() or \"v1\""),
            ("a.py", "setattr(c, \"password\", \"v1\")"),
            ("a.py", "c.password = lambda: \"v1\""),
            ("a.py", "if \"v1\" == password:"),
            ("a.py", "password = \\\n    \"v1\""),
            ("A.java", "if (password.equals(\"v1\"))"),
            ("A.java", "if (\"v1\".equals(password))"),
            ("A.java", "Map.of(\"user\", \"ana\", \"password\", \"v1\")"),
            ("A.java", "@ConfigProperty(name = \"password\", defaultValue = \"v1\")"),
            ("a.cs", "string password = $\"v1\";"),
            ("a.cs", "public string Password { get; set; } = \"v1\";"),
            ("a.cs", "{ \"password\", \"v1\" },"),
            ("a.rb", "ENV.fetch('password') { 'v1' }"),
            ("a.rb", "user, password = 'ana', 'v1'"),
            ("a.rb", "fill_in 'password', with: 'v1'"),
            ("a.rb", "let(:password) { 'v1' }"),
            ("a.rb", "password { 'v1' }"),
            ("a.php", "$password = getenv('X') ?? 'v1';"),
            ("a.php", "'password' => Hash::make('v1'),"),
            ("a.kt", "mapOf(\"password\" to \"v1\")"),
            ("a.swift", "let password = #\"v1\"#"),
            ("a.c", "strcpy(password, \"v1\");"),
            ("a.c", "char password[64] = {\"v1\"};"),
            ("a.cpp", "std::string password{\"v1\"};"),
            ("a.pl", "$c{password} = 'v1';"),
            ("a.pl", "$c->{'password'} = 'v1';"),
            ("a.pl", "my ($user, $password) = ('ana', 'v1');"),
            ("a.pl", "my ($user,$password) = qw(ana v1);"),
            ("a.ex", "  @password \"v1\""),
            ("a.clj", "(def password \"v1\")"),
            ("a.el", "(setq password \"v1\")"),
            ("a.yml", "password: !!str v1"),
            ("a.yml", "password: &pw v1"),
            ("a.yml", "password:\n  \"v1\""),
            ("a.json", "{\"value\": \"v1\", \"key\": \"password\"}"),
            ("a.json", "{\n \"value\": \"v1\",\n \"name\": \"password\"\n}"),
            ("a.json", "{\"password\": {\"value\": \"v1\"}}"),
            ("a.json", "{\"password\": [\"v1\"]}"),
            ("a.json", "{\"ParameterKey\":\"password\",\"ParameterValue\":\"v1\"}"),
            ("a.properties", "password v1\n"),
            ("a.xml", "<password><![CDATA[v1]]></password>"),
            ("a.xml", "<property name=\"password\"><value>v1</value></property>"),
            ("a.xml", "<add value=\"v1\" key=\"password\"/>"),
            ("a.xml", "<password encrypted=\"false\">v1</password>"),
            ("a.xml", "<w:Password Type=\"x#Text\">v1</w:Password>"),
            ("a.xml", "<param-name>password</param-name><param-value>v1</param-value>"),
            ("a.tf", "variable \"password\" {\n  type        = string\n  description = \"of the (ward)\"\n  default     = \"v1\"\n}"),
            ("a.tf", "password = coalesce(var.p, \"v1\")"),
            ("a.tf", "password = var.x != \"\" ? var.x : \"v1\""),
            ("a.sh", "setenv password v1"),
            ("a.sh", "export password=$'v1'"),
            ("a.sh", "cmd --password 'v1'"),
            ("a.xml", "<db-password value=\"v1\"/>"),
            ("a.xml", "<password encrypted=\"no\" value='v1' />"),
            ("a.xml", "<x>&lt;password&gt;v1&lt;/password&gt;</x>"),
            ("a.j2", "{{ password | default('v1') }}"),
            ("a.yml", "x: \"{{ lookup('env', 'password') | default('v1', true) }}\""),
            ("a.yaml", "x: {{ .Values.password | default \"v1\" }}"),
            ("a.yaml", "x: {{ default \"v1\" .Values.password }}"),
            ("a.html", "{{ password|default:\"v1\" }}"),
            ("a.tcl", "set ::cfg::password v1\n"),
            ("a.tcl", "set db_password {v1}\n"),
            ("CMakeLists.txt", "set(DB_PASSWORD \"v1\")"),
            ("a.nim", "const password* = \"v1\""),
            ("a.nim", "let password*: string = \"v1\""),
            ("a.md", "- **password**: v1"),
            ("a.cbl", "01  DB-PASSWORD  PIC X(12) VALUE 'v1'."),
            ("a.cbl", "MOVE \"v1\" TO WS-PASSWORD\n"),
            ("a.cbl", "           MOVE 'v1' TO PASSWORD-FIELD.\n"),
            ("a.abap", "DATA lv_password TYPE string VALUE 'v1'."),
            ("a.m4", "define(`password', `v1')dnl"),
            ("a.m4", "define(DB_PASSWORD, v1)dnl"),
            ("a.m4", "define(DB_PASSWORD, `v1')dnl"),
            ("a.robot", "${PASSWORD}    v1\n"),
            ("a.properties", "password=\\\n    v1\n"),
            ("a.properties", "password=v1\\\n    and more\n"),
            ("a.yml", "passwords:\n  - v1\n  - v2\n"),
            ("a.yml", "passwords: [v1, v2]"),
            ("a.json", "{\"passwords\": [\"v1\", \"v2\"]}"),
            ("a.py", "passwords = ['v1', 'v2']"),
            ("a.txt", "{\\\\\\\"password\\\\\\\": \\\\\\\"v1\\\\\\\"}"),
        ] {
            let found = read(path, text, "password");
            let found = found.map(|(_, value)| value);
            wrong.extend((found.as_deref() != Some("v1")).then(|| format!("{path}: {text}: {found:?}")));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn what_is_no_value() {
        for (path, text) in [
            ("a.py", "password = load()"),
            ("a.py", "password = os.getenv('PASSWORD')"),
            ("a.py", "password"),
            ("a.java", "String password;"),
            ("a.java", "this.password = password;"),
            ("a.txt", "a password is needed"),
            ("a.sh", "password=`pass show ward`"),
            ("a.md", "* `password`: algunos de los próximos"),
            ("a.md", "addresses that end in `reset-password=` (4), a `command` (1)"),
            ("a.yml", "password:"),
            ("a.yml", "password:\n  other: x"),
            ("a.xml", "<password></password>"),
            ("a.ps1", "$a -password"),
            ("a.sh", "x=${password:+v1}"),
            ("a.sh", "x=${password:?not set}"),
            ("a.go", "url.user_password(\"ward\", \"v1\")"),
            ("a.rb", "user.valid_password?('v1')"),
            ("a.py", "if password or load():"),
            ("a.yml", "password: # v1"),
            ("a.yml", "password: |\nother: x"),
            ("a.yml", "password: |\n  two words\n"),
            ("a.yml", "password: |\n  -----BEGIN\n"),
            ("a.js", "password || load()"),
            ("a.js", "password ||= other"),
            ("a.txt", "  --password      the one you chose"),
            ("a.js", "x={a:\"password:\",b:\"v1\"}"),
            ("a.rb", "password %w[v1 v2]"),
            ("a.c", "{ password, \"v1\" }"),
            ("a.sh", "fi # $password = v1\n"),
            ("a.yml", "db_password: >-\n  FIRST_NAME\n  SECOND_NAME\n"),
            ("a.txt", "password[] = 'v1';"),
            ("a.txt", "He gave it to the password.\n"),
            ("a.m4", "define(password, $1)"),
            ("redis.conf", "# password v1\n"),
            ("redis.conf", "password v1 v2\n"),
            ("a.html", "<input type=\"password\" name=\"x\">"),
            ("a.html", "<p title=\"password\">v1</p>"),
            ("a.php", "array('user', 'password', 'Basic')"),
            ("a.php", "array('a' => $a, 'password' => $password, 'share' => $b)"),
            ("a.md", "replace `<password>` with the one you chose, \"such\" as"),
            ("a.md", "* **password**: algunos de los próximos"),
            ("a.md", "* `password`: 次のいくつかの章では"),
            ("a.md", "its tests are about passwords: thirteen of them"),
            ("a.php", "'https://ward.example/reset-password=v1'"),
            ("a.swift", "/// See `UrlCredential(user:password:persistence)`"),
            ("a.rb", "File.join(ENV['password'], 'ruby')"),
            ("a.py", "password = ['v1', 'v2']"),
            ("a.md", "set password to something\n"),
            ("a.py", "default(\"v1\", password)"),
            ("a.md", "`user', `password', `host'"),
            ("a.xml", "<password encrypted=\"no\"/><value>v1</value>"),
            ("a.md", "${password}    v1 and more"),
        ] {
            assert_eq!(read(path, text, "password"), None, "{path}: {text}");
        }
    }

    #[test]
    fn a_word_that_leads_its_line_keeps_its_symbols() {
        for (path, text, value) in [
            (".env", "password=a,b;c<d>|e)f\n", "a,b;c<d>|e)f"),
            ("a.yml", "password: p(x)y],\n", "p(x)y"),
            ("a.yml", "{user: svc, password: v1}\n", "v1"),
            ("a.ini", "# password = v1;\n", "v1"),
        ] {
            assert_eq!(read(path, text, "password").expect("found").1, value, "{text}");
        }
    }

    #[test]
    fn calls_are_named_by_their_last_part() {
        assert_eq!(read("a.py", "hashed.password.encode('utf-8')", "password").expect("found").0, "encode");
        assert_eq!(read("a.java", "user.password(\"v1\")", "password").expect("found").0, "password");
    }

    #[test]
    fn values_of_properties_hold_blanks() {
        let value = |path, text| read(path, text, "password").expect("found").1;
        assert_eq!(value("messages.properties", "error.password.weak = Bitte neu\n"), "Bitte neu");
        assert_eq!(value("a.properties", "url=jdbc:x?password=v1 y\n"), "v1");
        assert_eq!(value("a.yml", "password: v1 y\n"), "v1");
    }

    #[test]
    fn prose_names_have_several_words() {
        assert_eq!(read("a.txt", "Medical Record Number: 4711-22", "Medical").expect("found").0, "Medical Record Number");
        assert_eq!(read("a.txt", "Medical Record Number: 4711-22", "Record").expect("found").0, "Medical Record Number");
    }

    #[test]
    fn names_are_compared_by_words() {
        let other = |word: &str| matches!(word, "field" | "reset" | "token");
        for (name, sequence, expected) in [
            ("dbPassword", "password", true),
            ("DB_PASSWORD", "password", true),
            ("dbpassword", "password", true),
            ("passwordField", "password", false),
            ("monkey", "key", false),
            ("apiKey", "api key", true),
            ("APIKEY", "api key", true),
            ("api-key", "api key", true),
            ("publicKeyToken", "public key", false),
            ("patientMrn", "mrn", true),
            ("mrnPattern", "mrn", true),
            ("Medical Record Number", "medical record number", true),
        ] {
            assert_eq!(names(&words(name.as_bytes()), sequence, other), expected, "{name}: {sequence}");
        }
    }

    #[test]
    fn hostile_text_is_read_in_bounded_time_and_never_fails() {
        for text in [
            "password",
            "password=",
            "password='",
            "password=\"\\",
            "password=\"\"\"",
            "password <",
            "password>",
            "--password ",
            "\u{fffd}password:",
        ] {
            let _ = read("a.py", text, "password");
            let _ = read("a.yml", text, "password");
        }
        let long = format!("password={}", "x".repeat(1 << 20));
        assert_eq!(read("a.yml", &long, "password").expect("found").1.len(), LONGEST_VALUE);
    }
}
