#!/usr/bin/env bash
# Two PostgreSQL servers on this machine, a primary and a standby, to try a fail-over with. See fail-over.md.
#
#   primary-and-standby.sh start [sync|async]   new servers on ports 5441 and 5442; prints the JDBC URL
#   primary-and-standby.sh status               which server is the primary, and who follows it
#   primary-and-standby.sh kill                 kill -9 of the primary
#   primary-and-standby.sh promote              the standby becomes the primary
#   primary-and-standby.sh rejoin               the lost server becomes the standby, from a new base backup
#   primary-and-standby.sh switchover           the two change places, and nothing is lost
#   primary-and-standby.sh stop                 stops both and deletes their data
#
# Needs PostgreSQL 15 or later. PGBIN names the directory of its programs if they are not on the PATH, DIR where the data
# goes (/tmp/primary-and-standby).
set -euo pipefail
: "${DIR:=/tmp/primary-and-standby}"
: "${PGBIN:=$(dirname "$(readlink -f "$(command -v pg_ctl)")")}"
export PGUSER=simulator PGPASSWORD=simulator PGCONNECT_TIMEOUT=3 LC_ALL=C

# PostgreSQL refuses to run as root; in a user namespace root is nobody, and its files stay its own.
if [ "$(id -u)" = 0 ]; then server() { unshare --user "$PGBIN/$@"; }; else server() { "$PGBIN/$@"; }; fi

sql() { "$PGBIN/psql" -XAtq -h 127.0.0.1 -p "$1" -d postgres -c "$2"; }
data() { echo "$DIR/$1"; }
other() { [ "$1" = 5441 ] && echo 5442 || echo 5441; }
start_server() { server pg_ctl start -D "$(data "$1")" -l "$DIR/$1.log" -s -w; }

# The server that is not in recovery; fails when there is none.
primary() {
  for port in 5441 5442; do
    [ "$(sql "$port" 'select pg_is_in_recovery()' 2>/dev/null)" = f ] && echo "$port" && return
  done
  echo "no primary serves" >&2
  return 1
}

settings() { # port
  cat <<CONF
listen_addresses = '127.0.0.1'
port = $1
unix_socket_directories = ''
wal_keep_size = 1GB
# On a standby: whom to follow. The name is the one in synchronous_standby_names of the primary.
primary_conninfo = 'host=127.0.0.1 port=$(other "$1") user=$PGUSER password=$PGPASSWORD application_name=standby'
CONF
}

# Waits for the standby before a commit is acknowledged, if the servers were started so.
wait_for_standby() { # port of the primary
  [ "$(cat "$DIR/mode")" = sync ] || return 0
  until [ "$(sql "$1" "select count(*) from pg_stat_replication where state = 'streaming'")" = 1 ]; do sleep 0.1; done
  sql "$1" "alter system set synchronous_standby_names = 'standby'"
  sql "$1" "select pg_reload_conf()" >/dev/null
}

add_standby() { # port of the standby
  local primary
  primary=$(other "$1")
  rm -rf "$(data "$1")"
  server pg_basebackup -h 127.0.0.1 -p "$primary" -D "$(data "$1")" -c fast -X stream
  settings "$1" >"$(data "$1")/postgresql.conf"
  : >"$(data "$1")/postgresql.auto.conf" # a promoted standby must not wait for a standby that is not there yet
  touch "$(data "$1")/standby.signal"
  start_server "$1"
  wait_for_standby "$primary"
}

case ${1:-help} in
  start)
    mkdir -p "$DIR"
    echo "${2:-sync}" >"$DIR/mode"
    echo "$PGPASSWORD" >"$DIR/password"
    server initdb -D "$(data 5441)" -U "$PGUSER" --pwfile="$DIR/password" --auth=scram-sha-256 --encoding=UTF8 >/dev/null
    settings 5441 >"$(data 5441)/postgresql.conf"
    start_server 5441
    add_standby 5442
    echo "jdbc:postgresql://127.0.0.1:5441,127.0.0.1:5442/postgres?targetServerType=primary&loadBalanceHosts=true&hostRecheckSeconds=1&connectTimeout=1&sslResponseTimeout=1000&socketTimeout=3"
    echo "user name and password: $PGUSER"
    ;;
  status)
    port=$(primary)
    echo "primary: $port"
    sql "$port" "select 'standby: ' || application_name || ' ' || state || ' ' || sync_state from pg_stat_replication"
    ;;
  kill)
    port=$(primary)
    echo "$port" >"$DIR/lost"
    kill -9 "$(head -1 "$(data "$port")/postmaster.pid")"
    ;;
  promote)
    server pg_ctl promote -D "$(data "$(other "$(cat "$DIR/lost")")")" -s -w
    ;;
  rejoin)
    add_standby "$(cat "$DIR/lost")"
    ;;
  switchover)
    old=$(primary)
    new=$(other "$old")
    server pg_ctl stop -D "$(data "$old")" -m fast -s -w # sends everything to the standby before it ends
    server pg_ctl promote -D "$(data "$new")" -s -w
    : >"$(data "$old")/postgresql.auto.conf"
    touch "$(data "$old")/standby.signal"
    start_server "$old"
    wait_for_standby "$new"
    ;;
  stop)
    for port in 5441 5442; do server pg_ctl stop -D "$(data "$port")" -m immediate -s -w 2>/dev/null || true; done
    rm -rf "$DIR"
    ;;
  *)
    sed -n '2,14s/^# \?//p' "$0"
    ;;
esac
