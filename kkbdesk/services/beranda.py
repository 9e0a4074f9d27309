"""The first page: what needs to be done, and where the office stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kkbdesk.model import format_id
from kkbdesk.model.fields import described
from kkbdesk.model.kantor import Kantor, Tingkat
from kkbdesk.model.naskah import Naskah, StatusNaskah
from kkbdesk.model.orang import Orang, Pemulihan, pemulihan_id
from kkbdesk.model.pokja import Pokja
from kkbdesk.model.rapat import (
    Rapat,
    SeriRapat,
    StatusRapat,
    StatusTindakLanjut,
    TindakLanjut,
)
from kkbdesk.queries.matriks import JenisTemuan, baca_grid
from kkbdesk.queries.rapat_angka import belum_rapat
from kkbdesk.queries.referensi import butir, tingkat_integrasi
from kkbdesk.queries.wilayah import jumlah_desa
from kkbdesk.rules.kampung import DESCRIBING
from kkbdesk.services.bawahan import belum_mengirim
from kkbdesk.services.cadangan import Keadaan
from kkbdesk.store import KampungRow, Reader, Store, Tentang

SOON = timedelta(days=90)
"""How long before its end a working group's term is announced."""
PATIENCE = timedelta(days=14)
"""How long a document may be away to be signed."""
WEEK = timedelta(days=7)
UNTRIED = timedelta(days=45)
"""How old the last trial of a copy may be; one is made every month."""
STALE = timedelta(days=365)
"""How old a class may be; BKKBN measures yearly."""


_CADANGAN = "pengaturan:cadangan"


@dataclass(frozen=True, slots=True)
class Tindakan:
    """Something to be done: how often, why, and the page and filter where it is mended."""

    kode: str
    judul: str
    jumlah: int
    alasan: str
    buka: str
    """Page, and after a colon what to show there: `kampung:tanpa-pokja`."""


@dataclass(frozen=True, slots=True)
class Angka:
    """Figures of the office today."""

    kampung: int
    desa: int
    tercakup: int
    """Villages with an active kampung."""
    kelas: Mapping[str, int]
    """Active kampung by name of class, unclassified last."""
    integrasi: Mapping[str, int]
    """Active kampung by level of integration in this year's matrix."""
    kelengkapan: int
    """Mean share of the describing fields that are filled, in percent."""


@dataclass(frozen=True, slots=True)
class Beranda:
    """Work list and figures of one moment."""

    tindakan: tuple[Tindakan, ...]
    angka: Angka


KAMPUNG_FILTERS: dict[str, tuple[str, Callable[[KampungRow, date], bool]]] = {
    "tanpa-pokja": ("Tanpa Pokja", lambda row, _: row.pokja < 0),
    "pokja-tanpa-sk": ("Pokja belum ber-SK", lambda row, _: row.pokja >= 0 and not row.pokja_sk),
    "tanpa-sk": ("Kampung belum ber-SK", lambda row, _: not row.sk_nomor),
    "tanpa-klasifikasi": ("Belum ada klasifikasi", lambda row, _: not row.kelas),
    "klasifikasi-basi": (
        "Klasifikasi lebih dari setahun",
        lambda row, today: row.tanggal_kelas is not None and today - row.tanggal_kelas > STALE,
    ),
    "tanpa-pencanangan": (
        "Tanpa tanggal pencanangan", lambda row, _: row.tanggal_pencanangan is None,
    ),
    "tanpa-matriks": ("Matriks tahun ini kosong", lambda row, _: row.lintas_sektor == 0),
    "profil-belum": ("Profil belum lengkap", lambda row, _: row.profil < len(DESCRIBING)),
}  # fmt: skip
"""Named selections of active kampung, used by the work list and by the list's filter."""

