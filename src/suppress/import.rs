//! What other tools' baselines accept, as places: their files say where a credential stands, and often what it is or a digest of it.
//!
//! Promises: only paths, lines and verdicts are taken; whatever else a file holds is not looked at and not repeated, in messages neither.
//! Text in, places out.
//!
//! Read are `.secrets.baseline` of detect-secrets (<https://github.com/Yelp/detect-secrets>), JSON reports and `.gitleaksignore` of
//! gitleaks and of what grew from it (<https://github.com/gitleaks/gitleaks>), and SARIF 2.1.0 of any tool.

use crate::finding::Finding;
use serde_json::Value;

/// Lines of a file in which something is accepted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Relative to the project's folder, `/` between its parts.
    pub path: String,
    /// First line, from 1.
    pub first: u32,
    /// Last line.
    pub last: u32,
    /// Somebody looked at it and called it a false alarm.
    pub is_false_alarm: bool,
}

/// What a file of another tool accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The tool or format, for people.
    pub from: &'static str,
    /// Sorted, each once.
    pub places: Vec<Place>,
}

impl Imported {
    /// Reads a file of any kind it knows; `folder` is the project's, for tools that write whole paths. The error says what is wrong.
    pub fn parse(text: &str, folder: &str) -> Result<Self, String> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (from, mut places) = match serde_json::from_str::<Value>(text) {
            Ok(Value::Array(findings)) => ("gitleaks", findings.iter().filter_map(gitleaks).collect()),
            Ok(Value::Object(object)) => match (object.get("results"), object.get("runs")) {
                (Some(Value::Object(files)), _) => ("detect-secrets", files.iter().flat_map(detect_secrets).collect()),
                (_, Some(Value::Array(runs))) => ("SARIF", runs.iter().flat_map(sarif).collect()),
                _ => return Err(UNKNOWN.to_owned()),
            },
            Ok(_) => return Err(UNKNOWN.to_owned()),
            Err(_) if text.trim_start().starts_with(['{', '[']) => return Err("it is damaged JSON".to_owned()),
            Err(_) => (".gitleaksignore", ignore_lines(text)?),
        };
        for place in &mut places {
            place.path = tidy(&place.path, folder);
        }
        places.sort();
        places.dedup();
        Ok(Self { from, places })
    }

    /// The places that a finding stands at.
    pub fn of(&self, finding: &Finding) -> impl Iterator<Item = (usize, &Place)> {
        let (first, last) = (finding.region.start.line, finding.region.end.line);
        let file = finding.file();
        let start = self.places.partition_point(|place| place.path.as_str() < file);
        let here = self.places.iter().enumerate().skip(start).take_while(move |(_, place)| place.path == file);
        here.filter(move |(_, place)| place.first <= last && first <= place.last)
    }
}

const UNKNOWN: &str =
    "it is no baseline that asepsis knows: .secrets.baseline of detect-secrets, a JSON report or .gitleaksignore of gitleaks, SARIF";

fn line(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|line| u32::try_from(line).ok()).filter(|line| *line > 0)
}

fn gitleaks(finding: &Value) -> Option<Place> {
    let first = line(&finding["StartLine"])?;
    let last = line(&finding["EndLine"]).unwrap_or(first).max(first);
    Some(Place { path: finding["File"].as_str()?.to_owned(), first, last, is_false_alarm: false })
}

fn detect_secrets((path, findings): (&String, &Value)) -> Vec<Place> {
    let findings = findings.as_array().map(Vec::as_slice).unwrap_or_default();
    let place = |finding: &Value| {
        let first = line(&finding["line_number"])?;
        Some(Place { path: path.clone(), first, last: first, is_false_alarm: finding["is_secret"] == Value::Bool(false) })
    };
    findings.iter().filter_map(place).collect()
}

fn sarif(run: &Value) -> Vec<Place> {
    let results = run["results"].as_array().map(Vec::as_slice).unwrap_or_default();
    let place = |location: &Value| {
        let physical = &location["physicalLocation"];
        let first = line(&physical["region"]["startLine"])?;
        let last = line(&physical["region"]["endLine"]).unwrap_or(first).max(first);
        let path = percent_decoded(physical["artifactLocation"]["uri"].as_str()?);
        Some(Place { path, first, last, is_false_alarm: false })
    };
    results.iter().filter_map(|result| place(&result["locations"][0])).collect()
}

