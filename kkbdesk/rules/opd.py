"""Rules for agencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kkbdesk.model.opd import OPD, NamaOPD
from kkbdesk.model.problem import Problem
from kkbdesk.model.wilayah import normal
from kkbdesk.rules.problem import check_fields, problem, warning
from kkbdesk.store import Records


def check_opd(record: OPD) -> Iterator[Problem]:
    """Yield what is wrong with one agency by itself."""
    yield from check_fields(record)
    if record.mulai and record.selesai and record.selesai < record.mulai:
        text = "OPD tidak mungkin berhenti sebelum dibentuk; periksa kedua tanggal."
        yield problem(record, "masa", text, "selesai")
    if not record.tupoksi:
        yield warning(record, "tupoksi", "Ranah/tupoksi belum diisi.", "tupoksi")


def check_opd_set(records: Sequence[OPD], reader: Records) -> Iterator[Problem]:
    """Yield a second coordinator and a second agency of the same name."""
    present: dict[str, list[OPD]] = {}
    for kantor in {record.kantor for record in records}:
        found = reader.find(OPD, kantor=kantor)
        present[kantor] = [other for other in found if other.selesai is None]
    for record in records:
        if record.selesai is not None:
            continue
        every = present[record.kantor]
        coordinators = [other for other in every if other.koordinator]
        if record.koordinator and len(coordinators) > 1:
            first = next(other for other in coordinators if other.id != record.id)
            text = f"Koordinator hanya satu; sekarang {first.nama}."
            yield problem(record, "koordinator", text, "koordinator")
        if any(
            other.id != record.id and normal(other.nama) == normal(record.nama) for other in every
        ):
            yield problem(record, "ganda", f"{record.nama} sudah ada dalam daftar OPD.", "nama")


def check_nama_opd(record: NamaOPD) -> Iterator[Problem]:
    """Yield what is wrong with a former name."""
    yield from check_fields(record)
