#!/bin/sh
# make test: installs what is missing, then every check in order of price. Names of steps as arguments run only those.
. "$(dirname "$0")/bootstrap.sh"
exec "$NODE" scripts/test/run.ts "$@"
