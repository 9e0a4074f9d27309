"""The real national size: 32,740 kampung; and the search over all 91,599 regions."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.model.ids import KampungId, Kind, derived_id
from kkbdesk.model.kampung import Kampung, Klasifikasi
from kkbdesk.model.wilayah import DESA
from kkbdesk.services.kampung import id_klasifikasi
from kkbdesk.settings import Settings
from tests.bench.figure import Figure, median_ms
from ui.app import application
from ui.cari.dialog import Finder
from ui.kampung.page import KampungPage
from ui.main_window import MainWindow

SIZE = 32_740
_CLASSES = ("dasar", "berkembang", "mandiri", "berkelanjutan")


def make(folder: Path) -> None:
    """Make the national office with a kampung in each of the first villages."""
    with SqlStore.create(folder) as store:
        desk = Desk(store)
        desk.kantor.siapkan("pusat", "kosong")
        with store.read() as reader:
            villages = reader.wilayah_dalam("", DESA)[: SIZE * 2 : 2]
        with desk.editor.edit("Isi") as unit:
            unit.load(Kampung)
            unit.load(Klasifikasi)
            for number, village in enumerate(villages):
                id = KampungId(derived_id(Kind.KAMPUNG, village.id))
                unit.put(Kampung(id=id, desa=village.id, nama=village.nama))
                day = date(2023, 5, 2)
                unit.put(
                    Klasifikasi(
                        id=id_klasifikasi(id, day),
                        kampung=id,
                        tanggal=day,
                        kelas=_CLASSES[number % 4],
                    )
                )


def figures(folder: Path) -> list[Figure]:
    """Return the figures of the national office in a folder."""
    settings = Settings(folder / "setelan.json")
    app = application(settings, offscreen=True)
    window = MainWindow(settings)
    window.resize(1366, 740)
    window.show()
    desk = Desk(SqlStore.open(folder))
    window.attach(desk)
    start = time.perf_counter()
    window.open("kampung")
    app.processEvents()
    opened = (time.perf_counter() - start) * 1000
    page = window.page()
    assert isinstance(page, KampungPage)
    bare = median_ms(desk.kampung.daftar, 3)
    made = [
        Figure("open the list of 32,740 kampung", opened, "its query alone", bare, "ms", "-"),
        *_typing("filter 32,740 rows, per keystroke", page.table.filter.setText, app),
    ]
    assert window.context is not None
    finder = Finder(window.context, window)
    finder.show()
    app.processEvents()
    made += _typing("Ctrl+K over 91,599 regions, per keystroke", finder.line.setText, app)
    finder.close()
    window.detach()
    window.close()
    desk.close()
    return made


def _typing(name: str, put: Callable[[str], None], app: QApplication) -> list[Figure]:
    """Return the slowest keystroke of some words, until it is painted."""
    slowest = 0.0
    for word in ("sidomulyo", "kota", "air"):
        for length in range(1, len(word) + 1):
            start = time.perf_counter()
            put(word[:length])
            app.processEvents()
            slowest = max(slowest, (time.perf_counter() - start) * 1000)
        put("")
        app.processEvents()
    return [Figure(f"{name} (slowest)", slowest, "a frame of 50 ms", 50, "ms", "50 ms")]
