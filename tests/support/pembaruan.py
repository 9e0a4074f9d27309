"""Programs of a few files that stand in for frozen ones, and update packages of them."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kkbdesk.program.folder import NAMA, Program
from kkbdesk.services.pembaruan import SISTEM

ROOT = Path(__file__).resolve().parents[2]
LAMA, BARU = "0.1.0", "0.1.1"
CATATAN = "Yang baru:\n- Pembaruan lewat berkas.\n"
SEHAT = 'echo "$(basename "$0") $@" >> "$(dirname "$0")/panggilan"; exit 0'
"""What a stand-in does: notes how it was called."""


@cache
def alat() -> Any:
    """Return packaging/update.py, which makes keys and packages."""
    spec = importlib.util.spec_from_file_location("update", ROOT / "packaging" / "update.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = before
    return module


def penerbit(nama: str = "utama") -> Ed25519PrivateKey:
    """Return the key of a publisher; the same for the same name."""
    return _penerbit(nama)


@cache
def _penerbit(_nama: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def dikenal(*nama: str) -> dict[bytes, bytes]:
    """Return what a program knows of publishers."""
    keys = [penerbit(each) for each in nama or ("utama",)]
    return {alat().identity(key): key.public_key().public_bytes_raw() for key in keys}


def bundel(folder: Path, versi: str, naskah: str = SEHAT, sistem: str = SISTEM) -> Path:
    """Make the folder of a version as PyInstaller does: programs, and all else below."""
    inner = folder / f"_internal-{versi}"
    (inner / "resources").mkdir(parents=True)
    for nama in NAMA if sistem == SISTEM else ("kkbdesk.exe", "KKB Desk.exe"):
        program = folder / nama
        program.write_text(f"#!/bin/sh\n# {versi}\n{naskah}\n", "utf-8")
        program.chmod(0o755)
    (inner / "resources" / "catatan.txt").write_text(f"milik {versi}\n" * 50, "utf-8")
    (inner / "pustaka.so").write_bytes(bytes(range(256)) * 300)
    (inner / "nol.so").write_bytes(bytes(2_100_000))
    (inner / "lagi.so").write_bytes(bytes(range(256)) * 300)
    if sistem == "linux":
        (inner / "tautan.so").symlink_to("resources/catatan.txt")
    return folder


def paket(
    path: Path,
    versi: str = BARU,
    *,
    sistem: str = SISTEM,
    skema: tuple[str, str] = ("0001", "9000"),
    naskah: str = SEHAT,
    oleh: str = "utama",
) -> Path:
    """Write the update package of a version."""
    work = path.parent / f"bahan-{path.stem}"
    program = bundel(work, versi, naskah, sistem)
    path.write_bytes(alat().packed(program, versi, sistem, skema, CATATAN, penerbit(oleh)))
    return path


def program(folder: Path, versi: str = LAMA) -> Program:
    """Return a program that was installed into a folder."""
    return Program(bundel(folder, versi), versi)


def isi(folder: Path) -> Mapping[str, bytes]:
    """Return all files of a folder that are of a program, with their contents."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "panggilan"
    }
