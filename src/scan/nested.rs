//! Text within the text is scanned like any other, and what is found there comes home to where it was read.
//!
//! A pass notes what can be decoded while it looks at its text; then each of these texts has a pass of its own, with all rules. Promises:
//! every level knows only the one above, and a finding takes its place on each of them on the way out, so it always has exact bytes in the
//! file. Levels and decoded bytes are bounded, and what the bound leaves out is said in a notice.

use super::{Candidate, Lead, Pass, Scanner, Via, is_long, overlap, record};
use crate::blob::Blob;
use crate::finding::{Evidence, Ways};
use crate::format::{Field, Format, hl7v2};
use crate::notice::{Notice, NoticeKind};
use crate::rule::RuleKey;
use crate::rule::literal::Literal;
use crate::sensitive::Sensitive;
use crate::text::Span;
use crate::view::nested::{DECODERS, Decoded, Decoder, MOST_LEVELS};
use crate::view::{Encoding, View};
use std::cell::Cell;

/// Decoded bytes for each byte of a blob, and for every blob besides.
const MULTIPLE: usize = 2;
const BESIDES: usize = 256 * 1024;

/// Endings of files that the source opens as mails.
const MAIL: &[&str] = &["eml", "mbox", "mht", "mhtml"];

/// Bytes that may still be decoded for one blob.
pub(super) struct Budget {
    left: Cell<usize>,
    exceeded: Cell<bool>,
}

impl Budget {
    pub(super) fn of(blob: &Blob<'_>) -> Self {
        // The parts of a mail are files of their own by the time they come here, decoded.
        let extension = blob.path.rsplit('.').next().unwrap_or_default();
        let is_mail = MAIL.iter().any(|mail| extension.eq_ignore_ascii_case(mail));
        let bytes = if is_mail { 0 } else { blob.bytes.len().saturating_mul(MULTIPLE).saturating_add(BESIDES) };
        Self { left: Cell::new(bytes), exceeded: Cell::new(false) }
    }
}

/// What reports say of a value, noted while its text is there.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) mask: String,
    pub(super) length: usize,
    pub(super) binding: Option<String>,
    /// It shares its place with all that is packed there.
    pub(super) packed: bool,
}

/// What one pass has found to decode.
pub(super) struct Nested<'p> {
    level: usize,
    budget: &'p Budget,
    /// Up to where each decoder has looked.
    done: [usize; DECODERS.len()],
    found: Vec<(usize, Decoded)>,
}

impl<'p> Nested<'p> {
    pub(super) fn new(budget: &'p Budget) -> Self {
        Self { level: 0, budget, done: [0; DECODERS.len()], found: Vec::new() }
    }

    /// What was left out.
    pub(super) fn notice(&self, path: &str) -> Option<Notice> {
        let notice = || {
            Notice::new(
                path,
                NoticeKind::Encoding,
                "more encoded text than is decoded for a file of this size; it was scanned as it stands",
            )
        };
        self.budget.exceeded.get().then(notice)
    }
}

/// What leads to decoders.
pub(super) fn leads() -> impl Iterator<Item = (Literal, Lead)> {
    DECODERS.iter().enumerate().flat_map(|(index, decoder)| {
        decoder.literals.iter().map(move |literal| (Literal::new(*literal, true), Lead::Decoder { index, length: literal.len() }))
    })
}

