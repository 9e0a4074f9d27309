"""Minutes: what was said, what was decided, who owes what until when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from kkbdesk.exchange.gambar import baca_bukti
from kkbdesk.model.clean import clean_line
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import KeputusanId, PembahasanId, RapatId, TindakLanjutId, new_id
from kkbdesk.model.opd import OPD
from kkbdesk.model.rapat import (
    Keputusan,
    Pembahasan,
    Rapat,
    StatusTindakLanjut,
    TindakLanjut,
)
from kkbdesk.model.wilayah import normal
from kkbdesk.queries.opd import nama_ke_opd
from kkbdesk.queries.rapat import berurutan, forum, nama_forum
from kkbdesk.services.editor import Editor, put_values
from kkbdesk.services.rapat_inti import ada, sepakati, terlaksana, urut_berikut
from kkbdesk.store import Store, Unit

Baris = Pembahasan | Keputusan | TindakLanjut
"""A line of the minutes."""


@dataclass(frozen=True, slots=True)
class TindakLanjutRow:
    """A follow-up among those of all meetings."""

    tindak_lanjut: TindakLanjut
    rapat: Rapat
    forum: str
    siapa: str
    """Who owes it: a person, an agency, or both."""
    terlambat: bool

    @property
    def id(self) -> TindakLanjutId:
        """Return the identity of the follow-up."""
        return self.tindak_lanjut.id

    @property
    def terbuka(self) -> bool:
        """Tell whether it waits."""
        return self.tindak_lanjut.status is StatusTindakLanjut.TERBUKA


class NotulaService:
    """Keeps the minutes of meetings and follows up on them."""

    def __init__(self, store: Store, editor: Editor, today: Callable[[], date]) -> None:
        self._store = store
        self._editor = editor
        self._today = today

    def tambah_pembahasan(self, rapat: RapatId, isi: str, pembicara: str = "") -> Pembahasan:
        """Write down what somebody said."""
        with self._editor.edit("Tambah pembahasan") as unit:
            made = Pembahasan(
                id=PembahasanId(new_id()),
                rapat=rapat,
                pembicara=pembicara,
                isi=isi,
                urut=urut_berikut(unit, Pembahasan, rapat),
            )
            self._write(unit, made)
        return made

    def ubah_pembahasan(self, item: Pembahasan, nilai: Mapping[str, Any]) -> Pembahasan:
        """Change what was written; raises StaleEdit."""
        return self._editor.change("Ubah pembahasan", item, nilai)

    def tambah_keputusan(self, rapat: RapatId, isi: str, matriks: int | None = None) -> Keputusan:
        """Write down a decision; one that agrees a matrix locks it in the same step.

        Raises UserError when that matrix was agreed by another meeting, RuleViolation.
        """
        with self._editor.edit(_label("Tambah keputusan", matriks)) as unit:
            made = Keputusan(
                id=KeputusanId(new_id()),
                rapat=rapat,
                isi=isi,
                matriks=matriks,
                urut=urut_berikut(unit, Keputusan, rapat),
            )
            self._write(unit, made)
            _agree(unit, made)
        return made

    def ubah_keputusan(self, item: Keputusan, nilai: Mapping[str, Any]) -> Keputusan:
        """Change a decision; a matrix it now agrees is locked, none is unlocked."""
        agreed = nilai.get("matriks")
        if agreed is None or agreed == item.matriks:
            return self._editor.change("Ubah keputusan", item, nilai)
        with self._editor.edit(_label("Ubah keputusan", agreed)) as unit:
            made = put_values(unit, item, nilai)
            _agree(unit, made)
        return made

    def tambah_tindak_lanjut(self, rapat: RapatId, nilai: Mapping[str, Any]) -> TindakLanjut:
        """Write down who owes what until when; an agency is recognised by its name."""
        with self._editor.edit("Tambah tindak lanjut") as unit:
            made = TindakLanjut(
                id=TindakLanjutId(new_id()),
                rapat=rapat,
                urut=urut_berikut(unit, TindakLanjut, rapat),
                **_with_agency(unit, nilai),
            )
            self._write(unit, made)
        return made

    def ubah_tindak_lanjut(self, item: TindakLanjut, nilai: Mapping[str, Any]) -> TindakLanjut:
        """Change a follow-up; done without a day is done today. Raises RuleViolation, StaleEdit."""
        with self._store.read() as reader:
            values = _with_agency(reader, nilai)
        if "status" in values and "tanggal_selesai" not in values:
            values["tanggal_selesai"] = self._day(item, values["status"])
        return self._editor.change("Ubah tindak lanjut", item, values)

    def tandai(self, ids: Sequence[TindakLanjutId], status: StatusTindakLanjut) -> int:
        """Mark how far follow-ups got, in one step; return how many it changed."""
        with self._editor.edit(f"Tindak lanjut: {status.label.lower()}") as unit:
            present = unit.get_many(TindakLanjut, ids).values()
            changed = [item for item in present if item.status is not status]
            for item in changed:
                unit.put(replace(item, status=status, tanggal_selesai=self._day(item, status)))
        return len(changed)

    def lampirkan(self, item: TindakLanjut, path: Path) -> TindakLanjut:
        """Keep a picture or PDF as evidence; raises UserError, StorageFault."""
        digest = self._store.put_berkas(baca_bukti(path))
        kept = f"{digest} {clean_line(path.name)}"
        with self._editor.edit("Lampirkan bukti tindak lanjut") as unit:
            present = ada(unit, TindakLanjut, item.id)
            others = tuple(each for each in present.berkas if not each.startswith(digest))
            made = replace(present, berkas=(*others, kept))
            unit.put(made)
        return made

    def pindahkan(self, record_type: type[Baris], id: str, langkah: int) -> None:
        """Move a line of the minutes so many places down (up when negative), as far as it goes."""
        with self._editor.edit(f"Pindahkan {record_type.NOUN.lower()}") as unit:
            item = ada(unit, record_type, id)
            lines = berurutan([*unit.find(record_type, rapat=item.rapat)])
            at = lines.index(item)
            lines.insert(max(at + langkah, 0), lines.pop(at))
            for urut, line in enumerate(lines, 1):
                if line.urut != urut:
                    unit.put(replace(line, urut=urut))

    def hapus(self, record_type: type[Record], ids: Sequence[str]) -> None:
        """Remove lines of the minutes; a matrix that was locked stays so."""
        with self._editor.edit(f"Hapus {record_type.NOUN.lower()}") as unit:
            for id in ids:
                unit.remove(record_type, id)

    def satu(self, id: TindakLanjutId) -> TindakLanjut:
        """Return a follow-up; raises StaleEdit when gone."""
        with self._store.read() as reader:
            return ada(reader, TindakLanjut, id)

    def semua(self) -> list[TindakLanjutRow]:
        """Return the follow-ups of all meetings: open ones by term, then the others."""
        today = self._today()
        with self._store.read() as reader:
            every = reader.find(TindakLanjut)
            meetings = reader.get_many(Rapat, {item.rapat for item in every})
            names = nama_forum(reader, meetings.values())
            agencies = reader.get_many(OPD, {item.opd for item in every if item.opd})
        rows = []
        for item in every:
            agency = agencies.get(item.opd) if item.opd else None
            parts = (item.penanggung_jawab, agency.singkat if agency else "")
            who = ", ".join(part for part in parts if part)
            meeting = meetings[item.rapat]
            name = names[forum(meeting)]
            rows.append(TindakLanjutRow(item, meeting, name, who, item.terlambat(today)))
        return sorted(rows, key=_by_term)

    def _day(self, item: TindakLanjut, status: StatusTindakLanjut) -> date | None:
        """Return when a follow-up was done: today unless it says otherwise."""
        if status is not StatusTindakLanjut.SELESAI:
            return None
        return item.tanggal_selesai or self._today()

    def _write(self, unit: Unit, made: Baris) -> None:
        unit.put(made)
        terlaksana(unit, made.rapat, self._today())


def _by_term(row: TindakLanjutRow) -> tuple[bool, date, str]:
    item = row.tindak_lanjut
    closed = item.status is not StatusTindakLanjut.TERBUKA
    return closed, item.tenggat or date.max, item.uraian.casefold()


def _label(what: str, matriks: int | None) -> str:
    return f"{what} dan kunci matriks {matriks}" if matriks else what


def _agree(unit: Unit, item: Keputusan) -> None:
    if item.matriks is not None:
        locked = sepakati(unit, ada(unit, Rapat, item.rapat), item.matriks)
        if locked is not None:
            unit.put(locked)


def _with_agency(records: Any, nilai: Mapping[str, Any]) -> dict[str, Any]:
    """Return field values with the agency that was typed as who owes it."""
    values = dict(nilai)
    if values.get("penanggung_jawab") and not values.get("opd"):
        found = nama_ke_opd(records).get(normal(values["penanggung_jawab"]))
        if found:
            values |= {"opd": found, "penanggung_jawab": ""}
    return values
