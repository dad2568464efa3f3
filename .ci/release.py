"""Runs the steps of the release workflow as far as that goes without GitHub, on a binary and a wheel that are built already.

    python3 release.py BINARY WHEEL FOLDER

Left out is what needs GitHub's machines (checkout, attestation, artifacts) or builds once more (cargo, maturin, pip). `gh` is one that notes what it
is asked for.
"""

import os
import shutil
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import yaml

binary, wheel, folder = (Path(argument).resolve() for argument in sys.argv[1:])
ELSEWHERE = ("rustup ", "cargo ", "maturin ", "python3 -m pip ")


def check(holds, what):
    if not holds:
        sys.exit(f"FAILED: {what}")


def run(job, there, environment):
    ran = 0
    for step in job["steps"]:
        if "run" not in step or step["run"].startswith(ELSEWHERE):
            continue
        given = environment | {name: str(value) for name, value in step.get("env", {}).items()}
        done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=there, env=given)
        check(done.returncode == 0, step["run"])
        ran += 1
    return ran


def main():
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "target/release").mkdir(parents=True)
    (folder / "out").mkdir()
    (folder / "bin").mkdir()
    for name in ["Cargo.toml", "npm", "action"]:
        source = Path(name)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    (folder / "target/release/asepsis").symlink_to(binary)
    shutil.copy(wheel, folder / "out")
    (folder / "bin/gh").write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$NOTES"\n')
    (folder / "bin/gh").chmod(stat.S_IRWXU)

    workflow = yaml.safe_load(Path(".github/workflows/release.yml").read_text())
    jobs = workflow["jobs"]
    machine = next(one for one in jobs["build"]["strategy"]["matrix"]["include"] if one["name"] == "linux-x86_64")
    version = subprocess.run([binary, "--version"], check=True, capture_output=True, text=True).stdout.split()[1]
    environment = {
        "PATH": f"{folder}/bin:{os.environ['PATH']}",
        "HOME": str(folder),
        "GITHUB_REF_NAME": f"v{version}",
        "GITHUB_REPOSITORY": "OWNER/asepsis",
        "NOTES": str(folder / "gh.txt"),
        "NAME": machine["name"],
        "NPM": machine["npm"],
        "SUFFIX": "",
    }
    check(run(jobs["build"], folder, environment) == 3, "the steps of the build are known")
    check(run(jobs["draft"], folder, environment) == 1, "the steps of the draft are known")

    archive = "asepsis-linux-x86_64.tar.gz"
    with tarfile.open(folder / "out" / archive) as packed:
        check(packed.getnames() == ["asepsis"], f"{archive} holds {packed.getnames()}")
    files = {path.name for path in (folder / "out").iterdir()}
    expected = {archive, "checksums.txt", wheel.name, f"asepsis-{version}.tgz", f"asepsis-linux-x64-{version}.tgz"}
    check(files == expected, f"the release is {files}")
    asked = (folder / "gh.txt").read_text().splitlines()
    check(asked[:3] == ["release", "create", f"v{version}"] and {"--draft", "--verify-tag"} <= set(asked), f"gh was asked: {asked}")
    check({f"out/{name}" for name in expected} <= set(asked), f"gh was given: {asked}")

    # What the release prints is what the action's table takes.
    subprocess.run(["bash", "action/pin.sh", "out/checksums.txt"], cwd=folder, check=True)
    rows = [line.split() for line in (folder / "action/checksums.txt").read_text().splitlines() if not line.startswith("#")]
    check([(row[0], row[2]) for row in rows] == [(version, archive)], f"the table has {rows}")
    print(f"a release of {version} would be {len(expected)} files, drafted; the action would take {archive}")


main()
