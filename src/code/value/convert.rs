//! Values of primaries: literals of lists, conversions, arrays, lookups, calls.

use super::{Context, Evaluator, Frame, Known, Need, Range, Value, Values};
use crate::code::outline::{Argument, Call, Parameter};
use crate::code::token::Kind;
use crate::language::Language;
use std::collections::HashMap;
use std::rc::Rc;

/// Functions that give what they are called on, or what they are given, in another form; with [`NUMERIC`] and [`LOGICAL`] all of them.
const CONVERSIONS: &[&[u8]] = &[
    // Texts to bytes and back.
    b"getBytes",
    b"GetBytes",
    b"toByteArray",
    b"toCharArray",
    b"encodeToByteArray",
    b"decodeToString",
    b"encode",
    b"decode",
    b"bytes",
    b"as_bytes",
    b"toString",
    b"ToString",
    b"String",
    b"str",
    b"to_string",
    b"to_owned",
    b"to_vec",
    b"to_string",
    b"data",
    b"utf8",
    b"TextEncoder",
    b"getBytesUtf8",
    b"c_str",
    b"Data",
    b"bytearray",
    b"ToArray",
    b"ToCharArray",
    b"unpack",
    b"pack",
    // Numbers.
    b"valueOf",
    b"Byte",
    b"Int32",
    b"intValue",
    b"byteValue",
    b"Parse",
    b"toByte",
    b"NonZeroU32",
    // True and false.
    b"Bool",
    // Of the same form.
    b"trim",
    b"strip",
    b"clone",
    b"intern",
    b"toUpperCase",
    b"toLowerCase",
    b"upper",
    b"lower",
    b"uppercase",
    b"lowercase",
    b"ToUpper",
    b"ToLower",
    b"freeze",
    b"copyOf",
    b"copyOfRange",
    b"requireNonNull",
    b"slice",
    b"subarray",
    b"unwrap",
    b"expect",
    b"into",
    b"as_ref",
    b"as_slice",
    b"as_str",
    b"into_bytes",
    b"Clone",
    b"dup",
    b"orElse",
    b"from_slice",
    b"clone_from_slice",
    // Decoders of base64 and hexadecimal digits.
    b"decodeBase64",
    b"decodeHex",
    b"b64decode",
    b"urlsafe_b64decode",
    b"standard_b64decode",
    b"b32decode",
    b"b16decode",
    b"unhexlify",
    b"a2b_hex",
    b"a2b_base64",
    b"fromhex",
    b"hex2bin",
    b"base64_decode",
    b"atob",
    b"parseBase64Binary",
    b"parseHexBinary",
    b"FromBase64String",
    b"FromHexString",
    b"DecodeString",
    b"decodeFromString",
    b"parseHex",
    b"hexToBytes",
    b"strict_decode64",
    b"decode64",
    b"urlsafe_decode64",
    b"hex",
    b"FromHex",
    b"hexStringToByteArray",
    b"from",
    b"fromCharCode",
    b"wrap",
    b"of",
];

/// Those that give a number.
const NUMERIC: &[&[u8]] = &[
    b"parseInt",
    b"parseLong",
    b"parseByte",
    b"Integer",
    b"Long",
    b"int",
    b"Number",
    b"ToInt32",
    b"toInt",
    b"toLong",
    b"to_i",
    b"atoi",
    b"stoi",
    b"parse",
    b"Int",
    b"UInt32",
];

/// Those that give true or false.
const LOGICAL: &[&[u8]] = &[b"parseBoolean", b"toBoolean", b"Boolean", b"ToBoolean"];

fn is_conversion(name: &[u8]) -> bool {
    CONVERSIONS.contains(&name) || NUMERIC.contains(&name) || LOGICAL.contains(&name)
}

/// Parts of names of classes and packages whose conversions take an argument.
const CODERS: &[&str] = &[
    "base64", "hex", "encod", "decod", "convert", "integer", "long", "byte", "string", "number", "array", "object", "buffer", "util",
    "list", "ascii", "binascii", "codecs", "vec", "key", "nonce", "data", "charset", "utf8", "boolean", "aws",
];

/// Functions that give a list of their arguments.
const LISTS: &[&[u8]] = &[
    b"byteArrayOf",
    b"intArrayOf",
    b"charArrayOf",
    b"arrayOf",
    b"listOf",
    b"asList",
    b"Array",
    b"List",
    b"array",
    b"ubyteArrayOf",
    b"Seq",
    b"list",
    b"tuple",
    b"vec",
];

/// Functions that give a fresh array of zeros, by its length.
const FRESH: &[&[u8]] = &[b"ByteArray", b"CharArray", b"alloc", b"Uint8Array", b"make", b"bytes", b"bytearray", b"zeros", b"allocate"];

