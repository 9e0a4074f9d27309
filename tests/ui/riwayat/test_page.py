"""The history of one record, and the way back to all of it."""

from __future__ import annotations

from tests.support.window import context_of
from ui.main_window import MainWindow
from ui.riwayat.page import RiwayatPage


def test_an_agency_leads_to_its_own_history_and_back_to_all(window: MainWindow) -> None:
    desk = context_of(window).desk
    agency = desk.opd.daftar()[2]
    desk.opd.ubah(agency, {"tupoksi": "Kesehatan keluarga"})
    desk.kantor.ubah(desk.kantor.get(), {"telepon": "(0716) 1"})
    window.open(f"riwayat:opd:{agency.id}")
    page = window.page()
    assert isinstance(page, RiwayatPage)
    assert next(row.label for row in page.panel.table.model.rows()) == "Ubah OPD"
    assert "tupoksi" in page.panel.details.item(0).text().lower()
    assert page.leave()
    assert next(row.label for row in page.panel.table.model.rows()) == "Ubah data kantor"
    assert not page.leave()
