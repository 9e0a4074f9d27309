"""Working groups of a day: the running one, its members in the order of a decree."""

from __future__ import annotations

from datetime import date

from kkbdesk.desk import Desk
from kkbdesk.queries.pokja import susunan_di, susunan_pada

TODAY = date(2026, 5, 20)


def test_the_newest_running_group_holds_with_who_sits_in_it(desk: Desk) -> None:
    old = desk.pokja.tambah({"mulai": date(2020, 1, 1)})
    new = desk.pokja.tambah({"mulai": date(2024, 1, 1)})
    desk.pokja.tambah({"mulai": date(2027, 1, 1)})
    chair, _ = desk.pokja.tambah_anggota(
        new.id, [{"nama": "Lama", "kedudukan": "ketua"}, {"nama": "A", "kedudukan": "pengarah"}]
    )
    desk.pokja.ganti(chair.id, "Baru", date(2025, 1, 1))
    with desk.store.read() as reader:
        now = susunan_di(reader, None, TODAY)
        assert now is not None
        assert (now.pokja.id, now.ketua) == (new.id, "Baru")
        assert [seat.nama for seat in now.anggota] == ["A", "Baru"]
        then = susunan_di(reader, None, date(2021, 1, 1))
        assert then is not None
        assert (then.pokja.id, then.ketua) == (old.id, "")
        assert susunan_pada(reader, TODAY) == {None: now}
        assert susunan_di(reader, None, date(2019, 1, 1)) is None
