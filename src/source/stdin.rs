//! Standard input as one file.
//!
//! Promises: reads to the end, or as far as it goes and says so.

use super::{Content, Item, Source, Visitor, notice_of};
use std::io::Read;
use std::sync::Mutex;

/// Standard input under a name that decides its language.
pub struct Stdin<R> {
    name: String,
    input: Mutex<R>,
}

impl<R: Read> Stdin<R> {
    /// `name` is what findings call it.
    pub fn new(name: impl Into<String>, input: R) -> Self {
        Self { name: name.into(), input: Mutex::new(input) }
    }
}

impl<R: Read> Source for Stdin<R> {
    fn visit<'v>(&self, visitor: &(dyn Fn() -> Box<dyn Visitor + 'v> + Sync)) {
        let mut visitor = visitor();
        let mut bytes = Vec::new();
        let read = self.input.lock().expect("one thread reads standard input").read_to_end(&mut bytes);
        visitor.item(Item::new(self.name.clone(), self.name.clone(), Content::Heap(bytes)));
        if let Err(error) = read {
            visitor.notice(notice_of(self.name.clone(), &error));
        }
    }
}
