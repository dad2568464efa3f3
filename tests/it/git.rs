//! Index, differences, pushes and history, in repositories that are made here.

use crate::common::{Output, Tree, command};
use std::process::Command;

/// Scanned with `--all --only us-ssn`, each gives one finding.
const ONE: &str = "patient ssn: 219-09-9999\n";
const TWO: &str = "patient ssn: 078-05-1120\n";

/// git as it is on nobody's machine: no configuration, always the same person.
pub(crate) fn git_command(tree: &Tree, arguments: &[&str]) -> Command {
    let mut git = command("git");
    git.current_dir(tree.path("")).env("HOME", tree.path("")).env("GIT_CONFIG_NOSYSTEM", "1");
    for role in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{role}_NAME"), "Jo Doe").env(format!("GIT_{role}_EMAIL"), "jo@example.org");
        git.env(format!("GIT_{role}_DATE"), "2026-03-04T05:06:07+00:00");
    }
    git.args(["-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main"]).args(arguments);
    git
}

#[track_caller]
pub(crate) fn git(tree: &Tree, arguments: &[&str]) -> String {
    Output::of(&mut git_command(tree, arguments)).ends_with(0).stdout.trim_end().to_owned()
}

/// A repository without a commit.
fn empty() -> Tree {
    let tree = Tree::new();
    git(&tree, &["init", "--quiet"]);
    tree
}

#[track_caller]
pub(crate) fn commit(tree: &Tree, files: &[(&str, &str)]) -> String {
    files.iter().for_each(|(path, content)| tree.write(path, content));
    git(tree, &["add", "--all"]);
    git(tree, &["commit", "--quiet", "--allow-empty", "--message", "work"]);
    git(tree, &["rev-parse", "HEAD"])
}

/// A repository with one commit.
pub(crate) fn repository(files: &[(&str, &str)]) -> Tree {
    let tree = empty();
    commit(&tree, files);
    tree
}

fn scan(tree: &Tree, arguments: &[&str]) -> Output {
    tree.scan(&[&["--only", "us-ssn"], arguments].concat())
}

/// `path:line` of what was found.
fn places(output: &Output) -> Vec<String> {
    output.findings().iter().map(|finding| finding.rsplitn(2, ':').last().expect("a place").to_owned()).collect()
}

#[track_caller]
fn finds(tree: &Tree, arguments: &[&str], expected: &[&str]) {
    assert_eq!(places(&scan(tree, arguments)), expected, "{arguments:?}");
}

// Staged.

#[test]
fn the_index_is_read_and_not_the_working_tree() {
    let tree = repository(&[("a.txt", "begin\n"), ("old.txt", ONE)]);
    tree.write("a.txt", format!("begin\n{ONE}"));
    git(&tree, &["add", "a.txt"]);
    tree.write("a.txt", "clean again\n");
    tree.write("unstaged.txt", TWO);
    finds(&tree, &["--staged"], &["a.txt:2"]);
}

#[test]
fn only_added_lines_count() {
    let tree = repository(&[("a.txt", &format!("{ONE}x\n"))]);
    tree.write("a.txt", format!("first\n{ONE}x\n{TWO}"));
    git(&tree, &["add", "."]);
    finds(&tree, &["--staged"], &["a.txt:4"]);
    // The line as it was, in Windows' form.
    tree.write("a.txt", format!("{ONE}x\n").replace('\n', "\r\n"));
    git(&tree, &["add", "."]);
    finds(&tree, &["--staged"], &[]);
}

#[test]
fn nothing_staged_is_clean() {
    assert_eq!(scan(&repository(&[("a.txt", ONE)]), &["--staged"]).code, Some(0));
    assert_eq!(scan(&empty(), &["--staged"]).code, Some(0));
}

#[test]
fn the_first_commit_of_a_repository() {
    let tree = empty().with("a.txt", ONE);
    git(&tree, &["add", "."]);
    finds(&tree, &["--staged"], &["a.txt:1"]);
}

