"""Pengaturan › Pembaruan: judged, installed, given up, gone back; drives that are put in."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from db.database import SqlDatabase
from kkbdesk import cakram
from kkbdesk.cakram import Cakram
from kkbdesk.errors import StorageFault
from kkbdesk.program.catatan import Ganti, Tahap
from kkbdesk.program.folder import Program
from kkbdesk.services import pembaruan
from tests.support.pembaruan import BARU, LAMA, dikenal, paket, program
from tests.support.window import a_window, answers_of, context_of
from ui.app import Opening
from ui.main_window import MainWindow
from ui.pengaturan.page import PengaturanPage
from ui.pengaturan.pembaruan import GoBack, UpdatePanel
from ui.pengaturan.pengintai import DriveWatch

pytestmark = pytest.mark.skipif(
    pembaruan.SISTEM != "linux", reason="what stands in for a program is a script"
)


@pytest.fixture(autouse=True)
def _penerbit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pembaruan, "kunci_penerbit", dikenal)
    monkeypatch.setattr(cakram, "terpasang", list)


@pytest.fixture
def installed(tmp_path: Path, empty_window: MainWindow) -> Program:
    """The program as it was installed, which the window is of."""
    made = program(tmp_path / "KKB Desk")
    context_of(empty_window).desk.pembaruan.program = made
    return made


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(context_of(window).jobs.idle, timeout=30_000)


def panel(window: MainWindow, qtbot: QtBot, what: str = "") -> UpdatePanel:
    window.open(f"pengaturan:pembaruan{what}")
    page = window.page()
    assert isinstance(page, PengaturanPage)
    settle(window, qtbot)
    return page.updates


def test_a_double_clicked_update_is_judged_installed_and_switched_to(
    empty_window: MainWindow, installed: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    file = paket(tmp_path / "a.KKBBARU")
    empty_window.open_package(file)
    made = panel(empty_window, qtbot)
    assert f"Versi {BARU}, ditandatangani penerbit" in made.said.text()
    assert "Pembaruan lewat berkas" in made.news.toPlainText()
    made.install.click()
    settle(empty_window, qtbot)
    assert f"Versi {BARU} sudah siap" in made.state.text()
    assert made.switch.isVisible() and made.cancel.isVisible()
    assert "lulus uji" in empty_window.notices.text()
    made.switch.click()
    assert empty_window.reopen and not empty_window.isVisible()
    assert installed.menunggu() is not None


def test_what_waits_is_given_up_with_one_button(
    empty_window: MainWindow, installed: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    made = panel(empty_window, qtbot, f":{paket(tmp_path / 'a.kkbbaru')}")
    made.install.click()
    settle(empty_window, qtbot)
    made.cancel.click()
    assert installed.menunggu() is None
    assert not made.switch.isVisible()


def test_what_is_refused_is_said_and_not_offered(
    empty_window: MainWindow, installed: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    made = panel(empty_window, qtbot, f":{paket(tmp_path / 'a.kkbbaru', '0.0.1')}")
    assert "lebih lama" in empty_window.notices.text()
    assert not made.install.isVisible()
    made = panel(empty_window, qtbot, f":{paket(tmp_path / 'b.kkbbaru', oleh='orang lain')}")
    assert "tidak ditandatangani penerbit" in empty_window.notices.text()
    assert not made.install.isVisible()
    made = panel(empty_window, qtbot, f":{paket(tmp_path / 'c.kkbbaru', naskah='exit 3')}")
    made.install.click()
    settle(empty_window, qtbot)
    assert "tidak lulus uji" in empty_window.notices.text()
    assert made.install.isEnabled()


def test_an_update_on_a_drive_that_is_put_in_is_told_once(
    empty_window: MainWindow, installed: Program, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    drive = tmp_path / "flash"
    drive.mkdir()
    paket(drive / "a.kkbbaru")
    monkeypatch.setattr(cakram, "terpasang", lambda: [Cakram(drive, "FLASH", 0)])
    watch = DriveWatch(context_of(empty_window))
    watch.look()
    settle(empty_window, qtbot)
    assert f"ada pembaruan ke KKB Desk {BARU}" in empty_window.notices.text()
    empty_window.notices.hide()
    watch.look()
    settle(empty_window, qtbot)
    assert empty_window.notices.text() == ""
    watch.stop()
    made = panel(empty_window, qtbot)
    assert [item.versi for item in made.table.model.rows()] == [BARU]


def test_going_back_shows_what_is_lost_and_then_closes(
    empty_window: MainWindow, installed: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    desk = context_of(empty_window).desk
    desk.pembaruan.pasang(paket(tmp_path / "a.kkbbaru"))
    new = Program(installed.folder, BARU)
    new.tukar()
    note = new.ganti()
    assert note is not None
    new.catat(replace(note, skema="0006"))
    desk.opd.tambah({"nama": "Dinas Sesudahnya"})
    desk.pembaruan.program = new
    shown: list[str] = []

    def accepted(self: QDialog) -> int:
        shown.extend(text.toPlainText() for text in self.findChildren(QPlainTextEdit))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(GoBack, "exec", accepted)
    made = panel(empty_window, qtbot)
    assert made.back.text() == f"Kembali ke {LAMA}…"
    made.back.click()
    qtbot.waitUntil(lambda: empty_window.reopen, timeout=30_000)
    assert "Perubahan yang akan hilang: 1" in shown[0]
    note = new.ganti()
    assert note is not None and note.tahap is Tahap.MUNDUR and "pembaruan" in note.pulihkan


def test_a_new_version_that_cannot_open_the_data_offers_the_former(
    qtbot: QtBot, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = program(tmp_path / "KKB Desk")
    (made.folder / f"_internal-{BARU}").mkdir()
    (made.folder / f"kkbdesk-{BARU}").write_bytes(b"baru")
    (made.folder / f"kkbdesk-{LAMA}").write_bytes((made.folder / "kkbdesk").read_bytes())
    new = Program(made.folder, BARU)
    new.catat(Ganti(LAMA, BARU, Tahap.SELESAI, kabar="Diperbarui."))
    monkeypatch.setattr(Program, "ini", lambda: new)

    def refuse(_self: SqlDatabase, _folder: Path) -> None:
        raise StorageFault("Pembaruan data dibatalkan.")

    monkeypatch.setattr(SqlDatabase, "open", refuse)
    window = a_window(tmp_path)
    qtbot.addWidget(window)
    window.show()
    Opening(window, folder, SqlDatabase).begin()
    assert "Pembaruan data dibatalkan." in answers_of(window).asked[0]
    assert f"Kembali ke {LAMA}?" in answers_of(window).asked[0]
    assert window.reopen
    note = json.loads((made.folder / "pembaruan.json").read_text())
    assert (note["tahap"], note["pulihkan"]) == ("mundur", "")


def test_what_came_of_an_update_is_told_at_the_first_start(
    qtbot: QtBot, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = program(tmp_path / "KKB Desk", BARU)
    made.catat(Ganti(LAMA, BARU, Tahap.SELESAI, catatan="- Lebih baik.", kabar="Diperbarui."))
    monkeypatch.setattr(Program, "ini", lambda: made)
    window = a_window(tmp_path)
    qtbot.addWidget(window)
    window.show()
    Opening(window, folder, SqlDatabase).begin()
    assert window.notices.text() == "Diperbarui."
    settle(window, qtbot)
    made_panel = panel(window, qtbot)
    assert "Lebih baik" in made_panel.news.toPlainText()
    window.close()
