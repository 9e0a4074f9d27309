"""The list of copies, what a restore would change, a part brought back, copies by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from db.database import SqlDatabase
from db.store import SqlStore
from kkbdesk.desk import Desk
from tests.support.window import a_window, answers_of, context_of
from ui.app import Opening
from ui.awal.first import FirstStart
from ui.kit.passphrase import NewPassphrase
from ui.main_window import MainWindow
from ui.pengaturan.cadangan import CopiesPanel
from ui.pengaturan.page import PengaturanPage
from ui.pengaturan.pemulihan import Restore, TakePart
from ui.pengaturan.penjaga import Keeper


def panel(window: MainWindow, qtbot: QtBot) -> CopiesPanel:
    window.open("pengaturan:cadangan")
    page = window.page()
    assert isinstance(page, PengaturanPage)
    settle(window, qtbot)
    return page.copies


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(context_of(window).jobs.idle, timeout=20_000)


def agree(monkeypatch: pytest.MonkeyPatch, dialog: type[QDialog]) -> list[str]:
    shown: list[str] = []

    def accepted(self: QDialog) -> int:
        shown.extend(text.toPlainText() for text in self.findChildren(QPlainTextEdit))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(dialog, "exec", accepted)
    return shown


def test_copies_are_made_checked_tried_and_listed(window: MainWindow, qtbot: QtBot) -> None:
    made = panel(window, qtbot)
    made.make.click()
    settle(window, qtbot)
    assert [item.alasan for item in made.table.model.rows()] == ["tangan"]
    made.check.click()
    settle(window, qtbot)
    assert made.table.model.index(0, 5).data() == "baik"
    made.trial.click()
    settle(window, qtbot)
    assert "Terakhir diuji" in made.state.text() and "baik" in made.state.text()


def test_a_damaged_copy_is_named_with_the_newest_good_one(
    window: MainWindow, qtbot: QtBot, sample: Desk
) -> None:
    sample.cadangan.buat("tangan")
    sample.cadangan.buat("tangan").berkas.write_bytes(b"rusak")
    panel(window, qtbot).check.click()
    settle(window, qtbot)
    assert window.notices.text() == "1 salinan rusak. Yang baik terbaru: nomor 1."


def test_the_second_place_is_asked_for_and_shown(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = panel(window, qtbot)
    answers_of(window).file = tmp_path
    agree(monkeypatch, NewPassphrase)
    made.place.click()
    settle(window, qtbot)
    assert str(tmp_path / "kkbdesk-19.05-contoh") in made.state.text()
    made.leave.click()
    assert "belum dipilih" in made.state.text()


def test_the_passphrase_is_typed_twice_and_not_short(window: MainWindow) -> None:
    asked = NewPassphrase(8, window)
    asked.first.setText("matahari")
    with pytest.raises(ValueError, match="tidak sama"):
        asked.check()
    asked.second.setText("matahari")
    asked.check()
    for line in (asked.first, asked.second):
        line.setText("pendek")
    with pytest.raises(ValueError, match="Paling sedikit 8"):
        asked.check()


def test_a_restore_is_shown_then_done_and_the_window_opens_on_it(
    qtbot: QtBot, tmp_path: Path, sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = a_window(tmp_path)
    qtbot.addWidget(window)
    opening = Opening(window, sample_folder, SqlDatabase)
    window.show()
    opening.begin()
    desk = context_of(window).desk
    desk.cadangan.buat("tangan")
    desk.opd.tambah({"nama": "Sesudah"})
    made = panel(window, qtbot)
    made.restore.click()
    assert "Pilih salinan" in window.notices.text()
    shown = agree(monkeypatch, Restore)
    made.table.choose([str(made.table.model.row(0).berkas)])
    made.restore.click()
    settle(window, qtbot)
    (told,) = shown
    assert "Tambah OPD" in told
    assert "Berkas lama: kkbdesk-lama-001.sqlite" in window.notices.text()
    now = context_of(window).desk
    assert now is not desk
    assert "Sesudah" not in {item.nama for item in now.opd.daftar()}
    again = panel(window, qtbot)
    assert not again.paused.isHidden()
    again.well.click()
    settle(window, qtbot)
    assert again.paused.isHidden()
    window.close()


def test_a_part_is_shown_and_brought_back_in_one_step(
    window: MainWindow, qtbot: QtBot, sample: Desk
) -> None:
    made = panel(window, qtbot)
    agency = sample.opd.tambah({"nama": "Dinas Sementara"})
    copy = sample.cadangan.buat("tangan")
    sample.opd.hapus(agency.id)
    dialog = TakePart(context_of(window), sample.banding.bandingkan(copy), None, made)
    assert "Dinas Sementara: ditambahkan" in dialog.told.toPlainText()
    dialog.agree.click()
    assert "Dinas Sementara" in {item.nama for item in sample.opd.daftar()}
    window.undo()
    assert "Dinas Sementara" not in {item.nama for item in sample.opd.daftar()}


def test_copies_are_made_and_tried_without_a_word(
    window: MainWindow, qtbot: QtBot, sample: Desk
) -> None:
    keeper = Keeper(context_of(window))
    keeper.copy()
    settle(window, qtbot)
    assert sample.store.copies.listed() == []
    sample.opd.tambah({"nama": "Dinas Baru"})
    keeper.copy()
    settle(window, qtbot)
    assert [item.alasan for item in sample.store.copies.listed()] == ["berkala"]
    window._keeper.copied.emit()
    assert "belum ada" not in window._status.text()
    keeper.try_newest()
    settle(window, qtbot)
    assert sample.cadangan.keadaan().diuji is not None
    assert window.notices.text() == ""
    assert window.panel.isHidden()
    keeper.stop()


def test_a_new_computer_goes_on_with_a_copy(
    window: MainWindow, tmp_path: Path, sample: Desk
) -> None:
    answers_of(window).file = sample.cadangan.buat("tangan").berkas
    opened: list[bool] = []
    first = FirstStart(
        SqlDatabase(), tmp_path / "baru", lambda: opened.append(True), lambda: None, window.dialogs
    )
    first.restore()
    assert opened == [True]
    with SqlStore.open(tmp_path / "baru") as store:
        assert len(Desk(store).kampung.daftar()) == len(sample.kampung.daftar())
