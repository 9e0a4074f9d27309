"""Settings of documents: officials, legal bases, looks and texts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kkbdesk.desk import Desk
from kkbdesk.model.naskah import JenisAturan
from tests.support.naskah import a_picture
from tests.support.paper import pages
from tests.support.window import answers_of, context_of, press
from ui.kit.form import Form
from ui.main_window import MainWindow
from ui.pengaturan.dasar_hukum import BasesPanel
from ui.pengaturan.page import PengaturanPage
from ui.pengaturan.pejabat import OfficialsPanel
from ui.pengaturan.tata_naskah import LayoutPanel
from ui.pengaturan.teks_naskah import TextsPanel


def opened(window: MainWindow, target: str) -> object:
    window.open(f"pengaturan:{target}")
    page = window.page()
    assert isinstance(page, PengaturanPage)
    return page.documents.panel(target.partition(":")[0])


def type_into(form: Form, name: str, text: str) -> None:
    made = form.field(name)
    assert isinstance(made, QLineEdit)
    made.setFocus()
    made.selectAll()
    QTest.keyClicks(made, text)
    press(made, Qt.Key.Key_Return)


def desk_of(window: MainWindow) -> Desk:
    return context_of(window).desk


@pytest.fixture
def texts(window: MainWindow) -> TextsPanel:
    panel = opened(window, "teks:sk-pokja-desa")
    assert isinstance(panel, TextsPanel)
    return panel


def write(panel: TextsPanel, old: str, new: str) -> None:
    """Change a part of the text by the keyboard, and leave it."""
    panel.editor.setFocus()
    found = panel.editor.document().find(old)
    panel.editor.setTextCursor(found)
    QTest.keyClicks(panel.editor, new)
    panel.choice.setFocus()


def test_an_official_is_added_with_his_term(window: MainWindow) -> None:
    panel = opened(window, "pejabat")
    assert isinstance(panel, OfficialsPanel)
    panel.new()
    type_into(panel.form, "nama", "Dr. Ani, M.Si.")
    type_into(panel.form, "selesai", "1/2/2026")
    officials = desk_of(window).tata_naskah.pejabat()
    official = next(item for item in officials if item.nama == "Dr. Ani, M.Si.")
    assert (official.nama, official.selesai) == ("Dr. Ani, M.Si.", date(2026, 2, 1))
    panel.table.choose([official.id])
    panel._remove()
    assert len(desk_of(window).tata_naskah.pejabat()) == len(officials) - 1
    window.undo()
    assert panel.table.model.rowCount() == len(officials)


def test_a_legal_basis_takes_its_place_by_hierarchy(window: MainWindow) -> None:
    panel = opened(window, "dasar-hukum")
    assert isinstance(panel, BasesPanel)
    before = panel.table.model.rowCount()
    panel.new()
    panel.form.field("jenis").set_value("pp")
    panel.form.field("judul").set_value("Uji")
    type_into(panel.form, "tahun", "1999")
    rows = panel.table.model.rows()
    assert len(rows) == before + 1
    place = [row.judul for row in rows].index("Uji")
    assert rows[place - 1].jenis is JenisAturan.UU
    assert rows[place + 1].jenis is JenisAturan.PP
    go_out = panel.form.field("aktif")
    go_out.set_value(False)
    panel.form._left(next(item for item in panel.form._fields if item.name == "aktif"))
    assert not desk_of(window).tata_naskah.dasar_hukum()[place].aktif


def test_an_emblem_is_loaded_shown_and_dropped(window: MainWindow, tmp_path: Path) -> None:
    panel = opened(window, "tata")
    assert isinstance(panel, LayoutPanel)
    picture = tmp_path / "lambang.png"
    picture.write_bytes(a_picture(60, 80))
    answers_of(window).file = picture
    panel.load("lambang_daerah")
    assert not panel.pictures["lambang_daerah"].pixmap().isNull()
    assert panel.pictures["lambang_negara"].pixmap().isNull()
    panel.drop("lambang_daerah")
    assert desk_of(window).tata_naskah.get().lambang_daerah == ""
    picture.write_bytes(b"bukan gambar")
    panel.load("lambang_daerah")
    assert window.notices.text()
    assert desk_of(window).tata_naskah.get().lambang_daerah == ""


def test_margins_are_kept_and_refused_when_absurd(window: MainWindow) -> None:
    panel = opened(window, "tata")
    assert isinstance(panel, LayoutPanel)
    type_into(panel.form, "hukum_kiri", "32,5")
    assert str(desk_of(window).tata_naskah.get().hukum_kiri) == "32.5"
    type_into(panel.form, "hukum_kiri", "500")
    assert panel.form.message("hukum_kiri")
    assert str(desk_of(window).tata_naskah.get().hukum_kiri) == "32.5"


def test_leaving_the_editor_saves_the_offices_own_text(
    window: MainWindow, texts: TextsPanel
) -> None:
    assert texts.state.text() == "Teks bawaan"
    write(texts, "memerlukan", "membutuhkan")
    assert "membutuhkan" in desk_of(window).tata_naskah.aturan("sk-pokja-desa").teks
    assert texts.state.text() == "Teks kantor sendiri"
    texts.tabs.setCurrentWidget(texts.differences)
    lines = texts.differences.toPlainText().splitlines()
    assert [line[0] for line in lines if line[0] in "−+"] == ["−", "+"]
    texts.go_back()
    assert desk_of(window).tata_naskah.aturan("sk-pokja-desa").teks == ""
    assert "memerlukan" in texts.editor.raw()


def test_a_faulty_text_is_named_and_kept_as_a_draft(window: MainWindow, texts: TextsPanel) -> None:
    write(texts, "{tanggal_musyawarah}", "{tanggal_musyawara}")
    assert "Baris 6" in texts.message.text()
    assert "Mungkin {tanggal_musyawarah}" in texts.message.text()
    assert desk_of(window).tata_naskah.aturan("sk-pokja-desa").teks == ""
    window.open("beranda")
    drafts = desk_of(window).draf.daftar()
    assert len(drafts) == 1
    window.open(f"pengaturan:aturan:{drafts[0].id}")
    assert "{tanggal_musyawara}" in texts.editor.raw()
    write(texts, "{tanggal_musyawara}", "{tanggal_musyawarah}")
    assert desk_of(window).draf.daftar() == []


def test_a_field_is_inserted_by_a_click(texts: TextsPanel) -> None:
    texts.insertions.filter.setText("nama kampung")
    found = texts.insertions.tree.findItems(
        "{kampung}", Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    )
    before = texts.editor.raw().count("{kampung}")
    texts.insertions._clicked(found[0])
    assert texts.editor.raw().count("{kampung}") == before + 1


def test_a_text_is_tried_with_data_of_the_office(qtbot: QtBot, texts: TextsPanel) -> None:
    texts.go("sk-pokja-desa")
    texts.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: texts.view.pages() > 1, timeout=20_000)


def test_a_text_is_tried_with_what_one_chooses(qtbot: QtBot, texts: TextsPanel) -> None:
    texts.go("sk-pokja-desa")
    desk = texts._context.desk
    offered = desk.teks_naskah.contoh(texts.text())
    assert texts.sample.value() == offered[0].id
    shown: list[bytes] = []
    texts.view.opened.connect(lambda _pages: shown.append(texts.view._data))
    texts.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(shown) == 1, timeout=20_000)
    texts.sample.set_value(offered[-1].id)
    texts.sample.left.emit()
    qtbot.waitUntil(lambda: len(shown) == 2, timeout=20_000)
    told = [" ".join(" ".join(pages(each)).split()) for each in shown]
    assert offered[0].nama.upper() in told[0]
    assert offered[-1].nama.upper() in told[1]
    texts.go("surat-tugas")
    assert texts.sample.isHidden()


def test_the_number_follows_the_offices_pattern(window: MainWindow, texts: TextsPanel) -> None:
    texts.tabs.setCurrentIndex(3)
    type_into(texts.form, "pola", "{urut}.{kode}/DS/{tahun}")
    assert "1.141/DS/2026" in texts._example.text()
