"""The window of the manual: contents, search, links, back, zoom, paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kkbdesk.desk import Desk
from kkbdesk.services import manual
from kkbdesk.services.manual import nama_gambar
from kkbdesk.settings import Settings
from tests.support.window import Answers, press, typed
from ui.bantuan.gambar import Enlarged
from ui.bantuan.manual import ManualWindow
from ui.tour import nama_tur


@pytest.fixture
def book(qtbot: QtBot, tmp_path: Path) -> Iterator[ManualWindow]:
    """The manual, opened at the matrix."""
    holder = QWidget()
    qtbot.addWidget(holder)
    made = ManualWindow(Settings(tmp_path / "setelan.json"), holder)
    made.show_place("05-matriks")
    made.show()
    yield made
    made.close()


def test_every_picture_is_one_that_the_tour_makes(sample: Desk) -> None:
    assert nama_gambar() <= {f"{name}.png" for name in nama_tur(sample)}


def test_a_chapter_shows_its_pictures_no_wider_than_the_window(
    qtbot: QtBot, book: ManualWindow
) -> None:
    qtbot.waitUntil(lambda: book.text.room <= book.text.viewport().width(), timeout=5000)
    picture = book.text.loadResource(2, QUrl("gambar:matriks.png"))
    assert 0 < picture.width() <= book.text.viewport().width() * picture.devicePixelRatio()


def test_typing_finds_and_enter_opens_with_the_words_marked(book: ManualWindow) -> None:
    typed(book.line, "mencetak naskah", Qt.Key.Key_Return)
    assert book.place().startswith("12-naskah")
    assert {"Cetak", "mencetak"} <= set(book.hits())
    first = book.text.textCursor().position()
    QTest.keyClick(book, Qt.Key.Key_F3)
    assert book.text.textCursor().position() > first
    QTest.keyClick(book, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert book.text.textCursor().position() == first


def test_what_is_not_found_is_said_and_the_contents_come_back(book: ManualWindow) -> None:
    book.line.setText("xylofon")
    assert book.left.currentWidget() is book.none
    book.line.clear()
    assert book.left.currentWidget() is book.contents


def test_links_go_there_and_back(book: ManualWindow) -> None:
    book.text.anchorClicked.emit(QUrl("15-cadangan.md#memulihkan"))
    assert book.place() == "15-cadangan#memulihkan"
    assert book.text.verticalScrollBar().value() > 0
    book.text.anchorClicked.emit(QUrl("#tempat-kedua"))
    assert book.place() == "15-cadangan#tempat-kedua"
    left = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(book, Qt.Key.Key_Left, left)
    QTest.keyClick(book, Qt.Key.Key_Left, left)
    assert book.place() == "05-matriks"
    assert not book.back.isEnabled()
    QTest.keyClick(book, Qt.Key.Key_Right, left)
    assert book.place() == "15-cadangan#memulihkan"


def test_the_contents_follow_and_lead(book: ManualWindow) -> None:
    item = book.contents.topLevelItem(2)
    assert item is not None
    book.contents.setCurrentItem(item)
    book.contents.setFocus()
    press(book.contents, Qt.Key.Key_Return)
    assert book.place() == "03-pokja"
    book.show_place("15-cadangan#memulihkan")
    chosen = book.contents.currentItem()
    assert chosen is not None and chosen.text(0) == "Memulihkan"


def test_a_picture_is_enlarged_where_it_is_clicked(book: ManualWindow) -> None:
    book.text.anchorClicked.emit(QUrl("gambar:matriks.png"))
    (shown,) = book.findChildren(Enlarged)
    assert shown.isVisible()
    assert book.place() == "05-matriks"
    shown.close()


def test_letters_grow_and_are_remembered(book: ManualWindow, tmp_path: Path) -> None:
    before = book.text.document().defaultFont().pointSize()
    press(book, Qt.Key.Key_Plus, control=True)
    assert book.text.document().defaultFont().pointSize() == before + 1
    assert Settings(tmp_path / "setelan.json").get("panduan_huruf", 0) == before + 1


def test_the_whole_manual_is_written_as_pdf(
    qtbot: QtBot, book: ManualWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []

    def write(path: Path) -> int:
        written.append(path)
        return 48

    monkeypatch.setattr(manual, "tulis_manual", write)
    monkeypatch.setattr(book, "_dialogs", Answers(file=tmp_path / "panduan.pdf"))
    book.save()
    qtbot.waitUntil(lambda: "48 halaman" in book.notices.text(), timeout=5000)
    assert written == [tmp_path / "panduan.pdf"]
