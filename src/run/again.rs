//! A second look at the tree, for what findings wait for: configuration keys, and constants of other files.
//!
//! Promises: none where nothing is waited for, or where the source cannot be read twice (standard input, changes, the past); reads files
//! of configuration, files of the folder that a constant is used in, and files named after its class or module, and no others. What it
//! brings home is digests, words of a closed vocabulary and small numbers.

use super::Limits;
use crate::index::Index;
use crate::language::Language;
use crate::link::{self, Symbol, Wanted};
use crate::notice::Notice;
use crate::scan::constant;
use crate::source::{self, Content, Item, Source, Visitor};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

/// Asks the tree for what the findings of the index wait for.
pub(super) fn look(source: &dyn Source, limits: &Limits<'_>, index: &mut Index) {
    let wanted = index.wanted();
    if wanted.is_empty() || !source.can_repeat() {
        return;
    }
    let found = Mutex::new(Vec::new());
    source.visit(&|| Box::new(Reader { limits, wanted: &wanted, found: &found, buffer: Vec::new() }));
    index.offer(found.into_inner().unwrap_or_else(PoisonError::into_inner));
}

struct Reader<'r> {
    limits: &'r Limits<'r>,
    wanted: &'r Wanted,
    found: &'r Mutex<Vec<Symbol>>,
    buffer: Vec<u8>,
}

impl Visitor for Reader<'_> {
    fn item(&mut self, item: Item) {
        let language = Language::of(&item.path, b"");
        let constants = if language.is_code() { self.wanted.of_file(&item.project_path) } else { Vec::new() };
        let is_settings = language != Language::Json || link::is_settings_json(&item.project_path);
        let is_configuration = !language.is_code() && !self.wanted.keys.is_empty() && is_settings;
        let Content::File(file) = &item.content else { return };
        if constants.is_empty() && !is_configuration {
            return;
        }
        let Ok(bytes) = source::open(file, &item.path, self.limits.max_size, &mut self.buffer) else { return };
        // A fault of ours in this file was or will be reported by its scan.
        let symbols = catch_unwind(AssertUnwindSafe(|| {
            let mut symbols = link::answers(&bytes, language, self.wanted);
            symbols.extend(constant::constants(&item.project_path, &bytes, &constants));
            symbols
        }));
        self.found.lock().unwrap_or_else(PoisonError::into_inner).extend(symbols.unwrap_or_default());
    }

    fn notice(&mut self, _: Notice) {}
}
