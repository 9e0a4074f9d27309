"""Empty pages say what belongs there and offer the one button that begins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.store import SqlStore
from kkbdesk.desk import Desk
from tests.conftest import NOW
from tests.support.window import a_window
from ui.kit.empty import Empty
from ui.main_window import MainWindow


@pytest.fixture
def bare(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window over an office without agencies, villages or anything else."""
    with SqlStore.create(tmp_path / "baru", clock=lambda: NOW) as store:
        Desk(store, lambda: NOW).kantor.siapkan("19.05", "kosong")
    desk = Desk(SqlStore.open(tmp_path / "baru", clock=lambda: NOW), lambda: NOW)
    made = a_window(tmp_path)
    qtbot.addWidget(made)
    made.resize(1366, 740)
    made.show()
    made.attach(desk)
    yield made
    made.detach()
    desk.close()


def visible(window: MainWindow) -> list[Empty]:
    QApplication.processEvents()
    return [each for each in window.page().findChildren(Empty) if each.isVisible()]


PLACES = {
    "kampung": "Tambah kampung pertama",
    "pokja": "Tambah Pokja pertama",
    "opd": "Tambah OPD pertama",
    "matriks": "Tambah OPD pertama",
    "rencana:permasalahan": "Tambah permasalahan pertama",
    "rencana:tawaran": "Tambah tawaran pertama",
    "rencana:pertemuan": "Ke bagian Permasalahan",
    "rencana:rencana": "Rencanakan kegiatan pertama",
    "rencana:rencana:garis-waktu": "Tambah yang pertama",
    "rencana:rencana:anggaran": "Rencanakan kegiatan",
    "rencana:realisasi": "Catat realisasi pertama",
    "rapat:daftar": "Jadwalkan rapat pertama",
    "rapat:seri": "Tambah seri pertama",
    "naskah:semua": "Buat naskah pertama",
    "paket:riwayat": "Buat paket pertama",
    "paket:kunci": "Terima kunci kantor lain…",
    "pengaturan:orang": "Tambah orang",
    "pengaturan:pejabat": "Tambah pejabat",
}


@pytest.mark.parametrize(("target", "words"), PLACES.items(), ids=list(PLACES))
def test_an_empty_place_teaches_and_begins(bare: MainWindow, target: str, words: str) -> None:
    bare.open(target)
    begins = {each.begin.text(): each for each in visible(bare) if each.begin.isVisible()}
    assert words in begins
    assert len(begins[words].text()) > 40


def test_the_button_begins(bare: MainWindow) -> None:
    bare.open("matriks")
    (empty,) = visible(bare)
    empty.begin.click()
    assert bare.page().NAME == "opd"
    bare.open("rencana:rencana:garis-waktu")
    next(each for each in visible(bare) if each.begin.text() == "Tambah yang pertama").begin.click()
    assert bare.page().NAME == "kampung"


def test_what_is_only_filtered_away_offers_nothing_to_begin(window: MainWindow) -> None:
    window.open("kampung:semua")
    page = window.page()
    page.find_here()
    page.table.filter.setText("xylofon")  # type: ignore[attr-defined]  # of the list of kampung
    (empty,) = visible(window)
    assert not empty.begin.isVisible()


def test_no_stage_is_done_in_an_office_without_villages(bare: MainWindow) -> None:
    assert bare.context is not None
    assert not any(stage.selesai for stage in bare.context.desk.tahapan.daftar(2026))
