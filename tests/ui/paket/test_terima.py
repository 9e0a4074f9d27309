"""Packages taken in the window: who sent them, what they would do, questions, one step back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kkbdesk.desk import Desk
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.opd import OPD
from kkbdesk.model.orang import PeranOrang
from kkbdesk.model.paket import Tujuan
from kkbdesk.services.berkas_paket import Kunci
from kkbdesk.services.gabung import Putusan
from tests.support.offices import an_office, reopened
from tests.support.window import answers_of, press
from tests.ui.paket.conftest import settle
from ui.main_window import MainWindow
from ui.paket.cocokkan import CompareDialog
from ui.paket.page import PaketPage
from ui.paket.sandi import PassphraseDialog

PHRASE = "lima kata yang cukup panjang"


def kampung(desk: Desk) -> list[Kampung]:
    with desk.store.read() as reader:
        return reader.find(Kampung)


def noted(desk: Desk, text: str, number: int) -> None:
    """Write a note on the first kampung, and on as many as asked."""
    for record in kampung(desk)[:number]:
        desk.kampung.ubah(record, {"catatan": text})


def notes(desk: Desk, number: int) -> list[str]:
    return [record.catatan for record in kampung(desk)[:number]]


@pytest.fixture
def package(office: Desk, second: Desk, drive: Path) -> Path:
    """A package of the second computer, which wrote three notes otherwise than the first."""
    noted(office, "Dari satu", 3)
    noted(second, "Dari dua", 4)
    path = drive / "serah.kkb"
    second.berkas_paket.buat(Tujuan.SERAH_TERIMA, path)
    return path


@pytest.fixture
def seen(qtbot: QtBot, package: Path, page: PaketPage, window: MainWindow) -> PaketPage:
    """The page with the preview of that package, opened by keys."""
    window.open("paket:terima")
    settle(qtbot, page)
    press(page.receive.table.view, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert page.receive.stack.currentWidget() is page.receive.preview
    return page


def merge(qtbot: QtBot, page: PaketPage) -> None:
    page.receive.preview.merge.setFocus()
    press(page.receive.preview.merge, Qt.Key.Key_Space)
    settle(qtbot, page)


def test_both_sides_are_shown_and_nothing_is_written(office: Desk, seen: PaketPage) -> None:
    preview = seen.receive.preview
    (question, *_) = preview.questions.questions()
    assert len(preview.questions.questions()) == 3
    assert [item.nilai for item in question.pilihan] == ["“Dari satu”", "“Dari dua”"]
    assert "sejak 20 Mei 2026" in preview.questions.sides[0][0].text()
    assert preview.questions.sides[1][1].toPlainText() == "Dari dua"
    assert "paket nomor 1" in preview.headline.text()
    assert "belum pernah digabung" in preview.state.text()
    assert preview.tabs.tabText(1) == "Perubahan (4)"
    assert notes(office, 4) == ["Dari satu"] * 3 + [""]


def test_questions_are_answered_by_keys_and_one_step_takes_the_merge_back(
    qtbot: QtBot, office: Desk, seen: PaketPage
) -> None:
    questions = seen.receive.preview.questions
    press(questions.table.view, Qt.Key.Key_1, Qt.Key.Key_2)
    assert questions.open_questions() == 1
    assert "1 dari 3" in seen.receive.preview.told.text()
    first, other, _ = (item.tanya[1] for item in questions.table.model.rows())
    merge(qtbot, seen)
    by_id = {str(record.id): record.catatan for record in kampung(office)}
    assert (by_id[first], by_id[other]) == ("Dari satu", "Dari dua")
    assert "1 pertentangan tetap terbuka" in seen.receive.said.text()
    assert seen.buttons.button(3).text() == "Belum diputuskan (1)"
    seen.context.undo()
    assert notes(office, 4) == ["Dari satu"] * 3 + [""]
    assert office.putusan_paket.daftar() == []


def test_what_was_merged_is_marked_in_the_list_until_that_is_undone(
    qtbot: QtBot, seen: PaketPage
) -> None:
    def marks() -> list[str]:
        model = seen.receive.table.model
        return [model.index(row, 6).data() for row in range(model.rowCount())]

    assert marks() == [""]
    merge(qtbot, seen)
    seen.receive.back.click()
    settle(qtbot, seen)
    assert marks() == ["tampaknya sudah digabung"]
    seen.context.undo()
    seen.receive.look()
    settle(qtbot, seen)
    assert marks() == [""]


def test_all_at_once_and_back_to_later(qtbot: QtBot, office: Desk, seen: PaketPage) -> None:
    questions = seen.receive.preview.questions
    press(questions.table.view, Qt.Key.Key_A, control=True)
    press(questions.table.view, Qt.Key.Key_2)
    assert questions.open_questions() == 0
    questions.scope.setCurrentIndex(questions.scope.findData("jenis"))
    press(questions.table.view, Qt.Key.Key_0)
    assert questions.open_questions() == 3
    questions.scope.setCurrentIndex(questions.scope.findData("semua"))
    press(questions.table.view, Qt.Key.Key_2)
    merge(qtbot, seen)
    assert notes(office, 4) == ["Dari dua"] * 4


def test_the_list_can_be_narrowed_to_what_has_no_answer(seen: PaketPage) -> None:
    questions = seen.receive.preview.questions
    questions.state.setCurrentIndex(1)
    press(questions.table.view, Qt.Key.Key_1, Qt.Key.Key_1)
    assert questions.table.model.rowCount() == 1
    assert len(questions.table.chosen()) == 1


def test_the_changes_follow_the_answers(qtbot: QtBot, seen: PaketPage) -> None:
    preview = seen.receive.preview
    press(preview.questions.table.view, Qt.Key.Key_1)
    preview.tabs.setCurrentIndex(1)
    settle(qtbot, seen)
    assert preview.tabs.tabText(1) == "Perubahan (3)"
    assert preview.questions.open_questions() == 2


def test_a_question_that_is_another_by_now_stays_open_and_is_said(
    qtbot: QtBot, office: Desk, seen: PaketPage
) -> None:
    questions = seen.receive.preview.questions
    press(questions.table.view, Qt.Key.Key_A, control=True)
    press(questions.table.view, Qt.Key.Key_2)
    meanwhile = reopened(office.store.path.parent)
    noted(meanwhile, "Baru saja", 1)
    meanwhile.close()
    merge(qtbot, seen)
    assert "1 di antaranya baru muncul sesudah pratinjau" in seen.receive.said.text()
    (question,) = office.putusan_paket.daftar()
    assert {item.nilai for item in question.pilihan} == {"“Baru saja”", "“Dari dua”"}


def test_open_questions_are_decided_later_and_counted_on_the_first_page(
    qtbot: QtBot, window: MainWindow, office: Desk, second: Desk, seen: PaketPage, drive: Path
) -> None:
    merge(qtbot, seen)
    task = next(t for t in office.beranda.hitung().tindakan if t.kode == "belum-diputuskan")
    assert task.jumlah == 3
    window.open(task.buka)
    panel = seen.open_questions
    press(panel.questions.table.view, Qt.Key.Key_A, control=True)
    before = {item.tanya: item.pilihan[1].nilai for item in panel.questions.questions()}
    press(panel.questions.table.view, Qt.Key.Key_2)
    press(panel.save, Qt.Key.Key_Space)
    settle(qtbot, seen)
    assert set(before.values()) <= {"“Dari satu”", "“Dari dua”"}
    assert panel.questions.questions() == ()
    assert "3 pertentangan diputuskan" in window.notices.text()
    office.berkas_paket.buat(Tujuan.SERAH_TERIMA, drive / "putusan.kkb")
    assert second.berkas_paket.gabung(drive / "putusan.kkb", Putusan()).ringkasan.soal == ()
    assert notes(second, 3) == notes(office, 3)
    window.undo()
    assert len(panel.questions.questions()) == 3


def test_an_operator_sees_what_a_merge_would_do_and_who_may_do_it(
    qtbot: QtBot, office: Desk, package: Path, page: PaketPage
) -> None:
    office.orang.tambah({"nama": "Ani", "peran": PeranOrang.KEPALA})
    office.orang.masuk(office.orang.tambah({"nama": "Cici"}).id)
    page.go(f"terima:{package}")
    settle(qtbot, page)
    assert page.receive.preview.tabs.tabText(0) == "Pertentangan (3)"
    assert not page.receive.preview.merge.isEnabled()
    assert "Ani (kepala)" in page.receive.preview.told.text()


def test_a_preview_follows_what_changes_meanwhile(
    qtbot: QtBot, office: Desk, seen: PaketPage
) -> None:
    noted(office, "Dari dua", 1)
    settle(qtbot, seen)
    assert len(seen.receive.preview.questions.questions()) == 2


def test_a_passphrase_is_asked_for_until_it_is_right(
    qtbot: QtBot, second: Desk, page: PaketPage, drive: Path
) -> None:
    path = drive / "sandi.kkb"
    second.berkas_paket.buat(Tujuan.SERAH_TERIMA, path, kunci=Kunci(sandi=PHRASE))
    page.go(f"terima:{path}")
    for typed, said in (("salah sama sekali", "Tanyakan kata sandinya"), (PHRASE, "salah")):
        settle(qtbot, page)
        dialog = page.window().findChildren(PassphraseDialog)[-1]
        assert said in " ".join(item.text() for item in dialog.findChildren(QLabel))
        dialog.line.setText(typed)
        press(dialog.line, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert page.receive.stack.currentWidget() is page.receive.preview


def test_an_unknown_sender_is_known_after_the_words_were_compared(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, drive: Path, page: PaketPage
) -> None:
    stranger = reopened(an_office(tmp_path / "lain", "19.05").store.path.parent)
    path, keys = drive / "lain.kkb", tmp_path / "kunci-lain.txt"
    stranger.berkas_paket.buat(Tujuan.SERAH_TERIMA, path, kunci=Kunci(sandi=PHRASE))
    stranger.kunci.tulis_umum(keys)
    words = stranger.kunci.milik().umum.kata
    stranger.close()
    page.go(f"terima:{path}")
    settle(qtbot, page)
    assert page.receive.headline.text() == "Pengirim belum dikenal"
    answers_of(window).file = keys
    press(page.receive.keys, Qt.Key.Key_Space)
    dialog = page.window().findChildren(CompareDialog)[-1]
    assert dialog.words.accessibleName() == ", ".join(words)
    press(dialog.same, Qt.Key.Key_Return)
    assert page.desk.kunci.dikenal() == []
    press(dialog.same, Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert [item.kata for item in page.desk.kunci.dikenal()] == [words]
    settle(qtbot, page)
    assert page.window().findChildren(PassphraseDialog)


def test_a_package_for_somebody_else_or_no_package_is_refused_in_words(
    qtbot: QtBot, province: Desk, page: PaketPage, drive: Path
) -> None:
    path = drive / "provinsi.kkb"
    page.desk.berkas_paket.buat(Tujuan.PROVINSI, path)
    (drive / "foto.kkb").write_bytes(b"\xff\xd8 foto")
    page.go(f"terima:{drive / 'foto.kkb'}")
    settle(qtbot, page)
    assert "bukan paket KKB Desk" in page.receive.said.text()
    assert page.leave()
    assert not page.leave()
    shown = {item.path.name: item.kantor for item in page.receive.table.model.rows()}
    assert shown == {"provinsi.kkb": "19.05", "foto.kkb": ""}


def test_what_may_be_one_thing_is_made_one_when_chosen(
    qtbot: QtBot, office: Desk, second: Desk, page: PaketPage, drive: Path
) -> None:
    for desk in (office, second):
        desk.opd.tambah({"nama": "Dinas Perikanan dan Kelautan", "singkatan": "DPK"})
    path = drive / "kembar.kkb"
    second.berkas_paket.buat(Tujuan.SERAH_TERIMA, path)
    page.go(f"terima:{path}")
    settle(qtbot, page)
    preview = page.receive.preview
    preview.tabs.setCurrentWidget(preview.twins)
    preview.twins.table.arrive()
    press(preview.twins.table.view, Qt.Key.Key_S)
    settle(qtbot, page)
    assert preview.twins.table.model.index(0, 3).data() == "satukan"
    merge(qtbot, page)
    with office.store.read() as reader:
        assert len(reader.find(OPD, singkatan="DPK")) == 1


def test_the_province_sees_new_records_and_agreeing_totals(
    qtbot: QtBot, tmp_path: Path, office: Desk, province: Desk, drive: Path, window: MainWindow
) -> None:
    path = drive / "laporan.kkb"
    office.berkas_paket.buat(Tujuan.PROVINSI, path)
    window.detach()
    window._forget_pages()
    window.attach(province)
    window._news.stop()
    window.open(f"paket:terima:{path}")
    page = window.page()
    assert isinstance(page, PaketPage)
    settle(qtbot, page)
    preview = page.receive.preview
    place = next(
        row for row in range(preview.changes.kinds.count())
        if preview.changes.kinds.item(row).text() == "Kampung KB (15)"
    )  # fmt: skip
    preview.changes.kinds.setCurrentRow(place)
    assert preview.changes.table.model.rowCount() == 15
    assert {item.sama for item in preview.totals.model.rows()} == {True}
    merge(qtbot, page)
    assert "Angka kontrol sama" in page.receive.said.text()
    assert page.receive.answer.isVisible()
    answers_of(window).file = tmp_path / "berita-acara"
    press(page.receive.minutes, Qt.Key.Key_Space)
    assert (tmp_path / "berita-acara.pdf").exists()


def test_a_package_that_was_double_clicked_is_shown_once_an_office_is_open(
    qtbot: QtBot, office: Desk, province: Desk, drive: Path, window: MainWindow
) -> None:
    path = drive / "laporan.kkb"
    office.berkas_paket.buat(Tujuan.PROVINSI, path)
    window.detach()
    window._forget_pages()
    window.come_forward(str(path))
    window.attach(province)
    window._news.stop()
    page = window.page()
    assert isinstance(page, PaketPage)
    settle(qtbot, page)
    assert page.receive.stack.currentWidget() is page.receive.preview
    window.open("beranda")
    window.come_forward("")
    assert window.page() is not page
    window.come_forward(str(path))
    assert window.page() is page
    settle(qtbot, page)
