"""Problems of villages: typed, ranked by keys and dragging, answered, printed, brought back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.model.ids import KampungId, Kind, PermasalahanId, ProgramId
from kkbdesk.services.draf import BARU
from kkbdesk.services.permasalahan import Jawaban
from tests.support.makers import SINAR_SURYA
from tests.support.window import answers_of, context_of, press
from ui.beranda.page import draft_target
from ui.kampung.page import KampungPage
from ui.kit.form import Form
from ui.main_window import MainWindow
from ui.rencana.dialogs import ChooseMeeting, ChoosePlan, Proposals
from ui.rencana.page import RencanaPage
from ui.rencana.permasalahan import PermasalahanPanel

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def panel(page: RencanaPage) -> PermasalahanPanel:
    made = page.part("permasalahan")
    assert isinstance(made, PermasalahanPanel)
    return made


def sinar_surya(panel: PermasalahanPanel) -> KampungId:
    return panel.desk.kampung.dengan_kode(SINAR_SURYA).id


def ranked(panel: PermasalahanPanel) -> list[str]:
    rows = [row for row in panel.table.model.rows() if row.desa == SINAR_SURYA]
    assert [row.permasalahan.peringkat for row in rows] == list(range(1, len(rows) + 1))
    return [row.permasalahan.uraian.split()[0] for row in rows]


def fill(form: Form, name: str, text: str) -> None:
    form.field(name).set_raw(text)
    form.field(name).left.emit()  # type: ignore[attr-defined]  # an editor is a widget


def choose(panel: PermasalahanPanel, word: str) -> None:
    for row in panel.table.model.rows():
        if row.permasalahan.uraian.startswith(word):
            panel.table.choose([row.permasalahan.id])
            return
    raise AssertionError(word)


def drag(panel: PermasalahanPanel, here: int, there: int) -> None:
    view = panel.table.view
    ends = [QPoint(60, view.rowViewportPosition(row) + 8) for row in (here, there)]
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view.viewport(), left, none, ends[0])
    for at in (ends[0] + QPoint(0, 12), ends[1]):
        QTest.mouseMove(view.viewport(), at)
    QTest.mouseRelease(view.viewport(), left, none, ends[1])


def test_an_empty_page_teaches(empty_page: RencanaPage) -> None:
    panel = empty_page.part("permasalahan")
    assert isinstance(panel, PermasalahanPanel)
    assert "formulir" in panel.table._empty.text()
    assert not panel.beside.card_is_shown()


def test_a_problem_is_stated_where_one_stands(panel: PermasalahanPanel, window: MainWindow) -> None:
    choose(panel, "Air bersih")
    press(window, Qt.Key.Key_N, control=True)
    assert panel.card.form.field("kampung").raw() == sinar_surya(panel)
    fill(panel.card.form, "uraian", "Sampah menumpuk")
    assert ranked(panel)[-1] == "Sampah"
    assert panel.card.form.message("program") == "Program belum dipilih."
    fill(panel.card.form, "peringkat", "1")
    assert ranked(panel)[0] == "Sampah"


def test_a_problem_without_kampung_waits_as_a_draft(
    panel: PermasalahanPanel, window: MainWindow
) -> None:
    panel.table.view.clearSelection()
    panel.new()
    fill(panel.card.form, "uraian", "Tanpa kampung")
    assert panel.card.form.message("kampung") == "Kampung KB belum dipilih."
    kept = panel.desk.draf.get(Kind.PERMASALAHAN, BARU)
    assert kept == {"uraian": "Tanpa kampung"}
    window.open(draft_target(Kind.PERMASALAHAN, BARU))
    assert panel.card.form.field("uraian").raw() == "Tanpa kampung"
    fill(panel.card.form, "kampung", "Sinar Surya")
    assert ranked(panel)[-1] == "Tanpa"
    assert panel.desk.draf.get(Kind.PERMASALAHAN, BARU) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [("…!?", "huruf atau angka"), ("x" * 30_000, "terlalu panjang"), ("  ", "belum diisi")],
)
def test_what_cannot_be_a_problem_says_why(panel: PermasalahanPanel, text: str, said: str) -> None:
    choose(panel, "Air bersih")
    fill(panel.card.form, "uraian", text)
    assert said in panel.card.form.message("uraian")
    assert ranked(panel)[0] == "Air"


def test_keys_pressed_fast_move_by_one_each(panel: PermasalahanPanel, window: MainWindow) -> None:
    before = ranked(panel)
    choose(panel, before[2])
    for _ in range(5):
        QTest.keyClick(panel.table.view, Qt.Key.Key_Up, ALT)
    assert ranked(panel) == [before[2], before[0], before[1]]
    assert panel.table.chosen_rows()[0].permasalahan.uraian.startswith(before[2])
    QTest.keyClick(panel.table.view, Qt.Key.Key_Down, ALT)
    assert ranked(panel) == [before[0], before[2], before[1]]
    window.undo()
    window.undo()
    assert ranked(panel) == [before[0], before[2], before[1]]
    window.undo()
    assert ranked(panel) == before


def test_a_row_is_dragged_within_its_kampung_only(
    panel: PermasalahanPanel, window: MainWindow
) -> None:
    before = ranked(panel)
    rows = panel.table.model.rows()
    first = next(at for at, row in enumerate(rows) if row.desa == SINAR_SURYA)
    drag(panel, first, first + 2)
    assert ranked(panel) == [before[1], before[2], before[0]]
    drag(panel, first + 2, first)
    assert ranked(panel) == before
    drag(panel, 0, first + 1)
    assert "satu kampung" in context_of(window).notices.text()
    assert ranked(panel) == before


def test_selections_narrow_the_list(panel: PermasalahanPanel) -> None:
    panel.go("belum-terjawab")
    assert {row.jawaban for row in panel.table.model.rows()} == {Jawaban.BELUM}
    panel.go(f"kampung:{sinar_surya(panel)}")
    assert {row.desa for row in panel.table.model.rows()} == {SINAR_SURYA}
    panel.place.clear()
    assert len({row.desa for row in panel.table.model.rows()}) == 2
    panel.district.setCurrentIndex(panel.district.findData("19.05.05"))
    panel.district.activated.emit(panel.district.currentIndex())
    assert {row.desa for row in panel.table.model.rows()} == {SINAR_SURYA}


def test_a_problem_of_another_year_is_found(panel: PermasalahanPanel, window: MainWindow) -> None:
    values = {"kampung": sinar_surya(panel), "tahun": 2024, "uraian": "Dahulu"}
    old = panel.desk.permasalahan.tambah(values)
    panel.go("belum-terjawab")
    window.open(f"rencana:permasalahan:{old.id}")
    assert panel.tahun == 2024
    assert panel.card.id() == old.id
    panel.desk.permasalahan.hapus([old.id])
    assert not panel.beside.card_is_shown()
    window.open(f"rencana:permasalahan:{old.id}")
    assert "sudah dihapus" in context_of(window).notices.text()


def test_the_answer_is_shown_and_can_be_given(panel: PermasalahanPanel) -> None:
    choose(panel, "Air bersih")
    assert panel.card._state.text() == "Belum terjawab"
    assert panel.card.go_plan.isHidden()
    plan = panel.desk.rencana.tambah(
        {"tahun": panel.tahun, "program": ProgramId("8"), "kegiatan": "Sumur bor desa"}
    )
    panel.card.choose.click()
    dialog = panel.card.findChild(ChoosePlan)
    assert dialog is not None
    dialog.pick.set_raw("sumur bor")
    dialog._agree()
    assert panel.card._state.text() == "Ada rencana"
    assert "Sumur bor desa" in panel.card._answer.text()
    (row,) = panel.table.chosen_rows()
    assert row.rencana is not None
    assert row.rencana.rencana.id == plan.id
    panel.card.free.click()
    assert panel.card._state.text() == "Belum terjawab"


def test_proposals_of_the_data_are_ticked(panel: PermasalahanPanel) -> None:
    panel.go(f"kampung:{sinar_surya(panel)}")
    before = len(ranked(panel))
    panel.fill.propose()
    dialog = panel.fill.findChild(Proposals)
    assert dialog is not None
    dialog._agree()
    assert "paling sedikit satu" in dialog._message.text()
    for place in range(2):
        dialog.list.item(place).setCheckState(Qt.CheckState.Checked)
    dialog._agree()
    assert len(ranked(panel)) == before + 2
    panel.desk.editor.undo()
    assert len(ranked(panel)) == before


def test_last_year_is_taken_over_once(page: RencanaPage, panel: PermasalahanPanel) -> None:
    number = len(panel.table.model.rows())
    page.year.setValue(page.year.value() + 1)
    assert panel.table.model.rowCount() == 0
    panel.fill.copy_last_year()
    assert 0 < len(panel.table.model.rows()) <= number
    panel.fill.copy_last_year()
    assert "Tidak ada yang dapat diambil" in panel.context.notices.text()


def test_what_is_unanswered_comes_before_a_meeting(panel: PermasalahanPanel) -> None:
    for row in panel.desk.rapat.daftar():
        panel.desk.rapat.hapus([row.id])
    panel.discuss.discuss()
    assert "Belum ada rapat" in panel.context.notices.text()
    coming = panel.desk.rapat.jadwalkan({"nama": "Rakor", "tanggal": panel.desk.today()})
    panel.discuss.discuss()
    dialog = panel.discuss.findChild(ChooseMeeting)
    assert dialog is not None
    dialog._agree()
    agenda = panel.desk.rapat.get(coming.id)[0].rapat.acara
    waiting = panel.desk.permasalahan.belum_terjawab(panel.tahun)
    assert len(agenda) == len(waiting)
    assert "Menjawab permasalahan: Air bersih belum sampai ke dua dusun (Sinar Surya)" in agenda


def test_a_form_goes_out_and_comes_back(
    panel: PermasalahanPanel, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    panel.go(f"kampung:{sinar_surya(panel)}")
    before = ranked(panel)
    path = answers_of(window).file = tmp_path / "formulir.xlsx"
    panel.papers.save_book()
    qtbot.waitUntil(context_of(window).jobs.idle, timeout=30_000)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[3]]
    column = next(at for at, title in enumerate(titles) if str(title).startswith("Permasalahan"))
    lines = [row[column].value for row in sheet.iter_rows(min_row=4)]
    assert len(lines) == 10
    assert [str(line).split()[0] for line in lines[:3]] == before
    sheet.cell(7, column + 1, "Posyandu belum berdinding")
    book.save(path)
    panel.papers.read_back()
    qtbot.waitUntil(context_of(window).jobs.idle, timeout=30_000)
    plan = panel.desk.impor.rencana(path)
    assert {str(row.hasil): row.nama for row in plan.baris if row.nama}["baru"] == (
        "Posyandu belum berdinding"
    )
    panel.desk.impor.terapkan(plan)
    window.open("rencana:permasalahan")
    assert ranked(panel) == [*before, "Posyandu"]


def test_forms_of_all_kampung_are_one_file(
    panel: PermasalahanPanel, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = answers_of(window).file = tmp_path / "formulir.pdf"
    panel.papers.print_all()
    qtbot.waitUntil(context_of(window).jobs.idle, timeout=30_000)
    assert path.read_bytes().startswith(b"%PDF")


def test_what_another_window_removed_closes(panel: PermasalahanPanel, sample_folder: Path) -> None:
    choose(panel, "Air bersih")
    id = PermasalahanId(panel.card.id())
    other = Desk(SqlStore.open(sample_folder), panel.desk.clock)
    other.permasalahan.hapus([id])
    other.close()
    fill(panel.card.form, "dasar", "Ketikan terakhir")
    assert "sudah dihapus" in panel.context.notices.text()
    panel.desk.editor.notice()
    assert not panel.beside.card_is_shown()
    assert "Air" not in ranked(panel)


def test_a_kampung_shows_its_own(panel: PermasalahanPanel, window: MainWindow) -> None:
    window.open(f"kampung:{sinar_surya(panel)}:permasalahan")
    page = window.page()
    assert isinstance(page, KampungPage)
    rows = page.record.permasalahan.table.model.rows()
    assert [row.permasalahan.peringkat for row in rows] == [1, 2, 3]
    page.record.permasalahan.table.choose_row(1)
    page.record.permasalahan.table.opened.emit(rows[1].permasalahan.id)
    assert panel.card.id() == rows[1].permasalahan.id