#[test]
fn renames_deletions_modes_links_and_binary_files() {
    let long = (0..50).map(|number| format!("line {number}\n")).collect::<String>();
    let tree = repository(&[("old.txt", &format!("{ONE}{long}")), ("gone.txt", ONE), ("mode.txt", ONE)]);
    git(&tree, &["mv", "old.txt", "new.txt"]);
    git(&tree, &["rm", "--quiet", "gone.txt"]);
    git(&tree, &["update-index", "--chmod=+x", "mode.txt"]);
    tree.write("binary", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0 ssn: 219-09-9999");
    git(&tree, &["add", "binary"]);
    let output = scan(&tree, &["--staged"]);
    assert_eq!((places(&output), output.notices()), (vec![], vec!["binary binary".to_owned()]));
    tree.write("new.txt", format!("{ONE}{long}{TWO}"));
    git(&tree, &["add", "."]);
    finds(&tree, &["--staged"], &["new.txt:52"]);
}

#[test]
fn an_intent_to_add_is_no_content_and_a_conflict_is_a_notice() {
    let tree = repository(&[("a.txt", "base\n")]);
    tree.write("later.txt", ONE);
    git(&tree, &["add", "--intent-to-add", "later.txt"]);
    finds(&tree, &["--staged"], &[]);
    git(&tree, &["rm", "--cached", "--quiet", "-f", "later.txt"]);
    std::fs::remove_file(tree.path("later.txt")).expect("a file");
    git(&tree, &["checkout", "--quiet", "-b", "side"]);
    commit(&tree, &[("a.txt", ONE)]);
    git(&tree, &["checkout", "--quiet", "main"]);
    commit(&tree, &[("a.txt", TWO)]);
    Output::of(&mut git_command(&tree, &["merge", "--quiet", "side"])).ends_with(1);
    assert_eq!(scan(&tree, &["--staged"]).notices(), ["a.txt missing"]);
    // Markers and all, once it is staged.
    git(&tree, &["add", "a.txt"]);
    finds(&tree, &["--staged"], &["a.txt:4"]);
}

#[test]
fn names_decide_what_of_the_index_is_read() {
    let tree = repository(&[("a.txt", ONE), ("dir/c.txt", ONE)]);
    tree.write("a.txt", format!("{ONE}{TWO}"));
    tree.write("b.txt", ONE);
    git(&tree, &["add", "."]);
    finds(&tree, &["--staged", "b.txt"], &["b.txt:1"]);
    finds(&tree, &["--staged", "dir"], &[]);
    // Named, and nothing of it staged: `pre-commit run --all-files`.
    finds(&tree, &["--staged", "a.txt", "dir/c.txt"], &["a.txt:2", "dir/c.txt:1"]);
}

#[test]
fn exclusions_hold_for_changes() {
    let tree = repository(&[(".asepsisignore", "vendor/\n*.snap\n!keep.snap\n"), ("asepsis.toml", "exclude = [\"third_party/**\"]\n")]);
    for path in ["vendor/a.txt", "b.snap", "keep.snap", "third_party/c.txt", "d.txt"] {
        tree.write(path, ONE);
    }
    git(&tree, &["add", "."]);
    finds(&tree, &["--staged"], &["d.txt:1", "keep.snap:1"]);
    finds(&tree, &["--staged", "--no-ignore"], &["b.snap:1", "d.txt:1", "keep.snap:1", "vendor/a.txt:1"]);
    finds(&tree, &["--staged", "--exclude", "d.*"], &["keep.snap:1"]);
}

#[cfg(unix)]
#[test]
fn a_path_may_hold_anything() {
    use std::os::unix::ffi::OsStrExt;
    let tree = repository(&[]);
    tree.write("two\nlines.txt", TWO);
    std::fs::write(tree.path("").join(std::ffi::OsStr::from_bytes(b"caf\xE9.txt")), ONE).expect("a file");
    git(&tree, &["add", "."]);
    let paths = ["caf\\xE9.txt:1", "two\nlines.txt:1"];
    finds(&tree, &["--staged"], &paths);
    commit(&tree, &[]);
    finds(&tree, &["--history"], &paths);
}

#[test]
fn an_index_of_its_own_is_honoured() {
    let tree = repository(&[("a.txt", "x\n")]);
    tree.write("a.txt", ONE);
    // `git commit -a` gives hooks another index.
    Output::of(git_command(&tree, &["add", "a.txt"]).env("GIT_INDEX_FILE", tree.path(".git/other"))).ends_with(0);
    let mut asepsis = tree.command(&["scan", "--all", "--only", "us-ssn", "--staged", "-f", "ndjson"]);
    let output = Output::of(asepsis.env("GIT_INDEX_FILE", tree.path(".git/other")));
    assert!(places(&output).iter().any(|place| place == "a.txt:1"), "{}", output.stdout);
}

// Differences.

#[test]
fn a_difference_counts_from_where_both_parted() {
    let tree = repository(&[("a.txt", "base\n")]);
    git(&tree, &["checkout", "--quiet", "-b", "topic"]);
    commit(&tree, &[("b.txt", ONE)]);
    git(&tree, &["checkout", "--quiet", "main"]);
    commit(&tree, &[("c.txt", TWO)]);
    for range in ["main..topic", "main...topic"] {
        finds(&tree, &["--diff", range], &["b.txt:1"]);
    }
    finds(&tree, &["--diff", "topic"], &["c.txt:1"]);
    finds(&tree, &["--diff", "main"], &[]);
}

#[test]
fn a_base_that_is_not_here_says_how_to_get_it() {
    let tree = repository(&[("a.txt", "base\n")]);
    let output = scan(&tree, &["--diff", "origin/main"]).ends_with(2);
    output.says(&["`origin/main` is no commit that is known here", "git fetch origin main"]);
    git(&tree, &["checkout", "--quiet", "--orphan", "other"]);
    commit(&tree, &[("b.txt", "other\n")]);
    scan(&tree, &["--diff", "main"]).ends_with(2).says(&["no commit in common"]);
    scan(&tree, &["--diff", "--output=x"]).ends_with(2);
    scan(&Tree::new(), &["--diff", "main"]).ends_with(2).says(&["not a git repository"]);
}

#[test]
fn a_difference_in_a_shallow_clone_names_the_depth() {
    let origin = repository(&[("a.txt", "1\n")]);
    git(&origin, &["branch", "old"]);
    commit(&origin, &[("a.txt", "2\n")]);
    commit(&origin, &[("a.txt", "3\n")]);
    let clone = clone(&origin, &["--depth", "1", "--no-single-branch"]);
    scan(&clone, &["--diff", "origin/old"]).ends_with(2).says(&["shallow clone", "fetch-depth: 0"]);
}

// Pushes.

#[test]
fn a_push_counts_what_each_commit_adds() {
    let tree = repository(&[("a.txt", ONE)]);
    let old = git(&tree, &["rev-parse", "HEAD"]);
    commit(&tree, &[("a.txt", &format!("{ONE}{TWO}"))]);
    let new = commit(&tree, &[("a.txt", ONE)]);
    let run = |line: String| tree.feed(&["scan", "--all", "--only", "us-ssn", "-f", "ndjson", "--push-stdin"], line.as_bytes());
    // Gone again in the last commit, but pushed.
    assert_eq!(places(&run(format!("refs/heads/main {new} refs/heads/main {old}\n"))), ["a.txt:2"]);
    // A new branch, on a server that knows nothing of it.
    let zero = "0".repeat(40);
    assert_eq!(places(&run(format!("refs/heads/x {new} refs/heads/x {zero}\n"))), ["a.txt:1", "a.txt:2"]);
    // A deletion brings nothing.
    assert_eq!(run(format!("(delete) {zero} refs/heads/x {old}\n")).code, Some(0));
    run("nonsense\n".to_owned()).ends_with(2);
}

#[test]
fn a_server_refuses_a_push() {
    let server = Tree::new();
    git(&server, &["init", "--quiet", "--bare"]);
    let binary = crate::common::binary();
    let hook = format!("#!/bin/sh\nexec '{}' scan --all --only us-ssn --push-stdin\n", binary.display());
    server.write("hooks/pre-receive", hook);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(server.path("hooks/pre-receive"), std::fs::Permissions::from_mode(0o755)).expect("a mode");
    }
    let tree = repository(&[("a.txt", "clean\n")]);
    let url = server.path("").to_str().expect("a path").to_owned();
    git(&tree, &["push", "--quiet", &url, "main"]);
    commit(&tree, &[("a.txt", ONE)]);
    let refused = Output::of(&mut git_command(&tree, &["push", "--quiet", &url, "main"]));
    if cfg!(unix) {
        assert_eq!(refused.code, Some(1), "{}", refused.stderr);
        assert!(refused.stderr.contains("us-ssn"), "{}", refused.stderr);
    }
}

