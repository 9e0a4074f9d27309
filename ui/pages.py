"""The list of pages, in the order of the navigation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.context import Context
    from ui.page import Page


@dataclass(frozen=True, slots=True)
class Entry:
    """A page before it is made: making it waits until it is first shown."""

    name: str
    title: str
    icon: str
    module: str
    listed: bool = True
    """Whether the navigation shows it."""

    def make(self, context: Context) -> Page:
        """Make the page."""
        kind: Callable[[Context], Page] = import_module(self.module).THE_PAGE
        return kind(context)


PAGES = (
    Entry("beranda", "Beranda", "house", "ui.beranda.page"),
    Entry("kampung", "Kampung", "map-pinned", "ui.kampung.page"),
    Entry("pokja", "Pokja", "users", "ui.pokja.page"),
    Entry("opd", "OPD dan Program", "building-2", "ui.opd.page"),
    Entry("matriks", "Matriks", "grid-3x3", "ui.matriks.page"),
    Entry("rencana", "Rencana dan Realisasi", "list-checks", "ui.rencana.page"),
    Entry("rapat", "Rapat", "calendar-days", "ui.rapat.page"),
    Entry("naskah", "Naskah", "scroll-text", "ui.naskah.page"),
    Entry("laporan", "Laporan", "file-text", "ui.laporan.page"),
    Entry("impor", "Impor", "download", "ui.impor.page"),
    Entry("paket", "Paket", "package", "ui.paket.page"),
    Entry("riwayat", "Riwayat", "history", "ui.riwayat.page"),
    Entry("pengaturan", "Pengaturan", "settings", "ui.pengaturan.page"),
)

KEYS = "1234567890-=\\"
"""With Alt, the key that opens each page of the navigation."""
