//! Values of names: what was assigned before, to locals, fields and parameters, and whether it still holds.

use super::{Context, Evaluator, Known, MOST_CALLERS, Range, Value, Values, once};
use crate::code::outline::{Assignment, Branch, Call, Parameter, When};
use crate::code::token::Kind;
use crate::language::Language;
use std::collections::HashMap;

/// Functions that fill what they are given, or what they are called on, with bytes from elsewhere.
const FILLERS: &[&[u8]] = &[
    b"nextBytes",
    b"NextBytes",
    b"GetBytes",
    b"GetNonZeroBytes",
    b"Fill",
    b"fill",
    b"read",
    b"readFully",
    b"Read",
    b"ReadFull",
    b"ReadExactly",
    b"arraycopy",
    b"BlockCopy",
    b"Copy",
    b"CopyTo",
    b"copy",
    b"get",
    b"RAND_bytes",
    b"RAND_priv_bytes",
    b"getrandom",
    b"getentropy",
    b"arc4random_buf",
    b"memcpy",
    b"memmove",
    b"fread",
    b"recv",
    b"SecRandomCopyBytes",
    b"BCryptGenRandom",
    b"CryptGenRandom",
    b"getRandomValues",
    b"randomFillSync",
    b"randomFill",
    b"fill_bytes",
    b"try_fill_bytes",
    b"try_fill",
    b"copy_from_slice",
    b"clone_from_slice",
    b"gen",
    b"randombytes_buf",
    b"putLong",
    b"putInt",
    b"PutUint64",
    b"PutUint32",
    b"writeUInt32BE",
    b"decode",
    b"Decode",
    b"generateSeed",
    b"mbedtls_ctr_drbg_random",
    b"sprintf",
    b"snprintf",
    b"strncpy",
    b"strcpy",
    b"scanf",
    b"getBytes",
    b"engineNextBytes",
    b"readBytes",
];

/// Most tokens between an annotation and the name that it stands before.
const LONGEST_DECLARATION: usize = 14;

/// Calls that leave alone what they are given.
const READERS: &[&[u8]] = &[
    b"println",
    b"print",
    b"printf",
    b"log",
    b"info",
    b"debug",
    b"init",
    b"update",
    b"doFinal",
    b"digest",
    b"copyOf",
    b"copyOfRange",
    b"equals",
    b"hashCode",
    b"toString",
    b"encode",
    b"encodeToString",
    b"len",
    b"sizeof",
    b"String",
    b"wrap",
    b"of",
    b"asList",
    b"length",
    b"Equals",
    b"append",
    b"NewGCM",
    b"createCipheriv",
    b"from_slice",
    b"getEncoded",
    b"bytes",
    b"bytearray",
    b"hex",
    b"from",
];

impl<'o> Evaluator<'o> {
    /// What a name may stand for at `context.at`.
    pub(super) fn name(&self, at: usize, context: Context<'_>) -> Values {
        let outline = self.outline;
        let name = outline.name(at);
        let set = outline.assigned.get(name).map_or(0, Vec::len);
        if context.depth > super::DEPTH || !self.spend_on(outline.functions.len() + set) {
            return Values::unknown();
        }
        let mut scope = self.function_at(context.at);
        // From the innermost function outwards.
        for _ in 0..6 {
            let local = self.in_scope(name, scope, context);
            if let Some(values) = local {
                return values;
            }
            let Some(function) = scope else { break };
            let parameter = outline.functions[function].parameters.iter().position(|parameter| outline.name(parameter.name) == name);
            if let Some(index) = parameter {
                return self.parameter(function, index, context);
            }
            let body = outline.functions[function].body;
            scope = body.0.checked_sub(1).and_then(|before| self.function_at(before)).filter(|outer| *outer != function);
            if scope.is_none() && outline.functions[function].name.is_some() {
                break;
            }
        }
        let field = self.field(name, outline.class_at(at), context);
        if let Some(values) = field {
            return values;
        }
        if let Some(values) = self.injected(name, context) {
            return values;
        }
        let mut values = named(self.dotted(at, at), outline.tokens.get(at).span());
        if values.needs.is_empty() && self.may_be_of_package(at) {
            values.needs.push(super::Need::Constant(String::new(), String::from_utf8_lossy(name).into_owned()));
        }
        values
    }