// History.

fn clone(origin: &Tree, arguments: &[&str]) -> Tree {
    let tree = Tree::new();
    let url = format!("file://{}", origin.path("").to_str().expect("a path"));
    git(&tree, &[&["clone", "--quiet"], arguments, &[&url, "."]].concat());
    tree
}

/// `path:line commit at_head` of what was found.
fn versions(output: &Output) -> Vec<(String, String, bool)> {
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let lines = output.lines();
    let findings = lines.iter().filter(|line| line["rule"] == "us-ssn");
    findings
        .map(|line| {
            (format!("{}:{}", text(&line["path"]), line["line"]), text(&line["commit"]), line["at_head"].as_bool().expect("a word"))
        })
        .collect()
}

#[test]
fn a_deleted_secret_names_the_commit_that_brought_it() {
    let tree = repository(&[("a.txt", "clean\n"), ("b.txt", "x\n")]);
    let brought = commit(&tree, &[("a.txt", ONE)]);
    commit(&tree, &[("a.txt", &format!("more\n{ONE}"))]);
    let other = commit(&tree, &[("b.txt", TWO)]);
    commit(&tree, &[("a.txt", "clean\n")]);
    let output = scan(&tree, &["--history"]).ends_with(1);
    assert_eq!(versions(&output), [("a.txt:1".to_owned(), brought, false), ("b.txt:1".to_owned(), other, true)]);
    // git writes `Z` or `+00:00`.
    assert!(output.lines()[0]["date"].as_str().expect("a date").starts_with("2026-03-04T05:06:07"));
    assert!(!output.stdout.contains("Jo Doe") && !output.stdout.contains("jo@example.org"));
    assert!(scan(&tree, &["--history", "--authors"]).stdout.contains("Jo Doe"));
    assert!(!output.stdout.contains("\"binding\""), "the passing key leaves no trace");
}

