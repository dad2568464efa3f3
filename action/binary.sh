#!/usr/bin/env bash
# Which asepsis is run: the one that INPUT_BIN names; else the released one of checksums.txt, checked; else one built from this source.
#
# Called three times, since a cache stands between the second and the third: `key` says what to look for in the cache, `get` fetches or
# builds what was not there, and both end with nothing to do where INPUT_BIN is given.
set -euo pipefail

folder=$RUNNER_TEMP/asepsis-bin
case $(uname -s) in
  MINGW* | MSYS*) system=windows suffix=.exe ;;
  Darwin) system=macos suffix= ;;
  *) system=linux suffix= ;;
esac
case $(uname -m) in
  arm64 | aarch64) machine=aarch64 ;;
  *) machine=x86_64 ;;
esac
asset=asepsis-$system-$machine.tar.gz

digest() {
  if command -v sha256sum > /dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}

# Version and digest of the released binary for this machine, from the table; nothing where there is none.
pinned() {
  awk -v asset="$asset" '$1 !~ /^#/ && $3 == asset { print $1, $2; exit }' "$GITHUB_ACTION_PATH/action/checksums.txt"
}

download() {
  local version=$1 expected=$2 archive=$RUNNER_TEMP/$asset actual
  curl --fail --silent --show-error --location --retry 3 --output "$archive" \
    "$GITHUB_SERVER_URL/$ACTION_REPOSITORY/releases/download/v$version/$asset"
  read -r actual _ < <(digest "$archive")
  if [[ $actual != "$expected" ]]; then
    echo "::error title=asepsis::$asset is not the file that was released: its SHA-256 is $actual, not $expected."
    exit 2
  fi
  tar -xzf "$archive" -C "$folder" "asepsis$suffix"
}

build() {
  # cargo takes its settings from the folder it stands in: not the scanned repository's.
  cd "$GITHUB_ACTION_PATH"
  cargo build --release --locked --target-dir "$RUNNER_TEMP/asepsis-build"
  cp "$RUNNER_TEMP/asepsis-build/release/asepsis$suffix" "$folder/"
}

case $1 in
  key)
    if [[ -n $INPUT_BIN ]]; then
      if ! command -v "$INPUT_BIN" > /dev/null; then
        echo "::error title=asepsis::The input bin names nothing that can be run."
        exit 2
      fi
      echo "binary=$INPUT_BIN" >> "$GITHUB_OUTPUT"
      exit
    fi
    mkdir -p "$folder"
    # Of everything that a build reads.
    sources=$(cd "$GITHUB_ACTION_PATH" && find Cargo.lock Cargo.toml build.rs rust-toolchain.toml action rules src -type f | LC_ALL=C sort)
    read -r key _ < <(cd "$GITHUB_ACTION_PATH" && tr '\n' '\0' <<< "${sources}" | xargs -0 cat | digest)
    {
      echo "binary=$folder/asepsis$suffix"
      echo "folder=$folder"
      echo "key=asepsis-$system-$machine-$key"
    } >> "$GITHUB_OUTPUT"
    ;;
  get)
    mkdir -p "$folder"
    read -r version expected < <(pinned) || true
    if [[ -n ${expected:-} ]]; then download "$version" "$expected"; else build; fi
    ;;
esac
