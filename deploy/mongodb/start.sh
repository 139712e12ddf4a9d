#!/bin/bash
# Start mongod as a replica set with authentication: it wants its keys to be its own and nobody else's.
set -eu
for key in key root app; do
    install -m 0400 -o mongodb -g mongodb "/keys/$key" "/run/keys/$key"
done
chown mongodb /run/keys
exec docker-entrypoint.sh mongod --replSet rs0 --bind_ip_all --keyFile /run/keys/key --networkMessageCompressors disabled
