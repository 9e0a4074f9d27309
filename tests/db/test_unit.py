"""One transaction, one entry of the journal: the same on a file and on a server."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import StaleEdit
from kkbdesk.model.changes import Jenis
from kkbdesk.model.ids import KampungId
from kkbdesk.model.kampung import Kampung
from tests.support.makers import SINAR_SURYA, TANJUNG_NIUR, a_kampung, a_klasifikasi


def add(desk: Desk, desa: str = SINAR_SURYA) -> Kampung:
    return desk.kampung.tambah({"desa": desa, "nama": f"Kampung {desa}"})


def names(store: SqlStore) -> list[str]:
    with store.read() as reader:
        return sorted(item.nama for item in reader.find(Kampung))


def test_after_a_refused_commit_everything_goes_on(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        with pytest.raises(sa.exc.IntegrityError), store.unit("Salah") as unit:
            unit.put(a_klasifikasi(KampungId("tidak ada"), date(2026, 1, 31)))
            unit.commit()
        add(Desk(store))
        assert names(store) == [f"Kampung {SINAR_SURYA}"]


def test_a_record_changed_behind_the_journal_is_found(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        add(Desk(store))
        assert store.check() == []
        with store._engine.connect().execution_options(writes=True) as connection:
            connection.exec_driver_sql("UPDATE kampung SET nama = 'Diam-diam'")
            connection.commit()
        assert any("Riwayat" in text for text in store.check())


def test_a_clock_set_back_does_not_disturb_the_order_of_the_history(folder: Path) -> None:
    moments = iter([datetime(2030 - n, 1, 1, tzinfo=UTC) for n in range(20)])
    with SqlStore.open(folder, clock=lambda: next(moments)) as store:
        desk = Desk(store)
        add(desk)
        add(desk, TANJUNG_NIUR)
        desk.editor.undo()
        assert names(store) == [f"Kampung {SINAR_SURYA}"]


def test_an_undo_does_not_jump_over_what_another_process_did(folder: Path) -> None:
    with SqlStore.open(folder) as one, SqlStore.open(folder) as two:
        desk, other = Desk(one), Desk(two)
        add(desk)
        with one.read() as reader:
            entry = reader.undoable()
        assert entry is not None
        add(other, TANJUNG_NIUR)
        with pytest.raises(StaleEdit, match="ada perubahan lain"):
            desk.editor._apply_inverse(entry, Jenis.URUNG, "x", lambda unit: unit.undoable())
        desk.editor.undo()
        assert names(one) == [f"Kampung {SINAR_SURYA}"]


def test_a_class_read_whole_is_searched_as_the_database_would(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        Desk(store).kampung.tambah({"desa": SINAR_SURYA, "nama": "Satu"})
        wanted: list[dict[str, object]] = [
            {}, {"aktif": True}, {"desa": TANJUNG_NIUR, "aktif": True}, {"luas": None},
            {"nama": "satu"},
        ]  # fmt: skip
        with store.unit("Coba") as asked, store.read() as before:
            asked.put(a_kampung(TANJUNG_NIUR, "Dua"))
            found = [asked.find(Kampung, **equals) for equals in wanted]
            assert len(before.find(Kampung)) == 1
        with store.unit("Coba") as whole:
            whole.load(Kampung)
            whole.put(a_kampung(TANJUNG_NIUR, "Dua"))
            assert [whole.find(Kampung, **equals) for equals in wanted] == found
        assert [len(records) for records in found] == [2, 2, 1, 2, 0]
