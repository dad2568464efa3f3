//! Callers in other files: which parameters only they decide, which of a file's calls may be theirs, and what those give.
//!
//! Promises: one file at a time; asks of a parameter only where a call can be told from calls of other functions of the class; of a call
//! it is said by which path it names the function, and whoever knows where the files stand decides whether that one is meant.

use super::{Evaluator, MOST_CALLERS, Values};
use crate::code::outline::{Call, Function};
use crate::language::Language;
use crate::text::Span;

/// A parameter whose callers stand in other files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Asked {
    /// The class of its function; none of one that stands in a module or package.
    pub class: Option<String>,
    /// The function; none of a constructor.
    pub function: Option<String>,
    /// The parameter's name, by which a caller may give it.
    pub name: String,
    /// Which argument it is.
    pub index: usize,
    /// Fewest and most arguments of a call that means the function.
    pub arguments: (usize, usize),
}

impl Asked {
    /// What is called: the function, or the class that is constructed.
    pub fn called(&self) -> &str {
        self.function.as_ref().or(self.class.as_ref()).map_or("", String::as_str)
    }
}

/// What a call gives to a parameter.
pub struct Given {
    /// What stands before the class, or before the function of a module, in the path that the call names: `com.acme`, `hashing`.
    pub before: String,
    /// The argument.
    pub values: Values,
    /// Where it stands.
    pub span: Span,
}

/// How far before its name a function may be said to be private, in tokens.
const MODIFIERS: usize = 8;

impl Evaluator<'_> {
    /// The parameter as other files may be asked of it; nothing where none of them can call the function, or none says which it means.
    pub(super) fn asked(&self, function: usize, index: usize) -> Option<Asked> {
        let outline = self.outline;
        let declared = &outline.functions[function];
        let name = declared.name.filter(|name| can_be_asked(outline.language) && !self.is_private(*name) && !self.is_inner(*name))?;
        let class = self.class_of(declared);
        let called = outline.name(name);
        let constructs = class.is_some_and(|class| class == called) || matches!(called, b"__init__" | b"constructor");
        let alike = |other: &&Function| {
            other.name.is_some_and(|other| other != name && outline.name(other) == called) && self.class_of(other) == class
        };
        let counts = outline.functions.iter().filter(alike).map(|other| other.parameters.len());
        let most = declared.parameters.len();
        // A caller in a script may leave out what it likes.
        let mut least = match outline.language {
            Language::JavaScript | Language::TypeScript => index + 1,
            _ => declared.parameters.iter().filter(|parameter| parameter.default.is_none()).count(),
        };
        for count in counts {
            if count == most {
                return None; // Of two with as many parameters nobody knows which is called.
            }
            least = if count < most { least.max(count + 1) } else { least };
        }
        let word = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Some(Asked {
            class: class.map(word),
            function: (!constructs).then(|| word(called)),
            name: word(outline.name(declared.parameters[index].name)),
            index,
            arguments: (least, most),
        })
    }

    /// The class that a function is called on; in Go, the type that it is declared for.
    fn class_of(&self, function: &Function) -> Option<&[u8]> {
        let outline = self.outline;
        if outline.language == Language::Go {
            let close = function.name?.checked_sub(1).filter(|close| outline.is(*close, ")"))?;
            return Some(outline.name(close - 1));
        }
        function.class.map(|class| outline.name(outline.classes[class].name))
    }

    fn is_private(&self, name: usize) -> bool {
        let outline = self.outline;
        let modifiers = (name.saturating_sub(MODIFIERS)..name).rev();
        modifiers.take_while(|at| !outline.is_any(*at, &[";", "{", "}", ","])).any(|at| outline.is(at, "private"))
    }

    /// Whether a function stands within another one, and not only within a class that is made like one.
    fn is_inner(&self, name: usize) -> bool {
        let outline = self.outline;
        let is_class = |name: usize| outline.classes.iter().any(|class| class.name == name);
        self.function_at(name).is_some_and(|outer| !outline.functions[outer].name.is_some_and(is_class))
    }

    /// What this file's calls give to a parameter of another one.
    pub fn given_elsewhere(&self, asked: &Asked) -> Vec<Given> {
        let calls = self.outline.called.get(asked.called().as_bytes()).into_iter().flatten().map(|call| &self.outline.calls[*call]);
        let of_others = calls.filter(|call| !self.is_declaration(call.name));
        of_others.filter_map(|call| self.given_by(call, asked)).take(MOST_CALLERS).collect()
    }

    fn given_by(&self, call: &Call, asked: &Asked) -> Option<Given> {
        let outline = self.outline;
        let arguments = outline.arguments(call);
        if arguments.len() < asked.arguments.0 || arguments.len() > asked.arguments.1 {
            return None;
        }
        let by_name = arguments.iter().find(|argument| argument.name.is_some_and(|name| outline.name(name) == asked.name.as_bytes()));
        let by_place = || arguments.get(asked.index).filter(|argument| argument.name.is_none());
        let argument = by_name.or_else(by_place)?;
        let before = self.path_before(call, asked)?;
        Some(Given { before, values: self.values(argument.value), span: self.span(argument.value) })
    }

    /// What stands before the class or the function in the path that a call names; nothing where it names another.
    fn path_before(&self, call: &Call, asked: &Asked) -> Option<String> {
        let outline = self.outline;
        let path = self.path(call);
        let is_own = |name: &str| {
            outline.classes.iter().any(|class| outline.name(class.name) == name.as_bytes())
                || outline.functions.iter().any(|function| function.name.is_some_and(|at| outline.name(at) == name.as_bytes()))
        };
        match (&asked.class, &asked.function) {
            (Some(class), None) => {
                let constructs = !call.chained && (call.new || !needs_new(outline.language));
                before(&path, class).filter(|_| constructs && !is_own(class))
            }
            (Some(class), Some(function)) => {
                let by_path = || before(&path, &format!("{class}.{function}"));
                let by_type = || self.receiver_types(call).iter().find_map(|kind| before(kind, class));
                (!call.new && !is_own(class)).then(|| by_path().or_else(by_type)).flatten()
            }
            (None, Some(function)) => {
                let first = outline.name(call.path);
                let is_module = || outline.language == Language::Python && !outline.assigned.contains_key(first);
                let is_bare = call.path == call.name;
                let is_known = outline.imports.contains_key(first) || if is_bare { !is_own(function) } else { is_module() };
                before(&path, function).filter(|_| is_known && !call.new && !call.chained)
            }
            (None, None) => None,
        }
    }
}

/// What a path has before its end.
fn before(path: &str, end: &str) -> Option<String> {
    let before = path.strip_suffix(end)?;
    if before.is_empty() { Some(String::new()) } else { before.strip_suffix('.').map(str::to_owned) }
}

/// Languages whose functions are found from other files.
const fn can_be_asked(language: Language) -> bool {
    use Language::{CSharp, Go, Groovy, Java, JavaScript, Kotlin, Python, Scala, TypeScript};
    matches!(language, CSharp | Go | Groovy | Java | JavaScript | Kotlin | Python | Scala | TypeScript)
}

/// Languages in which a class is made by a word before it.
const fn needs_new(language: Language) -> bool {
    matches!(language, Language::CSharp | Language::Java | Language::JavaScript | Language::TypeScript)
}
