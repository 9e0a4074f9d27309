"""The published tables of Sumatera Barat 2022 come out to the last count."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.documents.blocks import Value
from kkbdesk.documents.report import Choices
from tests.support.papers import CLASSES, Counts, found, needed, rows

PER = date(2022, 10, 31)
CODES = {
    "Pesisir Selatan": "13.01", "Solok": "13.02", "Sijunjung": "13.03", "Tanah Datar": "13.04",
    "Padang Pariaman": "13.05", "Agam": "13.06", "Lima Puluh Kota": "13.07", "Pasaman": "13.08",
    "Kep. Mentawai": "13.09", "Dharmasraya": "13.10", "Solok Selatan": "13.11",
    "Pasaman Barat": "13.12", "Kota Padang": "13.71", "Kota Solok": "13.72", "Sawahlunto": "13.73",
    "Padang Panjang": "13.74", "Bukittinggi": "13.75", "Payakumbuh": "13.76", "Pariaman": "13.77",
}  # fmt: skip


def clock() -> datetime:
    return datetime(2022, 10, 31, 3, tzinfo=UTC)


@pytest.fixture(scope="session")
def sumatera_barat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The province's office as of October 2022, with the list of regions of that year."""
    with needed("wilayah", "wilayah_lama_2022.csv").open(encoding="utf-8", newline="") as file:
        older = {row["kode"]: row["nama"] for row in csv.DictReader(file)}
    number = rows("tabel_4_2_jumlah_kampung_kb.csv")
    classes = {row["kabupaten_kota"]: row for row in rows("tabel_4_3_klasifikasi.csv")}
    counts = {
        CODES[row["kabupaten_kota"]]: Counts(
            int(row["sampai_31_des_2021"]),
            int(row["tambahan_2022"] or 0),
            tuple(int(classes[row["kabupaten_kota"]][name]) for name in CLASSES),
        )
        for row in number
    }
    folder = tmp_path_factory.mktemp("sumbar")
    with SqlStore.create(folder, clock=clock) as store:
        Desk(store, clock).kantor.siapkan("13", "tabel-4.6")
    with SqlStore.open(folder, clock=clock) as store:
        desk = Desk(store, clock)
        desk.wilayah.muat(older, date(2022, 11, 9))
        found(desk, counts, PER)
        yield desk


def table(desk: Desk, name: str) -> list[tuple[Value, ...]]:
    (grid,) = desk.laporan.dokumen(name, Choices(per=PER)).grids()
    return [row.cells for row in grid.rows]


def by_code(told: list[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(told, key=lambda row: CODES[row["kabupaten_kota"]])


def test_tabel_4_2(sumatera_barat: Desk) -> None:
    made = table(sumatera_barat, "jumlah")
    for cells, row in zip(made, by_code(rows("tabel_4_2_jumlah_kampung_kb.csv")), strict=False):
        assert cells[2:6] == (
            int(row["sampai_31_des_2021"]),
            int(row["tambahan_2022"] or 0),
            int(row["sampai_31_okt_2022"]),
            int(row["jumlah_desa"]),
        )
        share = cells[6]
        assert not isinstance(share, str | None)
        assert abs(float(share) - int(row["persen_terbentuk"])) < 1  # type: ignore[arg-type]
    assert len(made) == 20
    assert made[-1][1:6] == ("Jumlah", 387, 309, 696, 1159)
    assert str(made[-1][6]) == "60.05"


def test_tabel_4_3(sumatera_barat: Desk) -> None:
    made = table(sumatera_barat, "klasifikasi")
    for cells, row in zip(made, by_code(rows("tabel_4_3_klasifikasi.csv")), strict=False):
        assert cells[2:10:2] == tuple(int(row[name]) for name in CLASSES)
        assert cells[10] == 0
    assert made[-1][2:10:2] == (525, 72, 31, 68)
    assert [str(share) for share in made[-1][3:10:2]] == ["75.43", "10.34", "4.45", "9.77"]
    assert made[-1][-1] == 696


def test_tabel_4_6(sumatera_barat: Desk) -> None:
    sumatera_barat.matriks.isi_usulan(2022, None)
    told = [int(row["jumlah_centang"]) for row in rows("tabel_4_6_matriks.csv")]
    made = table(sumatera_barat, "matriks")
    programs = [cells for cells in made if isinstance(cells[0], int)]
    assert [cells[-1] for cells in programs] == told == [4, 8, 2, 6, 2, 2, 5, 3]
    assert [sum(cell == "√" for cell in cells) for cells in programs] == told
