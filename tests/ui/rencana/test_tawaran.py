"""Offers of agencies: typed, pasted, copied, and what is left of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kkbdesk.model.ids import Kind, TawaranId
from kkbdesk.services.draf import BARU
from tests.support.window import context_of, press
from ui.beranda.page import draft_target
from ui.impor.page import ImporPage
from ui.kit.choices import PickField
from ui.kit.form import Form
from ui.main_window import MainWindow
from ui.rencana.page import RencanaPage
from ui.rencana.tawaran import TawaranPanel


@pytest.fixture
def panel(page: RencanaPage, window: MainWindow) -> TawaranPanel:
    window.open("rencana:tawaran")
    made = page.part("tawaran")
    assert isinstance(made, TawaranPanel)
    return made


def fill(form: Form, name: str, text: str) -> None:
    form.field(name).set_raw(text)
    form.field(name).left.emit()  # type: ignore[attr-defined]  # an editor is a widget


def test_an_empty_page_teaches(empty_page: RencanaPage, empty_window: MainWindow) -> None:
    empty_window.open("rencana:tawaran")
    panel = empty_page.part("tawaran")
    assert isinstance(panel, TawaranPanel)
    assert "renja" in panel.table._empty.text()


def test_an_offer_is_typed(panel: TawaranPanel, window: MainWindow) -> None:
    panel.table.view.clearSelection()
    press(window, Qt.Key.Key_N, control=True)
    form = panel.card.form
    fill(form, "kegiatan", "Kelas ibu hamil")
    assert panel.desk.draf.get(Kind.TAWARAN, BARU) == {"kegiatan": "Kelas ibu hamil"}
    window.open(draft_target(Kind.TAWARAN, BARU))
    fill(form, "opd", "Dinas Kesehatan (Dinkes)")
    (row,) = panel.table.chosen_rows()
    assert (row.opd, row.tawaran.kegiatan) == ("Dinkes", "Kelas ibu hamil")
    assert form.message("program") == "Program belum dipilih."


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("25 juta", 25_000_000),
        ("Rp 1.500.000,00", 1_500_000),
        ("Rp25.000.000,-", 25_000_000),
        ("1,5 miliar", 1_500_000_000),
        ("0", 0),
    ],
)
def test_budgets_are_read_as_people_write_them(panel: TawaranPanel, text: str, amount: int) -> None:
    panel.table.choose_row(0)
    fill(panel.card.form, "anggaran", text)
    offer = panel.desk.tawaran.get(TawaranId(panel.card.id()))[0].tawaran
    assert offer.anggaran == Decimal(amount)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("anggaran", "dua puluh", "bukan jumlah uang"),
        ("anggaran", "9" * 40, "terlalu besar"),
        ("kapasitas", "-3", "tidak boleh kurang dari 0"),
        ("kegiatan", "", "belum diisi"),
        ("kegiatan", "x" * 2_000, "terlalu panjang"),
    ],
)
def test_what_cannot_be_saved_says_why(
    panel: TawaranPanel, name: str, text: str, said: str
) -> None:
    panel.table.choose_row(0)
    before = panel.table.chosen_rows()[0].tawaran
    fill(panel.card.form, name, text)
    assert said in panel.card.form.message(name)
    assert panel.desk.tawaran.get(before.id)[0].tawaran == before


def test_what_is_left_is_shown(panel: TawaranPanel) -> None:
    used = next(row for row in panel.table.model.rows() if row.rencana)
    panel.go(used.tawaran.id)
    assert "1 rencana, cukup untuk" in panel.card._left.text()
    panel.go("kosong")
    assert used.tawaran.id not in {row.tawaran.id for row in panel.table.model.rows()}
    panel.go("habis")
    assert panel.table.model.rowCount() == 0
    offer = panel.desk.tawaran.get(used.tawaran.id)[0].tawaran
    panel.desk.tawaran.ubah(offer, {"kapasitas": 1})
    assert panel.table.model.rowCount() == 1


def test_an_offer_that_is_planned_is_not_removed(panel: TawaranPanel) -> None:
    used = next(row for row in panel.table.model.rows() if row.rencana)
    panel.table.choose([used.tawaran.id])
    press(panel.table.view, Qt.Key.Key_Delete)
    assert "sudah menjadi rencana" in panel.context.notices.text()
    free = next(row for row in panel.table.model.rows() if not row.rencana)
    panel.table.choose([free.tawaran.id])
    press(panel.table.view, Qt.Key.Key_Delete)
    assert not panel.beside.card_is_shown()
    panel.go(free.tawaran.id)
    assert "sudah dihapus" in panel.context.notices.text()


def test_last_year_is_taken_over(page: RencanaPage, panel: TawaranPanel) -> None:
    number = panel.table.model.rowCount()
    page.year.setValue(page.year.value() + 1)
    panel.copy_last_year()
    assert panel.table.model.rowCount() == number


def test_rows_pasted_from_excel_go_to_the_import(
    panel: TawaranPanel, window: MainWindow, qtbot: QtBot
) -> None:
    text = "OPD\tKegiatan\tPagu anggaran\tKapasitas\nDinkes\tKelas ibu hamil\t12 juta\t3\n"
    QApplication.clipboard().setText(text)
    panel.table.view.setFocus()
    press(panel.table.view, Qt.Key.Key_V, control=True)
    page = window.page()
    assert isinstance(page, ImporPage)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.preview, timeout=30_000)
    page._give_up()
    assert panel.isVisible()
    press(panel.table.view, Qt.Key.Key_V, control=True)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.preview, timeout=30_000)
    page.preview.apply.click()
    qtbot.waitUntil(context_of(window).jobs.idle, timeout=30_000)
    qtbot.waitUntil(panel.isVisible, timeout=30_000)
    assert "Kelas ibu hamil" in {row.tawaran.kegiatan for row in panel.table.model.rows()}


def test_a_new_offer_asks_whose_it_is_before_anything_else(panel: TawaranPanel) -> None:
    panel.table.choose_row(0)
    panel.new()
    agency = panel.card.form.field("opd")
    assert isinstance(agency, PickField)
    assert agency.text()
    assert agency.selectedText() == agency.text()
