"""Papers of packages: the folder for the province, receipts, codes, minutes of merges."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pypdfium2  # type: ignore[import-untyped]  # it brings no types
import pytest
from PIL import Image

from kkbdesk import cakram
from kkbdesk.desk import Desk
from kkbdesk.documents.writers.qr import QUIET, squares
from kkbdesk.errors import Cancelled, StorageFault, UserError
from kkbdesk.model.ids import Kind, ProgramId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.kantor import Kertas
from kkbdesk.model.matriks import Peran
from kkbdesk.model.paket import Arah, Paket, Tujuan
from kkbdesk.queries.angka_kontrol import angka, teks_kode
from kkbdesk.queries.isi_paket import ISI
from kkbdesk.services.berkas_paket import Dibuat, Kunci
from kkbdesk.services.contoh import isi_contoh
from kkbdesk.services.gabung import PAKET, SINI, Putusan
from kkbdesk.services.kertas_paket import jejak
from kkbdesk.services.map_paket import LAPORAN
from kkbdesk.services.naskah import minta_dari
from tests.support.offices import a_copy, an_office
from tests.support.paper import pages, squeezed, word_text

TERBUKA = Kunci(terbuka=True)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    """An office with the sample's records, not marked as a sample."""
    desk = an_office(tmp_path / "satu", "19.05")
    isi_contoh(desk.editor, desk.today())
    yield desk
    desk.close()


@pytest.fixture
def second(office: Desk, tmp_path: Path) -> Iterator[Desk]:
    """The same office on a second computer; both know each other's keys."""
    desk = a_copy(tmp_path / "dua", office)
    for name, giver, taker in (("a", office, desk), ("b", desk, office)):
        path = tmp_path / f"{name}.txt"
        giver.kunci.tulis_umum(path)
        taker.kunci.terima(path)
    yield desk
    desk.close()


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """A place for folders."""
    place = tmp_path / "cakram"
    place.mkdir()
    return place


def text_of(path: Path) -> str:
    """Return all text of a PDF without blanks."""
    return squeezed("".join(pages(path.read_bytes())))


# the folder


def test_a_folder_for_the_province_holds_package_papers_reports_and_tables(
    office: Desk, drive: Path
) -> None:
    made = office.map_paket.buat(Tujuan.PROVINSI, drive, kunci=TERBUKA)
    assert made.folder == drive / "19.05 DP2KBP3A 2026-05-20"
    assert {path.name for path in made.folder.iterdir()} == {
        "kkb-19.05-provinsi-2026-05-20.kkb", "tanda-terima.pdf", "surat-pengantar.pdf",
        "tabel.xlsx", *(f"laporan-{name}.pdf" for name in LAPORAN),
    }  # fmt: skip
    letter = text_of(made.folder / "surat-pengantar.pdf")
    for path in made.folder.iterdir():
        assert (squeezed(path.name) in letter) == (path.name != "surat-pengantar.pdf")
    assert "KepalaPerwakilanBKKBNProvinsiKepulauanBangkaBelitung" in letter
    assert "11 berkas" in made.kalimat


def test_the_letter_names_the_office_whose_keys_the_package_is_locked_for(
    office: Desk, drive: Path, tmp_path: Path
) -> None:
    province = an_office(tmp_path / "provinsi", "19")
    province.kunci.tulis_umum(tmp_path / "p.txt")
    office.kunci.terima(tmp_path / "p.txt")
    made = office.map_paket.buat(Tujuan.PROVINSI, drive, laporan=[])
    letter = text_of(made.folder / "surat-pengantar.pdf")
    above = province.map_paket.buat(Tujuan.PROVINSI, drive, kunci=TERBUKA, laporan=[])
    assert above.folder.name == "19 Perwakilan BKKBN Provinsi Kepulauan 2026-05-20"
    assert "MenteriKependudukan" in text_of(above.folder / "surat-pengantar.pdf")
    assert squeezed(f"Yth. Kepala {province.kantor.get().nama}") in letter
    assert squeezed(province.kantor.get().nama) in text_of(made.folder / "tanda-terima.pdf")
    province.close()


