"""What was measured of one kampung: classes, scores, figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from kkbdesk.documents.blocks import Align, Block, Column, Grid, Paragraph, Row
from kkbdesk.documents.report import Parameters
from kkbdesk.model.fields import describe, described
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.kampung import Kampung, Klasifikasi, Variabel
from kkbdesk.queries.names import show_plain
from kkbdesk.queries.referensi import butir
from kkbdesk.store import Reader

R = TypeVar("R", Klasifikasi, Variabel)

UNKNOWN = "Belum diisi."
_INDICES = {"input": "indeks_input", "proses": "indeks_proses", "output": "indeks_output"}
_NOT_FIGURES = ("id", "kampung", "tanggal", "sumber")


def classes(reader: Reader, kampung: Kampung, parameters: Parameters) -> Iterator[Block]:
    """Yield the classes of a kampung, newest first, and the scores behind the newest."""
    found = _until(reader.find(Klasifikasi, kampung=kampung.id), parameters)
    if not found:
        yield Paragraph(UNKNOWN)
        return
    names = {item.kode: item.nama for item in butir(reader, "kelas")}
    indices = tuple(_INDICES.values())
    yield Grid(
        columns=(
            Column("Tanggal", 26, Align.CENTER),
            Column("Klasifikasi", 40),
            *(
                Column(described(Klasifikasi, index).field.label, 24, Align.RIGHT)
                for index in indices
            ),
            Column("Sumber", 50),
        ),
        rows=tuple(
            Row(
                (
                    item.tanggal,
                    names.get(item.kelas, item.kelas),
                    *(getattr(item, index) for index in indices),
                    item.sumber,
                )
            )
            for item in found
        ),
    )
    scores = tuple(_scores(found[0]))
    if scores:
        columns = Column("Indeks", 40), Column("Indikator", 100), Column("Skor", 35, Align.RIGHT)
        yield Paragraph(f"Skor per {tanggal(found[0].tanggal)}:")
        yield Grid(columns, scores)


def _scores(record: Klasifikasi) -> Iterator[Row]:
    for item in describe(Klasifikasi):
        index, _, _ = item.name.partition("_")
        value = getattr(record, item.name)
        if index in _INDICES and value is not None:
            yield Row((index.capitalize(), item.field.label.split(" ", 1)[1], value))


def figures(reader: Reader, kampung: Kampung, parameters: Parameters) -> Iterator[Block]:
    """Yield the newest figures of a kampung; what is absent is left out, never zero."""
    found = _until(reader.find(Variabel, kampung=kampung.id), parameters)
    if not found:
        yield Paragraph(UNKNOWN)
        return
    newest = found[0]
    rows = []
    for item in describe(Variabel):
        value = getattr(newest, item.name)
        if value is not None and item.name not in _NOT_FIGURES:
            told = show_plain(value) if isinstance(value, bool) else value
            rows.append(Row((item.field.label, told, item.field.unit)))
    yield Paragraph(f"Per {tanggal(newest.tanggal)}; yang tidak disebut belum diisi.")
    columns = Column("Uraian", 90), Column("Nilai", 40, Align.RIGHT), Column("Satuan", 45)
    yield Grid(columns, tuple(rows))


def _until(records: Iterable[R], parameters: Parameters) -> list[R]:
    """Return the snapshots up to the day, newest first."""
    told = (item for item in records if item.tanggal <= parameters.per)
    return sorted(told, key=lambda item: item.tanggal, reverse=True)
