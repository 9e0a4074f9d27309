"""The first page in the window: rows lead to their cure, charts are drawn when they are seen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kkbdesk.desk import Desk
from kkbdesk.model.rencana import StatusRencana
from kkbdesk.services.beranda import KAMPUNG_FILTERS
from tests.support.window import answers_of, context_of, press
from ui.beranda.page import BerandaPage, TaskRow
from ui.kampung.page import KampungPage
from ui.kit.chart import Chart
from ui.main_window import MainWindow
from ui.opd.page import OPDPage
from ui.rencana.page import RencanaPage
from ui.rencana.permasalahan import PermasalahanPanel
from ui.rencana.rencana import RencanaPanel


@pytest.fixture
def page(window: MainWindow) -> BerandaPage:
    window.open("beranda")
    found = window.page()
    assert isinstance(found, BerandaPage)
    return found


def charts(page: BerandaPage, qtbot: QtBot) -> list[Chart]:
    page.go("grafik")
    qtbot.waitUntil(lambda: len(page.grafik.charts) == 4, timeout=30_000)
    qtbot.waitUntil(
        lambda: all(c.isVisible() and c.height() for c in page.grafik.charts), timeout=30_000
    )
    return page.grafik.charts


def test_every_kampung_row_opens_the_list_of_those_it_counts(
    page: BerandaPage, window: MainWindow
) -> None:
    tasks = [
        task
        for task in page.desk.beranda.hitung().tindakan
        if task.buka.removeprefix("kampung:") in KAMPUNG_FILTERS
    ]
    assert len(tasks) >= 5
    for task in tasks:
        window.open(task.buka)
        opened = window.page()
        assert isinstance(opened, KampungPage)
        assert opened.table.view.model().rowCount() == task.jumlah, task.kode


def test_every_row_of_the_plan_opens_what_it_counts(page: BerandaPage, window: MainWindow) -> None:
    desk = page.desk
    plans = [desk.rencana.tambah({"program": "3", "kegiatan": f"KB {n}"}, []) for n in range(2)]
    desk.rencana.ubah_status([plans[0].id], StatusRencana.DITUNDA, "Banjir")
    tasks = {task.kode: task for task in desk.beranda.hitung().tindakan}
    for kode in ("rencana-belum-dijadwalkan", "rencana-tanpa-opd", "rencana-terlambat",
                 "permasalahan-belum-terjawab"):  # fmt: skip
        window.open("rencana:rencana:2031")
        window.open(tasks[kode].buka)
        opened = window.page()
        assert isinstance(opened, RencanaPage)
        part = opened.shown()
        assert isinstance(part, RencanaPanel | PermasalahanPanel)
        assert part.tahun == desk.today().year, kode
        assert part.table.view.model().rowCount() == tasks[kode].jumlah, kode


def test_a_row_is_gone_after_the_edit_that_mends_it(page: BerandaPage, sample: Desk) -> None:
    def named() -> list[str]:
        return [row.accessibleName() for row in page.findChildren(TaskRow) if row.isVisible()]

    assert any("Realisasi belum diinput" in name for name in named())
    with sample.store.read() as reader:
        waiting = [row.baris.realisasi.id for row in sample.realisasi.antrian()]
        assert reader is not None
    sample.realisasi.tandai_diinput(waiting)
    assert not any("Realisasi belum diinput" in name for name in named())


def test_nothing_of_charts_is_loaded_before_one_is_seen(page: BerandaPage) -> None:
    assert page.grafik.charts == []


def test_four_charts_tell_their_values_in_words(page: BerandaPage, qtbot: QtBot) -> None:
    shown = charts(page, qtbot)
    assert [chart.accessibleName() for chart in shown] == [
        "Cakupan Kampung KB per kecamatan", "Klasifikasi dari tahun ke tahun",
        "Realisasi rencana 2026 per OPD", "Anggaran 2026: direncanakan dan terpakai",
    ]  # fmt: skip
    assert "Tempilang: Ada Kampung KB 2, Belum ada 7" in shown[0].accessibleDescription()
    assert "4. Risiko Stunting: Direncanakan 30, Terpakai 14,5" in shown[3].accessibleDescription()


def test_a_chart_is_copied_as_picture_and_as_values(page: BerandaPage, qtbot: QtBot) -> None:
    chart = charts(page, qtbot)[0]
    chart.setFocus()
    press(chart, Qt.Key.Key_C, control=True)
    assert not QApplication.clipboard().pixmap().isNull()
    chart.menu().actions()[1].trigger()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0] == "Kecamatan\tAda Kampung KB\tBelum ada"
    assert "Tempilang\t2\t7" in lines
    assert [action.text() for action in chart.menu().actions()] == [
        "Salin gambar", "Salin angka", "Simpan gambar…",
    ]  # fmt: skip


def test_a_chart_is_saved_opaque(
    page: BerandaPage, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    chart = charts(page, qtbot)[1]
    answers_of(window).file = tmp_path / "kelas"
    chart.menu().actions()[2].trigger()
    assert (tmp_path / "kelas.png").read_bytes().startswith(b"\x89PNG")
    answers_of(window).file = tmp_path / "tiada" / "kelas.png"
    chart.menu().actions()[2].trigger()
    assert "kelas.png" in answers_of(window).asked[-1]
    image = chart.picture().toImage()
    middle = image.pixelColor(image.width() // 2, image.height() // 2)
    assert middle.alpha() == 255


def test_charts_follow_an_edit(page: BerandaPage, qtbot: QtBot, sample: Desk) -> None:
    chart = charts(page, qtbot)[0]
    free = next(row for row in sample.kampung.daftar() if row.kecamatan == "Tempilang")
    sample.kampung.ubah(sample.kampung.berkas(free.id).kampung, {"aktif": False})
    qtbot.waitUntil(
        lambda: "Tempilang: Ada Kampung KB 1" in chart.accessibleDescription(), timeout=30_000
    )


def test_without_the_library_a_sentence_stands_there(page: BerandaPage, qtbot: QtBot) -> None:
    for name in [name for name in sys.modules if name.startswith("ui.kit.plot")]:
        del sys.modules[name]
    with patch.dict(sys.modules, {"pyqtgraph": None}):
        chart = charts(page, qtbot)[0]
        texts = [label.text() for label in chart.findChildren(type(page._covered))]
    assert any("tidak dapat digambar" in text for text in texts)
    assert "Tempilang" in chart.accessibleDescription()


def test_letters_are_written_from_the_first_page(
    page: BerandaPage, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    answers_of(window).file = tmp_path / "surat"
    page._remind("kampung", page.desk.surat_pengingat.kampung)
    qtbot.waitUntil(context_of(window).jobs.idle, timeout=60_000)
    assert (tmp_path / "surat.pdf").read_bytes().startswith(b"%PDF")


def test_the_page_does_not_load_the_library_of_charts() -> None:
    code = "import sys, ui.beranda.page, ui.main_window; sys.exit('pyqtgraph' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_agency_is_reminded_from_its_page(window: MainWindow) -> None:
    window.open("opd")
    page = window.page()
    assert isinstance(page, OPDPage)
    page.table.view.selectRow(2)
    page._remind()
    drafts = context_of(window).desk.register.daftar()
    assert any(row.jenis == "surat-pengingat-opd" for row in drafts)
    assert type(window.page()).__name__ == "NaskahPage"
