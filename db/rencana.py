"""The plan and what was done, asked for by what they are about, answered in pages."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from db.mapping import columns
from db.schema import TABLES
from kkbdesk.model.fields import described
from kkbdesk.model.ids import Kind
from kkbdesk.model.realisasi import Realisasi
from kkbdesk.model.rencana import Rencana, StatusRencana
from kkbdesk.model.saring import Halaman, SaringRealisasi, SaringRencana
from kkbdesk.model.wilayah import normal
from kkbdesk.store import SEMUA

_PLAN = TABLES[Kind.RENCANA].c
_LAST = sa.func.coalesce(_PLAN.selesai, _PLAN.mulai)
_PLACE = TABLES[Kind.LOKASI_RENCANA].c
_PARTNER = TABLES[Kind.PENDUKUNG_RENCANA].c
_DONE = TABLES[Kind.REALISASI].c
_THERE = TABLES[Kind.OPD_REALISASI].c

Condition = sa.ColumnElement[bool]


def rencana(saring: SaringRencana, kantor: str, halaman: Halaman | None = None) -> sa.Select[Any]:
    """Return the planned activities that are asked for: unscheduled first, then by date."""
    statement = sa.select(*columns(Rencana)).where(*_planned(saring, kantor))
    return statement.order_by(*_order(halaman), _PLAN.tahun, _PLAN.mulai.nulls_first(), _PLAN.id)


def _order(halaman: Halaman | None) -> list[sa.ColumnElement[Any]]:
    """Return what a list is ordered by before the usual order; nobody looks for what is missing."""
    if halaman is None or not halaman.urut:
        return []
    field = described(Rencana, halaman.urut)
    value: sa.ColumnElement[Any] = _PLAN[field.name]
    if field.field.ref is Kind.OPD:
        names = TABLES[Kind.OPD].c
        name = sa.case((names.singkatan != "", names.singkatan), else_=names.nama)
        value = sa.select(name).where(names.id == value).scalar_subquery()
    key = sa.func.lower(value) if issubclass(field.type, str) else value
    return [sa.case((value.is_(None), 1), else_=0), key.desc() if halaman.turun else key]


def jadwal(saring: SaringRencana, kantor: str, today: date) -> sa.Select[Any]:
    """Return of the planned activities what a calendar needs, in the usual order."""
    p = _PLAN
    done = sa.exists().where(_DONE.rencana == p.id)
    late = sa.func.coalesce(sa.and_(*_late(today)), sa.false())
    statement = sa.select(
        p.id, p.kegiatan, p.program, p.opd, p.mulai, _LAST, p.pasti, p.status, late, done
    ).where(*_planned(saring, kantor))
    return statement.order_by(p.tahun, p.mulai.nulls_first(), p.id)


def tempat(saring: SaringRencana, kantor: str) -> sa.Select[Any]:
    """Return in which kampung they take place."""
    statement = sa.select(_PLACE.rencana, _PLACE.kampung).join(
        TABLES[Kind.RENCANA], _PLAN.id == _PLACE.rencana
    )
    return statement.where(*_planned(saring, kantor))


def mitra(saring: SaringRencana, kantor: str) -> sa.Select[Any]:
    """Return which agencies join them."""
    statement = sa.select(_PARTNER.rencana, _PARTNER.opd).join(
        TABLES[Kind.RENCANA], _PLAN.id == _PARTNER.rencana
    )
    return statement.where(*_planned(saring, kantor))


def anggaran(saring: SaringRencana, kantor: str) -> sa.Select[Any]:
    """Return what they cost by responsible agency and source: number, unstated, budget, spent."""
    spent = sa.select(sa.func.sum(_DONE.biaya)).where(_DONE.rencana == _PLAN.id).scalar_subquery()
    unstated = sa.func.sum(sa.case((_PLAN.anggaran.is_(None), 1), else_=0))
    statement = sa.select(
        _PLAN.opd, _PLAN.sumber_dana, sa.func.count(), unstated, sa.func.sum(_PLAN.anggaran),
        sa.func.sum(spent),
    ).where(*_planned(saring, kantor))  # fmt: skip
    return statement.group_by(_PLAN.opd, _PLAN.sumber_dana)


def jumlah_rencana(saring: SaringRencana, kantor: str) -> sa.Executable:
    """Return their number and what they cost together."""
    return sa.select(sa.func.count(), sa.func.sum(_PLAN.anggaran)).where(*_planned(saring, kantor))


def realisasi(saring: SaringRealisasi, kantor: str) -> sa.Select[Any]:
    """Return what was done and is asked for, newest first."""
    statement = sa.select(*columns(Realisasi)).where(*_done(saring, kantor))
    return statement.order_by(_DONE.tanggal.desc().nulls_last(), _DONE.id)


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
             (_PLAN.status, saring.status), (_PLAN.sumber_dana, saring.sumber_dana))  # fmt: skip
    found = [*_owned(_PLAN.kantor, kantor), *_equal(*equal), *_timed(saring)]
    if saring.opd:
        joins = _hangs(saring, _PARTNER.rencana, _PARTNER.opd.in_(saring.opd))
        found.append(_PLAN.opd.in_(saring.opd) | joins)
    if saring.penanggung_jawab is not None:
        found.append(_PLAN.opd.is_not_distinct_from(saring.penanggung_jawab or None))
    if saring.kampung:
        found.append(_hangs(saring, _PLACE.rencana, _PLACE.kampung.in_(saring.kampung)))
    if saring.tanpa_kampung:
        none = sa.exists().where(_PLACE.rencana == _PLAN.id)
        found.append(~none.correlate(TABLES[Kind.RENCANA]))
    if saring.kecuali:
        found.append(_PLAN.status != saring.kecuali)
    if saring.kata:
        shared = (sa.case((_PLAN.cari.contains(word), 1), else_=0) for word in saring.kata)
        found.append(sum(shared, sa.literal(0)) >= saring.sedikitnya)
    return found + _words(_PLAN.cari, saring.teks)


def _timed(saring: SaringRencana) -> list[Condition]:
    """Return what is asked of the time of planned activities."""
    found: list[Condition] = []
    if saring.terjadwal is not None:
        found.append(_PLAN.mulai.is_not(None) if saring.terjadwal else _PLAN.mulai.is_(None))
    if saring.sejak:
        found.append(_PLAN.mulai >= saring.sejak)
    if saring.dari:
        found.append(saring.dari <= _LAST)
    if saring.sampai:
        found.append(_PLAN.mulai <= saring.sampai)
    if saring.terlambat:
        found += _late(saring.terlambat)
    return found


def _late(per: date) -> list[Condition]:
    """Return that the time passed by a day while nobody said what became of the activity."""
    waiting = _PLAN.status == StatusRencana.DIRENCANAKAN
    return [waiting, _PLAN.alasan == "", per > _LAST]


def _hangs(saring: SaringRencana, parent: Any, condition: Condition) -> Condition:
    """Tell whether such a record hangs on a planned activity.

    Where few activities are left by the days or the program, each is asked; otherwise the records
    are found first. The planner of SQLite does not know which are fewer.
    """
    if saring.sejak or (saring.tahun and saring.program):
        found = sa.select(parent).where(parent == _PLAN.id, condition)
        return found.correlate(TABLES[Kind.RENCANA]).exists()
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
