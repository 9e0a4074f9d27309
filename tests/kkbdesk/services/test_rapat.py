"""Meetings from the invitation to the last follow-up, and a year of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import UserError
from kkbdesk.model.ids import NaskahId, OPDId, RapatId
from kkbdesk.model.matriks import Peran
from kkbdesk.model.naskah import Naskah
from kkbdesk.model.problem import RuleViolation
from kkbdesk.model.rapat import (
    Hari,
    Kehadiran,
    Keputusan,
    MingguKe,
    Pembahasan,
    Peserta,
    Rapat,
    StatusRapat,
    StatusTindakLanjut,
    TindakLanjut,
    TingkatRapat,
)
from tests.support.makers import SINAR_SURYA

DAY = date(2026, 5, 12)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.day = date(2026, 1, 1)

    def __call__(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 5, tzinfo=UTC)


@pytest.fixture
def moving() -> Clock:
    return Clock()


@pytest.fixture
def office(folder: Path, moving: Clock) -> Iterator[Desk]:
    """An office whose days a test lets pass."""
    desk = Desk(SqlStore.open(folder, clock=moving), moving)
    yield desk
    desk.close()


@pytest.fixture
def rapat(desk: Desk) -> Rapat:
    return desk.rapat.jadwalkan({"nama": "Rapat koordinasi", "tanggal": DAY, "mulai": "9:00"})


def counts(desk: Desk) -> list[int]:
    with desk.store.read() as reader:
        kinds = (Rapat, Peserta, Pembahasan, Keputusan, TindakLanjut)
        return [reader.count(kind) for kind in kinds]


def test_a_year_of_monthly_meetings(office: Desk, moving: Clock) -> None:
    """The third Thursday of every month; one is skipped, one follow-up is never done."""
    seri = office.seri_rapat.tambah(
        {
            "nama": "Rakor Pokja",
            "hari": Hari.KAMIS,
            "minggu": MingguKe.KETIGA,
            "pukul": "9",
            "mulai": date(2026, 1, 1),
        }
    )
    assert seri.pukul == "09.00"
    days = office.seri_rapat.usulan_tanggal(seri.id, 12)
    assert days[0] == date(2026, 1, 15)
    assert all(day.weekday() == 3 and 15 <= day.day <= 21 for day in days)
    agencies = office.opd.daftar()
    made = office.rapat.dari_seri(seri.id, days)
    assert office.seri_rapat.usulan_tanggal(seri.id, 1) == [date(2027, 1, 21)]
    for month, rapat in enumerate(made, 1):
        moving.day = rapat.tanggal
        if month == 8:
            office.rapat.ubah(rapat, {"status": StatusRapat.BATAL})
            continue
        carried = office.rapat.get(rapat.id)[0].bawaan
        assert len(carried) == (1 if month > 1 else 0)
        assert office.peserta.undang_opd(rapat.id) == 12
        people = office.rapat.get(rapat.id)[0].peserta
        office.peserta.tandai([item.id for item in people[: 12 - month % 3]], Kehadiran.HADIR)
        office.notula.tambah_pembahasan(rapat.id, f"Capaian bulan {month}", "Kepala Dinas")
        office.notula.tambah_keputusan(rapat.id, "Menyepakati jadwal")
        owed = office.notula.tambah_tindak_lanjut(
            rapat.id,
            {
                "uraian": f"Laporan bulan {month}",
                "penanggung_jawab": agencies[2].singkatan,
                "tenggat": rapat.tanggal + timedelta(days=14),
            },
        )
        assert owed.opd == agencies[2].id
        if month > 1:
            moving.day += timedelta(days=7)
            office.notula.tandai([owed.id], StatusTindakLanjut.SELESAI)
    moving.day = date(2026, 12, 31)
    angka = office.rapat.angka()
    assert [(item.terlaksana, item.seharusnya) for item in angka.per_seri] == [(11, 12)]
    assert angka.per_tingkat[0].terlaksana == 11
    first = angka.kehadiran[0]
    assert (first.diundang, first.hadir, first.tidak_hadir) == (11, 11, 0)
    last = angka.kehadiran[-1]
    assert (last.diundang, last.hadir, last.tidak_hadir) == (11, 4, 7)
    owed_now = angka.tindak_lanjut
    assert (owed_now.terbuka, owed_now.terlambat, owed_now.selesai) == (1, 1, 10)
    assert angka.belum_rapat == ()
    assert office.store.check() == []


def test_a_series_knows_last_weeks_and_longer_steps(office: Desk) -> None:
    seri = office.seri_rapat.tambah(
        {
            "nama": "Triwulan",
            "bulan": 3,
            "hari": Hari.SENIN,
            "minggu": MingguKe.TERAKHIR,
            "mulai": date(2026, 2, 1),
        }
    )
    assert office.seri_rapat.usulan_tanggal(seri.id, 3) == [
        date(2026, 2, 23), date(2026, 5, 25), date(2026, 8, 31),
    ]  # fmt: skip


def test_what_is_not_done_comes_onto_the_next_agenda(desk: Desk, rapat: Rapat) -> None:
    owed = desk.notula.tambah_tindak_lanjut(
        rapat.id,
        {"uraian": "Surat ke desa.", "penanggung_jawab": "Ani", "tenggat": date(2026, 5, 19)},
    )
    june = desk.rapat.jadwalkan(
        {"nama": "Rapat koordinasi", "tanggal": date(2026, 6, 9), "acara": ("Paparan",)}
    )
    july = desk.rapat.jadwalkan({"nama": "Rapat koordinasi", "tanggal": date(2026, 7, 14)})
    village = desk.rapat.jadwalkan(
        {"nama": "Musyawarah", "tanggal": date(2026, 6, 1), "tingkat": TingkatRapat.DESA}
    )
    assert desk.rapat.get(june.id)[0].acara == (
        "Tindak lanjut: Surat ke desa (Ani, tenggat 19 Mei 2026)",
        "Paparan",
    )
    assert desk.rapat.get(july.id)[0].acara == ()
    assert desk.rapat.get(village.id)[0].acara == ()
    desk.notula.tandai([owed.id], StatusTindakLanjut.SELESAI)
    assert desk.rapat.get(june.id)[0].acara == ("Paparan",)


def test_the_agenda_is_proposed_from_the_gaps_of_the_matrix(desk: Desk, rapat: Rapat) -> None:
    proposed = desk.rapat.usulan_acara(rapat.id)
    assert len(proposed) == 9
    assert proposed[0].startswith("Menetapkan pelaksana program 1.")
    assert proposed[-1] == "Kesepakatan matriks tahun 2026"
    desk.rapat.ubah(rapat, {"acara": tuple(proposed[:8])})
    assert desk.rapat.usulan_acara(rapat.id) == [proposed[-1]]


def test_members_in_office_and_agencies_are_invited_once(sample: Desk) -> None:
    rapat = sample.rapat.jadwalkan({"nama": "Rapat lain", "tanggal": date(2026, 5, 27)})
    assert sample.peserta.undang_pokja(rapat.id, None) == 4
    assert sample.peserta.undang_pokja(rapat.id, None) == 0
    agency = sample.opd.daftar()[1]
    sample.opd.ubah(agency, {"pic": "Nama PIC", "kontak": "0812"})
    assert sample.peserta.undang_opd(rapat.id, [agency.id]) == 1
    assert sample.peserta.undang_opd(rapat.id) == 11
    people = sample.rapat.get(rapat.id)[0].peserta
    assert [item.urut for item in people] == list(range(1, 17))
    contact = next(item for item in people if item.opd == agency.id)
    assert (contact.nama, contact.instansi, contact.kontak) == ("Nama PIC", agency.nama, "0812")
    other = next(item for item in people if item.nama.startswith("Kepala "))
    assert other.nama == f"Kepala {other.instansi}"


def test_the_chairs_of_the_villages_are_invited(sample: Desk) -> None:
    rapat = sample.rapat.jadwalkan({"nama": "Rapat lain", "tanggal": date(2026, 5, 27)})
    assert sample.peserta.undang_ketua(rapat.id) == 8
    people = sample.rapat.get(rapat.id)[0].peserta
    assert {item.jabatan for item in people} == {"Ketua Pokja"}
    assert people[0].instansi.startswith("Kampung KB ")
    district = sample.rapat.jadwalkan(
        {
            "nama": "Rapat kecamatan",
            "tanggal": date(2026, 5, 27),
            "tingkat": TingkatRapat.KECAMATAN,
            "wilayah": "19.05.05",
        }
    )
    assert sample.peserta.undang_ketua(district.id) == 1


def test_the_people_of_the_last_meeting_are_invited_again(desk: Desk, rapat: Rapat) -> None:
    desk.peserta.tambah(
        rapat.id,
        [
            {"nama": "Ani", "kehadiran": Kehadiran.TIDAK_HADIR, "alasan": "sakit"},
            {"nama": "Tamu", "tamu": True},
        ],
    )
    june = desk.rapat.jadwalkan({"nama": "Rapat koordinasi", "tanggal": date(2026, 6, 9)})
    before = desk.peserta.sebelumnya(june.id)
    assert before is not None
    assert desk.peserta.undang_seperti(june.id, before.id) == 1
    (again,) = desk.rapat.get(june.id)[0].peserta
    assert (again.nama, again.kehadiran, again.alasan) == ("Ani", Kehadiran.DIUNDANG, "")


def test_a_seat_may_end_and_the_list_stays(sample: Desk) -> None:
    rapat = sample.rapat.jadwalkan({"nama": "Rapat lain", "tanggal": date(2026, 5, 27)})
    sample.peserta.undang_pokja(rapat.id, None)
    group = next(row for row in sample.pokja.daftar() if row.kampung is None)
    sample.pokja.hapus([group.id])
    people = sample.rapat.get(rapat.id)[0].peserta
    assert len(people) == 4
    assert {item.anggota for item in people} == {None}
    sample.editor.undo()
    assert None not in {item.anggota for item in sample.rapat.get(rapat.id)[0].peserta}


def test_attendance_changes_what_belongs_to_it(desk: Desk, rapat: Rapat) -> None:
    (ani,) = desk.peserta.tambah(rapat.id, [{"nama": "Ani", "instansi": "Dinas Kesehatan"}])
    assert ani.opd is not None
    sent = desk.peserta.ubah(ani, {"wakil": "Budi"})
    assert sent.kehadiran is Kehadiran.DIWAKILI
    assert desk.rapat.get(rapat.id)[0].rapat.status is StatusRapat.TERLAKSANA
    came = desk.peserta.ubah(sent, {"kehadiran": Kehadiran.HADIR})
    assert came.wakil == ""
    away = desk.peserta.ubah(came, {"kehadiran": Kehadiran.TIDAK_HADIR, "alasan": "dinas luar"})
    desk.peserta.tandai([away.id], Kehadiran.HADIR)
    (now,) = desk.rapat.get(rapat.id)[0].peserta
    assert (now.kehadiran, now.alasan) == (Kehadiran.HADIR, "")


def test_a_decision_locks_the_matrix_in_the_same_step(desk: Desk, rapat: Rapat) -> None:
    item = desk.notula.tambah_keputusan(rapat.id, "Menyepakati matriks", 2026)
    state = desk.matriks.grid(2026, None).keadaan
    assert state is not None
    assert (state.terkunci, state.disepakati, state.rapat) == (True, DAY, "Rapat koordinasi")
    with pytest.raises(RuleViolation, match="terkunci"):
        program = desk.matriks.grid(2026, None).program[0].id
        agency = OPDId(desk.opd.daftar()[0].id)
        desk.matriks.isi(2026, None, {(program, agency): Peran.PENDUKUNG})
    other = desk.rapat.jadwalkan({"nama": "Rapat lain", "tanggal": date(2026, 5, 13)})
    with pytest.raises(UserError, match="sudah terkunci"):
        desk.notula.tambah_keputusan(other.id, "Menyepakati lagi", 2026)
    desk.editor.undo()
    assert "kunci matriks 2026" in desk.editor.undo().label
    assert desk.rapat.get(rapat.id)[0].keputusan == ()
    assert not desk.matriks.grid(2026, None).terkunci
    assert item.matriks == 2026


def test_a_village_agrees_its_own_matrix(sample: Desk) -> None:
    kampung = sample.kampung.dengan_kode(SINAR_SURYA)
    rapat = sample.rapat.jadwalkan(
        {
            "nama": "Musyawarah",
            "tanggal": DAY,
            "tingkat": TingkatRapat.DESA,
            "kampung": kampung.id,
        }
    )
    made = sample.notula.tambah_keputusan(rapat.id, "Sepakat")
    sample.notula.ubah_keputusan(made, {"matriks": 2026})
    assert sample.matriks.grid(2026, kampung.id).terkunci
    assert not sample.matriks.grid(2026, None).terkunci
    sample.matriks.buka(2026, kampung.id, DAY)
    sample.kampung.hapus([kampung.id])
    assert rapat.id not in {row.id for row in sample.rapat.daftar()}
    sample.editor.undo()
    assert sample.rapat.get(rapat.id)[0].tempat_forum == "Kampung KB Sinar Surya"


def test_a_meeting_goes_with_its_parts_and_comes_back(desk: Desk, rapat: Rapat) -> None:
    desk.peserta.undang_opd(rapat.id)
    desk.notula.tambah_pembahasan(rapat.id, "Paparan")
    desk.notula.tambah_keputusan(rapat.id, "Sepakat")
    desk.notula.tambah_tindak_lanjut(rapat.id, {"uraian": "Surat"})
    before = counts(desk)
    desk.rapat.hapus([rapat.id])
    assert counts(desk) == [0] * 5
    desk.editor.undo()
    assert counts(desk) == before == [1, 12, 1, 1, 1]
    title, about = desk.riwayat.tentang(rapat.KIND, rapat.id)
    assert "Rapat koordinasi" in title
    assert len(about.rekam) == 16


def test_a_meeting_that_a_document_names_stays(desk: Desk, rapat: Rapat) -> None:
    with desk.editor.edit("Undangan") as unit:
        unit.put(Naskah(id=NaskahId("n"), jenis="undangan", hal="Undangan rapat", rapat=rapat.id))
    with pytest.raises(UserError, match="Undangan rapat"):
        desk.rapat.hapus([rapat.id])
    assert desk.rapat.get(rapat.id)


def test_an_agency_that_meets_is_not_removed(desk: Desk, rapat: Rapat) -> None:
    agency = desk.opd.daftar()[0]
    desk.peserta.undang_opd(rapat.id, [agency.id])
    with pytest.raises(UserError, match="rapat"):
        desk.opd.hapus(agency.id)


def test_a_meeting_of_tomorrow_was_not_held(desk: Desk) -> None:
    rapat = desk.rapat.jadwalkan({"nama": "Rapat", "tanggal": date(2026, 5, 21)})
    with pytest.raises(UserError, match="belum tiba"):
        desk.rapat.ubah(rapat, {"status": StatusRapat.TERLAKSANA})
    desk.notula.tambah_pembahasan(rapat.id, "Bahan disiapkan")
    assert desk.rapat.get(rapat.id)[0].rapat.status is StatusRapat.DIRENCANAKAN


def test_who_has_not_met_this_month(desk: Desk) -> None:
    assert desk.rapat.angka().belum_rapat == ()
    april = desk.rapat.jadwalkan({"nama": "Rapat", "tanggal": date(2026, 4, 14)})
    (missing,) = desk.rapat.angka().belum_rapat
    assert (missing.nama, missing.direncanakan) == ("Rapat", None)
    may = desk.rapat.jadwalkan({"nama": "Rapat", "tanggal": date(2026, 5, 26)})
    assert desk.rapat.angka().belum_rapat[0].direncanakan == may.tanggal
    desk.rapat.ubah(may, {"tanggal": DAY, "status": StatusRapat.TERLAKSANA})
    assert desk.rapat.angka().belum_rapat == ()
    seri = desk.seri_rapat.tambah({"nama": "Rapat", "minggu": MingguKe.PERTAMA})
    assert [item.nama for item in desk.rapat.angka().belum_rapat] == ["Rapat"]
    desk.rapat.ubah(desk.rapat.get(may.id)[0].rapat, {"seri": seri.id})
    assert desk.rapat.angka().belum_rapat == ()
    desk.seri_rapat.hapus(seri.id)
    assert desk.rapat.get(may.id)[0].rapat.seri is None
    assert april.seri is None


def test_a_new_meeting_of_that_name_belongs_to_the_series(desk: Desk) -> None:
    seri = desk.seri_rapat.tambah({"nama": "Rakor Pokja", "tempat": "Aula"})
    assert desk.rapat.jadwalkan({"nama": "RAKOR POKJA", "tanggal": DAY}).seri == seri.id
    assert desk.rapat.jadwalkan({"nama": "Rapat lain", "tanggal": DAY}).seri is None


def test_the_calendar_is_one_that_others_read(desk: Desk, rapat: Rapat) -> None:
    desk.rapat.ubah(
        rapat,
        {"tempat": "Aula, lantai 2", "acara": ("Paparan; diskusi", "é" * 80), "selesai": "11"},
    )
    desk.rapat.jadwalkan({"nama": "Sehari", "tanggal": date(2026, 6, 1)})
    text = desk.rapat.kalender()
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART:20260512T020000Z" in lines
    assert "DTEND:20260512T040000Z" in lines
    assert "LOCATION:Aula\\, lantai 2" in lines
    assert "DTSTART;VALUE=DATE:20260601" in lines
    assert desk.rapat.kalender([rapat.id]).count("BEGIN:VEVENT") == 1


PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xfc\xcf\xc0P\x0f\x00\x04\x85\x01\x80\x84\xa9"
    b"\x8c!\x00\x00\x00\x00IEND\xaeB`\x82"
)


def test_pictures_lie_beside_the_database(desk: Desk, rapat: Rapat, tmp_path: Path) -> None:
    path = tmp_path / "rapat_mei.png"
    path.write_bytes(PNG)
    one, two = desk.foto_rapat.tambah(rapat.id, [path, path])
    assert one.keterangan == "rapat mei"
    assert one.berkas == two.berkas
    assert desk.foto_rapat.isi(one.berkas) == PNG
    files = [item for item in (desk.store.path.parent / "berkas").rglob("*") if item.is_file()]
    assert [item.name for item in files] == [one.berkas]
    desk.foto_rapat.hapus([one.id, two.id])
    desk.editor.undo()
    assert desk.foto_rapat.isi(one.berkas) == PNG
    files[0].write_bytes(b"lain")
    with pytest.raises(UserError, match="rusak"):
        desk.foto_rapat.isi(one.berkas)
    files[0].unlink()
    with pytest.raises(UserError, match="tidak ada lagi"):
        desk.foto_rapat.isi(one.berkas)


def test_what_is_no_picture_is_refused(desk: Desk, rapat: Rapat, tmp_path: Path) -> None:
    cases = {
        "teks.jpg": b"bukan gambar",
        "potong.png": PNG[:40],
        "potong.jpg": b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x10\x00\x10",
        "bom.png": PNG[:16] + b"\x00\x0f\xff\xff" * 2 + PNG[24:],
    }
    for name, content in cases.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UserError, match="bukan gambar yang utuh"):
            desk.foto_rapat.tambah(rapat.id, [tmp_path / name])
    large = tmp_path / "besar.jpg"
    with large.open("wb") as file:
        file.truncate(81 * 2**20)
    with pytest.raises(UserError, match="terlalu besar"):
        desk.foto_rapat.tambah(rapat.id, [large])
    with pytest.raises(UserError, match="tidak ada"):
        desk.foto_rapat.tambah(rapat.id, [tmp_path / "tiada.jpg"])
    assert desk.rapat.get(rapat.id)[0].foto == ()
    assert not (desk.store.path.parent / "berkas").exists()


def test_evidence_hangs_on_a_follow_up(desk: Desk, rapat: Rapat, tmp_path: Path) -> None:
    owed = desk.notula.tambah_tindak_lanjut(rapat.id, {"uraian": "Surat"})
    path = tmp_path / "surat jalan.pdf"
    path.write_bytes(b"%PDF-1.7 isi")
    made = desk.notula.lampirkan(owed, path)
    assert desk.notula.lampirkan(made, path) == replace(made)
    digest, _, name = made.berkas[0].partition(" ")
    assert name == "surat jalan.pdf"
    assert desk.foto_rapat.isi(digest).startswith(b"%PDF")
    path.write_bytes(b"MZ program")
    with pytest.raises(UserError, match="tidak dapat dilampirkan"):
        desk.notula.lampirkan(made, path)


def test_meetings_that_are_gone_are_said_to_be(desk: Desk) -> None:
    with pytest.raises(UserError, match="sudah dihapus"):
        desk.rapat.get(RapatId("tiada"))
