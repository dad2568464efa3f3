//! The language server by its protocol: a client that opens, changes, hovers and accepts.

use crate::common::Tree;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

const LINE: &str = "digest = hashlib.md5(password)\n";

/// The client's side.
pub(crate) struct Client {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    folder: String,
    last: i64,
    /// Every message that came, as it came.
    pub(crate) received: Vec<String>,
}

impl Client {
    pub(crate) fn start(tree: &Tree) -> Self {
        Self::of(&mut tree.command(&["lsp", "--today", "2026-11-25"]), tree)
    }

    /// The server that a command starts.
    pub(crate) fn of(command: &mut Command, tree: &Tree) -> Self {
        let folder = std::fs::canonicalize(tree.path("")).expect("the folder").to_string_lossy().into_owned();
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
        let (to, from) = (child.stdin.take().expect("a pipe"), BufReader::new(child.stdout.take().expect("a pipe")));
        let mut client = Self { child, to, from, folder, last: 0, received: Vec::new() };
        let root = format!("file://{}", client.folder);
        let started = client.request("initialize", &json!({ "processId": null, "rootUri": root, "capabilities": {} }));
        assert!(started["result"]["capabilities"]["hoverProvider"].as_bool() == Some(true), "{started}");
        client.notify("initialized", &json!({}));
        client
    }

    pub(crate) fn uri(&self, path: &str) -> String {
        format!("file://{}/{}", self.folder, path.replace(' ', "%20").replace('ä', "%C3%A4"))
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("it listens");
        self.to.flush().expect("it listens");
    }

    pub(crate) fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and waits for its answer.
    pub(crate) fn request(&mut self, method: &str, params: &Value) -> Value {
        self.last += 1;
        let id = self.last;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.receive();
            if message["id"] == id {
                return message;
            }
        }
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut header = String::new();
            self.from.read_line(&mut header).expect("it speaks");
            if let Some(value) = header.strip_prefix("Content-Length: ") {
                length = value.trim().parse().expect("a length");
            } else if header.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).expect("a whole message");
        let body = String::from_utf8(body).expect("UTF-8");
        let message = serde_json::from_str(&body).expect("JSON");
        self.received.push(body);
        message
    }

    /// Opens a document; its diagnostics.
    pub(crate) fn open(&mut self, path: &str, text: &str) -> Vec<Value> {
        let document = json!({ "uri": self.uri(path), "languageId": "x", "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        self.diagnostics()
    }

    pub(crate) fn change(&mut self, path: &str, text: &str) -> Vec<Value> {
        let document = json!({ "uri": self.uri(path), "version": 2 });
        self.notify("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": [{ "text": text }] }));
        self.diagnostics()
    }

    fn diagnostics(&mut self) -> Vec<Value> {
        loop {
            let message = self.receive();
            if message["method"] == "textDocument/publishDiagnostics" {
                return message["params"]["diagnostics"].as_array().expect("a list").clone();
            }
        }
    }

    pub(crate) fn actions(&mut self, path: &str) -> Vec<Value> {
        let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
        let params = json!({ "textDocument": { "uri": self.uri(path) }, "range": range, "context": { "diagnostics": [] } });
        self.request("textDocument/codeAction", &params)["result"].as_array().expect("a list").clone()
    }

    pub(crate) fn stop(mut self) {
        self.request("shutdown", &Value::Null);
        self.notify("exit", &Value::Null);
        assert_eq!(self.child.wait().expect("it ends").code(), Some(0));
    }
}

#[test]
fn diagnostics_follow_the_text() {
    let tree = Tree::new();
    let mut client = Client::start(&tree);
    let found = client.open("src/ä b.py", &format!("# 😀\n{LINE}"));
    let [one] = &found[..] else { panic!("{found:?}") };
    assert_eq!((&one["source"], &one["range"]["start"]["line"]), (&json!("asepsis"), &json!(1)));
    assert!(one["message"].as_str().is_some_and(|message| message.contains("MD5") || message.contains("md5")), "{one}");
    assert_eq!(client.change("src/ä b.py", "digest = hashlib.sha256(body)\n"), Vec::<Value>::new());
    assert_eq!(client.change("src/ä b.py", LINE).len(), 1);
    let uri = client.uri("src/ä b.py");
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    assert_eq!(client.diagnostics(), Vec::<Value>::new());
    client.stop();
}

#[test]
fn hovering_a_finding_explains_its_rule() {
    let tree = Tree::new();
    let mut client = Client::start(&tree);
    let found = client.open("a.py", LINE);
    let place = json!({ "textDocument": { "uri": client.uri("a.py") }, "position": found[0]["range"]["start"] });
    let hover = client.request("textDocument/hover", &place);
    let text = hover["result"]["contents"]["value"].as_str().expect("a text");
    assert!(text.contains("**How to fix it.**"), "{text}");
    let nowhere = json!({ "textDocument": { "uri": client.uri("a.py") }, "position": { "line": 7, "character": 0 } });
    assert_eq!(client.request("textDocument/hover", &nowhere)["result"], Value::Null);
    client.stop();
}

