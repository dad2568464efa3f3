//! Who issues credentials that only a word near by gives away: a row a provider, as data.
//!
//! A row says which words speak of the provider, how its credentials look, and where a value may stand; `scan/provider.rs` reads it, and
//! the examples by which rows are tested come from here. Also compiled into the build script. Promises: a row of a wrong form is an error
//! with its line; nothing here looks at a scanned text.

use serde::{Deserialize, Serialize};

/// A provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// As it calls itself; part of the message.
    pub name: String,
    /// Lower-case words that speak of it; words of one name have spaces between.
    pub words: Vec<String>,
    /// How its credentials look; any of them.
    pub forms: Vec<Form>,
    /// Where a value may stand.
    pub place: Place,
}

/// Where the value of a credential may stand from the provider's word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// In the window behind the word: the same assignment, the next parameter, header or line.
    #[default]
    Near,
    /// Assigned to a name that holds the word and says that it is a credential: for words that mean other things too (`linear`).
    Name,
}

/// How a credential looks: literal text and runs of a class, one after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form(pub Vec<Part>);

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// These characters.
    Text(String),
    /// From `least` to `most` characters of a class.
    Run(Class, u16, u16),
}

/// A set of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Class {
    /// 0-9.
    Digit,
    /// 0-9, a-f and A-F.
    Hex,
    /// a-z, 0-9.
    Lower,
    /// A-Z, 0-9.
    Upper,
    /// A-Z, a-z, 0-9.
    Alnum,
    /// As before, and `_` and `-`: base64url without padding.
    Word,
    /// As before, and `.` and `~`.
    Dotted,
    /// Base64 with `+` and `/`; `=` only at the end.
    Base64,
}

/// What a row without `value` stands for: most vendors do not document a form, and change it when they please.
const OPAQUE: &str = "word 20-128";

/// Groups of a UUID, RFC 9562.
const UUID: &str = "{hex 8}-{hex 4}-{hex 4}-{hex 4}-{hex 12}";

impl Class {
    /// The class by the word of a row.
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "digit" => Self::Digit,
            "hex" => Self::Hex,
            "lower" => Self::Lower,
            "upper" => Self::Upper,
            "alnum" => Self::Alnum,
            "word" => Self::Word,
            "dotted" => Self::Dotted,
            "base64" => Self::Base64,
            _ => return None,
        })
    }

    /// Whether a byte is in it.
    pub const fn holds(self, byte: u8) -> bool {
        match self {
            Self::Digit => byte.is_ascii_digit(),
            Self::Hex => byte.is_ascii_hexdigit(),
            Self::Lower => byte.is_ascii_lowercase() || byte.is_ascii_digit(),
            Self::Upper => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            Self::Alnum => byte.is_ascii_alphanumeric(),
            Self::Word => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'),
            Self::Dotted => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'~'),
            Self::Base64 => byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='),
        }
    }

    /// What a sample is drawn from.
    const fn alphabet(self) -> &'static [u8] {
        match self {
            Self::Digit => b"0123456789",
            Self::Hex => b"0123456789abcdef",
            Self::Lower => b"abcdefghijklmnopqrstuvwxyz0123456789",
            Self::Upper => b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
            Self::Alnum | Self::Word | Self::Dotted | Self::Base64 => b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        }
    }
}

