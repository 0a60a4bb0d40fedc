#!/bin/sh
# make run: installs what is missing, builds the screens when their sources changed, then becomes the program.
. "$(dirname "$0")/bootstrap.sh"
attend "$NODE" scripts/build-ui.ts
export KONTOR_DEMO="${KONTOR_DEMO-1}" KONTOR_SANDBOX="${KONTOR_SANDBOX-1}"
exec "$NODE" infra/compose/main.ts "$@"
