"""The joint plan: entered with warnings, scheduled, copied from year to year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kkbdesk.documents.reports.tumpang_tindih import peringatan
from kkbdesk.errors import StaleEdit
from kkbdesk.model.ids import KampungId, OPDId, RencanaId, new_id
from kkbdesk.model.matriks import SelMatriks
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.problem import Problem
from kkbdesk.model.realisasi import Realisasi
from kkbdesk.model.rencana import Rencana, RencanaLengkap, StatusRencana
from kkbdesk.model.saring import Halaman, SaringRencana
from kkbdesk.model.tawaran import Tawaran
from kkbdesk.queries.jadwal import JadwalRow, jadwal
from kkbdesk.queries.libur import hari_libur
from kkbdesk.queries.milik import check_kantor
from kkbdesk.queries.rencana import (
    KeadaanRencana,
    RencanaRow,
    baris_rencana,
    lengkap,
    nama_kampung,
    nama_opd,
)
from kkbdesk.rules.check import check
from kkbdesk.rules.tumpang_tindih import SINGKAT, Sekitar, kata_serupa, periksa, serupa, singkat
from kkbdesk.services.editor import Editor
from kkbdesk.services.rapat_inti import ada
from kkbdesk.services.rencana_inti import atur_lokasi, atur_pendukung, hapus_rencana
from kkbdesk.store import AnggaranBaris, Reader, Store

__all__ = ["AnggaranBaris", "Halaman", "JadwalRow", "KeadaanRencana", "RencanaIsi", "RencanaRow",
           "RencanaService", "SaringRencana"]  # fmt: skip

HALAMAN = Halaman(500)
"""So many lines are read at once unless others are asked for."""


@dataclass(frozen=True, slots=True)
class RencanaIsi:
    """A planned activity with all that hangs on it."""

    lengkap: RencanaLengkap
    baris: RencanaRow
    realisasi: tuple[Realisasi, ...]
    permasalahan: tuple[Permasalahan, ...]
    """The problems that it answers."""
    masalah: tuple[Problem, ...]
    """What is wrong with it or should be known."""


class RencanaService:
    """Keeps the joint plan."""

    def __init__(self, store: Store, editor: Editor, today: Callable[[], date]) -> None:
        self._store = store
        self._editor = editor
        self._today = today

    def daftar(
        self,
        saring: SaringRencana | None = None,
        halaman: Halaman | None = HALAMAN,
        kantor: str = "",
    ) -> list[RencanaRow]:
        """Return a page of the plan, unscheduled first, then by date; None for all of it.

        Of this office, or of one below it by its code. Raises UserError for an unknown one.
        """
        with self._store.read() as reader:
            check_kantor(reader, kantor)
        with self._store.read(kantor) as reader:
            found = reader.rencana(saring or SaringRencana(), halaman)
            return baris_rencana(reader, found, self._today())

    def satu(self, ids: Sequence[RencanaId]) -> list[RencanaRow]:
        """Return the lines of these in their order, as far as they are there."""
        with self._store.read() as reader:
            found = reader.get_many(Rencana, ids)
            there = [found[id] for id in ids if id in found]
            return baris_rencana(reader, there, self._today())

    def jumlah(self, saring: SaringRencana | None = None) -> tuple[int, Decimal]:
        """Return how many planned activities there are, and what they cost together."""
        with self._store.read() as reader:
            return reader.jumlah_rencana(saring or SaringRencana())

    def jadwal(
        self, saring: SaringRencana, *, tempat: bool = True, mitra: bool = True
    ) -> list[JadwalRow]:
        """Return the plan as a calendar shows it: all that was asked for, one light line each.

        Kampung (`tempat`) and joining agencies (`mitra`) may be left out.
        """
        with self._store.read() as reader:
            return jadwal(reader, saring, tempat=tempat, mitra=mitra)

    def libur(self, tahun: int) -> dict[date, str]:
        """Return the public holidays of a year with their names."""
        with self._store.read() as reader:
            return hari_libur(reader, tahun)

    def anggaran(self, saring: SaringRencana) -> list[AnggaranBaris]:
        """Return what the plan costs by agency and source; what is called off costs nothing."""
        with self._store.read() as reader:
            return reader.anggaran(replace(saring, kecuali=StatusRencana.BATAL))

    def terlambat(self, tahun: int | None = None) -> list[RencanaRow]:
        """Return what is late and needs a new date or a reason."""
        return self.daftar(SaringRencana(tahun=tahun, terlambat=self._today()))

    def peringatan(self, tahun: int, kantor: str = "") -> list[tuple[RencanaRow, Problem]]:
        """Return what in the plan of a year gets in the way of something, by date.

        Of this office, or of one below it by its code. Raises UserError for an unknown one.
        """
        with self._store.read() as reader:
            check_kantor(reader, kantor)
        with self._store.read(kantor) as reader:
            return peringatan(reader, tahun, self._today())

    def get(self, id: RencanaId) -> RencanaIsi:
        """Return a planned activity with all that hangs on it; raises StaleEdit."""
        with self._store.read() as reader:
            plan = ada(reader, Rencana, id)
            (whole,) = lengkap(reader, [plan])
            (row,) = baris_rencana(reader, [plan], self._today())
            needs = reader.find(Permasalahan, rencana=id)
            problems = (*check([plan], reader), *tumpang_tindih(reader, whole))
        return RencanaIsi(whole, row, row.realisasi, tuple(needs), problems)

    def baris(self, id: RencanaId) -> RencanaRow | None:
        """Return one planned activity as a line of the plan, None when it is gone."""
        with self._store.read() as reader:
            plan = reader.get(Rencana, id)
            return baris_rencana(reader, [plan], self._today())[0] if plan else None

    def periksa(
        self,
        nilai: Mapping[str, Any],
        kampung: Collection[KampungId] = (),
        pendukung: Collection[OPDId] = (),
        id: RencanaId | None = None,
    ) -> list[Problem]:
        """Return what is wrong, or should be known, of an activity that is being entered.

        `id` tells which one is being changed; its other fields are as they were.
        """
        with self._store.read() as reader:
            former = reader.get(Rencana, id) if id else None
            if former is not None:
                plan = replace(former, **nilai)
            else:
                values = {"tahun": self._today().year, "program": "", "kegiatan": "", **nilai}
                plan = Rencana(id=RencanaId(id or "baru"), **values)
            item = RencanaLengkap(plan, frozenset(kampung), frozenset(pendukung))
            return [*check([plan], reader), *tumpang_tindih(reader, item)]

    def tambah(
        self,
        nilai: Mapping[str, Any],
        kampung: Iterable[KampungId] = (),
        pendukung: Iterable[OPDId] = (),
        *,
        initiator: object | None = None,
    ) -> Rencana:
        """Add an activity with its places and agencies; raises RuleViolation."""
        plan = Rencana(id=RencanaId(new_id()), **{"tahun": self._today().year, **nilai})
        with self._editor.edit("Tambah rencana", initiator=initiator) as unit:
            unit.put(plan)
            atur_lokasi(unit, plan.id, kampung)
            atur_pendukung(unit, plan.id, pendukung)
        return plan

    def ubah(
        self, rencana: Rencana, nilai: Mapping[str, Any], *, initiator: object | None = None
    ) -> Rencana:
        """Change some fields; raises RuleViolation, StaleEdit.

        A new time for what was put off, or late for a reason, plans it anew.
        """
        values = _dated_anew(rencana, nilai)
        return self._editor.change("Ubah rencana", rencana, values, initiator=initiator)

    def jadwalkan(self, ids: Sequence[RencanaId], waktu: Mapping[str, Any]) -> None:
        """Give activities a new time in one step (`mulai`, `selesai`, `pasti`)."""
        with self._editor.edit("Jadwalkan rencana") as unit:
            for id in ids:
                plan = ada(unit, Rencana, id)
                unit.put(replace(plan, **_dated_anew(plan, waktu)))

    def atur(
        self,
        id: RencanaId,
        kampung: Iterable[KampungId] | None = None,
        pendukung: Iterable[OPDId] | None = None,
        *,
        initiator: object | None = None,
    ) -> None:
        """Set the kampung or the joining agencies; None leaves them. Raises StaleEdit."""
        with self._editor.edit("Atur lokasi dan pendukung", initiator=initiator) as unit:
            ada(unit, Rencana, id)
            if kampung is not None:
                atur_lokasi(unit, id, kampung)
            if pendukung is not None:
                atur_pendukung(unit, id, pendukung)

    def ubah_status(
        self, ids: Sequence[RencanaId], status: StatusRencana, alasan: str = ""
    ) -> None:
        """Say what became of activities, in one step."""
        with self._editor.edit(f"Tandai rencana {status.label.lower()}") as unit:
            for id in ids:
                unit.put(replace(ada(unit, Rencana, id), status=status, alasan=alasan))

    def hapus(self, ids: Sequence[RencanaId]) -> None:
        """Remove activities in one step; raises UserError when something was done of one."""
        with self._editor.edit("Hapus rencana") as unit:
            for id in ids:
                hapus_rencana(unit, id)

    def salin(self, ids: Sequence[RencanaId], tahun: int) -> list[Rencana]:
        """Copy activities to another year in one step: same months, days open, nothing spent."""
        with self._editor.edit(f"Salin rencana ke {tahun}") as unit:
            found = unit.get_many(Rencana, ids)
            if len(found) < len(set(ids)):
                raise StaleEdit("Sebagian rencana ini sudah dihapus.")
            made = []
            for item in lengkap(unit, [found[id] for id in ids]):
                plan = _of_year(item.rencana, tahun)
                unit.put(plan)
                atur_lokasi(unit, plan.id, item.kampung)
                atur_pendukung(unit, plan.id, item.pendukung)
                made.append(plan)
        return made


def _dated_anew(plan: Rencana, nilai: Mapping[str, Any]) -> dict[str, Any]:
    """Return new values; a new time takes back that it was put off, and why it was late."""
    values = dict(nilai)
    waits = plan.status in (StatusRencana.DITUNDA, StatusRencana.DIRENCANAKAN)
    if waits and values.get("mulai"):
        values.setdefault("status", StatusRencana.DIRENCANAKAN)
        values.setdefault("alasan", "")
    return values


def _of_year(plan: Rencana, tahun: int) -> Rencana:
    """Return a plan as one of another year, of which only the months are known."""
    first, last = plan.mulai, plan.akhir
    if first and last:
        shift = tahun - plan.tahun
        end_year = last.year + shift
        last = date(end_year, last.month, monthrange(end_year, last.month)[1])
        first = date(first.year + shift, first.month, 1)
    return replace(
        plan,
        id=RencanaId(new_id()),
        tahun=tahun,
        mulai=first,
        selesai=last,
        pasti=False,
        status=StatusRencana.DIRENCANAKAN,
        alasan="",
        tawaran=None,
    )


def tumpang_tindih(reader: Reader, item: RencanaLengkap) -> list[Problem]:
    """Return what a planned activity gets in the way of."""
    return list(periksa(item, _sekitar(reader, item)))


def _sekitar(reader: Reader, item: RencanaLengkap) -> Sekitar:
    plan = item.rencana
    at_once = _bersamaan(reader, item)
    alike = _sejenis(reader, item)
    offered = lengkap(reader, reader.find(Rencana, tawaran=plan.tawaran)) if plan.tawaran else []
    cells = reader.find(SelMatriks, tahun=plan.tahun, program=plan.program, opd=plan.opd)
    named = {id for other in (item, *at_once, *alike) for id in other.kampung}
    return Sekitar(
        bersamaan=at_once,
        sejenis=alike,
        sel=frozenset((cell.kampung, cell.opd) for cell in cells),
        libur=hari_libur(reader, plan.mulai.year) if plan.mulai else {},
        tawaran=reader.get(Tawaran, plan.tawaran) if plan.tawaran else None,
        dari_tawaran=offered,
        nama={**nama_kampung(reader, named), **nama_opd(reader)},
    )


def _bersamaan(reader: Reader, item: RencanaLengkap) -> list[RencanaLengkap]:
    """Return the others of the same days that share an agency or a place."""
    plan = item.rencana
    if not singkat(plan) or plan.mulai is None:
        return []
    found: dict[RencanaId, Rencana] = {}
    window = SaringRencana(
        sejak=plan.mulai - timedelta(SINGKAT), dari=plan.mulai, sampai=plan.akhir
    )
    if item.opd:
        found |= {other.id: other for other in reader.rencana(replace(window, opd=item.opd))}
    if item.kampung:
        there = reader.rencana(replace(window, kampung=item.kampung))
        found |= {other.id: other for other in there}
    elif plan.tempat:
        there = reader.rencana(replace(window, teks=plan.tempat))
        found |= {other.id: other for other in there}
    return lengkap(reader, [other for other in found.values() if singkat(other)])


def _sejenis(reader: Reader, item: RencanaLengkap) -> list[RencanaLengkap]:
    """Return what other agencies plan alike for the year in the same kampung, or in none."""
    plan = item.rencana
    if not plan.kegiatan:
        return []
    words, least = kata_serupa(plan.kegiatan)
    asked = SaringRencana(
        tahun=plan.tahun, program=plan.program, kampung=item.kampung, kata=words, sedikitnya=least
    )
    alike = (other for other in reader.rencana(asked) if other.opd != plan.opd)
    same = lengkap(reader, [other for other in alike if serupa(plan.kegiatan, other.kegiatan)])
    return [other for other in same if bool(other.kampung) == bool(item.kampung)]
