"""Builds the frozen program with PyInstaller and lets it test itself.

    python packaging/build.py        (or: make app)

The result is the folder dist/kkbdesk.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "dist" / "kkbdesk"


def main() -> int:
    """Build, report the size, run the self-test inside; return its status."""
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build" / "pyinstaller")),
            str(ROOT / "packaging" / "kkbdesk.spec"),
        ],
        check=True,
        cwd=ROOT,
    )
    size = sum(path.lstat().st_size for path in TARGET.rglob("*") if not path.is_dir())
    print(f"{TARGET}: {size / 1e6:.0f} MB", flush=True)
    program = TARGET / ("kkbdesk.exe" if sys.platform == "win32" else "kkbdesk")
    return subprocess.run([str(program), "uji-diri"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
