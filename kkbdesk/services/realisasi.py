"""What was done: recorded against the plan or without one, and entered on the national website."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kkbdesk.errors import UserError
from kkbdesk.files import refusals, safe_name, save
from kkbdesk.model.ids import FotoRealisasiId, OPDId, RealisasiId, RencanaId, new_id
from kkbdesk.model.problem import Problem
from kkbdesk.model.realisasi import FotoRealisasi, Realisasi, SaatFoto
from kkbdesk.model.rencana import LokasiRencana, Rencana
from kkbdesk.model.saring import Halaman, SaringRealisasi
from kkbdesk.queries.realisasi import AntrianRow, Isian, RealisasiRow, antrian, baris_realisasi
from kkbdesk.queries.rencana import RencanaRow, baris_rencana, lengkap
from kkbdesk.rules.check import check
from kkbdesk.services.editor import Editor, put_values
from kkbdesk.services.foto import FotoBaru
from kkbdesk.services.rapat_inti import ada
from kkbdesk.services.rencana import HALAMAN
from kkbdesk.services.rencana_inti import atur_hadir, buka_lagi, hapus_realisasi, tuntas
from kkbdesk.store import Reader, Records, Store

__all__ = ["AntrianRow", "Isian", "RealisasiIsi", "RealisasiRow", "RealisasiService",
           "SaringRealisasi"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class RealisasiIsi:
    """Something done with all that hangs on it."""

    baris: RealisasiRow
    masalah: tuple[Problem, ...]
    rencana: RencanaRow | None
    """The planned activity with all that was done of it."""
    kurang: tuple[str, ...]
    """What the national website asks for and is empty."""


class RealisasiService:
    """Keeps what was done."""

    def __init__(self, store: Store, editor: Editor, today: Callable[[], date]) -> None:
        self._store = store
        self._editor = editor
        self._today = today

    def daftar(
        self, saring: SaringRealisasi | None = None, halaman: Halaman | None = HALAMAN
    ) -> list[RealisasiRow]:
        """Return a page of what was done, newest first; None for all of it."""
        with self._store.read() as reader:
            return baris_realisasi(reader, reader.realisasi(saring or SaringRealisasi(), halaman))

    def jumlah(self, saring: SaringRealisasi | None = None) -> tuple[int, Decimal]:
        """Return how many things were done, and what they cost together."""
        with self._store.read() as reader:
            return reader.jumlah_realisasi(saring or SaringRealisasi())

    def get(self, id: RealisasiId) -> RealisasiIsi:
        """Return something done with all that hangs on it; raises StaleEdit."""
        with self._store.read() as reader:
            done = ada(reader, Realisasi, id)
            (row,) = baris_realisasi(reader, [done])
            (form,) = antrian(reader, [row])
            plan = baris_rencana(reader, [row.rencana] if row.rencana else [], self._today())
            problems = check([done, *row.foto], reader)
            return RealisasiIsi(row, tuple(problems), plan[0] if plan else None, form.kurang)

    def usulan(self, id: RencanaId) -> tuple[dict[str, Any], tuple[OPDId, ...]]:
        """Return what is known of an activity from its plan: field values and agencies."""
        with self._store.read() as reader:
            plan = ada(reader, Rencana, id)
            (whole,) = lengkap(reader, [plan])
            return dari_rencana(reader, plan), tuple(sorted(whole.opd))

    def catat(
        self,
        nilai: Mapping[str, Any],
        opd: Iterable[OPDId] | None = None,
        *,
        initiator: object | None = None,
    ) -> Realisasi:
        """Record something done; raises RuleViolation.

        What is not said is as in its plan, agencies included; a plan whose places are all done
        and whose time is over becomes done in the same step.
        """
        with self._editor.edit("Catat realisasi", initiator=initiator) as unit:
            id = nilai.get("rencana")
            plan = ada(unit, Rencana, id) if id else None
            values = {**(dari_rencana(unit, plan) if plan else {}), **nilai}
            done = Realisasi(id=RealisasiId(new_id()), **values)
            unit.put(done)
            if opd is None and plan is not None:
                (whole,) = lengkap(unit, [plan])
                opd = whole.opd
            atur_hadir(unit, done.id, opd or ())
            if plan is not None:
                tuntas(unit, plan.id, self._today())
        return done

    def ubah(
        self, realisasi: Realisasi, nilai: Mapping[str, Any], *, initiator: object | None = None
    ) -> Realisasi:
        """Change some fields; raises RuleViolation, StaleEdit.

        The plan that it carries out now may be done thereby, the one it did before open again.
        """
        with self._editor.edit("Ubah realisasi", initiator=initiator) as unit:
            changed = put_values(unit, realisasi, nilai)
            if realisasi.rencana and realisasi.rencana != changed.rencana:
                buka_lagi(unit, realisasi.rencana)
            if changed.rencana and {"rencana", "kampung"} & nilai.keys():
                tuntas(unit, changed.rencana, self._today())
        return changed

    def atur_hadir(
        self, id: RealisasiId, opd: Iterable[OPDId], *, initiator: object | None = None
    ) -> None:
        """Set which agencies were there; raises StaleEdit."""
        with self._editor.edit("Atur OPD hadir", initiator=initiator) as unit:
            ada(unit, Realisasi, id)
            atur_hadir(unit, id, opd)

    def hapus(self, ids: Sequence[RealisasiId]) -> None:
        """Remove things done, with their pictures, in one step."""
        with self._editor.edit("Hapus realisasi") as unit:
            for id in ids:
                hapus_realisasi(unit, id)

    # the national website

    def antrian(self, halaman: Halaman | None = HALAMAN) -> list[AntrianRow]:
        """Return what is still to be entered on the national website, oldest last."""
        with self._store.read() as reader:
            waiting = reader.realisasi(SaringRealisasi(diinput=False), halaman)
            return list(antrian(reader, baris_realisasi(reader, waiting)))

    def tandai_diinput(self, ids: Sequence[RealisasiId], tanggal: date | None = None) -> None:
        """Mark as entered on a day, today by default, in one step."""
        self._mark(ids, tanggal or self._today(), "Tandai sudah diinput")

    def batal_diinput(self, ids: Sequence[RealisasiId]) -> None:
        """Take the mark away, so that it stands in the queue again."""
        self._mark(ids, None, "Batalkan sudah diinput")

    def _mark(self, ids: Sequence[RealisasiId], tanggal: date | None, label: str) -> None:
        with self._editor.edit(label) as unit:
            for id in ids:
                unit.put(replace(ada(unit, Realisasi, id), diinput=tanggal))

    # pictures

    def tambah_foto(
        self, id: RealisasiId, fotos: Sequence[FotoBaru], saat: SaatFoto = SaatFoto.KEGIATAN
    ) -> list[FotoRealisasi]:
        """Add pictures that were made ready, in one step; raises StaleEdit, StorageFault."""
        kept = [(foto.keterangan, self._store.put_berkas(foto.isi)) for foto in fotos]
        with self._editor.edit("Tambah foto kegiatan") as unit:
            ada(unit, Realisasi, id)
            last = max((item.urut for item in unit.find(FotoRealisasi, realisasi=id)), default=0)
            made = [
                FotoRealisasi(
                    id=FotoRealisasiId(new_id()),
                    realisasi=id,
                    berkas=digest,
                    saat=saat,
                    keterangan=caption,
                    urut=urut,
                )
                for urut, (caption, digest) in enumerate(kept, last + 1)
            ]
            for foto in made:
                unit.put(foto)
        return made

    def ubah_foto(
        self, foto: FotoRealisasi, nilai: Mapping[str, Any], *, initiator: object | None = None
    ) -> FotoRealisasi:
        """Change the caption; raises StaleEdit."""
        return self._editor.change("Ubah foto kegiatan", foto, nilai, initiator=initiator)

    def atur_foto(
        self, id: RealisasiId, fotos: Mapping[SaatFoto, Sequence[FotoRealisasiId]]
    ) -> None:
        """Set which pictures are of which moment, and their order, in one step.

        Pictures that are not named follow in the order they had; raises StaleEdit.
        """
        with self._editor.edit("Susun foto kegiatan") as unit:
            ada(unit, Realisasi, id)
            present = {item.id: item for item in unit.find(FotoRealisasi, realisasi=id)}
            placed = {foto: saat for saat in SaatFoto for foto in fotos.get(saat, ())}
            rest = sorted(present.keys() - placed.keys(), key=lambda each: present[each].urut)
            for urut, foto in enumerate([*placed, *rest], 1):
                if foto in present:
                    old = present[foto]
                    unit.put(replace(old, saat=placed.get(foto, old.saat), urut=urut))

    def hapus_foto(self, ids: Sequence[FotoRealisasiId]) -> None:
        """Remove pictures; their files stay, so that this can be taken back."""
        with self._editor.edit("Hapus foto kegiatan") as unit:
            for id in ids:
                unit.remove(FotoRealisasi, id)

    def isi_foto(self, digest: str) -> bytes:
        """Return what a kept picture holds; raises UserError when it is gone or damaged."""
        return self._store.get_berkas(digest)

    def simpan_foto(self, id: RealisasiId, folder: Path) -> list[Path]:
        """Write the pictures to a folder of their own within another, numbered in order.

        Raises UserError, StorageFault.
        """
        if not folder.is_dir():
            raise UserError(f"Folder {folder} tidak ada.")
        with self._store.read() as reader:
            (row,) = baris_realisasi(reader, [ada(reader, Realisasi, id)])
        done = row.realisasi
        place = folder / safe_name(f"{done.tanggal:%Y-%m-%d} {row.kampung} {done.judul}")
        with refusals(place):
            place.mkdir(exist_ok=True)
        made = []
        for number, foto in enumerate(row.foto, 1):
            content = self._store.get_berkas(foto.berkas)
            ending = ".png" if content.startswith(b"\x89PNG") else ".jpg"
            path = place / f"{number}-{foto.saat.value}{ending}"
            save(path, content)
            made.append(path)
        return made


def dari_rencana(reader: Reader | Records, plan: Rencana) -> dict[str, Any]:
    """Return what is known of something done from its plan; the place when one is left."""
    places = {item.kampung for item in reader.find(LokasiRencana, rencana=plan.id)}
    left = places - {item.kampung for item in reader.find(Realisasi, rencana=plan.id)}
    return {
        "rencana": plan.id,
        "judul": plan.kegiatan,
        "program": plan.program,
        "kegiatan_inpres": plan.kegiatan_inpres,
        "sasaran_peserta": plan.sasaran_peserta,
        "tempat": plan.tempat,
        "kampung": next(iter(left)) if len(left) == 1 else None,
    }
