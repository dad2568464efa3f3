//! The layers of ARCHITECTURE.md and the reading order of `lib.rs`, as the `use` lines really are; and who may touch the world.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A file of the library without its tests and comments.
struct Source {
    /// Relative to `src`.
    path: String,
    code: String,
}

impl Source {
    /// The module at the top that it belongs to.
    fn module(&self) -> &str {
        self.path.split(['/', '.']).next().expect("a path has a first part")
    }

    /// The modules at the top that it names, its own left out.
    fn uses(&self) -> BTreeSet<&str> {
        let is_top = !self.path.contains('/');
        let from_root = self.code.split("crate::").skip(1);
        let from_parent = self.code.split("super::").skip(1).filter(|_| is_top);
        let names =
            from_root.chain(from_parent).map(|rest| rest.split(|letter: char| !letter.is_ascii_lowercase() && letter != '_').next());
        let names = names.map(|name| name.expect("a split has a first part"));
        names.filter(|name| *name != self.module() && !name.is_empty()).collect()
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let is_code = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs");
    files(&src)
        .into_iter()
        .filter(is_code)
        .map(|path| {
            let text = fs::read_to_string(&path).expect("sources are UTF-8");
            let code = text.split("#[cfg(test)]").next().expect("a split has a first part");
            let lines: Vec<&str> = code
                .lines()
                .map(|line| line.split("// ").next().unwrap_or_default())
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect();
            let relative = path.strip_prefix(&src).expect("it is in there").to_string_lossy().replace('\\', "/");
            Source { path: relative, code: lines.join("\n") }
        })
        .collect()
}

/// The words in backticks of a line.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// The table of layers in ARCHITECTURE.md.
fn layers() -> BTreeMap<String, u32> {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the page is there");
    let mut layers = BTreeMap::new();
    for line in page.lines() {
        let mut cells = line.split('|').map(str::trim).skip(1);
        let Some(Ok(layer)) = cells.next().map(str::parse) else { continue };
        let modules = cells.next().unwrap_or_default();
        // What stands in brackets is said of the module before.
        for module in quoted(modules.split('(').next().unwrap_or_default()) {
            assert!(layers.insert(module.to_owned(), layer).is_none(), "{module} is in two layers");
        }
    }
    layers
}

#[test]
fn every_module_has_a_layer() {
    let layers = layers();
    let modules: BTreeSet<String> = sources().iter().map(|source| source.module().to_owned()).filter(|module| module != "lib").collect();
    let named: BTreeSet<String> = layers.into_keys().collect();
    assert_eq!(modules, named, "the table in ARCHITECTURE.md and the modules in src");
}

#[test]
fn modules_use_lower_layers_only() {
    let layers = layers();
    let mut violations = Vec::new();
    for source in sources().iter().filter(|source| source.path != "lib.rs") {
        for used in source.uses() {
            let (mine, its) = (layers[source.module()], layers.get(used));
            if its.is_none_or(|its| *its >= mine) {
                violations.push(format!("{} (layer {mine}) uses {used} (layer {its:?})", source.path));
            }
        }
    }
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

#[test]
fn modules_use_only_what_lib_rs_names_before_them() {
    let text = fs::read_to_string(root().join("src/lib.rs")).expect("the file is there");
    let head: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
    let order: Vec<&str> =
        head.split("[`").skip(1).filter_map(|rest| rest.split('`').next()).map(|name| name.trim_start_matches("mod@")).collect();
    let place = |module: &str| order.iter().position(|known| *known == module);
    for source in sources().iter().filter(|source| !["lib.rs", "main.rs"].contains(&source.path.as_str())) {
        let mine = place(source.module()).unwrap_or_else(|| panic!("{} is not in the reading order", source.module()));
        for used in source.uses() {
            assert!(place(used).is_some_and(|its| its < mine), "{} uses {used}, which comes later in the reading order", source.path);
        }
    }
}

/// What a function must not do if its result is to depend on its arguments alone.
const WORLD: &[(&str, &[&str])] = &[
    ("files", &["std::fs", "fs::read", "fs::write", "File::open", "File::create", ".is_dir()", ".is_file()", ".exists()"]),
    ("environment", &["std::env", "env::var", "env::args", "current_dir"]),
    ("clock", &["SystemTime", "Instant", "Timestamp::now", "Zoned::now", "thread::sleep"]),
    ("terminal", &["println!", "print!(", "dbg!(", "io::stdout", "io::stderr", "io::stdin"]),
    ("network", &["TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs"]),
    ("processes", &["std::process::Command", "Command::new"]),
];

#[test]
fn only_the_rim_touches_the_world() {
    let may = |module: &str, what: &str| match module {
        "cli" => ["files", "environment", "clock", "terminal"].contains(&what),
        // git is asked for what it stores.
        "source" => ["files", "processes"].contains(&what),
        _ => false,
    };
    let mut violations = Vec::new();
    for source in sources() {
        for (what, words) in WORLD.iter().filter(|(what, _)| !may(source.module(), what)) {
            violations
                .extend(words.iter().filter(|word| source.code.contains(**word)).map(|word| format!("{}: {word} ({what})", source.path)));
        }
    }
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

#[test]
fn standard_streams_are_written_in_one_place() {
    for source in sources().iter().filter(|source| source.path != "cli/terminal.rs") {
        for word in ["println!", "print!(", "io::stdout", "io::stderr"] {
            assert!(!source.code.contains(word), "{}: {word}", source.path);
        }
    }
}

#[test]
fn unsafe_stands_in_three_places() {
    let users: Vec<String> = sources()
        .into_iter()
        .filter(|source| source.code.contains("unsafe {") || source.code.contains("unsafe fn"))
        .map(|source| source.path)
        .collect();
    assert_eq!(users, ["scan/prefilter/vector/avx2.rs", "scan/prefilter/vector/avx512.rs", "source/open.rs"]);
}

#[test]
fn every_file_says_what_it_is_for() {
    for path in files(&root().join("src")).iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
        let text = fs::read_to_string(path).expect("sources are UTF-8");
        assert!(text.starts_with("//! "), "{} does not begin with its purpose", path.display());
    }
}
