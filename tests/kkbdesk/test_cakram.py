"""Drives: what kind of place a path is, and a file that is safe or said not to be."""

from __future__ import annotations

import errno
import os
import shutil
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kkbdesk import cakram
from kkbdesk.cakram import Linux, Tempat, Windows
from kkbdesk.errors import StorageFault

MOUNTS = r"""
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
30 22 0:21 / /proc rw - proc proc rw
40 22 8:17 / /media/petugas/KKB\040BARU rw - vfat /dev/sdb1 rw
41 22 0:50 / /media/petugas/HDD rw - fuseblk /dev/sdc1 rw
42 22 0:51 / /media/petugas/SANDI rw - ext4 /dev/mapper/luks rw
50 22 0:60 / /mnt/kantor rw - cifs //server/data rw
51 22 0:61 / /mnt/nfs rw - nfs4 server:/data rw
52 51 8:2 / /mnt/nfs/lokal rw - ext4 /dev/sda2 rw
rusak
"""


@pytest.fixture
def linux(tmp_path: Path) -> Linux:
    """A machine with an inner disk, a stick, a hard disk by cable, and a locked stick."""
    root = tmp_path / "akar"
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/self/mountinfo").write_text(MOUNTS, "utf-8")
    (root / "sys/class/block").mkdir(parents=True)
    (root / "dev/mapper").mkdir(parents=True)
    (root / "dev/dm-0").touch()
    (root / "dev/mapper/luks").symlink_to("../dm-0")
    disks = {"sda": ("pci/ata", "0"), "sdb": ("pci/x", "1"), "sdc": ("pci/usb2", "0")}
    for disk, (bus, removable) in disks.items():
        folder = root / "sys/devices" / bus / disk
        for part in ("1", "2"):
            (folder / f"{disk}{part}").mkdir(parents=True)
            (folder / f"{disk}{part}/partition").write_text(part)
            (root / f"sys/class/block/{disk}{part}").symlink_to(folder / f"{disk}{part}")
        (folder / "removable").write_text(f"{removable}\n")
    (root / "sys/devices/virtual/dm-0/slaves/sdb2").mkdir(parents=True)
    (root / "sys/class/block/dm-0").symlink_to(root / "sys/devices/virtual/dm-0")
    return Linux(root)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a/data", Tempat.TETAP), ("/media/petugas/KKB BARU/data", Tempat.LEPAS),
        ("/media/petugas/HDD", Tempat.LEPAS), ("/media/petugas/SANDI/x", Tempat.LEPAS),
        ("/media/petugas/KKB", Tempat.TETAP), ("/mnt/kantor/data", Tempat.JARINGAN),
        ("/mnt/nfs/x", Tempat.JARINGAN), ("/mnt/nfs/lokal/x", Tempat.TETAP),
    ],
)  # fmt: skip
def test_linux_tells_places_apart(linux: Linux, path: str, kind: Tempat) -> None:
    assert cakram.tempat(Path(path), linux) is kind


def test_a_machine_that_tells_nothing_has_fixed_drives(tmp_path: Path) -> None:
    assert cakram.tempat(tmp_path, Linux(tmp_path)) is Tempat.TETAP


def test_removable_drives_are_listed_with_what_is_free(
    linux: Linux, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")

    def asked(folder: Path) -> Any:
        if "HDD" in str(folder):
            raise OSError(errno.ENXIO, "no medium")
        return usage(10, 4, 6)

    monkeypatch.setattr(shutil, "disk_usage", asked)
    found = [(item.label, item.bebas) for item in cakram.terpasang(linux)]
    assert found == [("KKB BARU", 6), ("SANDI", 6)]


TYPES = {"C:\\": 3, "E:\\": 2, "F:\\": 2, "Z:\\": 4, "\\\\server\\bagi\\": 4}


def volume(path: str, buffer: Any, _length: int) -> int:
    root = next((item for item in TYPES if path.startswith(item)), "")
    buffer.value = root
    return bool(root)


def named(root: str, name: Any, *_rest: object) -> int:
    name.value = "KKB" if root == "F:\\" else ""
    return 1


def kernel() -> SimpleNamespace:
    """Windows with a fixed C, a stick at E without a name, one at F with it, and shares."""
    return SimpleNamespace(
        GetVolumePathNameW=volume,
        GetDriveTypeW=lambda root: TYPES.get(root, 1),
        GetLogicalDrives=lambda: sum(
            1 << ord(root[0]) - ord("A") for root in TYPES if root[1] == ":"
        ),
        GetVolumeInformationW=named,
    )


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("C:\\data", Tempat.TETAP), ("E:\\data", Tempat.LEPAS), ("Z:\\x", Tempat.JARINGAN),
        ("\\\\server\\bagi\\data", Tempat.JARINGAN), ("Q:\\x", Tempat.TETAP),
    ],
)  # fmt: skip
def test_windows_tells_places_apart(path: str, kind: Tempat) -> None:
    assert Windows(kernel()).tempat(Path(path)) is kind


