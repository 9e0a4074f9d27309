"""Rules for kampung and what was measured of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from operator import attrgetter

from kkbdesk.model import wilayah
from kkbdesk.model.fields import described
from kkbdesk.model.format_id import angka
from kkbdesk.model.kampung import Kampung, Klasifikasi, Variabel
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.problem import Problem
from kkbdesk.model.program import Butir
from kkbdesk.rules.problem import check_fields, problem, warning
from kkbdesk.store import Records

# The first Kampung KB was launched on 14 January 2016; the national website refuses earlier years.
EARLIEST = date(2016, 1, 1)
LARGEST = 10_000
"""No village is larger, in square kilometres."""

DESCRIBING = (
    "tanggal_pencanangan", "cakupan", "gambaran_umum", "kriteria", "lokus_stunting",
    "lintang", "bujur", "luas", "sk_nomor", "sk_tanggal",
)  # fmt: skip
"""The fields that make up a profile; what is absent is marked."""


def check_kampung(record: Kampung) -> Iterator[Problem]:
    """Yield what is wrong with one kampung by itself."""
    yield from check_fields(record)
    if record.desa and wilayah.level(record.desa) != wilayah.DESA:
        text = f"{record.desa} bukan kode desa/kelurahan; pilih desa dari daftar."
        yield problem(record, "desa", text, "desa")
    start = record.tanggal_pencanangan
    if start and start < EARLIEST:
        text = "Tanggal pencanangan tidak mungkin sebelum 2016, tahun Kampung KB dimulai."
        yield problem(record, "pencanangan", text, "tanggal_pencanangan")
    if (record.lintang is None) != (record.bujur is None):
        field = "lintang" if record.lintang is None else "bujur"
        yield warning(record, "koordinat", "Koordinat belum lengkap: isi lintang dan bujur.", field)
    if record.luas == 0:
        yield warning(record, "luas", "Luas 0 km²; kosongkan bila belum diketahui.", "luas")
    elif record.luas is not None and record.luas > LARGEST:
        text = f"Luas {angka(record.luas)} km² terlalu besar untuk satu desa; periksa satuannya."
        yield warning(record, "luas", text, "luas")


def check_kampung_set(records: Sequence[Kampung], reader: Records) -> Iterator[Problem]:
    """Yield what is wrong with these kampung together with all others."""
    kantor = next(iter(reader.find(Kantor)), None)
    today = reader.today()
    regions = reader.wilayah({record.desa for record in records if record.desa})
    for record in records:
        region = regions.get(record.desa)
        if record.desa and region is None:
            text = f"Kode {record.desa} tidak ada dalam daftar wilayah; pilih desa dari daftar."
            yield problem(record, "desa", text, "desa")
        elif kantor and kantor.wilayah and not wilayah.within(record.desa, kantor.wilayah):
            name = region.nama if region else record.desa
            text = f"{name} ({record.desa}) di luar wilayah kantor ini."
            yield problem(record, "wilayah_lain", text, "desa")
        elif region and region.sampai:
            text = f"Kode {record.desa} tidak berlaku lagi; pilih desa pengganti."
            yield warning(record, "desa_lama", text, "desa")
        if record.tanggal_pencanangan and record.tanggal_pencanangan > today:
            text = "Tanggal pencanangan belum tiba; periksa tahunnya."
            yield warning(record, "belum_tiba", text, "tanggal_pencanangan")
    yield from _one_active(records, reader)
    yield from _one_pilot(records, reader)


def _one_active(records: Sequence[Kampung], reader: Records) -> Iterator[Problem]:
    """Yield kampung whose village has another active one."""
    active = [record for record in records if record.aktif and record.desa]
    if not active:
        return
    others: dict[str, list[Kampung]] = defaultdict(list)
    if len(active) > 50:
        everything = reader.find(Kampung, aktif=True)
    else:
        everything = [
            other
            for desa in {record.desa for record in active}
            for other in reader.find(Kampung, desa=desa, aktif=True)
        ]
    for other in everything:
        others[other.desa].append(other)
    for record in active:
        for other in others[record.desa]:
            if other.id != record.id:
                text = (
                    f"Desa ini sudah mempunyai Kampung KB yang aktif: {other.nama}. "
                    "Nonaktifkan yang lama atau pilih desa lain."
                )
                yield problem(record, "ganda", text, "desa")
                break


def _one_pilot(records: Sequence[Kampung], reader: Records) -> Iterator[Problem]:
    """Yield pilots where their region has more than one."""
    for field, tingkat, label in (
        ("percontohan_kabupaten", wilayah.KABUPATEN, "kabupaten/kota"),
        ("percontohan_provinsi", wilayah.PROVINSI, "provinsi"),
    ):
        pilots = [record for record in records if getattr(record, field) and record.aktif]
        if not pilots:
            continue
        every = reader.find(Kampung, **{field: True, "aktif": True})
        number = Counter(wilayah.ancestor(other.desa, tingkat) for other in every)
        for record in pilots:
            if number[wilayah.ancestor(record.desa, tingkat)] > 1:
                text = f"Ada lebih dari satu kampung percontohan di {label} ini."
                yield warning(record, "percontohan", text, field)


def check_klasifikasi(record: Klasifikasi) -> Iterator[Problem]:
    """Yield what is wrong with one classification; figures of others are only marked."""
    yield from check_fields(record, lenient=True)
    if not record.kelas:
        yield warning(record, "kelas", "Klasifikasi belum diisi.", "kelas")
    for index, get in _INDEKS.items():
        stated, *given = get(record)
        if stated is None or None in given:
            continue
        mean = _mean(sum(given), len(given))
        if mean != stated:
            label = described(Klasifikasi, index).field.label
            text = f"{label} {stated} tidak sama dengan rata-rata skornya, {mean}."
            yield warning(record, "indeks", text, index)


@lru_cache(1024)
def _mean(total: int, number: int) -> Decimal:
    return (Decimal(total) / number).quantize(Decimal("0.01"), ROUND_HALF_UP)


_INDEKS = {
    names[0]: attrgetter(*names)
    for names in (
        (
            "indeks_input", "input_pokja", "input_sumber_dana", "input_poktan", "input_sarana",
            "input_pkb",
        ),
        ("indeks_proses", "proses_data", "proses_operasional", "proses_lintas_sektor"),
        ("indeks_output", "output_poktan", "output_cpr", "output_mkjp", "output_unmet_need"),
    )
}  # fmt: skip
"""Each index and what reads it with the scores of which it is the mean."""


def check_klasifikasi_set(records: Sequence[Klasifikasi], reader: Records) -> Iterator[Problem]:
    """Yield classes that the list does not know."""
    known = {item.kode for item in reader.find(Butir, daftar="kelas")}
    for record in records:
        if record.kelas and record.kelas not in known:
            text = f"Klasifikasi “{record.kelas}” tidak dikenal; pilih dari daftar."
            yield problem(record, "kelas", text, "kelas")


_METODE = ("iud", "mow", "mop", "kondom", "implan", "suntik", "pil")
_BUKAN = ("hamil", "anak_segera", "anak_kemudian", "tidak_ingin_anak")
_PAIRS = (
    ("pokja_terlatih", "pokja_jumlah", "Anggota terlatih melebihi jumlah anggota Pokja."),
    ("bkb", "memiliki_balita", "Peserta BKB melebihi keluarga yang memiliki balita."),
    ("bkr", "memiliki_remaja", "Peserta BKR melebihi keluarga yang memiliki remaja."),
    ("bkl", "memiliki_lansia", "Peserta BKL melebihi keluarga yang memiliki lansia."),
    ("pikr", "remaja", "Peserta PIK-R melebihi jumlah remaja."),
    ("uppka", "keluarga", "Peserta UPPKA melebihi jumlah keluarga."),
    ("keluarga", "penduduk", "Keluarga melebihi jumlah penduduk."),
)


def check_variabel(record: Variabel) -> Iterator[Problem]:
    """Yield implausible figures; they are kept as they came and marked."""
    yield from check_fields(record, lenient=True)
    for part, whole, text in _PAIRS:
        few, many = getattr(record, part), getattr(record, whole)
        if few is not None and many is not None and few > many:
            yield warning(record, "melebihi", f"{text[:-1]} ({few} > {many}).", part)
    users = sum(getattr(record, name) or 0 for name in _METODE + _BUKAN)
    if record.pus is not None and users > record.pus:
        text = f"Peserta KB dan bukan peserta berjumlah {users}, melebihi PUS {record.pus}."
        yield warning(record, "pus", text, "pus")
    if not record.pokja and (record.pokja_sk or record.pokja_pelatihan or record.pokja_jumlah):
        text = "Ada data Pokja (SK, pelatihan, jumlah) padahal Pokja Pengurusan kosong."
        yield warning(record, "pokja", text, "pokja")
