"""Needs, offers, plans and deeds from workbooks as offices keep them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kkbdesk.desk import Desk
from kkbdesk.exchange.columns import Daftar
from kkbdesk.model.rencana import StatusRencana
from kkbdesk.services.impor import Permintaan
from kkbdesk.services.pratinjau import Hasil, Pratinjau
from kkbdesk.services.rencana import RencanaRow, SaringRencana
from tests.support.workbooks import xlsx


def taken(desk: Desk, path: Path, jenis: Daftar, tahun: int = 2027) -> Pratinjau:
    plan = desk.impor.rencana(path, Permintaan(jenis=jenis, tahun=tahun))
    desk.impor.terapkan(plan)
    return plan


def results(plan: Pratinjau) -> list[Hasil]:
    return [row.hasil for row in plan.baris]


def planned(desk: Desk, tahun: int = 2027) -> list[RencanaRow]:
    return desk.rencana.daftar(SaringRencana(tahun=tahun))


def test_a_plan_as_people_write_it(sample: Desk, tmp_path: Path) -> None:
    book = xlsx(
        tmp_path / "a.xlsx",
        ("RENCANA AKSI TAHUN 2027",),
        ("No", "Intervensi", "Kegiatan", "Pelaksana", "Sasaran", "Lokasi", "Target", "Satuan",
         "Waktu", "Anggaran (Rp)", "Sumber dana"),
        (1, "7", "Pelatihan UPPKA", "Dinas Kesehatan; Disdukcapil", "PUS, Remaja",
         "Desa Sinar Surya; Air Putih", "1", "paket", "12-14 Maret", "Rp 25.000.000,-",
         "APBD Kab."),
        (2, "4", "Pendampingan", "Dinkes", "keluarga akseptor", "Semua", 40, "orang",
         "Triwulan II", "25 juta", "DAK non fisik"),
        (3, "8", "Sumur", "Dinas Entah", None, "Air Putih", None, None, "Juni", 1_000, "APBN"),
        (4, "8", "Sumur", "Dinkes", None, "Dusun Jauh", None, None, date(2027, 6, 3), "1,5 juta",
         "APBN"),
    )  # fmt: skip
    plan = taken(sample, book, Daftar.RENCANA)
    assert results(plan) == [Hasil.BARU, Hasil.BARU, Hasil.DITOLAK, Hasil.BARU]
    first, second, third = planned(sample)
    assert first.rencana.waktu == "12–14 Maret 2027"
    assert (first.opd, first.pendukung) == ("Dinkes", ("Disdukcapil",))
    assert first.kampung == ("Air Putih", "Sinar Surya")
    assert (first.rencana.anggaran, first.rencana.sumber_dana) == (Decimal(25_000_000), "apbd")
    assert first.rencana.sasaran_peserta == ("pus", "remaja")
    assert second.rencana.waktu == "April–Juni 2027"
    assert (second.rencana.anggaran, second.rencana.sumber_dana) == (Decimal(25_000_000), "bokb")
    assert second.rencana.sasaran_peserta == ()
    assert len(second.kampung) == len([row for row in sample.kampung.daftar() if row.aktif])
    assert (third.rencana.mulai, third.rencana.tempat) == (date(2027, 6, 3), "Dusun Jauh")
    again = sample.impor.rencana(book, Permintaan(jenis=Daftar.RENCANA, tahun=2027))
    assert set(results(again)) == {Hasil.SAMA, Hasil.DITOLAK}
    sample.editor.undo()
    assert planned(sample) == []


def test_rows_that_only_name_further_villages_belong_to_the_one_above(
    sample: Desk, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Program", "Kegiatan", "OPD", "Desa", "Anggaran"),
        ("4", "PMT", "Dinkes", "Sinar Surya", 12_000_000), (None, None, None, "Air Putih", None),
        (None, None, None, "Peradong", None), ("7", "Pelatihan", "Dinkes", "Air Putih", 5_000_000),
    ):  # fmt: skip
        sheet.append(row)
    for letter in "ABCE":
        sheet.merge_cells(f"{letter}2:{letter}4")
    book.save(tmp_path / "b.xlsx")
    taken(sample, tmp_path / "b.xlsx", Daftar.RENCANA)
    rows = {row.rencana.kegiatan: row for row in planned(sample)}
    assert rows["PMT"].kampung == ("Air Putih", "Peradong", "Sinar Surya")
    assert rows["PMT"].rencana.anggaran == Decimal(12_000_000)
    assert rows["Pelatihan"].kampung == ("Air Putih",)


def test_headings_between_rows_name_the_program(sample: Desk, tmp_path: Path) -> None:
    name = next(item.nama for item in sample.referensi.program() if item.id == "7")
    book = xlsx(
        tmp_path / "c.xlsx", ("Kegiatan", "OPD", "Waktu", "Target"), (f"g. {name}",),
        ("Pelatihan", "Dinkes", "Mei", 5),
    )  # fmt: skip
    taken(sample, book, Daftar.RENCANA)
    assert [row.rencana.program for row in planned(sample)] == ["7"]


def test_a_work_plan_of_an_agency(sample: Desk, tmp_path: Path) -> None:
    book = xlsx(
        tmp_path / "renja.xlsx",
        ("RENCANA KERJA TAHUN 2027",),
        ("Perangkat Daerah: Dinas Kesehatan",),
        ("Program", "Kegiatan", "Sub kegiatan", "Lokasi", "Pagu indikatif", "Sumber dana"),
        ("Program Upaya Kesehatan", "Penyediaan layanan", "Pengelolaan gizi", "Desa A",
         "Rp10.000.000", "APBD"),
        ("Program Upaya Kesehatan", "Penyediaan layanan", "Pengelolaan gizi", "Desa B",
         "Rp15.000.000", "APBD"),
        ("Program Upaya Kesehatan", "Penyediaan layanan", "Imunisasi", "Desa A", "7,5 juta",
         "Dana Desa"),
    )  # fmt: skip
    plan = taken(sample, book, Daftar.TAWARAN)
    first, second = sample.tawaran.daftar(2027)
    assert (first.tawaran.kegiatan, first.tawaran.anggaran) == ("Imunisasi", Decimal(7_500_000))
    assert (second.tawaran.anggaran, second.tawaran.kapasitas) == (Decimal(25_000_000), 2)
    assert (second.opd, second.tawaran.program) == ("Dinkes", None)
    assert "bukan program Inpres" in plan.baris[0].alasan


def test_needs_are_numbered_anew_where_ranks_clash(sample: Desk, tmp_path: Path) -> None:
    book = xlsx(
        tmp_path / "d.xlsx",
        ("Kode Desa", "Peringkat", "Program", "Permasalahan", "Data dasar"),
        ("19.05.05.2008", 1, "4", "Gizi", "11 balita"), ("19.05.05.2008", 1, "8", "Air", None),
        ("19.05.05.2008", None, "5", "Sekolah", None), ("19.05.01.2004", 3, "5", "Sekolah", None),
        ("19.05.05.2008", 4, "5", "sekolah", None),
    )  # fmt: skip
    plan = taken(sample, book, Daftar.PERMASALAHAN)
    assert results(plan)[-1] is Hasil.DITOLAK
    rows = sample.permasalahan.daftar(2027)
    told = [(row.kampung, row.permasalahan.peringkat, row.permasalahan.uraian) for row in rows]
    assert told == [
        ("Air Putih", 3, "Sekolah"), ("Sinar Surya", 1, "Gizi"), ("Sinar Surya", 2, "Air"),
        ("Sinar Surya", 3, "Sekolah"),
    ]  # fmt: skip


def test_deeds_find_their_plan(sample: Desk, tmp_path: Path) -> None:
    book = xlsx(
        tmp_path / "e.xlsx",
        ("Judul kegiatan", "Tanggal", "Kampung KB", "Melaksanakan rencana", "Laki-laki",
         "Perempuan", "Realisasi anggaran", "Instansi", "Kendala"),
        ("Posyandu", "3 Mei 2026", "Air Putih", "Pemberian makanan tambahan balita", 5, 7,
         "2 juta", "Dinas Kesehatan, Disdukcapil", "Hujan"),
        ("Lain", "3 Mei 2026", "Air Putih", "Tidak ada", None, None, None, None, None),
        ("Esok", date(2026, 12, 1), "Air Putih", None, None, None, None, None, None),
    )  # fmt: skip
    plan = taken(sample, book, Daftar.REALISASI)
    assert results(plan) == [Hasil.BARU, Hasil.DITOLAK, Hasil.DITOLAK]
    assert "belum tiba" in plan.baris[2].alasan
    done = next(row for row in sample.realisasi.daftar() if row.realisasi.judul == "Posyandu")
    assert done.rencana is not None
    assert (done.realisasi.peserta, done.realisasi.biaya) == (12, Decimal(2_000_000))
    assert len(done.instansi) == 2


def test_a_plan_is_done_once_rows_say_so_of_all_its_places(sample: Desk, tmp_path: Path) -> None:
    plans = xlsx(
        tmp_path / "f.xlsx",
        ("Tahun", "Program", "Kegiatan", "Lokasi", "Waktu"),
        (2026, 4, "Di satu desa", "Air Putih", "3 Mei 2026"),
        (2026, 4, "Di dua desa", "Air Putih; Sinar Surya", "3 Mei 2026"),
    )
    taken(sample, plans, Daftar.RENCANA, 2026)
    rows = [
        ("Di satu desa", "3 Mei 2026", "Air Putih", "Di satu desa"),
        ("Di dua desa", "3 Mei 2026", "Air Putih", "Di dua desa"),
        ("Di dua desa", "1 Januari 2099", "Sinar Surya", "Di dua desa"),
    ]
    heading = ("Judul kegiatan", "Tanggal", "Kampung KB", "Melaksanakan rencana")
    plan = taken(sample, xlsx(tmp_path / "g.xlsx", heading, *rows), Daftar.REALISASI)
    assert results(plan) == [Hasil.BARU, Hasil.BARU, Hasil.DITOLAK]
    assert "1 rencana menjadi selesai." in plan.catatan

    def state(name: str) -> StatusRencana:
        (row,) = (row for row in planned(sample, 2026) if row.rencana.kegiatan == name)
        return row.rencana.status

    assert state("Di satu desa") is StatusRencana.SELESAI
    assert state("Di dua desa") is StatusRencana.DIRENCANAKAN
    last = ("Di dua desa", "4 Mei 2026", "Sinar Surya", "Di dua desa")
    taken(sample, xlsx(tmp_path / "h.xlsx", heading, *rows[:2], last), Daftar.REALISASI)
    assert state("Di dua desa") is StatusRencana.SELESAI


def test_a_deed_belongs_to_the_plan_of_the_agency_that_was_there(
    sample: Desk, tmp_path: Path
) -> None:
    plans = xlsx(
        tmp_path / "f.xlsx",
        ("Tahun", "Program", "Kegiatan", "Penanggung jawab", "Lokasi"),
        (2026, 4, "Penyuluhan", "Dinas Kesehatan", "Air Putih"),
        (2026, 4, "Penyuluhan", "Disdukcapil", "Air Putih"),
    )
    taken(sample, plans, Daftar.RENCANA, 2026)
    book = xlsx(
        tmp_path / "g.xlsx",
        ("Judul kegiatan", "Tanggal", "Kampung KB", "Melaksanakan rencana", "Instansi"),
        ("Penyuluhan", "3 Mei 2026", "Air Putih", "Penyuluhan", "Disdukcapil"),
        ("Entah yang mana", "3 Mei 2026", "Air Putih", "Penyuluhan", None),
    )
    plan = taken(sample, book, Daftar.REALISASI)
    assert results(plan) == [Hasil.BARU, Hasil.DITOLAK]
    assert "kode desa dan OPD" in plan.baris[1].alasan
    done = next(row for row in sample.realisasi.daftar() if row.realisasi.judul == "Penyuluhan")
    assert done.rencana is not None
    agency = sample.rencana.get(done.rencana.id).baris.opd
    assert agency == "Disdukcapil"


@pytest.mark.parametrize("jenis", ["permasalahan", "tawaran", "rencana", "realisasi"])
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_what_is_exported_is_recognised_and_changes_nothing(
    sample: Desk, tmp_path: Path, jenis: str, ending: str
) -> None:
    daftar = Daftar(jenis)
    path = tmp_path / f"a{ending}"
    assert sample.ekspor.ekspor(daftar, path) > 1
    plan = sample.impor.rencana(path)
    assert plan.jenis is daftar
    assert set(results(plan)) == {Hasil.SAMA}, [row.alasan or row.beda for row in plan.baris]


def test_a_filled_template_is_read_back(sample: Desk, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    sample.ekspor.templat(Daftar.PERMASALAHAN, path)
    book = openpyxl.load_workbook(path)
    sheet: Any = book.worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    heads = {cell.value: cell.column for cell in cells}
    row = max(cell.row for cell in cells if cell.value == "Data dasar") + 1
    sheet.cell(row, heads["Kode Desa"], "19.05.05.2008")
    sheet.cell(row, heads["Permasalahan"], "Jalan rusak")
    sheet.cell(row, heads["Program"], "8")
    book.save(path)
    taken(sample, path, Daftar.PERMASALAHAN)
    (made,) = sample.permasalahan.daftar(2027)
    assert made.permasalahan.uraian == "Jalan rusak"


def test_what_was_cancelled_takes_no_deeds(sample: Desk, tmp_path: Path) -> None:
    every = sample.rencana.daftar(SaringRencana(tahun=2026))
    sample.rencana.ubah_status([row.rencana.id for row in every], StatusRencana.BATAL, "x")
    book = xlsx(
        tmp_path / "f.xlsx", ("Judul kegiatan", "Tanggal", "Melaksanakan rencana", "Kendala"),
        ("A", "3 Mei 2026", "Pelayanan KB bergerak", None),
    )  # fmt: skip
    plan = taken(sample, book, Daftar.REALISASI)
    assert results(plan) == [Hasil.DITOLAK]
