//! Reports that an earlier run left in the tree give no finding of their own, and hide none.

use crate::common::Tree;
use asepsis::report::FORMATS;

/// A line of each kind of thing that a report cites as it stands.
const WEAK: &[(&str, &str)] = &[
    ("digest.py", "import hashlib\ndigest = hashlib.md5(record).hexdigest()\n"),
    ("client.py", "import jwt\nclaims = jwt.decode(token, options={\"verify_signature\": False})\n"),
    ("nginx.conf", "server {\n  listen 443 ssl;\n  ssl_protocols TLSv1;\n}\n"),
    ("app.properties", "spring.datasource.url=jdbc:mysql://db.larkspur.example/ehr?useSSL=false\nldap.url=ldap://ldap.larkspur.net\n"),
    (".env", "NODE_TLS_REJECT_UNAUTHORIZED=0\nGIT_SSL_NO_VERIFY=true\n"),
    ("ssh_config", "Host *\n  StrictHostKeyChecking no\n"),
];

/// Names that a report may have: formats that have no ending of their own get the usual ones.
fn names(format: &str) -> Vec<String> {
    let usual: &[&str] = match format {
        "human" | "compact" | "github" | "azure" => &["txt", "log"],
        "gitlab" | "rdjson" | "sarif" | "ndjson" => &["json"],
        "junit" => &["xml"],
        "markdown" => &["md"],
        _ => &[],
    };
    usual.iter().chain([&format]).map(|ending| format!("asepsis-{format}.{ending}")).collect()
}

/// Writes reports over `from` into a folder of their own.
fn reports(from: &Tree, arguments: &[&str]) -> Tree {
    let left = Tree::new();
    for format in FORMATS {
        let written = from.run(&[&["scan", "--no-config", "--format", format.name], arguments].concat()).ends_with(1).stdout;
        names(format.name).iter().for_each(|name| left.write(name, &written));
    }
    left
}

#[test]
fn reports_over_the_demonstration_give_no_finding() {
    let demo = Tree::demo();
    for arguments in [&[][..], &["--all", "-v", "--show-suppressed"]] {
        let output = reports(&demo, arguments).run(&["scan", "--format", "ndjson"]).ends_with(0);
        assert_eq!(output.findings(), [""; 0], "{arguments:?}");
        assert!(output.accepted().is_empty());
    }
}

#[test]
fn what_reports_cite_is_not_reported_again_and_that_is_said() {
    let weak = Tree::of(WEAK);
    assert!(weak.scan(&[]).findings().len() >= 6, "{:?}", weak.scan(&[]).findings());
    let left = reports(&weak, &["--all"]);
    let output = left.run(&["scan", "--format", "ndjson", "--strict"]).ends_with(0);
    assert_eq!(output.findings(), [""; 0]);
    let notices = output.notices();
    for name in ["asepsis-human.txt", "asepsis-sarif.sarif", "asepsis-json.json", "asepsis-ndjson.ndjson", "asepsis-html.html"] {
        assert!(notices.contains(&format!("{name} own-report")), "{name}: {notices:?}");
    }
}

/// The form spares weak cryptography alone, and only where all of the text has it.
#[test]
fn nothing_hides_in_what_looks_like_a_report() {
    let weak = Tree::of(WEAK);
    for format in FORMATS {
        let report = weak.run(&["scan", "--no-config", "--all", "--format", format.name]).ends_with(1).stdout;
        let secret = "password = \"hunter2-Kx9mQ2vL7p\"";
        let [name, ..] = &names(format.name)[..] else { panic!("every report has a name") };
        for hidden in [format!("{report}{secret}\n"), format!("{secret}\n{report}"), report.replacen('\n', &format!("\n{secret}\n"), 1)] {
            let found = Tree::of(&[(name, &hidden)]).scan(&[]).findings();
            assert!(found.iter().any(|one| one.ends_with(" generic-password")), "{}: {found:?}", format.name);
        }
        // A program is none, whatever it begins with.
        let program = format!("{report}\nimport hashlib\ndigest = hashlib.md5(record).hexdigest()\n");
        let found = Tree::of(&[("digest.py", &program)]).scan(&[]).findings();
        assert!(found.iter().any(|one| one.contains("weak-hash")), "{}: {found:?}", format.name);
    }
}
