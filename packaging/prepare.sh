#!/bin/sh
# Makes .venv ready: finds Python, the system libraries that Qt needs, and installs requirements.lock.
# What it may not do itself it says, with the line to type.
set -eu
cd "$(dirname "$0")/.."

LIBRARIES="libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 libxcb-cursor0
libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"

. packaging/apt.sh

python=
for name in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
    if [ -n "$name" ] && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    say "Python 3.11 or newer is needed. On Debian or Ubuntu: sudo apt-get install -y python3 python3-venv"
    exit 1
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    install "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
fi
if [ "$(uname -s)" = Linux ]; then
    present=$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null || true)
    for soname in libEGL.so.1 libGL.so.1 libxkbcommon.so.0 libdbus-1.so.3 libfontconfig.so.1 \
        libglib-2.0.so.0 libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-keysyms.so.1 \
        libxcb-shape.so.0 libxkbcommon-x11.so.0; do
        case "$present" in
        *"$soname"*) ;;
        *)
            # shellcheck disable=SC2086 # the list is meant to split
            install $LIBRARIES
            break
            ;;
        esac
    done
fi

rm -rf .venv
"$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
touch .venv/.ready
