//! The post-quantum inventory: there where it is asked for, and no defect.

use crate::common::Tree;

const JAVA: &str = "class A {\n  void run() throws Exception {\n    KeyPairGenerator.getInstance(\"RSA\");\n    Signature.getInstance(\"SHA256withRSA\");\n  }\n}\n";
const NGINX: &str = "ssl_ecdh_curve X25519:prime256v1;\n";

fn rules(output: &crate::common::Output) -> Vec<String> {
    output.lines().iter().filter_map(|line| line["rule"].as_str().map(str::to_owned)).collect()
}

#[test]
fn the_inventory_is_listed_only_where_it_is_asked_for() {
    let tree = Tree::of(&[("src/A.java", JAVA), ("nginx.conf", NGINX)]);
    let expected = ["quantum-vulnerable-group", "quantum-vulnerable-key", "quantum-vulnerable-signature"];
    for (arguments, listed) in [
        (&["scan", "-f", "ndjson"][..], false),
        (&["scan", "--all", "-f", "ndjson"], false),
        (&["scan", "--only", "crypto", "-f", "ndjson"], false),
        (&["scan", "--pqc", "-f", "ndjson"], true),
        (&["scan", "--pqc", "--only", "crypto", "-f", "ndjson"], true),
        (&["scan", "--only", "quantum-vulnerable", "-f", "ndjson"], true),
    ] {
        let mut found = rules(&tree.run(arguments));
        found.retain(|rule| rule.starts_with("quantum-"));
        found.sort();
        assert_eq!(found, if listed { &expected[..] } else { &[] }, "{arguments:?}");
    }
}

#[test]
fn an_inventory_fails_no_run() {
    let tree = Tree::of(&[("src/A.java", JAVA)]);
    tree.run(&["scan", "--pqc", "--fail-on", "low", "-f", "ndjson"]).ends_with(0);
    let weak = Tree::of(&[(
        "src/A.java",
        "class A { Cipher c = Cipher.getInstance(\"DES\"); KeyPair k = KeyPairGenerator.getInstance(\"EC\"); }\n",
    )]);
    weak.run(&["scan", "--pqc", "-f", "ndjson"]).ends_with(1);
}
