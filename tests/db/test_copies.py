"""Copies that are damaged, encrypted, sent away, refused by the disk, and put back."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db import copies, sealed
from db.database import SqlDatabase
from db.store import FILE, SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import DamagedStore, StorageFault, UserError
from kkbdesk.model.cadangan import SEHARI, Kunci
from kkbdesk.services.naskah import baca_tata
from tests.endurance import cadangan as campaign

ROOT = Path(__file__).resolve().parents[2]
KEY = Kunci(b"g" * 16, b"r" * 32)


@pytest.fixture
def store(folder: Path) -> Iterator[SqlStore]:
    with SqlStore.open(folder) as made:
        yield made


def test_a_copy_that_is_held_goes_the_next_time(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = copies.folder(store.path)
    monkeypatch.setattr(copies, "disimpan", lambda there: {there[0].berkas})
    first = store.copy("satu").berkas
    plain = Path.unlink

    def held(path: Path, missing_ok: bool = False) -> None:
        if path == first:
            raise PermissionError(errno.EACCES, "held")
        plain(path, missing_ok=missing_ok)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Path, "unlink", held)
        second = store.copy("dua").berkas
    assert [item.berkas for item in copies.listed(place)] == [second, first]
    third = store.copy("tiga").berkas
    assert [item.berkas for item in copies.listed(place)] == [third]


def agencies(folder: Path) -> set[str]:
    with SqlStore.open(folder) as store:
        assert store.check() + store.check_berkas() == []
        return {item.nama for item in Desk(store).opd.daftar()}


def test_every_region_of_a_damaged_copy_is_seen_and_the_one_before_offered(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        good, newest = store.copy("tangan").berkas, store.copy("tangan").berkas
    whole = newest.read_bytes()
    (folder / FILE).write_bytes(b"rusak")
    for number, content in enumerate(campaign.damaged(whole, 600_000, random.Random(7))):
        newest.write_bytes(content)
        assert copies.sound(folder / FILE) == [good], number
        assert newest.read_bytes() == content
    with pytest.raises(DamagedStore) as caught:
        SqlStore.open(folder)
    assert caught.value.copies == (str(good),)


def test_what_is_encrypted_opens_only_whole_and_with_its_key(tmp_path: Path) -> None:
    plain, locked, back = (tmp_path / name for name in ("terang", "terkunci", "kembali"))
    for size in (0, 1, 65535, 65536, 65537, 200_000):
        plain.write_bytes(os.urandom(size))
        sealed.seal(plain, locked, KEY)
        assert locked.stat().st_size == sealed.sealed_size(size)
        sealed.open_into(locked, back, KEY)
        assert back.read_bytes() == plain.read_bytes()
    whole = locked.read_bytes()
    pieces = whole[:62], whole[62:65614], whole[65614:131166], whole[131166:]
    changed = [*campaign.damaged(whole, 5000, random.Random(3))]
    changed += [pieces[0] + pieces[2] + pieces[1] + pieces[3], whole + b"x", b"".join(pieces[:3])]
    changed += [whole[:place] + b"\xff" + whole[place + 1 :] for place in range(62)]
    for content in changed:
        if content != whole:
            locked.write_bytes(content)
            with pytest.raises(UserError, match="rusak"):
                sealed.open_into(locked, back, KEY)


def test_a_passphrase_opens_and_another_does_not(store: SqlStore, tmp_path: Path) -> None:
    key = store.copies.new_key("matahari terbit di timur")
    made = store.copies.send(store.copy("tangan"), tmp_path, key)
    assert b"SQLite" not in made.berkas.read_bytes()
    assert store.copies.key_of(made.berkas, "matahari terbit di timur") == key
    with pytest.raises(UserError, match="Frasa sandi"):
        store.copies.key_of(made.berkas, "matahari terbit di barat")
    assert "sebutkan frasa" in store.copies.problems(made)[0]


@pytest.mark.parametrize("place", [24, 25, 28, 29])
def test_costs_beyond_the_bounds_are_refused_not_tried(tmp_path: Path, place: int) -> None:
    plain, locked = tmp_path / "terang", tmp_path / "terkunci"
    plain.write_bytes(b"isi")
    sealed.seal(plain, locked, KEY)
    content = bytearray(locked.read_bytes())
    content[place] = 0xFF
    locked.write_bytes(content)
    with pytest.raises(UserError, match="rusak"):
        sealed.key_of(locked, "apa saja")


@pytest.mark.parametrize("key", [None, KEY], ids=["terbuka", "terkunci"])
def test_a_second_place_holds_all_that_another_computer_needs(
    store: SqlStore, tmp_path: Path, key: Kunci | None
) -> None:
    place, other = tmp_path / "cakram", tmp_path / "baru"
    place.mkdir()
    digest = store.put_berkas(b"foto")
    published = store.terbitkan("Tabel Mei")
    made = store.copies.send(store.copy("tangan"), place, key)
    assert store.copies.trial(made, key) == []
    (there,) = place.glob("terbitan*/*")
    assert (b"SQLite" in there.read_bytes()[:16]) == (key is None)
    SqlDatabase().restore(other, made.berkas, key)
    with SqlStore.open(other) as restored:
        assert restored.get_berkas(digest) == b"foto"
        (back,) = restored.terbitan()
        assert (back.nama, back.salinan.sidik) == ("Tabel Mei", published.salinan.sidik)
        assert back.salinan.berkas.read_bytes() == published.salinan.berkas.read_bytes()
        assert restored.check() == []


def test_what_is_already_at_the_second_place_is_not_written_again(
    store: SqlStore, tmp_path: Path
) -> None:
    digest = store.put_berkas(b"foto")
    store.copies.send(store.copy("tangan"), tmp_path)
    there = tmp_path / "berkas" / digest[:2] / digest
    before = there.stat().st_mtime_ns
    store.put_berkas(b"pindaian")
    store.copies.send(store.copy("tangan"), tmp_path)
    assert there.stat().st_mtime_ns == before
    assert len(list((tmp_path / "berkas").glob("??/*"))) == 2


@pytest.mark.parametrize("key", [None, KEY], ids=["terbuka", "terkunci"])
def test_a_damaged_published_state_is_sent_again_and_never_brought_back(
    store: SqlStore, tmp_path: Path, key: Kunci | None
) -> None:
    place, other = tmp_path / "cakram", tmp_path / "baru"
    place.mkdir()
    store.terbitkan("Tabel Mei")
    made = store.copies.send(store.copy("tangan"), place, key)
    (there,) = place.glob("terbitan*/*")
    whole = there.read_bytes()
    there.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    SqlDatabase().restore(other, made.berkas, key)
    with SqlStore.open(other) as restored:
        assert restored.terbitan() == []
    there.write_bytes(whole[:100])
    store.copies.send(store.copy("tangan"), place, key)
    assert len(there.read_bytes()) == len(whole)


def test_a_file_lost_or_damaged_fails_the_trial(store: SqlStore) -> None:
    desk = Desk(store)
    digest = store.put_berkas(b"lambang")
    with desk.editor.edit("Lambang") as unit:
        unit.put(replace(baca_tata(unit), lambang_daerah=digest))
    copy = store.copy("tangan")
    assert store.copies.trial(copy) == []
    file = store.path.parent / "berkas" / digest[:2] / digest
    file.write_bytes(b"lain")
    assert "rusak" in store.copies.trial(copy)[0]
    assert "rusak" in store.check_berkas()[0]
    file.unlink()
    assert "tidak ada" in store.copies.trial(copy)[0]
    assert "tidak ada" in store.check_berkas()[0]


def test_a_restore_keeps_the_old_file_and_stops_thinning(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        desk = Desk(store)
        copy = store.copy("tangan").berkas
        desk.opd.tambah({"nama": "Sesudah"})
    kept = SqlDatabase().restore(folder, copy)
    assert kept is not None and kept.name == "kkbdesk-lama-001.sqlite"
    assert "Sesudah" not in agencies(folder)
    with SqlStore.open(folder) as store:
        assert store.copies.paused()
        made = [store.copy("tangan") for _ in range(SEHARI + 1)]
        assert {item.berkas for item in made} <= {item.berkas for item in store.copies.listed()}
        store.copies.resume()
        store.copy("tangan")
        assert len(store.copies.listed()) == SEHARI
    SqlDatabase().restore(folder, kept)
    assert "Sesudah" in agencies(folder)


def test_a_copy_is_not_put_under_an_open_office(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        copy = store.copy("tangan").berkas
        Desk(store).opd.tambah({"nama": "Belum ditutup"})
        with pytest.raises(StorageFault, match="sedang dibuka"):
            SqlDatabase().restore(folder, copy)
    assert "Belum ditutup" in agencies(folder)


def test_no_foreign_and_no_newer_file_is_restored(folder: Path, tmp_path: Path) -> None:
    SqlStore.open(folder).close()
    before = (folder / FILE).read_bytes()
    foreign = tmp_path / "lain.sqlite"
    foreign.write_bytes(b"SQLite format 3\0" + bytes(5000))
    for chosen in (foreign, tmp_path / "tidak-ada.sqlite"):
        with pytest.raises(UserError):
            SqlDatabase().restore(folder, chosen)
    assert (folder / FILE).read_bytes() == before
    assert [path.name for path in folder.iterdir() if "sebagian" in path.name] == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_refuses_to_be_sure_makes_no_copy(
    store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    first = store.copy("tangan")
    place = tmp_path / "cakram"
    place.mkdir()

    def refuse(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refuse)
        with pytest.raises(StorageFault):
            store.copy("tangan")
        with pytest.raises(StorageFault):
            store.copies.send(first, place)
    assert store.copies.listed() == [first]
    assert list(place.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="needs fork")
@pytest.mark.parametrize(
    ("how", "do", "step"),
    [("kill", "back_up", "7"), ("kill", "put_back", "8"), ("full", "put_back", "11")],
)
def test_stopped_anywhere_leaves_the_old_or_the_new(how: str, do: str, step: str) -> None:
    """A sample of the campaign, in a process that may fork."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.endurance.cadangan", "--only", do, how, step],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
