"""The first page: every row explained, and gone once it is mended."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kkbdesk.desk import Desk
from kkbdesk.model.ids import Kind
from kkbdesk.model.rapat import StatusTindakLanjut
from kkbdesk.services.beranda import KAMPUNG_FILTERS
from tests.support.makers import SINAR_SURYA
from tests.support.offices import an_office
from tests.support.provinsi import Provinsi, provinsi

__all__ = ["provinsi"]


def tasks(desk: Desk) -> dict[str, int]:
    return {task.kode: task.jumlah for task in desk.beranda.hitung().tindakan}


def test_an_empty_office_is_told_where_to_begin(desk: Desk) -> None:
    assert tasks(desk) == {
        "kantor-belum": 4, "kampung-kosong": 0, "program-tanpa-pelaksana": 8, "opd-tanpa-tugas": 12,
    }  # fmt: skip
    assert desk.beranda.hitung().angka.desa == 66


def test_every_row_says_why_and_where(sample: Desk) -> None:
    shown = sample.beranda.hitung()
    assert all(
        task.jumlah > 0 and task.judul and task.alasan and task.buka for task in shown.tindakan
    )
    for task in shown.tindakan:
        page, _, what = task.buka.partition(":")
        if page == "kampung" and what in KAMPUNG_FILTERS:
            assert task.jumlah == len(sample.beranda.kampung(what))


def test_the_sample_office_in_figures(sample: Desk) -> None:
    angka = sample.beranda.hitung().angka
    assert (angka.kampung, angka.tercakup, angka.desa) == (15, 15, 66)
    assert sum(angka.kelas.values()) == 15
    assert sum(angka.integrasi.values()) == 15
    assert angka.integrasi["Belum Mengisi"] == 3


def test_a_mended_row_disappears(desk: Desk) -> None:
    made = desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Sinar Surya"})
    assert tasks(desk)["tanpa-pokja"] == 1
    group = desk.pokja.tambah({"kampung": made.id})
    assert "tanpa-pokja" not in tasks(desk)
    assert tasks(desk)["pokja-tanpa-sk"] == 1
    desk.pokja.ubah(group, {"sk_nomor": "1/2026"})
    assert "pokja-tanpa-sk" not in tasks(desk)
    assert tasks(desk)["tanpa-klasifikasi"] == 1
    desk.kampung.catat_klasifikasi(made.id, date(2025, 1, 1), "dasar", "")
    assert tasks(desk)["klasifikasi-basi"] == 1
    desk.kampung.catat_klasifikasi(made.id, desk.today(), "dasar", "")
    assert "klasifikasi-basi" not in tasks(desk)


def test_a_draft_waits_on_the_first_page(desk: Desk) -> None:
    desk.draf.simpan(Kind.KAMPUNG, "baru", {"nama": "Sinar"})
    assert tasks(desk)["draf"] == 1
    desk.draf.lupakan(Kind.KAMPUNG, "baru")
    assert "draf" not in tasks(desk)


def test_a_class_of_the_future_does_not_count_yet(desk: Desk) -> None:
    made = desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Sinar Surya"})
    desk.kampung.catat_klasifikasi(made.id, date(2027, 1, 1), "mandiri", "")
    assert desk.kampung.daftar()[0].kelas == ""


def test_meetings_that_wait_for_something(desk: Desk) -> None:
    rapat = desk.rapat.jadwalkan({"nama": "Rakor", "tanggal": date(2026, 4, 14)})
    assert (tasks(desk)["rapat-belum-dicatat"], tasks(desk)["belum-rapat"]) == (1, 1)
    owed = desk.notula.tambah_tindak_lanjut(
        rapat.id, {"uraian": "Surat", "tenggat": date(2026, 5, 19)}
    )
    assert "rapat-belum-dicatat" not in tasks(desk)
    assert tasks(desk)["tindak-lanjut-terlambat"] == 1
    desk.notula.tandai([owed.id], StatusTindakLanjut.SELESAI)
    assert "tindak-lanjut-terlambat" not in tasks(desk)
    desk.rapat.jadwalkan({"nama": "Rakor", "tanggal": date(2026, 5, 26)})
    assert "belum-rapat" not in tasks(desk)


def test_a_province_is_told_of_offices_and_questions_first(provinsi: Provinsi) -> None:
    shown = [task.kode for task in provinsi.desk.beranda.hitung().tindakan]
    assert shown[:2] == ["kantor-belum", "kantor-belum-mengirim"]
    assert not {"opd-tanpa-tugas", "program-tanpa-pelaksana"} & set(shown)


def test_an_empty_province_is_told_to_take_packages(tmp_path: Path) -> None:
    desk = an_office(tmp_path / "provinsi", "19")
    (empty,) = [task for task in desk.beranda.hitung().tindakan if task.kode == "kampung-kosong"]
    assert empty.buka == "paket:terima"
    desk.close()