    /// Whether a name that the file does not define may stand in another file of its package: a Go package and a C library are a folder.
    fn may_be_of_package(&self, at: usize) -> bool {
        let outline = self.outline;
        let name = outline.name(at);
        let is_free = outline.kind(at) == Kind::Name && !outline.is_member(at) && !outline.imports.contains_key(name);
        is_free
            && match outline.language {
                Language::Go => name.len() > 2 && !outline.is(at + 1, ".") && !outline.is(at + 1, "("),
                Language::C | Language::Cpp | Language::ObjectiveC => {
                    name.len() > 3 && name.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_')
                }
                _ => false,
            }
    }

    /// What a framework sets: `@Value("${digest.name:MD5}") String name`, a field or a parameter. The key decides, else the default.
    fn injected(&self, name: &[u8], context: Context<'_>) -> Option<Values> {
        let outline = self.outline;
        let annotation = outline.called.get(&b"@Value"[..])?.iter().map(|index| &outline.calls[*index]).find(|call| {
            let declared = (call.close + 1..outline.tokens.len().min(call.close + LONGEST_DECLARATION))
                .find(|at| outline.kind(*at) == Kind::Name && outline.is_any(at + 1, &[";", "=", ",", ")", ":"]));
            declared.is_some_and(|at| outline.name(at) == name)
        })?;
        let argument = outline.arguments(annotation).first()?.value;
        let known = match outline.kind(argument.0) {
            Kind::Text if argument.1 == argument.0 + 1 => {
                String::from_utf8_lossy(crate::code::token::content(outline.word(argument.0))).replace('\\', "")
            }
            _ => match self.evaluate(argument, context.deeper()).single() {
                Some(Known::Text(text)) => text.clone(),
                _ => return None,
            },
        };
        let inner = known.strip_prefix("${")?.strip_suffix('}')?;
        let (key, default) = inner.split_once(':').map_or((inner, None), |(key, default)| (key, Some(default)));
        let span = self.span(argument);
        let mut values = default.map_or_else(Values::unknown, |default| Values::one(Known::Text(default.to_owned()), span));
        values.unknown = true;
        values = values.by_default(span);
        values.needs.push(super::Need::Property(key.to_owned()));
        Some(values)
    }

    /// What was assigned to a local before the use; nothing where the scope does not assign it.
    fn in_scope(&self, name: &[u8], scope: Option<usize>, context: Context<'_>) -> Option<Values> {
        let outline = self.outline;
        let assigned = outline.assigned.get(name)?;
        let is_local = |assignment: &Assignment| assignment.function == scope && assignment.path == assignment.name;
        let mine: Vec<&Assignment> =
            assigned.iter().map(|index| &outline.assignments[*index]).filter(|assignment| is_local(assignment)).collect();
        let parameter = scope
            .is_some_and(|function| outline.functions[function].parameters.iter().any(|parameter| outline.name(parameter.name) == name));
        // Set without being declared: a field, but in languages where setting declares, and for parameters.
        let declares = outline.language == Language::Python
            || outline.language == Language::Ruby
            || outline.language == Language::Php
            || outline.language == Language::Groovy;
        let declared = declares
            || parameter
            || scope.is_none()
            || mine.iter().any(|assignment| assignment.declares || self.is_declared(assignment))
            || self.is_declared_without_value(name, scope);
        if mine.is_empty() || !declared {
            return None;
        }
        let before: Vec<&Assignment> = mine
            .into_iter()
            .filter(|assignment| assignment.operator < context.at && !(assignment.value.0 <= context.at && context.at < assignment.value.1))
            .collect();
        if before.is_empty() {
            return if parameter || scope.is_none() { None } else { Some(Values::unknown()) };
        }
        let (values, killed) = self.reaching(&before, context);
        let mut values = values;
        if !killed
            && let Some(function) = scope
            && let Some(index) = outline.functions[function].parameters.iter().position(|parameter| outline.name(parameter.name) == name)
        {
            values.add(self.parameter(function, index, context.deeper()));
        }
        let first = before.first().map_or(0, |assignment| assignment.operator);
        Some(self.unless_filled(name, values, (first, context.at), context))
    }

