"""Copies made by themselves, a second place, trials; what a restore would change; a part taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from docx import Document as Word

from db.backups import SqlCopies
from db.database import SqlDatabase
from db.store import FILE, SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.pokja import Anggota
from kkbdesk.model.wilayah import normal
from tests.conftest import NOW
from tests.support.makers import SINAR_SURYA


def kinds(desk: Desk) -> set[str]:
    return {item.kode for item in desk.beranda.hitung().tindakan if "cadangan" in item.kode}


def later(folder: Path, days: int) -> Desk:
    def clock() -> datetime:
        return NOW + timedelta(days=days)

    return Desk(SqlStore.open(folder, clock=clock), clock)


def a_village(desk: Desk, desa: str = SINAR_SURYA) -> Kampung:
    with desk.store.read() as reader:
        (found,) = reader.find(Kampung, desa=desa)
        return found


def test_a_copy_is_made_only_when_something_changed(desk: Desk) -> None:
    assert desk.cadangan.buat_bila_berubah("berkala") is None
    desk.opd.tambah({"nama": "Dinas Baru"})
    made = desk.cadangan.buat_bila_berubah("berkala")
    assert made is not None and made.sebab == "tiap 30 menit"
    assert desk.cadangan.buat_bila_berubah("berkala") is None


def test_the_second_place_is_remembered_and_gets_the_copy_at_close(
    folder: Path, tmp_path: Path
) -> None:
    place = tmp_path / "cakram"
    place.mkdir()
    desk = Desk(SqlStore.open(folder))
    desk.cadangan.pilih_tempat(place, "matahari terbit")
    desk.opd.tambah({"nama": "Dinas Baru"})
    desk.close()
    again = Desk(SqlStore.open(folder))
    known = again.cadangan.keadaan()
    assert known.tempat == place / "kkbdesk-19.05" and known.bersandi
    there = [item for item in again.cadangan.daftar() if item.terkunci]
    assert [item.alasan for item in there] == ["tutup", "tangan"]
    assert [item.masalah for item in again.cadangan.periksa() if item.masalah] == []
    assert b"matahari" not in (folder / "cadangan" / "setelan.json").read_bytes()
    again.cadangan.lepas_tempat()
    assert again.cadangan.keadaan().tempat is None
    again.close()


def test_a_second_place_that_is_gone_does_not_disturb_and_is_asked_for(
    folder: Path, tmp_path: Path
) -> None:
    place = tmp_path / "cakram"
    place.mkdir()
    desk = Desk(SqlStore.open(folder, clock=lambda: NOW), lambda: NOW)
    desk.cadangan.pilih_tempat(place)
    place.rename(tmp_path / "dicabut")
    desk.opd.tambah({"nama": "Dinas Baru"})
    desk.close()
    after = later(folder, 20)
    assert "cadangan-kirim" in kinds(after)
    (tmp_path / "dicabut").rename(place)
    assert after.cadangan.buat("tangan").nomor > 2
    assert "cadangan-kirim" not in kinds(after)
    after.close()


def test_numbers_go_on_above_those_at_the_second_place(folder: Path, tmp_path: Path) -> None:
    desk = Desk(SqlStore.open(folder))
    desk.cadangan.pilih_tempat(tmp_path)
    for _ in range(3):
        desk.cadangan.buat("tangan")
    desk.close()
    newest = max(desk.store.copies.listed(tmp_path / "kkbdesk-19.05"), key=lambda c: c.nomor)
    other = tmp_path / "baru"
    SqlDatabase().restore(other, newest.berkas)
    moved = Desk(SqlStore.open(other))
    moved.cadangan.semua_baik()
    moved.cadangan.pilih_tempat(tmp_path)
    assert moved.cadangan.buat("tangan").nomor > newest.nomor
    moved.close()


def test_a_short_passphrase_and_a_bad_place_are_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="paling sedikit 8"):
        desk.cadangan.pilih_tempat(tmp_path, "pendek")
    with pytest.raises(UserError, match="tidak dapat dipakai"):
        desk.cadangan.pilih_tempat(tmp_path / "tidak" / "ada")
    assert desk.cadangan.keadaan().tempat is None


def test_the_newest_copy_is_tried_once_a_month_and_said(folder: Path) -> None:
    desk = Desk(SqlStore.open(folder, clock=lambda: NOW), lambda: NOW)
    assert not desk.cadangan.perlu_diuji()
    copy = desk.cadangan.buat("tangan")
    assert desk.cadangan.perlu_diuji()
    assert desk.cadangan.uji().masalah == ()
    assert not desk.cadangan.perlu_diuji()
    tried = desk.cadangan.keadaan().diuji
    assert tried is not None and tried.salinan == copy.berkas.name
    desk.close()
    after = later(folder, 31)
    assert after.cadangan.perlu_diuji()
    copy.berkas.write_bytes(b"rusak")
    assert after.cadangan.uji().masalah
    assert "cadangan-gagal" in kinds(after)
    after.close()


def test_the_work_list_asks_for_copies_only_after_a_week_of_work(folder: Path) -> None:
    new, old = later(folder, 1), later(folder, 60)
    assert kinds(new) == set()
    old.opd.tambah({"nama": "Dinas Baru"})
    assert kinds(old) == {"cadangan-lama", "cadangan-kedua"}
    old.cadangan.buat("tangan")
    assert kinds(old) == {"cadangan-kedua"}
    new.store.close()
    old.close()


def test_the_sample_office_is_asked_for_nothing(sample_folder: Path) -> None:
    sample = later(sample_folder, 60)
    assert kinds(sample) == set()
    sample.close()


def test_what_a_restore_would_change_is_told_kampung_by_kampung(sample: Desk) -> None:
    copy = sample.cadangan.buat("tangan")
    village = a_village(sample)
    sample.kampung.ubah(village, {"nama": "Salah Ketik"})
    sample.opd.tambah({"nama": "Dinas Baru"})
    compared = sample.banding.bandingkan(copy)
    assert [entry.label for entry in compared.hilang] == ["Tambah OPD", "Ubah kampung"]
    assert compared.jumlah_hilang == 2
    assert compared.jumlah_kembali == 0
    assert dict(compared.per_kampung()) == {village.nama: 1, "": 1}
    (agencies,) = (item for item in compared.jumlah if item.sebutan == "OPD")
    assert agencies.kini == agencies.salinan + 1
    assert compared.sekantor


def test_histories_that_parted_are_compared_from_where_they_parted(sample_folder: Path) -> None:
    desk = Desk(SqlStore.open(sample_folder))
    desk.opd.tambah({"nama": "Bersama"})
    first = desk.cadangan.buat("tangan")
    desk.opd.tambah({"nama": "Satu"})
    second = desk.cadangan.buat("tangan")
    desk.close()
    SqlDatabase().restore(sample_folder, first.berkas)
    again = Desk(SqlStore.open(sample_folder))
    again.opd.tambah({"nama": "Dua"})
    compared = again.banding.bandingkan(second)
    assert (compared.jumlah_hilang, compared.jumlah_kembali) == (1, 1)
    assert {(item.nama, item.nasib) for item in compared.beda} == {
        ("OPD Satu", "hilang"),
        ("OPD Dua", "baru"),
    }
    again.close()


def test_a_kampung_that_was_removed_comes_back_with_all_that_hung_on_it(sample: Desk) -> None:
    village = a_village(sample)
    with sample.store.read() as reader:
        seats = len(reader.find(Anggota))
    copy = sample.cadangan.buat("tangan")
    agency = sample.opd.tambah({"nama": "Sesudah"})
    for row in sample.rapat.daftar():
        if row.kampung == village.id:
            sample.rapat.hapus([row.id])
    sample.kampung.hapus([village.id])
    plan = sample.banding.ambil_kampung(copy, village.desa)
    assert any(normal(village.nama) in normal(item.rekam) for item in plan.baris)
    sample.banding.ambil(plan)
    with sample.store.read() as reader:
        assert reader.get(Kampung, village.id) == village
        assert len(reader.find(Anggota)) == seats
        assert reader.get(type(agency), agency.id) == agency
    sample.editor.undo()
    with sample.store.read() as reader:
        assert reader.get(Kampung, village.id) is None
    with pytest.raises(UserError, match="tidak memuat kampung"):
        sample.banding.ambil_kampung(copy, "19.05.01.1001")


def test_one_record_comes_back_and_what_it_refers_to(sample: Desk) -> None:
    agency = sample.opd.tambah({"nama": "Dinas Sementara"})
    copy = sample.cadangan.buat("tangan")
    sample.opd.hapus(agency.id)
    plan = sample.banding.ambil_rekam(copy, agency.id)
    assert [(item.rekam, item.perubahan) for item in plan.baris] == [
        ("OPD Dinas Sementara", "ditambahkan")
    ]
    sample.banding.ambil(plan)
    assert "Dinas Sementara" in {item.nama for item in sample.opd.daftar()}
    with pytest.raises(UserError, match="Tidak ada yang berbeda"):
        sample.banding.ambil(sample.banding.ambil_rekam(copy, agency.id))


def test_a_new_operator_is_handed_what_is_unfinished_and_where_copies_are(
    desk: Desk, tmp_path: Path
) -> None:
    former = desk.kunci.milik().umum
    made = desk.serah_terima.tulis(tmp_path / "kit", "Nama {Operator}", "Operator")
    assert [path.suffix for path in made.berkas] == [".pdf", ".docx", ".txt"]
    document = Word(str(made.berkas[1]))
    told = "\n".join(item.text for item in document.paragraphs)
    told += "\n".join(c.text for t in document.tables for r in t.rows for c in r.cells)
    assert "SERAH TERIMA" in told
    assert "Belum ada kampung" in told
    assert made.salinan.sidik in told
    new = desk.kunci.milik().umum
    assert new.id != former.id
    assert " ".join(new.kata) in told
    assert made.salinan.berkas.is_file()


def test_settings_that_cannot_be_read_are_no_obstacle(
    folder: Path, clock: Callable[[], datetime]
) -> None:
    (folder / "cadangan").mkdir()
    told = '{"tempat": 3, "terkirim": "kemarin", "diuji": {"saat": 1, "masalah": 2}}'
    (folder / "cadangan" / "setelan.json").write_text(told, "utf-8")
    desk = Desk(SqlStore.open(folder, clock=clock), clock)
    known = desk.cadangan.keadaan()
    assert (known.tempat, known.terkirim, known.diuji) == (None, None, None)
    assert (folder / FILE).is_file()
    desk.close()


def test_a_full_second_place_is_named_and_the_copy_is_made(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.cadangan.pilih_tempat(tmp_path)

    def refuse(*_args: object) -> None:
        raise StorageFault("Cakram penuh.")

    with monkeypatch.context() as patched:
        patched.setattr(SqlCopies, "send", refuse)
        with pytest.raises(StorageFault, match=r"belum terkirim ke .*Cakram penuh"):
            desk.cadangan.buat("tangan")
    assert [item.nomor for item in desk.store.copies.listed()] == [2, 1]


def test_what_another_process_chose_is_not_forgotten(folder: Path, tmp_path: Path) -> None:
    window, command = Desk(SqlStore.open(folder)), Desk(SqlStore.open(folder))
    window.cadangan.keadaan()
    command.cadangan.pilih_tempat(tmp_path)
    window.cadangan.uji()
    assert command.cadangan.keadaan().tempat is not None
    window.close()
    command.close()