#[test]
fn a_range_ends_where_it_says() {
    let tree = repository(&[("a.txt", ONE)]);
    commit(&tree, &[("b.txt", TWO)]);
    finds(&tree, &["--history=HEAD~1..HEAD"], &["b.txt:1"]);
    finds(&tree, &["--history=HEAD~1"], &["a.txt:1"]);
    scan(&tree, &["--history=nowhere..HEAD"]).ends_with(2).says(&["`nowhere..HEAD` is no range"]);
    scan(&tree, &["--history=--output=x"]).ends_with(2);
}

#[test]
fn merges_renames_stashes_tags_notes_and_messages() {
    // What only a merge brings.
    let tree = repository(&[("a.txt", "base\n")]);
    git(&tree, &["checkout", "--quiet", "-b", "side"]);
    commit(&tree, &[("b.txt", "side\n")]);
    git(&tree, &["checkout", "--quiet", "main"]);
    commit(&tree, &[("a.txt", "more\n")]);
    git(&tree, &["merge", "--quiet", "--no-commit", "side"]);
    commit(&tree, &[("evil.txt", ONE)]);
    finds(&tree, &["--history"], &["evil.txt:1"]);
    // A rename is not found twice under the same name, but once under each.
    let tree = repository(&[("a.txt", ONE)]);
    git(&tree, &["mv", "a.txt", "b.txt"]);
    commit(&tree, &[]);
    finds(&tree, &["--history"], &["a.txt:1"]);
    // Two stashes: only the reflog knows the older one.
    let tree = repository(&[("a.txt", "x\n")]);
    for (path, content) in [("a.txt", ONE), ("a.txt", TWO)] {
        tree.write(path, content);
        git(&tree, &["stash", "--quiet"]);
    }
    assert_eq!(places(&scan(&tree, &["--history"])).len(), 2);
    // A commit that only a tag keeps, and the tag's own message.
    let tree = repository(&[("a.txt", "x\n")]);
    git(&tree, &["checkout", "--quiet", "--detach"]);
    commit(&tree, &[("b.txt", ONE)]);
    git(&tree, &["tag", "--annotate", "v1", "--message", TWO]);
    git(&tree, &["checkout", "--quiet", "main"]);
    finds(&tree, &["--history"], &["b.txt:1", "tag-message:1"]);
    // Messages and notes.
    let tree = repository(&[("a.txt", "x\n")]);
    git(&tree, &["commit", "--quiet", "--allow-empty", "--message", &format!("fix\n\n{ONE}")]);
    git(&tree, &["notes", "add", "--message", TWO]);
    let found = places(&scan(&tree, &["--history"]));
    assert_eq!((found.len(), found[1].as_str()), (2, "commit-message:3"));
}