    /// `let x = …`, `const x = …`, `auto x = …`: a word before the target.
    fn is_declared(&self, assignment: &Assignment) -> bool {
        let outline = self.outline;
        let lead = assignment.path.checked_sub(1);
        lead.is_some_and(|lead| {
            outline.kind(lead) == Kind::Name
                && !outline.is_any(lead, &["else", "do", "return", "then", "in"])
                && !(outline.dialect.lines && outline.tokens.get(assignment.path).begins_line())
        })
    }

    /// `String x;` in this function, before it is set.
    fn is_declared_without_value(&self, name: &[u8], scope: Option<usize>) -> bool {
        let outline = self.outline;
        let Some(function) = scope else { return false };
        let mut declared = self.declared.borrow_mut();
        let names = declared.entry(function).or_insert_with(|| {
            let body = outline.functions[function].body;
            let declares = |at: &usize| {
                let at = *at;
                outline.kind(at) == Kind::Name
                    && at > body.0
                    && outline.is_any(at + 1, &[";", ":", ","])
                    && (outline.kind(at - 1) == Kind::Name || outline.is_any(at - 1, &["]", ">"]))
                    && !outline.is_any(at - 1, &["return", "new", "throw"])
            };
            (body.0..body.1.min(body.0 + 3000)).filter(declares).map(|at| outline.name(at)).collect()
        });
        names.contains(name)
    }

    /// The values of those assignments that may still hold, and whether one of them surely replaced all before.
    fn reaching(&self, before: &[&Assignment], context: Context<'_>) -> (Values, bool) {
        let outline = self.outline;
        let mut values = Values::default();
        let mut fallbacks = Values::default();
        // `if (name == null) name = "DES"`: behind a setting, its default.
        let sum = |mut values: Values, fallbacks: Values| {
            let span = fallbacks.of.first().and_then(|value| value.trail.first()).map(|step| step.span);
            values.add(match span {
                Some(span) if values.is_of_setting() => fallbacks.by_default(span),
                _ => fallbacks,
            });
            values
        };
        for assignment in before.iter().rev() {
            let guards: Vec<&Branch> = outline
                .branches_at(assignment.operator)
                .filter(|branch| !(branch.body.0 <= context.at && context.at < branch.body.1))
                .collect();
            // The other branch of a statement that the use stands in.
            let excluded = guards.iter().any(|guard| {
                outline.branches_at(context.at).any(|branch| {
                    branch.statement == guard.statement
                        && branch.body != guard.body
                        && branch.when != guard.when
                        && is_other_side(branch, guard)
                })
            });
            if excluded {
                continue;
            }
            let at = Context { at: assignment.operator, ..context };
            let taken: Vec<Option<bool>> = guards.iter().map(|guard| self.taken(guard, at)).collect();
            if taken.contains(&Some(false)) {
                continue;
            }
            let span = self.span((assignment.path, assignment.operator.max(assignment.name + 1)));
            if assignment.element {
                let set = self.evaluate(assignment.value, context.at(assignment.operator));
                values.unknown |= set.unknown || set.of.is_empty();
                if set.unknown {
                    return (Values::unknown(), true);
                }
                continue;
            }
            if assignment.augments {
                values.unknown = true;
                continue;
            }
            let set = self.evaluate(assignment.value, context.at(assignment.operator)).step(span, "assigned here");
            let asks_itself = |guard: &&Branch| match guard.when {
                When::Condition(range, _) => (range.0..range.1).any(|at| outline.name(at) == outline.name(assignment.name)),
                _ => false,
            };
            if guards.iter().any(asks_itself) {
                fallbacks.add(set);
            } else {
                values.add(set);
            }
            if taken.iter().all(|taken| *taken == Some(true)) {
                return (sum(values, fallbacks), true);
            }
        }
        // Both sides of one `if` replace whatever was before; that is not looked for.
        (sum(values, fallbacks), false)
    }