/// Functions and indexed things that give a configuration value by its key.
const SETTINGS: &[&[u8]] = &[
    b"getProperty",
    b"getenv",
    b"get_env",
    b"GetEnvironmentVariable",
    b"env",
    b"getString",
    b"getRequiredProperty",
    b"Getenv",
    b"LookupEnv",
    b"GetValue",
    b"GetString",
    b"GetInt",
    b"GetBool",
];

/// Calls of Java that give a stream of numbers. Its text is that of any object, and says nothing of the numbers.
const STREAMS: &[&str] = &["ints", "longs", "doubles"];

/// How the text of a stream begins (`Object.toString`): what is cut to no more than this is always the same.
const STREAM_TEXT: &str = "java.util.stream.";

/// Whether a path is of a call that gives a stream.
fn is_stream(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, name)| STREAMS.contains(&name))
}

/// Whether a text names how characters are written as bytes, or bytes as characters.
fn is_charset(text: &str) -> bool {
    const CHARSETS: &[&str] = &[
        "ascii",
        "us-ascii",
        "utf-8",
        "utf8",
        "utf-16",
        "utf16",
        "latin-1",
        "latin1",
        "iso-8859-1",
        "binary",
        "hex",
        "base64",
        "base64url",
    ];
    CHARSETS.iter().any(|name| name.eq_ignore_ascii_case(text))
}

