"""Fills a document: gathers what the records say, and what was typed, for one kind."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping

from kkbdesk.documents.blocks import Grid
from kkbdesk.documents.naskah import bahan as sumber
from kkbdesk.documents.naskah import kata, tabel
from kkbdesk.documents.naskah.bahan import Bahan
from kkbdesk.documents.naskah.isian import Isian
from kkbdesk.documents.naskah.jenis import JenisNaskah
from kkbdesk.documents.naskah.kop import para_kop
from kkbdesk.documents.naskah.pejabat import (
    daerah_desa,
    kepala_daerah,
    sebutan_kepala_daerah,
    sebutan_kepala_desa,
    sebutan_pejabat,
)
from kkbdesk.documents.naskah.penanda import para_penanda
from kkbdesk.documents.naskah.pengingat import pengingat
from kkbdesk.documents.naskah.rapat import rapat_isian
from kkbdesk.documents.naskah.teks import ganti
from kkbdesk.documents.reports.matriks import matriks_grid
from kkbdesk.model.ids import PejabatId
from kkbdesk.model.naskah import DasarHukum, Pejabat, PeranPejabat
from kkbdesk.model.pokja import Pokja
from kkbdesk.model.rapat import Rapat, StatusRapat
from kkbdesk.queries.kampung import kampung_pada
from kkbdesk.queries.matriks import baca_grid
from kkbdesk.queries.referensi import nama_butir
from kkbdesk.store import KampungRow
from resources.files import resource

_SHOWN = 60
"""Lines that a typed list may have."""


def isi(
    bahan: Bahan,
    jenis: JenisNaskah,
    gambar: Mapping[str, bytes],
    pejabat: PejabatId | None = None,
) -> Isian:
    """Return everything that may stand in a document of this kind."""
    meeting = rapat_isian(bahan)
    nilai = {
        **dict(sumber.umum(bahan)),
        **dict(sumber.desa(bahan)),
        **dict(sumber.rapat(bahan)),
        **(dict(_figures(bahan)) if jenis.kode == "laporan-dinas" else {}),
        **dict(_deciding(bahan, jenis)),
        "judul_notula": bahan.tata.judul_notula,
    }
    asked, owed = pengingat(bahan, jenis, nilai)
    nilai |= asked | dict(sumber.diketik(bahan))
    daftar = {
        "dasar_hukum": _bases(bahan, jenis, mengikat=True),
        "dasar_lain": _bases(bahan, jenis, mengikat=False),
        "tembusan": _copies(bahan, jenis, nilai, pejabat),
        **meeting.daftar,
        **owed,
    }
    daftar |= {
        name: tuple(line.strip() for line in text.splitlines() if line.strip())[:_SHOWN]
        for name, text in bahan.ketikan.items()
        if name in sumber.DAFTAR and text.strip()
    }
    nilai["lampiran"] = nilai.get("lampiran") or meeting.lampiran or "-"
    if meeting.tujuan:
        nilai.setdefault("tujuan", meeting.tujuan)
    nilai["jumlah_peserta"] = nilai.get("jumlah_peserta") or meeting.hadir
    return Isian(
        label={**sumber.LABEL, **sumber.DAFTAR},
        nilai=nilai,
        daftar=daftar,
        tabel={**_tables(bahan, nilai, daftar), **meeting.tabel},
        penanda=dict(para_penanda(bahan, jenis, nilai, pejabat)),
        kop=para_kop(bahan, jenis, gambar, pejabat),
        foto=meeting.foto,
    )


def _deciding(bahan: Bahan, jenis: JenisNaskah) -> Iterator[tuple[str, str]]:
    """Yield who decides: Bupati Contoh, Kepala Desa Makmur, Kepala Dinas; and what he issues.

    What a village decides names its own kabupaten, whichever office works with the program.
    """
    office, village = bahan.office, bahan.desa
    title = short = office.kantor.kepala_jabatan
    kind = ""
    if jenis.peran is PeranPejabat.KEPALA_DESA and village is not None:
        region = daerah_desa(bahan.reader, village.id)
        title = sebutan_kepala_desa(bahan.reader, office, village, bahan.per)
        short = title.removesuffix(village.nama).strip() or title
        kind = office.desa(village.id, "").strip()
        yield "jenis_peraturan", f"Peraturan {office.desa(village.id, village.nama)}"
        yield "tempat", village.nama
        yield "tempat_pengundangan", village.nama
        yield "wilayah", region
        yield "kepala_daerah", sebutan_kepala_daerah(office, region)
    elif jenis.peran is PeranPejabat.KEPALA_DAERAH:
        title = sebutan_kepala_daerah(office)
        kind = short = kepala_daerah(office.wilayah) or title
        yield "jenis_peraturan", f"Peraturan {title}"
    yield "pejabat", title
    yield "sebutan", short
    yield "peraturan", f"Peraturan {kind}"


def _bases(bahan: Bahan, jenis: JenisNaskah, *, mengikat: bool) -> tuple[str, ...]:
    known = [
        item
        for item in bahan.reader.find(DasarHukum, aktif=True)
        if item.jenis.mengikat is mengikat and (not item.naskah or jenis.kode in item.naskah)
    ]
    return tuple(kata.sebutan(item) for item in kata.urut_hierarki(known))


def _copies(
    bahan: Bahan, jenis: JenisNaskah, nilai: Mapping[str, str], pejabat: PejabatId | None
) -> tuple[str, ...]:
    """Return who gets a copy; nobody who decides or signs gets one."""
    lines = bahan.aturan.tembusan or jenis.tembusan
    known = {**nilai, "gubernur": nilai.get("provinsi", "").replace("Provinsi", "Gubernur")}
    filled = (ganti(line, lambda name: known.get(name, "")) for line in lines)
    chosen = bahan.reader.get(Pejabat, pejabat) if pejabat else None
    signed = sebutan_pejabat(bahan.reader, bahan.office, chosen, bahan.per) if chosen else ""
    own = tuple(filter(None, (nilai["pejabat"], signed)))
    return tuple(line for line in filled if line.strip() and not line.startswith(own))


def _figures(bahan: Bahan) -> Iterator[tuple[str, str]]:
    """Yield counts that a report names."""
    reader, per = bahan.reader, bahan.per
    running = [group for group in reader.find(Pokja) if group.berjalan(per)]
    held = [
        item
        for item in reader.find(Rapat, status=StatusRapat.TERLAKSANA)
        if item.tanggal.year == per.year and item.tanggal <= per
    ]
    yield "jumlah_kampung", str(len(kampung_pada(reader, per, bahan.hari_ini).rows))
    yield "jumlah_pokja", str(len(running))
    yield "jumlah_pokja_sk", str(sum(1 for group in running if group.sk_nomor))
    yield "jumlah_rapat", str(len(held))
    yield "periode", f"tahun {per.year}"


def _tables(
    bahan: Bahan, nilai: Mapping[str, str], daftar: Mapping[str, tuple[str, ...]]
) -> dict[str, Callable[[], Grid]]:
    reader = bahan.reader
    kampung = bahan.kampung.id if bahan.kampung else None

    def matrix() -> Grid:
        return matriks_grid(baca_grid(reader, bahan.tahun, kampung, bahan.hari_ini))

    def classes() -> Grid:
        names = nama_butir(reader)["kelas"]
        return tabel.classes_per_region(_rows(bahan), names, bahan.office.bagian[1])

    return {
        "jabatan": lambda: tabel.posts(reader, bahan.susunan(), _composition(bahan, nilai)),
        "anggota": lambda: tabel.people(reader, bahan.susunan(), _composition(bahan, nilai)),
        "lokasi": lambda: tabel.locations(reader, _rows(bahan)),
        "tugas": lambda: tabel.tasks(reader, bahan.per),
        "matriks": matrix,
        "kiriman": lambda: tabel.consignment(daftar.get("kiriman", sumber.KIRIMAN)),
        "klasifikasi": classes,
    }


def _composition(bahan: Bahan, nilai: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the usual positions and posts of a working group of this level."""
    with resource("reference", "susunan_pokja.toml").open("rb") as file:
        usual = tomllib.load(file)["desa" if bahan.kampung is not None else "kabupaten"]
    return [(position, ganti(post, lambda name: nilai.get(name, ""))) for position, post in usual]


def _rows(bahan: Bahan) -> tuple[KampungRow, ...]:
    """Return the kampung that the document is about: one, or all that were active."""
    rows = kampung_pada(bahan.reader, bahan.per, bahan.hari_ini).rows
    return tuple(row for row in rows if bahan.kampung is None or row.id == bahan.kampung.id)
