#!/bin/bash
# What the public mongo image promises of its script of this name, as far as deploy/mongodb relies on it: mongod runs as
# `mongodb`; a first start makes the root user and plays /docker-entrypoint-initdb.d, without keys and replica set.
set -eu
if [ "$(id -u)" = 0 ]; then
    chown mongodb /data/db /data/configdb
    exec gosu mongodb "$0" "$@"
fi
if [ ! -e /data/db/WiredTiger ]; then
    MONGO_INITDB_ROOT_PASSWORD="$(cat "$MONGO_INITDB_ROOT_PASSWORD_FILE")"
    export MONGO_INITDB_ROOT_PASSWORD
    mongod --bind_ip 127.0.0.1 --fork --logpath /data/db/init.log
    mongosh --quiet admin --eval 'db.createUser({
        user: process.env.MONGO_INITDB_ROOT_USERNAME, pwd: process.env.MONGO_INITDB_ROOT_PASSWORD,
        roles: [{ role: "root", db: "admin" }],
    })'
    for script in /docker-entrypoint-initdb.d/*.js; do mongosh --quiet test "$script"; done
    mongod --shutdown
fi
unset "${!MONGO_INITDB_@}"
exec "$@" --auth
