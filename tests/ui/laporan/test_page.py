"""Reports: what is seen is what is saved and printed."""

from __future__ import annotations

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it brings no types
import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from pytestqt.qtbot import QtBot

from tests.support.window import answers_of, context_of
from ui.laporan.page import LaporanPage
from ui.main_window import MainWindow


@pytest.fixture
def page(window: MainWindow) -> LaporanPage:
    window.open("laporan")
    made = window.page()
    assert isinstance(made, LaporanPage)
    return made


def wait(qtbot: QtBot, page: LaporanPage) -> None:
    qtbot.waitUntil(lambda: page.view.pages() > 0 and page.context.jobs.idle(), timeout=20_000)


def test_every_report_is_previewed(qtbot: QtBot, page: LaporanPage) -> None:
    for report in page.desk.laporan.daftar():
        village = ":19.05.05.2008" if report.needs_kampung else ""
        page.view.clear()
        page.go(f"{report.nama}{village}")
        wait(qtbot, page)
        assert page.view.pages() > 0


def test_a_report_of_one_kampung_asks_for_it(qtbot: QtBot, page: LaporanPage) -> None:
    page.go("profil")
    qtbot.waitUntil(lambda: "Pilih kampung" in page._notes.text(), timeout=5000)
    assert page.view.pages() == 0


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".docx"])
def test_a_report_is_saved_in_the_chosen_format(
    qtbot: QtBot, window: MainWindow, page: LaporanPage, tmp_path: Path, ending: str
) -> None:
    page.go("klasifikasi")
    answers_of(window).file = tmp_path / f"klasifikasi{ending}"
    page._save(ending)
    qtbot.waitUntil(lambda: "Tersimpan" in context_of(window).notices.text(), timeout=20_000)
    assert (tmp_path / f"klasifikasi{ending}").stat().st_size > 3000


def test_a_list_is_exported(
    qtbot: QtBot, window: MainWindow, page: LaporanPage, tmp_path: Path
) -> None:
    answers_of(window).file = tmp_path / "kampung.csv"
    window.open("laporan:ekspor:kampung")
    qtbot.waitUntil((tmp_path / "kampung.csv").exists, timeout=20_000)
    wait(qtbot, page)
    assert len((tmp_path / "kampung.csv").read_text("utf-8-sig").splitlines()) == 16


def test_f4_reaches_the_printer_as_215_by_330_mm(
    qtbot: QtBot, page: LaporanPage, tmp_path: Path
) -> None:
    page.go("klasifikasi")
    wait(qtbot, page)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    page.view._set_paper(printer)
    page.view.print_to(printer)
    size = printer.pageLayout().fullRect(printer.pageLayout().units().Millimeter).size()
    assert (round(size.width()), round(size.height())) == (215, 330)
    assert (tmp_path / "cetak.pdf").stat().st_size > 5000


def test_f4_is_made_smaller_for_a_printer_that_has_a4_alone(
    qtbot: QtBot, page: LaporanPage, tmp_path: Path
) -> None:
    page.go("klasifikasi")
    wait(qtbot, page)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    page.view._set_paper(printer)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    page.view.print_to(printer)
    before, after = (
        lowest(pypdfium2.PdfDocument(source))
        for source in (page.view._data, (tmp_path / "cetak.pdf").read_bytes())
    )
    assert after == pytest.approx(before * 297 / 330, abs=6)


def lowest(document: pypdfium2.PdfDocument) -> float:
    """Return how far down the first page something is printed, in points."""
    grey = document[0].render(scale=1, grayscale=True).to_numpy()
    rows = (grey < 128).any(axis=1).nonzero()[0]
    return float(rows.max())


def test_without_a_printer_the_pages_become_a_file(
    qtbot: QtBot,
    window: MainWindow,
    page: LaporanPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinters", list)
    page.go("klasifikasi")
    wait(qtbot, page)
    answers_of(window).file = tmp_path / "cetak.pdf"
    page.print_page()
    assert "belum mempunyai pencetak" in answers_of(window).asked[0]
    assert (tmp_path / "cetak.pdf").read_bytes() == page.view._data


def test_ctrl_p_from_a_kampung_leads_to_its_profile(
    qtbot: QtBot, window: MainWindow, page: LaporanPage
) -> None:
    kampung = context_of(window).desk.kampung.dengan_kode("19.05.05.2008")
    window.open(f"kampung:{kampung.id}")
    window.page().print_page()
    assert window.page() is page
    report = page.report()
    assert report is not None
    assert report.nama == "profil"
    wait(qtbot, page)
