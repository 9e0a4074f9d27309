"""Which server holds the office of a folder: its address, kept there without any password."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from db.disk import disk_faults
from kkbdesk.errors import StorageFault, UserError

NAME = "peladen.json"
_SCHEMES = ("postgresql", "postgres")


def baca(folder: Path) -> str | None:
    """Return the address that a folder names, None where the office is a file.

    Raises StorageFault for a note that cannot be read: opening a file instead would begin a
    second truth.
    """
    path = folder / NAME
    try:
        with disk_faults():
            content = path.read_bytes() if path.exists() else None
        basis = None if content is None else json.loads(content)["basis"]
    except (ValueError, TypeError, KeyError) as error:
        raise StorageFault(
            f"Catatan {path} rusak, sehingga peladennya tidak diketahui. Tulis lagi dengan "
            "“peladen sambung ALAMAT”."
        ) from error
    return None if basis is None else diterima(str(basis))


def tulis(folder: Path, basis: str) -> None:
    """Let a folder name a server; raises UserError for an address that cannot be one."""
    text = json.dumps({"basis": diterima(basis)}, indent=1)
    with disk_faults():
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{NAME}.sebagian"
        part.write_text(text, "utf-8")
        part.replace(folder / NAME)


def hapus(folder: Path) -> None:
    """Let a folder name no server any more."""
    with disk_faults():
        (folder / NAME).unlink(missing_ok=True)


def diterima(basis: str) -> str:
    """Return an address that may be kept; raises UserError for one with a password, or for none."""
    try:
        parts = urlsplit(basis)
        password = parts.password or parse_qs(parts.query).get("password")
    except ValueError as error:
        raise UserError(f"“{basis}” bukan alamat peladen.") from error
    if parts.scheme not in _SCHEMES:
        raise UserError(
            "Alamat peladen ditulis postgresql://PELADEN/NAMA, misalnya "
            "postgresql://192.168.1.10/kkb."
        )
    if password:
        raise UserError(
            "Kata sandi tidak ditulis dalam alamat, sebab alamat terbaca orang lain. Tulis di "
            "berkas sandi PostgreSQL (pgpass) seperti dalam panduan, lalu ulangi tanpa kata sandi."
        )
    return basis


def sebutan(basis: str) -> str:
    """Return how people call the database at an address."""
    parts = urlsplit(basis)
    asked = parse_qs(parts.query)
    name = unquote(parts.path.lstrip("/")) or asked.get("service", asked.get("dbname", ["?"]))[0]
    host = parts.hostname or asked.get("host", [""])[0]
    return f"{name} di {host}" if host else name
