"""The meetings page: scheduled, marked by keys, minuted by keyboard alone, followed up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kkbdesk.model.rapat import (
    Kehadiran,
    Peserta,
    Rapat,
    StatusRapat,
    StatusTindakLanjut,
)
from tests.kkbdesk.services.test_rapat import PNG
from tests.support.window import answers_of, context_of, press, typed
from tests.ui.rapat.conftest import DAY, lengkap
from ui.cari.dialog import Finder
from ui.main_window import MainWindow
from ui.rapat.page import RapatPage
from ui.rapat.paste import read_people
from ui.rapat.record import RapatRecord

ENTER = Qt.Key.Key_Return


def people(record: RapatRecord) -> dict[str, Peserta]:
    return {item.nama: item for item in lengkap(record).peserta}


def test_an_empty_page_says_what_it_is_for(page: RapatPage, empty_window: MainWindow) -> None:
    text = page.table._empty.text()
    assert "Jadwalkan rapat pertama" in text
    press(empty_window, Qt.Key.Key_N, control=True)
    assert page.stack.currentIndex() == 1
    assert not page.record.tabs.isTabEnabled(1)


def test_a_meeting_is_scheduled_by_name_and_day(page: RapatPage, empty_window: MainWindow) -> None:
    page.new()
    form = page.record.when
    form.field("tanggal").set_raw("12/5/26")
    form.field("tanggal").left.emit()  # type: ignore[attr-defined]  # an editor is a widget
    (row,) = page.desk.rapat.daftar()
    assert (row.tanggal, row.status) == (DAY, StatusRapat.DIRENCANAKAN)
    assert page.record.tabs.isTabEnabled(1)
    form.field("mulai").set_raw("9:15")
    form.field("mulai").left.emit()  # type: ignore[attr-defined]
    assert form.field("mulai").raw() == "09.15"
    form.field("selesai").set_raw("8")
    form.field("selesai").left.emit()  # type: ignore[attr-defined]
    assert "sebelum dimulai" in form.message("selesai")
    form.field("acara").set_raw("Paparan, diskusi\n\nPenutup")
    form.field("acara").left.emit()  # type: ignore[attr-defined]
    shown = page.record.rapat()
    assert shown is not None
    assert shown.acara == ("Paparan, diskusi", "Penutup")
    press(empty_window, Qt.Key.Key_Escape)
    assert page.table.model.rowCount() == 1


def test_attendance_is_marked_by_single_keys(record: RapatRecord) -> None:
    record.tabs.setCurrentIndex(1)
    panel = record.people
    for name in ("Ani", "Budi", "Citra", "Dewi"):
        typed(panel.entry[0], name, ENTER)
        typed(panel.entry[1], "Kepala", ENTER)
        typed(panel.entry[2], "Bappeda", ENTER)
    assert [item.urut for item in lengkap(record).peserta] == [1, 2, 3, 4]
    view = panel.table.view
    view.selectRow(0)
    view.setFocus()
    press(view, Qt.Key.Key_H, Qt.Key.Key_W, Qt.Key.Key_T)
    states = {name: item.kehadiran for name, item in people(record).items()}
    assert states == {
        "Ani": Kehadiran.HADIR,
        "Budi": Kehadiran.DIWAKILI,
        "Citra": Kehadiran.TIDAK_HADIR,
        "Dewi": Kehadiran.DIUNDANG,
    }
    press(view, Qt.Key.Key_Space)
    assert people(record)["Dewi"].kehadiran is Kehadiran.HADIR
    assert lengkap(record).rapat.status is StatusRapat.TERLAKSANA
    panel.table.choose([people(record)["Budi"].id])
    assert panel.form.message("wakil") == "Nama wakil belum diisi."
    panel.form.field("wakil").set_raw("Eko")
    panel.form.field("wakil").left.emit()  # type: ignore[attr-defined]
    assert people(record)["Budi"].wakil == "Eko"
    assert "2 hadir, 1 diwakili, 1 tidak hadir" in panel._count.text()


def test_people_are_pasted_from_excel(record: RapatRecord, empty_window: MainWindow) -> None:
    record.tabs.setCurrentIndex(1)
    QApplication.clipboard().setText("1\tAni\tKepala\tDinas Kesehatan\n2\tBudi\tCamat\tJebus\n")
    press(record.people.table.view, Qt.Key.Key_V, control=True)
    assert "Tambahkan 2 peserta" in answers_of(empty_window).asked[0]
    assert people(record)["Ani"].opd is not None
    empty_window.undo()
    assert people(record) == {}
    assert read_people("Instansi\tNama\nBappeda\tAni") == [{"nama": "Ani", "instansi": "Bappeda"}]
    assert read_people("") == []


def test_invitees_come_from_agencies(record: RapatRecord, empty_window: MainWindow) -> None:
    record.people.invite.invite("opd")
    assert len(lengkap(record).peserta) == 12
    record.people.invite.invite("opd")
    assert "Tidak ada yang baru" in empty_window.notices.text()


def test_minutes_are_typed_with_the_keyboard_alone(
    record: RapatRecord, empty_window: MainWindow
) -> None:
    record.tabs.setCurrentIndex(2)
    minutes = record.minutes
    typed(minutes.speaker, "Ani", ENTER)
    typed(minutes.said, "Capaian dipaparkan", ENTER)
    typed(minutes.speaker, "", ENTER)
    typed(minutes.said, "Tanya jawab", ENTER)
    assert [(item.pembicara, item.isi) for item in lengkap(record).pembahasan] == [
        ("Ani", "Capaian dipaparkan"),
        ("", "Tanya jawab"),
    ]
    typed(minutes.decided, "Jadwal disepakati", ENTER)
    typed(minutes.owed, "Surat ke desa", ENTER)
    typed(minutes.who, "Dinkes", ENTER)
    typed(minutes.term, "26/5/26", ENTER)
    (owed,) = lengkap(record).tindak_lanjut
    assert owed.opd is not None
    assert (owed.penanggung_jawab, owed.tenggat) == ("", date(2026, 5, 26))
    typed(minutes.owed, "Terlambat", ENTER)
    typed(minutes.term, "1/5/26", ENTER)
    assert "sebelum rapatnya" in empty_window.notices.text()
    assert minutes.owed.text() == "Terlambat"
    minutes.duties.list.setCurrentRow(0)
    press(minutes.duties.list, Qt.Key.Key_S)
    assert lengkap(record).tindak_lanjut[0].status is StatusTindakLanjut.SELESAI


def test_a_line_of_the_minutes_is_changed_and_removed(
    record: RapatRecord, empty_window: MainWindow
) -> None:
    record.tabs.setCurrentIndex(2)
    minutes = record.minutes
    typed(minutes.said, "Capaian", ENTER)
    minutes.talk.list.setCurrentRow(0)
    press(minutes.talk.list, ENTER)
    assert minutes.said.text() == "Capaian"
    minutes.said.selectAll()
    typed(minutes.said, "Capaian triwulan", ENTER)
    assert [item.isi for item in lengkap(record).pembahasan] == ["Capaian triwulan"]
    typed(minutes.said, "tidak jadi")
    press(minutes.said, Qt.Key.Key_Escape)
    assert minutes.said.text() == ""
    minutes.talk.list.setCurrentRow(0)
    press(minutes.talk.list, Qt.Key.Key_Delete)
    assert lengkap(record).pembahasan == ()
    empty_window.undo()
    assert len(lengkap(record).pembahasan) == 1


def test_who_owes_is_changed(record: RapatRecord) -> None:
    record.tabs.setCurrentIndex(2)
    minutes = record.minutes
    typed(minutes.owed, "Surat", ENTER)
    typed(minutes.who, "Dinkes", ENTER)
    press(minutes.term, ENTER)
    minutes.duties.list.setCurrentRow(0)
    press(minutes.duties.list, ENTER)
    minutes.who.clear()
    typed(minutes.who, "Ani", ENTER)
    press(minutes.term, ENTER)
    (owed,) = lengkap(record).tindak_lanjut
    assert (owed.opd, owed.penanggung_jawab) == (None, "Ani")


def test_a_decision_locks_the_matrix(record: RapatRecord, empty_window: MainWindow) -> None:
    record.tabs.setCurrentIndex(2)
    minutes = record.minutes
    typed(minutes.year, "2026")
    typed(minutes.decided, "Menyepakati matriks", ENTER)
    assert record.context.desk.matriks.grid(2026, None).terkunci
    assert "matriks 2026 dikunci" in empty_window.notices.text()
    typed(minutes.year, "dua")
    typed(minutes.decided, "Lagi", ENTER)
    assert "bukan angka" in empty_window.notices.text()


def test_what_was_left_open_is_shown_on_the_next_agenda(page: RapatPage) -> None:
    first = page.desk.rapat.jadwalkan({"nama": "Rakor", "tanggal": DAY})
    page.desk.notula.tambah_tindak_lanjut(first.id, {"uraian": "Surat ke desa"})
    following = page.desk.rapat.jadwalkan({"nama": "Rakor", "tanggal": date(2026, 6, 9)})
    page.go(following.id)
    assert "Surat ke desa" in page.record.agenda._carried.text()
    page.record.agenda._menu.actions()[0].trigger()
    rapat = page.record.rapat()
    assert rapat is not None
    assert len(rapat.acara) == 9


def test_pictures_are_added_and_described_one_after_another(
    record: RapatRecord, empty_window: MainWindow, tmp_path: Path
) -> None:
    record.tabs.setCurrentIndex(3)
    paths = [tmp_path / "foto_1.png", tmp_path / "foto_2.png"]
    for path, tail in zip(paths, (b"", b" "), strict=True):
        path.write_bytes(PNG + tail)
    answers_of(empty_window).files = paths
    record.photos.add()
    assert "2 foto ditambahkan" in empty_window.notices.text()
    typed(record.photos.caption, "Pembukaan rapat", ENTER)
    typed(record.photos.caption, "Daftar hadir", ENTER)
    captions = [item.keterangan for item in lengkap(record).foto]
    assert captions == ["Pembukaan rapat", "Daftar hadir"]
    paths[1].write_bytes(b"bukan")
    record.photos.add()
    assert "bukan gambar" in empty_window.notices.text()
    assert len(lengkap(record).foto) == 2


def test_the_calendar_opens_meetings_and_begins_new_ones(page: RapatPage) -> None:
    rapat = page.desk.rapat.jadwalkan({"nama": "Rakor", "tanggal": DAY})
    page.go("kalender")
    page.calendar.show_month(DAY)
    press(page.calendar.grid, ENTER)
    shown = page.record.rapat()
    assert shown is not None
    assert shown.id == rapat.id
    page.leave()
    press(page.calendar.grid, Qt.Key.Key_PageDown)
    assert page.calendar._title.text() == "Juni 2026"
    press(page.calendar.grid, ENTER)
    assert page.record.when.field("tanggal").value() == date(2026, 6, 1)


def test_a_series_schedules_its_ticked_dates(page: RapatPage) -> None:
    seri = page.desk.seri_rapat.tambah({"nama": "Rakor"})
    page.go(f"seri:{seri.id}")
    page.series.days.item(1).setCheckState(Qt.CheckState.Checked)
    page.series.schedule()
    assert sorted(row.tanggal for row in page.desk.rapat.daftar()) == [
        date(2026, 6, 9), date(2026, 7, 14),
    ]  # fmt: skip
    assert "Belum rapat bulan ini: Rakor" in page._missing.text()


def test_late_follow_ups_are_collected_and_done(window: MainWindow) -> None:
    window.open("rapat:tindak-lanjut:terlambat")
    page = window.page()
    assert isinstance(page, RapatPage)
    table = page.duties.table
    assert table.model.rowCount() == 1
    table.choose_row(0)
    table.view.setFocus()
    press(table.view, Qt.Key.Key_S)
    assert table.model.rowCount() == 0
    assert "1 tindak lanjut selesai" in window.notices.text()
    desk = context_of(window).desk
    assert "tindak-lanjut-terlambat" not in {task.kode for task in desk.beranda.hitung().tindakan}


def test_evidence_is_attached(window: MainWindow, tmp_path: Path) -> None:
    window.open("rapat:tindak-lanjut")
    page = window.page()
    assert isinstance(page, RapatPage)
    page.duties.table.choose_row(0)
    answers_of(window).file = tmp_path / "bukti.pdf"
    (tmp_path / "bukti.pdf").write_bytes(b"%PDF-1.4")
    page.duties.attach()
    row = page.duties.table.chosen_rows()[0]
    assert row.tindak_lanjut.berkas[0].endswith(" bukti.pdf")


def test_meetings_are_found_by_name_and_told_apart_by_day(window: MainWindow) -> None:
    finder = Finder(context_of(window), window)
    finder.line.setText("rapat koordinasi pokja")
    texts = [finder.found.item(at).text() for at in range(finder.found.count())]
    days = [text for text in texts if "2026" in text]
    assert len(days) == 3
    assert "9 Juni 2026" in days[0]
    finder.found.setCurrentRow(texts.index(days[0]))
    finder.go()
    page = window.page()
    assert isinstance(page, RapatPage)
    rapat = page.record.rapat()
    assert rapat is not None
    assert rapat.tanggal == date(2026, 6, 9)


def test_the_history_of_a_meeting_is_opened(record: RapatRecord, empty_window: MainWindow) -> None:
    record.people.invite.invite("opd")
    record._history.click()
    assert empty_window.page().NAME == "riwayat"


def test_removing_meetings_can_be_taken_back(window: MainWindow) -> None:
    window.open("rapat")
    page = window.page()
    assert isinstance(page, RapatPage)
    page.table.view.selectAll()
    press(page.table.view, Qt.Key.Key_Delete)
    assert page.table.model.total() == 0
    window.undo()
    assert page.table.model.total() == 3
    with context_of(window).desk.store.read() as reader:
        assert reader.count(Peserta) == 36
        assert reader.count(Rapat) == 3
