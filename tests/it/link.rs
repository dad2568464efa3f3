//! Linking: a key's value in the tree decides, a default in the code only where the tree is silent.

use crate::common::{Output, Tree};

fn scan(default: &str, properties: &str) -> Output {
    let java = format!(
        "class A {{\n  void run() {{\n    String name = settings.getProperty(\"cipher.name\", \"{default}\");\n    Cipher cipher = Cipher.getInstance(name);\n  }}\n}}\n"
    );
    let tree = Tree::of(&[("src/A.java", &java), ("conf/app.properties", properties)]);
    tree.run(&["scan", "--all", "--only", "broken-cipher", "-f", "ndjson"])
}

/// Confidence of the finding, if there is one.
fn confidence(output: &Output) -> Option<String> {
    let lines = output.lines();
    let finding = lines.iter().find(|line| line["path"] == "src/A.java")?;
    Some(finding["confidence"].as_str().expect("a word").to_owned())
}

#[test]
fn the_tree_decides() {
    let weak = scan("AES/GCM/NoPadding", "# settings\ncipher.name = DES/ECB/PKCS5Padding\n");
    assert_eq!(confidence(&weak).as_deref(), Some("high"));
    let strong = scan("DES/ECB/PKCS5Padding", "cipher.name = AES/GCM/NoPadding\n");
    assert_eq!(confidence(&strong), None);
}

#[test]
fn a_default_counts_where_the_tree_is_silent() {
    assert_eq!(confidence(&scan("DES/ECB/PKCS5Padding", "other = 1\n")).as_deref(), Some("low"));
    assert_eq!(confidence(&scan("AES/GCM/NoPadding", "other = 1\n")), None);
}

#[test]
fn a_value_that_is_no_algorithm_is_never_taken_over() {
    let output = scan("AES/GCM/NoPadding", "cipher.name = hunter2-is-no-cipher\n");
    assert_eq!(confidence(&output), None);
    assert!(!output.stdout.contains("hunter2"));
}
