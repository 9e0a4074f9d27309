"""Builds the frozen program with PyInstaller and lets it test itself.

    python packaging/build.py        (or: make app)

The result is the folder dist/kkbdesk.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "dist" / "kkbdesk"


def main() -> int:
    """Build, report the sizes, run the self-test inside; return its status."""
    packaging = ROOT / "packaging"
    _run(packaging / "icon.py", ROOT / "build" / "icon")
    # The manual shows the window as it is now, whatever pictures lie in the sources.
    subprocess.run(
        [sys.executable, "main.py", "tur", "--manual", "-o", str(ROOT / "build" / "gambar")],
        check=True,
        cwd=ROOT,
    )
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build" / "pyinstaller")),
            str(packaging / "kkbdesk.spec"),
        ],
        check=True,
        cwd=ROOT,
        # Unpacking our code at every start takes longer than reading it; installers pack better.
        env={**os.environ, "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0"},
    )
    _run(packaging / "sizes.py", TARGET)
    program = TARGET / ("kkbdesk.exe" if sys.platform == "win32" else "kkbdesk")
    done = subprocess.run([str(program), "uji-diri"], stdout=subprocess.PIPE, check=False)
    print(said := done.stdout.decode("utf-8", "replace"), flush=True)
    if "tanpa grafik" in said:
        print("The library for charts is missing in the bundle, or cannot be loaded.")
        return 1
    return done.returncode


def _run(script: Path, folder: Path) -> None:
    subprocess.run([sys.executable, str(script), str(folder)], check=True)


if __name__ == "__main__":
    sys.exit(main())
