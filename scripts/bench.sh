#!/bin/sh
# make bench: one line of JSON a figure on stdout, everything else on stderr.
. "$(dirname "$0")/bootstrap.sh"
exec "$NODE" scripts/bench.ts "$@"
