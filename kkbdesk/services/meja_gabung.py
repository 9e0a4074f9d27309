"""The records a merge works on: as they were here, and as they are to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kkbdesk.exchange.padu import Keadaan
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import Kind
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.versi import Titik, Versi
from kkbdesk.model.wire import Plain, from_plain, to_plain
from kkbdesk.services.gabung import Kunci
from kkbdesk.store import Unit


class Meja:
    """Reads records with their versions, many at once, and keeps what is to become of them."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self.titik: Titik = unit.titik()
        self.kini: dict[Kunci, Keadaan] = {}
        """What the merge decided, by kind and id."""
        self._sebelum: dict[Kunci, Keadaan | None] = {}

    def baca(self, keys: Iterable[Kunci]) -> None:
        """Learn at once what is here of all these."""
        of_kind: dict[Kind, list[str]] = {}
        for kind, id in keys:
            if (kind, id) not in self._sebelum:
                of_kind.setdefault(kind, []).append(id)
        for kind, ids in of_kind.items():
            found = self._unit.get_many(RECORDS[kind], ids)
            known = self._unit.versi((str(kind), id) for id in ids)
            for id in ids:
                state = _keadaan(found.get(id), known.get((str(kind), id)))
                self._sebelum[kind, id] = state

    def sebelum(self, key: Kunci) -> Keadaan | None:
        """Return a record as it was before the merge; None for what was never known here."""
        if key not in self._sebelum:
            self.baca([key])
        return self._sebelum[key]

    def isi_sebelum(self, key: Kunci) -> Plain | None:
        """Return the fields of a record before the merge; None where there was none."""
        before = self.sebelum(key)
        return before.isi if before else None

    def lihat(self, key: Kunci) -> Keadaan | None:
        """Return a record as it is to be."""
        return self.kini.get(key) or self.sebelum(key)

    def berubah(self) -> Iterator[tuple[Kunci, Plain | None]]:
        """Yield the records whose fields change, with the new ones; None for what goes."""
        for key, state in self.kini.items():
            if state.isi != self.isi_sebelum(key):
                yield key, state.isi


def catatan(kind: Kind, id: str, isi: Plain) -> Record:
    """Return a record of fields that were here or were looked at before."""
    return from_plain(kind, {**isi, "id": id})


def _keadaan(record: Record | None, versi: Versi | None) -> Keadaan | None:
    if record is None:
        return None if versi is None else Keadaan(None, versi)
    isi = to_plain(record)
    del isi["id"]
    return Keadaan(isi, versi or Versi())
