"""Fills a document: gathers what the records say, and what was typed, for one kind."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping

from kkbdesk.documents.blocks import Grid, Kop, KopPejabat, Signer
from kkbdesk.documents.naskah import bahan as sumber
from kkbdesk.documents.naskah import kata, tabel
from kkbdesk.documents.naskah.bahan import Bahan
from kkbdesk.documents.naskah.isian import Isian
from kkbdesk.documents.naskah.jenis import JenisNaskah
from kkbdesk.documents.naskah.pejabat import (
    penanda,
    sebutan_kepala_daerah,
    sebutan_kepala_desa,
)
from kkbdesk.documents.naskah.rapat import rapat_isian
from kkbdesk.documents.naskah.tata import Bentuk
from kkbdesk.documents.naskah.teks import ganti
from kkbdesk.documents.reports.matriks import matriks_grid
from kkbdesk.model.ids import PejabatId
from kkbdesk.model.naskah import DasarHukum, PeranPejabat
from kkbdesk.model.pokja import Pokja
from kkbdesk.model.rapat import Rapat, StatusRapat
from kkbdesk.model.wilayah import is_kelurahan
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
        "pejabat": _sebutan(bahan, jenis),
        "jenis_peraturan": _regulation(bahan, jenis),
        "judul_notula": bahan.tata.judul_notula,
    }
    if jenis.peran is PeranPejabat.KEPALA_DESA and bahan.desa is not None:
        nilai |= {"tempat": bahan.desa.nama, "tempat_pengundangan": bahan.desa.nama}
    nilai |= {name: text for name, text in bahan.ketikan.items() if name in sumber.LABEL and text}
    daftar = {
        "dasar_hukum": _bases(bahan, jenis, mengikat=True),
        "dasar_lain": _bases(bahan, jenis, mengikat=False),
        "tembusan": _copies(bahan, jenis, nilai),
        **meeting.daftar,
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
        penanda=dict(_signers(bahan, jenis, nilai, pejabat)),
        kop=_kop(bahan, jenis, gambar, nilai.get("provinsi", "")),
        foto=meeting.foto,
    )


def _sebutan(bahan: Bahan, jenis: JenisNaskah) -> str:
    """Return the office that decides: Bupati Contoh, Kepala Desa Makmur, Kepala Dinas."""
    if jenis.peran is PeranPejabat.KEPALA_DESA and bahan.desa is not None:
        return sebutan_kepala_desa(bahan.office, bahan.desa)
    if jenis.peran is PeranPejabat.KEPALA_DAERAH:
        return sebutan_kepala_daerah(bahan.office)
    return bahan.office.kantor.kepala_jabatan


def _regulation(bahan: Bahan, jenis: JenisNaskah) -> str:
    if jenis.peran is PeranPejabat.KEPALA_DESA and bahan.desa is not None:
        return f"Peraturan {bahan.office.desa(bahan.desa.id, bahan.desa.nama)}"
    return f"Peraturan {sebutan_kepala_daerah(bahan.office)}"


def _bases(bahan: Bahan, jenis: JenisNaskah, *, mengikat: bool) -> tuple[str, ...]:
    known = [
        item
        for item in bahan.reader.find(DasarHukum, aktif=True)
        if item.jenis.mengikat is mengikat and (not item.naskah or jenis.kode in item.naskah)
    ]
    return tuple(kata.sebutan(item) for item in kata.urut_hierarki(known))


def _copies(bahan: Bahan, jenis: JenisNaskah, nilai: Mapping[str, str]) -> tuple[str, ...]:
    lines = bahan.aturan.tembusan or jenis.tembusan
    known = {**nilai, "gubernur": nilai.get("provinsi", "").replace("Provinsi", "Gubernur")}
    filled = (ganti(line, lambda name: known.get(name, "")) for line in lines)
    return tuple(line for line in filled if line.strip())


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


def _signers(
    bahan: Bahan, jenis: JenisNaskah, nilai: Mapping[str, str], pejabat: PejabatId | None
) -> Iterator[tuple[str, Signer]]:
    reader, office, per = bahan.reader, bahan.office, bahan.per
    village = bahan.desa
    polos = jenis.bentuk in (Bentuk.KEPUTUSAN, Bentuk.PERATURAN)
    if jenis.peran is PeranPejabat.KEPALA_DESA and village is not None and is_kelurahan(village.id):
        polos = False
    where = village.id if jenis.peran is PeranPejabat.KEPALA_DESA and village else None
    yield "", penanda(
        reader, office, jenis.peran, nilai["pejabat"], per,
        wilayah=where, polos=polos, terpilih=pejabat,
    )  # fmt: skip
    head = office.head()
    dated = (f"{nilai.get('tempat') or '…'}, {nilai.get('tanggal') or '…'}",)
    yield "mengetahui", Signer(head.jabatan, head.nama, head.pangkat, head.nip, ("Mengetahui,",))
    yield "pengirim", Signer(head.jabatan, head.nama, head.pangkat, head.nip, ("Pengirim,",))
    yield "penerima", Signer("", nip="", atas=("Diterima tanggal …", "Penerima,"))
    yield (
        "pihak_pertama",
        Signer(f"PIHAK PERTAMA,\n{head.jabatan}", head.nama, head.pangkat, head.nip, dated),
    )
    yield "pihak_kedua", Signer("PIHAK KEDUA", nilai.get("pihak_kedua", ""), nip=None, atas=("",))
    yield "pimpinan", Signer("Pimpinan Rapat", nilai.get("pimpinan", ""), nip=None)
    yield "notulis", Signer("Pencatat", nilai.get("notulis", ""), nip=None)
    yield "ketua_pokja", Signer("Ketua Kelompok Kerja", nilai.get("ketua_pokja", ""), nip=None)
    if village is not None:
        title = sebutan_kepala_desa(office, village)
        yield (
            "kepala_desa",
            penanda(
                reader,
                office,
                PeranPejabat.KEPALA_DESA,
                title,
                per,
                wilayah=village.id,
                polos=False,
            ),
        )
        yield "pengundang", Signer("SEKRETARIS DESA", nip=None)
    else:
        region = f"Sekretaris Daerah {office.wilayah}"
        yield "pengundang", penanda(reader, office, PeranPejabat.SEKDA, region, per, polos=True)


def _kop(
    bahan: Bahan, jenis: JenisNaskah, gambar: Mapping[str, bytes], provinsi: str
) -> Kop | KopPejabat:
    """Return the letterhead of who signs: an official under the state emblem, or an agency."""
    village, office = bahan.desa, bahan.office
    emblem, logo = gambar.get("lambang_negara"), gambar.get("lambang_daerah")
    if jenis.peran is PeranPejabat.KEPALA_DESA and village is not None:
        if is_kelurahan(village.id):
            names = bahan.reader.wilayah([village.id])
            above = (
                office.kantor.pemerintah.upper(),
                f"KECAMATAN {names[village.id[:8]].nama}".upper(),
            )
            return Kop(above, f"KELURAHAN {village.nama}".upper(), (), logo)
        title = sebutan_kepala_desa(office, village)
        return KopPejabat((title.upper(), office.wilayah.upper()), emblem)
    if jenis.peran is PeranPejabat.KEPALA_DAERAH:
        lines = (sebutan_kepala_daerah(office), provinsi)
        return KopPejabat(tuple(line.upper() for line in lines if line), emblem)
    kop = office.kop()
    return Kop(kop.atas, kop.nama, kop.alamat, logo)
