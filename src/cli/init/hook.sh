#!/bin/sh
# Scans the files that are about to be committed.
git diff --cached --name-only --diff-filter=ACMR -z | xargs -0 -r asepsis scan --
