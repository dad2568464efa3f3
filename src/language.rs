//! Which language a file is in, and how comments and strings look there: one row a language in one table.
//!
//! Promises: every path and every content has a language, [`Language::Text`] if nothing better is known; the answer depends on the path
//! and the first bytes alone. A language is added by a variant and a row. Never reads a file, never fails.

mod zones;

pub use zones::{ZoneKind, Zones};

use memchr::memmem::Finder;
use std::collections::HashMap;
use std::sync::LazyLock;
use zones::{Block, Heredoc, Hole, Mode, PLAIN, Place, Quirk, Quote, Syntax};

/// A language of source, configuration, data or prose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Java, and Apex, which shares its literals.
    Java,
    /// Kotlin.
    Kotlin,
    /// Scala.
    Scala,
    /// Groovy, Gradle and Jenkins pipelines.
    Groovy,
    /// Python and Starlark.
    Python,
    /// JavaScript, JSX, and component files (Vue, Svelte), whose tags are then read as such.
    JavaScript,
    /// TypeScript.
    TypeScript,
    /// Go.
    Go,
    /// C#.
    CSharp,
    /// C, CUDA and shading languages.
    C,
    /// C++.
    Cpp,
    /// PHP; what stands outside its tags is code.
    Php,
    /// Ruby.
    Ruby,
    /// Rust.
    Rust,
    /// Swift.
    Swift,
    /// Objective-C and Objective-C++.
    ObjectiveC,
    /// Bourne shells and their kin.
    Shell,
    /// PowerShell.
    PowerShell,
    /// Perl.
    Perl,
    /// SQL of any dialect.
    Sql,
    /// HTML and templates of it; scripts and styles in it are read as such.
    Html,
    /// XML and its applications.
    Xml,
    /// JSON, also with comments, by the line, and notebooks.
    Json,
    /// YAML.
    Yaml,
    /// TOML.
    Toml,
    /// INI files and the many configuration files alike.
    Ini,
    /// Java properties.
    Properties,
    /// Files of environment variables.
    Env,
    /// Dockerfiles.
    Dockerfile,
    /// `HashiCorp` configuration: Terraform, Packer, Nomad.
    Hcl,
    /// CSS, SCSS and Less.
    Css,
    /// Markdown.
    Markdown,
    /// Tables with commas, tabs, semicolons or bars.
    Csv,
    /// HL7 version 2 messages.
    Hl7,
    /// Lua.
    Lua,
    /// R.
    R,
    /// Dart.
    Dart,
    /// Elixir.
    Elixir,
    /// Erlang.
    Erlang,
    /// Haskell.
    Haskell,
    /// Clojure and other Lisps.
    Clojure,
    /// Visual Basic, its scripts and macros.
    VisualBasic,
    /// Julia.
    Julia,
    /// F# and OCaml.
    FSharp,
    /// Protocol buffers, Thrift and Avro interfaces.
    Protobuf,
    /// GraphQL.
    GraphQl,
    /// MUMPS and `ObjectScript` routines.
    Mumps,
    /// SAS programs; the comment statement `* … ;` is read as code.
    Sas,
    /// Makefiles.
    Makefile,
    /// `CMake`.
    CMake,
    /// Anything else: one stretch of code without strings and comments.
    #[default]
    Text,
}

/// What a language is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Programs.
    Code,
    /// Configuration, markup and records.
    Data,
    /// Natural language.
    Prose,
}

struct Row {
    language: Language,
    name: &'static str,
    kind: Kind,
    /// Other names, lower-case.
    aliases: &'static [&'static str],
    /// Whole file names, lower-case.
    files: &'static [&'static str],
    /// Without the dot, lower-case.
    extensions: &'static [&'static str],
    /// Programs named by a `#!` line, without version.
    interpreters: &'static [&'static str],
    syntax: Syntax,
}

impl Language {
    /// Every language, in the order of the variants.
    pub const ALL: &[Self] = &ALL;

    /// The language of the file at `path` that begins with `head`; some hundred bytes are enough.
    pub fn of(path: &str, head: &[u8]) -> Self {
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
        match by_name(path) {
            Some(language) => refined(language, path, head),
            None => by_head(head).unwrap_or_default(),
        }
    }

    /// The lower-case name that rules and configuration use.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The language of this name or alias, in any case.
    pub fn named(name: &str) -> Option<Self> {
        let fits = |row: &&Row| row.name.eq_ignore_ascii_case(name) || row.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name));
        ROWS.iter().find(fits).map(|row| row.language)
    }

    /// Whether programs are written in it, shell scripts, build scripts and SQL included.
    pub fn is_code(self) -> bool {
        self.row().kind == Kind::Code
    }

    /// Whether it is mostly natural language.
    pub fn is_prose(self) -> bool {
        self.row().kind == Kind::Prose
    }

    /// What opens a comment. Empty where there are none, as in text and tables.
    pub fn comment_prefixes(self) -> &'static [&'static str] {
        self.syntax().comments
    }

    fn syntax(self) -> &'static Syntax {
        &self.row().syntax
    }

    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }
}

/// Endings that say how a file is used, not what is in it.
const WRAPPERS: &[&str] =
    &["bak", "backup", "dist", "erb", "example", "in", "j2", "local", "old", "orig", "sample", "save", "template", "tftpl", "tmpl", "tpl"];

/// Languages by the whole name of a file, and by what stands behind its last full stop; of two rows the first counts.
static FILES: LazyLock<HashMap<&str, Language>> = LazyLock::new(|| by(|row| row.files));
static EXTENSIONS: LazyLock<HashMap<&str, Language>> = LazyLock::new(|| by(|row| row.extensions));

fn by(names: impl Fn(&Row) -> &'static [&'static str]) -> HashMap<&'static str, Language> {
    ROWS.iter().rev().flat_map(|row| names(row).iter().map(|name| (*name, row.language))).collect()
}