_TASKS = {
    "tanpa-pokja": (
        "Kampung tanpa Pokja", "Kampung aktif tanpa kelompok kerja yang masih berjalan.",
    ),
    "pokja-tanpa-sk": (
        "Pokja belum ber-SK", "Pokja bekerja tanpa dasar; siapkan SK kepala desa/lurah.",
    ),
    "tanpa-sk": (
        "Kampung belum ber-SK", "Siapkan SK pembentukan, atau catat nomornya bila sudah ada.",
    ),
    "tanpa-klasifikasi": (
        "Kampung belum diklasifikasi", "Impor ekspor dari situs nasional, atau catat sendiri.",
    ),
    "klasifikasi-basi": (
        "Klasifikasi lebih dari setahun", "Diukur tiap tahun; impor ekspor terbaru.",
    ),
    "tanpa-pencanangan": (
        "Kampung tanpa tanggal pencanangan", "Laporan menghitungnya sejak data pertama.",
    ),
    "tanpa-matriks": (
        "Kampung dengan matriks kosong", "Belum ada OPD selain koordinator pada tahun ini.",
    ),
    "profil-belum": (
        "Profil kampung belum lengkap", "Isi gambaran, kriteria, koordinat, luas, SK penetapan.",
    ),
}  # fmt: skip


class BerandaService:
    """Computes the first page from the records, afresh each time."""

    def __init__(
        self, store: Store, today: Callable[[], date], cadangan: Callable[[], Keadaan]
    ) -> None:
        self._store = store
        self._today = today
        self._cadangan = cadangan

    def hitung(self) -> Beranda:
        """Return work list and figures of today."""
        today = self._today()
        with self._store.read() as reader:
            rows = [row for row in reader.kampung_rows(today) if row.aktif]
            tasks = [*_office(reader), *_people(reader)]
            tasks += _packages(reader)  # what other offices wait for comes before own gaps
            tasks += _offices(reader, today)
            tasks += _registry(reader, rows, today)
            tasks += _working_groups(reader, today)
            tasks += _documents(reader, today)
            tasks += _matrix(reader, today)
            tasks += _meetings(reader, today)
            tasks += _copies(reader, self._cadangan(), today)
            return Beranda(tuple(tasks), _figures(reader, rows, today))


def _office(reader: Reader) -> Iterator[Tindakan]:
    for kantor in reader.find(Kantor):
        missing = [
            described(Kantor, name).field.label.lower()
            for name in ("alamat", "tempat", "kepala_nama", "kepala_nip")
            if not getattr(kantor, name)
        ]
        if missing:
            yield Tindakan(
                "kantor-belum", "Data kantor belum lengkap", len(missing),
                f"Untuk kop dan tanda tangan: {', '.join(missing)}.", "pengaturan:kantor",
            )  # fmt: skip


def _above(reader: Reader) -> bool:
    """Tell whether the office holds what offices below it send."""
    return any(item.tingkat is not Tingkat.KABUPATEN for item in reader.find(Kantor))


def _people(reader: Reader) -> Iterator[Tindakan]:
    """Yield that a forgotten PIN could lock somebody out, or that the sheet is no secret now."""
    if not any(orang.pin for orang in reader.find(Orang)):
        return
    sheet = reader.get(Pemulihan, pemulihan_id())
    if sheet is None or sheet.dipakai:
        why = "Kodenya sudah dipakai" if sheet else "Tanpanya PIN yang terlupa tidak tertolong"
        yield Tindakan(
            "lembar-pemulihan", "Buat lembar pemulihan", 0,
            f"{why}; cetak, simpan dalam amplop bersegel.", "pengaturan:orang",
        )  # fmt: skip


def _registry(reader: Reader, rows: list[KampungRow], today: date) -> Iterator[Tindakan]:
    drafts = len(reader.draf())
    if drafts:
        yield Tindakan(
            "draf",
            "Isian belum tersimpan",
            drafts,
            "Lengkapi atau betulkan agar tersimpan.",
            "draf",
        )
    if not rows and _above(reader):
        yield Tindakan(
            "kampung-kosong", "Belum ada kampung", 0,
            "Gabung paket kantor di bawah, atau impor berkas dari situs nasional.", "paket:terima",
        )  # fmt: skip
    elif not rows:
        yield Tindakan(
            "kampung-kosong", "Belum ada kampung", 0,
            "Impor berkas dari situs nasional, atau tambah kampung pertama.", "impor",
        )  # fmt: skip
    ended = reader.wilayah(row.desa for row in rows)
    gone = sum(1 for row in rows if ended[row.desa].sampai)
    if gone:
        yield Tindakan(
            "kode-lama", "Kode desa tidak berlaku lagi", gone,
            "Pilih kode desa penggantinya.", "kampung:kode-lama",
        )  # fmt: skip
    for name, (_, matches) in KAMPUNG_FILTERS.items():
        number = sum(matches(row, today) for row in rows)
        if number:
            title, why = _TASKS[name]
            yield Tindakan(name, title, number, why, f"kampung:{name}")


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


