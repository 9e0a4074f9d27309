"""An import of many rows, beside merely reading the same file with the reader library."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import python_calamine

from db.store import FILE, SqlStore
from kkbdesk.desk import Desk
from kkbdesk.exchange.columns import Daftar
from kkbdesk.model.wilayah import DESA, KABUPATEN, KECAMATAN, PROVINSI, Wilayah, ancestor
from kkbdesk.services.impor import Permintaan
from kkbdesk.services.pratinjau import Hasil
from kkbdesk.store import Reader
from tests.bench.figure import Figure, median_ms, once_ms

_ROWS = 5_000
_PROVINCE = "33"
"""Jawa Tengah has 8,563 villages."""
_SCORES = (
    "Input Pokja", "Input Sumber Dana", "Input Poktan", "Input Sarana", "Input PKB/PLKB",
    "Proses Penggunaan Data", "Proses Operasional", "Proses Lintas Sektor",
    "Output Poktan", "Output CPR", "Output MKJP", "Output Unmet Need",
)  # fmt: skip
_EXPORT = (
    "No", "Kampung KB", "Provinsi", "Kabupaten", "Kecamatan", "Desa", *_SCORES,
    "Index Input", "Index Proses", "Index Output", "Klasifikasi",
)  # fmt: skip
_CLASSES = "Dasar", "Berkembang", "Mandiri", "Berkelanjutan"


def make(folder: Path) -> None:
    """Set up a province, an export of the national website for it, and a registry template."""
    with SqlStore.create(folder) as store:
        desk = Desk(store)
        desk.kantor.siapkan(_PROVINCE, "kosong")
        with store.read() as reader:
            rows = list(_rows(reader))
        desk.ekspor.templat(Daftar.KAMPUNG, folder / "templat.xlsx")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Worksheet")
    sheet.append(_EXPORT)
    for row in rows:
        sheet.append(row)
    book.save(folder / "klasifikasi.xlsx")
    template = openpyxl.load_workbook(folder / "templat.xlsx")
    for number, row in enumerate(rows, 2):
        values = (None, *row[2:6], row[1], date(2020, number % 12 + 1, 1), "Desa/Kelurahan")
        for column, value in enumerate(values, 1):
            template.worksheets[0].cell(number, column, value)
    template.save(folder / "templat.xlsx")


def _rows(reader: Reader) -> Iterator[list[str | int | float | None]]:
    inside = [item for item in reader.wilayah_dalam(_PROVINCE, DESA) if item.sampai is None]
    keys = Counter((item.id[:8], item.nama.casefold()) for item in inside)
    villages = [item for item in inside if keys[item.id[:8], item.nama.casefold()] == 1]
    regions = reader.wilayah(item.id for item in villages)

    def name(village: Wilayah, tingkat: int) -> str:
        return regions[ancestor(village.id, tingkat)].nama.upper()

    for number, village in enumerate(villages[:_ROWS]):
        regency = name(village, KABUPATEN).removeprefix("KABUPATEN ")
        scores = [(number + at) % 4 + 1 for at in range(len(_SCORES))]
        yield [
            None, village.nama.upper(), name(village, PROVINSI), regency,
            name(village, KECAMATAN), village.nama.upper(), *scores, 2.6, 3.33, 2.5,
            _CLASSES[number % 4],
        ]  # fmt: skip


def figures(folder: Path) -> list[Figure]:
    """Return the time from the named file to the durable import, beside the bare reading."""
    return [
        _figure(folder, "klasifikasi.xlsx", f"import {_ROWS} rows of a national export"),
        _figure(folder, "templat.xlsx", f"import {_ROWS} rows of the template"),
    ]


def _figure(folder: Path, name: str, title: str) -> Figure:
    path = folder / name
    with tempfile.TemporaryDirectory() as work:
        shutil.copyfile(folder / FILE, Path(work) / FILE)
        with SqlStore.open(Path(work)) as store:
            desk = Desk(store)

            def carry() -> None:
                plan = desk.impor.rencana(path, Permintaan(tanggal=date(2023, 5, 2)))
                if plan.jumlah(Hasil.BARU) != _ROWS:
                    raise RuntimeError(f"{name} is not taken whole")
                desk.impor.terapkan(plan)

            taken = []
            for _ in range(4):
                taken.append(once_ms(carry))
                desk.editor.undo()
    theirs = median_ms(lambda: bare(path), 5)
    return Figure(title, statistics.median(taken[1:]), "reading alone", theirs, "ms", "5 x")


def bare(path: Path) -> list[object]:
    """Return the cells as the library reads them."""
    with path.open("rb") as file, python_calamine.CalamineWorkbook.from_filelike(file) as book:
        return [book.get_sheet_by_index(0).to_python()]
