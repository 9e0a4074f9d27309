"""Drives: what kind of place a path is, which can be taken away, and writing to one with care."""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Protocol

from kkbdesk.errors import StorageFault
from kkbdesk.files import reason, whole

PORTABEL = (
    "Data kantor ini berada di cakram yang dapat dilepas. Jangan mencabutnya selagi program "
    "terbuka, tutup program lalu keluarkan cakramnya dengan benar, dan simpan salinan di komputer. "
    "Siapa pun yang memegang cakram ini memegang data dan kunci kantor."
)
"""What is shown while a database lies on a removable drive."""
JARINGAN = (
    "Folder data {} berada di cakram jaringan. Di sana data dapat rusak bila dua komputer menulis "
    "bersamaan atau sambungannya putus, maka tidak dibuka dan tidak diubah. Pindahkan foldernya ke "
    "cakram komputer ini; antarkomputer, kirimkan paket."
)
_SPARE = 2**20
"""So many bytes stay free, for what the drive writes beside the file."""
_CHUNK = 2**20


class Tempat(Enum):
    """What kind of place a path is."""

    TETAP = "tetap"
    LEPAS = "lepas"
    JARINGAN = "jaringan"


@dataclass(frozen=True, slots=True)
class Cakram:
    """A removable drive."""

    folder: Path
    label: str
    bebas: int
    """Free bytes."""


class Sistem(Protocol):
    """What tells places apart on the present system."""

    def tempat(self, path: Path) -> Tempat:
        """Return what kind of place a path is, which need not exist yet."""
        ...

    def akar(self) -> Iterator[tuple[Path, str]]:
        """Yield where removable drives begin, each with its label ("" without one)."""
        ...


def tempat(path: Path, sistem: Sistem | None = None) -> Tempat:
    """Return what kind of place a path is; what cannot be told is a fixed drive."""
    return (sistem or _sistem()).tempat(path)


def terpasang(sistem: Sistem | None = None) -> list[Cakram]:
    """Return the removable drives that hold a disk now, by folder."""
    found = []
    for folder, label in (sistem or _sistem()).akar():
        with suppress(OSError):  # a reader without a card
            found.append(Cakram(folder, label or str(folder), shutil.disk_usage(folder).free))
    return sorted(found, key=lambda item: str(item.folder))


def tulis(target: Path, potongan: Iterable[bytes], ukuran: int) -> str:
    """Write a file of that many bytes with care, and return a sentence that says it is safe.

    Free space is looked at first; the file is written beside the target, flushed, read back past
    the cache and compared, renamed, and read back again. Raises StorageFault; what stood there
    before is kept until the new file was read back.
    """
    _ruang(target, ukuran)
    seen = hashlib.sha256()

    def compare(path: Path) -> None:
        if _dibaca_ulang(path) != seen.digest():
            raise StorageFault(
                f"Isi {target.name} yang terbaca kembali dari cakram tidak sama dengan yang "
                "ditulis. Cakramnya rusak atau palsu; pakai cakram lain."
            )

    with whole(target, checked=compare) as file:
        for part in potongan:
            seen.update(part)
            file.write(part)
    try:
        _sync(target.parent)
        compare(target)
    except StorageFault:
        with suppress(OSError):
            target.unlink()
        raise
    except OSError as error:
        raise StorageFault(
            f"{target.name} sudah ditulis, tetapi tidak dapat dibaca kembali: {reason(error)}. "
            "Jangan dipakai; pasang lagi cakramnya dan tulis sekali lagi."
        ) from error
    safe = "; cakram aman dicabut" if tempat(target) is Tempat.LEPAS else ""
    return f"{target.name} tersimpan ({besar(ukuran)}), dibaca ulang dan sama{safe}."


def besar(ukuran: int) -> str:
    """Return a number of bytes as people write it: `2,4 MB`."""
    for unit, name in ((2**30, "GB"), (2**20, "MB"), (2**10, "KB")):
        if ukuran >= unit:
            return f"{ukuran / unit:.1f}".replace(".", ",") + f" {name}"
    return f"{ukuran} bita"


def _ruang(target: Path, ukuran: int) -> None:
    try:
        free = shutil.disk_usage(target.parent).free
    except OSError as error:
        raise StorageFault(f"{target.name} tidak dapat disimpan: {reason(error)}.") from error
    if free < ukuran + _SPARE:
        raise StorageFault(
            f"Ruang kosong di {target.parent} tinggal {besar(free)}, sedangkan {target.name} "
            f"memerlukan {besar(ukuran + _SPARE)}. Kosongkan ruang atau pakai cakram lain."
        )


