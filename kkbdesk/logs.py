"""A small rotating log for finding defects; it names no people and no places."""

from __future__ import annotations

import logging
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path


class _LastResort(RotatingFileHandler):
    """Makes its folder with the first line; a disk that refuses costs the log, not the work."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(exist_ok=True)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:
        """Leave the line unwritten: standard error belongs to what the user must know."""


def start(folder: Path) -> Path:
    """Log into a folder from now on, at most three files of half a megabyte; return the file.

    The folder is made when there is something to write, and only inside an existing one.
    """
    path = folder / "kkbdesk.log"
    handler = _LastResort(path, maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return path
