"""Proves that a window can be painted, without a display."""

from __future__ import annotations

from pathlib import Path

from kkbdesk.desk import Desk
from kkbdesk.settings import Settings
from ui.app import application
from ui.main_window import MainWindow
from ui.pages import PAGES


def paint(desk: Desk, folder: Path) -> str:
    """Paint every page of an open office; say how many have something on them, and of charts.

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
    return f"{len(PAGES)} halaman tergambar, {_charts(desk)}"


def _charts(desk: Desk) -> str:
    """Say how many charts can be drawn; on a processor too old for their library there are none."""
    try:
        from ui.kit.plot import Plot  # noqa: PLC0415 - the library may be missing
    except (ImportError, RuntimeError) as error:
        return f"tanpa grafik ({error})"
    drawn = [Plot(chart) for chart in desk.beranda.grafik() if not chart.kosong]
    return f"{len(drawn)} grafik"
