"""One edit, one ChangeSet; undo and redo of everything; stale edits refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.opd import OPD
from kkbdesk.model.problem import RuleViolation
from kkbdesk.services.events import Changed
from tests.support.makers import SINAR_SURYA, TANJUNG_NIUR, a_kampung


def every_kampung(desk: Desk) -> list[Kampung]:
    with desk.store.read() as reader:
        return reader.find(Kampung)


def test_an_edit_is_published_once_with_all_its_changes(desk: Desk) -> None:
    seen: list[Changed] = []
    desk.hub.subscribe(seen.append)
    with desk.editor.edit("Dua kampung", initiator="halaman") as unit:
        unit.put(a_kampung())
        unit.put(a_kampung(TANJUNG_NIUR, "Tanjung Niur"))
    assert [event.initiator for event in seen] == ["halaman"]
    assert len(seen[0].changeset.changes) == 2


def test_an_edit_that_changes_nothing_leaves_no_trace(desk: Desk) -> None:
    with desk.editor.edit("Tambah") as unit:
        unit.put(a_kampung())
    before = desk.riwayat.daftar()
    with desk.editor.edit("Lagi") as unit:
        unit.put(a_kampung())
    with desk.editor.edit("Ubah dan kembalikan") as unit:
        unit.put(a_kampung(nama="Lain"))
        unit.put(a_kampung())
    assert desk.riwayat.daftar() == before


def test_an_edit_that_fails_writes_nothing(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError), desk.editor.edit("Tambah") as unit:
        unit.put(a_kampung())
        assert unit.find(Kampung)
        raise ZeroDivisionError
    assert every_kampung(desk) == []


def test_a_rule_that_blocks_writes_nothing_and_says_what_to_do(desk: Desk) -> None:
    with pytest.raises(RuleViolation, match="2016") as caught, desk.editor.edit("Tambah") as unit:
        unit.put(a_kampung(tanggal_pencanangan=date(2015, 12, 31)))
    assert [item.field for item in caught.value.problems] == ["tanggal_pencanangan"]
    assert every_kampung(desk) == []


def test_undo_and_redo_walk_the_whole_history(desk: Desk) -> None:
    states = [every_kampung(desk)]
    first = desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Sinar Surya"})
    states.append(every_kampung(desk))
    desk.kampung.ubah(first, {"nama": "Sinar Surya Baru"})
    states.append(every_kampung(desk))
    desk.kampung.hapus([first.id])
    states.append(every_kampung(desk))
    for expected in reversed(states[:-1]):
        desk.editor.undo()
        assert every_kampung(desk) == expected
    for expected in states[1:]:
        desk.editor.redo()
        assert every_kampung(desk) == expected
    with pytest.raises(UserError, match="Tidak ada yang dapat diulangi"):
        desk.editor.redo()


def test_the_setting_up_of_the_office_cannot_be_undone(desk: Desk) -> None:
    with pytest.raises(UserError, match="Tidak ada yang dapat diurungkan"):
        desk.editor.undo()
    assert len(desk.opd.daftar()) == 12


def test_a_new_edit_after_undo_ends_what_could_be_redone(desk: Desk) -> None:
    first = desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Satu"})
    desk.kampung.ubah(first, {"nama": "Dua"})
    desk.editor.undo()
    desk.kampung.ubah(first, {"nama": "Tiga"})
    assert desk.riwayat.redoable() is None
    desk.editor.undo()
    assert every_kampung(desk)[0].nama == "Satu"


def test_undo_survives_a_restart(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        Desk(store).kampung.tambah({"desa": SINAR_SURYA, "nama": "Sinar Surya"})
    with SqlStore.open(folder) as store:
        Desk(store).editor.undo()
        assert every_kampung(Desk(store)) == []


def test_a_field_changed_by_somebody_else_is_not_overwritten(desk: Desk) -> None:
    seen = desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Sinar Surya"})
    desk.kampung.ubah(seen, {"nama": "Nama dari orang lain"})
    with pytest.raises(StaleEdit, match="Nama dari orang lain"):
        desk.kampung.ubah(seen, {"nama": "Nama saya"})
    assert every_kampung(desk)[0].nama == "Nama dari orang lain"


def test_other_fields_changed_by_somebody_else_stay(desk: Desk) -> None:
    seen = desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Sinar Surya"})
    desk.kampung.ubah(seen, {"nama": "Nama baru"})
    changed = desk.kampung.ubah(seen, {"catatan": "Catatan saya"})
    assert (changed.nama, changed.catatan) == ("Nama baru", "Catatan saya")


def test_an_edit_of_a_removed_record_is_refused(desk: Desk) -> None:
    seen = desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Sinar Surya"})
    desk.kampung.hapus([seen.id])
    with pytest.raises(StaleEdit, match="dihapus"):
        desk.kampung.ubah(seen, {"nama": "Lain"})


def test_the_window_is_told_what_a_command_changed(folder: Path) -> None:
    with SqlStore.open(folder) as one, SqlStore.open(folder) as other:
        window, command = Desk(one), Desk(other)
        seen: list[Changed] = []
        window.hub.subscribe(seen.append)
        window.opd.nonaktifkan(window.opd.daftar()[0].id, date(2026, 1, 1))
        seen.clear()
        command.kampung.tambah({"desa": SINAR_SURYA, "nama": "Sinar Surya"})
        window.editor.notice()
        assert [event.changeset.label for event in seen] == ["Tambah kampung"]
        window.editor.notice()
        assert len(seen) == 1


def test_two_processes_undo_in_the_order_of_the_journal(folder: Path) -> None:
    with SqlStore.open(folder) as one, SqlStore.open(folder) as other:
        first, second = Desk(one), Desk(other)
        first.kampung.tambah({"desa": SINAR_SURYA, "nama": "Satu"})
        second.kampung.tambah({"desa": TANJUNG_NIUR, "nama": "Dua"})
        first.editor.undo()
        assert [item.nama for item in every_kampung(second)] == ["Satu"]


def test_a_new_coordinator_takes_the_mark_from_the_former(desk: Desk) -> None:
    former, other = desk.opd.daftar()[:2]
    desk.opd.ubah(other, {"koordinator": True})
    with desk.store.read() as reader:
        assert [item.id for item in reader.find(OPD, koordinator=True)] == [other.id]
    desk.editor.undo()
    with desk.store.read() as reader:
        assert [item.id for item in reader.find(OPD, koordinator=True)] == [former.id]