impl Pass<'_> {
    /// A run of letters and digits may be text of its own.
    pub(super) fn decode_run(&mut self, run: Span) {
        for index in (0..DECODERS.len()).filter(|index| DECODERS[*index].runs) {
            self.decode(index, run);
        }
    }

    /// Something leads to a decoder.
    pub(super) fn decode(&mut self, index: usize, hit: Span) {
        // What is escaped in a message of HL7 v2 its reader has resolved.
        let is_resolved = !DECODERS[index].runs && self.in_message_of(hit.start, |format| format.name == hl7v2::FORMAT.name);
        let nested = &mut self.nested;
        if is_resolved || hit.start < nested.done[index] || nested.level == MOST_LEVELS {
            return;
        }
        let (decoder, text, left) = (&DECODERS[index], self.view.text(), &nested.budget.left);
        let stretch = (decoder.stretch)(text, hit, nested.done[index]);
        nested.done[index] = stretch.end.max(hit.end);
        let Some(decoded) = (decoder.decode)(text, stretch, left.get()) else { return };
        self.is_wide |= decoder.runs && is_long(text, stretch);
        left.set(left.get().saturating_sub(decoded.bytes.len()));
        if left.get() == 0 {
            nested.budget.exceeded.set(true);
        }
        nested.found.push((index, decoded));
    }

    /// Scans what was found to decode.
    pub(super) fn decoded(&mut self) {
        for (index, decoded) in std::mem::take(&mut self.nested.found) {
            #[expect(clippy::redundant_closure_for_method_calls, reason = "the function's own type is bound to one lifetime")]
            self.within(DECODERS[index].name, &decoded, |pass| pass.run());
        }
    }

    /// The value of a field is written in a code: what is judged is what it says.
    pub(super) fn field_decoded(&mut self, format: &Format, rule: RuleKey, decoder: &Decoder, field: &Field) {
        let Some(decoded) = (decoder.value)(self.view.text(), field.value, self.nested.budget.left.get()) else { return };
        let standing = record::Standing::new(format, self.readings, field, self.blob.path);
        let via = Via::Field { place: self.add_place(&field.place), synthetic: field.synthetic, standing };
        self.within(decoder.name, &decoded, |pass| {
            let all = pass.view.text().trim_ascii();
            let start = pass.view.text().len() - pass.view.text().trim_ascii_start().len();
            let value = Span::new(start, start + all.len());
            pass.consider(Candidate { rule, via, whole: value, value });
        });
    }

    /// Looks at decoded text, and takes home what is found there.
    fn within(&mut self, name: &'static str, decoded: &Decoded, look: impl FnOnce(&mut Pass<'_>)) {
        let Some(view) = View::of("", &decoded.bytes) else { return };
        let mut pass = Pass::new(self.scanner, self.blob, &view, self.nested.budget);
        (pass.nested.level, pass.readings) = (self.nested.level + 1, self.readings);
        (pass.path_facts, pass.places) = (self.path_facts.clone(), std::mem::take(&mut self.places));
        look(&mut pass);
        self.is_wide |= pass.is_wide;
        (self.readings, self.places) = (pass.readings, std::mem::take(&mut pass.places));
        let ways = [name, decoded.packed];
        let is_utf16 = matches!(self.view.encoding(), Encoding::Utf16 { .. });
        self.note_within(pass.noted, |span| decoded.map.locate(view.stored(span)));
        let mut proven = pass.proven;
        if !decoded.packed.is_empty() {
            // All of it will stand at one place: which of several rules speaks of a value is settled while values can be told apart.
            proven = overlap::resolve(self.scanner.rules, proven);
        }
        // What a configuration key decides is decided where the key stands in a file of its own.
        for mut one in proven.into_iter().filter(|one| !matches!(one.candidate.via, Via::Pattern { property: Some(_) })) {
            one.decoded.get_or_insert_with(|| Box::new(self.scanner.shown(&view, &one.candidate))).packed |= !decoded.packed.is_empty();
            for span in [&mut one.candidate.whole, &mut one.candidate.value] {
                *span = decoded.map.locate(view.stored(*span));
            }
            let all = ways.into_iter().filter(|way| !way.is_empty()).chain(one.evidence.ways().words());
            one.evidence.add(Evidence::Decoded(Ways::of(all).expect("every decoder's word is in the list")));
            one.evidence.extend(is_utf16.then_some(Evidence::Utf16));
            self.proven.push(one);
        }
    }
}

impl Scanner<'_> {
    /// What reports say of the value of a candidate in this view.
    pub(super) fn shown(&self, view: &View<'_>, candidate: &Candidate) -> Shown {
        let rule = self.rules.get(candidate.rule);
        let value = candidate.value.of(view.text());
        let sensitive = Sensitive::new(value);
        Shown {
            mask: if rule.public_value { String::from_utf8_lossy(value).into_owned() } else { sensitive.mask(&rule.public_prefix) },
            length: sensitive.length(),
            binding: self.options.key.as_ref().filter(|_| !rule.public_value).map(|key| sensitive.bound_to(key)),
            packed: false,
        }
    }
}
