"""Leaving a field saves it; what cannot be saved stays as a draft and says why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import StorageFault
from kkbdesk.model.ids import Kind
from kkbdesk.model.kampung import Kampung
from tests.support.makers import SINAR_SURYA
from tests.support.window import context_of, press
from ui.kampung.page import KampungPage
from ui.kit.choices import PickField
from ui.kit.form import Form
from ui.main_window import MainWindow


def open_record(window: MainWindow, id: str) -> Form:
    window.open(f"kampung:{id}")
    page = window.page()
    assert isinstance(page, KampungPage)
    return page.record.form


def type_into(form: Form, name: str, text: str) -> QLineEdit:
    made = form.field(name)
    assert isinstance(made, QLineEdit)
    made.setFocus()
    made.selectAll()
    press(made, Qt.Key.Key_Delete)
    QTest.keyClicks(made, text)
    press(made, Qt.Key.Key_Return)
    return made


def sinar_surya(window: MainWindow) -> Kampung:
    return context_of(window).desk.kampung.dengan_kode(SINAR_SURYA)


def test_leaving_a_field_saves_it(window: MainWindow) -> None:
    form = open_record(window, sinar_surya(window).id)
    type_into(form, "sk_nomor", "188.45/7/2026")
    assert sinar_surya(window).sk_nomor == "188.45/7/2026"
    assert form.message("sk_nomor") == ""


def test_a_mark_stays_while_other_fields_are_saved(window: MainWindow) -> None:
    form = open_record(window, sinar_surya(window).id)
    type_into(form, "luas", "seratus")
    type_into(form, "sk_nomor", "188.45/8/2026")
    assert form.message("luas")
    type_into(form, "luas", "16,9")
    assert form.message("luas") == ""


def test_dates_and_numbers_are_read_the_indonesian_way(window: MainWindow) -> None:
    form = open_record(window, sinar_surya(window).id)
    shown = type_into(form, "tanggal_pencanangan", "3/5/17")
    type_into(form, "luas", "1.016,5")
    now = sinar_surya(window)
    assert now.tanggal_pencanangan == date(2017, 5, 3)
    assert shown.text() == "3 Mei 2017"
    assert str(now.luas) == "1016.5000"


def test_a_value_that_cannot_be_read_stays_as_a_draft(window: MainWindow) -> None:
    desk = context_of(window).desk
    before = sinar_surya(window)
    form = open_record(window, before.id)
    type_into(form, "tanggal_pencanangan", "31/2/2020")
    assert "tidak ada dalam kalender" in form.message("tanggal_pencanangan")
    assert sinar_surya(window) == before
    assert [draf.id for draf in desk.draf.daftar()] == [before.id]
    assert "draf" in [task.kode for task in desk.beranda.hitung().tindakan]
    window.open("beranda")
    form = open_record(window, before.id)
    assert form.field("tanggal_pencanangan").raw() == "31/2/2020"
    assert "kalender" in form.message("tanggal_pencanangan")
    type_into(form, "tanggal_pencanangan", "28/2/2020")
    assert desk.draf.daftar() == []
    assert sinar_surya(window).tanggal_pencanangan == date(2020, 2, 28)


def test_coordinates_are_read_as_gps_receivers_and_maps_write_them(window: MainWindow) -> None:
    form = open_record(window, sinar_surya(window).id)
    type_into(form, "lintang", "2°3'4\" LS")
    shown = type_into(form, "bujur", "106.123")
    assert shown.text() == "106,123"
    assert sinar_surya(window).lintang == Decimal("-2.051111")
    assert sinar_surya(window).bujur == Decimal("106.123")
    type_into(form, "bujur", "di sana")
    assert "misalnya -2,0612" in form.message("bujur")


def test_a_value_that_a_rule_refuses_says_what_to_do(window: MainWindow) -> None:
    before = sinar_surya(window)
    form = open_record(window, before.id)
    type_into(form, "tanggal_pencanangan", "1/1/2015")
    assert "2016" in form.message("tanggal_pencanangan")
    assert sinar_surya(window) == before


def test_a_new_record_is_saved_once_it_has_a_name(empty_window: MainWindow) -> None:
    desk = context_of(empty_window).desk
    form = open_record(empty_window, "baru")
    type_into(form, "nama", "Sinar Surya")
    assert desk.kampung.daftar() == []
    assert "Wajib" in form.message("desa")
    assert [draf.kind for draf in desk.draf.daftar()] == [Kind.KAMPUNG]
    type_into(form, "desa", "19.05.05.2008")
    assert [row.nama for row in desk.kampung.daftar()] == ["Sinar Surya"]
    assert desk.draf.daftar() == []
    type_into(form, "sk_nomor", "1/2026")
    assert desk.kampung.dengan_kode(SINAR_SURYA).sk_nomor == "1/2026"


def test_what_somebody_else_changed_appears_in_the_open_form(window: MainWindow) -> None:
    kampung = sinar_surya(window)
    form = open_record(window, kampung.id)
    context_of(window).desk.kampung.ubah(kampung, {"nama": "Nama dari luar"})
    assert form.field("nama").raw() == "Nama dari luar"


def test_ctrl_z_takes_back_what_was_saved(window: MainWindow) -> None:
    before = sinar_surya(window)
    form = open_record(window, before.id)
    type_into(form, "nama", "Lain")
    window.undo()
    assert sinar_surya(window) == before
    assert form.field("nama").raw() == before.nama
    assert "Urungkan" in window.notices.text()


# two windows


def other_changes(window: MainWindow, **values: object) -> None:
    """Let another process change the kampung; the window has not heard of it yet."""
    desk = context_of(window).desk
    with SqlStore.open(desk.store.path.parent) as store:
        other = Desk(store, desk.clock)
        other.kampung.ubah(other.kampung.dengan_kode(SINAR_SURYA), values)


def half_typed(form: Form, name: str, text: str) -> QLineEdit:
    made = form.field(name)
    assert isinstance(made, QLineEdit)
    made.setFocus()
    made.selectAll()
    QTest.keyClicks(made, text)
    return made


@pytest.mark.parametrize("heard", ["while typing", "after leaving"])
def test_what_somebody_else_wrote_is_never_replaced_unasked(window: MainWindow, heard: str) -> None:
    form = open_record(window, sinar_surya(window).id)
    made = half_typed(form, "sk_nomor", "punya saya")
    other_changes(window, sk_nomor="punya dia")
    if heard == "while typing":
        context_of(window).desk.editor.notice()
        assert made.text() == "punya saya"
        press(made, Qt.Key.Key_Return)
    else:
        press(made, Qt.Key.Key_Return)
        assert "“punya dia”" in window.notices.text()
        context_of(window).desk.editor.notice()
    assert sinar_surya(window).sk_nomor == "punya dia"
    said = form.message("sk_nomor")
    assert "“punya dia”" in said and "“punya saya”" in said
    assert made.text() == "punya saya"


def test_one_chooses_whose_value_stays(window: MainWindow) -> None:
    form = open_record(window, sinar_surya(window).id)
    for choice, kept in (("mine", "punya saya"), ("theirs", "punya dia")):
        made = half_typed(form, "sk_nomor", "punya saya")
        other_changes(window, sk_nomor="punya dia" if choice == "theirs" else "lain")
        context_of(window).desk.editor.notice()
        press(made, Qt.Key.Key_Return)
        button = getattr(form._clashes["sk_nomor"], choice)
        assert button.isVisible() and button.accessibleName()
        press(button, Qt.Key.Key_Return)
        assert sinar_surya(window).sk_nomor == made.text() == kept
        assert form.message("sk_nomor") == "" and not button.isVisible()
        assert context_of(window).desk.draf.daftar() == []


def test_a_field_somebody_stands_in_without_typing_follows(window: MainWindow) -> None:
    form = open_record(window, sinar_surya(window).id)
    made = form.field("sk_nomor")
    assert isinstance(made, QLineEdit)
    made.setFocus()
    other_changes(window, sk_nomor="baru")
    context_of(window).desk.editor.notice()
    assert made.text() == "baru"


def test_what_two_write_alike_or_in_different_fields_is_no_question(window: MainWindow) -> None:
    form = open_record(window, sinar_surya(window).id)
    made = half_typed(form, "sk_nomor", "sama")
    other_changes(window, sk_nomor="sama", luas=Decimal("7.5"))
    context_of(window).desk.editor.notice()
    press(made, Qt.Key.Key_Return)
    assert form.message("sk_nomor") == ""
    assert sinar_surya(window).luas == Decimal("7.5")


def test_what_cannot_even_be_kept_stays_on_the_screen_and_is_saved_later(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    form = open_record(window, sinar_surya(window).id)
    desk = context_of(window).desk

    def away(*_: object) -> None:
        raise StorageFault("tidak dapat dihubungi")

    with monkeypatch.context() as patch, qtbot.captureExceptions() as raised:
        for name in ("unit", "keep_draf"):
            patch.setattr(desk.store, name, away)
        made = type_into(form, "sk_nomor", "belum sampai")
        assert form.message("sk_nomor") == "Belum tersimpan."
    assert [kind for kind, _, _ in raised] == [StorageFault]  # said in the banner by the window
    window.page().again()
    assert made.text() == sinar_surya(window).sk_nomor == "belum sampai"
    assert form.message("sk_nomor") == ""


def test_a_draft_of_yesterday_does_not_replace_what_was_written_since(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    kampung = sinar_surya(window)
    form = open_record(window, kampung.id)

    def away(*_: object) -> None:
        raise StorageFault("tidak dapat dihubungi")

    with monkeypatch.context() as patch:
        patch.setattr(context_of(window).desk.store, "unit", away)
        type_into(form, "sk_nomor", "punya saya")
    other_changes(window, sk_nomor="punya dia")
    window.relook()
    form = open_record(window, kampung.id)
    assert sinar_surya(window).sk_nomor == "punya dia"
    assert "“punya dia”" in form.message("sk_nomor")
    press(form._clashes["sk_nomor"].mine, Qt.Key.Key_Return)
    assert sinar_surya(window).sk_nomor == "punya saya"
    assert context_of(window).desk.draf.daftar() == []


def new_record(window: MainWindow) -> Form:
    window.open("kampung:baru")
    page = window.page()
    assert isinstance(page, KampungPage)
    return page.record.form


def test_a_new_record_comes_back_with_what_is_wrong_in_it(window: MainWindow) -> None:
    type_into(new_record(window), "tanggal_pencanangan", "31/2/2026")
    window.open("beranda")
    form = new_record(window)
    assert form.field("tanggal_pencanangan").raw() == "31/2/2026"
    assert "kalender" in form.message("tanggal_pencanangan")
    assert not form.message("luas")


def test_that_nothing_fits_cannot_be_chosen(window: MainWindow) -> None:
    made = new_record(window).field("desa")
    assert isinstance(made, PickField)
    made.setFocus()
    QTest.keyClicks(made, "zzzz")
    shown = made.completer().popup()
    assert shown is not None
    assert shown.model().index(0, 0).data() == "Tidak ada yang cocok"
    press(shown, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert made.text() == "zzzz"
