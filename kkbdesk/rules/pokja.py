"""Rules for working groups and their members."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kkbdesk.model.fields import described
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.problem import Problem
from kkbdesk.model.program import Butir
from kkbdesk.model.wilayah import normal
from kkbdesk.rules.problem import check_fields, problem, warning
from kkbdesk.store import Records


def check_pokja(record: Pokja) -> Iterator[Problem]:
    """Yield what is wrong with one working group by itself."""
    yield from check_fields(record)
    if record.mulai and record.selesai and record.selesai < record.mulai:
        text = "Masa bakti berakhir sebelum dimulai; periksa kedua tanggal."
        yield problem(record, "masa_bakti", text, "selesai")
    if not record.sk_nomor:
        yield warning(record, "belum_sk", "Pokja belum ber-SK.", "sk_nomor")


def check_pokja_set(records: Sequence[Pokja], reader: Records) -> Iterator[Problem]:
    """Yield working groups whose terms overlap with another of the same place."""
    at_kampung = {record.kampung for record in records if record.kampung is not None}
    there: dict[tuple[str | None, str], list[Pokja]] = defaultdict(list)
    for other in reader.find_many(Pokja, "kampung", at_kampung):
        there[other.kampung, ""].append(other)
    for kantor in {record.kantor for record in records if record.kampung is None}:
        there[None, kantor] = reader.find(Pokja, kampung=None, kantor=kantor)
    for record in records:
        for other in there[record.kampung, "" if record.kampung else record.kantor]:
            if other.id != record.id and _overlap(record, other):
                text = "Masa bakti bertindihan dengan Pokja lain di tempat yang sama."
                yield warning(record, "bertindihan", text, "mulai")
                break


def _overlap(one: Pokja, other: Pokja) -> bool:
    starts_before_end = one.mulai is None or other.selesai is None or one.mulai <= other.selesai
    ends_after_start = one.selesai is None or other.mulai is None or one.selesai >= other.mulai
    return starts_before_end and ends_after_start


def check_anggota(record: Anggota) -> Iterator[Problem]:
    """Yield what is wrong with one member by himself."""
    yield from check_fields(record)
    if record.mulai and record.selesai and record.selesai < record.mulai:
        text = f"{record.nama} berhenti sebelum mulai menjabat; periksa kedua tanggal."
        yield problem(record, "masa_jabatan", text, "selesai")
    if not record.kedudukan:
        yield warning(record, "kedudukan", "Kedudukan belum diisi.", "kedudukan")


def check_anggota_set(records: Sequence[Anggota], reader: Records) -> Iterator[Problem]:
    """Yield unknown list items, sections of the other set, and people entered twice."""
    groups = reader.get_many(Pokja, {record.pokja for record in records})
    sections = {item.kode: item.induk for item in reader.find(Butir, daftar="seksi")}
    seats = {item.kode for item in reader.find(Butir, daftar="kedudukan")}
    twice: dict[str, Counter[str]] = defaultdict(Counter)
    for other in reader.find_many(Anggota, "pokja", {record.pokja for record in records}):
        if other.selesai is None:
            twice[other.pokja][normal(other.nama)] += 1
    for record in records:
        group = groups.get(record.pokja)
        yield from _unknown(record, "kedudukan", seats)
        yield from _unknown(record, "seksi", sections.keys())
        if group and record.seksi in sections and sections[record.seksi] != str(group.seksi):
            text = f"Seksi ini tidak termasuk susunan Pokja ({group.seksi.label})."
            yield warning(record, "seksi", text, "seksi")
        if record.selesai is None and twice[record.pokja][normal(record.nama)] > 1:
            text = f"{record.nama} tercatat lebih dari sekali dalam Pokja ini."
            yield warning(record, "ganda", text, "nama")


def _unknown(record: Anggota, field: str, known: object) -> Iterator[Problem]:
    value = getattr(record, field)
    if value and value not in known:  # type: ignore[operator]  # a set or a keys view
        label = described(Anggota, field).field.label
        yield problem(record, "daftar", f"{label} “{value}” tidak ada dalam daftar.", field)