    /// Constant bytes are none where something filled the array between.
    fn unless_filled(&self, name: &[u8], mut values: Values, between: Range, context: Context<'_>) -> Values {
        let outline = self.outline;
        let holds_bytes = values.of.iter().any(|value| matches!(value.known, Known::Bytes(_) | Known::Text(_) | Known::List(_)));
        if !holds_bytes {
            // `scan(arguments, "i", &size)` gives a number another value.
            let fills =
                |at: usize| outline.is(at, "&") && outline.name(at + 1) == name && outline.is_any(at.saturating_sub(1), &["(", ","]);
            let is_filled =
                !values.of.is_empty() && self.spend_on(between.1 - between.0.min(between.1)) && (between.0..between.1).any(fills);
            return if is_filled { Values::unknown() } else { values };
        }
        let calls = self.given.get_or_init(|| self.given()).get(name).map(Vec::as_slice).unwrap_or_default();
        let start = calls.partition_point(|call| outline.calls[*call].name < between.0);
        for call in calls[start..].iter().map(|call| &outline.calls[*call]).take_while(|call| call.name < between.1) {
            if !self.spend() {
                return Values::unknown();
            }
            if !self.may_fill(call, &values) || call.close >= between.1 && call.open < between.1 {
                continue;
            }
            let guards: Vec<&Branch> =
                outline.branches_at(call.name).filter(|branch| !(branch.body.0 <= context.at && context.at < branch.body.1)).collect();
            let at = Context { at: call.name, ..context };
            let taken: Vec<Option<bool>> = guards.iter().map(|guard| self.taken(guard, at)).collect();
            if taken.contains(&Some(false)) {
                continue;
            }
            if taken.iter().all(|taken| *taken == Some(true)) {
                return Values::unknown();
            }
            // Where it is made and filled in the same branch, what it was made with is gone whenever the branch was taken.
            let is_filled = |value: &Value| {
                value.trail.first().is_some_and(|made| {
                    let made = outline.tokens.at(made.span.start);
                    made < call.name && guards.iter().all(|guard| guard.body.0 <= made && made < guard.body.1)
                })
            };
            // A loop that fills an array piece by piece is there to be run.
            let in_loop = guards.iter().all(|guard| matches!(guard.when, When::Sometimes));
            let is_made = |value: &Value| value.trail.first().is_some_and(|step| is_fresh(step.span.of(outline.text)));
            values.of.retain(|value| !is_filled(value) && !(in_loop && is_made(value)));
            values.unknown = true;
        }
        values
    }

    /// Whether a call may fill an array that it is given or called on.
    fn may_fill(&self, call: &Call, values: &Values) -> bool {
        let outline = self.outline;
        let callee = outline.name(call.name);
        let fresh = || {
            values.of.iter().any(|value| {
                matches!(value.known, Known::Bytes(_)) && value.trail.first().is_some_and(|step| is_fresh(step.span.of(outline.text)))
            })
        };
        // `text.getBytes()` and `GetBytes(text)` read a text; `random.GetBytes(array)` fills an array.
        let reads = callee.eq_ignore_ascii_case(b"getbytes") && values.of.iter().all(|value| matches!(value.known, Known::Text(_)));
        (FILLERS.contains(&callee) && !reads)
            || !(call.new || READERS.contains(&callee) || callee.first().is_some_and(u8::is_ascii_uppercase)) && fresh()
    }

