"""The window of a province: offices below, their reports, corrections, published states."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kkbdesk.model.paket import Tujuan
from kkbdesk.services.berkas_paket import Kunci
from kkbdesk.services.naskah import MintaNaskah
from kkbdesk.store import SEMUA
from tests.support.makers import SINAR_SURYA
from tests.support.offices import sent
from tests.support.provinsi import BELITUNG, Provinsi, provinsi
from tests.support.window import a_window, answers_of, context_of
from tests.ui.paket.conftest import introduce
from ui.kampung.page import KampungPage
from ui.kit.choices import PickField
from ui.laporan.page import LaporanPage
from ui.main_window import MainWindow
from ui.matriks.page import COMBINED, OFFICE, MatriksPage
from ui.naskah.page import NaskahPage
from ui.opd.page import OPDPage
from ui.paket.page import PaketPage
from ui.pokja.page import PokjaPage
from ui.rapat.page import RapatPage

__all__ = ["provinsi"]


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path, provinsi: Provinsi) -> Iterator[MainWindow]:
    """The window of the province."""
    made = a_window(tmp_path)
    qtbot.addWidget(made)
    made.resize(1366, 740)
    made.show()
    made.attach(provinsi.desk)
    yield made
    made.detach()


def test_the_offices_are_listed_narrowed_and_written_to(
    office: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    office.open("paket:kantor:belum")
    page = office.page()
    assert isinstance(page, PaketPage)
    table = page.offices.table
    qtbot.waitUntil(lambda: table.model.rowCount() == 5, timeout=30_000)
    page.offices.choose("semua")
    assert table.model.rowCount() == 7
    answers_of(office).file = tmp_path / "surat"
    page.offices.letters.click()
    qtbot.waitUntil((tmp_path / "surat.pdf").exists, timeout=30_000)
    table.choose(["19.05"])
    page.offices.letter.click()
    assert office.page().NAME == "naskah"
    (draft,) = context_of(office).desk.register.daftar()
    assert draft.hal == "Permintaan pengiriman paket data"


def test_a_kabupaten_sees_none_of_it(window: MainWindow) -> None:
    window.open("paket")
    page = window.page()
    assert isinstance(page, PaketPage)
    assert [each.text() for each in page.buttons.buttons() if each.isVisible()][-1] == "Kunci"
    for name in ("laporan", "matriks", "opd"):
        window.open(name)
        assert not window.page().office.isVisible()  # type: ignore[attr-defined]  # each has one


def test_a_report_is_shown_for_the_chosen_office(office: MainWindow, qtbot: QtBot) -> None:
    office.open("laporan:jumlah")
    page = office.page()
    assert isinstance(page, LaporanPage)
    offered = [page.office.itemText(place) for place in range(page.office.count())]
    assert offered[0] == "Seluruh wilayah"
    assert "Kabupaten Bangka Barat" in offered
    office.open(f"laporan:pembagian-tugas:{SEMUA}")
    assert page.choices().kantor == SEMUA
    office.open("laporan:matriks:2026:19.02")
    assert (page.choices().kantor, page.choices().tahun) == ("19.02", 2026)
    qtbot.waitUntil(lambda: page.view.pages() > 0, timeout=20_000)


def test_a_published_state_can_be_chosen_once_there_is_one(
    office: MainWindow, qtbot: QtBot
) -> None:
    office.open("laporan:jumlah")
    page = office.page()
    assert isinstance(page, LaporanPage)
    assert not page.published.isVisible()
    answers_of(office).text = "Tabel Mei"
    page.published.publish()
    qtbot.waitUntil(page.published.isVisible, timeout=20_000)
    page.published.setCurrentIndex(1)
    assert page.choices().terbitan == "Tabel Mei"


def test_a_record_of_another_office_is_closed_until_corrections_are_on(
    office: MainWindow, provinsi: Provinsi
) -> None:
    office.open(f"kampung:{provinsi.kampung(SINAR_SURYA)}")
    page = office.page()
    assert isinstance(page, KampungPage)
    record = page.record
    note = record.form.field("catatan")
    assert record.correction.isVisible()
    assert not note.isEnabled()  # type: ignore[attr-defined]  # a widget
    record.correction.click()
    assert note.isEnabled()  # type: ignore[attr-defined]
    assert provinsi.desk.koreksi.nyala


def test_a_member_shows_the_agency_of_its_own_office(
    office: MainWindow, provinsi: Provinsi
) -> None:
    kampung = provinsi.kampung(BELITUNG)
    group = next(row for row in provinsi.desk.pokja.daftar() if row.kampung == kampung)
    office.open(f"pokja:{group.id}")
    page = office.page()
    assert isinstance(page, PokjaPage)
    assert page.record.correction.isVisible()
    page.record.table.view.selectRow(0)
    agency = page.record.member_form.field("opd")
    assert isinstance(agency, PickField)
    assert agency.text() == "Dinas Khas · Kabupaten Belitung"


def test_matrices_of_offices_are_seen_and_counted_but_not_changed(
    office: MainWindow, provinsi: Provinsi
) -> None:
    office.open(f"matriks:{OFFICE}")
    page = office.page()
    assert isinstance(page, MatriksPage)
    page.office.choose("19.02")
    page.office.activated.emit(0)
    assert [item.singkat for item in page.model.opd] == ["DP2KBP3A", "Dinas Khas"]
    assert "hanya dilihat" in page.status()
    page.office.choose(SEMUA)
    page.office.activated.emit(0)
    assert "2 dari 2 kantor yang mengirim paket" in page.status()
    page.go(COMBINED)
    assert "2 dari 2 kampung aktif" in page.status()
    page.go(provinsi.kampung(BELITUNG))
    assert page.bar.correction.isVisible()
    assert [item.singkat for item in page.model.opd] == ["DP2KBP3A", "Dinas Khas"]


def test_agencies_of_another_office_are_listed_closed(office: MainWindow) -> None:
    office.open("opd")
    page = office.page()
    assert isinstance(page, OPDPage)
    page.office.choose("19.02")
    page.office.activated.emit(0)
    assert [item.nama for item in page.table.model.rows()][-1] == "Dinas Khas"
    page.table.view.selectRow(1)
    assert page.correction.isVisible()
    assert not page.form.field("nama").isEnabled()  # type: ignore[attr-defined]  # a widget
    page.new()
    assert page.office.code() == ""


def test_a_province_receives_first_and_answers_offices_told_apart_by_region(
    office: MainWindow, provinsi: Provinsi, tmp_path: Path
) -> None:
    for below in (provinsi.barat, provinsi.belitung):
        introduce(provinsi.desk, below, tmp_path)
    office.open("paket")
    page = office.page()
    assert isinstance(page, PaketPage)
    assert page.parts.currentWidget() is page.receive
    office.open("paket:kirim:referensi:19.02")
    receivers = [page.send.receiver.itemText(row) for row in range(page.send.receiver.count())]
    assert page.send.receiver.currentText().startswith("Kabupaten Belitung (19.02) — ")
    assert len(set(receivers)) == len(receivers)
    assert not any("sandi" in name for name in receivers)
    assert page.send.purpose.itemText(0) == "Seluruh data kantor untuk pusat"


def test_packages_of_a_chosen_folder_are_listed_by_region(
    office: MainWindow, qtbot: QtBot, provinsi: Provinsi, tmp_path: Path
) -> None:
    office.open("paket:terima")
    page = office.page()
    assert isinstance(page, PaketPage)
    letter_box = tmp_path / "unduhan"
    letter_box.mkdir()
    (letter_box / "kiriman.kkb").write_bytes(b"bukan paket")
    provinsi.desk.berkas_paket.buat(
        Tujuan.SERAH_TERIMA, letter_box / "kita.kkb", kunci=Kunci(terbuka=True)
    )
    answers_of(office).file = letter_box
    page.receive._choose_folder()
    table = page.receive.table
    qtbot.waitUntil(lambda: table.model.rowCount() == 2, timeout=20_000)
    senders = {table.model.index(row, 1).data() for row in range(2)}
    assert senders == {"Kepulauan Bangka Belitung (19)", "bukan paket"}


def test_meetings_and_documents_of_offices_are_found_and_listed(
    office: MainWindow, provinsi: Provinsi
) -> None:
    meeting = provinsi.barat.rapat.jadwalkan({"nama": "Rapat Kolak", "tanggal": date(2026, 4, 1)})
    letter = provinsi.barat.register.buat(
        MintaNaskah("surat-pengantar", tanggal=date(2026, 4, 2), ketikan={"hal": "Kiriman Kolak"})
    )
    sent(provinsi.barat, provinsi.desk)
    found = provinsi.desk.cari.cari("dinas khas") + provinsi.desk.cari.cari("kolak")
    told = {hit.id: hit.keterangan for hit in found}
    assert all("Kabupaten" in told[id] for id in (meeting.id, letter.id))
    assert provinsi.barat.cari.cari("kolak")[0].keterangan.count("Kabupaten") == 0

    office.open("rapat")
    page = office.page()
    assert isinstance(page, RapatPage)
    assert page.table.model.rowCount() == 0
    page.office.choose("19.05")
    page.office.activated.emit(0)
    assert page.table.model.rowCount() == 1
    page.go(meeting.id)
    assert page.record.correction.isVisible()
    name = page.record.when.field("nama")
    assert not name.isEnabled()  # type: ignore[attr-defined]  # a widget
    page.record.correction.click()
    assert name.isEnabled()  # type: ignore[attr-defined]

    office.open(f"naskah:{letter.id}")
    register = office.page()
    assert isinstance(register, NaskahPage)
    assert register.office.code() == "19.05"
    assert register.table.chosen() == [letter.id]
    assert "isinya tidak" in office.notices.text()
