#!/bin/bash
# Start mongod as a replica set with authentication: it wants its keys to be its own and nobody else's.
set -eu
for key in key root app; do
    install -m 0400 -o mongodb -g mongodb "/keys/$key" "/run/keys/$key"
done
chown mongodb /run/keys
# Its log names no user (slow queries would), and what was erased leaves the oplog after so many MB of later writes.
exec docker-entrypoint.sh mongod --replSet rs0 --bind_ip_all --keyFile /run/keys/key --networkMessageCompressors disabled --slowms 2147483647 --oplogSize 990
