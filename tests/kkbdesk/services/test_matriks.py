"""The matrix: proposal, copy, comparison, agreement, gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import UserError
from kkbdesk.model.ids import OPDId, ProgramId
from kkbdesk.model.matriks import Peran
from kkbdesk.model.problem import RuleViolation
from kkbdesk.queries.matriks import JenisTemuan
from tests.support.makers import SINAR_SURYA

NOW = datetime(2026, 5, 20, tzinfo=UTC)


@pytest.fixture
def west_sumatra(tmp_path: Path) -> Iterator[Desk]:
    with SqlStore.create(tmp_path / "sumbar") as store:
        Desk(store).kantor.siapkan("13", "tabel-4.6")
    desk = Desk(SqlStore.open(tmp_path / "sumbar"), lambda: NOW)
    yield desk
    desk.close()


def test_the_proposal_has_as_many_ticks_per_program_as_the_published_table(
    west_sumatra: Desk,
) -> None:
    assert west_sumatra.matriks.isi_usulan(2026, None) == 32
    grid = west_sumatra.matriks.grid(2026, None)
    assert len(grid.opd) == 13
    assert [grid.jumlah_program(item.id) for item in grid.program] == [4, 8, 2, 6, 2, 2, 5, 3]
    west_sumatra.editor.undo()
    assert west_sumatra.matriks.grid(2026, None).sel == {}


def test_agencies_without_programs_of_their_own_are_proposed_by_their_words(desk: Desk) -> None:
    made = desk.opd.tambah({"nama": "Dinas Perikanan", "singkatan": "DKP"})
    other = desk.opd.tambah(
        {"nama": "Yayasan Abadi", "tupoksi": "Bergerak dalam perlindungan anak"}
    )
    nothing = desk.opd.tambah({"nama": "Perusahaan X"})
    proposed = desk.matriks.usulan(2026, None)
    programs = {
        id: sorted(row for row, column in proposed if column == id)
        for id in (made.id, other.id, nothing.id)
    }
    assert programs == {made.id: ["4", "7"], other.id: ["1", "2", "3", "4", "7"], nothing.id: []}


def test_the_proposal_leaves_filled_cells_alone(desk: Desk) -> None:
    first = desk.opd.daftar()[0].id
    desk.matriks.isi(2026, None, {(ProgramId("1"), first): Peran.PENANGGUNG_JAWAB})
    desk.matriks.isi_usulan(2026, None)
    cell = desk.matriks.grid(2026, None).sel[ProgramId("1"), first]
    assert cell.peran is Peran.PENANGGUNG_JAWAB


def test_last_year_is_copied_without_what_ended(sample: Desk) -> None:
    before = sample.matriks.grid(2026, None).sel
    sample.opd.nonaktifkan(sample.opd.daftar()[1].id, date(2026, 6, 1))
    copied = sample.matriks.salin(2027, None, 2026, None)
    ended = sum(1 for _, opd in before if opd == sample.opd.daftar()[-1].id)
    assert copied == len(before) - ended


def test_a_locked_matrix_is_changed_only_after_unlocking(desk: Desk) -> None:
    cell = {(ProgramId("1"), desk.opd.daftar()[0].id): Peran.PENDUKUNG}
    desk.matriks.isi(2026, None, cell)
    desk.matriks.kunci(2026, None, date(2026, 2, 20), "Rapat koordinasi")
    with pytest.raises(RuleViolation, match="buka kuncinya dahulu"):
        desk.matriks.isi(2026, None, dict.fromkeys(cell))
    desk.matriks.isi(2027, None, cell)
    with pytest.raises(UserError, match="sudah terkunci"):
        desk.matriks.kunci(2026, None, date(2026, 2, 21))
    desk.matriks.buka(2026, None, date(2026, 3, 1))
    desk.matriks.isi(2026, None, dict.fromkeys(cell))
    labels = [entry.label for entry in desk.riwayat.daftar()[:4]]
    assert "Buka kunci matriks 2026 per 01-03-2026" in labels


def test_undo_brings_back_the_agreement(desk: Desk) -> None:
    desk.matriks.kunci(2026, None, date(2026, 2, 20), "Rapat")
    desk.matriks.buka(2026, None, date(2026, 3, 1))
    desk.editor.undo()
    state = desk.matriks.grid(2026, None).keadaan
    assert state is not None
    assert (state.terkunci, state.rapat) == (True, "Rapat")


def test_two_leaders_are_an_overlap_unless_the_office_allows_them(desk: Desk) -> None:
    first, second = (item.id for item in desk.opd.daftar()[:2])
    both: dict[tuple[ProgramId, OPDId], Peran | None] = dict.fromkeys(
        [(ProgramId("1"), first), (ProgramId("1"), second)], Peran.PENANGGUNG_JAWAB
    )
    desk.matriks.isi(2026, None, both)

    def overlaps() -> int:
        kinds = Counter(found.jenis for found in desk.matriks.grid(2026, None).temuan)
        return kinds[JenisTemuan.TUMPANG_TINDIH]

    assert overlaps() == 1
    desk.kantor.ubah(desk.kantor.get(), {"banyak_penanggung_jawab": True})
    assert overlaps() == 0


def test_the_matrix_of_a_kampung_stands_for_itself(sample: Desk) -> None:
    kampung = sample.kampung.dengan_kode(SINAR_SURYA)
    sample.matriks.isi(2026, kampung.id, dict.fromkeys(sample.matriks.grid(2026, kampung.id).sel))
    assert sample.matriks.grid(2026, None).sel
    row = next(row for row in sample.kampung.daftar() if row.id == kampung.id)
    assert row.lintas_sektor == 0
