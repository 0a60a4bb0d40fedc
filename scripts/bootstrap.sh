#!/bin/sh
# Sourced by every command: leaves Node 24 first on PATH and the dependencies of the lockfile installed.
# Needs any Node from 20 up and npm; touches the network only when the lockfile or a package.json changed.
# Sets KONTOR_ROOT and NODE (the plain binary: signals reach the program itself, not a wrapper).
set -eu
KONTOR_ROOT=$(cd "$(dirname "$0")/.." && pwd)
cd "$KONTOR_ROOT"
export KONTOR_ROOT

say() { printf 'kontor: %s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

# In the background and waited for, so that TERM and Ctrl-C end the child too and leave nothing behind.
attend() {
  "$@" &
  child=$!
  trap 'kill "$child" 2>/dev/null; exit 143' TERM
  trap 'kill "$child" 2>/dev/null; exit 130' INT
  attended=0
  wait "$child" || attended=$?
  trap - TERM INT
  return "$attended"
}

# npm and pnpm keep caches in HOME; a service account often has none that it may write.
if [ ! -d "${HOME:-/nonexistent}" ] || [ ! -w "${HOME:-/nonexistent}" ]; then
  export HOME="$KONTOR_ROOT/.data/home"
  mkdir -p "$HOME" || stop "cannot write to $KONTOR_ROOT: run as the user who owns it"
fi

digest() { if command -v sha256sum >/dev/null 2>&1; then sha256sum; else shasum -a 256; fi; }
wanted=$(cat pnpm-lock.yaml pnpm-workspace.yaml package.json */package.json | digest | cut -c1-64)
stamp=node_modules/.kontor-installed
node24() { [ -x node_modules/.bin/node ] || [ "$(uname -s)" != Linux ]; }

if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ] || ! node24; then
  command -v npx >/dev/null 2>&1 || stop 'Node 20 or newer with npm is needed: https://nodejs.org'
  [ -w . ] || stop "cannot write to $KONTOR_ROOT: run as the user who owns it"
  say 'installing dependencies (once; later starts skip this)'
  log=$(mktemp)
  if ! attend npx --yes pnpm@12.21.0 install --frozen-lockfile --reporter=append-only >"$log" 2>&1; then
    tail -n 25 "$log" >&2
    stop "the installation failed; its last lines are above, all of them in $log"
  fi
  rm -f "$log"
  printf '%s' "$wanted" >"$stamp"
fi

PATH="$KONTOR_ROOT/node_modules/.bin:$PATH"
export PATH
NODE=$(command -v node) || stop 'Node 24 is needed: https://nodejs.org'
NODE=$(readlink -f "$NODE")
case $("$NODE" --version) in
  v2[4-9].* | v[3-9][0-9].*) ;;
  *) stop "Node 24 or newer is needed on this platform, found $("$NODE" --version): https://nodejs.org" ;;
esac
