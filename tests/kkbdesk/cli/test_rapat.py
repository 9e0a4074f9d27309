"""rapat: a year of meetings through files, listed and counted; bad files said in one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.database import SqlDatabase
from kkbdesk.cli import app

Run = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command and return its status and the object it printed."""

    def made(*args: object) -> tuple[int, dict[str, Any]]:
        status = app.run(["--data", str(folder), *map(str, args), "--json"], SqlDatabase())
        out = capsys.readouterr().out
        return status, json.loads(out) if out else {}

    return made


@pytest.fixture
def file(tmp_path: Path) -> Callable[[Any], Path]:
    def made(content: Any) -> Path:
        path = tmp_path / "masukan.json"
        path.write_text(json.dumps(content, ensure_ascii=False, default=str), "utf-8")
        return path

    return made


def meetings() -> list[dict[str, Any]]:
    """Return twelve meetings of a year that is over, each with its parts."""
    return [
        {
            "nama": "Rapat koordinasi Pokja",
            "tanggal": date(2025, month, 12),
            "pukul": "9:00",
            "tempat": "Ruang rapat",
            "acara": ["Paparan capaian", "Pembahasan matriks; anggaran"],
            "status": "Terlaksana",
            "peserta": [
                {"nama": "Ani", "instansi": "Dinas Kesehatan", "hadir": True},
                {"nama": "Budi", "instansi": "Disdukcapil", "wakil": "Citra"},
                {"nama": "Dewi", "instansi": "Kantor Camat", "kehadiran": "Sakit"},
                "Eko",
            ],
            "pembahasan": [{"pembicara": "Ani", "isi": f"Capaian bulan {month}"}],
            "keputusan": ["Jadwal disepakati", {"isi": "Anggaran ditambah"}],
            "tindak_lanjut": [
                {
                    "uraian": f"Laporan {month}",
                    "penanggung_jawab": "Disdukcapil",
                    "tenggat": date(2025, month, 26),
                    "status": "belum" if month == 12 else "selesai",
                }
            ],
        }
        for month in range(1, 13)
    ]


def test_a_year_of_meetings_from_one_file(run: Run, file: Callable[[Any], Path]) -> None:
    path = file({"rapat": meetings()})
    told = {}
    for action in ("jadwalkan", "hadir", "notula", "tindak-lanjut"):
        status, data = run("rapat", action, path)
        assert (status, data["ditolak"]) == (0, 0), data
        told[action] = data["baru"]
    assert told == {"jadwalkan": 12, "hadir": 48, "notula": 36, "tindak-lanjut": 12}
    for action in told:
        status, data = run("rapat", action, path)
        assert (status, data["baru"], data["berubah"], data["ditolak"]) == (0, 0, 0, 0), data
    status, data = run("rapat", "--tahun", "2025")
    assert status == 0
    first = data["rapat"][-1]
    assert (first["tanggal"], first["mulai"], first["status"]) == (
        "2025-01-12", "09.00", "terlaksana",
    )  # fmt: skip
    assert (first["diundang"], first["hadir"], first["keputusan"]) == (4, 2, 2)
    assert first["acara"] == ["Paparan capaian", "Pembahasan matriks", "anggaran"]
    angka = data["angka"]
    assert angka["per_tingkat"][0]["terlaksana"] == 12
    attendance = {item["opd"]: item for item in angka["kehadiran_opd"]}
    assert attendance["Dinas Kesehatan"]["hadir"] == 12
    assert {item["diwakili"] for item in attendance.values()} == {0, 12}
    assert angka["tindak_lanjut"] == {"terbuka": 1, "terlambat": 1, "selesai": 11, "batal": 0}
    assert [item["terlambat"] for item in data["tindak_lanjut"]].count(True) == 1
    assert run("periksa")[0] == 0


