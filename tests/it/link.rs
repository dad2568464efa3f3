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

/// Rules, with the confidence, of what is found in one of several files.
fn found(files: &[(&str, &str)], path: &str) -> Vec<String> {
    let output = Tree::of(files).run(&["scan", "--all", "--only", "crypto", "-f", "ndjson"]);
    let word = |line: &serde_json::Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
    output
        .lines()
        .iter()
        .filter(|line| line["path"] == path)
        .map(|line| format!("{} {}", word(line, "rule"), word(line, "confidence")))
        .collect()
}

/// What another file says makes the finding, and what is sound there makes none.
fn decides(path: &str, code: &str, other: &str, weak: &str, finding: &str) {
    assert_eq!(found(&[(path, code), (other, weak)], path), [finding], "{path} {code} {weak}");
    let sound = weak
        .replace("DES/CBC/PKCS5Padding", "AES/GCM/NoPadding")
        .replace("MD5", "SHA256")
        .replace("md5", "sha256")
        .replace("1000", "900000")
        .replace("\"harbour-light-16\"", "vault.read()")
        .replace("False", "True");
    assert_ne!(sound, weak);
    assert_eq!(found(&[(path, code), (other, &sound)], path), [""; 0], "{path} {code} {sound}");
}

/// In each language a function of another file that returns a weak name, and the same with a sound one.
#[test]
fn what_functions_of_other_files_return_decides() {
    let cases: &[(&str, &str, &str, &str, &str)] = &[
        (
            "src/Use.java",
            "class Use { void run() throws Exception { Cipher.getInstance(Names.algorithm()); } }\n",
            "src/b/Names.java",
            "class Names { static String algorithm() { return \"DES/CBC/PKCS5Padding\"; } }\n",
            "broken-cipher-java high",
        ),
        (
            "app/Use.kt",
            "class Use { fun run(data: ByteArray) { MessageDigest.getInstance(Names.algorithm()).digest(data) } }\n",
            "app/Names.kt",
            "object Names { fun algorithm(): String = \"MD5\" }\n",
            "weak-hash-java high",
        ),
        (
            "app/Use.cs",
            "class Use { byte[] Run(byte[] password) { return HashAlgorithm.Create(Names.Algorithm()).ComputeHash(password); } }\n",
            "app/Names.cs",
            "static class Names { public static string Algorithm() => \"MD5\"; }\n",
            "weak-hash-csharp high",
        ),
        (
            "app/digest.py",
            "from names import algorithm\nimport hashlib\nhashlib.new(algorithm(), password)\n",
            "app/names.py",
            "def algorithm():\n    return 'MD5'\n",
            "weak-hash-python high",
        ),
        (
            "lib/digest.js",
            "import { algorithm } from './names';\nconst crypto = require('crypto');\ncrypto.createHash(algorithm()).update(password);\n",
            "lib/names.js",
            "export function algorithm() { return 'MD5'; }\n",
            "weak-hash-javascript high",
        ),
        (
            "lib/digest.ts",
            "import { algorithm } from './names';\nimport * as crypto from 'crypto';\ncrypto.createHash(algorithm()).update(password);\n",
            "lib/names.ts",
            "export function algorithm(): string { return 'MD5'; }\n",
            "weak-hash-javascript high",
        ),
        (
            "seal/derive.go",
            "package seal\n\nimport \"golang.org/x/crypto/pbkdf2\"\n\nfunc derive(word, salt []byte) []byte {\n\treturn pbkdf2.Key(word, salt, rounds(), 32, sha256.New)\n}\n",
            "seal/limits.go",
            "package seal\n\nfunc rounds() int { return 1000 }\n",
            "weak-kdf-iterations-go high",
        ),
        (
            "seal/derive.go",
            "package seal\n\nimport (\n\t\"example.com/clinic/limits\"\n\t\"golang.org/x/crypto/pbkdf2\"\n)\n\nfunc derive(word, salt []byte) []byte {\n\treturn pbkdf2.Key(word, salt, limits.Rounds(), 32, sha256.New)\n}\n",
            "limits/limits.go",
            "package limits\n\nfunc Rounds() int { return 1000 }\n",
            "weak-kdf-iterations-go high",
        ),
    ];
    for (path, code, other, weak, rule) in cases {
        decides(path, code, other, weak, rule);
    }
}

