"""Exports: every list as a workbook or CSV that can be imported again, and blank templates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from kkbdesk.errors import UserError
from kkbdesk.exchange.columns import Daftar, Layout, layouts
from kkbdesk.exchange.output import write
from kkbdesk.exchange.sheets import Cell
from kkbdesk.exchange.tables import OutSheet
from kkbdesk.jobs import Progress, Silent
from kkbdesk.services.ekspor_baris import Penulis, out_columns
from kkbdesk.services.ekspor_rapat import PenulisRapat
from kkbdesk.services.ekspor_rencana import PenulisRencana
from kkbdesk.services.templat import lembar_templat
from kkbdesk.store import Reader, Store

DAFTAR = tuple(daftar for daftar in Daftar if daftar is not Daftar.WILAYAH)
"""What can be exported; regions come from the ministry."""


class EksporService:
    """Writes lists."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        self._store = store
        self._today = today

    def ekspor(self, daftar: Daftar, path: Path, progress: Progress | None = None) -> int:
        """Write a list and return how many lines it has; raises UserError, StorageFault."""
        if daftar not in DAFTAR:
            raise UserError(f"{daftar.label} tidak diekspor.")
        progress = progress or Silent()
        layout = layouts()[daftar]
        with self._store.read() as reader:
            rows = list(_told(_penulis(reader, layout).baris(), progress))
        write(path, [OutSheet(daftar.label, out_columns(layout), rows)])
        return len(rows)

    def templat(self, daftar: Daftar, path: Path) -> None:
        """Write a blank workbook to be filled in; raises UserError, StorageFault."""
        if path.suffix.casefold() != ".xlsx":
            raise UserError("Templat ditulis sebagai .xlsx.")
        with self._store.read() as reader:
            sheets = lembar_templat(reader, daftar, self._today())
        write(path, sheets)


def _penulis(reader: Reader, layout: Layout) -> Penulis:
    """Return what writes a list."""
    for kind in (PenulisRapat, PenulisRencana):
        if layout.daftar in kind.DAFTAR:
            return kind(reader, layout)
    return Penulis(reader, layout)


def _told(rows: Iterable[list[Cell]], progress: Progress) -> Iterator[list[Cell]]:
    for done, row in enumerate(rows):
        if done % 1_000 == 0:
            progress.step(done, 0, "Menyusun baris")
        yield row