def test_the_template_is_filled_and_imported(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "rapat.xlsx"
    assert run("templat", "rapat", "-o", path)[0] == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:5] == ["Rapat", "Peserta", "Notula", "Tindak lanjut", "Petunjuk"]
    fill(book["Rapat"], {
        "Nama rapat": "Rakor", "Tanggal rapat": date(2025, 3, 11), "Pukul": "09.00",
        "Acara": "1. Paparan\n2. Diskusi", "Tingkat rapat": "Kabupaten/kota",
    })  # fmt: skip
    named = {"Nama rapat": "Rakor", "Tanggal rapat": date(2025, 3, 11)}
    fill(book["Peserta"], {**named, "Nama peserta": "Ani", "Kehadiran": "Hadir", "L/P": "P"})
    fill(book["Peserta"], {"Nama peserta": "Budi", "Kehadiran": "Diundang"}, 3)
    fill(book["Notula"], {**named, "Isi pembahasan": "Paparan", "Keputusan": "Sepakat",
                          "Menyepakati matriks tahun": 2025})  # fmt: skip
    owed = {"Uraian tindak lanjut": "Surat", "OPD": "Dinas Kesehatan"}
    fill(book["Tindak lanjut"], {**named, **owed, "Tenggat": date(2025, 4, 1)})
    book.save(path)
    for action in ("jadwalkan", "hadir", "notula", "tindak-lanjut"):
        assert run("rapat", action, path)[0] == 0, action
    (row,) = run("rapat")[1]["rapat"]
    assert (row["diundang"], row["hadir"], row["acara"]) == (2, 1, ["Paparan", "Diskusi"])
    assert row["status"] == "terlaksana"
    out = tmp_path / "keluar.xlsx"
    for name, action in (("rapat", "jadwalkan"), ("peserta", "hadir"), ("notula", "notula"),
                         ("tindak-lanjut", "tindak-lanjut")):  # fmt: skip
        assert run("ekspor", name, "-o", out)[0] == 0
        status, data = run("rapat", action, out)
        assert (status, data["baru"], data["berubah"]) == (0, 0, 0), data
    assert run("matriks", "kunci", "--tahun", "2025", "--tanggal", "2025-03-11")[0] == 2


def fill(sheet: Any, values: dict[str, Any], row: int = 2) -> None:
    places = {cell.value: cell.column for cell in sheet[1]}
    for heading, value in values.items():
        sheet.cell(row, places[heading], value)


def test_rows_that_cannot_be_used_say_why(run: Run, file: Callable[[Any], Path]) -> None:
    plan = [
        {"nama": "Rakor", "tanggal": "2025-03-11", "mulai": "pagi"},
        {"nama": "Rakor", "tanggal": "31/2/2025"},
        {"nama": "Rakor", "tanggal": "2025-04-08", "mulai": 9, "selesai": "8.00"},
        {"nama": "Rakor", "tanggal": "2099-04-08", "status": "Terlaksana"},
        {"nama": "Rakor", "tanggal": "2025-05-13"},
        {"nama": "rakor", "tanggal": "13 Mei 2025"},
    ]
    status, data = run("rapat", "jadwalkan", file(plan))
    assert (status, data["baru"], data["ditolak"]) == (1, 1, 5)
    reasons = [row["alasan"] for row in data["baris"] if row["hasil"] == "ditolak"]
    for said in ("bukan jam", "kalender", "selesai sebelum", "belum tiba", "sudah disebut"):
        assert any(said in reason for reason in reasons), said
    owed = [
        {"rapat": "Rakor", "tanggal": "2025-05-13", "uraian": "Surat", "tenggat": "2025-05-01"},
        {"rapat": "Rakor", "tanggal": "2025-05-14", "uraian": "Surat"},
        {"rapat": "Rakor", "tanggal": "2025-05-13", "uraian": "Undangan", "opd": "Dinas Angin"},
    ]
    status, data = run("rapat", "tindak-lanjut", file(owed))
    assert (status, data["baru"]) == (2, 0)
    reasons = [row["alasan"] for row in data["baris"]]
    for said in ("sebelum rapatnya", "jadwalkan dahulu", "tidak ada dalam daftar OPD"):
        assert any(said in reason for reason in reasons), said
    people = [
        {"tanggal": "2025-05-13", "nama": "Ani", "kehadiran": "mungkin"},
        {"tanggal": "2025-05-13", "nama": "Ani", "hadir": "√"},
        {"tanggal": "2025-05-13", "nama": "Ani", "hadir": "√"},
    ]
    status, data = run("rapat", "hadir", file(people))
    assert (status, data["baru"], data["ditolak"]) == (1, 1, 2)


def test_what_cannot_be_read_changes_nothing(
    run: Run, file: Callable[[Any], Path], tmp_path: Path
) -> None:
    broken = tmp_path / "rusak.json"
    broken.write_text("{", "utf-8")
    deep = tmp_path / "dalam.json"
    deep.write_text("[" * 100_000, "utf-8")
    for path in (broken, deep, file([]), file(7), tmp_path / "tiada.json", tmp_path):
        assert run("rapat", "jadwalkan", path)[0] == 2, path
    for args in (["hadir"], ["ics"], ["ics", "-o", tmp_path / "x.txt"], ["terbang", "x"]):
        assert run("rapat", *args)[0] == 2, args
    assert run("rapat") == (0, {
        "rapat": [], "tindak_lanjut": [], "angka": {
            "tahun": date.today().year, "per_seri": [], "per_tingkat": [],  # noqa: DTZ011
            "kehadiran_opd": [], "belum_rapat_bulan_ini": [],
            "tindak_lanjut": {"terbuka": 0, "terlambat": 0, "selesai": 0, "batal": 0},
        },
    })  # fmt: skip


