//! A second look at the tree, for what findings wait for: configuration keys, constants of other files, and callers in them.
//!
//! Promises: none where nothing is waited for, or where the source cannot be read twice (standard input, changes, the past); reads files
//! of configuration, files of the folder that a constant is used in, files named after its class or module, and, where callers decide, code of
//! the same kind of language that is no test, and no others. What it brings home is digests, words of a closed vocabulary, small numbers and
//! places.

use super::Limits;
use crate::index::Index;
use crate::language::Language;
use crate::link::{self, Symbol, Wanted};
use crate::notice::Notice;
use crate::scan::caller::Callers;
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
    let callers = Callers::of(&wanted.callers);
    source.visit(&|| Box::new(Reader { limits, wanted: &wanted, callers: &callers, found: &found, buffer: source::Buffer::default() }));
    index.offer(found.into_inner().unwrap_or_else(PoisonError::into_inner));
}

struct Reader<'r> {
    limits: &'r Limits<'r>,
    wanted: &'r Wanted,
    callers: &'r Callers<'r>,
    found: &'r Mutex<Vec<Symbol>>,
    buffer: source::Buffer,
}

impl Visitor for Reader<'_> {
    fn item(&mut self, item: Item) {
        let language = Language::of(&item.path, b"");
        let constants = if language.is_code() { self.wanted.of_file(&item.project_path) } else { Vec::new() };
        let is_settings = language != Language::Json || link::is_settings_json(&item.project_path);
        let is_configuration = !language.is_code() && !self.wanted.keys.is_empty() && is_settings;
        let Content::File(file) = &item.content else { return };
        let may_call = language.is_code() && self.callers.may_stand_in(&item.path, &item.project_path, language);
        if constants.is_empty() && !is_configuration && !may_call {
            return;
        }
        let Ok(bytes) = source::open(file, &item.path, self.limits.max_size, &mut self.buffer) else { return };
        // A fault of ours in this file was or will be reported by its scan.
        let symbols = catch_unwind(AssertUnwindSafe(|| {
            let mut symbols = link::answers(&bytes, language, self.wanted);
            symbols.extend(constant::constants(&item.path, &item.project_path, &bytes, &constants));
            if may_call {
                symbols.extend(self.callers.given(&item.path, &item.project_path, &bytes));
            }
            symbols
        }));
        self.found.lock().unwrap_or_else(PoisonError::into_inner).extend(symbols.unwrap_or_default());
    }

    fn notice(&mut self, _: Notice) {}
}