#[test]
fn a_comment_accepts_a_finding() {
    let tree = Tree::new();
    let mut client = Client::start(&tree);
    client.open("a.py", LINE);
    let actions = client.actions("a.py");
    let uri = client.uri("a.py");
    let edit = &actions[0]["edit"]["changes"][&uri][0];
    let at = edit["range"]["start"]["character"].as_u64().expect("a column") as usize;
    let comment = edit["newText"].as_str().expect("a text");
    let accepted = format!("{}{comment}\n", &LINE[..at]);
    assert!(comment.contains("# asepsis: ignore["), "{comment}");
    assert_eq!(client.change("a.py", &accepted), Vec::<Value>::new());
    client.stop();
}

#[test]
fn the_baseline_accepts_a_finding() {
    let tree = Tree::new().with("a.py", LINE);
    let mut client = Client::start(&tree);
    client.open("a.py", LINE);
    let actions = client.actions("a.py");
    let command = actions.last().expect("an action")["command"].clone();
    let params = json!({ "command": command["command"], "arguments": command["arguments"] });
    let answer = client.request("workspace/executeCommand", &params);
    assert!(answer.get("error").is_none(), "{answer}");
    assert_eq!(client.actions("a.py"), Vec::<Value>::new());
    client.stop();
    // What the server wrote is a baseline to the command line, too.
    assert_eq!(tree.run(&["scan", "--format", "compact"]).ends_with(0).stdout, "");
    assert!(!tree.read(".asepsis-baseline.ndjson").contains("hashlib"));
}

#[test]
fn what_makes_no_sense_is_answered() {
    let tree = Tree::new();
    let mut client = Client::start(&tree);
    for (method, params) in [
        ("textDocument/nothing", json!({})),
        ("textDocument/hover", json!({ "position": "x" })),
        ("workspace/executeCommand", json!({ "command": "rm", "arguments": ["a", "b"] })),
    ] {
        assert!(client.request(method, &params)["error"]["message"].is_string(), "{method}");
    }
    client.notify("textDocument/didChange", &json!({ "nonsense": true }));
    assert_eq!(client.open("a.py", LINE).len(), 1);
    client.stop();
}

/// Columns are counted in UTF-16 units, as the protocol has it.
#[test]
fn columns_are_in_utf16_units() {
    let tree = Tree::new();
    let mut client = Client::start(&tree);
    let range = |found: &[Value]| {
        let column = |end: &str| found[0]["range"][end]["character"].as_u64().expect("a column");
        (column("start"), column("end"))
    };
    let (start, end) = range(&client.open("a.py", LINE));
    let before = "e = '😀ä'; ";
    let shifted = before.encode_utf16().count() as u64;
    assert_eq!(range(&client.change("a.py", &format!("{before}{LINE}"))), (start + shifted, end + shifted));
    client.stop();
}

/// A saved configuration is in force at once; one with a mistake in it leaves the old one in force.
#[test]
fn a_saved_configuration_counts() {
    let tree = Tree::of(&[("asepsis.toml", ""), ("a.py", LINE)]);
    let mut client = Client::start(&tree);
    assert_eq!(client.open("a.py", LINE).len(), 1);
    let saved = |client: &mut Client| {
        let uri = client.uri("asepsis.toml");
        client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": uri } }));
    };
    tree.write("asepsis.toml", "[rules]\n\"weak-password-hash\" = \"off\"\n\"weak-hash\" = \"off\"\n");
    saved(&mut client);
    assert_eq!(client.diagnostics(), Vec::<Value>::new());
    tree.write("asepsis.toml", "fail_on = 7\n");
    saved(&mut client);
    assert_eq!(client.change("a.py", LINE), Vec::<Value>::new());
    tree.write("asepsis.toml", "");
    saved(&mut client);
    assert_eq!(client.diagnostics().len(), 1);
    // Saving a document looks at it again.
    let uri = client.uri("a.py");
    client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": uri } }));
    assert_eq!(client.diagnostics().len(), 1);
    client.stop();
}

#[test]
fn a_closed_document_has_no_findings_left() {
    let tree = Tree::new();
    let mut client = Client::start(&tree);
    client.open("a.py", LINE);
    let uri = client.uri("a.py");
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    assert_eq!(client.diagnostics(), Vec::<Value>::new());
    assert_eq!(client.actions("a.py"), Vec::<Value>::new());
    client.stop();
}

/// Where a language has no comment that ends with the line, the baseline is the way.
#[test]
fn a_file_without_comments_is_accepted_in_the_baseline_only() {
    let tree = Tree::new();
    let mut client = Client::start(&tree);
    assert_eq!(client.open("a.json", "{\"password\": \"hunter2-Kx9mQ2vL7p\"}\n").len(), 1);
    let actions = client.actions("a.json");
    let [one] = &actions[..] else { panic!("{actions:?}") };
    assert!(one["title"].as_str().is_some_and(|title| title.ends_with("in the baseline")), "{one}");
    client.stop();
}