    /// The calls by the names of arrays that they are given, or that a filler is called on, in order.
    fn given(&self) -> HashMap<&'o [u8], Vec<usize>> {
        let outline = self.outline;
        let mut given: HashMap<&[u8], Vec<usize>> = HashMap::new();
        let mut note = |name, index| {
            let calls = given.entry(name).or_default();
            if calls.last() != Some(&index) {
                calls.push(index);
            }
        };
        for (index, call) in outline.calls.iter().enumerate() {
            // `iv.copy_from_slice(…)`
            if call.name >= 2 && call.name != call.path && FILLERS.contains(&outline.name(call.name)) {
                note(outline.name(call.name - 2), index);
            }
            for argument in outline.arguments(call) {
                let (mut start, mut end) = argument.value;
                while start < end && outline.is_any(start, &["&", "mut", "out", "ref", "*"]) {
                    start += 1;
                }
                // `iv[:]`, `iv, 0, 12` and `iv.data()` are the array as well.
                if start + 1 < end
                    && outline.kind(start + 1) == Kind::Open
                    && outline.is(start + 1, "[")
                    && outline.tokens.close(start + 1, end) == end - 1
                {
                    end = start + 1;
                }
                if end == start + 1 {
                    note(outline.name(start), index);
                }
            }
        }
        given
    }

    /// What fields, constants and globals of this name hold, wherever the file sets them.
    fn field(&self, name: &[u8], class: Option<usize>, context: Context<'_>) -> Option<Values> {
        let assigned = self.outline.assigned.get(name)?;
        if context.frame.is_some() {
            return self.find_field(name, assigned, class, context);
        }
        // An assignment has one name, and so has the first of them.
        let asked = (*assigned.first()?, class, context.depth, context.at == usize::MAX);
        once(&self.fields, asked, || self.find_field(name, assigned, class, context))
    }

    fn find_field(&self, name: &[u8], assigned: &[usize], class: Option<usize>, context: Context<'_>) -> Option<Values> {
        let outline = self.outline;
        let is_field = |assignment: &&Assignment| {
            let by_self = assignment.path != assignment.name && outline.is_any(assignment.path, &["this", "self", "$this", "cls", "@"]);
            let ruby = outline.word(assignment.name).starts_with(b"@") || outline.word(assignment.path).starts_with(b"@");
            let outside = assignment.function.is_none_or(|function| {
                outline.functions[function].name.is_some_and(|name| {
                    outline.classes.iter().any(|class| class.name == name && class.body == outline.functions[function].body)
                })
            });
            let undeclared = assignment.path == assignment.name
                && !assignment.declares
                && !self.is_declared(assignment)
                && !matches!(outline.language, Language::Python | Language::Ruby | Language::Php | Language::Groovy);
            by_self || ruby || outside || undeclared || assignment.path != assignment.name && context.at == usize::MAX
        };
        let all: Vec<&Assignment> = assigned.iter().map(|index| &outline.assignments[*index]).filter(is_field).collect();
        let same_class: Vec<&Assignment> = all.iter().copied().filter(|assignment| assignment.class == class).collect();
        let fields = if same_class.is_empty() { all } else { same_class };
        if fields.is_empty() {
            return None;
        }
        let mut values = Values::default();
        for assignment in fields.iter().take(12) {
            let at = Context { at: assignment.operator, frame: None, depth: context.depth + 1 };
            if outline.branches_at(assignment.operator).any(|branch| self.taken(branch, at) == Some(false)) {
                continue;
            }
            if assignment.element || assignment.augments {
                values.unknown |= assignment.augments;
                continue;
            }
            let span = self.span((assignment.path, assignment.operator.max(assignment.name + 1)));
            values.add(self.evaluate(assignment.value, at).step(span, "set here"));
        }
        values.of.retain(|value| !matches!(value.known, Known::Null)); // `String key = null;` and a setter.
        Some(self.unless_filled(name, values, (0, outline.tokens.len()), Context { at: usize::MAX, ..context }))
    }

    /// `this.key`, `Algorithms.HASH`, `modes.ECB`.
    pub(super) fn member(&self, range: Range, context: Context<'_>) -> Values {
        let outline = self.outline;
        let (first, last) = (range.0, range.1 - 1);
        if outline.kind(first) != Kind::Name
            || !(first..=last).all(|at| outline.kind(at) == Kind::Name || outline.is_any(at, &[".", "::", "->", "?."]))
        {
            return Values::unknown();
        }
        let name = outline.name(last);
        let owner = outline.name(last - 2);
        let class = outline.classes.iter().position(|class| outline.name(class.name) == owner);
        let by_self = outline.is_any(last - 2, &["this", "self", "$this", "cls", "Self", "static"]);
        if class.is_some() || by_self {
            let class = if by_self { outline.class_at(first) } else { class };
            if let Some(values) = self.field(name, class, context.deeper()) {
                return values;
            }
        } else if let Some(values) = self.member_of_object(owner, name, context) {
            return values;
        }
        let span = self.span(range);
        let path = self.dotted(first, last);
        if let Some(key) = path.strip_prefix("process.env.") {
            return Values { of: Vec::new(), unknown: true, needs: vec![super::Need::Property(key.to_owned())] };
        }
        // `{ cipher: 'des' }.cipher` by the object's name.
        let key = Known::Text(String::from_utf8_lossy(name).into_owned());
        if last == first + 2 && outline.assigned.contains_key(owner) {
            let found = self.object_member(owner, &key, context);
            if !found.of.is_empty() {
                return found;
            }
        }
        named(path, span)
    }

    /// What `object.name = …` set before.
    fn member_of_object(&self, owner: &[u8], name: &[u8], context: Context<'_>) -> Option<Values> {
        let outline = self.outline;
        let assigned = outline.assigned.get(name)?;
        let set = |assignment: &&Assignment| {
            assignment.name >= 2
                && assignment.path != assignment.name
                && outline.name(assignment.name - 2) == owner
                && assignment.operator < context.at
        };
        let before: Vec<&Assignment> = assigned.iter().map(|index| &outline.assignments[*index]).filter(set).collect();
        if before.is_empty() {
            return None;
        }
        Some(self.reaching(&before, context).0)
    }

    fn object_member(&self, owner: &[u8], key: &Known, context: Context<'_>) -> Values {
        let outline = self.outline;
        let mut values = Values::default();
        for assignment in outline.assigned.get(owner).into_iter().flatten().map(|index| &outline.assignments[*index]) {
            let last = assignment.value.1 - 1;
            let open = outline.tokens.get(last).mate as usize;
            if outline.kind(last) == Kind::Close && open < last && open >= assignment.value.0 && outline.is(open, "{") {
                let parts = outline.parts(open, last);
                let wanted = if let Known::Text(text) = key { text.as_bytes() } else { b"" };
                let part =
                    parts.iter().find(|part| part.name.is_some_and(|name| crate::code::token::content(outline.name(name)) == wanted));
                if let Some(part) = part {
                    values.add(self.evaluate(part.value, context.at(assignment.operator)));
                }
            }
        }
        values
    }

    /// What callers give to a parameter.
    fn parameter(&self, function: usize, index: usize, context: Context<'_>) -> Values {
        let mut frame = context.frame;
        while let Some(inner) = frame {
            if inner.function == function {
                return inner.arguments.get(index).cloned().flatten().unwrap_or_else(Values::unknown);
            }
            frame = inner.outer;
        }
        if context.frame.is_some() {
            return self.given_to(function, index, context);
        }
        once(&self.parameters, (function, index, context.depth), || self.given_to(function, index, context))
    }

    fn given_to(&self, function: usize, index: usize, context: Context<'_>) -> Values {
        let outline = self.outline;
        let declared = &outline.functions[function];
        let parameter: Parameter = declared.parameters[index];
        let Some(name) = declared.name else { return Values::unknown() };
        let class = declared.class.map(|class| outline.classes[class].name);
        let constructor = outline.is_any(name, &["__init__", "initialize", "constructor", "init", "new", "__construct"]);
        let called = if constructor { class.unwrap_or(name) } else { name };
        let mut values = Values::default();
        let mut callers = 0;
        let names = [outline.name(called)];
        let calls = names.iter().filter_map(|name| outline.called.get(name)).flatten().map(|call| &outline.calls[*call]);
        for call in calls {
            if callers >= MOST_CALLERS {
                break;
            }
            if !self.spend() {
                return Values::unknown();
            }
            if self.is_declaration(call.name) || self.is_of_import(call, class) {
                continue;
            }
            let arguments = outline.arguments(call);
            let by_name =
                arguments.iter().find(|argument| argument.name.is_some_and(|given| outline.name(given) == outline.name(parameter.name)));
            let argument = by_name.or_else(|| {
                arguments
                    .iter()
                    .filter(|argument| {
                        argument.name.is_none() || outline.language == Language::Swift || outline.language == Language::ObjectiveC
                    })
                    .nth(index)
            });
            // Of several functions of one name in a class, the one with as many parameters is called; of two such, nobody knows which.
            let is_others = declared.class.is_some()
                && outline.functions.iter().enumerate().any(|(index, other)| {
                    index != function
                        && other.class == declared.class
                        && other.parameters.len() == arguments.len()
                        && other.name.is_some_and(|other| outline.name(other) == outline.name(name))
                });
            // Java has no defaults: with fewer arguments another function of that name is called.
            let is_too_few = outline.language == Language::Java && arguments.len() < declared.parameters.len();
            let fits = arguments.len() <= declared.parameters.len() && !is_too_few && !is_others;
            match argument {
                Some(argument) if fits => {
                    callers += 1;
                    let span = self.span(argument.value);
                    let at = Context { at: argument.value.0, frame: None, depth: context.depth + 1 };
                    values.add(self.evaluate(argument.value, at).step(span, "given here"));
                }
                None if fits && parameter.default.is_some() => callers += 1,
                _ => {}
            }
        }
        let is_called = callers > 0;
        if let Some(default) = parameter.default {
            values.add(self.evaluate(default, context.at(default.0)).step(self.span(default), "default of a parameter"));
        } else if !is_called {
            values = self.injected(outline.name(parameter.name), context).unwrap_or_else(Values::unknown);
        }
        if !is_called && values.needs.is_empty() && self.spend_on(outline.functions.len()) {
            values.needs.extend(self.asked(function, index).map(super::Need::Caller));
        }
        values
    }

    /// Whether a call means a function of something brought in, and none of this file: `errors.New(…)`.
    fn is_of_import(&self, call: &Call, class: Option<usize>) -> bool {
        let outline = self.outline;
        let first = outline.name(call.path);
        let is_own = |class: usize| outline.name(class) == first;
        call.path < call.name && !call.chained && outline.imports.contains_key(first) && !class.is_some_and(is_own)
    }

    /// Whether what a call gives is surely replaced before anything uses it.
    pub fn is_overwritten(&self, start: usize) -> bool {
        let outline = self.outline;
        // The innermost: a function that is assigned, or written with `=`, holds those of its body.
        let Some(mine) = outline.assignments.iter().rev().find(|assignment| {
            assignment.value.0 <= start && start < assignment.value.1 && !assignment.element && assignment.path == assignment.name
        }) else {
            return false;
        };
        if outline.function_at(mine.operator) != mine.function || outline.function_at(start) != mine.function {
            return false;
        }
        let name = outline.name(mine.name);
        if name == b"_" {
            return false; // It keeps nothing that could be replaced.
        }
        let context = Context { at: mine.value.1, frame: None, depth: 0 };
        for later in outline.assigned.get(name).into_iter().flatten().map(|index| &outline.assignments[*index]) {
            if later.operator <= mine.operator
                || later.function != mine.function
                || later.element
                || later.augments
                || later.path != later.name
            {
                continue;
            }
            let guards: Vec<&Branch> = outline
                .branches_at(later.operator)
                .filter(|branch| !(branch.body.0 <= mine.operator && mine.operator < branch.body.1))
                .collect();
            let sure = guards.iter().all(|guard| self.taken(guard, Context { at: later.operator, ..context }) == Some(true));
            // Standing in a branch that the first one stands in too does not matter; leaving it does.
            let own = outline.branches_at(mine.operator).all(|branch| branch.body.0 <= later.operator && later.operator < branch.body.1);
            let used = (mine.value.1..later.path)
                .chain(later.value.0..later.value.1)
                .any(|at| outline.kind(at) == Kind::Name && outline.name(at) == name);
            if used {
                return false;
            }
            if sure && own {
                return true;
            }
        }
        false
    }
}

