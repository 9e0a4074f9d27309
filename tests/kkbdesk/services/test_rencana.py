"""The joint plan and what was done of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kkbdesk.desk import Desk
from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.model.ids import KampungId, KodeWilayah, OPDId, ProgramId, new_id
from kkbdesk.model.paket import Tujuan
from kkbdesk.model.problem import Problem, RuleViolation, Severity
from kkbdesk.model.realisasi import OPDRealisasi, SaatFoto
from kkbdesk.model.rencana import Rencana, StatusRencana
from kkbdesk.model.tawaran import Tawaran
from kkbdesk.queries.rencana import KeadaanRencana
from kkbdesk.services.foto import FotoBaru, siapkan_foto
from kkbdesk.services.realisasi import SaringRealisasi
from kkbdesk.services.referensi import LIBUR, sebut_libur
from kkbdesk.services.rencana import Halaman, SaringRencana
from tests.support.makers import SINAR_SURYA
from tests.support.naskah import a_picture
from tests.support.offices import an_office, sent

AIR_PUTIH = KodeWilayah("19.05.01.2004")


def dinas(desk: Desk, singkatan: str) -> OPDId:
    return next(item.id for item in desk.opd.daftar() if item.singkatan == singkatan)


def kampung(desk: Desk, number: int = 0) -> KampungId:
    return sorted(desk.kampung.daftar(), key=lambda row: row.desa)[number].id


def a_plan(desk: Desk, di: Iterable[KampungId] = (), **nilai: Any) -> Rencana:
    values = {
        "tahun": 2026, "program": ProgramId("4"), "kegiatan": "Penyuluhan gizi balita",
        "opd": dinas(desk, "Dinkes"), "mulai": date(2026, 6, 10), **nilai,
    }  # fmt: skip
    return desk.rencana.tambah(values, di)


def codes(found: Iterable[Problem]) -> set[str]:
    return {item.code for item in found}


def test_the_plan_lists_what_is_unscheduled_first_then_by_date(sample: Desk) -> None:
    a_plan(sample, kegiatan="Juli", mulai=date(2026, 7, 1))
    a_plan(sample, kegiatan="Entah kapan", mulai=None)
    a_plan(sample, [kampung(sample), kampung(sample, 1)], kegiatan="Juni")
    rows = sample.rencana.daftar(SaringRencana(tahun=2026, teks=""))
    own = [row for row in rows if row.rencana.kegiatan in ("Juli", "Entah kapan", "Juni")]
    assert [row.rencana.kegiatan for row in own] == ["Entah kapan", "Juni", "Juli"]
    assert [row.keadaan for row in own] == [
        KeadaanRencana.BELUM_DIJADWALKAN, KeadaanRencana.DIRENCANAKAN, KeadaanRencana.DIRENCANAKAN,
    ]  # fmt: skip
    assert len(own[1].kampung) == 2
    assert own[1].opd == "Dinkes"


def test_the_plan_is_asked_by_place_agency_month_and_words(sample: Desk) -> None:
    here, there = kampung(sample), kampung(sample, 1)
    plan = a_plan(sample, [here], anggaran=Decimal(5_000_000), tempat="Balai desa")
    sample.rencana.atur(plan.id, pendukung=[dinas(sample, "Disdukcapil")])
    a_plan(sample, [there], kegiatan="Pelatihan kader", mulai=date(2026, 9, 1), program="7")

    def found(**asked: Any) -> list[str]:
        rows = sample.rencana.daftar(SaringRencana(tahun=2026, **asked))
        return [row.rencana.kegiatan for row in rows if row.rencana.id == plan.id]

    assert found(kampung=frozenset({here}))
    assert not found(kampung=frozenset({there}))
    assert found(opd=frozenset({dinas(sample, "Disdukcapil")}))
    assert found(dari=date(2026, 6, 1), sampai=date(2026, 6, 30), teks="balai GIZI")
    assert not found(dari=date(2026, 7, 1))
    number, total = sample.rencana.jumlah(SaringRencana(kampung=frozenset({here}), teks="gizi"))
    assert (number, total) == (1, Decimal(5_000_000))


def test_an_agency_at_two_places_at_once_is_said_and_saved(sample: Desk) -> None:
    a_plan(sample, [kampung(sample)], kegiatan="Imunisasi", mulai=date(2026, 6, 9),
           selesai=date(2026, 6, 11))  # fmt: skip
    plan = a_plan(sample, [kampung(sample, 1)])
    problems = sample.rencana.get(plan.id).masalah
    (said,) = [item for item in problems if item.code == "bentrok"]
    assert "Dinkes pada waktu yang sama ada di" in said.text
    assert "9–11 Juni 2026" in said.text
    assert said.severity is Severity.PERINGATAN


@pytest.mark.parametrize(
    ("nilai", "code"),
    [
        ({}, "gabungkan"),
        ({"kegiatan": "Pelaksanaan penyuluhan gizi bagi balita"}, "tumpang_tindih"),
        ({"mulai": date(2026, 8, 17)}, "libur"),
        ({"mulai": date(2026, 5, 27)}, "libur"),
        ({"program": ProgramId("8")}, "di_luar_matriks"),
        ({"mulai": date(2027, 1, 3)}, "tahun"),
        ({"mulai": None}, "jadwal"),
    ],
)
def test_what_is_entered_is_warned_about_before_it_is_saved(
    sample: Desk, nilai: dict[str, Any], code: str
) -> None:
    a_plan(sample, [kampung(sample)])
    values = {
        "tahun": 2026, "program": ProgramId("4"), "kegiatan": "Pendataan",
        "opd": dinas(sample, "Disdikpora"), "mulai": date(2026, 6, 10), **nilai,
    }  # fmt: skip
    assert code in codes(sample.rencana.periksa(values, [kampung(sample)]))


def test_the_office_adds_a_holiday_of_its_own(sample: Desk) -> None:
    values = {"tahun": 2026, "program": ProgramId("4"), "kegiatan": "X",
              "mulai": date(2026, 6, 3)}  # fmt: skip
    assert "libur" not in codes(sample.rencana.periksa(values))
    sample.referensi.tambah_butir(
        {"daftar": "hari_libur", "kode": "2026-06-03", "nama": "Hari jadi kabupaten"}
    )
    assert "libur" in codes(sample.rencana.periksa(values))


def test_other_people_or_the_same_agency_are_no_overlap(sample: Desk) -> None:
    a_plan(sample, [kampung(sample)], sasaran_peserta=("balita",))
    base = {"tahun": 2026, "program": ProgramId("4"), "kegiatan": "Penyuluhan gizi balita",
            "mulai": date(2026, 9, 1)}  # fmt: skip
    other = {**base, "opd": dinas(sample, "Disdikpora")}
    here = [kampung(sample)]
    assert "tumpang_tindih" in codes(sample.rencana.periksa(other, here))
    lansia = {**other, "sasaran_peserta": ("lansia",)}
    assert "tumpang_tindih" not in codes(sample.rencana.periksa(lansia, here))
    same = {**base, "opd": dinas(sample, "Dinkes")}
    assert "tumpang_tindih" not in codes(sample.rencana.periksa(same, here))
    assert "tumpang_tindih" not in codes(sample.rencana.periksa(other, [kampung(sample, 2)]))


def test_money_and_villages_beyond_the_offer_are_said(sample: Desk) -> None:
    offer = Tawaran(id=new_id(), tahun=2026, opd=dinas(sample, "Dinkes"), kegiatan="Gizi",  # type: ignore[arg-type]
                    anggaran=Decimal(10_000_000), kapasitas=1)  # fmt: skip
    with sample.editor.edit("Tawaran") as unit:
        unit.put(offer)
    a_plan(sample, [kampung(sample)], tawaran=offer.id, anggaran=Decimal(8_000_000))
    plan = a_plan(sample, [kampung(sample, 1)], tawaran=offer.id, anggaran=Decimal(3_000_000))
    found = {item.code: item.text for item in sample.rencana.get(plan.id).masalah}
    assert "Rp11.000.000, melebihi tawaran Rp10.000.000" in found["anggaran"]
    assert "2 desa" in found["kapasitas"]


@pytest.mark.parametrize(
    "nilai",
    [
        {"selesai": date(2026, 6, 1)}, {"mulai": None, "selesai": date(2026, 6, 1)},
        {"sumber_dana": "entah"}, {"anggaran": Decimal(-1)}, {"kegiatan": " "},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(sample: Desk, nilai: dict[str, Any]) -> None:
    with pytest.raises(RuleViolation):
        a_plan(sample, **nilai)


def test_what_is_late_asks_for_a_new_date_or_a_reason(sample: Desk) -> None:
    plan = a_plan(sample, mulai=date(2026, 5, 4))
    assert plan.id in {row.rencana.id for row in sample.rencana.terlambat()}
    assert "terlambat" in codes(sample.rencana.get(plan.id).masalah)
    sample.rencana.ubah_status([plan.id], StatusRencana.DITUNDA, "Banjir")
    assert plan.id not in {row.rencana.id for row in sample.rencana.terlambat()}
    stored = sample.rencana.get(plan.id).lengkap.rencana
    again = sample.rencana.ubah(stored, {"mulai": date(2026, 7, 2)})
    assert (again.status, again.alasan) == (StatusRencana.DIRENCANAKAN, "")


def test_a_plan_is_done_when_it_was_done_in_all_its_places(sample: Desk) -> None:
    places = [kampung(sample), kampung(sample, 1)]
    plan = a_plan(sample, places, mulai=date(2026, 5, 4), target=Decimal(40), satuan="orang",
                  anggaran=Decimal(2_000_000))  # fmt: skip
    sample.realisasi.catat(
        {"rencana": plan.id, "kampung": places[0], "tanggal": date(2026, 5, 4), "laki_laki": 8,
         "perempuan": 22, "biaya": Decimal(1_500_000)}
    )  # fmt: skip
    row = sample.rencana.get(plan.id).baris
    assert row.keadaan is KeadaanRencana.TERLAMBAT
    assert (row.persen_target, row.persen_anggaran) == (Decimal("75.0"), Decimal("75.0"))
    last = sample.realisasi.catat(
        {"rencana": plan.id, "kampung": places[1], "tanggal": date(2026, 5, 5)}
    )
    assert sample.rencana.get(plan.id).baris.keadaan is KeadaanRencana.SELESAI
    sample.editor.undo()
    assert sample.rencana.get(plan.id).baris.keadaan is KeadaanRencana.TERLAMBAT
    with pytest.raises(StaleEdit):
        sample.realisasi.get(last.id)


def test_what_was_done_takes_after_its_plan(sample: Desk) -> None:
    plan = a_plan(sample, [kampung(sample)], sasaran_peserta=("balita",), tempat="Posyandu")
    sample.rencana.atur(plan.id, pendukung=[dinas(sample, "Disdukcapil")])
    done = sample.realisasi.catat({"rencana": plan.id, "tanggal": date(2026, 5, 19)})
    row = sample.realisasi.get(done.id).baris
    assert (done.judul, done.tempat, done.program) == (plan.kegiatan, "Posyandu", plan.program)
    assert done.kampung == kampung(sample)
    assert len(row.instansi) == 2


def test_nothing_was_done_tomorrow(sample: Desk) -> None:
    with pytest.raises(RuleViolation, match="belum tiba"):
        sample.realisasi.catat({"judul": "Besok", "tanggal": date(2026, 5, 21)})


def test_a_plan_of_which_something_was_done_is_not_removed(sample: Desk) -> None:
    plan = a_plan(sample, [kampung(sample)])
    done = sample.realisasi.catat({"rencana": plan.id, "tanggal": date(2026, 5, 19)})
    with pytest.raises(UserError, match="batal"):
        sample.rencana.hapus([plan.id])
    sample.realisasi.hapus([done.id])
    assert sample.rencana.get(plan.id).baris.keadaan is KeadaanRencana.DIRENCANAKAN
    sample.rencana.hapus([plan.id])
    with pytest.raises(StaleEdit):
        sample.rencana.get(plan.id)
    assert sample.store.check() == []


def test_the_queue_follows_the_form_of_the_website(sample: Desk, tmp_path: Path) -> None:
    here = kampung(sample)
    done = sample.realisasi.catat(
        {"judul": "Senam lansia", "tanggal": date(2026, 5, 1), "kampung": here,
         "uraian": "Diikuti warga.", "seksi": "layanan", "sasaran_peserta": ("lansia",)}
    )  # fmt: skip
    picture = tmp_path / "sebelum_mulai.png"
    picture.write_bytes(a_picture(40, 30))
    sample.realisasi.tambah_foto(done.id, [siapkan_foto(picture)], SaatFoto.SEBELUM)
    item = next(row for row in sample.realisasi.antrian() if row.baris.realisasi.id == done.id)
    assert [field.label for field in item.isian] == [
        "Judul", "Tanggal", "Tempat", "Deskripsi", "Seksi", "Program", "Kegiatan Inpres", "Sasaran",
        "Instansi", "Foto",
    ]  # fmt: skip
    assert item.kurang == ("Instansi",)
    assert item.isian[1].isi == "01/05/2026"
    assert item.isian[9].isi == "Sebelum: sebelum mulai"
    sample.realisasi.atur_hadir(done.id, [dinas(sample, "Dinkes")])
    sample.realisasi.tandai_diinput([done.id])
    assert done.id not in {row.baris.realisasi.id for row in sample.realisasi.antrian()}
    entered = sample.realisasi.daftar(SaringRealisasi(diinput=True))
    assert done.id in {row.realisasi.id for row in entered}
    written = sample.realisasi.simpan_foto(done.id, tmp_path)
    assert [path.name for path in written] == ["1-sebelum.png"]
    assert written[0].parent == tmp_path / "2026-05-01 Keranggan Senam lansia"


def test_pictures_beyond_five_are_marked(sample: Desk) -> None:
    done = sample.realisasi.catat({"judul": "Senam", "tanggal": date(2026, 5, 1)})
    pictures = [FotoBaru(str(number), a_picture(10 + number, 10)) for number in range(6)]
    sample.realisasi.tambah_foto(done.id, pictures)
    assert "banyak" in codes(sample.realisasi.get(done.id).masalah)


def test_a_plan_is_copied_to_next_year_with_its_months(sample: Desk) -> None:
    plan = a_plan(sample, [kampung(sample)], mulai=date(2026, 6, 10), selesai=date(2026, 7, 2))
    sample.rencana.atur(plan.id, pendukung=[dinas(sample, "Disdukcapil")])
    (copy,) = sample.rencana.salin([plan.id], 2027)
    row = sample.rencana.get(copy.id).baris
    assert row.rencana.waktu == "Juni–Juli 2027"
    assert (row.kampung, row.pendukung) == (("Keranggan",), ("Disdukcapil",))
    sample.editor.undo()
    assert sample.rencana.jumlah(SaringRencana(tahun=2027))[0] == 0


def test_a_removed_kampung_takes_what_was_done_there_and_undo_brings_it_back(sample: Desk) -> None:
    here = sample.kampung.dengan_kode(SINAR_SURYA).id
    plan = a_plan(sample, [here])
    done = sample.realisasi.catat({"rencana": plan.id, "tanggal": date(2026, 5, 19)})
    sample.kampung.hapus([here])
    assert sample.rencana.get(plan.id).lengkap.kampung == frozenset()
    with pytest.raises(StaleEdit):
        sample.realisasi.get(done.id)
    assert sample.store.check() == []
    sample.editor.undo()
    assert sample.realisasi.get(done.id).baris.kampung == "Sinar Surya"


def test_an_agency_of_the_plan_is_retired_not_removed(desk: Desk) -> None:
    a_plan(desk)
    with pytest.raises(UserError, match="nonaktifkan"):
        desk.opd.hapus(dinas(desk, "Dinkes"))


@pytest.mark.parametrize(
    ("typed", "kode", "said"),
    [
        ("3/6/2026", "2026-06-03", "3 Juni 2026"), ("3/6/26", "2026-06-03", "3 Juni 2026"),
        ("17 Agustus", "08-17", "tiap 17 Agustus"), ("29/2", "02-29", "tiap 29 Februari"),
    ],
)  # fmt: skip
def test_a_holiday_is_added_as_it_is_typed_once_and_removed(
    desk: Desk, typed: str, kode: str, said: str
) -> None:
    for item in desk.referensi.daftar(LIBUR):
        desk.referensi.hapus_libur(item.id)
    made = desk.referensi.tambah_libur(typed, "Hari jadi")
    assert (made.kode, sebut_libur(made.kode)) == (kode, said)
    with pytest.raises(UserError, match="sudah tercatat"):
        desk.referensi.tambah_libur(typed, "Lagi")
    with pytest.raises(UserError, match="bukan tanggal"):
        desk.referensi.tambah_libur("lusa", "X")
    desk.referensi.hapus_libur(made.id)
    assert desk.referensi.daftar(LIBUR) == []
    with pytest.raises(UserError, match="dipakai"):
        desk.referensi.hapus_libur(desk.referensi.daftar("kelas")[0].id)


def test_a_calendar_knows_how_each_activity_stands(sample: Desk) -> None:
    late = a_plan(sample, [kampung(sample)], mulai=date(2026, 5, 4))
    vague = a_plan(sample, mulai=date(2026, 6, 1), selesai=date(2026, 6, 30), pasti=False)
    sample.rencana.atur(vague.id, pendukung=[dinas(sample, "Disdukcapil")])
    shown = sample.rencana.jadwal(SaringRencana(tahun=2026, teks="gizi"))
    by_id = {row.id: row for row in shown}
    assert by_id[late.id].keadaan is KeadaanRencana.TERLAMBAT
    assert list(by_id[late.id].kampung) == [kampung(sample)]
    assert by_id[late.id].sehari_hari
    assert (by_id[vague.id].waktu, by_id[vague.id].sehari_hari) == ("Juni 2026", False)
    assert list(by_id[vague.id].mitra) == [dinas(sample, "Disdukcapil")]
    rows = {row.rencana.id: row.keadaan for row in sample.rencana.daftar()}
    every = sample.rencana.jadwal(SaringRencana())
    assert {row.id: row.keadaan for row in every} == rows
    nowhere = sample.rencana.jadwal(SaringRencana(tahun=2026, tanpa_kampung=True))
    assert [row.id for row in nowhere] == [vague.id]
    here = SaringRencana(sejak=date(2026, 5, 1), kampung=frozenset({kampung(sample)}))
    assert late.id in {row.id for row in sample.rencana.jadwal(here)}


def test_the_budget_is_by_agency_and_source_without_what_is_off(sample: Desk) -> None:
    opd = dinas(sample, "Disdukcapil")
    asked = SaringRencana(tahun=2031)
    plan = a_plan(sample, tahun=2031, mulai=None, opd=opd, anggaran=Decimal(7), sumber_dana="apbd")
    a_plan(sample, tahun=2031, mulai=None, opd=opd, sumber_dana="apbd")
    a_plan(sample, tahun=2031, mulai=None, opd=None, anggaran=Decimal(5))
    off = a_plan(sample, tahun=2031, mulai=None, opd=opd, anggaran=Decimal(100))
    sample.rencana.ubah_status([off.id], StatusRencana.BATAL, "Refocusing")
    for cost in (2, 1):
        sample.realisasi.catat(
            {"rencana": plan.id, "tanggal": date(2026, 5, 4), "biaya": Decimal(cost)}
        )
    found = {(row.opd, row.sumber_dana): row[2:] for row in sample.rencana.anggaran(asked)}
    assert found == {
        (opd, "apbd"): (2, 1, Decimal(7), Decimal(3)),
        (None, ""): (1, 0, Decimal(5), Decimal(0)),
    }
    behind = replace(asked, penanggung_jawab=opd, sumber_dana="apbd", kecuali=StatusRencana.BATAL)
    assert sample.rencana.jumlah(behind) == (2, Decimal(7))
    assert sample.rencana.jumlah(replace(asked, penanggung_jawab=""))[0] == 1


def test_a_page_comes_in_the_order_that_is_asked_for(sample: Desk) -> None:
    asked = SaringRencana(tahun=2031)
    for name, money in (("b", 2), ("A", None), ("c", 9)):
        a_plan(sample, tahun=2031, kegiatan=name, mulai=None,
               anggaran=None if money is None else Decimal(money))  # fmt: skip

    def names(urut: str, *, turun: bool = False) -> list[str]:
        rows = sample.rencana.daftar(asked, Halaman(10, urut=urut, turun=turun))
        return [row.rencana.kegiatan for row in rows]

    assert names("kegiatan") == ["A", "b", "c"]
    assert names("anggaran") == ["b", "c", "A"]
    assert names("anggaran", turun=True) == ["c", "b", "A"]


def test_a_holiday_that_is_no_day_is_passed_over(sample: Desk) -> None:
    sample.referensi.tambah_butir({"daftar": "hari_libur", "kode": "entah", "nama": "Salah"})
    values = {"kegiatan": "X", "program": ProgramId("4"), "mulai": date(2026, 6, 3)}
    assert "libur" not in codes(sample.rencana.periksa(values))


def test_the_plan_travels_with_its_places_and_what_was_done(tmp_path: Path) -> None:
    office, province = an_office(tmp_path / "a", "19.05"), an_office(tmp_path / "b", "19")
    agencies = [office.opd.tambah({"nama": f"Dinas {name}"}).id for name in ("Satu", "Dua")]
    here, other = (
        office.kampung.tambah({"desa": desa, "nama": f"Kampung {desa}"}).id
        for desa in (SINAR_SURYA, AIR_PUTIH)
    )
    values = {"program": ProgramId("4"), "kegiatan": "Gizi", "opd": agencies[0]}
    plan = office.rencana.tambah(values, [here, other], agencies)
    office.realisasi.catat({"rencana": plan.id, "kampung": here, "tanggal": date(2026, 5, 4)})
    assert sent(office, province).rencana.ditolak == []
    with province.store.read("19.05") as reader:
        (taken,) = reader.find(Rencana)
        assert taken.kantor == "19.05"
        assert reader.count(OPDRealisasi) == 2
    assert province.rencana.daftar() == []
    officer = an_office(tmp_path / "c", "19.05")
    sent(office, officer, Tujuan.KECAMATAN, SINAR_SURYA)
    (row,) = officer.rencana.daftar()
    assert row.kampung == (f"Kampung {SINAR_SURYA}",)
    assert len(row.realisasi) == 1
    for desk in (office, province, officer):
        assert desk.store.check() == []
        desk.close()
