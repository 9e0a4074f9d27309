"""The plan and what was done, asked for by what they are about, answered in pages."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from db.mapping import columns
from db.schema import TABLES
from kkbdesk.model.ids import Kind
from kkbdesk.model.realisasi import Realisasi
from kkbdesk.model.rencana import Rencana, StatusRencana
from kkbdesk.model.saring import Halaman, SaringRealisasi, SaringRencana
from kkbdesk.model.wilayah import normal
from kkbdesk.store import SEMUA

_PLAN = TABLES[Kind.RENCANA].c
_PLACE = TABLES[Kind.LOKASI_RENCANA].c
_PARTNER = TABLES[Kind.PENDUKUNG_RENCANA].c
_DONE = TABLES[Kind.REALISASI].c
_THERE = TABLES[Kind.OPD_REALISASI].c

Condition = sa.ColumnElement[bool]


def rencana(saring: SaringRencana, kantor: str) -> sa.Select[Any]:
    """Return the planned activities that are asked for: unscheduled first, then by date."""
    statement = sa.select(*columns(Rencana)).where(*_planned(saring, kantor))
    return statement.order_by(_PLAN.tahun, _PLAN.mulai, _PLAN.id)


def jumlah_rencana(saring: SaringRencana, kantor: str) -> sa.Executable:
    """Return their number and what they cost together."""
    return sa.select(sa.func.count(), sa.func.sum(_PLAN.anggaran)).where(*_planned(saring, kantor))


def realisasi(saring: SaringRealisasi, kantor: str) -> sa.Select[Any]:
    """Return what was done and is asked for, newest first."""
    statement = sa.select(*columns(Realisasi)).where(*_done(saring, kantor))
    return statement.order_by(_DONE.tanggal.desc(), _DONE.id)


def jumlah_realisasi(saring: SaringRealisasi, kantor: str) -> sa.Executable:
    """Return its number and what it cost together."""
    return sa.select(sa.func.count(), sa.func.sum(_DONE.biaya)).where(*_done(saring, kantor))


def kemajuan(tahun: int, kampung: str | None, kantor: str, today: date) -> sa.Executable:
    """Return program, agency, and how much was planned, is done, is late, was carried out.

    A cell has up to three lines: of the plans that its agency leads, of those it joins, and of
    what was done with it.
    """
    done = sa.case((_PLAN.status == StatusRencana.SELESAI, 1), else_=0)
    late = sa.case((sa.and_(*_late(today)), 1), else_=0)
    counted = (sa.func.count(), sa.func.sum(done), sa.func.sum(late), sa.literal(0))
    asked = [_PLAN.status != StatusRencana.BATAL, *_owned(_PLAN.kantor, kantor)]
    happened = [_DONE.tanggal.between(date(tahun, 1, 1), date(tahun, 12, 31)),
                _DONE.program.is_not(None), *_owned(_DONE.kantor, kantor)]  # fmt: skip
    if kampung is None:
        asked.append(_PLAN.tahun == tahun)
    else:
        # The sum keeps SQLite from going through the whole year instead of the few at the place.
        asked.append(_PLAN.tahun + 0 == tahun)
        asked.append(_PLAN.id.in_(sa.select(_PLACE.rencana).where(_PLACE.kampung == kampung)))
        happened.append(_DONE.kampung == kampung)
    lead = sa.select(_PLAN.program, _PLAN.opd, *counted).where(*asked, _PLAN.opd.is_not(None))
    joining = sa.and_(_PARTNER.rencana == _PLAN.id, _PARTNER.opd != sa.func.coalesce(_PLAN.opd, ""))
    joins = sa.select(_PLAN.program, _PARTNER.opd, *counted).where(*asked, joining)
    zero = (sa.literal(0),) * 3
    deeds = sa.select(_DONE.program, _THERE.opd, *zero, sa.func.count()).where(
        *happened, _THERE.realisasi == _DONE.id
    )
    return sa.union_all(
        lead.group_by(_PLAN.program, _PLAN.opd),
        joins.group_by(_PLAN.program, _PARTNER.opd),
        deeds.group_by(_DONE.program, _THERE.opd),
    )


def berhalaman(statement: sa.Select[Any], halaman: Halaman | None) -> sa.Select[Any]:
    """Return a part of a list."""
    if halaman is None:
        return statement
    return statement.limit(halaman.banyak).offset(halaman.lewati)


def _planned(saring: SaringRencana, kantor: str) -> list[Condition]:
    equal = ((_PLAN.tahun, saring.tahun), (_PLAN.program, saring.program),
             (_PLAN.status, saring.status))  # fmt: skip
    found = [*_owned(_PLAN.kantor, kantor), *_equal(*equal)]
    if saring.opd:
        joins = _hangs(saring, _PARTNER.rencana, _PARTNER.opd.in_(saring.opd))
        found.append(_PLAN.opd.in_(saring.opd) | joins)
    if saring.kampung:
        found.append(_hangs(saring, _PLACE.rencana, _PLACE.kampung.in_(saring.kampung)))
    if saring.sejak:
        found.append(_PLAN.mulai >= saring.sejak)
    last = sa.func.coalesce(_PLAN.selesai, _PLAN.mulai)
    if saring.dari:
        found.append(last >= saring.dari)
    if saring.sampai:
        found.append(_PLAN.mulai <= saring.sampai)
    if saring.terlambat:
        found += _late(saring.terlambat)
    if saring.kata:
        shared = (sa.case((_PLAN.cari.contains(word), 1), else_=0) for word in saring.kata)
        found.append(sum(shared, sa.literal(0)) >= saring.sedikitnya)
    return found + _words(_PLAN.cari, saring.teks)


def _late(today: date) -> list[Condition]:
    """Tell that a time passed while nobody said what became of it."""
    last = sa.func.coalesce(_PLAN.selesai, _PLAN.mulai)
    return [_PLAN.status == StatusRencana.DIRENCANAKAN, _PLAN.alasan == "", last < today]


def _hangs(saring: SaringRencana, parent: Any, condition: Condition) -> Condition:
    """Tell whether such a record hangs on a planned activity.

    Where few activities are left by the days or the program, each is asked; otherwise the records
    are found first. The planner of SQLite does not know which are fewer.
    """
    if saring.sejak or (saring.tahun and saring.program):
        return sa.select(parent).where(parent == _PLAN.id, condition).exists()
    return _PLAN.id.in_(sa.select(parent).where(condition))


def _done(saring: SaringRealisasi, kantor: str) -> list[Condition]:
    found = [*_owned(_DONE.kantor, kantor), *_equal((_DONE.program, saring.program))]
    if saring.opd:
        there = sa.select(_THERE.realisasi).where(_THERE.opd.in_(saring.opd))
        found.append(_DONE.id.in_(there))
    if saring.kampung:
        found.append(_DONE.kampung.in_(saring.kampung))
    if saring.dari:
        found.append(_DONE.tanggal >= saring.dari)
    if saring.sampai:
        found.append(_DONE.tanggal <= saring.sampai)
    for column, wanted in ((_DONE.diinput, saring.diinput), (_DONE.rencana, saring.terencana)):
        if wanted is not None:
            found.append(column.is_not(None) if wanted else column.is_(None))
    return found + _words(_DONE.cari, saring.teks)


def _owned(column: Any, kantor: str) -> list[Condition]:
    return [] if kantor == SEMUA else [column == kantor]


def _equal(*pairs: tuple[Any, object]) -> list[Condition]:
    return [column == value for column, value in pairs if value is not None]


def _words(column: Any, text: str) -> list[Condition]:
    return [column.contains(word, autoescape=True) for word in normal(text).split()]
