#!/bin/sh
# Installs what freezing reads beside Python: objdump, and the library of a system's Python.
set -eu
cd "$(dirname "$0")/.."
. packaging/apt.sh

command -v objdump >/dev/null || install binutils
library=$(.venv/bin/python -c 'import pathlib, sysconfig
of = sysconfig.get_config_var
there = [pathlib.Path(of(name) or "") / (of("INSTSONAME") or "-") for name in ("LIBDIR", "LIBPL")]
found = not of("Py_ENABLE_SHARED") or any(path.exists() for path in there)
print("" if found else "libpython" + of("LDVERSION"))')
if [ -n "$library" ] && ! /sbin/ldconfig -p | grep -q "$library.so"; then
    install "$library"
fi
