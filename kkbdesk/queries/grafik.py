"""The charts of an office: coverage, classes over time, realisation per agency, budgets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from kkbdesk.model import wilayah
from kkbdesk.model.grafik import Deret, Grafik
from kkbdesk.model.ids import OPDId
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.program import Program
from kkbdesk.model.rencana import StatusRencana
from kkbdesk.model.ringkas import RingkasRencana
from kkbdesk.queries.referensi import butir
from kkbdesk.queries.rencana import nama_opd
from kkbdesk.queries.wilayah import bagian, jumlah_desa_dalam
from kkbdesk.store import KampungRow, Reader

_YEARS = 5
_JUTA = Decimal(1_000_000)
_LAIN = "Tanpa OPD"
_NOUNS = {
    wilayah.PROVINSI: "Provinsi",
    wilayah.KABUPATEN: "Kabupaten/kota",
    wilayah.KECAMATAN: "Kecamatan",
}
K = TypeVar("K")
T = TypeVar("T")


def grafik(reader: Reader, today: date) -> tuple[Grafik, ...]:
    """Return the four charts of an office as of a day."""
    rows = [row for row in reader.kampung_rows(today) if row.aktif]
    plans = rencana_tahun(reader, today.year, today)
    return (
        cakupan(reader, rows, today),
        kelas(reader, today),
        realisasi_opd(reader, plans, today.year),
        anggaran(reader, plans, today.year),
    )


def rencana_tahun(reader: Reader, tahun: int, today: date) -> list[RingkasRencana]:
    """Return the plan of a year, counted, without what was called off."""
    counted = reader.ringkas_rencana(tahun, today)
    return [each for each in counted if each.status is not StatusRencana.BATAL]


def cakupan(reader: Reader, rows: Sequence[KampungRow], per: date) -> Grafik:
    """Return how many villages of each part of the region have an active kampung."""
    kantor = next(iter(reader.find(Kantor)), None)
    kode = (kantor.wilayah if kantor else "") or ""
    level = wilayah.level(kode) + 1
    there = Counter(wilayah.ancestor(desa, level) for desa in {row.desa for row in rows})
    whole = jumlah_desa_dalam(reader, kode, level, per)
    parts = sorted(bagian(reader, kode, level, per).items())
    covered = tuple(there[code] for code, _ in parts)
    left = tuple(
        max(whole[code][0] - number, 0) if code in whole else None
        for (code, _), number in zip(parts, covered, strict=True)
    )
    return Grafik(
        "cakupan",
        f"Cakupan Kampung KB per {_NOUNS[level].lower()}",
        _NOUNS[level],
        "desa/kelurahan",
        tuple(item.nama for _, item in parts),
        (Deret("Ada Kampung KB", covered), Deret("Belum ada", left)),
        susun=True,
    )


def kelas(reader: Reader, per: date) -> Grafik:
    """Return the classes of the kampung at the end of each of the last years, and on the day."""
    days = [date(per.year - back, 12, 31) for back in range(_YEARS - 1, 0, -1)] + [per]
    counted = [reader.kelas_pada(day) for day in days]
    while len(counted) > 1 and not counted[0]:
        days.pop(0)
        counted.pop(0)
    return Grafik(
        "kelas",
        "Klasifikasi dari tahun ke tahun",
        "Tahun",
        "Kampung KB",
        tuple(str(day.year) for day in days),
        tuple(
            Deret(item.nama, tuple(each.get(item.kode, 0) for each in counted))
            for item in butir(reader, "kelas")
        ),
        susun=True,
        tegak=True,
    )


def realisasi_opd(reader: Reader, plans: Sequence[RingkasRencana], tahun: int) -> Grafik:
    """Return how many activities of each responsible agency are done, late, or still to come."""
    names = nama_opd(reader)
    groups = _grouped(plans, lambda each: each.opd)
    order = sorted(groups, key=lambda id: (-sum(p.banyak for p in groups[id]), _name(names, id)))

    def counted(which: Callable[[RingkasRencana], bool]) -> tuple[int, ...]:
        return tuple(sum(p.banyak for p in groups[id] if which(p)) for id in order)

    done = StatusRencana.SELESAI
    return Grafik(
        "realisasi-opd",
        f"Realisasi rencana {tahun} per OPD",
        "OPD",
        "kegiatan",
        tuple(_name(names, id) for id in order),
        (
            Deret("Selesai", counted(lambda plan: plan.status is done)),
            Deret("Terlambat", counted(lambda plan: plan.terlambat)),
            Deret("Belum", counted(lambda plan: plan.status is not done and not plan.terlambat)),
        ),
        susun=True,
    )


def anggaran(reader: Reader, plans: Sequence[RingkasRencana], tahun: int) -> Grafik:
    """Return what each program is to cost and cost, in million rupiah; unknown stays unknown."""
    programs = sorted(reader.find(Program), key=lambda item: (len(item.id), item.id))
    groups = _grouped(plans, lambda each: each.program)
    spent = _grouped(reader.ringkas_biaya(tahun), lambda each: each.program)
    shown = [item for item in programs if item.id in groups]
    planned = tuple(
        _juta(each.anggaran for each in groups[item.id])
        if any(each.beranggaran for each in groups[item.id])
        else None
        for item in shown
    )
    cost = tuple(
        _juta(each.biaya for each in spent[item.id])
        if any(each.berbiaya for each in spent[item.id])
        else None
        for item in shown
    )
    return Grafik(
        "anggaran",
        f"Anggaran {tahun}: direncanakan dan terpakai",
        "Program",
        "juta rupiah",
        tuple(f"{item.id}. {item.singkat}" for item in shown),
        (Deret("Direncanakan", planned), Deret("Terpakai", cost)),
    )


def _grouped(items: Sequence[T], key: Callable[[T], K]) -> defaultdict[K, list[T]]:
    groups: defaultdict[K, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def _name(names: dict[str, str], id: OPDId | None) -> str:
    return names.get(id, _LAIN) if id else _LAIN


def _juta(values: Iterable[Decimal]) -> Decimal:
    return (sum(values, Decimal()) / _JUTA).quantize(Decimal("0.1"))
