#!/bin/sh
# In the Debian of build/wine: the frozen program, into build/windows/kkbdesk.
set -eu
export HOME=/home/build WINEPREFIX=/home/build/wine PYINSTALLER_ZLIB_COMPRESSION_LEVEL=0
mkdir -p "$HOME"
if [ ! -d "$WINEPREFIX/drive_c" ]; then
    wineboot -i </dev/null >/dev/null 2>&1
fi
cp build/wine/icuuc.dll "$WINEPREFIX/drive_c/windows/system32/"
rm -rf build/windows/kkbdesk
# Python under Wine reads no terminal and writes to none.
wine build/wine/python/python.exe -m PyInstaller --noconfirm --log-level WARN \
    --distpath build/windows --workpath build/windows/work packaging/kkbdesk.spec </dev/null 2>&1 | cat
test -f "build/windows/kkbdesk/KKB Desk.exe"
