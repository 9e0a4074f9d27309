"""Documents: drafted where their data is, filled, issued, printed as they were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kkbdesk.model.ids import KampungId, NaskahId
from kkbdesk.model.naskah import Naskah, StatusNaskah
from kkbdesk.services.naskah import MintaNaskah
from kkbdesk.services.pokja import PokjaRow
from tests.support.naskah import a_picture
from tests.support.window import answers_of, context_of, press
from ui.cari.dialog import Finder
from ui.kit.fields import LongField
from ui.main_window import MainWindow
from ui.naskah.baru import NewDocument
from ui.naskah.catat import OldDocument
from ui.naskah.massal import MassalDialog
from ui.naskah.page import NaskahPage
from ui.naskah.record import NaskahRecord
from ui.pengaturan.page import PengaturanPage
from ui.pengaturan.pejabat import OfficialsPanel
from ui.pokja.page import PokjaPage

Composed = Callable[[], None]


@pytest.fixture
def page(window: MainWindow) -> NaskahPage:
    window.open("naskah")
    made = window.page()
    assert isinstance(made, NaskahPage)
    return made


@pytest.fixture
def composed(qtbot: QtBot, page: NaskahPage) -> Composed:
    """Wait until the preview shows what was typed last."""

    def wait() -> None:
        QApplication.processEvents()
        qtbot.waitUntil(page.context.jobs.idle, timeout=20_000)
        QApplication.processEvents()

    return wait


def group(window: MainWindow) -> PokjaRow:
    rows = context_of(window).desk.pokja.daftar()
    return next(row for row in rows if row.kampung and row.sk_nomor)


def drafted(window: MainWindow, page: NaskahPage) -> NaskahRecord:
    row = group(window)
    window.open(f"naskah:buat:sk-pokja-desa:kampung:{row.kampung}:pokja:{row.id}")
    return page.record


def shown(record: NaskahRecord) -> Naskah:
    naskah = record.naskah()
    assert naskah is not None
    return naskah


def lacking(record: NaskahRecord) -> list[str]:
    if record.panel.lacking.isHidden():
        return []
    return [line.text() for line in record.panel.lines()]


def type_in(made: object, text: str) -> None:
    assert isinstance(made, QLineEdit)
    made.setFocus()
    made.selectAll()
    QTest.keyClicks(made, text)
    press(made, Qt.Key.Key_Return)


def date_it(record: NaskahRecord, text: str = "20/5/2026") -> None:
    type_in(record.panel.form.field("tanggal"), text)


def test_an_empty_register_says_what_it_is_for(page: NaskahPage) -> None:
    assert "Buat naskah pertama" in page.table._empty.text()
    assert page.table.model.total() == 0


def test_a_new_document_asks_for_its_kampung(window: MainWindow, page: NaskahPage) -> None:
    page.new()
    dialog = page.findChild(NewDocument)
    assert dialog is not None
    dialog.choose("surat-tugas")
    assert dialog.village.isHidden()
    dialog.choose("sk-pokja-desa")
    dialog._agree()
    assert "Pilih kampung" in dialog._message.text()
    dialog.village.set_value(group(window).kampung)
    dialog._agree()
    assert shown(page.record).pokja == group(window).id
    assert page.stack.currentIndex() == 1


def test_a_missing_field_that_is_filled_vanishes_from_the_list(
    window: MainWindow, page: NaskahPage, composed: Composed
) -> None:
    record = drafted(window, page)
    composed()
    assert record.view.pages() >= 2
    assert "Tanggal musyawarah" in lacking(record)
    line = next(each for each in record.panel.lines() if each.text() == "Tanggal musyawarah")
    line.click()
    field = record.panel.typed.editor("tanggal_musyawarah")
    assert window.focusWidget() is field
    type_in(field, "3 Mei 2026")
    composed()
    assert "Tanggal musyawarah" not in lacking(record)
    assert "3 Mei 2026" in shown(record).isian
    window.undo()
    composed()
    assert "Tanggal musyawarah" in lacking(record)


def test_what_is_filled_elsewhere_leads_there(
    window: MainWindow, page: NaskahPage, composed: Composed
) -> None:
    record = drafted(window, page)
    composed()
    record.fill("penanda_tangan")
    settings = window.page()
    assert isinstance(settings, PengaturanPage)
    assert settings.documents.panel("pejabat").isVisible()
    assert window.notices.text()
    window.open(f"naskah:{shown(record).id}")
    record.fill("tanggal")
    assert window.focusWidget() is record.panel.form._editors["tanggal"]


def test_an_official_can_be_chosen_as_soon_as_he_is_known(
    window: MainWindow, page: NaskahPage, composed: Composed
) -> None:
    record = drafted(window, page)
    context_of(window).desk.tata_naskah.tambah_pejabat({"peran": "kepala_desa", "nama": "Ani"})
    type_in(record.panel.form.field("pejabat"), "Ani")
    composed()
    assert shown(record).pejabat
    assert "Nama penanda tangan" not in lacking(record)


def test_issuing_asks_for_the_date_and_gives_the_number(
    window: MainWindow, page: NaskahPage, composed: Composed
) -> None:
    record = drafted(window, page)
    record.issue()
    assert shown(record).status is StatusNaskah.DRAF
    assert "tanggal" in window.notices.text()
    date_it(record)
    record.submit()
    record.issue()
    composed()
    assert window.notices.text().startswith("Ditetapkan"), window.notices.text()
    assert any("Masih kosong" in asked for asked in answers_of(window).asked)
    naskah = shown(record)
    assert (naskah.status, naskah.nomor) == (StatusNaskah.DITETAPKAN, "141/1/2026")
    assert not record.panel.form._editors["nomor"].isEnabled()
    assert record.panel.typed.isHidden()
    pokja = context_of(window).desk.pokja.get(group(window).id)[0]
    assert (pokja.sk_nomor, pokja.sk_tanggal) == (naskah.nomor, date(2026, 5, 20))
    assert [row.status for row in page.table.model.rows()] == [StatusNaskah.DITETAPKAN]
    record.revoke()
    assert shown(record).status is StatusNaskah.DICABUT


def test_a_typed_number_wins(window: MainWindow, page: NaskahPage) -> None:
    record = drafted(window, page)
    field = record.panel.form.field("nomor")
    assert isinstance(field, QLineEdit)
    assert "141/1/2026" in field.placeholderText()
    type_in(field, "188/7/2026")
    date_it(record)
    record.issue()
    assert shown(record).nomor == "188/7/2026"


def test_changed_settings_leave_an_issued_document_as_it_was(
    window: MainWindow, page: NaskahPage, composed: Composed, tmp_path: Path
) -> None:
    desk = context_of(window).desk
    record = drafted(window, page)
    date_it(record)
    record.issue()
    id = NaskahId(shown(record).id)
    before = desk.naskah.pratinjau_terdaftar(id)[0]
    tata = desk.tata_naskah
    tata.ubah(tata.get(), {"hukum_kiri": Decimal(60), "hukum_huruf": Decimal(14)})
    text = desk.teks_naskah.bawaan(desk.teks_naskah.daftar()[2]).replace("bahwa", "bahwasanya")
    tata.ubah_aturan(tata.aturan("sk-pokja-desa"), {"teks": text})
    assert len(desk.naskah.pratinjau_terdaftar(id)[0]) == len(before)
    composed()
    answers_of(window).file = tmp_path / "sk"
    record.save_as(".docx")
    composed()
    assert (tmp_path / "sk.docx").stat().st_size > 3000


def test_a_changed_pokja_offers_the_amending_decree(
    window: MainWindow, page: NaskahPage, composed: Composed
) -> None:
    desk = context_of(window).desk
    row = group(window)
    window.open(f"pokja:{row.id}")
    pokja = window.page()
    assert isinstance(pokja, PokjaPage)
    assert not pokja.record._decree.property("primary")
    seat = desk.pokja.get(row.id)[1][2]
    desk.pokja.ganti(seat.id, "Pengganti", date(2026, 5, 1))
    assert pokja.record._decree.property("primary")
    pokja.record._decree.click()
    composed()
    naskah = shown(page.record)
    assert naskah.hal.startswith("Perubahan atas Keputusan")
    assert row.sk_nomor in naskah.hal
    window.open(f"pokja:{row.id}")
    pokja.record._decree.click()
    assert shown(page.record).id == naskah.id, "the draft there is, not another one"


def test_a_locked_matrix_offers_its_decree(window: MainWindow, page: NaskahPage) -> None:
    window.open("naskah:buat:sk-matriks:tahun:2025")
    assert "2025" in shown(page.record).isian
    assert "2025" in shown(page.record).hal


def test_scans_are_kept_saved_and_taken_off(
    window: MainWindow, page: NaskahPage, tmp_path: Path
) -> None:
    record = drafted(window, page)
    scan = tmp_path / "pindai.pdf"
    scan.write_bytes(b"%PDF-1.4 pindaian")
    answers_of(window).file = scan
    record.panel.scans.attach()
    assert record.panel.scans.list.item(0).text() == "pindai.pdf"
    answers_of(window).file = tmp_path / "salinan.pdf"
    record.panel.scans.save_chosen()
    assert (tmp_path / "salinan.pdf").read_bytes() == scan.read_bytes()
    record.panel.scans._remove()
    assert shown(record).pindaian == ()


def test_a_list_begins_with_what_the_records_say(
    window: MainWindow, page: NaskahPage, composed: Composed
) -> None:
    record = drafted(window, page)
    typed = record.panel.typed
    typed.focus("tembusan")
    field = typed.editor("tembusan")
    fields = context_of(window).desk.teks_naskah.isian(shown(record))
    copies = next(item for item in fields if item.nama == "tembusan")
    typed._begin_with(copies)
    assert field.raw() == copies.data
    assert len(field.raw().splitlines()) == 3


def test_a_decree_about_to_end_is_on_beranda_and_in_the_list(
    window: MainWindow, page: NaskahPage
) -> None:
    desk = context_of(window).desk
    record = drafted(window, page)
    date_it(record)
    type_in(record.panel.form.field("selesai"), "30/6/2026")
    record.issue()
    assert "naskah-berakhir" in [task.kode for task in desk.beranda.hitung().tindakan]
    window.open("naskah:akan-berakhir")
    assert page.table.model.rowCount() == 1
    window.open("naskah:draf")
    assert page.table.model.rowCount() == 0


def test_ctrl_k_finds_a_document(window: MainWindow, page: NaskahPage) -> None:
    record = drafted(window, page)
    type_in(record.panel.form.field("nomor"), "188.45/77/KEP")
    id = shown(record).id
    page.leave()
    finder = Finder(context_of(window), window)
    finder.line.setText("188.45/77")
    n = finder.found.count()
    rows = [finder.found.item(place).data(Qt.ItemDataRole.UserRole) for place in range(n)]
    assert f"naskah:{id}" in rows
    finder.close()


def test_a_gap_in_the_numbers_is_told(window: MainWindow, page: NaskahPage) -> None:
    desk = context_of(window).desk
    draft = desk.register.buat(MintaNaskah("surat-tugas"))
    issued = desk.register.tetapkan(draft.id, desk.today())
    with desk.editor.edit("Uji") as unit:
        unit.put(replace(issued, urut=3))
    assert "Surat tugas: tidak tercatat 1, 2" in page._numbers.text()


def test_who_signs_is_entered_where_one_is_led(
    window: MainWindow, page: NaskahPage, composed: Composed
) -> None:
    row = next(each for each in context_of(window).desk.pokja.daftar() if each.kampung)
    window.open(f"naskah:buat:sk-rumah-dataku:kampung:{row.kampung}")
    record = page.record
    composed()
    next(each for each in record.panel.lines() if "penanda tangan" in each.text()).click()
    settings = window.page()
    assert isinstance(settings, PengaturanPage)
    officials = settings.documents.panel("pejabat")
    assert isinstance(officials, OfficialsPanel)
    assert officials.form.field("peran").value() == "kepala_desa"
    desa = context_of(window).desk.kampung.berkas(KampungId(str(row.kampung))).kampung.desa
    assert officials.form.field("wilayah").value() == desa
    name = officials.form.field("nama")
    assert isinstance(name, QLineEdit)
    assert window.focusWidget() is name
    type_in(name, "Nama Kepala Desa")
    press(officials, Qt.Key.Key_Tab)
    window.open(f"naskah:{shown(record).id}")
    composed()
    assert "Nama penanda tangan" not in lacking(record)


def test_an_old_decree_is_entered_and_its_scan_is_seen(
    window: MainWindow, page: NaskahPage, tmp_path: Path
) -> None:
    row = group(window)
    scan = tmp_path / "sk 2021.png"
    scan.write_bytes(a_picture(40, 60))
    window.open(f"naskah:catat:{row.id}")
    dialog = page.findChild(OldDocument)
    assert isinstance(dialog, OldDocument)
    dialog.number.set_raw("")
    dialog._agree()
    assert "nomor dan tanggal" in dialog._message.text()
    dialog.number.set_raw("141/5/2021")
    dialog.day.set_raw("4/1/2021")
    answers_of(window).file = scan
    dialog.choose_files()
    dialog._agree()
    record = page.record
    entered = shown(record)
    assert (entered.nomor, entered.pokja, entered.tercatat) == ("141/5/2021", row.id, True)
    assert record.view.pages() == 1
    assert record.cap.isHidden()
    assert record.panel.typed.isHidden()
    subject = record.panel.form.field("hal")
    assert isinstance(subject, LongField)
    subject.set_raw("Pembentukan Pokja tahun 2021")
    subject.left.emit()
    assert shown(record).hal == "Pembentukan Pokja tahun 2021"
    record.panel.scans._remove()
    assert lacking(record) == ["Lampirkan pindaiannya"]


def test_a_scan_that_cannot_be_shown_is_said_so(
    window: MainWindow, page: NaskahPage, tmp_path: Path
) -> None:
    row = group(window)
    broken = tmp_path / "rusak.pdf"
    broken.write_bytes(b"%PDF-1.4 terpotong")
    desk = context_of(window).desk
    begin = {**desk.naskah_lama.usulan(row.id), "hal": ""}
    made = desk.naskah_lama.catat(begin, [broken])
    window.open(f"naskah:{made.id}")
    assert lacking(page.record) == ["Buka rusak.pdf"]


def test_a_faulty_text_is_named_where_the_preview_was(
    window: MainWindow, page: NaskahPage, composed: Composed
) -> None:
    desk = context_of(window).desk
    record = drafted(window, page)
    rules = desk.tata_naskah.aturan("sk-pokja-desa")
    with desk.editor.edit("Uji") as unit:
        unit.put(replace(rules, teks="[tentang]\nUji\n[tabel entah]\n"))
    composed()
    assert "dapat disusun" in record.panel._lacking_title.text()
    record.panel.lines()[0].click()
    assert isinstance(window.page(), PengaturanPage)


def test_a_whole_kecamatan_gets_its_decrees_in_one_go(
    qtbot: QtBot, window: MainWindow, page: NaskahPage, tmp_path: Path
) -> None:
    answers_of(window).file = tmp_path / "semua.pdf"
    page._make_many()
    dialog = page.findChild(MassalDialog)
    assert isinstance(dialog, MassalDialog)
    with pytest.raises(ValueError, match="Pilih kecamatannya"):
        dialog.check()
    dialog.district.set_raw("19.05.02")
    dialog.accept()
    qtbot.waitUntil(context_of(window).jobs.idle, timeout=20_000)
    assert (tmp_path / "semua.pdf").stat().st_size > 10_000
    assert "naskah ditulis ke" in window.notices.text()


def test_each_kampung_gets_a_word_file_in_a_folder(
    qtbot: QtBot, window: MainWindow, page: NaskahPage, tmp_path: Path
) -> None:
    answers_of(window).file = tmp_path
    page._make_many()
    dialog = page.findChild(MassalDialog)
    assert isinstance(dialog, MassalDialog)
    dialog.district.set_raw("19.05.02")
    dialog.output.setCurrentIndex(2)
    dialog.accept()
    qtbot.waitUntil(context_of(window).jobs.idle, timeout=20_000)
    assert all(path.suffix == ".docx" for path in tmp_path.glob("sk-*"))
    assert list(tmp_path.glob("sk-pokja-desa-19.05.02*"))
