"""Keys of an office: made once, handed out, taken from others with care, renewed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.database import SqlDatabase
from db.store import SqlStore
from kkbdesk.cli.app import run
from kkbdesk.desk import Desk
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.exchange.paket import kunci
from kkbdesk.exchange.paket.penolakan import Kode, Penolakan
from kkbdesk.model.orang import PeranOrang
from tests.support.paket import DIBUAT
from tests.support.paket import kunci as kunci_kantor


@pytest.fixture
def lain(tmp_path: Path) -> Iterator[Path]:
    """The public keys of the province's office."""
    path = tmp_path / "bkkbn.txt"
    path.write_bytes(kunci.umum(kunci_kantor("19")))
    yield path


def test_keys_are_made_once_and_only_their_owner_may_read_them(desk: Desk) -> None:
    own = desk.kunci.milik()
    assert own.umum == Desk(desk.store).kunci.milik().umum
    assert own.umum.kantor == "19.05"
    assert own.umum.nama.startswith("Dinas")
    folder = desk.store.path.parent / "kunci"
    assert [item.name for item in folder.iterdir()] == ["kantor.txt"]
    if os.name != "nt":
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (folder / "kantor.txt").stat().st_mode & 0o777 == 0o600


def test_a_sample_office_says_that_it_is_one(sample: Desk) -> None:
    assert sample.kunci.milik().umum.nama.endswith("(contoh)")


def test_damaged_keys_are_told_and_stay(desk: Desk) -> None:
    desk.kunci.milik()
    path = desk.store.path.parent / "kunci" / "kantor.txt"
    path.write_bytes(b"rusak")
    for use in (desk.kunci.milik, desk.kunci.perbarui):
        with pytest.raises(UserError, match=r"kantor\.txt rusak"):
            use()
    assert path.read_bytes() == b"rusak"


def test_keys_of_others_are_known_once_taken(desk: Desk, lain: Path) -> None:
    assert desk.kunci.dikenal() == []
    taken = desk.kunci.terima(lain)
    assert desk.kunci.terima(lain) == taken
    assert desk.kunci.dikenal() == [kunci_kantor("19").umum]
    assert desk.kunci.lupakan("19") == taken
    assert desk.kunci.dikenal() == []
    with pytest.raises(UserError, match="Tidak ada kunci"):
        desk.kunci.lupakan("19")


def test_keys_are_for_who_may_merge(desk: Desk, lain: Path) -> None:
    chief = desk.orang.tambah({"nama": "Nama Penyelia", "peran": PeranOrang.PENYELIA})
    clerk = desk.orang.tambah({"nama": "Nama Operator"})
    desk.wewenang.masuk(clerk)
    own = desk.kunci.milik().umum
    for act in (
        lambda: desk.kunci.terima(lain), lambda: desk.kunci.lupakan("19"), desk.kunci.perbarui,
    ):  # fmt: skip
        with pytest.raises(UserError, match=r"kunci kantor hanya .* Nama Penyelia"):
            act()
    assert (desk.kunci.dikenal(), desk.kunci.milik().umum) == ([], own)
    desk.wewenang.masuk(chief)
    desk.kunci.terima(lain)
    assert desk.kunci.perbarui().umum != own


def test_an_office_whose_keys_change_is_told_and_needs_a_word(desk: Desk, lain: Path) -> None:
    former = desk.kunci.terima(lain)
    changed = kunci.buat("19", "Kantor 19", DIBUAT)
    lain.write_bytes(kunci.umum(changed))
    with pytest.raises(Penolakan) as caught:
        desk.kunci.terima(lain)
    assert caught.value.kode == Kode.KUNCI_BERGANTI
    assert " ".join(former.kata) in str(caught.value)
    assert " ".join(changed.umum.kata) in str(caught.value)
    assert desk.kunci.dikenal() == [former]
    desk.kunci.terima(lain, ganti=True)
    assert desk.kunci.dikenal() == [changed.umum]


def test_our_own_keys_are_nobody_elses(desk: Desk, tmp_path: Path) -> None:
    desk.kunci.tulis_umum(tmp_path / "sendiri.txt")
    with pytest.raises(UserError, match="kantor ini sendiri"):
        desk.kunci.terima(tmp_path / "sendiri.txt")


def test_a_file_that_is_none_or_gone_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(StorageFault, match="tidak terbaca"):
        desk.kunci.terima(tmp_path / "tiada.txt")
    (tmp_path / "x.txt").write_bytes(b"halo")
    with pytest.raises(Penolakan, match="bukan berkas kunci"):
        desk.kunci.terima(tmp_path / "x.txt")
    assert desk.kunci.dikenal() == []


@pytest.mark.parametrize("how", ["changed", "renamed"])
def test_a_known_key_that_somebody_touched_is_not_used(desk: Desk, lain: Path, how: str) -> None:
    desk.kunci.terima(lain)
    path = desk.store.path.parent / "kunci" / "dikenal" / "19.txt"
    if how == "changed":
        path.write_bytes(path.read_bytes().replace(b"Kantor", b"Kamtor"))
    else:
        path.rename(path.with_name("75.txt"))
    with pytest.raises(UserError, match="Hapus berkas itu"):
        desk.kunci.dikenal()


def test_renewed_keys_open_what_was_locked_for_the_former(desk: Desk) -> None:
    former = desk.kunci.milik()
    renewed = desk.kunci.perbarui()
    assert renewed.umum.kata != former.umum.kata
    assert renewed.identitas[1:] == former.identitas
    assert desk.kunci.milik().umum == renewed.umum


def test_a_handover_on_the_command_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "provinsi"
    with SqlStore.create(other) as store:
        Desk(store).kantor.siapkan("19")
    path = str(tmp_path / "kunci.txt")

    def command(data: Path, *argv: str, status: int = 0) -> str:
        assert run(["--data", str(data), "kunci", *argv], SqlDatabase()) == status
        said = capsys.readouterr()
        return said.err if status else said.out

    shown = json.loads(command(folder, "tampil", "-o", path, "--json"))
    assert " ".join(shown["kata"]) in command(folder, "tampil")
    assert json.loads(command(other, "terima", path, "--json"))["kata"] == shown["kata"]
    renewed = command(folder, "perbarui")
    assert "Kirim berkas kunci yang baru" in renewed
    command(folder, "tampil", "-o", path)
    refused = command(other, "terima", path, status=2)
    assert " ".join(shown["kata"]) in refused
    assert len(refused.splitlines()) == 1
    assert "Telepon kantor itu" in command(other, "terima", path, "--ganti")
    known = json.loads(command(other, "dikenal", "--json"))["dikenal"]
    assert [item["kantor"] for item in known] == ["19.05"]
    assert "dilupakan" in command(other, "lupakan", "19.05")
    assert "Belum ada" in command(other, "dikenal")