impl Form {
    /// Reads `hex 32`, `alnum 20-40`, `uuid`, `key-{hex 32}`.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text == "uuid" {
            return Self::parse(UUID);
        }
        if !text.contains('{') {
            return Ok(Self(vec![run(text)?]));
        }
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((literal, after)) = rest.split_once('{') {
            let (inner, behind) = after.split_once('}').ok_or_else(|| format!("`{text}`: a `{{` is not closed"))?;
            if !literal.is_empty() {
                parts.push(Part::Text(literal.to_owned()));
            }
            parts.push(run(inner)?);
            rest = behind;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Ok(Self(parts))
    }

    /// Whether a text is all of this form.
    pub fn matches(&self, text: &[u8]) -> bool {
        let (least, most) = self.lengths();
        (least..=most).contains(&text.len()) && matches_parts(&self.0, text)
    }

    /// Shortest and longest text of this form.
    pub fn lengths(&self) -> (usize, usize) {
        self.0.iter().fold((0, 0), |(least, most), part| match part {
            Part::Text(text) => (least + text.len(), most + text.len()),
            Part::Run(_, from, to) => (least + usize::from(*from), most + usize::from(*to)),
        })
    }

    /// Whether little else than a credential looks like this: one length, or literal text.
    pub fn is_exact(&self) -> bool {
        let (least, most) = self.lengths();
        least == most || self.0.iter().any(|part| matches!(part, Part::Text(_)))
    }

    /// What a text of this form holds beside the literal text, which says nothing of where the rest comes from.
    pub fn core(&self, text: &[u8]) -> Vec<u8> {
        let mut core = Vec::with_capacity(text.len());
        let mut rest = text;
        for (index, part) in self.0.iter().enumerate() {
            let length = match part {
                Part::Text(literal) => literal.len(),
                Part::Run(..) => {
                    let fits = |length: &usize| {
                        matches_parts(&self.0[index..=index], &rest[..*length]) && matches_parts(&self.0[index + 1..], &rest[*length..])
                    };
                    let length = (0..=rest.len()).rev().find(fits).unwrap_or(rest.len());
                    core.extend_from_slice(&rest[..length]);
                    length
                }
            };
            rest = rest.get(length..).unwrap_or_default();
        }
        core
    }

    /// Whether a byte may stand in a text of this form; `=` counts at its end only.
    pub fn holds(&self, byte: u8) -> bool {
        self.0.iter().any(|part| match part {
            Part::Text(text) => text.as_bytes().contains(&byte),
            Part::Run(class, ..) => byte != b'=' && class.holds(byte),
        })
    }

    /// Whether a text of it may end in `=`.
    pub fn is_padded(&self) -> bool {
        matches!(self.0.last(), Some(Part::Run(Class::Base64, ..)))
    }

    /// An invented text of this form, the same for the same seed: letters and digits in turn as a random source would give them.
    pub fn sample(&self, seed: u64) -> String {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut draw = |alphabet: &[u8]| {
            // The `xorshift64*` generator.
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            let number = state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
            char::from(alphabet[number as usize % alphabet.len()])
        };
        let mut out = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Run(class, least, most) => {
                    let length = (*least).max((*most).min(32));
                    (0..length).for_each(|_| out.push(draw(class.alphabet())));
                }
            }
        }
        out
    }
}

/// `hex 32`, `alnum 20-40`.
fn run(text: &str) -> Result<Part, String> {
    let wrong = || format!("`{text}`: write a class and a length, such as `hex 32` or `alnum 20-40`");
    let (class, lengths) = text.split_once(' ').ok_or_else(wrong)?;
    let class = Class::named(class).ok_or_else(wrong)?;
    let (least, most) = lengths.split_once('-').unwrap_or((lengths, lengths));
    let (least, most) = least.parse().ok().zip(most.parse().ok()).ok_or_else(wrong)?;
    if least == 0 || least > most || most > 2048 { Err(wrong()) } else { Ok(Part::Run(class, least, most)) }
}

