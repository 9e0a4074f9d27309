#!/bin/sh
# Runs a command beside a PostgreSQL of its own: installs the server where it may, starts it in a
# temporary folder without any care for power cuts, names it in KKBDESK_TEST_URL, removes it after.
set -eu

. "$(dirname "$0")/apt.sh"

binaries() {
    for found in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin; do
        if [ -x "$found/initdb" ]; then
            printf '%s' "$found"
            return
        fi
    done
    if command -v initdb >/dev/null 2>&1; then
        dirname "$(command -v initdb)"
    fi
}

bin=$(binaries)
if [ -z "$bin" ]; then
    # Without this the package starts a server of its own.
    if [ "$(id -u)" = 0 ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    fi
    install postgresql
    bin=$(binaries)
fi

base=/dev/shm
[ -d "$base" ] && [ -w "$base" ] || base=${TMPDIR:-/tmp}
place=$(mktemp -d "$base/kkbdesk-postgres.XXXXXX")
as= # the server refuses to be root
if [ "$(id -u)" = 0 ]; then
    chown nobody "$place"
    as="setpriv --reuid=nobody --clear-groups --"
fi
stop() {
    (cd "$place" && $as "$bin/pg_ctl" -D "$place/data" -m immediate stop >/dev/null 2>&1) || true
    rm -rf "$place"
}
trap stop EXIT
trap 'exit 130' INT TERM

(
    cd "$place"
    # shellcheck disable=SC2086 # $as is meant to split
    $as "$bin/initdb" -D "$place/data" -U kkbdesk -A trust -E UTF8 --locale=C -N >/dev/null
    # shellcheck disable=SC2086
    $as "$bin/pg_ctl" -D "$place/data" -l "$place/log" -w -o "-k $place -c listen_addresses= \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal \
        -c max_wal_senders=0 -c max_connections=80 -c shared_buffers=128MB" start >/dev/null
)
KKBDESK_TEST_URL="postgresql://kkbdesk@/postgres?host=$place" "$@"
