#!/bin/sh
# Lists the targets of the Makefile with the sentence beside each.
cd "$(dirname "$0")/.." || exit 1
sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile | expand -t 20
