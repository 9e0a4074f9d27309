"""What another office sent is read-only at the province, except corrections, which travel back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kkbdesk.desk import Desk
from kkbdesk.errors import UserError
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.matriks import Peran
from kkbdesk.model.paket import Tujuan
from kkbdesk.services.pratinjau import Hasil
from tests.support.makers import SINAR_SURYA, TANJUNG_NIUR
from tests.support.offices import merged, packed, sent
from tests.support.provinsi import MATI, ONE, YEAR, Provinsi, agency, provinsi

__all__ = ["provinsi"]
EXPORT = (
    "No,Kampung KB,Provinsi,Kabupaten,Kecamatan,Desa,Jumlah Sumber Dana,Pokja SK,Penduduk\n"
    ",SINAR SURYA,KEPULAUAN BANGKA BELITUNG,BANGKA BARAT,TEMPILANG,SINAR SURYA,2,TRUE,900\n"
    ",MANGGAR,KEPULAUAN BANGKA BELITUNG,BELITUNG TIMUR,MANGGAR,KURNIA JAYA,2,TRUE,800\n"
)


def sinar(desk: Desk) -> Kampung:
    return desk.kampung.dengan_kode(SINAR_SURYA)


def last_label(desk: Desk) -> str:
    with desk.store.read() as reader:
        return reader.entries(limit=1)[0].label


def test_an_edit_of_anothers_record_is_refused_with_what_to_do(provinsi: Provinsi) -> None:
    desk = provinsi.desk
    before = last_label(desk)
    with pytest.raises(UserError, match=r"milik Dinas .* \(19\.05\).*Koreksi.*--koreksi"):
        desk.kampung.ubah(sinar(desk), {"catatan": "x"})
    with pytest.raises(UserError, match="Koreksi"):
        desk.kampung.hapus([sinar(desk).id])
    with pytest.raises(UserError, match="Koreksi"):
        desk.kampung.tambah({"desa": TANJUNG_NIUR, "nama": "Baru"})
    group = next(row for row in desk.pokja.daftar() if row.kampung == sinar(desk).id)
    with pytest.raises(UserError, match="Koreksi"):
        desk.pokja.tambah_anggota(group.id, [{"nama": "Nama", "kedudukan": "anggota"}])
    with pytest.raises(UserError, match="Koreksi"):
        desk.matriks.isi(YEAR, sinar(desk).id, {(ONE, agency(provinsi.barat)): None})
    assert last_label(desk) == before


def test_what_is_the_provinces_own_is_edited_as_ever(provinsi: Provinsi) -> None:
    desk = provinsi.desk
    kampung = desk.kampung.tambah({"desa": MATI, "nama": "Sendiri"})
    desk.matriks.isi(YEAR, kampung.id, {(ONE, agency(desk)): Peran.PENDUKUNG})
    desk.matriks.isi(YEAR, None, {(ONE, agency(desk)): Peran.PENDUKUNG})
    desk.opd.ubah(desk.opd.daftar()[0], {"pic": "Nama PIC"})
    assert last_label(desk) == "Ubah OPD"


def test_a_correction_is_labelled_and_travels_back(provinsi: Provinsi) -> None:
    desk, barat = provinsi.desk, provinsi.barat
    desk.koreksi.nyala = True
    desk.kampung.ubah(sinar(desk), {"gambaran_umum": "Dekat pantai"})
    assert last_label(desk) == "Koreksi: Ubah kampung"
    other = desk.opd.daftar("19.05")[1]
    desk.opd.ubah(other, {"tupoksi": "Dibetulkan"})
    merged(barat, packed(desk, Tujuan.REFERENSI, "19.05"))
    assert sinar(barat).gambaran_umum == "Dekat pantai"
    assert barat.opd.daftar()[1].tupoksi == "Dibetulkan"
    result = sent(barat, desk)
    assert not result.rencana.pertentangan
    assert all(item.sama for item in result.total)


def test_an_own_edit_is_no_correction_while_corrections_are_on(provinsi: Provinsi) -> None:
    desk = provinsi.desk
    desk.koreksi.nyala = True
    desk.opd.ubah(desk.opd.daftar()[0], {"pic": "Nama PIC"})
    assert last_label(desk) == "Ubah OPD"


def test_a_correction_and_a_merge_can_be_taken_back(provinsi: Provinsi) -> None:
    desk = provinsi.desk
    desk.koreksi.nyala = True
    desk.kampung.ubah(sinar(desk), {"catatan": "x"})
    desk.koreksi.nyala = False
    desk.editor.undo()
    assert sinar(desk).catatan == ""
    desk.editor.undo()
    with pytest.raises(UserError):
        desk.kampung.dengan_kode("19.02.01.2004")


def test_a_question_about_anothers_record_is_decided_without_correction(
    provinsi: Provinsi,
) -> None:
    desk, barat = provinsi.desk, provinsi.barat
    desk.koreksi.nyala = True
    desk.kampung.ubah(sinar(desk), {"catatan": "provinsi"})
    desk.koreksi.nyala = False
    barat.kampung.ubah(sinar(barat), {"catatan": "kabupaten"})
    sent(barat, desk)
    (soal,) = desk.putusan_paket.daftar()
    desk.putusan_paket.putuskan([(soal, 1)])
    assert desk.putusan_paket.daftar() == []


def test_a_national_export_changes_only_what_no_office_sent(
    provinsi: Provinsi, tmp_path: Path
) -> None:
    desk = provinsi.desk
    path = tmp_path / "variabel.csv"
    path.write_text(EXPORT, "utf-8")
    plan = desk.impor.rencana(path)
    assert [row.hasil for row in plan.baris] == [Hasil.DITOLAK, Hasil.BARU]
    assert "(19.05)" in plan.baris[0].alasan
    desk.impor.terapkan(plan)
    assert len(desk.kampung.daftar()) == 3
    desk.koreksi.nyala = True
    again = desk.impor.rencana(path)
    assert [row.hasil for row in again.baris] == [Hasil.BERUBAH, Hasil.SAMA]
    desk.impor.terapkan(again)
    assert last_label(desk).startswith("Koreksi: ")


def test_a_district_office_is_never_asked(provinsi: Provinsi) -> None:
    assert provinsi.barat.koreksi.milik(sinar(provinsi.barat)) is None
    provinsi.barat.kampung.ubah(sinar(provinsi.barat), {"catatan": "x"})
    assert provinsi.desk.koreksi.larangan(sinar(provinsi.desk))
    provinsi.desk.koreksi.nyala = True
    assert not provinsi.desk.koreksi.larangan(sinar(provinsi.desk))
