"""Plans, deeds, problems and offers found by their words, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from db.schema import TABLES
from kkbdesk.model.ids import Kind
from kkbdesk.store import SEMUA

_PLAN = TABLES[Kind.RENCANA].c
_DONE = TABLES[Kind.REALISASI].c
_NEED = TABLES[Kind.PERMASALAHAN].c
_OFFER = TABLES[Kind.TAWARAN].c
_KAMPUNG = TABLES[Kind.KAMPUNG].c
_AGENCY = TABLES[Kind.OPD].c


def rencana(words: Sequence[str], kantor: str, limit: int) -> Iterator[tuple[Kind, sa.Select[Any]]]:
    """Yield what finds each kind: id, text, where or who, day or year.

    The newest are told by an expression, so that the table is read once from end to end instead
    of row by row in the order of an index.
    """
    plan = sa.select(_PLAN.id, _PLAN.kegiatan, _PLAN.tempat, _PLAN.tahun).where(
        *(_PLAN.cari.contains(word, autoescape=True) for word in words), *_own(_PLAN.kantor, kantor)
    )
    yield Kind.RENCANA, plan.order_by((_PLAN.tahun + 0).desc()).limit(limit)
    done = sa.select(_DONE.id, _DONE.judul, _DONE.tempat, _DONE.tanggal).where(
        *(_DONE.cari.contains(word, autoescape=True) for word in words), *_own(_DONE.kantor, kantor)
    )
    newest = sa.func.coalesce(_DONE.tanggal, _DONE.diinput)
    yield Kind.REALISASI, done.order_by(newest.desc().nulls_last()).limit(limit)
    need = (
        sa.select(_NEED.id, _NEED.uraian, _KAMPUNG.nama, _NEED.tahun)
        .join_from(TABLES[Kind.PERMASALAHAN], TABLES[Kind.KAMPUNG], _KAMPUNG.id == _NEED.kampung)
        .where(*(_NEED.uraian.icontains(word, autoescape=True) for word in words))
    )
    yield Kind.PERMASALAHAN, need.order_by(_NEED.tahun.desc(), _NEED.id).limit(limit)
    offer = (
        sa.select(_OFFER.id, _OFFER.kegiatan, _AGENCY.nama, _OFFER.tahun)
        .join_from(TABLES[Kind.TAWARAN], TABLES[Kind.OPD], _AGENCY.id == _OFFER.opd)
        .where(
            *(_OFFER.kegiatan.icontains(word, autoescape=True) for word in words),
            *_own(_OFFER.kantor, kantor),
        )
    )
    yield Kind.TAWARAN, offer.order_by(_OFFER.tahun.desc(), _OFFER.id).limit(limit)


def _own(column: Any, kantor: str) -> list[sa.ColumnElement[bool]]:
    return [] if kantor == SEMUA else [column == kantor]
