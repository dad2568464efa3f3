//! Which names of a file stand for things of other files, as each language writes it.
//!
//! Promises: a bounded look behind each word that imports; reads no other file.

use super::Outline;
use crate::code::token::{Kind, content};
use crate::language::Language;

impl Outline<'_> {
    pub(super) fn import(&mut self, index: usize) {
        if !self.token(index).begins_line() && !(index > 0 && self.is_any(index - 1, &[";", "}", "{", "pub"])) {
            return;
        }
        let limit = self.tokens.len().min(index + 80);
        let line_end =
            (index + 1..limit).find(|at| self.is(*at, ";") || (self.dialect.lines && self.token(*at).begins_line())).unwrap_or(limit);
        if self.is_any(index, &["const", "var", "let"]) {
            return self.required(index, line_end);
        }
        match self.language {
            Language::Python => self.python_import(index, limit),
            Language::JavaScript | Language::TypeScript => self.script_import(index, limit),
            Language::Go => {
                if self.kind(index + 1) == Kind::Text {
                    self.go_import(index + 1, None);
                } else if self.kind(index + 2) == Kind::Text {
                    self.go_import(index + 2, Some(index + 1));
                }
            }
            Language::Rust | Language::Scala => self.braced_import(index + 1, line_end, String::new(), 0),
            _ => {
                // `import static a.b.C;`, `import a.b.C as D`, `using D = A.B.C;`, `use A\B\C as D;`
                let names: Vec<usize> =
                    (index + 1..line_end).filter(|at| self.is_name(*at) && !self.is_any(*at, &["static", "as"])).collect();
                let renamed = (index + 1..line_end).find(|at| self.is_any(*at, &["as", "="]));
                let (alias, path) = match renamed {
                    Some(at) if self.is(at, "as") => (at + 1, names.iter().filter(|name| **name < at).copied().collect::<Vec<_>>()),
                    Some(at) => (index + 1, names.iter().filter(|name| **name > at).copied().collect()),
                    None => match names.last() {
                        Some(last) => (*last, names.clone()),
                        None => return,
                    },
                };
                let path = self.joined(&path);
                self.imports.insert(self.name(alias), path);
            }
        }
    }

    fn joined(&self, names: &[usize]) -> String {
        names.iter().map(|name| String::from_utf8_lossy(self.name(*name)).into_owned()).collect::<Vec<_>>().join(".")
    }

    fn python_import(&mut self, index: usize, limit: usize) {
        let from = self.is(index, "from");
        let mut base = String::new();
        let mut at = index + 1;
        if from {
            while at < limit && !self.is(at, "import") && !self.token(at).begins_line() {
                if self.is_name(at) {
                    base.push_str(&String::from_utf8_lossy(self.word(at)));
                    base.push('.');
                }
                at += 1;
            }
            at += 1;
        }
        let bracketed = self.is(at, "(");
        let end = if bracketed {
            self.tokens.close(at, limit)
        } else {
            (at..limit).find(|next| self.token(*next).begins_line()).unwrap_or(limit)
        };
        for part in self.split((at + usize::from(bracketed), end), ",") {
            let names: Vec<usize> = (part.0..part.1).filter(|at| self.is_name(*at)).collect();
            let renamed = names.iter().position(|name| self.is(*name, "as"));
            let path = self.joined(&names[..renamed.unwrap_or(names.len())]);
            let alias = match renamed {
                Some(at) => names.get(at + 1),
                None if from => names.last(),
                None => continue, // `import a.b` gives the name `a`, which stands for itself.
            };
            if let Some(alias) = alias {
                self.imports.insert(self.name(*alias), format!("{base}{path}"));
            }
        }
    }

    /// `import x from 'm'`, `import { a as b } from 'm'`, `import * as x from 'm'`.
    fn script_import(&mut self, index: usize, limit: usize) {
        let Some(module) = (index + 1..limit).find(|at| self.kind(*at) == Kind::Text) else { return };
        let path = module_name(content(self.word(module)));
        let mut at = index + 1;
        while at < module {
            if self.is(at, "{") {
                let close = self.tokens.close(at, module);
                self.destructured(at, close, &path);
                at = close;
            } else if self.is_name(at) && !self.is_any(at, &["from", "as", "type"]) {
                self.imports.insert(self.name(at), path.clone());
            }
            at += 1;
        }
    }

    fn destructured(&mut self, open: usize, close: usize, path: &str) {
        for part in self.split((open + 1, close), ",") {
            let names: Vec<usize> = (part.0..part.1).filter(|at| self.is_name(*at) && !self.is(*at, "as")).collect();
            if let (Some(first), Some(last)) = (names.first(), names.last()) {
                let full = format!("{path}.{}", String::from_utf8_lossy(self.name(*first)));
                self.imports.insert(self.name(*last), full);
            }
        }
    }

    /// `const x = require('m')`, `const { a } = require('m')`.
    fn required(&mut self, index: usize, end: usize) {
        let Some(require) = (index + 2..end.min(index + 40)).find(|at| self.is(*at, "require")) else { return };
        if !self.is(require + 1, "(") || self.kind(require + 2) != Kind::Text || !self.is(require - 1, "=") {
            return;
        }
        let mut path = module_name(content(self.word(require + 2)));
        if self.is(require + 4, ".") && self.is_name(require + 5) {
            path = format!("{path}.{}", String::from_utf8_lossy(self.name(require + 5)));
        }
        if self.is(index + 1, "{") {
            self.destructured(index + 1, self.tokens.close(index + 1, end), &path);
        } else if self.is_name(index + 1) {
            self.imports.insert(self.name(index + 1), path);
        }
    }

    pub(super) fn go_imports(&mut self, open: usize) {
        if self.language != Language::Go || !self.is(open, "(") || open == 0 || !self.is(open - 1, "import") {
            return;
        }
        let close = self.tokens.close(open, self.tokens.len().min(open + 400));
        for at in open + 1..close {
            if self.kind(at) == Kind::Text {
                let alias = (self.is_name(at - 1) && self.token(at - 1).begins_line()).then(|| at - 1);
                self.go_import(at, alias);
            }
        }
    }

    fn go_import(&mut self, path: usize, alias: Option<usize>) {
        let full = String::from_utf8_lossy(content(self.word(path))).replace('/', ".");
        let own = content(self.word(path)).rsplit(|byte| *byte == b'/').find(|part| !is_version(part)).unwrap_or_default();
        let name = alias.map_or(own, |alias| self.name(alias));
        self.imports.insert(name, full);
    }

    /// Rust: `use a::{B as C, D}`; Scala: `import a.{B => C, D}`, `import a.B as C`.
    fn braced_import(&mut self, from: usize, end: usize, base: String, depth: usize) {
        let mut path = base;
        let mut last = None;
        let mut at = from;
        while at < end {
            if self.is(at, "{") && depth < 4 {
                let close = self.tokens.close(at, end);
                for part in self.split((at + 1, close), ",") {
                    self.braced_import(part.0, part.1, path.clone(), depth + 1);
                }
                return;
            }
            if self.is_any(at, &["as", "=>"]) {
                last = Some(at + 1);
                break;
            }
            if self.is_name(at) {
                if !path.is_empty() && !path.ends_with('.') {
                    path.push('.');
                }
                path.push_str(&String::from_utf8_lossy(self.word(at)));
                last = Some(at);
            } else if self.is(at, "::") {
                path.push('.');
            }
            at += 1;
        }
        if let Some(last) = last {
            self.imports.insert(self.name(last), path.trim_end_matches('.').replace("..", "."));
        }
    }
}

/// The last part of a module's name: `crypto` of `node:crypto`.
fn module_name(path: &[u8]) -> String {
    let name = path.rsplit(|byte| matches!(byte, b':')).next().unwrap_or_default();
    String::from_utf8_lossy(name).replace('/', ".")
}

fn is_version(part: &[u8]) -> bool {
    part.len() >= 2 && part[0] == b'v' && part[1..].iter().all(u8::is_ascii_digit)
}
