"""Problems of villages with their answers, what figures show, what a meeting should hear."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from statistics import median

from kkbdesk.model.fields import Choice
from kkbdesk.model.format_id import persen as persen_id
from kkbdesk.model.ids import KampungId, ProgramId
from kkbdesk.model.kampung import Kampung, Variabel
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.program import Program
from kkbdesk.model.rapat import Rapat, TingkatRapat
from kkbdesk.model.rencana import Rencana, StatusRencana
from kkbdesk.model.saring import SaringRencana
from kkbdesk.model.wilayah import KECAMATAN, ancestor
from kkbdesk.queries.rencana import (
    KeadaanRencana,
    RencanaRow,
    baris_rencana,
    nama_program,
    persen,
)
from kkbdesk.store import Reader
from resources.files import resource

_MENTIONED = 5
"""More problems than these stand on an agenda as one line."""
_FEW = 3
"""The middle of fewer kampung says nothing."""


class Jawaban(Choice):
    """Whether a problem has an answer, and what became of it."""

    BELUM = "belum", "Belum terjawab"
    DIRENCANAKAN = "direncanakan", "Ada rencana"
    SELESAI = "selesai", "Sudah dilaksanakan"
    GAGAL = "gagal", "Rencana ditunda atau batal"


@dataclass(frozen=True, slots=True)
class PermasalahanRow:
    """A problem of a village with its answer, names resolved."""

    permasalahan: Permasalahan
    kampung: str
    desa: str
    """Code of the village."""
    program: str
    jawaban: Jawaban
    rencana: RencanaRow | None
    """Who answers it, with what and when."""


@dataclass(frozen=True, slots=True)
class Indikator:
    """A share that the figures of a kampung tell, and which program it concerns."""

    nama: str
    uraian: str
    program: ProgramId
    bagian: tuple[str, ...]
    dari: tuple[str, ...]
    tinggi_buruk: bool = False

    def nilai(self, figures: Variabel) -> Decimal | None:
        """Return the percentage with one place, None where something of it is not known."""
        return persen(jumlah_kolom(figures, self.bagian), jumlah_kolom(figures, self.dari))


@dataclass(frozen=True, slots=True)
class UsulanPermasalahan:
    """A problem that the data show and nobody has stated yet."""

    kampung: KampungId
    tahun: int
    program: ProgramId
    uraian: str
    dasar: str


def jumlah_kolom(figures: Variabel, names: Sequence[str]) -> Decimal | None:
    """Return the sum of some figures, None where one of them is not known."""
    found = [getattr(figures, name) for name in names]
    return None if None in found else Decimal(sum(found))


def baris_permasalahan(
    reader: Reader, items: Sequence[Permasalahan], today: date
) -> list[PermasalahanRow]:
    """Return problems as lines, by village and rank."""
    kampung = reader.get_many(Kampung, {item.kampung for item in items})
    plans = reader.get_many(Rencana, {item.rencana for item in items if item.rencana})
    answers = {row.rencana.id: row for row in baris_rencana(reader, [*plans.values()], today)}
    program = nama_program(reader)
    rows = []
    for item in items:
        answer = answers.get(item.rencana) if item.rencana else None
        place = kampung.get(item.kampung)
        rows.append(
            PermasalahanRow(
                item,
                place.nama if place else "",
                place.desa if place else "",
                program.get(item.program, "") if item.program else "",
                jawaban(answer),
                answer,
            )
        )
    return sorted(rows, key=lambda row: (row.desa, row.permasalahan.kampung, urutan(row)))


def urutan(row: PermasalahanRow | Permasalahan) -> tuple[int, int, str]:
    """Return the sort key of a problem within its kampung: newest year first, then by rank."""
    item = row if isinstance(row, Permasalahan) else row.permasalahan
    return -item.tahun, item.peringkat or 10_000, item.id


def jawaban(answer: RencanaRow | None) -> Jawaban:
    """Return what became of a problem whose answer this is."""
    if answer is None:
        return Jawaban.BELUM
    if answer.keadaan is KeadaanRencana.SELESAI:
        return Jawaban.SELESAI
    put_off = answer.keadaan in (KeadaanRencana.DITUNDA, KeadaanRencana.BATAL)
    return Jawaban.GAGAL if put_off else Jawaban.DIRENCANAKAN


def belum_terjawab(
    reader: Reader, tahun: int, kampung: KampungId | None = None
) -> list[Permasalahan]:
    """Return the problems of a year that no plan answers, the most urgent first."""
    asked = {"tahun": tahun, "rencana": None, **({"kampung": kampung} if kampung else {})}
    found = reader.find(Permasalahan, **asked)
    active = {item.id for item in reader.find(Kampung, aktif=True)}
    return sorted((item for item in found if item.kampung in active), key=urutan)


def usulan_program(reader: Reader, kampung: KampungId, tahun: int) -> Iterator[UsulanPermasalahan]:
    """Yield the programs of which nothing is planned in a kampung in a year."""
    asked = SaringRencana(tahun=tahun, kampung=frozenset({kampung}))
    planned = {
        plan.program for plan in reader.rencana(asked) if plan.status is not StatusRencana.BATAL
    }
    for program in sorted(reader.find(Program), key=lambda item: (len(item.id), item.id)):
        if program.berlaku(tahun) and program.id not in planned:
            text = f"Belum ada kegiatan {program.singkat}"
            yield UsulanPermasalahan(
                kampung, tahun, program.id, text, f"Rencana {tahun}: tidak ada kegiatan program ini"
            )


def usulan_indikator(
    reader: Reader, kampung: Kampung, tahun: int, indikator: Sequence[Indikator]
) -> Iterator[UsulanPermasalahan]:
    """Yield the figures of a kampung that are worse than the middle of its kecamatan."""
    district = ancestor(kampung.desa, KECAMATAN)
    ids = [
        item.id
        for item in reader.find(Kampung, aktif=True)
        if ancestor(item.desa, KECAMATAN) == district
    ]
    figures = reader.latest(Variabel, None, ids)
    own = figures.get(kampung.id)
    if own is None:
        return
    for item in indikator:
        known = [value for each in figures.values() if (value := item.nilai(each)) is not None]
        value = item.nilai(own)
        if value is None or len(known) < _FEW:
            continue
        middle = median(known)
        if value > middle if item.tinggi_buruk else value < middle:
            basis = (
                f"{item.nama} {persen_id(value)}%, nilai tengah kecamatan "
                f"{persen_id(middle.quantize(Decimal('0.1')))}% (data {own.tanggal:%d/%m/%Y})"
            )
            yield UsulanPermasalahan(kampung.id, tahun, item.program, item.uraian, basis)


def acara_permasalahan(reader: Reader, rapat: Rapat) -> list[str]:
    """Return the unanswered problems that a meeting should hear, the most urgent first.

    A village's meeting hears its own, that of the district the first of every village.
    """
    if rapat.tingkat is TingkatRapat.DESA and not rapat.kampung:
        return []
    village = rapat.tingkat is TingkatRapat.DESA
    found = belum_terjawab(reader, rapat.tanggal.year, rapat.kampung if village else None)
    urgent = found if village else [item for item in found if item.peringkat == 1]
    if len(urgent) > _MENTIONED or (not urgent and found):
        return [f"Menjawab {len(found)} permasalahan desa menurut peringkatnya"]
    names = {} if village else reader.get_many(Kampung, {item.kampung for item in urgent})
    return [acara(item, names.get(item.kampung)) for item in urgent]


def acara(item: Permasalahan, kampung: Kampung | None) -> str:
    """Return a problem as an item of an agenda; the kampung where others are heard, too."""
    place = f" ({kampung.nama})" if kampung else ""
    return f"Menjawab permasalahan: {' '.join(item.uraian.split()).rstrip('.')}{place}"


@cache
def indikator() -> tuple[Indikator, ...]:
    """Return which shares of the figures may show a problem."""
    with resource("reference", "indikator.toml").open("rb") as file:
        rows = tomllib.load(file)["indikator"]
    return tuple(
        Indikator(
            row["nama"], row["uraian"], ProgramId(row["program"]), tuple(row["bagian"]),
            tuple(row["dari"]), row.get("tinggi_buruk", False),
        )
        for row in rows
    )  # fmt: skip
