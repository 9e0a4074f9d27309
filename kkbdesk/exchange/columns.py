"""Which columns each list has: the described fields of its records, and what tells where they are.

The same columns are looked for in a workbook and written into one; their labels are those of the
fields.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kkbdesk.model.fields import Choice, Described, Record, describe, described
from kkbdesk.model.kampung import Kampung, Klasifikasi, Variabel
from kkbdesk.model.matriks import SelMatriks
from kkbdesk.model.opd import OPD
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.rapat import Keputusan, Pembahasan, Peserta, Rapat, TindakLanjut
from kkbdesk.model.realisasi import Realisasi
from kkbdesk.model.rencana import Rencana
from kkbdesk.model.tawaran import Tawaran
from kkbdesk.model.wilayah import JumlahDesa, Wilayah


class Daftar(Choice):
    """A kind of list that comes in or goes out as a workbook."""

    KAMPUNG = "kampung", "Daftar kampung"
    KLASIFIKASI = "klasifikasi", "Klasifikasi kampung"
    VARIABEL = "variabel", "Data dasar kampung"
    OPD = "opd", "Daftar OPD"
    POKJA = "pokja", "Daftar Pokja"
    ANGGOTA = "anggota", "Anggota Pokja"
    MATRIKS = "matriks", "Matriks"
    WILAYAH = "wilayah", "Daftar wilayah"
    JUMLAH_DESA = "jumlah-desa", "Jumlah desa"
    RAPAT = "rapat", "Rapat"
    PESERTA = "peserta", "Peserta"
    NOTULA = "notula", "Notula"
    TINDAK_LANJUT = "tindak-lanjut", "Tindak lanjut"
    PERMASALAHAN = "permasalahan", "Permasalahan"
    TAWARAN = "tawaran", "Tawaran"
    RENCANA = "rencana", "Rencana"
    REALISASI = "realisasi", "Realisasi"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a key for the program, a heading and its other spellings, the field it fills."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    item: Described | None = None
    """None for a column that only tells which village or record the row is about."""
    help: str = ""

    @property
    def heading(self) -> str:
        """Return the heading under which the column is written."""
        unit = self.item.field.unit if self.item else ""
        return f"{self.label} ({unit})" if unit else self.label


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a list and how it is told from the others."""

    daftar: Daftar
    record: type[Record]
    columns: tuple[Column, ...]
    required: tuple[tuple[str, ...], ...]
    """Of each group at least one column must be there."""
    typical: frozenset[str]
    """Columns that no other list has."""
    least: int = 1
    """How many of the typical columns must be there."""

    def column(self, key: str) -> Column:
        """Return a column by its key."""
        return next(column for column in self.columns if column.key == key)


_DESA = described(Kampung, "desa").field
_NAMA = described(Kampung, "nama").field

KODE = Column("kode", _DESA.aliases[0], _DESA.aliases[1:], help="Misalnya 19.05.05.2008.")
PROVINSI = Column("provinsi", "Provinsi", ("Propinsi", "Nama Provinsi"))
KABUPATEN = Column(
    "kabupaten", "Kabupaten", ("Kabupaten/Kota", "Kab/Kota", "Kab Kota", "Kota", "Nama Kabupaten"),
)  # fmt: skip
KECAMATAN = Column("kecamatan", "Kecamatan", ("Nama Kecamatan", "Distrik", "Kec"))
DESA = Column(
    "desa", "Desa",
    (_DESA.label, "Nama Desa", "Nama Desa/Kelurahan", "Kelurahan", "Kelurahan/Desa", "Nagari"),
    help="Tidak perlu bila Kode Desa diisi.",
)  # fmt: skip
_REGION = (KODE, PROVINSI, KABUPATEN, KECAMATAN, DESA)
_PLACE = ("kode", "desa")

IGNORED = frozenset({"no", "nomor", "no urut", "level", "tingkat", "parent", "induk"})
"""Headings of columns that carry nothing to keep."""


def _fields(record: type[Record], *left_out: str) -> tuple[Column, ...]:
    return tuple(
        _of_field(item.name, item)
        for item in describe(record)
        if not item.field.technical and item.name not in left_out
    )


