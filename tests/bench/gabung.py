"""Packages of all offices of a province merged, beside a bare copy of the same rows with SQLite."""

from __future__ import annotations

import gc
import shutil
import sqlite3
import subprocess
import zlib
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from db.schema import TABLES
from db.store import FILE
from kkbdesk.desk import Desk
from kkbdesk.model.ids import (
    AnggotaId,
    KampungId,
    Kind,
    OPDId,
    PokjaId,
    ProgramId,
    VariabelId,
    derived_id,
    new_id,
)
from kkbdesk.model.kampung import Variabel
from kkbdesk.model.matriks import Peran, SelMatriks, sel_id
from kkbdesk.model.paket import Tujuan
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.wilayah import DESA, KABUPATEN
from kkbdesk.queries.isi_paket import ISI
from kkbdesk.services.berkas_paket import Kunci
from kkbdesk.store import Unit
from tests.bench.figure import Figure, once_ms
from tests.support.makers import a_kampung, a_klasifikasi
from tests.support.offices import Kiriman, an_office, held, merged, packed, reopened

_RUNS = 3
PROVINCE, OFFICES, KAMPUNG = "13", 19, 1_159
YEARS = range(2021, 2026)
KINDS = [kind for kind in ISI[Tujuan.PROVINSI] if kind is not Kind.WILAYAH]


def figures(work: Path) -> list[Figure]:
    """Return the figures; making the offices takes a minute, three turns as long."""
    work.mkdir()
    province = an_office(work / "provinsi", PROVINCE)
    with province.store.read() as reader:
        codes = [item.id for item in reader.wilayah_dalam(PROVINCE, KABUPATEN) if not item.sampai]
    province.store.close()
    if len(codes) < OFFICES:
        raise RuntimeError(f"{len(codes)} offices in {PROVINCE}")
    desks = [_office(work, code, at) for at, code in enumerate(codes[:OFFICES])]
    packages = [packed(desk) for desk in desks]
    before = [
        _kept(desk, work / f"{code}.sqlite") for desk, code in zip(desks, codes, strict=False)
    ]
    rows = sum(len(found) for found in held(desks[0]).values())
    for desk in desks:
        _new_year(desk)
    later = [packed(desk) for desk in desks]
    after = [desk.store.path for desk in desks]
    gc.collect()
    gc.freeze()  # a package is read from its file; here all of them lie in memory
    times = [_in_turn(work, (packages, later), (before, after)) for _ in range(_RUNS)]
    empty, bare, filled, again = map(min, zip(*times, strict=True))
    size = _sizes(work, desks[0])
    for desk in desks:
        desk.store.close()
    title = f"merge {OFFICES} offices, {KAMPUNG} kampung, five years"
    return [
        Figure(f"{title}, empty province", empty, "bare copy of rows", bare, "ms", "5 x"),
        Figure(f"{title}, filled province", filled, "bare copy of rows", again, "ms", "5 x"),
        Figure(f"package of an office, {rows} records", size[0], size[2], size[1], "kB", "-"),
    ]


def _in_turn(
    work: Path, packages: Sequence[list[Kiriman]], sources: Sequence[list[Path]]
) -> list[float]:
    """Return how long merging and copying take by turns, into a province that begins empty."""
    run = work / "giliran"
    shutil.copytree(work / "provinsi", run)
    shutil.copyfile(run / FILE, run / "salin.sqlite")
    times = []
    province = reopened(run)
    for ours, theirs in zip(packages, sources, strict=True):
        times.append(once_ms(partial(_merge, province, ours)))
        times.append(once_ms(partial(_copy, run / "salin.sqlite", theirs)))
    province.store.close()
    shutil.rmtree(run)
    return times


def _kept(desk: Desk, path: Path) -> Path:
    """Return a copy of an office's database."""
    source, target = sqlite3.connect(desk.store.path), sqlite3.connect(path)
    source.backup(target)
    source.close()
    target.close()
    return path


