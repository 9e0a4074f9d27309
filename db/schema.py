"""The tables, derived from the description of the records, and the journal beside them.

A table's columns are the record's fields. The database repeats only structure: NOT NULL, foreign
keys (checked at commit), uniqueness, and the values of enums. Nothing cascades.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

from kkbdesk.model.fields import Choice, Described, Record, describe
from kkbdesk.model.ids import Kind
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.wilayah import Wilayah, normal

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Scaled(TypeDecorator[Decimal]):
    """A Decimal with a fixed number of places, stored as an integer so that nothing rounds."""

    impl = sa.BigInteger
    cache_ok = True

    def __init__(self, places: int) -> None:
        super().__init__()
        self.places = places

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> int | None:
        """Return 1.25 as 125."""
        return None if value is None else int(value.scaleb(self.places).to_integral_value())

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> Decimal | None:
        """Return 125 as 1.25."""
        return None if value is None else Decimal(value).scaleb(-self.places)


class Texts(TypeDecorator[tuple[str, ...]]):
    """Several texts, stored as a JSON list."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: sa.Dialect) -> str | None:
        """Return JSON."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(
        self, value: str | None, dialect: sa.Dialect
    ) -> tuple[str, ...] | None:
        """Return the texts; most are none, and parsing that for every village takes long."""
        if value == "[]":
            return ()
        return None if value is None else tuple(json.loads(value))


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, stored as ISO text."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> str | None:
        """Return ISO text in UTC."""
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> datetime | None:
        """Return the aware datetime."""
        return None if value is None else datetime.fromisoformat(value)


class Word(TypeDecorator[Choice]):
    """A word of a closed list, stored as its value."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, words: type[Choice]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Choice | None, dialect: sa.Dialect) -> str | None:
        """Return the plain text."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Choice | None:
        """Return the member."""
        return None if value is None else self.words(value)


def _search_text(record: Wilayah) -> str:
    return " | ".join(normal(name) for name in (record.nama, *record.alias))


def _words(*names: str) -> Callable[[Any], str]:
    def text(record: Any) -> str:
        return normal(" ".join(str(getattr(record, name)) for name in names))

    return text


SEARCHED: dict[Kind, tuple[str, str]] = {
    Kind.KAMPUNG: ("nama", "sk_nomor"),
    Kind.ANGGOTA: ("nama", "unsur"),
    Kind.OPD: ("nama", "singkatan"),
    Kind.POKJA: ("sk_nomor", "catatan"),
    Kind.PROGRAM: ("nama", "singkatan"),
    Kind.NASKAH: ("hal", "nomor"),
    Kind.RAPAT: ("nama", "tempat"),
}
"""The kinds found by their text, and the two fields that hold it: title and note."""
_FILTERED: dict[Kind, tuple[str, str]] = {
    Kind.RENCANA: ("kegiatan", "tempat"),
    Kind.REALISASI: ("judul", "tempat"),
}
"""The kinds whose lists are filtered by their text."""

DERIVED: dict[Kind, tuple[tuple[str, sa.types.TypeEngine[Any], Callable[[Any], Any]], ...]] = {
    Kind.WILAYAH: (
        ("tingkat", sa.SmallInteger(), lambda record: record.tingkat),
        ("cari", sa.Text(), _search_text),
    ),
    **{
        kind: (("cari", sa.Text(), _words(*names)),)
        for kind, names in (SEARCHED | _FILTERED).items()
    },
}
"""Columns computed from the record for searching; never read back into it."""

_INDEXES: dict[Kind, tuple[tuple[str, ...], ...]] = {
    Kind.JUMLAH_DESA: (("wilayah", "tahun"),),
    Kind.KAMPUNG: (("desa",),),
    Kind.KLASIFIKASI: (("kampung", "tanggal"),),
    Kind.VARIABEL: (("kampung", "tanggal"),),
    Kind.POKJA: (("kampung",),),
    Kind.ANGGOTA: (("pokja",),),
    Kind.NAMA_OPD: (("opd",),),
    Kind.KEGIATAN: (("program",),),
    Kind.BUTIR: (("daftar", "kode"),),
    Kind.SEL_MATRIKS: (("kampung", "tahun"), ("opd",)),
    Kind.IMPOR: (("jenis", "wilayah"),),
    Kind.NASKAH: (("kampung",), ("pokja",), ("rapat",)),
    Kind.RAPAT: (("tanggal",), ("kampung",)),
    Kind.KEMBAR: (("jenis", "lain"),),
    Kind.PESERTA: (("rapat",), ("anggota",)),
    Kind.TAWARAN: (("tahun",), ("opd",)),
    Kind.RENCANA: (
        ("tahun", "mulai"), ("tahun", "program", "mulai"), ("mulai",), ("opd", "tahun"),
        ("tawaran",),
    ),
    Kind.LOKASI_RENCANA: (("rencana",), ("kampung",)),
    Kind.PENDUKUNG_RENCANA: (("rencana",), ("opd",)),
    Kind.PERMASALAHAN: (("kampung", "tahun"), ("tahun",), ("rencana",)),
    Kind.REALISASI: (("tanggal",), ("rencana",), ("kampung",)),
    Kind.OPD_REALISASI: (("realisasi",), ("opd",)),
    Kind.FOTO_REALISASI: (("realisasi",),),
    Kind.TAHAPAN: (("tahun",),),
    **{
        kind: (("rapat",),)
        for kind in (Kind.PEMBAHASAN, Kind.KEPUTUSAN, Kind.TINDAK_LANJUT, Kind.FOTO_RAPAT)
    },
}  # fmt: skip
_UNIQUE: dict[Kind, tuple[tuple[str, ...], ...]] = {
    Kind.KLASIFIKASI: (("kampung", "tanggal"),),
    Kind.VARIABEL: (("kampung", "tanggal"),),
    Kind.SEL_MATRIKS: (("tahun", "kampung", "program", "opd"),),
    Kind.BUTIR: (("daftar", "kode"),),
    Kind.PADANAN: (("jenis", "teks"),),
}


def _column_type(item: Described) -> sa.types.TypeEngine[Any]:
    simple: dict[type, Callable[[], sa.types.TypeEngine[Any]]] = {
        bool: sa.Boolean, int: sa.Integer, str: sa.Text, date: sa.Date, datetime: Instant,
        tuple: Texts,
    }  # fmt: skip
    if item.type in simple:
        return simple[item.type]()
    if issubclass(item.type, Choice):
        return Word(item.type)
    return Scaled(item.field.places)


def _column(item: Described) -> sa.Column[Any]:
    args: list[Any] = []
    if item.field.ref is not None:
        args.append(
            sa.ForeignKey(f"{item.field.ref.value}.id", deferrable=True, initially="DEFERRED")
        )
    return sa.Column(
        item.name, _column_type(item), *args, nullable=item.optional, primary_key=item.name == "id"
    )


def _table(record_type: type[Record]) -> sa.Table:
    kind = record_type.KIND
    unique = _UNIQUE.get(kind, ())
    parts: list[Any] = [_column(item) for item in describe(record_type)]
    parts += [sa.Column(name, kept, nullable=False) for name, kept, _ in DERIVED.get(kind, ())]
    for item in describe(record_type):
        if issubclass(item.type, Choice):
            allowed = ", ".join(f"'{word.value}'" for word in item.type)
            parts.append(sa.CheckConstraint(f"{item.name} IN ({allowed})", name=item.name))
    parts += [sa.UniqueConstraint(*columns) for columns in unique]
    parts += [
        sa.Index(None, *columns) for columns in _INDEXES.get(kind, ()) if columns not in unique
    ]
    return sa.Table(kind.value, metadata, *parts)


TABLES: dict[Kind, sa.Table] = {kind: _table(record_type) for kind, record_type in RECORDS.items()}

jurnal = sa.Table(
    "jurnal",
    metadata,
    sa.Column("urut", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("waktu", Instant, nullable=False),
    sa.Column("oleh", sa.Text, nullable=False),
    sa.Column("jenis", sa.Text, nullable=False),
    sa.Column("membatalkan", sa.Text),
    sa.Column("jumlah", sa.Integer, nullable=False),
    sa.Column("simpul", sa.Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)
perubahan = sa.Table(
    "perubahan",
    metadata,
    sa.Column("jurnal", sa.Integer, sa.ForeignKey("jurnal.urut"), primary_key=True),
    sa.Column("nomor", sa.Integer, primary_key=True),
    sa.Column("jenis", sa.Text, nullable=False),
    sa.Column("rekam", sa.Text, nullable=False),
    sa.Column("kampung", sa.Text),
    sa.Column("sebelum", sa.Text),
    sa.Column("sesudah", sa.Text),
    sa.Index(None, "rekam"),
    sa.Index(None, "kampung"),
)
draf = sa.Table(
    "draf",
    metadata,
    sa.Column("jenis", sa.Text, primary_key=True),
    sa.Column("rekam", sa.Text, primary_key=True),
    sa.Column("nilai", sa.Text, nullable=False),
    sa.Column("waktu", Instant, nullable=False),
)
versi = sa.Table(
    "versi",
    metadata,
    sa.Column("jenis", sa.Text, primary_key=True),
    sa.Column("rekam", sa.Text, primary_key=True),
    sa.Column("isi", sa.Text, nullable=False),
    sa.Column("urut", sa.Integer, nullable=False),
    sa.Column("terbuka", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Index(None, "urut"),
    # Of the few versions alone in which something waits for a decision.
    terbuka := sa.Index(None, "terbuka", sqlite_where=sa.text("terbuka = 1")),
)


@sa.event.listens_for(versi, "before_create")
def _also_on_postgresql(_table: sa.Table, connection: sa.Connection, **_more: object) -> None:
    """Name PostgreSQL only where it is spoken to, for that imports all it can do."""
    if connection.dialect.name == "postgresql":
        terbuka.dialect_kwargs["postgresql_where"] = sa.text("terbuka")


versi_gabung = sa.Table(
    "versi_gabung",
    metadata,
    sa.Column("jurnal", sa.Integer, sa.ForeignKey("jurnal.urut"), primary_key=True),
    sa.Column("sebelum", sa.LargeBinary, nullable=False),
)
identitas = sa.Table(
    "identitas",
    metadata,
    sa.Column("nama", sa.Text, primary_key=True),
    sa.Column("nilai", sa.Text, nullable=False),
)
rahasia = sa.Table(
    "rahasia",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("meleset", sa.Integer, nullable=False),
    sa.Column("terakhir", Instant),
)
