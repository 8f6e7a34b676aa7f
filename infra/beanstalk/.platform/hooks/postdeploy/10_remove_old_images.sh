#!/bin/sh
# Images of earlier releases would fill the disk.
set -eu
docker image prune --all --force --filter until=24h
