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
        assert_eq!(found(&[(path, code), (other, weak)], path), [*rule], "{path} {code} {weak}");
        let sound = weak.replace("DES/CBC/PKCS5Padding", "AES/GCM/NoPadding").replace("MD5", "SHA256").replace("1000", "900000");
        assert_eq!(found(&[(path, code), (other, &sound)], path), [""; 0], "{path} {code} {sound}");
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
