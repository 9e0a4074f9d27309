"""Demand meets supply: who may answer what, ticked and agreed on by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kkbdesk.model.ids import ProgramId
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.services.permasalahan import Jawaban
from tests.support.makers import SINAR_SURYA
from tests.support.window import press
from ui.main_window import MainWindow
from ui.rencana.page import RencanaPage
from ui.rencana.pertemuan import PertemuanPanel

SPACE = Qt.Key.Key_Space


@pytest.fixture
def panel(page: RencanaPage, window: MainWindow) -> PertemuanPanel:
    window.open("rencana:pertemuan")
    made = page.part("pertemuan")
    assert isinstance(made, PertemuanPanel)
    return made


def need(panel: PertemuanPanel, word: str) -> Permasalahan:
    rows = panel.desk.permasalahan.daftar(panel.tahun)
    return next(row.permasalahan for row in rows if row.permasalahan.uraian.startswith(word))


def test_an_empty_page_teaches(empty_page: RencanaPage, empty_window: MainWindow) -> None:
    empty_window.open("rencana:pertemuan")
    panel = empty_page.part("pertemuan")
    assert isinstance(panel, PertemuanPanel)
    assert "Isi permasalahan desa" in panel.pairs.table._empty.text()
    panel.agree()
    assert "Centang dahulu" in panel.context.notices.text()


def test_what_has_no_counterpart_stands_side_by_side(panel: PertemuanPanel) -> None:
    assert [item.uraian for item in panel.needs.model.rows()] == ["Remaja putus sekolah"]
    assert [row.opd for row in panel.offers.model.rows()] == ["Dispertan"]
    (pair,) = panel.pairs.table.model.rows()
    assert pair.permasalahan == need(panel, "Air bersih")
    assert "programnya sama" in pair.alasan


def test_the_keyboard_alone_agrees(panel: PertemuanPanel, window: MainWindow) -> None:
    panel.arrive()
    view = panel.pairs.table.view
    press(view, SPACE)
    assert panel.pairs.agree.text() == "Sepakati 1 pasangan"
    QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    said = panel.context.notices.text()
    assert said.startswith("1 permasalahan terjawab oleh 1 rencana baru")
    id = need(panel, "Air bersih").id
    assert panel.desk.permasalahan.get(id)[0].jawaban is Jawaban.DIRENCANAKAN
    assert panel.pairs.table.model.rowCount() == 0
    window.undo()
    assert panel.desk.permasalahan.get(id)[0].jawaban is Jawaban.BELUM
    assert panel.pairs.ticked() == []


def test_after_agreeing_the_cursor_stays_in_the_list(panel: PertemuanPanel) -> None:
    number = panel.pairs.table.model.rowCount()
    panel.desk.tawaran.tambah(
        {"tahun": panel.tahun, "opd": panel.desk.opd.daftar()[0].id,
         "kegiatan": "Bimbingan belajar", "program": need(panel, "Remaja putus sekolah").program}
    )  # fmt: skip
    table = panel.pairs.table
    assert table.model.rowCount() == number + 1
    table.choose_row(0)
    panel.pairs.tick(table.chosen_rows())
    panel.agree()
    assert table.view.currentIndex().row() == 0
    assert len(table.chosen()) == 1
    panel.pairs.tick(table.chosen_rows())
    panel.agree()
    assert table.filter.hasFocus()


def test_a_locked_matrix_is_named(panel: PertemuanPanel) -> None:
    item = need(panel, "Air bersih")
    cells = panel.desk.matriks.grid(panel.tahun, item.kampung).sel
    panel.desk.matriks.isi(panel.tahun, item.kampung, dict.fromkeys(cells))
    panel.desk.matriks.kunci(panel.tahun, item.kampung, date(2026, 5, 1))
    panel.pairs.tick(panel.pairs.table.model.rows())
    panel.agree()
    assert "Matriks terkunci dan tidak diubah: Sinar Surya." in panel.context.notices.text()


def test_choosing_one_side_shows_what_fits_of_the_other(panel: PertemuanPanel) -> None:
    item = need(panel, "Air bersih")
    panel.go(item.id)
    assert "menjawab “Air bersih" in panel.pairs.title.text()
    (pair,) = panel.pairs.table.model.rows()
    panel.go(pair.tawaran.tawaran.id)
    assert "dijawab “Sambungan air bersih desa”" in panel.pairs.title.text()
    assert panel.needs.chosen() == []
    assert [row.permasalahan.id for row in panel.pairs.table.model.rows()] == [item.id]
    assert panel.leave()
    assert "diusulkan (1)" in panel.pairs.title.text()
    assert not panel.leave()


def test_a_problem_is_ticked_with_one_offer_only(panel: PertemuanPanel) -> None:
    item = need(panel, "Air bersih")
    dinkes = next(o.id for o in panel.desk.opd.daftar() if o.singkatan == "Dinkes")
    panel.desk.tawaran.tambah(
        {"tahun": panel.tahun, "opd": dinkes, "program": ProgramId("8"), "kegiatan": "Jamban"}
    )
    panel.go(item.id)
    first, second = panel.pairs.table.model.rows()
    panel.pairs.tick([first])
    panel.pairs.tick([second])
    assert panel.pairs.ticked() == [(item.id, second.tawaran.tawaran.id)]
    panel.leave()
    shown = panel.pairs.table.model.rows()
    assert [row.tawaran.tawaran.id for row in shown] == [second.tawaran.tawaran.id]
    panel.pairs.toggle(shown)
    assert panel.pairs.ticked() == []


def test_more_than_an_offer_suffices_for_is_said(panel: PertemuanPanel) -> None:
    offer = next(row for row in panel.desk.tawaran.daftar(panel.tahun) if row.opd == "DPUPR")
    panel.desk.tawaran.ubah(offer.tawaran, {"kapasitas": 0})
    assert need(panel, "Air bersih") in panel.needs.model.rows()
    panel.go(need(panel, "Air bersih").id)
    panel.pairs.tick(panel.pairs.table.model.rows())
    assert "dicentang untuk 1 desa, tersisa 0" in panel.pairs.warning.text()


def test_a_pair_without_program_waits(panel: PertemuanPanel) -> None:
    dinkes = next(o.id for o in panel.desk.opd.daftar() if o.singkatan == "Dinkes")
    kampung = panel.desk.kampung.dengan_kode(SINAR_SURYA).id
    panel.desk.permasalahan.tambah(
        {"kampung": kampung, "tahun": panel.tahun, "uraian": "Posyandu tanpa timbangan"}
    )
    panel.desk.tawaran.tambah(
        {"tahun": panel.tahun, "opd": dinkes, "kegiatan": "Bantuan timbangan posyandu"}
    )
    panel.pairs.tick(panel.pairs.table.model.rows())
    assert len(panel.pairs.ticked()) == 1
    assert "pilih program" in panel.pairs.warning.text()


def test_what_was_answered_elsewhere_is_not_agreed_twice(panel: PertemuanPanel) -> None:
    item = need(panel, "Air bersih")
    panel.pairs.tick(panel.pairs.table.model.rows())
    pairs = panel.pairs.ticked()
    plan = panel.desk.rencana.tambah({"program": ProgramId("8"), "kegiatan": "Sumur bor"})
    panel.desk.permasalahan.jawab([item.id], plan.id)
    assert panel.pairs.ticked() == []
    with panel.context.guarded():
        panel.desk.tawaran.sepakati(pairs)
    assert "sudah terjawab sementara itu" in panel.context.notices.text()
    panel.go(item.id)
    assert "sudah terjawab" in panel.context.notices.text()