def _documents(reader: Reader, today: date) -> Iterator[Tindakan]:
    issued = reader.find(Naskah, status=StatusNaskah.DITETAPKAN)
    ending = sum(1 for item in issued if item.selesai and today <= item.selesai <= today + SOON)
    if ending:
        yield Tindakan(
            "naskah-berakhir", "SK akan berakhir", ending,
            "Dalam 90 hari; siapkan penggantinya.", "naskah:akan-berakhir",
        )  # fmt: skip
    submitted = reader.find(Naskah, status=StatusNaskah.DIAJUKAN)
    waiting = sum(1 for item in submitted if today - _touched(reader, item) > PATIENCE)
    if waiting:
        yield Tindakan(
            "naskah-menunggu", "Naskah diajukan belum kembali", waiting,
            "Lebih dari 14 hari; tanyakan, lalu tetapkan atau betulkan.", "naskah:diajukan",
        )  # fmt: skip


def _touched(reader: Reader, naskah: Naskah) -> date:
    """Return the day of the newest edit of a document."""
    (newest,) = reader.entries(Tentang(rekam=(naskah.id,)), limit=1)
    return newest.at.astimezone().date()


def _matrix(reader: Reader, today: date) -> Iterator[Tindakan]:
    grid = baca_grid(reader, today.year, None, today)
    if _above(reader) and not grid.sel:  # a matrix of its own is for such an office to choose
        return
    number = Counter(item.jenis for item in grid.temuan)
    for jenis, kode, why in (
        (
            JenisTemuan.TANPA_PELAKSANA,
            "program-tanpa-pelaksana",
            "Tawarkan dalam rapat koordinasi.",
        ),
        (JenisTemuan.TANPA_PENANGGUNG_JAWAB, "program-tanpa-pj", "Tetapkan satu OPD tiap program."),
        (JenisTemuan.TUMPANG_TINDIH, "tumpang-tindih", "Sisakan satu penanggung jawab."),
        (JenisTemuan.TANPA_TUGAS, "opd-tanpa-tugas", "OPD ini belum berperan tahun ini."),
    ):
        if number[jenis]:
            yield Tindakan(kode, f"{jenis.value} ({today.year})", number[jenis], why, "matriks")


def _meetings(reader: Reader, today: date) -> Iterator[Tindakan]:
    owed = reader.find(TindakLanjut, status=StatusTindakLanjut.TERBUKA)
    late = sum(item.terlambat(today) for item in owed)
    if late:
        yield Tindakan(
            "tindak-lanjut-terlambat", "Tindak lanjut lewat tenggat", late,
            "Tagih penanggung jawabnya, atau catat bila sudah selesai.",
            "rapat:tindak-lanjut:terlambat",
        )  # fmt: skip
    series, meetings = reader.find(SeriRapat), reader.find(Rapat)
    missing = [item for item in belum_rapat(series, meetings, today) if item.direncanakan is None]
    if missing:
        names = ", ".join(item.nama for item in missing[:3])
        yield Tindakan(
            "belum-rapat", "Rapat belum ada bulan ini", len(missing),
            f"Belum dijadwalkan: {names}.", "rapat:seri" if series else "rapat",
        )  # fmt: skip
    unwritten = sum(
        item.status is StatusRapat.DIRENCANAKAN and item.tanggal < today for item in meetings
    )
    if unwritten:
        yield Tindakan(
            "rapat-belum-dicatat", "Rapat sudah lewat, hasilnya belum dicatat", unwritten,
            "Catat kehadiran dan notula, atau tandai batal.", "rapat:lewat",
        )  # fmt: skip


