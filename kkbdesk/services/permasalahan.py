"""Needs of villages: ranked, taken over from last year, proposed from the data, answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kkbdesk.model.ids import (
    KampungId,
    PermasalahanId,
    RencanaId,
    new_id,
)
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.problem import Problem
from kkbdesk.model.rencana import LokasiRencana, Rencana, lokasi
from kkbdesk.model.wilayah import normal
from kkbdesk.queries.permasalahan import (
    Jawaban,
    PermasalahanRow,
    UsulanPermasalahan,
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


class PermasalahanService:
    """Keeps what the villages need; ranks stay 1, 2, 3 whatever is added, moved or removed."""

    def __init__(self, store: Store, editor: Editor, today: Callable[[], date]) -> None:
        self._store = store
        self._editor = editor
        self._today = today

    def daftar(self, tahun: int, kampung: KampungId | None = None) -> list[PermasalahanRow]:
        """Return the problems of a year, of all villages or one, by village and rank."""
        asked = {"tahun": tahun, **({"kampung": kampung} if kampung else {})}
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
            if nilai.get("peringkat"):
                others = [item for item in _ranked(unit, changed) if item.id != changed.id]
                others.insert(changed.peringkat - 1 if changed.peringkat else 0, changed)
                _number(unit, others)
            return ada(unit, Permasalahan, changed.id)

    def urutkan(self, ids: Sequence[PermasalahanId]) -> None:
        """Set the order of the problems of a kampung and year; others follow."""
        with self._editor.edit("Urutkan permasalahan") as unit:
            first = [ada(unit, Permasalahan, id) for id in ids]
            rest = [item for item in _ranked(unit, first[0]) if item.id not in set(ids)]
            _number(unit, [*first, *rest])

    def hapus(self, ids: Sequence[PermasalahanId]) -> None:
        """Remove problems in one step; those below move up."""
        with self._editor.edit("Hapus permasalahan") as unit:
            present = unit.get_many(Permasalahan, ids)
            for need in present.values():
                unit.remove(Permasalahan, need.id)
            for need in present.values():
                _number(unit, _ranked(unit, need))

    def salin(self, dari: int, ke: int, kampung: KampungId | None = None) -> int:
        """Take over what was not solved, in its order, and return how many problems that were.

        What a village has stated for the new year in the same words stays as it is.
        """
        with self._editor.edit(f"Salin permasalahan dari {dari}") as unit:
            asked = {"tahun": dari, **({"kampung": kampung} if kampung else {})}
            rows = baris_permasalahan(unit, unit.find(Permasalahan, **asked), self._today())
            taken = 0
            for row in rows:
                need = row.permasalahan
                if row.jawaban is Jawaban.SELESAI or _stated(unit, need, ke):
                    continue
                _insert(unit, {name: getattr(need, name) for name in _TAKEN} | {"tahun": ke})
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


def _insert(unit: Unit, nilai: Mapping[str, Any]) -> Permasalahan:
    made = Permasalahan(id=PermasalahanId(new_id()), **nilai)
    others = _ranked(unit, made)
    at = made.peringkat - 1 if made.peringkat else len(others)
    others.insert(min(at, len(others)), made)
    unit.put(made)
    _number(unit, others)
    return ada(unit, Permasalahan, made.id)


def _ranked(reader: Reader, like: Permasalahan) -> list[Permasalahan]:
    """Return the problems of the same kampung and year by rank."""
    return sorted(reader.find(Permasalahan, kampung=like.kampung, tahun=like.tahun), key=urutan)


def _number(unit: Unit, items: Iterable[Permasalahan]) -> None:
    for rank, item in enumerate(items, 1):
        unit.put(replace(item, peringkat=rank))


def _stated(unit: Unit, need: Permasalahan, tahun: int) -> bool:
    present = unit.find(Permasalahan, kampung=need.kampung, tahun=tahun)
    return any(normal(item.uraian) == normal(need.uraian) for item in present)
