//! Patients in the names of files, also of files whose content nobody reads.
//!
//! Promises: one regex a rule on the last part of the path, nothing else; the finding stands at the beginning of the file and its value is
//! shown masked, though the path of every report repeats it: that is what the finding is about.

use super::{Candidate, Pass, Via, verify};
use crate::text::Span;
use crate::view::View;

/// Longest name that is looked at, in bytes; file systems allow 255.
const LONGEST: usize = 512;

impl Pass<'_> {
    /// Asks the rules about names of files.
    pub(super) fn file_name(&mut self) {
        let scanner = self.scanner;
        let name = self.blob.path.rsplit(['/', '!']).next().unwrap_or_default().as_bytes();
        if name.len() > LONGEST {
            return;
        }
        for &key in &scanner.file_names {
            // Most names match none: no groups are made for them.
            let Some(regex) = scanner.rules.file_name(key).filter(|regex| regex.is_match(name)) else { continue };
            let mut groups = regex.create_captures();
            regex.captures(name, &mut groups);
            let Some(value) = groups.iter().skip(1).flatten().next().or_else(|| groups.get_group(0)) else { continue };
            let value = Span::new(value.start, value.end);
            if !scanner.rules.applies(key, self.view.language(), self.blob.path) {
                continue;
            }
            let Some(view) = View::of("", name) else { continue };
            let context = verify::Context {
                scanner,
                path: self.blob.path,
                project_path: self.blob.project_path,
                view: &view,
                path_facts: &self.path_facts,
            };
            let candidate = Candidate { rule: key, via: Via::FileName, whole: value, value };
            if let Ok(mut proven) = verify::verify(&context, candidate) {
                proven.decoded = Some(Box::new(scanner.shown(&view, &proven.candidate)));
                (proven.candidate.whole, proven.candidate.value) = (Span::default(), Span::default());
                self.proven.push(proven);
            }
        }
    }
}
