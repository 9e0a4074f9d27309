"""The stages of a year's action plan: how far each is by what is recorded, and what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kkbdesk.model.format_id import tanggal_pendek
from kkbdesk.model.ids import KampungId
from kkbdesk.model.kampung import Klasifikasi, Variabel
from kkbdesk.model.matriks import Matriks
from kkbdesk.model.naskah import Naskah, StatusNaskah
from kkbdesk.model.opd import OPD
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.program import Program
from kkbdesk.model.rapat import Keputusan, Pembahasan, Rapat, StatusRapat, TingkatRapat
from kkbdesk.model.rencana import StatusRencana
from kkbdesk.model.ringkas import RingkasRencana
from kkbdesk.model.saring import SaringRealisasi
from kkbdesk.model.tahapan import Tahapan
from kkbdesk.queries.referensi import butir
from kkbdesk.store import KampungRow, Reader


class Kurang(NamedTuple):
    """What a stage lacks, and where in the window it is mended."""

    teks: str
    buka: str = ""
    """A page and what on it; empty where only time cures."""


@dataclass(frozen=True, slots=True)
class TahapanRow:
    """A stage of a year: what there is, what it lacks, what somebody noted."""

    kode: str
    nama: str
    ada: tuple[str, ...]
    kurang: tuple[Kurang, ...]
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

    def lacking(self, without: set[KampungId], what: str, buka: str) -> Iterator[Kurang]:
        """Yield how many kampung lack something, and where it is mended."""
        if without:
            yield Kurang(f"{len(without)} dari {len(self.kampung)} Kampung KB {what}", buka)

    def bagian(self, name: str, what: str = "") -> str:
        """Return where a part of the plan is shown in this year, or a selection of it."""
        return f"rencana:{name}:{what or self.tahun}"


Told = Iterator[str | Kurang]
"""What there is, in words, and what is lacking."""


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
        if not active and not any(isinstance(each, Kurang) for each in told):
            told.append(Kurang("Belum ada Kampung KB yang tercatat", "kampung"))
        stages.append(
            TahapanRow(
                item.kode, item.nama, tuple(each for each in told if isinstance(each, str)),
                tuple(each for each in told if isinstance(each, Kurang)), noted.get(item.kode),
            )
        )  # fmt: skip
    return stages


def _situation(year: _Year) -> Told:
    needs = year.reader.find(Permasalahan, tahun=year.tahun)
    ids = {row.id for row in year.kampung}
    yield f"{len(needs)} permasalahan dinyatakan"
    stated = {need.kampung for need in needs}
    yield from year.lacking(
        ids - stated, "belum menyatakan permasalahan", year.bagian("permasalahan")
    )
    figures = year.reader.latest(Variabel, year.akhir)
    known = {id for id, item in figures.items() if item.tanggal.year >= year.tahun - 1}
    if known & ids:
        newest = max(figures[id].tanggal for id in known)
        yield f"{len(known & ids)} Kampung KB berdata, terakhir {tanggal_pendek(newest)}"
    yield from year.lacking(ids - known, "tanpa data dasar dua tahun terakhir", "impor")


def _planning(year: _Year) -> Told:
    yield f"{year.kegiatan()} kegiatan direncanakan"
    open_needs = year.reader.ringkas_masalah(year.tahun).belum_terjawab
    planned = {plan.program for plan in year.rencana}
    empty = sorted(
        item.id
        for item in year.reader.find(Program)
        if item.berlaku(year.tahun) and item.id not in planned
    )
    untimed = year.kegiatan(lambda plan: not plan.terjadwal)
    nobody = year.kegiatan(lambda plan: plan.opd is None)
    if open_needs:
        yield Kurang(f"{open_needs} permasalahan belum terjawab", year.bagian("pertemuan"))
    if empty:
        what = f"baru-program:{empty[0]}"
        yield Kurang(
            f"Program {', '.join(empty)} belum ada kegiatannya", year.bagian("rencana", what)
        )
    if untimed:
        where = year.bagian("rencana", "belum_dijadwalkan")
        yield Kurang(f"{untimed} kegiatan belum dijadwalkan", where)
    if nobody:
        where = year.bagian("rencana", "tanpa-opd")
        yield Kurang(f"{nobody} kegiatan tanpa penanggung jawab", where)


def _meetings(year: _Year) -> Told:
    held = [
        item
        for item in year.reader.find(Rapat, status=StatusRapat.TERLAKSANA)
        if year.dalam(item.tanggal) and item.tingkat is TingkatRapat.KABUPATEN
    ]
    if held:
        days = ", ".join(tanggal_pendek(day) for day in sorted(item.tanggal for item in held)[-3:])
        yield f"{len(held)} rapat koordinasi kabupaten/kota terlaksana ({days})"
    else:
        yield Kurang("Belum ada rapat koordinasi kabupaten/kota terlaksana", "rapat:baru")
    bare = [
        item
        for item in held
        if not any(year.reader.count(kind, rapat=item.id) for kind in (Keputusan, Pembahasan))
    ]
    if bare:
        yield Kurang(f"{len(bare)} rapat belum bernotula", f"rapat:{bare[0].id}:notula")
    agreed = [
        item
        for item in year.reader.find(Matriks, tahun=year.tahun)
        if item.terkunci and item.kampung is None
    ]
    if agreed:
        yield f"Matriks {year.tahun} sudah disepakati"
    else:
        yield Kurang(f"Matriks {year.tahun} belum disepakati", "matriks")


def _regulation(year: _Year) -> Told:
    per = min(year.today, year.akhir)
    valid = [
        item
        for item in year.reader.find(Naskah, status=StatusNaskah.DITETAPKAN)
        if item.keadaan(per) is StatusNaskah.DITETAPKAN
        and (item.tanggal is None or item.tanggal <= year.akhir)
    ]
    for start, name, make in (
        ("sk-", "keputusan (SK)", "naskah:buat:sk-pembentukan"),
        ("perbup", "Peraturan Bupati/Wali Kota", "naskah:buat:perbup"),
    ):
        found = [item for item in valid if item.jenis.startswith(start)]
        dated = [item.tanggal for item in found if item.tanggal]
        when = f", terakhir {tanggal_pendek(max(dated))}" if dated else ""
        if found:
            yield f"{len(found)} {name} berlaku{when}"
        else:
            yield Kurang(f"Belum ada {name} yang berlaku", make)
    without = {row.id for row in year.kampung if not row.sk_nomor}
    yield from year.lacking(without, "tanpa SK penetapan", "kampung:tanpa-sk")
    without = {row.id for row in year.kampung if not row.pokja_sk}
    yield from year.lacking(without, "tanpa Pokja ber-SK", "kampung:pokja-tanpa-sk")


def _cadres(year: _Year) -> Told:
    agencies = [item for item in year.reader.find(OPD) if item.aktif(year.today)]
    named = sum(bool(item.pic) for item in agencies)
    text = f"{named} dari {len(agencies)} OPD menunjuk kader binaan/PIC"
    yield text if named == len(agencies) else Kurang(text, "opd")
    groups = {item.id: item.kampung for item in year.reader.find(Pokja)}
    trained = {
        groups[seat.pokja]
        for seat in year.reader.find(Anggota, terlatih=True)
        if seat.pokja in groups and seat.selesai is None
    }
    having = {row.id for row in year.kampung if row.pokja >= 0}
    yield f"{len(having & trained)} Kampung KB mempunyai anggota Pokja terlatih"
    yield from year.lacking(having - trained, "belum ada anggota Pokja yang dilatih", "pokja")


def _data(year: _Year) -> Told:
    dates = year.reader.last_dates()
    fresh = {row.id for row in year.kampung if year.dalam(dates.get(row.id))}
    yield f"{len(fresh)} Kampung KB berdata tahun {year.tahun}"
    yield from year.lacking(
        {row.id for row in year.kampung} - fresh, "belum berdata tahun ini", "impor"
    )
    waiting, _ = year.reader.jumlah_realisasi(
        SaringRealisasi(dari=date(year.tahun, 1, 1), sampai=year.akhir, diinput=False)
    )
    if waiting:
        where = year.bagian("realisasi", "antrian")
        yield Kurang(f"{waiting} realisasi belum diinput ke laman nasional", where)


def _review(year: _Year) -> Told:
    done = year.kegiatan(lambda plan: plan.status is StatusRencana.SELESAI)
    yield f"{done} dari {year.kegiatan()} kegiatan selesai"
    late = year.kegiatan(lambda plan: plan.terlambat)
    if late:
        text = f"{late} kegiatan lewat waktunya tanpa realisasi atau alasan"
        yield Kurang(text, year.bagian("rencana", "terlambat"))
    if year.today <= year.akhir:
        yield Kurang(f"Tahun {year.tahun} belum berakhir")


def _measuring(year: _Year) -> Told:
    rated = {
        id
        for id, item in year.reader.latest(Klasifikasi, year.akhir).items()
        if year.dalam(item.tanggal)
    }
    ids = {row.id for row in year.kampung}
    yield f"{len(ids & rated)} Kampung KB diklasifikasi tahun {year.tahun}"
    yield from year.lacking(ids - rated, "belum diklasifikasi tahun ini", "kampung:semua")


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