/// `path:rule:line`, or with a commit before it.
fn ignore_lines(text: &str) -> Result<Vec<Place>, String> {
    let mut places = Vec::new();
    for (index, entry) in text.lines().enumerate() {
        let entry = entry.split(" #").next().unwrap_or_default().trim();
        if entry.is_empty() || entry.starts_with('#') {
            continue;
        }
        let parts: Option<(&str, &str, u32)> = entry
            .rsplit_once(':')
            .and_then(|(rest, number)| Some((rest.rsplit_once(':')?, number.parse().ok()?)))
            .map(|((path, rule), line)| (path, rule, line));
        let Some((path, _, first)) = parts else {
            return Err(if places.is_empty() { UNKNOWN.to_owned() } else { format!("line {} is no `path:rule:line`", index + 1) });
        };
        let is_commit = |word: &str| word.len() == 40 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        let path = path.split_once(':').filter(|(commit, _)| is_commit(commit)).map_or(path, |(_, path)| path);
        places.push(Place { path: path.to_owned(), first, last: first, is_false_alarm: false });
    }
    Ok(places)
}

/// `/` between its parts, relative to the folder.
fn tidy(path: &str, folder: &str) -> String {
    let path = path.strip_prefix("file://").unwrap_or(path).replace('\\', "/");
    let within = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')).unwrap_or(&path);
    let mut within = within;
    while let Some(rest) = within.strip_prefix("./") {
        within = rest;
    }
    within.to_owned()
}

fn percent_decoded(uri: &str) -> String {
    let mut out = Vec::with_capacity(uri.len());
    let mut rest = uri.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok()).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let byte = code.filter(|_| *first == b'%');
        out.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<(String, u32, u32, bool)> {
        let imported = Imported::parse(text, "/srv/clinic").expect(text);
        imported.places.into_iter().map(|place| (place.path, place.first, place.last, place.is_false_alarm)).collect()
    }

    #[test]
    fn each_kind_is_read() {
        for (text, expected) in [
            (
                r#"{"version":"1.4.0","plugins_used":[],"results":{"src\\a.py":[{"type":"Secret Keyword","filename":"src\\a.py","hashed_secret":"0000","line_number":3,"is_secret":false},{"line_number":0}]}}"#,
                &[("src/a.py", 3, 3, true)][..],
            ),
            (
                r#"[{"RuleID":"x","StartLine":2,"EndLine":4,"Match":"m","Secret":"s","File":"./b.py"},{"File":"/srv/clinic/c.py","StartLine":1},{"File":"d"},7]"#,
                &[("b.py", 2, 4, false), ("c.py", 1, 1, false)],
            ),
            (
                r#"{"runs":[{"results":[{"locations":[{"physicalLocation":{"artifactLocation":{"uri":"file:///srv/clinic/my%20app/e.py"},"region":{"startLine":5}}}]},{}]}]}"#,
                &[("my app/e.py", 5, 5, false)],
            ),
            (
                "# known\n\ncmd/f.go:aws-access-token:23\n0123456789012345678901234567890123456789:g h.go:jwt:7 # why\n",
                &[("cmd/f.go", 23, 23, false), ("g h.go", 7, 7, false)],
            ),
            ("", &[]),
            ("[]", &[]),
        ] {
            let expected: Vec<_> = expected.iter().map(|(path, first, last, alarm)| ((*path).to_owned(), *first, *last, *alarm)).collect();
            assert_eq!(places(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_baseline_is_not_repeated() {
        for text in
            ["correct-horse-battery", "{\"correct\": \"horse\"}", "{\"runs\": [", "7", "\0", "a.go:x:1\nhorse", &"[".repeat(100_000)]
        {
            let error = Imported::parse(text, "").expect_err(text);
            assert!(!error.contains("horse"), "{error}");
        }
    }
}