def _merge(province: Desk, packages: list[Kiriman]) -> None:
    for package in packages:
        result = merged(province, package)
        if result.rencana.ditolak or not all(item.sama for item in result.total):
            raise RuntimeError(f"{package[0]['kantor']} is not taken whole")


def _copy(target: Path, sources: list[Path]) -> None:
    """Copy the same rows with SQLite alone, one durable transaction for each office."""
    raw = sqlite3.connect(target, isolation_level=None)
    raw.execute("PRAGMA synchronous=FULL")
    for source in sources:
        raw.execute("ATTACH ? AS kiriman", (str(source),))
        raw.execute("BEGIN IMMEDIATE")
        for kind in KINDS:
            names = ", ".join(TABLES[kind].c.keys())
            raw.execute(
                f"INSERT OR REPLACE INTO main.{kind} ({names}) SELECT {names} FROM kiriman.{kind}"
            )
        raw.execute("COMMIT")
        raw.execute("DETACH kiriman")
    raw.close()


def _office(work: Path, code: str, at: int) -> Desk:
    desk = an_office(work / code, code)
    number = KAMPUNG // OFFICES
    with desk.store.read() as reader:
        villages = [item for item in reader.wilayah_dalam(code, DESA) if item.sampai is None]
        agencies = desk.opd.daftar()
    with desk.editor.edit("Isi") as unit:
        for place, village in enumerate(villages[:number]):
            kampung = a_kampung(village.id, village.nama, catatan=f"Kampung ke-{place}")
            unit.put(kampung)
            group = PokjaId(new_id())
            unit.put(Pokja(id=group, kampung=kampung.id, sk_nomor=f"400.13/{at}/{place}"))
            for seat in range(12):
                unit.put(
                    Anggota(
                        id=AnggotaId(new_id()),
                        pokja=group,
                        nama=f"Nama Anggota {seat}",
                        unsur="PKK",
                    )
                )
            for year in YEARS:
                _measured(unit, kampung.id, year, place)
            for program in range(1, 6):
                for agency in agencies:
                    _cell(unit, kampung.id, ProgramId(str(program)), agency.id)
    return desk


def _measured(unit: Unit, kampung: KampungId, year: int, place: int) -> None:
    day = date(year, 12, 1)
    unit.put(a_klasifikasi(kampung, day))
    id = VariabelId(derived_id(Kind.VARIABEL, kampung, day.isoformat()))
    figures = dict.fromkeys(
        ("pus", "penduduk", "keluarga", "bkb", "bkr", "bkl", "iud", "pil"), place
    )
    unit.put(Variabel(id=id, kampung=kampung, tanggal=day, sumber="Situs", **figures))  # type: ignore[arg-type]  # these are numbers


def _cell(unit: Unit, kampung: KampungId, program: ProgramId, agency: OPDId) -> None:
    id = sel_id(2025, kampung, program, agency)
    unit.put(
        SelMatriks(
            id=id,
            tahun=2025,
            kampung=kampung,
            program=program,
            opd=agency,
            peran=Peran.PENDUKUNG,
        )
    )


def _new_year(desk: Desk) -> None:
    with desk.store.read() as reader:
        ids = [row.id for row in reader.kampung_rows(reader.today())]
    with desk.editor.edit("Tahun baru") as unit:
        for place, id in enumerate(ids):
            _measured(unit, id, 2026 - 1 - 5, place)


def _sizes(work: Path, desk: Desk) -> tuple[float, float, str]:
    """Return the size of a package and of the compressed database, in kB, and how compressed."""
    made = desk.berkas_paket.buat(
        Tujuan.SERAH_TERIMA, work / "kiriman.kkb", kunci=Kunci(terbuka=True)
    )
    raw = sqlite3.connect(desk.store.path)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    content = desk.store.path.read_bytes()
    if tool := shutil.which("zstd"):
        packed_size = len(
            subprocess.run(
                [tool, "-q", "-c", str(desk.store.path)], check=True, capture_output=True
            ).stdout
        )
        return made.ukuran / 1000, packed_size / 1000, "database by zstd"
    return made.ukuran / 1000, len(zlib.compress(content)) / 1000, "database by zlib"
