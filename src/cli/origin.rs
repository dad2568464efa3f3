//! What is known about where a scan runs: the revision of the checkout, and the pipeline.
//!
//! Promises: of a remote's address nothing but scheme, host and path is kept: CI systems write their tokens into it.

use super::scan::Plan;
use crate::report::{Checkout, Origin, Pipeline};
use crate::source::git::Repository;
use std::path::Path;

/// For formats that have a place for it.
pub(super) fn of(plan: &Plan) -> Origin {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    Origin { checkout: checkout(plan), pipeline: pipeline(&variable), has_baseline: plan.baseline.is_some() }
}

fn checkout(plan: &Plan) -> Option<Checkout> {
    let first = plan.project.roots.first()?;
    let folder = first.path.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
    let repository = Repository::of(folder).ok()?;
    // Reports name files from where the user stands: only at the root are these the repository's own names.
    let here = std::env::current_dir().and_then(std::fs::canonicalize).ok()?;
    let head = repository.head();
    (here == repository.top()).then_some(())?;
    Some(Checkout { repository: address(&head.remote?)?, revision: head.commit, branch: head.branch })
}

/// A remote's address as others may know it, from a URL (RFC 3986) or git's `user@host:path`; none for a folder of this machine.
fn address(remote: &str) -> Option<String> {
    let (scheme, rest) = match remote.split_once("://") {
        Some((scheme @ ("http" | "https"), rest)) => (scheme, rest),
        Some(("ssh" | "git" | "git+ssh", rest)) => ("https", rest),
        Some(_) => return None,
        None => {
            let (host, path) = remote.split_once(':').filter(|(host, _)| host.contains('@') && !host.contains('/'))?;
            return address(&format!("ssh://{host}/{}", path.trim_start_matches('/')));
        }
    };
    let (authority, path) = rest.split_once('/')?;
    let host = authority.rsplit('@').next().unwrap_or(authority);
    // A port of ssh means nothing to a browser.
    let host = if remote.starts_with("http") { host } else { host.split(':').next().unwrap_or(host) };
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/[]%+".contains(&byte));
    (!host.is_empty() && is_plain(host) && is_plain(path)).then(|| format!("{scheme}://{host}/{path}"))
}

/// What Azure Pipelines tells its jobs: "Predefined variables" in its documentation. Without a number, or outside of it, nothing.
fn pipeline(variable: &dyn Fn(&str) -> Option<String>) -> Option<Pipeline> {
    variable("TF_BUILD")?;
    let organisation = variable("SYSTEM_COLLECTIONURI").unwrap_or_default();
    Some(Pipeline {
        organisation: organisation.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned(),
        project: variable("SYSTEM_TEAMPROJECT").unwrap_or_default(),
        definition: variable("SYSTEM_DEFINITIONID")?.parse().ok()?,
        definition_name: variable("BUILD_DEFINITIONNAME")?,
        phase: variable("SYSTEM_PHASEID").or_else(|| variable("SYSTEM_JOBID"))?,
        phase_name: variable("SYSTEM_PHASENAME").or_else(|| variable("SYSTEM_JOBNAME"))?,
        branch: variable("BUILD_SOURCEBRANCH").unwrap_or_default(),
        build: variable("BUILD_BUILDID").unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_no_credentials() {
        for (remote, expected) in [
            ("https://github.com/owner/name.git", Some("https://github.com/owner/name.git")),
            ("https://x-access-token:abc@github.com/owner/name", Some("https://github.com/owner/name")),
            ("https://user:p@ss@git.example.org:8443/a/b?token=abc#abc", Some("https://git.example.org:8443/a/b")),
            ("git@github.com:owner/name.git", Some("https://github.com/owner/name.git")),
            ("ssh://git@git.example.org:2222/a/b.git", Some("https://git.example.org/a/b.git")),
            ("/srv/git/name.git", None),
            ("file:///srv/git/name.git", None),
            ("C:\\git\\name", None),
            ("ext::sh -c evil", None),
            ("https://", None),
        ] {
            assert_eq!(address(remote).as_deref(), expected, "{remote}");
        }
    }

    #[test]
    fn a_pipeline_has_all_its_numbers() {
        let all = [
            ("TF_BUILD", "True"),
            ("SYSTEM_COLLECTIONURI", "https://dev.azure.com/clinic/"),
            ("SYSTEM_DEFINITIONID", "17"),
            ("BUILD_DEFINITIONNAME", "intake"),
            ("SYSTEM_PHASEID", "3a3a2a60-14c7-570b-14a4-fa42ad92f52a"),
            ("SYSTEM_PHASENAME", "Job"),
        ];
        let without = |left_out: &str| {
            pipeline(&|name| all.iter().find(|(key, _)| *key == name && name != left_out).map(|(_, value)| (*value).to_owned()))
        };
        let found = without("").expect("all are there");
        assert_eq!((found.organisation.as_str(), found.definition), ("clinic", 17));
        for name in ["TF_BUILD", "SYSTEM_DEFINITIONID", "BUILD_DEFINITIONNAME", "SYSTEM_PHASEID", "SYSTEM_PHASENAME"] {
            assert_eq!(without(name), None, "{name}");
        }
    }
}
