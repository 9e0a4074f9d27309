"""A cell shows what it stands for, and opens what lies behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from kkbdesk.model.ids import KampungId, OPDId, ProgramId
from kkbdesk.model.matriks import Peran
from kkbdesk.model.rencana import Rencana, StatusRencana
from kkbdesk.queries.matriks import Letak
from kkbdesk.services.foto import FotoBaru
from kkbdesk.services.matriks import KeadaanSel, Kemajuan
from tests.support.naskah import a_picture
from tests.support.window import press
from ui.kit import theme
from ui.main_window import MainWindow
from ui.matriks.grid import FILL, ROLE
from ui.matriks.page import MatriksPage
from ui.rencana.page import RencanaPage
from ui.rencana.realisasi import RealisasiPanel
from ui.rencana.rencana import RencanaPanel

YEAR = 2026
P6 = ProgramId("6")


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> MatriksPage:
    """The matrix of the sample office, settled."""
    window.open("matriks:kantor")
    made = window.page()
    assert isinstance(made, MatriksPage)
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, page: MatriksPage) -> None:
    qtbot.waitUntil(lambda: not page.living._rest.isActive() and page.context.jobs.idle())


def opd(page: MatriksPage, at: int = 2) -> OPDId:
    return page.model.opd[at].id


def a_plan(page: MatriksPage, kampung: KampungId, day: date = date(2026, 8, 3)) -> Rencana:
    values = {"tahun": YEAR, "program": P6, "kegiatan": "Bantuan pangan", "opd": opd(page),
              "mulai": day}  # fmt: skip
    return page.desk.rencana.tambah(values, [kampung])


def state(page: MatriksPage) -> KeadaanSel | None:
    return page.model.state((P6, opd(page)))


def cell(page: MatriksPage, role: int) -> object:
    return page.model.data(page.model.place(P6, opd(page)), role)


def test_the_fill_follows_plan_and_deed(qtbot: QtBot, page: MatriksPage) -> None:
    here = page.desk.kampung.daftar()[0].id
    assert state(page) is KeadaanSel.KOSONG
    plan = a_plan(page, here)
    settle(qtbot, page)
    assert state(page) is KeadaanSel.DIRENCANAKAN
    assert cell(page, FILL) == QColor(theme.colours().plan_soft)
    page.desk.rencana.ubah(plan, {"mulai": date(2026, 4, 1)})
    settle(qtbot, page)
    assert state(page) is KeadaanSel.TERLAMBAT
    for role in (ROLE.ToolTipRole, ROLE.AccessibleTextRole):
        assert "terlambat, 0 dari 1 rencana selesai" in str(cell(page, role))
        assert "di luar matriks" in str(cell(page, role))
    page.desk.realisasi.catat({"rencana": plan.id, "tanggal": date(2026, 5, 2)})
    settle(qtbot, page)
    assert state(page) is KeadaanSel.TERLAKSANA
    page.go(here)
    settle(qtbot, page)
    assert state(page) is KeadaanSel.TERLAKSANA
    page.go(page.desk.kampung.daftar()[1].id)
    settle(qtbot, page)
    assert state(page) is KeadaanSel.KOSONG


def test_agreed_cells_are_told_apart_from_filled_ones(qtbot: QtBot, page: MatriksPage) -> None:
    page.desk.matriks.isi(YEAR, None, {(P6, opd(page)): Peran.PENDUKUNG})
    assert state(page) is KeadaanSel.KOSONG
    page.desk.matriks.kunci(YEAR, None, date(2026, 5, 4), "Rapat Pokja")
    assert state(page) is KeadaanSel.DISEPAKATI
    page.view.setCurrentIndex(page.model.place(P6, opd(page)))
    settle(qtbot, page)
    assert "Disepakati 4 Mei 2026 dalam Rapat Pokja" in page.side.cell.toPlainText()
    page.open_comparison()
    assert state(page) is None


def test_an_edit_does_not_count_again_and_a_plan_does(
    qtbot: QtBot, page: MatriksPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    count = page.desk.matriks.kemajuan

    def spied(*where: Any) -> Mapping[Letak, Kemajuan]:
        asked.append(where)
        return count(*where)

    monkeypatch.setattr(page.desk.matriks, "kemajuan", spied)
    for _ in range(3):
        press(page.view, Qt.Key.Key_Space)
    settle(qtbot, page)
    assert asked == []
    a_plan(page, page.desk.kampung.daftar()[0].id)
    settle(qtbot, page)
    assert asked == [(YEAR, None, "")]
    page.context.open("opd")
    plan = a_plan(page, page.desk.kampung.daftar()[1].id)
    page.desk.rencana.ubah_status([plan.id], StatusRencana.BATAL, "Batal")
    assert len(asked) == 1
    page.context.open("matriks")
    settle(qtbot, page)
    assert len(asked) == 2


def test_each_thing_behind_a_cell_is_one_click_away(
    qtbot: QtBot, page: MatriksPage, window: MainWindow
) -> None:
    desk, here = page.desk, page.desk.kampung.daftar()[0].id
    plan = a_plan(page, here)
    done = desk.realisasi.catat({"rencana": plan.id, "tanggal": date(2026, 5, 2)})
    desk.realisasi.tambah_foto(done.id, [FotoBaru("Serah terima", a_picture(40, 30))])
    page.view.setCurrentIndex(page.model.place(P6, opd(page)))
    settle(qtbot, page)
    shown = page.side.cell
    text, html = shown.toPlainText(), shown.toHtml()
    assert page.model.opd[2].nama in text
    assert "Rencana (1)" in text and "Realisasi (1)" in text
    for target in (f"rencana:rencana:{plan.id}", f"rencana:realisasi:{done.id}",
                   f"rencana:realisasi:{done.id}:foto"):  # fmt: skip
        assert target in html
    shown.anchorClicked.emit(QUrl(f"rencana:realisasi:{done.id}:foto"))
    opened = window.page()
    assert isinstance(opened, RencanaPage)
    part = opened.part("realisasi")
    assert isinstance(part, RealisasiPanel)
    assert part.record.deed() == desk.realisasi.get(done.id).baris.realisasi
    assert part.record.tabs.currentWidget() is part.record.photos


def test_an_empty_cell_begins_a_plan_with_what_the_cell_says(
    qtbot: QtBot, page: MatriksPage, window: MainWindow
) -> None:
    here = page.desk.kampung.daftar()[0].id
    page.go(here)
    page.view.setCurrentIndex(page.model.place(P6, opd(page)))
    settle(qtbot, page)
    begin = re.search(r'href="(rencana:rencana:[^"]*)"', page.side.cell.toHtml())
    assert begin is not None
    page.side.cell.anchorClicked.emit(QUrl(begin[1]))
    opened = window.page()
    assert isinstance(opened, RencanaPage)
    part = opened.shown()
    assert isinstance(part, RencanaPanel)
    card = part.card
    assert card.plan() is None
    assert card.form.field("program").value() == P6
    assert card.form.field("opd").value() == opd(page)
    assert card.around.kampung == (here,)


def test_names_of_activities_are_no_markup(qtbot: QtBot, page: MatriksPage) -> None:
    here = page.desk.kampung.daftar()[0].id
    plan = a_plan(page, here)
    page.desk.rencana.ubah(plan, {"kegiatan": "Bantuan <b>& beras</b> <img src=x>"})
    page.view.setCurrentIndex(page.model.place(P6, opd(page)))
    settle(qtbot, page)
    assert "Bantuan <b>& beras</b> <img src=x>" in page.side.cell.toPlainText()


def test_walking_on_shows_the_last_cell_only(qtbot: QtBot, page: MatriksPage) -> None:
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(0, 0))
    press(page.view, *[Qt.Key.Key_Down] * 4, *[Qt.Key.Key_Right] * 3)
    settle(qtbot, page)
    shown = page.side.cell.toPlainText()
    assert shown.startswith(page.model.opd[3].nama)
    assert "Kesepakatan" in shown


def test_a_count_shows_the_state_of_each_kampung(qtbot: QtBot, page: MatriksPage) -> None:
    here = page.desk.kampung.daftar()[0]
    page.desk.matriks.isi(YEAR, here.id, {(P6, opd(page)): Peran.PENDUKUNG})
    a_plan(page, here.id, date(2026, 4, 1))
    page.go("gabungan")
    page.view.setCurrentIndex(page.model.place(P6, opd(page)))
    settle(qtbot, page)
    assert state(page) is KeadaanSel.TERLAMBAT
    assert "1 kampung, terlambat" in str(cell(page, ROLE.ToolTipRole))
    assert page.findings.item(0).text() == f"√  {here.nama} · terlambat"
    page.go("kantor")
    settle(qtbot, page)
    assert "Kampung di balik" not in page.side._title.text()


def test_the_window_is_built_anew_while_cells_are_read(
    qtbot: QtBot, page: MatriksPage, window: MainWindow
) -> None:
    page.view.setCurrentIndex(page.model.index(1, 1))
    page.living._read_cell()
    page.living.forget()
    page._follow()
    jobs = page.context.jobs
    window.relook()
    qtbot.waitUntil(jobs.idle)
    fresh = window.page()
    assert isinstance(fresh, MatriksPage)
    assert fresh is not page
