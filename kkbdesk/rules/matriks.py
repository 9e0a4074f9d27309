"""Rules for the matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kkbdesk.model.changes import Change
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import Kind
from kkbdesk.model.matriks import Matriks, SelMatriks, matriks_id
from kkbdesk.model.opd import OPD
from kkbdesk.model.problem import Problem
from kkbdesk.rules.problem import check_fields, problem, warning
from kkbdesk.store import Records


def check_matriks(record: Matriks) -> Iterator[Problem]:
    """Yield what is wrong with the state of one matrix."""
    yield from check_fields(record)
    if record.terkunci and record.disepakati is None:
        text = "Matriks hanya dapat dikunci dengan tanggal kesepakatan."
        yield problem(record, "tanggal", text, "disepakati")


def check_sel(record: SelMatriks) -> Iterator[Problem]:
    """Yield what is wrong with one cell by itself."""
    yield from check_fields(record)


def check_sel_set(records: Sequence[SelMatriks], reader: Records) -> Iterator[Problem]:
    """Yield cells of agencies that no longer exist in that year."""
    agencies = reader.get_many(OPD, {record.opd for record in records})
    for record in records:
        agency = agencies.get(record.opd)
        if agency and agency.selesai and agency.selesai.year < record.tahun:
            text = f"{agency.singkat} tidak aktif lagi sejak {agency.selesai.year}."
            yield warning(record, "opd_lama", text, "opd")


def check_locked(changes: Sequence[Change], reader: Records) -> Iterator[Problem]:
    """Yield cells changed in a matrix that was locked before the edit."""
    states: dict[str, bool] = {
        change.id: isinstance(change.before, Matriks) and change.before.terkunci
        for change in changes
        if change.kind is Kind.MATRIKS
    }
    cells: list[tuple[Change, SelMatriks]] = []
    for change in changes:
        cell: Record | None = change.after or change.before
        if isinstance(cell, SelMatriks):
            cells.append((change, cell))
    wanted = {matriks_id(cell.tahun, cell.kampung) for _, cell in cells} - states.keys()
    now = reader.get_many(Matriks, wanted)
    states |= {key: key in now and now[key].terkunci for key in wanted}
    for change, cell in cells:
        if states[matriks_id(cell.tahun, cell.kampung)]:
            text = f"Matriks {cell.tahun} sudah disepakati dan terkunci; buka kuncinya dahulu."
            yield Problem("terkunci", text, change.kind, change.id)
