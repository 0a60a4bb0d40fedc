#!/bin/sh
# make fault: what survives which kill. The first form: the tests that kill something, by name.
. "$(dirname "$0")/bootstrap.sh"
exec "$NODE" scripts/fault.ts "$@"
