"""Control totals of the offices below, counted anew only for those whose records changed since."""

from __future__ import annotations

from dataclasses import dataclass

from kkbdesk.model.changes import Change
from kkbdesk.model.ids import ChangeSetId
from kkbdesk.model.paket import Tujuan
from kkbdesk.model.wilayah import within
from kkbdesk.queries.isi_paket import ISI, Lingkup, angka_kontrol
from kkbdesk.queries.letak import RUJUKAN, TAK_DIKETAHUI, Letak
from kkbdesk.store import SEMUA, Reader

Sidik = dict[str, str]
"""Digest of the records of an office by kind."""


@dataclass(frozen=True, slots=True)
class _Terhitung:
    """What was counted, and the entry of the journal up to which it holds."""

    sidik: Sidik
    urut: int


class AngkaBawahan:
    """Remembers what was counted as long as the program runs."""

    def __init__(self) -> None:
        self._known: dict[str, _Terhitung] = {}
        self._places: dict[ChangeSetId, frozenset[str]] = {}

    def sidik(self, reader: Reader, kantor: str) -> Sidik:
        """Return the digests of what is here of an office, by kind."""
        newest = reader.entries(limit=1)[0].urut
        known = self._known.get(kantor)
        if known is None or self._touched(reader, kantor, known.urut):
            total = angka_kontrol(reader.sebagai(kantor), Lingkup(Tujuan.PROVINSI, kantor, kantor))
            known = _Terhitung({kind: told["sidik"] for kind, told in total.items()}, newest)
        self._known[kantor] = _Terhitung(known.sidik, newest)
        return known.sidik

    def _touched(self, reader: Reader, kantor: str, urut: int) -> bool:
        """Tell whether an entry of the journal after this one changed something of an office."""
        return any(
            place == TAK_DIKETAHUI or within(place, kantor)
            for _, id in reader.since(urut)
            for place in self._changed(reader, id)
        )

    def _changed(self, reader: Reader, id: ChangeSetId) -> frozenset[str]:
        """Return the regions of what a ChangeSet changed."""
        if id not in self._places:
            letak = Letak(reader.sebagai(SEMUA))
            changes = reader.changeset(id).changes
            self._places[id] = frozenset(
                place for change in changes for place in _places(change, letak)
            )
        return self._places[id]


def _places(change: Change, letak: Letak) -> set[str]:
    """Return where a record was and where it is."""
    if change.kind in RUJUKAN or change.kind not in ISI[Tujuan.PROVINSI]:
        return set()
    known = (record for record in (change.before, change.after) if record is not None)
    return {letak.kode(record) or TAK_DIKETAHUI for record in known}
