"""Packages made in the window: what is in them is said first, an open one only after a warning."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kkbdesk.desk import Desk
from kkbdesk.model.paket import Arah, Tujuan
from kkbdesk.services.gabung import Putusan
from tests.support.window import answers_of, press
from tests.ui.paket.conftest import settle
from ui.main_window import MainWindow
from ui.paket.page import PaketPage


def chosen(qtbot: QtBot, page: PaketPage, purpose: Tujuan, receiver: str = "") -> None:
    page.send.choose(str(purpose))
    if receiver:
        page.send.receiver.setCurrentIndex(page.send.receiver.findData(receiver))
    settle(qtbot, page)


def made(qtbot: QtBot, page: PaketPage) -> None:
    page.send.make.setFocus()
    press(page.send.make, Qt.Key.Key_Space)
    settle(qtbot, page)


def test_what_a_package_holds_and_leaves_out_is_said_before_it_is_made(
    qtbot: QtBot, province: Desk, page: PaketPage
) -> None:
    card = page.send.contents
    assert "Paket nomor 1" in card.number.text()
    assert "15</td><td>Kampung KB" in card.contents.text()
    assert "NIP kepala" in card.left_out.text()
    assert "Kontak" in card.left_out.text()
    chosen(qtbot, page, Tujuan.SERAH_TERIMA)
    assert "semua isian ikut" in card.left_out.text()
    assert page.desk.paket.daftar() == []


def test_a_package_for_the_province_is_locked_for_it_and_remembered(
    qtbot: QtBot, province: Desk, page: PaketPage, drive: Path
) -> None:
    page.send.papers.setChecked(False)
    made(qtbot, page)
    (path,) = drive.glob("*.kkb")
    assert "dibaca ulang dan sama" in page.send.result.text()
    assert "(19)" in page.send.result.text()
    assert province.berkas_paket.periksa(path).terkunci
    (record,) = page.desk.paket.daftar()
    assert (record.arah, record.mitra) == (Arah.KELUAR, "19")
    made(qtbot, page)
    assert len(list(drive.rglob("*.kkb"))) == 2


def test_papers_for_the_province_lie_beside_its_package(
    qtbot: QtBot, province: Desk, page: PaketPage, drive: Path
) -> None:
    made(qtbot, page)
    (path,) = drive.rglob("*.kkb")
    beside = {item.name for item in path.parent.iterdir()}
    assert {"tanda-terima.pdf", "surat-pengantar.pdf", "tabel.xlsx"} <= beside
    assert "tidak dikunci; hanya paketnya" in page.send.result.text()
    assert page.desk.register.daftar() == []
    page.context.notices._action.click()
    (letter,) = page.desk.register.daftar()
    assert (letter.jenis, letter.nomor) == ("surat-pengantar", "")
    chosen(qtbot, page, Tujuan.SERAH_TERIMA)
    assert not page.send.papers.isVisible()


def test_any_folder_may_be_chosen_and_is_offered_again(
    qtbot: QtBot, window: MainWindow, page: PaketPage, tmp_path: Path
) -> None:
    answers_of(window).file = tmp_path
    place = page.send.place
    place.places.setCurrentIndex(place.places.count() - 1)
    place.places.activated.emit(place.places.currentIndex())
    assert place.folder() == tmp_path
    page.receive.look()
    settle(qtbot, page)
    assert [place.places.itemText(row) for row in range(place.places.count())] == [
        "FLASHDISK — 7,4 GB kosong", str(tmp_path), "Folder lain…",
    ]  # fmt: skip


def test_a_package_that_anybody_can_read_is_made_only_after_a_warning(
    qtbot: QtBot, window: MainWindow, page: PaketPage, drive: Path
) -> None:
    chosen(qtbot, page, Tujuan.SERAH_TERIMA, "terbuka")
    answers_of(window).agree = False
    made(qtbot, page)
    assert "siapa pun" in answers_of(window).asked[-1]
    assert list(drive.rglob("*.kkb")) == []
    answers_of(window).agree = True
    made(qtbot, page)
    assert len(list(drive.rglob("*.kkb"))) == 1


def test_without_keys_of_the_receiver_a_passphrase_is_proposed(
    qtbot: QtBot, page: PaketPage, drive: Path
) -> None:
    assert page.send.receiver.currentData() == "sandi"
    assert len(page.send.phrase.text().split()) == 7
    page.send.phrase.setText("pendek")
    assert "sedikitnya" in page.send.problem.text()
    assert not page.send.make.isEnabled()
    page.send.phrase.setText("lima kata yang cukup panjang")
    made(qtbot, page)
    assert "lima kata yang cukup panjang" in page.send.result.text()


def test_a_region_is_asked_for_and_must_be_one_of_ours(
    qtbot: QtBot, page: PaketPage, drive: Path
) -> None:
    chosen(qtbot, page, Tujuan.KECAMATAN)
    assert "kecamatan atau desa" in page.send.problem.text()
    page.send.region.set_raw("19.05.05")
    page.send.region.left.emit()
    settle(qtbot, page)
    assert page.send.make.isEnabled()
    assert "2</td><td>Kampung KB" in page.send.contents.contents.text()


@pytest.mark.usefixtures("province")
def test_changes_alone_need_an_acknowledged_package_which_a_return_package_brings(
    qtbot: QtBot, window: MainWindow, province: Desk, page: PaketPage, drive: Path
) -> None:
    chosen(qtbot, page, Tujuan.PERUBAHAN)
    assert "Belum ada paket yang diakui" in page.send.contents.warnings.text()
    made(qtbot, page)
    (path,) = drive.rglob("*.kkb")
    province.berkas_paket.gabung(path, Putusan())
    back = drive / "balasan.kkb"
    province.berkas_paket.buat(Tujuan.REFERENSI, back, lingkup="19.05")
    window.open("paket:riwayat")
    assert "belum diakui" in page.packages.model.index(0, 6).data()
    page.desk.berkas_paket.gabung(back, Putusan())
    rows = [page.packages.model.index(row, 6).data() for row in range(2)]
    assert sorted(rows) == ["diterima penerima", "sudah digabung"]
    window.open("paket:kirim")
    chosen(qtbot, page, Tujuan.PERUBAHAN)
    assert "Tidak ada yang berubah" in page.send.contents.warnings.text()
