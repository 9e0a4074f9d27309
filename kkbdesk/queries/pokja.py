"""Members of working groups in the order of a decree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kkbdesk.model.pokja import Anggota
from kkbdesk.model.program import Butir
from kkbdesk.store import Reader


def urutkan(reader: Reader, seats: Sequence[Anggota]) -> list[Anggota]:
    """Return members in the order of a decree: by position, section, then start of office."""
    order = {
        (item.daftar, item.kode): item.urut
        for daftar in ("kedudukan", "seksi")
        for item in reader.find(Butir, daftar=daftar)
    }
    return sorted(
        seats,
        key=lambda seat: (
            order.get(("seksi", seat.seksi), 0),
            order.get(("kedudukan", seat.kedudukan), 99),
            seat.mulai or date.min,
            seat.nama.casefold(),
        ),
    )