/// What is not clear is not believed: two functions of one name, several ways out, what a caller gives, what calls itself.
#[test]
fn what_a_function_may_return_is_not_guessed() {
    let code = "class Use { void run(String n) throws Exception { Cipher.getInstance(Names.algorithm(n)); } }\n";
    for other in [
        "class Names { static String algorithm(String n) { return n.isEmpty() ? \"AES/GCM/NoPadding\" : \"DES\"; } }\n",
        "class Names { static String algorithm(String n) { return n; } static void own() { algorithm(\"DES\"); } }\n",
        "class Names { static String algorithm(String n) { return algorithm(n); } }\n",
        "class Names { static String algorithm(String n) { return other(n); } static String other(String n) { return algorithm(n); } }\n",
        "class Names { static String algorithm(String n) { return \"DES\"; } static String algorithm(byte[] n) { return \"AES\"; } }\n",
        "class Names { static String algorithm() { return \"DES\"; } }\n",
        "class Names { String algorithm(String n); }\n",
        "class Others { static String algorithm(String n) { return \"DES\"; } }\n",
    ] {
        assert_eq!(found(&[("Use.java", code), ("Names.java", other)], "Use.java"), [""; 0], "{other}");
    }
    let weak = "class Names { static String algorithm(String n) { return \"DES\"; } }\n";
    assert_eq!(found(&[("Use.java", code), ("a/Names.java", weak)], "Use.java"), ["broken-cipher-java high"]);
    let sound = "class Names { static String algorithm(String n) { return \"AES/GCM/NoPadding\"; } }\n";
    assert_eq!(found(&[("Use.java", code), ("a/Names.java", weak), ("b/Names.java", sound)], "Use.java"), [""; 0]);
}

/// In each language a parameter whose only callers stand in another file: what they give is weak, and the same sound.
#[test]
fn what_callers_in_other_files_give_decides() {
    let java = "package com.clinic;\npublic class Digests { byte[] sum(String algorithm, byte[] data) throws Exception { return MessageDigest.getInstance(algorithm).digest(data); } }\n";
    let sealing = "package com.clinic;\nclass Seal {\n  private final String name;\n  Seal(String name) { this.name = name; }\n  void run() throws Exception { Cipher.getInstance(name); }\n}\n";
    let go = "package seal\n\nimport \"golang.org/x/crypto/pbkdf2\"\n\nfunc Derive(word, salt []byte, rounds int) []byte {\n\treturn pbkdf2.Key(word, salt, rounds, 32, sha256.New)\n}\n";
    let cases: &[(&str, &str, &str, &str, &str)] = &[
        (
            "src/com/clinic/Digests.java",
            java,
            "src/com/clinic/Use.java",
            "package com.clinic;\nclass Use { byte[] run(byte[] password) throws Exception { return new Digests().sum(\"MD5\", password); } }\n",
            "weak-hash-java medium",
        ),
        (
            "src/com/clinic/Digests.java",
            java,
            "src/com/other/Use.java",
            "package com.other;\nimport com.clinic.Digests;\nclass Use { private final Digests digests; byte[] run(byte[] password) throws Exception { return digests.sum(NAME, password); } static final String NAME = \"MD5\"; }\n",
            "weak-hash-java medium",
        ),
        (
            "src/com/clinic/Seal.java",
            sealing,
            "src/com/clinic/Use.java",
            "package com.clinic;\nclass Use { void run() throws Exception { new Seal(\"DES/CBC/PKCS5Padding\").run(); } }\n",
            "broken-cipher-java high",
        ),
        (
            "src/com/clinic/Seal.java",
            sealing,
            "src/com/clinic/Use.kt",
            "package com.clinic\nclass Use { fun run() { Seal(\"DES/CBC/PKCS5Padding\").run() } }\n",
            "broken-cipher-java high",
        ),
        (
            "app/seal/Seals.kt",
            "package clinic.seal\nobject Seals { fun of(algorithm: String) = Cipher.getInstance(algorithm) }\n",
            "app/intake/Use.kt",
            "package clinic.intake\nimport clinic.seal.Seals\nclass Use { fun run() { Seals.of(algorithm = \"DES/CBC/PKCS5Padding\") } }\n",
            "broken-cipher-java high",
        ),
        (
            "app/Digests.cs",
            "class Digests { public byte[] Sum(string algorithm, byte[] password) { return HashAlgorithm.Create(algorithm).ComputeHash(password); } }\n",
            "web/Use.cs",
            "class Use { private Digests digests = new Digests(); byte[] Run(byte[] password) { return digests.Sum(\"MD5\", password); } }\n",
            "weak-hash-csharp medium",
        ),
        (
            "app/digests.py",
            "import hashlib\ndef digest(password, algorithm='sha256'):\n    \"\"\"Of what nobody\n    should read.\n    \"\"\"\n    return hashlib.new(algorithm, password)\n",
            "app/use.py",
            "from app.digests import digest\n\ndef store(password):\n    return digest(password, algorithm='md5')\n",
            "weak-hash-python medium",
        ),
        (
            "app/digests.py",
            "import hashlib\nclass Digests:\n    def __init__(self, algorithm):\n        self.algorithm = algorithm\n    def of(self, password):\n        return hashlib.new(self.algorithm, password)\n",
            "web/use.py",
            "from app.digests import Digests\ndigests = Digests('md5')\n",
            "weak-hash-python medium",
        ),
        (
            "lib/digests.js",
            "const crypto = require('crypto');\nfunction digest(algorithm, password) { return crypto.createHash(algorithm).update(password); }\nmodule.exports = { digest };\n",
            "web/use.js",
            "const { digest } = require('../lib/digests');\ndigest('md5', password);\n",
            "weak-hash-javascript medium",
        ),
        (
            "lib/digests.ts",
            "import * as crypto from 'crypto';\nexport function digest(algorithm: string, password: string) { return crypto.createHash(algorithm).update(password); }\n",
            "lib/use.ts",
            "import * as digests from './digests';\ndigests.digest('md5', password);\n",
            "weak-hash-javascript medium",
        ),
        ("seal/derive.go", go, "seal/use.go", "package seal\n\nvar key = Derive(word, salt, 1000)\n", "weak-kdf-iterations-go high"),
        (
            "seal/derive.go",
            go,
            "web/use.go",
            "package web\n\nimport \"example.com/clinic/seal\"\n\nvar key = seal.Derive(word, salt, 1000)\n",
            "weak-kdf-iterations-go high",
        ),
        // A key that is no word of the vocabulary is known to be constant, and no more; a flag is true or false.
        (
            "src/Keys.java",
            "class Keys { SecretKeySpec of(String word) { return new SecretKeySpec(word.getBytes(), \"AES\"); } }\n",
            "src/Use.java",
            "class Use { void run() { new Keys().of(\"harbour-light-16\"); } }\n",
            "hard-coded-crypto-key-java high",
        ),
        (
            "app/client.py",
            "import requests\n\ndef fetch(address, check):\n    return requests.get(address, verify=check)\n",
            "app/use.py",
            "from client import fetch\n\nfetch(address, False)\n",
            "certificate-check-disabled-python high",
        ),
    ];
    for (path, code, other, weak, rule) in cases {
        decides(path, code, other, weak, rule);
        assert_eq!(found(&[(path, code)], path), [""; 0], "{path} {code}");
    }
}

