"""Offers of agencies, and their meeting with the needs of villages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any

from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.model.ids import (
    KampungId,
    OPDId,
    PermasalahanId,
    ProgramId,
    RencanaId,
    TawaranId,
    new_id,
)
from kkbdesk.model.matriks import Matriks, Peran, SelMatriks, sel_id
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.problem import Problem
from kkbdesk.model.rencana import Rencana, lokasi
from kkbdesk.model.tawaran import Tawaran
from kkbdesk.model.wilayah import normal
from kkbdesk.queries.pasangan import (
    Pasangan,
    Pertemuan,
    TawaranRow,
    baris_tawaran,
    peminat,
    pilihan,
    temukan,
)
from kkbdesk.rules.check import check
from kkbdesk.services.editor import Editor
from kkbdesk.services.rapat_inti import ada
from kkbdesk.store import Store, Unit

__all__ = ["Kesepakatan", "Pasangan", "Pertemuan", "TawaranRow", "TawaranService"]

_THOUSAND = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Kesepakatan:
    """What agreeing on pairs of needs and offers made."""

    rencana: tuple[Rencana, ...]
    sel: int
    """Cells that were added to matrices."""
    terkunci: tuple[KampungId, ...]
    """Kampung whose matrix is locked, so that it stayed as it was."""


class TawaranService:
    """Keeps the offers and brings them together with the needs."""

    def __init__(self, store: Store, editor: Editor, today: Callable[[], date]) -> None:
        self._store = store
        self._editor = editor
        self._today = today

    def daftar(self, tahun: int) -> list[TawaranRow]:
        """Return the offers of a year with what is left of them, by agency."""
        with self._store.read() as reader:
            return baris_tawaran(reader, reader.find(Tawaran, tahun=tahun))

    def get(self, id: TawaranId) -> tuple[TawaranRow, list[Problem]]:
        """Return an offer and what is wrong with it; raises StaleEdit."""
        with self._store.read() as reader:
            offer = ada(reader, Tawaran, id)
            (row,) = baris_tawaran(reader, [offer])
            return row, check([offer], reader)

    def tambah(self, nilai: Mapping[str, Any], *, initiator: object | None = None) -> Tawaran:
        """Add an offer; raises RuleViolation."""
        offer = Tawaran(id=TawaranId(new_id()), **{"tahun": self._today().year, **nilai})
        with self._editor.edit("Tambah tawaran", initiator=initiator) as unit:
            unit.put(offer)
        return offer

    def ubah(
        self, record: Tawaran, nilai: Mapping[str, Any], *, initiator: object | None = None
    ) -> Tawaran:
        """Change some fields; raises RuleViolation, StaleEdit."""
        return self._editor.change("Ubah tawaran", record, nilai, initiator=initiator)

    def hapus(self, ids: Sequence[TawaranId]) -> None:
        """Remove offers in one step; raises UserError when something was planned from one."""
        with self._editor.edit("Hapus tawaran") as unit:
            for id in ids:
                plans = unit.find(Rencana, tawaran=id)
                if plans:
                    raise UserError(
                        f"Tawaran ini sudah menjadi rencana “{plans[0].kegiatan}”; "
                        "hapus rencana itu dahulu."
                    )
                unit.remove(Tawaran, id)

    def salin(self, dari: int, ke: int) -> int:
        """Take over the offers of a year that the other does not have; return how many."""
        with self._editor.edit(f"Salin tawaran dari {dari}") as unit:
            present = {_sign(item) for item in unit.find(Tawaran, tahun=ke)}
            fresh = [item for item in unit.find(Tawaran, tahun=dari) if _sign(item) not in present]
            for item in fresh:
                unit.put(replace(item, id=TawaranId(new_id()), tahun=ke))
        return len(fresh)

    def pertemuan(self, tahun: int) -> Pertemuan:
        """Return demand and supply of a year beside each other, with proposals."""
        with self._store.read() as reader:
            return temukan(reader, tahun)

    def pilihan(self, id: PermasalahanId) -> list[Pasangan]:
        """Return every offer that may answer a problem, the best first; raises StaleEdit."""
        with self._store.read() as reader:
            return pilihan(reader, ada(reader, Permasalahan, id))

    def peminat(self, id: TawaranId) -> list[Pasangan]:
        """Return every unanswered problem that an offer may answer; raises StaleEdit.

        The most urgent come first.
        """
        with self._store.read() as reader:
            return peminat(reader, ada(reader, Tawaran, id))

    def sepakati(self, pasangan: Sequence[tuple[PermasalahanId, TawaranId]]) -> Kesepakatan:
        """Make plans of pairs and fill the matrices of their kampung, all in one step.

        Problems that one offer answers become one plan, with its share of the money. A locked
        matrix stays as it is. Raises StaleEdit, also for a problem that was answered meanwhile, and
        UserError for one without any program.
        """
        with self._editor.edit("Sepakati permasalahan dan tawaran") as unit:
            unit.get_many(Permasalahan, [need for need, _ in pasangan])
            offers = unit.get_many(Tawaran, {offer for _, offer in pasangan})
            groups: defaultdict[tuple[TawaranId, ProgramId], list[Permasalahan]] = defaultdict(list)
            for need_id, offer_id in pasangan:
                need, offer = _open(unit, need_id), ada(unit, Tawaran, offer_id)
                program = need.program or offer.program
                if program is None:
                    raise UserError(f"Pilih program untuk “{need.uraian}” dahulu.")
                groups[offer_id, program].append(need)
            left = {row.tawaran.id: _Left(row) for row in baris_tawaran(unit, [*offers.values()])}
            matrices = _Matrices(unit, {offer.tahun for offer in offers.values()})
            made: list[Rencana] = []
            for (offer_id, program), needs in groups.items():
                plan = _plan(unit, left[offer_id], program, needs)
                made.append(plan)
                for kampung in dict.fromkeys(need.kampung for need in needs):
                    matrices.name(plan, kampung)
        return Kesepakatan(tuple(made), matrices.added, tuple(sorted(matrices.locked)))


def _open(unit: Unit, id: PermasalahanId) -> Permasalahan:
    need = ada(unit, Permasalahan, id)
    if need.rencana is not None:
        raise StaleEdit(f"“{need.uraian}” sudah terjawab sementara itu. Periksa, lalu coba lagi.")
    return need


def _sign(item: Tawaran) -> tuple[str, str | None, str]:
    return item.opd, item.program, normal(item.kegiatan)


class _Left:
    """What is left of an offer while plans are made from it."""

    def __init__(self, row: TawaranRow) -> None:
        self.tawaran = row.tawaran
        self._money, self._room = row.sisa_anggaran, row.sisa_kapasitas

    def share(self, places: int) -> Decimal | None:
        """Take the money for so many villages: their part of what is left, else all of it."""
        money, room = self._money, self._room
        if money is None:
            return None
        if room and room > places:
            part = money * places / room / _THOUSAND
            money = part.quantize(Decimal(1), ROUND_DOWN) * _THOUSAND
        self._money = (self._money or Decimal()) - money
        self._room = max(room - places, 0) if room else room
        return money


def _plan(unit: Unit, left: _Left, program: ProgramId, needs: Sequence[Permasalahan]) -> Rencana:
    offer = left.tawaran
    places = list(dict.fromkeys(need.kampung for need in needs))
    plan = Rencana(
        id=RencanaId(new_id()),
        tahun=offer.tahun,
        program=program,
        kegiatan=offer.kegiatan,
        opd=offer.opd,
        sasaran_peserta=offer.sasaran_peserta,
        rincian_sasaran=offer.rincian_sasaran,
        anggaran=left.share(len(places)),
        sumber_dana=offer.sumber_dana,
        tawaran=offer.id,
    )
    unit.put(plan)
    for kampung in places:
        unit.put(lokasi(plan.id, kampung))
    for need in needs:
        unit.put(replace(need, rencana=plan.id))
    return plan


class _Matrices:
    """The matrices of some years, read once; agencies are named in them where they may be."""

    def __init__(self, unit: Unit, years: Collection[int]) -> None:
        self._unit = unit
        self._roles: defaultdict[tuple[int, str | None, str], dict[OPDId, Peran]]
        self._roles = defaultdict(dict)
        for tahun in years:
            for cell in unit.find(SelMatriks, tahun=tahun):
                self._roles[tahun, cell.kampung, cell.program][cell.opd] = cell.peran
        closed = (state for tahun in years for state in unit.find(Matriks, tahun=tahun))
        self._closed = {(state.tahun, state.kampung) for state in closed if state.terkunci}
        self.added = 0
        self.locked: set[KampungId] = set()

    def name(self, plan: Rencana, kampung: KampungId) -> None:
        """Put the agency of a plan into the matrix of a kampung, unless it is there or locked."""
        roles = self._roles[plan.tahun, kampung, plan.program]
        if plan.opd is None or plan.opd in roles:
            return
        if (plan.tahun, kampung) in self._closed:
            self.locked.add(kampung)
            return
        led = Peran.PENANGGUNG_JAWAB in roles.values()
        role = Peran.PENDUKUNG if led else Peran.PENANGGUNG_JAWAB
        id = sel_id(plan.tahun, kampung, plan.program, plan.opd)
        self._unit.put(
            SelMatriks(
                id=id, tahun=plan.tahun, kampung=kampung, program=plan.program, opd=plan.opd,
                peran=role,
            )
        )  # fmt: skip
        roles[plan.opd] = role
        self.added += 1