impl Evaluator<'_> {
    pub(super) fn primary(&self, range: Range, context: Context<'_>) -> Values {
        let outline = self.outline;
        let (first, last) = (range.0, range.1 - 1);
        if (outline.is(first, "new") || outline.is(first, "stackalloc"))
            && let Some(values) = self.new_array(range, context)
        {
            return values;
        }
        if outline.is(first, "-") && outline.kind(last) == Kind::Number && last == first + 1 {
            return self
                .atom(last, context)
                .map(|known| if let Known::Number(number) = known { Some(Known::Number(-number)) } else { None });
        }
        if outline.kind(first) == Kind::Open && outline.tokens.close(first, range.1) == last && !outline.is(first, "(") {
            return self.list(first, last, context);
        }
        // `[]byte("…")`, `[]byte{…}`, `[12]byte{}`
        if outline.is(first, "[") && outline.language == Language::Go {
            let close = outline.tokens.close(first, range.1);
            if outline.is(last, "}") || outline.is(last, ")") {
                let open = outline.tokens.get(last).mate as usize;
                if open > close && open < last {
                    if outline.is(open, "(") {
                        return self.evaluate((open + 1, last), context.deeper()).map(bytes);
                    }
                    if last == open + 1 {
                        let length = self.evaluate((first + 1, close), context.deeper()).single().and_then(length_of);
                        return Values::one(Known::Bytes(length), self.span(range));
                    }
                    return self.list(open, last, context);
                }
            }
        }
        // Adjacent literals are one in C and Python.
        if (first..=last).all(|at| outline.kind(at) == Kind::Text) {
            let mut text = String::new();
            for at in first..=last {
                match self.literal(at).of.pop() {
                    Some(Value { known: Known::Text(part), .. }) => text.push_str(&part),
                    _ => return Values::unknown(),
                }
            }
            return Values::one(Known::Text(text), self.span(range));
        }
        if outline.is_any(first, &["function", "async", "lambda", "fun", "func", "delegate"]) || outline.is(first, "|") {
            return self.written_function(range);
        }
        if let Some(&call) = outline.closing.get(&last)
            && outline.calls[call].path >= first
        {
            return self.call(call, first, context);
        }
        // `configuration.GetSection("Crypto:Algorithm").Value`
        if last >= first + 2
            && outline.is(last, "Value")
            && outline.is(last - 1, ".")
            && let Some(section) = self.section((first, last - 1), context)
        {
            return Values { of: Vec::new(), unknown: true, needs: vec![Need::Property(section)] };
        }
        if outline.is(last, "]") {
            let open = outline.tokens.get(last).mate as usize;
            if open > first && open < last {
                return self.indexed(first, open, last, context);
            }
        }
        if outline.kind(last) == Kind::Name && last > first && outline.is_any(last - 1, &[".", "::", "->", "?."]) {
            // A conversion without brackets: Scala, Groovy, Kotlin, Ruby, Swift.
            if is_conversion(outline.name(last)) {
                let mut given = self.evaluate((first, last - 1), context.deeper());
                given.of.retain(|value| !matches!(value.known, Known::Name(_) | Known::Made(_)));
                if !given.of.is_empty() || !given.needs.is_empty() {
                    return given.converted_by(outline.name(last));
                }
            }
            return self.member(range, context);
        }
        Values::unknown()
    }

    fn written_function(&self, range: Range) -> Values {
        let outline = self.outline;
        let inside = outline.functions.iter().find(|function| range.0 < function.body.0 && function.body.1 <= range.1);
        if let Some(function) = inside {
            let accepts = self.accepts(function);
            return if accepts { Values::one(Known::Accepts, self.span(range)) } else { Values::unknown() };
        }
        // `lambda: True`, `|_| true`
        let open = outline.is_any(range.1 - 1, &["True", "true", "None"]) && outline.is_any(range.1 - 2, &[":", "|"]);
        if open { Values::one(Known::Accepts, self.span(range)) } else { Values::unknown() }
    }

    /// `new byte[16]`, `new byte[] { … }`, `new[] { … }`.
    fn new_array(&self, range: Range, context: Context<'_>) -> Option<Values> {
        let outline = self.outline;
        let open = (range.0 + 1..range.1.min(range.0 + 8)).find(|at| outline.kind(*at) == Kind::Open)?;
        if !outline.is(open, "[") {
            return None;
        }
        let close = outline.tokens.close(open, range.1);
        let last = range.1 - 1;
        if outline.is(last, "}") {
            return Some(self.list(outline.tokens.get(last).mate as usize, last, context));
        }
        let length = self.evaluate((open + 1, close), context.deeper()).single().and_then(length_of);
        Some(Values::one(Known::Bytes(length), self.span(range)))
    }

    /// What stands between two brackets as a list; lists of small numbers are bytes.
    fn list(&self, open: usize, close: usize, context: Context<'_>) -> Values {
        let outline = self.outline;
        let span = self.span((open, close + 1));
        // Rust: `[0u8; 12]`
        if let Some(semicolon) = (open + 1..close.min(open + 8)).find(|at| outline.is(*at, ";")) {
            let filled = self.evaluate((open + 1, semicolon), context.deeper());
            let length = self.evaluate((semicolon + 1, close), context.deeper()).single().and_then(length_of);
            return if filled.of.is_empty() { Values::unknown() } else { Values::one(Known::Bytes(length), span) };
        }
        let parts = outline.parts(open, close);
        if parts.iter().any(|part| part.name.is_some()) {
            return Values::unknown();
        }
        if parts.is_empty() {
            return Values::one(Known::List(Vec::new()), span);
        }
        let mut known = Vec::new();
        let (mut numbers, mut by_default) = (true, false);
        let mut needs = Vec::new();
        for part in parts.iter().take(64) {
            let values = self.evaluate(part.value, context.deeper());
            needs.extend(values.needs);
            by_default |= values.of.iter().any(Value::is_default);
            numbers &= !values.of.is_empty()
                && values.of.iter().all(|value| {
                    matches!(value.known, Known::Number(_))
                        || matches!(&value.known, Known::Text(text) if text.chars().count() == 1 || text.starts_with('\\'))
                });
            known.extend(values.of.into_iter().map(|value| value.known));
            if values.unknown && numbers {
                return Values { of: Vec::new(), unknown: true, needs };
            }
        }
        let mut list = if numbers { Values::one(Known::Bytes(Some(parts.len())), span) } else { Values::one(Known::List(known), span) };
        list.needs = needs;
        if by_default { list.by_default(span) } else { list }
    }

    /// `map["key"]`, `os.environ["KEY"]`, `list[0]`.
    fn indexed(&self, start: usize, open: usize, close: usize, context: Context<'_>) -> Values {
        let outline = self.outline;
        let key = self.evaluate((open + 1, close), context.deeper());
        let Some(key) = key.single().cloned() else { return Values::unknown() };
        if let Known::Text(text) = &key
            && let Some(section) = self.section((start, open), context)
        {
            return Values { of: Vec::new(), unknown: true, needs: vec![Need::Property(format!("{section}:{text}"))] };
        }
        if let Known::Text(text) = &key
            && outline.is_any(
                open - 1,
                &["environ", "environment", "env", "ENV", "$_ENV", "Configuration", "configuration", "_configuration", "config", "_config"],
            )
        {
            return Values { of: Vec::new(), unknown: true, needs: vec![Need::Property(text.clone())] };
        }
        self.looked_up(start, open, &key, context)
    }

    /// What a map or list that stands at `start..end` holds under a key, by its literal and by what was put into it.
    fn looked_up(&self, start: usize, end: usize, key: &Known, context: Context<'_>) -> Values {
        let outline = self.outline;
        let name = outline.name(end - 1);
        if outline.kind(end - 1) != Kind::Name || start + 3 < end {
            return Values::unknown();
        }
        let mut found = Values::default();
        // `map.put("key", value)`, the last one before.
        let puts = [&b"put"[..], b"set", b"Add", b"insert", b"store"];
        for put in puts.iter().filter_map(|put| outline.called.get(put)).flatten() {
            let call = &outline.calls[*put];
            if call.name >= context.at || call.name < 2 || outline.name(call.name - 2) != name {
                continue;
            }
            let arguments = outline.arguments(call);
            if let [at, value] = &arguments[..]
                && self.evaluate(at.value, context.deeper()).single() == Some(key)
            {
                found = self.evaluate(value.value, context.at(call.name));
            }
        }
        if !found.of.is_empty() {
            return found;
        }
        for assignment in outline.assigned.get(name).into_iter().flatten().map(|index| &outline.assignments[*index]) {
            let (first, last) = (assignment.value.0, assignment.value.1 - 1);
            if assignment.element {
                let open = assignment.operator - 1;
                let index = outline.tokens.get(open).mate as usize;
                if index < open && self.evaluate((index + 1, open), context.deeper()).single() == Some(key) {
                    found.add(self.evaluate(assignment.value, context.at(assignment.operator)));
                }
            } else if outline.kind(last) == Kind::Close {
                let open = outline.tokens.get(last).mate as usize;
                if open < first || open >= last {
                    continue;
                }
                found.add(self.keyed(open, last, key, context));
            }
        }
        if found.of.is_empty() { Values::unknown() } else { found }
    }

    /// The part with a key between two brackets: `{a: 1}`, `["a" => 1]`, `Map.of("a", 1)`, `["x", "y"]`, `mapOf("a" to 1)`.
    fn keyed(&self, open: usize, close: usize, key: &Known, context: Context<'_>) -> Values {
        let outline = self.outline;
        let parts = outline.parts(open, close);
        let is_key = |name: usize| match (outline.kind(name), key) {
            (Kind::Text, _) => self.literal(name).single() == Some(key),
            (Kind::Name, Known::Text(text)) => outline.name(name) == text.as_bytes(),
            (Kind::Number, _) => self.atom(name, context.deeper()).single() == Some(key),
            _ => false,
        };
        if let Some(part) = parts.iter().find(|part| part.name.is_some_and(is_key)) {
            return self.evaluate(part.value, context.deeper());
        }
        for part in &parts {
            if let Some(to) = (part.value.0..part.value.1).find(|at| outline.is_any(*at, &["to", "->"]))
                && self.evaluate((part.value.0, to), context.deeper()).single() == Some(key)
            {
                return self.evaluate((to + 1, part.value.1), context.deeper());
            }
        }
        if let Known::Number(index) = key {
            let part = usize::try_from(*index).ok().and_then(|index| parts.get(index));
            return part.map_or_else(Values::unknown, |part| self.evaluate(part.value, context.deeper()));
        }
        let is_map = open > 0 && outline.is_any(open - 1, &["of"]);
        if is_map {
            for pair in parts.chunks(2) {
                if let [name, value] = pair
                    && self.evaluate(name.value, context.deeper()).single() == Some(key)
                {
                    return self.evaluate(value.value, context.deeper());
                }
            }
        }
        Values::unknown()
    }

    // Calls.

    fn call(&self, index: usize, start: usize, context: Context<'_>) -> Values {
        let outline = self.outline;
        let call = &outline.calls[index];
        let name = outline.name(call.name);
        let arguments = outline.arguments(call);
        let span = self.span((call.path, call.close + 1));
        let has_receiver = call.name > start && outline.is_any(call.name - 1, &[".", "->", "?.", "::"]) && (call.name != start);
        let receiver = (start, call.name.saturating_sub(1));
        if FRESH.contains(&name)
            && let Some(length) = self.fresh(name, &arguments, context)
        {
            return length.step(span, "fresh and empty");
        }
        if LISTS.contains(&name) && !(name == b"List" && has_receiver) {
            return self.list(call.open, call.close, context);
        }
        if name == b"str_repeat" || name == b"repeat" {
            return Values::one(Known::Bytes(None), span);
        }
        if outline.language == Language::Swift && outline.is(call.name, "UInt8") {
            return Values::unknown();
        }
        if SETTINGS.contains(&name)
            && let Some(mut values) = self.setting(&arguments, context)
        {
            if has_receiver
                && let Some(section) = self.section(receiver, context)
                && let Some(Need::Property(key)) = values.needs.first_mut()
            {
                *key = format!("{section}:{key}");
            }
            return values;
        }
        if matches!(name, b"get" | b"getOrDefault" | b"fetch" | b"at" | b"var") && has_receiver && !arguments.is_empty() {
            let key = self.evaluate(arguments[0].value, context.deeper());
            // `System.getenv().getOrDefault(key, default)` too.
            let of_all = outline.closing.get(&(call.name - 2)).map(|index| &outline.calls[*index]);
            let of_all = of_all.is_some_and(|all| all.close == all.open + 1 && SETTINGS.contains(&outline.name(all.name)));
            let of_settings = outline.is_any(call.name - 2, &["environ", "env", "ENV", "environment", "Env", "config", "settings"]);
            if matches!(key.single(), Some(Known::Text(_))) && (of_all || of_settings) {
                return self.setting(&arguments, context).unwrap_or_else(Values::unknown);
            }
            if let Some(key) = key.single() {
                let found = self.looked_up(start, call.name - 1, key, context);
                if !found.of.is_empty() {
                    return found;
                }
            }
        }
        // A setting, or what is taken where there is none: `env::var("KEY").unwrap_or(default)`.
        if matches!(name, b"unwrap_or" | b"getOrElse" | b"orElse")
            && has_receiver
            && let [default] = &arguments[..]
        {
            let setting = self.evaluate(receiver, context.deeper());
            if setting.of.is_empty() && !setting.needs.is_empty() {
                let mut values = self.evaluate(default.value, context.deeper()).by_default(span);
                values.unknown = true;
                values.needs.splice(0..0, setting.needs);
                return values;
            }
        }
        if let Some(values) = self.own_function(index, &arguments, context) {
            return values.step(span, "returned here");
        }
        let mut needs = Vec::new();
        if is_conversion(name) {
            let given = self.converted(name, has_receiver.then_some(receiver), &arguments, context);
            if !given.of.is_empty() {
                return given;
            }
            needs = given.needs;
        }
        let path = self.path(call);
        needs.extend(self.returned_elsewhere(call, &path, arguments.len()));
        Values {
            of: vec![Value { known: Known::Made(path), trail: vec![super::Step { span, what: "made here" }], call: Some(index) }],
            unknown: true,
            needs,
        }
    }

    /// The function that a call may mean in another file: of a class, of what is imported, or, in Go, of the package.
    fn returned_elsewhere(&self, call: &Call, path: &str, arguments: usize) -> Option<Need> {
        let outline = self.outline;
        let first = outline.name(call.path);
        let is_imported = outline.imports.contains_key(first);
        let is_own = |name: &[u8]| outline.functions.iter().any(|function| function.name.is_some_and(|at| outline.name(at) == name));
        if call.new || call.chained || (!is_imported && call.path == call.name && is_own(first)) {
            return None;
        }
        let Some((owner, name)) = path.rsplit_once('.') else {
            let is_free = outline.language == Language::Go && call.path == call.name && path.len() > 2;
            return is_free.then(|| Need::Return(String::new(), path.to_owned(), arguments));
        };
        let owner = owner.rsplit(['.', '/']).next().unwrap_or_default();
        let is_class = owner.starts_with(|sign: char| sign.is_ascii_uppercase());
        (is_imported || is_class).then(|| Need::Return(owner.to_owned(), name.to_owned(), arguments))
    }

    /// What a conversion is called on; what it is given, where it is called on a class or a coder.
    fn converted(&self, name: &[u8], receiver: Option<Range>, arguments: &[Argument], context: Context<'_>) -> Values {
        let is_java = matches!(self.outline.language, Language::Java | Language::Kotlin | Language::Scala | Language::Groovy);
        let known = |mut values: Values| {
            values.of.retain(|value| match &value.known {
                Known::Made(path) => is_java && is_stream(path),
                known => !matches!(known, Known::Name(_)),
            });
            values
        };
        let given = match receiver {
            None => true,
            Some(receiver) => {
                let values = self.evaluate(receiver, context.deeper());
                let is_coder = values.of.is_empty()
                    || values.of.iter().any(|value| matches!(&value.known, Known::Name(path) | Known::Made(path) if is_coder(path)));
                let values = known(values);
                if !values.of.is_empty() {
                    return values.converted_by(name);
                }
                let reads = matches!(name, b"getBytes" | b"toByteArray" | b"toCharArray" | b"trim" | b"strip" | b"intern");
                if !values.needs.is_empty() && (reads || !is_coder || arguments.is_empty()) {
                    return values; // What it is called on stands in another file.
                }
                is_coder && !reads
            }
        };
        // The first argument of `pack("H*", key)` says how it is written.
        let formats = matches!(name, b"pack" | b"unpack");
        let place = usize::from(formats);
        let Some(argument) = arguments.get(place).filter(|_| given) else { return Values::unknown() };
        let mut values = known(self.evaluate(argument.value, context.deeper()));
        // `salt.encode("ascii")` spells something else.
        values.of.retain(|value| receiver.is_none() || !matches!(&value.known, Known::Text(text) if is_charset(text)));
        if name == b"copyOf" && values.of.iter().any(|value| matches!(value.known, Known::Made(_))) {
            let length = arguments.get(1).map(|length| self.evaluate(length.value, context.deeper()));
            let length = length.as_ref().and_then(Values::single).and_then(length_of).filter(|length| *length <= STREAM_TEXT.len());
            let cut = |known| if let Known::Made(_) = known { length.map(|length| Known::Bytes(Some(length))) } else { Some(known) };
            return values.map(cut);
        }
        values.converted_by(name)
    }

    fn fresh(&self, name: &[u8], arguments: &[Argument], context: Context<'_>) -> Option<Values> {
        let argument = if name == b"make" { arguments.get(1) } else { arguments.first() }?;
        let values = self.evaluate(argument.value, context.deeper());
        match values.single() {
            Some(Known::Number(length)) => Some(Values::one(Known::Bytes(usize::try_from(*length).ok()), self.span(argument.value))),
            Some(Known::Bytes(_) | Known::Text(_)) if name != b"make" => Some(values),
            // `make([]byte, aead.NonceSize())`: fresh, whatever its length.
            _ if name == b"make" || name == b"alloc" => Some(Values::one(Known::Bytes(None), self.span(argument.value))),
            _ => None,
        }
    }

    /// A configuration value: its key is a need, its default a value.
    fn setting(&self, arguments: &[Argument], context: Context<'_>) -> Option<Values> {
        let key = self.evaluate(arguments.first()?.value, context.deeper());
        let Some(Known::Text(key)) = key.single() else { return None };
        let mut values = match arguments.get(1) {
            Some(default) => self.evaluate(default.value, context.deeper()),
            None => Values::unknown(),
        };
        values.unknown = true;
        values = values.by_default(self.span(arguments[0].value));
        values.needs.insert(0, Need::Property(key.clone()));
        Some(values)
    }

    /// The key of a section of .NET's configuration: `configuration.GetSection("Crypto")`, one of another, or a name that stands for one.
    fn section(&self, range: Range, context: Context<'_>) -> Option<String> {
        const SECTIONS: &[&[u8]] = &[b"GetSection", b"GetRequiredSection"];
        let outline = self.outline;
        if outline.language != Language::CSharp || range.0 >= range.1 || context.depth >= super::DEPTH {
            return None;
        }
        let last = range.1 - 1;
        if range.0 == last {
            // A variable that is set once.
            let [one] = outline.assigned.get(outline.name(last))?[..] else { return None };
            let assigned = &outline.assignments[one];
            return if assigned.element || assigned.operator >= context.at { None } else { self.section(assigned.value, context.deeper()) };
        }
        let call = &outline.calls[*outline.closing.get(&last)?];
        if !SECTIONS.contains(&outline.name(call.name)) || call.name < range.0 + 2 {
            return None;
        }
        let key = self.evaluate(outline.arguments(call).first()?.value, context.deeper());
        let Some(Known::Text(key)) = key.single() else { return None };
        let outer = self.section((range.0, call.name - 1), context.deeper());
        Some(outer.map_or_else(|| key.clone(), |outer| format!("{outer}:{key}")))
    }

    /// What a function of this file returns for these arguments.
    fn own_function(&self, call: usize, arguments: &[Argument], context: Context<'_>) -> Option<Values> {
        let outline = self.outline;
        let (open, new, name) = (outline.calls[call].open, outline.calls[call].new, outline.name(outline.calls[call].name));
        if new || context.depth + 4 > super::DEPTH {
            return None;
        }
        let found = outline.functions.iter().enumerate().find(|(_, function)| {
            function.name.is_some_and(|at| outline.name(at) == name && at + 1 != open)
                && function.parameters.len() == arguments.len()
                && !outline.classes.iter().any(|class| function.name == Some(class.name))
        })?;
        let function = found.0;
        let mut inner = Some(context);
        let mut recursive = context.frame;
        while let Some(frame) = recursive {
            if frame.function == function {
                inner = None;
            }
            recursive = frame.outer;
        }
        inner?;
        let given = arguments.iter().map(|argument| Some(self.evaluate(argument.value, context.deeper()))).collect();
        self.returned(&Frame { function, arguments: given, outer: context.frame }, context.depth + 1)
    }

    /// What a function returns, whatever it is given.
    pub fn returns(&self, function: usize) -> Option<Values> {
        let arguments = vec![Some(Values::unknown()); self.outline.functions[function].parameters.len()];
        self.returned(&Frame { function, arguments, outer: None }, 0)
    }

    fn returned(&self, frame: &Frame<'_>, depth: u32) -> Option<Values> {
        let outline = self.outline;
        let function = frame.function;
        let body = outline.functions[function].body;
        let within = Context { at: body.0, frame: Some(frame), depth };
        if outline.functions[function].expression {
            return Some(self.evaluate(body, Context { at: body.1, ..within }));
        }
        let mut values = Values::default();
        let mut count = 0;
        for at in body.0..body.1.min(body.0 + 2000) {
            if !outline.is(at, "return") || self.function_at(at) != Some(function) {
                continue;
            }
            count += 1;
            let end = outline.expression_end(at + 1, body.1);
            let dead = outline.branches_at(at).any(|branch| self.taken(branch, Context { at, ..within }) == Some(false));
            if !dead && count <= 8 {
                values.add(self.evaluate((at + 1, end), Context { at, ..within }));
            }
        }
        (count > 0).then_some(values)
    }

    /// The path of a call, imports resolved: `hashlib.md5` for `h.md5` after `import hashlib as h`.
    pub fn path(&self, call: &Call) -> String {
        self.path_within(call, 0)
    }

    fn path_within(&self, call: &Call, depth: u32) -> String {
        let own = self.dotted(call.path, call.name);
        if call.chained && depth < 8 && call.path >= 2 {
            let before = call.path - 2;
            if let Some(&inner) = self.outline.closing.get(&before) {
                return format!("{}.{own}", self.path_within(&self.outline.calls[inner], depth + 1));
            }
        }
        own
    }

    /// Names with dots between them, the first one resolved by the imports.
    pub(super) fn dotted(&self, first: usize, last: usize) -> String {
        let outline = self.outline;
        let mut path = match outline.imports.get(outline.name(first)) {
            Some(full) => full.clone(),
            None => String::from_utf8_lossy(outline.name(first)).into_owned(),
        };
        for at in (first + 1..=last).filter(|at| outline.kind(*at) == Kind::Name) {
            path.push('.');
            path.push_str(&String::from_utf8_lossy(outline.name(at)));
        }
        path
    }

    /// Whether a rule's callee means this call: `MessageDigest.getInstance`, `IvParameterSpec`, `*.setSeed`.
    ///
    /// One name means a function or a constructor, however its package is written; several mean the end of the path, or a method of
    /// something that is declared as, or made by, the name before it; `*` any receiver.
    pub fn calls(&self, call: &Call, callee: &str) -> bool {
        let outline = self.outline;
        let path = self.path(call);
        let Some((before, last)) = callee.rsplit_once('.') else {
            if outline.name(call.name) != callee.as_bytes() && path.rsplit('.').next() != Some(callee) {
                return false;
            }
            let bare = call.path == call.name && !call.chained;
            let own =
                bare && outline.functions.iter().any(|function| function.name.is_some_and(|name| outline.name(name) == callee.as_bytes()));
            let package = path.rsplit_once('.').is_none_or(|(package, _)| !package.contains(|sign: char| sign.is_ascii_uppercase()));
            return (bare && !own)
                || (!call.chained && package && (call.new || callee.starts_with(|sign: char| sign.is_ascii_uppercase())));
        };
        if before == "*" {
            return outline.name(call.name) == last.as_bytes() && (call.chained || call.path != call.name);
        }
        if ends_with_path(&path, callee) {
            return true;
        }
        if outline.name(call.name) != last.as_bytes() || call.new {
            return false;
        }
        self.receiver_types(call).iter().any(|kind| kind.split('.').any(|part| part == before) || ends_with_path(kind, before))
    }

    /// What the thing that a call is made on is declared as, or made by.
    pub(super) fn receiver_types(&self, call: &Call) -> Rc<[String]> {
        if let Some(known) = self.receivers.borrow().get(&call.name) {
            return Rc::clone(known);
        }
        let kinds: Rc<[String]> = self.find_receiver_types(call).into();
        self.receivers.borrow_mut().insert(call.name, Rc::clone(&kinds));
        kinds
    }

    fn find_receiver_types(&self, call: &Call) -> Vec<String> {
        let outline = self.outline;
        let Some(receiver) = self.receiver(call) else { return Vec::new() };
        let mut kinds = Vec::new();
        if receiver.1 == receiver.0 + 1 || outline.is_any(receiver.0, &["this", "self", "$this"]) {
            let name = outline.name(receiver.1 - 1);
            let is_meant = |parameter: &&Parameter| outline.name(parameter.name) == name;
            let own = self.function_at(call.path).and_then(|function| outline.functions[function].parameters.iter().find(is_meant));
            if let Some(own) = own.and_then(|parameter| parameter.type_name) {
                // What other functions call so is something else.
                kinds.push(self.dotted(own, own));
            } else {
                let assigned = outline.assigned.get(name).into_iter().flatten().map(|index| &outline.assignments[*index]);
                kinds.extend(assigned.filter_map(|assignment| assignment.type_name).map(|name| self.dotted(name, name)));
                let parameters = outline.functions.iter().flat_map(|function| &function.parameters).filter(is_meant);
                kinds.extend(parameters.filter_map(|parameter| parameter.type_name).map(|name| self.dotted(name, name)));
                // A field without a value: `private Cipher cipher;`
                kinds.extend(self.declared_types(name));
            }
        }
        let context = Context { at: call.path, frame: None, depth: 2 };
        let made = self.evaluate(receiver, context);
        kinds.extend(
            made.of.into_iter().filter_map(|value| if let Known::Made(path) | Known::Name(path) = value.known { Some(path) } else { None }),
        );
        kinds
    }

    fn declared_types(&self, name: &[u8]) -> Vec<String> {
        let typed = self.typed.get_or_init(|| {
            let outline = self.outline;
            let mut typed: HashMap<&[u8], Vec<usize>> = HashMap::new();
            for (at, token) in outline.tokens.iter() {
                if token.kind != Kind::Name || at == 0 || !outline.is_any(at + 1, &[";", "=", ":"]) {
                    continue;
                }
                let after = outline.is(at + 1, ":") && outline.kind(at + 2) == Kind::Name;
                let place = if after { Some(at + 2) } else { Some(at - 1).filter(|before| outline.kind(*before) == Kind::Name) };
                typed.entry(outline.name(at)).or_default().extend(place);
            }
            typed
        });
        typed.get(name).into_iter().flatten().take(4).map(|place| self.dotted(*place, *place)).collect()
    }

    /// The expression that a call is made on.
    pub fn receiver(&self, call: &Call) -> Option<Range> {
        let outline = self.outline;
        let dot = call.name.checked_sub(1)?;
        if !outline.is_any(dot, &[".", "->", "?.", "::"]) {
            return None;
        }
        if !call.chained {
            return Some((call.path, dot));
        }
        // Back over the chain.
        let mut at = dot;
        let floor = dot.saturating_sub(400);
        while at > floor {
            let before = at - 1;
            match outline.kind(before) {
                Kind::Close => {
                    let mate = outline.tokens.get(before).mate as usize;
                    if mate >= before {
                        break;
                    }
                    at = mate;
                    continue;
                }
                Kind::Name if outline.is_any(before, &["return", "new", "await", "throw", "in", "case"]) => {
                    if outline.is(before, "new") {
                        at = before;
                    }
                    break;
                }
                Kind::Name | Kind::Text | Kind::Number => {}
                Kind::Sign if outline.is_any(before, &[".", "->", "?.", "::"]) => {}
                _ => break,
            }
            at = before;
        }
        (at < dot).then_some((at, dot))
    }

    /// Whether a function of this name is called in the function that a call stands in; of `name(first)`, anywhere in the file with this
    /// first argument.
    pub fn calls_beside(&self, call: &Call, name: &str) -> bool {
        let outline = self.outline;
        if let Some((name, first)) = name.strip_suffix(')').and_then(|name| name.split_once('(')) {
            let named = outline.called.get(name.as_bytes()).into_iter().flatten().map(|other| &outline.calls[*other]);
            return named.into_iter().any(|other| outline.is(other.open + 1, first) && outline.is_any(other.open + 2, &[",", ")"]));
        }
        let function = self.function_at(call.name);
        let named = outline.called.get(name.as_bytes()).into_iter().flatten();
        named.into_iter().any(|other| self.function_at(outline.calls[*other].name) == function)
    }

    /// What a call's receiver was made by, and with which arguments.
    pub fn maker(&self, call: &Call) -> Vec<usize> {
        let Some(receiver) = self.receiver(call) else { return Vec::new() };
        let made = self.evaluate(receiver, Context { at: call.path, frame: None, depth: 2 });
        made.of.iter().filter_map(|value| value.call).collect()
    }
}

