#!/bin/sh
# make dev: the program restarts when a source changes; Vite serves the screens and passes the rest on to it.
. "$(dirname "$0")/bootstrap.sh"
exec "$NODE" scripts/dev.ts
