"""Opens, makes and carries the databases of folders: files, or on servers that folders name."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from db import alamat, copies, restore
from db.backups import SqlCopies
from db.disk import disk_faults
from db.faults import translated
from db.store import FILE, SqlStore, utc_now
from kkbdesk.errors import UserError
from kkbdesk.model.cadangan import Kunci
from kkbdesk.store import Pindahan, Store


class SqlDatabase:
    """Opens and makes stores in folders."""

    def exists(self, folder: Path) -> bool:
        """Tell whether a folder holds an office, at least copies of one, or names a server."""
        if alamat.baca(folder) is not None:
            return True
        with disk_faults():
            return (folder / FILE).exists() or bool(copies.listed(copies.folder(folder / FILE)))

    def open(self, folder: Path) -> Store:
        """Open the store of a folder."""
        return SqlStore.open(folder)

    def create(self, folder: Path) -> AbstractContextManager[Store]:
        """Make a new store; it appears in the folder only when the block ends well."""
        return SqlStore.create(folder)

    def restore(self, folder: Path, copy: Path, key: Kunci | None = None) -> Path | None:
        """Put a copy in the place of the file, which is kept; return where it went."""
        if self.peladen(folder):
            raise UserError(
                "Kantor ini ada di peladen, jadi salinan tidak menggantikannya dari sini. Pulihkan "
                "dengan pg_restore, atau pindahkan salinan ke basis data baru; lihat panduan."
            )
        with disk_faults(), translated():
            return restore.restore(folder / FILE, copy, key)

    def copies(self, folder: Path) -> SqlCopies:
        """Return the copies of a folder, whether or not its database can be opened."""
        return SqlCopies(folder / FILE, utc_now)

    def sambung(self, folder: Path, basis: str) -> str:
        """Let a folder name a server, which must answer; return what it is called."""
        from db import pindah  # noqa: PLC0415 - imports the driver of a server

        if (folder / FILE).exists():
            raise UserError(
                f"Folder {folder} sudah berisi kantor. Pindahkan ke peladen dengan “pindah”, atau "
                "pakai folder lain; tidak ada yang diubah."
            )
        pindah.answers(alamat.diterima(basis))
        alamat.tulis(folder, basis)
        return alamat.sebutan(basis)

    def lepas(self, folder: Path) -> None:
        """Let a folder name no server any more."""
        alamat.hapus(folder)

    def peladen(self, folder: Path) -> str:
        """Return what the server of a folder is called, empty where there is none."""
        basis = alamat.baca(folder)
        return alamat.sebutan(basis) if basis else ""

    def pindah(self, folder: Path, basis: str = "") -> Pindahan:
        """Carry the office of a folder to a server, or back into a file of the folder."""
        from db import pindah  # noqa: PLC0415 - imports the driver of a server

        former = alamat.baca(folder)
        if basis:
            if former is not None:
                raise UserError(f"Kantor ini sudah ada di peladen ({alamat.sebutan(former)}).")
            return pindah.to_server(folder / FILE, alamat.diterima(basis))
        if former is None:
            raise UserError("Kantor ini sudah ada di komputer ini; tidak ada yang dipindahkan.")
        return pindah.to_file(folder / FILE, former)
