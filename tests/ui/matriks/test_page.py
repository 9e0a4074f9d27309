"""The matrix is edited with the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kkbdesk.model.ids import OPDId
from kkbdesk.model.matriks import Peran, SelMatriks
from kkbdesk.queries.matriks import Grid, JenisTemuan
from tests.support.window import context_of, press
from ui.main_window import MainWindow
from ui.matriks.agreement import Agreement
from ui.matriks.page import VILLAGE, MatriksPage

YEAR = 2026


@pytest.fixture
def page(empty_window: MainWindow) -> MatriksPage:
    empty_window.open("matriks")
    made = empty_window.page()
    assert isinstance(made, MatriksPage)
    made.view.setFocus()
    made.view.setCurrentIndex(made.model.index(0, 0))
    return made


def grid(page: MatriksPage) -> Grid:
    return page.desk.matriks.grid(YEAR, None)


def marks(page: MatriksPage, rows: int, columns: int) -> list[list[str]]:
    return [
        [str(page.model.index(row, column).data()) for column in range(columns)]
        for row in range(rows)
    ]


def select(page: MatriksPage, rows: int, columns: int) -> None:
    model, selection = page.model, page.view.selectionModel()
    page.view.clearSelection()
    for row in range(rows):
        for column in range(columns):
            selection.select(model.index(row, column), selection.SelectionFlag.Select)


def test_space_walks_through_the_roles(page: MatriksPage) -> None:
    for expected in ("√", "●", ""):
        press(page.view, Qt.Key.Key_Space)
        assert page.model.index(0, 0).data() == expected
    assert grid(page).sel == {}


def test_arrows_move_and_enter_fills(page: MatriksPage) -> None:
    press(page.view, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert marks(page, 2, 2) == [["", ""], ["", "√"]]
    assert page.view.currentIndex() == page.model.index(1, 1)


def test_letters_set_a_role_at_once(page: MatriksPage) -> None:
    press(page.view, Qt.Key.Key_P)
    assert page.model.index(0, 0).data() == "●"
    press(page.view, Qt.Key.Key_V)
    assert page.model.index(0, 0).data() == "√"
    press(page.view, Qt.Key.Key_Delete)
    assert page.model.index(0, 0).data() == ""


def test_a_range_is_pasted_from_excel_and_undone_in_one_step(
    page: MatriksPage, empty_window: MainWindow
) -> None:
    QApplication.clipboard().setText("v\t●\r\n\tx\r\n")
    press(page.view, Qt.Key.Key_V, control=True)
    assert marks(page, 2, 2) == [["√", "●"], ["", "√"]]
    empty_window.undo()
    assert marks(page, 2, 2) == [["", ""], ["", ""]]
    empty_window.redo()
    assert marks(page, 2, 2) == [["√", "●"], ["", "√"]]


def test_a_range_is_copied_and_cut_as_excel_reads_it(page: MatriksPage) -> None:
    QApplication.clipboard().setText("√\t●\n●\t√")
    press(page.view, Qt.Key.Key_V, control=True)
    select(page, 2, 2)
    press(page.view, Qt.Key.Key_C, control=True)
    assert QApplication.clipboard().text() == "√\t●\n●\t√"
    press(page.view, Qt.Key.Key_X, control=True)
    assert marks(page, 2, 2) == [["", ""], ["", ""]]
    assert QApplication.clipboard().text() == "√\t●\n●\t√"


def test_fill_down_repeats_the_first_row(page: MatriksPage) -> None:
    press(page.view, Qt.Key.Key_Space)
    select(page, 4, 1)
    press(page.view, Qt.Key.Key_D, control=True)
    assert [line[0] for line in marks(page, 5, 1)] == ["√", "√", "√", "√", ""]


def test_text_that_is_no_mark_changes_nothing(page: MatriksPage, empty_window: MainWindow) -> None:
    QApplication.clipboard().setText("√\tDinas Kesehatan")
    press(page.view, Qt.Key.Key_V, control=True)
    assert grid(page).sel == {}
    assert "Dinas Kesehatan" in empty_window.notices.text()


def test_a_locked_matrix_is_not_edited(page: MatriksPage, empty_window: MainWindow) -> None:
    press(page.view, Qt.Key.Key_Space)
    page.desk.matriks.kunci(YEAR, None, page.desk.today(), "Rapat koordinasi")
    press(page.view, Qt.Key.Key_Space)
    assert page.model.index(0, 0).data() == "√"
    assert "terkunci" in empty_window.notices.text()


def test_gaps_and_overlaps_are_named_and_jumped_to(page: MatriksPage) -> None:
    first, second = (OPDId(item.id) for item in page.model.opd[:2])
    program = page.model.program[2].id
    page.desk.matriks.isi(
        YEAR,
        None,
        {(program, first): Peran.PENANGGUNG_JAWAB, (program, second): Peran.PENANGGUNG_JAWAB},
    )
    kinds = [found.jenis for found in grid(page).temuan]
    assert kinds.count(JenisTemuan.TANPA_PELAKSANA) == 7
    assert kinds.count(JenisTemuan.TUMPANG_TINDIH) == 1
    assert kinds.count(JenisTemuan.TANPA_TUGAS) == 10
    items = [page.findings.item(place) for place in range(page.findings.count())]
    overlap = next(item for item in items if "Lebih dari satu" in item.text())
    page.findings.itemActivated.emit(overlap)
    assert page.view.currentIndex().row() == 2


def test_the_margin_counts(page: MatriksPage) -> None:
    press(page.view, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert page.model.total(0, across=True) == 2
    assert page.model.total(0, across=False) == 1


def test_combined_view_counts_kampung_and_opens_them(qtbot: QtBot, window: MainWindow) -> None:
    window.open("matriks:gabungan")
    page = window.page()
    assert isinstance(page, MatriksPage)
    combined = context_of(window).desk.matriks.gabungan(YEAR)
    assert combined.terisi == 12
    shown = sum(
        int(page.model.index(row, column).data() or 0)
        for row in range(page.model.rowCount())
        for column in range(page.model.columnCount())
    )
    assert shown == sum(combined.jumlah.values())
    page.view.setCurrentIndex(page.model.index(0, 0))
    behind = combined.jumlah[page.model.letak(page.model.index(0, 0))]
    qtbot.waitUntil(lambda: page.findings.count() == behind)
    page.findings.itemActivated.emit(page.findings.item(0))
    assert page.scope.currentData() == "kampung"


def test_two_years_are_compared(window: MainWindow) -> None:
    window.open("matriks")
    page = window.page()
    assert isinstance(page, MatriksPage)
    grid_now, differing = context_of(window).desk.matriks.bandingkan(YEAR - 1, YEAR, None)
    assert {item.letak[1] for item in differing} == {grid_now.opd[-1].id}
    last = page.model.columnCount() - 1
    changed = [row for row in range(8) if "→" in str(page.model.index(row, last).data())]
    assert changed == []
    page.open_comparison()
    changed = [row for row in range(8) if "→" in str(page.model.index(row, last).data())]
    assert len(changed) == len(differing)


def test_before_a_kampung_is_chosen_nothing_can_be_typed(page: MatriksPage) -> None:
    page.scope.setCurrentIndex(page.scope.findData(VILLAGE))
    page.scope.activated.emit(page.scope.currentIndex())
    assert page.model.rowCount() == 0
    assert not page.view.isEnabled()
    assert "Pilih kampung" in page.status()
    press(page.view, Qt.Key.Key_P)
    with page.desk.store.read() as reader:
        assert reader.find(SelMatriks) == []


def test_enter_in_the_question_locks(page: MatriksPage) -> None:
    dialog = Agreement(YEAR, page.desk.today(), unlock=False, parent=page)
    dialog.show()
    field = dialog.findChild(QLineEdit, "rapat")
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Rapat Pokja")
    press(field, Qt.Key.Key_Return)
    assert dialog.result() == Agreement.DialogCode.Accepted
    assert dialog.meeting() == "Rapat Pokja"
