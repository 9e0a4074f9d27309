"""naskah and agenda-surat: what is printed, written, refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from db.database import SqlDatabase
from kkbdesk.cli.app import run
from kkbdesk.services.naskah import daftar_jenis

Kkb = Callable[..., int]


@pytest.fixture
def kkb(sample_folder: Path) -> Kkb:
    return lambda *args: run(["--data", str(sample_folder), *map(str, args)], SqlDatabase())


def test_without_a_kind_all_are_listed_a_line_each(
    kkb: Kkb, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kkb("naskah") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(daftar_jenis()) == 19
    assert lines[2] == "sk-pokja-desa\tKeputusan Pokja desa/kelurahan"


def test_missing_fields_are_listed_and_are_no_failure(
    kkb: Kkb, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sk.pdf"
    status = kkb("naskah", "sk-pokja-desa", "--kampung", "19.05.05.2008", "-o", path, "--json")
    told = json.loads(capsys.readouterr().out)
    assert status == 0
    assert path.stat().st_size > 1000
    assert {"Nomor naskah", "Tanggal naskah", "Tanggal musyawarah"} <= set(told["kurang"])


def test_typed_fields_are_no_longer_missing(
    kkb: Kkb, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kkb(
        "naskah", "surat-tugas", "-o", tmp_path / "st.docx", "--json", "--nomor", "1/2026",
        "--tanggal", "2026-02-15", "--isi", "maksud=Membina Pokja", "--isi",
        r"petugas=Nama Satu\nNama Dua",
    )  # fmt: skip
    kurang = json.loads(capsys.readouterr().out)["kurang"]
    assert "Maksud penugasan" not in kurang
    assert "Yang ditugaskan" not in kurang
    assert "Nomor naskah" not in kurang


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("surat-cinta",), "tidak dikenal"),
        (("sk-pokja-desa",), "memerlukan kampung"),
        (("notula",), "memerlukan rapat"),
        (("notula", "--rapat", "1999-01-01"), "sebutkan tanggalnya"),
        (("sk-pokja-desa", "--kampung", "19.05.05.2999"), "19.05.05.2999"),
        (("sk-pokja-desa", "--pokja", "19.05.01.2004x"), "tidak ada"),
        (("surat-tugas", "--isi", "maksut=x"), "Isian “maksut” tidak dikenal. Mungkin “maksud”."),
        (("--id", "entah"), "tidak ada"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_written(
    kkb: Kkb,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    args: tuple[str, ...],
    sentence: str,
) -> None:
    path = tmp_path / "x.pdf"
    assert kkb("naskah", *args, "-o", path) == 2
    assert sentence in capsys.readouterr().err
    assert not path.exists()


def test_a_batch_goes_into_a_folder_or_one_file(
    kkb: Kkb, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = ("naskah", "--massal", "sk-pokja-desa", "--kecamatan", "19.05.02", "--json")
    assert kkb(*wanted, "-o", tmp_path / "semua") == 0
    each = json.loads(capsys.readouterr().out)
    assert len(each["berkas"]) == each["jumlah"] > 1
    assert kkb(*wanted, "-o", tmp_path / "semua.docx") == 0
    assert (tmp_path / "semua.docx").is_file()
    assert kkb(*wanted, "--tanpa-sk", "-o", tmp_path / "sisanya") == 2
    assert "Pokjanya sudah ber-SK" in capsys.readouterr().err
    assert kkb("naskah", "--massal", "undangan", "--kecamatan", "19.05.02", "-o", tmp_path) == 2


def test_the_agenda_is_a_table_of_the_year(kkb: Kkb, tmp_path: Path) -> None:
    for name in ("agenda.pdf", "agenda.xlsx"):
        assert kkb("agenda-surat", "-o", tmp_path / name, "--tahun", "2026") == 0
        assert (tmp_path / name).stat().st_size > 1000
