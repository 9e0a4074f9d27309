"""Documents of offices elsewhere: kabupaten, city and province, desa and kelurahan."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it brings no types
import pytest

from db.store import FILE
from kkbdesk.documents.blocks import (
    Beside,
    Closing,
    Document,
    Facing,
    KeyValues,
    Kop,
    KopPejabat,
    Labelled,
    Listing,
    Paragraph,
    Signatures,
    Signer,
    Title,
)
from kkbdesk.documents.writers import render
from kkbdesk.errors import UserError
from kkbdesk.model.ids import KodeWilayah
from kkbdesk.model.naskah import PeranPejabat, PosisiAlamat, StatusJabatan
from kkbdesk.services.naskah import MintaNaskah, daftar_jenis
from tests.support import peladen
from tests.support.documents import NAUGHTY
from tests.support.kantor_lain import (
    BELAKANG_PONDOK,
    DIKETIK,
    KANTOR,
    PADENGO,
    TALUMOPATU,
    KantorLain,
    buat_kantor,
    buka_kantor,
)
from tests.support.paper import outside, pages, squeezed, word_text

MM = 72 / 25.4
REPEATS_HEADINGS = {"sk-matriks", "daftar-hadir"}
"""Their tables go on over a page, in print under the heading again."""
CAP = {"": "", "rancangan": "RANCANGAN", "salinan": "SALINAN"}


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files of the offices; copied, never opened."""
    made = {kode: tmp_path_factory.mktemp("kantor") for kode in KANTOR}
    for kode, folder in made.items():
        buat_kantor(folder, kode)
    return made


@pytest.fixture
def kantor(
    request: pytest.FixtureRequest, offices: dict[str, Path], tmp_path: Path
) -> Iterator[KantorLain]:
    """An office of its own for every test: Bone Bolango unless the test names another."""
    kode = getattr(request, "param", "75.03")
    shutil.copytree(offices[kode], tmp_path / "data")
    peladen.clone(offices[kode] / FILE, tmp_path / "data")
    made = buka_kantor(tmp_path / "data", kode)
    yield made
    made.desk.close()


