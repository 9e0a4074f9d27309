"""What this computer remembers: looks, sizes, last places; never anything of the office."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from kkbdesk.files import take_place

_log = logging.getLogger(__name__)


class Settings:
    """A small JSON file; an unreadable one is put aside and begun anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values = self._read()

    def _read(self) -> dict[str, Any]:
        try:
            content = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            _log.warning("settings unreadable; begun anew")
            return {}
        return content if isinstance(content, dict) else {}

    def get(self, name: str, default: Any) -> Any:
        """Return a value of the same type as the default, or the default."""
        value = self._values.get(name, default)
        return value if isinstance(value, type(default)) else default

    def set(self, name: str, value: Any) -> None:
        """Remember a JSON value; a disk that refuses costs the memory, not the work."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        part = self._path.with_suffix(".sebagian")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), "utf-8")
            take_place(part, self._path)
        except OSError:
            _log.warning("settings could not be written")
