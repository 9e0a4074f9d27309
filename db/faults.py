"""Database errors as sentences for the user; what is a defect of the program stays one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from db.disk import FULL, READ_ONLY
from kkbdesk.errors import DamagedStore, StorageFault

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "Data sedang dipakai program lain. Tunggu sebentar, lalu coba lagi.",
    sqlite3.SQLITE_LOCKED: "Data sedang dipakai program lain. Tunggu sebentar, lalu coba lagi.",
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR_SHMSIZE: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: "Berkas data tidak boleh dibuka. Periksa izin foldernya.",
    sqlite3.SQLITE_CANTOPEN: (
        "Berkas data tidak dapat dibuka. Periksa folder dan izinnya, dan pakai folder yang namanya "
        "tidak terlalu panjang."
    ),
    sqlite3.SQLITE_IOERR: (
        "Cakram tidak dapat dibaca atau ditulis. Periksa sambungannya, lalu coba lagi."
    ),
    sqlite3.SQLITE_NOMEM: "Memori komputer tidak cukup. Tutup program lain, lalu coba lagi.",
}
_NO_TEXT = "Could not decode to UTF-8"
"""How Python, not SQLite, begins to say that a text is damaged."""
DAMAGED = "Berkas data rusak."
_REOPEN = "Tutup program ini, lalu buka lagi untuk melanjutkan dengan salinan yang baik."


@contextmanager
def translated() -> Iterator[None]:
    """Turn the faults of disk and database into StorageFault; let defects through."""
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.Error) as error:
        raw = error.orig if isinstance(error, sa.exc.DBAPIError) else error
        code = getattr(raw, "sqlite_errorcode", None)
        if code is None and str(raw).startswith(_NO_TEXT):
            code = sqlite3.SQLITE_CORRUPT
        if code is None:
            raise
        if code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise DamagedStore(f"{DAMAGED} {_REOPEN}") from error
        sentence = _SENTENCES.get(code) or _SENTENCES.get(code & 0xFF)
        if sentence is None:
            raise
        raise StorageFault(sentence) from error
