"""Versions of the program run as processes: tried and waited for, or let go of."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from kkbdesk.files import reason
from kkbdesk.program.taruh import WINDOWS

_UJI = 900
"""Seconds that a new program may take to test itself."""
_TANPA_JENDELA = 0x08000000
_KELOMPOK_SENDIRI = 0x00000200
"""What Windows calls CREATE_NO_WINDOW and CREATE_NEW_PROCESS_GROUP."""


def coba(program: Path, *perintah: str) -> str:
    """Run a command of a program to its end; return why it failed, empty when it did not."""
    try:
        done = subprocess.run(
            [str(program), *perintah],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_UJI,
            env=_lingkungan(),
            creationflags=_TANPA_JENDELA if WINDOWS else 0,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"tidak selesai dalam {_UJI // 60} menit"
    except OSError as error:
        return f"tidak dapat dijalankan ({reason(error)})"
    if done.returncode == 0:
        return ""
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return said[-1] if said else f"berakhir dengan {done.returncode}"


def lepas(program: Path, *perintah: str) -> None:
    """Start a program that outlives this one; raises OSError."""
    subprocess.Popen(
        [str(program), *perintah],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_lingkungan(),
        creationflags=_TANPA_JENDELA | _KELOMPOK_SENDIRI if WINDOWS else 0,
        start_new_session=not WINDOWS,
        close_fds=True,
    )


def _lingkungan() -> dict[str, str]:
    """Return the environment without what this frozen program set for itself."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("_PYI_")}
    original = kept.pop("LD_LIBRARY_PATH_ORIG", None)
    kept.pop("LD_LIBRARY_PATH", None)
    if original is not None:
        kept["LD_LIBRARY_PATH"] = original
    kept["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    return kept
