//! Constants, and what functions return, that other files ask for: what a file of code says of them.
//!
//! Promises: pure; a file in which the name of none stands costs one search. What is told of a value is words of a closed vocabulary, a
//! small number, a boolean, or that there is some constant (`link::content_of`), with its place, never text.

use super::sink;
use crate::code::outline::Outline;
use crate::code::value::{Evaluator, Need, Value, Values};
use crate::link::{Constant, Content, KeyDigest, Place, Symbol, content_of, package_of, stem_of};
use crate::rule::sink::Known;
use crate::text::Span;
use crate::view::View;

/// What a file says of the constants that it may define.
pub fn constants(path: &str, project_path: &str, bytes: &[u8], wanted: &[&Constant]) -> Vec<Symbol> {
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
            content(&outline, &evaluator, project_path, constant).map_or_else(Vec::new, |(content, span)| {
                constant.defined(project_path, &content, &Place { path: path.to_owned(), region: view.locate(span) })
            })
        })
        .collect()
}

/// What the file's field, global or module constant of that name holds, or its function returns, and where that is said.
fn content(outline: &Outline<'_>, evaluator: &Evaluator<'_>, path: &str, constant: &Constant) -> Option<(Content, Span)> {
    // A Go package is a folder, a module of Python or JavaScript a file.
    let (stem, package) = (stem_of(path), package_of(path));
    let is_owners = |class: Option<usize>| match class.map(|class| outline.name(outline.classes[class].name)) {
        Some(class) => class == constant.owner.as_bytes() || (class == b"Companion" && stem == constant.owner),
        None => constant.owner == stem || constant.owner == package || constant.owner.is_empty(),
    };
    if let Some(arguments) = constant.arguments {
        let is_called = |name: Option<usize>| name.is_some_and(|name| outline.name(name) == constant.name.as_bytes());
        let mut functions = outline
            .functions
            .iter()
            .enumerate()
            .filter(|(_, function)| is_called(function.name) && function.parameters.len() == arguments && is_owners(function.class));
        let (function, _) = functions.next()?;
        let returned = evaluator.returns(function).filter(|returned| !returned.unknown && functions.next().is_none());
        let at = outline.functions[function].name.map(|name| (name, name + 1))?;
        return Some(match returned.as_ref().map(|returned| &returned.of[..]) {
            Some([one]) => (content_of(&one.known), one.trail.first().map_or_else(|| evaluator.span(at), |step| step.span)),
            _ => (Content::Unknown, evaluator.span(at)),
        });
    }
    let assigned = outline.assigned.get(constant.name.as_bytes())?.iter().map(|index| &outline.assignments[*index]);
    let mut of_owner = assigned
        .filter(|assignment| assignment.function.is_none() && is_owners(assignment.class) && !assignment.element && !assignment.augments);
    let assignment = of_owner.next()?;
    let span = evaluator.span(assignment.value);
    if of_owner.next().is_some() {
        return Some((Content::Unknown, span)); // It is set more than once.
    }
    let values = evaluator.values(assignment.value);
    Some((of_values(&values), span))
}

/// What a constant with these values holds, where there is one and nothing else is possible but what a configuration key says.
fn of_values(values: &Values) -> Content {
    match &values.of[..] {
        [] => key(&values.needs).map_or(Content::Unknown, Content::Same),
        // What only has a name is never known for sure.
        [one] if !values.unknown || one.is_default() || matches!(one.known, Known::Name(_)) => told(one, &values.needs),
        _ => Content::Unknown,
    }
}

/// What is told of one of several values; of the default of a setting, also whose it is.
pub(super) fn told(value: &Value, needs: &[Need]) -> Content {
    let content = content_of(&value.known);
    match key(needs).filter(|_| value.is_default()) {
        Some(key) => Content::Default(key, Box::new(content)),
        None => content,
    }
}

/// The configuration key that would say more.
fn key(needs: &[Need]) -> Option<KeyDigest> {
    needs.iter().find_map(|need| if let Need::Property(key) = need { Some(KeyDigest::of(key.as_bytes())) } else { None })
}
