#!/bin/sh
# Runs a script in the Debian of build/wine, where the project lies in /kkb and Wine has a display.
#     sh packaging/windows/wine.sh SCRIPT
# Mounts and processes are of this run alone: however it ends, nothing of them is left.
set -eu
cd "$(dirname "$0")/../.."
if [ "${KKB_INSIDE:-}" != yes ]; then
    KKB_INSIDE=yes exec unshare --mount --pid --fork --kill-child --propagation private \
        sh packaging/windows/wine.sh "$@"
fi
R=build/wine/root
mkdir -p "$R/kkb"
mount -t proc proc "$R/proc"
mount --rbind /dev "$R/dev"
mount --bind . "$R/kkb"
exec chroot "$R" env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin LANG=C.UTF-8 WINEDEBUG=-all \
    DISPLAY=:97 sh -euc '
        cd /kkb
        rm -rf /tmp/.X97-lock /tmp/.wine-*  # by which a run that was broken off would be met again
        Xvfb :97 -ac -screen 0 1366x768x24 -nolisten tcp -nolisten local >/dev/null 2>&1 &
        sh "$1"' sh "$1"