/// Five megabytes, and no value in anything that is sent.
#[test]
fn a_big_document_is_scanned() {
    let tree = Tree::new();
    let mut client = Client::start(&tree);
    let text = format!("{}password = 'hunter2-Kx9mQ2vL7p'\n", "x = compute(y)\n".repeat(5 << 16));
    let found = client.open("a.py", &text);
    assert_eq!((found.len(), &found[0]["range"]["start"]["line"]), (1, &json!(5 << 16)));
    let place = json!({ "textDocument": { "uri": client.uri("a.py") }, "position": found[0]["range"]["start"] });
    let hover = client.request("textDocument/hover", &place);
    for sent in [&found[0], &hover] {
        assert!(!sent.to_string().contains("hunter2"), "{sent}");
    }
    client.stop();
}

/// The protocol: an end that was announced is 0, one that was not is 1.
#[test]
fn the_end_says_whether_it_was_announced() {
    let tree = Tree::new();
    let mut client = Client::start(&tree);
    client.notify("exit", &Value::Null);
    assert_eq!(client.child.wait().expect("it ends").code(), Some(1));
    let mut client = Client::start(&tree);
    client.request("shutdown", &Value::Null);
    client.notify("exit", &Value::Null);
    assert_eq!(client.child.wait().expect("it ends").code(), Some(0));
    // An editor that is gone.
    let Client { mut child, to, from, .. } = Client::start(&tree);
    drop((to, from));
    assert_eq!(child.wait().expect("it ends").code(), Some(1));
}

/// What is no message at all ends the server with a word, and never with the text that came.
#[test]
fn what_is_no_message_ends_with_a_word() {
    let tree = Tree::new();
    for garbage in ["Content-Length: 7\r\n\r\nhunter2", "hunter2\r\n\r\n", "Content-Length: x\r\n\r\n"] {
        let output = tree.feed(&["lsp"], garbage.as_bytes()).ends_with(2);
        assert!(output.stderr.starts_with("asepsis: ") && !output.stderr.contains("hunter2"), "{garbage:?}: {}", output.stderr);
    }
}

#[test]
fn a_broken_configuration_is_said_at_the_start() {
    let tree = Tree::of(&[("asepsis.toml", "fail_on = 7\n")]);
    let body = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "capabilities": {} } }).to_string();
    let ready = json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }).to_string();
    let input = [body, ready].map(|body| format!("Content-Length: {}\r\n\r\n{body}", body.len())).concat();
    tree.feed(&["lsp"], input.as_bytes()).ends_with(2).says(&["unknown key `fail_on`"]);
}

/// What is mechanical is offered first, and its edit is the fix.
#[test]
fn a_mechanical_fix_is_offered() {
    let tree = Tree::new();
    let mut client = Client::start(&tree);
    assert_eq!(client.open("a.py", "digest = hashlib.md5(body)\n").len(), 1);
    let actions = client.actions("a.py");
    assert_eq!(actions[0]["title"], "Replace by `hashlib.sha256`", "{actions:?}");
    let edit = &actions[0]["edit"]["changes"][client.uri("a.py")][0];
    assert_eq!(edit["newText"], "hashlib.sha256");
    assert_eq!(edit["range"], json!({ "start": { "line": 0, "character": 9 }, "end": { "line": 0, "character": 20 } }));
    client.stop();
}

/// In a monorepo the nearest configuration applies, as it does to a scan.
#[test]
fn the_nearest_configuration_applies() {
    let tree = Tree::of(&[
        ("asepsis.toml", "[rules]\n\"weak-hash\" = \"off\"\n"),
        ("strict/asepsis.toml", ""),
        ("broken/asepsis.toml", "fail_on = 7\n"),
        ("strict/src/b.py", ""),
        ("broken/c.py", ""),
    ]);
    let mut client = Client::start(&tree);
    let line = "digest = hashlib.md5(body)\n";
    assert_eq!(client.open("a.py", line).len(), 0);
    assert_eq!(client.open("strict/src/b.py", line).len(), 1);
    // One with a mistake leaves the outer one in force.
    assert_eq!(client.open("broken/c.py", line).len(), 0);
    // Its baseline is its own.
    let actions = client.actions("strict/src/b.py");
    let accept = actions.iter().find_map(|action| action["command"].as_object()).expect("a command").clone();
    let answer = client.request("workspace/executeCommand", &json!({ "command": accept["command"], "arguments": accept["arguments"] }));
    assert_eq!(answer["error"], Value::Null, "{answer}");
    assert!(tree.path("strict/.asepsis-baseline.ndjson").is_file() && !tree.path(".asepsis-baseline.ndjson").exists());
    client.stop();
}
