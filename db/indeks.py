"""A database of which nothing but indexes is damaged: a copy of it is mended, itself never."""

from __future__ import annotations

import logging
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from db import audit, copies, migrate, sqlite
from db.disk import sweep
from db.faults import translated
from kkbdesk.errors import DamagedStore
from kkbdesk.model.cadangan import Salinan

_log = logging.getLogger(__name__)
ALASAN = "indeks"


def mended(path: Path) -> Salinan | None:
    """Return a copy of a damaged database with new indexes, made once.

    None when more is damaged, or SQLite finds nothing, so that nobody knows what is. Rows are
    judged by the history, which must lead to just what is there, and by the old indexes: where one
    has more entries than its table, rows are missing.
    """
    newest = next(iter(copies.listed(copies.folder(path))), None)
    if newest and newest.alasan == ALASAN and newest.berkas.stat().st_mtime > path.stat().st_mtime:
        return newest
    place = copies.folder(path)
    part = place / f"kkbdesk-{ALASAN}.{os.getpid()}.sebagian"
    try:
        if not (sqlite.is_ours(path) and sqlite.problems(path, thorough=True)):
            return None
        place.mkdir(exist_ok=True)
        with closing(_opened(path)) as damaged, closing(sqlite3.connect(part)) as made:
            if any(_has_lost_rows(damaged)):
                return None
            damaged.backup(made)
            made.execute("PRAGMA journal_mode=DELETE")
            made.execute("REINDEX")
        if sqlite.revision(part) != migrate.HEAD or _problems(part):
            return None
        return copies.publish_copy(part, path, ALASAN, datetime.now(UTC))
    except (sqlite3.Error, OSError):
        _log.warning("not mended: more than indexes is damaged", exc_info=True)
        return None
    finally:
        sweep(place, part.name)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _has_lost_rows(raw: sqlite3.Connection) -> list[bool]:
    """Tell of each index that can be read whether it has more entries than its table has rows."""
    indexes = raw.execute(
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'index' AND "
        "(sql IS NULL OR sql NOT LIKE '% WHERE %')"
    ).fetchall()
    found = []
    for name, table in indexes:
        rows = raw.execute(f'SELECT count(*) FROM "{table}" NOT INDEXED').fetchone()[0]
        try:
            entries = raw.execute(f'SELECT count(*) FROM "{table}" INDEXED BY "{name}"').fetchone()
        except sqlite3.DatabaseError:  # it is this one that is damaged
            continue
        found.append(entries[0] > rows)
    return found


def _problems(part: Path) -> bool:
    """Tell whether anything is wrong with the mended copy, held against its own history."""
    if sqlite.problems(part, thorough=True):
        return True
    engine = sqlite.engine(part, journal="DELETE")
    try:
        with translated(), engine.connect() as connection, connection.begin():
            return any(audit.problems(connection))
    except DamagedStore:  # not even a text can be read
        return True
    finally:
        engine.dispose()
