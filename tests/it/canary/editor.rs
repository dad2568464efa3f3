//! What the language server sends about documents that are full of values.

use super::planted::plant_in;
use super::{SEEDS, Watch};
use crate::common::Tree;
use crate::lsp::Client;
use serde_json::{Value, json};
use std::fs::File;
use std::path::PathBuf;

/// The files of a folder, relative to it, as an editor shows their text.
fn documents(tree: &Tree, folder: &str) -> Vec<(String, String)> {
    let mut folders = vec![PathBuf::from(folder)];
    let mut documents = Vec::new();
    while let Some(within) = folders.pop() {
        for entry in std::fs::read_dir(tree.path(&within.to_string_lossy())).expect("a folder") {
            let path = within.join(entry.expect("an entry").file_name());
            if tree.path(&path.to_string_lossy()).is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.to_string_lossy().into_owned();
            let bytes = std::fs::read(tree.path(&name)).expect("a file");
            let wide: Vec<u16> = bytes.chunks(2).map(|two| u16::from_le_bytes([two[0], two.get(1).copied().unwrap_or(0)])).collect();
            let text = if bytes.starts_with(&[0xff, 0xfe]) {
                String::from_utf16_lossy(&wide)
            } else {
                String::from_utf8_lossy(&bytes).into_owned()
            };
            documents.push((name, text));
        }
    }
    documents.sort();
    documents
}

/// Opens, changes, hovers, asks for actions, accepts; and everything that an editor may ask wrongly.
#[test]
fn nothing_of_a_document_is_sent() {
    let tree = Tree::new().below("tree");
    let values = plant_in(&tree.below("clinic"), SEEDS[0]);
    let log = tree.path("../log");
    let mut command = tree.command(&["lsp", "--all", "-v", "--show-suppressed"]);
    let mut client = Client::of(command.stderr(File::create(&log).expect("a file")), &tree);
    let (mut diagnostics, mut accepted) = (0, 0);
    for (path, text) in documents(&tree, "clinic") {
        let found = client.open(&path, &text);
        diagnostics += found.len();
        let uri = client.uri(&path);
        for one in &found {
            let place = json!({ "textDocument": { "uri": uri }, "position": one["range"]["start"] });
            assert!(client.request("textDocument/hover", &place)["result"]["contents"]["value"].is_string(), "{path}");
        }
        for action in client.actions(&path) {
            let Some(command) = action["command"].as_object().filter(|_| accepted < 40) else { continue };
            let params = json!({ "command": command["command"], "arguments": command["arguments"] });
            assert!(client.request("workspace/executeCommand", &params).get("error").is_none(), "{path}");
            accepted += 1;
        }
        client.change(&path, &format!("{text}\n"));
        // What makes no sense is answered without a word of it.
        for (method, params) in [
            (text.as_str(), json!({})),
            ("textDocument/hover", json!({ "position": text })),
            ("textDocument/codeAction", json!(text)),
            ("workspace/executeCommand", json!({ "command": text, "arguments": [text, text] })),
        ] {
            assert!(client.request(method, &params)["error"].is_object(), "{path}");
        }
        client.notify("textDocument/didChange", &json!({ "contentChanges": text }));
    }
    assert!(diagnostics >= 60 && accepted >= 20, "{diagnostics} diagnostics, {accepted} accepted");
    let mut texts: Vec<(String, String)> =
        client.received.drain(..).enumerate().map(|(number, text)| (format!("message {number}"), text)).collect();
    client.stop();
    texts.push(("standard error".to_owned(), std::fs::read_to_string(log).expect("a file")));
    texts.push(("the baseline".to_owned(), tree.read(".asepsis-baseline.ndjson")));
    Watch::new("").check(&values, &texts);
    let texts: Vec<Value> = texts[..1].iter().map(|(_, text)| serde_json::from_str(text).expect("JSON")).collect();
    assert!(texts[0]["result"].is_object(), "{texts:?}");
}
