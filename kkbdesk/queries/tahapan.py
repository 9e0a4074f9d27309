"""The stages of a year's action plan: how far each is by what is recorded, and what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kkbdesk.model.ids import KampungId
from kkbdesk.model.kampung import Klasifikasi, Variabel
from kkbdesk.model.matriks import Matriks
from kkbdesk.model.naskah import Naskah, StatusNaskah
from kkbdesk.model.opd import OPD
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.program import Program
from kkbdesk.model.rapat import Rapat, StatusRapat, TingkatRapat
from kkbdesk.model.rencana import StatusRencana
from kkbdesk.model.ringkas import RingkasRencana
from kkbdesk.model.saring import SaringRealisasi
from kkbdesk.model.tahapan import Tahapan
from kkbdesk.queries.referensi import butir
from kkbdesk.store import KampungRow, Reader


@dataclass(frozen=True, slots=True)
class TahapanRow:
    """A stage of a year: what there is, what it lacks, what somebody noted."""

    kode: str
    nama: str
    ada: tuple[str, ...]
    kurang: tuple[str, ...]
    catatan: Tahapan | None

    @property
    def selesai(self) -> bool:
        """Tell whether it lacks nothing, or somebody declared it done."""
        return not self.kurang or (self.catatan is not None and self.catatan.selesai is not None)


@dataclass(frozen=True, slots=True)
class _Year:
    """What the stages of a year are judged by."""

    reader: Reader
    tahun: int
    today: date
    kampung: tuple[KampungRow, ...]
    rencana: tuple[RingkasRencana, ...]
    """Without what was called off."""

    @property
    def akhir(self) -> date:
        """Return the last day of the year."""
        return date(self.tahun, 12, 31)

    def dalam(self, day: date | None) -> bool:
        """Tell whether a day lies in the year."""
        return day is not None and day.year == self.tahun

    def kegiatan(self, which: Callable[[RingkasRencana], bool] = lambda _: True) -> int:
        """Return how many planned activities there are of a sort."""
        return sum(each.banyak for each in self.rencana if which(each))

    def lacking(self, without: set[KampungId], what: str) -> Iterator[str]:
        """Yield how many kampung lack something."""
        if without:
            yield f"{len(without)} dari {len(self.kampung)} Kampung KB {what}"


Told = Iterator[tuple[bool, str]]
"""What there is (True) or what is lacking (False), in words."""


def tahapan(
    reader: Reader,
    tahun: int,
    today: date,
    rows: Sequence[KampungRow] | None = None,
    plans: Sequence[RingkasRencana] | None = None,
) -> list[TahapanRow]:
    """Return the stages of a year in their order; kampung and plans are read unless known."""
    per = min(max(today, date(tahun, 1, 1)), date(tahun, 12, 31))
    known = reader.kampung_rows(per) if rows is None else rows
    active = tuple(row for row in known if row.aktif)
    counted = reader.ringkas_rencana(tahun, today) if plans is None else plans
    kept = tuple(plan for plan in counted if plan.status is not StatusRencana.BATAL)
    year = _Year(reader, tahun, today, active, kept)
    noted = {item.tahap: item for item in reader.find(Tahapan, tahun=tahun)}
    stages = []
    for item in butir(reader, "tahapan"):
        told = list(_STAGES[item.kode](year)) if item.kode in _STAGES else []
        stages.append(
            TahapanRow(
                item.kode, item.nama, tuple(text for good, text in told if good),
                tuple(text for good, text in told if not good), noted.get(item.kode),
            )
        )  # fmt: skip
    return stages


def _situation(year: _Year) -> Told:
    needs = year.reader.find(Permasalahan, tahun=year.tahun)
    ids = {row.id for row in year.kampung}
    yield True, f"{len(needs)} permasalahan dinyatakan"
    stated = {need.kampung for need in needs}
    for text in year.lacking(ids - stated, "belum menyatakan permasalahan"):
        yield False, text
    figures = year.reader.latest(Variabel, year.akhir)
    known = {id for id, item in figures.items() if item.tanggal.year >= year.tahun - 1}
    for text in year.lacking(ids - known, "tanpa data dasar dua tahun terakhir"):
        yield False, text


def _planning(year: _Year) -> Told:
    yield True, f"{year.kegiatan()} kegiatan direncanakan"
    open_needs = year.reader.ringkas_masalah(year.tahun).belum_terjawab
    planned = {plan.program for plan in year.rencana}
    empty = [
        item.id
        for item in year.reader.find(Program)
        if item.berlaku(year.tahun) and item.id not in planned
    ]
    untimed = year.kegiatan(lambda plan: not plan.terjadwal)
    nobody = year.kegiatan(lambda plan: plan.opd is None)
    if open_needs:
        yield False, f"{open_needs} permasalahan belum terjawab"
    if empty:
        yield False, f"Program {', '.join(sorted(empty))} belum ada kegiatannya"
    if untimed:
        yield False, f"{untimed} kegiatan belum dijadwalkan"
    if nobody:
        yield False, f"{nobody} kegiatan tanpa penanggung jawab"


def _meetings(year: _Year) -> Told:
    held = [
        item
        for item in year.reader.find(Rapat, status=StatusRapat.TERLAKSANA)
        if year.dalam(item.tanggal) and item.tingkat is TingkatRapat.KABUPATEN
    ]
    yield bool(held), f"{len(held) or 'Belum ada'} rapat koordinasi kabupaten/kota terlaksana"
    agreed = [item for item in year.reader.find(Matriks, tahun=year.tahun) if item.terkunci]
    office = any(item.kampung is None for item in agreed)
    yield office, f"Matriks {year.tahun} {'sudah' if office else 'belum'} disepakati"


def _regulation(year: _Year) -> Told:
    decrees = [
        item
        for item in year.reader.find(Naskah, status=StatusNaskah.DITETAPKAN)
        if item.jenis.startswith(("sk-", "perbup", "perdes"))
    ]
    yield bool(decrees), f"{len(decrees) or 'Belum ada'} keputusan atau peraturan ditetapkan"
    without = {row.id for row in year.kampung if not row.sk_nomor}
    for text in year.lacking(without, "tanpa SK penetapan"):
        yield False, text
    without = {row.id for row in year.kampung if not row.pokja_sk}
    for text in year.lacking(without, "tanpa Pokja ber-SK"):
        yield False, text


def _cadres(year: _Year) -> Told:
    agencies = [item for item in year.reader.find(OPD) if item.aktif(year.today)]
    named = sum(bool(item.pic) for item in agencies)
    yield named == len(agencies), f"{named} dari {len(agencies)} OPD menunjuk kader binaan/PIC"
    groups = {item.id: item.kampung for item in year.reader.find(Pokja)}
    trained = {
        groups[seat.pokja]
        for seat in year.reader.find(Anggota, terlatih=True)
        if seat.pokja in groups and seat.selesai is None
    }
    without = {row.id for row in year.kampung if row.pokja >= 0 and row.id not in trained}
    for text in year.lacking(without, "belum ada anggota Pokja yang dilatih"):
        yield False, text


def _data(year: _Year) -> Told:
    dates = year.reader.last_dates()
    fresh = {row.id for row in year.kampung if year.dalam(dates.get(row.id))}
    yield True, f"{len(fresh)} Kampung KB berdata tahun {year.tahun}"
    for text in year.lacking({row.id for row in year.kampung} - fresh, "belum berdata tahun ini"):
        yield False, text
    waiting, _ = year.reader.jumlah_realisasi(
        SaringRealisasi(dari=date(year.tahun, 1, 1), sampai=year.akhir, diinput=False)
    )
    if waiting:
        yield False, f"{waiting} realisasi belum diinput ke laman nasional"


def _review(year: _Year) -> Told:
    done = year.kegiatan(lambda plan: plan.status is StatusRencana.SELESAI)
    yield True, f"{done} dari {year.kegiatan()} kegiatan selesai"
    late = year.kegiatan(lambda plan: plan.terlambat)
    if late:
        yield False, f"{late} kegiatan lewat waktunya tanpa realisasi atau alasan"
    if year.today <= year.akhir:
        yield False, f"Tahun {year.tahun} belum berakhir"


def _measuring(year: _Year) -> Told:
    rated = {
        id
        for id, item in year.reader.latest(Klasifikasi, year.akhir).items()
        if year.dalam(item.tanggal)
    }
    ids = {row.id for row in year.kampung}
    yield True, f"{len(ids & rated)} Kampung KB diklasifikasi tahun {year.tahun}"
    for text in year.lacking(ids - rated, "belum diklasifikasi tahun ini"):
        yield False, text


_STAGES: dict[str, Callable[[_Year], Told]] = {
    "1": _situation,
    "2": _planning,
    "3": _meetings,
    "4": _regulation,
    "5": _cadres,
    "6": _data,
    "7": _review,
    "8": _measuring,
}
"""What judges each stage, by its code in the list; one that the office added is only noted."""
