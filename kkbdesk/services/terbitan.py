"""Published states: kept when a table goes out, found again by their names."""

from __future__ import annotations

from kkbdesk.errors import UserError
from kkbdesk.model.terbitan import Terbitan, nama_terbitan
from kkbdesk.store import Store


class TerbitanService:
    """Keeps the states of which tables were published."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def buat(self, nama: str) -> Terbitan:
        """Keep the present state under a name.

        Raises UserError when the name cannot be used or is taken, StorageFault.
        """
        try:
            kept = nama_terbitan(nama)
        except ValueError as error:
            raise UserError(str(error)) from error
        return self._store.terbitkan(kept)

    def daftar(self) -> list[Terbitan]:
        """Return what was published, newest first."""
        return self._store.terbitan()

    def cari(self, nama: str) -> Terbitan:
        """Return a published state by its name; raises UserError."""
        found = [item for item in self.daftar() if item.nama.casefold() == nama.casefold()]
        if not found:
            raise UserError(f"Terbitan “{nama}” tidak ada; lihat terbitan daftar.")
        return found[0]
