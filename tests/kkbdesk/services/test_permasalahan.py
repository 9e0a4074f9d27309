"""Needs of villages, offers of agencies, and their meeting."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kkbdesk.desk import Desk
from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.model.ids import KampungId, KodeWilayah, OPDId, ProgramId, VariabelId, new_id
from kkbdesk.model.kampung import Variabel
from kkbdesk.model.matriks import Peran
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.problem import RuleViolation
from kkbdesk.model.rencana import StatusRencana
from kkbdesk.model.tawaran import Tawaran
from kkbdesk.services.permasalahan import Jawaban
from kkbdesk.services.pratinjau import Hasil
from tests.support.makers import SINAR_SURYA

AIR_PUTIH = "19.05.01.2004"


def place(desk: Desk, desa: str = SINAR_SURYA) -> KampungId:
    return desk.kampung.dengan_kode(desa).id


def dinas(desk: Desk, singkatan: str = "Dinkes") -> OPDId:
    return next(item.id for item in desk.opd.daftar() if item.singkatan == singkatan)


def a_need(desk: Desk, uraian: str, desa: str = SINAR_SURYA, **nilai: Any) -> Permasalahan:
    values = {"kampung": place(desk, desa), "tahun": 2027, "program": ProgramId("4"), **nilai}
    return desk.permasalahan.tambah({"uraian": uraian, **values})


def an_offer(desk: Desk, kegiatan: str = "Makanan tambahan balita", **nilai: Any) -> Tawaran:
    values = {"tahun": 2027, "opd": dinas(desk), "program": ProgramId("4"), **nilai}
    return desk.tawaran.tambah({"kegiatan": kegiatan, **values})


def ranked(desk: Desk, tahun: int = 2027) -> list[str]:
    rows = desk.permasalahan.daftar(tahun, place(desk))
    assert [row.permasalahan.peringkat for row in rows] == list(range(1, len(rows) + 1))
    return [row.permasalahan.uraian for row in rows]


def test_ranks_stay_one_two_three_whatever_happens(sample: Desk) -> None:
    first, second = a_need(sample, "Air bersih"), a_need(sample, "Gizi balita")
    a_need(sample, "Putus sekolah", peringkat=1)
    assert ranked(sample) == ["Putus sekolah", "Air bersih", "Gizi balita"]
    sample.permasalahan.ubah(second, {"peringkat": 3})
    stored = sample.permasalahan.get(second.id)[0].permasalahan
    sample.permasalahan.ubah(stored, {"peringkat": 1})
    assert ranked(sample) == ["Gizi balita", "Putus sekolah", "Air bersih"]
    sample.permasalahan.urutkan([first.id])
    assert ranked(sample) == ["Air bersih", "Gizi balita", "Putus sekolah"]
    sample.permasalahan.hapus([first.id])
    assert ranked(sample) == ["Gizi balita", "Putus sekolah"]
    sample.editor.undo()
    assert ranked(sample) == ["Air bersih", "Gizi balita", "Putus sekolah"]


def test_a_rank_given_twice_elsewhere_is_marked_not_lost(sample: Desk) -> None:
    first = a_need(sample, "Air bersih")
    with sample.editor.edit("Gabung") as unit:
        unit.put(
            Permasalahan(id=new_id(), kampung=first.kampung, tahun=2027, uraian="X", peringkat=1)  # type: ignore[arg-type]
        )
    found = sample.permasalahan.get(first.id)[1]
    assert "peringkat_ganda" in {item.code for item in found}


def test_an_answer_tells_who_what_when_and_whether_it_was_done(sample: Desk) -> None:
    need = a_need(sample, "Gizi balita", tahun=2026)
    assert need.id in {row.permasalahan.id for row in sample.permasalahan.belum_terjawab(2026)}
    plan = sample.rencana.tambah(
        {"tahun": 2026, "program": ProgramId("4"), "kegiatan": "PMT", "opd": dinas(sample),
         "mulai": date(2026, 5, 4)}, [place(sample)]
    )  # fmt: skip
    sample.permasalahan.jawab([need.id], plan.id)
    row = sample.permasalahan.get(need.id)[0]
    assert row.rencana is not None
    assert (row.jawaban, row.rencana.opd, row.rencana.rencana.waktu) == (
        Jawaban.DIRENCANAKAN, "Dinkes", "4 Mei 2026",
    )  # fmt: skip
    sample.rencana.ubah_status([plan.id], StatusRencana.BATAL, "Tidak ada dana")
    assert sample.permasalahan.get(need.id)[0].jawaban is Jawaban.GAGAL
    sample.rencana.ubah_status([plan.id], StatusRencana.SELESAI)
    assert sample.permasalahan.get(need.id)[0].jawaban is Jawaban.SELESAI
    sample.rencana.hapus([plan.id])
    assert sample.permasalahan.get(need.id)[0].jawaban is Jawaban.BELUM


def test_what_was_not_solved_goes_over_to_the_next_year_once(sample: Desk) -> None:
    solved = a_need(sample, "Sudah")
    a_need(sample, "Air bersih")
    plan = sample.rencana.tambah({"tahun": 2027, "program": ProgramId("4"), "kegiatan": "PMT",
                                  "status": StatusRencana.SELESAI})  # fmt: skip
    sample.permasalahan.jawab([solved.id], plan.id)
    assert sample.permasalahan.salin(2027, 2028) == 1
    assert ranked(sample, 2028) == ["Air bersih"]
    assert sample.permasalahan.salin(2027, 2028) == 0


def test_the_data_propose_problems(sample: Desk) -> None:
    here = place(sample)
    district = [row for row in sample.kampung.daftar() if row.desa.startswith("19.05.05")]
    extra = [
        sample.kampung.tambah({"desa": KodeWilayah(code), "nama": code}).id
        for code in ("19.05.05.2002", "19.05.05.2001", "19.05.05.2003")
        if code not in {row.desa for row in district}
    ]
    ids = [row.id for row in district if row.id != here] + extra
    with sample.editor.edit("Data") as unit:
        for number, id in enumerate([here, *ids]):
            unit.put(
                Variabel(id=VariabelId(new_id()), kampung=id, tanggal=date(2026, 1, 31),
                         pus=100, iud=10 * number, mow=0, mop=0, kondom=0, implan=0, suntik=5,
                         pil=5, bkb=None, memiliki_balita=10)
            )  # fmt: skip
    proposed = sample.permasalahan.usulan(here, 2027)
    assert proposed[0].uraian == "Peserta KB masih rendah"
    assert "Peserta KB dari PUS 10,0%, nilai tengah kecamatan" in proposed[0].dasar
    assert not [item for item in proposed if "BKB" in item.uraian]
    empty = [item for item in proposed if item.uraian.startswith("Belum ada kegiatan")]
    assert len(empty) == 8
    sample.permasalahan.terima(proposed[:2])
    assert proposed[0] not in sample.permasalahan.usulan(here, 2027)
    assert len(ranked(sample)) == 2


def test_an_urgent_problem_comes_first_where_an_offer_is_short(sample: Desk) -> None:
    low = a_need(sample, "Gizi balita kurang", AIR_PUTIH)
    a_need(sample, "Lebih mendesak di Air Putih", AIR_PUTIH, peringkat=1, program=ProgramId("8"))
    high = a_need(sample, "Balita kurang gizi")
    offer = an_offer(sample, kapasitas=1)
    other = an_offer(sample, "Bedah rumah", program=ProgramId("7"))
    meeting = sample.tawaran.pertemuan(2027)
    (pair,) = meeting.usulan
    assert (pair.permasalahan.id, pair.tawaran.tawaran.id) == (high.id, offer.id)
    assert "programnya sama" in pair.alasan
    assert low.id in {item.id for item in meeting.tanpa_tawaran}
    assert [row.tawaran.id for row in meeting.tanpa_permasalahan] == [other.id]


def test_an_offer_for_another_subdistrict_does_not_fit(sample: Desk) -> None:
    need = a_need(sample, "Gizi balita")
    an_offer(sample, wilayah=KodeWilayah("19.05.01"))
    assert sample.tawaran.pilihan(need.id) == []
    an_offer(sample, wilayah=KodeWilayah("19.05.05"))
    (pair,) = sample.tawaran.pilihan(need.id)
    assert "khusus kecamatan ini" in pair.alasan


def test_agreeing_makes_plan_cells_and_answers_in_one_step(sample: Desk) -> None:
    one, two = a_need(sample, "Gizi balita"), a_need(sample, "Gizi balita", AIR_PUTIH)
    offer = an_offer(sample, anggaran=Decimal(40_000_000), kapasitas=4, sumber_dana="apbd")
    made = sample.tawaran.sepakati([(one.id, offer.id), (two.id, offer.id)])
    (plan,) = made.rencana
    assert (plan.anggaran, plan.sumber_dana) == (Decimal(20_000_000), "apbd")
    assert made.sel == 2
    grid = sample.matriks.grid(2027, place(sample))
    assert grid.sel[ProgramId("4"), dinas(sample)].peran is Peran.PENANGGUNG_JAWAB
    row = sample.rencana.get(plan.id)
    assert row.baris.kampung == ("Air Putih", "Sinar Surya")
    assert "di_luar_matriks" not in {item.code for item in row.masalah}
    assert sample.permasalahan.belum_terjawab(2027) == []
    (left,) = sample.tawaran.daftar(2027)
    assert (left.sisa_anggaran, left.sisa_kapasitas) == (Decimal(20_000_000), 2)
    with pytest.raises(UserError, match="rencana"):
        sample.tawaran.hapus([offer.id])
    sample.editor.undo()
    assert len(sample.permasalahan.belum_terjawab(2027)) == 2
    assert sample.matriks.grid(2027, place(sample)).sel == {}


def test_agreeing_leaves_a_locked_matrix_alone(sample: Desk) -> None:
    need, offer = a_need(sample, "Gizi balita"), an_offer(sample)
    sample.matriks.kunci(2027, place(sample), date(2026, 5, 1))
    made = sample.tawaran.sepakati([(need.id, offer.id)])
    assert made.terkunci == (place(sample),)
    masalah = sample.rencana.get(made.rencana[0].id).masalah
    assert "di_luar_matriks" in {item.code for item in masalah}


def test_offers_go_over_to_the_next_year_once(sample: Desk) -> None:
    an_offer(sample)
    assert sample.tawaran.salin(2027, 2028) == 1
    assert sample.tawaran.salin(2027, 2028) == 0


def test_unanswered_problems_come_onto_the_agenda(sample: Desk) -> None:
    need = a_need(sample, "Sampah menumpuk.", tahun=2026, peringkat=1)
    coming = sample.rapat.jadwalkan({"nama": "Rakor", "tanggal": date(2026, 6, 30)})
    proposed = sample.rapat.usulan_acara(coming.id)
    assert "Menjawab permasalahan: Sampah menumpuk (Sinar Surya)" in proposed
    plan = sample.rencana.tambah({"program": ProgramId("8"), "kegiatan": "Sumur bor"})
    sample.permasalahan.jawab([need.id], plan.id)
    assert not [item for item in sample.rapat.usulan_acara(coming.id) if "Sampah" in item]


def test_a_step_moves_by_one_and_stops_at_the_ends(sample: Desk) -> None:
    first, second = a_need(sample, "Air bersih"), a_need(sample, "Gizi balita")
    assert sample.permasalahan.geser(second.id, -1) == 1
    assert sample.permasalahan.geser(second.id, -1) == 1
    assert ranked(sample) == ["Gizi balita", "Air bersih"]
    assert sample.permasalahan.geser(second.id, 9) == 2
    sample.editor.undo()
    assert ranked(sample) == ["Gizi balita", "Air bersih"]
    sample.permasalahan.hapus([first.id])
    with pytest.raises(StaleEdit):
        sample.permasalahan.geser(first.id, 1)


def test_a_rank_is_never_below_one_and_never_lost(sample: Desk) -> None:
    first = a_need(sample, "Air bersih")
    a_need(sample, "Gizi balita")
    for rank in (0, -1):
        with pytest.raises(RuleViolation):
            sample.permasalahan.ubah(first, {"peringkat": rank})
    sample.permasalahan.ubah(first, {"peringkat": None})
    assert ranked(sample) == ["Gizi balita", "Air bersih"]


def test_a_problem_needs_a_kampung(sample: Desk) -> None:
    with pytest.raises(RuleViolation) as caught:
        sample.permasalahan.tambah({"kampung": "", "tahun": 2027, "uraian": "Air bersih"})
    assert [item.field for item in caught.value.problems] == ["kampung"]


def test_an_offer_shows_whom_it_may_help(sample: Desk) -> None:
    later = a_need(sample, "Lebih mendesak lain", AIR_PUTIH, program=ProgramId("8"))
    low = a_need(sample, "Gizi balita", AIR_PUTIH)
    high = a_need(sample, "Balita kurang gizi")
    offer = an_offer(sample)
    found = sample.tawaran.peminat(offer.id)
    assert [pair.permasalahan.id for pair in found] == [high.id, low.id]
    sample.tawaran.sepakati([(high.id, offer.id)])
    assert [pair.permasalahan.id for pair in sample.tawaran.peminat(offer.id)] == [low.id]
    assert later.id in {item.id for item in sample.tawaran.pertemuan(2027).tanpa_tawaran}


def test_words_match_where_neither_names_a_program(sample: Desk) -> None:
    need = a_need(sample, "Timbangan posyandu rusak", program=None)
    offer = an_offer(sample, "Bantuan timbangan", program=None)
    an_offer(sample, "Bedah rumah", program=None)
    (pair,) = sample.tawaran.pilihan(need.id)
    assert (pair.tawaran.tawaran.id, pair.program) == (offer.id, None)
    with pytest.raises(UserError, match="Pilih program"):
        sample.tawaran.sepakati([(need.id, offer.id)])


def test_what_was_answered_meanwhile_is_not_agreed_again(sample: Desk) -> None:
    need, offer = a_need(sample, "Gizi balita"), an_offer(sample)
    sample.tawaran.sepakati([(need.id, offer.id)])
    with pytest.raises(StaleEdit, match="sudah terjawab"):
        sample.tawaran.sepakati([(need.id, offer.id)])
    assert len(sample.tawaran.daftar(2027)[0].rencana) == 1


def test_two_programs_of_one_offer_share_its_money(sample: Desk) -> None:
    one = a_need(sample, "Balita kurang gizi")
    two = a_need(sample, "Balita tanpa akta", AIR_PUTIH, program=ProgramId("1"))
    offer = an_offer(sample, program=None, anggaran=Decimal(9_000_000), kapasitas=2)
    made = sample.tawaran.sepakati([(one.id, offer.id), (two.id, offer.id)])
    assert [plan.anggaran for plan in made.rencana] == [Decimal(4_500_000)] * 2
    assert sample.tawaran.daftar(2027)[0].sisa_anggaran == 0


def test_problems_are_put_onto_an_agenda_once(sample: Desk) -> None:
    needs = [a_need(sample, f"Masalah {number}", tahun=2026).id for number in range(25)]
    coming = sample.rapat.jadwalkan({"nama": "Rakor", "tanggal": date(2026, 6, 30)})
    assert sample.permasalahan.bahas(needs[:2], coming.id) == 2
    assert sample.permasalahan.bahas(needs[:3], coming.id) == 1
    assert sample.permasalahan.bahas(needs, coming.id) == 1
    assert sample.rapat.get(coming.id)[0].rapat.acara[-1].startswith("Menjawab 25 permasalahan")
    held = sample.rapat.daftar()[-1]
    with pytest.raises(UserError, match="sudah berlangsung"):
        sample.permasalahan.bahas(needs, held.id)


def test_a_form_left_blank_changes_nothing(sample: Desk, tmp_path: Path) -> None:
    a_need(sample, "Air bersih")
    path = tmp_path / "formulir.xlsx"
    assert sample.ekspor.formulir(path, 2027, place(sample)) == 1
    plan = sample.impor.rencana(path)
    assert not plan.perubahan
    assert plan.jumlah(Hasil.DITOLAK) == 0
    assert sample.ekspor.formulir(path, 2027) == len(sample.kampung.daftar())
    with pytest.raises(UserError, match="xlsx"):
        sample.ekspor.formulir(tmp_path / "formulir.csv", 2027)


def test_the_forms_of_all_kampung_have_a_page_each(sample: Desk, tmp_path: Path) -> None:
    made = sample.laporan.tulis_tiap_kampung("formulir-permasalahan", tmp_path / "f.pdf", 2027)
    active = [row for row in sample.kampung.daftar() if row.aktif]
    assert made.halaman == len(active)
    with pytest.raises(UserError, match="pdf"):
        sample.laporan.tulis_tiap_kampung("formulir-permasalahan", tmp_path / "f.xlsx", 2027)