/// What only has a name here: other files may say what it is.
fn named(path: String, span: crate::text::Span) -> Values {
    let mut parts = path.rsplitn(3, '.');
    let constant = parts.next().zip(parts.next()).filter(|(name, owner)| is_constant(name, owner));
    let needs = constant.map(|(name, owner)| super::Need::Constant(owner.to_owned(), name.to_owned())).into_iter().collect();
    Values {
        of: vec![Value { known: Known::Name(path), trail: vec![super::Step { span, what: "named here" }], call: None }],
        unknown: true,
        needs,
    }
}

/// Whether a name with what stands before it may be a constant of another file: `Algorithms.HASH`, `Algorithms.Hash`, `settings.HASH`.
fn is_constant(name: &str, owner: &str) -> bool {
    let starts_upper = |word: &str| word.starts_with(|sign: char| sign.is_ascii_uppercase());
    let capitals = name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    starts_upper(name) && (capitals || starts_upper(owner)) && !owner.is_empty()
}

/// Whether one branch is taken just if the other is not.
fn is_other_side(one: &Branch, other: &Branch) -> bool {
    one.body.1 <= other.body.0 || other.body.1 <= one.body.0
}

/// Whether a text makes an array without saying what is in it.
fn is_fresh(text: &[u8]) -> bool {
    !text.contains(&b'"') && !text.contains(&b'\'') && !(text.contains(&b'{') && text.contains(&b','))
}
