"""The minutes of a merge: what came, what became of it, who decided what, whether figures agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from kkbdesk.documents.blocks import (
    KOSONG,
    Align,
    Block,
    Column,
    Document,
    Grid,
    Heading,
    KeyValues,
    Paragraph,
    Row,
    RowKind,
    Signatures,
    Signer,
    Title,
)
from kkbdesk.documents.naskah.kata import tanggal_huruf
from kkbdesk.documents.reports.office import Office
from kkbdesk.model.format_id import angka, tanggal
from kkbdesk.model.paket import sidik_cetak
from kkbdesk.queries.angka_kontrol import Angka

_SIZE = 8.5
_NO = Column("NO", 10, Align.CENTER)


@dataclass(frozen=True, slots=True)
class Asal:
    """Which package, from whom."""

    pengirim: str
    kantor: str
    """Code of the sender."""
    nomor: int
    guna: str
    dibuat: datetime
    isi: str
    """Digest of the manifest, which names the contents."""
    berkas: str
    """Name of the file."""
    kata: tuple[str, ...]
    """Fingerprint of the sender's keys."""


@dataclass(frozen=True, slots=True)
class Pertanyaan:
    """A question, both values and the answer."""

    catatan: str
    tempat: str
    isian: str
    sini: str
    paket: str
    putusan: str


@dataclass(frozen=True, slots=True)
class Penggabungan:
    """Everything that the minutes tell."""

    asal: Asal
    saat: datetime
    oleh: str
    banyak: tuple[tuple[str, int, int, int], ...]
    """Kind of record; how many are new, changed, deleted."""
    sama: int
    """Records that were the same on both sides."""
    soal: tuple[Pertanyaan, ...]
    kembar: tuple[tuple[str, str, str], ...]
    """Record, why it may be one with another here, what was decided."""
    ditolak: tuple[tuple[str, str, str], ...]
    """Record, place, why it was not taken."""
    perhatian: tuple[tuple[str, str, str], ...]
    """Record, place, what must be put right of it although it was taken."""
    kontrol: tuple[tuple[Angka, Angka, bool], ...]
    """The sender's totals of a table, ours, and whether all contents are the same."""


def berita_acara_gabung(office: Office, isi: Penggabungan, *, rancangan: bool) -> Document:
    """Return the minutes; of a merge that was only tried they are marked as a draft."""
    document = office.document(
        ("BERITA ACARA", f"NOMOR {KOSONG * 8}", "PENGGABUNGAN PAKET DATA KAMPUNG KB"),
        (
            Paragraph(_opening(office, isi, rancangan=rancangan)),
            KeyValues(tuple(_facts(isi)), 42),
            *_outcome(isi),
            *_questions(isi.soal),
            *_twins(isi.kembar),
            *_refused(isi.ditolak),
            *_marked(isi.perhatian),
            *_control(isi.kontrol),
            Paragraph(
                "Demikian Berita Acara ini dibuat dalam rangkap 2 (dua) untuk dipergunakan "
                "sebagaimana mestinya."
            ),
            _signed(office, isi),
        ),
    )
    return replace(document, stamp="RANCANGAN") if rancangan else document


def bernomor(document: Document, nomor: str) -> Document:
    """Return the minutes under a number of the register; without one its place stays free."""
    title = document.blocks[0]
    if not nomor or not isinstance(title, Title):
        return document
    head = replace(title, lines=(title.lines[0], f"NOMOR {nomor}", *title.lines[2:]))
    return replace(document, blocks=(head, *document.blocks[1:]))


def _opening(office: Office, isi: Penggabungan, *, rancangan: bool) -> str:
    local = isi.saat.astimezone()
    begun = (
        f"Pada hari ini, {tanggal_huruf(local.date())} ({local:%d-%m-%Y}), pukul {local:%H.%M}, "
        f"bertempat di {office.tempat}, "
    )
    told = "diperiksa apa akibatnya bila paket data di bawah ini digabung ke dalam data"
    if not rancangan:
        told = "telah digabung paket data di bawah ini ke dalam data"
    return f"{begun}{told} {office.kantor.nama}."


def _facts(isi: Penggabungan) -> Iterator[tuple[str, str]]:
    asal = isi.asal
    made = asal.dibuat.astimezone()
    yield "Pengirim", f"{asal.pengirim} ({asal.kantor})"
    yield "Nomor paket", f"{asal.nomor}, dibuat {tanggal(made.date())} {made:%H.%M}"
    yield "Guna", asal.guna
    if asal.berkas:
        yield "Berkas", asal.berkas
    yield "Sidik isi", sidik_cetak(asal.isi)
    if asal.kata:
        yield "Kata kunci pengirim", " ".join(asal.kata)
    yield "Dikerjakan oleh", isi.oleh


