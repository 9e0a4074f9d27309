"""impor, ekspor, templat, matriks isi: status, one object on standard output, nothing half-done."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.database import SqlDatabase
from db.store import SqlStore
from kkbdesk.cli import app
from kkbdesk.desk import Desk
from kkbdesk.model.kampung import Kampung
from tests.support.makers import SINAR_SURYA, TANJUNG_NIUR
from tests.support.workbooks import Value, raw_xlsx, xlsx

HEAD = ("Kampung KB", "Kabupaten", "Kecamatan", "Desa", "Input Pokja", "Klasifikasi")
GOOD = ("SINAR SURYA", "BANGKA BARAT", "TEMPILANG", "SINAR SURYA", 3, "Mandiri")
SECOND = ("TANJUNG NIUR", "BANGKA BARAT", "TEMPILANG", "TANJUNG NIUR", 2, "Dasar")
CLOSE = ("SINAR SURIA", "BANGKA BARAT", "TEMPILANG", "SINAR SURIA", 3, "Mandiri")
FOREIGN = ("NIBUNG", "BANGKA TENGAH", "KOBA", "NIBUNG", 3, "Mandiri")


def run(folder: Path, *args: str) -> int:
    return app.run(["--data", str(folder), *args], SqlDatabase())


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Return the one object on standard output."""
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def made(*rows: tuple[Value, ...], head: tuple[str, ...] = HEAD) -> str:
        return str(xlsx(tmp_path / "ekspor.xlsx", head, *rows))

    return made


def villages(folder: Path) -> list[str]:
    with SqlStore.open(folder) as store, store.read() as reader:
        return sorted(item.desa for item in reader.find(Kampung))


def history(folder: Path) -> int:
    with SqlStore.open(folder) as store:
        return len(Desk(store).riwayat.daftar())


