"""The result of an import as a workbook: what became of each row, and proposals to accept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from kkbdesk.exchange.output import write
from kkbdesk.exchange.sheets import Cell
from kkbdesk.exchange.tables import Kind, OutColumn, OutSheet
from kkbdesk.services.impor_masukan import KOLOM_USULAN, LEMBAR_USULAN
from kkbdesk.services.pratinjau import Baris, Hasil, Pratinjau, Usulan

_ROWS = (
    OutColumn("Baris", Kind.NUMBER, 8),
    OutColumn("Hasil", width=11),
    OutColumn("Kode", width=16),
    OutColumn("Perihal", width=30),
    OutColumn("Alasan", Kind.LONG, 60),
    OutColumn("Kolom berkas", width=20),
    OutColumn("Isi sel", width=24),
    OutColumn("Mungkin dimaksud", width=36),
    OutColumn("Perubahan", Kind.LONG, 60),
)


def tulis_hasil(pratinjau: Pratinjau, path: Path) -> None:
    """Write what an import does or did; raises UserError, StorageFault."""
    sheets = [
        OutSheet("Hasil", _ROWS, map(_row, pratinjau.baris)),
        OutSheet("Ringkasan", [OutColumn("Perihal", width=24), OutColumn("Isi", Kind.LONG, 90)],
                 _summary(pratinjau)),
    ]  # fmt: skip
    if pratinjau.usulan:
        sheets.insert(1, _proposals(pratinjau))
    if pratinjau.hilang:
        columns = [OutColumn("Kode", width=16), OutColumn("Tidak ada lagi dalam berkas", width=40)]
        rows: list[list[Cell]] = [[item.kode, item.nama] for item in pratinjau.hilang]
        sheets.append(OutSheet("Hilang", columns, rows))
    write(path, sheets)


def _row(row: Baris) -> list[Cell]:
    meant = "; ".join(f"{item.nama} ({item.kode})" for item in row.usulan) or row.koreksi
    changed = "\n".join(f"{item.kolom}: {item.lama} → {item.baru}" for item in row.beda)
    return [
        row.baris, row.hasil.label, row.kode, row.nama, row.alasan or None, row.kolom or None,
        row.nilai or None, meant or None, changed or None,
    ]  # fmt: skip


def _summary(pratinjau: Pratinjau) -> Iterator[list[Cell]]:
    yield ["Berkas", pratinjau.berkas]
    yield ["Lembar", pratinjau.lembar]
    yield ["Jenis", pratinjau.jenis.label]
    for hasil in Hasil:
        yield [hasil.label, str(pratinjau.jumlah(hasil))]
    yield ["Hilang", str(len(pratinjau.hilang))]
    for note in pratinjau.catatan:
        yield ["Catatan", note]


def _proposals(pratinjau: Pratinjau) -> OutSheet:
    numbers: dict[Usulan, list[int]] = defaultdict(list)
    for row in pratinjau.baris:
        for usulan in row.usulan:
            numbers[usulan].append(row.baris)
    text, code, name, where, answer = KOLOM_USULAN
    columns = [
        OutColumn(text, width=60),
        OutColumn(code, width=30),
        OutColumn(name, width=30),
        OutColumn(where, width=16),
        OutColumn(answer, width=16, choices=("ya",), several=True,
                  hint="Pilih ya, atau tulis kode yang benar; lalu impor lagi dengan berkas ini."),
    ]  # fmt: skip
    rows = list(_proposal_rows(numbers.items()))
    return OutSheet(LEMBAR_USULAN, columns, rows, entry=len(rows))


def _proposal_rows(items: Iterable[tuple[Usulan, list[int]]]) -> Iterator[list[Cell]]:
    for usulan, numbers in items:
        shown = ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")
        yield [usulan.teks, usulan.kode, usulan.nama, shown, None]