/// Versions that git packs as differences, in a repository whose names have either length.
#[test]
fn packs_hold_what_loose_objects_held() {
    for (format, path) in [("sha1", "a.txt"), ("sha1", "a.py"), ("sha256", "a.py")] {
        let tree = Tree::new();
        if Output::of(&mut git_command(&tree, &["init", "--quiet", &format!("--object-format={format}")])).code != Some(0) {
            eprintln!("this git knows no {format}");
            continue;
        }
        let long: String = (0..400).map(|number| format!("# line {number} of a file that is long enough for a difference\n")).collect();
        for version in 0..25 {
            let secret = if version % 5 >= 2 { format!("# patient ssn: 9{version:02}-12-3456\n# and so on\n") } else { String::new() };
            let (before, after) = long.split_at(long.match_indices('\n').nth(3 * version).expect("a line").0 + 1);
            let lasting = if (7..19).contains(&version) { "# patient ssn: 219-09-9999\n" } else { "" };
            commit(
                &tree,
                &[(path, &format!("{before}{secret}{after}# version {version}\n{long}{lasting}")), ("b.txt", &format!("{version}\n"))],
            );
        }
        let loose = scan(&tree, &["--history"]);
        assert_eq!(loose.findings().len(), 16);
        git(&tree, &["repack", "-adfq", "--depth=50"]);
        git(&tree, &["prune-packed"]);
        let deltas = git(&tree, &["cat-file", "--batch-all-objects", "--batch-check=%(deltabase)"]);
        assert!(deltas.lines().filter(|base| !base.starts_with("0000")).count() > 10);
        let packed = scan(&tree, &["--history"]);
        assert_eq!((packed.stdout, packed.code), (loose.stdout, loose.code));
        // One byte of the pack is wrong: what hangs on it is said to be, or read otherwise, and nothing is invented.
        let packs = tree.path(".git/objects/pack");
        let mut files = std::fs::read_dir(packs).expect("a folder").map(|entry| entry.expect("an entry").path());
        let pack = files.find(|path| path.extension().is_some_and(|extension| extension == "pack")).expect("a pack");
        let mut bytes = std::fs::read(&pack).expect("a file");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x55;
        std::fs::remove_file(&pack).expect("a file");
        std::fs::write(&pack, bytes).expect("a file");
        let damaged = scan(&tree, &["--history"]);
        assert!(damaged.findings().len() == 16 || !damaged.notices().is_empty(), "{}", damaged.stdout);
    }
}

/// Names with anything in them, lines that end as on Windows, what conflicts left behind, and a file that was only promised to the index.
#[test]
fn the_past_of_odd_files() {
    let tree = repository(&[("crlf.txt", &format!("first\r\n{}", ONE.replace('\n', "\r\n")))]);
    commit(&tree, &[("two\nlines.txt", TWO)]);
    commit(&tree, &[("conflict.txt", &format!("<<<<<<< ours\nclean\n=======\n{ONE}>>>>>>> theirs\n"))]);
    git(&tree, &["rm", "-r", "--quiet", "."]);
    commit(&tree, &[]);
    tree.write("promised.txt", ONE);
    git(&tree, &["add", "--intent-to-add", "promised.txt"]);
    finds(&tree, &["--history"], &["conflict.txt:4", "crlf.txt:2", "two\nlines.txt:1"]);
}

#[test]
fn reflogs_on_request() {
    let tree = repository(&[("a.txt", "x\n")]);
    commit(&tree, &[("b.txt", ONE)]);
    git(&tree, &["reset", "--quiet", "--hard", "HEAD~1"]);
    finds(&tree, &["--history"], &[]);
    finds(&tree, &["--history", "--reflogs"], &["b.txt:1"]);
}

#[test]
fn what_a_clone_lacks_is_said() {
    let origin = repository(&[("a.txt", ONE)]);
    git(&origin, &["config", "uploadpack.allowFilter", "true"]);
    commit(&origin, &[("a.txt", "clean\n")]);
    let shallow = clone(&origin, &["--depth", "1"]);
    let output = scan(&shallow, &["--history"]);
    assert_eq!((places(&output), output.notices()), (vec![], vec![" missing".to_owned()]));
    assert_eq!(scan(&shallow, &["--history", "--strict"]).code, Some(3));
    let partial = clone(&origin, &["--filter=blob:none"]);
    let output = scan(&partial, &["--history"]);
    assert_eq!((places(&output), output.notices()), (vec![], vec!["a.txt missing".to_owned()]));
}