def _of_field(key: str, item: Described) -> Column:
    field = item.field
    return Column(key, field.label, field.aliases, item, field.help)


def _snapshot(daftar: Daftar, record: type[Record], least: int) -> Layout:
    nama = _of_field("nama", described(Kampung, "nama"))
    columns = _fields(record, "id", "kampung")
    typical = frozenset(column.key for column in columns) - {"tanggal", "sumber"}
    return Layout(
        daftar, record, (*_REGION, nama, *columns), (("nama",), _PLACE), typical, least
    )  # fmt: skip


def _of_kampung(record: type[Record], name: str) -> tuple[Column, ...]:
    """Return the columns that name the kampung a record belongs to."""
    label = described(record, name).field.label
    return *_REGION, Column("kampung", label, (_NAMA.label,))


def _meetings() -> tuple[Layout, ...]:
    """Return the layouts of meetings and of what hangs on them."""
    kampung = Column("kampung", described(Rapat, "kampung").field.label, (_NAMA.label, "Kampung"))
    rapat, day = described(Rapat, "nama").field, described(Rapat, "tanggal").field
    meeting = (
        Column("rapat", rapat.label, rapat.aliases),
        Column("tanggal_rapat", day.label, (*day.aliases, "Hari/tanggal")),
        KODE, kampung,
    )  # fmt: skip
    which = frozenset({"rapat", "tanggal_rapat"})
    return (
        Layout(
            Daftar.RAPAT, Rapat, (*_fields(Rapat, "id", "kampung"), KODE, kampung),
            (("nama",), ("tanggal",)),
            frozenset({"nama", "mulai", "selesai", "tempat", "acara", "pimpinan", "notulis"}),
        ),
        Layout(
            Daftar.PESERTA, Peserta,
            (*meeting, *_fields(Peserta, "id", "rapat", "anggota", "urut")),
            (("nama",),), which | {"kehadiran", "wakil", "alasan", "tamu"},
        ),
        Layout(
            Daftar.NOTULA, Pembahasan,
            (
                *meeting,
                *_fields(Pembahasan, "id", "rapat", "urut"),
                _of_field("keputusan", described(Keputusan, "isi")),
                _of_field("matriks", described(Keputusan, "matriks")),
            ),
            (("isi", "keputusan"),), frozenset({"isi", "keputusan"}),
        ),
        Layout(
            Daftar.TINDAK_LANJUT, TindakLanjut,
            (*meeting, *_fields(TindakLanjut, "id", "rapat", "urut")),
            (("uraian",),), frozenset({"uraian"}),
        ),
    )  # fmt: skip


_PLACES = Column(
    "kampung", "Kampung KB", (_NAMA.label, "Kampung", "Desa", "Desa/Kelurahan", "Lokasi"),
    help="Beberapa dipisah titik koma; “semua” untuk semuanya.",
)  # fmt: skip
_SEVERAL = "Nama atau singkatan; beberapa dipisah titik koma."


