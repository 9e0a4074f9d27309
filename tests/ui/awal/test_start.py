"""The first start, a damaged file, the sample office."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.database import SqlDatabase
from db.store import FILE, SqlStore
from kkbdesk import cakram
from kkbdesk.cakram import Tempat
from kkbdesk.desk import Desk
from kkbdesk.services.laporan import Choices
from kkbdesk.settings import Settings
from tests.support.makers import SINAR_SURYA
from tests.support.window import context_of
from ui.app import Opening
from ui.awal.damaged import Damaged
from ui.awal.first import FirstStart
from ui.main_window import MainWindow


@pytest.fixture
def blank(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    window = MainWindow(Settings(tmp_path / "setelan.json"))
    qtbot.addWidget(window)
    window.show()
    return window


def test_answers_lead_into_an_office_that_can_print(blank: MainWindow, tmp_path: Path) -> None:
    Opening(blank, tmp_path / "data", SqlDatabase).begin()
    first = blank.stack.currentWidget()
    assert isinstance(first, FirstStart)
    first.start.click()
    assert "Pilih wilayah" in first.message.text()
    first.region.set_raw("75.03")
    first.agencies.setCurrentIndex(first.agencies.findData("tabel-4.6"))
    first.person.setText(" Ani  Lestari ")
    first.start.click()
    desk = context_of(blank).desk
    assert desk.store.who == "Ani Lestari"
    assert desk.kantor.get().wilayah == "75.03"
    assert len(desk.opd.daftar()) == 13
    for report in desk.laporan.daftar():
        if not report.needs_kampung:
            desk.laporan.tulis(report.nama, tmp_path / f"{report.nama}.pdf", Choices())
    blank.close()


def test_the_window_says_what_it_cannot_open(blank: MainWindow, folder: Path) -> None:
    with SqlStore.open(folder) as store:
        Desk(store).kampung.tambah({"desa": SINAR_SURYA, "nama": "Sinar Surya"})
    path = folder / FILE
    path.write_bytes(path.read_bytes()[:7000])
    Opening(blank, folder, SqlDatabase).begin()
    shown = blank.stack.currentWidget()
    assert isinstance(shown, Damaged)
    assert shown.copies.count() == 1
    shown.restore.click()
    assert [row.nama for row in context_of(blank).desk.kampung.daftar()] == ["Sinar Surya"]
    assert len(list(folder.glob("kkbdesk-rusak-*.sqlite"))) == 1
    blank.close()


def test_the_sample_office_is_made_when_it_is_first_opened(
    blank: MainWindow, tmp_path: Path
) -> None:
    Opening(blank, tmp_path / "contoh", SqlDatabase, contoh=True).begin()
    assert context_of(blank).desk.kantor.get().contoh
    blank.close()
    assert SqlDatabase().exists(tmp_path / "contoh")


@pytest.mark.parametrize("kind", list(Tempat))
def test_the_window_says_where_the_data_should_not_be(
    blank: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch, kind: Tempat
) -> None:
    monkeypatch.setattr(cakram, "tempat", lambda _path: kind)
    Opening(blank, folder, SqlDatabase).begin()
    said = blank.notices.text()
    assert ("Jangan mencabutnya" in said) is (kind is Tempat.LEPAS)
    assert ("cakram jaringan" in said) is (kind is Tempat.JARINGAN)
    assert (blank.context is None) is (kind is Tempat.JARINGAN)
    QApplication.processEvents()
    find = blank._find.mapTo(blank._body, QPoint(0, 0))
    assert blank.notices.isHidden() or blank.notices.geometry().right() < find.x()
    blank.close()


@pytest.mark.parametrize(("kode", "wanted"), [("19", "kosong"), ("75.03", "bangka-barat")])
def test_an_office_above_is_not_offered_the_agencies_of_a_kabupaten(
    blank: MainWindow, tmp_path: Path, kode: str, wanted: str
) -> None:
    Opening(blank, tmp_path / "data", SqlDatabase).begin()
    first = blank.stack.currentWidget()
    assert isinstance(first, FirstStart)
    first.region.set_raw(kode)
    first.region.left.emit()
    assert first.agencies.currentData() == wanted
    first.agencies.setCurrentIndex(first.agencies.findData("tabel-4.6"))
    first.agencies.activated.emit(first.agencies.currentIndex())
    first.region.left.emit()
    assert first.agencies.currentData() == "tabel-4.6"
    blank.close()


def test_a_newcomer_is_offered_the_walk_once(blank: MainWindow, tmp_path: Path) -> None:
    opening = Opening(blank, tmp_path / "contoh", SqlDatabase, contoh=True)
    opening.begin()
    assert "Kenali jendela" in blank.notices.text()
    blank.notices.hide()
    blank.detach()
    opening.open()
    assert blank.notices.text() == ""
    blank.close()


def test_the_first_start_fits_a_screen_of_150_percent(blank: MainWindow, tmp_path: Path) -> None:
    Opening(blank, tmp_path / "data", SqlDatabase).begin()
    first = blank.stack.currentWidget()
    assert isinstance(first, FirstStart)
    assert first.minimumSizeHint().height() < 450
    blank.close()
