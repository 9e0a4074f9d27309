#!/bin/sh
# In the Debian of build/wine, as a user whose name has a blank and an accent: installs silently, lets
# the installed program do an office's work from a folder that nobody may write to, uninstalls, and
# looks that the data stayed.
set -eu
NAME='Ibu Nürhayati'
if [ "$(id -u)" = 0 ]; then
    grep -q "^$NAME:" /etc/passwd || echo "$NAME:x:1001:1001::/home/$NAME:/bin/sh" >>/etc/passwd
    rm -rf "/home/$NAME"
    install -d -o 1001 -g 1001 "/home/$NAME"
    exec setpriv --reuid 1001 --regid 1001 --clear-groups \
        env HOME="/home/$NAME" sh packaging/windows/prove.sh
fi
fail() {
    echo "GAGAL: $*" >&2
    exit 1
}
there() { test -e "$1" || fail "tidak ada: $1"; }
gone() { test ! -e "$1" || fail "masih ada: $1"; }
quiet() { wine "$@" </dev/null 2>&1 | cat; }

export WINEPREFIX="$HOME/.wine"
wineboot -i </dev/null >/dev/null 2>&1
C="$WINEPREFIX/drive_c"
cp build/wine/icuuc.dll "$C/windows/system32/"
U="$C/users/$NAME"
PROGRAM="$U/AppData/Local/Programs/KKB Desk"
DATA="$U/AppData/Local/KKB Desk/data"
HERE="C:\\users\\$NAME"

echo "== memasang"
wine dist/KKBDesk-*-windows*.exe /S </dev/null
there "$PROGRAM/KKB Desk.exe"
there "$PROGRAM"/_internal-*
there "$U/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/KKB Desk.lnk"
there "$U/Desktop/KKB Desk.lnk"
quiet reg query 'HKCU\Software\Classes\KKBDesk.Paket\shell\open\command' /ve |
    grep -F 'KKB Desk.exe" "%1"' >/dev/null || fail "berkas .kkb tidak dibuka program"

echo "== bekerja"
chmod -R a-w "$PROGRAM"
RUN="$HERE\\AppData\\Local\\Programs\\KKB Desk\\kkbdesk.exe"
wine build/wine/python/python.exe packaging/prove.py "$HERE\\Kerja kantor" "$RUN" </dev/null 2>&1 |
    tee "$HOME/hasil" | cat
grep -q "Semua langkah selesai" "$HOME/hasil" || fail "perintah tidak selesai"
quiet "$RUN" siapkan --kode 19.05
there "$DATA"

echo "== membuka paket dengan klik dua kali"
WINDOW="$HERE\\AppData\\Local\\Programs\\KKB Desk\\KKB Desk.exe"
SHOWN="$U/AppData/Roaming/KKB Desk/setelan.json"
timeout 300 wine "$WINDOW" --data "$HERE\\Kerja kantor\\dua" </dev/null >/dev/null 2>&1 &
for _ in $(seq 60); do
    test -e "$SHOWN" && break
    sleep 1
done
there "$SHOWN"
# The second start hands its package to the window and ends.
timeout 60 wine "$WINDOW" --data "$HERE\\Kerja kantor\\dua" "$HERE\\Kerja kantor\\satu.kkb" </dev/null ||
    fail "jendela kedua tidak menyerahkan paketnya"
sleep 3
grep -F '"halaman": "paket"' "$SHOWN" >/dev/null || fail "paket tidak ditampilkan"
quiet taskkill /im "KKB Desk.exe"
wait
there "$U/Kerja kantor/dua/kkbdesk.periksa" # written by a window that closed in order
chmod -R u+w "$PROGRAM"
test ! -e "$PROGRAM/data" || fail "data di folder program"

echo "== dibawa"
BRING="$C/Flashdisk"
mkdir -p "$BRING"
wine build/wine/python/python.exe -m zipfile -e dist/KKBDesk-*-windows*-portabel.zip 'C:\Flashdisk' \
    </dev/null 2>&1 | cat
mkdir "$BRING/KKB Desk/data"
quiet 'C:\Flashdisk\KKB Desk\kkbdesk.exe' siapkan --kode 19.05
there "$BRING/KKB Desk/data/kkbdesk.sqlite"

echo "== menghapus"
mkdir "$PROGRAM/_internal-0.0.1"
touch "$PROGRAM/_internal-0.0.1/lama.dll" "$PROGRAM/kkbdesk-0.0.1.exe"
wine "$PROGRAM/hapus.exe" /S </dev/null
wineserver -w
gone "$PROGRAM"
gone "$U/Desktop/KKB Desk.lnk"
quiet reg query 'HKCU\Software\Classes\.kkb' /ve | grep -F KKBDesk && fail "kaitan .kkb tertinggal"
there "$DATA"
ls "$DATA"
echo "Terpasang, dipakai, dihapus; data tetap ada."
