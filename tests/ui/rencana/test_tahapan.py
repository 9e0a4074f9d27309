"""The stages in the window: what they lack, where it is mended, what people note."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from kkbdesk.model.ids import Kind
from tests.support.window import context_of
from ui.beranda.page import draft_target
from ui.main_window import MainWindow
from ui.rencana.page import RencanaPage
from ui.rencana.tahapan import TahapanPanel


@pytest.fixture
def panel(page: RencanaPage) -> TahapanPanel:
    """The board of the sample office."""
    page.go("tahapan")
    made = page.part("tahapan")
    assert isinstance(made, TahapanPanel)
    return made


def lacks(panel: TahapanPanel, number: int) -> list[QPushButton]:
    made = panel.cards[number - 1].findChildren(QPushButton)
    return [each for each in made if each.accessibleName().startswith("Kurang")]


def day(panel: TahapanPanel) -> QLineEdit:
    field = panel.form.field("selesai")
    assert isinstance(field, QLineEdit)
    return field


def test_every_lack_leads_to_its_cure(panel: TahapanPanel, window: MainWindow) -> None:
    assert len(panel.cards) == 8
    targets: list[str] = []
    context_of(window).open = targets.append
    for number in range(1, 9):
        for made in lacks(panel, number):
            made.click()
    assert "rencana:pertemuan:2026" in targets
    assert "rencana:rencana:baru-program:2" in targets
    assert all(":" in each or each in ("opd", "impor", "matriks", "pokja") for each in targets)


def test_the_cures_open(panel: TahapanPanel, window: MainWindow) -> None:
    rows = panel.desk.tahapan.daftar(2026)
    for target in {lack.buka for row in rows for lack in row.kurang if lack.buka}:
        window.open(target)
        assert window.page().isVisible()


def test_a_stage_is_declared_done_by_hand(panel: TahapanPanel, window: MainWindow) -> None:
    assert panel.said.text() == "0 dari 8 tahapan 2026 selesai"
    panel.cards[2].note.click()
    day(panel).setText("3/5/2026")
    day(panel).left.emit()  # type: ignore[attr-defined]  # an editor is a widget
    assert panel.said.text() == "1 dari 8 tahapan 2026 selesai"
    panel.form.field("catatan").set_raw("Di Bappeda")
    panel.form.field("catatan").left.emit()  # type: ignore[attr-defined]
    row = panel.desk.tahapan.daftar(2026)[2]
    assert row.catatan is not None
    assert (row.catatan.catatan, row.selesai) == ("Di Bappeda", True)
    window.undo()
    window.undo()
    assert panel.said.text() == "0 dari 8 tahapan 2026 selesai"
    assert day(panel).text() == ""


def test_what_cannot_be_saved_is_kept_and_found_again(
    panel: TahapanPanel, window: MainWindow
) -> None:
    panel.note("3")
    day(panel).setText("kemarin dulu")
    day(panel).left.emit()  # type: ignore[attr-defined]
    panel.leave()
    window.open(draft_target(Kind.TAHAPAN, "2026-3"))
    assert day(panel).text() == "kemarin dulu"


def test_another_year_is_another_board(panel: TahapanPanel, page: RencanaPage) -> None:
    panel.note("1")
    page.year.setValue(2027)
    assert "2027" in panel.said.text()
    panel.form.field("catatan").set_raw("Tahun depan")
    panel.form.field("catatan").left.emit()  # type: ignore[attr-defined]
    noted = panel.desk.tahapan.daftar(2027)[0].catatan
    assert noted is not None
    assert panel.desk.tahapan.daftar(2026)[0].catatan is None
