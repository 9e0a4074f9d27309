"""The reference lists in the settings: holidays are added by their date and removed."""

from __future__ import annotations

from tests.support.window import answers_of, context_of
from ui.main_window import MainWindow
from ui.pengaturan.page import PengaturanPage


def test_a_holiday_is_added_and_removed(empty_window: MainWindow) -> None:
    empty_window.open("pengaturan:daftar:hari_libur")
    page = empty_window.page()
    assert isinstance(page, PengaturanPage)
    panel, libur = page.lists, context_of(empty_window).desk.rencana.libur
    number = panel.table.model.total()
    answers_of(empty_window).text = "3/6/2026"
    panel._add()
    assert panel.table.model.total() == number + 1
    (chosen,) = panel.table.chosen_rows()
    assert chosen.kode == "2026-06-03"
    assert "3/6/2026" in libur(2026).values()
    panel._add()
    assert "sudah tercatat" in empty_window.notices.text()
    panel._remove()
    assert "3/6/2026" not in libur(2026).values()
    empty_window.undo()
    assert "3/6/2026" in libur(2026).values()
    panel.choose("kelas")
    assert panel.remove.isHidden()
