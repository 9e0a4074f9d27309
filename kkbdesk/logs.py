"""A small rotating log for finding defects; it names no people and no places."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path


def start(folder: Path) -> Path:
    """Log into a folder from now on, at most three files of half a megabyte; return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "kkbdesk.log"
    handler = RotatingFileHandler(
        path, maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return path
