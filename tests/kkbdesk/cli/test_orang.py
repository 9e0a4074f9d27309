"""People on the command line: who runs a command, and what is refused to whom."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from db.database import SqlDatabase
from kkbdesk.cli.app import run
from tests.support.paper import pages

LOCK = ("matriks", "kunci", "--tahun", "2026", "--tanggal", "2026-01-01")
PIN = "482913"


class Runner:
    """Runs commands over one office."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def __call__(self, *argv: str, orang: str = "") -> dict[str, Any]:
        who = ["--orang", orang] if orang else []
        status = run(["--data", str(self.folder), *who, *argv, "--json"], SqlDatabase())
        said = self._capsys.readouterr()
        assert (status, said.err) == (0, ""), said
        told: dict[str, Any] = json.loads(said.out)
        return told

    def refused(self, *argv: str, orang: str = "") -> str:
        who = ["--orang", orang] if orang else []
        assert run(["--data", str(self.folder), *who, *argv], SqlDatabase()) == 2
        said = self._capsys.readouterr()
        assert said.out == ""
        assert len(said.err.splitlines()) == 1
        return said.err


@pytest.fixture
def call(folder: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(folder, capsys)


def test_without_people_everything_is_as_it_was(call: Runner) -> None:
    assert call("orang", "daftar") == {"orang": [], "lembar": None}
    call(*LOCK)
    assert "belum ada orang" in call.refused("orang", "daftar", orang="Ani")


def test_acts_that_need_a_role_need_a_name(
    call: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KKBDESK_PIN_BARU", "123456")
    assert "paling sedikit 6" in call.refused("orang", "tambah", "Ani", "--peran", "kepala")
    assert call("orang", "daftar")["orang"] == []
    monkeypatch.setenv("KKBDESK_PIN_BARU", PIN)
    assert call("orang", "tambah", "Ani", "--peran", "kepala")["ber_pin"]
    monkeypatch.delenv("KKBDESK_PIN_BARU")
    assert "--orang NAMA" in call.refused(*LOCK)
    assert "--orang NAMA" in call.refused("orang", "tambah", "Budi")
    assert "PIN salah" in call.refused(*LOCK, orang="Ani")
    assert "yang ada: Ani" in call.refused(*LOCK, orang="Dodi")
    monkeypatch.setenv("KKBDESK_PIN", PIN)
    call("orang", "tambah", "Cici", orang="Ani")
    assert "Cici (operator)" in call.refused(*LOCK, orang="Cici")
    call(*LOCK, orang="ani")
    monkeypatch.delenv("KKBDESK_PIN")
    (tmp_path / "pin.txt").write_text(f"{PIN}\n")
    call("--pin-dari", str(tmp_path / "pin.txt"), "urungkan", orang="Ani")
    assert "tidak terbaca" in call.refused("--pin-dari", "/tak/ada", "ulangi", orang="Ani")
    entries = call("riwayat")["riwayat"]
    assert [entry["oleh"] for entry in entries[:3]] == ["Ani"] * 3


def test_people_are_listed_changed_and_helped(
    call: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("orang", "tambah", "Ani", "--peran", "penyelia")
    call("orang", "tambah", "Cici", orang="Ani")
    changed = call("orang", "ubah", "Cici", "--nama", "Cici Dewi", "--aktif", "tidak", orang="Ani")
    assert changed == {
        "nama": "Cici Dewi", "peran": "operator", "aktif": False, "ber_pin": False,
    }  # fmt: skip
    assert "Sebutkan apa yang diubah" in call.refused("orang", "ubah", "Ani", orang="Ani")
    (tmp_path / "baru.txt").write_text(PIN)
    call("orang", "ubah", "Ani", "--pin-baru-dari", str(tmp_path / "baru.txt"), orang="Ani")
    assert "PIN salah" in call.refused("orang", "lembar", "-o", "x.pdf", orang="Ani")
    monkeypatch.setenv("KKBDESK_PIN", PIN)
    call("orang", "lembar", "-o", str(tmp_path / "lembar.pdf"), orang="Ani")
    (page,) = pages((tmp_path / "lembar.pdf").read_bytes())
    (code,) = [word for word in page.replace("\ufffe", "-").split() if word.count("-") == 4]
    monkeypatch.delenv("KKBDESK_PIN")
    monkeypatch.setenv("KKBDESK_PIN_BARU", "rahasia7")
    assert "Kode pemulihan salah" in call.refused("orang", "pulihkan", "Ani")
    monkeypatch.setenv("KKBDESK_KODE", code)
    call("orang", "pulihkan", "Ani")
    listed = call("orang", "daftar")
    assert [orang["nama"] for orang in listed["orang"]] == ["Ani", "Cici Dewi"]
    assert listed["lembar"]["dipakai"]
