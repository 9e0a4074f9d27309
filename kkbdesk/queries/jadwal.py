"""The plan as a calendar shows it: when, where and by whom, without what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from kkbdesk.model.ids import KampungId, OPDId, ProgramId, RencanaId
from kkbdesk.model.saring import SaringRencana
from kkbdesk.model.waktu import sebut_waktu
from kkbdesk.queries.rencana import KeadaanRencana, keadaan_dari
from kkbdesk.store import JadwalBaris, Reader

T = TypeVar("T")
LAMA = timedelta(7)
"""What lasts longer does not stand on each of its days."""


class JadwalRow(NamedTuple):
    """A planned activity on a calendar; a tuple, for a year has very many."""

    id: RencanaId
    kegiatan: str
    program: ProgramId
    opd: OPDId | None
    mulai: date | None
    akhir: date | None
    pasti: bool
    keadaan: KeadaanRencana
    kampung: Sequence[KampungId]
    mitra: Sequence[OPDId]

    @property
    def waktu(self) -> str:
        """Return when it is to happen, in words."""
        return sebut_waktu(self.mulai, self.akhir, pasti=self.pasti)

    @property
    def sehari_hari(self) -> bool:
        """Tell whether it stands on each of its days: they are known, and few."""
        known = self.pasti and self.mulai is not None and self.akhir is not None
        return known and self.akhir - self.mulai < LAMA  # type: ignore[operator]  # both are known


def jadwal(
    reader: Reader, saring: SaringRencana, *, tempat: bool = True, mitra: bool = True
) -> list[JadwalRow]:
    """Return the planned activities that were asked for as a calendar shows them.

    Kampung and joining agencies are left out where nobody asks for them.
    """
    places = _gathered(reader.tempat_rencana(saring)) if tempat else {}
    partners = _gathered(reader.mitra_rencana(saring)) if mitra else {}
    return [
        JadwalRow(
            row.id, row.kegiatan, row.program, row.opd, row.mulai, row.akhir, row.pasti,
            _state(row), places.get(row.id, ()), partners.get(row.id, ()),
        )
        for row in reader.jadwal(saring)
    ]  # fmt: skip


def _state(row: JadwalBaris) -> KeadaanRencana:
    return keadaan_dari(row.status, row.mulai, late=row.terlambat, done=row.terlaksana)


def _gathered(pairs: Iterable[tuple[RencanaId, T]]) -> Mapping[RencanaId, Sequence[T]]:
    found: dict[RencanaId, list[T]] = {}
    for id, value in pairs:
        if id in found:
            found[id].append(value)
        else:
            found[id] = [value]
    return found
