"""Two computers of one office, its province, and a drive between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kkbdesk import cakram
from kkbdesk.cakram import Cakram
from kkbdesk.desk import Desk
from kkbdesk.services.contoh import isi_contoh
from tests.conftest import NOW
from tests.support.offices import a_copy, an_office
from tests.support.window import a_window
from ui.main_window import MainWindow
from ui.paket.page import PaketPage


@pytest.fixture
def drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A removable drive, the only one."""
    folder = tmp_path / "flashdisk"
    folder.mkdir()
    monkeypatch.setattr(cakram, "terpasang", lambda: [Cakram(folder, "FLASHDISK", 7_900_000_000)])
    return folder


@pytest.fixture
def office(tmp_path: Path, drive: Path) -> Iterator[Desk]:
    """An office with the sample's records, not marked as a sample."""
    desk = an_office(tmp_path / "satu", "19.05")
    isi_contoh(desk.editor, desk.today())
    yield desk
    desk.close()


@pytest.fixture
def second(office: Desk, tmp_path: Path) -> Iterator[Desk]:
    """The same office on a second computer, a day later; each knows the other's keys."""
    desk = a_copy(tmp_path / "dua", office, NOW + timedelta(days=1))
    introduce(office, desk, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def province(office: Desk, tmp_path: Path) -> Iterator[Desk]:
    """The office of the province; each knows the other's keys."""
    desk = an_office(tmp_path / "provinsi", "19")
    introduce(office, desk, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, office: Desk) -> Iterator[MainWindow]:
    """The window over the office."""
    made = a_window(tmp_path)
    qtbot.addWidget(made)
    made.resize(1366, 740)
    made.show()
    made.attach(office)
    made._news.stop()
    yield made
    made.detach()


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> PaketPage:
    """The page for packages."""
    window.open("paket")
    made = window.page()
    assert isinstance(made, PaketPage)
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, page: PaketPage) -> None:
    """Wait until nothing runs and nothing is about to."""

    def still() -> bool:
        waits = page.send._timer.isActive() or page.receive._replan.isActive()
        return page.context.jobs.idle() and not waits

    qtbot.waitUntil(still, timeout=20_000)


def introduce(one: Desk, other: Desk, folder: Path) -> None:
    """Let two offices know each other's keys."""
    path = folder / "kunci.txt"
    for giver, taker in ((one, other), (other, one)):
        giver.kunci.tulis_umum(path)
        taker.kunci.terima(path)
