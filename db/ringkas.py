"""Long lists counted where they lie: the plan by agency, problems, traces of each kampung."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from db.schema import TABLES
from kkbdesk.model.ids import Kind
from kkbdesk.model.rapat import StatusRapat
from kkbdesk.model.rencana import StatusRencana
from kkbdesk.store import SEMUA

_PLAN = TABLES[Kind.RENCANA].c
_DONE = TABLES[Kind.REALISASI].c
_NEED = TABLES[Kind.PERMASALAHAN].c
_OFFER = TABLES[Kind.TAWARAN].c
_KAMPUNG = TABLES[Kind.KAMPUNG].c

Condition = sa.ColumnElement[bool]
LATELY = timedelta(days=62)
"""Within so many days most kampung did something."""


def rencana(tahun: int, per: date, kantor: str) -> sa.Select[Any]:
    """Return the plan of a year by program, agency and state, with what it is to cost."""
    last = sa.func.coalesce(_PLAN.selesai, _PLAN.mulai)
    late = sa.and_(
        _PLAN.status == StatusRencana.DIRENCANAKAN,
        _PLAN.alasan == "",
        sa.func.coalesce(last < per, sa.false()),
    )
    key = (_PLAN.program, _PLAN.opd, _PLAN.status, _PLAN.mulai.is_not(None), late)
    counted = (sa.func.count(), sa.func.count(_PLAN.anggaran), sa.func.sum(_PLAN.anggaran))
    of_year = (_PLAN.tahun == tahun, *_owned(_PLAN.kantor, kantor))
    return sa.select(*key, *counted).where(*of_year).group_by(*key)


def biaya(tahun: int, kantor: str) -> sa.Select[Any]:
    """Return what was done of the plan of a year by program and agency, with what it cost."""
    key = (_PLAN.program, _PLAN.opd)
    return (
        sa.select(
            *key, sa.func.count(sa.distinct(_PLAN.id)), sa.func.count(_DONE.biaya),
            sa.func.sum(_DONE.biaya),
        )
        .join_from(TABLES[Kind.RENCANA], TABLES[Kind.REALISASI], _DONE.rencana == _PLAN.id)
        .where(
            _PLAN.tahun == tahun, _PLAN.status != StatusRencana.BATAL,
            *_owned(_PLAN.kantor, kantor),
        )
        .group_by(*key)
    )  # fmt: skip


def masalah(tahun: int, here: Condition) -> sa.Executable:
    """Return how many problems active kampung stated in a year, and how many have no answer."""
    return (
        sa.select(sa.func.count(), sa.func.count(sa.case((_NEED.rencana.is_(None), 1))))
        .join_from(TABLES[Kind.PERMASALAHAN], TABLES[Kind.KAMPUNG], _KAMPUNG.id == _NEED.kampung)
        .where(_NEED.tahun == tahun, _KAMPUNG.aktif, here)
    )


def tawaran(tahun: int, kantor: str) -> sa.Executable:
    """Return how many offers there are in a year, and from how many no plan came."""
    used = sa.select(_PLAN.id).where(_PLAN.tawaran == _OFFER.id).exists()
    return (
        sa.select(sa.func.count(), sa.func.count(sa.case((~used, 1))))
        .select_from(TABLES[Kind.TAWARAN])
        .where(_OFFER.tahun == tahun, *_owned(_OFFER.kantor, kantor))
    )


def jejak(per: date) -> dict[str, list[sa.Select[Any]]]:
    """Return what finds the newest trace of every kampung, by the name of the trace.

    Few of the planned activities of a kampung must be looked at to find one of a year, and few of
    the latest deeds to find most kampung; the others are looked for by themselves.
    """
    meeting, figures, cell = (
        TABLES[kind].c for kind in (Kind.RAPAT, Kind.VARIABEL, Kind.SEL_MATRIKS)
    )
    lately = _newest(_DONE, per).where(_DONE.tanggal >= per - LATELY, _DONE.kampung.is_not(None))
    seen = lately.with_only_columns(_DONE.kampung)
    others = sa.select(_KAMPUNG.id).where(_KAMPUNG.id.not_in(seen))
    before = _newest(_DONE, per).where(_DONE.kampung.in_(others))
    held = _newest(meeting, per).where(
        meeting.status == StatusRapat.TERLAKSANA, meeting.kampung.is_not(None)
    )
    filled = sa.select(cell.kampung, sa.func.max(cell.tahun)).where(
        cell.tahun <= per.year, cell.kampung.is_not(None)
    )
    return {
        "rencana": [sa.select(_KAMPUNG.id, _planned(per.year)).where(_planned(per.year) != 0)],
        "realisasi": [lately.group_by(_DONE.kampung), before.group_by(_DONE.kampung)],
        "rapat": [held.group_by(meeting.kampung)],
        "data": [_newest(figures, per).group_by(figures.kampung)],
        "matriks": [filled.group_by(cell.kampung)],
    }


def _planned(tahun: int) -> sa.ColumnElement[int]:
    """Return the newest of two years in which something is planned in a kampung, 0 for neither."""
    place = TABLES[Kind.LOKASI_RENCANA].c

    def there(year: int) -> sa.Exists:
        plan = sa.select(_PLAN.id).where(
            _PLAN.id == place.rencana, _PLAN.tahun == year, _PLAN.status != StatusRencana.BATAL
        )
        return sa.select(place.id).where(place.kampung == _KAMPUNG.id, plan.exists()).exists()

    return sa.case((there(tahun), tahun), (there(tahun - 1), tahun - 1), else_=0)


def kelas(per: date, here: list[Condition]) -> sa.Select[Any]:
    """Return how many active kampung are in each class on a day, as their newest record says."""
    rated = TABLES[Kind.KLASIFIKASI].c
    newest = (
        sa.select(rated.kampung, sa.func.max(rated.tanggal).label("tanggal"))
        .where(rated.tanggal <= per)
        .group_by(rated.kampung)
        .subquery()
    )
    return (
        sa.select(rated.kelas, sa.func.count())
        .join_from(
            TABLES[Kind.KLASIFIKASI], newest,
            (newest.c.kampung == rated.kampung) & (newest.c.tanggal == rated.tanggal),
        )
        .join(TABLES[Kind.KAMPUNG], _KAMPUNG.id == rated.kampung)
        .where(_KAMPUNG.aktif, *here)
        .group_by(rated.kelas)
    )  # fmt: skip


def _newest(columns: Any, per: date) -> sa.Select[Any]:
    return sa.select(columns.kampung, sa.func.max(columns.tanggal)).where(columns.tanggal <= per)


def _owned(column: Any, kantor: str) -> list[Condition]:
    return [] if kantor == SEMUA else [column == kantor]
