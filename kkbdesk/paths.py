"""Where data, log and settings lie on this computer."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "KKB Desk"


def portable_folder() -> Path | None:
    """Return the folder `data` beside the frozen program, if somebody made one.

    Making it is how one asks that office and settings go wherever the program goes.
    """
    if not getattr(sys, "frozen", False):
        return None
    folder = Path(sys.executable).resolve().parent / "data"
    return folder if folder.is_dir() else None


def data_folder() -> Path:
    """Return the folder of the user's office."""
    beside = portable_folder()
    if beside is not None:
        return beside
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / NAME / "data"
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "kkbdesk"


def sample_folder() -> Path:
    """Return the folder of the sample office, beside the user's own."""
    return data_folder().with_name(f"{data_folder().name}-contoh")


def log_folder(data: Path) -> Path:
    """Return the folder of the logs of a data folder."""
    return data / "log"


def settings_file() -> Path:
    """Return the file of this computer's settings."""
    beside = portable_folder()
    if beside is not None:
        return beside / "setelan.json"
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", str(Path.home()))) / NAME / "setelan.json"
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "kkbdesk" / "setelan.json"