def _outcome(isi: Penggabungan) -> Iterator[Block]:
    yield Heading("A. Hasil")
    if isi.banyak:
        columns = (
            _NO, Column("JENIS CATATAN", 75),
            *(Column(title, 30, Align.RIGHT) for title in ("BARU", "BERUBAH", "DIHAPUS")),
        )  # fmt: skip
        rows = [Row((number, *row)) for number, row in enumerate(isi.banyak, 1)]
        totals = [sum(each) for each in zip(*(row[1:] for row in isi.banyak), strict=True)]
        yield Grid(columns, (*rows, Row((None, "Jumlah", *totals), RowKind.TOTAL)), size=_SIZE)
    else:
        yield Paragraph("Tidak ada catatan yang berubah.")
    yield Paragraph(f"{angka(isi.sama)} catatan paket sudah sama dengan yang ada di sini.")


def _questions(soal: Sequence[Pertanyaan]) -> Iterator[Block]:
    yield Heading("B. Pertentangan")
    if not soal:
        yield Paragraph("Tidak ada isian yang diisi berbeda di kedua sisi.")
        return
    columns = (
        _NO, Column("CATATAN", 45), Column("ISIAN", 26), Column("DI SINI", 34),
        Column("DI PAKET", 34), Column("PUTUSAN", 26),
    )  # fmt: skip
    yield _numbered(
        columns,
        [
            (_placed(item.catatan, item.tempat), item.isian, item.sini, item.paket, item.putusan)
            for item in soal
        ],
    )


def _twins(kembar: Sequence[tuple[str, str, str]]) -> Iterator[Block]:
    yield Heading("C. Catatan kembar")
    if not kembar:
        yield Paragraph("Tidak ada catatan baru yang mirip dengan catatan di sini.")
        return
    columns = (_NO, Column("CATATAN", 65), Column("ALASAN", 65), Column("PUTUSAN", 35))
    yield _numbered(columns, kembar)


def _refused(ditolak: Sequence[tuple[str, str, str]]) -> Iterator[Block]:
    yield Heading("D. Tidak diambil")
    if not ditolak:
        yield Paragraph("Semua catatan paket diambil.")
        return
    yield _reasons("ALASAN", ditolak)


def _marked(perhatian: Sequence[tuple[str, str, str]]) -> Iterator[Block]:
    yield Heading("E. Diambil, tetapi perlu dibetulkan")
    if not perhatian:
        yield Paragraph("Tidak ada catatan yang menyalahi aturan bersama data di sini.")
        return
    yield _reasons("YANG SALAH", perhatian)


def _reasons(title: str, rows: Sequence[tuple[str, str, str]]) -> Grid:
    columns = (_NO, Column("CATATAN", 75), Column(title, 90))
    return _numbered(columns, [(_placed(name, place), why) for name, place, why in rows])


def _control(kontrol: Sequence[tuple[Angka, Angka, bool]]) -> Iterator[Block]:
    yield Heading("F. Angka kontrol")
    if not kontrol:
        yield Paragraph("Paket dengan guna ini tidak membawa angka kontrol.")
        return
    columns = (
        _NO, Column("TABEL", 75), Column("PENGIRIM", 32, Align.RIGHT),
        Column("DI SINI", 32, Align.RIGHT), Column("KETERANGAN", 26),
    )  # fmt: skip
    rows: list[Row] = []
    for number, (told, here, same) in enumerate(kontrol, 1):
        rows.append(Row((number, told.nama, told.baris, here.baris, "sama" if same else "berbeda")))
        ours = dict(here.jumlah)
        for label, value in told.jumlah:
            rows.append(Row((None, f"    {label}", *_figures(value, ours.get(label)), "")))
    yield Grid(columns, tuple(rows), size=_SIZE)
    wrong = [told.nama for told, _, same in kontrol if not same]
    said = "Isi semua tabel sama dengan hitungan pengirim."
    if wrong:
        said = (
            f"Isi {len(wrong)} tabel berbeda dengan hitungan pengirim: {', '.join(wrong)}. "
            "Sebabnya catatan yang diubah di sini, belum diputuskan, atau tidak diambil."
        )
    yield Paragraph(said)


def _figures(*values: Decimal | None) -> Iterator[str]:
    return ("–" if value is None else angka(value) for value in values)


def _placed(name: str, place: str) -> str:
    return f"{name}\n{place}" if place and place not in name else name


def _numbered(columns: Sequence[Column], rows: Sequence[tuple[str, ...]]) -> Grid:
    counted = (Row((number, *row)) for number, row in enumerate(rows, 1))
    return Grid(tuple(columns), tuple(counted), size=_SIZE)


def _signed(office: Office, isi: Penggabungan) -> Signatures:
    worked = Signer("Yang menggabungkan", nip=None, atas=("", ""))
    dated = office.dated(isi.saat.astimezone().date())
    return Signatures((worked, office.head(dated, "Mengetahui,")), per_row=2)
