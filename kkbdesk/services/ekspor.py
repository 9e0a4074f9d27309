"""Exports: every list as a workbook or CSV that can be imported again, and blank templates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from kkbdesk.errors import UserError
from kkbdesk.exchange.columns import Daftar, Layout, layouts
from kkbdesk.exchange.output import content, write
from kkbdesk.exchange.sheets import Cell
from kkbdesk.exchange.tables import OutSheet
from kkbdesk.jobs import Progress, Silent
from kkbdesk.model.ids import KampungId
from kkbdesk.model.kampung import Kampung
from kkbdesk.queries.milik import check_kantor
from kkbdesk.services.ekspor_baris import Penulis, out_columns
from kkbdesk.services.ekspor_rapat import PenulisRapat
from kkbdesk.services.ekspor_rencana import PenulisRencana
from kkbdesk.services.templat import lembar_formulir, lembar_templat
from kkbdesk.store import Reader, Store

DAFTAR = tuple(daftar for daftar in Daftar if daftar is not Daftar.WILAYAH)
"""What can be exported; regions come from the ministry."""


class EksporService:
    """Writes lists."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        self._store = store
        self._today = today

    def ekspor(
        self, daftar: Daftar, path: Path, progress: Progress | None = None, *, kantor: str = ""
    ) -> int:
        """Write a list, of this office or one below, and return how many lines it has.

        Raises UserError, StorageFault.
        """
        if daftar not in DAFTAR:
            raise UserError(f"{daftar.label} tidak diekspor.")
        progress = progress or Silent()
        layout = layouts()[daftar]
        with self._store.read() as reader:
            check_kantor(reader, kantor)
            rows = list(_told(_penulis(reader.sebagai(kantor), layout).baris(), progress))
        write(path, [OutSheet(daftar.label, out_columns(layout), rows)])
        return len(rows)

    def buku(self, progress: Progress) -> tuple[bytes, list[str]]:
        """Return every list that is not empty as one workbook, and what these lists are called.

        It goes to other offices unlocked, so it holds names, as packages do, but no telephone
        numbers and nothing else that is personal.
        """
        sheets = []
        with self._store.read() as reader:
            for daftar in DAFTAR:
                progress.step(0, 0, f"Menyusun tabel: {daftar.label}")
                layout = _tanpa_pribadi(layouts()[daftar])
                rows = list(_told(_penulis(reader, layout).baris(), progress))
                if rows:
                    sheets.append(OutSheet(daftar.label, out_columns(layout), rows))
        return content(".xlsx", sheets), [sheet.name for sheet in sheets]

    def templat(self, daftar: Daftar, path: Path) -> None:
        """Write a blank workbook to be filled in; raises UserError, StorageFault."""
        _only_xlsx(path)
        with self._store.read() as reader:
            sheets = lembar_templat(reader, daftar, self._today())
        write(path, sheets)

    def formulir(self, path: Path, tahun: int, kampung: KampungId | None = None) -> int:
        """Write the workbook in which villages state their problems, one or all of this office.

        It is read back by an import. Return for how many kampung it is; raises UserError,
        StorageFault.
        """
        _only_xlsx(path)
        with self._store.read() as reader:
            asked = {"id": kampung} if kampung else {"aktif": True}
            found = sorted(reader.find(Kampung, **asked), key=lambda item: item.desa)
            if not found:
                raise UserError("Belum ada kampung; tambahkan kampung dahulu.")
            sheets = lembar_formulir(reader, found, tahun)
        write(path, sheets)
        return len(found)


def _only_xlsx(path: Path) -> None:
    if path.suffix.casefold() != ".xlsx":
        raise UserError("Templat ditulis sebagai .xlsx.")


def _penulis(reader: Reader, layout: Layout) -> Penulis:
    """Return what writes a list."""
    for kind in (PenulisRapat, PenulisRencana):
        if layout.daftar in kind.DAFTAR:
            return kind(reader, layout)
    return Penulis(reader, layout)


def _tanpa_pribadi(layout: Layout) -> Layout:
    """Return a list without the columns of persons that its records can do without."""
    kept = (
        column
        for column in layout.columns
        if column.item is None or column.item.required or not column.item.field.pribadi
    )
    return replace(layout, columns=tuple(kept))


def _told(rows: Iterable[list[Cell]], progress: Progress) -> Iterator[list[Cell]]:
    for done, row in enumerate(rows):
        if done % 1_000 == 0:
            progress.step(done, 0, "Menyusun baris")
        yield row