fn by_name(path: &str) -> Option<Language> {
    let file = path.rsplit(['/', '\\', '!']).next().unwrap_or(path).to_ascii_lowercase();
    let mut name = file.trim_end_matches('~');
    loop {
        if let Some(language) = FILES.get(name) {
            return Some(*language);
        }
        let (stem, extension) = name.rsplit_once('.')?;
        if let Some(language) = EXTENSIONS.get(extension) {
            return Some(*language);
        }
        // Names with a suffix of one's own: `.env.production`, `Dockerfile.arm64`.
        let first = name.trim_start_matches('.').split('.').next().unwrap_or_default();
        match first {
            "env" if name.starts_with('.') => return Some(Language::Env),
            "dockerfile" | "containerfile" => return Some(Language::Dockerfile),
            "makefile" => return Some(Language::Makefile),
            "jenkinsfile" => return Some(Language::Groovy),
            _ => {}
        }
        if !WRAPPERS.contains(&extension) {
            return None;
        }
        name = stem;
    }
}

/// What headers in Objective-C and C++ hold, and those in C do not. A tree may have many headers: made ready once.
static OBJECTIVE_C: LazyLock<Vec<Finder<'_>>> = LazyLock::new(|| ["@interface", "@class", "#import", "@protocol"].map(Finder::new).into());
static CPP: LazyLock<Vec<Finder<'_>>> =
    LazyLock::new(|| ["namespace ", "template", "class ", "std::", "public:", "extern \"C++\""].map(Finder::new).into());

/// Settles endings that several languages share.
fn refined(language: Language, path: &str, head: &[u8]) -> Language {
    let holds = |words: &[&str]| words.iter().any(|word| memchr::memmem::find(head, word.as_bytes()).is_some());
    let holds_one = |words: &[Finder<'_>]| words.iter().any(|word| word.find(head).is_some());
    let ends =
        |ending: &str| path.len() >= ending.len() && path.as_bytes()[path.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes());
    match language {
        Language::C if ends(".h") && holds_one(&OBJECTIVE_C) => Language::ObjectiveC,
        Language::C if ends(".h") && holds_one(&CPP) => Language::Cpp,
        Language::TypeScript if head.starts_with(b"<?xml") || head.starts_with(b"<!DOCTYPE TS") => Language::Xml,
        Language::JavaScript if (ends(".vue") || ends(".svelte")) && holds(&["lang=\"ts\"", "lang='ts'"]) => Language::TypeScript,
        Language::Php if (ends(".inc") || ends(".inc.in")) && !holds(&["<?"]) => Language::Text,
        Language::Ini if head.trim_ascii_start().starts_with(b"<?xml") => Language::Xml,
        Language::Ini if head.trim_ascii_start().starts_with(b"{") => Language::Json,
        Language::Text => by_head(head).filter(|&found| found == Language::Hl7).unwrap_or_default(),
        language => language,
    }
}

fn by_head(head: &[u8]) -> Option<Language> {
    let line = head.split(|&byte| byte == b'\n' || byte == b'\r').next().unwrap_or_default();
    if let Some(command) = line.strip_prefix(b"#!") {
        return by_interpreter(command);
    }
    let head = head.trim_ascii_start();
    let starts = |words: &[&[u8]]| words.iter().any(|word| head.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)));
    if starts(&[b"<?php", b"<?="]) {
        Some(Language::Php)
    } else if starts(&[b"<!doctype html", b"<html"]) {
        Some(Language::Html)
    } else if starts(&[b"<?xml", b"<ClinicalDocument", b"<Bundle", b"<svg"]) {
        Some(Language::Xml)
    } else if [&b"MSH"[..], b"FHS", b"BHS"].iter().any(|&segment| head.starts_with(segment) && is_separator(head.get(3))) {
        Some(Language::Hl7)
    } else if starts(&[b"%YAML", b"---\n", b"---\r\n"]) {
        Some(Language::Yaml)
    } else if matches!(head, [b'{', rest @ ..] if matches!(rest.trim_ascii_start(), [b'"' | b'}', ..])) || starts(&[b"[{"]) {
        Some(Language::Json)
    } else {
        None
    }
}

/// A field separator of HL7 version 2 may be any sign.
fn is_separator(byte: Option<&u8>) -> bool {
    byte.is_some_and(u8::is_ascii_punctuation)
}

/// The language of a `#!` line: the program, or what `env` is to run.
fn by_interpreter(command: &[u8]) -> Option<Language> {
    let command = std::str::from_utf8(command).ok()?;
    let base = |word: &str| word.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    let mut words = command.split_ascii_whitespace();
    let mut program = base(words.next()?);
    if program == "env" {
        program = base(words.find(|word| !word.starts_with('-') && !word.contains('='))?);
    }
    let unversioned = program.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == '.' || sign == '-');
    let fits = |row: &&Row| row.interpreters.iter().any(|&known| known == unversioned || known == program);
    ROWS.iter().find(fits).map(|row| row.language)
}

const ALL: [Language; ROWS.len()] = {
    let mut all = [Language::Text; ROWS.len()];
    let mut index = 0;
    while index < all.len() {
        all[index] = ROWS[index].language;
        index += 1;
    }
    all
};

const STARS: Block = Block { open: "/*", close: "*/", nested: false, line: false };
const STARS_NESTED: Block = Block { open: "/*", close: "*/", nested: true, line: false };
const ANGLES: Block = Block { open: "<!--", close: "-->", nested: false, line: false };

/// Perl's documentation from a paragraph command to `=cut`.
const fn pod(open: &'static str) -> Block {
    Block { open, close: "=cut", nested: false, line: true }
}

const DOLLAR_BRACE: Hole = Hole { open: "${", close: b'}', doubled: false };
const DOLLAR_PAREN: Hole = Hole { open: "$(", close: b')', doubled: false };
const HASH_BRACE: Hole = Hole { open: "#{", close: b'}', doubled: false };
const BACKSLASH_PAREN: Hole = Hole { open: "\\(", close: b')', doubled: false };
const BRACE_DOLLAR: Hole = Hole { open: "{$", close: b'}', doubled: false };
const BRACE: Hole = Hole { open: "{", close: b'}', doubled: true };

