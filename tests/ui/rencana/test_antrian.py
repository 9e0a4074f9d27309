"""The queue of the national website is walked with the keyboard alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from kkbdesk.model.ids import RealisasiId
from kkbdesk.services.foto import FotoBaru
from tests.support.naskah import a_picture
from tests.support.window import answers_of, press, typed
from ui.main_window import MainWindow
from ui.rencana.antrian import QueuePanel
from ui.rencana.page import RencanaPage
from ui.rencana.realisasi import RealisasiPanel


@pytest.fixture
def deed(page: RencanaPage) -> RealisasiId:
    """Something done of which everything is known."""
    desk = page.desk
    made = desk.realisasi.catat(
        {"judul": "Senam lansia", "tanggal": date(2026, 5, 1), "tempat": "Balai desa",
         "uraian": "Diikuti warga.", "seksi": "layanan", "sasaran_peserta": ("lansia", "remaja")},
        [item.id for item in desk.opd.daftar()[:2]],
    )  # fmt: skip
    return made.id


@pytest.fixture
def queue(page: RencanaPage, deed: RealisasiId) -> QueuePanel:
    """The queue, at that deed."""
    page.context.open(f"rencana:realisasi:antrian:{deed}")
    panel = page.part("realisasi")
    assert isinstance(panel, RealisasiPanel)
    return panel.queue


def test_enter_copies_and_goes_on_to_the_end(queue: QueuePanel, deed: RealisasiId) -> None:
    copied = []
    for each in list(queue.copies):
        assert each.hasFocus()
        press(each, Qt.Key.Key_Return)
        copied.append(QGuiApplication.clipboard().text())
    assert copied[:4] == ["Senam lansia", "01/05/2026", "Balai desa", "Diikuti warga."]
    assert copied[4:] == [
        text for item in queue._rows[queue.pick.currentIndex()].isian[4:] for text in item.salinan
    ]
    assert len(copied) == 4 + 1 + 2 + 2
    assert queue.done.hasFocus()
    press(queue.done, Qt.Key.Key_Space)
    assert queue.deed() != deed
    assert queue.context.desk.realisasi.get(deed).baris.realisasi.diinput == date(2026, 5, 20)
    assert queue.copies[0].hasFocus()


def test_undo_brings_it_back_into_sight(
    queue: QueuePanel, deed: RealisasiId, window: MainWindow
) -> None:
    press(queue.copies[0], Qt.Key.Key_Return, control=True)
    assert queue._left.text() == "sisa 2"
    assert "sisa 2" in window.notices.text()
    window.undo()
    assert queue.deed() == deed
    assert queue._left.text() == "sisa 3"


def test_the_day_of_entry_is_the_user_s_and_cannot_be_before_the_deed(
    queue: QueuePanel, deed: RealisasiId, window: MainWindow
) -> None:
    for text, said in (("1/4/2026", "Tidak mungkin"), ("kemarin dulu", "bukan tanggal")):
        queue.day.setFocus()
        queue.day.selectAll()
        typed(queue.day, text)
        press(queue.day, Qt.Key.Key_Return, control=True)
        assert said in window.notices.text()
        assert queue.deed() == deed
    queue.day.selectAll()
    typed(queue.day, "3/5/2026")
    queue.done.click()
    assert queue.context.desk.realisasi.get(deed).baris.realisasi.diinput == date(2026, 5, 3)


def test_photos_go_to_the_folder_in_one_step_once_it_is_chosen(
    queue: QueuePanel, deed: RealisasiId, window: MainWindow, tmp_path: Path
) -> None:
    desk = queue.context.desk
    assert not queue.save.isEnabled()
    desk.realisasi.tambah_foto(deed, [FotoBaru("Senam", a_picture(30, 20))])
    assert queue.save.text() == "Simpan 1 foto"
    answers_of(window).file = tmp_path
    press(queue.copies[0], Qt.Key.Key_S, control=True)
    answers_of(window).file = None
    folder = tmp_path / "2026-05-01 Senam lansia"
    assert [path.name for path in folder.iterdir()] == ["1-kegiatan.png"]
    assert QGuiApplication.clipboard().text() == str(folder)
    queue.save_photos()
    assert answers_of(window).asked.count("Folder foto untuk laman nasional") == 1


def test_what_the_website_would_miss_is_said_and_mended(
    queue: QueuePanel, page: RencanaPage
) -> None:
    assert queue._missing.text() == ""
    bare = page.desk.realisasi.catat({"judul": "Rapat warga", "tanggal": date(2026, 5, 2)})
    page.context.open(f"rencana:realisasi:antrian:{bare.id}")
    assert "Deskripsi, Seksi, Sasaran, Instansi" in queue._missing.text()
    queue._complete.click()
    panel = page.part("realisasi")
    assert isinstance(panel, RealisasiPanel)
    assert panel.record.deed() == bare


def test_others_are_looked_at_without_a_mark(queue: QueuePanel, deed: RealisasiId) -> None:
    start = queue.pick.currentIndex()
    press(queue.copies[0], Qt.Key.Key_Right, control=True)
    assert queue.deed() != deed
    press(queue.copies[0], Qt.Key.Key_Left, control=True)
    assert queue.pick.currentIndex() == start
    press(queue.copies[0], Qt.Key.Key_Down)
    assert queue.copies[1].hasFocus()