def elsewhere(kode: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("kantor", [kode], indirect=True)


def dokumen(kantor: KantorLain, jenis: str, desa: str = "", **more: object) -> Document:
    return kantor.desk.naskah.susun(kantor.minta(jenis, desa, **more)).dokumen


def words(document: Document) -> str:
    return " ".join(" ".join(pages(render(document, ".pdf").content)).split())


def signer(document: Document, place: int = 0) -> Signer:
    (found,) = [block for block in document.blocks if isinstance(block, Signatures)][place].signers
    assert found is not None
    return found


# every kind, everywhere


@pytest.mark.parametrize("kantor", KANTOR, indirect=True)
def test_every_kind_reads_the_same_on_f4_within_its_page(kantor: KantorLain) -> None:
    urban = kantor.desa[0] == BELAKANG_PONDOK
    kinds = [item for item in daftar_jenis() if not (item.desa_saja and urban)]
    for place, item in enumerate(kinds, list(KANTOR).index(kantor.kode)):
        cap = list(CAP)[place % len(CAP)]
        minta = kantor.minta(item.kode, cap=cap)
        bare = replace(minta, ketikan={}, nomor="", tanggal=None)
        for wanted in (minta, bare):
            _check(kantor.desk.naskah.susun(wanted).dokumen, CAP[cap], item.kode)


def _check(document: Document, stamp: str, kode: str) -> None:
    pdf = render(document, ".pdf").content
    first, *others = pages(pdf)
    assert stamp in first
    assert not stamp or stamp not in "".join(others)
    printed = re.sub(r"- \d+ -|RANCANGAN|SALINAN", "", "\n".join((first, *others)))
    told = Counter(squeezed(printed))
    said = Counter(squeezed(word_text(render(document, ".docx").content)))
    assert not said - told
    assert told == said or kode in REPEATS_HEADINGS
    assert set(outside(pdf, 30)) <= set(stamp)
    with pypdfium2.PdfDocument(pdf) as opened:
        sizes = {tuple(round(each, 1) for each in sorted(page.get_size())) for page in opened}
    assert sizes == {(round(215 * MM, 1), round(330 * MM, 1))}


def test_whatever_is_typed_stays_on_the_page(kantor: KantorLain) -> None:
    for place, item in enumerate(daftar_jenis()):
        texts = [NAUGHTY[(place + number) % len(NAUGHTY)] for number in range(len(DIKETIK))]
        typed = dict(zip(DIKETIK, texts, strict=True))
        document = dokumen(kantor, item.kode, ketikan=typed, nomor=NAUGHTY[place])
        assert outside(render(document, ".pdf").content, 30) == []
        render(document, ".docx")


def test_braces_in_a_list_that_was_typed_are_its_own(kantor: KantorLain) -> None:
    made = dokumen(kantor, "surat-tugas", ketikan={"petugas": "Nama {desa} {{x}}"})
    assert "Nama {desa} {{x}}" in words(made)


# who decides


def test_decrees_name_the_office_in_the_title_and_its_kind_in_the_text(kantor: KantorLain) -> None:
    made = dokumen(kantor, "sk-pokja-kabupaten")
    title = next(block for block in made.blocks if isinstance(block, Title))
    assert title.lines[:2] == ("KEPUTUSAN BUPATI BONE BOLANGO", "NOMOR 12")
    assert title.lines[-1] == "BUPATI BONE BOLANGO,"
    told = {block.label: block.items for block in made.blocks if isinstance(block, Labelled)}
    assert told["Menetapkan"][0].text.startswith("KEPUTUSAN BUPATI TENTANG PEMBENTUKAN")
    assert "perlu menetapkan Keputusan Bupati tentang" in told["Menimbang"][-1].text
    assert told["KEEMPAT"][0].text.startswith("Keputusan Bupati ini mulai berlaku")
    head = next(block for block in made.lampiran[0].blocks if isinstance(block, Beside))
    assert head.lines[:3] == ("LAMPIRAN", "KEPUTUSAN BUPATI BONE BOLANGO", "NOMOR 12")


def test_degrees_are_left_out_of_decrees(kantor: KantorLain) -> None:
    assert signer(dokumen(kantor, "sk-koordinator")).nama == "M. NAMA KEPALA DAERAH"


def test_a_village_head_signs_without_number_under_the_state_emblem(kantor: KantorLain) -> None:
    made = dokumen(kantor, "sk-pokja-desa", TALUMOPATU)
    assert isinstance(made.kop, KopPejabat)
    assert made.kop.lines == ("KEPALA DESA TALUMOPATU", "KABUPATEN BONE BOLANGO")
    assert signer(made) == replace(signer(made), nama="NAMA KEPALA DESA", pangkat="", nip=None)
    assert "NOMOR 12 TAHUN 2026" in words(made)


@pytest.mark.parametrize("nomor", ["141/12/2026", "12 TAHUN 2026"])
def test_a_year_that_ends_the_number_is_not_repeated(kantor: KantorLain, nomor: str) -> None:
    made = words(dokumen(kantor, "sk-pokja-desa", TALUMOPATU, nomor=nomor))
    assert f"NOMOR {nomor} TENTANG" in made
    assert "2026 TAHUN 2026" not in made


def test_a_lurah_writes_as_an_agency_and_signs_with_rank_and_number(kantor: KantorLain) -> None:
    made = dokumen(kantor, "sk-pokja-desa", PADENGO, cap="salinan")
    assert isinstance(made.kop, Kop)
    assert made.kop.atas == ("PEMERINTAH KABUPATEN BONE BOLANGO", "KECAMATAN KABILA")
    assert made.kop.nama == "KELURAHAN PADENGO"
    head, clerk = signer(made), signer(made, 1)
    assert (head.jabatan, head.nama) == ("LURAH PADENGO", "Nama Kepala Desa, S.IP.")
    assert (head.pangkat, head.nip) == ("Penata (III/c)", "198001012005011001")
    assert (clerk.jabatan, clerk.nip) == ("SEKRETARIS KELURAHAN PADENGO", "")
    text = words(made)
    assert "NOMOR 12 TENTANG" in text
    assert "KEPUTUSAN LURAH TENTANG PEMBENTUKAN" in text
    assert "Anggaran Pendapatan dan Belanja Daerah Kabupaten Bone Bolango" in text


def test_a_kelurahan_makes_no_village_regulation(kantor: KantorLain, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="tidak dibuat di kelurahan"):
        dokumen(kantor, "perdes", PADENGO)
    with pytest.raises(UserError, match="kelurahan tidak menetapkannya"):
        kantor.desk.naskah_massal.tulis(MintaNaskah("perdes"), "75.03.02", tmp_path / "x")


def test_a_village_head_is_called_as_the_village_calls_him(kantor: KantorLain) -> None:
    (head,) = [
        item for item in kantor.desk.tata_naskah.pejabat() if item.wilayah == TALUMOPATU
    ]  # fmt: skip
    kantor.desk.tata_naskah.ubah_pejabat(head, {"jabatan": "Wali Nagari Talumopatu"})
    text = words(dokumen(kantor, "sk-pokja-desa", TALUMOPATU))
    assert "KEPUTUSAN WALI NAGARI TALUMOPATU" in text
    assert "Keputusan Wali Nagari ini mulai berlaku" in text


@elsewhere("13.71")
def test_a_city_is_led_by_its_mayor(kantor: KantorLain) -> None:
    made = dokumen(kantor, "perbup")
    assert isinstance(made.kop, KopPejabat)
    assert made.kop.lines == ("WALI KOTA PADANG", "PROVINSI SUMATERA BARAT")
    text = words(made)
    assert "PERATURAN WALI KOTA PADANG NOMOR 12 TAHUN 2026" in text
    assert "PERATURAN WALI KOTA TENTANG PENYELENGGARAAN" in text
    assert signer(made, 1).jabatan == "SEKRETARIS DAERAH KOTA PADANG"
    assert "BERITA DAERAH KOTA PADANG TAHUN 2026 NOMOR 7" in text


@elsewhere("75")
def test_a_province_is_led_by_its_governor(kantor: KantorLain) -> None:
    made = dokumen(kantor, "sk-pembentukan", cap="salinan")
    assert isinstance(made.kop, KopPejabat)
    assert made.kop.lines == ("GUBERNUR GORONTALO",)
    assert signer(made, 1).jabatan == "KEPALA BIRO HUKUM"
    copies = next(block for block in made.blocks if isinstance(block, Closing))
    assert copies.items == (
        "Kepala Perwakilan BKKBN Provinsi Gorontalo;", "Camat yang bersangkutan.",
    )  # fmt: skip


@elsewhere("75")
def test_villages_of_a_province_belong_to_their_kabupaten(kantor: KantorLain) -> None:
    made = dokumen(kantor, "sk-pokja-desa", PADENGO)
    assert isinstance(made.kop, Kop)
    assert made.kop.atas[0] == "PEMERINTAH KABUPATEN BONE BOLANGO"
    copies = next(block for block in made.blocks if isinstance(block, Closing))
    assert copies.items[0] == "Bupati Bone Bolango;"


# who signs


@pytest.mark.parametrize(
    ("peran", "nilai", "jabatan", "kop"),
    [
        (
            PeranPejabat.SEKDA, {"atas_nama": "Bupati Bone Bolango"},
            "a.n. BUPATI BONE BOLANGO\nSEKRETARIS DAERAH", "SEKRETARIAT DAERAH",
        ),
        (
            PeranPejabat.SEKDA,
            {"atas_nama": "Bupati Bone Bolango", "untuk_beliau": "Sekretaris Daerah",
             "jabatan": "Asisten"},
            "a.n. BUPATI BONE BOLANGO\nSEKRETARIS DAERAH\nu.b.\nASISTEN", "SEKRETARIAT DAERAH",
        ),
        (
            PeranPejabat.KEPALA_DINAS, {"status": StatusJabatan.PLT}, "Plt. KEPALA DINAS",
            "DINAS PENGENDALIAN PENDUDUK KB, PP, DAN PA",
        ),
        (
            PeranPejabat.CAMAT, {"wilayah": KodeWilayah("75.03.01")}, "CAMAT TAPA",
            "KECAMATAN TAPA",
        ),
    ],
)  # fmt: skip
def test_a_letter_is_signed_and_headed_as_its_official(
    kantor: KantorLain, peran: PeranPejabat, nilai: dict[str, object], jabatan: str, kop: str
) -> None:
    chosen = kantor.pejabat(peran, nama="Nama Pejabat, S.H.", nip="196701011990031001", **nilai)
    made = dokumen(kantor, "undangan", pejabat=chosen)
    assert signer(made).jabatan == jabatan
    assert isinstance(made.kop, Kop)
    assert made.kop.nama == kop


def test_a_letter_of_the_regent_is_under_the_state_emblem(kantor: KantorLain) -> None:
    chosen = kantor.pejabat(PeranPejabat.KEPALA_DAERAH, nama="Nama Pj", status=StatusJabatan.PJ)
    made = dokumen(kantor, "undangan", pejabat=chosen)
    assert isinstance(made.kop, KopPejabat)
    assert (signer(made).jabatan, signer(made).nip) == ("Pj. BUPATI BONE BOLANGO", None)
    assert not [block for block in made.blocks if isinstance(block, Closing)]


def test_a_text_may_ask_for_a_letterhead(kantor: KantorLain) -> None:
    minta = kantor.minta("surat-tugas", teks="[kop pejabat]\n[judul]\nSURAT TUGAS")
    made = kantor.desk.naskah.susun(minta).dokumen
    assert isinstance(made.kop, KopPejabat)
    with pytest.raises(UserError, match="yang ada: dinas, pejabat"):
        kantor.desk.naskah.susun(replace(minta, teks="[kop desa]\n[judul]\nSURAT"))


def test_minutes_are_signed_with_rank_and_number_where_they_are_known(kantor: KantorLain) -> None:
    made = dokumen(kantor, "notula")
    (block,) = [block for block in made.blocks if isinstance(block, Signatures)]
    clerk, chair = block.signers
    assert clerk is not None
    assert chair is not None
    assert (clerk.nip, chair.nip) == (None, "196701011990031001")
    assert "oleh Nama Sekda, S.H. B." in words(made)


# the forms


def test_a_letter_is_dated_above_its_addressees(kantor: KantorLain) -> None:
    def letter() -> tuple[object, ...]:
        made = dokumen(kantor, "undangan").blocks
        place = next(n for n, block in enumerate(made) if isinstance(block, Facing | KeyValues))
        return made[place - 1], made[place], made[place + 1]

    dated, head, below = letter()
    assert isinstance(dated, Paragraph)
    assert dated.text == "Ibu Kota, 16 Februari 2026"
    assert isinstance(head, KeyValues)
    assert isinstance(below, Paragraph)
    assert below.text == "Yth. (daftar terlampir)\ndi Tempat"
    tata = kantor.desk.tata_naskah
    tata.ubah(tata.get(), {"posisi_alamat": PosisiAlamat.KANAN})
    dated, head, below = letter()
    assert isinstance(head, Facing)
    assert head.right == ("Yth. (daftar terlampir)", "di Tempat")


def test_what_may_be_missing_leaves_no_line(kantor: KantorLain) -> None:
    assert "narahubung" not in words(dokumen(kantor, "undangan"))
    rapat = kantor.desk.rapat.get(kantor.rapat)[0].rapat
    kantor.desk.rapat.ubah(rapat, {"narahubung": "Nama Narahubung"})
    assert "narahubung : Nama Narahubung" in words(dokumen(kantor, "undangan"))
    assert "Saksi: 1. Nama Saksi …" in words(dokumen(kantor, "berita-acara"))
    assert "Saksi" not in words(dokumen(kantor, "berita-acara", ketikan={}))


def test_an_attendance_sheet_has_room_for_its_columns(kantor: KantorLain) -> None:
    page = dokumen(kantor, "daftar-hadir").page
    assert (page.top, page.bottom, page.left, page.right) == (15, 20, 25, 15)
    assert page.body == 175


def test_a_report_says_where_it_was_made(kantor: KantorLain) -> None:
    assert signer(dokumen(kantor, "laporan-dinas")).atas == (
        "Dibuat di Ibu Kota", "pada tanggal 16 Februari 2026",
    )  # fmt: skip


def test_a_regulation_ends_with_its_promulgation(kantor: KantorLain) -> None:
    made = dokumen(kantor, "perbup", cap="salinan")
    assert signer(made, 1).atas == ("Diundangkan di Ibu Kota", "pada tanggal 20 Februari 2026")
    assert signer(made, 2).jabatan == "KEPALA BAGIAN HUKUM"
    assert made.blocks[-1] == Signatures((signer(made, 2),), bold=False, kiri=True)
    meanings = next(
        block for block in made.blocks if isinstance(block, Listing) and block.items[1:]
    )
    assert all(item.text.endswith(".") for item in meanings.items)


def test_a_village_regulation_is_agreed_with_its_council(kantor: KantorLain) -> None:
    text = words(dokumen(kantor, "perdes", TALUMOPATU))
    agreed = "Dengan Kesepakatan Bersama BADAN PERMUSYAWARATAN DESA TALUMOPATU dan KEPALA DESA"
    assert agreed in text
    assert "PERATURAN DESA TENTANG PENYELENGGARAAN" in text
    assert "SEKRETARIS DESA TALUMOPATU," in text


def test_positions_are_told_once(kantor: KantorLain) -> None:
    group = kantor.desk.pokja.tambah({"mulai": kantor.minta("perbup").tanggal})
    agency = kantor.desk.opd.daftar()[2]
    seat = {"nama": "Nama", "unsur": "Kepala", "opd": agency.id}
    seat |= {"kedudukan": "koordinator_seksi", "seksi": "perilaku"}
    kantor.desk.pokja.tambah_anggota(group.id, [seat])
    text = words(dokumen(kantor, "sk-pokja-kabupaten"))
    assert "1. Kepala Dinas Kesehatan Koordinator Seksi Perubahan Perilaku Keluarga" in text


def test_minutes_without_invitees_have_no_empty_sheet(kantor: KantorLain) -> None:
    people = kantor.desk.rapat.get(kantor.rapat)[0].peserta
    kantor.desk.peserta.hapus([item.id for item in people])
    assert dokumen(kantor, "notula").lampiran == ()
