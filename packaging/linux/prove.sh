#!/bin/sh
# Unpacks what is made for Linux and lets the program do an office's work: as root in the name of
# somebody with a blank and an accent, without a network, from a folder that is not his to write to;
# then once more with the data beside the program.
set -eu
cd "$(dirname "$0")/../.."
NAME='Ni Luh Ayu é'
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
chmod 755 "$T"
HOME="$T/$NAME"
mkdir "$HOME"
fail() {
    echo "GAGAL: $*" >&2
    exit 1
}
there() { test -e "$1" || fail "tidak ada: $1"; }

set -- env -i HOME="$HOME" USER="$NAME" PATH=/usr/bin:/bin LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen
if [ "$(id -u)" = 0 ]; then
    set -- setpriv --reuid 1003 --regid 1003 --clear-groups "$@"
    if unshare --net true 2>/dev/null; then
        set -- unshare --net "$@"
    fi
    chown 1003:1003 "$HOME"
fi

echo "== terpasang"
dpkg-deb -x dist/kkbdesk_*_amd64.deb "$T/sistem"
chmod -R a-w "$T/sistem"
.venv/bin/python packaging/prove.py "$HOME/Kerja kantor" "$@" "$T/sistem/opt/kkbdesk/kkbdesk"
"$@" "$T/sistem/opt/kkbdesk/kkbdesk" tur -o "$HOME/tur"
mkdir -p build
rm -rf build/tour
cp -R "$HOME/tur" build/tour
chmod -R u+w "$T/sistem"

echo "== dibawa"
tar xzf dist/KKBDesk-*-linux-portabel.tar.gz -C "$HOME"
mkdir "$HOME/KKB Desk/data"
chmod 777 "$HOME/KKB Desk/data"
"$@" "$HOME/KKB Desk/kkbdesk" siapkan --kode 19.05
there "$HOME/KKB Desk/data/kkbdesk.sqlite"
test ! -e "$HOME/.local/share/kkbdesk" || fail "data juga di tempat lain"
