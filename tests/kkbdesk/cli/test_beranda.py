"""beranda: the work list and plain figures, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from db.database import SqlDatabase
from kkbdesk.cli import app


def test_the_work_list_as_one_object(
    sample_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.run(["--data", str(sample_folder), "beranda", "--json"], SqlDatabase()) == 0
    said = json.loads(capsys.readouterr().out)
    assert set(said) == {"tindakan", "angka"}
    for task in said["tindakan"]:
        assert {"kode", "jumlah", "alasan", "buka"} <= set(task)
    assert said["angka"]["kampung"] == 15
    assert sum(n for key, n in said["angka"].items() if key.startswith("kelas_")) == 15


def test_people_read_what_and_where(
    sample_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.run(["--data", str(sample_folder), "beranda"], SqlDatabase()) == 0
    text = capsys.readouterr().out
    assert "[kampung:profil-belum]" in text
    assert "desa_tercakup: 15" in text
