"""What of a merge is not taken: what the sender may not bring, what is locked, what points nowhere.

All of it is taken back record by record and named; the next package brings it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kkbdesk.model.fields import Record
from kkbdesk.model.ids import Kind, derived_id
from kkbdesk.model.matriks import Matriks, SelMatriks, matriks_id
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.versi import Versi
from kkbdesk.model.wilayah import within
from kkbdesk.queries.letak import RUJUKAN, TAK_DIKETAHUI, Letak
from kkbdesk.rules.check import check, wrong
from kkbdesk.services.gabung import Ditolak, Kunci, Rencana, Wewenang
from kkbdesk.services.kembar import rujukan, terlihat
from kkbdesk.services.meja_gabung import Meja, catatan
from kkbdesk.store import Unit

_UNIK = {Kind.BUTIR: ("daftar", "kode"), Kind.PADANAN: ("jenis", "teks")}
"""Fields of which two records may not hold the same, where the id does not see to it."""


def boleh(may: Wewenang, letak: Letak, record: Record) -> bool:
    """Tell whether a sender may bring this record; what hangs on nothing is refused as that."""
    code = letak.kode(record)
    if code is None:
        return may.rujukan or record.KIND in (Kind.BUTIR, Kind.KEGIATAN)
    return code == TAK_DIKETAHUI or within(code, may.wilayah)


def _matrix(cell: SelMatriks) -> str:
    """Return the id of the matrix of a cell, as this database has it."""
    if cell.kampung is None and cell.kantor:
        return derived_id(Kind.MATRIKS, cell.tahun, cell.kantor)
    return matriks_id(cell.tahun, cell.kampung)


class Saringan:
    """Puts what a merge decided into the unit, and takes back what is not to be taken."""

    def __init__(
        self,
        unit: Unit,
        meja: Meja,
        may: Wewenang,
        rencana: Rencana,
        pasangan: Mapping[Kunci, set[Kunci]],
    ) -> None:
        self._unit = unit
        self._meja = meja
        self._may = may
        self._rencana = rencana
        self._pairs = pasangan
        """Records that became one: taken together or not at all."""
        self._dropped: list[Kunci] = []

    def saring(self, records: Mapping[Kunci, Record], tahu: Mapping[Kunci, Versi | None]) -> None:
        """Leave in the unit and on the table what is taken.

        `records` are those of the package where they are known already; `tahu` is what the sender
        knew of each record it sent, None where it is the same as here.
        """
        foreign = self._foreign(self._before())
        self._put(records)
        foreign |= self._foreign(self._after())
        for key in sorted(foreign):
            self._drop(key, "Bukan milik wilayah kantor pengirim.")
        for key in sorted(self._own_lists()):
            self._drop(key, "Daftar acuan ini diatur di sini; kantor di bawah hanya menambah.")
        self._refuse_locked(tahu)
        while self._refuse_dangling():
            pass
        self._mark()

    def _before(self) -> Iterator[Record]:
        for key in self._meja.kini:
            isi = self._meja.isi_sebelum(key)
            if isi is not None:
                yield catatan(*key, isi)

    def _after(self) -> Iterator[Record]:
        for kind, id in self._meja.kini:
            record = self._unit.get(RECORDS[kind], id)
            if record is not None:
                yield record

    def _foreign(self, records: Iterable[Record]) -> set[Kunci]:
        letak = Letak(self._unit)
        return {
            (record.KIND, record.id) for record in records if not boleh(self._may, letak, record)
        }

    def _own_lists(self) -> set[Kunci]:
        """Return items of lists that shipped or were edited here and an office below changed."""
        if self._may.rujukan:
            return set()
        mine = self._unit.simpul_semua()
        return {
            key
            for key, _ in self._meja.berubah()
            if key[0] in RUJUKAN
            and (before := self._meja.sebelum(key)) is not None
            and before.isi is not None
            and (not before.versi.konteks or mine & before.versi.konteks.keys())
        }

    def _put(self, records: Mapping[Kunci, Record]) -> None:
        for key, isi in list(self._meja.berubah()):
            kind, id = key
            if isi is None:
                self._unit.remove(RECORDS[kind], id)
                continue
            known = records.get(key)
            record = known if known is not None else catatan(kind, id, isi)
            if kind in _UNIK and self._is_taken(record):
                self._drop(key, f"{record.NOUN} yang sama sudah ada di sini dengan nama lain.")
            else:
                self._unit.put(record)

    def _is_taken(self, record: Any) -> bool:
        same = {name: getattr(record, name) for name in _UNIK[record.KIND]}
        return any(other.id != record.id for other in self._unit.find(type(record), **same))

    def _refuse_locked(self, tahu: Mapping[Kunci, Versi | None]) -> None:
        """Keep out changes to a matrix that was agreed and locked here, unknown to the sender."""
        cells = [
            (key, cell)
            for key, _ in self._meja.berubah()
            if key[0] is Kind.SEL_MATRIKS and (cell := self._cell(key)) is not None
        ]
        states = {_matrix(cell) for _, cell in cells}
        locked = {id for id, now in self._unit.get_many(Matriks, states).items() if now.terkunci}
        for key, cell in cells:
            state = _matrix(cell)
            if state not in locked or not self._was_locked(state):
                continue
            if key in tahu and not self._knew(state, tahu):
                self._drop(key, "Matriks ini sudah disepakati dan dikunci di sini.")
            elif key in self._meja.kini:
                self._note(cell, "Matriks ini sudah disepakati dan dikunci di sini.")

    def _cell(self, key: Kunci) -> SelMatriks | None:
        """Return a cell as it is to be, or as it was where it goes."""
        cell = self._unit.get(SelMatriks, key[1])
        before = self._meja.isi_sebelum(key)
        if cell is not None or before is None:
            return cell
        former = catatan(*key, before)
        return former if isinstance(former, SelMatriks) else None

    def _was_locked(self, state: str) -> bool:
        return bool((self._meja.isi_sebelum((Kind.MATRIKS, state)) or {}).get("terkunci"))

    def _knew(self, state: str, tahu: Mapping[Kunci, Versi | None]) -> bool:
        """Tell whether the sender knew that a matrix is locked here."""
        key = Kind.MATRIKS, state
        if key not in tahu:
            return False
        told, here = tahu[key], self._meja.sebelum(key)
        if told is None or here is None:
            return True
        return any(map(told.tahu, here.versi.milik("terkunci")))

    def _refuse_dangling(self) -> bool:
        """Take back what refers to nothing; where that cannot be helped, what it refers to stays.

        Every record taken back leaves the table, so this comes to an end.
        """
        wanted: dict[Kunci, list[Kunci]] = {}
        for key in (*(key for key, isi in self._meja.berubah() if isi), *self._dropped):
            record = self._unit.get(RECORDS[key[0]], key[1])
            for name, ref in rujukan(key[0]) if record is not None else ():
                value = getattr(record, name)
                if value:
                    wanted.setdefault((ref, str(value)), []).append(key)
        found = False
        for target in self._missing(wanted):
            for key in wanted[target]:
                if key in self._meja.kini:
                    noun = RECORDS[target[0]].NOUN
                    self._drop(key, f"Merujuk ke {noun} yang tidak ada di sini maupun di paket.")
                    found = True
                elif target in self._meja.kini:
                    self._drop(target, f"Masih dipakai oleh {RECORDS[key[0]].NOUN} di sini.")
                    found = True
        return found

    def _missing(self, keys: Iterable[Kunci]) -> list[Kunci]:
        ids: dict[Kind, list[str]] = {}
        for kind, id in keys:
            ids.setdefault(kind, []).append(id)
        return [
            (kind, id)
            for kind, wanted in ids.items()
            for id in sorted(set(wanted) - self._unit.get_many(RECORDS[kind], wanted).keys())
        ]

    def _mark(self) -> None:
        """Name what breaks a rule together with what is here.

        It is taken all the same: which of two records breaks it depends on which was there first,
        and offices that refuse each other's would never come to hold the same.
        """
        changed = {
            (record.KIND, str(record.id)): record
            for record in self._changed()
            if terlihat(self._unit.kantor, record)
        }
        for problem in wrong(check(list(changed.values()), self._unit)):
            if (problem.kind, problem.id) in changed:
                self._note(changed[problem.kind, problem.id], problem.text)

    def _changed(self) -> Iterator[Record]:
        for (kind, id), isi in self._meja.berubah():
            record = None if isi is None else self._unit.get(RECORDS[kind], id)
            if record is not None:
                yield record

    def _note(self, record: Record, why: str) -> None:
        self._rencana.perhatian.append(Ditolak(record.KIND, record.id, why, record))

    def _drop(self, key: Kunci, why: str) -> None:
        """Leave a record as it was here, with what became one with it."""
        state = self._meja.kini.pop(key, None)
        if state is None:
            return
        kind, id = key
        before = self._meja.isi_sebelum(key)
        if before is None:
            self._unit.remove(RECORDS[kind], id)
        else:
            self._unit.put(catatan(kind, id, before))
        isi = state.isi or before
        self._dropped.append(key)
        record = None if isi is None else catatan(kind, id, isi)
        self._rencana.ditolak.append(Ditolak(kind, id, why, record))
        self._rencana.pertentangan = [
            item for item in self._rencana.pertentangan if (item.kind, item.id) != key
        ]
        for other in self._pairs.get(key, ()):
            self._drop(other, why)
