"""Offices that live by chance: edits, packages lost, repeated and shuffled, files set back in time.

A ledger beside them notes every acknowledged write and what its writer had seen by then, without
asking the program. In the end every written value must be there, be an open question, or have been
replaced by a write that had seen it.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kkbdesk.desk import Desk
from kkbdesk.model.changes import Jenis
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import Kind, PokjaId, ProgramId
from kkbdesk.model.kampung import Kampung, Klasifikasi
from kkbdesk.model.matriks import Peran
from kkbdesk.model.opd import OPD
from kkbdesk.model.paket import Kembar, Tujuan
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.rapat import Kehadiran, Peserta, Rapat, TindakLanjut
from kkbdesk.model.realisasi import Realisasi
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.rencana import Rencana
from kkbdesk.model.versi import ADA, Versi
from kkbdesk.model.wire import Plain, to_plain
from kkbdesk.services.kembar import Samaan, id_alami
from tests.support.makers import SINAR_SURYA, TANJUNG_NIUR, a_klasifikasi
from tests.support.offices import LOCAL, Kiriman

DESA = (SINAR_SURYA, TANJUNG_NIUR, "19.05.05.2003")
DAYS = (date(2024, 5, 1), date(2025, 5, 1))
Kunci = tuple[Kind, str]
Dilihat = tuple[Kind, str, str, str, int]
"""One write as somebody saw it: of which field, by which node, at which entry."""


@dataclass(frozen=True, slots=True)
class Tulisan:
    """One acknowledged write of a field; `@` for making or deleting the record."""

    kunci: Kunci
    kolom: str
    nilai: Any
    titik: Dilihat
    lihat: frozenset[Dilihat]
    semua: bool = False
    """Whether it made or deleted the record, and so wrote every field."""


@dataclass(slots=True)
class Surat:
    """A package on its way, and what its maker had seen."""

    kiriman: Kiriman
    lihat: frozenset[Dilihat]
    tujuan: Tujuan


@dataclass(slots=True)
class Komputer:
    """One database with what its user saw."""

    nama: str
    desk: Desk
    lihat: set[Dilihat] = field(default_factory=set)
    sampai: int = 0
    """The last entry of the journal that is in the ledger."""
    gabungan: dict[str, set[Dilihat]] = field(default_factory=dict)
    """What each merge brought to sight, so that undoing it takes that away."""
    salinan: tuple[Path, set[Dilihat], int] | None = None
    """A copy of the file, with what was seen by then and how far it was in the ledger."""

    @property
    def path(self) -> Path:
        """Return the file."""
        return self.desk.store.path


@dataclass(slots=True)
class Buku:
    """Everything anybody was told is saved."""

    tulisan: list[Tulisan] = field(default_factory=list)
    _sel: dict[str, Plain] = field(default_factory=dict)
    """What names cells and the like, whose ids follow their agencies."""

    def catat(self, komputer: Komputer) -> None:
        """Write down what a computer saved since the last time."""
        raw = sqlite3.connect(komputer.path)
        merges = {row[0] for row in raw.execute("SELECT jurnal FROM versi_gabung")}
        rows = raw.execute(
            "SELECT j.urut, j.simpul, j.jenis, p.jenis, p.rekam, p.sebelum, p.sesudah "
            "FROM jurnal j JOIN perubahan p ON p.jurnal = j.urut WHERE j.urut > ? "
            "ORDER BY j.urut, p.nomor",
            (komputer.sampai,),
        ).fetchall()
        newest = raw.execute("SELECT max(urut) FROM jurnal").fetchone()[0]
        raw.close()
        for urut, simpul, jenis, kind, id, before, after in rows:
            if urut not in merges and jenis != Jenis.AWAL and Kind(kind) not in LOCAL:
                made = _writes((Kind(kind), id), before, after, simpul, urut, komputer.lihat)
                for item in made:
                    self.tulisan.append(item)
                    komputer.lihat.add(item.titik)
                if before is None and id_alami(Kind(kind), isi := json.loads(after)):
                    self._sel[id] = isi
        komputer.sampai = newest

    def putusan(self, komputer: Komputer, kunci: Kunci, kolom: str, *, gone: bool) -> None:
        """Write down that a question was decided in the newest merge."""
        titik = *kunci, kolom, komputer.desk.store.simpul, komputer.sampai
        seen = frozenset(komputer.lihat)
        self.tulisan.append(Tulisan(kunci, kolom, None, titik, seen, semua=gone))
        komputer.lihat.add(titik)

    def hilang(self, komputer: Komputer) -> Iterator[str]:
        """Yield every write that is neither held here, nor asked, nor replaced knowingly."""
        with komputer.desk.store.read_versi() as reader:
            same = Samaan(reader.find(Kembar))
            states = {
                kind: (
                    {item.id: item for item in reader.find(RECORDS[kind])},
                    reader.versi_jenis(kind),
                )
                for kind in {item.kunci[0] for item in self.tulisan}
            }
        about: dict[Kunci, list[Tulisan]] = {}
        for item in self.tulisan:
            about.setdefault(self._now(same, item.kunci), []).append(item)
        for kunci, writes in about.items():
            records, versions = states[kunci[0]]
            held = _held(records.get(kunci[1]), versions.get(kunci[1]), same)
            for item in writes:
                if item.nilai is not None:
                    value = same.lurus_nilai(kunci[0], item.kolom, item.nilai)
                    present = json.dumps(value) in held(item.kolom)
                    if not present and not any(_replaced(item, other) for other in writes):
                        yield f"{item.kunci} {item.kolom} {item.nilai!r} {item.titik[3:]}"

    def _now(self, same: Samaan, kunci: Kunci) -> Kunci:
        cell = self._sel.get(kunci[1])
        if cell is not None:
            return kunci[0], str(id_alami(kunci[0], same.lurus(kunci[0], cell)))
        return kunci[0], same.akar(*kunci)


def _writes(
    kunci: Kunci, before: str | None, after: str | None, simpul: str, urut: int, lihat: set[Dilihat]
) -> list[Tulisan]:
    old, new = (json.loads(text) if text else None for text in (before, after))
    values = {
        name: (new or {}).get(name)
        for name in (old or {}).keys() | (new or {}).keys()
        if new is not None and name != "id" and (old or {}).get(name) != new.get(name)
    }
    seen = frozenset(lihat)
    found = [
        Tulisan(kunci, name, value, (*kunci, name, simpul, urut), seen)
        for name, value in values.items()
    ]
    if old is None or new is None:
        titik = *kunci, ADA, simpul, urut
        found.append(Tulisan(kunci, ADA, new is not None, titik, seen, semua=True))
    return found


def _replaced(item: Tulisan, other: Tulisan) -> bool:
    """Tell whether another write knew of this one and came over it."""
    same = other.kolom == item.kolom or other.semua
    if item.kolom == ADA:  # who changed a record wanted it to be
        same = True
    return same and item.titik in other.lihat


def _held(record: Record | None, versi: Versi | None, same: Samaan) -> Callable[[str], set[str]]:
    isi: Plain = to_plain(record) if record is not None else {}
    versi = versi or Versi()

    def values(name: str) -> set[str]:
        found = [value for _, value in versi.cabang.get(name, ())]
        if name == ADA:
            found.append(record is not None)
        elif record is not None:
            found.append(isi.get(name))
        if record is not None and name != ADA:
            found = [same.lurus_nilai(record.KIND, name, value) for value in found]
        return set(map(json.dumps, found))

    return values


# what people do


def _chosen(desk: Desk, chance: random.Random, record_type: type[Any], **equals: object) -> Any:
    with desk.store.read() as reader:
        found = reader.find(record_type, **equals)
    return chance.choice(found) if found else None


def _text(chance: random.Random) -> str:
    return f"N{chance.randrange(10**9)}"


def ubah_kampung(desk: Desk, chance: random.Random) -> None:
    if item := _chosen(desk, chance, Kampung):
        desk.kampung.ubah(item, {chance.choice(("nama", "catatan")): _text(chance)})


def hapus_kampung(desk: Desk, chance: random.Random) -> None:
    if item := _chosen(desk, chance, Kampung):
        desk.kampung.hapus([item.id])


def tambah_kampung(desk: Desk, chance: random.Random) -> None:
    desk.kampung.tambah({"desa": chance.choice(DESA), "nama": _text(chance)})


def tambah_pokja(desk: Desk, chance: random.Random) -> None:
    kampung = _chosen(desk, chance, Kampung)
    desk.pokja.tambah({"kampung": kampung and kampung.id, "catatan": _text(chance)})


def hapus_pokja(desk: Desk, chance: random.Random) -> None:
    if item := _chosen(desk, chance, Pokja):
        desk.pokja.hapus([item.id])


def tambah_anggota(desk: Desk, chance: random.Random) -> None:
    if item := _chosen(desk, chance, Pokja):
        opd = _chosen(desk, chance, OPD)
        named = {"nama": f"Nama {chance.randrange(4)}", "opd": opd.id}
        desk.pokja.tambah_anggota(PokjaId(item.id), [named])


def ubah_anggota(desk: Desk, chance: random.Random) -> None:
    if item := _chosen(desk, chance, Anggota):
        desk.pokja.ubah_anggota(item, {chance.choice(("unsur", "kontak")): _text(chance)})


def ubah_unsur(desk: Desk, chance: random.Random) -> None:
    if item := _chosen(desk, chance, Anggota):
        desk.pokja.ubah_anggota(item, {"unsur": _text(chance)})


def hapus_anggota(desk: Desk, chance: random.Random) -> None:
    if item := _chosen(desk, chance, Anggota):
        desk.pokja.hapus_anggota([item.id])


def isi_sel(desk: Desk, chance: random.Random) -> None:
    kampung, opd = _chosen(desk, chance, Kampung), _chosen(desk, chance, OPD)
    place = kampung.id if kampung and chance.random() < 0.8 else None
    role = chance.choice((Peran.PENDUKUNG, Peran.PENANGGUNG_JAWAB, None))
    desk.matriks.isi(2026, place, {(ProgramId(chance.choice("123")), opd.id): role})


def isi_sel_kampung(desk: Desk, chance: random.Random) -> None:
    kampung, opd = _chosen(desk, chance, Kampung), _chosen(desk, chance, OPD)
    if kampung:
        desk.matriks.isi(2026, kampung.id, {(ProgramId("1"), opd.id): Peran.PENDUKUNG})


def kunci_matriks(desk: Desk, chance: random.Random) -> None:
    kampung = _chosen(desk, chance, Kampung)
    place = kampung.id if kampung and chance.random() < 0.8 else None
    if desk.matriks.grid(2026, place).terkunci:
        desk.matriks.buka(2026, place, date(2026, 5, 2))
    else:
        desk.matriks.kunci(2026, place, date(2026, 5, 1))


def tambah_opd(desk: Desk, chance: random.Random) -> None:
    desk.opd.tambah({"nama": f"Badan {chance.randrange(3)}", "pic": _text(chance)})


def ubah_opd(desk: Desk, chance: random.Random) -> None:
    if item := _chosen(desk, chance, OPD):
        desk.opd.ubah(item, {chance.choice(("tupoksi", "pic")): _text(chance)})


def ganti_koordinator(desk: Desk, chance: random.Random) -> None:
    with desk.store.read() as reader:
        old = next((item for item in reader.find(OPD) if item.koordinator), None)
    new = _chosen(desk, chance, OPD)
    if old and new and old.id != new.id:
        desk.opd.ubah(old, {"koordinator": False})
        desk.opd.ubah(new, {"koordinator": True})


def tambah_rapat(desk: Desk, chance: random.Random) -> None:
    kampung = _chosen(desk, chance, Kampung)
    place = {"tingkat": "desa", "kampung": kampung.id} if kampung and chance.random() < 0.7 else {}
    made = desk.rapat.jadwalkan(
        {"nama": f"Rapat {chance.randrange(2)}", "tanggal": DAYS[1], **place}
    )
    desk.notula.tambah_pembahasan(made.id, _text(chance))
    desk.notula.tambah_tindak_lanjut(made.id, {"uraian": _text(chance)})
    if kampung:
        desk.peserta.undang_pokja(made.id, kampung.id)


def ubah_rapat(desk: Desk, chance: random.Random) -> None:
    if item := _chosen(desk, chance, Rapat):
        desk.rapat.ubah(item, {chance.choice(("tempat", "pimpinan")): _text(chance)})


def hapus_rapat(desk: Desk, chance: random.Random) -> None:
    if item := _chosen(desk, chance, Rapat):
        desk.rapat.hapus([item.id])


def hadir(desk: Desk, chance: random.Random) -> None:
    if item := _chosen(desk, chance, Peserta):
        desk.peserta.tandai([item.id], chance.choice(list(Kehadiran)))


def tindak_lanjuti(desk: Desk, chance: random.Random) -> None:
    if item := _chosen(desk, chance, TindakLanjut):
        desk.notula.ubah_tindak_lanjut(item, {"bukti": _text(chance)})


def impor(desk: Desk, chance: random.Random) -> None:
    """Two computers import the same national export, or another state of it."""
    day, kelas = chance.choice(DAYS), chance.choice(("dasar", "berkembang"))
    with desk.editor.edit("Impor") as unit:
        for kampung in unit.find(Kampung):
            unit.put(a_klasifikasi(kampung.id, day, kelas))


def hapus_klasifikasi(desk: Desk, chance: random.Random) -> None:
    if item := _chosen(desk, chance, Klasifikasi):
        desk.kampung.hapus_klasifikasi(item.id)


def tambah_rencana(desk: Desk, chance: random.Random) -> None:
    kampung, opd = _chosen(desk, chance, Kampung), _chosen(desk, chance, OPD)
    values = {"program": ProgramId("1"), "kegiatan": _text(chance), "opd": opd.id}
    desk.rencana.tambah(values, [kampung.id] if kampung else [], [opd.id])


def ubah_rencana(desk: Desk, chance: random.Random) -> None:
    if item := _chosen(desk, chance, Rencana):
        desk.rencana.ubah(item, {chance.choice(("tempat", "kegiatan")): _text(chance)})


def atur_rencana(desk: Desk, chance: random.Random) -> None:
    """Two computers add and remove the same place and agency, whose ids are derived."""
    kampung, opd = _chosen(desk, chance, Kampung), _chosen(desk, chance, OPD)
    if item := _chosen(desk, chance, Rencana):
        places = [kampung.id] if kampung and chance.random() < 0.6 else []
        desk.rencana.atur(item.id, places, [opd.id] if chance.random() < 0.6 else [])


def hapus_rencana(desk: Desk, chance: random.Random) -> None:
    if item := _chosen(desk, chance, Rencana):
        desk.rencana.hapus([item.id])


def catat_realisasi(desk: Desk, chance: random.Random) -> None:
    kampung, plan = _chosen(desk, chance, Kampung), _chosen(desk, chance, Rencana)
    if kampung and plan:
        desk.realisasi.catat({"rencana": plan.id, "kampung": kampung.id, "tanggal": DAYS[1]})


def ubah_realisasi(desk: Desk, chance: random.Random) -> None:
    if item := _chosen(desk, chance, Realisasi):
        desk.realisasi.ubah(item, {chance.choice(("judul", "kendala")): _text(chance)})


def hapus_realisasi(desk: Desk, chance: random.Random) -> None:
    if item := _chosen(desk, chance, Realisasi):
        desk.realisasi.hapus([item.id])


SUNTINGAN = (
    ubah_kampung, ubah_kampung, hapus_kampung, tambah_kampung, tambah_kampung, tambah_pokja,
    hapus_pokja, tambah_anggota, tambah_anggota, ubah_anggota, hapus_anggota, isi_sel, isi_sel,
    kunci_matriks, tambah_opd, ubah_opd, ganti_koordinator, tambah_rapat, ubah_rapat, hapus_rapat,
    hadir, tindak_lanjuti, impor, hapus_klasifikasi, tambah_rencana, ubah_rencana, atur_rencana,
    hapus_rencana, catat_realisasi, ubah_realisasi, hapus_realisasi,
)  # fmt: skip
