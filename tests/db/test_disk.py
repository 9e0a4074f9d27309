"""Disks that are full, pulled out or left over from before: said in words, nothing lost."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from db import condition, copies, sqlite
from db.database import SqlDatabase
from db.store import FILE, SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import DamagedStore, StorageFault, UserError
from kkbdesk.model.ids import Kind
from kkbdesk.model.kampung import Kampung
from tests.conftest import NOW
from tests.support.makers import SINAR_SURYA, TANJUNG_NIUR
from tests.support.tertahan import Held


def add(desk: Desk, desa: str = SINAR_SURYA) -> Kampung:
    return desk.kampung.tambah({"desa": desa, "nama": f"Kampung {desa}"})


def villages(folder: Path) -> list[str]:
    with SqlStore.open(folder) as store, store.read() as reader:
        return sorted(item.desa for item in reader.find(Kampung))


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(copies, "make", refuse)


@pytest.mark.skipif(os.name == "nt", reason="an open file stays where it is")
@pytest.mark.parametrize("how", ["removed", "moved", "replaced"])
def test_nothing_is_written_into_a_file_that_is_no_longer_there(folder: Path, how: str) -> None:
    store = SqlStore.open(folder)
    desk = Desk(store)
    add(desk)
    if how == "removed":
        shutil.rmtree(folder)
    elif how == "moved":
        folder.rename(folder.with_name("lain"))
    else:
        shutil.copyfile(folder / FILE, folder / "baru")
        (folder / "baru").replace(folder / FILE)
    with pytest.raises(StorageFault, match="tidak ada lagi di tempatnya"):
        add(desk, TANJUNG_NIUR)
    with pytest.raises(StorageFault, match="tidak ada lagi di tempatnya"):
        desk.draf.simpan(Kind.KAMPUNG, "baru", {"nama": "x"})
    with pytest.raises(StorageFault, match="tidak ada lagi di tempatnya"):
        desk.close()
    if how == "moved":
        assert villages(folder.with_name("lain")) == [SINAR_SURYA]


def test_a_disk_too_full_for_the_copy_at_close_keeps_the_edit(
    folder: Path, monkeypatch: pytest.MonkeyPatch, full: None
) -> None:
    store = SqlStore.open(folder)
    add(Desk(store))
    with pytest.raises(StorageFault, match="Cakram penuh"):
        store.close()
    monkeypatch.undo()
    assert villages(folder) == [SINAR_SURYA]
    assert len(copies.listed(folder / "cadangan")) == 0


def test_a_disk_too_full_for_the_copy_before_an_import_is_said(folder: Path, full: None) -> None:
    with SqlStore.open(folder) as store, pytest.raises(StorageFault, match="Cakram penuh"):
        store.copy("impor")


def test_a_place_for_copies_that_is_a_file_is_said(folder: Path) -> None:
    (folder / "cadangan").write_text("bukan folder")
    with SqlStore.open(folder) as store, pytest.raises(StorageFault, match="sudah ada berkas lain"):
        store.copy("impor")


def test_a_folder_in_the_place_of_the_file_is_kept(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        add(Desk(store))
    (folder / FILE).unlink()
    (folder / FILE).mkdir()
    with pytest.raises(DamagedStore, match="bukan berkas data") as caught:
        SqlStore.open(folder)
    kept = SqlDatabase().restore(folder, Path(caught.value.copies[0]))
    assert kept is not None
    assert kept.is_dir()
    assert villages(folder) == [SINAR_SURYA]


def test_no_damaged_file_takes_the_name_of_another(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        good = store.copy("baik").berkas
    second = folder / "kkbdesk-rusak-002.sqlite"
    second.write_bytes(b"dahulu")
    for _ in range(2):
        (folder / FILE).write_bytes(b"rusak")
        SqlDatabase().restore(folder, good)
    assert second.read_bytes() == b"dahulu"
    assert len(list(folder.glob("kkbdesk-rusak-*.sqlite"))) == 3


def test_a_new_office_does_not_inherit_the_log_of_a_lost_file(folder: Path, tmp_path: Path) -> None:
    store = SqlStore.open(folder)
    add(Desk(store))
    data = tmp_path / "baru"
    data.mkdir()
    lost = data / f"{FILE}-wal"
    shutil.copyfile(folder / f"{FILE}-wal", lost)
    content = lost.read_bytes()
    store.close()
    with SqlStore.create(data) as made:
        Desk(made).kantor.siapkan("75.03")
    assert villages(data) == []
    kept = [path for path in data.iterdir() if path.is_file() and path.read_bytes() == content]
    assert len(kept) == 1


def test_no_office_is_set_up_over_copies_of_a_lost_one(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        add(Desk(store))
    (folder / FILE).unlink()
    with pytest.raises(UserError, match="salinannya masih ada"), SqlStore.create(folder):
        raise AssertionError


def test_a_new_office_waits_for_a_virus_scanner(tmp_path: Path, held: Held) -> None:
    held.times = 2
    with SqlStore.create(tmp_path) as store:
        Desk(store).kantor.siapkan("75.03")
    assert held.times == 0
    assert villages(tmp_path) == []


def test_a_damaged_file_that_is_held_for_a_moment_gives_way(folder: Path, held: Held) -> None:
    with SqlStore.open(folder) as store:
        good = store.copy("baik").berkas
    (folder / FILE).write_bytes(b"rusak")
    (folder / f"{FILE}-journal").write_bytes(b"x")
    held.times = 1
    kept = SqlDatabase().restore(folder, good)
    assert kept is not None
    assert kept.read_bytes() == b"rusak"
    assert villages(folder) == []


def test_what_could_not_be_set_up_leaves_no_folder(tmp_path: Path) -> None:
    data = tmp_path / "satu" / "dua"
    with pytest.raises(UserError, match="bukan kabupaten"), SqlStore.create(data) as store:
        Desk(store).kantor.siapkan("19.05.01")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_goes_with_the_next_close(folder: Path) -> None:
    left = folder / "cadangan" / "kkbdesk-000007-20260101-000000-tutup.sebagian"
    beside = folder / "berkas" / "ab" / f"{'0' * 32}.sebagian"
    published = folder / "terbitan" / "terbitan.77.sebagian"
    made = (left, left.with_name(f"{left.name}-journal"), folder / f"{FILE}.77.baru", beside,
            published)  # fmt: skip
    for path in made:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    SqlStore.open(folder).close()
    assert not any(path.exists() for path in made)


def test_a_log_that_is_none_is_kept_and_said_once(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        add(Desk(store))
    log = folder / f"{FILE}-wal"
    log.write_bytes(b"\x5a" * 9000)
    with pytest.raises(StorageFault, match=r"kkbdesk-rusak-001\.sqlite-wal"):
        SqlStore.open(folder)
    assert (folder / "kkbdesk-rusak-001.sqlite-wal").read_bytes() == b"\x5a" * 9000
    assert villages(folder) == [SINAR_SURYA]


def test_two_processes_may_copy_at_the_same_moment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SqlStore.open(folder, clock=lambda: NOW) as one:
        plain = sqlite.copy

        def meanwhile(connection: sa.Connection, target: Path) -> None:
            plain(connection, target)
            monkeypatch.setattr(sqlite, "copy", plain)
            monkeypatch.setattr(os, "getpid", lambda: 1)
            with SqlStore.open(folder, clock=lambda: NOW) as other:
                other.copy("coba")

        monkeypatch.setattr(sqlite, "copy", meanwhile)
        one.copy("coba")
    made = copies.listed(folder / "cadangan")
    assert [item.nomor for item in made] == [2, 1]
    assert [problem for item in made for problem in copies.problems(item)] == []


def test_a_file_cut_by_one_byte_is_damaged(folder: Path) -> None:
    path = folder / FILE
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    with pytest.raises(DamagedStore):
        SqlStore.open(folder)
    assert path.read_bytes() == whole[:-1]


def test_damage_met_while_working_is_looked_for_at_the_next_start(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        add(Desk(store))
    path = folder / FILE
    state = path.stat()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    with pytest.raises(DamagedStore) as caught:
        SqlStore.open(folder)
    assert caught.value.copies
    assert path.read_bytes() == content


def test_an_unreadable_mark_of_an_orderly_close_is_no_obstacle(folder: Path) -> None:
    SqlStore.open(folder).close()
    (folder / "kkbdesk.periksa").write_bytes(b"\xff\xfe")
    assert villages(folder) == []
    (folder / "kkbdesk.periksa").unlink()
    (folder / "kkbdesk.periksa").mkdir()
    assert villages(folder) == []
    assert not condition.is_open(folder / FILE)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM perubahan WHERE nomor = 1", "seharusnya"),
        ("UPDATE perubahan SET sesudah = '{{'", "tidak terbaca"),
        ("UPDATE perubahan SET jenis = 'apa'", "tidak dikenal"),
        ("UPDATE perubahan SET sebelum = sesudah", "terputus"),
        ("UPDATE jurnal SET jenis = 'apa'", "tidak terbaca"),
        ("UPDATE kantor SET nama = 'x'", "tidak sama"),
        ("UPDATE opd SET program = '[['", "tidak terbaca"),
        ("DELETE FROM opd WHERE urut = 3", "tidak sama"),
        ("UPDATE opd SET id = 'sisip' WHERE urut = 3", "tidak tercatat"),
        (
            "UPDATE jurnal SET urut = 7; UPDATE perubahan SET jurnal = 7",
            "6 entri hilang",
        ),
    ],
)
def test_what_the_journal_does_not_tell_is_found(folder: Path, statement: str, told: str) -> None:
    raw = sqlite3.connect(folder / FILE)
    raw.executescript(statement)
    raw.close()
    with SqlStore.open(folder) as store:
        assert any(told in text for text in store.check())
