#!/usr/bin/env bash
# How long a hook takes in a repository of 50,000 files of which one is staged: with the name of the file, as pre-commit calls it, and
# without. Prints the fastest and the median of 20 runs each, beside `git diff --cached`, which is the least that must be asked.
#
#   benches/hook.sh target/release/asepsis
set -euo pipefail
binary=$(realpath "${1:-target/release/asepsis}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
git init --quiet .
git config user.name bench
git config user.email bench@example.org
for folder in {1..500}; do
  mkdir -p "d$((folder % 25))/e$folder"
  for file in {1..100}; do echo "x = $((folder * file))" > "d$((folder % 25))/e$folder/f$file.py"; done
done
git add .
git commit --quiet --message all
echo 'y = 2' >> d1/e1/f1.py
git add d1/e1/f1.py

measure() {
  local name=$1 times=() before after
  shift
  for _ in {1..20}; do
    before=${EPOCHREALTIME/[.,]/}
    "$@" > out.txt 2> err.txt || { cat err.txt; exit 1; }
    after=${EPOCHREALTIME/[.,]/}
    times+=($((after - before)))
  done
  mapfile -t times < <(printf '%s\n' "${times[@]}" | sort -n)
  printf '%-40s fastest %d.%d ms, median %d.%d ms\n' "$name" $((times[0] / 1000)) $((times[0] % 1000 / 100)) \
    $((times[10] / 1000)) $((times[10] % 1000 / 100))
}

measure "git diff --cached --raw" git diff --cached --raw
measure "asepsis scan --staged" "$binary" scan --staged
measure "asepsis scan --staged d1/e1/f1.py" "$binary" scan --staged d1/e1/f1.py