def test_one_meeting_with_its_parts_and_the_day_given(
    run: Run, file: Callable[[Any], Path]
) -> None:
    one = {
        "rapat": {"nama": "Rakor", "tanggal": "2025-03-11"},
        "peserta": [{"nama": "Ani", "kehadiran": "hadir"}],
        "keputusan": ["Menyepakati matriks"],
        "tindak_lanjut": ["Surat undangan"],
    }
    for action in ("jadwalkan", "hadir", "notula", "tindak-lanjut"):
        assert run("rapat", action, file(one))[0] == 0, action
    bare = file([{"nama": "Budi", "instansi": "Bappeda", "kehadiran": "izin rapat lain"}])
    assert run("rapat", "hadir", bare)[0] == 2
    assert run("rapat", "hadir", bare, "--tanggal", "2025-03-11")[0] == 0
    assert run("rapat")[1]["rapat"][0]["diundang"] == 2
    assert run("rapat", "hadir", bare, "--tanggal", "2025-03-11")[1]["sama"] == 1


def test_the_calendar_is_written(run: Run, file: Callable[[Any], Path], tmp_path: Path) -> None:
    run("rapat", "jadwalkan", file(meetings()))
    path = tmp_path / "rapat.ics"
    assert run("rapat", "ics", "-o", path)[1]["jumlah"] == 12
    assert path.read_bytes().count(b"BEGIN:VEVENT\r\n") == 12
    assert run("rapat", "ics", "-o", path, "--tahun", "2024")[1]["jumlah"] == 0


def test_a_signed_attendance_list_is_read(
    run: Run, file: Callable[[Any], Path], tmp_path: Path
) -> None:
    run("rapat", "jadwalkan", file([{"nama": "Rakor", "tanggal": "2025-03-11"}]))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ["DAFTAR HADIR"],
        ["hari/tanggal : Selasa, 11 Maret 2025"],
        [],
        ["NO", "NAMA", "L/P", "JABATAN/INSTANSI", "NO. HP", "TANDA TANGAN"],
        [1, "Ani", "P", "Dinas Kesehatan", "0812"],
        [2, "Budi", "L", "Kantor Camat"],
    ):
        sheet.append(line)
    path = tmp_path / "hadir.xlsx"
    book.save(path)
    status, data = run("rapat", "hadir", path)
    assert (status, data["baru"]) == (0, 2), data
    assert "dianggap hadir" in data["catatan"][-1]
    (row,) = run("rapat")[1]["rapat"]
    assert (row["hadir"], row["status"]) == (2, "terlaksana")
    assert run("rapat", "hadir", path)[1]["sama"] == 2


def test_a_file_begins_its_series_and_what_was_due_is_counted(
    run: Run, file: Callable[[Any], Path]
) -> None:
    thirds = [date(2025, 1, 16), date(2025, 2, 20), date(2025, 3, 20), date(2025, 5, 15)]
    plan = [
        {"nama": "Rapat Pokja", "tanggal": day, "seri": "Bulanan", "kecamatan": "KEC. TEMPILANG",
         "pukul": "13.30 s.d. 15.00 WIB", "tempat": "Aula"}
        for day in thirds
    ]  # fmt: skip
    plan += [{"nama": "Rakor", "tanggal": "2025-01-14", "seri": "Bulanan"}]
    status, data = run("rapat", "jadwalkan", file(plan))
    assert (status, data["baru"], data["ditolak"]) == (0, 5, 0), data
    assert [note.partition(";")[0] for note in data["catatan"]] == [
        "Seri “Bulanan” dibuat: Kamis ketiga tiap bulan",
        "Seri “Bulanan” dibuat: Selasa kedua tiap bulan",
    ]
    people = [{"tanggal": day, "peserta": [{"nama": "Ani", "hadir": "v"}]} for day in thirds]
    assert run("rapat", "hadir", file(people))[0] == 0
    status, data = run("rapat", "--tahun", "2025")
    due = {item["tingkat"]: item for item in data["angka"]["per_seri"]}
    assert (due["kecamatan"]["terlaksana"], due["kecamatan"]["seharusnya"]) == (4, 12)
    assert (due["kabupaten"]["terlaksana"], due["kabupaten"]["seharusnya"]) == (0, 12)
    first = data["rapat"][-2]
    assert (first["mulai"], first["forum"]) == ("13.30", "Kecamatan Tempilang")
    status, data = run("rapat", "jadwalkan", file(plan))
    assert (status, data["sama"], data["catatan"]) == (0, 5, [])


