"""A workbook is brought in by hand: seen first, confirmed where doubtful, taken over, undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kkbdesk.model.kampung import Kampung, Klasifikasi
from tests.support.window import answers_of, context_of
from ui.impor.page import ImporPage
from ui.main_window import MainWindow

HEAD = "No;Kampung KB;Provinsi;Kabupaten;Kecamatan;Desa;Input Pokja;Klasifikasi"
PLACE = "KEPULAUAN BANGKA BELITUNG;BANGKA BARAT"

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def made(*lines: str, head: str = HEAD) -> Path:
        path = tmp_path / "ekspor.csv"
        path.write_text("\n".join([head, *lines]) + "\n", "utf-8")
        return path

    return made


@pytest.fixture
def page(empty_window: MainWindow) -> ImporPage:
    empty_window.open("impor")
    made = empty_window.page()
    assert isinstance(made, ImporPage)
    return made


def plan(qtbot: QtBot, page: ImporPage, path: Path) -> None:
    page.open_file(path)
    qtbot.waitUntil(page.context.jobs.idle, timeout=20_000)


def kampung(page: ImporPage) -> list[Kampung]:
    with page.desk.store.read() as reader:
        return reader.find(Kampung)


def test_nothing_is_written_before_it_was_seen(qtbot: QtBot, page: ImporPage, write: Write) -> None:
    plan(qtbot, page, write(f";SINAR SURYA;{PLACE};TEMPILANG;SINAR SURYA;3;Mandiri"))
    assert "1 baru" in page.preview.summary.text()
    assert [item.kode for item in page.preview.table.model.rows()] == ["19.05.05.2008"]
    assert kampung(page) == []
    page.preview.apply.click()
    qtbot.waitUntil(page.context.jobs.idle, timeout=20_000)
    assert [item.desa for item in kampung(page)] == ["19.05.05.2008"]
    assert page.stack.currentIndex() == 0
    assert "1 baru" in page.context.notices.text()
    page.context.undo()
    assert kampung(page) == []


def test_a_doubtful_name_is_confirmed_and_remembered(
    qtbot: QtBot, page: ImporPage, write: Write
) -> None:
    path = write(f";SINAR SURIA;{PLACE};TEMPILANG;SINAR SURIA;3;Mandiri")
    plan(qtbot, page, path)
    assert "1 ditolak" in page.preview.summary.text()
    proposal = page.preview.proposals.item(0)
    assert "19.05.05.2008" in proposal.text()
    proposal.setCheckState(Qt.CheckState.Checked)
    page.preview.accept.click()
    qtbot.waitUntil(page.context.jobs.idle, timeout=20_000)
    assert "1 baru" in page.preview.summary.text()
    page.preview.apply.click()
    qtbot.waitUntil(page.context.jobs.idle, timeout=20_000)
    plan(qtbot, page, path)
    assert "1 sama" in page.preview.summary.text()
    assert not page.preview.apply.isEnabled()


def test_unknown_columns_are_mapped_once(qtbot: QtBot, page: ImporPage, write: Write) -> None:
    head = "Kolom A;Kolom B"
    path = write("Sinar Surya;19.05.05.2008", head=head)
    plan(qtbot, page, path)
    assert page.stack.currentWidget() is page.mapping
    page.mapping.kind.setCurrentIndex(page.mapping.kind.findData("kampung"))
    for heading, key in (("Kolom A", "nama"), ("Kolom B", "desa")):
        choice = page.mapping._choices[heading]
        choice.setCurrentIndex(choice.findData(key))
    page.mapping._agree()
    qtbot.waitUntil(page.context.jobs.idle, timeout=20_000)
    assert "1 baru" in page.preview.summary.text()
    page.preview.apply.click()
    qtbot.waitUntil(page.context.jobs.idle, timeout=20_000)
    assert [item.nama for item in kampung(page)] == ["Sinar Surya"]
    plan(qtbot, page, path)
    assert "1 sama" in page.preview.summary.text()


def test_a_file_that_is_no_workbook_is_said(qtbot: QtBot, page: ImporPage, tmp_path: Path) -> None:
    path = tmp_path / "foto.xlsx"
    path.write_bytes(b"\x89PNG\r\n" + bytes(2000))
    plan(qtbot, page, path)
    assert page.context.notices.text()
    assert page.stack.currentIndex() == 0


def test_rows_pasted_into_the_list_are_previewed(
    qtbot: QtBot, empty_window: MainWindow, page: ImporPage
) -> None:
    text = "Nama Kampung KB\tKode Desa\nSinar Surya\t19.05.05.2008\n"
    empty_window.open(f"impor:tempel:{text}")
    qtbot.waitUntil(page.context.jobs.idle, timeout=20_000)
    assert "1 baru" in page.preview.summary.text()


def test_the_result_can_be_saved(
    qtbot: QtBot, empty_window: MainWindow, page: ImporPage, write: Write, tmp_path: Path
) -> None:
    plan(qtbot, page, write(f";X;{PLACE};TEMPILANG;TIDAK ADA;3;Mandiri"))
    answers_of(empty_window).file = tmp_path / "hasil.xlsx"
    page.preview._save()
    assert (tmp_path / "hasil.xlsx").stat().st_size > 1000
    assert "Tersimpan" in context_of(empty_window).notices.text()


def test_a_preview_follows_what_changes_meanwhile(
    qtbot: QtBot, page: ImporPage, write: Write
) -> None:
    plan(qtbot, page, write(f";SINAR SURYA;{PLACE};TEMPILANG;SINAR SURYA;;Mandiri"))
    page.desk.kampung.tambah({"desa": "19.05.05.2008", "nama": "Nama lain"})
    qtbot.waitUntil(lambda: "1 berubah" in page.preview.summary.text(), timeout=20_000)


def test_a_long_reason_is_read_in_full_below_the_list(
    qtbot: QtBot, page: ImporPage, write: Write
) -> None:
    plan(qtbot, page, write(f";RIAS;{PLACE};TOBOALI;RIAS;3;Mandiri"))
    page.preview.table.view.selectRow(0)
    told = page.preview.reason.text()
    assert "TOBOALI" in told
    assert "tidak ada di Kabupaten Bangka Barat" in told


def test_the_date_in_the_name_is_proposed_and_can_be_mended(
    qtbot: QtBot, page: ImporPage, write: Write, tmp_path: Path
) -> None:
    path = tmp_path / "klasifikasi_2022-06-13.csv"
    write(f";SINAR SURYA;{PLACE};TEMPILANG;SINAR SURYA;3;Mandiri").rename(path)
    plan(qtbot, page, path)
    assert page.preview.day.text() == "13 Juni 2022"
    assert "nama berkas" in page.preview.notes.text()
    page.preview.day.setText("28/8/2023")
    page.preview.day.left.emit()
    qtbot.waitUntil(page.context.jobs.idle, timeout=20_000)
    page.preview.apply.click()
    qtbot.waitUntil(page.context.jobs.idle, timeout=20_000)
    with page.desk.store.read() as reader:
        (note,) = reader.find(Klasifikasi)
    assert note.tanggal == date(2023, 8, 28)


def test_the_next_file_does_not_inherit_the_date(
    qtbot: QtBot, page: ImporPage, write: Write
) -> None:
    path = write(f";SINAR SURYA;{PLACE};TEMPILANG;SINAR SURYA;3;Mandiri")
    plan(qtbot, page, path)
    page.preview.day.setText("28/8/2023")
    page.preview.day.left.emit()
    qtbot.waitUntil(page.context.jobs.idle, timeout=20_000)
    page.restart()
    plan(qtbot, page, path)
    assert page.preview.day.text() == "20 Mei 2026"
