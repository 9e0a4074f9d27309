"""Tells how large a frozen program is, by its parts.

    python packaging/sizes.py dist/kkbdesk

What two parts share counts for the first that PARTS names.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

# What the first folder below _internal does not tell.
PARTS = (
    ("Qt", ("PySide6", "shiboken6", "libQt6", "Qt6")),
    ("NumPy", ("numpy",)),
    ("encryption", ("cryptography", "pyrage", "_argon2", "argon2", "libcrypto", "libssl")),
    ("documents", ("reportlab", "docx", "lxml", "openpyxl", "PIL", "pillow", "pypdfium2")),
    ("data", ("sqlalchemy", "sqlite3", "libsqlite3", "alembic", "db", "python_calamine")),
    ("PostgreSQL", ("psycopg", "libpq")),
    ("our resources", ("resources",)),
)


def sizes(folder: Path) -> Counter[str]:
    """Return part -> bytes."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            found[_part(path.relative_to(folder))] += path.stat().st_size
    return found


def _part(path: Path) -> str:
    if len(path.parts) == 1:
        return "programs with our code"
    top = path.parts[1]
    return next((part for part, names in PARTS if top.startswith(names)), "Python and the rest")


def main() -> None:
    """Print the parts, the largest first, and the sum."""
    found = sizes(Path(sys.argv[1]))
    for part, number in [*found.most_common(), ("all", found.total())]:
        print(f"{number / 1e6:8.1f} MB  {part}")


if __name__ == "__main__":
    main()