/// What is only called by a word of the vocabulary, as a field of an answer is, may hold anything.
#[test]
fn a_name_that_a_caller_gives_is_no_key() {
    let tag = ("seal/tag.go", "package seal\n\nfunc Tag(key []byte) hash.Hash {\n\treturn hmac.New(sha256.New, key)\n}\n");
    for (given, expected) in
        [("[]byte(\"harbour-light-16\")", &["hard-coded-crypto-key-go high"][..]), ("answer.Plaintext", &[]), ("answer.AES", &[])]
    {
        let user = format!("package web\n\nimport \"example.com/clinic/seal\"\n\nvar tag = seal.Tag({given})\n");
        assert_eq!(found(&[tag, ("web/use.go", &user)], tag.0), expected, "{given}");
    }
}

/// Which call is meant is not guessed, and what tests give is theirs.
#[test]
fn a_call_counts_only_where_it_surely_means_the_function() {
    let digests = "package com.clinic;\nclass Digests { byte[] sum(String algorithm, byte[] data) throws Exception { return MessageDigest.getInstance(algorithm).digest(data); } }\n";
    let overloaded = digests.replace("class Digests {", "class Digests { byte[] sum(String name, String text) { return null; }");
    let shorter = digests.replace("class Digests {", "class Digests { byte[] sum(String name) { return null; }");
    let private = digests.replace("byte[] sum", "private byte[] sum");
    let own = digests.replace("class Digests {", "class Digests { byte[] own(byte[] data) { return sum(\"SHA-256\", data); }");
    let using = |call: &str| format!("package com.clinic;\nclass Use {{ byte[] run(byte[] password) throws Exception {{ {call} }} }}\n");
    let (weak, sound) = (using("new Digests().sum(\"MD5\", password);"), using("new Digests().sum(\"SHA-256\", password);"));
    let (home, near) = ("src/com/clinic/Digests.java", "src/com/clinic/Use.java");
    let far = |import: &str| weak.replace("package com.clinic;", &format!("package com.far;\n{import}"));
    let other = digests.replace("com.clinic", "com.other");
    let finding = &["weak-hash-java medium"][..];
    type Case<'c> = (&'c str, &'c [(&'c str, &'c str)], &'c [&'c str]);
    let cases: &[Case<'_>] = &[
        (digests, &[(near, &sound)], &[]),
        // One weak caller of two is enough, wherever it stands.
        (digests, &[(near, &sound), ("src/com/clinic/Z.java", &weak)], finding),
        (digests, &[("src/com/clinic/A.java", &weak), (near, &sound)], finding),
        (digests, &[(near, &using("new Digests().sum(name, password);"))], &[]),
        (digests, &[(near, &using("new Digests().sum(\"MD5\", password, 3);"))], &[]),
        (digests, &[(near, &using("new Others().sum(\"MD5\", password);"))], &[]),
        (digests, &[(near, &using("String name = \"SHA-256\"; name = \"MD5\"; new Digests().sum(name, password);"))], finding),
        // Two functions of one class that take as many arguments, and one that takes fewer.
        (&overloaded, &[(near, &weak)], &[]),
        (&shorter, &[(near, &weak)], finding),
        (&shorter, &[(near, &using("new Digests().sum(\"MD5\");"))], &[]),
        // Who calls it in the same file has the say.
        (&own, &[(near, &weak)], &[]),
        (&private, &[(near, &weak)], &[]),
        // In other folders the import tells; a mere name, where there is only one class of it.
        (digests, &[("src/com/far/Use.java", &far("import com.clinic.Digests;"))], finding),
        (digests, &[("src/com/far/Use.java", &far("import com.other.Digests;"))], &[]),
        (digests, &[("src/com/far/Use.java", &far("import com.clinic.*;"))], finding),
        (digests, &[("src/com/far/Use.java", &far("import com.clinic.*;")), ("src/com/other/Digests.java", &other)], &[]),
        // Out of reach: another language, a file that names no class, a test.
        (digests, &[("src/com/clinic/use.py", "from clinic import Digests\n\nDigests().sum(\"MD5\", password)\n")], &[]),
        (
            digests,
            &[("src/com/far/Use.java", "class Use { byte[] run(byte[] password) { return digests().sum(\"MD5\", password); } }\n")],
            &[],
        ),
        (digests, &[("src/test/java/com/clinic/DigestsTest.java", &far("import com.clinic.Digests;"))], &[]),
        (digests, &[("src/com/far/Use.java", &far("import com.clinic.Digests;\nimport org.junit.Test;"))], &[]),
    ];
    for (code, others, expected) in cases {
        let files: Vec<(&str, &str)> = others.iter().copied().chain([(home, *code)]).collect();
        assert_eq!(&found(&files, home), expected, "{files:?}");
    }
}

/// What stands behind a setting is its default, in the file itself and in another: assumed where no file sets the key.
#[test]
fn a_default_of_the_environment_is_assumed_wherever_it_stands() {
    let cases = [
        (
            "src/Use.kt",
            "class Use { fun run() { Cipher.getInstance(Names.SEAL) } }\n",
            "src/Names.kt",
            "object Names { val SEAL = System.getenv(\"SEAL\") ?: \"DES/CBC/PKCS5Padding\" }\n",
            "broken-cipher-java",
        ),
        (
            "src/Use.java",
            "class Use { void run() throws Exception { Cipher.getInstance(Names.SEAL); } }\n",
            "src/Names.java",
            "class Names { static final String SEAL = System.getenv(\"SEAL\") != null ? System.getenv(\"SEAL\") : \"DES/CBC/PKCS5Padding\"; }\n",
            "broken-cipher-java",
        ),
        (
            "app/use.py",
            "import hashlib\nfrom names import SEAL\nhashlib.new(SEAL, password)\n",
            "app/names.py",
            "import os\nSEAL = os.environ.get('SEAL', 'md5')\n",
            "weak-hash-python",
        ),
        (
            "app/use.py",
            "import hashlib\nfrom names import SEAL\nhashlib.new(SEAL, password)\n",
            "app/names.py",
            "import os\nSEAL = os.getenv('SEAL') or 'md5'\n",
            "weak-hash-python",
        ),
        (
            "lib/use.js",
            "const crypto = require('crypto');\nconst { SEAL } = require('./names');\ncrypto.createHash(SEAL).update(password);\n",
            "lib/names.js",
            "export const SEAL = process.env.SEAL || 'md5';\n",
            "weak-hash-javascript",
        ),
    ];
    for (path, code, other, names, rule) in cases {
        let set = |value: &str| found(&[(path, code), (other, names), (".env", &format!("SEAL={value}\n"))], path);
        assert_eq!(found(&[(path, code), (other, names)], path), [format!("{rule} low")], "{names}");
        assert_eq!(set("MD5").len() + set("DES").len(), 1, "{names}");
        assert_eq!(set("sha256").len() + set("AES/GCM/NoPadding").len(), 0, "{names}");
        // What is only said to be so by a configuration that is not at hand is not made up.
        let unset = names.replace("'md5'", "other()").replace("\"DES/CBC/PKCS5Padding\"", "other()");
        assert_eq!(found(&[(path, code), (other, &unset)], path), [""; 0], "{unset}");
    }
    for (path, code, rule) in [
        (
            "Own.kt",
            "class Own { val seal = System.getenv(\"SEAL\") ?: \"DES\"\n  fun run() { Cipher.getInstance(seal) } }\n",
            "broken-cipher-java low",
        ),
        (
            "own.js",
            "const crypto = require('crypto');\ncrypto.createHash(process.env.SEAL || 'md5').update(password);\n",
            "weak-hash-javascript low",
        ),
        (
            "Map.java",
            "class Map { void run() throws Exception { Cipher.getInstance(System.getenv().getOrDefault(\"SEAL\", \"DES\")); } }\n",
            "broken-cipher-java low",
        ),
        (
            "Late.java",
            "class Late { void run() throws Exception { String seal = System.getenv(\"SEAL\");\n  if (seal == null) seal = \"DES\";\n  Cipher.getInstance(seal); } }\n",
            "broken-cipher-java low",
        ),
    ] {
        assert_eq!(found(&[(path, code)], path), [rule], "{code}");
        assert_eq!(found(&[(path, code), (".env", "SEAL=sha256\n")], path), [""; 0], "{code}");
    }
}

/// A key in the source text is given away, though it is used only where the setting is absent: no configuration takes that back.
#[test]
fn a_secret_default_counts_whatever_the_setting_holds() {
    let uses = "class Use { void run() throws Exception { new SecretKeySpec(Names.WORD.getBytes(), \"AES\"); } }\n";
    let names = "class Names { static final String WORD = System.getProperty(\"WORD\", \"harbour-light-16\"); }\n";
    let own = "class Use { void run() throws Exception {\n  new SecretKeySpec(System.getProperty(\"WORD\", \"harbour-light-16\").getBytes(), \"AES\"); } }\n";
    for tree in [vec![("Use.java", uses), ("Names.java", names)], vec![("Use.java", own)]] {
        for set in [None, Some((".env", "WORD=sha256\n"))] {
            let tree: Vec<_> = tree.iter().copied().chain(set).collect();
            let seen = found(&tree, "Use.java");
            assert!(seen.len() == 1 && seen[0].starts_with("hard-coded-crypto-key") && !seen[0].ends_with("low"), "{tree:?}: {seen:?}");
            for format in ["sarif", "human", "ndjson"] {
                let report = Tree::of(&tree).run(&["scan", "--all", "-f", format]).stdout;
                assert!(report.contains("Use.java") && !report.contains("harbour"), "{report}");
            }
        }
    }
}

/// What another file holds is not the whole of what it is joined with.
#[test]
fn a_part_of_a_name_decides_nothing() {
    let names = "class Names { static final String NAME = \"AES\"; }\n";
    for (call, expected) in [("Names.NAME + \"/GCM/NoPadding\"", &[][..]), ("Names.NAME", &["ecb-mode-java high"])] {
        let code = format!("class Use {{ void run() throws Exception {{ Cipher.getInstance({call}); }} }}\n");
        assert_eq!(found(&[("Use.java", &code), ("Names.java", names)], "Use.java"), expected, "{call}");
    }
}

/// The way of the value begins where the call stands, and the report holds no text of that file.
#[test]
fn the_way_of_a_value_begins_in_the_file_of_its_caller() {
    let keys = "class Keys { SecretKeySpec of(String word) { return new SecretKeySpec(word.getBytes(), \"AES\"); } }\n";
    let using = "class Use {\n  void run() { new Keys().of(\"harbour-light-16\"); }\n}\n";
    let tree = Tree::of(&[("src/Keys.java", keys), ("src/Use.java", using)]);
    let output = tree.run(&["scan", "--all", "--only", "hard-coded-crypto-key", "-f", "ndjson"]);
    let lines = output.lines();
    let flow = &lines.iter().find(|line| line["path"] == "src/Keys.java").expect("a finding")["flow"];
    assert_eq!((&flow[0]["path"], &flow[0]["line"], &flow[0]["message"]), (&"src/Use.java".into(), &2.into(), &"given here".into()));
    assert_eq!((&flow[1]["path"], &flow[1]["line"], &flow[1]["message"]), (&"src/Keys.java".into(), &1.into(), &"used here".into()));
    for format in ["sarif", "human", "ndjson"] {
        let report = tree.run(&["scan", "--all", "--only", "hard-coded-crypto-key", "-f", format]).stdout;
        assert!(report.contains("src/Use.java") && !report.contains("harbour"), "{report}");
    }
}

#[test]
fn constants_of_other_files_decide() {
    type Case = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);
    let cases: &[Case] = &[
        (
            "src/a/Use.java",
            &[
                (
                    "src/a/Use.java",
                    "import b.Algorithms;\nclass Use { void run() throws Exception { Cipher.getInstance(Algorithms.NAME); } }\n",
                ),
                ("src/b/Algorithms.java", "class Algorithms { static final String NAME = \"DES\" + \"/CBC/PKCS5Padding\"; }\n"),
            ],
            &["broken-cipher-java high"],
        ),
        (
            "src/a/Use.java",
            &[
                ("src/a/Use.java", "class Use { void run() throws Exception { Cipher.getInstance(Algorithms.NAME); } }\n"),
                ("src/b/Algorithms.java", "class Algorithms { static final String NAME = \"AES/GCM/NoPadding\"; }\n"),
            ],
            &[],
        ),
        // Of two classes of one name, the one in the same folder is meant.
        (
            "src/a/Use.java",
            &[
                ("src/a/Use.java", "class Use { void run() throws Exception { Cipher.getInstance(Algorithms.NAME); } }\n"),
                ("src/a/Algorithms.java", "class Algorithms { static final String NAME = \"AES/GCM/NoPadding\"; }\n"),
                ("src/b/Algorithms.java", "class Algorithms { static final String NAME = \"DES\"; }\n"),
            ],
            &[],
        ),
        // Of two elsewhere nobody says which: both would have to be weak.
        (
            "src/c/Use.java",
            &[
                ("src/c/Use.java", "class Use { void run() throws Exception { Cipher.getInstance(Algorithms.NAME); } }\n"),
                ("src/a/Algorithms.java", "class Algorithms { static final String NAME = \"AES/GCM/NoPadding\"; }\n"),
                ("src/b/Algorithms.java", "class Algorithms { static final String NAME = \"DES\"; }\n"),
            ],
            &[],
        ),
        (
            "src/c/Use.java",
            &[
                ("src/c/Use.java", "class Use { void run() throws Exception { Cipher.getInstance(Algorithms.NAME); } }\n"),
                ("src/a/Algorithms.java", "class Algorithms { static final String NAME = \"DES/CBC/PKCS5Padding\"; }\n"),
                ("src/b/Algorithms.java", "class Algorithms { static final String NAME = \"DES\"; }\n"),
            ],
            &["broken-cipher-java high"],
        ),
        // A key that is no word of the vocabulary is known to be constant, and no more.
        (
            "Seal.java",
            &[
                ("Seal.java", "class Seal { void run() { new SecretKeySpec(Keys.RECORDS.getBytes(), \"AES\"); } }\n"),
                ("Keys.java", "class Keys { static final String RECORDS = \"harbour-light-16\"; }\n"),
            ],
            &["hard-coded-crypto-key-java high"],
        ),
        (
            "app/digest.py",
            &[
                ("app/digest.py", "from settings import WEAK\nimport hashlib\nhashlib.new(WEAK, data)\n"),
                ("app/settings.py", "WEAK = 'md5'\n"),
            ],
            &["weak-hash-python high"],
        ),
        (
            "lib/digest.js",
            &[
                (
                    "lib/digest.js",
                    "import { WEAK } from './settings';\nconst crypto = require('crypto');\ncrypto.createHash(WEAK).update(data);\n",
                ),
                ("lib/settings.js", "export const WEAK = 'md5';\n"),
            ],
            &["weak-hash-javascript high"],
        ),
        // A Go package is a folder: a bare constant stands in another of its files.
        (
            "seal/derive.go",
            &[
                (
                    "seal/derive.go",
                    "package seal\n\nimport \"golang.org/x/crypto/pbkdf2\"\n\nfunc derive(word, salt []byte) []byte {\n\treturn pbkdf2.Key(word, salt, rounds, 32, sha256.New)\n}\n",
                ),
                ("seal/limits.go", "package seal\n\nconst rounds = 1000\n"),
                ("other/limits.go", "package other\n\nconst rounds = 900000\n"),
            ],
            &["weak-kdf-iterations-go high"],
        ),
        (
            "seal/derive.go",
            &[
                (
                    "seal/derive.go",
                    "package seal\n\nimport \"golang.org/x/crypto/pbkdf2\"\n\nfunc derive(word, salt []byte) []byte {\n\treturn pbkdf2.Key(word, salt, rounds, 32, sha256.New)\n}\n",
                ),
                ("seal/limits.go", "package seal\n\nconst rounds = 900000\n"),
                ("other/limits.go", "package other\n\nconst rounds = 1000\n"),
            ],
            &[],
        ),
        // What a property is set to may be a constant of another class.
        (
            "Seal.cs",
            &[
                ("Seal.cs", "class Seal { void Run() { var aes = Aes.Create(); aes.Key = Keys.Records; } }\n"),
                (
                    "Keys.cs",
                    "static class Keys { public static readonly byte[] Records = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 }; }\n",
                ),
            ],
            &["hard-coded-crypto-key-csharp high"],
        ),
        (
            "Seal.cs",
            &[
                ("Seal.cs", "class Seal { void Run() { var aes = Aes.Create(); aes.Key = Keys.Records; } }\n"),
                ("Keys.cs", "static class Keys { public static readonly byte[] Records = Vault.Load(\"records\"); }\n"),
            ],
            &[],
        ),
        (
            "Derive.java",
            &[
                ("Derive.java", "class Derive { void run() { new PBEKeySpec(word, salt, Limits.ROUNDS, 256); } }\n"),
                ("Limits.java", "class Limits { static final int ROUNDS = 1000; }\n"),
            ],
            &["weak-kdf-iterations-java high"],
        ),
    ];
    for (path, files, expected) in cases {
        assert_eq!(&found(files, path), expected, "{files:?}");
    }
}

