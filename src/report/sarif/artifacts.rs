//! The files that results lie in (3.24), without their content; members of archives stand below their archive.

use super::{Report, artifact as location, uri};
use crate::finding::Finding;
use crate::language::Language;
use crate::text::MEMBER_MARK;
use serde_json::json;
use serde_sarif::sarif;
use std::collections::BTreeMap;

/// Files and members, each after the one that holds it.
pub(super) struct Artifacts {
    list: Vec<sarif::Artifact>,
}

impl Artifacts {
    pub(super) fn new(report: &Report<'_>, findings: &[&Finding]) -> Self {
        let (mut list, mut known): (Vec<sarif::Artifact>, BTreeMap<String, i64>) = (Vec::new(), BTreeMap::new());
        for finding in findings {
            let (mut path, mut parent) = (finding.file().to_owned(), None);
            for member in std::iter::once(None).chain(finding.inside.iter().map(Some)) {
                if let Some(member) = member {
                    path = format!("{path}{MEMBER_MARK}{member}");
                }
                let next = list.len() as i64;
                let index = *known.entry(path.clone()).or_insert_with(|| {
                    let place = match member {
                        None => location(report, &path),
                        Some(member) => sarif::ArtifactLocation::builder().uri(uri(member)).build(),
                    };
                    list.push(artifact(place, &path, parent));
                    next
                });
                parent = Some(index);
            }
        }
        Self { list }
    }

    pub(super) fn list(self) -> Vec<sarif::Artifact> {
        self.list
    }
}

fn artifact(location: sarif::ArtifactLocation, name: &str, parent: Option<i64>) -> sarif::Artifact {
    let mut artifact = sarif::Artifact::builder().location(location).roles(vec![json!("analysisTarget")]).build();
    artifact.parent_index = parent;
    let language = Language::of(name, b"");
    artifact.source_language = language.is_code().then(|| language.name().to_owned());
    artifact
}
