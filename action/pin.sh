#!/usr/bin/env bash
# Writes the table that released binaries are checked against, from the checksums.txt of a release:
#
#   bash action/pin.sh checksums.txt
#
# Nothing is written where a line is not what the release workflow prints, or where the file is of several versions.
set -euo pipefail

table=$(dirname "${BASH_SOURCE[0]}")/checksums.txt
released=${1:?"the checksums.txt of a release"}
line='^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)? [0-9a-f]{64} asepsis-[0-9a-z_-]+\.tar\.gz$'

[[ -s $released ]] || { echo "$released is empty" >&2; exit 1; }
if grep -vnE "$line" "$released" >&2; then echo "$released has lines that no release prints" >&2; exit 1; fi
[[ $(cut -d ' ' -f 1 "$released" | sort -u | wc -l) -eq 1 ]] || { echo "$released is of several versions" >&2; exit 1; }
[[ -z $(cut -d ' ' -f 3 "$released" | sort | uniq -d) ]] || { echo "$released names a file twice" >&2; exit 1; }

{ grep '^#' "$table"; LC_ALL=C sort -k 3 "$released"; } > "$table.new"
mv "$table.new" "$table"
