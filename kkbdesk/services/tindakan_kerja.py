"""What documents, the matrix and meetings wait for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from kkbdesk.model.naskah import Naskah, StatusNaskah
from kkbdesk.model.rapat import Rapat, SeriRapat, StatusRapat, StatusTindakLanjut, TindakLanjut
from kkbdesk.queries.matriks import JenisTemuan, baca_grid
from kkbdesk.queries.rapat_angka import belum_rapat
from kkbdesk.services.tindakan import PATIENCE, SOON, Tindakan, membawahi
from kkbdesk.store import Reader, Tentang


def kerja(reader: Reader, today: date) -> Iterator[Tindakan]:
    """Yield what documents, the matrix of the year and meetings wait for."""
    yield from _documents(reader, today)
    yield from _matrix(reader, today)
    yield from _meetings(reader, today)


def _documents(reader: Reader, today: date) -> Iterator[Tindakan]:
    issued = reader.find(Naskah, status=StatusNaskah.DITETAPKAN)
    ending = sum(1 for item in issued if item.selesai and today <= item.selesai <= today + SOON)
    if ending:
        yield Tindakan(
            "naskah-berakhir", "SK akan berakhir", ending,
            "Dalam 90 hari; siapkan penggantinya.", "naskah:akan-berakhir",
        )  # fmt: skip
    submitted = reader.find(Naskah, status=StatusNaskah.DIAJUKAN)
    waiting = sum(1 for item in submitted if today - _touched(reader, item) > PATIENCE)
    if waiting:
        yield Tindakan(
            "naskah-menunggu", "Naskah diajukan belum kembali", waiting,
            "Lebih dari 14 hari; tanyakan, lalu tetapkan atau betulkan.", "naskah:diajukan",
        )  # fmt: skip


def _touched(reader: Reader, naskah: Naskah) -> date:
    """Return the day of the newest edit of a document."""
    (newest,) = reader.entries(Tentang(rekam=(naskah.id,)), limit=1)
    return newest.at.astimezone().date()


def _matrix(reader: Reader, today: date) -> Iterator[Tindakan]:
    grid = baca_grid(reader, today.year, None, today)
    if membawahi(reader) and not grid.sel:  # a matrix of its own is for such an office to choose
        return
    number = Counter(item.jenis for item in grid.temuan)
    for jenis, kode, why in (
        (
            JenisTemuan.TANPA_PELAKSANA,
            "program-tanpa-pelaksana",
            "Tawarkan dalam rapat koordinasi.",
        ),
        (JenisTemuan.TANPA_PENANGGUNG_JAWAB, "program-tanpa-pj", "Tetapkan satu OPD tiap program."),
        (JenisTemuan.TUMPANG_TINDIH, "tumpang-tindih", "Sisakan satu penanggung jawab."),
        (JenisTemuan.TANPA_TUGAS, "opd-tanpa-tugas", "OPD ini belum berperan tahun ini."),
    ):
        if number[jenis]:
            yield Tindakan(kode, f"{jenis.value} ({today.year})", number[jenis], why, "matriks")


def _meetings(reader: Reader, today: date) -> Iterator[Tindakan]:
    owed = reader.find(TindakLanjut, status=StatusTindakLanjut.TERBUKA)
    late = sum(item.terlambat(today) for item in owed)
    if late:
        yield Tindakan(
            "tindak-lanjut-terlambat", "Tindak lanjut lewat tenggat", late,
            "Tagih penanggung jawabnya, atau catat bila sudah selesai.",
            "rapat:tindak-lanjut:terlambat",
        )  # fmt: skip
    series, meetings = reader.find(SeriRapat), reader.find(Rapat)
    missing = [item for item in belum_rapat(series, meetings, today) if item.direncanakan is None]
    if missing:
        names = ", ".join(item.nama for item in missing[:3])
        yield Tindakan(
            "belum-rapat", "Rapat belum ada bulan ini", len(missing),
            f"Belum dijadwalkan: {names}.", "rapat:seri" if series else "rapat",
        )  # fmt: skip
    unwritten = sum(
        item.status is StatusRapat.DIRENCANAKAN and item.tanggal < today for item in meetings
    )
    if unwritten:
        yield Tindakan(
            "rapat-belum-dicatat", "Rapat sudah lewat, hasilnya belum dicatat", unwritten,
            "Catat kehadiran dan notula, atau tandai batal.", "rapat:lewat",
        )  # fmt: skip