def test_a_second_package_of_the_day_gets_a_folder_of_its_own(office: Desk, drive: Path) -> None:
    first, again = (
        office.map_paket.buat(Tujuan.PROVINSI, drive, kunci=TERBUKA, laporan=[]) for _ in range(2)
    )
    assert again.folder.name == f"{first.folder.name} (2)"
    assert first.paket.manifest["urut"] + 1 == again.paket.manifest["urut"]


def test_other_purposes_get_only_the_reports_that_are_named(office: Desk, drive: Path) -> None:
    made = office.map_paket.buat(
        Tujuan.KECAMATAN, drive, lingkup="19.05.01", kunci=TERBUKA, laporan=["klasifikasi"]
    )
    assert [path.name for path in made.berkas] == ["laporan-klasifikasi.pdf"]


def test_what_goes_back_takes_receipt_letter_and_minutes_along(
    office: Desk, drive: Path, tmp_path: Path
) -> None:
    province = an_office(tmp_path / "provinsi", "19")
    for one, other in ((office, province), (province, office)):
        one.kunci.tulis_umum(tmp_path / "kunci.txt")
        other.kunci.terima(tmp_path / "kunci.txt")
    sent = office.berkas_paket.buat(Tujuan.PROVINSI, tmp_path / "paket.kkb")
    province.berkas_paket.gabung(sent.path, Putusan())
    made = province.map_paket.buat(Tujuan.REFERENSI, drive, lingkup="19.05")
    assert made.folder.name.endswith("untuk 19.05")
    assert {path.name for path in made.folder.iterdir()} == {
        "kkb-19-referensi-19.05-2026-05-20.kkb", "tanda-terima.pdf", "berita-acara.pdf",
        "surat-pengantar.pdf",
    }  # fmt: skip
    assert squeezed(f"Kepala {office.kantor.get().nama}") in text_of(
        made.folder / "surat-pengantar.pdf"
    )
    assert office.berkas_paket.periksa(made.paket.path).layak
    province.close()


def test_the_covering_letter_can_be_entered_in_the_register_for_its_number(
    office: Desk, drive: Path
) -> None:
    made = office.map_paket.buat(Tujuan.PROVINSI, drive, kunci=TERBUKA, laporan=[])
    assert made.surat is not None
    naskah = office.register.buat(made.surat)
    numbered = office.register.ubah(naskah, {"nomor": "400/12/2026"})
    document = office.naskah.susun(minta_dari(numbered)).dokumen
    letter = squeezed(" ".join(pages(office.kertas_paket.pdf(document))))
    assert "400/12/2026" in letter
    assert made.paket.path.name in letter


def test_tables_hold_names_but_no_telephone_numbers(office: Desk, drive: Path) -> None:
    group = next(row for row in office.pokja.daftar() if row.kampung)
    office.pokja.tambah_anggota(group.id, [{"nama": "Nama Baru", "kontak": "0812000111"}])
    agency = office.opd.daftar()[0]
    office.opd.ubah(agency, {"pic": "Nama PIC", "kontak": "0812000222"})
    made = office.map_paket.buat(Tujuan.PROVINSI, drive, kunci=TERBUKA, laporan=[])
    book = openpyxl.load_workbook(made.folder / "tabel.xlsx", read_only=True)
    told = str([list(sheet.values) for sheet in book])
    book.close()
    assert "Nama Baru" in told
    assert "Nama PIC" not in told
    assert "0812000" not in told


def test_what_cannot_be_composed_leaves_nothing_behind(office: Desk, drive: Path) -> None:
    with pytest.raises(UserError, match="tidak dikenal"):
        office.map_paket.buat(Tujuan.PROVINSI, drive, kunci=TERBUKA, laporan=["bukan-laporan"])
    with pytest.raises(UserError, match="Kunci penerima"):
        office.map_paket.buat(Tujuan.PROVINSI, drive, laporan=[])
    assert not list(drive.iterdir())
    assert office.paket.daftar() == []


