"""laporan: listed, written in three formats, refused in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from db.database import SqlDatabase
from kkbdesk.cli import app
from tests.support.makers import SINAR_SURYA
from tests.support.paper import pages

NAMES = [
    "matriks", "matriks-gabungan", "pembagian-tugas", "jumlah", "klasifikasi", "lintas-sektor",
    "daftar-kampung", "profil", "pokja", "agenda-surat",
    "permasalahan", "formulir-permasalahan", "rencana-aksi", "jadwal", "komitmen-opd",
    "tumpang-tindih", "realisasi", "bulanan", "tahunan", "tahapan", "kelengkapan",
]  # fmt: skip
PERLU_KAMPUNG = ("profil", "formulir-permasalahan")


def run(folder: Path, *args: str) -> int:
    return app.run(["--data", str(folder), "laporan", *args], SqlDatabase())


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Return the one object on standard output."""
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def test_alone_it_lists_the_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "tiada") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == NAMES
    assert run(tmp_path / "tiada", "--json") == 0
    listed = told(capsys)["laporan"]
    assert [each["nama"] for each in listed] == NAMES
    assert [each["nama"] for each in listed if each["perlu_kampung"]] == [*PERLU_KAMPUNG]


def test_a_month_is_named_by_year_and_number(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bulan.pdf"
    assert run(sample_folder, "bulanan", "-o", str(path), "--bulan", "2026-02") == 0
    text = " ".join(" ".join(pages(path.read_bytes())).split())
    assert "BULAN FEBRUARI 2026" in text
    assert "Sampai 28 Februari 2026" in text
    assert run(sample_folder, "bulanan", "-o", str(path), "--bulan", "2026-13") == 2
    assert "bukan bulan" in capsys.readouterr().err


@pytest.mark.parametrize("name", NAMES)
def test_every_report_is_written_in_every_format(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    more = ["--kampung", SINAR_SURYA] if name in PERLU_KAMPUNG else []
    for ending in ("pdf", "xlsx", "docx"):
        path = tmp_path / f"{name}.{ending}"
        assert run(sample_folder, name, "-o", str(path), "--json", *more) == 0
        data = told(capsys)
        assert (data["laporan"], data["berkas"]) == (name, str(path))
        assert ("halaman" in data) is (ending == "pdf")
        assert isinstance(data["catatan"], list)
        assert path.stat().st_size > 1000


def test_what_is_chosen_stands_on_the_paper(sample_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    choices = ["--tahun", "2025", "--per", "2025-06-30", "--kampung", SINAR_SURYA]
    assert run(sample_folder, "profil", "-o", str(path), *choices) == 0
    text = "".join(pages(path.read_bytes()))
    assert "Keadaan per 30 Juni 2025" in text
    assert "Peran OPD dan Mitra Tahun 2025" in text


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["tiada", "-o", "x.pdf"], "tidak dikenal"),
        (["profil", "-o", "x.pdf"], "memerlukan kampung"),
        (["jumlah"], "Sebutkan berkas tujuan"),
        (["jumlah", "-o", "x.txt"], "berakhiran"),
        (["jumlah", "-o", "tiada/x.pdf"], "tidak ada"),
        (["jumlah", "-o", "x.pdf", "--per", "kemarin"], "bukan tanggal"),
        (["jumlah", "-o", "x.pdf", "--tahun", "26"], "bukan tahun"),
        (["jumlah", "-o", "x.pdf", "--kampung", SINAR_SURYA], "tidak dapat dibuat untuk satu"),
        (["profil", "-o", "x.pdf", "--kampung", "19.05.05.2999"], "Belum ada Kampung KB"),
        (["pokja", "-o", "x.pdf", "--kampung", "19.05.06.2008"], "belum mempunyai Pokja"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_the_file(
    sample_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    args: list[str],
    said: str,
) -> None:
    work = tmp_path / "kerja"
    work.mkdir()
    monkeypatch.chdir(work)
    for name in ("x.pdf", "x.txt"):
        (work / name).write_bytes(b"lama")
    assert run(sample_folder, *args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert sorted(path.name for path in work.iterdir()) == ["x.pdf", "x.txt"]
    assert (work / "x.pdf").read_bytes() == b"lama"


def test_without_an_office_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "jumlah", "-o", str(tmp_path / "x.pdf")) == 2
    assert "Siapkan kantor dahulu" in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()
