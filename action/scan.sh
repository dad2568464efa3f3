#!/usr/bin/env bash
# Scans once and writes every report. What failed is said by the last step, so that reports are uploaded before it.
set -euo pipefail

stop() {
  echo "::error title=asepsis::$1"
  exit 2
}

# The commit that a change is compared with, here and connected to HEAD: shallow clones are deepened until it is.
fetch_base() {
  local depth
  if ! git cat-file -e "$base^{commit}" 2> /dev/null; then
    git fetch --quiet --no-tags --no-recurse-submodules --depth=1 origin "$base" ||
      stop "The base commit $base is not in this clone and cannot be fetched. Give actions/checkout \`fetch-depth: 0\`."
  fi
  for depth in 1 50 500; do
    if git merge-base "$base" HEAD > /dev/null 2>&1; then return; fi
    if [[ $(git rev-parse --is-shallow-repository) == false ]]; then break; fi
    git fetch --quiet --no-tags --no-recurse-submodules --deepen="$depth" origin "$base" "$(git rev-parse HEAD)" || break
  done
  if git merge-base "$base" HEAD > /dev/null 2>&1; then return; fi
  git fetch --quiet --no-tags --no-recurse-submodules --unshallow origin "$base" || true
  git merge-base "$base" HEAD > /dev/null 2>&1 ||
    stop "HEAD and its base $base have no commit in common in this clone. Give actions/checkout \`fetch-depth: 0\`."
}

mode=$INPUT_MODE
base=${INPUT_BASE:-$EVENT_BASE}
# Names of branches may begin with a dash.
if [[ -n $INPUT_BASE ]]; then
  base=$(git rev-parse --verify --quiet --end-of-options "$INPUT_BASE^{commit}" ||
    git rev-parse --verify --quiet --end-of-options "origin/$INPUT_BASE^{commit}") ||
    stop "The input base names no commit of this clone. Give actions/checkout \`fetch-depth: 0\`."
fi
case $mode in
  auto)
    mode=full
    # On pull_request_target the base itself is checked out, unless the workflow says otherwise: nothing would be compared with it.
    if [[ -n $base && $(git rev-parse HEAD 2> /dev/null) != "$base" ]]; then mode=diff; fi
    ;;
  full | staged) ;;
  diff) if [[ -z $base ]]; then stop "The mode diff needs the input base, or an event that has one: pull_request, merge_group."; fi ;;
  *) stop "The input mode is one of auto, full, diff and staged." ;;
esac

sarif=${INPUT_SARIF_FILE:-$RUNNER_TEMP/asepsis.sarif}
html=$RUNNER_TEMP/asepsis.html
lines=$RUNNER_TEMP/asepsis-findings.txt
mkdir -p "$(dirname "$sarif")"
rm -f "$sarif" "$html" "$lines"

format=github
if [[ $INPUT_ANNOTATIONS != true ]]; then format=human; fi
arguments=(--format "$format" --output "sarif=$sarif" --output "html=$html" --output "compact=$lines" --no-progress)
if [[ $INPUT_SUMMARY == true ]]; then arguments+=(--summary "$GITHUB_STEP_SUMMARY"); fi
case $mode in
  diff)
    fetch_base
    arguments+=(--diff "$base..HEAD")
    ;;
  staged) arguments+=(--staged) ;;
esac
# Whoever proposes a change must not decide what is found in it.
if [[ -n $EVENT_BASE && $INPUT_TRUST_BASE == true ]]; then
  if [[ $mode != diff ]]; then fetch_base; fi
  arguments+=(--trust-base "$base")
fi
if [[ -n $INPUT_CONFIG ]]; then arguments+=(--config "$INPUT_CONFIG"); fi
if [[ -n $INPUT_BASELINE ]]; then arguments+=(--baseline "$INPUT_BASELINE"); fi
if [[ -n $INPUT_FAIL_ON ]]; then arguments+=(--fail-on "$INPUT_FAIL_ON"); fi
if [[ -n $INPUT_MIN_SEVERITY ]]; then arguments+=(--min-severity "$INPUT_MIN_SEVERITY"); fi
if [[ -n $INPUT_CACHE ]]; then arguments+=(--cache "$INPUT_CACHE"); fi
# `read` ends with 1 where the text ends; words are not expanded.
read -r -d '' -a more <<< "$INPUT_ARGS" || true
if [[ ${#more[@]} -gt 0 ]]; then arguments+=("${more[@]}"); fi
arguments+=(--)
while IFS= read -r path; do
  path=${path%$'\r'}
  if [[ -n $path ]]; then arguments+=("$path"); fi
done <<< "$INPUT_PATHS"

code=0
"$BINARY" scan "${arguments[@]}" < /dev/null || code=$?

findings=0
if [[ -f $lines ]]; then findings=$(wc -l < "$lines" | tr -d ' '); fi
upload=false
if [[ $INPUT_UPLOAD_SARIF == true && -s $sarif ]]; then
  if [[ $FROM_FORK == true ]]; then
    echo "SARIF is not uploaded: a pull request from a fork has no permission to."
  else
    upload=true
  fi
fi
{
  echo "sarif-file=$sarif"
  echo "html-file=$html"
  echo "exit-code=$code"
  echo "findings=$findings"
  echo "mode=$mode"
  echo "upload=$upload"
} >> "$GITHUB_OUTPUT"