fn matches_parts(parts: &[Part], text: &[u8]) -> bool {
    match parts.split_first() {
        None => text.is_empty(),
        Some((Part::Text(literal), rest)) => text.strip_prefix(literal.as_bytes()).is_some_and(|text| matches_parts(rest, text)),
        Some((Part::Run(class, least, most), rest)) => {
            let (least, most) = (usize::from(*least), usize::from(*most));
            let length = text.iter().take(most).take_while(|byte| class.holds(**byte)).count();
            if rest.is_empty() {
                return length == text.len() && length >= least;
            }
            (least..=length).rev().any(|length| matches_parts(rest, &text[length..]))
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    provider: Vec<toml::Spanned<Row>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    words: Vec<String>,
    #[serde(default)]
    value: Vec<String>,
    #[serde(default)]
    place: Place,
}

/// Reads a file of rows; an error has its 1-based line.
pub fn parse(text: &str) -> Result<Vec<Provider>, (usize, String)> {
    let line = |offset: usize| text.get(..offset).unwrap_or(text).matches('\n').count() + 1;
    let file: File = toml::from_str(text).map_err(|error| (line(error.span().map_or(0, |span| span.start)), error.message().to_owned()))?;
    file.provider
        .into_iter()
        .map(|row| {
            let place = line(row.span().start);
            into_provider(row.into_inner()).map_err(|message| (place, message))
        })
        .collect()
}

fn into_provider(row: Row) -> Result<Provider, String> {
    let is_name = |word: &String| {
        !word.is_empty()
            && word.split(' ').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
    };
    if row.words.is_empty() || !row.words.iter().all(is_name) {
        return Err(format!("{}: `words` are of a-z and 0-9, with single spaces between", row.name));
    }
    let value = if row.value.is_empty() { vec![OPAQUE.to_owned()] } else { row.value };
    let forms = value.iter().map(|form| Form::parse(form)).collect::<Result<_, _>>().map_err(|error| format!("{}: {error}", row.name))?;
    Ok(Provider { name: row.name, words: row.words, forms, place: row.place })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_and_match_whole_texts() {
        for (form, text, expected) in [
            ("hex 8", "0af32c9d", true),
            ("hex 8", "0af32c9", false),
            ("hex 8", "0af32c9dd", false),
            ("hex 8", "0af32c9g", false),
            ("alnum 4-6", "aB3d5", true),
            ("alnum 4-6", "aB3_5", false),
            ("key-{hex 4}", "key-09af", true),
            ("key-{hex 4}", "kex-09af", false),
            ("{alnum 2-4}.{digit 2}", "ab1.22", true),
            ("{word 2-6}-{digit 2}", "a-b-c-22", true),
            ("base64 6", "aB+/3=", true),
            ("uuid", "0b9c2f1e-77aa-4c1d-9e0f-2b6d5a4c3e21", true),
            ("uuid", "0b9c2f1e77aa4c1d9e0f2b6d5a4c3e21", false),
        ] {
            assert_eq!(Form::parse(form).expect("a form").matches(text.as_bytes()), expected, "{form}: {text}");
        }
    }

    #[test]
    fn wrong_rows_are_refused_with_their_line() {
        for (row, line) in [
            ("[[provider]]\nname = \"A\"\nwords = [\"Upper\"]", 1),
            ("[[provider]]\nname = \"A\"\nwords = []", 1),
            ("\n[[provider]]\nname = \"A\"\nwords = [\"a\"]\nvalue = [\"hax 3\"]", 2),
            ("[[provider]]\nname = \"A\"\nwords = [\"a\"]\nvalue = [\"hex 9-3\"]", 1),
            ("[[provider]]\nname = \"A\"\nwords = [\"a\"]\nvalue = [\"{hex 9\"]", 1),
            ("[[provider]]\nname = \"A\"\nwords = [\"a\"]\nwhere = \"x\"", 4),
        ] {
            assert_eq!(parse(row).map(|_| ()).map_err(|(line, _)| line), Err(line), "{row}");
        }
    }

    #[test]
    fn samples_are_of_their_form() {
        for form in ["hex 32", "uuid", "sk_{alnum 20-60}", "base64 44", "{digit 10}:{word 35}", "dotted 20-300"] {
            let form = Form::parse(form).expect("a form");
            assert!((0..20).all(|seed| form.matches(form.sample(seed).as_bytes())), "{form:?}");
            assert_ne!(form.sample(1), form.sample(2));
        }
    }
}
