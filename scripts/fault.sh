#!/bin/sh
# make fault: what survives which kill: the tests that kill something, by name; then one customer's way, killed at every point.
. "$(dirname "$0")/bootstrap.sh"
exec "$NODE" scripts/fault.ts "$@"
