"""The plan in the window: entered with warnings, scheduled, looked at in four ways, put off."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from kkbdesk.desk import Desk
from kkbdesk.model.ids import Kind, ProgramId, RencanaId
from kkbdesk.model.rencana import Rencana, StatusRencana
from kkbdesk.services.draf import BARU
from kkbdesk.services.rencana import SaringRencana
from tests.kkbdesk.services.test_rencana import a_plan, dinas, kampung
from tests.support.window import answers_of, context_of, press, typed
from ui.beranda.page import draft_target
from ui.kit.choices import PickField
from ui.kit.tick_tree import Leaf, TickTree
from ui.main_window import MainWindow
from ui.rencana.page import RencanaPage
from ui.rencana.rencana import RencanaPanel

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def panel(page: RencanaPage) -> RencanaPanel:
    """The plan of the sample office."""
    page.go("rencana")
    made = page.part("rencana")
    assert isinstance(made, RencanaPanel)
    return made


def line(panel: RencanaPanel, name: str) -> QLineEdit:
    form = panel.card.form if name in ("program", "kegiatan", "opd", "waktu") else panel.card.rest
    field = form.field(name)
    assert isinstance(field, QLineEdit)
    return field


def fill(panel: RencanaPanel, name: str, text: str) -> None:
    field = line(panel, name)
    field.setFocus()
    if isinstance(field, PickField):  # its list would take the keys
        field.setText(text)
        field.left.emit()
        return
    field.selectAll()
    typed(field, text, Qt.Key.Key_Tab)


def found(desk: Desk, kegiatan: str) -> Rencana:
    (row,) = desk.rencana.daftar(SaringRencana(teks=kegiatan))
    return row.rencana


def said(table: QTableWidget, row: int, column: int) -> str:
    item = table.item(row, column)
    assert item is not None
    return item.text()


def titles(panel: RencanaPanel) -> list[str]:
    return [item.rencana.kegiatan for item in panel.table.model.rows()]


def test_an_empty_year_says_what_the_plan_is_for(
    empty_page: RencanaPage, empty_window: MainWindow
) -> None:
    empty_page.go("rencana")
    panel = empty_page.part("rencana")
    assert isinstance(panel, RencanaPanel)
    assert "rencana pertama" in panel.table._empty.text()
    for name in ("kalender", "garis-waktu", "anggaran"):
        panel.go(name)
    press(empty_window, Qt.Key.Key_N, control=True)
    assert panel.beside.card_is_shown()


def test_arriving_opens_no_card_and_leaves_the_room_to_the_list(panel: RencanaPanel) -> None:
    assert panel.table.chosen_rows()
    assert not panel.beside.card_is_shown()
    press(panel.table.view, Qt.Key.Key_Down)
    assert panel.beside.card_is_shown()


def test_an_activity_is_entered_with_the_keyboard(panel: RencanaPanel, window: MainWindow) -> None:
    panel.new()
    fill(panel, "program", "Risiko Stunting")
    fill(panel, "opd", "Dinas Kesehatan")
    fill(panel, "waktu", "12-14 juni")
    fill(panel, "kegiatan", "Kelas ibu hamil")
    plan = found(panel.desk, "Kelas ibu hamil")
    assert (plan.mulai, plan.selesai, plan.pasti) == (date(2026, 6, 12), date(2026, 6, 14), True)
    assert plan.opd == dinas(panel.desk, "Dinkes")
    assert panel.desk.draf.get(Kind.RENCANA, BARU) == {}
    fill(panel, "anggaran", "25 juta")
    fill(panel, "waktu", "Juli")
    plan = found(panel.desk, "Kelas ibu hamil")
    assert (plan.anggaran, plan.waktu) == (Decimal(25_000_000), "Juli 2026")
    fill(panel, "waktu", "kapan-kapan")
    assert "bukan waktu" in panel.card.form.message("waktu")
    assert found(panel.desk, "Kelas ibu hamil").waktu == "Juli 2026"
    window.open(draft_target(Kind.RENCANA, plan.id))
    assert line(panel, "waktu").text() == "kapan-kapan"
    line(panel, "waktu").clear()
    line(panel, "waktu").left.emit()  # type: ignore[attr-defined]  # an editor is a widget
    assert found(panel.desk, "Kelas ibu hamil").mulai is None


def test_what_is_in_the_way_is_said_while_it_is_typed(qtbot: QtBot, panel: RencanaPanel) -> None:
    desk = panel.desk
    other = a_plan(desk, [kampung(desk)], mulai=date(2026, 9, 3))
    panel.go("baru-program:4")
    panel.card.around.kampung = (kampung(desk),)
    line(panel, "kegiatan").setFocus()
    typed(line(panel, "kegiatan"), "Penyuluhan gizi balita")
    warnings = panel.card.warnings
    qtbot.waitUntil(lambda: any("Tumpang tindih" in text for text in warnings.texts()))
    assert desk.rencana.jumlah(SaringRencana(teks="gizi balita"))[0] == 1
    go = next(made for made in warnings.findChildren(QPushButton) if "Tumpang" in
              made.accessibleName())  # fmt: skip
    go.click()
    plan = panel.card.plan()
    assert plan is not None
    assert plan.id == other.id


def test_nothing_of_a_new_activity_is_lost_with_its_places(panel: RencanaPanel) -> None:
    panel.new()
    panel.card.around.kampung = (kampung(panel.desk), kampung(panel.desk, 1))
    panel.card.around.changed.emit()
    fill(panel, "opd", "Dinas Kesehatan")
    panel.leave()
    panel.leave()
    panel.go(BARU)
    assert line(panel, "opd").text() == "Dinas Kesehatan"
    fill(panel, "program", "Risiko Stunting")
    fill(panel, "kegiatan", "Posyandu")
    (row,) = panel.desk.rencana.daftar(SaringRencana(teks="posyandu"))
    assert len(row.kampung) == 2


def test_kampung_are_ticked_one_by_one_by_kecamatan_or_all(qtbot: QtBot) -> None:
    leaves = [Leaf("a", "Air Putih", "Muntok"), Leaf("b", "Sinar Surya", "Tempilang"),
              Leaf("c", "Benteng", "Tempilang")]  # fmt: skip
    tree = TickTree("Kampung", leaves, {"a"}, parent=None)  # type: ignore[arg-type]  # on its own
    qtbot.addWidget(tree)
    group = tree.tree.topLevelItem(1)
    assert group is not None
    group.setCheckState(0, Qt.CheckState.Checked)
    assert sorted(tree.chosen()) == ["a", "b", "c"]
    tree._tick(Qt.CheckState.Unchecked)
    assert tree.chosen() == ()
    tree.line.setText("tempi sinar")
    tree._tick(Qt.CheckState.Checked)
    assert tree.chosen() == ("b",)
    assert tree._said.text() == "1 dipilih"


def test_places_are_kept_at_once(panel: RencanaPanel, window: MainWindow) -> None:
    plan = a_plan(panel.desk)
    panel.go(plan.id)
    panel.card.around.choose()
    tree = panel.card.around.findChild(TickTree)
    assert tree is not None
    tree._tick(Qt.CheckState.Checked)
    tree.accept()
    number = len(panel.desk.kampung.daftar())
    assert f"{number} kampung: " in panel.card.around.places.text()
    assert len(panel.desk.rencana.get(plan.id).lengkap.kampung) == number
    window.undo()
    assert panel.card.around.places.text() == "Pilih kampung…"


def test_the_list_is_narrowed_and_sums_what_it_shows(panel: RencanaPanel) -> None:
    assert panel.totals.text() == "5 kegiatan, anggaran Rp58.500.000"
    panel.go("terlambat")
    assert titles(panel) == [row.rencana.kegiatan for row in panel.desk.rencana.terlambat(2026)]
    panel.go("program:3")
    assert titles(panel) == ["Pelayanan KB bergerak"]
    panel.filter.clear.click()
    assert len(titles(panel)) == 5
    panel.go(f"opd:{dinas(panel.desk, 'Dinkes')}")
    assert set(titles(panel)) == {"Pelayanan KB bergerak", "Pemberian makanan tambahan balita"}
    panel.filter.clear.click()
    panel.table.filter.setText("akta")
    press(panel.table.filter, ENTER)
    assert titles(panel) == ["Pelayanan keliling akta dan kartu keluarga"]


def test_a_long_year_is_read_in_pages_and_ordered_by_the_store(panel: RencanaPanel) -> None:
    desk = panel.desk
    with desk.editor.edit("Banyak") as unit:
        for number in range(1_200):
            unit.put(
                Rencana(id=RencanaId(f"r{number:05}"), tahun=2027, program=ProgramId("1"),
                        kegiatan=f"Kegiatan {number}", anggaran=Decimal(number),
                        mulai=date(2027, 3, 1))
            )  # fmt: skip
    page = panel.window()
    assert isinstance(page, MainWindow)
    page.open("rencana:rencana:2027")
    assert panel.table.model.total() == 500
    assert "500 dari 1.200" in panel.table.count.text()
    panel.table.view.scrollToBottom()
    assert panel.table.model.total() == 1000
    panel.table.view.sortByColumn(6, Qt.SortOrder.DescendingOrder)
    assert titles(panel)[0] == "Kegiatan 1199"
    assert panel.table.model.total() == 500
    assert panel.totals.text().startswith("1.200 kegiatan")


def test_what_was_put_off_is_planned_anew_by_a_new_time(
    panel: RencanaPanel, window: MainWindow
) -> None:
    plan = a_plan(panel.desk, mulai=date(2026, 5, 4))
    panel.go(plan.id)
    assert "Waktunya sudah lewat" in " ".join(panel.card.warnings.texts())
    answers_of(window).text = "Banjir"
    panel.card._become(StatusRencana.DITUNDA)
    assert panel.card._state.text() == "‖ Ditunda · 4 Mei 2026 · Banjir"
    fill(panel, "waktu", "8 juni")
    stored = panel.desk.rencana.get(plan.id).lengkap.rencana
    assert (stored.status, stored.alasan) == (StatusRencana.DIRENCANAKAN, "")
    answers_of(window).text = None
    panel.card._become(StatusRencana.BATAL)
    assert panel.desk.rencana.get(plan.id).lengkap.rencana == stored


def test_a_deed_is_begun_from_its_plan(panel: RencanaPanel, window: MainWindow) -> None:
    plan = a_plan(panel.desk)
    panel.go(plan.id)
    wanted: list[str] = []
    context_of(window).open = wanted.append
    panel.card.done.click()
    assert wanted == [f"rencana:realisasi:baru:{plan.id}"]


def test_chosen_lines_are_copied_and_removed_and_that_is_undone(
    panel: RencanaPanel, window: MainWindow
) -> None:
    panel.table.view.selectAll()
    panel._copy()
    assert "disalin ke 2027" in window.notices.text()
    assert panel.desk.rencana.jumlah(SaringRencana(tahun=2027))[0] == 5
    plan = a_plan(panel.desk, kegiatan="Salah catat")
    panel.go(plan.id)
    panel._remove()
    assert "dihapus" in window.notices.text()
    assert not panel.beside.card_is_shown()
    window.undo()
    assert "Salah catat" in titles(panel)
    panel.table.view.selectAll()
    panel._remove()
    assert "sudah ada realisasinya" in window.notices.text()


def test_a_record_removed_under_its_open_card_closes_it(
    panel: RencanaPanel, window: MainWindow
) -> None:
    plan = a_plan(panel.desk)
    panel.go(plan.id)
    panel.desk.rencana.hapus([plan.id])
    assert not panel.beside.card_is_shown()
    panel.go(plan.id)
    assert not panel.beside.card_is_shown()
    assert "dihapus" in window.notices.text()


def test_undo_while_a_card_is_open_shows_what_was_before(
    panel: RencanaPanel, window: MainWindow
) -> None:
    plan = a_plan(panel.desk)
    panel.go(plan.id)
    fill(panel, "kegiatan", "Nama lain")
    window.undo()
    panel.arrive()
    assert line(panel, "kegiatan").text() in ("Penyuluhan gizi balita", "Nama lain")
    window.undo()
    assert not panel.beside.card_is_shown()


def test_the_calendar_shows_days_long_ones_and_holidays(
    panel: RencanaPanel, window: MainWindow
) -> None:
    desk = panel.desk
    a_plan(desk, [kampung(desk)], kegiatan="Dua hari", mulai=date(2026, 6, 10),
           selesai=date(2026, 6, 11))  # fmt: skip
    a_plan(desk, kegiatan="Sebulan", mulai=date(2026, 6, 1), selesai=date(2026, 6, 30), pasti=False)
    panel.go("kalender")
    month = panel.calendar.month
    month.show_month(date(2026, 6, 11))
    assert [mark.text for mark in month.on(date(2026, 6, 11))] == ["○ Dua hari"]
    assert "1 kegiatan" in panel.calendar.long.text()
    assert "Sebulan" in panel.calendar.long.text()
    assert "libur: Hari Lahir Pancasila" in said(month.grid, 0, 0)
    press(month.grid, ENTER)
    plan = panel.card.plan()
    assert plan is not None
    assert plan.kegiatan == "Dua hari"
    panel.leave()
    month.show_month(date(2026, 6, 17))
    press(month.grid, ENTER)
    assert line(panel, "waktu").text() == "17 Juni 2026"
    press(month.grid, Qt.Key.Key_PageDown)
    assert month._title.text() == "Juli 2026"


def test_the_timeline_has_a_row_for_each_kampung_and_agency(
    qtbot: QtBot, panel: RencanaPanel
) -> None:
    desk = panel.desk
    a_plan(desk, kegiatan="Tanpa tempat", opd=None)
    first = a_plan(desk, [kampung(desk)], mulai=date(2026, 1, 5))
    panel.go("garis-waktu")
    lines = panel.timeline.lines
    qtbot.waitUntil(lambda: len(lines._lines) == len(desk.kampung.daftar()) + 1)
    assert lines._lines[-1].name == "Tanpa kampung"
    press(lines, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Up)
    press(lines, Qt.Key.Key_Home)
    current = lines.current()
    assert current is not None
    press(lines, ENTER)
    plan = panel.card.plan()
    assert plan is not None
    assert plan.id == current.id
    assert plan.kegiatan in lines.accessibleDescription()
    panel.timeline.by.button(1).click()
    qtbot.waitUntil(lambda: lines._lines[-1].name == "Tanpa penanggung jawab")
    names = {each.name: [bar.id for bar in each.bars] for each in lines._lines}
    assert first.id in names["Dinkes"]
    assert "1 belum dijadwalkan" in panel.timeline._without.text()


def test_the_budget_leads_to_what_is_behind_a_figure(panel: RencanaPanel) -> None:
    panel.go("anggaran")
    table = panel.budget.table
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    heads = [table.model().headerData(at, across) for at in range(table.columnCount())]
    assert heads == ["APBD", "BOKB", "Belum disebut", "Jumlah", "Terpakai (Rp)", "Terserap"]
    names = [table.model().headerData(at, down) for at in range(table.rowCount())]
    row = names.index("Dinkes")
    assert [said(table, row, at) for at in (0, 3, 4, 5)] == [
        "30.000.000", "30.000.000", "14.500.000", "48,3%",
    ]  # fmt: skip
    assert said(table, table.rowCount() - 1, 3) == "58.500.000"
    assert "1 kegiatan belum menyebut" in panel.budget._said.text()
    table.setCurrentCell(row, 0)
    press(table, ENTER)
    assert titles(panel) == ["Pemberian makanan tambahan balita"]
    assert panel.filter._of_cell.text() == "Dinkes, APBD"


def test_printing_leads_to_the_report_of_what_is_shown(
    panel: RencanaPanel, window: MainWindow
) -> None:
    wanted: list[str] = []
    context_of(window).open = wanted.append
    panel.print_page()
    here = next(row for row in panel.desk.kampung.daftar() if row.nama == "Sinar Surya")
    panel.go(f"kampung:{here.id}")
    panel.print_page()
    panel.go("kalender")
    panel.print_page()
    assert wanted == ["laporan:rencana-aksi:2026", f"laporan:rencana-aksi:2026:{here.desa}",
                      f"laporan:jadwal:2026:{here.desa}"]  # fmt: skip


def test_escape_leaves_the_card_then_closes_it(panel: RencanaPanel, window: MainWindow) -> None:
    plan = a_plan(panel.desk)
    panel.go(plan.id)
    line(panel, "kegiatan").setFocus()
    press(window, ESCAPE)
    assert panel.table.view.hasFocus()
    assert panel.beside.card_is_shown()
    press(window, ESCAPE)
    assert not panel.beside.card_is_shown()


def test_a_kampung_shows_its_plan_and_deeds(window: MainWindow) -> None:
    desk = context_of(window).desk
    here = next(row for row in desk.kampung.daftar() if row.nama == "Sinar Surya")
    window.open(f"kampung:{here.id}:rencana")
    QTest.qWait(0)
    tab = window.page().record.rencana  # type: ignore[attr-defined]  # the page of kampung
    assert tab.isVisible()
    assert len(tab.plans.model.rows()) == 2
    assert tab.deeds.model.total() >= 1
