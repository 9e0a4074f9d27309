"""Reference data from the bundled files, written into a new database."""

from __future__ import annotations

import csv
import lzma
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from db.mapping import insert, to_row, to_values
from db.schema import TABLES
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import (
    ButirId,
    DasarHukumId,
    KegiatanId,
    Kind,
    KodeWilayah,
    ProgramId,
    derived_id,
)
from kkbdesk.model.naskah import DasarHukum, JenisAturan
from kkbdesk.model.program import Butir, Kegiatan, Program
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.wilayah import Wilayah
from resources.files import resource

DRAFT = "Rancangan 2021, sebelum Inpres 3/2022; sesuaikan dengan lampiran Inpres"


def seed(connection: sa.Connection) -> None:
    """Insert all reference records; they are the same in every office, so they have no journal."""
    for kind, records in (
        (Kind.WILAYAH, wilayah()),
        (Kind.BUTIR, butir()),
        (Kind.PROGRAM, program()),
        (Kind.KEGIATAN, kegiatan()),
        (Kind.DASAR_HUKUM, dasar_hukum()),
    ):
        insert(connection, TABLES[kind], to_values(RECORDS[kind], records))


def complete(connection: sa.Connection) -> None:
    """Insert what came with a newer release into a database that is older: lists, legal bases.

    One without any lists is new, and seeded as a whole.
    """
    lists = TABLES[Kind.BUTIR]
    if connection.execute(sa.select(lists.c.id).limit(1)).first() is None:
        return
    for kind, records in ((Kind.BUTIR, butir()), (Kind.DASAR_HUKUM, dasar_hukum())):
        table = TABLES[kind]
        known = set(connection.execute(sa.select(table.c.id)).scalars())
        rows = [to_row(record) for record in records if record.id not in known]
        if rows:
            connection.execute(sa.insert(table), rows)


def wilayah() -> Iterator[Record]:
    """Yield the shipped regions with their other spellings."""
    other: dict[str, list[str]] = defaultdict(list)
    for code, names in _toml("wilayah.toml")["ejaan"].items():
        other[code] += names
    for row in _csv("alias_wilayah.csv"):
        other[row["kode"]].append(row["ejaan_lain"])
    with lzma.open(resource("reference", "wilayah.csv.xz"), "rt", encoding="utf-8") as file:
        for line in file:
            code, name = line.rstrip("\n").split(",", 1)
            yield Wilayah(id=KodeWilayah(code), nama=name, alias=tuple(other.get(code, ())))


def butir() -> Iterator[Record]:
    """Yield the items of all lists."""
    for daftar, content in _toml("daftar.toml").items():
        for urut, (kode, nama, *induk) in enumerate(content["butir"], 1):
            yield Butir(
                id=ButirId(derived_id(Kind.BUTIR, daftar, kode)),
                daftar=daftar,
                kode=kode,
                nama=nama,
                induk=induk[0] if induk else "",
                sumber=content["sumber"],
                urut=urut,
            )


def program() -> Iterator[Record]:
    """Yield the programs."""
    for row in _toml("program.toml")["program"]:
        yield Program(
            id=ProgramId(row["id"]),
            nama=row["nama"],
            singkatan=row["singkatan"],
            sasaran=row["sasaran"],
            kementerian=tuple(row["kementerian"]),
        )


def kegiatan() -> Iterator[Record]:
    """Yield the activities, marked as the draft that they are."""
    for urut, row in enumerate(_csv("kegiatan.csv"), 1):
        yield Kegiatan(
            id=KegiatanId(derived_id(Kind.KEGIATAN, row["program"], row["kegiatan"])),
            program=ProgramId(row["program"]),
            nama=row["kegiatan"],
            indikator=row["indikator"],
            penanggung_jawab=row["penanggung_jawab"],
            sumber=DRAFT,
            urut=urut,
        )


def dasar_hukum() -> Iterator[Record]:
    """Yield the legal bases that decrees of this field rest on."""
    for row in _toml("dasar_hukum.toml")["dasar"]:
        naskah = tuple(row.pop("naskah", ()))
        yield DasarHukum(
            id=DasarHukumId(derived_id(Kind.DASAR_HUKUM, row["jenis"], row["nomor"])),
            jenis=JenisAturan(row.pop("jenis")),
            naskah=naskah,
            **row,
        )


def _toml(name: str) -> dict[str, Any]:
    with resource("reference", name).open("rb") as file:
        return tomllib.load(file)


def _csv(name: str) -> list[dict[str, str]]:
    with resource("reference", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
