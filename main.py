"""Composition root: checks the packages and gives the store to window or command line."""

from __future__ import annotations

import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def _check_packages() -> None:
    """Refuse to run with somebody else's `ui` or `db`, which any site-packages may hold."""
    import db  # noqa: PLC0415 - the check is about what these names mean here
    import kkbdesk  # noqa: PLC0415
    import resources  # noqa: PLC0415
    import ui  # noqa: PLC0415

    for package in (kkbdesk, ui, db, resources):
        found = Path(str(package.__file__)).resolve().parent.parent
        if found != _ROOT and not getattr(sys, "frozen", False):
            raise ImportError(f"{package.__name__} comes from {found}, not from {_ROOT}")


def main(argv: list[str]) -> int:
    """Run the command that is named, or open the window; return the exit status."""
    if len(argv) == 2 and argv[0] == "baca-berkas":
        from kkbdesk.exchange import serving  # noqa: PLC0415 - a process that only reads starts so

        return serving.serve(Path(argv[1]))
    _check_packages()
    from db.store import SqlDatabase  # noqa: PLC0415
    from kkbdesk.cli import app  # noqa: PLC0415

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    return app.run(argv, SqlDatabase())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
