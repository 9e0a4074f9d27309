"""Versions side by side: whatever stops an update, a whole version starts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kkbdesk.errors import StorageFault
from kkbdesk.program import jalan, taruh
from kkbdesk.program.catatan import Ganti, Tahap, angka_versi
from tests.endurance.pembaruan import di_setiap_batas
from tests.support.pembaruan import BARU, LAMA, program


@pytest.mark.skipif(sys.platform == "win32", reason="a child is forked")
def test_stopped_anywhere_a_whole_version_starts(tmp_path: Path) -> None:
    assert di_setiap_batas(tmp_path, step=9) > 10


@pytest.mark.parametrize("text", ["", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.x", "1.2.3 ", "１.2.3"])
def test_only_three_numbers_are_a_version(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        angka_versi(text)
    assert angka_versi("0.10.2") > angka_versi("0.9.11")


def test_tidying_keeps_what_one_can_go_back_to(tmp_path: Path) -> None:
    made = program(tmp_path / "p")
    for versi in ("0.0.8", BARU):
        (made.folder / f"_internal-{versi}").mkdir()
        (made.folder / f"kkbdesk-{versi}").write_bytes(b"")
    (left := made.folder / "_internal-0.0.7.sebagian").mkdir()
    made.catat(Ganti(LAMA, BARU, Tahap.SELESAI))
    (made.folder / "data").mkdir()
    with made.sedang_dipasang():
        made.rapikan()
        assert left.is_dir()
    made.rapikan()
    names = {path.name for path in made.folder.iterdir()}
    assert {f"_internal-{LAMA}", f"_internal-{BARU}", "data"} <= names
    assert not any("0.0" in name for name in names)


def test_an_update_that_was_killed_is_tidied_up_the_day_after(tmp_path: Path) -> None:
    made = program(tmp_path / "p")
    (made.folder / "_internal-0.2.0.sebagian").mkdir()
    mark = made.folder / ".pembaruan.sebagian"
    mark.touch()
    made.rapikan()
    assert (made.folder / "_internal-0.2.0.sebagian").is_dir()
    os.utime(mark, (time.time() - 7200,) * 2)
    made.rapikan()
    assert [path.name for path in made.folder.glob("*0.2.0*")] == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"dari": 1}', b'{"tahap": "apa"}', b"\xff"]
)
def test_an_unreadable_note_is_none(tmp_path: Path, content: bytes) -> None:
    made = program(tmp_path / "p")
    (made.folder / "pembaruan.json").write_bytes(content)
    assert made.ganti() is None
    made.mulai()
    assert made.kabar() == ""


def test_the_note_of_another_installation_is_not_ours(tmp_path: Path) -> None:
    made = program(tmp_path / "p", "0.3.0")
    made.catat(Ganti(LAMA, BARU, Tahap.SIAP, kabar="x"))
    assert made.ganti() is None
    assert made.menunggu() is None


def test_what_a_frozen_program_set_for_itself_is_not_handed_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("_PYI_ARCHIVE_FILE", "x")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/lama")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/asal")
    code = (
        "import os, sys; sys.exit(os.environ.get('_PYI_ARCHIVE_FILE')"
        " or os.environ['LD_LIBRARY_PATH'])"
    )
    assert jalan.coba(Path(sys.executable), "-c", code) == "/asal"
    assert jalan.coba(Path(sys.executable), "-c", "") == ""
    assert "tidak dapat dijalankan" in jalan.coba(Path("/tidak/ada"))


@pytest.mark.skipif(sys.platform != "linux", reason="Windows holds what runs by itself")
def test_a_program_that_runs_is_not_replaced_under_its_feet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taruh, "_SABAR", 0.5)
    running, part = tmp_path / "kkbdesk", tmp_path / "baru"
    shutil.copy("/bin/sleep", running)
    part.write_bytes(b"baru")
    process = subprocess.Popen([str(running), "60"])
    try:
        with pytest.raises(StorageFault, match="masih terbuka"):
            taruh.ganti_bila_bebas(part, running)
        part.write_bytes(b"baru")
        threading.Timer(0.2, process.kill).start()
        monkeypatch.setattr(taruh, "_SABAR", 30)
        threading.Thread(target=process.wait).start()
        taruh.ganti_bila_bebas(part, running)
    finally:
        process.kill()
        process.wait()
    assert running.read_bytes() == b"baru"
