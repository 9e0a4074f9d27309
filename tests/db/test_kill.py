"""A process that is killed loses nothing it had acknowledged, and leaves nothing half-made."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db import copies
from db.store import FILE, SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import UserError
from tests.endurance import mati

ROOT = Path(__file__).resolve().parents[2]


def killed(
    *command: str, acknowledged: int = 0, after: float = 0, begun: Path | None = None
) -> list[str]:
    """Run Python, kill it some time after so many lines, and return the whole lines it wrote.

    With `begun`, it is killed as soon as that folder holds something.
    """
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(acknowledged)]
    while begun is not None and not (begun.is_dir() and any(begun.iterdir())):
        assert process.poll() is None, "it ended before it could be killed"
        time.sleep(0.005)
    time.sleep(after)
    process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    lines += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    return [line.rstrip("\n") for line in lines if line.endswith("\n")]


def unfinished(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if {".sebagian", ".baru"} & set(path.suffixes)]


def test_every_acknowledged_edit_is_there(folder: Path) -> None:
    chance = random.Random(20)
    acknowledged: set[str] = set()
    for number in range(3):
        lines = killed(
            "-m", "tests.support.endless", str(folder), f"biji{number}",
            acknowledged=chance.randrange(1, 8), after=chance.random() / 10,
        )  # fmt: skip
        acknowledged |= set(lines)
    with SqlStore.open(folder) as store:
        assert store.check() == []
        assert acknowledged <= {item.nama for item in Desk(store).opd.daftar()}
    assert unfinished(folder) == []
    made = copies.listed(folder / "cadangan")
    assert [problem for item in made for problem in copies.problems(item)] == []


def test_an_office_half_made_is_no_office_and_in_nobodys_way(tmp_path: Path) -> None:
    data = tmp_path / "kantor"
    killed(
        "main.py", "--data", str(data), "siapkan", "--kode", "19.05", begun=data,
    )  # fmt: skip
    with pytest.raises(UserError, match="Belum ada data"):
        SqlStore.open(data)
    (data / f"{FILE}.1.baru").write_bytes(b"tertinggal")
    (data / f"{FILE}.1.baru-journal").write_bytes(b"tertinggal")
    with SqlStore.create(data) as store:
        Desk(store).kantor.siapkan("19.05")
    assert [path.name for path in data.iterdir()] == [FILE]


@pytest.mark.skipif(not mati.mungkin(), reason="needs Linux and a C compiler")
@pytest.mark.parametrize("act", ["buka", "sunting", "foto", "gabung", "paket", "perbarui 0001"])
def test_stopped_at_any_write_it_is_the_old_or_the_new(act: str, tmp_path: Path) -> None:
    status = mati.dengan_penghitung(tmp_path, "--step", "97", "--moments", "1", "--only", act)
    assert status == 0
