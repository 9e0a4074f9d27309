"""Proves that a window can be painted, without a display."""

from __future__ import annotations

from pathlib import Path

from kkbdesk.desk import Desk
from kkbdesk.settings import Settings
from ui.app import application
from ui.main_window import MainWindow
from ui.pages import PAGES


def paint(desk: Desk, folder: Path) -> int:
    """Paint every page of an open office and return how many were painted with something on them.

    Raises RuntimeError naming a page that stayed blank.
    """
    settings = Settings(folder / "setelan.json")
    app = application(settings, offscreen=True)
    window = MainWindow(settings)
    window.resize(1000, 640)
    window.show()
    window.attach(desk)
    for entry in PAGES:
        window.open(entry.name)
        app.processEvents()
        image = window.stack.grab().toImage()
        seen = {
            image.pixel(x, y)
            for x in range(0, image.width(), 7)
            for y in range(0, image.height(), 7)
        }
        if len(seen) < 3:
            raise RuntimeError(entry.name)
    window.detach()
    window.close()
    return len(PAGES)
