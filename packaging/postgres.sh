#!/bin/sh
# Runs a command beside a PostgreSQL of its own: installs the server where it may, starts it in a
# temporary folder without any care for power cuts, names it in KKBDESK_TEST_URL, removes it after.
set -eu

say() { printf '%s\n' "$*" >&2; }

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
    if ! command -v apt-get >/dev/null 2>&1; then
        say "PostgreSQL is missing. Install what your system calls: postgresql"
        exit 1
    fi
    if [ "$(id -u)" = 0 ]; then
        sudo=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo=sudo
    else
        say "PostgreSQL is missing. Please type this once, then try again:"
        say "    sudo apt-get update && sudo apt-get install -y postgresql"
        exit 1
    fi
    $sudo apt-get update -qq
    # Without this the package starts a server of its own.
    $sudo mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] ||
        echo 'create_main_cluster = false' | $sudo tee /etc/postgresql-common/createcluster.conf >/dev/null
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends postgresql >/dev/null
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
