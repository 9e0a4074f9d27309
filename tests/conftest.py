"""Fixtures: offices in temporary folders, a fixed clock, a sample office."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.store import FILE, SqlStore
from kkbdesk import files
from kkbdesk.desk import Desk
from kkbdesk.services.contoh import isi_contoh
from kkbdesk.settings import Settings
from tests.support import peladen
from tests.support.tertahan import Held
from tests.support.window import a_window
from ui.app import application
from ui.main_window import MainWindow

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_FREE = Qt.KeyboardModifier.NoModifier
NOW = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what cannot be on PostgreSQL, where the tests run on that."""
    for item in items:
        if why := peladen.left_out(item.nodeid):
            item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session", autouse=True)
def _on_server() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if peladen.URL:
            peladen.make_offices_there(patch)
        yield


@pytest.fixture(autouse=True)
def _databases() -> Iterator[None]:
    with peladen.dropped():
        yield


@pytest.fixture(autouse=True)
def _keys_up() -> Iterator[None]:
    """Let go of Shift, Ctrl and Alt: Qt remembers what a test pressed with its last key."""
    yield
    if QApplication.instance() and QApplication.keyboardModifiers() != _FREE:
        QTest.keyRelease(QWidget(), Qt.Key.Key_unknown)
        assert QApplication.keyboardModifiers() == _FREE


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that stands still in the middle of 2026."""
    return lambda: NOW


def _made(folder: Path, *, contoh: bool) -> Path:
    with SqlStore.create(folder, clock=lambda: NOW) as store:
        desk = Desk(store, lambda: NOW)
        desk.kantor.siapkan("19.05", "bangka-barat", contoh=contoh)
        if contoh:
            isi_contoh(desk.editor, desk.today())
    return folder / FILE


def _trimmed(office: Path) -> Path:
    """Leave the regions of one province in a file: all are checked whenever it is opened."""
    peladen.shrink(office, "DELETE FROM wilayah WHERE id NOT LIKE '19%'")
    return office


@pytest.fixture(scope="session")
def whole_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an office that was just set up, with all regions; copied, never opened."""
    return _made(tmp_path_factory.mktemp("lengkap"), contoh=False)


@pytest.fixture(scope="session")
def empty_office(tmp_path_factory: pytest.TempPathFactory, whole_office: Path) -> Path:
    """The same with the regions of its province only."""
    folder = tmp_path_factory.mktemp("kantor")
    peladen.clone(whole_office, folder)
    return _trimmed(folder / FILE)


@pytest.fixture(scope="session")
def sample_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the sample office with the regions of its province; copied, never opened."""
    return _trimmed(_made(tmp_path_factory.mktemp("contoh"), contoh=True))


@pytest.fixture
def folder(tmp_path: Path, empty_office: Path) -> Path:
    """A folder with an office that was just set up: Bangka Barat with its twelve agencies."""
    data = tmp_path / "kantor"
    data.mkdir()
    peladen.clone(empty_office, data)
    return data


@pytest.fixture
def sample_folder(tmp_path: Path, sample_office: Path) -> Path:
    """A folder with the sample office."""
    data = tmp_path / "contoh"
    data.mkdir()
    peladen.clone(sample_office, data)
    return data


def _desk(data: Path) -> Iterator[Desk]:
    desk = Desk(SqlStore.open(data, clock=lambda: NOW), lambda: NOW)
    yield desk
    desk.store.close()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    """Files that are held as often as the test says, and waited for without waiting."""
    held = Held()

    def replace(part: Path, target: Path) -> Path:
        return held.replace(part, target)

    monkeypatch.setattr(files, "_WAITS", (0.0, 0.0, 0.0))
    monkeypatch.setattr(Path, "replace", replace)
    return held


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    """The desk of an office that was just set up."""
    yield from _desk(folder)


@pytest.fixture
def wide(tmp_path: Path, whole_office: Path) -> Iterator[Desk]:
    """The desk of an office that was just set up and knows the regions of the whole country."""
    data = tmp_path / "lengkap"
    data.mkdir()
    peladen.clone(whole_office, data)
    yield from _desk(data)


@pytest.fixture
def sample(sample_folder: Path) -> Iterator[Desk]:
    """The desk of the sample office."""
    yield from _desk(sample_folder)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, so that nothing of the machine is read or written."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "rumah"))
    return tmp_path / "rumah"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, sample: Desk) -> Iterator[MainWindow]:
    """The window over the sample office."""
    made = a_window(tmp_path)
    qtbot.addWidget(made)
    made.resize(1366, 740)
    made.show()
    made.attach(sample)
    yield made
    made.detach()


@pytest.fixture
def empty_window(qtbot: QtBot, tmp_path: Path, desk: Desk) -> Iterator[MainWindow]:
    """The window over an office that was just set up."""
    made = a_window(tmp_path)
    qtbot.addWidget(made)
    made.resize(1366, 740)
    made.show()
    made.attach(desk)
    yield made
    made.detach()


@pytest.fixture(scope="session")
def qapp(tmp_path_factory: pytest.TempPathFactory) -> QApplication:
    """The application as the program makes it, words and looks included."""
    return application(Settings(tmp_path_factory.mktemp("setelan") / "setelan.json"))