def test_a_drive_that_fills_up_leaves_whole_files_and_says_which(
    office: Desk, drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = cakram.tulis

    def filling(target: Path, *rest: object) -> str:
        if target.name == "tabel.xlsx":
            raise StorageFault("Ruang kosong tinggal 1 KB.")
        return free(target, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(cakram, "tulis", filling)
    with pytest.raises(StorageFault) as caught:
        office.map_paket.buat(Tujuan.PROVINSI, drive, kunci=TERBUKA, laporan=["klasifikasi"])
    (folder,) = drive.iterdir()
    there = {path.name for path in folder.iterdir()}
    assert there == {
        "kkb-19.05-provinsi-2026-05-20.kkb", "tanda-terima.pdf", "laporan-klasifikasi.pdf"
    }  # fmt: skip
    said = str(caught.value)
    before, after = said.split("Belum ada:")
    assert all(name in before for name in there)
    assert "tabel.xlsx" in after
    assert "surat-pengantar.pdf" in after
    package = folder / "kkb-19.05-provinsi-2026-05-20.kkb"
    assert office.berkas_paket.periksa(package).manifest["urut"] == 1


@dataclass
class Stopping:
    """A progress that the user stops where a text begins so."""

    at: str

    def step(self, done: int, total: int, text: str) -> None:
        assert 0 <= done <= max(total, done)
        if text.startswith(self.at):
            raise Cancelled(text)


def test_a_stop_before_the_package_leaves_nothing_and_later_says_what_is_there(
    office: Desk, drive: Path
) -> None:
    for at in ("Menyusun laporan", "Menulis paket"):
        with pytest.raises(Cancelled):
            office.map_paket.buat(
                Tujuan.PROVINSI, drive, kunci=TERBUKA, laporan=["jumlah"], progress=Stopping(at)
            )
        assert not list(drive.iterdir())
    with pytest.raises(StorageFault, match=r"Dihentikan\. Di folder .* sudah ada dan utuh"):
        office.map_paket.buat(
            Tujuan.PROVINSI, drive, kunci=TERBUKA, progress=Stopping("Menulis laporan-jumlah")
        )


# the receipt


@pytest.fixture
def package(office: Desk, tmp_path: Path) -> Dibuat:
    """A package of the office."""
    return office.berkas_paket.buat(Tujuan.PROVINSI, tmp_path / "paket.kkb", kunci=TERBUKA)


def test_a_receipt_is_one_page_and_holds_what_the_package_is(office: Desk, package: Dibuat) -> None:
    document = office.kertas_paket.tanda_terima(package.path)
    (page,) = pages(office.kertas_paket.pdf(document))
    told = squeezed(page)
    size, digest = jejak(package.path)
    assert size == package.ukuran
    for text in (
        digest, f"{digest[:4]} {digest[4:8]} {digest[8:12]}", package.isi, "paket.kkb",
        " ".join(package.pengirim.kata), office.kantor.get().nama, "Yang menerima", "Tanggal",
        "Yang menyerahkan", "Kampung KB 15", "Anggota Pokja 76", "Luas 16,86",
    ):  # fmt: skip
        assert squeezed(text) in told, text
    assert office.kertas_paket.tanda_terima_baru(package) == document


def test_the_longest_receipt_fits_on_the_smaller_paper(office: Desk, package: Dibuat) -> None:
    name = "Dinas Pengendalian Penduduk, Keluarga Berencana, dan Perlindungan Anak"
    office.kantor.ubah(office.kantor.get(), {"nama": name, "kertas": Kertas.A4})
    figures = ("jumlah", "luas", "penduduk", "keluarga", "pus")
    told = {"baris": 123456, "jumlah": dict.fromkeys(figures, "123456789.12"), "sidik": ""}
    total = {str(kind): told for kind in ISI[Tujuan.PROVINSI]}
    sender = replace(package.pengirim, nama=name)
    longest = replace(package, manifest={**package.manifest, "total": total}, pengirim=sender)
    document = office.kertas_paket.tanda_terima_baru(longest)
    (page,) = pages(office.kertas_paket.pdf(document))
    assert "123.456.789,12" in page


def sampled(image: Image.Image, rows: int, box: tuple[float, float, float]) -> list[list[bool]]:
    """Return the squares of a code, each by its middle; box: left, top, side in dots."""
    left, top, side = box
    each = side / (rows + 2 * QUIET)

    def dark(x: int, y: int) -> bool:
        place = left + (x + QUIET + 0.5) * each, top + (y + QUIET + 0.5) * each
        return int(image.getpixel((int(place[0]), int(place[1])))) < 128  # type: ignore[arg-type]

    return [[dark(x, y) for x in range(rows)] for y in range(rows)]


def test_the_code_on_paper_is_the_text_of_the_receipt(
    office: Desk, package: Dibuat, tmp_path: Path
) -> None:
    text = teks_kode(package.manifest, package.isi)
    assert text.splitlines()[1] == "19.05 provinsi nomor 1"
    assert f"isi {package.isi}" in text.splitlines()
    assert "Kampung KB 15" in text.splitlines()
    wanted = [list(row) for row in squares(text)]
    document = office.kertas_paket.tanda_terima(package.path)
    scale = 6
    with pypdfium2.PdfDocument(office.kertas_paket.pdf(document)) as made:
        image = made[0].render(scale=scale).to_pil().convert("L")
    mm = scale * 72 / 25.4
    side = 45 * mm
    # the code ends at the right margin; the first dark dot right of the middle tells its top
    left = image.width - 15 * mm - side
    each = side / (len(wanted) + 2 * QUIET)
    x = int(left + (QUIET + 0.5) * each)
    begun = next(
        y
        for y in range(int(40 * mm), image.height)
        if all(image.getpixel((x, y + step)) == 0 for step in range(int(6 * each)))
    )
    assert sampled(image, len(wanted), (left, begun - QUIET * each, side)) == wanted
    path = tmp_path / "tanda-terima.docx"
    office.kertas_paket.tulis(document, path)
    with zipfile.ZipFile(path) as parts:
        (name,) = (each for each in parts.namelist() if each.startswith("word/media/"))
        picture = Image.open(BytesIO(parts.read(name)))
        assert sampled(picture, len(wanted), (0, 0, picture.width)) == wanted
    assert squeezed(package.isi) in squeezed(word_text(path.read_bytes()))


def test_odd_control_totals_are_refused_in_words() -> None:
    sound = {"baris": 2, "jumlah": {"luas": "1.5", "lain": "2"}, "sidik": ""}
    assert angka(Kind.KAMPUNG, sound).isian == "Luas 1,5"
    for odd in ({}, {"baris": "2", "jumlah": {}}, {"baris": -1, "jumlah": {}}, {"baris": 2}):
        with pytest.raises(UserError, match="Minta paket baru"):
            angka(Kind.KAMPUNG, odd)


# the minutes


def differing(office: Desk, second: Desk) -> None:
    """Let both computers go on: two questions, a twin, a locked matrix, something new."""
    with office.store.read() as reader:
        kampung, other = reader.find(Kampung)[:2]
    office.kampung.ubah(kampung, {"nama": "Nama Pertama"})
    second.kampung.ubah(kampung, {"nama": "Nama Kedua", "catatan": "Hanya di sana"})
    office.kampung.ubah(other, {"nama": "Lain Pertama"})
    second.kampung.ubah(other, {"nama": "Lain Kedua"})
    office.opd.tambah({"nama": "Badan Pangan Contoh", "singkatan": "BPC"})
    second.opd.tambah({"nama": "B. Pangan", "singkatan": "BPC"})
    agency = office.opd.daftar()[0].id
    office.matriks.kunci(2025, kampung.id, date(2026, 5, 1))
    second.matriks.isi(2025, kampung.id, {(ProgramId("1"), agency): Peran.PENDUKUNG})


@pytest.fixture
def came(office: Desk, second: Desk, tmp_path: Path) -> Path:
    """A package of the second computer that says other things than the first."""
    differing(office, second)
    return second.berkas_paket.buat(
        Tujuan.PROVINSI, tmp_path / "datang.kkb", kunci=TERBUKA
    ).path  # fmt: skip


def minutes(office: Desk, package: Paket) -> str:
    """Return the text of the minutes of a merge without blanks."""
    document = office.kertas_paket.berita_acara(package.id)
    return squeezed("".join(pages(office.kertas_paket.pdf(document))))


def the_merged(office: Desk) -> Paket:
    """Return the package that was merged."""
    (found,) = (item for item in office.paket.daftar() if item.arah is Arah.MASUK)
    return found


def test_minutes_tell_each_question_with_both_values_and_its_answer(
    office: Desk, came: Path
) -> None:
    tried = office.berkas_paket.gabung(came, Putusan(), pratinjau=True)
    asked = [item for item in tried.rencana.pertentangan if item.kolom == "nama"]
    answers = {(asked[0].kind, asked[0].id, "nama"): PAKET}
    pairs = frozenset((usul.kind, usul.lain) for usul in tried.rencana.usul)
    office.berkas_paket.gabung(came, Putusan(tiap=answers, satukan=pairs))
    told = minutes(office, the_merged(office))
    for text in (
        "BERITA ACARA", "Rabu, tanggal dua puluh bulan Mei tahun dua ribu dua puluh enam",
        "datang.kkb", "“Nama Pertama”", "“Nama Kedua”", "“Lain Pertama”", "“Lain Kedua”",
        "dipakai yang di paket", "belum diputuskan", "OPD B. Pangan", "disatukan",
        "sudah disepakati dan dikunci", "Angka kontrol", "berbeda", "KEPALA DINAS",
    ):  # fmt: skip
        assert squeezed(text) in told, text


def test_a_draft_before_the_merge_is_marked_and_writes_nothing(office: Desk, came: Path) -> None:
    tried = office.berkas_paket.gabung(came, Putusan(semua=SINI), pratinjau=True)
    document = office.kertas_paket.rancangan(tried)
    told = squeezed("".join(pages(office.kertas_paket.pdf(document))))
    assert "RANCANGAN" in told
    assert "dipakaiyangdisini" in told
    assert office.paket.daftar() == []


def test_minutes_print_again_as_they_were_and_bear_a_number(
    office: Desk, came: Path, tmp_path: Path
) -> None:
    office.berkas_paket.gabung(came, Putusan(semua=SINI))
    package = the_merged(office)
    before = minutes(office, package)
    office.kantor.ubah(office.kantor.get(), {"kepala_nama": "Nama Kepala Baru"})
    with office.store.read() as reader:
        office.kampung.ubah(reader.find(Kampung)[0], {"nama": "Sesudah Itu"})
    assert minutes(office, package) == before
    assert office.kertas_paket.masuk("1").id == office.kertas_paket.masuk("19.05/1").id
    path = tmp_path / "acara.docx"
    numbered = office.kertas_paket.berita_acara(package.id, "400.13/7/DP2KBP3A/2026")
    office.kertas_paket.tulis(numbered, path)
    assert "NOMOR 400.13/7/DP2KBP3A/2026" in word_text(path.read_bytes())


def test_a_merge_that_was_taken_back_has_no_minutes(office: Desk, came: Path) -> None:
    office.berkas_paket.gabung(came, Putusan(semua=SINI))
    package = the_merged(office)
    office.editor.undo()
    with pytest.raises(UserError, match="tidak digabung di sini"):
        office.kertas_paket.berita_acara(package.id)
    with pytest.raises(UserError, match="tidak digabung di sini"):
        office.kertas_paket.masuk("1")
    office.editor.redo()
    assert "BERITAACARA" in minutes(office, package)


def test_a_package_that_went_out_has_no_minutes(office: Desk, package: Dibuat) -> None:
    (sent,) = office.paket.daftar()
    with pytest.raises(UserError, match="tidak digabung di sini"):
        office.kertas_paket.berita_acara(sent.id)


def test_minutes_whose_file_is_gone_are_said_to_be(office: Desk, came: Path) -> None:
    office.berkas_paket.gabung(came, Putusan(semua=SINI))
    digest = the_merged(office).berita_acara
    path = office.store.path_berkas(digest)
    assert path is not None
    path.unlink()
    with pytest.raises(UserError, match="tidak ada lagi"):
        office.kertas_paket.berita_acara(the_merged(office).id)
