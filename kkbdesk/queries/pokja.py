"""Working groups as they were on a day, their members in the order of a decree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kkbdesk.model.ids import KampungId, PokjaId
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.program import Butir
from kkbdesk.store import Reader


@dataclass(frozen=True, slots=True)
class Susunan:
    """A working group and who sat in it on a day."""

    pokja: Pokja
    anggota: tuple[Anggota, ...]

    @property
    def ketua(self) -> str:
        """Return the name of the chair, "" where there is none."""
        return next((seat.nama for seat in self.anggota if seat.kedudukan == "ketua"), "")


def susunan_pada(reader: Reader, per: date) -> dict[KampungId | None, Susunan]:
    """Return the working group of every kampung, and of the office (None), on a day."""
    seats: dict[PokjaId, list[Anggota]] = defaultdict(list)
    for seat in urutkan(reader, reader.find(Anggota)):
        if seat.menjabat(per):
            seats[seat.pokja].append(seat)
    return {
        group.kampung: Susunan(group, tuple(seats[group.id]))
        for group in _running(reader.find(Pokja), per)
    }


def susunan_di(reader: Reader, kampung: KampungId | None, per: date) -> Susunan | None:
    """Return the working group of a kampung, or of the office, on a day."""
    running = _running(reader.find(Pokja, kampung=kampung), per)
    if not running:
        return None
    seats = urutkan(reader, reader.find(Anggota, pokja=running[-1].id))
    return Susunan(running[-1], tuple(seat for seat in seats if seat.menjabat(per)))


def _running(groups: Sequence[Pokja], per: date) -> list[Pokja]:
    """Return the groups whose term includes the day, the newest last."""
    return sorted(
        (group for group in groups if group.berjalan(per)),
        key=lambda group: group.mulai or date.min,
    )


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
