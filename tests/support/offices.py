"""Several offices on one machine that hand packages to each other, container left out."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa

from db.schema import TABLES
from db.store import FILE, SqlStore
from kkbdesk.desk import Desk
from kkbdesk.model.ids import Kind
from kkbdesk.model.paket import Tujuan
from kkbdesk.services.gabung import Putusan
from kkbdesk.services.paket import Hasil, Pengirim, kode_kantor
from tests.conftest import NOW

LOCAL = {Kind.PAKET, Kind.IMPOR, Kind.PADANAN}
"""Kinds that stay where they are."""
Kiriman = tuple[dict[str, Any], str, dict[str, Any], str]


def an_office(folder: Path, kode: str) -> Desk:
    """Set up an office."""
    folder.mkdir(parents=True)
    (folder / FILE).write_bytes(_fresh(kode))
    return reopened(folder)


@cache
def _fresh(kode: str) -> bytes:
    """Return the file of an office that was just set up; making one takes seconds."""
    with TemporaryDirectory() as made:
        folder = Path(made) / "kantor"
        with SqlStore.create(folder, clock=lambda: NOW) as store:
            Desk(store, lambda: NOW).kantor.siapkan(kode)
        return (folder / FILE).read_bytes()


def a_copy(folder: Path, office: Desk, now: datetime = NOW) -> Desk:
    """Open an office from a copied file: another machine, another node, perhaps another day."""
    folder.mkdir(parents=True)
    source, target = sqlite3.connect(office.store.path), sqlite3.connect(folder / FILE)
    source.backup(target)
    source.close()
    target.close()
    return reopened(folder, now)


def reopened(folder: Path, now: datetime = NOW) -> Desk:
    """Open an office."""
    return Desk(SqlStore.open(folder, clock=lambda: now), lambda: now)


def packed(desk: Desk, tujuan: Tujuan = Tujuan.PROVINSI, lingkup: str = "") -> Kiriman:
    """Make a package as it would be read back, and remember that it went out."""
    siap = desk.paket.siapkan(tujuan, lingkup)
    manifest = json.loads(json.dumps(siap.manifest))
    tables = json.loads(json.dumps(siap.muatan.tabel))
    text = json.dumps([manifest, tables], sort_keys=True)
    sidik = hashlib.sha256(text.encode()).hexdigest()
    desk.paket.catat_keluar(siap, sidik, "", "")
    return manifest, sidik, tables, desk.kantor.get().nama


def merged(
    desk: Desk, kiriman: Kiriman, putusan: Putusan | None = None, *, pratinjau: bool = False
) -> Hasil:
    """Merge a package."""
    manifest, sidik, tables, name = kiriman
    return desk.paket.gabung(
        manifest, sidik, lambda kind: tables.get(kind, ()), putusan or Putusan(),
        dari=Pengirim(name), pratinjau=pratinjau,
    )  # fmt: skip


def sent(giver: Desk, taker: Desk, tujuan: Tujuan = Tujuan.PROVINSI, lingkup: str = "") -> Hasil:
    """Hand everything of one office to another."""
    return merged(taker, packed(giver, tujuan, lingkup))


def held(desk: Desk) -> dict[str, list[Any]]:
    """Return every record that offices exchange, by kind."""
    store = desk.store
    assert isinstance(store, SqlStore)
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(store.path)))
    with engine.connect() as connection:
        found = {
            str(kind): [
                tuple(row) for row in connection.execute(sa.select(table).order_by(table.c.id))
            ]
            for kind, table in TABLES.items()
            if kind not in LOCAL and kind is not Kind.WILAYAH
        }
    engine.dispose()
    return found


def code(desk: Desk) -> str:
    """Return the code of an office."""
    return kode_kantor(desk.kantor.get())
