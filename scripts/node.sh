#!/bin/sh
# Runs one TypeScript file with the project's own Node: sh scripts/node.sh path/to/file.ts args…
. "$(dirname "$0")/bootstrap.sh"
exec "$NODE" "$@"