def _plans() -> tuple[Layout, ...]:
    """Return the layouts of needs, offers, plans and what was done."""
    need = (*_of_kampung(Permasalahan, "kampung"), *_fields(Permasalahan, "id", "kampung",
                                                             "rencana"))  # fmt: skip
    offer = (*_fields(Tawaran, "id"), Column("sub", "Sub kegiatan", ("Kegiatan/Sub kegiatan",)),
             Column("lokasi", "Lokasi", ("Lokasi kegiatan",)))  # fmt: skip
    plan = (
        KODE, _PLACES, *_fields(Rencana, "id", "tawaran", "kegiatan_inpres"),
        Column("waktu", "Waktu", ("Waktu pelaksanaan", "Jadwal", "Bulan", "Jadwal pelaksanaan"),
               help="Tanggal, rentang tanggal, bulan atau triwulan."),
        Column("pendukung", "Pendukung", ("OPD pendukung", "Mitra", "Pelaksana pendukung"),
               help=_SEVERAL),
    )  # fmt: skip
    done = (
        *_of_kampung(Realisasi, "kampung"), *_fields(Realisasi, "id", "kampung",
                                                     "kegiatan_inpres"),
        Column("opd", "OPD hadir", ("Instansi", "Instansi yang hadir", "Pelaksana", "OPD"),
               help=_SEVERAL),
    )  # fmt: skip
    return (
        Layout(Daftar.PERMASALAHAN, Permasalahan, need, (("uraian",), (*_PLACE, "kampung")),
               frozenset({"uraian", "dasar", "peringkat"})),
        Layout(Daftar.TAWARAN, Tawaran, offer, (("kegiatan", "sub"),),
               frozenset({"kapasitas", "anggaran", "sub"})),
        Layout(Daftar.RENCANA, Rencana, plan,
               (("kegiatan",), ("waktu", "mulai", "program", "opd", "anggaran")),
               frozenset({"waktu", "pasti", "target", "alasan", "pendukung", "satuan"})),
        Layout(Daftar.REALISASI, Realisasi, done, (("judul",), ("tanggal",)),
               frozenset({"biaya", "capaian", "kendala", "laki_laki", "perempuan", "diinput"})),
    )  # fmt: skip


@cache
def layouts() -> dict[Daftar, Layout]:
    """Return the layout of every list."""
    pokja_mulai = described(Pokja, "mulai")
    kode_wilayah, nama_wilayah = described(Wilayah, "id"), described(Wilayah, "nama")
    jumlah = described(JumlahDesa, "wilayah")
    every = (
        Layout(
            Daftar.KAMPUNG, Kampung,
            (*_REGION, *_fields(Kampung, "id", "desa")),
            (("nama",), _PLACE), frozenset({"nama"}),
        ),
        _snapshot(Daftar.KLASIFIKASI, Klasifikasi, 1),
        _snapshot(Daftar.VARIABEL, Variabel, 3),
        Layout(
            Daftar.OPD, OPD, _fields(OPD, "id"), (("nama",),),
            frozenset({"singkatan", "jenis", "tupoksi", "pic", "koordinator"}),
        ),
        Layout(
            Daftar.POKJA, Pokja, (*_of_kampung(Pokja, "kampung"), *_fields(Pokja, "id", "kampung")),
            (("kode", "desa", "kampung"),),
            frozenset({"mulai", "selesai", "sk_nomor", "sk_tanggal", "seksi"}),
        ),
        Layout(
            Daftar.ANGGOTA, Anggota,
            (
                *_of_kampung(Pokja, "kampung"),
                Column("pokja_mulai", pokja_mulai.field.label, (), None,
                       "Hanya perlu bila kampung itu mempunyai beberapa Pokja."),
                *_fields(Anggota, "id", "pokja"),
            ),
            (("nama",),), frozenset({"kedudukan", "seksi", "unsur", "terlatih"}),
        ),
        Layout(
            Daftar.MATRIKS, SelMatriks,
            (
                _of_field("tahun", described(SelMatriks, "tahun")),
                *_of_kampung(SelMatriks, "kampung"),
                *_fields(SelMatriks, "id", "tahun", "kampung"),
            ),
            (("program",), ("opd",), ("peran",)), frozenset({"peran"}),
        ),
        Layout(
            Daftar.WILAYAH, Wilayah,
            (_of_field("id", kode_wilayah), _of_field("nama", nama_wilayah)),
            (("id",), ("nama",)), frozenset({"id"}),
        ),
        Layout(
            Daftar.JUMLAH_DESA, JumlahDesa,
            (
                Column("kode", kode_wilayah.field.label, kode_wilayah.field.aliases),
                PROVINSI, KABUPATEN, KECAMATAN,
                Column("wilayah", jumlah.field.label, ("Nama Wilayah",)),
                *_fields(JumlahDesa, "id", "wilayah"),
            ),
            (("kode", "wilayah", "kecamatan", "kabupaten"), ("jumlah",)), frozenset({"jumlah"}),
        ),
    )  # fmt: skip
    return {layout.daftar: layout for layout in (*every, *_meetings(), *_plans())}
