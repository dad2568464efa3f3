"""Reads reports in the formats that have no linter of their own, as their consumers do, and compares what they say with ndjson.

    python3 formats.py FOLDER        with report.ndjson, .json, .gitlab, .azure, .junit, .rdjson, .github, .compact, .markdown in it
"""

import json
import re
import sys
from pathlib import Path

from cmarkgfm import github_flavored_markdown_to_html
from junitparser import Failure, JUnitXml, Skipped

folder = Path(sys.argv[1])


def check(holds, what):
    if not holds:
        sys.exit(f"FAILED: {what}")


def read(name):
    return (folder / f"report.{name}").read_text(encoding="utf-8")


lines = [json.loads(line) for line in read("ndjson").splitlines()]
findings = [line for line in lines if line.get("status") == "new"]
notices = [line["notice"] for line in lines if "notice" in line]
places = sorted((line["path"], line["line"]) for line in findings)
check(len(findings) > 20 and notices, "the scan has findings and notices")

# The same as one document.
document = json.loads(read("json"))
check(len(document["findings"]) == len(lines) - len(notices) - 1, f"json: {len(document['findings'])} findings")

# GitLab, "Code Quality", "Report format": these keys, these severities, relative paths, fingerprints that are unique; no byte order mark.
issues = json.loads(read("gitlab"))
for issue in issues:
    check(isinstance(issue["description"], str) and isinstance(issue["check_name"], str), f"gitlab: {issue}")
    check(issue["severity"] in ("info", "minor", "major", "critical", "blocker"), f"gitlab: {issue['severity']}")
    check(not re.match(r"\.?/", issue["location"]["path"]), f"gitlab: {issue['location']['path']} is not relative")
    check(issue["location"]["lines"]["begin"] >= 1, f"gitlab: {issue['location']}")
check(len({issue["fingerprint"] for issue in issues}) == len(issues), "gitlab: fingerprints are unique")
check(sorted((issue["location"]["path"], issue["location"]["lines"]["begin"]) for issue in issues) == places, "gitlab: the same places")


# Azure: the agent's Command.TryParse takes what stands between `##vso[` and the first `]`, then properties up to `;`.
def azure(line):
    head, data = line.removeprefix("##vso[").split("]", 1)
    name, _, properties = head.partition(" ")
    pairs = (pair.split("=", 1) for pair in properties.split(";") if pair)
    escapes = {"%3B": ";", "%5D": "]", "%0D": "\r", "%0A": "\n", "%AZP25": "%"}
    plain = lambda text: re.sub("|".join(escapes), lambda found: escapes[found[0]], text)
    return name, {key: plain(value) for key, value in pairs}, plain(data)


issues = [azure(line) for line in read("azure").splitlines() if line.startswith("##vso[")]
check(all(name == "task.logissue" and values["type"] in ("error", "warning") and data for name, values, data in issues), "azure: issues")
check(sorted((values["sourcepath"], int(values["linenumber"])) for _, values, _ in issues) == places, "azure: the same places")

# JUnit, as junitparser reads it.
suites = JUnitXml.fromstring(read("junit").encode())
cases = [case for suite in suites for case in suite]
results = [result for case in cases for result in case.result]
check(sum(isinstance(result, Failure) for result in results) == len(findings) == suites.failures, "junit: a failure a finding")
check(sum(isinstance(result, Skipped) for result in results) == len(notices) == suites.skipped, "junit: a skipped test a notice")


# reviewdog: DiagnosticResult of its reviewdog.proto, in the JSON form of protocol buffers (camel case); a key that it does not know is an error there.
def known(value, shape, where="rdjson"):
    if isinstance(shape, list):
        check(isinstance(value, list), where)
        return [known(one, shape[0], where) for one in value]
    if isinstance(shape, dict):
        check(isinstance(value, dict) and set(value) <= set(shape), f"{where}: {set(value) - set(shape)}")
        return [known(one, shape[key], f"{where}.{key}") for key, one in value.items()]
    return check(isinstance(value, shape), f"{where}: {value}")


position = {"line": int, "column": int}
place = {"path": str, "range": {"start": position, "end": position}}
source = {"name": str, "url": str}
diagnostic = {
    "message": str,
    "location": place,
    "severity": str,
    "source": source,
    "code": {"value": str, "url": str},
    "suggestions": [{"range": place["range"], "text": str}],
    "originalOutput": str,
    "relatedLocations": [{"message": str, "location": place}],
}
result = json.loads(read("rdjson"))
known(result, {"diagnostics": [diagnostic], "source": source, "severity": str})
check({one["severity"] for one in result["diagnostics"]} <= {"ERROR", "WARNING", "INFO"}, "rdjson: severities")
check(sorted((one["location"]["path"], one["location"]["range"]["start"]["line"]) for one in result["diagnostics"]) == places, "rdjson: the same places")

# GitHub: its runner's ActionCommand takes properties between a blank and `::`; ten annotations of each level a step.
commands = [re.fullmatch(r"::(\w+) ([^:]*)::(.+)", line) for line in read("github").splitlines() if line.startswith("::")]
check(all(commands), "github: every command can be read")
levels = [command[1] for command in commands]
check(all(levels.count(level) <= 10 for level in levels) and set(levels) <= {"error", "warning", "notice"}, f"github: {levels}")

# The expression of editors/github-problem-matcher.json reads every line of `compact`.
compact = read("compact").splitlines()
matcher = json.loads(Path("editors/github-problem-matcher.json").read_text(encoding="utf-8"))
expressions = [re.compile(pattern["regexp"]) for owner in matcher["problemMatcher"] for pattern in owner["pattern"]]
check(len(compact) == len(findings) and all(any(one.match(line) for one in expressions) for line in compact), "compact: every line can be read")

# Markdown, as GitHub's own parser reads it: a heading, one table whose numbers are those of the findings, a list of the worst; no raw HTML.
page = github_flavored_markdown_to_html(read("markdown"))
cells = [int(cell) for cell in re.findall(r"<td[^>]*>(\d+)</td>", page)]
check(page.count("<h2>") == 1 and page.count("<table>") == 1 and sum(cells) == len(findings), f"markdown: {page}")
check(page.count("<li>") == 11 and all(word not in page for word in ("&lt;", "<!--", "|")), f"markdown: {page}")

# A step summary may have 1 MiB, a note on GitLab less; ours promises 64 KiB.
check(0 < len(read("markdown").encode()) < 64 << 10, "markdown: below 64 KiB")
print(f"{len(findings)} findings and {len(notices)} notices, the same in every format")