def test_a_series_whose_meetings_are_all_rejected_is_not_begun(
    run: Run, file: Callable[[Any], Path]
) -> None:
    plan = [
        {"nama": "Rakor", "tanggal": "2025-01-14", "seri": "Bulanan", "pukul": "pagi"},
        {"nama": "Lain", "tanggal": "2025-01-15"},
    ]
    status, data = run("rapat", "jadwalkan", file(plan))
    assert (status, data["baru"], data["ditolak"], data["catatan"]) == (1, 1, 1, [])
    assert run("rapat", "--tahun", "2025")[1]["angka"]["per_seri"] == []


def test_a_row_is_never_taken_for_another_meeting(run: Run, file: Callable[[Any], Path]) -> None:
    plan = [{"nama": "Rakor", "tanggal": f"2025-0{month}-11"} for month in (3, 4)]
    assert run("rapat", "jadwalkan", file(plan))[0] == 0
    owed = [
        {"tanggal": "2025-03-11", "uraian": "Satu"},
        {"tanggal": "2025-04-11", "uraian": "Dua", "tenggat": "akhir bulan"},
        {"uraian": "Tiga"},
        {"tanggal": "2025-05-11", "uraian": "Empat"},
        {"uraian": "Lima"},
    ]
    status, data = run("rapat", "tindak-lanjut", file(owed))
    assert (status, data["baru"], data["ditolak"]) == (1, 2, 3)
    assert "baris 4, yang rapatnya tidak ditemukan" in data["baris"][4]["alasan"]
    owned = {item["uraian"]: item["tanggal_rapat"]
             for item in run("rapat", "--tahun", "2025")[1]["tindak_lanjut"]}  # fmt: skip
    assert owned == {"Satu": "2025-03-11", "Tiga": "2025-04-11"}


def test_guests_are_counted_apart_and_reasons_are_read(
    run: Run, file: Callable[[Any], Path]
) -> None:
    held = {
        "rapat": {"nama": "Rakor", "tanggal": "2025-03-11"},
        "peserta": [
            {"nama": "Ani", "hadir": "ya"},
            {"nama": "Budi", "hadir": "Tidak hadir (cuti)"},
            {"nama": "Citra", "hadir": "ya", "tamu": True},
        ],
    }
    assert run("rapat", "jadwalkan", file(held))[1]["catatan"] == []
    assert run("rapat", "hadir", file(held))[0] == 0
    (row,) = run("rapat", "--tahun", "2025")[1]["rapat"]
    assert (row["diundang"], row["hadir"], row["tamu"]) == (2, 1, 1)


def test_many_follow_ups_are_told_one_by_one(
    run: Run, file: Callable[[Any], Path], tmp_path: Path
) -> None:
    texts = [f"Tugas {number}" for number in range(1, 8)]
    held = {"rapat": {"nama": "Rakor", "tanggal": "2025-03-11"}, "tindak_lanjut": texts}
    following = {"nama": "Rakor", "tanggal": "2025-04-08", "acara": ["Paparan"]}
    assert run("rapat", "jadwalkan", file([held["rapat"], following]))[0] == 0
    assert run("rapat", "tindak-lanjut", file(held))[0] == 0
    last = run("rapat", "--tahun", "2025")[1]["rapat"][0]
    assert [item["uraian"] for item in last["bawaan"]] == texts
    assert last["acara"] == ["Tindak lanjut rapat sebelumnya (7 hal).", "Paparan"]
    path = tmp_path / "rapat.ics"
    assert run("rapat", "ics", "-o", path)[0] == 0
    said = path.read_text("utf-8").replace("\r\n ", "").replace("\n ", "")
    assert "7. Tindak lanjut: Tugas 7\\n8. Paparan" in said


def test_the_wrong_sheet_is_named_for_what_it_lacks(
    run: Run, tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rapat.xlsx"
    assert run("templat", "rapat", "-o", path)[0] == 0
    book = openpyxl.load_workbook(path)
    fill(book["Notula"], {"Nama rapat": "Rakor", "Keputusan": "Sepakat"})
    fill(book["Rapat"], {"Nama rapat": "Rakor", "Tanggal rapat": date(2025, 3, 11)})
    book.save(path)
    assert run("rapat", "jadwalkan", path)[1]["catatan"] == []
    args = ["--data", str(folder), "rapat", "hadir", str(path), "--lembar", "Notula"]
    assert app.run(args, SqlDatabase()) == 2
    assert "Peserta tidak dikenali di sini" in capsys.readouterr().err