/// Where the blob of a path lies, in a repository without packs.
fn loose(tree: &Tree, revision: &str) -> String {
    let id = git(tree, &["rev-parse", revision]);
    format!(".git/objects/{}/{}", &id[..2], &id[2..])
}

fn overwrite(tree: &Tree, path: &str, content: Option<&[u8]>) {
    std::fs::remove_file(tree.path(path)).expect("an object");
    if let Some(content) = content {
        tree.write(path, content);
    }
}

#[test]
fn missing_and_damaged_objects_cost_themselves_only() {
    let tree = repository(&[("a.txt", ONE), ("b.txt", "bad\n"), ("c.txt", TWO), ("d.txt", "lost\n")]);
    overwrite(&tree, &loose(&tree, "HEAD:b.txt"), Some(b"garbage"));
    overwrite(&tree, &loose(&tree, "HEAD:d.txt"), None);
    let output = scan(&tree, &["--history"]);
    assert_eq!(places(&output), ["a.txt:1", "c.txt:1"]);
    let notices = output.notices();
    assert!(notices.contains(&"d.txt missing".to_owned()) && notices.iter().any(|notice| notice.starts_with("b.txt ")), "{notices:?}");
    // A commit is gone: the list ends there, and that is said.
    let next = git(&tree, &["commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "work"]);
    git(&tree, &["update-ref", "HEAD", &next]);
    overwrite(&tree, &loose(&tree, "HEAD~1"), None);
    assert!(scan(&tree, &["--history"]).notices().iter().any(|notice| notice == " damaged"));
}

#[test]
fn empty_repositories_and_other_hashes() {
    assert_eq!(scan(&empty(), &["--history"]).code, Some(3));
    let tree = Tree::new();
    if Output::of(&mut git_command(&tree, &["init", "--quiet", "--object-format=sha256"])).code != Some(0) {
        eprintln!("this git knows no SHA-256");
        return;
    }
    let brought = commit(&tree, &[("a.txt", ONE)]);
    commit(&tree, &[("a.txt", TWO)]);
    assert_eq!(brought.len(), 64);
    assert_eq!(versions(&scan(&tree, &["--history"]))[0], ("a.txt:1".to_owned(), brought, false), "the older one first");
    tree.write("b.txt", ONE);
    git(&tree, &["add", "."]);
    finds(&tree, &["--staged"], &["b.txt:1"]);
}

#[test]
fn worktrees_submodules_bare_repositories_and_alternates() {
    let origin = repository(&[("a.txt", ONE)]);
    commit(&origin, &[("a.txt", "clean\n")]);
    // A worktree: its `.git` is a file.
    let other = Tree::new();
    git(&origin, &["worktree", "add", "--quiet", "--detach", other.path("tree").to_str().expect("a path")]);
    let worktree = other.below("tree");
    assert!(worktree.path(".git").is_file());
    finds(&worktree, &["--history"], &["a.txt:1"]);
    worktree.write("b.txt", TWO);
    git(&worktree, &["add", "."]);
    finds(&worktree, &["--staged"], &["b.txt:1"]);
    finds(&origin, &["--staged"], &[]);
    // A bare clone, and one that borrows its objects.
    finds(&clone(&origin, &["--bare"]), &["--history"], &["a.txt:1"]);
    finds(&clone(&origin, &["--shared", "--no-checkout"]), &["--history"], &["a.txt:1"]);
    // A submodule is a repository of its own.
    let parent = repository(&[("p.txt", "x\n")]);
    let url = origin.path("").to_str().expect("a path").to_owned();
    git(&parent, &["submodule", "--quiet", "add", &url, "sub"]);
    assert_eq!(scan(&parent, &["--staged"]).notices(), ["sub submodule"]);
    commit(&parent, &[]);
    let output = scan(&parent, &["--history"]);
    assert_eq!((places(&output), output.notices()), (vec![], vec!["sub submodule".to_owned()]));
    finds(&parent, &["--history", "sub"], &["a.txt:1"]);
}

#[test]
fn a_folder_of_a_repository_has_its_own_history() {
    let tree = repository(&[("src/a.txt", ONE), ("b.txt", TWO)]);
    finds(&tree, &["--history", "src"], ["a.txt:1", "commit-message:1"][..1].as_ref());
}

/// The same content first where nobody looks, then where it counts.
#[test]
fn what_is_left_out_under_one_name_is_read_under_the_next() {
    let tree = repository(&[("vendor/a.py", ONE)]);
    commit(&tree, &[("src/a.py", ONE)]);
    for (arguments, path) in [(&["--exclude", "vendor"][..], "src/a.py"), (&["src"], "a.py")] {
        let output = tree.run(&[&["scan", "--history", "--all", "--format", "ndjson"], arguments].concat()).ends_with(1);
        assert!(output.findings().iter().any(|finding| finding.starts_with(path)), "{arguments:?}: {:?}", output.findings());
    }
}

#[test]
fn weak_cryptography_of_the_past_does_not_count() {
    let tree = repository(&[("A.java", "class A { void a() throws Exception { java.security.MessageDigest.getInstance(\"MD5\"); } }\n")]);
    assert!(!tree.scan(&[]).findings().is_empty());
    assert_eq!(tree.scan(&["--history"]).findings(), Vec::<String>::new());
}

#[test]
fn comments_accept_what_they_accept_in_their_version() {
    let tree = repository(&[("a.py", "x = 'patient ssn: 219-09-9999'  # asepsis: ignore[us-ssn] printed in a leaflet\n")]);
    let output = scan(&tree, &["--history"]);
    assert_eq!((output.findings().len(), output.accepted().len()), (0, 1));
}

#[test]
fn archives_in_the_history_are_opened() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut encoder, ONE.as_bytes()).expect("memory");
    let tree = repository(&[]);
    tree.write("a.log.gz", encoder.finish().expect("memory"));
    commit(&tree, &[]);
    git(&tree, &["rm", "--quiet", "a.log.gz"]);
    commit(&tree, &[]);
    let output = scan(&tree, &["--history"]);
    assert_eq!(output.lines()[0]["inside"], serde_json::json!(["a.log"]));
}

