"""Composition root: checks the packages and gives the store to window or command line."""

from __future__ import annotations

import builtins
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kkbdesk.desk import Desk
    from kkbdesk.store import Database

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


def _window(argv: list[str]) -> int | None:
    """Open the window when no command is named; None when there is one.

    A file of a package or an update may be named, as Windows does when one is double-clicked.
    """
    from kkbdesk import jobs, paths  # noqa: PLC0415

    rest = list(argv)
    opened = rest and rest[-1].lower().endswith((".kkb", ".kkbbaru"))
    paket = Path(rest.pop()).absolute() if opened else None
    contoh = "--contoh" in rest
    if contoh:
        rest.remove("--contoh")
    folder = paths.sample_folder() if contoh else paths.data_folder()
    if rest[:1] == ["--data"] and len(rest) == 2:
        folder, rest = Path(rest[1]), []
    elif len(rest) == 1 and rest[0].startswith("--data="):
        folder, rest = Path(rest[0].removeprefix("--data=")), []
    if rest:
        return None
    # Qt's Python layer watches every import for a feature we do not use, which makes the many
    # imports that follow a fifth slower.
    plain = builtins.__import__
    with jobs.uncollected():
        from ui import app  # noqa: PLC0415 - Qt is not needed for commands

    builtins.__import__ = plain
    return app.run(folder, _database, contoh=contoh, paket=paket)


def _database() -> Database:
    from kkbdesk import jobs  # noqa: PLC0415

    # What is imported stays, so that nobody need ever look for garbage in it.
    with jobs.uncollected():
        from db.database import SqlDatabase  # noqa: PLC0415 - SQLAlchemy is slow and the window waits
        from kkbdesk import desk  # noqa: F401, PLC0415

    gc.freeze()
    return SqlDatabase()


def main(argv: list[str]) -> int:
    """Run the command that is named, or open the window; return the exit status."""
    if len(argv) == 2 and argv[0] == "baca-berkas":
        from kkbdesk.exchange import serving  # noqa: PLC0415 - a process that only reads starts so

        return serving.serve(Path(argv[1]))
    _check_packages()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    status = _window(argv)
    if status is not None:
        return status
    from kkbdesk.cli import app, tur, uji_diri  # noqa: PLC0415

    with_window = (
        lambda commands: uji_diri.register(commands, _paint),
        lambda commands: tur.register(commands, _tour, _gambar_manual),
    )
    return app.run(argv, _database(), with_window)


def _paint(desk: Desk, folder: Path) -> str:
    from ui.selftest import paint  # noqa: PLC0415

    return paint(desk, folder)


def _tour(desk: Desk, database: Database, folder: Path) -> list[Path]:
    from ui.tour import tour  # noqa: PLC0415

    return tour(desk, database, folder)


def _gambar_manual(desk: Desk, database: Database, folder: Path) -> list[Path]:
    from ui.tour import gambar_manual  # noqa: PLC0415

    return gambar_manual(desk, database, folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
