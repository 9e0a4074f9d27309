"""What stands behind the cells of a matrix: agreement, plan, deeds, follow-ups."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kkbdesk.desk import Desk
from kkbdesk.model.ids import KampungId, OPDId, ProgramId
from kkbdesk.model.matriks import Peran
from kkbdesk.model.rapat import StatusRapat, TingkatRapat
from kkbdesk.model.rencana import Rencana, StatusRencana
from kkbdesk.services.foto import FotoBaru
from kkbdesk.services.matriks import KeadaanSel, Kemajuan, keadaan_sel
from tests.support.naskah import a_picture

YEAR = 2026
P6 = ProgramId("6")
"""A program for which the sample plans nothing."""


def agency(desk: Desk, at: int = 2) -> OPDId:
    return desk.opd.daftar()[at].id


def village(desk: Desk, at: int = 0) -> KampungId:
    return sorted(desk.kampung.daftar(), key=lambda row: row.desa)[at].id


def a_plan(desk: Desk, *di: KampungId, **nilai: Any) -> Rencana:
    values = {"tahun": YEAR, "program": P6, "kegiatan": "Bantuan", "opd": agency(desk),
              "mulai": date(2026, 8, 3), **nilai}  # fmt: skip
    return desk.rencana.tambah(values, di)


def of_cell(desk: Desk, kampung: KampungId | None = None, opd: int = 2) -> Kemajuan | None:
    return desk.matriks.kemajuan(YEAR, kampung).get((P6, agency(desk, opd)))


def state(desk: Desk, kampung: KampungId | None = None) -> KeadaanSel:
    agreed = desk.matriks.grid(YEAR, kampung).terkunci
    return keadaan_sel(of_cell(desk, kampung), disepakati=agreed)


def test_a_cell_goes_from_nothing_to_carried_out(sample: Desk) -> None:
    here = village(sample)
    assert state(sample, here) is KeadaanSel.KOSONG
    sample.matriks.isi(YEAR, here, {(P6, agency(sample)): Peran.PENDUKUNG})
    sample.matriks.kunci(YEAR, here, date(2026, 5, 1))
    assert state(sample, here) is KeadaanSel.DISEPAKATI
    plan = a_plan(sample, here)
    assert state(sample, here) is KeadaanSel.DIRENCANAKAN
    sample.rencana.ubah(plan, {"mulai": date(2026, 4, 1)})
    assert state(sample, here) is KeadaanSel.TERLAMBAT
    sample.realisasi.catat({"rencana": plan.id, "tanggal": date(2026, 5, 2)})
    assert state(sample, here) is KeadaanSel.TERLAKSANA
    assert of_cell(sample, here) == Kemajuan(1, 1, 0, 1)
    sample.editor.undo()
    assert state(sample, here) is KeadaanSel.TERLAMBAT
    sample.rencana.ubah_status([plan.id], StatusRencana.BATAL, "Tidak jadi")
    assert state(sample, here) is KeadaanSel.DISEPAKATI


def test_those_who_join_and_other_places_are_counted_where_they_belong(sample: Desk) -> None:
    here, there = village(sample), village(sample, 1)
    plan = a_plan(sample, here, there)
    sample.rencana.atur(plan.id, pendukung=[agency(sample, 3), agency(sample, 4)])
    sample.rencana.ubah(sample.rencana.get(plan.id).lengkap.rencana, {"opd": agency(sample, 3)})
    assert of_cell(sample, here, 3) == Kemajuan(rencana=1)
    assert of_cell(sample, there, 4) == Kemajuan(rencana=1)
    assert of_cell(sample, village(sample, 2), 3) is None
    assert of_cell(sample, None, 3) == Kemajuan(rencana=1)
    assert sample.matriks.kemajuan(YEAR - 1, None) == {}


def test_what_nobody_planned_counts_as_done(sample: Desk) -> None:
    sample.realisasi.catat(
        {"judul": "Bazar", "tanggal": date(2026, 2, 2), "program": P6}, [agency(sample)]
    )
    assert of_cell(sample) == Kemajuan(realisasi=1)
    assert state(sample) is KeadaanSel.TERLAKSANA


def test_everything_behind_a_cell_is_told_down_to_decision_and_photo(sample: Desk) -> None:
    letak = (P6, agency(sample))
    sample.matriks.isi(YEAR, None, {letak: Peran.PENANGGUNG_JAWAB})
    meeting = sample.rapat.jadwalkan(
        {"nama": "Rapat Pokja", "tingkat": TingkatRapat.KABUPATEN, "tanggal": date(2026, 5, 4),
         "status": StatusRapat.TERLAKSANA}
    )  # fmt: skip
    sample.notula.tambah_keputusan(meeting.id, "Matriks disepakati.", YEAR)
    duty = sample.notula.tambah_tindak_lanjut(
        meeting.id, {"uraian": "Menyusun jadwal", "opd": agency(sample)}
    )
    plan = a_plan(sample, village(sample), anggaran=Decimal(5_000_000))
    done = sample.realisasi.catat(
        {"rencana": plan.id, "tanggal": date(2026, 5, 6), "biaya": Decimal(1_000_000)}
    )
    sample.realisasi.tambah_foto(done.id, [FotoBaru("Serah terima", a_picture(20, 20))])
    found = sample.matriks.isi_sel(YEAR, None, letak)
    assert found.sel is not None and found.sel.peran is Peran.PENANGGUNG_JAWAB
    assert found.rapat == sample.rapat.get(meeting.id)[0].rapat
    assert found.keputusan is not None and found.keputusan.isi == "Matriks disepakati."
    (row,) = found.rencana
    assert (row.rencana.id, row.persen_anggaran) == (plan.id, Decimal(20))
    (deed,) = found.realisasi
    assert [foto.keterangan for foto in deed.foto] == ["Serah terima"]
    assert found.tindak_lanjut[0][0].id == duty.id
    assert {item.opd for item, _ in found.tindak_lanjut} == {agency(sample)}
    empty = sample.matriks.isi_sel(YEAR, village(sample, 5), letak)
    assert (empty.sel, empty.rapat, empty.rencana, empty.realisasi) == (None, None, (), ())


def test_the_kampung_behind_a_count_have_states_of_their_own(sample: Desk) -> None:
    letak = (P6, agency(sample))
    one, two, three = (village(sample, at) for at in range(3))
    for kampung in (one, two, three):
        sample.matriks.isi(YEAR, kampung, {letak: Peran.PENDUKUNG})
    sample.matriks.kunci(YEAR, two, date(2026, 5, 1))
    a_plan(sample, one, mulai=date(2026, 4, 1))
    sample.realisasi.catat(
        {"judul": "Bazar", "tanggal": date(2026, 2, 2), "program": P6, "kampung": three},
        [agency(sample)],
    )
    behind = {item.kampung.id: item.keadaan for item in sample.matriks.di_balik(YEAR, letak)}
    assert behind == {
        one: KeadaanSel.TERLAMBAT, two: KeadaanSel.DISEPAKATI, three: KeadaanSel.TERLAKSANA,
    }  # fmt: skip
