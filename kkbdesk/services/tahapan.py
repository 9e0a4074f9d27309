"""The stages of the action plan: told from the data, completed by notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kkbdesk.model.kantor import Kantor
from kkbdesk.model.tahapan import Tahapan, tahapan_id
from kkbdesk.queries.tahapan import Kurang, TahapanRow, tahapan
from kkbdesk.services.editor import Editor
from kkbdesk.store import Store

__all__ = ["Kurang", "TahapanRow", "TahapanService"]


class TahapanService:
    """Tells how far the stages of a year are and keeps what people note of them."""

    def __init__(self, store: Store, editor: Editor, today: Callable[[], date]) -> None:
        self._store = store
        self._editor = editor
        self._today = today

    def daftar(self, tahun: int) -> list[TahapanRow]:
        """Return the stages of a year in their order, with what each still lacks."""
        with self._store.read() as reader:
            return tahapan(reader, tahun, self._today())

    def catat(
        self, tahun: int, tahap: str, nilai: Mapping[str, Any], *, initiator: object | None = None
    ) -> Tahapan:
        """Note something of a stage, or declare it done; raises RuleViolation."""
        with self._editor.edit("Catat tahapan", initiator=initiator) as unit:
            kantor = next(iter(unit.find(Kantor)), None)
            home = (kantor.wilayah if kantor else "") or ""
            id = tahapan_id(home, tahun, tahap)
            present = unit.get(Tahapan, id) or Tahapan(id=id, tahun=tahun, tahap=tahap)
            noted = replace(present, **nilai)
            unit.put(noted)
        return noted
