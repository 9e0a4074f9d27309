"""The yearly report of the head of the region to the one above, as Inpres 3/2022 wants it."""

from __future__ import annotations

from collections.abc import Iterator

from kkbdesk.documents.blocks import (
    KOSONG,
    Align,
    Block,
    Document,
    Grid,
    Heading,
    KeyValues,
    KopPejabat,
    PageBreak,
    Paragraph,
    Section,
    Signatures,
    Title,
)
from kkbdesk.documents.naskah.pejabat import penanda, sebutan_kepala_daerah
from kkbdesk.documents.report import Input, Parameters, Report
from kkbdesk.documents.reports import tahunan_keadaan as keadaan
from kkbdesk.documents.reports import tahunan_rencana as rencana
from kkbdesk.documents.reports.office import Office, office_of
from kkbdesk.documents.reports.permasalahan import build as permasalahan
from kkbdesk.documents.reports.realisasi import free, items
from kkbdesk.documents.reports.regional import TITLE
from kkbdesk.documents.reports.tahunan_bahan import Bahan, baca
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.kantor import Tingkat
from kkbdesk.model.naskah import PeranPejabat
from kkbdesk.store import Reader

_FIRST = 12.5
"""Millimetres by which the first line of a letter's paragraph begins further right."""
_ABOUT = "Instruksi Presiden Nomor 3 Tahun 2022 tentang Optimalisasi Penyelenggaraan Kampung "
_INPRES = f"{_ABOUT}Keluarga Berkualitas"


def build(reader: Reader, parameters: Parameters) -> Document:
    """Return letter, chapters and attachments of a year."""
    office = office_of(reader)
    bahan = baca(reader, parameters, office)
    title = (f"LAPORAN TAHUNAN PENYELENGGARAAN {TITLE}", office.wilayah.upper(),
             f"TAHUN {parameters.tahun}")  # fmt: skip
    chapters = (
        ("I. PENDAHULUAN", _opening(bahan)),
        ("II. KEADAAN", keadaan.keadaan(bahan)),
        ("III. POKJA DAN REGULASI", keadaan.regulasi(bahan)),
        ("IV. MATRIKS INTEGRASI DAN KONVERGENSI", keadaan.matriks(bahan)),
        ("V. RENCANA DAN REALISASI", rencana.realisasi(bahan)),
        ("VI. ANGGARAN", rencana.anggaran(bahan)),
        ("VII. CAPAIAN INDIKATOR", keadaan.indikator(bahan)),
        ("VIII. KLASIFIKASI", keadaan.klasifikasi(bahan)),
        ("IX. PERMASALAHAN DAN TINDAK LANJUT", rencana.permasalahan(bahan)),
        (f"X. RENCANA TAHUN {parameters.tahun + 1}", rencana.tahun_depan(bahan)),
        ("XI. PENUTUP", _closing(bahan)),
    )
    blocks: list[Block] = [*_letter(bahan), PageBreak(), Title(title)]
    for name, content in chapters:
        blocks += [Heading(name), *content]
    return Document(
        title=" ".join(title),
        author=office.kantor.nama,
        blocks=(*blocks, _signed(bahan)),
        page=office.page(landscape=False),
        kop=_kop(bahan),
        mark="CONTOH" if office.kantor.contoh or office.milik.contoh else "",
        lampiran=tuple(_attachments(bahan, office)),
    )


def _kop(bahan: Bahan) -> KopPejabat:
    """Return the lines of the head of the region; the emblem is put in by who prints."""
    office = bahan.office
    lines = [sebutan_kepala_daerah(office).upper()]
    if office.kantor.tingkat is Tingkat.KABUPATEN and office.kode:
        lines.append(f"PROVINSI {bahan.nama_provinsi}".upper())
    return KopPejabat(tuple(lines))


def _above(bahan: Bahan) -> tuple[str, ...]:
    """Return who the report is for, one line each."""
    match bahan.office.kantor.tingkat:
        case Tingkat.KABUPATEN:
            return f"Yth. Gubernur {bahan.nama_provinsi}", "di Tempat"
        case Tingkat.PROVINSI:
            return "Yth. Kepala BKKBN", "di Jakarta"
        case _:
            return (
                "Yth. Menteri Koordinator Bidang Pembangunan Manusia dan Kebudayaan",
                "di Jakarta",
            )


