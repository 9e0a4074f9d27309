"""Builds the reports of the office, shows them as PDF and writes them in three formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kkbdesk.documents import writers
from kkbdesk.documents.report import Choices, Input, Report
from kkbdesk.errors import UserError
from kkbdesk.model.kampung import Kampung
from kkbdesk.queries.milik import check_kantor, kantor_kampung
from kkbdesk.services.terbitan import TerbitanService
from kkbdesk.store import SEMUA, Reader, Store

if TYPE_CHECKING:  # loaded with the first report
    from kkbdesk.documents.blocks import Document

__all__ = ["Choices", "Input", "LaporanService", "Report", "Tertulis", "daftar_laporan"]


_MANY = (".pdf", ".docx")
"""In these formats several documents make one file."""


@dataclass(frozen=True, slots=True)
class Tertulis:
    """What was written."""

    berkas: Path
    halaman: int | None
    """Pages, where the format fixes them."""
    catatan: tuple[str, ...]
    """What must be known to read the figures rightly."""


class LaporanService:
    """Reports by name."""

    def __init__(self, store: Store, terbitan: TerbitanService, today: Callable[[], date]) -> None:
        self._store = store
        self._terbitan = terbitan
        self._today = today

    def daftar(self) -> list[Report]:
        """Return all reports with their titles and what each may be asked with."""
        return daftar_laporan()

    def dokumen(self, nama: str, pilihan: Choices) -> Document:
        """Return a report as a document.

        Raises UserError for an unknown name, a missing kampung, a kampung that it has no use for,
        an office that
        is none below this one, or a published state that there is not.
        """
        report = _report(nama)
        if pilihan.kampung is None and report.needs_kampung:
            raise UserError(f"Laporan {nama} memerlukan kampung; sebutkan kode desanya.")
        if pilihan.kampung is not None and Input.KAMPUNG not in report.inputs:
            raise UserError(f"Laporan {nama} tidak dapat dibuat untuk satu kampung.")
        with self._read(pilihan) as (reader, today):
            office = _kantor(reader, report, pilihan)
            asked = replace(pilihan.resolved(today), berkas=self._store.get_berkas)
            return report.build(reader.sebagai(office), asked)

    @contextmanager
    def _read(self, pilihan: Choices) -> Iterator[tuple[Reader, date]]:
        """Open the present state or a published one, with the day it was."""
        if not pilihan.terbitan:
            with self._store.read() as reader:
                yield reader, self._today()
            return
        kept = self._terbitan.cari(pilihan.terbitan)
        with self._store.copies.opened(kept.salinan) as reader:
            yield reader, kept.saat.date()

    def pratinjau(self, nama: str, pilihan: Choices) -> tuple[bytes, tuple[str, ...]]:
        """Return a report as the PDF that prints, and what must be known to read it rightly."""
        document = self.dokumen(nama, pilihan)
        return writers.render(document, ".pdf").content, document.notes

    def tulis(self, nama: str, path: Path, pilihan: Choices) -> Tertulis:
        """Write a report in the format of the file's ending; an existing file is replaced last.

        Raises UserError as `dokumen` does and for another ending, StorageFault.
        """
        if path.suffix.casefold() not in writers.ENDINGS:
            known = ", ".join(writers.ENDINGS)
            raise UserError(f"Berkas {path.name} harus berakhiran salah satu dari: {known}.")
        document = self.dokumen(nama, pilihan)
        made = writers.write(document, path)
        return Tertulis(path, made.pages, document.notes)

    def tulis_tiap_kampung(self, nama: str, path: Path, tahun: int) -> Tertulis:
        """Write a report of each kampung of this office, one after another, into one file.

        Raises UserError when there is no kampung or for an ending other than .pdf and .docx,
        StorageFault.
        """
        report = _report(nama)
        if path.suffix.casefold() not in _MANY:
            raise UserError(f"Berkas {path.name} harus berakhiran {' atau '.join(_MANY)}.")
        with self._store.read() as reader:
            office = reader.sebagai("")
            every = sorted(office.find(Kampung, aktif=True), key=lambda item: item.desa)
            asked = [Choices(tahun=tahun, kampung=item.id) for item in every]
            today = self._today()
            made = [report.build(office, choice.resolved(today)) for choice in asked]
        if not made:
            raise UserError("Belum ada kampung; tambahkan kampung dahulu.")
        written = writers.write_many(made, path)
        return Tertulis(path, written.pages, ())


def _kantor(reader: Reader, report: Report, pilihan: Choices) -> str:
    """Return the office that a report is read as: the chosen one, or that of the kampung."""
    if pilihan.kampung is not None:
        return kantor_kampung(reader, pilihan.kampung)
    check_kantor(reader, pilihan.kantor)
    return "" if pilihan.kantor == SEMUA and not report.semua else pilihan.kantor


def daftar_laporan() -> list[Report]:
    """Return all reports in the order in which they are offered; no office is needed for it."""
    return list(_reports().values())


def _report(nama: str) -> Report:
    reports = _reports()
    if nama not in reports:
        raise UserError(f"Laporan “{nama}” tidak dikenal; pilih salah satu: {', '.join(reports)}.")
    return reports[nama]


def _reports() -> dict[str, Report]:
    """Return all reports by name; loaded late, for the sake of the start of the program."""
    from kkbdesk.documents.registry import REPORTS  # noqa: PLC0415 - loaded when needed

    return REPORTS
