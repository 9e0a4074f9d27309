"""Drafts: what was typed and cannot be saved yet, kept until it can."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from kkbdesk.model.ids import Kind
from kkbdesk.store import Draf, Store

BARU = "baru"
"""The id under which the draft of a record that does not exist yet is kept."""


class DrafService:
    """Keeps drafts beside the records; they are no part of the history."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._menunggu: dict[tuple[Kind, str], Mapping[str, str]] = {}
        """What could not even be kept, because the store is away; kept as soon as it can be."""

    def simpan(self, kind: Kind, id: str, nilai: Mapping[str, str]) -> None:
        """Keep what was typed, field by field; nothing typed forgets the draft.

        Raises StorageFault when the store refuses; what was typed is remembered meanwhile.
        """
        self._menunggu[kind, id] = dict(nilai)
        self._simpan(kind, id, nilai)
        del self._menunggu[kind, id]

    def _simpan(self, kind: Kind, id: str, nilai: Mapping[str, str]) -> None:
        if nilai:
            self._store.keep_draf(Draf(kind, id, dict(nilai), self._clock()))
        else:
            self._store.drop_draf(kind, id)

    def lupakan(self, kind: Kind, id: str) -> None:
        """Forget a draft."""
        self._store.drop_draf(kind, id)

    def get(self, kind: Kind, id: str) -> dict[str, str]:
        """Return what was typed, empty when nothing is kept."""
        if (kind, id) in self._menunggu:
            return dict(self._menunggu[kind, id])
        found = [draf for draf in self.daftar() if (draf.kind, draf.id) == (kind, id)]
        return dict(found[0].nilai) if found else {}

    def daftar(self) -> list[Draf]:
        """Return all drafts, oldest first."""
        with self._store.read() as reader:
            return reader.draf()