def test_an_import_tells_each_row_and_ends_with_0(
    folder: Path, write: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    args = ("impor", write(GOOD, SECOND), "--tanggal", "2023-05-02", "--json")
    assert run(folder, *args) == 0
    data = told(capsys)
    counts = {name: data[name] for name in ("baru", "berubah", "sama", "hilang", "ditolak")}
    assert counts == {"baru": 2, "berubah": 0, "sama": 0, "hilang": 0, "ditolak": 0}
    assert [(row["baris"], row["hasil"], row["kode"], row["alasan"]) for row in data["baris"]] == [
        (2, "baru", SINAR_SURYA, ""),
        (3, "baru", TANJUNG_NIUR, ""),
    ]
    assert (data["jenis"], data["tanggal"]) == ("klasifikasi", "2023-05-02")
    assert villages(folder) == [TANJUNG_NIUR, SINAR_SURYA]
    entries = history(folder)
    assert run(folder, *args) == 0
    assert told(capsys)["sama"] == 2
    assert history(folder) == entries
    assert run(folder, "urungkan") == 0
    assert villages(folder) == []


def test_rejected_rows_give_1_and_the_others_are_taken(
    folder: Path, write: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "impor", write(GOOD, FOREIGN), "--json") == 1
    data = told(capsys)
    assert (data["baru"], data["ditolak"]) == (1, 1)
    row = data["baris"][1]
    assert (row["baris"], row["hasil"], row["kolom"]) == (3, "ditolak", "Kabupaten")
    assert "di luar wilayah kantor ini" in row["alasan"]
    assert villages(folder) == [SINAR_SURYA]
    assert run(folder, "impor", write(GOOD, FOREIGN)) == 1
    out = capsys.readouterr().out
    assert "1 sama, 1 ditolak" in out
    assert "Baris 3: " in out


def test_nothing_usable_gives_2_and_changes_nothing(
    folder: Path, write: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "impor", write(FOREIGN), "--json") == 2
    out, err = capsys.readouterr()
    assert err.count("\n") == 1
    assert "Tidak satu baris pun" in err
    assert json.loads(out)["ditolak"] == 1
    assert history(folder) == 1


def test_a_preview_writes_nothing(
    folder: Path, write: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "impor", write(GOOD), "--pratinjau", "--json") == 0
    data = told(capsys)
    assert (data["baru"], data["pratinjau"]) == (1, True)
    assert run(folder, "impor", write(GOOD), "--pratinjau") == 0
    assert "tidak ada yang ditulis" in capsys.readouterr().out
    assert villages(folder) == []


@pytest.mark.parametrize("form", ["json", "csv", "hasil"])
def test_what_is_confirmed_is_read_so_and_remembered(
    folder: Path, tmp_path: Path, write: Any, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    path, result = write(GOOD, CLOSE), tmp_path / "hasil.xlsx"
    assert run(folder, "impor", path, "--pratinjau", "--hasil", str(result), "--json") == 1
    proposal = told(capsys)["baris"][1]["usulan"][0]
    assert proposal["kode"] == SINAR_SURYA
    answer = {proposal["teks"]: TANJUNG_NIUR}
    confirmed = tmp_path / f"konfirmasi.{form}"
    if form == "json":
        confirmed.write_text(json.dumps(answer), "utf-8")
    elif form == "csv":
        confirmed.write_text(f"teks;kode\n{proposal['teks']};{TANJUNG_NIUR}\n", "utf-8")
    else:
        book = openpyxl.load_workbook(result)
        book["Usulan"].cell(2, 5, TANJUNG_NIUR)
        confirmed = result
        book.save(confirmed)
    assert run(folder, "impor", path, "--konfirmasi", str(confirmed)) == 0
    assert villages(folder) == [TANJUNG_NIUR, SINAR_SURYA]
    capsys.readouterr()
    assert run(folder, "impor", path, "--json") == 0
    assert told(capsys)["sama"] == 2


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_mapping_is_given_once(
    folder: Path, tmp_path: Path, write: Any, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    path = write(("Melati", SINAR_SURYA), head=("Project", "Place"))
    assert run(folder, "impor", path) == 2
    assert "Project, Place" in capsys.readouterr().err
    peta = tmp_path / f"peta.{form}"
    if form == "json":
        columns = {"Project": "nama", "Place": "Kode Desa"}
        peta.write_text(json.dumps({"jenis": "kampung", "kolom": columns}), "utf-8")
    else:
        peta.write_text("jenis;kampung\nProject;nama\nPlace;Kode Desa\n", "utf-8")
    assert run(folder, "impor", path, "--peta", str(peta)) == 0
    assert villages(folder) == [SINAR_SURYA]
    assert run(folder, "impor", path) == 0


def test_a_sheet_is_chosen_by_name(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dua.xlsx"
    book = openpyxl.Workbook()
    for name, rows in (("Satu", (HEAD, GOOD)), ("Dua", (HEAD, SECOND))):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    assert run(folder, "impor", str(path), "--lembar", "Dua", "--json") == 0
    assert told(capsys)["lembar"] == "Dua"
    assert villages(folder) == [TANJUNG_NIUR]
    assert run(folder, "impor", str(path), "--lembar", "Tiga") == 2
    assert "yang ada: Sheet, Satu, Dua" in capsys.readouterr().err


def test_the_result_is_saved_also_when_nothing_was_usable(
    folder: Path, tmp_path: Path, write: Any
) -> None:
    result = tmp_path / "hasil.xlsx"
    assert run(folder, "impor", write(FOREIGN), "--hasil", str(result)) == 2
    rows = list(openpyxl.load_workbook(result)["Hasil"].iter_rows(2, values_only=True))
    assert [(row[0], row[1]) for row in rows] == [(2, "Ditolak")]


BAD = [
    (["impor", "tiada.xlsx"], "tidak ada"),
    (["impor", "."], "folder"),
    (["impor", "rusak.xlsx"], "rusak"),
    (["impor", "baik.xlsx", "--tanggal", "2 Mei"], "bukan tanggal"),
    (["impor", "baik.xlsx", "--tanggal", "2999-01-01"], "belum tiba"),
    (["impor", "baik.xlsx", "--hasil", "tiada/hasil.xlsx"], "tidak ada"),
    (["impor", "baik.xlsx", "--hasil", "hasil.pdf"], "berakhiran"),
    (["impor", "baik.xlsx", "--peta", "tiada.json"], "foldernya tidak ada"),
    (["impor", "baik.xlsx", "--peta", "rusak.json"], "bukan JSON"),
    (["impor", "baik.xlsx", "--peta", "kosong.json"], "jenis"),
    (["impor", "baik.xlsx", "--peta", "salah.json"], "tidak dikenal"),
    (["impor", "baik.xlsx", "--konfirmasi", "daftar.json"], "objek JSON"),
    (["impor"], "berkas"),
    (["impor", "baik.xlsx", "--apa"], "Tidak dikenal"),
    (["ekspor", "semua", "-o", "a.xlsx"], "pilih salah satu"),
    (["ekspor", "kampung", "-o", "a.pdf"], "berakhiran"),
    (["ekspor", "kampung", "-o", "tiada/a.xlsx"], "tidak ada"),
    (["ekspor", "kampung"], "-o"),
    (["templat", "kampung", "-o", "a.csv"], "berakhiran"),
    (["templat", "klasifikasi", "-o", "a.xlsx"], "pilih salah satu"),
    (["matriks", "isi", "baik.xlsx"], "tidak dikenali"),
    (["matriks", "isi", "baik.xlsx", "--kampung", "19.05.05.2008"], "Belum ada Kampung KB"),
    (["matriks", "isi", "baik.xlsx", "--tahun", "26"], "bukan tahun"),
]


@pytest.mark.parametrize(("args", "said"), BAD, ids=[" ".join(args) for args, _ in BAD])
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    args: list[str],
    said: str,
) -> None:
    work = tmp_path / "kerja"
    work.mkdir()
    monkeypatch.chdir(work)
    xlsx(Path("baik.xlsx"), HEAD, GOOD)
    files = {
        "rusak.xlsx": "PK\x03\x04 terpotong", "rusak.json": "{", "kosong.json": "{}",
        "salah.json": '{"jenis": "apa", "kolom": {"a": "b"}}', "daftar.json": "[]",
        "a.xlsx": "lama", "a.pdf": "lama",
    }  # fmt: skip
    for name, content in files.items():
        Path(name).write_text(content, "utf-8")
    listed = sorted(path.name for path in work.iterdir())
    assert run(folder, *args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert sorted(path.name for path in work.iterdir()) == listed
    assert Path("a.xlsx").read_text("utf-8") == "lama"
    assert history(folder) == 1


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_disk_that_refuses_an_export_is_one_sentence(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    ending: str,
) -> None:
    def refuse(_file: int) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "fsync", refuse)
    path = tmp_path / f"a{ending}"
    path.write_text("lama", "utf-8")
    assert run(folder, "ekspor", "kampung", "-o", str(path)) == 2
    err = capfd.readouterr().err
    assert "hanya dapat dibaca" in err
    assert "Read-only" not in err
    assert err.count("\n") == 1
    assert path.read_text("utf-8") == "lama"


def test_a_hostile_workbook_is_one_sentence(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "x">]><worksheet>&x;</worksheet>'
    path = raw_xlsx(tmp_path / "a.xlsx", "", more={"xl/sharedStrings.xml": bomb.encode()})
    assert run(folder, "impor", str(path)) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


def test_without_an_office_nothing_is_imported(
    tmp_path: Path, write: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "kosong", "impor", write(GOOD)) == 2
    assert "Siapkan kantor dahulu" in capsys.readouterr().err
    assert not (tmp_path / "kosong").exists()


LISTS = ("kampung", "anggota", "pokja", "opd", "matriks", "klasifikasi", "variabel")


def test_every_list_goes_out_and_comes_back(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in LISTS:
        for ending in ("xlsx", "csv"):
            path = tmp_path / f"{name}.{ending}"
            assert run(sample_folder, "ekspor", name, "-o", str(path), "--json") == 0
            data = told(capsys)
            assert (data["daftar"], data["berkas"]) == (name, str(path))
            assert path.exists()
            if not data["jumlah"]:
                continue
            assert run(sample_folder, "impor", str(path), "--json") == 0
            assert told(capsys)["sama"] == data["jumlah"]


@pytest.mark.parametrize("name", ["kampung", "anggota", "pokja", "opd", "matriks"])
def test_a_template_is_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = tmp_path / "templat.xlsx"
    assert run(folder, "templat", name, "-o", str(path), "--json") == 0
    assert told(capsys) == {"daftar": name, "berkas": str(path)}
    assert "Petunjuk" in openpyxl.load_workbook(path).sheetnames


def test_a_grid_fills_the_matrix_of_a_year_and_of_a_kampung(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "matriks.xlsx"
    assert run(sample_folder, "templat", "matriks", "-o", str(path)) == 0
    book = openpyxl.load_workbook(path)
    book["Matriks"]["C5"] = "●"
    book.save(path)
    capsys.readouterr()
    args = ("matriks", "isi", str(path), "--tahun", "2031", "--json")
    assert run(sample_folder, *args) == 0
    assert told(capsys)["baru"] == 1
    assert run(sample_folder, *args) == 0
    assert told(capsys)["baru"] == 0
    assert run(sample_folder, *args, "--kampung", SINAR_SURYA) == 0
    assert told(capsys)["baru"] == 1
    with SqlStore.open(sample_folder) as store:
        desk = Desk(store)
        kampung = desk.kampung.dengan_kode(SINAR_SURYA).id
        assert len(desk.matriks.grid(2031, None).sel) == 1
        assert len(desk.matriks.grid(2031, kampung).sel) == 1


def test_a_locked_matrix_is_not_filled(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = xlsx(tmp_path / "a.xlsx", ["Tahun", "Program", "OPD", "Peran"],
                [2031, 1, "DP2KBP3A", "√"])  # fmt: skip
    assert run(sample_folder, "matriks", "isi", str(path)) == 0
    lock = ("matriks", "kunci", "--tahun", "2031", "--tanggal", "2026-02-15")
    assert run(sample_folder, *lock) == 0
    xlsx(path, ["Tahun", "Program", "OPD", "Peran"], [2031, 1, "DP2KBP3A", "●"])
    capsys.readouterr()
    assert run(sample_folder, "matriks", "isi", str(path)) == 2
    assert "terkunci" in capsys.readouterr().err.replace("dikunci", "terkunci")
