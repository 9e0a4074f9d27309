"""One window: pages, search, messages, what comes from outside."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import StorageFault
from tests.support.makers import TANJUNG_NIUR
from tests.support.window import answers_of, context_of, press
from ui.cari.dialog import Finder
from ui.kampung.page import KampungPage
from ui.kit import crash, theme
from ui.laporan.page import LaporanPage
from ui.main_window import MainWindow
from ui.pages import KEYS, PAGES

SHOWN = [entry.name for entry in PAGES]


@pytest.mark.parametrize("name", SHOWN)
def test_every_page_opens_from_the_keyboard(window: MainWindow, name: str) -> None:
    window.open("beranda")
    key = Qt.Key(ord(KEYS[SHOWN.index(name)]))
    QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
    assert name == window.page().NAME


@pytest.mark.parametrize("name", SHOWN)
def test_every_control_has_a_name_that_can_be_read_out(window: MainWindow, name: str) -> None:
    window.open(name)
    for kind in (QAbstractButton, QLineEdit, QTableView):
        for made in window.page().findChildren(kind):
            assert isinstance(made, QWidget)
            inner = made.objectName().startswith("qt_") or not made.isVisible()
            text = made.text() if isinstance(made, QAbstractButton) else ""
            hint = made.placeholderText() if isinstance(made, QLineEdit) else ""
            corner = type(made.parent()).__name__.endswith(("View", "QTabBar"))
            assert inner or corner or made.accessibleName() or text or hint, made


@pytest.mark.parametrize("name", SHOWN)
def test_no_page_is_wider_than_a_small_screen(window: MainWindow, name: str) -> None:
    window.open(name)
    assert window.minimumSizeHint().width() <= 1366


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK])
def test_text_can_be_read_on_every_ground(look: theme.Colours) -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        high, low = sorted((luminance(one), luminance(other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    for ground in (look.ground, look.surface, look.raised):
        for text in (look.text, look.muted, look.accent, look.good, look.warn, look.bad):
            assert contrast(text, ground) >= 4.5, (text, ground)
    for text, ground in (
        (look.on_accent, look.accent),
        (look.text, look.accent_soft),
        (look.text, look.bad_soft),
        (look.text, look.warn_soft),
        (look.text, look.good_soft),
        (look.text, look.plan_soft),
        (look.text, look.heat[0]),
        (look.text, look.heat[1]),
    ):
        assert contrast(text, ground) >= 4.5, (text, ground)


def test_a_few_letters_find_anything(window: MainWindow) -> None:
    finder = Finder(context_of(window), window)
    finder.line.setText("sinar sur")
    texts = [finder.found.item(row).text() for row in range(finder.found.count())]
    assert texts[0].startswith("Sinar Surya")
    press(finder.line, Qt.Key.Key_Return)
    page = window.page()
    assert isinstance(page, KampungPage)
    assert page.record.kode() == "19.05.05.2008"


def test_regions_are_found_by_other_spellings(window: MainWindow) -> None:
    finder = Finder(context_of(window), window)
    finder.line.setText("muntok")
    texts = [finder.found.item(row).text() for row in range(finder.found.count())]
    assert any(text.startswith("Mentok") for text in texts)
    finder.close()


def test_pages_are_found_as_commands(window: MainWindow) -> None:
    finder = Finder(context_of(window), window)
    finder.line.setText("tambah kampung")
    finder.go()
    page = window.page()
    assert isinstance(page, KampungPage)
    assert page.stack.currentIndex() == 1


def test_reports_are_found_by_their_titles(window: MainWindow) -> None:
    finder = Finder(context_of(window), window)
    finder.line.setText("laporan jadwal")
    finder.go()
    page = window.page()
    assert isinstance(page, LaporanPage)
    assert "Jadwal" in page.list.currentItem().text()


def test_what_another_process_changed_appears(
    qtbot: QtBot, window: MainWindow, sample_folder: Path
) -> None:
    window.open("kampung")
    page = window.page()
    assert isinstance(page, KampungPage)
    before = page.table.model.rowCount()
    with SqlStore.open(sample_folder) as other:
        Desk(other).kampung.tambah({"desa": TANJUNG_NIUR, "nama": "Dari perintah"})
    qtbot.waitUntil(lambda: page.table.model.rowCount() == before + 1, timeout=5000)


def test_a_server_that_goes_and_comes_back_is_said_and_nothing_is_missed(
    window: MainWindow, sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open("kampung")
    page = window.page()
    assert isinstance(page, KampungPage)
    before = page.table.model.rowCount()
    monkeypatch.setattr(SqlStore, "terputus", True)
    window._notice()
    assert "tidak dapat dihubungi" in window.notices.text()
    with SqlStore.open(sample_folder) as other:
        Desk(other).kampung.tambah({"desa": TANJUNG_NIUR, "nama": "Dari komputer lain"})
    window._notice()
    assert page.table.model.rowCount() == before
    monkeypatch.setattr(SqlStore, "terputus", False)
    window._notice()
    assert "Tersambung lagi" in window.notices.text()
    assert page.table.model.rowCount() == before + 1


def test_undo_says_what_it_took_back(window: MainWindow) -> None:
    desk = context_of(window).desk
    desk.kampung.tambah({"desa": TANJUNG_NIUR, "nama": "Tanjung Niur"})
    press(window, Qt.Key.Key_Z, control=True)
    assert "Tambah kampung" in window.notices.text()
    press(window, Qt.Key.Key_Z, control=True)
    assert "Tidak ada yang dapat diurungkan" in window.notices.text()


def test_the_window_opens_where_one_left_off(
    qtbot: QtBot, window: MainWindow, sample: Desk
) -> None:
    window.open("opd")
    window.detach()
    again = MainWindow(window.settings)
    qtbot.addWidget(again)
    again.attach(sample)
    assert again.page().NAME == "opd"
    again.detach()


def test_the_list_follows_filter_and_selection(
    window: MainWindow, qtmodeltester: ModelTester
) -> None:
    window.open("kampung:tanpa-pokja")
    page = window.page()
    assert isinstance(page, KampungPage)
    assert page.table.model.rowCount() == 7
    page.table.filter.setText("parittiga")
    assert {row.kecamatan for row in page.table.model.rows()} == {"Parittiga"}
    page.table.filter.setText("")
    window.open("kampung:semua")
    assert page.table.model.rowCount() == 15
    qtmodeltester.check(page.table.model)  # type: ignore[no-untyped-call]  # pytest-qt says no types


def kampung_page(window: MainWindow) -> KampungPage:
    window.open("kampung")
    page = window.page()
    assert isinstance(page, KampungPage)
    return page


def test_down_and_enter_lead_from_the_filter_to_the_record(window: MainWindow) -> None:
    page = kampung_page(window)
    page.table.filter.setText("sinar")
    press(page.table.filter, Qt.Key.Key_Down)
    assert [row.nama for row in page.table.chosen_rows()] == ["Sinar Surya"]
    press(page.table.filter, Qt.Key.Key_Return)
    assert page.stack.currentIndex() == 1
    page.leave()
    assert [row.nama for row in page.table.chosen_rows()] == ["Sinar Surya"]


def test_a_message_moves_nothing(window: MainWindow) -> None:
    page = kampung_page(window)
    before = page.geometry()
    window.notices.warn("Sesuatu terjadi. " * 30)
    QApplication.processEvents()
    assert page.geometry() == before
    assert window.notices.width() < window.width()


def test_removing_kampung_can_be_taken_back(window: MainWindow) -> None:
    window.open("kampung:semua")
    page = window.page()
    assert isinstance(page, KampungPage)
    page.table.view.selectAll()
    press(page.table.view, Qt.Key.Key_Delete)
    assert page.table.model.total() == 0
    assert "dihapus" in window.notices.text()
    window.undo()
    assert page.table.model.total() == 15


def test_a_copy_that_cannot_be_made_at_close_is_told(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise StorageFault("Cakram penuh.")

    monkeypatch.setattr(context_of(window).desk, "close", refuse)
    window.close()
    assert answers_of(window).asked == [
        "Tersimpan, tetapi cadangannya tidak lengkap. Cakram penuh."
    ]
    assert window.context is None
    monkeypatch.undo()


def test_what_the_user_can_act_on_is_a_banner_wherever_it_is_raised(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash.install(tmp_path / "log", window.notices.warn)
    fault = StorageFault("Cakram penuh.")
    sys.excepthook(StorageFault, fault, None)
    assert window.notices.text() == "Cakram penuh."


def test_named_selections_are_remembered(qtbot: QtBot, window: MainWindow, sample: Desk) -> None:
    window.open("kampung")
    page = window.page()
    assert isinstance(page, KampungPage)
    place = page.choice.findData("tanpa-pokja")
    page.choice.setCurrentIndex(place)
    page.choice.activated.emit(place)
    shown = page.table.model.rowCount()
    window.detach()
    again = MainWindow(window.settings)
    qtbot.addWidget(again)
    again.attach(sample)
    page = again.page()
    assert isinstance(page, KampungPage)
    assert page.choice.currentData() == "tanpa-pokja"
    assert page.table.model.rowCount() == shown
    again.detach()


def test_a_window_left_on_a_screen_that_is_gone_comes_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.move(9000, 7000)
    window.close()
    again = MainWindow(window.settings)
    qtbot.addWidget(again)
    assert again.screen().availableGeometry().contains(again.geometry().center())


def test_another_day_is_followed_by_itself(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open("beranda")
    desk = context_of(window).desk
    reloaded: list[str] = []
    for page in window._pages.values():
        monkeypatch.setattr(page, "reload", lambda: reloaded.append("beranda"))
    qtbot.wait(1700)
    assert reloaded == []
    monkeypatch.setattr(desk, "today", lambda: date(2026, 5, 21))
    qtbot.waitUntil(lambda: reloaded == ["beranda"], timeout=5000)
    window.open("kampung")
    monkeypatch.setattr(desk.store, "kabar", lambda: False)  # a server where nobody works
    monkeypatch.setattr(desk, "today", lambda: date(2026, 5, 19))
    qtbot.wait(1700)
    window.open("beranda")
    assert reloaded == ["beranda", "beranda"]


def test_where_nobody_is_recorded_changing_the_person_says_so(window: MainWindow) -> None:
    window.change_person()
    assert "Pengaturan › Orang" in window.notices.text()


def test_the_sample_office_is_marked_in_the_title(window: MainWindow) -> None:
    assert window.windowTitle() == "KANTOR CONTOH — Kabupaten Bangka Barat — KKB Desk"