def _sync(folder: Path) -> None:
    """Make the name durable; Windows does so by itself, and some drives cannot."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _dibaca_ulang(path: Path) -> bytes:
    """Return the digest of a file as the drive holds it, not as memory does."""
    if sys.platform == "win32":
        _forget_on_windows(path)
    found = hashlib.sha256()
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            with suppress(OSError):  # not every drive takes advice
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while part := file.read(_CHUNK):
            found.update(part)
    return found.digest()


def _forget_on_windows(path: Path) -> None:
    """Have Windows drop what it keeps of a file: opening it unbuffered does so."""
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]
    kernel.CreateFileW.restype = ctypes.c_void_p
    unbuffered, existing, shared, read = 0x20000000, 3, 7, 0x80000000
    handle = kernel.CreateFileW(str(path), read, shared, None, existing, unbuffered, None)
    if handle not in (None, ctypes.c_void_p(-1).value):
        kernel.CloseHandle(ctypes.c_void_p(handle))


def _sistem() -> Sistem:
    return Windows() if sys.platform == "win32" else Linux()


_KINDS = {2: Tempat.LEPAS, 4: Tempat.JARINGAN}
"""What GetDriveTypeW answers; all else is a fixed drive."""


class Windows:
    """Asks the kernel for the kind of a drive."""

    def __init__(self, kernel: Any = None) -> None:
        if kernel is None:
            kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]
            kernel.SetErrorMode(1)  # no dialog about a reader without a card
        self._kernel = kernel

    def tempat(self, path: Path) -> Tempat:
        """Return the kind of the volume that holds a path."""
        buffer = ctypes.create_unicode_buffer(1024)
        if not self._kernel.GetVolumePathNameW(str(path), buffer, len(buffer)):
            buffer.value = path.anchor
        return _KINDS.get(self._kernel.GetDriveTypeW(buffer.value), Tempat.TETAP)

    def akar(self) -> Iterator[tuple[Path, str]]:
        """Yield the removable ones of the drives A to Z."""
        present = self._kernel.GetLogicalDrives()
        for number in range(26):
            root = f"{chr(ord('A') + number)}:\\"
            removable = present >> number & 1 and self._kernel.GetDriveTypeW(root) == 2
            if removable:
                name = ctypes.create_unicode_buffer(261)
                self._kernel.GetVolumeInformationW(root, name, len(name), None, None, None, None, 0)
                yield Path(root), name.value


_NETWORK = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "davfs",
    "vboxsf", "fuse.sshfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.glusterfs",
    "fuse.s3fs", "fuse.vmhgfs-fuse",
}  # fmt: skip


class Linux:
    """Reads the table of mounts and what the kernel says of each disk, below a root."""

    def __init__(self, root: Path = Path("/")) -> None:
        self._root = root

    def tempat(self, path: Path) -> Tempat:
        """Return the kind of the mount that holds a path; the latest over one point counts."""
        place = path.resolve()
        best: tuple[int, str, str] = (-1, "", "")
        for point, kind, source in self._mounts():
            depth = len(point.parts)
            if place.is_relative_to(point) and depth >= best[0]:
                best = depth, kind, source
        return self._of(*best[1:])

    def akar(self) -> Iterator[tuple[Path, str]]:
        """Yield the mounts of removable disks; the label is the name of their folder."""
        for point, kind, source in self._mounts():
            if self._of(kind, source) is Tempat.LEPAS:
                yield point, point.name

    def _of(self, kind: str, source: str) -> Tempat:
        if kind in _NETWORK:
            return Tempat.JARINGAN
        return Tempat.LEPAS if self._removable(source) else Tempat.TETAP

    def _mounts(self) -> Iterator[tuple[Path, str, str]]:
        """Yield point, type and source of every mount."""
        try:
            lines = (self._root / "proc/self/mountinfo").read_text("utf-8", "replace").splitlines()
        except OSError:
            return
        for line in lines:
            before, _, after = line.partition(" - ")
            if len(after.split()) >= 2:
                kind, source = after.split()[:2]
                yield Path(_unescaped(before.split()[4])), kind, _unescaped(source)

    def _removable(self, source: str) -> bool:
        """Tell whether a disk, or any that it is made of, can be taken away."""
        if not source.startswith("/dev/"):
            return False
        name = (self._root / source[1:]).resolve().name
        disk = (self._root / "sys/class/block" / name).resolve()
        if (disk / "partition").exists():
            disk = disk.parent
        with suppress(OSError):
            if (disk / "removable").read_text("ascii").strip() == "1":
                return True
        below = (disk / "slaves").iterdir() if (disk / "slaves").is_dir() else ()
        return "/usb" in str(disk) or any(self._removable(f"/dev/{item.name}") for item in below)


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)
