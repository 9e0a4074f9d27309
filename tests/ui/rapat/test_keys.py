"""Meetings are worked without the mouse, and nothing that was typed is lost on the way."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kkbdesk.model.rapat import Kehadiran, StatusRapat, TingkatRapat
from tests.support.window import context_of, press, typed
from tests.ui.rapat.conftest import DAY, lengkap
from ui.kampung.page import KampungPage
from ui.main_window import MainWindow
from ui.rapat.page import RapatPage
from ui.rapat.record import RapatRecord

ENTER, UP, DOWN, ESC = Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape


def test_a_wrong_term_keeps_the_cursor_and_the_line(
    record: RapatRecord, empty_window: MainWindow
) -> None:
    press(record, Qt.Key.Key_3, control=True)
    minutes = record.minutes
    typed(minutes.owed, "Surat ke desa", ENTER)
    typed(minutes.who, "Camat", ENTER)
    typed(minutes.term, "besok", ENTER)
    assert "bukan tanggal" in empty_window.notices.text()
    assert minutes.term.hasFocus()
    minutes.term.selectAll()
    typed(minutes.term, "30/6/26", ENTER)
    assert minutes.owed.hasFocus()
    assert [item.tenggat for item in lengkap(record).tindak_lanjut] == [date(2026, 6, 30)]


def test_going_to_another_list_keeps_what_was_typed(record: RapatRecord) -> None:
    press(record, Qt.Key.Key_1, control=True)
    minutes = record.minutes
    typed(minutes.speaker, "Camat", ENTER)
    typed(minutes.said, "Data belum")
    press(minutes.said, Qt.Key.Key_2, control=True)
    assert minutes.decided.hasFocus()
    press(minutes.decided, Qt.Key.Key_1, control=True)
    assert (minutes.speaker.text(), minutes.said.text()) == ("Camat", "Data belum")


def test_lines_of_the_minutes_are_moved_with_keys(record: RapatRecord) -> None:
    notula, rapat = record.context.desk.notula, lengkap(record).rapat.id
    for text in ("satu", "dua", "tiga"):
        notula.tambah_keputusan(rapat, text)
    press(record, Qt.Key.Key_2, control=True)
    lines = record.minutes.decisions.list
    press(record.minutes.decided, UP)
    assert lines.hasFocus()
    for _ in range(4):
        QTest.keyClick(lines, UP, Qt.KeyboardModifier.AltModifier)
    assert [item.isi for item in lengkap(record).keputusan] == ["tiga", "satu", "dua"]
    assert lines.item(0).text() == "1. tiga"
    QTest.keyClick(lines, DOWN, Qt.KeyboardModifier.AltModifier)
    assert [item.isi for item in lengkap(record).keputusan] == ["satu", "tiga", "dua"]
    press(lines, DOWN, DOWN)
    assert record.minutes.decided.hasFocus()


def test_minutes_say_what_they_lack_and_when_the_meeting_was_held(record: RapatRecord) -> None:
    desk = record.context.desk
    rapat = lengkap(record).rapat
    assert "Notula belum memuat: kehadiran, pembahasan" in record.minutes._state.text()
    desk.rapat.ubah(rapat, {"jam_tutup": "11.00"})
    assert lengkap(record).rapat.status is StatusRapat.TERLAKSANA
    people = [{"nama": "Camat", "kehadiran": Kehadiran.HADIR}]
    desk.peserta.tambah(rapat.id, people)
    desk.notula.tambah_pembahasan(rapat.id, "Data")
    desk.notula.tambah_keputusan(rapat.id, "Sepakat")
    names = {"pimpinan": "Nama", "notulis": "Nama", "jam_buka": "09.00"}
    desk.rapat.ubah(lengkap(record).rapat, names)
    assert record.minutes._state.text() == "Notula lengkap; rapat terlaksana."


def test_a_reason_is_typed_and_the_next_person_follows(record: RapatRecord) -> None:
    record.people.invite.invite("opd")
    record.tabs.setCurrentIndex(1)
    panel = record.people
    panel.table.choose_row(0)
    press(panel.table.view, Qt.Key.Key_T, UP, ENTER)
    reason = panel.form.field("alasan")
    assert reason.hasFocus()  # type: ignore[attr-defined]  # an editor is a widget
    typed(reason, "Sakit", ENTER)  # type: ignore[arg-type]  # an editor is a widget
    assert panel.table.view.hasFocus()
    assert panel.table.chosen_rows()[0].urut == 2
    assert lengkap(record).peserta[0].alasan == "Sakit"


def test_escape_goes_back_one_step(page: RapatPage, record: RapatRecord) -> None:
    record.people.invite.invite("opd")
    record.tabs.setCurrentIndex(1)
    record.people.table.choose_row(0)
    press(record.people.table.view, ENTER)
    press(record.people.form, ESC)
    assert record.people.table.view.hasFocus()
    press(record.people.table.view, ESC)
    assert page.stack.currentIndex() == 0
    assert page.table.view.hasFocus()
    press(page.table.view, ENTER)
    assert record.tabs.currentIndex() == 1


def test_rows_are_pasted_into_an_empty_list(record: RapatRecord, empty_window: MainWindow) -> None:
    record.tabs.setCurrentIndex(1)
    QApplication.clipboard().setText("Nama Satu\tKepala\tDinas Kesehatan\nNama Dua")
    press(record.people.table.filter, Qt.Key.Key_V, control=True)
    assert [item.nama for item in lengkap(record).peserta] == ["Nama Satu", "Nama Dua"]


def test_a_series_is_begun_with_the_meetings_on_its_days(
    page: RapatPage, empty_window: MainWindow
) -> None:
    page.desk.rapat.jadwalkan({"nama": "Rakor", "tanggal": DAY, "jam_buka": "09.00"})
    page.go("seri")
    press(empty_window, Qt.Key.Key_N, control=True)
    typed(page.series.form.field("nama"), "Bulanan", ENTER)  # type: ignore[arg-type]
    (seri,) = page.desk.seri_rapat.daftar()
    assert page.desk.rapat.daftar()[0].seri == seri.id
    assert seri.mulai == date(2026, 5, 1)
    page.desk.seri_rapat.ubah(seri, {"tingkat": TingkatRapat.KECAMATAN})
    assert page.desk.rapat.daftar()[0].seri is None


def test_figures_of_an_earlier_year_are_chosen(page: RapatPage) -> None:
    before = DAY - timedelta(days=365)
    rapat = page.desk.rapat.jadwalkan({"nama": "Rakor", "tanggal": before})
    page.desk.peserta.undang_opd(rapat.id)
    people = page.desk.rapat.get(rapat.id)[0].peserta
    page.desk.peserta.tandai([item.id for item in people], Kehadiran.HADIR)
    page.go("kehadiran")
    assert page.attendance.table.model.total() == 0
    page.attendance.year.setCurrentIndex(page.attendance.year.findData(2025))
    page.attendance.year.activated.emit(1)
    assert page.attendance.table.model.total() == len(people)


def test_a_village_shows_its_meetings(window: MainWindow) -> None:
    desk = context_of(window).desk
    village = desk.kampung.daftar()[0]
    window.open(f"kampung:{village.id}:rapat")
    page = window.page()
    assert isinstance(page, KampungPage)
    table = page.record.rapat.table
    assert table.model.total() == 0
    window.open(f"rapat:kampung:{village.id}")
    rapat = window.page()
    assert isinstance(rapat, RapatPage)
    form = rapat.record.when
    assert form.field("kampung").value() == village.id
    form.field("tanggal").set_raw("1/6/26")
    form.field("tanggal").left.emit()  # type: ignore[attr-defined]  # an editor is a widget
    window.open(f"kampung:{village.id}:rapat")
    (row,) = table.model.rows()
    assert (row.kampung, row.tingkat) == (village.id, TingkatRapat.DESA)
    table.opened.emit(row.id)
    assert window.page() is rapat
