"""A province that holds the packages of two offices, whose agencies differ in one name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from db.store import FILE
from kkbdesk.desk import Desk
from kkbdesk.model.ids import KampungId, OPDId, ProgramId
from kkbdesk.model.matriks import Peran
from tests.support import peladen
from tests.support.makers import SINAR_SURYA, TANJUNG_NIUR
from tests.support.offices import an_office, reopened, sent

BELITUNG = "19.02.01.2004"
"""A village of the second office."""
MATI = "19.06.01.2001"
"""A village whose office never sends."""
YEAR = 2026
ONE = ProgramId("1")
_OFFICES = {"provinsi": "19", "barat": "19.05", "belitung": "19.02"}


@dataclass(frozen=True)
class Provinsi:
    """Three offices; the province holds what the other two sent."""

    desk: Desk
    barat: Desk
    belitung: Desk

    def kampung(self, desa: str) -> KampungId:
        """Return the kampung of a village as the province has it."""
        return self.desk.kampung.dengan_kode(desa).id


def _fill(desk: Desk, desa: str, nama: str, renamed: str = "") -> None:
    """Give an office a kampung with a matrix, a working group, and a matrix of its own."""
    kampung = desk.kampung.tambah({"desa": desa, "nama": nama})
    first, second, *rest = desk.opd.daftar()
    for item in rest:
        desk.opd.hapus(item.id)
    if renamed:
        desk.opd.ubah(second, {"nama": renamed, "singkatan": renamed})
    for place in (kampung.id, None):
        desk.matriks.isi(
            YEAR,
            place,
            {(ONE, first.id): Peran.PENDUKUNG, (ONE, second.id): Peran.PENANGGUNG_JAWAB},
        )
        group = desk.pokja.tambah({"kampung": place, "mulai": date(2026, 1, 1)})
        desk.pokja.tambah_anggota(
            group.id, [{"nama": f"Ketua {nama}", "kedudukan": "ketua", "opd": second.id}]
        )


@cache
def _built() -> dict[str, Path]:
    """Return the files of the three offices after the packages were merged; made once."""
    folder = peladen.workshop() / "provinsi"
    with peladen.kept(), ExitStack() as stack:
        made = {name: an_office(folder / name, kode) for name, kode in _OFFICES.items()}
        for desk in made.values():
            stack.callback(desk.store.close)
        _fill(made["barat"], SINAR_SURYA, "Sinar Surya")
        _fill(made["belitung"], BELITUNG, "Perawas", renamed="Dinas Khas")
        for name in ("barat", "belitung"):
            desk = made[name]
            desk.opd.ubah(desk.opd.daftar()[0], {"tupoksi": "Mengoordinasi"})
            sent(desk, made["provinsi"])
    return {name: folder / name / FILE for name in _OFFICES}


@pytest.fixture
def provinsi(tmp_path: Path) -> Iterator[Provinsi]:
    """The province with the packages of Bangka Barat and Belitung merged."""
    with ExitStack() as stack:
        made: list[Desk] = []
        for name, office in _built().items():
            (tmp_path / name).mkdir()
            peladen.clone(office, tmp_path / name)
            made.append(reopened(tmp_path / name))
            stack.callback(made[-1].close)
        yield Provinsi(*made)


def agency(desk: Desk, place: int = 0) -> OPDId:
    """Return an agency of an office by its place."""
    return desk.opd.daftar()[place].id


__all__ = ["BELITUNG", "MATI", "ONE", "TANJUNG_NIUR", "YEAR", "Provinsi", "agency", "provinsi"]
