"""Statements of lists: the newest record per kampung, and kampung with what hangs on them."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from db.mapping import columns, table
from db.schema import TABLES
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import KampungId, Kind

KAMPUNG = TABLES[Kind.KAMPUNG].c


def newest(
    record_type: type[Record], per: date | None, kampung: list[KampungId] | None = None
) -> sa.Select[Any]:
    """Return the newest record of every kampung, or of these."""
    dated = table(record_type).c
    newest = sa.select(dated.kampung, sa.func.max(dated.tanggal).label("tanggal"))
    if per is not None:
        newest = newest.where(dated.tanggal <= per)
    if kampung is not None:
        newest = newest.where(dated.kampung.in_(kampung))
    top = newest.group_by(dated.kampung).subquery()
    return sa.select(*columns(record_type)).join(
        top, (dated.kampung == top.c.kampung) & (dated.tanggal == top.c.tanggal)
    )


def kampung(per: date) -> sa.Select[Any]:
    """Return the list of kampung: names of regions, newest class, present Pokja, agencies."""
    k = KAMPUNG
    village, district, regency = (TABLES[Kind.WILAYAH].alias(name) for name in ("d", "c", "b"))
    rated, group, seat = (TABLES[kind].c for kind in (Kind.KLASIFIKASI, Kind.POKJA, Kind.ANGGOTA))
    cell, agency = TABLES[Kind.SEL_MATRIKS].c, TABLES[Kind.OPD].c
    newest = (
        sa.select(rated.kampung, sa.func.max(rated.tanggal).label("tanggal"))
        .where(rated.tanggal <= per)
        .group_by(rated.kampung)
        .subquery()
    )
    present = (
        sa.select(
            group.kampung,
            sa.func.max(group.sk_nomor).label("sk_nomor"),
            sa.func.count(seat.id).label("anggota"),
        )
        .join_from(
            TABLES[Kind.POKJA],
            TABLES[Kind.ANGGOTA],
            (seat.pokja == group.id) & (seat.selesai.is_(None) | (seat.selesai >= per)),
            isouter=True,
        )
        .where(
            group.kampung.is_not(None),
            group.mulai.is_(None) | (group.mulai <= per),
            group.selesai.is_(None) | (group.selesai >= per),
        )
        .group_by(group.kampung)
        .subquery()
    )
    sectors = (
        sa.select(cell.kampung, sa.func.count(sa.distinct(cell.opd)).label("jumlah"))
        .join_from(TABLES[Kind.SEL_MATRIKS], TABLES[Kind.OPD], agency.id == cell.opd)
        .where(
            cell.tahun == per.year, cell.kampung.is_not(None), agency.koordinator.is_(sa.false())
        )
        .group_by(cell.kampung)
        .subquery()
    )
    return (
        sa.select(
            k.id, k.nama, k.desa, village.c.nama, district.c.nama, regency.c.nama,
            k.tanggal_pencanangan, sa.func.coalesce(rated.kelas, ""), newest.c.tanggal,
            sa.func.coalesce(present.c.anggota, -1),
            sa.func.coalesce(present.c.sk_nomor, "") != "",
            sa.func.coalesce(sectors.c.jumlah, 0), _filled(k), k.lokus_stunting, k.aktif,
            village.c.sampai.is_not(None), k.sk_nomor, k.sk_tanggal, k.luas,
        )
        .join_from(TABLES[Kind.KAMPUNG], village, village.c.id == k.desa)
        .join(district, district.c.id == sa.func.substr(k.desa, 1, 8))
        .join(regency, regency.c.id == sa.func.substr(k.desa, 1, 5))
        .join(newest, newest.c.kampung == k.id, isouter=True)
        .join(
            TABLES[Kind.KLASIFIKASI],
            (rated.kampung == k.id) & (rated.tanggal == newest.c.tanggal),
            isouter=True,
        )
        .join(present, present.c.kampung == k.id, isouter=True)
        .join(sectors, sectors.c.kampung == k.id, isouter=True)
    )  # fmt: skip


def _filled(k: Any) -> sa.ColumnElement[int]:
    """Return how many of the ten describing fields are filled (`rules.kampung.DESCRIBING`)."""
    present = [
        k.tanggal_pencanangan.is_not(None), k.cakupan.is_not(None), k.gambaran_umum != "",
        k.kriteria != (), k.lokus_stunting.is_not(None), k.lintang.is_not(None),
        k.bujur.is_not(None), k.luas.is_not(None), k.sk_nomor != "", k.sk_tanggal.is_not(None),
    ]  # fmt: skip
    total: sa.ColumnElement[int] = sa.literal(0)
    for condition in present:
        total = total + sa.case((condition, 1), else_=0)
    return total