def _copies(reader: Reader, known: Keadaan, today: date) -> Iterator[Tindakan]:
    """An office that has worked for a week is asked for what keeps its work safe."""
    newest, kantor = reader.entries(limit=1), reader.find(Kantor)
    first = reader.entries(before=2, limit=1)
    if not first or any(item.contoh for item in kantor):
        return
    worked = today - _day(first[0].at)
    if known.jeda:
        yield Tindakan(
            "cadangan-jeda", "Pemulihan belum dinyatakan baik", 0,
            f"Sejak {known.jeda}; pengiriman dan penjarangan salinan berhenti.", _CADANGAN,
        )  # fmt: skip
    if known.diuji and known.diuji.masalah:
        yield Tindakan(
            "cadangan-gagal", "Cadangan tidak lulus uji", len(known.diuji.masalah),
            f"Terakhir diuji {_said(known.diuji.saat)}: {known.diuji.masalah[0]}.", _CADANGAN,
        )  # fmt: skip
    if worked > WEEK:
        yield from _old_copies(known, _day(newest[0].at), today)


def _old_copies(known: Keadaan, edited: date, today: date) -> Iterator[Tindakan]:
    if not known.terakhir or edited - _day(known.terakhir) > WEEK:
        last = f"Cadangan terakhir {_said(known.terakhir)}" if known.terakhir else "Belum ada"
        yield Tindakan(
            "cadangan-lama", "Cadangan sudah lama", 0,
            f"{last}; buat sekarang.", _CADANGAN,
        )  # fmt: skip
    if known.diuji and today - _day(known.diuji.saat) > UNTRIED:
        yield Tindakan(
            "cadangan-belum-diuji", "Cadangan lama tidak diuji", 0,
            f"Terakhir diuji {_said(known.diuji.saat)}.", _CADANGAN,
        )  # fmt: skip
    yield from _second_place(known, today)


def _second_place(known: Keadaan, today: date) -> Iterator[Tindakan]:
    if known.tempat is None:
        yield Tindakan(
            "cadangan-kedua", "Belum ada tempat cadangan kedua", 0,
            "Bila komputer ini rusak atau hilang, datanya ikut hilang. Pilih flash disk.",
            _CADANGAN,
        )  # fmt: skip
    elif known.terkirim is None or today - _day(known.terkirim) > PATIENCE:
        last = _said(known.terkirim) if known.terkirim else "belum pernah"
        yield Tindakan(
            "cadangan-kirim", "Cadangan kedua sudah lama", 0,
            f"Terakhir dikirim ke {known.tempat}: {last}. Pasang cakramnya.", _CADANGAN,
        )  # fmt: skip


def _day(moment: datetime) -> date:
    return moment.astimezone().date()


def _said(moment: datetime) -> str:
    return format_id.tanggal(_day(moment))


def _packages(reader: Reader) -> Iterator[Tindakan]:
    waiting = sum(len(versi.cabang) for versi in reader.versi_terbuka().values())
    if waiting:
        yield Tindakan(
            "belum-diputuskan", "Pertentangan paket belum diputuskan", waiting,
            "Dua kantor mengisi hal yang sama berbeda; pilih salah satunya.",
            "paket:belum-diputuskan",
        )  # fmt: skip


def _offices(reader: Reader, today: date) -> Iterator[Tindakan]:
    missing = belum_mengirim(reader, today)
    if missing:
        yield Tindakan(
            "kantor-belum-mengirim", "Kantor belum mengirim paket", len(missing),
            f"Misalnya {missing[0]}; kirim surat pengingat.", "paket:kantor:belum",
        )  # fmt: skip


def _figures(reader: Reader, rows: list[KampungRow], today: date) -> Angka:
    kantor = next(iter(reader.find(Kantor)), None)
    region = kantor.wilayah if kantor and kantor.wilayah else ""
    classes = {item.kode: item.nama for item in butir(reader, "kelas")}
    by_class = Counter(row.kelas for row in rows)
    levels = butir(reader, "integrasi")
    by_level = Counter(tingkat_integrasi(levels, row.lintas_sektor).kode for row in rows)
    filled = sum(row.profil for row in rows)
    return Angka(
        kampung=len(rows),
        desa=jumlah_desa(reader, region, today)[0],
        tercakup=len({row.desa for row in rows}),
        kelas={
            **{name: by_class[kode] for kode, name in classes.items()},
            "Belum ada": by_class[""],
        },
        integrasi={item.nama: by_level[item.kode] for item in levels},
        kelengkapan=round(100 * filled / (len(rows) * len(DESCRIBING))) if rows else 0,
    )
