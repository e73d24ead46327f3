#!/bin/bash
# The entry point of the image that docker-postgres.sh builds.
set -e
export PGDATA=${PGDATA:-/var/lib/postgresql/data}
: "${POSTGRES_USER:=postgres}"
: "${POSTGRES_DB:=$POSTGRES_USER}"
as_postgres() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }

mkdir -p "$PGDATA"
chown -R postgres "$PGDATA"
chmod 700 "$PGDATA"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  printf '%s\n' "${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD}" >/tmp/password
  chmod 644 /tmp/password
  as_postgres initdb -D "$PGDATA" -U "$POSTGRES_USER" --pwfile=/tmp/password \
    --auth-host=scram-sha-256 --auth-local=trust >/dev/null
  rm /tmp/password
  echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
  [ "$POSTGRES_DB" = postgres ] ||
    echo "create database \"$POSTGRES_DB\"" | as_postgres postgres --single -D "$PGDATA" postgres >/dev/null
  # Testcontainers waits for this line twice: the official image starts a server once to set the directory up.
  echo "initialised: database system is ready to accept connections"
fi
[ "${1:-}" = postgres ] || set -- postgres "$@"
exec setpriv --reuid=postgres --regid=postgres --clear-groups "$@" -c listen_addresses='*' -k /tmp
