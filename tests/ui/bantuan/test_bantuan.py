"""Help: F1 at the place one is at, the menu, news and the offer of a walk."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kkbdesk import __version__
from kkbdesk.model.manual import teks
from kkbdesk.services import manual
from tests.support.window import a_window, answers_of
from ui.bantuan.kabar import Kabar
from ui.bantuan.kenali import LANGKAH, Kenali
from ui.bantuan.laporan_masalah import LaporanMasalah
from ui.bantuan.manual import ManualWindow
from ui.bantuan.tempat import TEMPAT
from ui.bantuan.tentang import Tentang
from ui.main_window import MainWindow
from ui.pages import PAGES


def shown(window: MainWindow) -> ManualWindow:
    made = window.bantuan.manual
    assert made is not None
    return made


def test_every_place_is_a_module_and_a_heading_of_the_manual() -> None:
    for module, place in TEMPAT.items():
        import_module(module)
        name, _, anchor = place.partition("#")
        chapter = manual.bab(name)
        assert chapter.nama == name, module
        assert not anchor or anchor in {head.jangkar for head, _ in chapter.bagian()}, place


def test_every_part_of_the_window_has_its_place() -> None:
    for folder in (Path(str(import_module("ui").__file__)).parent).iterdir():
        if (folder / "__init__.py").exists() and folder.name not in ("kit", "awal"):
            assert f"ui.{folder.name}" in TEMPAT, folder.name


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("beranda:grafik", "22-beranda#grafik"),
        ("kampung", "02-kampung"),
        ("matriks", "05-matriks"),
        ("rencana:pertemuan", "20-permintaan#pertemuan"),
        ("rencana:tahapan", "19-rencana#tahapan"),
        ("paket:kunci", "13-kunci"),
        ("pengaturan:cadangan", "15-cadangan"),
        ("pengaturan:kantor", "09-pengaturan"),
    ],
)
def test_f1_opens_the_chapter_of_the_place(window: MainWindow, target: str, place: str) -> None:
    window.open(target)
    QApplication.processEvents()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert shown(window).place() == place
    shown(window).close()


@pytest.mark.parametrize("name", [entry.name for entry in PAGES])
def test_every_page_leads_to_a_chapter(window: MainWindow, name: str) -> None:
    window.open(name)
    assert window.bantuan.place() in {*TEMPAT.values()}


def test_f1_works_within_a_dialog(qtbot: QtBot, window: MainWindow) -> None:
    window.open("naskah:baru")
    dialog = QApplication.activeModalWidget()
    if dialog is None:
        dialog = QDialog(window)
        dialog.setModal(True)
        QPushButton("Ya", dialog)
        dialog.show()
    field = next(each for each in dialog.findChildren(QWidget) if each.focusPolicy())
    field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field, timeout=5000)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    made = shown(window)
    assert made.parent() is dialog
    assert made.place().startswith("12-naskah")
    made.close()
    dialog.close()


def test_the_menu_holds_all_of_help(window: MainWindow) -> None:
    words = [act[0].replace("&", "") for act in window.bantuan.acts() if act]
    assert words[0] == "Panduan"
    told = manual.bab("01-mulai")
    listed = " ".join(map(teks, told.unsur))
    for each in words:
        assert each.rstrip("…") in listed


def test_after_an_update_the_news_are_told_once(window: MainWindow) -> None:
    window.settings.set("versi", "0.0.1")
    window.bantuan.greet()
    (news,) = window.findChildren(Kabar)
    assert __version__ in news.text.toPlainText()
    news.close()
    window.bantuan.greet()
    assert not any(each.isVisible() for each in window.findChildren(Kabar))


def test_the_walk_is_offered_once_and_never_again(window: MainWindow) -> None:
    window.bantuan.greet()
    assert "Kenali jendela" in window.notices.text()
    window.notices.hide()
    window.bantuan.greet()
    assert window.notices.text() == ""


def test_without_an_office_help_still_opens(qtbot: QtBot, tmp_path: Path) -> None:
    window = a_window(tmp_path)
    qtbot.addWidget(window)
    window.show()
    window.bantuan.greet()
    assert window.notices.text() == ""
    window.bantuan.open_tour()
    assert not window.findChildren(Kenali)
    window.bantuan.open_here()
    assert shown(window).place() == ""
    assert "Mulai" in shown(window).windowTitle()


@pytest.mark.parametrize("size", [(1366, 740), (960, 600)])
def test_each_step_stands_beside_what_it_tells_of(
    window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.bantuan.open_tour()
    (walk,) = window.findChildren(Kenali)
    for number, step in enumerate(LANGKAH):
        QTest.qWait(80)
        assert walk.step() == number
        assert step.halaman == window.page().NAME
        assert not walk.target().isEmpty(), step.nama
        card = walk.card.geometry()
        assert walk.rect().contains(card), step.nama
        small = walk.target().width() < 300
        assert not small or not card.intersects(walk.target()), step.nama
        assert walk.title.text() == step.judul
        QTest.keyClick(walk.next, Qt.Key.Key_Return)
    assert not walk.isVisible()


def test_the_walk_is_left_at_any_time_and_takes_the_keys(window: MainWindow) -> None:
    window.bantuan.open_tour()
    (walk,) = window.findChildren(Kenali)
    QTest.keyClick(walk.next, Qt.Key.Key_Right)
    assert walk.step() == 1
    QTest.keyClick(walk.next, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.page().NAME == "beranda"
    QTest.keyClick(walk.next, Qt.Key.Key_Left)
    assert walk.step() == 0
    QTest.keyClick(walk.next, Qt.Key.Key_Escape)
    assert not walk.isVisible()


def test_the_report_is_read_before_it_is_saved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.bantuan.open_report()
    (dialog,) = window.findChildren(LaporanMasalah)
    qtbot.waitUntil(dialog.keep.isEnabled, timeout=20_000)
    told = dialog.text.toPlainText()
    assert "Layar:" in told
    answers_of(window).file = tmp_path / "lapor.txt"
    dialog.save()
    assert (tmp_path / "lapor.txt").read_text("utf-8") == told
    dialog.close()


def test_about_names_version_and_libraries(window: MainWindow) -> None:
    window.bantuan.open_about()
    (dialog,) = window.findChildren(Tentang)
    assert "SQLAlchemy" in dialog.text.toPlainText()
    dialog.close()
