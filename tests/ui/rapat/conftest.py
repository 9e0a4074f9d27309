"""The page of meetings, and one meeting that took place last week."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from kkbdesk.queries.rapat import RapatLengkap
from ui.main_window import MainWindow
from ui.rapat.page import RapatPage
from ui.rapat.record import RapatRecord

DAY = date(2026, 5, 12)


@pytest.fixture
def page(qtbot: QtBot, empty_window: MainWindow) -> RapatPage:
    empty_window.open("rapat")
    qtbot.waitUntil(empty_window.isActiveWindow)
    made = empty_window.page()
    assert isinstance(made, RapatPage)
    return made


@pytest.fixture
def record(page: RapatPage) -> RapatRecord:
    """The page of a meeting that took place last week."""
    rapat = page.desk.rapat.jadwalkan({"nama": "Rakor", "tanggal": DAY, "mulai": "09.00"})
    page.go(rapat.id)
    return page.record


def lengkap(record: RapatRecord) -> RapatLengkap:
    rapat = record.rapat()
    assert rapat is not None
    return record.context.desk.rapat.get(rapat.id)[0]