def test_windows_lists_removable_drives() -> None:
    assert list(Windows(kernel()).akar()) == [(Path("E:\\"), ""), (Path("F:\\"), "KKB")]


def write(target: Path, content: bytes = b"baru" * 1000) -> str:
    return cakram.tulis(target, [content[:7], content[7:]], len(content))


@pytest.mark.parametrize("kind", [Tempat.TETAP, Tempat.LEPAS])
def test_what_is_written_is_read_back_and_may_be_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Tempat
) -> None:
    monkeypatch.setattr(cakram, "tempat", lambda _path: kind)
    said = write(tmp_path / "a.kkb")
    assert "3,9 KB" in said
    assert ("aman dicabut" in said) is (kind is Tempat.LEPAS)
    assert (tmp_path / "a.kkb").read_bytes() == b"baru" * 1000
    assert len(list(tmp_path.iterdir())) == 1


def test_too_little_room_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(0, 0, 1024 * 1024))
    (tmp_path / "a.kkb").write_bytes(b"lama")
    with pytest.raises(StorageFault, match=r"tinggal 1,0 MB.*memerlukan 1,0 MB"):
        write(tmp_path / "a.kkb")
    assert (tmp_path / "a.kkb").read_bytes() == b"lama"


def test_a_drive_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageFault, match="tidak dapat disimpan"):
        write(tmp_path / "tiada" / "a.kkb")


def pulled(*_args: object, **_more: object) -> Any:
    raise OSError(errno.EIO, "pulled")


def _after(times: int, plain: Callable[..., Any]) -> Callable[..., Any]:
    """Return a call that works so many times, until the drive is pulled."""
    left = [times]

    def call(*args: object, **more: object) -> Any:
        left[0] -= 1
        return plain(*args, **more) if left[0] >= 0 else pulled()

    return call


def test_a_drive_pulled_at_any_step_keeps_the_old_file_or_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.kkb"
    steps: list[tuple[Any, str, Callable[..., Any]]] = [
        (Path, "open", pulled), (os, "fsync", pulled), (Path, "replace", pulled),
        (cakram, "_dibaca_ulang", pulled), (os, "open", pulled),
        (cakram, "_dibaca_ulang", _after(1, cakram._dibaca_ulang)),
    ]  # fmt: skip
    told = []
    for owner, name, call in steps:
        target.write_bytes(b"lama")
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, call)
            with pytest.raises(StorageFault) as caught:
                write(target)
        told.append(str(caught.value))
        assert "tidak menjawab" in told[-1]
        assert list(tmp_path.iterdir()) == [target]
        if "tidak dapat disimpan" in told[-1]:
            assert target.read_bytes() == b"lama", name
            assert "lama tidak berubah" in told[-1]
        else:
            assert "Jangan dipakai" in told[-1]
    assert sum("Jangan dipakai" in text for text in told) == 2


def test_a_drive_that_lies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.kkb"
    target.write_bytes(b"lama")
    monkeypatch.setattr(cakram, "_dibaca_ulang", lambda _path: b"")
    with pytest.raises(StorageFault, match="rusak atau palsu"):
        write(target)
    assert target.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("size", "text"), [(12, "12 bita"), (2048, "2,0 KB"), (5 * 2**20, "5,0 MB"), (2**31, "2,0 GB")]
)
def test_sizes_are_written_as_people_do(size: int, text: str) -> None:
    assert cakram.besar(size) == text
