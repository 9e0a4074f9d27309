"""The manual: whole, true of the commands there are, and found by words."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kkbdesk.model.manual import Alinea, Bab, Gaya, Kalimat, Kode, Ruas, Tabel
from kkbdesk.services import manual
from resources.files import resource
from tests.test_architecture import ROOT

CHAPTERS = manual.daftar_bab()


def texts(chapter: Bab) -> Iterator[Kalimat]:
    for part in chapter.unsur:
        if isinstance(part, Alinea):
            yield part.isi
        elif isinstance(part, Tabel):
            for line in part.baris:
                yield from line


def pieces(chapter: Bab) -> Iterator[Ruas]:
    return (piece for text in texts(chapter) for piece in text)


def test_every_chapter_stands_in_the_index_and_is_counted_on() -> None:
    index = resource("manual", "README.md").read_text("utf-8")
    assert [chapter.nomor for chapter in CHAPTERS] == list(range(1, len(CHAPTERS) + 1))
    for chapter in CHAPTERS:
        assert f"]({chapter.nama}.md)" in index, chapter.nama


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.nama)
def test_links_lead_somewhere(chapter: Bab) -> None:
    for piece in pieces(chapter):
        if piece.tautan:
            name, _, anchor = piece.tautan.partition("#")
            target = manual.bab(name.removesuffix(".md")) if name else chapter
            assert not name or f"{target.nama}.md" == name, piece
            heads = {head.jangkar for head, _ in target.bagian()}
            assert not anchor or anchor in heads, piece


def test_every_picture_lies_beside_the_chapters() -> None:
    shown = {path.name for path in resource("manual", "gambar").iterdir()}
    assert shown == manual.nama_gambar()


def test_pictures_are_small() -> None:
    for name in manual.nama_gambar():
        path = manual.berkas_gambar(name)
        assert path is not None and path.stat().st_size < 80_000, name


def test_the_commands_it_names_are_those_there_are() -> None:
    done = subprocess.run(
        [sys.executable, "main.py", "--help"], cwd=ROOT, capture_output=True, check=True
    )
    there = set(re.findall(r"^    ([a-z][a-z-]+)\b", done.stdout.decode(), re.MULTILINE))
    table = next(part for part in manual.bab("10-perintah").unsur if isinstance(part, Tabel))
    named = {
        piece.teks.split()[0]
        for line in table.baris
        for piece in line[0]
        if piece.gaya is Gaya.KODE
    }
    assert named == there


def named() -> set[str]:
    """Every text of the program and its lists, as buttons, pages and fields are called."""
    found: set[str] = set()
    for path in (each for base in ("ui", "kkbdesk") for each in (ROOT / base).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(plain(node.value.replace("&", "")))
    for path in (ROOT / "resources" / "reference").glob("*.toml"):
        found |= set(map(plain, re.findall(r'"([^"]+)"', path.read_text("utf-8"))))
    return found


def plain(text: str) -> str:
    return text.strip().rstrip("….:?").strip().casefold()


_ELSEWHERE = {
    # Of Windows, telephones, samples.
    "Setelan", "Aplikasi", "BitLocker", "Enkripsi perangkat", "Windows+L", "Windows PowerShell",
    "Info selengkapnya", "Tetap jalankan", "Instal", "on-access", "Kamera", "Format",
    "Paling Kompatibel", "Wali Nagari Makmur", "Tabel Oktober 2026",
    # Said with weight, no names of anything.
    "Data di flashdisk", "Data di cakram jaringan", "Flashdisk.", "beserta tanda terima",
    "dan laporan", "Mengisi daftar", "Formulir untuk Pokja desa", "Foto iPhone (HEIC)",
    "tidak pernah", "buat folder bernama data", "Data kantor tidak ikut terhapus", "kekeliruan",
    "rekan yang ingin tahu", "ditandatangani", "kunci umum", "tanpa kunci", "tidak dikunci",
    "menyepakati matriks", "rancangannya", "cetakan", "Laporan bulanan", "Laporan tahunan",
    "Satu kabupaten/kota", "satu kecamatan atau kampung", "komputer lain", "Akan berakhir",
    "cakram aman dicabut", "peladen PostgreSQL", "Kata sandi tidak ditulis di alamat",
    # Keys without letters.
    "Enter", "Spasi",
}  # fmt: skip
"""What the manual names of elsewhere, and what it only stresses or shortens."""
_KEY = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)+\S+|F\d+")


def test_pages_and_buttons_it_names_are_in_the_program() -> None:
    there = named()
    for chapter in CHAPTERS:
        for piece in pieces(chapter):
            if piece.gaya not in (Gaya.TEBAL, Gaya.MIRING) or _KEY.fullmatch(piece.teks):
                continue
            for part in re.split(r" › | → |, ", piece.teks):
                assert part in _ELSEWHERE or plain(part) in there, (chapter.nama, part)


_STANDARD = {"Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A"}
"""Keys that every table and field of Qt knows."""
_PAPER = {"F4"}


def test_keys_it_names_are_in_the_program() -> None:
    there = "".join(path.read_text("utf-8") for path in (ROOT / "ui").rglob("*.py"))
    for chapter in CHAPTERS:
        words = " ".join(piece.teks for piece in pieces(chapter))
        for key in set(re.findall(r"\bCtrl\+[A-Z0-9](?!\w)|\bF\d\b", words)) - _STANDARD - _PAPER:
            letter = key.rpartition("+")[2]
            assert f'"{key}"' in there or f"Key.Key_{letter}" in there, (chapter.nama, key)


@pytest.mark.parametrize(
    ("typed", "chapter"),
    [
        ("mencetak naskah", "12-naskah"),
        ("cetakan naskah", "12-naskah"),
        ("lupa pin", "14-orang"),
        ("pulihkan salinan", "15-cadangan"),
        ("robocopy", "24-petugas-ti"),
        ("mengurungkan", "08-data"),
        ("tanda terima", "17-kertas-paket"),
    ],
)
def test_words_in_any_form_lead_to_their_chapter(typed: str, chapter: str) -> None:
    assert chapter in [hit.bab.nama for hit in manual.cari(typed)[:3]]


def test_what_is_found_shows_the_words_around_it() -> None:
    (hit,) = [hit for hit in manual.cari("robocopy") if hit.bab.nama == "24-petugas-ti"][:1]
    assert "robocopy" in hit.cuplikan.casefold()


def test_nothing_is_found_for_nothing_and_for_words_it_lacks() -> None:
    assert manual.cari("  ") == []
    assert manual.cari("xylofon") == []


def test_a_picture_that_was_not_made_is_no_fault(tmp_path: Path) -> None:
    assert manual.berkas_gambar("tidak-ada.png") is None


def test_lines_to_be_typed_name_real_options() -> None:
    typed = [part.teks for part in manual.bab("24-petugas-ti").unsur if isinstance(part, Kode)]
    assert any("/S" in lines for lines in typed)
    copied = [line for lines in typed for line in lines.split("\n") if line.startswith("robocopy")]
    assert copied and not any("/MIR" in line for line in copied)
