"""Files that somebody else holds for a moment, as virus scanners on Windows do."""

from __future__ import annotations

import errno
from pathlib import Path


class Held:
    """Refuses the next `times` renames."""

    def __init__(self) -> None:
        self.times = 0
        self._plain = Path.replace

    def replace(self, part: Path, target: Path) -> Path:
        """Rename, or refuse as Windows does."""
        if self.times:
            self.times -= 1
            raise PermissionError(errno.EACCES, "held")
        return self._plain(part, target)