#[test]
fn settings_in_json_decide() {
    let code = "class Seal { byte[] Run(byte[] data) { var hash = HashAlgorithm.Create(_configuration[\"Digest:Name\"]); return hash.ComputeHash(data); } }\n";
    for (file, settings, expected) in [
        ("appsettings.json", "{ \"Digest\": { \"Name\": \"MD5\" }, \"Other\": { \"Name\": \"SHA256\" } }", &["weak-hash-csharp high"][..]),
        ("appsettings.json", "{ \"Digest\": { \"Name\": \"SHA256\" }, \"Other\": { \"Name\": \"MD5\" } }", &[]),
        ("records.json", "{ \"Digest\": { \"Name\": \"MD5\" } }", &[]),
    ] {
        assert_eq!(&found(&[("Seal.cs", code), (file, settings)], "Seal.cs"), expected, "{settings}");
    }
}

#[test]
fn keys_of_net_are_met_through_sections_and_typed_reads() {
    let code = |read: &str| {
        format!("class Seal {{ byte[] Run(IConfiguration configuration, byte[] data) {{ {read} return hash.ComputeHash(data); }} }}\n")
    };
    let reads = [
        "var hash = HashAlgorithm.Create(configuration.GetValue<string>(\"Crypto:Algorithm\"));",
        "var hash = HashAlgorithm.Create(configuration[\"Crypto:Algorithm\"]);",
        "var hash = HashAlgorithm.Create(configuration.GetSection(\"Crypto\")[\"Algorithm\"]);",
        "var hash = HashAlgorithm.Create(configuration.GetSection(\"Crypto\").GetValue<string>(\"Algorithm\"));",
        "var hash = HashAlgorithm.Create(configuration.GetRequiredSection(\"Crypto:Algorithm\").Value);",
        "var section = configuration.GetSection(\"Crypto\"); var hash = HashAlgorithm.Create(section[\"Algorithm\"]);",
        "var name = configuration.GetSection(\"Crypto\").GetSection(\"Algorithm\").Value; var hash = HashAlgorithm.Create(name);",
    ];
    for read in reads {
        for (file, settings, expected) in [
            (
                "appsettings.json",
                r#"{ "Crypto": { "Algorithm": "MD5" }, "Other": { "Algorithm": "SHA256" } }"#,
                &["weak-hash-csharp high"][..],
            ),
            ("appsettings.Production.json", r#"{ "Crypto": { "Algorithm": "SHA1" } }"#, &["weak-hash-csharp high"]),
            ("appsettings.json", r#"{ "Crypto": { "Algorithm": "SHA256" }, "Other": { "Algorithm": "MD5" } }"#, &[]),
            ("appsettings.json", r#"{ "Other": { "Name": "MD5" } }"#, &[]),
        ] {
            assert_eq!(&found(&[("Seal.cs", &code(read)), (file, settings)], "Seal.cs"), expected, "{read} {settings}");
        }
    }
    // A default in the code is not believed where a file sets the key.
    let fallback = code("var hash = HashAlgorithm.Create(configuration.GetSection(\"Crypto\").GetValue<string>(\"Algorithm\", \"MD5\"));");
    for (settings, expected) in
        [(r#"{ "Crypto": { "Algorithm": "SHA256" } }"#, &[][..]), (r#"{ "Other": { "Name": "MD5" } }"#, &["weak-hash-csharp low"])]
    {
        assert_eq!(found(&[("Seal.cs", &fallback), ("appsettings.json", settings)], "Seal.cs"), expected, "{settings}");
    }
}

#[test]
fn what_a_framework_sets_is_what_the_configuration_says() {
    let field = "class A {\n  @Value(\"${digest.name:MD5}\")\n  private String name;\n  void run() throws Exception { MessageDigest.getInstance(name); }\n}\n";
    let parameter = "class A {\n  private final String name;\n  A(@Value(\"${digest.name}\") String name) { this.name = name; }\n  void run() throws Exception { MessageDigest.getInstance(name); }\n}\n";
    for (java, file, configuration, expected) in [
        (field, "application.properties", "digest.name=MD5\n", &["weak-hash-java high"][..]),
        (field, "application.properties", "digest.name=SHA-256\n", &[]),
        (field, "application.properties", "digest.name=@vault@\n", &[]),
        (field, "application.properties", "other=1\n", &["weak-hash-java low"]),
        (field, "application.yml", "digest:\n  name: MD5\nother:\n  name: SHA-256\n", &["weak-hash-java high"]),
        (field, "application.yml", "digest:\n  name: SHA-256\nother:\n  name: MD5\n", &[]),
        (field, "application.properties", "digest.name=${legacy.digest}\nlegacy.digest=SHA-1\n", &["weak-hash-java high"]),
        (field, "application.properties", "digest.name=${legacy.digest:SHA-1}\n", &["weak-hash-java high"]),
        (field, "application.properties", "digest.name=${legacy.digest:SHA-1}\nlegacy.digest=SHA-256\n", &[]),
        (parameter, "application.properties", "digest.name=MD5\n", &["weak-hash-java high"]),
        (parameter, "application.properties", "digest.name=SHA-256\n", &[]),
    ] {
        assert_eq!(found(&[("src/A.java", java), (file, configuration)], "src/A.java"), expected, "{java} {configuration}");
    }
}

#[test]
fn a_number_in_the_tree_replaces_a_default() {
    let java =
        "class A { void run() { new PBEKeySpec(word, salt, Integer.parseInt(settings.getProperty(\"rounds\", \"1000\")), 256); } }\n";
    assert_eq!(found(&[("A.java", java), ("app.properties", "rounds=600000\n")], "A.java"), [""; 0]);
    assert_eq!(found(&[("A.java", java), ("app.properties", "rounds=2000\n")], "A.java"), ["weak-kdf-iterations-java high"]);
}

#[test]
fn one_file_says_what_it_assumes() {
    let java = "class A { void run() throws Exception { Cipher.getInstance(settings.getProperty(\"cipher.name\", \"DES\")); } }\n";
    let tree = Tree::of(&[("A.java", java)]);
    let assumed = "the default in the code is assumed";
    let file = tree.run(&["scan", "--all", "--only", "crypto", "-f", "ndjson", "A.java"]);
    assert!(file.stdout.contains(assumed), "{}", file.stdout);
    let input = tree.feed(&["scan", "--all", "--only", "crypto", "-f", "ndjson", "-", "--stdin-filename", "A.java"], java.as_bytes());
    assert!(input.stdout.contains(assumed), "{}", input.stdout);
}