/// Encoding prefixes (C23, 6.4.5).
const C_PREFIXES: &[&str] = &["u8", "u", "U", "L"];
const SCALA: &[&str] = &["s", "f", "raw"];

/// Python's string prefixes (Language Reference, 2.4.1), and the interpolating ones of PEP 498 and PEP 750.
const PYTHON_PLAIN: &[&str] = &["rb", "br", "r", "b", "u"];
const PYTHON_FORMATTED: &[&str] = &["rf", "fr", "rt", "tr", "f", "t"];
const PYTHON: &[Quote] = &[
    Quote::new("\"\"\"").after(PYTHON_FORMATTED).lines().hole(BRACE),
    Quote::new("'''").after(PYTHON_FORMATTED).lines().hole(BRACE),
    Quote::new("\"\"\"").prefixed(PYTHON_PLAIN).lines(),
    Quote::new("'''").prefixed(PYTHON_PLAIN).lines(),
    Quote::new("\"").after(PYTHON_FORMATTED).hole(BRACE),
    Quote::new("'").after(PYTHON_FORMATTED).hole(BRACE),
    Quote::new("\"").prefixed(PYTHON_PLAIN),
    Quote::new("'").prefixed(PYTHON_PLAIN),
];

/// One row a language, in the order of the variants.
const ROWS: &[Row] = &[
    Row {
        language: Language::Java,
        name: "java",
        kind: Kind::Code,
        aliases: &[],
        files: &[],
        extensions: &["java", "apex", "trigger", "jsp"],
        interpreters: &[],
        syntax: Syntax {
            comments: &["//", "/*"],
            blocks: &[STARS],
            quotes: &[Quote::new("\"\"\"").lines(), Quote::new("\""), Quote::new("'").place(Place::Apart)],
            ..PLAIN
        },
    },
    Row {
        language: Language::Kotlin,
        name: "kotlin",
        kind: Kind::Code,
        aliases: &["kt"],
        files: &[],
        extensions: &["kt", "kts"],
        interpreters: &["kotlin"],
        syntax: Syntax {
            comments: &["//", "/*"],
            blocks: &[STARS_NESTED],
            quotes: &[
                Quote::new("\"\"\"").raw().lines().hole(DOLLAR_BRACE),
                Quote::new("\"").hole(DOLLAR_BRACE),
                Quote::new("'").place(Place::Apart),
            ],
            ..PLAIN
        },
    },
    Row {
        language: Language::Scala,
        name: "scala",
        kind: Kind::Code,
        aliases: &[],
        files: &[],
        extensions: &["scala", "sc", "sbt"],
        interpreters: &["scala"],
        syntax: Syntax {
            comments: &["//", "/*"],
            blocks: &[STARS_NESTED],
            quotes: &[
                Quote::new("\"\"\"").raw().lines().after(SCALA).hole(DOLLAR_BRACE),
                Quote::new("\"\"\"").raw().lines(),
                Quote::new("\"").after(SCALA).hole(DOLLAR_BRACE),
                Quote::new("\""),
            ],
            quirks: &[Quirk::Char],
            ..PLAIN
        },
    },
    Row {
        language: Language::Groovy,
        name: "groovy",
        kind: Kind::Code,
        aliases: &["gradle"],
        files: &["jenkinsfile"],
        extensions: &["groovy", "gradle", "gvy", "gsh", "jenkinsfile", "nf"],
        interpreters: &["groovy"],
        syntax: Syntax {
            comments: &["//", "/*"],
            blocks: &[STARS],
            quotes: &[
                Quote::new("\"\"\"").lines().hole(DOLLAR_BRACE),
                Quote::new("'''").lines(),
                Quote::new("\"").hole(DOLLAR_BRACE),
                Quote::new("'"),
                Quote::new("$/").to("/$").raw().lines(),
            ],
            quirks: &[Quirk::Regex],
            ..PLAIN
        },
    },
    Row {
        language: Language::Python,
        name: "python",
        kind: Kind::Code,
        aliases: &["py", "starlark"],
        files: &["build", "workspace", "snakefile", "sconstruct", "sconscript", "tiltfile"],
        extensions: &["py", "pyw", "pyi", "pyx", "pxd", "bzl", "bazel", "star", "smk"],
        interpreters: &["python", "pypy", "ipython", "uv"],
        syntax: Syntax { comments: &["#"], quotes: PYTHON, ..PLAIN },
    },
    Row {
        language: Language::JavaScript,
        name: "javascript",
        kind: Kind::Code,
        aliases: &["js", "jsx"],
        files: &["jakefile"],
        extensions: &["js", "jsx", "mjs", "cjs", "es6", "vue", "svelte", "astro"],
        interpreters: &["node", "nodejs", "deno", "bun"],
        syntax: Syntax {
            comments: &["//", "/*"],
            blocks: &[STARS],
            quotes: &[Quote::new("`").lines().hole(DOLLAR_BRACE), Quote::new("\""), Quote::new("'").place(Place::Apart)],
            quirks: &[Quirk::Regex],
            mode: Mode::Either,
            ..PLAIN
        },
    },
    Row {
        language: Language::TypeScript,
        name: "typescript",
        kind: Kind::Code,
        aliases: &["ts", "tsx"],
        files: &[],
        extensions: &["ts", "tsx", "mts", "cts"],
        interpreters: &["ts-node", "tsx"],
        syntax: Syntax {
            comments: &["//", "/*"],
            blocks: &[STARS],
            quotes: &[Quote::new("`").lines().hole(DOLLAR_BRACE), Quote::new("\""), Quote::new("'").place(Place::Apart)],
            quirks: &[Quirk::Regex],
            mode: Mode::Either,
            ..PLAIN
        },
    },
    Row {
        language: Language::Go,
        name: "go",
        kind: Kind::Code,
        aliases: &["golang"],
        files: &[],
        extensions: &["go"],
        interpreters: &[],
        syntax: Syntax {
            comments: &["//", "/*"],
            blocks: &[STARS],
            quotes: &[Quote::new("`").raw().lines(), Quote::new("\""), Quote::new("'").place(Place::Apart)],
            ..PLAIN
        },
    },
    Row {
        language: Language::CSharp,
        name: "csharp",
        kind: Kind::Code,
        aliases: &["c#", "cs"],
        files: &[],
        extensions: &["cs", "csx", "cake"],
        interpreters: &["dotnet-script"],
        syntax: Syntax {
            comments: &["//", "/*"],
            blocks: &[STARS],
            quotes: &[
                Quote::new("\"").after(&["$@", "@$"]).raw().doubled().lines().hole(BRACE),
                Quote::new("\"").after(&["@"]).raw().doubled().lines(),
                Quote::new("\"").after(&["$"]).hole(BRACE),
                Quote::new("\""),
                Quote::new("'").place(Place::Apart),
            ],
            quirks: &[Quirk::QuoteRun],
            ..PLAIN
        },
    },
    Row {
        language: Language::C,
        name: "c",
        kind: Kind::Code,
        aliases: &[],
        files: &[],
        extensions: &["c", "h", "cu", "cuh", "ino", "glsl", "hlsl", "y", "l"],
        interpreters: &[],
        syntax: Syntax {
            comments: &["//", "/*"],
            blocks: &[STARS],
            quotes: &[Quote::new("\"").prefixed(C_PREFIXES), Quote::new("'").after(C_PREFIXES), Quote::new("'").place(Place::Apart)],
            ..PLAIN
        },
    },
    Row {
        language: Language::Cpp,
        name: "cpp",
        kind: Kind::Code,
        aliases: &["c++", "cxx", "cc"],
        files: &[],
        extensions: &["cpp", "cc", "cxx", "c++", "hpp", "hh", "hxx", "h++", "ipp", "inl", "tpp"],
        interpreters: &[],
        syntax: Syntax {
            comments: &["//", "/*"],
            blocks: &[STARS],
            quotes: &[Quote::new("\"").prefixed(C_PREFIXES), Quote::new("'").after(C_PREFIXES), Quote::new("'").place(Place::Apart)],
            quirks: &[Quirk::ParenRaw(&["u8R", "LR", "uR", "R"])],
            ..PLAIN
        },
    },
    Row {
        language: Language::Php,
        name: "php",
        kind: Kind::Code,
        aliases: &[],
        files: &[],
        extensions: &["php", "php3", "php4", "php5", "php7", "php8", "phtml", "phps", "ctp", "inc"],
        interpreters: &["php"],
        syntax: Syntax {
            comments: &["//", "#", "/*"],
            blocks: &[STARS],
            quotes: &[Quote::new("\"").lines().hole(BRACE_DOLLAR), Quote::new("'").lines()],
            quirks: &[Quirk::PhpEnd, Quirk::Heredoc(Heredoc::Php)],
            mode: Mode::Php,
            ..PLAIN
        },
    },
    Row {
        language: Language::Ruby,
        name: "ruby",
        kind: Kind::Code,
        aliases: &["rb"],
        files: &[
            "gemfile",
            "rakefile",
            "vagrantfile",
            "podfile",
            "fastfile",
            "brewfile",
            "guardfile",
            "capfile",
            "berksfile",
            "dangerfile",
        ],
        extensions: &["rb", "rbw", "rake", "gemspec", "ru", "podspec", "jbuilder", "rabl"],
        interpreters: &["ruby", "jruby", "rake"],
        syntax: Syntax {
            comments: &["#", "=begin"],
            blocks: &[Block { open: "=begin", close: "=end", nested: false, line: true }],
            quotes: &[Quote::new("\"").lines().hole(HASH_BRACE), Quote::new("'").lines(), Quote::new("`").lines().hole(HASH_BRACE)],
            quirks: &[Quirk::Heredoc(Heredoc::Script), Quirk::Regex, Quirk::Percent],
            ..PLAIN
        },
    },
    Row {
        language: Language::Rust,
        name: "rust",
        kind: Kind::Code,
        aliases: &["rs"],
        files: &[],
        extensions: &["rs"],
        interpreters: &["rust-script"],
        syntax: Syntax {
            comments: &["//", "/*"],
            blocks: &[STARS_NESTED],
            quotes: &[Quote::new("\"").prefixed(&["b", "c"]).lines()],
            quirks: &[Quirk::HashRaw, Quirk::Char],
            ..PLAIN
        },
    },
    Row {
        language: Language::Swift,
        name: "swift",
        kind: Kind::Code,
        aliases: &[],
        files: &[],
        extensions: &["swift"],
        interpreters: &["swift"],
        syntax: Syntax {
            comments: &["//", "/*"],
            blocks: &[STARS_NESTED],
            quotes: &[Quote::new("\"\"\"").lines().hole(BACKSLASH_PAREN), Quote::new("\"").hole(BACKSLASH_PAREN)],
            quirks: &[Quirk::HashQuote],
            ..PLAIN
        },
    },
    Row {
        language: Language::ObjectiveC,
        name: "objectivec",
        kind: Kind::Code,
        aliases: &["objective-c", "objc"],
        files: &[],
        extensions: &["m", "mm"],
        interpreters: &[],
        syntax: Syntax {
            comments: &["//", "/*"],
            blocks: &[STARS],
            quotes: &[
                Quote::new("\"").prefixed(&["@"]),
                Quote::new("\"").prefixed(C_PREFIXES),
                Quote::new("'").after(C_PREFIXES),
                Quote::new("'").place(Place::Apart),
            ],
            ..PLAIN
        },
    },
    Row {
        language: Language::Shell,
        name: "shell",
        kind: Kind::Code,
        aliases: &["sh", "bash", "zsh"],
        files: &[
            ".bashrc",
            ".bash_profile",
            ".bash_login",
            ".bash_logout",
            ".bash_aliases",
            ".zshrc",
            ".zshenv",
            ".zprofile",
            ".zlogin",
            ".profile",
            ".kshrc",
            ".cshrc",
            ".xinitrc",
            ".xprofile",
            "pkgbuild",
            "apkbuild",
            "gradlew",
            "configure",
        ],
        extensions: &["sh", "bash", "zsh", "ksh", "dash", "ash", "csh", "tcsh", "fish", "bats", "command", "ebuild", "envrc"],
        interpreters: &["sh", "bash", "zsh", "ksh", "dash", "ash", "csh", "tcsh", "fish", "bats", "busybox"],
        syntax: Syntax {
            comments: &["#"],
            place: Place::Word,
            quotes: &[Quote::new("\"").lines().hole(DOLLAR_PAREN), Quote::new("'").after(&["$"]).lines(), Quote::new("'").raw().lines()],
            quirks: &[Quirk::Escape(b'\\'), Quirk::Heredoc(Heredoc::Shell)],
            ..PLAIN
        },
    },
    Row {
        language: Language::PowerShell,
        name: "powershell",
        kind: Kind::Code,
        aliases: &["ps1", "pwsh"],
        files: &[],
        extensions: &["ps1", "psm1", "psd1"],
        interpreters: &["pwsh", "powershell"],
        syntax: Syntax {
            comments: &["#", "<#"],
            place: Place::Word,
            blocks: &[Block { open: "<#", close: "#>", nested: false, line: false }],
            quotes: &[
                Quote::new("@\"").to("\n\"@").raw().lines(),
                Quote::new("@'").to("\n'@").raw().lines(),
                Quote::new("\"").escape(b'`').doubled().lines().hole(DOLLAR_PAREN),
                Quote::new("'").raw().doubled().lines(),
            ],
            quirks: &[Quirk::Escape(b'`')],
            ..PLAIN
        },
    },
    Row {
        language: Language::Perl,
        name: "perl",
        kind: Kind::Code,
        aliases: &["pl"],
        files: &[],
        extensions: &["pl", "pm", "t", "pod", "psgi", "cgi"],
        interpreters: &["perl"],
        syntax: Syntax {
            comments: &["#", "=pod", "=head", "=begin", "=over", "=item", "=for", "=encoding"],
            place: Place::Word,
            blocks: &[pod("=pod"), pod("=head"), pod("=begin"), pod("=over"), pod("=item"), pod("=for"), pod("=encoding")],
            quotes: &[Quote::new("\"").lines(), Quote::new("'").place(Place::Apart).lines(), Quote::new("`").lines()],
            quirks: &[Quirk::Escape(b'$'), Quirk::Heredoc(Heredoc::Script), Quirk::Regex, Quirk::QuoteWord],
            ..PLAIN
        },
    },
    Row {
        language: Language::Sql,
        name: "sql",
        kind: Kind::Code,
        aliases: &["mysql", "postgresql", "plsql", "tsql"],
        files: &[],
        extensions: &["sql", "ddl", "dml", "psql", "pgsql", "mysql", "plsql", "pls", "pks", "pkb", "tsql", "hql", "prc"],
        interpreters: &["psql", "mysql", "sqlite3"],
        syntax: Syntax {
            comments: &["--", "/*"],
            blocks: &[STARS_NESTED],
            quotes: &[Quote::new("'").raw().doubled().guess().lines(), Quote::new("\"").raw().doubled().guess().lines()],
            quirks: &[Quirk::LoneHash, Quirk::DollarQuote],
            ..PLAIN
        },
    },
    Row {
        language: Language::Html,
        name: "html",
        kind: Kind::Data,
        aliases: &[],
        files: &[],
        extensions: &[
            "html",
            "htm",
            "xhtml",
            "shtml",
            "hbs",
            "handlebars",
            "mustache",
            "ejs",
            "jinja",
            "twig",
            "cshtml",
            "razor",
            "aspx",
            "ascx",
            "asp",
            "ftl",
            "vm",
            "mjml",
        ],
        interpreters: &[],
        syntax: Syntax { comments: &["<!--"], blocks: &[ANGLES], mode: Mode::Markup(true), ..PLAIN },
    },
    Row {
        language: Language::Xml,
        name: "xml",
        kind: Kind::Data,
        aliases: &[],
        files: &[],
        extensions: &[
            "xml",
            "xsd",
            "xsl",
            "xslt",
            "svg",
            "plist",
            "xaml",
            "resx",
            "config",
            "csproj",
            "vbproj",
            "fsproj",
            "vcxproj",
            "props",
            "targets",
            "nuspec",
            "wsdl",
            "pom",
            "rss",
            "atom",
            "storyboard",
            "xib",
            "iml",
            "xmi",
            "ccda",
            "cda",
            "kml",
            "gpx",
            "dtd",
            "rdf",
            "owl",
        ],
        interpreters: &[],
        syntax: Syntax { comments: &["<!--"], blocks: &[ANGLES], mode: Mode::Markup(false), ..PLAIN },
    },
    Row {
        language: Language::Json,
        name: "json",
        kind: Kind::Data,
        aliases: &["jsonc", "json5", "ndjson"],
        files: &[".babelrc", ".eslintrc", ".jshintrc", ".prettierrc", ".stylelintrc", "composer.lock", "pipfile.lock"],
        extensions: &[
            "json",
            "jsonc",
            "json5",
            "jsonl",
            "ndjson",
            "geojson",
            "ipynb",
            "webmanifest",
            "har",
            "tfstate",
            "avsc",
            "code-workspace",
            "topojson",
        ],
        interpreters: &[],
        syntax: Syntax {
            comments: &["//", "/*"],
            blocks: &[STARS],
            quotes: &[Quote::new("\""), Quote::new("'").place(Place::Token)],
            ..PLAIN
        },
    },
    Row {
        language: Language::Yaml,
        name: "yaml",
        kind: Kind::Data,
        aliases: &["yml"],
        files: &[".clang-format", ".clang-tidy", "yarn.lock", ".yamllint", ".gemrc"],
        extensions: &["yaml", "yml", "eyaml", "sls", "cwl"],
        interpreters: &[],
        syntax: Syntax {
            comments: &["#"],
            place: Place::Word,
            quotes: &[Quote::new("\"").place(Place::Token), Quote::new("'").place(Place::Token).raw().doubled()],
            ..PLAIN
        },
    },
    Row {
        language: Language::Toml,
        name: "toml",
        kind: Kind::Data,
        aliases: &[],
        files: &["pipfile", "cargo.lock", "poetry.lock", "uv.lock", "pdm.lock"],
        extensions: &["toml"],
        interpreters: &[],
        syntax: Syntax {
            comments: &["#"],
            quotes: &[Quote::new("\"\"\"").lines(), Quote::new("'''").raw().lines(), Quote::new("\""), Quote::new("'").raw()],
            ..PLAIN
        },
    },
    Row {
        language: Language::Ini,
        name: "ini",
        kind: Kind::Data,
        aliases: &["conf", "cfg"],
        files: &[
            ".npmrc",
            ".pypirc",
            ".gitconfig",
            ".editorconfig",
            ".htaccess",
            ".htpasswd",
            ".flake8",
            ".pylintrc",
            ".coveragerc",
            ".gitmodules",
            ".wgetrc",
            ".curlrc",
            ".s3cfg",
            ".my.cnf",
            ".boto",
            ".pgpass",
            ".pip",
            ".condarc",
            "credentials",
        ],
        extensions: &[
            "ini",
            "cfg",
            "conf",
            "cnf",
            "inf",
            "desktop",
            "service",
            "socket",
            "timer",
            "nginx",
            "vhost",
            "reg",
            "hcfg",
            "rc",
            "editorconfig",
            "npmrc",
            "pypirc",
        ],
        interpreters: &[],
        syntax: Syntax {
            comments: &["#", ";"],
            place: Place::Word,
            quotes: &[Quote::new("\"").place(Place::Token), Quote::new("'").place(Place::Token)],
            ..PLAIN
        },
    },
    Row {
        language: Language::Properties,
        name: "properties",
        kind: Kind::Data,
        aliases: &[],
        files: &[],
        extensions: &["properties"],
        interpreters: &[],
        syntax: Syntax { comments: &["#", "!"], place: Place::Line, ..PLAIN },
    },
    Row {
        language: Language::Env,
        name: "env",
        kind: Kind::Data,
        aliases: &["dotenv"],
        files: &[".env"],
        extensions: &["env", "dotenv"],
        interpreters: &[],
        syntax: Syntax {
            comments: &["#"],
            place: Place::Word,
            quotes: &[Quote::new("\"").place(Place::Token).lines(), Quote::new("'").place(Place::Token).raw().lines()],
            ..PLAIN
        },
    },
    Row {
        language: Language::Dockerfile,
        name: "dockerfile",
        kind: Kind::Data,
        aliases: &["docker", "containerfile"],
        files: &["dockerfile", "containerfile"],
        extensions: &["dockerfile", "containerfile"],
        interpreters: &[],
        syntax: Syntax {
            comments: &["#"],
            place: Place::Line,
            quotes: &[Quote::new("\""), Quote::new("'").raw().place(Place::Token)],
            quirks: &[Quirk::Escape(b'\\'), Quirk::Heredoc(Heredoc::Shell)],
            ..PLAIN
        },
    },
    Row {
        language: Language::Hcl,
        name: "hcl",
        kind: Kind::Data,
        aliases: &["terraform", "tf"],
        files: &[],
        extensions: &["hcl", "tf", "tfvars", "nomad", "tofu"],
        interpreters: &[],
        syntax: Syntax {
            comments: &["#", "//", "/*"],
            blocks: &[STARS],
            quotes: &[Quote::new("\"").hole(DOLLAR_BRACE)],
            quirks: &[Quirk::Heredoc(Heredoc::Shell)],
            ..PLAIN
        },
    },
    Row {
        language: Language::Css,
        name: "css",
        kind: Kind::Data,
        aliases: &["scss", "less", "sass"],
        files: &[],
        extensions: &["css", "scss", "less", "sass", "pcss", "styl"],
        interpreters: &[],
        syntax: Syntax {
            comments: &["/*", "//"],
            place: Place::Word,
            blocks: &[STARS],
            quotes: &[Quote::new("\""), Quote::new("'")],
            ..PLAIN
        },
    },
    Row {
        language: Language::Markdown,
        name: "markdown",
        kind: Kind::Prose,
        aliases: &["md"],
        files: &[],
        extensions: &["md", "markdown", "mdown", "mkd", "mdx", "qmd", "rmd"],
        interpreters: &[],
        syntax: Syntax { comments: &["<!--"], blocks: &[ANGLES], ..PLAIN },
    },
    Row {
        language: Language::Csv,
        name: "csv",
        kind: Kind::Data,
        aliases: &["tsv"],
        files: &[],
        extensions: &["csv", "tsv", "psv"],
        interpreters: &[],
        syntax: Syntax { quotes: &[Quote::new("\"").place(Place::Cell).raw().doubled().lines()], ..PLAIN },
    },
    Row {
        language: Language::Hl7,
        name: "hl7",
        kind: Kind::Data,
        aliases: &["hl7v2"],
        files: &[],
        extensions: &["hl7", "hl7v2", "er7", "adt", "oru"],
        interpreters: &[],
        syntax: PLAIN,
    },
    Row {
        language: Language::Lua,
        name: "lua",
        kind: Kind::Code,
        aliases: &[],
        files: &[],
        extensions: &["lua", "rockspec", "nse", "luau"],
        interpreters: &["lua", "luajit"],
        syntax: Syntax {
            comments: &["--"],
            quotes: &[Quote::new("\""), Quote::new("'")],
            quirks: &[Quirk::LongBracket("--"), Quirk::LongBracket("")],
            ..PLAIN
        },
    },
    Row {
        language: Language::R,
        name: "r",
        kind: Kind::Code,
        aliases: &[],
        files: &[".rprofile"],
        extensions: &["r"],
        interpreters: &["rscript", "r"],
        syntax: Syntax {
            comments: &["#"],
            quotes: &[Quote::new("\"").lines(), Quote::new("'").lines()],
            quirks: &[Quirk::ParenRaw(&["r"])],
            ..PLAIN
        },
    },
    Row {
        language: Language::Dart,
        name: "dart",
        kind: Kind::Code,
        aliases: &[],
        files: &[],
        extensions: &["dart"],
        interpreters: &["dart"],
        syntax: Syntax {
            comments: &["//", "/*"],
            blocks: &[STARS_NESTED],
            quotes: &[
                Quote::new("\"\"\"").after(&["r"]).raw().lines(),
                Quote::new("'''").after(&["r"]).raw().lines(),
                Quote::new("\"").after(&["r"]).raw(),
                Quote::new("'").after(&["r"]).raw(),
                Quote::new("\"\"\"").lines().hole(DOLLAR_BRACE),
                Quote::new("'''").lines().hole(DOLLAR_BRACE),
                Quote::new("\"").hole(DOLLAR_BRACE),
                Quote::new("'").hole(DOLLAR_BRACE),
            ],
            ..PLAIN
        },
    },
    Row {
        language: Language::Elixir,
        name: "elixir",
        kind: Kind::Code,
        aliases: &["ex", "exs"],
        files: &[],
        extensions: &["ex", "exs", "eex", "heex", "leex"],
        interpreters: &["elixir"],
        syntax: Syntax {
            comments: &["#"],
            quotes: &[
                Quote::new("\"\"\"").lines().hole(HASH_BRACE),
                Quote::new("'''").lines().hole(HASH_BRACE),
                Quote::new("\"").lines().hole(HASH_BRACE),
                Quote::new("'").lines().hole(HASH_BRACE),
            ],
            quirks: &[Quirk::Sigil, Quirk::Escape(b'?')],
            ..PLAIN
        },
    },
    Row {
        language: Language::Erlang,
        name: "erlang",
        kind: Kind::Code,
        aliases: &[],
        files: &["rebar.config"],
        extensions: &["erl", "hrl", "escript"],
        interpreters: &["escript"],
        syntax: Syntax { comments: &["%"], quotes: &[Quote::new("\"").lines(), Quote::new("'")], quirks: &[Quirk::Escape(b'$')], ..PLAIN },
    },
    Row {
        language: Language::Haskell,
        name: "haskell",
        kind: Kind::Code,
        aliases: &["hs"],
        files: &[],
        extensions: &["hs", "lhs", "hsc"],
        interpreters: &["runhaskell", "stack"],
        syntax: Syntax {
            comments: &["--", "{-"],
            blocks: &[Block { open: "{-", close: "-}", nested: true, line: false }],
            quotes: &[Quote::new("\"")],
            quirks: &[Quirk::Char],
            ..PLAIN
        },
    },
    Row {
        language: Language::Clojure,
        name: "clojure",
        kind: Kind::Code,
        aliases: &["clj", "lisp"],
        files: &[],
        extensions: &["clj", "cljs", "cljc", "edn", "bb", "lisp", "lsp", "el", "scm", "rkt"],
        interpreters: &["clojure", "bb"],
        syntax: Syntax { comments: &[";"], quotes: &[Quote::new("\"").lines()], quirks: &[Quirk::Escape(b'\\')], ..PLAIN },
    },
    Row {
        language: Language::VisualBasic,
        name: "visualbasic",
        kind: Kind::Code,
        aliases: &["vb", "vba", "vbscript"],
        files: &[],
        extensions: &["vb", "vbs", "bas", "vba", "frm"],
        interpreters: &[],
        syntax: Syntax { comments: &["'"], quotes: &[Quote::new("\"").raw().doubled()], ..PLAIN },
    },
    Row {
        language: Language::Julia,
        name: "julia",
        kind: Kind::Code,
        aliases: &["jl"],
        files: &[],
        extensions: &["jl"],
        interpreters: &["julia"],
        syntax: Syntax {
            comments: &["#", "#="],
            blocks: &[Block { open: "#=", close: "=#", nested: true, line: false }],
            quotes: &[Quote::new("\"\"\"").lines(), Quote::new("\"").lines()],
            quirks: &[Quirk::Char],
            ..PLAIN
        },
    },
    Row {
        language: Language::FSharp,
        name: "fsharp",
        kind: Kind::Code,
        aliases: &["f#", "ocaml"],
        files: &[],
        extensions: &["fs", "fsx", "fsi", "ml", "mli"],
        interpreters: &["ocaml"],
        syntax: Syntax {
            comments: &["//", "(*"],
            blocks: &[Block { open: "(*", close: "*)", nested: true, line: false }],
            quotes: &[
                Quote::new("\"\"\"").raw().lines(),
                Quote::new("\"").after(&["@", "$@", "@$"]).raw().doubled().lines(),
                Quote::new("\"").lines(),
            ],
            quirks: &[Quirk::Char],
            ..PLAIN
        },
    },
    Row {
        language: Language::Protobuf,
        name: "protobuf",
        kind: Kind::Data,
        aliases: &["proto"],
        files: &[],
        extensions: &["proto", "thrift", "avdl"],
        interpreters: &[],
        syntax: Syntax { comments: &["//", "/*"], blocks: &[STARS], quotes: &[Quote::new("\""), Quote::new("'")], ..PLAIN },
    },
    Row {
        language: Language::GraphQl,
        name: "graphql",
        kind: Kind::Data,
        aliases: &["gql"],
        files: &[],
        extensions: &["graphql", "gql", "graphqls"],
        interpreters: &[],
        syntax: Syntax { comments: &["#"], quotes: &[Quote::new("\"\"\"").lines(), Quote::new("\"")], ..PLAIN },
    },
    Row {
        language: Language::Mumps,
        name: "mumps",
        kind: Kind::Code,
        aliases: &["m", "objectscript"],
        files: &[],
        extensions: &["mps", "mumps", "int", "mac"],
        interpreters: &["mumps"],
        syntax: Syntax { comments: &[";"], quotes: &[Quote::new("\"").raw().doubled()], ..PLAIN },
    },
    Row {
        language: Language::Sas,
        name: "sas",
        kind: Kind::Code,
        aliases: &[],
        files: &[],
        extensions: &["sas"],
        interpreters: &[],
        syntax: Syntax {
            comments: &["/*"],
            blocks: &[STARS],
            quotes: &[Quote::new("\"").raw().doubled().lines(), Quote::new("'").raw().doubled().lines()],
            ..PLAIN
        },
    },
    Row {
        language: Language::Makefile,
        name: "makefile",
        kind: Kind::Code,
        aliases: &["make"],
        files: &["makefile", "gnumakefile", "justfile"],
        extensions: &["mk", "mak", "make", "just"],
        interpreters: &["make"],
        syntax: Syntax {
            comments: &["#"],
            quotes: &[Quote::new("\""), Quote::new("'").raw().place(Place::Token)],
            quirks: &[Quirk::Escape(b'\\')],
            ..PLAIN
        },
    },
    Row {
        language: Language::CMake,
        name: "cmake",
        kind: Kind::Code,
        aliases: &[],
        files: &["cmakelists.txt"],
        extensions: &["cmake"],
        interpreters: &["cmake"],
        syntax: Syntax {
            comments: &["#"],
            quotes: &[Quote::new("\"").lines()],
            quirks: &[Quirk::LongBracket("#"), Quirk::LongBracket(""), Quirk::Escape(b'\\')],
            ..PLAIN
        },
    },
    Row {
        language: Language::Text,
        name: "text",
        kind: Kind::Prose,
        aliases: &["txt"],
        files: &[".gitignore", ".dockerignore", ".gitattributes", ".netrc", "license", "readme", "changelog", "copying", "authors"],
        extensions: &["txt", "text", "log", "rst", "adoc", "asciidoc", "tex", "org", "gitignore", "pem", "crt", "key", "patch", "diff"],
        interpreters: &[],
        syntax: PLAIN,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_of_the_variants() {
        for (index, &language) in Language::ALL.iter().enumerate() {
            assert_eq!(language as usize, index, "{language:?}");
            assert_eq!(Language::named(language.name()), Some(language));
        }
    }

    #[test]
    fn no_name_leads_to_two_languages() {
        for list in [|row: &Row| row.extensions, |row: &Row| row.files, |row: &Row| row.interpreters, |row: &Row| row.aliases] {
            let mut seen: Vec<_> = ROWS.iter().flat_map(list).collect();
            seen.sort_unstable();
            for pair in seen.windows(2) {
                assert_ne!(pair[0], pair[1]);
            }
            assert!(seen.iter().all(|name| name.to_ascii_lowercase() == **name));
        }
    }

    #[test]
    fn paths_and_first_lines() {
        for (path, head, expected) in [
            ("src/Main.java", "", Language::Java),
            ("A.KT", "", Language::Kotlin),
            ("build.gradle", "", Language::Groovy),
            ("build.gradle.kts", "", Language::Kotlin),
            ("a\\b.cs", "", Language::CSharp),
            ("lib.zip!inner/x.py", "", Language::Python),
            ("app/.env.production", "", Language::Env),
            (".env", "", Language::Env),
            (".env.example", "", Language::Env),
            ("settings.py.example", "", Language::Python),
            ("config.yml.erb~", "", Language::Yaml),
            ("Dockerfile.arm64", "", Language::Dockerfile),
            ("CMakeLists.txt", "", Language::CMake),
            ("nginx.conf", "", Language::Ini),
            ("main.tf", "", Language::Hcl),
            ("notes.ipynb", "", Language::Json),
            ("x.h", "int f(void);", Language::C),
            ("x.h", "namespace a {", Language::Cpp),
            ("x.h", "#import <A.h>", Language::ObjectiveC),
            ("App.vue", "<template>", Language::JavaScript),
            ("App.vue", "<script lang=\"ts\">", Language::TypeScript),
            ("app_de.ts", "<?xml version=\"1.0\"?>", Language::Xml),
            ("tool", "#!/usr/bin/env -S python3.12 -u\n", Language::Python),
            ("tool", "#!/bin/bash -e\n", Language::Shell),
            ("tool", "#!/usr/bin/env FOO=1 node\r\n", Language::JavaScript),
            ("x.unknown", "<?php echo 1;", Language::Php),
            ("x", "\u{feff}<?xml version=\"1.0\"?>", Language::Xml),
            ("x", "<!doctype HTML>", Language::Html),
            ("in.txt", "MSH|^~\\&|A", Language::Hl7),
            ("x", "MSHA", Language::Text),
            ("x", "{ \"a\": 1 }", Language::Json),
            (".gitignore", "", Language::Text),
            ("README", "#!", Language::Text),
            ("", "", Language::Text),
            ("...", "", Language::Text),
            ("a.", "", Language::Text),
            ("é.h", "", Language::C),
        ] {
            assert_eq!(Language::of(path, head.as_bytes()), expected, "{path} {head:?}");
        }
    }

    #[test]
    fn kinds() {
        assert!(Language::Shell.is_code() && Language::Sql.is_code() && !Language::Yaml.is_code() && !Language::Text.is_code());
        assert!(Language::Markdown.is_prose() && Language::Text.is_prose() && !Language::Csv.is_prose());
        assert_eq!(Language::named("C#"), Some(Language::CSharp));
        assert_eq!(Language::named("klingon"), None);
    }
}
