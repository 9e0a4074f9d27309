"""What each kampung lacks: the named selections of the work list and of the list of kampung."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kkbdesk.model.ids import KampungId
from kkbdesk.model.pokja import Pokja
from kkbdesk.model.ringkas import Jejak
from kkbdesk.rules.kampung import DESCRIBING
from kkbdesk.services.tindakan import SOON, Tindakan, membawahi
from kkbdesk.store import KampungRow, Reader

STALE = timedelta(days=365)
"""How old a class or figures may be; BKKBN measures yearly."""
NO_TRACE = Jejak()


@dataclass(frozen=True, slots=True)
class PilihanKampung:
    """Active kampung that lack the same thing."""

    judul: str
    """In the list of kampung."""
    tugas: str
    """In the work list."""
    alasan: str
    kena: Callable[[KampungRow, Jejak, date], bool]


KAMPUNG_FILTERS: dict[str, PilihanKampung] = {
    "tanpa-pokja": PilihanKampung(
        "Tanpa Pokja", "Kampung tanpa Pokja",
        "Kampung aktif tanpa kelompok kerja yang masih berjalan.",
        lambda row, _jejak, _today: row.pokja < 0,
    ),
    "pokja-tanpa-sk": PilihanKampung(
        "Pokja belum ber-SK", "Pokja belum ber-SK",
        "Pokja bekerja tanpa dasar; siapkan SK kepala desa/lurah.",
        lambda row, _jejak, _today: row.pokja >= 0 and not row.pokja_sk,
    ),
    "tanpa-sk": PilihanKampung(
        "Kampung belum ber-SK", "Kampung belum ber-SK",
        "Siapkan SK pembentukan, atau catat nomornya bila sudah ada.",
        lambda row, _jejak, _today: not row.sk_nomor,
    ),
    "tanpa-klasifikasi": PilihanKampung(
        "Belum ada klasifikasi", "Kampung belum diklasifikasi",
        "Impor ekspor dari situs nasional, atau catat sendiri.",
        lambda row, _jejak, _today: not row.kelas,
    ),
    "klasifikasi-basi": PilihanKampung(
        "Klasifikasi lebih dari setahun", "Klasifikasi lebih dari setahun",
        "Diukur tiap tahun; impor ekspor terbaru.",
        lambda row, _jejak, today: row.tanggal_kelas is not None
        and today - row.tanggal_kelas > STALE,
    ),
    "data-basi": PilihanKampung(
        "Data dasar kosong atau lebih dari setahun", "Data dasar kosong atau basi",
        "Lebih dari setahun, atau belum pernah; impor variabel dari situs nasional.",
        lambda _row, jejak, today: jejak.data is None or today - jejak.data > STALE,
    ),
    "tanpa-pencanangan": PilihanKampung(
        "Tanpa tanggal pencanangan", "Kampung tanpa tanggal pencanangan",
        "Laporan menghitungnya sejak data pertama.",
        lambda row, _jejak, _today: row.tanggal_pencanangan is None,
    ),
    "tanpa-matriks": PilihanKampung(
        "Matriks tahun ini kosong", "Kampung dengan matriks kosong",
        "Belum ada OPD selain koordinator pada tahun ini.",
        lambda row, _jejak, _today: row.lintas_sektor == 0,
    ),
    "tanpa-rencana": PilihanKampung(
        "Tanpa rencana tahun ini", "Kampung tanpa rencana tahun ini",
        "Belum ada kegiatan yang direncanakan di sana; pertemukan dengan tawaran OPD.",
        lambda _row, jejak, today: jejak.rencana != today.year,
    ),
    "tanpa-realisasi": PilihanKampung(
        "Tanpa realisasi bulan ini", "Kampung tanpa realisasi bulan ini",
        "Kegiatan dicatat sedikitnya sebulan sekali; minta laporan Pokjanya.",
        lambda _row, jejak, today: jejak.realisasi is None
        or jejak.realisasi < today.replace(day=1),
    ),
    "profil-belum": PilihanKampung(
        "Profil belum lengkap", "Profil kampung belum lengkap",
        "Isi gambaran, kriteria, koordinat, luas, SK penetapan.",
        lambda row, _jejak, _today: row.profil < len(DESCRIBING),
    ),
}  # fmt: skip
"""Named selections of active kampung, used by the work list and by the list's filter."""

Traces = Mapping[KampungId, Jejak]


def kampung(
    reader: Reader, rows: Sequence[KampungRow], traces: Traces, today: date
) -> Iterator[Tindakan]:
    """Yield what active kampung lack, and the working groups that end soon."""
    yield from _registry(reader, rows)
    for name, each in KAMPUNG_FILTERS.items():
        number = sum(each.kena(row, traces.get(row.id, NO_TRACE), today) for row in rows)
        if number:
            yield Tindakan(name, each.tugas, number, each.alasan, f"kampung:{name}")
    yield from _working_groups(reader, today)


def kena(reader: Reader, nama: str, today: date) -> frozenset[KampungId]:
    """Return the active kampung of a named selection."""
    chosen, traces = KAMPUNG_FILTERS[nama], reader.jejak(today)
    return frozenset(
        row.id
        for row in reader.kampung_rows(today)
        if row.aktif and chosen.kena(row, traces.get(row.id, NO_TRACE), today)
    )


def _registry(reader: Reader, rows: Sequence[KampungRow]) -> Iterator[Tindakan]:
    if not rows and membawahi(reader):
        yield Tindakan(
            "kampung-kosong", "Belum ada kampung", 0,
            "Gabung paket kantor di bawah, atau impor berkas dari situs nasional.", "paket:terima",
        )  # fmt: skip
    elif not rows:
        yield Tindakan(
            "kampung-kosong", "Belum ada kampung", 0,
            "Impor berkas dari situs nasional, atau tambah kampung pertama.", "impor",
        )  # fmt: skip
    gone = sum(row.kode_lama for row in rows)
    if gone:
        yield Tindakan(
            "kode-lama", "Kode desa tidak berlaku lagi", gone,
            "Pilih kode desa penggantinya.", "kampung:kode-lama",
        )  # fmt: skip


def _working_groups(reader: Reader, today: date) -> Iterator[Tindakan]:
    ending = [
        group
        for group in reader.find(Pokja)
        if group.selesai is not None and today <= group.selesai <= today + SOON
    ]
    if ending:
        yield Tindakan(
            "pokja-berakhir", "Masa bakti Pokja akan berakhir", len(ending),
            "Dalam 90 hari; siapkan susunan dan SK yang baru.", "pokja:akan-berakhir",
        )  # fmt: skip
