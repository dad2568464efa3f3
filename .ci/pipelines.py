"""Runs the scripts of the pipelines in docs/ci and of `asepsis init`, as each system would, on a main branch and on a change of it.

    python3 pipelines.py BINARY FOLDER

On main everything is found; on a change what it adds, although it tries to accept that itself, and nothing else. Steps that install asepsis find
a cargo that does nothing. GitHub's action itself is run by tests/it/action.rs.
"""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import yaml

binary, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
LINE = "password = 'hunter2-{}'\n"  # asepsis: ignore[generic-password] what the pipelines are to find, made up


def check(holds, what):
    if not holds:
        sys.exit(f"FAILED: {what}")


def git(repository, *arguments):
    identity = ["-c", "user.name=ci", "-c", "user.email=ci@example.org"]
    return subprocess.run(["git", "-C", repository, *identity, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def repository():
    """One with a main branch and a change that wants to be let through; both fetched from `origin`."""
    there = folder / "repository"
    there.mkdir(parents=True)
    git(there, "init", "--quiet", "--initial-branch=main")
    (there / "old.py").write_text(LINE.format("Kx9mQ2vL7p"))
    git(there, "add", ".")
    git(there, "commit", "--quiet", "--message", "before")
    git(there, "update-ref", "refs/remotes/origin/main", "main")
    git(there, "checkout", "--quiet", "-b", "change")
    (there / "new.py").write_text(LINE.format("Wy4nR8tB2k"))
    (there / "silenced.py").write_text("# asepsis: ignore-file[generic-password] let me through\n" + LINE.format("Zt5qV9xC3m"))
    (there / "asepsis.toml").write_text('[rules]\n"generic-password" = "off"\n')
    git(there, "add", ".")
    git(there, "commit", "--quiet", "--message", "change")
    return there


def gitlab(path, is_change, base):
    job = yaml.safe_load(Path(path).read_text())["asepsis"]
    variables = {"CI_PIPELINE_SOURCE": "merge_request_event" if is_change else "push", "CI_DEFAULT_BRANCH": "main"}
    if is_change:
        variables["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = base
        rule = next(rule for rule in job["rules"] if "merge_request_event" in rule["if"])
        variables |= {name: re.sub(r"\$(\w+)", lambda found: variables[found[1]], value) for name, value in rule["variables"].items()}
    return [("sh", line, variables) for line in job["before_script"] + job["script"]]


def azure(path, is_change, _base):
    known = {"Build.ArtifactStagingDirectory": "."}
    if is_change:
        known["System.PullRequest.TargetBranch"] = "refs/heads/main"
    # What is not known stays as it stands.
    macro = lambda text: re.sub(r"\$\(([\w.]+)\)", lambda found: known.get(found[1], found[0]), text)
    steps = [step for step in yaml.safe_load(Path(path).read_text())["steps"] if "script" in step or "bash" in step]
    return [
        ("bash", macro(step.get("script") or step["bash"]), {name: macro(value) for name, value in step.get("env", {}).items()}) for step in steps
    ]


def github(path, is_change, base):
    steps = yaml.safe_load(Path(path).read_text())["jobs"]["scan"]["steps"]
    known = {"github.event.pull_request.base.sha": base if is_change else ""}
    value = lambda text: re.sub(r"\$\{\{ ([\w.]+) \}\}", lambda found: known[found[1]], text)
    given = {"GITHUB_STEP_SUMMARY": "summary.md"}
    return [
        ("bash", step["run"], given | {name: value(text) for name, text in step.get("env", {}).items()}) for step in steps if "run" in step
    ]


def jenkins(path, is_change, _base):
    ran = json.loads(subprocess.run(["groovy", ".ci/jenkins.groovy", path], check=True, capture_output=True, text=True).stdout)
    check([name for name, _ in ran] == ["sh", "sh", "junit", "recordIssues", "archiveArtifacts"], f"{path} runs {ran}")
    variables = {"CHANGE_TARGET": "main"} if is_change else {}
    return [("sh", script, variables) for name, script in ran if name == "sh"]


def main():
    shutil.rmtree(folder, ignore_errors=True)
    there = repository()
    tools = folder / "bin"
    tools.mkdir()
    (tools / "cargo").write_text("#!/bin/sh\n")
    (tools / "cargo").chmod(stat.S_IRWXU)
    (tools / "asepsis").symlink_to(binary)
    base = git(there, "rev-parse", "main")
    pipelines = [
        (gitlab, "docs/ci/gitlab.yml", ["gl-code-quality-report.json", "asepsis.html"]),
        (azure, "docs/ci/azure.yml", ["asepsis.sarif", "asepsis.xml", "asepsis.html"]),
        (jenkins, "docs/ci/Jenkinsfile", ["asepsis.sarif", "asepsis.xml", "asepsis.html"]),
        (github, "src/cli/init/github.yml", ["asepsis.sarif", "summary.md"]),
    ]
    for read, path, reports in pipelines:
        for branch, expected in [("main", {"old.py"}), ("change", {"new.py", "silenced.py"})]:
            git(there, "checkout", "--quiet", "--force", branch)
            git(there, "clean", "--quiet", "--force", "-d", "-x")
            codes = []
            for shell, script, variables in read(path, branch == "change", base):
                environment = {"PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(folder), **variables}
                done = subprocess.run([shell, "-e", "-c", script], cwd=there, env=environment, capture_output=True, text=True)
                codes.append((done.returncode, done.stderr))
            check([code for code, _ in codes] == [0, 1], f"{path} on {branch}: {codes}")
            for report in reports:
                text = (there / report).read_text()
                found = {name for name in ("old.py", "new.py", "silenced.py") if name in text}
                # The page for people also names what a change leaves out.
                check(found >= expected and (found == expected or report.endswith(".html")), f"{path} on {branch}: {report} names {found}")
        print(f"{path}: a change is asked for what it adds, and cannot accept it")


main()
