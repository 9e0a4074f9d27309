"""What was done, names resolved, and how the national website asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kkbdesk.model.ids import OPDId, RealisasiId
from kkbdesk.model.opd import OPD
from kkbdesk.model.program import Kegiatan, Program
from kkbdesk.model.realisasi import FotoRealisasi, OPDRealisasi, Realisasi
from kkbdesk.model.rencana import Rencana
from kkbdesk.queries.referensi import nama_butir
from kkbdesk.queries.rencana import nama_kampung
from kkbdesk.store import Reader


@dataclass(frozen=True, slots=True)
class RealisasiRow:
    """A line of what was done, names resolved."""

    realisasi: Realisasi
    kampung: str
    program: str
    rencana: Rencana | None
    """The planned activity that it carries out."""
    opd: tuple[OPDId, ...]
    """The agencies that were there, in their order."""
    instansi: tuple[str, ...]
    """Their full names."""
    foto: tuple[FotoRealisasi, ...]


@dataclass(frozen=True, slots=True)
class Isian:
    """A field of the national website's form and what belongs into it."""

    label: str
    isi: str
    wajib: bool = True
    pilihan: tuple[str, ...] = ()
    """What is chosen there one by one, where the field takes several."""

    @property
    def salinan(self) -> tuple[str, ...]:
        """Return what is copied into the field, one after another."""
        return self.pilihan or ((self.isi,) if self.isi else ())

    @property
    def kurang(self) -> bool:
        """Tell whether the website would refuse the form because of it."""
        return self.wajib and not self.isi


@dataclass(frozen=True, slots=True)
class AntrianRow:
    """Something done that is to be entered on the national website, in the order of its form."""

    baris: RealisasiRow
    isian: tuple[Isian, ...]

    @property
    def kurang(self) -> tuple[str, ...]:
        """Return which required fields are empty."""
        return tuple(item.label for item in self.isian if item.kurang)


def baris_realisasi(reader: Reader, items: Sequence[Realisasi]) -> list[RealisasiRow]:
    """Return things done as lines, in the same order."""
    ids = [item.id for item in items]
    agencies = {item.id: item for item in reader.find(OPD)}
    there: defaultdict[RealisasiId, list[OPDId]] = defaultdict(list)
    for present in reader.find_many(OPDRealisasi, "realisasi", ids):
        there[present.realisasi].append(present.opd)
    pictures: defaultdict[RealisasiId, list[FotoRealisasi]] = defaultdict(list)
    for picture in reader.find_many(FotoRealisasi, "realisasi", ids):
        pictures[picture.realisasi].append(picture)
    kampung = nama_kampung(reader, {item.kampung for item in items if item.kampung})
    plans = reader.get_many(Rencana, {item.rencana for item in items if item.rencana})
    programs = {item.id: item.singkat for item in reader.find(Program)}

    def order(id: OPDId) -> tuple[int, str]:
        return (agencies[id].urut, id) if id in agencies else (10_000, id)

    rows = []
    for item in items:
        opd = tuple(sorted(there[item.id], key=order))
        rows.append(
            RealisasiRow(
                item,
                kampung.get(item.kampung, "") if item.kampung else "",
                programs.get(item.program, "") if item.program else "",
                plans.get(item.rencana) if item.rencana else None,
                opd,
                tuple(agencies[id].nama for id in opd if id in agencies),
                tuple(sorted(pictures[item.id], key=lambda each: (each.urut, each.id))),
            )
        )
    return rows


def antrian(reader: Reader, rows: Sequence[RealisasiRow]) -> Iterator[AntrianRow]:
    """Yield things done as the national website's form asks for them."""
    lists = nama_butir(reader)
    people, sections = lists.get("sasaran_peserta", {}), lists.get("seksi", {})
    activities = {item.id: item for item in reader.find(Kegiatan)}
    for row in rows:
        done = row.realisasi
        activity = activities.get(done.kegiatan_inpres) if done.kegiatan_inpres else None
        groups = tuple(people.get(code, code) for code in done.sasaran_peserta)
        pictures = (f"{item.saat.label}: {item.keterangan}" for item in row.foto[:5])
        captions = tuple(item.keterangan for item in row.foto[:5])
        yield AntrianRow(
            row,
            (
                Isian("Judul", done.judul),
                Isian("Tanggal", f"{done.tanggal:%d/%m/%Y}"),
                Isian("Tempat", done.tempat or row.kampung),
                Isian("Deskripsi", done.uraian),
                Isian("Seksi", sections.get(done.seksi, "")),
                Isian("Program", row.program, wajib=False),
                Isian("Kegiatan Inpres", activity.nama if activity else "", wajib=False),
                Isian("Sasaran", "; ".join(groups), pilihan=groups),
                Isian("Instansi", "; ".join(row.instansi), pilihan=row.instansi),
                Isian("Foto", "; ".join(pictures), wajib=False, pilihan=captions),
            ),
        )
