//! Constants that other files ask for: what a file of code says of them.
//!
//! Promises: pure; a file in which the name of none stands costs one search. What is told of a value is words of a closed vocabulary, a
//! small number, or that there is some constant (`link::content_of`), never text.

use super::sink;
use crate::code::outline::Outline;
use crate::code::value::Evaluator;
use crate::link::{Constant, Content, Symbol, content_of, folder_of};
use crate::view::View;

/// What a file says of the constants that it may define.
pub fn constants(path: &str, bytes: &[u8], wanted: &[&Constant]) -> Vec<Symbol> {
    let holds = |constant: &&Constant| memchr::memmem::find(bytes, constant.name.as_bytes()).is_some();
    let mine: Vec<&Constant> = wanted.iter().copied().filter(holds).collect();
    if mine.is_empty() {
        return Vec::new();
    }
    let Some(view) = View::of(path, bytes) else { return Vec::new() };
    let Some(outline) = sink::outline(&view) else { return Vec::new() };
    let evaluator = Evaluator::new(&outline);
    mine.into_iter()
        .flat_map(|constant| {
            content(&outline, &evaluator, path, constant).map_or_else(Vec::new, |content| constant.defined(path, &content))
        })
        .collect()
}

/// What the file's field, global or module constant of that name holds.
fn content(outline: &Outline<'_>, evaluator: &Evaluator<'_>, path: &str, constant: &Constant) -> Option<Content> {
    let stem = path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
    // A Go package is a folder, a module of Python or JavaScript a file.
    let package = folder_of(path).rsplit('/').next().unwrap_or_default();
    let assigned = outline.assigned.get(constant.name.as_bytes())?.iter().map(|index| &outline.assignments[*index]);
    let mut of_owner = assigned.filter(|assignment| {
        let class = assignment.class.map(|class| outline.name(outline.classes[class].name));
        let is_owners = match class {
            Some(class) => class == constant.owner.as_bytes() || (class == b"Companion" && stem == constant.owner),
            None => constant.owner == stem || constant.owner == package || constant.owner.is_empty(),
        };
        assignment.function.is_none() && is_owners && !assignment.element && !assignment.augments
    });
    let assignment = of_owner.next()?;
    if of_owner.next().is_some() {
        return Some(Content::Unknown); // It is set more than once.
    }
    let values = evaluator.values(assignment.value);
    Some(match &values.of[..] {
        [one] => content_of(&one.known),
        _ => Content::Unknown,
    })
}