def _letter(bahan: Bahan) -> Iterator[Block]:
    office, parameters = bahan.office, bahan.parameters
    yield Paragraph("", small=True)
    yield Paragraph(office.dated(parameters.today), Align.RIGHT)
    hal = f"Laporan Tahunan Penyelenggaraan Kampung Keluarga Berkualitas Tahun {parameters.tahun}"
    yield KeyValues(
        (("Nomor", KOSONG), ("Sifat", "Penting"), ("Lampiran", "1 (satu) berkas"), ("Hal", hal)),
        label=22,
    )
    yield Paragraph("\n".join(_above(bahan)))
    for text in (
        f"Berdasarkan {_INPRES}, dengan hormat kami sampaikan laporan penyelenggaraan Kampung "
        f"Keluarga Berkualitas {office.wilayah} tahun {parameters.tahun}, keadaan sampai "
        f"{tanggal(parameters.per)}.",
        bahan.ringkas(),
        "Uraian, angka, dan rinciannya kami lampirkan sebagai bagian yang tidak terpisahkan dari "
        "surat ini. Demikian disampaikan, atas perhatian dan arahan Bapak/Ibu diucapkan terima "
        "kasih.",
    ):
        yield Paragraph(text, first=_FIRST)
    yield _signed(bahan)


def _signed(bahan: Bahan) -> Signatures:
    office = bahan.office
    return Signatures(
        (
            penanda(
                bahan.reader, office, PeranPejabat.KEPALA_DAERAH, sebutan_kepala_daerah(office),
                bahan.parameters.today, wilayah=office.kode or None, polos=False,
            ),
        )
    )  # fmt: skip


def _opening(bahan: Bahan) -> Iterator[Block]:
    office, parameters = bahan.office, bahan.parameters
    yield Paragraph(
        f"{_INPRES} menugaskan kepala daerah menyelenggarakan Kampung Keluarga Berkualitas di "
        "setiap desa dan kelurahan, memadukan program perangkat daerah dan mitra, dan melaporkan "
        "pelaksanaannya setiap tahun."
    )
    yield Paragraph(
        f"Laporan ini memuat keadaan {office.wilayah} dalam tahun {parameters.tahun}: cakupan, "
        "kelembagaan, kesepakatan antarperangkat daerah, rencana dan pelaksanaannya, anggaran, "
        "hasil pengukuran, permasalahan desa, serta rencana tahun berikutnya."
    )
    yield Paragraph(
        "Angkanya dihitung dari catatan kantor. Yang tidak tercatat disebut belum diketahui dan "
        "tidak dihitung sebagai nol."
    )


def _closing(bahan: Bahan) -> Iterator[Block]:
    lacking = bahan.kekurangan()
    if lacking:
        yield Paragraph(f"Yang masih perlu diselesaikan: {'; '.join(lacking)}.")
    yield Paragraph(
        "Demikian laporan ini dibuat sebagai pertanggungjawaban dan bahan kebijakan selanjutnya."
    )


def _attachments(bahan: Bahan, office: Office) -> Iterator[Section]:
    """Yield what the chapters count, line by line; each table has its own attachment."""
    page = office.page(landscape=True)
    needs = next(permasalahan(bahan.reader, bahan.parameters).grids())
    tables: list[tuple[str, Grid]] = [
        ("DAFTAR KAMPUNG KELUARGA BERKUALITAS", keadaan.daftar(bahan)),
        (f"RENCANA DAN REALISASI TAHUN {bahan.tahun}", items(bahan.rencana)),
        (f"REALISASI DI LUAR RENCANA TAHUN {bahan.tahun}", free(bahan.lain)),
        (f"PERMASALAHAN DESA TAHUN {bahan.tahun}", needs),
        (f"RENCANA TAHUN {bahan.tahun + 1}", items(bahan.depan)),
    ]
    for number, (name, grid) in enumerate((each for each in tables if each[1].rows), 1):
        yield Section((Title((f"LAMPIRAN {number}", name)), grid), page)


REPORT = Report("tahunan", "Laporan tahunan kepala daerah", build, (Input.TAHUN, Input.PER))
