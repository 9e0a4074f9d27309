"""What was done: the list, what is late, one deed, its pictures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from kkbdesk.desk import Desk
from kkbdesk.model.ids import Kind, ProgramId
from kkbdesk.model.realisasi import Realisasi, SaatFoto
from kkbdesk.model.rencana import Rencana, StatusRencana
from kkbdesk.services.foto import FotoBaru
from tests.support.naskah import a_picture
from tests.support.window import answers_of, context_of, press, typed
from ui.beranda.page import draft_target
from ui.kit.photos import PhotoView
from ui.main_window import MainWindow
from ui.rencana.page import RencanaPage
from ui.rencana.realisasi import RealisasiPanel
from ui.rencana.realisasi_terlambat import NewTime, Reason

BEFORE, DURING, AFTER = SaatFoto


@pytest.fixture
def panel(page: RencanaPage) -> RealisasiPanel:
    """The part of the sample office."""
    page.context.open("rencana:realisasi")
    made = page.part("realisasi")
    assert isinstance(made, RealisasiPanel)
    return made


def a_deed(desk: Desk, judul: str = "Senam", **nilai: object) -> Realisasi:
    return desk.realisasi.catat({"judul": judul, "tanggal": date(2026, 5, 1), **nilai})


def a_plan(desk: Desk, **nilai: object) -> Rencana:
    values = {"program": ProgramId("4"), "kegiatan": "Kelas ibu balita",
              "mulai": date(2026, 4, 6), **nilai}  # fmt: skip
    return desk.rencana.tambah(values)


def titles(panel: RealisasiPanel) -> list[str]:
    return [item.realisasi.judul for item in panel.list.table.model.rows()]


def pick(box: QComboBox, text: str) -> None:
    box.setCurrentIndex(box.findText(text, Qt.MatchFlag.MatchContains))


def photos(panel: RealisasiPanel) -> list[tuple[str, SaatFoto]]:
    deed = panel.record.deed()
    assert deed is not None
    return [(f.keterangan, f.saat) for f in panel.desk.realisasi.get(deed.id).baris.foto]


def files(folder: Path, *names: str) -> list[Path]:
    made = [folder / name for name in names]
    for at, path in enumerate(made):
        path.write_bytes(a_picture(30 + at, 20))
    return made


def settle(qtbot: QtBot, panel: RealisasiPanel) -> None:
    qtbot.waitUntil(panel.context.jobs.idle)


def test_the_list_is_narrowed_by_what_it_is_about(panel: RealisasiPanel) -> None:
    desk = panel.desk
    here = next(row for row in desk.kampung.daftar() if row.nama == "Air Putih")
    agency = desk.opd.daftar()[3]
    deed = a_deed(desk, kampung=here.id, program=ProgramId("7"))
    desk.realisasi.atur_hadir(deed.id, [agency.id])
    assert len(titles(panel)) == 3
    panel.list.kampung.set_value(here.id)
    panel.list.kampung.left.emit()
    assert titles(panel) == ["Senam"]
    panel.list.show_all()
    pick(panel.list.opd, agency.singkat)
    assert titles(panel) == ["Senam"]
    panel.list.show_all()
    pick(panel.list.planned, "Sesuai")
    assert "Senam" not in titles(panel)
    pick(panel.list.planned, "Di luar")
    assert "Senam" in titles(panel)
    pick(panel.list.entered, "Sudah")
    assert titles(panel) == []
    panel.list.show_all()
    assert len(titles(panel)) == 3


def test_a_kampung_that_is_not_found_narrows_nothing_and_is_said(
    panel: RealisasiPanel, window: MainWindow
) -> None:
    typed(panel.list.kampung, "tidak ada kampung ini", Qt.Key.Key_Return)
    assert "Pilih dari daftar" in window.notices.text()
    assert len(titles(panel)) == 2


def test_a_long_list_comes_page_by_page(panel: RealisasiPanel) -> None:
    with panel.desk.editor.edit("Isi") as unit:
        for at in range(600):
            unit.put(Realisasi(id=f"r{at:04}", judul=f"Kegiatan {at}", tanggal=date(2026, 1, 1)))  # type: ignore[arg-type]
    table = panel.list.table
    assert table.model.rowCount() == 500
    assert table.count.text() == "500 dari 602"
    assert not table.view.isSortingEnabled()
    table.view.scrollToBottom()
    assert table.model.rowCount() == 602
    assert table.view.isSortingEnabled()
    table.filter.setText("kegiatan 59")
    press(table.filter, Qt.Key.Key_Return)
    assert panel.record.deed() is not None
    press(panel.record, Qt.Key.Key_Escape)


def test_the_filter_line_asks_the_store(qtbot: QtBot, panel: RealisasiPanel) -> None:
    panel.list.table.filter.setText("gotong")
    qtbot.waitUntil(lambda: len(titles(panel)) == 1)
    panel.list.table.filter.setText("tidak ada yang begini")
    qtbot.waitUntil(lambda: titles(panel) == [])


def test_a_deed_of_a_plan_begins_with_what_the_plan_knows(
    panel: RealisasiPanel, window: MainWindow
) -> None:
    desk = panel.desk
    here = desk.kampung.daftar()[0]
    plan = desk.rencana.tambah(
        {"program": ProgramId("4"), "kegiatan": "Kelas ibu", "mulai": date(2026, 4, 6),
         "opd": desk.opd.daftar()[2].id},
        [here.id],
    )  # fmt: skip
    window.open(f"rencana:realisasi:baru:{plan.id}")
    form = panel.record.form
    field = form.field("tanggal")
    assert isinstance(field, QLineEdit)
    assert field.hasFocus()
    assert "6 April 2026" in field.placeholderText()
    typed(field, "7/4/2026", Qt.Key.Key_Return)
    deed = panel.record.deed()
    assert deed is not None
    assert (deed.judul, deed.kampung, deed.rencana) == ("Kelas ibu", here.id, plan.id)
    assert len(desk.realisasi.get(deed.id).baris.opd) == 1
    assert desk.rencana.get(plan.id).baris.rencana.status is StatusRencana.SELESAI
    window.undo()
    assert panel.record.deed() is None
    assert panel.stack.currentIndex() == 0
    assert "sudah dihapus" in window.notices.text() or "Urungkan" in window.notices.text()


def test_what_is_begun_of_two_plans_stays_apart(panel: RealisasiPanel, window: MainWindow) -> None:
    one, two = a_plan(panel.desk), a_plan(panel.desk, kegiatan="Posyandu remaja")
    window.open(f"rencana:realisasi:baru:{one.id}")
    typed(panel.record.form.field("tempat"), "Balai desa", Qt.Key.Key_Return)  # type: ignore[arg-type]
    window.open(f"rencana:realisasi:baru:{two.id}")
    assert panel.record.form.field("judul").value() == "Posyandu remaja"
    (draft,) = panel.desk.draf.daftar()
    window.open(draft_target(draft.kind, draft.id))
    assert panel.record.form.field("judul").value() == "Kelas ibu balita"
    assert panel.record.form.field("tempat").value() == "Balai desa"


def test_what_has_not_happened_and_numbers_beyond_reason_stay_as_typed(
    panel: RealisasiPanel, window: MainWindow
) -> None:
    deed = a_deed(panel.desk)
    window.open(f"rencana:realisasi:{deed.id}")
    form = panel.record.form
    for name, text, said in (
        ("tanggal", "1/1/2030", "belum tiba"),
        ("biaya", "9" * 30, "terlalu besar"),
        ("laki_laki", "-4", "kurang dari"),
        ("capaian", "banyak", "bukan angka"),
    ):
        field = form.field(name)
        assert isinstance(field, QLineEdit)
        field.selectAll()
        typed(field, text, Qt.Key.Key_Return)
        assert said in form.message(name), form.message(name)
    assert panel.desk.realisasi.get(deed.id).baris.realisasi == deed
    kept = panel.desk.draf.get(Kind.REALISASI, deed.id)
    assert {name for name in kept if "." not in name} == {
        "tanggal", "biaya", "laki_laki", "capaian",
    }  # fmt: skip
    biaya = form.field("biaya")
    assert isinstance(biaya, QLineEdit)
    biaya.selectAll()
    typed(biaya, "Rp12,5 juta", Qt.Key.Key_Return)
    assert biaya.text() == "12.500.000"


def test_a_deed_removed_elsewhere_is_left(panel: RealisasiPanel, window: MainWindow) -> None:
    deed = a_deed(panel.desk)
    window.open(f"rencana:realisasi:{deed.id}")
    panel.desk.realisasi.hapus([deed.id])
    assert panel.stack.currentIndex() == 0
    assert "sudah dihapus" in window.notices.text()
    window.open(f"rencana:realisasi:{deed.id}")
    assert "sudah dihapus" in window.notices.text()
    assert panel.stack.currentIndex() == 0


def test_agencies_are_ticked_while_the_menu_stays(
    panel: RealisasiPanel, window: MainWindow
) -> None:
    deed = a_deed(panel.desk)
    window.open(f"rencana:realisasi:{deed.id}")
    field = panel.record.opd
    for agency in panel.desk.opd.daftar()[:3]:
        field._boxes[agency.id].click()
    assert panel.record.opd is field
    assert len(panel.desk.realisasi.get(deed.id).baris.opd) == 3
    assert "Laman masih meminta" in panel.record.website.text()


def test_target_and_budget_stand_beside_the_plan(panel: RealisasiPanel, window: MainWindow) -> None:
    (row,) = (item for item in panel.desk.realisasi.daftar() if item.rencana)
    window.open(f"rencana:realisasi:{row.realisasi.id}")
    said = panel.record.figures.text()
    assert "Target: 14 dari" in said
    assert "Anggaran: Rp14.500.000 dari Rp30.000.000 (48,3%)" in said


def test_photos_come_by_file_drop_and_clipboard(
    qtbot: QtBot, panel: RealisasiPanel, window: MainWindow, tmp_path: Path
) -> None:
    window.open(f"rencana:realisasi:{a_deed(panel.desk).id}:foto")
    board = panel.record.photos
    (tmp_path / "c.jpg").write_text("bukan foto")
    answers_of(window).files = [*files(tmp_path, "a.png", "b.png"), tmp_path / "c.jpg"]
    board.add(BEFORE)
    settle(qtbot, panel)
    assert photos(panel) == [("a", BEFORE), ("b", BEFORE)]
    assert "c.jpg bukan gambar" in window.notices.text()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files(tmp_path, "d.png")])
    board.columns[AFTER].dropEvent(
        QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                   Qt.KeyboardModifier.NoModifier)
    )  # fmt: skip
    settle(qtbot, panel)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    board.columns[DURING].setFocus()
    board.paste()
    assert sorted(photos(panel)) == [
        ("Foto saat kegiatan", DURING), ("a", BEFORE), ("b", BEFORE), ("d", AFTER),
    ]  # fmt: skip
    QGuiApplication.clipboard().setText("teks")
    board.paste()
    assert "tidak berisi foto" in window.notices.text()


def test_photos_are_named_moved_enlarged_and_saved_by_key(
    panel: RealisasiPanel, window: MainWindow, tmp_path: Path
) -> None:
    deed = a_deed(panel.desk)
    made = [FotoBaru(name, a_picture(20 + at, 20)) for at, name in enumerate("abc")]
    panel.desk.realisasi.tambah_foto(deed.id, made, BEFORE)
    window.open(f"rencana:realisasi:{deed.id}:foto")
    board = panel.record.photos
    column = board.columns[BEFORE]
    column.setFocus()
    column.setCurrentRow(0)
    board.caption.setFocus()
    board.caption.selectAll()
    typed(board.caption, "Jalan rusak", Qt.Key.Key_Return)
    typed(board.caption, "Saluran mampet", Qt.Key.Key_Return)
    assert photos(panel) == [("Jalan rusak", BEFORE), ("Saluran mampet", BEFORE), ("c", BEFORE)]
    column.setFocus()
    column.setCurrentRow(2)
    press(column, Qt.Key.Key_Left, control=True)
    assert [name for name, _ in photos(panel)] == ["Jalan rusak", "c", "Saluran mampet"]
    for _ in range(2):
        press(column, Qt.Key.Key_Right, control=True)
    assert photos(panel)[2] == ("c", DURING)
    view = board.columns[DURING]
    press(view, Qt.Key.Key_Return)
    (opened,) = board.findChildren(PhotoView)
    assert "Foto 3 dari 3" in opened.windowTitle()
    press(opened, Qt.Key.Key_Right)
    assert opened.caption.text().startswith("Sebelum: Jalan rusak")
    opened.close()
    answers_of(window).file = tmp_path
    board.save()
    assert len(list((tmp_path / "2026-05-01 Senam").iterdir())) == 3
    press(view, Qt.Key.Key_Delete)
    assert len(photos(panel)) == 2
    window.undo()
    assert len(photos(panel)) == 3


def test_photos_are_dragged_between_moments(panel: RealisasiPanel, window: MainWindow) -> None:
    deed = a_deed(panel.desk)
    made = [FotoBaru(name, a_picture(20 + at, 20)) for at, name in enumerate("ab")]
    panel.desk.realisasi.tambah_foto(deed.id, made, BEFORE)
    window.open(f"rencana:realisasi:{deed.id}:foto")
    board = panel.record.photos
    source, target = board.columns[BEFORE], board.columns[AFTER]
    mime = source.mimeData([source.item(0)])
    at = QPointF(QPoint(target.width() - 5, target.height() - 5))
    target.dropEvent(
        QDropEvent(at, Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton,
                   Qt.KeyboardModifier.NoModifier)
    )  # fmt: skip
    assert photos(panel) == [("b", BEFORE), ("a", AFTER)]


def test_a_photo_whose_file_is_gone_is_shown_as_such(
    panel: RealisasiPanel, window: MainWindow
) -> None:
    deed = a_deed(panel.desk)
    (foto,) = panel.desk.realisasi.tambah_foto(deed.id, [FotoBaru("a", a_picture(20, 20))])
    path = panel.desk.store.path_berkas(foto.berkas)
    assert path is not None
    path.unlink()
    window.open(f"rencana:realisasi:{deed.id}:foto")
    assert "tidak ada lagi" in window.notices.text()
    panel.record.photos.columns[DURING].setCurrentRow(0)
    panel.record.photos.enlarge()
    (opened,) = panel.record.photos.findChildren(PhotoView)
    assert "tidak terbaca" in opened.picture.text()
    opened.close()


def answer(panel: RealisasiPanel, kind: type[NewTime] | type[Reason], text: str) -> None:
    dialog = panel.late.findChildren(kind)[-1]
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, text)
    press(line, Qt.Key.Key_Return)


def test_what_is_late_gets_a_date_or_a_reason_by_one_key(
    panel: RealisasiPanel, window: MainWindow
) -> None:
    one, two = a_plan(panel.desk), a_plan(panel.desk, kegiatan="Posyandu remaja")
    window.open("rencana:realisasi:terlambat")
    table = panel.late.table
    before = table.model.rowCount()
    table.choose([one.id])
    press(table.view, Qt.Key.Key_J)
    answer(panel, NewTime, "1/2/2026")
    assert table.model.rowCount() == before
    answer(panel, NewTime, "")
    dialog = panel.late.findChildren(NewTime)[-1]
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.clear()
    answer(panel, NewTime, "Agustus")
    now = panel.desk.rencana.get(one.id).baris.rencana
    assert (now.mulai, now.pasti) == (date(2026, 8, 1), False)
    table.choose([two.id])
    press(table.view, Qt.Key.Key_A)
    answer(panel, Reason, "")
    answer(panel, Reason, "Menunggu anggaran")
    kept = panel.desk.rencana.get(two.id).baris.rencana
    assert (kept.alasan, kept.status) == ("Menunggu anggaran", StatusRencana.DIRENCANAKAN)
    assert table.model.rowCount() == before - 2
    window.undo()
    table.choose([two.id])
    press(table.view, Qt.Key.Key_C)
    assert panel.record.form.field("judul").value() == "Posyandu remaja"
    panel.leave()
    panel.desk.rencana.ubah_status([two.id], StatusRencana.DIRENCANAKAN, "Hujan")
    fresh = panel.desk.rencana.get(two.id).baris.rencana
    assert panel.desk.rencana.ubah(fresh, {"mulai": date(2026, 5, 2)}).alasan == ""


def test_the_buttons_tell_how_much_waits(qtbot: QtBot, panel: RealisasiPanel) -> None:
    a_plan(panel.desk)
    deed = a_deed(panel.desk)

    def said() -> list[str]:
        return [each.text() for each in panel.buttons.buttons()]

    qtbot.waitUntil(lambda: said()[1:] == ["Terlambat (3)", "Antrian laman nasional (3)"])
    panel.desk.realisasi.tandai_diinput([deed.id])
    qtbot.waitUntil(lambda: said()[2] == "Antrian laman nasional (2)")


def test_two_windows_see_the_same(panel: RealisasiPanel, window: MainWindow) -> None:
    other = Desk(type(panel.desk.store).open(panel.desk.store.path.parent), panel.desk.clock)  # type: ignore[attr-defined]
    a_deed(other, "Dari jendela lain")
    context_of(window).desk.editor.notice()
    assert "Dari jendela lain" in titles(panel)
    other.store.close()


def test_an_empty_office_says_what_the_part_is_for(
    empty_page: RencanaPage, empty_window: MainWindow
) -> None:
    empty_window.open("rencana:realisasi")
    panel = empty_page.part("realisasi")
    assert isinstance(panel, RealisasiPanel)
    assert "Ctrl+N" in panel.list.table._empty.text()
    for view in ("terlambat", "antrian"):
        empty_window.open(f"rencana:realisasi:{view}")
    assert panel.queue.deed() is None
    press(panel.queue, Qt.Key.Key_Return, control=True)
    empty_page.new()
    assert panel.stack.currentIndex() == 1
    typed(panel.record.form.field("judul"), "Sarasehan", Qt.Key.Key_Return)  # type: ignore[arg-type]
    assert empty_page.leave()
    assert [draft.id for draft in panel.desk.draf.daftar()] == ["baru"]
