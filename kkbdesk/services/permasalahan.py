"""Needs of villages: ranked, taken over from last year, proposed from the data, answered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kkbdesk.errors import UserError
from kkbdesk.model.ids import (
    KampungId,
    PermasalahanId,
    RapatId,
    RencanaId,
    new_id,
)
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.problem import Problem
from kkbdesk.model.rapat import Rapat, StatusRapat
from kkbdesk.model.rencana import LokasiRencana, Rencana, lokasi
from kkbdesk.model.wilayah import normal
from kkbdesk.queries.permasalahan import (
    Jawaban,
    PermasalahanRow,
    UsulanPermasalahan,
    acara,
    baris_permasalahan,
    belum_terjawab,
    indikator,
    urutan,
    usulan_indikator,
    usulan_program,
)
from kkbdesk.rules.check import check
from kkbdesk.services.editor import Editor, put_values
from kkbdesk.services.rapat_inti import ada
from kkbdesk.store import Reader, Store, Unit

__all__ = ["Jawaban", "PermasalahanRow", "PermasalahanService", "UsulanPermasalahan"]


_TAKEN = ("kampung", "program", "uraian", "dasar", "catatan")
"""What of a problem goes over to the next year."""
_LISTED = 20
"""More problems than these stand on an agenda as one item."""


class PermasalahanService:
    """Keeps what the villages need; ranks stay 1, 2, 3 whatever is added, moved or removed."""

    def __init__(self, store: Store, editor: Editor, today: Callable[[], date]) -> None:
        self._store = store
        self._editor = editor
        self._today = today

    def daftar(self, tahun: int | None, kampung: KampungId | None = None) -> list[PermasalahanRow]:
        """Return the problems of a year or all, of all villages or one, by village and rank."""
        given = {"tahun": tahun, "kampung": kampung}
        asked = {name: value for name, value in given.items() if value is not None}
        with self._store.read() as reader:
            found = reader.find(Permasalahan, **asked)
            return baris_permasalahan(reader, found, self._today())

    def get(self, id: PermasalahanId) -> tuple[PermasalahanRow, list[Problem]]:
        """Return a problem with its answer and what is wrong with it; raises StaleEdit."""
        with self._store.read() as reader:
            need = ada(reader, Permasalahan, id)
            (row,) = baris_permasalahan(reader, [need], self._today())
            return row, check([need], reader)

    def belum_terjawab(self, tahun: int, kampung: KampungId | None = None) -> list[PermasalahanRow]:
        """Return the problems that no plan answers, by village and rank."""
        with self._store.read() as reader:
            found = belum_terjawab(reader, tahun, kampung)
            return baris_permasalahan(reader, found, self._today())

    def tambah(self, nilai: Mapping[str, Any], *, initiator: object | None = None) -> Permasalahan:
        """Add a problem at its rank, the others moving down; last without one."""
        with self._editor.edit("Tambah permasalahan", initiator=initiator) as unit:
            return _insert(unit, nilai)

    def ubah(
        self, record: Permasalahan, nilai: Mapping[str, Any], *, initiator: object | None = None
    ) -> Permasalahan:
        """Change some fields; another rank moves the others. Raises RuleViolation, StaleEdit."""
        with self._editor.edit("Ubah permasalahan", initiator=initiator) as unit:
            changed = put_values(unit, record, nilai)
            if "peringkat" in nilai:
                _rank(unit, changed)
            return ada(unit, Permasalahan, changed.id)

    def urutkan(self, ids: Sequence[PermasalahanId]) -> None:
        """Set the order of the problems of a kampung and year; others follow."""
        with self._editor.edit("Urutkan permasalahan") as unit:
            first = [ada(unit, Permasalahan, id) for id in ids]
            rest = [item for item in _ranked(unit, first[0]) if item.id not in set(ids)]
            _number(unit, [*first, *rest])

    def geser(self, id: PermasalahanId, langkah: int) -> int:
        """Move a problem down by so many ranks, up when negative, and return its rank; StaleEdit.

        What was moved meanwhile counts, so keys pressed fast each move by one.
        """
        with self._editor.edit("Urutkan permasalahan") as unit:
            need = ada(unit, Permasalahan, id)
            items = _ranked(unit, need)
            place = items.index(need)
            at = min(max(place + langkah, 0), len(items) - 1)
            items.insert(at, items.pop(place))
            if at != place:
                _number(unit, items)
        return at + 1

    def hapus(self, ids: Sequence[PermasalahanId]) -> None:
        """Remove problems in one step; those below move up."""
        with self._editor.edit("Hapus permasalahan") as unit:
            present = unit.get_many(Permasalahan, ids)
            for need in present.values():
                unit.remove(Permasalahan, need.id)
            places = {(need.kampung, need.tahun): need for need in present.values()}
            for need in places.values():
                _number(unit, _ranked(unit, need))

    def salin(self, dari: int, ke: int, kampung: KampungId | None = None) -> int:
        """Take over what was not solved, in its order, and return how many problems that were.

        What a village has stated for the new year in the same words stays as it is.
        """
        with self._editor.edit(f"Salin permasalahan dari {dari}") as unit:
            given = {"kampung": kampung} if kampung else {}
            rows = baris_permasalahan(
                unit, unit.find(Permasalahan, tahun=dari, **given), self._today()
            )
            stated: defaultdict[KampungId, set[str]] = defaultdict(set)
            last = Counter[KampungId]()
            for item in unit.find(Permasalahan, tahun=ke, **given):
                stated[item.kampung].add(normal(item.uraian))
                last[item.kampung] = max(last[item.kampung] + 1, item.peringkat or 0)
            taken = 0
            for row in rows:
                need, present = row.permasalahan, stated[row.permasalahan.kampung]
                if row.jawaban is Jawaban.SELESAI or normal(need.uraian) in present:
                    continue
                present.add(normal(need.uraian))
                last[need.kampung] += 1
                values = {name: getattr(need, name) for name in _TAKEN}
                id, rank = PermasalahanId(new_id()), last[need.kampung]
                unit.put(Permasalahan(id=id, tahun=ke, peringkat=rank, **values))
                taken += 1
        return taken

    def usulan(self, kampung: KampungId, tahun: int) -> list[UsulanPermasalahan]:
        """Return what the data show and nobody has stated: figures first, then empty programs."""
        with self._store.read() as reader:
            place = ada(reader, Kampung, kampung)
            found = [
                *usulan_indikator(reader, place, tahun, indikator()),
                *usulan_program(reader, kampung, tahun),
            ]
            every = reader.find(Permasalahan, kampung=kampung, tahun=tahun)
            stated = {normal(item.uraian) for item in every}
        return [item for item in found if normal(item.uraian) not in stated]

    def terima(self, usulan: Iterable[UsulanPermasalahan]) -> list[Permasalahan]:
        """State proposed problems in one step, after those that were ranked."""
        with self._editor.edit("Terima usulan permasalahan") as unit:
            return [
                _insert(
                    unit,
                    {"kampung": item.kampung, "tahun": item.tahun, "program": item.program,
                     "uraian": item.uraian, "dasar": item.dasar},
                )
                for item in usulan
            ]  # fmt: skip

    def jawab(self, ids: Sequence[PermasalahanId], rencana: RencanaId | None) -> None:
        """Let a plan answer problems, or take the answer away; the plan reaches their kampung."""
        with self._editor.edit("Jawab permasalahan") as unit:
            if rencana is not None:
                ada(unit, Rencana, rencana)
            for id in ids:
                need = ada(unit, Permasalahan, id)
                unit.put(replace(need, rencana=rencana))
                if rencana is not None and unit.find(LokasiRencana, rencana=rencana):
                    unit.put(lokasi(rencana, need.kampung))

    def bahas(self, ids: Sequence[PermasalahanId], rapat: RapatId) -> int:
        """Put problems onto the agenda of a meeting and return how many items that added.

        Very many become one item. Raises StaleEdit, UserError for a meeting that was held.
        """
        with self._editor.edit("Permasalahan masuk acara rapat") as unit:
            meeting = ada(unit, Rapat, rapat)
            if meeting.status is not StatusRapat.DIRENCANAKAN:
                raise UserError("Rapat ini sudah berlangsung atau batal; pilih rapat berikutnya.")
            unit.get_many(Permasalahan, ids)
            needs = [ada(unit, Permasalahan, id) for id in ids]
            places = unit.get_many(Kampung, {need.kampung for need in needs})
            items = [
                acara(need, None if need.kampung == meeting.kampung else places.get(need.kampung))
                for need in needs
            ]
            if len(items) > _LISTED:
                items = [f"Menjawab {len(items)} permasalahan desa menurut peringkatnya"]
            present = {item.casefold() for item in meeting.acara}
            fresh = [item for item in dict.fromkeys(items) if item.casefold() not in present]
            unit.put(replace(meeting, acara=(*meeting.acara, *fresh)))
        return len(fresh)


def _insert(unit: Unit, nilai: Mapping[str, Any]) -> Permasalahan:
    made = Permasalahan(id=PermasalahanId(new_id()), **nilai)
    unit.put(made)
    _rank(unit, made)
    return ada(unit, Permasalahan, made.id)


def _rank(unit: Unit, need: Permasalahan) -> None:
    """Let a problem have its rank, the last without one, and number the others after it."""
    rank = need.peringkat
    if rank is not None and rank < 1:  # the rules refuse it
        return
    others = [item for item in _ranked(unit, need) if item.id != need.id]
    others.insert(len(others) if rank is None else rank - 1, need)
    _number(unit, others)


def _ranked(reader: Reader, like: Permasalahan) -> list[Permasalahan]:
    """Return the problems of the same kampung and year by rank."""
    return sorted(reader.find(Permasalahan, kampung=like.kampung, tahun=like.tahun), key=urutan)


def _number(unit: Unit, items: Iterable[Permasalahan]) -> None:
    for rank, item in enumerate(items, 1):
        unit.put(replace(item, peringkat=rank))
