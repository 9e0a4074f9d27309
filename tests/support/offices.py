"""Several offices on one machine that hand packages to each other, container left out."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from functools import cache
from pathlib import Path
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
from tests.support import peladen

LOCAL = {Kind.PAKET, Kind.IMPOR, Kind.PADANAN}
"""Kinds that stay where they are."""
WILAYAH = TABLES[Kind.WILAYAH]
Kiriman = tuple[dict[str, Any], str, dict[str, Any], str]


def an_office(folder: Path, kode: str) -> Desk:
    """Set up an office."""
    folder.mkdir(parents=True)
    peladen.clone(_fresh(kode), folder)
    return reopened(folder)


@cache
def _fresh(kode: str) -> Path:
    """Return the file of an office that was just set up, with the regions of one province.

    Making one takes seconds, and reading all regions longer than all that tests do with it.
    """
    folder = peladen.workshop() / kode
    with peladen.kept(), SqlStore.create(folder, clock=lambda: NOW) as store:
        Desk(store, lambda: NOW).kantor.siapkan(kode)
    store = SqlStore.open(folder)
    with store._engine.connect().execution_options(writes=True) as connection:
        if kode != "pusat":
            connection.execute(sa.delete(WILAYAH).where(WILAYAH.c.id.not_like(f"{kode[:2]}%")))
            connection.commit()
    store._engine.dispose()
    return folder / FILE


def a_copy(folder: Path, office: Desk, now: datetime = NOW) -> Desk:
    """Open an office from a copied file: another machine, another node, perhaps another day."""
    folder.mkdir(parents=True)
    peladen.copy_open(office, folder)
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
    wanted = {str(kind) for kind in Kind if kind not in LOCAL and kind is not Kind.WILAYAH}
    return {name: rows for name, rows in peladen.rows(desk).items() if name in wanted}


def code(desk: Desk) -> str:
    """Return the code of an office."""
    return kode_kantor(desk.kantor.get())
