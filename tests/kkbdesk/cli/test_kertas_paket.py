"""Folders, receipts and minutes from the command line."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from db.database import SqlDatabase
from kkbdesk.cli.app import run
from tests.support.offices import an_office


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Any:
    def said(data: Path, *argv: str, status: int = 0) -> dict[str, Any]:
        assert run(["--data", str(data), *argv, "--json"], SqlDatabase()) == status
        told = capsys.readouterr()
        return json.loads(told.out) if told.out else {"galat": told.err}

    return said


@pytest.fixture
def province(tmp_path: Path, sample_folder: Path, say: Any) -> Path:
    """The data of the province, which knows the sample office and is known to it."""
    data = tmp_path / "provinsi"
    an_office(data, "19").close()
    for giver, taker in ((data, sample_folder), (sample_folder, data)):
        keys = tmp_path / f"{giver.name}.txt"
        say(giver, "kunci", "tampil", "-o", str(keys))
        say(taker, "kunci", "terima", str(keys))
    return data


def test_both_sides_read_the_same_digits(
    tmp_path: Path, sample_folder: Path, province: Path, say: Any
) -> None:
    made = say(
        sample_folder, "paket", "buat", "--tujuan", "provinsi", "-o", str(tmp_path),
        "--laporan", "klasifikasi,jumlah",
    )  # fmt: skip
    assert {Path(path).name for path in made["kertas"]} == {
        "tanda-terima.pdf", "laporan-klasifikasi.pdf", "laporan-jumlah.pdf", "tabel.xlsx",
        "surat-pengantar.pdf",
    }  # fmt: skip
    file = Path(made["berkas"])
    found = say(province, "paket", "periksa", str(file))
    assert found["isi"] == made["isi"]
    assert found["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    receipt = tmp_path / "terima.docx"
    assert say(province, "paket", "tanda-terima", str(file), "-o", str(receipt)) == {
        "berkas": str(receipt)
    }
    draft = say(province, "paket", "berita-acara", str(file), "-o", str(tmp_path / "r.pdf"))
    assert draft["halaman"] >= 1
    merged = say(province, "paket", "gabung", str(file))
    assert merged["isi"] == made["isi"]
    assert all(item["sama"] for item in merged["total"].values())
    for which in ("1", "19.05/1", str(file)):
        target = tmp_path / "acara.pdf"
        target.unlink(missing_ok=True)
        say(province, "paket", "berita-acara", which, "-o", str(target), "--nomor", "7/2026")
        assert target.read_bytes().startswith(b"%PDF")


def test_what_is_not_there_is_named(
    tmp_path: Path, sample_folder: Path, province: Path, say: Any
) -> None:
    target = str(tmp_path / "x.pdf")
    said = say(province, "paket", "berita-acara", "7", "-o", target, status=2)
    assert "nomor 7 tidak digabung di sini" in said["galat"]
    file = tmp_path / "p.kkb"
    said = say(
        sample_folder, "paket", "buat", "--tujuan", "provinsi", "-o", str(file), "--laporan",
        "jumlah", status=2,
    )  # fmt: skip
    assert "hanya ditulis ke folder" in said["galat"]
    say(sample_folder, "paket", "buat", "--tujuan", "provinsi", "-o", str(file))
    say(province, "paket", "gabung", str(file))
    said = say(province, "paket", "berita-acara", "7", "-o", target, status=2)
    assert "Yang digabung: 19.05/1" in said["galat"]
    said = say(province, "paket", "berita-acara", "1", "-o", str(tmp_path / "x.txt"), status=2)
    assert ".pdf, .docx" in said["galat"]