#[test]
fn a_hostile_configuration_starts_nothing() {
    let tree = repository(&[("a.txt", ONE)]);
    let mark = tree.path("started");
    let program = format!("touch '{}'", mark.display());
    for key in ["core.fsmonitor", "diff.external", "core.pager", "core.sshCommand", "diff.x.textconv", "filter.x.smudge", "filter.x.clean"]
    {
        git(&tree, &["config", key, &program]);
    }
    tree.write(".gitattributes", "* diff=x filter=x\n");
    tree.write("a.txt", TWO);
    for arguments in [&["--staged"][..], &["--history"], &["--diff", "HEAD"]] {
        scan(&tree, arguments);
    }
    assert!(!mark.exists());
}

// Lists.

#[test]
fn lists_of_files() {
    let tree = Tree::of(&[("a.txt", ONE), ("b c.txt", ONE), ("d.txt", ONE), ("third_party/e.txt", ONE)]);
    tree.write("asepsis.toml", "exclude = [\"third_party/**\"]\n");
    tree.write("list", "a.txt\nb c.txt\nthird_party/e.txt\ngone.txt\n");
    let output = scan(&tree, &["--files-from", "list"]);
    assert_eq!(
        (places(&output), output.notices()),
        (vec!["a.txt:1".to_owned(), "b c.txt:1".to_owned()], vec!["gone.txt vanished".to_owned()])
    );
    let output = tree.feed(&["scan", "--all", "--only", "us-ssn", "-f", "ndjson", "--files-from", "-"], b"d.txt\0b c.txt\0");
    assert_eq!(places(&output), ["b c.txt:1", "d.txt:1"]);
    // A name that is not UTF-8, in a list of either kind.
    #[cfg(target_os = "linux")]
    for end in [b'\0', b'\n'] {
        use std::os::unix::ffi::OsStrExt;
        std::fs::write(tree.path("").join(std::ffi::OsStr::from_bytes(b"caf\xE9.txt")), ONE).expect("a file");
        let list = [&b"caf\xE9.txt"[..], &[end], b"d.txt", &[end]].concat();
        let output = tree.feed(&["scan", "--all", "--only", "us-ssn", "-f", "ndjson", "--files-from", "-"], &list);
        assert_eq!(places(&output), ["caf\\xE9.txt:1", "d.txt:1"]);
    }
    let output = tree.feed(&["scan", "--all", "-f", "ndjson", "--files-from", "-"], b"");
    assert_eq!((output.code, output.findings()), (Some(0), vec![]));
}
