"""The history in words, and bringing back any state."""

from __future__ import annotations

from datetime import date

from kkbdesk.desk import Desk
from kkbdesk.model.ids import Kind
from kkbdesk.store import Tentang
from tests.support.makers import SINAR_SURYA


def newest(desk: Desk) -> list[str]:
    entry = desk.riwayat.daftar()[0]
    return [f"{item.rekam}: {item.perubahan}" for item in desk.riwayat.rinci(entry.id)]


def test_a_change_is_told_field_by_field(sample: Desk) -> None:
    kampung = sample.kampung.dengan_kode(SINAR_SURYA)
    sample.kampung.ubah(kampung, {"tanggal_pencanangan": date(2016, 12, 1), "kriteria": ("kumuh",)})
    assert newest(sample) == [
        "Kampung KB Sinar Surya: Tanggal pencanangan: 15 November 2016 → 1 Desember 2016",
        "Kampung KB Sinar Surya: Kriteria lokasi: Terpencil, "
        "Peserta KB/MKJP rendah, unmet need tinggi → Kumuh",
    ]


def test_what_records_refer_to_is_named(sample: Desk) -> None:
    group = next(row for row in sample.pokja.daftar() if row.nama == "Sinar Surya")
    chair = next(s for s in sample.pokja.get(group.id)[1] if s.kedudukan == "ketua")
    sample.pokja.ubah_anggota(chair, {"opd": sample.opd.daftar()[0].id})
    assert newest(sample) == ["Anggota Pokja Sinar Surya · Nama Ketua Pokja: OPD: — → DP2KBP3A"]


def test_the_history_of_a_kampung_holds_all_that_hangs_on_it(sample: Desk) -> None:
    kampung = sample.kampung.dengan_kode(SINAR_SURYA)
    other = sample.kampung.dengan_kode("19.05.01.2004")
    sample.kampung.ubah(other, {"catatan": "x"})
    group = next(row for row in sample.pokja.daftar() if row.nama == "Sinar Surya")
    sample.pokja.tambah_anggota(group.id, [{"nama": "Nama Baru"}])
    sample.kampung.catat_klasifikasi(kampung.id, date(2026, 1, 1), "dasar", "")
    sample.pokja.hapus([group.id])
    labels = [entry.label for entry in sample.riwayat.daftar(Tentang(kampung.id))]
    assert labels == [
        "Hapus Pokja", "Catat klasifikasi", "Tambah anggota Pokja", "Isi kantor contoh",
    ]  # fmt: skip


def test_of_a_large_edit_a_kampung_tells_only_its_own_part(sample: Desk) -> None:
    about = Tentang(sample.kampung.dengan_kode(SINAR_SURYA).id)
    (entry,) = sample.riwayat.daftar(about)
    told = sample.riwayat.rinci(entry.id, about)
    assert told
    assert all("Sinar Surya" in item.rekam for item in told)
    assert len(told) < len(sample.riwayat.rinci(entry.id))


def test_the_history_of_a_pokja_holds_its_members(sample: Desk) -> None:
    group = next(row for row in sample.pokja.daftar() if row.nama == "Sinar Surya")
    chair = next(s for s in sample.pokja.get(group.id)[1] if s.kedudukan == "ketua")
    sample.pokja.ubah_anggota(chair, {"unsur": "PPKBD desa"})
    sample.kampung.ubah(sample.kampung.dengan_kode(SINAR_SURYA), {"catatan": "x"})
    title, about = sample.riwayat.tentang(Kind.POKJA, group.id)
    assert title == "Pokja Sinar Surya"
    newest, *_ = sample.riwayat.daftar(about)
    assert newest.label == "Ubah anggota Pokja"


def test_a_former_state_is_brought_back_as_a_new_edit(sample: Desk) -> None:
    kampung = sample.kampung.dengan_kode(SINAR_SURYA)
    once = sample.kampung.ubah(kampung, {"catatan": "satu"})
    entry = sample.riwayat.daftar()[0]
    sample.kampung.ubah(once, {"catatan": "dua"})
    sample.riwayat.kembalikan(entry.id, kampung.KIND, kampung.id)
    assert sample.kampung.dengan_kode(SINAR_SURYA).catatan == "satu"
    sample.editor.undo()
    assert sample.kampung.dengan_kode(SINAR_SURYA).catatan == "dua"


def test_years_are_not_written_like_amounts(sample: Desk) -> None:
    sample.matriks.kunci(2026, None, date(2026, 3, 1), "Rapat")
    assert newest(sample) == ["Matriks 2026: ditambahkan"]
