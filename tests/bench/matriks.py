"""A matrix edit, from the key to the painted and durable cell."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.settings import Settings
from tests.bench.figure import Figure, median_ms
from ui.app import application
from ui.main_window import MainWindow
from ui.matriks.page import MatriksPage


def figures(folder: Path) -> list[Figure]:
    """Return the figure of an office in a folder."""
    settings = Settings(folder / "setelan.json")
    app = application(settings, offscreen=True)
    window = MainWindow(settings)
    window.resize(1366, 740)
    window.show()
    store = SqlStore.open(folder)
    desk = Desk(store)
    window.attach(desk)
    window.open("matriks")
    page = window.page()
    assert isinstance(page, MatriksPage)
    page.view.setCurrentIndex(page.model.index(0, 0))

    def press() -> None:
        QTest.keyClick(page.view, Qt.Key.Key_Space)
        app.processEvents()

    ours = median_ms(press, 30)
    with store._engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
        connection.commit()

        def commit() -> None:
            connection.exec_driver_sql("INSERT INTO t VALUES (1)")
            connection.commit()

        theirs = median_ms(commit, 30)
        connection.exec_driver_sql("DROP TABLE t")
        connection.commit()
    window.detach()
    window.close()
    desk.close()
    return [Figure("matrix edit, key to painted", ours, "a bare commit", theirs, "ms", "30 ms")]