/// Whether a path ends with whole parts of another.
pub(super) fn ends_with_path(path: &str, end: &str) -> bool {
    path.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

fn bytes(known: Known) -> Option<Known> {
    match known {
        Known::Text(text) => Some(Known::Bytes(Some(text.len()))),
        Known::Bytes(length) => Some(Known::Bytes(length)),
        _ => None,
    }
}

fn length_of(known: &Known) -> Option<usize> {
    match known {
        Known::Number(number) => usize::try_from(*number).ok(),
        _ => None,
    }
}

fn is_coder(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    CODERS.iter().any(|part| path.contains(part))
}

impl Values {
    /// What a conversion of this name makes of them.
    fn converted_by(self, name: &[u8]) -> Self {
        if NUMERIC.contains(&name) {
            self.map(|known| Some(numeric(known)))
        } else if LOGICAL.contains(&name) {
            self.map(|known| Some(logical(known)))
        } else {
            self
        }
    }
}

/// A text as true or false, as conversions read it.
fn logical(known: Known) -> Known {
    match known {
        Known::Text(text) => Known::Bool(text.trim().eq_ignore_ascii_case("true")),
        known => known,
    }
}

/// A text of digits as the number that it is.
fn numeric(known: Known) -> Known {
    match known {
        Known::Text(text) => text.trim().parse().map_or(Known::Text(text), Known::Number),
        known => known,
    }
}
