"""Copies from the command line: one object, a status, nothing half-done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from db.database import SqlDatabase
from db.store import FILE, SqlStore
from kkbdesk.cli.app import run
from kkbdesk.desk import Desk
from tests.support.makers import SINAR_SURYA


@pytest.fixture
def say(folder: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def said(*argv: str, status: int = 0, data: Path = folder) -> dict[str, Any]:
        assert run(["--data", str(data), *argv, "--json"], SqlDatabase()) == status
        out = capsys.readouterr().out
        return json.loads(out) if out else {}

    return said


def edit(folder: Path, nama: str) -> None:
    with SqlStore.open(folder) as store:
        Desk(store).opd.tambah({"nama": nama})


def agencies(folder: Path) -> set[str]:
    with SqlStore.open(folder) as store:
        return {item.nama for item in Desk(store).opd.daftar()}


def test_made_listed_checked_tried_and_put_back(folder: Path, say: Any) -> None:
    made = say("cadangan", "buat")
    edit(folder, "Sesudah")
    assert [item["sebab"] for item in say("cadangan", "daftar")["salinan"]] == [
        "saat ditutup",
        "diminta",
    ]
    assert say("cadangan", "periksa")["baik"]
    assert say("cadangan", "uji")["baik"]
    assert say("cadangan", "daftar")["terakhir_diuji"]["baik"]
    shown = say("cadangan", "pulihkan", str(made["nomor"]), "--pratinjau")
    assert shown["perubahan_hilang"] == 1
    assert "Sesudah" in agencies(folder)
    done = say("cadangan", "pulihkan", str(made["nomor"]))
    assert Path(done["berkas_lama"]).is_file()
    assert "Sesudah" not in agencies(folder)
    assert say("cadangan", "daftar")["jeda"]
    say("cadangan", "baik")
    assert say("cadangan", "daftar")["jeda"] is None
    before = max(say("cadangan", "daftar")["salinan"], key=lambda item: item["nomor"])
    assert before["sebab"] == "sebelum pemulihan"
    say("cadangan", "pulihkan", done["berkas_lama"])
    assert "Sesudah" in agencies(folder)


def test_a_damaged_copy_is_found_and_the_newest_good_one_named(folder: Path, say: Any) -> None:
    good, bad = say("cadangan", "buat"), say("cadangan", "buat")
    path = Path(bad["berkas"])
    content = path.read_bytes()[:-9]
    path.write_bytes(content)
    found = say("cadangan", "periksa", status=1)
    assert found["terbaru_baik"] == good["berkas"]
    assert say("cadangan", "uji", status=1)["masalah"]
    assert say("cadangan", "uji", "1")["baik"]
    assert say("periksa")["baik"]
    assert not say("periksa", "--lengkap", status=1)["baik"]
    say("cadangan", "pulihkan", "2", status=2)
    assert path.read_bytes() == content


def test_a_damaged_office_and_an_empty_computer_are_brought_back(
    folder: Path, tmp_path: Path, say: Any
) -> None:
    made = say("cadangan", "buat")
    (folder / FILE).write_bytes(b"rusak")
    done = say("cadangan", "pulihkan", "1")
    assert Path(done["berkas_lama"]).read_bytes() == b"rusak"
    assert say("periksa")["baik"]
    other = tmp_path / "baru"
    say("cadangan", "pulihkan", made["berkas"], data=other)
    assert say("periksa", "--lengkap", data=other)["baik"]


def test_an_encrypted_second_place_opens_with_its_passphrase(
    folder: Path, tmp_path: Path, say: Any
) -> None:
    (tmp_path / "sandi").write_text("matahari terbit\n", "utf-8")
    (tmp_path / "lain").write_text("matahari tenggelam\n", "utf-8")
    made = say("cadangan", "tempat", str(tmp_path), "--sandi", str(tmp_path / "sandi"))
    assert made["terkunci"]
    other = tmp_path / "baru"
    restore = ("cadangan", "pulihkan", made["salinan"], "--sandi")
    say(*restore, str(tmp_path / "lain"), data=other, status=2)
    say(*restore, str(tmp_path / "sandi"), data=other)
    assert say("periksa", data=other)["baik"]


def test_a_kampung_is_taken_out_of_a_copy_after_being_shown(folder: Path, say: Any) -> None:
    with SqlStore.open(folder) as store:
        village = Desk(store).kampung.tambah({"desa": SINAR_SURYA, "nama": "Sinar Surya"})
    say("cadangan", "buat")
    with SqlStore.open(folder) as store:
        Desk(store).kampung.hapus([village.id])
    take = ("cadangan", "ambil", "2", "--kampung", SINAR_SURYA)
    assert say(*take, "--pratinjau")["jumlah"] == 1
    say(*take)
    say(*take, status=2)
    assert say("cadangan", "ambil", "2", "--rekam", village.id, "--pratinjau")["jumlah"] == 0


@pytest.mark.parametrize(
    "argv",
    [
        ("cadangan",),
        ("cadangan", "pulihkan"),
        ("cadangan", "pulihkan", "77"),
        ("cadangan", "uji"),
        ("cadangan", "ambil", "1"),
        ("cadangan", "tempat", "/tidak/ada"),
        ("cadangan", "tempat", "/tmp", "--sandi", "/tidak/ada"),
    ],
)
def test_what_cannot_be_done_is_refused(folder: Path, say: Any, argv: tuple[str, ...]) -> None:
    SqlStore.open(folder).close()
    before = (folder / FILE).read_bytes()
    if argv == ("cadangan",):
        assert run(["--data", str(folder), *argv], SqlDatabase()) == 2
    else:
        say(*argv, status=2)
    assert (folder / FILE).read_bytes() == before


def test_the_handover_is_written(folder: Path, tmp_path: Path, say: Any) -> None:
    made = say("cadangan", "serah-terima", "-o", str(tmp_path / "kit"), "--penerima", "Nama Baru")
    assert all(Path(name).is_file() for name in made["berkas"])
    assert made["belum_selesai"]
