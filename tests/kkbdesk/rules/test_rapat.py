"""Meetings: missing data warns, wrong data blocks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kkbdesk.desk import Desk
from kkbdesk.model.ids import PesertaId, RapatId, SeriRapatId, TindakLanjutId
from kkbdesk.model.problem import RuleViolation
from kkbdesk.model.rapat import (
    Kehadiran,
    Peserta,
    Rapat,
    SeriRapat,
    StatusRapat,
    StatusTindakLanjut,
    TindakLanjut,
    TingkatRapat,
    rapikan_pukul,
)
from kkbdesk.rules.check import check_alone, wrong
from tests.support.makers import SINAR_SURYA

DAY = date(2026, 5, 12)


def a_rapat(**values: Any) -> Rapat:
    return Rapat(id=RapatId("r"), **{"nama": "Rapat koordinasi", "tanggal": DAY, **values})


def a_peserta(**values: Any) -> Peserta:
    return Peserta(id=PesertaId("p"), rapat=RapatId("r"), nama="Nama Peserta", **values)


def codes(record: Any) -> tuple[set[str], set[str]]:
    """Return what blocks and what only marks."""
    found = check_alone(record)
    blocking = {item.code for item in wrong(found)}
    return blocking, {item.code for item in found} - blocking


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("9:30", "09.30"), ("jam 9", "09.00"), ("09.30.00 WIB", "09.30"), ("9.3", "09.30"),
        ("9,15", "09.15"), ("s.d. selesai", ""), ("25.00", "25.00"), ("asar", "asar"),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_write_them(typed: str, kept: str) -> None:
    assert rapikan_pukul(typed) == kept


def test_hours_must_be_hours_and_in_order() -> None:
    assert codes(a_rapat(mulai="25.00", tempat="Aula"))[0] == {"pukul"}
    assert codes(a_rapat(mulai="09.00", selesai="08.00"))[0] == {"urutan_jam"}
    assert codes(a_rapat(jam_buka="09.15", jam_tutup="09.15"))[0] == {"urutan_jam"}
    assert codes(a_rapat(mulai="09.00", selesai="11.30", tempat="Aula")) == (set(), set())


def test_a_planned_meeting_without_hour_and_place_is_marked() -> None:
    assert codes(a_rapat()) == (set(), {"pukul", "tempat"})


def test_those_who_meet_have_a_place() -> None:
    told = {"mulai": "09.00", "tempat": "Aula"}
    assert codes(a_rapat(tingkat=TingkatRapat.KECAMATAN, **told))[1] == {"kecamatan"}
    assert codes(a_rapat(tingkat=TingkatRapat.DESA, **told))[1] == {"kampung"}
    village = a_rapat(tingkat=TingkatRapat.KECAMATAN, wilayah=SINAR_SURYA, **told)
    assert codes(village)[0] == {"kecamatan"}


def test_a_delegate_only_for_who_is_represented() -> None:
    assert codes(a_peserta(wakil="Wakil")) == ({"wakil"}, set())
    assert codes(a_peserta(kehadiran=Kehadiran.DIWAKILI)) == (set(), {"wakil"})
    assert codes(a_peserta(kehadiran=Kehadiran.HADIR, alasan="sakit"))[0] == {"alasan"}
    assert codes(a_peserta(kehadiran=Kehadiran.TIDAK_HADIR)) == (set(), {"alasan"})


def test_what_is_done_has_a_day_and_what_is_open_has_none() -> None:
    def owed(**values: Any) -> TindakLanjut:
        told = {"penanggung_jawab": "Ani", "tenggat": DAY, **values}
        return TindakLanjut(id=TindakLanjutId("t"), rapat=RapatId("r"), uraian="Surat", **told)

    assert codes(owed()) == (set(), set())
    assert codes(owed(tanggal_selesai=DAY))[0] == {"selesai"}
    assert codes(owed(status=StatusTindakLanjut.SELESAI))[1] == {"selesai"}
    assert codes(owed(penanggung_jawab="", tenggat=None))[1] == {"penanggung_jawab", "tenggat"}


def test_a_series_ends_after_it_begins_and_meets_at_an_hour() -> None:
    seri = SeriRapat(
        id=SeriRapatId("s"),
        nama="Rapat",
        pukul="pagi",
        mulai=date(2026, 2, 1),
        selesai=date(2026, 1, 1),
    )
    assert codes(seri)[0] == {"pukul", "masa"}


def test_nobody_stands_twice_in_a_list(desk: Desk) -> None:
    rapat = desk.rapat.jadwalkan({"nama": "Rapat", "tanggal": DAY})
    desk.peserta.tambah(rapat.id, [{"nama": "Ani", "instansi": "Bappeda"}])
    with pytest.raises(RuleViolation, match="ANI sudah ada"):
        desk.peserta.tambah(rapat.id, [{"nama": "ANI", "instansi": "BAPPEDA"}])
    desk.peserta.tambah(rapat.id, [{"nama": "Ani", "instansi": "Dinas Kesehatan"}])


def test_a_term_is_not_before_its_meeting(desk: Desk) -> None:
    rapat = desk.rapat.jadwalkan({"nama": "Rapat", "tanggal": DAY})
    early = {"uraian": "Surat", "tenggat": date(2026, 5, 11)}
    with pytest.raises(RuleViolation, match="sebelum rapatnya"):
        desk.notula.tambah_tindak_lanjut(rapat.id, early)
    desk.notula.tambah_tindak_lanjut(rapat.id, {**early, "tenggat": date(2026, 5, 19)})
    with pytest.raises(RuleViolation, match="sesudah tenggat"):
        desk.rapat.ubah(desk.rapat.get(rapat.id)[0].rapat, {"tanggal": date(2026, 5, 20)})


def test_a_matrix_is_agreed_by_those_who_have_one(desk: Desk) -> None:
    rapat = desk.rapat.jadwalkan(
        {"nama": "Rapat", "tanggal": DAY, "tingkat": TingkatRapat.KECAMATAN}
    )
    with pytest.raises(RuleViolation, match="Matriks hanya disepakati"):
        desk.notula.tambah_keputusan(rapat.id, "Sepakat", 2026)


def test_a_held_meeting_without_people_or_minutes_is_marked(desk: Desk) -> None:
    rapat = desk.rapat.jadwalkan({"nama": "Rapat", "tanggal": DAY})
    desk.rapat.ubah(rapat, {"status": StatusRapat.TERLAKSANA})
    marks = {item.code for item in desk.rapat.get(rapat.id)[1]}
    assert {"kehadiran", "notula"} <= marks
    desk.peserta.tambah(rapat.id, [{"nama": "Ani", "kehadiran": Kehadiran.HADIR}])
    desk.notula.tambah_pembahasan(rapat.id, "Capaian dipaparkan")
    marks = {item.code for item in desk.rapat.get(rapat.id)[1]}
    assert not marks & {"kehadiran", "notula"}
